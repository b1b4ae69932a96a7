"""A grouping of the kommuner into planning areas (planomraader): what figures are told by.

The kommune is the unit of planning unless another is chosen: a sundhedsraad, or an area of the
user's own. `planning.planomraade` tells a plan by a grouping.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Slags = Literal["kommune", "sundhedsraad", "omraade"]
#: How the code of an area of several kommuner begins: that of a kommune is four digits.
FORSTAVELSE = "omraade:"


@dataclass(frozen=True)
class Inddeling:
    """The area of each kommune.

    `slags` is what an area is called; `omraader` pairs the code of each kommune with the name of
    its area. Made and checked by `planning.planomraade`.
    """

    slags: Slags
    omraader: tuple[tuple[str, str], ...]

    @cached_property
    def navne(self) -> Mapping[str, str]:
        """The name of the area of each kommune, by code."""
        return dict(self.omraader)

    @cached_property
    def koder(self) -> Mapping[str, str]:
        """The code of the area of each kommune: a kommune alone is its own area and keeps its."""
        navne = list(self.navne.values())
        return {
            kode: kode if navne.count(navn) == 1 else f"{FORSTAVELSE}{navn}"
            for kode, navn in self.omraader
        }

    def kommuner(self, navn: str) -> tuple[str, ...]:
        """Return the codes of the kommuner of an area."""
        return tuple(kode for kode, omraade in self.omraader if omraade == navn)
