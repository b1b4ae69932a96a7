"""The praksisplan's own tiltag on the page Flytning, and its rules on the page Økonomi."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from planning.tiltag import ARTER
from tests.pages.apptest import Skrevet, aabn, scenariets_tiltag, uden_fejl, uden_tegn


def valgt(art: str) -> AppTest:
    at = aabn("flytning")
    return uden_fejl(at.button_group(key="tiltagstype").set_value(Skrevet(ARTER[art].navn)).run())


def boks(at: AppTest) -> str:
    return "\n".join(uden_tegn(i.value) for i in at.info)


def test_an_extra_address_is_chosen_among_new_ones_only() -> None:
    at = valgt("ekstraadresse")
    assert all(m.startswith("Ny adresse") for m in at.selectbox(key="til_ny").options)
    assert "Ikke angivet i praksisplanen" in boks(at)
    assert "Vilkår" in boks(at) and "afsnit 2.1.12, s. 10" in boks(at)
    uden_fejl(at.button(key="tilfoej").click().run())
    assert scenariets_tiltag(at)[0].startswith("Ekstra klinikadresse: 1 kapacitet")


def test_vacant_capacity_is_vacant_until_it_is_filled() -> None:
    at = valgt("opslag")
    assert not [s for s in at.selectbox if s.key == "til"]
    assert "Administrativ godkendelse" in boks(at)
    at.toggle(key="opslag_besaettes").set_value(True).run()
    uden_fejl(at)
    fra = at.selectbox(key="fra").value
    at.selectbox(key="til_kode").set_value(at.selectbox(key="fra_kode").value).run()
    at.selectbox(key="til").set_value(fra).run()
    uden_fejl(at.button(key="tilfoej").click().run())
    assert scenariets_tiltag(at)[0].endswith("opslås og besættes på samme adresse")


def test_an_overdragelse_asks_for_no_place_to_go() -> None:
    at = valgt("overdragelse")
    assert not [s for s in at.selectbox if s.key == "til"]
    assert "intet flytter" in boks(at)


def test_an_approval_in_advance_is_asked_for_one_flytning_at_a_time() -> None:
    at = valgt("flytning")
    assert "Der søges forhåndsgodkendelse" not in boks(at)
    uden_fejl(at.checkbox(key="forhaandsgodkendelse").check().run())
    assert "Der søges forhåndsgodkendelse" in boks(at)
    uden_fejl(at.button(key="tilfoej").click().run())
    assert scenariets_tiltag(at)[0].endswith("med forhåndsgodkendelse")
    assert not at.checkbox(key="forhaandsgodkendelse").value


@pytest.mark.parametrize("navn", ["Hjælpepersonale", "Ansættelse efter § 24 stk. 3", "Vikar"])
def test_the_rules_are_read_with_section_and_page(navn: str) -> None:
    at = uden_fejl(aabn("oekonomi"))
    uden_fejl(at.button_group(key="oekonomiemne").set_value(Skrevet("Hvad der gælder")).run())
    assert f"**{navn}**" in [m.value for m in at.markdown]
    kilder = "\n".join(uden_tegn(c.value) for c in at.caption)
    for sted in ("afsnit 2.1.6, s. 9", "afsnit 2.1.10, s. 10", "afsnit 2.1.11, s. 10"):
        assert sted in kilder


def test_an_extra_address_leaves_the_flytning_as_it_was() -> None:
    at = uden_fejl(aabn("flytning"))
    foer = at.selectbox(key="til").value
    at.button_group(key="tiltagstype").set_value(Skrevet("Ekstra klinikadresse")).run()
    assert uden_fejl(at).selectbox(key="til_ny").value.startswith("by:")
    at.button_group(key="tiltagstype").set_value(Skrevet("Flytning")).run()
    assert uden_fejl(at).selectbox(key="til").value == foer
