"""Flytning reads what is tried under both agreements, closed until it is asked for."""

from __future__ import annotations

from planning.plan import Plan
from planning.tiltag import Flytning
from tests.pages.apptest import aabn, html_paa, tabeller, uden_fejl, uden_tegn


def test_a_move_is_read_under_both_side_by_side(plan: Plan) -> None:
    at = uden_fejl(aabn("flytning", tiltag=(Flytning("hobro-benefit", "stoevring-benefit", 1),)))
    (laest,) = [e for e in at.expander if "to overenskomster" in e.label]
    assert not laest.proto.expanded
    (tabel,) = [t for t in tabeller(at) if t[0][0] == "Tiltag"]
    assert len(tabel[0]) == 3 and "1 over 30 timer" in tabel[1][1]
    assert "0 til 393.000 kr. på speciale 51" in tabel[1][2]
    assert "Intervallet er en model" in html_paa(at)
    assert not any("Overenskomst:" in uden_tegn(c.value) for c in at.caption)


def test_the_agreement_that_is_chosen_is_said_beside_the_answer(plan: Plan) -> None:
    at = aabn("flytning")
    at.session_state["scenarieaar"] = 2025
    captions = " ".join(uden_tegn(c.value) for c in uden_fejl(at.run()).caption)
    assert "valgt år 2025" in captions and "De kan ikke omregnes" in captions
