"""A Plan as it can be sent to another process: what is asked where it came from is left behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planning.plan import Plan, Sted
from planning.planomraade import foer_inddelingen

#: What asks the files a plan was read from, and has an answer of nothing without them.
KILDER = ("transport_ved", "naboskab", "saml_omrids")


@foer_inddelingen
def rejseklar(plan: Plan) -> Plan:
    """Return a plan that can be pickled: minutes in place of all distances, and no outlines.

    It answers of the clinics there are as the plan does, and knows no ways to new addresses.
    """
    ingen: dict[str, Any] = {f.name: f.default for f in fields(Plan) if f.name in KILDER}
    return replace(
        plan,
        afstande={"minutter": np.asarray(plan.afstande["minutter"])},
        naboafstande={m: np.asarray(a) for m, a in plan.naboafstande.items() if m == "minutter"},
        afstand_til=_kendes_ikke,
        stedafstande={},
        omrids=plan.omrids.iloc[:0],
        **ingen,
    )


def _kendes_ikke(sted: Sted) -> Mapping[str, NDArray[np.floating]]:
    raise NotImplementedError(f"a plan that was sent has no ways to {sted.sted_id}")
