"""The whole: what is in it, that it says so truly, and that the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pptx
import pytest

from dansk import Inputfejl
from eksport import figurer
from eksport.bestilling import ALLE, Bestilling, NavngivetScenarie, Valg
from eksport.bilag import Bilag
from eksport.mappe import skriv_til_mappe
from eksport.pakke import MANIFEST, filer, hvad, pakke, programversion
from eksport.uforanderlig import fast_kontorfil, kildetid, pak
from eksport.word import word
from planning.plan import Plan
from tests.eksport.diasskabeloner import FORSIDE, INDHOLD, skabelon
from tests.eksport.smaa import smaa_kort

# Its files are made once, in one process.
pytestmark = pytest.mark.xdist_group("pakke")
ROD = Path(__file__).resolve().parents[2]
#: What another process, with another hash seed and clock, is asked to make.
ANDEN_PROCES = """
import hashlib, json, sys
from data.datasaet import indlaes
from eksport import figurer
from eksport.bestilling import Bestilling, NavngivetScenarie
from eksport.pakke import filer, pak
from planning.tiltag import fra_dict
from tests.eksport.smaa import smaa_kort

figurer.tegn = smaa_kort
manifest = open(sys.argv[1], "rb").read()
s = json.loads(manifest)["scenarier"][0]
tiltag = tuple(map(fra_dict, s["tiltag"]))
gemt = NavngivetScenarie(s["navn"], tiltag, s["formaal"], s["forfatter"], s["id"], s["version"])
alle = filer(indlaes(), Bestilling((gemt,)))
sha = {navn: hashlib.sha256(data).hexdigest() for navn, data in alle.items()}
print(json.dumps(sha | {"zip": hashlib.sha256(pak(alle.items())).hexdigest()}))
"""


@pytest.fixture(scope="module")
def tegnet() -> Iterator[None]:
    """Let every map be a small picture: these tests are not about what a map shows."""
    with pytest.MonkeyPatch.context() as lap:
        lap.setattr(figurer, "tegn", smaa_kort)
        lap.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="module")
def sagt() -> list[tuple[float, str]]:
    return []


@pytest.fixture(scope="module")
def alle(
    plan: Plan, scenarie: NavngivetScenarie, tegnet: None, sagt: list[tuple[float, str]]
) -> dict[str, bytes]:
    return filer(plan, Bestilling((scenarie,)), lambda del_, tekst: sagt.append((del_, tekst)))


def test_everything_is_there(alle: dict[str, bytes], bilag: Bilag) -> None:
    kort = {
        f"kort/tekstbredde/{f.noegle}.{t}"
        for figur in bilag.figurer()
        for f in figur.enkelte
        for t in ("png", "svg", "pdf")
    }
    faste = {"bilag.docx", "bilag.pdf", "praesentation.pptx", "tabeller.xlsx", "webkort.html"}
    assert kort | faste | {"LAESMIG.txt", "gis/praksiskort.gpkg", "gis/kommuner.geojson"} <= set(
        alle
    )
    assert {"gis/kommuner.qml", "gis/stile/scenarie_1_kommuner-aendring.sld"} <= set(alle)
    assert list(alle)[-1] == MANIFEST


def test_the_manifest_fits(alle: dict[str, bytes], plan: Plan, scenarie: NavngivetScenarie) -> None:
    manifest = json.loads(alle[MANIFEST])
    assert {f["fil"] for f in manifest["filer"]} == set(alle) - {MANIFEST}
    for fil in manifest["filer"]:
        data = alle[fil["fil"]]
        assert (fil["bytes"], fil["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert fil["indhold"]
    assert manifest["datasaet"]["fingeraftryk"] == plan.fingeraftryk
    assert manifest["program"] == {"navn": "Praksiskort", "version": programversion()}
    assert manifest["afsnit"] == list(ALLE)
    (ene,) = manifest["scenarier"]
    assert (ene["id"], ene["version"], ene["navn"]) == (scenarie.id, 3, scenarie.navn)
    assert [t["type"] for t in ene["tiltag"]] == ["flytning", "deling"]


def test_the_overview_names_every_file(alle: dict[str, bytes], scenarie: NavngivetScenarie) -> None:
    tekst = alle["LAESMIG.txt"].decode()
    talte = ("kort/", "gis/stile/")
    assert all(navn in tekst for navn in alle if not navn.startswith(talte))
    for mappe in talte:
        antal = sum(navn.startswith(mappe) for navn in alle)
        assert antal > 5 and re.search(rf"^  {mappe} +{antal} ", tekst, re.M)
    assert scenarie.navn in tekst
    assert all(len(linje) <= 100 for linje in tekst.splitlines())


def test_progress_goes_forward_until_done(
    alle: dict[str, bytes], sagt: list[tuple[float, str]]
) -> None:
    dele = [del_ for del_, _ in sagt]
    assert dele[0] == 0.0 and dele[-1] == 1.0 and dele == sorted(dele)
    assert len(sagt) > 30 and all(tekst for _, tekst in sagt)


def test_another_process_at_another_time_gives_the_same_bytes(
    alle: dict[str, bytes], tmp_path: Path
) -> None:
    time.sleep(2.1)  # a zip counts time in steps of two seconds
    manifest = tmp_path / "manifest.json"
    manifest.write_bytes(alle[MANIFEST])
    svar = subprocess.run(
        [
            sys.executable,
            "-c",
            ANDEN_PROCES,
            str(manifest),
        ],
        cwd=ROD,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    igen = json.loads(svar.stdout)
    sha = {navn: hashlib.sha256(data).hexdigest() for navn, data in alle.items()}
    assert [navn for navn in sha if igen[navn] != sha[navn]] == []
    assert igen["zip"] == hashlib.sha256(pak(alle.items())).hexdigest()


def test_the_time_is_source_date_epoch(bilag: Bilag, monkeypatch: pytest.MonkeyPatch) -> None:
    tomt = Bilag("T", "U", "D", ())
    uden = zipfile.ZipFile(io.BytesIO(word(tomt)))
    assert b"dcterms:created" not in uden.read("docProps/core.xml")
    assert {p.date_time for p in uden.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    med = zipfile.ZipFile(io.BytesIO(word(tomt)))
    assert med.read("docProps/core.xml").count(b"2030-01-01T00:00:00Z") == 2
    assert {p.date_time for p in med.infolist()} == {(2030, 1, 1, 0, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "i går")
    with pytest.raises(Inputfejl, match="helt antal sekunder"):
        kildetid()


def test_an_office_file_has_its_parts_in_order(alle: dict[str, bytes]) -> None:
    for navn in ("bilag.docx", "praesentation.pptx", "tabeller.xlsx"):
        arkiv = zipfile.ZipFile(io.BytesIO(alle[navn]))
        assert arkiv.testzip() is None
        assert arkiv.namelist()[0] == "[Content_Types].xml" or "_rels/.rels" in arkiv.namelist()
        assert fast_kontorfil(alle[navn]) == alle[navn]


def test_an_office_file_says_nothing_of_the_library_it_is_made_with(alle: dict[str, bytes]) -> None:
    kontorfiler = [n for n in alle if n.endswith((".docx", ".pptx", ".xlsx"))]
    assert len(kontorfiler) == 4
    for navn in kontorfiler:
        with zipfile.ZipFile(io.BytesIO(alle[navn])) as arkiv:
            dele = {n: arkiv.read(n) for n in arkiv.namelist()}
        assert not any("thumbnail" in n for n in dele), navn
        assert b"thumbnail" not in dele["_rels/.rels"], navn
        assert b"jpeg" not in dele["[Content_Types].xml"], navn
        om, program = dele["docProps/core.xml"], dele.get("docProps/app.xml", b">Praksiskort<")
        assert om.count(b">Praksiskort<") == 2, navn  # by, and last changed by
        assert program.count(b">Praksiskort<") == 1, navn
        for fremmed in (b"python", b"openpyxl", b"Canny", b"Microsoft", b"Macintosh"):
            assert fremmed not in om + program, (navn, fremmed)


def test_a_section_not_chosen_is_left_out(
    plan: Plan, scenarie: NavngivetScenarie, tegnet: None
) -> None:
    faa = filer(plan, Bestilling((scenarie,), ("status", "kilder"), filtyper=()))
    assert not any(n.startswith("kort/") or "scenarie" in n for n in faa)
    assert json.loads(faa[MANIFEST])["scenarier"] == []


def test_a_fault_is_told_before_slow_work(
    plan: Plan, scenarie: NavngivetScenarie, tegnet: None
) -> None:
    def maa_ikke(del_: float, tekst: str) -> None:
        assert "Tegner" not in tekst

    fremmed = NavngivetScenarie("Fra i fjor", (scenarie.tiltag[0],) * 40)
    for valg in (
        {"afsnit": ("status", "findes-ikke")},
        {"afsnit": ()},
        {"skabelon": b"ikke word"},
        {"diasskabelon": b"ikke powerpoint"},
        {"valg": Valg(maal="sømil")},
        {"valg": Valg(graense=-1)},
        {"scenarier": (fremmed,)},
        {"kortformater": ("frimærke",)},
        {"filtyper": ("tif",)},
    ):
        with pytest.raises(Inputfejl):
            filer(plan, Bestilling(**valg), maa_ikke)  # type: ignore[arg-type]


def test_a_template_of_slides_is_used_and_what_it_lacks_is_told(plan: Plan, tegnet: None) -> None:
    hus = skabelon((FORSIDE, INDHOLD))
    lavet = filer(plan, Bestilling(afsnit=("status",), filtyper=(), diasskabelon=hus))
    dias = pptx.Presentation(io.BytesIO(lavet["praesentation.pptx"]))
    assert dias.slide_width * 3 == dias.slide_height * 4
    assert "intet layout med titel og billede" in " ".join(lavet["LAESMIG.txt"].decode().split())


def test_a_scenario_that_does_not_fit_is_named(plan: Plan, scenarie: NavngivetScenarie) -> None:
    fremmed = NavngivetScenarie("Fra i fjor", (scenarie.tiltag[0],) * 40)
    with pytest.raises(Inputfejl, match=r"Scenariet »Fra i fjor« passer ikke\. Tiltag"):
        filer(plan, Bestilling((fremmed,)))


def test_files_are_written_to_a_folder(tmp_path: Path) -> None:
    egne = tmp_path / "ny" / "noter.txt"
    egne.parent.mkdir()
    egne.write_text("mit")
    (tmp_path / "ny" / "a.txt").write_text("gammel")
    stier = skriv_til_mappe(tmp_path / "ny", {"a.txt": b"ny", "kort/b.png": b"b"})
    assert [s.read_bytes() for s in stier] == [b"ny", b"b"]
    assert egne.read_text() == "mit"
    assert sorted(p.name for p in (tmp_path / "ny").rglob("*")) == [
        "a.txt",
        "b.png",
        "kort",
        "noter.txt",
    ]


def test_a_folder_that_cannot_be_written_is_told_in_danish(tmp_path: Path) -> None:
    fil = tmp_path / "optaget"
    fil.write_text("x")
    with pytest.raises(Inputfejl, match="kan ikke skrives"):
        skriv_til_mappe(fil, {"a.txt": b"a"})


def test_maps_ask_for_the_typeface_of_the_template(
    plan: Plan, tegnet: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bedt, tegn = set(), figurer.tegn
    monkeypatch.setattr(
        figurer, "tegn", lambda kort, *andet: bedt.add(kort.skrift) or tegn(kort, *andet)
    )
    skabelon, ud = docx.Document(), io.BytesIO()
    skabelon.styles["Normal"].font.name = "Georgia"
    skabelon.save(ud)
    for fil, skrift in ((None, "Arial"), (ud.getvalue(), "Georgia")):
        bedt.clear()
        filer(plan, Bestilling((), ("kort",), skabelon=fil, filtyper=("svg",)))
        assert bedt == {skrift}


def test_hostile_names_in_the_whole_package(
    fjendtlig_plan: Plan,
    fjendtlige_scenarier: tuple[NavngivetScenarie, ...],
    tegnet: None,
    tmp_path: Path,
) -> None:
    data = pakke(fjendtlig_plan, Bestilling(fjendtlige_scenarier, ("status", "scenarier")))
    with zipfile.ZipFile(io.BytesIO(data)) as arkiv:
        navne = arkiv.namelist()
        arkiv.extractall(tmp_path)
    assert all(n.isascii() and ".." not in n and len(n) < 60 for n in navne)
    assert len(json.loads((tmp_path / MANIFEST).read_text())["scenarier"]) == 5


def test_each_map_file_is_called_what_it_is() -> None:
    assert "GeoJSON" in hvad("gis/kommuner.geojson")
    assert "SLD" in hvad("gis/stile/kommuner-adgang.sld")
    assert "stil" in hvad("gis/kommuner.qml") and "GeoJSON" not in hvad("gis/kommuner.qml")
    assert "QGIS" in hvad("gis/praksiskort.gpkg") and "GeoJSON" not in hvad("gis/praksiskort.gpkg")
