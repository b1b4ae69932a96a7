"""The agreement a scenario runs under: chosen, saved with it, opened again, and in the document."""

from __future__ import annotations

from eksport.afsnit_scenarie import scenarieafsnit, vurder_scenarie
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.bilag import Tekst
from lager.scenarielager import standardlager
from planning.overenskomst import overenskomstaar
from planning.plan import Plan
from planning.tiltag import Flytning, som_dict
from tests.pages.apptest import aabn, html_paa, uden_fejl, uden_tegn

FLYT = Flytning("hobro-benefit", "stoevring-benefit", over30=1)


def _valget(at):
    (valg,) = [b for b in at.selectbox if b.key and b.key.startswith("vaelg_scenarieaar")]
    return valg


def _captions(at) -> str:
    return " ".join(uden_tegn(c.value) for c in at.caption)


def test_the_years_that_can_be_chosen(plan: Plan) -> None:
    timer, beloeb = plan.fag.opgoerelser
    assert overenskomstaar(plan.fag, timer, None) == [2024, 2025, 2026]
    assert overenskomstaar(plan.fag, timer, 2021) == [2021, 2024, 2025, 2026]
    assert overenskomstaar(plan.fag, beloeb, None) == [2019, 2024, 2025, 2026]
    assert overenskomstaar(plan.fag, timer, 2031) == [2024, 2025, 2026]


def test_the_default_is_the_dataset_s_and_a_choice_is_saved_and_opened() -> None:
    at = uden_fejl(aabn("scenarier", tiltag=(FLYT,)))
    assert _valget(at).value == 0
    assert "Kapacitet i timer (2019-2023), datasættets egen opgørelse" in _captions(at)
    _valget(at).set_value(2025).run()
    assert "Overenskomst for vederlagsfri fysioterapi 2024 (2024-2026), valgt år 2025" in (
        _captions(uden_fejl(at))
    )
    assert "Tallene er regnet i timer" in _captions(at)
    for felt, skrevet in (("Navn", "Nyt"), ("Forfatter", "Ea")):
        next(t for t in at.text_input if t.label == felt).set_value(skrevet)
    next(b for b in at.button if b.label == "Gem").click().run()
    (gemt,) = standardlager().find("Nyt")
    assert gemt.aar == 2025
    # Opened in another session it is as it was saved; another choice is a change.
    igen = uden_fejl(aabn("scenarier"))
    assert _valget(igen).value == 0
    igen.button(key=f"aabn_{gemt.id}").click().run()
    assert _valget(uden_fejl(igen)).value == 2025 and not igen.warning
    _valget(igen).set_value(2026).run()
    assert any("overenskomsten" in w.value for w in igen.warning)


def test_one_saved_before_runs_under_the_dataset_s() -> None:
    standardlager().opret(
        navn="Gammel", forfatter="Bo", formaal="", tiltag=[som_dict(FLYT)], datasaet="f1"
    )
    assert "1 tiltag · Kapacitet i timer" in html_paa(uden_fejl(aabn("scenarier")))


def test_a_year_no_agreement_is_known_of_is_told(plan: Plan) -> None:
    gemt = standardlager().opret(
        navn="Fremtid", forfatter="Bo", formaal="", tiltag=[], datasaet="f1", aar=2031
    )
    at = uden_fejl(aabn("scenarier"))
    at.button(key=f"aabn_{gemt.id}").click().run()
    assert any("ingen overenskomst for fysioterapi i 2031" in uden_tegn(e.value) for e in at.error)
    assert _valget(at).value == 0 and at.session_state["scenarieaar"] == 2031


def test_the_document_says_which(plan: Plan) -> None:
    for aar, ventet in ((None, "Kapacitet i timer"), (2025, "valgt år 2025")):
        vurderet = vurder_scenarie(plan, 1, NavngivetScenarie("A", (FLYT,), aar=aar), Valg())
        tekster = [led.tekst for led in scenarieafsnit(vurderet)[0].led if isinstance(led, Tekst)]
        assert any(ventet in t for t in tekster), tekster
