"""Hvem betaler, the map and the answer beside it: kroner by kommune, or patients that cross."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dansk import IKKE_OPLYST, tal
from kort import lag as kortlag
from kort.betalingslag import nettostroem as nettolag
from kort.betalingslag import nettotegn, udgiftstegn
from kort.betalingslag import udgift as udgiftslag
from kort.farver import NETTOSTROEM, UDGIFT
from pages.dele.diagramvisning import vis_diagram
from pages.dele.kommunesoejler import kommunesoejler, mod_regionen
from pages.dele.kortflade import vis_kort
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import Trykt
from pages.dele.rum import rum
from pages.dele.tekst import noegletal, nyhed, ren, smaat
from pages.dele.valgliste import vaelg_knap
from planning.aktivitet import nettostroem
from planning.betaling import har_udgift, udgifter
from planning.fag import Speciale
from planning.plan import Plan
from saetninger.betaling import (
    INGEN_PAR,
    OM_KORTET,
    OM_SOEJLERNE,
    OM_STROEMMEN,
    OM_STROEMSOEJLERNE,
    OM_UDGIFTSKORTET,
    TAL_STROEM,
    TAL_UDGIFT,
    betalerkilder,
    betalingsnyhed,
    betalingstal,
    retning_i_ord,
    stroemnyhed,
    stroemtal,
    udgiftsforbehold,
)
from tabeller.betaling import nettotabel, ordnede, udgiftskilde

KORTHOEJDE, SOEJLEHOEJDE = 300, 300
#: What the map shows: what each kommune pays, or who is treated in another.
KRONER, PATIENTER = "kroner", "patienter"
KORTTEMAER = {KRONER: "Kroner", PATIENTER: "Patienter på tværs"}


def vis_svaret(plan: Plan, specialet: Speciale) -> int:
    """Draw the map of what is chosen, and the answer beside it; return the year that is chosen."""
    kortet, svaret = rum()
    temaer = [KRONER, PATIENTER] if har_udgift(plan, specialet.kode) else [PATIENTER]
    with kortet, st.container(key="kortvalg", horizontal=True, vertical_alignment="center"):
        tema = temaer[0]
        if len(temaer) > 1:
            tema = vaelg_knap(
                "Kortet viser", temaer, "betalingskortet", KORTTEMAER.__getitem__, skjul_etiket=True
            )
        aarene = plan.fag.aktivitetsaar
        aar = vaelg_knap("År", aarene, "betalingsaar", foerst=aarene[-1], skjul_etiket=True)
    with kortet:
        _vis_kort(plan, specialet, aar, tema)
    with svaret:
        if tema == KRONER or len(temaer) == 1:
            _vis_udgift(plan, specialet, aar)
        if tema == KRONER:
            _vis_udgiftssoejler(plan, specialet, aar)
        else:
            _vis_stroem(plan, specialet, aar)
        with st.expander("Hvor det står, hvem der betaler"):
            st.caption(ren(betalerkilder(plan.fag, specialet)))
    return aar


def _vis_udgift(plan: Plan, specialet: Speciale, aar: int) -> None:
    nyhed(betalingsnyhed(plan, specialet, aar))
    noegletal(betalingstal(plan, specialet, aar))
    if forbehold := udgiftsforbehold(plan, specialet, aar):
        smaat(forbehold)


def _vis_udgiftssoejler(plan: Plan, specialet: Speciale, aar: int) -> None:
    hver = ordnede(udgifter(plan, specialet.kode, aar), "kr_pr_indbygger")
    _vis_soejler(mod_regionen(hver, "kr_pr_indbygger", 0, UDGIFT), OM_SOEJLERNE)


def _vis_stroem(plan: Plan, specialet: Speciale, aar: int) -> None:
    nyhed(stroemnyhed(plan, specialet, aar))
    noegletal(stroemtal(plan, specialet, aar))
    smaat(OM_STROEMMEN)
    hver = ordnede(nettostroem(plan, specialet.kode, aar), "netto_patienter")
    soejler = pd.DataFrame(
        {
            "kommune": hver["kommune"],
            "tal": [tal(v) for v in hver["patienter"]],
            "vaerdi": hver["netto_patienter"],
            "ved": [
                IKKE_OPLYST if pd.isna(v) else retning_i_ord(v) for v in hver["netto_patienter"]
            ],
            "farve": [NETTOSTROEM.farve(v) for v in hver["netto_point"]],
        }
    )
    _vis_soejler(soejler, OM_STROEMSOEJLERNE)


def _vis_soejler(ramme: pd.DataFrame, titel: str) -> None:
    st.caption(titel)
    vis_diagram(kommunesoejler(ramme, SOEJLEHOEJDE, afkort=False), key="betalingssoejler")


def _vis_kort(plan: Plan, specialet: Speciale, aar: int, tema: str) -> None:
    if tema == KRONER:
        hver = udgifter(plan, specialet.kode, aar)
        flader, tegn = udgiftslag(hver, kortomrids(plan)), udgiftstegn(hver)
        under = f"{OM_UDGIFTSKORTET} {udgiftskilde(plan, specialet.kode, aar)}"
        trykt = Trykt(
            f"Hvad kommunerne betaler, {specialet.titel}, {aar}",
            "Udgift pr. indbygger mod regionen",
            betalingsnyhed(plan, specialet, aar),
        )
    else:
        hver = nettostroem(plan, specialet.kode, aar)
        flader, tegn = nettolag(hver, kortomrids(plan)), nettotegn(hver)
        under = f"{OM_KORTET} {nettotabel(plan, specialet, aar).kilde} {INGEN_PAR}"
        trykt = Trykt(
            f"Patienter netto ud og ind, {specialet.titel}, {aar}",
            "Behandlede borgere netto ud eller ind, % af alle behandlede",
            INGEN_PAR,
        )
    vis_kort(
        [flader, kortlag.klinikker(plan, prikker=True)],
        f"betalingskort_{tema}",
        KORTHOEJDE,
        [*tegn, kortlag.KLINIKPRIK, ("", TAL_UDGIFT if tema == KRONER else TAL_STROEM)],
        under,
        trykt=trykt,
    )
