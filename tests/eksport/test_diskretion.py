"""Every file of an export, read back: no group of 1 to 4 persons or households is in it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from dansk import SKJULT
from eksport.bestilling import Valg
from eksport.bilag import Bilag
from eksport.excel import HOVEDRAEKKE, excel
from eksport.figurer import Kortgrundlag
from eksport.gis import geojson, geopackage
from eksport.gislag import Gislag, gislag
from eksport.indhold import byg_bilag
from eksport.rutepunkter import rutepunkter
from eksport.webkort import webkort
from eksport.word import word
from planning.adgang import adgang
from planning.daekningsbillede import daekningsbillede
from planning.diskretion import er_lille
from planning.plan import Plan
from tabeller.diskretion import diskret
from tabeller.tabel import Kolonne, Tabel
from tests.eksport.worddokument import laes

#: At 10 minutes districts are hidden; at 20 kommuner too.
GRAENSER = (10.0, 20.0)
PERSONFELTER = re.compile(
    r"^(indbyggere|i_alt|patienter|ydelser|(adgang_)?uden_adgang|daekket_indbyggere"
    r"|(indbyggere|personer_\w+|husstande\w*)_uden)$"
)


def kraev_ingen_smaa(vaerdier: Iterable[object], sted: str) -> int:
    """Fail for a small group among values; return how many are told."""
    fortalt = [float(v) for v in vaerdier if isinstance(v, int | float) and not pd.isna(v)]
    assert not er_lille(fortalt).any(), sted
    return len(fortalt)


@pytest.fixture(scope="module", params=GRAENSER)
def valg(request: pytest.FixtureRequest) -> Valg:
    return Valg(graense=request.param)


@pytest.fixture(scope="module")
def dokument(plan: Plan, valg: Valg) -> Bilag:
    return byg_bilag(plan, (), ("status", "aktivitet", "daekning", "metode"), valg)


@pytest.fixture(scope="module")
def lag(plan: Plan, valg: Valg) -> Sequence[Gislag]:
    return gislag(plan, Kortgrundlag.af_plan(plan).omrids, (), valg)


def _felter(skjult: object) -> list[str]:
    """Return the names in the field skjult, which is missing where nothing is hidden."""
    return skjult.split() if isinstance(skjult, str) else []


def test_there_are_small_groups_to_hide(plan: Plan, valg: Valg) -> None:
    raa = daekningsbillede(plan, valg.maal, valg.graense)
    assert er_lille(raa.distrikter["husstande_uden_bil_uden"]).sum() > 5
    if valg.graense == 20:
        assert er_lille(raa.uden_for["personer_70_uden"]).any()
    assert er_lille(plan.punkter["indbyggere"]).sum() > 500


def test_the_workbook(dokument: Bilag, plan: Plan) -> None:
    bog = openpyxl.load_workbook(io.BytesIO(excel(dokument)))
    talt = skjulte = 0
    for tabel in dokument.tabeller():
        for nr, kolonne in enumerate(tabel.kolonner, start=1):
            if PERSONFELTER.match(str(kolonne.navn)):
                celler = [
                    c.value for (c,) in bog[tabel.noegle].iter_rows(HOVEDRAEKKE + 1, None, nr, nr)
                ]
                talt += kraev_ingen_smaa(celler, f"{tabel.noegle}, {kolonne.navn}")
                skjulte += celler.count(SKJULT)
                assert set(v for v in celler if isinstance(v, str)) <= {SKJULT}
    assert talt > 600 and skjulte > 5
    ark = pd.DataFrame(bog["distrikter"].iter_rows(HOVEDRAEKKE + 1, values_only=True))
    assert ark[2].sum() == plan.tabel1.loc["region", "indbyggere"] == 589_605
    assert "færre end 5" in bog["distrikter"]["A2"].value


def test_the_word_document(dokument: Bilag) -> None:
    talt = 0
    for tabel in laes(word(dokument)).tables:
        hoveder = [c.text for c in tabel.rows[0].cells]
        for nr, hoved in enumerate(hoveder):
            if re.search(r"\(antal\)|Indbyggere$|Borgere behandlet", hoved):
                celler = [r.cells[nr].text.replace(".", "") for r in tabel.rows[1:]]
                tal = [int(c) for c in celler if c.isdigit()]
                talt += kraev_ingen_smaa(tal, hoved)
    assert talt > 50


def test_the_map_data(lag: Sequence[Gislag], plan: Plan, tmp_path: Path) -> None:
    fil = tmp_path / "kort.gpkg"
    fil.write_bytes(geopackage(plan, lag))
    talt = 0
    for et in lag:
        ramme = gpd.read_file(fil, layer=et.navn)
        traek = json.loads(geojson(et, plan))["features"]
        for felt in filter(PERSONFELTER.match, ramme.columns):
            talt += kraev_ingen_smaa(ramme[felt], f"{et.navn}, {felt}")
            kraev_ingen_smaa((t["properties"][felt] for t in traek), f"{et.navn}, {felt}")
        # Parts of the official counts by cell would give the districts' away.
        grupper = [k for k in ramme if k.startswith(("personer_", "husstande"))]
        assert all("_uden" in k for k in grupper)
    assert talt > 15_000
    kommuner, distrikter = (gpd.read_file(fil, layer=n) for n in ("kommuner", "distrikter"))
    for ramme in (kommuner, distrikter):
        assert ramme["indbyggere"].sum() == plan.tabel1.loc["region", "indbyggere"]
    for _, r in distrikter[distrikter["skjult"].notna()].iterrows():
        assert r[r["skjult"].split()].isna().all()
    assert distrikter.loc[distrikter["skjult"].isna(), "personer_70_uden"].notna().all()
    assert (distrikter["skjult"].notna()).sum() > 5


def test_the_fields_that_are_empty_say_why_and_how_many(lag: Sequence[Gislag]) -> None:
    af_navn = {et.navn: et for et in lag}
    distrikter = af_navn["distrikter"]
    antal = sum(map(len, distrikter.ramme["skjult"].map(_felter)))
    assert f"{antal} tal er skjult" in distrikter.beskrivelse
    assert "færre end 5" in distrikter.beskrivelse
    assert "færre end 5" in af_navn["befolkning"].beskrivelse
    assert set(distrikter.ramme.columns) - {"geometry"} <= set(distrikter.betydninger)


def _tip(side: str, felt: str) -> list[str]:
    """Return what stands at a field of the tooltips."""
    return re.findall(rf"<td>{felt}</td><td[^>]*><b>([^<]*)</b>", side)


def test_the_web_map(plan: Plan, valg: Valg) -> None:
    raa = webkort(plan, (), valg).decode()
    side = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), raa)
    felter = ("Uden for grænsen", "70 år og derover uden for", "Husstande uden bil uden for")
    fundet = [v for felt in felter for v in _tip(side, felt)]
    tal = [int(v.replace(".", "")) for v in fundet if v != SKJULT]
    assert kraev_ingen_smaa(tal, "webkort") == len(tal)
    if valg.graense == 10:
        assert len(tal) > 50


def test_a_routing_engine_gets_places_and_no_counts(plan: Plan) -> None:
    filer = rutepunkter(plan)
    assert filer["punkter.csv"].splitlines()[0] == b"id,lat,lon"


def test_access_by_kommune_hides_the_few_without(plan: Plan, lag: Sequence[Gislag]) -> None:
    raa = adgang(plan).kommuner["uden_adgang"]
    ramme = lag[0].ramme
    assert ramme.loc[er_lille(raa), "adgang_uden_adgang"].isna().all()
    for kode, felter in ramme["skjult"].items():
        skjult = "adgang_uden_adgang" in _felter(felter)
        assert skjult == pd.isna(ramme.loc[kode, "adgang_uden_adgang"])


def test_a_hidden_cell_is_two_dots_and_the_note_counts_it() -> None:
    tabel = Tabel(
        "t",
        "T",
        pd.DataFrame({"a": [float("nan"), float("nan"), 7.0]}, index=["x", "y", "z"]),
        (Kolonne("a", "A", art="tal"),),
        "Kilde",
        "Note.",
    )
    vist = diskret(tabel, pd.DataFrame({"a": [True, False]}, index=["x", "y"]))
    assert vist.celler(vist.kolonner[0]) == [SKJULT, "–", "7"]
    assert vist.note.startswith("Note. 1 tal er skjult")
    assert diskret(tabel, pd.DataFrame()) is tabel
