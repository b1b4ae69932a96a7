"""The bilag as a tagged PDF (PDF/UA-1), for who reads it without Word: set by Typst.

`bilag.typ` is how it looks; what it says is given as data, so that no name can become markup. The
look is its own: a Word template has no say in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from dansk import linje, rens
from eksport.bilag import IKKE_MED, Bilag, Figur, Led, Punkter, Tekst, staar_ved
from eksport.kildelinjer import Kildelinje, Kildelinjer, Nummer
from eksport.udseende import BLAEK, HOVED, MARK, STREG, SVAG
from eksport.uforanderlig import kildetid
from eksport.word_bredder import CELLEMARGEN, Sats, klemte_bredder, kolonnebredder
from eksport.word_numre import FIGUR, TABEL
from eksport.word_tabel import TOM, er_samlet
from kort.tryk.fil import PROGRAM
from kort.tryk.saetning import SKRIFT as KORTSKRIFT
from kort.tryk.saetning import saet
from tabeller.tabel import Tabel

SKABELON = Path(__file__).with_name("bilag.typ")
PT_PR_MM = 72 / 25.4
TEKSTBREDDE_PT = 170 * PT_PR_MM
#: As wide as Arial, which columns are measured for, and of the kind that long text is set in; then
#: that of the maps, for a letter it lacks.
SKRIFT = ("Libertinus Serif", *KORTSKRIFT)
#: The letters of a table in points: as large as its columns have room for.
TABELTEKST = (9.2, 8.6, 8.0, 7.6, 7.2)
FARVER = (BLAEK, HOVED, MARK, STREG, SVAG)


def pdf(bilag: Bilag) -> bytes:
    """Return the document; the same bilag gives the same bytes."""
    oversaetter = _Oversaetter()
    indhold = oversaetter.alt(bilag)
    return saet(SKABELON, indhold, oversaetter.billeder)


class _Oversaetter:
    """Turns a bilag into plain values, from the top, and keeps its pictures by their names."""

    def __init__(self) -> None:
        self.billeder: dict[str, bytes] = {}
        self._kilder = Kildelinjer()
        self._numre: dict[str, int] = {}
        self._tabeller = self._figurer = 0

    def alt(self, bilag: Bilag) -> dict[str, Any]:
        self._numre = bilag.figurnumre()
        udeladt = (IKKE_MED, *bilag.udeladt) if bilag.udeladt else ()
        return {
            "titel": linje(bilag.titel),
            "undertitel": linje(bilag.undertitel),
            "noegleord": linje(bilag.datasaet),
            "program": PROGRAM,
            "tid": _tid(),
            "skrift": SKRIFT,
            "farver": FARVER,
            "cellemargen": CELLEMARGEN,
            "udeladt": list(self._tekst(Tekst("\n".join(udeladt), "note"))),
            "afsnit": [
                {
                    "overskrift": linje(afsnit.overskrift),
                    "niveau": afsnit.niveau,
                    "led": list(self._led(afsnit.led)),
                }
                for afsnit in bilag.afsnit
            ],
        }

    def _led(self, alle: Sequence[Led]) -> Iterator[dict[str, Any]]:
        self._kilder.nyt_afsnit()
        for led, naeste in zip_longest(alle, alle[1:]):
            if isinstance(led, Tekst):
                yield from self._tekst(led, sammen=staar_ved(led, naeste))
            elif isinstance(led, Punkter):
                if led.punkter:
                    yield {"art": "punkter", "punkter": [linje(p) for p in led.punkter]}
            elif isinstance(led, Figur):
                yield self._figur(led)
            elif led.i_dokument:
                yield self._tabel(led)

    def _tekst(self, tekst: Tekst, *, sammen: bool = False) -> Iterator[dict[str, Any]]:
        dele = [del_ for del_ in map(linje, rens(tekst.tekst).split("\n")) if del_]
        for nr, del_ in enumerate(dele, start=1):
            sagt: list[Any] = [del_]
            if nr == len(dele) and (figur := self._numre.get(tekst.figur)):
                sagt = [f"{del_} Se {FIGUR[0].lower()} ", _henvisning((FIGUR[0], figur)), "."]
            # What it announces is not left behind.
            foelger = del_.endswith(":") or (sammen and nr == len(dele))
            yield {"art": tekst.art, "tekst": sagt, "foelger": foelger}

    def _tabel(self, hel: Tabel) -> dict[str, Any]:
        self._tabeller += 1
        tabel = hel.til_papir()
        return {
            "art": "tabel",
            "titel": linje(tabel.titel),
            **self._under((TABEL[0], self._tabeller), hel, tabel.note),
            **_raekker(tabel),
        }

    def _figur(self, figur: Figur) -> dict[str, Any]:
        self._figurer += 1
        navn = f"kort-{self._figurer}.svg"
        self.billeder[navn] = figur.tegn("svgudsnit", figur.format)
        return {
            "art": "figur",
            "titel": linje(figur.titel),
            "alt": linje(figur.alt),
            "fil": navn,
            **self._under((FIGUR[0], self._figurer), figur, ""),
        }

    def _under(self, nummer: Nummer, led: Tabel | Figur, note: str) -> dict[str, Any]:
        """The source of a table or figure, and what others refer to it by."""
        kilde = self._kilder.under(led, note)
        self._kilder.kan_henvises_til(nummer, led)
        return {"maerke": _maerke(nummer), "kilde": _med_henvisning(kilde)}


def _maerke(nummer: Nummer) -> str:
    return f"{nummer[0].lower()}-{nummer[1]}"


def _henvisning(nummer: Nummer) -> dict[str, str]:
    return {"til": _maerke(nummer), "vist": str(nummer[1])}


def _med_henvisning(kilde: Kildelinje) -> list[Any]:
    return [kilde.foer, *([_henvisning(kilde.som)] if kilde.som else []), kilde.efter]


def _tid() -> dict[str, int] | None:
    """The time of the file, where one is set."""
    tid = kildetid()
    dele = ("year", "month", "day", "hour", "minute", "second")
    return None if tid is None else {del_: getattr(tid, del_) for del_ in dele}


def _raekker(tabel: Tabel) -> dict[str, Any]:
    """A table's rows and columns as they stand, and how wide and small they must be."""
    for pt in TABELTEKST:
        if bredder := kolonnebredder(tabel, TEKSTBREDDE_PT, Sats(pt)):
            break
    klemt = bredder is None
    bredder = bredder or klemte_bredder(tabel, TEKSTBREDDE_PT, Sats(pt))
    tekster = list(zip(*map(tabel.skrevne, tabel.kolonner), strict=True))
    raekker = [
        {"celler": list(celler), "slags": _slags(tabel, indeks)}
        for indeks, celler in zip(tabel.ramme.index, tekster, strict=True)
    ]
    tom = {"celler": [TOM, *[""] * (len(tabel.kolonner) - 1)], "slags": ""}
    return {
        "pt": pt,
        "bredder": bredder,
        "klemt": klemt,
        "samlet": er_samlet(tabel, bredder),
        "overskrifter": [linje(k.overskrift) for k in tabel.kolonner],
        "til-hoejre": [k.til_hoejre for k in tabel.kolonner],
        "raekker": raekker or [tom],
    }


def _slags(tabel: Tabel, indeks: object) -> str:
    return "sum" if indeks == tabel.sum_raekke else "mark" if indeks in tabel.fremhaevet else ""
