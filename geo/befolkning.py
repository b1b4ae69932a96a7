"""Where the inhabitants live: demand points for the model, and a population grid to replace it.

A demand point is one place with a number of inhabitants. Columns, everywhere in this module:
index `punkt_id` (str, unique), `kommune_kode` (str), `navn` (town, or ""), `art` ("by" or
"celle"), `indbyggere` (int), `geometry` (point, EPSG:25832).
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

from dansk import Inputfejl, opremsning, tal
from geo.koordinater import DANMARK, MAALE_CRS, til_meter
from geo.omraader import uden_holme

BYTAETHED = 1500  # inhabitants a km2 of built-up town; Danish towns lie between 1,000 and 2,500
NAERMESTE_MAX_M = 2000  # how far outside every outline a grid point may lie and still be counted
UDENFOR = "udenfor"  # the report's row for grid points that belong to no kommune
VIS_HOEJST = 5  # names listed in an error sentence
PUNKT_KOLONNER = ["kommune_kode", "navn", "art", "indbyggere", "geometry"]

_DDKN = re.compile(r"(\d+)(km|m)_(\d+)_(\d+)")
_GEOSTAT = re.compile(r"CRS3035RES(\d+)mN(\d+)E(\d+)")
_GEOSTAT_KORT = re.compile(r"(\d+)(km|m)N(\d+)E(\d+)")


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


def spred_befolkning(
    kommuner: pd.DataFrame,
    omrids: gpd.GeoDataFrame,
    byer: pd.DataFrame,
    celle_m: int = 1000,
) -> gpd.GeoDataFrame:
    """Return demand points that sum to every kommune's inhabitants exactly.

    A model, not a census: each town of `byer` is one point with its own population, and the rest
    of the kommune is spread evenly over its land, one point for each cell of `celle_m` metres
    (the Danish grid's corners; at the representative point of the part on land). A cell whose
    centre lies within `byradius_m` of a town belongs to the town and gets nobody; if that takes
    every cell of a kommune, all are used. Villages under the size of `byer`, summer houses and
    forests are therefore all alike, and a large town is one point: good for travel times across
    a kommune, not for distances within a town.

    `kommuner`: index `kode` (str), `indbyggere` (int). `omrids`: `kode`, polygons, EPSG:25832;
    kommuner that are not in `kommuner` are ignored. `byer`: `geonameid`, `by`, `lat`, `lon`
    (degrees, WGS84), `kommunekode`, `indbyggere`. Ids are `by-<geonameid>` and
    `celle-<N>-<E>` with the lower-left corner in units of the cell (km for 1 km), followed by
    `-<kode>` in cells that several kommuner share. Points without inhabitants are left out.

    Raises Inputfejl for a wrong CRS, a kommune without outline, a town in no known kommune, and
    towns with more inhabitants than their kommune.
    """
    kraev_utm32(omrids, "Omridset")
    _kontroller(kommuner, omrids, byer)
    bypunkter = _byer_som_punkter(byer)
    # The few on a small island live, here, on the shore they sail to.
    celler = _celler(uden_holme(omrids[omrids["kode"].isin(kommuner.index)]), celle_m)
    i_by = _i_by(celler, bypunkter)
    kun_by = i_by.groupby(celler["kommune_kode"]).transform("all")
    celler = celler[~i_by | kun_by]

    i_byer = byer.groupby("kommunekode")["indbyggere"].sum()
    dele = []
    for kode, gruppe in celler.groupby("kommune_kode"):
        rest = int(kommuner.at[kode, "indbyggere"]) - int(i_byer.get(kode, 0))
        indbyggere = stoerste_rest(
            gruppe["areal_m2"].to_numpy(), rest, gruppe.index.to_numpy(dtype=str)
        )
        dele.append(gruppe.assign(indbyggere=indbyggere, navn="", art="celle"))
    punkter = pd.concat([bypunkter, *dele])
    punkter = punkter.loc[punkter["indbyggere"] > 0, PUNKT_KOLONNER].sort_index()
    punkter["indbyggere"] = punkter["indbyggere"].astype("int64")
    if not punkter.index.is_unique:
        raise Inputfejl("To byer har samme geonameid. Hver by skal have sit eget.")
    return gpd.GeoDataFrame(punkter, geometry="geometry", crs=MAALE_CRS).rename_axis("punkt_id")


def _kontroller(kommuner: pd.DataFrame, omrids: gpd.GeoDataFrame, byer: pd.DataFrame) -> None:
    """Raise one Inputfejl with every disagreement between kommuner, outlines and towns."""
    fejl = []
    uden_omrids = sorted(set(kommuner.index) - set(omrids["kode"]))
    if uden_omrids:
        fejl.append(f"Kommuner uden omrids: {opremsning(uden_omrids)}.")
    fremmede = byer.loc[~byer["kommunekode"].isin(kommuner.index), "by"].astype(str).tolist()
    if fremmede:
        fejl.append(
            f"{len(fremmede)} byer har en kommunekode, der ikke er blandt kommunerne: "
            f"{opremsning(fremmede[:VIS_HOEJST])}."
        )
    i_byer = byer.groupby("kommunekode")["indbyggere"].sum()
    for kode, byfolk in i_byer.items():
        if kode in kommuner.index and byfolk > (alle := kommuner.at[kode, "indbyggere"]):
            fejl.append(
                f"Byerne i kommune {kode} har tilsammen {tal(int(byfolk))} indbyggere, men "
                f"kommunen har kun {tal(int(alle))}. Ret byernes eller kommunens tal."
            )
    if fejl:
        raise Inputfejl("\n".join(fejl))


def _byer_som_punkter(byer: pd.DataFrame) -> pd.DataFrame:
    """Return the towns as demand points (indexed by-<geonameid>)."""
    return pd.DataFrame(
        {
            "kommune_kode": byer["kommunekode"].to_numpy(dtype=str),
            "navn": byer["by"].to_numpy(dtype=str),
            "art": "by",
            "indbyggere": byer["indbyggere"].to_numpy(dtype=np.int64),
            "geometry": shapely.points(til_meter(byer["lat"], byer["lon"])),
        },
        index=pd.Index("by-" + byer["geonameid"].astype(str), name="punkt_id"),
    )


def _celler(omrids: gpd.GeoDataFrame, celle_m: int) -> pd.DataFrame:
    """Return each kommune's part of each cell: id, kommune_kode, areal_m2, cx, cy, geometry."""
    dele = []
    for kode, flade in sorted(
        zip(omrids["kode"], omrids.geometry, strict=True), key=lambda par: par[0]
    ):
        vest, syd, oest, nord = (math.floor(v / celle_m) for v in flade.bounds)
        kolonner, raekker = np.meshgrid(np.arange(vest, oest + 1), np.arange(syd, nord + 1))
        e, n = kolonner.ravel(), raekker.ravel()
        kvadrater = shapely.box(e * celle_m, n * celle_m, (e + 1) * celle_m, (n + 1) * celle_m)
        shapely.prepare(flade)
        beroert = shapely.intersects(flade, kvadrater)
        e, n, kvadrater = e[beroert], n[beroert], kvadrater[beroert]
        paa_kanten = ~shapely.contains_properly(flade, kvadrater)
        kvadrater[paa_kanten] = shapely.intersection(flade, kvadrater[paa_kanten])
        dele.append(
            pd.DataFrame(
                {
                    "kommune_kode": kode,
                    "e": e,
                    "n": n,
                    "areal_m2": shapely.area(kvadrater),
                    "geometry": kvadrater,
                }
            )
        )
    celler = pd.concat(dele, ignore_index=True)
    celler = celler[celler["areal_m2"] > 0].reset_index(drop=True)
    celler["geometry"] = shapely.point_on_surface(celler["geometry"].to_numpy())
    celler["cx"] = (celler["e"] + 0.5) * celle_m
    celler["cy"] = (celler["n"] + 0.5) * celle_m
    navne = "celle-" + celler["n"].astype(str) + "-" + celler["e"].astype(str)
    delt = celler.duplicated(["e", "n"], keep=False)
    celler.index = pd.Index(navne.where(~delt, navne + "-" + celler["kommune_kode"]))
    return celler


def _i_by(celler: pd.DataFrame, bypunkter: pd.DataFrame) -> pd.Series:
    """Return which cells have their centre within a town's radius."""
    centre = shapely.points(celler["cx"], celler["cy"])
    cirkler = shapely.buffer(
        bypunkter["geometry"].to_numpy(), byradius_m(bypunkter["indbyggere"].to_numpy(float))
    )
    ramte = shapely.STRtree(centre).query(cirkler, predicate="intersects")[1]
    i_by = pd.Series(False, index=celler.index)
    i_by.iloc[ramte] = True
    return i_by


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
    kode, naermeste = _kommune_for(punkter, omrids[omrids["kode"].isin(kommuner.index)])
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
            "navn": punkter.loc[inde, "navn"] if "navn" in punkter else "",
            "art": punkter.loc[inde, "art"] if "art" in punkter else "celle",
            "indbyggere": 0,
        },
        geometry=punkter.geometry[inde],
        crs=MAALE_CRS,
    ).rename_axis("punkt_id")
    for k, gruppe in ud.groupby("kommune_kode"):
        if net[k] > 0:
            ud.loc[gruppe.index, "indbyggere"] = stoerste_rest(
                antal[gruppe.index].to_numpy(),
                int(kommuner.at[k, "indbyggere"]),
                gruppe.index.to_numpy(dtype=str),
            )

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
    return ud[PUNKT_KOLONNER], rapport.astype(heltal).rename_axis("kode")


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


def _kommune_for(
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
    inden_for = trae.query(geometri, predicate="intersects")
    np.minimum.at(valgt, inden_for[0], inden_for[1])
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
