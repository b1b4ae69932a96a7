"""The app in a real Chromium: start it once, watch what every page asks for and complains of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    FrameLocator,
    Locator,
    Page,
    TimeoutError,
    expect,
)

from tests.koerende import koerende_app

EGNE = {"127.0.0.1", "localhost"}
#: Opened at /side, Streamlit first looks for its server under /side/ and then at the root; the
#: two 404s are its own and cannot be turned off. In-app navigation does not make them.
STREAMLITS_EGEN_SOEGEN = re.compile(r"/[^/]+/_stcore/(health|host-config)$")


# Two processes share the machine with the browser and the server: what comes, comes later.
expect.set_options(timeout=15_000)

#: How many maps a page has, by its name in the navigation; the others have none.
SIDER_MED_KORT = ("Overblik", "Kommune", "Dækning", "Ventetid", "Flytning", "Forslag", "Økonomi")
MED_KORT = dict.fromkeys(SIDER_MED_KORT, 1)
KORT = "iframe[title='streamlit_folium.st_folium']"


def fremmed(url: str) -> bool:
    """Return whether a URL leads off the machine; data: and blob: have no host and do not."""
    vaert = urlsplit(url).hostname
    return vaert is not None and vaert not in EGNE


#: Counts the runs of the script, which can be over before one looks.
TAEL_KOERSLER = """
window.koersler = 0;
new MutationObserver(aendringer => aendringer.forEach(a => {
  if (a.target.getAttribute("data-test-script-state") === "running") window.koersler += 1;
})).observe(document, {subtree: true, attributeFilter: ["data-test-script-state"]});
"""


@dataclass
class Side:
    """A browser page, the app's address, and what the page has asked for and complained of."""

    page: Page
    app_url: str
    adresser: list[str] = field(default_factory=list)
    fejl: list[str] = field(default_factory=list)
    koersler: int = 0

    @property
    def vaerter(self) -> set[str]:
        """The hosts of every request and websocket so far."""
        return {vaert for url in self.adresser if (vaert := urlsplit(url).hostname)}

    def gaa(self, sti: str = "") -> None:
        """Open a path of the app and wait until Streamlit has drawn it."""
        self.page.goto(f"{self.app_url}/{sti.lstrip('/')}")
        self.vent()

    def vent(self) -> None:
        """Wait until the running script is done."""
        app = self.page.locator("[data-testid=stApp]")
        app.wait_for(timeout=30_000)
        self.page.locator(
            "[data-testid=stApp][data-test-connection-state=CONNECTED]"
            "[data-test-script-state=notRunning]"
        ).wait_for(timeout=60_000)
        self.koersler = self.page.evaluate("window.koersler")

    def vent_paa_svar(self) -> None:
        """Wait until a choice just made has started the script, if it does, and it is done."""
        with suppress(TimeoutError):
            self.page.wait_for_function(
                "foer => window.koersler > foer", arg=self.koersler, timeout=1_500
            )
        self.vent()

    def til(self, navn: str) -> None:
        """Go to a page by its link in the navigation, and wait until it and its maps are drawn."""
        link = self.menu().filter(has_text=re.compile(f"{navn}$"))
        link.click()
        expect(link).to_have_attribute("aria-current", "page")
        self.vent()
        self.vent_paa_kort(MED_KORT.get(navn, 0))

    def aabn(self, navn: str = "Scenarie") -> Locator:
        """Open what stands at the top (Scenarie, or the dataset), and return what is in it."""
        krop = self.page.get_by_test_id("stPopoverBody")
        if not krop.count():
            self.page.locator(".st-key-toplinje").get_by_role(
                "button", name=re.compile(f"^{navn}")
            ).click()
        expect(krop).to_be_visible()
        return krop

    def luk(self) -> None:
        """Close what was opened at the top."""
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_test_id("stPopoverBody")).to_have_count(0)

    def menu(self) -> Locator:
        """The links of the navigation."""
        return self.page.get_by_test_id("stTopNavLink")

    def sider(self) -> list[str]:
        """The pages as the navigation names them."""
        self.menu().first.wait_for()
        return [navn.splitlines()[-1] for navn in self.menu().all_inner_texts()]

    def vent_paa_kort(self, antal: int) -> None:
        """Wait until so many maps have drawn the clinics."""
        expect(self.page.locator(KORT)).to_have_count(antal, timeout=15_000)
        for nummer in range(antal):
            self.kort(nummer).locator("path[d*=a]").first.wait_for(timeout=15_000)

    def kort(self, nummer: int = 0) -> FrameLocator:
        """The inside of a map of the page."""
        return self.page.frame_locator(KORT).nth(nummer)

    def ingen_fremmede(self) -> None:
        """Assert that nothing has been asked of another machine."""
        ude = sorted({url for url in self.adresser if fremmed(url)})
        assert not ude, f"{len(ude)} requests left the machine: {ude}"

    def ingen_fejl(self) -> None:
        """Assert that neither the console nor a script has reported an error."""
        assert not self.fejl, f"{len(self.fejl)} errors in the browser: {self.fejl}"

    def _lyt(self) -> None:
        self.page.add_init_script(TAEL_KOERSLER)
        self.page.on("request", lambda forespoergsel: self.adresser.append(forespoergsel.url))
        self.page.on("websocket", lambda forbindelse: self.adresser.append(forbindelse.url))
        self.page.on("pageerror", lambda undtagelse: self.fejl.append(str(undtagelse)))
        self.page.on("console", self._konsol)

    def _konsol(self, besked: ConsoleMessage) -> None:
        hvor = besked.location.get("url", "")
        if besked.type == "error" and not STREAMLITS_EGEN_SOEGEN.search(hvor):
            self.fejl.append(f"{besked.text} ({hvor})")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder `browser`, and keep it in one process with one app."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def app_url(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, started on a free port of this machine and stopped again."""
    with koerende_app(tmp_path_factory.mktemp("app") / "streamlit.log") as url:
        yield url


@pytest.fixture
def start_app(chromium: str) -> Callable[..., AbstractContextManager[str]]:
    """Start another server: a context manager that takes the path of a log, gives the address."""
    return koerende_app


@pytest.fixture
def side(browser: Browser, app_url: str) -> Iterator[Side]:
    """A fresh page that records every request and error."""
    kontekst = browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="da-DK",
        # A proxy started for a test has signed its certificate itself.
        ignore_https_errors=True,
    )
    kontekst.set_default_timeout(15_000)
    side = Side(kontekst.new_page(), app_url)
    side._lyt()
    yield side
    kontekst.close()
