"""Population grids in every shape that is read, of Morsø and Thisted: 1 km cells of the dataset."""

from __future__ import annotations

import contextlib
import io
import json
import math
import sqlite3
import struct
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import rasterio
import shapely
from pyproj import Transformer
from rasterio.transform import from_origin

from data.befolkningsnet import laes_befolkningsnet
from data.indgang.proeve import Proeve
from geo.koordinater import til_grader
from tests.robusthed.doeren import gennem_doeren, lagt, udsnit
from tests.robusthed.jsonaendringer import JSONEN
from tests.robusthed.oktetter import ZIPPEN, dele_af, pak
from tests.robusthed.tabelaendringer import TABELLEN, TEKSTEN
from tests.robusthed.tabeller import Raekker, Tabel, laes_csv, skriv_csv
from tests.robusthed.variant import BEGGE, NY, SAMME, Aendring, Fil, Slags, Slump, Tal

SKJULT = ".."
#: How many live in one cell is known nowhere else, so another figure of one can be no wonder.
AF_TABEL = (
    *(replace(a, besked=False) if "raekke" in a.navn else a for a in TABELLEN),
    *TEKSTEN,
)
#: Where a cell may lie and still be counted with a kommune, as `geo.befolkning` has it.
NAER_M = 2000
Celle = tuple[float, float, float]


@cache
def celler() -> tuple[Celle, ...]:
    """Return the cells: place in metres (EPSG:25832) and people; a few with under five."""
    p = udsnit().punkter
    felter = (p[["x", "y"]] // 1000).astype(int)
    antal = p["indbyggere"].groupby([felter["x"], felter["y"]]).sum()
    return tuple((x * 1e3 + 500, y * 1e3 + 500, float(v)) for (x, y), v in antal.items() if v)


@cache
def _flader() -> tuple[dict[str, Any], Any]:
    omrids = udsnit().omrids.set_index("kode").geometry
    egne = {k: omrids[k] for k in sorted(udsnit().kommuner.index)}
    andre = omrids.drop(index=list(egne)).union_all()
    shapely.prepare([*egne.values(), andre])
    return egne, andre


@cache
def _kommune(x: float, y: float) -> str:
    """Return the kommune a place counts with, "" for none."""
    egne, andre = _flader()
    sted = shapely.Point(x, y)
    for kode, flade in egne.items():
        if flade.intersects(sted):
            return kode
    if andre.intersects(sted):
        return ""
    naermest = min(egne, key=lambda k: egne[k].distance(sted))
    return naermest if egne[naermest].distance(sted) <= NAER_M else ""


def naivt(fundne: list[tuple[float, float, float | None]] | None) -> Tal | None:
    """Return the people at each place when every kommune has its official total; None for no grid.

    A cell of None is one that is withheld.
    """
    if not fundne:
        return None
    i_alt: dict[str, float] = {}
    folk: dict[tuple[float, float], float] = {}
    for x, y, antal in fundne:
        if antal is None:
            continue
        if not (math.isfinite(x) and math.isfinite(y) and 0 <= antal <= 1e6):
            return None
        if not antal:
            continue
        if (x, y) in folk:
            return None
        if kode := _kommune(x, y):
            folk[x, y] = antal
            i_alt[kode] = i_alt.get(kode, 0.0) + antal
    officielt = udsnit().kommuner["indbyggere"]
    if set(i_alt) != set(officielt.index):
        return None
    return {
        _noegle(x, y): antal / i_alt[k] * officielt[k]
        for (x, y), antal in folk.items()
        if (k := _kommune(x, y))
    }


def _noegle(x: float, y: float) -> str:
    return f"{round(x / 20)} {round(y / 20)}"


def _tal(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    """Return the people of each demand point that the dataset would have."""
    sti = lagt(proeve, "befolkningsnet", mappe)
    svar = proeve.tolkning.nye["befolkningsnet"].svar
    net = laes_befolkningsnet(
        sti, udsnit().kommuner, udsnit().omrids, svar, svar.get("lag"), model=udsnit().punkter
    )
    p = net.punkter
    alle = zip(p.geometry.x, p.geometry.y, p["indbyggere"], strict=True)
    return {_noegle(x, y): float(v) for x, y, v in alle}


# ------------------------------------------------------------------ as text


def _antal(celle: str) -> float | None:
    tekst = celle.strip()
    if tekst in ("", "..", "...", "-1", "<5", "n/a", "na", "nan", "null", "none"):
        return None
    if tekst.startswith("<") and tekst[1:].strip().isdigit():
        return None
    return _tal_af(tekst)


def _tal_af(tekst: str) -> float:
    ren = tekst.strip().replace(",", ".")
    if not ren.isascii() or "_" in ren or ren.lower().strip("+-") in ("nan", "inf", "infinity"):
        return math.nan
    try:
        return float(ren)
    except ValueError:
        return math.nan


def _raekker(raekker: Raekker | None, felter: Mapping[str, str]) -> list[dict[str, str]] | None:
    """Return the rows by what each column is for; None where the head does not have each once."""
    if not raekker:
        return None
    hoved = [h.strip() for h in raekker[0]]
    if any(hoved.count(navn) != 1 for navn in felter.values()):
        return None
    plads = {hvad: hoved.index(navn) for hvad, navn in felter.items()}
    hele = [r for r in raekker[1:] if any(c.strip() for c in r)]
    if any(len(r) != len(hoved) for r in hele):
        return None
    return [{hvad: r[p] for hvad, p in plads.items()} for r in hele]


def _navngivne(indhold: bytes, skille: str = ";") -> Tal | None:
    felter = {"navn": "KN1kmDK", "antal": "Personer i alt"}
    fundne = _raekker(laes_csv(indhold, skille), felter)
    if fundne is None:
        return None
    ud: list[tuple[float, float, float | None]] = []
    for r in fundne:
        dele = r["navn"].strip().split("_")
        if (
            len(dele) != 3
            or dele[0] != "1km"
            or not all(d.isascii() and d.isdigit() for d in dele[1:])
        ):
            if not any(c.isdigit() for c in r["navn"]) and "alt" in r["navn"].lower():
                continue
            return None
        ud.append((int(dele[2]) * 1e3 + 500, int(dele[1]) * 1e3 + 500, _antal(r["antal"])))
    steder = [(x, y) for x, y, _ in ud]
    return None if len(set(steder)) < len(steder) else naivt(ud)


def kvadratnet() -> Fil:
    """Return Danmarks Statistik's square grid, a few cells of it withheld."""
    raekker = []
    for x, y, v in celler():
        tal = (SKJULT,) * 4 if v < 5 else tuple(map(str, _aldre(int(v))))
        raekker.append((f"1km_{int(y // 1000)}_{int(x // 1000)}", *tal))
    hoved = ("KN1kmDK", "Personer i alt", "0-17 år", "18-64 år", "65 år og derover")
    tabel = Tabel(hoved, tuple(raekker))
    indhold = skriv_csv(tabel, ";", "utf-8-sig")
    return Fil(
        "kvadratnet_1km.csv",
        *(indhold, _navngivne, {}, tabel, lambda t: skriv_csv(t, ";", "utf-8-sig"), (1,), ()),
        egne=AF_TABEL,
    )


def _aldre(antal: int) -> tuple[int, int, int, int]:
    unge, gamle = antal // 5, antal // 5
    return antal, unge, antal - unge - gamle, gamle


def _paa_kort(fundne: list[dict[str, str]] | None) -> Tal | None:
    if fundne is None:
        return None
    til_meter = Transformer.from_crs(4326, 25832, always_xy=True)
    ud: list[tuple[float, float, float | None]] = []
    for r in fundne:
        bredde, laengde = _tal_af(r["lat"]), _tal_af(r["lon"])
        if not (54 <= bredde <= 58 and 7 <= laengde <= 16):
            return None
        ud.append((*til_meter.transform(laengde, bredde), _antal(r["antal"])))
    return naivt(ud)


def punkter() -> Fil:
    """Return points in degrees with a decimal comma, whose column of people is confirmed."""
    felter = {"lat": "bredde", "lon": "længde", "antal": "beboere"}
    grader = til_grader(*np.array([c[:2] for c in celler()]).T)
    raekker = tuple(
        (f"{a:.5f}".replace(".", ","), f"{b:.5f}".replace(".", ","), f"{int(c[2])}")
        for (a, b), c in zip(grader, celler(), strict=True)
    )
    tabel = Tabel(tuple(felter.values()), raekker)
    skriv: Callable[[Tabel], bytes] = lambda t: skriv_csv(t, ";", "utf-8-sig")  # noqa: E731
    return Fil(
        "punkter_dansk_csv.csv",
        skriv(tabel),
        lambda i: _paa_kort(_raekker(laes_csv(i, ";"), felter)),
        {"kolonne:indbyggere": "beboere"},
        *(tabel, skriv, (2,), ()),
        egne=AF_TABEL,
    )


# ------------------------------------------------------------------ as maps


def _lag(crs: int = 3035) -> gpd.GeoDataFrame:
    x, y, antal = np.array(celler()).T
    flader = gpd.points_from_xy(x, y).buffer(500, cap_style="square")
    return gpd.GeoDataFrame(
        {"antal_personer": antal.astype(int)}, geometry=flader, crs=25832
    ).to_crs(crs)


def skrevet(navn: str, skriv: Callable[[Path], None]) -> bytes:
    """Return the bytes of a file that is written to a path."""
    with tempfile.TemporaryDirectory() as mappe:
        skriv(Path(mappe) / navn)
        return (Path(mappe) / navn).read_bytes()


def _af_geometri(par: list[tuple[Any, Any]], crs: int) -> Tal | None:
    """Return a grid of (geometry, people) in a CRS."""
    til_meter = Transformer.from_crs(crs, 25832, always_xy=True)
    ud: list[tuple[float, float, float | None]] = []
    for geometri, antal in par:
        if geometri is None or geometri.is_empty:
            continue
        if geometri.geom_type not in ("Point", "Polygon", "MultiPolygon"):
            return None
        if isinstance(antal, bool) or not isinstance(antal, (int, float, str, type(None))):
            return None
        p = geometri.representative_point()
        tal = _antal(antal) if isinstance(antal, str) else antal
        ud.append((*til_meter.transform(p.x, p.y), None if tal in (None, -1) else float(tal)))
    return naivt(ud)


def geometri_af_blob(raa: bytes | None) -> Any:
    """Return the geometry of a GeoPackage's blob, None for none and for one that cannot be read.

    Before it stand GP, version 0, flags, the number of the CRS, and a frame of 0 to 64 bytes.
    """
    rammer = (0, 32, 48, 48, 64)
    if not raa or raa[:3] != b"GP\0" or raa[3] & 0xE0 or raa[3] >> 1 & 7 >= len(rammer):
        return None
    try:
        return shapely.from_wkb(raa[8 + rammer[raa[3] >> 1 & 7] :])
    except shapely.errors.GEOSException:
        return None


def _af_gpkg(lag: str) -> Callable[[bytes], Tal | None]:
    def naiv(indhold: bytes) -> Tal | None:
        with tempfile.TemporaryDirectory() as mappe:
            (Path(mappe) / "x.gpkg").write_bytes(indhold)
            try:
                with sqlite3.connect(Path(mappe) / "x.gpkg") as base:
                    raekker = base.execute(f'SELECT geom, antal_personer FROM "{lag}"').fetchall()
                base.close()
                return _af_geometri([(geometri_af_blob(g), v) for g, v in raekker], 3035)
            except Exception:
                return None

    return naiv


def andet_skema(lag: str, *kolonner: str) -> tuple[Aendring, Aendring]:
    """Return the changes of what a GeoPackage says of a layer: its columns, tables and CRS."""
    omdoebt = (f"ALTER TABLE {lag} RENAME COLUMN {k} TO andet" for k in kolonner)
    skema = sql(
        *omdoebt,
        f"DROP TABLE {lag}",
        "DELETE FROM gpkg_contents",
        "DELETE FROM gpkg_geometry_columns",
        "UPDATE gpkg_contents SET table_name = 'x'",
        "UPDATE gpkg_spatial_ref_sys SET definition = 'GEOGCS['",
        f"CREATE TABLE andet AS SELECT * FROM {lag}",
    )
    system = sql(
        *(f"UPDATE gpkg_geometry_columns SET srs_id = {nr}" for nr in (4326, -1, 12345)),
    )
    return (
        Aendring("gpkg: andet skema", skema, BEGGE),
        Aendring("gpkg: andet koordinatsystem", system, SAMME),
    )


def sql(*saetninger: str) -> Callable[[Slump, Fil], bytes]:
    """Return a change of a GeoPackage by one of some statements."""

    def goer(slump: Slump, fil: Fil) -> bytes:
        with tempfile.TemporaryDirectory() as mappe:
            sti = Path(mappe) / "x.gpkg"
            sti.write_bytes(fil.indhold)
            base = sqlite3.connect(sti)
            base.create_function("ST_IsEmpty", 1, lambda g: g is None)
            for navn in ("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
                base.create_function(navn, 1, lambda g: 0.0)
            valgt = slump.choice(saetninger).format(nr=slump.randrange(1, 500), n=slump.random())
            with contextlib.suppress(sqlite3.Error):
                base.executescript(valgt)
            base.commit()
            base.close()
            return sti.read_bytes()

    return goer


TABEL = "net"
GPKG = (
    Aendring(
        "gpkg: andre tal",
        sql(
            f"UPDATE {TABEL} SET antal_personer = -5 WHERE fid = {{nr}}",
            f"UPDATE {TABEL} SET antal_personer = NULL WHERE fid = {{nr}}",
            f"UPDATE {TABEL} SET antal_personer = 'mange' WHERE fid = {{nr}}",
            f"UPDATE {TABEL} SET antal_personer = 9e18 WHERE fid < {{nr}}",
            f"UPDATE {TABEL} SET antal_personer = x'00ff' WHERE fid = {{nr}}",
            f"UPDATE {TABEL} SET antal_personer = antal_personer + 1 WHERE fid = {{nr}}",
            f"UPDATE {TABEL} SET antal_personer = antal_personer * 1000 WHERE fid = {{nr}}",
        ),
        NY,
    ),
    Aendring(
        "gpkg: anden geometri",
        sql(
            f"UPDATE {TABEL} SET geom = NULL WHERE fid = {{nr}}",
            f"UPDATE {TABEL} SET geom = x'4750' WHERE fid = {{nr}}",
            f"UPDATE {TABEL} SET geom = substr(geom, 1, 60) WHERE fid = {{nr}}",
            f"DELETE FROM {TABEL} WHERE fid < {{nr}}",
            f"INSERT INTO {TABEL} (geom, antal_personer) "
            f"SELECT geom, 7 FROM {TABEL} WHERE fid = {{nr}}",
        ),
        NY,
    ),
    *andet_skema(TABEL, "antal_personer"),
)


def gpkg() -> Fil:
    """Return square polygons in EPSG:3035, without a cell name."""
    indhold = skrevet("net.gpkg", lambda sti: _lag().to_file(sti, layer=TABEL))
    return Fil("kvadratnet_3035.gpkg", indhold, _af_gpkg(TABEL), egne=GPKG)


def to_lag() -> Fil:
    """Return two layers, the first with every second cell; the second is answered."""

    def skriv(sti: Path) -> None:
        _lag().iloc[::2].to_file(sti, layer="udsnit")
        _lag().to_file(sti, layer=TABEL)

    indhold = skrevet("to_lag.gpkg", skriv)
    return Fil("to_lag.gpkg", indhold, _af_gpkg(TABEL), {"lag": TABEL}, egne=GPKG)


def _af_geojson(indhold: bytes) -> Tal | None:
    try:
        raa = json.loads(indhold)
        par = []
        for f in raa["features"]:
            if f["type"] != "Feature":
                return None
            # What has no whole geometry or no number is left out, and said to be.
            g, egenskaber = f.get("geometry"), f.get("properties")
            hel = (
                isinstance(g, dict)
                and g.get("type") in ("Point", "Polygon")
                and len([c for c in g.get("coordinates") or () if isinstance(c, (int, float))]) >= 2
                and (g["type"] == "Polygon" or abs(g["coordinates"][1]) <= 90)
            )
            antal = egenskaber.get("antal_personer") if isinstance(egenskaber, dict) else None
            par.append((shapely.geometry.shape(g) if hel else None, antal))
        return _af_geometri(par, 4326)
    except Exception:
        return None


def geojson() -> Fil:
    """Return the same cells as points of a GeoJSON."""
    lag = _lag(25832)
    lag = lag.set_geometry(lag.representative_point()).to_crs(4326)
    indhold = lag.to_json(drop_id=True).encode()
    return Fil("net.geojson", indhold, _af_geojson, egne=JSONEN)


def shapefil() -> Fil:
    """Return a zipped Shapefile."""
    with tempfile.TemporaryDirectory() as mappe:
        _lag().rename(columns={"antal_personer": "antal"}).to_file(Path(mappe) / "net.shp")
        indhold = pak({sti.name: sti.read_bytes() for sti in sorted(Path(mappe).iterdir())})

    return Fil("net.zip", indhold, _af_shapefil, egne=ZIPPEN)


def _af_shapefil(indhold: bytes) -> Tal | None:
    """Return the grid of a Shapefile's own bytes: polygons of one ring, and a column of digits."""
    try:
        dele = {Path(n).suffix.lower(): raa for n, raa in dele_af(indhold).items()}
        dbf, shp = dele[".dbf"], dele[".shp"]
        antal, hoved, bredde = struct.unpack_from("<IHH", dbf, 4)
        felt = next(p for p in range(32, hoved - 1, 32) if dbf[p : p + 5] == b"antal")
        foer = sum(dbf[p + 16] for p in range(32, felt, 32)) + 1
        par, sted = [], 100
        for nr in range(antal):
            raekke = dbf[hoved + nr * bredde : hoved + (nr + 1) * bredde]
            tekst = raekke[foer : foer + dbf[felt + 16]].decode("ascii").strip()
            (laengde,) = struct.unpack_from(">i", shp, sted + 4)
            (art,) = struct.unpack_from("<i", shp, sted + 8)
            geometri = None
            if art == 5:
                ringe, punkter = struct.unpack_from("<ii", shp, sted + 44)
                tal = struct.unpack_from(f"<{2 * punkter}d", shp, sted + 52 + 4 * ringe)
                geometri = shapely.Polygon(list(zip(tal[::2], tal[1::2], strict=True)))
            if raekke[:1] != b"*":
                par.append((geometri, tekst))
            sted += 8 + 2 * laengde
        return _af_geometri(par, 3035)
    except Exception:
        return None


def parquet() -> Fil:
    """Return cell names and people as Parquet."""
    ramme = pd.DataFrame(
        [(f"1km_{int(y // 1000)}_{int(x // 1000)}", int(v)) for x, y, v in celler()],
        columns=["KN1kmDK", "Personer i alt"],
    )

    def naiv(raa: bytes) -> Tal | None:
        try:
            fundet = pq.read_table(io.BytesIO(raa)).to_pandas()
            tekst = fundet.astype(str).replace({"None": "", "<NA>": ""})
        except Exception:
            return None
        return _navngivne(tekst.to_csv(index=False, sep=";").encode())

    ud = io.BytesIO()
    ramme.to_parquet(ud)
    return Fil("net.parquet", ud.getvalue(), naiv)


def tif() -> Fil:
    """Return the cells as pixels of a GeoTIFF."""
    x, y, antal = np.array(celler()).T
    vest, nord = x.min() - 500, y.max() + 500
    felter = np.zeros((int((nord - y.min()) // 1000) + 1, int((x.max() - vest) // 1000) + 1))
    felter[((nord - y) // 1000).astype(int), ((x - vest) // 1000).astype(int)] = antal
    profil = {
        "driver": "GTiff",
        "count": 1,
        "dtype": "float32",
        "height": felter.shape[0],
        "width": felter.shape[1],
        "crs": "EPSG:25832",
        "transform": from_origin(vest, nord, 1000, 1000),
        "compress": "deflate",
    }

    def skriv(sti: Path) -> None:
        with rasterio.open(sti, "w", **profil) as ud:
            ud.write(felter.astype("float32"), 1)

    def naiv(raa: bytes) -> Tal | None:
        try:
            with rasterio.MemoryFile(raa) as fil, fil.open(driver="GTiff") as kilde:
                g, band = kilde.transform, kilde.read(1, masked=True).filled(np.nan)
                til_meter = Transformer.from_crs(kilde.crs, 25832, always_xy=True)
                ud = [
                    (*til_meter.transform(*(g * (k + 0.5, r + 0.5))), float(band[r, k]))
                    for r, k in np.argwhere((band > 0) & (band <= 1e6)).tolist()
                ]
            return naivt(ud)
        except Exception:
            return None

    return Fil("net.tif", skrevet("net.tif", skriv), naiv)


def filer() -> list[Fil]:
    """Return the whole files."""
    return [
        *(kvadratnet(), punkter(), gpkg(), to_lag()),
        *(geojson(), shapefil(), parquet(), tif()),
    ]


#: The largest remainder moves less than one person between cells.
NET = Slags(
    "befolkning", filer, gennem_doeren("befolkning", udsnit, _tal), taerskel=1.01, mangler=0.0
)
