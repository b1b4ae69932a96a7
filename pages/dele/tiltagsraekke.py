"""Changing the scenario of a session: a tiltag more or less, undone and redone."""

from __future__ import annotations

import streamlit as st

from dansk import Inputfejl
from pages.dele import tilstand
from planning.flytning import anvend
from planning.tiltag import Tiltag


def tilfoej(tiltag: Tiltag) -> None:
    """Add a tiltag to the scenario, after trying that it fits; forget what was undone."""
    anvend(tilstand.plan(), [*tilstand.scenarie(), tiltag])
    st.session_state["tiltag"] = (*tilstand.scenarie(), tiltag)
    st.session_state["fortrudt"] = ()


def fortryd() -> None:
    """Take the last tiltag back, so that it can be redone."""
    if tilstand.scenarie():
        *resten, sidste = tilstand.scenarie()
        st.session_state["tiltag"] = tuple(resten)
        st.session_state["fortrudt"] = (*st.session_state.get("fortrudt", ()), sidste)


def gentag() -> None:
    """Redo the tiltag that was last undone."""
    fortrudt = st.session_state.get("fortrudt", ())
    if fortrudt:
        st.session_state["tiltag"] = (*tilstand.scenarie(), fortrudt[-1])
        st.session_state["fortrudt"] = fortrudt[:-1]


def ryd() -> None:
    """Empty the scenario and close the saved one it was; each tiltag can be redone."""
    st.session_state.pop("aabent", None)
    st.session_state.pop("scenarieaar", None)
    fortrudt = st.session_state.get("fortrudt", ())
    st.session_state["fortrudt"] = (*fortrudt, *reversed(tilstand.scenarie()))
    st.session_state["tiltag"] = ()


def kan_gentage() -> bool:
    """Say whether there is an undone tiltag to redo."""
    return bool(st.session_state.get("fortrudt"))


def fjern(nummer: int) -> None:
    """Remove one of several tiltag, by its place from 0, if the rest still fit together."""
    tilbage = tuple(t for i, t in enumerate(tilstand.scenarie()) if i != nummer)
    try:
        anvend(tilstand.plan(), tilbage)
    except Inputfejl as fejl:
        st.session_state["besked"] = f"Tiltaget kan ikke fjernes: {fejl}"
        return
    st.session_state["tiltag"] = tilbage
    st.session_state["fortrudt"] = ()
