"""A population grid as demand points, reconciled to what each kommune officially has.

A demand point is one place with a number of inhabitants. Columns, everywhere in this module:
index `punkt_id` (str, unique), `kommune_kode` (str), `indbyggere` (int), `geometry` (point,
EPSG:25832). Where there is no grid the points are those of `geo.distrikter`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from dansk import Inputfejl, opremsning
from geo.koordinater import DANMARK, MAALE_CRS

BYTAETHED = 1500  # inhabitants a km2 of built-up town; Danish towns lie between 1,000 and 2,500
NAERMESTE_MAX_M = 2000  # how far outside every outline a grid point may lie and still be counted
UDENFOR = "udenfor"  # the report's row for grid points that belong to no kommune
VIS_HOEJST = 5  # names listed in an error sentence

_DDKN = re.compile(r"([0-9]+)(km|m)_([0-9]+)_([0-9]+)")
_GEOSTAT = re.compile(r"CRS3035RES([0-9]+)mN([0-9]+)E([0-9]+)")
_GEOSTAT_KORT = re.compile(r"([0-9]+)(km|m)N([0-9]+)E([0-9]+)")


def kraev_utm32(lag: gpd.GeoDataFrame, navn: str) -> None:
    """Raise Inputfejl unless the layer is in EPSG:25832, the only CRS distances are taken in."""
    crs = None if lag.crs is None else CRS.from_user_input(lag.crs)
    if crs is None or not crs.equals(CRS.from_user_input(MAALE_CRS), ignore_axis_order=True):
        fundet = "ukendt" if crs is None else crs.name
        raise Inputfejl(
            f"{navn} skal være i EPSG:25832 (ETRS89/UTM 32N), men koordinatsystemet er {fundet}. "
            "Omprojicér laget, før det bruges."
        )


def byradius_m(indbyggere: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return the radius in metres of a round town of `BYTAETHED` inhabitants a km2."""
    return np.sqrt(np.asarray(indbyggere, dtype=float) / BYTAETHED / math.pi) * 1000.0


def stoerste_rest(vaegte: NDArray[np.float64], i_alt: int, noegler: NDArray) -> NDArray[np.int64]:
    """Return whole numbers in proportion to `vaegte` that sum to `i_alt` exactly.

    The largest-remainder (Hamilton) method; ties go to the smallest key, so the answer does not
    depend on the order of rows. `vaegte` (n,) non-negative with a positive sum, `noegler` (n,).
    """
    kvoter = vaegte / vaegte.sum() * i_alt
    hele = np.floor(kvoter).astype(np.int64)
    rest = np.round(kvoter - hele, 9)
    raekkefoelge = np.lexsort((noegler.astype(str), -rest))
    hele[raekkefoelge[: i_alt - int(hele.sum())]] += 1
    return hele


def afstem(
    punkter: gpd.GeoDataFrame, kommuner: pd.DataFrame, omrids: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Return a population grid's points, scaled to the official kommune totals, and the report.

    `punkter`: index `punkt_id`, `indbyggere` (number), points in EPSG:25832. `kommuner`: index
    `kode`, `indbyggere`. `omrids`: `kode`, polygons, EPSG:25832. A point belongs to the kommune
    it lies in; outside every outline, to the nearest within 2 km (the outlines are drawn
    coarsely along coasts); else it is left out and counted. Each kommune is then scaled to its
    official total with the largest remainder.

    The report has a row for each kommune and a last one, `udenfor`, for what was left out:
    `net_indbyggere` (the grid's total), `indbyggere` (official), `afvigelse`, `afvigelse_pct`
    (grid against official, percent), `punkter`, `heraf_naermeste` (assigned by nearness).

    Raises Inputfejl for a wrong CRS, repeated ids, missing or negative inhabitants, and a kommune
    the grid has nobody in.
    """
    kraev_utm32(punkter, "Befolkningsnettet")
    kraev_utm32(omrids, "Omridset")
    _kontroller_net(punkter)
    kode, naermeste = kommune_for(punkter, omrids[omrids["kode"].isin(kommuner.index)])
    antal = punkter["indbyggere"].astype(float)
    inde = kode.notna()

    net = antal.groupby(kode).sum().reindex(kommuner.index, fill_value=0.0)
    tomme = [str(k) for k in kommuner.index if net[k] <= 0 < kommuner.at[k, "indbyggere"]]
    if tomme:
        raise Inputfejl(
            f"Befolkningsnettet har ingen indbyggere i {len(tomme)} kommuner "
            f"({opremsning(tomme)}). Nettet skal dække hele regionen."
        )
    ud = gpd.GeoDataFrame(
        {
            "kommune_kode": kode[inde].astype(str),
            "indbyggere": 0,
        },
        geometry=punkter.geometry[inde],
        crs=MAALE_CRS,
    ).rename_axis("punkt_id")
    folk, hele = antal[inde].to_numpy(), np.zeros(len(ud), dtype=np.int64)
    for k, gruppe in ud.groupby("kommune_kode").indices.items():
        if net[k] > 0:
            officielt_k = int(kommuner.at[k, "indbyggere"])
            navne = ud.index[gruppe].to_numpy(dtype=str)
            hele[gruppe] = stoerste_rest(folk[gruppe], officielt_k, navne)
    ud["indbyggere"] = hele

    officielt = kommuner["indbyggere"].astype(float)
    rapport = pd.DataFrame(
        {
            "net_indbyggere": net,
            "indbyggere": officielt,
            "afvigelse": net - officielt,
            "afvigelse_pct": (net - officielt) / officielt.where(officielt > 0) * 100.0,
            "punkter": kode.value_counts().reindex(kommuner.index, fill_value=0),
            "heraf_naermeste": kode[naermeste].value_counts().reindex(kommuner.index, fill_value=0),
        }
    )
    rapport.loc[UDENFOR] = [antal[~inde].sum(), np.nan, np.nan, np.nan, int((~inde).sum()), 0]
    heltal = {"punkter": "int64", "heraf_naermeste": "int64"}
    return ud, rapport.astype(heltal).rename_axis("kode")


def _kontroller_net(punkter: gpd.GeoDataFrame) -> None:
    """Raise one Inputfejl with every fault of a grid's ids and inhabitants."""
    fejl = []
    gentaget = punkter.index[punkter.index.duplicated()].astype(str).unique().tolist()
    if gentaget:
        fejl.append(
            f"{len(gentaget)} celler findes flere gange: {opremsning(gentaget[:VIS_HOEJST])}. "
            "Hver celle må kun stå én gang."
        )
    antal = pd.to_numeric(punkter["indbyggere"], errors="coerce")
    forkerte = punkter.index[~(antal >= 0) | np.isinf(antal)].astype(str).tolist()
    if forkerte:
        fejl.append(
            f"{len(forkerte)} celler har ikke et indbyggertal på 0 eller derover: "
            f"{opremsning(forkerte[:VIS_HOEJST])}. Ret tallet eller slet rækken."
        )
    if fejl:
        raise Inputfejl("\n".join(fejl))


def kommune_for(
    punkter: gpd.GeoDataFrame, omrids: gpd.GeoDataFrame
) -> tuple[pd.Series, NDArray[np.bool_]]:
    """Return each point's kommune code (NaN for none), and whether it was assigned by nearness.

    A point on a shared border goes to the kommune with the lowest code.
    """
    sorteret = omrids.sort_values("kode")
    koder = sorteret["kode"].to_numpy(dtype=object)
    trae = shapely.STRtree(sorteret.geometry.to_numpy())
    geometri = punkter.geometry.to_numpy()
    valgt = np.full(len(geometri), len(koder))
    # Each outline is prepared once and asked of all points, the lowest code last.
    x, y = shapely.get_x(geometri), shapely.get_y(geometri)
    for nr in reversed(range(len(koder))):
        shapely.prepare(sorteret.geometry.iloc[nr])
        valgt[shapely.intersects_xy(sorteret.geometry.iloc[nr], x, y)] = nr
    ude = np.flatnonzero(valgt == len(koder))
    naer = trae.query_nearest(geometri[ude], max_distance=NAERMESTE_MAX_M, all_matches=True)
    np.minimum.at(valgt, ude[naer[0]], naer[1])
    naermeste = np.zeros(len(geometri), dtype=bool)
    naermeste[ude[naer[0]]] = True
    return pd.Series(np.append(koder, np.nan)[valgt], index=punkter.index), naermeste


def kvadratnet_punkt(navn: str) -> tuple[float, float, int]:
    """Return the centre (x, y in EPSG:25832) and the side in metres of one named grid cell.

    Danmarks Statistik's Danish grid: `1km_6320_553`, `100m_63205_5530` (north then east of the
    lower-left corner, in units of the side). Eurostat's GEOSTAT grid (EPSG:3035, LAEA Europe):
    `CRS3035RES1000mN3770000E4320000` (metres) and `1kmN3770E4320` (units of the side).
    Raises Inputfejl for any other name, and for a cell that is not in Denmark.
    """
    raekke = kvadratnet_punkter([navn]).iloc[0]
    return float(raekke["x"]), float(raekke["y"]), int(raekke["side_m"])


def kvadratnet_punkter(navne: Iterable[str]) -> pd.DataFrame:
    """Return `x`, `y` (centre, EPSG:25832) and `side_m` of many named grid cells, in order.

    Names as in `kvadratnet_punkt`; raises one Inputfejl that counts and shows the bad ones.
    """
    navne = [str(navn).strip() for navn in navne]
    tolket = [_tolk(navn) for navn in navne]
    celler = pd.DataFrame(
        [t if t is not None else (np.nan, np.nan, 0, False) for t in tolket],
        columns=["x", "y", "side_m", "laea"],
    )
    laea = celler["laea"].to_numpy(dtype=bool)
    if laea.any():
        celler.loc[laea, "x"], celler.loc[laea, "y"] = Transformer.from_crs(
            3035, MAALE_CRS, always_xy=True
        ).transform(celler.loc[laea, "x"].to_numpy(), celler.loc[laea, "y"].to_numpy())
    # A name that lands outside is not a Danish grid cell.
    vest, syd, oest, nord = DANMARK
    forkert = ~(celler["x"].between(vest, oest) & celler["y"].between(syd, nord))
    if forkert.any():
        eksempler = [f"»{n}«" for n, f in zip(navne, forkert, strict=True) if f]
        raise Inputfejl(
            f"{len(eksempler)} cellenavne er ikke et dansk kvadratnet: "
            f"{opremsning(eksempler[:VIS_HOEJST])}. Brug navne som 1km_6320_553 "
            "(Danmarks Statistik) eller CRS3035RES1000mN3770000E4320000 (Eurostat)."
        )
    return celler[["x", "y", "side_m"]].astype({"side_m": "int64"})


def _tolk(navn: str) -> tuple[float, float, int, bool] | None:
    """Return centre, side and whether it is LAEA, in the grid's own CRS; None if unreadable."""
    if fund := _GEOSTAT.fullmatch(navn):
        side, n, e = (int(g) for g in fund.groups())
        return e + side / 2, n + side / 2, side, True
    for moenster, laea in ((_DDKN, False), (_GEOSTAT_KORT, True)):
        if fund := moenster.fullmatch(navn):
            side = int(fund[1]) * (1000 if fund[2] == "km" else 1)
            return (int(fund[4]) + 0.5) * side, (int(fund[3]) + 0.5) * side, side, laea
    return None
