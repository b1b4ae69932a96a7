"""The flytninger there could be from the scenario as it stands, kept while nothing is changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.dele import tilstand
from planning.foelsomhed import rangfoelsomhed
from planning.husket import husket
from planning.mulige_flytninger import bedste, mulige_flytninger
from planning.plan import Plan

#: Kommuner in their order, from which and to which; None for all of them.
Mellem = tuple[str, str] | None


def alle_flytninger(
    plan: Plan, undtag: tuple[str, ...] = (), mellem: Mellem = None
) -> pd.DataFrame:
    """Return `mulige_flytninger` of a plan by the weights, speciale and grouping chosen."""
    vaegte = tuple(tilstand.vaegte().items())
    return kendte_flytninger(tilstand.inddelt(plan), vaegte, undtag, tilstand.speciale(), mellem)


def bedste_mellem(plan: Plan, fra: str, til: str) -> pd.Series | None:
    """Return the flytning from one kommune to another that scores highest; None for none."""
    return bedste(alle_flytninger(plan, mellem=(fra, til)))


def rang(plan: Plan, undtag: tuple[str, ...]) -> pd.DataFrame:
    """Return `rangfoelsomhed` of the same."""
    vaegte = tuple(tilstand.vaegte().items())
    with st.spinner("Prøver de bedste flytninger på andre grundlag …"):
        return _rang(tilstand.inddelt(plan), vaegte, undtag, tilstand.speciale())


@husket(64)
def kendte_flytninger(
    plan: Plan,
    vaegte: tuple[tuple[str, float], ...],
    undtag: tuple[str, ...],
    speciale: str,
    mellem: Mellem = None,
) -> pd.DataFrame:
    """Return `mulige_flytninger`, kept with the plan; weights as pairs of criterion and weight."""
    return mulige_flytninger(plan, dict(vaegte), speciale=speciale, undtag=undtag, mellem=mellem)


@husket()
def _rang(
    plan: Plan, vaegte: tuple[tuple[str, float], ...], undtag: tuple[str, ...], speciale: str
) -> pd.DataFrame:
    alle = kendte_flytninger(plan, vaegte, undtag, speciale)
    return rangfoelsomhed(plan, alle, dict(vaegte), undtag=undtag, speciale=speciale)
