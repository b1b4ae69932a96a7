"""Ventetid: where patients wait, as reported, with what was not reported shown as missing."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from pages.dele.diagrammer import OPSAETNING
from pages.dele.tekst import nyhed, smaat, vis_tabel
from pages.dele.ventetidsdiagrammer import fordelingssoejler, ventetidsgitter
from planning.ventetid import fordeling, ventetid
from saetninger.nyhed import ventetidsnyhed
from tabeller.kilder import kilde
from tabeller.ventetid import SPAENDNOTE, fordelingstabel, ventetidsdata

plan = tilstand.plan()
ramme, speciale = ventetid(plan), tilstand.speciale()
typenavne = {v.noegle: v.kolonne for v in plan.fag.ventetyper}

st.title("Ventetid for ikke-akutte patienter, uger")
for v in plan.fag.ventetyper:
    if v.speciale == speciale:
        nyhed(ventetidsnyhed(ramme, v.noegle, v.i_saetning))
venstre, hoejre = st.columns([60, 40], gap="large")
with venstre:
    st.plotly_chart(ventetidsgitter(ramme, typenavne, 600), theme=None, config=OPSAETNING)
    smaat(f"{kilde(plan, 'ventetider')} {SPAENDNOTE} Farven er gennemsnittet af svarene.")
    if tilstand.viser_scenarie():
        smaat("Et scenarie ændrer ikke de oplyste ventetider.")
if plan.fag.ventefordelinger:
    with hoejre:
        st.subheader("Klinikkerne fordelt på ventetid")
        for nummer, navn in plan.fag.ventefordelinger.items():
            st.markdown(f"**Tabel {nummer}: {navn}**")
            st.plotly_chart(
                fordelingssoejler(fordeling(plan, nummer), 165),
                theme=None,
                config=OPSAETNING,
                key=f"tabel{nummer}",
            )
            smaat(fordelingstabel(plan, nummer).kilde)
        smaat(plan.fag.fordelingsnote)

st.header("Som tabel")
data = ventetidsdata(plan).uden("uger_min", "uger_max")
vis_tabel(data.med_raekker(data.ramme.sort_values(["kommune", "type"]).index))
st.caption(
    "Datasættet har ét tidspunkt. En udvikling i ventetid kræver flere målinger; de findes ikke i "
    "kilderne og skal importeres (ventetider.csv med samme kolonner)."
)
