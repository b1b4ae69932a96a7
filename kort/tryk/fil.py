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
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from numpy.typing import NDArray
from PIL.PngImagePlugin import PngInfo

from dansk import Inputfejl, opremsning
from kort.tryk.pdfskrift import smalle_skrifter
from kort.tryk.png import png
from kort.tryk.trykkort import ARK, ARKFORMAT, DPI, FORMATER, MM, Kortdata, Tegning, figur
from kort.tryk.udstyr import ren

#: `udsnit` is a png without title and source, for a document or slide that says them itself.
Filtype = Literal["png", "svg", "pdf", "udsnit"]
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
        if bar:
            return figur(kort.bar(), omrids, format.uden_tekst())
        return figur(kort, omrids, format)

    @cache
    def billede(bar: bool) -> NDArray[np.uint8]:
        return _billede(tegning(bar), tryk.dpi)

    def fil(filtype: Filtype) -> bytes:
        # A whole page is arranged anew without its texts; any other sheet is cut.
        bar = format.helside and filtype == "udsnit"
        if filtype in ("svg", "pdf"):
            return _vektor(tegning(bar), ren(kort.titel), filtype)
        raekker = billede(bar)
        if filtype == "udsnit" and not bar:
            raekker = raekker[_udsnit(tegning(bar), tryk.dpi)]
        return _png(raekker, ren(kort.titel), tryk.dpi)

    # matplotlib reads its settings, which all threads share, when it draws and when it saves.
    with _LAAS, matplotlib.rc_context(_RC), smalle_skrifter():
        return {filtype: fil(filtype) for filtype in tryk.filtyper}


def _vektor(tegning: Tegning, titel: str, filtype: Filtype) -> bytes:
    ud = io.BytesIO()
    dato = {"svg": "Date", "pdf": "CreationDate"}[filtype]
    om = {"Title": titel, "Creator": PROGRAM, dato: None}
    tegning.fig.savefig(ud, format=filtype, metadata=om)
    return ud.getvalue()


def _png(raekker: NDArray[np.uint8], titel: str, dpi: int) -> bytes:
    om = PngInfo()
    om.add_text("Title", titel)
    om.add_text("Software", PROGRAM)
    return png(raekker, dpi, om)


def _billede(tegning: Tegning, dpi: int) -> NDArray[np.uint8]:
    """The figure as rows of pixels; the fourth channel is not used, paper is not transparent."""
    tegning.fig.set_dpi(dpi)
    flade = FigureCanvasAgg(tegning.fig)
    flade.draw()
    # A figure is let go of late: not with a picture of itself as well.
    FigureCanvasBase(tegning.fig)
    return np.asarray(flade.buffer_rgba())


def _udsnit(tegning: Tegning, dpi: int) -> slice:
    """The rows that are left without title and source."""
    bund, top = ((tegning.stilling.hoejde - mm) * MM * dpi for mm in tegning.udsnit)
    return slice(math.floor(top), math.ceil(bund) + 1)
