"""Økonomi, the frame of kiropraktik by patients, price index and the year's expenditure."""

from __future__ import annotations

import streamlit as st

from pages.dele.tekst import fejl_vises, nyhed, vis_tabel
from planning.kiropraktikramme import (
    FORUDSATTE_PATIENTER,
    HOEJST_INDEKS,
    HOEJST_PATIENTER,
    HOEJST_UDGIFT_KR,
    INDEKS,
    kiropraktikopgoerelse_kr,
    kiropraktikramme,
)
from saetninger.kiropraktikramme import kiropraktiknyhed, opgoerelsesnyhed
from tabeller.ramme import kiropraktiktabel


def vis_kiropraktik() -> None:
    """Draw what the frame depends on, the frame, and what an expenditure leads to."""
    husket = st.session_state.get
    with st.container(horizontal=True, vertical_alignment="bottom"):
        patienter = st.number_input(
            "Patienter på speciale 64 i året",
            0,
            HOEJST_PATIENTER,
            husket("husket_patienter", FORUDSATTE_PATIENTER),
            100,
            key="kiropraktikpatienter",
            width=240,
        )
        indeks = st.number_input(
            f"Prisindeks (oktober 2024 er {INDEKS})",
            0.01,
            float(HOEJST_INDEKS),
            husket("husket_indeks", float(INDEKS)),
            0.1,
            format="%g",
            key="kiropraktikindeks",
            width=240,
        )
        udgift = st.number_input(
            "Årets udgift i kr., når den kendes",
            0,
            HOEJST_UDGIFT_KR,
            husket("husket_udgift"),
            100_000,
            key="kiropraktikudgift",
            width=260,
        )
    # A widget that is not drawn is forgotten; what was written is not.
    st.session_state.update(husket_patienter=patienter, husket_indeks=indeks, husket_udgift=udgift)
    with fejl_vises():
        ramme = kiropraktikramme(int(patienter), float(indeks))
        nyhed(kiropraktiknyhed(ramme))
        if udgift is not None:
            nyhed(opgoerelsesnyhed(kiropraktikopgoerelse_kr(ramme, int(udgift))))
        vis_tabel(kiropraktiktabel(ramme))
