"""The Word document: accessible, in Danish, whole on its pages, in the look of a template."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import numpy as np
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image

from dansk import Inputfejl, linje
from eksport.bestilling import NavngivetScenarie
from eksport.bilag import Bilag, Figur
from eksport.indhold import byg_bilag
from eksport.word import word
from eksport.word_skrift import STANDARD_SKRIFT, broedskrift
from eksport.word_stil import nyt_dokument
from planning.plan import Plan
from tabeller.tabel import MAERKE, Tabel
from tests.eksport.worddokument import laes

Kontor = Callable[[dict[str, bytes]], dict[str, Path]]


@pytest.fixture(scope="module")
def fil(bilag: Bilag) -> bytes:
    return word(bilag)


@pytest.fixture(scope="module")
def dok(fil: bytes) -> Document:
    return laes(fil)


def trykte(bilag: Bilag) -> list[Tabel]:
    return [t for t in bilag.tabeller() if t.i_dokument]


def test_the_headings_are_real_and_in_order(dok: Document, bilag: Bilag) -> None:
    stile = {1: "Heading 1", 2: "Heading 2"}
    fundet = [(p.style.name, p.text) for p in dok.paragraphs if p.style.name.startswith("Heading")]
    assert fundet == [(stile[a.niveau], a.overskrift) for a in bilag.afsnit]


def test_tables_have_a_header_row_caption_and_source(dok: Document, bilag: Bilag) -> None:
    tabeller = trykte(bilag)
    assert len(dok.tables) == len(tabeller)
    for tabel, word_tabel in zip(tabeller, dok.tables, strict=True):
        assert [c.text for c in word_tabel.rows[0].cells] == [k.overskrift for k in tabel.kolonner]
        assert word_tabel.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        egne = word_tabel._tbl.tblPr
        assert egne.find(qn("w:tblCaption")).get(qn("w:val")) == tabel.titel[:250]
        assert len(word_tabel.rows) == len(tabel.ramme) + 1
    billedtekster = [p.text for p in dok.paragraphs if p.style.name == "Caption"]
    assert [b for b in billedtekster if b.startswith("Tabel")] == [
        f"Tabel {nr}. {t.titel}" for nr, t in enumerate(tabeller, start=1)
    ]
    kilder = [p.text for p in dok.paragraphs if p.style.name == "Kilde"]
    assert len(kilder) == len(tabeller) + len(bilag.figurer())
    assert all(k.startswith("Kilde: ") for k in kilder)
    for afsnit in bilag.afsnit:
        egne = [led for led in afsnit.led if isinstance(led, Tabel) and led.i_dokument]
        for nr, tabel in enumerate(egne):
            if tabel.kilde not in [t.kilde for t in egne[:nr]]:
                assert linje(f"{tabel.kilde} {tabel.note}") in kilder


def test_the_total_is_bold_what_a_scenario_touches_is_marked_and_numbers_are_to_the_right(
    dok: Document, bilag: Bilag
) -> None:
    maerket = []
    for tabel, word_tabel in zip(trykte(bilag), dok.tables, strict=True):
        raekker = word_tabel.rows[1:]
        for indeks, raekke in zip(tabel.ramme.index, raekker, strict=True):
            (afsnit, *_), *_ = (celle.paragraphs for celle in raekke.cells)
            fed = any(loeb.bold for loeb in afsnit.runs)
            maerke = tabel.maerke(indeks)
            assert fed == (indeks == tabel.sum_raekke or bool(maerke)), (tabel.noegle, indeks)
            resten = [loeb.bold for celle in raekke.cells[1:] for loeb in celle.paragraphs[0].runs]
            assert all(resten) == (indeks == tabel.sum_raekke) or not resten
            if raekke.cells[0]._tc.tcPr.find(qn("w:shd")) is not None:
                maerket.append((tabel.noegle, afsnit.text))
        for kolonne, celle in zip(tabel.kolonner, raekker[0].cells, strict=True):
            til_hoejre = celle.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
            assert til_hoejre == kolonne.til_hoejre, (tabel.noegle, kolonne.navn)
    # The move is from Aalborg to Rebild, the deling in Frederikshavn.
    roerte = ("Aalborg −0,5", f"Frederikshavn {MAERKE}", "Rebild +0,5")
    scenariets = [("scenarie-1-foer-efter", k) for k in roerte]
    # And the decay that is used, among those there are.
    valgt = f"Trin 10/15/20 min: 1; 0,68; 0,22 {MAERKE}"
    assert sorted(maerket) == [("aftagen", valgt), *scenariets]


def test_the_figures_are_written_in_danish(dok: Document) -> None:
    raekker = [[c.text for c in r.cells] for r in dok.tables[0].rows]
    assert raekker[9] == ["Aalborg", "13", "24,0", "37,0", "215.443", "5.823", "+27,4"]
    assert raekker[-1] == ["Region Nordjylland", "54", "75,0", "129,0", "589.605", "4.571", "0,0"]


def test_pictures_have_alternative_text(dok: Document, bilag: Bilag) -> None:
    billeder = dok.inline_shapes
    assert len(billeder) == len(bilag.figurer())
    for billede, figur in zip(billeder, bilag.figurer(), strict=True):
        assert billede._inline.docPr.get("descr") == figur.alt
        assert Mm(150) < billede.width < Mm(170.1)


def test_fields_count_by_themselves(fil: bytes) -> None:
    xml = zipfile.ZipFile(io.BytesIO(fil)).read("word/document.xml").decode()
    koder = [k.split()[0] for k in re.findall(r"<w:instrText[^>]*>\s*([^<]+)<", xml)]
    assert koder.count("TOC") == 2, "headings, and figures"
    assert koder.count("SEQ") > 15
    henvist = set(re.findall(r"REF (\w+)", xml))
    assert len(henvist) > 8
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"')
    maerker = set(re.findall(r'bookmarkStart w:id="\d+" w:name="(\w+)"', xml))
    assert maerker >= set(re.findall(r'w:anchor="(\w+)"', xml)) != set()
    assert maerker >= henvist


def test_the_document_says_what_it_is_and_that_it_is_danish(fil: bytes, bilag: Bilag) -> None:
    dok = laes(fil)
    om = dok.core_properties
    assert (om.title, om.language, om.author) == (bilag.titel, "da-DK", "Praksiskort")
    assert om.subject == bilag.undertitel
    sprog = {e.get(qn("w:val")) for e in dok.styles.element.iter(qn("w:lang"))}
    assert sprog == {"da-DK"}
    alt = b"".join(zipfile.ZipFile(io.BytesIO(fil)).read(n) for n in ("docProps/core.xml",))
    assert b"python" not in alt


def fyldning(pdf: Path) -> list[float]:
    """Return how far down each page something is written, of the room there is for it."""
    kommando = ["pdftoppm", "-r", "20", "-gray", "-png", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(kommando, check=True, timeout=100)
    ud = []
    for fil in sorted(pdf.parent.glob(f"{pdf.stem}-*.png")):
        side = np.asarray(Image.open(fil).convert("L"))
        top, bund = (round(side.shape[0] * mm / 297) for mm in (22, 297 - 24))
        skrevet = np.flatnonzero((side[top:bund] < 200).any(axis=1))
        ud.append(float(skrevet[-1] + 1) / (bund - top) if len(skrevet) else 0.0)
    return ud


def test_libreoffice_opens_it_with_a_page_for_all(
    plan: Plan, scenarie: NavngivetScenarie, kontor: Kontor, sider: Callable[[Path], list[str]]
) -> None:
    bilag = byg_bilag(plan, [scenarie])  # each map as large as it is
    fil = word(bilag)
    uden = tuple(a for a in bilag.afsnit if not a.id.startswith("oekonomi"))
    kortere = word(dataclasses.replace(bilag, afsnit=uden))
    pdf = kontor({"bilag.docx": fil, "uden.docx": kortere})
    fundet, uden_oekonomi = sider(pdf["bilag.docx"]), sider(pdf["uden.docx"])
    # One page for contents, and the maps and tables of a section on as few as they need.
    kort = [len(re.findall(r"^\s*Figur \d+\.", side, re.MULTILINE)) for side in fundet[1:]]
    assert sum(kort) == len(bilag.figurer())
    fyldt = fyldning(pdf["bilag.docx"])
    assert min(fyldt[:-1]) > 0.4 and sum(fyldt[:-1]) / len(fyldt[:-1]) > 0.85, fyldt
    assert 12 <= len(uden_oekonomi) <= 21 and len(fundet) <= len(uden_oekonomi) + 4
    tomme = [nr for nr, side in enumerate(fundet, 1) if len(side.split()) < 12]
    assert not tomme, f"pages {tomme} of {len(fundet)} are nearly blank"
    assert all(f"Side {nr} af {len(fundet)}" in side for nr, side in enumerate(fundet, 1))
    tekst = " ".join(" ".join(fundet).split())
    for nr, tabel in enumerate(trykte(bilag), start=1):
        assert f"Tabel {nr}. {tabel.titel}"[:60] in tekst
    for nr, figur in enumerate(bilag.figurer(), start=1):
        assert f"Figur {nr}. {figur.titel}"[:60] in tekst


def test_hostile_names_and_a_template_in_libreoffice(
    fjendtligt_bilag: Bilag, bilag: Bilag, kontor: Kontor, sider: Callable[[Path], list[str]]
) -> None:
    kun_status = Bilag("T", "U", "D", bilag.afsnit[:1])
    pdf = kontor(
        {
            "fjendtlig.docx": word(fjendtligt_bilag),
            "huset.docx": word(kun_status, husets_skabelon()),
        }
    )
    fjendtlig = " ".join(" ".join(sider(pdf["fjendtlig.docx"])).split())
    assert "<b>fed</b></script><script>alert(1)</script>" in fjendtlig
    assert "styretegn" in fjendtlig and "\u202e" not in fjendtlig
    assert "Langtnavn" * 5 in fjendtlig
    huset = sider(pdf["huset.docx"])
    assert "Region Nordjyllands brevhoved" in huset[0]


def husets_skabelon() -> bytes:
    """Return a template without text: wide margins, large headings, a letterhead."""
    skabelon = docx.Document()
    skabelon.styles["Heading 1"].font.size = Pt(31)
    side = skabelon.sections[0]
    side.page_width, side.page_height = Mm(210), Mm(297)
    side.left_margin = side.right_margin = Mm(40)
    side.header.paragraphs[0].text = "Region Nordjyllands brevhoved"
    side.footer.paragraphs[0].text = "Husets egen fod"
    skabelon.add_paragraph()
    ud = io.BytesIO()
    skabelon.save(ud)
    return ud.getvalue()


def test_a_template_carries_the_house_style(bilag: Bilag) -> None:
    dok = laes(word(bilag, husets_skabelon()))
    assert [p.text for p in dok.paragraphs][:2] == [bilag.titel, bilag.undertitel]
    assert dok.styles["Heading 1"].font.size == Pt(31)
    assert {"Nyhed", "Kilde", "Tabeltekst"} <= {s.name for s in dok.styles}
    side = dok.sections[0]
    assert side.header.paragraphs[0].text == "Region Nordjyllands brevhoved"
    assert side.footer.paragraphs[0].text == "Husets egen fod"
    assert all(b.width <= Mm(130) for b in dok.inline_shapes)


def test_what_is_added_is_set_in_the_house_font(bilag: Bilag) -> None:
    dok = laes(word(bilag, husets_skabelon()))
    for navn in ("Nyhed", "Kilde", "Tabeltekst", "Note", "toc 1"):
        skrift = dok.styles[navn].font
        assert skrift.name is None and skrift.color.rgb is None, navn
        assert skrift.size is not None and dok.styles[navn].base_style.name == "Normal"
    eget = laes(word(bilag))
    assert eget.styles["Nyhed"].font.name == "Arial"


def test_an_introduction_does_not_stand_alone_at_the_bottom(dok: Document) -> None:
    indledninger = [p for p in dok.paragraphs if p.style.name == "Normal" and p.text[-1:] == ":"]
    assert len(indledninger) >= 4
    assert all(p.paragraph_format.keep_with_next for p in indledninger)


def test_a_template_without_bullets_gets_them(bilag: Bilag) -> None:
    skabelon = docx.Document(io.BytesIO(husets_skabelon()))
    for navn in ("List Bullet", "Caption", "Title", "Heading 2"):
        skabelon.styles[navn].delete()
    ud = io.BytesIO()
    skabelon.save(ud)
    metode = tuple(a for a in bilag.afsnit if a.id == "metode")
    dok = laes(word(Bilag("T", "U", "D", metode), ud.getvalue()))
    punkter = [p.text for p in dok.paragraphs if p.style.name == "List Bullet"]
    assert len(punkter) > 8 and all(p.startswith("•\t") for p in punkter)
    eget = laes(word(Bilag("T", "U", "D", metode)))
    assert not any(p.text.startswith("•") for p in eget.paragraphs)


def test_a_dotx_is_a_template_too(bilag: Bilag, tmp_path: Path) -> None:
    ud = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(husets_skabelon())) as ind, zipfile.ZipFile(ud, "w") as nyt:
        for navn in ind.namelist():
            indhold = ind.read(navn)
            nyt.writestr(navn, indhold.replace(b"document.main+xml", b"template.main+xml"))
    fil = tmp_path / "hus.dotx"
    fil.write_bytes(ud.getvalue())
    dok = laes(word(Bilag("T", "U", "D", bilag.afsnit[:1]), fil))
    assert dok.styles["Heading 1"].font.size == Pt(31)


@pytest.mark.parametrize("indhold", [b"", b"PK\x03\x04", b"hej", b"\xd0\xcf\x11\xe0" * 200])
def test_a_file_that_is_not_word_is_told_in_danish(indhold: bytes, tmp_path: Path) -> None:
    fil = tmp_path / "skabelon.docx"
    fil.write_bytes(indhold)
    with pytest.raises(Inputfejl, match=r"»skabelon\.docx« er ikke et Word-dokument"):
        word(Bilag("T", "U", "D", ()), fil)
    with pytest.raises(Inputfejl, match="kan ikke læses"):
        word(Bilag("T", "U", "D", ()), tmp_path / "findes-ikke.docx")


def test_a_workbook_is_no_template(bilag: Bilag) -> None:
    from eksport.excel import excel

    with pytest.raises(Inputfejl, match="Skabelonen er ikke et Word-dokument"):
        word(Bilag("T", "U", "D", ()), excel(bilag))


TEMA = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>
<a:fontScheme name="Hus"><a:majorFont><a:latin typeface="Husets Overskrift"/></a:majorFont>
<a:minorFont><a:latin typeface="Husets Skrift"/></a:minorFont></a:fontScheme></a:themeElements>
</a:theme>"""


def test_the_typeface_of_a_template_is_that_of_its_text() -> None:
    assert broedskrift(nyt_dokument()) == "Arial"
    navngivet = docx.Document()
    navngivet.styles["Normal"].font.name = "Georgia"
    assert broedskrift(navngivet) == "Georgia"
    tema = docx.Document()
    tema.part.part_related_by(RT.THEME)._blob = TEMA.encode()
    # python-docx's own template refers to the theme.
    assert broedskrift(tema) == "Husets Skrift"
    typer = tema.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    typer.set(qn("w:asciiTheme"), "majorHAnsi")
    assert broedskrift(tema) == "Husets Overskrift"
    tema.part.part_related_by(RT.THEME)._blob = b"ikke xml"
    assert broedskrift(tema) == STANDARD_SKRIFT


def test_the_sections_are_those_the_user_chose(bilag: Bilag) -> None:
    figur = next(a for a in bilag.afsnit if any(isinstance(d, Figur) for d in a.led))
    dok = laes(word(Bilag("Titel", "U", "D", (figur,))))
    overskrifter = [p.text for p in dok.paragraphs if p.style.name == "Heading 1"]
    assert overskrifter == [figur.overskrift]


@pytest.mark.parametrize(
    ("stil_id", "navn"),
    [
        ("Overskrift1", "heading 1"),  # as Word in Danish writes it
        ("Heading1", "heading 1"),
        ("berschrift1", "heading 1"),  # an id leaves out what is not a-z
        ("Heading1", "Heading 1"),  # as LibreOffice writes it
    ],
)
def test_the_headings_of_a_template_are_used_whatever_its_language_calls_them(
    bilag: Bilag, stil_id: str, navn: str
) -> None:
    """Word keeps a built-in style's English name and localises its id; a paragraph has the id."""
    skabelon = docx.Document(io.BytesIO(husets_skabelon()))
    stil = skabelon.styles["Heading 1"].element
    stil.set(qn("w:styleId"), stil_id)
    stil.find(qn("w:name")).set(qn("w:val"), navn)
    ud = io.BytesIO()
    skabelon.save(ud)
    fil = word(Bilag("T", "U", "D", bilag.afsnit[:1]), ud.getvalue())
    dok = laes(fil)
    overskrifter = [p for p in dok.paragraphs if p.style.name == "Heading 1"]
    assert overskrifter and {p.style.style_id for p in overskrifter} == {stil_id}
    assert {p.style.font.size for p in overskrifter} == {Pt(31)}
    alle = [s.style_id for s in dok.styles]
    assert len(alle) == len(set(alle)), "no style is there twice"
