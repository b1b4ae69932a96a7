"""The bilag as a Word document that can be stapled to a praksisplan.

Real headings, tables, captions and a table of contents; alternative text on every picture; the
language said to be Danish. The look is its own, or that of a template the user brings.
"""

from __future__ import annotations

import io
from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm

from dansk import linje, rens
from eksport.bestilling import TEKSTBREDDE
from eksport.bilag import IKKE_MED, Bilag, Figur, Led, Punkter, Tekst
from eksport.udseende import SPROG
from eksport.uforanderlig import fast_kontorfil
from eksport.word_felter import billedtekst, bogmaerke, element, indholdsfortegnelse, saet_ind
from eksport.word_stil import aabn, punkttegn, tekstbredde, teksthoejde
from eksport.word_tabel import skriv_tabel
from tabeller.tabel import Tabel

#: What a caption and a source line under a picture take of a page.
UNDER_BILLEDET = Mm(26)
TEKSTSTILE = {"nyhed": "Nyhed", "broed": "Normal", "note": "Note"}


def word(bilag: Bilag, skabelon: Path | bytes | None = None) -> bytes:
    """Return the document; raises Inputfejl when the template is no Word document."""
    dok = aabn(skabelon)
    dok.add_paragraph(linje(bilag.titel), "Title")
    dok.add_paragraph(linje(bilag.undertitel), "Subtitle")
    dok.add_paragraph("Indhold", "Indholdsoverskrift")
    slut_paa_indhold = dok.add_paragraph()
    skriver = _Skriver(dok)
    if bilag.udeladt:
        skriver.skriv(Tekst(IKKE_MED, "note"))
        for hvad in bilag.udeladt:
            skriver.skriv(Tekst(hvad, "note"))
    poster = []
    for nr, afsnit in enumerate(bilag.afsnit, start=1):
        skriver.nyt_afsnit()
        overskrift = dok.add_paragraph(linje(afsnit.overskrift), f"Heading {afsnit.niveau}")
        if nr == 1:
            overskrift.paragraph_format.page_break_before = True
        maerke = f"_Toc{nr:06}"
        bogmaerke(overskrift, maerke, nr)
        poster.append((linje(afsnit.overskrift), maerke, afsnit.niveau))
        for led in afsnit.led:
            skriver.skriv(led)
    indholdsfortegnelse(slut_paa_indhold, poster, tekstbredde(dok))
    _egenskaber(dok, bilag)
    ud = io.BytesIO()
    dok.save(ud)
    return fast_kontorfil(ud.getvalue())


class _Skriver:
    """Writes one part after another, and counts tables and figures."""

    def __init__(self, dok: Document) -> None:
        self._dok = dok
        self._punkttegn = punkttegn(dok)
        self._tabeller = self._figurer = 0
        self._sagt: dict[int, Tabel] = {}

    def nyt_afsnit(self) -> None:
        """Begin a section: what is said of its tables is said once, under the first."""
        self._sagt.clear()

    def skriv(self, led: Led) -> None:
        if isinstance(led, Tekst):
            for del_ in rens(led.tekst).split("\n"):
                if del_.strip():
                    afsnit = self._dok.add_paragraph(linje(del_), TEKSTSTILE[led.art])
                    if del_.rstrip().endswith(":"):  # what it announces is not left behind
                        afsnit.paragraph_format.keep_with_next = True
        elif isinstance(led, Punkter):
            for punkt in led.punkter:
                self._dok.add_paragraph(f"{self._punkttegn}{linje(punkt)}", "List Bullet")
        elif isinstance(led, Figur):
            self._figur(led)
        elif led.i_dokument:
            self._tabel(led)

    def _tabel(self, hel: Tabel) -> None:
        tabel = hel.til_papir()
        self._tabeller += 1
        over = self._dok.add_paragraph(style="Caption")
        over.paragraph_format.keep_with_next = True
        billedtekst(over, "Tabel", self._tabeller, linje(tabel.titel))
        skriv_tabel(self._dok, tabel, tekstbredde(self._dok))
        self._dok.add_paragraph(self._under(hel, tabel), "Kilde")
        self._sagt[self._tabeller] = hel

    def _under(self, hel: Tabel, tabel: Tabel) -> str:
        """Return the source and note of a table, or which table of the section has the same."""
        kilde, note = linje(tabel.kilde), linje(tabel.note)
        ens = next((nr for nr, t in self._sagt.items() if t.kilde == hel.kilde), 0)
        if not ens:
            return linje(f"{kilde} {note}")
        egen = linje(hel.note)
        if egen and egen in linje(self._sagt[ens].note):
            # What only the workbook has is the table's own.
            return linje(f"Kilde og note: som tabel {ens}. {note.removeprefix(egen)}")
        return linje(f"Kilde: som tabel {ens}. {note}")

    def _figur(self, figur: Figur) -> None:
        self._figurer += 1
        afsnit = self._dok.add_paragraph()
        afsnit.alignment = WD_ALIGN_PARAGRAPH.CENTER
        afsnit.paragraph_format.keep_with_next = True
        billede = afsnit.add_run().add_picture(io.BytesIO(figur.tegn("udsnit", TEKSTBREDDE)))
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
        om.set("name", f"Figur {self._figurer}")
        under = self._dok.add_paragraph(style="Caption")
        under.paragraph_format.keep_with_next = True
        billedtekst(under, "Figur", self._figurer, linje(figur.titel))
        self._dok.add_paragraph(linje(figur.kilde), "Kilde")


def _egenskaber(dok: Document, bilag: Bilag) -> None:
    om = dok.core_properties
    om.title, om.subject = linje(bilag.titel, 250), linje(bilag.undertitel, 250)
    om.author = om.last_modified_by = "Praksiskort"
    om.language, om.comments, om.keywords = SPROG, "", linje(bilag.datasaet, 250)
    om.revision = 1
    # Word counts the pages of the table of contents when the document is opened.
    saet_ind(dok.settings.element, element("updateFields", val="true"))
