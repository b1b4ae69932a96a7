"""Accessibility scores side by side with pysal access, at the size of a region.

    python benchmarks/bench_tilgaengelighed.py [--gentagelser 20]

8,000 points and 57 clinics from a matrix of minutes. The figures are synthetic, made for this
measurement only and from a fixed seed. Each runs in a process of its own, whose peak memory is
the figure given. Times are medians; "first" is the first run of the process, when the machine has
yet to hand out its memory. Where no capacity is in reach pysal gives a missing score and ours is 0:
the sums that are compared leave those places out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
FROE = 20
KM = 30.0
sys.path.insert(0, str(ROD))

Tider = dict[str, list[float]]


def region() -> tuple[Any, Any, Any]:
    """Return minutes (8,000 x 57), residents and capacity."""
    import numpy as np

    rng = np.random.default_rng(FROE)
    punkter, klinikker = rng.uniform(0, 100, (8000, 2)), rng.uniform(0, 100, (57, 2))
    minutter = np.hypot(*(punkter[:, None] - klinikker[None]).transpose(2, 0, 1)) * 1.2
    return minutter, rng.integers(1, 200, 8000), rng.choice([0.5, 1.0, 2.5, 4.0], 57)


def tag_tid(tider: Tider, navn: str, funktion: Callable[[], Any]) -> Any:
    """Run once, add the seconds to `tider` and return the result."""
    start = time.perf_counter()
    svar = funktion()
    tider.setdefault(navn, []).append(time.perf_counter() - start)
    return svar


def region_vores(tider: Tider) -> float:
    """Ours, from a matrix of minutes."""
    import numpy as np

    from planning.opland import LUO_QI, opland
    from planning.tilgaengelighed import Tilgaengelighed

    minutter, behov, kapacitet = region()
    vaegte = tag_tid(tider, "table", lambda: opland(minutter, LUO_QI))
    til = tag_tid(tider, "demand", lambda: Tilgaengelighed.byg(vaegte, behov))
    score = tag_tid(tider, "score", lambda: til.score(kapacitet))
    tag_tid(tider, "move", lambda: til.score(np.roll(kapacitet, 1)))
    tider["pairs"] = [vaegte.nnz]
    return float(behov @ score)


def region_access(tider: Tider) -> float:
    """Time pysal access from a matrix of minutes, every pair in its table."""
    import logging

    import numpy as np
    import pandas as pd
    from access import Access

    logging.disable(logging.WARNING)
    minutter, behov, kapacitet = region()
    i, j = np.indices(minutter.shape).reshape(2, -1)

    def tabel() -> pd.DataFrame:
        return pd.DataFrame({"i": i, "j": j, "d": minutter.ravel()})

    def score(par: pd.DataFrame) -> Any:
        return Access(
            demand_df=pd.DataFrame({"id": range(len(behov)), "p": behov}),
            demand_index="id",
            demand_value="p",
            supply_df=pd.DataFrame({"id": range(len(kapacitet)), "s": kapacitet}),
            supply_index="id",
            supply_value="s",
            cost_df=par,
            cost_origin="i",
            cost_dest="j",
            cost_name="d",
        ).enhanced_two_stage_fca(name="a", max_cost=KM)["a_s"]

    par = tag_tid(tider, "table", tabel)
    svar = tag_tid(tider, "score", lambda: score(par))
    tag_tid(tider, "move", lambda: score(par))  # it keeps nothing: the score once more
    tider["pairs"] = [len(par)]
    return float((svar * behov[svar.index]).sum())


SAGER = {f.__name__: f for f in (region_access, region_vores)}
NAVNE = {"region_access": "pysal access", "region_vores": "praksiskort"}
LED = ("table", "demand", "score")


def koer(sag: str, gentagelser: int) -> None:
    """Run one case in this process and print its measurements as JSON."""
    tider: Tider = {}
    uddelt = {round(SAGER[sag](tider), 6) for _ in range(gentagelser)}
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"tider": tider, "mb": mb, "uddelt": max(uddelt)}))


def maal(sag: str, gentagelser: int) -> dict[str, Any]:
    """Run one case in a process of its own."""
    kommando = [sys.executable, __file__, "--sag", sag, "--gentagelser", str(gentagelser)]
    ud = subprocess.run(kommando, stdout=subprocess.PIPE, check=True, text=True)
    maalt: dict[str, Any] = json.loads(ud.stdout)
    tider = maalt["tider"]
    runder = zip(*(tider[led] for led in LED if led in tider), strict=True)
    tider["scratch"] = [sum(runde) for runde in runder]
    return maalt


def ms(sekunder: float) -> str:
    """Return seconds as milliseconds or seconds."""
    return f"{sekunder * 1000:,.3g} ms" if sekunder < 1 else f"{sekunder:,.2f} s"


def skriv_tabel(sager: dict[str, dict[str, Any]]) -> None:
    """Print one markdown table; in brackets how many times faster than the first row."""
    peer = next(iter(sager.values()))["tider"]
    print("| | pairs | table | demand | score | from scratch | first | moved capacity | peak |")
    print("|---|---|---|---|---|---|---|---|---|")
    for navn, maalt in sager.items():
        tider = maalt["tider"]
        median = {led: statistics.median(tal) for led, tal in tider.items()}
        x = {led: statistics.median(peer[led]) / median[led] for led in ("scratch", "move")}
        felter = [
            navn,
            f"{median['pairs'] / 1e6:.2f} mio.",
            *(ms(median[led]) if led in median else "-" for led in LED),
            f"{ms(median['scratch'])} ({x['scratch']:,.0f}x)",
            ms(tider["scratch"][0]),
            f"{ms(median['move'])} ({x['move']:,.0f}x)",
            f"{maalt['mb']:,.0f} MB",
        ]
        print("|", " | ".join(felter), "|")
    uddelt = [f"{maalt['uddelt']:,.3f}" for maalt in sager.values()]
    print(f"Capacity handed out, to compare: {', '.join(uddelt)}.")


def main() -> None:
    """Run both and print a table."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--gentagelser", type=int, default=20)
    laeser.add_argument("--sag", choices=SAGER, help=argparse.SUPPRESS)
    valg = laeser.parse_args()
    if valg.sag:
        koer(valg.sag, valg.gentagelser)
        return
    print(f"\n### 8,000 points x 57 clinics, 30 minutes\n\nMedians of {valg.gentagelser},")
    print(f"seed {FROE}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before.\n")
    skriv_tabel({navn: maal(sag, valg.gentagelser) for sag, navn in NAVNE.items()})


if __name__ == "__main__":
    main()
