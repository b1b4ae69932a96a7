"""Data: where every figure comes from, and where the source contradicts itself."""

from __future__ import annotations

import streamlit as st

from dansk import tal
from data.kontrol import programmets_fund
from data.skema import fagets_mappe
from pages.dele import tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.tekst import noegletal, nyhed, smaat, vis_tabel
from planning.status import grundlagsforskelle
from saetninger.nyhed import grundlagsnyhed
from tabeller.datasaet import fundtabel, trykt_tabel
from tabeller.kilder import KILDERNES_KILDE, kildetabeller
from tabeller.tabelsoegning import soegte_tal

plan = tilstand.plan()
with st.spinner("Kontrollerer datasættet …"):
    fund = programmets_fund(fagets_mappe(plan.fag.navn))
modsigelser = [f for f in fund if f.alvor != "forklaret"]
forklarede = [f for f in fund if f.alvor == "forklaret"]

st.title("Data og kilder")
if not plan.tabel1.empty:
    nyhed(grundlagsnyhed(plan.fag, grundlagsforskelle(plan)))
noegletal(
    [
        (tal(len(plan.klinikker)), "klinikadresser"),
        (tal(len(plan.tabeller)), "tal fra kildens tabeller"),
        (tal(len(modsigelser)), "steder, hvor kilden modsiger sig selv"),
        (tal(len(forklarede)), "forskelle, der kan have en forklaring"),
    ]
)


def modsagt() -> None:
    """Where the source contradicts itself."""
    st.caption(
        "Datasættet beholder det trykte tal. Kontrollen holder tabellerne op mod hinanden, mod "
        "deres egne summer og procenter og mod de tal, teksten nævner, hver gang siden åbnes."
    )
    if modsigelser:
        vis_tabel(fundtabel(modsigelser).kun("sted", "fejl"))
    else:
        st.markdown("Kontrollen har ikke fundet nogen.")


def forklaret() -> None:
    """Differences that may have an explanation."""
    vis_tabel(fundtabel(forklarede).kun("sted", "fejl"))


def kilderne() -> None:
    """Where each resource comes from, source by source."""
    for tabel in kildetabeller(plan):
        st.subheader(tabel.titel)
        vis_tabel(tabel)
    smaat(KILDERNES_KILDE)


def slaa_op() -> None:
    """Figures searched for, or a table as it is printed."""
    soegt = st.text_input(
        "Søg et tal, en kommune eller et emne i kildens tabeller",
        placeholder="fx Thisted 2018, holdtræning eller 13.513",
        key="soeg_tal",
    ).strip()
    if soegt:
        fundne = soegte_tal(plan, soegt)
        if fundne.ramme.empty:
            nyhed(fundne.note)
        else:
            vis_tabel(fundne)
        return
    nummer = st.selectbox(
        "Tabel i kilden",
        list(plan.tabelliste.index),
        format_func=lambda n: f"Tabel {n}: {plan.tabelliste.loc[n, 'titel']}",
        key="tabelnummer",
    )
    vis_tabel(trykt_tabel(plan, nummer))


afsnit = {
    "kilder": ("Kilder", kilderne),
    **({} if plan.tabelliste.empty else {"tabeller": ("Find et tal", slaa_op)}),
    "modsagt": ("Fejl og modsigelser i kilden", modsagt),
}
if forklarede:
    afsnit["forklaret"] = ("Forskelle, der kan have en forklaring", forklaret)
vis_afsnit(afsnit, "dataafsnit")
