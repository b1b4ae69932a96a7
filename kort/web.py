"""Interactive maps: a constant base map, and layers of data laid over it.

folium writes tooltips as raw HTML, so every text that came from a file goes through `tip`,
which escapes it. Features carry an id and their own style; a click is read back by id.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from branca.element import MacroElement
from folium.template import Template

from kort.aktiver import STATISK
from kort.farver import BLAEK, GRAENSE, HAV, MANGLER, NABOLAND, SKRAVERING
from kort.tomt import tomt_kort

#: Two corners (lat, lon) in WGS84.
Udsnit = tuple[tuple[float, float], tuple[float, float]]
#: Corners of the region, what a map shows when it opens.
UDSNIT: Udsnit = ((56.53, 8.19), (57.77, 11.21))
DECIMALER = 4
#: Air around the region, pixels; the same as LUFT in static/navne.js.
LUFT_PX = 3
#: The radius of the circle of one capacity, and the least radius of any, in pixels.
PR_KAPACITET_PX, MINDSTE_PX = 4.8, 3.0
KANT_PX = 1.2
#: Where a long name may be parted, on a map with too little room for one line.
DELING = re.compile("(?<=....)(?=(himmerland|havn|fjord|bugt|lev)$)")
BLOED_BINDESTREG = "\u00ad"
#: Signs that mean something to a template, as HTML entities.
SKABELONTEGN = str.maketrans({"{": "&#123;", "}": "&#125;", "`": "&#96;", "\\": "&#92;"})


def _skravering(farve: str) -> str | None:
    """The class of an area that is hatched, which is its pattern's id; None for no hatching."""
    return f"skr-{farve.removeprefix('#')}" if farve in SKRAVERING else None


STIL = (
    # At least as high as its frame, which the page may make as high as the window leaves room for.
    f".leaflet-container{{background:{HAV};min-height:100vh}} path:focus{{outline:none}} "
    ".leaflet-tooltip{font-size:11px;padding:3px 6px}"
    # A halo all the way round: a blurred shadow alone is too thin over the dark classes. As wide as
    # its text, for the icon around it has no width to take a share of.
    f".navn div{{font:600 11px/1.15 system-ui,sans-serif;color:{BLAEK};width:max-content;"
    "white-space:nowrap;pointer-events:none;transform:translate(-50%,-50%);text-shadow:"
    + ",".join(f"{x}px {y}px 1px #fff" for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)
    + ",0 0 3px #fff,0 0 4px #fff}"
    + "".join(f".{_skravering(f)}{{fill:url(#{_skravering(f)})}}" for f in SKRAVERING)
    + ".navn div{text-align:center} .navn div.delt{width:min-content;white-space:normal}"
    ".navn span{display:block;font-weight:400;white-space:nowrap} .navn div.uden span{display:none}"
)


class _Navneplads(MacroElement):
    """The script that gives the names of the kommuner room, at each zoom (static/navne.js)."""

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.skript }}"
        "({{ this._parent.get_name() }}, {{ this.udsnit|tojson }}, {{ this.skravering|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, udsnit: Udsnit) -> None:
        super().__init__()
        self._name = "Navneplads"
        self.skript = _navneskript()
        self.udsnit = udsnit
        self.skravering = [[_skravering(f), f, streg] for f, streg in SKRAVERING.items()]


@cache
def _navneskript() -> str:
    return (STATISK / "navne.js").read_text(encoding="utf-8").strip()


def tip(overskrift: str, linjer: Iterable[tuple[str, str]] = (), note: str = "") -> str:
    """Return a tooltip as HTML: a heading, lines of name and value, a note; all escaped."""
    raekker = "".join(
        f"<tr><td>{ufarlig(navn)}</td><td style='text-align:right;padding-left:1em'>"
        f"<b>{ufarlig(vaerdi)}</b></td></tr>"
        for navn, vaerdi in linjer
    )
    tabel = f"<table>{raekker}</table>" if raekker else ""
    noten = f"<div style='color:#555'>{ufarlig(note)}</div>" if note else ""
    return f"<b>{ufarlig(overskrift)}</b>{tabel}{noten}"


def grundkort(
    omrids: gpd.GeoDataFrame,
    fliser: folium.TileLayer | None = None,
    udsnit: Udsnit = UDSNIT,
    *,
    rullehjul: bool = True,
) -> folium.Map:
    """Return the base map: sea, and the land of the neighbouring kommuner in grey.

    `omrids` in EPSG:4326 (`geo.omraader.tegneomrids`). Background tiles only when given. It opens
    at `udsnit`, and has a button back to it. `rullehjul`: whether the wheel of the mouse zooms; on
    a page that is longer than the window it scrolls.
    """
    kort = tomt_kort(
        zoom_snap=0.02, zoom_control=True, attribution_control=False, scroll_wheel_zoom=rullehjul
    )
    kort.get_root().header.add_child(  # type: ignore[attr-defined]
        folium.Element(f"<style>{STIL}</style>")
    )
    if fliser is not None:
        fliser.add_to(kort)
    else:
        naboer = omrids[~omrids["i_region"]]
        stil = {"fillColor": NABOLAND, "fillOpacity": 1.0, "color": GRAENSE, "weight": 0.5}
        _lag(_omridstraek(naboer, {k: stil for k in naboer["kode"]}, {}), interaktiv=False).add_to(
            kort
        )
    kort.fit_bounds(udsnit, padding=(LUFT_PX, LUFT_PX))
    kort.add_child(_Navneplads(udsnit))
    return kort


def kommunelag(
    omrids: gpd.GeoDataFrame,
    farver: Mapping[str, str],
    tips: Mapping[str, str],
    navngiv: Collection[str] | None = None,
    tal: Mapping[str, str] | None = None,
) -> folium.FeatureGroup:
    """Return the region's kommuner filled with a colour each, with tooltips and names.

    `omrids` in EPSG:4326; `farver` and `tips` by kode; `navngiv` the codes that get their name
    written (all when left out: a small map has room for few); `tal` what stands under a name, by
    kode, so that more and less do not rest on colour alone. A kommune filled with the colour for
    missing gets a dashed edge, so that missing does not rest on colour alone.
    """
    egne = omrids[omrids["i_region"]]
    stile = {
        kode: {
            "fillColor": farver[kode],
            "fillOpacity": 0.9,
            "color": "#6b7680" if farver[kode] == MANGLER else "#5a6670",
            "weight": 1,
            "dashArray": "5 4" if farver[kode] == MANGLER else None,
            "className": _skravering(farver[kode]),
        }
        for kode in egne["kode"]
    }
    gruppe = folium.FeatureGroup(name="Kommuner")
    _lag(_omridstraek(egne, stile, tips)).add_to(gruppe)
    _navne(egne if navngiv is None else egne[egne["kode"].isin(list(navngiv))], gruppe, tal)
    return gruppe


def hver_kommune(ramme: pd.DataFrame, omrids: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return figures by kode for the region's kommuner alone, with navn; NaN where one has none."""
    egne = omrids[omrids["i_region"]].set_index("kode")["navn"]
    return ramme.reindex(egne.index).assign(navn=egne)


def punktlag(punkter: pd.DataFrame, navn: str) -> folium.FeatureGroup:
    """Return points as circles, one GeoJSON layer.

    `punkter`: index id; lat, lon (WGS84), radius (pixels), farve, kant (colour of the edge),
    kant_px (its width, `KANT_PX` where it is left out), tip (HTML from `tip`).
    """
    punkter = punkter.assign(kant_px=punkter.get("kant_px", KANT_PX))
    traek = [
        {
            "type": "Feature",
            "id": str(raekke.Index),
            "properties": {
                "id": str(raekke.Index),
                "tip": raekke.tip,
                "style": {
                    "radius": round(raekke.radius, 1),
                    "fillColor": raekke.farve,
                    "fillOpacity": 0.95,
                    "color": raekke.kant,
                    "weight": raekke.kant_px,
                },
            },
            "geometry": {
                "type": "Point",
                "coordinates": [round(raekke.lon, DECIMALER), round(raekke.lat, DECIMALER)],
            },
        }
        for raekke in punkter.itertuples()
    ]
    gruppe = folium.FeatureGroup(name=navn)
    if traek:
        _lag(traek, marker=folium.CircleMarker(radius=5, fill=True)).add_to(gruppe)
    return gruppe


def klinikradius(kapacitet: pd.Series) -> pd.Series:
    """Return the radius in pixels of a clinic's circle: its area follows the capacity.

    Only what is emptied is larger than its share: a dot that can be seen and hit.
    """
    return (PR_KAPACITET_PX * np.sqrt(kapacitet)).clip(lower=MINDSTE_PX)


def cirkellag(
    punkter: Sequence[tuple[float, float]], radius_km: float, farve: str, navn: str
) -> folium.FeatureGroup:
    """Return straight-line circles of a radius in km around points in WGS84 (lat, lon)."""
    gruppe = folium.FeatureGroup(name=navn)
    for lat, lon in punkter:
        folium.Circle(
            (round(lat, DECIMALER), round(lon, DECIMALER)),
            radius=radius_km * 1000,
            color=farve,
            weight=1,
            opacity=0.7,
            fill=True,
            fill_opacity=0.06,
            interactive=False,
        ).add_to(gruppe)
    return gruppe


def baandlag(
    flader: gpd.GeoDataFrame, farver: Sequence[str], navne: Sequence[str]
) -> folium.FeatureGroup:
    """Return bands of distance as areas (`geo.baand.baandflader`), a colour and a name each."""
    gruppe = folium.FeatureGroup(name="Bånd")
    traek = [
        {
            "type": "Feature",
            "id": f"baand-{baand}",
            "properties": {
                "id": f"baand-{baand}",
                "tip": tip(navne[baand]),
                "style": {
                    "fillColor": farver[baand],
                    "fillOpacity": 0.85,
                    "color": farver[baand],
                    "weight": 0.3,
                    "className": _skravering(farver[baand]),
                },
            },
            "geometry": _afrundet(geometri),
        }
        for baand, geometri in flader.geometry.items()
    ]
    _lag(traek).add_to(gruppe)
    return gruppe


def graenselag(
    omrids: gpd.GeoDataFrame, tal: Mapping[str, str] | None = None
) -> folium.FeatureGroup:
    """Return the borders and names of the region's kommuner, over other colours.

    `omrids` in EPSG:4326; `tal` as in `kommunelag`.
    """
    egne = omrids[omrids["i_region"]]
    stil = {"fill": False, "color": BLAEK, "weight": 1.2, "opacity": 0.8}
    gruppe = folium.FeatureGroup(name="Kommunegrænser")
    _lag(_omridstraek(egne, dict.fromkeys(egne["kode"], stil), {}), interaktiv=False).add_to(gruppe)
    _navne(egne, gruppe, tal)
    return gruppe


def omridslag(
    omrids: gpd.GeoDataFrame, stil: Mapping[str, Any], tips: Mapping[str, str], navn: str
) -> folium.FeatureGroup:
    """Return outlines in one style; those with a tooltip in `tips` (by kode) can be clicked.

    `omrids` in EPSG:4326.
    """
    gruppe = folium.FeatureGroup(name=navn)
    traek = _omridstraek(omrids, dict.fromkeys(omrids["kode"], stil), tips)
    if traek:
        _lag(traek, interaktiv=bool(tips)).add_to(gruppe)
    return gruppe


def pillag(
    streger: Sequence[tuple[tuple[float, float], tuple[float, float], str]], farve: str
) -> folium.FeatureGroup:
    """Return moves as lines from (lat, lon) to (lat, lon), each with a tooltip from `tip`."""
    gruppe = folium.FeatureGroup(name="Flytninger")
    for fra, til, tekst in streger:
        folium.PolyLine(
            [fra, til], color=farve, weight=3, dash_array="8 6", tooltip=folium.Tooltip(tekst)
        ).add_to(gruppe)
    return gruppe


class Kommunenavn(folium.Marker):
    """The name of a kommune, and the figure under it; "" for none. A printed map reads both."""

    def __init__(self, sted: tuple[float, float], kode: str, navn: str, tal: str) -> None:
        under = f"<span>{ufarlig(tal)}</span>" if tal else ""
        super().__init__(
            sted,
            icon=folium.DivIcon(
                html=f"<div>{ufarlig(DELING.sub(BLOED_BINDESTREG, navn))}{under}</div>",
                icon_size=(0, 0),
                class_name="navn",
            ),
            keyboard=False,
            interactive=False,
            kode=kode,  # by which navne.js knows the outline it belongs on
        )
        self.kode, self.tal = kode, tal


def _navne(
    omrids: gpd.GeoDataFrame, gruppe: folium.FeatureGroup, tal: Mapping[str, str] | None
) -> None:
    punkter = omrids.geometry.representative_point()
    for kode, navn, punkt in zip(omrids["kode"], omrids["navn"], punkter, strict=True):
        sted = (round(punkt.y, DECIMALER), round(punkt.x, DECIMALER))
        Kommunenavn(sted, kode, navn, (tal or {}).get(kode, "")).add_to(gruppe)


def _omridstraek(
    omrids: gpd.GeoDataFrame, stile: Mapping[str, Mapping[str, Any]], tips: Mapping[str, str]
) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "id": kode,
            "properties": {"id": kode, "style": stile[kode]}
            | ({"tip": tips[kode]} if kode in tips else {}),
            "geometry": _afrundet(geometri),
        }
        for kode, geometri in zip(omrids["kode"], omrids.geometry, strict=True)
    ]


# The outlines are the same each time a page runs.
@lru_cache(maxsize=64)
def _afrundet(geometri: shapely.Geometry) -> dict[str, Any]:
    def rund(del_: Any) -> Any:
        return round(del_, DECIMALER) if isinstance(del_, float) else [rund(d) for d in del_]

    geojson = geometri.__geo_interface__
    return {"type": geojson["type"], "coordinates": rund(geojson["coordinates"])}


def _lag(
    traek: list[dict[str, Any]],
    marker: folium.CircleMarker | None = None,
    interaktiv: bool = True,
) -> folium.GeoJson:
    har_tip = any("tip" in t["properties"] for t in traek)
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": traek},
        marker=marker,
        tooltip=folium.GeoJsonTooltip(["tip"], labels=False, sticky=True) if har_tip else None,
        interactive=interaktiv,
    )


def ufarlig(tekst: str) -> str:
    """Return text that is only text as HTML, in a JavaScript template and in a Jinja template.

    branca reads each rendered script as a template once more, and folium writes tooltips between
    backticks: a name in a file could otherwise run on the server or in the browser.
    """
    return html.escape(tekst).translate(SKABELONTEGN)
