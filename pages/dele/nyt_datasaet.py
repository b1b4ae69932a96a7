"""Another dataset under a session's work: who changed it is told, and what no longer fits."""

from __future__ import annotations

import streamlit as st

from arkiv.datasaet import sidste_skift
from dansk import Inputfejl
from lager.scenarielager import TIDSZONE
from pages.dele import tilstand
from pages.dele.kladde import NOEGLE, sig
from pages.dele.tekst import ren
from planning.scenarie import gennemgaa
from planning.tiltag import som_dict
from saetninger.importen import passer_ikke, skiftetekst, taget_ud, uden_id
from saetninger.tiltag import beskriv_alle


def ved_nyt_datasaet() -> None:
    """Go on with the tiltag that fit the dataset, when it is another than before; tell the others.

    Those stay in the draft they were in, which is left as it is.
    """
    mappe, foer = tilstand.datasaet().mappe, st.session_state.get("kladde_datasaet")
    st.session_state["kladde_datasaet"] = mappe
    if foer in (None, mappe):
        return
    # Who changed it is told on that page; all others see figures change under their eyes.
    if "importbesked" not in st.session_state:
        _sig_skift()
    if not tilstand.scenarie():
        return
    gennemgang = gennemgaa(tilstand.plan(), [som_dict(t) for t in tilstand.scenarie()])
    if not gennemgang.fejl:
        return
    foer_plan = tilstand.plan_af(foer)
    beskrevet = dict(enumerate(beskriv_alle(foer_plan, tilstand.scenarie()), 1))
    fejl = [(beskrevet[nr], grund) for nr, grund in gennemgang.fejl]
    vaek = foer_plan.klinikker["navn"].drop(tilstand.plan().klinikker.index, errors="ignore")
    kladde = st.session_state.pop(NOEGLE, None)
    st.session_state["tiltag"] = gennemgang.passer
    fejl = [(tiltag, uden_id(grund, vaek)) for tiltag, grund in fejl]
    st.session_state["passer_ikke"] = (fejl, kladde.id if kladde else "")
    sig(taget_ud(len(fejl)))


def vis_passer_ikke() -> None:
    """Say on every page which tiltag the new dataset has no room for, until it is read."""
    fejl, kladde = st.session_state.get("passer_ikke", ([], ""))
    if not fejl:
        return
    foerst, *punkter = passer_ikke(fejl, i_kladde=bool(kladde))
    linjer = "\n".join(f"- {ren(punkt)}" for punkt in punkter)
    st.warning(f"{ren(foerst)}\n\n{linjer}", icon=":material/alt_route:")
    with st.container(horizontal=True):
        if kladde:
            st.link_button("Åbn kladden fra før", f"?{NOEGLE}={kladde}")
        if st.button("Luk beskeden", key="luk_passer_ikke"):
            st.session_state.pop("passer_ikke")
            st.rerun()


def _sig_skift() -> None:
    """Say which dataset the pages show from now on, who took it into use and when."""
    nyt = tilstand.datasaet()
    try:
        skift = sidste_skift()
    except Inputfejl:
        skift = None  # The dataset shown is the one before; that the store failed is told.
    if skift is not None and skift.datasaet == nyt.nr:
        kl = f"{skift.tid.astimezone(TIDSZONE):%H.%M}"
        sig(skiftetekst(nyt.vist_nr, nyt.navn, skift.hvem, kl))
