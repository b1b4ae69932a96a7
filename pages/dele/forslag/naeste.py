"""Where the next clinics or capacities go: the choices, the map with them, and using the answer."""

from __future__ import annotations

import streamlit as st
from folium import FeatureGroup
from streamlit.delta_generator import DeltaGenerator

from kort import lag as kortlag
from pages.dele import tilstand
from pages.dele.afstandsvalg import vaelg_graense
from pages.dele.daekningskort import daekningslagene
from pages.dele.forslag.brug import vis_brug
from pages.dele.inddelingsvalg import sig_inddeling
from pages.dele.kortflade import vis_kort
from pages.dele.kortgrund import gitter, kortomrids
from pages.dele.korthentning import Trykt, forslagsnavn
from pages.dele.rum import rum
from pages.dele.scenarielag import Kortvalg
from pages.dele.scenariemaerke import oven_paa, sig_oven_paa
from pages.dele.tekst import nyhed, ren, vis_tabel
from pages.dele.tiltagssteder import klikket_sted
from pages.dele.valgliste import vaelg_en, vaelg_knap
from pages.dele.vurderingsvisning import (
    sig_brudte_vilkaar,
    vis_beslutning,
    vis_scenariekort,
    vurderet,
)
from planning.daekningsbillede import Daekningsbillede, daekningsbillede
from planning.diskretion import diskret_daekning
from planning.husket import husket
from planning.kapacitetsforslag import Kapacitetsforslag, kapacitetsforslag
from planning.kapacitetsforslag import Maal as Kapacitetsmaal
from planning.placeringsforslag import (
    HVEM,
    MAAL,
    Hvem,
    Maal,
    Placeringsforslag,
    placeringsforslag,
)
from planning.plan import Plan, Sted
from planning.scenarie import Vurdering
from saetninger.maal import TIL_NAERMESTE, graensetekst
from saetninger.omraadeord import efter
from saetninger.placeringsforslag import (
    HVEMNAVNE,
    KAPACITETSMAAL,
    MAALNAVNE,
    hvorfra,
    kapacitetsnyhed,
    placeringsnyhed,
)
from saetninger.scenarienyhed import tiltagsnyhed, tiltagstitel
from tabeller.kilder import daekningsressourcer, kilde
from tabeller.placeringsforslag import kapacitetstabel, placeringstabel
from tabeller.scenarie import foer_efter_tabel
from tabeller.tabel import Tabel

KORTHOEJDE = 300
ANTAL = (1, 2, 3, 4, 5)
STED, KAPACITET = "sted", "kapacitet"
HVAD = {STED: "Ny klinik", KAPACITET: "Kapacitet til en klinik"}
NY = "ny"


def vis_naeste(plan: Plan) -> None:
    """Draw where the next clinics or capacities of a plan go.

    Raises Inputfejl for what cannot be asked.
    """
    kortet, svaret = rum()
    with svaret:
        st.title(f"Den næste klinik{oven_paa()}")
        sig_oven_paa()
        hvad = vaelg_knap("Hvad", list(HVAD), "naeste_hvad", HVAD.__getitem__, skjul_etiket=True)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("Hvor mange")
            antal = vaelg_knap("Antal", list(ANTAL), "naeste_antal", foerst=1, skjul_etiket=True)
        spoerg = _steder if hvad == STED else _kapaciteter
        tabel, vurdering = spoerg(plan, antal, kortet)
    st.caption(ren(tiltagsnyhed(vurdering)))
    venstre, hoejre = st.columns([58, 42], gap="medium")
    with venstre:
        st.subheader(tabel.titel)
        vis_tabel(tabel)
    with hoejre:
        st.subheader("Hvem beslutter")
        vis_beslutning(vurdering)
    st.subheader(f"Hvem får mere, og hvem får mindre{efter(plan)}")
    vis_tabel(foer_efter_tabel(vurdering))


def _steder(plan: Plan, antal: int, kortet: DeltaGenerator) -> tuple[Tabel, Vurdering]:
    """Ask for new places, and write the answer; the map is of the ways to a clinic with them."""
    maal: Maal = vaelg_en("Bedst er", MAAL, "naeste_maal", MAALNAVNE.get)
    hvem: Hvem = vaelg_en("For", list(HVEM), "naeste_hvem", HVEMNAVNE.get)
    graense = vaelg_graense("minutter")
    navne = plan.klinikker["by"] + ": " + plan.klinikker["navn"]
    fra = vaelg_en(
        "Kapaciteten er",
        [NY, *navne.sort_values().index],
        "naeste_fra",
        lambda k: f"fra {navne[k]}" if k in navne else "ny (udvidelse)",
    )
    afgiver = None if fra == NY or maal == "alle" else fra
    with st.spinner("Søger …"):
        svar = _svar(plan, maal, antal, hvem, float(graense), afgiver, klikket_sted(plan))
    nyhed(placeringsnyhed(plan, svar))
    sig_inddeling(plan, kort=True)
    if svar.valg:
        st.caption(ren(hvorfra(plan, afgiver)))
    vurdering = vurderet(plan, svar.tiltag)
    sig_brudte_vilkaar(vurdering)
    vis_brug(svar.tiltag)
    with kortet:
        _vis_kort(vurdering, float(graense))
    return placeringstabel(plan, svar), vurdering


def _vis_kort(vurdering: Vurdering, graense: float) -> None:
    plan, maal = vurdering.plan_efter, "minutter"
    lag, tegn = _kortlagene(vurdering, daekningsbillede(plan, maal, graense))
    vis_kort(
        lag,
        "kort_naeste",
        KORTHOEJDE,
        [("", TIL_NAERMESTE[maal]), *tegn],
        kilde(plan, *daekningsressourcer(maal)),
        trykt=Trykt(
            TIL_NAERMESTE[maal],
            f"Grænsen er {graensetekst(maal, graense)}",
            tiltagstitel(vurdering),
            forslagsnavn(),
            plan=vurdering.plan_foer,
            lag=lambda: _kortlagene(vurdering, diskret_daekning(plan, maal, graense)),
        ),
    )


def _kortlagene(
    vurdering: Vurdering, billede: Daekningsbillede
) -> tuple[list[FeatureGroup], kortlag.Signaturer]:
    """Return the ways to a clinic, and over them what a map of a scenario draws."""
    plan = vurdering.plan_foer
    omrids = kortomrids(plan)
    lag, tegn = daekningslagene(billede, None, tilstand.aftagen(), gitter(plan), omrids)
    over = kortlag.efter(vurdering, omrids, ())[1:]
    return [*lag, *over], (*tegn, *kortlag.roertetegn(vurdering))


def _kapaciteter(plan: Plan, antal: int, kortet: DeltaGenerator) -> tuple[Tabel, Vurdering]:
    """Ask for capacities at the clinics there are, and write the answer; the map is as after."""
    maal: Kapacitetsmaal = vaelg_en(
        "Bedst er", list(KAPACITETSMAAL), "naeste_kapacitetsmaal", KAPACITETSMAAL.get
    )
    with st.spinner("Søger …"):
        svar = _kapacitetssvar(plan, maal, antal, tilstand.speciale())
    nyhed(kapacitetsnyhed(plan, svar))
    sig_inddeling(plan, kort=True)
    vurdering = vurderet(plan, svar.tiltag)
    sig_brudte_vilkaar(vurdering)
    vis_brug(svar.tiltag)
    with kortet:
        vis_scenariekort(vurdering, Kortvalg("efter"), KORTHOEJDE, forslagsnavn())
    return kapacitetstabel(plan, svar), vurdering


@husket(16)
def _svar(
    plan: Plan,
    maal: Maal,
    antal: int,
    hvem: Hvem,
    graense: float,
    fra: str | None,
    punkter: tuple[Sted, ...],
) -> Placeringsforslag:
    return placeringsforslag(plan, maal, antal, hvem, graense, fra=fra, punkter=punkter)


@husket(16)
def _kapacitetssvar(
    plan: Plan, maal: Kapacitetsmaal, antal: int, speciale: str
) -> Kapacitetsforslag:
    return kapacitetsforslag(plan, maal, antal, speciale)
