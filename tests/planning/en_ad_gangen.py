"""All single moves at once against one at a time: what the two tests of them share."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from planning.effekt import effekt
from planning.flytning import anvend
from planning.mulige_flytninger import som_flytning
from planning.plan import Plan

NOEJAGTIG = 1e-9
#: From none to two of a kind at each of the four clinics of the small plan.
KAPACITETER = st.lists(st.integers(0, 2), min_size=4, max_size=4)


def med_kapaciteter(plan: Plan, over30: list[int], under30: list[int]) -> Plan:
    """Return a plan with other capacities at its clinics."""
    return dataclasses.replace(
        plan, kapaciteter=plan.kapaciteter.assign(over30=over30, under30=under30)
    )


def ens_med_en_ad_gangen(plan: Plan, raekker: pd.DataFrame, **valg: object) -> None:
    """Assert that each row has the scores of `effekt` on the plan with that move applied."""
    assert len(raekker) or not plan.kapaciteter[["over30", "under30"]].to_numpy().any()
    for _, raekke in raekker.iterrows():
        virkning = effekt(plan, anvend(plan, [som_flytning(plan, raekke)]), **valg)
        score = virkning.kriterier.set_index("kriterium")["score"]
        med_data = [navn for navn in score.index if navn in raekke.index]
        assert score.drop(med_data).isna().all()
        # Equal where there is no score too: NaN is only as NaN.
        np.testing.assert_allclose(
            raekke[med_data].to_numpy(float),
            score[med_data],
            rtol=0,
            atol=NOEJAGTIG,
            err_msg=str(raekke),
        )
        np.testing.assert_allclose(raekke["samlet"], virkning.samlet, rtol=0, atol=NOEJAGTIG)
