"""Where the readings disagree, in words: every disagreement has a clause, with its figures."""

from __future__ import annotations

from typing import get_args

import pandas as pd
import pytest

from planning.adgang import adgang
from planning.daekningsbillede import daekningsbillede
from planning.laesninger import Uenighed, laesninger
from planning.plan import Plan
from planning.status import status
from saetninger.laesninger import forklaret, ringest, uenighed


def _forklaring(*uenigheder: Uenighed, netto: float = 0.0, daekket: float = 80.0) -> str:
    """Return the explanation of a kommune in a region with 80 percent covered."""
    ramme = pd.DataFrame(
        {
            "kommune": ["Toy", "Regionen"],
            "andel_pct": [daekket, 80.0],
            "adgang_afvigelse_pct": [-20.0, 0.0],
            "netto": [netto, 0.0],
            "uenigheder": [uenigheder, ()],
            "usikre": [(), ()],
        },
        ["0001", "region"],
    )
    assert forklaret(ramme).loc["region", "forklaring"] == ""
    return str(forklaret(ramme).loc["0001", "forklaring"])


def _ramme(plan: Plan) -> pd.DataFrame:
    return laesninger(status(plan), daekningsbillede(plan, "minutter", 15), adgang(plan))


def test_aalborg_is_said_to_draw_on_its_neighbours_and_jammerbugt_nothing(plan: Plan) -> None:
    langt = laesninger(status(plan), daekningsbillede(plan, "minutter", 15), adgang(plan, "trin"))
    ord_ = forklaret(langt)["forklaring"]
    assert "naboernes er i rækkevidde" in ord_["0851"]
    assert ord_["0849"] == ""


def test_the_sentence_counts_those_that_disagree(plan: Plan) -> None:
    ramme = forklaret(_ramme(plan))
    uenige = ramme.loc[ramme["forklaring"] != "", "kommune"]
    saetning = uenighed(ramme)
    assert f"i {len(uenige)} kommune" in saetning
    assert ("kommuner" in saetning) == (len(uenige) != 1)
    assert all(navn in saetning for navn in uenige)
    enige = ramme.assign(uenigheder=[()] * len(ramme))
    assert uenighed(enige) == "De tre læsninger peger samme vej i alle kommuner."


def test_readings_that_agree_have_no_words() -> None:
    assert _forklaring() == ""


def test_what_is_drawn_on_and_what_others_use_are_told_with_their_amount() -> None:
    assert _forklaring("knap_men_naboer", netto=2.5) == (
        "Toy: få kapaciteter pr. indbygger, men naboernes er i rækkevidde: borgerne trækker på 2,5 "
        "kapaciteter mere end kommunens egne."
    )
    assert " 2,5 bruges af andre" in _forklaring("rigelig_men_delt", netto=-2.5)


def test_where_one_lives_is_told_without_an_amount() -> None:
    assert "tæt på" in _forklaring("knap_men_naer", netto=-2.5)
    assert "langt væk" in _forklaring("rigelig_men_fjern", netto=2.5)


def test_fewer_covered_than_the_region_is_told_with_both_shares() -> None:
    fundet = _forklaring("faerre_daekket", daekket=69.0)
    assert "69 %" in fundet
    assert "80 %" in fundet


def test_poor_access_alone_is_told_as_so_much_lower() -> None:
    assert _forklaring("ringe_adgang") == "Toy: adgangen er 20 % lavere end regionens."


@pytest.mark.parametrize("slags", get_args(Uenighed))
def test_every_disagreement_has_words_and_two_are_joined(slags: Uenighed) -> None:
    alene = _forklaring(slags).removesuffix(".")
    assert len(alene) > len("Toy: ")
    assert _forklaring(slags, "ringe_adgang").startswith(f"{alene} og ")


def test_the_worst_off_is_named_by_each_reading(plan: Plan) -> None:
    # Tabel 1 and the model: Aalborg has most residents to a capacity, Morsø farthest, Jammerbugt
    # least in reach.
    saetning = ringest(_ramme(plan))
    steder = [saetning.index(n) for n in ("Aalborg", "Morsø", "Jammerbugt")]
    assert steder == sorted(steder)
    # By tabel 1 Jammerbugt has 20 % more to a capacity; 99 % of it are covered, of Morsø 78 %.
    assert saetning.endswith(
        "De måler hver sit: mod regionen har Aalborg og Jammerbugt flere indbyggere om hver "
        "kapacitet, men ikke længere vej; Morsø længere vej, men ikke flere indbyggere om hver "
        "kapacitet."
    )
    assert ringest(_ramme(plan).assign(adgang_afvigelse_pct=float("nan"))) == ""


def test_what_is_said_of_the_worst_is_of_the_region_it_is_held_against(plan: Plan) -> None:
    ramme = _ramme(plan)
    ramme.loc["0773", "afvigelse_pct"] = 5.0
    assert "Morsø både flere indbyggere om hver kapacitet og længere vej" in ringest(ramme)
    ramme.loc["0849", "afvigelse_pct"] = -5.0
    assert "Jammerbugt hverken flere indbyggere om hver kapacitet eller" in ringest(ramme)


def test_who_has_nothing_is_worse_off_than_any_who_has(plan: Plan) -> None:
    ramme = _ramme(plan)
    ramme.loc[["0840", "0860"], "afvigelse_pct"] = float("nan")
    saetning = ringest(ramme).split(" på indbyggere pr. kapacitet")[0]
    assert "Rebild" in saetning and "Hjørring" in saetning and "Aalborg" not in saetning
