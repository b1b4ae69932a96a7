"""Proposals at the size of the region: today's optima, and a sweep of shaken variants.

    python -m benchmarks.bench_forslag [--gentagelser 5] [--varianter 2000]

Every case runs in a process of its own, whose peak memory is the figure given, beside that of
loading the dataset alone. Times are medians; "first" is the first run of the process. The sweep
is of the proposal within 15 percent, all four shaken, in one process, and by two workers of Dask
on this machine where it is installed (requirements-dask.txt): once as they are started, when they
read the program, and once more.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pickle
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
TOLERANCER = (20.0, 15.0, 10.0)
MAAL_MS = 50.0
ARBEJDERE = 2
sys.path.insert(0, str(ROD))


def datasaet() -> Any:
    """Return the embedded plan with its travel times in memory."""
    from data.datasaet import indlaes

    plan = indlaes()
    plan.afstande["minutter"].sum()
    return plan


def faerrest(plan: Any, tolerance: float) -> None:
    """Find the fewest moves, with the proof and nothing else."""
    from planning.forslagskrav import Krav, rammer
    from planning.forslagsmodel import Forslagsmodel

    r = rammer.__wrapped__(plan, Krav(tolerance_pct=tolerance))
    model = Forslagsmodel(r)
    assert model.loes(model.antal(), tolerance).status == "bevist"


def hele(plan: Any, tolerance: float) -> None:
    """Find the proposals as they are shown: ties, clinics, and those that differ most."""
    from planning.forslag import forslag
    from planning.forslagskrav import Krav

    assert forslag.__wrapped__(plan, Krav(tolerance_pct=tolerance)).status == "bevist"


def ingen(plan: Any, tolerance: float) -> None:
    """Do nothing: the memory of the dataset alone."""


SAGER = {"ingen": ingen, "faerrest": faerrest, "hele": hele}


def koer(sag: str, tolerance: float, gentagelser: int) -> None:
    """Run one case in this process and print its measurements as JSON."""
    plan, tider = datasaet(), []
    for _ in range(gentagelser + 1):
        start = time.perf_counter()
        SAGER[sag](plan, tolerance)
        tider.append(time.perf_counter() - start)
    print(json.dumps({"foerste": tider[0], "median": statistics.median(tider[1:]), "mb": _mb()}))


def gennemloeb(varianter: int, adresse: str | None) -> None:
    """Run the sweep from this process twice, and print its measurements as JSON."""
    from fordelt import i_dele
    from planning.forslag import forslag
    from planning.forslagskrav import Krav
    from planning.forslagsrobusthed import dele, optael, proeve, robusthed

    plan = datasaet()
    svar = forslag(plan, Krav(tolerance_pct=15.0))
    tider = []
    for _ in range(2):
        p = proeve(plan, svar.krav, svar.tiltag)
        start = time.perf_counter()
        udfald = i_dele(optael, p, dele(varianter), adresse)
        tider.append(time.perf_counter() - start)
    holder = robusthed(p, udfald.svar).holder_pct
    sendt = len(pickle.dumps(p, 5)) / 1e6
    print(json.dumps({"tider": tider, "mb": _mb(), "sendt": sendt, "holder": holder}))


@contextmanager
def klynge() -> Iterator[str]:
    """Give the address of a scheduler with two workers on this machine's own address."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        adresse = f"127.0.0.1:{s.getsockname()[1]}"
    her = ["--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0"]
    arbejdere = ["--nworkers", str(ARBEJDERE), "--nthreads", "1"]
    startet = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *ord_, *her],
            cwd=ROD,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for ord_ in (
            ["scheduler", "--port", adresse.rsplit(":", 1)[1]],
            ["worker", f"tcp://{adresse}", *arbejdere],
        )
    ]
    time.sleep(8)
    try:
        yield f"tcp://{adresse}"
    finally:
        for proces in startet:
            os.killpg(proces.pid, signal.SIGTERM)
            proces.wait()


def _mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _i_egen_proces(*valg: str) -> dict[str, Any]:
    ud = subprocess.run(
        [sys.executable, __file__, *valg], stdout=subprocess.PIPE, check=True, text=True
    )
    maalt: dict[str, Any] = json.loads(ud.stdout)
    return maalt


def main() -> None:
    """Run every case and print two markdown tables."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--gentagelser", type=int, default=5)
    laeser.add_argument("--varianter", type=int, default=2000)
    laeser.add_argument("--sag", choices=[*SAGER, "gennemloeb"], help=argparse.SUPPRESS)
    laeser.add_argument("--tolerance", type=float, default=15.0, help=argparse.SUPPRESS)
    laeser.add_argument("--adresse", help=argparse.SUPPRESS)
    valg = laeser.parse_args()
    if valg.sag == "gennemloeb":
        gennemloeb(valg.varianter, valg.adresse)
        return
    if valg.sag:
        koer(valg.sag, valg.tolerance, valg.gentagelser)
        return
    print(f"\n### Proposals\n\nMedians of {valg.gentagelser}, {os.cpu_count()} cores, ", end="")
    print(f"load {os.getloadavg()[0]:.1f} before.\n")
    print("| | within | first | median | peak | goal |\n|---|---|---|---|---|---|")
    for sag, navn in (
        ("ingen", "the dataset alone"),
        ("faerrest", "the fewest, proven"),
        ("hele", "all that is shown"),
    ):
        for tolerance in TOLERANCER[: 1 if sag == "ingen" else None]:
            m = _i_egen_proces(
                *("--sag", sag, "--tolerance", str(tolerance)),
                *("--gentagelser", str(valg.gentagelser)),
            )
            naaet = "met" if 1000 * m["median"] <= MAAL_MS else "missed"
            felter = ["-", "-", "-"] if sag == "ingen" else [f"{tolerance:.0f} %"]
            felter += [f"{1000 * m[k]:.0f} ms" for k in ("foerste", "median") if sag != "ingen"]
            felter += [f"{m['mb']:.0f} MB", naaet if sag == "faerrest" else "-"]
            print("|", " | ".join([navn, *felter]), "|", flush=True)
    sag = ("--sag", "gennemloeb", "--varianter", str(valg.varianter))
    print(f"\n### {valg.varianter:,} variants, all four shaken\n")
    print("| | first | again | peak here | sent to each |\n|---|---|---|---|---|")
    alene = _i_egen_proces(*sag)
    _raekke("one process", alene, "-")
    if importlib.util.find_spec("distributed") is None:
        print("\nDask is not installed: requirements-dask.txt.")
        return
    with klynge() as adresse:
        delt = _i_egen_proces(*sag, "--adresse", adresse)
    _raekke(f"{ARBEJDERE} workers of Dask", delt, f"{delt['sendt']:.1f} MB")
    assert alene["holder"] == delt["holder"]


def _raekke(navn: str, maalt: dict[str, Any], sendt: str) -> None:
    tider = [f"{t:.1f} s" for t in maalt["tider"]]
    print("|", " | ".join([navn, *tider, f"{maalt['mb']:.0f} MB", sendt]), "|", flush=True)


if __name__ == "__main__":
    main()
