"""Kommuneark on paper: one A4 a kommune, in a Word document of one or of all of them.

What does not fit on the page is left to the app's page of the kommune: the districts, and the notes
of the tables, and what there is more of than `HOEJST_TILTAG` and the others.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from dansk import linje, tal
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.bilag import Figur
from eksport.figurer import Kortgrundlag, byg_figur
from eksport.naerkort import baandlag, naer_grund, paa_stedet
from eksport.udseende import SPROG
from eksport.uforanderlig import fast_kontorfil
from eksport.word_felter import element
from eksport.word_side import tekstbredde
from eksport.word_stil import nyt_dokument, punkttegn, stil_id
from eksport.word_tabel import skriv_tabel
from kort.farver import AFGIVER, BAAND, KLINIK
from kort.tryk.fil import Filtype
from kort.tryk.lag import NOGLE, Kliniklag, Nabonavne, Punktlag, UdenForklaring
from kort.tryk.trykkort import ARK, ARKFORMAT, Panel
from planning.daekningsbillede import MANGE
from planning.kommuneark import Kommuneark, beroerte, kommuneark, stand
from planning.plan import Plan
from saetninger.daekning import HVIDT
from saetninger.diskretion import diskretionstekst
from saetninger.fagord import opgjorttekst
from saetninger.kommuneark import (
    INGEN_TILTAG,
    VEJEN,
    arknyhed,
    mangeltekst,
    nabotekst,
    pladser,
    tiltagslinje,
    udgiftsnote,
    ventenoter,
)
from saetninger.kommunespoergsmaal import spoergsmaalstekster
from saetninger.maal import TIL_NAERMESTE, baandnavne
from tabeller.kilder import daekningsressourcer
from tabeller.kommuneark import (
    arkets_aktivitet,
    arkets_kilde,
    arkets_klinikker,
    noegletabel,
    udentabel,
    ventetabel,
)
from tabeller.tabel import Tabel

#: Margins of the sheet: top and bottom, left and right.
MARGEN_LODRET, MARGEN_VANDRET, FOD = Mm(10), Mm(13), Mm(5)
LUFT, INDRYK = Mm(3), Mm(3.2)
#: What the map of an ark is drawn as.
ARKETS_TRYK: tuple[tuple[Filtype, ...], str] = (("udsnit",), ARK)
#: A district that is not marked.
DISTRIKT = "#5a6670"
#: So many are printed of what there may be any number of; the page of the app has them all.
HOEJST_TILTAG, HOEJST_KLINIKKER, HOEJST_SPOERGSMAAL = 3, 16, 8
#: Points of each style, and above and below it.
STILE = {
    "Title": (16, 0, 0),
    "Subtitle": (7.5, 0, 2),
    "Nyhed": (9.5, 0, 3),
    "Caption": (8.5, 3.5, 1),
    "Tabeltekst": (7.2, 0.4, 0.4),
    "Tabeltekst lille": (6.6, 0.4, 0.4),
    "Kilde": (6.2, 2, 0),
    "Note": (7, 1.5, 1),
    "List Bullet": (7.8, 0, 1.5),
    "Normal": (7.5, 0, 0),
}


def ark_fil(ark: Kommuneark, bemaerkning: str = "") -> bytes:
    """Return one ark as a Word document of one A4 page, with a remark at its top."""
    return ark_dokument([ark], bemaerkning)


def alle_ark(
    plan: Plan, valg: Valg, scenarier: Sequence[NavngivetScenarie] = ()
) -> list[Kommuneark]:
    """Return the ark of every kommune in order, with the tiltag of scenarios that touch it."""
    fra = stand(plan, valg.grundlag, valg.aftagen)
    egne = [(s.navn, s.tiltag) for s in scenarier]
    return [kommuneark(fra, kode, beroerte(plan, kode, egne)) for kode in plan.kommuner.index]


def ark_dokument(
    arkene: Sequence[Kommuneark],
    bemaerkning: str = "",
    ved_hvert: Callable[[Kommuneark], None] | None = None,
    kort: Sequence[Figur] | None = None,
) -> bytes:
    """Return ark as a Word document, one A4 page each, with a remark at the top of each.

    `ved_hvert` is told before each is made. `kort` are their maps, made here unless given.
    """
    dok = nyt_dokument()
    _tilpas(dok)
    for nr, (ark, figur) in enumerate(zip(arkene, kort or map(arkets_kort, arkene), strict=True)):
        if ved_hvert is not None:
            ved_hvert(ark)
        _Ark(dok, ark, figur).skriv(bemaerkning, ny_side=nr > 0)
    om = dok.core_properties
    navne = ", ".join(ark.navn for ark in arkene)
    om.title, om.subject = "Kommuneark", linje(navne, 250)
    om.author = om.last_modified_by = "Praksiskort"
    om.language, om.comments, om.revision = SPROG, "", 1
    ud = io.BytesIO()
    dok.save(ud)
    return fast_kontorfil(ud.getvalue())


def arkets_kort(ark: Kommuneark) -> Figur:
    """Return the map of an ark: the kommune close up with distance, districts and clinics."""
    plan, billede = ark.plan, ark.stand.billede
    grund = naer_grund(Kortgrundlag.af_plan(plan), ark.kode)
    steder = paa_stedet(plan, ark.distrikter, grund)
    mange = steder["indbyggere_uden"] >= MANGE
    lag = (
        baandlag(billede, grund),
        Nabonavne(grund.omrids[~grund.omrids["i_region"]]),
        Punktlag(steder[~mange], "distrikt", DISTRIKT, 0.5, alle=False, rang=4),
        Punktlag(steder[mange], HVIDT),
        Kliniklag(ark.klinikker[["x", "y", "kapacitet"]]),
    )
    titel = f"{ark.navn}: afstand til nærmeste klinik, distrikter og klinikker"
    return byg_figur(
        plan,
        grund,
        noegle=f"kommuneark-{ark.kode}",
        titel=titel,
        nyhed="",
        alt=f"Kort over {ark.navn} Kommune, farvet efter afstanden til nærmeste klinik.",
        kilder=(*daekningsressourcer(billede.maal), "omrids"),
        paneler=(Panel(tuple(UdenForklaring(led) for led in lag)),),
    )


def _tilpas(dok: Document) -> None:
    """Give the document the narrow margins and small type of a sheet."""
    side = dok.sections[0]
    side.top_margin = side.bottom_margin = MARGEN_LODRET
    side.left_margin = side.right_margin = MARGEN_VANDRET
    side.header_distance = side.footer_distance = FOD
    fod = side.footer
    for afsnit in fod.paragraphs:
        afsnit.style = dok.styles["Kilde"]
    for navn, (pt, over, under) in STILE.items():
        stil = dok.styles[navn]
        stil.font.size = Pt(pt)
        form = stil.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(over), Pt(under), 1.0
        if navn == "List Bullet":
            form.left_indent, form.first_line_indent = INDRYK, -INDRYK
            form.tab_stops.clear_all()
            form.tab_stops.add_tab_stop(INDRYK)


class _Ark:
    """Writes one sheet from the top."""

    def __init__(self, dok: Document, ark: Kommuneark, figur: Figur) -> None:
        self._dok, self._ark, self._figur = dok, ark, figur
        self._stile = stil_id(dok)
        self._bredde = tekstbredde(dok.sections[0])

    def skriv(self, bemaerkning: str, *, ny_side: bool) -> None:
        ark, plan = self._ark, self._ark.plan
        titel = self._dok.add_paragraph(linje(f"{ark.navn} Kommune"), "Title")
        titel.paragraph_format.page_break_before = ny_side
        self._afsnit(
            f"Kapacitet i {plan.fag.i_saetning}. {opgjorttekst(plan)}. Fingeraftryk "
            f"{plan.fingeraftryk}. {bemaerkning}",
            "Subtitle",
        )
        self._afsnit(arknyhed(ark), "Nyhed")
        noegletal = noegletabel(ark)
        self._tabel(noegletal)
        self._afsnit(f"{pladser(ark)} {nabotekst(ark)} {noegletal.note}", "Note")
        venstre, hoejre = self._spalter(Mm(ARKFORMAT.bredde))
        self._kort(venstre)
        bredde = Emu(self._bredde - Mm(ARKFORMAT.bredde) - LUFT)
        self._tabel(udentabel(ark), hoejre, bredde)
        self._afsnit(VEJEN, "Note", hoejre)
        self._tabel(ventetabel(ark), hoejre, bredde)
        self._noter(hoejre)
        self._tiltag(hoejre)
        if ark.aktivitet:
            self._tabel(arkets_aktivitet(ark))
        venstre, hoejre = self._spalter(Emu((self._bredde - LUFT) // 2))
        self._klinikker(venstre, Emu((self._bredde - LUFT) // 2))
        self._spoergsmaal(hoejre)
        self._afsnit(f"{mangeltekst(ark)} {udgiftsnote(ark)}", "Kilde")
        self._afsnit(arkets_kilde(ark), "Kilde")

    def _afsnit(self, tekst: str, stil: str, i: _Cell | None = None) -> None:
        # A figure and its percent sign stay on one line.
        if ren := linje(tekst).replace(" %", "\N{NO-BREAK SPACE}%"):
            # By its id: python-docx reads every style of the document to find one.
            (i or self._dok).add_paragraph(ren)._p.style = self._stile[stil]

    def _tabel(self, tabel: Tabel, i: _Cell | None = None, bredde: Length | None = None) -> None:
        self._afsnit(tabel.titel, "Caption", i)
        skriv_tabel(self._dok, tabel, bredde or self._bredde, i)
        if i is not None:
            _klem(i.paragraphs[-1])

    def _noter(self, i: _Cell) -> None:
        self._afsnit(ventenoter(self._ark), "Note", i)
        skjulte = sum(len(t.skjult) for t in (noegletabel(self._ark), udentabel(self._ark)))
        self._afsnit(diskretionstekst(skjulte), "Note", i)

    def _kort(self, i: _Cell) -> None:
        figur = self._figur
        afsnit = i.paragraphs[0]
        afsnit.paragraph_format.line_spacing = 1.0
        billede = afsnit.add_run().add_picture(
            io.BytesIO(figur.tegner(*ARKETS_TRYK)["udsnit"]), width=Mm(ARKFORMAT.bredde)
        )
        om = billede._inline.docPr
        om.set("descr", linje(figur.alt))
        om.set("title", linje(figur.titel))
        self._signatur(i)

    def _signatur(self, i: _Cell) -> None:
        """Write the legend under the map, which is too small to hold it."""
        billede = self._ark.stand.billede
        under = i.add_paragraph(style=self._dok.styles["Note"])
        tegn = [("■", farve, navn) for farve, navn in zip(BAAND, baandnavne(billede), strict=True)]
        tegn += [
            ("○", KLINIK, "klinik, areal efter kapacitet"),
            ("•", DISTRIKT, f"distrikt,{NOGLE}"),
        ]
        tegn += [("●", AFGIVER, HVIDT)]
        under.add_run(f"{TIL_NAERMESTE[billede.maal]}: ")
        for maerke, farve, navn in tegn:
            loeb = under.add_run(maerke)
            loeb.font.color.rgb = RGBColor.from_string(farve[1:].upper())
            # A sign is not parted from its name, nor the ends of a range.
            fast = navn.replace("-", "\N{NON-BREAKING HYPHEN}").replace(" ", "\N{NO-BREAK SPACE}")
            under.add_run(f"\N{NO-BREAK SPACE}{fast}   ")

    def _spoergsmaal(self, i: _Cell) -> None:
        self._afsnit("Hvad der skal spørges om", "Caption", i)
        self._punkter(spoergsmaalstekster(self._ark), HOEJST_SPOERGSMAAL, i)

    def _klinikker(self, i: _Cell, bredde: Length) -> None:
        tabel = arkets_klinikker(self._ark)
        self._tabel(tabel.med_raekker(list(tabel.ramme.index[:HOEJST_KLINIKKER])), i, bredde)
        if (flere := len(tabel.ramme) - HOEJST_KLINIKKER) > 0:
            self._afsnit(f"Og {tal(flere)} til, som står på siden Kommune.", "Note", i)

    def _tiltag(self, i: _Cell) -> None:
        self._afsnit("Tiltag i åbne scenarier, og hvem der beslutter dem", "Caption", i)
        alle = [tiltagslinje(b) for b in self._ark.tiltag]
        self._punkter(alle, HOEJST_TILTAG, i)
        if not alle:
            self._afsnit(INGEN_TILTAG, "Note", i)

    def _punkter(self, tekster: Sequence[str], hoejst: int, i: _Cell) -> None:
        tegn = punkttegn(self._dok)
        for tekst in tekster[:hoejst]:
            self._afsnit(f"{tegn}{tekst}", "List Bullet", i)
        if (flere := len(tekster) - hoejst) > 0:
            self._afsnit(f"Og {tal(flere)} til, som står på siden Kommune.", "Note", i)

    def _spalter(self, venstre: Length) -> tuple[_Cell, _Cell]:
        """Return the two cells of a table without lines: columns side by side."""
        # Two tables with nothing between them are one.
        _klem(self._dok.add_paragraph())
        tabel = self._dok.add_table(rows=1, cols=2)
        tabel.alignment = WD_TABLE_ALIGNMENT.LEFT
        tabel.autofit = False
        _uden_kanter(tabel)
        for celle, bredde in zip(
            tabel.rows[0].cells, (Emu(venstre + LUFT), self._bredde - venstre - LUFT), strict=True
        ):
            celle.width = Emu(bredde)
        for kolonne, celle in zip(tabel.columns, tabel.rows[0].cells, strict=True):
            kolonne.width = celle.width
        for celle in tabel.rows[0].cells:
            _klem(celle.paragraphs[0])
        return tabel.rows[0].cells[0], tabel.rows[0].cells[1]


def _klem(afsnit: Paragraph) -> None:
    """Let a paragraph that only has to be there take no room."""
    form = afsnit.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if not afsnit.text:
        form.line_spacing = Pt(1)


def _uden_kanter(tabel: Table) -> None:
    egenskaber = tabel._tbl.tblPr
    for navn in ("tblStyle", "tblBorders", "tblCellMar", "tblLook"):
        for gammel in egenskaber.findall(qn(f"w:{navn}")):
            egenskaber.remove(gammel)
    margen = element("tblCellMar")
    for side in ("left", "right"):
        margen.append(element(side, w="0", type="dxa"))
    egenskaber.append(margen)
