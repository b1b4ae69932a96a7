"""How wide text is in Arial, in points: its letters are as wide as Helvetica's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

#: Where matplotlib keeps the measures of Helvetica; they are read without loading it.
MAAL = "mpl-data/fonts/pdfcorefonts/Helvetica{snit}.afm"
#: A letter of the file of measures: its code and its width in thousandths of the size.
BOGSTAV = re.compile(r"^C (\d+) ; WX (\d+) ;", re.MULTILINE)
#: No letter in use is wider than its size.
BREDEST = 1000


@cache
def _bredder(fed: bool) -> Mapping[str, int]:
    """The letters of ASCII, which are those whose code is the same in the file."""
    pakke = find_spec("matplotlib")
    if pakke is None or pakke.origin is None:
        raise ModuleNotFoundError("matplotlib")
    fil = Path(pakke.origin).parent / MAAL.format(snit="-Bold" if fed else "")
    maal = fil.read_text(encoding="latin-1")
    return {chr(int(kode)): int(b) for kode, b in BOGSTAV.findall(maal) if int(kode) < 127}


def tekstbredde(tekst: str, pt: float, *, fed: bool = False) -> float:
    """Return the width of a line of text in points, rather too much than too little.

    A letter with an accent is as wide as without; one unknown counts as wide as the size.
    """
    bredder = _bredder(fed)
    tegn = (t for t in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(t))
    return pt * sum(bredder.get(t, BREDEST) for t in tegn) / 1000
