"""What the group is working on, kept in the store under a key in the address as it is made.

A reload, another page by its address and a link shared all show the same, with undo kept.
"""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from dansk import Inputfejl
from lager import kladder
from pages.dele import arbejde, tilstand
from pages.dele.tekst import ren
from planning.scenarie import gennemgaa
from planning.tiltag import fra_dict, som_dict

NOEGLE = "kladde"
#: How long a store that failed is left alone: one that does not answer takes seconds to say so.
PAUSE_SEKUNDER = 30.0


def hent() -> None:
    """Make the draft the address names the session's work, once; what fails is told."""
    valgt = st.query_params.get(NOEGLE)
    kendt = st.session_state.get(NOEGLE)
    if not valgt or valgt == st.session_state.get("kladde_hentet") or (kendt and kendt.id == valgt):
        return
    st.session_state["kladde_hentet"] = valgt
    try:
        fundet = kladder.hent(arbejde.lager(), valgt)
        if fundet is None:
            st.session_state["besked"] = (
                "Kladden i adressen findes ikke længere. Her begynder et nyt scenarie."
            )
            return
        _aabn(fundet)
    except Inputfejl as fejl:
        st.session_state["besked"] = f"Kladden i adressen kan ikke åbnes: {fejl}"


def gem() -> None:
    """Save the work when it has changed since the last run, and keep its key in the address."""
    kladde, indhold = st.session_state.get(NOEGLE), _indhold()
    aendret = indhold != (kladde.indhold if kladde else _tom())
    if aendret and not _holder_pause():
        try:
            ny = kladder.gem(arbejde.lager(), kladde, indhold)
        except Inputfejl as fejl:
            st.session_state["kladde_fejlet"] = time.monotonic()
            _sig(f"Det, I arbejder på, er kun i denne fane: {fejl}")
            return
        if kladde and ny.id != kladde.id:
            _sig(
                "Kladden er ændret i en anden fane. Den er, som de gemte den, og jeres arbejde er "
                "nu en kladde for sig med sin egen adresse."
            )
        st.session_state[NOEGLE] = kladde = ny
    if kladde and st.query_params.get(NOEGLE) != kladde.id:
        st.query_params[NOEGLE] = kladde.id


def _holder_pause() -> bool:
    fejlet = st.session_state.get("kladde_fejlet")
    return fejlet is not None and time.monotonic() < fejlet + PAUSE_SEKUNDER  # layout: a clock


def _indhold() -> dict[str, Any]:
    aabent = arbejde.aabent()
    return {
        "tiltag": [som_dict(t) for t in tilstand.scenarie()],
        "fortrudt": [som_dict(t) for t in st.session_state.get("fortrudt", ())],
        "aabent": [aabent.id, aabent.version] if aabent else None,
    }


def _tom() -> dict[str, Any]:
    return {"tiltag": [], "fortrudt": [], "aabent": None}


def _aabn(kladde: kladder.Kladde) -> None:
    indhold = _tom() | dict(kladde.indhold)
    gennemgang = gennemgaa(tilstand.plan(), indhold["tiltag"])
    st.session_state["tiltag"] = gennemgang.passer
    st.session_state["fortrudt"] = tuple(fra_dict(t) for t in indhold["fortrudt"])
    if indhold["aabent"]:
        st.session_state["aabent"] = arbejde.lager().hent(*indhold["aabent"])
    st.session_state[NOEGLE] = kladde
    if gennemgang.fejl:
        st.session_state["besked"] = "\n\n".join(
            f"Tiltag {nummer} i kladden passer ikke længere: {fejl}"
            for nummer, fejl in gennemgang.fejl
        )


def _sig(besked: str) -> None:
    """Say something once, until it is something else."""
    if st.session_state.get("kladde_sagt") != besked:
        st.session_state["kladde_sagt"] = besked
        st.toast(ren(besked), icon=":material/warning:", duration="long")
