"""Distances made when asked for: measures agree, a new address is one column, a cache is trusted
only when it is ours."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from data import afstande
from data.afstande import MAPPE_VARIABEL, Afstande, Landskab, cachemappe
from data.datasaet import indlaes, rejse
from data.steder import ny_adresse_i_by, ny_adresse_i_punkt
from planning.plan import LAESOE, Plan


def test_reading_the_plan_makes_no_travel_times() -> None:
    frisk = indlaes()
    assert isinstance(frisk.afstande, Afstande)
    assert list(frisk.afstande) == ["luftlinje", "km", "minutter"]
    assert frisk.afstande["luftlinje"].shape == (len(frisk.punkter), len(frisk.klinikker))
    assert not frisk.afstande.klar


def test_no_road_is_shorter_than_the_straight_line(plan: Plan) -> None:
    forskel = plan.afstande["km"] - plan.afstande["luftlinje"]
    assert np.nanmin(forskel) > -0.01
    assert plan.afstande["minutter"].shape == plan.afstande["km"].shape


def test_the_people_of_every_kommune_are_those_of_tabel_1(plan: Plan) -> None:
    samlet = plan.punkter.groupby("kommune_kode")["indbyggere"].sum()
    assert samlet.to_dict() == plan.kommuner["indbyggere"].to_dict()
    assert 10_000 < len(plan.punkter) < 35_000


def test_a_new_address_gets_the_column_a_clinic_there_has(plan: Plan) -> None:
    # The town and the clinic of Nibe are one point in the sources.
    sted = ny_adresse_i_by(plan, "0851", "Nibe")
    kolonner = plan.afstand_til(sted)
    nibe = plan.klinikker.index.get_loc("nibe-fysioterapi")
    assert kolonner["luftlinje"] == pytest.approx(plan.afstande["luftlinje"][:, nibe], abs=0.02)
    assert np.abs(kolonner["minutter"] - plan.afstande["minutter"][:, nibe]).max() < 1.0
    assert plan.afstand_til(sted) is kolonner
    # Minutes are not kilometres, and each measure has its own column.
    assert np.abs(kolonner["km"] - plan.afstande["km"][:, nibe]).max() < 1.0
    assert np.abs(kolonner["km"] - kolonner["minutter"]).max() > 5


def test_addresses_tried_are_forgotten_again(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(afstande, "HOEJST_ADRESSER", 3)
    frisk = indlaes()
    foerste = ny_adresse_i_punkt(plan, 57.0, 9.5)
    kolonner = frisk.afstand_til(foerste)
    assert frisk.afstand_til(foerste) is kolonner
    for nr in range(3):
        frisk.afstand_til(dataclasses.replace(foerste, sted_id=f"ny-{nr}", navn=f"{nr}"))
    assert frisk.afstand_til(foerste) is not kolonner
    igen = frisk.afstand_til(foerste)
    for maal, kolonne in kolonner.items():
        np.testing.assert_array_equal(igen[maal], kolonne)


def test_laesoe_is_out_of_reach_without_the_ferry(plan: Plan) -> None:
    uden = indlaes(faerger=False)
    paa_oeen = (uden.punkter["kommune_kode"] == LAESOE).to_numpy()
    oeens = (uden.klinikker["kommune_kode"] == LAESOE).to_numpy()
    assert np.isnan(uden.afstande["minutter"][np.ix_(paa_oeen, ~oeens)]).all()
    assert np.isfinite(uden.afstande["minutter"][np.ix_(paa_oeen, oeens)]).all()
    # With the ferry: ninety minutes' crossing and half an hour's wait at the least.
    assert np.nanmin(plan.afstande["minutter"][np.ix_(paa_oeen, ~oeens)]) > 120


def test_without_ferries_no_trip_is_shorter(plan: Plan) -> None:
    uden = indlaes(faerger=False)
    assert np.nanmin(uden.afstande["minutter"] - plan.afstande["minutter"]) > -1e-3


def test_hals_to_egense_goes_round_the_fjord() -> None:
    hals, egense = (56.9961, 10.3081), (56.979, 10.306)
    med, uden = rejse(hals, egense), rejse(hals, egense, faerger=False)
    assert med.luftlinje_km == uden.luftlinje_km < 2
    assert med.minutter < 30
    assert uden.km > 40


def test_a_corrupt_cache_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foerst = indlaes().afstande["minutter"]
    for fil in cachemappe().glob("*.npz"):
        (tmp_path / fil.name).write_bytes(fil.read_bytes()[:-200] + b"0" * 200)
    monkeypatch.setenv(MAPPE_VARIABEL, str(tmp_path))
    igen = indlaes().afstande["minutter"]
    np.testing.assert_array_equal(foerst, igen)


FART = {
    "aabent_land_kmt": 60,
    "by_kmt": 30,
    "hovedvej_i_by_kmt": 45,
    "hovedvej_faktor": 0.75,
    "motorvej_faktor": 1,
    "omvej_faktor": 1,
    "hovedvej_omvej_faktor": 1,
    "start_og_parkering_min": 3,
}
HJEMME = np.array([[500_125.0, 6_300_125.0]])
FEM_KM, OTTE_KM = (HJEMME + np.array([meter, 0.0]) for meter in (5000.0, 8000.0))


def slette(**andet: object) -> Landskab:
    """Open land, 10 x 5 km, with nothing on it: a km is a minute, and 3 minutes to park."""
    flade = box(500_000, 6_300_000, 510_000, 6_305_000)
    vej = pd.DataFrame({"vej": [], "klasse": [], "kmt": [], "rutepunkter": []})
    grund = Landskab(
        omrids=gpd.GeoDataFrame(
            {"kode": ["A"], "i_region": [True]}, geometry=[flade], crs="EPSG:25832"
        ),
        byer=pd.DataFrame({"lat": [], "lon": [], "indbyggere": []}, dtype=float),
        hovedveje=vej,
        fjordforbindelser=pd.DataFrame({"navn": [], "type": []}),
        rejseparametre=pd.DataFrame({"parameter": FART.keys(), "vaerdi": FART.values()}),
        faerger=True,
    )
    return dataclasses.replace(grund, **andet)


def test_kept_times_are_not_those_of_other_places_or_another_speed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MAPPE_VARIABEL, str(tmp_path))
    halv = pd.DataFrame(
        {"parameter": FART.keys(), "vaerdi": (FART | {"aabent_land_kmt": 30}).values()}
    )
    for grund, fra, til, minutter in (
        (slette(), HJEMME, FEM_KM, 8),
        (slette(), HJEMME, OTTE_KM, 11),
        (slette(), FEM_KM, OTTE_KM, 6),
        (slette(rejseparametre=halv), HJEMME, FEM_KM, 13),
    ):
        assert Afstande(grund, fra, til)["minutter"] == pytest.approx(minutter, abs=0.01)


def test_only_the_measures_asked_for_are_there_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MAPPE_VARIABEL, str(tmp_path))
    for gemt in (False, True):  # made, and read from the disk
        kun = Afstande(slette(), HJEMME, FEM_KM, maal=("minutter",))
        assert kun.laes_gemt() is gemt
        assert list(kun) == ["minutter"] and "km" not in kun and len(kun) == 1
        assert kun["minutter"] == pytest.approx(8, abs=0.01)
        assert kun.rejsetid.km.size == 0
        with pytest.raises(KeyError):
            kun["km"]
    alle = Afstande(slette(), HJEMME, FEM_KM)
    assert alle.laes_gemt() and set(alle) == {"luftlinje", "km", "minutter"}
    assert alle["km"] >= alle["luftlinje"]


@pytest.mark.parametrize("felt", [felt.name for felt in dataclasses.fields(Landskab)])
def test_whatever_the_ground_is_made_of_tells_it_from_another(felt: str) -> None:
    grund = slette()
    gammel = getattr(grund, felt)
    ny = not gammel if felt == "faerger" else pd.concat([gammel, gammel.reindex([99])])
    anden = dataclasses.replace(grund, **{felt: ny})
    assert anden.noegle(HJEMME, FEM_KM) != grund.noegle(HJEMME, FEM_KM)
    assert slette().noegle(HJEMME, FEM_KM) == grund.noegle(HJEMME, FEM_KM)
