"""Processes that write to a store, and what the tests of the store share.

A writer prints a line only after the save it tells of has returned, so what is printed is what
the store has promised to keep.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

ROD = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROD)] if str(ROD) not in sys.path else []

from sqlalchemy import NullPool, create_engine, make_url  # noqa: E402

from lager.fejl import LAAST  # noqa: E402
from lager.scenarielager import Konflikt, Lager, Lagerfejl, Scenarie  # noqa: E402

POSTGRES = os.environ.get("PRAKSISKORT_TEST_PG", "")
UDEN_POSTGRES = "PRAKSISKORT_TEST_PG is not set to the URL of a throw-away PostgreSQL"


def indhold(navn: str = "Flyt til Hals", *, fyld: int = 0, **andet: Any) -> dict[str, Any]:
    """Return the contents of a scenario whose tiltag carry their own checksum."""
    tekst = (hashlib.sha256(navn.encode()).hexdigest() * (fyld // 64 + 1))[: fyld or 8]
    tiltag = [
        {"type": "flytning", "fra": "k1", "til": {"kommune": "Læsø"}, "over30": 0.5},
        {"type": "note", "tekst": tekst, "sum": hashlib.sha256(tekst.encode()).hexdigest()},
    ]
    felter = {"navn": navn, "forfatter": "Åse", "formaal": "Kortere ventetid", "datasaet": "f1"}
    return {**felter, "tiltag": tiltag, **andet}


def er_hel(s: Scenarie) -> bool:
    """Return whether a scenario made of `indhold` has come back whole."""
    note = s.tiltag[1]
    return len(s.tiltag) == 2 and hashlib.sha256(note["tekst"].encode()).hexdigest() == note["sum"]


@contextmanager
def frisk_postgres() -> Iterator[str]:
    """Yield the URL of an empty PostgreSQL schema, in a session zone that is not UTC.

    Its connections carry the schema's name, so that who closes them can leave other tests' alone.
    """
    skema = f"t{uuid4().hex}"
    motor = create_engine(POSTGRES, poolclass=NullPool)
    with motor.begin() as forbindelse:
        forbindelse.exec_driver_sql(f"CREATE SCHEMA {skema}")
    tilvalg = {
        "options": f"-csearch_path={skema} -ctimezone=Europe/Copenhagen",
        "application_name": skema,
    }
    try:
        url = make_url(POSTGRES).update_query_dict(tilvalg)
        yield url.render_as_string(hide_password=False)
    finally:
        with motor.begin() as forbindelse:
            forbindelse.exec_driver_sql(f"DROP SCHEMA {skema} CASCADE")
        motor.dispose()


class Skrivere:
    """Processes that write to a store, forked by one that has imported what they need.

    Each prints to a file of its own, so that what it had printed outlives it.
    """

    def __init__(self, mappe: Path) -> None:
        """Start the process that forks; `mappe` is where the files are."""
        self._mappe = mappe
        self._antal = 0
        self._stamme = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROD,
        )

    def _sig_til(self, *ordre: object) -> Any:
        assert self._stamme.stdin is not None and self._stamme.stdout is not None
        self._stamme.stdin.write(json.dumps(ordre) + "\n")
        self._stamme.stdin.flush()
        return json.loads(self._stamme.stdout.readline())

    def start(self, handling: str, *givet: object) -> tuple[int, Path]:
        """Fork a process that does one of the functions below; return its id and its file."""
        self._antal += 1
        fil = self._mappe / f"skriver{self._antal}.txt"
        fil.touch()
        return self._sig_til("start", str(fil), handling, *givet), fil

    def vent(self, pid: int) -> int:
        """Wait for a process to end and return its exit code, negative when it was killed."""
        return int(self._sig_til("vent", pid))

    def samtidig(self, antal: int, handling: str, *givet: object) -> list[list[Any]]:
        """Run `antal` processes that begin at the same moment; return the lines of each."""
        begynd = time.time() + 0.5
        startet = [self.start(handling, begynd, f"skriver {nr}", *givet) for nr in range(antal)]
        for pid, fil in startet:
            assert self.vent(pid) == 0, fejl(fil)
        return [laes_linjer(fil) for _, fil in startet]

    def luk(self) -> None:
        """End the process that forks."""
        self._stamme.communicate(timeout=30)


def fejl(fil: Path) -> str:
    """Return what a process said of its fault."""
    return Path(f"{fil}.fejl").read_text()


def laes_linjer(fil: Path) -> list[Any]:
    """Return the lines a process printed before it ended; one cut short was not printed."""
    return [json.loads(linje) for linje in fil.read_text().splitlines(True) if linje[-1] == "\n"]


def _sig(*dele: object) -> None:
    print(json.dumps(dele), flush=True)


def igen_og_igen(goer: Callable[[], Any]) -> Any:
    """Do as the message says when the store is busy: try again in a while, at most five times."""
    for _ in range(4):
        try:
            return goer()
        except Lagerfejl as lagerfejl:
            if LAAST not in str(lagerfejl):
                raise
            print(lagerfejl, file=sys.stderr)
    return goer()


def sammen(begynd: float, navn: str, url: str, antal: int, faelles: str) -> None:
    """Make scenarios, then save on top of version 1 of one, as the others do at the same time."""
    time.sleep(max(0.0, begynd - time.time()))
    lager = igen_og_igen(lambda: Lager(url))
    for nr in range(antal + 1):
        begyndt = time.perf_counter()
        try:
            if nr < antal:
                s = igen_og_igen(lambda nr=nr: lager.opret(**indhold(f"{navn}-{nr}")))
            else:
                s = igen_og_igen(lambda: lager.gem(faelles, 1, **indhold(navn)))
        except Konflikt as konflikt:
            s = konflikt.kopi
        _sig(s.id, s.version, s.navn, time.perf_counter() - begyndt)


def aabn(begynd: float, navn: str, url: str) -> None:
    """Open the store, perhaps as the first, and make one scenario."""
    time.sleep(max(0.0, begynd - time.time()))
    lager = igen_og_igen(lambda: Lager(url))
    s = igen_og_igen(lambda: lager.opret(**indhold(navn)))
    _sig(s.id, s.version, s.navn)


def til_draebt(navn: str, url: str) -> None:
    """Make scenarios and save on top of them, some small and some large, until killed."""
    lager = Lager(url)
    s = None
    for nr in itertools.count():
        _sig("begynder")
        nyt = indhold(f"{navn}-{nr}", fyld=(0, 10_000, 300_000)[nr % 3])
        s = lager.gem(s.id, s.version, **nyt) if s and nr % 5 else lager.opret(**nyt)
        _sig(s.id, s.version, s.navn)


def uden_plads(navn: str, url: str, plads: int) -> None:
    """Save until no file may grow more, then save again with the limit lifted."""
    lager = Lager(url)
    stoerst = max(f.stat().st_size for f in Path(str(make_url(url).database)).parent.iterdir())
    _, haardt = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (stoerst + plads, haardt))
    try:
        for nr in itertools.count():
            s = lager.opret(**indhold(f"{navn}-{nr}", fyld=20_000))
            _sig(s.id, s.version, s.navn)
    except Lagerfejl as lagerfejl:
        _sig("fejl", str(lagerfejl))
    _sig("laest", len(lager.find()))
    resource.setrlimit(resource.RLIMIT_FSIZE, (haardt, haardt))
    s = lager.opret(**indhold(f"{navn} bagefter"))
    _sig(s.id, s.version, s.navn)


def _opvarm(url: str) -> None:
    lager = Lager(url)
    lager.gem(lager.opret(**indhold()).id, 1, **indhold())
    lager.luk()


def _stamme() -> None:
    """Fork a process for each line asked for on stdin, and say how those waited for ended.

    A store is opened and closed first, so that a writer has its driver and dialect imported.
    """
    with TemporaryDirectory() as mappe:
        _opvarm(f"sqlite:///{mappe}/lager.sqlite")
    if POSTGRES:
        with frisk_postgres() as url:
            _opvarm(url)
    for ordre, *givet in map(json.loads, sys.stdin):
        if ordre == "vent":
            svar = os.waitstatus_to_exitcode(os.waitpid(givet[0], 0)[1])
        elif not (svar := os.fork()):
            fil, handling, *resten = givet
            sys.stdin.close()
            sys.stdout = open(fil, "w", buffering=1)  # noqa: SIM115
            sys.stderr = open(f"{fil}.fejl", "w", buffering=1)  # noqa: SIM115
            globals()[handling](*resten)
            sys.exit()
        print(svar, flush=True)


if __name__ == "__main__":
    _stamme()
