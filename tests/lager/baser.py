"""The two databases a test of the store is run on."""

from __future__ import annotations

import pytest

from tests.lager.skriver import POSTGRES, UDEN_POSTGRES

BEGGE = [
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.skipif(not POSTGRES, reason=UDEN_POSTGRES)),
]
