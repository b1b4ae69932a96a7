"""The user's own table with what a trial found marked in it, and a sheet that lists it.

Every cell stands where it does in the user's file, as the value it has there; text is text. It can
be mended and taken in as it is: the sheet of findings says that it is no table.
"""

from __future__ import annotations

import dataclasses
import io
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dansk import rens, tal
from data.indgang.art import LAEST
from data.indgang.celler import Ark
from data.indgang.fundsted import Celle, find_celle
from data.indgang.hoved import fyldt
from data.indgang.proeve import Proeve
from data.indgang.skabelon import EGET_ARK
from eksport import udseende
from eksport.excel import arknavne, skrift, skriv_raa_tekst, tabelark
from eksport.uforanderlig import fast_kontorfil
from tabeller.importen import ALVOR, fundliste

#: A sheet with more cells than this, or than Excel has rows, is not written out: a cell takes some
#: 30 microseconds, so this is about 12 seconds with some thousands of findings.
HOEJST_CELLER, HOEJST_RAEKKE = 400_000, 1_048_576
BREDDE = (9, 40)
#: So many rows are looked through for the width of a column.
SET_RAEKKER = 200
#: The size of a comment in pixels, and of a line and a row of signs in it.
NOTEBREDDE, NOTELINJE, NOTETEGN = 340, 18, 48
FOERSTE_AAR = 1900
KANT = Border(*[Side("medium", color=udseende.BLAEK)] * 4)


def fundark(proeve: Proeve) -> bytes:
    """Return a workbook of a trial: the table with its findings marked, and the list of them.

    Faults have another colour and frame than warnings; each cell has its findings as a comment.
    A file that is read whole, or is too large, has the list alone, which says so.
    """
    bog = Workbook()
    bog.remove(bog.active)
    ark = proeve.ark
    med_tabel = ark is not None and _kan_skrives(ark)
    navne = arknavne([(ark.navn if ark else "") or "Tabel", "Fund"])
    if ark is not None and med_tabel:
        _tabel(bog.create_sheet(navne[0]), ark, _noter(proeve))
    liste = fundliste(proeve)
    hvorhen = (
        f"Fejl og advarsler er markeret i arket »{navne[0]}«, som kan rettes og importeres igen."
        if med_tabel
        else "Filens egen tabel er ikke med: "
        + (
            f"den har over {tal(HOEJST_CELLER)} celler eller flere rækker, end Excel kan have."
            if ark is not None
            else "den er ikke et regneark."
        )
    )
    tabelark(
        bog.create_sheet(navne[1]),
        dataclasses.replace(
            liste, titel=f"{EGET_ARK}hvad der er fundet i {proeve.kilde.fil}", note=hvorhen
        ),
    )
    bog.properties.title = f"Fund i {rens(proeve.kilde.fil)}"
    bog.properties.creator = "Praksiskort"
    bog.properties.language = udseende.SPROG
    ud = io.BytesIO()
    bog.save(ud)
    return fast_kontorfil(ud.getvalue())


def _kan_skrives(ark: Ark) -> bool:
    sidste = int(ark.raekkenumre[-1]) if len(ark.raekkenumre) else 0
    return ark.celler.size <= HOEJST_CELLER and sidste <= HOEJST_RAEKKE


def _noter(proeve: Proeve) -> dict[Celle, list[tuple[str, str]]]:
    """Return the findings of each cell, (alvor, text), the gravest first."""
    noter: dict[Celle, list[tuple[str, str]]] = {}
    for fund in proeve.fund:
        if fund.alvor != LAEST and (celle := find_celle(proeve, fund)) is not None:
            noter.setdefault(celle, []).append((fund.alvor, fund.fejl))
    return noter


def _tabel(ark: Worksheet, kilde: Ark, noter: Mapping[Celle, list[tuple[str, str]]]) -> None:
    for position, nr in enumerate(kilde.raekkenumre.tolist()):
        for kolonne, vaerdi in enumerate(kilde.celler.iloc[position].tolist(), start=1):
            if fyldt(vaerdi):
                _skriv(ark.cell(nr, kolonne), vaerdi)
    for kolonne in range(1, kilde.celler.shape[1] + 1):
        vist = (str(v) for v in kilde.celler.iloc[:SET_RAEKKER, kolonne - 1] if fyldt(v))
        bredest = max(map(len, vist), default=0) + 2
        maal = ark.column_dimensions[get_column_letter(kolonne)]
        maal.width = min(max(bredest, BREDDE[0]), BREDDE[1])
    for (raekke, kolonne), fundet in noter.items():
        celle = ark.cell(raekke, kolonne)
        vaerst = fundet[0][0]
        if vaerst == "fejl":
            celle.border = KANT
        farve = udseende.FEJL if vaerst == "fejl" else udseende.ADVARSEL
        celle.fill = PatternFill("solid", fgColor=farve)
        celle.font = skrift(bold=vaerst == "fejl")
        tekst = "\n".join(f"{ALVOR[alvor]}: {besked}" for alvor, besked in fundet)
        celle.comment = _kommentar(rens(tekst))


def _kommentar(tekst: str) -> Comment:
    linjer = sum(math.ceil(len(linje) / NOTETEGN) for linje in tekst.splitlines())
    return Comment(tekst, "Praksiskort", height=NOTELINJE * (linjer + 1), width=NOTEBREDDE)


def _skriv(celle: Cell, vaerdi: Any) -> None:
    if isinstance(vaerdi, str):
        skriv_raa_tekst(celle, rens(vaerdi))
    elif isinstance(vaerdi, float) and not math.isfinite(vaerdi):
        skriv_raa_tekst(celle, str(vaerdi))
    elif isinstance(vaerdi, (date, datetime)) and vaerdi.year < FOERSTE_AAR:
        skriv_raa_tekst(celle, vaerdi.isoformat())
    else:
        celle.value = vaerdi
        if isinstance(vaerdi, date) and not _har_tid(vaerdi):
            celle.number_format = "DD-MM-YYYY"


def _har_tid(dag: date) -> bool:
    return isinstance(dag, datetime) and dag.time() != time()
