"""Maps and layers whose script is written once, however often a page is drawn.

folium writes each element anew every time, and reads what it wrote as a template once more; that
was most of what a page took. streamlit-folium asks these as it asks any other, and gets the same.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

import folium
from folium.template import Template
from streamlit_folium import generate_leaflet_string, get_full_id

from planning.husket import husket

#: What streamlit-folium calls the map in the browser.
KORTETS_NAVN = "map_div"
#: What a layer is called until it has a place among the others; no number is so great.
LAGETS_NAVN = "feature_group_999999"
_SKREVET = Template("{% macro script(this, kwargs) %}{{ this.skrevet }}{% endmacro %}")
# The elements are shared by all who use the dataset, and writing them changes them.
_EN_AD_GANGEN = Lock()


class _Lag(folium.FeatureGroup):
    """A layer that is written, and leaves the map it is shown on as it was."""

    _template = _SKREVET

    def __init__(self, skrevet: str) -> None:
        super().__init__()
        self.skrevet = skrevet

    def add_to(self, parent: Any, *_: Any, **__: Any) -> _Lag:
        """Know the map, which does not know it."""
        self._parent = parent
        return self

    def render(self, **_: Any) -> str:
        """Do nothing: it is written."""
        return ""


def faerdigt_lag(gruppe: folium.FeatureGroup, nr: int) -> folium.FeatureGroup:
    """Return a layer with its script written, as the map's layer number `nr` from 0."""
    with _EN_AD_GANGEN:
        skrevet = _skrevet(gruppe)
    return _Lag(skrevet.replace(LAGETS_NAVN, f"feature_group_{nr}"))


# Once for each, and by one at a time: folium writes what it has written again beside the new.
@husket()
def _skrevet(gruppe: folium.FeatureGroup) -> str:
    kort = folium.Map(tiles=None)
    gruppe._id = LAGETS_NAVN
    gruppe.add_to(kort)
    gruppe.render()
    skrevet = generate_leaflet_string(gruppe, base_id=LAGETS_NAVN)
    return skrevet.replace(get_full_id(kort), KORTETS_NAVN)


def faerdigt_kort(kort: folium.Map) -> folium.Map:
    """Return the same map with its script written; nothing can be added to it.

    To be shown with `st_folium(render=False)`.
    """
    kort._id = KORTETS_NAVN.removeprefix("map_")
    kort.get_root().render()
    skrevet = generate_leaflet_string(kort)
    kort._children.clear()
    # Of the same Figure, with the styles in its head.
    vars(kort).update(_template=_SKREVET, skrevet=skrevet, render=lambda **_: "")
    return kort
