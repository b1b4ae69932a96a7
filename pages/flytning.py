"""Flytning: the workbench. Try a tiltag, see at once what it does, keep the good ones."""

from __future__ import annotations

import streamlit as st

from dansk import linje
from pages.dele import tilstand
from pages.dele.alle_flytninger import alle_flytninger
from pages.dele.forslag.brug import vis_lagt_til
from pages.dele.inddelingsvalg import sig_inddeling
from pages.dele.klikvalg import KLIKVALG, ved_klik
from pages.dele.korthentning import proevenavn, scenarienavn
from pages.dele.oekonomi.betaling import link
from pages.dele.rum import rum
from pages.dele.tekst import fejl_vises, noegletal, nyhed, ren, vis_tabel
from pages.dele.tiltagsvalg import laeg_til, vaelg_tiltag
from pages.dele.vaegtvalg import vaegtvalg
from pages.dele.vurderingsvisning import (
    vaelg_kort,
    vis_advarsler,
    vis_beslutning,
    vis_scenariekort,
    vurderet,
)
from planning.mulige_flytninger import andel_lavere, er_mellem_klinikker, skala
from planning.plan import LAESOE
from saetninger.begrundelse import begrundelse, for_og_imod
from saetninger.beslutningsvej import hvem_beslutter
from saetninger.flytninger import scoredom, scoremaal
from saetninger.nyhed import grundlag_for_flytning
from saetninger.omraadeord import efter
from saetninger.overenskomst import scenarieaftale
from saetninger.scenarienyhed import tiltagstitel
from saetninger.scenarietal import scenarietal
from saetninger.tiltag import knap
from tabeller.aftalelaesning import TITEL, har_aftalelaesning, laesningstabel, regeltabel
from tabeller.scenarie import foer_efter_tabel, vurderede_kriterier

KORTHOEJDE = 300

plan = tilstand.plan()
with fejl_vises():
    kortet, svaret = rum()
    with svaret:
        st.title("Prøv et tiltag")
        lagt_til, oeverst = st.empty(), st.container()
        tiltag = vaelg_tiltag(tilstand.scenarieplan())
        vis_lagt_til(lagt_til, tiltag)
        st.button(
            f"Læg »{knap(plan, tiltag)}« til scenariet" if tiltag else "Læg til scenariet",
            type="primary",
            key="tilfoej",
            disabled=tiltag is None,
            width="stretch",
            on_click=laeg_til,
            args=(tiltag,),
        )
    scenarie = [*tilstand.scenarie(), *([tiltag] if tiltag else [])]
    grund = tilstand.inddelt(plan)
    vurdering = vurderet(grund, scenarie)
    with svaret:
        if tiltag is None:
            st.caption("Vælg en kapacitet for at prøve det næste tiltag.")
        # While nothing is tried, the scenario as it is comes before the choice of what to try.
        with oeverst if tiltag is None and scenarie else svaret:
            nyhed(linje(f"{tiltagstitel(vurdering)} {hvem_beslutter(vurdering)}"))
            noegletal(scenarietal(vurdering))
            if tiltag is None and scenarie:
                st.page_link("pages/scenarier.py", label="Gem scenariet", icon=":material/save:")
        sig_inddeling(grund, kort=True)
        dom = st.empty()
        if tilstand.scenarieaar() is not None:
            st.caption(ren(scenarieaftale(plan, tilstand.scenarieaar())))
        if tiltag is not None and tilstand.scenarie():
            st.caption(
                "Regnet med scenariet og det tiltag, der prøves; det er ikke lagt til endnu."
            )
        if tilstand.grundlag() == "tabel1":
            st.caption(grundlag_for_flytning(plan))
    with kortet:
        with st.container(key="kortvalg", horizontal=True, vertical_alignment="center"):
            kortvalg = vaelg_kort(vurdering)
            st.radio(
                "Klik på kortet vælger",
                list(KLIKVALG),
                format_func=KLIKVALG.get,
                key="klikvalg",
                horizontal=True,
                label_visibility="collapsed",
                help=(
                    "Klik på en klinik. Klik på en kommune for at lade den afgive, eller, når der "
                    "vælges, hvem der modtager, på et sted i den for en ny adresse."
                ),
            )
        navn = proevenavn() if tiltag else scenarienavn()
        vis_scenariekort(vurdering, kortvalg, KORTHOEJDE, navn, ved_klik)
    venstre, hoejre = st.columns([62, 38], gap="medium")
    with venstre:
        st.subheader(f"Hvem får mere, og hvem får mindre{efter(grund)}")
        vis_tabel(foer_efter_tabel(vurdering))
    with hoejre:
        st.subheader("Hvem beslutter, og hvad skal man huske")
        vis_beslutning(vurdering)
        link(plan)
        vis_advarsler(vurdering)
    st.subheader("For og imod")
    with st.container(key="for_og_imod"):
        st.write(ren(for_og_imod(vurdering) or begrundelse(vurdering)))
    with st.expander("Hele teksten til sagen"):
        st.write(ren(begrundelse(vurdering)))
    if har_aftalelaesning(vurdering):
        with st.expander(TITEL):
            for tabel in (laesningstabel, regeltabel):
                vis_tabel(tabel(vurdering, tilstand.scenarieaar()))
    st.subheader(f"Scoren, kriterium for kriterium{efter(grund)}")
    if plan.opgoerelse.hele:
        # Between clinics alone: to every new address too would be a second more to wait for.
        alle = alle_flytninger(plan, (LAESOE,))
        st.caption(scoremaal(skala(alle)))
        # Of the kind it is held against alone.
        if [er_mellem_klinikker(t) for t in scenarie] == [True]:
            samlet = vurdering.effekt.samlet
            dom.caption(scoredom(samlet, andel_lavere(alle, samlet)))
    vis_tabel(vurderede_kriterier(vurdering).uden("vaegt"))
    vaegtvalg()
