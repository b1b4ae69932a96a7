"""Forslag: what the program can propose, from the scenario as it stands."""

from __future__ import annotations

from pages.dele import tilstand
from pages.dele.forslag.faerrest import vis_faerrest
from pages.dele.tekst import fejl_vises

plan = tilstand.inddelt(tilstand.scenarieplan())
with fejl_vises():
    vis_faerrest(plan)
