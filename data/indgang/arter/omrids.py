"""The outlines of the kommuner: DAGI's, or others', in place of those of the dataset.

The area of each kommune of a map file, whatever its columns are called. What of the neighbours the
file does not have is kept, since they are land: the way from Mors to Himmerland crosses Salling.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dansk import Inputfejl, antal, linje, opremsning
from data import gdal
from data.datapakke import Nyt
from data.fremmedfil import kraev_fil, laesefejl
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, Art, Kilde, Tolkning, har_fejl
from data.indgang.matrixudgang import matrix_udgaar
from data.indgang.spoergsmaal import Svar, Ubesvaret
from data.kommuneflader import lag as kommunelag
from data.kommuneflader.flader import Flader, kun_flader, laes_flader
from data.kommuneflader.lag import KODE, NAVN, Raekker, vaelg_raekker
from data.kommuneflader.regler import Grundlag, areal_km2, efterproevet
from data.net.geojson import kraev_flader
from data.net.kortlag import kortlag
from data.net.samtale import Samtale
from data.omrids import LAG
from geo.befolkning import kommune_for
from geo.koordinater import MAALE_CRS
from planning.plan import IMPORTERET, Plan

#: By ending, the bytes of a file; it may be of the whole country, and only the region is read.
HOEJST_BYTES = {".gpkg": 1_000_000_000, ".geojson": 200_000_000, ".zip": 500_000_000}
#: So far from the dataset's outlines the file's are looked for, metres.
LUFT_M = 5_000.0
#: The time a GeoPackage says it was changed: the same outlines are the same bytes.
TID = "1980-01-01T00:00:00.000Z"
HVAD = "areal i km²"


def tolk(kilde: Kilde, sti: Path, plan: Plan, svar: Svar) -> Tolkning:
    """Return the outlines of a file as those of the dataset, and what they change."""
    samtale = Samtale(sti.name, svar)
    foer = gpd.GeoDataFrame(plan.omrids).set_index("kode")
    navne = foer[["navn"]].rename(columns={"navn": "kommune"})
    ramme = tuple(foer.total_bounds + LUFT_M * pd.array([-1.0, -1.0, 1.0, 1.0]).to_numpy())
    try:
        kraev_fil(sti, HOEJST_BYTES)
        with kortlag(sti) as lagene:
            if sti.suffix.lower() == ".geojson":
                with laesefejl(sti):
                    kraev_flader(sti)
            raekker = vaelg_raekker(lagene, navne, foer.index[foer["i_region"]], samtale)
            flader = laes_flader(raekker, navne["kommune"], ramme, samtale)
    except Ubesvaret as fejl:
        return Tolkning(spoergsmaal=fejl.spoergsmaal)
    except Inputfejl as fejl:
        return Tolkning(
            fund=tuple(kilde.fund(besked) for besked in str(fejl).splitlines()),
            spoergsmaal=tuple(samtale.ubesvarede),
        )
    fund = [kilde.fund(besked) for besked in (*raekker.modsigelser, *flader.fejl)]
    fund += _om_laesningen(kilde, raekker, flader, navne["kommune"])
    alle, beholdt = _med_naboer(foer, flader.geometri)
    fund += _om_naboer(kilde, foer, beholdt)
    grundlag = Grundlag(kilde, plan, foer, flader.geometri, alle, svar)
    efter, spoergsmaal = efterproevet(grundlag)
    fund += efter
    spoergsmaal = [*samtale.ubesvarede, *spoergsmaal]
    if har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    uden, om_matrix = matrix_udgaar(
        plan, kilde, andre=_andre_punkter(plan, alle), hvad="befolkningspunkter"
    )
    fund += om_matrix
    return Tolkning(
        nye={} if spoergsmaal else {"omrids": _nyt(kilde, plan, alle, beholdt)},
        uden=uden,
        fund=tuple(fund),
        spoergsmaal=tuple(spoergsmaal),
        forskel=_forskel(foer, alle),
    )


def _om_laesningen(kilde: Kilde, raekker: Raekker, flader: Flader, navne: pd.Series) -> list[Fund]:
    """Tell what was read, as what, and what was mended; and names that are not the dataset's."""
    kendt_som = opremsning([f"»{linje(k, 40)}«" for k in raekker.kolonner])
    andre = f"; {antal(raekker.andre, 'anden er', 'andre er')} ikke brugt" if raekker.andre else ""
    laest = (
        f"Læst af laget {raekker.lag.navn}: {antal(len(raekker.tabel), 'flade', 'flader')} af "
        f"{antal(len(flader.geometri), 'kommune', 'kommuner')}, kendt på {kendt_som}{andre}."
    )
    fund = [kilde.fund(laest, alvor=LAEST)]
    fund += [kilde.fund(besked, alvor=ADVARSEL) for besked in flader.rettet]
    kaldt = raekker.tabel[raekker.tabel["kaldt"] != ""].drop_duplicates("kode").set_index("kode")
    andet = kommunelag.fremmede_navne(kaldt["kaldt"], navne)
    fund += [
        kilde.fund(
            f"Koden {kode} hedder »{linje(navn, 40)}« i filen og {navne[kode]} i datasættet; "
            "den er læst efter koden.",
            alvor=ADVARSEL,
        )
        for kode, navn in andet.items()
    ]
    return fund


def _med_naboer(foer: gpd.GeoDataFrame, nye: gpd.GeoSeries) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Return outlines as the dataset has them, and the codes of neighbours that stay as they were.

    A neighbour that stays gives way to the file's kommuner, so that nothing is land of two.
    """
    beholdt = [k for k in foer.index[~foer["i_region"].astype(bool)] if k not in nye.index]
    flader = {k: nye[k] for k in foer.index if k in nye.index}
    if beholdt:
        land = nye.union_all()
        rester = {k: foer.geometry[k].difference(land) for k in beholdt}
        flader |= {k: rest for k, rest in rester.items() if not rest.is_empty}
    alle = foer.loc[[k for k in foer.index if k in flader], ["navn", "i_region"]].reset_index()
    geometri = gpd.GeoSeries([kun_flader([flader[k]]) for k in alle["kode"]], crs=MAALE_CRS)
    return gpd.GeoDataFrame(alle, geometry=geometri), beholdt


def _om_naboer(kilde: Kilde, foer: gpd.GeoDataFrame, beholdt: list[str]) -> list[Fund]:
    if not beholdt:
        return []
    navne = opremsning([str(foer.at[k, "navn"]) for k in beholdt])
    besked = (
        f"{antal(len(beholdt), 'nabokommune', 'nabokommuner')} er ikke i filen og beholder "
        f"datasættets omrids: {navne}. De er land, som veje fører over."
    )
    return [kilde.fund(besked, alvor=LAEST)]


def _andre_punkter(plan: Plan, alle: gpd.GeoDataFrame) -> bool:
    """Return whether the points of the population are others with the outlines `alle`.

    The model's points lie in the outlines and move with them; those of a grid are the same while
    each lies in the kommune it did.
    """
    i_region = alle["i_region"].astype(bool)
    if "befolkning" in plan.model:
        foer = gpd.GeoDataFrame(plan.omrids).set_index("kode").geometry
        ens = foer.geom_equals(alle.set_index("kode").geometry.reindex(foer.index)).all()
    else:
        p = plan.punkter
        punkter = gpd.GeoDataFrame(p, geometry=gpd.points_from_xy(p["x"], p["y"]), crs=MAALE_CRS)
        kode, ude = kommune_for(punkter, alle[i_region])
        nabo, naer = kommune_for(punkter[ude], alle[~i_region])
        ens = (kode == p["kommune_kode"]).all() and not (nabo.notna() & ~naer).any()
    return not ens


def _forskel(foer: gpd.GeoDataFrame, alle: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the area of each kommune of the region before and after, km2."""
    egne = foer[foer["i_region"].astype(bool)]
    ramme = pd.DataFrame(
        {
            "hvad": HVAD,
            "foer": areal_km2(egne.geometry),
            "efter": areal_km2(alle.set_index("kode").geometry).reindex(egne.index),
            "kode": egne.index,
            "navn": egne["navn"],
        }
    ).set_index("navn")
    return ramme.assign(aendring_pct=100 * (ramme["efter"] / ramme["foer"] - 1))


def _nyt(kilde: Kilde, plan: Plan, alle: gpd.GeoDataFrame, beholdt: list[str]) -> Nyt:
    """Return the outlines as the dataset's file, with where those that were kept are from."""
    gammel = plan.herkomst["omrids"].kilde
    efter = f", nabokommuner efter {gammel}" if beholdt else ""
    return Nyt(
        som_gpkg(alle),
        f"{IMPORTERET} omrids ({kilde.fil}){efter}",
        "",
        f"sha256 {kilde.sha256[:12]}",
        {
            "path": "omrids.gpkg",
            "title": "Omrids af kommuner og nabokommuner",
            "format": "gpkg",
            "mediatype": "application/geopackage+sqlite3",
            "crs": MAALE_CRS,
            "layer": LAG,
        },
    )


def som_gpkg(omrids: gpd.GeoDataFrame) -> bytes:
    """Return outlines (kode, navn, i_region, geometry) as the GeoPackage `data.omrids` reads.

    The same outlines give the same bytes.
    """
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / "omrids.gpkg"
        gdal.write_dataframe(omrids, sti, layer=LAG, driver="GPKG")
        with closing(sqlite3.connect(sti)) as base, base:
            base.execute("UPDATE gpkg_contents SET last_change = ?", (TID,))
        return sti.read_bytes()


def kendes(sti: Path, plan: Callable[[], Plan]) -> bool:
    """Return whether a map file has a layer of areas that are the region's kommuner."""
    try:
        with kortlag(sti) as lagene:
            return kommunelag.har_kommuner(lagene, plan)
    except Inputfejl:
        return False


ART = Art(
    "omrids",
    "kommunernes omrids",
    "En flade for hver af regionens kommuner, fx fra DAGI, i stedet for datasættets vejledende: "
    "GeoPackage, GeoJSON eller en Shapefile i en zip.",
    (KODE, NAVN),
    en_af=(KODE.navn, NAVN.navn),
    hel=tolk,
    kendes=kendes,
    endelser=tuple(HOEJST_BYTES),
    skabelon="",
    mere_er_knaphed=False,
)
