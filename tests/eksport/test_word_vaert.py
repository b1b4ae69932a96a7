"""Our chapter in a document with text of its own: where it goes, and what it must not touch."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dansk import Inputfejl
from eksport.bilag import Bilag
from eksport.dokumentindgang import aabn_bilag
from eksport.dokumentsteder import Udgave
from eksport.dokumenttekst import afsnitstekst
from eksport.word import word
from eksport.word_skabelon import skabelonsvar
from tests.eksport import vaertsskabeloner as vaerter
from tests.eksport.conftest import Kontor
from tests.eksport.vaertsskabeloner import bogmaerke, grunddokument, kontrol, som_fil
from tests.eksport.worddokument import laes

Sider = Callable[[Path], list[str]]
P = qn("w:p")


@pytest.fixture(scope="module")
def kort_bilag(bilag: Bilag) -> Bilag:
    """Return two sections with tables, one with maps, and a list; the maps are one picture."""
    valgt = tuple(a for a in bilag.afsnit if a.id in ("status", "aktivitet", "daekning", "kort"))
    return Bilag(bilag.titel, bilag.undertitel, bilag.datasaet, valgt, ophav=bilag.ophav)


@pytest.fixture(scope="module")
def kommunens(kort_bilag: Bilag) -> bytes:
    return word(kort_bilag, vaerter.kommunens())


def afsnit_i(fil: bytes) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph outside of tables, those without left out."""
    return [(p.style.name, p.text) for p in laes(fil).paragraphs if p.text.strip()]


def tekster(fil: bytes) -> list[str]:
    return [tekst for _, tekst in afsnit_i(fil)]


def overskrifter(fil: bytes) -> list[tuple[int, str]]:
    return [(int(s[-1]), t) for s, t in afsnit_i(fil) if s.startswith("Heading ")]


def vores_overskrifter(bilag: Bilag, ned: int) -> list[tuple[int, str]]:
    return [(a.niveau + ned, a.overskrift) for a in bilag.afsnit]


def numre(fil: bytes, slags: str = "Tabel") -> list[int]:
    fundne = (re.match(rf"{slags} (\d+)[.:]", t) for t in tekster(fil))
    return [int(m[1]) for m in fundne if m]


def koder(fil: bytes) -> list[str]:
    krop = docx.Document(io.BytesIO(fil)).element.body
    return ["".join(k.text or "").strip() for k in krop.iter(qn("w:instrText"))]


def andres(fil: bytes) -> list[str]:
    """Return what is not ours in a document of ours."""
    dok, manifest = aabn_bilag(fil)
    udgave = Udgave(dok, manifest.steder)
    assert all(f.er_der for f in udgave.fundne.values())
    return [t for p in udgave.andres() if (t := afsnitstekst(p))]


def alt_i_kroppen(fil: bytes) -> list[str]:
    krop = docx.Document(io.BytesIO(fil)).element.body
    return [t for p in krop.iter(P) if (t := afsnitstekst(p))]


def med(skriv: Callable[[Document], None]) -> bytes:
    dok = grunddokument()
    skriv(dok)
    return som_fil(dok)


# ---------------------------------------------------------------- a municipality's template


def test_ours_stands_where_the_control_was_under_its_heading(
    kommunens: bytes, kort_bilag: Bilag
) -> None:
    assert overskrifter(kommunens) == [
        (1, "Forord"),
        (1, "Kapaciteten i dag"),
        *vores_overskrifter(kort_bilag, 1),
        (1, "Næste skridt"),
    ]
    tekst = tekster(kommunens)
    assert vaerter.PLADSHOLDER not in tekst and kort_bilag.titel not in tekst
    assert tekst[0] == "Praksisplan for fysioterapi 2027"
    nr = tekst.index("Tabel 1: Aftaler med regionen")
    assert tekst[nr + 1] == kort_bilag.afsnit[0].overskrift


def test_every_word_of_the_host_is_as_it_was(kommunens: bytes) -> None:
    # What the lines of the contents say is in a test of its own.
    uden = {"Indholdsfortegnelse", vaerter.PLADSHOLDER, "Ny aftale", "2027"}
    uden |= {
        f"{t} {nr}" for nr, t in ((4, "Forord"), (5, "Kapaciteten i dag"), (6, "Næste skridt"))
    }
    foer = [t for t in alt_i_kroppen(vaerter.kommunens()) if t not in uden]
    # Its last table has another number now.
    ventet = [t.replace("Tabel 2:", f"Tabel {numre(kommunens)[-1]}:") for t in foer]
    assert [t for t in andres(kommunens) if t not in uden] == ventet
    assert [c.text for c in laes(kommunens).tables[0].rows[0].cells] == ["Ny aftale", "2027"]


def test_the_hosts_contents_have_ours_and_are_counted_again(
    kommunens: bytes, kort_bilag: Bilag
) -> None:
    dok = docx.Document(io.BytesIO(kommunens))
    assert sum(k.startswith("TOC ") for k in koder(kommunens)) == 1
    felter = list(dok.element.body.iter(qn("w:fldChar")))
    toc = next(
        f for f in felter if f.getparent().getnext().findtext(qn("w:instrText"))[1:4] == "TOC"
    )
    assert [f for f in felter if f.get(qn("w:dirty"))] == [toc]
    assert dok.settings.element.find(qn("w:updateFields")) is not None
    indhold = [(s, t) for s, t in afsnit_i(kommunens) if re.match(r"toc \d", s)]
    assert indhold == [
        ("toc 1", "Forord\t4"),
        ("toc 1", "Kapaciteten i dag\t5"),
        *((f"toc {a.niveau + 1}", a.overskrift) for a in kort_bilag.afsnit),
        ("toc 1", "Næste skridt\t"),
    ]
    maerker = {b.get(qn("w:name")) for b in dok.element.body.iter(qn("w:bookmarkStart"))}
    links = {h.get(qn("w:anchor")) for h in dok.element.body.iter(qn("w:hyperlink"))}
    assert len(links) == len(indhold) and links <= maerker


def henvisninger(fil: bytes) -> list[tuple[str, str]]:
    """Return what each reference shows, and what stands in the bookmark it refers to."""
    krop = docx.Document(io.BytesIO(fil)).element.body
    maerker = {m.get(qn("w:name")): m for m in krop.iter(qn("w:bookmarkStart"))}
    ud = []
    for kode in krop.iter(qn("w:instrText")):
        if (ord_ := (kode.text or "").split())[:1] == ["REF"]:
            loeb = kode.getparent().getnext().getnext()
            ud.append((loeb.findtext(qn("w:t")), _i_maerket(maerker[ord_[1]])))
    return ud


def _i_maerket(maerke: Any) -> str:
    tekst = ""
    for del_ in maerke.itersiblings():
        if del_.tag == qn("w:bookmarkEnd"):
            break
        tekst += "".join(t.text or "" for t in del_.iter(qn("w:t")))
    return tekst


def test_tables_and_figures_count_on_from_the_hosts(kommunens: bytes, kort_bilag: Bilag) -> None:
    antal = numre(kommunens)
    assert antal == list(range(1, len(antal) + 1)) and len(antal) > 6
    assert numre(kommunens, "Figur")[0] == 1
    sete = henvisninger(kommunens)
    assert len(sete) > 4 and all(vist == staar for vist, staar in sete)
    # A source refers to the first of the section, which has the whole of it.
    tekst = tekster(kommunens)
    for nr, t in enumerate(tekst):
        if m := re.search(r"som tabel (\d+)", t):
            plads = next(n for n, t in enumerate(tekst) if t.startswith(f"Tabel {m[1]}. "))
            assert plads < nr and "Kilde: Praksisplan" in " ".join(tekst[plads:nr])


def test_figures_and_what_refers_to_them_count_on_too(kort_bilag: Bilag) -> None:
    def skriv(dok: Document) -> None:
        dok.add_heading("Kapitel", 1)
        for nr in (1, 2):
            vaerter.billedtekst(dok, "Figure", "Figure", nr, "Husets")
        bogmaerke(dok.add_paragraph(), "praksiskort", 9)

    fil = word(kort_bilag, med(skriv))
    assert numre(fil, "Figur") == list(range(3, 3 + len(kort_bilag.figurer())))
    assert next(t for t in tekster(fil) if "Se figur" in t).endswith("Se figur 3.")
    assert all(vist == staar for vist, staar in henvisninger(fil))


def test_the_hosts_references_follow_its_captions(kort_bilag: Bilag) -> None:
    def skriv(dok: Document) -> None:
        dok.add_heading("Kapitel", 1)
        bogmaerke(dok.add_paragraph(), "praksiskort", 9)
        titel = vaerter.billedtekst(dok, "Tabel", "Tabel", 1, "Vores 27 egne")
        titel._p.insert(1, vaerter.element("bookmarkStart", id="10", name="_Ref27"))
        titel.runs[-1]._r.addprevious(vaerter.element("bookmarkEnd", id="10"))
        for kode, vist in (("_Ref27 \\h", "tabel 1"), ("Andet", "side 1")):
            omtale = dok.add_paragraph("Se ")
            vaerter.felt(omtale, f"REF {kode}", vist)

    fil = word(kort_bilag, med(skriv))
    sidste = numre(fil)[-1]
    assert sidste > 6
    assert tekster(fil)[-3:] == [
        f"Tabel {sidste}: Vores 27 egne",
        f"Se tabel {sidste}",
        "Se side 1",
    ]


def test_nothing_has_the_name_or_number_of_another(kommunens: bytes) -> None:
    krop = docx.Document(io.BytesIO(kommunens)).element.body
    maerker = list(krop.iter(qn("w:bookmarkStart")))
    for navn in ("id", "name"):
        fundne = [m.get(qn(f"w:{navn}")) for m in maerker]
        assert len(set(fundne)) == len(fundne)
    slutter = {m.get(qn("w:id")) for m in krop.iter(qn("w:bookmarkEnd"))}
    assert slutter == {m.get(qn("w:id")) for m in maerker}
    ider = [e.get(qn("w:val")) for e in krop.iterfind(f".//{qn('w:sdtPr')}/{qn('w:id')}")]
    assert len(set(ider)) == len(ider) > 20
    billeder = [e.get("id") for e in krop.iter(qn("wp:docPr"))]
    assert len(set(billeder)) == len(billeder)


def test_headers_footers_and_the_first_page_stay(kommunens: bytes) -> None:
    (side,) = docx.Document(io.BytesIO(kommunens)).sections
    assert side.header.paragraphs[0].text == "Aalborg Kommune · Praksisplan"
    assert side.different_first_page_header_footer and side.footer.paragraphs[0].text == "Side 1"


def test_the_same_template_gives_the_same_bytes(kommunens: bytes, kort_bilag: Bilag) -> None:
    assert word(kort_bilag, vaerter.kommunens()) == kommunens


# ---------------------------------------------------------------- a landscape section


def test_a_bookmark_in_a_landscape_section_has_its_width(kort_bilag: Bilag) -> None:
    fil = word(kort_bilag, vaerter.liggende())
    assert overskrifter(fil) == [
        (1, "Baggrund"),
        (1, "Bilag"),
        (2, "Bilag 1: Fysioterapi"),
        *vores_overskrifter(kort_bilag, 2),
        (1, "Litteratur"),
    ]
    dok = laes(fil)
    assert [s.page_width > s.page_height for s in dok.sections] == [False, True, False]
    for tabel in dok.tables:
        assert sum(c.width for c in tabel.rows[0].cells) == pytest.approx(Mm(257), abs=Mm(1))
    # All of ours is before the end of that section, and the empty paragraph is not left.
    dele = list(dok.element.body)
    skel = [
        nr for nr, d in enumerate(dele) if d.tag == P and d.find(f".//{qn('w:sectPr')}") is not None
    ]
    titler = [
        nr for nr, d in enumerate(dele) if afsnitstekst(d).startswith("Tabel ") and d.tag == P
    ]
    assert skel[0] < titler[0] and titler[-1] < skel[1]
    # What refers to the bookmark finds ours.
    foerste = next(p for p in dok.paragraphs if p.text == kort_bilag.afsnit[0].overskrift)
    assert "Praksiskort" in {b.get(qn("w:name")) for b in foerste._p.iter(qn("w:bookmarkStart"))}


def test_the_end_of_a_section_in_the_marks_paragraph_comes_after_ours(kort_bilag: Bilag) -> None:
    def skriv(dok: Document) -> None:
        bogmaerke(dok.add_paragraph("Indledning"), "praksiskort", 5)
        dok.add_section()
        dok.add_paragraph("Efter")
        slut = dok.paragraphs[0]._p.getnext()  # Word keeps the end in the paragraph itself
        dok.paragraphs[0]._p.get_or_add_pPr().append(slut.pPr.find(qn("w:sectPr")))
        slut.getparent().remove(slut)

    fil = word(kort_bilag, med(skriv))
    dele = list(laes(fil).element.body)
    (skel,) = (
        nr for nr, d in enumerate(dele) if d.tag == P and d.find(f".//{qn('w:sectPr')}") is not None
    )
    tekst = [afsnitstekst(d) if d.tag == P else "" for d in dele]
    assert tekst.index("Indledning") < tekst.index(kort_bilag.afsnit[-1].overskrift) < skel
    assert skel < tekst.index("Efter")


# ---------------------------------------------------------------- styles of Danish names


def test_styles_of_danish_names_are_used(kort_bilag: Bilag, bilag: Bilag) -> None:
    metode = tuple(a for a in bilag.afsnit if a.id in ("status", "metode"))
    fil = word(Bilag("T", "U", "D", metode), vaerter.danske())
    dok = laes(fil)
    stile = {p.text: p.style for p in dok.paragraphs}
    overskrift = stile[metode[0].overskrift]
    assert overskrift.style_id == "Overskrift2" and overskrift.font.size == Pt(14)
    assert stile["Praksissektoren"].font.size == Pt(18)
    kliniklisten = next(s for t, s in stile.items() if t.startswith("Kliniklisten"))
    assert kliniklisten.name == "Note"
    punkter = [p for p in dok.paragraphs if p.style.style_id == "Opstilling-punkttegn"]
    assert len(punkter) > 5 and all(p.text.startswith("•\t") for p in punkter)
    assert {round(p.paragraph_format.first_line_indent.mm, 1) for p in punkter} == {-6.0}
    billedtekst = next(p for p in dok.paragraphs if p.text.startswith("Tabel 1."))
    assert billedtekst.style.style_id == "Billedtekst" and billedtekst.style.font.italic
    broed = [p for p in dok.paragraphs if p.style.name == "Body Text"]
    assert len(broed) > 3
    # A heading is not left behind, whatever the house's style says.
    assert all(
        p.paragraph_format.keep_with_next
        for p in dok.paragraphs
        if p.text in {a.overskrift for a in metode}
    )
    ider = [s.style_id for s in dok.styles]
    assert len(ider) == len(set(ider))
    svar = skabelonsvar(vaerter.danske())
    brugt = " ".join(svar.brugt)
    assert all(navn in brugt for navn in ("Overskrift 2", "Billedtekst", "Brødtekst"))
    assert not any(t.startswith("Skabelonen mangler ") for t in svar.mangler)


def test_tables_look_as_the_hosts_own(kort_bilag: Bilag) -> None:
    dok = grunddokument()
    dok.add_heading("Kapitel", 1)
    for navn in ("Table Grid", "Medium Shading 1 Accent 1", "Medium Shading 1 Accent 1"):
        dok.add_table(rows=1, cols=1, style=navn)
    bogmaerke(dok.add_paragraph(), "praksiskort", 1)
    skabelon = som_fil(dok)
    *foer, vores = laes(word(kort_bilag, skabelon)).tables
    assert vores.style.name == "Medium Shading 1 Accent 1" and len(foer) > 3
    assert vores._tbl.tblPr.find(qn("w:tblBorders")) is None
    hoved, anden = vores.rows[0].cells[0], vores.rows[1].cells[0]
    assert str(hoved.paragraphs[0].runs[0].font.color.rgb) == "FFFFFF"  # on the style's dark fill
    assert anden.paragraphs[0].runs[0].font.color.rgb is None
    assert hoved._tc.tcPr.find(qn("w:shd")) is None
    assert any("Medium Shading" in t for t in skabelonsvar(skabelon).brugt)


def test_what_is_made_is_as_large_as_the_hosts_text(kort_bilag: Bilag) -> None:
    for pt, celle in ((9.0, 7.5), (10.0, 8.5), (11.0, 9.5), (12.0, 10.0)):
        skabelon = som_fil(grunddokument("Arial", pt))
        dok = laes(word(Bilag("T", "U", "D", kort_bilag.afsnit[:1]), skabelon))
        assert dok.styles["Tabeltekst"].font.size == Pt(celle)
        assert dok.styles["Nyhed"].font.size == Pt(pt)


def test_measures_with_decimals_are_read(kort_bilag: Bilag) -> None:
    dok = grunddokument()
    dok.add_paragraph("Tekst")
    dok.element.body.sectPr.find(qn("w:pgMar")).set(qn("w:left"), "1133.8582677165355")
    dok.styles["Normal"].element.get_or_add_pPr().append(vaerter.element("ind", left="0.0"))
    assert laes(word(kort_bilag, som_fil(dok))).sections[0].left_margin.twips == 1134


def test_a_page_with_no_room_is_told(kort_bilag: Bilag) -> None:
    dok = grunddokument()
    dok.add_paragraph("Tekst")
    dok.sections[0].left_margin = Mm(140)
    with pytest.raises(Inputfejl, match="plads til 40 mm tekst i bredden"):
        word(kort_bilag, som_fil(dok))


def test_columns_of_a_section_are_the_width_of_ours(kort_bilag: Bilag) -> None:
    dok = grunddokument()
    side = dok.sections[0]
    side.page_width, side.left_margin, side.right_margin = Mm(297), Mm(20), Mm(20)
    dok.add_paragraph("Tekst")
    spalter = dok.element.body.sectPr.find(qn("w:cols"))
    spalter.set(qn("w:num"), "2")
    spalter.set(qn("w:space"), "567")  # 10 mm
    for tabel in laes(word(kort_bilag, som_fil(dok))).tables:
        bredde = sum(c.width for c in tabel.rows[0].cells)
        assert bredde == pytest.approx(Mm(123.5), abs=Mm(0.5))


# ---------------------------------------------------------------- where


def under(*niveauer: int, tekst: bool = True, ny_side: bool = False) -> bytes:
    """Return a document with headings of these levels and a bookmark under the last."""

    def skriv(dok: Document) -> None:
        dok.add_paragraph("Forside", "Title")
        for n in niveauer:
            dok.add_heading(f"Overskrift på {n}", n)
        if tekst:
            dok.add_paragraph("Indledning.")
        if ny_side:
            dok.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        bogmaerke(dok.add_paragraph(), "praksiskort", 9)

    return med(skriv)


@pytest.mark.parametrize(
    ("niveauer", "tekst", "ny_side", "ned", "kapitel"),
    [
        ((), True, False, 0, False),  # no headings: ours are the chapters
        ((1,), True, False, 1, False),
        ((1, 2), True, False, 2, False),
        ((1, 2, 1), True, False, 1, False),
        ((1, 2, 3), True, False, 3, False),
        ((1,), False, True, 1, False),  # a heading on a page of its own
        ((1,), True, True, 1, True),  # a chapter that begins a page
    ],
)
def test_our_headings_are_under_the_one_they_stand_under(
    niveauer: tuple[int, ...],
    tekst: bool,
    ny_side: bool,
    ned: int,
    kapitel: bool,
    kort_bilag: Bilag,
) -> None:
    skabelon = under(*niveauer, tekst=tekst, ny_side=ny_side)
    fundne = overskrifter(word(kort_bilag, skabelon))
    vaertens = overskrifter(skabelon)
    egen = [(1, kort_bilag.titel)] if kapitel else []
    assert fundne == [*vaertens, *egen, *vores_overskrifter(kort_bilag, ned)]
    undertitel = kort_bilag.undertitel in tekster(word(kort_bilag, skabelon))
    assert undertitel is kapitel


def test_without_a_mark_ours_is_a_chapter_at_the_end(kort_bilag: Bilag) -> None:
    def skriv(dok: Document) -> None:
        dok.add_heading("Baggrund", 1)
        dok.add_paragraph("Vores tekst.")

    fil = word(kort_bilag, med(skriv))
    assert tekster(fil)[:4] == [
        "Baggrund",
        "Vores tekst.",
        kort_bilag.titel,
        kort_bilag.undertitel,
    ]
    titel = next(p for p in laes(fil).paragraphs if p.text == kort_bilag.titel)
    assert titel.style.name == "Heading 1" and titel.paragraph_format.page_break_before
    assert overskrifter(fil)[2:] == vores_overskrifter(kort_bilag, 1)
    sagt = " ".join(skabelonsvar(med(skriv)).brugt)
    assert "har ikke mærket praksiskort" in sagt and "sidst" in sagt


def test_without_a_mark_or_headings_ours_begins_a_page(kort_bilag: Bilag) -> None:
    fil = word(kort_bilag, med(lambda dok: dok.add_paragraph("Skriv her") and None))
    assert overskrifter(fil) == vores_overskrifter(kort_bilag, 0)
    foerste = next(p for p in laes(fil).paragraphs if p.text == kort_bilag.afsnit[0].overskrift)
    assert foerste.paragraph_format.page_break_before


def test_a_mark_that_is_first_has_our_front_page_and_contents(kort_bilag: Bilag) -> None:
    def skriv(dok: Document) -> None:
        bogmaerke(dok.add_paragraph(), "praksiskort", 1)
        dok.add_heading("Jeres eget bilag", 1)

    fil = word(kort_bilag, med(skriv))
    assert tekster(fil)[:3] == [kort_bilag.titel, kort_bilag.undertitel, "Indhold"]
    assert overskrifter(fil) == [*vores_overskrifter(kort_bilag, 0), (1, "Jeres eget bilag")]


def i_linjen(dok: Document) -> None:
    afsnit = dok.add_paragraph("Se her: ")
    afsnit.add_run("Vælg")
    kontrol(dok.add_paragraph("x"), titel="Her står PRAKSISKORT")
    (blok,) = dok.element.body.iter(qn("w:sdt"))
    indhold = blok.find(qn("w:sdtContent"))
    indhold[0].getparent().replace(indhold[0], afsnit.runs[1]._r)
    afsnit._p.append(blok)


def alene_i_linjen(dok: Document) -> None:
    i_linjen(dok)
    loeb = dok.paragraphs[-1].runs[0]._r
    loeb.getparent().remove(loeb)


def i_en_celle(dok: Document) -> None:
    tabel = dok.add_table(rows=1, cols=2, style="Table Grid")
    tabel.cell(0, 0).text = "Se her: "
    kontrol(tabel.cell(0, 1).paragraphs[0], tag="Praksiskort")
    dok.tables[0].cell(0, 1)._tc.find(qn("w:sdt")).iter(P)


def om_en_celle(dok: Document) -> None:
    tabel = dok.add_table(rows=1, cols=2, style="Table Grid")
    tabel.cell(0, 0).text, tabel.cell(0, 1).text = "Se her: ", "Vælg"
    celle = tabel.cell(0, 1)._tc
    afsnit = dok.add_paragraph()
    kontrol(afsnit, tag="praksiskort")
    (blok,) = dok.element.body.iter(qn("w:sdt"))
    celle.addprevious(blok)
    blok.find(qn("w:sdtContent"))[:] = [celle]


def mellem_afsnit(dok: Document) -> None:
    dok.add_paragraph("Se her: ")
    tomt = dok.add_paragraph()
    for navn in ("bookmarkStart", "bookmarkEnd"):
        maerke = vaerter.element(navn, id="8")
        if navn == "bookmarkStart":
            maerke.set(qn("w:name"), "PraksisKort")
        tomt._p.addprevious(maerke)


def inde_i_en_anden(dok: Document) -> None:
    dok.add_paragraph("Se her: ")
    maerke = dok.add_paragraph("Vælg")
    kontrol(maerke, tag="praksiskort", nr=1)
    (blok,) = dok.element.body.iter(qn("w:sdt"))
    kontrol(dok.add_paragraph(), titel="Hele rapporten", nr=2)
    ydre = list(dok.element.body.iter(qn("w:sdt")))[-1]
    ydre.find(qn("w:sdtContent"))[:] = [blok]


def i_en_tekstboks(dok: Document) -> None:
    afsnit = dok.add_paragraph("Se her: ")
    boks, indhold = vaerter.element("pict"), vaerter.element("txbxContent")
    afsnit.add_run()._r.append(boks)
    boks.append(indhold)
    inde = dok.add_paragraph("Vælg")
    indhold.append(inde._p)
    kontrol(inde, tag="praksiskort")


STEDER = (
    *(i_linjen, alene_i_linjen, i_en_celle, om_en_celle, mellem_afsnit, inde_i_en_anden),
    i_en_tekstboks,
)


def skrevet_i(bilag: Bilag, skriv: Callable[[Document], None]) -> bytes:
    def rapport(dok: Document) -> None:
        dok.add_paragraph("Forside", "Title")
        skriv(dok)
        dok.add_paragraph("Efter")

    return word(bilag, med(rapport))


@pytest.mark.parametrize("skriv", STEDER)
def test_a_mark_is_found_wherever_word_lets_it_be(
    skriv: Callable[[Document], None], kort_bilag: Bilag
) -> None:
    fil = skrevet_i(kort_bilag, skriv)
    tekst = alt_i_kroppen(fil)
    vores = tekst.index(kort_bilag.afsnit[0].overskrift)
    assert "Vælg" not in " ".join(tekst)
    assert tekst[0] == "Forside" and 0 < vores < tekst.index("Efter") == len(tekst) - 1
    if skriv is not alene_i_linjen:
        assert tekst.index("Se her:") < vores
    krop = docx.Document(io.BytesIO(fil)).element.body
    # A table is a neighbour of paragraphs, and no cell is without one.
    assert all(c[-1].tag in (P, qn("w:sdt")) for c in krop.iter(qn("w:tc")))
    assert all(
        t.getparent().tag in (qn("w:body"), qn("w:sdtContent")) for t in krop.iter(qn("w:tbl"))
    )


def test_libreoffice_opens_it_wherever_the_mark_was(kort_bilag: Bilag, kontor: Kontor) -> None:
    kort = dataclasses.replace(kort_bilag, afsnit=kort_bilag.afsnit[1:2])  # with a table
    filer = {f"{nr}.docx": skrevet_i(kort, skriv) for nr, skriv in enumerate(STEDER)}
    assert all(pdf.stat().st_size > 10_000 for pdf in kontor(filer).values())


def test_the_first_of_several_marks_is_used_and_it_is_told(kort_bilag: Bilag) -> None:
    def skriv(dok: Document) -> None:
        kontrol(dok.add_paragraph("Her"), tag="praksiskort")
        bogmaerke(dok.add_paragraph("Eller her"), "praksiskort", 5)

    skabelon = med(skriv)
    tekst = tekster(word(kort_bilag, skabelon))
    assert tekst[0] == kort_bilag.titel and tekst[-1] == "Eller her"
    assert any("flere steder" in t for t in skabelonsvar(skabelon).mangler)


# ---------------------------------------------------------------- what counts


def med_tabeller(taeller: str, *valg: str) -> bytes:
    """Return a document with a caption for each set of switches, and a bookmark after them."""

    def skriv(dok: Document) -> None:
        dok.add_heading("Kapitel", 1)
        for nr, andre in enumerate(valg, start=1):
            afsnit = dok.add_paragraph("Table ", "Caption")
            vaerter.felt(afsnit, f"SEQ {taeller} \\* ARABIC {andre}", str(nr))
        bogmaerke(dok.add_paragraph(), "praksiskort", 9)
        vaerter.billedtekst(dok, "Tabel", taeller, 99, "Til sidst")

    return med(skriv)


@pytest.mark.parametrize(
    ("taeller", "valg", "vores_taeller", "foerste"),
    [
        ("Tabel", ("", ""), "Tabel", 3),
        ("Table", ("", ""), "Table", 3),  # Word in English
        ("table", ("",), "table", 2),
        ("Bilagstabel", ("", ""), "Tabel", 1),  # another count
        ("Tabel", ("\\r 7",), "Tabel", 8),
        ("Tabel", ("", "\\c"), "Tabel", 2),
        ("Tabel", ("", "\\s 1"), "Tabel", 3),
    ],
)
def test_ours_count_as_word_will_count_them(
    taeller: str, valg: tuple[str, ...], vores_taeller: str, foerste: int, kort_bilag: Bilag
) -> None:
    skabelon = med_tabeller(taeller, *valg)
    fil = word(kort_bilag, skabelon)
    vores = [int(m[1]) for t in tekster(fil) if (m := re.match(r"Tabel (\d+)\. ", t))]
    assert vores == list(range(foerste, foerste + len(vores))) and len(vores) > 5
    assert f"SEQ {vores_taeller} \\* ARABIC" in koder(fil)
    efter = vores[-1] if vores_taeller == taeller else len(valg)
    assert f"Tabel {efter + 1}: Til sidst" in tekster(fil)


def test_a_count_anew_at_each_chapter_is_kept(kort_bilag: Bilag) -> None:
    def skriv(dok: Document) -> None:
        for nr in (1, 2):
            dok.add_heading(f"Kapitel {nr}", 1)
            for i in (1, 2):
                afsnit = dok.add_paragraph("Tabel ", "Caption")
                vaerter.felt(afsnit, "SEQ Tabel \\* ARABIC \\s 1", str(i))
                afsnit.add_run(f": kapitel {nr}")
        bogmaerke(dok.add_paragraph(), "praksiskort", 9)
        roman = dok.add_paragraph("Tabel ", "Caption")
        vaerter.felt(roman, "SEQ Tabel \\* ROMAN", "XL")

    tekst = tekster(word(kort_bilag, med(skriv)))
    assert [t for t in tekst if ": kapitel" in t] == [
        f"Tabel {i}: kapitel {nr}" for nr in (1, 2) for i in (1, 2)
    ]
    assert "Tabel XL" in tekst
    assert next(t[:8] for t in tekst if re.match(r"Tabel \d+\. ", t)) == "Tabel 3."


# ---------------------------------------------------------------- of an older bilag


def test_a_part_of_an_older_bilag_in_the_host_is_not_taken_for_ours(kort_bilag: Bilag) -> None:
    gammelt = docx.Document(io.BytesIO(word(kort_bilag)))
    dok = grunddokument()
    dok.add_heading("Sidste år", 1)
    for del_ in list(gammelt.element.body)[:-1]:
        if next(del_.iter(qn("w:drawing")), None) is None:
            dok.element.body.sectPr.addprevious(del_)
    dok.add_heading("I år", 1)
    kontrol(dok.add_paragraph("Her"), tag="praksiskort")
    fil = word(kort_bilag, som_fil(dok))
    test_nothing_has_the_name_or_number_of_another(fil)
    udgave = Udgave(*(lambda d, m: (d, m.steder))(*aabn_bilag(fil)))
    assert {f.stand for f in udgave.fundne.values()} == {"som_skrevet"}
    assert all(udgave.hvor(f.dele[0]) != "Sidste år" for f in udgave.fundne.values())
    assert not any(f.kopier for f in udgave.fundne.values())


def test_a_bilag_of_ours_as_template_gives_its_look_alone(kort_bilag: Bilag) -> None:
    skabelon = docx.Document(io.BytesIO(word(kort_bilag, vaerter.kommunens())))
    skabelon.styles["Heading 1"].font.size = Pt(33)
    fil = word(kort_bilag, som_fil(skabelon))
    assert overskrifter(fil) == vores_overskrifter(kort_bilag, 0)
    assert laes(fil).styles["Heading 1"].font.size == Pt(33)
    assert any("selv et bilag" in t for t in skabelonsvar(som_fil(skabelon)).mangler)


# ---------------------------------------------------------------- what is kept of the package


def test_footnotes_and_other_parts_are_kept(kort_bilag: Bilag) -> None:
    noter = b"<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
    ud = io.BytesIO()
    slags = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    with (
        zipfile.ZipFile(io.BytesIO(vaerter.kommunens())) as ind,
        zipfile.ZipFile(ud, "w") as nyt,
    ):
        for navn in ind.namelist():
            del_ = ind.read(navn)
            if navn == "[Content_Types].xml":
                ny = f'<Override PartName="/word/footnotes.xml" ContentType="{slags}"/></Types>'
                del_ = del_.replace(b"</Types>", ny.encode())
            if navn == "word/_rels/document.xml.rels":
                rum = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                ny = f'<Relationship Id="rIdF" Type="{rum}/footnotes" Target="footnotes.xml"/>'
                del_ = del_.replace(b"</Relationships>", ny.encode() + b"</Relationships>")
            nyt.writestr(navn, del_)
        nyt.writestr("word/footnotes.xml", noter)
    fil = word(kort_bilag, ud.getvalue())
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        assert arkiv.read("word/footnotes.xml") == noter


def i_rum(navne: tuple[str, ...]) -> Iterator[Any]:
    yield from (getattr(vaerter, navn)() for navn in navne)


def test_libreoffice_shows_hosts_and_ours_in_order(
    kort_bilag: Bilag, kontor: Kontor, sider: Sider
) -> None:
    navne = ("kommunens", "liggende", "danske")
    filer = {f"{n}.docx": word(kort_bilag, s) for n, s in zip(navne, i_rum(navne), strict=True)}
    for navn, sti in kontor(filer).items():
        fundet = " ".join(" ".join(sider(sti)).split())
        raekke = [t for t in tekster(filer[navn]) if re.match(r"(Tabel|Figur) \d", t)]
        steder = [fundet.find(t[:40]) for t in raekke]
        assert steder == sorted(steder) and -1 not in steder, navn
