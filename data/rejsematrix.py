"""The door for a travel matrix from a real routing engine, and for files made elsewhere.

A file that is not made from one of our own templates may be separated by comma or semicolon, have
columns we do not know and numbers with a decimal comma. `laes_csv` and `som_tal` read it and tell
every faulty row; `data.befolkningsnet` uses them too. Files with a schema go through
`data.tabelfil`.
"""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning, tal
from geo.rejsetid import Rejsetid, laes_matrix

HOEJST_BYTES = {".csv": 300_000_000, ".parquet": 300_000_000}
HOEJST_RAEKKER = 20_000_000  # a Parquet file of a few kB can hold any number of equal rows
HOEJST_TAL = 10_000  # minutes (a week) or kilometres of one trip
VIS_HOEJST = 5  # rows listed in a sentence
KOLONNER = ("klinik_id", "punkt_id", "minutter", "km")
TAL = r"[-+]?[0-9]+(?:[.,][0-9]+)?(?:[eE][-+]?[0-9]+)?"


def laes_rejsematrix(
    sti: Path, klinik_ids: Sequence[str], punkt_ids: Sequence[str]
) -> tuple[Rejsetid, list[str]]:
    """Return the travel matrix of a file, in the order of the ids, and what it lacks, in Danish.

    The file is long, one row a pair, with the columns `klinik_id`, `punkt_id`, `minutter` and, if
    known, `km`, in any order and case; other columns are ignored. `.csv` is UTF-8 with comma or
    semicolon and a decimal point or comma; `.parquet` may have the ids as its index. Pairs that
    are not there are NaN, and the sentences count them.

    Raises one Inputfejl, with every faulty row, for a file that cannot be read, is too large or
    empty, for numbers above `HOEJST_TAL`, and for what `geo.rejsetid.laes_matrix` refuses.
    """
    endelse = kraev_fil(sti, HOEJST_BYTES)
    parquet = endelse == ".parquet"
    tabel = _laes_parquet(sti) if parquet else _kendte_kolonner(sti, laes_csv(sti))
    if len(tabel) == 0:
        raise Inputfejl(f"{sti.name} har ingen rækker. Den skal have én for hvert par.")
    for_store = _for_store(tabel)
    try:
        # A number too large for the matrix is told by _for_store, not by numpy.
        with np.errstate(over="ignore"):
            svar = laes_matrix(tabel, klinik_ids, punkt_ids)
    except Inputfejl as andre:
        raise Inputfejl("\n".join([f"{sti.name}: {andre}", *for_store])) from andre
    afvis(sti, for_store)
    return svar


def kraev_fil(sti: Path, hoejst_bytes: Mapping[str, int]) -> str:
    """Return the file's ending in small letters; raise Inputfejl for no, other or too large file.

    `hoejst_bytes`: the endings that can be read, with the largest size of each.
    """
    endelse = sti.suffix.lower()
    if endelse not in hoejst_bytes:
        muligheder = opremsning([*hoejst_bytes], "eller")
        raise Inputfejl(f"{sti.name} kan ikke læses. Filen skal ende på {muligheder}.")
    if not sti.is_file():
        raise Inputfejl(f"{sti.name} findes ikke. Kontrollér sti og navn.")
    stoerrelse, hoejst = sti.stat().st_size, hoejst_bytes[endelse]
    if stoerrelse > hoejst:
        raise Inputfejl(
            f"{sti.name} fylder {tal(stoerrelse / 1e6)} MB; der læses højst {tal(hoejst / 1e6)} MB "
            f"af en {endelse}-fil. Klip den til regionen, og prøv igen."
        )
    return endelse


@contextmanager
def laesefejl(sti: Path) -> Iterator[None]:
    """Turn whatever a reader raises within the block into an Inputfejl that names the file.

    A reader's warnings (an unusual version, no coordinates) are not shown: what they could mean is
    checked by the caller.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Inputfejl:
        raise
    except UnicodeDecodeError as fejl:
        raise Inputfejl(
            f"{sti.name} er ikke UTF-8. Gem den som »CSV UTF-8«, og prøv igen."
        ) from fejl
    except Exception as fejl:
        raise Inputfejl(
            f"{sti.name} kan ikke læses: filen er beskadiget, spærret eller ikke en "
            f"{sti.suffix.lower()}-fil. Hent eller gem den igen, og prøv igen."
        ) from fejl


def afvis(sti: Path, fejl: Sequence[str]) -> None:
    """Raise one Inputfejl with every fault of a file, if there are any."""
    if fejl:
        raise Inputfejl("\n".join([f"{sti.name} kan ikke bruges:", *fejl]))


def raekkefejl(numre: Iterable[int], hvad: str, goer: str, enhed: str = "Række") -> list[str]:
    """Return one sentence on faulty rows, the first listed and the rest counted; none for none."""
    vist = [tal(int(nr)) for nr in numre]
    if not vist:
        return []
    flere = f" (og {tal(len(vist) - VIS_HOEJST)} til)" if len(vist) > VIS_HOEJST else ""
    return [f"{enhed} {opremsning(vist[:VIS_HOEJST])}{flere}: {hvad}. {goer}."]


def som_tekst(raa: pd.Series) -> pd.Series:
    """Return a column as text without surrounding spaces; missing is ""."""
    return raa.astype(object).where(raa.notna(), "").astype(str).str.strip()


def _er_tal(raa: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(raa) and not pd.api.types.is_bool_dtype(raa)


def som_tal(raa: pd.Series) -> NDArray[np.float64]:
    """Return a column's numbers, with decimal point or comma; NaN for what is not a number."""
    if _er_tal(raa):
        return raa.to_numpy(dtype=float, na_value=np.nan, copy=True)
    tekst = som_tekst(raa)
    tekst = tekst.where(tekst.str.fullmatch(TAL), "nan").str.replace(",", ".", regex=False)
    return pd.to_numeric(tekst, errors="coerce").to_numpy(dtype=float, copy=True)


def tvetydig(raa: pd.Series) -> NDArray[np.bool_]:
    """Return the rows whose separator may part thousands: both are used, or 1.234 is all there is.

    Without one number such as 0.5 or 12.34 to tell, 1.234 may be a village or a person.
    """
    if _er_tal(raa):
        return np.zeros(len(raa), dtype=bool)
    tekst = som_tekst(raa)
    delt = tekst.str.fullmatch(TAL) & tekst.str.contains("[.,]", regex=True)
    tusind = tekst[delt].str.fullmatch(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")
    begge = tekst[delt].str.contains(",", regex=False).nunique() > 1
    return (delt & (begge or bool(tusind.all()))).to_numpy()


def laes_csv(sti: Path) -> pd.DataFrame:
    """Return a CSV file as text (missing is ""), separated as its first row is.

    The index is 0, 1, ...; row `i` of the frame is row `i + 2` of the file. Empty rows at the end
    are dropped. Raises one Inputfejl with the rows that are empty or have too few or too many
    fields, for repeated column names and for a file that is not UTF-8 or not CSV.
    """
    with laesefejl(sti):
        with sti.open(encoding="utf-8-sig", newline="") as fil:
            foerste = fil.readline()
            skilletegn = ";" if foerste.count(";") > foerste.count(",") else ","
            fil.seek(0)
            hoved, antal = _kontroller_raekker(sti, csv.reader(fil, delimiter=skilletegn))
        tabel = pd.read_csv(
            sti,
            sep=skilletegn,
            dtype="str",
            na_filter=False,
            skip_blank_lines=False,
            index_col=False,
            header=0,
            names=list(range(len(hoved))),
            nrows=antal,
            encoding="utf-8-sig",
        )
        if len(tabel) != antal:
            raise Inputfejl(f"{sti.name} kan ikke deles i rækker. Er der et løst anførselstegn?")
    return tabel.set_axis(hoved, axis="columns")


def _kontroller_raekker(sti: Path, raekker: Iterator[list[str]]) -> tuple[list[str], int]:
    """Return the column names and the number of rows; raise Inputfejl with every misshapen row."""
    hoved = [navn.strip() for navn in next(raekker, [])]
    if not any(hoved):
        raise Inputfejl(f"{sti.name} er tom. Første række skal være kolonnenavnene.")
    tomme, skaeve, sidste = [], [], 1
    for nr, raekke in enumerate(raekker, start=2):
        if not any(raekke):
            tomme.append(nr)
            continue
        sidste = nr
        if len(raekke) != len(hoved):
            skaeve.append(nr)
    fejl = raekkefejl(
        skaeve, f"antallet af felter er ikke {len(hoved)} som i hovedet", "Ret skilletegnene"
    )
    fejl += raekkefejl([nr for nr in tomme if nr < sidste], "rækken er tom", "Slet den")
    gentaget = sorted({navn for navn in hoved if navn and hoved.count(navn) > 1})
    if gentaget:
        fejl.append(f"Række 1: {opremsning(gentaget)} står flere gange i hovedet.")
    afvis(sti, fejl)
    return hoved, sidste - 1


def _laes_parquet(sti: Path) -> pd.DataFrame:
    """Return a Parquet file's known columns, ids in its index included, as text or numbers."""
    with laesefejl(sti):
        antal = len(pd.read_parquet(sti, columns=[]))
        if antal > HOEJST_RAEKKER:
            raise Inputfejl(
                f"{sti.name} har {tal(antal)} rækker; der læses højst {tal(HOEJST_RAEKKER)}. "
                "Behold ét par for hver klinik og hvert befolkningspunkt."
            )
        tabel = pd.read_parquet(sti)
        ids_i_indeks = any(navn in KOLONNER for navn in tabel.index.names)
        tabel = _kendte_kolonner(sti, tabel.reset_index(drop=not ids_i_indeks))
        return tabel.apply(lambda raa: raa if _er_tal(raa) else som_tekst(raa))


def _kendte_kolonner(sti: Path, tabel: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of `KOLONNER` that are there, under those names."""
    ens = [str(navn).strip().casefold() for navn in tabel.columns]
    afvis(
        sti,
        [f"Flere kolonner hedder {n}. Behold den ene." for n in KOLONNER if ens.count(n) > 1],
    )
    fundet = [navn for navn in KOLONNER if navn in ens]
    return tabel.iloc[:, [ens.index(navn) for navn in fundet]].set_axis(fundet, axis="columns")


def _for_store(tabel: pd.DataFrame) -> list[str]:
    """Return a sentence for each of minutes and km with numbers no trip can have."""
    fejl = []
    for navn in ("minutter", "km"):
        if navn in tabel:
            fejl += raekkefejl(
                np.flatnonzero(som_tal(tabel[navn]) > HOEJST_TAL) + 2,
                f"{navn} er over {tal(HOEJST_TAL)}",
                "Er det sekunder eller meter? Regn om til minutter og kilometer",
            )
    return fejl
