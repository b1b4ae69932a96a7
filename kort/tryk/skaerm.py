"""The layers of a web map (`kort.lag`) as one of a printed map: what is seen is what is printed.

Read from the same folium layers as the browser is sent, so that a printed map cannot have other
classes, areas or circles than the screen has. Sizes in pixels follow the clinics' circles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import shapely
from matplotlib.patches import Circle
from numpy.typing import NDArray

from geo.koordinater import MAALE_CRS, TEGNE_CRS, til_meter
from kort.farver import kontrast
from kort.lag import Signaturer
from kort.tryk.lag import MOENSTRE, Flade, Lag, flader
from kort.tryk.navne import Navn
from kort.tryk.signatur import Gruppe, Signatur, moenstret
from kort.tryk.udstyr import KANT, PAPIR, PT_MM, Boks, Format
from kort.web import PR_KAPACITET_PX, Kommunenavn

#: The name of a kommune's area in an SVG, before its kode.
KOMMUNE_ID = "kommune-"
#: The least and greatest radius of a circle in a legend, mm.
SIGNATUR_MM = (0.7, 2.0)
#: A fill with less contrast to paper has a dark edge: land is white in print.
BLEG = 1.6


@dataclass(frozen=True, eq=False)
class Skaermlag(Lag):
    """The layers of a web map from the bottom up, and their legend as the page has it.

    `tegn` are (colour, name) as `pages.dele.tekst.signatur` takes them: `o` before a colour is a
    circle, and a name without one is a note. `overskrift` says what the classes are classes of.
    """

    lag: Sequence[folium.FeatureGroup]
    signaturer: Signaturer
    overskrift: str = ""

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Draw every layer, and return what the circles cover."""
        land = flade.fyld(shapely.union_all(flade.omrids.geometry.to_numpy()), facecolor="none")
        omrids = dict(zip(flade.omrids["kode"], flade.omrids.geometry, strict=True))
        bokse: list[Boks] = []
        for traek in self._flader:
            self._fyld(flade, traek, omrids, land)
        for cirkel in self._dele(folium.Circle):
            midte = _i_meter([cirkel.location[::-1]])[0]
            stil = {"fill": False, "edgecolor": cirkel.options["color"], "linewidth": 0.4}
            flade.kort.add_artist(Circle(tuple(midte), cirkel.options["radius"], zorder=8, **stil))
        for streg in self._dele(folium.PolyLine):
            xy = flade.mm(_i_meter([sted[::-1] for sted in streg.locations]))
            farve, bredde = streg.options["color"], _pt(streg.options["weight"], flade.format)
            flade.ark.plot(*xy.T, color=farve, linewidth=bredde, dashes=(2.7, 2), zorder=14)
        for nr, (sted, stil) in enumerate(self._punkter):
            (meter,) = _i_meter([sted])
            if not flade.viser(meter):
                continue
            (x, y), r = flade.mm([meter])[0], _mm(stil["radius"], flade.format)
            flade.ark.add_artist(
                Circle(
                    (float(x), float(y)),
                    r,
                    facecolor=stil["fillColor"],
                    edgecolor=_kant(stil),
                    linewidth=_pt(stil["weight"], flade.format),
                    # Above the moves, in the order of the screen, below names.
                    zorder=15 + nr / (1 + len(self._punkter)),
                )
            )
            bokse.append(Boks(x - r, y - r, x + r, y + r))
        return bokse, []

    def forklaring(self, format: Format) -> list[Gruppe]:
        """Return the legend of the screen: areas under the heading, and then circles."""
        i_flader = [(farve, navn) for farve, navn in self.signaturer if farve[:1] == "#"]
        tegn = tuple(flader([f for f, _ in i_flader], [n for _, n in i_flader]))
        cirkler = tuple(
            self._cirkeltegn(farve[1:], navn, format)
            for farve, navn in self.signaturer
            if farve[:1] == "o"
        )
        note = ". ".join(f"{n[:1].upper()}{n[1:]}" for farve, n in self.signaturer if not farve)
        if not tegn:
            return [Gruppe(self.overskrift, cirkler, note)] if cirkler else []
        under = [Gruppe("", cirkler, note)] if cirkler else []
        return [Gruppe(self.overskrift, tegn), *under]

    def tekster(self) -> Mapping[str, str]:
        """Return the figures that stand under the kommuner's names, as the screen has them."""
        return {navn.kode: navn.tal for navn in self._dele(Kommunenavn) if navn.tal}

    def _fyld(self, flade: Flade, traek: dict[str, Any], omrids: dict[str, Any], land: Any) -> None:
        stil, kode = traek["properties"]["style"], str(traek["id"])
        if stil.get("fill") is False:
            if kode not in omrids:  # of another kommune, on a map that is close up on one
                return
            bredde = _pt(stil["weight"], flade.format)
            kant = {"facecolor": "none", "edgecolor": stil["color"], "linewidth": bredde}
            flade.fyld(omrids[kode], zorder=6, **kant)
            return
        farve = stil["fillColor"]
        if kode in omrids:
            lap = flade.fyld(omrids[kode], facecolor=farve)
            lap.set_gid(f"{KOMMUNE_ID}{kode}")
        else:
            sted = gpd.GeoSeries([shapely.geometry.shape(traek["geometry"])], crs=TEGNE_CRS)
            lap = flade.fyld(sted.to_crs(MAALE_CRS).iloc[0], land, facecolor=farve)
        moenstret(lap, MOENSTRE.get(farve, ""))

    def _cirkeltegn(self, farve: str, navn: str, format: Format) -> Signatur:
        """A circle of a legend, with the edge and about the size of those on the map."""
        ens = [stil for _, stil in self._punkter if stil["fillColor"] == farve]
        px = float(np.median([s["radius"] for s in ens])) if ens else PR_KAPACITET_PX
        radius = float(np.clip(_mm(px, format), *SIGNATUR_MM))
        return Signatur(navn, "cirkel", farve, _kant(ens[0]) if ens else KANT, radius=radius)

    def _dele(self, art: type) -> Iterator[Any]:
        for gruppe in self.lag:
            yield from (del_ for del_ in gruppe._children.values() if type(del_) is art)

    @cached_property
    def _traek(self) -> list[dict[str, Any]]:
        return [t for lag in self._dele(folium.GeoJson) for t in lag.data["features"]]

    @property
    def _flader(self) -> list[dict[str, Any]]:
        return [t for t in self._traek if t["geometry"]["type"] != "Point"]

    @cached_property
    def _punkter(self) -> list[tuple[list[float], dict[str, Any]]]:
        punkter = [t for t in self._traek if t["geometry"]["type"] == "Point"]
        return [(t["geometry"]["coordinates"], t["properties"]["style"]) for t in punkter]


def _kant(stil: dict[str, Any]) -> str:
    bleg = stil["color"] == PAPIR and kontrast(stil["fillColor"], PAPIR) < BLEG
    return KANT if bleg else str(stil["color"])


def _mm(px: float, format: Format) -> float:
    return px * format.cirkel / PR_KAPACITET_PX


def _pt(px: float, format: Format) -> float:
    return _mm(px, format) / PT_MM / 2  # print shows a finer line than a screen


def _i_meter(lonlat: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    lon, lat = np.array(lonlat, dtype=float).T
    return til_meter(lat, lon)
