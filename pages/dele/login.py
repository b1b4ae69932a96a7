"""Sign-in by OpenID Connect, Streamlit's own: off until `[auth]` is in secrets.toml."""

from __future__ import annotations

import logging

import streamlit as st
from streamlit.errors import StreamlitAuthError, StreamlitSecretNotFoundError

from dansk import Inputfejl


def er_sat_op() -> bool:
    """Return whether one must sign in; raise Inputfejl when the settings cannot be read.

    A file that is there and cannot be read may ask for sign-in, so nobody is let in.
    """
    try:
        return "auth" in st.secrets
    except (OSError, ValueError) as fejl:
        if isinstance(fejl, StreamlitSecretNotFoundError) and fejl.error_id == "no-secrets-found":
            return False
        logging.getLogger("praksiskort").error("secrets.toml: %s", fejl)
        raise Inputfejl(
            "Indstillingerne for login, secrets.toml, kan ikke læses, og ingen lukkes ind. Den, "
            "der driver Praksiskort, kan se hvorfor i serverens log. Ret filen, og start igen."
        ) from None


def kraev_login() -> None:
    """Stop the page for who has not signed in, when one must."""
    if not er_sat_op() or st.user.get("is_logged_in") is True:
        return
    st.title("Praksiskort")
    st.write("Log ind for at se planen.")
    if st.button("Log ind", type="primary"):
        try:
            st.login()
        except StreamlitAuthError:
            raise Inputfejl(
                "Der kan ikke logges ind: opsætningen i secrets.toml er ikke hel, eller pakken "
                "Authlib er ikke installeret. Den, der driver Praksiskort, finder begge dele i "
                "docs/drift.md."
            ) from None
    st.stop()


def vis_log_ud() -> None:
    """Say who has signed in, with the way out; nothing where nobody must."""
    # Here: the server asks `er_sat_op` before anything is loaded.
    from pages.dele.tekst import ren

    if er_sat_op():
        hvem = st.user.get("name") or st.user.get("email") or st.user.get("sub")
        st.button(ren(f"Log ud: {hvem}"), on_click=st.logout, icon=":material/logout:")
