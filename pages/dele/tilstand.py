"""The state of a session: ids and plain values, and the plan they are read against."""

from __future__ import annotations

from functools import lru_cache

import geopandas as gpd
import streamlit as st

from dansk import Inputfejl
from data.afstande import Afstande
from data.datasaet import indlaes
from geo.baand import Gitter, byg_gitter
from geo.omraader import tegneomrids
from planning.adgang import STANDARDAFTAGEN
from planning.effekt import STANDARDVAEGTE
from planning.flytning import anvend
from planning.plan import Plan
from planning.status import Grundlag
from planning.tiltag import Tiltag


@lru_cache(maxsize=2)
def _indlaest(faerger: bool) -> Plan:
    # Not st.cache_resource: the progress bar of the first travel times is drawn outside of it.
    return indlaes(faerger=faerger)


def plan() -> Plan:
    """Return the embedded plan, with ferries or without, the same frozen value for all sessions.

    The first time ever, a progress bar follows the travel times being made.
    """
    valgt = _indlaest(faerger())
    if isinstance(valgt.afstande, Afstande) and not valgt.afstande.klar:
        bjaelke = st.progress(0.0, text="Regner rejsetider første gang …")
        valgt.afstande.forbered(lambda del_: bjaelke.progress(min(del_, 1.0)))
        bjaelke.empty()
    return valgt


@lru_cache(maxsize=2)
def _gitter(med_faerger: bool) -> Gitter:
    valgt = _indlaest(med_faerger)
    return byg_gitter(valgt.omrids, valgt.punkter[["x", "y"]].to_numpy())


def gitter() -> Gitter:
    """Return the squares that bands of distance are drawn on."""
    return _gitter(faerger())


@st.cache_resource(show_spinner=False)
def kortomrids() -> gpd.GeoDataFrame:
    """Return the outlines simplified for drawing, in EPSG:4326."""
    return tegneomrids(_indlaest(True).omrids)


def scenarie() -> tuple[Tiltag, ...]:
    """Return the session's scenario: its tiltag in order."""
    return tuple(st.session_state.get("tiltag", ()))


def tilfoej(tiltag: Tiltag) -> None:
    """Add a tiltag to the scenario, after trying that it fits; forget what was undone."""
    anvend(plan(), [*scenarie(), tiltag])
    st.session_state["tiltag"] = (*scenarie(), tiltag)
    st.session_state["fortrudt"] = ()


def fortryd() -> None:
    """Take the last tiltag back, so that it can be redone."""
    if scenarie():
        *resten, sidste = scenarie()
        st.session_state["tiltag"] = tuple(resten)
        st.session_state["fortrudt"] = (*st.session_state.get("fortrudt", ()), sidste)


def gentag() -> None:
    """Redo the tiltag that was last undone."""
    fortrudt = st.session_state.get("fortrudt", ())
    if fortrudt:
        st.session_state["tiltag"] = (*scenarie(), fortrudt[-1])
        st.session_state["fortrudt"] = fortrudt[:-1]


def ryd() -> None:
    """Empty the scenario and close the saved one it was; each tiltag can be redone."""
    st.session_state.pop("aabent", None)
    fortrudt = st.session_state.get("fortrudt", ())
    st.session_state["fortrudt"] = (*fortrudt, *reversed(scenarie()))
    st.session_state["tiltag"] = ()


def kan_gentage() -> bool:
    """Say whether there is an undone tiltag to redo."""
    return bool(st.session_state.get("fortrudt"))


def grundlag() -> Grundlag:
    """Return the basis the sidebar has chosen."""
    return st.session_state.get("grundlag", "klinikliste")


def faerger() -> bool:
    """Say whether travel may go by ferry."""
    return bool(st.session_state.get("faerger", True))


def speciale() -> str:
    """Return the speciale the sidebar has chosen, for activity and waiting time."""
    return st.session_state.get("speciale", plan().fag.ventespeciale)


def aftagen() -> str:
    """Return how access fades with distance, as chosen on Overblik."""
    return st.session_state.get("husket_aftagen", STANDARDAFTAGEN)


def viser_scenarie() -> bool:
    """Say whether the pages show the scenario in place of the dataset."""
    return bool(st.session_state.get("vis_scenarie")) and bool(scenarie())


def scenarieplan() -> Plan:
    """Return the dataset with the session's scenario applied, where the next tiltag begins."""
    return anvend(plan(), scenarie())


def vaegte() -> dict[str, float]:
    """Return the weights the user has set for the criteria of the effect."""
    return dict(STANDARDVAEGTE) | st.session_state.get("vaegte", {})


def fjern(nummer: int) -> None:
    """Remove one of several tiltag, by its place from 0, if the rest still fit together."""
    tilbage = tuple(t for i, t in enumerate(scenarie()) if i != nummer)
    try:
        anvend(plan(), tilbage)
    except Inputfejl as fejl:
        st.session_state["besked"] = f"Tiltaget kan ikke fjernes: {fejl}"
        return
    st.session_state["tiltag"] = tilbage
    st.session_state["fortrudt"] = ()


def vist_plan() -> Plan:
    """Return the plan the pages show: the dataset, or the dataset with the scenario applied."""
    return scenarieplan() if viser_scenarie() else plan()
