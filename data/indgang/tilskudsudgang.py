"""A clinic that goes takes its subsidies with it: they go where it does, and that is told."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import opremsning, tal
from data import tilskud
from data.datapakke import Nyt
from data.fund import Fund
from data.indgang.art import ADVARSEL, Kilde
from data.indgang.klinikaendringer import forste_navne
from planning.plan import Plan


def tilskud_udgaar(
    plan: Plan, blevne: pd.Index, kilde: Kilde
) -> tuple[Mapping[str, Nyt], tuple[str, ...], list[Fund]]:
    """Return the subsidies that stay, the resources to leave out, and the warning of what goes.

    `blevne`: klinik_id of the clinics there are with the file. What stays keeps its own source.
    """
    bliver = plan.tilskud["klinik_id"].isin(blevne)
    if bliver.all():
        return {}, (), []
    gaar = plan.tilskud[~bliver]
    navne = plan.klinikker["navn"].reindex(gaar["klinik_id"].unique())
    aarene = [str(aar) for aar in sorted(set(gaar["aar"]))]
    besked = (
        f"Tilskuddet til {forste_navne(list(navne))} udgår med "
        f"{'klinikken' if len(navne) == 1 else 'klinikkerne'}: "
        f"{tal(gaar['oere'].sum() / 100)} kr. i {opremsning(aarene)}. Regionens sum på siden "
        "Økonomi bliver så meget mindre."
    )
    fund = [kilde.fund(besked, alvor=ADVARSEL)]
    if not bliver.any():
        return {}, (tilskud.RESSOURCE,), fund
    herfra = plan.herkomst[tilskud.RESSOURCE]
    et = Nyt(b"", herfra.kilde, herfra.dato, herfra.note)
    return {tilskud.RESSOURCE: tilskud.nyt(plan.tilskud[bliver], et)}, (), fund
