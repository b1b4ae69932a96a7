"""Where people live: the official counts of the polling districts, spread within each.

The counts are official; where in a district its people live is a model of ours, and so are the
districts' borders, since their outlines may not be shipped. Known of each district are its area,
its middle and its polling place, which is nearly always in the settlement.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache, partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning
from geo.befolkning import BYTAETHED, byradius_m, kraev_utm32, stoerste_rest
from geo.celler import inddel
from geo.koordinater import MAALE_CRS, til_meter
from geo.omraader import uden_holme

#: Cells of the Danish grid. The ground of the travel times has no smaller ones.
SIDER_M = (1000, 500, 250)
#: A cell is parted while more than this live in it.
HOEJST_I_CELLE = 100
#: Residents a km2 wherever there is land: farms.
LANDTAETHED = 15.0
#: What gathers around a polling place that is in no town of the table: a village.
LANDSBY, LANDSBY_M = 800.0, 500.0
#: Where a district is thought to lie: so much of the way from the polling place to the middle.
TIL_MIDTEN = 0.6
#: How far from its polling place a district's settlement goes: a share of the radius of a round
#: district of the same area, and some more.
BEBYGGELSE, BEBYGGELSE_M = 0.7, 300.0
#: The districts' areas are met when they are this far off, in the mean of their kommune.
AREALFEJL = 0.02
HOEJST_RUNDER = 2000

ANTAL = ("personer_65_69", "personer_70", "husstande", "husstande_uden_bil")


def spred_befolkning(
    kommuner: pd.DataFrame,
    omrids: gpd.GeoDataFrame,
    byer: pd.DataFrame,
    distrikter: pd.DataFrame,
) -> gpd.GeoDataFrame:
    """Return demand points that sum to every kommune's inhabitants exactly.

    A model on official counts. Each kommune's land, in cells from 1 km where few live to 250 m in
    towns, is shared among its polling districts (`del_i_distrikter`); each district has its share
    of the kommune's inhabitants, by its own count, and spreads them over its cells by
    `bebyggelse`. Islands too small to drive on are nobody's: their people live, here, on the
    shore they sail to.

    `kommuner`: index `kode` (str), `indbyggere` (int). `omrids`: `kode`, polygons, EPSG:25832;
    kommuner that are not in `kommuner` are ignored. `byer`: `lat`, `lon` (degrees, WGS84),
    `indbyggere`. `distrikter`: index `distrikt` (str), `kommune_kode`, `sted_lat`, `sted_lon`,
    `midt_lat`, `midt_lon` (degrees), `areal_km2`, `personer` and `ANTAL` (counts).

    Returns the index `punkt_id`, `kommune_kode`, `distrikt`, `indbyggere` (int), `ANTAL` (float:
    the point's part of its district's counts, in proportion to its inhabitants) and `geometry`
    (point, EPSG:25832); points without inhabitants are left out. Raises Inputfejl for a wrong CRS,
    a kommune without outline or district, and a district of no known kommune or without people.
    """
    kraev_utm32(omrids, "Omridset")
    _kontroller(kommuner, omrids, distrikter)
    egne = omrids[omrids["kode"].isin(kommuner.index)].sort_values("kode")
    distrikter = distrikter.sort_index()
    celler = _celler(_Land(egne, byer, distrikter))
    vaegt = celler["vaegt"].to_numpy()
    folk = _indbyggere(kommuner, distrikter)
    indbyggere = np.zeros(len(celler), dtype=np.int64)
    noegler = celler.index.to_numpy(dtype=str)
    for nr, plads in celler.groupby("nr").indices.items():
        indbyggere[plads] = stoerste_rest(vaegt[plads], int(folk[nr]), noegler[plads])
    punkter = celler[["kommune_kode"]].assign(
        distrikt=distrikter.index.to_numpy()[celler["nr"]], indbyggere=indbyggere
    )
    punkter = gpd.GeoDataFrame(
        punkter, geometry=gpd.points_from_xy(celler["x"], celler["y"]), crs=MAALE_CRS
    )
    return med_antal(punkter[punkter["indbyggere"] > 0], distrikter)


class _Land:
    """Outlines, towns and districts; the same as others with the same content."""

    def __init__(
        self, omrids: gpd.GeoDataFrame, byer: pd.DataFrame, distrikter: pd.DataFrame
    ) -> None:
        self.omrids, self.byer, self.distrikter = omrids, byer, distrikter
        indhold = hashlib.sha256()
        indhold.update("|".join(omrids["kode"]).encode())
        indhold.update(b"".join(shapely.to_wkb(omrids.geometry.to_numpy())))
        for ramme in (byer[["lat", "lon", "indbyggere"]], distrikter):
            indhold.update(ramme.to_csv().encode())
        self._aftryk = indhold.digest()

    def __hash__(self) -> int:
        return hash(self._aftryk)

    def __eq__(self, anden: object) -> bool:
        return isinstance(anden, _Land) and anden._aftryk == self._aftryk


# The land is the same from dataset to dataset; only how many live on it is not.
@lru_cache(maxsize=2)
def _celler(land: _Land) -> pd.DataFrame:
    """Return the cells with the position of their district (nr) and their share of it (vaegt).

    Index, kommune_kode, x and y as `inddel` has them; not to be written in.
    """
    byer, distrikter = land.byer, land.distrikter
    sted = til_meter(distrikter["sted_lat"], distrikter["sted_lon"])
    byer_xy = til_meter(byer["lat"], byer["lon"])
    byfolk = byer["indbyggere"].to_numpy(float)
    celler = inddel(
        land.omrids,
        partial(_taethed, steder=sted, byer_xy=byer_xy, byfolk=byfolk),
        HOEJST_I_CELLE,
        SIDER_M,
    )
    celler["nr"] = del_i_distrikter(celler, distrikter)
    fastland = uden_holme(land.omrids).union_all()
    shapely.prepare(fastland)
    celler = celler[shapely.dwithin(fastland, shapely.points(celler[["x", "y"]]), 1.0)]
    celler["nr"] = _ingen_tomme(celler, distrikter, sted)
    return celler.assign(vaegt=bebyggelse(celler, distrikter, byer_xy, byfolk))


def _indbyggere(kommuner: pd.DataFrame, distrikter: pd.DataFrame) -> NDArray[np.int64]:
    """Return the inhabitants of each district (n,): its share of its kommune's, by its count."""
    folk = np.zeros(len(distrikter), dtype=np.int64)
    for kode, plads in distrikter.groupby("kommune_kode").indices.items():
        optalt = distrikter["personer"].to_numpy(float)[plads]
        noegler = distrikter.index.to_numpy(dtype=str)[plads]
        folk[plads] = stoerste_rest(optalt, int(kommuner.at[kode, "indbyggere"]), noegler)
    return folk


def med_antal(punkter: gpd.GeoDataFrame, distrikter: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the points with their part of each of `ANTAL` of their district.

    In proportion to inhabitants, so that the points of a district sum to what was counted there.
    """
    i_alt = punkter.groupby("distrikt")["indbyggere"].transform("sum")
    andel = punkter["indbyggere"] / i_alt.where(i_alt > 0)
    talt = distrikter[list(ANTAL)].reindex(punkter["distrikt"]).to_numpy(float)
    dele = pd.DataFrame(talt * andel.to_numpy()[:, None], punkter.index, list(ANTAL))
    uden_geometri = punkter.drop(columns="geometry")
    return gpd.GeoDataFrame(
        pd.concat([uden_geometri, dele], axis=1), geometry=punkter.geometry, crs=punkter.crs
    )


def naermeste_distrikt(punkter: gpd.GeoDataFrame, model: gpd.GeoDataFrame) -> pd.Series:
    """Return the district of other points: that of the model's nearest point in their kommune.

    Both have `kommune_kode` and points in EPSG:25832.
    """
    ud = pd.Series("", index=punkter.index, dtype=object)
    for kode, gruppe in punkter.groupby("kommune_kode"):
        kendte = model[model["kommune_kode"] == kode]
        _, naer = shapely.STRtree(kendte.geometry.to_numpy()).query_nearest(
            gruppe.geometry.to_numpy(), all_matches=False
        )
        ud[gruppe.index] = kendte["distrikt"].to_numpy()[naer]
    return ud


def del_i_distrikter(celler: pd.DataFrame, distrikter: pd.DataFrame) -> NDArray[np.int64]:
    """Return the position of each cell's district (n,), so that the areas are the official ones.

    A power diagram: a cell goes to the district of its kommune with the smallest squared distance
    to a point between polling place and middle, less a weight; the weights are moved until each
    district has its share of the kommune's land, within `AREALFEJL` in the mean.
    """
    sted = til_meter(distrikter["sted_lat"], distrikter["sted_lon"])
    midte = TIL_MIDTEN * til_meter(distrikter["midt_lat"], distrikter["midt_lon"])
    midte = midte + (1 - TIL_MIDTEN) * sted
    nr = np.zeros(len(celler), dtype=np.int64)
    for kode, plads in celler.groupby("kommune_kode").indices.items():
        i_kommunen = np.flatnonzero(distrikter["kommune_kode"] == kode)
        kvadrat = _afstand2(celler[["x", "y"]].to_numpy()[plads], midte[i_kommunen])
        land = celler["areal_m2"].to_numpy()[plads]
        areal = distrikter["areal_km2"].to_numpy(float)[i_kommunen]
        nr[plads] = i_kommunen[_med_arealer(kvadrat, land, areal / areal.sum() * land.sum())]
    return nr


def _med_arealer(
    kvadrat: NDArray[np.float64], land: NDArray[np.float64], areal: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the cells' districts of the power diagram whose areas (m2) are nearest the wanted."""
    vaegt = areal / math.pi
    bedst, mindst = np.zeros(len(land), dtype=np.int64), math.inf
    for runde in range(HOEJST_RUNDER):
        valgt = np.argmin(kvadrat - vaegt, axis=1)
        faaet = np.bincount(valgt, land, len(areal))
        fejl = float(np.mean(np.abs(faaet - areal) / areal))
        if fejl < mindst:
            bedst, mindst = valgt, fejl
        if fejl < AREALFEJL:
            break
        vaegt = vaegt + 0.6 / (1 + runde / 200) * (areal - faaet) / math.pi
    return bedst


def bebyggelse(
    celler: pd.DataFrame,
    distrikter: pd.DataFrame,
    byer_xy: NDArray[np.float64],
    byfolk: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return how many would live in each cell (n,) by what is known, to share a district's people.

    Farms everywhere, and towns of `BYTAETHED` a km2 and a village at the polling place, thinner
    with the distance from it. `celler` with `nr`, the position of the district.
    """
    xy, nr = celler[["x", "y"]].to_numpy(), celler["nr"].to_numpy()
    sted = til_meter(distrikter["sted_lat"], distrikter["sted_lon"])[nr]
    fra_sted2 = ((xy - sted) ** 2).sum(axis=1)
    radius = np.sqrt(distrikter["areal_km2"].to_numpy(float) * 1e6 / math.pi)
    raekkevidde = (BEBYGGELSE * radius + BEBYGGELSE_M)[nr]
    by = _bytaethed(xy, byer_xy, byfolk) + _landsby(fra_sted2)
    taethed = LANDTAETHED + by * np.exp(-fra_sted2 / raekkevidde**2)
    return taethed * celler["areal_m2"].to_numpy() / 1e6


def _taethed(
    xy: NDArray[np.float64],
    steder: NDArray[np.float64],
    byer_xy: NDArray[np.float64],
    byfolk: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return roughly how many live a km2 at places (n,), whatever district they are in."""
    landsbyer = _landsby(_afstand2(xy, steder)).sum(axis=1)
    return LANDTAETHED + _bytaethed(xy, byer_xy, byfolk) + landsbyer


def _bytaethed(
    xy: NDArray[np.float64], byer_xy: NDArray[np.float64], byfolk: NDArray[np.float64]
) -> NDArray[np.float64]:
    klokker = np.exp(-_afstand2(xy, byer_xy) / np.maximum(byradius_m(byfolk), 1.0) ** 2)
    return BYTAETHED * klokker.sum(axis=1)


def _landsby(afstand2: NDArray[np.float64]) -> NDArray[np.float64]:
    return LANDSBY / (math.pi * (LANDSBY_M / 1000) ** 2) * np.exp(-afstand2 / LANDSBY_M**2)


def _afstand2(fra: NDArray[np.float64], til: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return squared distances in m2, (n, m)."""
    return ((fra[:, None, :] - til[None, :, :]) ** 2).sum(axis=2)


def _ingen_tomme(
    celler: pd.DataFrame, distrikter: pd.DataFrame, sted: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the cells' districts, where one without any has got the cell at its polling place."""
    nr = celler["nr"].to_numpy(copy=True)
    xy, kode = celler[["x", "y"]].to_numpy(), celler["kommune_kode"].to_numpy()
    for tom in np.setdiff1d(np.arange(len(distrikter)), nr):
        afstand = ((xy - sted[tom]) ** 2).sum(axis=1)
        flere = np.bincount(nr, minlength=len(distrikter))[nr] > 1
        egnet = flere & (kode == distrikter["kommune_kode"].iloc[tom])
        nr[np.where(egnet, afstand, np.inf).argmin()] = tom
    return nr


def _kontroller(kommuner: pd.DataFrame, omrids: gpd.GeoDataFrame, distrikter: pd.DataFrame) -> None:
    """Raise one Inputfejl with every disagreement between kommuner, outlines and districts."""
    koder, med = set(kommuner.index), distrikter["personer"] > 0
    fejl = [
        f"{hvad}: {opremsning(sorted(hvilke))}."
        for hvad, hvilke in (
            ("Kommuner uden omrids", koder - set(omrids["kode"])),
            ("Kommuner uden afstemningsområder", koder - set(distrikter["kommune_kode"])),
            (
                "Afstemningsområder i en kommune, der ikke er blandt kommunerne",
                distrikter.index[~distrikter["kommune_kode"].isin(koder)],
            ),
            ("Afstemningsområder uden indbyggere", distrikter.index[~med]),
        )
        if len(hvilke)
    ]
    if fejl:
        raise Inputfejl("\n".join(fejl))
