"""A flytning carried through by hand: chosen, seen, kept, undone; by mouse, map and keyboard."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from playwright.sync_api import expect

KNAP = re.compile("^Læg .*til scenariet$")
TOM = "Ingen tiltag endnu"


def vaelg(side: Any, felt: str, valg: str | re.Pattern[str]) -> str:
    """Choose from a list by its label, wait for the page, and return what was chosen."""
    side.page.get_by_role("combobox", name=felt, exact=True).click()
    mulighed = side.page.get_by_role("option").filter(has_text=valg).first
    navn = mulighed.inner_text()
    mulighed.click()
    side.vent_paa_svar()
    return navn


def skriv(side: Any, felt: str, antal: int) -> None:
    """Write a number and leave the field, as one does."""
    tal = side.page.get_by_role("spinbutton", name=re.compile(rf"^{felt}"))
    if tal.is_enabled() and tal.input_value() != str(antal):
        tal.fill(str(antal))
        tal.press("Enter")
        side.vent_paa_svar()


def raekke(side: Any, kommune: str, tabel: str = "Kapacitet før") -> list[str]:
    """A kommune's row in the table with this heading."""
    tabellen = side.page.locator("table.tabel").filter(has_text=tabel)
    return tabellen.locator("tr").filter(has_text=kommune).locator("td").all_inner_texts()


def vist_i(side: Any, felt: str) -> str:
    """What a list shows as chosen."""
    return side.page.get_by_role("combobox", name=felt, exact=True).input_value()


def navnet(sted: str) -> str:
    """A clinic's name out of `by: navn (kapacitet)`."""
    return sted.split(": ", 1)[1].rsplit(" (", 1)[0]


def aabn_flytning(side: Any) -> None:
    side.gaa("flytning")
    side.vent_paa_kort(1)


def test_the_clinic_shown_is_the_one_counted(side: Any) -> None:
    """Another kommune is chosen: what the fields say, what the table counts, and what is added."""
    aabn_flytning(side)
    vaelg(side, "Fra kommune", "Vesthimmerland")
    vaelg(side, "Til kommune", "Hjørring")
    skriv(side, "Under 30 timer", 1)
    vist = [vist_i(side, felt) for felt in ("Klinik, der afgiver", "Sted, der modtager")]
    for kommune, sted in zip(("Vesthimmerland", "Hjørring"), vist, strict=True):
        foer, efter = raekke(side, kommune)[1:3]
        assert foer != efter, (kommune, sted)
    side.page.get_by_role("button", name=KNAP).click()
    side.vent_paa_svar()
    panel = side.aabn()
    for sted in vist:
        expect(panel).to_contain_text(navnet(sted))
    side.luk()
    # The same clinics are still shown, with what they now have.
    for felt, foer in zip(("Klinik, der afgiver", "Sted, der modtager"), vist, strict=True):
        efter = vist_i(side, felt)
        assert navnet(efter) == navnet(foer) and efter != foer


def _nyt_fyld(side: Any, foer: list[list[str]]) -> list[str]:
    """The colours of the kommuner on the map, once they are none of those it had before."""
    flader = "path.leaflet-interactive:not([d*=a])[fill]:not([fill=none])"
    for _ in range(40):
        side.vent_paa_svar()
        side.vent_paa_kort(1)
        fyld = side.kort().locator(flader).evaluate_all("a => a.map(p => p.getAttribute('fill'))")
        if fyld not in foer:
            break
    return fyld


def test_a_flytning_from_choice_to_undo(side: Any) -> None:
    aabn_flytning(side)
    expect(side.aabn()).to_contain_text(TOM)
    side.luk()

    vaelg(side, "Fra kommune", "Aalborg")
    fra = vaelg(side, "Klinik, der afgiver", re.compile(r"\([2-9] over"))
    skriv(side, "Over 30 timer", 1)
    skriv(side, "Under 30 timer", 0)
    vaelg(side, "Til kommune", "Rebild")
    til = vaelg(side, "Sted, der modtager", re.compile(r"under\)"))
    assert raekke(side, "Aalborg")[1:3] == ["37", "36"]
    assert raekke(side, "Rebild")[1:3] == ["5,5", "6,5"]
    expect(side.page.locator(".nyhed").first).to_contain_text("Rebild")
    # One map, and after has other colours than before.
    fyld: dict[str, list[str]] = {}
    for stand in ("Efter", "Før", "Ændring"):
        side.page.get_by_role("radio", name=stand, exact=True).click()
        fyld[stand] = _nyt_fyld(side, list(fyld.values()))
        assert len(fyld[stand]) == 11
    assert fyld["Efter"] != fyld["Før"]
    # Two kommuner change, and nine are as they were.
    assert Counter(fyld["Ændring"]).most_common(1)[0][1] == 9

    side.page.get_by_role("button", name=KNAP).click()
    side.vent_paa_svar()
    panel = side.aabn()
    expect(panel).to_contain_text("1 kapacitet over 30 timer fra ")
    for sted in (fra, til):
        expect(panel).to_contain_text(navnet(sted))

    # On every page when wanted, and the dataset again when undone.
    panel.get_by_text("Vis scenariet på alle sider").click()
    side.vent_paa_svar()
    side.luk()
    side.til("Overblik")
    expect(side.page.get_by_text("Scenariet vises, ikke datasættet")).to_be_visible()
    panel = side.aabn()
    assert raekke(side, "Rebild", "Kapacitet i alt")[3] == "6,5"
    panel.get_by_role("button", name="Fortryd").click()
    expect(panel).to_contain_text(TOM)
    side.vent()
    assert raekke(side, "Rebild", "Kapacitet i alt")[3] == "5,5"
    panel.get_by_role("button", name="Gentag").click()
    expect(panel).to_contain_text("1 kapacitet over 30 timer fra ")
    side.ingen_fremmede()
    side.ingen_fejl()


def test_a_click_on_the_map_chooses_the_clinic(side: Any) -> None:
    aabn_flytning(side)
    felt = side.page.get_by_role("combobox", name="Klinik, der afgiver", exact=True)
    foer = felt.input_value()
    # The outermost clinic of the map: nothing lies over it.
    cirkler = side.kort().locator("path.leaflet-interactive[d*=a]")
    nordligst = min(cirkler.all(), key=lambda c: c.bounding_box()["y"])
    nordligst.click(force=True)
    expect(felt).not_to_have_value(foer, timeout=15_000)
    expect(felt).to_have_value(re.compile("Skagen"))
    side.vent()
    side.ingen_fejl()


def test_the_keyboard_reaches_every_choice(side: Any) -> None:
    aabn_flytning(side)
    ventede = ["Fra kommune", "Klinik, der afgiver", "Til kommune", "Sted, der modtager"]
    ventede += [r"Over 30 timer", r"Under 30 timer", KNAP.pattern]
    naaet: list[str] = []
    side.page.locator("body").press("Tab")
    for _ in range(60):
        naaet.append(
            side.page.evaluate(
                "() => { const e = document.activeElement;"
                "return e.getAttribute('aria-label') || e.innerText || e.tagName }"
            ).strip()
        )
        if re.search(KNAP, naaet[-1]):
            break
        side.page.keyboard.press("Tab")
    mangler = [navn for navn in ventede if not any(re.search(navn, n) for n in naaet)]
    assert not mangler, f"{mangler} not in {naaet}"


def test_the_keyboard_does_not_stop_at_every_name_on_the_map(side: Any) -> None:
    """The names of the kommuner are no buttons; a map is a stop, not fifteen."""
    side.gaa()
    side.vent_paa_kort(1)
    kort = side.kort()
    assert kort.locator(".leaflet-control-zoom-in").count() == 1
    assert kort.locator(".leaflet-marker-pane [tabindex='0']").count() == 0
    assert kort.locator(".leaflet-marker-pane [role=button]").count() == 0
    # Chromium stops at any shape that listens for focus, as one with a tooltip does.
    expect(kort.locator("path.leaflet-interactive:not([tabindex='-1'])")).to_have_count(0)


def test_a_reload_another_tab_and_another_page_show_the_same(side: Any) -> None:
    """What was added is in the address: F5, a second tab and a page's own address lose nothing."""
    aabn_flytning(side)
    side.page.get_by_role("button", name=KNAP).click()
    side.vent_paa_svar()
    expect(side.aabn()).not_to_contain_text(TOM)
    expect(side.page).to_have_url(re.compile(r"\?kladde=[0-9a-f]{32}$"))
    adresse = side.page.url
    side.page.reload()
    side.vent()
    expect(side.aabn()).not_to_contain_text(TOM)
    fane = side.page.context.new_page()
    fane.goto(adresse.replace("/flytning", "/daekning"))
    scenarie = fane.locator(".st-key-toplinje").get_by_role("button", name="Scenarie (1)")
    expect(scenarie).to_be_visible(timeout=30_000)
    fane.close()
    side.page.get_by_role("button", name="Fortryd").click()
    side.vent_paa_svar()
    expect(side.aabn()).to_contain_text(TOM)
