"""Where a clinic of an imported list lies: a town of its kommune, or a click on the map."""

from __future__ import annotations

import streamlit as st

from data.indgang.spoergsmaal import Spoergsmaal, punkt_af, punktsvar
from kort import lag as kortlag
from pages.dele import tilstand
from pages.dele.kortflade import vis_kort
from pages.dele.kortgrund import kortomrids
from pages.dele.tekst import ren
from tabeller.kilder import kilde

KLIKKET = "klikket_sted"


def vaelg_sted(spoergsmaal: Spoergsmaal, tilbage: int) -> dict[str, str]:
    """Draw the question of one place, and return its answer by its key; empty until it is given.

    `tilbage` is how many such questions there are, this one too.
    """
    plan = tilstand.plan()
    st.subheader(f"Placér klinikker på kortet: {tilbage} tilbage")
    st.markdown(ren(spoergsmaal.tekst))
    valg_kol, kort_kol = st.columns([36, 64], gap="medium")
    klikket = st.session_state.get(KLIKKET, {}).get(spoergsmaal.noegle)
    with kort_kol:
        tegn = [kortlag.KLINIKPRIK, *([kortlag.VALGT_STED] if klikket else [])]
        vis_kort(
            kortlag.stedvalg(plan, kortomrids(plan), punkt_af(klikket) if klikket else None),
            f"kort_{spoergsmaal.noegle}",
            420,
            tegn,
            kilde(plan, "klinikker"),
            lambda _, lat, lon: _husk(spoergsmaal.noegle, punktsvar(lat, lon)),
        )
    with valg_kol:
        byer = dict(spoergsmaal.valg)
        by = st.selectbox(
            "Byens midte",
            list(byer),
            index=None,
            format_func=lambda v: byer[v],
            placeholder="Vælg en by, eller klik på kortet",
            key=f"by_{spoergsmaal.noegle}",
        )
        valgt = klikket or by
        st.caption(f"Punkt på kortet: {klikket}" if klikket else "Intet punkt på kortet er valgt.")
        if klikket and st.button("Fjern punktet", key=f"fjern_{spoergsmaal.noegle}"):
            st.session_state[KLIKKET].pop(spoergsmaal.noegle)
            st.rerun()
        if st.button("Brug stedet", type="primary", disabled=not valgt, key="brug_sted"):
            return {spoergsmaal.noegle: str(valgt)}
    return {}


def _husk(noegle: str, punkt: str) -> None:
    st.session_state[KLIKKET] = {**st.session_state.get(KLIKKET, {}), noegle: punkt}
