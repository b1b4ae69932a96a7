"""A finding: one fault in a file, with where it is, in the shape every check returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from dansk import Inputfejl, linje

#: Signs of each part that is told; a heading or a cell of a broken file can be the whole of it.
HOEJST_TEGN = {"fil": 120, "ark": 60, "kolonne": 120, "fejl": 2_000}


@dataclass(frozen=True)
class Fund:
    """A fault: file, sheet, row (a number from 1 with the header as 1, or a row's name), column.

    `alvor` is 'fejl' when the file cannot be used as it is, 'kilde' when the source itself is
    contradictory and the published figure is kept, and 'forklaret' when figures that look so
    count different things: `forklaring` says how, and `fejl` ends with it. Names and sentences
    may cite the file, and are kept as clean lines.
    """

    fil: str
    ark: str
    raekke: int | str
    kolonne: str
    fejl: str
    alvor: str = "fejl"
    forklaring: str = ""

    def __post_init__(self) -> None:
        """Clean what may come of the file."""
        for navn, hoejst in HOEJST_TEGN.items():
            object.__setattr__(self, navn, linje(getattr(self, navn), hoejst))

    def som_dict(self) -> dict[str, object]:
        """Return the finding as the command line's JSON has it, the explanation in `fejl`."""
        return {navn: v for navn, v in asdict(self).items() if navn != "forklaring"}

    def tekst(self) -> str:
        """Return the finding in one Danish line."""
        sted = [self.fil, self.ark, f"række {self.raekke}" if self.raekke != "" else ""]
        if self.kolonne:
            sted.append(f"kolonne {self.kolonne}")
        return f"{', '.join(d for d in sted if d)}: {self.fejl}"


class Datafejl(Inputfejl):
    """Files that cannot become a Plan, with every fault found, not just the first."""

    def __init__(self, fund: Sequence[Fund]) -> None:
        self.fund = tuple(fund)
        antal = "1 fejl" if len(fund) == 1 else f"{len(fund)} fejl"
        linjer = "\n".join(f"- {f.tekst()}" for f in self.fund[:20])
        super().__init__(f"Datasættet kan ikke bruges: {antal}. Ret dem og prøv igen.\n{linjer}")
