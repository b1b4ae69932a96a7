"""A template of one's own: its layouts are found, what it lacks is told, and nothing is lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from dansk import Inputfejl
from eksport import dias_indgang
from eksport.bilag import Bilag
from eksport.dias_skabelon import aabn
from eksport.excel import excel
from eksport.praesentation import praesentation
from tests.eksport.diasskabeloner import (
    BILLEDTEKST,
    FORSIDE,
    INDHOLD,
    KUN_TITEL,
    LOGO,
    PRAESENTATION,
    TOM,
    kortene,
    kun_billede,
    med_sektioner,
    rettet,
    skabelon,
    som_potx,
    uden_sidetal,
)

Kontor = Callable[[dict[str, bytes]], dict[str, Path]]
T = PP_PLACEHOLDER
SKABELONER = {
    "4:3 med logo": skabelon(),
    "16:9 med billedlayout": skabelon(bred=True, ret=kun_billede),
    "kun forside og indhold": skabelon((FORSIDE, INDHOLD), bred=True),
    "kun titler": skabelon((KUN_TITEL,), ret=uden_sidetal),
}


def laes(fil: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(fil))


@pytest.fixture(scope="module", params=SKABELONER)
def fil(request: pytest.FixtureRequest, bilag: Bilag) -> bytes:
    return praesentation(bilag, SKABELONER[request.param])


@pytest.fixture(scope="module")
def dias(fil: bytes) -> Any:
    return laes(fil)


def med(dias: Any, navn: str) -> list[tuple[Any, Any]]:
    """Return the shapes of a name with their slides."""
    return [(side, form) for side in dias.slides for form in side.shapes if form.name == navn]


def tekst(form: Any) -> str:
    if form.has_table:
        return " ".join(c.text for raekke in form.table.rows for c in raekke.cells)
    return str(form.text_frame.text) if form.has_text_frame else ""


def alt(dias: Any) -> str:
    return " ".join(tekst(form) for side in dias.slides for form in side.shapes)


def test_every_sentence_and_source_stands_whole(dias: Any, bilag: Bilag) -> None:
    vist = re.sub(r"\s", "", alt(dias))
    egne = [p for a in bilag.afsnit for p in a.nyheder]
    for hel in (*egne, *(f.kilde for f in kortene(bilag)), *(f.titel for f in kortene(bilag))):
        assert re.sub(r"\s", "", hel) in vist
    assert "…" not in vist
    for side, form in med(dias, "Kort"):
        (figur,) = [f for f in kortene(bilag) if f.alt == form._element.nvPicPr.cNvPr.get("descr")]
        paa = re.sub(r"\s", "", " ".join(map(tekst, side.shapes)))
        assert re.sub(r"\s", "", figur.kilde) in paa, "the source is on the map's own slide"
    assert len(med(dias, "Kort")) == len(kortene(bilag))


def test_everything_is_within_the_slide_and_in_its_own_place(dias: Any) -> None:
    for side in dias.slides:
        bokse = []
        for form in side.shapes:
            assert form.left >= 0 and form.left + form.width <= dias.slide_width, form.name
            assert form.top >= 0 and form.top + form.height <= dias.slide_height, form.name
            bokse.append((form.left, form.top, form.width, form.height))
            if form.is_placeholder:
                plads = side.slide_layout.placeholders.get(idx=form._element.ph_idx)
                assert form.left >= plads.left and form.top >= plads.top
                assert form.left + form.width <= plads.left + plads.width
                assert form.top + form.height <= plads.top + plads.height
        for nr, a in enumerate(bokse):
            for b in bokse[nr + 1 :]:
                bredde = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
                hoejde = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
                assert bredde <= 0 or hoejde <= 0, side.shapes.title.text


def test_a_slide_is_read_title_first_and_footer_last(dias: Any) -> None:
    for side in dias.slides:
        navne = [f.name for f in side.shapes]
        assert navne[0] == "Titel"
        fod = [n for n in navne if n in ("Sidefod", "Sidetal")]
        assert not fod or navne[-len(fod) :] == fod
        if "Kort" in navne:
            assert navne.index("Kort") < navne.index("Kilde")


def test_nothing_is_smaller_than_twelve_points_and_titles_are_alike(dias: Any) -> None:
    for side in dias.slides:
        fundet = [int(v) for v in side._element.xpath(".//@sz") if v.isdigit()]
        assert all(sz >= 1200 for sz in fundet)
        for form in side.placeholders:
            assert form.placeholder_format.type != T.DATE
    titler = {
        tuple(side.shapes.title._element.xpath(".//a:lstStyle//@sz"))
        for side in list(dias.slides)[1:]
    }
    assert len(titler) == 1


def test_masters_theme_and_size_stay_and_slides_go(fil: bytes, dias: Any) -> None:
    assert "Skriv her" not in alt(dias)
    master = dias.slide_master
    assert LOGO in [f.name for f in master.shapes]
    tema = master.part.part_related_by(RT.THEME).blob
    assert b'typeface="Georgia"' in tema and b"7A0F3C" in tema
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        navne = arkiv.namelist()
        assert len(navne) == len(set(navne))
        dele = [n for n in navne if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
        assert len(dele) == len(dias.slides)
        assert not any(b"Skabelonens note" in arkiv.read(n) for n in navne)
    assert not any(e.get("typeface") for s in dias.slides for e in s._element.iter(qn("a:latin")))


def test_the_same_template_gives_the_same_bytes(bilag: Bilag) -> None:
    hus = SKABELONER["4:3 med logo"]
    assert praesentation(bilag, hus) == praesentation(bilag, hus)


def test_the_size_is_the_templates(bilag: Bilag) -> None:
    tomt = Bilag("T", "U", "D", ())
    for hus, forhold in ((skabelon(), 4 / 3), (skabelon(bred=True), 16 / 9)):
        dias = laes(praesentation(tomt, hus))
        assert dias.slide_width / dias.slide_height == pytest.approx(forhold, rel=0.01)


def test_layouts_are_found_by_what_they_have_whatever_they_are_called() -> None:
    def omdoeb(dias: Any) -> None:
        kun_billede(dias)
        for nr, layout in enumerate(dias.slide_layouts):
            layout._element.cSld.set("name", f"Design {nr}")
            layout._element.attrib.pop("type", None)

    klar = aabn(skabelon((FORSIDE, INDHOLD, KUN_TITEL, TOM, BILLEDTEKST), bred=True, ret=omdoeb))
    navne = [lay.layout.name for lay in (klar.forside, klar.indhold, klar.billede)]
    assert navne == ["Design 0", "Design 1", "Design 4"]
    assert klar.billede.indhold.placeholder_format.type == T.PICTURE


def test_a_name_in_danish_helps_where_more_than_one_would_do() -> None:
    def to_ens(dias: Any) -> None:
        for layout in dias.slide_layouts:
            layout._element.attrib.pop("type", None)
        dias.slide_layouts[1]._element.cSld.set("name", "Bagside")
        dias.slide_layouts[2]._element.cSld.set("name", "Titel og indholdsobjekt")
        for form in list(dias.slide_layouts[2].placeholders)[2:3]:
            form._element.getparent().remove(form._element)

    to_indhold = 3
    klar = aabn(skabelon((FORSIDE, INDHOLD, to_indhold), ret=to_ens))
    assert klar.indhold.layout.name == "Titel og indholdsobjekt"


def test_what_is_missing_is_told_with_what_is_used_instead() -> None:
    def sagt(hus: bytes) -> str:
        return " ".join(aabn(hus).bemaerkninger)

    faa = sagt(SKABELONER["kun forside og indhold"])
    assert "intet layout med titel og billede. Kortene står i »Title and Content«" in faa
    assert "intet layout med titel og tabel" in faa and "til en forside" not in faa
    assert "2 lysbilleder er ikke med" in faa
    titler = sagt(SKABELONER["kun titler"])
    assert "til en forside" in titler and "med titel og indhold" in titler
    assert "»Title Only« har ingen plads til sidefod og sidetal." in titler
    assert not aabn(None).bemaerkninger


def test_a_picture_with_room_for_little_is_passed_over(bilag: Bilag) -> None:
    klar = aabn(skabelon(logo=False))
    assert klar.billede.layout.name == "Title and Content"
    assert any("»Picture with Caption« har så lidt plads" in b for b in klar.bemaerkninger)


def test_a_picture_under_the_title_of_a_whole_slide_is_no_place_for_a_map() -> None:
    def hele_siden(dias: Any) -> None:
        kun_billede(dias)
        billede = dias.slide_layouts[-1].placeholders.get(idx=1)
        billede.left = billede.top = 0
        billede.width, billede.height = dias.slide_width, dias.slide_height

    assert aabn(skabelon(bred=True, ret=hele_siden)).billede.layout.name == "Title and Content"


def test_a_map_in_a_picture_layout_is_a_picture_placeholder(bilag: Bilag) -> None:
    dias = laes(praesentation(bilag, SKABELONER["16:9 med billedlayout"]))
    for side, form in med(dias, "Kort"):
        assert (
            side.slide_layout.name == "Titel og billede" and form._element.ph.get("type") == "pic"
        )
        assert form.width * form.height > 0.4 * dias.slide_width * dias.slide_height


def test_what_points_to_a_slide_goes_with_it(bilag: Bilag) -> None:
    def henvis(dias: Any) -> None:
        med_sektioner(dias)
        layout = dias.slide_layouts[1]
        rid = layout.part.relate_to(dias.slides[0].part, RT.SLIDE)
        form = layout.placeholders[0]._element.nvSpPr.cNvPr
        form.get_or_add_hlinkClick().set(qn("r:id"), rid)

    fil = praesentation(Bilag("T", "U", "D", bilag.afsnit[:1]), skabelon(ret=henvis))
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        assert b"sectionLst" not in arkiv.read("ppt/presentation.xml")
        for navn in arkiv.namelist():
            if "slideLayouts/_rels" in navn:
                assert b"slides/slide" not in arkiv.read(navn)
        assert b"hlinkClick" not in arkiv.read("ppt/slideLayouts/slideLayout2.xml")


def test_a_template_and_macros_become_a_presentation(bilag: Bilag) -> None:
    hus, tomt = SKABELONER["4:3 med logo"], Bilag("T", "U", "D", ())
    som_skabelon = praesentation(tomt, som_potx(hus))
    assert som_skabelon == praesentation(tomt, hus)
    for type_ in dias_indgang.MED_MAKROER:
        makro = rettet(hus, PRAESENTATION, type_)
        assert any("makroer" in b for b in aabn(makro).bemaerkninger)
        with zipfile.ZipFile(io.BytesIO(praesentation(tomt, makro))) as arkiv:
            assert PRAESENTATION in arkiv.read("[Content_Types].xml")


def medlagt(fil: bytes, *dele: tuple[str, bytes]) -> bytes:
    ud = io.BytesIO(fil)
    with zipfile.ZipFile(ud, "a", zipfile.ZIP_DEFLATED) as arkiv:
        for navn, indhold in dele:
            arkiv.writestr(navn, indhold)
    return ud.getvalue()


def ubrugelige(hus: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Yield files that are no template, each with what is told of it."""
    yield "tom", b"", "er ikke en PowerPoint-fil"
    yield "tekst", b"hej", "er ikke en PowerPoint-fil"
    yield "zip uden indhold", b"PK\x03\x04", "er ikke en PowerPoint-fil"
    yield "gammel ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200, "ældre form"
    yield "pdf", b"%PDF-1.7", "er en PDF-fil"
    yield "halv", hus[: len(hus) // 2], "er ikke en PowerPoint-fil"
    yield "ødelagt xml", rettet(hus, b"<p:sldMaster ", b"<p:sldMaster"), "er ikke en PowerPoint-fil"
    yield "uden titler", skabelon((TOM,), lysbilleder=0), "intet layout med en titel"
    bombe = b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'
    yield "entiteter", medlagt(hus, ("ppt/x.xml", bombe)), "er ikke en PowerPoint-fil"
    yield "mange mærker", medlagt(hus, ("ppt/x.xml", b"<a/>" * 2_100_000)), "MB"
    yield "zipbombe", medlagt(hus, ("ppt/x.bin", b"0" * 60_000_000)), "højst 50 MB"


def test_a_file_that_is_no_template_is_told_in_danish(bilag: Bilag) -> None:
    for navn, fil, besked in ubrugelige(SKABELONER["4:3 med logo"]):
        with pytest.raises(Inputfejl, match=besked) as fejl:
            aabn(fil)
        assert str(fejl.value).endswith(".") and "Traceback" not in str(fejl.value), navn
    with pytest.raises(Inputfejl, match="ikke en PowerPoint-fil"):
        aabn(excel(Bilag("T", "U", "D", bilag.afsnit[:1])))


def test_hostile_names_have_room_in_a_narrow_template(
    fjendtligt_bilag: Bilag, kontor: Kontor, sider: Callable[[Path], list[str]]
) -> None:
    smal = skabelon(skrift="Arial")
    fil = praesentation(fjendtligt_bilag, smal)
    dias = laes(fil)
    assert "Langtnavn" * 22 in re.sub(r"\s", "", alt(dias))
    pdf = kontor({"smal.pptx": fil, "potx.potx": som_potx(smal)})
    assert len(sider(pdf["smal.pptx"])) == len(dias.slides)
