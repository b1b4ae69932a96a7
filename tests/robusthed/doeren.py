"""The door as page and command line go through it, and the plans that files are tried against."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from arkiv.datasaet import proev_indhold
from data.datasaet import indlaes
from data.indgang.proeve import Proeve
from planning.plan import Plan
from tests.robusthed.variant import AFVIST, SPURGT, TAGET, Dom, Fil, Tal

PROEVER = Path(__file__).parent / "proever"
#: Two kommuner on their own, so that a grid of them is small: Morsø and Thisted.
THY_OG_MORS = ("0773", "0787")

#: The figures of a trial that can be taken, of the file it would enter, in a folder of its own.
Aflaesning = Callable[[Proeve, Path, Fil], Tal]


@cache
def plan() -> Plan:
    """Return the embedded dataset."""
    return indlaes()


@cache
def udsnit() -> Plan:
    """Return the dataset as if the region were Morsø and Thisted."""
    hele = plan()
    punkter = hele.punkter[hele.punkter["kommune_kode"].isin(THY_OG_MORS)]
    omrids = hele.omrids.assign(i_region=hele.omrids["kode"].isin(THY_OG_MORS))
    return dataclasses.replace(
        hele, kommuner=hele.kommuner.loc[list(THY_OG_MORS)], punkter=punkter, omrids=omrids
    )


@cache
def med_matrix(minutter: tuple[tuple[float, ...], ...]) -> Plan:
    """Return a plan with so many points (00001 on) and clinics (klinik-a on), so far apart."""
    hele, matrix = plan(), np.array(minutter)
    n, m = matrix.shape
    punkter = hele.punkter.iloc[:n].set_axis([f"{i:05}" for i in range(1, n + 1)])
    klinikker = hele.klinikker.iloc[:m].set_axis([f"klinik-{b}" for b in "abcdefgh"[:m]])
    afstande = {"minutter": matrix, "km": matrix * 0.9, "luftlinje": matrix * 0.7}
    return dataclasses.replace(hele, punkter=punkter, klinikker=klinikker, afstande=afstande)


def gennem_doeren(
    art: str, plan: Callable[[], Plan], tal: Aflaesning
) -> Callable[[str, bytes, Fil], Dom]:
    """Return how a file is tried as a kind of input, and the figures read of what is taken."""

    def proev(navn: str, indhold: bytes, fil: Fil) -> Dom:
        proeve = proev_indhold(navn, indhold, plan, art, fil.svar)
        sagt = (
            *(f.tekst() for f in proeve.fund),
            *(s.linje() for s in proeve.spoergsmaal),
            *map(str, proeve.tolkning.forskel.index),
        )
        if not proeve.kan_tages:
            return Dom(AFVIST if proeve.fejl else SPURGT, sagt)
        with tempfile.TemporaryDirectory() as mappe:
            advarsler = tuple(f.fejl for f in proeve.advarsler)
            return Dom(TAGET, sagt, tal(proeve, Path(mappe), fil), advarsler)

    return proev


def lagt(proeve: Proeve, ressource: str, mappe: Path) -> Path:
    """Return the file a trial would enter, written to a folder."""
    nyt = proeve.tolkning.nye[ressource]
    sti = mappe / (nyt.erklaering or {"path": f"{ressource}.csv"})["path"]
    sti.write_bytes(nyt.indhold)
    return sti
