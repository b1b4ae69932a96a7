"""The eight tasks of a working group, each from the start page and in at most four clicks.

How long each takes is printed (`-s`), not asserted. With PRAKSISKORT_OPGAVER set to a folder each
step is photographed into it, as docs/opgaver.md shows them.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from lager.scenarielager import Lager
from planning.mulige_flytninger import mulige_flytninger
from planning.plan import LAESOE, Plan
from planning.tiltag import Flytning, som_dict
from tests.koerende import koerende_app

HOEJST_KLIK = 4
MAPPE = os.environ.get("PRAKSISKORT_OPGAVER", "")


@pytest.fixture(scope="module")
def app_url(chromium: str, plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with two saved scenarios; takes the place of the one the other tests share."""
    mappe = tmp_path_factory.mktemp("opgaver")
    lager = Lager(f"sqlite:///{mappe / 'scenarier.sqlite'}")
    alle = mulige_flytninger(plan, undtag=(LAESOE,)).sort_values("samlet", ascending=False)
    for navn, (_, raekke) in zip(("Et", "To"), alle.head(2).iterrows(), strict=True):
        flytning = Flytning(raekke["fra"], raekke["til"], raekke["over30"], raekke["under30"])
        lager.opret(
            navn=f"Forslag {navn}",
            forfatter="Arbejdsgruppen",
            formaal="",
            tiltag=[som_dict(flytning)],
            datasaet=plan.fingeraftryk,
        )
    lager.luk()
    with koerende_app(mappe / "log") as url:
        yield url


@dataclass
class Opgave:
    """A task under way: the page, and how many clicks it has taken."""

    side: Any
    navn: str
    klik: int = 0

    def klikker(self, hvor: Locator) -> None:
        """Click, and wait for what comes of it."""
        hvor.click()
        self.klik += 1
        self.side.vent_paa_svar()
        self.billede()

    def til(self, navn: str) -> None:
        """Go to a page by the navigation."""
        self.side.til(navn)
        self.klik += 1
        self.billede()

    def billede(self) -> None:
        """Photograph the step, where that is asked for."""
        if MAPPE:
            self.side.page.wait_for_timeout(1500)
            fil = Path(MAPPE) / f"{self.navn}-{self.klik}.jpg"
            self.side.page.screenshot(path=fil, type="jpeg", quality=60)


@contextmanager
def opgave(side: Any, navn: str) -> Iterator[Opgave]:
    """Begin a task on the start page as it stands, and count what it takes."""
    side.gaa()
    side.vent_paa_kort(1)
    igang, begyndt = Opgave(side, navn), time.monotonic()
    yield igang
    if not igang.klik:
        igang.billede()
    print(f"{navn}: {igang.klik} klik, {time.monotonic() - begyndt:.1f} s")
    assert igang.klik <= HOEJST_KLIK
    side.ingen_fremmede()
    side.ingen_fejl()


def _synlig(side: Any, tekst: str | re.Pattern[str]) -> None:
    """Assert that a text stands on the screen, without scrolling."""
    expect(side.page.get_by_text(tekst).first).to_be_in_viewport()


@pytest.mark.timeout(240)
def test_eight_tasks_in_at_most_four_clicks_each(side: Any, tmp_path: Path) -> None:
    knap = side.page.get_by_role
    with opgave(side, "1-ringest"):
        _synlig(side, re.compile("^Ringest stillet er Aalborg .*Morsø .*Jammerbugt"))
        _synlig(side, re.compile("De måler hver sit"))
    with opgave(side, "2-flyt") as o:
        o.til("Flytning")
        for felt, kommune in (("Fra kommune", "Thisted"), ("Til kommune", "Aalborg")):
            expect(knap("combobox", name=felt, exact=True)).to_have_value(kommune)
        _synlig(side, re.compile("^Flyt 1 kapacitet over 30 timer fra .*til nærmeste klinik"))
        _synlig(side, "indbyggere pr. kapacitet i Thisted")
        _synlig(side, re.compile("^samlet effekt"))
    with opgave(side, "3-hvem") as o:
        o.til("Flytning")
        _synlig(side, "Hvem beslutter: Regionsrådet og kommunerne.")
    with opgave(side, "4-over-15") as o:
        o.klikker(knap("radio", name="Minutter", exact=True))
        _synlig(side, re.compile("^omkring 29.000"))
        _synlig(side, re.compile("^Aalborg"))
    with opgave(side, "5-bedste") as o:
        o.til("Forslag")
        o.klikker(knap("radio", name="Hver enkelt flytning", exact=True))
        _synlig(side, re.compile("^Højest scorer "))
    with opgave(side, "6-sammenlign") as o:
        o.til("Scenarier")
        for navn in ("Forslag Et", "Forslag To"):
            o.klikker(knap("button", name=navn, exact=True))
        _synlig(side, re.compile("^Højest samlet effekt har Forslag Et"))
    with opgave(side, "7-i-word") as o:
        o.klikker(knap("button", name="Hent kort"))
        with side.page.expect_download() as hentet:
            o.klikker(knap("button", name="PNG", exact=True))
        assert hentet.value.path().stat().st_size > 50_000
    with opgave(side, "8-faerrest") as o:
        o.til("Forslag")
        _synlig(side, re.compile("^6 flytninger .* og færre kan ikke gøre det"))
        o.klikker(knap("button", name="Brug forslaget som scenarie", exact=True))
        _synlig(side, re.compile("^Forslaget er lagt i scenariet: 6 tiltag"))
