"""Whether a proposal holds when its ground is shaken: asked for, followed and stopped here."""

from __future__ import annotations

import os
from weakref import WeakKeyDictionary

import streamlit as st

from dansk import Inputfejl, tal
from fordelt import i_dele
from pages.dele.felter import antalfelt
from pages.dele.tekst import nyhed, ren, smaat, vis_tabel
from planning.forslagsrobusthed import (
    Forslagsrobusthed,
    Proeve,
    dele,
    optael,
    robusthed,
)
from planning.hensynsrobusthed import hensyn_paa_andre_tider
from saetninger.forslagsrobusthed import STOPPET, hensynsholdtekst, holdernyhed, rystetekst
from tabeller.forslagsrobusthed import holdertabeller

#: Where the workers are, for who runs the program to say: never asked for on a page.
ADRESSE = "PRAKSISKORT_DASK"
FOERST, HOEJST = 200, 5000
#: Draws of a part: a fraction of a second, which is how long »Stop« waits.
PR_DEL = 10
SVAR, BEGYND, I_GANG, FEJL = "holder_svar", "holder_begynd", "holder_i_gang", "holder_fejl"


def vis_holder(p: Proeve) -> None:
    """Draw what came of trying a proposal, and what tries it; last on its page, since it lasts.

    What is done of a sweep goes with the run of the page it is in: any click ends it.
    """
    # Kept as long as the proposal is remembered with its plan.
    kendte: WeakKeyDictionary[Proeve, Forslagsrobusthed] = st.session_state.setdefault(
        SVAR, WeakKeyDictionary()
    )
    begynd, i_gang, fejl = (st.session_state.pop(n, None) for n in (BEGYND, I_GANG, FEJL))
    st.header("Holder forslaget?")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        varianter = antalfelt(
            "Varianter", "holder_varianter", mindst=1, hoejst=HOEJST, foerst=FOERST, bredde=120
        )
        if begynd and varianter is not None:
            st.button("Stop", key="holder_stop", icon=":material/stop:")
        else:
            st.button("Prøv det", key="holder_proev", disabled=varianter is None, on_click=_begynd)
    if begynd and varianter is not None:
        st.session_state[I_GANG] = p
        try:
            kendte[p] = _proev(p, varianter)
        except Inputfejl as hvad:
            st.session_state[FEJL] = str(hvad)
        del st.session_state[I_GANG]
        st.rerun()
    if fejl:
        st.error(ren(fejl), icon=":material/error:")
    elif i_gang is p:
        st.info(STOPPET, icon=":material/stop:")
    if p in kendte:
        _vis(p, kendte[p])


def _begynd() -> None:
    """Ask for a sweep; before the page is drawn again."""
    st.session_state[BEGYND] = True


def _proev(p: Proeve, varianter: int) -> Forslagsrobusthed:
    """Count all draws, with a bar that follows; a click meanwhile ends it there."""
    bjaelke = st.progress(0.0, text="Begynder …")

    def fremdrift(faerdige: int, i_alt: int) -> None:
        hvor = f"{tal(faerdige)} af {tal(i_alt)} dele"
        bjaelke.progress(faerdige / i_alt, text=hvor)  # layout: a share of the bar

    numre, adresse = dele(varianter, PR_DEL), os.environ.get(ADRESSE) or None
    return robusthed(p, i_dele(optael, p, numre, adresse, fremdrift).svar)


def _vis(p: Proeve, svar: Forslagsrobusthed) -> None:
    nyhed(holdernyhed(p, svar))
    if hensyn := hensynsholdtekst(hensyn_paa_andre_tider(p)):
        st.caption(ren(hensyn))
    smaat(rystetekst(p))
    kommuner, *andre = holdertabeller(p, svar)
    venstre, hoejre = st.columns([42, 58], gap="medium")
    for kolonne, tabeller in ((venstre, [kommuner]), (hoejre, andre)):
        with kolonne:
            for tabel in tabeller:
                st.subheader(tabel.titel)
                vis_tabel(tabel)
