"""Whether a proposal holds, in words: shares as they are, and nothing that sounds surer than it is.

Figures are found in the sentences, not the sentences themselves.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest

from planning.forslag import forslag
from planning.forslagskrav import Krav
from planning.forslagsrobusthed import (
    Forslagsrobusthed,
    Optaelling,
    Proeve,
    dele,
    optael,
    proeve,
    robusthed,
)
from planning.plan import LAESOE, Plan
from planning.planomraade import efter_planomraade, sundhedsraad
from saetninger.forslagsrobusthed import faerresttekst, hensynsholdtekst, holdernyhed, rystetekst
from tabeller.forslagsrobusthed import NYT, holdertabeller, kommunetabel

KRAV = Krav(tolerance_pct=10.0)


@pytest.fixture(scope="module")
def p(plan: Plan) -> Proeve:
    return proeve(plan, KRAV, forslag(plan, KRAV).tiltag)


@pytest.fixture(scope="module")
def holder(p: Proeve) -> Forslagsrobusthed:
    return robusthed(p, [optael(p, d) for d in dele(100)])


def _talt(p: Proeve, **andet: Any) -> Forslagsrobusthed:
    """What is told of 1,000 draws in which nothing happens but what is given."""
    o = dataclasses.replace(optael(p, range(1)), uden_for=np.zeros(11, np.int64), bedst=0)
    tusind = {"varianter": 1000, "holder": 1000, "antal": Counter({8: 1000}), "sammen": Counter()}
    return robusthed(p, [dataclasses.replace(o, **(tusind | andet))])


def test_it_says_what_was_counted(p: Proeve, holder: Forslagsrobusthed, plan: Plan) -> None:
    """Every figure of the headline is one of the sweep: the tolerance, the shares, who is out."""
    tekst = holdernyhed(p, holder)
    assert "100 varianter" in tekst and "10 %" in tekst and "Læsø" in tekst
    ude = holder.kommuner[holder.kommuner["uden_for_pct"] > 0]
    assert len(ude) == 2
    for k in ude.itertuples():
        assert re.search(rf"{k.kommune} i {k.uden_for_pct:.0f} % ", tekst)
    vaerst = ude["uden_for_pct"].sort_values(ascending=False).index
    hvor = [tekst.index(str(holder.kommuner["kommune"][kode])) for kode in vaerst]
    assert hvor == sorted(hvor), "the one that is most often outside comes first"
    for n, pct in holder.antal.itertuples(index=False):
        assert f"{n:.0f} i {pct:.0f} %" in tekst


@pytest.mark.parametrize(
    ("holder", "ord_", "ikke"),
    [
        (1000, "i alle", "100 %"),
        (999, "over 99 %", "i alle bringer"),
        (500, "50 %", "50,"),
        (615, "61,5 %", "62 %"),
        (1, "under 1 %", "i ingen"),
        (0, "i ingen", "0 %"),
    ],
)
def test_all_and_none_are_only_said_where_they_are(
    p: Proeve, holder: int, ord_: str, ikke: str
) -> None:
    tekst = holdernyhed(p, _talt(p, holder=holder)).split(" inden for ")[0]
    assert ord_ in tekst and ikke not in tekst


def test_how_far_outside_is_never_within(p: Proeve) -> None:
    """10.004 percent is not told as 10: the tolerance is 10, and it is outside of it."""
    ude, fjernest = np.zeros(11, np.int64), np.full(11, 5.0)
    ude[3], fjernest[3] = 10, 10.004
    tekst = holdernyhed(p, _talt(p, uden_for=ude, fjernest=fjernest, holder=990))
    assert "10,1 %" in tekst


def test_nothing_that_will_do_and_a_search_that_was_stopped_are_told_apart(p: Proeve) -> None:
    antal: Counter[int | None] = Counter({8: 700, None: 300})
    bevist = faerresttekst(_talt(p, antal=antal))
    stoppet = faerresttekst(_talt(p, antal=antal, uafklaret=12))
    assert "30 %" in bevist and "70 %" in bevist
    assert "kan ingen" in bevist and "kan ingen" not in stoppet
    assert "12 varianter" in stoppet and "stoppet" in stoppet
    intet = faerresttekst(_talt(p, antal=Counter({None: 1000})))
    assert "I alle kan ingen" in intet and "færreste flytninger dér" not in intet


def test_how_often_all_of_it_is_kept(p: Proeve) -> None:
    """The proposal has 8 moves, and they are together in 40 percent."""
    tekst = faerresttekst(_talt(p, sammen=Counter({8: 400, 7: 600})))
    assert "8; i 40 %" in tekst
    assert "i ingen" in faerresttekst(_talt(p, sammen=Counter({7: 1000})))


def test_what_is_shaken_is_told_with_its_range_and_that_it_is_no_probability(p: Proeve) -> None:
    tekst = rystetekst(p)
    for ord_ in ("tabel 1", "afstemningsområder", "15 % kortere", "længste svar", "vægte"):
        assert ord_ in tekst
    assert "ikke sandsynligheder" in tekst
    assert "Frø 0" in tekst


def test_what_has_no_range_is_not_said_to_be_shaken(plan: Plan) -> None:
    """Imported times are not shaken; nor are people who are counted in one place alone."""
    krav = dataclasses.replace(KRAV, vaegt="aeldre")
    importeret = dataclasses.replace(plan, model=frozenset({"befolkning"}))
    p = proeve(importeret, krav, forslag(importeret, krav).tiltag)
    tekst = rystetekst(p)
    assert "15 % kortere" not in tekst
    assert "70 år" in tekst and "ens i alle varianter" in tekst
    assert "rejsetider" not in holdernyhed(p, robusthed(p, [optael(p, range(2))]))
    assert "lav" not in {k.navn for k in kommunetabel(p, _talt(p)).kolonner}


def test_the_second_aim_is_told_only_where_it_hangs_on_times() -> None:
    ramme = pd.DataFrame({"faktor": [0.85, 1.0, 1.15], "bedst": [True, True, False]})
    assert "1 af de 2" in hensynsholdtekst(ramme)
    assert "alle rejsetider" in hensynsholdtekst(ramme.assign(bedst=True))
    stoppet = hensynsholdtekst(ramme.assign(bedst=pd.Series([True, True, None], dtype=object)))
    assert "1 af de 2" in stoppet and "stoppet" in stoppet
    assert hensynsholdtekst(ramme.iloc[:0]) == ""


def test_the_tables_are_those_of_the_sweep(
    p: Proeve, holder: Forslagsrobusthed, plan: Plan
) -> None:
    kommuner, flytninger, klinikker = holdertabeller(p, holder)
    assert LAESOE not in kommuner.ramme.index and len(kommuner.ramme) == 10
    assert kommuner.ramme["lav"]["0851"] == 215_443
    assert list(flytninger.ramme["pct"]) == list(holder.flytninger["pct"])
    assert flytninger.ramme["antal"].sum() == 8
    assert NYT not in set(flytninger.ramme["fra_navn"])
    assert list(klinikker.ramme["pct"]) == list(holder.klinikker["pct"])
    assert set(klinikker.ramme["rolle"]) == {"afgiver", "modtager"}


def test_areas_have_the_people_of_their_kommuner(plan: Plan) -> None:
    omraader = efter_planomraade(plan, sundhedsraad(plan))
    p = proeve(omraader, Krav(tolerance_pct=5.0), forslag(omraader, Krav(tolerance_pct=5.0)).tiltag)
    tabel = kommunetabel(p, robusthed(p, [optael(p, range(2))]))
    alle = kommunetabel(proeve(plan, Krav(undtag=()), ()), _talt_af(plan))
    assert tabel.ramme["lav"].sum() <= alle.ramme["lav"].sum()
    assert (tabel.ramme["hoej"] > tabel.ramme["lav"]).all()


def _talt_af(plan: Plan) -> Forslagsrobusthed:
    p = proeve(plan, Krav(undtag=()), ())
    return robusthed(p, [optael(p, range(1))])


def test_two_sweeps_are_one(p: Proeve) -> None:
    """As far from the mean as in either of them."""
    a, b = (optael(p, range(n, n + 5)) for n in (0, 5))
    samlet: Optaelling = a + b
    np.testing.assert_array_equal(samlet.fjernest, np.fmax(a.fjernest, b.fjernest))
    assert np.isnan(samlet.fjernest).sum() == 1
