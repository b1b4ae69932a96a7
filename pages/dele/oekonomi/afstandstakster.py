"""Økonomi, the distance tariffs of chiropractors: the table, and what a distance is paid with."""

from __future__ import annotations

from decimal import Decimal

from pages.dele.felter import talfelt
from pages.dele.tekst import fejl_vises, nyhed, vis_tabel
from planning.afstandstakst import HOEJST_KM, afstandstakst
from saetninger.afstandstakst import takstsvar
from tabeller.kontrolstatistik import taksttabel


def vis() -> None:
    """Draw a distance to enter, its tariff, and the table."""
    km = talfelt(
        "Afstand i km",
        "takst_km",
        min_value=0.0,
        max_value=float(HOEJST_KM),
        step=0.1,
        format="%.1f",
    )
    if km is not None:
        with fejl_vises():
            # As it is written on the screen: a float is not the decimal it was typed as.
            afstand = Decimal(f"{km:.6f}")
            nyhed(takstsvar(afstand, afstandstakst(afstand)))
    vis_tabel(taksttabel())
