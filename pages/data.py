"""Data: where every figure comes from, and where the source contradicts itself."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dansk import tal
from data.fund import Fund
from data.kontrol import kontroller
from data.skema import laes_skema
from eksport.afsnit_metode import sted_i_kilden
from pages.dele import tilstand
from pages.dele.tekst import Kolonne, kilde, noegletal, nyhed, tabel
from planning.status import grundlagsforskelle
from saetninger.nyhed import grundlagsnyhed


def _vis(fund: list[Fund]) -> None:
    """Draw findings as a table: where in the source, and what."""
    tabel(
        pd.DataFrame([{"hvor": sted_i_kilden(f), "hvad": f.fejl} for f in fund]),
        {"hvor": Kolonne("Hvor", kort=True), "hvad": Kolonne("Hvad", tekst=True)},
    )


plan = tilstand.plan()
fund = st.cache_data(kontroller, show_spinner="Kontrollerer datasættet …")()
modsigelser = [f for f in fund if f.alvor != "forklaret"]
forklarede = [f for f in fund if f.alvor == "forklaret"]

st.title("Data og kilder")
if not plan.tabel1.empty:
    nyhed(grundlagsnyhed(plan.fag, grundlagsforskelle(plan)))
noegletal(
    [
        (tal(len(plan.klinikker)), "klinikadresser"),
        (tal(len(plan.tabeller)), "tal fra praksisplanens tabeller"),
        (tal(len(modsigelser)), "steder, hvor kilden modsiger sig selv"),
        (tal(len(forklarede)), "forskelle, der har en forklaring"),
    ]
)
st.header("Fejl og modsigelser i kilden")
st.caption(
    "Datasættet beholder det trykte tal. Kontrollen holder tabellerne op mod hinanden, mod deres "
    "egne summer og procenter og mod de tal, teksten nævner, hver gang siden åbnes."
)
ressourcer = laes_skema().ressourcer.values()
_vis(modsigelser)
if forklarede:
    st.subheader("Forskelle, der har en forklaring")
    _vis(forklarede)
st.header("Kilder")
tabel(
    pd.DataFrame(
        [
            {
                "titel": r.titel,
                "fil": r.sti,
                "kilde": f"{r.herkomst.kilde}. {r.herkomst.note}".removesuffix(". "),
                "tabel": r.herkomst.tabel,
                "side": r.herkomst.side,
                "dato": r.herkomst.dato,
                "licens": r.herkomst.licens,
            }
            for r in ressourcer
        ]
    ),
    {
        "titel": Kolonne("Indhold", tekst=True),
        "fil": Kolonne("Fil", tekst=True),
        "kilde": Kolonne("Kilde", tekst=True),
        "tabel": Kolonne("Tabel", tekst=True),
        "side": Kolonne("Side", kort=True),
        "dato": Kolonne("Opgjort", tekst=True),
        "licens": Kolonne("Licens", tekst=True),
    },
)
st.header("Slå en tabel op")
nummer = st.selectbox(
    "Tabel i praksisplanen",
    list(plan.tabelliste.index),
    format_func=lambda n: f"Tabel {n}: {plan.tabelliste.loc[n, 'titel']}",
    key="tabelnummer",
)
om_tabellen = plan.tabelliste.loc[nummer]
tabel(
    plan.tabeller[plan.tabeller["tabel"] == nummer],
    {
        "raekke": Kolonne("Række", tekst=True),
        "aar": Kolonne("År", lambda v: "" if pd.isna(v) else str(v), tekst=True),
        "maal": Kolonne("Mål", tekst=True),
        "vaerdi": Kolonne("Værdi", lambda v: tal(v, 2, fast=False)),
        "enhed": Kolonne("Enhed", tekst=True),
        "note": Kolonne("Note", tekst=True),
    },
)
kilde(
    plan.herkomst["tabeller"],
    note=f"Tabel {nummer}, s. {om_tabellen['side']}, {om_tabellen['kilde']}. "
    f"{om_tabellen['bemaerkning']}",
)
