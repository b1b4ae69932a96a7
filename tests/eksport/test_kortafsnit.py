"""Which way the printed maps and the GIS layers run, and which state each of them shows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_hex

from eksport import scenariekort, temakort
from eksport.afsnit_scenarie import vurder_scenarie
from eksport.bestilling import KORT, NavngivetScenarie, Valg
from eksport.bilag import Figur
from eksport.figurer import Kortgrundlag
from eksport.gislag import gislag
from geo.omraader import tegneomrids
from kort.aendringslag import aendret
from kort.farver import ADGANG, AENDRING, AFGIVER, AFVIGELSE, MODTAGER
from kort.tryk.lag import Kommunelag
from kort.tryk.tiltagslag import Tiltagslag
from kort.tryk.trykkort import FORMATER, Kortdata, figur
from planning.adgang import adgang
from planning.plan import Plan
from planning.tiltag import Flytning, Overdragelse


@pytest.fixture(scope="module")
def grund(plan: Plan) -> Kortgrundlag:
    return Kortgrundlag.af_plan(plan)


@pytest.fixture
def bygget(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What each figure is built of, instead of the figure."""
    kald: list[dict[str, Any]] = []

    def byg(*_: Any, **hvad: Any) -> Figur:
        kald.append(hvad)
        return Figur(hvad["noegle"], "", "", "", "", lambda *_: {})

    for modul in (scenariekort, temakort):
        monkeypatch.setattr(modul, "byg_figur", byg)
    return kald


def test_access_on_print_is_poor_where_it_is_orange_and_the_news_agrees(
    plan: Plan, grund: Kortgrundlag, bygget: list[dict[str, Any]]
) -> None:
    temakort._adgang(plan, Valg(), grund)
    (figuren,) = bygget
    lag = next(d for d in figuren["paneler"][0].lag if isinstance(d, Kommunelag))
    kommuner = adgang(plan).kommuner
    ringest, bedst = (
        f(kommuner["kapacitet_pr_10000"]) for f in (lambda s: s.idxmin(), lambda s: s.idxmax())
    )
    # 18 percent poorer than the region: orange, though not the darkest.
    assert lag.klasser.farve(lag.vaerdier[ringest]) == ADGANG.farver[1]
    assert lag.klasser.farve(lag.vaerdier[bedst]) == ADGANG.farver[-1]
    foerst, sidst = (figuren["nyhed"].find(kommuner["kommune"][k]) for k in (ringest, bedst))
    assert 0 <= foerst < sidst


def test_before_stands_before_and_giver_and_receiver_have_their_own_colours(
    plan: Plan, grund: Kortgrundlag, bygget: list[dict[str, Any]]
) -> None:
    tiltag = Flytning("skagen-fysioterapi", "aabybro-fysioterapi", 0, 1)
    vurderet = vurder_scenarie(plan, 1, NavngivetScenarie("Et", (tiltag,)), Valg())
    scenariekort.scenariefigurer(vurderet, grund)
    paneler = bygget[0]["paneler"]
    assert [p.overskrift for p in paneler] == ["Før", "Efter"]
    v = vurderet.vurdering
    for panel, stand in zip(paneler, (v.foer, v.efter), strict=True):
        assert panel.lag[0].vaerdier.equals(stand.kommuner["afvigelse_pct"])
    assert not v.foer.kommuner.equals(v.efter.kommuner)

    tegning = figur(Kortdata("T", paneler, "K", "D"), grund.omrids, FORMATER["a4_liggende"])
    (lag,) = (d for d in paneler[1].lag if isinstance(d, Tiltagslag))
    boks, m = tegning.stilling.kort[1], tegning.stilling.kort[1].bredde
    udsnit = tegning.stilling.udsnit
    for ende, farve in (("fra", AFGIVER), ("til", MODTAGER)):
        xy = lag.tiltagene[[f"{ende}_x", f"{ende}_y"]].to_numpy(float)[0]
        midte = (xy - udsnit[:2]) * m / udsnit.bredde + boks[:2]
        ved = [
            to_hex(p.get_facecolor())
            for p in tegning.fig.axes[0].patches
            if hasattr(p, "center") and np.allclose(p.center, midte)
        ]
        assert ved == [farve], ende


def test_the_change_has_a_map_of_its_own_as_the_page_has_it(
    plan: Plan, grund: Kortgrundlag, bygget: list[dict[str, Any]]
) -> None:
    tiltag = Flytning("skagen-fysioterapi", "aabybro-fysioterapi", 0, 1)
    vurderet = vurder_scenarie(plan, 1, NavngivetScenarie("Et", (tiltag,)), Valg())
    figurer = scenariekort.scenariefigurer(vurderet, grund)
    assert [f.noegle for f in figurer] == ["scenarie-1", "scenarie-1-aendring"]
    (panel,) = bygget[1]["paneler"]
    lag = panel.lag[0]
    flader, *_ = aendret(vurderet.vurdering, tegneomrids(plan.omrids))
    (geojson,) = (b for b in flader._children.values() if hasattr(b, "data"))
    paa_siden = {t["id"]: t["properties"]["style"]["fillColor"] for t in geojson.data["features"]}
    assert {k: lag.klasser.farve(v) for k, v in lag.vaerdier.items()} == paa_siden
    assert lag.klasser == AENDRING
    # Frederikshavn has fewer capacities, and Jammerbugt more.
    assert lag.maerket == {"0813": "▲", "0849": "▼"}
    assert "Frederikshavn og færre i Jammerbugt" in bygget[1]["nyhed"]
    assert any(isinstance(d, Tiltagslag) for d in panel.lag)
    tomt = vurder_scenarie(plan, 1, NavngivetScenarie("Tomt", ()), Valg())
    assert len(scenariekort.scenariefigurer(tomt, grund)) == 1


def test_many_tiltag_are_on_the_map_of_the_change_alone(
    plan: Plan, grund: Kortgrundlag, bygget: list[dict[str, Any]]
) -> None:
    halve = plan.kapaciteter.loc[plan.kapaciteter["under30"] > 1, "klinik_id"][:4]
    flyt = Flytning("skagen-fysioterapi", "aabybro-fysioterapi", 0, 1)
    fem = (flyt, *(Overdragelse(k, 0, 1) for k in halve))
    for antal, paa_efter in ((4, True), (5, False)):
        bygget.clear()
        scenarie = NavngivetScenarie("Flere", fem[:antal])
        scenariekort.scenariefigurer(vurder_scenarie(plan, 1, scenarie, Valg()), grund)
        foer, efter = bygget[0]["paneler"]
        assert any(isinstance(d, Tiltagslag) for d in efter.lag) == paa_efter
        assert ("kortet over ændringen" in foer.lag[0].note) != paa_efter
        assert any(isinstance(d, Tiltagslag) for d in bygget[1]["paneler"][0].lag)


def test_the_scarcest_kommune_is_the_darkest_on_print(
    plan: Plan, grund: Kortgrundlag, bygget: list[dict[str, Any]]
) -> None:
    temakort._indbyggere(plan, Valg(), grund)
    temakort._fra_regionen(plan, Valg(), grund)
    for figuren in bygget:
        (lag, *_) = figuren["paneler"][0].lag
        farver = {k: lag.klasser.farve(v) for k, v in lag.vaerdier.items()}
        knappest, rigest = lag.vaerdier.idxmax(), lag.vaerdier.idxmin()
        assert farver[knappest] == lag.klasser.farver[-1] != farver[rigest]
        roed, _, blaa = bytes.fromhex(farver[knappest][1:])
        assert roed > blaa, "orange is scarcity"
    raa = bygget[0]["paneler"][0].lag[0].klasser.farver
    assert sum(bytes.fromhex(raa[0][1:])) > sum(bytes.fromhex(raa[-1][1:]))


@pytest.mark.parametrize(
    ("maal", "ord_"), [("minutter", "Køretid"), ("km", "ad vej"), ("luftlinje", "Luftlinje")]
)
def test_the_bands_on_print_say_what_they_measure(
    plan: Plan, grund: Kortgrundlag, bygget: list[dict[str, Any]], maal: str, ord_: str
) -> None:
    temakort._daekning(plan, Valg(maal=maal, graense=10), grund)
    assert ord_ in bygget[0]["paneler"][0].lag[0].overskrift
    assert ("rejsetid" in bygget[0]["kilder"]) == (maal != "luftlinje")


def test_each_printed_map_names_the_sources_of_its_figures(
    plan: Plan, grund: Kortgrundlag, bygget: list[dict[str, Any]]
) -> None:
    for byg in temakort.TEMAER.values():
        byg(plan, Valg(grundlag="tabel1"), grund)
    kilder = {figuren["noegle"]: set(figuren["kilder"]) for figuren in bygget}
    assert set(KORT) <= set(kilder) and len(kilder) == 9
    assert all("omrids" in k for k in kilder.values())
    assert kilder["afvigelse"] >= {"tabel1", "kommuner"}
    assert kilder["adgang"] >= {"kapaciteter", "befolkning", "rejsetid"}
    assert kilder["daekning"] >= {"klinikker", "befolkning", "rejsetid"}
    assert kilder["klinikker"] >= {"klinikker", "kapaciteter"}
    for navn, af in kilder.items():
        assert ("ventetider" in af) == navn.startswith("ventetid")


def test_the_layer_of_a_scenario_is_coloured_by_the_state_after(plan: Plan) -> None:
    tiltag = Flytning("skagen-fysioterapi", "aabybro-fysioterapi", 0, 1)
    vurderet = vurder_scenarie(plan, 1, NavngivetScenarie("Et", (tiltag,)), Valg())
    lag = {et.navn: et for et in gislag(plan, plan.omrids, [vurderet])}["scenarie_1_kommuner"]
    assert lag.stile[0].felt == "afvigelse_pct_efter"
    assert lag.ramme["afvigelse_pct_efter"].map(AFVIGELSE.nummer).notna().all()
