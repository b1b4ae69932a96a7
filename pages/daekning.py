"""Dækning: how many live within a limit of a clinic, and where nobody does."""

from __future__ import annotations

import streamlit as st

from dansk import procent, tal
from geo.farver import DAEKNING
from geo.kort import cirkellag
from pages.dele import lag, tilstand
from pages.dele.kortflade import vis_kort
from pages.dele.tekst import Kolonne, kilde, kildetekst, noegletal, nyhed, tabel
from planning.daekningsbillede import daekningsbillede
from planning.nyhed import daekningsnyhed

plan = tilstand.vist_plan()
st.title("Dækning i luftlinje")
if tilstand.viser_scenarie():
    st.info("Siden viser scenariet fra sidepanelet, ikke datasættet.", icon=":material/alt_route:")
radius = st.slider(
    "Radius om hver klinik, km",
    min_value=1,
    max_value=40,
    value=10,
    key="radius",
    help="Hvor langt der må være til nærmeste klinik i luftlinje. Grænsen selv tæller med.",
)
billede = daekningsbillede(plan, "luftlinje", radius)
nyhed(daekningsnyhed(billede))
noegletal(
    [
        (procent(billede.region["andel_pct"]), f"af byernes indbyggere har højst {radius} km"),
        (procent(billede.valg_pct["region"]), "har to klinikker at vælge imellem"),
        (f"{tal(billede.radius.loc['region', 90], 1)} km", "når 90 % af byernes indbyggere"),
        (tal(len(billede.hvide_pletter)), "byer uden for radius"),
    ]
)
st.caption(
    "Regnet på de 70 byer med mindst 500 indbyggere, hver som ét punkt i sin midte. "
    "Landdistrikterne er ikke med, og en luftlinje ved ikke, at der er en fjord imellem."
)
kilder = (plan.herkomst["byer"], plan.herkomst["klinikker"])
venstre, hoejre = st.columns([58, 42], gap="medium")
with venstre:
    klinikker = plan.klinikker[billede.med]
    vis_kort(
        [
            lag.daekket(billede.kommuner, f"Har højst {radius} km"),
            cirkellag(
                list(zip(klinikker["lat"], klinikker["lon"], strict=True)),
                radius,
                "#1f2d3a",
                "Radius",
            ),
            lag.klinikker(plan),
        ],
        "daekning",
        500,
        [*zip(DAEKNING.farver, DAEKNING.navne, strict=True), lag.TEGN_KLINIK],
        kildetekst(*kilder),
    )
with hoejre:
    st.subheader(f"Andel af byernes indbyggere inden for {radius} km")
    tabel(
        billede.ordnet().join(billede.radius),
        {
            "kommune": Kolonne("Kommune", tekst=True),
            "andel_pct": Kolonne("Dækket", procent),
            "indbyggere": Kolonne("Personer", tal),
            "i_alt": Kolonne("i byer", tal),
            50: Kolonne("50 % har højst, km", lambda v: tal(v, 1)),
            90: Kolonne("90 % har højst, km", lambda v: tal(v, 1)),
        },
        sum_raekke="region",
    )
    kilde(*kilder)
st.header("Byer uden for radius")
if billede.hvide_pletter.empty:
    st.success(f"Alle 70 byer har en klinik inden for {radius} km.", icon=":material/check:")
else:
    tabel(
        billede.hvide_pletter,
        {
            "navn": Kolonne("By", tekst=True),
            "kommune": Kolonne("Kommune", tekst=True),
            "indbyggere": Kolonne("Indbyggere", tal),
            "afstand": Kolonne("Til nærmeste klinik, km", lambda v: tal(v, 1)),
        },
    )
    kilde(*kilder)
