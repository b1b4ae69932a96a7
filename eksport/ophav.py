"""What a bilag is made of: dataset, sections, choices and scenarios, so that it can be made anew.

Written as plain values for JSON, and read with suspicion: what comes back stood in a file that
anybody may have changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from eksport.bestilling import AFSNIT, NavngivetScenarie, Valg
from planning.forslagskrav import Krav
from planning.plan import Plan
from planning.tiltag import fra_dict, som_dict

#: What says in a plan's origins that its travel times are without ferries (`data.datasaet`).
UDEN_FAERGER = "uden færger"


@dataclass(frozen=True)
class Ophav:
    """The field and dataset of a bilag, its sections and choices, and its scenarios in order."""

    fag: str
    datasaet: str
    fingeraftryk: str
    faerger: bool
    afsnit: tuple[str, ...]
    valg: Valg = field(default_factory=Valg)
    scenarier: tuple[NavngivetScenarie, ...] = ()

    @classmethod
    def af(
        cls, plan: Plan, afsnit: Sequence[str], valg: Valg, scenarier: Sequence[NavngivetScenarie]
    ) -> Ophav:
        """Return the origin of a bilag that is made of a plan."""
        rejsetid = plan.herkomst.get("rejsetid")
        faerger = rejsetid is None or UDEN_FAERGER not in rejsetid.tabel
        med = tuple(scenarier) if "scenarier" in afsnit else ()
        return cls(plan.fag.navn, plan.navn, plan.fingeraftryk, faerger, tuple(afsnit), valg, med)

    def som_dict(self) -> dict[str, Any]:
        """Return plain values; of the choices only those that are not the usual."""
        return {
            "fag": self.fag,
            "datasaet": self.datasaet,
            "fingeraftryk": self.fingeraftryk,
            "faerger": self.faerger,
            "afsnit": list(self.afsnit),
            "valg": _uden_det_vante(self.valg, Valg()),
            "scenarier": [
                _uden_det_vante(s, NavngivetScenarie("", ()))
                | {"tiltag": [som_dict(t) for t in s.tiltag]}
                for s in self.scenarier
            ],
        }

    @classmethod
    def fra_dict(cls, vaerdier: Mapping[str, Any]) -> Ophav:
        """Return what `som_dict` wrote; raises ValueError, TypeError or KeyError for anything else.

        A scenario with a tiltag of another edition of the program raises Inputfejl, which is one.
        """
        afsnit = tuple(vaerdier["afsnit"])
        if not afsnit or not set(afsnit) <= set(AFSNIT):
            raise ValueError("unknown section")
        raa = vaerdier["valg"]
        krav = _med(Krav(), raa.get("krav", {}))
        valg = _med(Valg(), {n: v for n, v in raa.items() if n not in ("krav", "dato")})
        dato = date.fromisoformat(raa["dato"]) if "dato" in raa else None
        return cls(
            fag=_tekst(vaerdier["fag"]),
            datasaet=_tekst(vaerdier["datasaet"]),
            fingeraftryk=_tekst(vaerdier["fingeraftryk"]),
            faerger=bool(vaerdier["faerger"]),
            afsnit=afsnit,
            valg=replace(valg, krav=krav, dato=dato),
            scenarier=tuple(map(_scenarie, vaerdier["scenarier"])),
        )


def _scenarie(raa: Mapping[str, Any]) -> NavngivetScenarie:
    tiltag = tuple(fra_dict(t) for t in raa["tiltag"])
    aar = raa.get("aar")
    if aar is not None and not isinstance(aar, int):
        raise TypeError(type(aar))
    andet = {n: v for n, v in raa.items() if n not in ("tiltag", "aar")}
    return replace(_med(NavngivetScenarie("", ()), andet), tiltag=tiltag, aar=aar)


def _uden_det_vante(vaerdi: Any, vant: Any) -> dict[str, Any]:
    ud: dict[str, Any] = {}
    for felt in fields(vaerdi):
        egen, ens = getattr(vaerdi, felt.name), getattr(vant, felt.name)
        if egen == ens:
            continue
        if isinstance(egen, Krav):
            ud[felt.name] = _uden_det_vante(egen, ens)
        elif felt.name != "tiltag":
            ud[felt.name] = egen.isoformat() if isinstance(egen, date) else _plan(egen)
    return ud


def _plan(vaerdi: Any) -> Any:
    return dict(vaerdi) if isinstance(vaerdi, Mapping) else vaerdi


def _med(vant: Any, raa: Mapping[str, Any]) -> Any:
    """Return a value with some fields changed, each of the type it had."""
    kendte = {f.name for f in fields(vant)}
    nye: dict[str, Any] = {}
    for navn, vaerdi in raa.items():
        if navn not in kendte:
            raise ValueError(navn)
        nye[navn] = _som(getattr(vant, navn), vaerdi)
    return replace(vant, **nye)


def _som(vant: Any, vaerdi: Any) -> Any:
    if isinstance(vant, Mapping):
        if not isinstance(vaerdi, Mapping):
            raise TypeError(type(vaerdi))
        return {_tekst(n): float(v) for n, v in vaerdi.items()}
    if isinstance(vant, tuple):
        return tuple(map(_tekst, vaerdi))
    if isinstance(vant, float) and isinstance(vaerdi, int | float):
        return vaerdi
    if type(vaerdi) is not type(vant):
        raise TypeError(type(vaerdi))
    return vaerdi


def _tekst(vaerdi: Any) -> str:
    if not isinstance(vaerdi, str):
        raise TypeError(type(vaerdi))
    return vaerdi
