"""Choosing a tiltag: from lists by keyboard, or by clicking on the map; both set the same keys."""

from __future__ import annotations

import streamlit as st

from dansk import Inputfejl
from pages.dele import tilstand, tiltagsraekke
from pages.dele.antalsvalg import nulstil, vaelg_antal, vaelg_delinger
from pages.dele.bedste_par import er_foreslaaet, foreslaa, tilbyd
from pages.dele.tiltagssteder import vaelg_afgiver, vaelg_modtager
from pages.dele.valgliste import valgt_af
from planning.flytning import beholdning, kan_forhaandsgodkendes, muligheder
from planning.plan import Plan, Sted
from planning.status import knappest_og_rigest, status
from planning.tiltag import (
    ARTER,
    Deling,
    Ekstraadresse,
    Flytning,
    Opslag,
    Tiltag,
    afgiver,
    har_felt,
)
from saetninger.scenarienyhed import eksempeltekst


def vaelg_tiltag(plan: Plan) -> Tiltag | None:
    """Draw the choices and return the tiltag they describe, or None while it does nothing.

    A kind is asked for what its fields are. Raises Inputfejl when a clicked point lies in no
    kommune.
    """
    if not plan.opgoerelse.hele:
        st.info(
            f"Kapaciteten er opgjort {plan.opgoerelse.navn}. Tiltag vælges i hele kapaciteter og "
            "kan ikke vælges her.",
            icon=":material/info:",
        )
        return None
    art = st.segmented_control(
        "Tiltag",
        muligheder(plan),
        format_func=lambda noegle: ARTER[noegle].navn,
        default=Flytning.noegle,
        required=True,
        key="tiltagstype",
        wrap=True,
        label_visibility="collapsed",
    )
    klasse = ARTER[art]
    knappest, rigest = knappest_og_rigest(status(plan)) or (None, None)
    par = None
    if klasse is Flytning:
        koder = list(plan.kommuner.index)
        ender = (("fra_kode", rigest), ("til_kode", knappest))
        valgt = tuple(valgt_af(koder, noegle, foerst) for noegle, foerst in ender)
        par = foreslaa(plan, *valgt)
        if valgt == (rigest, knappest) and er_foreslaaet() and not tilstand.scenarie():
            st.caption("Et eksempel at begynde med; vælg selv.", help=eksempeltekst(plan))
    felter: dict[str, str | Sted | bool | None] = {}
    if har_felt(art, "fra"):
        fra = vaelg_afgiver(plan, rigest)
        if fra is None:
            return None
        felter["fra"] = fra
        if klasse is Deling:
            deles = vaelg_delinger(plan, fra)
            return Deling(fra, deles) if deles else None
        antal = vaelg_antal(plan, fra, beholdning(plan, fra))
    else:
        fra, antal = None, vaelg_antal(plan, "ny", None)
    if har_felt(art, "til") and (klasse is not Opslag or _besaettes()):
        undtagen = None if klasse is Opslag else fra
        felter["til"] = vaelg_modtager(plan, knappest, undtagen, kun_nye=klasse is Ekstraadresse)
    if kan_forhaandsgodkendes(plan, art):
        felter["forhaandsgodkendelse"] = _forhaandsgodkendelse()
    tilbyd(plan, par, proeves=any(antal.values()))
    return klasse(**felter, **antal) if any(antal.values()) else None


def _besaettes() -> bool:
    """Ask whether vacant capacity is filled; until then no clinic has it."""
    return st.toggle(
        "Den ledige kapacitet besættes",
        key="opslag_besaettes",
        help="Ellers er den ledig og tæller ikke med i kommunen, før den er besat.",
    )


def _forhaandsgodkendelse() -> bool:
    """Ask whether a flytning is to be approved in advance."""
    return st.checkbox(
        "Der søges forhåndsgodkendelse",
        key="forhaandsgodkendelse",
        help="Kan hentes til en flytning (praksisplanen, 2.1.13, s. 11), så betingelserne er "
        "kendt, før kapacitet overdrages.",
    )


def laeg_til(tiltag: Tiltag) -> None:
    """Add a tiltag to the scenario and set the amounts to nothing, so it is not tried twice."""
    try:
        tiltagsraekke.tilfoej(tiltag)
    except Inputfejl as fejl:
        st.session_state["besked"] = str(fejl)
        return
    nulstil(tilstand.plan(), afgiver(tiltag) or "ny")
    if "forhaandsgodkendelse" in st.session_state:
        st.session_state["forhaandsgodkendelse"] = False
