"""Printed maps as figures of a bilag: what is drawn on, and the way to `geo.trykkort`.

The one module that knows how a printed map becomes a file; the files only ask a Figur for itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import geopandas as gpd

from data.skema import INDBYGGET
from eksport.afsnit_tal import kilde
from eksport.bilag import Figur, Filtype, linje
from geo.baand import Gitter, byg_gitter
from geo.omraader import laes_omrids
from geo.trykkort import FORMATER, Kortdata, Panel, Tryk, tegn
from planning.plan import Plan

#: The formats that fit a page of text and a slide, and the share of a slide that is its margin.
TEKSTBREDDE, SLIDE = "tekstbredde", "lysbillede"
KANT = (
    FORMATER[SLIDE].margen / FORMATER[SLIDE].bredde,
    FORMATER[SLIDE].margen / FORMATER[SLIDE].hoejde,
)


@dataclass(frozen=True, eq=False)
class Kortgrundlag:
    """What maps are drawn on: outlines (EPSG:25832) and the squares that bands are drawn on."""

    omrids: gpd.GeoDataFrame
    gitter: Gitter

    @classmethod
    def indbygget(cls, plan: Plan) -> Kortgrundlag:
        """Return the embedded outlines with a plan's demand points, made once for each plan."""
        return _indbygget(plan)


@lru_cache(maxsize=2)
def _indbygget(plan: Plan) -> Kortgrundlag:
    omrids = laes_omrids(INDBYGGET / "omrids.gpkg")
    return Kortgrundlag(omrids, byg_gitter(omrids, plan.punkter[["x", "y"]].to_numpy()))


def tjek_tryk(format: str, filtype: Filtype) -> None:
    """Raise Inputfejl for a map format or file type that `geo.trykkort` does not have."""
    Tryk(format, filtype)


def byg_figur(
    plan: Plan,
    grund: Kortgrundlag,
    *,
    noegle: str,
    titel: str,
    nyhed: str,
    alt: str,
    kilder: Sequence[str],
    paneler: tuple[Panel, ...],
    scenarie: str = "",
) -> Figur:
    """Return a figure from its words and panels; `kilder` are resources of the plan by name."""
    data = Kortdata(
        titel=titel,
        paneler=paneler,
        kilde=kilde(plan, *kilder),
        dato="",
        datasaet=f"{plan.navn}, {plan.fingeraftryk}",
        scenarie=linje(scenarie),
    )

    @cache  # one file may be asked for twice: as a preview, and in the document
    def tegn_figur(
        filtyper: tuple[Filtype, ...], format: str, bar: bool
    ) -> Mapping[Filtype, bytes]:
        vist = replace(data, titel="", kilde="", datasaet="", scenarie="") if bar else data
        return {filtype: tegn(vist, grund.omrids, Tryk(format, filtype)) for filtype in filtyper}

    return Figur(noegle, linje(titel), nyhed, alt, data.kilde, tegn_figur)
