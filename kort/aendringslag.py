"""A map of what changes: the kommuner by percent, alike to both sides of no change.

What a scenario changes is declared here once, for the map of a page and the printed one.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import folium
import geopandas as gpd
import numpy as np
import pandas as pd

from dansk import IKKE_OPLYST, fortegn, kapaciteter, tal
from kort.farver import AENDRING, AFVIGELSE, Klasser
from kort.lag import Signaturer, flyttet, signaturer, tip
from kort.web import hver_kommune, kommunelag
from planning.scenarie import Vurdering, kommuneaendring, roerte_klinikker, tiltagssteder
from saetninger.aendring import aendringsmaerke
from saetninger.tiltag import beskriv_alle, paa_kort

#: What falls by more is nothing.
HELE_PCT = 100.0
#: What the map of a scenario's change is called, and what heads its legend.
TITEL = "Ændring i indbyggere pr. kapacitet"
OVERSKRIFT = "Ændring fra før til efter"
KAN_IKKE_SIGES = "kan ikke siges: ingen kapacitet før eller efter"


@dataclass(frozen=True, eq=False)
class Aendringstema:
    """What a scenario changes in the kommuner, as maps show it; all by kode.

    vaerdier: percent (NaN where it cannot be told). skrevet: what stands under a name, and maerker
    the sign by it; neither where nothing changes. mangler: what missing is called.
    """

    vaerdier: pd.Series
    skrevet: Mapping[str, str]
    maerker: Mapping[str, str]
    klasser: Klasser = AENDRING
    mangler: str = KAN_IKKE_SIGES


def aendringstema(vurdering: Vurdering) -> Aendringstema:
    """Return what a scenario changes in the kommuner: indbyggere pr. kapacitet, in percent."""
    ramme = kommuneaendring(vurdering)
    maerker = {str(r.Index): aendringsmaerke(r.foer, r.efter) for r in ramme.itertuples()}
    pct = ramme["aendring_pct"]
    return Aendringstema(pct, _under_navnet(pct), {k: m for k, m in maerker.items() if m})


def tiltagene(vurdering: Vurdering) -> pd.DataFrame:
    """Return where the tiltag of a scenario are (`planning.scenarie.tiltagssteder`), in words.

    With hvor_meget and skrevet (what stands by it on a map: how much, and that in words), tekst
    (the tiltag in a line), forskel_fra and forskel_til (capacities the clinic gains by them all).
    """
    ramme, linjer = tiltagssteder(vurdering), beskriv_alle(vurdering.plan_foer, vurdering.scenarie)
    samlet = roerte_klinikker(vurdering)
    hvor_meget = [
        f"{'+' if pd.isna(r.fra) else '−' if pd.isna(r.til) else ''}{kapaciteter(r.kapacitet)}"
        for r in ramme.itertuples()
    ]
    return ramme.assign(
        hvor_meget=hvor_meget,
        skrevet=[
            paa_kort(art, hvad, modtages=modtages)
            for art, hvad, modtages in zip(
                ramme["art"], hvor_meget, ramme["til"].notna(), strict=True
            )
        ],
        tekst=[linjer[nr - 1] for nr in ramme["nummer"]],
        forskel_fra=[samlet.get(k, 0.0) for k in ramme["fra"]],
        forskel_til=[samlet.get(k, 0.0) for k in ramme["til"]],
    )


def aendringsklasser(aendring_pct: pd.Series, *, mere_er_knaphed: bool = True) -> Klasser:
    """Return five classes of changes in percent, alike to both sides of none; NaN is in no class.

    The breaks are a round number and twice it, so that the greatest change is beyond them, and
    nothing falls by more than all of it; no change is in the middle itself. Orange is scarcity:
    what grows, or what falls without `mere_er_knaphed`.
    """
    yderst = min(float(aendring_pct.abs().max()), HELE_PCT)
    trin = _rundt(yderst / 2) if yderst > 0 else 1.0
    over = [float(np.nextafter(g, np.inf)) for g in (trin, 2 * trin)]
    lille, stor = (tal(g, 6, fast=False) for g in (trin, 2 * trin))
    return Klasser(
        (-2 * trin, -trin, *over),
        AFVIGELSE.farver if mere_er_knaphed else AFVIGELSE.farver[::-1],
        (
            f"fald over {stor} %",
            f"fald {lille}-{stor} %",
            f"højst {lille} % fra uændret",
            f"stigning {lille}-{stor} %",
            f"stigning over {stor} %",
        ),
    )


def _rundt(hoejst: float) -> float:
    """Return the greatest of 1, 2 and 5 times a power of ten that is below a number."""
    potens = 10.0 ** (math.floor(math.log10(hoejst)) - 1)
    return max(f * potens for f in (1, 2, 5, 10, 20, 50) if f * potens < hoejst)


def aendring(
    ramme: pd.DataFrame,
    klasser: Klasser,
    omrids: gpd.GeoDataFrame,
    hvad: str,
    navngiv: Collection[str] | None = None,
) -> folium.FeatureGroup:
    """Return the kommuner coloured by what changes; `omrids` as drawn (EPSG:4326).

    `ramme`: index kode; kommune, foer, efter (in the figure's own unit), aendring_pct. A kommune
    that is not in it, or where the change cannot be told, has the colour for missing. `navngiv`
    are the codes of those whose name is written; all when left out.
    """
    alle = hver_kommune(ramme, omrids)
    decimaler = 0 if ((alle[["foer", "efter"]] % 1).fillna(0) == 0).all(axis=None) else 1
    tips = {
        r.Index: tip(
            r.navn,
            [
                (f"Før, {hvad}", tal(r.foer, decimaler)),
                (f"Efter, {hvad}", tal(r.efter, decimaler)),
                ("Ændring", procentaendring(r.aendring_pct)),
            ],
        )
        for r in alle.itertuples()
    }
    farver = {k: klasser.farve(v) for k, v in alle["aendring_pct"].items()}
    return kommunelag(omrids, farver, tips, navngiv, _under_navnet(alle["aendring_pct"]))


def _under_navnet(pct: pd.Series) -> dict[str, str]:
    return {str(k): f"{fortegn(v)} %" if v == v and v != 0 else "" for k, v in pct.items()}


def procentaendring(pct: float) -> str:
    """Return a change as a tooltip has it: with its sign, or that it cannot be told."""
    return f"{fortegn(pct)} %" if pct == pct else IKKE_OPLYST


def aendringstegn(vurdering: Vurdering) -> Signaturer:
    """Return the legend of what a scenario changes, with what cannot be told where there is any."""
    tema = aendringstema(vurdering)
    return signaturer(tema.klasser, tema.mangler if tema.vaerdier.isna().any() else "")


def aendret(
    vurdering: Vurdering, omrids: gpd.GeoDataFrame, navngiv: Collection[str] | None = None
) -> list[folium.FeatureGroup]:
    """Return what a scenario changes in each kommune, its moves, and the clinics it touches."""
    flader = aendring(
        kommuneaendring(vurdering), AENDRING, omrids, "indbyggere pr. kapacitet", navngiv
    )
    return [flader, *flyttet(vurdering)]
