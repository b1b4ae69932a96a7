"""A large CSV file as text, sooner than `data.rejsematrix.laes_csv` where its shape is plain."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv

from data.fremmedfil import laes_csv, laesefejl
from data.indgang.tekstfil import afkodet

HOEJST_LINJE = 100_000  # bytes of a row; a longer one is left to the reader that tells faults
_TEKST = pd.StringDtype("pyarrow", na_value=np.nan)


def laes_csv_tekst(sti: Path) -> pd.DataFrame:
    """Return what `laes_csv` does, as text; a file with quotes or faults is left to that."""
    with laesefejl(sti):
        indhold = afkodet(sti, sti.read_bytes())[0].encode()
        hoved = _jaevn(indhold)
        if hoved is None:
            return laes_csv(sti)
        navne, skilletegn = hoved
        tabel = csv.read_csv(
            pa.BufferReader(indhold),
            read_options=csv.ReadOptions(column_names=navne, skip_rows=1),
            parse_options=csv.ParseOptions(delimiter=skilletegn, quote_char=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(navne, pa.large_string()), strings_can_be_null=False
            ),
        )
        return tabel.to_pandas(types_mapper={pa.large_string(): _TEKST}.get)


def _jaevn(indhold: bytes) -> tuple[list[str], str] | None:
    """Return the headings and the separator of a file whose rows are all of one shape; else None.

    It has no quotes, no empty row, no row of separators alone, and as many fields in each row.
    """
    foerste = indhold.partition(b"\n")[0]
    skilletegn = b";" if foerste.count(b";") > foerste.count(b",") else b","
    if b'"' in indhold or b"\0" in indhold or not indhold.endswith(b"\n"):
        return None
    navne = [navn.strip() for navn in foerste.decode("utf-8").split(skilletegn.decode())]
    tegn = np.frombuffer(indhold, dtype=np.uint8)
    ender = np.flatnonzero(tegn == ord("\n"))
    skel = np.flatnonzero(tegn == skilletegn[0])
    laengder = np.diff(ender, prepend=-1) - 1 - (tegn[ender - 1] == ord("\r"))
    antal = np.diff(np.searchsorted(skel, ender), prepend=0)
    ens = len(ender) > 1 and (antal == len(navne) - 1).all() and (laengder > antal).all()
    ens = ens and laengder.max() < HOEJST_LINJE
    loese = np.count_nonzero(tegn == ord("\r")) not in (0, len(ender))
    if not ens or loese or len(set(navne)) < len(navne) or not all(navne):
        return None
    return navne, skilletegn.decode()
