"""What is said of shaken ground: the range, whether the sign holds, how many moves stay."""

from __future__ import annotations

import math

import pandas as pd

from planning.foelsomhed import Effektspaend
from saetninger.foelsomhed import effektspaendtal, rangnyhed, spaendtekst

INGEN = pd.DataFrame()
ALLE = ("kortere", "laengere", "optalt")


def test_a_range_tells_what_was_shaken_and_whether_the_sign_holds() -> None:
    holder = spaendtekst(Effektspaend(0.19, 0.44, ALLE, INGEN))
    assert (
        "15 % kortere" in holder and "15 % længere" in holder and "afstemningsområdernes" in holder
    )
    assert "fra +0,19 til +0,44" in holder and "holder ikke" not in holder
    assert "fortegnet holder ikke" in spaendtekst(Effektspaend(-0.1, 0.2, ALLE, INGEN))
    assert "rejsetider" not in spaendtekst(Effektspaend(0.1, 0.2, ("optalt",), INGEN))
    assert spaendtekst(Effektspaend(math.nan, math.nan, (), INGEN)) == ""


def test_the_moves_that_stay_are_counted() -> None:
    pladser = {"plads_kortere": [3, 1, 2], "plads_laengere": [2, 3, 1], "plads_optalt": [2, 9, 9]}
    ramme = pd.DataFrame({"blandt": [True, False, True], **pladser})
    assert "bliver 2 af de 3 bedste flytninger" in rangnyhed(ramme, ALLE)
    assert "nr. 2 eller 3." in rangnyhed(ramme, ALLE), "where the first here then stands"
    assert "bliver 0 " in rangnyhed(ramme.assign(blandt=False), ALLE)
    # Of the first, and of no other.
    assert "i 38 % af" in rangnyhed(ramme.assign(vaegte_pct=[38.2, 52.0, 9.0]), ALLE)
    assert rangnyhed(ramme.iloc[:0], ALLE) == ""


def test_beside_its_figure_a_range_says_whether_the_sign_holds() -> None:
    assert effektspaendtal(Effektspaend(0.19, 0.44, ALLE, INGEN)) == "+0,19 til +0,44"
    assert effektspaendtal(Effektspaend(-0.1, 0.2, ALLE, INGEN)).startswith("usikkert: ")
    assert effektspaendtal(Effektspaend(math.nan, math.nan, (), INGEN)) == ""
