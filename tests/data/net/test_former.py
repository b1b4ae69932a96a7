"""Grids in the shapes users have them: each read, asked about or refused in a sentence."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import box

from dansk import Inputfejl
from data.befolkningsnet import Befolkningsnet, laes_befolkningsnet
from data.indgang.spoergsmaal import Ubesvaret
from data.net import graenser, kortlag
from geo.befolkning import kvadratnet_punkt
from geo.koordinater import til_grader

# Two kommuner side by side, 2 x 2 km each.
KOMMUNER = pd.DataFrame(
    {"kommune": ["Ask", "Birk"], "indbyggere": [900, 770]}, index=pd.Index(["A", "B"], name="kode")
)
OMRIDS = gpd.GeoDataFrame(
    {"kode": ["A", "B"]},
    geometry=[
        box(500_000, 6_300_000, 502_000, 6_302_000),
        box(502_000, 6_300_000, 504_000, 6_302_000),
    ],
    crs=25832,
)
CELLER = {"1km_6300_500": 300, "1km_6301_500": 600, "1km_6300_502": 550, "1km_6301_503": 220}
ANTAL = sorted(CELLER.values())
MIDTER = np.array([kvadratnet_punkt(navn)[:2] for navn in CELLER])
DST = "KN1kmDK;Personer i alt;0-17 år;18-64 år;65 år og derover"


def laes(sti: Path, lag: str | None = None, **svar: str) -> Befolkningsnet:
    return laes_befolkningsnet(sti, KOMMUNER, OMRIDS, svar, lag)


def med_svar(sti: Path, svar: dict[str, str]) -> Befolkningsnet:
    return laes_befolkningsnet(sti, KOMMUNER, OMRIDS, svar)


def spurgt(sti: Path, **svar: str) -> dict[str, list[str]]:
    """The questions of a file: key and the answers there are."""
    with pytest.raises(Ubesvaret) as fanget:
        laes(sti, **svar)
    return {s.noegle: [v for v, _ in s.valg] for s in fanget.value.spoergsmaal}


def fejl(sti: Path, **svar: str) -> str:
    with pytest.raises(Inputfejl) as fanget:
        laes(sti, **svar)
    assert not isinstance(fanget.value, Ubesvaret)
    return str(fanget.value)


def skriv(mappe: Path, *linjer: str, tegnsaet: str = "utf-8-sig") -> Path:
    sti = mappe / "net.csv"
    sti.write_text("\n".join(linjer) + "\n", encoding=tegnsaet)
    return sti


def lag(crs: int = 25832) -> gpd.GeoDataFrame:
    flader = gpd.points_from_xy(*MIDTER.T).buffer(500, cap_style="square")
    return gpd.GeoDataFrame({"TOT_P": CELLER.values()}, geometry=flader, crs=25832).to_crs(crs)


def sagt(net: Befolkningsnet, ord_: str) -> str:
    """The one remark that has the words."""
    (bemaerkning,) = [b for b in net.bemaerkninger if ord_ in b]
    return bemaerkning


# ------------------------------------------------------------------ the square grid of Denmark


def test_the_square_grid_counts_all_inhabitants_and_not_their_ages(tmp_path):
    raekker = [f"{n};{v};{v // 5};{v // 2};{v - v // 5 - v // 2}" for n, v in CELLER.items()]
    net = laes(skriv(tmp_path, DST, *raekker, "1km_6301_501;..;..;..;.."))
    assert sorted(net.punkter["indbyggere"]) == ANTAL
    assert "i hver række" in sagt(net, "Aldersgrupperne")
    # Withheld is 1 to 4 people and not 0, and the kommune keeps its total.
    assert "mellem 1 og 4" in sagt(net, "skjult")
    assert net.punkter.groupby("kommune_kode")["indbyggere"].sum().tolist() == [900, 770]


def test_ages_that_do_not_sum_are_told_with_their_cells(tmp_path):
    raekker = [f"{n};{v};{v};{v};0" for n, v in CELLER.items()]
    tekst = sagt(laes(skriv(tmp_path, DST, *raekker)), "Aldersgrupperne")
    assert "i 4 af 4 rækker" in tekst and "1km_6300_500" in tekst and "100,0 %" in tekst


def test_ages_in_per_cent_are_told(tmp_path):
    raekker = [f"{n};{v};20;58;22" for n, v in CELLER.items()]
    net = laes(skriv(tmp_path, DST, *raekker))
    assert "procent" in sagt(net, "Aldersgrupperne") and sorted(net.punkter["indbyggere"]) == ANTAL


@pytest.mark.parametrize("heading", ["I alt", "Befolkning i alt", "Antal personer i alt"])
def test_the_total_is_known_by_its_words(tmp_path, heading):
    raekker = [f"{n};{v};9" for n, v in CELLER.items()]
    net = laes(skriv(tmp_path, f"KN1kmDK;{heading};Husstande i alt", *raekker))
    assert sorted(net.punkter["indbyggere"]) == ANTAL


@pytest.mark.parametrize(("side", "navn"), [(100, "100m"), (250, "250m"), (10_000, "10km")])
def test_cells_from_100_m_to_10_km(tmp_path, side, navn):
    # One cell a kommune, at its middle; of 10 km, in regions as large.
    omrids = OMRIDS if side < 1000 else OMRIDS.scale(10, 10, origin=(500_000, 6_300_000))
    omrids = gpd.GeoDataFrame({"kode": ["A", "B"]}, geometry=omrids.geometry, crs=25832)
    midter = omrids.centroid
    raekker = [f"{navn}_{int(p.y // side)}_{int(p.x // side)};1" for p in midter]
    sti = skriv(tmp_path, "celle;antal", *raekker)
    net = laes_befolkningsnet(sti, KOMMUNER, omrids, {"afvigelse": "brug"})
    assert net.punkter["indbyggere"].tolist() == [900, 770]


@pytest.mark.parametrize("navn", ["I alt", "Hele landet", "Region Nordjylland", "Total"])
def test_a_total_among_the_rows_is_a_check_and_no_cell(tmp_path, navn):
    raekker = [f"{n};{v}" for n, v in CELLER.items()]
    net = laes(skriv(tmp_path, "celle;antal", *raekker, f"{navn};1680"))
    assert sorted(net.punkter["indbyggere"]) == ANTAL
    tekst = sagt(net, navn)
    assert "1.680" in tekst and "1.670" in tekst and "på 10" in tekst


def test_a_total_without_a_place_is_known_by_its_name(tmp_path):
    raekker = [f"a;{x:.0f};{y:.0f};{v}" for (x, y), v in zip(MIDTER, CELLER.values(), strict=True)]
    net = laes(skriv(tmp_path, "navn;x;y;antal", *raekker, "I alt;;;1670"))
    assert "på 0" in sagt(net, "I alt")
    assert "Række 6" in fejl(skriv(tmp_path, "navn;x;y;antal", *raekker, "b;;;5"))


@pytest.mark.parametrize("celle", ["1km_６３００_500", "1km_٦٣٠٠_500", "²km_6300_500"])
def test_digits_of_another_script_are_told(tmp_path, celle):
    raekker = [f"{n};{v}" for n, v in CELLER.items()]
    assert "i række 6" in fejl(skriv(tmp_path, "celle;antal", *raekker, f"{celle};3"))
    assert "Række 6" in fejl(skriv(tmp_path, "celle;antal", *raekker, "1km_6301_501;３"))


# ------------------------------------------------------------------ columns that are guessed


def grader_csv(mappe: Path, hoved: str, *, byt: bool = False) -> Path:
    par = til_grader(MIDTER[:, 0], MIDTER[:, 1])
    par = par[:, ::-1] if byt else par
    raekker = [f"{a:.6f};{b:.6f};{v}" for (a, b), v in zip(par, CELLER.values(), strict=True)]
    return skriv(mappe, hoved, *[r.replace(".", ",") for r in raekker])


def test_points_with_a_decimal_comma_are_read_when_the_column_is_confirmed(tmp_path):
    sti = grader_csv(tmp_path, "bredde;længde;beboere")
    assert list(spurgt(sti)) == ["kolonne:indbyggere"]
    net = med_svar(sti, {"kolonne:indbyggere": "beboere"})
    assert sorted(net.punkter["indbyggere"]) == ANTAL


def test_every_uncertain_column_is_asked_at_once(tmp_path):
    sti = grader_csv(tmp_path, "breddegrader;længdegrader;beboere")
    assert set(spurgt(sti)) == {"kolonne:lat", "kolonne:lon", "kolonne:indbyggere"}
    svar = {"lat": "breddegrader", "lon": "længdegrader", "indbyggere": "beboere"}
    net = med_svar(sti, {f"kolonne:{hvad}": navn for hvad, navn in svar.items()})
    assert sorted(net.punkter["indbyggere"]) == ANTAL


def test_one_of_several_is_the_users_to_choose(tmp_path):
    raekker = [f"{n};{v};1" for n, v in CELLER.items()]
    sti = skriv(tmp_path, "celle;TOT_P_2021;TOT_P_2018", *raekker)
    assert spurgt(sti)["kolonne:indbyggere"][:2] == ["TOT_P_2021", "TOT_P_2018"]
    net = med_svar(sti, {"kolonne:indbyggere": "TOT_P_2021"})
    assert sorted(net.punkter["indbyggere"]) == ANTAL


def test_an_answer_that_is_no_column_is_refused(tmp_path):
    with pytest.raises(Inputfejl, match="»andet« er ikke et svar"):
        med_svar(grader_csv(tmp_path, "bredde;længde;beboere"), {"kolonne:indbyggere": "andet"})


# ------------------------------------------------------------------ coordinates read otherwise


def test_lat_and_lon_swapped_are_asked_and_swapped_back(tmp_path):
    sti = grader_csv(tmp_path, "lat;lon;antal", byt=True)
    assert spurgt(sti) == {"koordinater": ["ombyttet"]}
    assert sorted(laes(sti, koordinater="ombyttet").punkter["indbyggere"]) == ANTAL


def test_x_and_y_swapped_are_asked_and_swapped_back(tmp_path):
    raekker = [f"{y:.0f},{x:.0f},{v}" for (x, y), v in zip(MIDTER, CELLER.values(), strict=True)]
    sti = skriv(tmp_path, "x,y,antal", *raekker)
    assert spurgt(sti) == {"koordinater": ["ombyttet"]}
    assert sorted(laes(sti, koordinater="ombyttet").punkter["indbyggere"]) == ANTAL


@pytest.mark.parametrize("crs", [3035, 25833, 3857, 4326])
def test_metres_of_another_crs_are_asked_about(tmp_path, crs):
    steder = gpd.GeoSeries(gpd.points_from_xy(*MIDTER.T), crs=25832).to_crs(crs)
    raekker = [f"{p.x:.6f},{p.y:.6f},{v}" for p, v in zip(steder, CELLER.values(), strict=True)]
    sti = skriv(tmp_path, "x,y,antal", *raekker)
    assert spurgt(sti) == {"koordinater": [f"EPSG:{crs}"]}
    net = laes(sti, koordinater=f"EPSG:{crs}")
    assert sorted(net.punkter["indbyggere"]) == ANTAL
    midter = {(round(p.x), round(p.y)) for p in net.punkter.geometry}
    assert all(min(abs(x - a) + abs(y - b) for a, b in midter) <= 3 for x, y in MIDTER)


def test_geojson_in_metres_that_says_nothing_of_it(tmp_path):
    net = lag().set_crs(4326, allow_override=True)
    net.to_file(tmp_path / "net.geojson")
    assert spurgt(tmp_path / "net.geojson") == {"koordinater": ["EPSG:25832"]}
    svar = laes(tmp_path / "net.geojson", koordinater="EPSG:25832")
    assert sorted(svar.punkter["indbyggere"]) == ANTAL


def test_a_layer_with_lat_and_lon_swapped(tmp_path):
    grader = til_grader(MIDTER[:, 0], MIDTER[:, 1])
    punkter = gpd.points_from_xy(grader[:, 0], grader[:, 1])
    net = gpd.GeoDataFrame({"T": CELLER.values()}, geometry=punkter, crs=4326)
    net.to_file(tmp_path / "net.gpkg")
    assert spurgt(tmp_path / "net.gpkg") == {"koordinater": ["ombyttet"]}
    svar = laes(tmp_path / "net.gpkg", koordinater="ombyttet")
    assert sorted(svar.punkter["indbyggere"]) == ANTAL


def test_a_shapefile_without_prj_is_read_when_its_crs_is_answered(tmp_path):
    lag().to_file(tmp_path / "net.shp")
    (tmp_path / "net.prj").unlink()
    assert spurgt(tmp_path / "net.shp") == {"koordinater": ["EPSG:25832"]}
    svar = laes(tmp_path / "net.shp", koordinater="EPSG:25832")
    assert sorted(svar.punkter["indbyggere"]) == ANTAL


# ------------------------------------------------------------------ layers, zip and Parquet


@pytest.fixture
def to_lag(tmp_path: Path) -> Path:
    """Two layers: half the cells, and all."""
    lag().iloc[[0, 2]].to_file(tmp_path / "net.gpkg", layer="udsnit")
    lag().to_file(tmp_path / "net.gpkg", layer="alle")
    return tmp_path / "net.gpkg"


def test_which_layer_is_asked_with_what_each_has(to_lag):
    with pytest.raises(Ubesvaret) as fanget:
        laes(to_lag)
    (spoergsmaal,) = fanget.value.spoergsmaal
    ord_ = dict(spoergsmaal.valg)
    assert spoergsmaal.noegle == "lag"
    # 2 and 4 of the 8 km2; 300 + 550 people, and all.
    assert all(led in ord_["udsnit"] for led in ("2 celler", "850", "25 %"))
    assert all(led in ord_["alle"] for led in ("4 celler", "1.670", "50 %"))


def test_the_layer_is_that_which_was_named(to_lag):
    assert sorted(laes(to_lag, "alle").punkter["indbyggere"]) == ANTAL
    assert sorted(laes(to_lag, **{"lag": "alle"}).punkter["indbyggere"]) == ANTAL
    with pytest.raises(Inputfejl, match="»andet« er ikke et svar på lag"):
        laes(to_lag, "andet")


def test_a_file_without_layers_takes_none(tmp_path):
    sti = skriv(tmp_path, "celle;antal", *[f"{n};{v}" for n, v in CELLER.items()])
    with pytest.raises(Inputfejl, match="ingen kortlag"):
        laes(sti, "alle")


@pytest.mark.parametrize("endelse", [".gpkg", ".geojson", ".shp", ".parquet"])
def test_cells_without_a_geometry_are_told(tmp_path, endelse):
    net = lag()
    net.loc[4] = {"TOT_P": 31, "geometry": None}
    sti = tmp_path / f"net{endelse}"
    net.to_parquet(sti) if endelse == ".parquet" else net.to_file(sti)
    svar = laes(sti)
    assert sorted(svar.punkter["indbyggere"]) == ANTAL
    tekst = sagt(svar, "ingen geometri")
    assert "1 celle med 31 indbyggere" in tekst and "objekt " in tekst


def pak(sti: Path, mappe: Path, *navne: str) -> Path:
    with zipfile.ZipFile(sti, "w", zipfile.ZIP_DEFLATED) as arkiv:
        for navn in navne:
            lag().to_file(mappe / f"{Path(navn).name}.shp")
            for del_ in ("shp", "shx", "dbf", "prj"):
                arkiv.write(mappe / f"{Path(navn).name}.{del_}", f"{navn}.{del_.upper()}")
    return sti


def test_a_zipped_shapefile_is_read(tmp_path):
    sti = pak(tmp_path / "net.zip", tmp_path, "mappe/celler æøå")
    assert sorted(laes(sti).punkter["indbyggere"]) == ANTAL


def test_of_several_shapefiles_in_a_zip_one_is_chosen(tmp_path):
    sti = pak(tmp_path / "net.zip", tmp_path, "a/net", "b/andet")
    assert spurgt(sti) == {"lag": ["net", "andet"]}
    assert sorted(laes(sti, "andet").punkter["indbyggere"]) == ANTAL


def test_a_zip_is_judged_by_its_directory(tmp_path, monkeypatch):
    bombe = tmp_path / "bombe.zip"
    with zipfile.ZipFile(bombe, "w", zipfile.ZIP_DEFLATED) as arkiv:
        arkiv.writestr("net.shp", bytes(graenser.UDVIDELSE_FRA + 1))
    assert "pakket ud" in fejl(bombe)
    uden = tmp_path / "uden.zip"
    with zipfile.ZipFile(uden, "w") as arkiv:
        arkiv.writestr("net.csv", "celle;antal")
    assert "net.csv" in fejl(uden)
    with zipfile.ZipFile(tmp_path / "tom.zip", "w"):
        pass
    assert ".shp" in fejl(tmp_path / "tom.zip")
    hel = pak(tmp_path / "net.zip", tmp_path, "net")
    (tmp_path / "kort.zip").write_bytes(hel.read_bytes()[:-40])
    assert "kort.zip" in fejl(tmp_path / "kort.zip")
    monkeypatch.setattr(kortlag, "HOEJST_I_ZIP", 3)
    assert "4 filer" in fejl(hel)


def test_names_in_a_zip_write_nowhere_else(tmp_path):
    inde = tmp_path / "inde"
    inde.mkdir()
    sti = pak(inde / "net.zip", tmp_path, "net")
    with zipfile.ZipFile(sti) as fra, zipfile.ZipFile(inde / "ud.zip", "w") as til:
        for fil in fra.infolist():
            til.writestr(f"../../../{fil.filename}", fra.read(fil))
    assert sorted(laes(inde / "ud.zip").punkter["indbyggere"]) == ANTAL
    assert {f.name for f in inde.iterdir()} == {"net.zip", "ud.zip"}


@pytest.mark.parametrize("form", ["celle", "x og y", "geometri", "indeks"])
def test_parquet_with_names_places_or_geometries(tmp_path, form):
    sti = tmp_path / "net.parquet"
    ramme = pd.DataFrame({"celle": [*CELLER], "antal": CELLER.values()})
    if form == "geometri":
        lag(3035).to_parquet(sti)
    elif form == "indeks":
        ramme.set_index("celle").to_parquet(sti)
    elif form == "celle":
        ramme.to_parquet(sti)
    else:
        ramme.assign(x=MIDTER[:, 0], y=MIDTER[:, 1]).drop(columns="celle").to_parquet(sti)
    assert sorted(laes(sti).punkter["indbyggere"]) == ANTAL


def test_parquet_is_limited_before_it_is_read(tmp_path, monkeypatch):
    sti = tmp_path / "net.parquet"
    pd.DataFrame({"celle": [*CELLER], "antal": CELLER.values()}).to_parquet(sti)
    monkeypatch.setattr(graenser, "HOEJST_UDSNIT", 3)
    assert "4 rækker" in fejl(sti)
    (tmp_path / "andet.parquet").write_bytes(b"PAR1" + bytes(50))
    assert "andet.parquet" in fejl(tmp_path / "andet.parquet")


# ------------------------------------------------------------------ what GDAL reads without a word


def rettet(mappe: Path, *saetninger: str) -> Path:
    """A GeoPackage that SQL has been at."""
    sti = mappe / "net.gpkg"
    sti.unlink(missing_ok=True)
    lag().to_file(sti)
    with closing(sqlite3.connect(sti)) as base:
        for navn in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            base.create_function(navn, 1, lambda _: 0.0)
        for saetning in saetninger:
            base.execute(saetning)
        base.commit()
    return sti


@pytest.mark.parametrize("vaerdi", ["'mange'", "x'00ff'"])
def test_text_in_a_column_of_numbers_is_told_and_is_not_nobody(tmp_path, vaerdi):
    tekst = fejl(rettet(tmp_path, f"UPDATE net SET TOT_P = {vaerdi} WHERE fid = 2"))
    assert "Objekt 2" in tekst and "TOT_P" in tekst


def test_a_geometry_that_cannot_be_read_is_told(tmp_path):
    svar = laes(rettet(tmp_path, "UPDATE net SET geom = x'4750' WHERE fid = 4"))
    assert "1 celle med 220 indbyggere" in sagt(svar, "ingen geometri")


@pytest.mark.parametrize("crs", [25832, 4326])
def test_a_few_places_that_are_nowhere_on_earth_are_told(tmp_path, crs):
    # One in four hundred; were most of them so, the file would be in another CRS.
    x, y = np.meshgrid(np.arange(500_100, 504_000, 200), np.arange(6_300_100, 6_302_000, 100))
    net = gpd.GeoDataFrame(
        {"T": 4}, index=range(x.size), geometry=gpd.points_from_xy(x.flat, y.flat)
    )
    net = net.set_crs(25832).to_crs(crs)
    net.loc[x.size] = {"T": 31, "geometry": shapely.Point(8.0, 9e9)}
    net.set_crs(crs, allow_override=True).to_file(tmp_path / "net.gpkg")
    assert "1 celle med 31 indbyggere" in sagt(laes(tmp_path / "net.gpkg"), "ingen geometri")


def test_a_layer_that_is_a_view_is_refused_unread(tmp_path):
    sti = rettet(
        tmp_path,
        "CREATE VIEW uden_ende AS WITH RECURSIVE t(fid) AS "
        "(SELECT 1 UNION ALL SELECT fid + 1 FROM t) SELECT fid, NULL AS geom, 1 AS TOT_P FROM t",
        "INSERT INTO gpkg_contents (table_name, data_type, srs_id) "
        "VALUES ('uden_ende', 'features', 25832)",
        "INSERT INTO gpkg_geometry_columns VALUES ('uden_ende', 'geom', 'POLYGON', 25832, 0, 0)",
    )
    assert "uden_ende" in fejl(sti)


@pytest.mark.parametrize("led", [-1, None, {"properties": {"TOT_P": 600}, "geometry": None}])
def test_what_is_no_feature_is_told(tmp_path, led):
    sti = tmp_path / "net.geojson"
    lag().to_file(sti)
    indhold = json.loads(sti.read_bytes())
    indhold["features"][1] = led
    sti.write_text(json.dumps(indhold))
    assert "Objekt 2" in fejl(sti)


def shapefil_med(mappe: Path, ret: Callable[[bytes], bytes], navn_paa_del: str = "net.DBF") -> Path:
    sti = pak(mappe / "net.zip", mappe, "net")
    with zipfile.ZipFile(sti) as arkiv:
        dele = {navn: arkiv.read(navn) for navn in arkiv.namelist()}
    dele[navn_paa_del] = ret(dele[navn_paa_del])
    with zipfile.ZipFile(sti, "w") as arkiv:
        for navn, indhold in dele.items():
            arkiv.writestr(navn, indhold)
    return sti


def test_a_table_of_a_shapefile_whose_rows_have_shifted_is_refused(tmp_path):
    assert sorted(laes(shapefil_med(tmp_path, bytes)).punkter["indbyggere"]) == ANTAL
    assert "beskadiget" in fejl(shapefil_med(tmp_path, lambda dbf: dbf[:-9] + b"12345" + dbf[-9:]))
    assert "beskadiget" in fejl(shapefil_med(tmp_path, lambda dbf: dbf[:-20]))
    laengere = shapefil_med(tmp_path, lambda shp: shp[:300] + bytes(40) + shp[300:], "net.SHP")
    assert ".shp" in fejl(laengere)
    assert "Objekt 1:" in fejl(shapefil_med(tmp_path, lambda dbf: dbf.replace(b" 600", b" 6o0")))


def test_a_word_beside_a_coordinate_is_a_fault_and_no_total(tmp_path):
    raekker = [f"{x:.0f};{y:.0f};{v}" for (x, y), v in zip(MIDTER, CELLER.values(), strict=True)]
    assert "Række 6" in fejl(skriv(tmp_path, "x;y;antal", *raekker, "i alt;6300500;5"))


@pytest.mark.parametrize("med_geometri", [False, True])
def test_parquet_whose_text_is_not_utf_8_gives_a_sentence(tmp_path, med_geometri):
    sti = tmp_path / "net.parquet"
    ramme = lag() if med_geometri else pd.DataFrame({"antal": CELLER.values()})
    ramme.assign(celle=[*CELLER]).to_parquet(sti, use_dictionary=False, compression=None)
    indhold = sti.read_bytes()
    assert b"1km_6301_503" in indhold
    sti.write_bytes(indhold.replace(b"1km_6301_503", b"1km_\xff301_503"))
    fejl(sti)


def test_a_csv_is_parted_by_tabs_too(tmp_path):
    raekker = [f"{n}\t{v}" for n, v in CELLER.items()]
    assert sorted(laes(skriv(tmp_path, "celle\tantal", *raekker)).punkter["indbyggere"]) == ANTAL


def test_too_many_columns_and_corners_are_refused(tmp_path, monkeypatch):
    raekker = [f"{n};{v};1" for n, v in CELLER.items()]
    monkeypatch.setattr(graenser, "HOEJST_KOLONNER", 2)
    assert "3 kolonner" in fejl(skriv(tmp_path, "celle;antal;mere", *raekker))
    lag().to_file(tmp_path / "net.gpkg")
    monkeypatch.setattr(graenser, "HOEJST_HJOERNER", 19)
    assert "20 hjørner" in fejl(tmp_path / "net.gpkg")
