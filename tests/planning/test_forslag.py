"""The fewest moves against all there are: brute force on small cases, and today's known optima."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import OptimizeResult

from dansk import Inputfejl
from planning.egn import stand
from planning.flytning import anvend
from planning.forslag import forslag
from planning.forslagsfront import afvigelsespunkter, front
from planning.forslagshindring import (
    HOEJESTE_TOLERANCE,
    hindring,
    mindste_tolerance,
    mulige_tolerancer,
)
from planning.forslagskrav import AFRUNDING, Krav, Rammer, rammer
from planning.forslagsmaal import hensyn
from planning.forslagsmodel import TID, Forslagsmodel, Led, Loesning
from planning.forslagsoptalt import paa_optalt
from planning.forslagssvar import hver
from planning.forslagstiltag import mangler
from planning.klinikvalg import uden_brud
from planning.lige_gode import antal_lige_gode, fordeling, naeste_forskellige
from planning.plan import LAESOE, Plan, Sted
from planning.planomraade import efter_planomraade, sundhedsraad
from planning.scenarie import vurder
from planning.status import status
from planning.tiltag import AfMaengde, Flytning, Udvidelse, sted_id
from planning.vilkaar import adgang_brydes, vilkaar

STOERRELSE = np.array([1.0, 0.5])
HOEJST_PROEVET = 3


def _rammer(
    maengde: NDArray[np.int64],
    kommune: NDArray[np.intp],
    hver: NDArray[np.float64],
    krav: Krav,
    faar: NDArray[np.bool_] | None = None,
) -> Rammer:
    """Return what is asked of clinics with such rights, where all may give and get."""
    kapacitet = np.bincount(kommune, maengde @ STOERRELSE, len(hver)).astype(float)
    return Rammer(
        krav=krav,
        hele=True,
        koder=tuple(f"k{nr}" for nr in range(len(hver))),
        kommune=kommune,
        maengde=maengde,
        stoerrelse=STOERRELSE,
        giver=np.ones(len(maengde), bool),
        faar=np.ones(len(maengde), bool) if faar is None else faar,
        kan_give=maengde,
        modtager=np.ones(len(hver), bool),
        helst=np.ones(len(maengde), bool) if faar is None else faar,
        hver=hver,
        kapacitet=kapacitet,
        holdt=np.ones(len(hver), bool),
        middel=float(hver.sum() / kapacitet.sum()),
    )


def _alle_fordelinger(r: Rammer, flytninger: int) -> set[bytes]:
    """Return every distribution that so many moves, one after another, can end in and that holds.

    Move by move, from a clinic to a kommune with one that may get; none of a kind both ways.
    """
    arter = len(r.stoerrelse)
    modtagere = sorted({int(k) for k, f in zip(r.kommune, r.faar, strict=True) if f})
    enkelte = [
        (klinik, art, til)
        for klinik, art, til in product(range(len(r.maengde)), range(arter), modtagere)
        if r.kan_give[klinik, art]
    ]
    maa = np.maximum(r.maengde.sum(axis=1) - r.krav.tilbage, 0)
    stande = {(bytes(r.maengde.size), bytes(2 * len(r.koder) * arter))}
    for _ in range(flytninger):
        naeste = set()
        for givet_, hvad_ in stande:
            for klinik, art, til in enkelte:
                givet = np.frombuffer(givet_, np.int8).reshape(r.maengde.shape).copy()
                hvad = np.frombuffer(hvad_, np.int8).reshape(2, len(r.koder), arter).copy()
                givet[klinik, art] += 1
                hvad[0, r.kommune[klinik], art] += 1
                hvad[1, til, art] += 1
                if (givet <= r.kan_give).all() and (givet.sum(axis=1) <= maa).all():
                    naeste.add((givet.tobytes(), hvad.tobytes()))
        stande = naeste
    mindst, hoejst = r.graenser(r.krav.tolerance_pct)
    ud = set()
    for _, hvad_ in stande:
        hvad = np.frombuffer(hvad_, np.int8).reshape(2, len(r.koder), arter)
        kapacitet = r.kapacitet + (hvad[1].astype(int) - hvad[0]) @ r.stoerrelse
        begge_veje = (hvad[0] > 0) & (hvad[1] > 0)
        inden_for = (kapacitet >= mindst) & (kapacitet <= hoejst) | ~r.holdt
        flyttet = hvad[1].sum(axis=0) @ r.stoerrelse
        if not begge_veje.any() and inden_for.all() and flyttet <= r.krav.loft:
            ud.add(hvad_)
    return ud


#: Many small cases have no answer, or a long one, and are passed over.
SJAELDNE = [HealthCheck.filter_too_much, HealthCheck.too_slow]
SMAA = {
    "maengde": st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=5),
    "hver": st.lists(st.integers(500, 9000), min_size=3, max_size=3),
    "tolerance": st.sampled_from([5.0, 10.0, 20.0, 40.0]),
    "tilbage": st.sampled_from([0, 1, 2]),
    "loft": st.sampled_from([np.inf, np.inf, 1.0, 2.0]),
}


def _lille(
    maengde: list[tuple[int, int]], hver: list[int], tolerance: float, tilbage: int, loft: float
) -> Rammer:
    antal = np.array(maengde, np.int64)
    assume(antal.sum() > 0)
    krav = Krav(tolerance_pct=tolerance, tilbage=tilbage, loft=loft)
    # The first three clinics are of a kommune each.
    kommune = np.arange(len(maengde)) % 3
    return _rammer(antal, kommune, np.array(hver, float), krav)


@settings(max_examples=60, suppress_health_check=SJAELDNE)
@given(**SMAA)
def test_no_fewer_moves_will_do_and_all_ties_are_counted(
    maengde: list[tuple[int, int]], hver: list[int], tolerance: float, tilbage: int, loft: float
) -> None:
    """Every way of one, two, three moves is tried; the search finds the least, and how many ways.

    The brute force moves one capacity at a time between clinics, and knows nothing of programmes.
    """
    r = _lille(maengde, hver, tolerance, tilbage, loft)
    model = Forslagsmodel(r)
    svar = model.loes(model.antal(), tolerance)
    for flytninger in range(HOEJST_PROEVET + 1):
        alle = _alle_fordelinger(r, flytninger)
        if alle:
            assert svar.status == "bevist"
            assert svar.vaerdi == svar.graense == flytninger
            assert antal_lige_gode(r, tolerance, flytninger) == len(alle)
            fundet = fordeling(model, svar.giver, svar.faar).astype(np.int8)
            assert fundet.tobytes() in alle
            return
        assert not svar.fundet or svar.vaerdi > flytninger


@settings(max_examples=25, suppress_health_check=SJAELDNE)
@given(**SMAA)
def test_the_most_different_one_has_least_in_common(
    maengde: list[tuple[int, int]], hver: list[int], tolerance: float, tilbage: int, loft: float
) -> None:
    """Of all distributions as short none does without more of the first than the one found."""
    r = _lille(maengde, hver, tolerance, tilbage, loft)
    model = Forslagsmodel(r)
    svar = model.loes(model.antal(), tolerance)
    assume(svar.fundet and 0 < svar.vaerdi <= HOEJST_PROEVET)
    foerste = fordeling(model, svar.giver, svar.faar)
    form = foerste.shape
    andre = [
        np.frombuffer(a, np.int8).reshape(form).astype(int)
        for a in _alle_fordelinger(r, round(svar.vaerdi))
    ]
    mest = max(int(np.maximum(foerste - a, 0).sum()) for a in andre)
    naeste = model.loes(naeste_forskellige(model, [foerste]), tolerance, svar.vaerdi)
    assert naeste.status == "bevist"
    assert round(-naeste.vaerdi) == mest


@settings(max_examples=25, suppress_health_check=SJAELDNE)
@given(**SMAA)
def test_the_least_tolerance_is_met_and_nothing_below_it(
    maengde: list[tuple[int, int]], hver: list[int], tolerance: float, tilbage: int, loft: float
) -> None:
    """Of two moves at most: the least largest deviation of all their ends, found by trying all."""
    r = _lille(maengde, hver, tolerance, tilbage, loft)
    aaben = dataclasses.replace(r, krav=dataclasses.replace(r.krav, tolerance_pct=1e9))
    ender = set.union(*(_alle_fordelinger(aaben, n) for n in range(3)))
    afvigelser = []
    for ende in ender:
        hvad = np.frombuffer(ende, np.int8).reshape(2, 3, 2).astype(int)
        afvigelser.append(r.stoerste_pct(r.kapacitet + (hvad[1] - hvad[0]) @ r.stoerrelse))
    fundet = mindste_tolerance(Forslagsmodel(r), hoejst=2)
    mindst = min(afvigelser, default=np.inf)
    if fundet is None:
        assert mindst > mulige_tolerancer(Forslagsmodel(r)).max()
    else:
        assert fundet == pytest.approx(mindst, abs=1e-6)


def test_ties_of_a_toy_by_hand() -> None:
    """Two that have too much and one that lacks: one of either gives, two ways.

    20, 20 and 10 persons share 3, 3 and 0 capacities: 50 to 6, or 8.33 to one. Within 100 percent
    the third must have something: over 0 capacities, one over 30 hours from either of the others
    is one move. None has any under 30 hours.
    """
    r = _rammer(
        np.array([[3, 0], [3, 0], [0, 0]]),
        np.arange(3),
        np.array([20.0, 20.0, 10.0]),
        Krav(tolerance_pct=100.0),
    )
    svar = (model := Forslagsmodel(r)).loes(model.antal(), 100.0)
    assert (svar.status, svar.vaerdi) == ("bevist", 1.0)
    assert antal_lige_gode(r, 100.0, 1) == 2


#: Moves that bring all but Læsø within a tolerance (percent), mean of all 11 (4,570.58 to one).
#: Jammerbugt deviates by 20.27 percent and is outside 20, and inside 20.3.
I_DAG = {20.3: 3, 20.0: 4, 15.0: 6, 10.0: 8}
#: The same by tabel 1, where Jammerbugt has one capacity more and Rebild one less.
I_TABEL1 = {20.0: 3, 15.0: 6, 10.0: 8}


@pytest.mark.parametrize(("tolerance", "antal"), I_DAG.items())
def test_todays_optima(plan: Plan, tolerance: float, antal: int) -> None:
    """The clinic list has these, proven, and the ordinary what-if says the plan keeps its word."""
    svar = forslag(plan, Krav(tolerance_pct=tolerance))
    assert (svar.status, svar.antal, svar.graense) == ("bevist", antal, antal)
    assert svar.middel == pytest.approx(4570.58, abs=0.005)
    for udkast in svar.udkast:
        flyttet = sum(sum(t.maengde.values()) for t in udkast.tiltag)
        assert flyttet == antal
        efter = status(anvend(plan, udkast.tiltag)).mod(status(plan)).kommuner
        assert efter["afvigelse_pct"].drop(LAESOE).abs().max() <= tolerance
        assert efter.loc[LAESOE, "kapacitet"] == status(plan).kommuner.loc[LAESOE, "kapacitet"]


@pytest.mark.parametrize(("tolerance", "antal"), I_TABEL1.items())
def test_tabel_1_has_its_own_optima(plan: Plan, tolerance: float, antal: int) -> None:
    """The capacities as tabel 1 prints them, of one clinic a kommune: a basis without clinics."""
    trykt = plan.tabel1.loc[plan.kommuner.index, ["over30", "under30"]].to_numpy(float)
    r = _rammer(
        np.rint(trykt / STOERRELSE).astype(np.int64),
        np.arange(11),
        plan.kommuner["indbyggere"].to_numpy(float),
        Krav(tolerance_pct=tolerance),
    )
    med = plan.kommuner.index != LAESOE
    r = dataclasses.replace(r, kan_give=r.maengde * med[:, None], faar=med, holdt=med)
    assert r.middel == pytest.approx(4570.58, abs=0.005)
    svar = (model := Forslagsmodel(r)).loes(model.antal(), tolerance)
    assert (svar.status, svar.vaerdi) == ("bevist", antal)


def test_ten_percent_has_one_distribution_and_fifteen_many(plan: Plan) -> None:
    """Where there is one only that one is shown; where many, three that are not the same."""
    en, mange = forslag(plan, Krav(tolerance_pct=10.0)), forslag(plan, Krav())
    assert (en.lige_gode, len(en.udkast)) == (1, 1)
    assert mange.lige_gode is not None and mange.lige_gode > 100
    tabeller = [u.fordeling.drop(columns="kommune") for u in mange.udkast]
    assert len(tabeller) == 3
    assert not any(
        a.equals(b) for a, b in ((0, 1), (0, 2), (1, 2)) for a, b in [(tabeller[a], tabeller[b])]
    )


def test_each_step_makes_it_more_even(plan: Plan) -> None:
    """The first row is today, the last within the tolerance, and each lacks less than before."""
    svar = forslag(plan, Krav(tolerance_pct=10.0))
    trin = svar.udkast[0].trin
    assert list(trin["nummer"]) == list(range(len(svar.tiltag) + 1))
    assert trin["stoerste_pct"].iloc[0] == pytest.approx(27.397, abs=0.001)
    assert trin["uden_for"].iloc[-1] == 0
    assert trin["bedre"].iloc[1:].all()


def _i_brud(plan: Plan, tiltag: Iterable[AfMaengde]) -> list[str]:
    """Return where what is moved ends at an address that is known not to meet its condition."""
    return [
        sted_id(t.til)
        for t in tiltag
        if any(v.slags == "adgang" and v.stand == "ikke_opfyldt" for v in vilkaar(plan, t))
    ]


def test_no_clinic_without_access_gets_anything_where_another_may(plan: Plan) -> None:
    """Jammerbugt gets one: not Brovst, whose access is told as no, unless the others may not."""
    krav, brovst = Krav(tolerance_pct=15.0), "brovst-klinik-for-fysioterapi"
    svar = forslag(plan, krav)
    assert all(dict(hver(u, "faar")).get("Jammerbugt") == 1 for u in svar.udkast)
    assert [_i_brud(plan, u.tiltag) for u in svar.udkast] == [[]] * 3
    jammerbugt = plan.klinikker["kommune_kode"].eq(plan.kommune_kode("Jammerbugt"))
    andre = plan.klinikker.index[jammerbugt].drop(brovst)
    alene = forslag(plan, dataclasses.replace(krav, laaste=tuple(map(str, andre))))
    assert alene.antal == svar.antal
    assert _i_brud(plan, alene.tiltag) == [brovst]


@pytest.mark.parametrize("nye", [False, True])
def test_nothing_is_left_where_there_is_no_access(plan: Plan, nye: bool) -> None:
    """Each clinic gets one of each kind: those of no access pass theirs on, and all is there yet.

    Not where the only other of the kommune gives; nor is a new address touched.
    """
    r = rammer(plan, Krav())
    brovst = plan.klinikker.index.get_loc("brovst-klinik-for-fysioterapi")
    giver = np.zeros_like(r.maengde)
    faar = np.ones((len(r.maengde) + nye, r.maengde.shape[1]), np.int64)
    efter = uden_brud(r, giver, faar)
    assert not efter[: len(r.helst)][r.faar & ~r.helst].any() and not efter[brovst].any()
    for kommune in range(len(r.koder)):
        her = np.flatnonzero(r.kommune == kommune)
        assert efter[her].sum(axis=0).tolist() == faar[her].sum(axis=0).tolist()
    assert efter[len(r.helst) :].tolist() == faar[len(r.helst) :].tolist()
    giver[(r.kommune == r.kommune[brovst]) & r.helst] = 1
    assert uden_brud(r, giver, faar)[brovst].tolist() == faar[brovst].tolist()


def test_known_to_lack_access_is_as_the_conditions_of_a_move_say(plan: Plan) -> None:
    """Each clinic gets from another: a toilet told as no breaks it too, and one not told none."""
    oplyst = plan.klinikoplysninger.reindex(plan.klinikker.index)
    oplyst["handicaptoilet"] = np.resize(["ja", "nej", "ikke oplyst"], len(oplyst))
    oplyst = oplyst.drop(oplyst.index[::5])
    med_toilet = dataclasses.replace(plan, klinikoplysninger=oplyst)
    for p in (plan, med_toilet):
        ider = list(map(str, p.klinikker.index))
        en_anden = ider[1:] + ider[:1]
        brudt = [
            bool(_i_brud(p, [Flytning(a, til)])) for til, a in zip(ider, en_anden, strict=True)
        ]
        assert list(adgang_brydes(p)) == brudt
        assert any(brudt) and not all(brudt)


def test_what_is_asked_is_kept(plan: Plan) -> None:
    """Locks, kommuner that do not give or get, kinds and what is left: none is broken."""
    thisted, aalborg = plan.kommune_kode("Thisted"), plan.kommune_kode("Aalborg")
    laast = "saeby-benefit-nord"
    krav = Krav(
        tolerance_pct=25.0,
        giver_ikke=(thisted,),
        laaste=(laast,),
        arter=("over30",),
        tilbage=2,
    )
    svar = forslag(plan, krav)
    assert svar.status == "bevist"
    assert svar.tiltag
    rettigheder = plan.kapaciteter.set_index("klinik_id")[["over30", "under30"]]
    efter = anvend(plan, svar.tiltag).kapaciteter.set_index("klinik_id")[["over30", "under30"]]
    for tiltag in svar.tiltag:
        assert isinstance(tiltag, Flytning)
        assert set(tiltag.maengde) == {"over30"}
        assert tiltag.fra != laast and tiltag.til != laast
        assert plan.klinik(tiltag.fra)["kommune_kode"] != thisted
        assert efter.loc[tiltag.fra].sum() >= 2
    assert rettigheder.loc[laast].to_dict() == efter.loc[laast].to_dict()
    uden = forslag(plan, Krav(tolerance_pct=20.0, faar_ikke=(aalborg,)))
    assert uden.status == "kan_ikke"
    assert uden.hindring is not None
    assert [kode for kode, _ in uden.hindring.alene] == [aalborg]


def test_a_limit_to_what_moves_makes_it_longer_or_impossible(plan: Plan) -> None:
    """Five capacities are the least of any plan within 15 percent: with less there is none."""
    frit, stramt = forslag(plan, Krav()), forslag(plan, Krav(loft=5.0))
    assert stramt.antal is not None and frit.antal is not None
    assert stramt.antal >= frit.antal
    flyttet = sum(plan.opgoerelse.kapaciteter(t.maengde) for t in stramt.tiltag)
    assert flyttet <= 5.0
    assert forslag(plan, Krav(loft=4.5)).status == "kan_ikke"


def test_new_capacities_are_opened_where_they_may_be(plan: Plan) -> None:
    """Nobody may give: what is lacked is opened, and no more of it than is allowed."""
    alle = tuple(plan.kommuner.index)
    svar = forslag(plan, Krav(tolerance_pct=25.0, giver_ikke=alle, nye=3.0))
    assert svar.status == "bevist"
    assert svar.tiltag and all(isinstance(t, Udvidelse) for t in svar.tiltag)
    assert sum(plan.opgoerelse.kapaciteter(t.maengde) for t in svar.tiltag) <= 3.0
    assert forslag(plan, Krav(tolerance_pct=25.0, giver_ikke=alle, nye=0.5)).status == "kan_ikke"


def test_an_island_that_is_held_to_it_is_what_is_in_the_way(plan: Plan) -> None:
    """Læsø's 1,817 share 1.5 capacities; half a one is 3,634 to one, 20.5 percent below."""
    svar = forslag(plan, Krav(undtag=()))
    assert (svar.status, svar.antal, svar.tiltag) == ("kan_ikke", None, ())
    assert svar.hindring is not None
    ((kode, afvigelse),) = svar.hindring.alene
    assert kode == LAESOE
    assert afvigelse == pytest.approx(100 * (1817 / 0.5 / 4570.5814 - 1), abs=0.001)
    assert svar.hindring.tolerance_pct == pytest.approx(-afvigelse, abs=1e-6)
    assert svar.hindring.binder == (LAESOE,)
    kan = forslag(plan, Krav(undtag=(), tolerance_pct=svar.hindring.tolerance_pct))
    assert kan.status == "bevist"


def test_kommuner_that_cannot_be_met_together(plan: Plan) -> None:
    """Each alone can be within 20 percent, but nobody gives enough for both: a tolerance that can.

    Aalborg and Jammerbugt lack, and only Brønderslev may give.
    """
    andre = tuple(
        k
        for k, navn in plan.kommuner["kommune"].items()
        if navn not in ("Brønderslev", "Aalborg", "Jammerbugt")
    )
    svar = forslag(plan, Krav(tolerance_pct=8.0, undtag=andre))
    assert svar.status == "kan_ikke"
    assert svar.hindring is not None
    assert svar.hindring.alene == ()
    assert svar.hindring.tolerance_pct is not None
    netop = svar.hindring.tolerance_pct
    assert forslag(plan, Krav(tolerance_pct=netop, undtag=andre)).status == "bevist"
    assert forslag(plan, Krav(tolerance_pct=netop - 0.01, undtag=andre)).status == "kan_ikke"


def test_the_mean_of_those_that_take_part_and_weights(plan: Plan) -> None:
    """Without Læsø 587,788 share 127.5; and those of 70 and over are another measure."""
    uden = rammer(plan, Krav(middel="deltagere"))
    assert uden.middel == pytest.approx((589_605 - 1_817) / 127.5)
    aeldre = rammer(plan, Krav(vaegt="aeldre"))
    assert aeldre.hver.sum() == plan.distrikter["personer_70"].sum()
    patienter = rammer(plan, Krav(vaegt="patienter"))
    assert (patienter.hver < rammer(plan, Krav()).hver).all()
    for vaegt in ("aeldre", "patienter"):
        svar = forslag(plan, Krav(vaegt=vaegt))
        r = rammer(plan, Krav(vaegt=vaegt))
        kapacitet = status(anvend(plan, svar.tiltag)).kommuner["kapacitet"].to_numpy(float)
        assert r.stoerste_pct(kapacitet) <= 15.0


def test_the_second_aim_is_the_least_of_all_as_short(plan: Plan) -> None:
    """No other one shown lacks less; its figure is that of the capacities after."""
    svar = forslag(plan, Krav())
    r = rammer(plan, Krav())
    assert svar.udkast[0].hensyn_bevist
    for udkast in svar.udkast:
        kapacitet = status(anvend(plan, udkast.tiltag)).kommuner["kapacitet"].to_numpy(float)
        assert udkast.hensyn == pytest.approx(mangler(r, kapacitet), abs=1e-6)
        assert udkast.hensyn >= svar.udkast[0].hensyn - AFRUNDING


@pytest.mark.parametrize("nye_adresser", [False, True])
@pytest.mark.parametrize("maal", ["minutter", "uden_bil"])
def test_minutes_and_carless_households_are_those_of_the_plan_after(
    plan: Plan, maal: str, nye_adresser: bool
) -> None:
    """What the programme says a proposal costs is what nearest clinics before and after give."""
    graense = 15.0
    svar = forslag(plan, Krav(nye_adresser=nye_adresser), maal)  # type: ignore[arg-type]
    assert svar.antal == 6
    foer, egn = stand(plan), stand(plan).egn
    for udkast in svar.udkast:
        efter = stand(anvend(plan, udkast.tiltag))
        a, b = (np.minimum(s.naermeste[0], 120.0) for s in (foer, efter))
        tal = {
            "minutter": egn.personer @ np.maximum(b - a, 0.0),
            "uden_bil": egn.uden_bil @ (efter.naermeste[0] > graense),
        }[maal]
        assert udkast.hensyn == pytest.approx(tal, rel=1e-9, abs=1e-6)
        assert udkast.hensyn >= svar.udkast[0].hensyn - 1e-6


def test_new_addresses_reach_households_that_clinics_do_not(plan: Plan) -> None:
    """The same six moves, to new addresses: fewer households without a car are far from one."""
    til_klinikker = forslag(plan, Krav(), "uden_bil")
    til_nye = forslag(plan, Krav(nye_adresser=True), "uden_bil")
    assert til_nye.udkast[0].hensyn < 0.6 * til_klinikker.udkast[0].hensyn
    assert any(isinstance(t, Flytning) and isinstance(t.til, Sted) for t in til_nye.tiltag)
    assert forslag(plan, Krav(nye_adresser=True)).tiltag == forslag(plan, Krav()).tiltag
    flere = forslag(plan, Krav(nye_adresser=True), "uden_bil", mere=2)
    assert flere.antal == 8
    assert flere.udkast[0].hensyn < til_nye.udkast[0].hensyn
    punkter = front(plan, Krav(nye_adresser=True), "uden_bil", punkter=3).punkter
    assert list(punkter["antal"]) == [6, 7, 8]
    assert punkter["vaerdi"].iloc[0] == pytest.approx(til_nye.udkast[0].hensyn)
    assert punkter["vaerdi"].iloc[2] == pytest.approx(flere.udkast[0].hensyn)


def test_emptied_clinics_cost_minutes_by_hand(lille_plan: Plan) -> None:
    """Nordby gives all it has in Havn: its 2,000 have 10 km, 20 minutes, to Torvet.

    n2 (0 + 2) is emptied; those at p2 drive to n1, those at p1, p3 and p4 as before.
    """
    krav = Krav(undtag=(), laaste=("n1",), giver_ikke=("0102", LAESOE))
    model = Forslagsmodel(rammer(lille_plan, krav))
    ingen = np.zeros((0, len(lille_plan.punkter)))
    led = hensyn(lille_plan, model, "minutter", 15.0, ingen, 9)
    svar = model.loes(model.antal(), None)
    giver = np.zeros_like(svar.giver)
    giver[1, 1] = 2
    faar = np.zeros_like(svar.faar)
    faar[2, 1] = 2
    tvunget = dataclasses.replace(svar, giver=giver, faar=faar)
    assert model.pris(led.led, tvunget) == pytest.approx(2000 * 20.0)
    bil = hensyn(lille_plan, model, "uden_bil", 15.0, ingen, 9)
    # Before: p3 has 40 minutes to n1, and Læsø its own; after, p2's 200 households besides.
    assert bil.fast == 50.0
    assert model.pris(bil.led, tvunget) == pytest.approx(200.0)


def test_planning_areas_are_brought_together_too(plan: Plan) -> None:
    """The two sundhedsråd, Læsø's clinics standing still: the areas end within the tolerance."""
    omraader = efter_planomraade(plan, sundhedsraad(plan))
    svar = forslag(omraader, Krav(tolerance_pct=5.0))
    assert svar.status == "bevist"
    assert svar.tiltag
    efter = vurder(omraader, svar.tiltag).efter.kommuner["afvigelse_pct"]
    assert efter.abs().max() <= 5.0
    assert not any(
        plan.klinik(k)["kommune_kode"] == LAESOE
        for t in svar.tiltag
        if isinstance(t, Flytning)
        for k in (t.fra, str(t.til))
    )


@pytest.mark.parametrize(
    "krav",
    [
        Krav(tolerance_pct=0.0),
        Krav(tolerance_pct=float("nan")),
        Krav(tilbage=3),
        Krav(loft=-1.0),
        Krav(nye=float("inf")),
        Krav(nye=1e5),
        Krav(undtag=("9999",)),
        Krav(laaste=("ukendt",)),
        Krav(arter=("beloeb_kr",)),
        Krav(vaegt="katte"),  # type: ignore[arg-type]
        Krav(middel="ingen"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_asked_is_refused(plan: Plan, krav: Krav) -> None:
    """A sentence, and no search."""
    with pytest.raises(Inputfejl):
        forslag(plan, krav)


def test_nobody_to_bring_nearer(plan: Plan) -> None:
    """All exempt: there is nothing to ask."""
    with pytest.raises(Inputfejl):
        forslag(plan, Krav(undtag=tuple(plan.kommuner.index)))


@settings(max_examples=20, suppress_health_check=SJAELDNE)
@given(**SMAA)
def test_each_point_of_the_front_is_the_least_of_so_many_moves(
    maengde: list[tuple[int, int]], hver: list[int], tolerance: float, tilbage: int, loft: float
) -> None:
    """Of every way of at most so many moves the least largest deviation, found by trying all."""
    r = _lille(maengde, hver, tolerance, tilbage, loft)
    aaben = dataclasses.replace(r, krav=dataclasses.replace(r.krav, tolerance_pct=1e9))
    mindst, bedst = {}, np.inf
    for antal in range(3):
        for ende in _alle_fordelinger(aaben, antal):
            hvad = np.frombuffer(ende, np.int8).reshape(2, 3, 2).astype(int)
            naaet = r.stoerste_pct(r.kapacitet + (hvad[1] - hvad[0]) @ r.stoerrelse)
            if naaet < bedst - 1e-6 and naaet <= HOEJESTE_TOLERANCE:
                bedst, mindst[antal] = naaet, naaet
    fundet = {n: v for n, v, *_ in afvigelsespunkter(Forslagsmodel(r), 3, TID)[0]}
    assert fundet == pytest.approx(mindst, abs=1e-6)


def test_a_kommune_with_next_to_nothing_has_a_front() -> None:
    """5,501 persons to half a capacity is over ten times the mean, and no tolerance asked of."""
    r = _rammer(
        np.array([[2, 1], [0, 1], [3, 1]]),
        np.arange(3),
        np.array([500.0, 5501.0, 500.0]),
        Krav(tolerance_pct=5.0),
    )
    punkter, _ = afvigelsespunkter(Forslagsmodel(r), 6, TID)
    assert punkter
    assert all(antal > 0 for antal, *_ in punkter) or r.stoerste_pct(r.kapacitet) <= 1000


def test_todays_front(plan: Plan) -> None:
    """It begins with today, falls, and each point is what a proposal within it takes."""
    punkter = front(plan, Krav()).punkter
    assert list(punkter.iloc[0][["antal", "vaerdi"]]) == [0, pytest.approx(27.397, abs=0.001)]
    assert punkter["antal"].is_monotonic_increasing
    assert punkter["vaerdi"].is_monotonic_decreasing
    assert punkter["bevist"].all()
    assert dict(zip(punkter["antal"], punkter["vaerdi"].round(2), strict=True))[3] == 20.27
    for antal, tolerance in punkter[["antal", "tolerance_pct"]].itertuples(index=False):
        model = Forslagsmodel(rammer(plan, Krav(tolerance_pct=max(tolerance, 0.1))))
        assert model.loes(model.antal(), tolerance).vaerdi == antal


@pytest.mark.parametrize("akse", ["minutter", "uden_bil"])
def test_a_front_by_another_aim_begins_with_the_fewest(plan: Plan, akse: str) -> None:
    punkter = front(plan, Krav(), akse).punkter  # type: ignore[arg-type]
    assert punkter["antal"].iloc[0] == 6
    assert punkter["bevist"].all()
    assert front(plan, Krav(undtag=()), akse).punkter.empty  # type: ignore[arg-type]


def test_a_proposal_is_held_against_the_districts_count_too(plan: Plan) -> None:
    """Aalborg has 217,075 in its districts for 215,443: 15 percent is passed, and 7 are needed."""
    svar = forslag(plan, Krav())
    optalt = paa_optalt(plan, Krav(), svar.tiltag)
    assert optalt is not None
    assert (optalt.holder, optalt.kode, optalt.antal) == (False, plan.kommune_kode("Aalborg"), 7)
    folk = plan.distrikter.groupby("kommune_kode")["personer"].sum()
    efter = status(anvend(plan, svar.tiltag)).kommuner["kapacitet"]
    middel = folk.sum() / efter.sum()
    ventet = 100 * (folk["0851"] / efter["0851"] / middel - 1)
    assert optalt.afvigelse_pct == pytest.approx(ventet)
    tyve = forslag(plan, Krav(tolerance_pct=20.0))
    assert (paa_optalt(plan, Krav(tolerance_pct=20.0), tyve.tiltag) or optalt).holder
    assert paa_optalt(plan, Krav(vaegt="aeldre"), svar.tiltag) is None


def test_addresses_that_take_no_part_are_in_no_count(plan: Plan) -> None:
    """With an even spread as aim no new address gets, nor a kommune without a clinic that may."""
    hjoerring = plan.klinikker.index[plan.klinikker["kommune_kode"] == "0860"]
    krav = Krav(18.0, (LAESOE, "0851", "0849", "0840"), laaste=tuple(hjoerring))
    uden, med = (forslag(plan, dataclasses.replace(krav, nye_adresser=ja)) for ja in (False, True))
    assert (uden.antal, uden.lige_gode) == (med.antal, med.lige_gode) == (3, 4)
    assert not med.krav.nye_adresser


def test_what_a_stopped_search_does_not_know_is_not_said(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search that ends with nothing: nobody is in the way, and no curve is at its end."""
    rigtig = Forslagsmodel.loes

    def stoppet(self: Forslagsmodel, led: Led, *andet: Any, **navngivne: Any) -> Loesning:
        svar = rigtig(self, led, *andet, **navngivne)
        return dataclasses.replace(svar, status="intet_fundet") if not svar.fundet else svar

    r = rammer(plan, Krav(undtag=()))
    assert hindring(plan, Forslagsmodel(r), TID) is not None
    assert afvigelsespunkter(Forslagsmodel(rammer(plan, Krav())), 20, TID)[1]
    monkeypatch.setattr(Forslagsmodel, "loes", stoppet)
    assert hindring(plan, Forslagsmodel(r), TID) is None
    assert not afvigelsespunkter(Forslagsmodel(rammer(plan, Krav())), 20, TID)[1]


def test_a_clinic_gives_nothing_to_itself(plan: Plan) -> None:
    """What an unfinished search has a clinic both give and get is no move."""
    model = Forslagsmodel(rammer(plan, Krav()))
    x = np.zeros(model.kolonner)
    x[0] = x[model.antal_giver] = 1.0
    x[2] = x[model.antal_giver + 4] = 1.0
    svar = model._laest(OptimizeResult(x=x, fun=2.0, mip_dual_bound=0.0, status=1))
    assert svar.status == "tidsgraense"
    assert svar.giver.sum() == svar.faar.sum() == 1
