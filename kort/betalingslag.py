"""The maps of who pays: what each kommune pays, and the net flow of patients between them.

A net flow is what the residents of a kommune use beyond what its clinics deliver. No arrows from
kommune to kommune: no source says who went where.
"""

from __future__ import annotations

import folium
import geopandas as gpd
import pandas as pd

from dansk import IKKE_OPLYST, fortegn, procent, tal
from kort.farver import NETTOSTROEM, UDGIFT
from kort.lag import Signaturer, signaturer, tip, under_navnet
from kort.web import hver_kommune, kommunelag
from planning.plan import REGIONSRAEKKE
from saetninger.betaling import netto_i_ord


def nettostroem(stroem: pd.DataFrame, omrids: gpd.GeoDataFrame) -> folium.FeatureGroup:
    """Return the kommuner coloured by net flow; `omrids` as drawn (EPSG:4326).

    `stroem` as `planning.aktivitet.nettostroem`; a kommune that is not in it, or has no figure, has
    the colour for missing.
    """
    alle = hver_kommune(stroem, omrids)
    netto = alle["netto_point"]
    tips = {
        r.Index: tip(
            r.navn,
            [
                ("Andel af forbruget", procent(r.forbrug_pct)),
                ("Andel af produktionen", procent(r.produktion_pct)),
                ("Netto ud, procentpoint", fortegn(r.netto_point)),
                ("Selvforsyning", procent(r.selvforsyning_pct, 0)),
                ("Behandlede borgere", tal(r.patienter)),
                ("Ydelser leveret", tal(r.ydelser)),
            ],
        )
        for r in alle.itertuples()
    }
    farver = {k: NETTOSTROEM.farve(v) for k, v in netto.items()}
    borgere = alle["netto_patienter"].where(netto.notna())
    return kommunelag(omrids, farver, tips, tal=under_navnet(borgere, netto_i_ord, IKKE_OPLYST))


def nettotegn(stroem: pd.DataFrame) -> Signaturer:
    """Return the legend of `nettostroem`, with what is not told where there is any."""
    return signaturer(NETTOSTROEM, IKKE_OPLYST if stroem["netto_point"].isna().any() else "")


def udgift(udgifter: pd.DataFrame, omrids: gpd.GeoDataFrame) -> folium.FeatureGroup:
    """Return the kommuner with what each pays, coloured by what that is a resident.

    `udgifter` as `planning.betaling.udgifter`; `omrids` and what is missing as `nettostroem`.
    """
    alle = hver_kommune(udgifter, omrids)
    tips = {
        r.Index: tip(
            r.navn,
            [
                ("Udgift, regnet", f"{tal(r.kr)} kr."),
                ("Behandlede borgere", tal(r.patienter)),
                ("Udgift pr. behandlet", f"{tal(r.kr_pr_patient)} kr."),
                ("Udgift pr. indbygger", f"{tal(r.kr_pr_indbygger)} kr."),
                ("Mod regionen", f"{fortegn(r.afvigelse_pct, 0)} %"),
            ],
        )
        for r in alle.itertuples()
    }
    farver = {k: UDGIFT.farve(v) for k, v in alle["afvigelse_pct"].items()}
    return kommunelag(omrids, farver, tips, tal=under_navnet(alle["kr"], _mio, IKKE_OPLYST))


def _mio(kr: float) -> str:
    # In millions also below one: they stand beside each other.
    return f"{tal(kr / 1e6, 1)} mio."


def udgiftstegn(udgifter: pd.DataFrame) -> Signaturer:
    """Return the legend of `udgift`, with what is not told where there is any."""
    uden = udgifter.drop(index=REGIONSRAEKKE)["kr"].isna().any()
    return signaturer(UDGIFT, IKKE_OPLYST if uden else "")
