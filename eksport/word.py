"""The bilag as a Word document that can be stapled to a praksisplan.

Real headings, tables, captions and a table of contents; alternative text on every picture; the
language said to be Danish. The look is its own, or that of a template the user brings.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph

from dansk import linje, rens
from eksport.bilag import IKKE_MED, Afsnit, Bilag, Figur, Led, Punkter, Tekst
from eksport.dokumentmanifest import Manifest, laeg_manifest
from eksport.dokumentsteder import post_af
from eksport.kildelinjer import FIGUR, TABEL, Kildelinjer, Nummer
from eksport.udseende import SPROG
from eksport.uforanderlig import fast_kontorfil
from eksport.word_felter import (
    billedtekst,
    bogmaerke,
    element,
    figurliste,
    henvis,
    indholdsfortegnelse,
    saet_ind,
)
from eksport.word_steder import (
    Art,
    Skrevet,
    Sted,
    Stedliste,
    bogmaerke_af,
    noegle_af,
    slug,
    talmaerke_af,
)
from eksport.word_stil import aabn, punkttegn, tekstbredde, teksthoejde
from eksport.word_tabel import skriv_tabel
from tabeller.tabel import Tabel

#: What a caption and a source line under a picture take of a page.
UNDER_BILLEDET = Mm(26)
TEKSTSTILE = {"nyhed": "Nyhed", "broed": "Normal", "note": "Note"}


def word(bilag: Bilag, skabelon: Path | bytes | None = None) -> bytes:
    """Return the document; raises Inputfejl when the template is no Word document."""
    dok = aabn(skabelon)
    skriver = Skriver(dok, bilag)
    skriver.forside()
    dok.add_paragraph("Indhold", "Indholdsoverskrift")
    slut_paa_indhold = dok.add_paragraph()
    skriver.afsnittene()
    indholdsfortegnelse(slut_paa_indhold, skriver.poster, tekstbredde(dok))
    if skriver.figurposter:
        slut_paa_indhold.insert_paragraph_before("Figurer", "Indholdsoverskrift")
        figurliste(slut_paa_indhold, FIGUR, skriver.figurposter, tekstbredde(dok))
    _egenskaber(dok, bilag)
    if bilag.ophav:
        poster = {s.sted.noegle: post_af(dok, s) for s in skriver.skrevne}
        laeg_manifest(dok, Manifest(bilag.ophav, poster))
    ud = io.BytesIO()
    dok.save(ud)
    return fast_kontorfil(ud.getvalue())


class Skriver:
    """Writes one part after another, counts tables and figures, and marks each as ours.

    `foerste_id` is the first of the ids of its bookmarks. `henvises_til`: whether a table or
    figure, by the key of its caption, stands where another place can refer to it.
    """

    def __init__(
        self,
        dok: Document,
        bilag: Bilag,
        foerste_id: int = 1,
        henvises_til: Callable[[str], bool] = lambda noegle: True,
    ) -> None:
        self.poster: list[tuple[str, str, int]] = []
        self.figurposter: list[tuple[str, str]] = []
        self._dok, self._bilag, self._henvises_til = dok, bilag, henvises_til
        self._punkttegn = punkttegn(dok)
        self._tabeller = self._figurer = 0
        self._numre = bilag.figurnumre()
        self._kilder, self._sagt = Kildelinjer(), dict[Nummer, Sted]()
        ophav = bilag.ophav
        self._steder = Stedliste(ophav.fingeraftryk if ophav else "", foerste_id)
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

    def forside(self) -> None:
        """Write title and subtitle."""
        self._steder.nyt_afsnit("forside", "forsiden")
        self._linje("titel", self._bilag.titel, "Title")
        self._linje("undertitel", self._bilag.undertitel, "Subtitle")

    def afsnittene(self) -> None:
        """Write what is left out, and every section."""
        if self._bilag.udeladt:
            self._tekst(Tekst("\n".join((IKKE_MED, *self._bilag.udeladt)), "note"))
        for nr, afsnit in enumerate(self._bilag.afsnit, start=1):
            self._kilder.nyt_afsnit()
            self._nyt_afsnit(afsnit)
            overskrift = self._dok.add_paragraph(
                linje(afsnit.overskrift), f"Heading {afsnit.niveau}"
            )
            if nr == 1:
                overskrift.paragraph_format.page_break_before = True
            maerke = f"_Toc{nr:06}"
            bogmaerke(overskrift, maerke, self._steder.ledigt_id())
            self._steder.maerk(self._steder.ny("overskrift"), [overskrift._p])
            self.poster.append((linje(afsnit.overskrift), maerke, afsnit.niveau))
            for led in afsnit.led:
                self._skriv(led)

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

    def _skriv(self, led: Led) -> None:
        if isinstance(led, Tekst):
            self._tekst(led)
        elif isinstance(led, Punkter):
            punkter = [
                self._dok.add_paragraph(f"{self._punkttegn}{linje(punkt)}", "List Bullet")._p
                for punkt in led.punkter
            ]
            if punkter:
                self._steder.maerk(self._steder.ny("punkter", led.noegle), punkter)
        elif isinstance(led, Figur):
            self._figur(led)
        elif led.i_dokument:
            self._tabel(led)

    def _linje(self, art: Art, tekst: str, stil: str, navn: str = "", titel: str = "") -> None:
        sted = self._steder.ny(art, navn, titel)
        self._steder.maerk(sted, [self._dok.add_paragraph(linje(tekst), stil)._p])

    def _tekst(self, tekst: Tekst) -> None:
        skrevne = []
        for del_ in rens(tekst.tekst).split("\n"):
            if del_.strip():
                afsnit = self._dok.add_paragraph(linje(del_), TEKSTSTILE[tekst.art])
                if del_.rstrip().endswith(":"):  # what it announces is not left behind
                    afsnit.paragraph_format.keep_with_next = True
                skrevne.append(afsnit)
        if not skrevne:
            return
        som = self._figurtitel(tekst.figur) if tekst.figur in self._numre else ""
        if som and self._henvises_til(som):
            skrevne[-1].add_run(f" Se {FIGUR.lower()} ")
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
        over = self._billedtekst(sted, TABEL, self._tabeller, linje(tabel.titel))
        over.paragraph_format.keep_with_next = True
        word_tabel = skriv_tabel(self._dok, tabel, tekstbredde(self._dok))
        self._steder.maerk(self._steder.ny("tabel", navn, titel), [word_tabel._tbl])
        self._kilde(hel, tabel.note, navn, titel)
        self._sig(TABEL, self._tabeller, hel, sted)

    def _billedtekst(self, sted: Sted, slags: str, nummer: int, titel: str) -> Paragraph:
        afsnit = self._dok.add_paragraph(style="Caption")
        id_ = self._steder.ledigt_id()
        billedtekst(afsnit, slags, nummer, titel, talmaerke_af(sted.noegle), id_)
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
        under = self._dok.add_paragraph(style="Kilde")
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
        billede = afsnit.add_run().add_picture(io.BytesIO(figur.tegn("udsnit", figur.format)))
        # Drawn for A4's width of text; smaller only when a template leaves less room.
        plads_b, plads_h = tekstbredde(self._dok), teksthoejde(self._dok) - UNDER_BILLEDET
        maal = min(1.0, plads_b / billede.width, plads_h / billede.height)
        billede.width = Emu(int(billede.width * maal))
        billede.height = Emu(int(billede.height * maal))
        for side in ("distT", "distB", "distL", "distR"):
            billede._inline.set(side, "0")
        om = billede._inline.docPr
        om.set("descr", linje(figur.alt))
        om.set("title", linje(figur.titel))
        om.set("name", f"{FIGUR} {self._figurer}")
        hvor, navn = self._figurnavn(figur.noegle)
        titel = linje(figur.titel)
        self._steder.maerk(self._steder.ny("figur", navn, titel, afsnit=hvor), [afsnit._p])
        sted = self._steder.ny("figurtitel", navn, titel, afsnit=hvor)
        under = self._billedtekst(sted, FIGUR, self._figurer, titel)
        under.paragraph_format.keep_with_next = True
        self.figurposter.append((f"{FIGUR} {self._figurer}. {titel}", bogmaerke_af(sted.noegle)))
        self._kilde(figur, "", navn, titel, hvor)
        self._sig(FIGUR, self._figurer, figur, sted)


def _egenskaber(dok: Document, bilag: Bilag) -> None:
    om = dok.core_properties
    sig_emnet(dok, bilag)
    om.author = om.last_modified_by = "Praksiskort"
    om.language, om.revision = SPROG, 1
    for kommentar in om._element.findall(qn("dc:description")):  # python-docx's own
        om._element.remove(kommentar)


def sig_emnet(dok: Document, bilag: Bilag) -> None:
    """Say what a document is about, and that its fields are to be counted when it is opened."""
    om = dok.core_properties
    om.title, om.subject = linje(bilag.titel, 250), linje(bilag.undertitel, 250)
    om.keywords = linje(bilag.datasaet, 250)
    # Word counts the pages of the table of contents when the document is opened.
    saet_ind(dok.settings.element, element("updateFields", val="true"))
