"""`forslag --varianter`: whether a proposal holds when its ground is shaken, here or by workers."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

from dansk import Inputfejl, tal
from fordelt import i_dele
from kommandolinje.kommando import Valgmulighed
from kommandolinje.terminal import fremdrift_i_dele, raekker, skriv_tabel
from kommandolinje.valg import som_heltal
from planning.forslagsrobusthed import (
    Forslagsrobusthed,
    Proeve,
    dele,
    optael,
    proeve,
    robusthed,
)
from planning.forslagssvar import Forslag
from planning.hensynsrobusthed import hensyn_paa_andre_tider
from planning.plan import Plan
from saetninger.forslagsrobusthed import (
    INGEN_AT_PROEVE,
    hensynsholdtekst,
    holdernyhed,
    rystetekst,
)
from tabeller.forslagsrobusthed import holdertabeller

VALG = (
    Valgmulighed("--varianter", "prøv, om forslaget holder i så mange rystede varianter", "TAL"),
    Valgmulighed("--froe", "frø, varianterne trækkes fra; ellers 0", "TAL"),
    Valgmulighed("--dask", "regn dem hos arbejdere: adressen på en Dask-scheduler", "ADRESSE"),
)


@dataclass(frozen=True, eq=False)
class Spurgt:
    """What is asked of a sweep: so many draws of a seed, and the workers' address if any."""

    varianter: int
    froe: int
    adresse: str | None


def spurgt(valg: argparse.Namespace) -> Spurgt | None:
    """Return what was typed of `VALG`; None without, and Inputfejl for what goes with nothing."""
    if valg.varianter is None:
        for navn in ("dask", "froe"):
            if getattr(valg, navn) is not None:
                raise Inputfejl(
                    f"--{navn} gælder de varianter, et forslag prøves i. Skriv også, hvor mange: "
                    "--varianter 200."
                )
        return None
    varianter = som_heltal(valg.varianter, "--varianter")
    dele(varianter)
    return Spurgt(varianter, 0 if valg.froe is None else som_heltal(valg.froe, "--froe"), valg.dask)


@dataclass(frozen=True, eq=False)
class Proevet:
    """A proposal that was tried; `p` and `svar` are None where there are no moves to try."""

    p: Proeve | None = None
    svar: Forslagsrobusthed | None = None

    def skriv(self) -> None:
        """Print what came of it."""
        if self.p is None or self.svar is None:
            print(INGEN_AT_PROEVE)
            return
        print("Holder forslaget?")
        print(holdernyhed(self.p, self.svar))
        if hensyn := hensynsholdtekst(hensyn_paa_andre_tider(self.p)):
            print(hensyn)
        print(rystetekst(self.p))
        print()
        for tabel in holdertabeller(self.p, self.svar):
            skriv_tabel(tabel)

    def som_json(self) -> dict[str, Any] | None:
        """Return it as plain values; None where there are no moves to try."""
        if self.p is None or self.svar is None:
            return None
        s, hensyn = self.svar, hensyn_paa_andre_tider(self.p)
        tekster = (holdernyhed(self.p, s), hensynsholdtekst(hensyn))
        return {
            "varianter": s.varianter,
            "froe": self.p.froe,
            "rystes": list(self.p.rystes),
            "holder_pct": s.holder_pct,
            "kommuner": raekker(s.kommuner.reset_index()),
            "antal": raekker(s.antal),
            "sammen": raekker(s.sammen),
            "flytninger": raekker(s.flytninger),
            "klinikker": raekker(s.klinikker),
            "hensyn": raekker(hensyn),
            "uafklaret": s.uafklaret,
            "forklaring": " ".join(filter(None, tekster)),
        }


def proevet(
    plan: Plan, svar: Forslag, graense: float, speciale: str | None, hvad: Spurgt
) -> Proevet:
    """Try the first proposal; how far it is goes to stderr where that is a terminal."""
    krav, maal, froe = svar.krav, svar.maal, hvad.froe
    p = proeve(plan, krav, svar.tiltag, maal, graense=graense, speciale=speciale, froe=froe)
    if not svar.tiltag:
        return Proevet()
    vis = fremdrift_i_dele(f"af {tal(hvad.varianter)} varianter")
    udfald = i_dele(optael, p, dele(hvad.varianter), hvad.adresse, vis)
    return Proevet(p, robusthed(p, udfald.svar))
