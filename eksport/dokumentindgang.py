"""The way in for a Word document that is given us: held against limits before it is read."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document

from dansk import Inputfejl, tal
from data.indgang.beholder import KENDETEGN, KRYPTERET, LAES_ZIP, OLE_KENDETEGN
from data.indgang.graenser import HOEJST_BYTES, HOEJST_DELE, HOEJST_UDPAKKET
from eksport.dokumentmanifest import Manifest, laes_manifest

#: Marks (<) in the XML of a document, each some 200 bytes when read; a whole bilag has 25,000.
HOEJST_MAERKER = 2_000_000
GEM_SOM = "Gem den i Word som Word-dokument (.docx), og prøv igen."
FILEN = "Filen"
ODT = b"application/vnd.oasis.opendocument.text"
#: The namespaces of Strict Open XML, and the stream of a document of Word 97-2003.
STRICT, WORD_97 = b"http://purl.oclc.org/ooxml/", "WordDocument".encode("utf-16-le")
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
        kraev_word(raa, FILEN)
        dok = docx.Document(io.BytesIO(raa))
        if dok.element.body is None or not len(dok.sections) or dok.styles is None:
            raise ValueError("nothing to write in")
        manifest = laes_manifest(dok)
    except Inputfejl:
        raise
    except Exception as fejl:  # python-docx, lxml and zipfile each have their own kinds
        raise ikke_word(FILEN) from fejl
    if manifest is None:
        raise Inputfejl(IKKE_VORES)
    return dok, manifest


def kraev_word(raa: bytes, navn: str) -> None:
    """Raise Inputfejl for a file that is no Word document as it is read here, called `navn`.

    What is told: an older form, a password, another program's, Strict Open XML, a file that is
    damaged, and one that unpacks to more than is read.
    """
    if len(raa) > HOEJST_BYTES:
        raise _for_stort(len(raa), navn)
    if raa.startswith(OLE_KENDETEGN):
        raise _af_ole(raa, navn)
    if art := next((art for tegn, art in KENDETEGN if raa.startswith(tegn)), ""):
        raise Inputfejl(f"{navn} er {art} og ikke et Word-dokument. {GEM_SOM}")
    try:
        with zipfile.ZipFile(io.BytesIO(raa)) as arkiv:
            _kraev_dele(arkiv, navn)
    except LAES_ZIP as fejl:
        if isinstance(fejl, Inputfejl):
            raise
        raise ikke_word(navn) from fejl


def _kraev_dele(arkiv: zipfile.ZipFile, navn: str) -> None:
    dele = arkiv.infolist()
    udpakket = sum(d.file_size for d in dele)
    if udpakket > HOEJST_UDPAKKET or len(dele) > HOEJST_DELE:
        raise _for_stort(udpakket, navn)
    if any(d.filename == "mimetype" for d in dele) and ODT in arkiv.read("mimetype"):
        raise Inputfejl(f"{navn} er et OpenDocument-dokument (.odt). {GEM_SOM}")
    maerker = sum(arkiv.read(d).count(b"<") for d in dele if d.filename.endswith((".xml", ".rels")))
    if maerker > HOEJST_MAERKER:
        raise _for_stort(udpakket, navn)
    if STRICT in arkiv.read("_rels/.rels"):
        raise Inputfejl(
            f"{navn} er gemt som Strict Open XML, som ikke læses. Åbn den i Word, vælg Gem som og "
            "typen Word-dokument (*.docx), og prøv igen."
        )


def _af_ole(raa: bytes, navn: str) -> Inputfejl:
    if KRYPTERET in raa:
        return Inputfejl(
            f"{navn} er beskyttet med adgangskode. Åbn den i Word, fjern adgangskoden under Filer, "
            "Oplysninger, gem den, og prøv igen."
        )
    if WORD_97 in raa:
        return Inputfejl(
            f"{navn} er i Words ældre form (.doc eller .dot). Åbn den i Word, vælg Gem som og "
            "typen Word-dokument (*.docx), og prøv igen."
        )
    return ikke_word(navn)


def ikke_word(navn: str) -> Inputfejl:
    """Return that a file, called `navn`, is no Word document."""
    return Inputfejl(f"{navn} er ikke et Word-dokument. {GEM_SOM}")


def _for_stort(antal: int, navn: str) -> Inputfejl:
    return Inputfejl(
        f"{navn} fylder {tal(antal / 1e6)} MB udpakket, og det er mere, end der læses (højst "
        f"{tal(HOEJST_BYTES / 1e6)} MB pakket og {tal(HOEJST_UDPAKKET / 1e6)} MB udpakket). Gør "
        "billederne mindre, og prøv igen."
    )
