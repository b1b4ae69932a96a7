"""What a projection asks of capacity, by hand."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from dansk import Inputfejl
from planning.aldre import brug_efter_alder
from planning.fremskrivning import aar, fremskrivning
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import status


def _med(plan: Plan, *grupper: tuple[int, float, float, float], aar_: tuple[int, int]) -> Plan:
    """A plan whose kommuner have a share of their residents in each group, in two years."""
    raekker = [
        (kode, a, fra, til, indbyggere * andel)
        for kode, indbyggere in plan.kommuner["indbyggere"].items()
        for fra, til, *andele in grupper
        for a, andel in zip(aar_, andele, strict=True)
    ]
    kolonner = ["kode", "aar", "alder_fra", "alder_til", "indbyggere"]
    return dataclasses.replace(
        plan, fingeraftryk="fremskrevet", fremskrivning=pd.DataFrame(raekker, columns=kolonner)
    )


@pytest.fixture(scope="module")
def uden_alder(plan: Plan) -> Plan:
    """Ten per cent more in 2035 than in 2025."""
    return _med(plan, (0, np.nan, 1.0, 1.1), aar_=(2025, 2035))


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
    assert ramme.filter(like="patienter").isna().all(axis=None)


def test_the_first_year_asks_for_what_there_is(uden_alder: Plan) -> None:
    np.testing.assert_allclose(fremskrivning(uden_alder, 2025)["mangler"], 0, atol=1e-9)


def test_need_follows_the_ages_by_the_printed_use(plan: Plan) -> None:
    # As many people in both years, all of them 20-29 first, and all 70-79 then.
    andre = [(0, 15), (16, 19), (30, 39), (40, 49), (50, 59), (60, 69), (80, np.nan)]
    aeldre = _med(
        plan,
        (20, 29, 1.0, 0.0),
        (70, 79, 0.0, 1.0),
        *((fra, til, 0.0, 0.0) for fra, til in andre),
        aar_=(2025, 2035),
    )
    ramme = fremskrivning(aeldre)
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
