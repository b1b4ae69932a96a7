"""Tiltag: what a scenario is made of, as plain values that can be stored and sent.

A Flytning moves capacity between addresses. A Deling turns one capacity into the smaller ones its
kind can be split into (praksisplan 2.1.9). An Udvidelse and a Nedlaeggelse change the total, which
is another matter than a move: new capacity needs agreement between region and kommuner
(praksisplan 3.4.5).

How much is told kind by kind, by the keys of the plan's field: `Flytning(fra, til, over30=1)`,
`Flytning(fra, til, beloeb_kr=250_000, speciale="62")`. The keys stand the same way in a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, get_type_hints

from dansk import Inputfejl, opremsning
from planning.plan import Sted

#: Kinds that may be given without their names: those of the definition the first files had.
I_ORDEN = ("over30", "under30")
Dele = tuple[tuple[str, float], ...]


@dataclass(frozen=True, init=False)
class _Maengde:
    """How much of each kind of capacity, and of which speciale ("" where it is joint for all).

    `dele` are (key, amount), by key and without zeros, so that equal amounts are equal tiltag.
    """

    dele: Dele
    speciale: str

    @property
    def maengde(self) -> dict[str, float]:
        """How much of each kind, by its key; kinds there is nothing of are left out."""
        return dict(self.dele)

    def _saet(self, i_orden: tuple[float, ...], antal: dict[str, float], speciale: str) -> None:
        antal = dict(zip(I_ORDEN, i_orden, strict=False)) | antal
        dele = sorted((n, v) for n, v in antal.items() if type(v) not in (int, float) or v != 0)
        object.__setattr__(self, "dele", tuple(dele))
        # A joint capacity was once written as the specialer it is joint for, 51+62.
        faelles = isinstance(speciale, str) and "+" in speciale
        object.__setattr__(self, "speciale", "" if faelles else speciale)


@dataclass(frozen=True, init=False)
class Flytning(_Maengde):
    """So much capacity from one clinic to another, or to a new address."""

    fra: str
    til: str | Sted

    def __init__(
        self,
        fra: str,
        til: str | Sted,
        *i_orden: float,
        speciale: str = "",
        dele: Dele = (),
        **antal: float,
    ) -> None:
        object.__setattr__(self, "fra", fra)
        object.__setattr__(self, "til", til)
        self._saet(i_orden, dict(dele) | antal, speciale)


@dataclass(frozen=True)
class Deling:
    """So many capacities at a clinic, each into the smaller ones its kind is split into."""

    fra: str
    antal: int = 1


@dataclass(frozen=True, init=False)
class Udvidelse(_Maengde):
    """So much new capacity at a clinic or a new address."""

    til: str | Sted

    def __init__(
        self, til: str | Sted, *i_orden: float, speciale: str = "", dele: Dele = (), **antal: float
    ) -> None:
        object.__setattr__(self, "til", til)
        self._saet(i_orden, dict(dele) | antal, speciale)


@dataclass(frozen=True, init=False)
class Nedlaeggelse(_Maengde):
    """So much capacity less at a clinic."""

    fra: str

    def __init__(
        self, fra: str, *i_orden: float, speciale: str = "", dele: Dele = (), **antal: float
    ) -> None:
        object.__setattr__(self, "fra", fra)
        self._saet(i_orden, dict(dele) | antal, speciale)


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
    """Return a tiltag as plain values for JSON: its type, its fields, and each kind by its key.

    A speciale is there only where capacity is not joint: then earlier versions read it too.
    """
    felter = asdict(tiltag)
    if isinstance(tiltag, _Maengde):
        felter |= dict(felter.pop("dele"))
        if not tiltag.speciale:
            del felter["speciale"]
    return {"type": type_af(tiltag), **felter}


def er_gemt(tiltag: Sequence[Tiltag], gemte: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether tiltag are the same as those saved, whatever version wrote them."""
    try:
        return list(tiltag) == [fra_dict(gemt) for gemt in gemte]
    except Inputfejl:
        return False


def fra_dict(vaerdier: Mapping[str, Any]) -> Tiltag:
    """Return the tiltag that `som_dict` wrote, now or in an earlier version.

    What is no field of its type is an amount; whether the plan has such a kind of capacity is seen
    when the tiltag is applied. Raises Inputfejl when the type is unknown or the fields do not fit.
    """
    felter = dict(vaerdier)
    navn = felter.pop("type", None)
    if not isinstance(navn, str) or navn not in TYPER:
        raise Inputfejl(f"Ukendt tiltag: »{navn}«. Kendte er {opremsning(list(TYPER))}.")
    try:
        if isinstance(felter.get("til"), Mapping):
            felter["til"] = _rette_typer(Sted(**felter["til"]))
        return _rette_typer(TYPER[navn](**felter))
    except (TypeError, ValueError) as fejl:
        fundet = opremsning([str(felt) for felt in felter]) or "ingen"
        raise Inputfejl(
            f"Et tiltag af typen {TYPENAVNE[navn]} mangler felter eller har nogle, der ikke "
            f"passer. Det har {fundet}."
        ) from fejl


def _rette_typer(vaerdi: Any) -> Any:
    """Return a value whose every field has its declared type; TypeError when one has not."""
    typer = get_type_hints(type(vaerdi))
    dele = vaerdi.dele if isinstance(vaerdi, _Maengde) else ()
    kendte = ((getattr(vaerdi, f.name), typer[f.name]) for f in fields(vaerdi) if f.name != "dele")
    for indhold, krav in (*kendte, *((antal, float) for _, antal in dele)):
        tal_ok = krav in (int, float) and isinstance(indhold, int | float)
        if isinstance(indhold, bool) or not (tal_ok or isinstance(indhold, krav)):
            raise TypeError(type(indhold))
    return vaerdi
