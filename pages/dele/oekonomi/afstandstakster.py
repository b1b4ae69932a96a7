"""Økonomi, the distance tariffs of chiropractors: the table, and what a distance is paid with."""

from __future__ import annotations

from pages.dele.felter import talfelt
from pages.dele.tekst import fejl_vises, nyhed, vis_tabel
from planning.afstandstakst import HOEJST_KM, afstandstakst
from saetninger.afstandstakst import takstsvar
from tabeller.kontrolstatistik import taksttabel


def vis() -> None:
    """Draw a distance to enter, its tariff, and the table."""
    km = talfelt("Afstand i km", "takst_km", decimaler=1, hoejst=HOEJST_KM)
    if km is not None:
        with fejl_vises():
            nyhed(takstsvar(km, afstandstakst(km)))
    vis_tabel(taksttabel())
