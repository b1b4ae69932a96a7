"""The workbook: read back, it says what planning says, and no text in it is a formula."""

from __future__ import annotations

import dataclasses
import io
import re
import textwrap
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook

from dansk import SKJULT, linje
from eksport.bilag import Afsnit, Bilag
from eksport.excel import HOVEDRAEKKE, arknavne, excel
from eksport.excel_tabel import tabelnavne
from planning.adgang import adgang
from planning.diskretion import diskret_daekning
from planning.plan import Plan
from planning.scenarie import sammenstilling, vurder
from planning.status import status
from planning.ventetid import ventetid
from tabeller.tabel import Kolonne, Tabel

Kontor = Callable[[Mapping[str, bytes]], dict[str, Path]]


@pytest.fixture(scope="module")
def bog(bilag: Bilag) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(excel(bilag)))


def laest(bog: Workbook, bilag: Bilag, noegle: str) -> pd.DataFrame:
    """Read a sheet back as a frame with the columns of the table it was made of."""
    tabel = next(t for t in bilag.tabeller() if t.noegle == noegle)
    ark = bog[noegle]
    antal = len(tabel.kolonner)
    raekker = ark.iter_rows(min_row=HOVEDRAEKKE + 1, max_col=antal, values_only=True)
    return pd.DataFrame(list(raekker), columns=[k.navn for k in tabel.kolonner])


def test_status_is_plannings_to_the_last_digit(bog: Workbook, bilag: Bilag, plan: Plan) -> None:
    ark = laest(bog, bilag, "status").set_index("kommune")
    tabel = status(plan)
    facit = tabel.ordnet().set_index("kommune")
    assert list(ark.index) == [*tabel.kommuner["kommune"], "Region Nordjylland"]
    for kolonne in ark.columns:
        for kommune, vaerdi in ark[kolonne].items():
            assert vaerdi == facit.loc[kommune, kolonne], f"{kommune}, {kolonne}"


def test_every_table_is_there_cell_by_cell(bog: Workbook, bilag: Bilag) -> None:
    assert len(bilag.tabeller()) > 15
    for tabel in bilag.tabeller():
        ark = laest(bog, bilag, tabel.noegle)
        assert len(ark) == len(tabel.ramme), tabel.noegle
        for kolonne in tabel.kolonner:
            celler = tabel.celler(kolonne)
            for nr, vaerdi in enumerate(tabel.ramme[kolonne.navn]):
                fundet = ark[kolonne.navn].iloc[nr]
                sted = f"{tabel.noegle}, {kolonne.navn}, {nr}"
                if celler[nr] == SKJULT:
                    assert fundet == SKJULT, sted
                elif pd.isna(vaerdi) or vaerdi == "":
                    assert pd.isna(fundet), sted
                elif not kolonne.er_tal:
                    assert fundet == celler[nr], sted
                else:
                    assert fundet == vaerdi, sted


def test_the_tables_are_those_the_pages_show(
    bog: Workbook, bilag: Bilag, plan: Plan, scenarie: object
) -> None:
    billede = diskret_daekning(plan, "minutter", 15.0)
    facit: Mapping[str, pd.DataFrame] = {
        "daekning": billede.ordnet().join(billede.radius).join(billede.valg_pct.rename("valg_pct")),
        "uden-for-graensen": billede.uden_for.sort_values("indbyggere_uden", ascending=False).pipe(
            lambda r: pd.concat([r.drop(index="region"), r.loc[["region"]]])
        ),
        "distrikter": billede.distrikter.sort_values(
            ["indbyggere_uden", "navn"], ascending=[False, True]
        ).join(adgang(plan).distrikter),
        "ventetid-data": ventetid(plan),
        "scenarie-1-foer-efter": sammenstilling(vurder(plan, scenarie.tiltag)),  # type: ignore[attr-defined]
    }
    for noegle, ramme in facit.items():
        ark = laest(bog, bilag, noegle)
        tal = [k for k in ark.columns if k in ramme and pd.api.types.is_numeric_dtype(ramme[k])]
        assert tal, noegle
        for kolonne in tal:
            fundet = ark[kolonne].replace(SKJULT, float("nan")).astype(float)
            ventet = ramme[kolonne].astype(float)
            assert fundet.isna().tolist() == ventet.isna().tolist()
            assert fundet.dropna().tolist() == ventet.dropna().tolist(), (noegle, kolonne)


def test_sheets_have_units_number_formats_and_a_frozen_head(bog: Workbook, bilag: Bilag) -> None:
    for tabel in bilag.tabeller():
        ark = bog[tabel.noegle]
        hoved = [c.value for c in ark[HOVEDRAEKKE] if c.value is not None]
        assert hoved == [k.overskrift for k in tabel.kolonner]
        assert ark.freeze_panes == f"B{HOVEDRAEKKE + 1}"
        assert tabel.kilde in ark["A2"].value and linje(tabel.note) in ark["A2"].value
    formater = {k: bog["status"][f"{k}5"].number_format for k in "DEFG"}
    assert formater == {
        "D": "#,##0.0",
        "E": "#,##0",
        "F": "#,##0",
        "G": '[>=0.05]+#,##0.0;[<=-0.05]-#,##0.0;"0,0"',
    }


def test_the_total_is_bold_and_what_a_scenario_touches_is_marked(
    bog: Workbook, bilag: Bilag
) -> None:
    for tabel in bilag.tabeller():
        raekker = list(bog[tabel.noegle].iter_rows(min_row=HOVEDRAEKKE + 1, max_col=1))
        for indeks, (celle,) in zip(tabel.ramme.index, raekker, strict=True):
            maerke = tabel.maerke(indeks)
            fed = indeks == tabel.sum_raekke or bool(maerke)
            assert bool(celle.font.bold) == fed, (tabel.noegle, indeks)
            # The sign is shown, and is no part of the name.
            assert celle.number_format.endswith(f' {maerke}"' if maerke else "General")
    ark = bog["scenarie-1-foer-efter"]
    maerket = [r[0].value for r in ark.iter_rows(min_row=5) if r[0].fill.fill_type == "solid"]
    # The move is from Aalborg to Rebild, the deling in Frederikshavn.
    assert sorted(maerket) == ["Aalborg", "Frederikshavn", "Rebild"]


def test_the_workbook_says_which_dataset_it_is_of(bog: Workbook, bilag: Bilag, plan: Plan) -> None:
    for navn in ("Indhold", "Kildeliste"):
        assert plan.fingeraftryk in bog[navn]["A2"].value


def test_long_text_does_not_overlap_the_next_row(bog: Workbook) -> None:
    ark, lange = bog["datafejl"], 0
    for raekke in ark.iter_rows(min_row=HOVEDRAEKKE + 1, max_col=2):
        linjer = len(raekke[1].value) / ark.column_dimensions["B"].width
        if linjer > 1:
            lange += 1
            assert ark.row_dimensions[raekke[1].row].height >= 12 * linjer
    assert lange > 10
    hoved = bog["uden-for-graensen"].row_dimensions[HOVEDRAEKKE].height
    assert hoved >= 36, "»Husstande uden bil (antal)« over a narrow column"


def test_title_and_source_have_room_above_a_narrow_table(bog: Workbook, bilag: Bilag) -> None:
    smal = min(bilag.tabeller(), key=lambda tabel: len(tabel.kolonner))
    ark, kolonner = bog[smal.noegle], len(smal.kolonner)
    assert kolonner <= 3
    assert sum(maal.width for maal in ark.column_dimensions.values()) >= 80
    titel, kilde = sorted(str(r) for r in ark.merged_cells.ranges)
    assert (titel[:3], kilde[:3]) == ("A1:", "A2:") and titel[3] == kilde[3]
    assert ord(titel[3]) - ord("A") + 1 > kolonner, "beside the table, over columns more"


def test_the_sources_have_their_sheet(bog: Workbook, bilag: Bilag) -> None:
    kilder = {r[0]: r[1] for r in bog["Kildeliste"].iter_rows(min_row=5, values_only=True)}
    assert kilder == {t.noegle: t.kilde for t in bilag.tabeller()}
    # What is left out has no sheet to go to.
    raekker = bog["Indhold"]["A"][HOVEDRAEKKE:]
    uden = [c.value for c in raekker if not c.hyperlink]
    assert uden == ["Ikke med"] * len(bilag.udeladt) != []
    links = [c.hyperlink.location for c in raekker if c.hyperlink]
    assert links == [f"'{t.noegle}'!A1" for t in bilag.tabeller()]


def test_no_name_becomes_a_formula(fjendtligt_bilag: Bilag) -> None:
    bog = openpyxl.load_workbook(io.BytesIO(excel(fjendtligt_bilag)))
    farlige = 0
    for ark in bog:
        for celle in (c for raekke in ark for c in raekke):
            assert celle.data_type != "f", f"{ark.title}!{celle.coordinate}"
            if isinstance(celle.value, str) and celle.value.startswith(("=", "+", "-", "@", "\t")):
                farlige += 1
                assert celle.quotePrefix, f"{ark.title}!{celle.coordinate}"
    assert farlige >= 4


def test_sheet_names_are_legal_and_distinct() -> None:
    navne = arknavne(["a/b:c", "A-B-C", "x" * 40, "x" * 50, "", "'", "[1]*?"])
    assert navne == ["a-b-c", "A-B-C (2)", "x" * 31, "x" * 27 + " (2)", "Ark", "Ark (2)", "-1---"]


def test_a_column_has_the_decimals_it_needs(bilag: Bilag) -> None:
    tabel = next(t for t in bilag.tabeller() if t.noegle == "status")
    antal = {k.navn: tabel.decimaler(k) for k in tabel.kolonner}
    assert (antal["over30"], antal["under30"], antal["afvigelse_pct"]) == (0, 1, 1)
    kapacitet = Kolonne("kapacitet", "Kapacitet", art="kapacitet")
    med = dataclasses.replace(tabel, ramme=pd.DataFrame({"kapacitet": [5.0, 8.5, float("nan")]}))
    assert med.celler(kapacitet) == ["5,0", "8,5", "–"]


def test_each_table_is_one_of_excels_without_the_total(bog: Workbook, bilag: Bilag) -> None:
    for tabel in bilag.tabeller():
        ark = bog[tabel.noegle]
        (exceltabel,) = ark.tables.values()
        data = tabel.ramme.drop(index=[tabel.sum_raekke], errors="ignore")
        sidste = f"{get_column_letter(len(tabel.kolonner))}{HOVEDRAEKKE + len(data)}"
        assert exceltabel.ref == exceltabel.autoFilter.ref == f"A{HOVEDRAEKKE}:{sidste}"
        if tabel.sum_raekke in tabel.ramme.index:
            assert tabel.ramme.index[-1] == tabel.sum_raekke, "below what is sorted"
            assert ark.cell(HOVEDRAEKKE + len(tabel.ramme), 1).font.bold


def _dele(fil: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        return {navn: arkiv.read(navn) for navn in arkiv.namelist()}


NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: What Excel takes for a table's name: no cell (A1, R1C1) and no sign of its own.
TABELNAVN = re.compile(
    r"(?!(?:[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc]?[0-9]*)$)[A-Za-z_][0-9A-Za-z_.]{0,254}"
)
#: The order of what may stand in a sheet, as far as this workbook goes (ECMA-376, CT_Worksheet).
ARKETS_DELE = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter"),
    *("mergeCells", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("ignoredErrors", "tableParts"),
)


def kraev_gyldige_tabeller(fil: bytes) -> int:
    """Assert what Excel asks of tables, else it mends the file; return how many there are."""
    dele = _dele(fil)
    tabelnavne, ider = [], []
    for navn, data in dele.items():
        if not re.fullmatch(r"xl/worksheets/sheet\d+\.xml", navn):
            continue
        ark = ElementTree.fromstring(data)
        i_raekkefoelge = [ARKETS_DELE.index(d.tag.removeprefix(NS)) for d in ark]
        assert i_raekkefoelge == sorted(i_raekkefoelge), navn
        celler = {c.get("r"): c for c in ark.iter(f"{NS}c")}
        flettet = {m.get("ref") for m in ark.iter(f"{NS}mergeCell")}
        dele_af = dele.get(f"xl/worksheets/_rels/{navn.rpartition('/')[2]}.rels", b"<r/>")
        for rel in ElementTree.fromstring(dele_af):
            if not rel.get("Type", "").endswith("/table"):
                continue
            tabel = ElementTree.fromstring(dele[rel.get("Target").removeprefix("/")])
            tabelnavne.append(tabel.get("displayName"))
            ider.append(tabel.get("id"))
            assert tabel.get("name") == tabel.get("displayName")
            vest, nord, oest, syd = range_boundaries(tabel.get("ref"))
            assert tabel.find(f"{NS}autoFilter").get("ref") == tabel.get("ref")
            kolonner = [k.get("name") for k in tabel.iter(f"{NS}tableColumn")]
            assert syd > nord and len(kolonner) == oest - vest + 1
            for nr, kolonne in enumerate(kolonner):
                celle = celler[f"{get_column_letter(vest + nr)}{nord}"]
                assert celle.get("t") == "inlineStr", "a heading is a string"
                assert "".join(t.text for t in celle.iter(f"{NS}t")) == kolonne
                assert 0 < len(kolonne) <= 255 and "\n" not in kolonne
            assert len({k.casefold() for k in kolonner}) == len(kolonner)
            assert all(range_boundaries(m)[3] < nord for m in flettet), "no cells are merged in it"
    assert len({n.casefold() for n in tabelnavne}) == len(tabelnavne)
    assert all(TABELNAVN.fullmatch(n) for n in tabelnavne) and len(set(ider)) == len(ider)
    return len(tabelnavne)


def test_excel_has_nothing_to_mend(bilag: Bilag, fjendtligt_bilag: Bilag) -> None:
    assert kraev_gyldige_tabeller(excel(bilag)) == len(bilag.tabeller())
    assert kraev_gyldige_tabeller(excel(fjendtligt_bilag)) == len(fjendtligt_bilag.tabeller())


def _bilag(*tabeller: Tabel) -> Bilag:
    return Bilag("T", "U", "D", (Afsnit("a", "A", 1, tabeller),))


def test_headings_that_are_alike_empty_or_long_are_told_apart() -> None:
    titler = ["Navn", "navn", "", "=A1", "x" * 300, "X" * 300, "to\nlinjer", "Navn (2)"]
    kolonner = tuple(Kolonne(str(nr), titel) for nr, titel in enumerate(titler))
    ramme = pd.DataFrame([[str(n) for n in range(len(titler))]], columns=[k.navn for k in kolonner])
    fil = excel(_bilag(Tabel("navn", "T", ramme, kolonner, "Kilde: K")))
    assert kraev_gyldige_tabeller(fil) == 1
    hoved = [c.value for c in openpyxl.load_workbook(io.BytesIO(fil))["navn"][HOVEDRAEKKE]]
    assert hoved[:4] == ["Navn", "navn (2)", "Kolonne 3", "=A1"]
    assert hoved[6:] == ["to linjer", "Navn (2) (2)"]


def test_tables_of_one_name_and_of_no_rows(bilag: Bilag) -> None:
    """Of no rows, or of a total alone, there is nothing to sort: no table, and the file opens."""
    navn = Kolonne("a", "A")
    rettet = [
        pd.DataFrame({"a": ["x", "y"]}),
        pd.DataFrame({"a": []}),
        pd.DataFrame({"a": ["i alt"]}),
    ]
    tabeller = [
        Tabel(n, "T", r, (navn,), "K") for n, r in zip(("R1", "r-1", "r_1"), rettet, strict=True)
    ]
    tabeller.append(Tabel("r!1", "T", rettet[0], (navn,), "K"))
    sum_alene = dataclasses.replace(tabeller[2], sum_raekke=0)
    fil = excel(_bilag(*tabeller[:2], sum_alene, tabeller[3]))
    assert kraev_gyldige_tabeller(fil) == 2
    assert tabelnavne(["R1", "r-1", "r_1"]) == ["tabel_R1", "tabel_r_1", "tabel_r_1_2"]


def test_a_number_that_is_text_is_no_fault(bilag: Bilag) -> None:
    """Postal codes, waits and hidden figures are text, which Excel marks as a fault unless told."""
    dele = _dele(excel(bilag))
    ark = [d for n, d in dele.items() if n.startswith("xl/worksheets/sheet")]
    med_tabel = [d for d in ark if b"<tableParts" in d]
    assert len(med_tabel) == len(bilag.tabeller())
    for data in med_tabel:
        omraade = re.search(rb'<ignoredError sqref="([^"]+)" numberStoredAsText="1"/>', data)
        vest, nord, oest, syd = range_boundaries(omraade[1].decode())
        sidste = [range_boundaries(c.decode()) for c in re.findall(rb'<c r="([A-Z]+\d+)"', data)]
        assert all(vest <= v <= oest and nord <= n <= syd for v, n, _, _ in sidste)


def test_a_sheet_is_printed_whole_with_its_name_and_number(bog: Workbook, bilag: Bilag) -> None:
    for ark in bog:
        assert ark.oddFooter.left.text == "&A" and ark.oddFooter.right.text == "Side &P af &N"
        assert ark.sheet_properties.pageSetUpPr.fitToPage and ark.page_setup.fitToHeight == 0
        assert ark.print_title_rows == f"${HOVEDRAEKKE}:${HOVEDRAEKKE}"
        (omraade,) = ark.print_area.rpartition("!")[2].split(",")
        vest, nord, oest, syd = range_boundaries(omraade.replace("$", ""))
        assert (vest, nord, syd) == (1, 1, ark.max_row) and oest >= ark.max_column
        flettet = [range_boundaries(str(m))[2] for m in ark.merged_cells.ranges]
        assert oest == max(flettet), "title and source are on the paper too"


def test_a_heading_stands_over_its_figures_and_clear_of_the_button_of_its_filter(
    bog: Workbook, bilag: Bilag
) -> None:
    for tabel in bilag.tabeller():
        ark = bog[tabel.noegle]
        linjer = [1]
        for nr, kolonne in enumerate(tabel.kolonner, start=1):
            hoved, tal = (ark.cell(HOVEDRAEKKE + n, nr) for n in (0, 1))
            assert (hoved.alignment.horizontal == "right") == kolonne.til_hoejre
            assert hoved.alignment.horizontal == tal.alignment.horizontal
            assert hoved.alignment.indent == tal.alignment.indent
            # A button is 17 pixels in the lower corner: below the text there is a line more.
            assert hoved.alignment.vertical == "top" and hoved.alignment.wrap_text
            bredde = ark.column_dimensions[get_column_letter(nr)].width
            linjer.append(len(textwrap.wrap(kolonne.overskrift, int(bredde) - 1)))
        assert ark.row_dimensions[HOVEDRAEKKE].height >= 12 * max(linjer) + 13


def test_libreoffice_opens_it_with_filters_and_prints_a_page_for_each_short_table(
    bilag: Bilag, kontor: Kontor, sider: Callable[[Path], list[str]]
) -> None:
    alle = sider(kontor({"tabeller.xlsx": excel(bilag)})["tabeller.xlsx"])
    for tabel in bilag.tabeller():
        egne = [
            s for s in alle if re.search(rf"^ *{re.escape(tabel.noegle)} +Side \d+ af", s, re.M)
        ]
        assert egne, tabel.noegle
        foerste = tabel.kolonner[0].overskrift.split()[0]
        assert all(foerste in s for s in egne), "the headings stand on every page"
        if len(tabel.ramme) < 20 and tabel.noegle not in ("datafejl", "kilder", "tabelliste"):
            assert len(egne) == 1, tabel.noegle
