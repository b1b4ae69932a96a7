"""Travel matrices in the shapes of routing engines: 60 points and 3 clinics of the trial files."""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from data.indgang.proeve import Proeve
from data.rejsematrix import laes_rejsematrix
from planning.plan import Plan
from tests.robusthed.doeren import PROEVER, gennem_doeren, lagt, med_matrix
from tests.robusthed.jsonaendringer import JSONEN
from tests.robusthed.tabelaendringer import TABELLEN, TEKSTEN
from tests.robusthed.tabeller import Raekker, Tabel, laes_csv, skriv_csv
from tests.robusthed.variant import Fil, Slags, Tal

#: A way of a few minutes may be no way at all, so another figure of one pair can be no wonder.
AF_TABEL = (
    *(replace(a, besked=False) if "raekke" in a.navn else a for a in TABELLEN),
    *TEKSTEN,
)
TAL = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]*)?(?:[eE][-+]?[0-9]+)?")
#: Minutes and km of one trip are at most so many.
HOEJST = 10_000


@cache
def plan() -> Plan:
    """Return a plan whose own times are those of the trial files, and unknown where they are."""
    tider = [
        tuple(math.nan if sekunder is None else sekunder / 60 for sekunder in r)
        for r in json.loads((PROEVER / "matrix_osrm.json").read_bytes())["durations"]
    ]
    raekker = laes_csv((PROEVER / "matrix_r5py.csv").read_bytes()) or []
    unaaet = {(r[0], r[1]) for r in raekker if len(r) == 3 and not r[2]}
    return med_matrix(
        tuple(
            tuple(
                math.nan if (f"{nr:05}", f"klinik-{'abc'[k]}") in unaaet else tid
                for k, tid in enumerate(r)
            )
            for nr, r in enumerate(tider, 1)
        )
    )


def _minutter(tekst: str, pr: float = 1.0) -> float | None:
    """Return minutes, NaN for none; None for what is no time."""
    ren = tekst.strip()
    if not ren:
        return math.nan
    if not TAL.fullmatch(ren):
        return None
    minutter = float(ren.replace(",", ".")) * pr
    return minutter if 0 <= minutter <= HOEJST else None


def _naivt(par: list[tuple[str, str, str]] | None, pr: float = 1.0) -> Tal | None:
    """Return the minutes of pairs of a point and a clinic, each at most once."""
    if not par:
        return None
    punkter, klinikker = (set(ids) for ids in (plan().punkter.index, plan().klinikker.index))
    svar: dict[str, float] = {}
    for punkt, klinik, tid in par:
        minutter = _minutter(tid, pr)
        if punkt not in punkter or klinik not in klinikker or minutter is None:
            return None
        if f"{punkt} {klinik}" in svar:
            return None
        svar[f"{punkt} {klinik}"] = minutter
    return {n: m for n, m in svar.items() if not math.isnan(m)}


def _lange(fra: str, til: str, tid: str, pr: float) -> Callable[[Raekker | None], Tal | None]:
    def naiv(raekker: Raekker | None) -> Tal | None:
        hele = [r for r in raekker or [] if any(c.strip() for c in r)]
        if not hele:
            return None
        hoved = [h.strip().casefold() for h in hele[0]]
        if any(hoved.count(n) != 1 for n in (fra, til, tid)) or any(
            len(r) != len(hoved) for r in hele
        ):
            return None
        plads = [hoved.index(n) for n in (fra, til, tid)]
        par = [tuple(r[p].strip() for p in plads) for r in hele[1:]]
        # Which side is the clinics is told by the ids.
        if par and par[0][0].startswith("klinik"):
            par = [(b, a, t) for a, b, t in par]
        return _naivt(par, pr)

    return naiv


def _bred(raekker: Raekker | None) -> Tal | None:
    hele = [r for r in raekker or [] if any(c.strip() for c in r)]
    if not hele or any(len(r) != len(hele[0]) for r in hele):
        return None
    ids = [h.strip() for h in hele[0][1:]]
    return _naivt(
        [(r[0].strip(), k, t) for r in hele[1:] for k, t in zip(ids, r[1:], strict=True) if k or t]
    )


def _tekstfil(
    navn: str, skille: str, naivt: Callable[[Raekker | None], Tal | None], tal: range, **svar: str
) -> Fil:
    indhold = (PROEVER / navn).read_bytes()
    tabel = Tabel.af([r for r in laes_csv(indhold, skille) or [] if r])
    return Fil(
        navn,
        indhold,
        lambda i: naivt(laes_csv(i, skille)),
        svar,
        *(tabel, lambda t: skriv_csv(t, skille), tuple(tal), (0,)),
        egne=AF_TABEL,
    )


def _gitter(raa: Any, pr: float) -> Tal | None:
    n, m = len(plan().punkter), len(plan().klinikker)
    if [len(r) for r in raa] != [m] * n:
        return None
    if any(type(v) not in (int, float, type(None)) for r in raa for v in r):
        return None
    ids = plan().punkter.index, plan().klinikker.index
    return _naivt(
        [
            (p, k, "" if v is None else repr(float(v)))
            for p, r in zip(ids[0], raa, strict=True)
            for k, v in zip(ids[1], r, strict=True)
        ],
        pr,
    )


def _osrm(indhold: bytes) -> Tal | None:
    try:
        raa = json.loads(indhold.decode("utf-8-sig"))
        return _gitter(raa["durations"], 1 / 60) if raa.get("code", "Ok") == "Ok" else None
    except Exception:
        return None


def _valhalla(indhold: bytes) -> Tal | None:
    try:
        raa = json.loads(indhold.decode("utf-8-sig"))["sources_to_targets"]
        celler = [c for r in raa for c in r]
        n, m = len(plan().punkter), len(plan().klinikker)
        if len(celler) != n * m:
            return None
        gitter: list[list[Any]] = [["?"] * m for _ in range(n)]
        for c in celler:
            fra, til, _ = c["from_index"], c["to_index"], c.get("distance")
            if gitter[fra][til] != "?" or min(fra, til) < 0:
                return None
            gitter[fra][til] = c.get("time")
        return _gitter(gitter, 1 / 60)
    except Exception:
        return None


def _json(navn: str, dokument: object, naiv: Callable[[bytes], Tal | None]) -> Fil:
    return Fil(navn, json.dumps(dokument).encode(), naiv, egne=JSONEN)


def _som_valhalla() -> object:
    tider = json.loads((PROEVER / "matrix_osrm.json").read_bytes())["durations"]
    return {
        "units": "kilometers",
        "sources_to_targets": [
            [
                {"from_index": i, "to_index": j, "time": t, "distance": t and t * 0.015}
                for j, t in enumerate(r)
            ]
            for i, r in enumerate(tider)
        ],
    }


def _parquet() -> Fil:
    ramme = pd.read_csv(PROEVER / "matrix_r5py.csv", dtype={"from_id": str})
    naivt = _lange("from_id", "to_id", "travel_time", 1.0)

    def naiv(indhold: bytes) -> Tal | None:
        try:
            tekst = pd.read_parquet(io.BytesIO(indhold)).to_csv(index=False).encode()
        except Exception:
            return None
        return naivt(laes_csv(tekst))

    ud = io.BytesIO()
    ramme.to_parquet(ud, index=False)
    return Fil("matrix.parquet", ud.getvalue(), naiv)


def filer() -> list[Fil]:
    """Return the whole files."""
    sekunder = _lange("punkt_id", "klinik_id", "minutter", 1 / 60)
    osrm = json.loads((PROEVER / "matrix_osrm.json").read_bytes())
    return [
        _tekstfil(
            "matrix_r5py.csv", ",", _lange("from_id", "to_id", "travel_time", 1.0), range(2, 3)
        ),
        _tekstfil("matrix_bred.csv", ";", _bred, range(1, 4)),
        _tekstfil("matrix_sekunder.csv", ",", sekunder, range(2, 3), enhed="sekunder"),
        _json("matrix_osrm.json", osrm, _osrm),
        _json("matrix_valhalla.json", _som_valhalla(), _valhalla),
        _parquet(),
    ]


def _tal(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    sti = lagt(proeve, "rejsetidsmatrix", mappe)
    svar = proeve.tolkning.nye["rejsetidsmatrix"].svar
    ids = list(plan().klinikker.index), list(plan().punkter.index)
    tid, _ = laes_rejsematrix(sti, *ids, svar)
    enhed = 1 / 60 if svar.get("enhed") == "sekunder" else 1.0
    del enhed  # without a model the answer alone says the unit
    return {
        f"{p} {k}": float(tid.minutter[i, j])
        for i, p in enumerate(ids[1])
        for j, k in enumerate(ids[0])
        if not math.isnan(tid.minutter[i, j])
    }


MATRIX = Slags("matrix", filer, gennem_doeren("matrix", plan, _tal), taerskel=1e-3)
