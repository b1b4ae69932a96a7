"""The store of scenarios: what a working group tried lasts, with its versions and decisions.

A save is a new version and never overwrites one. Two who save on top of the same version both keep
their work: the second becomes a scenario of its own, and is told so. Deleting can be undone. Who
did what, and why, is in a log that is only added to. Times are in UTC.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Unpack
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import URL

from dansk import Inputfejl
from lager import raekker as raekker
from lager import skema as skema
from lager import tabeller
from lager.dokument import (
    AFGOERELSE_MAKS,
    BEGRUNDELSE_MAKS,
    FORFATTER_MAKS,
    Importfejl,
    Indhold,
    Scenarie,
    eksporter,
    importer,
    kopinavn,
    soegetekst,
    tjek_felt,
    tjek_indhold,
)
from lager.fejl import LAAST, RAAD, Lagerfejl, oversat
from lager.raekker import Logpost, UkendtScenarie, UlaeseligRaekke

__all__ = [
    "HANDLINGER",
    "Importfejl",
    "Indfoert",
    "Konflikt",
    "Lager",
    "Lagerfejl",
    "Logpost",
    "Scenarie",
    "UkendtScenarie",
    "eksporter",
    "importer",
    "standardlager",
]

SOEGETEKST_MAKS = 200
#: The most scenarios a search returns, the newest.
FUND_MAKS = 1_000
DATABASEFIL = "scenarier.sqlite"
#: Where a Danish reader's clock is.
TIDSZONE = ZoneInfo("Europe/Copenhagen")

#: What the log tells of, and how it is said.
HANDLINGER: Mapping[str, str] = {
    "oprettet": "oprettede scenariet",
    "gemt": "gemte en ny version",
    "kopieret": "lavede en kopi",
    "konflikt": "gemte samtidig med en anden; det blev til en kopi",
    "slettet": "slettede scenariet",
    "gendannet": "gendannede scenariet",
    "importeret": "importerede scenariet",
    "besluttet": "traf en afgørelse",
}
UOPLYST = "ikke oplyst"


@dataclass(frozen=True)
class Indfoert:
    """What an import did: what it added, and a Danish note on each that was not added as it is."""

    nye: tuple[Scenarie, ...]
    noter: tuple[str, ...]


class Konflikt(Inputfejl):
    """Someone saved first. `gemt` is their version, `kopi` what became of yours; both are kept."""

    def __init__(self, gemt: Scenarie, kopi: Scenarie) -> None:
        self.gemt = gemt
        self.kopi = kopi
        self.kopi_id = kopi.id
        lokal = gemt.gemt.astimezone(TIDSZONE)
        hvad = (
            f"er slettet, mens du arbejdede (sidst gemt af {gemt.forfatter}"
            if gemt.slettet
            else f"er gemt af {gemt.forfatter}, mens du arbejdede (version {gemt.version}"
        )
        super().__init__(
            f"»{gemt.navn}« {hvad} den {lokal:%d.%m.%Y kl. %H.%M}). Begge dele er bevaret: dit "
            f"arbejde er gemt som »{kopi.navn}«. Sammenlign de to, og slet den, I ikke skal bruge."
        )


class Lager:
    """The scenarios of one database; safe to share between threads and between processes.

    Every method raises Lagerfejl when the database fails, Inputfejl when a limit is broken, and
    UkendtScenarie when an id or version is not there. What raises has changed nothing, except
    Konflikt, which has kept both.
    """

    def __init__(self, url: str | URL) -> None:
        """Open the store at a SQLAlchemy URL, make it when empty, migrate it when older."""
        self._motor, self.sted, self.kun_laes = skema.aabn(url)
        # SQLite has one writer at a time, and threads find their turn faster here than there.
        self._tur = threading.Lock() if self._motor.dialect.name == "sqlite" else None

    def luk(self) -> None:
        """Close the connections; the store can be used again, and opens new ones."""
        self._motor.dispose()

    def opret(self, **indhold: Unpack[Indhold]) -> Scenarie:
        """Save a new scenario as its version 1."""
        ny = _nyt(**indhold)
        with self.skriv() as forbindelse:
            raekker.indsaet(forbindelse, ny)
            raekker.skriv_log(forbindelse, ny, ny.forfatter, "oprettet")
        return ny

    def gem(self, id: str, forventet_version: int, **indhold: Unpack[Indhold]) -> Scenarie:
        """Save the next version of a scenario last seen as `forventet_version`.

        When it has been saved or deleted since, the work is kept as a new scenario and Konflikt
        is raised. Saving again what is already the newest version, as after an answer that was
        lost on its way, gives that version.
        """
        ny = _nyt(**indhold)
        with self.skriv() as forbindelse:
            nyeste = raekker.hent(forbindelse, id, laas=True)
            if nyeste.version == forventet_version and not nyeste.slettet:
                ny = replace(ny, id=id, version=nyeste.version + 1, kopi_af=nyeste.kopi_af)
                raekker.tilfoej_version(forbindelse, ny)
                raekker.skriv_log(forbindelse, ny, ny.forfatter, "gemt")
                return ny
            if nyeste.version == forventet_version + 1 and raekker.samme(nyeste, ny):
                return nyeste
            tilfoejelse = f"(kopi: konflikt med version {nyeste.version})"
            ny = replace(ny, navn=kopinavn(ny.navn, tilfoejelse), kopi_af=id)
            raekker.indsaet(forbindelse, ny)
            raekker.skriv_log(forbindelse, ny, ny.forfatter, "konflikt")
        raise Konflikt(nyeste, ny)

    def hent(self, id: str, version: int | None = None) -> Scenarie:
        """Return the newest version of a scenario, deleted or not, or the version asked for."""
        with self.laes() as forbindelse:
            return raekker.hent(forbindelse, id, version)

    def find(self, tekst: str = "", slettede: bool = False) -> raekker.Fundne[Scenarie]:
        """Return the newest version of each scenario, newest first, at most FUND_MAKS.

        Every word of `tekst` must be in navn, forfatter or formaal, in capitals or not. With
        `slettede` those that are deleted, and only those. A row that cannot be read is told of in
        the answer's `ulaeselige`, and hides no other.
        """
        tjek_felt("Søgningen", tekst, SOEGETEKST_MAKS, linje=False, tom=True)
        v = tabeller.version
        anden = v.alias()
        nyeste = select(func.max(anden.c.version)).where(anden.c.scenarie_id == v.c.scenarie_id)
        ord_ = [v.c.soeg.contains(led, autoescape=True) for led in soegetekst(tekst).split()]
        soegning = (
            raekker.vaelg()
            .where(v.c.version == nyeste.scalar_subquery())
            .where(tabeller.scenarie.c.slettet.is_(slettede), *ord_)
            .order_by(v.c.gemt.desc(), v.c.scenarie_id)
            .limit(FUND_MAKS)
        )
        with self.laes() as forbindelse:
            fundne = raekker.laes_alle(forbindelse, soegning)
            fundne.ulaeselige += tuple(raekker.hjemloese(forbindelse))
            return fundne

    def versioner(self, id: str) -> raekker.Fundne[Scenarie]:
        """Return every version of a scenario, newest first."""
        with self.laes() as forbindelse:
            raekker.tjek_findes(forbindelse, id)
            v = tabeller.version.c
            valg = raekker.vaelg().where(v.scenarie_id == id).order_by(v.version.desc())
            return raekker.laes_alle(forbindelse, valg)

    def slet(self, id: str, hvem: str = UOPLYST) -> Scenarie | None:
        """Delete a scenario so that `gendan` brings it back; its versions are kept.

        One that cannot be read is deleted too, and None is returned.
        """
        return self._saet_slettet(id, True, hvem, "slettet")

    def gendan(self, id: str, hvem: str = UOPLYST) -> Scenarie | None:
        """Undo `slet`."""
        return self._saet_slettet(id, False, hvem, "gendannet")

    def dupliker(self, id: str, forfatter: str, version: int | None = None) -> Scenarie:
        """Save a copy as a new scenario that says what it is a copy of."""
        tjek_felt("Forfatter", forfatter, FORFATTER_MAKS)
        with self.skriv() as forbindelse:
            gammel = raekker.hent(forbindelse, id, version)
            ny = replace(
                gammel,
                id=uuid4().hex,
                navn=kopinavn(gammel.navn, "(kopi)"),
                forfatter=forfatter,
                version=1,
                gemt=datetime.now(UTC),
                slettet=False,
                kopi_af=id,
            )
            raekker.indsaet(forbindelse, ny)
            raekker.skriv_log(forbindelse, ny, ny.forfatter, "kopieret")
        return ny

    def beslut(
        self, id: str, hvem: str, afgoerelse: str, begrundelse: str, version: int | None = None
    ) -> Logpost:
        """Add a decision to the log: who, what and why, on the newest version or the one given."""
        tjek_felt("Den, der beslutter,", hvem, FORFATTER_MAKS)
        tjek_felt("Afgørelsen", afgoerelse, AFGOERELSE_MAKS, linje=False)
        tjek_felt("Begrundelsen", begrundelse, BEGRUNDELSE_MAKS, linje=False)
        with self.skriv() as forbindelse:
            s = raekker.hent(forbindelse, id, version)
            return raekker.skriv_log(forbindelse, s, hvem, "besluttet", afgoerelse, begrundelse)

    def log(self, id: str) -> raekker.Fundne[Logpost]:
        """Return all that was done and decided about a scenario, in the order it was.

        A line that cannot be read is told of in the answer's `ulaeselige`.
        """
        linjer = (
            select(tabeller.log).where(tabeller.log.c.scenarie_id == id).order_by(tabeller.log.c.nr)
        )
        with self.laes() as forbindelse:
            raekker.tjek_findes(forbindelse, id)
            return raekker.laes_log(forbindelse, linjer)

    def indfoer(self, scenarier: Iterable[Scenarie], hvem: str = UOPLYST) -> Indfoert:
        """Add imported scenarios (`importer`), all or none; nothing in the store is overwritten.

        One the store does not know keeps its id and version. A version that is already here is
        skipped; one that differs from what is here becomes a copy with an id of its own. Either
        way there is a note.
        """
        tjek_felt("Den, der importerer,", hvem, FORFATTER_MAKS)
        alle = list(scenarier)
        for s in alle:
            tjek_indhold(s.navn, s.forfatter, s.formaal, s.tiltag, s.datasaet, s.aar)
            raekker.tjek_id(s.id, s.version)
            if s.gemt.tzinfo is None:
                raise Inputfejl(
                    f"»{s.navn}« siger ikke, hvornår i UTC det er gemt. Ret tidspunktet."
                )
        nye: list[Scenarie] = []
        noter: list[str] = []
        with self.skriv() as forbindelse:
            for s in alle:
                ny, note = raekker.indfoer(forbindelse, s, {n.id for n in nye})
                if note:
                    noter.append(note)
                if ny is not None:
                    raekker.skriv_log(forbindelse, ny, hvem, "importeret", begrundelse=note)
                    nye.append(ny)
        return Indfoert(tuple(nye), tuple(noter))

    def _saet_slettet(self, id: str, slettet: bool, hvem: str, handling: str) -> Scenarie | None:
        tjek_felt("Navnet på den, der gør det,", hvem, FORFATTER_MAKS)
        with self.skriv() as forbindelse:
            s: Scenarie | UlaeseligRaekke
            try:
                s = raekker.hent(forbindelse, id, laas=True)
            except UlaeseligRaekke as fejl:
                s = fejl
            tabel = tabeller.scenarie
            # Asked of the row itself: a version that cannot be read does not say.
            aendres = tabel.c.id == id, tabel.c.slettet.is_(not slettet)
            if forbindelse.execute(tabel.update().where(*aendres).values(slettet=slettet)).rowcount:
                raekker.skriv_log(forbindelse, s, hvem, handling)
        return replace(s, slettet=slettet) if isinstance(s, Scenarie) else None

    @contextmanager
    def laes(self) -> Iterator[Connection]:
        """Yield a connection to read with; raises Lagerfejl when the database fails."""
        with oversat(self.sted), self._motor.connect() as forbindelse:
            yield forbindelse

    @contextmanager
    def skriv(self) -> Iterator[Connection]:
        """Yield a connection whose writes are all kept or none; raises as `laes`, and when busy."""
        if self._tur and not self._tur.acquire(timeout=skema.VENTETID_MS / 1000):
            raise Lagerfejl(f"{LAAST} Lageret er {self.sted}. {RAAD}")
        try:
            with skema.skriver(self._motor, self.sted) as forbindelse:
                # A newer program may have migrated the store since this one opened it.
                skema.laes_version(forbindelse, self.sted)
                yield forbindelse
        finally:
            if self._tur:
                self._tur.release()


def standardlager() -> Lager:
    """Return the process's store: DATABASE_URL, or a SQLite file in the data directory.

    The data directory is PRAKSISKORT_DATA, else $XDG_DATA_HOME/praksiskort, else
    ~/.local/share/praksiskort; it is made when missing, readable by its owner only. One that
    could not be opened, or only to be read, is tried again at the next call.
    """
    url = os.environ.get("DATABASE_URL", "").strip() or _sqlitefil()
    with _laas:
        kendt = _lagre.get(url)
        if kendt is None or kendt.kun_laes:
            _lagre[url] = Lager(url)
            if kendt is not None:
                kendt.luk()
        return _lagre[url]


def findes() -> bool:
    """Say whether there is a store to open: DATABASE_URL, or a file; nothing is made."""
    return bool(os.environ.get("DATABASE_URL", "").strip()) or _fil().is_file()


_lagre: dict[str | URL, Lager] = {}
_laas = threading.Lock()


def _hvorfor(fejl: OSError) -> str:
    if isinstance(fejl, FileExistsError | NotADirectoryError):
        return ": der står en fil, hvor mappen skulle være"
    return ": der må ikke skrives der" if isinstance(fejl, PermissionError) else ""


def _fil() -> Path:
    valgt = os.environ.get("PRAKSISKORT_DATA", "").strip()
    if valgt:
        # A user the machine does not know stays as it is written, and is refused below.
        with suppress(RuntimeError):
            valgt = str(Path(valgt).expanduser())
        mappe = Path(valgt).absolute()
    else:
        faelles = Path(os.environ.get("XDG_DATA_HOME", "").strip())
        # The XDG specification has a relative path ignored.
        hjem = faelles if faelles.is_absolute() else Path.home() / ".local" / "share"
        mappe = hjem / "praksiskort"
    return mappe / DATABASEFIL


def _sqlitefil() -> URL:
    fil = _fil()
    try:
        fil.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fejl:
        raise Lagerfejl(
            f"Mappen til scenarier, {fil.parent}, kan ikke laves{_hvorfor(fejl)}. Sæt "
            "PRAKSISKORT_DATA til en mappe, du må skrive i, og start igen."
        ) from None
    return URL.create("sqlite", database=str(fil))


def _nyt(
    navn: str,
    forfatter: str,
    formaal: str,
    tiltag: Sequence[Mapping[str, Any]],
    datasaet: str,
    aar: int | None = None,
) -> Scenarie:
    rene = json.loads(tjek_indhold(navn, forfatter, formaal, tiltag, datasaet, aar))
    nu, id = datetime.now(UTC), uuid4().hex
    return Scenarie(id, navn, forfatter, formaal, tuple(rene), datasaet, 1, nu, aar=aar)
