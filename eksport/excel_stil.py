"""How a cell looks, worked out once in a workbook: openpyxl seeks each part of each cell anew.

A table has thousands of cells and a dozen looks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell

#: The looks of a workbook that are known, by what they were asked for as.
_KENDTE: WeakKeyDictionary[Workbook, dict[Hashable, Any]] = WeakKeyDictionary()


def giv_stil(celle: Cell, noegle: Hashable, saet: Callable[[Cell], None]) -> None:
    """Give a cell the look that `saet` gives one, which `noegle` tells from every other.

    `saet` sets all of the look: nothing is left of one the cell had.
    """
    kendte = _KENDTE.setdefault(celle.parent.parent, {})
    if noegle in kendte:
        celle._style = copy(kendte[noegle])
        return
    saet(celle)
    kendte[noegle] = copy(celle._style)
