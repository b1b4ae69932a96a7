"""Showing what a scenario does: effect, who decides, warnings, maps and table."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from dansk import fortegn, kapaciteter, opremsning, score, tal
from kort import lag as kortlag
from kort.farver import AFVIGELSE
from pages.dele import tilstand
from pages.dele.kortflade import Klik, vis_kort
from pages.dele.tekst import Kolonne, kilde, kildetekst, ren, tabel
from planning.scenarie import (
    Vurdering,
    roerte_kommuner,
    sammenstilling,
)
from saetninger.advarsler import advarsler
from saetninger.beslutningsvej import beslutning, beslutninger
from saetninger.effekt import kriterietabel
from saetninger.nyhed import maalestok


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


def vis_effekt(vurdering: Vurdering) -> None:
    """Write the effect criterion by criterion, and the total with its parts."""
    ramme = kriterietabel(vurdering)
    tabel(
        pd.concat(
            [ramme, pd.DataFrame([{"kriterium": "Samlet", "score": vurdering.effekt.samlet}])],
            ignore_index=True,
        ).assign(slut=len(ramme)),
        {
            "kriterium": Kolonne("Kriterium", tekst=True),
            "enhed": Kolonne("Enhed", lambda v: "" if pd.isna(v) else v, tekst=True),
            "foer": Kolonne("Før", _figur),
            "efter": Kolonne("Efter", _figur),
            "score": Kolonne("Score", score),
            "bemaerkning": Kolonne("", lambda v: "" if pd.isna(v) else v, tekst=True, note=True),
        },
        sum_raekke=len(ramme),
    )
    st.caption(
        "Score fra −100 til +100; plus er bedre. Den samlede er vægtet gennemsnit af de kriterier, "
        "der har data. Læs den aldrig uden sine dele."
    )


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
                kildetekst(
                    plan.herkomst["kapaciteter"],
                    plan.herkomst["kommuner"],
                    note=maalestok(vurdering),
                ),
                ved_klik,
            )


def vis_tabel(vurdering: Vurdering) -> None:
    """Write before and after per kommune, the touched ones highlighted."""
    ramme = sammenstilling(vurdering)
    tabel(
        ramme,
        {
            "kommune": Kolonne("Kommune", tekst=True),
            "kapacitet_foer": Kolonne("Kapacitet før", kapaciteter),
            "kapacitet_efter": Kolonne("efter", kapaciteter),
            "indbyggere_pr_kapacitet_foer": Kolonne("Indbyggere pr. kapacitet før", tal),
            "indbyggere_pr_kapacitet_efter": Kolonne("efter", tal),
            "afvigelse_pct_foer": Kolonne("Afvigelse fra regionen før, %", fortegn),
            "afvigelse_pct_efter": Kolonne("efter, %", fortegn),
        },
        sum_raekke="region",
        valgte=ramme.index[ramme["aendret"]],
    )
    kilde(
        vurdering.plan_foer.herkomst["kapaciteter"],
        vurdering.plan_foer.herkomst["kommuner"],
        note="Regnet på kliniklisten. De kommuner, scenariet rører, er fremhævet. "
        + maalestok(vurdering),
    )


def _figur(vaerdi: object) -> str:
    return tal(vaerdi, 2, fast=False) if isinstance(vaerdi, float | int) else html.escape("–")
