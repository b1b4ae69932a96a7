"""The rows of a sheet as a real Excel table, which can be sorted and filtered, and its print.

Excel mends a file, and says so, whose table has a heading that is not its cell's text or stands
twice, or a name that is not unique in the workbook. The total stands below the table, so that it
is neither sorted nor filtered.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from dansk import linje
from eksport.uforanderlig import pak
from tabeller.tabel import Tabel

#: As many signs as Excel lets the heading of a table have.
HOEJST_OVERSKRIFT = 255
#: The button of a filter covers the lower corner of a heading: it has so many points to itself.
KNAP_PT = 15.0
SIDEFOD_PT = 8
ARKFIL = re.compile(r"xl/worksheets/sheet\d+\.xml")


def tabelnavne(noegler: Iterable[str]) -> list[str]:
    """Return names that tables of one workbook can have: letters, digits and _, no two alike.

    With an underscore in it no name is that of a cell.
    """
    brugt: set[str] = set()
    navne = []
    for noegle in noegler:
        grund = f"tabel_{re.sub(r'[^0-9A-Za-z]+', '_', noegle).strip('_')}"
        navn, nummer = grund, 2
        while navn.casefold() in brugt:
            navn, nummer = f"{grund}_{nummer}", nummer + 1
        brugt.add(navn.casefold())
        navne.append(navn)
    return navne


def overskrifter(oenskede: Sequence[str]) -> list[str]:
    """Return headings a table can have: none empty or too long, and no two alike."""
    brugt: set[str] = set()
    ud = []
    for nr, oensket in enumerate(oenskede, start=1):
        ren = linje(oensket) or f"Kolonne {nr}"
        navn, nummer = linje(ren, HOEJST_OVERSKRIFT), 2
        while navn.casefold() in brugt:
            efter = f" ({nummer})"
            navn = f"{linje(ren, HOEJST_OVERSKRIFT - len(efter))}{efter}"
            nummer += 1
        brugt.add(navn.casefold())
        ud.append(navn)
    return ud


def goer_til_tabel(ark: Worksheet, tabel: Tabel, navn: str, hovedraekke: int) -> None:
    """Make the rows of a table that stand on a sheet a table of Excel's; none without any."""
    indeks = list(tabel.ramme.index)
    antal = indeks.index(tabel.sum_raekke) if tabel.sum_raekke in indeks else len(indeks)
    titler = overskrifter([k.overskrift for k in tabel.kolonner])
    for nr, (titel, kolonne) in enumerate(zip(titler, tabel.kolonner, strict=True), start=1):
        celle = ark.cell(hovedraekke, nr)
        celle.value, celle.data_type = titel, "s"
        celle.alignment = Alignment(
            horizontal="right" if kolonne.til_hoejre else "left",
            indent=int(nr > 1 and not kolonne.til_hoejre),
            vertical="top",
            wrap_text=True,
        )
    hoved = ark.row_dimensions[hovedraekke]
    hoved.height = (hoved.height or KNAP_PT) + KNAP_PT
    if antal:
        sidste = f"{get_column_letter(len(titler))}{hovedraekke + antal}"
        ark.add_table(Table(displayName=navn, name=navn, ref=f"A{hovedraekke}:{sidste}"))


def saet_udskrift(ark: Worksheet) -> None:
    """Print what is on a sheet, with its name and the number of the page below."""
    kolonner = max(ark.max_column, len(ark.column_dimensions))
    ark.print_area = f"A1:{get_column_letter(kolonner)}{ark.max_row}"
    for del_, tekst in ((ark.oddFooter.left, "&A"), (ark.oddFooter.right, "Side &P af &N")):
        del_.text, del_.size = tekst, SIDEFOD_PT


def uden_trekanter(fil: bytes) -> bytes:
    """Return a workbook whose tables have no green corners: text that is a number is meant so."""

    def ark(navn: str, data: bytes) -> bytes:
        omraade = re.search(rb'<dimension ref="([A-Z0-9:]+)"', data)
        if omraade is None or not ARKFIL.fullmatch(navn):
            return data
        ser_bort = b'<ignoredError sqref="%b" numberStoredAsText="1"/>' % omraade[1]
        hele = b"<ignoredErrors>%b</ignoredErrors><tableParts" % ser_bort
        return data.replace(b"<tableParts", hele, 1)

    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        return pak((navn, ark(navn, arkiv.read(navn))) for navn in arkiv.namelist())
