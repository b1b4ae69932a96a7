"""Where figures come from, in Danish: the line beneath a map or table."""

from __future__ import annotations

import re

from dansk import opremsning
from planning.plan import Herkomst, Plan


def kildelinje(*herkomst: Herkomst) -> str:
    """Return the source line of a map or table: each source once, with its places."""
    steder: dict[str, list[str]] = {}
    for h in herkomst:
        steder.setdefault(h.kilde, []).append(_sted(h))
    dele = [
        ": ".join(d for d in (kilde, "; ".join(s for s in dict.fromkeys(alle) if s)) if d)
        for kilde, alle in steder.items()
    ]
    return f"Kilde: {'. '.join(dele)}."


def kortforbehold(plan: Plan) -> str:
    """Return what is only roughly so on a map of a plan, a sentence; "" where all is imported."""
    omrids = plan.herkomst.get("omrids")
    ved_byen = (plan.klinikker["praecision"] != "adresse").any()
    led = [
        *([] if omrids is not None and omrids.importeret else ["kommunegrænser"]),
        *(["klinikpunkter"] if ved_byen else []),
    ]
    return f"Vejledende {opremsning(led)}." if led else ""


def aarsforbehold(plan: Plan) -> str:
    """Return that capacities and residents are of different years, or one of a time not told.

    "" where both are of the same year, and where neither is imported.
    """
    klinikker, kommuner = plan.herkomst["klinikker"], plan.herkomst["kommuner"]
    if not (klinikker.importeret or kommuner.importeret):
        return ""
    aar = [_aar(h.dato) for h in (klinikker, kommuner)]
    hvad = ("Kapaciteterne", "indbyggerne")
    if all(aar):
        ens = aar[0] == aar[1] and " " not in aar[0]
        return "" if ens else f"{hvad[0]} er fra {aar[0]} og {hvad[1]} fra {aar[1]}."
    led = [
        f"{h} er fra {a}" if a else f"{h} er fra en tid, filen ikke oplyser"
        for h, a in zip(hvad, aar, strict=True)
    ]
    return f"{led[0]}, og {led[1]}."


def _aar(dato: str) -> str:
    """The years a date speaks of; "" for none."""
    return opremsning([*dict.fromkeys(re.findall(r"\b(?:19|20)[0-9]{2}\b", dato))])


def _sted(h: Herkomst) -> str:
    dele = [h.tabel, f"s. {h.side}" if h.side else "", h.dato]
    return ", ".join(d for d in dele if d)
