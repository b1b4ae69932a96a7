"""Questions of a file: they stand in the error with their answers, and a wrong answer is told."""

from __future__ import annotations

import pytest

from dansk import Inputfejl
from data.indgang.spoergsmaal import Spoergsmaal, Ubesvaret, besvaret

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
