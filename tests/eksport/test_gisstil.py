"""The styles of the map data: each value has the class and colour of the maps, in QML and SLD."""

from __future__ import annotations

import html
import math
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pytest

from eksport.afsnit_scenarie import vurder_scenarie
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.figurer import Kortgrundlag
from eksport.gis import geopackage, stilfiler
from eksport.gislag import Gislag, gislag
from eksport.gisqml import qml
from eksport.gissld import sld
from eksport.gisstil import klassestil
from kort.daekningslag import baandklasser
from kort.farver import ADGANG, AENDRING, AFVIGELSE, DAEKNING, MANGLER, Klasser
from kort.klasser import inddel, ventetidsinddeling
from planning.diskretion import diskret_daekning
from planning.plan import Plan
from planning.ventetid import ventetid

SLD, OGC = "{http://www.opengis.net/sld}", "{http://www.opengis.net/ogc}"
#: What SLD 1.0.0 lets stand in an element, in its order (OGC 02-070).
RAEKKEFOELGE: Mapping[str, Sequence[str]] = {
    "StyledLayerDescriptor": ("Name", "Title", "Abstract", "NamedLayer"),
    "NamedLayer": ("Name", "LayerFeatureConstraints", "UserStyle"),
    "UserStyle": ("Name", "Title", "Abstract", "IsDefault", "FeatureTypeStyle"),
    "FeatureTypeStyle": ("Name", "Title", "Abstract", "FeatureTypeName", "Rule"),
    "Rule": (
        *("Name", "Title", "Abstract", "LegendGraphic", "Filter", "MinScaleDenominator"),
        *("MaxScaleDenominator", "LineSymbolizer", "PolygonSymbolizer", "PointSymbolizer"),
    ),
    "PolygonSymbolizer": ("Geometry", "Fill", "Stroke"),
    "LineSymbolizer": ("Geometry", "Stroke"),
    "PointSymbolizer": ("Geometry", "Graphic"),
    "Fill": ("GraphicFill", "CssParameter"),
    "Stroke": ("GraphicFill", "CssParameter"),
    "GraphicFill": ("Graphic",),
    "Graphic": ("ExternalGraphic", "Mark", "Opacity", "Size", "Rotation"),
    "Mark": ("WellKnownName", "Fill", "Stroke"),
}
FLERE = {"Rule", "CssParameter", "PolygonSymbolizer"}
KENDTE_MAERKER = {"square", "circle", "triangle", "star", "cross", "x"}


@pytest.fixture(scope="module")
def lag(plan: Plan, scenarie: NavngivetScenarie) -> dict[str, Gislag]:
    vurderet = vurder_scenarie(plan, 1, scenarie, Valg())
    alle = gislag(plan, Kortgrundlag.af_plan(plan).omrids, [vurderet])
    return {et.navn: et for et in alle}


@pytest.fixture(scope="module")
def gpkg(plan: Plan, lag: Mapping[str, Gislag], tmp_path_factory: pytest.TempPathFactory) -> Path:
    fil = tmp_path_factory.mktemp("gis") / "praksiskort.gpkg"
    fil.write_bytes(geopackage(plan, list(lag.values())))
    return fil


def _stile(gpkg: Path) -> list[tuple[str, str, str, str, int, str, str]]:
    with sqlite3.connect(gpkg) as base:
        raekker = base.execute(
            "SELECT f_table_name, f_geometry_column, styleName, description, useAsDefault, "
            "styleQML, styleSLD FROM layer_styles ORDER BY id"
        ).fetchall()
    base.close()
    return raekker


Fundet = tuple[str, str, bool]


def _qml_klasser(tekst: str, felt: str, vaerdier: Sequence[float | None]) -> list[list[Fundet]]:
    """The rules each value falls under as QGIS reads them: (name, colour, hatched).

    The filters are SQL.
    """
    rod = ElementTree.fromstring(tekst.partition(">")[2])
    assert rod.tag == "qgis"
    symboler = {s.get("name"): s for s in rod.iter("symbol")}

    def om(regel: ElementTree.Element) -> Fundet:
        lagene = list(symboler[regel.get("symbol")].iter("layer"))
        egne = [{p.get("k"): p.get("v") for p in del_.iter("prop")} for del_ in lagene]
        farve = bytes(map(int, egne[0]["color"].split(",")[:3])).hex()
        return regel.get("label"), f"#{farve}", any("style" in e for e in egne)

    regler = [r for r in rod.iter("rule") if r.get("filter")]
    with sqlite3.connect(":memory:") as base:
        svar = [
            [
                om(r)
                for r in regler
                if base.execute(
                    f'SELECT {r.get("filter")} FROM (SELECT ? AS "{felt}")', (v,)
                ).fetchone()[0]
            ]
            for v in vaerdier
        ]
    base.close()
    return svar


def _passer(led: ElementTree.Element, vaerdi: float | None) -> bool:
    """What a filter of OGC says of one value: a comparison with nothing is not so."""
    tag = led.tag.removeprefix(OGC)
    if tag in ("Filter", "And"):
        return all(_passer(d, vaerdi) for d in led)
    if tag == "Not":
        return not _passer(led[0], vaerdi)
    if tag == "PropertyIsNull":
        return vaerdi is None
    over: Mapping[str, Callable[[float, float], bool]] = {
        "PropertyIsGreaterThanOrEqualTo": lambda a, b: a >= b,
        "PropertyIsGreaterThan": lambda a, b: a > b,
        "PropertyIsLessThan": lambda a, b: a < b,
        "PropertyIsLessThanOrEqualTo": lambda a, b: a <= b,
    }
    return vaerdi is not None and over[tag](vaerdi, float(led.findtext(f"{OGC}Literal")))


def _sld_klasser(tekst: str, vaerdier: Sequence[float | None]) -> list[list[Fundet]]:
    def om(regel: ElementTree.Element) -> Fundet:
        farve = next(p.text for p in regel.iter(f"{SLD}CssParameter") if p.get("name") == "fill")
        skraveret = regel.find(f".//{SLD}GraphicFill") is not None
        return regel.findtext(f"{SLD}Title"), farve, skraveret

    regler = list(ElementTree.fromstring(tekst.encode()).iter(f"{SLD}Rule"))
    return [
        [om(r) for r in regler if _passer(r.find(f"{OGC}Filter"), vaerdi)] for vaerdi in vaerdier
    ]


def _facit(klasser: Klasser, vaerdi: float | None, mangler: str, *, flade: bool) -> Fundet:
    if vaerdi is None:
        return mangler, MANGLER, flade
    return klasser.navne[klasser.nummer(vaerdi)], klasser.farve(vaerdi), False


@pytest.mark.parametrize("klasser", [AFVIGELSE, ADGANG, DAEKNING, AENDRING])
def test_a_value_at_beside_and_between_the_breaks_has_the_class_of_the_map(
    klasser: Klasser,
) -> None:
    stil = klassestil("n", "N", "T", "felt", klasser, "ingen")
    vaerdier: list[float | None] = [None, 0.0, -1e9, 1e9, 5e-324, -5e-324, 1e-9, -1e-9]
    for g in klasser.graenser:
        vaerdier += [g, math.nextafter(g, math.inf), math.nextafter(g, -math.inf)]
    facit = [[_facit(klasser, v, "ingen", flade=True)] for v in vaerdier]
    assert _qml_klasser(qml(stil), "felt", vaerdier) == facit
    assert _sld_klasser(sld(stil, "lag"), vaerdier) == facit


def test_a_break_is_written_as_a_reader_would() -> None:
    """No class of a change begins at the smallest number there is."""
    for tekst in (f(klassestil("n", "N", "T", "f", AENDRING, "i")) for f in (qml, _som_sld)):
        assert "e-324" not in tekst
        assert set(re.findall(r"(?:[<>]=? |Literal>)(-?[\d.e-]+)", html.unescape(tekst))) == {
            *("-5.0", "0.0", "5.0")
        }


def _som_sld(stil: object) -> str:
    return sld(stil, "lag")  # type: ignore[arg-type]


def test_where_all_are_alike_there_is_one_class_and_the_missing() -> None:
    ens = inddel(pd.Series([4.0, 4.0]), "naturlige", enhed="uger")
    stil = klassestil("n", "N", "T", "felt", ens, "ikke oplyst")
    facit = [[("alle uger", ens.farver[0], False)], [("ikke oplyst", MANGLER, True)]]
    assert _sld_klasser(sld(stil, "lag"), [4.0, None]) == facit
    assert _qml_klasser(qml(stil), "felt", [4.0, None]) == facit


def test_every_layer_has_a_style_for_each_of_its_themes(
    gpkg: Path, lag: Mapping[str, Gislag]
) -> None:
    raekker = _stile(gpkg)
    assert {navn: [r[2] for r in raekker if r[0] == navn] for navn in lag} == {
        "kommuner": [
            *("Indbyggere pr. kapacitet", "Adgang", "Dækning"),
            *("Ventetid: Almen", "Ventetid: Vederlagsfri", "Ventetid: Hjemmebehandling"),
        ],
        "klinikker": ["Klinikker"],
        "distrikter": ["Dækning", "Afstand"],
        "befolkning": ["Afstand"],
        "hvide_pletter": ["Uden klinik inden for grænsen"],
        "scenarie_1_kommuner": ["Efter scenariet", "Før scenariet", "Ændring"],
        "scenarie_1_flytninger": ["Flytninger"],
        "scenarie_1_klinikker": ["Klinikker, der ændres"],
    }
    assert all(geometri == "geom" and len(navn) <= 30 for _, geometri, navn, *_ in raekker)
    # QGIS opens a layer with the one that is its default: the first.
    for navn in lag:
        assert [r[4] for r in raekker if r[0] == navn] == [1, *[0] * (len(lag[navn].stile) - 1)]
    assert all(titel for _, _, _, titel, *_ in raekker)
    (efter,) = [r[3] for r in raekker if r[2] == "Efter scenariet"]
    assert "Rebild får en halv fra Aalborg" in efter


def test_every_value_in_the_file_has_the_class_of_the_maps(
    gpkg: Path, lag: Mapping[str, Gislag], plan: Plan
) -> None:
    billede = diskret_daekning(plan, "minutter", 15.0)
    uger = ventetidsinddeling(ventetid(plan)["uger"])
    klasser = {
        "afvigelse": AFVIGELSE,
        "adgang": ADGANG,
        "daekning": DAEKNING,
        "afstand": baandklasser(billede),
        "efter": AFVIGELSE,
        "foer": AFVIGELSE,
        "aendring": AENDRING,
        **{f"ventetid-{v.noegle}": uger for v in plan.fag.ventetyper},
    }
    talt = 0
    tekster = {(r[0], r[2]): r[5:] for r in _stile(gpkg)}
    for et in lag.values():
        ramme = gpd.read_file(gpkg, layer=et.navn)
        for stil in (s for s in et.stile if s.felt):
            vaerdier = [None if v != v else float(v) for v in ramme[stil.felt].astype(float)]
            facit = [
                [_facit(klasser[stil.noegle], v, stil.regler[-1].navn, flade=stil.art == "flade")]
                for v in vaerdier
            ]
            raa_qml, raa_sld = tekster[et.navn, stil.navn]
            assert _qml_klasser(raa_qml, stil.felt, vaerdier) == facit, (et.navn, stil.noegle)
            assert _sld_klasser(raa_sld, vaerdier) == facit, (et.navn, stil.noegle)
            talt += 1
    assert talt == 12


def _tjek(element: ElementTree.Element) -> None:
    """Assert that what stands in an element of SLD may stand there, in that order, and once."""
    navn = element.tag.removeprefix(SLD)
    if navn not in RAEKKEFOELGE:
        return
    inde = [b.tag.removeprefix(SLD).removeprefix(OGC) for b in element]
    assert sorted(inde, key=RAEKKEFOELGE[navn].index) == inde, navn
    assert all(inde.count(b) == 1 for b in inde if b not in FLERE), navn
    for barn in element:
        _tjek(barn)


def test_the_sld_has_what_the_schema_asks_for_in_its_order(gpkg: Path) -> None:
    for navn, _, stilnavn, titel, _, _, tekst in _stile(gpkg):
        rod = ElementTree.fromstring(tekst.encode())
        assert (rod.tag, rod.get("version")) == (f"{SLD}StyledLayerDescriptor", "1.0.0")
        assert rod.findtext(f"{SLD}NamedLayer/{SLD}Name") == navn
        stil = rod.find(f"{SLD}NamedLayer/{SLD}UserStyle")
        assert (stil.findtext(f"{SLD}Name"), stil.findtext(f"{SLD}Title")) == (stilnavn, titel)
        _tjek(rod)
        for regel in rod.iter(f"{SLD}Rule"):
            assert regel.findtext(f"{SLD}Title")
        for parameter in rod.iter(f"{SLD}CssParameter"):
            assert parameter.get("name") in ("fill", "stroke", "stroke-width")
        assert {m.text for m in rod.iter(f"{SLD}WellKnownName")} <= KENDTE_MAERKER


def test_the_fields_of_a_style_are_columns_of_its_layer(
    gpkg: Path, lag: Mapping[str, Gislag]
) -> None:
    for navn, _, stilnavn, _, _, raa_qml, raa_sld in _stile(gpkg):
        (felt,) = {s.felt for s in lag[navn].stile if s.navn == stilnavn}
        felter = set(re.findall(r"<ogc:PropertyName>(.*?)<", raa_sld))
        i_qml = set(re.findall(r"&quot;(\w+)&quot;", raa_qml)) | set(
            re.findall(r"filter='\"(\w+)\"", raa_qml)
        )
        assert felter == ({felt} if felt else set())
        assert felter == i_qml
        assert felter <= set(gpd.read_file(gpkg, layer=navn, rows=1).columns)


def test_beside_the_geojson_are_its_style_and_those_of_the_themes(
    lag: Mapping[str, Gislag], gpkg: Path
) -> None:
    filer = stilfiler(lag["kommuner"])
    assert set(filer) == {
        "kommuner.qml",
        *(
            f"stile/kommuner-{tema}.sld"
            for tema in ("afvigelse", "adgang", "daekning", "ventetid-51", "ventetid-62")
        ),
        "stile/kommuner-ventetid-hjemmebehandling.sld",
    }
    raekker = {(r[0], r[2]): r[5:] for r in _stile(gpkg)}
    # The same as in the GeoPackage: one truth.
    assert filer["kommuner.qml"].decode() == raekker["kommuner", "Indbyggere pr. kapacitet"][0]
    assert filer["stile/kommuner-adgang.sld"].decode() == raekker["kommuner", "Adgang"][1]


def test_a_hostile_scenario_name_is_text_in_a_style(
    plan: Plan, scenarie: NavngivetScenarie, fjendtlige: tuple[str, ...], tmp_path: Path
) -> None:
    navn = "".join(fjendtlige[8:])
    ond = NavngivetScenarie(navn, scenarie.tiltag)
    alle = gislag(plan, plan.omrids, [vurder_scenarie(plan, 1, ond, Valg())])
    fil = tmp_path / "x.gpkg"
    fil.write_bytes(geopackage(plan, alle))
    for lagnavn, _, _, titel, _, _, raa_sld in _stile(fil):
        rod = ElementTree.fromstring(raa_sld.encode())
        if lagnavn == "scenarie_1_kommuner":
            assert rod.findtext(f".//{SLD}UserStyle/{SLD}Title") == titel
            assert "<b>fed</b></script>" in titel
