"""The map, bars and curve of Dækning: kept with the coverage they are drawn from."""

from __future__ import annotations

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dansk import omtrent, procent
from geo.baand import Gitter
from kort import daekningslag
from kort import lag as kortlag
from kort.farver import BAAND
from kort.web import cirkellag
from pages.dele.diagrammer import daekningskurve
from pages.dele.kommunesoejler import kommunesoejler
from planning.adgang import adgang
from planning.daekningsbillede import Daekningsbillede
from planning.husket import husket
from planning.plan import MAAL, REGIONSRAEKKE, Plan

KURVEHOEJDE, SOEJLEHOEJDE = 360, 390


@husket()
def daekningslagene(
    billede: Daekningsbillede,
    tema: daekningslag.Distriktstema | None,
    aftagen: str,
    gitter: Gitter,
    omrids: gpd.GeoDataFrame,
) -> tuple[list[folium.FeatureGroup], kortlag.Signaturer]:
    """Return the layers and the legend: bands of distance, or the districts by a theme.

    `omrids` in EPSG:4326.
    """
    plan = billede.plan
    if tema:
        lag = daekningslag.distrikter(plan, billede, adgang(plan, aftagen), tema, omrids)
        tegn = daekningslag.distriktstegn(billede, tema)
    else:
        lag = daekningslag.daekning(billede, gitter, omrids)
        tegn = (*daekningslag.daekningstegn(billede), kortlag.KLINIKTEGN)
    lag.append(_klinikkerne(plan, billede.med.tobytes(), bool(tema)))
    if billede.naboer:
        lag.append(kortlag.naboklinikker(plan))
        tegn = (*tegn, kortlag.NABOTEGN)
    if billede.maal == "luftlinje":
        vist = plan.klinikker[billede.med]
        punkter = list(zip(vist["lat"], vist["lon"], strict=True))
        lag.append(cirkellag(punkter, billede.graense, "#1f2d3a", "Radius"))
    return lag, tegn


@husket()
def _klinikkerne(plan: Plan, med: bytes, prikker: bool) -> folium.FeatureGroup:
    """The clinics that count are the same, and written once, whatever the limit is."""
    return kortlag.klinikker(plan, med=np.frombuffer(med, bool), prikker=prikker)


def uden_for(billede: Daekningsbillede) -> pd.DataFrame:
    """Return the bars of the residents beyond the limit, as `kommunesoejler`, most first.

    At the end of each stands what share of the kommune it is.
    """
    ramme = billede.uden_for.drop(index=REGIONSRAEKKE)
    ramme = ramme.sort_values("indbyggere_uden", ascending=False, kind="stable")
    return ramme[["kommune"]].assign(
        tal=[omtrent(v) for v in ramme["indbyggere_uden"]],
        vaerdi=ramme["indbyggere_uden"],
        ved=[procent(v, 0) for v in ramme["indbyggere_uden_pct"]],
        # As the map has what is beyond the limit.
        farve=BAAND[2],
    )


@husket()
def udenforsoejler(billede: Daekningsbillede, hoejde: int) -> go.Figure:
    """Return a bar a kommune of its residents beyond the limit (`uden_for`)."""
    return kommunesoejler(uden_for(billede), hoejde, afkort=False)


@husket()
def kurve(billede: Daekningsbillede, kode: str, hoejde: int) -> go.Figure:
    """Return the coverage curve of the region and of one kommune (`daekningskurve`)."""
    navn = billede.plan.kommuner["kommune"][kode]
    return daekningskurve(billede.kurve, billede.graense, MAAL[billede.maal], navn, kode, hoejde)
