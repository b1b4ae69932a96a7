"""No number and no word is broken inside in a printed table, however large a year is."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from docx.shared import Mm

from eksport.bestilling import AFSNIT, NavngivetScenarie
from eksport.bilag import Bilag
from eksport.indhold import byg_bilag
from eksport.orddeling import BLOED, med_delepunkter
from eksport.skriftmaal import tekstbredde
from eksport.word import word
from eksport.word_bredder import (
    MINDSTE_PT,
    Sats,
    klemte_bredder,
    kolonnebredder,
    mindste_bredder,
    saet,
)
from planning.plan import PATIENTFELTER, RAMMEFELTER, TILSKUDSFELTER, Plan
from tabeller.tabel import Kolonne, Tabel
from tests.eksport.conftest import Kontor, med_tegner
from tests.eksport.opfriskningsproever import alt_i
from tests.eksport.smaa import smaa_billeder
from tests.eksport.vaertsskabeloner import bogmaerke, grunddokument, som_fil
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
    bilag = med_tegner(byg_bilag(stor), smaa_billeder)
    dok = laes(word(bilag))
    for tabel, trykt in zip(trykte(bilag), dok.tables, strict=True):
        pt = trykt.cell(0, 0).paragraphs[0].style.font.size.pt
        bredder = [celle.width.pt for celle in trykt.rows[0].cells]
        mindste = mindste_bredder(tabel, Sats(pt))
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
    assert kolonnebredder(_tabel(), 500, Sats(8)) == pytest.approx([300, 100, 100])


def test_a_long_number_takes_of_the_others_by_what_they_ask_for() -> None:
    tabel = _tabel(a="1.234.567.890.123.456.789")
    mindst = mindste_bredder(tabel, Sats(8))[1]
    assert mindst > 90
    bredder = kolonnebredder(tabel, 300, Sats(8))
    assert bredder == pytest.approx([(300 - mindst) * 0.75, mindst, (300 - mindst) * 0.25])


def test_a_name_too_long_for_the_page_gives_way_to_numbers_and_headings() -> None:
    tabel = _tabel(navn="Langtnavn" * 30, a="113.202.905")
    assert kolonnebredder(tabel, 400, Sats(8)) is None
    bredder = klemte_bredder(tabel, 400, Sats(8))
    assert sum(bredder) == pytest.approx(400)
    assert bredder[1] >= mindste_bredder(tabel, Sats(8))[1]


# ---------------------------------------------------------------- in a template


@pytest.fixture(scope="module")
def alle(stor: Plan, scenarie: NavngivetScenarie) -> list[Tabel]:
    """Return every table that is printed of any section."""
    return trykte(byg_bilag(stor, [scenarie], tuple(AFSNIT)))


#: What is written in, and how much larger than ours plain text is.
SKRIFTER = ("Arial", "Times New Roman", "Calibri", "Verdana", "Region Nord Sans")


@pytest.mark.parametrize("skrift", SKRIFTER)
@pytest.mark.parametrize("mm", [120, 140, 170, 257])
def test_no_word_of_a_heading_is_broken_inside_in_any_template(
    skrift: str, mm: int, alle: list[Tabel]
) -> None:
    assert len(alle) > 30
    plads = mm / 25.4 * 72
    for krop in (9, 10, 11, 12):
        stoerrelser = (krop * 0.85, krop * 0.75)
        for tabel in alle:
            sats, bredder = saet(tabel, plads, stoerrelser, skrift)
            assert sum(bredder) == pytest.approx(plads) and sats.pt >= MINDSTE_PT
            for kolonne, bredde in zip(tabel.kolonner, bredder, strict=True):
                rum = bredde - 2 * sats.margen + 0.01
                for stykke in sats.stykker(kolonne.overskrift):
                    assert tekstbredde(stykke, sats.pt, fed=True, skrift=skrift) <= rum
                for celle in tabel.celler(kolonne) if kolonne.til_hoejre else ():
                    for ord_ in celle.split():
                        assert tekstbredde(ord_, sats.pt, skrift=skrift) <= rum


def test_our_own_look_needs_neither_hyphens_nor_smaller_type(alle: list[Tabel]) -> None:
    for tabel in alle:
        sats, _ = saet(tabel, 170 / 25.4 * 72, (8.5, 7.5), "Arial")
        assert sats.pt in (8.5, 7.5) and not sats.delt, tabel.noegle


def test_type_is_smaller_before_words_are_parted_and_few_are(alle: list[Tabel]) -> None:
    status = next(t for t in alle if t.noegle == "status")
    plads = [mm / 25.4 * 72 for mm in (130, 110, 95, 80)]
    satser = [saet(status, p, (10.0, 9.0), "Arial") for p in plads]
    assert [s.delt for s, _ in satser] == [False, False, True, True]
    assert [s.pt for s, _ in satser] == sorted((s.pt for s, _ in satser), reverse=True)
    sats, bredder = satser[2]
    hele = mindste_bredder(status, dataclasses.replace(sats, delt=False))
    assert 0 < sum(b < h - 0.01 for b, h in zip(bredder, hele, strict=True)) < len(bredder) - 2


@pytest.mark.parametrize(("skrift", "pt"), [("Verdana", 12), ("Arial", 9), ("Times New Roman", 11)])
def test_headings_are_whole_in_print_in_a_narrow_template(
    skrift: str, pt: int, stor: Plan, kontor: Kontor, sider: Sider
) -> None:
    dok = grunddokument(skrift, pt)
    side = dok.sections[0]
    side.left_margin, side.right_margin = Mm(45), Mm(45)  # 120 mm of text
    dok.add_heading("Kapacitet", 1)
    bogmaerke(dok.add_paragraph(), "praksiskort", 1)
    valgte = ("status", "aktivitet", "ventetid", "daekning", "oekonomi")
    bilag = med_tegner(byg_bilag(stor, (), valgte), smaa_billeder)
    fil = word(bilag, som_fil(dok))
    overskrifter = {o for t in trykte(bilag) for k in t.kolonner for o in k.overskrift.split()}
    kendte = {
        del_
        for tekst in alt_i(fil)
        for ord_ in tekst.replace("|", " ").split()
        for del_ in (ord_, *med_delepunkter(ord_).split(BLOED))
    }
    pdf = kontor({"smal.docx": fil})["smal.docx"]
    i_tryk = " ".join(sider(pdf)).replace("\N{NON-BREAKING HYPHEN}", "-").split()
    # A heading broken inside leaves its beginning alone, without a hyphen.
    begyndelser = {o[:n] for o in overskrifter for n in range(3, len(o))} - kendte
    assert [o for o in i_tryk if o in begyndelser] == []
    assert sum(o in overskrifter for o in i_tryk) > 100
