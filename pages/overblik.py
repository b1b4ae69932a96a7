"""Overblik: indbyggere pr. kapacitet in the region, on a map, in bars and in a table."""

from __future__ import annotations

import streamlit as st

from dansk import kapaciteter, tal
from kort import lag as kortlag
from kort.farver import ADGANG, AFVIGELSE
from pages.dele import tilstand
from pages.dele.afstandsvalg import vaelg_aftagen
from pages.dele.diagrammer import OPSAETNING, afvigelsessoejler
from pages.dele.kortflade import vis_kort
from pages.dele.rum import rum
from pages.dele.tekst import noegletal, nyhed, ren, vis_tabel
from planning.adgang import adgang, adgangsspaend
from planning.aktivitet import med_aktivitet
from planning.borgerstroemme import borgerstroemme
from planning.daekningsbillede import daekningsbillede
from planning.fremskrivning import aar, fremskrivning
from planning.plan import LAESOE
from planning.spredning import spredning
from planning.status import grundlagsforskelle, status
from saetninger.borgerstroemme import stroemnyhed
from saetninger.fremskrivning import fremskrivningsnyhed
from saetninger.laesninger import uenighed
from saetninger.maal import aftagentekst
from saetninger.nyhed import grundlagsnyhed, hvorfor_klinikliste, statusdom
from tabeller.borgerstroemme import aftagentabel, stroemtabel
from tabeller.daekning import ADGANGSRESSOURCER, laesningstabel
from tabeller.fremskrivning import fremskrivningstabel
from tabeller.kilder import kilde
from tabeller.status import aktivitetstabel, statustabel

KORTHOEJDE, SOEJLEHOEJDE = 300, 320
KORT = {"raa": "Indbyggere pr. kapacitet", "adgang": "Adgang på tværs af grænser"}
GRAENSE_MIN = 15
ADGANGSNOTE = (
    "Model: kapacitet pr. 10.000 indbyggere i rækkevidde, afvigelse fra regionen; {aftagen}. "
    "Adgang regnes altid på kliniklisten."
)

plan = tilstand.vist_plan()
# Tabel 1 has no clinics for a scenario to move capacity between.
grundlag = "klinikliste" if tilstand.viser_scenarie() else tilstand.grundlag()
speciale = tilstand.speciale()
tabellen = status(plan, grundlag)
statussen = statustabel(plan, tabellen)

maal = spredning(tabellen, undtag=(LAESOE,))
adgangen = adgang(plan, tilstand.aftagen())
noten = ADGANGSNOTE.format(aftagen=aftagentekst(tilstand.aftagen()))
kortet, svaret = rum()
with kortet:
    vist = st.segmented_control(
        "Kortet viser",
        list(KORT),
        format_func=KORT.get,
        default="raa",
        required=True,
        key="overblikskort",
        label_visibility="collapsed",
    )
    klasser = AFVIGELSE if vist == "raa" else ADGANG
    vis_kort(
        [
            kortlag.afvigelse(tabellen, tilstand.kortomrids())
            if vist == "raa"
            else kortlag.adgang(adgangen, tilstand.kortomrids()),
            kortlag.klinikker(plan),
        ],
        "overblik",
        KORTHOEJDE,
        [*kortlag.signaturer(klasser), kortlag.KLINIKTEGN],
        statussen.kilde if vist == "raa" else f"{kilde(plan, *ADGANGSRESSOURCER)} {noten}",
    )
with svaret:
    st.title("Indbyggere pr. kapacitet")
    nyhed(statusdom(plan, tabellen))
    if tilstand.viser_scenarie():
        st.info("Scenariet vises, ikke datasættet.", icon=":material/alt_route:")
        if tilstand.grundlag() == "tabel1":
            st.info(ren(hvorfor_klinikliste(plan)), icon=":material/table:")
    noegletal(
        [
            (tal(tabellen.region["indbyggere_pr_kapacitet"]), "indbyggere pr. kapacitet"),
            (kapaciteter(tabellen.region["kapacitet"]), "kapaciteter"),
            (tal(tabellen.region["indbyggere"]), "indbyggere"),
            (tal(len(plan.klinikker)), "klinikadresser"),
        ]
    )
    st.plotly_chart(
        afvigelsessoejler(tabellen.kommuner, SOEJLEHOEJDE), theme=None, config=OPSAETNING
    )

st.header("Kommunerne")
vis_tabel(statussen)
if not plan.tabel1.empty:
    st.caption(grundlagsnyhed(plan.fag, grundlagsforskelle(plan)))

st.header("Tre læsninger af samme kapacitet")
billede = daekningsbillede(plan, "minutter", GRAENSE_MIN)
spaend = adgangsspaend(plan, tilstand.aftagen())
sammen = laesningstabel(plan, tabellen, billede, adgangen, spaend)
nyhed(uenighed(sammen.ramme))
vis_tabel(sammen)

# Against the dataset itself: the source knows nothing of a scenario.
if stroemme := borgerstroemme(tilstand.plan()):
    st.header("Hentet fra naboer: modellen holdt mod, hvad patienterne gjorde")
    nyhed(stroemnyhed(stroemme, tilstand.aftagen()))
    vis_tabel(stroemtabel(tilstand.plan(), stroemme, tilstand.aftagen()))
    with st.expander("Hvordan adgang aftager med afstanden"):
        vaelg_aftagen()
        vis_tabel(aftagentabel(plan, stroemme, tilstand.aftagen()))

# As the source has capacity today: what is to come is held against what there is.
if aarene := aar(tilstand.plan()):
    st.header("Folketallet fremover")
    til = st.select_slider("År", aarene[1:], aarene[-1], key="fremskrivningsaar")
    nyhed(fremskrivningsnyhed(fremskrivning(tilstand.plan(), til), aarene[0], til))
    vis_tabel(fremskrivningstabel(tilstand.plan(), til))

om_specialet = plan.fag.speciale(speciale)
if om_specialet in med_aktivitet(plan):
    st.header(f"Aktivitet: {om_specialet.titel}, {plan.fag.aktivitetsaar[-1]}")
    aktivitet = aktivitetstabel(plan, om_specialet, grundlag)
    vis_tabel(aktivitet.med_raekker(tabellen.ordnet().index))
