"""Fields of Word: numbers of tables, figures and pages, bookmarks and the table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph

TOC_NIVEAUER = '"1-2"'
#: The style of an entry of a list of figures, as Word has it.
FIGURLISTE = "table of figures"


def element(navn: str, **attributter: str) -> Any:
    """Return an element of WordprocessingML, with attributes of the same namespace."""
    nyt = OxmlElement(f"w:{navn}")
    for attribut, vaerdi in attributter.items():
        nyt.set(qn(f"w:{attribut}"), vaerdi)
    return nyt


#: What the schema puts after updateFields and compat among the settings.
EFTER = (
    "hdrShapeDefaults",
    "footnotePr",
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "themeFontLang",
)


def saet_ind(indstillinger: Any, ny: Any) -> None:
    """Put a setting where the schema has it: before the first of those that come after it."""
    for gammel in indstillinger.findall(ny.tag):
        indstillinger.remove(gammel)
    efter = {qn(f"w:{navn}") for navn in EFTER} | {qn("m:mathPr")}
    plads = next(
        (nr for nr, del_ in enumerate(indstillinger) if del_.tag in efter), len(indstillinger)
    )
    indstillinger.insert(plads, ny)


def felt(afsnit: Paragraph, kode: str, vist: str) -> None:
    """Append a field to a paragraph, with what it shows until Word computes it anew."""
    afsnit._p.extend(_felt(kode, vist))


def _loeb(*dele: Any) -> Any:
    loeb = element("r")
    loeb.extend(dele)
    return loeb


def _tekst(tekst: str, navn: str = "t") -> Any:
    del_ = element(navn)
    del_.text = tekst
    del_.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return del_


def _felt(kode: str, vist: str) -> list[Any]:
    return [
        _loeb(element("fldChar", fldCharType="begin")),
        _loeb(_tekst(f" {kode} ", "instrText")),
        _loeb(element("fldChar", fldCharType="separate")),
        _loeb(_tekst(vist)),
        _loeb(element("fldChar", fldCharType="end")),
    ]


def billedtekst(
    afsnit: Paragraph, slags: str, nummer: int, titel: str, maerke: str, maerke_id: int
) -> None:
    """Write a caption: its kind, a number that counts by itself (SEQ), and the title.

    The bookmark is around the number alone, for who refers to it.
    """
    afsnit.add_run(f"{slags} ")
    afsnit._p.append(element("bookmarkStart", id=str(maerke_id), name=maerke))
    felt(afsnit, f"SEQ {slags} \\* ARABIC", str(nummer))
    afsnit._p.append(element("bookmarkEnd", id=str(maerke_id)))
    afsnit.add_run(f". {titel}")


def henvis(afsnit: Paragraph, maerke: str, nummer: int) -> None:
    """Write the number of a caption, by its bookmark; it follows when the caption moves (REF)."""
    felt(afsnit, f"REF {maerke} \\h", str(nummer))


def bogmaerke(afsnit: Paragraph, navn: str, nummer: int) -> None:
    """Mark what a paragraph says, so that the table of contents can point to it."""
    start = element("bookmarkStart", id=str(nummer), name=navn)
    egenskaber = afsnit._p.pPr
    afsnit._p.insert(0 if egenskaber is None else 1, start)
    afsnit._p.append(element("bookmarkEnd", id=str(nummer)))


def indholdsfortegnelse(
    foer: Paragraph, poster: Sequence[tuple[str, str, int]], bredde: Length
) -> None:
    """Put the table of contents before a paragraph: (heading, bookmark, level) of each entry.

    It shows the headings at once, as links; the numbers of the pages are Word's to count.
    """
    kode = f"TOC \\o {TOC_NIVEAUER} \\h \\z \\u"
    _fortegnelse(foer, kode, [(o, maerke, f"toc {n}") for o, maerke, n in poster], bredde)


def figurliste(
    foer: Paragraph, slags: str, poster: Sequence[tuple[str, str]], bredde: Length
) -> None:
    """Put the list of what a caption counts before a paragraph: (caption, bookmark) of each."""
    kode = f'TOC \\h \\z \\c "{slags}"'
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
                    _loeb(element("fldChar", fldCharType="begin")),
                    _loeb(_tekst(f" {kode} ", "instrText")),
                    _loeb(element("fldChar", fldCharType="separate")),
                ]
            )
        henvisning = element("hyperlink", anchor=maerke, history="1")
        henvisning.append(_loeb(_tekst(tekst)))
        linje._p.append(henvisning)
        if nr == len(poster) - 1:
            linje._p.append(_loeb(element("fldChar", fldCharType="end")))
