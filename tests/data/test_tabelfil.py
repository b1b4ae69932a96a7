"""Reading one CSV file: typed columns, or every fault with its row and column."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.fund import Fund
from data.skema import Felt, Ressource, laes_skema
from data.tabelfil import laes
from planning.plan import Herkomst


def felt(navn: str, type_: str = "string", **krav: object) -> Felt:
    alle: dict[str, object] = {
        "kraevet": False,
        "enestaaende": False,
        "mindst": None,
        "hoejst": None,
        "moenster": None,
        "valg": (),
    }
    return Felt(navn, type_, navn.capitalize(), "små bogstaver", "", **(alle | krav))


RESSOURCE = Ressource(
    navn="steder",
    sti="steder.csv",
    titel="Steder",
    felter=(
        felt("id", kraevet=True, enestaaende=True, moenster="^[a-z]+$"),
        felt("adgang", valg=("ja", "nej", "ikke oplyst")),
        felt("antal", "integer", kraevet=True, mindst=0, hoejst=10),
        felt("uger", "number", mindst=0.5),
        felt("side", "integer"),
    ),
    noegle=("id",),
    henvisninger={},
    herkomst=Herkomst("", "", "", "", ""),
)
HOVED = "id,adgang,antal,uger,side"
GOD = f"{HOVED}\na,ja,1,1.5,49\nb,,0,,\n"


def skriv(mappe: Path, indhold: str | bytes) -> Path:
    sti = mappe / "steder.csv"
    sti.write_bytes(indhold if isinstance(indhold, bytes) else indhold.encode())
    return sti


def fejl(mappe: Path, indhold: str | bytes) -> list[tuple[int | str, str]]:
    """Return (row, column) of each fault, after checking that nothing of the file is used."""
    ramme, fund = laes(skriv(mappe, indhold), RESSOURCE)
    assert ramme.empty
    assert list(ramme.columns) == HOVED.split(",")
    assert all(f.fil == "steder.csv" and f.ark == "" and f.alvor == "fejl" for f in fund)
    assert all(
        f.fejl.endswith(".") and f.fejl[0] not in "abcdefghijklmnopqrstuvwxyzæøå" for f in fund
    )
    return [(f.raekke, f.kolonne) for f in fund]


def linje(*raekker: str) -> str:
    return "\n".join([HOVED, *raekker]) + "\n"


def test_a_good_file_becomes_typed_columns(tmp_path: Path) -> None:
    ramme, fund = laes(skriv(tmp_path, GOD), RESSOURCE)
    assert fund == []
    assert ramme["id"].to_list() == ["a", "b"]
    assert ramme["adgang"].to_list() == ["ja", ""]
    assert ramme["antal"].to_list() == [1, 0]
    assert ramme["antal"].dtype == "int64"
    assert ramme["uger"].iloc[0] == 1.5
    assert pd.isna(ramme["uger"].iloc[1])
    assert ramme["side"].dtype == "Int64"
    assert ramme["side"].iloc[0] == 49
    assert ramme["side"].iloc[1] is pd.NA


@pytest.mark.parametrize(
    "indhold",
    [
        "\ufeff" + GOD,
        GOD.replace("\n", "\r\n"),
        GOD.rstrip("\n"),
        GOD + "\n\n",
        GOD.replace("a,ja,1,", " a , ja ,1 , "),
        GOD.replace("a,ja", '"a","ja"'),
        GOD.replace(HOVED, "side,uger,antal,adgang,id")
        .replace("a,ja,1,1.5,49", "49,1.5,1,ja,a")
        .replace("b,,0,,", ",,0,,b"),
        GOD.replace(HOVED, f"{HOVED},ekstra").replace("49\n", "49,x\n").replace("0,,\n", "0,,,\n"),
    ],
    ids=[
        *("bom", "windows-lines", "no-last-newline", "empty-last-lines", "spaces", "quotes"),
        *("other-order", "extra-column"),
    ],
)
def test_the_same_file_written_otherwise_reads_the_same(tmp_path: Path, indhold: str) -> None:
    ramme, fund = laes(skriv(tmp_path, indhold), RESSOURCE)
    assert fund == []
    pd.testing.assert_frame_equal(ramme, laes(skriv(tmp_path, GOD), RESSOURCE)[0])


@pytest.mark.parametrize(
    ("indhold", "ventet"),
    [
        # The whole file.
        (GOD.replace("a,", "å,").encode("latin-1"), [("", "")]),
        (GOD.encode("utf-16"), [("", "")]),
        ("", [(1, "")]),
        ("\n\n", [(1, "")]),
        (HOVED + "\n", [(2, "")]),
        (GOD.replace(",", ";"), [(1, "")]),
        # The header.
        (GOD.replace("id,adgang", "id,adgange"), [(1, "adgang")]),
        ("id,adgang,antal,uger\na,ja,1,\n", [(1, "side")]),
        ("id,id,antal,uger,side\na,ja,1,,\n", [(1, "id"), (1, "adgang")]),
        (f"{HOVED},antal\na,ja,1,,,1\n", [(1, "antal")]),
        # The shape of a row.
        (linje("a,ja,1,,", "b,ja,1,", "c,ja,1,,,,"), [(3, ""), (4, "")]),
        (linje("a,ja,1,1,5,"), [(2, "")]),
        # A cell.
        (linje("a,ja,,,"), [(2, "antal")]),
        (linje(",ja,1,,"), [(2, "id")]),
        (linje("a,ja,et,,"), [(2, "antal")]),
        (linje("a,ja,1.0,,"), [(2, "antal")]),
        (linje("a,ja,-1,,"), [(2, "antal")]),
        (linje("a,ja,11,,"), [(2, "antal")]),
        (linje('a,ja,1,"1,5",'), [(2, "uger")]),
        (linje("a,ja,1,0.4,"), [(2, "uger")]),
        (linje("a,ja,1,nan,"), [(2, "uger")]),
        (linje("a,ja,1,inf,"), [(2, "uger")]),
        (linje("a,ja,1,1e1,"), [(2, "uger")]),
        (linje("a,ja,1,1.,"), [(2, "uger")]),
        (linje("a,måske,1,,"), [(2, "adgang")]),
        (linje("a,Ja,1,,"), [(2, "adgang")]),
        (linje("A1,ja,1,,"), [(2, "id")]),
        (linje("a,ja,1,,49a"), [(2, "side")]),
        # The key.
        (linje("a,ja,1,,", "b,ja,1,,", "a,nej,2,,"), [(4, "id")]),
        (linje("a,ja,1,,", "a,nej,2,,", "a,nej,2,,"), [(3, "id"), (4, "id")]),
    ],
)
def test_each_fault_is_told_with_its_row_and_column(
    tmp_path: Path, indhold: str | bytes, ventet: list[tuple[int | str, str]]
) -> None:
    assert fejl(tmp_path, indhold) == ventet


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    indhold = linje("a,måske,1,0.1,", "B,ja,-1,,x", "a,ja,,,")
    assert sorted(fejl(tmp_path, indhold)) == [
        (2, "adgang"),
        (2, "uger"),
        (3, "antal"),
        (3, "id"),
        (3, "side"),
        (4, "antal"),
        (4, "id"),
    ]


def test_a_row_is_numbered_as_a_spreadsheet_does_also_after_an_empty_one(tmp_path: Path) -> None:
    assert fejl(tmp_path, linje("a,ja,1,,", "", "b,ja,x,,")) == [(4, "antal")]
    assert fejl(tmp_path, linje("a,ja,1,,", "", "b,ja,1,")) == [(4, "")]
    assert fejl(tmp_path, linje("a,ja,1,,", "", "a,ja,1,,")) == [(4, "id")]


@pytest.mark.parametrize(
    "indhold",
    [
        GOD.replace("\n", "\r"),
        linje('"' + "a" * 200_000 + ",ja,1,,"),
        linje("a,ja,1,,99999999999999999999999"),
        linje("a,ja,1," + "9" * 400 + ","),
        linje("a,j\0a,1,,"),
        linje('"a,ja,1,,', "b,ja,1,,"),
    ],
    ids=["old-mac-lines", "unclosed-quote", "huge-integer", "huge-number", "nul", "open-quote"],
)
def test_a_damaged_file_is_told_about_and_never_raises(tmp_path: Path, indhold: str) -> None:
    assert fejl(tmp_path, indhold)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    ramme, (fund,) = laes(tmp_path / "borte.csv", RESSOURCE)
    assert ramme.empty
    assert fund == Fund("borte.csv", "", "", "", "Filen findes ikke. Kontrollér sti og navn.")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert len(laes(tmp_path, RESSOURCE)[1]) == 1


@pytest.mark.parametrize(
    ("indhold", "ord_"),
    [
        (GOD.replace("a,", "å,").encode("latin-1"), "CSV UTF-8"),
        (GOD.replace(",", ";"), "semikolon"),
        (linje('a,ja,1,"1,5",'), "punktum som decimaltegn"),
        (linje("a,ja,1.5,,"), "et helt tal"),
        (linje("a,måske,1,,"), "Vælg ja, nej eller ikke oplyst"),
        (linje("a,ja,11,,"), "det højeste er 10"),
        (linje("a,ja,1,0.1,"), "det mindste er 0,5"),
        (linje("a,ja,1,,", "a,ja,1,,"), "»a« står også i række 2"),
        (linje("a,ja,1,"), "har 4 felter; hovedet har 5"),
        ("id,adgang\na,ja\n", "antal, uger og side"),
    ],
)
def test_a_fault_says_what_to_do(tmp_path: Path, indhold: str | bytes, ord_: str) -> None:
    (fund,) = laes(skriv(tmp_path, indhold), RESSOURCE)[1]
    assert ord_ in fund.fejl


def test_a_key_of_two_columns_may_repeat_either_but_not_both(tmp_path: Path) -> None:
    par = Ressource(
        navn="par",
        sti="steder.csv",
        titel="",
        felter=(felt("kode", kraevet=True), felt("type", kraevet=True)),
        noegle=("kode", "type"),
        henvisninger={},
        herkomst=Herkomst("", "", "", "", ""),
    )
    assert laes(skriv(tmp_path, "kode,type\n1,51\n1,62\n2,51\n"), par)[1] == []
    (fund,) = laes(skriv(tmp_path, "kode,type\n1,51\n1,62\n1,51\n"), par)[1]
    assert (fund.raekke, fund.kolonne) == (4, "kode + type")
    assert "»1 + 51« står også i række 2" in fund.fejl


celle = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=8)


@given(raekker=st.lists(st.lists(celle, min_size=3, max_size=7), max_size=6))
def test_whatever_the_cells_hold_the_answer_is_a_frame_or_faults(
    tmp_path_factory: pytest.TempPathFactory, raekker: list[list[str]]
) -> None:
    indhold = HOVED + "\n" + "\n".join(",".join(r) for r in raekker)
    ramme, fund = laes(skriv(tmp_path_factory.mktemp("celler"), indhold), RESSOURCE)
    assert ramme.empty == bool(fund)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ja", "nej", "ikke oplyst", ""]),
            st.integers(0, 10),
            st.one_of(st.none(), st.floats(0.5, 1e6)),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, raekker: list[tuple[str, int, float | None]]
) -> None:
    indhold = linje(
        *(
            f"{chr(97 + nr)},{adgang},{antal},{'' if uger is None else format(uger, 'f')},"
            for nr, (adgang, antal, uger) in enumerate(raekker)
        )
    )
    ramme, fund = laes(skriv(tmp_path_factory.mktemp("rundt"), indhold), RESSOURCE)
    assert fund == []
    assert ramme["adgang"].to_list() == [r[0] for r in raekker]
    assert ramme["antal"].to_list() == [r[1] for r in raekker]
    for laest, (_, _, uger) in zip(ramme["uger"], raekker, strict=True):
        assert pd.isna(laest) if uger is None else laest == pytest.approx(uger, abs=1e-6)


@pytest.mark.parametrize("tal", ["١٢", "１", "२", "4²"])
@pytest.mark.parametrize("kolonne", ["antal", "uger", "side"])
def test_digits_of_another_script_are_no_number(tmp_path: Path, tal: str, kolonne: str) -> None:
    """They ended in an error of the program."""
    raekke = {"id": "a", "adgang": "ja", "antal": "1", "uger": "1.5", "side": "1"} | {kolonne: tal}
    _, fund = laes(skriv(tmp_path, f"{HOVED}\n{','.join(raekke.values())}\n"), RESSOURCE)
    assert [(f.raekke, f.kolonne) for f in fund] == [(2, kolonne)]


def test_a_cell_that_is_the_whole_file_is_told_in_a_line(tmp_path: Path) -> None:
    fil = tmp_path / "byer.csv"
    fil.write_text(f"kode,kommune,indbyggere\n0101,\x1b[2J,{'9x' * 40_000}\n", encoding="utf-8")
    ramme, fund = laes(fil, laes_skema().ressourcer["kommuner"])
    assert ramme.empty and all(len(f.tekst()) < 3_000 and f.tekst().isprintable() for f in fund)
