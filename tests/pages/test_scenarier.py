"""Scenarier without a browser: an earlier version is opened, and saving it loses nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from lager.scenarielager import standardlager
from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Flytning, som_dict
from saetninger.advarsler import advarsler
from tests.pages.apptest import aabn, gemt, tabellen, uden_fejl, uden_tegn


def felt(at: AppTest, navn: str) -> Any:
    """The field with this label."""
    return next(f for f in (*at.text_input, *at.text_area) if f.label == navn)


def knap(at: AppTest, navn: str) -> Any:
    """The button with this label."""
    return next(k for k in at.button if k.label == navn)


def test_an_earlier_version_is_opened_and_saved_as_a_new_one(
    plan: Plan, tiltag: tuple[Flytning, Flytning]
) -> None:
    felter = {"navn": "B", "forfatter": "M", "formaal": "", "datasaet": plan.fingeraftryk}
    foerste = standardlager().opret(tiltag=[som_dict(tiltag[0])], **felter)
    anden = standardlager().gem(foerste.id, 1, tiltag=[som_dict(t) for t in tiltag], **felter)
    at = uden_fejl(aabn("scenarier", tiltag=tiltag, aabent=anden))
    vaelger = at.selectbox(key="version")
    assert [o.split(",")[0] for o in vaelger.options] == ["Version 2", "Version 1"]
    vaelger.set_value(1).run()
    uden_fejl(at.button(key="aabn_version").click().run())
    assert at.session_state["tiltag"] == (tiltag[0],)
    assert any("ikke dem i version 2" in uden_tegn(a.value) for a in at.warning)
    gem = knap(at, "Gem")
    uden_fejl(gem.click().run())
    versioner = {v.version: len(v.tiltag) for v in standardlager().versioner(foerste.id)}
    assert versioner == {1: 1, 2: 2, 3: 1}
    assert not at.warning


def test_a_fault_in_saving_does_not_hide_the_saved(
    plan: Plan, tiltag: tuple[Flytning, Flytning]
) -> None:
    gemt(plan, tiltag[:1], "B")
    at = aabn("scenarier", tiltag=tiltag)
    felt(at, "Formål").set_value("Må ikke forsvinde")
    knap(at, "Gem").click().run()
    assert ["Navn mangler" in uden_tegn(e.value) for e in at.error] == [True]
    assert felt(at, "Formål").value == "Må ikke forsvinde"
    assert any(k.label == "Åbn" for k in at.button) and at.get("file_uploader")


def test_who_saved_last_is_asked_again_and_need_not_write_it(
    tiltag: tuple[Flytning, Flytning],
) -> None:
    at = aabn("scenarier", tiltag=tiltag)
    felt(at, "Navn").set_value("A")
    felt(at, "Forfatter").set_value("Åse")
    uden_fejl(knap(at, "Gem").click().run())
    assert felt(at, "Forfatter").value == "Åse"
    at.session_state["aabent"] = None
    uden_fejl(at.run())
    assert felt(at, "Forfatter").value == "Åse" and felt(at, "Navn").value == ""


def test_a_new_name_is_a_new_scenario_and_the_old_one_is_there_still(
    plan: Plan, tiltag: tuple[Flytning, Flytning]
) -> None:
    a = gemt(plan, tiltag[:1])
    at = uden_fejl(aabn("scenarier", tiltag=tiltag[:1], aabent=a))
    at.session_state["tiltag"] = tiltag
    assert any("nyt scenarie, og »A« er" in uden_tegn(c.value) for c in at.caption)
    felt(at, "Navn").set_value("B")
    uden_fejl(knap(at, "Gem").click().run())
    gemte = {s.navn: s for s in standardlager().find()}
    assert set(gemte) == {"A", "B"}
    assert (gemte["A"].id, gemte["A"].version) == (a.id, 1)
    assert len(gemte["B"].tiltag) == 2
    assert at.session_state["aabent"].navn == "B"


def test_a_scenario_can_be_renamed_and_its_link_stays(
    plan: Plan, tiltag: tuple[Flytning, Flytning]
) -> None:
    """The name alone is saved: what has been changed is still to be saved."""
    a = gemt(plan, tiltag[:1])
    at = uden_fejl(aabn("scenarier", tiltag=tiltag, aabent=a))
    felt(at, "Navn").set_value("B")
    uden_fejl(knap(at, "Omdøb").click().run())
    (fundet,) = standardlager().find()
    assert (fundet.id, fundet.navn, fundet.version) == (a.id, "B", 2)
    assert fundet.tiltag == a.tiltag
    assert at.session_state["aabent"] == fundet and at.session_state["tiltag"] == tiltag
    assert any("ikke dem i version 2" in uden_tegn(w.value) for w in at.warning)
    uden_fejl(knap(at, "Omdøb").click().run())
    assert len(standardlager().versioner(a.id)) == 2


def test_the_same_name_is_a_new_version_and_says_so_above_the_button(
    plan: Plan, tiltag: tuple[Flytning, Flytning]
) -> None:
    a = gemt(plan, tiltag[:1])
    at = uden_fejl(aabn("scenarier", tiltag=tiltag, aabent=a))
    assert any("version 2 af »A«" in uden_tegn(c.value) for c in at.caption)
    uden_fejl(knap(at, "Gem").click().run())
    assert [(s.navn, s.version) for s in standardlager().find()] == [("A", 2)]


def test_clear_closes_the_open_scenario(plan: Plan, tiltag: tuple[Flytning, Flytning]) -> None:
    a = standardlager().opret(
        navn="A",
        forfatter="M",
        formaal="F",
        tiltag=[som_dict(tiltag[0])],
        datasaet=plan.fingeraftryk,
    )
    at = uden_fejl(aabn("scenarier", tiltag=tiltag[:1], aabent=a))
    uden_fejl(at.button(key="ryd").click().run())
    assert "aabent" not in at.session_state
    assert (felt(at, "Navn").value, felt(at, "Formål").value) == ("", "")
    # What was cleared can be redone, and is then nobody's: saving it makes a scenario of its own.
    uden_fejl(at.button(key="gentag").click().run())
    felt(at, "Navn").set_value("A")
    felt(at, "Forfatter").set_value("M")
    uden_fejl(knap(at, "Gem").click().run())
    assert sorted((s.navn, s.version) for s in standardlager().find()) == [("A", 1), ("A", 1)]


def test_a_damaged_scenario_is_named_in_the_list_and_can_be_deleted(
    plan: Plan, tiltag: tuple[Flytning, Flytning], tmp_path: Path
) -> None:
    hel, skadet = (gemt(plan, tiltag[:1], navn) for navn in ("Hel", "Skadet"))
    with sqlite3.connect(tmp_path / "scenarier.sqlite") as db:
        db.execute("DROP TRIGGER version_update")
        db.execute("UPDATE version SET tiltag = '[' WHERE navn = 'Skadet'")
    db.close()
    at = uden_fejl(aabn("scenarier"))
    assert any(skadet.id[:6] in uden_tegn(w.value) for w in at.warning)
    assert [k.key for k in at.button if k.label == "Åbn"] == [f"aabn_{hel.id}"]
    uden_fejl(at.button(key=f"slet_{skadet.id}").click().run())
    assert not at.warning
    uden_fejl(at.button(key="fortryd_slet").click().run())
    assert any(skadet.id[:6] in uden_tegn(w.value) for w in at.warning)


def test_scenarios_are_compared_with_the_figures_of_each(
    plan: Plan, tiltag: tuple[Flytning, Flytning]
) -> None:
    ider = [gemt(plan, tiltag[:antal], navn="Ens").id for antal in (1, 2)]
    at = aabn("scenarier")
    uden_fejl(at.button_group(key="sammenlign").set_value(ider).run())
    hoved, *krop = tabellen(at, "Ens (v. 1)")
    assert hoved[2:-1] == ["Ens (v. 1)", "Ens (v. 1)"]
    raekke = next(r for r in krop if r[0].startswith("Rebild"))
    # 29,917 residents to 5.5, 6 and 6.5 capacities.
    assert raekke[1:-1] == ["5.439", "4.986", "4.603"]
    # What is to be known of each stands by it in words, not as a count.
    sagt = " ".join(t.value for t in at.caption)
    assert all(obs in sagt.replace("\\", "") for obs in advarsler(vurder(plan, tiltag)))


def test_a_new_scenario_is_begun_where_they_are_saved(tiltag: tuple[Flytning, Flytning]) -> None:
    at = uden_fejl(aabn("scenarier", tiltag=tiltag))
    uden_fejl(at.button(key="nyt_scenarie").click().run())
    assert not at.session_state["tiltag"] and "nyt_scenarie" not in {b.key for b in at.button}
    # Taken out, not lost.
    assert len(at.session_state["fortrudt"]) == len(tiltag)
