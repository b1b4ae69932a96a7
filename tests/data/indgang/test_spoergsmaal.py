"""Questions of a file: they stand in the error with their answers, and a wrong answer is told."""

from __future__ import annotations

import pytest

from dansk import Inputfejl
from data.indgang.spoergsmaal import Afhoerte, Spoergsmaal, Ubesvaret, besvaret, punkt_af, punktsvar

ENHED = Spoergsmaal(
    "enhed", "Er tiderne i sekunder?", (("sekunder", "ja"), ("minutter", "nej, minutter"))
)


def test_the_error_has_each_question_with_its_answers() -> None:
    fejl = Ubesvaret("matrix.csv", [ENHED, Spoergsmaal("lag", "Hvilket lag?", (("a", "a"),))])
    assert isinstance(fejl, Inputfejl)
    tekst = str(fejl)
    assert tekst.startswith("matrix.csv") and tekst.count("\n") == 2
    for ord_ in ("enhed=sekunder", "enhed=minutter", "lag=a"):
        assert ord_ in tekst


def test_an_answer_is_one_of_those_there_are() -> None:
    assert besvaret({}, ENHED) is None
    assert besvaret({"enhed": "sekunder"}, ENHED) == "sekunder"
    with pytest.raises(Inputfejl, match="timer"):
        besvaret({"enhed": "timer"}, ENHED)


def test_a_question_of_a_place_takes_a_town_or_a_point_and_nothing_else() -> None:
    sted = Spoergsmaal("sted:9", "Hvor?", (("by:Byrum", "Byrum"),), punkt=True)
    for svar in ("by:Byrum", "57.2555,11.0018", punktsvar(57.25551, 11.0018)):
        assert besvaret({"sted:9": svar}, sted) == svar
    assert punkt_af(punktsvar(57.25551, 11.0)) == (57.2555, 11.0)
    for svar in ("by:Hals", "57.2", "nord,syd", "1,2,3"):
        with pytest.raises(Inputfejl, match="lat,lon"):
            besvaret({"sted:9": svar}, sted)
    with pytest.raises(Inputfejl):
        besvaret({"enhed": "57.1,9.9"}, ENHED)


def test_a_question_of_a_thousand_columns_is_one_short_clean_line() -> None:
    navne = [f"kolonne {nr}\x1b" + "x" * 500 for nr in range(1_000)]
    spoergsmaal = Spoergsmaal("kolonne:a", "Hvilken\n\x1b?", tuple((n, n) for n in navne))
    linje = spoergsmaal.linje()
    assert len(linje) < 10_000 and "970 andre" in linje
    assert linje.isprintable()
    # The answer is the column as the file has it.
    assert besvaret({"kolonne:a": navne[7]}, spoergsmaal) == navne[7]


def test_an_answer_nobody_asks_for_is_known_as_such() -> None:
    svar = Afhoerte({"enhed": "sekunder", "enhde": "timer"})
    assert besvaret(svar, ENHED) == "sekunder" and svar.get("lag") is None
    assert svar.ubrugte == ("enhde",)
