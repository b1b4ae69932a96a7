"""What is loaded while the server starts: all that can be, and no component of Streamlit's."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from pages.dele import opvarmning
from tests.koerende import i_egen_proces

ROD = Path(__file__).resolve().parents[2]
PROEVE = """
import sys
from pages.dele import opvarmning, tilstand
plan = tilstand.foerste_plan()
plan.afstande.forbered()  # made and stored, as by the one who was here before
foer = set(sys.modules)
tilstand._laest.cache_clear()
opvarmning.SENERE_S, opvarmning.SENERE = 0, ()
opvarmning.varm_op().join()
plan = tilstand.foerste_plan()
tunge = {"pyogrio", "rasterio", "openpyxl", "docx", "pptx", "jsonschema", "pyarrow.parquet"}
print("tunge:", sorted((tunge | {"matplotlib", "scipy.optimize"}) & set(sys.modules) - foer))
import eksport.indhold
print("til forhåndsvisningen:", sorted(tunge & set(sys.modules) - foer))
from planning.husket import HUSKET
husket = {f.__name__ for f in vars(plan)[HUSKET]}
import gc
assert gc.isenabled()
print("streamlit_folium" in sys.modules, sorted(husket & {"_kapacitet", "_adgang", "_ventetid"}))
"""


def test_det_foerste_er_regnet_og_kortets_komponent_ikke_indlaest(tmp_path: Path) -> None:
    """A component that is first imported outside of a page is not served: every map is empty."""
    tunge, vist, husket = i_egen_proces(PROEVE, tmp_path)[:3]
    assert husket == "False ['_adgang', '_kapacitet', '_ventetid']"
    # What no map and no figure needs is left to whoever asks for a file.
    assert tunge == "tunge: []"
    assert vist == "til forhåndsvisningen: []"


SERVERENS = """
import runpy, sys
import streamlit as st
st.runtime.exists = lambda: True  # nothing is started
import server
print(sorted({"pandas", "folium", "shapely", "scipy", "pages.dele.ramme"} & set(sys.modules)))
"""


def test_the_server_listens_before_the_app_is_loaded(tmp_path: Path) -> None:
    """What the server loads itself is what every browser waits for before it gets anything."""
    assert i_egen_proces(SERVERENS, tmp_path)[0] == "[]"


def test_garbage_is_collected_again_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Left off, the memory of a server that runs for weeks would only grow."""
    monkeypatch.setattr(opvarmning, "APPEN", "a_module_that_is_not_there")
    try:
        opvarmning.varm_op().join()
        assert gc.isenabled()
    finally:
        gc.enable()


SAMME = """
import logging, sys, warnings
warnings.simplefilter("ignore"); logging.disable(logging.WARNING)
from tests.pages.apptest import aabn, uden_fejl
at = uden_fejl(aabn("overblik"))
from pages.dele import opvarmning, tilstand
from eksport.forud import FORUD
FORUD.begynd = lambda *_: None
opvarmning.SENERE_S = 0.0
opvarmning.varm_op().join()
from planning.husket import HUSKET
plan = tilstand.foerste_plan()
def svar():
    kendte = vars(plan)[HUSKET]
    return {f.__name__: len(k) for f, k in kendte.items() if f.__name__ in DYRE}
DYRE = {"daekningsbillede", "kendt_bedste", "kendte_flytninger", "forslag", "front", "_bygget"}
foer = svar()
assert set(foer) == DYRE, foer
for side in ("daekning", "flytning", "forslag", "plandokument"):
    uden_fejl(at.switch_page(f"pages/{side}.py").run())
    print(side, svar() == foer)
"""


def test_what_the_pages_ask_for_is_what_was_made(tmp_path: Path) -> None:
    """Asked for in other words, it is made twice, and the visitor waits all the same."""
    assert i_egen_proces(SAMME, tmp_path) == [
        f"{side} True" for side in ("daekning", "flytning", "forslag", "plandokument")
    ]
