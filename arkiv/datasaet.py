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
from typing import TYPE_CHECKING

from dansk import Inputfejl, linje, opremsning
from data.afstande import cachemappe
from data.datapakke import filer, laeg, ny_pakke, pak, pak_ud
from data.datasaet import fingeraftryk, indlaes
from data.indgang.spoergsmaal import Svar
from data.skema import INDBYGGEDE, INDBYGGET, laes_skema
from lager import datasaet as lagret
from lager.datasaet import INDBYGGET_NR, Brug, Datasaet
from lager.scenarielager import Lager, findes, standardlager
from planning.plan import Plan

if TYPE_CHECKING:
    from data.indgang.proeve import Proeve

#: So much of a field that is none stands in a sentence.
VIST_FAG = 40


@dataclass(frozen=True)
class Valgt:
    """A dataset to read: its number in the store, its name, its folder and its field of practice.

    Up to 0 the number is that of a dataset of the program.
    """

    nr: int
    navn: str
    mappe: Path
    fag: str

    @property
    def er_indbygget(self) -> bool:
        """Whether it is one of the program's, as it came."""
        return self.nr <= INDBYGGET_NR

    @property
    def vist_nr(self) -> int:
        """The number it is shown by: 0 for the program's own, whatever field it is of."""
        return max(self.nr, INDBYGGET_NR)


def indbyggede() -> list[Valgt]:
    """Return the datasets of the program, one a field of practice."""
    return [
        Valgt(INDBYGGET_NR - plads, skema.navn, mappe, skema.fag.navn)
        for plads, (mappe, skema) in enumerate((m, laes_skema(m)) for m in INDBYGGEDE)
    ]


def indbygget(fag: str | None = None) -> Valgt:
    """Return the program's dataset of a field; or the first where it has none."""
    alle_ = indbyggede()
    return next((d for d in alle_ if d.fag == fag), alle_[0])


def fag_af(datasaet: Datasaet) -> str:
    """Return the field of a dataset of the store; before there were others, they were the first."""
    return str(datasaet.importeret.get("fag", indbygget().fag))


def fagene() -> list[str]:
    """Return the fields there are: those of the program, and of the store's datasets by name."""
    egne = [d.fag for d in indbyggede()]
    return list(dict.fromkeys([*egne, *sorted(map(fag_af, alle()))]))


def valgt(nr: int) -> Valgt:
    """Return a dataset by its number, its files laid out in the cache.

    Raises Inputfejl for a number that is not there, Lagerfejl when the store or a file fails.
    """
    for egen in indbyggede():
        if egen.nr == nr:
            return egen
    lager = standardlager()
    datasaet = lagret.hent(lager, nr)
    return Valgt(nr, datasaet.navn, _lagt_ud(lager, datasaet), fag_af(datasaet))


def alle(fag: str | None = None) -> list[Datasaet]:
    """Return the datasets of the store, or those of a field, the newest first; none without one."""
    gemte = lagret.find(standardlager()) if findes() else []
    return [d for d in gemte if fag is None or fag_af(d) == fag]


def i_brug(fag: str | None = None) -> Valgt:
    """Return the dataset in use in a field; without one, the one last taken into use in any.

    Where none was, it is the program's own. Raises Inputfejl for a field there is none of, and as
    `valgt`.
    """
    navn = None if fag is None else find_fag(fag)
    if not findes():
        return indbygget(navn)
    blandt = None if navn is None else _numre(navn)
    return valgt(lagret.i_brug(standardlager(), blandt, indbygget(navn).nr))


def navne_i(fag: str) -> dict[int, str]:
    """Return what the datasets of a field are called where one is chosen, by number."""
    eget = indbygget(fag)
    gemte = {d.nr: f"nr. {d.nr}: {d.navn}" for d in alle(fag)}
    return gemte | {eget.nr: f"nr. {eget.vist_nr}: {eget.navn} (indbygget)"}


def find_fag(fag: str) -> str:
    """Return a field as it is written, by its name in any case; raises Inputfejl for no field."""
    egne = fagene()
    if fundet := [f for f in egne if f.casefold() == fag.strip().casefold()]:
        return fundet[0]
    raise Inputfejl(f"Ukendt fag: »{linje(fag, VIST_FAG)}«. Vælg {opremsning(egne, 'eller')}.")


def _numre(fag: str) -> list[int]:
    """Return the numbers of the datasets of a field."""
    egne = [d.nr for d in indbyggede() if d.fag == fag]
    return [*egne, *(d.nr for d in alle(fag))]


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
    except (OSError, Inputfejl):
        return False


def proev_fil(
    sti: Path, plan: Callable[[], Plan], art: str | None, svar: Svar, mappe: Path = INDBYGGET
) -> Proeve:
    """Return a file tried against a plan, as one kind or as the one it looks like.

    The kinds are those of the field of a dataset, by its folder; columns that were confirmed the
    last time are known again. Raises Inputfejl for a file that cannot be read or is of no kind.
    """
    # Loaded with the first file that is tried: some sixty modules, that no page shows.
    from data.indgang.arter.liste import arter
    from data.indgang.proeve import proev

    kendte = arter(art, laes_skema(mappe).fag)
    return proev(sti, kendte, plan, svar, _husket())


def proev_indhold(
    navn: str,
    indhold: bytes,
    plan: Callable[[], Plan],
    art: str | None,
    svar: Svar,
    mappe: Path = INDBYGGET,
) -> Proeve:
    """Return a file that was sent over tried; raises as `proev_fil`."""
    with tempfile.TemporaryDirectory() as midlertidig:
        sti = Path(midlertidig) / Path(navn).name
        sti.write_bytes(indhold)
        return proev_fil(sti, plan, art, svar, mappe)


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
        fra = indbygget(laes_skema(til).fag.navn).nr
        return _gem(til, fra, navn, hvem, {"art": "datapakke", "fil": fil})


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
        importeret={**importeret, "fag": plan.fag.navn},
    )
    lagret.tag_i_brug(lager, gemt.nr, hvem)
    return gemt


def som_pakke(nr: int) -> bytes:
    """Return a dataset as the zip of a Frictionless data package; raises as `valgt`."""
    return pak(filer(valgt(nr).mappe))
