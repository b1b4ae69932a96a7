"""Every status of an answer has its words."""

from __future__ import annotations

from typing import get_args

from planning.placering import Status
from saetninger.placering import STATUS


def test_every_status_is_told() -> None:
    assert set(STATUS) == set(get_args(Status))
    assert len(set(STATUS.values())) == len(STATUS)
