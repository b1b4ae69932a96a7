"""Ventetid: where patients wait, as reported, with what was not reported shown as missing."""

from __future__ import annotations

import streamlit as st

from dansk import linje
from pages.dele import tilstand
from pages.dele.diagramvisning import vis_diagram
from pages.dele.inddelingsvalg import sig_kommunevis
from pages.dele.kommunevalg import AABNER, aabn_klikket, husk_klik
from pages.dele.kortflade import vis_kort
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import Trykt
from pages.dele.laesninger import KOMMUNERNES_SVAR
from pages.dele.rum import rum
from pages.dele.tekst import nyhed, smaat, vis_tabel
from pages.dele.ventetidsdiagrammer import fordelingen, gitteret, ventetidslagene
from planning.ventetid import ventetid
from saetninger.ventetid import ventetidsnyhed
from tabeller.kilder import kilde
from tabeller.ventetid import (
    SPAENDNOTE,
    fordelingstabel,
    laengst_ventetid_foerst,
    ventetidsdata,
)

KORTHOEJDE, GITTERHOEJDE, SOEJLEHOEJDE = 300, 480, 165

aabn_klikket()
plan = tilstand.plan()
ramme = ventetid(plan)
typer = {v.noegle: v for v in plan.fag.ventetyper}
af_specialet = [v.noegle for v in plan.fag.ventetyper if v.speciale == tilstand.speciale()]

kortet, svaret = rum()
with kortet:
    valgt = typer[
        st.segmented_control(
            "Ventetid til",
            list(typer),
            format_func=lambda n: typer[n].kolonne,
            default=(af_specialet or list(typer))[0],
            required=True,
            key="ventetype",
            label_visibility="collapsed",
        )
    ]
    lag, tegn = ventetidslagene(plan, valgt.noegle, kortomrids(plan))
    vis_kort(
        lag,
        "ventetid",
        KORTHOEJDE,
        tegn,
        f"{kilde(plan, 'ventetider')} {SPAENDNOTE}",
        husk_klik,
        AABNER,
        trykt=Trykt(
            f"Ventetid til {valgt.i_saetning}",
            "Oplyst ventetid",
            ventetidsnyhed(ramme, valgt.noegle, valgt.i_saetning),
        ),
    )
with svaret:
    st.title("Ventetid for ikke-akutte patienter")
    sig_kommunevis(KOMMUNERNES_SVAR)
    nyhed(ventetidsnyhed(ramme, valgt.noegle, valgt.i_saetning))
    st.caption("Uger, og hvor mange af klinikkerne der har svaret.")
    vis_diagram(gitteret(plan, GITTERHOEJDE))
    smaat("Farverne er kortets, efter gennemsnittet af svarene.")
    if tilstand.viser_scenarie():
        smaat("Et scenarie ændrer ikke de oplyste ventetider.")

if plan.fag.ventefordelinger:
    st.header("Klinikkerne fordelt på ventetid")
    kolonner = st.columns(len(plan.fag.ventefordelinger), gap="medium")
    for kolonne, (nummer, navn) in zip(kolonner, plan.fag.ventefordelinger.items(), strict=True):
        with kolonne:
            st.markdown(f"**Tabel {nummer}: {navn}**")
            vis_diagram(fordelingen(plan, nummer, SOEJLEHOEJDE), key=f"tabel{nummer}")
            tabel = fordelingstabel(plan, nummer)
            smaat(linje(f"{tabel.kilde} {tabel.note}"))
    smaat(plan.fag.fordelingsnote)

st.header("Som tabel")
vis_tabel(laengst_ventetid_foerst(plan))
with st.expander("Hvert svar, hvordan det er opgjort, og noter"):
    data = ventetidsdata(plan).uden("uger_min", "uger_max")
    vis_tabel(data.med_raekker(data.ramme.sort_values(["kommune", "type"]).index))
st.caption(
    "Datasættet har ét tidspunkt. En udvikling i ventetid kræver flere målinger; de findes ikke i "
    "kilderne og importeres på siden Import."
)
