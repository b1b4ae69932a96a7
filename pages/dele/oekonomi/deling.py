"""Økonomi, sharing a cost among the kommuner."""

from __future__ import annotations

import streamlit as st

from pages.dele.felter import antalfelt
from pages.dele.tekst import fejl_vises, nyhed, vis_tabel
from pages.dele.valgliste import vaelg_knap
from planning.omkostningsdeling import HOEJST_KR, omkostningsdeling
from planning.plan import Plan
from saetninger.omkostningsdeling import delingsnyhed
from tabeller.oekonomi import NOEGLETAL, delingstabel


def vis(plan: Plan) -> None:
    """Draw the cost and the key, and what each kommune pays."""
    with fejl_vises(), st.container(horizontal=True, vertical_alignment="top"):
        kr = antalfelt("Beløb i kr.", "deles_kr", hoejst=HOEJST_KR, foerst=1_000_000)
        noegle = vaelg_knap(
            "Efter", list(NOEGLETAL), "delingsnoegle", lambda n: NOEGLETAL[n][0], "indbyggere"
        )
    if kr is None:
        return
    with fejl_vises():
        nyhed(delingsnyhed(omkostningsdeling(plan, kr, noegle), noegle))
        vis_tabel(delingstabel(plan, kr, noegle))
