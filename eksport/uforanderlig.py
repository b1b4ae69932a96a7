"""The same input gives the same bytes: zip files and office files without a clock in them.

The time in a file is that of SOURCE_DATE_EPOCH (seconds, UTC) when it is set. Without it a zip
has its earliest time, 1 January 1980, and a document says nothing of when it was made. Of who made
it a document says Praksiskort, and nothing of the library or the template it was made of.
"""

from __future__ import annotations

import io
import os
import re
import threading
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from dansk import Inputfejl
from data import gdal

VARIABEL = "SOURCE_DATE_EPOCH"
GDAL_VARIABEL = "OGR_CURRENT_DATE"
#: The earliest and latest time of a zip entry.
TIDLIGST, SENEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
_GDAL_LAAS = threading.Lock()
#: What an office file says of itself: of its contents, of its program, its parts and their kinds.
KERNE, PROGRAM, FORHOLD = "docProps/core.xml", "docProps/app.xml", "_rels/.rels"
TYPER = "[Content_Types].xml"
FORFATTER = "Praksiskort"
#: What of the first is ours, in the namespace it is in; all else is a library's or a template's.
VORES = ("dc:title", "dc:subject", "cp:keywords", "dc:language", "cp:revision")
NAVNE, DATOER = ("dc:creator", "cp:lastModifiedBy"), ("dcterms:created", "dcterms:modified")
#: As the library writes it, so that a document that is opened and saved by it is the same.
XML_HOVED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
KERNERUM = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
OM_PROGRAMMET = (
    f"{XML_HOVED}<Properties xmlns="
    '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>{FORFATTER}</Application></Properties>"
)
#: What says that a part is a small picture of the first page, and which.
MINIATURE = re.compile(rb'<Relationship\b[^>]*\bType="[^"]*/metadata/thumbnail"[^>]*/>')
HVILKEN_DEL = re.compile(rb'\bTarget="([^"]*)"')


def kildetid() -> datetime | None:
    """Return the time of SOURCE_DATE_EPOCH, or None; Inputfejl when it is not a whole number."""
    tekst = os.environ.get(VARIABEL, "").strip()
    if not tekst:
        return None
    try:
        return datetime.fromtimestamp(int(tekst), UTC)
    except (ValueError, OverflowError, OSError):
        raise Inputfejl(
            f"{VARIABEL} skal være et helt antal sekunder siden 1970, ikke »{tekst}«."
        ) from None


def stempel() -> str:
    """Return the time a GeoPackage says it was changed; the earliest when none is set."""
    return (kildetid() or TIDLIGST).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@contextmanager
def gdal_tid() -> Iterator[None]:
    """Let GDAL write the time of `stempel` while it is entered, by one thread at a time."""
    with _GDAL_LAAS:
        yield from _med_tid()


def _med_tid() -> Iterator[None]:
    foer = gdal.get_gdal_config_option(GDAL_VARIABEL)
    gdal.set_gdal_config_options({GDAL_VARIABEL: stempel()})
    try:
        yield
    finally:
        gdal.set_gdal_config_options({GDAL_VARIABEL: foer})


def pak(filer: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as a zip, in the order given, with one fixed time."""
    tid = min(max(kildetid() or TIDLIGST, TIDLIGST), SENEST)
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as arkiv:
        for navn, indhold in filer:
            post = zipfile.ZipInfo(navn, tid.timetuple()[:6])
            post.create_system = 3
            post.external_attr = 0o644 << 16
            # Pictures and archives are compressed already.
            pakket = navn.endswith((".png", ".docx", ".pptx", ".xlsx"))
            post.compress_type = zipfile.ZIP_STORED if pakket else zipfile.ZIP_DEFLATED
            arkiv.writestr(post, indhold)
    return ud.getvalue()


def fast_kontorfil(fil: bytes) -> bytes:
    """Return an office file with the same contents, no time of its own and no maker but us."""
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        dele = {navn: arkiv.read(navn) for navn in arkiv.namelist()}
    if KERNE in dele:
        dele[KERNE] = _kerne(dele[KERNE]).encode()
    if PROGRAM in dele:
        dele[PROGRAM] = OM_PROGRAMMET.encode()
    for miniature in MINIATURE.findall(dele[FORHOLD]):
        _fjern_miniature(dele, miniature)
    return pak(dele.items())


def pak_om(fil: bytes) -> bytes:
    """Return a zip with the same parts and one fixed time; what its parts say is kept."""
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        return pak((navn, arkiv.read(navn)) for navn in arkiv.namelist())


def _kerne(indhold: bytes) -> str:
    """Return what a document says of its contents: ours, and the time where one is given."""
    sagt = {e.tag.rpartition("}")[2]: e.text or "" for e in ElementTree.fromstring(indhold)}
    egne = {navn: sagt.get(navn.partition(":")[2], "") for navn in VORES}
    egne |= dict.fromkeys(NAVNE, FORFATTER)
    ud = "".join(f"<{navn}>{escape(tekst)}</{navn}>" for navn, tekst in egne.items() if tekst)
    if tid := kildetid():
        stempel = tid.strftime("%Y-%m-%dT%H:%M:%SZ")
        ud += "".join(f'<{n} xsi:type="dcterms:W3CDTF">{stempel}</{n}>' for n in DATOER)
    return f"{XML_HOVED}<cp:coreProperties {KERNERUM}>{ud}</cp:coreProperties>"


def _fjern_miniature(dele: dict[str, bytes], forhold: bytes) -> None:
    """Take a small picture of the first page out, and what is said of it and of its kind."""
    dele[FORHOLD] = dele[FORHOLD].replace(forhold, b"")
    if fundet := HVILKEN_DEL.search(forhold):
        fil = fundet[1].decode().lstrip("/")
        dele.pop(fil, None)
        endelse = fil.rpartition(".")[2]
        if not any(navn.endswith(f".{endelse}") for navn in dele):
            slags = rb'<Default\b[^>]*\bExtension="%b"[^>]*/>' % re.escape(endelse.encode())
            dele[TYPER] = re.sub(slags, b"", dele[TYPER])
