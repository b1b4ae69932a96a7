"""Where a name may stand on a printed map, and what each place costs.

In an area or beside it, beside a point or a line, or away from it with a thin line to it. Measured
in mm on the sheet from its lower left corner.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from kort.tryk.navne import LINJELUFT_MM, RUNDT, Navn, Placering, Sats
from kort.tryk.udstyr import Boks, krydser, overlapper

#: What a place for a name costs: the part of it over another area, the part outside its own, a
#: middle outside its own, the way from the middle.
PRIS_ANDEN, PRIS_UDE, PRIS_UDENFOR, PRIS_VEJ = 5.0, 0.7, 3.0, 1.8
#: A name stands beside an area that has less than this many times its own size left by the signs on
#: it, and not on it: there it would hide the colour it is to tell of.
FOR_LILLE = 2.4
#: Beside an area: how close other areas may be, and what they cost, lest the name seems theirs;
#: and the price of each mm it is further from its own than that.
OMKRING_MM, PRIS_OMKRING, PRIS_FRA_MM = 1.5, 2.0, 0.25
#: How far from the edge of a sign its name stands, and from the middle of an arrow.
VED_PUNKT_MM, VED_PIL_MM = 0.5, 0.8
#: In how many directions a name may be away from its sign, with a thin line to it; and what each
#: mm of it costs. No line is drawn that is shorter than the last.
RETNINGER, PRIS_LINJE, KORTEST_LINJE = 28, 0.12, 1.0
#: How dear it is, as a way, to set a number on the sign it is of: dearer than any place beside it.
PAA_TEGNET = 10.0
#: How finely areas are seen when names are placed.
KVADRAT_MM = 0.4
#: How many places the name of an area has to choose from.
MULIGHEDER = 600


@dataclass(frozen=True, eq=False)
class Muligheder:
    """The boxes (n, 4) a name may stand in, what each costs, its setting; the cheapest first.

    `streger` (n, 2, 2): both ends of the line to what is named, NaN for no line.
    """

    bokse: NDArray[np.float64]
    pris: NDArray[np.float64]
    satser: list[Sats]
    streger: NDArray[np.float64] | None = None

    def placering(self, nr: int) -> Placering:
        """Return a place by its number."""
        boks, streg = Boks(*map(float, self.bokse[nr])), None
        if self.streger is not None and np.isfinite(self.streger[nr]).all():
            a, b = self.streger[nr].tolist()
            streg = ((a[0], a[1]), (b[0], b[1]))
        return Placering(boks, self.satser[nr], float(self.pris[nr]), streg)


def billede(navne: Sequence[Navn], ramme: Boks) -> NDArray[np.int32]:
    """Return the areas as squares: the number of the name whose area is there, from 1, or 0."""
    form = (math.ceil(ramme.hoejde / KVADRAT_MM) + 1, math.ceil(ramme.bredde / KVADRAT_MM) + 1)
    ud = np.zeros(form, dtype=np.int32)
    for nr, navn in enumerate(navne, start=1):
        if navn.sted.area > 0:
            foerste, inde = _kvadrater(navn.sted, ramme, form)
            ud[foerste : foerste + len(inde)][inde] = nr
    return ud


def _kvadrater(
    flade: shapely.Geometry, ramme: Boks, form: tuple[int, int]
) -> tuple[int, NDArray[np.bool_]]:
    """Which squares have their middle in an area: its first row, and from that on whether they do.

    Along a row an edge leads in, and the next out again. Not by GDAL, which is 30 MB to have
    loaded: a server draws maps too.
    """
    ringe = shapely.get_rings(shapely.get_parts(flade))
    punkter, ring = shapely.get_coordinates(ringe, return_index=True)
    x, y = (punkter - ramme[:2]).T / KVADRAT_MM
    kant = np.flatnonzero(ring[1:] == ring[:-1])
    a, b = (np.clip(np.ceil(v - 0.5), 0, form[0]).astype(int)[kant] for v in (y[:-1], y[1:]))
    fra, antal = np.minimum(a, b), np.abs(b - a)
    kant, fra = np.repeat(kant, antal), np.repeat(fra - np.cumsum(antal) + antal, antal)
    raekke = fra + np.arange(len(kant))
    del_ = (raekke + 0.5 - y[kant]) / (y[kant + 1] - y[kant])
    soejle = np.floor(x[kant] + del_ * (x[kant + 1] - x[kant]) + 0.5)
    foerste, bredde = int(raekke.min(initial=form[0])), form[1] + 1
    plads = (raekke - foerste) * bredde + np.clip(soejle, 0, form[1]).astype(int)
    antal_raekker = max(int(raekke.max(initial=-1)) + 1 - foerste, 0)
    skift = np.bincount(plads, minlength=antal_raekker * bredde).reshape(-1, bredde)
    return foerste, skift.cumsum(axis=1)[:, :-1] % 2 == 1


@dataclass(frozen=True, eq=False)
class Daekket:
    """How much of a box an area covers, from running sums of its squares over the map."""

    summer: NDArray[np.int32]
    ramme: Boks

    @classmethod
    def af(cls, flade: NDArray[np.bool_], ramme: Boks) -> Daekket:
        """Return what squares over the map cover."""
        summer = flade.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
        return cls(np.pad(summer, ((1, 0), (1, 0))), ramme)

    def andel(self, bokse: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the part of each box (n, 4) that is over the area."""
        fra = np.array([self.ramme.x0, self.ramme.y0] * 2)
        x0, y0, x1, y1 = np.rint((bokse - fra) / KVADRAT_MM).astype(int).T
        s = self.summer
        inde = s[y1, x1] - s[y0, x1] - s[y1, x0] + s[y0, x0]
        return np.asarray(inde / ((x1 - x0) * (y1 - y0)))


def muligheder(
    navn: Navn,
    ramme: Boks,
    optaget: NDArray[np.float64],
    egen_flade: Daekket,
    alle_flader: Daekket,
) -> Muligheder:
    """Return where a name may stand and what it costs there."""
    bokse, priser, satser = [], [], list[Sats]()
    sted, ledigt = _enkelt(navn.sted), _ledigt(navn.sted, optaget)
    shapely.prepare(sted)
    for sats in navn.satser:
        bredde, hoejde = sats.maal
        stort = ledigt > FOR_LILLE * bredde * hoejde
        midter, vej = _midter(navn, sted, np.array([bredde, hoejde]) / 2, stort)
        paa_tegnet = sats.nummer and navn.sted.geom_type == "Point"
        if paa_tegnet:
            midter, vej = np.vstack([midter, sted.coords[0]]), np.append(vej, PAA_TEGNET)
        halv = np.array([bredde, hoejde]) / 2
        her = np.hstack([midter - halv, midter + halv])
        inde = np.all((her[:, :2] >= ramme[:2]) & (her[:, 2:] <= ramme[2:]), axis=1)
        her, pris = her[inde], sats.pris + PRIS_VEJ * vej[inde]
        fri = ~overlapper(her, optaget)
        if paa_tegnet and inde[-1]:
            fri[-1] = not overlapper(her[-1:], _uden_eget(optaget, sted))[0]
        her, pris = her[fri], pris[fri]
        if navn.sted.area > 0 and len(her):
            egen, alle = egen_flade.andel(her), alle_flader.andel(her)
            paa = egen if stort else 1 - 10 * egen
            pris = pris + PRIS_UDE * (1 - paa) + (PRIS_ANDEN - PRIS_UDE) * (alle - egen)
            if not stort:
                om = np.clip(her + OMKRING_MM * RUNDT, ramme[:2] * 2, ramme[2:] * 2)
                pris = pris + PRIS_OMKRING * (alle_flader.andel(om) - egen_flade.andel(om))
                fra = shapely.distance(sted, shapely.box(*her.T)) - OMKRING_MM
                pris = pris + PRIS_FRA_MM * np.maximum(fra, 0.0)
        bokse.append(her)
        priser.append(pris)
        satser += [sats] * len(her)
    alle_bokse, samlet = np.vstack(bokse), np.concatenate(priser)
    hoejst = MULIGHEDER if navn.sted.area > 0 else len(samlet)
    bedst = np.argsort(samlet, kind="stable")[: 2 * hoejst]
    streger = _streger(navn, sted, alle_bokse[bedst])
    med = np.flatnonzero(np.isfinite(streger[:, 0, 0]))
    if len(med):  # a line crosses no sign
        klar = np.ones(len(bedst), dtype=bool)
        andet = _uden_eget(optaget, sted) + LINJELUFT_MM * RUNDT
        klar[med] = ~krydser(streger[med], andet).any(axis=1)
        bedst, streger = bedst[klar], streger[klar]
    bedst = bedst[:hoejst]
    return Muligheder(
        alle_bokse[bedst],
        samlet[bedst],
        [satser[i] for i in bedst],
        streger[:hoejst] if len(med) else None,
    )


def _ledigt(sted: shapely.Geometry, optaget: NDArray[np.float64]) -> float:
    """How much of an area the signs on it leave, mm2; 0 of a point or line."""
    if sted.area == 0:
        return 0.0
    midter = (optaget[:, :2] + optaget[:, 2:]) / 2
    paa = optaget[shapely.contains_xy(sted, *midter.T)]
    return float(sted.area - ((paa[:, 2] - paa[:, 0]) * (paa[:, 3] - paa[:, 1])).sum())


def _uden_eget(optaget: NDArray[np.float64], sted: shapely.Geometry) -> NDArray[np.float64]:
    """What is in the way of a line, but for the sign it starts from."""
    if sted.geom_type != "Point":
        return optaget
    midte = np.array([sted.x, sted.y])
    eget = np.all((optaget[:, :2] <= midte) & (midte <= optaget[:, 2:]), axis=1)
    return optaget[~eget]


def _streger(navn: Navn, sted: shapely.Geometry, bokse: NDArray[np.float64]) -> NDArray[np.float64]:
    """The lines (n, 2, 2) from what is named to boxes; NaN for one that stands by it, or on it."""
    streger = np.full((len(bokse), 2, 2), np.nan)
    kasser = shapely.box(*bokse.T)
    fjern = np.flatnonzero(~shapely.intersects(sted, kasser))
    ender = shapely.get_coordinates(shapely.shortest_line(sted, kasser[fjern]))
    streger[fjern] = ender.reshape(-1, 2, 2)
    lang = np.hypot(*(streger[:, 1] - streger[:, 0]).T)
    mindst = KORTEST_LINJE
    if sted.area == 0:  # from the edge of its sign, or of an arrow
        kant = navn.radius if sted.geom_type == "Point" else VED_PIL_MM
        fra = (kant + LINJELUFT_MM + 0.05) / np.maximum(lang, 1e-9)
        streger[:, 0] += (streger[:, 1] - streger[:, 0]) * fra[:, None]
        mindst += kant
    streger[lang < mindst] = np.nan
    return streger


def _enkelt(sted: shapely.Geometry) -> shapely.Geometry:
    """A point or line as it is; of an area the largest part, without bends no name can feel."""
    if sted.area == 0:
        return sted
    return shapely.simplify(max(shapely.get_parts(sted), key=lambda del_: del_.area), KVADRAT_MM)


def _midter(
    navn: Navn, sted: shapely.Geometry, halv: NDArray[np.float64], stort: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centres a box may have, and how far each is from the best, 0 to about 1."""
    if sted.geom_type == "Point":
        x, y = halv + navn.radius + VED_PUNKT_MM
        skraa = halv + 0.7 * navn.radius + VED_PUNKT_MM
        hjoerner = [skraa * h for h in ((1, 1), (-1, 1), (1, -1), (-1, -1))]
        naer = np.array([(x, 0), (-x, 0), (0, y), (0, -y), *hjoerner])
        ud, vej = _fjernt(navn.linjer, halv, navn.radius)
        midte = np.array([sted.x, sted.y])
        return np.vstack([naer, ud]) + midte, np.concatenate([np.arange(8) / 8, vej])
    if sted.geom_type == "LineString":
        dele = np.repeat([0.5, 0.42, 0.58, 0.35, 0.65, 0.25, 0.75], 2)
        a, b = (
            shapely.get_coordinates(shapely.line_interpolate_point(sted, d, normalized=True))
            for d in (dele - 0.01, dele + 0.01)
        )
        langs = (b - a) / np.hypot(*(b - a).T)[:, None]
        tvaers = langs[:, ::-1] * [1, -1] * np.tile([1, -1], len(dele) // 2)[:, None]
        naer = (a + b) / 2 + tvaers * (VED_PIL_MM + np.abs(tvaers) @ halv)[:, None]
        ud, vej = _fjernt(navn.linjer, halv, 0.0)
        fjern = (ud + ((a + b) / 2)[::4, None]).reshape(-1, 2)
        priser = np.concatenate([np.arange(len(dele)) / len(dele), np.tile(vej, len(dele[::4]))])
        return np.vstack([naer, fjern]), priser
    return _net(sted, float(2 * halv[1]), not stort)


def _fjernt(
    linjer: Sequence[float], halv: NDArray[np.float64], radius: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centres away from a sign at (0, 0), in all directions, for a box by its half sides."""
    vinkel = np.arange(RETNINGER) * 2 * np.pi / RETNINGER
    vej = np.column_stack([np.cos(vinkel), np.sin(vinkel)])
    ud = np.array(linjer)[:, None, None] + radius
    midter = ud * vej + np.clip(1.5 * vej, -1, 1) * halv
    pris = 1.0 + PRIS_LINJE * np.repeat(linjer, RETNINGER)
    return midter.reshape(-1, 2), pris


# The maps of a document show the same areas, and many names are as high.
@lru_cache(maxsize=200)
def _net(
    sted: shapely.Geometry, hoejde: float, for_lille: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The centres of `_midter` in an area, or around one too small to write on."""
    inderst = shapely.get_coordinates(shapely.maximum_inscribed_circle(sted, tolerance=0.2))[0]
    skridt = max(0.7, math.sqrt(sted.area) / 24)
    omegn = shapely.buffer(sted.envelope if for_lille else sted, hoejde)
    shapely.prepare([sted, omegn])
    x0, y0, x1, y1 = omegn.bounds
    net = np.stack(np.meshgrid(np.arange(x0, x1, skridt), np.arange(y0, y1, skridt)), axis=-1)
    net = net.reshape(-1, 2)
    punkter = np.vstack([inderst, net[shapely.contains_xy(omegn, *net.T)]])
    vej = np.hypot(*(punkter - inderst).T) / math.sqrt(omegn.area)
    if not for_lille:
        vej += PRIS_UDENFOR * ~shapely.contains_xy(sted, *punkter.T)
    return punkter, vej
