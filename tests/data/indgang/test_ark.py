"""Every sheet as raw cells: what stands in the file, no more and no less, or a Danish sentence."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dansk import Inputfejl
from data.indgang import graenser
from data.indgang.ark import UDEN_VAERDI, Ark, Cellefejl, laes_ark
from data.indgang.overskrift import find_tabel
from data.indgang.tal import tolk_tal

NAVNERUM = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
REGNEARK = "application/vnd.oasis.opendocument.spreadsheet"


def fejl(sti: Path) -> str:
    """Return the sentence a file is refused with; it names the file."""
    with pytest.raises(Inputfejl) as fanget:
        laes_ark(sti)
    assert sti.name in str(fanget.value)
    return str(fanget.value)


def raekker(ark: Ark) -> list[list[object]]:
    return ark.celler.to_numpy(dtype=object).tolist()


def gem(bog: openpyxl.Workbook, mappe: Path, navn: str = "bog.xlsx") -> Path:
    bog.save(mappe / navn)
    return mappe / navn


def ret_del(sti: Path, navn: str, fra: str, til: str) -> Path:
    """Rewrite one part of a zip container."""
    with zipfile.ZipFile(sti) as ind:
        dele = {n: ind.read(n) for n in ind.namelist()}
    assert fra.encode() in dele[navn]
    dele[navn] = dele[navn].replace(fra.encode(), til.encode())
    with zipfile.ZipFile(sti, "w", zipfile.ZIP_DEFLATED) as ud:
        for n, indhold in dele.items():
            ud.writestr(n, indhold)
    return sti


def ods(mappe: Path, tabeller: str, stile: str = "") -> Path:
    sti = mappe / "ark.ods"
    with zipfile.ZipFile(sti, "w", zipfile.ZIP_DEFLATED) as ud:
        ud.writestr("mimetype", REGNEARK)
        ud.writestr("META-INF/manifest.xml", "<manifest/>")
        ud.writestr(
            "content.xml",
            f"<office:document-content {NAVNERUM}><office:automatic-styles>{stile}"
            f"</office:automatic-styles><office:body><office:spreadsheet>{tabeller}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return sti


def tekst(t: str, flere: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {flere}><text:p>{t}</text:p>'
        "</table:table-cell>"
    )


def raekke(*celler: str, flere: str = "") -> str:
    return f"<table:table-row {flere}>{''.join(celler)}</table:table-row>"


# A workbook


def test_a_workbook_gives_each_cell_as_it_is(tmp_path):
    bog = openpyxl.Workbook()
    ark = bog.active
    ark.title = "Første"
    ark.append(["045671", 2, 0.5, True, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4)])
    ark.append([None, "#REF!", "=1+1"])
    ark["C2"].data_type = "s"
    bog.create_sheet("Andet")["B3"] = "æ"
    foerste, andet = laes_ark(gem(bog, tmp_path))
    assert raekker(foerste)[0] == ["045671", 2, 0.5, True, *raekker(foerste)[0][4:]]
    assert type(raekker(foerste)[0][4]) is date and raekker(foerste)[0][4] == date(2026, 1, 2)
    assert raekker(foerste)[0][5] == datetime(2026, 1, 2, 3, 4)
    # The error has a type of its own; text that begins with = is text.
    assert raekker(foerste)[1] == [None, "#REF!", "=1+1", None, None, None]
    assert [type(v) for v in raekker(foerste)[1][1:3]] == [Cellefejl, str]
    assert (foerste.navn, andet.navn) == ("Første", "Andet")
    assert raekker(andet) == [[None, None], [None, None], [None, "æ"]]
    assert foerste.raekkenumre.tolist() == [1, 2]
    assert not foerste.tekstfil


def test_a_column_of_text_is_objects_too(tmp_path):
    bog = openpyxl.Workbook()
    bog.active.append(["a", None])
    bog.active.append(["b", 1])
    (ark,) = laes_ark(gem(bog, tmp_path))
    assert ark.celler.dtypes.map(pd.api.types.is_object_dtype).all()
    assert raekker(ark)[0][1] is None


def test_hidden_and_merged_are_known(tmp_path):
    bog = openpyxl.Workbook()
    ark = bog.active
    for nr in range(1, 6):
        ark.append([nr] * 5)
    ark.column_dimensions["B"].hidden = True
    ark.column_dimensions.group("D", "E", hidden=True)
    ark.row_dimensions[3].hidden = True
    ark.merge_cells("A1:C1")
    ark.merge_cells("A4:A5")
    bog.create_sheet("Gemt")["A1"] = 1
    bog["Gemt"].sheet_state = "hidden"
    ark, gemt = laes_ark(gem(bog, tmp_path))
    assert ark.skjulte_kolonner == {1, 3, 4}
    assert ark.skjulte_raekker == {2}
    assert set(ark.flettede) == {(0, 0, 0, 2), (3, 0, 4, 0)}
    assert raekker(ark)[0] == [1, None, None, 1, 1]
    assert not ark.bemaerkninger
    assert "skjult" in "".join(gemt.bemaerkninger)


def test_a_formula_is_its_stored_value_or_told_as_without(tmp_path):
    bog = openpyxl.Workbook()
    bog.active.append(["=1+1", "=2+2", '=""'])
    sti = gem(bog, tmp_path)
    sti = ret_del(sti, "xl/worksheets/sheet1.xml", "<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    sti = ret_del(
        sti, "xl/worksheets/sheet1.xml", '<c r="C1"><f>""</f>', '<c r="C1" t="str"><f>""</f>'
    )
    (ark,) = laes_ark(sti)
    # The last one is stored as empty text, and empty it is.
    assert raekker(ark) == [[2, UDEN_VAERDI]]
    assert type(raekker(ark)[0][1]) is Cellefejl
    (besked,) = ark.bemaerkninger
    assert "1 celle" in besked and "række 1" in besked


def test_times_are_text(tmp_path):
    bog = openpyxl.Workbook()
    bog.active["A1"] = datetime(2026, 1, 1, 3, 4).time()
    bog.active["A2"] = 1.25
    bog.active["A2"].number_format = "[h]:mm:ss"
    (ark,) = laes_ark(gem(bog, tmp_path))
    assert raekker(ark) == [["03:04:00"], ["30:00:00"]]


def test_a_date_no_calendar_has_is_an_error_of_the_cell(tmp_path):
    bog = openpyxl.Workbook()
    bog.active["A1"] = 1e9
    bog.active["A1"].number_format = "dd-mm-yyyy"
    (ark,) = laes_ark(gem(bog, tmp_path))
    assert type(raekker(ark)[0][0]) is Cellefejl


def test_formatted_but_empty_cells_take_no_room(tmp_path):
    bog = openpyxl.Workbook()
    bog.active["A1"] = 1
    bog.active["XFD1048576"].number_format = "0.00"
    (ark,) = laes_ark(gem(bog, tmp_path))
    assert ark.celler.shape == (1, 1)


def test_an_empty_sheet_is_a_sheet(tmp_path):
    (ark,) = laes_ark(gem(openpyxl.Workbook(), tmp_path))
    assert ark.celler.empty and len(ark.raekkenumre) == 0


# An OpenDocument spreadsheet


def test_a_spreadsheet_gives_each_cell_as_it_is(tmp_path):
    celler = [
        tekst("045671"),
        '<table:table-cell office:value-type="float" office:value="2.5"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
        '<table:table-cell office:value-type="date" office:date-value="2026-01-02"/>',
        '<table:table-cell office:value-type="date" office:date-value="2026-01-02T03:04:00"/>',
        '<table:table-cell office:value-type="percentage" office:value="0.12"/>',
    ]
    tom = raekke("<table:table-cell/>", flere='table:number-rows-repeated="1048000"')
    sti = ods(
        tmp_path,
        f'<table:table table:name="Ét">{raekke(*celler)}{raekke()}{raekke(tekst("=1+1"))}{tom}'
        f'</table:table><table:table table:name="To">{raekke(tekst("b"))}</table:table>',
    )
    et, to = laes_ark(sti)
    assert raekker(et)[0] == [
        "045671",
        2.5,
        True,
        date(2026, 1, 2),
        datetime(2026, 1, 2, 3, 4),
        0.12,
    ]
    assert raekker(et)[1:] == [[None] * 6, ["=1+1", *[None] * 5]]
    assert (et.navn, to.navn, raekker(to)) == ("Ét", "To", [["b"]])
    assert "OpenDocument" in et.hvordan


def test_a_spreadsheets_merged_and_hidden_cells_and_errors_are_known(tmp_path):
    kolonner = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/><table:table-column/>'
    )
    sti = ods(
        tmp_path,
        f'<table:table table:name="A" table:style-name="ta2">{kolonner}'
        + raekke(tekst("a", 'table:number-columns-spanned="3" table:number-rows-spanned="1"'))
        + raekke(*[tekst(t) for t in "abcd"], flere='table:visibility="collapse"')
        + raekke(
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
            'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
            "</table:table-cell>",
            '<table:table-cell table:formula="of:=1+1"/>',
        )
        + "</table:table>",
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>',
    )
    (ark,) = laes_ark(sti)
    assert ark.flettede == ((0, 0, 0, 2),)
    assert ark.skjulte_kolonner == {2}
    assert ark.skjulte_raekker == {1}
    # calamine alone gives these two as empty.
    assert raekker(ark)[2] == ["#DIV/0!", UDEN_VAERDI, None, None]
    assert {type(v) for v in raekker(ark)[2][:2]} == {Cellefejl}
    assert len(ark.bemaerkninger) == 2


@pytest.mark.parametrize(
    "gentag",
    [
        'table:number-rows-repeated="1048576"',
        'table:number-rows-repeated="99999999999999999999"',
        'table:number-rows-repeated="-1"',
        'table:number-rows-repeated="x"',
    ],
)
def test_a_row_said_to_be_there_a_million_times_is_stopped(tmp_path, gentag):
    bred = tekst("x", 'table:number-columns-repeated="16384"')
    fejl(ods(tmp_path, f'<table:table table:name="A">{raekke(bred, flere=gentag)}</table:table>'))


# What is refused


def test_what_is_not_there_or_not_read_is_told(tmp_path):
    assert "findes ikke" in fejl(tmp_path / "a.csv")
    for navn, raad in (("a.pdf", ".xlsx"), ("a", ".xlsx"), ("a.json", "JSON-stat")):
        (tmp_path / navn).write_bytes(b"x")
        assert raad in fejl(tmp_path / navn)
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert ".xlsx" in fejl(tmp_path / "a.xls")


@pytest.mark.parametrize("navn", ["a.csv", "a.xlsx", "a.ods"])
@pytest.mark.parametrize("indhold", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(tmp_path, navn, indhold):
    (tmp_path / navn).write_bytes(indhold)
    fejl(tmp_path / navn)


def test_a_file_too_large_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(graenser, "HOEJST_BYTES", 10)
    (tmp_path / "a.csv").write_text("a;b\n1;2\n1;2\n")
    assert "MB" in fejl(tmp_path / "a.csv")


@pytest.mark.parametrize("navn", ["a.csv", "a.ods", "a.tsv"])
def test_a_workbook_by_another_name_is_told(tmp_path, navn):
    gem(openpyxl.Workbook(), tmp_path, "a.xlsx").rename(tmp_path / navn)
    assert ".xlsx" in fejl(tmp_path / navn).replace(navn, "")


@pytest.mark.parametrize(
    ("indhold", "siges"),
    [
        (b"a;b\n1;2\n", ".csv"),
        (b"<html><table>", "webside"),
        (b"%PDF-1.7", "PDF"),
        (b"SQLite format 3\0", "GeoPackage"),
        (b"PAR1xxxx", "Parquet"),
    ],
)
def test_another_content_than_the_ending_says_is_told(tmp_path, indhold, siges):
    (tmp_path / "a.xlsx").write_bytes(indhold)
    assert siges in fejl(tmp_path / "a.xlsx")


def test_a_workbook_with_a_password_is_told(tmp_path):
    indhold = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    (tmp_path / "a.xlsx").write_bytes(indhold + "EncryptedPackage".encode("utf-16-le"))
    assert "adgangskode" in fejl(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(indhold)
    assert "ældre" in fejl(tmp_path / "b.xlsx")


def test_a_spreadsheet_with_a_password_is_told(tmp_path):
    sti = ods(tmp_path, "")
    ret_del(sti, "META-INF/manifest.xml", "<manifest/>", "<manifest:encryption-data/>")
    assert "adgangskode" in fejl(sti)


@pytest.mark.parametrize("navn", ["a.xlsx", "a.ods"])
def test_a_damaged_container_is_told(tmp_path, navn):
    kilde = io.BytesIO()
    bog = openpyxl.Workbook()
    bog.active["A1"] = "x" * 5000
    bog.save(kilde)
    hel = kilde.getvalue() if navn == "a.xlsx" else ods(tmp_path, "x").read_bytes()
    for klip in (4, 100, len(hel) // 2, len(hel) - 1):
        (tmp_path / navn).write_bytes(hel[:klip])
        fejl(tmp_path / navn)
    for sted in range(0, len(hel), max(1, len(hel) // 200)):
        (tmp_path / navn).write_bytes(hel[:sted] + b"\xff\xff\xff" + hel[sted + 3 :])
        try:
            laes_ark(tmp_path / navn)
        except Inputfejl as fanget:
            assert navn in str(fanget)


def test_a_zip_that_is_no_workbook_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as ud:
        ud.writestr("a.shp", b"x")
    assert "zip" in fejl(tmp_path / "a.xlsx")


@pytest.mark.parametrize("linjer", [1, 60])
def test_a_zip_bomb_is_stopped_before_it_is_unpacked(tmp_path, monkeypatch, linjer):
    def pak_ud(*_):
        raise AssertionError("a part was unpacked")

    sti = gem(openpyxl.Workbook(), tmp_path)
    with zipfile.ZipFile(sti, "a", zipfile.ZIP_DEFLATED) as ud:
        for nr in range(linjer):
            ud.writestr(f"xl/media/{nr}.bin", bytes(6_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", pak_ud)
    assert "pakkes ud" in fejl(sti)


def test_a_workbook_of_too_many_parts_or_sheets_is_told(tmp_path, monkeypatch):
    bog = openpyxl.Workbook()
    for _ in range(3):
        bog.create_sheet()
    sti = gem(bog, tmp_path)
    monkeypatch.setattr(graenser, "HOEJST_ARK", 3)
    assert "4 ark" in fejl(sti)
    monkeypatch.setattr(graenser, "HOEJST_DELE", 3)
    assert "pakkes ud" in fejl(sti)


def test_a_sheet_too_large_is_told(tmp_path, monkeypatch):
    bog = openpyxl.Workbook()
    bog.active["A1"] = bog.active["XFD1048576"] = 1
    langt_vaek = gem(bog, tmp_path)
    assert "1.048.576" in fejl(langt_vaek)
    bog = openpyxl.Workbook()
    for nr in range(1, 30):
        bog.active.cell(nr, nr % 5 + 1, nr)
    sti = gem(bog, tmp_path)
    assert len(laes_ark(sti)) == 1
    for navn in ("HOEJST_RAEKKER", "HOEJST_KOLONNER", "HOEJST_CELLER_PROJEKTMAPPE"):
        with monkeypatch.context() as m:
            m.setattr(graenser, navn, 4)
            fejl(sti)


def test_merges_and_links_over_everything_cost_nothing(tmp_path):
    """The way of openpyxl itself lays out every cell of these: 17 thousand million."""
    bog = openpyxl.Workbook()
    bog.active["A1"] = 1
    flet = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    link = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    sti = ret_del(
        gem(bog, tmp_path),
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        f"</sheetData>{flet}{link}",
    )
    (ark,) = laes_ark(sti)
    assert (raekker(ark), ark.flettede) == ([[1]], ((0, 0, 0, 0),))


def test_entities_that_grow_are_refused(tmp_path):
    bombe = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 50}">' for n in range(1, 8))
    bog = openpyxl.Workbook()
    bog.active["A1"] = "her"
    sti = gem(bog, tmp_path)
    ret_del(sti, "xl/worksheets/sheet1.xml", "<t>her</t>", "<t>&a7;</t>")
    ret_del(
        sti,
        "xl/worksheets/sheet1.xml",
        "<worksheet",
        f'<!DOCTYPE w [<!ENTITY a0 "aaaaaaaaaa">{bombe}]><worksheet',
    )
    fejl(sti)


@pytest.mark.parametrize("celle", ['<c r="A1"><v>12x</v></c>', '<c r="A1" t="s"><v>99</v></c>'])
def test_a_cell_that_makes_no_sense_is_told(tmp_path, celle):
    bog = openpyxl.Workbook()
    bog.active["A1"] = 1
    sti = gem(bog, tmp_path)
    ret_del(sti, "xl/worksheets/sheet1.xml", '<c r="A1" t="n"><v>1</v></c>', celle)
    assert "Excel" in fejl(sti)


def test_a_cell_too_long_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(graenser, "HOEJST_TEGN", 5)
    bog = openpyxl.Workbook()
    bog.active["B2"] = "seks tegn"
    assert "række 2" in fejl(gem(bog, tmp_path))
    (tmp_path / "a.csv").write_text("a;b\n1;seks tegn\n")
    assert "linje 2" in fejl(tmp_path / "a.csv")


def test_a_workbook_of_empty_formatted_cells_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(graenser, "HOEJST_MAERKER", 2_000)
    bog = openpyxl.Workbook()
    bog.active["A1"] = 1
    sti = gem(bog, tmp_path)
    assert len(laes_ark(sti)) == 1
    tomme = "<c/>" * 2_000
    ret_del(sti, "xl/worksheets/sheet1.xml", "</sheetData>", f"<row>{tomme}</row></sheetData>")
    assert "tomme" in fejl(sti)


@pytest.mark.parametrize(
    "hvad", ['<row r="0"><c r="A0"><v>1</v></c></row>', '<row r="0"><c><v>1</v></c></row>']
)
def test_a_row_before_the_first_is_told(tmp_path, hvad):
    bog = openpyxl.Workbook()
    bog.active["A1"] = 1
    sti = gem(bog, tmp_path)
    fejl(ret_del(sti, "xl/worksheets/sheet1.xml", "</sheetData>", f"{hvad}</sheetData>"))


def test_very_many_merged_ranges_and_columns_are_stopped(tmp_path):
    bog = openpyxl.Workbook()
    bog.active["A1"] = 1
    flet = '<mergeCell ref="A1:XFD1"/>' * (graenser.HOEJST_FLETTEDE + 1)
    sti = gem(bog, tmp_path)
    slut = "</sheetData>"
    fejl(ret_del(sti, "xl/worksheets/sheet1.xml", slut, f"{slut}<mergeCells>{flet}</mergeCells>"))


def test_text_made_to_keep_a_pattern_busy_does_not(tmp_path):
    """A number, a total or a decimal followed by very many blanks and a letter: read at once."""
    luft = " " * 15_000
    (tmp_path / "a.csv").write_text(f"navn\n1,5{luft}x\nI alt{luft}x\n{luft}x i alt{luft}y\n")
    (ark,) = laes_ark(tmp_path / "a.csv")
    tabel = find_tabel(ark)
    assert len(tabel.data) == 3
    assert tolk_tal(tabel.data["navn"]).ulaeselig.all()


@pytest.mark.parametrize("endelse", [".xlsx", ".ods", ".csv"])
def test_whatever_a_file_is_shaken_to_it_is_read_or_told(tmp_path, endelse):
    """Seeded: bytes changed, lost, doubled and put in, within the parts that are parsed."""
    slump = random.Random(12)
    if endelse == ".csv":
        dele = {"": "By;Antal\nLæsø;1,5\nÆrø;..\n\nI alt;1.234\n".encode("cp1252")}
    else:
        bog = openpyxl.Workbook()
        for r in (["Titel"], ["By", "Antal"], ["A", 1.5], ["B", date(2026, 1, 1)], ["I alt", "=1"]):
            bog.active.append(r)
        bog.active.merge_cells("A1:B1")
        kilde = ods(
            tmp_path,
            f'<table:table table:name="A">{raekke(tekst("By"), tekst("Antal"))}'
            f"{raekke(tekst('A'), tekst('1,5'), flere=REPETER)}</table:table>",
        )
        with zipfile.ZipFile(gem(bog, tmp_path) if endelse == ".xlsx" else kilde) as ind:
            dele = {n: ind.read(n) for n in ind.namelist()}
    rystes = [n for n in dele if endelse == ".csv" or "sheet" in n or n in ("content.xml",)]
    sti = tmp_path / f"rystet{endelse}"
    for _ in range(250):
        nye = dele | {(valgt := slump.choice(rystes)): ryst(slump, dele[valgt])}
        if endelse == ".csv":
            sti.write_bytes(nye[""])
        else:
            with zipfile.ZipFile(sti, "w", zipfile.ZIP_DEFLATED) as ud:
                for navn, indhold in nye.items():
                    ud.writestr(navn, indhold)
        try:
            for ark in laes_ark(sti):
                tabel = find_tabel(ark)
                for kolonne in tabel.kolonner:
                    tolk_tal(tabel.data[kolonne])
        except Inputfejl as fanget:
            assert str(fanget)


REPETER = 'table:number-rows-repeated="2"'
INDSAT = (b'"', b";", b"\n", b"\r", b"\0", b"999999999", b"-1", b"<", b"\xff", b",", b"e400")


def ryst(slump: random.Random, indhold: bytes) -> bytes:
    svar = bytearray(indhold)
    for _ in range(slump.choice([1, 1, 2, 5, 20])):
        sted = slump.randrange(len(svar) + 1)
        hvad = slump.randrange(4)
        if hvad == 0:
            svar[sted : sted + 1] = bytes([slump.randrange(256)])
        elif hvad == 1:
            del svar[sted : sted + slump.choice([1, 4, 50])]
        elif hvad == 2:
            svar[sted:sted] = svar[sted : sted + slump.choice([1, 10, 200])]
        else:
            svar[sted:sted] = slump.choice(INDSAT)
    return bytes(svar)
