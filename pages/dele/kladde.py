"""What the group is working on, kept in the store under a key in the address as it is made.

A reload, another page by its address and a link shared all show the same, with undo kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, get_args

import streamlit as st

from dansk import Inputfejl
from lager import kladder
from pages.dele import arbejde, tilstand
from pages.dele.inddelingsvalg import EGNE, NAVNE
from pages.dele.tekst import ren
from planning.effekt import STANDARDVAEGTE, tjek_vaegte
from planning.planomraade import egen_inddeling
from planning.scenarie import gennemgaa
from planning.status import Grundlag
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
    arbejdet = _arbejde(indhold) != _arbejde(kladde.indhold if kladde else {})
    if (arbejdet or (kladde and indhold != kladde.indhold)) and not _holder_pause():
        try:
            # Who only looks at another's draft by other choices makes none of their own.
            ny = kladder.gem(arbejde.lager(), kladde, indhold, forgren=arbejdet)
        except Inputfejl as fejl:
            st.session_state["kladde_fejlet"] = time.monotonic()
            sig(f"Det, I arbejder på, er kun i denne fane: {fejl}")
            return
        if kladde and ny and ny.id != kladde.id:
            sig(
                "Kladden er ændret i en anden fane. Den er, som de gemte den, og jeres arbejde er "
                "nu en kladde for sig med sin egen adresse."
            )
        st.session_state[NOEGLE] = kladde = ny or kladde
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
        "aar": tilstand.scenarieaar(),
        "valg": {navn: st.session_state[navn] for navn in VALG if navn in st.session_state},
    }


def _arbejde(indhold: Mapping[str, Any]) -> list[Any]:
    """Return what is made, apart from the choices it is looked at by."""
    tiltag, fortrudt = indhold.get("tiltag", []), indhold.get("fortrudt", [])
    return [tiltag, fortrudt, indhold.get("aabent"), indhold.get("aar")]


def _aabn(kladde: kladder.Kladde) -> None:
    tiltag, fortrudt, aabent, aar = _arbejde(kladde.indhold)
    _vaelg(kladde.indhold.get("valg"))
    gennemgang = gennemgaa(tilstand.plan(), tiltag)
    st.session_state["tiltag"] = gennemgang.passer
    st.session_state["scenarieaar"] = aar if isinstance(aar, int) else None
    st.session_state["fortrudt"] = tuple(fra_dict(t) for t in fortrudt)
    # The link the draft began with was opened once; what came of it goes before it.
    st.session_state["aabnet_link"] = st.query_params.get(arbejde.LINK)
    if gennemgang.fejl:
        # The draft stays as it is, with what does not fit; what is made here is another.
        linjer = [f"Tiltag {nr} i kladden passer ikke længere: {f}" for nr, f in gennemgang.fejl]
        linjer.append("Kladden er uændret i lageret; her begynder en ny uden dem.")
        st.session_state["besked"] = "\n\n".join(linjer)
    else:
        st.session_state[NOEGLE] = kladde
    if aabent:
        st.session_state["aabent"] = arbejde.lager().hent(*aabent)


def _vaelg(valg: object) -> None:
    """Take over the choices that are still choices."""
    for navn, kan in VALG.items():
        if isinstance(valg, Mapping) and navn in valg and kan(valg[navn]):
            st.session_state[navn] = valg[navn]


def _er_vaegte(vaerdi: object) -> bool:
    try:
        return isinstance(vaerdi, Mapping) and bool(tjek_vaegte(dict(STANDARDVAEGTE) | vaerdi))
    except (Inputfejl, TypeError):
        return False


def _er_inddeling(vaerdi: object) -> bool:
    try:
        return isinstance(vaerdi, Mapping) and bool(egen_inddeling(tilstand.plan(), vaerdi))
    except (Inputfejl, TypeError):
        return False


#: The choices figures are read by, by their key in the session, and what each may be.
VALG: Mapping[str, Callable[[Any], bool]] = {
    "grundlag": lambda v: v in get_args(Grundlag),
    "speciale": lambda v: v in tilstand.plan().fag.koder,
    "faerger": lambda v: isinstance(v, bool),
    "vis_scenarie": lambda v: isinstance(v, bool),
    "vaegte": _er_vaegte,
    "inddelt_efter": lambda v: v in NAVNE,
    EGNE: _er_inddeling,
}


def sig(besked: str) -> None:
    """Say something once, until it is something else."""
    if st.session_state.get("kladde_sagt") != besked:
        st.session_state["kladde_sagt"] = besked
        st.toast(ren(besked), icon=":material/warning:", duration="long")
