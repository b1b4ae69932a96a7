"""Applying tiltag: pure functions from a Plan to the Plan after it.

A scenario is an ordered list of tiltag and nothing more. Applying it never changes the plan it
is given; a flytning leaves the number of capacities of each kind as it was.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dansk import Inputfejl, kapaciteter, opremsning, tal
from planning.plan import (
    BELOEB_PR_KAPACITET,
    TIMER_SPECIALE,
    VAERDI_OVER30,
    VAERDI_UNDER30,
    Plan,
    Sted,
)
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse, til_id

ANTALSNAVNE = {"over30": "over 30 timer", "under30": "under 30 timer"}


@dataclass(frozen=True)
class Aendring:
    """What one tiltag does to one clinic: numbers of capacities, or kr. of a speciale."""

    klinik_id: str
    over30: int = 0
    under30: int = 0
    beloeb_kr: float = 0.0
    speciale: str = TIMER_SPECIALE

    @property
    def kapacitet(self) -> float:
        """The change in capacities."""
        if self.speciale == TIMER_SPECIALE:
            return self.over30 * VAERDI_OVER30 + self.under30 * VAERDI_UNDER30
        return self.beloeb_kr / BELOEB_PR_KAPACITET[self.speciale]


def aendringer(tiltag: Tiltag) -> tuple[Aendring, ...]:
    """Return what a tiltag does, clinic by clinic: what is given up first."""
    if isinstance(tiltag, Deling):
        return (Aendring(tiltag.fra, -tiltag.antal, 2 * tiltag.antal),)
    over30, under30, kr, speciale = (
        tiltag.over30,
        tiltag.under30,
        tiltag.beloeb_kr,
        tiltag.speciale,
    )
    led = []
    if isinstance(tiltag, Flytning | Nedlaeggelse):
        led.append(Aendring(tiltag.fra, -over30, -under30, -kr, speciale))
    if isinstance(tiltag, Flytning | Udvidelse):
        led.append(Aendring(til_id(tiltag), over30, under30, kr, speciale))
    return tuple(led)


def udfoer(plan: Plan, tiltag: Tiltag) -> Plan:
    """Return the plan after one tiltag; the plan given is unchanged.

    Raises Inputfejl when a clinic is unknown, an amount is not whole and positive (kr.: finite
    and positive), more is taken than the clinic has, a flytning stays where it is, or the
    tiltag counts capacity otherwise than the plan (hours or kr.).
    """
    _kontroller(plan, tiltag)
    til = getattr(tiltag, "til", None)
    if isinstance(til, Sted) and til.sted_id not in plan.klinikker.index:
        plan = tilfoej_adresse(plan, til)
    felter = ("over30", "under30") if plan.definition == "timer" else ("beloeb_kr",)
    klinik_id = plan.kapaciteter["klinik_id"].to_numpy()
    speciale = plan.kapaciteter["speciale"].to_numpy()
    antal = {felt: plan.kapaciteter[felt].to_numpy(copy=True) for felt in felter}
    nye_raekker = []
    for aendring in aendringer(tiltag):
        sted = (klinik_id == aendring.klinik_id) & (speciale == aendring.speciale)
        if not sted.any():
            nye_raekker.append(_raekke(aendring))
        for felt in felter:
            antal[felt][sted] += getattr(aendring, felt)
    nye = plan.kapaciteter.assign(**antal)
    if nye_raekker:
        nye = pd.concat([nye, *nye_raekker], ignore_index=True)
    return dataclasses.replace(plan, kapaciteter=nye)


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


def tilfoej_adresse(plan: Plan, sted: Sted) -> Plan:
    """Return the plan with one new address without capacity: one row and one column more.

    Handicap access of a new address is not known; the distances come from `afstand_til`.
    """
    ny = pd.DataFrame(
        {
            "navn": sted.navn,
            "adresse": "",
            "postnr": "",
            "by": sted.by,
            "kommune_kode": sted.kommune_kode,
            "handicapadgang": "ikke oplyst",
            "bysamfund": sted.bysamfund,
            "lat": sted.lat,
            "lon": sted.lon,
            "x": sted.x,
            "y": sted.y,
            "praecision": "by",
        },
        index=pd.Index([sted.sted_id], name=plan.klinikker.index.name),
    )
    kapaciteter_ = plan.kapaciteter
    if plan.definition == "timer":
        kapaciteter_ = pd.concat([kapaciteter_, _raekke(Aendring(sted.sted_id))], ignore_index=True)
    kolonner = plan.afstand_til(sted)
    return dataclasses.replace(
        plan,
        klinikker=pd.concat([plan.klinikker, ny.reindex(columns=plan.klinikker.columns)]),
        kapaciteter=kapaciteter_,
        afstande={
            maal: np.column_stack([matrix, kolonner[maal]])
            for maal, matrix in plan.afstande.items()
        },
    )


def beholdning(plan: Plan, klinik_id: str) -> tuple[int, int]:
    """Return how many capacities (over 30, under 30) a clinic holds; raises for an unknown one."""
    plan.klinik(klinik_id)
    her = (plan.kapaciteter["klinik_id"] == klinik_id).to_numpy()
    over30, under30 = (plan.kapaciteter[f].to_numpy()[her].sum() for f in ("over30", "under30"))
    return int(over30), int(under30)


def beskriv(plan: Plan, tiltag: Tiltag) -> str:
    """Return a tiltag in one Danish line: how much, from where, to where."""
    if isinstance(tiltag, Deling):
        led = "1 kapacitet" if tiltag.antal == 1 else f"{tiltag.antal} kapaciteter"
        return (
            f"{led} over 30 timer hos {_sted(plan, tiltag.fra)} deles i {2 * tiltag.antal} under 30"
        )
    maengde = _maengde(tiltag)
    if isinstance(tiltag, Udvidelse):
        return f"Ny kapacitet: {maengde} hos {_sted(plan, tiltag.til)}"
    if isinstance(tiltag, Nedlaeggelse):
        return f"Nedlagt: {maengde} hos {_sted(plan, tiltag.fra)}"
    return f"{maengde} fra {_sted(plan, tiltag.fra)} til {_sted(plan, tiltag.til)}"


def beskriv_alle(plan: Plan, scenarie: Sequence[Tiltag]) -> list[str]:
    """Return each tiltag of a scenario in one line, read against the state it meets."""
    trin = forloeb(plan, scenarie)
    return [beskriv(foer, tiltag) for foer, tiltag in zip(trin, scenarie, strict=False)]


def _raekke(aendring: Aendring) -> pd.DataFrame:
    felter = dataclasses.asdict(aendring)
    if aendring.speciale == TIMER_SPECIALE:
        felter["beloeb_kr"] = float("nan")
    return pd.DataFrame({navn: [vaerdi] for navn, vaerdi in felter.items()})


def _sted(plan: Plan, sted: str | Sted) -> str:
    if isinstance(sted, Sted):
        navn, by, kode = sted.navn, sted.by, sted.kommune_kode
    else:
        raekke = plan.klinik(sted)
        navn, by, kode = raekke["navn"], raekke["by"], raekke["kommune_kode"]
    return f"{navn}, {by} ({plan.kommuner['kommune'][kode]})"


def _maengde(tiltag: Flytning | Udvidelse | Nedlaeggelse) -> str:
    if tiltag.speciale != TIMER_SPECIALE:
        i_alt = tiltag.beloeb_kr / BELOEB_PR_KAPACITET[tiltag.speciale]
        return (
            f"{tal(tiltag.beloeb_kr)} kr. på speciale {tiltag.speciale} "
            f"({kapaciteter(i_alt)} kapacitet)"
        )
    antal = {felt: getattr(tiltag, felt) for felt in ANTALSNAVNE}
    led = [f"{antal[felt]} {navn}" for felt, navn in ANTALSNAVNE.items() if antal[felt]]
    i_alt = antal["over30"] * VAERDI_OVER30 + antal["under30"] * VAERDI_UNDER30
    return f"{opremsning(led)} ({kapaciteter(i_alt)} kapacitet)"


def _kontroller(plan: Plan, tiltag: Tiltag) -> None:
    speciale = TIMER_SPECIALE if isinstance(tiltag, Deling) else tiltag.speciale
    if (plan.definition == "timer") != (speciale == TIMER_SPECIALE):
        hvordan = "timer" if plan.definition == "timer" else "beløb pr. speciale"
        raise Inputfejl(f"Datasættets kapacitet er opgjort i {hvordan}; tiltaget er det ikke.")
    if speciale not in (TIMER_SPECIALE, *BELOEB_PR_KAPACITET):
        raise Inputfejl(f"Ukendt speciale: »{speciale}«. Vælg 51 eller 62.")
    fra = getattr(tiltag, "fra", None)
    til = getattr(tiltag, "til", None)
    for klinik_id in (fra, til):
        if isinstance(klinik_id, str):
            plan.klinik(klinik_id)
    if isinstance(til, Sted):
        _kontroller_sted(plan, til)
    if isinstance(tiltag, Deling):
        antal = {"over30": tiltag.antal}
    elif speciale == TIMER_SPECIALE:
        antal = {felt: getattr(tiltag, felt) for felt in ANTALSNAVNE}
    else:
        _kontroller_beloeb(plan, fra, tiltag.beloeb_kr, speciale)
        antal = {}
    for felt, vaerdi in antal.items():
        _kontroller_antal(plan, fra, felt, vaerdi)
    if antal and not any(antal.values()):
        raise Inputfejl(f"Der er ikke valgt nogen kapacitet.{_har(plan, fra)}")
    if isinstance(tiltag, Flytning) and til_id(tiltag) == tiltag.fra:
        navn = plan.klinik(tiltag.fra)["navn"]
        raise Inputfejl(f"{navn} kan ikke flytte til sig selv. Vælg et andet sted.")


def _kontroller_sted(plan: Plan, sted: Sted) -> None:
    if sted.kommune_kode not in plan.kommuner.index:
        raise Inputfejl(f"{sted.navn} ligger i en ukendt kommune: »{sted.kommune_kode}«.")
    if not all(math.isfinite(v) for v in (sted.x, sted.y, sted.lat, sted.lon)):
        raise Inputfejl(f"{sted.navn} har ikke et gyldigt punkt. Vælg stedet igen.")


def _kontroller_antal(plan: Plan, fra: str | None, felt: str, antal: float) -> None:
    navn = ANTALSNAVNE[felt]
    hel = isinstance(antal, int | float | np.integer) and not isinstance(antal, bool)
    if not hel or not math.isfinite(antal) or antal != int(antal):
        vist = tal(antal, 2, fast=False) if hel else f"»{antal}«"
        raise Inputfejl(
            f"Antal kapaciteter {navn} skal være et helt tal, ikke {vist}. Skal en kapacitet over "
            "30 timer deles i to, er det en deling, ikke en flytning."
        )
    if antal < 0:
        raise Inputfejl(
            f"Antal kapaciteter {navn} kan ikke være negativt ({tal(antal)}). "
            "Byt om på afgivende og modtagende sted i stedet."
        )
    if fra is not None:
        har = dict(zip(ANTALSNAVNE, beholdning(plan, fra), strict=True))[felt]
        if antal > har:
            klinik = plan.klinik(fra)
            raise Inputfejl(
                f"{klinik['navn']} ({klinik['by']}) har {har} kapaciteter {navn}, og der er bedt "
                f"om {tal(antal)}. Vælg højst {har}."
            )


def _kontroller_beloeb(plan: Plan, fra: str | None, beloeb: float, speciale: str) -> None:
    er_tal = isinstance(beloeb, int | float | np.number) and not isinstance(beloeb, bool)
    if not (er_tal and math.isfinite(beloeb) and beloeb > 0):
        vist = tal(beloeb) if er_tal else f"»{beloeb}«"
        raise Inputfejl(f"Beløbet skal være et tal over 0 kr., ikke {vist}.")
    if fra is not None:
        raekker = plan.kapaciteter[
            (plan.kapaciteter["klinik_id"] == fra) & (plan.kapaciteter["speciale"] == speciale)
        ]
        har = float(raekker["beloeb_kr"].sum())
        if beloeb > har:
            raise Inputfejl(
                f"{plan.klinik(fra)['navn']} har {tal(har)} kr. på speciale {speciale}, og der er "
                f"bedt om {tal(beloeb)} kr. Vælg højst {tal(har)} kr."
            )


def _har(plan: Plan, fra: str | None) -> str:
    if fra is None:
        return ""
    klinik = plan.klinik(fra)
    over30, under30 = beholdning(plan, fra)
    return f" {klinik['navn']} ({klinik['by']}) har {over30} over og {under30} under 30 timer."
