"""The same input gives the same bytes: zip files and office files without a clock in them.

The time in a file is that of SOURCE_DATE_EPOCH (seconds, UTC) when it is set. Without it a zip
has its earliest time, 1 January 1980, and a document says nothing of when it was made.
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

from dansk import Inputfejl
from data import gdal

VARIABEL = "SOURCE_DATE_EPOCH"
GDAL_VARIABEL = "OGR_CURRENT_DATE"
#: The earliest and latest time of a zip entry.
TIDLIGST, SENEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
_GDAL_LAAS = threading.Lock()
KERNE = "docProps/core.xml"
DATOFELTER = re.compile(rb"<dcterms:(created|modified)\b[^>]*?(?:/>|>.*?</dcterms:\1>)", re.DOTALL)


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
    """Return an office file with the same parts, and no time of its own."""
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        return pak((navn, _uden_tid(navn, arkiv.read(navn))) for navn in arkiv.namelist())


def pak_om(fil: bytes) -> bytes:
    """Return a zip with the same parts and one fixed time; what its parts say is kept."""
    with zipfile.ZipFile(io.BytesIO(fil)) as arkiv:
        return pak((navn, arkiv.read(navn)) for navn in arkiv.namelist())


def _uden_tid(navn: str, indhold: bytes) -> bytes:
    if navn != KERNE:
        return indhold
    tid = kildetid()
    if tid is None:
        return DATOFELTER.sub(b"", indhold)
    stempel = tid.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return DATOFELTER.sub(
        lambda felt: (
            b'<dcterms:%b xsi:type="dcterms:W3CDTF">%b</dcterms:%b>' % (felt[1], stempel, felt[1])
        ),
        indhold,
    )
