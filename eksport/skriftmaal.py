"""How wide text is in a typeface, in points: of those a document is written in, the usual ones.

The widths are those of the typefaces themselves or of one with letters as wide, so that they are
the same on every machine. A typeface that is not known counts as wider than most.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

#: Where matplotlib keeps the measures of typefaces; they are read without loading it.
MAPPE = Path("mpl-data/fonts")
#: The files of measures by what they are called here, plain and bold.
FILER: Mapping[str, tuple[str, str]] = {
    "Helvetica": ("pdfcorefonts/Helvetica.afm", "pdfcorefonts/Helvetica-Bold.afm"),
    "Times": ("pdfcorefonts/Times-Roman.afm", "pdfcorefonts/Times-Bold.afm"),
    "Courier": ("pdfcorefonts/Courier.afm", "pdfcorefonts/Courier-Bold.afm"),
    "DejaVu Sans": ("ttf/DejaVuSans.ttf", "ttf/DejaVuSans-Bold.ttf"),
}
#: Typefaces with letters as wide as those measured, and how many times. Verdana was the pattern of
#: DejaVu Sans; Calibri and its like are narrower than Helvetica but for r, t and f.
SOM: Mapping[str, tuple[str, float]] = {
    "arial": ("Helvetica", 1.0),
    "helvetica": ("Helvetica", 1.0),
    "liberation sans": ("Helvetica", 1.0),
    "arial narrow": ("Helvetica", 0.82),
    "liberation sans narrow": ("Helvetica", 0.82),
    "calibri": ("Helvetica", 1.04),
    "carlito": ("Helvetica", 1.04),
    "times new roman": ("Times", 1.0),
    "liberation serif": ("Times", 1.0),
    "courier new": ("Courier", 1.0),
    "verdana": ("DejaVu Sans", 1.0),
    "dejavu sans": ("DejaVu Sans", 1.0),
}
UKENDT = ("Helvetica", 1.12)
#: A letter of a file of measures: its code, its width in thousandths of the size, and its name.
BOGSTAV = re.compile(r"^C (-?\d+) ; WX (\d+) ; N (\w+) ;", re.MULTILINE)
#: Letters that are not ASCII and no other with an accent, by their names there.
EGNE = {"ae": "æ", "AE": "Æ", "oslash": "ø", "Oslash": "Ø", "endash": "–"}
#: No letter in use is wider than its size.
BREDEST = 1000


@cache
def _bredder(maal: str, fed: bool) -> Mapping[str, float]:
    """Return the widths of letters in thousandths of the size."""
    pakke = find_spec("matplotlib")
    if pakke is None or pakke.origin is None:
        raise ModuleNotFoundError("matplotlib")
    fil = Path(pakke.origin).parent / MAPPE / FILER[maal][fed]
    if fil.suffix == ".ttf":
        return _af_skriften(fil)
    fundne = BOGSTAV.findall(fil.read_text(encoding="latin-1"))
    ascii_ = {chr(int(kode)): int(b) for kode, b, _ in fundne if 0 < int(kode) < 127}
    return ascii_ | {EGNE[navn]: int(b) for _, b, navn in fundne if navn in EGNE}


def _af_skriften(fil: Path) -> Mapping[str, float]:
    from fontTools.ttLib import TTFont  # loaded with the first template in such a typeface

    with TTFont(fil, lazy=True) as skrift:
        enhed, bredder = skrift["head"].unitsPerEm, skrift["hmtx"]
        tegn = skrift.getBestCmap()
        alle = (*map(chr, range(32, 127)), *EGNE.values())
        return {t: BREDEST * bredder[tegn[ord(t)]][0] / enhed for t in alle}


def tekstbredde(tekst: str, pt: float, *, fed: bool = False, skrift: str = "Arial") -> float:
    """Return the width of a line of text in points, rather too much than too little.

    A letter with an accent is as wide as without; one unknown counts as wide as the size.
    """
    maal, gange = SOM.get(skrift.casefold(), UKENDT)
    return pt * gange * _tegnenes(tekst, maal, fed) / 1000


# The same words are measured in one size after another, until a table has room.
@lru_cache(maxsize=20_000)
def _tegnenes(tekst: str, maal: str, fed: bool) -> float:
    """The widths of the letters of a text in all, in thousandths of the size."""
    bredder = _bredder(maal, fed)
    tegn = (t for t in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(t))
    return sum(bredder.get(t, BREDEST) for t in tegn)
