"""Templates that wait: none is compiled by loading the app, and each draws what it would have."""

from __future__ import annotations

from pathlib import Path

import folium
import pytest
from jinja2 import Template, TemplateSyntaxError

from kort.dovne_skabeloner import _straks
from tests.koerende import i_egen_proces

PROEVE = """
import gc
import streamlit
from jinja2 import Template
foer = [t for t in gc.get_objects() if isinstance(t, Template)]
import pages.dele.ramme, pages.dele.laesninger, pages.dele.kortflade
alle = [t for t in gc.get_objects() if isinstance(t, Template) and t not in foer]
# One of branca's is a file of its own, with a name, and read by a loader.
print(len(alle), sum(vars(t).get("name", "uoversat") is None for t in alle))
"""


def test_nothing_is_compiled_until_something_is_drawn(tmp_path: Path) -> None:
    """Loading the pages with their maps makes a hundred templates, and compiles none of them."""
    alle, oversatte = map(int, i_egen_proces(PROEVE, tmp_path)[-1].split())
    assert alle > 50
    assert oversatte == 0


def test_it_draws_what_one_compiled_at_once_does() -> None:
    kilde = "{% macro script(this, kwargs) %}a{{ this }}{% endmacro %}{{ this|upper }}"
    doven, straks = Template(kilde), _straks(Template, kilde)
    assert doven.render(this="x") == straks.render(this="x") == "X"
    assert doven.module.script("x", {}) == straks.module.script("x", {}) == "ax"  # type: ignore[attr-defined]
    assert vars(doven).keys() - vars(straks).keys() == {"_uoversat"}


def test_foliums_own_are_drawn() -> None:
    kort = folium.Map(location=[57, 10])
    folium.CircleMarker([57, 10], tooltip="Brovst").add_to(kort)
    assert "circleMarker" in kort.get_root().render()


def test_what_is_wrong_is_told_when_it_is_used() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% if %}").render()
    with pytest.raises(AttributeError, match="mangler"):
        _ = Template("").mangler  # type: ignore[attr-defined]
