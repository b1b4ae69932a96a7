"""A second process that prints maps, while the first makes what else is asked for.

It is this module run by itself: it is sent maps, pickled, and answers with the files of
`kort.tryk.fil.tegn`. Whoever asks draws what it cannot, or does not live to.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:  # who asks for it has not yet loaded what draws
    import geopandas as gpd

    from kort.tryk.fil import Filtype, Tryk
    from kort.tryk.trykkort import Kortdata

ROD = Path(__file__).resolve().parents[1]
#: Of no use to one who draws, and each thread has room of its own.
EEN_TRAAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

#: The word by which a process is told to let all else go before it, and how far down that is.
GIVER_PLADS, LAVEST = "giver-plads", 19
_OPTAGET = threading.Lock()


class Medhjaelper:
    """The process, from it is entered until it is left.

    None where it would only take turns with the first, nor for a second order at the same time: a
    server has the memory of one.
    """

    def __init__(self, *, giver_plads: bool = False) -> None:
        """Start nothing yet; `giver_plads`: whether all else goes before it."""
        self._ord = [GIVER_PLADS] if giver_plads else []
        self._traad = ThreadPoolExecutor(1, thread_name_prefix="medhjaelper")
        self._proces: subprocess.Popen[bytes] | None = None
        self._egen = False

    def __enter__(self) -> Self:
        """Start the process, which loads what it needs while the first goes on."""
        if _kerner() > 1 and _OPTAGET.acquire(blocking=False):
            self._egen = True
            with suppress(OSError):
                self._proces = subprocess.Popen(
                    [sys.executable, "-m", __name__, *self._ord],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=ROD,
                    env=os.environ | EEN_TRAAD,
                )
        return self

    def __exit__(
        self,
        art: type[BaseException] | None,
        fejl: BaseException | None,
        spor: TracebackType | None,
    ) -> None:
        """End the process."""
        self.afslut()

    def afslut(self) -> None:
        """End the process, whatever it is doing, and give its memory back; once is enough."""
        proces, self._proces = self._proces, None
        if proces is not None:
            proces.kill()
        self._traad.shutdown(cancel_futures=True)
        if proces is not None:
            proces.communicate()
        if self._egen:
            self._egen = False
            _OPTAGET.release()

    def afbryd(self) -> None:
        """End what it is doing, from another thread than the one that has entered it."""
        if (proces := self._proces) is not None:
            proces.kill()

    @property
    def er_der(self) -> bool:
        """Whether there is a process to ask."""
        return self._proces is not None

    def bed(
        self, kort: Kortdata, omrids: gpd.GeoDataFrame, tryk: Tryk
    ) -> Future[Mapping[Filtype, bytes]]:
        """Ask for what `kort.tryk.fil.tegn` gives; done in the order asked.

        What is not begun can be cancelled. The answer raises when the process fails, of the map or
        by itself: the same is then to be asked of `tegn`, which says why.
        """
        if self._proces is None:
            return Future()
        return self._traad.submit(self._tegn, self._proces, (kort, omrids, tryk))

    @staticmethod
    def _tegn(proces: subprocess.Popen[bytes], opgave: Any) -> Mapping[Filtype, bytes]:
        assert proces.stdin is not None and proces.stdout is not None
        proces.stdin.write(pickle.dumps(opgave))
        proces.stdin.flush()
        filer: Mapping[Filtype, bytes] | None = pickle.load(proces.stdout)
        if filer is None:
            raise ValueError("the map could not be drawn")
        return filer


def _kerner() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not told on every system
        return os.cpu_count() or 1


def svar(ind: IO[bytes], ud: IO[bytes]) -> None:
    """Draw what is asked for, one map after another, until nobody asks any more."""
    from kort.tryk.fil import tegn

    gc.freeze()
    while True:
        try:
            opgave = pickle.load(ind)
        except EOFError:
            return
        try:
            filer = tegn(*opgave)
        except Exception:
            filer = None
        pickle.dump(filer, ud)
        ud.flush()
        del opgave, filer
        gc.collect()  # of this map alone: a figure is a ring of parts that hold each other


if __name__ == "__main__":
    if GIVER_PLADS in sys.argv:
        with suppress(AttributeError, OSError):  # not on every system
            os.nice(LAVEST)
    ud = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever may be printed is no part of an answer
    svar(sys.stdin.buffer, ud)
