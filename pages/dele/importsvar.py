"""The questions of a file that is tried, and the answers given: kept, shown, and taken back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dansk import antal
from data.indgang.spoergsmaal import Spoergsmaal
from pages.dele.stedvalg import vaelg_sted
from pages.dele.tekst import ren

#: The answers by key, as a reader takes them, and beside them how they were asked and answered.
SVAR, VIST = "importsvar", "importsvar_vist"
#: How many were left open when the answers were last used, until that is said.
UBESVARET = "importsvar_mangler"


def nulstil() -> None:
    """Forget the answers: another file, or another kind."""
    st.session_state[SVAR], st.session_state[VIST] = {}, {}


def givne() -> dict[str, str]:
    """Return the answers given so far."""
    return st.session_state.setdefault(SVAR, {})


def vis_givne() -> None:
    """Draw the answers given, each with a way back to its question."""
    vist = st.session_state.setdefault(VIST, {})
    if not vist:
        return
    with st.expander(f"Dine svar ({len(vist)})", icon=":material/edit:", expanded=False):
        st.caption("Retter du et svar, bliver du spurgt igen om det og om dem, der kom efter.")
        for noegle, (spoergsmaal, svar) in vist.items():
            tekst, knap = st.columns([84, 16], vertical_alignment="center")
            tekst.markdown(f"{ren(spoergsmaal)} **{ren(svar)}**")
            knap.button("Ret", key=f"ret_{noegle}", on_click=_tag_tilbage, args=(noegle,))


def _tag_tilbage(noegle: str) -> None:
    """Take back an answer and those given after it, which may rest on it."""
    givet = [*st.session_state[VIST]]
    for senere in givet[givet.index(noegle) :]:
        st.session_state[VIST].pop(senere)
        st.session_state[SVAR].pop(senere, None)


def _gem(spoergsmaal: Spoergsmaal, svar: str) -> None:
    ord_ = dict(spoergsmaal.valg).get(svar, f"punktet {svar}")
    st.session_state[SVAR] = givne() | {spoergsmaal.noegle: svar}
    st.session_state[VIST] = st.session_state[VIST] | {
        spoergsmaal.noegle: (spoergsmaal.tekst, ord_)
    }


def stil(spoergsmaal: Sequence[Spoergsmaal]) -> None:
    """Draw the questions that are left: first those with answers to choose from, then the places.

    An answered place draws the page again.
    """
    valg = [s for s in spoergsmaal if not s.punkt]
    steder = [s for s in spoergsmaal if s.punkt]
    if not valg:
        if steder and (givet := vaelg_sted(steder[0], len(steder))):
            _gem(steder[0], givet[steder[0].noegle])
            st.rerun()
        return
    with st.form("spoergsmaal"):
        st.markdown("**Spørgsmål om filen**")
        for et in valg:
            _svar_paa(et)
        if steder:
            st.caption(f"Bagefter skal {antal(len(steder), 'klinik', 'klinikker')} placeres.")
        if UBESVARET in st.session_state:
            mangler = antal(st.session_state.pop(UBESVARET), "spørgsmål", "spørgsmål")
            st.warning(
                f"{mangler} mangler et svar. De andre svar er brugt. Vælg et svar, og tryk igen.",
                icon=":material/help:",
            )
        st.form_submit_button("Brug svarene", type="primary", on_click=_brug, args=(valg,))


def _svar_paa(spoergsmaal: Spoergsmaal) -> None:
    """Draw one question, with the likely answer chosen."""
    muligheder = dict(spoergsmaal.valg)
    st.selectbox(
        ren(spoergsmaal.tekst),
        list(muligheder),
        index=list(muligheder).index(spoergsmaal.forslag) if spoergsmaal.forslag else None,
        format_func=lambda v: muligheder[v],
        placeholder="Vælg et svar",
        key=f"svar_{spoergsmaal.noegle}",
    )


def _brug(spoergsmaal: Sequence[Spoergsmaal]) -> None:
    """Keep the answers that were chosen; called before the page is drawn again."""
    ubesvaret = 0
    for et in spoergsmaal:
        if (svar := st.session_state.get(f"svar_{et.noegle}")) is not None:
            _gem(et, svar)
        else:
            ubesvaret += 1  # layout: counted for the sentence above the button
    if ubesvaret:
        st.session_state[UBESVARET] = ubesvaret
