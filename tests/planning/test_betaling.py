"""Who pays: the printed tables, two kommuner by hand, and what must hold of any of them."""

from __future__ import annotations

import dataclasses
import re
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from dansk import Inputfejl
from planning.aktivitet import nettostroem, udgift_pr_borger
from planning.betaling import (
    aftale_med_beloeb,
    betalte,
    budget,
    flytningens_betaling,
    kommunens_speciale,
    skifter_retning,
    trykt_udgift,
    udgifter,
    udgiftskontrol,
    udvikling,
)
from planning.borgerstroemme import borgerstroemme
from planning.plan import REGIONSRAEKKE, Plan
from planning.tiltag import Deling, Flytning, Udvidelse

KILDE = Path(__file__).resolve().parents[3] / "shared" / "kilder"
PRAKSISPLAN = KILDE / "praksisplan_fysioterapi_nordjylland_2020.txt"
AARENE = (2015, 2016, 2017, 2018)
REBILD, VESTHIMMERLAND, MARIAGERFJORD, LAESOE = "0840", "0820", "0846", "0825"
HOBRO, AARS = "hobro-benefit", "aars-fysiodanmark"

#: The year 2018 of tabel 26, 24 and 23 as printed (pp. 34-36).
TRYKT_2018 = {
    "Brønderslev": (557, 97_723, 12_974),
    "Frederikshavn": (774, 130_654, 13_764),
    "Hjørring": (796, 108_720, 14_396),
    "Jammerbugt": (601, 70_596, 13_332),
    "Læsø": (31, 3_102, 10_423),
    "Mariagerfjord": (802, 129_140, 14_518),
    "Morsø": (314, 34_476, 12_538),
    "Rebild": (384, 42_693, 13_261),
    "Thisted": (664, 77_129, 13_236),
    "Vesthimmerland": (651, 131_720, 13_274),
    "Aalborg": (2_840, 369_240, 13_178),
    "Region Nordjylland": (8_363, 1_195_193, 13_513),
}


def test_tables_26_24_and_23_are_reproduced_to_the_last_digit(plan: Plan) -> None:
    stroem = nettostroem(plan, "62").set_index("kommune")[["patienter", "ydelser"]]
    pris = udgifter(plan, "62").set_index("kommune")["kr_pr_patient"]
    fundet = {n: (*stroem.loc[n], pris[n]) for n in stroem.index}
    assert fundet == TRYKT_2018


@pytest.mark.parametrize(
    ("tabel", "speciale", "hvad"),
    [
        ("14", "51", "ydelser"),
        ("16", "51", "patienter"),
        ("24", "62", "ydelser"),
        ("26", "62", "patienter"),
        ("23", "62", "kr_pr_patient"),
        ("34", "65", "kr_pr_patient"),
        ("40", "65", "patienter"),
    ],
)
def test_every_year_is_as_the_source_has_it(
    plan: Plan, tabel: str, speciale: str, hvad: str
) -> None:
    if not PRAKSISPLAN.exists():
        pytest.skip("the sources are not beside the repository")
    trykt = _trykt(tabel)
    assert len(trykt) >= 10
    hent = udgifter if hvad == "kr_pr_patient" or speciale == "65" else nettostroem
    for plads, aar in enumerate(AARENE):
        fundet = hent(plan, speciale, aar).set_index("kommune")[hvad].dropna()
        regionen_andetsteds = {"Region Nordjylland"} - trykt.keys()
        assert fundet.drop(index=list(regionen_andetsteds)).to_dict() == {
            navn: tal[plads] for navn, tal in trykt.items()
        }


def _trykt(tabel: str) -> dict[str, list[int]]:
    """The rows of a table in the source: a name, and four figures."""
    tekst = PRAKSISPLAN.read_text("utf-8")
    _, _, efter = tekst.partition(f"\n Tabel {tabel}:")
    if not efter:
        _, _, efter = tekst.partition(f"\nTabel {tabel}:")
    del_ = efter.partition("Kilde:")[0]
    raekker = re.findall(r"^([A-ZÆØÅ][a-zæøå ]+[A-Za-zæøå]) +((?:[\d.]+ +){3}[\d.]+)", del_, re.M)
    ud = {n.strip(): [int(t.replace(".", "")) for t in tal.split()] for n, tal in raekker}
    if "Total" in ud:
        ud["Region Nordjylland"] = ud.pop("Total")
    return ud


def test_two_kommuner_by_hand(plan: Plan) -> None:
    # The kommuner have 8,414 patients together; the region is printed with 8,363.
    stroem, kr = nettostroem(plan, "62"), udgifter(plan, "62")
    for kode, patienter, ydelser, pris, folk in (
        (REBILD, 384, 42_693, 13_261, 29_917),
        (VESTHIMMERLAND, 651, 131_720, 13_274, 37_045),
    ):
        forbrug, produktion = 100 * patienter / 8_414, 100 * ydelser / 1_195_193
        raekke = stroem.loc[kode]
        assert raekke["forbrug_pct"] == pytest.approx(forbrug)
        assert raekke["produktion_pct"] == pytest.approx(produktion)
        assert raekke["netto_point"] == pytest.approx(forbrug - produktion)
        assert raekke["netto_patienter"] == pytest.approx(patienter - 8_414 * produktion / 100)
        assert raekke["netto_ydelser"] == pytest.approx(1_195_193 * forbrug / 100 - ydelser)
        assert raekke["selvforsyning_pct"] == pytest.approx(100 * produktion / forbrug)
        assert kr.at[kode, "kr"] == patienter * pris
        assert kr.at[kode, "kr_pr_indbygger"] == pytest.approx(patienter * pris / folk)
        assert kr.at[kode, "andel_pct"] == pytest.approx(100 * patienter * pris / 113_202_905)
        assert kr.at[kode, "afvigelse_pct"] == pytest.approx(
            100 * (patienter * pris / folk) / (113_202_905 / 589_605) - 100
        )
    assert stroem.at[REBILD, "selvforsyning_pct"] == pytest.approx(78.3, abs=0.05)
    # Its clinics deliver more than its residents use: the rest is of others.
    assert stroem.at[VESTHIMMERLAND, "selvforsyning_pct"] > 142
    assert stroem.at[VESTHIMMERLAND, "selvforsyning_hoejst_pct"] == 100


@pytest.mark.parametrize("speciale", ["51", "62"])
@pytest.mark.parametrize("aar", AARENE)
def test_what_one_gets_another_gives(plan: Plan, speciale: str, aar: int) -> None:
    alle = nettostroem(plan, speciale, aar)
    kommuner, region = alle.drop(index=REGIONSRAEKKE), alle.loc[REGIONSRAEKKE]
    assert list(alle.index)[-1] == REGIONSRAEKKE and len(kommuner) == 11
    for andel in ("forbrug_pct", "produktion_pct"):
        assert kommuner[andel].sum() == pytest.approx(100) and region[andel] == 100
    for netto in ("netto_point", "netto_patienter", "netto_ydelser"):
        assert kommuner[netto].sum() == pytest.approx(0, abs=1e-6) and region[netto] == 0
    # What cannot be at home is half of all that is net: it is one kommune's gain and one's loss.
    assert region["selvforsyning_hoejst_pct"] == pytest.approx(
        100 - kommuner["netto_point"].abs().sum() / 2
    )
    egne = kommuner["forbrug_pct"] * kommuner["selvforsyning_hoejst_pct"] / 100
    assert region["selvforsyning_hoejst_pct"] == pytest.approx(egne.sum())
    giver = kommuner["netto_point"] < 0
    assert ((kommuner["selvforsyning_pct"] > 100) == giver).all()


def test_the_flows_are_those_access_is_held_against(plan: Plan) -> None:
    s = borgerstroemme(plan)
    assert s is not None
    for speciale in ("51", "62"):
        netto = nettostroem(plan, speciale).drop(index=REGIONSRAEKKE)["netto_point"]
        assert s.kilden[speciale].tolist() == pytest.approx((129 * netto / 100).tolist())


@pytest.fixture
def uden_morsoe(plan: Plan) -> Plan:
    """The dataset without Morsø in tabel 26 of 2018."""
    t = plan.tabeller
    vaek = (t["tabel"] == "26") & (t["raekke"] == "Morsø") & (t["aar"] == 2018)
    return dataclasses.replace(plan, tabeller=t[~vaek])


def test_a_kommune_that_is_not_told_is_missing_and_the_others_share_the_rest(
    uden_morsoe: Plan,
) -> None:
    alle = nettostroem(uden_morsoe, "62")
    felter = ["forbrug_pct", "produktion_pct", "netto_point", "selvforsyning_pct"]
    assert alle.loc["0773", felter].isna().all() and alle.at["0773", "ydelser"] == 34_476
    andre = alle.drop(index=[REGIONSRAEKKE, "0773"])
    assert andre["forbrug_pct"].sum() == pytest.approx(100)
    assert andre["netto_point"].sum() == pytest.approx(0, abs=1e-9)
    kr = udgifter(uden_morsoe, "62")
    assert pd.isna(kr.at["0773", "kr"])
    assert kr.at[REGIONSRAEKKE, "kr"] == 113_202_905 - 314 * 12_538
    assert kr.at[REGIONSRAEKKE, "kr_pr_indbygger"] == pytest.approx(
        (113_202_905 - 314 * 12_538) / (589_605 - 20_394)
    )
    penge = budget(uden_morsoe)
    assert penge is not None and pd.isna(penge.kommuner.at["0773", "som_middel"])


def test_the_expense_comes_within_a_hundredth_of_what_is_printed(plan: Plan) -> None:
    k = udgiftskontrol(plan, "62")
    assert k["regnet_kr"].tolist() == [99_367_757, 101_807_971, 105_523_941, 113_202_905]
    # Tabel 21, p. 34: 100.1, 102.5, 106.4 and 114.0 mio. kr.
    assert k["trykt_kr"].tolist() == [100_100_000, 102_500_000, 106_400_000, 114_000_000]
    assert k.at[2018, "forskel_kr"] == 797_095
    assert k.at[2018, "forskel_pct"] == pytest.approx(0.7, abs=0.01)
    assert not k["som_trykt"].any() and (k["forskel_pct"].between(0.6, 0.9)).all()
    # The region's own 8,363 of 13,513 kr. is not what is printed either.
    assert k.at[2018, "regionens_kr"] == 8_363 * 13_513 == 113_009_219


def test_riding_is_the_kommunes_too_and_is_what_the_region_is_printed_with(plan: Plan) -> None:
    assert list(betalte(plan)) == ["62", "65"]
    k = udgiftskontrol(plan, "65")
    # Tabel 31, p. 38: 12.5, 14.1, 14.1 and 14.3 mio. kr.
    assert k["trykt_kr"].tolist() == [12_500_000, 14_100_000, 14_100_000, 14_300_000]
    assert k["som_trykt"].tolist() == [False, False, True, True]
    laesoe = udgifter(plan, "65").loc[LAESOE]
    assert laesoe[["patienter", "kr_pr_patient", "kr"]].isna().all()
    # The region of the table with the kommuner, not tabel 33's of the five regions.
    assert udgift_pr_borger(plan, "65").at[REGIONSRAEKKE, "tabel"] == "34"


def test_almen_has_no_expense_by_kommune(plan: Plan) -> None:
    kr = udgifter(plan, "51")
    assert kr["kr"].isna().all() and kr.at[REGIONSRAEKKE, "kr_pr_patient"] == 885
    assert trykt_udgift(plan, "51").tolist() == [40_700_000, 41_500_000, 42_500_000, 42_500_000]


def test_who_pays_is_what_the_field_says(plan: Plan) -> None:
    almen, vederlagsfri = (plan.fag.speciale(k) for k in ("51", "62"))
    # 2.1.3 (p. 7): a subsidy of 39.3 %, the rest is the patient's. 2.1.4: the kommune, all of it.
    assert (almen.betaler, almen.tilskud_pct) == ("region_og_patient", 39.3)
    assert vederlagsfri.betaler == "kommune" and kommunens_speciale(plan) == vederlagsfri


def test_counting_kroner_turns_nobody_around(plan: Plan) -> None:
    stroem, kr = nettostroem(plan, "62"), udgifter(plan, "62")
    vendt = [
        stroem.at[k, "kommune"]
        for k in plan.kommuner.index
        if (stroem.at[k, "forbrug_pct"] > stroem.at[k, "produktion_pct"])
        != (kr.at[k, "andel_pct"] > stroem.at[k, "produktion_pct"])
    ]
    assert list(skifter_retning(plan, plan.fag.speciale("62"), 2018)) == vendt == []


def test_the_years_stand_beside_each_other(plan: Plan) -> None:
    netto = udvikling(plan, "62", "netto_point")
    assert list(netto) == ["kommune", "2015", "2016", "2017", "2018"]
    assert netto.at[REBILD, "2015"] == pytest.approx(100 * (327 / 7_530 - 36_060 / 899_100))
    assert udvikling(plan, "62", "kr").at[REBILD, "2016"] == 345 * 12_025
    with pytest.raises(Inputfejl, match="Ukendt tal"):
        udvikling(plan, "62", "ydelser")


@pytest.mark.parametrize("aar", [2014, 2019])
def test_a_year_the_tables_do_not_have_is_refused(plan: Plan, aar: int) -> None:
    with pytest.raises(Inputfejl, match=f"2015-2018, ikke {aar}"):
        nettostroem(plan, "62", aar)


def test_the_budget_by_the_use_of_others(plan: Plan) -> None:
    penge = budget(plan)
    assert penge is not None and (penge.hoejest, penge.aar) == (MARIAGERFJORD, 2018)
    rebild = penge.kommuner.loc[REBILD]
    assert rebild["kr"] == 384 * 13_261
    middel = Fraction(29_917 * 113_202_905, 589_605)
    hoejest = Fraction(29_917 * 802 * 14_518, 41_958)
    assert (rebild["som_middel"], rebild["som_hoejest"]) == (round(middel), round(hoejest))
    assert rebild["mere_som_hoejest"] == round(hoejest) - 384 * 13_261
    kommuner, region = penge.kommuner.drop(index=REGIONSRAEKKE), penge.kommuner.loc[REGIONSRAEKKE]
    # At the mean the kommuner pay what they do, each rounded by itself.
    assert region["som_middel"] == region["kr"] == 113_202_905 and region["mere_som_middel"] == 0
    assert abs(kommuner["som_middel"].sum() - region["kr"]) <= len(kommuner) / 2
    # Nobody costs more a resident than the one that costs most.
    assert (kommuner["mere_som_hoejest"] >= 0).all()
    assert kommuner.at[MARIAGERFJORD, "mere_som_hoejest"] == 0


def test_a_flytning_moves_capacity_and_no_payer(plan: Plan) -> None:
    ramme = flytningens_betaling(plan, [Flytning(HOBRO, AARS, 1)])
    assert list(ramme.index) == [MARIAGERFJORD, VESTHIMMERLAND]
    # The slides of 2024: 1,000,000 kr. (62) or 393,000 kr. (51) a capacity.
    assert ramme["hoejst_62"].tolist() == [-1_000_000, 1_000_000]
    assert ramme["hoejst_51"].tolist() == [-393_000, 393_000]
    penge = budget(plan)
    assert penge is not None
    felter = ["kr", "som_middel", "som_hoejest"]
    assert ramme[felter].equals(penge.kommuner.loc[ramme.index, felter])


def test_what_is_given_is_got_and_what_is_new_is_only_got(plan: Plan) -> None:
    frem_og_tilbage = [Flytning(HOBRO, AARS, 1), Flytning(AARS, HOBRO, 1)]
    assert (flytningens_betaling(plan, frem_og_tilbage)["kapacitet"] == 0).all()
    ny = flytningens_betaling(plan, [Udvidelse(AARS, 0, 1)]).loc[VESTHIMMERLAND]
    assert (ny["kapacitet"], ny["hoejst_62"], ny["hoejst_51"]) == (0.5, 500_000, 196_500)
    delt = flytningens_betaling(plan, [Deling(HOBRO)])
    assert delt["kapacitet"].tolist() == delt["hoejst_62"].tolist() == [0]
    assert flytningens_betaling(plan, []).empty
    with pytest.raises(Inputfejl, match="Tiltag 1"):
        flytningens_betaling(plan, [Flytning(HOBRO, AARS, 99)])


def test_an_amount_is_of_its_own_speciale(lille_plan: Plan) -> None:
    i_kr = dataclasses.replace(
        lille_plan,
        kapaciteter=pd.DataFrame(
            {
                "klinik_id": ["n1", "s1"],
                "speciale": "62",
                "under30": float("nan"),
                "over30": float("nan"),
                "beloeb_kr": [3e6, 1e6],
            }
        ),
    )
    ramme = flytningens_betaling(i_kr, [Flytning("n1", "s1", beloeb_kr=250_000, speciale="62")])
    assert ramme["hoejst_62"].tolist() == [-250_000, 250_000]
    assert ramme["hoejst_51"].isna().all()
    # It has no tables: nothing is said of what use costs.
    assert "kr" not in ramme and budget(i_kr) is None and betalte(i_kr) == {}


def test_the_agreement_is_the_one_with_amounts(plan: Plan) -> None:
    aftale = aftale_med_beloeb(plan)
    assert aftale is not None and (aftale.fra.year, aftale.nedsaettelse_pct) == (2024, 40)
