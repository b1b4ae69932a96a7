"""Numbers as a file writes them: decimal comma or point, and points that may part thousands.

1.234,5 is Danish and 1,234.5 English beyond doubt. Where every number with a separator is like
1.234 it may be either one and a bit or over a thousand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.fremmedfil import TAL
from data.indgang.spoergsmaal import Spoergsmaal

TUSIND = {s: rf"^[-+]?[1-9][0-9]{{0,2}}[{s}][0-9]{{3}}$" for s in ".,"}
FLERE = {s: rf"^[-+]?[1-9][0-9]{{0,2}}([{s}][0-9]{{3}}){{2,}}$" for s in ".,"}
#: Both separators in one number, by the one that parts thousands.
BEGGE = {
    s: rf"^[-+]?[1-9][0-9]{{0,2}}([{s}][0-9]{{3}})+[{d}][0-9]+$"
    for s, d in ((".", ","), (",", "."))
}
NOEGLE = "tusindtal"


@dataclass(frozen=True, eq=False)
class Talkolonne:
    """A column of numbers: NaN is missing and infinity is what is no number.

    tvetydig: the rows like 1.234, where nothing in the column tells what the point is; they are
    read as decimals in `vaerdier`. eksempel: one of them as it is written.
    """

    vaerdier: NDArray[np.float64]
    tvetydig: NDArray[np.bool_] | None = None
    eksempel: str = ""

    def som_tusinder(self) -> Talkolonne:
        """Return the column with the ambiguous numbers read as thousands."""
        if self.tvetydig is None:
            return self
        return Talkolonne(np.where(self.tvetydig, self.vaerdier * 1000, self.vaerdier))

    def spoergsmaal(self, navn: str) -> Spoergsmaal:
        """Return the question what the point is."""
        tusind = self.eksempel.replace(".", "").replace(",", "")
        return Spoergsmaal(
            NOEGLE,
            f"»{self.eksempel}« i {navn} kan være et tusindtal eller et tal med tre decimaler. "
            "Hvad er det?",
            (
                ("tusind", f"{tusind}"),
                ("decimal", self.eksempel.replace(".", ",")),
            ),
        )


def laes_tal(raa: pd.Series) -> Talkolonne:
    """Return the numbers of a column of numbers, text or categories of text."""
    if pd.api.types.is_numeric_dtype(raa) and not pd.api.types.is_bool_dtype(raa):
        mangler = {} if isinstance(raa.dtype, np.dtype) else {"na_value": np.nan}
        return Talkolonne(raa.to_numpy(dtype=float, **mangler))
    if not isinstance(raa.dtype, pd.CategoricalDtype):
        tekst = raa.astype(object).where(raa.notna(), "").astype(str)
        raa = pd.Series(pd.Categorical(tekst))
    kode = raa.cat.codes.to_numpy()
    tekster = pa.array(raa.cat.categories.astype(object), type=pa.string())
    tekster = pc.utf8_trim_whitespace(tekster)
    enkelt, tusind = _vaerdier(tekster)
    # A missing text has the code -1, the last of these.
    vaerdier = np.append(enkelt, np.nan)[kode]
    if tusind is None:
        return Talkolonne(vaerdier)
    eksempel = str(tekster[int(np.flatnonzero(tusind)[0])])
    return Talkolonne(vaerdier, np.append(tusind, False)[kode], eksempel)


def _vaerdier(tekster: pa.Array) -> tuple[NDArray[np.float64], NDArray[np.bool_] | None]:
    """Return each text's number, and which are ambiguous (None where none is)."""
    gyldig = _passer(tekster, f"^(?:{TAL})$")
    har = {s: pc.match_substring(tekster, s).to_numpy(zero_copy_only=False) for s in ".,"}
    tvetydig, som_tusind = (np.zeros(len(tekster), dtype=bool) for _ in range(2))
    ren = tekster
    maaske = {s: _passer(tekster, TUSIND[s]) if har[s].any() else har[s] for s in har}
    decimal = {s: bool((har[s] & gyldig & ~maaske[s]).any()) for s in har}
    for s, anden in ((".", ","), (",", ".")):
        if not har[s].any():
            continue
        # Numbers that a decimal separator cannot give: 1.234.567 and 1.234,5.
        sikre = np.zeros_like(gyldig)
        if not gyldig[har[s]].all():
            sikre = _passer(tekster, FLERE[s]) | _passer(tekster, BEGGE[s])
        tusind = sikre.any() or (decimal[anden] and not decimal[s])
        if tusind:
            som_tusind |= sikre | maaske[s]
            ren = _uden(ren, s, sikre | maaske[s])
        elif not decimal[s]:
            tvetydig |= maaske[s]
    gyldig |= som_tusind
    ren = pc.replace_substring(ren, ",", ".") if har[","].any() else ren
    ren = pc.if_else(pc.equal(tekster, ""), "nan", pc.if_else(pa.array(gyldig), ren, "inf"))
    return ren.to_numpy(zero_copy_only=False).astype(float), tvetydig if tvetydig.any() else None


def _uden(tekster: pa.Array, skilletegn: str, hvor: NDArray[np.bool_]) -> pa.Array:
    return pc.if_else(pa.array(hvor), pc.replace_substring(tekster, skilletegn, ""), tekster)


def _passer(tekster: pa.Array, moenster: str) -> NDArray[np.bool_]:
    return pc.match_substring_regex(tekster, moenster).to_numpy(zero_copy_only=False)
