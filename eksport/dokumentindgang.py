"""The way in for a Word document somebody has edited: held against limits before it is read."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document

from dansk import Inputfejl, tal
from data.indgang.beholder import LAES_ZIP
from data.indgang.graenser import HOEJST_BYTES, HOEJST_DELE, HOEJST_UDPAKKET
from eksport.dokumentmanifest import Manifest, laes_manifest

#: Marks (<) in the XML of a document, each some 200 bytes when read; a whole bilag has 25,000.
HOEJST_MAERKER = 2_000_000
GEM_SOM = "Gem det som Word-dokument (.docx), og prøv igen."
ODT = b"application/vnd.oasis.opendocument.text"
IKKE_VORES = (
    "Dokumentet er ikke et bilag fra Praksiskort, eller mærkerne i det er gået tabt. Brug det "
    "bilag.docx, som Praksiskort lavede, eller en udgave af det, som er gemt i Word eller "
    "LibreOffice."
)


def aabn_bilag(raa: bytes) -> tuple[Document, Manifest]:
    """Return a document and what its manifest says.

    Raises Inputfejl for what is no Word document, for one that is not ours, and for one that
    unpacks to more than is read.
    """
    try:
        if len(raa) > HOEJST_BYTES:
            raise _for_stort(len(raa))
        _kraev_word(raa)
        dok = docx.Document(io.BytesIO(raa))
        if dok.element.body is None or not len(dok.sections) or dok.styles is None:
            raise ValueError("nothing to write in")
        manifest = laes_manifest(dok)
    except Inputfejl:
        raise
    except Exception as fejl:  # python-docx, lxml and zipfile each have their own kinds
        raise Inputfejl(f"Filen er ikke et Word-dokument. {GEM_SOM}") from fejl
    if manifest is None:
        raise Inputfejl(IKKE_VORES)
    return dok, manifest


def _kraev_word(raa: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raa)) as arkiv:
            dele = arkiv.infolist()
            udpakket = sum(d.file_size for d in dele)
            if udpakket > HOEJST_UDPAKKET or len(dele) > HOEJST_DELE:
                raise _for_stort(udpakket)
            if any(d.filename == "mimetype" for d in dele) and ODT in arkiv.read("mimetype"):
                raise Inputfejl(f"Filen er et OpenDocument-dokument (.odt). {GEM_SOM}")
            maerker = sum(
                arkiv.read(d).count(b"<") for d in dele if d.filename.endswith((".xml", ".rels"))
            )
            if maerker > HOEJST_MAERKER:
                raise _for_stort(udpakket)
    except LAES_ZIP as fejl:
        if isinstance(fejl, Inputfejl):
            raise
        raise Inputfejl(f"Filen er ikke et Word-dokument. {GEM_SOM}") from fejl


def _for_stort(antal: int) -> Inputfejl:
    return Inputfejl(
        f"Dokumentet fylder {tal(antal / 1e6)} MB udpakket, og det er mere, end der læses (højst "
        f"{tal(HOEJST_BYTES / 1e6)} MB pakket og {tal(HOEJST_UDPAKKET / 1e6)} MB udpakket). Gør "
        "billederne mindre, og prøv igen."
    )
