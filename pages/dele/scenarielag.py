"""The layers of a scenario's map, kept with it: what warms up the pages draws them too.

Of no component of Streamlit's, which must first be loaded by a page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

import folium
import geopandas as gpd

from kort import lag as kortlag
from kort import vejlag
from kort.aendringslag import aendret, aendringstegn
from pages.dele.kortgrund import gitter
from planning.daekningsbillede import Daekningsbillede, daekningsbillede
from planning.husket import husket
from planning.plan import Plan
from planning.scenarie import Vurdering

Kortmaal = Literal["kapacitet", "minutter"]

#: What draws the state before, the state after and what differs, and the legend of each.
LAG = {"foer": kortlag.foer, "efter": kortlag.efter, "aendring": aendret}
TEGN = {
    "foer": lambda v: kortlag.afvigelsestegn(v.foer),
    "efter": lambda v: kortlag.afvigelsestegn(v.efter),
    "aendring": aendringstegn,
}


class Kortvalg(NamedTuple):
    """What the map of a scenario shows: a state of it (»to« for two of them), and by what."""

    stand: str
    maal: Kortmaal = "kapacitet"


@husket()
def scenarielag(
    vurdering: Vurdering,
    vist: str,
    omrids: gpd.GeoDataFrame,
    navngiv: tuple[str, ...] | None = None,
) -> list[folium.FeatureGroup]:
    """Return the layers of a state of `LAG`; `omrids` as drawn (EPSG:4326), `navngiv` as there."""
    return LAG[vist](vurdering, omrids, navngiv)


def scenarietegn(vurdering: Vurdering, vist: str) -> kortlag.Signaturer:
    """Return the legend of the same, with what a scenario touches and the clinics."""
    return _med_tiltag(vurdering, TEGN[vist](vurdering))


@husket()
def vejlagene(
    vurdering: Vurdering,
    vist: str,
    omrids: gpd.GeoDataFrame,
    daekket: Callable[[Plan, str, float], Daekningsbillede] = daekningsbillede,
) -> tuple[list[folium.FeatureGroup], kortlag.Signaturer]:
    """Return the layers and the legend of the ways to a clinic in a state of `LAG`.

    By the limit the scenario is judged by, in minutes; `daekket` says how a plan is covered.
    """
    foer, efter = (
        daekket(plan, "minutter", vurdering.foelger.graense)
        for plan in (vurdering.plan_foer, vurdering.plan_efter)
    )
    lag = vejlag.veje(vurdering, vist, foer, efter, gitter(vurdering.plan_foer), omrids)
    return lag, _med_tiltag(vurdering, vejlag.vejtegn(vist, efter))


def _med_tiltag(vurdering: Vurdering, tegn: kortlag.Signaturer) -> kortlag.Signaturer:
    return (*tegn, *kortlag.roertetegn(vurdering), kortlag.KLINIKTEGN)
