"""The table of contents and the list of figures: ours, or a template's, which ours is put into.

It shows the headings at once, as links; the numbers of the pages are Word's to count.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph

from eksport.word_felter import (
    FIGURLISTE,
    INSTRUKTION,
    START,
    Felt,
    element,
    felter,
    loeb,
    tekstdel,
)

#: A heading in the contents: what it says, its bookmark and its level.
Indholdspost = tuple[str, str, int]
TOC_NIVEAUER = '"1-2"'
P, T, LINK = qn("w:p"), qn("w:t"), qn("w:hyperlink")
#: What a field of contents lists when it has one of these: captions, and what is marked by hand.
ANDRE_LISTER = ("\\c", "\\a", "\\f")
NIVEAUER = re.compile(r'\\o\s+"(\d)\s*-\s*(\d)"')
HENVISNING = re.compile(r'^\s*(?:PAGEREF\s+|HYPERLINK\s+\\l\s+")(\w+)')
DYBEST = 9


def indholdsfortegnelse(foer: Paragraph, poster: Sequence[Indholdspost], bredde: Length) -> None:
    """Put our table of contents before a paragraph."""
    kode = f"TOC \\o {TOC_NIVEAUER} \\h \\z \\u"
    _fortegnelse(foer, kode, [(o, maerke, f"toc {n}") for o, maerke, n in poster], bredde)


def figurliste(
    foer: Paragraph, taeller: str, poster: Sequence[tuple[str, str]], bredde: Length
) -> None:
    """Put the list of what a counter counts before a paragraph: (caption, bookmark) of each."""
    kode = f'TOC \\h \\z \\c "{taeller}"'
    _fortegnelse(foer, kode, [(t, maerke, FIGURLISTE) for t, maerke in poster], bredde)


def _fortegnelse(
    foer: Paragraph, kode: str, poster: Sequence[tuple[str, str, str]], bredde: Length
) -> None:
    """Put a field that lists before a paragraph: (text, bookmark, style) of each entry."""
    for nr, (tekst, maerke, stil) in enumerate(poster):
        linje = foer.insert_paragraph_before(style=stil)
        linje.paragraph_format.tab_stops.add_tab_stop(bredde, 2, 1)
        if nr == 0:
            linje._p.extend(
                [
                    loeb(element("fldChar", fldCharType="begin")),
                    loeb(tekstdel(f" {kode} ", "instrText")),
                    loeb(element("fldChar", fldCharType="separate")),
                ]
            )
        linje._p.append(_link(tekst, maerke))
        if nr == len(poster) - 1:
            linje._p.append(loeb(element("fldChar", fldCharType="end")))


def _link(overskrift: str, maerke: str) -> Any:
    henvisning = element("hyperlink", anchor=maerke, history="1")
    henvisning.append(loeb(tekstdel(overskrift)))
    return henvisning


def skabelonens_indhold(krop: Any) -> Felt | None:
    """Return the field of a document's own table of contents; None where it has none."""
    return next((f for f in _lister(krop) if not set(f.kode.split()) & set(ANDRE_LISTER)), None)


def _lister(krop: Any) -> Iterator[Felt]:
    """Yield the fields that list headings, or captions."""
    for felt in felter(krop):
        if felt.kode.split()[:1] in (["TOC"], ["toc"]) and felt.viser is not None:
            yield felt


def foej_til_indhold(dok: Document, poster: Sequence[Indholdspost], foer: Collection[str]) -> None:
    """Put our headings into a document's own table of contents, and have its lists counted anew.

    `foer` are the bookmarks above ours: ours comes after the last of their headings. What the
    field shows of the pages after ours is no longer so, and is left out until Word has counted.
    """
    krop = dok.element.body
    for liste in _lister(krop):
        liste.begynder.set(qn("w:dirty"), "1")
    felt = skabelonens_indhold(krop)
    if felt is None:
        return
    niveauer = NIVEAUER.search(felt.kode)
    fra, til = map(int, niveauer.groups()) if niveauer else (1, DYBEST)
    linjer = list(_linjer(krop, felt))
    kendte = [nr for nr, linje in enumerate(linjer) if _viser_til(linje) & set(foer)]
    if not kendte:
        return
    efter, sidste = linjer[kendte[-1]], linjer[kendte[-1]]
    for overskrift, maerke, niveau in poster:
        if fra <= niveau <= til:
            ny = _linje(dok, linjer, niveau)
            ny.append(_link(overskrift, maerke))
            sidste.addnext(ny)
            sidste = ny
    slutter = felt.slutter.getparent()
    if next(slutter.iterancestors(P)) is efter and sidste is not efter:
        sidste.append(slutter)
    senere = set(linjer[kendte[-1] + 1 :])
    for henvisning in felter(krop):
        if henvisning.kode.split()[:1] == ["PAGEREF"] and _afsnit(henvisning.slutter) in senere:
            for tekst in _vist(krop, henvisning):
                tekst.text = None


def _linjer(krop: Any, felt: Felt) -> Iterator[Any]:
    """Yield the paragraphs from where a field begins to where it ends."""
    foerste, sidste, inde = _afsnit(felt.begynder), _afsnit(felt.slutter), False
    for afsnit in krop.iter(P):
        inde = inde or afsnit is foerste
        if inde:
            yield afsnit
        if afsnit is sidste:
            return


def _afsnit(del_: Any) -> Any:
    return next(del_.iterancestors(P), None)


def _viser_til(linje: Any) -> set[str]:
    """Return the bookmarks that a line of the contents is a link to."""
    fundne = {link.get(qn("w:anchor"), "") for link in linje.iter(LINK)}
    koder = (HENVISNING.match(kode.text or "") for kode in linje.iter(INSTRUKTION))
    return fundne | {fundet[1] for fundet in koder if fundet}


def _vist(krop: Any, felt: Felt) -> Iterator[Any]:
    """Yield the text that a field shows."""
    inde = False
    if felt.viser is None:
        return
    for del_ in krop.iter(felt.viser.tag, T):
        inde = (inde or del_ is felt.viser) and del_ is not felt.slutter
        if inde and del_.tag == T:
            yield del_
        elif del_ is felt.slutter:
            return


def _linje(dok: Document, linjer: Sequence[Any], niveau: int) -> Any:
    """Return an empty line of a level, as the template's own of it look."""
    navne = {s.style_id: str(s.name).lower() for s in dok.styles}
    ider = {navn: noegle for noegle, navn in navne.items()}
    noegle = next((ider[f"toc {n}"] for n in range(niveau, 0, -1) if f"toc {n}" in ider), None)
    ny = element("p")
    if noegle is None:
        return ny
    for linje in linjer:
        stil = None if linje.pPr is None else linje.pPr.find(qn("w:pStyle"))
        if stil is not None and stil.get(qn("w:val")) == noegle:
            ny.append(copy.deepcopy(linje.pPr))
            return ny
    ny.append(element("pPr"))
    ny[0].append(element("pStyle", val=noegle))
    return ny


def bogmaerker_foer(krop: Any, anker: Any) -> set[str]:
    """Return the names of the bookmarks above a block."""
    ud: set[str] = set()
    for del_ in krop.iter():
        if del_ is anker:
            return ud
        if del_.tag == START:
            ud.add(del_.get(qn("w:name"), ""))
    return ud
