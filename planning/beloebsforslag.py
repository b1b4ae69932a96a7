"""The same proposal where capacity is an amount: the fewest flytninger, each of as much as needed.

What is counted is who gives to which kommune. Of those as few the one that moves least is chosen;
both are proven. Which clinic of the kommune gets it is the best found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from planning.beloebsmodel import Beloebsmodel
from planning.forslagshindring import Hindring
from planning.forslagskrav import Rammer, enestes_speciale
from planning.forslagsmodel import TID
from planning.forslagssvar import Forslag, Udkast, uden_udkast
from planning.forslagstiltag import i_orden, trin
from planning.klinikvalg import bedste_modtagere
from planning.plan import Plan
from planning.talraekke import Tal
from planning.tiltag import AfMaengde, Flytning


def beloebsforslag(
    plan: Plan,
    r: Rammer,
    vaegte: Mapping[str, float],
    graense: float,
    speciale: str | None,
    tid: float = TID,
) -> Forslag:
    """Return the fewest flytninger of amounts that meet what is asked, or what is in the way.

    Raises Inputfejl as `planning.effekt`.
    """
    model, tolerance = Beloebsmodel(r), r.krav.tolerance_pct
    faerrest = model.loes(tolerance, tid=tid)
    svar = uden_udkast(r, "mindst", faerrest)
    if not faerrest.fundet:
        return replace(
            svar, hindring=_hindring(r, model) if faerrest.status == "kan_ikke" else None
        )
    mindst = model.loes(tolerance, faerrest.antal, tid)
    valgt = mindst if mindst.fundet else faerrest
    tiltag = i_orden(plan, r, _tiltag(plan, r, valgt.flyttet, vaegte, graense, speciale))
    udkast = Udkast(
        tiltag=tiltag,
        trin=trin(plan, r, tiltag),
        fordeling=_tabel(plan, r, valgt.flyttet),
        hensyn=float(valgt.flyttet.sum()),
        hensyn_bevist=mindst.status == "bevist",
    )
    gab = 100 * (1 - faerrest.graense / faerrest.antal) if faerrest.antal else 0.0
    return replace(svar, antal=faerrest.antal, gab_pct=gab, udkast=(udkast,))


def _tiltag(
    plan: Plan,
    r: Rammer,
    flyttet: Tal,
    vaegte: Mapping[str, float],
    graense: float,
    speciale: str | None,
) -> list[AfMaengde]:
    """Return what is moved as flytninger, each to the clinic of its kommune with the best score."""
    (noegle,) = [a.noegle for a in plan.opgoerelse.arter if a.taeller]
    ider, kode = list(map(str, plan.klinikker.index)), speciale or enestes_speciale(plan)
    kroner = np.rint(flyttet / r.stoerrelse[0]).astype(np.int64)
    par = [(int(fra), int(til)) for fra, til in np.argwhere(kroner > 0)]
    modtagere = bedste_modtagere(plan, r, flyttet, par, vaegte, graense, speciale)
    return [
        Flytning(ider[fra], ider[ved], dele=((noegle, float(kroner[fra, til])),), speciale=kode)
        for (fra, til), ved in zip(par, modtagere, strict=True)
    ]


def _tabel(plan: Plan, r: Rammer, flyttet: Tal) -> pd.DataFrame:
    kr = flyttet / r.stoerrelse[0]
    giver = np.bincount(r.kommune, kr.sum(axis=1), len(r.koder))
    return plan.kommuner[["kommune"]].assign(kr_giver=giver.round(), kr_faar=kr.sum(axis=0).round())


def _hindring(r: Rammer, model: Beloebsmodel) -> Hindring:
    """Return what is in the way: who cannot come within the tolerance alone, and one all can."""
    alene = []
    for nr in np.flatnonzero(r.holdt):
        kun = Beloebsmodel(replace(r, holdt=np.arange(len(r.koder)) == nr))
        if not kun.kan(r.krav.tolerance_pct):
            netop = kun.mindste_tolerance()
            over = r.afvigelse_pct(r.kapacitet)[nr] > 0
            alene.append((r.koder[nr], np.inf if netop is None else netop if over else -netop))
    return Hindring(tuple(alene), model.mindste_tolerance(), tuple(kode for kode, _ in alene))
