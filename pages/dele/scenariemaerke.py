"""What a page says of the scenario before it says anything of its figures."""

from __future__ import annotations

import streamlit as st

from dansk import antal
from pages.dele import tilstand, tiltagsraekke
from pages.dele.korthentning import scenarienavn
from pages.dele.tekst import ren


def sig_scenariet() -> None:
    """Say that the figures are the scenario's, and which it is, when the page shows it."""
    if tilstand.viser_scenarie():
        st.info(f"Scenariet vises, ikke datasættet. {_hvilket()}", icon=":material/alt_route:")


def oven_paa() -> str:
    """Return what a title says where a proposal comes after the scenario's own tiltag; or ""."""
    return " oven på scenariet" if tilstand.scenarie() else ""


def sig_oven_paa() -> None:
    """Say what a proposal comes after, where the scenario has tiltag."""
    if tilstand.scenarie():
        st.info(
            f"Regnet fra scenariet, som det står, ikke fra datasættet. {_hvilket()} »Før« er med "
            "dem.",
            icon=":material/alt_route:",
        )
        vis_nyt_scenarie()


def vis_nyt_scenarie() -> None:
    """Draw the button that takes the tiltag out of the scenario, where it has any."""
    if tilstand.scenarie():
        st.button(
            "Begynd et nyt scenarie",
            key="nyt_scenarie",
            icon=":material/add:",
            help="Tager tiltagene ud, og der regnes fra datasættet; de kan hentes igen med Gentag "
            "under Scenarie øverst.",
            on_click=tiltagsraekke.ryd,
        )


def _hvilket() -> str:
    return f"{ren(scenarienavn())}: {antal(len(tilstand.scenarie()), 'tiltag', 'tiltag')}."
