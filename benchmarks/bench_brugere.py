"""Many users at once, clicking: how long each waits for the server, beside how it was at a commit.

    python benchmarks/bench_brugere.py [--brugere 12 20] [--sekunder 60] [--commit 799fd23]

Each user is a connection as a browser makes it, without the browser: a page is opened, the limit of
Dækning is drawn to another number of minutes, a capacity is moved on Flytning, with half to one and
a half second between an answer and the next click. The clicks are the same in both. What is timed
is from the click until the page is all there. Server and users share the cores.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

ROD = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROD))
from benchmarks.bench_mod_foer import COMMIT, raekke, udtjekket  # noqa: E402
from benchmarks.bench_sider import hukommelse, server  # noqa: E402

#: One user clicks so long before: the server has begun, and made what it makes by itself.
BEGYNDT_S = 60
GRAENSE, FLYT = "graense_minutter", "-over30_"


@dataclass
class Bruger:
    """One connection: the pages it can open, the widgets it has seen, and how long it waited."""

    linje: ClientConnection
    sider: dict[str, str] = field(default_factory=dict)
    felter: dict[str, str] = field(default_factory=dict)
    side: str = ""
    ventet: list[float] = field(default_factory=list)
    fejl: int = 0

    async def klik(self, side: str, *sat: WidgetState) -> None:
        """Open a page, or set widgets on the one that is open, and wait until it is there."""
        besked = BackMsg()
        besked.rerun_script.page_script_hash = self.sider.get(side, "")
        besked.rerun_script.widget_states.widgets.extend(sat)
        if side != self.side:
            self.felter.clear()
        self.side = side
        start = time.perf_counter()
        await self.linje.send(besked.SerializeToString())
        while not self._faerdig(ForwardMsg.FromString(bytes(await self.linje.recv(decode=False)))):
            pass
        self.ventet.append(time.perf_counter() - start)

    def _faerdig(self, besked: ForwardMsg) -> bool:
        hvad = besked.WhichOneof("type")
        if hvad == "navigation":
            self.sider = {s.url_pathname: s.page_script_hash for s in besked.navigation.app_pages}
        elif hvad == "delta" and besked.delta.WhichOneof("type") == "new_element":
            art = besked.delta.new_element.WhichOneof("type")
            self.fejl += art == "exception"
            if art in ("slider", "number_input"):
                noegle = getattr(besked.delta.new_element, art).id
                self.felter |= {n: noegle for n in (GRAENSE, FLYT) if n in noegle}
        elif hvad == "script_finished":
            self.fejl += besked.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY
            return True
        return False


def klikkene(terning: random.Random) -> Iterator[tuple[str, str, int]]:
    """Yield what a user does without end: the page, the widget to set ("" for none), its value."""
    while True:
        yield "", "", 0
        yield "daekning", "", 0
        for _ in range(3):
            yield "daekning", GRAENSE, terning.randint(5, 40)
        yield "flytning", "", 0
        yield "flytning", FLYT, 1
        yield "ventetid", "", 0


async def _klik_til(url: str, nr: int, slut: float) -> Bruger:
    terning = random.Random(nr)
    vej = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(vej, subprotocols=["streamlit"], max_size=None, proxy=None) as linje:
        bruger = Bruger(linje)
        await asyncio.sleep(terning.uniform(0, 2))
        for side, felt, vaerdi in klikkene(terning):
            if time.monotonic() > slut:
                return bruger
            sat = []
            if felt:
                sat = [WidgetState(id=bruger.felter[felt])]
                if felt == GRAENSE:
                    sat[0].double_array_value.data[:] = [vaerdi]
                else:
                    sat[0].int_value = vaerdi
            await bruger.klik(side, *sat)
            await asyncio.sleep(terning.uniform(0.5, 1.5))
    return bruger


async def _alle(url: str, brugere: int, sekunder: float) -> list[Bruger]:
    slut = time.monotonic() + sekunder
    return await asyncio.gather(*(_klik_til(url, nr, slut) for nr in range(brugere)))


def maal(trae: Path, brugere: int, sekunder: float) -> dict[str, float]:
    """Return clicks, faults, seconds waited (median, 95 %, longest) and the server's MB."""
    with (
        tempfile.TemporaryDirectory() as lager,
        server(trae, PRAKSISKORT_DATA=lager) as (url, pid),
    ):
        asyncio.run(_alle(url, 1, BEGYNDT_S))
        foer = hukommelse(pid)["peak"]
        alle = asyncio.run(_alle(url, brugere, sekunder))
        mb = hukommelse(pid)["peak"] - foer
    ventet = sorted(v for b in alle for v in b.ventet)
    return {
        "klik": len(ventet),
        "fejl": sum(b.fejl for b in alle),
        "median": statistics.median(ventet),
        "95": ventet[int(0.95 * len(ventet))],
        "længst": ventet[-1],
        "mb": mb,
    }


def main() -> None:
    """Measure and print the pairs."""
    laeser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    laeser.add_argument("--brugere", type=int, nargs="+", default=[12, 20])
    laeser.add_argument("--sekunder", type=float, default=60)
    laeser.add_argument("--commit", default=COMMIT)
    valg = laeser.parse_args()
    with udtjekket(valg.commit) as foer, suppress(KeyboardInterrupt):
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before.\n")
        print(f"| users | {valg.commit} | now | times | goal |\n|---|---|---|---|---|")
        for n in valg.brugere:
            a, b = (maal(trae, n, valg.sekunder) for trae in (foer, ROD))
            raekke(f"{n}, median", a["median"], b["median"], "")
            raekke(f"{n}, 95 %", a["95"], b["95"], "2x" if n == 12 else "")
            raekke(f"{n}, longest", a["længst"], b["længst"], "")
            print(f"| {n}, clicks | {a['klik']:,} | {b['klik']:,} | | |")
            print(f"| {n}, faults | {a['fejl']} | {b['fejl']} | | 0 |")
            print(f"| {n}, memory added | {a['mb']:,.0f} MB | {b['mb']:,.0f} MB | | |", flush=True)


if __name__ == "__main__":
    main()
