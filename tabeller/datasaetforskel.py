"""The tables of two datasets held against each other."""

from __future__ import annotations

import pandas as pd

from dansk import MINDSTE_GRUPPE, SKJULT, linje
from planning.datasaetforskel import FORDELING, KAPACITET, NY, UDGAAET, Datasaetforskel
from planning.plan import REGIONSRAEKKE
from saetninger.maal import graensetekst
from saetninger.ventetid import uger
from tabeller.felter import DAEKKET, INDBYGGERE, KOMMUNE, PR_KAPACITET
from tabeller.felter import KAPACITET as KAPACITETSKOLONNE
from tabeller.tabel import Kolonne, Tabel

KLINIKORD = {
    NY: "ny",
    UDGAAET: "udgår",
    KAPACITET: "anden kapacitet",
    FORDELING: "samme kapacitet, af andre slags",
}
RESSOURCEORD = {"ny": "kun i det andet", "udgaaet": "kun i det første", "andet": "anden fil"}
AENDRING = Kolonne("aendring", "Ændring", "%", "fortegn", 1)


def sammenligningstabeller(
    forskel: Datasaetforskel, ressourcer: pd.DataFrame, navne: tuple[str, str]
) -> list[Tabel]:
    """Return the tables of both datasets by kommune and of what differs; none for two alike.

    Arguments as the functions below.
    """
    if ressourcer.empty:
        return []
    return [
        kommunetabel(forskel, navne),
        daekningstabel(forskel, navne),
        *([kliniktabel(forskel, navne)] if len(forskel.klinikker) else []),
        *([ventetabel(forskel, navne)] if len(forskel.ventetider) else []),
        ressourcetabel(ressourcer, navne),
    ]


def ressourcetabel(ressourcer: pd.DataFrame, navne: tuple[str, str]) -> Tabel:
    """Return the files that differ, and where each comes from.

    `ressourcer` as `arkiv.sammenligning.Sammenligning`; `navne` of both datasets.
    """
    ramme = ressourcer.assign(
        hvad=ressourcer["hvad"].map(RESSOURCEORD),
        **{
            hvornaar: [
                ", ".join(d for d in led if d)
                for led in ressourcer[[f"{f}_{hvornaar}" for f in ("kilde", "dato", "note")]]
                .fillna("")
                .itertuples(index=False)
            ]
            for hvornaar in ("foer", "efter")
        },
    )
    return Tabel(
        "datasaet-ressourcer",
        "Filer, der er forskellige",
        ramme,
        (
            Kolonne("titel", "Indhold", bredde=1.6),
            Kolonne("hvad", "Hvad", bredde=1.1),
            Kolonne("foer", "Kilde i det første", bredde=2.6),
            Kolonne("efter", "Kilde i det andet", bredde=2.6),
        ),
        _kilde(navne),
    )


def kommunetabel(forskel: Datasaetforskel, navne: tuple[str, str]) -> Tabel:
    """Return residents, capacities and residents to a capacity by kommune, in both datasets."""
    return Tabel(
        "datasaet-kommuner",
        "Kommunerne i de to datasæt",
        forskel.kommuner,
        (
            KOMMUNE,
            *_begge(INDBYGGERE),
            AENDRING.som("indbyggere_pct"),
            *_begge(KAPACITETSKOLONNE.som("kapacitet", titel="Kapacitet")),
            *_begge(PR_KAPACITET),
            AENDRING.som("indbyggere_pr_kapacitet_pct"),
        ),
        _kilde(navne),
        sum_raekke=REGIONSRAEKKE,
    )


def daekningstabel(forskel: Datasaetforskel, navne: tuple[str, str]) -> Tabel:
    """Return the share of residents covered by kommune, in both datasets."""
    hvor = "" if forskel.samme_opgoerelse else ", i det datasæt hvor hvert speciale har sin egen"
    af = f" med kapacitet i speciale {forskel.speciale}{hvor}" if forskel.speciale else ""
    note = f"Dækket er højst {graensetekst(forskel.maal, forskel.graense)} fra en klinik{af}."
    if forskel.skjult:
        note += f" En streg er {SKJULT}: færre end {MINDSTE_GRUPPE} personer."
    return Tabel(
        "datasaet-daekning",
        "Dækningen i de to datasæt",
        forskel.kommuner,
        (
            KOMMUNE,
            *_begge(DAEKKET),
            AENDRING.som("andel_point", enhed="procentpoint"),
        ),
        _kilde(navne),
        note,
        sum_raekke=REGIONSRAEKKE,
    )


def kliniktabel(forskel: Datasaetforskel, navne: tuple[str, str]) -> Tabel:
    """Return the clinics that are only in one dataset, or hold another capacity."""
    return Tabel(
        "datasaet-klinikker",
        "Klinikker, der er forskellige",
        forskel.klinikker.assign(hvad=forskel.klinikker["hvad"].map(KLINIKORD)),
        (
            Kolonne("navn", "Klinik", bredde=2.4),
            Kolonne("by", "By", bredde=1.2),
            KOMMUNE,
            Kolonne("hvad", "Hvad", bredde=1.6),
            *_begge(KAPACITETSKOLONNE.som("kapacitet", titel="Kapacitet")),
        ),
        _kilde(navne),
    )


def ventetabel(forskel: Datasaetforskel, navne: tuple[str, str]) -> Tabel:
    """Return the waits that differ, by kommune and type, as they were reported."""
    ramme = forskel.ventetider
    tekst = {
        f"tekst_{n}": [uger(r) for _, r in _kun(ramme, n).iterrows()] for n in ("foer", "efter")
    }
    return Tabel(
        "datasaet-ventetider",
        "Ventetider, der er forskellige",
        ramme.assign(**tekst),
        (
            KOMMUNE,
            Kolonne("typenavn", "Ventetid", bredde=2.0),
            *_begge(Kolonne("tekst", "Oplyst", "uger", "skrevet")),
            Kolonne("aendring", "Ændring", "uger", "fortegn", 1),
            *_begge(Kolonne("svar", "Svar", "klinikker", "tal")),
        ),
        _kilde(navne),
        "Ændringen er af det tal, ventetider sammenlignes efter. Ikke oplyst er ikke nul.",
    )


def _kun(ramme: pd.DataFrame, hvornaar: str) -> pd.DataFrame:
    """The waits of one dataset, by their names in `planning.ventetid`."""
    felter = {f"{f}_{hvornaar}": f for f in ("uger_min", "uger_max", "uger")}
    return ramme[list(felter)].rename(columns=felter)


def _begge(kolonne: Kolonne) -> tuple[Kolonne, Kolonne]:
    """The column of the first dataset and of the second."""
    return (
        kolonne.som(f"{kolonne.navn}_foer", titel=f"{kolonne.titel}, første"),
        kolonne.som(f"{kolonne.navn}_efter", titel=f"{kolonne.titel}, andet"),
    )


def _kilde(navne: tuple[str, str]) -> str:
    foer, efter = map(linje, navne)
    return f"Kilde: det første er datasæt {foer}, det andet er datasæt {efter}."
