"""Doors that hang and crash, for the process that tries files to find."""

from __future__ import annotations

import os
import time

from tests.robusthed.variant import TAGET, Dom, Fil, Slags


def _fil() -> Fil:
    return Fil("a.csv", b"5", lambda i: {"a": 5.0} if i == b"5" else None)


def _haenger(navn: str, indhold: bytes, fil: Fil) -> Dom:
    if indhold != fil.indhold:
        time.sleep(60)
    return Dom(TAGET, (), {"a": 5.0})


def _falder(navn: str, indhold: bytes, fil: Fil) -> Dom:
    if indhold != fil.indhold:
        os._exit(3)
    return Dom(TAGET, (), {"a": 5.0})


SLAGS = (Slags("hænger", lambda: [_fil()], _haenger), Slags("dør", lambda: [_fil()], _falder))
