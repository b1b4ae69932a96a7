"""The rules a capacity is used and moved by, each with where it stands; no figure depends on them.

Those of the praksisplan are of Praksisplan for fysioterapi 2020, chapter 2 (p. 9-11), in force
from September 2020 (1.1) with no end told. The guidance is »Vejledning om brug af kapacitet« of
Danske Fysioterapeuter, without date and pages; where it tells of over and under 30 hours it is of
the agreement that counts in hours. `saetninger.regler` words them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planning.fag import Fag
from planning.overenskomst import OVERENSKOMSTER

#: The praksisplan whose rules these are; a field with another plan has none of them.
PRAKSISPLAN = "Praksisplan for fysioterapi 2020"


@dataclass(frozen=True)
class Regelsted:
    """Where a rule stands: its section and page; of the guidance the key of its heading, and 0.

    The headings are in `saetninger.regler`.
    """

    kilde: Literal["praksisplan", "vejledning"]
    afsnit: str
    side: int = 0


@dataclass(frozen=True)
class Regel:
    """A rule by its key: where it stands, and the years it is for; None where no year is told."""

    noegle: str
    steder: tuple[Regelsted, ...]
    fra: int | None = None
    til: int | None = None


def _plan(afsnit: str, side: int) -> Regelsted:
    return Regelsted("praksisplan", afsnit, side)


def _vejledning(overskrift: str) -> Regelsted:
    return Regelsted("vejledning", overskrift)


_I_TIMER = next(o for o in OVERENSKOMSTER if o.noegle == "timer")
_AF_PLANEN = 2020
_REGLER = (
    Regel("adgang", (_plan("2.1.8", 9),), _AF_PLANEN),
    Regel("deling", (_plan("2.1.9", 10),), _AF_PLANEN),
    Regel("delingsgrund", (_vejledning("ansaettelse"),)),
    Regel("ekstraadresse", (_plan("2.1.12", 10),), _AF_PLANEN),
    Regel("flytning", (_plan("2.1.13", 11),), _AF_PLANEN),
    # All the sources say of one: it comes after an advance approval of a flytning.
    Regel("overdragelse", (_plan("2.1.13", 11),), _AF_PLANEN),
    Regel("opslag", (_plan("2.1.14", 11),), _AF_PLANEN),
    # Those to be read, which change no capacity.
    Regel(
        "under30",
        (_vejledning("kapacitet"),),
        *(_I_TIMER.fra.year, _I_TIMER.til.year),
    ),
    Regel(
        "behandlingstimer",
        (_vejledning("behandlingstimer"),),
        *(_I_TIMER.fra.year, _I_TIMER.til.year),
    ),
    Regel(
        "hjaelpepersonale",
        (
            _plan("2.1.6", 9),
            _vejledning("behandlingstimer"),
            _vejledning("hjaelpepersonale"),
        ),
        _AF_PLANEN,
    ),
    Regel("ansaettelse", (_plan("2.1.10", 10), _vejledning("ansaettelse")), _AF_PLANEN),
    Regel("vikar", (_plan("2.1.11", 10), _vejledning("vikar")), _AF_PLANEN),
    Regel(
        "redegoerelse",
        (_vejledning("redegoerelse"),),
    ),
)
REGLER: Mapping[str, Regel] = {r.noegle: r for r in _REGLER}
#: Those that change no capacity and are only to be read, in the order they are told.
LAESES = (
    *("under30", "behandlingstimer", "hjaelpepersonale", "ansaettelse", "vikar"),
    "redegoerelse",
)


def har_regler(fag: Fag) -> bool:
    """Say whether the rules are those of a field's praksisplan."""
    return fag.praksisplan == PRAKSISPLAN
