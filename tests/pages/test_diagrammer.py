"""Which way the colours of the charts run."""

from __future__ import annotations

import pandas as pd

from kort.farver import AFVIGELSE
from pages.dele.diagrammer import afvigelsessoejler, flyttegitter
from planning.plan import Plan
from planning.status import status


def _varme(farve: str) -> int:
    roed, _, blaa = bytes.fromhex(farve[1:])
    return roed - blaa


def test_a_bar_has_the_colour_of_its_kommune_on_the_map(plan: Plan) -> None:
    kommuner = status(plan).kommuner
    (soejler,) = afvigelsessoejler(kommuner, 300).data
    ventet = [AFVIGELSE.farve(x) for x in soejler.x]
    assert list(soejler.marker.color) == ventet and _varme(ventet[-1]) > 0 > _varme(ventet[0])


def test_a_better_move_is_blue_and_a_worse_orange() -> None:
    gitter = pd.DataFrame([[0.0, 1.0], [-1.0, 0.0]], index=["a", "b"], columns=["a", "b"])
    figur = flyttegitter(gitter, pd.Series({"a": "A", "b": "B"}), 300)
    skala = [farve for _, farve in figur.data[0].colorscale]
    assert _varme(skala[0]) > 0 > _varme(skala[-1])
