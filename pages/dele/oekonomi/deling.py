"""Økonomi, sharing a cost among the kommuner."""

from __future__ import annotations

import streamlit as st

from pages.dele.tekst import fejl_vises, vis_tabel
from planning.omkostningsdeling import HOEJST_KR
from planning.plan import Plan
from tabeller.oekonomi import NOEGLETAL, delingstabel


def vis(plan: Plan) -> None:
    """Draw the cost and the key, and what each kommune pays."""
    with fejl_vises(), st.container(horizontal=True, vertical_alignment="bottom"):
        kr = st.number_input(
            "Beløb i kr.", 0, HOEJST_KR, 1_000_000, 10_000, key="deles_kr", width=220
        )
        noegle = st.segmented_control(
            "Efter",
            list(NOEGLETAL),
            format_func=lambda n: NOEGLETAL[n][0],
            default="indbyggere",
            required=True,
            key="delingsnoegle",
        )
    with fejl_vises():
        vis_tabel(delingstabel(plan, int(kr), noegle))
