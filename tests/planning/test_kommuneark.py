"""Kommuneark: the figures of the other functions, places and questions computed by hand."""

from __future__ import annotations

import dataclasses
from typing import Any, get_args

import pandas as pd
import pytest

from dansk import Inputfejl
from planning.aktivitet import aktivitet, udgift_pr_borger
from planning.diskretion import diskret_daekning
from planning.kommuneark import (
    Kommuneark,
    beroerte,
    find_kommune,
    kommuneark,
    passer_ikke,
    stand,
)
from planning.kommunespoergsmaal import Spoergsmaalsart, spoergsmaal
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import status
from planning.tiltag import Flytning, Udvidelse
from planning.ventetid import ventetid
from saetninger.kommunespoergsmaal import TEKSTER, spoergsmaalstekster

NABOER = pd.DataFrame(
    [
        ("0101", "0102", "Sydby", True, True, ""),
        ("0101", "0999", "Udenby", False, True, ""),
        ("0102", "0101", "Nordby", True, True, ""),
    ],
    columns=["kode", "nabo", "navn", "i_region", "graense", "forbindelse"],
)


@pytest.fixture(scope="module")
def med_naboer(lille_plan: Plan) -> Plan:
    """The small plan, where Nordby borders on Sydby and on a kommune outside the region."""
    return dataclasses.replace(lille_plan, naboskab=lambda: NABOER)


@pytest.fixture(scope="module")
def alle(plan: Plan) -> dict[str, Kommuneark]:
    """The ark of the 11 kommuner."""
    fra = stand(plan)
    return {kode: kommuneark(fra, kode) for kode in plan.kommuner.index}


def _slags(ark: Kommuneark) -> dict[str, dict[str, Any]]:
    return {s.slags: dict(s.fakta) for s in spoergsmaal(ark)}


# ------------------------------------------------------------------ by hand


def test_the_small_plan_by_hand(med_naboer: Plan) -> None:
    """Nordby: 6,000 to 4 capacities is 1,500, region 1,600; p3 (1,000 persons) is 40 minutes off.

    Læsø has fewest to a capacity (1,200) and Sydby most (2,000). Of Nordby's 6,000, 5,000 live at
    a clinic; in Sydby and on Læsø all do.
    """
    ark = kommuneark(stand(med_naboer, graense=15), "0101")
    assert list(ark.noegletal.index) == ["0101", "0102", REGIONSRAEKKE]
    assert ark.egen["indbyggere_pr_kapacitet"] == 1500
    assert ark.egen["afvigelse_pct"] == pytest.approx(-6.25)
    assert ark.egen["andel_pct"] == pytest.approx(100 * 5 / 6)
    assert ark.region["andel_pct"] == pytest.approx(100 * 8600 / 9600)
    assert list(ark.plads.loc["kapacitet", ["nr", "bagfra", "af"]]) == [2, 2, 3]
    assert ark.plads.at["daekning", "nr"] == 1
    uden = ark.uden_for
    assert list(uden["uden"]) == [1000, 250, 50]
    assert uden.at["personer_70", "uden_pct"] == pytest.approx(100 * 250 / 1250)
    assert uden.at["personer_70", "region_pct"] == pytest.approx(100 * 250 / 1730)
    assert list(ark.naboer["navn"]) == ["Sydby", "Udenby"]
    assert list(ark.klinikker.index) == ["n1", "n2"]
    assert ark.distrikter.index[0] == "d2"


def test_the_small_plans_questions_come_of_its_facts(med_naboer: Plan) -> None:
    fra = stand(med_naboer, graense=15)
    nordby = _slags(kommuneark(fra, "0101"))
    # Longest is 62: the only answer, and no other kommune to be longer than.
    assert "laengst" not in nordby
    assert nordby["spaend"] == {"typer": ("62",)}  # 2 to 12 weeks
    assert nordby["faa_svar"] == {"svar": 1, "klinikker": 2}
    assert nordby["uden_for"] == {"distrikter": ("d2",)}
    assert nordby["naboregion"]["indbyggere"] == 1000
    assert nordby["naboregion"]["naboer"] == ("Udenby",)
    assert nordby["uden_adgang"] == {"klinikker": ("n2",)}
    assert nordby["grundlag"]["kapacitet_tabel1"] == 4 and "vaerst" in nordby
    sydby = _slags(kommuneark(fra, "0102"))
    assert sydby["ingen_svar"]["klinikker"] == 1
    assert sydby["ingen_adgang"] == {"klinikker": 1}
    assert sydby["sidste"] == {"kapacitet": 1.5} and "en_klinik" not in sydby
    assert sydby["vaerst"]["laesninger"][0] == "kapacitet"


def test_what_lacks_is_named(lille_plan: Plan) -> None:
    ark = kommuneark(stand(lille_plan), "0102")
    assert set(ark.mangler) >= {"klinikoplysninger", "transport", "aldersfordeling"}
    assert ark.aktivitet == {} and ark.naboer.empty
    assert list(ark.noegletal.index) == ["0102", REGIONSRAEKKE]


def test_a_small_group_is_hidden(med_naboer: Plan) -> None:
    """With 3 households without a car beyond the limit, Nordby's ark does not tell them."""
    punkter = med_naboer.punkter.copy()
    punkter.loc["p3", "husstande_uden_bil"] = 3
    ark = kommuneark(stand(dataclasses.replace(med_naboer, punkter=punkter), graense=15), "0101")
    assert pd.isna(ark.uden_for.at["husstande_uden_bil", "uden"])
    assert pd.isna(ark.uden_for.at["husstande_uden_bil", "uden_pct"])
    assert ark.uden_for.at["personer_70", "uden"] == 250


def test_a_kommune_is_found_by_code_or_name(plan: Plan) -> None:
    assert find_kommune(plan, "0840") == find_kommune(plan, " rebild ") == "0840"
    with pytest.raises(Inputfejl, match="Rebild"):
        find_kommune(plan, "Rebil")
    with pytest.raises(Inputfejl, match="9999"):
        kommuneark(stand(plan), "9999")


# ------------------------------------------------------------------ the tiltag that touch it


def test_tiltag_that_touch_a_kommune(lille_plan: Plan) -> None:
    flyt, nyt = Flytning("n1", "s1", 1, 0), Udvidelse("l1", 0, 1)
    scenarier = [("Først", [flyt, nyt]), ("Umuligt", [Flytning("s1", "n1", 9, 0)])]
    (fra_nordby,) = beroerte(lille_plan, "0101", scenarier)
    (til_sydby,) = beroerte(lille_plan, "0102", scenarier)
    (paa_laesoe,) = beroerte(lille_plan, "0825", scenarier)
    assert (fra_nordby.kapacitet, til_sydby.kapacitet, paa_laesoe.kapacitet) == (-1, 1, 0.5)
    assert (fra_nordby.vej.niveau, paa_laesoe.vej.niveau) == ("regionsraad", "enighed")
    assert (fra_nordby.nummer, paa_laesoe.nummer) == (1, 2)
    assert passer_ikke(lille_plan, scenarier) == ["Umuligt"]


# ------------------------------------------------------------------ all 11


def test_every_figure_is_that_of_the_function_it_comes_from(
    plan: Plan, alle: dict[str, Kommuneark]
) -> None:
    tabel, billede = status(plan), diskret_daekning(plan, "minutter", 15)
    vente = ventetid(plan).set_index(["kode", "type"])["uger"]
    for kode, ark in alle.items():
        for felt in ("kapacitet", "indbyggere", "indbyggere_pr_kapacitet", "afvigelse_pct"):
            assert ark.egen[felt] == tabel.kommuner.at[kode, felt]
            assert ark.region[felt] == tabel.region[felt]
        assert ark.egen["andel_pct"] == billede.kommuner.at[kode, "andel_pct"]
        assert ark.uden_for.at["personer_70", "uden"] == pytest.approx(
            billede.uden_for.at[kode, "personer_70_uden"]
        )
        assert ark.ventetid["uger"].equals(vente.loc[kode].reindex(ark.ventetid.index))
        assert ark.klinikker["kapacitet"].sum() == ark.egen["kapacitet"]
        for speciale, ramme in ark.aktivitet.items():
            ens = aktivitet(plan, speciale).loc[[kode, REGIONSRAEKKE]]
            assert ramme[ens.columns].equals(ens)


def test_the_ark_together_are_the_region(plan: Plan, alle: dict[str, Kommuneark]) -> None:
    region = next(iter(alle.values())).region
    for felt in ("kapacitet", "indbyggere"):
        assert sum(ark.egen[felt] for ark in alle.values()) == region[felt]
    assert sum(len(ark.klinikker) for ark in alle.values()) == len(plan.klinikker)
    assert sum(len(ark.distrikter) for ark in alle.values()) == len(plan.distrikter)
    for laesning in ("kapacitet", "daekning", "adgang"):
        assert sorted(ark.plads.at[laesning, "nr"] for ark in alle.values())[0] == 1


def test_questions_of_the_source(alle: dict[str, Kommuneark]) -> None:
    # Bilag 4, p. 55: none of Jammerbugt's four clinics answered.
    assert _slags(alle["0849"])["ingen_svar"] == {"klinikker": 4}
    # Tabel 1 has 8 capacities in Jammerbugt, the clinic list 7.
    assert _slags(alle["0849"])["grundlag"]["forskel"] == -1
    assert _slags(alle["0773"])["en_klinik"] == {"klinik": "nykoebing-morsoe-fysioterapi"}
    assert _slags(alle["0851"])["vaerst"]["laesninger"] == ("kapacitet",)
    # Tabel 23: 14,518 kr. in Mariagerfjord in 2018 is the most; tabel 22 has 13,513 for the region.
    dyrest = {k: _slags(ark)["udgift"] for k, ark in alle.items() if "udgift" in _slags(ark)}
    assert dyrest == {"0846": {"speciale": "62", "kr": 14518, "region": 13513}}
    assert not any("grundlag" in _slags(alle[k]) for k in ("0840", "0825"))


def test_every_question_has_a_text_that_ends_in_a_question(alle: dict[str, Kommuneark]) -> None:
    for ark in alle.values():
        tekster = spoergsmaalstekster(ark)
        assert all(t.endswith("?") for t in tekster)
        assert not any(ord_ in t for t in tekster for ord_ in ("nan", "None", "[", "{"))
    assert set(TEKSTER) == set(get_args(Spoergsmaalsart))


# ------------------------------------------------------------------ the expense


def test_the_expense_is_the_printed_one(plan: Plan) -> None:
    almen, vederlagsfri = udgift_pr_borger(plan, "51"), udgift_pr_borger(plan, "62")
    assert almen["kr"].drop(index=REGIONSRAEKKE).isna().all()
    assert almen.loc[REGIONSRAEKKE, ["kr", "tabel"]].tolist() == [885, "13"]
    assert vederlagsfri.loc["0840", ["kr", "tabel"]].tolist() == [13261, "23"]
    assert vederlagsfri.loc[REGIONSRAEKKE, ["kr", "tabel"]].tolist() == [13513, "22"]


def test_without_tables_no_expense(lille_plan: Plan) -> None:
    assert udgift_pr_borger(lille_plan, "62")["kr"].isna().all()
    with pytest.raises(Inputfejl):
        udgift_pr_borger(lille_plan, "99")


def test_what_the_times_cannot_settle_is_a_question_and_not_a_fact_too(
    alle: dict[str, Kommuneark],
) -> None:
    """Brønderslev's access is 13 % poorer, and 2 % at one end; Aalborg's is poorer at both."""
    assert "usikre" in _slags(alle["0810"]) and "under" not in _slags(alle["0810"])
    assert "adgang" in _slags(alle["0851"])["under"]["laesninger"]
