"""The sections of figures: capacity, activity, coverage and access."""

from __future__ import annotations

from eksport.bestilling import AFSNIT, Valg
from eksport.bilag import Afsnit, Led, Punkter, Tekst
from eksport.temakort import Temakort, uden_kort
from planning.adgang import adgangsspaend
from planning.aktivitet import med_aktivitet
from planning.diskretion import diskret_adgang, diskret_daekning, diskrete_stroemme
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import grundlagsforskelle, status
from saetninger.borgerstroemme import stroemnyhed
from saetninger.daekning import daekningsnyhed, naboregionsnyhed, skjult_nyhed
from saetninger.grundtal import indikatornyhed, uden_klinikker
from saetninger.laesninger import uenighed
from saetninger.nyhed import grundlagsnyhed, statusdom
from tabeller.borgerstroemme import aftagentabel, stroemtabel
from tabeller.daekning import (
    daekningstabel,
    distriktstabel,
    hvide_distrikter,
    laesningstabel,
    udenfortabel,
)
from tabeller.grundtal import grundtabeller
from tabeller.status import aktivitetstabel, grundlagstabel, kliniktabel, statustabel
from tabeller.tabel import Tabel


def statusafsnit(plan: Plan, valg: Valg, kort: Temakort | None = None) -> list[Afsnit]:
    """Return capacity and inhabitants per kommune, in the form of tabel 1, with their maps."""
    tabel, kort = status(plan, valg.grundlag), kort or uden_kort(plan, valg)
    led: list[Led] = [
        *kort.ved(Tekst(statusdom(plan, tabel), "nyhed"), "indbyggere-pr-kapacitet"),
        statustabel(plan, tabel).med_raekker([*plan.kommuner.index, REGIONSRAEKKE]),
    ]
    if plan.opgoerelse.hele and not plan.tabel1.empty:
        led.append(Tekst(grundlagsnyhed(plan.fag, grundlagsforskelle(plan)), "note"))
    if valg.grundlag == "tabel1":
        led.append(grundlagstabel(plan))
    led += [*kort.alene("afvigelse"), *kort.alene("klinikker"), kliniktabel(plan)]
    return [Afsnit("status", AFSNIT["status"], 1, tuple(led))]


def grundafsnit(plan: Plan) -> list[Afsnit]:
    """Return what is known of a field without clinics: inhabitants and indicators by kommune."""
    nyheder = [Tekst(indikatornyhed(plan, i), "nyhed", i.noegle) for i in plan.fag.indikatorer]
    led: list[Led] = [Tekst(uden_klinikker(plan), "nyhed"), *nyheder, *grundtabeller(plan)]
    return [Afsnit("status", AFSNIT["status"], 1, tuple(led))]


def aktivitetsafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return patients and ydelser per kommune for each speciale."""
    led = tuple(aktivitetstabel(plan, s, valg.grundlag) for s in med_aktivitet(plan))
    return [Afsnit("aktivitet", AFSNIT["aktivitet"], 1, led)]


def daekningsafsnit(plan: Plan, valg: Valg, kort: Temakort | None = None) -> list[Afsnit]:
    """Return coverage and white spots, then access and where the readings disagree."""
    kort = kort or uden_kort(plan, valg)
    billede = diskret_daekning(plan, valg.maal, valg.graense)
    adgangen = diskret_adgang(plan, valg.aftagen)
    led = kort.ved(Tekst(daekningsnyhed(billede), "nyhed"), "daekning")
    led.append(daekningstabel(plan, billede))
    om = {"skjult": skjult_nyhed(billede), "naboregioner": naboregionsnyhed(billede)}
    led += [Tekst(s, noegle=noegle) for noegle, s in om.items() if s]
    if not billede.alle_daekket:
        hvide = hvide_distrikter(plan, billede)
        led += [udenfortabel(plan, billede), *([] if hvide.ramme.empty else [hvide])]
    led.append(distriktstabel(plan, billede, adgangen))
    spaend = adgangsspaend(plan, valg.aftagen)
    tabel = laesningstabel(plan, status(plan, valg.grundlag), billede, adgangen, spaend)
    return [
        Afsnit("daekning", AFSNIT["daekning"], 1, tuple(led)),
        _adgang(tabel, kort),
        *_borgerstroemme(plan, valg),
    ]


def _borgerstroemme(plan: Plan, valg: Valg) -> list[Afsnit]:
    stroemme = diskrete_stroemme(plan)
    if stroemme is None:
        return []
    led = (
        Tekst(stroemnyhed(stroemme, valg.aftagen), "nyhed"),
        stroemtabel(plan, stroemme, valg.aftagen),
        aftagentabel(plan, stroemme, valg.aftagen),
    )
    return [Afsnit("daekning", "Adgangen holdt mod, hvad patienterne gjorde", 2, led)]


def _adgang(tabel: Tabel, kort: Temakort) -> Afsnit:
    led: list[Led] = [Tekst(uenighed(tabel.ramme), "nyhed"), tabel.uden("forklaring")]
    forklaringer = tuple(f for f in tabel.ramme["forklaring"] if f)
    if forklaringer:
        led += [Tekst("Hvor læsningerne er uenige:"), Punkter(forklaringer)]
    led += kort.alene("adgang")
    return Afsnit("daekning", "Adgang på tværs af kommunegrænser", 2, tuple(led))
