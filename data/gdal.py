"""pyogrio, and GDAL with it, loaded when something is first asked of it.

Who reads no map file has no use for its 30 MB, nor for a tenth of a second of every start.
"""

from __future__ import annotations

import importlib
from typing import Any


def __getattr__(navn: str) -> Any:
    """Return what pyogrio calls by a name."""
    return getattr(importlib.import_module("pyogrio"), navn)
