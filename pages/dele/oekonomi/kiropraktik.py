"""Økonomi, the frame of kiropraktik by patients, price index and the year's expenditure."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from pages.dele.felter import antalfelt, talfelt
from pages.dele.tekst import fejl_vises, nyhed, vis_tabel
from planning.kiropraktikramme import (
    FORUDSATTE_PATIENTER,
    HOEJST_INDEKS,
    HOEJST_PATIENTER,
    HOEJST_UDGIFT_KR,
    INDEKS,
    KVARTALER,
    Kiropraktikramme,
    kiropraktikkvartaler,
    kiropraktikopgoerelse_kr,
    kiropraktikramme,
)
from saetninger.kiropraktikramme import kiropraktiknyhed, kvartalsnyhed, opgoerelsesnyhed
from tabeller.ramme import kiropraktiktabel

MINDSTE_INDEKS = Decimal("0.01")


def vis_kiropraktik() -> None:
    """Draw what the frame depends on, the frame, and what an expenditure leads to."""
    with st.container(horizontal=True, vertical_alignment="top"):
        patienter = antalfelt(
            "Patienter på speciale 64 i året",
            "kiropraktikpatienter",
            hoejst=HOEJST_PATIENTER,
            foerst=FORUDSATTE_PATIENTER,
            bredde=240,
        )
        indeks = talfelt(
            f"Prisindeks (oktober 2024 er {INDEKS})",
            "kiropraktikindeks",
            decimaler=4,
            mindst=MINDSTE_INDEKS,
            hoejst=HOEJST_INDEKS,
            foerst=int(INDEKS),
            bredde=240,
        )
        udgift = antalfelt(
            "Årets udgift i kr., når den kendes",
            "kiropraktikudgift",
            hoejst=HOEJST_UDGIFT_KR,
            bredde=260,
        )
    if patienter is None or indeks is None:
        return
    with fejl_vises():
        ramme = kiropraktikramme(patienter, float(indeks))
        nyhed(kiropraktiknyhed(ramme))
        if udgift is not None:
            nyhed(opgoerelsesnyhed(kiropraktikopgoerelse_kr(ramme, udgift)))
        vis_tabel(kiropraktiktabel(ramme))
        _vis_kvartaler(ramme)


def _vis_kvartaler(ramme: Kiropraktikramme) -> None:
    """Draw the quarters of the year against the frame, as the agreement has them told."""
    st.subheader("Kvartal for kvartal")
    with st.container(horizontal=True, vertical_alignment="top"):
        kr = [
            antalfelt(
                f"{nr}. kvartal, kr.",
                f"kiropraktikkvartal_{nr}",
                hoejst=HOEJST_UDGIFT_KR,
                bredde=190,
            )
            for nr in KVARTALER
        ]
    if any(v is not None for v in kr):
        nyhed(kvartalsnyhed(kiropraktikkvartaler(ramme, kr)))
