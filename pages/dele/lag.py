"""The layers the pages share: tables from planning laid on the map, with tooltips in Danish."""

from __future__ import annotations

from collections.abc import Collection

import folium
import numpy as np
from numpy.typing import NDArray

from dansk import fortegn, kapaciteter, tal
from geo.baand import baandflader
from geo.farver import ADGANG, AFGIVER, AFVIGELSE, BAAND, KLINIK
from geo.kort import baandlag, graenselag, klinikradius, kommunelag, punktlag, tip
from pages.dele import tilstand
from planning.adgang import Adgang
from planning.daekningsbillede import Daekningsbillede
from planning.kapacitet import klinikkapacitet
from planning.plan import MAAL, Plan
from planning.status import Status

TEGN_KLINIK = ("o#ffffff", "klinik, størrelse efter kapacitet")
PRAECISION = {
    "by": "Punkt: byens midte (ca. 1 km)",
    "bydel": "Punkt: bydelens midte (ca. 1 km)",
    "adresse": "Punkt: adressen",
}


def afvigelse(
    plan: Plan, tabel: Status, navngiv: Collection[str] | None = None
) -> folium.FeatureGroup:
    """Return the kommuner coloured by their deviation from the region.

    `navngiv` are the codes of those whose name is written; all when left out.
    """
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
    return kommunelag(tilstand.kortomrids(), farver, tips, navngiv)


def adgang(tabel: Adgang) -> folium.FeatureGroup:
    """Return the kommuner coloured by their access, as deviation from the region."""
    farver = {k: ADGANG.farve(a) for k, a in tabel.kommuner["afvigelse_pct"].items()}
    tips = {
        r.Index: tip(
            r.kommune,
            [
                ("Kapacitet pr. 10.000 i rækkevidde", tal(r.kapacitet_pr_10000, 2)),
                ("Afvigelse fra regionen", f"{fortegn(r.afvigelse_pct)} %"),
                ("Kommunens egne pr. 10.000", tal(r.egen_pr_10000, 2)),
            ],
        )
        for r in tabel.kommuner.itertuples()
    }
    return kommunelag(tilstand.kortomrids(), farver, tips)


def baandtegn(billede: Daekningsbillede) -> list[tuple[str, str]]:
    """Return the legend of a coverage map: colour and limits of each band."""
    enhed = MAAL[billede.maal]
    halv, hel, halvanden = (tal(g, 1, fast=False) for g in billede.baandgraenser)
    navne = (
        f"højst {halv} {enhed}",
        f"{halv}-{hel} {enhed}",
        f"uden for grænsen: {hel}-{halvanden} {enhed}",
        f"over {halvanden} {enhed}",
    )
    return list(zip(BAAND, navne, strict=True))


def daekning(billede: Daekningsbillede) -> list[folium.FeatureGroup]:
    """Return bands of distance, the kommuner's borders and the towns beyond the limit."""
    flader = baandflader(tilstand.gitter(), billede.naermeste.afstand, billede.baandgraenser)
    enhed = MAAL[billede.maal]
    byer = billede.hvide_byer()
    hvide = byer.assign(
        radius=6.0,
        farve=AFGIVER,
        kant="#ffffff",
        tip=[
            tip(
                r.navn,
                [
                    ("Indbyggere", tal(r.indbyggere)),
                    ("Til nærmeste klinik", f"{tal(r.afstand, 1)} {enhed}"),
                ],
                "By uden klinik inden for grænsen",
            )
            for r in byer.itertuples()
        ],
    )
    return [
        baandlag(flader, BAAND, [navn for _, navn in baandtegn(billede)]),
        graenselag(tilstand.kortomrids()),
        punktlag(hvide[["lat", "lon", "radius", "farve", "kant", "tip"]], "Hvide pletter"),
    ]


def klinikker(
    plan: Plan, farver: dict[str, str] | None = None, med: NDArray[np.bool_] | None = None
) -> folium.FeatureGroup:
    """Return the clinics as circles with an area that follows their capacity.

    `farver` gives some clinics a colour of their own, by id; `med` leaves out those that do not
    count (by position).
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
    if med is not None:
        vist = set(ramme.index[med])
        orden = [k for k in orden if k in vist]
    return punktlag(ramme.loc[orden, ["lat", "lon", "radius", "farve", "kant", "tip"]], "Klinikker")
