"""Accessibility and facilities of clinics: told by the file, kept where it says nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang.arter.tilgaengelighed import ART, NAVNE
from data.indgang.proeve import Proeve, proev
from data.skema import INDBYGGET
from planning.effekt import HOLD
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Flytning
from tabeller.importen import forskelstabel

HOVED = ("Klinik", "Handicapvenlig adgang", "Handicaptoilet", "Holdtræning")
Skriv = Callable[..., Path]


@pytest.fixture
def fil(tmp_path: Path) -> Skriv:
    def skriv(*raekker: tuple[object, ...], hoved: tuple[str, ...] = HOVED) -> Path:
        bog = Workbook()
        for raekke in (hoved, *raekker):
            bog.active.append(raekke)
        bog.save(sti := tmp_path / "tilgaengelighed.xlsx")
        return sti

    return skriv


def _proev(sti: Path, plan: Plan) -> Proeve:
    return proev(sti, [ART], lambda: plan, {})


def _taget(proeve: Proeve, tmp_path: Path, fra: Path = INDBYGGET) -> tuple[Plan, Path]:
    assert proeve.kan_tages, [f.fejl for f in proeve.fejl]
    til = tmp_path / f"ny-{len(list(tmp_path.iterdir()))}"
    ny_pakke(fra, til, proeve.tolkning.nye, proeve.tolkning.uden, proeve.tolkning.fagord)
    return indlaes(til), til


def test_what_is_told_is_used_and_the_rest_is_kept(fil: Skriv, plan: Plan, tmp_path: Path) -> None:
    adgang = plan.klinikker["handicapadgang"]
    uoplyst, med = adgang.index[adgang == "ikke oplyst"][0], adgang.index[adgang == "ja"][0]
    ny, mappe = _taget(_proev(fil((uoplyst, "Ja", "ja", "nej"), (med, "", "", 1)), plan), tmp_path)
    assert ny.klinikker.loc[uoplyst, "handicapadgang"] == "ja"
    assert ny.klinikker.loc[med, "handicapadgang"] == "ja", "an empty cell takes nothing away"
    kendt = ny.klinikoplysninger
    assert kendt.loc[uoplyst][list(NAVNE)].to_list() == ["ja", "ja", "nej"]
    assert kendt.loc[med, "holdtraening"] == "ja"
    assert (ny.klinikker["handicapadgang"] != adgang).sum() == 1
    assert "tilgaengelighed.xlsx" in ny.herkomst["klinikoplysninger"].kilde
    assert "tilgaengelighed.xlsx" not in ny.herkomst["klinikker"].kilde
    # The next file is on top of it.
    hoved = ("Klinik", "Toilet")
    igen, _ = _taget(_proev(fil((uoplyst, "nej"), hoved=hoved), ny), tmp_path, mappe)
    assert igen.klinikoplysninger.loc[uoplyst][list(NAVNE)].to_list() == ["ja", "nej", "nej"]


def test_rooms_for_holdtraening_give_the_criterion_its_figure(
    fil: Skriv, plan: Plan, tmp_path: Path
) -> None:
    """2.1.13 names it, and no source tells it."""
    a, b, c = plan.klinikker.index[:3]
    ny, _ = _taget(_proev(fil((a, "", "", "ja"), (b, "", "", "nej")), plan), tmp_path)
    kapacitet = klinikkapacitet(ny)["kapacitet"]
    flytning = Flytning(b, a, 0, 1)

    def hold(plan_: Plan) -> list[float]:
        ramme = vurder(plan_, [flytning]).effekt.kriterier.set_index("kriterium")
        return ramme.loc[HOLD, ["foer", "efter", "score"]].to_list()

    foer, efter, score = hold(ny)
    i_alt = kapacitet[a] + kapacitet[b]
    assert foer == pytest.approx(100 * kapacitet[a] / i_alt)
    assert efter == pytest.approx(100 * (kapacitet[a] + 0.5) / i_alt)
    assert score > 0
    assert all(v != v for v in hold(plan)), "without an import it has none"
    # A clinic of which nothing is told is neither yes nor no, and a move to it cannot be judged.
    ramme = vurder(ny, [Flytning(b, c, 0, 1)]).effekt.kriterier.set_index("kriterium")
    assert ramme.loc[HOLD, "score"] != ramme.loc[HOLD, "score"]


def test_faults_are_told_with_their_cells(fil: Skriv, plan: Plan) -> None:
    a = plan.klinikker.index[0]
    proeve = _proev(fil((a, "delvist", "ja", "ja"), (a, "ja", "", ""), ("Væk", "ja", "", "")), plan)
    fund = {(f.raekke, f.kolonne): f.fejl for f in proeve.fejl}
    assert set(fund) == {(2, HOVED[1]), (3, "Klinik"), (4, "Klinik")}
    assert "delvist" in fund[(2, HOVED[1])] and "række 2" in fund[(3, "Klinik")]


def test_not_told_keeps_the_answer_from_before_and_says_so(
    fil: Skriv, plan: Plan, tmp_path: Path
) -> None:
    adgang = plan.klinikker["handicapadgang"]
    med = list(adgang.index[adgang == "ja"][:2])
    proeve = _proev(fil((med[0], "ikke oplyst", "ja", "ja"), (med[1], "", "ja", "ja")), plan)
    (advarsel,) = proeve.advarsler
    assert advarsel.fejl.startswith("2 klinikker ")
    assert (_taget(proeve, tmp_path)[0].klinikker.loc[med, "handicapadgang"] == "ja").all()


def test_a_full_stop_ends_an_answer_and_is_none_by_itself(
    fil: Skriv, plan: Plan, tmp_path: Path
) -> None:
    a = plan.klinikker.index[0]
    ny, _ = _taget(_proev(fil((a, "Ja.", "Nej.", "ja")), plan), tmp_path)
    assert ny.klinikoplysninger.loc[a, "handicaptoilet"] == "nej"
    assert [f.raekke for f in _proev(fil((a, "..", "nej", "ja")), plan).fejl] == [2]


def test_a_mark_where_it_is_so_leaves_the_empty_cell_to_be_asked_about(
    fil: Skriv, plan: Plan, tmp_path: Path
) -> None:
    adgang = plan.klinikker["handicapadgang"]
    a, b = adgang.index[adgang == "nej"][0], adgang.index[adgang == "ja"][0]
    sti = fil((a, "x", "ja", "ja"), (b, "", "ja", "ja"))
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    for svar, blev in (("nej", "nej"), ("ikke_oplyst", "ja")):
        proeve = proev(sti, [ART], lambda: plan, {spoergsmaal.noegle: svar})
        ny, _ = _taget(proeve, tmp_path)
        assert ny.klinikker.loc[[a, b], "handicapadgang"].to_list() == ["ja", blev]
        assert bool(proeve.advarsler) == (svar == "ikke_oplyst")


def test_what_changes_is_a_row_each(fil: Skriv, plan: Plan) -> None:
    proeve = _proev(fil((plan.klinikker.index[0], "Ja", "x", "nej")), plan)
    assert len(forskelstabel(proeve).ramme) == len(proeve.tolkning.forskel) == 9
