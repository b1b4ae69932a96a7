"""Fields of Word, which count by themselves, and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

#: The style of an entry of a list of figures, as Word has it.
FIGURLISTE = "table of figures"
FELTTEGN, INSTRUKTION = qn("w:fldChar"), qn("w:instrText")
START, SLUT = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
ID = re.compile(r"[0-9]{1,9}")


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


def loeb(*dele: Any) -> Any:
    """Return a run of these parts."""
    nyt = element("r")
    nyt.extend(dele)
    return nyt


def tekstdel(tekst: str, navn: str = "t") -> Any:
    """Return a text of a run, or with another name the code of a field, its blanks kept."""
    del_ = element(navn)
    del_.text = tekst
    del_.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return del_


def _felt(kode: str, vist: str) -> list[Any]:
    return [
        loeb(element("fldChar", fldCharType="begin")),
        loeb(tekstdel(f" {kode} ", "instrText")),
        loeb(element("fldChar", fldCharType="separate")),
        loeb(tekstdel(vist)),
        loeb(element("fldChar", fldCharType="end")),
    ]


@dataclass(frozen=True, eq=False)
class Felt:
    """A field that is there: its code, and the signs (w:fldChar) where it begins, shows and ends.

    `i_kode`: whether it stands in the code of another.
    """

    kode: str
    begynder: Any
    viser: Any
    slutter: Any
    i_kode: bool


def felter(rod: Any) -> Iterator[Felt]:
    """Yield each field of a part that ends, the inner first."""
    aabne: list[dict[str, Any]] = []
    for del_ in rod.iter(FELTTEGN, INSTRUKTION):
        slags = del_.get(qn("w:fldCharType"))
        if slags == "begin":
            i_kode = any(felt["viser"] is None for felt in aabne)
            aabne.append({"kode": "", "begynder": del_, "viser": None, "i_kode": i_kode})
        elif slags == "separate" and aabne:
            aabne[-1]["viser"] = del_
        elif slags == "end" and aabne:
            yield Felt(slutter=del_, **aabne.pop())
        elif del_.tag == INSTRUKTION and aabne and aabne[-1]["viser"] is None:
            aabne[-1]["kode"] += del_.text or ""


def naeste_id(dok: Document) -> int:
    """Return an id that no bookmark of a document, its headers and its footers has."""
    dele = [getattr(f.target_part, "element", None) for f in dok.part.rels.values() if _indre(f)]
    brugte = [
        b.get(qn("w:id"), "")
        for rod in (dok.element, *dele)
        if rod is not None
        for b in rod.iter(START, SLUT)
    ]
    return max((int(nr) for nr in brugte if ID.fullmatch(nr)), default=0) + 1


def _indre(forhold: Any) -> bool:
    return not forhold.is_external


def billedtekst(
    afsnit: Paragraph,
    slags: str,
    taeller: str,
    nummer: int,
    titel: str,
    maerke: str,
    maerke_id: int,
) -> None:
    """Write a caption: its kind, a number that a counter counts by itself (SEQ), and the title.

    The bookmark is around the number alone, for who refers to it.
    """
    afsnit.add_run(f"{slags} ")
    afsnit._p.append(element("bookmarkStart", id=str(maerke_id), name=maerke))
    felt(afsnit, f"SEQ {taeller} \\* ARABIC", str(nummer))
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
