"""The subjects of økonomi that stand in a document: what each tells of a plan, and what it lacks.

A further subject is one line of `EMNER`. Its tables are functions of a plan; one that has nothing
to go by raises Inputfejl that says what to import, or is named by `uden`, and is left out with that
sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dansk import Inputfejl
from planning.betaling import kommunens_speciale
from planning.fag import Speciale
from planning.fremskrivning import aar, fremskrivning, valgt_aar
from planning.kiropraktikramme import er_kiropraktik
from planning.knaekgraense import Knaekgraenser, aar_med_tilskud, aarets_knaekgraenser
from planning.kontrolstatistik import Kontrolstatistik, aar_med_patienter, kontrolstatistik
from planning.overenskomst import har_graenser
from planning.plan import Plan
from planning.ramme import Rammer, aar_med_forbrug, aarets_rammer
from saetninger.betaling import UDEN_TABELLER, betalingssvar
from saetninger.fremskrivning import fremskrivningsnyhed, uden_fremskrivning
from saetninger.knaekgraense import graensenyhed, uden_graenser
from saetninger.kontrolstatistik import kontrolnyhed, uden_patienter
from saetninger.ramme import rammenyhed, uden_forbrug
from tabeller.betaling import nettotabel, udgiftstabel
from tabeller.fremskrivning import behovstabeller
from tabeller.kontrolstatistik import gennemsnitstabel, kontroltabel
from tabeller.oekonomi import kliniktabel, kommunetabel, regionstabel
from tabeller.overenskomst import overenskomsttabel
from tabeller.ramme import rammetabel
from tabeller.tabel import Tabel


@dataclass(frozen=True)
class Oekonomiemne:
    """A subject: its heading, its tables and the sentence that answers of a plan, "" for none.

    `uden` says why a plan has nothing of it and what to import, "" where it has; it is asked first.
    `gaelder`: whether the plan's field can have it at all; else nothing is said of it.
    """

    titel: str
    tabeller: Callable[[Plan], tuple[Tabel, ...]]
    nyhed: Callable[[Plan], str] = lambda plan: ""
    uden: Callable[[Plan], str] = lambda plan: ""
    gaelder: Callable[[Plan], bool] = lambda plan: True


@dataclass(frozen=True, eq=False)
class Emneindhold:
    """What stands of a subject: sentence and tables; or `udeladt`, why it is left out."""

    titel: str
    nyhed: str = ""
    tabeller: tuple[Tabel, ...] = ()
    udeladt: str = ""


def indhold(emne: Oekonomiemne, plan: Plan) -> Emneindhold:
    """Return what stands of a subject in a document of a plan, or why it is left out."""
    if hvorfor := emne.uden(plan):
        return Emneindhold(emne.titel, udeladt=hvorfor)
    try:
        tabeller = tuple(tabel for tabel in emne.tabeller(plan) if not tabel.ramme.empty)
        nyhed = emne.nyhed(plan)
    except Inputfejl as fejl:
        return Emneindhold(emne.titel, udeladt=str(fejl))
    if not tabeller:
        return Emneindhold(emne.titel, udeladt="Datasættet har ingen tal.")
    return Emneindhold(emne.titel, nyhed, tabeller)


def _sidste(plan: Plan) -> Knaekgraenser:
    """The limits of the last year with subsidies, which is the one shown first on the page."""
    return aarets_knaekgraenser(plan, aar_med_tilskud(plan)[0])


def _graensetabeller(plan: Plan) -> tuple[Tabel, ...]:
    graenser = _sidste(plan)
    return tuple(t(plan, graenser) for t in (kommunetabel, regionstabel, kliniktabel))


def _sidste_rammer(plan: Plan) -> Rammer:
    return aarets_rammer(plan, aar_med_forbrug(plan)[0])


def _betalt(plan: Plan) -> Speciale:
    speciale = kommunens_speciale(plan)
    if speciale is None:
        raise Inputfejl(UDEN_TABELLER)
    return speciale


def _betalingstabeller(plan: Plan) -> tuple[Tabel, ...]:
    """The last year: net flows, and the expense where the tables have it."""
    aaret = plan.fag.aktivitetsaar[-1]
    udgift = udgiftstabel(plan, aaret)
    return (nettotabel(plan, _betalt(plan), aaret), *([udgift] if udgift else []))


def _statistik(plan: Plan) -> Kontrolstatistik:
    """The last year, and nobody marked: the hearing limit is the user's, and none is in a plan."""
    return kontrolstatistik(plan, aar_med_patienter(plan)[0], None)


def _behovsnyhed(plan: Plan) -> str:
    return fremskrivningsnyhed(fremskrivning(plan), aar(plan)[0], valgt_aar(plan))


def _med_graenser(plan: Plan) -> bool:
    return har_graenser(plan.fag)


def _med_ramme(plan: Plan) -> bool:
    return har_graenser(plan.fag) or er_kiropraktik(plan.fag)


#: Which fields a subject is of, by its key on the page; the others are of all.
GAELDER: Mapping[str, Callable[[Plan], bool]] = {
    "knaekgraenser": _med_graenser,
    "ramme": _med_ramme,
    "betaling": lambda plan: kommunens_speciale(plan) is not None,
    "kontrolstatistik": _med_ramme,
    "behov": lambda plan: plan.har_klinikker,
}


def gaelder(noegle: str, plan: Plan) -> bool:
    """Say whether a subject of the page is of a plan's field at all."""
    return noegle not in GAELDER or GAELDER[noegle](plan)


#: When a subject of the page has no figures before some are imported; the others always have.
MANGLER: Mapping[str, Callable[[Plan], bool]] = {
    "knaekgraenser": lambda plan: not aar_med_tilskud(plan),
    "ramme": lambda plan: _med_graenser(plan) and not aar_med_forbrug(plan),
    "kontrolstatistik": lambda plan: not aar_med_patienter(plan),
    "behov": lambda plan: plan.fremskrivning.empty,
}


def mangler_tal(noegle: str, plan: Plan) -> bool:
    """Say whether a subject of the page has nothing to tell of a plan before figures come."""
    return noegle in MANGLER and MANGLER[noegle](plan)


EMNER = (
    Oekonomiemne(
        "Knækgrænser",
        _graensetabeller,
        lambda plan: graensenyhed(plan, _sidste(plan)),
        lambda plan: uden_graenser(plan) if mangler_tal("knaekgraenser", plan) else "",
        GAELDER["knaekgraenser"],
    ),
    Oekonomiemne(
        "Rammen",
        lambda plan: (rammetabel(plan, _sidste_rammer(plan)),),
        lambda plan: rammenyhed(_sidste_rammer(plan)),
        lambda plan: uden_forbrug() if mangler_tal("ramme", plan) else "",
        _med_graenser,
    ),
    Oekonomiemne(
        "Hvem betaler",
        _betalingstabeller,
        lambda plan: betalingssvar(plan, _betalt(plan), plan.fag.aktivitetsaar[-1]),
        gaelder=GAELDER["betaling"],
    ),
    Oekonomiemne(
        "Kontrolstatistik",
        lambda plan: tuple(t(plan, _statistik(plan)) for t in (gennemsnitstabel, kontroltabel)),
        lambda plan: kontrolnyhed(plan, _statistik(plan)),
        lambda plan: uden_patienter() if mangler_tal("kontrolstatistik", plan) else "",
        _med_graenser,
    ),
    Oekonomiemne(
        "Behovet frem", behovstabeller, _behovsnyhed, uden_fremskrivning, GAELDER["behov"]
    ),
    Oekonomiemne("Overenskomsterne", lambda plan: (overenskomsttabel(plan),)),
)
