"""The section on a proposal: there when it is asked for, and the same figures as the command's."""

from __future__ import annotations

import dataclasses

from eksport.bestilling import ALLE, Valg
from eksport.bilag import Tekst
from eksport.indhold import byg_bilag
from planning.forslag import forslag
from planning.forslagskrav import Krav
from planning.plan import LAESOE, Plan

TI = Krav(tolerance_pct=10.0)


def test_a_proposal_stands_only_where_it_is_asked_for(plan: Plan) -> None:
    assert "forslag" not in ALLE
    assert not [a for a in byg_bilag(plan, afsnit=["status"]).afsnit if a.id == "forslag"]


def test_its_tables_are_those_of_the_proposal(plan: Plan) -> None:
    bilag = byg_bilag(plan, afsnit=["forslag"], valg=Valg(krav=TI))
    svar = forslag(plan, TI)
    tabeller = {t.noegle: t for t in bilag.tabeller()}
    trin = tabeller["forslag"].ramme
    assert list(trin["stoerste_pct"]) == list(svar.udkast[0].trin["stoerste_pct"].iloc[1:])
    efter = tabeller["forslag-foer-efter"].ramme["afvigelse_pct_efter"]
    assert efter.drop([LAESOE, "region"]).abs().max() <= 10.0
    antal = tabeller["forslag-front"].ramme.set_index("antal")["vaerdi"]
    assert antal[svar.antal] <= 10.0
    assert "forslag-lige-korte" not in tabeller, "there is only one within ten percent"
    tekst = " ".join(d.tekst for a in bilag.afsnit for d in a.led if isinstance(d, Tekst))
    assert "8 flytninger" in tekst and "Thisted" in tekst


def test_what_is_in_the_way_is_what_stands(plan: Plan) -> None:
    """The proposal that cannot be has its sentence, no steps, and the front that can."""
    bilag = byg_bilag(plan, afsnit=["forslag"], valg=Valg(krav=Krav(undtag=())))
    (nyhed,) = bilag.afsnit[0].nyheder
    assert "Læsø" in nyhed and "20,5" in nyhed
    assert [t.noegle for t in bilag.tabeller()] == ["forslag-front"]


def test_a_plan_of_another_kind_says_why_it_is_left_out(plan: Plan) -> None:
    """A clinic that was locked and is gone: the annex is made, and says what it is without."""
    krav = dataclasses.replace(TI, laaste=("er-lukket",))
    bilag = byg_bilag(plan, afsnit=["status", "forslag"], valg=Valg(krav=krav))
    assert "forslag" not in {a.id for a in bilag.afsnit}
    assert any("er-lukket" in hvad for hvad in bilag.udeladt)
