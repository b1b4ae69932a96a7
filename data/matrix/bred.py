"""The wide shape: a table with ids in the first column and in the headings, a time in each cell.

Any spreadsheet writes it. Points may be rows and clinics columns, or the other way round: which
side is which is told by the ids. Times are minutes; an empty cell is a pair that is not reached.
"""

from __future__ import annotations

import pandas as pd

from data.fremmedfil import TAL, som_tekst
from data.matrix.ider import nulloes
from data.matrix.par import Kendte, Par, kryds
from data.matrix.tabelfil import Tabelfil

#: Rows that are looked at to see whether a table of unknown ids is one of numbers.
PROEVE = 5


class Bred:
    """The wide shape."""

    navn = "en bred tabel"

    def kender(self, fil: object, kendte: Kendte) -> bool:
        """Say whether a table has ids for headings, or at least nothing but numbers under them."""
        if not isinstance(fil, Tabelfil) or len(fil.hoved) < 2:
            return False
        ids = fil.hoved[1:]
        for kendt in (kendte.klinikker, kendte.punkter):
            if set(ids) & set(kendt) or set(map(nulloes, ids)) & set(map(nulloes, kendt)):
                return True
        if len(ids) < 2:
            return False
        proeve = fil.hele().iloc[:PROEVE, 1:]
        celler = [som_tekst(proeve.iloc[:, i]) for i in range(proeve.shape[1])]
        return bool(celler) and all((c.str.fullmatch(TAL) | (c == "")).all() for c in celler)

    def laes(self, fil: Tabelfil, kendte: Kendte) -> Par:
        """Return the pairs of a wide table, row by row."""
        tabel = fil.hele()
        ids = som_tekst(tabel.iloc[:, 0])
        celler = tabel.iloc[:, 1:]
        # A separator at the end of each line makes a column of nothing.
        celler = celler.iloc[
            :, [i for i, n in enumerate(celler) if n or (som_tekst(celler.iloc[:, i]) != "").any()]
        ]
        navne = pd.Index(celler.columns)
        fra, til = kryds(pd.Index(ids), navne)
        return Par(
            fra,
            til,
            pd.Series(celler.to_numpy().ravel()),
            navne=("første kolonne", "hovedet"),
            sted=lambda i: f"Række {i // len(navne) + 2}, kolonne {navne[i % len(navne)]}",
        )


BRED = Bred()
