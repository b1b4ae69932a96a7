"""The type of an array of figures, as the functions of planning take and return them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Tal = NDArray[np.floating[Any]]
