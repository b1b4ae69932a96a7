"""The web map: one file that opens without a network, with every clinic, legend and source."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from dansk import fortegn, tal
from eksport.afsnit_scenarie import vurder_scenarie
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.webkort import webkort
from kort.farver import AENDRING, AFVIGELSE
from kort.web import UDSNIT
from planning.adgang import adgang
from planning.diskretion import diskret_daekning
from planning.plan import Plan
from planning.scenarie import kommuneaendring, sammenstilling, vurder
from planning.status import status
from tabeller.daekning import daekningstabel
from tabeller.scenarie import foer_efter_tabel
from tabeller.status import statustabel
from tabeller.tabel import MAERKE, Tabel, uden_maerke
from tabeller.ventetid import ventetidstabel
from tests.browser.axe import alvorlige

pytestmark = pytest.mark.browser
MARKOERER = """() => {
    let antal = 0;
    const kort = Object.values(window).find(v => v instanceof L.Map)
        || window[Object.keys(window).find(n => n.startsWith('map_') && window[n].eachLayer)];
    kort.eachLayer(lag => { if (lag instanceof L.CircleMarker) antal += 1; });
    return antal;
}"""


class Aaben:
    """A page of a local file, with what it asked for and complained of."""

    def __init__(self, browser: Browser, fil: Path) -> None:
        self.kontekst = browser.new_context(offline=True, viewport={"width": 1440, "height": 900})
        self.page: Page = self.kontekst.new_page()
        self.adresser: list[str] = []
        self.fejl: list[str] = []
        self.page.on("request", lambda f: self.adresser.append(f.url))
        self.page.on("pageerror", lambda e: self.fejl.append(str(e)))
        self.page.on("dialog", lambda d: self.fejl.append(f"dialog: {d.message}"))
        self.page.on("console", lambda b: self.fejl.append(b.text) if b.type == "error" else None)
        self.page.goto(fil.as_uri())

    def temaer(self) -> list[str]:
        """The themes that can be chosen."""
        return self.page.get_by_label("Tema").locator("option").all_inner_texts()

    def vaelg(self, nummer: int) -> Locator:
        """Choose a theme, and return the part of the page that is of it."""
        self.page.get_by_label("Tema").select_option(index=nummer)
        synlige = self.page.locator("section:not([hidden])")
        assert synlige.count() == 1
        return synlige

    def ude(self) -> list[str]:
        return [a for a in self.adresser[1:] if not a.startswith("data:")]


@pytest.fixture(scope="module")
def fil(plan: Plan, scenarie: NavngivetScenarie, tmp_path_factory: pytest.TempPathFactory) -> Path:
    sti = tmp_path_factory.mktemp("web") / "webkort.html"
    sti.write_bytes(webkort(plan, [vurder_scenarie(plan, 1, scenarie, Valg())]))
    return sti


@pytest.fixture
def aaben(browser: Browser, fil: Path) -> Iterator[Aaben]:
    side = Aaben(browser, fil)
    yield side
    side.kontekst.close()


def test_it_opens_without_a_network_with_57_clinics(aaben: Aaben) -> None:
    aaben.page.locator("path.leaflet-interactive").first.wait_for()
    assert aaben.page.evaluate(MARKOERER) == 57
    assert aaben.ude() == []
    assert aaben.fejl == []
    assert aaben.page.title() == "Praksiskort: fysioterapi"
    assert aaben.page.locator("html").get_attribute("lang") == "da"


def test_every_theme_has_its_legend_and_table(aaben: Aaben) -> None:
    navne = aaben.temaer()
    assert len(navne) == 7 and navne[-1] == "Scenarie 1: Rebild får en halv fra Aalborg"
    for nummer, navn in enumerate(navne):
        synlig = aaben.vaelg(nummer)
        assert synlig.locator("h2").text_content() == navn
        assert synlig.locator("li:visible").count() >= 5
        assert synlig.locator("tbody tr:visible").count() == 11
    assert aaben.fejl == []


def _skrevet(tabel: Tabel, *felter: str) -> list[list[str]]:
    """A table as the documents write it, row by row, the headings first."""
    kolonner = tabel.kun(*felter).kolonner
    celler = zip(*(tabel.skrevne(k) for k in kolonner), strict=True)
    return [[k.overskrift for k in kolonner], *map(list, celler)]


def test_the_tables_are_those_of_the_documents(
    aaben: Aaben, plan: Plan, scenarie: NavngivetScenarie
) -> None:
    vurderet = vurder(plan, scenarie.tiltag)
    foer_efter = foer_efter_tabel(vurderet)
    daekning = daekningstabel(plan, diskret_daekning(plan, "minutter", 15.0))
    facit = {
        0: _skrevet(
            statustabel(plan, status(plan)),
            *("kommune", "kapacitet", "indbyggere", "indbyggere_pr_kapacitet", "afvigelse_pct"),
        ),
        2: _skrevet(daekning, "kommune", "andel_pct", "interval", "indbyggere", "i_alt"),
        5: _skrevet(ventetidstabel(plan), "kommune", "hjemmebehandling"),
    }
    for nummer, ventet in facit.items():
        raekker = aaben.vaelg(nummer).locator("tr").all()
        assert [r.locator("th,td").all_inner_texts() for r in raekker] == ventet
    # Of a scenario the change stands beside before and after, which are the document's.
    raekker = [r.locator("th,td").all_inner_texts() for r in aaben.vaelg(6).locator("tr").all()]
    felter = ("kommune", "indbyggere_pr_kapacitet_foer", "indbyggere_pr_kapacitet_efter")
    assert [r[:3] for r in raekker] == _skrevet(foer_efter, *felter)
    aendring = {uden_maerke(r[0]): r[3] for r in raekker}
    assert aendring["Kommune"] == "Ændring (%)"
    pct = sammenstilling(vurderet).set_index("kommune")["aendring_pct"]
    assert {k: aendring[k] for k in pct.index} == {k: fortegn(v) for k, v in pct.items()}
    assert aendring["Rebild"].startswith("−") and aendring["Thisted"] == "0,0"
    maerket = aaben.page.locator("section:not([hidden]) tr.roert th").all_inner_texts()
    assert sorted(maerket) == ["Aalborg −0,5", f"Frederikshavn {MAERKE}", "Rebild +0,5"]


def _farver(aaben: Aaben) -> dict[str, str]:
    """The colours of the kommuner on the map, by id."""
    return aaben.page.evaluate(
        """() => {
        const svar = {};
        const kort = window[Object.keys(window).find(n => /^map_\\d+$/.test(n))];
        kort.eachLayer(lag => {
            const id = lag.feature && lag.feature.properties.tip && lag.feature.id;
            if (id && lag instanceof L.Polygon) svar[id] = lag.options.fillColor;
        });
        return svar;
    }"""
    )


def test_a_scenario_is_shown_before_after_and_as_a_change(
    aaben: Aaben, plan: Plan, scenarie: NavngivetScenarie
) -> None:
    vurderet, page = vurder(plan, scenarie.tiltag), aaben.page
    aendring_pct = kommuneaendring(vurderet)["aendring_pct"]
    aaben.vaelg(6)
    valg = page.get_by_role("group", name="Kortet viser").get_by_role("radio")
    assert [v.is_checked() for v in valg.all()] == [False, True, False]
    for navn, klasser, vaerdier in (
        ("Før", AFVIGELSE, vurderet.foer.kommuner["afvigelse_pct"]),
        ("Efter", AFVIGELSE, vurderet.efter.kommuner["afvigelse_pct"]),
        ("Ændring", AENDRING, aendring_pct),
    ):
        page.get_by_role("radio", name=navn).check()
        assert _farver(aaben) == {k: klasser.farve(v) for k, v in vaerdier.items()}, navn
        synlige = page.locator("section:not([hidden]) li:visible").all_inner_texts()
        assert set(klasser.navne) <= set(synlige)
    assert aaben.vaelg(0) and page.get_by_role("radio").count() == 0
    assert aaben.fejl == []


def test_a_kommune_of_a_scenario_says_before_and_after(
    aaben: Aaben, plan: Plan, scenarie: NavngivetScenarie
) -> None:
    foer, efter = (
        tabel.kommuner.loc[plan.kommune_kode("Rebild"), "indbyggere_pr_kapacitet"]
        for tabel in (vurder(plan, scenarie.tiltag).foer, vurder(plan, scenarie.tiltag).efter)
    )
    aaben.vaelg(6)
    aaben.page.evaluate(
        """() => {
        const kort = window[Object.keys(window).find(n => /^map_\\d+$/.test(n))];
        kort.eachLayer(lag => {
            if (lag.feature && lag.feature.id === "0840")
                lag.fire("mouseover", {latlng: lag.getBounds().getCenter()}, true);
        });
    }"""
    )
    assert f"{tal(foer)} → {tal(efter)}" in aaben.page.locator(".leaflet-tooltip").inner_text()


def test_what_a_kommune_says_is_read_whole_on_a_small_screen(aaben: Aaben) -> None:
    aaben.page.set_viewport_size({"width": 390, "height": 844})
    aaben.vaelg(6)
    kortet = aaben.page.locator(".folium-map").bounding_box()
    vist = 0
    for x, y in itertools.product((0.3, 0.45, 0.55, 0.7), (0.5, 0.6, 0.7)):
        aaben.page.mouse.move(kortet["x"] + x * kortet["width"], kortet["y"] + y * kortet["height"])
        aaben.page.wait_for_timeout(50)
        for kasse in aaben.page.locator(".leaflet-tooltip").evaluate_all(
            "alle => alle.map(e => e.getBoundingClientRect().toJSON()).filter(r => r.width)"
        ):
            vist += 1
            assert kasse["left"] >= kortet["x"] - 1 and kasse["top"] >= kortet["y"] - 1
            assert kasse["right"] <= kortet["x"] + kortet["width"] + 1
            assert kasse["bottom"] <= kortet["y"] + kortet["height"] + 1
    assert vist >= 4


#: Where the region is on the screen, where the map is, and what lies over a grid of points in it.
STEDER = """() => {
    const kort = window[Object.keys(window).find(n => /^map_\\d+$/.test(n))];
    const ramme = document.querySelector(".folium-map").getBoundingClientRect();
    const punkt = p => { const q = kort.latLngToContainerPoint(p);
        return [q.x + ramme.x, q.y + ramme.y]; };
    const [a, b] = [punkt(UDSNIT[0]), punkt(UDSNIT[1])];
    const over = new Set();
    for (let x = a[0] + 2; x < b[0]; x += 12) for (let y = b[1] + 2; y < a[1]; y += 12) {
        const e = document.elementFromPoint(x, y);
        over.add(e.closest(".leaflet-top.leaflet-left") ? "knapper"
            : e.closest(".leaflet-control") ? e.closest(".leaflet-control").className
            : e.closest(".folium-map") ? "kort" : e.tagName);
    }
    const {left, top, right, bottom} = ramme;
    return [[a[0], b[1], b[0], a[1]], [left, top, right, bottom], [...over]];
}"""


@pytest.mark.parametrize("skaerm", [(390, 844), (1024, 768), (1440, 900)])
def test_the_whole_region_is_seen_and_nothing_lies_over_it(
    aaben: Aaben, skaerm: tuple[int, int]
) -> None:
    """Opened at one size and turned to another, as a phone is."""
    page, maal = aaben.page, STEDER.replace("UDSNIT", json.dumps(UDSNIT))
    for bredde, hoejde in (skaerm, skaerm[::-1], skaerm):
        page.set_viewport_size({"width": bredde, "height": hoejde})
        page.wait_for_timeout(300)
        for nummer in (0, 6):
            aaben.vaelg(nummer)
            page.locator(".folium-map").scroll_into_view_if_needed()
            (v, o, h, n), (rv, ro, rh, rn), over = page.evaluate(maal)
            assert rv - 1 <= v < h <= rh + 1 and ro - 1 <= o < n <= rn + 1
            # At least one side is used, and the buttons stand over the sea in the corner.
            assert max((h - v) / (rh - rv), (n - o) / (rn - ro)) > 0.9
            assert set(over) - {"knapper", "leaflet-control-scale leaflet-control"} <= {"kort"}
        assert page.evaluate("document.documentElement.scrollWidth") <= bredde


def test_it_is_used_by_keyboard_and_one_sees_where_one_is(aaben: Aaben) -> None:
    page = aaben.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "tema"
    page.keyboard.press("End")
    assert page.locator("section:not([hidden]) h2").text_content() == aaben.temaer()[-1]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "1"
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("radio", name="Ændring").is_checked()
    assert page.locator("[data-stand='2']").is_visible()
    naaet = []
    for _ in range(6):
        naaet.append(
            page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
            const ses = s.outlineStyle !== 'none' && s.outlineWidth !== '0px';
            return [e.title || e.tagName, ses]; }"""
            )
        )
        page.keyboard.press("Tab")
    assert [navn for navn, ses in naaet if not ses and navn != "BODY"] == []
    assert {"Zoom ind", "Zoom ud", "Vis det hele", "SUMMARY"} <= {navn for navn, _ in naaet}


@pytest.mark.parametrize("bredde", [390, 1440])
def test_nothing_keeps_people_out(aaben: Aaben, bredde: int) -> None:
    aaben.page.set_viewport_size({"width": bredde, "height": 844})
    for nummer in range(len(aaben.temaer())):
        aaben.vaelg(nummer)
        assert alvorlige(aaben.page) == [], nummer


def test_a_fault_on_the_page_would_be_found(aaben: Aaben) -> None:
    aaben.page.evaluate("document.body.prepend(document.createElement('button'))")
    assert [brud.split(":")[0] for brud in alvorlige(aaben.page)] == ["button-name"]


def test_every_word_is_danish(aaben: Aaben) -> None:
    ord_ = aaben.page.locator("body").aria_snapshot() + aaben.page.locator("body").inner_html()
    synlige = re.sub(r"<script.*?</script>|<[^>]*?>", " ", ord_, flags=re.S)
    maerker = " ".join(re.findall(r"(?:title|aria-label|alt)=\"([^\"]*)\"", ord_))
    engelske = re.compile(
        r"\b(Zoom (?:in|out)|Leaflet|JavaScript|[Ll]ayers?|Marker|Close|Map|legend|Loading)\b"
    )
    assert "Zoom ind" in maerker and "Kort" in maerker
    assert not engelske.findall(f"{synlige} {maerker}")


def test_on_paper_are_map_legend_and_table(
    aaben: Aaben, tmp_path: Path, sider: Callable[[Path], list[str]], kontor: object
) -> None:
    aaben.vaelg(6)
    ramme = aaben.page.locator(".folium-map")
    foer, fil = ramme.bounding_box(), tmp_path / "kort.pdf"
    aaben.page.pdf(path=fil, prefer_css_page_size=True)
    foerste, *resten = sider(fil)
    assert "Scenarie 1: Rebild får en halv fra Aalborg" in foerste and "Efter" in foerste
    assert "Kortet viser" not in foerste and "Zoom" not in foerste
    assert "over 20 % flere" in foerste and "afgiver kapacitet" in foerste
    for kommune in ("Aalborg", "Læsø", "Region Nordjylland"):
        assert re.search(
            rf"^ *{kommune}(?: [−+*][\d,]*)? +[\d.]+ +[\d.]+ +[+−]?[\d,]+$", foerste, re.M
        ), kommune
    # On the map the kommune and its figure stand, also what is to the east of a screen's fold.
    assert foerste.count("Læsø") >= 2 and "−73 %" in foerste
    assert "Datasæt" in foerste + "".join(resten), "the sources are unfolded"
    assert ramme.bounding_box() == foer, "the screen is as it was"
    assert not aaben.page.locator("details").evaluate("d => d.open")


def test_the_source_is_on_the_page(aaben: Aaben, plan: Plan) -> None:
    tekst = aaben.page.locator("main").text_content()
    assert "Kilde: Praksisplan for fysioterapi 2020" in tekst
    assert "Vejledende kommunegrænser" in tekst and plan.fingeraftryk in tekst


def test_the_clinic_says_its_name(aaben: Aaben) -> None:
    aaben.page.locator("path.leaflet-interactive[fill='#ffffff']").first.hover(force=True)
    assert "Handicapvenlig adgang" in aaben.page.locator(".leaflet-tooltip").first.inner_text()


def test_nothing_in_the_file_points_out(fil: Path) -> None:
    tekst = fil.read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=", tekst)
    assert not re.search(r"url\(\s*['\"]?(?!data:|#)", tekst)
    assert "sourceMappingURL" not in tekst
    assert "default-src 'none'" in tekst


def test_hostile_names_are_text(
    browser: Browser,
    fjendtlig_plan: Plan,
    fjendtlige_scenarier: tuple[NavngivetScenarie, ...],
    tmp_path: Path,
) -> None:
    vurderede = [
        vurder_scenarie(fjendtlig_plan, nr, s, Valg())
        for nr, s in enumerate(fjendtlige_scenarier, start=1)
    ]
    sti = tmp_path / "fjendtlig.html"
    sti.write_bytes(webkort(fjendtlig_plan, vurderede))
    side = Aaben(browser, sti)
    navne = side.temaer()
    assert len(navne) == 6 + len(vurderede)
    for nummer in range(6, len(navne)):
        assert side.vaelg(nummer).locator("h2").text_content() == navne[nummer]
        # The line is dashed, and its middle may lie between two dashes.
        side.page.locator("path.leaflet-interactive[stroke-dasharray='8 6']").dispatch_event(
            "mouseover"
        )
        tip = side.page.locator(".leaflet-tooltip").first.inner_text()
        assert "{{ 7*7 }}{% endraw %}`${alert(1)}`\\" in tip
    assert (side.fejl, side.ude()) == ([], [])
    assert side.page.get_by_text("fed", exact=True).count() == 0
    side.kontekst.close()


def test_what_is_drawn_first_is_what_the_legend_tells_of(aaben: Aaben) -> None:
    """The theme ticked is the one whose legend stands open, and whose colours are on the map."""
    aaben.page.locator("path.leaflet-interactive").first.wait_for()
    foerste = aaben.temaer()[0]
    assert aaben.page.get_by_label("Tema").input_value() == foerste
    aaben_del = aaben.page.locator("section:not([hidden])")
    assert aaben_del.count() == 1
    assert aaben_del.locator("h2").text_content() == foerste
    tegn = aaben_del.evaluate(
        "del => [...del.querySelectorAll('*')].map(e => getComputedStyle(e).backgroundColor)"
    )
    malet = aaben.page.evaluate(
        """() => [...document.querySelectorAll('path.leaflet-interactive')]
        .filter(p => p.getBBox().width > 40).map(p => p.getAttribute('fill'))"""
    )
    farver = {"rgb({}, {}, {})".format(*bytes.fromhex(f.removeprefix("#"))) for f in malet}
    assert farver and farver <= set(tegn)


def _afsnit(side: bytes) -> dict[str, str]:
    """The legends of a map: the heading of each theme, and all that stands under it."""
    dele = re.findall(r"<section.*?<h2>(.*?)</h2>(.*?)</section>", side.decode(), re.DOTALL)
    return dict(dele)


def test_each_theme_is_explained_in_its_own_words(fil: Path) -> None:
    legender = _afsnit(fil.read_bytes())
    adgangen = next(tekst for navn, tekst in legender.items() if navn.startswith("Adgang"))
    assert "over 20 % ringere" in adgangen and "flere" not in adgangen
    assert "over 20 % flere" in legender["Indbyggere pr. kapacitet"]
    assert "ingen kapacitet" in legender["Indbyggere pr. kapacitet"]
    ventetider = [tekst for navn, tekst in legender.items() if navn.startswith("Ventetid")]
    assert len(ventetider) == 3 and all("ikke oplyst" in tekst for tekst in ventetider)
    (scenariet,) = (navn for navn in legender if navn.startswith("Scenarie"))
    assert scenariet == "Scenarie 1: Rebild får en halv fra Aalborg"


def test_the_figures_are_read_as_chosen(plan: Plan, fil: Path) -> None:
    valgt = webkort(plan, valg=Valg(grundlag="tabel1", aftagen="apl")).decode()
    vist = fil.read_text(encoding="utf-8")
    # Jammerbugt has 4,810 inhabitants to a capacity by tabel 1 and 5,497 by the clinic list.
    for side, jammerbugt, andet in ((valgt, "4.810", "5.497"), (vist, "5.497", "4.810")):
        assert f"\\u003e{jammerbugt}\\u003c" in side and f"\\u003e{andet}\\u003c" not in side
    for side, aftagen in ((valgt, "apl"), (vist, "trin20")):
        tal_ = re.findall(r"kkevidde\\u003c/td.*?u003cb\\u003e([\d,]+)", side)
        pr = adgang(plan, aftagen).kommuner["kapacitet_pr_10000"]
        assert sorted(tal_) == sorted(tal(v, 2) for v in pr)


def test_every_source_of_the_map_is_named(plan: Plan) -> None:
    herkomst = {n: dataclasses.replace(h, kilde=f"[[{n}]]") for n, h in plan.herkomst.items()}
    side = webkort(dataclasses.replace(plan, herkomst=herkomst)).decode()
    assert set(re.findall(r"\[\[(\w+)\]\]", side.partition("Kilder</summary>")[2])) == {
        *("kapaciteter", "klinikker", "kommuner", "ventetider"),
        *("befolkning", "rejsetid", "omrids"),
    }
