"""Sheets as they are read before anything is made of them: the trial files that no kind reads yet.

Their figures are their cells: each filled cell by its place, a number as it is and text by a sum.
"""

from __future__ import annotations

import tempfile
import zlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from data.indgang.ark import Cellefejl, laes_ark
from data.indgang.overskrift import find_tabel
from data.indgang.tal import tolk_tal
from tests.robusthed.doeren import PROEVER
from tests.robusthed.oktetter import ZIPPEN
from tests.robusthed.tabelaendringer import TABELLEN
from tests.robusthed.tabeller import Tabel, laes_bog, skriv_ods, skriv_xlsx
from tests.robusthed.variant import NY, TAGET, Dom, Fil, Slags, Tal

#: What moves cells is another sheet here, not the same table.
FLYTTET = tuple(replace(a, facit=NY, besked=False) for a in TABELLEN)


def _vaerdi(celle: object) -> float | None:
    """Return what a cell counts as, None for an empty one, an error, and a day or time of day."""
    if celle is None or celle == "" or isinstance(celle, (Cellefejl, date, datetime)):
        return None
    if isinstance(celle, str):
        try:
            return float(celle)
        except ValueError:
            return float(zlib.crc32(celle.strip().replace("\r\n", "\n").encode("utf-8", "replace")))
    return float(celle)  # type: ignore[arg-type]


def _bog(indhold: bytes) -> Tal | None:
    ark = laes_bog(indhold)
    if ark is None:
        return None
    return {
        f"{nr} {r} {k}": v
        for nr, raekker in enumerate(ark.values())
        for r, raekke in enumerate(raekker)
        for k, celle in enumerate(raekke)
        if (v := _vaerdi(celle)) is not None
    }


def _proev(navn: str, indhold: bytes, fil: Fil) -> Dom:
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / Path(navn).name
        sti.write_bytes(indhold)
        alle = laes_ark(sti)
    sagt = []
    for ark in alle:
        tabel = find_tabel(ark)
        sagt += tabel.bemaerkninger
        for kolonne in tabel.kolonner:
            tolk_tal(tabel.data[kolonne])
    return Dom(
        TAGET,
        tuple(sagt),
        {
            f"{nr} {r} {k}": v
            for nr, ark in enumerate(alle)
            for r, raekke in enumerate(ark.celler.to_numpy(dtype=object))
            for k, celle in enumerate(raekke)
            if (v := _vaerdi(celle)) is not None
        },
    )


def filer() -> list[Fil]:
    """Return the workbooks as users have them, and a spreadsheet with the cells of the first."""
    boeger = [
        Fil(sti.name, sti.read_bytes(), _bog, egne=ZIPPEN) for sti in sorted(PROEVER.glob("*.xlsx"))
    ]
    ark = laes_bog(boeger[0].indhold) or {}
    tabel = Tabel.af(next(iter(ark.values()))[4:])
    return [
        *boeger,
        *(
            Fil(
                *(f"klinikker{endelse}", skriv(tabel), _bog, {}, tabel, skriv, (5, 6), (0,)),
                egne=(*FLYTTET, *ZIPPEN),
            )
            for endelse, skriv in ((".ods", skriv_ods), (".xlsx", skriv_xlsx))
        ),
    ]


ARK = Slags("ark", filer, _proev)
