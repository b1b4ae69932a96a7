"""Text with separators: the encoding and the separator by the content, each cell as it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from data.indgang import graenser, tekstfil
from data.indgang.ark import Ark, laes_ark
from data.indgang.tekstfil import find_skilletegn

KODNINGER = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 med BOM", "utf-16": "UTF-16", "cp1252": "cp1252"}
DANSK = "Område;Ventetid\nLæsø;ærø\nHjørring;Å\n"


def laes(mappe: Path, indhold: str | bytes, navn: str = "a.csv") -> Ark:
    (mappe / navn).write_bytes(indhold.encode() if isinstance(indhold, str) else indhold)
    (ark,) = laes_ark(mappe / navn)
    return ark


def fejl(mappe: Path, indhold: str | bytes) -> str:
    with pytest.raises(Inputfejl) as fanget:
        laes(mappe, indhold)
    assert "a.csv" in str(fanget.value)
    return str(fanget.value)


def raekker(ark: Ark) -> list[list[object]]:
    return ark.celler.to_numpy(dtype=object).tolist()


@pytest.mark.parametrize(("kodning", "kaldes"), KODNINGER.items())
@pytest.mark.parametrize("navn", ["a.csv", "a.txt", "a.TSV"])
def test_danish_comes_right_in_each_encoding_and_it_is_said(tmp_path, kodning, kaldes, navn):
    ark = laes(tmp_path, DANSK.encode(kodning), navn)
    assert raekker(ark) == [["Område", "Ventetid"], ["Læsø", "ærø"], ["Hjørring", "Å"]]
    assert kaldes in ark.hvordan.split(", ") and "semikolon" in ark.hvordan
    assert (ark.navn, ark.tekstfil) == ("", True)


def test_excels_unicode_text(tmp_path):
    ark = laes(tmp_path, "Område\tTal\r\nÆrø, by\t1,5\r\n".encode("utf-16"))
    assert raekker(ark) == [["Område", "Tal"], ["Ærø, by", "1,5"]]
    assert "tabulator" in ark.hvordan


@pytest.mark.parametrize(
    "indhold",
    [
        "Område\nLæsø\n".encode() + "Ærø\n".encode("cp1252"),  # both, one after the other
        b"Omr\x81de\n",  # in no Danish encoding
        "a;b\n1;2\n".encode("utf-16")[:-1],
        "a;b\n1;2\n".encode("utf-16-le"),  # without a BOM
        b"a;b\n1;\0\n",
    ],
)
def test_text_in_no_one_encoding_is_told(tmp_path, indhold):
    assert "UTF-8" in fejl(tmp_path, indhold)


def test_the_line_of_a_sign_that_does_not_belong_is_told(tmp_path):
    assert "linje 3" in fejl(tmp_path, "Område\nLæsø\n".encode() + "Ærø\n".encode("cp1252"))


@pytest.mark.parametrize(
    ("indhold", "skilletegn"),
    [
        ("a;b\n1;2\n", ";"),
        ("a,b\n1,2\n", ","),
        ("a\tb\n1\t2\n", "\t"),
        # Decimal commas, as many as there are semicolons.
        ("bredde;længde;beboere\n56,5;9,7;31\n56,6;9,8;17\n", ";"),
        ("bredde\tlængde\n56,5\t9,7\n", "\t"),
        # A title without a separator, and one with another.
        ("Folketal\n\n\nby,antal\nA,1\nB,2\n", ","),
        ("Folketal, den 1. i kvartalet, efter tid\n\n;2025;2026\nA;1;2\n", ";"),
        # Fields in quotation marks.
        ('"Vej 1, 1. th.";"9000"\n"Vej 2, st.";"9000"\n', ";"),
        ('navn,sted\n"A; B",1\n"C; D",2\n', ","),
        ('"";"2025K4"\n"Hele landet";"6025563"\n', ";"),
        # Addresses with a comma in each row, but not in the heading.
        ("navn;adresse\nA;Vej 1, 1\nB;Vej 2, 2\nC;Vej 3, 3\n", ";"),
        # One column: of words, of decimals, of sentences.
        ("navn\nA\nB\n", ""),
        ("beboere\n3,5\n4,5\n-1,25\n", ""),
        ("navn\nJensen, Hans\nOlsen, Per\n", ""),
        ("navn\nJensen,Hans\nOlsen\nPetersen\n", ""),
        # A row with a field too many does not change what the others say.
        ("a,b\n1,2\n1,2,5\n3,4\n", ","),
    ],
)
def test_the_separator_is_that_of_the_table(indhold, skilletegn):
    assert find_skilletegn(indhold) == skilletegn


def test_a_file_of_one_column_is_not_split(tmp_path):
    ark = laes(tmp_path, "navn\nA;B\nC\nD, E\n")
    assert raekker(ark) == [["navn"], ["A;B"], ["C"], ["D, E"]]
    assert "én kolonne" in ark.hvordan


def test_each_row_has_the_line_it_begins_on(tmp_path):
    ark = laes(tmp_path, 'a;b\r\n\r\n"to\r\nlinjer";2\r\n3;"fire\n\n"\r\n5;6')
    assert ark.raekkenumre.tolist() == [1, 2, 3, 5, 8]
    assert raekker(ark) == [
        ["a", "b"],
        [None, None],
        ["to\nlinjer", "2"],
        ["3", "fire\n\n"],
        ["5", "6"],
    ]


def test_ragged_rows_are_kept_whole_and_told_with_their_line(tmp_path):
    ark = laes(tmp_path, "Titel\na;b;c\n1;2;3\n4;5;6;7;8\n1;2;3\n9;9\n\nKilde\n")
    assert raekker(ark)[3] == ["4", "5", "6", "7", "8"]
    assert raekker(ark)[5] == ["9", "9", None, None, None]
    for_mange, for_faa = ark.advarsler
    assert "Linje 4 " in for_mange and "5 felter" in for_mange
    assert "Linje 6 " in for_faa and "2 felter" in for_faa


def test_text_is_text(tmp_path):
    ark = laes(tmp_path, "a;b\n=1+1;00012\nNA;nan\n+4;TRUE\n")
    assert raekker(ark)[1:] == [["=1+1", "00012"], ["NA", "nan"], ["+4", "TRUE"]]


def test_a_mark_within_text_is_text(tmp_path):
    ark = laes(tmp_path, 'a;b\n5" rør;2\n"med ""citat"" i";3\n')
    assert raekker(ark)[1:] == [['5" rør', "2"], ['med "citat" i', "3"]]
    assert not ark.bemaerkninger and not ark.advarsler


@pytest.mark.parametrize(
    "indhold",
    ['a;b\n1;2\n"3;4\n5;6\n', 'a;b\n1;2\n"3;4\n5;6\n"7;8\n', 'a;b\n1;2\n"x"y;4\n'],
)
def test_a_mark_that_swallows_rows_is_told_with_its_line(tmp_path, indhold):
    assert "linje 3" in fejl(tmp_path, indhold)


def test_limits_of_rows_columns_and_cells(tmp_path, monkeypatch):
    indhold = "a;b;c\n" + "1;2;3\n" * 10
    for navn in ("HOEJST_RAEKKER", "HOEJST_KOLONNER", "HOEJST_CELLER"):
        with monkeypatch.context() as m:
            m.setattr(graenser, navn, 2)
            fejl(tmp_path, indhold)
    # One row with very many fields would make all the others as wide.
    fejl(tmp_path, "a;b\n" * 2000 + ";" * 16_000 + "\n")
    fejl(tmp_path, "a;" * 20_000)


# Any table, in each encoding and with each separator

TEGN = st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"]) | st.sampled_from(
    '";,\t\næøåÆØÅÃÿþ'
)
CELLE = st.text(TEGN, max_size=6)
TABEL = st.integers(1, 4).flatmap(
    lambda bredde: st.lists(
        st.lists(CELLE, min_size=bredde, max_size=bredde), min_size=1, max_size=6
    )
)


@pytest.mark.parametrize("kodning", KODNINGER)
@pytest.mark.parametrize("skilletegn", [";", ",", "\t"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tabel=TABEL, alle_citeret=st.booleans())
def test_a_table_comes_back_cell_for_cell(tmp_path, kodning, skilletegn, tabel, alle_citeret):
    """The words of the heading and the width tell the separator; what the cells hold does not."""
    bredde = max(2, len(tabel[0]))
    hoved = [f"Område{nr}" for nr in range(bredde)]
    hele = [hoved, *[[*r, "x"][:bredde] for r in tabel]]
    ud = io.StringIO()
    skriver = csv.writer(
        ud,
        delimiter=skilletegn,
        lineterminator="\r\n",
        quoting=csv.QUOTE_ALL if alle_citeret else csv.QUOTE_MINIMAL,
    )
    skriver.writerows(hele)
    data = ud.getvalue().encode(kodning)
    if kodning == "cp1252" and tekstfil.UTF8_BOGSTAV.search(data):
        return  # Ã and a sign: no Danish text has it, and it is told as a mixture
    ark = laes(tmp_path, data)
    assert find_skilletegn(ud.getvalue().replace("\r\n", "\n")) == skilletegn
    assert raekker(ark) == [[celle or None for celle in r] for r in hele]
    linje, forventet = 1, []
    for r in hele:
        forventet.append(linje)
        linje += 1 + sum(celle.count("\n") for celle in r)
    assert ark.raekkenumre.tolist() == forventet


@settings(max_examples=300)
@given(
    tekst=st.text(st.sampled_from(list('ab1";\n')), min_size=1, max_size=30).filter(
        lambda t: t.strip()
    )
)
def test_the_fast_way_and_the_strict_way_agree(tekst):
    """The slow twin: wherever marks are in place, Python's reader finds the same rows and lines."""
    poster = tekstfil._del_op(tekst.encode(), ";")
    if poster is None:
        return
    celler, antal, linjer = tekstfil._hurtigt(Path("a.csv"), poster, ";")
    tvilling, t_antal, t_linjer = tekstfil._strengt(Path("a.csv"), tekst, ";")
    assert celler.to_numpy().tolist() == tvilling.to_numpy().tolist()
    assert linjer.tolist() == t_linjer.tolist()
    assert antal.tolist() == t_antal.tolist()
