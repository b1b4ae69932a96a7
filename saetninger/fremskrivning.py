"""The sentence of a projection: where capacity will be lacking, if nothing moves."""

from __future__ import annotations

import pandas as pd

from dansk import fortegn, tal
from planning.plan import REGIONSRAEKKE
from saetninger.omraadeord import ORD, Omraadeord


def fremskrivningsnyhed(
    ramme: pd.DataFrame, fra: int, til: int, omraade: Omraadeord = ORD["kommune"]
) -> str:
    """Return what a projection asks in a sentence; `ramme` is that of `planning.fremskrivning`."""
    region = ramme.loc[REGIONSRAEKKE]
    mest = ramme.drop(index=REGIONSRAEKKE).sort_values("mangler", ascending=False)
    foerst = (
        f"Folketallet i regionen går fra {tal(region['indbyggere_foer'])} i {fra} til "
        f"{tal(region['indbyggere'])} i {til} ({fortegn(region['aendring_pct'])} %)."
    )
    if mest.empty or not mest["mangler"].iloc[0] > 0:
        return (
            f"{foerst} {omraade.ingen.capitalize()} {omraade.ental} skal have flere kapaciteter "
            "for at holde datasættets niveau."
        )
    return (
        f"{foerst} Skal alle {omraade.flertal} holde datasættets niveau, mangler "
        f"{mest['kommune'].iloc[0]} "
        f"mest: {tal(mest['mangler'].iloc[0], 1)} kapaciteter."
    )
