"""The web map: one file that opens without a network, with every clinic, legend and source."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dansk import tal
from eksport.afsnit_scenarie import vurder_scenarie
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.webkort import webkort
from planning.adgang import adgang
from planning.plan import Plan

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
        self.kontekst = browser.new_context(offline=True, viewport={"width": 1300, "height": 850})
        self.page: Page = self.kontekst.new_page()
        self.adresser: list[str] = []
        self.fejl: list[str] = []
        self.page.on("request", lambda f: self.adresser.append(f.url))
        self.page.on("pageerror", lambda e: self.fejl.append(str(e)))
        self.page.on("dialog", lambda d: self.fejl.append(f"dialog: {d.message}"))
        self.page.on("console", lambda b: self.fejl.append(b.text) if b.type == "error" else None)
        self.page.goto(fil.as_uri())

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


def test_every_theme_has_its_legend(aaben: Aaben) -> None:
    valg = aaben.page.locator(".leaflet-control-layers-base label")
    assert valg.count() == 7
    for nummer in range(valg.count()):
        valg.nth(nummer).locator("input").check()
        synlige = aaben.page.locator(".panel section:visible")
        assert synlige.count() == 1
        navn = " ".join(valg.nth(nummer).inner_text().split())
        assert synlige.locator("h2").inner_text() == navn
        assert synlige.locator("li").count() >= 5
    assert aaben.page.locator(".leaflet-control-layers-overlays label").count() == 0
    assert aaben.fejl == []


def test_the_source_is_on_the_page(aaben: Aaben, plan: Plan) -> None:
    tekst = aaben.page.locator(".panel").text_content()
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
    valg = side.page.locator(".leaflet-control-layers-base label")
    assert valg.count() == 6 + len(vurderede)
    for nummer in range(6, valg.count()):
        valg.nth(nummer).locator("input").check()
        assert side.page.locator(".panel section:visible").count() == 1
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
    valgt = aaben.page.locator(".leaflet-control-layers-base label:has(input:checked)")
    (foerste, *_) = aaben.page.locator(".leaflet-control-layers-base label").all_inner_texts()
    assert valgt.all_inner_texts() == [foerste]
    aaben_del = aaben.page.locator(".panel section:not([hidden])")
    assert aaben_del.count() == 1
    assert foerste.strip() in aaben_del.inner_text()
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
