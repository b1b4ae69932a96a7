"""How long the whole zip takes with one scenario, part by part, and how much memory at most.

    python benchmarks/bench_eksport.py [--alene]

Goal: under 20 s and under 700 MB. A process of its own makes the zip once, with travel times read
from the disk, and a second draws maps (`eksport.medhjaelper`; `--alene` without it). "start" is
Python's imports and the reading of the dataset, and is not counted in the whole. CPU is the
process's own time, which a busy machine stretches less than the clock's; that of the second is told
by itself. Memory is the highest sum over both of what each alone has and its part of what they
share (PSS), looked at four times a second.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
from contextlib import nullcontext, suppress
from pathlib import Path

ROD = Path(__file__).resolve().parent.parent
MAAL_SEKUNDER, MAAL_MB = 20.0, 700.0
sys.path.insert(0, str(ROD))


def mb() -> float:
    """Return what this process and those it has started hold now, in MB."""
    egne = [os.getpid()]
    for opgave in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            egne += map(int, (opgave / "children").read_text().split())
    i_alt = 0
    for pid in egne:
        with suppress(OSError):
            linjer = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            i_alt += sum(int(li.split()[1]) for li in linjer if li.startswith("Pss:"))
    return i_alt / 1024


class Vagt(threading.Thread):
    """Looks at the memory until it is stopped."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.hoejest, self.slut = 0.0, threading.Event()

    def run(self) -> None:
        """Look, until told to stop."""
        while not self.slut.wait(0.25):
            self.hoejest = max(self.hoejest, mb())


class Ur:
    """Time since last asked, by the clock and by the processor."""

    def __init__(self) -> None:
        self._tid, self._cpu = time.perf_counter(), time.process_time()

    def mellem(self) -> tuple[float, float]:
        """Return (seconds, processor seconds) since last asked."""
        foer = self._tid, self._cpu
        self._tid, self._cpu = time.perf_counter(), time.process_time()
        return self._tid - foer[0], self._cpu - foer[1]


def main() -> int:
    """Print the table, and return 1 when a goal is missed."""
    ur, vagt = Ur(), Vagt()
    vagt.start()
    from data.datasaet import indlaes
    from eksport.bestilling import Bestilling, NavngivetScenarie
    from eksport.medhjaelper import Medhjaelper
    from eksport.pakke import pakke
    from planning.tiltag import Flytning

    plan = indlaes()
    _ = plan.afstande["minutter"]
    hvor = plan.klinikker["kommune_kode"]
    under30 = plan.kapaciteter.set_index("klinik_id")["under30"]
    fra = next(k for k in hvor.index[hvor == "0851"] if under30[k])
    til = hvor.index[hvor == "0840"][0]
    scenarie = NavngivetScenarie("Rebild får en halv fra Aalborg", (Flytning(fra, til, 0, 1),))
    start = ur.mellem()
    dele: dict[str, list[float]] = {}
    nu = ""

    def fremdrift(andel: float, tekst: str) -> None:
        nonlocal nu
        tid = ur.mellem()
        if nu:
            samlet = dele.setdefault(nu, [0.0, 0.0, 0.0])
            for nr, vaerdi in enumerate((*tid, 1.0)):
                samlet[nr] += vaerdi
        nu = tekst.partition(":")[0]

    i_alt = Ur()
    with nullcontext() if "--alene" in sys.argv else Medhjaelper() as hjaelper:
        data = pakke(plan, Bestilling((scenarie,)), fremdrift, hjaelper=hjaelper)
    sekunder, cpu = i_alt.mellem()
    vagt.slut.set()
    andens = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| | steps | seconds | CPU |\n|---|---|---|---|")
    print(f"| start (not counted) | | {start[0]:.1f} | {start[1]:.1f} |")
    for navn, (tid, egen, antal) in dele.items():
        print(f"| {navn} | {antal:.0f} | {tid:.1f} | {egen:.1f} |")
    print(f"| the whole zip, {len(data) / 1e6:.1f} MB | | {sekunder:.1f} | {cpu:.1f} |")
    print(f"| of it the second process | | | {andens.ru_utime + andens.ru_stime:.1f} |")
    print(f"\npeak {vagt.hoejest:.0f} MB")
    return 0 if sekunder < MAAL_SEKUNDER and vagt.hoejest < MAAL_MB else 1


if __name__ == "__main__":
    raise SystemExit(main())
