"""A map as drawing and as PDF: text is text, and who cannot see it is told what it shows."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pytest

from data.omrids import laes_omrids
from kort.tryk.fil import Filtype, Tryk, tegn
from kort.tryk.svg import skrifter
from kort.tryk.trykkort import Kortdata, kommunekort
from tests import pdflaesning
from tests.kort.test_trykkort import NORDJYLLAND, OND, kommunelag, kort

ALT = "Kort over kommunerne. Læsø har færrest: »1.211« & <fem> gange så få."
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
ID = "id"


@pytest.fixture(scope="module")
def omrids() -> gpd.GeoDataFrame:
    return laes_omrids(NORDJYLLAND / "omrids.gpkg")


@pytest.fixture(scope="module")
def data() -> Kortdata:
    tabel = pd.read_csv(NORDJYLLAND / "tabel1.csv", dtype={"kode": str}).set_index("kode")
    vaerdier = tabel.drop(index="region")["indbyggere_pr_kapacitet"].astype(float)
    return dataclasses.replace(kort(kommunekort(kommunelag(vaerdier))), alt=ALT, skrift="Georgia")


@pytest.fixture(scope="module")
def filer(data: Kortdata, omrids: gpd.GeoDataFrame) -> dict[Filtype, bytes]:
    return tegn(data, omrids, Tryk("tekstbredde", ("svg", "pdf", "svgudsnit")))


@pytest.fixture(scope="module")
def svg(filer: dict[Filtype, bytes]) -> ElementTree.Element:
    return ElementTree.fromstring(filer["svg"])


@pytest.fixture(scope="module")
def sti(filer: dict[Filtype, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    ud = tmp_path_factory.mktemp("kort") / "kort.pdf"
    ud.write_bytes(filer["pdf"])
    return ud


def tekster(svg: ElementTree.Element) -> list[str]:
    return [t.text or "" for t in svg.iter(f"{SVG}text")]


def test_an_svg_says_what_it_is_to_who_cannot_see_it(svg: ElementTree.Element) -> None:
    assert (svg.get("role"), svg.get("lang")) == ("img", "da")
    om = {e.get(ID): e.text for e in svg if e.tag in (f"{SVG}title", f"{SVG}desc")}
    titel, beskrivelse = (om[ord_] for ord_ in str(svg.get("aria-labelledby")).split())
    assert (titel, beskrivelse) == ("Indbyggere pr. kapacitet", ALT)


def test_the_names_on_an_svg_are_text_once_each(svg: ElementTree.Element) -> None:
    skrevet = tekster(svg)
    for navn in ("Mariagerfjord", "Jammerbugt", "Thisted", "5.903", "Indbyggere pr. kapacitet"):
        assert skrevet.count(navn) >= 1, navn
    assert skrevet.count("Mariagerfjord") == skrevet.count("Thisted") == 1
    assert not list(svg.iter(f"{SVG}image"))


def test_a_halo_is_the_text_itself_so_that_it_fits_any_typeface(svg: ElementTree.Element) -> None:
    grupper = {g.get(ID): g for g in svg.iter(f"{SVG}g")}
    haloer = [u for u in svg.iter(f"{SVG}use") if str(u.get(f"{XLINK}href")).startswith("#tekst-")]
    om = [grupper[str(u.get(f"{XLINK}href"))[1:]].findtext(f"{SVG}text") for u in haloer]
    assert {"Mariagerfjord", "Thisted", "20 km"} <= set(om) and len(om) > 20
    assert all("stroke: #ffffff" in str(u.get("style")) for u in haloer)
    assert not [navn for navn in grupper if str(navn).startswith("halo")]


def test_names_are_set_about_their_middle_and_lines_from_their_start(
    svg: ElementTree.Element,
) -> None:
    stil = {t.text: str(t.get("style")) for t in svg.iter(f"{SVG}text")}
    assert "text-anchor: middle" in stil["Mariagerfjord"]
    assert "text-anchor: start" in stil["Indbyggere pr. kapacitet"]
    # The middle of a name is where it is in the PDF, whatever it is set with.
    (navn,) = (t for t in svg.iter(f"{SVG}text") if t.text == "Mariagerfjord")
    (bredde,) = re.findall(r"[\d.]+", str(svg.get("viewBox")))[2:3]
    assert 0.3 < float(str(navn.get("x"))) / float(bredde) < 0.8


def test_the_typefaces_are_named_from_the_template_on(svg: ElementTree.Element) -> None:
    (familie,) = {
        re.search(r"font-family: ([^;]*)", str(t.get("style")))[1]  # type: ignore[index]
        for t in svg.iter(f"{SVG}text")
    }
    assert familie == "'Georgia', 'Arial', 'DejaVu Sans', sans-serif"
    fede = [t.text for t in svg.iter(f"{SVG}text") if "font-weight: 700" in str(t.get("style"))]
    assert "Mariagerfjord" in fede and "5.903" not in fede


@pytest.mark.parametrize("navn", ["", "x'; fill: url(http://a.dk)", '"', "a\nb", "a" * 99, "\\"])
def test_what_is_no_name_of_a_typeface_is_left_out(navn: str) -> None:
    assert skrifter(navn) == ["Arial", "DejaVu Sans"]
    assert skrifter("DejaVu Sans") == ["DejaVu Sans", "Arial"]
    assert skrifter("Region Nord 2.0")[0] == "Region Nord 2.0"


def test_a_pdf_conforms_and_is_one_figure_with_its_alternative_text(
    filer: dict[Filtype, bytes], sti: Path
) -> None:
    assert pdflaesning.fejl(filer["pdf"]) == []
    assert pdflaesning.staar_som_tekst(ALT, filer["pdf"])
    struktur = [li.split()[0] for li in pdflaesning.struktur(sti) if li.strip()[:1] not in '"/']
    assert struktur == ["Document", "Figure:"]
    om = pdflaesning.om(sti)
    assert (om["Title"], om["Author"]) == ("Indbyggere pr. kapacitet", "Praksiskort")
    assert om["Pages"] == "1" and "CreationDate" not in om


def test_a_pdf_is_drawn_with_lines_and_its_text_is_text_once(
    filer: dict[Filtype, bytes], sti: Path, svg: ElementTree.Element
) -> None:
    raa = subprocess.run(["pdftotext", "-raw", sti, "-"], capture_output=True, check=True)
    tekst = raa.stdout.decode()
    for navn in ("Mariagerfjord", "Thisted", "5.903", "Tabel 1, s. 14"):
        assert tekst.count(navn) == 1, navn
    assert b"/Subtype/Image" not in re.sub(rb"\s", b"", pdflaesning.indmad(filer["pdf"]))
    bredde, hoejde = (float(str(svg.get(m)).removesuffix("pt")) for m in ("width", "height"))
    maal = [float(m) for m in re.findall(r"[\d.]+", pdflaesning.om(sti)["Page size"])[:2]]
    assert maal == pytest.approx([bredde, hoejde], abs=0.01)


def test_the_cut_svg_is_the_map_without_title_and_source(filer: dict[Filtype, bytes]) -> None:
    helt, del_ = (ElementTree.fromstring(filer[t]) for t in ("svg", "svgudsnit"))
    maerkning = {"Mariagerfjord", "Vejledende kommunegrænser og klinikpunkter."}
    assert maerkning <= set(tekster(del_)) < set(tekster(helt))
    uden = set(tekster(helt)) - set(tekster(del_))
    assert any("Praksisplan for fysioterapi" in t for t in uden)
    assert not any("Praksisplan for fysioterapi" in t for t in tekster(del_))
    (_, top, _, hoejde), (_, _, _, hel) = (
        map(float, str(e.get("viewBox")).split()) for e in (del_, helt)
    )
    assert top > 0 and top + hoejde < hel
    # What is left is within what is shown.
    assert all(top < float(str(t.get("y"))) < top + hoejde for t in del_.iter(f"{SVG}text"))


def test_hostile_words_are_words_in_both(data: Kortdata, omrids: gpd.GeoDataFrame) -> None:
    ond = dataclasses.replace(data, titel=OND, alt=OND)
    filer = tegn(ond, omrids, Tryk("a4_bredde", ("svg", "pdf")))
    svg = ElementTree.fromstring(filer["svg"])
    assert svg.findtext(f"{SVG}desc") == " ".join(OND.replace("\x00", "").split())
    assert not list(svg.iter("b")) and not list(svg.iter(f"{SVG}b"))
    assert pdflaesning.fejl(filer["pdf"]) == []


def test_a_map_that_nobody_has_described_is_told_by_its_title(
    data: Kortdata, omrids: gpd.GeoDataFrame
) -> None:
    tavs = dataclasses.replace(data, alt="", undertitel="Før og efter")
    assert tavs.beskrivelse == "Kort. Indbyggere pr. kapacitet. Før og efter"
    assert pdflaesning.fejl(tegn(tavs, omrids, Tryk("spalte", ("pdf",)))["pdf"]) == []
