"""The map data: layers, coordinates and numbers as planning has them, read back from the files."""

from __future__ import annotations

import dataclasses
import json
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from eksport.afsnit_scenarie import vurder_scenarie
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.figurer import Kortgrundlag
from eksport.gis import geojson, geopackage
from eksport.gislag import Gislag, gislag
from planning.adgang import adgang
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from planning.status import status
from planning.tiltag import Flytning, Nedlaeggelse, Udvidelse

LAG = {
    "kommuner": 11,
    "klinikker": 57,
    "distrikter": 162,
    "befolkning": None,
    "hvide_pletter": None,
    "scenarie_1_kommuner": 11,
    "scenarie_1_flytninger": 1,
    "scenarie_1_klinikker": 2,
}


@pytest.fixture(scope="module")
def lag(plan: Plan, scenarie: NavngivetScenarie) -> Sequence[Gislag]:
    vurderet = vurder_scenarie(plan, 1, scenarie, Valg())
    return gislag(plan, Kortgrundlag.af_plan(plan).omrids, [vurderet])


@pytest.fixture(scope="module")
def gpkg(plan: Plan, lag: Sequence[Gislag], tmp_path_factory: pytest.TempPathFactory) -> Path:
    fil = tmp_path_factory.mktemp("gis") / "praksiskort.gpkg"
    fil.write_bytes(geopackage(plan, lag))
    return fil


def test_the_layers_are_there_in_metres_with_every_row(gpkg: Path, plan: Plan) -> None:
    assert {navn for navn, _ in pyogrio.list_layers(gpkg)} == {*LAG, "layer_styles"}
    for navn, antal in LAG.items():
        ramme = gpd.read_file(gpkg, layer=navn)
        assert ramme.crs.to_epsg() == 25832, navn
        assert len(ramme) == antal or antal is None, navn
        assert ramme.geometry.is_valid.all() and not ramme.geometry.is_empty.any()
    cellerne = gpd.read_file(gpkg, layer="befolkning")["punkt_id"]
    assert set(cellerne) == set(plan.punkter.index[plan.punkter["indbyggere"] >= 5])


def test_the_figures_are_plannings(gpkg: Path, plan: Plan) -> None:
    ramme = gpd.read_file(gpkg, layer="kommuner").set_index("kode")
    facit = status(plan).kommuner
    for felt in ("kapacitet", "indbyggere", "indbyggere_pr_kapacitet", "afvigelse_pct"):
        assert ramme.loc[facit.index, felt].tolist() == facit[felt].tolist()
    assert ramme["ventetid_51_min"].isna().sum() == 1, "not reported is empty, not zero"
    punkter = gpd.read_file(gpkg, layer="befolkning").set_index("punkt_id")
    adgangen = adgang(plan).punkter[punkter.index]
    assert np.array_equal(punkter["adgang_pr_10000"], adgangen, equal_nan=True)
    naermest = punkter["naermeste_klinik"].dropna()
    assert set(naermest) <= set(plan.klinikker.index)


def test_the_columns_of_the_kommuner_are_what_they_are_called(lag: Sequence[Gislag]) -> None:
    ramme = lag[0].ramme
    assert ramme["daekket_pct"].between(0, 100).all()
    np.testing.assert_allclose(
        ramme["daekket_indbyggere"], ramme["daekket_pct"] / 100 * ramme["indbyggere"]
    )
    # Vesthimmerland answered 1-12 weeks to 51 and 1-30 to hjemmebehandling.
    felter = [f"ventetid_{t}_{ende}" for t in ("51", "hjemmebehandling") for ende in ("min", "max")]
    assert ramme.loc["0820", felter].tolist() == [1, 12, 1, 30]


def test_a_demand_point_has_the_clinic_it_has_the_minutes_to(
    lag: Sequence[Gislag], plan: Plan
) -> None:
    ramme = lag[3].ramme.dropna(subset="naermeste_klinik")
    punkt = plan.punkter.index.get_indexer(ramme.index)
    klinik = plan.klinikker.index.get_indexer(ramme["naermeste_klinik"])
    np.testing.assert_array_equal(
        ramme["naermeste_minutter"], plan.afstande["minutter"][punkt, klinik].astype(float)
    )


def test_a_white_spot_lies_where_its_point_lies(lag: Sequence[Gislag], plan: Plan) -> None:
    (ramme,) = [et.ramme for et in lag if et.navn == "hvide_pletter"]
    assert len(ramme) and (ramme["afstand"].isna() | (ramme["afstand"] > Valg().graense)).all()
    steder = plan.punkter.loc[ramme.index, ["x", "y"]]
    np.testing.assert_array_equal(shapely.get_coordinates(ramme.geometry), steder)


def test_the_kommuner_are_read_as_chosen(plan: Plan) -> None:
    omrids = Kortgrundlag.af_plan(plan).omrids
    valgt = gislag(plan, omrids, valg=Valg(grundlag="tabel1", aftagen="apl"))[0].ramme
    # Aalborg has 36.5 capacities in tabel 1, and 37 in the clinic list.
    assert valgt.loc["0851", "kapacitet"] == 36.5
    adgangen = adgang(plan, "apl").kommuner["kapacitet_pr_10000"]
    assert valgt["adgang_kapacitet_pr_10000"].to_dict() == adgangen.to_dict()


def test_a_layer_names_the_sources_of_its_figures(plan: Plan) -> None:
    herkomst = {
        navn: dataclasses.replace(h, kilde=f"<{navn}>") for navn, h in plan.herkomst.items()
    }
    med = dataclasses.replace(plan, herkomst=herkomst)
    lag = {et.navn: et.kilde for et in gislag(med, Kortgrundlag.af_plan(plan).omrids)}
    punkter = {"kapaciteter", "klinikker", "kommuner", "befolkning", "rejsetid"}
    for navn, kilder in {
        "kommuner": {"kapaciteter", "kommuner", "ventetider", "befolkning", "rejsetid", "omrids"},
        "klinikker": {"klinikker", "kapaciteter"},
        "distrikter": punkter,
        "befolkning": punkter,
        "hvide_pletter": punkter,
    }.items():
        assert set(re.findall("<(.*?)>", lag[navn])) == kilder, navn


def test_the_layers_say_what_they_are(gpkg: Path, plan: Plan) -> None:
    with sqlite3.connect(gpkg) as base:
        om = dict(base.execute("SELECT table_name, description FROM gpkg_contents").fetchall())
        titler = dict(base.execute("SELECT table_name, identifier FROM gpkg_contents").fetchall())
        metadata = " ".join(r[0] for r in base.execute("SELECT metadata FROM gpkg_metadata"))
    base.close()
    assert all("Kilde: " in om[navn] and "Vejledende" in om[navn] for navn in LAG)
    assert titler["kommuner"] == "Kommuner med alle nøgletal"
    assert plan.fingeraftryk in metadata


def test_every_column_says_what_it_means(gpkg: Path, lag: Sequence[Gislag], plan: Plan) -> None:
    with sqlite3.connect(gpkg) as base:
        raekker = base.execute(
            "SELECT table_name, column_name, description FROM gpkg_data_columns"
        ).fetchall()
        udvidelser = base.execute("SELECT extension_name FROM gpkg_extensions").fetchall()
    base.close()
    assert ("gpkg_schema",) in udvidelser
    om = {(lag_, kolonne): tekst for lag_, kolonne, tekst in raekker}
    for et in lag:
        kolonner = set(pyogrio.read_info(gpkg, layer=et.navn)["fields"])
        assert {k for lag_, k in om if lag_ == et.navn} == kolonner, et.navn
        assert set(json.loads(geojson(et, plan))["kolonner"]) == kolonner
    # The same name counts halves among kommuner, and rights among clinics.
    assert "i kapaciteter" in om["kommuner", "under30"]
    assert "antal" in om["klinikker", "under30"]
    assert om["scenarie_1_kommuner", "afvigelse_pct_foer"].endswith(", før scenariet")


@pytest.mark.parametrize(
    ("maal", "enhed"), [("minutter", "minutter"), ("km", "km"), ("luftlinje", "km")]
)
def test_a_distance_is_said_in_its_unit(plan: Plan, maal: str, enhed: str) -> None:
    lag = gislag(plan, plan.omrids, valg=Valg(maal=maal, graense=10.0))
    om = next(et for et in lag if et.navn == "befolkning").betydninger
    assert om[f"naermeste_{maal}"].endswith(f", {enhed}")


def test_least_and_most_and_giver_and_receiver_are_said_of_their_own_columns(plan: Plan) -> None:
    scenarie = NavngivetScenarie(
        "En", (Flytning("skagen-fysioterapi", "aabybro-fysioterapi", 0, 1),)
    )
    vurderet = vurder_scenarie(plan, 1, scenarie, Valg())
    lag = {et.navn: et.betydninger for et in gislag(plan, plan.omrids, [vurderet])}
    assert lag["kommuner"]["ventetid_51_min"].startswith("Laveste")
    assert lag["kommuner"]["ventetid_51_max"].startswith("Højeste")
    ender = lag["scenarie_1_flytninger"]
    assert "afgiver" in ender["fra"] and "modtager" in ender["til"]


def test_new_and_closed_capacity_is_on_the_map(plan: Plan) -> None:
    kapacitet = klinikkapacitet(plan)["kapacitet"]
    tiltag = (Nedlaeggelse("skagen-fysioterapi", 0, 2), Udvidelse("aabybro-fysioterapi", 1))
    vurderet = vurder_scenarie(plan, 1, NavngivetScenarie("To", tiltag), Valg())
    lag = {et.navn: et for et in gislag(plan, Kortgrundlag.af_plan(plan).omrids, [vurderet])}
    ramme = lag["scenarie_1_klinikker"].ramme
    assert ramme["aendring"].to_dict() == {"skagen-fysioterapi": -1, "aabybro-fysioterapi": 1}
    assert (ramme["kapacitet_foer"] == kapacitet[ramme.index]).all()
    assert (ramme["kapacitet_efter"] - ramme["kapacitet_foer"] == ramme["aendring"]).all()
    assert len(lag["scenarie_1_flytninger"].ramme) == 0


def test_what_a_scenario_changes_is_told_of_the_right_clinic_and_tiltag(plan: Plan) -> None:
    tiltag = (
        Nedlaeggelse("skagen-fysioterapi", 0, 2),
        Flytning("aabybro-fysioterapi", "skagen-fysioterapi", 0, 1),
    )
    vurderet = vurder_scenarie(plan, 1, NavngivetScenarie("To", tiltag), Valg())
    lag = {et.navn: et for et in gislag(plan, Kortgrundlag.af_plan(plan).omrids, [vurderet])}
    assert lag["scenarie_1_klinikker"].ramme["kommune"].to_dict() == {
        "skagen-fysioterapi": "Frederikshavn",
        "aabybro-fysioterapi": "Jammerbugt",
    }
    flytninger = lag["scenarie_1_flytninger"].ramme
    assert flytninger.index.tolist() == [2]
    assert re.search("fra .*Aabybro.* til .*Skagen", flytninger["tekst"].iloc[0])
    # The map of a scenario opens with what it leads to.
    assert lag["scenarie_1_kommuner"].stile[0].felt == "afvigelse_pct_efter"


def test_geojson_is_in_degrees_with_the_same_count(lag: Sequence[Gislag], plan: Plan) -> None:
    for et in lag:
        samling = json.loads(geojson(et, plan))
        assert len(samling["features"]) == len(et.ramme)
        assert "Kilde: " in samling["description"]
        former = [shapely.geometry.shape(t["geometry"]) for t in samling["features"]]
        vest, syd, oest, nord = shapely.total_bounds(former)
        assert 8 < vest < oest < 11.5 and 56.4 < syd < nord < 58, et.navn


def test_the_flytning_is_a_line_between_the_clinics(
    lag: Sequence[Gislag], plan: Plan, scenarie: NavngivetScenarie
) -> None:
    ramme = next(et for et in lag if et.navn == "scenarie_1_flytninger").ramme
    flytning = scenarie.tiltag[0]
    ender = plan.klinikker.loc[[flytning.fra, flytning.til], ["x", "y"]].to_numpy()
    assert shapely.get_coordinates(ramme.geometry).tolist() == ender.tolist()
    assert ramme["kapacitet"].tolist() == [0.5]


def test_hostile_names_and_a_scenario_without_moves(
    fjendtlig_plan: Plan, fjendtlige: tuple[str, ...], tmp_path: Path
) -> None:
    tomme = NavngivetScenarie(fjendtlige[0], ())
    vurderet = vurder_scenarie(fjendtlig_plan, 1, tomme, Valg())
    lag = gislag(fjendtlig_plan, Kortgrundlag.af_plan(fjendtlig_plan).omrids, [vurderet])
    fil = tmp_path / "x.gpkg"
    fil.write_bytes(geopackage(fjendtlig_plan, lag))
    navne = set(gpd.read_file(fil, layer="klinikker")["navn"])
    assert {fjendtlige[0], fjendtlige[8], fjendtlige[9]} <= navne
    assert not any("\u202e" in n or "\x0b" in n for n in navne)
    assert len(gpd.read_file(fil, layer="scenarie_1_flytninger")) == 0
    for et in lag:
        json.loads(geojson(et, fjendtlig_plan))


def test_two_scenarios_of_one_name_are_told_apart(plan: Plan, scenarie: NavngivetScenarie) -> None:
    vurderede = [vurder_scenarie(plan, nr, scenarie, Valg()) for nr in (1, 2)]
    lag = gislag(plan, plan.omrids, vurderede)
    titler = [et.titel for et in lag]
    assert len(set(titler)) == len(titler)
    assert geopackage(plan, lag)


def test_the_source_of_the_kommuner_is_the_basis_they_are_counted_on(plan: Plan) -> None:
    efter = {
        g: {et.navn: et.kilde for et in gislag(plan, plan.omrids, valg=Valg(grundlag=g))}
        for g in ("tabel1", "klinikliste")
    }
    assert "juni 2019" in efter["tabel1"]["kommuner"]
    assert "juni 2019" not in efter["klinikliste"]["kommuner"]


def test_access_by_minutes_names_the_roads_whatever_the_distance_is_in(plan: Plan) -> None:
    lag = gislag(plan, plan.omrids, valg=Valg(maal="luftlinje", graense=10.0))
    befolkning = next(et for et in lag if et.navn == "befolkning")
    assert plan.herkomst["rejsetid"].kilde in befolkning.kilde


def _med_hul(et: Gislag) -> gpd.GeoDataFrame:
    """The layer twice over, with nothing in any column of the second: of each kind of column."""
    arter = et.ramme.drop(columns=et.ramme.geometry.name).dtypes
    kan_mangle = {
        navn: "boolean" if pd.api.types.is_bool_dtype(art) else "Int64"
        for navn, art in arter.items()
        if pd.api.types.is_bool_dtype(art) or pd.api.types.is_integer_dtype(art)
    }
    ramme = et.ramme.astype(kan_mangle)
    tom = ramme.copy()
    for kolonne in ramme.columns.drop(ramme.geometry.name):
        tom[kolonne] = pd.Series([None] * len(tom), index=tom.index, dtype=ramme[kolonne].dtype)
    return gpd.GeoDataFrame(pd.concat([ramme, tom]), crs=et.ramme.crs)


def test_every_column_of_every_layer_bears_that_something_is_missing(
    lag: Sequence[Gislag], plan: Plan, tmp_path: Path
) -> None:
    """GDAL gives numbers back as floats beside a hole, and takes a column `fid` for its key."""
    huller = [dataclasses.replace(et, ramme=_med_hul(et)) for et in lag]
    fil = tmp_path / "huller.gpkg"
    fil.write_bytes(geopackage(plan, huller))
    for et, hul in zip(lag, huller, strict=True):
        laest = gpd.read_file(fil, layer=et.navn)
        kolonner = et.ramme.columns.drop(et.ramme.geometry.name)
        assert set(kolonner) <= set(laest.columns) and "fid" not in kolonner
        antal = len(et.ramme)
        assert len(laest) == 2 * antal == len(hul.ramme)
        for kolonne in kolonner:
            fulde, tomme = (
                laest[kolonne].iloc[: len(et.ramme)],
                laest[kolonne].iloc[len(et.ramme) :],
            )
            assert tomme.isna().all(), (et.navn, kolonne)
            ventet = et.ramme[kolonne].reset_index(drop=True)
            assert (fulde.isna() == ventet.isna()).all(), (et.navn, kolonne)
            kendt = ventet.notna()
            if pd.api.types.is_numeric_dtype(ventet):
                assert np.allclose(fulde[kendt].astype(float), ventet[kendt].astype(float))
            else:
                assert fulde[kendt].astype(str).tolist() == ventet[kendt].astype(str).tolist()
        tekst = json.loads(geojson(hul, plan))
        egenskaber = [t["properties"] for t in tekst["features"]][len(et.ramme) :]
        assert all(e[k] is None for e in egenskaber for k in kolonner)
