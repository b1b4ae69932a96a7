"""Scenarier without a browser: an earlier version is opened, and saving it loses nothing."""

from __future__ import annotations

import pytest

from lager.scenarielager import standardlager
from planning.plan import Plan
from planning.tiltag import Flytning, som_dict
from tests.pages.apptest import aabn, uden_fejl, uden_tegn


@pytest.fixture
def tiltag(plan: Plan) -> tuple[Flytning, Flytning]:
    """Two moves to Rebild, each from another of the clinics with most to give."""
    fra = plan.kapaciteter.set_index("klinik_id")["under30"].nlargest(2).index
    til = plan.klinikker.index[plan.klinikker["kommune_kode"] == "0840"][0]
    return Flytning(fra[0], til, 0, 1), Flytning(fra[1], til, 0, 1)


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
    gem = next(k for k in at.button if k.label == "Gem")
    uden_fejl(gem.click().run())
    versioner = {v.version: len(v.tiltag) for v in standardlager().versioner(foerste.id)}
    assert versioner == {1: 1, 2: 2, 3: 1}
    assert not at.warning


def test_a_fault_in_saving_does_not_hide_the_saved(
    plan: Plan, tiltag: tuple[Flytning, Flytning]
) -> None:
    standardlager().opret(
        navn="B",
        forfatter="M",
        formaal="",
        tiltag=[som_dict(tiltag[0])],
        datasaet=plan.fingeraftryk,
    )
    at = aabn("scenarier", tiltag=tiltag)
    at.text_area(key="gem_formaal").set_value("Må ikke forsvinde")
    next(k for k in at.button if k.label == "Gem").click().run()
    assert ["Navn mangler" in uden_tegn(e.value) for e in at.error] == [True]
    assert at.text_area(key="gem_formaal").value == "Må ikke forsvinde"
    assert any(k.label == "Åbn" for k in at.button) and at.get("file_uploader")
