"""The knækgrænse in words: who has passed it, who will, and what it costs."""

from __future__ import annotations

from datetime import date

import pandas as pd
from babel.dates import format_date

from dansk import antal, opremsning, procent, tal
from planning.knaekgraense import Knaekgraenser
from planning.plan import Plan
from saetninger.delvist import delvist
from saetninger.overenskomst import beloebsliste, niveautekst

LOCALE = "da_DK"
#: So many are named.
NAEVNES = 3


def dato(dag: date) -> str:
    """Return a day as it is said: 18. juli."""
    return format_date(dag, "d. MMMM", LOCALE)


def dagtekst(passeret: date | None, ventet: date | None) -> str:
    """Return when a limit is passed, for a cell: the day, whether it is expected, or never."""
    if passeret is not None:
        return format_date(passeret, "d. MMM", LOCALE)
    return f"ventet {format_date(ventet, 'd. MMM', LOCALE)}" if ventet is not None else "ikke i år"


def uden_graenser(plan: Plan) -> str:
    """Return why there is no knækgrænse to hold anything against, and what to do."""
    if aarene := sorted({str(aar) for aar in plan.tilskud["aar"]}):
        return (
            f"Datasættet har tilskud for {opremsning(aarene)}, hvor en kapacitet ikke er et beløb: "
            "der er ingen knækgrænse."
        )
    return (
        "Importér klinikkernes tilskud (klinik, speciale, måned, tilskud og kapaciteter), så ses, "
        "hvilke klinikker der passerer deres knækgrænse, hvornår, og hvad det koster; kilderne har "
        "ikke tilskuddet."
    )


def graenseniveau(graenser: Knaekgraenser) -> str:
    """Return what one capacity is in the limits, and the level that is of."""
    if graenser.egne_beloeb:
        return (
            "Grænsen er klinikkens beløb, som det står i datasættet; en importeret regulering er "
            "ikke lagt oveni."
        )
    beloeb = graenser.beloeb
    return f"En kapacitet er {beloebsliste(beloeb)} ({niveautekst(beloeb)})."


def graensenyhed(plan: Plan, graenser: Knaekgraenser) -> str:
    """Return how many clinics are above their limit, how many will be, who first, and the cost."""
    alle = graenser.ordnet()
    over = alle[alle["passeret"].notna()]
    venter = alle[alle["passeret"].isna() & alle["ventet_passeret"].notna()]
    led = []
    if len(over):
        hvem = antal(len(over), "knækgrænse er", "knækgrænser er")
        led.append(f"{hvem} passeret i {graenser.aar}: {_navne(plan, over, 'passeret')}.")
    else:
        led.append(f"Ingen knækgrænse er passeret i {graenser.aar}.")
    if mangler := delvist(plan, graenser.klinikker):
        led.append(mangler)
    if len(venter):
        til = " til" if len(over) else ""
        led.append(
            f"Går det som hidtil, passeres {tal(len(venter))}{til}: "
            f"{_navne(plan, venter, 'ventet_passeret')}."
        )
    if nedsat := graenser.ventet_nedsat_kr:
        led.append(f"I alt udbetales {tal(nedsat)} kr. ikke i året.")
        if graenser.er_prognose:
            led.append("Det er, hvis resten af året går som hidtil.")
    return " ".join(led)


def _navne(plan: Plan, ramme: pd.DataFrame, dag: str) -> str:
    raekker = ramme.sort_values(dag, kind="stable")
    navne = [
        f"{plan.klinikker.at[klinik, 'navn']} ({speciale}) {dato(v)}"
        for (klinik, speciale), v in raekker[dag].items()
    ]
    return opremsning(navne, hoejst=NAEVNES)


def brugt_af_graensen(graenser: Knaekgraenser) -> list[tuple[str, str]]:
    """Return for each speciale how much of the limits is used, and what that is."""
    return [
        (procent(r.andel_pct), f"af klinikkernes grænser brugt, speciale {r.Index}")
        for r in graenser.region.itertuples()
    ]


#: What is said of the example, wherever it is shown.
OM_EKSEMPLET = (
    "Et regneeksempel, ikke data: klinikken findes ikke, og tallene er dem, du skriver. Regnet som "
    "for alle klinikker, med samme tilskud hver måned fra januar."
)


def eksempelnyhed(eksempel: Knaekgraenser) -> str:
    """Return when the limit of the one clinic of an example is passed, and what that costs."""
    (r,) = eksempel.kroner(eksempel.klinikker).itertuples()
    graense = f"Grænsen er {tal(r.graense)} kr. i {eksempel.aar}"
    i_alt = f"I alt udbetales {tal(r.ventet_nedsat)} kr. ikke i året"
    if r.passeret is not None:
        return f"{graense}; den passeres {dato(r.passeret)}. {i_alt}."
    if r.ventet_passeret is not None:
        hidtil = "Går resten af året som de kendte måneder, passeres den"
        return f"{graense}. {hidtil} {dato(r.ventet_passeret)}. {i_alt}."
    return f"{graense}. Den passeres ikke i året: {procent(r.andel_pct)} er brugt."
