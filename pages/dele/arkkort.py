"""The map of a kommuneark: one kommune close up."""

from __future__ import annotations

import folium
import geopandas as gpd

from geo.baand import Gitter
from kort import daekningslag
from kort import lag as kortlag
from kort.kommuneark import bund, omkring, udsnit
from pages.dele.kommunevalg import skift
from pages.dele.kortflade import Klik, vis_kort
from pages.dele.kortgrund import gitter, kortomrids
from pages.dele.korthentning import Trykt, vist_scenarie
from planning.husket import husket
from planning.kommuneark import Kommuneark, Stand
from planning.plan import Plan
from saetninger.kommuneark import KLIK
from saetninger.maal import TIL_NAERMESTE
from tabeller.kilder import daekningsressourcer, kilde

KORTHOEJDE = 300
BAAND = "baand"
KORTTEMAER = {BAAND: "Afstand til klinik", "daekket": "Distrikter: dækket", "adgang": "Adgang"}


def vis_arkets_kort(ark: Kommuneark, tema: str) -> None:
    """Draw the kommune close up: its districts or bands of distance, its clinics, its neighbours.

    A click on a neighbour opens the neighbour's ark.
    """
    plan, billede, omrids = ark.plan, ark.stand.billede, kortomrids(ark.plan)
    lag, tegn = arkets_lag(ark.stand, ark.kode, tema, gitter(plan), omrids)
    vis_kort(
        lag,
        f"kommuneark_{ark.kode}",
        KORTHOEJDE,
        tegn,
        kilde(plan, *daekningsressourcer(billede.maal)),
        _vaelg_nabo(plan),
        KLIK,
        udsnit=udsnit(omrids, ark.kode),
        trykt=Trykt(
            f"{ark.navn} Kommune: {KORTTEMAER[tema].lower()}",
            TIL_NAERMESTE[billede.maal] if tema == BAAND else KORTTEMAER[tema],
            scenarie=vist_scenarie(),
            kommune=ark.kode,
        ),
    )


@husket()
def arkets_lag(
    stand: Stand, kode: str, tema: str, gitter: Gitter, omrids: gpd.GeoDataFrame
) -> tuple[list[folium.FeatureGroup], kortlag.Signaturer]:
    """Return the layers and the legend of a kommune close up, by one of `KORTTEMAER`.

    `omrids` in EPSG:4326.
    """
    plan, billede = stand.plan, stand.billede
    if tema == BAAND:
        lag = daekningslag.daekning(billede, gitter, omrids)
        tegn = (*daekningslag.daekningstegn(billede), kortlag.KLINIKTEGN)
    else:
        tegnede = daekningslag.distrikter(plan, billede, stand.adgangen, tema, omrids)
        lag = [bund(omrids), *tegnede]
        tegn = tuple(daekningslag.distriktstegn(billede, tema))
    tips = {
        kode: kortlag.tip(navn, note="Klik for at se kommunens ark.")
        for kode, navn in plan.kommuner["kommune"].items()
    }
    klinikker = kortlag.klinikker(plan, prikker=tema != BAAND)
    return [*lag, *omkring(omrids, kode, tips), klinikker], tegn


def _vaelg_nabo(plan: Plan) -> Klik:
    def klikket(ramt: str, lat: float, lon: float) -> None:
        if ramt in plan.kommuner.index:
            skift(ramt)

    return klikket
