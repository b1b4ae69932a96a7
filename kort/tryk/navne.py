"""Where names stand on a printed map: clear of each other, of the signs and of the frame.

Measured in mm on the sheet from its lower left corner. Nothing is drawn here, and the same
input gives the same places.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray

from kort.tryk.udstyr import MINDSTE_PT, NAVNELINJE_MM, Boks, overlapper, ren, tekstbredde

#: A longer name is shortened on the map, never in title, legend or source.
LAENGSTE_NAVN = 40
#: Where long names of kommuner may be divided.
BLOED = "\N{SOFT HYPHEN}"
_DELT = ("Brønders|lev", "Frederiks|havn", "Jammer|bugt", "Mariager|fjord", "Vest|himmerland")
DELELIGE = {navn.replace("|", ""): navn.replace("|", BLOED) for navn in _DELT}
#: What a place for a name costs: the part of it over another area, the part outside its own, a
#: middle outside its own, the way from the middle, a divided name, a smaller size.
PRIS_ANDEN, PRIS_UDE, PRIS_UDENFOR, PRIS_VEJ, PRIS_DELT, PRIS_MINDRE = 5.0, 0.7, 3.0, 1.8, 0.15, 4.0
#: A dearer place than this is no good one: better then the name without its value.
GODT_STED = 1.75
#: A name stands beside an area that is less than this many times its own size, not on it.
FOR_LILLE = 1.2
#: Beside an area: how close other areas may be, and what they cost, lest the name seems theirs;
#: and the price of each mm it is further from its own than that.
OMKRING_MM, PRIS_OMKRING, PRIS_FRA_MM = 1.5, 2.0, 0.25
#: How far from a point its name stands, and two names from each other in a line.
VED_PUNKT_MM, NAVNELUFT_MM = 1.4, 1.0
#: How finely areas are seen when names are placed.
KVADRAT_MM = 0.4
#: How many places a name has to choose from, and in how many random orders names choose.
MULIGHEDER, ORDENER = 600, 60
RUNDT = np.array([-1.0, -1.0, 1.0, 1.0])


@dataclass(frozen=True)
class Sats:
    """A way to set a name: its lines, each with points and weight; `pris` is what it costs."""

    linjer: tuple[tuple[str, float, bool], ...]
    pris: float = 0.0

    @property
    def maal(self) -> tuple[float, float]:
        """Width and height in mm."""
        hoejde = sum(pt for _, pt, _ in self.linjer) * NAVNELINJE_MM
        return max(tekstbredde(*linje) for linje in self.linjer), hoejde


@dataclass(frozen=True, eq=False)
class Navn:
    """A name to place in an area, beside a point or beside a line (mm), in one of some ways."""

    noegle: str
    sted: shapely.Geometry
    satser: tuple[Sats, ...]


@dataclass(frozen=True)
class Placering:
    """Where a name stands, how it is set, and what the place cost."""

    boks: Boks
    sats: Sats
    pris: float


def navnesatser(navn: str, pt: float, vaerdi: str = "") -> tuple[Sats, ...]:
    """Return how a name with a value under it may be set: whole, divided, then smaller."""
    navn, vaerdi = ren(navn), ren(vaerdi)
    if len(navn) > LAENGSTE_NAVN:
        navn = f"{navn[: LAENGSTE_NAVN - 1]}…"
    dele = re.split(f"(?<=[ {BLOED}])", DELELIGE.get(navn, navn))
    delt = [d.replace(BLOED, "-").strip() for d in dele]
    satser = []
    for grad in dict.fromkeys(max(MINDSTE_PT, del_ * pt) for del_ in (1, 0.9, 0.8)):
        under = [(vaerdi, grad, False)] if vaerdi else []
        for linjer in ([navn], delt)[: len(delt)]:
            pris = PRIS_MINDRE * (1 - grad / pt) + PRIS_DELT * (linjer is delt)
            satser.append(Sats((*((linje, grad, True) for linje in linjer), *under), pris))
    return tuple(satser)


def placer(navne: Sequence[Navn], ramme: Boks, hindringer: Iterable[Boks]) -> dict[str, Placering]:
    """Return where names stand: inside the frame, clear of each other and of the obstacles.

    Greedy, in many orders: each name takes the cheapest place that is left. Kept is the order
    that leaves the fewest names out, and of those the one with the lowest prices, squared so
    that no name pays for the others. A name there is no room for is not in the answer.
    """
    optaget = np.array(list(hindringer), dtype=float).reshape(-1, 4)
    billede = _billede(navne, ramme)
    alle = _Daekket.af(billede > 0, ramme)
    valg = {
        n.noegle: _muligheder(n, ramme, optaget, egen, alle)
        for nr, n in enumerate(navne, start=1)
        for egen in [_Daekket.af(billede == nr, ramme) if n.sted.area > 0 else alle]
    }
    faa_foerst = sorted(valg, key=lambda k: (int((valg[k].pris < 1.0).sum()), k))
    ordener = [faa_foerst, *([n, *(m for m in faa_foerst if m != n)] for n in faa_foerst)]
    tilfaeldig = random.Random(0)
    ordener += [tilfaeldig.sample(faa_foerst, len(valg)) for _ in range(ORDENER)]
    valgte = _Valg(valg)
    bedst: dict[str, int] = {}
    pris = 0.0
    for orden in ordener:
        fundet, ny_pris = valgte.graadigt(orden, pris if len(bedst) == len(valg) else math.inf)
        if (-len(fundet), ny_pris) < (-len(bedst), pris):
            bedst, pris = fundet, ny_pris
    return {noegle: valg[noegle].placering(nr) for noegle, nr in bedst.items()}


@dataclass(frozen=True, eq=False)
class _Muligheder:
    """The boxes (n, 4) a name may stand in, what each costs, its setting; the cheapest first."""

    bokse: NDArray[np.float64]
    pris: NDArray[np.float64]
    satser: list[Sats]

    def placering(self, nr: int) -> Placering:
        boks = Boks(*map(float, self.bokse[nr]))
        return Placering(boks, self.satser[nr], float(self.pris[nr]))


class _Valg:
    """Finds places for names in an order, and remembers which places rule each other out."""

    def __init__(self, valg: Mapping[str, _Muligheder]) -> None:
        self._valg = valg
        self._priser = {noegle: m.pris.tolist() for noegle, m in valg.items()}
        self._i_vejen: dict[tuple[str, int, str], int] = {}

    def graadigt(self, orden: Sequence[str], loft: float) -> tuple[dict[str, int], float]:
        """The places found in an order, by number, and what they cost, squared.

        Not all of them when they cost more than `loft`.
        """
        fundet: dict[str, int] = {}
        samlet = 0.0
        for noegle in orden:
            priser, taget = self._priser[noegle], 0
            for anden, nr in fundet.items():
                taget |= self._taget(anden, nr, noegle)
            fri = (~taget & (taget + 1)).bit_length() - 1  # the cheapest come first
            if fri < len(priser):
                fundet[noegle] = fri
                samlet += priser[fri] ** 2
                if samlet >= loft:
                    break
        return fundet, samlet

    def _taget(self, anden: str, nr: int, noegle: str) -> int:
        """Which places of a name another's rules out: the bits of a number, the first the least."""
        spurgt = (anden, nr, noegle)
        if spurgt not in self._i_vejen:
            boks = self._valg[anden].bokse[[nr]] + NAVNELUFT_MM * RUNDT * [1, 0, 1, 0]
            bits = np.packbits(overlapper(self._valg[noegle].bokse, boks), bitorder="little")
            self._i_vejen[spurgt] = int.from_bytes(bits.tobytes(), "little")
        return self._i_vejen[spurgt]


def _billede(navne: Sequence[Navn], ramme: Boks) -> NDArray[np.int32]:
    """The areas as squares: the number of the name whose area is there, from 1; 0 is none."""
    form = (math.ceil(ramme.hoejde / KVADRAT_MM) + 1, math.ceil(ramme.bredde / KVADRAT_MM) + 1)
    flader = [(n.sted, nr) for nr, n in enumerate(navne, start=1) if n.sted.area > 0]
    transform = Affine(KVADRAT_MM, 0, ramme.x0, 0, KVADRAT_MM, ramme.y0)
    if not flader:
        return np.zeros(form, dtype=np.int32)
    # Loaded with the first map that is printed: GDAL is 20 MB.
    from rasterio.features import rasterize

    return np.asarray(rasterize(flader, out_shape=form, transform=transform, dtype="int32"))


@dataclass(frozen=True, eq=False)
class _Daekket:
    """How much of a box an area covers, from running sums of its squares over the map."""

    summer: NDArray[np.int32]
    ramme: Boks

    @classmethod
    def af(cls, flade: NDArray[np.bool_], ramme: Boks) -> _Daekket:
        summer = flade.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
        return cls(np.pad(summer, ((1, 0), (1, 0))), ramme)

    def andel(self, bokse: NDArray[np.float64]) -> NDArray[np.float64]:
        """The part of each box (n, 4) that is over the area."""
        fra = np.array([self.ramme.x0, self.ramme.y0] * 2)
        x0, y0, x1, y1 = np.rint((bokse - fra) / KVADRAT_MM).astype(int).T
        s = self.summer
        inde = s[y1, x1] - s[y0, x1] - s[y1, x0] + s[y0, x0]
        return np.asarray(inde / ((x1 - x0) * (y1 - y0)))


def _muligheder(
    navn: Navn,
    ramme: Boks,
    optaget: NDArray[np.float64],
    egen_flade: _Daekket,
    alle_flader: _Daekket,
) -> _Muligheder:
    """Where a name may stand and what it costs there."""
    bokse, priser, satser = [], [], []
    sted = _enkelt(navn.sted)
    for sats in navn.satser:
        bredde, hoejde = sats.maal
        midter, vej = _midter(sted, bredde, hoejde)
        halv = np.array([bredde, hoejde]) / 2
        her = np.hstack([midter - halv, midter + halv])
        inde = np.all((her[:, :2] >= ramme[:2]) & (her[:, 2:] <= ramme[2:]), axis=1)
        fri = inde & ~overlapper(her, optaget)
        her, pris = her[fri], sats.pris + PRIS_VEJ * vej[fri]
        if navn.sted.area > 0 and len(her):
            egen, alle = egen_flade.andel(her), alle_flader.andel(her)
            stort = navn.sted.area > FOR_LILLE * bredde * hoejde
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
    samlet = np.concatenate(priser)
    bedst = np.argsort(samlet, kind="stable")[:MULIGHEDER]
    return _Muligheder(np.vstack(bokse)[bedst], samlet[bedst], [satser[i] for i in bedst])


def _enkelt(sted: shapely.Geometry) -> shapely.Geometry:
    """A point or line as it is; of an area the largest part, without bends no name can feel."""
    if sted.area == 0:
        return sted
    return shapely.simplify(max(shapely.get_parts(sted), key=lambda del_: del_.area), KVADRAT_MM)


def _midter(
    sted: shapely.Geometry, bredde: float, hoejde: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centres a box may have, and how far each is from the best, 0 to about 1."""
    if sted.geom_type == "Point":
        x, y = bredde / 2 + VED_PUNKT_MM, hoejde / 2 + VED_PUNKT_MM
        rundt = [(x, 0), (-x, 0), (0, y), (0, -y), (x, y), (-x, y), (x, -y), (-x, -y)]
        return np.array(rundt) + np.array([sted.x, sted.y]), np.arange(8) / 8
    if sted.geom_type == "LineString":
        dele = np.repeat([0.5, 0.42, 0.58, 0.35, 0.65, 0.25, 0.75], 2)
        a, b = (
            shapely.get_coordinates(shapely.line_interpolate_point(sted, d, normalized=True))
            for d in (dele - 0.01, dele + 0.01)
        )
        langs = (b - a) / np.hypot(*(b - a).T)[:, None]
        tvaers = langs[:, ::-1] * [1, -1] * np.tile([1, -1], len(dele) // 2)[:, None]
        ud = 0.8 + np.abs(tvaers) @ np.array([bredde, hoejde]) / 2
        return (a + b) / 2 + tvaers * ud[:, None], np.arange(len(dele)) / len(dele)
    return _net(sted, hoejde, sted.area < FOR_LILLE * bredde * hoejde)


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
