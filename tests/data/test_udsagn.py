"""The figures of the praksisplan's running text against its tables."""

from __future__ import annotations

import pandas as pd
import pytest

from data.kontrol import krydsfund, laes_rammer
from data.skema import laes_skema
from data.udsagn import REGNINGER, udsagnsfund

#: Read and worked out by hand: where the text says it, what it says, what the tables give.
MODSIGELSER = [
    ("afsnit 3.1", "57 praksis", "84 praksis"),
    ("afsnit 3.2", "70 %", "70,7 %"),
    ("afsnit 3.2", "78 %", "75,6 %"),
    ("afsnit 3.2", "41 svar", "38 svar"),
    ("afsnit 3.4.5", "2,2 uger", "2,06 uger"),
    ("afsnit 3.4.2", "22 mio. kr", "13,9 mio. kr"),
    ("afsnit 3.4.3", "12,2 %", "12,10 %"),
    ("afsnit 3.4.3", "1. plads", "2. plads"),
    ("afsnit 3.4.5", "11 kommuner", "7 kommuner"),
    ("bilag 3", "6 kommuner", "7 kommuner"),
    ("afsnit 4.3", "2. plads", "3. plads"),
    ("bilag 1", "2 tabeller", "0 tabeller"),
]


@pytest.fixture
def rammer() -> dict[str, pd.DataFrame]:
    return laes_rammer()[0]


def _udsagn(**felter: object) -> pd.DataFrame:
    """Return one statement as a frame of the schema's columns."""
    tom = {"nr": 1, "afsnit": "3.1", "emne": "emne", "tabel": "", "maal": "", "raekke": ""}
    tom |= {"fra_aar": pd.NA, "aar": 2018, "decimaler": 0, "enhed": "", "note": ""}
    return pd.DataFrame([tom | felter], index=[2])


def test_the_text_contradicts_the_tables_where_it_was_worked_out_by_hand(
    rammer: dict[str, pd.DataFrame],
) -> None:
    fund = list(udsagnsfund(rammer))
    assert [f.ark for f in fund] == [sted for sted, _, _ in MODSIGELSER]
    for f, (_, sagt, regnet) in zip(fund, MODSIGELSER, strict=True):
        foer, efter = f.fejl.split(", men ", 1)
        assert sagt in foer and regnet in efter
        assert f.alvor == "kilde" and ".." not in f.fejl


def test_every_way_is_used_and_every_statement_is_tested(
    rammer: dict[str, pd.DataFrame],
) -> None:
    udsagn = rammer["udsagn"]
    assert set(udsagn["regning"]) == set(REGNINGER)
    assert all(REGNINGER[u["regning"]](rammer, u) is not None for _, u in udsagn.iterrows())


@pytest.mark.parametrize(
    ("regning", "felter", "facit"),
    [
        ("celle", {"maal": "antal_borgere", "raekke": "A"}, 4.0),
        ("stigning", {"maal": "antal_borgere", "raekke": "A", "fra_aar": 2015}, 3.0),
        ("sum", {"maal": "antal_borgere"}, 11.0),
        ("plads", {"maal": "antal_borgere", "raekke": "A"}, 2.0),
        ("plads_blandt_aar", {"maal": "antal_borgere", "raekke": "A"}, 2.0),
        ("tabeller_med", {"maal": "antal_borgere"}, 1.0),
        ("celle", {"maal": "antal_borgere", "raekke": "C"}, None),
    ],
)
def test_a_way_by_hand(regning: str, felter: dict[str, object], facit: float | None) -> None:
    tabeller = pd.DataFrame(
        [("A", 2015, 1), ("A", 2018, 4), ("B", 2018, 7)], columns=["raekke", "aar", "vaerdi"]
    ).assign(tabel="9", maal="antal_borgere", raekketype="region")
    udsagn = _udsagn(tabel="9", regning=regning, vaerdi=0, **felter).iloc[0]
    assert REGNINGER[regning]({"tabeller": tabeller}, udsagn) == facit


def test_waiting_times_by_hand() -> None:
    tabeller = pd.DataFrame(
        {"raekke": ["0", "0,5", "3", "ej opgivet"], "vaerdi": [2, 2, 1, 9]}
    ).assign(tabel="6", maal="antal_praksis", raekketype="kategori", aar=2019)
    udsagn = _udsagn(tabel="6", maal="antal_praksis", aar=2019, regning="", vaerdi=0).iloc[0]
    ramme = {"tabeller": tabeller}
    assert REGNINGER["andel_med_ventetid"](ramme, udsagn) == pytest.approx(60.0)
    assert REGNINGER["middelventetid"](ramme, udsagn) == pytest.approx(4 / 3)


def test_a_statement_that_cannot_be_worked_out_is_not_passed_over() -> None:
    tabeller = pd.DataFrame({"raekke": ["A"], "vaerdi": [4.0]}).assign(
        tabel="9", maal="m", raekketype="region", aar=2018
    )
    udsagn = _udsagn(tabel="9", maal="tastefejl", raekke="A", regning="celle", vaerdi=4)
    (fund,) = udsagnsfund({"tabeller": tabeller, "udsagn": udsagn})
    assert (fund.raekke, fund.kolonne) == (2, "regning") and "tastefejl" in fund.fejl


@pytest.mark.parametrize(("sagt", "antal"), [(4, 0), (4.4, 0), (4.6, 1)])
def test_half_a_unit_of_the_last_printed_decimal_is_rounding(sagt: float, antal: int) -> None:
    tabeller = pd.DataFrame({"raekke": ["A"], "vaerdi": [4.0]}).assign(
        tabel="9", maal="m", raekketype="region", aar=2018
    )
    udsagn = _udsagn(tabel="9", maal="m", raekke="A", regning="celle", vaerdi=sagt)
    assert len(list(udsagnsfund({"tabeller": tabeller, "udsagn": udsagn}))) == antal


def test_a_package_without_statements_is_checked_all_the_same(
    rammer: dict[str, pd.DataFrame],
) -> None:
    uden = rammer | {"udsagn": rammer["udsagn"].iloc[:0]}
    assert not [f for f in krydsfund(uden, laes_skema()) if f.fil == "udsagn.csv"]
