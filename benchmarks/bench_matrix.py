"""A travel matrix of 2 million pairs read and checked, beside pandas reading the same file alone.

    python benchmarks/bench_matrix.py [--gentagelser 5]

35,088 points and 57 clinics in our own columns (klinik_id, punkt_id, minutter, km), once with one
decimal and once with all digits. The figures are synthetic, made for this measurement only and
from a fixed seed. Ours ends with the matrix in the plan's order, every row checked and the times
held against a model; pandas ends with a table.

Goal: 3 seconds and at most 3 times pandas.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
FROE = 12
PUNKTER, KLINIKKER = 35_088, 57
#: File to the decimals of its figures; None for all there are.
FILER = {"one_decimal.csv": 1, "all_digits.csv": None}
sys.path.insert(0, str(ROD))

from benchmarks.par import ALENE, VORES, Maalsaetning, hoved  # noqa: E402


def region() -> tuple[list[str], list[str], Any]:
    """Return the ids of points and clinics, and a model of the ways between them."""
    import numpy as np

    from data.matrix.sammenligning import Model

    rng = np.random.default_rng(FROE)
    steder = rng.uniform(0, 100, (PUNKTER, 2)), rng.uniform(0, 100, (KLINIKKER, 2))
    km = np.hypot(*(steder[0][:, None] - steder[1][None]).transpose(2, 0, 1)).astype(np.float32)
    minutter = km * rng.uniform(0.8, 1.3, (PUNKTER, 1)).astype(np.float32) + np.float32(2.5)
    kommuner = np.array([f"kommune {i}" for i in range(11)], dtype=object)[np.arange(PUNKTER) % 11]
    model = Model(lambda: minutter, lambda: km, np.full(PUNKTER, 16.0), kommuner)
    punkter = [f"celle-250m-{6_200_000 + i}" for i in range(PUNKTER)]
    return punkter, [f"klinik-{i:02}-fysioterapi" for i in range(KLINIKKER)], model


def skriv_filer(mappe: Path) -> None:
    """Write what a router would give: the model, some 10 % off each pair."""
    import numpy as np
    import pandas as pd

    punkter, klinikker, model = region()
    rng = np.random.default_rng(FROE + 1)
    ids = {"klinik_id": np.tile(klinikker, PUNKTER), "punkt_id": np.repeat(punkter, KLINIKKER)}
    maal = {"minutter": model.minutter(), "km": model.km()}
    egne = {
        navn: (matrix.astype(float) * np.exp(rng.normal(0, 0.1, matrix.shape))).ravel()
        for navn, matrix in maal.items()
    }
    tabel = pd.DataFrame(ids | egne)
    for navn, decimaler in FILER.items():
        (tabel if decimaler is None else tabel.round(decimaler)).to_csv(mappe / navn, index=False)


def vores(sti: Path) -> Callable[[], Any]:
    """Return what reads and checks a matrix; the model is there before."""
    from data.rejsematrix import laes_rejsematrix

    punkter, klinikker, model = region()

    def laes() -> None:
        _, sagt = laes_rejsematrix(sti, klinikker, punkter, model=model)
        assert not sagt, sagt

    return laes


def alene(sti: Path) -> Callable[[], Any]:
    """Return what only reads the file."""
    import pandas as pd

    return lambda: pd.read_csv(sti)


if __name__ == "__main__":
    hoved(
        *(__file__, f"A travel matrix of {PUNKTER * KLINIKKER:,} pairs", skriv_filer, [*FILER]),
        {ALENE: alene, VORES: vores},
        Maalsaetning(sekunder=3.0),
    )
