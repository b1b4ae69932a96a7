"""A large CSV file as text, sooner than `data.fremmedfil.laes_csv` where its shape is plain."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as pacsv

from data.fremmedfil import laes_csv, laesefejl, skilletegn_i
from data.indgang.tekstfil import afkodet

_TEKST = pd.StringDtype("pyarrow", na_value=float("nan"))


def laes_csv_tekst(sti: Path) -> pd.DataFrame:
    """Return what `laes_csv` does, as text; a file with quotes or faults is left to that."""
    with laesefejl(sti):
        tabel = _jaevn(afkodet(sti, sti.read_bytes())[0].encode())
        if tabel is None:
            return laes_csv(sti)
        return tabel.to_pandas(types_mapper={pa.large_string(): _TEKST}.get)


def _jaevn(indhold: bytes) -> pa.Table | None:
    """Return the rows of a file that are all of one shape; else None.

    It has no quotes, as many fields in each row, and something in the first of them, so that no
    row is empty. Arrow refuses a row of another number of fields, and what is not UTF-8.
    """
    foerste = indhold[: indhold.find(b"\n") + 1].decode("utf-8-sig")
    skilletegn = skilletegn_i(foerste)
    navne = [navn.strip() for navn in foerste.split(skilletegn)]
    loese = b"\r" in indhold and indhold.count(b"\r") != indhold.count(b"\r\n")
    if b'"' in indhold or b"\0" in indhold or loese:
        return None
    if len(set(navne)) < len(navne) or not all(navne):
        return None
    try:
        tabel = pacsv.read_csv(
            pa.BufferReader(indhold),
            pacsv.ReadOptions(column_names=navne, skip_rows=1),
            pacsv.ParseOptions(delimiter=skilletegn, quote_char=False, ignore_empty_lines=False),
            pacsv.ConvertOptions(
                column_types=dict.fromkeys(navne, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowException:
        return None
    # No field is so long that the reader that tells faults would not have it.
    laengst = sum(pc.max(pc.binary_length(kolonne)).as_py() or 0 for kolonne in tabel.columns)
    plads = laengst < csv.field_size_limit()
    udfyldt = bool(len(tabel)) and pc.min(pc.binary_length(tabel.column(0))).as_py() > 0
    return tabel if plads and udfyldt else None
