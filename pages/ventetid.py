"""Ventetid: where patients wait, as reported, with what was not reported shown as missing."""

from __future__ import annotations

import streamlit as st

from dansk import tal
from pages.dele import tilstand
from pages.dele.diagrammer import OPSAETNING
from pages.dele.tekst import Kolonne, kilde, nyhed, tabel
from pages.dele.ventetidsdiagrammer import fordelingssoejler, ventetidsgitter
from planning.ventetid import fordeling, ventetid
from saetninger.nyhed import uger, ventetidsnyhed

plan = tilstand.plan()
ramme, speciale = ventetid(plan), tilstand.speciale()
typenavne = {v.noegle: v.kolonne for v in plan.fag.ventetyper}

st.title("Ventetid for ikke-akutte patienter, uger")
nyhed(ventetidsnyhed(ramme, speciale, plan.fag.ventetype(speciale).i_saetning))
venstre, hoejre = st.columns([60, 40], gap="large")
with venstre:
    st.plotly_chart(ventetidsgitter(ramme, typenavne, 600), theme=None, config=OPSAETNING)
    kilde(
        plan.herkomst["ventetider"],
        note="Et spænd er klinikkernes egne svar; et enkelt tal er kommunens gennemsnit eller ens "
        "svar. Farven er gennemsnittet af svarene."
        + (" Et scenarie ændrer ikke de oplyste ventetider." if tilstand.viser_scenarie() else ""),
    )
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
        kilde(plan.herkomst["tabeller"], note=plan.fag.fordelingsnote)

st.header("Som tabel")
vist = ramme.assign(
    interval=[uger(r) for _, r in ramme.iterrows()], navn=ramme["type"].map(typenavne)
)
tabel(
    vist.sort_values(["kommune", "type"]),
    {
        "kommune": Kolonne("Kommune", tekst=True),
        "navn": Kolonne("Type", tekst=True),
        "interval": Kolonne("Uger"),
        "opgoerelse": Kolonne("Opgørelse", lambda v: str(v) or "ikke oplyst", tekst=True),
        "svar": Kolonne("Svar", tal),
        "klinikker": Kolonne("af klinikker", tal),
        "note": Kolonne("Note", tekst=True),
    },
)
kilde(plan.herkomst["ventetider"])
st.caption(
    "Datasættet har ét tidspunkt. En udvikling i ventetid kræver flere målinger; de findes ikke i "
    "kilderne og skal importeres (ventetider.csv med samme kolonner)."
)
