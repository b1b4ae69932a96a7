"""The numbers of tables and figures: which counter counts them, and how far it has got.

A caption's number is a field of Word (SEQ) with a counter's name. A template may call it by the
English word, begin anew at a chapter or at a number of its own; what is counted is what Word shows
when it counts the fields again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from eksport.dokumenttekst import MC_FALLBACK
from eksport.word_felter import FELTTEGN, INSTRUKTION, SLUT, START
from eksport.word_steder import er_talmaerke
from eksport.word_stilnavne import overskriftsniveau

P, T, ENKELT = qn("w:p"), qn("w:t"), qn("w:fldSimple")
CIFRE = re.compile(r"\d+")
I_FELT = (ENKELT, FELTTEGN, INSTRUKTION, T)
#: What counts tables and figures where a document has no counter of either, and its other name.
TABEL, FIGUR = ("Tabel", "Table"), ("Figur", "Figure")


@dataclass(frozen=True)
class Taeller:
    """A counter by its name, and the number it has got to."""

    navn: str
    naaet: int = 0


@dataclass(frozen=True, eq=False)
class Nummer:
    """A field that counts: its counter, its switches, its paragraph, and what shows it."""

    taeller: str
    valg: tuple[str, ...]
    afsnit: Any
    viser: tuple[Any, ...]

    def tal(self, naaet: int, siden: Collection[int]) -> int:
        """Return what it counts to, from what was reached and the levels of headings since."""
        if "\\c" in self.valg:
            return naaet
        if (fra := self._tal_efter("\\r")) is not None:
            return fra
        kapitel = self._tal_efter("\\s")
        return 1 if kapitel and min(siden, default=kapitel + 1) <= kapitel else naaet + 1

    def _tal_efter(self, tegn: str) -> int | None:
        efter = self.valg[self.valg.index(tegn) + 1 :][:1] if tegn in self.valg else ()
        return int(efter[0]) if efter and efter[0].isdecimal() else None


def numre(krop: Any) -> Iterator[Nummer]:
    """Yield each field that counts (SEQ), in order.

    One in a text box is of the paragraph inside, and once: Word writes a box in two ways.
    """
    for afsnit in krop.iter(P):
        if next(afsnit.iterancestors(MC_FALLBACK), None) is None:
            for (slags, navn, *valg), viser in _felter(afsnit):
                if slags == "SEQ":
                    yield Nummer(navn, tuple(valg), afsnit, tuple(viser))


def _felter(afsnit: Any) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """Yield each field of a paragraph: the words of its code, two at least, and what shows it."""
    kode, viser, inde = "", list[Any](), False
    for del_ in (d for d in afsnit.iter(*I_FELT) if next(d.iterancestors(P)) is afsnit):
        slags = del_.get(qn("w:fldCharType"))
        if del_.tag == ENKELT:
            yield _kodens_ord(del_.get(qn("w:instr"), "")), list(del_.iter(T))
        elif slags == "begin":
            kode, viser, inde = "", [], False
        elif slags == "separate":
            inde = True
        elif slags == "end":
            yield _kodens_ord(kode), viser
            kode, inde = "", False
        elif del_.tag == INSTRUKTION:
            kode += del_.text or ""
        elif inde:
            viser.append(del_)


def _kodens_ord(kode: str) -> tuple[str, ...]:
    slags, navn, *valg = [*kode.split(), "", ""]
    return slags.upper(), navn, *valg


def talte(dok: Document) -> Iterator[tuple[Nummer, int]]:
    """Yield each field that counts, and what it counts to."""
    niveau = overskriftsniveau(dok)
    naaet: dict[str, int] = {}
    siden: dict[str, set[int]] = {}
    fundne: dict[Any, list[Nummer]] = {}
    for nummer in numre(dok.element.body):
        fundne.setdefault(nummer.afsnit, []).append(nummer)
    for afsnit in dok.element.body.iter(P):
        if over := niveau(afsnit):
            for niveauer in siden.values():
                niveauer.add(over)
        for nummer in fundne.get(afsnit, ()):
            om = nummer.taeller.casefold()
            naaet[om] = nummer.tal(naaet.get(om, 0), siden.get(om, ()))
            siden[om] = set()
            yield nummer, naaet[om]


def taeller_af(dok: Document, navne: tuple[str, str], foer: Any = None) -> Taeller:
    """Return the counter of a document of one of these names, the first unless it has the other.

    With what it has got to before a block, or 0.
    """
    alle = list(talte(dok))
    fundne = {nummer.taeller.casefold(): nummer.taeller for nummer, _ in alle}
    navn = next((fundne[n] for n in map(str.casefold, navne) if n in fundne), navne[0])
    naaet = 0
    if foer is not None:
        plads = {afsnit: nr for nr, afsnit in enumerate(dok.element.body.iter())}
        for nummer, tal in alle:
            if nummer.taeller.casefold() == navn.casefold() and plads[nummer.afsnit] < plads[foer]:
                naaet = tal
    return Taeller(navn, naaet)


def taeller_igen(dok: Document) -> dict[Any, int]:
    """Count tables and figures anew in the order they stand; return the number of each caption."""
    ud: dict[Any, int] = {}
    for nummer, tal in list(talte(dok)):
        ud[nummer.afsnit] = tal
        if "".join(t.text or "" for t in nummer.viser).strip().isdecimal():
            _vis(nummer.viser, tal)  # what is Roman, or letters, is its author's to count
    return ud


def ret_henvisninger(dok: Document, numre: Mapping[Any, int]) -> None:
    """Let a reference (REF) to a caption show its number, of the number of each caption.

    Of one to the number, or to »Tabel 2« whole; what else it shows is as its author has it.
    """
    krop = dok.element.body
    maerker = {m.get(qn("w:name")): m for m in krop.iter(START)}
    for afsnit in krop.iter(P):
        for (slags, navn, *_), viser in _felter(afsnit):
            maerke = maerker.get(navn) if slags == "REF" else None
            nummer = None if maerke is None else numre.get(next(maerke.iterancestors(P), None))
            med_tal = [t for t in viser if CIFRE.search(t.text or "")]
            if nummer is not None and _om_nummeret(maerke) and len(med_tal) == 1:
                rettet = CIFRE.sub(str(nummer), med_tal[0].text)
                if rettet != med_tal[0].text:
                    med_tal[0].text = rettet


def _om_nummeret(maerke: Any) -> bool:
    """Say whether a bookmark is around the field that counts in its paragraph, and one number."""
    tekst, taeller = "", False
    for del_ in maerke.itersiblings():
        if del_.tag == SLUT and del_.get(qn("w:id")) == maerke.get(qn("w:id")):
            return taeller and len(CIFRE.findall(tekst)) == 1
        taeller = taeller or next(del_.iter(INSTRUKTION, ENKELT), None) is not None
        tekst += "".join(t.text or "" for t in del_.iter(T))
    return False


def ret_omtale(dele: Sequence[Any], nummer: int) -> None:
    """Let a place that refers to a caption (REF) name it by the number it has now."""
    for (slags, navn, *_), viser in (f for del_ in dele for f in _felter(del_)):
        if slags == "REF" and er_talmaerke(navn):
            _vis(viser, nummer)


def _vis(viser: Sequence[Any], nummer: int) -> None:
    for nr, tekst in enumerate(viser):
        rigtig = str(nummer) if nr == 0 else ""
        if (tekst.text or "") != rigtig:
            tekst.text = rigtig or None
