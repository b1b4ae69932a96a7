"""The choices of the plan document: scenarios, sections, maps, formats, and templates."""

from __future__ import annotations

import datetime

import streamlit as st

from eksport.bestilling import AFSNIT, ALLE, TEKSTBREDDE, Bestilling, Valg
from kort.tryk.trykkort import FORMATER
from pages.dele import arbejde, tilstand
from pages.dele.afstandsvalg import vaelg_graense, vaelg_maal
from pages.dele.forslag.krav import sidst_spurgt
from pages.dele.kortvalg import vaelg_kort
from pages.dele.skabelonvalg import vaelg_diasskabelon, vaelg_skabelon
from pages.dele.tekst import ren


def vaelg_bestilling() -> Bestilling:
    """Draw the choices and return what they ask for."""
    muligheder, gruppens = arbejde.valgbare()
    scenarier = st.multiselect(
        "Scenarier i dokumentet",
        list(muligheder),
        default=[gruppens] if gruppens else [],
        placeholder="Vælg scenarier, eller lad feltet stå tomt",
        key="dokument_scenarier",
    )
    if gruppens and gruppens not in scenarier:
        st.info(f"{ren(gruppens)} er ikke valgt og kommer ikke med.", icon=":material/info:")
    afsnit = st.pills(
        "Afsnit, i dokumentets rækkefølge",
        list(AFSNIT),
        selection_mode="multi",
        default=list(ALLE),
        format_func=AFSNIT.get,
        key="dokument_afsnit",
        wrap=True,
    )
    afsnit, kort = vaelg_kort([a for a in AFSNIT if a in afsnit])
    with st.expander("Kortene som billedfiler"):
        formater = st.pills(
            "Størrelser, hver som PNG, SVG og PDF",
            list(FORMATER),
            selection_mode="multi",
            default=[TEKSTBREDDE],
            format_func=lambda f: FORMATER[f].navn,
            key="dokument_formater",
            wrap=True,
        )
    with st.expander("Afstand, dato og skabeloner"):
        maal = vaelg_maal()
        graense = vaelg_graense(maal)
        dato = st.date_input(
            "Dato på forsiden",
            datetime.date.today(),
            format="DD.MM.YYYY",
            key="dokument_dato",
            help="Slet datoen, hvis dokumentet ikke skal have en.",
        )
        skabelon, diasskabelon = vaelg_skabelon(), vaelg_diasskabelon()
    return Bestilling(
        tuple(muligheder[s] for s in scenarier),
        afsnit,
        Valg(
            tilstand.grundlag(),
            maal,
            graense,
            tilstand.aftagen(),
            tilstand.vaegte(),
            dato,
            tilstand.speciale(),
            *(*sidst_spurgt(), kort),
        ),
        skabelon,
        tuple(f for f in FORMATER if f in formater),
        diasskabelon=diasskabelon,
    )
