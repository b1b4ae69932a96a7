"""Choosing a tiltag: from lists by keyboard, or by clicking on the map; both set the same keys.

A destination is a clinic's id, `by:<name>` for a new address in a town of the kommune chosen, or
`punkt:<lat>,<lon>` for one clicked on the map.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dansk import Inputfejl, alfabetisk, tal
from data.steder import byer, ny_adresse_i_by, ny_adresse_i_punkt
from pages.dele import tilstand
from pages.dele.bedste_par import foreslaa, tilbyd
from pages.dele.valgliste import vaelg_en, valgt_af
from planning.flytning import ADGANGSSVAR, beholdning, deling, kan_deles
from planning.plan import Plan, Sted
from planning.status import knappest_og_rigest, status
from planning.tiltag import TYPENAVNE, Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse

BY, PUNKT = "by:", "punkt:"
HOEJST_NYE = 20


def vaelg_tiltag(plan: Plan) -> Tiltag | None:
    """Draw the choices and return the tiltag they describe, or None while it does nothing.

    Raises Inputfejl when a clicked point lies in no kommune.
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
        [t for t in TYPENAVNE if t != "deling" or kan_deles(plan)],
        format_func=TYPENAVNE.get,
        default="flytning",
        required=True,
        key="tiltagstype",
        wrap=True,
        label_visibility="collapsed",
    )
    knappest, rigest = knappest_og_rigest(status(plan)) or (None, None)
    if art == "udvidelse":
        antal = _antal(plan, "ny", None)
        til = _modtager(plan, knappest, None)
        return Udvidelse(til, **antal) if any(antal.values()) else None
    bedst = None
    if art == "flytning":
        koder = list(plan.kommuner.index)
        ender = (("fra_kode", rigest), ("til_kode", knappest))
        bedst = foreslaa(plan, *(valgt_af(koder, n, foerst) for n, foerst in ender))
    fra = _afgiver(plan, rigest)
    if fra is None:
        return None
    if art == "deling":
        deles = _deling(plan, fra)
        return Deling(fra, deles) if deles else None
    antal = _antal(plan, fra, beholdning(plan, fra))
    if art == "nedlaeggelse":
        return Nedlaeggelse(fra, **antal) if any(antal.values()) else None
    til = _modtager(plan, knappest, fra)
    tilbyd(plan, bedst)
    return Flytning(fra, til, **antal) if any(antal.values()) else None


def laeg_til(tiltag: Tiltag) -> None:
    """Add a tiltag to the scenario and set the amounts to nothing, so it is not tried twice."""
    try:
        tilstand.tilfoej(tiltag)
    except Inputfejl as fejl:
        st.session_state["besked"] = str(fejl)
        return
    sted = getattr(tiltag, "fra", "ny")
    arter = tilstand.plan().opgoerelse.noegler
    for noegle in (f"{hvad}_{sted}" for hvad in (*arter, "deling")):
        if noegle in st.session_state:
            st.session_state[noegle] = 0


def _kommune(plan: Plan, etiket: str, noegle: str, foerst: str | None) -> str:
    kommuner = plan.kommuner["kommune"].sort_values(key=lambda navne: navne.map(alfabetisk))
    koder = list(kommuner.index)
    return vaelg_en(etiket, koder, noegle, kommuner.get, foerst)


def _afgiver(plan: Plan, foerst: str | None) -> str | None:
    kode = _kommune(plan, "Fra kommune", "fra_kode", foerst)
    muligheder = [k for k in _klinikker(plan, kode) if any(beholdning(plan, k).values())]
    muligheder = muligheder or _klinikker(plan, kode)
    if not muligheder:
        st.info("Kommunen har ingen klinikker at flytte fra.", icon=":material/info:")
        return None
    return vaelg_en("Klinik, der afgiver", muligheder, "fra", _navn(plan), skjul_etiket=True)


def _modtager(plan: Plan, foerst: str | None, undtagen: str | None) -> str | Sted:
    kode = _kommune(plan, "Til kommune", "til_kode", foerst)
    valgt = st.session_state.get("til", "")
    muligheder = [k for k in _klinikker(plan, kode) if k != undtagen]
    muligheder += [f"{BY}{by}" for by in byer(plan, kode)]
    if valgt.startswith(PUNKT):
        muligheder.insert(0, valgt)
    valgt = vaelg_en("Sted, der modtager", muligheder, "til", _navn(plan), skjul_etiket=True)
    if valgt.startswith(BY):
        return _med_adgang(ny_adresse_i_by(plan, kode, valgt.removeprefix(BY)))
    if valgt.startswith(PUNKT):
        lat, lon = map(float, valgt.removeprefix(PUNKT).split(","))
        return _med_adgang(ny_adresse_i_punkt(plan, lat, lon))
    return valgt


def _med_adgang(sted: Sted) -> Sted:
    """Ask whether a new address is accessible, as the praksisplan demands at a move (2.1.8)."""
    svar = st.radio(
        "Handicapvenlig adgang på den nye adresse",
        ADGANGSSVAR,
        index=ADGANGSSVAR.index(sted.handicapadgang),
        format_func=str.capitalize,
        horizontal=True,
        key="ny_adgang",
    )
    return dataclasses.replace(sted, handicapadgang=svar)


def _antal(plan: Plan, fra: str, har: Mapping[str, float] | None) -> dict[str, int]:
    arter = plan.opgoerelse.arter
    # A first try is ready to look at: one capacity, or as near to it as there is; later ones wait.
    findes = [a for a in arter if har is None or har[a.noegle] >= 1]
    mest = max(findes, key=lambda art: art.kapaciteter(1.0), default=None)
    foerste = None if tilstand.scenarie() else mest
    valgte = {}
    for art, kolonne in zip(arter, st.columns(len(arter)), strict=True):
        hoejst = HOEJST_NYE if har is None else int(har[art.noegle])
        etiket = art.kolonne if har is None else f"{art.kolonne} (har {tal(hoejst)})"
        foerst = min(1, hoejst) if art is foerste else 0
        valgte[art.noegle] = _taelle(kolonne, etiket, hoejst, foerst, f"{art.noegle}_{fra}")
    return valgte


def _deling(plan: Plan, fra: str) -> int:
    art, _, _ = deling(plan)
    har = int(beholdning(plan, fra)[art.noegle])
    return _taelle(
        st,
        f"Kapaciteter {art.navn}, der deles (har {tal(har)})",
        har,
        0 if tilstand.scenarie() else min(1, har),
        f"deling_{fra}",
    )


def _taelle(hvor: Any, etiket: str, hoejst: int, foerst: int, noegle: str) -> int:
    """Draw a counter from 0. Its first value is put in the state, where it is also put to 0."""
    st.session_state.setdefault(noegle, foerst)
    return int(hvor.number_input(etiket, 0, hoejst, key=noegle, disabled=not hoejst))


def _klinikker(plan: Plan, kode: str) -> list[str]:
    ramme = plan.klinikker[plan.klinikker["kommune_kode"] == kode]
    return list(ramme.sort_values(["by", "navn"]).index)


def _navn(plan: Plan) -> Callable[[str], str]:
    def skriv(valg: str) -> str:
        if valg.startswith(BY):
            return f"Ny adresse i {valg.removeprefix(BY)}"
        if valg.startswith(PUNKT):
            return "Ny adresse på kortet, hvor der er klikket"
        raekke = plan.klinik(valg)
        har = beholdning(plan, valg)
        arter = [art for art in plan.opgoerelse.arter if har[art.noegle]]
        led = [f"{tal(har[art.noegle])} {art.kort or art.navn}" for art in arter]
        return f"{raekke['by']}: {raekke['navn']} ({', '.join(led) or 'ingen kapacitet'})"

    return skriv
