"""Diskretion: hand-computed tables, and what a reader can solve for from all that is told.

The reader is a linear programme: what is told are equations, what is hidden are unknowns from 0 to
all of the group, and each unknown is made as small and as large as the equations allow.
"""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from planning import diskretion
from planning.adgang import adgang
from planning.daekningsbillede import GRUPPER, Daekningsbillede, daekningsbillede
from planning.diskretion import (
    DiskretDaekning,
    antal_skjulte,
    diskret_adgang,
    diskret_daekning,
    diskrete_celler,
    diskrete_stroemme,
    er_lille,
    skjulte,
    skjulte_felter,
    uden_smaa,
)
from planning.plan import REGIONSRAEKKE, Plan
from saetninger.daekning import daekningsnyhed

#: A figure may be told when it is of nobody or of so many.
FEM = 5.0
GRAENSER = [("minutter", 10), ("minutter", 15), ("minutter", 20), ("km", 10), ("luftlinje", 10)]


def tabel(**kommuner: list[tuple[float, float]]) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return counts, kommune and all of the group of districts A1, A2, ..., B1, ... ."""
    raekker = {
        f"{kode}{nr}": (uden, alle, kode)
        for kode, par in kommuner.items()
        for nr, (uden, alle) in enumerate(par, start=1)
    }
    ramme = pd.DataFrame.from_dict(raekker, orient="index", columns=["uden", "alle", "kode"])
    return ramme["uden"], ramme["kode"], ramme["alle"]


def navne(skjult: pd.Series) -> str:
    """Return the names of what is hidden, in order."""
    return " ".join(map(str, skjult.index[skjult]))


@pytest.mark.parametrize(
    ("kommuner", "ventet"),
    [
        # None is small: 0, all and five are told.
        ({"A": [(0, 100), (5, 100), (95, 100), (100, 100)], "B": [(40, 80)]}, ""),
        # A1 would be 33 less 30; the smallest that hides it is A2, not A3.
        ({"A": [(3, 100), (10, 100), (20, 100), (0, 100)], "B": [(40, 80)]}, "A1 A2"),
        # All less 97 within the limit is 3 too, and 97 less 10 that are not gives A3 away.
        ({"A": [(97, 100), (0, 100), (10, 100)], "B": [(40, 80)]}, "A1 A3"),
        # Two small ones of 3 and 1 are 4 together: no more than either alone.
        ({"A": [(3, 100), (1, 100), (30, 100)], "B": [(40, 80)]}, "A1 A2 A3"),
        # Two of 4 do not hide each other: the other is under five.
        ({"A": [(4, 100), (4, 100), (9, 100)], "B": [(40, 80)]}, "A1 A2 A3"),
        # A2 is all beyond the limit and A3 nobody: one of them is not enough, together they are.
        ({"A": [(3, 100), (50, 50), (0, 80)], "B": [(40, 80), (60, 90)]}, "A1 A2 A3"),
        # With A2 alone A1 is 3 at least. So the sum of A is hidden, and B2, 30 within the limit,
        # hides it among the kommuner.
        ({"A": [(3, 100), (50, 50)], "B": [(40, 80), (60, 90)]}, "A1 A2 B2 A B"),
        # A kommune may be small itself.
        ({"A": [(2, 100), (1, 100)], "B": [(40, 80), (0, 90)], "C": [(7, 60)]}, "A1 A2 C1 A C"),
        # Nobody else in the region: its own sum is hidden.
        ({"A": [(3, 100)], "B": [(0, 80)]}, "A1 A region"),
    ],
)
def test_tables_by_hand(kommuner: dict[str, list[tuple[float, float]]], ventet: str) -> None:
    assert navne(skjulte(*tabel(**kommuner))) == ventet


def test_a_fraction_of_a_person_is_hidden_and_the_noise_of_a_sum_is_none() -> None:
    assert er_lille([0.2, 4.6, 4.9]).all()
    assert not er_lille([0.0, 1e-9, 5.0 - 1e-9, 5.0, 7.5]).any()


def test_a_district_of_few_is_hidden_with_all_that_is_told_of_it() -> None:
    alle, kode, _ = tabel(A=[(3, 0), (60, 0), (80, 0)], B=[(90, 0)])
    skjult = skjulte(alle, kode)
    assert navne(skjult) == "A1 A2"
    uden = pd.Series([0.0, 20.0, 40.0, 0.0], alle.index)
    assert navne(skjulte(uden, kode, alle, skjult)) == "A1 A2"


def test_what_is_hidden_already_stays_so_and_helps() -> None:
    uden, kode, alle = tabel(A=[(3, 100), (10, 100), (20, 100)], B=[(40, 80)])
    foerst = skjulte(uden, kode, alle)
    ogsaa = foerst.copy()
    ogsaa[["A2", "A3"]] = [False, True]
    assert navne(skjulte(uden, kode, alle, ogsaa)) == "A1 A3"


class Laeser:
    """Who solves for the hidden figures of one table: `skjult` as `skjulte` returns it."""

    def __init__(
        self, tal: pd.Series, i_alt: pd.Series, omraade: pd.Series, skjult: pd.Series
    ) -> None:
        self.n, ukendt = len(tal), skjult[tal.index].to_numpy()
        celler = tal.to_numpy(float)
        ligninger, facit = [], []
        for kode, raekke in [
            *((k, (omraade == k).to_numpy()) for k in sorted(omraade.unique())),
            (REGIONSRAEKKE, np.ones(self.n, dtype=bool)),
        ]:
            if not skjult[kode]:
                ligninger.append(raekke.astype(float))
                facit.append(celler[raekke].sum())
        self.ligninger, self.facit = np.array(ligninger).reshape(-1, self.n), np.array(facit)
        self.graenser = [
            (0.0, float(alle)) if u else (v, v)
            for u, v, alle in zip(ukendt, celler, i_alt, strict=True)
        ]

    def interval(self, sum_af: NDArray[np.bool_]) -> tuple[float, float]:
        """Return the least and the most a sum of figures can be."""
        ender = []
        for fortegn in (1, -1):
            svar = linprog(
                fortegn * sum_af.astype(float),
                A_eq=self.ligninger if len(self.facit) else None,
                b_eq=self.facit if len(self.facit) else None,
                bounds=self.graenser,
            )
            assert svar.success
            ender.append(fortegn * svar.fun)
        return ender[0], ender[1]


def kraev_sikker(lav: float, hoej: float) -> None:
    """Fail when a small group can be told from nobody, or from five or more."""
    assert lav <= 1e-5
    assert hoej >= FEM - 1e-5


@st.composite
def tabeller(draw: st.DrawFn) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Draw tables with many small figures, zeros and districts all beyond the limit."""
    raekker = []
    for kode in "ABCD"[: draw(st.integers(1, 4))]:
        for nr in range(draw(st.integers(1, 6))):
            alle = draw(st.integers(5, 60))
            uden = draw(
                st.sampled_from([0, alle]) | st.integers(0, min(alle, 6)) | st.integers(0, alle)
            )
            del_ = draw(st.sampled_from([1.0, 1.0, 0.7]))
            raekker.append((f"{kode}{nr}", uden * del_, float(alle), kode))
    ramme = pd.DataFrame(raekker, columns=["navn", "uden", "alle", "kode"]).set_index("navn")
    return ramme["uden"], ramme["kode"], ramme["alle"]


@settings(max_examples=150)
@given(tabeller())
def test_no_small_figure_can_be_solved_for(
    sag: tuple[pd.Series, pd.Series, pd.Series],
) -> None:
    uden, kode, alle = sag
    skjult = skjulte(uden, kode, alle)
    laeser = Laeser(uden, alle, kode, skjult)
    summer = {k: (kode == k).to_numpy() for k in sorted(kode.unique())}
    enheder = {navn: (uden.index == navn) for navn in uden.index} | summer
    enheder[REGIONSRAEKKE] = np.ones(len(uden), dtype=bool)
    for navn, hvilke in enheder.items():
        vaerdi, hele = uden[hvilke].sum(), alle[hvilke].sum()
        if er_lille([vaerdi, hele - vaerdi]).any():
            assert skjult[navn]
            lav, hoej = laeser.interval(hvilke)
            if er_lille(vaerdi):
                kraev_sikker(lav, hoej)
            if er_lille(hele - vaerdi):
                kraev_sikker(hele - hoej, hele - lav)
        if not skjult[navn]:
            lav, hoej = laeser.interval(hvilke)
            assert lav == pytest.approx(hoej) == pytest.approx(vaerdi)


def test_the_reader_solves_what_is_hidden_alone() -> None:
    # The proof can fail: with primary suppression only, the sum gives A1 away.
    uden, kode, alle = tabel(A=[(3, 100), (10, 100), (20, 100)], B=[(40, 80)])
    kun_smaa = pd.Series(False, index=[*uden.index, "A", "B", REGIONSRAEKKE])
    kun_smaa["A1"] = True
    laeser = Laeser(uden, alle, kode, kun_smaa)
    assert laeser.interval(uden.index == "A1") == pytest.approx((3, 3))


@pytest.fixture(scope="module", params=GRAENSER, ids=lambda p: f"{p[0]}-{p[1]}")
def billeder(
    plan: Plan, request: pytest.FixtureRequest
) -> tuple[Daekningsbillede, DiskretDaekning]:
    return daekningsbillede(plan, *request.param), diskret_daekning(plan, *request.param)


def test_no_small_group_of_the_region_is_told_at_any_limit(
    billeder: tuple[Daekningsbillede, DiskretDaekning],
) -> None:
    raa, diskret = billeder
    fundet = 0
    for foer, efter in ((raa.distrikter, diskret.distrikter), (raa.uden_for, diskret.uden_for)):
        for g in GRUPPER:
            for ende in ("", "_lav", "_hoej"):
                uden, alle = foer[f"{g}_uden{ende}"], foer[g]
                lille = er_lille(uden) | er_lille(alle - uden)
                fundet += lille.sum()
                assert efter.loc[lille, f"{g}_uden{ende}"].isna().all()
                assert efter.loc[lille, f"{g}_uden_pct{ende}"].isna().all()
                vist = efter[f"{g}_uden{ende}"].notna()
                pd.testing.assert_series_equal(
                    efter.loc[vist, f"{g}_uden{ende}"], foer.loc[vist, f"{g}_uden{ende}"]
                )
    assert fundet > 20
    i_alt, daekket = diskret.kommuner["i_alt"], diskret.kommuner["indbyggere"]
    assert not er_lille((i_alt - daekket).dropna()).any()
    # Who lives where is told in full, and the sums are the official ones.
    assert diskret.distrikter["indbyggere"].sum() == raa.region["i_alt"] == i_alt.sum()


@pytest.mark.parametrize("gruppe", GRUPPER)
def test_figures_and_their_ranges_do_not_give_each_other_away(
    billeder: tuple[Daekningsbillede, DiskretDaekning], gruppe: str
) -> None:
    """A reader who has the ranges too, and knows that lav <= figure <= hoej in every district."""
    raa, diskret = billeder
    hver, kode = raa.distrikter, raa.plan.distrikter["kommune_kode"].loc[raa.distrikter.index]
    alle, n, ender = hver[gruppe].to_numpy(float), len(hver), ("_lav", "", "_hoej")
    celler = np.concatenate([hver[f"{gruppe}_uden{e}"].to_numpy(float) for e in ender])
    skjult = pd.concat([diskret.skjult[f"{gruppe}_uden{e}"].loc[hver.index] for e in ender])
    graenser = [
        (0.0, a) if s else (v, v) for v, s, a in zip(celler, skjult, np.tile(alle, 3), strict=True)
    ]
    ligninger = []
    for nr, ende in enumerate(ender):
        for omraade in (*sorted(kode.unique()), REGIONSRAEKKE):
            if not diskret.skjult.at[omraade, f"{gruppe}_uden{ende}"]:
                hvilke = np.ones(n) if omraade == REGIONSRAEKKE else (kode == omraade).to_numpy()
                ligninger.append(
                    np.concatenate([hvilke if t == nr else 0 * hvilke for t in range(3)])
                )
    lige = np.array(ligninger)
    een = np.eye(3 * n)
    baand = np.vstack([een[:n], een[n : 2 * n] - een[:n], een[2 * n :] - een[n : 2 * n]])
    for maal, vaerdi, hele in (
        *((b, b @ celler, np.inf) for b in baand),
        *((-een[n + i], -celler[n + i], alle[i]) for i in range(n)),
        *((een[n + i], celler[n + i], np.inf) for i in range(n)),
        *((-een[2 * n + i], -celler[2 * n + i], alle[i]) for i in range(n)),
    ):
        tillaeg = 0.0 if np.isinf(hele) else hele
        if er_lille(tillaeg + vaerdi):
            fundet = []
            for fortegn in (1, -1):
                svar = linprog(
                    fortegn * maal, -baand, np.full(3 * n, 1e-7), lige, lige @ celler, graenser
                )
                assert svar.success
                fundet.append(tillaeg + fortegn * svar.fun)
            kraev_sikker(*fundet)


def test_a_share_a_range_and_a_choice_are_hidden_with_their_figure(plan: Plan) -> None:
    diskret = diskret_daekning(plan, "minutter", 10)
    skjult = diskret.skjult["indbyggere_uden"].loc[diskret.distrikter.index]
    vaek = diskret.distrikter[skjult]
    assert len(vaek)
    assert vaek[["indbyggere_uden", "andel_pct", "lav_pct", "hoej_pct"]].isna().all(axis=None)
    assert vaek[["indbyggere", "afstand"]].notna().all(axis=None)
    to = diskret.valg_pct * [*diskret.kommuner["i_alt"], diskret.region["i_alt"]] / 100
    assert not er_lille(to.dropna()).any()


def test_hidden_figures_are_counted_and_named(plan: Plan) -> None:
    diskret = diskret_daekning(plan, "minutter", 15)
    ramme = diskret.distrikter
    felter = skjulte_felter(diskret.skjult, ramme)
    talt = sum(len(f.split()) for f in felter if f)
    assert talt == antal_skjulte(diskret.skjult, ramme) == ramme.isna().sum().sum() > 0
    nr = next(nr for nr, f in enumerate(felter) if f)
    assert ramme.iloc[nr][felter[nr].split()].isna().all()
    assert antal_skjulte(diskret.skjult.iloc[:, :0], ramme) == 0


def test_what_planning_computes_is_not_changed(plan: Plan) -> None:
    raa = daekningsbillede(plan, "minutter", 15)
    diskret_daekning(plan, "minutter", 15).distrikter  # noqa: B018
    assert raa.skjult.empty
    assert raa.distrikter["indbyggere_uden"].notna().all()


def test_few_without_access_are_hidden_and_so_is_what_gives_them_away(lille_plan: Plan) -> None:
    # No road goes to Læsø, and its clinic is moved to Nordby: 600, or 3, have no capacity in reach.
    kapaciteter = lille_plan.kapaciteter.assign(under30=[2, 2, 1, 0], over30=[2, 0, 1, 0])
    uden = dataclasses.replace(lille_plan, kapaciteter=kapaciteter)
    assert adgang(uden).kommuner.loc["0825", "uden_adgang"] == 600
    assert diskret_adgang(uden).kommuner["uden_adgang"].notna().all()
    punkter = uden.punkter.assign(indbyggere=[3000, 2000, 1000, 3000, 3])
    tre = dataclasses.replace(uden, punkter=punkter)
    raa, diskret = adgang(tre), diskret_adgang(tre)
    assert raa.kommuner.loc["0825", "uden_adgang"] == 3
    assert np.isnan(diskret.kommuner.loc["0825", "uden_adgang"])
    if er_lille([raa.region["uden_adgang"]])[0]:
        assert np.isnan(diskret.region["uden_adgang"])
    else:
        assert diskret.kommuner["uden_adgang"].isna().sum() >= 2
    pd.testing.assert_series_equal(
        raa.kommuner["kapacitet_pr_10000"], diskret.kommuner["kapacitet_pr_10000"]
    )


def test_a_few_more_by_another_decay_are_hidden(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    stroemme = diskretion.borgerstroemme(plan)
    assert stroemme is not None
    antal = [900.0, 903.0, 0.0, 2.0, 40.0]
    andre = dataclasses.replace(stroemme, valg=stroemme.valg.assign(uden_adgang=antal))
    monkeypatch.setattr(diskretion, "borgerstroemme", lambda _: andre)
    diskrete = diskrete_stroemme(plan)
    assert diskrete is not None
    fortalt = diskrete.valg["uden_adgang"].to_numpy()
    np.testing.assert_array_equal(fortalt, [900.0, np.nan, 0.0, np.nan, 40.0])


def test_a_region_with_few_beyond_the_limit_says_no_number(lille_plan: Plan) -> None:
    # Only p3 has longer than 10 km, and 3 live there: no other district can hide it.
    punkter = lille_plan.punkter.assign(indbyggere=[3000, 2000, 3, 3000, 600])
    faa = dataclasses.replace(lille_plan, punkter=punkter)
    raa, diskret = (f(faa, "luftlinje", 10) for f in (daekningsbillede, diskret_daekning))
    assert raa.udaekkede == 3
    assert np.isnan(diskret.region["indbyggere"]) and np.isnan(diskret.region["andel_pct"])
    assert not diskret.alle_daekket
    assert not re.search(r"\b3\b|%", daekningsnyhed(diskret))
    # The district has 3 residents in all, and its kommune's are known: another is hidden with it.
    assert diskret.distrikter["indbyggere"].isna().sum() == 2
    assert diskret.uden_for["indbyggere"].notna().all()


def test_a_small_count_without_sums_is_hidden_alone() -> None:
    ramme = pd.DataFrame({"net": [0, 3, 5, 900], "celler": [0, 3, 5, 9]})
    fortalt = uden_smaa(ramme, "net")
    np.testing.assert_array_equal(fortalt["net"], [0, np.nan, 5, 900])
    assert fortalt["celler"].tolist() == [0, 3, 5, 9]


def test_cells_by_hand() -> None:
    celler = pd.DataFrame(
        {"indbyggere": [1, 4, 5, 14, 15, 120], "x": range(6)}, index=list("abcdef")
    )
    fortalt = diskrete_celler(celler)
    assert fortalt["indbyggere"].to_dict() == {"c": 10, "d": 10, "e": 20, "f": 120}
    assert fortalt["x"].tolist() == [2, 3, 4, 5]


def _net(plan: Plan) -> Plan:
    """Return the plan with a grid in place of the model: counts, most of them small."""
    tilfaeldig = np.random.default_rng(7)
    middel = plan.punkter["indbyggere"].to_numpy() / 6
    talt = np.maximum(tilfaeldig.negative_binomial(0.5, 0.5 / (0.5 + middel)), 1)
    return dataclasses.replace(plan, punkter=plan.punkter.assign(indbyggere=talt))


@pytest.mark.parametrize("med_net", [False, True], ids=["model", "net"])
@pytest.mark.parametrize(("maal", "graense"), GRAENSER)
def test_cells_do_not_give_away_who_is_left_out(
    plan: Plan, maal: str, graense: float, med_net: bool
) -> None:
    """A reader of the layer of cells, with each one's way and access, and of the districts.

    Of a cell: within half a step of what is told. Of those left out of a district: how many live
    beyond the limit and within it is anybody's guess, from nobody and up, and so are their way and
    access. The district's mean way and mean access are an equation each.
    """
    plan = _net(plan) if med_net else plan
    raa, diskret = (f(plan, maal, graense) for f in (daekningsbillede, diskret_daekning))
    punkter = plan.punkter.assign(vej=raa.naermeste.afstand.astype(float))
    punkter["adgang"], punkter["ude"] = adgang(plan).punkter, ~(punkter["vej"] <= graense)
    vist, bedst = diskrete_celler(punkter), punkter["adgang"].max()
    proevet = 0
    for distrikt, egne in punkter.groupby("distrikt"):
        udeladte = egne[er_lille(egne["indbyggere"])]
        grupper = udeladte.groupby("ude")["indbyggere"].sum()
        # Unknown: the cells; those left out beyond and within; their ways, and their access.
        celler, i_alt = vist[vist["distrikt"] == distrikt], float(egne["indbyggere"].sum())
        n = len(celler)
        graenser = [(v - 5.0, v + 4.0) for v in celler["indbyggere"]]
        graenser += [(0.0, i_alt)] * 2 + [(0.0, None)] * 3
        lige = [[*np.ones(n), 1, 1, 0, 0, 0], [*celler["adgang"], 0, 0, 0, 0, 1]]
        facit = [i_alt, egne["adgang"] @ egne["indbyggere"]]
        if egne["vej"].notna().all():
            lige.append([*celler["vej"], 0, 0, 1, 1, 0])
            facit.append(egne["vej"] @ egne["indbyggere"])
        if not np.isnan(uden := diskret.distrikter.at[distrikt, "indbyggere_uden"]):
            lige.append([*celler["ude"].astype(float), 1, 0, 0, 0, 0])
            facit.append(uden)
        hoejst = [
            [*np.zeros(n), graense, 0, -1, 0, 0],
            [*np.zeros(n), 0, -graense, 0, 1, 0],
            [*np.zeros(n), -bedst, -bedst, 0, 0, 1],
        ]
        for ude in grupper.index[er_lille(grupper)]:
            maalet, ender = np.eye(n + 5)[n if ude else n + 1], []
            for fortegn in (1, -1):
                svar = linprog(fortegn * maalet, hoejst, [1e-6] * 3, lige, facit, graenser)
                assert svar.success, distrikt
                ender.append(fortegn * svar.fun)
            lav, hoej = ender
            assert lav <= 1e-6 or hoej >= FEM - 1e-6, (distrikt, ude, grupper[ude], ender)
            assert hoej - lav >= 1, (distrikt, ude, grupper[ude], ender)
            proevet += 1
    assert proevet >= 5
