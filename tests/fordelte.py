"""What the tests of `fordelt` ask workers to do: functions of a module that they can import."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path
from typing import ClassVar


def laeg_til(faelles: int, del_: int) -> int:
    """Return the sum."""
    return faelles + del_


def sov(sekunder: float, del_: int) -> int:
    """Return the part after so long."""
    time.sleep(sekunder)
    return del_


def fejl(faelles: str, del_: int) -> int:
    """Raise what a function of ours may."""
    raise KeyError(faelles)


def gaa_ned(faelles: None, del_: int) -> int:
    """End the worker's process at once, as one that is out of memory is ended."""
    os._exit(9)


def gaa_ned_en_gang(mappe: str, del_: int) -> int:
    """End the worker's process the first time the part is tried."""
    time.sleep(0.1)
    if del_ == 3 and not (set_ := Path(mappe) / "set").exists():
        set_.touch()
        os._exit(9)
    return del_


class Sendt:
    """Counts how often it arrives in a process, each by its name."""

    gange: ClassVar[Counter[str]] = Counter()

    def __init__(self, navn: str) -> None:
        self.navn = navn

    def __setstate__(self, stand: dict[str, str]) -> None:
        self.navn = stand["navn"]
        Sendt.gange[self.navn] += 1


def hvor_ofte(faelles: Sendt, del_: int) -> tuple[int, int]:
    """Return the process, and how often what is shared came to it."""
    time.sleep(0.05)
    return os.getpid(), Sendt.gange[faelles.navn]
