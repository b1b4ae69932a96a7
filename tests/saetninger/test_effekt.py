"""The table of an effect in words: every criterion has its unit, every note its sentences."""

from __future__ import annotations

import dataclasses
from typing import get_args, get_type_hints

import numpy as np
import pandas as pd
import pytest

from planning.effekt import (
    ADGANG,
    DAEKNING,
    HANDICAPADGANG,
    HARMONISERING,
    INDENFOR,
    NAERHED,
    SPARRING,
    STANDARDVAEGTE,
    UDEN_DATA,
    VENTETID,
    Note,
)
from planning.flytning import beholdning
from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Flytning, Nedlaeggelse, Tiltag
from saetninger.effekt import ENHEDER, MANGLER, NOTER, kriterietabel

HALV_TIL_SYD = Flytning("n1", "s1", 0, 1)


def ved(plan: Plan, *scenarie: Tiltag) -> pd.DataFrame:
    """Return the table of a scenario, by criterion."""
    return kriterietabel(vurder(plan, scenarie)).set_index("kriterium")


def test_the_table_is_the_effects_with_units_and_notes_and_leaves_it_alone(toy: Plan) -> None:
    vurdering = vurder(toy, [HALV_TIL_SYD])
    ramme, virkning = kriterietabel(vurdering), vurdering.effekt.kriterier
    faelles = ["kriterium", "foer", "efter", "score", "vaegt"]
    assert list(ramme) == ["kriterium", "enhed", *faelles[1:], "bemaerkning"]
    pd.testing.assert_frame_equal(ramme[faelles], virkning[faelles])
    assert list(virkning) == [*faelles, "note"]


def test_every_criterion_has_a_unit() -> None:
    assert set(ENHEDER) == set(STANDARDVAEGTE)
    assert all(ENHEDER.values())


def test_every_kind_of_note_has_words_of_its_own_or_its_criterions() -> None:
    af_kriteriet = {"ikke_i_data", "opgjort_i_beloeb"}
    assert set(NOTER) | af_kriteriet == set(get_args(get_type_hints(Note)["slags"]))


@pytest.mark.parametrize(
    ("kriterium", "enhed"),
    [
        (HARMONISERING, "% af kapaciteten, der mangler"),
        (NAERHED, "minutter"),
        (ADGANG, "% af regionens adgang"),
        (VENTETID, "ugers ventetid på speciale 62, hvor kapaciteten er; længere er bedre"),
        (HANDICAPADGANG, "% af kapaciteten, hvor det er oplyst"),
    ],
)
def test_a_figure_says_what_it_is_counted_in(toy: Plan, kriterium: str, enhed: str) -> None:
    assert ved(toy, HALV_TIL_SYD).loc[kriterium, "enhed"] == enhed


@pytest.mark.parametrize(("graense", "vist"), [(15, "15"), (20.0, "20"), (12.5, "12,5")])
def test_the_share_within_the_limit_names_the_limit(toy: Plan, graense: float, vist: str) -> None:
    ramme = kriterietabel(vurder(toy, [], graense=graense)).set_index("kriterium")
    assert ramme.loc[DAEKNING, "enhed"] == f"% inden for {vist} min"


@pytest.mark.parametrize(("valgt", "vist"), [(None, "62"), ("51", "51"), ("62", "62")])
def test_waiting_time_names_the_speciale_it_is_read_for(
    plan: Plan, valgt: str | None, vist: str
) -> None:
    ramme = kriterietabel(vurder(plan, [], ventespeciale=valgt)).set_index("kriterium")
    assert f"speciale {vist}," in ramme.loc[VENTETID, "enhed"]


def test_the_coefficient_of_variation_is_told_beside_what_is_lacked(toy: Plan) -> None:
    note = ved(toy, HALV_TIL_SYD).loc[HARMONISERING, "bemaerkning"]
    assert "14,91 % før, 10,54 % efter" in note


def test_who_has_no_way_is_told_of(toy: Plan) -> None:
    note = ved(toy, Flytning("l1", "s1", 0, 1)).loc[NAERHED, "bemaerkning"]
    assert "600 indbyggere har over 120 minutter eller ingen vej" in note
    assert ved(toy, HALV_TIL_SYD).loc[NAERHED, "bemaerkning"] == ""


def test_who_is_silent_about_waiting_is_named(plan: Plan, toy: Plan, lille_plan: Plan) -> None:
    note = {p: ved(p).loc[VENTETID, "bemaerkning"] for p in (plan, toy, lille_plan)}
    assert "Jammerbugt har ikke oplyst" in note[plan]
    assert "Læsø har ikke oplyst ventetid og indgår ikke. Ventetiden er" in note[toy]
    assert note[lille_plan].startswith("Ventetid er oplyst i færre end to kommuner.")


def test_access_that_is_not_reported_is_told_with_its_capacity(toy: Plan) -> None:
    urort = ved(toy, Flytning("n1", "n2", 0, 1)).loc[HANDICAPADGANG, "bemaerkning"]
    assert urort == (
        "Adgangen er ikke oplyst for klinikker med 1,5 kapacitet, som ikke regnes med. "
        "Toiletforhold er ikke i data."
    )
    roert = ved(toy, HALV_TIL_SYD).loc[HANDICAPADGANG, "bemaerkning"]
    assert roert == (
        "Adgangen er ikke oplyst for klinikker med 2 kapaciteter, som ikke regnes med. Ændringen "
        "rører en sådan klinik: den kan ikke vurderes og tæller som uændret. Toiletforhold er ikke "
        "i data."
    )
    klinikker = toy.klinikker.assign(handicapadgang="ja")
    alle = ved(dataclasses.replace(toy, klinikker=klinikker), HALV_TIL_SYD)
    assert alle.loc[HANDICAPADGANG, "bemaerkning"] == "Toiletforhold er ikke i data."


@pytest.mark.parametrize("navn", UDEN_DATA)
def test_what_the_data_cannot_answer_says_what_to_import(plan: Plan, navn: str) -> None:
    note = ved(plan).loc[navn, "bemaerkning"]
    assert note.startswith(MANGLER[navn])
    assert "import" in note


def test_capacity_as_an_amount_does_not_know_who_is_alone(toy: Plan) -> None:
    kapaciteter = toy.kapaciteter.assign(
        speciale="62", under30=np.nan, over30=np.nan, beloeb_kr=1e6
    )
    i_beloeb = dataclasses.replace(toy, kapaciteter=kapaciteter)
    assert ved(i_beloeb).loc[SPARRING, "bemaerkning"] == MANGLER[SPARRING]
    assert ved(toy).loc[SPARRING, "bemaerkning"] == ""


def test_without_any_capacity_that_is_all_there_is_to_say(plan: Plan, toy: Plan) -> None:
    for p in (plan, toy):
        har = {k: beholdning(p, k) for k in p.klinikker.index}
        alt = [Nedlaeggelse(k, **antal) for k, antal in har.items() if any(antal.values())]
        assert set(ved(p, *alt)["bemaerkning"]) == {"Ingen kapacitet i planen."}


def test_what_the_field_knows_of_a_criterion_ends_its_note(toy: Plan) -> None:
    fag = dataclasses.replace(
        toy.fag, bemaerkninger={NAERHED: "Kendt her.", INDENFOR: "Kendt der."}
    )
    noter = ved(dataclasses.replace(toy, fag=fag), HALV_TIL_SYD)["bemaerkning"]
    assert noter[NAERHED] == "Kendt her."
    assert noter[INDENFOR].endswith("15 og 20 minutter. Kendt der.")
