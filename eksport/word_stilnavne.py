"""What the styles of a Word document are called, and which of them are headings.

A style is known by its name in English and Danish, and by its id: Word keeps the English name and
turns the id into Danish, other programs write the name as it is shown, and a house may have made a
style of the name anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.styles import BabelFish

from eksport.word_felter import FIGURLISTE, element

#: The levels of headings that Word has.
NIVEAUER = range(1, 10)
#: What Word calls a style of ours in Danish.
DANSKE: Mapping[str, str] = {
    "Normal": "Normal",
    "Body Text": "Brødtekst",
    "Title": "Titel",
    "Subtitle": "Undertitel",
    "Caption": "Billedtekst",
    "List Bullet": "Opstilling - punkttegn",
    FIGURLISTE: "Liste over figurer",
    **{f"Heading {n}": f"Overskrift {n}" for n in NIVEAUER},
    **{f"toc {n}": f"Indholdsfortegnelse {n}" for n in NIVEAUER},
}
#: What Word writes of what is no heading, counted from 1.
INTET_NIVEAU = 10


def ret_stilnavne(dok: Document) -> set[str]:
    """Spell the names of built-in styles as Word does; return those that a house has made itself.

    LibreOffice writes Heading 1 and TOC 1; who makes styles anew in Danish has an »Overskrift 1«.
    """
    husets: set[str] = set()
    stile = list(afsnitsstile(dok))
    navne = {s.element.find(qn("w:name")).get(qn("w:val")) for s in stile}
    for navn, dansk in DANSKE.items():
        rigtigt = BabelFish.ui2internal(navn)
        if rigtigt in navne:
            continue
        kendte = {_ens(navn), _ens(dansk)}
        fundet = next((s for s in stile if kendte & set(map(_ens, _kaldes(s)))), None)
        fundet = fundet or next((s for s in stile if _ens(s.style_id or "") in kendte), None)
        if fundet is None and navn == "Normal":
            fundet = next((s for s in stile if s.element.get(qn("w:default")) == "1"), None)
        if fundet is not None:
            if fundet.element.get(qn("w:customStyle")):
                husets.add(navn)
            _kald(fundet, rigtigt)
    return husets


def afsnitsstile(dok: Document) -> Iterator[Any]:
    """Yield the styles of paragraphs that have a name."""
    for stil in dok.styles:
        if stil.type == WD_STYLE_TYPE.PARAGRAPH and stil.element.find(qn("w:name")) is not None:
            yield stil


def _kaldes(stil: Any) -> list[str]:
    aliasser = stil.element.find(qn("w:aliases"))
    andre = "" if aliasser is None else aliasser.get(qn("w:val"), "")
    return [stil.element.find(qn("w:name")).get(qn("w:val"), ""), *andre.split(",")]


def _ens(navn: str) -> str:
    """Return a name to compare: an id has neither blanks, signs nor æ, ø and å."""
    return re.sub(r"[^a-z0-9]+", "", navn.casefold())


def _kald(stil: Any, navn: str) -> None:
    """Give a style the name of a built-in one; what the house called it stays as its alias."""
    om = stil.element.find(qn("w:name"))
    gammelt = om.get(qn("w:val"))
    om.set(qn("w:val"), navn)
    stil.element.attrib.pop(qn("w:customStyle"), None)
    if _ens(gammelt) != _ens(navn) and stil.element.find(qn("w:aliases")) is None:
        om.addnext(element("aliases", val=gammelt))


def broedstil(dok: Document) -> str:
    """Return the style of plain text: the body text of a document that is written in it."""
    fundet = next((s for s in afsnitsstile(dok) if s.name == "Body Text"), None)
    if fundet is None:
        return "Normal"
    brugt = dok.element.body.xpath(f'count(.//w:pStyle[@w:val="{fundet.style_id}"])')
    return "Body Text" if brugt else "Normal"


def overskriftsniveau(dok: Document) -> Callable[[Any], int]:
    """Return what gives the level of a heading, of a paragraph (w:p); 0 of what is none."""
    stile = {s.style_id: s for s in afsnitsstile(dok)}
    niveauer: dict[str, int] = {}
    for noegle, stil in stile.items():
        fundne = (_niveau_i(s.element.pPr) or niveau_i_navn(str(s.name)) for s in kaede(stil))
        niveauer[noegle] = next((n for n in fundne if n), 0)

    def niveau(afsnit: Any) -> int:
        om = afsnit.pPr
        if om is None:
            return 0
        stil = om.find(qn("w:pStyle"))
        eget = _niveau_i(om)
        fra_stil = niveauer.get(stil.get(qn("w:val")), 0) if stil is not None else 0
        return (eget or fra_stil) % INTET_NIVEAU

    return niveau


def _niveau_i(egenskaber: Any) -> int:
    om = None if egenskaber is None else egenskaber.find(qn("w:outlineLvl"))
    tal = "" if om is None else om.get(qn("w:val"), "")
    return int(tal) + 1 if tal.isdecimal() and int(tal) < INTET_NIVEAU else 0


def niveau_i_navn(navn: str) -> int:
    """Return the level of a built-in heading, by its name; 0 of another style."""
    fundet = re.fullmatch(r"heading ([1-9])", navn.lower())
    return int(fundet[1]) if fundet else 0


def kaede(stil: Any) -> Iterator[Any]:
    """Yield a style, and those it builds on."""
    sete: list[Any] = []
    while stil is not None and stil.element not in sete:
        sete.append(stil.element)
        yield stil
        stil = stil.base_style
