"""The map of a kommuneark: one kommune close up, with what is around it toned down."""

from __future__ import annotations

from collections.abc import Mapping

import folium
import geopandas as gpd

from kort.farver import BLAEK
from kort.web import Udsnit, omridslag

#: How far around a kommune its map reaches, a share of its own size.
OMKRING = 0.06
SLOER = {"fillColor": "#ffffff", "fillOpacity": 0.62, "color": "#8a949c", "weight": 1}
LAND = {"fillColor": "#ffffff", "fillOpacity": 1.0, "weight": 0}
RAMME = {"fill": False, "color": BLAEK, "weight": 2.4, "opacity": 1.0}


def udsnit(omrids: gpd.GeoDataFrame, kode: str) -> Udsnit:
    """Return the corners (lat, lon) of a kommune with a little around it; `omrids` EPSG:4326."""
    vest, syd, oest, nord = omrids.loc[omrids["kode"] == kode].total_bounds
    dx, dy = OMKRING * (oest - vest), OMKRING * (nord - syd)
    return ((syd - dy, vest - dx), (nord + dy, oest + dx))


def bund(omrids: gpd.GeoDataFrame) -> folium.FeatureGroup:
    """Return the land of the region in white, under what has no fill; `omrids` in EPSG:4326."""
    return omridslag(omrids[omrids["i_region"]], LAND, {}, "Land")


def omkring(
    omrids: gpd.GeoDataFrame, kode: str, tips: Mapping[str, str]
) -> list[folium.FeatureGroup]:
    """Return a veil over the region's other kommuner, and the kommune's own border.

    `omrids` in EPSG:4326; `tips` by kode. A click on the veil is read back as the kommune's code.
    """
    egne = omrids[omrids["i_region"]]
    andre = egne[egne["kode"] != kode]
    return [
        omridslag(andre, SLOER, tips, "Andre kommuner"),
        omridslag(egne[egne["kode"] == kode], RAMME, {}, "Kommunen"),
    ]
