"""The user's table with its findings marked: every cell in its place, and fit to be taken in."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from data.indgang.arter.liste import ARTER, arter
from data.indgang.proeve import Proeve, proev
from eksport import fundark as modul
from eksport.excel import HOVEDRAEKKE
from eksport.fundark import fundark
from planning.plan import Plan

Skriv = Callable[..., Path]
#: A title, a blank row and two headings stand over the first clinic: row numbers are the file's.
OVER = [
    ["Klinikker 2026"],
    [],
    ["Klinik", "Kommune", "Over 30 timer", "Postnr. og by", "Bemærkning"],
]


def _proev(sti: Path, plan: Plan, art: str | None = "folketal") -> Proeve:
    return proev(sti, arter(art), lambda: plan, {})


def _bog(proeve: Proeve) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(fundark(proeve)))


def _liste(bog: Workbook) -> list[dict[str, object]]:
    hoved, *raekker = bog["Fund"].iter_rows(min_row=HOVEDRAEKKE, values_only=True)
    return [dict(zip(hoved, r, strict=True)) for r in raekker]


@pytest.fixture
def folketal(tmp_path: Path, plan: Plan) -> Path:
    """Two titles over the table, figures as numbers, one that is none, one that is far off."""
    bog = Workbook()
    bog.active.title = "Tal"
    bog.active.append(["Folketal", None, date(2026, 1, 1)])
    bog.active.append([])
    bog.active.append(["Kommune", "Indbyggere", "Bemærkning"])
    for nr, r in enumerate(plan.kommuner.itertuples()):
        bog.active.append([r.kommune, r.indbyggere, f"=HYPERLINK({nr})" if nr else None])
    for celle in bog.active["C"][4:]:
        celle.data_type = "s"
    bog.active["B6"] = "mange"
    bog.active["B7"] = int(plan.kommuner["indbyggere"].iloc[3] * 1.1)
    bog.save(tmp_path / "egne.xlsx")
    return tmp_path / "egne.xlsx"


def test_cells_stand_where_they_do_in_the_file_and_the_faulty_one_is_marked(
    folketal: Path, plan: Plan
) -> None:
    proeve = _proev(folketal, plan)
    bog, kilde = _bog(proeve), openpyxl.load_workbook(folketal)
    assert bog.sheetnames == ["Tal", "Fund"]
    for raekke in kilde["Tal"].iter_rows():
        for celle in raekke:
            ny = bog["Tal"][celle.coordinate]
            vaerdi = ny.value.date() if celle.coordinate == "C1" else ny.value
            ventet = celle.value.date() if celle.coordinate == "C1" else celle.value
            assert vaerdi == ventet, celle.coordinate
            assert ny.data_type != "f", "text is never a formula"
    (fejl,) = proeve.fejl
    (markeret,) = (c for r in bog["Tal"].iter_rows() for c in r if c.comment)
    assert (markeret.coordinate, markeret.value) == ("B6", "mange")
    assert fejl.fejl in markeret.comment.text and markeret.font.bold
    (linje,) = (r for r in _liste(bog) if r["Celle"] == "B6")
    assert (linje["Række"], linje["Værdi"], linje["Kolonne"]) == ("6", "mange", "Indbyggere")


def test_a_warning_is_marked_apart_from_a_fault(plan: Plan, tmp_path: Path) -> None:
    sti = tmp_path / "klinikker.csv"
    linjer = ["Klinik;Postnr.;By;Kommune;Over 30 timer;Samlet kapacitet"]
    linjer += ["A;9460;Brovst;Jammerbugt;2;3", "B;9460;Brovst;Jammerbugt;mange;1"]
    sti.write_text("\n".join(linjer), encoding="utf-8")
    proeve = _proev(sti, plan, "klinikker")
    ark = _bog(proeve)["Tabel"]
    farver = {c.coordinate: c.fill.fgColor.rgb for r in ark.iter_rows() for c in r if c.comment}
    assert "E3" in farver and "F2" in farver
    assert farver["E3"] != farver["F2"]
    assert ark["F2"].comment.text.startswith("Advarsel") and not ark["F2"].font.bold


def test_the_marked_workbook_is_mended_and_taken_as_it_is(
    folketal: Path, plan: Plan, tmp_path: Path
) -> None:
    bog = _bog(_proev(folketal, plan))
    bog["Tal"]["B6"] = int(plan.kommuner["indbyggere"].iloc[2])
    bog.save(tmp_path / "rettet.xlsx")
    proeve = proev(tmp_path / "rettet.xlsx", ARTER, lambda: plan, {})
    assert proeve.kan_tages, [f.fejl for f in proeve.fejl] + [s.tekst for s in proeve.spoergsmaal]


def test_a_fault_of_a_period_stands_in_the_column_of_that_period(
    plan: Plan, tmp_path: Path
) -> None:
    sti = tmp_path / "perioder.csv"
    linjer = ["kommune;2025K4;2026K1"]
    linjer += [f"{r.kommune};{r.indbyggere};{r.indbyggere}" for r in plan.kommuner.itertuples()]
    linjer[4] = f"{plan.kommuner['kommune'].iloc[3]};1000;ukendt"
    sti.write_text("\n".join(linjer), encoding="utf-8")
    proeve = proev(sti, arter("folketal"), lambda: plan, {"tid": "2026K1"})
    (celle,) = (c for r in _bog(proeve)["Tabel"].iter_rows() for c in r if c.comment)
    assert (celle.coordinate, celle.value) == ("C5", "ukendt")


def test_what_is_no_table_or_too_large_has_the_list_alone(
    folketal: Path, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sti = tmp_path / "naboer.csv"
    sti.write_text("navn,by,lat,lon\nX,Y,nord,9\n", encoding="utf-8")
    assert _bog(_proev(sti, plan, "naboklinikker")).sheetnames == ["Fund"]
    monkeypatch.setattr(modul, "HOEJST_CELLER", 10)
    bog = _bog(_proev(folketal, plan))
    assert bog.sheetnames == ["Fund"] and "celler" in str(bog["Fund"]["A2"].value)


def test_signs_that_no_workbook_can_hold_are_left_out(plan: Plan, tmp_path: Path) -> None:
    sti = tmp_path / "styretegn.csv"
    linjer = [f"{r.kommune};{r.indbyggere};\x01=1+1" for r in plan.kommuner.itertuples()]
    sti.write_text("\n".join(["Kommune;Indbyggere;Note", *linjer]), encoding="utf-8")
    ark = _bog(_proev(sti, plan))["Tabel"]
    assert (ark["C2"].value, ark["C2"].data_type) == ("=1+1", "s")
    assert ark["C2"].quotePrefix


def test_the_same_trial_has_the_same_bytes(folketal: Path, plan: Plan) -> None:
    assert fundark(_proev(folketal, plan)) == fundark(_proev(folketal, plan))
