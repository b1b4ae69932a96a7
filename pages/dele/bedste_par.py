"""The best flytning between the two kommuner chosen: proposed at first, and offered after that."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.dele.alle_flytninger import bedste_mellem
from pages.dele.tekst import ren
from pages.dele.valgliste import sidst_valgt
from planning.plan import Plan
from planning.tiltag import Flytning
from saetninger.flytninger import parnyhed

#: The clinics last proposed, and between which kommuner.
FORESLAAET = "foreslaaet_par"


def vis_flytning(plan: Plan, flytning: Flytning) -> None:
    """Let the lists show the two clinics of a flytning."""
    for hvad, klinik in (("fra", flytning.fra), ("til", str(flytning.til))):
        st.session_state[f"{hvad}_kode"] = str(plan.klinik(klinik)["kommune_kode"])
        st.session_state[hvad] = klinik


def foreslaa(plan: Plan, fra_kode: str, til_kode: str) -> pd.Series | None:
    """Return the best flytning between two kommuner, and choose it where none is by hand.

    It is chosen when the kommuner have just been, as long as the clinics are those last proposed.
    """
    bedst = bedste_mellem(plan, fra_kode, til_kode)
    sidst, valgt = st.session_state.get(FORESLAAET), _valgt()
    nyt_par = sidst is None or sidst[0] != (fra_kode, til_kode)
    if bedst is not None and nyt_par and (None in valgt or (sidst and sidst[1] == valgt)):
        st.session_state["fra"], st.session_state["til"] = bedst["fra"], bedst["til"]
    if nyt_par:
        par = None if bedst is None else (bedst["fra"], bedst["til"])
        st.session_state[FORESLAAET] = ((fra_kode, til_kode), par)
    return bedst


def tilbyd(plan: Plan, bedst: pd.Series | None) -> None:
    """Say whether the clinics chosen score highest between their kommuner, and offer those."""
    if bedst is None:
        return
    er_valgt = _valgt() == (bedst["fra"], bedst["til"])
    st.caption(ren(parnyhed(plan, bedst, er_valgt)))
    if not er_valgt:
        st.button("Vælg de to klinikker", key="vaelg_bedste", on_click=_vaelg, args=(bedst,))


def _valgt() -> tuple[str | None, str | None]:
    """The clinics of the lists, also while another page has been shown."""
    return sidst_valgt("fra"), sidst_valgt("til")


def _vaelg(bedst: pd.Series) -> None:
    st.session_state["fra"], st.session_state["til"] = bedst["fra"], bedst["til"]
