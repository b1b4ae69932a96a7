"""Outlines of the kommuner from a map file: known, made one, held against the dataset, entered."""

from __future__ import annotations

import dataclasses
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

from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang.arter import omrids
from data.indgang.arter.liste import ARTER
from data.indgang.arter.omrids import ART
from data.indgang.proeve import Proeve, proev
from data.kommuneflader import flader
from data.kommuneflader.regler import steder_udenfor
from data.omrids import laes_omrids
from data.skema import INDBYGGET
from geo.omraader import tegneomrids
from planning.plan import Plan

Gem = Callable[..., Path]
MORSOE, THISTED, VESTHIMMERLAND, LAESOE, REBILD = "0773", "0787", "0820", "0825", "0840"


@pytest.fixture
def kommuner(plan: Plan) -> gpd.GeoDataFrame:
    """The region's kommuner as the dataset has them: kode, navn and area."""
    egne = gpd.GeoDataFrame(plan.omrids)
    return egne.loc[egne["i_region"], ["kode", "navn", "geometry"]].reset_index(drop=True)


@pytest.fixture
def gem(tmp_path: Path) -> Gem:
    def skriv(ramme: gpd.GeoDataFrame, navn: str = "omrids.gpkg", **lag: str) -> Path:
        sti = tmp_path / navn
        if sti.suffix != ".zip":
            ramme.to_file(sti, **lag)
            return sti
        ramme.to_file(tmp_path / "lag.shp")
        with zipfile.ZipFile(sti, "w") as arkiv:
            for del_ in sorted(tmp_path.glob("lag.*")):
                arkiv.write(del_, del_.name)
        return sti

    return skriv


def _proev(sti: Path, plan: Plan, **svar: str) -> Proeve:
    return proev(sti, [ART], lambda: plan, svar)


def _laest(proeve: Proeve, tmp_path: Path) -> gpd.GeoDataFrame:
    assert proeve.kan_tages, [f.fejl for f in proeve.fejl] + [s.tekst for s in proeve.spoergsmaal]
    sti = tmp_path / "taget.gpkg"
    sti.write_bytes(proeve.tolkning.nye["omrids"].indhold)
    return laes_omrids(sti).set_index("kode")


def _med(ramme: gpd.GeoDataFrame, kode: str, flade: shapely.Geometry) -> gpd.GeoDataFrame:
    ny = ramme.copy()
    ny.loc[ny["kode"] == kode, "geometry"] = flade
    return ny


def _flade(ramme: gpd.GeoDataFrame, kode: str) -> shapely.Geometry:
    return ramme.set_index("kode").geometry[kode]


def _fejl(proeve: Proeve) -> str:
    return "\n".join(f.fejl for f in proeve.fejl)


def _advarsler(proeve: Proeve) -> str:
    return "\n".join(f.fejl for f in proeve.advarsler)


# ------------------------------------------------------------------ known and read


def _dagi(k: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return k.rename(columns={"kode": "KOMKODE", "navn": "KOMNAVN"}).assign(areal=1.0)


def _uden_nul(k: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return k.assign(kode=k["kode"].astype(int)).to_crs(4326)


def _kun_navne(k: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    navne = k["navn"].replace("Vesthimmerland", "Vesthimmerlands") + " Kommune"
    return k.assign(Kommune=navne).drop(columns=["kode", "navn"])


def _gisco(k: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """As Eurostat has them, with a place of another country that has a Danish kommune's number."""
    ramme = k.to_crs(3035).assign(
        GISCO_ID="DK_" + k["kode"], CNTR_CODE="DK", LAU_ID=k["kode"], LAU_NAME=k["navn"]
    )
    fremmed = ramme.iloc[[0]].assign(CNTR_CODE="EE", GISCO_ID="EE_0773", LAU_NAME="Tori vald")
    return pd.concat([ramme.drop(columns=["kode", "navn"]), fremmed.drop(columns=["kode", "navn"])])


@pytest.mark.parametrize(
    ("form", "navn"),
    [
        (_dagi, "dagi.gpkg"),
        (_dagi, "dagi.zip"),
        (_uden_nul, "dawa.geojson"),
        (_kun_navne, "navne.gpkg"),
        (_gisco, "lau.gpkg"),
    ],
)
def test_the_kommuner_are_known_whatever_their_columns_are_called(
    form: Callable, navn: str, kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, tmp_path: Path
) -> None:
    proeve = _proev(gem(form(kommuner), navn), plan)
    foer = gpd.GeoDataFrame(plan.omrids).set_index("kode")
    efter = _laest(proeve, tmp_path)
    pd.testing.assert_frame_equal(efter[["navn", "i_region"]], foer[["navn", "i_region"]])
    assert (efter.symmetric_difference(foer).area / foer.area).max() < 1e-4
    # The neighbours are not in the file, stay, and it is said.
    assert any("Viborg" in f.fejl for f in proeve.fund) and not proeve.advarsler
    forskel = proeve.tolkning.forskel
    np.testing.assert_allclose(forskel["efter"], forskel["foer"], rtol=1e-4)
    assert forskel["kode"].tolist() == kommuner["kode"].tolist()


def test_several_areas_of_one_kommune_are_one(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, tmp_path: Path
) -> None:
    vest, syd, oest, nord = _flade(kommuner, REBILD).bounds
    halv = shapely.box(vest, syd, (vest + oest) / 2, nord)
    delt = pd.concat(
        [
            kommuner.set_geometry(kommuner.intersection(halv)),
            kommuner.set_geometry(kommuner.difference(halv)),
        ]
    )
    efter = _laest(_proev(gem(delt[~delt.is_empty]), plan), tmp_path)
    assert efter.index.is_unique
    foer = _flade(kommuner, REBILD)
    assert efter.geometry[REBILD].symmetric_difference(foer).area < 1.0


def test_a_layer_is_taken_where_one_has_the_kommuner_and_asked_about_where_two_have(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    sti = gem(kommuner.assign(kode="x", navn="y"), layer="sogne")
    gem(kommuner, layer="kommuneinddeling")
    assert "kommuneinddeling" in _proev(sti, plan).fund[0].fejl
    # Two halves of each, with names of their own: what kommuner are made of, too.
    gem(pd.concat([kommuner.assign(navn=f"del {n}") for n in "ab"]), layer="dele")
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert spoergsmaal.noegle == "lag" and spoergsmaal.forslag == "kommuneinddeling"
    assert _proev(sti, plan, lag="dele").kan_tages


def test_a_column_of_another_heading_is_asked_about(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    sti = gem(kommuner.rename(columns={"kode": "myndighed"}).drop(columns="navn"))
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert (spoergsmaal.noegle, spoergsmaal.forslag) == ("kolonne:kommune", "myndighed")
    assert _proev(sti, plan, **{"kolonne:kommune": "myndighed"}).kan_tages
    sti = gem(kommuner.assign(kode="x", navn="y"), "andre.gpkg")
    assert "koder eller navne" in _fejl(_proev(sti, plan))


# ------------------------------------------------------------------ the rules


def test_a_kommune_that_lacks_is_named(kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan) -> None:
    proeve = _proev(gem(kommuner[~kommuner["kode"].isin([LAESOE, REBILD])]), plan)
    assert "Læsø og Rebild" in _fejl(proeve) and not proeve.tolkning.nye


def test_a_code_with_two_names_is_refused(kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan) -> None:
    ekstra = kommuner.iloc[[0]].assign(navn="Livø", geometry=shapely.box(0, 0, 1, 1))
    fejl = _fejl(_proev(gem(pd.concat([kommuner, ekstra])), plan))
    assert "Livø" in fejl and "0773" in fejl
    byttet = kommuner.assign(navn=kommuner["navn"].replace({"Rebild": "Aalborg"}))
    fejl = _fejl(_proev(gem(byttet, "byttet.gpkg"), plan))
    assert "0840 Aalborg" in fejl


def test_a_name_that_is_not_the_datasets_is_told_and_the_code_counts(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    andet = kommuner.assign(navn=kommuner["navn"].replace({"Morsø": "Mors"}))
    proeve = _proev(gem(andet), plan)
    assert proeve.kan_tages and "Mors" in _advarsler(proeve)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_without_a_crs_the_reading_that_fits_is_asked_about(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, tmp_path: Path
) -> None:
    sti = gem(kommuner.set_crs(None, allow_override=True), "uden.zip")
    proeve = _proev(sti, plan)
    (spoergsmaal,) = proeve.spoergsmaal
    assert spoergsmaal.forslag == "" and not proeve.tolkning.nye
    assert [v for v, _ in spoergsmaal.valg] == ["EPSG:25832"]
    efter = _laest(_proev(sti, plan, koordinater="EPSG:25832"), tmp_path)
    assert efter.geometry[REBILD].equals(_flade(kommuner, REBILD))
    uden = kommuner.set_geometry(kommuner.translate(-2e6), crs=None)
    sti = gem(uden.set_crs(None, allow_override=True), "vaek.zip")
    assert ".prj" in _fejl(_proev(sti, plan))


def test_swapped_coordinates_are_asked_about_and_those_in_the_sea_refused(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, tmp_path: Path
) -> None:
    grader = kommuner.to_crs(4326)
    byttet = shapely.transform(grader.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    sti = gem(grader.set_geometry(byttet, crs=4326), "byttet.geojson")
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert [v for v, _ in spoergsmaal.valg] == ["ombyttet"]
    efter = _laest(_proev(sti, plan, koordinater="ombyttet"), tmp_path)
    assert efter.geometry[REBILD].symmetric_difference(_flade(kommuner, REBILD)).area < 100
    sti = gem(kommuner.set_geometry(kommuner.translate(-900_000), crs=25832), "havet.gpkg")
    proeve = _proev(sti, plan)
    assert "et andet sted" in _fejl(proeve) and not proeve.tolkning.nye


def test_two_kommuner_in_each_others_place_are_refused(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    bytte = {MORSOE: LAESOE, LAESOE: MORSOE}
    sti = gem(kommuner.assign(kode=kommuner["kode"].replace(bytte)).drop(columns="navn"))
    fejl = _fejl(_proev(sti, plan))
    assert "Morsø ligger" in fejl and "Læsø ligger" in fejl and "Rebild" not in fejl


def test_an_area_that_crosses_itself_is_mended_where_it_makes_no_difference(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, tmp_path: Path
) -> None:
    hel = max(shapely.get_parts(_flade(kommuner, REBILD)), key=shapely.area)
    kant = shapely.get_coordinates(hel.exterior)
    midt = kant[10]
    sloejfe = midt + np.array([(0, 0), (20, 20), (20, 0), (0, 20), (0, 0)])
    lille = shapely.Polygon(np.concatenate([kant[:10], sloejfe, kant[10:]]))
    assert not lille.is_valid
    proeve = _proev(gem(_med(kommuner, REBILD, lille)), plan)
    assert "Rebild (objekt" in _advarsler(proeve)
    assert _laest(proeve, tmp_path).geometry.is_valid.all()
    # Half of the corners the other way round: two halves whose areas are taken from each other.
    omvendt = np.concatenate([kant[: len(kant) // 2], kant[len(kant) // 2 : -1][::-1], kant[:1]])
    proeve = _proev(gem(_med(kommuner, REBILD, shapely.Polygon(omvendt)), "stor.gpkg"), plan)
    assert "Rebild (objekt" in _fejl(proeve) and not proeve.tolkning.nye
    # A line there and back, of which nothing is left.
    streg = shapely.Polygon(np.concatenate([kant[:3], kant[:3][::-1]]))
    proeve = _proev(gem(_med(kommuner, REBILD, streg), "streg.gpkg"), plan)
    assert "Rebild (objekt" in _fejl(proeve) and not proeve.tolkning.nye


def test_another_area_is_told_and_quite_another_asked_about(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    """Læsø is an island of some 119 km2: a km around it is more than a fifth."""
    oe = _flade(kommuner, LAESOE)
    lidt = _proev(gem(_med(kommuner, LAESOE, oe.buffer(150))), plan)
    assert lidt.kan_tages and "Læsø" in _advarsler(lidt)
    aendring = lidt.tolkning.pr_kommune()[omrids.HVAD]["aendring_pct"]
    assert 5 < aendring[LAESOE] < 20 and (aendring.drop(LAESOE).abs() < 1e-6).all()
    sti = gem(_med(kommuner, LAESOE, oe.buffer(1000)), "stor.gpkg")
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert spoergsmaal.noegle == "areal" and "Læsø" in spoergsmaal.tekst
    assert _proev(sti, plan, areal="ja").kan_tages
    assert not _proev(sti, plan, areal="nej").kan_tages


def test_places_that_fall_outside_their_kommune_are_named_and_many_asked_about(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    p = plan.klinikker[plan.klinikker["kommune_kode"] == MORSOE].iloc[0]
    hul = _flade(kommuner, MORSOE).difference(shapely.Point(p["x"], p["y"]).buffer(300))
    proeve = _proev(gem(_med(kommuner, MORSOE, hul)), plan)
    ude = steder_udenfor(plan, gpd.GeoSeries({MORSOE: hul}, crs=25832))
    assert len(ude) > 0 and p["navn"] in _advarsler(proeve)
    assert bool(proeve.spoergsmaal) is (len(ude) > 3)
    byer = plan.byer[plan.byer["kommune_kode"].isin([REBILD, "0846"])].nlargest(4, "indbyggere")
    huller = shapely.union_all(shapely.points(byer[["x", "y"]].to_numpy())).buffer(300)
    sti = gem(kommuner.set_geometry(kommuner.difference(huller)), "huller.gpkg")
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert spoergsmaal.noegle == "udenfor" and byer["by"].iloc[0] in spoergsmaal.tekst
    assert _proev(sti, plan, udenfor="ja").kan_tages


def test_two_kommuner_that_share_land_are_refused(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, tmp_path: Path
) -> None:
    rebild = _flade(kommuner, REBILD)
    fejl = _fejl(_proev(gem(_med(kommuner, REBILD, rebild.buffer(500))), plan))
    assert "Rebild og " in fejl or " og Rebild" in fejl
    # A border drawn some metres apart is no matter, and is drawn all the same.
    proeve = _proev(gem(_med(kommuner, REBILD, rebild.buffer(5)), "lidt.gpkg"), plan)
    efter = _laest(proeve, tmp_path)
    assert tegneomrids(efter.reset_index()).geometry.is_valid.all()


def test_a_fjord_that_is_land_has_no_shores_for_its_bridge(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    bro = plan.afstande.landskab.fjordforbindelser.query("navn.str.contains('Aggersund')").iloc[0]
    midt = gpd.GeoSeries(gpd.points_from_xy([bro["lon1"]], [bro["lat1"]]), crs=4326).to_crs(25832)
    fjord = midt.buffer(8_000).iloc[0].difference(kommuner.union_all())
    fyldt = _flade(kommuner, VESTHIMMERLAND).union(fjord)
    fejl = _fejl(_proev(gem(_med(kommuner, VESTHIMMERLAND, fyldt)), plan, areal="ja"))
    assert str(bro["navn"]) in fejl


def test_a_clinic_outside_the_region_that_would_be_in_it_is_a_fault(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    x, y = _flade(kommuner, REBILD).representative_point().coords[0]
    nabo = pd.DataFrame({"navn": ["Nabo Fys"], "x": [x], "y": [y]}, index=["nabo-1"])
    med_nabo = dataclasses.replace(plan, naboklinikker=nabo)
    assert "Nabo Fys" in _fejl(_proev(gem(kommuner), med_nabo))


def test_too_many_corners_are_refused_with_what_to_do(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flader, "HOEJST_HJOERNER", 1_000)
    fejl = _fejl(_proev(gem(kommuner), plan))
    assert "1.000" in fejl and "forenkl" in fejl


def test_what_is_no_area_is_refused_with_its_number(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    punkt = _med(kommuner, MORSOE, shapely.Point(5e5, 6.3e6)).to_crs(4326)
    assert "Objekt 1: er ikke" in _fejl(_proev(gem(punkt, "blandet.geojson"), plan))
    proeve = _proev(gem(_med(kommuner, MORSOE, None)), plan)
    assert "Objekt 1" in _fejl(proeve)


@pytest.mark.parametrize("sted", ["[9.1]", "[9.1, true]", "[]", '["a", 56.7]'])
def test_a_corner_that_is_no_place_is_refused_where_gdal_leaves_it_out(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, sted: str
) -> None:
    sti = gem(kommuner.to_crs(4326), "hjoerne.geojson")
    foer, _, efter = sti.read_text("utf-8").partition("[ [ [ [ ")
    sti.write_text(f"{foer}[ [ [ {sted}, [ {efter}", encoding="utf-8")
    assert "Objekt 1" in _fejl(_proev(sti, plan))


def test_a_corner_far_away_is_refused_at_once(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    """The ground of travel times would be a grid from there to here."""
    langt = _flade(kommuner, LAESOE).union(shapely.box(0, 0, 1, 1))
    proeve = _proev(gem(_med(kommuner, LAESOE, langt)), plan)
    assert "Læsø når over 20 km" in _fejl(proeve)


def test_a_crs_that_no_place_can_be_turned_from_is_none(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    sti = gem(kommuner)
    with closing(sqlite3.connect(sti)) as base, base:
        base.execute("UPDATE gpkg_geometry_columns SET srs_id = -1")
    assert [s.noegle for s in _proev(sti, plan).spoergsmaal] == ["koordinater"]


# ------------------------------------------------------------------ entered


def test_outlines_are_entered_and_the_model_of_travel_times_is_another(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, tmp_path: Path
) -> None:
    grovere = kommuner.set_geometry(kommuner.simplify_coverage(60))
    proeve = _proev(gem(grovere, "grovere (2).gpkg"), plan)
    ny_pakke(INDBYGGET, til := tmp_path / "ny", proeve.tolkning.nye, proeve.tolkning.uden)
    ny = indlaes(til)
    egne = gpd.GeoDataFrame(ny.omrids).set_index("kode")
    assert egne.geometry[REBILD].equals(_flade(grovere, REBILD))
    # The neighbours that stay give way, so that no land is of two.
    region, naboer = (egne.loc[egne["i_region"] == i].union_all() for i in (True, False))
    assert region.intersection(naboer).area < 1.0
    assert ny.afstande.landskab.noegle() != plan.afstande.landskab.noegle()
    assert ny.fingeraftryk != plan.fingeraftryk
    # Where the outlines are from is told of both: the file's, and those that stay.
    kilde = ny.herkomst["omrids"].kilde
    assert "grovere (2).gpkg" in kilde and plan.herkomst["omrids"].kilde in kilde
    assert ny.opgjort.endswith("importeret omrids uden dato")
    folk = ny.punkter.groupby("kommune_kode")["indbyggere"].sum()
    assert folk.to_dict() == plan.kommuner["indbyggere"].to_dict()


def test_neighbours_of_the_file_take_the_place_of_the_datasets(
    gem: Gem, plan: Plan, tmp_path: Path
) -> None:
    alle = gpd.GeoDataFrame(plan.omrids)[["kode", "navn", "geometry"]]
    grovere = alle.set_geometry(alle.simplify_coverage(60))
    fremmed = grovere.iloc[[0]].assign(kode="0101", navn="København")
    proeve = _proev(gem(pd.concat([grovere, fremmed])), plan)
    efter = _laest(proeve, tmp_path)
    assert set(efter.index) == set(alle["kode"])
    assert efter.geometry["0791"].equals(_flade(grovere, "0791"))
    assert plan.herkomst["omrids"].kilde not in proeve.tolkning.nye["omrids"].kilde


def test_the_same_outlines_are_the_same_bytes(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    sti = gem(kommuner)
    a, b = (_proev(sti, plan).tolkning.nye["omrids"].indhold for _ in range(2))
    assert a == b


def test_a_travel_matrix_stays_where_its_points_do(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan
) -> None:
    grovere = gem(kommuner.set_geometry(kommuner.simplify_coverage(200)), "grovere.gpkg")
    alle = gem(gpd.GeoDataFrame(plan.omrids)[["kode", "navn", "geometry"]], "ens.gpkg")
    med_net = dataclasses.replace(plan, model=frozenset())
    uden_net = dataclasses.replace(plan, model=frozenset({"befolkning"}))
    uden = {"rejsetidsmatrix"}
    for p, sti, ventet in (
        (plan, grovere, set()),  # no matrix
        (uden_net, grovere, uden),  # the model's points lie in the outlines
        (uden_net, alle, set()),
        (med_net, alle, set()),
        (med_net, grovere, uden),  # some cells lie in another kommune now
    ):
        proeve = _proev(sti, p)
        assert proeve.kan_tages and set(proeve.tolkning.uden) == ventet
        assert bool(proeve.advarsler) is bool(ventet)


# ------------------------------------------------------------------ known from other kinds


def test_a_map_file_is_known_by_what_is_in_it(
    kommuner: gpd.GeoDataFrame, gem: Gem, plan: Plan, tmp_path: Path
) -> None:
    celler = gpd.GeoDataFrame(
        {"antal": 10, "kommune": plan.punkter["kommune_kode"].to_numpy()},
        geometry=gpd.points_from_xy(plan.punkter["x"], plan.punkter["y"]).buffer(50),
        crs=25832,
    ).iloc[::4]
    klinikker = gpd.GeoDataFrame(
        {"Klinik": list(plan.klinikker.index)},
        geometry=gpd.points_from_xy(plan.klinikker["x"], plan.klinikker["y"]),
        crs=25832,
    )
    with zipfile.ZipFile(tmp_path / "gtfs.zip", "w") as arkiv:
        arkiv.writestr("rejseplanen/stops.txt", "stop_id,stop_lat,stop_lon\n")
    filer = {
        gem(kommuner, "a.gpkg"): "omrids",
        gem(kommuner, "b.zip"): "omrids",
        gem(kommuner.to_crs(4326), "c.geojson"): "omrids",
        gem(celler, "d.gpkg"): "befolkning",
        gem(celler, "e.zip"): "befolkning",
        gem(klinikker, "f.zip"): "klinikpunkter",
        tmp_path / "gtfs.zip": "transport",
    }
    for sti, art in filer.items():
        assert proev(sti, ARTER, lambda: plan, {}).art.noegle == art, sti.name
