"""Printed maps as figures of a bilag: what is drawn on, and the way to `kort.tryk.fil`.

The one module that knows how a printed map becomes a file; the files only ask a Figur for itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd

from dansk import linje
from eksport.bilag import Figur
from geo.baand import Gitter, byg_gitter
from kort.tryk.fil import Filtype, Tryk, tegn
from kort.tryk.trykkort import DPI, FORMATER, Kortdata, Panel
from planning.plan import Plan
from saetninger.kilde import kortforbehold
from tabeller.kilder import kilde

#: The format of a slide, and the share of it that is its margin.
SLIDE = "lysbillede"
#: A map on a slide is shown on a screen: 2667 points across.
SLIDE_DPI = 200
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
    def af_plan(cls, plan: Plan) -> Kortgrundlag:
        """Return a plan's outlines and demand points, made once for each plan."""
        return _af_plan(plan)


@lru_cache(maxsize=2)
def _af_plan(plan: Plan) -> Kortgrundlag:
    omrids = gpd.GeoDataFrame(plan.omrids)
    return Kortgrundlag(omrids, byg_gitter(omrids, plan.punkter[["x", "y"]].to_numpy()))


def tjek_tryk(format: str, filtyper: tuple[Filtype, ...]) -> None:
    """Raise Inputfejl for a map format or file type that `kort.tryk.fil` does not have."""
    Tryk(format, filtyper)


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
        forbehold=kortforbehold(plan),
    )

    # One file may be asked for twice: as a preview, and in the document.
    tegnede: dict[tuple[Filtype, str], bytes] = {}

    def tegn_figur(filtyper: tuple[Filtype, ...], format: str) -> Mapping[Filtype, bytes]:
        nye = tuple(f for f in filtyper if (f, format) not in tegnede)
        dpi = SLIDE_DPI if (nye, format) == (("udsnit",), SLIDE) else DPI
        for filtype, fil in tegn(data, grund.omrids, Tryk(format, nye, dpi)).items():
            tegnede[filtype, format] = fil
        return {filtype: tegnede[filtype, format] for filtype in filtyper}

    return Figur(noegle, linje(titel), nyhed, alt, data.kilde, tegn_figur)
