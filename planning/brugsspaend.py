"""How far the use of one year can be from that of another: the range of a rate of a single year.

The use by age is printed for one year (tabel 11 and 19). What the source has of more years is how
many residents were treated in all (tabel 16 and 26, Praksisplan for fysioterapi 2020, bilag 1,
p. 32 and 36, 2015-2018). The population of those years is not printed, but for the share of the
last, so a number per 1,000 cannot be followed over the years, and growth of the population is in
the range. It is a reading of four figures and no interval of confidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from planning.husket import husket
from planning.plan import REGION, Plan


@dataclass(frozen=True)
class Brugsspaend:
    """The range: `antal` residents treated in the region by year, `brugsaar` the year of the rates.

    `yderst` is the year that is furthest from it in proportion.
    """

    speciale: str
    antal: tuple[tuple[int, int], ...]
    brugsaar: int

    @property
    def yderst(self) -> int:
        """The year whose number is furthest from that of the rates, in proportion."""
        return max(self.antal, key=lambda par: self._afstand(par[1]))[0]

    @property
    def hoej(self) -> float:
        """The high reading, as a factor: as far above as the furthest year is away."""
        return self._afstand(dict(self.antal)[self.yderst])

    @property
    def lav(self) -> float:
        """The low reading, as a factor: as far below."""
        return 1 / self.hoej

    @property
    def udsving_pct(self) -> float:
        """How much more the larger of the two numbers is, percent."""
        return 100 * (self.hoej - 1)

    @property
    def steg_hvert_aar(self) -> bool:
        """Whether the number treated rose from each year to the next."""
        return all(foer[1] < efter[1] for foer, efter in pairwise(self.antal))

    def _afstand(self, antal: int) -> float:
        forhold = dict(self.antal)[self.brugsaar] / antal
        return max(forhold, 1 / forhold)


@husket()
def brugsspaend(plan: Plan, speciale: str) -> Brugsspaend | None:
    """Return how far the number treated has been from that of the year of the rates.

    None where the rates are of no one year, or the numbers of fewer than two years are published.
    Raises Inputfejl for an unknown speciale.
    """
    om, t = plan.fag.speciale(speciale), plan.tabeller
    if not (om.alder and om.forbrug) or t.empty:
        return None
    brugsaar = set(t.loc[(t["tabel"] == om.alder) & (t["maal"] == "per_1000"), "aar"])
    raekker = t[
        (t["tabel"] == om.forbrug) & (t["maal"] == "antal_borgere") & (t["raekke"] == REGION)
    ]
    antal = {int(r.aar): int(r.vaerdi) for r in raekker.itertuples() if r.vaerdi > 0}
    if len(brugsaar) != 1 or len(antal) < 2 or not brugsaar <= set(antal):
        return None
    return Brugsspaend(speciale, tuple(sorted(antal.items())), int(brugsaar.pop()))
