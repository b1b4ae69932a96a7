"""The layers of a scenario's map, kept with it: what warms up the pages draws them too.

Of no component of Streamlit's, which must first be loaded by a page.
"""

from __future__ import annotations

import folium
import geopandas as gpd

from kort import lag as kortlag
from kort.aendringslag import aendret, aendringstegn
from planning.husket import husket
from planning.scenarie import Vurdering

#: What draws the state before, the state after and what differs, and the legend of each.
LAG = {"foer": kortlag.foer, "efter": kortlag.efter, "aendring": aendret}
TEGN = {
    "foer": lambda v: kortlag.afvigelsestegn(v.foer),
    "efter": lambda v: kortlag.afvigelsestegn(v.efter),
    "aendring": aendringstegn,
}


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
    return (*TEGN[vist](vurdering), *kortlag.roertetegn(vurdering), kortlag.KLINIKTEGN)
