"""From where something is missing to Import, opened on what is to be imported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.indgang.arter.liste import ARTER
from pages.dele.importlink import ART, NOEGLE
from tests.pages.apptest import APP, SEKUNDER, uden_fejl

SIDER = Path(APP).parent / "pages"
LINK = re.compile(r'vis_importlink\(\s*f?"[^"]*",\s*"(\w+)"')
BEDT = [art for fil in SIDER.rglob("*.py") for art in LINK.findall(fil.read_text("utf-8"))]


def _import(art: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=SEKUNDER)
    at.query_params[ART] = art
    return uden_fejl(at.switch_page("pages/indlaes.py").run())


def test_every_link_is_to_a_kind_there_is() -> None:
    assert len(BEDT) >= 6
    assert set(BEDT) <= {art.noegle for art in ARTER}


@pytest.mark.parametrize("art", ["tilskud", "klinikker"])
def test_import_opens_on_it_with_its_template_and_what_is_chosen_then_stays(art: str) -> None:
    at = _import(art)
    assert at.selectbox(key=NOEGLE).value == art
    assert "Hent skabelonen" in [k.label for k in at.get("download_button")]
    uden_fejl(at.selectbox(key=NOEGLE).set_value("ventetider").run())
    assert at.selectbox(key=NOEGLE).value == "ventetider"


def test_a_kind_that_is_none_is_passed_by() -> None:
    assert _import("noget andet").selectbox(key=NOEGLE).value not in {a.noegle for a in ARTER}
