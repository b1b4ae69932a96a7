"""Showing what a scenario does: who decides, warnings, and the maps before and after."""

from __future__ import annotations

import streamlit as st

from dansk import opremsning
from kort import lag as kortlag
from kort.farver import AFVIGELSE
from pages.dele import tilstand
from pages.dele.kortflade import Klik, vis_kort
from pages.dele.tekst import ren
from planning.scenarie import Vurdering, roerte_kommuner
from saetninger.advarsler import advarsler
from saetninger.beslutningsvej import beslutning, beslutninger
from saetninger.nyhed import maalestok
from tabeller.kilder import kilde


def vis_beslutning(vurdering: Vurdering) -> None:
    """Write who decides each tiltag, the weightiest first said."""
    vej = beslutning(vurdering)
    if vej is None:
        return
    linjer = [f"- {ren(v.begrundelse)} ({ren(v.hjemmel)})" for v in beslutninger(vurdering)]
    st.info(
        f"**{vej.niveau}**\n\nParter: {ren(opremsning(vej.parter))}.\n\n"
        + "\n".join(dict.fromkeys(linjer)),
        icon=":material/gavel:",
    )


def vis_advarsler(vurdering: Vurdering) -> None:
    """Write the warnings in one box."""
    if vurdering.advarsler:
        punkter = "\n".join(f"- {ren(a)}" for a in advarsler(vurdering))
        st.warning(punkter, icon=":material/warning:")


def vis_kort_foer_efter(vurdering: Vurdering, hoejde: int, ved_klik: Klik | None = None) -> None:
    """Draw the maps before and after side by side, with the moves as lines on the latter."""
    plan, omrids, navngiv = vurdering.plan_foer, tilstand.kortomrids(), roerte_kommuner(vurdering)
    dele = (
        ("Før", kortlag.foer(vurdering, omrids, navngiv)),
        ("Efter", kortlag.efter(vurdering, omrids, navngiv)),
    )
    for kolonne, (navn, lag) in zip(st.columns(2, gap="small"), dele, strict=True):
        with kolonne:
            st.markdown(f"**{navn}**")
            vis_kort(
                lag,
                f"kort_{navn}",
                hoejde,
                [*kortlag.signaturer(AFVIGELSE), *kortlag.ROERTE, kortlag.KLINIKTEGN],
                f"{kilde(plan, 'kapaciteter', 'kommuner')} {maalestok(vurdering)}",
                ved_klik,
            )
