"""Økonomi, the need to come: what a projection asks, on a map, year by year and in tables."""

from __future__ import annotations

import streamlit as st

from kort import lag as kortlag
from kort.farver import BEHOV
from pages.dele.afsnit import vis_afsnit
from pages.dele.behovskurve import behovskurve
from pages.dele.diagramvisning import vis_diagram
from pages.dele.importlink import vis_importlink
from pages.dele.kommunenavne import kommunenavne
from pages.dele.kortflade import vis_kort
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import Trykt
from pages.dele.rum import rum
from pages.dele.tekst import fejl_vises, noegletal, nyhed, vis_tabel
from pages.dele.valgliste import sidst_valgt, vaelg_en
from planning.brugsspaend import brugsspaend
from planning.fremskrivning import aar, fremskrivning, pr_kapacitet_efter_aar, valgt_aar
from planning.plan import Plan
from saetninger.fremskrivning import (
    behovsnoegletal,
    brugstekst,
    fremskrivningsnyhed,
    uden_fremskrivning,
)
from tabeller.fremskrivning import (
    behandledetabel,
    distriktsbehovstabel,
    fremskrivningstabel,
    specialer_med_behov,
    udviklingstabel,
)

KORTHOEJDE, KURVEHOEJDE = 300, 250
AAR = "behovsaar"
#: No one kommune.
ALLE = ""


def vis(plan: Plan) -> None:
    """Draw the answer of a year, its map and chart, and the table that is chosen."""
    if hvorfor := uden_fremskrivning(plan):
        nyhed(hvorfor)
        vis_importlink("Importér en fremskrivning", "fremskrivning")
        return
    with fejl_vises():
        kortet, svaret = rum()
        with svaret:
            til = _vaelg_aar(plan)
        with kortet:
            _vis_kort(plan, til)
        with svaret:
            _vis_svar(plan, til)
        afsnit = {
            "kommuner": ("Kommunerne", lambda: vis_tabel(fremskrivningstabel(plan, til))),
            "distrikter": ("Distrikterne", lambda: _vis_distrikter(plan, til)),
            "aar": ("År for år", lambda: vis_tabel(udviklingstabel(plan))),
        }
        if specialer_med_behov(plan, til):
            afsnit["behandlede"] = ("Behandlede", lambda: _vis_behandlede(plan, til))
        vis_afsnit(afsnit, "behovsafsnit")


def _vaelg_aar(plan: Plan) -> int:
    """Draw the years to choose from; what is chosen is kept while another page is shown."""
    aarene = aar(plan)[1:]
    sidst = sidst_valgt(AAR)
    foerst = sidst if sidst in aarene else valgt_aar(plan)
    if st.session_state.get(AAR, foerst) not in aarene:
        del st.session_state[AAR]
    til = st.select_slider("År", aarene, foerst, key=AAR) if len(aarene) > 1 else foerst
    st.session_state[f"{AAR}_husket"] = til
    return til


def _vis_kort(plan: Plan, til: int) -> None:
    ramme, tabel = fremskrivning(plan, til), fremskrivningstabel(plan, til)
    titel = f"Kapaciteter, der mangler i {til}"
    vis_kort(
        [kortlag.behov(ramme, til, kortomrids(plan)), kortlag.klinikker(plan, prikker=True)],
        "behov",
        KORTHOEJDE,
        [*kortlag.signaturer(BEHOV), kortlag.KLINIKPRIK],
        f"{titel}, for at hver kommune holder sit eget niveau. {tabel.kilde}",
        trykt=Trykt(
            titel,
            "Kapaciteter for at holde kommunens eget niveau",
            fremskrivningsnyhed(ramme, aar(plan)[0], til),
        ),
    )


def _vis_svar(plan: Plan, til: int) -> None:
    ramme, foerste = fremskrivning(plan, til), aar(plan)[0]
    nyhed(fremskrivningsnyhed(ramme, foerste, til))
    noegletal(behovsnoegletal(ramme, specialer_med_behov(plan, til), foerste, til))
    navne = kommunenavne(plan)
    kode = vaelg_en("Kommune i diagrammet", list(navne.index), "behovskommune", navne.get)
    st.caption("Indbyggere pr. kapacitet år for år, med datasættets kapacitet. Aksen er afkortet.")
    vis_diagram(
        behovskurve(pr_kapacitet_efter_aar(plan), til, kode, navne[kode], KURVEHOEJDE),
        key="behovskurve",
    )


def _vis_distrikter(plan: Plan, til: int) -> None:
    valgbare = [
        kode for kode in kommunenavne(plan).index if kode in set(plan.distrikter["kommune_kode"])
    ]
    navne = {ALLE: "Alle kommuner", **plan.kommuner["kommune"]}
    with st.container(width=260):
        kode = vaelg_en("Distrikter i", [ALLE, *valgbare], "behovsdistrikter", navne.get)
    vis_tabel(distriktsbehovstabel(plan, til, kode=kode))


def _vis_behandlede(plan: Plan, til: int) -> None:
    ramme = fremskrivning(plan, til)
    for om in specialer_med_behov(plan, til):
        nyhed(brugstekst(ramme, om, brugsspaend(plan, om.kode), til))
    vis_tabel(behandledetabel(plan, til))
