"""Long words of our tables are parted where a reader would part them."""

from __future__ import annotations

from eksport.bestilling import AFSNIT
from eksport.indhold import byg_bilag
from eksport.orddeling import BLOED, DELTE, med_delepunkter
from planning.plan import Plan

VOKALER = set("aeiouyæøå")


def test_a_word_is_parted_and_keeps_its_letters() -> None:
    delt = med_delepunkter("Indbyggere pr. kapacitet (kapaciteter)").replace(BLOED, "-")
    assert delt == "Indbyg-gere pr. kapa-citet (kapa-citeter)"
    assert med_delepunkter("JAMMERBUGT, 2.345").replace(BLOED, "-") == "JAMMER-BUGT, 2.345"
    assert med_delepunkter("Ukendtlangtord og Indbyggerens") == "Ukendtlangtord og Indbyggerens"


def test_every_part_can_be_read() -> None:
    for ord_ in DELTE.split():
        dele = ord_.casefold().split("-")
        assert len(dele) > 1 and all(len(d) > 2 and VOKALER & set(d) for d in dele), ord_
    assert len(set(DELTE.split())) == len(DELTE.split())


def test_the_long_words_of_all_headings_can_be_parted(plan: Plan) -> None:
    tabeller = [
        t.til_papir() for t in byg_bilag(plan, (), tuple(AFSNIT)).tabeller() if t.i_dokument
    ]
    ord_ = {o for t in tabeller for k in t.kolonner for o in k.overskrift.split() if len(o) > 9}
    assert len(ord_) > 15
    assert [o for o in ord_ if BLOED not in med_delepunkter(o)] == []
