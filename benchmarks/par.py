"""A pair: ours beside a reader that only reads the same file, in the same run.

Each runs in a process of its own, which prepares what is not the reading, then repeats it; its
peak memory is the figure given, with what it had before the first reading. Times are medians: of
the clock, which the goal is about, and of the CPU, which says more on a machine that others use.
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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: From a file to what reads it; all that comes before the reading is done there.
Sag = Callable[[Path], Callable[[], object]]
HOEJST_GANGE = 3.0  # so many times the peer's time may be ours
ALENE, VORES = "alene", "vores"


@dataclass(frozen=True)
class Maalsaetning:
    """The goal: seconds, and the megabytes of the process at its peak."""

    sekunder: float
    mb: float = 1000.0


def hoved(
    program: str,
    hvad: str,
    skriv: Callable[[Path], object],
    filer: Sequence[str],
    sager: Mapping[str, Sag],
    maal: Maalsaetning,
) -> None:
    """Write the files, measure each of them twice and print a table.

    `program`: the file that was started, which is started anew for each case. `skriv` writes
    `filer` in a folder. `sager`: ALENE and VORES.
    """
    laeser = argparse.ArgumentParser(description=hvad)
    laeser.add_argument("--gentagelser", type=int, default=5)
    laeser.add_argument("--sag", choices=sager, help=argparse.SUPPRESS)
    laeser.add_argument("--skriv", type=Path, help=argparse.SUPPRESS)
    laeser.add_argument("--fil", type=Path, help=argparse.SUPPRESS)
    valg = laeser.parse_args()
    if valg.skriv:
        skriv(valg.skriv)
        return
    if valg.sag:
        print(json.dumps(_gentag(sager[valg.sag](valg.fil), valg.gentagelser)))
        return
    print(f"\n### {hvad}\n\nMedians of {valg.gentagelser}, {os.cpu_count()} cores, ", end="")
    print(f"load {os.getloadavg()[0]:.1f} before.\n")
    print(
        "| file | MB | read alone | praksiskort | ratio | CPU | peak alone | peak | before | goal |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as mappe:
        # In a process of its own: memory handed out here would count for those started from it.
        subprocess.run([sys.executable, program, "--skriv", mappe], check=True)
        for navn in filer:
            sti = Path(mappe) / navn
            alene, vores = (_i_egen_proces(program, s, sti, valg) for s in (ALENE, VORES))
            print(_raekke(sti, alene, vores, maal), flush=True)


def _gentag(laes: Callable[[], object], gentagelser: int) -> dict[str, Any]:
    foer, tider, cpu = _mb(), [], []
    for _ in range(gentagelser):
        start = time.perf_counter(), time.process_time()
        laes()
        tider.append(time.perf_counter() - start[0])
        cpu.append(time.process_time() - start[1])
    maalt = {"sekunder": statistics.median(tider), "cpu": statistics.median(cpu)}
    return {**maalt, "mb": _mb(), "foer": foer}


def _mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _i_egen_proces(program: str, sag: str, sti: Path, valg: argparse.Namespace) -> dict[str, Any]:
    kommando = [sys.executable, program, "--sag", sag, "--fil", str(sti)]
    kommando += ["--gentagelser", str(valg.gentagelser)]
    ud = subprocess.run(kommando, stdout=subprocess.PIPE, check=True, text=True)
    maalt: dict[str, Any] = json.loads(ud.stdout)
    return maalt


def _raekke(
    sti: Path, alene: Mapping[str, Any], vores: Mapping[str, Any], maal: Maalsaetning
) -> str:
    gange = vores["sekunder"] / alene["sekunder"]
    naaet = vores["sekunder"] <= maal.sekunder and vores["mb"] <= maal.mb
    felter = [
        sti.name,
        f"{sti.stat().st_size / 1e6:.1f}",
        *(f"{m['sekunder']:.3f} s" for m in (alene, vores)),
        f"{gange:.1f}x",
        f"{alene['cpu']:.3f} and {vores['cpu']:.3f} s",
        *(f"{mb:.0f} MB" for mb in (alene["mb"], vores["mb"], vores["foer"])),
        "met" if naaet and gange <= HOEJST_GANGE else "ratio missed" if naaet else "missed",
    ]
    return f"| {' | '.join(felter)} |"
