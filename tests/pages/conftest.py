"""What every test of the pages needs: a store of its own, and app.py around each page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import app_test, element_tree

from pages.dele import tilstand
from planning.plan import Plan
from planning.tiltag import Flytning
from tests.eksport.smaa import smaa_kort
from tests.pages.apptest import Skrevet


class _Sidestyring(PagesManager):
    """What AppTest resets in place of the real one, which would find the folder pages/."""


@pytest.fixture(scope="session", autouse=True)
def _pakkerne_laest_en_gang() -> Iterator[None]:
    """Look for components among the packages once: each AppTest reads all their metadata anew."""
    with pytest.MonkeyPatch.context() as lap:
        fundne = manifest_scanner.scan_component_manifests()
        lap.setattr(manifest_scanner, "scan_component_manifests", lambda *_, **__: fundne)
        yield


@pytest.fixture(autouse=True)
def _let_plandokument(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the button answer at once, and the preview have small maps: both have own tests."""
    monkeypatch.setattr("eksport.pakke.filer", lambda *_, **__: {"LAESMIG.txt": b"Oversigt"})
    monkeypatch.setattr("eksport.figurer.tegn", smaa_kort)


@pytest.fixture(autouse=True)
def _intet_at_vente_paa(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw charts at once: there is no browser that draws a map first."""
    monkeypatch.setattr("pages.dele.diagramvisning.KORTET_TEGNES_S", 0.0)


@pytest.fixture(autouse=True)
def _eget_lager(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Save scenarios nowhere but here."""
    monkeypatch.setenv("PRAKSISKORT_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture(autouse=True)
def _app_py_styrer_siderne(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let app.py run on every page, as it sees to itself when it starts the server.

    AppTest forgets before each run that the app has an st.navigation, takes the folder pages/ for
    Streamlit's older way of several pages, and would run a page alone, without app.py around it.
    """
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
    monkeypatch.setattr(app_test, "PagesManager", _Sidestyring)
    # AppTest takes a choice for the value behind it when the page's format_func does not object.
    som_raa = element_tree._format_value_for_widget
    monkeypatch.setattr(
        element_tree,
        "_format_value_for_widget",
        lambda format_func, v: str(v) if isinstance(v, Skrevet) else som_raa(format_func, v),
    )


@pytest.fixture
def med_plan(monkeypatch: pytest.MonkeyPatch) -> Callable[[Plan], None]:
    """Show another plan on the pages than the one that is chosen."""
    return lambda ny: monkeypatch.setattr(tilstand, "plan", lambda: ny)


@pytest.fixture
def tiltag(plan: Plan) -> tuple[Flytning, Flytning]:
    """Two moves to Rebild, each from another of the clinics with most to give."""
    fra = plan.kapaciteter.set_index("klinik_id")["under30"].nlargest(2).index
    til = plan.klinikker.index[plan.klinikker["kommune_kode"] == "0840"][0]
    assert til not in fra
    return Flytning(fra[0], til, 0, 1), Flytning(fra[1], til, 0, 1)
