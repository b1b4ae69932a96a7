"""What is used of a Word template, and what it lacks, in Danish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dansk import linje, opremsning

#: How ours begins: with a front page and contents, under a heading of its own, or with no more.
Indgang = Literal["forside", "kapitel", ""]
#: How an author says where our chapter goes.
MAERKET = (
    "Sæt et indholdskontrolelement eller et bogmærke med navnet praksiskort i skabelonen, hvor "
    "Praksiskorts kapitel skal stå."
)
#: What is told where a template is chosen.
SAADAN = (
    "Har skabelonen et indholdskontrolelement med praksiskort i titlen (eller som mærke), eller et "
    "bogmærke, der hedder praksiskort, sættes kapitlet ind dér; skabelonens forside, kolofon, egne "
    "kapitler, sidehoved og sidefod bliver. Uden mærke sættes kapitlet sidst. En skabelon uden "
    "tekst giver dokumentet sit udseende. Makroer, forfatter og firma følger ikke med."
)


@dataclass(frozen=True)
class Hvor:
    """Where ours stands in a template, and what is around it.

    `tomt`: it has no text of its own. `maerker` is how many marks it has, `over` the heading ours
    stands under, and `foerste` the level of our first. `indhold`: it has a table of contents.
    `tabeller` and `figurer` are the numbers of its own that ours follow, and `tabelstil` the style
    its own tables have.
    """

    tomt: bool
    maerker: int
    indgang: Indgang
    over: str
    foerste: int
    i_tabel: bool
    indhold: bool
    tabeller: int
    figurer: int
    tabelstil: str


def brugtes(hvor: Hvor, stile: Sequence[str]) -> Iterator[str]:
    """Yield what is used of a template: its place for ours, what ours follows, and its styles."""
    yield from _stedet(hvor)
    if hvor.indhold:
        yield (
            "Skabelonens egen indholdsfortegnelse bruges; Praksiskorts overskrifter kommer med i "
            "den, og Word tæller siderne, når dokumentet åbnes."
        )
    talt = [
        f"{navn} {nr}" for navn, nr in (("Tabel", hvor.tabeller), ("Figur", hvor.figurer)) if nr
    ]
    if talt:
        yield f"Praksiskorts tabeller og figurer tælles videre fra skabelonens {opremsning(talt)}."
    if stile:
        yield f"Skabelonens typografier bruges: {opremsning(list(stile))}."
    if hvor.tabelstil:
        yield f"Tabellerne ser ud som skabelonens egne ({linje(hvor.tabelstil, 80)})."


def _stedet(hvor: Hvor) -> Iterator[str]:
    if hvor.tomt:
        yield "Skabelonen har ingen tekst og giver dokumentet sit udseende."
        return
    if hvor.maerker:
        efter = ", efter den tabel, mærket står i" if hvor.i_tabel else ""
        yield f"Kapitlet sættes ind ved skabelonens mærke praksiskort{efter}."
    else:
        yield (
            "Skabelonen har ikke mærket praksiskort; kapitlet sættes sidst, på en ny side. "
            f"{MAERKET}"
        )
    if hvor.over:
        yield (
            f"Det står under overskriften »{linje(hvor.over, 80)}«, og Praksiskorts overskrifter "
            f"begynder derfor som Overskrift {hvor.foerste}."
        )
    elif hvor.indgang == "kapitel":
        yield (
            "Det står ikke under en af skabelonens overskrifter og får sit eget kapitel; "
            "Praksiskorts overskrifter begynder der som Overskrift 2."
        )


def fandtes_ikke(
    hvor: Hvor,
    manglede: Sequence[str],
    andre: Sequence[str],
    *,
    makroer: bool,
    eget: bool,
    laast: bool,
) -> Iterator[str]:
    """Yield what a template lacks and is made, and what of it is left out, or of ours.

    `manglede` are Word's own styles, `andre` those that only we have; `makroer`: it had macros,
    `eget`: it is a bilag of ours, `laast`: it is protected.
    """
    if manglede:
        yield (
            f"Skabelonen mangler {opremsning(list(manglede))}; det er lavet i skabelonens skrift."
        )
    if andre:
        yield (
            f"Praksiskorts egne typografier er lavet i skabelonens skrift: "
            f"{opremsning(list(andre))}. Har skabelonen typografier med de navne, bruges de."
        )
    if hvor.maerker > 1:
        yield "Skabelonen har mærket praksiskort flere steder; kun det første bruges."
    if hvor.indgang != "forside":
        dato = "; titel og dato står over kapitlet" if hvor.indgang == "kapitel" else ""
        yield (
            "Praksiskorts forside med titel og dato er ikke med, fordi skabelonen har sin egen "
            f"tekst forrest{dato}."
        )
        if not hvor.indhold:
            yield "Skabelonen har ingen indholdsfortegnelse, og Praksiskort laver ingen."
    if makroer:
        yield "Skabelonens makroer er ikke med; dokumentet gemmes som .docx."
    if laast:
        yield (
            "Skabelonen er beskyttet mod redigering, og det bliver dokumentet også. Fjern "
            "beskyttelsen i Word under Gennemse, hvis der skal skrives i det."
        )
    if eget:
        yield (
            "Skabelonen er selv et bilag fra Praksiskort. Kun dens udseende er brugt, og det, der "
            "stod i den, er ikke med. Skal et bilag have nye tal, så brug »Opfrisk et bilag«."
        )
    yield (
        "Skabelonens forfatter, titel, firma og andre egenskaber følger ikke med i dokumentets "
        "oplysninger. Felter, der viser dem, står som tekst."
    )
