"""Økonomi, who pays: forbrug follows where patients live, produktion where the clinics are."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.dele import tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.oekonomi.betalingsbillede import vis_svaret
from pages.dele.oekonomi.emnevalg import vaelg_emne
from pages.dele.tekst import fejl_vises, nyhed, ren, vis_tabel
from pages.dele.valgliste import vaelg_knap
from planning.aktivitet import med_aktivitet
from planning.betaling import STROEMTAL, UDGIFTSTAL, budget, har_udgift
from planning.fag import Speciale
from planning.plan import Plan
from saetninger.betaling import (
    INTET_SCENARIE,
    UDEN_TABELLER,
    UDEN_UDGIFT,
    betalerlinje,
    budgetnyhed,
    flytningssvar,
)
from tabeller.betaling import (
    ORD,
    budgettabel,
    flytningstabel,
    kontroltabel,
    nettotabel,
    udgiftstabel,
    udviklingstabel,
)

#: The section of the page, and that of the scenario in it; a button elsewhere opens them.
NOEGLE, SCENARIET = "betalingsafsnit", "scenariet"


def vis(plan: Plan) -> None:
    """Draw the answer, the map of kroner or of net flows, and the section that is chosen."""
    specialet = plan.fag.speciale(tilstand.speciale())
    if specialet not in med_aktivitet(plan) or plan.tabeller.empty:
        nyhed(UDEN_TABELLER)
        return
    with fejl_vises():
        aar = vis_svaret(plan, specialet)
        vis_afsnit(_afsnit(plan, specialet, aar), NOEGLE)


def _afsnit(plan: Plan, specialet: Speciale, aar: int) -> dict[str, tuple[str, Callable[[], None]]]:
    penge = budget(plan)

    def udgiften() -> None:
        """What each kommune paid, held against what the region is printed with."""
        tabel = udgiftstabel(plan, aar)
        if tabel is None:
            nyhed(UDEN_UDGIFT)
            return
        vis_tabel(tabel)
        if har_udgift(plan, specialet.kode):
            with st.expander("Holdt mod regionens trykte udgift, år for år"):
                vis_tabel(kontroltabel(plan, specialet.kode))

    def budgettet() -> None:
        """What use costs, and would cost by that of others."""
        if penge is None:
            nyhed(UDEN_UDGIFT)
            return
        nyhed(budgetnyhed(penge))
        vis_tabel(budgettabel(plan, penge))

    def udviklingen() -> None:
        """One figure over the years."""
        fulgte = [*STROEMTAL, *(UDGIFTSTAL if har_udgift(plan, specialet.kode) else ())]
        hvad = vaelg_knap("Tal", fulgte, "betalingstal", ORD.__getitem__)
        vis_tabel(udviklingstabel(plan, specialet, hvad))

    def scenariet() -> None:
        """What the open scenario does and does not change."""
        if not tilstand.scenarie():
            nyhed(INTET_SCENARIE)
            return
        with fejl_vises():
            nyhed(flytningssvar(plan, tilstand.scenarie()))
            vis_tabel(flytningstabel(plan, tilstand.scenarie(), penge))

    betalt = {"udgift": ("Hvad kommunerne betaler", udgiften)}
    netto = {
        "kommuner": (
            "Forbrug og produktion",
            lambda: vis_tabel(nettotabel(plan, specialet, aar)),
        )
    }
    return {
        **(betalt | netto if har_udgift(plan, specialet.kode) else netto | betalt),
        "budget": ("Hvis borgerne brugte som andre", budgettet),
        "udvikling": ("År for år", udviklingen),
        SCENARIET: ("Scenariet", scenariet),
    }


def link(plan: Plan) -> None:
    """Draw the one line that says who pays, and opens the scenario's section."""
    linje = betalerlinje(plan)
    if linje and st.button(
        ren(linje), key="aabn_betaling", type="tertiary", icon=":material/payments:"
    ):
        # Not by address: the way back would then go past Økonomi once more.
        vaelg_emne("betaling")
        st.session_state[f"{NOEGLE}_husket"] = SCENARIET
        st.switch_page("pages/oekonomi.py")
