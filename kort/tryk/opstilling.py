"""Where maps and legend stand on a printed sheet: the arrangement that gives the largest maps.

Measured in mm on the sheet from its lower left corner; what a map shows, in metres in
EPSG:25832. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from kort.tryk.signatur import Gruppe
from kort.tryk.udstyr import Boks, Format, overlapper

#: How far beyond the region a map reaches, and may reach, metres: west, south, east, north. South
#: of their outlines the neighbours' own neighbours are missing, and would look like sea.
MARGEN_M = (3_000.0, 3_000.0, 3_000.0, 3_000.0)
STOERSTE_MARGEN_M = (25_000.0, 6_000.0, 25_000.0, 25_000.0)
#: How much of a sheet's width a legend may take: under the maps, to the right, and on the map.
LEGENDE_DEL = {"under": 1.0, "hoejre": 0.3, "hoejre i spalter": 0.45, "hoejre bredt": 0.56}
PAA_KORTET_DEL = 0.42
LUFT_MM = 3.0
#: How many places are held against the land at a time.
PAA_EN_GANG = 100
#: Two panels stand side by side unless one over the other makes them this much larger.
SIDE_OM_SIDE = 1.35


@dataclass(frozen=True)
class Indhold:
    """What is to stand on a sheet: number of panels, legend, and the mm that texts take.

    `over`: above each panel; `hoved` and `fod`: above and below everything.
    """

    paneler: int
    legende: tuple[Gruppe, ...]
    over: float
    hoved: float
    fod: float


@dataclass(frozen=True)
class Opstilling:
    """How a figure fills its sheet, mm: height, the place of each panel and part of the legend.

    `udsnit` is what every panel shows, metres.
    """

    hoejde: float
    kort: tuple[Boks, ...]
    udsnit: Boks
    legende: tuple[tuple[Gruppe, Boks], ...]


def opstil(indhold: Indhold, format: Format, omrids: gpd.GeoDataFrame) -> Opstilling | None:
    """Return the arrangement that gives the largest maps, or None when no map is large enough.

    Panels in rows and columns; the legend under, to the right, where a panel is missing in the last
    row, or, with one panel, in a corner of the map where it covers no land. Between equals the one
    that fills a whole page best, or makes the lowest figure. `omrids` in EPSG:25832 (i_region).
    """
    antal = indhold.paneler
    land = omrids.geometry.to_numpy()
    region = Boks(*map(float, omrids[omrids["i_region"]].total_bounds))
    mulige = [
        (godhed, -nr, opstilling)
        for nr, (raekker, sted) in enumerate(
            (r, s)
            for r in _raekker(antal)
            for s in (
                *LEGENDE_DEL,
                *(("inde", "inde i mere hav") if antal == 1 else ()),
                *(("i feltet",) if antal % -(-antal // r) else ()),
            )
        )
        for godhed, opstilling in _proev(indhold, format, region, land, raekker, sted)
    ]
    return max(mulige, key=lambda m: m[:2])[2] if mulige else None


def _raekker(antal: int) -> list[int]:
    """The numbers of rows that so many panels can stand in, without an empty one."""
    kolonner = range(antal, 0, -1)
    return list(dict.fromkeys(-(-antal // k) for k in kolonner))


def _proev(
    indhold: Indhold,
    format: Format,
    region: Boks,
    land: NDArray[np.object_],
    raekker: int,
    sted: str,
) -> list[tuple[tuple[float, float], Opstilling]]:
    """One arrangement, with how good it is, or none when it does not fit."""
    kolonner = -(-indhold.paneler // raekker)
    top, bund = format.hoejde - format.margen - indhold.hoved, format.margen + indhold.fod
    bredde, hoejde = format.bredde - 2 * format.margen, top - bund
    ved_siden = sted.startswith("hoejre")
    andel = {**LEGENDE_DEL, "i feltet": 0.9 / kolonner}.get(sted, PAA_KORTET_DEL)
    legende = _flyd(indhold.legende, andel * bredde, format)
    l_bredde = max((b.x1 for _, b in legende), default=0.0)
    l_hoejde = -min((b.y0 for _, b in legende), default=0.0)
    til_b = bredde - (l_bredde + LUFT_MM if ved_siden else 0)
    til_h = hoejde - (l_hoejde + LUFT_MM if sted == "under" else 0)
    b = (til_b - (kolonner - 1) * LUFT_MM) / kolonner
    h = (til_h - (raekker - 1) * LUFT_MM) / raekker - indhold.over
    mindst_b = region.bredde + MARGEN_M[0] + MARGEN_M[2]
    mindst_h = region.hoejde + MARGEN_M[1] + MARGEN_M[3]
    mm_pr_m = min(b / mindst_b, h / mindst_h)
    # A kommune may be taller than it is wide.
    mindst = max(format.mindste_kort, format.mindste_del * bredde)
    if mm_pr_m * max(mindst_b, mindst_h) < mindst or (
        l_hoejde > (hoejde if ved_siden else h if sted == "i feltet" else l_hoejde)
    ):
        return []
    voks = format.helside or sted == "inde i mere hav"
    udsnit = _udsnit(region, b / mm_pr_m, h / mm_pr_m if voks else 0.0)
    b, h = udsnit.bredde * mm_pr_m, udsnit.hoejde * mm_pr_m
    kort = []
    for nr in range(indhold.paneler):
        x = format.margen + nr % kolonner * (b + LUFT_MM)
        y = top - indhold.over - nr // kolonner * (h + indhold.over + LUFT_MM)
        kort.append(Boks(x, y - h, x + b, y))
    if sted == "under":
        hjoerne = (format.margen, kort[-1].y0 - LUFT_MM)
    elif ved_siden:
        hjoerne = (kort[kolonner - 1].x1 + LUFT_MM, top)
    elif sted == "i feltet":
        hjoerne = (kort[-1].x1 + LUFT_MM, kort[-1].y1)
    else:
        boks, fri = ledigt_sted(kort[0], (l_bredde, l_hoejde), (), udsnit, land)
        if not fri:
            return []
        hjoerne = (boks.x0, boks.y1)
    stillet = [(g, _flyt(k, *hjoerne)) for g, k in legende]
    lavest = min([kort[-1].y0, *(k.y0 for _, k in stillet)])
    spild = 0.0 if format.helside else lavest - bund
    opstilling = Opstilling(
        format.hoejde - spild,
        tuple(_flyt(k, 0, -spild) for k in kort),
        udsnit,
        tuple((g, _flyt(k, 0, -spild)) for g, k in stillet),
    )
    return [((round(1e5 * mm_pr_m / (SIDE_OM_SIDE if raekker > 1 else 1)), spild), opstilling)]


def _flyt(boks: Boks, dx: float, dy: float) -> Boks:
    return Boks(boks.x0 + dx, boks.y0 + dy, boks.x1 + dx, boks.y1 + dy)


def _udsnit(region: Boks, bredde: float, hoejde: float) -> Boks:
    """What a map shows, metres: the region and its margin, and more where there is room."""
    maal = []
    for vej, plads in ((0, bredde - region.bredde), (1, hoejde - region.hoejde)):
        lille, stor = MARGEN_M[vej::2], STOERSTE_MARGEN_M[vej::2]
        del_ = (plads - sum(lille)) / (sum(stor) - sum(lille))
        maal.append(
            [a + min(max(del_, 0.0), 1.0) * (b - a) for a, b in zip(lille, stor, strict=True)]
        )
    (vest, oest), (syd, nord) = maal
    return Boks(region.x0 - vest, region.y0 - syd, region.x1 + oest, region.y1 + nord)


def _flyd(grupper: Sequence[Gruppe], bredde: float, format: Format) -> list[tuple[Gruppe, Boks]]:
    """Parts of the legend in rows of at most `bredde` mm, from (0, 0) to the right and down."""
    ud: list[tuple[Gruppe, Boks]] = []
    x = top = bund = 0.0
    for gruppe in grupper:
        boks = gruppe.tegn(None, x, top, format.tekst_pt, bredde)
        if ud and boks.x1 > bredde:
            x, top = 0.0, bund - LUFT_MM / 2
            boks = gruppe.tegn(None, x, top, format.tekst_pt, bredde)
        ud.append((gruppe, boks))
        x, bund = boks.x1 + 2 * LUFT_MM, min(bund, boks.y0)
    return ud


def ledigt_sted(
    kort: Boks,
    maal: tuple[float, float],
    optaget: Iterable[Boks],
    udsnit: Boks,
    land: NDArray[np.object_],
) -> tuple[Boks, bool]:
    """Return the best place on a map for a box of a size, and whether it is free.

    Clear of the obstacles and over no land (its areas, metres) if it can be, and as near to a
    corner as it can be, the upper left one first.
    """
    plads = (kort.bredde - 2 * LUFT_MM - maal[0], kort.hoejde - 2 * LUFT_MM - maal[1])
    if min(plads) < 0:
        return Boks(kort.x0, kort.y1 - maal[1], kort.x0 + maal[0], kort.y1), False
    fra_v, fra_o = (n.ravel() for n in np.meshgrid(*(np.linspace(0, p, 40) for p in plads)))
    vest, top = kort.x0 + LUFT_MM + fra_v, kort.y1 - LUFT_MM - fra_o
    bokse = np.column_stack([vest, top - maal[1], vest + maal[0], top])
    fra, til = np.array(kort[:2] * 2), np.array(udsnit[:2] * 2)
    felter = (bokse - fra) * (udsnit.bredde / kort.bredde) + til
    shapely.prepare(land)
    daekket = overlapper(bokse, np.array(list(optaget), dtype=float))
    hjoerne = np.hypot(np.minimum(fra_v, plads[0] - fra_v), np.minimum(fra_o, plads[1] - fra_o))
    orden = np.lexsort((fra_v + fra_o, hjoerne.round(3), daekket))
    bedste = orden[daekket[orden] == daekket[orden[0]]]
    for nogle in np.array_split(bedste, -(-len(bedste) // PAA_EN_GANG)):  # most find one at once
        fri = ~shapely.intersects(land[:, None], shapely.box(*felter[nogle].T)).any(axis=0)
        if fri.any():
            nr = int(nogle[fri][0])
            return Boks(*map(float, bokse[nr])), not daekket[nr]
    return Boks(*map(float, bokse[bedste[0]])), False
