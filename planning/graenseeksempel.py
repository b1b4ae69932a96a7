"""A worked example of the knækgrænse: one clinic that does not exist, by the rules for all."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from dansk import Inputfejl
from planning.knaekgraense import Knaekgraenser, knaekgraenser
from planning.overenskomst import OERE, beloeb_kr, halvt_op, overenskomster
from planning.plan import Plan
from planning.prognose import MAANEDER

#: What the one clinic is called; no clinic of a dataset is.
EKSEMPEL = "eksempel"
HOEJST_KAPACITETER, HOEJST_KR = 100.0, 1_000_000_000


def seneste_aar(plan: Plan) -> int | None:
    """Return the last year of the field's last agreement with amounts; None without one."""
    egne = [o for o in overenskomster(plan.fag) if beloeb_kr(plan.fag, o)]
    return egne[-1].til.year if egne else None


def graenseeksempel(
    plan: Plan, speciale: str, kapaciteter: float, kr_pr_maaned: float, maaneder: int
) -> Knaekgraenser:
    """Return the limit of a made-up clinic with the same subsidy each month from January.

    `maaneder`: how many months are known. Of the last year with amounts. Raises Inputfejl where
    the field has none, and for what is no capacity, amount or number of months.
    """
    aar = seneste_aar(plan)
    if aar is None:
        raise Inputfejl(f"Kilderne for {plan.fag.i_saetning} har ingen knækgrænse.")
    if not 0 < kapaciteter <= HOEJST_KAPACITETER:
        raise Inputfejl("Kapaciteten skal være over 0 og højst 100.")
    if not 0 <= kr_pr_maaned <= HOEJST_KR:
        raise Inputfejl("Tilskuddet skal være fra 0 kr. til 1 mia. kr. om måneden.")
    if maaneder not in MAANEDER:
        raise Inputfejl("Vælg 1 til 12 kendte måneder.")
    hvem = {"klinik_id": EKSEMPEL, "speciale": plan.fag.speciale(speciale).kode}
    oere = halvt_op(Fraction(str(kr_pr_maaned)) * OERE)
    return knaekgraenser(
        plan.fag,
        aar,
        pd.DataFrame([{**hvem, "maaned": 1, "kapaciteter": kapaciteter}]),
        pd.DataFrame([{**hvem, "maaned": m, "oere": oere} for m in range(1, maaneder + 1)]),
        regulering=plan.regulering,
    )
