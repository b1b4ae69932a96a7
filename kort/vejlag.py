"""The way to the nearest clinic before and after a scenario, on a web map.

As Dækning draws it, with what the scenario moves over it.
"""

from __future__ import annotations

import folium
import geopandas as gpd

from geo.baand import Gitter, baandflader
from kort.daekningslag import daekning, daekningstegn
from kort.farver import VEJFORSKEL
from kort.lag import Signaturer, flyttet, signaturer, staar
from kort.web import baandlag, graenselag
from planning.daekningsbillede import Daekningsbillede
from planning.foelger import vejforskel
from planning.scenarie import Vurdering

#: What the map of the change is called, and what heads its legend.
TITEL = "Ændring i vejen til nærmeste klinik"
OVERSKRIFT = "Minutters kørsel fra før til efter"


def veje(
    vurdering: Vurdering,
    vist: str,
    foer: Daekningsbillede,
    efter: Daekningsbillede,
    gitter: Gitter,
    omrids: gpd.GeoDataFrame,
) -> list[folium.FeatureGroup]:
    """Return the ways to a clinic as they are foer, efter, or as what differs (aendring).

    `gitter`: the squares of `planning.plan.Plan.punkter`; `omrids` as drawn (EPSG:4326).
    """
    if vist == "foer":
        return [*daekning(foer, gitter, omrids), *staar(vurdering)]
    if vist == "efter":
        return [*daekning(efter, gitter, omrids), *flyttet(vurdering)]
    flader = baandflader(gitter, vejforskel(foer, efter), VEJFORSKEL.graenser)
    return [
        baandlag(flader, VEJFORSKEL.farver, VEJFORSKEL.navne),
        graenselag(omrids),
        *flyttet(vurdering),
    ]


def vejtegn(vist: str, billede: Daekningsbillede) -> Signaturer:
    """Return the legend of the same, without what the scenario moves; the limit is `billede`'s."""
    if vist == "aendring":
        return signaturer(VEJFORSKEL)
    return daekningstegn(billede)
