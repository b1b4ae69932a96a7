"""What stands on a printed map besides its data: text, scale bar and north arrow.

Measured in mm on the sheet from its lower left corner, text in points. Text is DejaVu Sans,
which comes with matplotlib, so that a map looks the same on every machine, and always plain: a
`$` is a dollar sign.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import Polygon, Rectangle
from matplotlib.path import Path as Sti
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from dansk import tal
from kort.farver import BLAEK

PT_MM = 25.4 / 72
LINJE_MM = 1.22 * PT_MM
NAVNELINJE_MM = 1.12 * PT_MM
#: Below this nobody reads print.
MINDSTE_PT = 7.0
#: How wide a halo is drawn around letters, of their size.
HALO_DEL = 0.32
PAPIR = "#ffffff"
KANT = "#5a6670"
#: A space that no line ends at: a reference and its number stay together.
UBRUDT = "\N{NO-BREAK SPACE}"
HENVISNING = re.compile(r"\b(s\.|[Tt]abel|[Bb]ilag) (?=\d)")
#: What an SVG calls a text on the map, one around it, and the halo of one.
TEKST, OM_KORTET, HALO = "tekst", "om-kortet", "halo"
SKRIFTMAPPE = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


class Boks(NamedTuple):
    """A rectangle on the sheet, mm: left, bottom, right, top."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def bredde(self) -> float:
        """Width in mm."""
        return self.x1 - self.x0

    @property
    def hoejde(self) -> float:
        """Height in mm."""
        return self.y1 - self.y0


def overlapper(bokse: NDArray[np.float64], andre: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return whether each box (n, 4) overlaps any of the others (m, 4)."""
    x0, y0, x1, y1 = (side[:, None] for side in bokse.T)
    a0, b0, a1, b1 = andre.reshape(-1, 4).T
    return np.any((x0 < a1) & (a0 < x1) & (y0 < b1) & (b0 < y1), axis=1)


def krydser(streger: NDArray[np.float64], bokse: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which lines (n, 2, 2) go through which boxes (m, 4), as (n, m); NaN is no line."""
    fra, vej = streger[:, 0], streger[:, 1] - streger[:, 0]
    vej = np.where(vej == 0, 1e-12, vej)
    ind, ud = 0.0, 1.0
    for led in (0, 1):
        kanter = bokse.reshape(-1, 4).T[led::2]
        en, anden = ((kant - fra[:, led, None]) / vej[:, led, None] for kant in kanter)
        ind = np.maximum(ind, np.minimum(en, anden))
        ud = np.minimum(ud, np.maximum(en, anden))
    return np.asarray(ind < ud)


def skaerer(streger: NDArray[np.float64], streg: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which lines (n, 2, 2) cross another (2, 2); NaN is no line."""

    def side(ender: NDArray[np.float64], punkt: NDArray[np.float64]) -> NDArray[np.float64]:
        a, b = ender[..., 0, :], ender[..., 1, :]
        u, v = b - a, punkt - a
        return np.asarray(u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0])

    paa_hver_sin = side(streger, streg[0]) * side(streger, streg[1]) < 0
    omvendt = side(streg, streger[:, 0]) * side(streg, streger[:, 1]) < 0
    return np.asarray(paa_hver_sin & omvendt)


@cache
def skrift(fed: bool) -> FontProperties:
    """Return the typeface by its file, so that no fonts of the machine are searched."""
    fil = SKRIFTMAPPE / f"DejaVuSans{'-Bold' if fed else ''}.ttf"
    # How heavy it is, is for a file that only names its typefaces.
    return FontProperties(fname=fil, weight="bold" if fed else "normal")


@cache
def _tegnsaet() -> frozenset[int]:
    return frozenset(get_font(str(SKRIFTMAPPE / "DejaVuSans.ttf")).get_charmap())


def tekstbredde(tekst: str, pt: float, fed: bool = False) -> float:
    """Return the width of one line of text in mm."""
    return PT_MM * (_bredde(tekst, fed) * (pt / TextToPath.FONT_SCALE))


@lru_cache(maxsize=20_000)
def _bredde(tekst: str, fed: bool) -> float:
    """The width of one line of text of `TextToPath.FONT_SCALE` points, in points."""
    snit = skrift(fed).copy()
    snit.set_size(TextToPath.FONT_SCALE)
    return float(TextToPath().get_text_width_height_descent(tekst, snit, ismath=False)[0])


@lru_cache(maxsize=2_000)
def _bogstaver(tekst: str, fed: bool) -> Sti:
    """The outline of one line of text, of `TextToPath.FONT_SCALE` points."""
    punkter, koder = TextToPath().get_text_path(skrift(fed), tekst)
    return Sti(punkter, koder)


def ren(tekst: str) -> str:
    """Return text on one line; what the typeface lacks becomes the replacement character."""
    synlige = (t for t in " ".join(tekst.split()) if t.isprintable())
    return "".join(t if ord(t) in _tegnsaet() else "\N{REPLACEMENT CHARACTER}" for t in synlige)


def ombryd(tekst: str, bredde: float, pt: float, fed: bool = False) -> list[str]:
    """Return text as lines of at most `bredde` mm; too long a word is divided, never cut."""
    linjer = [""]
    for ord_ in HENVISNING.sub(rf"\1{UBRUDT}", ren(tekst)).split(" "):
        forsoeg = f"{linjer[-1]} {ord_}".strip()
        if tekstbredde(forsoeg, pt, fed) <= bredde:
            linjer[-1] = forsoeg
            continue
        linjer.append("")
        for tegn in ord_:
            if linjer[-1] and tekstbredde(linjer[-1] + tegn, pt, fed) > bredde:
                linjer.append("")
            linjer[-1] += tegn
    return [linje.replace(UBRUDT, " ") for linje in linjer if linje]


def ombryd_jaevnt(tekst: str, bredde: float, pt: float, fed: bool = False) -> list[str]:
    """Return text in as few lines as `ombryd`, of about the same length: no word left alone."""
    linjer = ombryd(tekst, bredde, pt, fed)
    while len(smallere := ombryd(tekst, 0.97 * bredde, pt, fed)) == len(linjer) > 1:
        linjer, bredde = smallere, 0.97 * bredde
    return linjer


class Linje(Text):
    """One line of text, or the halo under it: drawn as matplotlib would, but not measured anew.

    Its measures and its outline are the same in every file, and looked up (`tekstbredde`).
    """

    def __init__(self, tekst: str, *, fed: bool, halo: bool, **stil: Any) -> None:
        super().__init__(text=tekst, fontproperties=skrift(fed), parse_math=False, **stil)
        self._fed, self._halo = fed, halo

    def draw(self, renderer: Any) -> None:
        """Draw it where its baseline is."""
        tekst, pt = self.get_text(), float(self.get_fontsize())
        x, y = self.get_transform().transform(self.get_position())
        if self.get_horizontalalignment() == "center":
            x -= renderer.points_to_pixels(tekstbredde(tekst, pt, self._fed) / PT_MM) / 2
        gc = renderer.new_gc()
        gc.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        renderer.open_group("text", self.get_gid())
        if self._halo:
            gc.set_linewidth(HALO_DEL * pt)
            skala = renderer.points_to_pixels(pt) / TextToPath.FONT_SCALE
            omrids, sted = _bogstaver(tekst, self._fed), Affine2D().scale(skala).translate(x, y)
            renderer.draw_path(gc, omrids, sted, gc.get_rgb())
        else:
            top = renderer.get_canvas_width_height()[1] - y if renderer.flipy() else y
            # An SVG asks the text whether it begins there or has its middle there.
            renderer.draw_text(gc, x, top, tekst, self.get_fontproperties(), 0, mtext=self)
        renderer.close_group("text")
        gc.restore()


def skriv(ark: Axes, x: float, y: float, tekst: str, pt: float, **stil: Any) -> None:
    """Write one line with its baseline at (x, y) mm: fed, midt, halo (bool), farve, navn.

    The halo is drawn by itself, under the text, so that the text stays text in a PDF. `navn` is
    what an SVG calls the line, before a number that its halo has too.
    """
    nummer = len(ark.texts)
    for som_halo in (True, False) if stil.get("halo") else (False,):
        ark.add_artist(
            Linje(
                tekst,
                fed=bool(stil.get("fed")),
                halo=som_halo,
                x=x,
                y=y,
                fontsize=pt,
                color=PAPIR if som_halo else stil.get("farve", BLAEK),
                ha="center" if stil.get("midt") else "left",
                zorder=20 if som_halo else 21,
                gid=f"{HALO if som_halo else stil.get('navn', TEKST)}-{nummer}",
            )
        )


def skriv_linjer(
    ark: Axes, x: float, top: float, linjer: Sequence[str], pt: float, **stil: Any
) -> float:
    """Write lines downwards from `top`, and return where they end, mm."""
    for nr, linje in enumerate(linjer):
        skriv(ark, x, top - (nr + 0.8) * LINJE_MM * pt, linje, pt, **stil)
    return top - len(linjer) * LINJE_MM * pt


@dataclass(frozen=True)
class Format:
    """A sheet: size and margin in mm, text in points, radius of a circle of one capacity in mm.

    A whole page keeps its height; otherwise the height is the most there may be, and the sheet
    is cut to its content. `mindste_kort`: the longer side of a map is at least so long, mm, and
    `mindste_del` of the width.
    `mindste_pt`: no text is smaller. `bar`: width and height of a whole page without title and
    source; the same unless given.
    """

    navn: str
    bredde: float
    hoejde: float
    margen: float
    helside: bool
    titel_pt: float
    tekst_pt: float
    navn_pt: float
    smaa_pt: float
    cirkel: float
    mindste_kort: float = 60.0
    mindste_del: float = 0.25
    mindste_pt: float = MINDSTE_PT
    bar: tuple[float, float] | None = None

    def uden_tekst(self) -> Format:
        """Return the sheet of a map that stands without its title and source."""
        bredde, hoejde = self.bar or (self.bredde, self.hoejde)
        return replace(self, bredde=bredde, hoejde=hoejde)


def maalestok_km(mm_pr_km: float, hoejst_mm: float) -> float:
    """Return the longest round length, 1, 2 or 5 times a power of ten km, within `hoejst_mm`."""
    km = hoejst_mm / mm_pr_km
    potens = 10.0 ** math.floor(math.log10(km))
    return potens * max(trin for trin in (1, 2, 5) if trin * potens <= km * (1 + 1e-9))


def maalestok_og_nord(
    ark: Axes | None, sted: Boks, mm_pr_km: float, pt: float, hoejst: float
) -> tuple[float, float]:
    """Draw north arrow and scale bar in a box, and return the width and height they need, mm.

    The bar is at most `hoejst` mm. With `ark` None they are only measured. North is that of the
    grid (EPSG:25832), within two degrees of true north here.
    """
    km = maalestok_km(mm_pr_km, hoejst)
    bredde, linje = km * mm_pr_km, pt * PT_MM
    navn = f"{tal(km, 1, fast=False)} km"
    maal = (bredde + tekstbredde(navn, pt) + linje, 5.2 * linje)
    if ark is None:
        return maal
    x, y = sted.x0 + 0.5 * linje, sted.y0
    for nr, farve in enumerate((BLAEK, PAPIR)):
        halv = Rectangle((x + nr * bredde / 2, y), bredde / 2, 0.35 * linje)
        halv.set(facecolor=farve, edgecolor=BLAEK, linewidth=0.5, zorder=18)
        ark.add_patch(halv)
    halvt = tal(km / 2, 2, fast=False)
    # Where it would run into the others the middle is not told.
    trangt = tekstbredde(f"0{halvt}", pt) + linje > bredde / 2 + tekstbredde("0", pt) / 2
    for dele, tekst in ((0.0, "0"), (0.5, "" if trangt else halvt), (1.0, navn)):
        bagud = tekstbredde("0" if dele == 0 else tal(km * dele, 2, fast=False), pt) / 2
        skriv(ark, x + dele * bredde - bagud, y + 0.7 * linje, tekst, pt, halo=True)
    spids = [(0, 2.7), (-0.55, -0.1), (0, 0.35), (0.55, -0.1)]
    hjoerner = [(x + (0.6 + a) * linje, y + (2.1 + b) * linje) for a, b in spids]
    ark.add_patch(Polygon(hjoerner, facecolor=BLAEK, edgecolor=PAPIR, linewidth=0.4, zorder=18))
    skriv(ark, x + 1.5 * linje, y + 2.2 * linje, "N", pt, fed=True, halo=True)
    return maal
