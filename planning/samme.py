"""A key by identity: what is made of a frame or an array is kept for that very one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class Samme:
    """A key that is equal to one of the very same object, and holds it."""

    hvad: Any

    def __hash__(self) -> int:
        """Return the identity."""
        return id(self.hvad)

    def __eq__(self, andet: object) -> bool:
        """Say whether both are of the very same object."""
        return isinstance(andet, Samme) and andet.hvad is self.hvad
