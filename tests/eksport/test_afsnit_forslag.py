"""The section on a proposal: there when it is asked for, and the same figures as the command's."""

from __future__ import annotations

import dataclasses
import re

import pandas as pd
import pytest

from eksport import afsnit_forslag
from eksport.bestilling import ALLE, Valg
from eksport.bilag import Tekst
from eksport.indhold import byg_bilag
from planning.forslag import forslag
from planning.forslagskrav import Krav
from planning.forslagsrobusthed import optael, proeve, robusthed
from planning.kapacitet import for_speciale
from planning.plan import LAESOE, Plan

TI = Krav(tolerance_pct=10.0)


@pytest.fixture
def faa_varianter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the proposal in few variants, where what is told of them is not what is asked."""
    monkeypatch.setattr(afsnit_forslag, "VARIANTER", 5)


def test_a_proposal_stands_only_where_it_is_asked_for(plan: Plan) -> None:
    assert "forslag" not in ALLE
    assert not [a for a in byg_bilag(plan, afsnit=["status"]).afsnit if a.id == "forslag"]


@pytest.mark.usefixtures("faa_varianter")
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


def test_it_says_whether_it_holds_in_a_fixed_number_of_variants(plan: Plan) -> None:
    """The same draws each time; the number is said, and the figures are those of the sweep."""
    svar = forslag(plan, TI)
    p = proeve(plan, TI, svar.tiltag)
    holder = robusthed(p, [optael(p, range(200))])
    foerste, anden = (byg_bilag(plan, afsnit=["forslag"], valg=Valg(krav=TI)) for _ in range(2))
    (afsnit,) = [a for a in foerste.afsnit if a.overskrift == "Holder forslaget?"]
    tekst = " ".join(d.tekst for d in afsnit.led if isinstance(d, Tekst))
    assert "200 varianter" in tekst and "ikke sandsynligheder" in tekst and "frø 0" in tekst
    tabeller = {t.noegle: t.ramme for t in foerste.tabeller()}
    kommuner = tabeller["forslag-holder-kommuner"]["uden_for_pct"]
    assert kommuner["0851"] == holder.kommuner["uden_for_pct"]["0851"]
    klinikker = tabeller["forslag-holder-klinikker"]["pct"]
    assert list(klinikker) == list(holder.klinikker["pct"])
    igen = {t.noegle: t.ramme for t in anden.tabeller()}
    for noegle, ramme in tabeller.items():
        pd.testing.assert_frame_equal(ramme, igen[noegle])


def test_amounts_have_a_proposal_and_no_sweep(plan: Plan) -> None:
    kroner = [1_000_000.0 if n % 3 else 2_000_000.0 for n in range(len(plan.klinikker))]
    kapaciteter = pd.DataFrame(
        {"klinik_id": plan.klinikker.index, "speciale": "62", "beloeb_kr": kroner}
    ).reindex(columns=[*plan.kapaciteter])
    kr = dataclasses.replace(plan, kapaciteter=kapaciteter, tabel1=plan.tabel1.iloc[:0])
    bilag = byg_bilag(for_speciale(kr, "62"), afsnit=["forslag"])
    assert "forslag" in {t.noegle for t in bilag.tabeller()}
    assert "Holder forslaget?" not in {a.overskrift for a in bilag.afsnit}


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


@pytest.mark.usefixtures("faa_varianter")
def test_who_gives_and_gets_is_told_in_moves_which_may_be_half_a_capacity(plan: Plan) -> None:
    krav = dataclasses.replace(TI, tolerance_pct=15.0)
    svar = forslag(plan, krav)
    bilag = byg_bilag(plan, afsnit=["forslag"], valg=Valg(krav=krav))
    lige_korte = next(t for t in bilag.tabeller() if t.noegle == "forslag-lige-korte")
    givet = [sum(map(int, re.findall(r"\d+", celle))) for celle in lige_korte.ramme["giver"]]
    assert givet == [svar.antal] * len(svar.udkast)
    assert {k.enhed for k in lige_korte.kolonner if k.navn in ("giver", "faar")} == {
        "antal flytninger"
    }
