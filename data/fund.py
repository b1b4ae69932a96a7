"""A finding: one fault in a file, with where it is, in the shape every check returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from dansk import Inputfejl


@dataclass(frozen=True)
class Fund:
    """A fault: file, sheet, row (a number from 1 with the header as 1, or a row's name), column.

    `alvor` is 'fejl' when the file cannot be used as it is, 'kilde' when the source itself is
    contradictory and the published figure is kept, and 'forklaret' when figures that look so
    count different things: `forklaring` says how, and `fejl` ends with it.
    """

    fil: str
    ark: str
    raekke: int | str
    kolonne: str
    fejl: str
    alvor: str = "fejl"
    forklaring: str = ""

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
