"""What a Word document says: the text of a paragraph and a table, and a checksum of it.

Two writings of the same are the same: LibreOffice turns a hyphen that breaks no line into a sign,
puts the text of a control into a field, and counts tables and figures anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml.ns import qn

from dansk import linje

#: How many hexadecimal digits of SHA-256 tell whether a text is as it was written.
SUMCIFRE = 12
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What is in a paragraph and no part of what it says: deleted text, and text of a box in it.
UDENFOR = {qn(f"w:{navn}") for navn in ("del", "moveFrom", "txbxContent", "pPr", "rPr", "sdtPr")}
P, T = qn("w:p"), qn("w:t")
MELLEMRUM = {qn(f"w:{navn}") for navn in ("tab", "br", "cr")}
BINDESTREG = qn("w:noBreakHyphen")
TEGN = str.maketrans({"\u2011": "-", "\u00ad": None})
#: The numbers of our tables and figures follow their order, and are no part of a text.
NUMRE = re.compile(r"^(Tabel|Figur) \d*\s*(?=\. )|(som tabel|som figur|Se figur) \d+")


def afsnitstekst(afsnit: Any) -> str:
    """Return what a paragraph (w:p) says as one line, deleted text and field codes left out."""
    return linje("".join(_stykker(afsnit)).translate(TEGN))


def _stykker(del_: Any) -> Iterator[str]:
    for barn in del_:
        if barn.tag == T:
            yield barn.text or ""
        elif barn.tag == BINDESTREG:
            yield "-"
        elif barn.tag in MELLEMRUM:
            yield " "
        elif barn.tag not in UDENFOR and barn.tag != MC_FALLBACK:
            yield from _stykker(barn)


def celletekster(tabel: Any) -> list[list[str]]:
    """Return the cells of a table (w:tbl) by row; a cell of several paragraphs is one line."""
    return [
        [linje(" ".join(map(afsnitstekst, celle.iter(P)))) for celle in _i(raekke, "tc")]
        for raekke in _i(tabel, "tr")
    ]


def _i(del_: Any, navn: str) -> Iterator[Any]:
    """Yield the rows of a table or cells of a row, those inside of a control too."""
    for barn in del_:
        if barn.tag == qn(f"w:{navn}"):
            yield barn
        elif barn.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _i(barn, navn)


def uden_numre(tekst: str) -> str:
    """Return a text without the numbers of tables and figures that count by themselves."""
    return NUMRE.sub(r"\1\2 #", tekst)


def tekstsum(tekst: str) -> str:
    """Return the checksum of a text."""
    return bytesum(uden_numre(tekst).encode())


def tabelsum(celler: Sequence[Sequence[str]]) -> str:
    """Return the checksum of a table's cells."""
    return bytesum("\x1e".join("\x1f".join(raekke) for raekke in celler).encode())


def bytesum(data: bytes) -> str:
    """Return the checksum of bytes."""
    return hashlib.sha256(data).hexdigest()[:SUMCIFRE]


def billede_i(afsnit: Any) -> tuple[Any, Any] | None:
    """Return the first picture of a paragraph: its properties (wp:docPr) and a:blip; or None."""
    om, fyld = next(afsnit.iter(qn("wp:docPr")), None), next(afsnit.iter(qn("a:blip")), None)
    return None if om is None or fyld is None else (om, fyld)
