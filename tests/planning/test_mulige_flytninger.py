"""Every single move at once against one at a time, and the algorithms beneath by slow twins."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from planning import effekt as effekt_
from planning.effekt import (
    ADGANG,
    DAEKNING,
    HANDICAPADGANG,
    HARMONISERING,
    HOLD,
    NAERHED,
    SPARRING,
    STANDARDVAEGTE,
    TRANSPORT,
    UDEN_DATA,
    VENTETID,
    Kriterium,
    gaeldende,
)
from planning.egn import Stande, stand
from planning.flytning import anvend
from planning.mulige_flytninger import (
    andel_lavere,
    bedste,
    effektive_vaegte,
    er_mellem_klinikker,
    gitter,
    mulige_flytninger,
    skala,
)
from planning.plan import LAESOE, Plan, Sted
from planning.tiendedel import _sum_af_laveste, sum_af_laveste
from planning.tiltag import Flytning, Udvidelse
from saetninger.flytninger import scoredom, scoremaal
from tests.planning.en_ad_gangen import (
    KAPACITETER,
    NOEJAGTIG,
    ens_med_en_ad_gangen,
    med_kapaciteter,
)

FELTER = ["fra", "til", "over30", "under30", "fra_kode", "til_kode", "samlet"]
NYT_STED = Sted("ny", "Ny adresse", "Landet", "0101", "Landet", 57.2, 10.0, 0.0, 20_000.0)


@pytest.fixture(scope="module")
def alle(plan: Plan) -> pd.DataFrame:
    """Return every single move in the embedded dataset."""
    return mulige_flytninger(plan)


# ---------------------------------------------------------------------------- all against one


def test_all_at_once_are_as_one_at_a_time_with_a_timetable(toy: Plan) -> None:
    transport = pd.DataFrame(
        {"afgange": [30.0, 0.0, 88.0], "stoppesteder": 1.0, "naermeste_m": 100.0},
        index=pd.Index(["n1", "n2", "s1"], name="klinik_id"),
    )
    med = dataclasses.replace(toy, transport=transport)
    alle = mulige_flytninger(med)
    ens_med_en_ad_gangen(med, alle)
    # l1 has no answer, and a move to or from it has no score.
    uden = (alle["fra"] == "l1") | (alle["til"] == "l1")
    assert alle.loc[~uden, TRANSPORT].ne(0).all() and alle.loc[uden, TRANSPORT].isna().all()


def test_all_at_once_are_as_one_at_a_time(plan: Plan, alle: pd.DataFrame) -> None:
    ens_med_en_ad_gangen(plan, alle.sample(80, random_state=1))


def test_a_clinics_last_capacity_is_as_one_at_a_time(plan: Plan, alle: pd.DataFrame) -> None:
    # The moves that close a clinic are those that change anybody's way.
    lukker = alle[alle[NAERHED] != 0]
    assert len(lukker) > 100
    ens_med_en_ad_gangen(plan, lukker.sample(20, random_state=2))


def test_weights_limit_and_speciale_are_as_one_at_a_time(plan: Plan) -> None:
    valg = {
        "vaegte": {NAERHED: 2.0, DAEKNING: 1.0, VENTETID: 0.5},
        "graense": 7.3,
        "speciale": "51",
    }
    ens_med_en_ad_gangen(plan, mulige_flytninger(plan, **valg).sample(12, random_state=3), **valg)


def test_from_where_a_scenario_ended_is_as_one_at_a_time(toy: Plan) -> None:
    # n2 stands empty and may open again, a new address has got one, Laesoe one more.
    stand = anvend(
        toy,
        [Flytning("n2", "l1", 0, 1), Flytning("n2", "s1", 0, 1), Flytning("n1", NYT_STED, 1, 0)],
    )
    ramme = mulige_flytninger(stand)
    assert "n2" not in set(ramme["fra"])
    assert {"n2", "ny"} <= set(ramme["til"])
    assert (ramme[NAERHED] > 0).any()
    ens_med_en_ad_gangen(stand, ramme)


@settings(max_examples=8)
@given(over30=KAPACITETER, under30=KAPACITETER)
def test_any_capacities_are_as_one_at_a_time(
    toy: Plan, over30: list[int], under30: list[int]
) -> None:
    plan = med_kapaciteter(toy, over30, under30)
    ens_med_en_ad_gangen(plan, mulige_flytninger(plan))


def test_every_criterion_that_has_a_figure_scores_the_moves(plan: Plan, alle: pd.DataFrame) -> None:
    for kriterium in gaeldende(plan):
        assert (kriterium.navn in alle) == (kriterium.navn not in UDEN_DATA)
        # A move that touches a clinic of unreported accessibility has no score for that.
        kendt = alle.get(kriterium.navn, pd.Series(0.0, alle.index)).notna()
        assert kendt.any() and (kendt.all() or kriterium.navn == HANDICAPADGANG)


def test_a_criterion_is_added_in_one_place(toy: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    # One made up: the capacity at n1, which is not known where l1 has none left.
    valg = {"bedst": "andel", "kendt": lambda foer, efter: efter.kapacitet[:, 3] > 0}
    nyt = Kriterium("I n1", "", 1.0, lambda s: s.kapacitet[:, 0], **valg)
    kendte, vaegte = effekt_.kriterier, STANDARDVAEGTE | {nyt.navn: 3.0}
    monkeypatch.setattr(effekt_, "kriterier", lambda *a: (*kendte(*a), nyt))
    monkeypatch.setattr(effekt_, "STANDARDVAEGTE", vaegte)
    ramme = mulige_flytninger(toy, vaegte)
    flyttet = (ramme["til"] == "n1").astype(int) - (ramme["fra"] == "n1").astype(int)
    score = flyttet * np.where(ramme["over30"] == 1, 1.0, 0.5)
    np.testing.assert_allclose(ramme[nyt.navn], score.mask(ramme["fra"] == "l1"))
    ens_med_en_ad_gangen(toy, ramme, vaegte=vaegte)


def test_a_state_reads_among_others_as_it_does_alone(plan: Plan) -> None:
    foer, rng = stand(plan), np.random.default_rng(5)
    kapacitet = rng.permuted(np.repeat(foer.kapacitet, 8, axis=0), axis=1)
    kapacitet[2] = 0.0  # nobody has any
    kapacitet[4, 1:] = 0.0  # one has all
    kapacitet[6] = foer.kapacitet[0]
    rettigheder = np.ceil(kapacitet)
    hver = range(len(kapacitet))
    for kriterium in gaeldende(plan):
        sammen = kriterium.tal(Stande(foer.egn, kapacitet, rettigheder))
        alene = [kriterium.tal(Stande(foer.egn, kapacitet[[n]], rettigheder[[n]])) for n in hver]
        np.testing.assert_allclose(sammen, np.concatenate(alene), rtol=0, atol=NOEJAGTIG)
        assert math.isnan(sammen[2])


# ---------------------------------------------------------------------------- which moves


def test_every_clinic_gives_one_of_each_it_has_to_every_other(
    plan: Plan, alle: pd.DataFrame
) -> None:
    k = plan.kapaciteter
    slags = int((k["over30"] > 0).sum() + (k["under30"] > 0).sum())
    assert len(alle) == slags * (len(plan.klinikker) - 1)
    assert alle.columns.to_list() == [*FELTER, *(k for k in STANDARDVAEGTE if k not in UDEN_DATA)]
    assert (alle["over30"] + alle["under30"] == 1).all()
    assert (alle["fra"] != alle["til"]).all()
    assert not alle.duplicated(["fra", "til", "over30"]).any()
    koder = plan.klinikker["kommune_kode"]
    assert (alle["fra_kode"] == alle["fra"].map(koder)).all()
    assert (alle["til_kode"] == alle["til"].map(koder)).all()


def test_by_hand_in_the_small_plan(toy: Plan) -> None:
    ramme = mulige_flytninger(toy).set_index(["fra", "til", "over30"])
    # n1 and s1 have both kinds, n2 and l1 only under 30.
    assert len(ramme) == (2 + 1 + 2 + 1) * 3
    halv = ramme.loc[("n1", "s1", 0)]
    assert halv[HARMONISERING] == pytest.approx(100 * 0.125 / 6)
    assert np.isnan(halv[HANDICAPADGANG])  # s1 has not told
    assert halv[VENTETID] == pytest.approx(100 * (26.5 / 29.5 - 1))
    assert ramme.loc[("n1", "n2", 0), HANDICAPADGANG] == pytest.approx(-100 * 0.5 / 4.5)
    assert ramme.loc[("s1", "n1", 0), SPARRING] == pytest.approx(-100 / 6)
    assert ramme.loc[("l1", "s1", 0), NAERHED] < 0


def test_a_kommune_left_out_neither_gives_nor_gets(plan: Plan, alle: pd.DataFrame) -> None:
    uden = mulige_flytninger(plan, undtag=[LAESOE])
    med = alle[(alle["fra_kode"] != LAESOE) & (alle["til_kode"] != LAESOE)]
    pd.testing.assert_frame_equal(uden, med.reset_index(drop=True))
    with pytest.raises(Inputfejl, match="Ukendt kommunekode: Læsø"):
        mulige_flytninger(plan, undtag=["Læsø"])


def test_between_two_kommuner_are_those_of_all_and_the_best_is_their_highest(
    plan: Plan, alle: pd.DataFrame
) -> None:
    for fra, til in (("0787", "0851"), ("0851", "0787"), ("0851", "0851")):
        mellem = mulige_flytninger(plan, mellem=(fra, til))
        med = alle[(alle["fra_kode"] == fra) & (alle["til_kode"] == til)]
        pd.testing.assert_frame_equal(mellem, med.reset_index(drop=True))
        foerst, ender = bedste(mellem), ["fra", "til", "over30"]
        assert foerst is not None and foerst["samlet"] == mellem["samlet"].max()
        assert (foerst[ender] == med.loc[med["samlet"].idxmax(), ender]).all()
    assert bedste(alle.iloc[:0]) is None
    with pytest.raises(Inputfejl, match="Ukendt kommunekode: 0999"):
        mulige_flytninger(plan, mellem=("0787", "0999"))


def test_without_capacity_there_is_nothing_to_move(toy: Plan) -> None:
    tom = dataclasses.replace(toy, kapaciteter=toy.kapaciteter.assign(over30=0, under30=0))
    ramme = mulige_flytninger(tom)
    assert ramme.empty
    assert ramme.columns.to_list() == FELTER
    assert gitter(ramme).empty


def test_an_amount_has_no_unit_to_move(toy: Plan) -> None:
    i_beloeb = dataclasses.replace(
        toy, kapaciteter=toy.kapaciteter.assign(speciale="62", beloeb_kr=1e6)
    )
    with pytest.raises(Inputfejl, match="opgjort som beløb"):
        mulige_flytninger(i_beloeb)


# ---------------------------------------------------------------------------- what they say


def test_from_thisted_to_aalborg_always_harmonises_and_back_never_does(alle: pd.DataFrame) -> None:
    # 3.632 to a capacity against 5.823: nothing that small makes them change places.
    frem = alle[(alle["fra_kode"] == "0787") & (alle["til_kode"] == "0851")]
    tilbage = alle[(alle["fra_kode"] == "0851") & (alle["til_kode"] == "0787")]
    assert len(frem) and (frem[HARMONISERING] > 0).all()
    assert len(tilbage) and (tilbage[HARMONISERING] < 0).all()


def test_no_single_move_between_open_clinics_shortens_anyones_way(alle: pd.DataFrame) -> None:
    assert (alle[[NAERHED, DAEKNING]] <= 0).all().all()


def test_twice_the_capacity_does_the_worst_off_more_harm(alle: pd.DataFrame) -> None:
    # Where half a capacity less in reach leaves the tenth with less, a whole one leaves it with
    # less again: their sum is concave in the capacities.
    par = alle.pivot_table(index=["fra", "til"], columns="over30", values=ADGANG).dropna()
    skade = par[par[0] < 0]
    assert len(skade) and (skade[1] < skade[0]).all()


def test_weights_choose_the_best(plan: Plan) -> None:
    ramme = mulige_flytninger(plan, {HANDICAPADGANG: 1.0})
    bedst = ramme.loc[ramme["samlet"].idxmax()]
    assert plan.klinik(bedst["fra"])["handicapadgang"] != "ja"
    assert plan.klinik(bedst["til"])["handicapadgang"] == "ja"
    np.testing.assert_array_equal(ramme["samlet"], ramme[HANDICAPADGANG])


# ---------------------------------------------------------------------------- the grid


def test_the_grid_holds_the_best_from_kommune_to_kommune(plan: Plan, alle: pd.DataFrame) -> None:
    felt = gitter(alle)
    koder = sorted(plan.kommuner.index)
    assert felt.index.to_list() == felt.columns.to_list() == koder
    for fra, til in (("0787", "0851"), ("0851", "0787"), ("0851", "0851")):
        par = alle[(alle["fra_kode"] == fra) & (alle["til_kode"] == til)]
        assert felt.loc[fra, til] == par["samlet"].max()
    # Morsoe has one clinic, and so no move within.
    assert math.isnan(felt.loc["0773", "0773"])
    assert felt.isna().sum().sum() == 1


# ---------------------------------------------------------------------------- the worst-off tenth


@settings(max_examples=150)
@given(data=st.data())
def test_the_sum_of_the_lowest_is_that_of_a_sort(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 30))
    # Few values, so that many are equal, and some points where nobody lives.
    vaerdi = np.array(data.draw(st.lists(st.integers(0, 6), min_size=n, max_size=n)), float)
    vaegt = np.array(data.draw(st.lists(st.integers(0, 4), min_size=n, max_size=n)), float)
    maengde = data.draw(st.floats(0, 1)) * vaegt.sum()
    i_alt, rest = 0.0, maengde
    for v, p in sorted(zip(vaerdi, vaegt, strict=True)):
        i_alt += v * min(p, rest)
        rest -= min(p, rest)
    svar, kant = _sum_af_laveste(vaerdi.copy(), vaegt.copy(), maengde)
    assert svar == pytest.approx(i_alt, abs=1e-9)
    assert vaegt[vaerdi <= kant].sum() >= maengde - 1e-9


@settings(max_examples=50)
@given(data=st.data())
def test_rows_however_unlike_are_summed_as_each_alone(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 12))
    raekke = st.lists(st.sampled_from([0.0, 1.0, 1.02, 3.0, 50.0]), min_size=n, max_size=n)
    vaerdier = np.array(data.draw(st.lists(raekke, min_size=1, max_size=6)))
    vaegt = np.array(data.draw(st.lists(st.integers(0, 4), min_size=n, max_size=n)), float)
    maengde = data.draw(st.sampled_from([0.0, 0.1, 0.5, 1.0])) * vaegt.sum()
    hver = [_sum_af_laveste(v.copy(), vaegt.copy(), maengde)[0] for v in vaerdier]
    np.testing.assert_allclose(sum_af_laveste(vaerdier, vaegt, maengde), hver, atol=NOEJAGTIG)


def test_what_the_weights_weigh_is_the_variance_they_carry(toy: Plan) -> None:
    alle = mulige_flytninger(toy)
    andele = effektive_vaegte(alle, STANDARDVAEGTE)
    assert andele.sum() == pytest.approx(100)
    assert not {TRANSPORT, HOLD} & set(andele.index)
    ene = effektive_vaegte(mulige_flytninger(toy, {NAERHED: 1}), {NAERHED: 1})
    assert ene[NAERHED] == pytest.approx(100) and ene.drop(NAERHED).abs().max() == 0


def test_no_criterion_decides_alone(plan: Plan) -> None:
    """Scores are on comparable scales: none carries half of the differences by the default."""
    andele = effektive_vaegte(mulige_flytninger(plan), STANDARDVAEGTE)
    assert andele.max() < 40
    assert andele[HARMONISERING] > 25


def test_the_best_moves_do_not_empty_an_island(plan: Plan) -> None:
    bedste = mulige_flytninger(plan).nlargest(20, "samlet")
    assert (bedste["fra_kode"] != LAESOE).sum() >= 10
    assert (bedste["til_kode"] != LAESOE).all()


def test_no_capacity_has_no_moves_and_no_weights_in_fact(toy: Plan) -> None:
    tom = dataclasses.replace(toy, kapaciteter=toy.kapaciteter.assign(over30=0, under30=0))
    ingen = mulige_flytninger(tom)
    assert ingen.empty and effektive_vaegte(ingen, STANDARDVAEGTE).isna().all()


def test_half_of_the_moves_lie_between_the_middle_two_of_the_scale() -> None:
    scorer = [3.0, -1.0, 0.0, 1.0, 2.0, math.nan]
    maal = skala(pd.DataFrame({"samlet": scorer}))
    assert maal.to_dict() == {"daarligst": -1.0, "nedre": 0.0, "oevre": 2.0, "bedst": 3.0}
    assert skala(pd.DataFrame({"samlet": [math.nan]})).isna().all()
    assert scoremaal(skala(pd.DataFrame({"samlet": []}))) == ""
    led = ("mellem klinikker", "+3,00", "−1,00", "0,00", "+2,00")
    assert all(t in scoremaal(maal) for t in led)


def test_a_score_is_held_against_how_many_are_lower() -> None:
    alle = pd.DataFrame({"samlet": [-1.0, 0.0, 0.5, 2.0, math.nan]})
    assert [andel_lavere(alle, s) for s in (-1.0, 0.1, 0.5, 3.0)] == [0, 50, 50, 100]
    assert math.isnan(andel_lavere(alle, math.nan))
    assert math.isnan(andel_lavere(alle.iloc[:0], 1.0))
    assert scoredom(0.5, math.nan) == ""
    assert "+0,50" in scoredom(0.5, 50.0) and "50,0 %" in scoredom(0.5, 50.0)
    assert "99,9 %" in scoredom(0.5, 99.97) and "100" not in scoredom(0.5, 100.0)


def test_only_a_move_between_clinics_is_of_their_kind() -> None:
    assert er_mellem_klinikker(Flytning("n1", "s1", 1, 0))
    assert not er_mellem_klinikker(Flytning("n1", NYT_STED, 1, 0))
    assert not er_mellem_klinikker(Udvidelse("n1", 1, 0))
