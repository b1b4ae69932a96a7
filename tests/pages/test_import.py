"""The page Import: templates of each kind, a trial drawn with its map, and datasets compared."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from arkiv.datasaet import indbygget, indfoer, proev_fil
from data.indgang.arter.liste import ARTER, arter
from pages.dele import importvisning, tilstand
from planning.plan import Plan
from tests.pages.apptest import aabn, html_paa, kort, tabellen, uden_fejl

Skriv = Callable[[Callable[[int], int]], Path]


@pytest.fixture
def folketal(tmp_path: Path, plan: Plan) -> Skriv:
    def skriv(nyt: Callable[[int], int]) -> Path:
        sti = tmp_path / "nye tal.csv"
        linjer = [f"{r.kommune};{nyt(r.indbyggere)}" for r in plan.kommuner.itertuples()]
        sti.write_text("\n".join(["Kommune;Indbyggere", *linjer]), encoding="utf-8")
        return sti

    return skriv


def test_every_kind_shows_its_columns_and_those_with_a_template_offer_it() -> None:
    at = uden_fejl(aabn("indlaes"))
    valg = next(s for s in at.selectbox if s.label == "Hvad skal importeres?")
    for art in (a for a in ARTER if a.felter):
        uden_fejl(valg.set_value(art.noegle).run())
        _, *raekker = tabellen(at, "Kendes også som")
        assert [r[0] for r in raekker] == [art.overskrift(f) for f in art.felter]
        knapper = [k.label for k in at.get("download_button")]
        assert ("Hent skabelon" in knapper) is bool(art.skabelon)


def _vis(at_sti: str) -> AppTest:
    def side(sti: str) -> None:
        from pathlib import Path

        from arkiv.datasaet import proev_fil
        from data.datasaet import indlaes
        from pages.dele.importvisning import vis_proeve

        vis_proeve(proev_fil(Path(sti), indlaes, "folketal", {}))

    return AppTest.from_function(side, args=(at_sti,), default_timeout=60).run()


def test_what_changes_is_on_a_map_and_a_file_with_faults_is_offered_marked(folketal: Skriv) -> None:
    at = uden_fejl(_vis(str(folketal(lambda n: n + n // 20))))
    assert len(kort(at)) == 1 and "stigning over" in html_paa(at)
    sti = folketal(lambda n: n)
    at = uden_fejl(_vis(str(sti)))
    assert not kort(at), "nothing changes: no map"
    sti.write_text(sti.read_text("utf-8").replace("36339", "mange"), encoding="utf-8")
    at = uden_fejl(_vis(str(sti)))
    assert [k.label for k in at.get("download_button")] == ["Hent tabellen med fundene markeret"]


def test_two_datasets_are_compared_on_the_page(folketal: Skriv, plan: Plan) -> None:
    assert "Sammenlign" not in html_paa(uden_fejl(aabn("indlaes")))
    proeve = proev_fil(folketal(lambda n: n + 100), lambda: plan, "folketal", {})
    taget = indfoer(proeve, indbygget(), navn="Nye tal", hvem="Åse", svar={})
    at = uden_fejl(aabn("indlaes"))
    valg = next(s for s in at.selectbox if s.label == "Det andet")
    uden_fejl(valg.set_value(taget.nr).run())
    hoved, *raekker = tabellen(at, "Indbyggere, andet")
    region = dict(zip(hoved, raekker[-1], strict=True))
    assert region["Indbyggere, første"] == "589.605" and region["Indbyggere, andet"] == "590.705"
    assert "nye tal.csv" in html_paa(at)


def test_a_template_is_made_when_it_is_asked_for() -> None:
    assert importvisning._skabelon(arter("folketal")[0])[:2] == b"PK"


def test_a_projection_is_a_link_from_overblik_to_what_it_asks(
    monkeypatch: pytest.MonkeyPatch, plan: Plan
) -> None:
    raekker = [
        (kode, aar, 0, float("nan"), folk * gange)
        for kode, folk in plan.kommuner["indbyggere"].items()
        for aar, gange in ((2031, 1.0), (2041, 1.1))
    ]
    ramme = pd.DataFrame(raekker, columns=list(plan.fremskrivning))
    frem = dataclasses.replace(plan, fingeraftryk="frem", fremskrivning=ramme)
    assert "Behovet frem" not in _links(aabn("overblik"))
    monkeypatch.setattr(tilstand, "_indlaest", lambda mappe, faerger: frem)
    assert "Behovet frem" in _links(uden_fejl(aabn("overblik")))
    at = uden_fejl(aabn("oekonomi", oekonomiemne_husket="behov"))
    assert "Behovet frem" in [h.value for h in at.header]
    assert "648.566" in html_paa(at), "589,605 and a tenth more"


def _links(at: AppTest) -> str:
    """The words of the page's links."""
    return " ".join(link.proto.label for link in at.get("page_link"))
