"""Maps close up on a kommune: what the atlas and the kommuneark are both drawn of."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd

from eksport.figurer import Kortgrundlag, baand
from geo.koordinater import TEGNE_CRS
from kort.farver import BAAND
from kort.tryk.lag import Baandlag
from kort.tryk.udstyr import PAPIR
from planning.daekningsbillede import Daekningsbillede
from planning.plan import Plan
from saetninger.maal import TIL_NAERMESTE, baandnavne, graensetekst

#: So many of the bands are within the limit.
INDEN_FOR = 2


def naer_grund(grund: Kortgrundlag, kode: str) -> Kortgrundlag:
    """Return what a map of one kommune is drawn on: the others are land around it."""
    omrids = grund.omrids.assign(i_region=grund.omrids["kode"] == kode)
    return Kortgrundlag(gpd.GeoDataFrame(omrids, crs=grund.omrids.crs), grund.gitter)


def baandlag(billede: Daekningsbillede, grund: Kortgrundlag) -> Baandlag:
    """Return the bands of distance to the nearest clinic."""
    flader = baand(billede, grund.gitter)
    return Baandlag(flader, BAAND, baandnavne(billede), TIL_NAERMESTE[billede.maal])


def uden_for_lag(billede: Daekningsbillede, grund: Kortgrundlag) -> Baandlag:
    """Return the bands beyond the limit alone: what is within it is the paper, for names."""
    hele = baandlag(billede, grund)
    inden = f"inden for {graensetekst(billede.maal, billede.graense)}"
    return replace(
        hele,
        flader=hele.flader[hele.flader.index >= INDEN_FOR],
        farver=[PAPIR] * INDEN_FOR + list(hele.farver[INDEN_FOR:]),
        navne=[inden] * INDEN_FOR + list(hele.navne[INDEN_FOR:]),
    )


def paa_stedet(plan: Plan, distrikter: pd.DataFrame, grund: Kortgrundlag) -> pd.DataFrame:
    """Return districts (`Daekningsbillede.distrikter`) with x and y of their polling places."""
    steder = distrikter.join(plan.distrikter[["lat", "lon"]])
    xy = gpd.GeoSeries.from_xy(steder["lon"], steder["lat"], crs=TEGNE_CRS).to_crs(grund.omrids.crs)
    return steder.assign(x=xy.x.to_numpy(), y=xy.y.to_numpy())
