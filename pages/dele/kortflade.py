"""Putting a map on the page: the constant base map, the layers of the moment, the click's id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from kort.aktiver import FLISER_VAERT
from kort.web import UDSNIT, Udsnit, grundkort
from pages.dele import tilstand
from pages.dele.faerdigt import faerdigt_kort, faerdigt_lag
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import Trykt, hent_kort
from pages.dele.tekst import signatur, smaat
from planning.samme import Samme
from saetninger.kilde import kortforbehold

#: A click: the id of what was hit (clinic or kommune), and where (lat, lon).
Klik = Callable[[str, float, float], None]


class _TavstKort(MacroElement):
    """A map that tells the page of clicks, and not that it has been drawn.

    It would: the page knows of no clicks yet, the map of 0, and the page would be drawn once more
    for that, while somebody has begun to use it.
    """

    _template = Template(
        """{% macro script(this, kwargs) %}
        (function (kendt) {
          if (kendt && "last_object_clicked_count" in kendt) kendt.last_object_clicked_count = 0;
        })((window.__GLOBAL_DATA__ || {}).previous_data);
        {% endmacro %}"""
    )


# The region, and each kommune close up; with and without tiles.
@lru_cache(maxsize=32)
def _grundkort(omrids: Samme, fliser: bool, udsnit: Udsnit) -> folium.Map:
    lag = (
        folium.TileLayer(
            tiles=f"https://{FLISER_VAERT}/{{z}}/{{x}}/{{y}}.png",
            attr="© OpenStreetMap-bidragydere",
            overlay=True,
        )
        if fliser
        else None
    )
    kort = grundkort(omrids.hvad, lag, udsnit, rullehjul=False)
    kort.add_child(_TavstKort())
    return faerdigt_kort(kort)


def vis_kort(
    lag: Sequence[folium.FeatureGroup],
    noegle: str,
    hoejde: int,
    tegn: Sequence[tuple[str, str]] = (),
    kilde: str = "",
    ved_klik: Klik | None = None,
    kliknote: str = "",
    *,
    udsnit: Udsnit = UDSNIT,
    trykt: Trykt | None = None,
) -> None:
    """Draw the layers on the base map with legend and source.

    `tegn` are (colour, name) pairs of the legend. `ved_klik` is told of each click on a feature,
    before the page runs again; without it a click only shows the tooltip. `kliknote` says in the
    legend what a click does, on the screen alone. The map opens at `udsnit`, the region unless
    given. `trykt` offers it as files, and says what it is called there.
    """

    def klikket() -> None:
        svar = st.session_state.get(noegle) or {}
        traek = svar.get("last_active_drawing") or {}
        hvor = svar.get("last_object_clicked") or {}
        ramt = (traek.get("properties") or {}).get("id")
        if ved_klik and ramt and hvor:
            ved_klik(ramt, hvor["lat"], hvor["lng"])

    st_folium(
        _grundkort(
            Samme(kortomrids(tilstand.plan())), bool(st.session_state.get("fliser")), udsnit
        ),
        feature_group_to_add=[faerdigt_lag(gruppe, nr) for nr, gruppe in enumerate(lag)],
        render=False,
        key=noegle,
        height=hoejde,
        use_container_width=True,
        returned_objects=[
            "last_active_drawing",
            "last_object_clicked",
            "last_object_clicked_count",
        ]
        if ved_klik
        else [],
        on_change=klikket if ved_klik else None,
    )
    omrids = tilstand.plan().herkomst.get("omrids")
    kilder = f"{kilde} {f'{omrids.kilde}.' if omrids else ''}"
    with st.container(key=f"signatur_{noegle}", horizontal=True, vertical_alignment="top"):
        if tegn or kliknote:
            signatur([*tegn, *([("", kliknote)] if kliknote else [])])
        if trykt:
            hent_kort(lag, noegle, tuple(tegn), kilder, trykt)
    smaat(f"{kortforbehold(tilstand.plan())} {kilder}".strip())
