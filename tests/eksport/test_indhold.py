"""The content: the sections chosen, the words that say the news, and maps that are drawn."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dansk import IKKE_OPLYST, Inputfejl, linje, rens
from eksport.bestilling import AFSNIT, ALLE, KORT, NavngivetScenarie, Valg, tjek_afsnit
from eksport.bilag import Bilag, Figur, Punkter, Tekst
from eksport.indhold import byg_bilag
from lager.dokument import importer
from planning.plan import Plan
from planning.scenarie import vurder
from saetninger.begrundelse import begrundelse
from tabeller.tabel import Tabel


def test_the_sections_stand_in_order_and_only_the_chosen(plan: Plan, bilag: Bilag) -> None:
    overskrifter = [a.overskrift for a in bilag.afsnit if a.niveau == 1]
    # Each map stands in the section it is of, and none is left for one of maps.
    ventet = [AFSNIT[a] for a in ALLE if a not in ("scenarier", "kort")]
    assert [o for o in overskrifter if o in ventet] == ventet
    assert "Scenarie 1: Rebild får en halv fra Aalborg" in overskrifter
    faa = byg_bilag(plan, [], ["metode", "status"])
    assert [a.overskrift for a in faa.afsnit if a.niveau == 1] == [
        AFSNIT["status"],
        AFSNIT["metode"],
    ]


def test_a_map_stands_in_its_section_and_in_one_of_maps_where_that_is_not_chosen(
    plan: Plan, bilag: Bilag
) -> None:
    def hvor(bilag: Bilag) -> dict[str, str]:
        ud, kapitel = {}, ""
        for a in bilag.afsnit:
            kapitel = a.id if a.niveau == 1 else kapitel
            ud |= {d.noegle: kapitel for d in a.led if isinstance(d, Figur)}
        return ud

    assert hvor(bilag) == {
        "indbyggere-pr-kapacitet": "status",
        "afvigelse": "status",
        "klinikker": "status",
        "ventetid": "ventetid",
        "daekning": "daekning",
        "adgang": "daekning",
        "scenarie-1": "scenarie-1",
        "scenarie-1-aendring": "scenarie-1",
    }
    kun_ventetid = byg_bilag(plan, [], ("ventetid", "kort"), Valg(kort=("ventetid", "adgang")))
    assert hvor(kun_ventetid) == {"ventetid": "ventetid", "adgang": "kort"}
    assert not byg_bilag(plan, [], ("status", "ventetid", "daekning")).figurer()
    with pytest.raises(Inputfejl, match="Ukendt kort: »rejsetid«"):
        byg_bilag(plan, [], ("kort",), Valg(kort=("rejsetid",)))


def test_every_map_is_referred_to_once_and_no_text_stands_twice(bilag: Bilag) -> None:
    tekster = [d for a in bilag.afsnit for d in a.led if isinstance(d, Tekst)]
    assert Counter(t.figur for t in tekster if t.figur) == Counter(bilag.figurnumre().keys())
    gentaget = [t for t, antal in Counter(t.tekst for t in tekster).items() if antal > 1]
    assert not gentaget


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


def test_choices_are_said_in_one_way_and_what_is_unknown_is_still_told(plan: Plan) -> None:
    alle = Valg(graense=15, kort=tuple(KORT)[::-1], speciale="62").paa(plan)
    assert alle == Valg().paa(plan) and alle.kort == () and isinstance(alle.graense, float)
    assert Valg(kort=("daekning", "afvigelse")).paa(plan).kort == ("afvigelse", "daekning")
    with pytest.raises(Inputfejl, match="Ukendt kort: »frimærke«"):
        byg_bilag(plan, (), ("kort",), Valg(kort=("daekning", "frimærke")))


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
    ventetid = next(f for f in byg_bilag(plan, [], ("kort",)).figurer() if f.noegle == "ventetid")
    figur = ventetid.dele[1]
    assert figur.noegle == "ventetid-62"
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


def test_the_tables_of_the_source_are_never_taken_for_the_annexs_own(bilag: Bilag) -> None:
    """In sentences, points and notes a table by number is the source's, and is said to be.

    Once said, those that follow in the same note are too.
    """
    egne = re.compile(r"^(?:(?!raksisplanens tabel).)*?(?<!raksisplanens )\b[Tt]abel \d+", re.S)
    for afsnit in bilag.afsnit:
        # There the heading of the column, and the sentence above it, say whose they are.
        if afsnit.id == "datafejl":
            assert "tabellernes numre er kildens" in afsnit.led[0].tekst
            continue
        for led in afsnit.led:
            tekster = (
                [led.tekst]
                if isinstance(led, Tekst)
                else list(led.punkter)
                if isinstance(led, Punkter)
                else [led.titel, led.note]
                if isinstance(led, Tabel)
                else [led.titel, led.nyhed, led.alt]
            )
            fundet = [t for t in tekster if egne.search(t)]
            assert not fundet, (afsnit.overskrift, fundet)
