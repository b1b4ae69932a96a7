"""Small pictures in place of maps, for tests that are not about what a map shows.

No conftest: those of other folders ask for them too, and pytest is to find each conftest itself.
"""

from __future__ import annotations

import io

from PIL import Image

from kort.tryk.fil import Filtype, Tryk

LILLE_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 17 9"><path d="M0 0h17v9z"/></svg>'
)


def _lille_png() -> bytes:
    ud = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(ud, "png", dpi=(50, 50))
    return ud.getvalue()


LILLE_PNG = _lille_png()


def smaa_billeder(typer: tuple[Filtype, ...], format: str) -> dict[Filtype, bytes]:
    """Return a small picture in place of each file of a figure (`Figur.tegner`)."""
    return {t: LILLE_SVG if t.startswith("svg") else LILLE_PNG for t in typer}


def smaa_kort(kort: object, omrids: object, tryk: Tryk) -> dict[Filtype, bytes]:
    """Return a small picture in place of each file of a map (`kort.tryk.fil.tegn`)."""
    return smaa_billeder(tryk.filtyper, tryk.format)
