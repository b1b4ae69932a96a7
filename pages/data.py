"""Data: a figure found and whether it can be trusted, and where every figure comes from."""

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
from tabeller.kilder import KILDERNES_KILDE, kildetabel, kildetabeller
from tabeller.tabel import Tabel
from tabeller.tabelsoegning import soegte_tal
from tabeller.tiltro import fund_om, hovedtal

#: The choice that stands before any is made: no number of a table.
HOVEDTAL = "hovedtal"
INTET_OM = "Praksiskorts kontrol har ikke fundet noget at bemærke ved tallene her."

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
    """Where each resource comes from, source by source; its file and how it was fetched last."""
    for tabel in kildetabeller(plan):
        st.subheader(tabel.titel)
        vis_tabel(tabel)
    smaat(KILDERNES_KILDE)
    with st.expander("Filnavne og hvordan de er hentet", icon=":material/folder:"):
        vis_tabel(kildetabel(plan).kun("indhold", "fil", "kilde"))


def slaa_op() -> None:
    """Figures searched for, or a table as it is printed; the figures most asked for at first."""
    soeg, vaelg = st.columns(2, gap="medium")
    soegt = soeg.text_input(
        "Søg et tal, en kommune eller et emne",
        placeholder="fx Thisted 2018, holdtræning eller 13.513",
        key="soeg_tal",
    ).strip()
    fundne = soegte_tal(plan, soegt) if soegt else None
    # Two answers beside each other would be one too many.
    if fundne is not None and len(fundne.ramme):
        vis_tabel(fundne)
        om_tallene(fundne)
        return
    valgt = vaelg.selectbox(
        "Eller vælg en tabel",
        [*([] if plan.tabel1.empty else [HOVEDTAL]), *plan.tabelliste.index],
        format_func=lambda n: (
            hovedtal(plan).titel
            if n == HOVEDTAL
            else f"Tabel {n}: {plan.tabelliste.loc[n, 'titel']}"
        ),
        key="tabelnummer",
    )
    if fundne is not None:
        nyhed(fundne.note)
    if valgt == HOVEDTAL:
        vis_tabel(hovedtal(plan))
        return
    trykt = trykt_tabel(plan, valgt)
    vis_tabel(trykt)
    om_tallene(trykt)


def om_tallene(tabel: Tabel) -> None:
    """What the control has found of the printed figures of a table."""
    if not (om := fund_om(plan, fund, tabel.ramme)):
        smaat(INTET_OM)
        return
    st.subheader("Det skal I vide om tallene")
    vis_tabel(fundtabel(om).kun("sted", "fejl"))


afsnit = {
    **({} if plan.tabelliste.empty else {"tabeller": ("Find et tal", slaa_op)}),
    "modsagt": ("Fejl og modsigelser i kilden", modsagt),
}
if forklarede:
    afsnit["forklaret"] = ("Forskelle, der kan have en forklaring", forklaret)
afsnit["kilder"] = ("Kilder", kilderne)
vis_afsnit(afsnit, "dataafsnit")
