"""Choosing how much capacity a tiltag is of: a counter for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dansk import kapaciteter, tal
from pages.dele import tilstand
from planning.flytning import beholdning, deling
from planning.plan import Plan

HOEJST_NYE = 20


def vaelg_antal(plan: Plan, fra: str, har: Mapping[str, float] | None) -> dict[str, int]:
    """Draw a counter for each kind and return what they say.

    `fra` tells the counters of one clinic from another's; `har` is the most of each, None for new.
    """
    arter = plan.opgoerelse.arter
    # A first try is ready to look at: one capacity, or as near to it as there is; later ones wait.
    findes = [a for a in arter if har is None or har[a.noegle] >= 1]
    mest = max(findes, key=lambda art: art.kapaciteter(1.0), default=None)
    foerste = None if tilstand.scenarie() else mest
    valgte = {}
    for art, kolonne in zip(arter, st.columns(len(arter)), strict=True):
        hoejst = HOEJST_NYE if har is None else int(har[art.noegle])
        hver = art.kapaciteter(1.0)
        navn = art.kolonne if hver == 1 else f"{art.kolonne}, à {kapaciteter(hver)}"
        etiket = navn if har is None else f"{navn} (har {tal(hoejst)})"
        foerst = min(1, hoejst) if art is foerste else 0
        valgte[art.noegle] = _taelle(kolonne, etiket, hoejst, foerst, f"{art.noegle}_{fra}")
    return valgte


def vaelg_delinger(plan: Plan, fra: str) -> int:
    """Draw the counter of the capacities of a clinic that are split, and return it."""
    art, _, _ = deling(plan)
    har = int(beholdning(plan, fra)[art.noegle])
    return _taelle(
        st,
        f"Kapaciteter {art.navn}, der deles (har {tal(har)})",
        har,
        0 if tilstand.scenarie() else min(1, har),
        f"deling_{fra}",
    )


def nulstil(plan: Plan, fra: str) -> None:
    """Set the counters of a clinic to nothing."""
    for noegle in (f"{hvad}_{fra}" for hvad in (*plan.opgoerelse.noegler, "deling")):
        if noegle in st.session_state:
            st.session_state[noegle] = 0


def _taelle(hvor: Any, etiket: str, hoejst: int, foerst: int, noegle: str) -> int:
    """Draw a counter from 0. Its first value is put in the state, where it is also put to 0."""
    st.session_state.setdefault(noegle, foerst)
    return int(hvor.number_input(etiket, 0, hoejst, key=noegle, disabled=not hoejst))
