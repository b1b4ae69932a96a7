"""The pages without a browser: each opened, each widget used, the scenario, hostile and empty data.

`AppTest` runs app.py in this process and cannot click a map; clicks are in tests/browser.
"""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kort import lag as kortlag
from kort.web import grundkort, punktlag, tip
from pages.dele import tilstand
from pages.dele.kortgrund import kortomrids
from planning.mulige_flytninger import bedste, mulige_flytninger
from planning.plan import Plan
from planning.status import status
from planning.tiltag import ARTER, Flytning
from tests.pages.apptest import (
    APP,
    Skrevet,
    aabn,
    gaa,
    html_paa,
    kort,
    laest,
    opslag,
    scenariets_tiltag,
    tabellen,
    tabeller,
    uden_fejl,
    uden_tegn,
)

#: The pages as app.py lists them, by file.
SIDER = dict(re.findall(r'st\.Page\("pages/(\w+)\.py", title="([^"]+)"', APP.read_text("utf-8")))
#: The page that is drawn the fastest, for what concerns the line at the top alone.
LET = "data"
UDEN_KAPACITET = {"ventetid", "data", "scenarier"}
MAX_KORT_BYTES = 300_000

FJENDTLIG = '<script>alert(1)</script> & "quotes"'
MARKDOWN = "![x](https://example.org/x.png) [y](https://example.org) $z$"

#: Fields of text that a number is typed in, also where they are empty.
TALFELTER = {"forslag_loft"}
#: Widgets by their name in AppTest, and how to choose something else than what is chosen.
ANDET_VALG: dict[str, Callable[[Any], Any]] = {
    "radio": lambda w: w.set_value(_anden(w)),
    "selectbox": lambda w: w.set_value(_anden(w)),
    "select_slider": lambda w: w.set_value(_anden(w)),
    "button_group": lambda w: w.set_value(_anden(w)),
    "slider": lambda w: w.set_value(w.max if w.value != w.max else w.min),
    "number_input": lambda w: w.set_value(w.min if w.value != w.min else w.max),
    "checkbox": lambda w: w.set_value(not w.value),
    "toggle": lambda w: w.set_value(not w.value),
    # A field of figures takes no words.
    "text_input": lambda w: w.set_value("12" if _er_tal(w) else "Prøve"),
    "text_area": lambda w: w.set_value("Prøve"),
    "button": lambda w: w.click(),
}


#: The keys of what stands in the line at the top.
TOPLINJE = re.compile(
    "grundlag|speciale|faerger|fliser|fortryd|gentag|ryd|vis_scenarie|vis_praesentation"
    "|fjern_[0-9]+"
)
MED_VALGMULIGHEDER = {"radio", "selectbox", "select_slider", "button_group"}


def _er_tal(felt: Any) -> bool:
    """Say whether a field of text holds a number."""
    return felt.value.isdecimal() or felt.key in TALFELTER


def _anden(widget: Any) -> Skrevet | list[Any]:
    if isinstance(widget.value, list):
        return widget.value[:-1]
    valgt = widget.format_func(widget.value)
    return next(Skrevet(valg) for valg in reversed(widget.options) if valg != valgt)


# --- Every page -----------------------------------------------------------------------------


@pytest.mark.parametrize("side", SIDER)
def test_a_page_opens_with_title_and_source(side: str) -> None:
    at = uden_fejl(aabn(side))
    assert [bool(titel.value.strip()) for titel in at.title] == [True]
    # Figures come with their source.
    if tabeller(at) or kort(at) or at.get("plotly_chart"):
        assert "Kilde:" in html_paa(at)
    assert not re.search(r"\b(nan|None|inf)\b", html_paa(at))


AFSNITSVALG = {"overblik": "overbliksafsnit", "daekning": "daekningsafsnit", "data": "dataafsnit"}
#: What can be read under the answer of a page, one section at a time.
AFSNIT = [
    *(("overblik", a) for a in ("kommuner", "laesninger", "naboer", "aktivitet")),
    *(("daekning", a) for a in ("kommuner", "uden", "pletter", "kurve", "distrikter")),
    *(("data", a) for a in ("kilder", "tabeller", "modsagt", "forklaret")),
]


@pytest.mark.parametrize(("side", "afsnit"), AFSNIT)
def test_each_section_is_a_heading_and_figures_with_their_source(side: str, afsnit: str) -> None:
    noegle = AFSNITSVALG[side]
    at = uden_fejl(aabn(side, **{f"{noegle}_husket": afsnit}))
    assert len(at.header) == 1 and (tabeller(at) or at.get("plotly_chart"))
    assert "Kilde:" in html_paa(at)
    (valg,) = (w for w in at.button_group if w.key == noegle)
    assert valg.value == afsnit and len(valg.options) == sum(s == side for s, _ in AFSNIT)


def test_a_section_that_is_gone_gives_way_and_one_that_is_chosen_stays() -> None:
    at = uden_fejl(
        aabn("overblik", overbliksafsnit_husket="folketal")
    )  # the source has no projection
    assert [h.value for h in at.header] == ["Kommunerne"]
    tre = Skrevet("Tre læsninger af samme kapacitet")
    at.button_group(key="overbliksafsnit").set_value(tre).run()
    at = gaa(gaa(at, "data"), "overblik")
    assert [h.value for h in at.header] == [tre]


@pytest.mark.parametrize("side", SIDER)
def test_a_page_that_is_drawn_again_is_the_same(
    side: str, plan: Plan, tiltag: Any, med_plan: Callable[[Plan], None]
) -> None:
    """What is kept of a plan is not changed by the one who reads it."""
    med_plan(dataclasses.replace(plan))  # of which nothing is known yet
    at = uden_fejl(aabn(side, tiltag=tiltag, vis_scenarie=True))
    foerst = html_paa(at), kort(at), [d.proto.spec for d in at.get("plotly_chart")]
    for _ in range(2):
        at.run()
        assert foerst == (html_paa(at), kort(at), [d.proto.spec for d in at.get("plotly_chart")])


def test_the_pages_are_those_expected() -> None:
    assert {"overblik", "daekning", "ventetid", "flytning", "data"} <= set(SIDER)


@pytest.mark.parametrize("side", SIDER)
def test_every_choice_can_be_used(side: str, tiltag: Any) -> None:
    """One at a time and then put back, with a scenario, so that every button can be pressed."""
    at = uden_fejl(aabn(side, tiltag=tiltag, fortrudt=(tiltag[0],), vis_scenarie=True))
    brugt = []
    widgets = [
        (art, w.key)
        for art in ANDET_VALG
        for w in at.get(art)
        # The line at the top is the same on every page.
        if side == LET or not TOPLINJE.fullmatch(str(w.key))
    ]
    for art, noegle in widgets:
        if (widget := _widget(at, art, noegle)) is None or widget.disabled:
            continue
        if art == "button":
            _udfyld(at, widget.form_id)
        elif widget.form_id:
            continue  # filled in when the form's button comes
        foer = widget.value
        en_af_flere = art in MED_VALGMULIGHEDER and not isinstance(foer, list)
        if en_af_flere:
            foer = Skrevet(widget.format_func(foer))
        uden_fejl(ANDET_VALG[art](widget).run())
        brugt.append(noegle)
        widget = None if art == "button" else _widget(at, art, noegle)
        if widget is not None and (not en_af_flere or foer in widget.options):
            widget.set_value(foer)
    assert None not in brugt
    if side == LET:
        assert {"grundlag", "speciale", "fliser", "vis_scenarie"} <= set(brugt)
        assert {"fortryd", "gentag", "ryd"} <= set(brugt)


def _udfyld(at: AppTest, form: str) -> None:
    for art in ANDET_VALG:
        for widget in at.get(art) if form else ():
            if widget.form_id == form and art != "button":
                ANDET_VALG[art](widget)


def _widget(at: AppTest, art: str, noegle: str) -> Any:
    return next((w for w in at.get(art) if w.key == noegle), None)


# --- The line at the top --------------------------------------------------------------------


def test_the_basis_changes_the_figures(plan: Plan) -> None:
    at = aabn("overblik")
    assert opslag(at, "Aalborg", "Indbyggere pr. kapacitet") == "5.823"
    at.radio(key="grundlag").set_value("tabel1").run()
    assert opslag(at, "Aalborg", "Indbyggere pr. kapacitet") == "5.903"
    assert opslag(at, "Region Nordjylland", "Indbyggere pr. kapacitet") == "4.571"
    assert "bilag 4" not in _kildelinje(at).lower()
    # It stays chosen on the way through another page.
    at = gaa(gaa(at, "ventetid"), "overblik")
    assert opslag(at, "Aalborg", "Indbyggere pr. kapacitet") == "5.903"


def _kildelinje(at: AppTest) -> str:
    return re.findall(r"<p class='kilde'>(Kilde:.*?)</p>", html_paa(at))[0]


def test_the_speciale_changes_the_activity() -> None:
    at = aabn("overblik", overbliksafsnit_husket="aktivitet")
    foer = tabellen(at, "Ydelser pr. kapacitet")
    assert "Aktivitet: Vederlagsfri fysioterapi (speciale 62), 2018" in [h.value for h in at.header]
    at.selectbox(key="speciale").set_value("51").run()
    assert "Aktivitet: Almen fysioterapi (speciale 51), 2018" in [h.value for h in at.header]
    assert tabellen(at, "Ydelser pr. kapacitet") != foer
    at = gaa(at, "ventetid")
    assert "almen fysioterapi" in re.findall(r"class='nyhed'>(.*?)<", html_paa(at))[0]


def test_the_speciale_is_the_one_whose_waits_a_flytning_is_scored_by() -> None:
    at = aabn("flytning")
    assert "ugers ventetid på speciale 62" in html_paa(at)
    at.selectbox(key="speciale").set_value("51").run()
    assert "ugers ventetid på speciale 51" in html_paa(at)
    assert "speciale 62, hvor" not in html_paa(at)


def test_tiles_are_fetched_only_when_chosen() -> None:
    at = aabn("overblik")
    assert "openstreetmap" not in json.dumps(kort(at))
    at.checkbox(key="fliser").check().run()
    assert "https://tile.openstreetmap.org/{z}/{x}/{y}.png" in json.dumps(kort(at))


def test_the_slider_on_daekning_changes_the_picture() -> None:
    at = aabn("daekning")
    (skyder,) = at.slider
    foer = tabeller(at), _lagene(at)
    uden_fejl(skyder.set_value(skyder.min).run())
    assert tabeller(at) != foer[0]
    assert _lagene(at) != foer[1]


def test_a_figure_is_searched_for_in_the_tables(plan: Plan) -> None:
    at = aabn("data", dataafsnit_husket="tabeller")
    uden_fejl(at.text_input(key="soeg_tal").set_value("13.513").run())
    assert "Tabel 22, s. 34" in html.unescape(html_paa(at))
    assert "tabelnummer" not in {valg.key for valg in at.selectbox}
    uden_fejl(at.text_input(key="soeg_tal").set_value("intet sådant").run())
    assert "Intet fundet" in at.main.markdown[-1].value + html.unescape(html_paa(at))
    assert "tabelnummer" in {valg.key for valg in at.selectbox}


def _lagene(at: AppTest) -> list[str]:
    return [k["feature_group"] for k in kort(at)]


def test_the_table_lookup_shows_the_chosen_table(plan: Plan) -> None:
    at = aabn("data", dataafsnit_husket="tabeller")
    valg = at.selectbox(key="tabelnummer")
    valg.set_value(Skrevet(valg.options[-1])).run()
    sidst = plan.tabelliste.iloc[-1]
    assert f"s. {sidst['side']}, {sidst['kilde']}" in html.unescape(html_paa(at))


# --- The scenario ---------------------------------------------------------------------------


def test_a_flytning_through_the_page_and_back() -> None:
    at = aabn("flytning")
    fra = at.selectbox(key="fra")
    fra.set_value(Skrevet(next(k for k in fra.options if "8 under" in k))).run()
    proevet = tabellen(at, "Kapacitet før")
    assert [r for r in proevet[1:] if r[1] != r[2]]
    assert scenariets_tiltag(at) == []
    uden_fejl(at.button(key="tilfoej").click().run())
    (linje,) = scenariets_tiltag(at)
    assert linje.startswith("1 kapacitet over 30 timer fra ")
    # What was tried is now the scenario, and is not tried once more on top of itself.
    assert tabellen(at, "Kapacitet før") == proevet
    at.button(key="fortryd").click().run()
    assert scenariets_tiltag(at) == []
    assert not [r for r in tabellen(at, "Kapacitet før")[1:] if r[1] != r[2]]
    at.button(key="gentag").click().run()
    assert scenariets_tiltag(at) == [linje]
    uden_fejl(at)


def test_the_table_after_follows_the_amount() -> None:
    at = aabn("flytning")
    at.selectbox(key="fra_kode").set_value("0851").run()
    klinik = next(k for k in at.selectbox(key="fra").options if re.search(r"\([2-9] over", k))
    at.selectbox(key="fra").set_value(Skrevet(klinik)).run()
    over, under = at.number_input
    over.set_value(2)
    if not under.disabled:
        under.set_value(0)
    uden_fejl(at.run())
    at.selectbox(key="til_kode").set_value("0840").run()
    uden_fejl(at)
    hoved, *krop = tabellen(at, "Kapacitet før")
    assert hoved[1:3] == ["Kapacitet før", "Kapacitet efter"]
    aendret = {r[0]: (r[1], r[2]) for r in krop if r[1] != r[2]}
    assert aendret == {"Aalborg −2": ("37", "35"), "Rebild +2": ("5,5", "7,5")}
    assert re.findall(r"class='valgt'><td[^>]*>(.*?)<", html_paa(at)) == list(aendret)


def test_when_the_last_is_moved_before_and_after_are_still_seen() -> None:
    at = aabn("flytning")
    fra = at.selectbox(key="fra")
    fra.set_value(Skrevet(next(k for k in fra.options if "(1 over, 1 under)" in k))).run()
    efter = tabellen(at, "Kapacitet før")
    uden_fejl(at.button(key="tilfoej").click().run())
    assert efter in tabeller(at)


def test_no_amount_says_what_is_missing() -> None:
    at = aabn("flytning")
    for felt in at.number_input:
        if not felt.disabled:
            felt.set_value(0)
    uden_fejl(at.run())
    assert [t for t in at.caption if t.value.startswith("Vælg en kapacitet")]
    assert at.button(key="tilfoej").disabled


def test_who_gives_and_who_gets_are_kept_while_another_page_is_shown() -> None:
    at = uden_fejl(aabn("flytning"))
    for noegle, kode in (("fra_kode", "0860"), ("til_kode", "0840")):
        assert at.selectbox(key=noegle).value != kode, "it is not the one it opens with"
        uden_fejl(at.selectbox(key=noegle).set_value(kode).run())
    uden_fejl(at.selectbox(key="fra").select_index(1).run())
    valgt = {n: at.selectbox(key=n).value for n in ("fra_kode", "fra", "til_kode", "til")}
    at = uden_fejl(gaa(gaa(at, "overblik"), "flytning"))
    assert {n: at.selectbox(key=n).value for n in valgt} == valgt


def test_it_opens_on_the_best_between_the_kommuner_and_says_when_another_is_chosen(
    plan: Plan,
) -> None:
    at = uden_fejl(aabn("flytning"))

    def bedst() -> tuple[str, str]:
        koder = tuple(at.selectbox(key=n).value for n in ("fra_kode", "til_kode"))
        raekke = bedste(mulige_flytninger(plan, mellem=koder))
        assert raekke is not None
        return raekke["fra"], raekke["til"]

    def valgt() -> tuple[str, str]:
        return at.selectbox(key="fra").value, at.selectbox(key="til").value

    assert valgt() == bedst() and not [k for k in at.button if k.key == "vaelg_bedste"]
    uden_fejl(at.selectbox(key="til_kode").set_value("0840").run())
    assert valgt() == bedst(), "nothing is chosen by hand: it follows the kommuner"
    for nr in range(2):
        if valgt() == bedst():
            uden_fejl(at.selectbox(key="fra").select_index(nr).run())
    egen = valgt()[0]
    uden_fejl(at.selectbox(key="til_kode").set_value("0851").run())
    assert valgt()[0] == egen, "what is chosen by hand stays"
    uden_fejl(at.button(key="vaelg_bedste").click().run())
    assert valgt() == bedst()


def test_a_new_address_can_receive() -> None:
    at = aabn("flytning")
    sted = at.selectbox(key="til")
    by = next(valg for valg in sted.options if valg.startswith("Ny adresse i "))
    uden_fejl(sted.set_value(Skrevet(by)).run())
    uden_fejl(at.button(key="tilfoej").click().run())
    assert f"til {by}" in scenariets_tiltag(at)[0]
    for side in SIDER:
        uden_fejl(gaa(at, side))
    at = gaa(at.toggle(key="vis_scenarie").set_value(True).run(), "overblik")
    uden_fejl(at)
    assert "<b>58</b><span>klinikadresser" in html_paa(at)


def test_a_clinic_can_be_emptied_one_capacity_at_a_time(plan: Plan) -> None:
    """The number fields keep up when what the clinic holds shrinks under them."""
    at = aabn("flytning")
    fra = at.selectbox(key="fra").value
    over, under = map(int, plan.kapaciteter.set_index("klinik_id").loc[fra, ["over30", "under30"]])
    at.number_input(key=f"over30_{fra}").set_value(0).run()
    for felt, antal in (("under30", under), ("over30", over)):
        for _ in range(antal):
            assert at.selectbox(key="fra").value == fra
            if at.number_input(key=f"{felt}_{fra}").value == 0:
                at.number_input(key=f"{felt}_{fra}").set_value(1).run()
            uden_fejl(at.button(key="tilfoej").click().run())
    assert len(scenariets_tiltag(at)) == over + under
    # What has nothing to give is no longer offered.
    assert at.selectbox(key="fra").value != fra


@pytest.mark.parametrize("art", ARTER)
def test_every_kind_of_tiltag_can_be_added_and_undone(art: str) -> None:
    at = aabn("flytning")
    uden_fejl(at.button_group(key="tiltagstype").set_value(Skrevet(ARTER[art].navn)).run())
    for felt in at.number_input:
        if felt.value == 0 and not felt.disabled:
            uden_fejl(at.number_input(key=felt.key).set_value(1).run())
    uden_fejl(at.button(key="tilfoej").click().run())
    assert len(scenariets_tiltag(at)) == 1
    uden_fejl(at.button(key="fortryd").click().run())
    assert scenariets_tiltag(at) == []


def test_the_scenario_is_shown_on_overblik_when_chosen(plan: Plan, tiltag: Any) -> None:
    at = aabn("overblik", tiltag=tiltag)
    foer = tabellen(at, "Kapacitet i alt")
    at.toggle(key="vis_scenarie").set_value(True).run()
    uden_fejl(at)
    (maerke,) = (i.value for i in at.info if i.value.startswith("Scenariet vises"))
    assert "tiltag." in maerke
    assert opslag(at, "Rebild", "Kapacitet i alt") == "6,5"
    assert opslag(at, "Region Nordjylland", "Kapacitet i alt") == "129"
    at.toggle(key="vis_scenarie").set_value(False).run()
    assert tabellen(at, "Kapacitet i alt") == foer


def test_a_scenario_with_tabel_1_is_counted_on_the_clinic_list_and_says_why(
    plan: Plan, tiltag: Any
) -> None:
    """The printed table has no clinics: its figures would be shown as the scenario's."""
    at = aabn("overblik", tiltag=tiltag)
    at.radio(key="grundlag").set_value("tabel1").run()
    at.toggle(key="vis_scenarie").set_value(True).run()
    uden_fejl(at)
    assert opslag(at, "Rebild", "Kapacitet i alt") == "6,5"
    assert "bilag 4" in _kildelinje(at).lower()
    assert any("tabellen har ingen klinikker" in i.value for i in at.info)
    # The dataset's own figures would stand against the scenario's on the page.
    assert not any("mod 5.903" in i.value for i in at.info)
    at = gaa(at, "ventetid")
    assert "ændrer ikke de oplyste ventetider" in html_paa(at)


def test_undo_redo_and_clear(tiltag: Any) -> None:
    at = aabn(LET, tiltag=tiltag)
    en, to = scenariets_tiltag(at)
    at.button(key="fortryd").click().run()
    assert scenariets_tiltag(at) == [en]
    at.button(key="gentag").click().run()
    assert scenariets_tiltag(at) == [en, to]
    at.button(key="ryd").click().run()
    assert scenariets_tiltag(at) == []
    assert at.button(key="fortryd").disabled and at.button(key="ryd").disabled
    at.button(key="gentag").click().run()
    assert scenariets_tiltag(at) == [en]
    at.button(key="gentag").click().run()
    assert scenariets_tiltag(at) == [en, to]
    assert at.button(key="gentag").disabled
    uden_fejl(at)


def test_a_tiltag_can_be_taken_out_of_the_middle(tiltag: Any) -> None:
    at = aabn(LET, tiltag=tiltag)
    en, to = scenariets_tiltag(at)
    uden_fejl(at.button(key="fjern_0").click().run())
    assert scenariets_tiltag(at) == [to]
    uden_fejl(at.button(key="fjern_0").click().run())
    assert scenariets_tiltag(at) == []
    assert en != to


def test_clear_does_not_forget_what_was_already_undone(tiltag: Any) -> None:
    at = aabn(LET, tiltag=tiltag)
    linjer = scenariets_tiltag(at)
    for knap in ("fortryd", "ryd", "gentag", "gentag"):
        assert not at.button(key=knap).disabled, knap
        at.button(key=knap).click().run()
    assert scenariets_tiltag(at) == linjer


def test_buttons_are_off_with_nothing_to_do() -> None:
    at = aabn(LET)
    assert all(at.button(key=knap).disabled for knap in ("fortryd", "gentag", "ryd"))
    assert "vis_scenarie" not in [t.key for t in at.toggle]


@pytest.mark.parametrize(
    ("foraeldet", "ventet"),
    [
        (Flytning("findes-ikke", "hanstholm-fysioterapi", 0, 1), "Ukendt klinik: »findes-ikke«"),
        (Flytning("hanstholm-fysioterapi", "findes-ikke", 0, 1), "Ukendt klinik: »findes-ikke«"),
        (Flytning("hanstholm-fysioterapi", "hobro-benefit", 0, 99), "har 1 kapaciteter"),
        (Flytning("hanstholm-fysioterapi", "hanstholm-fysioterapi", 0, 1), "til sig selv"),
    ],
)
def test_an_outdated_scenario_says_so_in_danish_and_can_be_cleared(
    foraeldet: Flytning, ventet: str
) -> None:
    at = aabn("flytning", tiltag=(foraeldet,), vis_scenarie=True)
    assert not at.exception
    assert ventet in uden_tegn("\n".join(fejl.value for fejl in at.error))
    assert "fejl i programmet" not in "\n".join(fejl.value for fejl in at.error)
    (ryd,) = [knap for knap in at.button if knap.key == "ryd"] or pytest.fail("no way out: no Ryd")
    uden_fejl(ryd.click().run())
    assert tabeller(at)
    uden_fejl(gaa(at, "overblik"))


# --- Hostile text ---------------------------------------------------------------------------


def _doebt(plan: Plan, navn: str) -> Plan:
    """The plan with every clinic, address, town and note so named."""
    felter = {felt: navn for felt in ("navn", "adresse", "by", "bysamfund")}
    return dataclasses.replace(
        plan,
        klinikker=plan.klinikker.assign(**felter),
        byer=plan.byer.assign(by=[f"{navn} {i}" for i in range(len(plan.byer))]),
        punkter=plan.punkter.assign(navn=[f"{navn} {i}" for i in range(len(plan.punkter))]),
        ventetider=plan.ventetider.assign(note=navn),
        tabeller=plan.tabeller.assign(note=navn),
    )


@pytest.mark.parametrize("side", SIDER)
def test_hostile_text_does_not_come_out_as_html(side: str, plan: Plan, med_plan: Any) -> None:
    med_plan(_doebt(plan, FJENDTLIG))
    fra = plan.kapaciteter.set_index("klinik_id")["under30"].idxmax()
    flytninger = (Flytning(fra, "hobro-benefit", 0, 1),)
    valgt = {"dataafsnit_husket": "tabeller", "tabelnummer": plan.tabelliste.index[0]}
    at = uden_fejl(aabn(side, tiltag=flytninger, **valgt))
    # All that is sent as HTML: st.html, and the script of a map with its tooltips.
    raat = "\n".join([html_paa(at), *(laest(json.dumps(k)) for k in kort(at))])
    assert "<script>alert(1)" not in raat
    if kort(at) or side in ("ventetid", "data"):
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in raat
    # All that is sent as Markdown, where Streamlit escapes HTML unless told not to.
    assert not [e for e in at.markdown if e.allow_html]


def test_hostile_names_of_kommuner_do_not_come_out_as_html(plan: Plan, med_plan: Any) -> None:
    med_plan(dataclasses.replace(plan, kommuner=plan.kommuner.assign(kommune=FJENDTLIG)))
    raat = html_paa(uden_fejl(aabn("data")))
    assert "<script>alert(1)" not in raat
    assert raat.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ") >= len(plan.kommuner)


@pytest.mark.parametrize("side", ["overblik", "flytning"])
def test_hostile_text_does_not_come_out_as_markdown(side: str, plan: Plan, med_plan: Any) -> None:
    """A clinic's name is no link and no picture: a picture would be fetched from its host."""
    med_plan(_doebt(plan, MARKDOWN))
    fra = plan.kapaciteter.set_index("klinik_id")["under30"].idxmax()
    at = uden_fejl(aabn(side, tiltag=(Flytning(fra, "hobro-benefit", 0, 1),)))
    arter = ("markdown", "caption", "info", "warning", "error", "success", "title", "subheader")
    raat = [e.value for art in arter for e in at.get(art)]
    assert any("example.org" in tekst for tekst in raat)
    assert not [tekst for tekst in raat if re.search(r"(?<!\\)\[[xy](?<!\\)\]\(", tekst)]


def test_tooltips_and_points_escape_all_from_a_file() -> None:
    flyt = tip(FJENDTLIG, [(FJENDTLIG, FJENDTLIG)], FJENDTLIG)
    assert "<script" not in flyt
    assert flyt.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;") == 4
    punkt = {"lat": 57.0, "lon": 10.0, "radius": 5.0, "farve": "#fff", "kant": "#000", "tip": flyt}
    ramme = pd.DataFrame([punkt], index=['"</script><script>alert(2)</script>'])
    kilde = grundkort(kortomrids(tilstand.plan()))
    punktlag(ramme, "Klinikker").add_to(kilde)
    tegnet = kilde.get_root().render()
    assert "<script>alert(" not in tegnet  # as the browser's HTML parser sees it
    assert "&lt;script&gt;alert(1)" in laest(tegnet)
    assert "<script>alert(1)" not in laest(tegnet)


# --- Empty states ---------------------------------------------------------------------------


def _uden_kapacitet(plan: Plan) -> Plan:
    return dataclasses.replace(plan, kapaciteter=plan.kapaciteter.assign(over30=0, under30=0))


def _kommune_uden_kapacitet(plan: Plan) -> Plan:
    i_rebild = plan.klinikker.index[plan.klinikker["kommune_kode"] == "0840"]
    tomme = plan.kapaciteter["klinik_id"].isin(i_rebild)
    ramme = plan.kapaciteter.copy()
    ramme.loc[tomme, ["over30", "under30"]] = 0
    return dataclasses.replace(plan, kapaciteter=ramme)


def _kommune_uden_klinik(plan: Plan) -> Plan:
    med = (plan.klinikker["kommune_kode"] != "0840").to_numpy()
    klinikker = plan.klinikker[med]
    return dataclasses.replace(
        plan,
        klinikker=klinikker,
        kapaciteter=plan.kapaciteter[plan.kapaciteter["klinik_id"].isin(klinikker.index)],
        afstande={maal: matrix[:, med] for maal, matrix in plan.afstande.items()},
        fingeraftryk="uden klinik",
    )


def _uden_ventetid(plan: Plan) -> Plan:
    tom = plan.ventetider.assign(uger_min=float("nan"), uger_max=float("nan"), opgoerelse="")
    return dataclasses.replace(plan, ventetider=tom, fingeraftryk="uden ventetid")


#: A plan with something missing, and the pages that would show it.
TOMME = [
    *((_uden_kapacitet, side) for side in SIDER if side not in UDEN_KAPACITET),
    *((_kommune_uden_kapacitet, side) for side in SIDER if side not in UDEN_KAPACITET),
    *((_kommune_uden_klinik, side) for side in SIDER if side not in UDEN_KAPACITET),
    *((_uden_ventetid, side) for side in ("ventetid", "flytning")),
]


@pytest.mark.parametrize(("tom", "side"), TOMME)
def test_a_page_bears_that_something_is_missing(
    tom: Callable[[Plan], Plan], side: str, plan: Plan, med_plan: Any
) -> None:
    # Other figures have another fingerprint, which is what pages keep their results by.
    med_plan(dataclasses.replace(tom(plan), fingeraftryk=tom.__name__))
    at = aabn(side)
    if (tom, side) == (_uden_kapacitet, "daekning") and at.error:
        # Nobody is covered by nothing: said in Danish, and nothing drawn.
        assert [f.value.startswith("Ingen af de 57 klinikker") for f in at.error] == [True]
        return
    uden_fejl(at)
    assert not re.search(r"\b(nan|None|inf)\b", html_paa(at))


def test_a_kommune_without_capacity_is_not_nought(plan: Plan, med_plan: Any) -> None:
    med_plan(_kommune_uden_kapacitet(plan))
    at = aabn("overblik")
    assert opslag(at, "Rebild", "Indbyggere pr. kapacitet") == "–"
    assert "Rebild er uden kapacitet." in html_paa(at)


def test_a_kommune_without_a_clinic_can_be_chosen_on_flytning(plan: Plan, med_plan: Any) -> None:
    med_plan(_kommune_uden_klinik(plan))
    at = aabn("flytning")
    uden_fejl(at.selectbox(key="til_kode").set_value("0840").run())
    if "Rebild" in at.selectbox(key="fra_kode").options:
        at.selectbox(key="fra_kode").set_value("0840").run()
    # Not offered, or said in Danish.
    assert "fejl i programmet" not in "\n".join(fejl.value for fejl in at.error)


# --- The size of a map ----------------------------------------------------------------------


def test_a_map_is_light(plan: Plan) -> None:
    tegning = grundkort(kortomrids(tilstand.plan()))
    omrids = kortomrids(tilstand.plan())
    for gruppe in (kortlag.afvigelse(status(plan), omrids), kortlag.klinikker(plan)):
        gruppe.add_to(tegning)
    kilde = tegning.get_root().render()
    former = re.findall(r'"type": "(Point|Polygon|MultiPolygon)"', kilde)
    assert former.count("Point") == len(plan.klinikker) == 57
    assert len(former) - 57 == 11 + 6
    assert len(kilde.encode()) < MAX_KORT_BYTES


@pytest.mark.parametrize("side", ["overblik", "daekning", "flytning"])
def test_what_is_sent_to_the_browser_is_light(side: str) -> None:
    vaegt = [len(json.dumps(sendt).encode()) for sendt in kort(aabn(side))]
    assert vaegt and max(vaegt) < MAX_KORT_BYTES


@pytest.mark.parametrize("side", ["overblik", "daekning", "flytning"])
def test_every_map_names_whose_coast_it_draws(side: str) -> None:
    at = uden_fejl(aabn() if side == "overblik" else aabn(side))
    under_kort = re.findall(r"<p class='kilde'>(Vejledende.*?)</p>", html_paa(at))
    assert len(under_kort) == len(kort(at)) > 0
    assert all("OpenStreetMap" in tekst for tekst in under_kort)


def test_how_access_fades_is_remembered_across_pages_and_in_the_document() -> None:
    at = aabn("overblik", overbliksafsnit_husket="naboer", daekningsafsnit_husket="distrikter")
    uden_fejl(at.selectbox(key="aftagen").set_value("apl").run())
    at = gaa(at, "daekning")
    assert "0,3 inden for 10 min" in html_paa(at)
    at = gaa(at, "plandokument")
    uden_fejl(at.selectbox(key="vist_afsnit").set_value("Dækning og adgang").run())
    assert "0,3 inden for 10 min" in html_paa(at)
    at = gaa(at, "overblik")
    assert at.selectbox(key="aftagen").value == "apl"
    tre = Skrevet("Tre læsninger af samme kapacitet")
    at.button_group(key="overbliksafsnit").set_value(tre).run()
    assert "0,3 inden for 10 min" in html_paa(at)
