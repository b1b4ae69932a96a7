"""Økonomi in the documents: the page's tables, and what is left out told with what to import."""

from __future__ import annotations

import dataclasses
import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from dansk import Inputfejl
from eksport import afsnit_oekonomi
from eksport.bilag import IKKE_MED, Bilag
from eksport.excel import excel
from eksport.indhold import byg_bilag
from eksport.word import word
from planning.overenskomst import overenskomster
from planning.plan import TILSKUDSFELTER, Plan
from tabeller.fremskrivning import fremskrivningstabel
from tabeller.oekonomiemner import EMNER, Oekonomiemne, indhold
from tabeller.overenskomst import overenskomsttabel
from tabeller.tabel import Kolonne, Tabel
from tests.eksport.worddokument import laes
from tests.planning.fremskrevne import med_aldre

A = "aars-fysiodanmark"


@pytest.fixture(scope="module")
def fuld(plan: Plan) -> Plan:
    """A projection with ages, and a clinic's subsidies: 60,000 kr. a month to August."""
    raekker = [(A, "51", 2025, maaned, 6_000_000, 1.0) for maaned in range(1, 9)]
    tilskud = pd.DataFrame(raekker, columns=list(TILSKUDSFELTER))
    return dataclasses.replace(med_aldre(plan), tilskud=tilskud)


def _bilag(plan: Plan) -> Bilag:
    return byg_bilag(plan, afsnit=["oekonomi"])


def test_every_subject_with_figures_has_its_section(fuld: Plan) -> None:
    bilag = _bilag(fuld)
    med = [a.overskrift for a in bilag.afsnit]
    assert med[0] == "Økonomi" and {"Knækgrænser", "Behovet frem", "Overenskomsterne"} <= set(med)
    assert len(med) - 1 + len(bilag.udeladt) == len(EMNER)
    noegler = [t.noegle for t in bilag.tabeller()]
    assert {"knaekgraenser", "fremskrivning", "fremskrivning-distrikter", "behandlede"} <= set(
        noegler
    )
    # The page's own tables, not others like them.
    assert fremskrivningstabel(fuld) in bilag.tabeller()


def test_what_has_no_figures_is_left_out_and_told_on_the_page_of_contents(plan: Plan) -> None:
    bilag = _bilag(plan)
    assert not {"Knækgrænser", "Behovet frem"} & {a.overskrift for a in bilag.afsnit}
    graenser = next(u for u in bilag.udeladt if u.startswith("Knækgrænser"))
    behov = next(u for u in bilag.udeladt if u.startswith("Behovet frem"))
    assert "Importér" in graenser and "FRKM" in behov
    tekster = [p.text for p in laes(word(bilag)).paragraphs]
    assert tekster.index(IKKE_MED) < tekster.index(behov) < tekster.index("Økonomi", 4)
    ark = load_workbook(io.BytesIO(excel(bilag)))["Indhold"]
    raekker = [(r[0].value, r[1].value) for r in ark.iter_rows(min_row=5)]
    assert ("Ikke med", behov) in raekker
    assert byg_bilag(plan, afsnit=["status"]).udeladt == ()


def test_a_subject_that_says_it_has_nothing_is_left_out_with_its_words(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def uden(_: Plan) -> tuple[Tabel, ...]:
        raise Inputfejl("Importér en ramme.")

    tom = Tabel("tom", "Tom", pd.DataFrame({"a": []}), (Kolonne("a", "A"),), "Kilde: ingen.")
    emner = (Oekonomiemne("Rammen", uden), Oekonomiemne("Betaling", lambda _: (tom,)))
    assert indhold(emner[0], plan).udeladt == "Importér en ramme."
    monkeypatch.setattr(afsnit_oekonomi, "EMNER", emner)
    bilag = _bilag(plan)
    assert bilag.afsnit == () and len(bilag.udeladt) == 2


def test_a_page_has_room_for_fewer_columns_and_the_workbook_has_all(fuld: Plan) -> None:
    bilag = _bilag(fuld)
    hel = next(t for t in bilag.tabeller() if t.noegle == "knaekgraenser")
    paa_papir = [k.titel for k in hel.til_papir().kolonner]
    assert {"Brugt", "Udbetales ikke"} <= set(paa_papir) and "Over grænsen" not in paa_papir
    assert "Kun i regnearket: Kommune og Over grænsen" in hel.til_papir().note
    dok = laes(word(bilag))
    assert any(t.cell(0, 0).text == "Klinik" for t in dok.tables)
    ark = load_workbook(io.BytesIO(excel(bilag)))["knaekgraenser"]
    hoved = [c.value for c in ark[4]]
    assert "Brugt (kr.)" in hoved
    # 480,000 kr. of 393,000 to August.
    assert ark.cell(5, hoved.index("Brugt (kr.)") + 1).value == 480_000


def test_a_source_is_told_once_in_a_section_and_the_next_tables_point_to_it(fuld: Plan) -> None:
    dok = laes(word(_bilag(fuld)))
    kilder = [p.text for p in dok.paragraphs if p.style.name == "Kilde"]
    # Kommuner, region, klinikker: one source and one model.
    assert "en model" in kilder[0]
    assert kilder[1] == "Kilde og note: som tabel 1."
    assert kilder[2] == "Kilde og note: som tabel 1. Kun i regnearket: Kommune og Over grænsen."
    # Another section says its own.
    assert "som tabel" not in kilder[3]


def test_the_agreements_stand_with_their_sources(plan: Plan) -> None:
    ramme = overenskomsttabel(plan).ramme
    assert len(ramme) == len(overenskomster(plan.fag)) == 2 and (ramme["kilde"] != "").all()
    assert "393.000 kr." in ramme.loc["2024", "tekst"] and "40 %" in ramme.loc["2024", "tekst"]
    assert "s. 13" in ramme.loc["timer", "kilde"]
