"""The plan document shown on the page before it is made: the same words, tables and maps."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dansk import antal, linje
from eksport.bestilling import Bestilling, NavngivetScenarie, Valg
from eksport.bilag import IKKE_MED, Afsnit, Bilag, Figur, Punkter, Tekst
from eksport.indhold import byg_bilag
from kort.tryk.svg import med_egne_haloer
from pages.dele.tekst import nyhed, ren, rulletekst, smaat, vis_tabel
from pages.dele.valgliste import vaelg_en
from planning.husket import husket
from planning.plan import Plan
from tabeller.tabel import Tabel

#: So many rows of a long table are shown; the files have them all.
HOEJST_RAEKKER = 25


def forhaandsvist(plan: Plan, bestilling: Bestilling) -> Bilag:
    """Return what is shown of an order, kept with the plan; raises as `byg_bilag`."""
    valg = bestilling.valg.paa(plan)
    return _bygget(plan, bestilling.scenarier, tuple(bestilling.afsnit), valg)


@husket(4)
def _bygget(
    plan: Plan, scenarier: tuple[NavngivetScenarie, ...], afsnit: tuple[str, ...], valg: Valg
) -> Bilag:
    return byg_bilag(plan, scenarier, afsnit, valg)


def vis_indhold(bilag: Bilag) -> str:
    """Draw the contents to choose a section from, and return the heading chosen."""
    kapitler = [a.overskrift for a in bilag.afsnit if a.niveau == 1]
    valgt = vaelg_en("Vis afsnittet", kapitler, "vist_afsnit", linje)
    if bilag.udeladt:
        with st.expander(f"{antal(len(bilag.udeladt), 'emne', 'emner')} er ikke med"):
            st.markdown("\n".join([IKKE_MED, "", *(f"- {ren(s)}" for s in bilag.udeladt)]))
    return valgt


def vis_afsnit(bilag: Bilag, kapitel: str) -> None:
    """Draw a chapter with its sections as they will stand, numbered as in the document."""
    numre = {Tabel: 0, Figur: 0}
    vises = False
    rulletekst("Afsnittet, som det bliver i dokumentet.")
    for afsnit in bilag.afsnit:
        if afsnit.niveau == 1:
            vises = afsnit.overskrift == kapitel
        if vises:
            overskrift = st.header if afsnit.niveau == 1 else st.subheader
            overskrift(ren(linje(afsnit.overskrift)), anchor=False)
        _vis_led(afsnit, numre, bilag.figurnumre(), vises)


def _vis_led(
    afsnit: Afsnit, numre: dict[type, int], figurnumre: Mapping[str, int], vises: bool
) -> None:
    for led in afsnit.led:
        if isinstance(led, Tabel) and not led.i_dokument:
            continue
        if type(led) in numre:
            numre[type(led)] += 1  # layout: the document counts in the same order
        if not vises:
            continue
        if isinstance(led, Tekst):
            nr = figurnumre.get(led.figur)
            tekst = f"{led.tekst} Se figur {nr}." if nr else led.tekst
            nyhed(tekst) if led.art == "nyhed" else st.markdown(ren(tekst))
        elif isinstance(led, Punkter):
            st.markdown("\n".join(f"- {ren(linje(p))}" for p in led.punkter))
        elif isinstance(led, Tabel):
            _vis_tabel(led.til_papir(), numre[Tabel])
        else:
            _vis_figur(led, numre[Figur])


def _vis_tabel(vist: Tabel, nummer: int) -> None:
    st.markdown(f"**Tabel {nummer}. {ren(linje(vist.titel))}**")
    mere = (
        f"Her vises {HOEJST_RAEKKER} af {len(vist.ramme)} rækker; dokumentet har dem alle. "
        if len(vist.ramme) > HOEJST_RAEKKER
        else ""
    )
    vis_tabel(
        vist.med_raekker(vist.ramme.index[:HOEJST_RAEKKER]), f"{vist.note} {mere}", som_trykt=True
    )


def _vis_figur(figur: Figur, nummer: int) -> None:
    with st.spinner(f"Tegner: {ren(figur.titel)}"):
        # Lines and text are sharp at any size, and take less memory than the points of a print.
        svg = med_egne_haloer(figur.tegn("svgudsnit", figur.format).decode())
        st.image(svg, alt=linje(figur.alt))
    st.markdown(f"**Figur {nummer}. {ren(linje(figur.titel))}**")
    smaat(linje(figur.kilde))
