"""A printed map as a file: the same drawing as png, svg and pdf, or cut for a document.

The bytes depend on the input alone.
"""

from __future__ import annotations

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
from kort.tryk.png import png
from kort.tryk.saetning import kort_pdf
from kort.tryk.svg import beskaaret, med_egne_haloer, skrifter, tegn_svg
from kort.tryk.trykkort import ARK, ARKFORMAT, DPI, FORMATER, MM, Kortdata, Tegning, figur
from kort.tryk.udstyr import ren

#: `udsnit` is a png without title and source, for a document or slide that says them itself, and
#: `svgudsnit` the same as svg.
Filtype = Literal["png", "svg", "pdf", "udsnit", "svgudsnit"]
UDSNIT = ("udsnit", "svgudsnit")
PROGRAM = "Praksiskort"
#: What an svg is measured in.
PR_TOMME = 72
ALLE_FORMATER = {**FORMATER, ARK: ARKFORMAT}
_RC = {k: v for k, v in matplotlib.rcParamsDefault.items() if not k.startswith("backend")} | {
    "svg.fonttype": "none",
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

    @cache
    def svg(bar: bool) -> str:
        return tegn_svg(tegning(bar).fig, titel, alt, PROGRAM)

    def fil(filtype: Filtype) -> bytes:
        # A whole page is arranged anew without its texts; any other sheet is cut.
        bar = format.helside and filtype in UDSNIT
        kanter = _kanter(tegning(bar)) if filtype in UDSNIT and not bar else None
        if filtype == "svg":
            return med_egne_haloer(svg(bar)).encode()
        if filtype == "svgudsnit":
            return (beskaaret(svg(bar), *kanter) if kanter else svg(bar)).encode()
        if filtype == "pdf":
            bredde, hoejde = (PR_TOMME * float(m) for m in tegning(bar).fig.get_size_inches())
            return kort_pdf(svg(bar), (bredde, hoejde), titel, alt, PROGRAM)
        raekker = billede(bar)
        if kanter:
            top, bund = (kant * tryk.dpi / PR_TOMME for kant in kanter)
            raekker = raekker[math.floor(top) : math.ceil(bund) + 1]
        return _png(raekker, titel, tryk.dpi)

    titel, alt = ren(kort.titel) or PROGRAM, kort.beskrivelse
    rc = _RC | {"font.sans-serif": skrifter(kort.skrift)}
    # matplotlib reads its settings, which all threads share, when it draws and when it saves.
    with _LAAS, matplotlib.rc_context(rc):
        return {filtype: fil(filtype) for filtype in tryk.filtyper}


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


def _kanter(tegning: Tegning) -> tuple[float, float]:
    """Upper and lower edge of what is left without title and source, points from the top."""
    bund, top = ((tegning.stilling.hoejde - mm) * MM * PR_TOMME for mm in tegning.udsnit)
    return top, bund
