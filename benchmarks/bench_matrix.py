"""A travel matrix of 2 million pairs read and checked, beside pandas reading the same file alone.

    python benchmarks/bench_matrix.py [--gentagelser 5]

35,088 points and 57 clinics in our own columns (klinik_id, punkt_id, minutter, km), once with one
decimal and once with all digits. The figures are synthetic, made for this measurement only and
from a fixed seed. Ours ends with the matrix in the plan's order, every row checked and the times
held against a model; pandas ends with a table. They take turns; times are medians.

Goal: 3 seconds and at most 3 times pandas.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
FROE = 12
PUNKTER, KLINIKKER = 35_088, 57
HOEJST_SEKUNDER, HOEJST_GANGE = 3.0, 3.0
sys.path.insert(0, str(ROD))


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


def skriv(sti: Path, punkter: list[str], klinikker: list[str], model: Any, decimaler: int) -> None:
    """Write what a router would give: the model, some 10 % off each pair."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(FROE + 1)
    kolonner = {}
    for navn, matrix in (("minutter", model.minutter()), ("km", model.km())):
        egne = matrix.astype(float) * np.exp(rng.normal(0, 0.1, matrix.shape))
        kolonner[navn] = (egne.round(decimaler) if decimaler else egne).ravel()
    pd.DataFrame(
        {"klinik_id": np.tile(klinikker, PUNKTER), "punkt_id": np.repeat(punkter, KLINIKKER)}
        | kolonner
    ).to_csv(sti, index=False)


def maal(sti: Path, ids: tuple[list[str], list[str]], model: Any, gentagelser: int) -> list[Any]:
    """Return the seconds of pandas alone and of ours, in turns, and what ours said."""
    import pandas as pd

    from data.rejsematrix import laes_rejsematrix

    pandas, vores, sagt = [], [], []
    for _ in range(gentagelser):
        start = time.perf_counter()
        pd.read_csv(sti)
        midt = time.perf_counter()
        _, sagt = laes_rejsematrix(sti, ids[1], ids[0], model=model)
        pandas.append(midt - start)
        vores.append(time.perf_counter() - midt)
    return [statistics.median(pandas), statistics.median(vores), min(pandas), min(vores), sagt]


def main() -> None:
    """Write the files, measure and print a table."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--gentagelser", type=int, default=5)
    valg = laeser.parse_args()
    punkter, klinikker, model = region()
    print(f"\n### {PUNKTER * KLINIKKER:,} pairs\n\nMedians of {valg.gentagelser}, seed {FROE},")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before.\n")
    print("| | file | pandas.read_csv alone | praksiskort | times | best | goal |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as mappe:
        for navn, decimaler in (("one decimal", 1), ("all digits", 0)):
            sti = Path(mappe) / f"{decimaler}.csv"
            skriv(sti, punkter, klinikker, model, decimaler)
            pandas, vores, mindst, vores_mindst, sagt = maal(
                sti, (punkter, klinikker), model, valg.gentagelser
            )
            assert not sagt, sagt
            naaet = vores <= HOEJST_SEKUNDER and vores <= HOEJST_GANGE * pandas
            felter = [
                navn,
                f"{sti.stat().st_size / 1e6:.0f} MB",
                f"{pandas:.2f} s",
                f"{vores:.2f} s",
                f"{vores / pandas:.1f}x",
                f"{mindst:.2f} and {vores_mindst:.2f} s",
                "met" if naaet else "missed",
            ]
            print("|", " | ".join(felter), "|")


if __name__ == "__main__":
    main()
