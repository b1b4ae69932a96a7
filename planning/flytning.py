"""Applying tiltag: pure functions from a Plan to the Plan after it.

A scenario is an ordered list of tiltag and nothing more. Applying it never changes the plan it
is given; a flytning leaves the number of capacities of each kind as it was.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dansk import Inputfejl, opremsning, tal
from planning.fag import Kapacitetsart
from planning.husket import husket
from planning.plan import Plan, Sted
from planning.planomraade import foer_inddelingen
from planning.regler import har_regler
from planning.tiltag import (
    ARTER,
    Deling,
    Ekstraadresse,
    Flytning,
    Tiltag,
    afgiver,
    har_felt,
    modtager,
    sted_id,
)

#: What may be said of the access at an address.
ADGANGSSVAR = ("ja", "nej", "ikke oplyst")


@dataclass(frozen=True)
class Aendring:
    """What one tiltag does to one clinic: how much of each kind, and in capacities.

    `speciale` is as the plan's capacities write it.
    """

    klinik_id: str
    maengde: Mapping[str, float]
    kapacitet: float
    speciale: str


def aendringer(plan: Plan, tiltag: Tiltag) -> tuple[Aendring, ...]:
    """Return what a tiltag does to a plan, clinic by clinic: what is given up first.

    Nothing where the capacity stays at its address.
    """
    opgoerelse = plan.opgoerelse

    def aendring(klinik_id: str, fortegn: int, maengde: Mapping[str, float], af: str) -> Aendring:
        maengde = {noegle: fortegn * antal for noegle, antal in maengde.items()}
        kapacitet = opgoerelse.kapaciteter(maengde, af)
        return Aendring(klinik_id, maengde, kapacitet, af or opgoerelse.faelles)

    if isinstance(tiltag, Deling):
        hel, halv, gange = deling(plan)
        delt = {hel.noegle: -tiltag.antal, halv.noegle: gange * tiltag.antal}
        return (aendring(tiltag.fra, 1, delt, ""),)
    fra, til = afgiver(tiltag), modtager(tiltag)
    ender = ((fra, -1), (None if til is None else sted_id(til), 1))
    if fra == ender[1][0]:
        return ()
    return tuple(
        aendring(klinik_id, fortegn, tiltag.maengde, tiltag.speciale)
        for klinik_id, fortegn in ender
        if klinik_id is not None
    )


def omfang(plan: Plan, tiltag: Tiltag) -> float:
    """Return how many capacities a tiltag is of, whatever it does to them."""
    if isinstance(tiltag, Deling):
        return deling(plan)[0].kapaciteter(tiltag.antal)
    return plan.opgoerelse.kapaciteter(tiltag.maengde, tiltag.speciale)


def muligheder(plan: Plan) -> list[str]:
    """Return the kinds of tiltag (keys of `ARTER`) that a plan's field has, in order.

    A deling needs a kind of capacity that can be split, some others a rule of the praksisplan.
    """
    return [art for art in ARTER if _findes(plan, art)]


def kan_forhaandsgodkendes(plan: Plan, art: str) -> bool:
    """Say whether a kind of tiltag can be approved in advance by the plan's praksisplan."""
    return har_felt(art, "forhaandsgodkendelse") and har_regler(plan.fag)


def _findes(plan: Plan, art: str) -> bool:
    if art == Deling.noegle:
        return any(a.deles_i for a in plan.opgoerelse.arter)
    return not ARTER[art].regel or har_regler(plan.fag)


def deling(plan: Plan) -> tuple[Kapacitetsart, Kapacitetsart, int]:
    """Return the kind of capacity that can be split, what it becomes, and how many of that.

    Raises Inputfejl when no kind of the plan's can.
    """
    opgoerelse = plan.opgoerelse
    for art in opgoerelse.arter:
        if art.deles_i:
            til = opgoerelse.art(art.deles_i)
            return art, til, round(art.kapaciteter(1.0) / til.kapaciteter(1.0))
    raise Inputfejl(f"Kapacitet, der er opgjort {opgoerelse.navn}, kan ikke deles.")


def udfoer(plan: Plan, tiltag: Tiltag) -> Plan:
    """Return the plan after one tiltag, without tabel 1; the plan given is unchanged.

    Raises Inputfejl when a clinic is unknown, an amount is not whole and positive (kr.: finite
    and positive), more is taken than the clinic has, a flytning stays where it is, or the
    tiltag counts capacity otherwise than the plan (hours or kr.).
    """
    _kontroller(plan.efter_kommune, tiltag)
    return _efter(plan, tiltag)


# A page is drawn again with the tiltag it had, and one more that is tried. Few are kept: each with
# a new address has distances of its own.
@husket(2)
@foer_inddelingen
def _efter(plan: Plan, tiltag: Tiltag) -> Plan:
    til = modtager(tiltag)
    if isinstance(til, Sted) and til.sted_id not in plan.klinikker.index:
        plan = tilfoej_adresse(plan, til)
    klinik_id = plan.kapaciteter["klinik_id"].to_numpy()
    speciale = plan.kapaciteter["speciale"].to_numpy()
    felter = plan.opgoerelse.noegler
    antal = {felt: plan.kapaciteter[felt].to_numpy(copy=True) for felt in felter}
    nye_raekker = []
    for aendring in aendringer(plan, tiltag):
        sted = (klinik_id == aendring.klinik_id) & (speciale == aendring.speciale)
        if not sted.any():
            nye_raekker.append(_raekke(plan, aendring))
        for felt, vaerdi in aendring.maengde.items():
            antal[felt][sted] += vaerdi
    nye = plan.kapaciteter.assign(**antal)
    if nye_raekker:
        nye = pd.concat([nye, *nye_raekker], ignore_index=True)
    # A printed table is of the capacities there were: held against it, a tiltag would be an error
    # of the source.
    return dataclasses.replace(plan, kapaciteter=nye, tabel1=plan.tabel1.iloc[:0])


def forloeb(plan: Plan, scenarie: Sequence[Tiltag]) -> list[Plan]:
    """Return the plan before a list of tiltag and after each of them, one more than there are.

    Each is checked against the state it meets. Raises Inputfejl that names the first one that
    does not fit, by its number from 1.
    """
    trin = [plan]
    for nummer, tiltag in enumerate(scenarie, start=1):
        try:
            trin.append(udfoer(trin[-1], tiltag))
        except Inputfejl as fejl:
            raise Inputfejl(f"Tiltag {nummer}: {fejl}") from fejl
    return trin


def anvend(plan: Plan, scenarie: Sequence[Tiltag]) -> Plan:
    """Return the plan after a list of tiltag; raises as `forloeb` does."""
    return forloeb(plan, scenarie)[-1]


@foer_inddelingen
def tilfoej_adresse(plan: Plan, sted: Sted) -> Plan:
    """Return the plan with one new address without capacity: one row and one column more.

    The distances come from `afstand_til`, the departures from `transport_ved`.
    """
    i_en_by = (plan.byer["x"].eq(sted.x) & plan.byer["y"].eq(sted.y)).any()
    ny = pd.DataFrame(
        {
            "navn": sted.navn,
            "adresse": "",
            "postnr": "",
            "by": sted.by,
            "kommune_kode": sted.kommune_kode,
            "handicapadgang": sted.handicapadgang,
            "bysamfund": sted.bysamfund,
            "lat": sted.lat,
            "lon": sted.lon,
            "x": sted.x,
            "y": sted.y,
            "praecision": "by" if i_en_by else "adresse",
        },
        index=pd.Index([sted.sted_id], name=plan.klinikker.index.name),
    )
    kapaciteter_ = plan.kapaciteter
    if faelles := plan.opgoerelse.faelles:
        tom = _raekke(plan, Aendring(sted.sted_id, {}, 0.0, faelles))
        kapaciteter_ = pd.concat([kapaciteter_, tom], ignore_index=True)
    kolonner = plan.afstand_til(sted)
    return dataclasses.replace(
        plan,
        klinikker=pd.concat([plan.klinikker, ny.reindex(columns=plan.klinikker.columns)]),
        kapaciteter=kapaciteter_,
        afstande={
            maal: np.column_stack([matrix, kolonner[maal]])
            for maal, matrix in plan.afstande.items()
        },
        transport=_transport_med(plan, sted),
    )


def _transport_med(plan: Plan, sted: Sted) -> pd.DataFrame:
    """Return the departures by clinic with those at a new address; as it was without any."""
    if plan.transport.empty:
        return plan.transport
    ny = pd.DataFrame([plan.transport_ved(sted)], index=[sted.sted_id])
    ramme = pd.concat([plan.transport, ny.reindex(columns=plan.transport.columns)])
    return ramme.rename_axis(plan.transport.index.name)


def beholdning(plan: Plan, klinik_id: str, speciale: str = "") -> dict[str, float]:
    """Return how much a clinic holds of each kind of capacity; raises for an unknown clinic.

    Of one speciale where each has its own, of all of them unless one is given.
    """
    plan.klinik(klinik_id)
    ramme, opgoerelse = plan.kapaciteter, plan.opgoerelse
    her = (ramme["klinik_id"] == klinik_id).to_numpy()
    if speciale:
        her = her & (ramme["speciale"] == speciale).to_numpy()
    type_ = int if opgoerelse.hele else float
    return {n: type_(ramme[n].to_numpy()[her].sum()) for n in opgoerelse.noegler}


def _raekke(plan: Plan, aendring: Aendring) -> pd.DataFrame:
    """Return a row of capacities for a clinic that has none: the other definitions' kinds NaN."""
    antal = dict.fromkeys((art.noegle for art in plan.fag.arter), float("nan"))
    antal |= dict.fromkeys(plan.opgoerelse.noegler, 0) | dict(aendring.maengde)
    raekke = {"klinik_id": aendring.klinik_id, "speciale": aendring.speciale, **antal}
    return pd.DataFrame({navn: [vaerdi] for navn, vaerdi in raekke.items()})


def _kontroller(plan: Plan, tiltag: Tiltag) -> None:
    opgoerelse = plan.opgoerelse
    if tiltag.regel and not har_regler(plan.fag):
        raise Inputfejl(
            f"{tiltag.navn} kendes kun fra fysioterapiens praksisplan fra 2020, og datasættet er "
            f"for {plan.fag.praksisplan}."
        )
    speciale = "" if isinstance(tiltag, Deling) else tiltag.speciale
    if bool(opgoerelse.faelles) != (not speciale):
        raise Inputfejl(
            f"Datasættets kapacitet er opgjort {opgoerelse.navn}; tiltaget er det ikke."
        )
    if speciale:
        plan.fag.speciale(speciale)
    fra, til = afgiver(tiltag), modtager(tiltag)
    for klinik_id in (fra, til):
        if isinstance(klinik_id, str):
            plan.klinik(klinik_id)
    if isinstance(til, Sted):
        _kontroller_sted(plan, til)
    if isinstance(tiltag, Deling):
        maengde: Mapping[str, float] = {deling(plan)[0].noegle: tiltag.antal}
    else:
        maengde = tiltag.maengde
    har = None if fra is None else beholdning(plan, fra, speciale)
    for noegle, antal in maengde.items():
        art = opgoerelse.art(noegle)
        _kontroller_antal(art, antal, opgoerelse.hele)
        if fra is not None and har is not None and antal > har[noegle]:
            klinik, hvad = plan.klinik(fra), art.flertal
            af = f" på speciale {speciale}" if speciale else ""
            raise Inputfejl(
                f"{klinik['navn']} ({klinik['by']}) har {tal(har[noegle])} {hvad}{af}, og der er "
                f"bedt om {tal(antal)}. Vælg højst {tal(har[noegle])}."
            )
    if not any(maengde.values()):
        raise Inputfejl(f"Der er ikke valgt nogen kapacitet.{_har(plan, fra, har)}")
    if isinstance(tiltag, Flytning) and sted_id(tiltag.til) == tiltag.fra:
        navn = plan.klinik(tiltag.fra)["navn"]
        raise Inputfejl(f"{navn} kan ikke flytte til sig selv. Vælg et andet sted.")
    if isinstance(tiltag, Ekstraadresse):
        _kontroller_ekstraadresse(plan, tiltag)


def _kontroller_ekstraadresse(plan: Plan, tiltag: Ekstraadresse) -> None:
    klinik, til = plan.klinik(tiltag.fra), tiltag.til
    if not isinstance(til, Sted):
        raise Inputfejl(
            f"En ekstra klinikadresse er en ny adresse, og {plan.klinik(til)['navn']} er en "
            "klinik. Skal kapacitet hen til en anden klinik, er det en flytning."
        )
    if til.sted_id == tiltag.fra:
        raise Inputfejl(f"{klinik['navn']} har allerede adressen. Vælg et andet sted.")
    tilbage = beholdning(plan, tiltag.fra, tiltag.speciale)
    for noegle, antal in tiltag.maengde.items():
        tilbage[noegle] -= antal
    if not any(tilbage.values()):
        raise Inputfejl(
            f"{klinik['navn']} ({klinik['by']}) har ikke mere kapacitet end den, der er bedt om. "
            "Med en ekstra adresse bruges klinikken stadig; ellers er det en flytning. Hver "
            "kapacitet regnes på én adresse."
        )


def _kontroller_sted(plan: Plan, sted: Sted) -> None:
    if sted.kommune_kode not in plan.kommuner.index:
        raise Inputfejl(f"{sted.navn} ligger i en ukendt kommune: »{sted.kommune_kode}«.")
    if not all(math.isfinite(v) for v in (sted.x, sted.y, sted.lat, sted.lon)):
        raise Inputfejl(f"{sted.navn} har ikke et gyldigt punkt. Vælg stedet igen.")
    if sted.handicapadgang not in ADGANGSSVAR:
        raise Inputfejl(
            f"Handicapadgang på en ny adresse er {opremsning(ADGANGSSVAR, 'eller')}, ikke "
            f"»{sted.handicapadgang}«."
        )


def _kontroller_antal(art: Kapacitetsart, antal: float, hel: bool) -> None:
    er_tal = isinstance(antal, int | float | np.number) and not isinstance(antal, bool)
    vist = tal(antal, 2, fast=False) if er_tal else f"»{antal}«"
    endeligt = er_tal and math.isfinite(antal)
    if hel and not (endeligt and antal == int(antal)):
        raise Inputfejl(
            f"Antal {art.flertal} skal være et helt tal, ikke {vist}."
            + (
                f" Skal en kapacitet {art.navn} deles, er det en deling, ikke en flytning."
                if art.deles_i
                else ""
            )
        )
    if hel and antal < 0:
        raise Inputfejl(
            f"Antal {art.flertal} kan ikke være negativt ({vist}). "
            "Byt om på afgivende og modtagende sted i stedet."
        )
    if not hel and not (endeligt and antal > 0):
        raise Inputfejl(f"Beløbet skal være et tal over 0 {art.navn}, ikke {vist}.")


def _har(plan: Plan, fra: str | None, har: Mapping[str, float] | None) -> str:
    if fra is None or har is None:
        return ""
    klinik, arter = plan.klinik(fra), plan.opgoerelse.arter
    led = [art.antal(har[art.noegle]) for art in arter]
    return f" {klinik['navn']} ({klinik['by']}) har {opremsning(led)}."
