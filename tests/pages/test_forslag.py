"""The page of proposals: what is asked and answered, and a proposal that becomes a scenario."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dansk import Inputfejl
from fordelt import Udfald, i_dele
from pages.dele import tilstand
from pages.dele.forslag import holder
from pages.dele.forslag.brug import LAGT_TIL
from pages.dele.forslag.krav import SPURGT, TOLERANCE
from planning.flytning import anvend
from planning.forslag import forslag
from planning.forslagskrav import Krav
from planning.forslagsrobusthed import optael, proeve, robusthed
from planning.plan import LAESOE, Plan
from planning.status import status
from planning.tiltag import Udvidelse
from tests.pages.apptest import aabn, gaa, html_paa, tabellen, uden_fejl


@pytest.fixture
def at() -> AppTest:
    return uden_fejl(aabn("forslag"))


def test_it_opens_with_an_answer_and_its_steps(at: AppTest, plan: Plan) -> None:
    svar = forslag(plan, Krav())
    assert "6 flytninger" in html_paa(at) and "færre kan ikke gøre det" in html_paa(at)
    raekker = tabellen(at, "Trin")
    assert len(raekker) == 1 + len(svar.tiltag)


def test_another_tolerance_is_another_answer(at: AppTest) -> None:
    uden_fejl(at.text_input(key=TOLERANCE).set_value("10").run())
    assert "8 flytninger" in html_paa(at)
    uden_fejl(at.text_input(key=TOLERANCE).set_value("20,3").run())
    assert "3 flytninger" in html_paa(at)


@pytest.mark.parametrize("skrevet", ["0", "mange", "1.5", "500", ""])
def test_a_tolerance_that_is_none_is_refused_under_the_field(at: AppTest, skrevet: str) -> None:
    at.text_input(key=TOLERANCE).set_value(skrevet).run()
    assert not at.exception
    assert len(at.error) == 1
    assert "flytninger bringer" not in html_paa(at)
    # The map stays, as things are, and the right answer comes back.
    assert "indbyggere pr. kapacitet" in html_paa(at)
    uden_fejl(at.text_input(key=TOLERANCE).set_value("10").run())
    assert "8 flytninger" in html_paa(at)


def test_a_proposal_that_is_used_is_the_scenario(at: AppTest, plan: Plan) -> None:
    uden_fejl(at.text_input(key=TOLERANCE).set_value("10").run())
    at.button(key="brug_forslag").click().run()
    assert "Prøv et tiltag" in [t.value for t in at.title], "it is shown where scenarios are"
    tiltag = at.session_state["tiltag"]
    efter = status(anvend(plan, tiltag)).mod(status(plan)).kommuner["afvigelse_pct"]
    assert efter.drop(LAESOE).abs().max() <= 10.0
    uden_fejl(gaa(at, "forslag"))
    assert at.text_input(key=TOLERANCE).value == "10", "what was asked is kept"
    assert "undtagen Læsø er allerede inden for" in html_paa(at)


def test_that_a_proposal_has_joined_is_said_until_something_is_chosen() -> None:
    """The map has the page drawn anew by itself: that must not take the words away."""
    at = uden_fejl(aabn("flytning", **{LAGT_TIL: ("Det er lagt i.", None)}))
    for _ in range(2):
        assert [s.value for s in at.success] == ["Det er lagt i."]
        uden_fejl(at.run())
    fra = at.selectbox(key="fra").value
    felt = next(f for f in ("over30", "under30") if at.number_input(key=f"{f}_{fra}").max)
    antal = at.number_input(key=f"{felt}_{fra}")
    uden_fejl(antal.set_value(0 if antal.value else 1).run())
    assert not at.success
    assert not uden_fejl(at.run()).success


def test_each_of_those_as_short_can_be_chosen(at: AppTest, plan: Plan) -> None:
    foerst = tabellen(at, "Trin")
    uden_fejl(at.button_group(key="forslag_nr").set_value(2).run())
    assert tabellen(at, "Trin") != foerst


def test_what_is_in_the_way_is_said_with_a_way_on(at: AppTest) -> None:
    uden_fejl(at.multiselect(key="forslag_undtag").set_value([]).run())
    assert "Læsø kan ikke komme nærmere" in html_paa(at)
    uden_fejl(at.button(key="brug_tolerance").click().run())
    assert at.text_input(key=TOLERANCE).value == "20,5"
    assert "bringer alle kommuner" in html_paa(at)


def test_every_requirement_is_asked_and_reaches_the_document(at: AppTest) -> None:
    at.multiselect(key="forslag_giver_ikke").set_value(["0787"])
    at.multiselect(key="forslag_slags").set_value(["over30"])
    at.selectbox(key="forslag_tilbage").set_value(2)
    at.selectbox(key="forslag_vaegt").set_value("patienter")
    at.selectbox(key="forslag_hensyn").set_value("minutter")
    at.text_input(key=TOLERANCE).set_value("25")
    at.run()
    assert not at.exception
    krav, hensyn = at.session_state[SPURGT]
    assert hensyn == "minutter"
    assert krav == Krav(25.0, giver_ikke=("0787",), arter=("over30",), tilbage=2, vaegt="patienter")
    uden_fejl(gaa(at, "plandokument"))
    uden_fejl(gaa(at, "forslag"))
    assert at.session_state[SPURGT] == (krav, hensyn)


def test_the_next_clinic_is_asked_and_used(plan: Plan) -> None:
    at = uden_fejl(aabn("forslag", forslag_visning="naeste"))
    assert "ny klinik, i " in html_paa(at) and "bevist" in html_paa(at)
    foerst = tabellen(at, "Sted")
    uden_fejl(at.button_group(key="naeste_antal").set_value(2).run())
    assert len(tabellen(at, "Sted")) == len(foerst) + 1
    uden_fejl(at.selectbox(key="naeste_maal").set_value("middel").run())
    uden_fejl(at.button(key="brug_forslag").click().run())
    tiltag = at.session_state["tiltag"]
    assert len(tiltag) == 2 and all(isinstance(t, Udvidelse) for t in tiltag)


def test_the_next_capacity_goes_to_a_clinic_there_is(plan: Plan) -> None:
    at = uden_fejl(aabn("forslag", forslag_visning="naeste", naeste_hvad="kapacitet"))
    assert "ny kapacitet til " in html_paa(at)
    uden_fejl(at.selectbox(key="naeste_kapacitetsmaal").set_value("adgang").run())
    assert "tiendedel" in html_paa(at)


def _proev(at: AppTest, varianter: str = "20") -> AppTest:
    uden_fejl(at.text_input(key="holder_varianter").set_value(varianter).run())
    return at.button(key="holder_proev").click().run()


def test_a_proposal_is_tried_when_it_is_asked_for(at: AppTest, plan: Plan) -> None:
    """The figures are those of planning, and are kept until another proposal is shown."""
    assert at.text_input(key="holder_varianter").value == "200"
    assert "varianter:" not in html_paa(at)
    uden_fejl(at.text_input(key=TOLERANCE).set_value("10").run())
    uden_fejl(_proev(at))
    p = proeve(plan, Krav(10.0), forslag(plan, Krav(10.0)).tiltag)
    svar = robusthed(p, [optael(p, range(20))])
    _, *raekker = tabellen(at, "Uden for tolerancen (% af varianter)")
    ude = {r[0]: r[-2] for r in raekker}
    ventet = svar.kommuner["uden_for_pct"]
    assert ude["Aalborg"] == f"{ventet['0851']:.1f}".replace(".", ",")
    assert "20 varianter" in html_paa(at) and "ikke sandsynligheder" in html_paa(at)
    uden_fejl(at.text_input(key=TOLERANCE).set_value("20").run())
    assert "20 varianter" not in html_paa(at), "this one has not been tried"
    uden_fejl(at.text_input(key=TOLERANCE).set_value("10").run())
    assert "20 varianter" in html_paa(at)


@pytest.mark.parametrize("skrevet", ["0", "5001", "1,5", "mange"])
def test_a_number_of_variants_that_is_none_is_refused(at: AppTest, skrevet: str) -> None:
    at.text_input(key="holder_varianter").set_value(skrevet).run()
    assert len(at.error) == 1
    assert at.button(key="holder_proev").disabled


def test_a_sweep_that_is_stopped_is_said_to_be_and_shows_nothing(
    at: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click in the middle runs the page anew, as a run that ends there does."""

    def stop(*_: object) -> Udfald[Any]:
        holder.st.stop()
        raise AssertionError

    monkeypatch.setattr(holder, "i_dele", stop)
    uden_fejl(_proev(at))
    assert at.button(key="holder_proev").disabled
    uden_fejl(at.button(key="holder_stop").click().run())
    assert [i for i in at.info if "stoppet" in i.value]
    assert "holder_stop" not in {k.key for k in at.button}
    assert "varianter:" not in html_paa(at)
    monkeypatch.setattr(holder, "i_dele", i_dele)
    uden_fejl(at.button(key="holder_proev").click().run())
    assert "20 varianter" in html_paa(at) and not [i for i in at.info if "stoppet" in i.value]


def test_the_workers_are_those_of_who_runs_the_program(
    at: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address is of the environment, no field asks for it, and what is wrong is said."""
    spurgt = []

    def hos(funktion: Any, p: Any, numre: Any, adresse: str | None, *hvordan: Any) -> Any:
        spurgt.append(adresse)
        if adresse:
            raise Inputfejl("Der er ingen arbejdere.")
        return i_dele(funktion, p, numre, None, *hvordan)

    monkeypatch.setattr(holder, "i_dele", hos)
    monkeypatch.setenv("PRAKSISKORT_DASK", "tcp://127.0.0.1:8786")
    _proev(at)
    assert [f.value for f in at.error] == ["Der er ingen arbejdere."]
    assert at.button(key="holder_proev")
    monkeypatch.delenv("PRAKSISKORT_DASK")
    uden_fejl(at.button(key="holder_proev").click().run())
    assert spurgt == ["tcp://127.0.0.1:8786", None]


def test_amounts_are_not_tried(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    kroner = [1_000_000.0 if n % 3 else 2_000_000.0 for n in range(len(plan.klinikker))]
    kapaciteter = pd.DataFrame(
        {"klinik_id": plan.klinikker.index, "speciale": "62", "beloeb_kr": kroner}
    ).reindex(columns=[*plan.kapaciteter])
    kr = dataclasses.replace(
        plan, kapaciteter=kapaciteter, tabel1=plan.tabel1.iloc[:0], fingeraftryk="kroner"
    )
    monkeypatch.setattr(tilstand, "_indlaest", lambda mappe, faerger: kr)
    at = uden_fejl(aabn("forslag"))
    assert "Brug forslaget" in str([k.label for k in at.button])
    assert "Holder forslaget?" not in [h.value for h in at.header]


@pytest.mark.parametrize("visning", ["faerrest", "enkelte", "naeste"])
def test_a_proposal_on_top_of_a_scenario_says_so_above_its_answer(
    tiltag: Any, visning: str
) -> None:
    # Without the many new addresses, which say nothing of it.
    at = uden_fejl(aabn("forslag", forslag_visning=visning, med_nye=False))
    assert not at.info or not any("scenariet" in i.value for i in at.info)
    assert "oven på" not in at.title[0].value
    at = uden_fejl(aabn("forslag", forslag_visning=visning, med_nye=False, tiltag=tiltag))
    assert "oven på scenariet" in at.title[0].value
    assert any("ikke fra datasættet" in i.value and "2 tiltag" in i.value for i in at.info)
    assert "i dag" not in html_paa(at)


def test_a_proposal_that_breaks_a_condition_says_so_beside_it(at: AppTest, plan: Plan) -> None:
    """Brovst is told to have no access: it gets something only where no other of Jammerbugt may."""
    assert not [w.value for w in at.warning if "ikke opfyldt" in w.value]
    jammerbugt = plan.klinikker["kommune_kode"].eq(plan.kommune_kode("Jammerbugt"))
    andre = plan.klinikker.index[jammerbugt].drop("brovst-klinik-for-fysioterapi")
    kun_brovst = uden_fejl(aabn("forslag", forslag_laaste=list(andre)))
    (brudt,) = (w.value for w in kun_brovst.warning if "ikke opfyldt" in w.value)
    assert "Brovst" in brudt and "adgang nej" in brudt
