"""The paragraph for the case: its figures are the assessment's, and every case has its words."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pandas as pd
import pytest

from dansk import fortegn, procent, tal
from planning.effekt import (
    HANDICAPADGANG,
    HARMONISERING,
    HOLD,
    NAERHED,
    STANDARDVAEGTE,
    TRANSPORT,
)
from planning.plan import Plan
from planning.scenarie import Vurdering, vurder
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse
from planning.vaegtninger import robusthed
from saetninger.begrundelse import ORD, begrundelse, for_og_imod

GOD = Flytning("thisted-nordthy-klinik", "aalborg-klinik-for-fysioterapi", 1, 0)
BLANDET = Flytning("frederikshavn-benefit", "fjerritslev-jammerbugt-fysioterapi", 1, 0)
HALV_TIL_SYD = Flytning("n1", "s1", 0, 1)
FORBEHOLD = "Forbehold: Effekten er regnet på indbyggere, rejsetid og kapacitet"


def score(vurdering: Vurdering, navn: str) -> str:
    ramme = vurdering.effekt.kriterier.set_index("kriterium")
    return f"score {fortegn(ramme.loc[navn, 'score'], 2)})"


def test_a_move_across_kommuner_from_end_to_end(plan: Plan) -> None:
    vurdering = vurder(plan, [GOD])
    tekst = begrundelse(vurdering)
    assert tekst.startswith(
        "Forslaget er at flytte 1 kapacitet over 30 timer fra Nordthy Klinik for Fysioterapi, "
        "Thisted til Klinik for Fysioterapi, Aalborg. Regionen har 129 "
        "kapaciteter som før. Thisted går fra 12 til 11 kapaciteter og fra 3.632 til 3.962 "
        "indbyggere pr. kapacitet (fra 21 % færre til 13 % færre "
        "end gennemsnittet); Aalborg går fra 37 til 38 kapaciteter og fra 5.823 til 5.670 "
        "indbyggere pr. kapacitet (fra 27 % flere til 24 % flere end gennemsnittet). "
        "Gennemsnittet er regionens før: 4.571 indbyggere pr. kapacitet.\n\n"
        "For forslaget taler især, at kommuner med færre kapaciteter pr. indbygger end regionen "
        "kommer til at mangle mindre (fra 9,77 til 8,99 % af kapaciteten; score +0,78), og at "
    )
    for led in (
        "Intet kriterium taler kendeligt imod.",
        f"Samlet er effekten {fortegn(vurdering.effekt.samlet, 2)} på en skala fra −100 til +100.",
        "Fortegnet er det samme ved alle 2.000 tilfældige vægtninger af kriterierne.",
        "Hvem beslutter: Flytningen går fra Thisted til Aalborg",
        "(Praksisplan for fysioterapi 2020, afsnit 2.1.13).",
        f"{FORBEHOLD}. Kapaciteten er fra oktober-november 2019, indbyggerne fra 2019, 2. kvartal.",
        f"»{TRANSPORT}« og »{HOLD}« er ikke vurderet, fordi der ikke er data.",
        "Jammerbugt har ikke oplyst ventetid og indgår ikke.",
        "Variationskoefficienten: 24,73 % før, 23,41 % efter.",
    ):
        assert led in tekst, led


def test_it_is_paragraphs_of_whole_sentences(plan: Plan) -> None:
    for scenarie in ([GOD], [BLANDET, Deling("dronninglund-benefit")], []):
        tekst = begrundelse(vurder(plan, scenarie))
        assert tekst.endswith(".")
        uden_afsnit = re.sub(r"afsnit \d(\.\d+)+((, | og )\d(\.\d+)+)*", "", tekst)
        # No gap, nothing missing written as such, no decimal point: 3.632 is thousands.
        for afsnit in uden_afsnit.split("\n\n"):
            assert afsnit and afsnit[-1] in ".)" and afsnit == afsnit.strip()
            assert not re.search(r"\n|  |\.\.|\bnan\b|None|\d\.\d{1,2}\b", afsnit)


def test_what_speaks_against_and_what_would_turn_it(plan: Plan) -> None:
    vurdering = vurder(plan, [BLANDET])
    tekst, hvordan = begrundelse(vurdering), robusthed(vurdering.effekt)
    assert "Imod taler især, at adgangen bliver mere uens inden for den enkelte kommune" in tekst
    assert hvordan.vender is not None
    assert (
        f"ved {procent(hvordan.samme_fortegn_pct)} af 2.000 tilfældige vægtninger af kriterierne; "
        f"det vender oftest, når »{hvordan.vender}« vejer tungt." in tekst
    )


def test_the_strongest_come_first_by_score_times_weight(lille_plan: Plan) -> None:
    # By score alone harmony is first; with weight on access only access is told of.
    scenarie = [Flytning("n1", "n2", 0, 1)]
    assert "mindre del af kapaciteten" in begrundelse(vurder(lille_plan, scenarie))
    kun = vurder(lille_plan, scenarie, {HANDICAPADGANG: 1.0})
    tekst = begrundelse(kun)
    assert "Intet kriterium taler kendeligt for." in tekst
    assert (
        "Imod taler især, at en mindre del af kapaciteten er på klinikker med oplyst "
        "handicapvenlig adgang (fra 77,78 til 66,67 % af kapaciteten, hvor det er oplyst; "
        f"{score(kun, HANDICAPADGANG)}." in tekst
    )
    assert "adgangen bliver mere" not in tekst


def test_what_weighs_most_against_is_told_first(lille_plan: Plan) -> None:
    v = vurder(lille_plan, [Flytning("s1", "n2", 1, 1)])
    kriterier = v.effekt.kriterier
    bidrag = (kriterier["score"] * kriterier["vaegt"]).dropna().sort_values()
    assert (bidrag < -0.01).sum() >= 2
    imod = begrundelse(v).partition("Imod taler især, at ")[2]
    navne = kriterier["kriterium"][bidrag.index]
    efter_kommune = {"flertal": "kommuner", "den_enkelte": "den enkelte kommune"}
    vaerst, naest = (ORD[navn][1].format(**efter_kommune) for navn in navne.iloc[:2])
    assert imod.startswith(vaerst) and 0 < imod.index(naest) < imod.index("Samlet")


def test_kommuner_before_and_after_are_measured_against_the_region_before(
    lille_plan: Plan,
) -> None:
    # 9,600 over 6 capacities is 1,600; over the 5.5 that are left it would be 1,745.
    tekst = begrundelse(vurder(lille_plan, [Nedlaeggelse("s1", 0, 1)]))
    assert "Gennemsnittet er regionens før: 1.600 indbyggere" in tekst


def test_at_most_two_are_told_of_each_way(plan: Plan) -> None:
    tekst = begrundelse(vurder(plan, [GOD]))
    assert tekst.count("; score ") == 2


def test_a_figure_has_the_decimals_that_show_the_change(plan: Plan) -> None:
    vurdering = vurder(plan, [Flytning("laesoe-fysioterapien", "skagen-fysioterapi", 1, 0)])
    raekke = vurdering.effekt.kriterier.set_index("kriterium").loc[NAERHED]
    assert tal(raekke["foer"], 1) == tal(raekke["efter"], 1)
    assert f"(fra {tal(raekke['foer'], 2)} til {tal(raekke['efter'], 2)} minutter i gennemsnit" in (
        begrundelse(vurdering)
    )


def test_a_kommune_left_with_nothing_is_told_so(lille_plan: Plan) -> None:
    tekst = begrundelse(vurder(lille_plan, [Flytning("l1", "s1", 0, 1)]))
    assert "Læsø mister al sin kapacitet (fra 0,5 til 0)" in tekst
    assert (
        "Vær opmærksom på: Læsø Kommune står tilbage uden kapacitet. Læsø nås kun med færge"
        in tekst
    )


def test_a_kommune_that_gets_its_first_is_told_so(lille_plan: Plan) -> None:
    uden = vurder(lille_plan, [Flytning("l1", "s1", 0, 1)]).plan_efter
    tekst = begrundelse(vurder(uden, [Flytning("s1", "l1", 0, 1)]))
    assert (
        "Læsø går fra 0 til 0,5 kapacitet og får 1.200 indbyggere pr. kapacitet (25 % færre"
        in tekst
    )


def test_a_move_within_a_kommune_says_that_none_changes(lille_plan: Plan) -> None:
    tekst = begrundelse(vurder(lille_plan, [Flytning("n1", "n2", 0, 1)]))
    assert "Ingen kommunes kapacitet ændrer sig." in tekst
    assert "I udgangspunktet står" not in tekst  # nothing to say of a spread that did not change


def test_nothing_of_weight_changed(plan: Plan) -> None:
    tekst = begrundelse(vurder(plan, [Deling("dronninglund-benefit")]))
    assert "Ingen af de kriterier, der vejer med, ændrer sig kendeligt." in tekst
    assert "Samlet er effekten så godt som nul på en skala" in tekst
    assert "Fortegnet" not in tekst


@pytest.mark.parametrize(
    ("tiltag", "start"),
    [
        (
            Udvidelse("s1", 0, 1),
            "Forslaget er at oprette 0,5 kapacitet (1 under 30 timer) hos Syd",
        ),
        (
            Nedlaeggelse("n1", 1, 0),
            "Forslaget er at nedlægge 1 kapacitet over 30 timer hos Torvet",
        ),
        (Deling("n1"), "Forslaget er at dele 1 kapacitet over 30 timer hos Torvet Fys, Nordby"),
    ],
)
def test_every_kind_of_tiltag_has_its_words(lille_plan: Plan, tiltag: Tiltag, start: str) -> None:
    assert begrundelse(vurder(lille_plan, [tiltag])).startswith(start)


def test_several_tiltag_are_numbered_and_the_parties_named(lille_plan: Plan) -> None:
    tekst = begrundelse(vurder(lille_plan, [HALV_TIL_SYD, Deling("n1")]))
    assert tekst.startswith(
        "Forslaget består af 2 tiltag: (1) 0,5 kapacitet (1 under 30 timer) fra"
    )
    assert " og (2) Deling: 1 kapacitet over 30 timer hos Torvet Fys" in tekst
    # Every decision is told, the highest level first.
    assert "Hvem beslutter: Flytningen går fra Nordby til Sydby" in tekst
    assert "Torvet Fys skal søge Samarbejdsudvalget om deling (" in tekst
    assert "(Praksisplan for fysioterapi 2020, afsnit 2.1.13 og 2.1.9)." in tekst


def test_capacity_as_an_amount_is_told_in_kroner(lille_plan: Plan) -> None:
    kapaciteter = pd.DataFrame(
        {
            "klinik_id": ["n1", "s1"],
            "speciale": "62",
            "under30": np.nan,
            "over30": np.nan,
            "beloeb_kr": [4e6, 1.5e6],
        }
    )
    i_kr = dataclasses.replace(lille_plan, kapaciteter=kapaciteter)
    tekst = begrundelse(vurder(i_kr, [Flytning("n1", "s1", beloeb_kr=5e5, speciale="62")]))
    assert tekst.startswith("Forslaget er at flytte 0,5 kapacitet (500.000 kr. på speciale 62) fra")
    assert "Nordby går fra 4 til 3,5 kapaciteter" in tekst
    assert "»Faglig sparring«" in tekst.split("er ikke vurderet")[0]


def test_nothing_proposed(plan: Plan) -> None:
    assert begrundelse(vurder(plan, [])) == "Der er ingen tiltag i forslaget, og intet ændrer sig."


def test_without_data_for_what_weighs_there_is_no_total(lille_plan: Plan) -> None:
    tekst = begrundelse(vurder(lille_plan, [HALV_TIL_SYD], {TRANSPORT: 1.0}))
    assert "Der er ikke data til en samlet effekt." in tekst


def test_a_sign_that_turns_once_is_not_said_to_hold_always(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    from saetninger import begrundelse as modul

    naesten = dataclasses.replace(robusthed(vurder(plan, [GOD]).effekt), samme_fortegn_pct=99.95)
    monkeypatch.setattr(modul, "robusthed", lambda _: dataclasses.replace(naesten, vender=NAERHED))
    assert "ved 99,9 % af 2.000" in begrundelse(vurder(dataclasses.replace(plan), [GOD]))


def test_a_sign_that_holds_for_half_the_weightings_is_not_said_to_hold(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    from saetninger import begrundelse as modul

    halvt = dataclasses.replace(robusthed(vurder(plan, [GOD]).effekt), samme_fortegn_pct=55.0)
    monkeypatch.setattr(modul, "robusthed", lambda _: halvt)
    tekst = begrundelse(vurder(dataclasses.replace(plan), [GOD]))
    assert "det afhænger af" in tekst and "kun det samme ved 55,0 % af 2.000" in tekst


def test_every_criterion_with_data_has_words_both_ways() -> None:
    assert set(ORD) == set(STANDARDVAEGTE)
    assert all(bedre != vaerre and "{}" in figur for bedre, vaerre, figur in ORD.values())
    assert "mangle mindre" in ORD[HARMONISERING][0] and "mangle mere" in ORD[HARMONISERING][1]


def test_who_ends_with_less_is_told_whatever_the_criteria_say(plan: Plan, lille_plan: Plan) -> None:
    # Thisted's 12 capacities become 11, and no criterion speaks against that.
    god = for_og_imod(vurder(plan, [GOD]))
    assert "Intet kriterium taler kendeligt imod." in god
    assert god.endswith("Det koster kapacitet: Thisted fra 12 til 11 kapaciteter.")
    # The whole text has said so already, kommune by kommune.
    assert "Det koster kapacitet" not in begrundelse(vurder(plan, [GOD]))
    mere = for_og_imod(vurder(lille_plan, [Udvidelse("n1", 1, 0)]))
    assert mere and "Det koster" not in mere and for_og_imod(vurder(plan, [])) == ""
