"""Files made elsewhere: opened, told apart and read as text, with every faulty row named.

A file that is not made from one of our own templates may be separated by comma, semicolon or tab,
have columns we do not know and numbers with a decimal comma. Files with a schema go through
`data.tabelfil`.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning, tal
from data.indgang.tekstfil import afkodet

VIS_HOEJST = 5  # rows listed in a sentence
TAL = r"[-+]?[0-9]+(?:[.,][0-9]+)?(?:[eE][-+]?[0-9]+)?"


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
    alle = list(numre)
    if not alle:
        return []
    flere = f" (og {tal(len(alle) - VIS_HOEJST)} til)" if len(alle) > VIS_HOEJST else ""
    vist = opremsning([tal(int(nr)) for nr in alle[:VIS_HOEJST]])
    return [f"{enhed} {vist}{flere}: {hvad}. {goer}."]


def som_tekst(raa: pd.Series) -> pd.Series:
    """Return a column as text without surrounding spaces; missing is ""."""
    if raa.dtype == "str":
        return raa.fillna("").str.strip()
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


def skilletegn_i(linje: str) -> str:
    """Return what separates the fields of a line: comma, or semicolon or tab if there are more."""
    return max(",;\t", key=linje.count)


def laes_csv(sti: Path) -> pd.DataFrame:
    """Return a CSV file as text (missing is ""), separated as its first row is.

    The index is 0, 1, ...; row `i` of the frame is row `i + 2` of the file. Empty rows at the end
    are dropped. Raises one Inputfejl with the rows that are empty or have too few or too many
    fields, for repeated column names and for a file in no known encoding or not CSV.
    """
    with laesefejl(sti):
        fil = io.StringIO(afkodet(sti, sti.read_bytes())[0], newline="")
        skilletegn = skilletegn_i(fil.readline())
        fil.seek(0)
        hoved, antal = _kontroller_raekker(sti, csv.reader(fil, delimiter=skilletegn))
        fil.seek(0)
        tabel = pd.read_csv(
            fil,
            sep=skilletegn,
            dtype="str",
            na_filter=False,
            skip_blank_lines=False,
            index_col=False,
            header=0,
            names=list(range(len(hoved))),
            nrows=antal,
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
    gentaget = sorted(navn for navn, antal in Counter(hoved).items() if navn and antal > 1)
    if gentaget:
        fejl.append(f"Række 1: {opremsning(gentaget)} står flere gange i hovedet.")
    afvis(sti, fejl)
    return hoved, sidste - 1
