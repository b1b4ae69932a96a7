"""The fonts of a PDF: each file has the letters it uses, cut from a font that is cut once.

matplotlib reads the whole of DejaVu Sans, six thousand letters and how they change beside each
other, for every font of every PDF: most of the work of writing one.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from fontTools.subset import Options, Subsetter, load_font
from fontTools.ttLib import TTFont
from matplotlib.backends import _backend_pdf_ps

#: The letters of western Europe, and signs; a font with others is cut from the whole.
ALMINDELIGE = (*range(0x20, 0x180), *range(0x2010, 0x2040), 0x2212, 0xFFFD)
#: Tables that say how letters change beside others. In a PDF each has its place already.
UNOEDVENDIGE = ["GSUB", "GPOS", "GDEF", "kern"]
_hele = _backend_pdf_ps.get_glyphs_subset


@contextmanager
def smalle_skrifter() -> Iterator[None]:
    """Let matplotlib cut fonts this way, which it has no setting for; one thread at a time."""
    _backend_pdf_ps.get_glyphs_subset = _udsnit
    try:
        yield
    finally:
        _backend_pdf_ps.get_glyphs_subset = _hele


def _udsnit(fontfile: Any, glyphs: set[Any]) -> Any:
    """A font with the letters given, as matplotlib's own `get_glyphs_subset` returns it."""
    fil, numre = _almindelige(str(fontfile))
    if not numre.keys() >= set(glyphs):
        return _hele(fontfile, glyphs)
    skrift, nye = _skaer(load_font(io.BytesIO(fil), _valg()), {numre[b] for b in glyphs})
    return _backend_pdf_ps.SubsetResults(skrift, {b: nye[numre[b]] for b in glyphs})._as_cm()


@cache
def _almindelige(skriftfil: str) -> tuple[bytes, Mapping[int, int]]:
    """A font with `ALMINDELIGE` alone, and the numbers of its letters by those of the whole."""
    with load_font(skriftfil, _valg()) as hel:
        kendte = hel.getBestCmap()
        bogstaver = {hel.getGlyphID(kendte[tegn]) for tegn in ALMINDELIGE if tegn in kendte}
        skrift, numre = _skaer(hel, bogstaver)
        ud = io.BytesIO()
        skrift.save(ud)
    return ud.getvalue(), {b: numre[b] for b in bogstaver}


def _skaer(skrift: TTFont, bogstaver: Collection[int]) -> tuple[TTFont, Mapping[int, int]]:
    saks = Subsetter(_valg())
    saks.populate(gids=bogstaver)
    saks.subset(skrift)
    return skrift, saks.glyph_index_map


def _valg() -> Options:
    valg = Options(glyph_names=True, recommended_glyphs=True)
    valg.drop_tables += ["FFTM", *UNOEDVENDIGE]
    return valg
