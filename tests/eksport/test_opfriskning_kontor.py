"""A bilag that has been through LibreOffice: its look, an author's work, and its refreshing."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pytest

from eksport.bestilling import NavngivetScenarie
from eksport.indhold import byg_bilag
from eksport.opfriskning import opfrisk
from eksport.word import word
from eksport.word_steder import er_talmaerke
from planning.plan import Plan
from tests.eksport.conftest import Kontor, paakraevet
from tests.eksport.opfriskningsproever import aarets_plan, alt_i, tabeller_i
from tests.eksport.skrivebord import ODT, WORD, rediger
from tests.eksport.vaertsskabeloner import kommunens
from tests.eksport.worddokument import laes, uden_kontroller

NAVN, ID = docx.oxml.ns.qn("w:name"), docx.oxml.ns.qn("w:id")
AFSNIT = ("status", "kort", "daekning", "scenarier", "metode", "kilder")
EGNE = (
    "Vi bemærker, at regionens 4.571 indbyggere pr. kapacitet er mange.",
    "Arbejdsgruppen har set på tallene i tre møder.",
)
#: Words of the author's after ours, a heading renamed, and a table with its caption moved.
ARBEJDE = f"""
  SkrivEfter(doc, "Aalborg har", "{EGNE[0]}")
  SkrivEfter(doc, "Kilde: som tabel", "{EGNE[1]}")
  Erstat(doc, "Metode og forbehold", "Sådan har vi gjort")
  Flyt(doc, "Tabel 1. ", "Kilde: Praksisplan", "Datasæt: ")
"""


pytestmark = pytest.mark.usefixtures("tegnet")


@pytest.fixture(scope="module")
def soffice() -> str:
    program = shutil.which("soffice")
    if program is None:
        paakraevet("no soffice: install LibreOffice", "PRAKSISKORT_KONTOR")
    return str(program)


@pytest.fixture(scope="module")
def fil(plan: Plan, scenarie: NavngivetScenarie) -> bytes:
    return word(byg_bilag(plan, [scenarie], AFSNIT))


@pytest.fixture(scope="module")
def aarets(plan: Plan, scenarie: NavngivetScenarie) -> bytes:
    return word(byg_bilag(aarets_plan(plan), [scenarie], AFSNIT))


def rene(tabeller: list[list[list[str]]]) -> Counter[str]:
    """Return tables to compare: a hyphen that breaks no line is a hyphen."""
    return Counter(str(t).replace("\u2011", "-") for t in tabeller)


def test_controls_and_bookmarks_cost_nothing_on_the_page(fil: bytes, kontor: Kontor) -> None:
    dok = uden_kontroller(docx.Document(io.BytesIO(fil)))
    maerker = [(b.get(NAVN), b.get(ID)) for b in dok.element.body.iter("{*}bookmarkStart")]
    # Headings and the numbers of captions are referred to, and would be missed.
    henvist = {nr for navn, nr in maerker if navn.startswith("_Toc") or er_talmaerke(navn)}
    for del_ in list(dok.element.body.iter("{*}bookmarkStart", "{*}bookmarkEnd")):
        if del_.get(ID) not in henvist:
            del_.getparent().remove(del_)
    ud = io.BytesIO()
    dok.save(ud)
    pdf = kontor({"med.docx": fil, "uden.docx": ud.getvalue()})
    sider = {}
    for navn, sti in pdf.items():
        kommando = ["pdftoppm", "-r", "60", "-png", str(sti), str(sti.with_suffix(""))]
        subprocess.run(kommando, check=True, timeout=100)
        billeder = sorted(sti.parent.glob(f"{sti.stem}-*.png"))
        sider[navn] = [billede.read_bytes() for billede in billeder]
    assert len(sider["med.docx"]) > 8 and sider["med.docx"] == sider["uden.docx"]


@pytest.mark.parametrize("via", [WORD, ODT])
def test_saved_by_libreoffice_and_not_edited_it_is_as_it_was(
    via: str, soffice: str, fil: bytes, plan: Plan, tmp_path: Path
) -> None:
    gemt = rediger(soffice, tmp_path, fil, via=via)
    svar = opfrisk(gemt, plan)
    assert svar.aendringer == ()
    assert svar.uaendrede == opfrisk(fil, plan).uaendrede


@pytest.mark.parametrize("via", [WORD, ODT])
def test_a_host_saved_by_libreoffice_is_known_too(
    via: str, soffice: str, plan: Plan, tmp_path: Path
) -> None:
    bilag = byg_bilag(plan, (), ("status", "daekning", "metode"))
    gemt = rediger(soffice, tmp_path, word(bilag, kommunens()), via=via)
    assert opfrisk(gemt, plan).aendringer == ()
    svar = opfrisk(gemt, aarets_plan(plan))
    assert {a.slags for a in svar.aendringer} == {"opfrisket"}
    assert tekster(svar.fil)[-2:] == tekster(gemt)[-2:] != []


def tekster(fil: bytes) -> list[str]:
    return [p.text for p in laes(fil).paragraphs if p.text.strip()]


@pytest.mark.parametrize("via", [WORD, ODT])
def test_an_authors_work_in_libreoffice_stays_and_ours_is_new(
    via: str, soffice: str, fil: bytes, aarets: bytes, plan: Plan, tmp_path: Path, kontor: Kontor
) -> None:
    redigeret = rediger(soffice, tmp_path, fil, ARBEJDE, via)
    svar = opfrisk(redigeret, aarets_plan(plan))
    # Every figure of ours is the new one, and the table is where the author put it.
    assert rene(tabeller_i(svar.fil)) == rene(tabeller_i(aarets)) != rene(tabeller_i(fil))
    titler = [p.text for p in laes(svar.fil).paragraphs if re.match(r"Tabel \d", p.text)]
    assert [t.split(".")[0] for t in titler] == [f"Tabel {n + 1}" for n in range(len(titler))]
    flyttet = next(n for n, t in enumerate(titler) if "Kapacitet hos privatprakt" in t)
    assert flyttet == len(titler) - 2  # before that of the sources
    # So is every sentence, and the author's are as they were.
    tekst = [t.replace("\u2011", "-") for t in alt_i(svar.fil)]
    assert all(tekst.count(egen) == 1 for egen in EGNE)
    numre = re.compile(r"(?<=som tabel )\d+|(?<=^Tabel )\d+")
    nu = {numre.sub("#", t.replace("\u2011", "-")) for t in alt_i(aarets)}
    assert nu - {numre.sub("#", t) for t in tekst} == {"Metode og forbehold"}
    assert "Sådan har vi gjort" in tekst
    # The list says so.
    slags = Counter(a.slags for a in svar.aendringer)
    assert slags["opfrisket"] > 60 and set(slags) == {"opfrisket", "rettet", "egen"}
    (omdoebt,) = (a for a in svar.aendringer if a.slags == "rettet")
    assert (omdoebt.foer, omdoebt.nu) == ("Sådan har vi gjort", "Metode og forbehold")
    (egen,) = (a for a in svar.aendringer if a.slags == "egen")
    assert (egen.foer, egen.nu) == (EGNE[0], "4.501")
    # LibreOffice opens it again, with a caption to every table.
    pdf = kontor({"igen.docx": svar.fil})["igen.docx"]
    assert pdf.stat().st_size > 50_000
    assert opfrisk(svar.fil, aarets_plan(plan)).fil == svar.fil
