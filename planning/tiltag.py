"""Tiltag: what a scenario is made of, as plain values that can be stored and sent.

A Flytning moves capacity between addresses. A Deling turns one over 30 hours into two under 30
(praksisplan 2.1.9). An Udvidelse and a Nedlaeggelse change the total, which is another matter
than a move: new capacity needs agreement between region and kommuner (praksisplan 3.4.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, get_type_hints

from dansk import Inputfejl, opremsning
from planning.plan import TIMER_SPECIALE, Sted


@dataclass(frozen=True)
class Flytning:
    """So much capacity from one clinic to another, or to a new address.

    over30 and under30 are numbers of capacities (one under 30 hours counts 0.5); beloeb_kr is
    an amount of one speciale, for capacity by the agreement of 2024.
    """

    fra: str
    til: str | Sted
    over30: int = 0
    under30: int = 0
    beloeb_kr: float = 0.0
    speciale: str = TIMER_SPECIALE


@dataclass(frozen=True)
class Deling:
    """So many capacities over 30 hours at a clinic, each into two under 30 hours."""

    fra: str
    antal: int = 1


@dataclass(frozen=True)
class Udvidelse:
    """So much new capacity at a clinic or a new address."""

    til: str | Sted
    over30: int = 0
    under30: int = 0
    beloeb_kr: float = 0.0
    speciale: str = TIMER_SPECIALE


@dataclass(frozen=True)
class Nedlaeggelse:
    """So much capacity less at a clinic."""

    fra: str
    over30: int = 0
    under30: int = 0
    beloeb_kr: float = 0.0
    speciale: str = TIMER_SPECIALE


Tiltag = Flytning | Deling | Udvidelse | Nedlaeggelse
TYPER: Mapping[str, type] = {
    "flytning": Flytning,
    "deling": Deling,
    "udvidelse": Udvidelse,
    "nedlaeggelse": Nedlaeggelse,
}
TYPENAVNE: Mapping[str, str] = {
    "flytning": "Flytning",
    "deling": "Deling",
    "udvidelse": "Udvidelse",
    "nedlaeggelse": "Nedlæggelse",
}


def type_af(tiltag: Tiltag) -> str:
    """Return the name of a tiltag's type: flytning, deling, udvidelse or nedlaeggelse."""
    return next(navn for navn, klasse in TYPER.items() if isinstance(tiltag, klasse))


def til_id(tiltag: Flytning | Udvidelse) -> str:
    """Return the clinic id of the destination, also when the address is new."""
    return tiltag.til.sted_id if isinstance(tiltag.til, Sted) else tiltag.til


def som_dict(tiltag: Tiltag) -> dict[str, Any]:
    """Return a tiltag as plain values for JSON, with its type."""
    return {"type": type_af(tiltag), **asdict(tiltag)}


def fra_dict(vaerdier: Mapping[str, Any]) -> Tiltag:
    """Return the tiltag that `som_dict` wrote.

    Raises Inputfejl when the type is unknown or the fields do not fit it.
    """
    felter = dict(vaerdier)
    navn = felter.pop("type", None)
    if navn not in TYPER:
        raise Inputfejl(f"Ukendt tiltag: »{navn}«. Kendte er {opremsning(list(TYPER))}.")
    try:
        if isinstance(felter.get("til"), Mapping):
            felter["til"] = _rette_typer(Sted(**felter["til"]))
        return _rette_typer(TYPER[navn](**felter))
    except TypeError as fejl:
        fundet = opremsning([str(felt) for felt in felter])
        raise Inputfejl(
            f"Et tiltag af typen {TYPENAVNE[str(navn)]} har felter, der ikke passer: {fundet}."
        ) from fejl


def _rette_typer(vaerdi: Any) -> Any:
    """Return a value whose every field has its declared type; TypeError when one has not."""
    typer = get_type_hints(type(vaerdi))
    for felt in fields(vaerdi):
        indhold, krav = getattr(vaerdi, felt.name), typer[felt.name]
        tal_ok = krav in (int, float) and isinstance(indhold, int | float)
        if isinstance(indhold, bool) or not (tal_ok or isinstance(indhold, krav)):
            raise TypeError(felt.name)
    return vaerdi
