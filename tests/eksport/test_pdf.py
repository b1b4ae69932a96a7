"""The PDF: what a reader who cannot see is told, and that it is all that the Word document says."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from dansk import linje
from eksport.bilag import Afsnit, Bilag, Figur, Tekst
from eksport.pdf import pdf
from eksport.word import word
from eksport.word_felter import FIGURLISTE
from kort.tryk import saetning
from tabeller.tabel import Kolonne, Tabel
from tests import pdflaesning
from tests.eksport.conftest import med_tegner
from tests.eksport.smaa import LILLE_SVG, smaa_billeder
from tests.eksport.worddokument import laes

# It is set, and its structure read, once.
pytestmark = pytest.mark.xdist_group("pdf")


@pytest.fixture(scope="module")
def fil(bilag: Bilag) -> bytes:
    return pdf(bilag)


@pytest.fixture(scope="module")
def sti(fil: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ud = tmp_path_factory.mktemp("pdf") / "bilag.pdf"
    ud.write_bytes(fil)
    return ud


@pytest.fixture(scope="module")
def mindre(bilag: Bilag) -> Bilag:
    """Return some sections, with small maps: reading the structure takes long."""
    afsnit = tuple(
        a for a in bilag.afsnit if a.id in ("status", "ventetid", "scenarie-1", "metode")
    )
    return med_tegner(dataclasses.replace(bilag, afsnit=afsnit), smaa_billeder)


@pytest.fixture(scope="module")
def mindre_sti(mindre: Bilag, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ud = tmp_path_factory.mktemp("pdf") / "mindre.pdf"
    ud.write_bytes(pdf(mindre))
    return ud


@pytest.fixture(scope="module")
def struktur(mindre_sti: Path) -> list[str]:
    return pdflaesning.struktur(mindre_sti)


def uden_blanke(tekst: str) -> str:
    return "".join(tekst.split())


def trykte(bilag: Bilag) -> list[Tabel]:
    return [t.til_papir() for t in bilag.tabeller() if t.i_dokument]


def test_it_conforms_to_the_standard_for_accessible_pdf(fil: bytes) -> None:
    assert pdflaesning.fejl(fil) == []


def test_it_says_what_it_is_and_that_it_is_danish(fil: bytes, sti: Path, bilag: Bilag) -> None:
    om = pdflaesning.om(sti)
    assert (om["Title"], om["Subject"], om["Author"]) == (
        bilag.titel,
        bilag.undertitel,
        "Praksiskort",
    )
    assert (om["Tagged"], om["Page size"].endswith("(A4)")) == ("yes", True)
    assert "CreationDate" not in om and "ModDate" not in om
    indmad = pdflaesning.indmad(fil)
    assert re.search(rb"/Lang ?\(da-DK\)", indmad)
    assert re.search(rb"/DisplayDocTitle true", indmad)


def test_the_headings_are_in_order_and_so_are_the_bookmarks(
    struktur: list[str], mindre: Bilag, sti: Path, bilag: Bilag
) -> None:
    fundet = [
        (li.split()[0], struktur[nr + 1].strip(' "'))
        for nr, li in enumerate(struktur)
        if re.match(r" *H[1-6] ", li)
    ]
    ventet = [(f"H{a.niveau}", a.overskrift) for a in mindre.afsnit]
    assert fundet == [("H1", "Indhold"), ("H1", "Figurer"), *ventet]
    assert [navn for navn, _ in pdflaesning.bogmaerker(sti)] == [a.overskrift for a in bilag.afsnit]


def test_the_table_of_contents_has_the_pages(sti: Path, bilag: Bilag) -> None:
    sider = pdflaesning.sider(sti)
    alle = re.findall(r"^ *(\S.*?)[ .]{4,}\u2060?(\d+)$", sider[0], re.MULTILINE)
    indhold, figurer = alle[: len(bilag.afsnit)], alle[len(bilag.afsnit) :]
    assert [navn for navn, _ in indhold] == [a.overskrift for a in bilag.afsnit]
    assert [(n, int(s)) for n, s in indhold] == pdflaesning.bogmaerker(sti)
    assert [" ".join(navn.split()) for navn, _ in figurer] == [
        f"Figur {nr} {f.titel}" for nr, f in enumerate(bilag.figurer(), start=1)
    ]
    for nr, (_, side) in enumerate(figurer, start=1):
        assert f"Figur {nr}. " in ens_blanke(sider[int(side) - 1])
    for navn, side in indhold:
        assert re.search(rf"^ *{re.escape(navn)}$", sider[int(side) - 1], re.MULTILINE), navn
    assert all(f"Side {nr} af {len(sider)}" in side for nr, side in enumerate(sider, start=1))


def test_every_map_has_alternative_text_and_a_numbered_caption(
    struktur: list[str], mindre_sti: Path, mindre: Bilag
) -> None:
    assert sum(li.strip().startswith("Figure") for li in struktur) == len(mindre.figurer()) > 5
    oplaest, fil = pdflaesning.oplaest(mindre_sti), mindre_sti.read_bytes()
    for nr, figur in enumerate(mindre.figurer(), start=1):
        assert pdflaesning.staar_som_tekst(linje(figur.alt), fil), figur.noegle
        assert uden_blanke(f"Figur {nr}. {figur.titel}") in oplaest


def test_a_map_is_drawn_with_lines_and_its_names_are_text(sti: Path, bilag: Bilag) -> None:
    kortsider = [s for s in map(ens_blanke, pdflaesning.sider(sti)) if "Figur 1." in s]
    # The first map is of the kommuner; without title and source, which the caption has.
    assert len(kortsider) == 1 and "Mariagerfjord" in kortsider[0]
    assert kortsider[0].count(bilag.figurer()[0].titel) == 1
    assert b"/Subtype/Image" not in uden_blanke_bytes(pdflaesning.indmad(sti.read_bytes()))


def test_a_map_is_on_the_page_of_the_text_it_is_the_picture_of(tmp_path: Path) -> None:
    hoejt = LILLE_SVG.replace(b"<svg ", b'<svg width="170mm" height="150mm" ', 1)
    figur = Figur("k", "Kortet", "", "Et kort", "Kilde: prøven.", lambda *_: {"svgudsnit": hoejt})
    led = (Tekst("ord " * 900), Tekst("Det ses her.", figur="k"), figur)
    fil = tmp_path / "sammen.pdf"
    fil.write_bytes(pdf(Bilag("T", "U", "D", (Afsnit("a", "Afsnit", 1, led),))))
    foerst, *_, sidst = pdflaesning.sider(fil)[1:]
    assert "Det ses her. Se figur 1." in sidst and "Figur 1. Kortet" in ens_blanke(sidst)
    assert "ord" in foerst and "ord" not in sidst


def ens_blanke(tekst: str) -> str:
    return tekst.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_referred_to_has_that_number_and_leads_there(
    mindre_sti: Path, mindre: Bilag
) -> None:
    henviser = [t for a in mindre.afsnit for t in a.led if isinstance(t, Tekst) and t.figur]
    oplaest, numre = pdflaesning.oplaest(mindre_sti), mindre.figurnumre()
    assert len(henviser) > 3
    for tekst in henviser:
        assert uden_blanke(f"{tekst.tekst} Se figur {numre[tekst.figur]}.") in oplaest
    # Contents, figures, and what text and sources refer to.
    i_lister = len(mindre.afsnit) + len(mindre.figurer())
    indmad = pdflaesning.indmad(mindre_sti.read_bytes())
    assert indmad.count(b"/Subtype/Link") > i_lister + len(henviser)


def uden_blanke_bytes(data: bytes) -> bytes:
    return re.sub(rb"\s", b"", data)


def test_tables_have_their_headings_as_headings(struktur: list[str], mindre: Bilag) -> None:
    starter = [nr for nr, li in enumerate(struktur) if li.strip().startswith("Table (")]
    tabeller = trykte(mindre)
    assert len(starter) == len(tabeller)
    for nr, (start, slut) in enumerate(
        zip(starter, [*starter[1:], len(struktur)], strict=True), start=1
    ):
        tabel, del_ = tabeller[nr - 1], [li.strip() for li in struktur[start:slut]]
        hoveder = [i for i, li in enumerate(del_) if li.startswith("TH ")]
        assert [del_[i + 1] for i in hoveder] == ["/Scope /Column"] * len(tabel.kolonner)
        celler = len(tabel.kolonner) * max(1, len(tabel.ramme))
        assert sum(li.startswith("TD") for li in del_) == celler, tabel.noegle
        assert uden_blanke(f'"Tabel {nr}. {tabel.titel}') in uden_blanke("".join(del_[:12]))


def test_the_headings_of_a_table_stand_on_each_of_its_pages(tmp_path: Path) -> None:
    import pandas as pd

    ramme = pd.DataFrame({"a": [f"række {i}" for i in range(150)], "b": range(150)})
    kolonner = (Kolonne("a", "Hvor i kilden"), Kolonne("b", "Antal", art="tal"))
    tabel = Tabel("lang", "En lang tabel", ramme, kolonner, "Kilde: prøven.", sum_raekke=149)
    fil = tmp_path / "lang.pdf"
    fil.write_bytes(pdf(Bilag("T", "U", "D", (Afsnit("a", "Afsnit", 1, (tabel,)),))))
    sider = pdflaesning.sider(fil)[1:]
    assert len(sider) > 2 and all("Hvor i kilden" in side for side in sider)
    # They are read aloud once.
    assert pdflaesning.oplaest(fil).count("Hvorikilden") == 1
    assert "Kilde: prøven." in sider[-1] and "række 149" in sider[-1]


def test_points_are_lists(struktur: list[str]) -> None:
    metode = next(
        nr for nr, li in enumerate(struktur) if "Metode og forbehold" in li and "H1" in li
    )
    efter = [li.strip() for li in struktur[metode:]]
    liste = next(nr for nr, li in enumerate(efter) if li.startswith("L ("))
    assert any(li.startswith("LI ") for li in efter[liste : liste + 3])
    assert '"•"' in efter[liste : liste + 6]


def test_nothing_of_the_word_document_is_lost(mindre_sti: Path, mindre: Bilag) -> None:
    dok, oplaest = laes(word(mindre)), pdflaesning.oplaest(mindre_sti)
    lister = ("toc ", FIGURLISTE)
    afsnit = [p.text for p in dok.paragraphs if not p.style.name.lower().startswith(lister)]
    celler = [c.text for t in dok.tables for r in t.rows for c in r.cells]
    for tekst in (*afsnit, *celler):
        assert uden_blanke(tekst.removeprefix("•\t")) in oplaest, tekst
    assert len(afsnit) > 60 and len(celler) > 300


def test_hostile_names_are_whole_and_inert(
    fjendtligt_bilag: Bilag, fjendtlige: tuple[str, ...], tmp_path: Path
) -> None:
    data = pdf(fjendtligt_bilag)
    assert pdflaesning.fejl(data) == []
    fil = tmp_path / "ond.pdf"
    fil.write_bytes(data)
    skrevet = pdflaesning.skrevet(fil)
    for navn in fjendtlige:
        assert uden_blanke(linje(navn)) in skrevet, navn
    indmad = pdflaesning.indmad(data)
    assert not [ord_ for ord_ in (b"/URI", b"/JavaScript", b"/Launch", b"/JS") if ord_ in indmad]
    # What is too long for the line is broken, and ends inside of the paper.
    assert ("Langtnavn" * 22) in skrevet


ONDSKAB = (
    '#image("/etc/passwd") #read("indhold.json") $x^2$ *fed* _kursiv_ @kilde <maerke> // bort '
    "/* og */ = Overskrift + et - to / tre: fire \\u{41} `raa` \\ ~ --- ... 'enkelt' \"dobbelt\" "
    "#{1+1} [x] https://x.dk"
)


def test_markup_in_a_name_is_letters(tmp_path: Path) -> None:
    import pandas as pd

    ramme = pd.DataFrame({"a": [ONDSKAB]})
    tabel = Tabel("t", ONDSKAB, ramme, (Kolonne("a", ONDSKAB),), ONDSKAB)
    data = pdf(
        Bilag(ONDSKAB, ONDSKAB, ONDSKAB, (Afsnit("a", ONDSKAB, 1, (Tekst(ONDSKAB), tabel)),))
    )
    fil = tmp_path / "ond.pdf"
    fil.write_bytes(data)
    # Title, subtitle, contents, heading, text, caption, heading of the column, cell, source.
    assert pdflaesning.oplaest(fil).count(uden_blanke(ONDSKAB)) == 9
    assert pdflaesning.bogmaerker(fil) == [(ONDSKAB, 2)]
    assert b"/URI" not in pdflaesning.indmad(data)


@pytest.mark.parametrize(
    "langt",
    ["9-9" * 70, "9.99" * 60 + " %", "ord-" * 60, "å" * 250],
    ids=["numbers", "a number", "words", "a word"],
)
def test_what_cannot_be_parted_is_parted_when_it_must(langt: str, tmp_path: Path) -> None:
    fil = tmp_path / "langt.pdf"
    afsnit = Afsnit("a", f"A {langt}", 1, (Tekst(langt, "nyhed"), Tekst(langt)))
    fil.write_bytes(pdf(Bilag(f"T {langt}", langt, "D", (afsnit,))))
    # What is off the paper is no text of a page: all of it is title, subtitle, contents and so on.
    paa_papiret = uden_blanke("".join(pdflaesning.sider(fil)))
    for tegn in set(langt) - {" "}:
        assert paa_papiret.count(tegn) >= 6 * langt.count(tegn), tegn


@pytest.mark.parametrize("fra", [0, 0x2000, 0x4E00, 0xAC00, 0xE000, 0x1F300])
def test_any_letter_can_be_set(fra: int, tmp_path: Path) -> None:
    alle = "".join(chr(c) for c in range(fra, fra + 0x800) if not 0xD800 <= c < 0xE000)
    bilag = Bilag(alle, alle, alle, (Afsnit("a", f"A {alle}", 1, (Tekst(alle),)),))
    assert pdflaesning.fejl(pdf(bilag)) == []


def test_a_table_with_no_room_breaks_its_words_and_loses_none(tmp_path: Path) -> None:
    import pandas as pd

    navne = [f"kolonne{i}" for i in range(24)]
    ramme = pd.DataFrame([[f"ubrydeligt{'ord' * 9}{i}" for i in range(24)]] * 3, columns=navne)
    kolonner = tuple(Kolonne(n, f"Overskrift{n}") for n in navne)
    tabel = Tabel("bred", "Bred", ramme, kolonner, "Kilde: prøven.")
    data = pdf(Bilag("T", "U", "D", (Afsnit("a", "Afsnit", 1, (tabel,)),)))
    fil = tmp_path / "bred.pdf"
    fil.write_bytes(data)
    # All of it is on the paper, where pdftotext finds it: a y in each cell, and nowhere else.
    assert "".join(pdflaesning.sider(fil)).count("y") == ramme.size


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    import pandas as pd

    tabel = Tabel("tom", "Tom", pd.DataFrame({"a": []}), (Kolonne("a", "A"),), "Kilde: ingen.")
    fil = tmp_path / "tom.pdf"
    fil.write_bytes(pdf(Bilag("T", "U", "D", (Afsnit("a", "Afsnit", 1, (tabel,)),))))
    assert "Ingenrækker" in pdflaesning.oplaest(fil)


def test_the_same_bilag_gives_the_same_bytes(
    fil: bytes, bilag: Bilag, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert pdf(bilag) == fil
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893456000")
    senere = tmp_path / "senere.pdf"
    senere.write_bytes(pdf(Bilag("T", "U", "D", (Afsnit("a", "Afsnit", 1, (Tekst("x"),)),))))
    assert "2030" in pdflaesning.om(senere)["CreationDate"]


def test_a_map_without_alternative_text_is_refused(bilag: Bilag) -> None:
    figur = bilag.figurer()[0]
    tavs = Figur(figur.noegle, figur.titel, "", "", figur.kilde, figur.tegner)
    with pytest.raises(RuntimeError, match="alt"):
        pdf(Bilag("T", "U", "D", (Afsnit("a", "Afsnit", 1, (tavs,)),)))


def test_a_template_sees_only_what_it_is_given(tmp_path: Path) -> None:
    hemmelig = tmp_path / "hemmelig.json"
    hemmelig.write_text('{"a": 1}')
    for vej in (hemmelig, "../hemmelig.json", "/etc/hostname"):
        skabelon = tmp_path / "s.typ"
        skabelon.write_text(f'#read("{vej}")')
        with pytest.raises(RuntimeError):
            saetning.saet(skabelon, {}, {})
