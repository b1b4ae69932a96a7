"""The moves of a scenario as lines: from where, to where, how much, in metres."""

from __future__ import annotations

import pandas as pd

from planning.flytning import aendringer, beskriv_alle
from planning.scenarie import Vurdering
from planning.tiltag import Flytning, til_id

KOLONNER = ("nummer", "tekst", "fra", "til", "kapacitet", "fra_x", "fra_y", "til_x", "til_y")


def pile(vurdering: Vurdering) -> pd.DataFrame:
    """Return a row a flytning: number in the scenario, text, clinic ids, capacities, ends.

    Ends are metres in EPSG:25832. Other tiltag move nothing and have no row.
    """
    steder = vurdering.plan_efter.klinikker[["x", "y"]]
    linjer = beskriv_alle(vurdering.plan_foer, vurdering.scenarie)
    raekker = []
    for nummer, (tiltag, tekst) in enumerate(zip(vurdering.scenarie, linjer, strict=True), start=1):
        if isinstance(tiltag, Flytning):
            til = til_id(tiltag)
            faar = next(
                a for a in aendringer(vurdering.plan_foer, tiltag) if a.klinik_id == til
            ).kapacitet
            ender = (*steder.loc[tiltag.fra], *steder.loc[til])
            raekker.append((nummer, tekst, tiltag.fra, til, faar, *ender))
    return pd.DataFrame(raekker, columns=list(KOLONNER))
