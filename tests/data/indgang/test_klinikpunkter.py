"""A point for each clinic, from a table or a map file: used, kept, and nowhere impossible."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point, box

from dansk import Inputfejl
from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang.arter import klinikker
from data.indgang.arter.klinikpunkter import ART
from data.indgang.arter.liste import ARTER
from data.indgang.geofil import laes_geofil, stedlag
from data.indgang.proeve import Proeve, proev
from data.skema import INDBYGGET
from planning.plan import Plan

Skriv = Callable[..., Path]


@pytest.fixture
def flyttet(plan: Plan) -> gpd.GeoDataFrame:
    """Three clinics, each 400 m north of where it stands, in metres."""
    k = plan.klinikker.iloc[:3]
    punkter = [Point(x, y + 400) for x, y in zip(k["x"], k["y"], strict=True)]
    return gpd.GeoDataFrame({"klinik_id": list(k.index)}, geometry=punkter, crs=25832)


@pytest.fixture
def fil(tmp_path: Path) -> Skriv:
    def skriv(*raekker: tuple[object, ...]) -> Path:
        sti = tmp_path / "punkter.csv"
        pd.DataFrame(raekker, columns=["klinik", "lat", "lon"]).to_csv(sti, index=False, sep=";")
        return sti

    return skriv


def _proev(sti: Path, plan: Plan, **svar: str) -> Proeve:
    return proev(sti, [ART], lambda: plan, svar)


def _taget(proeve: Proeve, tmp_path: Path, fra: Path = INDBYGGET) -> tuple[Plan, Path]:
    assert proeve.kan_tages, [f.fejl for f in proeve.fejl] + [s.tekst for s in proeve.spoergsmaal]
    til = tmp_path / f"ny-{len(list(tmp_path.iterdir()))}"
    ny_pakke(fra, til, proeve.tolkning.nye, proeve.tolkning.uden, proeve.tolkning.fagord)
    return indlaes(til), til


@pytest.mark.parametrize("endelse", [".gpkg", ".geojson", ".zip"])
def test_the_points_of_a_map_file_are_where_the_clinics_are(
    flyttet: gpd.GeoDataFrame, endelse: str, plan: Plan, tmp_path: Path
) -> None:
    sti = tmp_path / f"klinikker{endelse}"
    if endelse == ".zip":
        flyttet.to_file(tmp_path / "lag.shp")
        with zipfile.ZipFile(sti, "w") as arkiv:
            for del_ in sorted(tmp_path.glob("lag.*")):
                arkiv.write(del_, del_.name)
    else:
        (flyttet if endelse == ".gpkg" else flyttet.to_crs(4326)).to_file(sti)
    ny, _ = _taget(_proev(sti, plan), tmp_path)
    ider = list(flyttet["klinik_id"])
    foer, efter = plan.klinikker.loc[ider, ["x", "y"]], ny.klinikker.loc[ider, ["x", "y"]]
    np.testing.assert_allclose(efter - foer, [[0, 400]] * 3, atol=0.5)
    assert (ny.klinikker.loc[ider, "praecision"] == "adresse").all()
    andre = plan.klinikker.index.drop(ider)
    pd.testing.assert_frame_equal(ny.klinikker.loc[andre], plan.klinikker.loc[andre])
    assert "klinikpunkter" in ny.herkomst["klinikoplysninger"].kilde


def test_a_layer_of_cells_or_of_thousands_is_no_list_of_places(
    flyttet: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    celler = flyttet.set_geometry([box(p.x, p.y, p.x + 100, p.y + 100) for p in flyttet.geometry])
    celler.to_file(sti := tmp_path / "net.gpkg", layer="celler")
    assert stedlag(sti) == []
    flyttet.to_file(sti, layer="klinikker")
    assert stedlag(sti) == ["klinikker"]
    mange = pd.concat([flyttet] * 2000, ignore_index=True)
    mange.to_file(sti, layer="mange")
    assert stedlag(sti) == ["klinikker"]
    (ark,) = laes_geofil(sti)
    assert ark.celler.iloc[0].to_list() == ["klinik_id", "lat", "lon"] and len(ark.celler) == 4
    assert stedlag(tmp_path / "findes-ikke.gpkg") == []
    (tmp_path / "ikke.gpkg").write_bytes(b"ikke et kort")
    assert stedlag(tmp_path / "ikke.gpkg") == []


def test_a_shapefile_without_its_crs_is_told_of_its_prj(
    flyttet: gpd.GeoDataFrame, plan: Plan, tmp_path: Path
) -> None:
    flyttet.to_file(tmp_path / "klinikker.shp")
    with zipfile.ZipFile(sti := tmp_path / "klinikker.zip", "w") as zip_:
        for del_ in tmp_path.glob("klinikker.*"):
            if del_.suffix in (".shp", ".shx", ".dbf"):
                zip_.write(del_, del_.name)
    with pytest.raises(Inputfejl, match=r"\.prj"):
        _proev(sti, plan)


def test_an_ending_the_kind_is_not_read_from_is_told_with_those_it_is(
    plan: Plan, tmp_path: Path
) -> None:
    (sti := tmp_path / "klinikker.gml").write_text("<gml/>")
    with pytest.raises(Inputfejl) as fejl:
        _proev(sti, plan)
    assert all(endelse in str(fejl.value) for endelse in ART.endelser)
    (sti := tmp_path / "klinikker.json").write_text("{}")
    with pytest.raises(Inputfejl, match=r"klinikker\.json"):
        _proev(sti, plan)


def test_a_grid_is_still_read_as_one(plan: Plan, tmp_path: Path) -> None:
    """A file of points without clinics is not taken for a list of them."""
    celler = plan.punkter.iloc[::4]
    punkter = gpd.points_from_xy(celler["x"], celler["y"])
    net = gpd.GeoDataFrame({"antal_personer": 10}, geometry=punkter, crs=25832, index=celler.index)
    net.iloc[:100].to_file(sti := tmp_path / "net.gpkg")
    assert proev(sti, ARTER, lambda: plan, {}).art.noegle == "befolkning"
    flyttet = gpd.GeoDataFrame(
        {"Klinik": list(plan.klinikker.index)},
        geometry=gpd.points_from_xy(plan.klinikker["x"], plan.klinikker["y"]),
        crs=25832,
    )
    flyttet.to_file(sti := tmp_path / "klinikker.gpkg")
    assert proev(sti, ARTER, lambda: plan, {}).art is ART


def test_a_point_that_cannot_be_is_refused_and_a_far_one_asked_about(
    fil: Skriv, plan: Plan
) -> None:
    a, b, c = plan.klinikker.index[:3]
    fejl = {f.raekke: f.fejl for f in _proev(fil((a, 10.1, 57.0), (b, 57.9, 9.0)), plan).fejl}
    assert "byttet" in fejl[2]
    fejl = {f.raekke: f.fejl for f in _proev(fil((b, 57.9, 9.0), (b, "", "")), plan).fejl}
    assert "uden for" in fejl[2] and "række 2" in fejl[3]
    # To the far end of its own kommune's neighbour: asked, and told that it is another kommune.
    sted = plan.klinikker.loc[c]
    langt = plan.klinikker.iloc[
        int(np.hypot(plan.klinikker["x"] - sted["x"], plan.klinikker["y"] - sted["y"]).argmax())
    ]
    sti = fil((c, langt["lat"], langt["lon"]))
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert spoergsmaal.noegle == "langt"
    ja = _proev(sti, plan, langt="ja")
    assert ja.kan_tages and any(str(sted["navn"]) in f.fejl for f in ja.advarsler)


def test_a_newer_list_has_the_last_word(
    fil: Skriv, flyttet: gpd.GeoDataFrame, plan: Plan, tmp_path: Path
) -> None:
    """A point that was told is kept by a list that tells none, and gives way to one that does."""
    a = plan.klinikker.index[0]
    lat, lon = plan.klinikker.loc[a, ["lat", "lon"]] + [0.003, 0.0]
    ny, mappe = _taget(_proev(fil((a, lat, lon)), plan), tmp_path)
    assert ny.klinikker.loc[a, "lat"] == pytest.approx(lat)
    k = ny.klinikker.loc[a]
    liste = pd.DataFrame(
        {
            "Klinik": [k["navn"]],
            "Adresse": [k["adresse"]],
            "Postnr": [k["postnr"]],
            "By": [k["by"]],
            "Kommune": [plan.kommuner["kommune"][k["kommune_kode"]]],
            "Over 30 timer": [1],
        }
    )
    for kolonner, ventet in ({}, lat), ({"lat": [lat - 0.001], "lon": [lon]}, lat - 0.001):
        liste.assign(**kolonner).to_csv(sti := tmp_path / "liste.csv", index=False, sep=";")
        proeve = proev(sti, [klinikker.ART], lambda: ny, {"omfang": "aendringer"})
        efter, _ = _taget(proeve, tmp_path, mappe)
        assert efter.klinikker.loc[a, "lat"] == pytest.approx(ventet)


def test_a_clinic_without_a_place_is_told_and_keeps_its_own(
    flyttet: gpd.GeoDataFrame, plan: Plan, tmp_path: Path
) -> None:
    flyttet.loc[1, "geometry"] = None
    flyttet.to_file(sti := tmp_path / "klinikker.gpkg")
    proeve = _proev(sti, plan)
    uden = flyttet.loc[1, "klinik_id"]
    assert any(uden in f.fejl for f in proeve.advarsler)
    ny, _ = _taget(proeve, tmp_path)
    assert ny.klinikker.loc[uden, "lat"] == plan.klinikker.loc[uden, "lat"]


def test_what_is_no_feature_of_a_geojson_is_refused(
    flyttet: gpd.GeoDataFrame, plan: Plan, tmp_path: Path
) -> None:
    flyttet.to_file(sti := tmp_path / "klinikker.geojson")
    sti.write_text(sti.read_text().replace('"Feature",', '"Fature",', 1))
    with pytest.raises(Inputfejl, match="Objekt 1"):
        _proev(sti, plan)
