"""Overblik: indbyggere pr. kapacitet in the region, on a map, in bars and in a table."""

from __future__ import annotations

import streamlit as st

from dansk import fortegn, kapaciteter, procent, tal
from kort import lag as kortlag
from kort.farver import ADGANG, AFVIGELSE
from pages.dele import tilstand
from pages.dele.diagrammer import OPSAETNING, afvigelsessoejler
from pages.dele.kortflade import vis_kort
from pages.dele.tekst import Kolonne, kilde, kildetekst, noegletal, nyhed, ren, tabel
from planning.adgang import adgang
from planning.aktivitet import aktivitet, med_aktivitet
from planning.daekningsbillede import daekningsbillede
from planning.laesninger import laesninger
from planning.plan import LAESOE
from planning.spredning import spredning
from planning.status import grundlagsforskelle, status
from saetninger.fagord import faellestekst
from saetninger.laesninger import forklaret, uenighed
from saetninger.nyhed import grundlagsnyhed, hvorfor_klinikliste, statusdom

KORTHOEJDE = 460
KORT = {"raa": "Indbyggere pr. kapacitet", "adgang": "Adgang på tværs af grænser"}
GRAENSE_MIN = 15
ADGANGSNOTE = (
    "Model: kapacitet pr. 10.000 indbyggere inden for 30 minutters kørsel, afvigelse fra regionen. "
    "Adgang regnes altid på kliniklisten."
)

plan = tilstand.vist_plan()
# Tabel 1 has no clinics for a scenario to move capacity between.
grundlag = "klinikliste" if tilstand.viser_scenarie() else tilstand.grundlag()
speciale = tilstand.speciale()
tabellen = status(plan, grundlag)
kapacitetskilde = plan.herkomst["tabel1" if grundlag == "tabel1" else "kapaciteter"]
kilder = (kapacitetskilde, plan.herkomst["kommuner"])
adgangskilder = [plan.herkomst[n] for n in ("kapaciteter", "kommuner", "befolkning", "rejsetid")]

st.title("Indbyggere pr. kapacitet")
nyhed(statusdom(plan, tabellen))
if tilstand.viser_scenarie():
    st.info("Siden viser scenariet fra sidepanelet, ikke datasættet.", icon=":material/alt_route:")
    if tilstand.grundlag() == "tabel1":
        st.info(ren(hvorfor_klinikliste(plan)), icon=":material/table:")
maal = spredning(tabellen, undtag=(LAESOE,))
noegletal(
    [
        (tal(tabellen.region["indbyggere_pr_kapacitet"]), "indbyggere pr. kapacitet i regionen"),
        (kapaciteter(tabellen.region["kapacitet"]), "kapaciteter"),
        (tal(tabellen.region["indbyggere"]), "indbyggere"),
        (tal(len(plan.klinikker)), "klinikadresser"),
        (
            tal(maal.maks_min, 1),
            "gange flest mod færrest, når Læsø holdes ude",
        ),
    ]
)

adgangen = adgang(plan)
venstre, hoejre = st.columns([58, 42], gap="medium")
with venstre:
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
        kildetekst(*kilder) if vist == "raa" else kildetekst(*adgangskilder, note=ADGANGSNOTE),
    )
with hoejre:
    st.subheader("Indbyggere pr. kapacitet og afvigelse fra regionen")
    st.plotly_chart(afvigelsessoejler(tabellen.kommuner, KORTHOEJDE), theme=None, config=OPSAETNING)

st.header("Kommunerne")
tabel(
    tabellen.ordnet(),
    {
        "kommune": Kolonne("Kommune", tekst=True),
        **{a.noegle: Kolonne(a.kolonne, kapaciteter) for a in plan.fag.rettigheder},
        "kapacitet": Kolonne("Kapacitet i alt", kapaciteter),
        "indbyggere": Kolonne("Indbyggere", tal),
        "indbyggere_pr_kapacitet": Kolonne("Indbyggere pr. kapacitet", tal),
        "afvigelse_pct": Kolonne("Afvigelse fra regionen, %", fortegn),
    },
    sum_raekke="region",
)
kilde(*kilder, note=plan.opgoerelse.forklaring)
if not plan.tabel1.empty:
    st.caption(grundlagsnyhed(plan.fag, grundlagsforskelle(plan)))

st.header("Tre læsninger af samme kapacitet")
billede = daekningsbillede(plan, "minutter", GRAENSE_MIN)
sammen = forklaret(laesninger(tabellen, billede, adgangen))
nyhed(uenighed(sammen))
tabel(
    sammen,
    {
        "kommune": Kolonne("Kommune", tekst=True),
        "indbyggere_pr_kapacitet": Kolonne("Indbyggere pr. kapacitet", tal),
        "afvigelse_pct": Kolonne("fra regionen, %", fortegn),
        "andel_pct": Kolonne(f"Klinik inden for {GRAENSE_MIN} min", procent),
        "kapacitet_pr_10000": Kolonne("Adgang: kapacitet pr. 10.000", lambda v: tal(v, 2)),
        "adgang_afvigelse_pct": Kolonne("fra regionen, %", fortegn),
        "netto": Kolonne("Hentet fra naboer", lambda v: fortegn(v, 1)),
        "forklaring": Kolonne("Hvor læsningerne er uenige", tekst=True),
    },
    sum_raekke="region",
)
kilde(
    *adgangskilder,
    note="Adgang regnes altid på kliniklisten og er en model (E2SFCA, Luo og Qi 2009): hver borger "
    "deler kapaciteten inden for 30 minutters kørsel med alle andre, der kan nå den; de nære "
    "tæller mest (10/20/30 min: 1; 0,68; 0,22). »Hentet fra naboer« er kapaciteter, kommunens "
    "borgere trækker på ud over kommunens egne. Befolkningen uden for byerne er spredt jævnt. "
    "Læsø er en ø og læses for sig.",
)

if plan.fag.speciale(speciale) in med_aktivitet(plan):
    st.header(f"Aktivitet: {plan.fag.speciale(speciale).titel}, {plan.fag.aktivitetsaar[-1]}")
    tabel(
        aktivitet(plan, speciale, grundlag).loc[tabellen.ordnet().index],
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
        note=f"Forbrug er efter borgerens bopæl, produktion efter klinikkens kommune. "
        f"{faellestekst(plan)}",
    )
