"""What a dataset has and lacks of what can be imported: told as the plan itself has it."""

from __future__ import annotations

import dataclasses

from data.indgang.arter.liste import ARTER, arter_i
from planning.plan import IMPORTERET, Plan
from saetninger.importen import SVARER
from tabeller.importstatus import (
    MANGLER,
    MODEL,
    RESSOURCER,
    importstatus,
    kan_erstattes,
    kan_tilfoejes,
)


def test_what_the_sources_lack_is_told_and_nothing_else(plan: Plan) -> None:
    ramme = importstatus(plan, ARTER).ramme
    assert list(ramme.index) == [art.noegle for art in ARTER]
    mangler = set(ramme.index[ramme["nu"] == MANGLER])
    tomme = {
        "fremskrivning": plan.fremskrivning,
        "tilskud": plan.tilskud,
        "ramme": plan.rammeforbrug,
        "patienter": plan.patienter,
        "regulering": plan.regulering,
        "naboklinikker": plan.naboklinikker,
        "transport": plan.transport,
    }
    assert mangler == {noegle for noegle, tabel in tomme.items() if tabel.empty} == set(tomme)
    assert ramme.loc["klinikker", "nu"].startswith("Bilag 4, s. 49-66")
    assert "Praksisplan for fysioterapi 2020" in importstatus(plan, ARTER).kilde
    assert {ramme.loc[n, "nu"] for n in ("befolkning", "matrix")} == {MODEL}
    assert "57 af 57" in ramme.loc["klinikpunkter", "nu"]


def test_what_is_imported_is_told_by_its_file(plan: Plan) -> None:
    fil = dataclasses.replace(
        plan.herkomst["kommuner"], kilde=f"{IMPORTERET} folketal (FOLK1A.xlsx)", dato="2026K3"
    )
    herkomst = {**plan.herkomst, "kommuner": fil, "rejsetid": fil}
    importeret = dataclasses.replace(plan, herkomst=herkomst, model=frozenset())
    ramme = importstatus(importeret, ARTER).ramme
    for noegle in ("folketal", "matrix"):
        assert "FOLK1A.xlsx" in ramme.loc[noegle, "nu"] and "2026K3" in ramme.loc[noegle, "nu"]


def test_each_kind_of_every_field_has_its_row(plan: Plan) -> None:
    assert set(RESSOURCER) <= {art.noegle for art in ARTER}
    assert len(importstatus(plan, arter_i(plan.fag)).ramme) == len(arter_i(plan.fag))


def test_each_kind_says_what_it_answers_and_where(plan: Plan) -> None:
    assert set(SVARER) == {art.noegle for art in ARTER}
    ramme = importstatus(plan, ARTER).ramme
    assert ramme.loc["tilskud", "side"] == "Økonomi, Knækgrænser"
    assert ramme["svar"].str.endswith("?").all()


def test_what_can_be_added_and_what_can_be_replaced_are_all_there_is(plan: Plan) -> None:
    status = importstatus(plan, ARTER)
    nye, gamle = kan_tilfoejes(status), kan_erstattes(status)
    assert "tilskud" in nye.ramme.index and "klinikker" in gamle.ramme.index
    assert sorted([*nye.ramme.index, *gamle.ramme.index]) == sorted(status.ramme.index)
    assert "nu" not in [k.navn for k in nye.kolonner] and not nye.fremhaevet | gamle.fremhaevet
