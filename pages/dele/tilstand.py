"""The state of a session: ids and plain values, and the plan they are read against."""

from __future__ import annotations

import geopandas as gpd
import streamlit as st

from data.datasaet import indlaes
from data.skema import INDBYGGET
from geo.omraader import laes_omrids, tegneomrids
from planning.flytning import Flytning, anvend
from planning.plan import Plan
from planning.status import Grundlag

GRUNDLAG: dict[Grundlag, str] = {"klinikliste": "Kliniklisten (bilag 4)", "tabel1": "Tabel 1"}


@st.cache_resource(show_spinner="Indlæser datasættet …")
def plan() -> Plan:
    """Return the embedded plan, the same frozen value for every session."""
    return indlaes()


@st.cache_resource(show_spinner=False)
def omrids() -> gpd.GeoDataFrame:
    """Return the outlines in EPSG:25832."""
    return laes_omrids(INDBYGGET / "omrids.gpkg")


@st.cache_resource(show_spinner=False)
def kortomrids() -> gpd.GeoDataFrame:
    """Return the outlines simplified for drawing, in EPSG:4326."""
    return tegneomrids(omrids())


def flytninger() -> tuple[Flytning, ...]:
    """Return the session's scenario: its flytninger in order."""
    return tuple(st.session_state.get("flytninger", ()))


def tilfoej(flytning: Flytning) -> None:
    """Add a flytning to the scenario, after trying that it fits; forget what was undone."""
    anvend(plan(), [*flytninger(), flytning])
    st.session_state["flytninger"] = (*flytninger(), flytning)
    st.session_state["fortrudt"] = ()


def fortryd() -> None:
    """Take the last flytning back, so that it can be redone."""
    if flytninger():
        *resten, sidste = flytninger()
        st.session_state["flytninger"] = tuple(resten)
        st.session_state["fortrudt"] = (*st.session_state.get("fortrudt", ()), sidste)


def gentag() -> None:
    """Redo the flytning that was last undone."""
    fortrudt = st.session_state.get("fortrudt", ())
    if fortrudt:
        st.session_state["flytninger"] = (*flytninger(), fortrudt[-1])
        st.session_state["fortrudt"] = fortrudt[:-1]


def ryd() -> None:
    """Empty the scenario; each flytning can be redone."""
    st.session_state["fortrudt"] = tuple(reversed(flytninger()))
    st.session_state["flytninger"] = ()


def kan_gentage() -> bool:
    """Say whether there is an undone flytning to redo."""
    return bool(st.session_state.get("fortrudt"))


def grundlag() -> Grundlag:
    """Return the basis the sidebar has chosen."""
    return st.session_state.get("grundlag", "klinikliste")


def speciale() -> str:
    """Return the speciale the sidebar has chosen, for activity and waiting time."""
    return st.session_state.get("speciale", "51")


def viser_scenarie() -> bool:
    """Say whether the pages show the scenario in place of the dataset."""
    return bool(st.session_state.get("vis_scenarie")) and bool(flytninger())


def vist_plan() -> Plan:
    """Return the plan the pages show: the dataset, or the dataset with the scenario applied."""
    return anvend(plan(), flytninger()) if viser_scenarie() else plan()
