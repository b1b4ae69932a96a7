"""A bilag of last year, edited, and made new: ours is this year's, and the author's is theirs."""

from __future__ import annotations

import copy
import dataclasses
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from dansk import Inputfejl
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.dokumentindgang import aabn_bilag
from eksport.dokumentmanifest import laes_manifest
from eksport.indhold import byg_bilag
from eksport.opfriskning import ALT, Aendring, Opfrisket, laes_ophav, nyeste_scenarier, opfrisk
from eksport.word import word
from eksport.word_steder import HOEJST_I_KONTROL, bogmaerke_af, noegle_i
from lager.scenarielager import standardlager
from planning.plan import Plan
from planning.tiltag import som_dict
from tests.eksport.conftest import flytning
from tests.eksport.opfriskningsproever import AFSNIT, alt_i, tabeller_i
from tests.eksport.worddokument import laes

pytestmark = pytest.mark.usefixtures("tegnet")


@pytest.fixture(scope="module")
def fil(plan: Plan, scenarie: NavngivetScenarie) -> bytes:
    return word(byg_bilag(plan, [scenarie], AFSNIT))


@pytest.fixture(scope="module")
def aarets(ny_plan: Plan, scenarie: NavngivetScenarie) -> bytes:
    """Return the bilag of the new figures, as it is written from nothing."""
    return word(byg_bilag(ny_plan, [scenarie], AFSNIT))


def rettet(fil: bytes, hvordan: Callable[[Document], None]) -> bytes:
    """Return a document that somebody has done something to."""
    dok = docx.Document(io.BytesIO(fil))
    hvordan(dok)
    ud = io.BytesIO()
    dok.save(ud)
    return ud.getvalue()


def afsnit(dok: Document, begynder: str) -> Any:
    """Return the last paragraph, in a control or not, that begins with some words."""
    fundne = [
        p
        for p in dok.element.body.iter(qn("w:p"))
        if "".join(t.text or "" for t in p.iter(qn("w:t"))).startswith(begynder)
    ]
    return fundne[-1]


def nyt_afsnit(tekst: str) -> Any:
    p = docx.Document().add_paragraph(tekst)._p
    return copy.deepcopy(p)


def af_slags(svar: Opfrisket, slags: str) -> list[Aendring]:
    return [a for a in svar.aendringer if a.slags == slags]


# ---------------------------------------------------------------- as it was written


def test_the_same_figures_change_nothing_and_not_a_byte(fil: bytes, plan: Plan) -> None:
    svar = opfrisk(fil, plan)
    assert svar.aendringer == () and svar.fil == fil
    assert svar.uaendrede == len(aabn_bilag(fil)[1].steder)


def test_new_figures_give_what_is_written_from_nothing(
    fil: bytes, aarets: bytes, ny_plan: Plan
) -> None:
    svar = opfrisk(fil, ny_plan)
    assert alt_i(svar.fil) == alt_i(aarets) != alt_i(fil)
    assert {a.slags for a in svar.aendringer} == {"opfrisket"}
    assert opfrisk(svar.fil, ny_plan).aendringer == ()
    steder, rigtige = (aabn_bilag(f)[1].steder for f in (svar.fil, aarets))
    assert steder == rigtige


def test_the_list_says_what_it_was_what_it_is_and_where(fil: bytes, ny_plan: Plan) -> None:
    svar = opfrisk(fil, ny_plan)
    (celle,) = (
        a
        for a in svar.aendringer
        if a.noegle == "tabel.status.status" and a.hvad == "Aalborg, Indbyggere pr. kapacitet"
    )
    # 215,443 inhabitants to 37 and to 39 capacities.
    assert (celle.foer, celle.nu, celle.hvor) == ("5.823", "5.524", "Kapacitet og indbyggere")
    assert celle.navn.startswith("Tabel: Kapacitet hos privatpraktiserende")
    assert all(a.foer != a.nu for a in svar.aendringer)


def test_every_table_that_differs_is_told_cell_by_cell(
    fil: bytes, aarets: bytes, ny_plan: Plan
) -> None:
    """By another way: tables with the same rows in the same order, cell by cell as they stand."""
    forskelle: Counter[tuple[str, str]] = Counter()
    for foer, nu in zip(tabeller_i(fil), tabeller_i(aarets), strict=True):
        ens = [r[0] for r in foer] == [r[0] for r in nu]
        for a, b in zip(foer, nu, strict=True) if ens else ():
            forskelle.update((x, y) for x, y in zip(a, b, strict=True) if x != y)
    svar = opfrisk(fil, ny_plan)
    sagt = Counter((a.foer, a.nu) for a in svar.aendringer if a.noegle.startswith("tabel."))
    assert sum(forskelle.values()) > 40
    assert not forskelle - sagt


# ---------------------------------------------------------------- keys


def test_controls_have_keys_titles_and_bookmarks_that_word_takes(fil: bytes) -> None:
    xml = zipfile.ZipFile(io.BytesIO(fil)).read("word/document.xml").decode()
    tags, titler = (re.findall(rf'<w:{n} w:val="([^"]*)"', xml) for n in ("tag", "alias"))
    assert len(tags) == len(titler) > 40
    for navne in (tags, titler):
        assert len(set(navne)) == len(navne) and max(map(len, navne)) <= HOEJST_I_KONTROL
    maerker = re.findall(r'bookmarkStart w:id="(\d+)" w:name="([^"]*)"', xml)
    assert len({nr for nr, _ in maerker}) == len({navn for _, navn in maerker}) == len(maerker)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", navn) for _, navn in maerker)
    manifest = aabn_bilag(fil)[1]
    egne = {n for n in manifest.steder if not n.startswith("overskrift.")}
    assert {noegle_i(t) for t in tags} == egne
    assert {bogmaerke_af(n) for n in manifest.steder} <= {navn for _, navn in maerker}


def test_a_tag_names_the_dataset_and_the_scenarios_version(fil: bytes, plan: Plan) -> None:
    dok = docx.Document(io.BytesIO(fil))
    tags = {t.get(qn("w:val")) for t in dok.element.body.iter(qn("w:tag"))}
    assert f"tabel.status.status@{plan.fingeraftryk[:8]}" in tags
    scenariets = {t for t in tags if ".scenarie-" in t}
    assert len(scenariets) > 5 and all(t.endswith(".v3") for t in scenariets)


def test_keys_do_not_follow_the_order_of_scenarios(plan: Plan, scenarie: NavngivetScenarie) -> None:
    andet = NavngivetScenarie("Andet", (flytning(plan, "0813"),), id="beef" * 8, version=1)
    begge = [
        set(aabn_bilag(word(byg_bilag(plan, s, ("scenarier",))))[1].steder)
        for s in ([scenarie, andet], [andet, scenarie])
    ]
    assert begge[0] == begge[1]
    assert any("scenarie-beefbeef" in noegle for noegle in begge[0])


def test_the_manifest_says_how_the_bilag_was_made(
    plan: Plan, scenarie: NavngivetScenarie, fil: bytes
) -> None:
    ophav = laes_ophav(fil)
    assert ophav.scenarier == (scenarie,) and ophav.afsnit == (
        *("status", "daekning", "kort", "scenarier", "kilder"),
    )
    assert (ophav.fag, ophav.fingeraftryk) == ("Fysioterapi", plan.fingeraftryk)
    valg = Valg("tabel1", "km", 22.5, "gauss", {"Harmonisering": 2.0}, speciale="62")
    assert laes_ophav(word(byg_bilag(plan, (), ("status",), valg))).valg == valg


@pytest.mark.parametrize("mangler", ["customXml/item", "docProps/custom.xml"])
def test_either_carrier_of_the_manifest_is_enough(mangler: str, fil: bytes, plan: Plan) -> None:
    dok = docx.Document(io.BytesIO(fil))
    rels = dok.part.rels if mangler.startswith("customXml") else dok.part.package.rels
    for rid, forhold in list(rels.items()):
        if mangler in str(forhold.target_part.partname):
            del rels[rid]
    ud = io.BytesIO()
    dok.save(ud)
    assert not any(n.startswith(mangler) for n in zipfile.ZipFile(ud).namelist())
    svar = opfrisk(ud.getvalue(), plan)
    assert svar.aendringer == ()
    assert sum(n.startswith(mangler) for n in zipfile.ZipFile(io.BytesIO(svar.fil)).namelist()) > 0


# ---------------------------------------------------------------- the author's words


def test_words_between_ours_and_in_our_controls_stay(
    fil: bytes, aarets: bytes, ny_plan: Plan
) -> None:
    def skriv(dok: Document) -> None:
        nyheden = afsnit(dok, "Aalborg har 5.823")
        nyheden.addnext(nyt_afsnit("Skrevet inde i kontrollen."))
        nyheden.getparent().getparent().addnext(nyt_afsnit("Skrevet efter kontrollen."))

    svar = opfrisk(rettet(fil, skriv), ny_plan)
    egne = ("Skrevet inde i kontrollen.", "Skrevet efter kontrollen.")
    tekst = [t for t in alt_i(svar.fil) if t not in egne]
    assert tekst == alt_i(aarets) and len(alt_i(svar.fil)) == len(tekst) + 2
    # The second time too.
    assert opfrisk(svar.fil, ny_plan).aendringer == ()


def test_what_the_author_changed_in_ours_is_kept_and_both_are_told(
    fil: bytes, ny_plan: Plan
) -> None:
    def skriv(dok: Document) -> None:
        next(afsnit(dok, "Aalborg har 5.823").iter(qn("w:t"))).text = "Aalborg har for få."

    svar = opfrisk(rettet(fil, skriv), ny_plan)
    (a,) = af_slags(svar, "rettet")
    rettet_til = "Aalborg har for få. Se figur 1."
    assert (a.noegle, a.foer) == ("nyhed.status", rettet_til)
    assert a.nu.startswith("Aalborg har 5.524")
    assert rettet_til in alt_i(svar.fil)
    # It is still known to be the author's, and can be replaced.
    igen = opfrisk(svar.fil, ny_plan, erstat=[a.noegle])
    assert [(x.slags, x.nu) for x in igen.aendringer] == [("erstattet", a.nu)]
    assert a.nu in alt_i(igen.fil) and rettet_til not in alt_i(igen.fil)
    assert opfrisk(igen.fil, ny_plan).aendringer == ()


def test_a_cell_the_author_changed_keeps_the_table_unless_all_is_asked_for(
    fil: bytes, aarets: bytes, ny_plan: Plan
) -> None:
    def skriv(dok: Document) -> None:
        tabel = next(dok.element.body.iter(qn("w:tbl")))
        next(t for t in tabel.iter(qn("w:t")) if t.text == "215.443").text = "ca. 215.000"

    svar = opfrisk(rettet(fil, skriv), ny_plan)
    egne = {a.hvad: (a.foer, a.nu) for a in af_slags(svar, "rettet")}
    assert egne["Aalborg, Indbyggere"] == ("ca. 215.000", "215.443")
    assert egne["Aalborg, Indbyggere pr. kapacitet"] == ("5.823", "5.524")
    assert {a.noegle for a in af_slags(svar, "rettet")} == {"tabel.status.status"}
    assert alt_i(opfrisk(rettet(fil, skriv), ny_plan, erstat=[ALT]).fil) == alt_i(aarets)


def test_a_renamed_heading_stays(fil: bytes, ny_plan: Plan) -> None:
    def skriv(dok: Document) -> None:
        next(afsnit(dok, "Kilder").iter(qn("w:t"))).text = "Hvor tallene er fra"

    svar = opfrisk(rettet(fil, skriv), ny_plan)
    assert [(a.foer, a.nu) for a in af_slags(svar, "rettet")] == [("Hvor tallene er fra", "Kilder")]
    overskrifter = [p.text for p in laes(svar.fil).paragraphs if p.style.name == "Heading 1"]
    assert "Hvor tallene er fra" in overskrifter and "Kilder" not in overskrifter


def test_the_look_the_author_gave_stays(fil: bytes, ny_plan: Plan) -> None:
    def pynt(dok: Document) -> None:
        tabel = next(dok.element.body.iter(qn("w:tbl")))
        next(tabel.iter(qn("w:gridCol"))).set(qn("w:w"), "1234")
        p = afsnit(dok, "Aalborg har 5.823")
        docx.text.paragraph.Paragraph(p, None).runs[0].italic = True
        docx.text.paragraph.Paragraph(p, None).paragraph_format.left_indent = docx.shared.Pt(27)
        maal = next(dok.element.body.iter(qn("wp:extent")))
        maal.set("cx", "3000000")
        maal.set("cy", "9")

    dok = docx.Document(io.BytesIO(opfrisk(rettet(fil, pynt), ny_plan).fil))
    assert next(dok.element.body.iter(qn("w:gridCol"))).get(qn("w:w")) == "1234"
    p = docx.text.paragraph.Paragraph(afsnit(dok, "Aalborg har 5.524"), None)
    assert p.runs[0].italic and p.paragraph_format.left_indent == docx.shared.Pt(27)
    maal = next(dok.element.body.iter(qn("wp:extent")))
    bredde, hoejde = int(maal.get("cx")), int(maal.get("cy"))
    assert bredde == 3_000_000 and 0.3 < hoejde / bredde < 1.5  # the shape of the picture


# ---------------------------------------------------------------- moved, copied, gone


def test_a_table_that_was_moved_is_renewed_where_it_is_and_counted_there(
    fil: bytes, ny_plan: Plan
) -> None:
    def flyt(dok: Document) -> None:
        krop = dok.element.body
        blokke = [afsnit(dok, "Tabel 1.").getparent().getparent()]
        while len(blokke) < 3:
            blokke.append(blokke[-1].getnext())
        for blok in blokke:
            krop.insert(len(krop) - 1, blok)

    svar = opfrisk(rettet(fil, flyt), ny_plan)
    titler = [p.text for p in laes(svar.fil).paragraphs if p.text.startswith("Tabel ")]
    antal = len(titler)
    assert [t.split(".")[0] for t in titler] == [f"Tabel {n}" for n in range(1, antal + 1)]
    assert titler[-1] == f"Tabel {antal}. Kapacitet hos privatpraktiserende fysioterapeuter og " + (
        "indbyggere pr. kapacitet"
    )
    assert ["Aalborg", "15", "24,0", "39,0"] in [r[:4] for r in tabeller_i(svar.fil)[-1]]
    assert {a.hvor for a in svar.aendringer if a.noegle == "tabel.status.status"} == {"Kilder"}
    # A source that refers to another table's follows it.
    foer, nu = (re.findall(r"som tabel (\d+)\.", " ".join(alt_i(f))) for f in (fil, svar.fil))
    assert len(foer) > 2 and [int(n) - 1 for n in foer] == [int(n) for n in nu]


def test_a_table_that_was_copied_is_told(fil: bytes, ny_plan: Plan) -> None:
    def kopier(dok: Document) -> None:
        tabel = next(dok.element.body.iter(qn("w:tbl")))
        kontrol = tabel.getparent().getparent()
        afsnit(dok, "Kilder").addnext(copy.deepcopy(kontrol))

    svar = opfrisk(rettet(fil, kopier), ny_plan)
    (a,) = af_slags(svar, "flere")
    assert (a.noegle, a.hvor) == ("tabel.status.status", "Kilder")
    assert not af_slags(svar, "egen")


def test_what_the_author_took_out_is_not_put_back(fil: bytes, plan: Plan, ny_plan: Plan) -> None:
    def fjern(dok: Document) -> None:
        for begynder in ("Aalborg har 5.823", "Kort over"):
            kontrol = afsnit(dok, begynder) if begynder[0] == "A" else None
            if kontrol is not None:
                kontrol = kontrol.getparent().getparent()
                kontrol.getparent().remove(kontrol)

    uden = rettet(fil, fjern)
    svar = opfrisk(uden, ny_plan)
    assert [a.noegle for a in af_slags(svar, "ikke_fundet")] == ["nyhed.status"]
    assert not any(t.startswith("Aalborg har 5.524") for t in alt_i(svar.fil))
    assert [a.noegle for a in af_slags(opfrisk(svar.fil, plan), "ikke_fundet")] == ["nyhed.status"]


def test_two_of_ours_run_together_are_doubt_and_left(fil: bytes, ny_plan: Plan) -> None:
    def saml(dok: Document) -> None:
        nyhed, note = afsnit(dok, "Aalborg har 5.823"), afsnit(dok, "Kliniklisten")
        nyhed.extend([d for d in note if d.tag != qn("w:pPr")])
        kontrol = note.getparent().getparent()
        kontrol.getparent().remove(kontrol)

    sammen = rettet(fil, saml)
    svar = opfrisk(sammen, ny_plan)
    assert {a.noegle for a in af_slags(svar, "tvivl")} == {"nyhed.status", "note.status"}
    assert [t for t in alt_i(svar.fil) if t.startswith("Aalborg har 5.823")]


TEGN = ("tag", "alias", "bogmaerke", "tekst")


@pytest.mark.parametrize("beholdt", TEGN)
def test_one_sign_is_enough(beholdt: str, fil: bytes, aarets: bytes, ny_plan: Plan) -> None:
    def fjern(dok: Document) -> None:
        for navn in ("tag", "alias", "bookmarkStart", "bookmarkEnd"):
            if (navn.startswith("bookmark") and beholdt == "bogmaerke") or navn == beholdt:
                continue
            for del_ in list(dok.element.body.iter(qn(f"w:{navn}"))):
                if not del_.get(qn("w:name"), "").startswith("_Toc"):
                    del_.getparent().remove(del_)

    svar = opfrisk(rettet(fil, fjern), ny_plan)
    assert {a.slags for a in svar.aendringer} <= {"opfrisket", "ikke_fundet"}
    staar, ventet = alt_i(svar.fil), alt_i(aarets)
    if beholdt != "tekst":
        assert staar == ventet
    else:  # what stands in more places than one is not guessed at
        assert sum(t in ventet for t in staar) > 0.9 * len(ventet)
    # All of them are back.
    igen = docx.Document(io.BytesIO(svar.fil)).element.body
    assert f"tabel.status.status@{ny_plan.fingeraftryk[:8]}" in {
        t.get(qn("w:val")) for t in igen.iter(qn("w:tag"))
    }
    assert bogmaerke_af("tabel.status.status") in {
        b.get(qn("w:name")) for b in igen.iter(qn("w:bookmarkStart"))
    }


def test_a_table_without_signs_is_known_under_its_caption(fil: bytes, ny_plan: Plan) -> None:
    def fjern(dok: Document) -> None:
        tabel = next(dok.element.body.iter(qn("w:tbl")))
        kontrol = tabel.getparent().getparent()
        kontrol.addprevious(tabel)
        kontrol.getparent().remove(kontrol)
        for maerke in list(tabel.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            maerke.getparent().remove(maerke)
        next(t for t in tabel.iter(qn("w:t")) if t.text == "215.443").text = "ca. 215.000"

    svar = opfrisk(rettet(fil, fjern), ny_plan)
    assert {a.noegle for a in af_slags(svar, "rettet")} == {"tabel.status.status"}
    assert not af_slags(svar, "ikke_fundet")


def test_two_of_the_same_words_without_signs_are_not_guessed_at(
    plan: Plan, scenarie: NavngivetScenarie
) -> None:
    andet = dataclasses.replace(scenarie, navn="Andet", id="beef" * 8)
    to = word(byg_bilag(plan, [scenarie, andet], ("scenarier",)))

    def fjern(dok: Document) -> None:
        for navn in ("tag", "alias", "bookmarkStart", "bookmarkEnd"):
            for del_ in list(dok.element.body.iter(qn(f"w:{navn}"))):
                del_.getparent().remove(del_)
        ene = afsnit(dok, "Tiltag:")
        ene.getparent().remove(ene)

    svar = opfrisk(rettet(to, fjern), plan)
    fundet = {a.noegle for a in af_slags(svar, "ikke_fundet")}
    assert {"broed.scenarie-c0ffeec0.tiltag", "broed.scenarie-beefbeef.tiltag"} <= fundet


# ---------------------------------------------------------------- new and no more


def test_sections_asked_for_now_are_put_in_where_they_belong(
    plan: Plan, fil: bytes, scenarie: NavngivetScenarie
) -> None:
    ophav = dataclasses.replace(laes_ophav(fil), afsnit=("status", "aktivitet", *AFSNIT[1:]))
    svar = opfrisk(fil, plan, ophav)
    assert {a.slags for a in svar.aendringer} == {"tilfoejet"}
    helt = word(byg_bilag(plan, [scenarie], ophav.afsnit))
    uden = {"Aktivitet"}  # the table of contents is counted when the document is opened
    assert Counter(alt_i(svar.fil)) - Counter(alt_i(helt)) == Counter()
    assert set(alt_i(helt)) - set(alt_i(svar.fil)) <= uden
    overskrifter = [p.text for p in laes(svar.fil).paragraphs if p.style.name == "Heading 1"]
    assert overskrifter[:3] == ["Kapacitet og indbyggere", "Aktivitet", "Dækning og adgang"]
    assert opfrisk(svar.fil, plan, ophav).aendringer == ()


def test_a_map_stays_where_it_stands_and_is_referred_to_by_its_number(
    plan: Plan, fil: bytes
) -> None:
    """The waits had no section and their map stood among the others; now there is one."""
    ophav = dataclasses.replace(laes_ophav(fil), afsnit=("status", "ventetid", *AFSNIT[1:]))
    svar = opfrisk(fil, plan, ophav)
    udgaaet = {a.noegle for a in af_slags(svar, "udgaaet")}
    assert udgaaet == {"overskrift.kort", "broed.kort.ventetid"}
    figur = next(
        p.text for p in billedtekster(svar.fil) if re.match(r"Figur \d+\. Oplyst ventetid", p.text)
    )
    nyheden = afsnit(laes(svar.fil), "Længst er den oplyste ventetid til hjemmebehandling")
    nummer = figur.split(".")[0].removeprefix("Figur ")
    assert docx.text.paragraph.Paragraph(nyheden, None).text.endswith(f"Se figur {nummer}.")
    overskrift = [p.text for p in laes(svar.fil).paragraphs if p.style.name == "Heading 1"]
    assert overskrift.index("Ventetid") < overskrift.index("Kort")


def _er_billedtekst(afsnit: Any, begynder: str) -> bool:
    p = docx.text.paragraph.Paragraph(afsnit, None)
    return p.text.startswith(begynder) and afsnit.pPr.pStyle.val == "Caption"


def billedtekster(fil: bytes) -> list[Any]:
    return [p for p in laes(fil).paragraphs if p.style.name == "Caption"]


def test_a_reference_follows_a_map_the_author_has_moved(fil: bytes, ny_plan: Plan) -> None:
    """Figure 1 is moved to the end: what referred to it does so still, by its new number."""

    def flyt(dok: Document) -> None:
        krop = dok.element.body
        titel = next(p for p in dok.element.body.iter(qn("w:p")) if _er_billedtekst(p, "Figur 1."))
        kontrol = titel.getparent().getparent()
        billede = kontrol.getprevious()
        for del_ in (billede, kontrol):
            krop.insert(len(krop) - 1, del_)

    svar = opfrisk(rettet(fil, flyt), ny_plan)
    antal = sum(p.text.startswith("Figur") for p in billedtekster(fil))
    (nyhed,) = [t for t in alt_i(svar.fil) if t.startswith("Aalborg har 5.524")]
    assert nyhed.endswith(f"Se figur {antal}.")
    assert opfrisk(svar.fil, ny_plan).aendringer == ()


def test_what_is_no_more_in_the_bilag_is_left_and_told(
    plan: Plan, fil: bytes, ny_plan: Plan
) -> None:
    ophav = dataclasses.replace(laes_ophav(fil), scenarier=())
    svar = opfrisk(fil, ny_plan, ophav)
    udgaaede = af_slags(svar, "udgaaet")
    assert udgaaede and all(".scenarie-" in a.noegle for a in udgaaede)
    assert [t for t in alt_i(svar.fil) if t.startswith("Scenarie 1: Rebild")]


def test_a_scenario_that_no_longer_fits_is_left_and_told(fil: bytes, plan: Plan) -> None:
    giver = flytning(plan).fra
    uden = plan.kapaciteter[plan.kapaciteter["klinik_id"] != giver]
    ny = dataclasses.replace(plan, kapaciteter=uden, fingeraftryk="e" * 16)
    svar = opfrisk(fil, ny)
    assert any("Rebild får en halv" in b and "ladt stå" in b for b in svar.bemaerkninger)
    assert all(".scenarie-" in a.noegle for a in af_slags(svar, "udgaaet"))
    # It is tried again another year.
    assert len(laes_ophav(svar.fil).scenarier) == 1
    assert not af_slags(opfrisk(svar.fil, plan), "udgaaet")


def test_scenarios_are_those_saved_last(plan: Plan, fil: bytes) -> None:
    lager, tiltag = standardlager(), [som_dict(flytning(plan))]
    felter = {"forfatter": "M", "formaal": "", "datasaet": plan.fingeraftryk}
    gemt = lager.opret(navn="Forslag B", tiltag=tiltag, **felter)
    ophav = dataclasses.replace(laes_ophav(fil), scenarier=(NavngivetScenarie.af_gemt(gemt),))
    ny = lager.gem(gemt.id, 1, navn="Forslag B2", tiltag=tiltag, **felter)
    nyeste = nyeste_scenarier(ophav, lager)
    assert [(s.navn, s.version) for s in nyeste.scenarier] == [("Forslag B2", ny.version)]
    lager.slet(gemt.id)
    assert nyeste_scenarier(ophav, lager) == ophav
    i_filen = laes_ophav(fil)  # one the store does not know
    assert nyeste_scenarier(i_filen, lager) == i_filen


# ---------------------------------------------------------------- the author's own figures


def test_an_authors_sentence_with_a_figure_of_then_is_told_and_not_changed(
    fil: bytes, ny_plan: Plan
) -> None:
    egen = "Med 4.571 indbyggere pr. kapacitet er regionen i midten. Vi holdt 7 møder."

    def skriv(dok: Document) -> None:
        afsnit(dok, "Kilder").addnext(nyt_afsnit(egen))

    svar = opfrisk(rettet(fil, skriv), ny_plan)
    (a,) = af_slags(svar, "egen")
    # 589,605 inhabitants to 131 capacities.
    assert a.foer == "Med 4.571 indbyggere pr. kapacitet er regionen i midten."
    assert (a.nu, a.hvor) == ("4.501", "Kilder")
    assert a.hvad == "4.571: Region Nordjylland, Indbyggere pr. kapacitet"
    assert egen in alt_i(svar.fil)


def test_a_figure_of_a_table_the_author_took_out_is_known_too(fil: bytes, ny_plan: Plan) -> None:
    def skriv(dok: Document) -> None:
        for p in list(dok.element.body.iter(qn("w:tbl"))):
            p.getparent().remove(p)
        afsnit(dok, "Kilder").addnext(nyt_afsnit("I Aalborg er der 10.905 ydelser og 37,0."))

    svar = opfrisk(rettet(fil, skriv), ny_plan)
    assert [a.hvad for a in af_slags(svar, "egen")] == ["37,0"]


# ---------------------------------------------------------------- not ours


def test_a_file_that_is_not_ours_is_one_danish_sentence(fil: bytes, plan: Plan) -> None:
    def uden_del(raa: bytes, navn: str) -> bytes:
        ud = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raa)) as ind, zipfile.ZipFile(ud, "w") as nyt:
            for n in ind.namelist():
                if n != navn:
                    nyt.writestr(n, ind.read(n))
        return ud.getvalue()

    fremmed, odt = io.BytesIO(), io.BytesIO()
    docx.Document().save(fremmed)
    with zipfile.ZipFile(odt, "w") as arkiv:
        arkiv.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    filer = {
        b"": "ikke et Word-dokument",
        b"PK\x03\x04": "ikke et Word-dokument",
        b"hej": "ikke et Word-dokument",
        Path(__file__).read_bytes(): "ikke et Word-dokument",
        odt.getvalue(): "OpenDocument",
        fremmed.getvalue(): "ikke et bilag fra Praksiskort",
        uden_del(fil, "word/document.xml"): "ikke et Word-dokument",
        uden_del(fil, "word/styles.xml"): "",
    }
    for raa, besked in filer.items():
        if not besked:
            continue
        with pytest.raises(Inputfejl, match=besked) as fejl:
            opfrisk(raa, plan)
        assert "\n" not in str(fejl.value)


def test_a_bomb_is_refused_before_it_is_unpacked(fil: bytes, plan: Plan) -> None:
    ud = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(fil)) as ind, zipfile.ZipFile(ud, "w", 8) as nyt:
        for n in ind.namelist():
            nyt.writestr(n, ind.read(n))
        with nyt.open("word/media/bombe.bin", "w") as del_:
            for _ in range(26):
                del_.write(b"\0" * 10_000_000)
    assert len(ud.getvalue()) < 5_000_000
    with pytest.raises(Inputfejl, match="mere, end der læses"):
        opfrisk(ud.getvalue(), plan)


@pytest.mark.parametrize(
    "indhold",
    [
        "ikke json",
        "[]",
        '{"udgave":2}',
        '{"udgave":1,"ophav":{},"steder":[]}',
        '{"udgave":1,"ophav":null,"steder":[[1,2,3,4]]}',
        "[" * 5000,
    ],
)
def test_a_manifest_that_was_tampered_with_is_none(indhold: str, fil: bytes) -> None:
    dok = docx.Document(io.BytesIO(fil))
    for forhold in list(dok.part.package.rels.values()):
        if "custom-properties" in forhold.reltype:
            del dok.part.package.rels[forhold.rId]
    for forhold in dok.part.rels.values():
        if "customXml" in forhold.reltype and b"urn:praksiskort" in forhold.target_part.blob:
            xml = forhold.target_part.blob
            forhold.target_part._blob = re.sub(rb">\{.*<", f">{indhold}<".encode(), xml)
    assert laes_manifest(dok) is None


@pytest.mark.parametrize(
    "felt",
    [
        {"afsnit": ["forord"]},
        {"afsnit": []},
        {"fag": 3},
        {"valg": {"graense": "langt"}},
        {"valg": {"ukendt": 1}},
        {"valg": {"vaegte": {"Harmonisering": "x"}}},
        {"valg": {"dato": "i går"}},
        {"valg": {"krav": {"undtag": [1]}}},
        {"scenarier": [{"tiltag": [{"type": "trylleri"}]}]},
        {"scenarier": [{"tiltag": [], "aar": "x"}]},
        {"scenarier": 7},
    ],
)
def test_an_origin_that_was_tampered_with_is_refused(felt: dict[str, Any], fil: bytes) -> None:
    ophav = laes_ophav(fil)
    assert type(ophav).fra_dict(ophav.som_dict()) == ophav
    with pytest.raises((ValueError, TypeError, KeyError)):
        type(ophav).fra_dict(ophav.som_dict() | felt)


def test_a_bilag_of_another_field_is_told(fil: bytes, plan: Plan) -> None:
    fag = dataclasses.replace(plan.fag, navn="Kiropraktik")
    with pytest.raises(Inputfejl, match="Bilaget er om faget Fysioterapi"):
        opfrisk(fil, dataclasses.replace(plan, fag=fag))
