"""CI runs no benchmark, but what they take from the house must be there."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

FILER = sorted((Path(__file__).resolve().parents[1] / "benchmarks").glob("bench_*.py"))


@pytest.mark.parametrize("navn", [fil.stem for fil in FILER])
def test_a_benchmark_can_be_read(navn: str) -> None:
    importlib.import_module(f"benchmarks.{navn}")


def test_there_are_benchmarks() -> None:
    assert len(FILER) >= 5
