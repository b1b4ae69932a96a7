"""Siting side by side with pysal spopt, and at the size of a country.

    python benchmarks/bench_placering.py [--spopt PYTHON] [--median] [--gentagelser 5]

The region: the 16,052 points and 57 clinics of the dataset, minutes by the model. spopt runs in an
environment of its own, whose python is named (`python3 -m venv m && m/bin/pip install
spopt==0.7.0`, then `--spopt m/bin/python`); without one only ours is measured. Its times are one
run: the building of the problem and CBC's search. `--median` gives spopt five minutes for the
p-median too, after a minute of building.

The country: 400,000 points and 2,600 sites, synthetic, from a fixed seed: towns of very different
size and a quarter of the points spread; a site reaches 10 km in a straight line. One run.
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
from pathlib import Path
from typing import Any

import numpy as np

ROD = Path(__file__).resolve().parent.parent
FROE, PUNKTER, STEDER, KM = 7, 400_000, 2_600, 10.0
GRAENSE, LANGT, VALGT = 15.0, 40.0, 20
CBC_SEKUNDER = 300
#: Problem, and the sites chosen in the country.
REGION, LANDET = ("MCLP", "LSCP", "p-median", "p-center"), (3, 50, 100)
sys.path.insert(0, str(ROD))


def region(fil: Path) -> tuple[Any, Any]:
    """Return minutes (points x clinics) and residents."""
    with np.load(fil) as indhold:
        return indhold["minutter"], indhold["indbyggere"]


def skriv_region(fil: Path) -> None:
    """Write what both read: the dataset's own figures."""
    from data.datasaet import indlaes

    plan = indlaes()
    bor = plan.punkter["indbyggere"].to_numpy()
    np.savez(fil, minutter=plan.afstande["minutter"], indbyggere=bor)


def vores(opgave: str, fil: Path) -> Callable[[], Any]:
    """Return what solves a problem of the region."""
    from planning.placering import fuld_daekning, p_center, p_median, stoerste_daekning

    minutter, bor = region(fil)
    return {
        "MCLP": lambda: stoerste_daekning(minutter <= GRAENSE, bor, VALGT),
        "LSCP": lambda: fuld_daekning(minutter <= LANGT),
        "p-median": lambda: p_median(minutter, bor, VALGT),
        "p-center": lambda: p_center(minutter, bor, VALGT),
    }[opgave]


def spopts(opgave: str, fil: Path) -> dict[str, Any]:
    """Return what spopt takes to build and solve a problem, and what it says; run by its python."""
    import pulp
    from spopt.locate import LSCP, MCLP, PMedian

    minutter, bor = region(fil)
    minutter = np.where(np.isnan(minutter), 1e9, minutter.astype(float))
    start = time.perf_counter(), time.process_time()
    model = {
        "MCLP": lambda: MCLP.from_cost_matrix(minutter, bor, GRAENSE, VALGT),
        "LSCP": lambda: LSCP.from_cost_matrix(minutter, LANGT),
        "p-median": lambda: PMedian.from_cost_matrix(minutter, bor.astype(float), VALGT),
    }[opgave]()
    bygget = time.perf_counter() - start[0]
    try:
        model = model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=CBC_SEKUNDER))
        svar = f"{model.problem.objective.value():,.0f}, {pulp.LpStatus[model.problem.status]}"
    except RuntimeError as fejl:
        svar = str(fejl).split(".")[0]
    cpu = time.process_time() - start[1] + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    tid = time.perf_counter() - start[0]
    mb = max(_mb(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    return {"sekunder": tid, "cpu": cpu, "bygget": bygget, "svar": svar, "mb": mb}


def landet(antal: int) -> dict[str, Any]:
    """Return what a choice among the sites of a country takes."""
    from scipy import sparse
    from scipy.spatial import cKDTree

    from planning.placering import stoerste_daekning

    rng = np.random.default_rng(FROE)
    byer, areal = 600, np.array([300.0, 350.0])
    midter, vaegt = rng.uniform(0, areal, (byer, 2)), rng.pareto(1.1, byer) + 0.05
    vaegt = np.minimum(vaegt, vaegt.sum() / 5)
    i_by = rng.choice(byer, PUNKTER, p=vaegt / vaegt.sum())
    spredt = 1.2 + 0.375 * np.sqrt(vaegt / vaegt.mean())
    punkter = midter[i_by] + rng.normal(0, 1, (PUNKTER, 2)) * spredt[i_by, None]
    paa_landet = rng.random(PUNKTER) < 0.25
    punkter[paa_landet] = rng.uniform(0, areal, (int(paa_landet.sum()), 2))
    bor = 1 + rng.geometric(1 / 14, PUNKTER)
    steder = punkter[rng.choice(PUNKTER, STEDER, replace=False)]
    trae, plads, hver = cKDTree(steder), [], []
    for start in range(0, PUNKTER, 20_000):
        naaet = trae.query_ball_point(punkter[start : start + 20_000], KM, return_sorted=True)
        hver += [len(n) for n in naaet]
        plads.append(np.fromiter((sted for n in naaet for sted in n), np.int32))
    skel, plads = np.append(0, np.cumsum(hver)), np.concatenate(plads)
    inden = sparse.csr_array((np.ones(len(plads), bool), plads, skel), shape=(PUNKTER, STEDER))
    foer, start = _mb(), (time.perf_counter(), time.process_time())
    svar = stoerste_daekning(inden, bor, antal, sekunder=55)
    maalt = {"sekunder": time.perf_counter() - start[0], "cpu": time.process_time() - start[1]}
    hvad = f"{svar.vaerdi:,.0f} of at most {svar.skranke:,.0f}"
    return {**maalt, "svar": hvad, "gab": svar.gab, "mb": _mb(), "foer": foer, "par": inden.nnz}


def _gentag(opgave: str, fil: Path, gentagelser: int) -> dict[str, Any]:
    loes, tider, cpu = vores(opgave, fil), [], []
    for _ in range(gentagelser):
        start = time.perf_counter(), time.process_time()
        svar = loes()
        tider.append(time.perf_counter() - start[0])
        cpu.append(time.process_time() - start[1])
    maalt = {"sekunder": statistics.median(tider), "cpu": statistics.median(cpu), "mb": _mb()}
    return {**maalt, "svar": f"{svar.vaerdi:,.1f}, {svar.status}, gap {svar.gab:.1%}"}


def _mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _i_egen_proces(python: str, *ord_: str) -> dict[str, Any]:
    kommando = [python, __file__, *ord_]
    ud = subprocess.run(kommando, stdout=subprocess.PIPE, check=True, text=True).stdout
    maalt: dict[str, Any] = json.loads(ud.splitlines()[-1])  # HiGHS may say something before
    return maalt


def main() -> None:
    """Measure each case in a process of its own and print two tables."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--gentagelser", type=int, default=5)
    laeser.add_argument("--spopt", metavar="PYTHON", help="python of an environment with spopt")
    laeser.add_argument("--median", action="store_true", help="spopt's p-median too: 6 minutes")
    laeser.add_argument("--sag", nargs=3, help=argparse.SUPPRESS)
    valg = laeser.parse_args()
    if valg.sag:
        hvem, opgave, fil = valg.sag
        if hvem == "landet":
            print(json.dumps(landet(int(opgave))))
        elif hvem == "spopt":
            print(json.dumps(spopts(opgave, Path(fil))))
        else:
            print(json.dumps(_gentag(opgave, Path(fil), valg.gentagelser)))
        return
    print(f"\n### 16,052 points x 57 clinics\n\nMedians of {valg.gentagelser} (spopt: one run), ")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before.")
    print("" if valg.spopt else "\nspopt was not named (--spopt PYTHON): ours alone.")
    print("| | spopt, build and solve | its answer | ours | ratio | of CPU | answer | peaks |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "region.npz"
        skriv_region(fil)
        for opgave in REGION:
            ord_ = "--gentagelser", str(valg.gentagelser), "--sag"
            v = _i_egen_proces(sys.executable, *ord_, "vores", opgave, str(fil))
            med = valg.spopt and opgave != "p-center" and (opgave != "p-median" or valg.median)
            s = _i_egen_proces(valg.spopt, *ord_, "spopt", opgave, str(fil)) if med else None
            felter = [
                opgave,
                f"{s['sekunder']:.2f} s ({s['bygget']:.2f} of it to build)" if s else "-",
                s["svar"] if s else "-",
                f"{1000 * v['sekunder']:.0f} ms",
                f"{s['sekunder'] / v['sekunder']:,.0f}x" if s else "-",
                f"{s['cpu'] / v['cpu']:,.0f}x" if s else "-",
                v["svar"],
                f"{s['mb']:.0f} and {v['mb']:.0f} MB" if s else f"{v['mb']:.0f} MB",
            ]
            print(f"| {' | '.join(felter)} |", flush=True)
    print(f"\n### {PUNKTER:,} points x {STEDER:,} sites, {KM:.0f} km, MCLP\n")
    print("| sites chosen | pairs | time | CPU | people reached | gap | peak | before |")
    print("|---|---|---|---|---|---|---|---|")
    for antal in LANDET:
        m = _i_egen_proces(sys.executable, "--sag", "landet", str(antal), "")
        tid = f"{m['sekunder']:.1f} s | {m['cpu']:.1f} s | {m['svar']} | {m['gab']:.3%}"
        print(
            f"| {antal} | {m['par'] / 1e6:.1f} mio. | {tid} | {m['mb']:.0f} MB | {m['foer']:.0f} |"
        )


if __name__ == "__main__":
    main()
