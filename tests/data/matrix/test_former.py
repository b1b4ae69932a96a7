"""Every shape of a travel matrix becomes the same times in the same places."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from data.fremmedfil import laes_csv
from data.indgang.spoergsmaal import Ubesvaret
from data.matrix import tabelfil
from data.matrix.tabelfil import Tabelfil
from data.rejsematrix import laes_rejsematrix

KLINIKKER = ["klinik-a", "klinik-b"]
PUNKTER = ["00001", "00002", "00003"]
# Point by clinic in minutes and km; 00003 does not reach klinik-b.
MINUTTER = np.array([[4.5, 10], [20, 7.25], [31, np.nan]], dtype=np.float32)
KM = np.array([[3, 9.5], [18, 5], [30, np.nan]], dtype=np.float32)


def lang(fra="punkt", hoved=("from_id", "to_id", "travel_time"), skala=1.0) -> pd.DataFrame:
    raekker = [
        ((p, k) if fra == "punkt" else (k, p)) + (MINUTTER[i, j] * skala,)
        for i, p in enumerate(PUNKTER)
        for j, k in enumerate(KLINIKKER)
    ]
    return pd.DataFrame(raekker, columns=list(hoved))


def laes(sti: Path, **svar: str):
    return laes_rejsematrix(sti, KLINIKKER, PUNKTER, svar)


def skriv(mappe: Path, indhold: object, navn="m.csv", **valg) -> Path:
    sti = mappe / navn
    if isinstance(indhold, pd.DataFrame):
        indhold.to_csv(sti, **{"index": False} | valg)
    else:
        sti.write_text(indhold if isinstance(indhold, str) else json.dumps(indhold), "utf-8")
    return sti


def fejl(sti: Path, **svar: str) -> str:
    with pytest.raises(Inputfejl) as fanget:
        laes(sti, **svar)
    return str(fanget.value)


def sekunder(matrix):
    return [[None if np.isnan(v) else float(v) * 60 for v in raekke] for raekke in matrix]


def meter(matrix):
    return [[None if np.isnan(v) else float(v) * 1000 for v in raekke] for raekke in matrix]


def celler(vendt=False):
    par = [
        {
            "from_index": i,
            "to_index": j,
            "time": None if np.isnan(MINUTTER[i, j]) else float(MINUTTER[i, j]) * 60,
            "distance": None if np.isnan(KM[i, j]) else float(KM[i, j]),
        }
        for i in range(3)
        for j in range(2)
    ]
    if vendt:
        par = [c | {"from_index": c["to_index"], "to_index": c["from_index"]} for c in par]
        return [par[0::2], par[1::2]]
    return [par[0:2], par[2:4], par[4:6]]


# ------------------------------------------------------------------ long


@pytest.mark.parametrize("fra", ["punkt", "klinik"])
@pytest.mark.parametrize(
    "hoved",
    [
        ("from_id", "to_id", "travel_time"),
        ("from_id", "to_id", "travel_time_p50"),
        ("fromId", "toId", "travel_time"),
        ("origin", "destination", "time"),
    ],
)
@pytest.mark.parametrize("endelse", ["csv", "tsv", "parquet"])
def test_long_shapes_of_engines(tmp_path, fra, hoved, endelse):
    sti = tmp_path / f"m.{endelse}"
    ramme = lang(fra, hoved)
    if endelse == "parquet":
        ramme.to_parquet(sti)
    else:
        ramme.to_csv(sti, index=False, sep="\t" if endelse == "tsv" else ",")
    rejsetid, _ = laes(sti)
    np.testing.assert_array_equal(rejsetid.minutter, MINUTTER)
    assert np.isnan(rejsetid.km).all()


def test_which_percentile_is_asked_where_there_are_several(tmp_path):
    flere = lang().assign(travel_time_p25=1.0).rename(columns={"travel_time": "travel_time_p50"})
    with pytest.raises(Ubesvaret) as spurgt:
        laes(skriv(tmp_path, flere))
    assert [v for v, _ in spurgt.value.spoergsmaal[0].valg] == [
        "travel_time_p50",
        "travel_time_p25",
    ]
    rejsetid, _ = laes(tmp_path / "m.csv", kolonne="travel_time_p50")
    np.testing.assert_array_equal(rejsetid.minutter, MINUTTER)


def test_rows_of_percentiles_are_not_repeated_pairs(tmp_path):
    hoved = ("origin", "destination", "time")
    flere = pd.concat(
        [lang(hoved=hoved).assign(percentile=50), lang(hoved=hoved, skala=2).assign(percentile=95)]
    )
    with pytest.raises(Ubesvaret, match="percentil"):
        laes(skriv(tmp_path, flere))
    np.testing.assert_array_equal(
        laes(tmp_path / "m.csv", percentil="95")[0].minutter, 2 * MINUTTER
    )
    flere.loc[flere["percentile"] == 95, "time"] = -1
    assert "Række 8" in fejl(skriv(tmp_path, flere), percentil="95")


def test_our_own_columns_with_the_ids_the_other_way_round_are_read_and_told(tmp_path):
    sti = skriv(tmp_path, lang("punkt", ("klinik_id", "punkt_id", "minutter")))
    rejsetid, sagt = laes(sti)
    np.testing.assert_array_equal(rejsetid.minutter, MINUTTER)
    assert any("punkternes id'er" in s for s in sagt)


def test_unknown_ids_are_counted_with_the_first_ones(tmp_path):
    ramme = lang()
    ramme.loc[:1, "from_id"] = ["x1", "x2"]
    tekst = fejl(skriv(tmp_path, ramme))
    assert "Række 2 og 3: punkt_id findes ikke" in tekst
    assert "from_id har 2 id'er" in tekst and "»x1« og »x2«" in tekst and "»00001«" in tekst


def test_a_missing_id_is_told(tmp_path):
    ramme = lang()
    ramme.loc[2, "to_id"] = None
    assert "to_id er tom" in fejl(skriv(tmp_path, ramme))
    ramme.to_parquet(tmp_path / "m.parquet")
    assert "to_id er tom" in fejl(tmp_path / "m.parquet")


def test_a_pair_twice_is_told(tmp_path):
    ramme = pd.concat([lang(), lang().iloc[:1]])
    assert "Række 8: parret står også længere oppe" in fejl(skriv(tmp_path, ramme))


# ------------------------------------------------------------------ zeros in front


@pytest.mark.parametrize("endelse", ["csv", "parquet"])
def test_ids_that_have_lost_their_zeros_are_asked_about(tmp_path, endelse):
    ramme = lang().assign(from_id=lambda r: r["from_id"].astype(int))
    sti = tmp_path / f"m.{endelse}"
    ramme.to_parquet(sti) if endelse == "parquet" else ramme.to_csv(sti, index=False)
    with pytest.raises(Ubesvaret) as spurgt:
        laes(sti)
    assert "»1«" in str(spurgt.value) and "»00001«" in str(spurgt.value)
    np.testing.assert_array_equal(laes(sti, nuller="ja")[0].minutter, MINUTTER)
    assert "findes ikke" in fejl(sti, nuller="nej")


def test_ids_with_zeros_too_many_are_asked_about_too(tmp_path):
    ramme = lang().assign(from_id=lambda r: "0" + r["from_id"])
    with pytest.raises(Ubesvaret):
        laes(skriv(tmp_path, ramme))
    np.testing.assert_array_equal(laes(tmp_path / "m.csv", nuller="ja")[0].minutter, MINUTTER)


def test_zeros_are_not_asked_about_when_one_id_is_unknown_all_the_same(tmp_path):
    ramme = lang().assign(from_id=["1", "1", "2", "2", "9", "9"])
    assert "findes ikke" in fejl(skriv(tmp_path, ramme))


def test_two_ids_that_differ_in_zeros_only_are_two(tmp_path):
    tabel = pd.DataFrame({"klinik_id": ["k", "k"], "punkt_id": ["01", "1"], "minutter": [3.0, 4.0]})
    rejsetid, _ = laes_rejsematrix(skriv(tmp_path, tabel), ["k"], ["1", "01"])
    np.testing.assert_array_equal(rejsetid.minutter, [[4], [3]])


# ------------------------------------------------------------------ wide


@pytest.mark.parametrize("vendt", [False, True])
@pytest.mark.parametrize(("skilletegn", "decimal"), [(",", "."), (";", ","), ("\t", ",")])
@pytest.mark.parametrize("hjoerne", ["", "id"])
def test_a_wide_table_either_way_round(tmp_path, vendt, skilletegn, decimal, hjoerne):
    bred = pd.DataFrame(MINUTTER, index=pd.Index(PUNKTER, name=hjoerne), columns=KLINIKKER)
    bred = bred.T.rename_axis(hjoerne) if vendt else bred
    sti = skriv(tmp_path, bred, index=True, sep=skilletegn, decimal=decimal)
    np.testing.assert_array_equal(laes(sti)[0].minutter, MINUTTER)


@pytest.mark.parametrize("bred", [False, True])
def test_a_parquet_whose_ids_are_not_utf_8_gives_a_sentence(tmp_path, bred):
    sti, ramme = tmp_path / "m.parquet", lang()
    if bred:
        ramme = ramme.pivot(index="from_id", columns="to_id", values="travel_time").reset_index()
    ramme.to_parquet(sti, use_dictionary=False, compression=None)
    assert b"00003" in sti.read_bytes()
    sti.write_bytes(sti.read_bytes().replace(b"00003", b"0\xff003"))
    assert "m.parquet" in fejl(sti)


def test_a_wide_parquet_and_one_whose_ids_lost_their_zeros(tmp_path):
    bred = pd.DataFrame(MINUTTER, index=pd.Index([1, 2, 3], name="id"), columns=KLINIKKER)
    bred.reset_index().to_parquet(tmp_path / "m.parquet")
    np.testing.assert_array_equal(laes(tmp_path / "m.parquet", nuller="ja")[0].minutter, MINUTTER)


def test_a_fault_in_a_wide_table_is_told_with_row_and_column(tmp_path):
    sti = skriv(tmp_path, "id;klinik-a;klinik-b;\n00001;1;fem;\n00002;-2;3;\n")
    tekst = fejl(sti)
    assert "Række 2, kolonne klinik-b" in tekst and "Række 3, kolonne klinik-a" in tekst


def test_a_wide_table_of_unknown_ids_is_told_as_such(tmp_path):
    tekst = fejl(skriv(tmp_path, ";a;b\nx;1;2\ny;3;4\n"))
    assert "id'er" in tekst and "»a«" in tekst


# ------------------------------------------------------------------ JSON


@pytest.mark.parametrize("vendt", [False, True])
def test_osrm(tmp_path, vendt):
    m, k = (MINUTTER.T, KM.T) if vendt else (MINUTTER, KM)
    svar = {"code": "Ok", "durations": sekunder(m), "distances": meter(k), "sources": []}
    rejsetid, sagt = laes(skriv(tmp_path, svar, "m.json"))
    np.testing.assert_allclose(rejsetid.minutter, MINUTTER)
    np.testing.assert_allclose(rejsetid.km, KM)
    assert any("1 af 6 par har ingen rejsetid" in s for s in sagt)


def test_osrm_without_distances_and_with_guesses(tmp_path):
    svar = {"code": "Ok", "durations": sekunder(MINUTTER), "fallback_speed_cells": [[0, 1]]}
    rejsetid, sagt = laes(skriv(tmp_path, svar, "m.json"))
    assert np.isnan(rejsetid.km).all()
    assert any("1 par" in s and "luftlinje" in s for s in sagt)


@pytest.mark.parametrize("vendt", [False, True])
@pytest.mark.parametrize("enhed", ["kilometers", "miles"])
def test_valhalla(tmp_path, vendt, enhed):
    svar = {"sources_to_targets": celler(vendt), "units": enhed}
    rejsetid, _ = laes(skriv(tmp_path, svar, "m.json"))
    np.testing.assert_allclose(rejsetid.minutter, MINUTTER)
    gange = 1.609344 if enhed == "miles" else 1
    np.testing.assert_allclose(rejsetid.km, np.float64(KM) * gange)


def test_valhalla_in_short(tmp_path):
    kort = {"durations": sekunder(MINUTTER), "distances": KM.astype(object).tolist()}
    kort["distances"][2][1] = None
    rejsetid, _ = laes(skriv(tmp_path, {"sources_to_targets": kort}, "m.json"))
    np.testing.assert_allclose(rejsetid.minutter, MINUTTER)
    np.testing.assert_allclose(rejsetid.km, KM)


@pytest.mark.parametrize(
    ("svar", "ventet"),
    [
        ({"code": "Ok", "durations": [[1, 2]]}, ("1 række", "2 kolonner", "3 punkter", "2 klinik")),
        ({"code": "Ok", "durations": [[1, 2], [3]]}, ("fra 1 til 2",)),
        ({"code": "Ok", "durations": [[1, "2"]] * 3}, ("række 1", "andet end tal")),
        ({"code": "Ok", "durations": [[1, True]] * 3}, ("andet end tal",)),
        ({"code": "Ok", "durations": [[1, "١٢"]] * 3}, ("andet end tal",)),
        ({"code": "Ok", "durations": [[1, 10**400]] * 3}, ("for store",)),
        ({"code": "Ok", "durations": [[1, -1]] * 3}, ("Række 1, kolonne 2", "minutter er ikke")),
        ({"code": "Ok", "durations": {}}, ("rækker af tal",)),
        ({"code": "Ok", "durations": [[1, 2]] * 3, "distances": [[1, 2, 3]] * 2}, ("hver sin",)),
        ({"code": "TooBig", "message": "Too many table coordinates"}, ("TooBig", "Too many")),
        ({"error_code": 154, "error": "Path distance exceeds"}, ("Path distance exceeds",)),
        ({"sources_to_targets": []}, ("rækker af par",)),
        ({"sources_to_targets": celler()[:2]}, ("2 rækker", "3 punkter")),
        ({"sources_to_targets": [*celler(), celler()[0]]}, ("hvert par",)),
        ({"sources_to_targets": [[{"time": 1}]]}, ("from_index",)),
        ({"rows": []}, ("ikke en rejsematrix",)),
        ([1], ("ikke en rejsematrix",)),
        ("{", ("kan ikke læses",)),
        ("[" * 100_000, ("kan ikke læses",)),
    ],
)
def test_json_of_no_use_gives_a_sentence(tmp_path, svar, ventet):
    tekst = fejl(skriv(tmp_path, svar, "m.json"))
    for led in ventet:
        assert led in tekst


@pytest.mark.parametrize("kodning", ["utf-16", "cp1252"])
def test_json_that_is_not_utf_8_gives_a_sentence(tmp_path, kodning):
    (tmp_path / "m.json").write_bytes('{"æ": 1}'.encode(kodning))
    assert "er ikke UTF-8" in fejl(tmp_path / "m.json")


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    "tal", ["١٢", "１２", "१२", "1_0", "0x1f", "1.2.3", "nan", "1,2,3", "1.000,"]
)
@pytest.mark.parametrize("som_parquet", [False, True])
def test_what_is_no_number_is_told(tmp_path, tal, som_parquet):
    ramme = lang().astype({"travel_time": object})
    ramme.loc[3, "travel_time"] = tal
    sti = skriv(tmp_path, ramme, quoting=1)
    if som_parquet:
        sti = tmp_path / "m.parquet"
        ramme.astype({"travel_time": str}).to_parquet(sti)
    assert "Række 5" in (tekst := fejl(sti)) and "minutter er ikke et tal" in tekst


@pytest.mark.parametrize(
    ("tal", "laest"),
    [
        (["1.234,5", "2", "3"], [1234.5, 2, 3]),
        (["1,234.5", "2", "3"], [1234.5, 2, 3]),
        (["1.234", "2,5", "3"], [1234, 2.5, 3]),
        (["1.234", "2.5", "3"], [1.234, 2.5, 3]),
        (["1.234", "0.500", "3"], [1.234, 0.5, 3]),
        (["1.234.567,0", "2", "1.234"], None),
        (["12.345", "2.5", "+3"], [12.345, 2.5, 3]),
        (["1,5", "2.5", " 3 "], [1.5, 2.5, 3]),
        (["1e1", "2,5E0", "3"], [10, 2.5, 3]),
    ],
)
def test_numbers_that_can_be_read_in_one_way_only(tmp_path, tal, laest):
    sti = skriv(
        tmp_path,
        "from_id;to_id;travel_time\n"
        + "".join(f"{p};klinik-a;{t}\n" for p, t in zip(PUNKTER, tal, strict=True)),
    )
    if laest is None:
        assert "over 10.000" in fejl(sti)
    else:
        np.testing.assert_allclose(laes(sti)[0].minutter[:, 0], laest, rtol=1e-6)


@pytest.mark.parametrize("tegn", [".", ","])
def test_thousands_or_decimals_are_asked(tmp_path, tegn):
    sti = skriv(tmp_path, f"from_id;to_id;travel_time\n00001;klinik-a;1{tegn}234\n")
    with pytest.raises(Ubesvaret) as spurgt:
        laes(sti)
    assert f"»1{tegn}234«" in str(spurgt.value)
    assert laes(sti, tusindtal="tusind")[0].minutter[0, 0] == 1234
    assert laes(sti, tusindtal="decimal")[0].minutter[0, 0] == pytest.approx(1.234)
    assert "ikke et svar" in fejl(sti, tusindtal="måske")


# ------------------------------------------------------------------ the quick reading


@settings(max_examples=200)
@given(
    raekker=st.lists(
        st.lists(st.text(' ab1,;"\n\r\tæ', max_size=4), min_size=2, max_size=2), min_size=1
    ),
    citat=st.sampled_from([0, 1]),
)
def test_the_quick_reading_of_a_csv_is_the_careful_one(tmp_path_factory, raekker, citat):
    sti = tmp_path_factory.mktemp("csv") / "m.csv"
    pd.DataFrame(raekker, columns=["a", "b"]).to_csv(sti, index=False, quoting=citat)
    try:
        ventet = laes_csv(sti)
    except Inputfejl as fejl:
        assert "Række" in str(fejl) or "ikke" in str(fejl)
        return
    fik = Tabelfil(sti).kolonner(["a", "b"])
    for navn, kolonne in zip("ab", fik, strict=True):
        assert list(kolonne.astype(str)) == list(ventet[navn].astype(str))


@settings(max_examples=200)
@given(
    foerst=st.lists(st.sampled_from(["1", "2.5", "12.345", "0,5", ""]), max_size=3),
    saa=st.sampled_from(["1.234", "1,234", "2,5", "nan", "x", "7", "1.234,5", "", "1e2", "-1"]),
)
def test_numbers_are_read_alike_wherever_they_stand(tmp_path_factory, foerst, saa):
    """The first rows decide how a column is read quickly; what comes after may not be lost."""
    fra = tmp_path_factory.mktemp("tal")
    tekst = [*foerst, saa]
    punkter = [f"p{i}" for i in range(600)]
    svar = []
    for plads in (1, 550):
        raekker = [f"{p};k;{foerst[0] if foerst else 3}" for p in punkter]
        for i, t in enumerate(tekst):
            raekker[(plads if t is saa and i == len(foerst) else 1) + i] = f"p{plads + i};k;{t}"
        if len({r.split(";")[0] for r in raekker}) < len(raekker):
            raekker = [f"p{i};{r.split(';', 1)[1]}" for i, r in enumerate(raekker)]
        sti = fra / f"{plads}.csv"
        sti.write_text("\n".join(["punkt_id;klinik_id;minutter", *raekker]) + "\n", "utf-8")
        try:
            svar.append(np.sort(laes_rejsematrix(sti, ["k"], punkter)[0].minutter.ravel()))
        except Inputfejl as fejl:
            svar.append(type(fejl))
    if isinstance(svar[0], type):
        assert svar[0] == svar[1]
    else:
        np.testing.assert_array_equal(svar[0], svar[1])


def test_a_parquet_of_very_many_cells_is_refused_by_its_footer(tmp_path, monkeypatch):
    lang().to_parquet(tmp_path / "m.parquet", index=False)
    monkeypatch.setattr(tabelfil, "HOEJST_CELLER", 17)
    assert "3 kolonner" in fejl(tmp_path / "m.parquet")


def test_900_seconds_are_15_minutes_and_not_a_little_more(tmp_path):
    """A limit is inclusive: what is just over it would not be covered."""
    minutter = np.arange(1, 7).reshape(3, 2) * 5.0
    celler_ = (60 * minutter).tolist()
    svar = {"code": "Ok", "durations": celler_}
    rejsetid, _ = laes(skriv(tmp_path, svar, "osrm.json"))
    assert (rejsetid.minutter == minutter).all()
