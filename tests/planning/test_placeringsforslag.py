"""Where the next clinics go: by hand, against every choice, and against the plan that follows."""

from __future__ import annotations

import dataclasses
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from dansk import Inputfejl
from planning.daekning import andel, klinikfilter, naermeste
from planning.effekt import DAEKNING, NAERHED, UDEN_BIL
from planning.kandidater import kandidater, minutter_til
from planning.kapacitet import klinikkapacitet
from planning.placeringsforslag import (
    HVEM,
    Hvem,
    Maal,
    Placeringsforslag,
    Stilling,
    placeringsforslag,
)
from planning.plan import Plan, Sted
from planning.planomraade import efter_planomraade, sundhedsraad
from planning.scenarie import vurder
from planning.tiltag import Flytning, Udvidelse

#: What is asked of so many places.
AF_ANTAL: tuple[Maal, ...] = ("flest", "middel", "laengst")
LANDET = Sted("ny-landet", "Landet", "Landet", "0101", "Landet", 57.0, 10.0, 0.0, 20_000.0)
MIDT = Sted("ny-midt", "Midt", "Midt", "0102", "Midt", 57.0, 10.0, 20_000.0, 0.0)


@pytest.fixture
def toy(lille_plan: Plan) -> Plan:
    """Return the small plan with a place where p3 is, and one halfway between n2 and s1."""
    veje = np.column_stack([lille_plan.afstand_til(sted)["minutter"] for sted in (LANDET, MIDT)])
    return dataclasses.replace(lille_plan, steder=(LANDET, MIDT), stedafstande={"minutter": veje})


def test_one_more_clinic_by_hand(toy: Plan) -> None:
    # Only p3 (1,000 of 9,600) is not at a clinic: 40 minutes from n1. Læsø has its own.
    foer = Stilling(middel=40_000 / 9_600, inden=8_600, i_alt=9_600, laengst=40)
    for maal, vaerdi in (("flest", 9_600), ("middel", 0), ("laengst", 0)):
        svar = placeringsforslag(toy, maal, 1)
        assert (svar.status, svar.gab, svar.kandidater) == ("bevist", 0, 2)
        assert svar.vaerdi == svar.skranke == vaerdi
        assert svar.foer == foer
        assert svar.efter == Stilling(0, 9_600, 9_600, 0)
        assert svar.tiltag == (Udvidelse(LANDET, over30=1),)
    # Of those 70 and over 250 live there, of 1,730; with both places the first does it all.
    to = placeringsforslag(toy, "middel", 2, "over70")
    assert [v.kandidat.sted for v in to.valg] == [LANDET, MIDT]
    assert to.foer.middel == pytest.approx(250 * 40 / 1_730)


def test_a_clinic_that_gives_its_last_is_not_kept(toy: Plan) -> None:
    # s1 has one over and one under 30: it gives the one and is still open.
    svar = placeringsforslag(toy, "middel", 1, fra="s1")
    assert svar.tiltag == (Flytning("s1", LANDET, over30=1),) and svar.foer.inden == 8_600
    # n2 has two under 30, which are one capacity: without it p2 (2,000) is 20 minutes from n1.
    svar = placeringsforslag(toy, "flest", 1, fra="n2")
    assert svar.tiltag == (Flytning("n2", LANDET, under30=2),)
    assert svar.foer.inden == 6_600 and svar.efter.inden == 7_600
    assert placeringsforslag(toy, "middel", 1, fra="n2").foer.middel == 80_000 / 9_600


def test_what_cannot_be_asked_is_said(toy: Plan) -> None:
    for ord_, valg in (
        ("2 steder", {"nye": 3}),
        ("1, 2, 3", {"nye": 0}),
        ("Ukendt mål", {"maal": "mest"}),
        ("Ukendt gruppe", {"hvem": "alle"}),
        ("Ukendt slags", {"slags": ["by", "gade"]}),
        ("Grænsen", {"graense": 0}),
        ("Ukendt klinik", {"fra": "x9"}),
        ("1 kapacitet|har 0|har 1", {"fra": "l1"}),
    ):
        with pytest.raises(Inputfejl, match=ord_):
            placeringsforslag(toy, **({"maal": "flest", "nye": 1} | valg))
    tom = dataclasses.replace(toy, klinikker=toy.klinikker.iloc[:0])
    with pytest.raises(Inputfejl, match="ingen klinikker"):
        placeringsforslag(tom, "flest", 1)


@pytest.fixture(scope="module")
def ved_to(plan: Plan) -> dict[Maal, Placeringsforslag]:
    return {maal: placeringsforslag(plan, maal, 2, slags=["by"]) for maal in AF_ANTAL}


def test_two_places_are_the_best_of_all_pairs(
    plan: Plan, ved_to: dict[Maal, Placeringsforslag]
) -> None:
    """Every pair of the towns, looked through one by one."""
    steder = [k.sted for k in kandidater(plan) if k.slags == "by"]
    bor = plan.punkter["indbyggere"].to_numpy()
    har = np.nanmin(plan.afstande["minutter"], axis=1)
    til = np.minimum(minutter_til(plan, steder), har[:, None])
    # Only where a place is nearer than a clinic does it matter which.
    roert = (til < har[:, None]).any(axis=1)
    ellers_inden, ellers_sum = bor[~roert & (har <= 15)].sum(), bor[~roert] @ har[~roert]
    ellers_laengst = har[~roert].max(initial=0)
    til, bor_her = til[roert], bor[roert]
    inden, middel, laengst = [], [], []
    for a, b in combinations(range(len(steder)), 2):
        vej = np.minimum(til[:, a], til[:, b])
        inden.append(bor_her[vej <= 15].sum())
        middel.append(bor_her @ vej)
        laengst.append(vej.max())
    assert ved_to["flest"].vaerdi == max(inden) + ellers_inden
    bedst = (min(middel) + ellers_sum) / bor.sum()
    assert ved_to["middel"].vaerdi == pytest.approx(bedst, rel=1e-9)
    laengst = np.maximum(laengst, ellers_laengst)
    assert ved_to["laengst"].vaerdi == ved_to["laengst"].efter.laengst == laengst.min()
    bedst = (np.min(np.array(middel)[laengst == laengst.min()]) + ellers_sum) / bor.sum()
    assert ved_to["laengst"].efter.middel == pytest.approx(bedst, rel=1e-9)
    assert {svar.status for svar in ved_to.values()} == {"bevist"}


@pytest.mark.parametrize("maal", AF_ANTAL)
def test_the_plan_after_says_the_same(
    maal: Maal, plan: Plan, ved_to: dict[Maal, Placeringsforslag]
) -> None:
    svar = ved_to[maal]
    v = vurder(plan, svar.tiltag)
    efter, bor = v.plan_efter, plan.punkter["indbyggere"].to_numpy()
    med = klinikfilter(klinikkapacitet(efter)["kapacitet"])
    minutter = efter.afstande["minutter"]
    daekket = andel(minutter, bor, plan.punkter["kommune_kode"], svar.graense, med).region
    assert svar.efter.inden == daekket["indbyggere"] and svar.efter.i_alt == daekket["i_alt"]
    vej = naermeste(minutter, med).afstand
    assert svar.efter.laengst == vej[bor > 0].max()
    tabel = v.effekt.kriterier.set_index("kriterium")
    for stand, stilling in (("foer", svar.foer), ("efter", svar.efter)):
        assert tabel.loc[NAERHED, stand] == pytest.approx(stilling.middel, abs=1e-9)
        assert tabel.loc[DAEKNING, stand] == pytest.approx(stilling.andel_pct, abs=1e-9)
    assert klinikkapacitet(efter)["kapacitet"].sum() == pytest.approx(
        klinikkapacitet(plan)["kapacitet"].sum() + 2
    )


def test_the_fewest_with_whom_all_are_within(plan: Plan) -> None:
    """Within 25 minutes two are enough, and no single place is; within 15 no number is."""
    svar = placeringsforslag(plan, "alle", 1, graense=25.0)
    assert (svar.status, svar.vaerdi, svar.skranke, len(svar.valg)) == ("bevist", 2.0, 2.0, 2)
    efter = vurder(plan, svar.tiltag).plan_efter
    bor = plan.punkter["indbyggere"].to_numpy() > 0
    vej = np.nanmin(efter.afstande["minutter"], axis=1)[bor]
    assert vej[np.isfinite(vej)].max() <= 25.0
    steder = [k.sted for k in kandidater(plan) if k.slags != "klinik"]
    har = np.nanmin(plan.afstande["minutter"], axis=1)
    til = np.where(np.isnan(veje := minutter_til(plan, steder)), np.inf, veje)
    kan = np.isfinite(np.minimum(har, til.min(axis=1))) & bor
    ene = np.minimum(har[:, None], til)[kan].max(axis=0)
    assert (ene > 25.0).all()
    umulig = placeringsforslag(plan, "alle", 1, graense=15.0)
    assert (umulig.status, umulig.valg) == ("umulig", ())
    assert umulig.mindste_graense == pytest.approx(np.minimum(har, til.min(axis=1))[kan].max())
    with pytest.raises(Inputfejl):
        placeringsforslag(plan, "alle", 1, fra="thisted-nordthy-klinik")


def test_each_group_has_its_own_answer_and_each_step_helps(plan: Plan) -> None:
    for hvem, kolonne in HVEM.items():
        svar = placeringsforslag(plan, "flest", 3, hvem)
        assert svar.foer.i_alt == pytest.approx(plan.punkter[kolonne].sum())
        inden = [svar.foer.inden, *(valg.efter.inden for valg in svar.valg)]
        assert (np.diff(inden) > 0).all() and (np.diff(inden, 2) <= 0).all()
        assert svar.vaerdi == pytest.approx(svar.efter.inden)
    efter = vurder(plan, placeringsforslag(plan, "flest", 1, "uden_bil").tiltag).effekt.kriterier
    andel_pct = placeringsforslag(plan, "flest", 1, "uden_bil").efter.andel_pct
    assert efter.set_index("kriterium")["efter"][UDEN_BIL] == pytest.approx(andel_pct)


def test_fewer_kinds_of_places_do_no_better(plan: Plan) -> None:
    def vaerdi(hvem: Hvem, *slags: str) -> float:
        return placeringsforslag(plan, "middel", 2, hvem, slags=slags).vaerdi  # type: ignore[arg-type]

    assert vaerdi("over70", "by") >= vaerdi("over70", "by", "distrikt")


def test_clinics_outside_the_region_count(toy: Plan) -> None:
    """One of another region's at p3, and the next clinic has nobody left to come nearer to."""
    nabo = np.array([[100.0], [100], [0], [100], [np.nan]])
    plan = dataclasses.replace(toy, naboafstande={"minutter": nabo})
    svar = placeringsforslag(plan, "middel", 1)
    assert svar.foer.inden == 9_600 and svar.vaerdi == svar.foer.middel == 0


def test_a_capacity_as_an_amount_is_of_one_speciale(toy: Plan) -> None:
    """One of 62 is what the field says so many kroner are, and clinics with some of it are kept."""
    kroner = pd.DataFrame(
        [("n1", "51", 2_000_000.0), ("n1", "62", 400_000.0), ("s1", "62", 100_000.0)],
        columns=["klinik_id", "speciale", "beloeb_kr"],
    ).assign(over30=np.nan, under30=np.nan)
    plan = dataclasses.replace(toy, kapaciteter=kroner)
    svar = placeringsforslag(plan, "middel", 1, speciale="62")
    (en,) = svar.tiltag
    assert isinstance(en, Udvidelse) and en.speciale == "62"
    assert plan.opgoerelse.kapaciteter(en.maengde, "62") == pytest.approx(1)
    # n2 has none: p2 (2,000) is 20 minutes from n1, p3 (1,000) 40, and Læsø counts with 120.
    assert svar.foer.middel == pytest.approx((2_000 * 20 + 1_000 * 40 + 600 * 120) / 9_600)
    v = vurder(plan, svar.tiltag, ventespeciale="62")
    assert v.effekt.kriterier.set_index("kriterium")["efter"][NAERHED] == svar.efter.middel


def test_a_plan_by_areas_has_the_same_answer(plan: Plan) -> None:
    i_raad = efter_planomraade(plan, sundhedsraad(plan))
    assert placeringsforslag(i_raad, "flest", 2) == placeringsforslag(plan, "flest", 2)
