"""Two datasets held against each other: headline figures, and what differs in each table."""

from __future__ import annotations

import streamlit as st

from arkiv.datasaet import navne_i, valgt
from arkiv.sammenligning import sammenlign
from pages.dele import tilstand
from pages.dele.tekst import fejl_vises, nyhed, smaat, vis_tabel
from saetninger.importen import datasaetforbehold, datasaetnyhed
from tabeller.datasaetforskel import sammenligningstabeller


def vis_datasaetsammenligning() -> None:
    """Draw the choice of two datasets of the store, and what differs between them."""
    navne = navne_i(tilstand.datasaet().fag)
    if len(navne) < 2:
        return
    st.header("Sammenlign to datasæt")
    numre = sorted(navne)
    foer_kol, efter_kol = st.columns(2)
    foer = foer_kol.selectbox("Det første", numre, format_func=navne.get, key="sammenlign_foer")
    efter = efter_kol.selectbox(
        "Det andet",
        [nr for nr in numre if nr != foer],
        index=None,
        format_func=navne.get,
        placeholder="Vælg et datasæt",
        key="sammenlign_efter",
    )
    if efter is None:
        return
    with fejl_vises(), st.spinner("Sammenligner ..."):
        svar = sammenlign(
            valgt(foer), valgt(efter), speciale=tilstand.speciale(), laes=tilstand.plan_af
        )
        nyhed(datasaetnyhed(svar.tal, ens=svar.ens))
        for forbehold in datasaetforbehold(svar.tal):
            smaat(forbehold)
        for tabel in sammenligningstabeller(svar.tal, svar.ressourcer, svar.navne):
            st.subheader(tabel.titel)
            vis_tabel(tabel)
