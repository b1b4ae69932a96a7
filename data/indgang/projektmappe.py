"""The sheets of an Excel workbook, row by row, with what is merged and hidden.

openpyxl's own way to merged and hidden cells (a workbook that is not read-only) lays out every
cell of a merged range and of a link before anything can be counted: a file of 5 kB that merges
A1:XFD1048576 would never end. Its parser of one sheet is used instead, a row at a time.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, iterparse

import numpy as np
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import (
    COL_TAG,
    FORMULA_TAG,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)
from openpyxl.xml.constants import SHEET_MAIN_NS

from dansk import Inputfejl, tal
from data.indgang import graenser
from data.indgang.beholder import LAES_ZIP
from data.indgang.celler import UDEN_VAERDI, Ark, Cellefejl, Celleliste, Felt, kort_liste

FLET_TAG = f"{{{SHEET_MAIN_NS}}}mergeCell"
#: What openpyxl, zipfile and the XML parsers raise on a workbook that is not as it should be.
#: lxml's XMLSyntaxError is a SyntaxError; so is ParseError.
LAESEFEJL = (
    *LAES_ZIP,
    InvalidFileException,
    ParseError,
    SyntaxError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
)
SANDT = ("1", "true")
#: The types of a cell in the standard (ECMA-376, ST_CellType).
CELLETYPER = ("b", "d", "e", "inlineStr", "n", "s", "str")


def laes_projektmappe(sti: Path) -> list[Ark]:
    """Return every sheet of an .xlsx or .xlsm, formulas as the values stored with them.

    Raises Inputfejl for a workbook that cannot be read or goes beyond the limits.
    """
    try:
        # Opened here, since openpyxl leaves a file open that it cannot read.
        with sti.open("rb") as fil, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            bog = load_workbook(fil, read_only=True, data_only=True, keep_links=False)
            try:
                return _alle_ark(sti, bog)
            finally:
                bog.close()
    except Inputfejl:
        raise
    except (*LAESEFEJL, MemoryError) as fejl:
        raise Inputfejl(
            f"{sti.name} er beskadiget eller ikke en Excel-projektmappe. Åbn den i Excel, gem den "
            "igen, og prøv igen."
        ) from fejl


def _alle_ark(sti: Path, bog: Any) -> list[Ark]:
    kraev_antal_ark(sti, len(bog.worksheets))
    ark, celler = [], 0
    for blad in bog.worksheets:
        ark.append(_et_ark(sti, bog, blad, graenser.HOEJST_CELLER_PROJEKTMAPPE - celler))
        celler += ark[-1].celler.size
    return ark


def kraev_antal_ark(sti: Path, antal: int) -> None:
    """Raise Inputfejl where a workbook has no sheet of cells, or more than are read."""
    if antal > graenser.HOEJST_ARK:
        raise Inputfejl(
            f"{sti.name} har {tal(antal)} ark; der læses højst {tal(graenser.HOEJST_ARK)}. "
            "Gem de ark, der skal bruges, i en fil for sig."
        )
    if antal == 0:
        raise Inputfejl(f"{sti.name} har ingen ark med celler. Gem tabellen i et ark.")


class _Arklaeser(WorkSheetParser):
    """openpyxl's parser of a sheet, told to see cells, hidden columns and merged ranges only.

    The rest (links, rules of colour, print) is where files that Excel opens stop openpyxl.
    """

    def __init__(self, kilde: Any, blad: Any, bog: Any) -> None:
        super().__init__(
            kilde,
            blad._shared_strings,
            data_only=True,
            epoch=bog.epoch,
            date_formats=bog._date_formats,
            timedelta_formats=bog._timedelta_formats,
        )
        self.flettede: list[Felt] = []

    def parse(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Yield each row's number and cells; columns and merged ranges are kept."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == COL_TAG:
                self.column_dimensions[len(self.column_dimensions)] = dict(element.attrib)
            elif element.tag == FLET_TAG:
                self._flet(element.get("ref", ""))

    def _flet(self, omraade: str) -> None:
        k1, r1, k2, r2 = range_boundaries(omraade)
        if len(self.flettede) >= graenser.HOEJST_FLETTEDE:
            raise ValueError("more merged ranges than are read")
        if None not in (k1, r1, k2, r2):
            self.flettede.append((r1 - 1, k1 - 1, r2 - 1, k2 - 1))

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell; an error and a formula without a stored result as a Cellefejl."""
        if element.get("t", "n") not in CELLETYPER:
            raise ValueError("a cell of no type there is; openpyxl would leave it empty")
        celle = super().parse_cell(element)
        if celle["data_type"] == "e":
            celle["value"] = Cellefejl(celle["value"] or "#VALUE!")
        elif (
            celle["value"] is None
            and element.find(FORMULA_TAG) is not None
            and not (element.get("t") == "str" and element.find(VALUE_TAG) is not None)
        ):
            celle["value"] = Cellefejl(UDEN_VAERDI)
        return celle


def _et_ark(sti: Path, bog: Any, blad: Any, plads: int) -> Ark:
    """Return one sheet; `plads`: the filled cells that the sheets before it have left."""
    celler = Celleliste(sti.name, blad.title)
    with blad._get_source() as kilde:
        laeser = _Arklaeser(kilde, blad, bog)
        for _, raekke in laeser.parse():
            for celle in raekke:
                celler.tilfoej(celle["row"] - 1, celle["column"] - 1, celle["value"])
            if len(celler.vaerdier) > plads:
                raise Inputfejl(
                    f"{sti.name} har over {tal(graenser.HOEJST_CELLER_PROJEKTMAPPE)} udfyldte "
                    "celler, og det er flere, end der læses. Gem tabellen som CSV."
                )
    ramme = celler.ramme()
    hoejde, bredde = ramme.shape
    return Ark(
        navn=blad.title,
        celler=ramme,
        raekkenumre=np.arange(1, hoejde + 1, dtype=np.int64),
        hvordan="Excel-projektmappe",
        skjulte_kolonner=_skjulte_kolonner(laeser, bredde),
        skjulte_raekker=frozenset(
            int(nr) - 1
            for nr, raekke in laeser.row_dimensions.items()
            if raekke.get("hidden") in SANDT and 1 <= int(nr) <= hoejde
        ),
        flettede=indenfor(laeser.flettede, hoejde, bredde),
        bemaerkninger=(*skjult_ark(blad.sheet_state != "visible"), *_uden_vaerdi(celler)),
    )


def skjult_ark(skjult: bool) -> tuple[str, ...]:
    """Return the sentence on a hidden sheet, if it is one."""
    return ("Arket er skjult i filen.",) if skjult else ()


def _skjulte_kolonner(laeser: _Arklaeser, bredde: int) -> frozenset[int]:
    skjulte = np.zeros(bredde, dtype=bool)
    for kolonne in laeser.column_dimensions.values():
        if kolonne.get("hidden") in SANDT:
            skjulte[max(0, int(kolonne["min"]) - 1) : int(kolonne["max"])] = True
    return frozenset(np.flatnonzero(skjulte).tolist())


def indenfor(flettede: list[Felt], hoejde: int, bredde: int) -> tuple[Felt, ...]:
    """Return the merged ranges that begin within the filled part of a sheet, cut to it."""
    return tuple(
        (r1, k1, min(r2, hoejde - 1), min(k2, bredde - 1))
        for r1, k1, r2, k2 in flettede
        if 0 <= r1 < hoejde and 0 <= k1 < bredde and r2 >= r1 and k2 >= k1
    )


def _uden_vaerdi(celler: Celleliste) -> tuple[str, ...]:
    """Return the sentence on formulas whose result is not in the file."""
    raekker = [
        r + 1 for r, v in zip(celler.raekker, celler.vaerdier, strict=True) if v == UDEN_VAERDI
    ]
    if not raekker:
        return ()
    numre = kort_liste(sorted(set(raekker)))
    antal = "1 celle" if len(raekker) == 1 else f"{tal(len(raekker))} celler"
    return (
        f"{antal} har en formel, hvis resultat ikke er gemt i filen (række "
        f"{numre}). Åbn filen i Excel, gem den, og prøv igen.",
    )
