"""A cost shared among the kommuner: the printed key, and no krone lost or made."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.omkostningsdeling import DUT_2015, NOEGLER, omkostningsdeling
from planning.plan import Plan
from planning.status import status

KILDE = Path(__file__).resolve().parents[3] / "shared" / "kilder"
NOTAT = "baggrundsnotat_praksisplan_almen_praksis_2015.txt"
TRYKT = {
    "Brønderslev": 621_000,
    "Frederikshavn": 1_085_000,
    "Hjørring": 1_158_000,
    "Jammerbugt": 666_000,
    "Læsø": 35_000,
    "Mariagerfjord": 734_000,
    "Morsø": 395_000,
    "Rebild": 483_000,
    "Thisted": 796_000,
    "Vesthimmerland": 684_000,
    "Aalborg": 3_521_000,
}


def test_bilag_1_is_reproduced_to_the_krone(plan: Plan) -> None:
    delt = omkostningsdeling(plan, 10_178_000, "dut")
    assert delt.set_index("kommune")["kr"].to_dict() == TRYKT
    assert sum(DUT_2015.values()) == Decimal("10.178") and delt["kr"].sum() == 10_178_000


def test_the_key_is_as_the_note_has_it(plan: Plan) -> None:
    if not (KILDE / NOTAT).exists():
        pytest.skip("the sources are not beside the repository")
    tekst = (KILDE / NOTAT).read_text("utf-8")
    for kode, navn in plan.kommuner["kommune"].items():
        (pct,) = re.findall(rf"^{navn}s?\s+(\d,\d{{3}})\s", tekst, re.M)
        assert Decimal(pct.replace(",", ".")) == DUT_2015[kode], navn


def test_by_residents_and_by_capacity_are_those_of_the_plan(plan: Plan) -> None:
    folk = omkostningsdeling(plan, 589_605, "indbyggere")
    assert folk["kr"].tolist() == plan.kommuner["indbyggere"].tolist()  # a krone each
    kapacitet = omkostningsdeling(plan, 1290, "kapacitet")
    ventet = 10 * status(plan).kommuner["kapacitet"]
    assert kapacitet["kr"].tolist() == ventet.astype(int).tolist()


def test_the_last_kroner_go_to_the_largest_parts_left(lille_plan: Plan) -> None:
    # By residents; one krone more than can be shared evenly goes to one kommune alone.
    hele = omkostningsdeling(lille_plan, int(lille_plan.kommuner["indbyggere"].sum()), "indbyggere")
    en_mere = omkostningsdeling(
        lille_plan, int(lille_plan.kommuner["indbyggere"].sum()) + 1, "indbyggere"
    )
    forskel = en_mere["kr"] - hele["kr"]
    assert sorted(forskel)[-1] == 1 and forskel.sum() == 1
    # It goes to the kommune with most residents: that has the largest part of a krone.
    assert forskel.idxmax() == lille_plan.kommuner["indbyggere"].idxmax()


@given(st.integers(0, 10**9), st.sampled_from(NOEGLER))
def test_no_krone_is_lost_and_nobody_is_a_krone_from_their_share(
    plan: Plan, kr: int, noegle: str
) -> None:
    delt = omkostningsdeling(plan, kr, noegle)
    assert delt["kr"].sum() == kr
    assert ((delt["kr"] - kr * delt["andel_pct"] / 100).abs() < 1.001).all()


def test_what_cannot_be_shared_is_told(plan: Plan, lille_plan: Plan) -> None:
    for kr, noegle in ((-1, "indbyggere"), (10**13, "indbyggere"), (1, "areal")):
        with pytest.raises(Inputfejl):
            omkostningsdeling(plan, kr, noegle)
    with pytest.raises(Inputfejl, match="DUT"):
        omkostningsdeling(lille_plan, 1, "dut")
