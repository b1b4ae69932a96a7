"""Columns are suggested by what they are called; a guess is asked about, and never assumed."""

from __future__ import annotations

import pandas as pd
import pytest

from dansk import Inputfejl
from data.indgang.kolonner import INGEN, ens, foreslaa, vaelg
from data.indgang.kommunenavne import kommunekoder
from data.skema import Felt
from planning.plan import Plan

NAVN = Felt("navn", "string", "Navn", "klinikkens navn", kraevet=True, ord=("praksisnavn",))
LAENGDE = Felt("lon", "number", "Længde", "grader", kraevet=True, ord=("longitude",))
NOTE = Felt("note", "string", "Note", "fri tekst", ord=("bemærkning",))


def test_what_is_called_so_is_sure_whatever_its_letters() -> None:
    forslag = foreslaa(["LAENGDE", "Praksisnavn:", "Andet"], [NAVN, LAENGDE, NOTE])
    assert [(f.kolonne, f.sikker) for f in forslag] == [
        ("Praksisnavn:", True),
        ("LAENGDE", True),
        ("", True),
    ]


def test_a_heading_with_the_word_in_it_is_a_guess_and_is_asked_about() -> None:
    kolonner = ["Navn på praksis", "longitude", "Intern bemærkning"]
    valgt, spoergsmaal = vaelg(foreslaa(kolonner, [NAVN, LAENGDE, NOTE]), kolonner, {})
    assert valgt == {"lon": "longitude"}
    assert {s.noegle: s.forslag for s in spoergsmaal} == {
        "kolonne:navn": "Navn på praksis",
        "kolonne:note": "Intern bemærkning",
    }
    svar = {"kolonne:navn": "Navn på praksis", "kolonne:note": INGEN}
    assert vaelg(foreslaa(kolonner, [NAVN, LAENGDE, NOTE]), kolonner, svar) == (
        {"navn": "Navn på praksis", "lon": "longitude"},
        [],
    )


def test_what_was_confirmed_is_remembered_and_one_column_is_one_field() -> None:
    husket = {"navn": "A", "lon": "væk"}
    forslag = {f.felt.navn: f.kolonne for f in foreslaa(["A", "Navn"], [NAVN, LAENGDE], husket)}
    assert forslag == {"navn": "A", "lon": ""}
    ens_felter = [NAVN, Felt("navn2", "string", "Navn", "igen")]
    assert [f.kolonne for f in foreslaa(["Navn"], ens_felter)] == ["Navn", ""]


def test_a_required_field_without_a_column_is_asked_about_and_a_wrong_answer_is_told() -> None:
    forslag = foreslaa(["x"], [NAVN])
    assert [s.noegle for s in vaelg(forslag, ["x"], {})[1]] == ["kolonne:navn"]
    with pytest.raises(Inputfejl, match="y"):
        vaelg(forslag, ["x"], {"kolonne:navn": "y"})
    with pytest.raises(Inputfejl):
        vaelg(forslag, ["x"], {"kolonne:navn": INGEN})


@pytest.mark.parametrize(
    ("a", "b"), [("Ydernr.", "ydernr"), ("Længde (grader)", "laengde grader"), (" KØN ", "koen")]
)
def test_headings_are_compared_by_their_letters(a: str, b: str) -> None:
    assert ens(a) == ens(b)


@pytest.mark.parametrize(
    ("celle", "kode"),
    [
        ("Brønderslev", "0810"), ("Brønderslev Kommune", "0810"), ("BRØNDERSLEV", "0810"),
        ("Vesthimmerlands", "0820"), ("Vesthimmerlands Kommune", "0820"), (" Morsø ", "0773"),
        ("Mors", ""), ("0825", "0825"), (825, "0825"), (825.0, "0825"), ("825", "0825"),
        ("0810 Brønderslev", "0810"), ("Læsø (825)", "0825"), ("Broenderslev", "0810"),
        ("København", ""), ("", ""), (None, ""), (float("nan"), ""), ("Region Nordjylland", ""),
        ("81", ""), ("٠٨١٠", ""),
    ],
)  # fmt: skip
def test_a_kommune_is_known_by_code_or_name(plan: Plan, celle: object, kode: str) -> None:
    assert kommunekoder(pd.Series([celle], dtype=object), plan.kommuner).tolist() == [kode]


TAL = Felt("antal", "integer", "Antal", "personer", kraevet=True, ord=("folketal",))


@pytest.mark.parametrize(
    "kolonner", [["Navn", "Antal", "Antal (2)"], ["Navn", "Antal", "Folketal"]]
)
def test_of_two_columns_that_may_be_the_number_one_is_chosen(kolonner: list[str]) -> None:
    valgt, (spoergsmaal,) = vaelg(foreslaa(kolonner, [NAVN, TAL]), kolonner, {})
    assert valgt == {"navn": "Navn"} and spoergsmaal.noegle == "kolonne:antal"
    assert (
        vaelg(foreslaa(kolonner, [NAVN, TAL]), kolonner, {"kolonne:antal": kolonner[2]})[0]["antal"]
        == kolonner[2]
    )
    # Also where the one was confirmed in a file that had but one.
    gentaget = kolonner[2] == "Antal (2)"
    (_, tal) = foreslaa(kolonner, [NAVN, TAL], {"antal": "Antal"})
    assert tal.sikker is not gentaget


def test_a_name_and_a_code_of_the_same_are_not_asked_about() -> None:
    kode = Felt("kode", "string", "Kode", "kode", kraevet=True, ord=("kommune", "kommunekode"))
    assert foreslaa(["Kommune", "Kommunekode"], [kode])[0].sikker
