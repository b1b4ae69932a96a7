"""What stands under a table or figure: its source and note, said once in a section.

What has the same source refers to it by number.
"""

from __future__ import annotations

from typing import NamedTuple

from dansk import linje
from eksport.bilag import Figur
from tabeller.tabel import Tabel

#: A table or figure, by its kind and number.
Nummer = tuple[str, int]


class Kildelinje(NamedTuple):
    """A line in parts: between `foer` and `efter` the number of what it refers to, `som`."""

    foer: str
    som: Nummer | None = None
    efter: str = ""


class Kildelinjer:
    """The lines of a document, from the top."""

    def __init__(self) -> None:
        self._sagt: dict[Nummer, Tabel | Figur] = {}

    def nyt_afsnit(self) -> None:
        """Forget what is said: a section refers to nothing of another."""
        self._sagt.clear()

    def kan_henvises_til(self, nummer: Nummer, led: Tabel | Figur) -> None:
        """Keep a table or figure that those after it may refer to."""
        self._sagt[nummer] = led

    def under(self, led: Tabel | Figur, note: str = "") -> Kildelinje:
        """Return the line under a table or figure, or which of the section has the same.

        `note` is as it is written, with what only the workbook has.
        """
        ens = next((n for n, andet in self._sagt.items() if andet.kilde == led.kilde), None)
        if ens is None:
            return Kildelinje(linje(f"{linje(led.kilde)} {linje(note)}"))
        andet = self._sagt[ens]
        egen = linje(led.note) if isinstance(led, Tabel) else ""
        # What only the workbook has is the table's own.
        ogsaa = isinstance(andet, Tabel) and bool(egen) and egen in linje(andet.note)
        rest = linje(linje(note).removeprefix(egen) if ogsaa else note)
        hvad = f"Kilde{' og note' if ogsaa else ''}: som {ens[0].lower()} "
        return Kildelinje(hvad, ens, f". {rest}".rstrip())
