"""Accessibility scores side by side with their peers, at the size of a region and of a country.

    python benchmarks/bench_tilgaengelighed.py [--gentagelser 5] [--access-paa-landsplan]

Region: 8,000 points and 57 clinics from a matrix of minutes, against pysal access. Country:
400,000 points and 2,600 clinics within 30 km in a straight line, against a scipy KD-tree. The
coordinates are synthetic, made for this measurement only and from a fixed seed. Every case runs
in a process of its own, whose peak memory is the figure given. Times are medians; "first" is the
first run of the process, when the machine has yet to hand out its memory. Compilation is left
out of both and reported. pysal access exhausts 16 GB at the size of a country: only on request.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
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


def landsplan() -> tuple[Any, Any, Any, Any]:
    """Return points and clinics (km), residents and capacity: half the points live in towns.

    43,000 km2; points in the order of a population grid, row by row.
    """
    import numpy as np

    rng = np.random.default_rng(FROE)
    flade = np.array([215.0, 200.0])
    byer = rng.uniform(0, flade, (150, 2))

    def steder(antal: int, andel_i_by: float) -> Any:
        spredt = rng.uniform(0, flade, (antal, 2))
        i_by = byer[rng.integers(0, len(byer), antal)] + rng.normal(0, 4, (antal, 2))
        return np.where(rng.random((antal, 1)) < andel_i_by, i_by, spredt)

    punkter, klinikker = steder(400_000, 0.5), steder(2600, 0.75)
    punkter = punkter[np.lexsort((punkter[:, 0], np.floor(punkter[:, 1])))]
    kapacitet = rng.choice([0.5, 1.0, 2.5, 4.0], 2600)
    return punkter, klinikker, rng.integers(1, 30, 400_000), kapacitet


def tag_tid(tider: Tider, navn: str, funktion: Callable[[], Any]) -> Any:
    """Run once, add the seconds to `tider` and return the result."""
    start = time.perf_counter()
    svar = funktion()
    tider.setdefault(navn, []).append(time.perf_counter() - start)
    return svar


def varm_op(tider: Tider) -> None:
    """Compile every loop on a toy of the same types as the real thing."""
    import numpy as np

    from planning.opland import LUO_QI, opland, opland_fra_koordinater
    from planning.tilgaengelighed import Tilgaengelighed

    xy, tal = np.random.default_rng(FROE).uniform(0, 50, (9, 2)), np.ones(9)

    def alt() -> None:
        for vaegte in (opland_fra_koordinater(xy, xy, LUO_QI), opland(xy @ xy.T, LUO_QI)):
            Tilgaengelighed.byg(vaegte, tal).score(tal)

    tag_tid(tider, "compile", alt)


def vores(tider: Tider, byg_opland: Callable[[], Any], behov: Any, kapacitet: Any) -> float:
    """Time the parts of our score and return the capacity it hands out."""
    from planning.tilgaengelighed import Tilgaengelighed

    vaegte = tag_tid(tider, "table", byg_opland)
    til = tag_tid(tider, "demand", lambda: Tilgaengelighed.byg(vaegte, behov))
    score = tag_tid(tider, "score", lambda: til.score(kapacitet))
    for klinik in range(40):
        flytning = {klinik: 0.5, klinik + 1: -0.5}
        tag_tid(tider, "move", partial(til.aendring, score, flytning))
    tider["pairs"] = [vaegte.nnz]
    return float(behov @ score)


def region_vores(tider: Tider) -> float:
    """Ours, from a matrix of minutes."""
    from planning.opland import LUO_QI, opland

    minutter, behov, kapacitet = region()
    return vores(tider, lambda: opland(minutter, LUO_QI), behov, kapacitet)


def landsplan_vores(tider: Tider) -> float:
    """Ours, from coordinates."""
    from planning.opland import LUO_QI, opland_fra_koordinater

    punkter, klinikker, behov, kapacitet = landsplan()
    byg_opland = lambda: opland_fra_koordinater(punkter, klinikker, LUO_QI)  # noqa: E731
    return vores(tider, byg_opland, behov, kapacitet)


def landsplan_kdtree(tider: Tider) -> float:
    """The same weights by scipy, from a KD-tree."""
    import numpy as np
    from scipy.spatial import KDTree

    from planning.opland import LUO_QI

    punkter, klinikker, behov, kapacitet = landsplan()

    def byg_opland() -> Any:
        par = KDTree(punkter).sparse_distance_matrix(
            KDTree(klinikker), KM, output_type="coo_matrix"
        )
        par.data = LUO_QI.vaegt(par.data, np.float32)
        return par.tocsr()

    vaegte = tag_tid(tider, "table", byg_opland)
    forhold = tag_tid(tider, "demand", lambda: kapacitet / (vaegte.T @ behov))
    score = tag_tid(tider, "score", lambda: vaegte @ forhold)
    tag_tid(tider, "move", lambda: vaegte @ forhold)  # it keeps nothing: the score once more
    tider["pairs"] = [vaegte.nnz]
    return float(behov @ score)


def _access(tider: Tider, afstand: Callable[[], Any], behov: Any, kapacitet: Any) -> float:
    """Time pysal access: `afstand` gives positions of points and clinics, and distances."""
    import logging

    import pandas as pd
    from access import Access

    logging.disable(logging.WARNING)

    def tabel() -> pd.DataFrame:
        return pd.DataFrame(dict(zip("ijd", afstand(), strict=True)))

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


def region_access(tider: Tider) -> float:
    """Time pysal access from a matrix of minutes, every pair in its table."""
    import numpy as np

    minutter, behov, kapacitet = region()
    i, j = np.indices(minutter.shape).reshape(2, -1)
    return _access(tider, lambda: (i, j, minutter.ravel()), behov, kapacitet)


def landsplan_access(tider: Tider) -> float:
    """Time pysal access on the pairs of a KD-tree."""
    from scipy.spatial import KDTree

    punkter, klinikker, behov, kapacitet = landsplan()

    def afstand() -> Any:
        par = KDTree(punkter).sparse_distance_matrix(
            KDTree(klinikker), KM, output_type="coo_matrix"
        )
        return par.row, par.col, par.data

    return _access(tider, afstand, behov, kapacitet)


SAGER = {
    f.__name__: f
    for f in (region_access, region_vores, landsplan_kdtree, landsplan_vores, landsplan_access)
}
NAVNE = {"access": "pysal access", "kdtree": "scipy KD-tree", "vores": "praksiskort"}
STEDER = {
    "region": "Region: 8,000 points x 57 clinics, 30 minutes",
    "landsplan": "Country: 400,000 points x 2,600 clinics, 30 km",
}
LED = ("table", "demand", "score")


def koer(sag: str, gentagelser: int) -> None:
    """Run one case in this process and print its measurements as JSON."""
    tider: Tider = {}
    if sag.endswith("vores"):
        varm_op(tider)
    uddelt = {round(SAGER[sag](tider), 6) for _ in range(gentagelser)}
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"tider": tider, "mb": mb, "uddelt": max(uddelt)}))


def maal(sag: str, gentagelser: int) -> dict[str, Any]:
    """Run one case in a process of its own, nothing compiled beforehand."""
    kommando = [sys.executable, __file__, "--sag", sag, "--gentagelser", str(gentagelser)]
    with tempfile.TemporaryDirectory() as cache:
        miljoe = os.environ | {"NUMBA_CACHE_DIR": cache}
        ud = subprocess.run(kommando, env=miljoe, stdout=subprocess.PIPE, check=True, text=True)
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
    for maalt in sager.values():
        if "compile" in maalt["tider"]:
            print(f"\nCompiled once in {ms(maalt['tider']['compile'][0])}, not counted.")
    uddelt = [f"{maalt['uddelt']:,.3f}" for maalt in sager.values()]
    print(f"Capacity handed out, to compare: {', '.join(uddelt)}.")


def main() -> None:
    """Run every case and print a table for the region and one for the country."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--gentagelser", type=int, default=5, help="runs; four times for a region")
    laeser.add_argument("--access-paa-landsplan", action="store_true")
    laeser.add_argument("--sag", choices=SAGER, help=argparse.SUPPRESS)
    valg = laeser.parse_args()
    if valg.sag:
        koer(valg.sag, valg.gentagelser)
        return
    for sted, titel in STEDER.items():
        gentagelser = valg.gentagelser * (4 if sted == "region" else 1)
        print(f"\n### {titel}\n\nMedians of {gentagelser}, seed {FROE}, {os.cpu_count()} cores,")
        print(f"load {os.getloadavg()[0]:.1f} before the first run.\n")
        sager = [s for s in SAGER if s.startswith(sted)]
        if not valg.access_paa_landsplan:
            sager = [s for s in sager if s != "landsplan_access"]
        skriv_tabel({NAVNE[s.removeprefix(f"{sted}_")]: maal(s, gentagelser) for s in sager})


if __name__ == "__main__":
    main()
