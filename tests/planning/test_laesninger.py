"""Three readings side by side: they rank by their own question, and a disagreement is explained."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from planning.adgang import adgang
from planning.daekningsbillede import daekningsbillede
from planning.laesninger import laesninger, uenighed
from planning.plan import Plan
from planning.status import status


def _ramme(plan: Plan):
    return laesninger(status(plan), daekningsbillede(plan, "minutter", 15), adgang(plan))


def test_every_kommune_and_the_region_stand_once(plan: Plan) -> None:
    ramme = _ramme(plan)
    assert list(ramme.index)[-1] == "region"
    assert sorted(ramme.index[:-1]) == sorted(plan.kommuner.index)


def test_aalborg_is_scarce_by_number_but_draws_on_its_neighbours(plan: Plan) -> None:
    aalborg = _ramme(plan).loc["0851"]
    assert aalborg["afvigelse_pct"] > 20
    assert aalborg["adgang_afvigelse_pct"] > -10
    assert aalborg["netto"] > 0
    assert "naboernes er i rækkevidde" in aalborg["forklaring"]


def test_jammerbugt_is_scarce_in_both_and_needs_no_explanation(plan: Plan) -> None:
    jammerbugt = _ramme(plan).loc["0849"]
    assert jammerbugt["afvigelse_pct"] > 10
    assert jammerbugt["adgang_afvigelse_pct"] < -10
    assert jammerbugt["forklaring"] == ""


def test_the_sentence_counts_those_that_disagree(plan: Plan) -> None:
    ramme = _ramme(plan)
    uenige = ramme.loc[ramme["forklaring"] != "", "kommune"]
    saetning = uenighed(ramme)
    assert f"i {len(uenige)} kommuner" in saetning
    assert all(navn in saetning for navn in uenige)


#: The region of the toy: 80 percent have a clinic within the limit.
REGION_PCT = 80.0


def _forklaring(afvigelse: float, daekket: float, adgang_afvigelse: float, netto: float) -> str:
    """The explanation of a kommune by its four figures; positive afvigelse is scarce."""
    indeks = ["0001", "region"]
    tabel = pd.DataFrame(
        {"indbyggere_pr_kapacitet": 4000.0, "afvigelse_pct": [afvigelse, 0.0]}, indeks
    )
    daekning = pd.DataFrame({"andel_pct": [daekket, REGION_PCT]}, indeks)
    adgangen = pd.DataFrame(
        {
            "kommune": ["Toy", "Regionen"],
            "kapacitet_pr_10000": 2.0,
            "afvigelse_pct": [adgang_afvigelse, 0.0],
            "netto": [netto, 0.0],
        },
        indeks,
    )
    ramme = laesninger(
        SimpleNamespace(ordnet=lambda: tabel),
        SimpleNamespace(ordnet=lambda: daekning, region=daekning.loc["region"]),
        SimpleNamespace(ordnet=lambda: adgangen),
    )
    return ramme.loc["0001", "forklaring"]


@pytest.mark.parametrize(
    ("afvigelse", "daekket", "adgang_afvigelse"),
    [
        (0, 80, 0),  # as the region in all three
        (20, 80, -20),  # scarce by number and by access
        (-20, 80, 20),  # plentiful by number and by access
        (20, 60, -20),  # scarce by number, access and coverage
        (0, 100, 0),  # better covered than the region is no disagreement
        (0, 71, 0),  # nine points below is not enough to say something
        (0, 80, -9),  # nor are nine percent
    ],
)
def test_readings_that_agree_are_not_explained(
    afvigelse: float, daekket: float, adgang_afvigelse: float
) -> None:
    assert _forklaring(afvigelse, daekket, adgang_afvigelse, 1) == ""


@pytest.mark.parametrize(
    ("netto", "hvorfor", "antal"),
    [(2.5, "rækkevidde", "2,5"), (-2.5, "tæt på", "")],
)
def test_scarce_by_number_with_access_is_by_the_neighbours_or_by_living_near(
    netto: float, hvorfor: str, antal: str
) -> None:
    fundet = _forklaring(20, 80, 0, netto)
    assert hvorfor in fundet
    assert antal in fundet


@pytest.mark.parametrize("adgang_afvigelse", [0, -20])
def test_plentiful_that_is_shared_says_how_much_others_use(adgang_afvigelse: float) -> None:
    fundet = _forklaring(-20, 80, adgang_afvigelse, -2.5)
    assert " 2,5 bruges af andre" in fundet
    assert "langt væk" not in fundet
    assert "lavere" not in fundet, "poor access of a plentiful kommune is explained once"


def test_plentiful_that_nobody_else_uses_is_far_away() -> None:
    fundet = _forklaring(-20, 80, 0, 2.5)
    assert "langt væk" in fundet
    assert "bruges af andre" not in fundet


def test_fewer_covered_than_the_region_is_told_with_both_shares() -> None:
    fundet = _forklaring(0, 69, 0, 0)
    assert "69 %" in fundet
    assert "80 %" in fundet


def test_poor_access_alone_is_told_as_so_much_lower() -> None:
    assert "er 20 % lavere" in _forklaring(0, 80, -20, 0)
