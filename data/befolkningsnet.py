"""The door for a population grid: a file becomes demand points, or every fault and doubt is told.

A grid replaces the model of `geo.distrikter.spred_befolkning` with counted inhabitants: Danmarks
Statistik's kvadratnet, Eurostat's census grid, WorldPop or GHSL. Each kommune is scaled to its
official total, so that a grid of another year says where people live, not how many they are.
The kinds of file, and the rules a grid is held against, are in `data.net`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd
import pandas as pd
import shapely

from dansk import Inputfejl, opremsning, personer, tal
from data.fremmedfil import kraev_fil, laesefejl
from data.indgang.spoergsmaal import Svar, Ubesvaret
from data.net import graenser
from data.net.graenser import (
    VIS_HOEJST,
    Raanet,
    Udsnit,
    celler_i_ord,
    i_rammen,
    kraev_antal,
)
from data.net.parquet import laes_parquet_net
from data.net.raster import laes_raster_net
from data.net.regler import AFBRYD, REGLER, Grundlag, spoergsmaal
from data.net.samtale import Samtale
from data.net.tabelform import laes_csv_net
from data.net.vektor import laes_lag_net
from geo.befolkning import NAERMESTE_MAX_M, UDENFOR, afstem, kraev_utm32
from geo.koordinater import MAALE_CRS

Laeser = Callable[[Path, Udsnit, Samtale, str | None], Raanet]
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
#: By ending: what the first bytes can be, and the reader.
FILARTER: dict[str, tuple[tuple[bytes, ...], Laeser]] = {
    ".csv": ((b"",), laes_csv_net),
    ".parquet": ((b"PAR1",), laes_parquet_net),
    ".gpkg": ((b"SQLite format 3\0",), laes_lag_net),
    ".geojson": ((b"{",), laes_lag_net),
    ".shp": ((b"\0\0\x27\x0a",), laes_lag_net),
    ".zip": ((b"PK\3\4", b"PK\5\6"), laes_lag_net),
    ".tif": (_TIFF, laes_raster_net),
    ".tiff": (_TIFF, laes_raster_net),
}
#: The endings of files that have layers to choose among.
MED_LAG = (".gpkg", ".geojson", ".shp", ".zip")
#: Those who live in a cell whose number is withheld, at the least and at the most.
SKJULT_FRA, SKJULT_TIL = 1, 4


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
    sti: Path,
    kommuner: pd.DataFrame,
    omrids: gpd.GeoDataFrame,
    svar: Svar = MappingProxyType({}),
    lag: str | None = None,
    model: pd.DataFrame | None = None,
) -> Befolkningsnet:
    """Return the demand points of a population grid, scaled to the official kommune totals.

    `kommuner`: index `kode`; `kommune`, `indbyggere`. `omrids`: `kode`, polygons, EPSG:25832; the
    outlines of other kommuner keep their inhabitants from being counted here. `model`: who is
    known to live where, as `x`, `y`, `kommune_kode`, `distrikt`, `indbyggere`; the grid is held
    against it. By the ending:

    - `.csv`, `.parquet`: columns of `data.net.kolonner` for the inhabitants, and for the place a
      cell name, else `lat` and `lon` (WGS84), else `x` and `y` (EPSG:25832).
    - `.gpkg`, `.geojson`, `.shp`, `.zip` (a Shapefile), `.parquet` with geometries: one layer of
      points, or of polygons at their representative point; `lag` or the answer `lag` names it.
    - `.tif`, `.tiff`: one band, any CRS; pixels around the region with more than 0 inhabitants.

    A cell is named as in the file, otherwise `celle-<N>-<E>` in metres. Withheld numbers are left
    out and the kommune's other cells take their inhabitants; so are cells that round to nobody.

    Raises one Ubesvaret with all that only the user can tell, by these keys: `lag`,
    `kolonne:<what>`, `koordinater`, `decimaltegn`, and `afvigelse`, `sted` and `daekning` (the
    rules of `data.net.regler`). Raises one Inputfejl with every fault of the file, for a grid
    that the user will not have, and for what `afstem` refuses.
    """
    kraev_utm32(omrids, "Omridset")
    region = omrids[omrids["kode"].isin(kommuner.index)]
    endelse = kraev_fil(sti, graenser.HOEJST_BYTES)
    kendetegn, laes = FILARTER[endelse]
    with laesefejl(sti), sti.open("rb") as fil:
        begyndelse = fil.read(32).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not begyndelse.startswith(kendetegn):
        raise Inputfejl(f"{sti.name} ender på {endelse}, men indholdet er noget andet.")
    if lag is not None and endelse not in MED_LAG:
        raise Inputfejl(f"{sti.name} har ingen kortlag at vælge imellem. Udelad valget af lag.")
    udsnit = Udsnit.om(region, omrids.drop(index=region.index))
    samtale = Samtale(sti.name, svar)
    try:
        raa = laes(sti, udsnit, samtale, lag)
        net = _afstemt(sti, raa, kommuner, omrids, udsnit, samtale, model)
    except Ubesvaret:
        raise
    except Inputfejl:
        # What is at fault may depend on the answers, so the questions come first.
        samtale.afslut()
        raise
    samtale.afslut()
    return net


def _afstemt(
    sti: Path,
    raa: Raanet,
    kommuner: pd.DataFrame,
    omrids: gpd.GeoDataFrame,
    udsnit: Udsnit,
    samtale: Samtale,
    model: pd.DataFrame | None,
) -> Befolkningsnet:
    """Return the cells reconciled, with the remarks; the order of rows ends here."""
    alle = raa.celler
    naer = i_rammen(alle[["x", "y"]].to_numpy(float), udsnit.ramme)
    tabel = alle[naer].sort_values("navn").set_index("navn")
    i_regionen = udsnit.i_regionen(tabel[["x", "y"]].to_numpy(float))
    beboet = (tabel["indbyggere"] > 0).to_numpy()
    egne = tabel[beboet & i_regionen]
    kraev_antal(sti, len(egne), "celler med indbyggere i regionen", graenser.HOEJST_PUNKTER)
    net = gpd.GeoDataFrame(
        egne[["indbyggere"]], geometry=shapely.points(egne[["x", "y"]].to_numpy()), crs=MAALE_CRS
    )
    punkter, rapport = afstem(net, kommuner, omrids)
    fjerne = alle.loc[~naer & (alle["indbyggere"] > 0), "indbyggere"]
    for andre in (tabel.loc[beboet & ~i_regionen, "indbyggere"], fjerne):
        rapport.loc[UDENFOR, "net_indbyggere"] += andre.sum()
        rapport.loc[UDENFOR, "punkter"] += len(andre)
    ud = punkter[punkter["indbyggere"] > 0].astype({"indbyggere": "int64"})
    laest = f"Læst af {sti.name}: {celler_i_ord(len(alle))}, {raa.hvordan}."
    saetninger = [
        *raa.bemaerkninger,
        *_bemaerkninger(tabel[i_regionen], len(punkter) - len(ud), rapport),
    ]
    grundlag = Grundlag(tabel, rapport, kommuner, udsnit, raa.sider_m, model)
    fund = [f for regel in REGLER for f in regel(grundlag)]
    for spoergsmaalet in spoergsmaal(fund):
        if samtale.spoerg(spoergsmaalet) == AFBRYD:
            raise Inputfejl(f"{sti.name} er ikke taget i brug. {spoergsmaalet.tekst}")
    return Befolkningsnet(ud, rapport, (laest, *saetninger, *(f.tekst for f in fund)))


def _bemaerkninger(i_regionen: pd.DataFrame, afrundet: int, rapport: pd.DataFrame) -> Iterator[str]:
    """Yield a sentence for each reason a cell is left out or moved."""
    diskrete = i_regionen.index[i_regionen["indbyggere"].isna()].tolist()
    skjulte = int(i_regionen["skjult"].sum())
    km = f"{tal(NAERMESTE_MAX_M / 1000, 1, fast=False)} km"
    if diskrete:
        yield (
            f"{celler_i_ord(len(diskrete))} i regionen har intet tal (tomt, -1, .. eller <5) og er "
            f"udeladt, først {opremsning(diskrete[:VIS_HOEJST])}. Deres indbyggere er fordelt på "
            "kommunens øvrige celler."
        )
    if skjulte:
        fra, til = SKJULT_FRA * skjulte, SKJULT_TIL * skjulte
        yield (
            f"I {celler_i_ord(skjulte)} er tallet skjult, fordi der bor få. Det er ikke 0: med "
            f"{SKJULT_FRA} til {SKJULT_TIL} i hver bor der mellem {tal(fra)} og {tal(til)}. "
            "Kommunernes indbyggertal er bevaret."
        )
    if tomme := int((i_regionen["indbyggere"] == 0).sum()):
        yield f"{celler_i_ord(tomme)} i regionen har 0 indbyggere og er udeladt."
    if afrundet:
        yield f"{celler_i_ord(afrundet)} blev afrundet til 0 indbyggere og er udeladt."
    if ude := int(rapport.at[UDENFOR, "punkter"]):
        yield (
            f"{celler_i_ord(ude)} med {personer(rapport.at[UDENFOR, 'net_indbyggere'])} indbyggere "
            f"ligger uden for regionen (over {km} ude eller i en nabokommune) og er udeladt."
        )
    if naer := int(rapport["heraf_naermeste"].sum()):
        yield (
            f"{celler_i_ord(naer)} ligger uden for omridset, men højst {km} fra det, og er regnet "
            "til den nærmeste kommune."
        )
