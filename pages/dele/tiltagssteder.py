"""Choosing where a tiltag is from and to, from lists.

A destination is a clinic's id, `by:<name>` for a new address in a town of the kommune chosen,
`distrikt:<distrikt>` at the polling place of a district, or `punkt:<lat>,<lon>` for one clicked on
the map.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import suppress

import streamlit as st

from dansk import Inputfejl, tal
from data.steder import byer, ny_adresse_i_by, ny_adresse_i_distrikt, ny_adresse_i_punkt
from pages.dele.kommunenavne import kommunenavne
from pages.dele.valgliste import sidst_valgt, vaelg_en
from planning.flytning import ADGANGSSVAR, beholdning
from planning.husket import husket
from planning.plan import Plan, Sted

BY, DISTRIKT, PUNKT = "by:", "distrikt:", "punkt:"
#: Where a choice among new addresses alone is kept.
TIL_NY = "til_ny"
#: Clinics whose words are kept with a plan.
KLINIKORD = 2_000


def vaelg_afgiver(plan: Plan, foerst: str | None) -> str | None:
    """Draw the lists and return the clinic that gives up; None where the kommune has none."""
    kode = _kommune(plan, "Fra kommune", "fra_kode", foerst)
    muligheder = [k for k in _klinikker(plan, kode) if any(beholdning(plan, k).values())]
    muligheder = muligheder or _klinikker(plan, kode)
    if not muligheder:
        st.info("Kommunen har ingen klinikker at flytte fra.", icon=":material/info:")
        return None
    return vaelg_en("Klinik, der afgiver", muligheder, "fra", _navn(plan), skjul_etiket=True)


def vaelg_modtager(
    plan: Plan, foerst: str | None, undtagen: str | None = None, *, kun_nye: bool = False
) -> str | Sted:
    """Draw the lists and return where capacity goes; `kun_nye`: to new addresses only.

    Raises Inputfejl when a clicked point lies in no kommune.
    """
    kode = _kommune(plan, "Til kommune", "til_kode", foerst)
    # A new address that was chosen for one kind is no choice of another's.
    noegle = TIL_NY if kun_nye else "til"
    valgt = st.session_state.get(noegle, "")
    muligheder = [] if kun_nye else [k for k in _klinikker(plan, kode) if k != undtagen]
    muligheder += [f"{BY}{by}" for by in byer(plan, kode)]
    if valgt.startswith(PUNKT) or _distrikt_i(plan, kode, valgt):
        muligheder.insert(0, valgt)
    valgt = vaelg_en("Sted, der modtager", muligheder, noegle, _navn(plan), skjul_etiket=True)
    if valgt.startswith(BY):
        return _med_adgang(ny_adresse_i_by(plan, kode, valgt.removeprefix(BY)))
    if valgt.startswith(DISTRIKT):
        return _med_adgang(ny_adresse_i_distrikt(plan, valgt.removeprefix(DISTRIKT)))
    if valgt.startswith(PUNKT):
        return _med_adgang(_i_punkt(plan, valgt))
    return valgt


def valg_af(til: str | Sted) -> str:
    """Return how the list of destinations has a clinic or a new address."""
    match til:
        case Sted(sted_id=sted_id) if sted_id.startswith("ny-by-"):
            return f"{BY}{til.by}"
        case Sted(sted_id=sted_id) if sted_id.startswith("ny-distrikt-"):
            return f"{DISTRIKT}{sted_id.removeprefix('ny-distrikt-')}"
        case Sted():
            return f"{PUNKT}{til.lat:.4f},{til.lon:.4f}"
    return til


def klikket_sted(plan: Plan) -> tuple[Sted, ...]:
    """Return the point last clicked on the map as a destination; none where there is none."""
    valgt = sidst_valgt("til") or ""
    with suppress(Inputfejl):
        return (_i_punkt(plan, valgt),) if valgt.startswith(PUNKT) else ()
    return ()


def _i_punkt(plan: Plan, valgt: str) -> Sted:
    lat, lon = map(float, valgt.removeprefix(PUNKT).split(","))
    return ny_adresse_i_punkt(plan, lat, lon)


def _distrikt_i(plan: Plan, kode: str, valgt: str) -> bool:
    """Say whether a choice is a district of a kommune."""
    distrikt = valgt.removeprefix(DISTRIKT)
    return valgt != distrikt and plan.distrikter["kommune_kode"].get(distrikt) == kode


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


def _kommune(plan: Plan, etiket: str, noegle: str, foerst: str | None) -> str:
    kommuner = kommunenavne(plan)
    return vaelg_en(etiket, list(kommuner.index), noegle, kommuner.get, foerst)


def _klinikker(plan: Plan, kode: str) -> list[str]:
    ramme = plan.klinikker[plan.klinikker["kommune_kode"] == kode]
    return list(ramme.sort_values(["by", "navn"]).index)


def _navn(plan: Plan) -> Callable[[str], str]:
    def skriv(valg: str) -> str:
        if valg.startswith(BY):
            return f"Ny adresse i {valg.removeprefix(BY)}"
        if valg.startswith(DISTRIKT):
            return ny_adresse_i_distrikt(plan, valg.removeprefix(DISTRIKT)).navn
        if valg.startswith(PUNKT):
            return "Ny adresse på kortet, hvor der er klikket"
        return _klinikord(plan, valg)

    return skriv


@husket(KLINIKORD)
def _klinikord(plan: Plan, klinik_id: str) -> str:
    """Where a clinic is, what it is called and what it holds."""
    raekke, har = plan.klinik(klinik_id), beholdning(plan, klinik_id)
    arter = [art for art in plan.opgoerelse.arter if har[art.noegle]]
    led = [f"{tal(har[art.noegle])} {art.kort or art.navn}" for art in arter]
    return f"{raekke['by']}: {raekke['navn']} ({', '.join(led) or 'ingen kapacitet'})"
