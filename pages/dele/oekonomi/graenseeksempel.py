"""Økonomi, a worked example of the knækgrænse: a clinic that is typed, marked as no data."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from pages.dele.felter import antalfelt, talfelt
from pages.dele.tekst import fejl_vises, nyhed
from pages.dele.valgliste import vaelg_knap
from planning.graenseeksempel import HOEJST_KAPACITETER, HOEJST_KR, graenseeksempel
from planning.plan import Plan
from planning.prognose import MAANEDER
from saetninger.knaekgraense import OM_EKSEMPLET, eksempelnyhed

BREDDE = 200
MINDSTE_KAPACITET = Decimal("0.1")


def vis(plan: Plan) -> None:
    """Draw what is typed of the clinic, and what follows of it."""
    st.caption(OM_EKSEMPLET)
    with st.container(horizontal=True, vertical_alignment="top"):
        speciale = vaelg_knap("Speciale", list(plan.fag.koder), "eks_speciale")
        kapaciteter = talfelt(
            "Kapaciteter",
            "eks_kap",
            decimaler=2,
            mindst=MINDSTE_KAPACITET,
            hoejst=int(HOEJST_KAPACITETER),
            foerst=1,
            bredde=BREDDE,
        )
        kr = antalfelt(
            "Tilskud om måneden, kr.", "eks_kr", hoejst=HOEJST_KR, foerst=60_000, bredde=BREDDE
        )
        maaneder = st.number_input(
            "Kendte måneder", MAANEDER[0], MAANEDER[-1], 8, key="eks_mdr", width=BREDDE
        )
    if kapaciteter is None or kr is None:
        return
    with fejl_vises():
        eksempel = graenseeksempel(plan, speciale, float(kapaciteter), kr, int(maaneder))
        nyhed(eksempelnyhed(eksempel))
