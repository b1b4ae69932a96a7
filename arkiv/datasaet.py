"""Which dataset is in use: from the store to a folder that can be read, and from a trial to both.

`lager` keeps the files and knows nothing of them; `data` reads a folder and knows of no store. Here
they meet, for page and command line alike.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dansk import Inputfejl
from data.afstande import cachemappe
from data.datapakke import filer, laeg, ny_pakke, pak, pak_ud
from data.datasaet import fingeraftryk, indlaes
from data.indgang.arter.liste import arter
from data.indgang.proeve import Proeve, proev
from data.indgang.spoergsmaal import Svar
from data.skema import INDBYGGET, laes_skema
from lager import datasaet as lagret
from lager.datasaet import INDBYGGET_NR, Brug, Datasaet
from lager.scenarielager import Lager, findes, standardlager
from planning.plan import Plan


@dataclass(frozen=True)
class Valgt:
    """A dataset to read: its number in the store (0 is the embedded), its name and its folder."""

    nr: int
    navn: str
    mappe: Path


def indbygget() -> Valgt:
    """Return the embedded dataset."""
    return Valgt(INDBYGGET_NR, laes_skema().navn, INDBYGGET)


def valgt(nr: int) -> Valgt:
    """Return a dataset by its number, its files laid out in the cache.

    Raises Inputfejl for a number that is not there, Lagerfejl when the store or a file fails.
    """
    if nr == INDBYGGET_NR:
        return indbygget()
    lager = standardlager()
    datasaet = lagret.hent(lager, nr)
    return Valgt(nr, datasaet.navn, _lagt_ud(lager, datasaet))


def alle() -> list[Datasaet]:
    """Return the datasets of the store, the newest first; none without a store."""
    return lagret.find(standardlager()) if findes() else []


def i_brug() -> Valgt:
    """Return the dataset in use: the one last taken into use, or the embedded without a store.

    Raises as `valgt`.
    """
    return valgt(lagret.i_brug(standardlager())) if findes() else indbygget()


def tag_i_brug(nr: int, hvem: str) -> Valgt:
    """Take a dataset into use once it is known that it can be read; raises as `valgt`."""
    datasaet = valgt(nr)
    lagret.tag_i_brug(standardlager(), nr, hvem)
    return datasaet


def sidste_skift() -> Brug | None:
    """Return the last time a dataset was taken into use: which, by whom and when; None for never.

    Raises Lagerfejl when the store fails.
    """
    return next(iter(lagret.historik(standardlager())), None) if findes() else None


def _lagt_ud(lager: Lager, datasaet: Datasaet) -> Path:
    mappe = cachemappe() / "datasaet" / datasaet.fingeraftryk
    if not _som_gemt(mappe, datasaet.fingeraftryk):
        shutil.rmtree(mappe, ignore_errors=True)
        laeg(lagret.indhold(lager, datasaet), mappe)
        _som_gemt.cache_clear()
    return mappe


# The cache of a process that runs for weeks is looked through once, not at each rerun.
@lru_cache(maxsize=50)
def _som_gemt(mappe: Path, aftryk: str) -> bool:
    try:
        return fingeraftryk(mappe) == aftryk
    except OSError:
        return False


def proev_fil(sti: Path, plan: Callable[[], Plan], art: str | None, svar: Svar) -> Proeve:
    """Return a file tried against a plan, as one kind or as the one it looks like.

    Columns that were confirmed the last time are known again. Raises Inputfejl for a file that
    cannot be read or is of no kind.
    """
    kendte = arter(art)
    return proev(sti, kendte, plan, svar, _husket())


def proev_indhold(
    navn: str, indhold: bytes, plan: Callable[[], Plan], art: str | None, svar: Svar
) -> Proeve:
    """Return a file that was sent over tried; raises as `proev_fil`."""
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / Path(navn).name
        sti.write_bytes(indhold)
        return proev_fil(sti, plan, art, svar)


def _husket() -> dict[str, Mapping[str, str]]:
    """The columns that were last used, by the key of the kind."""
    husket: dict[str, Mapping[str, str]] = {}
    for datasaet in reversed(alle()):
        kolonner = datasaet.importeret.get("kolonner")
        if isinstance(kolonner, dict):
            husket[str(datasaet.importeret.get("art"))] = kolonner
    return husket


def indfoer(proeve: Proeve, fra: Valgt, *, navn: str, hvem: str, svar: Svar) -> Datasaet:
    """Enter what a trial found on top of a dataset, and take it into use; whole or not at all.

    The new dataset is read as any other before it is saved. Raises Inputfejl for a trial that
    cannot be entered, Datafejl when the files do not fit together, Lagerfejl when the store fails.
    """
    if not proeve.kan_tages:
        raise Inputfejl(f"{proeve.kilde.fil} kan ikke tages i brug: der er fejl eller spørgsmål.")
    importeret = {
        "art": proeve.art.noegle,
        "fil": proeve.kilde.fil,
        "ark": proeve.kilde.ark,
        "sha256": proeve.kilde.sha256,
        "kolonner": dict(proeve.kolonner),
        "svar": dict(svar),
    }
    with tempfile.TemporaryDirectory() as midlertidig:
        til = _ny(proeve, fra, Path(midlertidig))
        return _gem(til, fra.nr, navn, hvem, importeret)


def tjek(proeve: Proeve, fra: Valgt) -> None:
    """Raise as `indfoer` does for files that do not fit together, and enter nothing."""
    with tempfile.TemporaryDirectory() as midlertidig:
        indlaes(_ny(proeve, fra, Path(midlertidig)))


def _ny(proeve: Proeve, fra: Valgt, mappe: Path) -> Path:
    """Write the dataset a trial would make in a folder, and return where."""
    til, t = mappe / "datasaet", proeve.tolkning
    ny_pakke(fra.mappe, til, t.nye, t.uden, t.fagord)
    return til


def tjek_pakke(indhold: bytes, fil: str) -> None:
    """Raise as `indfoer_pakke` does, and enter nothing."""
    with tempfile.TemporaryDirectory() as midlertidig:
        til = Path(midlertidig) / "datasaet"
        laeg(pak_ud(indhold, fil), til)
        indlaes(til)


def indfoer_pakke(indhold: bytes, fil: str, *, navn: str, hvem: str) -> Datasaet:
    """Enter a data package from elsewhere, and take it into use; raises as `indfoer`."""
    with tempfile.TemporaryDirectory() as midlertidig:
        til = Path(midlertidig) / "datasaet"
        laeg(pak_ud(indhold, fil), til)
        return _gem(til, INDBYGGET_NR, navn, hvem, {"art": "datapakke", "fil": fil})


def _gem(
    mappe: Path, forrige: int, navn: str, hvem: str, importeret: Mapping[str, object]
) -> Datasaet:
    plan = indlaes(mappe)
    lager = standardlager()
    gemt = lagret.gem(
        lager,
        filer(mappe),
        navn=navn,
        hvem=hvem,
        forrige=forrige,
        fingeraftryk=plan.fingeraftryk,
        importeret=importeret,
    )
    lagret.tag_i_brug(lager, gemt.nr, hvem)
    return gemt


def som_pakke(nr: int) -> bytes:
    """Return a dataset as the zip of a Frictionless data package; raises as `valgt`."""
    return pak(filer(valgt(nr).mappe))
