"""Økonomi: one subject at a time; the knækgrænse of each clinic is the first."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.oekonomi import deling, knaekgraenser, overenskomster
from planning.overenskomst import har_graenser

plan = tilstand.plan()
graenser = har_graenser(plan.fag)
st.title("Økonomi")
vis_afsnit(
    {
        # A field whose capacity is no amount has no limit to pass.
        **({"knaekgraenser": ("Knækgrænser", lambda: knaekgraenser.vis(plan))} if graenser else {}),
        "deling": ("Del en udgift", lambda: deling.vis(plan)),
        **(
            {"overenskomster": ("Hvad der gælder", lambda: overenskomster.vis(plan))}
            if graenser
            else {}
        ),
    },
    "oekonomiemne",
)
