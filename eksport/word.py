"""The bilag as a Word document that can be stapled to a praksisplan.

Real headings, tables, captions and a table of contents; alternative text on every picture; the
language said to be Danish. The look is its own, or that of a template the user brings.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import count, zip_longest
from pathlib import Path

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph

from dansk import linje, rens, slug
from eksport.bilag import IKKE_MED, Afsnit, Bilag, Figur, Led, Punkter, Tekst, staar_ved
from eksport.dokumentmanifest import Manifest, laeg_manifest
from eksport.dokumentsteder import post_af
from eksport.kildelinjer import Kildelinjer, Nummer
from eksport.udseende import SPROG
from eksport.uforanderlig import FORFATTER, fast_kontorfil
from eksport.word_felter import START, billedtekst, bogmaerke, element, henvis, naeste_id, saet_ind
from eksport.word_indhold import (
    Indholdspost,
    bogmaerker_foer,
    figurliste,
    foej_til_indhold,
    indholdsfortegnelse,
    skabelonens_indhold,
)
from eksport.word_numre import FIGUR, TABEL, ret_henvisninger, taeller_igen
from eksport.word_side import tekstbredde, teksthoejde
from eksport.word_skabelon import forbered
from eksport.word_steder import (
    Art,
    Skrevet,
    Sted,
    Stedliste,
    bogmaerke_af,
    noegle_af,
    optagne_id,
    talmaerke_af,
)
from eksport.word_stil import nyt_dokument, punkttegn, ret_form
from eksport.word_tabel import skriv_tabel
from eksport.word_vaert import Plads, find_plads, indsaet_hos
from tabeller.tabel import Tabel

#: What a caption and a source line under a picture take of a page.
UNDER_BILLEDET = Mm(26)
TEKSTSTILE = {"nyhed": "Nyhed", "broed": "Normal", "note": "Note"}


def word(bilag: Bilag, skabelon: Path | bytes | None = None) -> bytes:
    """Return the document; raises Inputfejl when the template is no Word document."""
    if skabelon is None:
        dok = nyt_dokument()
        vaert = find_plads(dok)
    else:
        klar = forbered(skabelon)
        dok, vaert = klar.dok, klar.vaert
    skriver = Skriver(dok, bilag, vaert.plads)
    over, foer = bogmaerker_foer(dok.element.body, vaert.anker), set(dok.element.body)
    skriver.alt()
    indsaet_hos(vaert, [d for d in dok.element.body if d not in foer])
    if not vaert.tomt:
        foej_til_indhold(dok, skriver.poster, over)
    ret_henvisninger(dok, taeller_igen(dok))
    _egenskaber(dok, bilag)
    if bilag.ophav:
        poster = {s.sted.noegle: post_af(dok, s) for s in skriver.skrevne}
        laeg_manifest(dok, Manifest(bilag.ophav, poster))
    ud = io.BytesIO()
    dok.save(ud)
    return fast_kontorfil(ud.getvalue())


class Skriver:
    """Writes one part after another at the end of a document, and marks each as ours.

    Tables and figures are counted on from what is before its place. `henvises_til`: whether a table
    or figure, by the key of its caption, stands where another place can refer to it.
    """

    def __init__(
        self,
        dok: Document,
        bilag: Bilag,
        plads: Plads,
        henvises_til: Callable[[str], bool] = lambda noegle: True,
    ) -> None:
        self.poster: list[Indholdspost] = []
        self.figurposter: list[tuple[str, str]] = []
        self._dok, self._bilag, self._henvises_til = dok, bilag, henvises_til
        self._plads, self._bredde = plads, tekstbredde(plads.side)
        self._punkttegn, self._stil_id = punkttegn(dok), dict[str, str | None]()
        self._tekststile = TEKSTSTILE | {"broed": plads.broed}
        self._tabeller, self._figurer = plads.tabeller.naaet, plads.figurer.naaet
        foer = self._figurer
        self._numre = {noegle: foer + nr for noegle, nr in bilag.figurnumre().items()}
        self._kilder, self._sagt = Kildelinjer(), dict[Nummer, Sted]()
        ophav, krop = bilag.ophav, dok.element.body
        self._steder = Stedliste(
            ophav.fingeraftryk if ophav else "", naeste_id(dok), optagne_id(krop)
        )
        brugte = {b.get(qn("w:name")) for b in krop.iter(START)}
        self._maerker = (n for n in map("_Toc{:06}".format, count(1)) if n not in brugte)
        self._scenarier = {
            f"scenarie-{nr}": s for nr, s in enumerate(ophav.scenarier if ophav else (), start=1)
        }

    @property
    def skrevne(self) -> list[Skrevet]:
        """What is written, in order."""
        return self._steder.skrevne

    @property
    def naeste_id(self) -> int:
        """The first id that no bookmark has."""
        return self._steder.naeste_id

    def alt(self) -> None:
        """Write what ours begins with in its place, what is left out, and every section."""
        self._steder.nyt_afsnit("forside", "forsiden")
        slut_paa_indhold = None
        if self._plads.indgang == "forside":
            self._linje("titel", self._bilag.titel, "Title")
            self._linje("undertitel", self._bilag.undertitel, "Subtitle")
            if skabelonens_indhold(self._dok.element.body) is None:
                self._dok.add_paragraph("Indhold", "Indholdsoverskrift")
                slut_paa_indhold = self._dok.add_paragraph()
        elif self._plads.indgang == "kapitel":
            self._overskrift(self._bilag.titel, 1)
            self._linje("undertitel", self._bilag.undertitel, "Note")
        self._afsnittene()
        if slut_paa_indhold is not None:
            indholdsfortegnelse(slut_paa_indhold, self.poster, self._bredde)
            if self.figurposter:
                slut_paa_indhold.insert_paragraph_before("Figurer", "Indholdsoverskrift")
                taeller = self._plads.figurer.navn
                figurliste(slut_paa_indhold, taeller, self.figurposter, self._bredde)

    def _afsnittene(self) -> None:
        if self._bilag.udeladt:
            self._tekst(Tekst("\n".join((IKKE_MED, *self._bilag.udeladt)), "note"))
        for nr, afsnit in enumerate(self._bilag.afsnit, start=1):
            self._kilder.nyt_afsnit()
            self._nyt_afsnit(afsnit)
            overskrift = self._overskrift(afsnit.overskrift, afsnit.niveau + self._plads.niveau)
            if nr == 1 and self._plads.indgang == "forside":
                overskrift.paragraph_format.page_break_before = True
            for led, naeste in zip_longest(afsnit.led, afsnit.led[1:]):
                self._skriv(led, naeste)

    def _nyt(self, tekst: str, stil: str) -> Paragraph:
        """A paragraph in a style, whose id is found once: python-docx looks through them all."""
        afsnit = self._dok.add_paragraph(tekst)
        if stil not in self._stil_id:
            self._stil_id[stil] = self._dok.part.get_style_id(stil, WD_STYLE_TYPE.PARAGRAPH)
        afsnit._p.style = self._stil_id[stil]
        return afsnit

    def _overskrift(self, tekst: str, niveau: int) -> Paragraph:
        overskrift = self._nyt(linje(tekst), f"Heading {niveau}")
        ret_form(overskrift)
        maerke = next(self._maerker)
        bogmaerke(overskrift, maerke, self._steder.ledigt_id())
        self._steder.maerk(self._steder.ny("overskrift"), [overskrift._p])
        self.poster.append((linje(tekst), maerke, niveau))
        return overskrift

    def _nyt_afsnit(self, afsnit: Afsnit) -> None:
        """Name the section by its id, a scenario by its own, and one inside by its heading too."""
        noegle, version = self._scenarienoegle(afsnit.id), ""
        if (s := self._scenarier.get(afsnit.id)) and s.version:
            version = f".v{s.version}"
        if afsnit.niveau > 1:
            noegle += f".{slug(afsnit.overskrift)}"
        self._steder.nyt_afsnit(noegle, afsnit.overskrift, version)

    def _scenarienoegle(self, id: str) -> str:
        s = self._scenarier.get(id)
        return f"scenarie-{slug(s.id)[:8]}" if s and s.id else id

    def _skriv(self, led: Led, naeste: Led | None) -> None:
        if isinstance(led, Tekst):
            self._tekst(led, sammen=staar_ved(led, naeste))
        elif isinstance(led, Punkter):
            self._punkter(led)
        elif isinstance(led, Figur):
            self._figur(led)
        elif led.i_dokument:
            self._tabel(led)

    def _punkter(self, led: Punkter) -> None:
        punkter = [
            self._nyt(f"{self._punkttegn}{linje(punkt)}", "List Bullet") for punkt in led.punkter
        ]
        if self._punkttegn:
            for punkt in punkter:
                ret_form(punkt)
        if punkter:
            self._steder.maerk(self._steder.ny("punkter", led.noegle), [p._p for p in punkter])

    def _linje(self, art: Art, tekst: str, stil: str, navn: str = "", titel: str = "") -> None:
        sted = self._steder.ny(art, navn, titel)
        self._steder.maerk(sted, [self._nyt(linje(tekst), stil)._p])

    def _tekst(self, tekst: Tekst, *, sammen: bool = False) -> None:
        skrevne = []
        for del_ in rens(tekst.tekst).split("\n"):
            if del_.strip():
                afsnit = self._nyt(linje(del_), self._tekststile[tekst.art])
                if del_.rstrip().endswith(":"):  # what it announces is not left behind
                    afsnit.paragraph_format.keep_with_next = True
                skrevne.append(afsnit)
        if not skrevne:
            return
        if sammen:
            skrevne[-1].paragraph_format.keep_with_next = True
        som = self._figurtitel(tekst.figur) if tekst.figur in self._numre else ""
        if som and self._henvises_til(som):
            skrevne[-1].add_run(f" Se {FIGUR[0].lower()} ")
            henvis(skrevne[-1], talmaerke_af(som), self._numre[tekst.figur])
            skrevne[-1].add_run(".")
        else:
            som = ""
        sted = self._steder.ny(tekst.art, tekst.noegle, som=som)
        self._steder.maerk(sted, [afsnit._p for afsnit in skrevne])

    def _navn(self, noegle: str) -> str:
        """Return what a table or figure is called in its section: without a scenario's number."""
        nummer = next((n for n in self._scenarier if f"{noegle}-".startswith(f"{n}-")), "")
        return noegle.removeprefix(nummer).strip("-")

    def _tabel(self, hel: Tabel) -> None:
        tabel, navn, titel = hel.til_papir(), self._navn(hel.noegle), linje(hel.titel)
        self._tabeller += 1
        sted = self._steder.ny("tabeltitel", navn, titel)
        over = self._billedtekst(sted, TABEL[0], self._tabeller, linje(tabel.titel))
        over.paragraph_format.keep_with_next = True
        word_tabel = skriv_tabel(self._dok, tabel, self._bredde, form=self._plads.form)
        self._steder.maerk(self._steder.ny("tabel", navn, titel), [word_tabel._tbl])
        self._kilde(hel, tabel.note, navn, titel)
        self._sig(TABEL[0], self._tabeller, hel, sted)

    def _billedtekst(self, sted: Sted, slags: str, nummer: int, titel: str) -> Paragraph:
        afsnit = self._nyt("", "Caption")
        id_, maerke = self._steder.ledigt_id(), talmaerke_af(sted.noegle)
        taeller = self._plads.tabeller if slags == TABEL[0] else self._plads.figurer
        billedtekst(afsnit, slags, taeller.navn, nummer, titel, maerke, id_)
        self._steder.maerk(sted, [afsnit._p])
        return afsnit

    def _sig(self, slags: str, nummer: int, led: Tabel | Figur, sted: Sted) -> None:
        """Remember what is said under a table or figure, where another can refer to it."""
        if self._henvises_til(sted.noegle):
            self._kilder.kan_henvises_til((slags, nummer), led)
            self._sagt[slags, nummer] = sted

    def _kilde(
        self, led: Tabel | Figur, note: str, navn: str, titel: str, afsnit: str = ""
    ) -> None:
        """Write source and note (`Kildelinjer.under`)."""
        under = self._nyt("", "Kilde")
        foer, som, efter = self._kilder.under(led, note)
        under.add_run(foer)
        hvor = ""
        if som:
            hvor = self._sagt[som].noegle
            henvis(under, talmaerke_af(hvor), som[1])
            under.add_run(efter)
        self._steder.maerk(self._steder.ny("kilde", navn, titel, hvor, afsnit), [under._p])

    def _figurnavn(self, noegle: str) -> tuple[str, str]:
        """Return the section a figure is called by, wherever it stands, and its name in that."""
        nummer = next((n for n in self._scenarier if f"{noegle}-".startswith(f"{n}-")), "")
        if not nummer:
            return "kort", noegle
        return self._scenarienoegle(nummer), noegle.removeprefix(nummer).strip("-") or "kort"

    def _figurtitel(self, noegle: str) -> str:
        """Return the key of a figure's caption."""
        return noegle_af("figurtitel", ".".join(self._figurnavn(noegle)))

    def _figur(self, figur: Figur) -> None:
        self._figurer += 1
        afsnit = self._dok.add_paragraph()
        afsnit.alignment = WD_ALIGN_PARAGRAPH.CENTER
        afsnit.paragraph_format.keep_with_next = True
        afsnit.paragraph_format.line_spacing = 1.0  # an exact one would cut the picture off
        billede = afsnit.add_run().add_picture(io.BytesIO(figur.tegn("udsnit", figur.format)))
        # Drawn for A4's width of text; smaller only when a template leaves less room.
        plads_h = teksthoejde(self._plads.side) - UNDER_BILLEDET
        maal = min(1.0, self._bredde / billede.width, plads_h / billede.height)
        billede.width = Emu(int(billede.width * maal))
        billede.height = Emu(int(billede.height * maal))
        for side in ("distT", "distB", "distL", "distR"):
            billede._inline.set(side, "0")
        om = billede._inline.docPr
        om.set("descr", linje(figur.alt))
        om.set("title", linje(figur.titel))
        om.set("name", f"{FIGUR[0]} {self._figurer}")
        hvor, navn = self._figurnavn(figur.noegle)
        titel = linje(figur.titel)
        self._steder.maerk(self._steder.ny("figur", navn, titel, afsnit=hvor), [afsnit._p])
        sted = self._steder.ny("figurtitel", navn, titel, afsnit=hvor)
        under = self._billedtekst(sted, FIGUR[0], self._figurer, titel)
        under.paragraph_format.keep_with_next = True
        self.figurposter.append((f"{FIGUR[0]} {self._figurer}. {titel}", bogmaerke_af(sted.noegle)))
        self._kilde(figur, "", navn, titel, hvor)
        self._sig(FIGUR[0], self._figurer, figur, sted)


def _egenskaber(dok: Document, bilag: Bilag) -> None:
    sig_emnet(dok, bilag)
    om = dok.core_properties
    om.author = om.last_modified_by = FORFATTER
    om.language, om.revision = SPROG, 1


def sig_emnet(dok: Document, bilag: Bilag) -> None:
    """Say what a document is about, and that its fields are to be counted when it is opened."""
    om = dok.core_properties
    om.title, om.subject = linje(bilag.titel, 250), linje(bilag.undertitel, 250)
    om.keywords = linje(bilag.datasaet, 250)
    # Word counts the pages of the table of contents when the document is opened.
    saet_ind(dok.settings.element, element("updateFields", val="true"))
