"""Moves to new addresses among all others: each as it is alone, and the best of them found."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from data.steder import ny_adresse_i_by
from planning.effekt import (
    DAEKNING,
    HANDICAPADGANG,
    HARMONISERING,
    NAERHED,
    SPARRING,
    STANDARDVAEGTE,
    TRANSPORT,
    VENTETID,
    effekt,
)
from planning.flytning import anvend
from planning.foelsomhed import rangfoelsomhed
from planning.kandidater import nye_adresser
from planning.mulige_flytninger import (
    bedste,
    bedste_foerst,
    bedste_til_hver,
    gitter,
    med_adgang,
    mulige_flytninger,
    som_flytning,
    til_klinikker,
    vejet,
)
from planning.plan import LAESOE, Plan, Sted
from planning.planomraade import efter_planomraade, egen_inddeling, sundhedsraad
from planning.scenarie import vurder
from planning.tiltag import Flytning
from planning.varianter import paa_andet_grundlag
from tests.planning.en_ad_gangen import (
    KAPACITETER,
    NOEJAGTIG,
    ens_med_en_ad_gangen,
    med_kapaciteter,
)


def sted(navn: str, kode: str, x: float, y: float, adgang: str = "ikke oplyst") -> Sted:
    return Sted(f"ny-{navn}", navn, navn, kode, navn, 57.0, 10.0, 1000 * x, 1000 * y, adgang)


# p3 is at (0, 20), and the nearest clinic of its 1,000 people 40 minutes away.
LANDET = sted("Landet", "0101", 0, 20)
STEDER = (
    LANDET,
    sted("Midt", "0101", 5, 0, "ja"),
    sted("Syd", "0102", 22, 3, "nej"),
    sted("Øen", "0825", 30, 30),
    sted("Ingenmandsland", "0102", 300, 300),  # reaches nobody within twenty minutes
)


@pytest.fixture(scope="module")
def alle(plan: Plan) -> pd.DataFrame:
    """Return every single move in the embedded dataset, to new addresses too."""
    return mulige_flytninger(plan, steder=nye_adresser(plan))


def til_nye(ramme: pd.DataFrame) -> pd.DataFrame:
    return ramme.drop(index=til_klinikker(ramme).index)


# ---------------------------------------------------------------------------- all against one


def test_by_hand_from_town_to_country(toy: Plan) -> None:
    ramme = mulige_flytninger(toy, steder=[LANDET]).set_index(["fra", "til", "over30"])
    hel = ramme.loc[("n1", LANDET, 1)]
    # The way of p3's 1,000 is all there is, and it is gone.
    assert hel[NAERHED] == pytest.approx(100)
    assert hel[DAEKNING] == pytest.approx(100 * 1000 / 9600)
    # In the same kommune: neither that nor its wait is another.
    assert hel[HARMONISERING] == hel[VENTETID] == 0
    # 5.5 of 6 capacities had somebody to spar with; one of n1's has not now.
    assert hel[SPARRING] == pytest.approx(-100 / 6)
    assert np.isnan(hel[HANDICAPADGANG]) and TRANSPORT not in hel
    assert (hel["fra_kode"], hel["til_kode"]) == ("0101", "0101")


def test_in_the_small_plan_all_are_as_one_at_a_time(toy: Plan) -> None:
    ramme = mulige_flytninger(toy, steder=STEDER)
    pd.testing.assert_frame_equal(
        til_klinikker(ramme).astype({"til": "str", "til_kode": "str"}), mulige_flytninger(toy)
    )
    assert len(til_nye(ramme)) == 6 * len(STEDER)
    ens_med_en_ad_gangen(toy, til_nye(ramme))
    # Where access is told, the move has a score for it, and where it is not, none.
    oplyst = ramme.set_index("til")[HANDICAPADGANG].drop(index=["s1"]).groupby(level=0, sort=False)
    assert oplyst.count()[LANDET] == 0 < oplyst.count()[STEDER[1]]


@settings(max_examples=8)
@given(over30=KAPACITETER, under30=KAPACITETER)
def test_any_capacities_are_as_one_at_a_time(
    toy: Plan, over30: list[int], under30: list[int]
) -> None:
    plan = med_kapaciteter(toy, over30, under30)
    for _, raekke in til_nye(mulige_flytninger(plan, steder=STEDER)).iterrows():
        ens_med_en_ad_gangen(plan, raekke.to_frame().T)


def test_a_sample_of_the_region_is_as_one_at_a_time(plan: Plan, alle: pd.DataFrame) -> None:
    nye = til_nye(alle)
    distrikter = nye[[s.sted_id.startswith("ny-distrikt") for s in nye["til"]]]
    ens_med_en_ad_gangen(plan, nye.sample(15, random_state=1))
    ens_med_en_ad_gangen(plan, distrikter.sample(8, random_state=2))
    # A clinic's last: the way to it is gone.
    sidste = plan.kapaciteter.set_index("klinik_id")[["over30", "under30"]].sum(axis=1)
    lukker = nye[nye["fra"].isin(sidste.index[sidste == 1])]
    ens_med_en_ad_gangen(plan, lukker.sample(8, random_state=3))


def test_weights_limit_and_speciale_are_as_one_at_a_time(toy: Plan) -> None:
    valg = {"vaegte": {NAERHED: 2.0, VENTETID: 0.5}, "graense": 7.3, "speciale": "51"}
    ens_med_en_ad_gangen(toy, til_nye(mulige_flytninger(toy, steder=STEDER, **valg)), **valg)


def test_with_a_timetable_the_departures_near_a_place_count(toy: Plan) -> None:
    transport = pd.DataFrame(
        {"afgange": [30.0, 0.0, 88.0], "stoppesteder": 1.0, "naermeste_m": 100.0},
        index=pd.Index(["n1", "n2", "s1"], name="klinik_id"),
    )
    ved = {"Landet": 22.0, "Midt": 60.0}
    med = dataclasses.replace(
        toy,
        transport=transport,
        transport_ved=lambda s: {"afgange": ved.get(s.navn, float("nan"))},
    )
    nye = til_nye(mulige_flytninger(med, steder=STEDER))
    ens_med_en_ad_gangen(med, nye)
    kendt = nye.set_index(["fra", "til", "over30"])[TRANSPORT]
    # From 30 of 44 to 22 of 44: of the 5.5 capacities that are known, one.
    assert kendt["n1", LANDET, 1] == pytest.approx(-100 * 8 / 44 / 5.5)
    assert kendt.xs(STEDER[2], level="til").isna().all()


@pytest.mark.parametrize("hvor", ["raad", "egne"])
def test_by_areas_they_are_as_one_at_a_time(toy: Plan, plan: Plan, hvor: str) -> None:
    if hvor == "egne":
        inddelt = efter_planomraade(
            toy, egen_inddeling(toy, {"0101": "Fast", "0102": "Fast", "0825": "Ø"})
        )
        ramme = til_nye(mulige_flytninger(inddelt, steder=STEDER))
    else:
        # A plan of its own: others' by areas share ground with what is made after them.
        inddelt = efter_planomraade(dataclasses.replace(plan), sundhedsraad(plan))
        ramme = til_nye(mulige_flytninger(inddelt, steder=nye_adresser(inddelt)[::40]))
        ramme = ramme.sample(10, random_state=4)
    assert set(ramme["til_kode"]) <= set(inddelt.kommuner.index)
    ens_med_en_ad_gangen(inddelt, ramme)


# ---------------------------------------------------------------------------- which moves


def test_every_clinic_gives_to_every_place(plan: Plan, alle: pd.DataFrame) -> None:
    nye, klinikker = til_nye(alle), til_klinikker(alle)
    assert len(nye) == len(nye_adresser(plan)) * len(alle[["fra", "over30"]].drop_duplicates())
    assert not nye.duplicated(["fra", "til", "over30"]).any()
    assert list(nye["til_kode"]) == [s.kommune_kode for s in nye["til"]]
    pd.testing.assert_frame_equal(
        klinikker.astype({"til": "str", "til_kode": "str"}), mulige_flytninger(plan)
    )


def test_a_kommune_left_out_gets_no_new_address(plan: Plan, alle: pd.DataFrame) -> None:
    uden = mulige_flytninger(plan, undtag=[LAESOE], steder=nye_adresser(plan))
    med = alle[(alle["fra_kode"] != LAESOE) & (alle["til_kode"] != LAESOE)]
    assert LAESOE in set(til_nye(alle)["til_kode"])
    pd.testing.assert_frame_equal(uden, med.reset_index(drop=True))
    mellem = mulige_flytninger(plan, mellem=("0787", "0851"), steder=nye_adresser(plan))
    med = alle[(alle["fra_kode"] == "0787") & (alle["til_kode"] == "0851")]
    pd.testing.assert_frame_equal(mellem, med.reset_index(drop=True))


def test_the_best_of_all_is_a_new_address_in_hals(plan: Plan, alle: pd.DataFrame) -> None:
    hals = ny_adresse_i_by(plan, "0851", "Hals")
    bedst, mellem_klinikker = bedste(alle), bedste(til_klinikker(alle))
    assert bedst is not None and mellem_klinikker is not None
    assert bedst["til"] == hals and bedst["samlet"] > 2 * mellem_klinikker["samlet"]
    assert bedst["samlet"] == pytest.approx(vurder(plan, [som_flytning(plan, bedst)]).effekt.samlet)
    fra_aalborg = Flytning("aalborg-klinik-for-fysioterapi", hals, 1, 0)
    fundet = alle[(alle["fra"] == fra_aalborg.fra) & (alle["til"] == hals) & (alle["over30"] == 1)][
        "samlet"
    ].item()
    assert fundet == pytest.approx(vurder(plan, [fra_aalborg]).effekt.samlet, abs=NOEJAGTIG)
    # It is better than every move there was between clinics.
    assert fundet > mellem_klinikker["samlet"]
    assert gitter(alle).loc["0851", "0851"] >= fundet


def test_districts_are_among_the_best(alle: pd.DataFrame) -> None:
    bedst = til_nye(alle).groupby("til", sort=False)["samlet"].max().nlargest(10)
    assert 0 < sum("distrikt" in s.sted_id for s in bedst.index) < 10


def test_the_best_to_each_place_is_one_row_a_place(alle: pd.DataFrame) -> None:
    """By all of them the ten best go to one town; here each stands once, with who gives most."""
    en = bedste_til_hver(alle)
    assert bedste_foerst(alle).head(10)["til"].nunique() == 1
    assert en["til"].is_unique and set(en["til"]) == set(alle["til"])
    assert en["samlet"].is_monotonic_decreasing
    bedst = alle.groupby("til", sort=False)["samlet"].max()
    assert (en["samlet"].to_numpy() == bedst.loc[en["til"].to_list()].to_numpy()).all()


def test_equal_places_score_alike_and_the_first_is_the_best(toy: Plan) -> None:
    tvilling = dataclasses.replace(LANDET, sted_id="ny-tvilling", navn="Tvilling")
    ramme = mulige_flytninger(toy, {NAERHED: 1.0}, steder=[LANDET, tvilling])
    bedst = bedste(ramme)
    assert bedst is not None and bedst["til"] == LANDET
    lige = ramme[ramme["samlet"] == bedst["samlet"]]
    assert set(lige["til"]) == {LANDET, tvilling}


# ---------------------------------------------------------------------------- what is made of them


def test_the_totals_of_other_weights_are_those_of_a_ranking_by_them(toy: Plan) -> None:
    vaegte = {NAERHED: 1.0, HANDICAPADGANG: 3.0}
    pd.testing.assert_frame_equal(
        vejet(mulige_flytninger(toy, steder=STEDER), vaegte),
        mulige_flytninger(toy, vaegte, steder=STEDER),
    )


def test_the_total_by_each_answer_on_access_is_that_of_the_answer(toy: Plan) -> None:
    ramme = mulige_flytninger(toy, STANDARDVAEGTE, speciale="51", steder=STEDER)
    for _, raekke in til_nye(ramme).iterrows():
        svar = med_adgang(toy, raekke, STANDARDVAEGTE, "51")
        assert svar["nej"] - NOEJAGTIG <= raekke["samlet"] <= svar["ja"] + NOEJAGTIG
        for adgang, samlet in svar.items():
            der = dataclasses.replace(raekke["til"], handicapadgang=adgang)
            flyttet = som_flytning(toy, raekke.where(raekke.index != "til", der))
            alene = effekt(toy, anvend(toy, [flyttet]), speciale="51")
            assert samlet == pytest.approx(alene.samlet, abs=NOEJAGTIG)


def test_whether_the_best_hold_is_asked_of_new_addresses_too(plan: Plan) -> None:
    steder = [s for s in nye_adresser(plan) if s.by in ("Hals", "Gandrup")]
    alle = mulige_flytninger(plan, undtag=(LAESOE,), steder=steder)
    ramme = rangfoelsomhed(plan, alle, STANDARDVAEGTE, undtag=(LAESOE,), steder=steder)
    assert all(isinstance(til, Sted) for til in ramme["til"])
    for variant in ("kortere", "optalt"):
        paa = paa_andet_grundlag(plan, variant)
        andre = mulige_flytninger(paa, undtag=(LAESOE,), steder=steder)["samlet"]
        efter = anvend(plan, [som_flytning(plan, alle.loc[ramme.index[0]])])
        alene = effekt(paa, paa_andet_grundlag(efter, variant)).samlet
        assert andre[ramme.index[0]] == pytest.approx(alene, abs=NOEJAGTIG)
        plads = andre.rank(ascending=False, method="min")
        assert (ramme[f"plads_{variant}"] == plads[ramme.index]).all()
