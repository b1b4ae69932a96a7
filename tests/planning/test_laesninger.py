"""Three readings side by side: they rank by their own question, and a disagreement is named."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace

import pandas as pd
import pytest

from planning.adgang import STANDARDAFTAGEN, adgang, adgangsspaend
from planning.daekningsbillede import daekningsbillede
from planning.interval import TRIN
from planning.laesninger import laesninger
from planning.plan import Plan
from planning.status import status


def _ramme(plan: Plan, aftagen: str = STANDARDAFTAGEN):
    return laesninger(status(plan), daekningsbillede(plan, "minutter", 15), adgang(plan, aftagen))


def test_every_kommune_and_the_region_stand_once(plan: Plan) -> None:
    ramme = _ramme(plan)
    assert list(ramme.index)[-1] == "region"
    assert sorted(ramme.index[:-1]) == sorted(plan.kommuner.index)


def test_what_aalborg_draws_on_its_neighbours_turns_with_how_far_people_go(plan: Plan) -> None:
    # Half an hour away: 6.7 capacities. By the catchments that meet the source's flows: 3.6.
    aalborg = _ramme(plan, "trin").loc["0851"]
    assert aalborg["afvigelse_pct"] > 20
    assert aalborg["adgang_afvigelse_pct"] > -10
    assert aalborg["netto"] > 0
    assert aalborg["uenigheder"] == ("knap_men_naboer",)
    naer = _ramme(plan).loc["0851"]
    assert naer["adgang_afvigelse_pct"] < -10 and 0 < naer["netto"] < aalborg["netto"]
    assert naer["uenigheder"] == ()


def test_jammerbugt_is_scarce_in_both_and_the_readings_agree(plan: Plan) -> None:
    jammerbugt = _ramme(plan).loc["0849"]
    assert jammerbugt["afvigelse_pct"] > 10
    assert jammerbugt["adgang_afvigelse_pct"] < -10
    assert jammerbugt["uenigheder"] == ()


#: The region of the toy: 80 percent have a clinic within the limit.
REGION_PCT = 80.0


def _uenigheder(
    afvigelse: float, daekket: float, adgang_afvigelse: float, netto: float
) -> tuple[str, ...]:
    """Where the readings of a kommune disagree by its four figures; positive is scarce."""
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
    assert ramme.loc["region", "uenigheder"] == ()
    return ramme.loc["0001", "uenigheder"]


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
def test_readings_that_agree_are_not_told_of(
    afvigelse: float, daekket: float, adgang_afvigelse: float
) -> None:
    assert _uenigheder(afvigelse, daekket, adgang_afvigelse, 1) == ()


@pytest.mark.parametrize(("netto", "hvorfor"), [(2.5, "naboer"), (-2.5, "naer")])
def test_scarce_by_number_with_access_is_by_the_neighbours_or_by_living_near(
    netto: float, hvorfor: str
) -> None:
    assert _uenigheder(20, 80, 0, netto) == (f"knap_men_{hvorfor}",)


@pytest.mark.parametrize("adgang_afvigelse", [0, -20])
@pytest.mark.parametrize(("netto", "hvorfor"), [(-2.5, "delt"), (2.5, "fjern")])
def test_plentiful_is_shared_or_far_away_and_poor_access_is_explained_once(
    adgang_afvigelse: float, netto: float, hvorfor: str
) -> None:
    assert _uenigheder(-20, 80, adgang_afvigelse, netto) == (f"rigelig_men_{hvorfor}",)


def test_fewer_covered_than_the_region_and_poor_access_alone_or_together() -> None:
    assert _uenigheder(0, 69, 0, 0) == ("faerre_daekket",)
    assert _uenigheder(0, 80, -20, 0) == ("ringe_adgang",)
    assert _uenigheder(0, 69, -20, 0) == ("faerre_daekket", "ringe_adgang")


@pytest.mark.parametrize(
    ("kortere", "laengere", "holder"),
    [(-20, -20, True), (-11, -30, True), (-9, -30, False), (-30, -9, False)],
)
def test_a_disagreement_is_told_only_where_the_range_allows_it(
    plan: Plan, kortere: float, laengere: float, holder: bool
) -> None:
    # Access of one kommune is set by hand at both ends; 10 percent below the region says something.
    kode = "0787"
    spaend = adgangsspaend(plan)
    spaend = spaend.assign(**{k: 0.0 for k in spaend.filter(like="netto")})
    for faktor in TRIN:
        spaend.loc[kode, f"afvigelse_pct_{faktor}"] = kortere if faktor < 1 else laengere
    billede, adgangen = daekningsbillede(plan, "minutter", 15), adgang(plan)
    her = adgangen.kommuner.copy()
    her.loc[kode, "afvigelse_pct"] = -20.0
    tabel = status(plan)
    raa = tabel.kommuner.copy()
    raa.loc[kode, "afvigelse_pct"] = 0.0
    ramme = laesninger(
        dataclasses.replace(tabel, kommuner=raa),
        billede,
        dataclasses.replace(adgangen, kommuner=her),
        spaend,
    ).loc[kode]
    assert ("ringe_adgang" in ramme["uenigheder"]) == holder
    assert ("ringe_adgang" in ramme["usikre"]) != holder
    assert ramme[["adgang_afvigelse_pct_mindst", "adgang_afvigelse_pct_hoejst"]].tolist() == [
        min(-20, kortere, laengere),
        max(-20, kortere, laengere),
    ]
