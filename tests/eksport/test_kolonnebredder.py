"""No number and no word is broken inside in a printed table, however large a year is."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from eksport.bilag import Bilag
from eksport.indhold import byg_bilag
from eksport.skriftmaal import tekstbredde
from eksport.word import word
from eksport.word_bredder import klemte_bredder, kolonnebredder, mindste_bredder
from planning.plan import PATIENTFELTER, RAMMEFELTER, TILSKUDSFELTER, Plan
from tabeller.tabel import Kolonne, Tabel
from tests.eksport.conftest import Kontor
from tests.eksport.worddokument import laes
from tests.planning.fremskrevne import med_aldre

Sider = Callable[[Path], list[str]]


@pytest.fixture(scope="module")
def stor(plan: Plan) -> Plan:
    """Every clinic's subsidies and patients, the frames of the country, and a projection."""
    kapaciteter = plan.kapaciteter.set_index("klinik_id")[["under30", "over30"]].sum(axis=1)
    tilskud = [
        (klinik, speciale, 2025, maaned, round(oere * max(kapacitet, 1)), float(max(kapacitet, 1)))
        for klinik, kapacitet in kapaciteter.items()
        for speciale, oere in (("51", 3_512_345), ("62", 8_123_457))
        for maaned in range(1, 9)
    ]
    patienter = [
        (klinik, speciale, 2025, 1234, 212_345_678)
        for klinik in kapaciteter.index
        for speciale in ("51", "62")
    ]
    rammer = [
        ("landet", speciale, 2025, maaned, 1, 8_512_345_678, 95_000_000_000)
        for speciale in ("51", "62")
        for maaned in range(1, 9)
    ]
    return dataclasses.replace(
        med_aldre(plan),
        tilskud=pd.DataFrame(tilskud, columns=list(TILSKUDSFELTER)),
        patienter=pd.DataFrame(patienter, columns=list(PATIENTFELTER)).astype({"oere": float}),
        rammeforbrug=pd.DataFrame(rammer, columns=list(RAMMEFELTER)).astype({"ramme": "Int64"}),
    )


@pytest.fixture(scope="module")
def stort(stor: Plan) -> Bilag:
    """The whole of økonomi in print."""
    return byg_bilag(stor, afsnit=["oekonomi"])


def trykte(bilag: Bilag) -> list[Tabel]:
    """Return the tables that are printed, as they are."""
    return [t.til_papir() for t in bilag.tabeller() if t.i_dokument]


def test_every_number_and_word_of_the_tables_is_whole_in_print(
    stort: Bilag, kontor: Kontor, sider: Sider
) -> None:
    tabeller = trykte(stort)
    assert {"knaekgraenser", "rammer", "kontrolstatistik", "fremskrivning"} <= {
        t.noegle for t in tabeller
    }
    pdf = kontor({"oekonomi.docx": word(stort)})["oekonomi.docx"]
    i_tryk = Counter(" ".join(sider(pdf)).replace("\N{NON-BREAKING HYPHEN}", "-").split())
    ord_ = Counter(
        o
        for t in tabeller
        for k in t.kolonner
        for tekst in (k.overskrift, *t.celler(k))
        for o in tekst.split()
        # A line may end after a hyphen or a slash of a name.
        if not (k.art in ("tekst", "note") and set(o) & set("-/–&"))
    )
    brudte = {o: n - i_tryk[o] for o, n in ord_.items() if i_tryk[o] < n}
    assert not brudte


def test_every_column_of_the_whole_bilag_holds_its_widest_number_and_word(stor: Plan) -> None:
    """By the document that is written: the width of the cells and the size of their letters."""
    bilag = byg_bilag(stor)
    dok = laes(word(bilag))
    for tabel, trykt in zip(trykte(bilag), dok.tables, strict=True):
        pt = trykt.cell(0, 0).paragraphs[0].style.font.size.pt
        bredder = [celle.width.pt for celle in trykt.rows[0].cells]
        mindste = mindste_bredder(tabel, pt)
        for kolonne, bredde, mindst in zip(tabel.kolonner, bredder, mindste, strict=True):
            assert bredde > mindst - 0.1, (tabel.noegle, kolonne.overskrift)


def test_the_letters_are_as_wide_as_those_of_the_print() -> None:
    # Arial: a figure is 556 thousandths wide, a point and a space 278.
    assert tekstbredde("113.202.905", 10) == pytest.approx(9 * 5.56 + 2 * 2.78)
    assert tekstbredde("å é", 10) == pytest.approx(5.56 + 2.78 + 5.56)
    assert tekstbredde("Regionen", 8, fed=True) > tekstbredde("Regionen", 8)


def test_two_years_are_not_parted_at_their_hyphen(
    stort: Bilag, kontor: Kontor, sider: Sider
) -> None:
    aftaler = next(a for a in stort.afsnit if a.overskrift == "Overenskomsterne")
    fil = word(dataclasses.replace(stort, afsnit=(aftaler,)))
    celler = [c.text for t in laes(fil).tables for c in t.columns[0].cells]
    # It is read as the hyphen it is.
    assert "Kapacitet i timer (2019-2023)" in celler
    tekst = " ".join(sider(kontor({"aftaler.docx": fil})["aftaler.docx"]))
    assert "(2019-2023)" in tekst.replace("\N{NON-BREAKING HYPHEN}", "-").split()


def _tabel(**celler: str) -> Tabel:
    kolonner = (
        Kolonne("navn", "Navn", bredde=3.0),
        Kolonne("a", "A", art="skrevet"),
        Kolonne("b", "B", art="skrevet"),
    )
    ramme = pd.DataFrame([{"navn": "x", "a": "1", "b": "2", **celler}])
    return Tabel("proeve", "Prøve", ramme, kolonner, "Kilde: prøven.")


def test_the_proportions_asked_for_stand_where_there_is_room() -> None:
    assert kolonnebredder(_tabel(), 500, 8) == pytest.approx([300, 100, 100])


def test_a_long_number_takes_of_the_others_by_what_they_ask_for() -> None:
    tabel = _tabel(a="1.234.567.890.123.456.789")
    mindst = mindste_bredder(tabel, 8)[1]
    assert mindst > 90
    bredder = kolonnebredder(tabel, 300, 8)
    assert bredder == pytest.approx([(300 - mindst) * 0.75, mindst, (300 - mindst) * 0.25])


def test_a_name_too_long_for_the_page_gives_way_to_numbers_and_headings() -> None:
    tabel = _tabel(navn="Langtnavn" * 30, a="113.202.905")
    assert kolonnebredder(tabel, 400, 8) is None
    bredder = klemte_bredder(tabel, 400, 8)
    assert sum(bredder) == pytest.approx(400)
    assert bredder[1] >= mindste_bredder(tabel, 8)[1]
