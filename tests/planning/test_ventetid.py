"""Waiting times as bilag 4 reports them, kommune by kommune."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from planning.plan import Plan
from planning.ventetid import fordeling, laengst_foerst, ventetid

KILDE = (
    Path(__file__).resolve().parents[3]
    / "shared"
    / "kilder"
    / "praksisplan_fysioterapi_nordjylland_2020.txt"
)
TRE_DAGE = 3 / 7

# Praksisplan for fysioterapi 2020, bilag 4, pp. 49-66. Weeks to speciale 51, to 62 and to
# hjemmebehandling, each (least, most); None is not reported. Then answers, clinics, and whether
# the source gives the kommune's mean or what each clinic says.
BILAG_4 = {
    # "i gennemsnit en halv uges ventetid til både almen og vederlagsfri ... samt én uges"
    "Brønderslev": ((0.5, 0.5), (0.5, 0.5), (1, 1), 2, 4, "gennemsnit"),
    # "i gennemsnit 1,25 uges ... halvanden uges ventetid til vederlagsfri ... og hjemme"
    "Frederikshavn": ((1.25, 1.25), (1.5, 1.5), (1.5, 1.5), 6, 6, "gennemsnit"),
    # "i gennemsnit en halv uges ... halvanden uges ... to ugers"
    "Hjørring": ((0.5, 0.5), (1.5, 1.5), (2, 2), 7, 8, "gennemsnit"),
    # "Nul ud af fire klinikker har besvaret"
    "Jammerbugt": (None, None, None, 0, 4, ""),
    # "Begge klinikker angiver ... nul uger"; hjemmebehandling one week and none
    "Læsø": ((0, 0), (0, 0), (0, 1), 2, 2, "angivelser"),
    # "gennemsnitlig ventetid på én uge ... 1,25 uge samt halvanden uge"
    "Mariagerfjord": ((1, 1), (1.25, 1.25), (1.5, 1.5), 4, 5, "gennemsnit"),
    # "tre dage til almen og vederlagsfri ... samt én uges"
    "Morsø": ((TRE_DAGE, TRE_DAGE), (TRE_DAGE, TRE_DAGE), (1, 1), 1, 1, "angivelser"),
    # "mellem én og to ugers ... én uges ... til både"; the other "én uges" and "seks uger"
    "Rebild": ((1, 2), (1, 6), (1, 1), 2, 4, "angivelser"),
    # "nul ugers ... til almen og vederlagsfri ... én uges"; the other "tre dages", "1-2" and "1-2"
    "Thisted": ((0, TRE_DAGE), (0, 2), (1, 2), 2, 4, "angivelser"),
    # two clinics "1-3 uger" throughout; the third 12, 12 and 20-30
    "Vesthimmerland": ((1, 12), (1, 12), (1, 30), 3, 4, "angivelser"),
    # "i gennemsnit ... 1,3 uge ... to uger ... fire uger"
    "Aalborg": ((1.3, 1.3), (2, 2), (4, 4), 9, 15, "gennemsnit"),
}
RAEKKER = [
    (navn, type_, raekke[nr], *raekke[3:])
    for navn, raekke in BILAG_4.items()
    for nr, type_ in enumerate(("51", "62", "hjemmebehandling"))
]
TALORD = dict(
    zip(
        ["nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "femten"],
        [*range(10), 15],
        strict=True,
    )
)


@pytest.mark.parametrize(("navn", "type_", "uger", "svar", "klinikker", "opgoerelse"), RAEKKER)
def test_bilag_4_row_by_row(
    plan: Plan,
    navn: str,
    type_: str,
    uger: tuple[float, float] | None,
    svar: int,
    klinikker: int,
    opgoerelse: str,
) -> None:
    ramme = ventetid(plan)
    (raekke,) = ramme[(ramme["kommune"] == navn) & (ramme["type"] == type_)].to_dict("records")
    assert (raekke["svar"], raekke["klinikker"]) == (svar, klinikker)
    assert raekke["opgoerelse"] == opgoerelse
    if uger is None:
        # Not reported is missing, not zero.
        assert raekke["uger_min"] != raekke["uger_min"]
        assert raekke["uger_max"] != raekke["uger_max"]
        assert raekke["uger"] != raekke["uger"]
        assert raekke["note"]
    else:
        assert (raekke["uger_min"], raekke["uger_max"]) == pytest.approx(uger)
        if opgoerelse == "gennemsnit":
            assert raekke["uger"] == pytest.approx(sum(uger) / 2)


def test_there_are_eleven_kommuner_and_three_types(plan: Plan) -> None:
    ramme = ventetid(plan)
    assert len(ramme) == 33
    assert not ramme.duplicated(["kode", "type"]).any()
    assert len(RAEKKER) == 33


def test_38_of_57_clinics_answered(plan: Plan) -> None:
    # Tabel 6 and 7 count 41 answers; the kommuner of bilag 4 add up to 38.
    almen = ventetid(plan).query("type == '51'")
    assert almen["klinikker"].sum() == 57
    assert almen["svar"].sum() == 38


@pytest.mark.skipif(not KILDE.is_file(), reason="the source text is not on this machine")
def test_the_number_of_answers_is_that_of_the_source(plan: Plan) -> None:
    tekst = re.sub(r"\s+", " ", KILDE.read_text(encoding="utf-8").split("Bilag 4: Kommune")[1])
    ventet = {}
    for navn, sv, kl in re.findall(
        r"(\S+) Kommune Kommunale tilbud.*?(\w+) ud af (\w+) klini\w+ har besvaret", tekst
    ):
        ventet[navn] = (TALORD[sv.lower()], TALORD[kl.lower()])
    assert len(ventet) == 11
    almen = ventetid(plan).query("type == '51'").set_index("kommune")
    assert {n: (int(r["svar"]), int(r["klinikker"])) for n, r in almen.iterrows()} == ventet


def test_every_kommune_and_type_has_a_row_reported_or_not(lille_plan: Plan) -> None:
    ramme = ventetid(lille_plan)
    assert len(ramme) == 9
    assert ramme["kommune"].to_list() == ["Nordby"] * 3 + ["Sydby"] * 3 + ["Læsø"] * 3
    assert ramme["type"].to_list() == ["51", "62", "hjemmebehandling"] * 3
    assert ramme["uger"].notna().to_list() == [True, True] + [False] * 7
    assert ramme["uger"].to_list()[:2] == [1, 7]


@pytest.mark.parametrize(
    ("tabel", "trykt"),
    [
        # Tabel 5, p. 16: sundhed.dk, August 2019.
        (
            "5",
            [("0", 39), ("1", 13), ("2", 3), ("3", 4), ("4", 2), ("ej opgivet", 23)],
        ),
        # Tabel 6 and 7, p. 17: the questionnaire.
        (
            "6",
            [
                *(("0", 12), ("0,5", 3), ("1", 15), ("1,5", 3), ("2", 5), ("3", 1), ("4", 1)),
                ("12", 1),
            ],
        ),
        (
            "7",
            [
                *(("0", 10), ("0,5", 2), ("1", 12), ("1,5", 2), ("2", 10), ("3", 2), ("4", 1)),
                *(("6", 1), ("12", 1)),
            ],
        ),
    ],
)
def test_the_published_distributions_row_by_row(
    plan: Plan, tabel: str, trykt: list[tuple[str, int]]
) -> None:
    ramme = fordeling(plan, tabel)
    assert list(ramme["antal_praksis"]) == [antal for _, antal in trykt]
    assert list(ramme["uger"]) == [kategori for kategori, _ in trykt]


@pytest.mark.parametrize(
    ("kode", "type_", "uger"),
    [
        ("0820", "62", (2 + 2 + 12) / 3),  # 1-3, 1-3 and 12 weeks (p. 63); the middle is 6.5
        ("0820", "hjemmebehandling", (2 + 2 + 25) / 3),  # 9.67, not 15.5
        ("0787", "62", (0 + 1.5) / 2),  # 0 and 1-2 weeks (p. 61): 0.75, not 1
        ("0840", "51", (1.5 + 1) / 2),  # 1-2 and 1 week (p. 59)
        ("0851", "62", 2.0),  # the source gives the kommune's mean
    ],
)
def test_the_wait_is_the_mean_of_the_clinics_answers(
    plan: Plan, kode: str, type_: str, uger: float
) -> None:
    ramme = ventetid(plan).set_index(["kode", "type"])
    assert ramme.loc[(kode, type_), "uger"] == pytest.approx(uger)


def test_a_mean_lies_within_what_was_answered(plan: Plan) -> None:
    ramme = ventetid(plan).dropna(subset="uger")
    assert (ramme["uger"] >= ramme["uger_min"]).all()
    assert (ramme["uger"] <= ramme["uger_max"]).all()


def test_the_longest_wait_comes_first(plan: Plan) -> None:
    orden = laengst_foerst(ventetid(plan))
    assert orden[0] == "Vesthimmerland"
    assert orden[-1] == "Jammerbugt"  # nobody there answered
    # Aalborg's three are 1.3, 2 and 4 weeks, Thisted's 0.21, 0.75 and 1.25.
    assert orden.index("Aalborg") < orden.index("Thisted")


def test_one_long_wait_does_not_put_a_kommune_before_one_that_waits_longer_on_the_whole() -> None:
    # A waits 5 weeks in the mean, B 6.
    svar = pd.DataFrame({"kommune": ["A", "A", "B", "B"], "uger": [0.0, 10.0, 6.0, 6.0]})
    assert laengst_foerst(svar) == ["B", "A"]
