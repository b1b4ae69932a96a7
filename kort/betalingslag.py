"""The map of net flows: what the residents of a kommune use beyond what its clinics deliver.

No arrows from kommune to kommune: no source says who went where.
"""

from __future__ import annotations

import folium
import geopandas as gpd
import pandas as pd

from dansk import IKKE_OPLYST, fortegn, procent, tal
from kort.farver import NETTOSTROEM
from kort.lag import Signaturer, signaturer, tip, under_navnet
from kort.web import kommunelag
from planning.plan import REGIONSRAEKKE


def nettostroem(stroem: pd.DataFrame, omrids: gpd.GeoDataFrame) -> folium.FeatureGroup:
    """Return the kommuner coloured by net flow; `omrids` as drawn (EPSG:4326).

    `stroem` as `planning.aktivitet.nettostroem`; a kommune that is not in it, or has no figure, has
    the colour for missing.
    """
    egne = omrids[omrids["i_region"]].set_index("kode")["navn"]
    alle = stroem.drop(index=REGIONSRAEKKE, errors="ignore").reindex(egne.index)
    netto = alle["netto_point"]
    tips = {
        r.Index: tip(
            egne[r.Index],
            [
                ("Andel af forbruget", procent(r.forbrug_pct)),
                ("Andel af produktionen", procent(r.produktion_pct)),
                ("Netto, procentpoint", fortegn(r.netto_point)),
                ("Selvforsyning", procent(r.selvforsyning_pct, 0)),
                ("Behandlede borgere", tal(r.patienter)),
                ("Ydelser leveret", tal(r.ydelser)),
            ],
        )
        for r in alle.itertuples()
    }
    farver = {k: NETTOSTROEM.farve(v) for k, v in netto.items()}
    borgere = alle["netto_patienter"].where(netto.notna())
    return kommunelag(omrids, farver, tips, tal=under_navnet(borgere, _retning, IKKE_OPLYST))


def _retning(borgere: float) -> str:
    return f"{'henter' if borgere > 0 else 'giver'} {tal(abs(borgere))}"


def nettotegn(stroem: pd.DataFrame) -> Signaturer:
    """Return the legend of `nettostroem`, with what is not told where there is any."""
    return signaturer(NETTOSTROEM, IKKE_OPLYST if stroem["netto_point"].isna().any() else "")
