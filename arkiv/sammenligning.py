"""Two datasets held against each other: the files that differ, and what figures they change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from arkiv.datasaet import Valgt
from dansk import Inputfejl
from data.datasaet import indlaes
from data.skema import Ressource, laes_skema
from planning.datasaetforskel import Datasaetforskel, datasaetforskel
from planning.plan import Plan

#: How a resource differs.
NY, UDGAAET, ANDET = "ny", "udgaaet", "andet"


@dataclass(frozen=True, eq=False)
class Sammenligning:
    """Two datasets and what differs.

    ressourcer: those whose files, or the answers they are read with, differ: index ressource;
    titel, hvad (NY, UDGAAET, ANDET), and kilde, dato and note of each (suffixes _foer, _efter; ""
    where it is not there). tal: the figures.
    """

    foer: Valgt
    efter: Valgt
    ressourcer: pd.DataFrame
    tal: Datasaetforskel

    @property
    def ens(self) -> bool:
        """Whether nothing differs."""
        return self.ressourcer.empty

    @property
    def navne(self) -> tuple[str, str]:
        """What the two are called under a table: number and name."""
        foer, efter = (f"nr. {d.vist_nr} ({d.navn})" for d in (self.foer, self.efter))
        return foer, efter


def sammenlign(
    foer: Valgt,
    efter: Valgt,
    *,
    maal: str = "minutter",
    graense: float = 15,
    speciale: str | None = None,
    laes: Callable[[Path], Plan] = indlaes,
) -> Sammenligning:
    """Return what differs between two datasets; `laes` reads the plan of a folder.

    Raises Datafejl for a dataset that cannot be read, Inputfejl for datasets of different fields
    and as `datasaetforskel`.
    """
    if foer.fag != efter.fag:
        raise Inputfejl(
            f"Datasættene er af hvert sit fag, {foer.fag} og {efter.fag}, og kan ikke sammenlignes."
        )
    tal = datasaetforskel(laes(foer.mappe), laes(efter.mappe), maal, graense, speciale)
    return Sammenligning(foer, efter, _ressourcer(foer.mappe, efter.mappe), tal)


def _ressourcer(foer: Path, efter: Path) -> pd.DataFrame:
    a, b = (laes_skema(mappe).ressourcer for mappe in (foer, efter))
    raekker = []
    for navn in dict.fromkeys([*b, *a]):
        x, y = a.get(navn), b.get(navn)
        if x and y and x.svar == y.svar and x.fil.read_bytes() == y.fil.read_bytes():
            continue
        raekker.append(
            {
                "ressource": navn,
                "titel": next(r.titel for r in (y, x) if r is not None),
                "hvad": NY if x is None else UDGAAET if y is None else ANDET,
                **_herkomst(x, "foer"),
                **_herkomst(y, "efter"),
            }
        )
    kolonner = [f"{f}_{n}" for n in ("foer", "efter") for f in ("kilde", "dato", "note")]
    ramme = pd.DataFrame(raekker, columns=["ressource", "titel", "hvad", *kolonner])
    return ramme.set_index("ressource")


def _herkomst(ressource: Ressource | None, hvornaar: str) -> dict[str, str]:
    h = ressource.herkomst if ressource else None
    felter = {"kilde": h.kilde, "dato": h.dato, "note": h.note} if h else {}
    return {f"{f}_{hvornaar}": felter.get(f, "") for f in ("kilde", "dato", "note")}
