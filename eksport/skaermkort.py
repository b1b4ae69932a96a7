"""One map of a page as a file of its own: picture, drawing or print, with its source and date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import folium
import geopandas as gpd
from babel.dates import format_date

from dansk import linje, slug
from kort.lag import Signaturer
from planning.plan import Plan
from saetninger.kilde import kortforbehold

FORMAT = "a4_bredde"
LOCALE = "da_DK"
Kortfil = Literal["png", "svg", "pdf"]
LAENGSTE_NAVN = 60


@dataclass(frozen=True, eq=False)
class Skaermkort:
    """A map as a page shows it, and what a reader must know of it away from the page.

    `lag` gives the layers as they may leave the program, and is asked when a file is made, in any
    thread. `forklaring` heads the legend `tegn` (`kort.lag.signaturer`). `scenarie` is the name of
    the scenario it shows, "" for the dataset. `kommune` is the code of the one it is close up on,
    "" for the region.
    """

    plan: Plan
    lag: Callable[[], tuple[Sequence[folium.FeatureGroup], Signaturer]]
    titel: str
    forklaring: str
    kilde: str
    dato: date
    undertitel: str = ""
    scenarie: str = ""
    kommune: str = ""
    _tegnede: dict[Kortfil, bytes] = field(default_factory=dict, init=False)

    def filnavn(self, filtype: Kortfil) -> str:
        """Return what the file is called: the title, whether it is of a scenario, and the day."""
        navn = slug(self.titel)[:LAENGSTE_NAVN].rstrip("-") or "kort"
        return f"{navn}{'_scenarie' if self.scenarie else ''}_{self.dato.isoformat()}.{filtype}"

    def tegn(self, filtype: Kortfil) -> bytes:
        """Return the file, made once; raises as `kort.tryk.fil.tegn`."""
        if filtype not in self._tegnede:
            self._tegnede[filtype] = self._tegn(filtype)
        return self._tegnede[filtype]

    def _tegn(self, filtype: Kortfil) -> bytes:
        # Imported here: a page that only names its files needs no matplotlib.
        from kort.tryk.fil import Tryk, tegn
        from kort.tryk.lag import Lag, Nabonavne
        from kort.tryk.skaerm import Skaermlag
        from kort.tryk.trykkort import Kortdata, Panel

        folium_lag, signaturer = self.lag()
        omrids = gpd.GeoDataFrame(self.plan.omrids)
        lag: list[Lag] = [Skaermlag(folium_lag, signaturer, self.forklaring)]
        if self.kommune:
            egen = omrids["kode"] == self.kommune
            omrids = gpd.GeoDataFrame(omrids.assign(i_region=egen), crs=omrids.crs)
            lag.append(Nabonavne(omrids[~egen]))
        data = Kortdata(
            titel=linje(self.titel),
            paneler=(Panel(tuple(lag)),),
            kilde=self.kilde,
            dato=f"Dannet {format_date(self.dato, 'd. MMMM y', LOCALE)}.",
            undertitel=linje(self.undertitel),
            datasaet=f"{self.plan.navn}, {self.plan.fingeraftryk}",
            scenarie=linje(self.scenarie),
            forbehold=kortforbehold(self.plan),
        )
        return tegn(data, omrids, Tryk(FORMAT, (filtype,)))[filtype]
