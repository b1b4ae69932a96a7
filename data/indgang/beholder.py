"""What a file is before it is opened: its kind by its content, and a zip by its own list."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from dansk import Inputfejl, opremsning, tal
from data.indgang import graenser

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

TEKST = (".csv", ".txt", ".tsv")
PROJEKTMAPPE = (".xlsx", ".xlsm", ".ods")
ENDELSER = (*PROJEKTMAPPE, *TEKST)

XLSX, ODS, ANDEN_ZIP = "en Excel-projektmappe", "et OpenDocument-regneark", "en zip-fil"
OLE, FLAD = "en ældre Excel-fil eller en fil med adgangskode", "en tekstfil"
RET_ENDELSE = {XLSX: ".xlsx", ODS: ".ods", FLAD: ".csv"}
#: First bytes of what is offered under a wrong name.
KENDETEGN = (
    (b"%PDF", "en PDF-fil"),
    (b"SQLite format 3\0", "en GeoPackage- eller SQLite-fil"),
    (b"PAR1", "en Parquet-fil"),
    (b"\x1f\x8b", "en gzip-fil"),
    (b"7z\xbc\xaf", "en 7-zip-fil"),
    (b"Rar!", "en rar-fil"),
    (b"\x89PNG", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"{\\rtf", "et RTF-dokument"),
)
#: So many bytes of a part are unpacked at a time.
STYKKE = 1 << 20
OLE_KENDETEGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The stream of an OLE file that holds an encrypted workbook, as its directory spells it.
KRYPTERET = "EncryptedPackage".encode("utf-16-le")
#: What zipfile raises; a way of packing that it has no reader for among it.
LAES_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    KeyError,
    NotImplementedError,
)


def kraev_art(sti: Path) -> str:
    """Return the kind of a file (XLSX, ODS or FLAD); raise Inputfejl where it cannot be read.

    Told are: no such file, another ending, too large, empty, another content than the ending
    says, an encrypted or damaged container, and one that unpacks to more than is read.
    """
    endelse = sti.suffix.lower()
    if not sti.is_file():
        raise Inputfejl(f"{sti.name} findes ikke. Kontrollér sti og navn.")
    if endelse == ".xls":
        raise Inputfejl(
            f"{sti.name} er i Excels ældre form. Åbn den i Excel, gem den som »Excel-projektmappe "
            "(.xlsx)«, og prøv igen."
        )
    if endelse not in ENDELSER:
        raise Inputfejl(
            f"{sti.name} kan ikke læses. Filen skal ende på {opremsning(ENDELSER, 'eller')}."
        )
    try:
        stoerrelse = sti.stat().st_size
        with sti.open("rb") as fil:
            start = fil.read(4096)
    except OSError as fejl:
        raise Inputfejl(f"{sti.name} kan ikke læses. Kontrollér rettighederne.") from fejl
    if stoerrelse > graenser.HOEJST_BYTES:
        raise Inputfejl(
            f"{sti.name} fylder {tal(stoerrelse / 1e6)} MB; der læses højst "
            f"{tal(graenser.HOEJST_BYTES / 1e6)} MB. Klip den til regionen, og prøv igen."
        )
    if not start.strip():
        raise Inputfejl(f"{sti.name} er tom. Gem den igen med indhold, og prøv igen.")
    art = _art(sti, start)
    if art == OLE:
        _afvis_ole(sti)
    ventet = ODS if endelse == ".ods" else FLAD if endelse in TEKST else XLSX
    if art != ventet:
        raad = (
            f"Giv den endelsen {RET_ENDELSE[art]}, og prøv igen"
            if art in RET_ENDELSE and not start.lstrip().startswith(b"<")
            else "Åbn den i sit eget program, og gem den som Excel-projektmappe eller CSV"
        )
        raise Inputfejl(f"{sti.name} ender på {endelse}, men er {art}. {raad}.")
    return art


def _art(sti: Path, start: bytes) -> str:
    if start.startswith(OLE_KENDETEGN):
        return OLE
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_art(sti)
    for tegn, art in KENDETEGN:
        if start.startswith(tegn):
            return art
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<html", b"<!doctype", b"<?xml")):
        return "en webside eller en XML-fil"
    return FLAD


def _afvis_ole(sti: Path) -> None:
    if KRYPTERET in sti.read_bytes():
        raise Inputfejl(
            f"{sti.name} er beskyttet med adgangskode. Åbn den, gem den uden adgangskode, "
            "og prøv igen."
        )
    raise Inputfejl(
        f"{sti.name} er i Excels ældre form, uanset sin endelse. Åbn den i Excel, gem den som "
        "»Excel-projektmappe (.xlsx)«, og prøv igen."
    )


def _zip_art(sti: Path) -> str:
    """Return the kind of a zip by its list of parts, once that list is within the limits."""
    try:
        with zipfile.ZipFile(sti) as beholder:
            dele = beholder.infolist()
            _kraev_udpakning(sti, dele)
            _kraev_maerker(sti, beholder, dele)
            navne = {d.filename for d in dele}
            if len(navne) < len(dele):
                raise _beskadiget(sti)
            if "xl/workbook.xml" in navne or "[Content_Types].xml" in navne:
                return XLSX if any(n.startswith("xl/") for n in navne) else ANDEN_ZIP
            if "content.xml" not in navne or b"spreadsheet" not in _del(beholder, "mimetype"):
                return ANDEN_ZIP
            if b"encryption-data" in _del(beholder, "META-INF/manifest.xml"):
                raise Inputfejl(
                    f"{sti.name} er beskyttet med adgangskode. Åbn den, gem den uden "
                    "adgangskode, og prøv igen."
                )
            return ODS
    except Inputfejl:
        raise
    except LAES_ZIP as fejl:
        raise _beskadiget(sti) from fejl


def _kraev_maerker(sti: Path, beholder: zipfile.ZipFile, dele: list[zipfile.ZipInfo]) -> None:
    """Raise Inputfejl where the XML has more marks than are read."""
    maerker = 0
    for dels in dele:
        if not dels.filename.lower().endswith((".xml", ".rels")):
            continue
        with beholder.open(dels) as kilde:
            while stykke := kilde.read(STYKKE):
                maerker += stykke.count(b"<")
                if maerker > graenser.HOEJST_MAERKER:
                    raise Inputfejl(
                        f"{sti.name} har flere celler, end der læses, også når de tomme, "
                        "formaterede regnes med. Slet tomme rækker og kolonner, eller gem "
                        "tabellen som CSV."
                    )


def _del(beholder: zipfile.ZipFile, navn: str) -> bytes:
    return beholder.read(navn) if navn in beholder.namelist() else b""


def _beskadiget(sti: Path) -> Inputfejl:
    return Inputfejl(
        f"{sti.name} er beskadiget og kan ikke pakkes ud. Hent eller gem den igen, og prøv igen."
    )


def _kraev_udpakning(sti: Path, dele: list[zipfile.ZipInfo]) -> None:
    """Raise Inputfejl where the list of a zip promises more than is read.

    The list may lie, but zipfile gives no more of a part than it says, and checks its sum.
    """
    if any(d.flag_bits & 1 for d in dele):
        raise Inputfejl(
            f"{sti.name} er beskyttet med adgangskode. Gem den uden adgangskode, og prøv igen."
        )
    udpakket, pakket = sum(d.file_size for d in dele), sum(d.compress_size for d in dele)
    for_stor = udpakket > graenser.HOEJST_UDPAKKET or len(dele) > graenser.HOEJST_DELE
    if for_stor or (
        udpakket > graenser.UDVIDELSE_FRA and udpakket > graenser.HOEJST_UDVIDELSE * max(pakket, 1)
    ):
        raise Inputfejl(
            f"{sti.name} pakkes ud til {tal(udpakket / 1e6)} MB i {tal(len(dele))} dele, og det er "
            f"mere, end der læses (højst {tal(graenser.HOEJST_UDPAKKET / 1e6)} MB og "
            f"{tal(graenser.HOEJST_UDVIDELSE)} gange filens størrelse). Slet tomme, formaterede "
            "rækker og ark, eller gem tabellen som CSV."
        )


def parquetkolonner(sti: Path) -> list[str]:
    """Return the columns of a Parquet file; none for another file, and for what is not read."""
    if sti.suffix.lower() != ".parquet":
        return []
    try:
        with parquetfil(sti) as fil:
            return list(fil.schema_arrow.names)
    except (OSError, pa.ArrowException):
        return []


def parquetfil(sti: Path) -> ParquetFile:
    """Return a Parquet file, opened; raises what Arrow does for one that cannot be read."""
    # With the first there is: Arrow brings the ways to four clouds, 10 MB that no page needs.
    from pyarrow.parquet import ParquetFile

    return ParquetFile(sti)
