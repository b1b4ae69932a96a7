"""The kinds of input: what one is called, what its columns are, and what a file of it means.

`Art` is a kind, `Kilde` the file a table came from, and `Tolkning` what a kind makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from data.datapakke import Nyt
from data.fund import Fund
from data.indgang import graenser
from data.indgang.overskrift import Raatabel
from data.indgang.spoergsmaal import Spoergsmaal, Svar
from data.skema import Felt
from planning.plan import IMPORTERET, Plan

#: The files a table is read from, by their ending.
TABELFILER = (".xlsx", ".xlsm", ".ods", ".csv", ".txt", ".tsv")
#: Findings that stop a file, that must be looked at, and that only tell how it was read.
FEJL, ADVARSEL, LAEST = "fejl", "advarsel", "laest"


def har_fejl(fund: Iterable[Fund]) -> bool:
    """Say whether any of the findings stops the file."""
    return any(f.alvor == FEJL for f in fund)


@dataclass(frozen=True, eq=False)
class Tolkning:
    """What a kind of input makes of a table.

    `nye`: resource -> what takes its place; empty with faults or questions. `uden`: resources that
    no longer fit and are left out. `fund`: faults, warnings and remarks. `spoergsmaal`: what is
    not answered. `forskel`: what changes, a row a kommune or clinic: hvad, foer, efter and, where
    it can be told, aendring_pct; index the name. `fagord`: words of the field that no longer fit.
    """

    nye: Mapping[str, Nyt] = field(default_factory=dict)
    uden: tuple[str, ...] = ()
    fund: tuple[Fund, ...] = ()
    spoergsmaal: tuple[Spoergsmaal, ...] = ()
    forskel: pd.DataFrame = field(default_factory=pd.DataFrame)
    fagord: Mapping[str, str] = field(default_factory=dict)

    def pr_kommune(self) -> dict[str, pd.DataFrame]:
        """Return what changes in each kommune, by which figure it is (hvad).

        Index kode; kommune, foer, efter, aendring_pct (NaN where it cannot be told). Figures that
        are not of kommuner, or change in none, are left out.
        """
        if "kode" not in self.forskel or "aendring_pct" not in self.forskel:
            return {}
        ramme = self.forskel.rename_axis("kommune").reset_index().set_index("kode")
        aendring = ramme["aendring_pct"].astype(float)
        ramme = ramme.assign(aendring_pct=aendring.where(np.isfinite(aendring)))
        return {
            str(hvad): del_.drop(columns="hvad")
            for hvad, del_ in ramme.groupby("hvad", sort=False)
            if del_.index.is_unique and (del_["aendring_pct"].abs() > 0).any()
        }


@dataclass(frozen=True, eq=False)
class Kilde:
    """The file a table came from: its name, sheet, checksum, and when it says it was drawn."""

    fil: str
    ark: str
    sha256: str

    def fund(
        self, fejl: str, *, raekke: int | str = "", kolonne: str = "", alvor: str = FEJL
    ) -> Fund:
        """Return a finding in this file."""
        return Fund(self.fil, self.ark, raekke, kolonne, fejl, alvor)

    def nyt(self, indhold: bytes, hvad: str, dato: str) -> Nyt:
        """Return what takes the place of a resource, with this file as its source."""
        return Nyt(indhold, f"{IMPORTERET} {hvad} ({self.fil})", dato, f"sha256 {self.sha256[:12]}")


#: A table with the columns that are known, to what it means. `kolonner`: field -> heading.
Tolk = Callable[[Kilde, Raatabel, Mapping[str, str], Plan, Svar], Tolkning]


#: A whole file to what it means, where it is no table of ours.
Hel = Callable[[Kilde, Path, Plan, Svar], Tolkning]
#: Whether a file is of a kind by what is in it.
Kendes = Callable[[Path, Callable[[], Plan]], bool]
#: The headings by which a file that is read whole is known; none where it is not of the kind.
Kendetegn = Callable[[Sequence[str]], set[str]]


def _ingen(*_: object) -> Tolkning:
    return Tolkning()


def _ukendt(_: Sequence[str]) -> set[str]:
    return set()


@dataclass(frozen=True)
class Art:
    """A kind of input: its key, what it is called, what it is for, its columns and its meaning.

    `form` turns a table into one with the columns of `felter`, where it has another shape, and
    `ligner` says whether that is of this kind, where the columns are those of another too. `en_af`:
    fields of which a file of the kind has one at least. A kind with `hel` is no table of ours: its
    file is read whole, with columns called what `felter` are; `kendes` tells by what is in a file
    whether it is of the kind, where others have the same ending, and `kendetegn` a table by its
    headings. `skabelon`: the ending of its template, "" where none makes sense. `hoejst_raekker`:
    more rows are no list of the kind. `mere_er_knaphed`: whether more of its figure makes capacity
    scarcer, as people and weeks do.
    """

    noegle: str
    titel: str
    beskrivelse: str
    felter: tuple[Felt, ...]
    tolk: Tolk = _ingen
    form: Callable[[Raatabel], Raatabel] = lambda tabel: tabel
    ligner: Callable[[Raatabel], bool] = lambda tabel: True
    en_af: tuple[str, ...] = ()
    hel: Hel | None = None
    kendes: Kendes | None = None
    kendetegn: Kendetegn = _ukendt
    endelser: tuple[str, ...] = TABELFILER
    skabelon: str = ".xlsx"
    hoejst_raekker: int = graenser.HOEJST_RAEKKER_TAL
    mere_er_knaphed: bool = True

    def overskrift(self, felt: Felt) -> str:
        """Return what the column of a field is called in a file made for this kind."""
        return felt.titel if self.hel is None else felt.navn
