"""The flytninger there could be from the scenario as it stands, kept while nothing is changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.afstande import Afstande
from pages.dele import tilstand
from pages.dele.rejsetidsbjaelke import forbered
from pages.dele.tiltagssteder import klikket_sted
from planning.foelsomhed import rangfoelsomhed
from planning.husket import husket
from planning.kandidater import nye_adresser
from planning.mulige_flytninger import (
    bedste,
    med_adgang,
    mulige_flytninger,
    til_klinikker,
    vejet,
)
from planning.plan import Plan, Sted

#: Kommuner in their order, from which and to which; None for all of them.
Mellem = tuple[str, str] | None


def nye_steder(plan: Plan, *, vent: bool) -> tuple[Sted, ...]:
    """Return the new addresses moves are ranked to: towns, districts, and what was clicked.

    The first time ever the ways there are made: `vent` says to do so while a progress bar follows,
    else there are none until it is done.
    """
    afstande = plan.stedafstande
    if isinstance(afstande, Afstande) and not afstande.klar and not afstande.laes_gemt():
        if not vent:
            return ()
        forbered(afstande, "Regner rejsetider til nye adresser første gang …")
    return nye_adresser(plan, klikket_sted(plan))


def alle_flytninger(
    plan: Plan, undtag: tuple[str, ...] = (), steder: tuple[Sted, ...] = ()
) -> pd.DataFrame:
    """Return `mulige_flytninger` of a plan by the weights, speciale and grouping chosen."""
    with st.spinner("Regner alle flytninger igennem …"):
        alle = kendte_flytninger(tilstand.inddelt(plan), undtag, tilstand.speciale(), steder)
    return vejet(alle, tilstand.vaegte())


def bedste_mellem(plan: Plan, fra: str, til: str) -> tuple[pd.Series | None, pd.Series | None]:
    """Return the flytning from one kommune to another that scores highest, and a better one.

    The first goes to a clinic, the second to a new address, where that scores higher; None for
    none.
    """
    vaegte = tuple(tilstand.vaegte().items())
    steder = nye_steder(plan, vent=False)
    return kendt_bedste(tilstand.inddelt(plan), vaegte, tilstand.speciale(), (fra, til), steder)


def adgang_ved_bedste(plan: Plan, alle: pd.DataFrame) -> dict[str, float] | None:
    """Return `med_adgang` of the best flytning, where that is to a new address."""
    bedst = bedste(alle)
    if bedst is None or not isinstance(bedst["til"], Sted):
        return None
    return med_adgang(plan, bedst, tilstand.vaegte(), tilstand.speciale())


def rang(plan: Plan, undtag: tuple[str, ...], steder: tuple[Sted, ...]) -> pd.DataFrame:
    """Return `rangfoelsomhed` of the same."""
    vaegte = tuple(tilstand.vaegte().items())
    with st.spinner("Prøver de bedste flytninger på andre grundlag …"):
        return _rang(tilstand.inddelt(plan), vaegte, undtag, tilstand.speciale(), steder)


@husket()
def kendte_flytninger(
    plan: Plan, undtag: tuple[str, ...], speciale: str, steder: tuple[Sted, ...] = ()
) -> pd.DataFrame:
    """Return `mulige_flytninger` by the field's own weights, kept with the plan."""
    return mulige_flytninger(plan, speciale=speciale, undtag=undtag, steder=steder)


@husket(64)
def kendt_bedste(
    plan: Plan,
    vaegte: tuple[tuple[str, float], ...],
    speciale: str,
    mellem: Mellem,
    steder: tuple[Sted, ...],
) -> tuple[pd.Series | None, pd.Series | None]:
    """Return `bedste_mellem` two kommuner by some weights, kept with the plan."""
    alle = mulige_flytninger(plan, dict(vaegte), speciale=speciale, mellem=mellem, steder=steder)
    bedst, klinikker = bedste(alle), bedste(til_klinikker(alle))
    return klinikker, bedst if bedst is not None and isinstance(bedst["til"], Sted) else None


@husket(4)
def _rang(
    plan: Plan,
    vaegte: tuple[tuple[str, float], ...],
    undtag: tuple[str, ...],
    speciale: str,
    steder: tuple[Sted, ...],
) -> pd.DataFrame:
    alle = vejet(kendte_flytninger(plan, undtag, speciale, steder), dict(vaegte))
    return rangfoelsomhed(plan, alle, dict(vaegte), speciale, undtag, steder)
