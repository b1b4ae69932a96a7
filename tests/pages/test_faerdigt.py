"""A map that is written once says to the browser what streamlit-folium would have written."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest import mock

import folium
import pytest
import streamlit_folium

from geo.omraader import tegneomrids
from kort import lag as kortlag
from kort.web import cirkellag, grundkort
from pages.dele import faerdigt
from pages.dele.faerdigt import faerdigt_kort, faerdigt_lag
from planning.plan import Plan
from planning.status import status


def _lagene(plan: Plan, omrids: Any) -> list[folium.FeatureGroup]:
    return [
        kortlag.afvigelse(status(plan), omrids),
        cirkellag([(57.0, 10.0)], 5.0, "#1f2d3a", "Radius"),
        kortlag.klinikker(plan),
    ]


def _sendt(kort: folium.Map, lag: list[folium.FeatureGroup], **valg: Any) -> dict[str, Any]:
    with mock.patch.object(streamlit_folium, "_component_func") as komponent:
        streamlit_folium.st_folium(
            kort, feature_group_to_add=lag, key="k", returned_objects=["zoom"], **valg
        )
    return {k: v for k, v in komponent.call_args.kwargs.items() if k != "on_change"}


@pytest.fixture(scope="module")
def omrids(plan: Plan) -> Any:
    return tegneomrids(plan.omrids)


def test_er_det_samme_som_skrevet_hver_gang(plan: Plan, omrids: Any) -> None:
    ventet = _sendt(grundkort(omrids), _lagene(plan, omrids))
    kort, lag = faerdigt_kort(grundkort(omrids)), _lagene(plan, omrids)
    for _ in range(2):
        faerdige = [faerdigt_lag(gruppe, nr) for nr, gruppe in enumerate(lag)]
        sendt = _sendt(kort, faerdige, render=False)
        assert sendt == ventet
    assert not kort._children  # no layer is left on the map that the next is drawn on


def test_et_lag_kan_staa_paa_en_anden_plads(plan: Plan, omrids: Any) -> None:
    """The clinics are the second layer of one page and the third of another."""
    forrest, bagest = _lagene(plan, omrids)[::2]
    kort = faerdigt_kort(grundkort(omrids))
    _sendt(kort, [faerdigt_lag(forrest, 0), faerdigt_lag(bagest, 1)], render=False)
    byttet = _sendt(kort, [faerdigt_lag(bagest, 0), faerdigt_lag(forrest, 1)], render=False)
    assert (
        byttet["feature_group"]
        == (_sendt(grundkort(omrids), _lagene(plan, omrids)[::-2])["feature_group"])
    )


def test_to_der_tegner_det_samme_paa_een_gang_faar_det_samme(
    plan: Plan, omrids: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A layer that is written by two at a time would be written twice over, and draw nothing."""
    skriv = faerdigt.generate_leaflet_string

    def langsomt(*ord_: Any, **navngivne: Any) -> str:
        time.sleep(0.05)  # all have asked before the first has its answer
        return skriv(*ord_, **navngivne)

    ventet = faerdigt_lag(kortlag.afvigelse(status(plan), omrids), 0).skrevet
    monkeypatch.setattr(faerdigt, "generate_leaflet_string", langsomt)
    lag = kortlag.afvigelse(status(plan), omrids)
    with ThreadPoolExecutor(4) as traade:
        skrevne = list(traade.map(lambda _: faerdigt_lag(lag, 0).skrevet, range(4)))
    assert skrevne == [ventet] * 4
