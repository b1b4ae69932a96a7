"""Coverage: three kommuner by hand, a slow twin, and what must hold whatever the numbers."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dansk import Inputfejl
from planning.daekning import (
    andel,
    daekningskurve,
    daekningsradius,
    hvide_pletter,
    klinikfilter,
    naermeste,
)

NAN = math.nan
# Five points, two clinics. B's one point lies at the limit of 10; nobody lives at point 4;
# the island C has no way to any clinic.
AFSTAND = np.array([[2, 12], [14, 9], [10, 30], [NAN, 40], [25, 3]], dtype=np.float32)
INDBYGGERE = np.array([100, 300, 50, 20, 0])
KOMMUNE = np.array(["A", "A", "B", "C", "C"])


def test_andel_by_hand() -> None:
    daekning = andel(AFSTAND, INDBYGGERE, KOMMUNE, 10)
    assert daekning.kommuner.index.name == "kode"
    assert daekning.kommuner["indbyggere"].to_dict() == {"A": 400, "B": 50, "C": 0}
    assert daekning.kommuner["i_alt"].to_dict() == {"A": 400, "B": 50, "C": 20}
    assert daekning.kommuner["andel_pct"].to_dict() == {"A": 100.0, "B": 100.0, "C": 0.0}
    assert daekning.region == {"indbyggere": 450, "i_alt": 470, "andel_pct": 100 * 450 / 470}


def test_only_the_clinics_of_the_mask_count() -> None:
    daekning = andel(AFSTAND, INDBYGGERE, KOMMUNE, 10, med=np.array([True, False]))
    assert daekning.kommuner["indbyggere"].to_dict() == {"A": 100, "B": 50, "C": 0}
    ingen = andel(AFSTAND, INDBYGGERE, KOMMUNE, 10, med=np.array([False, False]))
    assert ingen.region["indbyggere"] == 0


def test_limit_is_inclusive_in_the_precision_of_the_distances() -> None:
    afstand = np.array([[7.3]], dtype=np.float32)  # as a float64 it is 7.30000019
    assert andel(afstand, np.array([1]), np.array(["A"]), 7.3).region["indbyggere"] == 1
    kurve = daekningskurve(afstand[:, 0], np.array([1]), np.array(["A"]), [7.3])
    assert kurve["A"].to_list() == [100]
    assert hvide_pletter(afstand[:, 0], np.array([1]), 7.3).empty


def test_share_of_nobody_is_missing_not_zero() -> None:
    afstand, tomt, kommune = np.array([[1.0]]), np.array([0]), np.array(["A"])
    daekning = andel(afstand, tomt, kommune, 10)
    assert daekning.kommuner["andel_pct"].isna().all()
    assert math.isnan(daekning.region["andel_pct"])
    assert daekningsradius(afstand[:, 0], tomt, kommune).isna().all(axis=None)
    assert daekningskurve(afstand[:, 0], tomt, kommune, [0, 5]).isna().all(axis=None)


def test_nearest_and_second_nearest_by_hand() -> None:
    foerste, anden = naermeste(AFSTAND), naermeste(AFSTAND, nr=2)
    np.testing.assert_array_equal(foerste.afstand, [2, 9, 10, 40, 3])
    assert list(foerste.klinik) == [0, 1, 0, 1, 1]
    np.testing.assert_array_equal(anden.afstand, [12, 14, 30, NAN, 25])
    assert list(anden.klinik) == [1, 0, 1, pd.NA, 0]
    assert np.isnan(naermeste(AFSTAND, nr=3).afstand).all()


def test_nearest_with_no_clinic_in_reach() -> None:
    kun_den_foerste = naermeste(AFSTAND, med=np.array([True, False]))
    assert list(kun_den_foerste.klinik) == [0, 0, 0, pd.NA, 0]
    assert math.isnan(kun_den_foerste.afstand[3])
    assert naermeste(AFSTAND[:, :0]).klinik.isna().all()


def test_of_equally_near_clinics_the_first_is_the_nearer() -> None:
    lige_langt = np.array([[5.0, 5.0, 5.0]])
    assert [naermeste(lige_langt, nr=nr).klinik[0] for nr in (1, 2, 3)] == [0, 1, 2]


def test_radius_by_hand() -> None:
    afstand = np.array([2.0, 9, 10, NAN, 3])
    radius = daekningsradius(afstand, INDBYGGERE, KOMMUNE, andele=(25, 26, 50, 95, 96))
    assert radius.index.to_list() == ["A", "B", "C", "region"]
    assert list(radius.loc["A"]) == [2, 9, 9, 9, 9]  # 100 of 400 are exactly 25 percent
    assert list(radius.loc["B"]) == [10] * 5
    assert radius.loc["C"].isna().all()
    assert list(radius.loc["region"])[:4] == [9, 9, 9, 10]  # 400 of 470, then 450: 95.7 %
    assert radius[96].isna().to_list() == [False, False, True, True]


def test_curve_by_hand() -> None:
    kurve = daekningskurve(np.array([2.0, 9, 10, NAN, 3]), INDBYGGERE, KOMMUNE, [0, 2, 9.5, 99])
    assert kurve["A"].to_list() == [0, 25, 100, 100]
    assert kurve["C"].to_list() == [0, 0, 0, 0]
    assert kurve["region"].to_list() == [0, 100 * 100 / 470, 100 * 400 / 470, 100 * 450 / 470]


def test_white_spots_are_inhabited_and_keep_their_distance() -> None:
    pletter = hvide_pletter(np.array([2.0, 12, 10, NAN, 30]), INDBYGGERE, 10)
    assert pletter.index.to_list() == [1, 3]
    assert pletter["indbyggere"].to_list() == [300, 20]
    np.testing.assert_array_equal(pletter["afstand"], [12, NAN])


def test_clinic_filter_each_criterion() -> None:
    kapacitet = [0.0, 0.5, 2.0, NAN, 4.0]
    assert klinikfilter(kapacitet).tolist() == [False, True, True, False, True]
    assert klinikfilter(kapacitet, mindst=2).tolist() == [False, False, True, False, True]
    adgang = [True, None, False, True, True]
    assert klinikfilter(kapacitet, handicapadgang=adgang).tolist() == [False] * 4 + [True]
    i_a = klinikfilter(kapacitet, klinik_kommune=np.array(list("ABAAB")), kommuner=["A"])
    assert i_a.tolist() == [False, False, True, False, False]
    with pytest.raises(TypeError, match="both or neither"):
        klinikfilter(kapacitet, kommuner=["A"])
    with pytest.raises(Inputfejl, match="−1"):
        klinikfilter(kapacitet, mindst=-1)


@pytest.mark.parametrize("graense", [0, -5, NAN, math.inf, True, "15", None])
def test_a_bad_limit_says_what_it_got(graense: object) -> None:
    with pytest.raises(Inputfejl, match=r"større end 0 .* men er .+\. Angiv for eksempel 15"):
        andel(AFSTAND, INDBYGGERE, KOMMUNE, graense)  # type: ignore[arg-type]


@pytest.mark.parametrize("nr", [0, -1, 1.5])
def test_a_bad_number_in_the_order_of_clinics(nr: float) -> None:
    with pytest.raises(Inputfejl, match="1, 2, 3"):
        naermeste(AFSTAND, nr=nr)  # type: ignore[arg-type]


def test_a_bad_share() -> None:
    with pytest.raises(Inputfejl, match=r"0 og 100,5"):
        daekningsradius(AFSTAND[:, 0], INDBYGGERE, KOMMUNE, andele=(0, 50, 100.5))


@st.composite
def situationer(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n, m = draw(st.integers(1, 12)), draw(st.integers(1, 5))
    minutter = st.one_of(st.just(NAN), st.integers(0, 40).map(float))
    return (
        draw(hnp.arrays(np.float64, (n, m), elements=minutter)),
        draw(hnp.arrays(np.int64, n, elements=st.integers(0, 500))),
        draw(hnp.arrays("<U1", n, elements=st.sampled_from("ABC"))),
    )


def langsom_tvilling(afstand: Any, indbyggere: Any, kommune: Any, graense: Any) -> Any:
    daekket: dict[str, int] = {}
    for raekke, antal, kode in zip(afstand.tolist(), indbyggere.tolist(), kommune, strict=True):
        naar = [d for d in raekke if not math.isnan(d) and d <= graense]
        daekket[kode] = daekket.get(kode, 0) + (antal if naar else 0)
    return daekket


@given(situationer(), st.integers(1, 40))
def test_share_agrees_with_a_slow_twin(situation: Any, graense: Any) -> None:
    afstand, indbyggere, kommune = situation
    tabel = andel(afstand, indbyggere, kommune, graense).kommuner
    assert tabel["indbyggere"].to_dict() == langsom_tvilling(afstand, indbyggere, kommune, graense)


@given(situationer(), st.integers(1, 3))
def test_nth_nearest_agrees_with_a_slow_twin(situation: Any, nr: Any) -> None:
    svar = naermeste(situation[0], nr=nr)
    for i, raekke in enumerate(situation[0].tolist()):
        orden = sorted((d, j) for j, d in enumerate(raekke) if not math.isnan(d))
        if len(orden) >= nr:
            assert (svar.afstand[i], svar.klinik[i]) == orden[nr - 1]
        else:
            assert math.isnan(svar.afstand[i])
            assert svar.klinik[i] is pd.NA


@given(situationer(), st.integers(1, 40), st.integers(0, 40), st.randoms())
def test_what_holds_for_any_coverage(
    situation: Any, graense: Any, laengere: Any, tilfaeldig: Any
) -> None:
    afstand, indbyggere, kommune = situation
    daekning = andel(afstand, indbyggere, kommune, graense)
    fuld = daekning.kommuner["indbyggere"]

    uden_den_sidste = andel(afstand[:, :-1], indbyggere, kommune, graense)
    assert (uden_den_sidste.kommuner["indbyggere"] <= fuld).all(), "one more clinic covers no fewer"
    laengere_ud = andel(afstand, indbyggere, kommune, graense + laengere)
    assert (fuld <= laengere_ud.kommuner["indbyggere"]).all(), "a wider limit covers no fewer"

    raekker = list(range(len(indbyggere)))
    tilfaeldig.shuffle(raekker)
    blandet = andel(afstand[raekker], indbyggere[raekker], kommune[raekker], graense)
    pd.testing.assert_frame_equal(blandet.kommuner, daekning.kommuner)

    hvide = hvide_pletter(naermeste(afstand).afstand, indbyggere, graense)
    assert daekning.region["indbyggere"] + hvide["indbyggere"].sum() == indbyggere.sum()


@settings(max_examples=60)
@given(situationer(), st.floats(0.1, 100))
def test_radius_is_the_shortest_way_up_the_curve(situation: Any, procent: Any) -> None:
    afstand, indbyggere, kommune = situation
    naer = naermeste(afstand).afstand
    radius = daekningsradius(naer, indbyggere, kommune, [procent])[procent]
    kurve = daekningskurve(naer, indbyggere, kommune, np.arange(-1, 41))
    assert (kurve.diff().dropna() >= 0).all(axis=None)
    for kode, r in radius.items():
        if math.isnan(r):
            assert not (kurve[kode] >= procent).any()
        else:
            assert kurve.loc[r, kode] >= procent > kurve.loc[r - 1, kode]


def test_inputs_are_left_as_they_were() -> None:
    afstand, indbyggere = AFSTAND.copy(), INDBYGGERE.copy()
    for inddata in (afstand, indbyggere):
        inddata.flags.writeable = False
    naer = naermeste(afstand, nr=2).afstand
    naer.flags.writeable = False
    andel(afstand, indbyggere, KOMMUNE, 10)
    daekningsradius(naer, indbyggere, KOMMUNE)
    daekningskurve(naer, indbyggere, KOMMUNE, [10, 20])
    hvide_pletter(naer, indbyggere, 10)
