"""Opening the pages without a browser, and reading what they show."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from lager.dokument import Scenarie
from lager.scenarielager import standardlager
from planning.plan import Plan
from planning.tiltag import Tiltag, som_dict
from tabeller.tabel import uden_maerke

APP = Path(__file__).resolve().parents[2] / "app.py"
SEKUNDER = 60


class Skrevet(str):
    """A choice as it is written on the screen, which is what a browser sends."""


def aabn(side: str = "overblik", **state: Any) -> AppTest:
    """Open a page in a new session, with this in its state from the start."""
    at = AppTest.from_file(APP, default_timeout=SEKUNDER)
    for navn, vaerdi in state.items():
        at.session_state[navn] = vaerdi
    return gaa(at, side)


def gaa(at: AppTest, side: str) -> AppTest:
    """Go to a page, the first of the session or another."""
    return at.switch_page(f"pages/{side}.py").run()


def uden_fejl(at: AppTest) -> AppTest:
    """Assert that nothing went wrong on the page, nor was said to have."""
    assert not at.exception
    fejlene = [fejl.value for fejl in at.error]
    assert not fejlene, fejlene
    return at


def html_paa(at: AppTest) -> str:
    """The HTML of a page; a space no line is broken at is a space to who reads it."""
    return "\n".join(e.proto.body for e in at.get("html")).replace("&nbsp;", " ")


def tabeller(at: AppTest) -> list[list[list[str]]]:
    """Every table of a page as rows of cells, its headings first."""
    return [
        [
            [html.unescape(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", raekke)]
            for raekke in re.findall(r"<tr.*?</tr>", tabel)
        ]
        for tabel in re.findall(r"<table class='tabel'>.*?</table>", html_paa(at))
    ]


def tabellen(at: AppTest, kolonne: str) -> list[list[str]]:
    """The first table of a page with a column so headed, its headings first."""
    return next(tabel for tabel in tabeller(at) if kolonne in tabel[0])


def opslag(at: AppTest, raekke: str, kolonne: str) -> str:
    """A cell of a page's table by its heading and the name in its first column, sign or not."""
    hoved, *krop = tabellen(at, kolonne)
    return next(r for r in krop if uden_maerke(r[0]) == raekke)[hoved.index(kolonne)]


def kort(at: AppTest) -> list[dict[str, Any]]:
    """What each map of a page is sent to the browser as."""
    return [json.loads(e.proto.json_args) for e in at.get("component_instance")]


def laest(javascript: str) -> str:
    """A script as the browser reads the strings in it: \\u003c is a less-than sign."""
    return re.sub(r"\\+u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), javascript)


def scenariets_tiltag(at: AppTest) -> list[str]:
    """The scenario as the line at the top lists it: each tiltag has a button that takes it out."""
    knapper = [k for k in at.button if str(k.key).startswith("fjern_")]
    linjer = [uden_tegn(k.help).removeprefix("Fjern: ") for k in knapper]
    vist = "\n".join(uden_tegn(e.value) for art in ("caption", "markdown") for e in at.get(art))
    assert all(linje in vist for linje in linjer)
    return linjer


def uden_tegn(markdown: str) -> str:
    """Markdown as it is read, without the backslashes that keep its signs from meaning anything."""
    return re.sub(r"\\([^\w\s])", r"\1", markdown)


def gemt(plan: Plan, tiltag: Sequence[Tiltag], navn: str = "A") -> Scenarie:
    """Save a scenario in the store of the test."""
    return standardlager().opret(
        navn=navn,
        forfatter="M",
        formaal="",
        tiltag=[som_dict(t) for t in tiltag],
        datasaet=plan.fingeraftryk,
    )
