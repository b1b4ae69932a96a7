"""What Overblik shows by one measure, and what is chosen that it may be read by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import folium
import pandas as pd
import plotly.graph_objects as go

from pages.dele.kommunesoejler import kommunesoejler
from pages.dele.korthentning import Lagvalg
from planning.husket import husket
from planning.status import Grundlag
from tabeller.tabel import Tabel

SOEJLEHOEJDE = 320


@dataclass(frozen=True)
class Valg:
    """What is chosen that a measure may be read by: basis, decay of access, and speciale."""

    grundlag: Grundlag
    aftagen: str
    speciale: str


@dataclass(frozen=True, eq=False)
class Laesning:
    """What Overblik shows by one measure; `soejler` as `pages.dele.kommunesoejler.kommunesoejler`.

    `forklaring` heads the map's legend in print, and `lag_ud` are `lag` as they may be printed.
    `efter_kommune` is why it is by kommune whatever grouping is chosen; "" where it is not.
    """

    titel: str
    nyhed: str
    noegletal: Sequence[tuple[str, str]]
    lag: list[folium.FeatureGroup]
    tegn: Sequence[tuple[str, str]]
    kilde: str
    forklaring: str
    soejletitel: str
    soejler: pd.DataFrame
    tabel: Tabel
    lag_ud: Lagvalg | None = None
    efter_kommune: str = ""


@husket()
def kommunesoejlerne(laesning: Laesning) -> go.Figure:
    """Return the bars of a measure (`kommunesoejler`)."""
    return kommunesoejler(laesning.soejler, SOEJLEHOEJDE)
