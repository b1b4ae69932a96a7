"""The layers the pages share: tables from planning laid on the map, with tooltips in Danish."""

from __future__ import annotations

import folium
import pandas as pd

from dansk import fortegn, kapaciteter, tal
from geo.farver import AFVIGELSE, DAEKNING, KLINIK
from geo.kort import klinikradius, kommunelag, punktlag, tip
from pages.dele import tilstand
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from planning.status import Status

TEGN_KLINIK = ("o#ffffff", "klinik, størrelse efter kapacitet")
PRAECISION = {
    "by": "Punkt: byens midte (ca. 1 km)",
    "bydel": "Punkt: bydelens midte (ca. 1 km)",
    "adresse": "Punkt: adressen",
}


def afvigelse(plan: Plan, tabel: Status) -> folium.FeatureGroup:
    """Return the kommuner coloured by their deviation from the region."""
    farver = {k: AFVIGELSE.farve(a) for k, a in tabel.kommuner["afvigelse_pct"].items()}
    tips = {
        r.Index: tip(
            r.kommune,
            [
                ("Indbyggere pr. kapacitet", tal(r.indbyggere_pr_kapacitet)),
                ("Afvigelse fra regionen", f"{fortegn(r.afvigelse_pct)} %"),
                ("Kapacitet", kapaciteter(r.kapacitet)),
                ("Indbyggere", tal(r.indbyggere)),
            ],
        )
        for r in tabel.kommuner.itertuples()
    }
    return kommunelag(tilstand.kortomrids(), farver, tips)


def daekket(andele: pd.DataFrame, forklaring: str) -> folium.FeatureGroup:
    """Return the kommuner coloured by the share of residents covered (andel_pct, percent)."""
    farver = {k: DAEKNING.farve(a) for k, a in andele["andel_pct"].items()}
    tips = {
        r.Index: tip(
            r.kommune, [(forklaring, f"{tal(r.andel_pct, 1)} %"), ("Personer", tal(r.indbyggere))]
        )
        for r in andele.itertuples()
    }
    return kommunelag(tilstand.kortomrids(), farver, tips)


def klinikker(plan: Plan, farver: dict[str, str] | None = None) -> folium.FeatureGroup:
    """Return the clinics as circles with an area that follows their capacity.

    `farver` gives some clinics a colour of their own, by id.
    """
    kapacitet = klinikkapacitet(plan)
    ramme = plan.klinikker.assign(
        radius=klinikradius(kapacitet["kapacitet"]),
        farve=[(farver or {}).get(k, "#ffffff") for k in plan.klinikker.index],
        kant=KLINIK,
        tip=[
            tip(
                k.navn,
                [
                    ("Kapacitet", kapaciteter(kapacitet.loc[k.Index, "kapacitet"])),
                    ("Over 30 timer", tal(kapacitet.loc[k.Index, "over30"])),
                    ("Under 30 timer", tal(kapacitet.loc[k.Index, "under30"])),
                    ("Handicapvenlig adgang", k.handicapadgang),
                ],
                f"{', '.join(d for d in (k.adresse, k.by) if d)}. {PRAECISION[k.praecision]}.",
            )
            for k in plan.klinikker.itertuples()
        ],
    )
    # Drawn last, a highlighted clinic is not hidden under its neighbours.
    orden = sorted(ramme.index, key=lambda k: k in (farver or {}))
    return punktlag(ramme.loc[orden, ["lat", "lon", "radius", "farve", "kant", "tip"]], "Klinikker")
