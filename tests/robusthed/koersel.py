"""Broken files tried one by one in a process of its own, each with a limit of time and memory.

    python -m tests.robusthed.koersel SLAGS FRA TIL [--log FIL]  counts, and every fault found
    python -m tests.robusthed.koersel SLAGS NR --gem MAPPE       one variant written to a folder

A process of its own tells a hang from slowness and a crash from a refusal, and its memory is the
door's alone. Which variant has which number depends on nothing but the number.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from dansk import Inputfejl, rens
from tests.robusthed.oktetter import OKTETTER
from tests.robusthed.variant import (
    AFVIST,
    BEGGE,
    NY,
    SAMME,
    TAGET,
    Aendring,
    Dom,
    Fil,
    Slags,
    afvigelser,
)

#: A variant may take so long, and a process so much above what it had before the first.
HOEJST_SEKUNDER, HOEJST_MB = 60, 1_500
#: The process is not given more than this, whatever a file promises.
HOEJST_ADRESSERUM = 8_000_000_000
#: A sentence longer than this is not read by anybody.
HOEJST_SAETNING = 5_000
LISTE = "tests.robusthed.liste"
UROERT = Aendring("hel", lambda _, fil: fil.indhold, SAMME)
#: Store, cache and temporary files are those of the run.
MILJOE = ("PRAKSISKORT_DATA", "PRAKSISKORT_CACHE", "TMPDIR")


@dataclass(frozen=True)
class Udfald:
    """What came of a variant; `fejl` is "" where all is as it should be."""

    slags: str
    nr: int
    fil: str
    aendring: str
    dom: str
    sekunder: float
    fejl: str = ""
    mb: float = 0.0


def variant(slags: Slags, filer: list[Fil], nr: int) -> tuple[Fil, Aendring, str, bytes]:
    """Return the file, change, name and bytes of a variant."""
    fil = filer[nr % len(filer)]
    alle = (*OKTETTER, *fil.egne)
    aendring = alle[nr // len(filer) % len(alle)]
    nyt = aendring.goer(random.Random(f"{slags.navn} {nr}"), fil)
    navn, indhold = nyt if isinstance(nyt, tuple) else (fil.navn, nyt)
    return fil, aendring, navn, indhold


def proevet(
    slags: Slags, fil: Fil, aendring: Aendring, navn: str, indhold: bytes
) -> tuple[str, str, float]:
    """Return what came of bytes, what is wrong with that, and the seconds it took."""
    foer, start = efterladt(), time.perf_counter()
    try:
        dom = slags.proev(navn, indhold, fil)
    except Inputfejl as grund:
        dom = Dom(AFVIST, (str(grund),))
    except Exception:
        sporing = "".join(traceback.format_exc().splitlines(True)[-6:])
        return AFVIST, f"sporing: {sporing}", time.perf_counter() - start
    sekunder = time.perf_counter() - start
    fejl = [*_saetningsfejl(dom)]
    gemt = slags.gemmer and dom.dom == TAGET
    if not gemt and (rest := efterladt() - foer):
        fejl.append(f"efterladt: {sorted(rest)[:3]}")
    if dom.dom == TAGET:
        fejl += _talfejl(slags, fil, aendring, indhold, dom)
    elif not any(s.strip() for s in dom.sagt):
        fejl.append("afvist uden et ord")
    return dom.dom, "; ".join(fejl), sekunder


def _talfejl(slags: Slags, fil: Fil, aendring: Aendring, indhold: bytes, dom: Dom) -> Iterator[str]:
    hele = fil.naiv(fil.indhold)
    maa = []
    if aendring.facit in (SAMME, BEGGE):
        maa.append(hele)
    if aendring.facit in (NY, BEGGE):
        maa.append(fil.naiv(indhold))
    forskelle = [afvigelser(dom.tal, tal, slags) for tal in maa]
    if all(forskelle):
        mindst = min(forskelle, key=len)
        yield f"forkert: {len(mindst)} tal, {'; '.join(mindst[:3])}"
    elif (
        aendring.besked
        and afvigelser(dom.tal, hele, slags)
        # The whole file has warnings of its own, which say nothing of this.
        and not set(dom.advarsler) - set(slags.proev(fil.navn, fil.indhold, fil).advarsler)
    ):
        yield "taget uden et ord om, at tallene er andre"


def _saetningsfejl(dom: Dom) -> Iterator[str]:
    for saetning in dom.sagt:
        if len(saetning) > HOEJST_SAETNING:
            yield f"en sætning på {len(saetning)} tegn: {saetning[:60]!r}"
            return
        if rens(saetning) != saetning:
            yield f"styretegn i en sætning: {saetning[:80]!r}"
            return


def efterladt() -> set[str]:
    """Return the files of store, cache and temporary folder, but for what is kept of a dataset.

    The demand points a dataset is read with are worked out once, whatever file is tried beside it.
    """
    return {
        str(sti)
        for navn in MILJOE
        if (mappe := os.environ.get(navn))
        for sti in Path(mappe).rglob("*")
        if not sti.name.startswith("punkter-")
    }


def _hukommelse() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _hel(slags: Slags, fil: Fil) -> Iterator[str]:
    """Yield what is wrong with how a whole file is read."""
    dom, fejl, _ = proevet(slags, fil, UROERT, fil.navn, fil.indhold)
    if dom != TAGET or fejl:
        yield f"{fil.navn}, hel: {dom} {fejl}"


def _arbejd(ende: Connection, liste: str, navn: str) -> None:
    """Try the variants that are asked for, one at a time, until there are no more."""
    with tempfile.TemporaryDirectory() as mappe:
        for variabel in MILJOE:
            os.environ[variabel] = str(Path(mappe) / variabel.lower())
        Path(os.environ["TMPDIR"]).mkdir()
        tempfile.tempdir = None
        resource.setrlimit(resource.RLIMIT_AS, (HOEJST_ADRESSERUM, HOEJST_ADRESSERUM))
        slags = next(s for s in importlib.import_module(liste).SLAGS if s.navn == navn)
        filer = list(slags.filer())
        # A whole file must be taken for what it says, or nothing that follows means anything.
        ende.send([f for fil in filer for f in _hel(slags, fil)])
        ende.send(_hukommelse())
        while (nr := ende.recv()) is not None:
            try:
                fil, aendring, navn, indhold = variant(slags, filer, nr)
                ende.send((fil.navn, aendring.navn))
                dom, fejl, sekunder = proevet(slags, fil, aendring, navn, indhold)
                ende.send((dom, sekunder, fejl, _hukommelse()))
            except BaseException:
                ende.send(("", "", 0.0, "prøven selv: " + traceback.format_exc()[-600:], 0.0))


class Process:
    """A process that tries the variants of one kind, started anew when one hangs or ends it."""

    def __init__(self, slags: str, liste: str, sekunder: float) -> None:
        self.slags, self.liste, self.sekunder = slags, liste, sekunder
        self._ende: Connection | None = None

    def _start(self) -> Connection:
        # One that has read the program begets them: each begins as new, and in no time.
        kontekst = multiprocessing.get_context("forkserver")
        kontekst.set_forkserver_preload([LISTE])
        self._ende, anden = kontekst.Pipe()
        self._proces = kontekst.Process(
            target=_arbejd, args=(anden, self.liste, self.slags), daemon=True
        )
        self._proces.start()
        anden.close()
        if fejl := self._ende.recv():
            raise AssertionError("\n".join(fejl))
        self.hvile = self._ende.recv()
        return self._ende

    def proev(self, nr: int) -> Udfald:
        """Return what came of one variant."""
        ende = self._ende or self._start()
        start, hvad = time.perf_counter(), ("?", "?")
        try:
            ende.send(nr)
            if ende.poll(self.sekunder):
                hvad = ende.recv()
                if len(hvad) > 2 or ende.poll(self.sekunder):
                    *_, dom, sekunder, fejl, mb = hvad if len(hvad) > 2 else ende.recv()
                    over = mb - self.hvile
                    if over > HOEJST_MB:
                        fejl = f"{fejl}; {over:.0f} MB"
                        self.stands()
                    return Udfald(self.slags, nr, *hvad[:2], dom, sekunder, fejl, max(over, 0.0))
            fejl = f"ikke færdig på {self.sekunder} sekunder"
        except EOFError:
            self._proces.join()
            fejl = f"processen endte med kode {self._proces.exitcode}"
        self.stands()
        return Udfald(self.slags, nr, *hvad[:2], "", time.perf_counter() - start, fejl)

    def stands(self) -> None:
        """End the process."""
        if self._ende is not None:
            self._ende.close()
            self._proces.kill()
            self._proces.join()
            self._ende = None


def koer(
    slags: str, numre: Iterable[int], liste: str = LISTE, sekunder: float = HOEJST_SEKUNDER
) -> Iterator[Udfald]:
    """Yield what comes of each variant of a kind; `liste` is the module that has it in SLAGS."""
    proces = Process(slags, liste, sekunder)
    try:
        yield from map(proces.proev, numre)
    finally:
        proces.stands()


def tabelraekke(slags: str, udfald: list[Udfald]) -> str:
    """Return the counts as a row of docs/robusthed.md."""
    domme = Counter(u.dom for u in udfald)
    tider = sorted(u.sekunder for u in udfald)
    celler = [
        slags,
        *(f"{n:,}" for n in (len(udfald), domme[AFVIST], domme["spurgt"], domme[TAGET])),
        f"**{sum(bool(u.fejl) for u in udfald)}**",
        f"{tider[len(tider) // 2]:.2f} / {tider[int(len(tider) * 0.99)]:.2f} / {tider[-1]:.2f}",
        f"{max(u.mb for u in udfald):,.0f}",
    ]
    return f"| {' | '.join(celler)} |"


def _hoved() -> None:
    valg = argparse.ArgumentParser()
    valg.add_argument("slags")
    valg.add_argument("fra", type=int, nargs="?", default=0)
    valg.add_argument("til", type=int, nargs="?")
    valg.add_argument("--gem", type=Path, help="write the variant FRA to this folder")
    valg.add_argument("--log", type=Path, help="go on from this file, and count what is in it")
    v = valg.parse_args()
    if v.gem:
        from tests.robusthed.liste import SLAGS

        slags = next(s for s in SLAGS if s.navn == v.slags)
        fil, aendring, navn, indhold = variant(slags, list(slags.filer()), v.fra)
        v.gem.mkdir(parents=True, exist_ok=True)
        (v.gem / Path(navn).name).write_bytes(indhold)
        print(f"{fil.navn}: {aendring.navn}, {proevet(slags, fil, aendring, navn, indhold)}")
        return
    udfald = []
    if v.log and v.log.exists():
        udfald = [Udfald(**json.loads(linje)) for linje in v.log.read_text("utf-8").splitlines()]
    proevet_foer = {u.nr for u in udfald}
    for u in koer(v.slags, (n for n in range(v.fra, v.til or v.fra + 1) if n not in proevet_foer)):
        udfald.append(u)
        if v.log:
            with v.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(asdict(u)) + "\n")
        if u.fejl:
            print(f"{u.slags} {u.nr} {u.fil}, {u.aendring}, {u.dom}, {u.sekunder:.1f} s: {u.fejl}")
            sys.stdout.flush()
    for u in sorted(udfald, key=lambda u: u.sekunder)[-3:]:
        print(f"længst: {u.nr} {u.fil}, {u.aendring}, {u.dom}, {u.sekunder:.1f} s, {u.mb:.0f} MB")
    print(tabelraekke(v.slags, udfald))


if __name__ == "__main__":
    _hoved()
