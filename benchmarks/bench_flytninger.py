"""What-if at the size of the region: one scenario, and every single move at once.

    python benchmarks/bench_flytninger.py [--gentagelser 5]

The embedded dataset with its travel times, made or read from the cache beforehand. Every case
runs in a process of its own, whose peak memory is the figure given, beside that of loading the
dataset alone. Times are medians; "first" is the first run of the process, when what no move
changes is made.
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
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
FROE = 20
ENKELTE = 200
sys.path.insert(0, str(ROD))


def datasaet() -> Any:
    """Return the embedded plan with its travel times in memory."""
    from data.datasaet import indlaes

    plan = indlaes()
    plan.afstande["minutter"].sum()
    return plan


def flytninger(plan: Any) -> Iterator[Any]:
    """Yield moves of one capacity between clinics, drawn once and then over and over."""
    import numpy as np

    from planning.flytning import beholdning
    from planning.tiltag import Flytning

    rng = np.random.default_rng(FROE)
    udtrukne = []
    for fra, til in rng.choice(plan.klinikker.index, (ENKELTE, 2)):
        over30 = beholdning(plan, fra)["over30"]
        if fra != til:
            udtrukne.append(Flytning(fra, til, int(over30 > 0), int(over30 == 0)))
    yield from cycle(udtrukne)


def kun_datasaet(plan: Any) -> Callable[[], Any]:
    """Do nothing: the memory of the dataset alone."""
    return lambda: None


def vurder_en(plan: Any) -> Callable[[], Any]:
    """Assess one scenario of one move: status, effect, decision route and warnings."""
    from planning.scenarie import vurder

    naeste = flytninger(plan)
    return lambda: vurder(plan, [next(naeste)])


def effekt_en(plan: Any) -> Callable[[], Any]:
    """Apply one move and score it by every criterion."""
    from planning.effekt import effekt
    from planning.flytning import anvend

    naeste = flytninger(plan)
    return lambda: effekt(plan, anvend(plan, [next(naeste)]))


def alle(plan: Any) -> Callable[[], Any]:
    """Score every single move there could be."""
    from planning.mulige_flytninger import mulige_flytninger

    return lambda: mulige_flytninger(plan)


def alle_med_nye(plan: Any) -> Callable[[], Any]:
    """Score every single move there could be, to new addresses too."""
    from planning.kandidater import nye_adresser
    from planning.mulige_flytninger import mulige_flytninger

    steder = nye_adresser(plan)
    plan.stedafstande["minutter"].sum()
    return lambda: mulige_flytninger(plan, steder=steder)


#: Name -> what is timed, how many times (None: as asked), and what the table calls it.
SAGER: dict[str, tuple[Callable[[Any], Callable[[], Any]], int | None, str]] = {
    "datasaet": (kun_datasaet, 1, "the dataset alone"),
    "vurder": (vurder_en, ENKELTE, "one what-if, `vurder`"),
    "effekt": (effekt_en, ENKELTE, "one what-if, move and criteria only"),
    "alle": (alle, None, "every single move, `mulige_flytninger`"),
    "med_nye": (alle_med_nye, None, "the same, to new addresses too"),
}


def koer(sag: str, gentagelser: int) -> None:
    """Run one case in this process and print its measurements as JSON."""
    byg, faste, _ = SAGER[sag]
    funktion = byg(datasaet())
    tider = []
    for _ in range((faste or gentagelser) + 1):
        start = time.perf_counter()
        svar = funktion()
        tider.append(time.perf_counter() - start)
    antal = 1 if faste else len(svar)
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"foerste": tider[0], "tider": tider[1:], "antal": antal, "mb": mb}))


def maal(sag: str, gentagelser: int) -> dict[str, Any]:
    """Run one case in a process of its own."""
    kommando = [sys.executable, __file__, "--sag", sag, "--gentagelser", str(gentagelser)]
    ud = subprocess.run(kommando, stdout=subprocess.PIPE, check=True, text=True)
    maalt: dict[str, Any] = json.loads(ud.stdout)
    return maalt


def ms(sekunder: float) -> str:
    """Return seconds as milliseconds or seconds."""
    return f"{sekunder * 1000:,.3g} ms" if sekunder < 1 else f"{sekunder:,.2f} s"


def main() -> None:
    """Run every case and print a markdown table."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--gentagelser", type=int, default=5, help="runs of every single move")
    laeser.add_argument("--sag", choices=SAGER, help=argparse.SUPPRESS)
    valg = laeser.parse_args()
    if valg.sag:
        koer(valg.sag, valg.gentagelser)
        return
    plan = datasaet()
    print(f"\n### What-if: {len(plan.punkter):,} points x {len(plan.klinikker)} clinics\n")
    print(f"Medians of {ENKELTE} (every single move: {valg.gentagelser}), seed {FROE},")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first run.\n")
    print("| | moves | median | a move | first | peak |")
    print("|---|---|---|---|---|---|")
    maalte = {sag: maal(sag, valg.gentagelser) for sag in SAGER}
    for sag, (_, _, navn) in SAGER.items():
        maalt = maalte[sag]
        median = statistics.median(maalt["tider"])
        tider = (ms(median), ms(median / maalt["antal"]), ms(maalt["foerste"]))
        felter = ("-", "-", "-", "-") if sag == "datasaet" else (f"{maalt['antal']:,}", *tider)
        print("|", " | ".join([navn, *felter, f"{maalt['mb']:,.0f} MB"]), "|")
    en_ad_gangen = statistics.median(maalte["effekt"]["tider"]) * maalte["alle"]["antal"]
    gange = en_ad_gangen / statistics.median(maalte["alle"]["tider"])
    print(f"\nAll moves one at a time would take {ms(en_ad_gangen)}, {gange:,.0f} times as long.")


if __name__ == "__main__":
    main()
