"""The draft: what is worked on comes back after a reload, in another tab, on another page."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from arkiv.datasaet import Valgt, indbygget, indfoer, proev_fil
from lager import kladder
from lager.fejl import Lagerfejl
from lager.scenarielager import standardlager
from pages.dele import kladde, tilstand
from planning.plan import Plan
from planning.tiltag import Flytning, som_dict
from tests.pages.apptest import APP, SEKUNDER, aabn, gaa, gemt, uden_fejl, uden_tegn


def ny_fane(noegle: str, side: str = "overblik") -> AppTest:
    """Another session, opened by an address with a draft in it."""
    at = AppTest.from_file(APP, default_timeout=SEKUNDER)
    at.query_params["kladde"] = noegle
    return at.switch_page(f"pages/{side}.py").run()


def noegle(at: AppTest) -> str:
    vaerdi = at.query_params["kladde"]
    return vaerdi if isinstance(vaerdi, str) else vaerdi[0]


def test_nothing_tried_leaves_no_draft() -> None:
    at = uden_fejl(aabn("flytning"))
    assert "kladde" not in at.query_params


def test_a_reload_and_another_page_show_what_was_worked_on(
    tiltag: tuple[Flytning, Flytning],
) -> None:
    at = uden_fejl(aabn("flytning", tiltag=tiltag))
    for side in ("flytning", "overblik", "scenarier"):
        igen = uden_fejl(ny_fane(noegle(at), side))
        assert igen.session_state["tiltag"] == tiltag
        assert noegle(igen) == noegle(at)


def test_the_key_stays_in_the_address_from_page_to_page(
    tiltag: tuple[Flytning, Flytning],
) -> None:
    at = uden_fejl(aabn("flytning", tiltag=tiltag))
    foer = noegle(at)
    at.query_params.clear()
    assert noegle(uden_fejl(gaa(at, "daekning"))) == foer


def test_undo_is_kept(tiltag: tuple[Flytning, Flytning]) -> None:
    at = uden_fejl(aabn("overblik", tiltag=tiltag))
    uden_fejl(at.button(key="fortryd").click().run())
    igen = uden_fejl(ny_fane(noegle(at)))
    assert igen.session_state["tiltag"] == tiltag[:1]
    uden_fejl(igen.button(key="gentag").click().run())
    assert igen.session_state["tiltag"] == tiltag


def test_two_tabs_on_one_draft_both_keep_their_work(tiltag: tuple[Flytning, Flytning]) -> None:
    a = uden_fejl(aabn("overblik", tiltag=tiltag))
    b = uden_fejl(ny_fane(noegle(a)))
    uden_fejl(a.button(key="fortryd").click().run())
    uden_fejl(b.button(key="ryd").click().run())
    assert noegle(a) != noegle(b)
    assert any("anden fane" in uden_tegn(t.value) for t in b.toast)
    assert uden_fejl(ny_fane(noegle(a))).session_state["tiltag"] == tiltag[:1]
    assert uden_fejl(ny_fane(noegle(b))).session_state["tiltag"] == ()


def test_a_draft_that_is_gone_is_told(tiltag: tuple[Flytning, Flytning]) -> None:
    at = ny_fane("0" * 32)
    assert any("findes ikke længere" in uden_tegn(e.value) for e in at.error)
    assert not at.exception


def test_a_store_that_fails_does_not_stop_the_work(
    tiltag: tuple[Flytning, Flytning], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fejler(*_: object, **__: object) -> None:
        raise Lagerfejl("Disken er fuld.")

    monkeypatch.setattr(kladder, "gem", fejler)
    at = aabn("overblik", tiltag=tiltag)
    assert not at.exception
    assert any("kun i denne fane" in uden_tegn(t.value) for t in at.toast)
    assert at.session_state["tiltag"] == tiltag


def test_a_draft_is_no_saved_scenario(tiltag: tuple[Flytning, Flytning]) -> None:
    uden_fejl(aabn("overblik", tiltag=tiltag))
    assert standardlager().find() == []


def test_a_store_that_fails_is_left_alone_for_a_while(
    tiltag: tuple[Flytning, Flytning], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that does not answer takes seconds to say so: not at every click."""
    forsoeg = []

    def fejler(*_: object, **__: object) -> None:
        forsoeg.append(1)
        raise Lagerfejl("Lageret kan ikke nås.")

    monkeypatch.setattr(kladder, "gem", fejler)
    at = aabn("overblik", tiltag=tiltag)
    for _ in range(3):
        at.run()
    assert len(forsoeg) == 1
    monkeypatch.setattr(kladde, "PAUSE_SEKUNDER", 0.0)
    at.run()
    assert len(forsoeg) == 2


def test_the_choices_the_figures_are_read_by_come_along(tiltag: tuple[Flytning, Flytning]) -> None:
    """Who opens the link sees the sender's numbers: basis, speciale, ferries, scenario shown."""
    at = uden_fejl(aabn("overblik", tiltag=tiltag))
    at.radio(key="grundlag").set_value("tabel1").run()
    at.selectbox(key="speciale").set_value("51").run()
    at.toggle(key="faerger").set_value(False).run()
    uden_fejl(at.toggle(key="vis_scenarie").set_value(True).run())
    igen = uden_fejl(ny_fane(noegle(at), "flytning"))
    for felt, vaerdi in {
        "grundlag": "tabel1",
        "speciale": "51",
        "faerger": False,
        "vis_scenarie": True,
    }.items():
        assert igen.session_state[felt] == vaerdi, felt
    # Whether the browser may fetch tiles is for the one who looks to say.
    assert "fliser" not in json.dumps(dict(igen.session_state["kladde"].indhold))


def test_a_glance_with_other_choices_takes_nobodys_draft(
    tiltag: tuple[Flytning, Flytning],
) -> None:
    """Two look at the same draft by each their basis: no new key, no warning, and work is kept."""
    a = uden_fejl(aabn("overblik", tiltag=tiltag))
    b = uden_fejl(ny_fane(noegle(a)))
    a.radio(key="grundlag").set_value("tabel1").run()
    b.selectbox(key="speciale").set_value("51").run()
    assert noegle(a) == noegle(b) and not b.toast
    assert uden_fejl(ny_fane(noegle(a))).session_state["tiltag"] == tiltag


@pytest.mark.parametrize(
    "valg", [{"grundlag": "x"}, {"speciale": 7}, {"faerger": "ja"}, {"vaegte": {"x": 1}}, "x", None]
)
def test_choices_that_are_none_are_left_out(
    tiltag: tuple[Flytning, Flytning], valg: object
) -> None:
    k = kladder.gem(standardlager(), None, {"tiltag": [som_dict(t) for t in tiltag], "valg": valg})
    assert uden_fejl(ny_fane(k.id)).session_state["tiltag"] == tiltag


def test_a_draft_that_fits_no_longer_is_not_saved_over(tiltag: tuple[Flytning, Flytning]) -> None:
    """A clinic is gone: what does not fit is told, and the draft keeps it all the same."""
    gemt = [*(som_dict(t) for t in tiltag), som_dict(Flytning("lukket", "ogsaa-lukket", 1, 0))]
    k = kladder.gem(standardlager(), None, {"tiltag": gemt, "fortrudt": [], "aabent": None})
    at = ny_fane(k.id)
    assert at.session_state["tiltag"] == tiltag
    assert any("passer ikke længere" in uden_tegn(e.value) for e in at.error)
    assert noegle(at) != k.id
    assert kladder.hent(standardlager(), k.id) == k


def test_a_draft_whose_open_scenario_is_gone_is_still_the_draft(
    tiltag: tuple[Flytning, Flytning],
) -> None:
    k = kladder.gem(
        standardlager(), None, {"tiltag": [som_dict(tiltag[0])], "aabent": ["0" * 32, 1]}
    )
    at = ny_fane(k.id)
    assert not at.exception and at.session_state["tiltag"] == tiltag[:1]
    assert noegle(at) == k.id


def test_the_draft_goes_before_the_link_it_began_with(
    plan: Plan, tiltag: tuple[Flytning, Flytning]
) -> None:
    """Opened by a link to a saved scenario and worked on: a reload shows the work."""
    a = gemt(plan, tiltag[:1])
    k = kladder.gem(standardlager(), None, {"tiltag": [som_dict(t) for t in tiltag]})
    at = AppTest.from_file(APP, default_timeout=SEKUNDER)
    at.query_params["kladde"], at.query_params["scenarie"] = k.id, a.id
    at.switch_page("pages/overblik.py").run()
    uden_fejl(at.run())
    assert at.session_state["tiltag"] == tiltag


def test_a_dataset_without_a_clinic_of_the_scenario_says_so_and_loses_nothing(
    tiltag: tuple[Flytning, Flytning], plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dataset is changed under the work: what fits goes on, the draft keeps all of it."""
    at = uden_fejl(aabn("overblik", tiltag=tiltag))
    foer = noegle(at)
    vaek = plan.klinikker.index[plan.klinikker.index != tiltag[0].fra]
    uden = dataclasses.replace(
        plan,
        klinikker=plan.klinikker.loc[vaek],
        kapaciteter=plan.kapaciteter[plan.kapaciteter["klinik_id"].isin(vaek)],
        afstande={maal: a[:, plan.klinikker.index.isin(vaek)] for maal, a in plan.afstande.items()},
        fingeraftryk="uden",
    )
    monkeypatch.setattr(tilstand, "i_brug", lambda _: Valgt(1, "nyt", Path("nyt"), plan.fag.navn))
    monkeypatch.setattr(
        tilstand, "_indlaest", lambda mappe, _: uden if mappe == Path("nyt") else plan
    )
    at.run()
    assert at.session_state["tiltag"] == tiltag[1:]
    (besked,) = [uden_tegn(e.value) for e in at.warning if "passer ikke" in e.value]
    assert plan.klinikker.at[tiltag[0].fra, "navn"] in besked
    assert str(tiltag[0].fra) not in besked, "an id says nothing to who reads it"
    (link,) = at.get("link_button")
    assert foer in link.proto.url and noegle(at) != foer
    assert uden_fejl(at.run()).session_state["tiltag"] == tiltag[1:]
    assert at.get("link_button"), "it stands until it is read"
    assert not uden_fejl(at.button(key="luk_passer_ikke").click().run()).get("link_button")
    # Back on the dataset before, the draft opens with all of it.
    monkeypatch.setattr(tilstand, "i_brug", lambda _: Valgt(0, "før", Path("før"), plan.fag.navn))
    assert uden_fejl(ny_fane(foer)).session_state["tiltag"] == tiltag


def test_others_are_told_who_changed_the_dataset_under_them(tmp_path: Path, plan: Plan) -> None:
    at = uden_fejl(aabn("overblik"))
    assert not at.toast
    sti = tmp_path / "nye tal.csv"
    linjer = [f"{r.kommune};{r.indbyggere + 10}" for r in plan.kommuner.itertuples()]
    sti.write_text("\n".join(["Kommune;Indbyggere", *linjer]), encoding="utf-8")
    proeve = proev_fil(sti, lambda: plan, "folketal", {})
    indfoer(proeve, indbygget(), navn="Nye tal", hvem="Åse", svar={})
    uden_fejl(at.run())
    (besked,) = [uden_tegn(t.value) for t in at.toast]
    assert "Åse" in besked and "Nye tal" in besked
    assert not uden_fejl(at.run()).toast, "once"
