"""Showing what a scenario does: who decides, warnings, and the maps before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import folium
import streamlit as st

from dansk import opremsning
from kort import aendringslag, vejlag
from kort.lag import Signaturer
from pages.dele import tilstand
from pages.dele.kortflade import Klik, vis_kort
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import Lagvalg, Trykt
from pages.dele.scenarielag import Kortmaal, Kortvalg, scenarielag, scenarietegn, vejlagene
from pages.dele.tekst import ren
from planning.diskretion import diskret_daekning
from planning.plan import Plan
from planning.scenarie import Vurdering, roerte_kommuner, vurder
from planning.tiltag import Tiltag
from saetninger.advarsler import advarsler
from saetninger.beslutningsvej import beslutning, beslutninger
from saetninger.maal import TIL_NAERMESTE
from saetninger.scenarienyhed import maalestok, tiltagstitel
from saetninger.vilkaar import brudte_vilkaar
from tabeller.kilder import daekningsressourcer, kilde

N = TypeVar("N", bound=str)
#: More reasons than this are one click away.
HOEJST_GRUNDE = 2


def vurderet(plan: Plan, tiltag: Sequence[Tiltag]) -> Vurdering:
    """Return what some tiltag do to a plan, by the weights and the speciale of the session."""
    return vurder(plan, tiltag, tilstand.vaegte(), ventespeciale=tilstand.speciale())


def vis_beslutning(vurdering: Vurdering) -> None:
    """Write who decides each tiltag, the weightiest first said, and on what conditions."""
    vej = beslutning(vurdering)
    if vej is None:
        return
    hver = [f"- {ren(v.begrundelse)} ({ren(v.hjemmel)})" for v in beslutninger(vurdering)]
    linjer = list(dict.fromkeys(hver))
    mange = len(linjer) > HOEJST_GRUNDE
    hvem = f"**{vej.niveau}**\n\nParter: {ren(opremsning(vej.parter))}."
    hvorfor = "\n".join(linjer)
    st.info(hvem if mange else f"{hvem}\n\n{hvorfor}", icon=":material/gavel:")
    if mange:
        with st.expander("Hvorfor, tiltag for tiltag"):
            st.markdown(hvorfor)
    if vej.vilkaar:
        punkter = "\n".join(f"- {ren(v)}" for v in vej.vilkaar)
        st.info(f"**Vilkår**\n\n{punkter}", icon=":material/rule:")


def sig_brudte_vilkaar(vurdering: Vurdering) -> None:
    """Say beside a headline that what it says breaks a condition."""
    if brudt := brudte_vilkaar(vurdering):
        st.warning(ren(brudt), icon=":material/rule:")


def vis_advarsler(vurdering: Vurdering) -> None:
    """Write the warnings in one box."""
    if vurdering.advarsler:
        punkter = "\n".join(f"- {ren(a)}" for a in advarsler(vurdering))
        st.warning(punkter, icon=":material/warning:")


#: What the map of a scenario shows: the state before, the state after, and what differs.
STANDE = {"foer": "Før", "efter": "Efter", "aendring": "Ændring", "to": "To kort"}
#: What it measures; minutes are offered where they change.
MAAL: dict[Kortmaal, str] = {"kapacitet": "Kapacitet", "minutter": "Minutter"}


#: The title of each map in print, and what heads its legend.
TITLER: dict[Kortmaal, dict[str, tuple[str, str]]] = {
    "kapacitet": {
        "foer": ("Indbyggere pr. kapacitet før", "I forhold til regionen"),
        "efter": ("Indbyggere pr. kapacitet efter", "I forhold til regionen før"),
        "aendring": (aendringslag.TITEL, aendringslag.OVERSKRIFT),
    },
    "minutter": {
        "foer": ("Vejen til nærmeste klinik før", TIL_NAERMESTE["minutter"]),
        "efter": ("Vejen til nærmeste klinik efter", TIL_NAERMESTE["minutter"]),
        "aendring": (vejlag.TITEL, vejlag.OVERSKRIFT),
    },
}


def vaelg_kort(vurdering: Vurdering) -> Kortvalg:
    """Draw the choice of what the map of a scenario shows, and return it."""
    maal: Kortmaal = "kapacitet"
    if vurdering.foelger.aendrer_veje:
        maal = _vaelg("Kortet måler", MAAL, "kapacitet", "scenariemaal")
    return Kortvalg(_vaelg("Kortet viser", STANDE, "efter", "scenariekort"), maal)


def _vaelg(hvad: str, navne: Mapping[N, str], foerst: N, noegle: str) -> N:
    return st.segmented_control(
        hvad,
        list(navne),
        format_func=navne.get,
        default=foerst,
        required=True,
        key=noegle,
        label_visibility="collapsed",
    )


def vis_scenariekort(
    vurdering: Vurdering, valg: Kortvalg, hoejde: int, navn: str, ved_klik: Klik | None = None
) -> None:
    """Draw a scenario on one map, before, after or what differs; on two where that is chosen.

    `navn` is what it is called in print. Both states have the same classes: capacity against the
    region before, minutes by their limits.
    """
    plan = vurdering.plan_foer
    stande = ["foer", "efter"] if valg.stand == "to" else [valg.stand]
    steder = st.columns(2, gap="small") if valg.stand == "to" else [st.container()]
    for sted, vist in zip(steder, stande, strict=True):
        with sted:
            if valg.stand == "to":
                st.markdown(f"**{STANDE[vist]}**")
            lag, tegn, under, lag_ud = _kortet(vurdering, valg, vist)
            trykt = Trykt(
                *TITLER[valg.maal][vist],
                tiltagstitel(vurdering),
                navn,
                plan=plan,
                lag=lag_ud,
            )
            vis_kort(lag, f"kort_{vist}", hoejde, tegn, under, ved_klik, trykt=trykt)


def _kortet(
    vurdering: Vurdering, valg: Kortvalg, vist: str
) -> tuple[Sequence[folium.FeatureGroup], Signaturer, str, Lagvalg | None]:
    """Return a map's layers, legend and source, and what is printed where that is another."""
    plan, omrids = vurdering.plan_foer, kortomrids(vurdering.plan_foer)
    if valg.maal == "minutter":
        lag, tegn = vejlagene(vurdering, vist, omrids)
        return (
            lag,
            tegn,
            kilde(plan, *daekningsressourcer("minutter")),
            lambda: vejlagene(vurdering, vist, omrids, diskret_daekning),
        )
    navngiv = roerte_kommuner(vurdering) if valg.stand == "to" else None
    return (
        scenarielag(vurdering, vist, omrids, navngiv),
        scenarietegn(vurdering, vist),
        f"{kilde(plan, 'kapaciteter', 'kommuner')} {maalestok(vurdering)}",
        None,
    )
