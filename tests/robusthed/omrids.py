"""Outlines of the kommuner in every shape that is read: the dataset's, drawn more coarsely."""

from __future__ import annotations

import json
import sqlite3
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer

from data.indgang.proeve import Proeve
from data.omrids import laes_omrids
from tests.robusthed.doeren import gennem_doeren, lagt, plan
from tests.robusthed.jsonaendringer import JSONEN
from tests.robusthed.net import andet_skema, geometri_af_blob, skrevet, sql
from tests.robusthed.oktetter import ZIPPEN, dele_af, pak
from tests.robusthed.variant import NY, Aendring, Fil, Slags, Tal

GROFT_M = 100
LAG = "kommuner"
#: A row of a file: code and name as written, and the area in a CRS.
Raekke = tuple[str, str, Any]


@cache
def _navne() -> dict[str, str]:
    """Return the code of each kommune by its name in small letters, and by its number."""
    omrids = plan().omrids
    koder = [str(k) for k in omrids["kode"]]
    efter_navn = {str(n).casefold(): k for n, k in zip(omrids["navn"], koder, strict=True)}
    return efter_navn | {str(int(k)): k for k in koder}


def _slaa_op(tekst: str) -> str:
    ren = " ".join(tekst.split()).casefold()
    if ren.isascii() and ren.isdigit() and len(ren) <= 4:
        ren = str(int(ren))
    return _navne().get(ren, "")


def naivt(raekker: Iterable[Raekke], crs: object) -> Tal | None:
    """Return area and middle of each of the region's kommuner; None where one is not there."""
    til_meter = Transformer.from_crs(crs, 25832, always_xy=True)
    dele: dict[str, list[Any]] = {}
    for skrevet_kode, navn, flade in raekker:
        kode, kaldt = _slaa_op(skrevet_kode), _slaa_op(navn)
        if skrevet_kode.strip() and kaldt and kode != kaldt:
            return None
        if not (hvem := kode if skrevet_kode.strip() else kaldt):
            continue
        if flade is None or flade.is_empty or flade.geom_type not in ("Polygon", "MultiPolygon"):
            return None
        meter = shapely.transform(
            shapely.force_2d(flade), lambda xy: np.column_stack(til_meter.transform(*xy.T))
        )
        dele.setdefault(hvem, []).append(shapely.make_valid(meter))
    svar: dict[str, float] = {}
    for kode in plan().kommuner.index:
        if kode not in dele:
            return None
        svar |= _maal(str(kode), shapely.union_all(dele[kode]))
    return svar


def _maal(kode: str, flade: Any) -> dict[str, float]:
    midte = flade.centroid
    return {f"{kode} km2": flade.area / 1e6, f"{kode} x": midte.x, f"{kode} y": midte.y}


def _tal(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    """Return the same of the outlines that the dataset would have."""
    omrids = laes_omrids(lagt(proeve, "omrids", mappe))
    svar: dict[str, float] = {}
    for r in omrids[omrids["i_region"]].itertuples():
        svar |= _maal(r.kode, r.geometry)
    return svar


@cache
def _kommuner() -> gpd.GeoDataFrame:
    """Return the region's kommuner and one neighbour, as kode and navn."""
    alle = gpd.GeoDataFrame(plan().omrids)
    alle = alle.set_geometry(alle.simplify_coverage(GROFT_M))
    return alle.loc[:11, ["kode", "navn", "geometry"]]


# ------------------------------------------------------------------ GeoPackage


def _af_gpkg(indhold: bytes) -> Tal | None:
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / "x.gpkg"
        sti.write_bytes(indhold)
        try:
            with closing(sqlite3.connect(sti)) as base:
                base.text_factory = lambda raa: raa.decode(errors="replace")
                fundne = base.execute(f'SELECT kode, navn, geom FROM "{LAG}"').fetchall()
            return naivt(((_tekst(k), _tekst(n), geometri_af_blob(g)) for k, n, g in fundne), 25832)
        except Exception:
            return None


def _tekst(celle: object) -> str:
    if isinstance(celle, float) and celle.is_integer():
        celle = int(celle)
    return "" if celle is None or isinstance(celle, bytes) else str(celle)


GPKG = (
    Aendring(
        "gpkg: andre koder og navne",
        sql(
            f"UPDATE {LAG} SET kode = '0851' WHERE fid = {{nr}} % 11 + 1",
            f"UPDATE {LAG} SET kode = NULL WHERE fid = {{nr}} % 11 + 1",
            f"UPDATE {LAG} SET kode = ltrim(kode, '0')",
            f"UPDATE {LAG} SET navn = 'Aalborg' WHERE fid = {{nr}} % 11 + 1",
            f"UPDATE {LAG} SET navn = upper(navn)",
            f"UPDATE {LAG} SET navn = NULL",
            f"UPDATE {LAG} SET kode = x'00ff' WHERE fid = {{nr}} % 11 + 1",
        ),
        NY,
    ),
    Aendring(
        "gpkg: anden flade",
        sql(
            f"UPDATE {LAG} SET geom = NULL WHERE fid = {{nr}} % 11 + 1",
            f"UPDATE {LAG} SET geom = x'4750' WHERE fid = {{nr}} % 11 + 1",
            f"UPDATE {LAG} SET geom = substr(geom, 1, 400) WHERE fid = {{nr}} % 11 + 1",
            f"DELETE FROM {LAG} WHERE fid = {{nr}} % 12 + 1",
            f"INSERT INTO {LAG} (geom, kode, navn) SELECT geom, kode, navn FROM {LAG}",
            f"INSERT INTO {LAG} (geom, kode) SELECT geom, '0851' FROM {LAG} WHERE fid < 4",
            f"UPDATE {LAG} SET geom = (SELECT geom FROM {LAG} WHERE fid = 1) WHERE fid = 2",
        ),
        NY,
    ),
    *andet_skema(LAG, "kode", "navn"),
)


def gpkg() -> Fil:
    """Return the kommuner as a GeoPackage."""
    indhold = skrevet("omrids.gpkg", lambda sti: _kommuner().to_file(sti, layer=LAG))
    return Fil("omrids.gpkg", indhold, _af_gpkg, egne=GPKG)


def to_lag() -> Fil:
    """Return two layers that may be the kommuner; the second is answered."""

    def skriv(sti: Path) -> None:
        _kommuner().iloc[:8].to_file(sti, layer="udsnit")
        _kommuner().to_file(sti, layer=LAG)

    return Fil("to_lag.gpkg", skrevet("x.gpkg", skriv), _af_gpkg, {"lag": LAG}, egne=GPKG)


# ------------------------------------------------------------------ GeoJSON and Shapefile


def _af_geojson(indhold: bytes) -> Tal | None:
    try:
        return naivt(_led(json.loads(indhold)), 4326)
    except Exception:
        return None


def _led(dokument: dict[str, Any]) -> Iterator[Raekke]:
    for led in dokument["features"]:
        assert led["type"] == "Feature"
        egne = led.get("properties") or {}
        flade = led.get("geometry")
        kode, navn = (_json(egne.get(k)) for k in ("kode", "navn"))
        yield kode, navn, shapely.geometry.shape(_uden_hoejde(flade)) if flade else None


def _uden_hoejde(led: Any) -> Any:
    """Return a geometry whose places are two numbers; one with something else is none."""
    if isinstance(led, dict):
        return {"type": led["type"], "coordinates": _uden_hoejde(led["coordinates"])}
    if isinstance(led[0], list):
        return [_uden_hoejde(indre) for indre in led]
    assert len(led) in (2, 3) and all(type(tal) in (int, float) for tal in led)
    return led[:2]


def _json(v: object) -> str:
    return v if isinstance(v, str) else "" if v is None else json.dumps(v)


def geojson() -> Fil:
    """Return the kommuner in degrees, their codes as numbers."""
    grader = _kommuner().to_crs(4326)
    grader = grader.assign(kode=grader["kode"].astype(int))
    dokument = {"type": "FeatureCollection", "features": list(grader.iterfeatures(drop_id=True))}
    return Fil("omrids.geojson", json.dumps(dokument).encode(), _af_geojson, egne=JSONEN)


def _af_shapefil(indhold: bytes) -> Tal | None:
    try:
        dele = {Path(n).suffix.lower(): raa for n, raa in dele_af(indhold).items()}
        return naivt(_af_dbf(dele[".dbf"], dele[".shp"]), dele[".prj"].decode("latin-1"))
    except Exception:
        return None


def _af_dbf(dbf: bytes, shp: bytes) -> Iterator[Raekke]:
    antal, hoved, bredde = struct.unpack_from("<IHH", dbf, 4)
    felter, sted = {}, 1
    for p in range(32, hoved - 1, 32):
        felter[dbf[p : p + 11].split(b"\0")[0]] = (sted, sted + dbf[p + 16])
        sted += dbf[p + 16]
    plads = 100
    for nr in range(antal):
        raekke = dbf[hoved + nr * bredde : hoved + (nr + 1) * bredde]
        kode, navn = (
            raekke[slice(*felter[k])].decode("utf-8", "replace").strip("\0 ")
            for k in (b"KOMKODE", b"KOMNAVN")
        )
        (laengde,) = struct.unpack_from(">i", shp, plads + 4)
        if raekke[:1] != b"*":
            yield kode, navn, _ringe(shp[plads + 8 : plads + 8 + 2 * laengde])
        plads += 8 + 2 * laengde


def _ringe(raa: bytes) -> Any:
    """Return the area of a shape's rings: those that turn with the clock, less the others."""
    art, *_, antal, punkter = struct.unpack_from("<i4dii", raa)
    if art != 5:
        return None
    starter = (*struct.unpack_from(f"<{antal}i", raa, 44), punkter)
    xy = np.frombuffer(raa, "<f8", 2 * punkter, 44 + 4 * antal).reshape(-1, 2)
    land, huller = [], []
    for a, b in pairwise(starter):
        ring = shapely.Polygon(xy[a:b])
        (huller if ring.exterior.is_ccw else land).append(shapely.make_valid(ring))
    flade = shapely.union_all(land).difference(shapely.union_all(huller))
    return shapely.multipolygons([d for d in shapely.get_parts(flade) if d.geom_type == "Polygon"])


def shapefil() -> Fil:
    """Return the kommuner as a zipped Shapefile."""
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / "kommuner.shp"
        kolonner = {"kode": "KOMKODE", "navn": "KOMNAVN"}
        _kommuner().rename(columns=kolonner).to_file(sti, encoding="utf-8")
        indhold = pak({f.name: f.read_bytes() for f in sorted(Path(mappe).iterdir())})
    return Fil("omrids.zip", indhold, _af_shapefil, egne=ZIPPEN)


def filer() -> list[Fil]:
    """Return the whole files."""
    skrivere: tuple[Callable[[], Fil], ...] = (gpkg, to_lag, geojson, shapefil)
    return [skriv() for skriv in skrivere]


OMRIDS = Slags("omrids", filer, gennem_doeren("omrids", plan, _tal))
