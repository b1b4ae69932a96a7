"""The tables of who pays: forbrug and produktion, expenses, budgets, and what tiltag may move."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from planning.aktivitet import nettostroem, udgift_pr_borger
from planning.betaling import (
    Budget,
    betalte,
    flytningens_betaling,
    har_udgift,
    udgifter,
    udgiftskontrol,
    udvikling,
)
from planning.fag import Speciale
from planning.husket import husket
from planning.plan import REGIONSRAEKKE, Plan
from planning.tiltag import Tiltag
from saetninger.betaling import (
    budgetnote,
    flytningsnote,
    stroemnote,
    udgiftsnote,
)
from tabeller.felter import INDBYGGERE, KOMMUNE
from tabeller.kilder import tabelkilde
from tabeller.status import trykt_sum
from tabeller.tabel import Kolonne, Tabel

NETTO = Kolonne(
    "netto_point",
    "Netto ud",
    "point",
    "fortegn",
    1,
    forklaring="Andel af forbruget mindre andel af produktionen, procentpoint; minus er netto ind",
)
SELVFORSYNING = Kolonne("selvforsyning_pct", "Selvforsyning", "%", "tal", 0)
PRIS = Kolonne("kr_pr_patient", "Udgift pr. borger", "kr.", "tal")
UDGIFT = Kolonne("kr", "Udgift", "kr.", "tal")
#: What is followed over the years.
FULGTE = {k.navn: k for k in (NETTO, SELVFORSYNING, PRIS, UDGIFT)}
ORD = {
    "netto_point": "Netto ud",
    "selvforsyning_pct": "Selvforsyning",
    "kr_pr_patient": "Udgift pr. borger",
    "kr": "Udgift i alt",
}


@husket()
def nettotabel(plan: Plan, speciale: Speciale, aar: int) -> Tabel:
    """Return forbrug beside produktion per kommune, the most netto ud first."""
    stroem = nettostroem(plan, speciale.kode, aar)
    ramme = stroem.assign(udgift_pct=udgifter(plan, speciale.kode, aar)["andel_pct"])
    med_udgift = har_udgift(plan, speciale.kode)
    return Tabel(
        f"nettostroem-{speciale.kode}",
        f"{speciale.titel}: forbrug og produktion i {aar}",
        _ordnet(ramme, "netto_point"),
        (
            KOMMUNE,
            Kolonne("patienter", "Behandlede borgere", art="tal"),
            Kolonne("forbrug_pct", "Andel af forbrug", "%", "tal", 1),
            *([Kolonne("udgift_pct", "Andel af udgift", "%", "tal", 1)] if med_udgift else []),
            Kolonne("ydelser", "Ydelser leveret", art="tal"),
            Kolonne("produktion_pct", "Andel af produktion", "%", "tal", 1),
            NETTO,
            Kolonne("netto_patienter", "Netto ud, borgere", "", "fortegn"),
            Kolonne("netto_ydelser", "Netto ud, ydelser", "", "fortegn"),
            SELVFORSYNING,
            SELVFORSYNING.som("selvforsyning_hoejst_pct", titel="Selvforsyning, højst 100"),
        ),
        tabelkilde(
            plan,
            str(aar),
            (speciale.forbrug, speciale.produktion, *_pristabeller(plan, speciale.kode, aar)),
        ),
        f"{stroemnote(plan, speciale, aar)}{trykt_sum(stroem)}",
        REGIONSRAEKKE,
    )


@husket()
def udgiftstabel(plan: Plan, aar: int) -> Tabel | None:
    """Return what each kommune paid for its residents, most first; None where no table says."""
    koder = list(betalte(plan))
    if not koder:
        return None
    dele = {kode: udgifter(plan, kode, aar) for kode in koder}
    ramme = dele[koder[0]][["kommune"]].join(
        [del_.drop(columns="kommune").add_suffix(f"_{kode}") for kode, del_ in dele.items()]
    )
    kolonner = [
        kolonne.som(f"{kolonne.navn}_{kode}", titel=f"{kolonne.titel}, {kode}")
        for kode in koder
        for kolonne in (
            Kolonne("patienter", "Borgere", art="tal"),
            PRIS,
            UDGIFT,
            Kolonne("kr_pr_indbygger", "pr. indbygger", "kr.", "tal"),
        )
    ]
    navne = [f"{kode} er {navn[:1].lower()}{navn[1:]}." for kode, navn in betalte(plan).items()]
    andre = [f"({plan.fag.andre_kommunale_kilde}.)"] if plan.fag.andre_kommunale else []
    priser = _aarsnote(plan, [nr for kode in koder for nr in _pristabeller(plan, kode, aar)])
    return Tabel(
        "kommunernes_udgift",
        f"Hvad kommunerne betaler for deres borgere, {aar}",
        _ordnet(ramme, f"kr_{koder[0]}"),
        (KOMMUNE, *kolonner),
        tabelkilde(
            plan,
            str(aar),
            tuple(nr for kode in koder for nr in _udgiftstabeller(plan, kode, aar)),
            "kommuner",
        ),
        " ".join([*navne, *andre, udgiftsnote(plan, koder, aar), priser]),
        REGIONSRAEKKE,
    )


@husket()
def kontroltabel(plan: Plan, kode: str) -> Tabel:
    """Return the sum of the kommuner beside what the region is printed with, year by year."""
    ramme = udgiftskontrol(plan, kode).reset_index()
    return Tabel(
        f"udgiftskontrol-{kode}",
        f"Speciale {kode}: kommunernes udgift holdt mod regionens trykte",
        ramme.assign(aar=ramme["aar"].astype(str)),
        (
            Kolonne("aar", "År"),
            Kolonne("regnet_kr", "Kommunerne, regnet", "kr.", "tal"),
            Kolonne("regionens_kr", "Regionen, regnet", "kr.", "tal"),
            Kolonne("trykt_kr", "Regionen, trykt", "kr.", "tal"),
            Kolonne("forskel_kr", "Trykt mod kommunerne", "kr.", "fortegn"),
            Kolonne("forskel_pct", "Trykt mod kommunerne", "%", "fortegn", 1),
        ),
        tabelkilde(plan, _aarene(plan), _udgiftstabeller(plan, kode, plan.fag.aktivitetsaar[-1])),
        "Regionens er trykt i mio. kr. med én decimal. »Regnet« er behandlede borgere gange udgift "
        "pr. borger, af kommunernes tal og af regionens egne. Kilden forklarer ikke forskellen.",
    )


@husket()
def udviklingstabel(plan: Plan, speciale: Speciale, hvad: str) -> Tabel:
    """Return a figure of `FULGTE` per kommune, a column a year."""
    kode, aarene = speciale.kode, [str(aar) for aar in plan.fag.aktivitetsaar]
    fulgt = FULGTE[hvad]
    numre: tuple[str, ...] = (speciale.forbrug, speciale.produktion)
    if hvad in (PRIS.navn, UDGIFT.navn):
        numre = _udgiftstabeller(plan, kode, plan.fag.aktivitetsaar[-1])
    return Tabel(
        f"betaling_udvikling-{kode}-{hvad}",
        f"{speciale.titel}: {ORD[hvad][:1].lower()}{ORD[hvad][1:]}, år for år",
        _ordnet(udvikling(plan, kode, hvad), aarene[-1]),
        (KOMMUNE, *(fulgt.som(aar, titel=aar) for aar in aarene)),
        tabelkilde(plan, _aarene(plan), numre),
        _aarsnote(plan, numre),
        REGIONSRAEKKE,
    )


def _aarsnote(plan: Plan, numre: Sequence[str]) -> str:
    """Return what the list of tables says of each of them."""
    noter = plan.tabelliste["bemaerkning"].reindex(list(numre)).fillna("")
    return " ".join(f"Praksisplanens tabel {nr}: {note}" for nr, note in noter.items() if note)


@husket()
def budgettabel(plan: Plan, penge: Budget) -> Tabel:
    """Return what use costs each kommune, and would by that of others, most first."""
    return Tabel(
        "kommunernes_budget",
        f"{penge.speciale.titel}: hvis borgerne brugte som andre",
        _ordnet(penge.kommuner, "kr"),
        (KOMMUNE, INDBYGGERE, *_budgetkolonner(penge)),
        _budgetkilde(plan, penge),
        budgetnote(penge),
        REGIONSRAEKKE,
    )


def flytningstabel(plan: Plan, tiltag: Sequence[Tiltag], penge: Budget | None) -> Tabel:
    """Return what tiltag may move of produktion, and what use costs the kommuner they touch."""
    ramme = flytningens_betaling(plan, tiltag)
    hoejst = [
        Kolonne(navn, f"Højst, speciale {navn.removeprefix('hoejst_')}", "kr.", "fortegn")
        for navn in ramme
        if navn.startswith("hoejst_")
    ]
    return Tabel(
        "flytningens_betaling",
        "Hvad scenariet kan flytte, og hvad borgernes forbrug koster",
        ramme,
        (
            KOMMUNE,
            Kolonne("kapacitet", "Klinikkernes kapacitet", "", "fortegn", 1),
            *hoejst,
            *(_budgetkolonner(penge) if penge else ()),
        ),
        _budgetkilde(plan, penge) if penge else tabelkilde(plan, "", (), "kapaciteter"),
        flytningsnote(plan),
    )


def _budgetkolonner(penge: Budget) -> tuple[Kolonne, ...]:
    hoejest = penge.kommuner.at[penge.hoejest, "kommune"]
    return (
        Kolonne("kr", f"Udgift {penge.aar}", "kr.", "tal"),
        Kolonne("kr_pr_indbygger", "pr. indbygger", "kr.", "tal"),
        Kolonne("som_middel", "Som middel", "kr.", "tal"),
        Kolonne("mere_som_middel", "Som middel, forskel", "kr.", "fortegn"),
        Kolonne("som_hoejest", f"Som {hoejest}", "kr.", "tal"),
        Kolonne("mere_som_hoejest", f"Som {hoejest}, forskel", "kr.", "fortegn"),
    )


def _budgetkilde(plan: Plan, penge: Budget) -> str:
    numre = _udgiftstabeller(plan, penge.speciale.kode, penge.aar)
    return tabelkilde(plan, str(penge.aar), numre, "kommuner")


def _pristabeller(plan: Plan, kode: str, aar: int) -> tuple[str, ...]:
    if not har_udgift(plan, kode):
        return ()
    return tuple(nr for nr in dict.fromkeys(udgift_pr_borger(plan, kode, aar)["tabel"]) if nr)


def udgiftskilde(plan: Plan, kode: str, aar: int) -> str:
    """Return where what the kommuner pay for one speciale stands."""
    return tabelkilde(plan, str(aar), _udgiftstabeller(plan, kode, aar), "kommuner")


def _udgiftstabeller(plan: Plan, kode: str, aar: int) -> tuple[str, ...]:
    """Return the numbers of the tables an expense is worked out of and held against."""
    t = plan.tabeller[(plan.tabeller["speciale"] == kode) & (plan.tabeller["aar"] == aar)]
    borgere = t.loc[(t["maal"] == "antal_borgere") & (t["raekketype"] == "kommune"), "tabel"]
    trykt = t.loc[t["maal"] == "udgift_mio_kr", "tabel"]
    return tuple(dict.fromkeys([*borgere, *_pristabeller(plan, kode, aar), *trykt]))


def _aarene(plan: Plan) -> str:
    return f"{plan.fag.aktivitetsaar[0]}-{plan.fag.aktivitetsaar[-1]}"


def _ordnet(ramme: pd.DataFrame, felt: str) -> pd.DataFrame:
    """Return the kommuner, the highest figure first, and the region last."""
    return ramme.loc[[*ordnede(ramme, felt).index, REGIONSRAEKKE]]


def ordnede(ramme: pd.DataFrame, felt: str) -> pd.DataFrame:
    """Return the kommuner alone, the highest figure first."""
    return ramme.drop(index=REGIONSRAEKKE).sort_values(felt, ascending=False, kind="stable")
