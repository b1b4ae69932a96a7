"""The best flytning between the two kommuner chosen: proposed at first, and offered after that.

What is proposed goes to a clinic there is; a new address that scores higher is told and offered.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from pages.dele.alle_flytninger import bedste_mellem
from pages.dele.tekst import ren
from pages.dele.tiltagssteder import valg_af
from pages.dele.valgliste import sidst_valgt
from planning.plan import Plan
from planning.tiltag import Flytning, sted_id
from saetninger.flytninger import NYT_HJAELP, bedste_par, nyt_par, parnyhed

#: The clinics last proposed, and between which kommuner.
FORESLAAET = "foreslaaet_par"


class Par(NamedTuple):
    """The best flytning between two kommuner, and one to a new address that is better; or None."""

    bedst: pd.Series | None
    ny: pd.Series | None


def vis_flytning(plan: Plan, flytning: Flytning) -> None:
    """Let the lists show the two ends of a flytning that is in the scenario of the plan."""
    for hvad, ende in (("fra", flytning.fra), ("til", flytning.til)):
        kode, _ = plan.efter_kommune.bysamfund(ende)
        st.session_state[f"{hvad}_kode"] = kode
        st.session_state[hvad] = sted_id(ende)


def foreslaa(plan: Plan, fra_kode: str, til_kode: str) -> Par:
    """Return the best between two kommuner, and choose the clinics where none is by hand.

    They are chosen when the kommuner have just been, as long as those chosen are the last proposed.
    """
    par = Par(*bedste_mellem(plan, fra_kode, til_kode))
    sidst, valgt = st.session_state.get(FORESLAAET), _valgt()
    nyt_par_ = sidst is None or sidst[0] != (fra_kode, til_kode)
    if par.bedst is not None and nyt_par_ and (None in valgt or (sidst and sidst[1] == valgt)):
        _vaelg(par.bedst)
    if nyt_par_:
        foreslaaet = None if par.bedst is None else _ender(par.bedst)
        st.session_state[FORESLAAET] = ((fra_kode, til_kode), foreslaaet)
    return par


def er_foreslaaet() -> bool:
    """Return whether the clinics chosen are those that were proposed, and none by hand."""
    return st.session_state.get(FORESLAAET, (None, None))[1] == _valgt()


def tilbyd(plan: Plan, par: Par | None, *, proeves: bool) -> None:
    """Say whether what is chosen scores highest between the kommuner, and offer what does.

    `proeves`: whether anything of it is tried; of nothing it is not said that it scores highest.
    """
    if par is None:
        return
    valgt = _valgt()
    if par.bedst is not None:
        if valgt != _ender(par.bedst):
            st.button(
                ren(bedste_par(plan, par.bedst)),
                key="vaelg_bedste",
                type="tertiary",
                icon=":material/swap_horiz:",
                on_click=_vaelg,
                args=(par.bedst,),
            )
        elif proeves:
            st.caption(ren(parnyhed(par.bedst)))
    if par.ny is not None and valgt != _ender(par.ny):
        st.button(
            ren(nyt_par(plan, par.ny)),
            key="vaelg_ny",
            type="tertiary",
            icon=":material/add_location:",
            help=NYT_HJAELP,
            on_click=_vaelg,
            args=(par.ny,),
        )


def _valgt() -> tuple[str | None, str | None]:
    """The ends chosen from the lists, also while another page has been shown."""
    return sidst_valgt("fra"), sidst_valgt("til")


def _ender(raekke: pd.Series) -> tuple[str, str]:
    """The ends of a row of `mulige_flytninger`, as the lists have them."""
    return raekke["fra"], valg_af(raekke["til"])


def _vaelg(raekke: pd.Series) -> None:
    st.session_state["fra"], st.session_state["til"] = _ender(raekke)
