"""The content: the sections chosen, the words that say the news, and maps that are drawn."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dansk import IKKE_OPLYST, Inputfejl, linje, rens
from eksport.bestilling import AFSNIT, ALLE, NavngivetScenarie, Valg, tjek_afsnit
from eksport.bilag import Bilag, Punkter, Tekst
from eksport.indhold import byg_bilag
from lager.dokument import importer
from planning.plan import Plan
from planning.scenarie import vurder
from saetninger.begrundelse import begrundelse
from tabeller.tabel import Tabel


def test_the_sections_stand_in_order_and_only_the_chosen(plan: Plan, bilag: Bilag) -> None:
    overskrifter = [a.overskrift for a in bilag.afsnit if a.niveau == 1]
    ventet = [AFSNIT[a] for a in ALLE if a != "scenarier"]
    assert [o for o in overskrifter if o in ventet] == ventet
    assert "Scenarie 1: Rebild får en halv fra Aalborg" in overskrifter
    faa = byg_bilag(plan, [], ["metode", "status"])
    assert [a.overskrift for a in faa.afsnit if a.niveau == 1] == [
        AFSNIT["status"],
        AFSNIT["metode"],
    ]


def test_a_document_by_tabel_1_says_that_a_scenario_is_by_the_list(
    plan: Plan, scenarie: NavngivetScenarie
) -> None:
    """Jammerbugt is 8.0 and 4,810 by tabel 1, and 7.0 and 5,497 by the list: both, side by side."""
    bilag = byg_bilag(plan, [scenarie], ["status", "scenarier"], Valg(grundlag="tabel1"))
    begge = next(t for t in bilag.tabeller() if t.noegle == "grundlag").ramme
    jammerbugt = begge.loc[plan.kommune_kode("Jammerbugt")]
    assert jammerbugt["kapacitet_tabel1"] == 8.0
    assert jammerbugt["kapacitet_klinikliste"] == 7.0
    assert round(jammerbugt["indbyggere_pr_kapacitet_tabel1"]) == 4810
    assert round(jammerbugt["indbyggere_pr_kapacitet_klinikliste"]) == 5497
    (foerste,) = (a for a in bilag.afsnit if a.overskrift.startswith("Scenarie 1"))
    assert any("tabel 1" in nyhed and "Jammerbugt" in nyhed for nyhed in foerste.nyheder)
    ene = byg_bilag(plan, [scenarie], ["status", "scenarier"])
    assert "grundlag" not in {t.noegle for t in ene.tabeller()}


def test_an_unknown_section_is_told_in_danish() -> None:
    with pytest.raises(Inputfejl, match="Ukendt afsnit: »kaffe«"):
        tjek_afsnit(["status", "kaffe"])


def test_the_scenario_says_what_who_and_why(
    bilag: Bilag, plan: Plan, scenarie: NavngivetScenarie
) -> None:
    egne = [a for a in bilag.afsnit if a.id == "scenarie-1"]
    assert [a.overskrift for a in egne[1:]] == [
        "Før og efter",
        "Hvem beslutter",
        "Effekt",
        "Vær opmærksom på",
    ]
    tekster = [d.tekst for a in egne for d in a.led if isinstance(d, Tekst)]
    assert begrundelse(vurder(plan, scenarie.tiltag)) in tekster
    assert any("version 3" in t and scenarie.id[:6] in t and "Anna Jensen" in t for t in tekster)
    punkter = [p for a in egne for d in a.led if isinstance(d, Punkter) for p in d.punkter]
    assert any("0,5 kapacitet" in p for p in punkter)
    veje = next(t for t in bilag.tabeller() if t.noegle == "scenarie-1-beslutning")
    assert list(veje.ramme["niveau"]) == ["Regionsrådet og kommunerne", "Samarbejdsudvalget"]


def test_not_reported_is_neither_nought_nor_empty(bilag: Bilag) -> None:
    tabel = next(t for t in bilag.tabeller() if t.noegle == "ventetid")
    jammerbugt = tabel.ramme.set_index("kommune").loc["Jammerbugt"]
    assert list(jammerbugt[["51", "62", "hjemmebehandling"]]) == [IKKE_OPLYST] * 3


def test_the_choices_take_effect(plan: Plan) -> None:
    valg = Valg(grundlag="tabel1", maal="luftlinje", graense=10, dato=date(2026, 5, 3))
    bilag = byg_bilag(plan, [], ("status", "daekning"), valg)
    assert "3. maj 2026" in bilag.undertitel
    status, daekning = (t for t in bilag.tabeller() if t.noegle in {"status", "daekning"})
    assert status.ramme.loc["0813", "kapacitet"] == 16.5
    assert "10 km i luftlinje" in daekning.titel
    assert any(k.enhed == "km" for k in daekning.kolonner)


def test_a_saved_scenario_can_be_exported(plan: Plan, scenarie: NavngivetScenarie) -> None:
    gemt = importer(
        '{"format": "praksiskort-scenarier", "formatversion": 1, "scenarier": [{"id": "'
        + "a" * 32
        + '", "version": 2, "navn": "N", "forfatter": "F", "formaal": "", "tiltag": '
        '[{"type": "deling", "fra": "x", "antal": 1}], "datasaet": "d", '
        '"gemt": "2026-01-01T00:00:00Z", "slettet": false, "kopi_af": null}]}'
    )[0]
    navngivet = NavngivetScenarie.af_gemt(gemt)
    assert (navngivet.navn, navngivet.version, len(navngivet.tiltag)) == ("N", 2, 1)


@pytest.mark.parametrize(
    ("raa", "ren"),
    [
        ("a\nb\t c", "a b c"),
        ("\x00a\x0b\x1fb\ud800\ufffe", "ab"),
        ("a\u202eb\u2066c", "abc"),
        ("x" * 40, "x" * 9 + "…"),
        ("æøå <b>&", "æøå <b>&"),
    ],
)
def test_a_line_is_one_line_without_control_characters(raa: str, ren: str) -> None:
    assert linje(raa, 10) == ren
    rens(raa).encode()


def test_every_table_has_a_source_and_every_column_exists(bilag: Bilag) -> None:
    noegler = [t.noegle for t in bilag.tabeller()]
    assert len(noegler) == len(set(noegler))
    for tabel in bilag.tabeller():
        assert isinstance(tabel, Tabel) and tabel.kilde.startswith("Kilde: ")
        assert {k.navn for k in tabel.kolonner} <= set(tabel.ramme.columns), tabel.noegle


def test_the_print_map_is_a_real_map_with_its_font(
    plan: Plan, tmp_path: Path, kontor: Callable[..., object]
) -> None:
    figur = next(f for f in byg_bilag(plan, [], ("kort",)).figurer() if f.noegle == "ventetid-62")
    pdf, svg = figur.tegn("pdf", "spalte"), figur.tegn("svg", "spalte")
    assert pdf.startswith(b"%PDF") and b"<svg" in svg
    fil = tmp_path / "kort.pdf"
    fil.write_bytes(pdf)
    linjer = subprocess.run(
        ["pdffonts", str(fil)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert len(linjer) > 2
    # Columns: name, type, encoding, emb, sub, uni, object id (two numbers).
    assert all(linje.split()[-5] == "yes" for linje in linjer[2:]), linjer
    tekst = subprocess.run(
        ["pdftotext", str(fil), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "ikke oplyst" in tekst and "Vesthimmerland" in tekst.replace("-\n", "")
