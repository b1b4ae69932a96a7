"""The frame around every page: the navigation, the line at the top, and what is said of a fault."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dansk import Inputfejl
from kort.aktiver import sikr_aktiver
from pages.dele import kladde, tilstand
from pages.dele.arbejde import aabn_link
from pages.dele.diagramvisning import begynd_side, tegn_diagrammer
from pages.dele.login import kraev_login
from pages.dele.nyt_datasaet import ved_nyt_datasaet, vis_passer_ikke
from pages.dele.stil import indsaet_stil
from pages.dele.tekst import ren
from pages.dele.toplinje import toplinje

#: The pages that have something to say of a field without clinics themselves.
OGSAA_UDEN_KLINIKKER = ("Scenarier", "Økonomi", "Plandokument", "Import", "Data")
#: The page that shows steps in large type, and the key of the page it was opened from.
PRAESENTATION, VIST_SIDE = "Præsentation", "vist_side"


def vis_i_ramme(sider: Sequence[StreamlitPage]) -> None:
    """Draw the page of `sider` that is asked for, and all that stands around it."""
    indsaet_stil()
    with _fortalt():
        begynd_side()
        kraev_login()
        valgt = st.navigation(list(sider), position="top")
        sikr_aktiver()
        tilstand.find_datasaet()
        kladde.hent()
        ved_nyt_datasaet()
        aabn_link()
        if valgt.title != PRAESENTATION:
            st.session_state[VIST_SIDE] = valgt
        toplinje()
        vis_passer_ikke()
        plan = tilstand.plan()
        if plan.har_klinikker or valgt.title in OGSAA_UDEN_KLINIKKER:
            valgt.run()
        else:
            # Not with the rest: a map's component that is loaded outside of a page is never served
            # (findings/streamlit_component_loaded_outside_a_run.sh).
            from pages.dele.tomt import vis_uden_klinikker

            vis_uden_klinikker(valgt.title, plan)
        kladde.gem()
    # Also where the page was broken off: what it had to show is shown.
    with _fortalt():
        tegn_diagrammer()


@contextmanager
def _fortalt() -> Iterator[None]:
    """Tell of what fails, and go on after it."""
    try:
        yield
    except Inputfejl as fejl:
        st.error(ren(str(fejl)))
    except Exception:
        logging.getLogger("praksiskort").exception("en side kunne ikke vises")
        st.error(
            "Siden kunne ikke vises på grund af en fejl i programmet. Scenariet er bevaret. Prøv "
            "igen, og giv den, der driver Praksiskort, besked: fejlen står i serverens log.",
            icon=":material/error:",
        )
