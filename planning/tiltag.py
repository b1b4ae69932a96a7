"""Tiltag: what a scenario is made of, as plain values that can be stored and sent.

Each kind is a class that declares what the rest of the house asks of it, and its fields are what is
stored: `fra` is the clinic that gives capacity up, `til` where it is afterwards. Another kind is a
class here, its words in `saetninger.tiltag` and its route in `planning.beslutningsvej`.

How much is told kind by kind, by the keys of the plan's field: `Flytning(fra, til, over30=1)`,
`Flytning(fra, til, beloeb_kr=250_000, speciale="62")`. The keys stand the same way in a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, get_type_hints

from dansk import Inputfejl, opremsning
from planning.plan import Sted

#: Kinds that may be given without their names: those of the definition the first files had.
I_ORDEN = ("over30", "under30")
Dele = tuple[tuple[str, float], ...]


class _Art:
    """What every kind of tiltag declares.

    `noegle` is its name in a file, `navn` on the screen. `regel` is the rule of `planning.regler`
    that the praksisplan must have for it, "" for none. `pil`: capacity is used at another address
    than before, which a map draws as an arrow.
    """

    noegle: ClassVar[str]
    navn: ClassVar[str]
    regel: ClassVar[str] = ""
    pil: ClassVar[bool] = False


@dataclass(frozen=True, init=False)
class _Maengde(_Art):
    """How much of each kind of capacity, and of which speciale ("" where it is joint for all).

    `dele` are (key, amount), by key and without zeros, so that equal amounts are equal tiltag.
    """

    dele: Dele
    speciale: str

    @property
    def maengde(self) -> dict[str, float]:
        """How much of each kind, by its key; kinds there is nothing of are left out."""
        return dict(self.dele)

    def _saet(
        self, i_orden: tuple[float, ...], antal: dict[str, float], speciale: str, **steder: object
    ) -> None:
        antal = dict(zip(I_ORDEN, i_orden, strict=False)) | antal
        dele = sorted((n, v) for n, v in antal.items() if type(v) not in (int, float) or v != 0)
        # A joint capacity was once written as the specialer it is joint for, 51+62.
        faelles = isinstance(speciale, str) and "+" in speciale
        felter = {"dele": tuple(dele), "speciale": "" if faelles else speciale, **steder}
        for felt, vaerdi in felter.items():
            object.__setattr__(self, felt, vaerdi)


@dataclass(frozen=True, init=False)
class _Fra(_Maengde):
    fra: str

    def __init__(
        self, fra: str, *i_orden: float, speciale: str = "", dele: Dele = (), **antal: float
    ) -> None:
        self._saet(i_orden, dict(dele) | antal, speciale, fra=fra)


@dataclass(frozen=True, init=False)
class Flytning(_Maengde):
    """So much capacity from one clinic to another, or to a new address.

    `forhaandsgodkendelse`: it is asked for in advance (praksisplan 2.1.13).
    """

    fra: str
    til: str | Sted
    forhaandsgodkendelse: bool
    noegle, navn, pil = "flytning", "Flytning", True

    def __init__(
        self,
        fra: str,
        til: str | Sted,
        *i_orden: float,
        forhaandsgodkendelse: bool = False,
        speciale: str = "",
        dele: Dele = (),
        **antal: float,
    ) -> None:
        ja = forhaandsgodkendelse
        antal = dict(dele) | antal
        self._saet(i_orden, antal, speciale, fra=fra, til=til, forhaandsgodkendelse=ja)


@dataclass(frozen=True, init=False)
class Ekstraadresse(_Maengde):
    """So much of a clinic's capacity used at a new address too; the clinic keeps it (2.1.12)."""

    fra: str
    til: Sted
    noegle, navn, pil = "ekstraadresse", "Ekstra klinikadresse", True
    regel = "ekstraadresse"

    def __init__(
        self,
        fra: str,
        til: Sted,
        *i_orden: float,
        speciale: str = "",
        dele: Dele = (),
        **antal: float,
    ) -> None:
        self._saet(i_orden, dict(dele) | antal, speciale, fra=fra, til=til)


@dataclass(frozen=True)
class Deling(_Art):
    """So many capacities at a clinic, each into the smaller ones its kind is split into (2.1.9)."""

    fra: str
    antal: int = 1
    noegle, navn = "deling", "Deling"


class Overdragelse(_Fra):
    """So much capacity at a clinic gets another owner there: nothing moves."""

    noegle, navn, regel = "overdragelse", "Overdragelse", "overdragelse"

    @property
    def til(self) -> str:
        """Where the capacity is afterwards: where it was."""
        return self.fra


@dataclass(frozen=True, init=False)
class Opslag(_Maengde):
    """So much capacity becomes vacant at a clinic and is advertised (2.1.14).

    `til` is where it is filled; None while it is vacant, and then no clinic has it.
    """

    fra: str
    til: str | Sted | None
    noegle, navn, regel = "opslag", "Ledig kapacitet", "opslag"

    def __init__(
        self,
        fra: str,
        til: str | Sted | None = None,
        *i_orden: float,
        speciale: str = "",
        dele: Dele = (),
        **antal: float,
    ) -> None:
        self._saet(i_orden, dict(dele) | antal, speciale, fra=fra, til=til)


@dataclass(frozen=True, init=False)
class Udvidelse(_Maengde):
    """So much new capacity at a clinic or a new address: agreed on by all (3.4.5)."""

    til: str | Sted
    noegle, navn = "udvidelse", "Udvidelse"

    def __init__(
        self, til: str | Sted, *i_orden: float, speciale: str = "", dele: Dele = (), **antal: float
    ) -> None:
        self._saet(i_orden, dict(dele) | antal, speciale, til=til)


class Nedlaeggelse(_Fra):
    """So much capacity less at a clinic, and in the region."""

    noegle, navn = "nedlaeggelse", "Nedlæggelse"


Tiltag = Flytning | Ekstraadresse | Deling | Overdragelse | Opslag | Udvidelse | Nedlaeggelse
_KLASSER: tuple[type[Tiltag], ...] = (
    *(Flytning, Ekstraadresse, Deling, Overdragelse, Opslag),
    *(Udvidelse, Nedlaeggelse),
)
#: Those that are of an amount of each kind of capacity.
AfMaengde = Flytning | Ekstraadresse | Overdragelse | Opslag | Udvidelse | Nedlaeggelse
#: Every kind of tiltag by its key, in the order they are offered.
ARTER: Mapping[str, type[Tiltag]] = {klasse.noegle: klasse for klasse in _KLASSER}


def har_felt(art: str, felt: str) -> bool:
    """Say whether a kind of tiltag is told by such a field: fra, til, forhaandsgodkendelse."""
    return felt in {f.name for f in fields(ARTER[art])}


def afgiver(tiltag: Tiltag) -> str | None:
    """Return the clinic a tiltag takes capacity from, or changes where it is; None for none."""
    return getattr(tiltag, "fra", None)


def modtager(tiltag: Tiltag) -> str | Sted | None:
    """Return the clinic or new address that has the capacity after; None where none does."""
    return getattr(tiltag, "til", None)


def sted_id(sted: str | Sted) -> str:
    """Return the clinic id of a place, also when the address is new."""
    return sted.sted_id if isinstance(sted, Sted) else sted


def som_dict(tiltag: Tiltag) -> dict[str, Any]:
    """Return a tiltag as plain values for JSON: its type, its fields, and each kind by its key.

    A speciale is there only where capacity is not joint, and a forhaandsgodkendelse where it is
    asked for: then earlier versions read it too.
    """
    felter = asdict(tiltag)
    if isinstance(tiltag, _Maengde):
        felter |= dict(felter.pop("dele"))
    tomme = {"speciale": "", "forhaandsgodkendelse": False, "til": None}
    felter = {n: v for n, v in felter.items() if not (n in tomme and v == tomme[n])}
    return {"type": tiltag.noegle, **felter}


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
    if not isinstance(navn, str) or navn not in ARTER:
        raise Inputfejl(f"Ukendt tiltag: »{navn}«. Kendte er {opremsning(list(ARTER))}.")
    try:
        if isinstance(felter.get("til"), Mapping):
            felter["til"] = _rette_typer(Sted(**felter["til"]))
        return _rette_typer(ARTER[navn](**felter))
    except (TypeError, ValueError) as fejl:
        fundet = opremsning([str(felt) for felt in felter]) or "ingen"
        raise Inputfejl(
            f"Et tiltag af typen {ARTER[navn].navn} mangler felter eller har nogle, der ikke "
            f"passer. Det har {fundet}."
        ) from fejl


def _rette_typer(vaerdi: Any) -> Any:
    """Return a value whose every field has its declared type; TypeError when one has not."""
    typer = get_type_hints(type(vaerdi))
    dele = vaerdi.dele if isinstance(vaerdi, _Maengde) else ()
    kendte = ((getattr(vaerdi, f.name), typer[f.name]) for f in fields(vaerdi) if f.name != "dele")
    for indhold, krav in (*kendte, *((antal, float) for _, antal in dele)):
        tal_ok = krav in (int, float) and isinstance(indhold, int | float)
        ja_nej = isinstance(indhold, bool)
        if ja_nej != (krav is bool) or not (tal_ok or isinstance(indhold, krav)):
            raise TypeError(type(indhold))
    return vaerdi
