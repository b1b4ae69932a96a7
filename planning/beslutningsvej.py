"""Who decides a tiltag, read from the tiltag itself and the praksisplan.

Flytning (2.1.13, p. 11): within one bysamfund it is approved administratively; across bysamfund
in one kommune the Samarbejdsudvalg recommends, region and kommuner decide together; across
kommuner it is a change of the praksisplan, for the Regionsraad and the kommuner concerned.
Deling (2.1.9, p. 10): the Samarbejdsudvalg, with an omsaetningsloft. New capacity (3.4.5, p. 21):
agreement between the region and the kommuner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dansk import opremsning
from planning.plan import Plan, Sted
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse

REGIONEN, REGIONSRAADET = "Region Nordjylland", "Regionsrådet"
NIVEAUER = ("administrativ", "samarbejdsudvalg", "regionsraad", "enighed")
NIVEAUNAVNE = {
    "administrativ": "Administrativ godkendelse",
    "samarbejdsudvalg": "Samarbejdsudvalget",
    "regionsraad": "Regionsrådet og kommunerne",
    "enighed": "Enighed mellem region og kommuner",
}


@dataclass(frozen=True)
class Beslutningsvej:
    """The level that decides, the parties named, where it is written, and why in a sentence."""

    niveau: str
    parter: tuple[str, ...]
    hjemmel: str
    begrundelse: str


def beslutningsvej(plan: Plan, tiltag: Tiltag) -> Beslutningsvej:
    """Return who decides one tiltag; raises Inputfejl for an unknown clinic.

    What counts as one bysamfund is the rule of `geo.bysamfund`, shown in the user guide.
    """
    if isinstance(tiltag, Deling):
        return _deling(plan, tiltag)
    if isinstance(tiltag, Udvidelse | Nedlaeggelse):
        return _ny_total(plan, tiltag)
    return _flytning(plan, tiltag)


def _deling(plan: Plan, tiltag: Deling) -> Beslutningsvej:
    navn = plan.klinik(tiltag.fra)["navn"]
    return Beslutningsvej(
        "samarbejdsudvalg",
        ("Samarbejdsudvalget",),
        _hjemmel(plan, "deling"),
        f"{navn} skal søge Samarbejdsudvalget om deling. Der fastsættes et omsætningsloft, så "
        "de to delte kapaciteter tilsammen ikke har større aktivitet end den ene havde.",
    )


def _ny_total(plan: Plan, tiltag: Udvidelse | Nedlaeggelse) -> Beslutningsvej:
    _kommune_og_bysamfund(plan, tiltag.til if isinstance(tiltag, Udvidelse) else tiltag.fra)
    parter = (REGIONEN, f"de {len(plan.kommuner)} kommuner i regionen")
    if isinstance(tiltag, Udvidelse):
        grund = (
            "Ny kapacitet er ikke en flytning og kræver enighed mellem Region Nordjylland og "
            "kommunerne."
        )
    else:
        grund = (
            "En nedlæggelse ændrer det samlede antal kapaciteter. Praksisplanen beskriver kun nye "
            "ydernumre; her regnes det som en sag af samme slags, mellem region og kommuner."
        )
    return Beslutningsvej("enighed", parter, _hjemmel(plan, "kapacitet"), grund)


def _flytning(plan: Plan, tiltag: Flytning) -> Beslutningsvej:
    fra_kode, fra_by = _kommune_og_bysamfund(plan, tiltag.fra)
    til_kode, til_by = _kommune_og_bysamfund(plan, tiltag.til)
    kommuner = plan.kommuner["kommune"]
    hjemmel = _hjemmel(plan, "flytning")
    if fra_kode != til_kode:
        beroerte = sorted({f"{kommuner[k]} Kommune" for k in (fra_kode, til_kode)})
        return Beslutningsvej(
            "regionsraad",
            (REGIONSRAADET, *beroerte),
            hjemmel,
            f"Flytningen går fra {kommuner[fra_kode]} til {kommuner[til_kode]} og er dermed en "
            f"ændring af praksisplanen: den skal behandles i Regionsrådet og i "
            f"{opremsning(beroerte)}.",
        )
    if fra_by != til_by:
        return Beslutningsvej(
            "samarbejdsudvalg",
            ("Samarbejdsudvalget (indstiller)", REGIONEN, "kommunerne"),
            hjemmel,
            f"Flytningen bliver i {kommuner[til_kode]} Kommune, men går fra bysamfundet {fra_by} "
            f"til {til_by}: Samarbejdsudvalget indstiller, og region og kommuner beslutter i "
            "fællesskab.",
        )
    return Beslutningsvej(
        "administrativ",
        ("Region Nordjylland (administrativt)",),
        hjemmel,
        f"Flytningen bliver i bysamfundet {til_by} og kan godkendes administrativt, medmindre "
        "administrationen umiddelbart ser problemer, fx ringere adgang til adressen.",
    )


def _hjemmel(plan: Plan, om: str) -> str:
    """Return where in the field's praksisplan a kind of decision is written."""
    return f"{plan.fag.praksisplan}, afsnit {plan.fag.afsnit[om]}"


def _kommune_og_bysamfund(plan: Plan, sted: str | Sted) -> tuple[str, str]:
    if isinstance(sted, Sted):
        return sted.kommune_kode, sted.bysamfund
    raekke = plan.klinik(sted)
    return str(raekke["kommune_kode"]), str(raekke["bysamfund"])


def hoejeste(veje: Sequence[Beslutningsvej]) -> Beslutningsvej | None:
    """Return the route of a whole scenario: the highest level, every party once, every reason.

    What the highest level decides comes first; the lower levels still have their say. A party
    that has two parts to play is named without them.
    """
    if not veje:
        return None
    oeverst = max(veje, key=lambda v: NIVEAUER.index(v.niveau))
    ovenfra = sorted(veje, key=lambda v: NIVEAUER.index(v.niveau), reverse=True)
    roller: dict[str, set[str]] = {}
    for part in (p for v in ovenfra for p in v.parter):
        roller.setdefault(part.partition(" (")[0], set()).add(part)
    parter = [navn if len(r) > 1 else r.pop() for navn, r in roller.items()]
    if any(v.niveau == "enighed" for v in veje):
        # All kommuner are named already, each of them among them.
        parter = [p for p in parter if not p.endswith(" Kommune") and p != "kommunerne"]
    if REGIONSRAADET in parter:
        parter = [p for p in parter if p != REGIONEN]  # it is the Region that decides in it
    praksisplan, _, _ = oeverst.hjemmel.rpartition(" ")
    steder = dict.fromkeys(v.hjemmel.removeprefix(f"{praksisplan} ") for v in ovenfra)
    return Beslutningsvej(
        oeverst.niveau,
        tuple(parter),
        f"{praksisplan} {opremsning(list(steder))}",
        " ".join(dict.fromkeys(v.begrundelse for v in ovenfra)),
    )
