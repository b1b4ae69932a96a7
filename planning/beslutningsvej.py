"""Who decides a flytning: praksisplan 2.1.13 (p. 12), read from the move itself.

Within one bysamfund: approved administratively. Across bysamfund in one kommune: the
Samarbejdsudvalg recommends, the region and the kommuner decide together. Across kommuner: a
change of the praksisplan, decided by the Regionsråd and the kommuner concerned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dansk import opremsning
from planning.flytning import Flytning
from planning.plan import Plan, Sted

HJEMMEL = "Praksisplan for fysioterapi 2020, afsnit 2.1.13"
NIVEAUER = ("administrativ", "samarbejdsudvalg", "regionsraad")


@dataclass(frozen=True)
class Beslutningsvej:
    """The level that decides, the parties named, where it is written, and why in a sentence."""

    niveau: str
    parter: tuple[str, ...]
    hjemmel: str
    begrundelse: str


def beslutningsvej(plan: Plan, flytning: Flytning) -> Beslutningsvej:
    """Return who decides one flytning; raises Inputfejl for an unknown clinic.

    What counts as one bysamfund is the rule of `geo.bysamfund`, shown in the user guide.
    """
    fra = plan.klinik(flytning.fra)
    if isinstance(flytning.til, Sted):
        til_kode, til_by = flytning.til.kommune_kode, flytning.til.bysamfund
    else:
        til = plan.klinik(flytning.til)
        til_kode, til_by = til["kommune_kode"], til["bysamfund"]
    kommuner = plan.kommuner["kommune"]
    if fra["kommune_kode"] != til_kode:
        beroerte = sorted({f"{kommuner[k]} Kommune" for k in (fra["kommune_kode"], til_kode)})
        return Beslutningsvej(
            "regionsraad",
            ("Regionsrådet", *beroerte),
            HJEMMEL,
            f"Flytningen går fra {kommuner[fra['kommune_kode']]} til {kommuner[til_kode]} og er "
            f"dermed en ændring af praksisplanen: den skal behandles i Regionsrådet og i "
            f"{opremsning(beroerte)}.",
        )
    if fra["bysamfund"] != til_by:
        return Beslutningsvej(
            "samarbejdsudvalg",
            ("Samarbejdsudvalget (indstiller)", "Region Nordjylland", "kommunerne"),
            HJEMMEL,
            f"Flytningen bliver i {kommuner[til_kode]} Kommune, men går fra bysamfundet "
            f"{fra['bysamfund']} til {til_by}: Samarbejdsudvalget indstiller, og region og "
            "kommuner beslutter i fællesskab.",
        )
    return Beslutningsvej(
        "administrativ",
        ("Region Nordjylland (administrativt)",),
        HJEMMEL,
        f"Flytningen bliver i bysamfundet {til_by} og kan godkendes administrativt, medmindre "
        "administrationen umiddelbart ser problemer, fx ringere adgang til adressen.",
    )


def hoejeste(veje: Sequence[Beslutningsvej]) -> Beslutningsvej | None:
    """Return the route of a whole scenario: the highest level, with every party named once."""
    if not veje:
        return None
    oeverst = max(veje, key=lambda v: NIVEAUER.index(v.niveau))
    parter = tuple(dict.fromkeys(p for v in veje if v.niveau == oeverst.niveau for p in v.parter))
    return Beslutningsvej(oeverst.niveau, parter, oeverst.hjemmel, oeverst.begrundelse)
