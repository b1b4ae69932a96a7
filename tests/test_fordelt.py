"""Parts here and by workers: the same answer, and a sentence for all that can go wrong with them.

The scheduler and the workers are started by the lines of the README; ports are free ones.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import pytest
from scipy import sparse

import fordelt
from dansk import Inputfejl
from fordelt import Udfald, i_dele
from planning.forslag import forslag
from planning.forslagskrav import Krav
from planning.forslagsrobusthed import dele, optael, proeve
from planning.placeringskurve import Daekningssag, bedste_af, daekningssag
from planning.plan import Plan
from tests.fordelte import (
    Sendt,
    fejl,
    gaa_ned,
    gaa_ned_en_gang,
    hvor_ofte,
    laeg_til,
    sov,
)

pytestmark = pytest.mark.xdist_group("dask")
ROD = Path(__file__).resolve().parents[1]
DRIFT = ROD / "docs/drift.md"
LINJE = re.compile(r"^\.venv/bin/python (-m dask (scheduler|worker) .*)$", re.M)


def test_parts_are_answered_in_order_and_told_as_they_are_done() -> None:
    fremdrift: list[tuple[int, int]] = []
    svar = i_dele(laeg_til, 10, [3, 1, 2], fremdrift=lambda *n: fremdrift.append(n))
    assert svar == Udfald("faerdig", (13, 11, 12))
    assert fremdrift == [(1, 3), (2, 3), (3, 3)]
    assert i_dele(laeg_til, 10, []) == Udfald("faerdig", ())


def test_what_is_stopped_shows_nothing() -> None:
    faerdige: list[int] = []
    svar = i_dele(
        laeg_til,
        10,
        [1, 2, 3],
        fremdrift=lambda n, _: faerdige.append(n),
        stop=lambda: len(faerdige) == 2,
    )
    assert faerdige == [1, 2]
    assert svar == Udfald("afbrudt", ())


def test_faults_of_the_function_are_its_own() -> None:
    with pytest.raises(KeyError, match="katte"):
        i_dele(fejl, "katte", [1])


def test_without_dask_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only asked for with an address: without one nothing is missed."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert i_dele(laeg_til, 1, [1]).svar == (2,)
    with pytest.raises(Inputfejl, match=re.escape("pip install -r requirements-dask.txt")):
        i_dele(laeg_til, 1, [1], "tcp://127.0.0.1:8786")
    assert (ROD / "requirements-dask.txt").is_file()


@pytest.mark.parametrize(
    "adresse",
    [
        "",
        "127.0.0.1:8786",
        "http://127.0.0.1:8786",
        "tcp://127.0.0.1",
        "inproc://1/2/3",
        "tcp://a b:1",
    ],
)
def test_what_is_no_address_is_refused(adresse: str) -> None:
    with pytest.raises(Inputfejl, match="adresse til Dask"):
        i_dele(laeg_til, 1, [1], adresse)


def _port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture
def kort_tid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait no longer for workers than a test can; a scheduler that is there may be busy."""
    pytest.importorskip("distributed", reason="Dask is not installed: requirements-dask.txt")
    monkeypatch.setattr(fordelt, "ARBEJDER_S", 3.0)


@pytest.fixture
def kort_svar(kort_tid: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait no longer for a scheduler either, where there is none."""
    monkeypatch.setattr(fordelt, "SVAR_S", 1.0)


@pytest.mark.usefixtures("kort_svar")
def test_nobody_there_is_told() -> None:
    with pytest.raises(Inputfejl, match="Ingen Dask-scheduler svarer"):
        i_dele(laeg_til, 1, [1], f"tcp://127.0.0.1:{_port()}")


@pytest.mark.usefixtures("kort_svar")
def test_one_that_takes_the_connection_and_says_nothing_is_told() -> None:
    """Dask's own limit of time does not count here: without another this would never end."""
    with socket.socket() as tavs:
        tavs.bind(("127.0.0.1", 0))
        tavs.listen()
        with pytest.raises(Inputfejl, match="Ingen Dask-scheduler svarer"):
            i_dele(laeg_til, 1, [1], f"tcp://127.0.0.1:{tavs.getsockname()[1]}")


@pytest.mark.usefixtures("kort_svar")
def test_encrypted_without_certificates_is_told() -> None:
    with pytest.raises(Inputfejl, match="certifikaterne"):
        i_dele(laeg_til, 1, [1], f"tls://127.0.0.1:{_port()}")


def test_between_machines_only_who_has_a_certificate_is_let_in(
    egen: Klynge, tmp_path: Path
) -> None:
    """The lines of docs/drift.md: with its certificate an answer, with one of one's own none."""
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl to make a certificate with")
    blok = re.search(r"```sh\n(openssl.*?)\n\n(export.*?)```", DRIFT.read_text("utf-8"), re.S)
    assert blok is not None
    noegler, variable = blok.groups()

    def miljoe(hvis: str) -> dict[str, str]:
        """What the exports come to with somebody's keys."""
        export = f"{variable.replace('/etc/praksiskort-dask', str(tmp_path / hvis))}\nenv"
        ud = subprocess.run(["sh", "-ec", export], check=True, capture_output=True, text=True)
        return dict(r.split("=", 1) for r in ud.stdout.splitlines() if r.startswith("DASK_"))

    def spoerg(hvis: str) -> str:
        kode = (
            "from fordelt import *; from tests.fordelte import *\nprint(i_dele(laeg_til, 1, [1], "
        )
        ud = subprocess.run(
            [sys.executable, "-c", f"{kode}{egen.adresse!r}))"],
            cwd=ROD,
            env={**os.environ, **miljoe(hvis)},
            capture_output=True,
            text=True,
            check=False,
        )
        return ud.stdout + ud.stderr

    for hvis in ("vores", "fremmed"):
        (tmp_path / hvis).mkdir()
        subprocess.run(["sh", "-ec", noegler], cwd=tmp_path / hvis, check=True, capture_output=True)
    egen.adresse = egen.adresse.replace("tcp:", "tls:")
    egen.start("scheduler", "--protocol tls", **miljoe("vores"))
    egen.start("worker", "--protocol tls", **miljoe("vores"))
    assert any("svar=(2,)" in spoerg("vores") for _ in range(5))
    assert "Ingen Dask-scheduler svarer" in spoerg("fremmed")


class Klynge:
    """A scheduler and workers of the README, in processes of their own."""

    def __init__(self, log: Path) -> None:
        self.porte = {"8786": str(_port()), "8787": str(_port())}
        self.adresse = f"tcp://127.0.0.1:{self.porte['8786']}"
        self.log = log.open("ab")
        self.processer: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, hvad: str, mere: str = "", mappe: Path = ROD, **miljoe: str) -> None:
        """Start what a line of the README starts, from a folder."""
        linjer = {
            navn: ord_ for ord_, navn in LINJE.findall((ROD / "README.md").read_text("utf-8"))
        }
        linje = linjer[hvad]
        linje = linje.replace("tcp:", self.adresse[:4])
        for port, fri in self.porte.items():
            linje = linje.replace(f":{port}", f":{fri}").replace(f" {port}", f" {fri}")
        self.processer[hvad] = subprocess.Popen(
            [sys.executable, *linje.split(), *mere.split()],
            cwd=mappe,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **miljoe},
            start_new_session=True,
        )

    def slut(self) -> None:
        """End them, each with what it has started."""
        for proces in self.processer.values():
            with suppress(ProcessLookupError):
                os.killpg(proces.pid, signal.SIGKILL)
            proces.wait()
        self.log.close()


@contextmanager
def _klynge(mappe: Path) -> Iterator[Klynge]:
    pytest.importorskip("distributed", reason="Dask is not installed: requirements-dask.txt")
    klynge = Klynge(mappe / "dask.log")
    try:
        yield klynge
    finally:
        klynge.slut()


@pytest.fixture(scope="module")
def klynge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The README's scheduler and two workers; its address."""
    with _klynge(tmp_path_factory.mktemp("dask")) as k:
        k.start("scheduler")
        k.start("worker")
        _vent_paa(k.adresse)
        yield k.adresse


@pytest.fixture
def egen(tmp_path: Path) -> Iterator[Klynge]:
    """A cluster of a test's own, to be broken; nothing is started yet."""
    with _klynge(tmp_path) as k:
        yield k


def _vent_paa(adresse: str) -> None:
    """Wait until the scheduler answers and has workers: starting takes seconds."""
    for _ in range(20):
        try:
            if i_dele(laeg_til, 1, [1], adresse).svar == (2,):
                return
        except Inputfejl:
            time.sleep(0.5)
    raise AssertionError("the scheduler and workers did not start")


def test_the_sweep_of_workers_is_that_of_one_process(plan: Plan, klynge: str) -> None:
    """Parts of another size, by two processes, in the order they happen to be done."""
    p = proeve(plan, Krav(), forslag(plan, Krav()).tiltag)
    her = i_dele(optael, p, dele(60, 30))
    fremdrift: list[tuple[int, int]] = []
    der = i_dele(optael, p, dele(60, 7), klynge, lambda *n: fremdrift.append(n))
    assert der.status == "faerdig"
    assert fremdrift == [(n, 9) for n in range(1, 10)]
    ens = [reduce(add, udfald.svar) for udfald in (her, der)]
    for felt in vars(ens[0]):
        a, b = (getattr(o, felt) for o in ens)
        assert str(a) == str(b), felt


def test_siting_by_workers_is_that_of_one_process(plan: Plan, klynge: str) -> None:
    """Each number of clinics is a part: in the region, and of a sparse set as a country's is."""
    rng = np.random.default_rng(4)
    inden = sparse.csr_array(rng.random((2_000, 40)) < 0.02)
    land = Daekningssag(inden, rng.integers(1, 50, 2_000).astype(float))
    for sag in (daekningssag(plan), land):
        antal = range(1, 5)
        her, hos = (i_dele(bedste_af, sag, antal, adresse).svar for adresse in (None, klynge))
        assert [p.status for p in her] == ["bevist"] * 4
        assert her == hos


@pytest.mark.parametrize("ventetid", [0.0, 3.0])
def test_what_is_shared_is_sent_to_each_worker_once(
    klynge: str, ventetid: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the machine is busy: past two seconds Dask takes back what nobody has used."""
    send = fordelt._Vagt.send

    def langsomt(vagt: fordelt._Vagt, faelles: object) -> object:
        sendt = send(vagt, faelles)
        time.sleep(ventetid)
        return sendt

    monkeypatch.setattr(fordelt._Vagt, "send", langsomt)
    svar = i_dele(hvor_ofte, Sendt(f"efter {ventetid} s"), range(20), klynge).svar
    assert len({proces for proces, _ in svar}) == 2
    assert {gange for _, gange in svar} == {1}


def test_nothing_listens_but_on_the_machines_own_address(klynge: str) -> None:
    """As the README says: of the scheduler, the workers, their nannies and their pages."""
    psutil = pytest.importorskip("psutil")
    port = int(klynge.rsplit(":", 1)[1])
    lyttere = [c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
    (scheduler,) = (c.pid for c in lyttere if c.laddr.port == port)
    vores = {os.getpgid(scheduler)} | {
        os.getpgid(c.pid)
        for c in psutil.net_connections("tcp")
        if c.raddr and c.raddr.port == port and c.pid and c.pid != os.getpid()
    }
    fundet = [c.laddr for c in lyttere if c.pid and os.getpgid(c.pid) in vores]
    assert len(fundet) >= 6
    assert {a.ip for a in fundet} == {"127.0.0.1"}


def test_workers_are_stopped_while_they_work(klynge: str) -> None:
    """A part takes minutes: the answer does not wait for it, and there is nothing to show."""
    faerdige: list[int] = []
    begyndt = time.monotonic()
    svar = i_dele(
        sov, 300.0, range(4), klynge, lambda n, _: faerdige.append(n), lambda: _siden(begyndt) > 1
    )
    assert svar == Udfald("afbrudt", ())
    assert not faerdige and _siden(begyndt) < 60


def _siden(begyndt: float) -> float:
    return time.monotonic() - begyndt


def test_faults_of_the_function_come_from_workers_as_they_are(egen: Klynge) -> None:
    egen.start("scheduler")
    egen.start("worker")
    _vent_paa(egen.adresse)
    with pytest.raises(KeyError, match="katte"):
        i_dele(fejl, "katte", [1], egen.adresse)
    with pytest.raises(Inputfejl, match="ikke kommet videre i 1 sekunder"):
        i_dele(sov, 30.0, [1], egen.adresse, frist=1.0)


def test_a_worker_that_dies_is_started_anew_and_nothing_is_lost(
    egen: Klynge, tmp_path: Path
) -> None:
    egen.start("scheduler")
    egen.start("worker")
    _vent_paa(egen.adresse)
    svar = i_dele(gaa_ned_en_gang, str(tmp_path), range(8), egen.adresse)
    assert (tmp_path / "set").exists()
    assert svar == Udfald("faerdig", tuple(range(8)))


def test_the_only_worker_that_dies_takes_nothing_with_it(egen: Klynge, tmp_path: Path) -> None:
    """What the parts share was with it alone."""
    egen.start("scheduler")
    egen.start("worker", "--nworkers 1")
    _vent_paa(egen.adresse)
    naaet: list[int] = []
    svar = i_dele(
        gaa_ned_en_gang, str(tmp_path), range(8), egen.adresse, lambda nr, _: naaet.append(nr)
    )
    assert (tmp_path / "set").exists()
    assert svar == Udfald("faerdig", tuple(range(8)))
    assert naaet == list(range(1, 9))


def test_a_part_that_ends_every_worker_is_told(egen: Klynge) -> None:
    egen.start("scheduler", DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    egen.start("worker")
    _vent_paa(egen.adresse)
    with pytest.raises(Inputfejl, match="gået ned igen og igen"):
        i_dele(gaa_ned, None, [1], egen.adresse)


@pytest.mark.usefixtures("kort_tid")
def test_no_workers_and_workers_that_are_gone_are_told(egen: Klynge) -> None:
    egen.start("scheduler")
    with pytest.raises(Inputfejl, match="ingen arbejdere"):
        _naar_den_svarer(egen.adresse, laeg_til, 1, [1])
    egen.start("worker")
    _vent_paa(egen.adresse)

    def draeb(*_: Any) -> None:
        os.killpg(egen.processer["worker"].pid, signal.SIGKILL)

    with pytest.raises(Inputfejl, match=r"ingen arbejdere|gik tabt"):
        i_dele(sov, 0.2, range(200), egen.adresse, draeb)


def _naar_den_svarer(adresse: str, *hvad: Any) -> Any:
    """Ask until something else is wrong than that the scheduler is not up yet."""
    for _ in range(20):
        try:
            return i_dele(*hvad, adresse)
        except Inputfejl as fejl_:
            if "Ingen Dask-scheduler" not in str(fejl_):
                raise
    raise AssertionError("the scheduler did not start")


@pytest.mark.parametrize("ende", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.usefixtures("kort_tid")
def test_a_scheduler_that_is_gone_or_stands_still_is_told(egen: Klynge, ende: int) -> None:
    egen.start("scheduler")
    egen.start("worker")
    _vent_paa(egen.adresse)

    def ram(*_: Any) -> None:
        os.killpg(egen.processer["scheduler"].pid, ende)

    with pytest.raises(Inputfejl, match=r"gik tabt|ingen arbejdere"):
        i_dele(sov, 0.2, range(200), egen.adresse, ram)


@pytest.mark.parametrize("kald", ["wait_for_workers", "run", "scatter", "submit"])
@pytest.mark.parametrize("fejl_", [OSError, AttributeError, KeyError])
def test_a_connection_lost_in_any_call_is_told(kald: str, fejl_: type[Exception]) -> None:
    """Which call finds the scheduler gone is chance, and so is what Dask raises once it gave up."""
    klient = mock.Mock(status="closed")
    klient.run.return_value = {"tcp://den-ene": fordelt.kendetegn()}
    getattr(klient, kald).side_effect = fejl_("væk")
    vagt = fordelt._Vagt(klient, "tcp://127.0.0.1:1", lambda: False, 1.0)
    with pytest.raises(Inputfejl, match="gik tabt"):
        fordelt._hos_arbejdere(vagt, laeg_til, 1, [1], lambda *_: None)
    klient.status = "running"
    if fejl_ is not OSError:
        with pytest.raises(fejl_):
            fordelt._hos_arbejdere(vagt, laeg_til, 1, [1], lambda *_: None)


@pytest.mark.usefixtures("kort_tid")
def test_one_that_has_just_ended_is_waited_past() -> None:
    """The scheduler knows of it for a while, and another may be on its way."""

    class Klient:
        status = "running"
        svar = iter([{"tcp://den-gamle": OSError()}, {}, {"tcp://den-nye": fordelt.kendetegn()}])

        def wait_for_workers(self, antal: int, timeout: float) -> None:
            pass

        def run(self, funktion: Any, on_error: str) -> dict[str, Any]:
            return next(self.svar)

    vagt = fordelt._Vagt(Klient(), "tcp://127.0.0.1:1", lambda: False, 1.0)
    vagt.spoerg_alle()
    with pytest.raises(StopIteration):
        vagt.spoerg_alle()
    Klient.svar = itertools.repeat({"tcp://den-gamle": OSError()})
    with pytest.raises(Inputfejl, match="ingen arbejdere"):
        vagt.spoerg_alle()


def test_another_program_is_told(egen: Klynge, tmp_path: Path) -> None:
    """A worker started in a folder with fewer files; and then both, where there are none."""
    anden, tom = tmp_path / "anden", tmp_path / "tom"
    anden.mkdir()
    tom.mkdir()
    for fil in ("fordelt.py", "dansk.py"):
        shutil.copy(ROD / fil, anden)
    egen.start("scheduler")
    egen.start("worker", mappe=anden)
    with pytest.raises(Inputfejl, match="anden udgave af praksiskort"):
        _naar_den_svarer(egen.adresse, laeg_til, 1, [1])
    os.killpg(egen.processer["worker"].pid, signal.SIGKILL)
    egen.processer["worker"].wait()
    egen.start("worker", mappe=tom)
    with pytest.raises(Inputfejl, match="kan ikke læse programmet"):
        _naar_den_svarer(egen.adresse, laeg_til, 1, [1])


def test_a_scheduler_that_cannot_read_the_program_is_told(egen: Klynge, tmp_path: Path) -> None:
    """It reads what it is asked to share out, and must be started in the program's folder too."""
    egen.start("scheduler", mappe=tmp_path)
    egen.start("worker")
    with pytest.raises(Inputfejl, match="kan ikke læse programmet"):
        _naar_den_svarer(egen.adresse, laeg_til, 1, [1])
