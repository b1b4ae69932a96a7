"""The areas of a file's kommuner: read, in the CRS of measure, mended or refused, one a kommune."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import ProjError

from dansk import Inputfejl, procent, tal
from data import gdal
from data.fremmedfil import afvis, laesefejl, raekkefejl
from data.kommuneflader.lag import Raekker
from data.net.graenser import Ramme, i_rammen
from data.net.samtale import Samtale
from data.net.steder import OMBYTTET, spoerg_om_tolkning, til_maale_crs, tolkninger
from data.omrids import HOEJST_HJOERNER
from geo.koordinater import MAALE_CRS, til_grader

#: An area that crosses itself is mended where that changes it by less than this, percent.
RETTES_PCT = 0.1
#: So many of the corners lie around the region where the CRS is the right one.
VED_REGIONEN = 0.5
PROEVE = 2_000  # corners that tell which CRS it is
#: Where GEOS says that an area crosses itself.
STED = re.compile(r"\[(\S+) (\S+)\]")

Former = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Flader:
    """The area of each kommune (index kode, EPSG:25832), and sentences on those that were mended.

    `fejl`: sentences on those that cross themselves and are not.
    """

    geometri: gpd.GeoSeries
    rettet: tuple[str, ...]
    fejl: tuple[str, ...]


def laes_flader(raekker: Raekker, navne: pd.Series, ramme: Ramme, samtale: Samtale) -> Flader:
    """Return the area of each kommune of a layer; several rows of one are made one.

    `navne`: index kode, what each is called; `ramme`: where the dataset's outlines are, EPSG:25832.
    Coordinates that fit another reading are asked about (`data.net.steder`), and read as the likely
    one meanwhile. Raises Inputfejl for a layer that cannot be read, what is no area, too many
    corners, and areas that no reading puts around the region.
    """
    lag = raekker.lag
    with laesefejl(lag.fil):
        info = gdal.read_info(lag.sti, layer=lag.lag)
        laest = gdal.read_dataframe(
            lag.sti,
            layer=lag.lag,
            columns=[],
            fids=raekker.tabel.index.to_numpy(),
            fid_as_index=True,
        )
        if list(laest.index) != list(raekker.tabel.index):
            raise ValueError("features by number are not those asked for")
        former = shapely.force_2d(laest.geometry.to_numpy())
    fejl = raekkefejl(
        laest.index[shapely.is_missing(former) | shapely.is_empty(former)],
        "fladen mangler",
        "Tegn den, eller slet objektet",
        "Objekt",
    )
    fejl += raekkefejl(
        laest.index[~np.isin(shapely.get_type_id(former), (-1, 3, 6))],
        "er ikke en flade (polygon)",
        "Ret laget",
        "Objekt",
    )
    afvis(lag.fil, fejl)
    hjoerner = int(shapely.get_num_coordinates(former).sum())
    if hjoerner > HOEJST_HJOERNER:
        raise Inputfejl(
            f"{lag.fil.name} har {tal(hjoerner)} hjørner i de kommuner, der skal bruges; der læses "
            f"højst {tal(HOEJST_HJOERNER)}. Brug en grovere udgave (fx DAGI 1:500.000), eller "
            "forenkl laget med fælles grænser bevaret, og gem det igen."
        )
    former = _i_maale_crs(lag.fil.name, former, info["crs"], ramme, samtale)
    koder = raekker.tabel["kode"].to_numpy(object)
    former, rettet, fejl = _rettede(former, koder, laest.index.to_numpy(), navne)
    samlet = {
        kode: shapely.union_all(former[koder == kode]) for kode in dict.fromkeys(koder.tolist())
    }
    return Flader(gpd.GeoSeries(samlet, crs=MAALE_CRS), tuple(rettet), tuple(fejl))


def _i_maale_crs(
    fil: str, former: Former, crs: str | None, ramme: Ramme, samtale: Samtale
) -> Former:
    """Return areas in EPSG:25832, by the CRS of the file or the one that is answered."""
    hjoerner = shapely.get_coordinates(former)
    if not np.isfinite(hjoerner).all():
        raise Inputfejl(f"{fil} har hjørner uden koordinater. Ret laget, og gem det igen.")
    proeve = hjoerner[:: max(1, len(hjoerner) // PROEVE)]
    crs = _brugbart(crs)
    if crs and i_rammen(til_maale_crs(proeve, crs), ramme).mean() >= VED_REGIONEN:
        return _omregnet(fil, former, crs)
    epsg = CRS.from_user_input(crs).to_epsg() if crs else None
    valg = tolkninger(proeve, f"EPSG:{epsg}" if epsg else None, ramme)
    hvad = (
        f"{fil} har intet koordinatsystem."
        if not crs
        else f"{fil} har kommunerne et andet sted end i regionen, læst i det koordinatsystem, "
        f"filen angiver ({epsg or 'uden nummer'})."
    )
    if not valg:
        raad = (
            "Angiv det, når laget gemmes (en Shapefile har en .prj)."
            if not crs
            else "Kontrollér koordinatsystemet, om x og y er byttet om, og at det er de rigtige "
            "kommuner."
        )
        raise Inputfejl(f"{hvad} {raad}")
    svar = str(samtale.spoerg(spoerg_om_tolkning(hvad, valg), valg[0][0]))
    if svar == OMBYTTET:
        byttet = shapely.transform(former, lambda xy: xy[:, ::-1])
        return _omregnet(fil, byttet, str(crs))
    return _omregnet(fil, former, svar)


def _brugbart(crs: str | None) -> str | None:
    """Return a CRS, None for one that no place can be turned from, as a drawing's."""
    try:
        if crs:
            til_maale_crs(np.zeros((1, 2)), crs)
    except ProjError:
        return None
    return crs


def _omregnet(fil: str, former: Former, crs: str) -> Former:
    former = shapely.transform(former, lambda xy: til_maale_crs(xy, crs))
    if not np.isfinite(shapely.get_coordinates(former)).all():
        raise Inputfejl(
            f"{fil} har hjørner uden for koordinatsystemet. Ret laget, og gem det igen."
        )
    return former


def _rettede(
    former: Former, koder: Former, numre: NDArray[np.int64], navne: pd.Series
) -> tuple[Former, list[str], list[str]]:
    """Return areas that do not cross themselves, and sentences on those mended and those not."""
    former, rettet, fejl = former.copy(), [], []
    for nr in np.flatnonzero(~shapely.is_valid(former)):
        hel = kun_flader([shapely.make_valid(former[nr])])
        foer, efter = former[nr].area, hel.area
        sted = STED.search(shapely.is_valid_reason(former[nr]))
        hvem = f"{navne[koder[nr]]} (objekt {tal(int(numre[nr]))}) krydser sig selv"
        if sted:
            lat, lon = til_grader(float(sted[1]), float(sted[2]))[0]
            hvem += f" ved {tal(lat, 4)}; {tal(lon, 4)}"
        aendring = 100 * abs(efter - foer) / foer if foer and efter else np.inf
        former[nr] = hel
        if aendring < RETTES_PCT:
            rettet.append(
                f"Fladen for {hvem} og er rettet; arealet er ændret under {procent(RETTES_PCT)}."
            )
        else:
            fejl.append(
                f"Fladen for {hvem}, og arealet afhænger af, hvordan den rettes "
                f"({tal(foer / 1e6, 1)} eller {tal(efter / 1e6, 1)} km²). Ret den i filen."
            )
    return former, rettet, fejl


def kun_flader(former: Sequence[shapely.Geometry]) -> shapely.Geometry:
    """Return the areas of geometries as one, without the lines and points that are left of them."""
    dele = shapely.get_parts(shapely.get_parts(former))
    return shapely.multipolygons(dele[shapely.get_type_id(dele) == 3])
