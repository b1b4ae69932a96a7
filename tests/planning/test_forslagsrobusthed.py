"""Shaken proposals: a toy by hand, brute force for what is found again, and parts that sum up."""

from __future__ import annotations

import dataclasses
import pickle
from collections import Counter
from functools import reduce
from itertools import pairwise, product
from operator import add
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from planning import effekt as e
from planning.flytning import anvend
from planning.forslag import forslag
from planning.forslagskrav import Krav, rammer
from planning.forslagsmodel import Forslagsmodel
from planning.forslagsrobusthed import Optaelling, Proeve, dele, optael, proeve, robusthed, som_valg
from planning.forslagstiltag import som_tiltag
from planning.genfinding import NYT, Vej, genfind, veje
from planning.hensynsrobusthed import hensyn_paa_andre_tider
from planning.klinikpladser import Klinikpladser
from planning.klinikvalg import bytninger
from planning.plan import Plan, Sted
from planning.planomraade import efter_planomraade, sundhedsraad
from planning.rejseklar import rejseklar
from planning.rystelser import RYSTELSER, befolkningsspaend, efter_omraade, traek, ventespaend
from planning.tiltag import Flytning, Udvidelse
from tests.planning.fremskrevne import med_grupper
from tests.planning.test_forslag import HOEJST_PROEVET, SMAA, _alle_fordelinger, _lille, _rammer

#: Sydby may be 3,000 or 3,300; beyond this it is more than 28 percent above the mean:
#: x / 1.5 over (6,600 + x) / 6 is 1.28 at x = 12,672 / 4.08.
SYDBYS_GRAENSE = 12_672 / 4.08
KRAV = Krav(tolerance_pct=28.0)


@pytest.fixture(scope="module")
def voksende(lille_plan: Plan) -> Plan:
    """The little plan, where 3,300 were counted in Sydby."""
    distrikter = lille_plan.distrikter.copy()
    distrikter.loc["d3", "personer"] = 3300
    return dataclasses.replace(lille_plan, distrikter=distrikter)


def _tal(o: Optaelling) -> list[Any]:
    """What was counted, as values that can be held against others."""
    felter = (getattr(o, f.name) for f in dataclasses.fields(o))
    return [f.tolist() if isinstance(f, np.ndarray) else f for f in felter]


def test_a_move_is_needed_where_sydby_grows(voksende: Plan) -> None:
    """Nordby has 4 capacities, Sydby 1.5: one under 30 hours more is within 28 percent always.

    Below the limit none is needed. The draws are even: 1,000 of them are above it in 65 percent.
    """
    p = proeve(voksende, KRAV, (Flytning("n2", "s1", under30=1),), rystes=["befolkning"])
    svar = robusthed(p, [optael(p, d) for d in dele(1000)])
    sydby = np.array([traek(voksende, 0, nr).indbyggere[1] for nr in range(1000)])
    over = 100 * (sydby > SYDBYS_GRAENSE).mean()
    assert over == pytest.approx(100 * (3300 - SYDBYS_GRAENSE) / 300, abs=5)
    assert svar.varianter == 1000 and svar.uafklaret == 0
    assert svar.holder_pct == 100.0
    for ramme, navn in ((svar.antal, "antal"), (svar.sammen, "sammen")):
        assert ramme[navn].tolist() == [0, 1]
        assert ramme["pct"].tolist() == pytest.approx([100 - over, over])
    assert svar.flytninger.to_dict("records") == [
        {"fra": "0101", "til": "0102", "art": "under30", "antal": 1, "pct": over}
    ]


def test_the_plan_as_it_is_falls_out_where_sydby_grows(voksende: Plan) -> None:
    """No move at all: Sydby is outside in as many draws as need one, and nobody else ever."""
    p = proeve(voksende, KRAV, ())
    svar = robusthed(p, [optael(p, range(300))])
    ude = svar.kommuner["uden_for_pct"]
    assert 0 < ude["0102"] < 100
    assert svar.holder_pct == pytest.approx(100 - ude["0102"])
    assert list(ude.drop("0102")) == [0.0, 0.0]
    assert ude["0102"] == svar.antal.set_index("antal")["pct"][1]
    # x / 1.5 over (6,600 + x) / 6 for the largest x there was.
    sydby = max(traek(voksende, 0, nr).indbyggere[1] for nr in range(300))
    fjernest = svar.kommuner["fjernest_pct"]
    assert fjernest["0102"] == pytest.approx(100 * (4 * sydby / (6600 + sydby) - 1))
    assert fjernest.isna().tolist() == [False, False, True]
    assert svar.flytninger.empty and svar.klinikker.empty


def test_nothing_will_do_is_told_and_nothing_is_found_again(voksende: Plan) -> None:
    """Only Læsø may give, and has half a one: as long as none is needed, none is; else nothing."""
    krav = dataclasses.replace(KRAV, giver_ikke=("0101", "0102"))
    p = proeve(voksende, krav, (Flytning("n2", "s1", under30=1),), rystes=["befolkning"])
    svar = robusthed(p, [optael(p, range(300))])
    assert svar.antal["antal"].isna().sum() == 1
    assert svar.antal["antal"].dropna().tolist() == [0.0]
    assert svar.flytninger["pct"].tolist() == [0.0]


@pytest.mark.parametrize("tolerance", [20.0, 15.0, 10.0])
def test_nothing_shaken_is_what_was_proposed(plan: Plan, tolerance: float) -> None:
    """All hold, each move is of a shortest proposal, and each clinic the best in its place."""
    krav = Krav(tolerance_pct=tolerance)
    fundet = forslag(plan, krav)
    for udkast in fundet.udkast:
        p = proeve(plan, krav, udkast.tiltag, rystes=())
        svar = robusthed(p, [optael(p, range(2))])
        assert svar.holder_pct == 100.0
        assert svar.antal.to_dict("list") == {"antal": [fundet.antal], "pct": [100.0]}
        assert svar.sammen.to_dict("list") == {"sammen": [fundet.antal], "pct": [100.0]}
        assert (svar.flytninger["pct"] == 100).all()
        assert svar.flytninger["antal"].sum() == fundet.antal
        assert (svar.klinikker["pct"] == 100).all()
        assert len(svar.klinikker)


@settings(max_examples=20)
@given(
    skel=st.lists(st.integers(0, 40), max_size=5),
    orden=st.randoms(use_true_random=False),
    froe=st.integers(0, 5),
)
def test_parts_are_the_whole_in_any_order(
    voksende: Plan, skel: list[int], orden: Any, froe: int
) -> None:
    """Cut anywhere, counted in any order, by one that has counted others before: the same."""
    p = proeve(voksende, KRAV, (Flytning("n2", "s1", under30=1),), froe=froe)
    q = dataclasses.replace(p)
    kanter = sorted({0, *skel, 40})
    numre = [range(a, b) for a, b in pairwise(kanter)]
    orden.shuffle(numre)
    samlet = reduce(add, [optael(q, n) for n in numre])
    np.testing.assert_equal(_tal(samlet), _tal(optael(p, range(40))))


def test_a_seed_draws_the_same_and_another_something_else(plan: Plan) -> None:
    """Number 7 is number 7 whatever was drawn before; a seed and a number are not added."""
    a, b, c = (traek(plan, *x) for x in ((1, 7), (1, 7), (7, 1)))
    for felt in ("indbyggere", "uger", "vaegte", "faktor"):
        np.testing.assert_array_equal(getattr(a, felt), getattr(b, felt))
    assert (a.indbyggere != c.indbyggere).all()


def test_draws_are_within_their_ranges_and_what_is_unknown_stays_so(plan: Plan) -> None:
    """Between tabel 1 and what was counted; between the answers; a mixture; a factor of seven."""
    folk, vent = befolkningsspaend(plan), ventespaend(plan)
    assert folk.loc["0851", ["indbyggere", "optalt", "lav", "hoej"]].tolist() == [
        *(215_443, 217_075),
        *(215_443, 217_075),
    ]
    assert folk.loc["0813", ["lav", "hoej"]].tolist() == [59_654, 59_960]
    assert vent.loc["0820", ["lav", "hoej"]].tolist() == [1.0, 12.0]
    alle = [traek(plan, 0, nr) for nr in range(200)]
    hver = np.array([t.indbyggere for t in alle])
    assert (hver >= folk["lav"].to_numpy()).all() and (hver <= folk["hoej"].to_numpy()).all()
    uger = pd.DataFrame([t.uger for t in alle], columns=vent.index)
    assert uger["0849"].isna().all()
    assert (uger["0851"] == 2.0).all()
    assert 1 <= uger["0820"].min() < 2 and 11 < uger["0820"].max() <= 12
    assert {t.faktor for t in alle} == {0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15}
    assert all(t.vaegte.sum() == pytest.approx(1) and (t.vaegte >= 0).all() for t in alle)


@pytest.mark.parametrize("rystes", RYSTELSER)
def test_what_is_shaken_alone_is_shaken_as_with_the_rest(plan: Plan, rystes: Any) -> None:
    """One at a time: its draws are those of all four, and the others are as the plan has them."""
    alle, en, ingen = (traek(plan, 3, 4, r) for r in (RYSTELSER, [rystes], []))
    felt = {"befolkning": "indbyggere", "ventetid": "uger", "rejsetid": "faktor"}.get(
        rystes, rystes
    )
    for navn in ("indbyggere", "uger", "vaegte", "faktor"):
        som = alle if navn == felt else ingen
        np.testing.assert_array_equal(getattr(en, navn), getattr(som, navn))
    assert ingen.faktor == 1.0
    assert ingen.indbyggere.tolist() == plan.kommuner["indbyggere"].tolist()
    assert dict(zip(e.STANDARDVAEGTE, ingen.vaegte, strict=True)) == e.STANDARDVAEGTE


def test_imported_times_are_not_shaken_nor_ages_without_a_range(plan: Plan) -> None:
    """Those of 70 years and over have one source: what hangs on people is as nothing shaken."""
    importeret = dataclasses.replace(plan, model=frozenset({"befolkning"}))
    assert {traek(importeret, 0, nr).faktor for nr in range(20)} == {1.0}
    krav = Krav(vaegt="aeldre")
    p = proeve(plan, krav, forslag(plan, krav).tiltag)
    svar = robusthed(p, [optael(p, range(3))])
    assert svar.holder_pct == 100.0
    assert (svar.flytninger["pct"] == 100).all()


def test_a_projection_widens_the_range_when_asked(plan: Plan) -> None:
    """Ten percent more in 2025, thirty in 2035: each year until the one named, and no later."""
    med = med_grupper(plan, (0, np.nan, 1.1, 1.3), aar_=(2025, 2035))
    uden, nu = befolkningsspaend(med), plan.kommuner["indbyggere"]
    for aar, gange in ((2025, 1.1), (2035, 1.3)):
        spaend = befolkningsspaend(med, aar)
        assert spaend["hoej"].tolist() == pytest.approx((gange * nu).tolist())
        assert spaend["lav"].tolist() == uden["lav"].tolist()
    with pytest.raises(Inputfejl, match="fremskrivning"):
        befolkningsspaend(plan, 2030)


VEJE = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 1), st.integers(1, 2)).filter(
        lambda v: v[0] != v[1]
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda v: v[:3],
)


@settings(max_examples=60)
@given(**SMAA, hvad=VEJE)
def test_what_is_found_again_is_what_all_shortest_ones_have(
    maengde: list[tuple[int, int]],
    hver: list[int],
    tolerance: float,
    tilbage: int,
    loft: float,
    hvad: list[tuple[int, int, int, int]],
) -> None:
    """Every shortest distribution is made one move at a time, and each looked through.

    A move is there where as much is given at one end and got at the other; together as many as
    can be told off without giving or getting one twice.
    """
    r = _lille(maengde, hver, tolerance, tilbage, loft)
    de = [Vej(*v) for v in hvad]
    fundet = genfind(Forslagsmodel(r), tolerance, de)
    for flytninger in range(HOEJST_PROEVET + 1):
        if alle := _alle_fordelinger(r, flytninger):
            break
    else:
        assert fundet.antal is None or fundet.antal > HOEJST_PROEVET
        return
    fordelinger = [
        np.frombuffer(a, np.int8).reshape(2, 3, len(r.stoerrelse)).astype(int) for a in alle
    ]
    assert fundet.afklaret
    assert fundet.antal == flytninger
    assert fundet.findes == tuple(
        any(f[0, v.fra, v.art] >= v.antal and f[1, v.til, v.art] >= v.antal for f in fordelinger)
        for v in de
    )
    assert fundet.sammen == max(_sammen(f, de) for f in fordelinger)


def _sammen(fordeling: Any, de: list[Vej]) -> int:
    """The most capacities of some moves that a distribution has, by trying every number of each."""
    mest = 0
    for antal in product(*(range(v.antal + 1) for v in de)):
        rest = fordeling.copy()
        for n, v in zip(antal, de, strict=True):
            rest[0, v.fra, v.art] -= n
            rest[1, v.til, v.art] -= n
        if (rest >= 0).all():
            mest = max(mest, sum(antal))
    return mest


def test_new_capacities_are_found_again_only_where_they_are_opened() -> None:
    """10 and 20 persons, 1 and 1 capacity, 12 percent: one more for the second, opened.

    20 / 2 and 10 / 1 are the same. With none to open the first would have to give its only one.
    """
    for nye, findes in ((1.0, True), (0.0, False)):
        krav = Krav(tolerance_pct=50.0, nye=nye, undtag=())
        r = _rammer(np.array([[1, 0], [1, 0]]), np.arange(2), np.array([10.0, 20.0]), krav)
        r = dataclasses.replace(r, kan_give=np.zeros((2, 2), int), middel=10.0)
        fundet = genfind(Forslagsmodel(r), 12.0, [Vej(NYT, 1, 0, 1)])
        assert (fundet.antal, fundet.findes, fundet.sammen) == (
            (1, (True,), 1) if findes else (None, (False,), 0)
        )


def test_tiltag_are_told_by_kommune_and_kind(lille_plan: Plan) -> None:
    """Two clinics of Nordby to one of Sydby are one; what is new comes from nobody."""
    r = rammer(lille_plan, KRAV)
    nyt = Sted("ny", "Ny", "Sydby", "0102", "Sydby", 57.0, 10.0, 0.0, 0.0)
    tiltag = (
        Flytning("n1", "s1", under30=1),
        Flytning("n2", nyt, under30=2),
        Udvidelse("s1", over30=1),
    )
    over, under = (
        [a.noegle for a in lille_plan.opgoerelse.arter if a.taeller].index(n)
        for n in ("over30", "under30")
    )
    assert set(veje(lille_plan, r, tiltag)) == {Vej(0, 1, under, 3), Vej(NYT, 1, over, 1)}
    assert som_valg(lille_plan, tiltag) is None
    p = proeve(lille_plan, KRAV, tiltag)
    assert robusthed(p, [optael(p, range(3))]).klinikker.empty


def test_a_proposal_is_read_back_from_its_tiltag(plan: Plan) -> None:
    """What clinics give and get, made into tiltag and back, is the same."""
    for udkast in forslag(plan, Krav()).udkast:
        valg = som_valg(plan, udkast.tiltag)
        assert valg is not None
        igen = som_valg(plan, som_tiltag(plan, *valg))
        assert igen is not None
        np.testing.assert_array_equal(valg, igen)


def _paa_grund(plan: Plan, t: Any) -> Plan:
    """The plan of a draw, made the slow way: every frame of it anew."""
    folk = plan.kommuner["indbyggere"]
    faktor = pd.Series(t.indbyggere, folk.index) / folk
    punkter, vent = plan.punkter, plan.ventetider
    uger = vent["kode"].map(pd.Series(t.uger, folk.index))
    egne = vent["type"] == plan.fag.ventespeciale
    return dataclasses.replace(
        plan,
        kommuner=plan.kommuner.assign(indbyggere=t.indbyggere),
        punkter=punkter.assign(
            indbyggere=punkter["indbyggere"] * punkter["kommune_kode"].map(faktor).astype(float)
        ),
        ventetider=vent.assign(
            uger_min=uger.where(egne, vent["uger_min"]),
            uger_max=uger.where(egne, vent["uger_max"]),
            svar_uger=vent["svar_uger"].where(~egne, ""),
        ),
        afstande={"minutter": plan.afstande["minutter"] * np.float32(t.faktor)},
        naboafstande={m: a * t.faktor for m, a in plan.naboafstande.items()},
    )


@pytest.mark.parametrize("nr", [0, 1])
def test_the_best_in_its_place_is_so_by_the_ordinary_what_if(plan: Plan, nr: int) -> None:
    """Each exchange is applied to a plan on the draw's own ground and scored one at a time."""
    krav = Krav(tolerance_pct=20.0)
    r, valg = rammer(plan, krav), som_valg(plan, forslag(plan, krav).tiltag)
    assert valg is not None
    pladser, t = Klinikpladser(plan, r, valg, True), traek(plan, 5, nr)
    rystet, vaegte = _paa_grund(plan, t), dict(zip(e.STANDARDVAEGTE, t.vaegte, strict=True))

    def samlet(andet: Any) -> float:
        return e.effekt(rystet, anvend(rystet, som_tiltag(rystet, *andet)), vaegte).samlet

    eget = samlet(valg)
    slaaet = {rolle for rolle, andet in bytninger(r, *valg, True) if samlet(andet) > eget + 1e-9}
    assert slaaet
    assert dict(zip(pladser.roller, pladser.bedste(t), strict=True)) == {
        rolle: rolle not in slaaet for rolle in pladser.roller
    }
    assert sum(pladser.roller.values()) == len(list(bytninger(r, *valg, True)))


def test_a_plan_that_was_sent_counts_the_same(plan: Plan) -> None:
    """Pickled after it was used, without what was worked out; and small enough to be sent."""
    p = proeve(plan, Krav(), forslag(plan, Krav()).tiltag)
    her = optael(p, range(4))
    sendt = pickle.dumps(p, 5)
    assert len(sendt) < 8_000_000
    der: Proeve = pickle.loads(sendt)
    assert not {"_husket"} & (set(vars(der)) | set(vars(der.plan)))
    np.testing.assert_equal(_tal(optael(der, range(4))), _tal(her))
    with pytest.raises(NotImplementedError):
        der.plan.afstand_til(Sted("x", "X", "X", "0851", "X", 57.0, 10.0, 0.0, 0.0))


def test_planning_areas_are_shaken_by_their_kommuner(plan: Plan) -> None:
    """The people of an area are those drawn of its kommuner; a plan by areas can be sent too."""
    omraader = efter_planomraade(plan, sundhedsraad(plan))
    let = rejseklar(omraader)
    assert let.inddeling == omraader.inddeling
    t = traek(let, 0, 0)
    assert t.indbyggere.tolist() == traek(plan, 0, 0).indbyggere.tolist()
    koder = plan.kommuner.index.map(omraader.inddeling.koder)  # type: ignore[union-attr]
    summer = pd.Series(t.indbyggere, koder).groupby(level=0).sum()
    samlet = dict(zip(let.kommuner.index, efter_omraade(let, t.indbyggere), strict=True))
    assert samlet == pytest.approx(summer.to_dict())
    krav = Krav(tolerance_pct=5.0)
    p = proeve(omraader, krav, forslag(omraader, krav).tiltag)
    svar = robusthed(p, [optael(pickle.loads(pickle.dumps(p)), range(5))])
    assert svar.varianter == 5
    assert set(svar.kommuner.index) == set(omraader.kommuner.index)


def test_the_second_aim_on_other_times(plan: Plan) -> None:
    """The first is the best there is today, and the last shown is not; levelling has no times."""
    svar = forslag(plan, Krav(), "uden_bil")
    bedste, anden = (
        hensyn_paa_andre_tider(proeve(plan, Krav(), u.tiltag, "uden_bil")).set_index("faktor")
        for u in (svar.udkast[0], svar.udkast[-1])
    )
    assert list(bedste.index) == [0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15]
    assert bedste.loc[1.0, "hensyn"] == pytest.approx(svar.udkast[0].hensyn)
    assert bedste.loc[1.0, "bedst"]
    assert (bedste["hensyn"].diff().dropna() > 0).all()
    assert anden.loc[1.0, "hensyn"] == pytest.approx(svar.udkast[-1].hensyn)
    assert anden.loc[1.0, "bedst"] == (svar.udkast[-1].hensyn <= svar.udkast[0].hensyn + 1e-3)
    np.testing.assert_allclose(bedste["mindst"], anden["mindst"])
    assert hensyn_paa_andre_tider(proeve(plan, Krav(), svar.tiltag)).empty


def test_clinics_that_a_second_aim_chose_to_give_have_no_others(plan: Plan) -> None:
    """Emptying another would be another second aim: only those that get are tried."""
    p = proeve(plan, Krav(), forslag(plan, Krav(), "uden_bil").tiltag, "uden_bil")
    klinikker = robusthed(p, [optael(p, range(2))]).klinikker
    giver = klinikker["retning"] == "giver"
    assert (klinikker.loc[giver, "andre"] == 0).all()
    assert (klinikker.loc[~giver, "andre"] > 0).any()


def test_new_addresses_are_shaken_by_their_kommune(plan: Plan) -> None:
    """Nothing shaken: all holds and all is found again, by one that was sent; no clinic is tried.

    Ways to them are not sent, so the second aim on other times is not told.
    """
    krav = Krav(nye_adresser=True)
    tiltag = forslag(plan, krav, "uden_bil").tiltag
    assert any(isinstance(t.til, Sted) for t in tiltag if isinstance(t, Flytning))
    p = proeve(plan, krav, tiltag, "uden_bil", rystes=())
    svar = robusthed(p, [optael(pickle.loads(pickle.dumps(p)), range(2))])
    assert svar.holder_pct == 100.0
    assert (svar.flytninger["pct"] == 100).all()
    assert svar.klinikker.empty
    assert hensyn_paa_andre_tider(p).empty


def test_amounts_are_refused(plan: Plan) -> None:
    """A proposal in kroner has another programme."""
    i_kr = plan.kapaciteter[["klinik_id"]].assign(speciale="62", beloeb_kr=1e6)
    beloeb = i_kr.reindex(columns=[*plan.kapaciteter])
    with pytest.raises(Inputfejl, match="i hele kapaciteter"):
        proeve(dataclasses.replace(plan, kapaciteter=beloeb), Krav(), (), speciale="62")


def test_what_cannot_be_shaken_is_refused(plan: Plan) -> None:
    with pytest.raises(Inputfejl, match="katte"):
        proeve(plan, Krav(), (), rystes=["katte"])  # type: ignore[list-item]
    with pytest.raises(Inputfejl):
        proeve(plan, Krav(tolerance_pct=-1.0), ())
    for antal in (0, 1_000_001):
        with pytest.raises(Inputfejl, match="varianter"):
            dele(antal)
    assert [*map(len, dele(120))] == [50, 50, 20]
    assert Counter(n for d in dele(120) for n in d) == Counter(range(120))
