"""A travel matrix from a file: the right pair in the right place, and every fault with its row."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from data.fremmedfil import laes_csv
from data.matrix import former, tabelfil
from data.rejsematrix import laes_rejsematrix
from geo.rejsetid import Rejsetid

KLINIKKER = ["k1", "k2"]
PUNKTER = ["by-1", "1km_6320_553", "p3"]
# Point by clinic, in minutes and km; p3 has no way to k2.
MINUTTER = np.array([[4.5, 10], [20, 7.25], [31, np.nan]], dtype=np.float32)
KM = np.array([[3, 9.5], [18, 5], [30, np.nan]], dtype=np.float32)
RAEKKER = [
    (klinik, punkt, MINUTTER[p, k], KM[p, k])
    for p, punkt in enumerate(PUNKTER)
    for k, klinik in enumerate(KLINIKKER)
    if not np.isnan(MINUTTER[p, k])
]


def laes(sti: Path) -> tuple[Rejsetid, list[str]]:
    return laes_rejsematrix(sti, KLINIKKER, PUNKTER)


def csv(mappe: Path, *raekker: str, hoved: str = "klinik_id,punkt_id,minutter") -> Path:
    sti = mappe / "matrix.csv"
    sti.write_text("\n".join([hoved, *raekker]) + "\n", encoding="utf-8")
    return sti


def fejl(sti: Path) -> str:
    with pytest.raises(Inputfejl) as fanget:
        laes(sti)
    return str(fanget.value)


def tabel() -> pd.DataFrame:
    return pd.DataFrame(RAEKKER, columns=["klinik_id", "punkt_id", "minutter", "km"])


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("skilletegn", [",", ";"])
@pytest.mark.parametrize("linjeskift", ["\n", "\r\n"])
def test_csv_by_hand(tmp_path, kodning, skilletegn, linjeskift):
    linjer = [("Klinik_ID", " punkt_id ", "MINUTTER", "km", "vej"), *((*r, "æ") for r in RAEKKER)]
    tekst = linjeskift.join(skilletegn.join(map(str, linje)) for linje in [*linjer, ""])
    if skilletegn == ";":
        tekst = tekst.replace(".", ",")
    sti = tmp_path / "matrix.CSV"
    sti.write_bytes(tekst.encode(kodning))
    rejsetid, mangler = laes(sti)
    np.testing.assert_array_equal(rejsetid.minutter, MINUTTER)
    np.testing.assert_array_equal(rejsetid.km, KM)
    assert mangler == [
        "1 af 6 par har ingen rejsetid og regnes som ukendte, først p3 til k2.",
        "1 af 6 par har ingen længde og regnes som ukendte, først p3 til k2.",
    ]


@pytest.mark.parametrize("som_indeks", [False, True])
def test_parquet_by_hand(tmp_path, som_indeks):
    ramme = tabel().assign(andet="x")
    if som_indeks:
        ramme = ramme.set_index(["klinik_id", "punkt_id"])
    ramme.to_parquet(tmp_path / "matrix.parquet")
    rejsetid, _ = laes(tmp_path / "matrix.parquet")
    np.testing.assert_array_equal(rejsetid.minutter, MINUTTER)
    np.testing.assert_array_equal(rejsetid.km, KM)


def test_without_km_and_with_quotes_and_empty_rows_at_the_end(tmp_path):
    rejsetid, mangler = laes(csv(tmp_path, '"k1","by-1","4.5"', "", ",,"))
    assert rejsetid.minutter[0, 0] == 4.5 and np.isnan(rejsetid.km).all()
    assert mangler[0].startswith("5 af 6 par har ingen rejsetid")
    assert "ingen kolonne km" in mangler[1]


@settings(max_examples=30)
@given(orden=st.permutations(RAEKKER), parquet=st.booleans())
def test_order_of_rows_is_irrelevant(tmp_path_factory, orden, parquet):
    mappe = tmp_path_factory.mktemp("matrix")
    ramme = tabel().iloc[[RAEKKER.index(r) for r in orden]]
    sti = mappe / ("m.parquet" if parquet else "m.csv")
    ramme.to_parquet(sti) if parquet else ramme.to_csv(sti, index=False)
    np.testing.assert_array_equal(laes(sti)[0].minutter, MINUTTER)


def test_every_fault_is_told_at_once_with_its_row(tmp_path):
    tekst = fejl(
        csv(
            tmp_path,
            "k1,by-1,600000,1",
            "k9,by-1,4,1",
            "k1,p9,4,1",
            "k1,by-1,5,1e39",
            "k2,by-1,-1,fem",
            hoved="klinik_id,punkt_id,minutter,km",
        )
    )
    for linje in (
        "Række 3: klinik_id findes ikke. Brug id fra kliniklisten.",
        "Række 4: punkt_id findes ikke. Brug id fra befolkningspunkterne.",
        "Række 5: parret står også længere oppe. Behold én række for hvert par.",
        "Række 6: minutter er ikke et tal på 0 eller derover. Ret tallet, eller lad det stå tomt.",
        "Række 6: km er ikke et tal på 0 eller derover. Ret tallet, eller lad det stå tomt.",
        "Række 2: minutter er over 10.000. Er det sekunder eller meter? Regn om til minutter og "
        "kilometer.",
        "Række 5: km er over 10.000. Er det sekunder eller meter? Regn om til minutter og "
        "kilometer.",
    ):
        assert linje in tekst.splitlines()


@pytest.mark.parametrize("minutter", ["10001", "1e39", "1e300"])
def test_a_trip_of_a_week_is_refused_alone_too(tmp_path, minutter):
    assert "Række 2: minutter er over 10.000" in fejl(csv(tmp_path, f"k1,by-1,{minutter}"))


@pytest.mark.parametrize(
    ("hoved", "raekker", "ventet"),
    [
        ("klinik_id,punkt_id,tid", ["k1,by-1,2"], "Rejsetidsmatricen mangler minutter"),
        ("a", ["1"], "mangler klinik_id, punkt_id og minutter"),
        ("klinik_id,punkt_id,minutter,minutter", ["k1,by-1,2,3"], "minutter står flere gange"),
        ("klinik_id,punkt_id,minutter,MINUTTER", ["k1,by-1,2,3"], "Flere kolonner hedder minutter"),
        ("klinik_id,punkt_id,minutter", [], "har ingen rækker"),
        (
            "klinik_id,punkt_id,minutter",
            ["k1,by-1", "k1,p3,1,1"],
            "Række 2 og 3: antallet af felter",
        ),
        ("klinik_id;punkt_id;minutter", ["k1,by-1,2"], "Række 2: antallet af felter er ikke 3"),
        ("klinik_id,punkt_id,minutter", ["k1,by-1,1", "", "k1,p3,1"], "Række 3: rækken er tom"),
        ("klinik_id,punkt_id,minutter", ["k1,by-1," + "9" * 5000], "Række 2: minutter er"),
    ],
)
def test_csv_faults(tmp_path, hoved, raekker, ventet):
    assert ventet in fejl(csv(tmp_path, *raekker, hoved=hoved))


@pytest.mark.parametrize(
    ("navn", "indhold", "ventet"),
    [
        ("m.csv", b"", "er tom"),
        ("m.csv", b"\n\n", "er tom"),
        ("m.csv", b"klinik_id\n\xc3\xa6\xe6", "hverken er UTF-8"),
        ("m.csv", b"klinik_id\n" + b"x" * 200_000, "kan ikke læses"),
        ("m.parquet", b"", "kan ikke læses"),
        ("m.parquet", b"PAR1" + b"\0" * 40 + b"PAR1", "kan ikke læses"),
        ("m.xlsx", b"", "skal ende på .csv, .tsv, .parquet eller .json"),
    ],
)
def test_broken_files_give_a_sentence(tmp_path, navn, indhold, ventet):
    (tmp_path / navn).write_bytes(indhold)
    tekst = fejl(tmp_path / navn)
    assert ventet in tekst and str(tmp_path) not in tekst


def test_a_file_that_is_not_there(tmp_path):
    assert "findes ikke" in fejl(tmp_path / "m.parquet")


@pytest.mark.parametrize(
    "minutter",
    [["ti"] * 5, [[1]] * 5, [pd.Timestamp("2026-01-01")] * 5, [True] * 5],
)
def test_parquet_with_other_types_gives_a_sentence(tmp_path, minutter):
    tabel().assign(minutter=minutter).to_parquet(tmp_path / "m.parquet")
    assert "minutter er ikke et tal" in fejl(tmp_path / "m.parquet")


@pytest.mark.parametrize("endelse", former.HOEJST_BYTES)
def test_too_large_files_are_refused_unread(tmp_path, endelse):
    with (tmp_path / f"m{endelse}").open("wb") as fil:
        fil.truncate(former.HOEJST_BYTES[endelse] + 1)  # a hole: takes no room on the disk
    mb = {".json": 150}.get(endelse, 300)
    assert f"der læses højst {mb} MB af en {endelse}-fil" in fejl(tmp_path / f"m{endelse}")


def test_a_small_file_of_very_many_rows_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(tabelfil, "HOEJST_RAEKKER", 4)
    tabel().to_parquet(tmp_path / "m.parquet")
    assert "har 5 rækker; der læses højst 4" in fejl(tmp_path / "m.parquet")


def test_a_csv_of_our_own_or_anybody_elses_is_text_with_its_rows(tmp_path):
    sti = tmp_path / "m.csv"
    sti.write_text('a ;b\n"1;2";NA\n;x\n', encoding="utf-8-sig")
    pd.testing.assert_frame_equal(
        laes_csv(sti), pd.DataFrame({"a": ["1;2", ""], "b": ["NA", "x"]}, dtype="str")
    )
