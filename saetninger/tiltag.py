"""What a tiltag is in words: a line in a list, a request to decide, a button."""

from __future__ import annotations

from collections.abc import Sequence

from dansk import antal_kapaciteter, opremsning, tal
from planning.flytning import aendringer, deling, forloeb
from planning.plan import Plan, Sted
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse, type_af

#: What is asked for, in the imperative and after an "at".
VERBER = {
    "flytning": ("Flyt", "flytte"),
    "deling": ("Del", "dele"),
    "udvidelse": ("Opret", "oprette"),
    "nedlaeggelse": ("Nedlæg", "nedlægge"),
}


def beskriv(plan: Plan, tiltag: Tiltag) -> str:
    """Return a tiltag in one line: how much, from where, to where."""
    if isinstance(tiltag, Deling):
        return f"Deling: {_deles(plan, tiltag)}"
    maengde = _maengde(plan, tiltag)
    if isinstance(tiltag, Udvidelse):
        return f"Ny kapacitet: {maengde} hos {_sted(plan, tiltag.til)}"
    if isinstance(tiltag, Nedlaeggelse):
        return f"Nedlagt: {maengde} hos {_sted(plan, tiltag.fra)}"
    return f"{maengde} fra {_sted(plan, tiltag.fra)} til {_sted(plan, tiltag.til)}"


def beskriv_alle(plan: Plan, scenarie: Sequence[Tiltag]) -> list[str]:
    """Return each tiltag of a scenario in one line, read against the state it meets."""
    trin = forloeb(plan, scenarie)
    return [beskriv(foer, tiltag) for foer, tiltag in zip(trin, scenarie, strict=False)]


def handling(plan: Plan, tiltag: Tiltag, *, navneform: bool = False) -> str:
    """Return a tiltag as what is asked for: `Flyt 1,5 kapacitet (...) fra ... til ...`.

    With `navneform` it follows an "at": `flytte 1,5 kapacitet ...`.
    """
    verbum = VERBER[type_af(tiltag)][navneform]
    if isinstance(tiltag, Deling):
        return f"{verbum} {_deles(plan, tiltag)}"
    maengde = _maengde(plan, tiltag)
    if isinstance(tiltag, Flytning):
        return f"{verbum} {maengde} fra {_sted(plan, tiltag.fra)} til {_sted(plan, tiltag.til)}"
    hvor = tiltag.til if isinstance(tiltag, Udvidelse) else tiltag.fra
    return f"{verbum} {maengde} hos {_sted(plan, hvor)}"


def knap(plan: Plan, tiltag: Tiltag) -> str:
    """Return what a button that adds the tiltag says: `Flyt 1,5 kapacitet`."""
    hvad = antal_kapaciteter(tiltag.antal) if isinstance(tiltag, Deling) else _i_alt(plan, tiltag)
    return f"{VERBER[type_af(tiltag)][0]} {hvad}"


def _deles(plan: Plan, tiltag: Deling) -> str:
    fra, til, _ = deling(plan)
    (aendring,) = aendringer(plan, tiltag)
    hvad = f"{antal_kapaciteter(tiltag.antal)} {fra.navn} hos {_sted(plan, tiltag.fra)}"
    return f"{hvad} i {tal(aendring.maengde[til.noegle])} {til.navn}"


def _maengde(plan: Plan, tiltag: Flytning | Udvidelse | Nedlaeggelse) -> str:
    """Return the sum first, then the kinds it is made of: `1,5 kapacitet (1 ..., 1 ...)`."""
    arter = [a for a in plan.opgoerelse.arter if tiltag.maengde.get(a.noegle)]
    af = f" på speciale {tiltag.speciale}" if tiltag.speciale else ""
    i_alt = _i_alt(plan, tiltag)
    if len(plan.opgoerelse.arter) == 1 and not af and arter:
        return arter[0].antal(tiltag.maengde[arter[0].noegle])
    if len(arter) == 1 and arter[0].kapaciteter(1.0, tiltag.speciale) == 1:
        return f"{i_alt} {arter[0].navn}{af}"
    led = opremsning([a.antal(tiltag.maengde[a.noegle]) for a in arter])
    return f"{i_alt} ({led}{af})"


def _i_alt(plan: Plan, tiltag: Flytning | Udvidelse | Nedlaeggelse) -> str:
    return antal_kapaciteter(plan.opgoerelse.kapaciteter(tiltag.maengde, tiltag.speciale))


def _sted(plan: Plan, sted: str | Sted) -> str:
    plan = plan.efter_kommune
    if isinstance(sted, Sted):
        navn, by, kode = sted.navn, sted.by, sted.kommune_kode
    else:
        raekke = plan.klinik(sted)
        navn, by, kode = raekke["navn"], raekke["by"], raekke["kommune_kode"]
    return f"{navn}, {by} ({plan.kommuner['kommune'][kode]})"
