"""What figures are told by: kommuner, sundhedsråd, or the user's own grouping."""

from __future__ import annotations

import streamlit as st

from dansk import Inputfejl, alfabetisk
from pages.dele import tilstand
from pages.dele.kommunenavne import kommunenavne
from pages.dele.tekst import ren
from pages.dele.valgliste import af_dem, i_menu
from planning.plan import Plan
from saetninger.omraadeord import EGEN, ORD, inddelingstekst, kommunevis, kort_inddelingstekst

NAVNE = {
    "kommune": ORD["kommune"].flertal.capitalize(),
    "sundhedsraad": ORD["sundhedsraad"].flertal.capitalize(),
    "omraade": EGEN.capitalize(),
}
EGNE = "egen_inddeling"


def vaelg_inddeling() -> None:
    """Draw the choice, and where it is the user's own a list of areas for each kommune."""
    plan = tilstand.plan()
    muligheder = [n for n in NAVNE if n != "sundhedsraad" or not plan.sundhedsraad.empty]
    valgt = st.radio(
        "Vis tallene efter",
        af_dem(muligheder, "inddelt_efter"),
        format_func=NAVNE.get,
        key=i_menu("inddelt_efter", "kommune"),
        horizontal=True,
        help="Gælder Overblik, Dækning, Flytning, Forslag og Scenarier. Hvem der "
        "beslutter, og hvad man skal huske, er altid efter kommune.",
    )
    if valgt == "omraade":
        _egen(plan)


def _egen(plan: Plan) -> None:
    st.caption("Vælg et område for hver kommune, eller skriv navnet på et nyt.")
    kommuner = kommunenavne(plan)
    if set(st.session_state.get(EGNE, {})) != set(kommuner.index):
        st.session_state[EGNE] = _begyndelse(plan)
    egne = st.session_state[EGNE]
    kolonner = st.columns(2, gap="small")
    for nr, (kode, navn) in enumerate(kommuner.items()):
        noegle = f"omraade_{kode}"
        st.session_state[noegle] = egne[kode]
        kolonner[nr % 2].selectbox(  # layout: two columns
            navn,
            sorted(set(egne.values()), key=alfabetisk),
            key=noegle,
            accept_new_options=True,
            on_change=_flyt,
            args=(kode,),
        )


def _begyndelse(plan: Plan) -> dict[str, str]:
    """Where one's own grouping begins: by sundhedsråd, else each kommune by itself."""
    kendt = plan.kommuner["kommune"]
    if not plan.sundhedsraad.empty:
        kendt = plan.sundhedsraad["sundhedsraad"].reindex(kendt.index)
    return {str(kode): str(navn) for kode, navn in kendt.items()}


def _flyt(kode: str) -> None:
    """Let a kommune be of the area chosen, or written; nothing written is nothing moved."""
    egne = st.session_state[EGNE]
    navn = " ".join(str(st.session_state[f"omraade_{kode}"] or "").split())
    st.session_state[EGNE] = egne | {kode: navn or egne[kode]}


def sig_fejl() -> None:
    """Say on the page what is wrong with one's own grouping."""
    try:
        tilstand.inddeling()
    except Inputfejl as fejl:
        st.warning(
            f"{ren(str(fejl))} Indtil da er tallene efter kommune.", icon=":material/warning:"
        )


def sig_inddeling(plan: Plan, *, kort: bool = False) -> None:
    """Say which kommuner each area is, where figures are told by areas; or that they are so."""
    if tekst := kort_inddelingstekst(plan) if kort else inddelingstekst(plan):
        st.caption(ren(tekst))


def sig_kommunevis(hvorfor: str) -> None:
    """Say that a page is by kommune, and why, where another grouping is chosen."""
    if inddeling := tilstand.inddelt(tilstand.plan()).inddeling:
        st.caption(ren(kommunevis(inddeling, hvorfor)))
