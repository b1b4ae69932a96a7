"""New addresses among the moves on the pages: ranked, told as what they are, chosen and kept."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dansk import tal
from data.afstande import Afstande
from data.datasaet import indlaes
from data.steder import ny_adresse_i_by, ny_adresse_i_distrikt, ny_adresse_i_punkt
from kort.farver import AENDRING, VEJFORSKEL
from pages.dele.alle_flytninger import nye_steder
from pages.dele.tiltagssteder import valg_af
from planning.kandidater import nye_adresser
from planning.mulige_flytninger import bedste, mulige_flytninger, til_klinikker
from planning.plan import LAESOE, Plan
from planning.tiltag import Flytning
from saetninger.flytninger import endenavn
from tests.pages.apptest import aabn, gaa, html_paa, tabellen, uden_fejl

MOU = "851058"


def _skrevet(at: AppTest) -> str:
    return " ".join(str(e.value) for art in ("caption", "markdown") for e in at.get(art))


def test_the_page_ranks_them_until_it_is_told_not_to(plan: Plan) -> None:
    alle = mulige_flytninger(plan, undtag=(LAESOE,), steder=nye_adresser(plan))
    at = uden_fejl(aabn("forslag", forslag_visning="enkelte"))
    tekst = html_paa(at) + _skrevet(at)
    assert "til Ny adresse i Hals" in tekst and "Ny adresse i Hals er ét punkt" in tekst
    nye = len({s for s in nye_adresser(plan) if s.kommune_kode != LAESOE})
    assert f"af {tal(len(alle))}" in tekst and f"og til hver af {nye} nye adresser" in tekst
    assert "handicapvenlig adgang på den nye adresse, er ikke oplyst" in tekst
    # The list, and whether the best of it hold.
    assert "Ny adresse i Hals" in set(at.dataframe[0].value["Til"])
    assert "Ny adresse i Hals" in {raekke[2] for raekke in tabellen(at, "Plads")}
    uden_fejl(at.checkbox(key="med_nye").uncheck().run())
    tekst = html_paa(at) + _skrevet(at)
    assert "Ny adresse" not in tekst and "handicapvenlig adgang på den nye" not in tekst
    assert not [til for til in at.dataframe[0].value["Til"] if "Ny adresse" in til]


def test_between_two_kommuner_a_better_new_address_is_offered_and_not_chosen(plan: Plan) -> None:
    alle = mulige_flytninger(plan, mellem=("0787", "0851"), steder=nye_adresser(plan))
    ny, bedst = bedste(alle), bedste(til_klinikker(alle))
    assert ny is not None and bedst is not None
    at = uden_fejl(aabn("flytning", fra_kode="0787", til_kode="0851"))
    assert at.selectbox(key="til").value == bedst["til"]
    assert "scenariemaal" not in at.session_state, "nobody's way is another"
    assert f"Prøv {endenavn(plan, ny['til'])}" in at.button(key="vaelg_ny").label
    uden_fejl(at.button(key="vaelg_ny").click().run())
    assert (at.selectbox(key="fra").value, at.selectbox(key="til").value) == (ny["fra"], "by:Hals")
    knapper = [knap.key for knap in at.button]
    assert "vaelg_bedste" in knapper and "vaelg_ny" not in knapper
    # The scale is of moves between clinics, which are known at once.
    assert "mellem klinikker" in _skrevet(at)
    # Some have shorter to a clinic: the map can show where, in every state.
    for stand in ("foer", "efter", "aendring", "to"):
        uden_fejl(at.segmented_control(key="scenariekort").set_value(stand).run())
        for maal, tegn in (("minutter", VEJFORSKEL.navne[0]), ("kapacitet", AENDRING.navne[0])):
            uden_fejl(at.segmented_control(key="scenariemaal").set_value(maal).run())
            assert (tegn in html_paa(at)) == (stand == "aendring")
            assert ("15-22,5 min" in html_paa(at)) == (maal == "minutter" and stand != "aendring")


def test_a_district_is_chosen_in_its_kommune_and_joins_the_scenario(plan: Plan) -> None:
    navn = ny_adresse_i_distrikt(plan, MOU).navn
    fra = {"fra_kode": "0787", "fra": "thisted-nordthy-klinik"}
    at = uden_fejl(aabn("flytning", **fra, til_kode="0851", til=f"distrikt:{MOU}"))
    assert at.selectbox(key="til").value == f"distrikt:{MOU}"
    uden_fejl(at.button(key="tilfoej").click().run())
    (tiltag,) = at.session_state["tiltag"]
    assert tiltag.til == ny_adresse_i_distrikt(plan, MOU)
    for side in ("forslag", "scenarier", "overblik"):
        uden_fejl(gaa(at, side))
    # It is a clinic of the scenario now, and no longer a place to begin at.
    gaa(at, "forslag").button_group(key="forslag_visning").set_value("enkelte")
    at = uden_fejl(at.run())
    assert not [til for til in at.dataframe[0].value["Til"] if til == navn]
    andet = uden_fejl(aabn("flytning", **fra, til_kode="0860", til=f"distrikt:{MOU}"))
    assert andet.selectbox(key="til").value != f"distrikt:{MOU}"


def test_a_move_of_the_list_is_shown_on_flytning_when_it_has_joined(plan: Plan) -> None:
    hals = ny_adresse_i_by(plan, "0851", "Hals")
    flytning = Flytning("thisted-nordthy-klinik", hals, 1, 0)

    def vis() -> None:
        import streamlit as st

        from pages.dele import tilstand
        from pages.dele.bedste_par import vis_flytning

        vis_flytning(tilstand.plan(), st.session_state["tiltag"][0])

    proeve = AppTest.from_function(vis)
    proeve.session_state["tiltag"] = (flytning,)
    assert not proeve.run().exception
    ender = {n: proeve.session_state[n] for n in ("fra_kode", "fra", "til_kode", "til")}
    at = uden_fejl(aabn("flytning", tiltag=(flytning,), **ender))
    assert at.selectbox(key="til_kode").value == "0851"
    assert at.selectbox(key="til").value == hals.sted_id


def test_what_was_clicked_on_the_map_is_ranked_with_the_others(plan: Plan) -> None:
    punkt = ny_adresse_i_punkt(plan, 56.9, 10.25)
    at = uden_fejl(aabn("forslag", forslag_visning="enkelte", til=valg_af(punkt), mulig_til="0851"))
    assert endenavn(plan, punkt) in set(at.dataframe[0].value["Til"])
    assert endenavn(plan, punkt) == "Ny adresse, ved Bælum"


def test_each_place_is_in_the_list_of_destinations_as_what_it_is(plan: Plan) -> None:
    assert valg_af("hobro-benefit") == "hobro-benefit"
    assert valg_af(ny_adresse_i_by(plan, "0851", "Hals")) == "by:Hals"
    assert valg_af(ny_adresse_i_distrikt(plan, MOU)) == f"distrikt:{MOU}"
    assert valg_af(ny_adresse_i_punkt(plan, 57.05, 9.92)) == "punkt:57.0500,9.9200"


def test_nobody_waits_for_the_ways_to_them_where_they_are_not_the_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frisk = indlaes()
    monkeypatch.setattr(Afstande, "laes_gemt", lambda afstande: False)
    monkeypatch.setattr(Afstande, "forbered", lambda *_: pytest.fail("nobody asked"))
    assert nye_steder(frisk, vent=False) == ()
