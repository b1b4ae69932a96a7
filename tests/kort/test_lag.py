"""What a web map means: which way its colours run, whose they are, and what its circles measure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import pytest

from dansk import tal
from data.steder import ny_adresse_i_by
from geo.baand import byg_gitter
from geo.omraader import tegneomrids
from kort import daekningslag, lag
from kort.farver import (
    ADGANG,
    AENDRING,
    AFGIVER,
    AFVIGELSE,
    BAAND,
    DAEKNING,
    MANGLER,
    MODTAGER,
    Klasser,
)
from kort.klasser import inddel
from kort.web import cirkellag
from planning.adgang import adgang
from planning.daekningsbillede import daekningsbillede
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from planning.scenarie import Vurdering, vurder
from planning.status import status
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Overdragelse, Udvidelse
from planning.ventetid import ventetid

GIVER, FAAR = "skagen-fysioterapi", "aabybro-fysioterapi"


@pytest.fixture(scope="module")
def omrids(plan: Plan) -> gpd.GeoDataFrame:
    return tegneomrids(plan.omrids)


@pytest.fixture(scope="module")
def flyttet(plan: Plan) -> Vurdering:
    return vurder(plan, [Flytning(GIVER, FAAR, 0, 1)])


def _stile(gruppe: folium.FeatureGroup) -> dict[str, Mapping[str, Any]]:
    (geojson,) = (b for b in gruppe._children.values() if isinstance(b, folium.GeoJson))
    return {t["id"]: t["properties"]["style"] for t in geojson.data["features"]}


def _tips(gruppe: folium.FeatureGroup) -> dict[str, str]:
    (geojson,) = (b for b in gruppe._children.values() if isinstance(b, folium.GeoJson))
    return {t["id"]: t["properties"]["tip"] for t in geojson.data["features"]}


def _fyld(gruppe: folium.FeatureGroup) -> dict[str, str]:
    return {kode: stil["fillColor"] for kode, stil in _stile(gruppe).items()}


def _varme(farve: str) -> int:
    """Return how orange a colour is: red over blue."""
    roed, _, blaa = bytes.fromhex(farve[1:])
    return roed - blaa


def _lys(farve: str) -> int:
    return sum(bytes.fromhex(farve[1:]))


def _moerkest_orange(farver: Mapping[str, str], kode: str) -> bool:
    orange = {f for f in farver.values() if _varme(f) > 0}
    return _varme(farver[kode]) > 0 and _lys(farver[kode]) == min(map(_lys, orange))


@pytest.mark.parametrize("klasser", [AFVIGELSE, ADGANG, DAEKNING])
def test_scarcity_is_orange_and_plenty_blue(klasser: Klasser) -> None:
    knap, rigelig = klasser.farver[:: -1 if klasser is AFVIGELSE else 1][:: len(klasser.farver) - 1]
    assert _varme(knap) > 0 > _varme(rigelig)
    assert _varme(BAAND[0]) < 0 < _varme(BAAND[-1])
    # Residents beyond the limit have the giver's colour.
    assert (
        _varme(MODTAGER) < 0 < _varme(AFGIVER) and daekningslag.HVIDT_DISTRIKT[0] == f"o{AFGIVER}"
    )


def test_a_break_belongs_to_the_class_above() -> None:
    # "over 20 % flere" is from 20, and "inden for 10 %" from -10.
    assert AFVIGELSE.nummer(20.0) == 4 and AFVIGELSE.nummer(np.nextafter(20.0, 0)) == 3
    assert AFVIGELSE.nummer(-10.0) == 2


def test_the_worst_served_kommune_is_the_darkest_orange(
    plan: Plan, omrids: gpd.GeoDataFrame
) -> None:
    tabel = status(plan)
    farver = _fyld(lag.afvigelse(tabel, omrids))
    forhold = tabel.kommuner["indbyggere_pr_kapacitet"]
    assert _moerkest_orange(farver, forhold.idxmax()) and _varme(farver[forhold.idxmin()]) < 0


def test_the_poorest_access_is_the_darkest_orange(plan: Plan, omrids: gpd.GeoDataFrame) -> None:
    tabel = adgang(plan)
    farver = _fyld(lag.adgang(tabel, omrids))
    pr = tabel.kommuner["kapacitet_pr_10000"]
    assert _moerkest_orange(farver, pr.idxmin()) and _varme(farver[pr.idxmax()]) < 0


def test_the_longest_wait_is_darkest_and_silence_has_a_dashed_edge(
    plan: Plan, omrids: gpd.GeoDataFrame
) -> None:
    alle = ventetid(plan)
    klasser = inddel(alle["uger"], "naturlige", enhed="uger")
    for v in plan.fag.ventetyper:
        stile = _stile(lag.ventetider(plan, v, klasser, omrids))
        uger = alle[alle["type"] == v.noegle].set_index("kode")["uger"]
        oplyst = uger.dropna().index
        assert _lys(stile[uger.idxmax()]["fillColor"]) == min(
            _lys(stile[k]["fillColor"]) for k in oplyst
        )
        assert {k for k, stil in stile.items() if stil["dashArray"]} == set(uger.index) - set(
            oplyst
        )


def test_a_legend_names_the_colour_a_value_gets(plan: Plan, omrids: gpd.GeoDataFrame) -> None:
    tegn = dict(lag.signaturer(AFVIGELSE))
    assert tegn[AFVIGELSE.farve(50.0)] == "over 20 % flere"
    assert tegn[AFVIGELSE.farve(-50.0)] == "over 20 % færre"
    mangler = dict(lag.signaturer(AFVIGELSE, "ingen kapacitet"))
    assert mangler[AFVIGELSE.farve(float("nan"))] == "ingen kapacitet"


def test_circles_on_the_map_are_those_of_their_clinics(plan: Plan) -> None:
    kapacitet = klinikkapacitet(plan)["kapacitet"]
    stile = _stile(lag.klinikker(plan))
    assert stile[kapacitet.idxmax()]["radius"] == max(s["radius"] for s in stile.values())
    med = (kapacitet >= 2).to_numpy()
    assert set(_stile(lag.klinikker(plan, med=med))) == set(plan.klinikker.index[med])


def test_a_circle_of_ten_km_is_ten_thousand_metres() -> None:
    (cirkel,) = cirkellag([(57.0, 10.0)], 10.0, "#000000", "Radius")._children.values()
    assert cirkel.options["radius"] == 10_000


def test_giver_and_receiver_have_their_own_colours_and_lie_on_top(
    flyttet: Vurdering, omrids: gpd.GeoDataFrame
) -> None:
    assert {n: f for f, n in lag.ROERTE} == {
        "afgiver kapacitet": f"o{AFGIVER}",
        "modtager kapacitet": f"o{MODTAGER}",
    }
    assert lag.roertetegn(flyttet) == lag.ROERTE
    for kortet in (lag.foer(flyttet, omrids), lag.efter(flyttet, omrids)):
        farver = _fyld(kortet[-1])
        assert (farver[GIVER], farver[FAAR]) == (AFGIVER, MODTAGER)
        assert set(list(farver)[-2:]) == {GIVER, FAAR}


def test_a_new_clinic_is_called_so_and_seen_on_its_own_colour(
    plan: Plan, omrids: gpd.GeoDataFrame
) -> None:
    """Dark blue on the dark blue of those near a clinic, the smallest there is."""
    ny = Udvidelse(ny_adresse_i_by(plan, "0851", "Hals"), 0, 1)
    vurderet = vurder(plan, [ny])
    assert lag.roertetegn(vurderet) == (lag.NY_KLINIK,)
    stil = _stile(lag.efter(vurderet, omrids)[-1])[ny.til.sted_id]
    assert (stil["color"], stil["fillColor"]) == (lag.HVID, MODTAGER)
    assert stil["weight"] == lag.ROERT_KANT_PX
    begge = [ny, Udvidelse(FAAR, 0, 1)]
    assert lag.roertetegn(vurder(plan, begge)) == lag.ROERTE[1:]


def test_the_arrow_runs_from_giver_to_receiver(
    flyttet: Vurdering, omrids: gpd.GeoDataFrame
) -> None:
    (pil,) = lag.efter(flyttet, omrids)[1]._children.values()
    steder = flyttet.plan_foer.klinikker.loc[[GIVER, FAAR], ["lat", "lon"]].to_numpy()
    assert np.asarray(pil.locations) == pytest.approx(steder)


def test_the_arrow_of_a_move_tells_of_that_move(plan: Plan, omrids: gpd.GeoDataFrame) -> None:
    assert lag.roertetegn(vurder(plan, [])) == ()
    assert lag.roertetegn(vurder(plan, [Nedlaeggelse(GIVER, 0, 1)])) == lag.ROERTE[:1]


def test_what_changes_and_stays_has_a_ring_that_the_legend_explains(
    plan: Plan, omrids: gpd.GeoDataFrame
) -> None:
    stor = str(plan.kapaciteter.set_index("klinik_id")["over30"].idxmax())
    tiltag = [Deling(stor), Overdragelse("hjallerup-fys", 0, 1), Overdragelse(stor, 0, 1)]
    delt = vurder(plan, tiltag)
    assert lag.roertetegn(delt) == (lag.PAA_STEDET,)
    _, _, ringe, klinikker = lag.efter(delt, omrids)
    om = _stile(ringe)
    assert set(om) == {stor, "hjallerup-fys"}
    for klinik, stil in om.items():
        assert stil["radius"] > _stile(klinikker)[klinik]["radius"]
        assert f"o{stil['fillColor']}" == lag.PAA_STEDET[0]
    assert "Deling" in _tips(ringe)[stor] and "Overdragelse" in _tips(ringe)[stor]
    v = vurder(plan, [Nedlaeggelse("skagen-fysioterapi", 0, 1), Flytning(GIVER, FAAR, 0, 1)])
    (pil,) = lag.efter(v, omrids)[1]._children.values()
    (tip,) = (b.text for b in pil._children.values() if isinstance(b, folium.Tooltip))
    assert "Nedlagt" not in tip and re.search("fra .*Skagen.* til .*Aabybro", tip)


def test_the_circles_are_those_of_the_state_shown(
    flyttet: Vurdering, omrids: gpd.GeoDataFrame
) -> None:
    foer, efter = (_stile(f(flyttet, omrids)[-1]) for f in (lag.foer, lag.efter))
    assert foer[GIVER]["radius"] > efter[GIVER]["radius"]
    assert foer[FAAR]["radius"] < efter[FAAR]["radius"]


def test_what_a_kommune_has_itself_is_told_beside_what_it_can_reach(
    plan: Plan, omrids: gpd.GeoDataFrame
) -> None:
    # Aalborg has 37 capacities to 215,443: 1.72 to 10,000, and reaches more.
    tip = _tips(lag.adgang(adgang(plan), omrids))["0851"]
    tallene = re.findall(r"<b>([\d,]+)</b>", tip)
    assert tallene == [tal(adgang(plan).kommuner.at["0851", "kapacitet_pr_10000"], 2), "1,72"]


@pytest.mark.parametrize(("maal", "graense", "enhed"), [("minutter", 15, "min"), ("km", 8, "km")])
def test_a_district_beyond_the_limit_has_its_distance_in_the_unit_of_the_limit(
    plan: Plan, omrids: gpd.GeoDataFrame, maal: str, graense: float, enhed: str
) -> None:
    billede = daekningsbillede(plan, maal, graense)
    gitter = byg_gitter(gpd.GeoDataFrame(plan.omrids), plan.punkter[["x", "y"]].to_numpy())
    tips = _tips(daekningslag.daekning(billede, gitter, omrids)[-1])
    hvide = billede.hvide_distrikter.query("indbyggere_uden >= 500")
    assert len(hvide) and set(tips) == set(hvide.index)
    for distrikt, r in hvide.iterrows():
        assert f">{tal(r['afstand'], 1)} {enhed}" in tips[distrikt]
        assert f"<b>{tal(r['indbyggere_uden'])}</b>" in tips[distrikt]


def test_every_district_is_on_its_map_by_how_many_are_covered(
    plan: Plan, omrids: gpd.GeoDataFrame
) -> None:
    billede = daekningsbillede(plan, "minutter", 15)
    adgangen = adgang(plan)
    tegnet = daekningslag.distrikter(plan, billede, adgangen, "daekket", omrids)[-1]
    tips, fyld = _tips(tegnet), _fyld(tegnet)
    assert set(tips) == set(plan.distrikter.index) and len(tips) == 162
    # Nobody in Hals has a clinic within the limit, and all in Haraldslund have.
    assert billede.distrikter.loc[["851044", "851015"], "andel_pct"].tolist() == [0, 100]
    assert (fyld["851044"], fyld["851015"]) == (DAEKNING.farver[0], DAEKNING.farver[-1])
    # By the way to a clinic and by access, too: scarcity is orange in each.
    vej = _fyld(daekningslag.distrikter(plan, billede, adgangen, "afstand", omrids)[-1])
    assert (vej["851044"], vej["851015"]) == (BAAND[-2], BAAND[0])
    haves = _fyld(daekningslag.distrikter(plan, billede, adgangen, "adgang", omrids)[-1])
    regionens = adgangen.region["kapacitet_pr_10000"]
    mest, mindst = adgangen.distrikter.idxmax(), adgangen.distrikter.idxmin()
    assert (
        adgangen.distrikter[mindst] < 0.8 * regionens < 1.2 * regionens < adgangen.distrikter[mest]
    )
    assert (haves[mindst], haves[mest]) == (ADGANG.farver[0], ADGANG.farver[-1])
    # Its tooltip has the ranges of what rests on the model, and the access.
    hals = billede.distrikter.loc["851044"]
    assert f"{tal(billede.spaend(hals['afstand'])[1], 1)})" in tips["851044"]
    assert f">{tal(adgangen.distrikter['851044'], 1)}<" in tips["851044"]


def test_a_legend_of_districts_has_a_sign_for_each_colour_their_size_and_the_clinics(
    plan: Plan,
) -> None:
    billede = daekningsbillede(plan, "minutter", 15)
    for tema, farver in (
        ("daekket", DAEKNING.farver),
        ("afstand", BAAND),
        ("adgang", ADGANG.farver),
    ):
        tegn = daekningslag.distriktstegn(billede, tema)
        assert [t for t, _ in tegn[: len(farver)]] == [f"o{f}" for f in farver]
        assert (
            any("indbyggere" in navn for tegnet, navn in tegn if not tegnet)
            and tegn[-1] == lag.KLINIKPRIK
        )


def test_a_place_is_chosen_in_a_kommune_and_shown_where_it_is(
    plan: Plan, omrids: gpd.GeoDataFrame
) -> None:
    kommuner, klinikker = lag.stedvalg(plan, omrids, None)
    assert set(_tips(kommuner)) == set(plan.kommuner.index), "each can be clicked, and is told"
    assert set(_tips(klinikker)) == set(plan.klinikker.index)
    *_, valgt = lag.stedvalg(plan, omrids, (57.2938, 10.9244))
    assert set(_tips(valgt)) == {"valgt"}


def test_the_nearest_band_is_called_so(plan: Plan, omrids: gpd.GeoDataFrame) -> None:
    billede = daekningsbillede(plan, "minutter", 15)
    gitter = byg_gitter(gpd.GeoDataFrame(plan.omrids), plan.punkter[["x", "y"]].to_numpy())
    baand = daekningslag.daekning(billede, gitter, omrids)[0]
    tips = {farve: _tips(baand)[navn] for navn, farve in _fyld(baand).items()}
    assert tips[BAAND[0]] == "<b>højst 7,5 min</b>" and "over 22,5 min" in tips[BAAND[-1]]


def test_a_clinic_says_what_its_point_is(plan: Plan) -> None:
    tips = _tips(lag.klinikker(plan))
    adresse = plan.klinikker.assign(praecision="adresse")
    paa_adressen = _tips(lag.klinikker(dataclasses.replace(plan, klinikker=adresse)))
    for klinik, praecision in plan.klinikker["praecision"].items():
        ord_ = {"by": "byens midte", "bydel": "bydelens midte"}[praecision]
        assert f"Punkt: {ord_} (ca. 1 km)" in tips[klinik]
        assert "midte" not in paa_adressen[klinik] and "adressen" in paa_adressen[klinik]


def test_each_map_shows_its_own_state(plan: Plan, omrids: gpd.GeoDataFrame) -> None:
    """Hjørring gives up most of what it has: it turns orange after, and nobody else turns."""
    klinikker = plan.klinikker.index[plan.klinikker["kommune_kode"] == "0860"]
    kendte = plan.kapaciteter.set_index("klinik_id")
    lukket = [
        Nedlaeggelse(k, int(kendte.at[k, "over30"]), int(kendte.at[k, "under30"]))
        for k in klinikker[1:]
    ]
    v = vurder(plan, lukket)
    foer, efter = (_fyld(f(v, omrids)[0]) for f in (lag.foer, lag.efter))
    assert foer == _fyld(lag.afvigelse(status(plan), omrids))
    assert {k for k in foer if foer[k] != efter[k]} == {"0860"}
    assert _varme(efter["0860"]) > _varme(foer["0860"])


def test_the_maps_of_a_scenario_say_what_both_states_are_measured_against(
    plan: Plan, omrids: gpd.GeoDataFrame
) -> None:
    fra, til = plan.klinikker.index[:2]
    vurdering = vurder(plan, [Flytning(fra, til, under30=1)])
    for lagene in (lag.foer(vurdering, omrids), lag.efter(vurdering, omrids)):
        (geojson,) = (b for b in lagene[0]._children.values() if isinstance(b, folium.GeoJson))
        assert "Afvigelse fra regionen før" in str(geojson.data)
    (geojson,) = (
        b
        for b in lag.afvigelse(status(plan), omrids)._children.values()
        if isinstance(b, folium.GeoJson)
    )
    assert "regionen før" not in str(geojson.data)


def test_the_maps_of_a_scenario_say_before_and_after(flyttet: Vurdering, omrids: Any) -> None:
    """Jammerbugt gets half a capacity: 7 become 7.5, on the map of either state."""
    for lagene in (lag.foer(flyttet, omrids), lag.efter(flyttet, omrids)):
        tip = _tips(lagene[0])["0849"]
        foer, efter = (
            s.kommuner.loc["0849", "indbyggere_pr_kapacitet"] for s in (flyttet.foer, flyttet.efter)
        )
        assert f"{tal(foer)} → {tal(efter)}" in tip and "7 → 7,5" in tip


def test_the_middle_class_of_a_change_is_what_nothing_happens_to() -> None:
    assert AENDRING.navne[AENDRING.nummer(0.0)] == "uændret"
    assert [AENDRING.nummer(v) for v in (-7.0, -1e-9, 1e-9, 7.0)] == [0, 1, 3, 4]


def test_a_legend_has_what_is_missing_on_its_map_and_else_not(plan: Plan) -> None:
    uden = status(plan)
    med = dataclasses.replace(
        uden,
        kommuner=uden.kommuner.assign(
            afvigelse_pct=uden.kommuner["afvigelse_pct"].where(uden.kommuner.index != "0840")
        ),
    )
    assert [n for f, n in lag.afvigelsestegn(uden) if f == MANGLER] == []
    assert len([n for f, n in lag.afvigelsestegn(med) if f == MANGLER]) == 1
