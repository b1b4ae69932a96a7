"""A table is declared once: what is picked, ordered and written of it, and who reads it."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest

from cli import main
from eksport.bestilling import ALLE, NavngivetScenarie
from eksport.gislag import gislag
from eksport.indhold import byg_bilag
from planning.kommuneark import kommuneark, stand
from planning.plan import REGIONSRAEKKE, Plan
from planning.scenarie import vurder
from planning.tiltag import Deling, Flytning
from tabeller.felter import AFVIGELSE, KAPACITET, KOMMUNE
from tabeller.kommuneark import noegletabel
from tabeller.scenarie import foer_efter_tabel
from tabeller.tabel import MAERKE, Kolonne, Tabel, uden_maerke

RAMME = pd.DataFrame(
    {
        "kommune": ["Rebild", None, "Hele\nregionen"],
        "kapacitet": [5.5, 10.0, float("nan")],
        "afvigelse_pct": [-0.04, 19.05, float("nan")],
        "maal": [0.43, 12.0, 1234.5],
        "uger": ["1–12", "–", ""],
    },
    index=["0840", "0820", REGIONSRAEKKE],
)
TABEL = Tabel(
    "proeve",
    "Prøve",
    RAMME,
    (
        KOMMUNE,
        KAPACITET,
        AFVIGELSE,
        Kolonne("maal", "Målt", art="maalt"),
        Kolonne("uger", "Oplyst", "uger", "skrevet"),
    ),
    "Kilde: prøven.",
)


def celler(navn: str) -> list[str]:
    return TABEL.celler(next(k for k in TABEL.kolonner if k.navn == navn))


def test_a_column_is_written_as_its_kind_asks() -> None:
    assert celler("kommune") == ["Rebild", "", "Hele regionen"]
    assert celler("kapacitet") == ["5,5", "10,0", "–"]
    assert celler("afvigelse_pct") == ["0,0", "+19,1", "–"]
    assert celler("maal") == ["0,43", "12", "1.234,5"]
    assert celler("uger") == ["1–12", "–", ""]


def test_a_screen_writes_a_capacity_with_the_decimals_it_needs() -> None:
    kapacitet = next(k for k in TABEL.kolonner if k.navn == "kapacitet")
    assert TABEL.celler(kapacitet, faerrest=True) == ["5,5", "10", "–"]
    assert TABEL.celler(AFVIGELSE, faerrest=True) == TABEL.celler(AFVIGELSE)


def test_what_stands_as_a_number_stands_to_the_right_and_only_numbers_are_numbers() -> None:
    assert [k.til_hoejre for k in TABEL.kolonner] == [False, True, True, True, True]
    assert [k.er_tal for k in TABEL.kolonner] == [False, True, True, True, False]


def test_a_marked_row_has_a_sign_after_its_name_and_nowhere_else() -> None:
    to = frozenset({"0840", REGIONSRAEKKE})
    tabel = dataclasses.replace(TABEL, fremhaevet=to, maerker={"0840": "+0,5", "0820": "−1"})
    navne, kapacitet = tabel.kolonner[:2]
    assert tabel.skrevne(navne) == ["Rebild +0,5", "", f"Hele regionen {MAERKE}"]
    assert tabel.skrevne(kapacitet) == tabel.celler(kapacitet) == celler("kapacitet")
    assert [uden_maerke(c) for c in tabel.skrevne(navne)] == tabel.celler(navne)
    assert TABEL.skrevne(navne) == celler("kommune")
    assert uden_maerke("Sæby *nord*") == "Sæby *nord*" and uden_maerke("*") == "*"


def test_every_sign_of_a_table_is_explained_by_its_note(plan: Plan) -> None:
    """In the whole annex with a scenario, a kommuneark, and a field without clinics."""
    tiltag = (Flytning("skagen-fysioterapi", "aabybro-fysioterapi", 0, 1), Deling("hobro-benefit"))
    scenarie = NavngivetScenarie("Et", tiltag)
    tabeller = byg_bilag(plan, [scenarie], ALLE).tabeller()
    tabeller.append(noegletabel(kommuneark(stand(plan), "0840")))
    med = [t for t in tabeller if t.fremhaevet]
    assert {"scenarie-1-foer-efter", "aftagen"} < {t.noegle for t in med}
    for tabel in med:
        for indeks in tabel.fremhaevet & set(tabel.ramme.index):
            assert f"{tabel.maerke(indeks)[0]} " in tabel.note, tabel.noegle


def test_a_changed_kommune_has_the_sign_of_its_change(plan: Plan) -> None:
    flyt = Flytning("skagen-fysioterapi", "aabybro-fysioterapi", 0, 1)
    tabel = foer_efter_tabel(vurder(plan, [flyt, Deling("hobro-benefit")]))
    maerker = {i: tabel.maerke(i) for i in tabel.ramme.index if tabel.maerke(i)}
    # Frederikshavn gives a half to Jammerbugt; Mariagerfjord has as much, of other kinds.
    assert maerker == {"0813": "−0,5", "0849": "+0,5", "0846": MAERKE}


def test_columns_and_rows_are_picked_in_the_order_asked_for() -> None:
    assert [k.navn for k in TABEL.kun("uger", "kommune").kolonner] == ["uger", "kommune"]
    uden = TABEL.uden("uger", "maal")
    assert [k.navn for k in uden.kolonner] == ["kommune", "kapacitet", "afvigelse_pct"]
    assert list(TABEL.med_raekker(["0820", "0840"]).ramme.index) == ["0820", "0840"]
    with pytest.raises(KeyError):
        TABEL.kun("findes_ikke")


def test_decimals_are_those_of_the_rows_that_are_left() -> None:
    kapacitet = TABEL.kolonner[1]
    assert TABEL.med_raekker(["0820"]).celler(kapacitet) == ["10"]


def test_before_and_after_say_which_they_are() -> None:
    foer, efter = AFVIGELSE.foer_og_efter()
    assert (foer.navn, efter.navn) == ("afvigelse_pct_foer", "afvigelse_pct_efter")
    assert foer.overskrift == "Afvigelse fra regionen før (%)"
    assert efter.betydning.endswith("procent, efter scenariet")


def test_the_terminal_prints_the_very_cells_of_the_bilag(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    tabeller = {t.noegle: t for t in byg_bilag(plan, [], ("status", "daekning")).tabeller()}
    for kommando in ("status", "daekning"):
        assert main([kommando]) == 0
        linjer = [linje.split() for linje in capsys.readouterr().out.splitlines()]
        tabel = tabeller[kommando]
        celler = (tabel.celler(k, faerrest=True) for k in tabel.kolonner)
        for raekke in zip(*celler, strict=True):
            assert [ord_ for celle in raekke for ord_ in celle.split()] in linjer


def test_map_data_mean_by_a_column_what_the_tables_mean(plan: Plan) -> None:
    lag = {et.navn: et for et in gislag(plan, plan.omrids)}
    status = next(t for t in byg_bilag(plan, [], ("status",)).tabeller() if t.noegle == "status")
    faelles = {k.navn: k for k in status.kolonner}
    assert faelles.keys() <= lag["kommuner"].betydninger.keys()
    for navn, kolonne in faelles.items():
        assert lag["kommuner"].betydninger[navn] == kolonne.betydning
        for kode, vaerdi in lag["kommuner"].ramme[navn].items():
            trykt = status.ramme.at[kode, navn]
            assert vaerdi == trykt or (math.isnan(vaerdi) and math.isnan(trykt))


def test_every_table_has_a_source(plan: Plan) -> None:
    for tabel in byg_bilag(plan).tabeller():
        assert tabel.kilde.startswith("Kilde: ") and "ikke oplyst" not in tabel.kilde, tabel.noegle
