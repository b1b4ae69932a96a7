"""The door for a population grid: CSV, vector or raster becomes demand points, or every fault told.

A grid replaces the model of `geo.distrikter.spred_befolkning` with counted inhabitants: Danmarks
Statistik's kvadratnet, Eurostat's census grid, WorldPop or GHSL. Each kommune is scaled to its
official total, so that a grid of another year says where people live, not how many they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import rasterio
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from rasterio.windows import Window

from dansk import Inputfejl, opremsning, tal
from data.fremmedfil import (
    afvis,
    kraev_fil,
    laes_csv,
    laesefejl,
    raekkefejl,
    som_tal,
    som_tekst,
    tvetydig,
)
from geo.befolkning import NAERMESTE_MAX_M, UDENFOR, afstem, kraev_utm32, kvadratnet_punkter
from geo.koordinater import DANMARK, MAALE_CRS, til_meter

HOEJST_PUNKTER = 300_000  # cells with inhabitants in the region; a 100 m grid has a third of it
HOEJST_UDSNIT = 10_000_000  # rows, or pixels or features around the region, inhabited or not
HOEJST_I_CELLE = 1_000_000  # inhabitants; more is a mistake
JORDEN_RUNDT_M = 4e7  # no coordinate is further away
AFVIGER_PCT = 10.0  # a grid this far from a kommune's official total is remarked on
VIS_HOEJST, VIS_KOLONNER = 5, 30  # cells or layers, and columns, named in a sentence

#: Column names (regular expressions, any case) of Danmarks Statistik, SDFI, DAWA and Eurostat.
KOLONNER = {
    "cellenavn": r"kvadratnet|celle(_?id|navn)?|kn(1km|10km|100m)dk|ddkn(_?(km1|km10|m100))?"
    r"|ddkncelle(1km|10km|100m)|grd_id|spatial",
    "lat": r"lat|latitude|bredde(grad)?|wgs84_?lat",
    "lon": r"lon|lng|long|longitude|l(æ|ae)ngde(grad)?|wgs84_?long?",
    "x": r"x|easting|øst|oest|etrs89_?(øst|oest)|utm_x|x_25832",
    "y": r"y|northing|nord|etrs89_?nord|utm_y|y_25832",
    "indbyggere": r"indbyggere|indbyggertal|antal(_?personer)?|befolkning|folketal|personer"
    r"|pop|population|tot_p(_\d{4})?|t|obs_value(_t)?",
}

#: How a cell whose number is withheld is written: as a number (Eurostat's census grid 2021 has
#: -9999 and -8888) or as text (".." at Danmarks Statistik, "<5").
DISKRETE_TAL = (-1.0, -9999.0, -8888.0)
DISKRET_TEKST = r"|\.\.\.?|na|nan|null|none|<\s*[0-9]+"

_LAND_FORAN = r"^[A-Z]{2}_(?=CRS)"  # DK_CRS3035RES1000m... in the national census files
_PUNKT_ELLER_FLADE = ("Point", "MultiPoint", "Polygon", "MultiPolygon")
Ramme = tuple[float, ...]  # west, south, east, north
#: A file's cells (`navn`, `x`, `y`, `indbyggere`; NaN is withheld), and how they were read.
Celler = tuple[pd.DataFrame, str]


@dataclass(frozen=True, eq=False)
class Befolkningsnet:
    """A grid as demand points, the report of how it was reconciled, and remarks in Danish.

    `punkter` is as `geo.befolkning.afstem` returns it: index `punkt_id`; `kommune_kode`,
    `indbyggere` (int, above 0), `geometry` (EPSG:25832), sorted.
    `rapport` is that of `geo.befolkning.afstem`. `bemaerkninger` say what was left out and why.
    """

    punkter: gpd.GeoDataFrame
    rapport: pd.DataFrame
    bemaerkninger: tuple[str, ...]


def laes_befolkningsnet(
    sti: Path, kommuner: pd.DataFrame, omrids: gpd.GeoDataFrame
) -> Befolkningsnet:
    """Return the demand points of a population grid, scaled to the official kommune totals.

    `kommuner`: index `kode`; `kommune`, `indbyggere`. `omrids`: `kode`, polygons, EPSG:25832; the
    outlines of other kommuner keep their inhabitants from being counted here. By the ending:

    - `.csv`: comma or semicolon; a column of `KOLONNER` for the inhabitants, and for the place a
      cell name, else `lat` and `lon` (WGS84), else `x` and `y` (EPSG:25832).
    - `.gpkg`, `.geojson`, `.shp`: one layer of points, or of polygons at their representative
      point; one column for the inhabitants. Only what lies around the region is read.
    - `.tif`, `.tiff`: one band, any CRS; pixels around the region with more than 0 inhabitants.

    A cell is named as in the file, otherwise `celle-<N>-<E>` in metres. Withheld numbers are left
    out and the kommune's other cells take their inhabitants; so are cells that round to nobody.
    Raises one Inputfejl with every fault of the file, and for what `afstem` refuses.
    """
    kraev_utm32(omrids, "Omridset")
    region = omrids[omrids["kode"].isin(kommuner.index)]
    endelse = kraev_fil(sti, {navn: hoejst for navn, (hoejst, _, _) in FILARTER.items()})
    _, kendetegn, laes = FILARTER[endelse]
    with laesefejl(sti), sti.open("rb") as fil:
        begyndelse = fil.read(32).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not begyndelse.startswith(kendetegn):
        raise Inputfejl(f"{sti.name} ender på {endelse}, men indholdet er noget andet.")
    ramme = region.total_bounds + NAERMESTE_MAX_M * np.array([-1, -1, 1, 1])
    tabel, hvordan = laes(sti, tuple(ramme))
    laest = f"Læst af {sti.name}: {_antal(len(tabel))}, {hvordan}."
    return _afstemt(sti, tabel, laest, kommuner, omrids)


def _afstemt(
    sti: Path, tabel: pd.DataFrame, laest: str, kommuner: pd.DataFrame, omrids: gpd.GeoDataFrame
) -> Befolkningsnet:
    """Return the cells reconciled, with the remarks; the order of rows ends here."""
    tabel = tabel.sort_values("navn").set_index("navn")
    steder = shapely.points(tabel["x"], tabel["y"])
    net = gpd.GeoDataFrame(tabel[["indbyggere"]], geometry=steder, crs=MAALE_CRS)
    i_regionen, hos_nabo = _beliggenhed(steder, kommuner, omrids)
    beboet = (net["indbyggere"] > 0).to_numpy()
    antal = int((beboet & i_regionen).sum())
    _kraev_antal(sti, antal, "celler med indbyggere i regionen", HOEJST_PUNKTER)
    punkter, rapport = afstem(net[beboet & ~hos_nabo], kommuner, omrids)
    naboer = net[beboet & hos_nabo]
    rapport.loc[UDENFOR, "net_indbyggere"] += naboer["indbyggere"].sum()
    rapport.loc[UDENFOR, "punkter"] += len(naboer)
    ud = punkter[punkter["indbyggere"] > 0].astype({"indbyggere": "int64"})
    saetninger = _bemaerkninger(net[i_regionen], len(punkter) - len(ud), rapport, kommuner)
    return Befolkningsnet(ud, rapport, (laest, *saetninger))


def _beliggenhed(
    steder: NDArray[np.object_], kommuner: pd.DataFrame, omrids: gpd.GeoDataFrame
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which cells belong to the region, and which lie near it but in a neighbour."""
    egne = omrids["kode"].isin(kommuner.index)
    region, naboer = omrids[egne].union_all(), omrids[~egne].union_all()
    shapely.prepare([region, naboer])
    naer = shapely.dwithin(region, steder, NAERMESTE_MAX_M)
    hos_nabo = naer.copy()
    hos_nabo[naer] = shapely.intersects(naboer, steder[naer])
    hos_nabo[hos_nabo] = ~shapely.intersects(region, steder[hos_nabo])
    return naer & ~hos_nabo, hos_nabo


def _antal(celler: int) -> str:
    return "1 celle" if celler == 1 else f"{tal(celler)} celler"


def _kraev_antal(sti: Path, antal: int, hvad: str, hoejst: int) -> None:
    if not 0 < antal <= hoejst:
        raise Inputfejl(
            f"{sti.name} har {tal(antal)} {hvad}; der skal være mellem 1 og {tal(hoejst)}. "
            "Kontrollér udsnit og koordinatsystem, eller brug et grovere net, fx på 1 km."
        )


def _bemaerkninger(
    i_regionen: gpd.GeoDataFrame, afrundet: int, rapport: pd.DataFrame, kommuner: pd.DataFrame
) -> Iterator[str]:
    """Yield a sentence for each reason a cell is left out or moved, and on kommuner far off."""
    diskrete = i_regionen.index[i_regionen["indbyggere"].isna()].tolist()
    km = f"{tal(NAERMESTE_MAX_M / 1000, 1, fast=False)} km"
    if diskrete:
        yield (
            f"{_antal(len(diskrete))} i regionen har intet tal (tomt, -1, .. eller <5) og er "
            f"udeladt, først {opremsning(diskrete[:VIS_HOEJST])}. Deres indbyggere er fordelt på "
            "kommunens øvrige celler."
        )
    if tomme := int((i_regionen["indbyggere"] == 0).sum()):
        yield f"{_antal(tomme)} i regionen har 0 indbyggere og er udeladt."
    if afrundet:
        yield f"{_antal(afrundet)} blev afrundet til 0 indbyggere og er udeladt."
    if ude := int(rapport.at[UDENFOR, "punkter"]):
        yield (
            f"{_antal(ude)} med {tal(rapport.at[UDENFOR, 'net_indbyggere'])} indbyggere ligger "
            f"uden for regionen (over {km} ude eller i en nabokommune) og er udeladt."
        )
    if naer := int(rapport["heraf_naermeste"].sum()):
        yield (
            f"{_antal(naer)} ligger uden for omridset, men højst {km} fra det, og er regnet til "
            "den nærmeste kommune."
        )
    fjern = rapport["afvigelse_pct"][rapport["afvigelse_pct"].abs() > AFVIGER_PCT]
    if len(fjern):
        hver = [f"{kommuner.at[kode, 'kommune']} ({tal(pct, 1)} %)" for kode, pct in fjern.items()]
        yield (
            f"Nettet afviger mere end {tal(AFVIGER_PCT)} % fra det officielle indbyggertal i "
            f"{opremsning(hver)}. Kontrollér nettets år og enhed."
        )


def _kolonner(
    sti: Path, navne: list[str], steder: Sequence[tuple[str, ...]]
) -> tuple[str, dict[str, str]]:
    """Return the column of inhabitants, and the columns of the first of `steder` that is there."""
    fundet = {
        hvad: [navn for navn in navne if re.fullmatch(moenster, navn.strip().casefold())]
        for hvad, moenster in KOLONNER.items()
    }
    sted = next((m for m in steder if all(len(fundet[hvad]) == 1 for hvad in m)), None)
    fejl = []
    if (antal := len(fundet["indbyggere"])) != 1:
        fejl.append(
            f"{antal or 'Ingen'} kolonner kan være indbyggere; der skal være én, der hedder fx "
            "indbyggere, antal, personer, TOT_P_2021 eller T."
        )
    if sted is None:
        fejl.append(
            "Cellernes sted skal være én kolonne, der hedder fx kvadratnet, celle, KN1kmDK eller "
            "GRD_ID; eller lat og lon; eller x og y (EPSG:25832)."
        )
    afvis(
        sti, fejl and [*fejl, f"Filens kolonner er {opremsning(navne[:VIS_KOLONNER]) or 'ingen'}."]
    )
    return fundet["indbyggere"][0], {hvad: fundet[hvad][0] for hvad in sted or ()}


def _laes_csv(sti: Path, _: Ramme) -> Celler:
    """Return the cells of a CSV file; all of them, wherever they lie."""
    tabel = laes_csv(sti)
    _kraev_antal(sti, len(tabel), "rækker", HOEJST_UDSNIT)
    indbyggere, sted = _kolonner(sti, [*tabel], (("cellenavn",), ("lat", "lon"), ("x", "y")))
    fejl: list[str] = []
    if "cellenavn" in sted:
        navne = som_tekst(tabel[sted["cellenavn"]]).str.replace(_LAND_FORAN, "", regex=True)
        xy = _steder_af_navne(navne.tolist(), fejl)
    else:
        par = [som_tal(tabel[kolonne]) for kolonne in sted.values()]
        xy = til_meter(*par) if "lat" in sted else np.column_stack(par)
        ude = ~((xy >= DANMARK[:2]) & (xy <= DANMARK[2:])).all(axis=1)
        enhed = "grader (WGS84)" if "lat" in sted else "meter (EPSG:25832)"
        fejl += raekkefejl(
            np.flatnonzero(ude) + 2,
            f"{opremsning([*sted.values()])} er ikke et sted i Danmark i {enhed}",
            "Ret koordinaterne, eller byt om på de to kolonner",
        )
        xy[ude] = np.nan
        navne = _navne_af_steder(xy)
    celler = _kontrolleret(navne, xy, tabel[indbyggere], np.arange(len(tabel)) + 2, "Række", fejl)
    afvis(sti, fejl)
    return celler, f"indbyggere af {indbyggere}, sted af {opremsning([*sted.values()])}"


def _steder_af_navne(navne: list[str], fejl: list[str]) -> NDArray[np.float64]:
    """Return the centres of named cells (NaN if one is unreadable), and add the faults."""
    try:
        punkter = kvadratnet_punkter(navne)
    except (ValueError, OverflowError):
        numre = [i + 2 for i in islice(_ulaeselige(navne), VIS_HOEJST)]
        vist = opremsning([f"»{navne[nr - 2][:40]}« i række {tal(nr)}" for nr in numre])
        fejl.append(
            f"Ikke et dansk kvadratnet, først {vist}. Brug navne som 1km_6320_553 eller "
            "CRS3035RES1000mN3770000E4320000, og kun celler i Danmark."
        )
        return np.full((len(navne), 2), np.nan)
    if len(sider := sorted(punkter["side_m"].unique())) > 1:
        vist = opremsning([f"{tal(int(side))} m" for side in sider])
        fejl.append(f"Cellerne er af forskellig størrelse ({vist}). Behold ét net.")
    return punkter[["x", "y"]].to_numpy()


def _ulaeselige(navne: list[str], foerste: int = 0) -> Iterator[int]:
    """Yield the positions of names that are no Danish cell, by halving."""
    try:
        kvadratnet_punkter(navne)
    except (ValueError, OverflowError):
        if not (midt := len(navne) // 2):
            yield foerste
            return
        yield from _ulaeselige(navne[:midt], foerste)
        yield from _ulaeselige(navne[midt:], foerste + midt)


def _navne_af_steder(xy: NDArray[np.float64]) -> pd.Series:
    """Return `celle-<N>-<E>` in whole metres; missing where the place is, or out of this world."""
    kendt = (np.abs(xy) < JORDEN_RUNDT_M).all(axis=1)
    e, n = (pd.Series(np.rint(np.where(kendt, led, 0)).astype(np.int64)) for led in xy.T)
    return ("celle-" + n.astype(str) + "-" + e.astype(str)).where(kendt)


def _kontrolleret(
    navne: pd.Series,
    xy: NDArray[np.float64],
    raa: pd.Series,
    numre: NDArray[np.int64],
    enhed: str,
    fejl: list[str],
) -> pd.DataFrame:
    """Return the cells, with NaN for withheld numbers, and add the faults of the rows."""
    navne, raa = navne.reset_index(drop=True), raa.reset_index(drop=True)
    antal = som_tal(raa)
    tekst = som_tekst(raa).str.casefold()
    diskret = tekst.str.fullmatch(DISKRET_TEKST).to_numpy() | np.isin(antal, DISKRETE_TAL)
    antal[diskret] = np.nan
    umulig = ~diskret & ~((antal >= 0) & (antal <= HOEJST_I_CELLE))
    gentaget = (navne.duplicated() & navne.notna()).to_numpy()
    hoejst = f"indbyggertallet er ikke et tal fra 0 til {tal(HOEJST_I_CELLE)}"
    for maske, hvad, goer in (
        (umulig, hoejst, "Ret det; -1 er diskretioneret"),
        (tvetydig(raa), "tegnet kan dele tusinder eller decimaler", "Undlad tusindtalstegn"),
        (gentaget, "cellen står også længere oppe", "Behold hver celle én gang"),
    ):
        fejl += raekkefejl(numre[maske], hvad, goer, enhed)
    return pd.DataFrame({"navn": navne, "x": xy[:, 0], "y": xy[:, 1], "indbyggere": antal})


def _laes_lag(sti: Path, ramme: Ramme) -> Celler:
    """Return the cells of a vector layer that touch the frame."""
    with laesefejl(sti):
        lag = [str(lag) for lag, geometri in pyogrio.list_layers(sti) if geometri]
        if len(lag) != 1:
            raise Inputfejl(
                f"{sti.name} har {len(lag)} kortlag ({opremsning(lag[:VIS_HOEJST]) or 'ingen'}). "
                "Gem det, der er befolkningsnettet, i en fil for sig."
            )
        info = pyogrio.read_info(sti, layer=lag[0])
        indbyggere, navn = _kolonner(sti, [*info["fields"]], (("cellenavn",), ()))
        tabel = pyogrio.read_dataframe(
            sti,
            layer=lag[0],
            columns=[indbyggere, *navn.values()],
            bbox=_i_filens_crs(sti, info["crs"], ramme),
            max_features=HOEJST_UDSNIT + 1,
            fid_as_index=True,
        )
        _kraev_antal(sti, len(tabel), "celler ved regionen", HOEJST_UDSNIT)
        egnet = tabel.geometry.geom_type.isin(_PUNKT_ELLER_FLADE)
        egnede = tabel.geometry.where(egnet, shapely.Point())
        steder = egnede.representative_point().to_crs(MAALE_CRS)
        xy = np.column_stack([steder.x, steder.y])
    navne = _navne_af_steder(xy)
    umulige = tabel.index[navne.isna()]
    fejl = raekkefejl(umulige, "geometrien er hverken punkt eller flade", "Ret laget", "Objekt")
    if navn:
        navne = som_tekst(tabel[navn["cellenavn"]])
    celler = _kontrolleret(navne, xy, tabel[indbyggere], tabel.index.to_numpy(), "Objekt", fejl)
    afvis(sti, fejl)
    return celler, f"indbyggere af {indbyggere}"


def _i_filens_crs(sti: Path, crs: str | None, ramme: Ramme) -> Ramme:
    """Return the frame in the file's CRS; raise Inputfejl when the file has none."""
    if not crs:
        raise Inputfejl(f"{sti.name} har intet koordinatsystem. Angiv det (en .shp har en .prj).")
    vest, syd, oest, nord = ramme
    til_fil = Transformer.from_crs(MAALE_CRS, crs, always_xy=True)
    return til_fil.transform_bounds(vest, syd, oest, nord, errcheck=True)


def _laes_raster(sti: Path, ramme: Ramme) -> Celler:
    """Return the inhabited pixels, at their centres, of the raster's window around the frame."""
    with laesefejl(sti):
        with rasterio.open(sti, driver="GTiff") as kilde:
            crs = kilde.crs.to_wkt() if kilde.crs else ""
            vest, syd, oest, nord = _i_filens_crs(sti, crs, ramme)
            gitter = kilde.transform
            if kilde.count != 1 or gitter.b or gitter.d or kilde.dtypes[0].startswith("complex"):
                raise Inputfejl(
                    f"{sti.name} skal have ét bånd med tal og nord opad; den har {kilde.count} "
                    "bånd eller er drejet. Gem båndet med befolkningen for sig."
                )
            begyndelse, skridt = np.array([(gitter.c, gitter.f), (gitter.a, gitter.e)])
            hjoerner = (np.array([(vest, syd), (oest, nord)]) - begyndelse) / skridt
            fra = np.maximum(np.floor(hjoerner.min(axis=0)), 0).astype(int)
            til = np.minimum(np.ceil(hjoerner.max(axis=0)), kilde.shape[::-1]).astype(int)
            laengder = np.maximum(til - fra, 0)
            _kraev_antal(sti, int(laengder.prod()), "felter ved regionen", HOEJST_UDSNIT)
            vindue = Window(*fra.tolist(), *laengder.tolist())
            felter = kilde.read(1, window=vindue, masked=True).astype(float).filled(np.nan)
        # More than a million in a pixel is a nodata value that the file does not declare.
        umulige = (felter < 0) | (felter > HOEJST_I_CELLE)
        raekker, kolonner = np.nonzero((felter > 0) & ~umulige)
        _kraev_antal(sti, len(raekker), "felter med indbyggere ved regionen", 5 * HOEJST_PUNKTER)
        midter = begyndelse + (np.column_stack([kolonner, raekker]) + fra + 0.5) * skridt
        fra_fil = Transformer.from_crs(crs, MAALE_CRS, always_xy=True)
        xy = np.column_stack(fra_fil.transform(*midter.T))
    celler = pd.DataFrame({"navn": _navne_af_steder(xy), "x": xy[:, 0], "y": xy[:, 1]})
    celler = celler.assign(indbyggere=felter[raekker, kolonner]).dropna()
    udeladt = f"; {tal(int(umulige.sum()))} under 0 eller over {tal(HOEJST_I_CELLE)} er udeladt"
    return celler, "felter med indbyggere" + (udeladt if umulige.any() else "")


_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
#: By ending: the largest size in bytes, what the first bytes can be, and the reader.
FILARTER: dict[str, tuple[int, tuple[bytes, ...], Callable[[Path, Ramme], Celler]]] = {
    ".csv": (100_000_000, (b"",), _laes_csv),
    ".gpkg": (4_000_000_000, (b"SQLite format 3\0",), _laes_lag),
    ".geojson": (200_000_000, (b"{",), _laes_lag),
    ".shp": (1_000_000_000, (b"\0\0\x27\x0a",), _laes_lag),
    ".tif": (4_000_000_000, _TIFF, _laes_raster),
    ".tiff": (4_000_000_000, _TIFF, _laes_raster),
}
