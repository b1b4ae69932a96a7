"""The workbook: read back, it says what planning says, and no text in it is a formula."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Mapping

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook

from dansk import SKJULT, linje
from eksport.bilag import Bilag
from eksport.excel import HOVEDRAEKKE, arknavne, excel
from planning.adgang import adgang
from planning.diskretion import diskret_daekning
from planning.plan import Plan
from planning.scenarie import sammenstilling, vurder
from planning.status import status
from planning.ventetid import ventetid
from tabeller.tabel import Kolonne


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
            assert bool(celle.font.bold) == (indeks == tabel.sum_raekke), (tabel.noegle, indeks)
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
