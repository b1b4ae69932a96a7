"""A printed map as a file: the same drawing as png, svg and pdf, or cut for a document.

The bytes depend on the input alone.
"""

from __future__ import annotations

import io
import math
import threading
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import geopandas as gpd
import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dansk import Inputfejl, opremsning
from kort.tryk.trykkort import ARK, ARKFORMAT, DPI, FORMATER, MM, Kortdata, Tegning, figur
from kort.tryk.udstyr import ren

#: `udsnit` is a png without title and source, for a document or slide that says them itself.
Filtype = Literal["png", "svg", "pdf", "udsnit"]
#: How hard a png is packed, of 9: harder takes three times as long and saves a tenth.
PNG_PAKKET = 3
PROGRAM = "Praksiskort"
ALLE_FORMATER = {**FORMATER, ARK: ARKFORMAT}
_RC = {k: v for k, v in matplotlib.rcParamsDefault.items() if not k.startswith("backend")} | {
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "praksiskort",
    "text.hinting": "none",
}
_LAAS = threading.Lock()


@dataclass(frozen=True)
class Tryk:
    """How a map is printed: a key of `ALLE_FORMATER`, as which files, and how fine a png is."""

    format: str = "a4_staaende"
    filtyper: tuple[Filtype, ...] = ("png",)
    dpi: int = DPI

    def __post_init__(self) -> None:
        """Raise Inputfejl for an unknown format or file type."""
        valg = [
            (self.format, [*ALLE_FORMATER]),
            *((f, [*get_args(Filtype)]) for f in self.filtyper),
        ]
        for valgt, kendte in valg:
            if valgt not in kendte:
                # That of the ark is its own, and nobody's choice.
                kan_vaelges = opremsning([k for k in kendte if k != ARK], "eller")
                raise Inputfejl(f"»{valgt}« kendes ikke. Vælg {kan_vaelges}.")


def tegn(kort: Kortdata, omrids: gpd.GeoDataFrame, tryk: Tryk) -> dict[Filtype, bytes]:
    """Return the files of a figure; the same input gives the same bytes.

    `omrids` (`Plan.omrids`): kode, navn, i_region, EPSG:25832. Raises as
    `kort.tryk.trykkort.figur`.
    """
    format = ALLE_FORMATER[tryk.format]

    @cache
    def tegning(bar: bool) -> Tegning:
        return figur(kort.bar() if bar else kort, omrids, format)

    # matplotlib reads its settings, which all threads share, when it draws and when it saves.
    with _LAAS, matplotlib.rc_context(_RC):
        # A whole page is arranged anew without its texts; any other sheet is cut.
        return {
            filtype: _gem(
                tegning(format.helside and filtype == "udsnit"),
                ren(kort.titel),
                filtype,
                tryk.dpi,
                klip=filtype == "udsnit" and not format.helside,
            )
            for filtype in tryk.filtyper
        }


def _gem(tegning: Tegning, titel: str, filtype: Filtype, dpi: int, *, klip: bool) -> bytes:
    ud = io.BytesIO()
    if filtype == "svg":
        om = {"Title": titel, "Creator": PROGRAM, "Date": None}
        tegning.fig.savefig(ud, format="svg", metadata=om)
    elif filtype == "pdf":
        om = {"Title": titel, "Creator": PROGRAM, "CreationDate": None}
        tegning.fig.savefig(ud, format="pdf", metadata=om)
    else:
        om_png = PngInfo()
        om_png.add_text("Title", titel)
        om_png.add_text("Software", PROGRAM)
        billede = _billede(tegning, dpi, klip=klip)
        billede.save(ud, "png", dpi=(dpi, dpi), pnginfo=om_png, compress_level=PNG_PAKKET)
    return ud.getvalue()


def _billede(tegning: Tegning, dpi: int, *, klip: bool) -> Image.Image:
    """The figure as a picture of three channels: paper is not transparent."""
    tegning.fig.set_dpi(dpi)
    flade = FigureCanvasAgg(tegning.fig)
    flade.draw()
    raekker = np.asarray(flade.buffer_rgba())
    if klip:
        bund, top = ((tegning.stilling.hoejde - mm) * MM * dpi for mm in tegning.udsnit)
        raekker = raekker[math.floor(top) : math.ceil(bund) + 1]
    return Image.fromarray(raekker).convert("RGB")
