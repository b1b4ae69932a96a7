"""Figures in the words of a document: which ours were, and which of the author's are ours of then.

A figure is known by its value: 4.571, 4571 and +4.571,0 are one. An author's figure is ours of
then when it stood at a place that now says another, and no place with the same words around it
still says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tabeller.tabel import uden_maerke

#: A figure as Danes write it. Parts of a section (2.1.12), a date (24.12.2026) and a word are none.
TAL = re.compile(
    r"(?<![\w.,/])(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:,\d+)?"
    r"(?![\d/]|[.,]\d|[^\W\d_])"
)
SKILLETEGN = re.compile(r"[. \u00a0\u202f]")
#: A sentence ends before a capital or a figure; not after what is cut short, nor an initial.
SAETNING = re.compile(
    r"(?<=[.!?])(?<!\bpr\.)(?<!\bca\.)(?<!\bnr\.)(?<!\bstk\.)(?<!\bkl\.)(?<!\bs\.)(?<!\d\.)"
    r"(?<!\bkr\.)(?<!\bmio\.)(?<!\bFys\.)(?<!\b[A-ZÆØÅ]\.)\s+(?=[A-ZÆØÅ0-9»(])"
)
#: Words of four letters or more say what a figure is of.
ORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Talsted:
    """A figure of ours of then: the key of its place, what it is of, as it stood, and what is now.

    `nu` is empty where nothing stands there now. `uaendret`: whether the place still says it.
    """

    noegle: str
    hvad: str
    skrevet: str
    nu: str
    uaendret: bool


def tal_i(tekst: str) -> list[str]:
    """Return the figures of a text as they are written, from the left."""
    return TAL.findall(tekst)


def vaerdi(skrevet: str) -> Decimal:
    """Return what a written figure is worth."""
    return Decimal(SKILLETEGN.sub("", skrevet).replace(",", "."))


def saetninger(tekst: str) -> list[str]:
    """Return the sentences of a text."""
    return [s for s in SAETNING.split(tekst) if s]


def celleforskelle(
    foer: Sequence[Sequence[str]], nu: Sequence[Sequence[str]]
) -> Iterator[tuple[str, str, str]]:
    """Yield each cell of two editions of a table: what it is of, what it said and says.

    Rows are told by as many of their first cells as no two share, columns by their headings. A cell
    that is in one edition alone has empty text in the other; what names its row is then told too.
    """
    antal = _noeglekolonner(foer[1:], nu[1:])
    gamle, nye = (_efter_noegle(tabel, antal) for tabel in (foer, nu))
    for (raekke, kolonne), tekst in gamle.items():
        yield _hvad(raekke, kolonne), tekst, nye.get((raekke, kolonne), "")
    for (raekke, kolonne), tekst in nye.items():
        if (raekke, kolonne) not in gamle:
            yield _hvad(raekke, kolonne), "", tekst


def _hvad(raekke: tuple[str, ...], kolonne: str) -> str:
    return ", ".join(d for d in (*raekke, kolonne) if d)


def _noeglekolonner(*raekker: Sequence[Sequence[str]]) -> int:
    """Return how many of the first cells tell the rows of each table apart; 0 where none do."""
    bredde = min((len(r) for tabel in raekker for r in tabel), default=0)
    for antal in range(1, bredde + 1):
        if all(len({_navn(r, antal) for r in tabel}) == len(tabel) for tabel in raekker):
            return antal
    return 0


def _navn(raekke: Sequence[str], antal: int) -> tuple[str, ...]:
    """What tells a row: a row is the same with and without the sign of one that is marked."""
    return (uden_maerke(raekke[0]), *raekke[1:antal])


def _efter_noegle(
    tabel: Sequence[Sequence[str]], antal: int
) -> dict[tuple[tuple[str, ...], str], str]:
    hoved = tabel[0] if tabel else ()
    ud: dict[tuple[tuple[str, ...], str], str] = {}
    for nr, raekke in enumerate(tabel[1:], start=1):
        noegle = _navn(raekke, antal) if antal else (f"række {nr}",)
        for plads, celle in enumerate(raekke):
            if plads >= antal:
                kolonne = hoved[plads] if plads < len(hoved) else f"kolonne {plads + 1}"
                if (noegle, kolonne) in ud:
                    kolonne = f"{kolonne} ({plads + 1})"
                ud[noegle, kolonne] = celle
        if len(raekke) <= antal:  # a table of nothing but names
            ud[noegle, ""] = raekke[-1] if raekke else ""
    return ud


def tabellens_talsteder(
    noegle: str, foer: Sequence[Sequence[str]], nu: Sequence[Sequence[str]]
) -> Iterator[Talsted]:
    """Yield each figure of a table of then, and what its cell says now."""
    for hvad, gammel, ny in celleforskelle(foer, nu):
        vaerdier = set(map(vaerdi, tal_i(ny)))
        for skrevet in tal_i(gammel):
            yield Talsted(noegle, hvad, skrevet, ny, vaerdi(skrevet) in vaerdier)


def tekstens_talsteder(noegle: str, hvad: str, foer: str, nu: str | None) -> Iterator[Talsted]:
    """Yield each figure of a sentence of then, and what the sentence says now.

    Where nothing but figures has changed, the figure that took its place; else all of it.
    """
    gamle = tal_i(foer)
    nye = tal_i(nu or "")
    par = TAL.sub("#", foer) == TAL.sub("#", nu or "")
    vaerdier = set(map(vaerdi, nye))
    for nr, skrevet in enumerate(gamle):
        nyt = nye[nr] if par else nu or ""
        uaendret = vaerdi(nye[nr]) == vaerdi(skrevet) if par else vaerdi(skrevet) in vaerdier
        yield Talsted(noegle, hvad, skrevet, nyt, uaendret)


def foraeldede(
    saetning: str,
    steder: Mapping[Decimal, Sequence[Talsted]],
    navn: Callable[[str], str],
) -> Iterator[tuple[str, Talsted]]:
    """Yield each figure of an author's sentence that is no longer so, and where it stood.

    `steder` are ours of then by value; `navn` gives the title of a place by its key.
    """
    ord_ = _ord(saetning)
    set_: set[Decimal] = set()

    def faelles(sted: Talsted) -> tuple[int, int]:
        return len(ord_ & _ord(sted.hvad)), len(ord_ & _ord(navn(sted.noegle)))

    for skrevet in tal_i(saetning):
        v = vaerdi(skrevet)
        if v in set_:
            continue
        set_.add(v)
        fundne = steder.get(v, ())
        aendrede = [s for s in fundne if not s.uaendret]
        if not aendrede:
            continue
        bedst = max(aendrede, key=faelles)
        if all(faelles(bedst) > faelles(s) for s in fundne if s.uaendret):
            yield skrevet, bedst


@lru_cache(maxsize=20_000)
def _ord(tekst: str) -> frozenset[str]:
    return frozenset({o.casefold() for o in ORD.findall(tekst)})


def efter_vaerdi(steder: Iterable[Talsted]) -> dict[Decimal, list[Talsted]]:
    """Return figures of then by their value."""
    ud: dict[Decimal, list[Talsted]] = {}
    for sted in steder:
        ud.setdefault(vaerdi(sted.skrevet), []).append(sted)
    return ud
