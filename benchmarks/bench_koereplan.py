"""A timetable the size of Denmark's: read, and the departures near every clinic counted.

    python benchmarks/bench_koereplan.py [--ture 120000]

A made-up feed (25 calls a trip, 30,000 stops over the country, service by calendar_dates alone),
the same each time. Each case runs in a process of its own, whose peak memory is given beside that
of the process before it began; beside it pandas.read_csv of stop_times alone, whole and as text.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROD))
FROE, STOP, KALD, DAGE, KOEREDAGE = 20, 30_000, 25, 90, 800


def lav(fil: Path, ture: int) -> None:
    """Write the feed."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(FROE)
    stop = pd.DataFrame(
        {
            "stop_id": [f"{nr:012}" for nr in range(STOP)],
            "stop_lat": rng.uniform(54.6, 57.7, STOP).round(6),
            "stop_lon": rng.uniform(8.1, 12.6, STOP).round(6),
        }
    )
    tur = pd.DataFrame(
        {"trip_id": np.arange(ture), "service_id": rng.integers(KOEREDAGE, size=ture)}
    )
    start = rng.integers(5 * 60, 23 * 60, ture)
    minut = (start[:, None] + 2 * np.arange(KALD)).ravel()
    klokken = pd.Series([f"{m // 60:02}:{m % 60:02}:00" for m in range(26 * 60)])
    tid = klokken.to_numpy()[minut]
    her = (rng.integers(STOP, size=(ture, 1)) + np.arange(KALD)) % STOP
    kald = pd.DataFrame(
        {
            "trip_id": np.repeat(tur["trip_id"].to_numpy(), KALD),
            "arrival_time": tid,
            "departure_time": tid,
            "stop_id": stop["stop_id"].to_numpy()[her.ravel()],
            "stop_sequence": np.tile(np.arange(KALD), ture),
            "pickup_type": 0,
        }
    )
    dage = pd.date_range("2026-03-02", periods=DAGE).strftime("%Y%m%d")
    koerer = np.argwhere(rng.random((KOEREDAGE, DAGE)) < 0.4)
    undtagelser = pd.DataFrame(
        {"service_id": koerer[:, 0], "date": dage[koerer[:, 1]], "exception_type": 1}
    )
    tabeller = {"stops": stop, "trips": tur, "stop_times": kald, "calendar_dates": undtagelser}
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, tabel in tabeller.items():
            pakke.writestr(f"{navn}.txt", tabel.to_csv(index=False))


def laes(fil: Path) -> Any:
    """Count the departures near the clinics of the dataset."""
    import pandas as pd

    from data.offentlig_transport import laes_gtfs
    from data.skema import INDBYGGET
    from geo.koordinater import til_meter

    klinikker = pd.read_csv(INDBYGGET / "klinikker.csv").set_index("klinik_id")
    xy = til_meter(klinikker["lat"], klinikker["lon"])
    return laes_gtfs(fil, klinikker.assign(x=xy[:, 0], y=xy[:, 1]))


def laes_alene(fil: Path) -> Any:
    """Read stop_times with pandas and nothing more."""
    import pandas as pd

    with zipfile.ZipFile(fil) as pakke, pakke.open("stop_times.txt") as aaben:
        return pd.read_csv(aaben, dtype=str)


SAGER: dict[str, tuple[Callable[[Path], Any], str]] = {
    "laes": (laes, "read, checked and counted"),
    "alene": (laes_alene, "pandas.read_csv of stop_times alone"),
}


def mb() -> float:
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run every case and print a markdown table."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--ture", type=int, default=120_000, help="trips, each of 25 calls")
    laeser.add_argument("--sag", choices=["lav", *SAGER], help=argparse.SUPPRESS)
    laeser.add_argument("--fil", type=Path, help=argparse.SUPPRESS)
    valg = laeser.parse_args()
    if valg.sag == "lav":
        lav(valg.fil, valg.ture)
        return
    if valg.sag:
        # What is imported is not the reading.
        import data.offentlig_transport

        assert data.offentlig_transport
        foer, start = mb(), time.perf_counter()
        SAGER[valg.sag][0](valg.fil)
        print(json.dumps([time.perf_counter() - start, foer, mb()]))
        return
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "koereplan.zip"
        # A process of its own: those after it begin with the peak of the one that starts them.
        kommando = [sys.executable, __file__, "--fil", str(fil)]
        subprocess.run([*kommando, "--sag", "lav", "--ture", str(valg.ture)], check=True)
        megabyte = fil.stat().st_size / 1e6
        print(f"\n### A timetable of {KALD * valg.ture:,} stop_times, {megabyte:.0f} MB\n")
        print("| | time | memory before | peak |")
        print("|---|---|---|---|")
        for sag, (_, navn) in SAGER.items():
            ud = subprocess.run(
                [*kommando, "--sag", sag], stdout=subprocess.PIPE, check=True, text=True
            )
            sekunder, foer, top = json.loads(ud.stdout)
            print(f"| {navn} | {sekunder:.1f} s | {foer:.0f} MB | {top:.0f} MB |")


if __name__ == "__main__":
    main()
