"""The printed maps of a scenario: before and after, by the same classes."""

from __future__ import annotations

import math

import pandas as pd

from eksport.afsnit_scenarie import Vurderet
from eksport.bilag import Figur
from eksport.figurer import Kortgrundlag, byg_figur, skrevet_afvigelse, skrevet_paa
from kort.farver import AFVIGELSE
from kort.tryk.lag import Kommunelag
from kort.tryk.trykkort import foer_efter_kort
from planning.flytning import aendringer
from planning.scenarie import Vurdering, flyttepile
from saetninger.nyhed import maalestok, tiltagsnyhed, tiltagstitel

FOER_EFTER_OVERSKRIFT = "Indbyggere pr. kapacitet i forhold til regionen før"
ENDER = ["fra_x", "fra_y", "til_x", "til_y"]


def scenariefigur(vurderet: Vurderet, grund: Kortgrundlag) -> Figur:
    """Return the maps before and after a scenario, by the same classes."""
    v = vurderet.vurdering
    plan = v.plan_foer
    foer, efter = (
        Kommunelag(
            stand.kommuner["afvigelse_pct"],
            AFVIGELSE,
            FOER_EFTER_OVERSKRIFT,
            note=maalestok(v),
            skrevet=skrevet_paa(stand.kommuner["afvigelse_pct"], skrevet_afvigelse),
        )
        for stand in (v.foer, v.efter)
    )
    s = vurderet.scenarie
    mrk = ", ".join(d for d in (s.id[:6], f"version {s.version}" if s.version else "") if d)
    return byg_figur(
        plan,
        grund,
        noegle=vurderet.noegle,
        titel=f"{vurderet.navn}: indbyggere pr. kapacitet i forhold til regionen før og efter",
        nyhed=tiltagstitel(v),
        alt="To kort over regionens kommuner, farvet efter afvigelsen fra regionens indbyggere "
        f"pr. kapacitet før og efter scenariet {vurderet.navn}. {tiltagsnyhed(v)}",
        kilder=("kapaciteter", "kommuner", "omrids"),
        paneler=foer_efter_kort(foer, efter, aendringer_paa_kortet(v)),
        scenarie=f"{vurderet.navn} ({mrk})" if mrk else vurderet.navn,
    )


def aendringer_paa_kortet(v: Vurdering) -> pd.DataFrame:
    """Return every change of capacity as `kort.tryk.lag.Pillag` takes it: moved, new and closed."""
    steder = v.plan_efter.klinikker[["x", "y"]]
    uden = (math.nan, math.nan)
    raekker = []
    for tiltag in v.scenarie:
        for a in [] if tiltag.pil else aendringer(v.plan_foer, tiltag):
            sted = tuple(steder.loc[a.klinik_id])
            if a.kapacitet:  # a deling moves none
                ender = (*uden, *sted) if a.kapacitet > 0 else (*sted, *uden)
                raekker.append((*ender, abs(a.kapacitet)))
    flyttet = flyttepile(v)[[*ENDER, "kapacitet"]]
    andre = pd.DataFrame(raekker, columns=flyttet.columns)
    return pd.concat([del_ for del_ in (flyttet, andre) if len(del_)] or [flyttet])
