"""Overblik: indbyggere pr. kapacitet in the region, on a map, in bars and in a table."""

from __future__ import annotations

import streamlit as st

from dansk import fortegn, kapaciteter, procent, tal
from geo.farver import AFVIGELSE
from pages.dele import lag, tilstand
from pages.dele.diagrammer import OPSAETNING, afvigelsessoejler
from pages.dele.kortflade import vis_kort
from pages.dele.tekst import Kolonne, kilde, kildetekst, noegletal, nyhed, tabel
from planning.aktivitet import aktivitet
from planning.kapacitet import SPECIALER
from planning.nyhed import grundlagsnyhed, statusnyhed
from planning.spredning import spredning
from planning.status import grundlagsforskelle, status

KORTHOEJDE = 500

plan = tilstand.vist_plan()
grundlag = tilstand.grundlag()
speciale = tilstand.speciale()
tabellen = status(plan, grundlag)
kapacitetskilde = plan.herkomst["tabel1" if grundlag == "tabel1" else "kapaciteter"]
kilder = (kapacitetskilde, plan.herkomst["kommuner"])

st.title("Indbyggere pr. kapacitet")
nyhed(statusnyhed(tabellen))
if tilstand.viser_scenarie():
    st.info("Siden viser scenariet fra sidepanelet, ikke datasættet.", icon=":material/alt_route:")
maal = spredning(tabellen)
noegletal(
    [
        (tal(tabellen.region["indbyggere_pr_kapacitet"]), "indbyggere pr. kapacitet i regionen"),
        (kapaciteter(tabellen.region["kapacitet"]), "kapaciteter"),
        (tal(tabellen.region["indbyggere"]), "indbyggere"),
        (tal(len(plan.klinikker)), "klinikadresser"),
        (tal(maal.maks_min, 1), "gange flest mod færrest indbyggere pr. kapacitet"),
    ]
)

venstre, hoejre = st.columns([58, 42], gap="medium")
with venstre:
    vis_kort(
        [lag.afvigelse(plan, tabellen), lag.klinikker(plan)],
        "overblik",
        KORTHOEJDE,
        [*zip(AFVIGELSE.farver, AFVIGELSE.navne, strict=True), lag.TEGN_KLINIK],
        kildetekst(*kilder),
    )
with hoejre:
    st.subheader("Afvigelse fra regionen, og indbyggere pr. kapacitet")
    st.plotly_chart(afvigelsessoejler(tabellen.kommuner, KORTHOEJDE), theme=None, config=OPSAETNING)

st.header("Kommunerne")
tabel(
    tabellen.ordnet(),
    {
        "kommune": Kolonne("Kommune", tekst=True),
        "over30": Kolonne("Over 30 timer", kapaciteter),
        "under30": Kolonne("Under 30 timer*", kapaciteter),
        "kapacitet": Kolonne("Kapacitet i alt", kapaciteter),
        "indbyggere": Kolonne("Indbyggere", tal),
        "indbyggere_pr_kapacitet": Kolonne("Indbyggere pr. kapacitet", tal),
        "afvigelse_pct": Kolonne("Afvigelse fra regionen, %", fortegn),
    },
    sum_raekke="region",
)
kilde(*kilder, note="*En kapacitet under 30 timer tæller 0,5.")
forskelle = grundlagsforskelle(plan)
st.caption(grundlagsnyhed(forskelle))

st.header(f"Aktivitet: {SPECIALER[speciale]}, 2018")
tabel(
    aktivitet(plan, speciale, grundlag),
    {
        "kommune": Kolonne("Kommune", tekst=True),
        "patienter": Kolonne("Borgere behandlet (forbrug)", tal),
        "patienter_pr_1000": Kolonne("pr. 1.000 indbyggere", lambda v: tal(v, 1)),
        "patienter_pr_kapacitet": Kolonne("Borgere pr. kapacitet", tal),
        "andel_forbrug_pct": Kolonne("Andel af forbrug", procent),
        "ydelser": Kolonne("Ydelser leveret (produktion)", tal),
        "ydelser_pr_kapacitet": Kolonne("Ydelser pr. kapacitet", tal),
        "andel_produktion_pct": Kolonne("Andel af produktion", procent),
    },
    sum_raekke="region",
)
kilde(
    plan.herkomst["tabeller"],
    kapacitetskilde,
    note="Forbrug er efter borgerens bopæl, produktion efter klinikkens kommune. Kapaciteten er "
    "fælles for speciale 51 og 62.",
)
