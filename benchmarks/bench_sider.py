"""How long a user waits: each page once more, a what-if, the first page, and what it weighs.

    python benchmarks/bench_sider.py [--gentagelser 7] [--uden-browser]

Rerun: the whole page computed again in a warm process (Streamlit's AppTest, no browser), goal
under 0.3 s; CPU is the process's own time, which a busy machine stretches less. What-if:
`planning.scenarie.vurder` of one move between two kommuner. Map: what is sent to the browser for
it, as JSON. Start: from starting the server until the first map has drawn its clinics in Chromium;
"first ever" also makes the travel times, which later starts read from the disk. Memory: the
server's resident set after one user has been through every page. Each start is a process of its
own on a free port; without Chromium the starts are left out.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
#: Every page with an address; what is presented is drawn of the others' parts.
SIDER = sorted({fil.stem for fil in (ROD / "pages").glob("*.py")} - {"__init__", "praesentation"})
VURDERINGER = 200
MAAL_SEKUNDER = 0.3
VENT_MS = 180_000
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
KORT = "iframe[title='streamlit_folium.st_folium']"
sys.path.insert(0, str(ROD))


def ms(sekunder: float) -> str:
    """Return seconds as milliseconds or seconds."""
    return f"{sekunder * 1000:,.3g} ms" if sekunder < 1 else f"{sekunder:,.2f} s"


def tid(funktion: Callable[[], Any]) -> float:
    """Return the seconds of one run."""
    start = time.perf_counter()
    funktion()
    return time.perf_counter() - start


def tid_og_cpu(funktion: Callable[[], Any]) -> tuple[float, float]:
    """Return the seconds of one run, and of processor time, all threads together."""
    foer = time.process_time()
    sekunder = tid(funktion)
    return sekunder, time.process_time() - foer


def appen() -> Any:
    """Return the app under AppTest, its first page drawn."""
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.testing.v1 import AppTest, app_test

    # As app.py does for the server: the folder pages/ is no list of pages (see tests/pages).
    PagesManager.uses_pages_directory = False
    app_test.PagesManager = type("Sidestyring", (PagesManager,), {})
    return AppTest.from_file(ROD / "app.py", default_timeout=VENT_MS / 1000).run()


def maal_sider(gentagelser: int) -> dict[str, tuple[float, Any, Any, list[int]]]:
    """Return for each page its first run, its reruns and their CPU (s), and its maps' bytes."""
    at, maalt = appen(), {}
    for side in SIDER:
        foerste = tid(at.switch_page(f"pages/{side}.py").run)
        igen, regnet = zip(*(tid_og_cpu(at.run) for _ in range(gentagelser)), strict=True)
        fejl = [*(e.value for e in at.error), *(e.message for e in at.exception)]
        if fejl:
            raise SystemExit(f"{side}: {fejl}")
        kort = [len(e.proto.json_args.encode()) for e in at.get("component_instance")]
        maalt[side] = (foerste, igen, regnet, kort)
    return maalt


def maal_vurdering() -> list[float]:
    """Return the seconds of each what-if: one capacity from and to other clinics each time."""
    from data.datasaet import indlaes
    from planning.flytning import Flytning
    from planning.scenarie import vurder

    plan = indlaes()
    under30 = plan.kapaciteter.set_index("klinik_id")["under30"]
    givere, alle = under30.index[under30 > 0], list(plan.klinikker.index)
    par = [(fra, til) for fra in givere for til in alle if til != fra]
    # None twice: an assessment that is made already is read, not made.
    flytninger = [Flytning(*par[n], 0, 1) for n in range(0, len(par), len(par) // VURDERINGER)]
    vurder(plan, flytninger[:1])
    return [tid(lambda f=f: vurder(plan, [f])) for f in flytninger[1 : VURDERINGER + 1]]


@contextmanager
def server(trae: Path = ROD, **miljoe: str) -> Iterator[tuple[str, int]]:
    """Start the app of a tree on a free port, give its address and process, and stop it again."""
    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port = ledig.getsockname()[1]
    kommando = [sys.executable, "app.py", "--server.address=127.0.0.1", f"--server.port={port}"]
    kommando += ["--server.headless=true"]
    app = subprocess.Popen(
        kommando,
        cwd=trae,
        env=os.environ | miljoe,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            with socket.socket() as proeve:
                if proeve.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if app.poll() is not None:
                raise SystemExit("the app did not start")
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}", app.pid
    finally:
        app.terminate()
        app.wait()


def hukommelse(pid: int) -> dict[str, float]:
    """Return a process's resident set now and at its peak, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    felter = dict(re.findall(r"(VmRSS|VmHWM):\s+(\d+) kB", status))
    return {"now": int(felter["VmRSS"]) / 1024, "peak": int(felter["VmHWM"]) / 1024}


def vent_paa_kort(page: Any) -> None:
    """Wait until the first map of the page has drawn its clinics."""
    page.frame_locator(KORT).first.locator("path[d*=a]").first.wait_for(timeout=VENT_MS)


def start_og_laes(browser: Any, **miljoe: str) -> tuple[float, float]:
    """Return seconds from start to the first map drawn, and again from a reload of the page."""
    page = browser.new_page()
    start = time.perf_counter()
    with server(**miljoe) as (url, _):
        page.goto(url)
        vent_paa_kort(page)
        koldt = time.perf_counter() - start
        varmt = tid(lambda: (page.reload(), vent_paa_kort(page)))
        page.close()
    return koldt, varmt


def maal_hukommelse(browser: Any) -> dict[str, float]:
    """Return the server's memory in MB after one user has been on every page."""
    page = browser.new_page()
    with server() as (url, pid):
        page.goto(url)
        vent_paa_kort(page)
        for link in page.get_by_test_id("stTopNavLink").all():
            link.click()
            page.wait_for_timeout(200)
            page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(
                timeout=VENT_MS
            )
        maalt = hukommelse(pid)
        page.close()
    return maalt


def maal_i_browser(gentagelser: int) -> None:
    """Print the starts and the memory; nothing without Chromium."""
    sti = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not sti:
        print("\nNo Chromium: the starts and the memory are not measured.")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=sti, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        with tempfile.TemporaryDirectory() as tom:
            allerfoerste, _ = start_og_laes(browser, PRAKSISKORT_CACHE=tom)
        starter = [start_og_laes(browser) for _ in range(gentagelser)]
        mb = maal_hukommelse(browser)
        browser.close()
    koldt, varmt = (statistics.median(t) for t in zip(*starter, strict=True))
    print("\n### Start, in Chromium\n\n| | median |\n|---|---|")
    print(f"| server start to first map, travel times on disk | {ms(koldt)} |")
    print(f"| the same, first ever: travel times made | {ms(allerfoerste)} (once) |")
    print(f"| first page once more (reload) | {ms(varmt)} |")
    print(f"| memory, one user through every page | {mb['now']:,.0f} MB |")
    print(f"| memory, peak | {mb['peak']:,.0f} MB |")


def main() -> None:
    """Measure and print markdown tables."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--gentagelser", type=int, default=7)
    laeser.add_argument("--uden-browser", action="store_true")
    valg = laeser.parse_args()
    with tempfile.TemporaryDirectory() as lager:
        os.environ["PRAKSISKORT_DATA"] = lager  # nobody's saved scenarios are touched
        maal_og_skriv(valg.gentagelser, not valg.uden_browser)


def maal_og_skriv(gentagelser: int, i_browser: bool) -> None:
    """Measure everything and print it."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    print(f"Medians of {gentagelser}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.")
    print("\n### Pages, warm process\n")
    print("| page | first | rerun | slowest | CPU | goal 0.3 s | maps sent |")
    print("|---|---|---|---|---|---|---|")
    for side, (foerste, igen, regnet, kort) in maal_sider(gentagelser).items():
        midt = statistics.median(igen)
        felter = [
            side,
            *(ms(sekunder) for sekunder in (foerste, midt, max(igen), statistics.median(regnet))),
            "met" if midt < MAAL_SEKUNDER else "NOT met",
            " + ".join(f"{n / 1000:,.0f} kB" for n in kort) or "-",
        ]
        print("|", " | ".join(felter), "|")
    vurderinger = sorted(maal_vurdering())
    print(f"\n### What-if: one move assessed, {VURDERINGER} times\n\n| median | 95 % | slowest |")
    print("|---|---|---|")
    udvalg = statistics.median(vurderinger), vurderinger[int(0.95 * VURDERINGER)], vurderinger[-1]
    print("|", " | ".join(map(ms, udvalg)), "|")
    if i_browser:
        maal_i_browser(gentagelser)


if __name__ == "__main__":
    main()
