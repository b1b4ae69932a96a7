"""Scenarios side by side as text."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dansk import score, tal
from planning.scenarie import Vurdering
from saetninger.effekt import kriterietabel


def sammenligning(vurderinger: Sequence[Vurdering], navne: Sequence[str]) -> pd.DataFrame:
    """Return scenarios side by side as text: a row a figure, a column a scenario, and today.

    Columns hvad, 'Udgangspunkt' and the names given: indbyggere pr. kapacitet per kommune and
    for the region, the criteria of the effect in their own units, and the total score.
    """
    foerste = vurderinger[0]
    raekker: list[dict[str, str]] = []
    for kode in foerste.foer.ordnet().index:
        stande = [v.efter.ordnet().loc[kode] for v in vurderinger]
        raekke = foerste.foer.ordnet().loc[kode]
        raekker.append(
            {
                "hvad": f"{raekke['kommune']}: indbyggere pr. kapacitet",
                "Udgangspunkt": tal(raekke["indbyggere_pr_kapacitet"]),
            }
            | {
                navn: tal(s["indbyggere_pr_kapacitet"])
                for navn, s in zip(navne, stande, strict=True)
            }
        )
    for i, kriterium in kriterietabel(foerste).iterrows():
        if pd.isna(kriterium["score"]):
            continue
        raekker.append(
            {
                "hvad": f"{kriterium['kriterium']} ({kriterium['enhed']})",
                "Udgangspunkt": tal(kriterium["foer"], 2, fast=False),
            }
            | {
                navn: tal(v.effekt.kriterier.loc[i, "efter"], 2, fast=False)
                for navn, v in zip(navne, vurderinger, strict=True)
            }
        )
    raekker.append(
        {"hvad": "Samlet effekt (−100 til +100)", "Udgangspunkt": tal(0)}
        | {navn: score(v.effekt.samlet) for navn, v in zip(navne, vurderinger, strict=True)}
    )
    return pd.DataFrame(raekker)
