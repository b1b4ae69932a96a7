"""A Word template as it is opened: held against limits, without macros and whose it was.

What its properties say (author, title, company, those of a house's own) and what binds it to other
files is left out; a field or a control that shows such a property keeps the words it shows.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import nsmap, qn

from dansk import Inputfejl
from eksport.dokumentindgang import ikke_word, kraev_word
from eksport.uforanderlig import pak
from eksport.word_felter import FELTTEGN, INSTRUKTION, Felt, felter

INDHOLDSTYPER = "[Content_Types].xml"
DOKUMENTTYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SKABELONTYPE = DOKUMENTTYPE.replace(b"document.main", b"template.main")
MED_MAKROER = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
#: What of a package is kept: the document and what it says of itself, which is written anew.
I_PAKKEN = (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES)
#: What of a document is macros, or keys and menus that start them, by the end of its kind.
MAKRODELE = ("/vbaProject", "/keyMapCustomizations", "/attachedToolbars")
R_RUM = f"{{{nsmap['r']}}}"
#: Fields that show what a document says of itself.
EGENSKABSFELTER = {"TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "INFO"}
EGENSKABSFELTER |= {"DOCPROPERTY", "TEMPLATE", "CREATEDATE", "SAVEDATE", "PRINTDATE", "REVNUM"}
EGENSKABSFELTER |= {"EDITTIME"}
#: What has measures in it.
MAALTE = tuple(
    qn(f"w:{navn}") for navn in ("pgSz", "pgMar", "cols", "col", "ind", "spacing", "tab")
)
DECIMALTAL = re.compile(r"-?[0-9]{1,7}\.[0-9]+")
#: Where a control that shows one finds it.
EGENSKABSSTIER = (":coreProperties", ":Properties[")


def kaldes(skabelon: Path | bytes) -> str:
    """Return what a template is called."""
    return f"»{skabelon.name}«" if isinstance(skabelon, Path) else "Skabelonen"


def aabn_skabelon(skabelon: Path | bytes) -> tuple[Document, bool]:
    """Return a template as a document, and whether it had macros.

    Raises Inputfejl for what is no Word document that can be used, and says what to do.
    """
    navn = kaldes(skabelon)
    try:
        raa = skabelon.read_bytes() if isinstance(skabelon, Path) else skabelon
    except OSError as fejl:
        raise Inputfejl(f"{navn} kan ikke læses: {fejl.strerror}. Vælg en anden fil.") from fejl
    kraev_word(raa, navn)
    try:
        raa, makroer = _som_dokument(raa)
        dok = docx.Document(io.BytesIO(raa))
        dok.element.body.get_or_add_sectPr()
        if dok.styles is None:
            raise ValueError("nothing to write with")
    except Exception as fejl:  # python-docx, lxml and zipfile each have their own kinds
        raise ikke_word(navn) from fejl
    return dok, makroer


def _som_dokument(raa: bytes) -> tuple[bytes, bool]:
    """Return a template (.dotx), or a file with macros, as the .docx it is but for its type."""
    with zipfile.ZipFile(io.BytesIO(raa)) as arkiv:
        typer = arkiv.read(INDHOLDSTYPER)
        ret = typer
        for anden in (SKABELONTYPE, *MED_MAKROER):
            ret = ret.replace(anden, DOKUMENTTYPE)
        if ret != typer:
            navne = dict.fromkeys(arkiv.namelist())
            raa = pak((n, ret if n == INDHOLDSTYPER else arkiv.read(n)) for n in navne)
    return raa, any(type_ in typer for type_ in MED_MAKROER)


def fjern_andres(dok: Document) -> None:
    """Take out macros, links to other files, and what says whose a template was."""
    for rid, forhold in list(dok.part.package.rels.items()):
        if forhold.reltype not in I_PAKKEN:
            del dok.part.package.rels[rid]
    for rid, forhold in list(dok.part.rels.items()):
        if forhold.reltype.endswith(MAKRODELE):
            del dok.part.rels[rid]
    indstillinger = dok.settings.element
    forhold = dok.part.part_related_by(RT.SETTINGS).rels
    for navn in ("attachedTemplate", "mailMerge"):
        for del_ in indstillinger.findall(qn(f"w:{navn}")):
            for rid in [v for e in del_.iter() for n, v in e.attrib.items() if n.startswith(R_RUM)]:
                forhold.pop(rid, None)
            indstillinger.remove(del_)
    for rod in _roedder(dok):
        _frys(rod)


def afrund_maal(dok: Document) -> None:
    """Write measures as whole numbers, as Word does and python-docx reads: not all programs do."""
    for rod in (*_roedder(dok), dok.styles.element):
        for del_ in rod.iter(*MAALTE):
            for navn, vaerdi in del_.attrib.items():
                if DECIMALTAL.fullmatch(vaerdi):
                    del_.set(navn, str(round(float(vaerdi))))


def _roedder(dok: Document) -> Iterator[Any]:
    """Yield the body, and every header and footer."""
    yield dok.element.body
    for forhold in dok.part.rels.values():
        if forhold.reltype in (RT.HEADER, RT.FOOTER) and not forhold.is_external:
            yield forhold.target_part.element


def _frys(rod: Any) -> None:
    """Let what shows a property be the words it shows."""
    for binding in list(rod.iter(qn("w:dataBinding"))):
        if any(navn in binding.get(qn("w:xpath"), "") for navn in EGENSKABSSTIER):
            binding.getparent().remove(binding)
    for enkelt in list(rod.iter(qn("w:fldSimple"))):
        if _viser_egenskab(enkelt.get(qn("w:instr"), "")):
            for barn in list(enkelt):
                enkelt.addprevious(barn)
            enkelt.getparent().remove(enkelt)
    for felt in list(felter(rod)):
        if not felt.i_kode and _viser_egenskab(felt.kode):
            _fjern_feltet(rod, felt)


def _viser_egenskab(kode: str) -> bool:
    return (kode.split() or [""])[0].upper() in EGENSKABSFELTER


def _fjern_feltet(rod: Any, felt: Felt) -> None:
    """Take the signs and the code of a field away, and leave what it shows."""
    i_kode = False
    for del_ in list(rod.iter(FELTTEGN, INSTRUKTION)):
        i_kode = (i_kode or del_ is felt.begynder) and del_ is not felt.viser
        if del_ in (felt.begynder, felt.viser, felt.slutter) or (
            i_kode and del_.tag == INSTRUKTION
        ):
            del_.getparent().remove(del_)
        if del_ is felt.slutter:
            return
