"""»Hent kort«: every map of a page as picture, drawing and print, with what the screen shows."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from PIL import Image

from kort.tryk.skaerm import KOMMUNE_ID
from tests.pages.apptest import aabn, kort, laest, uden_fejl

FILER = ("png", "svg", "pdf")
#: The pages with a map, and whether kommuner are its areas.
MED_KORT = {"overblik": True, "daekning": False, "ventetid": True, "flytning": True}


@pytest.fixture
def hentes(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each button of a page gives when it is pressed, by the name of the file."""
    ud: dict[str, Callable[[], bytes]] = {}

    def knap(_: str, data: Any, file_name: str, *__: Any, **valg: Any) -> bool:
        if str(valg.get("key")).startswith("hent_"):
            ud[file_name] = data
        return False

    monkeypatch.setattr(st, "download_button", knap)
    return ud


def _tekst(pdf: Path) -> str:
    laest_ud = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    return laest_ud.stdout


def paa_skaermen(kortet: dict[str, Any]) -> dict[str, str]:
    """The colour that each kommune is filled with on a map of the screen, by its kode."""
    # Script within JSON: quotes have one or more backslashes before them.
    skrift = laest(json.dumps(kortet)).replace("\\", "")
    return dict(
        re.findall(r'"id": "(\d{4})", "style": {[^}]*"fillColor": "(#\w{6})"[^}]*}, "tip"', skrift)
    )


def i_tegningen(svg: str) -> dict[str, str]:
    """The colour of each kommune in an SVG, by its kode."""
    grupper = re.findall(rf'<g id="{KOMMUNE_ID}(\d+)">(.*?)</g>', svg, re.S)
    return {kode: _fyld(indhold, svg) for kode, indhold in grupper}


def _fyld(gruppe: str, svg: str) -> str:
    fyld = re.search(r"fill: ?(#[0-9a-f]{6}|url\(#(\w+)\))", gruppe)
    assert fyld, gruppe[:200]
    if fyld[2] is None:
        return fyld[1]
    # A hatched area is filled with a pattern, whose ground is the colour.
    moenster = svg[svg.index(f'id="{fyld[2]}"') :]
    return re.findall(r"fill[:=] ?\"?(#[0-9a-f]{6})", moenster)[0]


@pytest.mark.parametrize(("side", "af_kommuner"), MED_KORT.items())
def test_a_map_can_be_had_as_it_is_on_the_screen(
    side: str, af_kommuner: bool, hentes: dict[str, Callable[[], bytes]], tmp_path: Path
) -> None:
    at = uden_fejl(aabn(side))
    assert [re.search(r"_\d{4}-\d\d-\d\d\.(\w+)$", n)[1] for n in hentes] == list(FILER)
    # In a thread of its own, as Streamlit asks for it, where there is no session.
    filer: dict[str, bytes] = {}
    traad = threading.Thread(
        target=lambda: filer.update({n[-3:]: hent() for n, hent in hentes.items()})
    )
    traad.start()
    traad.join()
    billede = Image.open(io.BytesIO(filer["png"]))
    assert billede.width == 2480 and billede.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    assert len(re.findall(rb"/Type ?/Page\b", filer["pdf"])) == 1
    assert b"/FontFile2" in filer["pdf"] and b"/Type3" not in filer["pdf"]
    svg = filer["svg"].decode()
    assert "<image" not in svg and not re.search(r'href="(?!#)', svg)
    if af_kommuner:
        farver = paa_skaermen(kort(at)[0])
        assert len(farver) == 11 and i_tegningen(svg) == farver
    if shutil.which("pdftotext"):
        (tmp_path / "kort.pdf").write_bytes(filer["pdf"])
        tekst = _tekst(tmp_path / "kort.pdf")
        # The legend as the page has it, the source, and the day.
        signatur = re.findall(r"</i>(.*?)</span>", "".join(e.proto.body for e in at.get("html")))
        ord_ = " ".join(tekst.split())
        assert signatur and not [s for s in signatur if s not in ord_]
        assert (
            "Kilde:" in ord_ and "Datasæt:" in ord_ and re.search(r"Dannet \d+\. \w+ \d{4}", ord_)
        )


def test_nothing_is_made_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def tegn(*_: Any) -> None:
        raise AssertionError("a map was printed as the page was drawn")

    monkeypatch.setattr("eksport.skaermkort.Skaermkort.tegn", tegn)
    uden_fejl(aabn("overblik"))


def test_small_groups_are_not_on_a_map_that_leaves_the_program(
    hentes: dict[str, Callable[[], bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The maps of coverage are drawn anew of what may be told, when they are fetched."""
    spurgt = []
    from planning import diskretion

    ret = diskretion.diskret_daekning
    for modul in ("pages.dele.laesninger", "planning.diskretion"):
        monkeypatch.setattr(
            f"{modul}.diskret_daekning", lambda *valg: spurgt.append(valg[1:3]) or ret(*valg)
        )
    uden_fejl(aabn("daekning", daekningskort="daekket"))
    uden_fejl(aabn("overblik", overblikskort="minutter"))
    assert not spurgt
    for navn, hent in hentes.items():
        if navn.endswith("svg"):
            hent()
    assert spurgt == [("minutter", 15), ("minutter", 15)]


def test_the_files_say_that_a_scenario_is_shown(
    hentes: dict[str, Callable[[], bytes]], plan: Any
) -> None:
    from planning.tiltag import Udvidelse

    klinik = plan.klinikker.index[0]
    uden_fejl(aabn("overblik", tiltag=(Udvidelse(klinik, 1),), vis_scenarie=True))
    assert hentes and all("_scenarie_" in navn for navn in hentes)
    hentes.clear()
    uden_fejl(aabn("overblik", tiltag=(Udvidelse(klinik, 1),)))
    assert hentes and not any("_scenarie_" in navn for navn in hentes)


@pytest.mark.parametrize("tema", ["baand", "daekket", "adgang"])
def test_a_kommune_close_up_has_its_neighbours_names_and_nothing_outside_the_map(
    tema: str, hentes: dict[str, Callable[[], bytes]], tmp_path: Path
) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext (poppler-utils) to read a PDF with")
    uden_fejl(aabn("kommuneark", kommunekort=tema))
    (pdf,) = (hent() for navn, hent in hentes.items() if navn.endswith("pdf"))
    (tmp_path / "kort.pdf").write_bytes(pdf)
    tekst = " ".join(_tekst(tmp_path / "kort.pdf").split())
    assert "Brønderslev Kommune" in tekst and "Klik" not in tekst
    assert all(nabo in tekst for nabo in ("Hjørring", "Frederikshavn", "Jammerbugt", "Aalborg"))
    assert not any(fjern in tekst for fjern in ("Morsø", "Thisted", "Læsø"))
