"""The map everything is drawn on, which loads only files from this machine.

Only what is built from `tomt_kort` stays on the machine. `folium.plugins`, `folium.Icon` and
branca's colour maps name their own CDN, `folium.Popup` asks for jQuery, and none of them may be
used (tests/test_arkitektur.py).
"""

from __future__ import annotations

from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from kort.aktiver import VENDOR_URL

#: What folium calls (name, url) pairs, for `Map.default_js` and `Map.default_css`.
FOLIUM_JS: list[tuple[str, str]] = [("leaflet", f"{VENDOR_URL}/leaflet/leaflet.js")]
FOLIUM_CSS: list[tuple[str, str]] = [("leaflet_css", f"{VENDOR_URL}/leaflet/leaflet.css")]
LEAFLET_BILLEDER_URL = f"{VENDOR_URL}/leaflet/images/"


class _DanskKort(MacroElement):
    """The controls of a map in Danish and metres, and where its marker images are.

    Leaflet guesses the image folder from its stylesheet, and guesses wrong when the stylesheet
    has not arrived yet; so it is told. The prefix of the attribution, a link to leafletjs.com,
    goes: the corner is for the source of the data.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            document.documentElement.lang = "da";
            L.Icon.Default.imagePath = {{ this.billeder|tojson }};
            if ({{ this._parent.get_name() }}.attributionControl) {
                {{ this._parent.get_name() }}.attributionControl.setPrefix(false);
            }
            {%- if this.zoomknapper %}
            L.control.zoom({zoomInTitle: "Zoom ind", zoomOutTitle: "Zoom ud"})
                .addTo({{ this._parent.get_name() }});
            {%- endif %}
            {%- if this.maalestok %}
            L.control.scale({imperial: false}).addTo({{ this._parent.get_name() }});
            {%- endif %}
        {% endmacro %}
        """
    )

    def __init__(self, *, zoomknapper: bool, maalestok: bool) -> None:
        super().__init__()
        self._name = "DanskKort"
        self.billeder = LEAFLET_BILLEDER_URL
        self.zoomknapper = zoomknapper
        self.maalestok = maalestok


def tomt_kort(*, zoom_control: bool = True, control_scale: bool = True, **valg: Any) -> folium.Map:
    """Return a folium map without background that loads only files from this machine.

    `valg` are the arguments of `folium.Map`; `tiles` is None unless given, and a tile layer that
    is given makes the browser ask its server. The zoom buttons have Danish titles and the scale
    is metric. No other folium map is changed.
    """
    kort = folium.Map(**{"tiles": None, **valg, "zoom_control": False})
    kort.default_js = list(FOLIUM_JS)
    kort.default_css = list(FOLIUM_CSS)
    kort.add_child(_DanskKort(zoomknapper=zoom_control, maalestok=control_scale))
    return kort
