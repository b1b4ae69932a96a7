"""The template of a kind of input: a file with its headings, made of its fields alone.

A workbook has a row that is an example, help at each cell, a list to choose from where there are
few answers, and a sheet that explains the columns. What is filled in comes back through the door.
"""

from __future__ import annotations

import dataclasses
import io

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dansk import Inputfejl, opremsning, rens
from data.indgang.art import Art
from data.indgang.skabelon import EGET_ARK, EKSEMPEL
from data.skema import Felt
from eksport.excel import arknavne, skrift, skriv_tekst, tabelark
from eksport.udseende import BLAEK, HOVED, MARK, PAAKRAEVET, SVAG
from eksport.uforanderlig import fast_kontorfil
from tabeller.importen import kravtekst, skematabel, typetekst

#: The last row of a sheet: help and lists go all the way down.
SIDSTE_RAEKKE = 1_048_576
#: What Excel allows of a help's heading and text, and of a list of answers.
HOEJST_TITEL, HOEJST_HJAELP, HOEJST_LISTE = 32, 255, 255
BREDDE = (12, 30)
TEKSTFORMAT = "@"


def har_skabelon(art: Art) -> bool:
    """Say whether a kind has a template."""
    return bool(art.skabelon)


def filnavn(art: Art) -> str:
    """Return the name of a kind's template."""
    return f"praksiskort-{art.noegle}{art.skabelon}"


def skabelon(art: Art) -> bytes:
    """Return the template of a kind: a workbook, or headings alone where it is a text file.

    The same bytes whenever it is made. Raises Inputfejl for a kind without one.
    """
    if not har_skabelon(art):
        raise Inputfejl(
            f"Der er ingen skabelon for {art.titel}: filen kommer fra et program. Se dens kolonner "
            f"med »skabelon {art.noegle}« uden --gem."
        )
    if art.skabelon == ".csv":
        # Every row of a file that is read whole is data, an example too.
        hoved = ",".join(art.overskrift(felt) for felt in art.felter)
        return f"{hoved}\r\n".encode("utf-8-sig")
    bog = Workbook()
    bog.remove(bog.active)
    navne = arknavne([art.titel, "Forklaring"])
    _tabel(bog.create_sheet(navne[0]), art)
    forklaring = skematabel(art)
    tabelark(
        bog.create_sheet(navne[1]),
        dataclasses.replace(
            forklaring,
            titel=f"{EGET_ARK}{forklaring.titel[0].lower()}{forklaring.titel[1:]}",
            kilde=f"Udfyld arket »{navne[0]}« fra række 3. Række 2 er et eksempel og bliver ikke "
            "læst. Kolonner, der ikke skal med, kan stå tomme eller slettes.",
        ),
    )
    bog.properties.title = f"Skabelon: {art.titel}"
    bog.properties.creator = "Praksiskort"
    bog.properties.language = "da-DK"
    ud = io.BytesIO()
    bog.save(ud)
    return fast_kontorfil(ud.getvalue())


def _tabel(ark: Worksheet, art: Art) -> None:
    for nr, felt in enumerate(art.felter, start=1):
        hoved, eksempel = ark.cell(1, nr), ark.cell(2, nr)
        skriv_tekst(hoved, art.overskrift(felt))
        hoved.font = skrift(bold=True)
        skal = felt.kraevet or felt.navn in art.en_af
        hoved.fill = PatternFill("solid", fgColor=PAAKRAEVET if skal else HOVED)
        hoved.border = Border(bottom=Side("medium", color=BLAEK))
        _eksempel(eksempel, felt, foerst=nr == 1)
        eksempel.font = skrift(italic=True, color=SVAG)
        eksempel.fill = PatternFill("solid", fgColor=MARK)
        bogstav = get_column_letter(nr)
        maal = ark.column_dimensions[bogstav]
        bredest = max(len(str(c.value or "")) for c in (hoved, eksempel)) + 2
        maal.width = min(max(bredest, BREDDE[0]), BREDDE[1])
        if felt.type == "string":
            # A ydernummer keeps its first 0, and 2-3 is not the second of March.
            maal.number_format = TEKSTFORMAT
        hjaelp = _hjaelp(art, felt)
        hjaelp.add(f"{bogstav}1:{bogstav}{SIDSTE_RAEKKE}")
        ark.add_data_validation(hjaelp)
    ark.freeze_panes = "B2"
    ark.page_setup.orientation, ark.page_setup.paperSize = "landscape", 9
    ark.page_setup.fitToHeight = 0
    ark.sheet_properties.pageSetUpPr.fitToPage = True
    ark.print_title_rows = "1:1"


def _eksempel(celle: Cell, felt: Felt, *, foerst: bool) -> None:
    skriv_tekst(celle, f"{EKSEMPEL}{felt.eksempel}" if foerst else felt.eksempel)


def _hjaelp(art: Art, felt: Felt) -> DataValidation:
    """Return the help of a column: what it means, its unit, whether it must be there; its list."""
    liste = ",".join(felt.valg)
    en_af = [art.overskrift(f) for f in art.felter if f.navn in art.en_af]
    krav = {"ja": "Skal udfyldes.", "nej": "Kan stå tom."}
    enhed = f", {felt.enhed}" if felt.enhed else ""
    linjer = (
        f"{felt.beskrivelse[:1].upper()}{felt.beskrivelse[1:]}.",
        f"Type: {typetekst(felt)}{enhed}.",
        krav.get(kravtekst(art, felt), f"Mindst én af {opremsning(en_af)} skal udfyldes."),
        f"Fx {felt.eksempel}." if felt.eksempel else "",
    )
    hjaelp = DataValidation(
        type="list" if liste else None,
        formula1=f'"{liste}"' if liste and len(liste) <= HOEJST_LISTE else None,
        allow_blank=True,
        showInputMessage=True,
        promptTitle=rens(art.overskrift(felt))[:HOEJST_TITEL],
        prompt="\n".join(d for d in linjer if d)[:HOEJST_HJAELP],
    )
    if liste:
        hjaelp.showErrorMessage, hjaelp.errorStyle = True, "warning"
        hjaelp.errorTitle = "Et andet svar"
        hjaelp.error = f"Vælg {typetekst(felt)}."[:HOEJST_HJAELP]
    return hjaelp
