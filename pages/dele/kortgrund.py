"""What the maps of a dataset are drawn on: its outlines, simplified, and the squares of bands."""

from __future__ import annotations

from functools import lru_cache

import geopandas as gpd

from geo.baand import Gitter, byg_gitter
from geo.omraader import tegneomrids
from planning.plan import Plan
from planning.samme import Samme


def kortomrids(plan: Plan) -> gpd.GeoDataFrame:
    """Return the outlines simplified for drawing, in EPSG:4326; the same for a plan's scenarios."""
    return _kortomrids(Samme(plan.omrids))


def gitter(plan: Plan) -> Gitter:
    """Return the squares that bands of distance are drawn on; the same for a plan's scenarios."""
    return _gitter(Samme(plan.omrids), Samme(plan.punkter))


# With and without ferries, of the dataset in use and of the one before it.
@lru_cache(maxsize=16)
def _kortomrids(omrids: Samme) -> gpd.GeoDataFrame:
    return tegneomrids(omrids.hvad)


@lru_cache(maxsize=8)
def _gitter(omrids: Samme, punkter: Samme) -> Gitter:
    return byg_gitter(omrids.hvad, punkter.hvad[["x", "y"]].to_numpy())
