"""What is loaded while the server starts: all that can be, and no component of Streamlit's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROD = Path(__file__).resolve().parents[2]
PROEVE = """
import sys
from pages.dele import opvarmning, tilstand
plan = tilstand.foerste_plan()
plan.afstande.forbered()  # made and stored, as by the one who was here before
tilstand._laest.cache_clear()
opvarmning.SENERE_S = 0
opvarmning.varm_op().join()
plan = tilstand.foerste_plan()
from planning.husket import HUSKET
husket = {f.__name__ for f in vars(plan)[HUSKET]}
print("streamlit_folium" in sys.modules, sorted(husket & {"_kapacitet", "_adgang", "_ventetid"}))
"""


def test_det_foerste_er_regnet_og_kortets_komponent_ikke_indlaest(tmp_path: Path) -> None:
    """A component that is first imported outside of a page is not served: every map is empty."""
    svar = subprocess.run(
        [sys.executable, "-c", PROEVE],
        cwd=ROD,
        env=os.environ | {"PRAKSISKORT_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert svar.stdout.split("\n")[0] == "False ['_adgang', '_kapacitet', '_ventetid']"


APPENS = """
import ast, importlib, sys
for del_ in ast.parse(open("app.py", encoding="utf-8").read()).body:
    if isinstance(del_, ast.ImportFrom):
        importlib.import_module(del_.module)
        [importlib.import_module(f"{del_.module}.{n.name}") for n in del_.names
         if del_.module == "pages.dele"]
print("streamlit_folium" in sys.modules)
"""


def test_the_app_loads_no_component_before_there_is_a_page() -> None:
    """`python app.py` loads it before the server starts: no map would ever be shown."""
    svar = subprocess.run(
        [sys.executable, "-c", APPENS], cwd=ROD, capture_output=True, text=True, check=True
    )
    assert svar.stdout.split() == ["False"]
