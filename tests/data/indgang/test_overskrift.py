"""The table in a sheet as people make them; the shapes are those of files from users."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from data.indgang.ark import Ark, laes_ark
from data.indgang.overskrift import Raatabel, er_total, find_tabel


def ark(*raekker: list[object], tekstfil: bool = False, **flere: object) -> Ark:
    bredde = max(map(len, raekker))
    celler = pd.DataFrame([[*r, *[None] * (bredde - len(r))] for r in raekker], dtype=object)
    celler = celler.astype(object).where(celler.notna(), None)
    numre = np.arange(1, len(raekker) + 1)
    return Ark("" if tekstfil else "Ark1", celler, numre, "", tekstfil=tekstfil, **flere)


def csv(mappe: Path, indhold: str, kodning: str = "utf-8") -> Raatabel:
    (mappe / "a.csv").write_bytes(indhold.encode(kodning))
    (fundet,) = laes_ark(mappe / "a.csv")
    return find_tabel(fundet)


def raekker(tabel: pd.DataFrame) -> dict[int, list[object]]:
    return dict(zip(tabel.index.tolist(), tabel.to_numpy(dtype=object).tolist(), strict=True))


def siger(tabel: Raatabel, *ord_: str) -> bool:
    """Return whether one of the sentences has all the words."""
    return any(
        all(o in sætning for o in ord_) for sætning in (*tabel.bemaerkninger, *tabel.advarsler)
    )


def test_a_registers_extract(tmp_path):
    bog = openpyxl.Workbook()
    a = bog.active
    a.append(["Ydere, speciale 51 og 62"])
    a.append(["Udtrukket 03-11-2026"])
    a.append([])
    a.append([None] * 5 + ["Kapacitet"])
    a.append(
        [
            *["Ydernr.", "Praksisnavn", "Adresse", "Postnr. og by", "Kommune"],
            *["Over 30 t", "Under 30 t", "Intern note"],
        ]
    )
    a.append(["045671", "Øst", "Storegade 1, 1. th.", "9900 Frederikshavn", "F", 2, "1", "x"])
    a.append(["045672", "Vest", "Nygade 12", "7700 Thisted", "Thisted", "1", 0])
    a.append([])
    a.append(["045673", "=1+1 Fysioterapi", "Havnevej 4", "9940 Læsø", "Læsø", 0, 0.5])
    a["B9"].data_type = "s"
    a.append(["I alt", None, None, None, None, 3, 1.5])
    a.merge_cells("A1:H1")
    a.merge_cells("F4:G4")
    a.column_dimensions["H"].hidden = True
    bog.save(tmp_path / "udtraek.xlsx")
    tabel = find_tabel(laes_ark(tmp_path / "udtraek.xlsx")[0])
    assert tabel.kolonner == [
        "Ydernr.",
        "Praksisnavn",
        "Adresse",
        "Postnr. og by",
        "Kommune",
        "Kapacitet: Over 30 t",
        "Kapacitet: Under 30 t",
        "Intern note",
    ]
    assert tabel.kolonnebogstaver == list("ABCDEFGH")
    assert tabel.data.index.tolist() == [6, 7, 9]
    assert tabel.data["Ydernr."].tolist() == ["045671", "045672", "045673"]
    assert tabel.data["Kapacitet: Under 30 t"].tolist() == ["1", 0, 0.5]
    assert tabel.data.loc[9, "Praksisnavn"] == "=1+1 Fysioterapi"
    assert raekker(tabel.totaler) == {10: ["I alt", None, None, None, None, 3, 1.5, None]}
    assert tabel.skjulte == ["Intern note"]
    assert siger(tabel, "1 og 2", "Ydere, speciale 51 og 62", "Udtrukket")
    assert siger(tabel, "4 og 5", "Kapacitet: Over 30 t")
    assert siger(tabel, "Række 10 ", "total")
    assert siger(tabel, "kjult", "Intern note")


def test_waiting_times_of_words(tmp_path):
    tabel = find_tabel(
        ark(
            ["Klinik", "Ventetid almen fysioterapi", "Ventetid vederlagsfri", "Opdateret"],
            ["Øst", "ca. 2-3 uger", "1 uge", "2026-09-30"],
            ["Vest", "ingen ventetid", "10 dage", "12. august 2026"],
            ["Syd", "-", "uge 48", 46000],
        )
    )
    assert tabel.kolonner[0] == "Klinik" and tabel.data.index.tolist() == [2, 3, 4]
    assert not tabel.bemaerkninger and tabel.totaler.empty and not tabel.skjulte


def test_statbanks_interface(tmp_path):
    tabel = csv(
        tmp_path,
        "\ufeffOMRÅDE;KØN;TID;INDHOLD\nHele landet;I alt;2026K1;6025603\n"
        "Region Nordjylland;I alt;2026K1;592000\nBrønderslev;I alt;2026K1;36900\n"
        "Læsø;I alt;2026K1;1750\n",
    )
    assert tabel.kolonner == ["OMRÅDE", "KØN", "TID", "INDHOLD"]
    # I alt in another column than the first makes no total of a row.
    assert tabel.data["OMRÅDE"].tolist() == ["Brønderslev", "Læsø"]
    assert tabel.totaler.index.tolist() == [2, 3]


def test_statbanks_codes(tmp_path):
    tabel = csv(tmp_path, "OMRÅDE;ALDER;TID;INDHOLD\n810;0-4;2026K1;7380\n810;80+;2026K1;7380\n")
    assert raekker(tabel.data) == {
        2: ["810", "0-4", "2026K1", "7380"],
        3: ["810", "80+", "2026K1", "7380"],
    }


def test_statbanks_web_extract(tmp_path):
    tabel = csv(
        tmp_path,
        '"Folketal den 1. i kvartalet efter område og tid"\n\n"";"2025K4";"2026K1"\n'
        '"Hele landet";"6025563";"6025603"\n"Brønderslev";"36860";"36900"\n'
        '"Læsø";"1710";"1750"\n\n"Kilde: Danmarks Statistik"\n',
        "cp1252",
    )
    assert tabel.kolonner == ["kolonne 1", "2025K4", "2026K1"]
    assert tabel.kolonnebogstaver == ["1", "2", "3"]
    assert raekker(tabel.data) == {
        5: ["Brønderslev", "36860", "36900"],
        6: ["Læsø", "1710", "1750"],
    }
    assert raekker(tabel.totaler) == {4: ["Hele landet", "6025563", "6025603"]}
    assert siger(tabel, "række 1", "Folketal den 1.")
    assert siger(tabel, "række 8", "Kilde: Danmarks Statistik")


def test_matrices_points_and_the_square_grid(tmp_path):
    lang = csv(tmp_path, "from_id,to_id,travel_time\n00001,klinik-a,\n00001,klinik-b,44.0\n")
    assert raekker(lang.data) == {
        2: ["00001", "klinik-a", None],
        3: ["00001", "klinik-b", "44.0"],
    }
    bred = csv(tmp_path, ";klinik-a;klinik-b\n00001;16,0;44,0\n00002;43,0;33,0\n")
    assert bred.kolonner == ["kolonne 1", "klinik-a", "klinik-b"]
    assert bred.data.index.tolist() == [2, 3]
    punkter = csv(tmp_path, "bredde;længde;beboere\n56,55852;9,75653;31\n")
    assert punkter.kolonner == ["bredde", "længde", "beboere"] and len(punkter.data) == 1
    net = csv(tmp_path, "KN1kmDK;Personer i alt;0-17 år\n1km_6268_546;31;6\n1km_6269_549;..;..\n")
    assert net.kolonner == ["KN1kmDK", "Personer i alt", "0-17 år"]
    assert net.data.index.tolist() == [2, 3] and net.totaler.empty


@pytest.mark.parametrize("navne", [[1, 2, 3], ["00001", "00002", "00003"], [2024, 2025, 2026]])
def test_a_heading_of_numbers_over_an_empty_corner(navne):
    tabel = find_tabel(ark([None, *navne], ["A", 4, 5, 6], ["B", 7, 8, 9]))
    assert tabel.kolonner == ["kolonne A", *map(str, navne)]
    assert tabel.data.index.tolist() == [2, 3]


def test_years_that_are_floats_are_whole():
    assert find_tabel(ark(["By", 2025.0], ["A", 1])).kolonner == ["By", "2025"]


def test_what_stands_about_the_file_is_no_heading():
    tabel = find_tabel(
        ark(
            ["Udtrukket", "03-11-2026"],
            ["Af", "Hanne"],
            [],
            ["Kommune", "0-17 år", "18-64 år", "I alt"],
            ["Thisted", 1, 2, 3],
            ["Morsø", 4, 5, 9],
        )
    )
    assert tabel.kolonner == ["Kommune", "0-17 år", "18-64 år", "I alt"]
    assert tabel.data.index.tolist() == [5, 6]
    assert siger(tabel, "1 og 2", "Udtrukket", "Hanne")


def test_a_heading_merged_downwards_and_across():
    tabel = find_tabel(
        ark(
            ["Navn", "Kapacitet", None, "Note"],
            [None, "Over 30 t", "Under 30 t", None],
            ["A", 1, 2, "x"],
            flettede=((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)),
        )
    )
    assert tabel.kolonner == ["Navn", "Kapacitet: Over 30 t", "Kapacitet: Under 30 t", "Note"]
    assert tabel.data.index.tolist() == [3]


@pytest.mark.parametrize(
    "indhold", ["Navn;Kapacitet;;Note\n;Over;Under;\n", ";Kapacitet;;\nNavn;Over;Under;Note\n"]
)
def test_a_heading_of_two_rows_in_text_without_merged_cells(tmp_path, indhold):
    tabel = csv(tmp_path, f"{indhold}A;1;2;x\nB;3;4;y\n")
    assert tabel.kolonner[:3] == ["Navn", "Kapacitet: Over", "Kapacitet: Under"]
    assert tabel.data.index.tolist() == [3, 4]
    assert siger(tabel, "1 og 2", "Kapacitet: Over")


def test_a_second_row_of_words_is_data_where_nothing_says_otherwise():
    tabel = find_tabel(ark(["Klinik", "Ventetid"], ["Øst", "ingen"], ["Vest", "ukendt"]))
    assert tabel.data.index.tolist() == [2, 3]


def test_headings_are_unique_and_none_is_without_a_name():
    tabel = find_tabel(
        ark(["By", "Antal", None, "Antal", "Antal", None], ["A", 1, "i", 2, 3, None], ["B", 1])
    )
    assert tabel.kolonner == ["By", "Antal", "kolonne C", "Antal (2)", "Antal (3)"]
    assert tabel.kolonnebogstaver == list("ABCDE")
    assert siger(tabel, "kolonne C")


def test_a_row_that_goes_on_beyond_the_heading_is_kept(tmp_path):
    tabel = csv(tmp_path, "a,b\nx,1\ny,1,5\nz,2\n")
    assert tabel.kolonner == ["a", "b", "kolonne 3"]
    assert raekker(tabel.data)[3] == ["y", "1", "5"]
    assert siger(tabel, "Linje 3")


def test_repeated_headings_and_blank_rows_are_no_data():
    tabel = find_tabel(
        ark(["By", "Antal"], ["A", 1], [" ", None], ["By", "Antal"], ["B", 2], [None, "\u00a0"])
    )
    assert raekker(tabel.data) == {2: ["A", 1], 5: ["B", 2]}
    assert siger(tabel, "Række 4 ", "overskrift")


def test_notes_below_are_told_and_a_last_row_of_one_cell_is_not_lost():
    noter = find_tabel(
        ark(["By", "Antal"], ["A", 1], ["B"], [], ["Opgjort i maj"], ["Se vejledning"])
    )
    assert raekker(noter.data) == {2: ["A", 1], 3: ["B", None]}
    assert siger(noter, "5 og 6", "Opgjort i maj", "Se vejledning")
    kilde = find_tabel(ark(["By", "Antal"], ["A", 1], ["Kilde: DST, 2026"]))
    assert raekker(kilde.data) == {2: ["A", 1]}
    navn = find_tabel(ark(["Navn", "Antal"], ["A", 1], ["Kilden Fysioterapi"]))
    assert raekker(navn.data)[3] == ["Kilden Fysioterapi", None]


@pytest.mark.parametrize(
    "navn",
    [
        "I alt",
        "Ialt",
        "i alt:",
        "Total",
        "SUM",
        "Hele landet",
        "Alle kommuner",
        "Region Nordjylland",
        "Kommuner i alt",
        " I alt ",
    ],
)
def test_totals_are_kept_apart(navn):
    tabel = find_tabel(ark(["By", "Antal"], ["A", 1], ["B", 2], [navn, 3], ["C", 4]))
    assert raekker(tabel.totaler) == {4: [navn, 3]}
    assert tabel.data.index.tolist() == [2, 3, 5]
    assert list(tabel.totaler.columns) == tabel.kolonner
    assert siger(tabel, "Række 4 ", navn.strip())


@pytest.mark.parametrize("navn", ["Totalklinikken", "Summen af alt", "Regionsklinikken", "Allerød"])
def test_a_name_that_only_begins_so_is_no_total(navn):
    tabel = find_tabel(ark(["By", "Antal"], ["A", 1], [navn, 2]))
    assert tabel.totaler.empty and len(tabel.data) == 2


def test_the_first_text_decides_whether_a_row_is_a_total():
    tabel = find_tabel(
        ark(
            ["Ydernr.", "Navn", "Antal"],
            ["045671", "Alle Tiders Fysioterapi", 1],
            [45672, "Alle Tiders Fysioterapi", 1],
            ["045673", "I alt", 1],
            [None, "I alt", 3],
            [None, "Alle klinikker", 3],
        )
    )
    assert tabel.totaler.index.tolist() == [5, 6]


def test_a_table_of_regions_is_no_table_of_totals():
    regioner = [["Region Nordjylland", 1], ["Region Midtjylland", 2]]
    assert find_tabel(ark(["Område", "Antal"], *regioner)).totaler.empty
    tabel = find_tabel(ark(["Område", "Antal"], ["Hele landet", 3], *regioner))
    assert tabel.totaler.index.tolist() == [2] and len(tabel.data) == 2


def test_a_column_can_be_asked_for_its_totals():
    navne = pd.Series(["I alt", None, "Region Syd", 5, "A"], dtype=object)
    assert er_total(navne).tolist() == [True, False, True, False, False]
    assert er_total(navne, begyndelse=False).tolist() == [True, False, False, False, False]


def test_hidden_rows_are_read_and_told():
    tabel = find_tabel(ark(["By", "Antal"], ["A", 1], ["B", 2], skjulte_raekker=frozenset({2})))
    assert len(tabel.data) == 2
    assert siger(tabel, "Række 3 ", "skjult")


def test_one_column(tmp_path):
    tabel = csv(tmp_path, "beboere\n3,5\n\n4,5\n")
    assert tabel.kolonner == ["beboere"] and raekker(tabel.data) == {2: ["3,5"], 4: ["4,5"]}


def test_empty_columns_before_and_after_are_left_out():
    tabel = find_tabel(ark([None, "By", "Antal", None], [None, "A", 1, " "], [None, "B", 2, None]))
    assert tabel.kolonner == ["By", "Antal"] and tabel.kolonnebogstaver == ["B", "C"]


def test_a_person_can_point_out_the_heading():
    celler = [["Emne", "Enhed", "År"], ["By", "Antal", 2026], ["A", 1, 2]]
    assert find_tabel(ark(*celler)).data.index.tolist() == [2, 3]
    tabel = find_tabel(ark(*celler), overskriftsraekke=2)
    assert tabel.kolonner == ["By", "Antal", "2026"] and tabel.data.index.tolist() == [3]
    with pytest.raises(Inputfejl, match="99"):
        find_tabel(ark(*celler), overskriftsraekke=99)


@pytest.mark.parametrize(
    "celler", [[[None]], [[" ", None]], [["By", "Antal"]], [["By", "Antal"], ["By", "Antal"]]]
)
def test_a_sheet_without_a_table_is_told(celler):
    with pytest.raises(Inputfejl, match="Ark1"):
        find_tabel(ark(*celler))
    tom = Ark("Ark1", pd.DataFrame(), np.empty(0, dtype=np.int64), "")
    with pytest.raises(Inputfejl, match="Ark1"):
        find_tabel(tom)


def test_the_sheet_itself_is_not_changed():
    kilde = ark(["Titel"], [], ["By", "Antal"], ["A", 1], ["I alt", 1])
    foer = kilde.celler.copy()
    find_tabel(kilde)
    pd.testing.assert_frame_equal(kilde.celler, foer)


CELLE = st.none() | st.text("aI alt.:*1 ", max_size=5) | st.integers(0, 9) | st.booleans()


@settings(max_examples=300)
@given(st.lists(st.lists(CELLE, min_size=3, max_size=3), min_size=1, max_size=12))
def test_no_row_is_lost_in_silence(celler):
    """Each filled row is heading, data, total, or told by its number."""
    try:
        tabel = find_tabel(ark(*celler))
    except Inputfejl:
        return
    laest = {*tabel.data.index, *tabel.totaler.index}
    assert len(laest) == len(tabel.data) + len(tabel.totaler)
    rest = [
        nr
        for nr, r in enumerate(celler, 1)
        if nr not in laest and any(v is not None and str(v).strip() for v in r)
    ]
    fortalt = " ".join(tabel.bemaerkninger)
    # The heading itself has one or two rows.
    assert sum(str(nr) not in fortalt for nr in rest) <= 1
