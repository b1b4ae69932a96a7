"""Showing what a scenario does: who decides, warnings, and the maps before and after."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dansk import opremsning
from kort.aendringslag import OVERSKRIFT, TITEL
from pages.dele import tilstand
from pages.dele.kortflade import Klik, vis_kort
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import Trykt, scenarienavn
from pages.dele.scenarielag import scenarielag, scenarietegn
from pages.dele.tekst import ren
from planning.plan import Plan
from planning.scenarie import Vurdering, roerte_kommuner, vurder
from planning.tiltag import Tiltag
from saetninger.advarsler import advarsler
from saetninger.beslutningsvej import beslutning, beslutninger
from saetninger.scenarienyhed import maalestok, tiltagstitel
from saetninger.vilkaar import brudte_vilkaar
from tabeller.kilder import kilde


def vurderet(plan: Plan, tiltag: Sequence[Tiltag]) -> Vurdering:
    """Return what some tiltag do to a plan, by the weights and the speciale of the session."""
    return vurder(plan, tiltag, tilstand.vaegte(), ventespeciale=tilstand.speciale())


def vis_beslutning(vurdering: Vurdering) -> None:
    """Write who decides each tiltag, the weightiest first said, and on what conditions."""
    vej = beslutning(vurdering)
    if vej is None:
        return
    linjer = [f"- {ren(v.begrundelse)} ({ren(v.hjemmel)})" for v in beslutninger(vurdering)]
    st.info(
        f"**{vej.niveau}**\n\nParter: {ren(opremsning(vej.parter))}.\n\n"
        + "\n".join(dict.fromkeys(linjer)),
        icon=":material/gavel:",
    )
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


#: The title of each map in print, and what heads its legend.
TITLER = {
    "foer": ("Indbyggere pr. kapacitet før", "I forhold til regionen"),
    "efter": ("Indbyggere pr. kapacitet efter", "I forhold til regionen før"),
    "aendring": (TITEL, OVERSKRIFT),
}


def vaelg_stand() -> str:
    """Draw the choice of what the map of a scenario shows, and return it."""
    return st.segmented_control(
        "Kortet viser",
        list(STANDE),
        format_func=STANDE.get,
        default="efter",
        required=True,
        key="scenariekort",
        label_visibility="collapsed",
    )


def vis_scenariekort(
    vurdering: Vurdering, stand: str, hoejde: int, ved_klik: Klik | None = None
) -> None:
    """Draw a scenario on one map, before, after or what differs; on two where that is chosen.

    Both states have the same classes, measured from the region before.
    """
    plan, omrids = vurdering.plan_foer, kortomrids(vurdering.plan_foer)
    navngiv = roerte_kommuner(vurdering) if stand == "to" else None
    under = f"{kilde(plan, 'kapaciteter', 'kommuner')} {maalestok(vurdering)}"
    viste = ["foer", "efter"] if stand == "to" else [stand]
    steder = st.columns(2, gap="small") if stand == "to" else [st.container()]
    for sted, vist in zip(steder, viste, strict=True):
        with sted:
            if stand == "to":
                st.markdown(f"**{STANDE[vist]}**")
            vis_kort(
                scenarielag(vurdering, vist, omrids, navngiv),
                f"kort_{vist}",
                hoejde,
                scenarietegn(vurdering, vist),
                under,
                ved_klik,
                trykt=Trykt(*TITLER[vist], tiltagstitel(vurdering), scenarienavn(), plan=plan),
            )
