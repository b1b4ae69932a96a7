"""The state of a session: ids and plain values, and the plan they are read against."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock

import streamlit as st

from arkiv.datasaet import Valgt, find_fag, i_brug
from dansk import Inputfejl
from data.afstande import Afstande
from data.datasaet import indlaes
from lager.fejl import Lagerfejl
from pages.dele.rejsetidsbjaelke import forbered
from planning.adgang import STANDARDAFTAGEN
from planning.effekt import STANDARDVAEGTE
from planning.flytning import anvend
from planning.inddeling import Inddeling
from planning.kapacitet import for_speciale
from planning.plan import Plan
from planning.planomraade import efter_planomraade, egen_inddeling, sundhedsraad
from planning.status import Grundlag
from planning.tiltag import Tiltag

FAG = "fag"  # what the address calls the field of practice
# The one who comes second waits for the first, and has the same.
_EN_AD_GANGEN = Lock()


# With and without ferries, of the dataset in use and of the one before it.
@lru_cache(maxsize=4)
def _laest(mappe: Path, faerger: bool) -> Plan:
    # Not st.cache_resource: the progress bar of the first travel times is drawn outside of it.
    return indlaes(mappe, faerger=faerger)


def _indlaest(mappe: Path, faerger: bool) -> Plan:
    with _EN_AD_GANGEN:
        return _laest(mappe, faerger)


def foerste_plan() -> Plan:
    """Return the plan a new session begins with, outside of any session."""
    return _indlaest(i_brug().mappe, True)


def find_datasaet() -> None:
    """Ask the store which dataset of the session's field is in use, once a run.

    A session has the field its address names, or the one that was taken into use last, until it
    chooses another: who takes a dataset of another field into use changes nothing for it. Where the
    store fails the session's last dataset stays. Raises Lagerfejl when it fails in a session that
    has none yet.
    """
    try:
        st.session_state["husket_datasaet"] = valgt = i_brug(_fag())
        st.session_state["fag"] = valgt.fag
    except Lagerfejl as fejl:
        if "husket_datasaet" not in st.session_state:
            raise
        st.session_state["besked"] = str(fejl)


def _fag() -> str | None:
    """Return the field of the session, or the one a new session is asked for by its address."""
    if "fag" in st.session_state:
        return str(st.session_state["fag"])
    bedt = st.query_params.get(FAG)
    try:
        return find_fag(bedt) if bedt else None
    except Inputfejl as fejl:
        st.session_state["besked"] = str(fejl)
        return None


def datasaet() -> Valgt:
    """Return the dataset in use, as it was found for this run."""
    if "husket_datasaet" not in st.session_state:
        find_datasaet()
    return st.session_state["husket_datasaet"]


def plan_af(mappe: Path) -> Plan:
    """Return the plan of a dataset's folder, with ferries or without; of any dataset."""
    return _indlaest(mappe, faerger())


def plan() -> Plan:
    """Return the plan of the dataset in use, the same frozen value for all sessions.

    With ferries or without; where each speciale has its own capacities, those of the one chosen in
    the top line. The first time ever, a progress bar follows the travel times being
    made.
    """
    valgt = _indlaest(datasaet().mappe, faerger())
    if isinstance(valgt.afstande, Afstande) and not valgt.afstande.klar:
        forbered(valgt.afstande, "Regner rejsetider første gang …")
    return for_speciale(valgt, _speciale(valgt))


def inddeling() -> Inddeling | None:
    """Return the grouping figures are told by, as chosen; None by kommune.

    Raises Inputfejl for one of the user's own that is no grouping of the dataset's kommuner.
    """
    match st.session_state.get("inddelt_efter"):
        case "sundhedsraad" if not plan().sundhedsraad.empty:
            return sundhedsraad(plan())
        case "omraade":
            return egen_inddeling(plan(), st.session_state.get("egen_inddeling", {}))
    return None


def inddelt(plan_: Plan) -> Plan:
    """Return a plan told by the grouping that is chosen; by kommune where that is none."""
    try:
        return efter_planomraade(plan_, inddeling())
    except Inputfejl:  # told by the line at the top
        return plan_


def scenarie() -> tuple[Tiltag, ...]:
    """Return the session's scenario: its tiltag in order."""
    return tuple(st.session_state.get("tiltag", ()))


def scenarieaar() -> int | None:
    """Return the year the scenario is for, whose agreement it runs under; None for none chosen."""
    return st.session_state.get("scenarieaar")


def grundlag() -> Grundlag:
    """Return the basis that is chosen, of those the dataset has."""
    if plan().tabel1.empty:
        return "klinikliste"
    return st.session_state.get("grundlag", "klinikliste")


def faerger() -> bool:
    """Say whether travel may go by ferry."""
    return bool(st.session_state.get("faerger", True))


def speciale() -> str:
    """Return the speciale that is chosen, for activity and waiting time."""
    return _speciale(plan())


def _speciale(valgt: Plan) -> str:
    kode = st.session_state.get("speciale")
    return kode if kode in valgt.fag.koder else valgt.fag.ventespeciale


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


def vist_plan() -> Plan:
    """Return the plan the pages show: the dataset, or the dataset with the scenario applied."""
    return scenarieplan() if viser_scenarie() else plan()
