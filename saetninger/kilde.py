"""Where figures come from, in Danish: the line beneath a map or table."""

from __future__ import annotations

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


def _sted(h: Herkomst) -> str:
    dele = [h.tabel, f"s. {h.side}" if h.side else "", h.dato]
    return ", ".join(d for d in dele if d)
