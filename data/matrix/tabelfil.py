"""A table with named columns, CSV or Parquet, of which only the columns asked for are read.

A CSV is read by Arrow in one pass, each text kept once. Whatever Arrow does not take as it stands
(a misshapen or empty row, a wrong encoding) is read by `data.fremmedfil.laes_csv`, which tells
every fault with its row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from dansk import Inputfejl, tal
from data.fremmedfil import afvis, laes_csv, laesefejl, skilletegn_i
from data.indgang.beholder import parquetfil
from data.matrix.tusindtal import TUSIND

HOEJST_CELLER = 200_000_000  # rows times columns of a Parquet file: a long one at its most rows
HOEJST_RAEKKER = 20_000_000  # a Parquet file of a few kB can hold any number of equal rows
PROEVE = 500  # rows that tell how a column writes its numbers
BLOK_BYTES = 2_000_000  # read at a time: the texts of each block are merged with the others'
PARQUET = ".parquet"


@dataclass(frozen=True, eq=False)
class Tabelfil:
    """A CSV or Parquet file: its columns by the names in its head, small letters or not.

    A column is text (missing is ""), categories of text or, in a Parquet file, of any type.
    """

    sti: Path

    @property
    def parquet(self) -> bool:
        """Whether the file is Parquet and not CSV."""
        return self.sti.suffix.lower() == PARQUET

    @cached_property
    def hoved(self) -> tuple[str, ...]:
        """The names in the head without surrounding spaces; ids in a Parquet index are among them.

        Raises Inputfejl for a file that cannot be read, is empty or has too many rows.
        """
        with laesefejl(self.sti):
            if self.parquet:
                with parquetfil(self.sti) as fil:
                    om, navne = fil.metadata, fil.schema_arrow.names
                if om.num_rows > HOEJST_RAEKKER:
                    raise Inputfejl(
                        f"{self.sti.name} har {tal(om.num_rows)} rækker; der læses højst "
                        f"{tal(HOEJST_RAEKKER)}. Behold ét par for hver klinik og hvert "
                        "befolkningspunkt."
                    )
                if om.num_rows * om.num_columns > HOEJST_CELLER:
                    raise Inputfejl(
                        f"{self.sti.name} har {tal(om.num_columns)} kolonner og dermed "
                        f"over {tal(HOEJST_CELLER)} celler. Behold id'er og tider."
                    )
                return tuple(str(navn).strip() for navn in navne)
            with self.sti.open(encoding="utf-8-sig", newline="") as tekst:
                linje = tekst.readline()
                tekst.seek(0)
                hoved = next(csv.reader(tekst, delimiter=skilletegn_i(linje)), [])
        return tuple(navn.strip() for navn in hoved) if any(hoved) else tuple(self._hele.columns)

    @cached_property
    def ens(self) -> tuple[str, ...]:
        """The names in the head in small letters."""
        return tuple(navn.casefold() for navn in self.hoved)

    @cached_property
    def _hele(self) -> pd.DataFrame:
        if not self.parquet:
            return laes_csv(self.sti)
        with laesefejl(self.sti):
            with parquetfil(self.sti) as fil:
                tabel = fil.read()
            tabel.validate(full=True)  # texts are said to be UTF-8, and nobody has looked
            return tabel.to_pandas(ignore_metadata=True)

    def hele(self) -> pd.DataFrame:
        """Return the whole table, every row seen to have the fields of the head."""
        return self._hele.set_axis(list(self.hoved), axis="columns")

    def kolonner(self, navne: Sequence[str], tal: Collection[str] = ()) -> list[pd.Series]:
        """Return the columns of these names, in small letters, in this order.

        Those of `tal` may come as numbers, where the text of them can be read in one way only.
        Raises Inputfejl when several have one of the names, and with every misshapen row.
        """
        flere = [navn for navn in navne if self.ens.count(navn) > 1]
        # A name that is repeated as it stands is told by laes_csv, with what else is wrong.
        if flere and len(set(self.hoved)) < len(self.hoved) and not self.parquet:
            laes_csv(self.sti)
        afvis(self.sti, [f"Flere kolonner hedder {navn}. Behold den ene." for navn in flere])
        pladser = {navn: self.ens.index(navn) for navn in navne}
        if self.parquet:
            with laesefejl(self.sti):
                with parquetfil(self.sti) as fil:
                    tabel = fil.read()
                return [_serie(tabel.column(i)) for i in pladser.values()]
        if len(set(self.hoved)) == len(self.hoved):
            proeve = self._proeve()
            typer = {
                i: taltype(r[i] for r in proeve if i < len(r)) if navn in tal else None
                for navn, i in pladser.items()
            }
            # As numbers first; where one is none, as text, which is told of as it stands.
            for forsoeg in (typer, dict.fromkeys(typer)):
                if (fundet := self._csvkolonner(forsoeg)) is not None:
                    return fundet
        return [self._hele.iloc[:, i] for i in pladser.values()]

    def _proeve(self) -> list[list[str]]:
        with laesefejl(self.sti), self.sti.open(encoding="utf-8-sig", newline="") as fil:
            skilletegn = skilletegn_i(fil.readline())
            fil.seek(0)
            return list(islice(csv.reader(fil, delimiter=skilletegn), 1, PROEVE))

    def _csvkolonner(self, typer: Mapping[int, str | None]) -> list[pd.Series] | None:
        """Return columns read by Arrow by their position, None for a file not to be read so.

        typer: as text where None, else a decimal separator, or "" for whole numbers.
        """
        with laesefejl(self.sti), self.sti.open(encoding="utf-8-sig", newline="") as fil:
            skilletegn = skilletegn_i(fil.readline())
        tegn = {t for t in typer.values() if t}
        if len(tegn) > 1:
            return None
        arrow = {
            str(i): pa.dictionary(pa.int32(), pa.string())
            if t is None
            else (pa.float64() if t else pa.int64())
            for i, t in typer.items()
        }
        try:
            tabel = pacsv.read_csv(
                self.sti,
                pacsv.ReadOptions(
                    column_names=[str(i) for i in range(len(self.hoved))],
                    skip_rows_after_names=1,
                    block_size=BLOK_BYTES,
                ),
                pacsv.ParseOptions(delimiter=skilletegn, ignore_empty_lines=False),
                pacsv.ConvertOptions(
                    include_columns=list(arrow),
                    column_types=arrow,
                    strings_can_be_null=False,
                    null_values=[""],
                    decimal_point=tegn.pop() if tegn else ".",
                ),
            )
        except (pa.ArrowException, OSError):
            return None
        kolonner = [tabel.column(navn) for navn in arrow]
        if any(pa.types.is_floating(k.type) and pc.any(pc.is_nan(k)).as_py() for k in kolonner):
            return None  # the word nan, which is no number
        serier = [_serie(k) for k in kolonner]
        return None if _har_tom_raekke(serier) else serier


def taltype(tekster: Iterable[str]) -> str | None:
    """Return what parts the decimals of a column as its first texts tell, "" for whole numbers.

    None where they do not tell: 1.234 may be thousands.
    """
    alle = [tekst.strip() for tekst in tekster]
    delte = [(t, tekst) for tekst in alle for t in ",." if t in tekst]
    if not delte:
        return ""
    decimaler = {t for t, tekst in delte if not re.fullmatch(TUSIND[t], tekst)}
    return decimaler.pop() if len(decimaler) == 1 and len({t for t, _ in delte}) == 1 else None


def _serie(kolonne: pa.ChunkedArray) -> pd.Series:
    """Return an Arrow column as a series, text as categories."""
    if pa.types.is_string(kolonne.type) or pa.types.is_large_string(kolonne.type):
        kolonne = kolonne.dictionary_encode()
    if pa.types.is_dictionary(kolonne.type):
        kolonne = kolonne.unify_dictionaries()
    return kolonne.to_pandas()


def _har_tom_raekke(kolonner: Sequence[pd.Series]) -> bool:
    """Say whether a row has nothing in any of the columns of text."""
    tekst = [k for k in kolonner if isinstance(k.dtype, pd.CategoricalDtype)]
    tomme = [(k.cat.categories.str.strip() == "") for k in tekst]
    if not all(t.any() for t in tomme):
        return False
    raekker = [tom[k.cat.codes] for tom, k in zip(tomme, tekst, strict=True)]
    return bool(np.logical_and.reduce(raekker).any())
