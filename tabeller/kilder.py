"""Where a table's figures come from: its source line, and the list of all sources."""

from __future__ import annotations

import dataclasses

import pandas as pd

from dansk import IKKE_OPLYST
from planning.husket import husket
from planning.plan import Plan
from saetninger.kilde import kildelinje
from tabeller.tabel import Kolonne, Tabel

#: What the dataset's own files may be replaced by, and how it is called among the sources.
BRUGT = {
    "befolkning": "Befolkningspunkterne, der er regnet med",
    "rejsetid": "Rejsetiderne, der er regnet med",
    "naboklinikker": "Klinikker uden for regionen, der tæller med i afstand",
    "klinikoplysninger": "Klinikkernes ydernumre og faciliteter",
    "aldersfordeling": "Indbyggernes alder",
    "fremskrivning": "Folketallet fremover",
    "tilskud": "Klinikkernes tilskud efter måned",
    "rammeforbrug": "Forbruget af den økonomiske ramme",
    "patienter": "Klinikkernes patienter efter år",
    "regulering": "Regulering af overenskomstens beløb",
    "transport": "Offentlig transport ved klinikkerne",
}

KILDEFELTER = (
    Kolonne("indhold", "Indhold", bredde=1.6),
    Kolonne("tabel", "Tabel", bredde=1.0),
    Kolonne("side", "Side", bredde=0.6),
    Kolonne("dato", "Opgjort", bredde=1.0),
    Kolonne("note", "Forbehold", "", "note", bredde=1.8),
)
KILDERNES_KILDE = "Kilde: datasættets egen beskrivelse af, hvor tallene kommer fra."


def kilde(plan: Plan, *ressourcer: str) -> str:
    """Return the source line of resources by name; of those the plan knows."""
    kendte = [plan.herkomst[navn] for navn in ressourcer if navn in plan.herkomst]
    return kildelinje(*kendte) if kendte else f"Kilde: {IKKE_OPLYST}."


def tabelkilde(plan: Plan, dato: str, numre: tuple[str, ...], *ressourcer: str) -> str:
    """Return the source line of printed tables by number, each with its page, and of resources."""
    trykt = plan.herkomst.get("tabeller")
    kendte = [nr for nr in numre if trykt is not None and nr in plan.tabelliste.index]
    if trykt is None or len(kendte) < len(numre):
        return kilde(plan, "tabeller", *ressourcer)
    sider = plan.tabelliste["side"].astype(str)
    egne = [
        dataclasses.replace(trykt, tabel=f"Tabel {nr}", side=sider[nr], dato=dato) for nr in numre
    ]
    return kildelinje(*egne, *(plan.herkomst[r] for r in ressourcer if r in plan.herkomst))


def kapacitetsressource(grundlag: str) -> str:
    """Return what a capacity is read from, by the basis it is counted on."""
    return "tabel1" if grundlag == "tabel1" else "kapaciteter"


def daekningsressourcer(maal: str) -> tuple[str, ...]:
    """Return what a coverage is made of; a straight line knows no roads."""
    veje = () if maal == "luftlinje" else ("rejsetid",)
    return ("kommuner", "befolkning", "klinikker", "kapaciteter", "naboklinikker", *veje)


@husket()
def kildetabeller(plan: Plan) -> tuple[Tabel, ...]:
    """Return the same as `kildetabel`, a table a source and licence, without names of files."""
    kilder = _kilder(plan).groupby(["kilde", "licens"], sort=False)
    return tuple(
        Tabel(
            f"kilde-{nr}",
            kilden,
            egne,
            tuple(k for k in KILDEFELTER if egne[k.navn].any()),
            f"Licens: {licens}.",
        )
        for nr, ((kilden, licens), egne) in enumerate(kilder, start=1)
    )


def kildetabel(plan: Plan) -> Tabel:
    """Return the sources: what each is, its file, where it stands, its date and licence."""
    ramme = _kilder(plan)
    hele = [f"{r.kilde}. {r.note}".removesuffix(". ") for r in ramme.itertuples()]
    return Tabel(
        "kilder",
        "Kilder",
        ramme.assign(kilde=hele).drop(columns="note"),
        (
            Kolonne("indhold", "Indhold", bredde=1.6),
            Kolonne("fil", "Fil"),
            Kolonne("kilde", "Kilde", bredde=2.4),
            Kolonne("tabel", "Tabel", bredde=1.3),
            Kolonne("side", "Side", bredde=0.6),
            Kolonne("dato", "Opgjort", bredde=1.1),
            Kolonne("licens", "Licens", bredde=1.6),
        ),
        KILDERNES_KILDE,
    )


def _kilder(plan: Plan) -> pd.DataFrame:
    raekker = [
        {
            "indhold": BRUGT.get(navn, h.titel),
            "fil": "" if navn in BRUGT else h.fil,
            "kilde": h.kilde,
            "tabel": h.tabel,
            "side": h.side,
            "dato": h.dato,
            "licens": h.licens,
            "note": h.note,
        }
        for navn, h in plan.herkomst.items()
    ]
    felter = ["indhold", "fil", "kilde", "tabel", "side", "dato", "licens", "note"]
    return pd.DataFrame(raekker, columns=felter)
