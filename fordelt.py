"""A long calculation in parts: in this process, or on other machines through Dask.

`i_dele` calls a function of something all parts share and of a part, in any order, and answers in
the order of the parts. With the address of a scheduler the parts go to its workers, which have what
is shared sent once each; where they are worked out changes nothing in the answer, so workers must
run the same program with the same packages, and are asked whether they do. Nothing is sent to
anybody unless an address is given, and `distributed` is imported only then.

Who can reach a scheduler or a worker can run any program there, and one who runs the scheduler can
run any here: an address is for the one who runs the program to give, never for a page to ask for.
"""

from __future__ import annotations

import hashlib
import logging
import platform
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Generic, Literal, TypeVar

from dansk import Inputfejl, linje, opremsning, tal

F = TypeVar("F")
D = TypeVar("D")
S = TypeVar("S")

#: Seconds: for a scheduler to answer, for there to be a worker, and without any part done.
SVAR_S, ARBEJDER_S, FRIST_S = 5.0, 30.0, 600.0
#: Seconds between looks at what is done and whether to stop, and at which workers there are.
KIG_S, SPOERG_S = 0.05, 1.0
#: What Dask calls a part whose ground is gone, and how often what is left is begun anew.
TABT, GANGE = ("lost", "cancelled"), 3
#: Where a scheduler may be: encrypted (tls) or not, a machine and a port.
ADRESSE = re.compile(r"(?:tcp|tls)://(?:[\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}")
#: What answers hang on beside the program itself.
PAKKER = ("numpy", "scipy", "pandas", "distributed")
ROD = Path(__file__).resolve().parent
#: Folders of the program that no part is worked out by.
UDENFOR = {"tests", "benchmarks", "findings", "static"}
INSTALLER = "python -m pip install -r requirements-dask.txt"


@dataclass(frozen=True)
class Udfald(Generic[S]):
    """What came of it: all answers in the order of the parts, or none where it was stopped."""

    status: Literal["faerdig", "afbrudt"]
    svar: tuple[S, ...] = ()


def i_dele(
    funktion: Callable[[F, D], S],
    faelles: F,
    dele: Sequence[D],
    adresse: str | None = None,
    fremdrift: Callable[[int, int], object] | None = None,
    stop: Callable[[], bool] | None = None,
    frist: float = FRIST_S,
) -> Udfald[S]:
    """Return `funktion` of what is shared and of each part, worked out here or by workers.

    `funktion` is a function of a module. `adresse`: a Dask scheduler, None for this process.
    `fremdrift` is told how many parts are done, and of how many, after each; `stop` is asked
    between parts, and with workers all the time, whether to end early. `frist`: seconds that may go
    without any part being done by workers. Raises Inputfejl, with what to do, for no Dask, an
    address that is none or does not answer, workers that are not there, are lost or run another
    program, and past `frist`; and what `funktion` raises.
    """
    fremdrift, stop = fremdrift or (lambda faerdige, i_alt: None), stop or (lambda: False)
    if adresse is not None:
        with _klient(adresse) as klient:
            vagt = _Vagt(klient, adresse, stop, frist)
            return _hos_arbejdere(vagt, funktion, faelles, dele, fremdrift)
    svar = []
    for del_ in dele:
        if stop():
            return Udfald("afbrudt")
        svar.append(funktion(faelles, del_))
        fremdrift(len(svar), len(dele))
    return Udfald("faerdig", tuple(svar))


@cache
def kendetegn() -> dict[str, str]:
    """Return what program this is: its files when first asked for, Python's version and packages'.

    A worker that has run since before an update says what it was then.
    """
    sum_ = hashlib.sha256()
    for fil in sorted(ROD.rglob("*.py")):
        inde = fil.relative_to(ROD)
        if inde.parts[0] not in UDENFOR and not any(led.startswith(".") for led in inde.parts):
            sum_.update(f"{inde.as_posix()}\0".encode() + fil.read_bytes() + b"\0")
    egne = {"praksiskort": sum_.hexdigest()[:16], "python": platform.python_version()}
    return egne | {pakke: version(pakke) for pakke in PAKKER}


@contextmanager
def _klient(adresse: str) -> Iterator[Any]:
    """Give a client of a scheduler, whose workers run this program; closed whatever happens."""
    if not ADRESSE.fullmatch(adresse):
        raise Inputfejl(
            f"»{linje(adresse)}« er ikke en adresse til Dask. Skriv den som tcp://127.0.0.1:8786."
        )
    try:
        from distributed import Client
    except ImportError as fejl:
        raise Inputfejl(
            f"Dask er ikke installeret, så der kan ikke regnes på {adresse}. Installér det med "
            f"»{INSTALLER}«, eller regn uden adresse."
        ) from fejl
    # One that never came up waits to be closed when it is thrown away, and complains of it.
    lukkes_her = type("Klient", (Client,), {"__del__": lambda klient: None})
    # What Dask has to say of what it lost is said in the sentences here.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        klient = _inden(2 * SVAR_S, lukkes_her, adresse, timeout=SVAR_S, set_as_default=False)
    except (ValueError, TypeError, RuntimeError) as fejl:
        raise Inputfejl(
            f"{adresse} kan ikke nås: certifikaterne mangler eller passer ikke, eller der kræves "
            "en krypteret adresse (tls://). Sæt dem, som docs/drift.md viser."
        ) from fejl
    except OSError as fejl:  # a TimeoutError is one
        raise Inputfejl(
            f"Ingen Dask-scheduler svarer på {adresse}. Se efter, om den kører, og om adressen er "
            "rigtig, eller regn uden adresse."
        ) from fejl
    try:
        yield klient
    finally:
        with suppress(TimeoutError, OSError):
            _inden(SVAR_S, klient.close, timeout=SVAR_S)


def _inden(sekunder: float, kald: Callable[..., Any], *ord_: Any, **navngivne: Any) -> Any:
    """Return what a call answers, or raise TimeoutError where it does not answer in time.

    Dask's own limits stop where something has taken the connection and says nothing.
    """
    svar: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()

    def koer() -> None:
        try:
            svar.put((kald(*ord_, **navngivne), None))
        except BaseException as fejl:
            svar.put((None, fejl))

    Thread(target=koer, daemon=True).start()
    try:
        vaerdi, fejl = svar.get(timeout=sekunder)
    except Empty:
        raise TimeoutError from None
    if fejl is not None:
        raise fejl
    return vaerdi


def _hos_arbejdere(
    vagt: _Vagt,
    funktion: Callable[[F, D], S],
    faelles: F,
    dele: Sequence[D],
    fremdrift: Callable[[int, int], object],
) -> Udfald[S]:
    svar: dict[int, S] = {}
    for _ in range(GANGE):
        vagt.spoerg_alle()
        delt = vagt.send(faelles)
        with vagt.forbundet():
            opgaver = {
                nr: vagt.klient.submit(_en_del, funktion, delt, del_, pure=False)
                for nr, del_ in enumerate(dele)
                if nr not in svar
            }
        for nr, opgave in vagt.faerdige(opgaver):
            # What is shared went with the worker that had it: the rest is asked for again.
            if opgave.status in TABT:
                break
            program, vaerdi, fejl = vagt.svar(opgave)
            vagt.kraev_samme(program)
            if fejl is not None:
                raise fejl
            svar[nr] = vaerdi
            fremdrift(len(svar), len(dele))
        else:
            break
    else:
        raise vagt.tabt()
    if len(svar) < len(dele):
        return Udfald("afbrudt")
    return Udfald("faerdig", tuple(svar[nr] for nr in range(len(dele))))


def _en_del(
    funktion: Callable[[F, D], S], faelles: F, del_: D
) -> tuple[dict[str, str], S | None, Exception | None]:
    """Return what program a worker is, and its answer, or what was raised in place of one.

    One may have come since they were asked what they are; and what is raised around the function
    is of where it was started.
    """
    try:
        return kendetegn(), funktion(faelles, del_), None
    except Exception as fejl:
        return kendetegn(), None, fejl


class _Vagt:
    """Looks after what is asked of workers, and says in a sentence what became of them."""

    def __init__(self, klient: Any, adresse: str, stop: Callable[[], bool], frist: float) -> None:
        self.klient, self.adresse, self.stop, self.frist = klient, adresse, stop, frist

    @contextmanager
    def forbundet(self) -> Iterator[None]:
        """Raise Inputfejl for what Dask says of a scheduler that is gone; pass on TimeoutError.

        Dask gives up a connection by itself, and then raises what the call happened to meet: an
        OSError, an error of its own of a closed client, or an AttributeError of what it let go of.
        """
        try:
            yield
        except TimeoutError:
            raise
        except Exception as fejl:
            if isinstance(fejl, OSError) or self.klient.status != "running":
                raise self.tabt() from fejl
            raise

    def spoerg_alle(self) -> None:
        """Ask the workers there are what program they are, and wait a while for the first."""
        slut = time.monotonic() + ARBEJDER_S
        while not (tilstede := self._tilstede(max(slut - time.monotonic(), KIG_S))):
            if time.monotonic() > slut:
                raise self._ingen_arbejdere()
            time.sleep(KIG_S)
        for program in tilstede:
            if isinstance(program, Exception):
                raise self._ulaeselig() from program
            self.kraev_samme(program)

    def _tilstede(self, sekunder: float) -> list[Any]:
        """Return what those workers answer that do, once there is any the scheduler knows of."""
        try:
            with self.forbundet():
                _inden(2 * sekunder, self.klient.wait_for_workers, 1, timeout=sekunder)
                svar = _inden(ARBEJDER_S, self.klient.run, kendetegn, on_error="return")
        except TimeoutError as fejl:
            raise self._ingen_arbejdere() from fejl
        # One that does not answer is gone, and is not asked for anything; the scheduler may know
        # of it for a while yet.
        return [s for s in svar.values() if not isinstance(s, OSError)]

    def send(self, faelles: Any) -> Any:
        """Send what is shared to one worker; the others have it from there with their first part.

        Sent to all at once it would come twice: each other second Dask takes back what lies with
        more workers than have yet been asked for anything with it.
        """
        try:
            with self.forbundet():
                return _inden(self.frist, self.klient.scatter, faelles, hash=False)
        except TimeoutError as fejl:
            raise self.tabt() from fejl

    def faerdige(self, opgaver: Mapping[int, Any]) -> Iterator[tuple[int, Any]]:
        """Yield each that is done, by its number, until all are or it is stopped."""
        mangler = dict(opgaver)
        nyt = set_arbejder = spurgt = time.monotonic()
        while mangler and not self.stop():
            nu = time.monotonic()
            if klar := [nr for nr, opgave in mangler.items() if opgave.status != "pending"]:
                nyt = set_arbejder = nu
                yield from ((nr, mangler.pop(nr)) for nr in klar)
                continue
            if nu - spurgt > SPOERG_S:
                spurgt, set_arbejder = nu, nu if self._kendte() else set_arbejder
            if nu - set_arbejder > ARBEJDER_S:
                raise self._ingen_arbejdere()
            if nu - nyt > self.frist:
                raise Inputfejl(
                    f"Arbejderne på {self.adresse} er ikke kommet videre i {tal(self.frist)} "
                    "sekunder. Se efter, om de kører, og prøv igen, eller regn uden adresse."
                )
            time.sleep(KIG_S)

    def svar(self, opgave: Any) -> Any:
        """Return an answer; raises Inputfejl where there is none."""
        from distributed import CancelledError, KilledWorker

        try:
            if opgave.status == "finished":
                return opgave.result(timeout=SVAR_S)
            fejl = opgave.exception(timeout=SVAR_S) if opgave.status == "error" else None
        except (CancelledError, TimeoutError, OSError) as tabt:
            raise self.tabt() from tabt
        if fejl is None:
            raise self.tabt()
        if not isinstance(fejl, KilledWorker):
            raise self._ulaeselig() from fejl
        raise Inputfejl(
            f"Arbejdere på {self.adresse} er gået ned igen og igen på den samme del. Se, om de har "
            "hukommelse nok, i det, de skriver, eller regn uden adresse."
        ) from fejl

    def kraev_samme(self, program: dict[str, str]) -> None:
        """Raise Inputfejl where a worker is another program than this."""
        her = kendetegn()
        if forskel := [navn for navn in her if program.get(navn) != her[navn]]:
            raise Inputfejl(
                f"En arbejder på {self.adresse} har en anden udgave af {opremsning(forskel)}. Giv "
                "den samme udgave som her, og start den igen."
            )

    def _kendte(self) -> Sequence[str]:
        try:
            with self.forbundet():
                return tuple(_inden(SVAR_S, self.klient.scheduler_info, n_workers=-1)["workers"])
        except TimeoutError as fejl:
            raise self.tabt() from fejl

    def _ingen_arbejdere(self) -> Inputfejl:
        return Inputfejl(
            f"Der er ingen arbejdere på {self.adresse}. Start nogen, som README viser, eller regn "
            "uden adresse."
        )

    def _ulaeselig(self) -> Inputfejl:
        return Inputfejl(
            f"Dask på {self.adresse} kan ikke læse programmet. Start både scheduler og arbejdere "
            "fra programmets mappe, som README viser."
        )

    def tabt(self) -> Inputfejl:
        """Return what is said where the connection, or all who had something, are lost."""
        return Inputfejl(
            f"Forbindelsen til {self.adresse} gik tabt, før alt var regnet, og intet af det er "
            "brugt. Se efter, om scheduler og arbejdere kører, og prøv igen."
        )
