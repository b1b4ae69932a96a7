"""Time the entrance: a travel matrix of 2 million pairs as CSV, and a workbook.

Run from the project's folder: `python benchmarks/bench_indgang.py`. Each time is the median of 5
runs, the ratio that to pandas.read_csv(dtype=str) alone, each read right after the other. The
limit is 3: laes_ark must not take longer than that.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd

ROD = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROD))

from data.indgang.ark import laes_ark  # noqa: E402
from data.indgang.overskrift import find_tabel  # noqa: E402
from data.indgang.tal import tolk_tal  # noqa: E402

GENTAGELSER = 5
PAR, KLINIKKER = 2_000_000, 57
RAEKKER_PROJEKTMAPPE = 10_000


def sekunder(funktion: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    funktion()
    return time.perf_counter() - start


def skriv_matrix(sti: Path, decimaltegn: str, skilletegn: str, kodning: str) -> None:
    """Write pairs of clinic and point with minutes to one decimal, the same each time."""
    minutter = np.random.default_rng(12).integers(10, 900, PAR)
    linjer = (
        skilletegn.join(
            (f"klinik-{nr % KLINIKKER}", f"{nr // KLINIKKER:05}", f"{m // 10}{decimaltegn}{m % 10}")
        )
        for nr, m in enumerate(minutter.tolist())
    )
    hoved = skilletegn.join(("klinik_id", "område", "minutter"))
    sti.write_text("\n".join([hoved, *linjer]) + "\n", encoding=kodning)


def maal_matrix(sti: Path, skilletegn: str, kodning: str) -> None:
    """Print the times of one file: pandas alone, the cells, the table, the numbers."""
    tider: dict[str, list[float]] = {"pandas": [], "laes_ark": [], "find_tabel": [], "tolk_tal": []}
    for _ in range(GENTAGELSER):
        tider["pandas"].append(
            sekunder(lambda: pd.read_csv(sti, dtype=str, sep=skilletegn, encoding=kodning))
        )
        tider["laes_ark"].append(sekunder(lambda: laes_ark(sti)))
        (ark,) = laes_ark(sti)
        tider["find_tabel"].append(sekunder(lambda ark=ark: find_tabel(ark)))  # type: ignore[misc]
        minutter = find_tabel(ark).data["minutter"]
        tider["tolk_tal"].append(sekunder(lambda m=minutter: tolk_tal(m)))  # type: ignore[misc]
    medianer = {navn: statistics.median(t) for navn, t in tider.items()}
    print(f"{ark.hvordan}, {sti.stat().st_size / 1e6:.0f} MB")
    for navn, tid in medianer.items():
        print(f"  {navn:12}{tid:6.2f} s, {tid / medianer['pandas']:4.1f} x pandas alone")


def maal_projektmappe(sti: Path) -> None:
    """Print the time of a workbook of ten columns."""
    bog = openpyxl.Workbook(write_only=True)
    ark = bog.create_sheet()
    for nr in range(RAEKKER_PROJEKTMAPPE):
        ark.append([f"klinik {nr}", *range(nr, nr + 9)])
    bog.save(sti)
    tid = statistics.median(sekunder(lambda: laes_ark(sti)) for _ in range(GENTAGELSER))
    celler = RAEKKER_PROJEKTMAPPE * 10
    print(f"workbook, {celler:,} cells: {tid:.2f} s, {tid / celler * 1e6:.1f} microseconds a cell")


def main() -> None:
    """Print all the times."""
    print(f"{PAR:,} pairs; medians of {GENTAGELSER}")
    with tempfile.TemporaryDirectory() as mappe:
        for decimaltegn, skilletegn, kodning in ((".", ",", "utf-8"), (",", ";", "cp1252")):
            sti = Path(mappe) / "matrix.csv"
            skriv_matrix(sti, decimaltegn, skilletegn, kodning)
            maal_matrix(sti, skilletegn, kodning)
        maal_projektmappe(Path(mappe) / "bog.xlsx")


if __name__ == "__main__":
    main()
