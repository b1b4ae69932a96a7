"""Coverage on a web map: bands of distance, and the districts by a theme of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import folium
import geopandas as gpd
import numpy as np
import pandas as pd

from dansk import MINDSTE_GRUPPE, SKJULT, procent, tal
from geo.baand import Gitter, baandflader
from kort.farver import ADGANG, AFGIVER, BAAND, DAEKNING, MANGLER, Klasser
from kort.lag import HVID, KLINIKPRIK, Signaturer, cirkler, tip, under_navnet
from kort.web import baandlag, graenselag
from planning.adgang import Adgang
from planning.daekningsbillede import Daekningsbillede
from planning.plan import MAAL, Plan
from saetninger.daekning import HVIDT, minutspaend
from saetninger.maal import baandnavne
from saetninger.omraadeord import omraadeord
from saetninger.spaend import i_parentes, spaendtal

HVIDT_DISTRIKT = (f"o{AFGIVER}", f"{HVIDT}, størrelse efter antal")
#: What stands under the names of the kommuner.
ANDEL_TEGN = ("", "tal: andel inden for grænsen")
#: What a map of the districts is coloured by, and what that is called where it is chosen.
Distriktstema = Literal["daekket", "afstand", "adgang"]
DISTRIKTSTEMAER: Mapping[Distriktstema, str] = {
    "daekket": "hvor mange er dækket",
    "afstand": "vej til nærmeste klinik",
    "adgang": "adgang til kapacitet",
}
#: As the legend's: the palest is nearly the white of the land it lies on.
DISTRIKTSKANT = "#5a6670"


def _andele(billede: Daekningsbillede) -> dict[str, str]:
    return under_navnet(billede.kommuner["andel_pct"], lambda v: procent(v, 0))


def baandtegn(billede: Daekningsbillede) -> Signaturer:
    """Return the legend of a coverage map: colour and limits of each band."""
    return tuple(zip(BAAND, baandnavne(billede), strict=True))


def daekningstegn(billede: Daekningsbillede) -> Signaturer:
    """Return the legend of `daekning`: its bands, its districts, and what the figures are."""
    return (*baandtegn(billede), HVIDT_DISTRIKT, ANDEL_TEGN)


def daekning(
    billede: Daekningsbillede, gitter: Gitter, omrids: gpd.GeoDataFrame
) -> list[folium.FeatureGroup]:
    """Return bands of distance, the kommuner's borders, and where many are beyond the limit."""
    flader = baandflader(gitter, billede.naermeste.afstand, billede.baandgraenser)
    hvide = billede.mange_uden_for
    hvide = hvide.assign(
        radius=_folkeradius(hvide["indbyggere_uden"]),
        farve=AFGIVER,
        kant=HVID,
        tip=_distrikttips(billede, hvide),
    )
    return [
        baandlag(flader, BAAND, baandnavne(billede)),
        graenselag(omrids, _andele(billede)),
        cirkler(hvide, "Hvide pletter"),
    ]


def distrikter(
    plan: Plan,
    billede: Daekningsbillede,
    adgangen: Adgang,
    tema: Distriktstema,
    omrids: gpd.GeoDataFrame,
) -> list[folium.FeatureGroup]:
    """Return the districts as circles at their polling places, coloured by a theme.

    daekket: how many are covered. afstand: the mean way to the nearest clinic, in the bands of
    the limit. adgang: deviation from the region's. The area follows the residents; the kommuner's
    borders lie under them.
    """
    ramme = billede.distrikter.join(plan.distrikter[["lat", "lon"]])
    pr_10000 = adgangen.distrikter.reindex(ramme.index)
    vaerdier = {
        "daekket": ramme["andel_pct"],
        "afstand": ramme["afstand"],
        "adgang": 100 * (pr_10000 / adgangen.region["kapacitet_pr_10000"] - 1),
    }[tema]
    klasser = _distriktsklasser(billede, tema)
    ramme = ramme.assign(
        radius=_folkeradius(ramme["indbyggere"]),
        farve=[klasser.farve(v) for v in vaerdier],
        kant=DISTRIKTSKANT,
        tip=_distrikttips(billede, ramme, pr_10000),
    )
    return [
        graenselag(omrids, _andele(billede) if tema == "daekket" else None),
        cirkler(ramme.sort_values("radius", ascending=False), "Distrikter"),
    ]


def distriktstegn(billede: Daekningsbillede, tema: Distriktstema) -> Signaturer:
    """Return the legend of a map of the districts: their colours, their size, and the clinics."""
    klasser = _distriktsklasser(billede, tema)
    hale = " inden for grænsen" if tema == "daekket" else ""
    uden = ((f"o{MANGLER}", "nogen uden vej til en klinik"),) if tema == "afstand" else ()
    if tema == "daekket" and billede.distrikter["andel_pct"].isna().any():
        uden = ((f"o{MANGLER}", f"skjult, færre end {MINDSTE_GRUPPE} i en gruppe"),)
    navne = [f"{navn}{hale}" for navn in klasser.navne]
    return (
        *((f"o{farve}", navn) for farve, navn in zip(klasser.farver, navne, strict=True)),
        *uden,
        ("", "distriktets areal følger dets indbyggere"),
        *((ANDEL_TEGN,) if tema == "daekket" else ()),
        KLINIKPRIK,
    )


def baandklasser(billede: Daekningsbillede) -> Klasser:
    """Return the bands of distance as classes; a way as long as the limit is within it."""
    graenser = tuple(float(np.nextafter(g, np.inf)) for g in billede.baandgraenser)
    return Klasser(graenser, BAAND, baandnavne(billede))


def _distriktsklasser(billede: Daekningsbillede, tema: Distriktstema) -> Klasser:
    if tema == "afstand":
        return baandklasser(billede)
    return DAEKNING if tema == "daekket" else ADGANG


def _folkeradius(personer: pd.Series) -> pd.Series:
    """Return radii in pixels, with an area that follows a number of residents."""
    return 2.5 + np.sqrt(personer) / 14


def _distrikttips(
    billede: Daekningsbillede, ramme: pd.DataFrame, pr_10000: pd.Series | None = None
) -> list[str]:
    enhed = MAAL[billede.maal]
    return [
        tip(
            r.navn,
            [
                ("Indbyggere", tal(r.indbyggere)),
                (
                    "Dækket",
                    SKJULT
                    if pd.isna(r.andel_pct)
                    else f"{procent(r.andel_pct)}{i_parentes(_ender(r.lav_pct, r.hoej_pct))}",
                ),
                ("Uden for grænsen", _talt(r.indbyggere_uden)),
                ("70 år og derover uden for", _talt(r.personer_70_uden)),
                ("Husstande uden bil uden for", _talt(r.husstande_uden_bil_uden)),
                (
                    "Til nærmeste klinik, middel",
                    f"{tal(r.afstand, 1)} {enhed}{i_parentes(minutspaend(billede, r.afstand))}",
                ),
                *(
                    []
                    if pr_10000 is None
                    else [("Adgang, kapaciteter pr. 10.000", tal(pr_10000[r.Index], 1))]
                ),
            ],
            f"Distrikt i {omraadeord(billede.plan).fuldt(r.kommune)}",
        )
        for r in ramme.itertuples()
    ]


def _talt(antal: float) -> str:
    """A count beyond the limit: it is missing only where it is hidden."""
    return SKJULT if pd.isna(antal) else tal(antal)


def _ender(lav: float, hoej: float) -> str:
    spaend = spaendtal(lav, hoej)
    return f"{spaend} %" if spaend else ""
