"""A grid as features: a layer of GeoPackage, GeoJSON or Shapefile, or those of GeoParquet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from dansk import Inputfejl, opremsning, personer, procent, tal
from data import gdal
from data.fremmedfil import afvis, laesefejl, raekkefejl, som_tal, som_tekst
from data.indgang.spoergsmaal import Spoergsmaal, Ubesvaret
from data.net import graenser
from data.net.celler import kontrolleret, navne_af_steder
from data.net.geojson import kraev_objekter
from data.net.geopakke import GPKG, talfejl
from data.net.graenser import (
    HOEJST_LAG,
    JORDEN_RUNDT_M,
    VIS_HOEJST,
    Raanet,
    Ramme,
    Udsnit,
    celler_i_ord,
    kraev_antal,
    kraev_kolonner,
)
from data.net.kolonner import vaelg_kolonner
from data.net.kortlag import Kortlag, kortlag
from data.net.samtale import Samtale
from data.net.shapefil import kraev_hel, kraev_tal
from data.net.steder import OMBYTTET, spoerg_om_tolkning, tolkninger
from geo.koordinater import MAALE_CRS

STEDER: tuple[tuple[str, ...], ...] = (("cellenavn",), ())
_PUNKT_ELLER_FLADE = ("Point", "MultiPoint", "Polygon", "MultiPolygon")
SHAPEFIL = "ESRI Shapefile"
#: No place on earth is further out, east, north, west and south, and so few may be.
GRADER, FAA = np.array([[360.0], [90.0], [360.0], [90.0]]), 0.01
PROEVE = 2_000  # features whose places are looked at when none lies near the region


def laes_lag_net(sti: Path, udsnit: Udsnit, samtale: Samtale, lag: str | None) -> Raanet:
    """Return the cells of a map file that touch the frame; which layer is asked when several.

    Raises Inputfejl as `kortlag`, and for a file without layers or with what is no feature.
    """
    with kortlag(sti) as lagene:
        if sti.suffix.lower() == ".geojson":
            with laesefejl(sti):
                kraev_objekter(sti)
        if not lagene:
            raise Inputfejl(
                f"{sti.name} har 0 kortlag (ingen). Gem befolkningsnettet med dets geometri."
            )
        return celler_af_lag(vaelg_lag(sti, lagene, udsnit, samtale, lag), udsnit, samtale)


def vaelg_lag(
    sti: Path, lagene: list[Kortlag], udsnit: Udsnit, samtale: Samtale, lag: str | None
) -> Kortlag:
    """Return the layer that was named, the only one, or the one that is answered; else ask."""
    if lag is None and len(lagene) == 1:
        return lagene[0]
    beskrevet = {k.navn: _beskrevet(k, udsnit) for k in lagene[:HOEJST_LAG]}
    spoergsmaal = Spoergsmaal(
        "lag",
        f"{sti.name} har {len(lagene)} kortlag ({opremsning([*beskrevet][:VIS_HOEJST])}). "
        "Hvilket er befolkningsnettet?",
        tuple((k.navn, beskrevet.get(k.navn, ("ikke læst", False))[0]) for k in lagene),
    )
    brugelige = [navn for navn, (_, kan) in beskrevet.items() if kan]
    til_svar = Samtale(sti.name, {"lag": lag}) if lag is not None else samtale
    svar = til_svar.kraev(spoergsmaal, brugelige[0] if len(brugelige) == 1 else None)
    return next(k for k in lagene if k.navn == svar)


def _beskrevet(kortlag: Kortlag, udsnit: Udsnit) -> tuple[str, bool]:
    """Return a layer in words (cells, inhabitants, share of the land), and whether it is a grid."""
    info = gdal.read_info(kortlag.sti, layer=kortlag.lag)
    antal = f"{tal(info['features'])} objekter"
    try:
        raa = celler_af_lag(kortlag, udsnit, Samtale(kortlag.navn, {}))
    except Ubesvaret:
        return f"{antal}, uden en sikker kolonne med indbyggere", False
    except Inputfejl:
        return f"{antal}, kan ikke læses som befolkningsnet", False
    celler = raa.celler.dropna(subset=["x", "y"])
    andel = udsnit.land.andel(celler[["x", "y"]].to_numpy(), raa.sider_m)
    return (
        f"{celler_i_ord(len(celler))} med {tal(celler['indbyggere'].sum())} indbyggere ved "
        f"regionen, celler på {procent(100 * andel, 0)} af dens land"
    ), True


def celler_af_lag(kortlag: Kortlag, udsnit: Udsnit, samtale: Samtale) -> Raanet:
    """Return the cells of one layer that touch the frame."""
    sti, navn = kortlag.fil, kortlag.lag
    with laesefejl(sti):
        info = gdal.read_info(kortlag.sti, layer=navn)
        felter = [*map(str, info["fields"])]
        kraev_kolonner(sti, len(felter))
        indbyggere, sted = vaelg_kolonner(sti, dict.fromkeys(felter, ""), STEDER, samtale)
        kolonner = [indbyggere, *sted.values()]

        def laes(ramme: Ramme) -> gpd.GeoDataFrame:
            return gdal.read_dataframe(
                kortlag.sti,
                layer=navn,
                columns=kolonner,
                bbox=ramme,
                max_features=graenser.HOEJST_UDSNIT + 1,
                fid_as_index=True,
            )

        def proeve() -> NDArray[np.float64]:
            _, rammer = gdal.read_bounds(kortlag.sti, layer=navn, max_features=PROEVE)
            return np.column_stack([rammer[[0, 2]].mean(axis=0), rammer[[1, 3]].mean(axis=0)])

        tabel = ved_regionen(sti, info["crs"], udsnit.ramme, samtale, laes, proeve)
        if info["driver"] == GPKG and info["dtypes"][felter.index(indbyggere)] != "object":
            afvis(sti, [*talfejl(kortlag.sti, navn, indbyggere)])
        if info["driver"] == SHAPEFIL:
            kraev_hel(kortlag.sti, sti)
            kraev_tal(kortlag.sti, sti, felter.index(indbyggere), indbyggere)
        uden = _uden_geometri(kortlag, info["crs"], kolonner)
    return celler_af_ramme(sti, tabel, uden, indbyggere, sted.get("cellenavn"), samtale)


def _uden_geometri(kortlag: Kortlag, crs: str | None, kolonner: list[str]) -> pd.DataFrame:
    """Return the features of a layer without a geometry, or with one that is nowhere on earth.

    They lie in no frame, and would be left out without a word. Where most are out of this world
    it is the CRS that is another, which is asked about.
    """
    numre, rammer = gdal.read_bounds(
        kortlag.sti, layer=kortlag.lag, max_features=graenser.HOEJST_UDSNIT
    )
    hvor = ~np.isfinite(rammer).all(axis=0)
    grader = crs is not None and CRS.from_user_input(crs).is_geographic
    ude = (np.abs(rammer) > (GRADER if grader else JORDEN_RUNDT_M)).any(axis=0) & ~hvor
    uden = numre[hvor | (ude if ude.mean() <= FAA else False)] if len(numre) else numre
    if not len(uden):
        return pd.DataFrame(columns=kolonner)
    return gdal.read_dataframe(
        kortlag.sti,
        layer=kortlag.lag,
        columns=kolonner,
        fids=uden,
        fid_as_index=True,
        read_geometry=False,
    )


def celler_af_ramme(
    sti: Path,
    tabel: gpd.GeoDataFrame,
    uden: pd.DataFrame,
    indbyggere: str,
    cellenavn: str | None,
    samtale: Samtale,
) -> Raanet:
    """Return the cells of features, at their points or the representative points of their areas.

    `uden` are the features without geometry, which are told.
    """
    with laesefejl(sti):
        kraev_antal(sti, len(tabel), "celler ved regionen", graenser.HOEJST_UDSNIT)
        hjoerner = int(shapely.get_num_coordinates(tabel.geometry.to_numpy()).sum())
        if hjoerner > graenser.HOEJST_HJOERNER:
            raise Inputfejl(
                f"{sti.name} har {tal(hjoerner)} hjørner ved regionen; der læses højst "
                f"{tal(graenser.HOEJST_HJOERNER)}. Brug cellernes midtpunkter eller et grovere net."
            )
        egnet = tabel.geometry.geom_type.isin(_PUNKT_ELLER_FLADE)
        egnede = tabel.geometry.where(egnet, shapely.Point())
        steder = egnede.representative_point().to_crs(MAALE_CRS)
        xy = np.column_stack([steder.x, steder.y])
        flader = (
            egnede[egnede.geom_type.isin(_PUNKT_ELLER_FLADE[2:])].iloc[:PROEVE].to_crs(MAALE_CRS)
        )
        side = float(np.sqrt(np.median(flader.area))) if len(flader) else None
    navne = navne_af_steder(xy)
    umulige = tabel.index[navne.isna()]
    fejl = raekkefejl(umulige, "geometrien er hverken punkt eller flade", "Ret laget", "Objekt")
    if cellenavn is not None:
        navne = som_tekst(tabel[cellenavn])
    numre = tabel.index.to_numpy()
    celler = kontrolleret(navne, xy, tabel[indbyggere], numre, "Objekt", fejl, samtale)
    afvis(sti, fejl)
    sider = None if side is None else (side, side)
    return Raanet(celler, f"indbyggere af {indbyggere}", sider, uden_geometri(uden, indbyggere))


def uden_geometri(uden: pd.DataFrame, indbyggere: str) -> tuple[str, ...]:
    """Return what is to be said of cells without a geometry: how many, which, and their people."""
    if not len(uden):
        return ()
    antal = np.nansum(som_tal(uden[indbyggere]))
    vist = opremsning([tal(int(nr)) for nr in uden.index[:VIS_HOEJST]])
    flere = f" (og {tal(len(uden) - VIS_HOEJST)} til)" if len(uden) > VIS_HOEJST else ""
    return (
        f"{celler_i_ord(len(uden))} med {personer(antal)} indbyggere har ingen geometri og er "
        f"udeladt: objekt {vist}{flere}. Ret laget, hvis de hører til regionen.",
    )


def ved_regionen(
    sti: Path,
    crs: str | None,
    ramme: Ramme,
    samtale: Samtale,
    laes: Callable[[Ramme], gpd.GeoDataFrame],
    proeve: Callable[[], NDArray[np.float64]],
) -> gpd.GeoDataFrame:
    """Return the features that touch the frame, in a CRS that fits their coordinates.

    `laes` reads what touches a frame in the file's coordinates, `proeve` gives some of the places.
    Where nothing is near the region, or the file has no CRS, coordinates that fit another reading
    are asked about. Raises Inputfejl when there is no CRS and no reading fits.
    """
    tabel = laes(_i_filens_crs(crs, ramme)) if crs else gpd.GeoDataFrame(geometry=[])
    if len(tabel):
        return tabel
    steder = proeve()
    steder = steder[np.isfinite(steder).all(axis=1)]
    epsg = CRS.from_user_input(crs).to_epsg() if crs else None
    valg = tolkninger(steder, f"EPSG:{epsg}" if epsg else None, ramme) if len(steder) else ()
    hvad = (
        f"ingen celler ved regionen i det koordinatsystem, den angiver ({epsg or 'uden nummer'})"
        if crs
        else "intet koordinatsystem"
    )
    if not valg and not crs:
        raise Inputfejl(f"{sti.name} har {hvad}. Angiv det (en .shp har en .prj).")
    if not valg:
        return tabel
    svar = samtale.spoerg(spoerg_om_tolkning(f"{sti.name} har {hvad}.", valg), valg[0][0])
    if svar != OMBYTTET:
        andet = str(svar)
        return laes(_i_filens_crs(andet, ramme)).set_crs(andet, allow_override=True)
    vest, syd, oest, nord = _i_filens_crs(str(crs), ramme)
    tabel = laes((syd, vest, nord, oest))
    byttet = shapely.transform(tabel.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    return tabel.set_geometry(gpd.GeoSeries(byttet, index=tabel.index, crs=tabel.crs))


def _i_filens_crs(crs: str, ramme: Ramme) -> Ramme:
    vest, syd, oest, nord = ramme
    til_fil = Transformer.from_crs(MAALE_CRS, crs, always_xy=True)
    return til_fil.transform_bounds(vest, syd, oest, nord, errcheck=True)
