"""Økonomi, a worked example of the knækgrænse: a clinic that is typed, marked as no data."""

from __future__ import annotations

import streamlit as st

from pages.dele.tekst import fejl_vises, nyhed
from planning.graenseeksempel import HOEJST_KAPACITETER, HOEJST_KR, graenseeksempel
from planning.plan import Plan
from planning.prognose import MAANEDER
from saetninger.knaekgraense import OM_EKSEMPLET, eksempelnyhed

BREDDE = 200


def vis(plan: Plan) -> None:
    """Draw what is typed of the clinic, and what follows of it."""
    st.caption(OM_EKSEMPLET)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        speciale = st.segmented_control(
            "Speciale",
            list(plan.fag.koder),
            default=plan.fag.koder[0],
            required=True,
            key="eks_speciale",
        )
        kapaciteter = st.number_input(
            "Kapaciteter", 0.1, HOEJST_KAPACITETER, 1.0, 0.5, key="eks_kap", width=BREDDE
        )
        kr = st.number_input(
            "Tilskud om måneden, kr.", 0, HOEJST_KR, 60_000, 5_000, key="eks_kr", width=BREDDE
        )
        maaneder = st.number_input(
            "Kendte måneder", MAANEDER[0], MAANEDER[-1], 8, key="eks_mdr", width=BREDDE
        )
    with fejl_vises():
        nyhed(eksempelnyhed(graenseeksempel(plan, speciale, kapaciteter, kr, int(maaneder))))
