"""The program beside itself as it was at a commit: how long a user waits, in the same run.

    python benchmarks/bench_mod_foer.py [--commit 799fd23] [--gentagelser 7] [--uden-browser]

The commit is checked out in a folder of its own and run with the same libraries. Each figure is
measured in turn, there and here, in processes of their own, so that a busy machine slows both:
a page once more, and for the first time since the server has warmed up (Streamlit's AppTest), from
starting the server until the first map has drawn its clinics (Chromium), the memory of a server
after one user has been on every page, and the whole plan document from the command line. Needs the
repository's history, and what a commit loads that is not asked for any more: XStatic-jQuery
3.7.1.1 for the one above.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
COMMIT = "799fd23"
SIDER = ("overblik", "daekning", "flytning")
#: Run in each tree with its own modules: what is measured is printed as JSON.
SIDEPROEVE = """
import json, logging, statistics, sys, warnings
sys.path.insert(0, ".")
warnings.simplefilter("ignore"); logging.disable(logging.WARNING)
from benchmarks.bench_sider import appen, tid
at, svar = appen(), {}
try:  # what a server does by itself while its first page is looked at
    from pages.dele import opvarmning
    opvarmning.SENERE_S = 0.0
    opvarmning.varm_op().join()
except ImportError:
    pass
for side in sys.argv[2:]:
    foerst = tid(at.switch_page(f"pages/{side}.py").run)
    svar[side] = [statistics.median(tid(at.run) for _ in range(int(sys.argv[1]))), foerst]
print(json.dumps(svar))
"""
BROWSERPROEVE = """
import json, logging, os, sys, warnings
sys.path.insert(0, ".")
warnings.simplefilter("ignore"); logging.disable(logging.WARNING)
from playwright.sync_api import sync_playwright
from benchmarks.bench_sider import maal_hukommelse, start_og_laes
with sync_playwright() as p:
    b = p.chromium.launch(executable_path=os.environ["CHROMIUM"],
                          args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
    svar = start_og_laes(b)[0] if sys.argv[1] == "start" else maal_hukommelse(b)["peak"]
    b.close()
print(json.dumps(svar))
"""


@contextmanager
def udtjekket(commit: str) -> Iterator[Path]:
    """Check a commit out in a folder, with what is downloaded here, and take it away again."""
    with tempfile.TemporaryDirectory() as mappe:
        trae = Path(mappe) / "foer"
        subprocess.run(
            ["git", "worktree", "add", "--detach", "--quiet", str(trae), commit],
            cwd=ROD,
            check=True,
        )
        try:
            yield trae
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(trae)], cwd=ROD, check=True)


def _chromium() -> str:
    """The browser; "" where there is none."""
    kendte = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((sti for navn in kendte if navn and (sti := shutil.which(navn))), "")


def koer(trae: Path, kode: str, *ord_: str) -> Any:
    """Run code in a tree, in a process of its own, and return what it prints as JSON."""
    with tempfile.TemporaryDirectory() as lager:
        ud = subprocess.run(
            [sys.executable, "-c", kode, *ord_],
            cwd=trae,
            env=os.environ | {"PRAKSISKORT_DATA": lager, "CHROMIUM": _chromium()},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            text=True,
        )
    return json.loads(ud.stdout.splitlines()[-1])


def eksport(trae: Path, **miljoe: str) -> float:
    """Return the seconds of the whole plan document from the command line, with these variables."""
    with tempfile.TemporaryDirectory() as ud:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "cli.py", "eksport", "--ud", f"{ud}/bilag"],
            cwd=trae,
            env=os.environ | {"PRAKSISKORT_DATA": ud} | miljoe,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return time.perf_counter() - start


def raekke(hvad: str, foer: float, nu: float, maal: str, enhed: str = "s") -> None:
    """Print a pair and its ratio."""
    tal = "{:,.0f} {}" if enhed == "MB" else "{:.3f} {}"
    par = " | ".join(tal.format(v, enhed) for v in (foer, nu))
    print(f"| {hvad} | {par} | {foer / nu:.2f}x | {maal} |", flush=True)


def main() -> None:
    """Measure and print the pairs."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--commit", default=COMMIT)
    laeser.add_argument("--gentagelser", type=int, default=7)
    laeser.add_argument("--uden-browser", action="store_true")
    valg = laeser.parse_args()
    with udtjekket(valg.commit) as foer:
        traeer = (foer, ROD)
        for trae in traeer:  # travel times are made once, and are no part of it
            koer(trae, SIDEPROEVE, "1", *SIDER)
        print(f"Medians of {valg.gentagelser}, {os.cpu_count()} cores, ", end="")
        print(f"load {os.getloadavg()[0]:.1f} before.\n")
        print(f"| | {valg.commit} | now | times | goal |\n|---|---|---|---|---|")
        sider = [koer(trae, SIDEPROEVE, str(valg.gentagelser), *SIDER) for trae in traeer]
        for side in SIDER:
            (a, a_foerst), (b, b_foerst) = (s[side] for s in sider)
            raekke(f"{side}, once more", a, b, "3x")
            raekke(f"{side}, first visit", a_foerst, b_foerst, "0.3 s")
        if not valg.uden_browser and _chromium():
            starter: list[list[float]] = [[], []]
            for _ in range(valg.gentagelser):
                for tider, trae in zip(starter, traeer, strict=True):
                    tider.append(koer(trae, BROWSERPROEVE, "start"))
            a, b = map(statistics.median, starter)
            raekke("server start to first map", a, b, "2x")
            mb = [koer(trae, BROWSERPROEVE, "hukommelse") for trae in traeer]
            raekke("peak memory, one user on every page", mb[0], mb[1], "1.43x", "MB")
        # In turn, so that a machine that slows down slows all of them. The commit stores no maps.
        hver: dict[str, list[float]] = {"foer": [], "nye": [], "gemte": []}
        eksport(ROD)
        for _ in range(3):
            hver["foer"].append(eksport(foer))
            hver["nye"].append(eksport(ROD, PRAKSISKORT_KORT_MB="0"))
            hver["gemte"].append(eksport(ROD))
        tider = {navn: statistics.median(t) for navn, t in hver.items()}
        raekke("the plan document, every map drawn", tider["foer"], tider["nye"], "3x")
        raekke("the same, its maps printed before", tider["foer"], tider["gemte"], "3x")


if __name__ == "__main__":
    main()
