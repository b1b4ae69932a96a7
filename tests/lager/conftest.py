"""What the tests of the store share: an empty store of each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lager.scenarielager import Lager
from tests.lager.baser import BEGGE
from tests.lager.skriver import frisk_postgres


@pytest.fixture(params=BEGGE)
def tomt_lager(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Lager]:
    """An empty store, in SQLite and in PostgreSQL."""
    if request.param == "sqlite":
        yield Lager(f"sqlite:///{tmp_path / 'scenarier.sqlite'}")
    else:
        with frisk_postgres() as adresse:
            lager = Lager(adresse)
            yield lager
            lager.luk()
