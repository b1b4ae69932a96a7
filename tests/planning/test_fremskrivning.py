"""What a projection asks of capacity, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from dansk import Inputfejl
from planning.aldre import brug_efter_alder
from planning.fremskrivning import aar, fremskrivning, pr_kapacitet_efter_aar, valgt_aar
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import status
from tests.planning.fremskrevne import med_aldre, med_grupper


@pytest.fixture(scope="module")
def uden_alder(plan: Plan) -> Plan:
    """Ten per cent more in 2035 than in 2025."""
    return med_grupper(plan, (0, np.nan, 1.0, 1.1), aar_=(2025, 2035))


def test_a_tenth_more_residents_ask_for_a_tenth_more_capacity(uden_alder: Plan) -> None:
    ramme = fremskrivning(uden_alder)
    nu = status(uden_alder)
    assert aar(uden_alder) == [2025, 2035]
    np.testing.assert_allclose(ramme["aendring_pct"], 10)
    np.testing.assert_allclose(ramme["mangler"], 0.1 * ramme["kapacitet"])
    # Jammerbugt, tabel 1 by the clinic list: 7 capacities, 38,480 residents.
    assert ramme.loc["0849", "mangler"] == pytest.approx(0.7)
    assert ramme.loc["0849", "indbyggere_pr_kapacitet"] == pytest.approx(1.1 * 38_480 / 7)
    assert ramme.loc[REGIONSRAEKKE, "mangler"] == pytest.approx(0.1 * nu.region["kapacitet"])
    np.testing.assert_allclose(ramme["mangler_foer"], 0, atol=1e-9)
    # At the region's level, 589,605 to 129: 42,328 residents are 9.26 capacities, and there are 7.
    assert ramme.loc["0849", "mangler_regionens"] == pytest.approx(42_328 * 129 / 589_605 - 7)
    hver = ramme["mangler_regionens"]
    assert hver.drop(REGIONSRAEKKE).sum() == pytest.approx(hver[REGIONSRAEKKE])
    assert ramme.filter(like="patienter").isna().all(axis=None)


def test_the_first_year_asks_for_what_there_is(uden_alder: Plan) -> None:
    np.testing.assert_allclose(fremskrivning(uden_alder, 2025)["mangler"], 0, atol=1e-9)


def test_need_follows_the_ages_by_the_printed_use(plan: Plan) -> None:
    ramme = fremskrivning(med_aldre(plan))
    # Tabel 11: 57.0 and 124.1 patients per 1,000.
    np.testing.assert_allclose(ramme["patienter_51_pct"], 100 * (124.1 / 57.0 - 1))
    assert ramme.loc[REGIONSRAEKKE, "patienter_51"] == pytest.approx(589_605 * 0.1241)
    assert ramme.loc["0849", "patienter_62"] == pytest.approx(
        38_480 * brug_efter_alder(plan, "62")["70-79 år"] / 1000
    )
    assert (ramme["aendring_pct"] == 0).all() and (ramme["mangler"].abs() < 1e-9).all()


def test_no_projection_and_another_year_are_told(plan: Plan, uden_alder: Plan) -> None:
    with pytest.raises(Inputfejl, match="Importér"):
        fremskrivning(plan)
    with pytest.raises(Inputfejl, match=r"2030 .* 2025 og 2035"):
        fremskrivning(uden_alder, 2030)


def test_the_years_are_those_of_the_projection_and_2035_is_looked_at_first(plan: Plan) -> None:
    frem = med_grupper(plan, (0, np.nan, 1.0, 1.1, 1.3), aar_=(2025, 2035, 2045))
    efter = pr_kapacitet_efter_aar(frem)
    assert list(efter.index) == [2025, 2035, 2045] and valgt_aar(frem) == 2035
    for i in efter.index:
        ventet = fremskrivning(frem, i)["indbyggere_pr_kapacitet"]
        np.testing.assert_allclose(efter.loc[i, ventet.index], ventet)
    assert efter.at[2045, REGIONSRAEKKE] == pytest.approx(1.3 * 589_605 / 129)
    assert valgt_aar(med_grupper(plan, (0, np.nan, 1.0, 1.1), aar_=(2025, 2045))) == 2045
    assert pr_kapacitet_efter_aar(plan).empty
