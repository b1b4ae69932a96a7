"""How text stands in a placeholder: its room and letters, the lines it takes, and what is left.

Measured in Arial, which every machine can set; another typeface counts as wider than it may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from eksport.dokumenttal import saetninger
from eksport.skriftmaal import tekstbredde

EMU_PR_PT = 12700
#: Some programs set letters a little wider than they are measured.
LUFT = 1.02
#: Typefaces by how wide they are beside Arial at most, and how high a line is to their size.
SKRIFTER = {
    **dict.fromkeys(("arial", "helvetica", "liberation sans", "arial narrow"), (1.0, 1.15)),
    **dict.fromkeys(("calibri", "calibri light", "carlito", "corbel"), (1.0, 1.23)),
    **dict.fromkeys(("times new roman", "cambria", "garamond"), (1.0, 1.18)),
    **dict.fromkeys(("georgia", "trebuchet ms", "tahoma"), (1.1, 1.21)),
    "segoe ui": (1.07, 1.34),
}
ANDEN_SKRIFT = (1.25, 1.37)
#: Where a clause ends that says what it says by itself.
LED = re.compile(r"(?<=[;:])\s+")
TITLER = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
LAVESTE_TYPER = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)


@dataclass(frozen=True)
class Felt:
    """A place for text: its room in points, and how the first level of a text is set in it.

    `vidde` is how wide its typeface is beside Arial, `linje` how high a line is and `luft` what
    stands between paragraphs, both to the size.
    """

    bredde: float
    hoejde: float
    pt: float
    fed: bool = False
    versaler: bool = False
    vidde: float = 1.0
    linje: float = 1.15
    luft: float = 0.0

    def med(self, pt: float) -> Felt:
        """Return the same place with letters of another size."""
        return replace(self, pt=pt)

    def linjer(self, tekst: str) -> list[str]:
        """Return the lines of a text as they stand; put together they are the text.

        A line ends at a blank, and inside a word where no line holds it.
        """
        ud, linje, fyldt = [], "", 0.0
        for ord_ in re.findall(r"\S+\s*", tekst):
            for stykke in self._stykker(ord_):
                bredde = self._bredde(stykke.rstrip())
                if linje and fyldt + bredde > self.bredde:
                    ud.append(linje)
                    linje, fyldt = "", 0.0
                linje += stykke
                fyldt += self._bredde(stykke)
        return [*ud, linje] if linje else ud

    def _stykker(self, ord_: str) -> Iterator[str]:
        while len(ord_) > 1 and self._bredde(ord_.rstrip()) > self.bredde:
            antal = next(
                (n for n in range(1, len(ord_)) if self._bredde(ord_[: n + 1]) > self.bredde),
                len(ord_),
            )
            yield ord_[:antal]
            ord_ = ord_[antal:]
        yield ord_

    def _bredde(self, tekst: str) -> float:
        vist = tekst.upper() if self.versaler else tekst
        return LUFT * self.vidde * self.pt * _bredde(vist, self.fed)

    def hele_ord(self, tekst: str) -> bool:
        """Say whether no word of a text is wider than the place."""
        return all(self._bredde(ord_) <= self.bredde for ord_ in tekst.split())

    def hoejde_af(self, tekster: Sequence[str]) -> float:
        """Return how high paragraphs are, in points."""
        antal = sum(len(self.linjer(tekst)) for tekst in tekster)
        return self.pt * (self.linje * antal + self.luft * len(tekster))

    def rummer(self, *tekster: str) -> bool:
        """Say whether there is room for paragraphs."""
        return self.hoejde_af(tekster) <= self.hoejde


@lru_cache(maxsize=20_000)
def _bredde(tekst: str, fed: bool) -> float:
    return tekstbredde(tekst, 1.0, fed=fed)


def _saetninger(tekst: str) -> list[str]:
    """The sentences of a text, each with what stands in brackets after it."""
    ud: list[str] = []
    for saetning in saetninger(tekst):
        if ud and saetning.startswith("("):
            ud[-1] += f" {saetning}"
        else:
            ud.append(saetning)
    return ud


def del_titel(muligheder: Sequence[str], felt: Felt, hale: str = "") -> tuple[str, str]:
    """Return a title there is room for, with `hale` after it, and what is left for the slide.

    As many sentences of the first text as fit. Where not even one does, its first clause that
    stands by itself, else as much of the next text, and at last words of the last; the first text
    is then left whole: nothing is told only in pieces.
    """
    muligheder = [m for m in muligheder if m] or [" "]
    hel = muligheder[0]
    for tekst in muligheder:
        alle = _saetninger(tekst)
        for antal in range(len(alle), 0, -1):
            if felt.rummer((titel := " ".join(alle[:antal])) + hale):
                return titel, " ".join(alle[antal:]) if tekst is hel else hel
        led = [tekst[: fundet.start()] for fundet in LED.finditer(alle[0])]
        if passer := [d for d in led if felt.rummer(d + hale)]:
            return passer[-1].rstrip(";:"), hel
    linjer = felt.linjer(muligheder[-1])
    for antal in range(len(linjer), 0, -1):
        titel = "".join(linjer[:antal]).rstrip()
        if felt.rummer(titel + hale):
            return titel, hel
    return linjer[0].rstrip(), hel


def fordel(tekster: Sequence[str], felt: Felt) -> list[list[str]]:
    """Return paragraphs by slide: on as few as hold them, and about as full each.

    One that no slide holds is parted between sentences, else between lines.
    """
    stykker = [s for tekst in tekster for s in _i_stykker(tekst, felt)]
    hoejder = [felt.hoejde_af([s]) for s in stykker]
    return [stykker[fra:til] for fra, til in sider(hoejder, felt.hoejde)]


def foerste_side(tekster: Sequence[str], felt: Felt) -> tuple[list[str], list[str]]:
    """Return the paragraphs there is room for in one place, and those there is not.

    Only the first is parted, where it alone has no room.
    """
    med: list[str] = []
    for nr, tekst in enumerate(tekster):
        if not felt.rummer(*med, tekst):
            stykker = [] if med else _i_stykker(tekst, felt)
            return med or stykker[:1], [*stykker[1:], *tekster[nr + (not med) :]]
        med.append(tekst)
    return med, []


def _i_stykker(tekst: str, felt: Felt) -> list[str]:
    if felt.rummer(tekst):
        return [tekst]
    stykker = _saetninger(tekst)
    skil = " "
    if len(stykker) == 1:
        stykker, skil = felt.linjer(tekst), ""
    ud = [stykker[0]]
    for stykke in stykker[1:]:
        if felt.rummer(samlet := f"{ud[-1]}{skil}{stykke}".rstrip()):
            ud[-1] = samlet if skil else f"{ud[-1]}{stykke}"
        else:
            ud.append(stykke)
    if not skil:
        return [d.strip() for d in ud]
    return [s for d in ud for s in ([d] if felt.rummer(d) else _i_stykker(d, felt))]


def sider(hoejder: Sequence[float], plads: float) -> list[tuple[int, int]]:
    """Return what stands on each slide, as (from, to): few slides, about as full each."""
    fundet = _fyldt(hoejder, plads)
    for del_ in range(50, 100, 5):
        jaevnt = _fyldt(hoejder, plads * del_ / 100)
        if len(jaevnt) == len(fundet):
            return jaevnt
    return fundet


def _fyldt(hoejder: Sequence[float], plads: float) -> list[tuple[int, int]]:
    graenser, fyldt = [0], 0.0
    for nr, hoejde in enumerate(hoejder):
        if nr > graenser[-1] and fyldt + hoejde > plads:
            graenser.append(nr)
            fyldt = 0.0
        fyldt += hoejde
    graenser.append(len(hoejder))
    return [(f, t) for f, t in pairwise(graenser) if t > f]


def felt_af(form: Any, skrifter: Callable[[str], str]) -> Felt:
    """Return how text stands in a placeholder of a layout, by what it inherits.

    `skrifter` gives the typeface of a name, such as that of a theme (+mn-lt).
    """
    arv = _arv(form)
    stil = [s for kilde in arv if (s := _niveau(kilde)) is not None]
    krop = [k for kilde in arv if (k := kilde.find(f".//{qn('a:bodyPr')}")) is not None]
    bogstaver = [b for s in stil if (b := s.find(qn("a:defRPr"))) is not None]
    pt = float(_foerste(bogstaver, "sz", 1800)) / 100
    latin = [t for b in bogstaver if (t := b.find(qn("a:latin"))) is not None]
    vidde, linje = skriftens_maal(skrifter(_foerste(latin, "typeface", "")))
    rande = [float(_foerste(krop, side, emu)) for side, emu in RANDE.items()]
    indryk = float(_foerste(stil, "marL", 0)) + float(_foerste(stil, "marR", 0))
    afstand = _afstand(stil, "lnSpc", pt, linje)
    return Felt(
        bredde=(form.width - rande[0] - rande[1] - indryk) / EMU_PR_PT,
        hoejde=(form.height - rande[2] - rande[3]) / EMU_PR_PT,
        pt=pt,
        fed=_foerste(bogstaver, "b", "0") in ("1", "true"),
        versaler=_foerste(bogstaver, "cap", "none") == "all",
        vidde=vidde,
        linje=linje if afstand is None else afstand,
        luft=sum(_afstand(stil, navn, pt, linje) or 0.0 for navn in ("spcBef", "spcAft")),
    )


def skriftens_maal(navn: str) -> tuple[float, float]:
    """Return how wide a typeface is beside Arial, and how high a line is to its size."""
    return SKRIFTER.get(navn.lower(), ANDEN_SKRIFT)


#: The margins of a place, and what they are where none is said.
RANDE = {"lIns": 91440, "rIns": 91440, "tIns": 45720, "bIns": 45720}


def _arv(form: Any) -> list[Any]:
    """What says how a placeholder of a layout looks, the nearest first."""
    master = form.part.slide_master
    af_master = form._base_placeholder
    type_ = form.placeholder_format.type
    navn = "title" if type_ in TITLER else "other" if type_ in LAVESTE_TYPER else "body"
    stile = master._element.find(f"{qn('p:txStyles')}/{qn(f'p:{navn}Style')}")
    return [
        d for d in (form._element, getattr(af_master, "_element", None), stile) if d is not None
    ]


def _niveau(kilde: Any) -> Any:
    """The first level of a placeholder's own list of styles, or of the master's."""
    liste = kilde if kilde.tag.endswith("Style") else kilde.find(f".//{qn('a:lstStyle')}")
    return None if liste is None else liste.find(qn("a:lvl1pPr"))


def _foerste(kilder: Sequence[Any], navn: str, ellers: Any) -> Any:
    return next((k.get(navn) for k in kilder if k.get(navn) is not None), ellers)


def _afstand(stil: Sequence[Any], navn: str, pt: float, linje: float) -> float | None:
    """A space of a paragraph to the size of its letters; None where none is said."""
    for kilde in stil:
        if (afstand := kilde.find(qn(f"a:{navn}"))) is not None:
            del_ = afstand[0]
            vaerdi = float(str(del_.get("val")).removesuffix("%"))
            if del_.tag == qn("a:spcPts"):
                return vaerdi / 100 / pt
            procent = vaerdi if "%" in str(del_.get("val")) else vaerdi / 1000
            return linje * procent / 100
    return None
