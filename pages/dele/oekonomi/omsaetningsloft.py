"""Økonomi, an omsætningsloft: when it is set, what is left of it, and the month it goes."""

from __future__ import annotations

import streamlit as st

from pages.dele.felter import antalfelt, beloebfelt, jafelt
from pages.dele.tekst import fejl_vises, nyhed, ren, smaat
from pages.dele.valgliste import vaelg_en
from planning.omsaetningsloft import (
    AARETS_MAANEDER,
    ANLEDNINGER,
    delingsloft,
    delingsmaaneder,
    kan_faa_loft,
    loftsforbrug,
)
from planning.plan import Plan
from saetninger.omsaetningsloft import (
    ANLEDNINGSNAVNE,
    DELINGSMODEL,
    LOFTSMODEL,
    UDFYLD,
    anledningskilde,
    anledningstekst,
    delingstekst,
    loftsnyhed,
    maanedsaar,
    paragraf24_svar,
)

LISTEBREDDE = 456  # layout: as wide as two fields


def vis(plan: Plan) -> None:
    """Draw what the sources say of a loft, what is known of this one, and what is left of it."""
    with st.container(width=LISTEBREDDE):
        anledning = vaelg_en(
            "Anledning", ANLEDNINGER, "loftsanledning", ANLEDNINGSNAVNE.__getitem__
        )
    st.markdown(ren(anledningstekst(anledning)))
    smaat(anledningskilde(anledning))
    if anledning == "paragraf_24":
        _paragraf_24()
    elif anledning == "deling":
        _deling(plan)
    with st.container(horizontal=True, vertical_alignment="top"):
        loft = beloebfelt("Omsætningsloft i kr. om året", "loft_kr")
        brugt = beloebfelt("Omsætning i året i kr.", "loft_brugt")
        maaneder = antalfelt(
            "Kendte måneder fra januar", "loft_maaneder", mindst=1, hoejst=AARETS_MAANEDER
        )
    if loft is None or brugt is None or maaneder is None:
        st.caption(UDFYLD)
        return
    with fejl_vises():
        nyhed(loftsnyhed(loftsforbrug(loft, brugt, maaneder)))
        smaat(LOFTSMODEL)


def _paragraf_24() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        fysioterapeuter = antalfelt("Fysioterapeuter", "loft_fysioterapeuter", mindst=1)
        kapaciteter = antalfelt("Kapaciteter", "loft_kapaciteter", mindst=1)
        har = jafelt("Har et loft i forvejen", "loft_har")
    if fysioterapeuter is not None and kapaciteter is not None:
        st.markdown(ren(paragraf24_svar(kan_faa_loft(fysioterapeuter, kapaciteter, har))))


def _deling(plan: Plan) -> None:
    """Draw what one capacity of a clinic turned over in the 12 months before, where it is known."""
    muligt = delingsmaaneder(plan)
    if not muligt:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        klinik, speciale = vaelg_en(
            "Klinik, der deler en kapacitet",
            list(muligt),
            "loft_klinik",
            lambda n: f"{plan.klinikker.at[n[0], 'navn']} ({n[1]})",
        )
        maaned = vaelg_en("Deles fra", muligt[klinik, speciale], "loft_fra", maanedsaar)
    with fejl_vises():
        st.markdown(ren(delingstekst(delingsloft(plan, klinik, speciale, maaned))))
        smaat(DELINGSMODEL)
