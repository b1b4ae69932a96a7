"""A clinic that goes takes its subsidies and patients with it: they go where it does, and are told.

How many patients is not told, since a group of few may be among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from dansk import opremsning, tal
from data.datapakke import Nyt
from data.fund import Fund
from data.importressource import PATIENTER, TILSKUD
from data.indgang.art import ADVARSEL, Kilde
from data.indgang.klinikaendringer import forste_navne
from planning.plan import Plan


def udgaar_med(
    plan: Plan, blevne: pd.Index, kilde: Kilde
) -> tuple[Mapping[str, Nyt], tuple[str, ...], list[Fund]]:
    """Return what stays of the clinics' figures, the resources to leave out, and the warnings.

    `blevne`: klinik_id of the clinics there are with the file. What stays keeps its own source.
    """
    nye: dict[str, Nyt] = {}
    uden: list[str] = []
    fund: list[Fund] = []
    for ressource, ramme, fortalt in (
        (TILSKUD, plan.tilskud, _om_tilskud),
        (PATIENTER, plan.patienter, _om_patienter),
    ):
        bliver = ramme["klinik_id"].isin(blevne)
        if bliver.all():
            continue
        fund.append(kilde.fund(_besked(plan, ramme[~bliver], fortalt), alvor=ADVARSEL))
        if not bliver.any():
            uden.append(ressource.navn)
            continue
        herfra = plan.herkomst[ressource.navn]
        et = Nyt(b"", herfra.kilde, herfra.dato, herfra.note)
        nye[ressource.navn] = ressource.nyt(ramme[bliver], et)
    return nye, tuple(uden), fund


def _besked(
    plan: Plan, gaar: pd.DataFrame, fortalt: Callable[[pd.DataFrame, str, str], str]
) -> str:
    navne = plan.klinikker["navn"].reindex(gaar["klinik_id"].unique())
    hvem = (
        f"{forste_navne(list(navne))} udgår med {'klinikken' if len(navne) == 1 else 'klinikkerne'}"
    )
    return fortalt(gaar, hvem, opremsning([str(aar) for aar in sorted(set(gaar["aar"]))]))


def _om_tilskud(gaar: pd.DataFrame, hvem: str, aarene: str) -> str:
    return (
        f"Tilskuddet til {hvem}: {tal(gaar['oere'].sum() / 100)} kr. i {aarene}. Regionens sum på "
        "siden Økonomi bliver så meget mindre."
    )


def _om_patienter(gaar: pd.DataFrame, hvem: str, aarene: str) -> str:
    return (
        f"Patienterne hos {hvem} ({aarene}). Regionens gennemsnit i kontrolstatistikken er så uden "
        "dem."
    )
