"""The transcription of tables 2-40 and the rules the published tables are held against."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.tabelkontrol import tabelfund
from data.tabelregler import INDBYGGERE

ROD = Path(__file__).resolve().parents[2]
MAPPE = ROD / "data" / "nordjylland"
KILDE = ROD.parent / "shared" / "kilder" / "praksisplan_fysioterapi_nordjylland_2020.txt"
REGION = "Region Nordjylland"

# Counted by hand in the source: (rows of the table, cells, cells without a number).
OPTALT = {
    "2": (3, 15, 0),
    "3": (12, 60, 0),
    "4": (4, 8, 0),
    "5": (6, 6, 0),
    "6": (8, 16, 0),
    "7": (9, 18, 0),
    "8": (6, 12, 0),
    "9": (2, 12, 0),
    "10": (1, 9, 0),
    "11": (9, 27, 0),
    "12": (5, 25, 0),
    "13": (6, 30, 0),
    "14": (12, 60, 0),
    "15": (6, 30, 0),
    "16": (12, 60, 0),
    "17": (1, 4, 0),
    "18": (11, 55, 0),
    "19": (9, 27, 0),
    "21": (5, 25, 0),
    "22": (6, 30, 0),
    "23": (11, 55, 0),
    "24": (12, 60, 0),
    "25": (6, 30, 0),
    "26": (12, 60, 0),
    "27": (1, 4, 0),
    "28": (11, 55, 0),
    "29": (9, 27, 0),
    "30": (5, 25, 0),
    "31": (5, 25, 0),
    "32": (5, 25, 0),
    "33": (5, 25, 0),
    "34": (11, 55, 0),
    "35": (6, 30, 0),
    "36": (7, 35, 0),
    "37": (6, 30, 0),
    "38": (6, 30, 0),
    "39": (11, 44, 1),
    "40": (11, 44, 0),
    "38b": (8, 24, 3),
}

# The tables whose headings stand on each page of the source.
SIDER = {
    14: ["2"],
    15: ["3", "4"],
    16: ["5"],
    17: ["6", "7"],
    18: ["8"],
    26: ["9"],
    27: ["10"],
    30: ["11"],
    31: ["12", "13", "14"],
    32: ["15", "16", "17"],
    33: ["18", "19"],
    34: ["21", "22", "23"],
    35: ["24", "25"],
    36: ["26", "27"],
    37: ["28", "29", "30"],
    38: ["31", "32", "33"],
    39: ["34", "35", "36"],
    40: ["37", "38"],
    41: ["39", "40"],
    46: ["38b"],
}

# What the source contradicts itself in: table, row, column, published, computed. Worked out by
# hand from the printed tables; a slip in the transcription adds to it, a lax rule takes from it.
MODSIGELSER = [
    ("tabel 2", REGION, "antal_under30 2019", "151", "154"),
    ("tabel 3", "Frederikshavn", "antal_ialt", "34", "35"),
    ("tabel 3", "Brønderslev", "antal_ialt", "22", "23"),
    ("tabel 3", "Jammerbugt", "antal_ialt", "17", "18"),
    ("tabel 3", REGION, "antal_ialt", "333", "336"),
    ("tabel 6", "1", "andel_pct", "36,9", "36,59"),
    ("tabel 16", REGION, "antal_borgere 2015", "44.537", "44.646"),
    ("tabel 16", REGION, "antal_borgere 2016", "45.491", "45.599"),
    ("tabel 16", REGION, "antal_borgere 2017", "46.717", "46.837"),
    ("tabel 16", REGION, "antal_borgere 2018", "47.300", "47.416"),
    ("tabel 16", REGION, "antal_borgere 2018", "47.300", "48.208"),
    ("tabel 26", REGION, "antal_borgere 2015", "7.492", "7.530"),
    ("tabel 26", REGION, "antal_borgere 2016", "7.704", "7.753"),
    ("tabel 26", REGION, "antal_borgere 2017", "7.925", "7.972"),
    ("tabel 26", REGION, "antal_borgere 2018", "8.363", "8.414"),
    ("tabel 26", REGION, "antal_borgere 2018", "8.363", "8.510"),
    ("tabel 28", "Brønderslev", "udvikling_pctpoint", "+6,8", "+6,30"),
    ("tabel 32", "Nordjylland", "udgift_pr_borger_kr 2017", "11.135", "10.180"),
    ("tabel 34", REGION, "udgift_pr_borger_kr 2017", "17.662", "18.029"),
    ("tabel 34", REGION, "udgift_pr_borger_kr 2018", "17.678", "18.041"),
    ("tabel 35", REGION, "udvikling_pct", "+12,1", "+12,16"),
    ("tabel 37", "Nordjylland", "ydelser_pr_borger 2015", "105", "80"),
    ("tabel 37", "Nordjylland", "ydelser_pr_borger 2016", "107", "77"),
    ("tabel 37", "Nordjylland", "ydelser_pr_borger 2017", "102", "71"),
    ("tabel 37", "Nordjylland", "ydelser_pr_borger 2018", "118", "81"),
    ("tabel 39", REGION, "antal_borgere 2015", "47", "50"),
    ("tabel 39", REGION, "antal_borgere 2018", "52", "53"),
    ("tabel 40", REGION, "antal_borgere 2015", "771", "775"),
    ("tabel 40", REGION, "antal_borgere 2016", "775", "784"),
    ("tabel 40", REGION, "antal_borgere 2017", "780", "782"),
    ("tabel 40", REGION, "antal_borgere 2018", "784", "794"),
]

# Figures the running text repeats: table, row, year, measure, value.
TEKSTENS_TAL = [
    ("2", REGION, "2019", "antal_ialt", "333"),
    ("5", "ej opgivet", "2019", "antal_praksis", "23"),
    ("12", "Nordjylland", "2018", "udgift_mio_kr", "42.5"),
    ("12", "Nordjylland", "", "udvikling_pct", "4.5"),
    ("14", REGION, "2015", "antal_ydelser", "1109279"),
    ("14", REGION, "2018", "antal_ydelser", "1209104"),
    ("14", "Brønderslev", "", "udvikling_pct", "25"),
    ("14", "Thisted", "", "udvikling_pct", "19.6"),
    ("14", "Frederikshavn", "", "udvikling_pct", "-1"),
    ("15", "Nordjylland", "2018", "ydelser_pr_borger", "25"),
    ("15", "Landet", "2018", "ydelser_pr_borger", "26"),
    ("16", REGION, "2018", "antal_borgere", "47300"),
    ("16", "Thisted", "2018", "andel_pct", "9.6"),
    ("22", "Nordjylland", "2018", "udgift_pr_borger_kr", "13513"),
    ("23", "Læsø", "2018", "udgift_pr_borger_kr", "10423"),
    ("23", "Mariagerfjord", "2018", "udgift_pr_borger_kr", "14518"),
    ("24", REGION, "", "udvikling_pct", "32.9"),
    ("24", "Læsø", "", "udvikling_pct", "90.5"),
    ("24", "Brønderslev", "", "udvikling_pct", "50.1"),
    ("25", "Nordjylland", "2018", "ydelser_pr_borger", "140"),
    ("25", "Landet", "2018", "ydelser_pr_borger", "134"),
    ("26", REGION, "2018", "antal_borgere", "8363"),
    ("30", "Nordjylland", "2018", "udgift_kr", "592535"),
    ("30", "Nordjylland", "", "udvikling_pct", "35.6"),
    ("31", "Nordjylland", "2018", "udgift_mio_kr", "14.3"),
    ("31", "Nordjylland", "", "udvikling_pct", "13.8"),
    ("34", REGION, "2018", "udgift_pr_borger_kr", "17678"),
    ("34", "Frederikshavn", "2018", "udgift_pr_borger_kr", "13653"),
    ("34", "Rebild", "2018", "udgift_pr_borger_kr", "19936"),
    ("35", REGION, "2018", "antal_ydelser", "4233"),
    ("36", REGION, "2018", "antal_ydelser", "115179"),
    ("37", "Nordjylland", "2018", "ydelser_pr_borger", "118"),
    ("38", "Nordjylland", "2018", "ydelser_pr_borger", "150"),
]

# One slip for every rule: the cell, what it is changed to, and the column that has to be named.
FEJLSKRIVNINGER = [
    (("3", "Læsø", 2019, "antal_vikar"), 2, ("tabel 3", "Læsø", "antal_ialt")),
    (("2", REGION, 2015, "antal_par24"), 72, ("tabel 2", REGION, "antal_ialt 2015")),
    (("2", REGION, None, "udvikling_pct_vikar"), 33.2, ("tabel 2", REGION, "udvikling_pct_vikar")),
    (("3", REGION, 2019, "antal_over30"), 51, ("tabel 2", REGION, "antal_over30 2019")),
    (("14", "Morsø", 2016, "antal_ydelser"), 42170, ("tabel 14", REGION, "antal_ydelser 2016")),
    (("24", "Aalborg", None, "udvikling_pct"), 25.3, ("tabel 24", "Aalborg", "udvikling_pct")),
    (("30", "Sjælland", 2018, "udgift_kr"), 1555636, ("tabel 30", "Sjælland", "udvikling_pct")),
    (
        ("15", "Nordjylland", None, "udvikling_pct"),
        8.7,
        ("tabel 15", "Nordjylland", "udvikling_pct"),
    ),
    (
        ("31", "Midtjylland", None, "udvikling_pct"),
        1.0,
        ("tabel 31", "Midtjylland", "udvikling_pct"),
    ),
    (("32", "Sjælland", None, "udvikling_pct"), -4, ("tabel 32", "Sjælland", "udvikling_pct")),
    (
        ("18", "Morsø", None, "udvikling_pctpoint"),
        -3.5,
        ("tabel 18", "Morsø", "udvikling_pctpoint"),
    ),
    (("7", "0", 2019, "antal_praksis"), 11, ("tabel 7", "alle rækker", "antal_praksis")),
    (("7", "6", 2019, "andel_pct"), 2.5, ("tabel 7", "6", "andel_pct")),
    (("11", "16-19 år", 2018, "andel_pct"), 4, ("tabel 11", "16-19 år", "andel_pct")),
    (("16", "Thisted", 2018, "andel_pct"), 9.8, ("tabel 16", "Thisted", "andel_pct")),
    (("19", "70-79 år", 2018, "per_1000"), 35.6, ("tabel 19", "70-79 år", "per_1000")),
    (
        ("13", "Landet", 2016, "udgift_pr_borger_kr"),
        992,
        ("tabel 13", "Landet", "udgift_pr_borger_kr 2016"),
    ),
    (("17", REGION, 2015, "andel_pct"), 18.8, ("tabel 17", REGION, "andel_pct 2015")),
    (("3", "Læsø", 2019, "antal_par24"), 1, ("tabel 3", REGION, "antal_par24")),
    (("3", REGION, 2019, "antal_vikar"), 47, ("tabel 2", REGION, "antal_vikar 2019")),
    (("3", REGION, 2019, "antal_par24"), 28, ("tabel 2", REGION, "antal_par24 2019")),
    (("3", REGION, 2019, "antal_ialt"), 336, ("tabel 2", REGION, "antal_ialt 2019")),
    (
        ("15", "Landet", 2016, "ydelser_pr_borger"),
        52,
        ("tabel 15", "Landet", "ydelser_pr_borger 2016"),
    ),
    (
        ("25", "Landet", 2016, "ydelser_pr_borger"),
        12,
        ("tabel 25", "Landet", "ydelser_pr_borger 2016"),
    ),
    (
        ("37", "Landet", 2016, "ydelser_pr_borger"),
        199,
        ("tabel 37", "Landet", "ydelser_pr_borger 2016"),
    ),
    (
        ("38", "Landet", 2016, "ydelser_pr_borger"),
        114,
        ("tabel 38", "Landet", "ydelser_pr_borger 2016"),
    ),
    (
        ("22", "Landet", 2016, "udgift_pr_borger_kr"),
        17223,
        ("tabel 22", "Landet", "udgift_pr_borger_kr 2016"),
    ),
    (
        ("22", "Nordjylland", 2016, "udgift_pr_borger_kr"),
        31186,
        ("tabel 22", "Nordjylland", "udgift_pr_borger_kr 2016"),
    ),
    (
        ("34", REGION, 2016, "udgift_pr_borger_kr"),
        71981,
        ("tabel 34", REGION, "udgift_pr_borger_kr 2016"),
    ),
]

# As far as rounding, and half a year's change in population, can stretch: nothing to report.
INDEN_FOR_AFRUNDING = [
    (("15", "Nordjylland", None, "udvikling_pct"), 8.5),
    (("12", "Nordjylland", None, "udvikling_pct"), 4.2),
    (("13", "Nordjylland", None, "udvikling_pct"), -1.8),
    (("18", "Morsø", None, "udvikling_pctpoint"), -3.4),
    (("16", "Thisted", 2018, "andel_pct"), 9.7),
    (("29", "70-79 år", 2018, "per_1000"), 0.7),
]


def _tekst(fil: str) -> pd.DataFrame:
    return pd.read_csv(MAPPE / fil, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def tekst() -> pd.DataFrame:
    return _tekst("tabeller.csv")


@pytest.fixture(scope="module")
def tabeller() -> pd.DataFrame:
    return pd.read_csv(MAPPE / "tabeller.csv", dtype={"tabel": str})


def _celle(tabeller: pd.DataFrame, tabel: str, raekke: str, aar: int | None, maal: str) -> int:
    valgt = tabeller["tabel"].eq(tabel) & tabeller["raekke"].eq(raekke) & tabeller["maal"].eq(maal)
    valgt &= tabeller["aar"].isna() if aar is None else tabeller["aar"].eq(aar)
    (plads,) = tabeller.index[valgt]
    return plads


def _steder(fund: list[dict]) -> Counter:
    return Counter((f["ark"], f["raekke"], f["kolonne"]) for f in fund)


def test_every_table_is_listed_and_transcribed(tekst: pd.DataFrame) -> None:
    liste = _tekst("tabelliste.csv")
    ventet = [str(nr) for nr in range(2, 41) if nr != 20] + ["38b"]
    assert list(liste["tabel"]) == ventet
    assert list(dict.fromkeys(tekst["tabel"])) == ventet
    assert liste["titel"].ne("").all() and liste["titel"].is_unique


def test_pages_of_the_headings() -> None:
    liste = _tekst("tabelliste.csv")
    assert dict(zip(liste["tabel"], liste["side"].astype(int), strict=True)) == {
        tabel: side for side, tabeller in SIDER.items() for tabel in tabeller
    }


@pytest.mark.parametrize("tabel", OPTALT)
def test_rows_and_cells_counted_by_hand(tekst: pd.DataFrame, tabel: str) -> None:
    celler = tekst[tekst["tabel"].eq(tabel)]
    antal_raekker = len(_trykte_raekker(celler, tabel))
    assert (antal_raekker, len(celler), celler["vaerdi"].eq("").sum()) == OPTALT[tabel]


def test_no_cell_is_given_twice(tekst: pd.DataFrame) -> None:
    assert not tekst.duplicated(["tabel", "raekke", "aar", "maal"]).any()


def test_rows_are_what_they_say(tekst: pd.DataFrame) -> None:
    kommuner = set(_tekst("kommuner.csv")["kommune"])
    pr_type = tekst.groupby("raekketype")["raekke"].agg(set)
    assert pr_type["kommune"] == kommuner
    assert pr_type["land"] == {"Landet"}
    regioner = {"Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland"}
    assert pr_type["region"] == {REGION, *regioner}
    assert len(pr_type["aldersgruppe"]) == 9
    assert set(pr_type.index) == {"kommune", "land", "region", "aldersgruppe", "kategori"}
    assert set(tekst.loc[tekst["raekketype"].eq("kategori"), "tabel"]) == {"4", "5", "6", "7"}
    alle = tekst[tekst["raekketype"].eq("kommune")].groupby("tabel")["raekke"].agg(set)
    assert {t for t, navne in alle.items() if navne == kommuner} == {
        *("3", "14", "16", "18", "23", "24", "26", "28")
    }
    assert all(alle[t] == kommuner - {"Læsø"} for t in ("34", "39", "40"))


def test_speciality_agrees_with_the_list_of_tables(tekst: pd.DataFrame) -> None:
    liste = _tekst("tabelliste.csv").set_index("tabel")["speciale"]
    assert (tekst["speciale"] == tekst["tabel"].map(liste)).all()
    assert set(liste) == {"", "51", "62", "57", "65", "57+65"}


def test_one_unit_per_measure(tekst: pd.DataFrame) -> None:
    assert tekst.groupby("maal")["enhed"].nunique().eq(1).all()
    assert tekst["enhed"].ne("").all()
    assert tekst["maal"].str.fullmatch(r"[a-z0-9_]+").all()


def test_years_are_those_of_the_table(tekst: pd.DataFrame) -> None:
    aar = tekst[tekst["aar"].ne("")].groupby("tabel")["aar"].agg(lambda a: sorted({*map(int, a)}))
    fire_aar = [t for t in aar.index if aar[t] == [2015, 2016, 2017, 2018]]
    assert len(fire_aar) == 26
    assert aar["9"] == list(range(2014, 2020)) and aar["10"] == list(range(2010, 2019))
    assert aar["2"] == aar["4"] == [2015, 2019]
    assert all(aar[t] == [2019] for t in ("3", "5", "6", "7", "8", "38b"))
    assert all(aar[t] == [2018] for t in ("11", "19", "29"))
    assert tekst.loc[tekst["aar"].eq(""), "maal"].str.startswith("udvikling_").all()


def test_only_the_unpublished_is_empty(tekst: pd.DataFrame) -> None:
    tomme = tekst[tekst["vaerdi"].eq("")]
    assert set(zip(tomme["tabel"], tomme["raekke"], tomme["aar"], tomme["maal"], strict=True)) == {
        ("39", "Rebild", "2016", "antal_borgere"),
        ("38b", "Mariagerfjord", "2019", "antal_fuldtid"),
        ("38b", "Mariagerfjord", "2019", "antal_deltid"),
        ("38b", "Mariagerfjord", "2019", "antal_aarsvaerk"),
    }
    assert tomme["note"].ne("").all()


def test_what_was_read_with_doubt_says_so(tekst: pd.DataFrame) -> None:
    noter = tekst[tekst["note"].ne("")]
    assert Counter(zip(noter["tabel"], noter["raekke"], strict=True)) == {
        ("12", "Midtjylland"): 1,
        ("39", "Rebild"): 4,
        ("38b", "Mariagerfjord"): 3,
    }


@pytest.mark.parametrize(("tabel", "raekke", "aar", "maal", "vaerdi"), TEKSTENS_TAL)
def test_tables_agree_with_the_running_text(
    tekst: pd.DataFrame, tabel: str, raekke: str, aar: str, maal: str, vaerdi: str
) -> None:
    noegle = {"tabel": tabel, "raekke": raekke, "aar": aar, "maal": maal}
    valgt = pd.concat([tekst[k].eq(v) for k, v in noegle.items()], axis=1).all(axis=1)
    assert list(tekst.loc[valgt, "vaerdi"]) == [vaerdi]


def test_contradictions_are_those_of_the_source(tabeller: pd.DataFrame) -> None:
    fund = tabelfund(tabeller)
    assert _steder(fund) == Counter((ark, raekke, kol) for ark, raekke, kol, _, _ in MODSIGELSER)
    for ark, raekke, kolonne, udgivet, beregnet in MODSIGELSER:
        saetninger = [
            f["fejl"]
            for f in fund
            if (f["ark"], f["raekke"], f["kolonne"]) == (ark, raekke, kolonne)
            and re.search(rf"(?<![\d.,]){re.escape(udgivet)}(?![\d.,]*\d)", f["fejl"])
            and re.search(rf"(?<![\d.,]){re.escape(beregnet)}(?![\d.,]*\d)", f["fejl"])
        ]
        assert len(saetninger) == 1, (ark, raekke, kolonne, udgivet, beregnet)
    assert all(f["fil"] == "tabeller.csv" and f["fejl"].endswith(".") for f in fund)


def test_sums_of_persons_counted_twice_are_explained(tabeller: pd.DataFrame) -> None:
    forklarede = {f["ark"] for f in tabelfund(tabeller) if f["alvor"] == "forklaret"}
    assert forklarede == {"tabel 16", "tabel 26", "tabel 39", "tabel 40"}
    assert sum(f["alvor"] == "forklaret" for f in tabelfund(tabeller)) == 16


@pytest.mark.parametrize(
    ("vaerdi", "alvor"), [(9000, "kilde"), (8200, "kilde"), (8300, "forklaret")]
)
def test_only_a_small_excess_is_explained_by_persons_counted_twice(
    tabeller: pd.DataFrame, vaerdi: int, alvor: str
) -> None:
    # The kommuner of table 26 add up to 8,414 in 2018: fewer than 9,000, 2.6 % over 8,200 and 1.4 %
    # over 8,300.
    rettet = tabeller.copy()
    rettet.loc[_celle(tabeller, "26", REGION, 2018, "antal_borgere"), "vaerdi"] = vaerdi
    (fund,) = [
        f
        for f in tabelfund(rettet)
        if (f["ark"], f["kolonne"]) == ("tabel 26", "antal_borgere 2018")
        and "kommunernes trykte tal" in f["fejl"]
    ]
    assert fund["alvor"] == alvor


def test_most_slips_of_a_tenth_are_found(tekst: pd.DataFrame, tabeller: pd.DataFrame) -> None:
    """Five cells a table, drawn once for all, a tenth too high: 63 in a hundred were found before
    means were weighted and figures per borger held against the borgere they imply."""
    med_tal = tabeller[tabeller["vaerdi"].fillna(0) != 0]
    proeve = med_tal.groupby("tabel", sort=False).sample(5, random_state=1, replace=True)
    foer = {f["fejl"] for f in tabelfund(tabeller)}
    fundet = 0
    for plads in proeve.index:
        trykt = tekst.loc[plads, "vaerdi"]
        decimaler = len(trykt.partition(".")[2])
        ny = round(1.1 * float(trykt), decimaler)
        rettet = tabeller.copy()
        rettet.loc[plads, "vaerdi"] = ny if ny != float(trykt) else float(trykt) + 10.0**-decimaler
        fundet += {f["fejl"] for f in tabelfund(rettet)} != foer
    assert len(proeve) == 195
    assert fundet >= 0.72 * len(proeve)


@pytest.mark.parametrize(("celle", "vaerdi", "sted"), FEJLSKRIVNINGER)
def test_a_slip_is_found(
    tabeller: pd.DataFrame, celle: tuple, vaerdi: float, sted: tuple[str, str, str]
) -> None:
    rettet = tabeller.copy()
    rettet.loc[_celle(tabeller, *celle), "vaerdi"] = vaerdi
    nye = _steder(tabelfund(rettet)) - _steder(tabelfund(tabeller))
    assert sted in nye


def test_every_published_sum_development_and_share_is_guarded(tabeller: pd.DataFrame) -> None:
    andel = tabeller["maal"].isin(["andel_pct", "per_1000"])
    andel &= tabeller["tabel"].isin(["6", "7", "16", "17", "19", "26", "27", "29"])
    summer = tabeller["maal"].str.startswith("antal_") & tabeller["raekke"].eq(REGION)
    summer &= ~tabeller["tabel"].isin(["9", "10"])
    summer |= tabeller["maal"].eq("antal_ialt")
    midler = tabeller["raekke"].eq("Landet")
    vogtet = tabeller[tabeller["maal"].str.startswith("udvikling_") | andel | summer | midler]
    foer = {f["fejl"] for f in tabelfund(tabeller)}
    oversete = []
    for plads, raekke in vogtet.drop_duplicates(["tabel", "maal", "raekketype"]).iterrows():
        rettet = tabeller.copy()
        rettet.loc[plads, "vaerdi"] = 3 * raekke["vaerdi"] + 50
        ark = f"tabel {raekke['tabel']}"
        if not any(f["ark"] == ark and f["fejl"] not in foer for f in tabelfund(rettet)):
            oversete.append((ark, raekke["raekke"], raekke["maal"]))
    assert oversete == []


@pytest.mark.parametrize(("celle", "vaerdi"), INDEN_FOR_AFRUNDING)
def test_what_rounding_explains_is_not_reported(
    tabeller: pd.DataFrame, celle: tuple, vaerdi: float
) -> None:
    rettet = tabeller.copy()
    rettet.loc[_celle(tabeller, *celle), "vaerdi"] = vaerdi
    assert tabelfund(rettet) == tabelfund(tabeller)


@settings(max_examples=25)
@given(data=st.data(), forskel=st.integers(1, 1000))
def test_any_slip_in_a_summed_column_shows_in_its_sum(data: st.DataObject, forskel: int) -> None:
    tabeller = pd.read_csv(MAPPE / "tabeller.csv", dtype={"tabel": str})
    summet = tabeller["tabel"].isin(["14", "24", "35", "36"]) & tabeller["maal"].eq("antal_ydelser")
    plads = data.draw(st.sampled_from(list(tabeller.index[summet])))
    foer = _steder(tabelfund(tabeller))
    tabeller.loc[plads, "vaerdi"] += forskel
    nye = _steder(tabelfund(tabeller)) - foer
    tabel, aar = tabeller.loc[plads, "tabel"], int(tabeller.loc[plads, "aar"])
    assert (f"tabel {tabel}", REGION, f"antal_ydelser {aar}") in nye


def test_missing_is_not_zero(tabeller: pd.DataFrame) -> None:
    rettet = tabeller.copy()
    rettet.loc[_celle(tabeller, "23", "Rebild", 2018, "udgift_pr_borger_kr"), "vaerdi"] = None
    rettet.loc[_celle(tabeller, "3", "Læsø", 2019, "antal_ialt"), "vaerdi"] = None
    nye = _steder(tabelfund(rettet)) - _steder(tabelfund(tabeller))
    assert set(nye) == {("tabel 3", REGION, "antal_ialt")}


def test_the_tables_are_not_changed_and_may_be_read_as_text(
    tabeller: pd.DataFrame, tekst: pd.DataFrame
) -> None:
    foer = tabeller.copy()
    assert tabelfund(tabeller) == tabelfund(tekst)
    pd.testing.assert_frame_equal(tabeller, foer)
    assert tabelfund(tabeller.iloc[:0]) == []


def test_inhabitants_are_those_of_table_1() -> None:
    kommuner = _tekst("kommuner.csv")
    ventet = dict(zip(kommuner["kommune"], kommuner["indbyggere"].astype(int), strict=True))
    assert {REGION: sum(ventet.values()), **ventet} == INDBYGGERE


# ---- the stored tables against the lines of the source text ------------------------------------

OVERSKRIFT = re.compile(r"^ ?Tabel (\d+)(?::| –) ", re.MULTILINE)
LANDET = {
    **dict.fromkeys(("13", "22", "25"), "Landsgennemsnit"),
    **dict.fromkeys(("15", "37", "38"), "Landsplan"),
}
MAALETS_RAEKKE = {
    "antal_udredninger": "Antal udredninger",
    "antal_epikriser": "Antal epikriser",
    "antal_utilsigtede_haendelser": "hændelser i fysioterapipraksis",
}
LINJE_OVER = {("5", "Ej opgivet på")}  # the first half of a label broken over two lines
TRYKFEJL = {("12", "Midtjylland", "2017"): "104.5"}
STREG = {"38b": "-"}


def _etiket(tabel: str, raekke: str, aar: str, maal: str) -> str:
    """The label the source prints in front of the row that a cell stands in."""
    if tabel == "2":
        return aar or "Udvikling i procent"
    if maal in MAALETS_RAEKKE:
        return MAALETS_RAEKKE[maal]
    if raekke == "Landet":
        return LANDET[tabel]
    if tabel in ("39", "40") and raekke == REGION:
        return "Total"
    return "sundhed.dk" if raekke == "ej opgivet" else raekke


def _trykt(tabel: str, raekke: str, aar: str, vaerdi: str) -> str:
    """A stored value as the source prints it: 1209104 as 1.209.104, -1.6 as -1,6."""
    if (tabel, raekke, aar) in TRYKFEJL:
        return TRYKFEJL[tabel, raekke, aar]
    if not vaerdi:
        return STREG.get(tabel, "")
    fortegn = "-" if vaerdi.startswith("-") else ""
    hele, _, decimaler = vaerdi.removeprefix("-").partition(".")
    grupperet = f"{int(hele):,}".replace(",", ".")
    return fortegn + ",".join(filter(None, [grupperet, decimaler]))


def _trykte_raekker(celler: pd.DataFrame, tabel: str) -> list[str]:
    """The rows of a table as lines: the label and the numbers in order, without percent signs."""
    raekker: dict[tuple[str, str], list[str]] = {}
    for raekke, aar, maal, vaerdi in celler[["raekke", "aar", "maal", "vaerdi"]].itertuples(
        index=False
    ):
        etiket = _etiket(tabel, raekke, aar, maal)
        raekker.setdefault((raekke, etiket), []).append(_trykt(tabel, raekke, aar, vaerdi))
    return [" ".join([etiket, *filter(None, tal)]) for (_, etiket), tal in raekker.items()]


@pytest.fixture(scope="module")
def afsnit() -> dict[str, list[str]]:
    """The lines of the source from the heading of each table to the next heading."""
    if not KILDE.exists():
        pytest.skip(f"the source text is not here: {KILDE}")
    kilde = KILDE.read_text(encoding="utf-8")
    fundet = list(OVERSKRIFT.finditer(kilde))
    delt: dict[str, list[str]] = {}
    for nr, overskrift in enumerate(fundet):
        slut = fundet[nr + 1].start() if nr + 1 < len(fundet) else len(kilde)
        tabel = overskrift[1] if overskrift[1] not in delt else f"{overskrift[1]}b"
        linjer = kilde[overskrift.end() : slut].splitlines()
        delt[tabel] = [ren for linje in linjer if (ren := " ".join(re.sub("%", "", linje).split()))]
    return delt


def test_the_source_has_these_tables(afsnit: dict[str, list[str]]) -> None:
    assert set(afsnit) == {"1", *OPTALT}


@pytest.mark.parametrize("tabel", OPTALT)
def test_rows_stand_in_the_source_as_stored(
    tekst: pd.DataFrame, afsnit: dict[str, list[str]], tabel: str
) -> None:
    linjer = afsnit[tabel]
    raekker = _trykte_raekker(tekst[tekst["tabel"].eq(tabel)], tabel)
    assert {raekke: linjer.count(raekke) for raekke in raekker} == dict.fromkeys(raekker, 1)
    pladser = [linjer.index(raekke) for raekke in raekker]
    mellem = linjer[min(pladser) : max(pladser) + 1]
    assert [linje for linje in mellem if (tabel, linje) not in LINJE_OVER] == raekker
