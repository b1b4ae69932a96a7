"""What the Word document says of itself, hidden in it: its origin, and each of our places.

It stands twice, since no single way is kept by all programs: whole as a custom XML part, and
without the figures as properties of the document, which also an .odt carries.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from eksport.ophav import Ophav

UDGAVE = 1
NAVNERUM = "urn:praksiskort:bilag"
#: The id of the custom XML part, the same in every document.
DEL_ID = "{5B0E7C52-7A0B-4C58-9E0C-70726B737431}"
EGENSKABER = "/docProps/custom.xml"
EGENSKABSRUM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VAERDIRUM = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
EGENSKABSSAET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
XML_HOVED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EGENSKAB = re.compile(r"Praksiskort (\d{1,3})")
#: Word keeps 255 characters of a property.
HOEJST_I_EGENSKAB = 240
#: No manifest unpacks to more, or has more places.
HOEJST_UDPAKKET, HOEJST_STEDER = 4_000_000, 10_000
TOMME_EGENSKABER = (
    f'{XML_HOVED}<Properties xmlns="{EGENSKABSRUM}" xmlns:vt="{VAERDIRUM}"></Properties>'
)
DELENS_EGENSKABER = (
    f"{XML_HOVED}<ds:datastoreItem xmlns:ds="
    f'"http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{DEL_ID}">'
    "<ds:schemaRefs/></ds:datastoreItem>"
)


@dataclass(frozen=True)
class Post:
    """A place as it was written: key, title, and a checksum of each paragraph of it.

    Of a table there is one checksum; of a figure that of its alternative text and of its picture.
    `tal` are the figures that stood there, as they stood.
    """

    noegle: str
    navn: str
    summer: tuple[str, ...]
    tal: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """The origin of a document, and its places by key, in the order they were written."""

    ophav: Ophav
    steder: Mapping[str, Post]


def laeg_manifest(dok: Document, manifest: Manifest) -> None:
    """Put a manifest into a document, in place of one it has."""
    raa = {
        "udgave": UDGAVE,
        "ophav": manifest.ophav.som_dict(),
        "steder": [[p.noegle, p.navn, list(p.summer), list(p.tal)] for p in _poster(manifest)],
    }
    _laeg_del(dok, f'{XML_HOVED}<bilag xmlns="{NAVNERUM}">{escape(_json(raa))}</bilag>'.encode())
    uden_tal = raa | {"steder": [[p.noegle, "", list(p.summer), []] for p in _poster(manifest)]}
    _laeg_egenskaber(dok, base64.b64encode(zlib.compress(_json(uden_tal).encode(), 9)).decode())


def _poster(manifest: Manifest) -> Sequence[Post]:
    return list(manifest.steder.values())


def _json(raa: Any) -> str:
    return json.dumps(raa, separators=(",", ":"))


def laes_manifest(dok: Document) -> Manifest | None:
    """Return the manifest of a document; None where it has none that can be read."""
    for tekst in (_fra_del, _fra_egenskaber):
        try:
            if (fundet := tekst(dok)) is not None:
                return _tolk(json.loads(fundet))
        except (ValueError, TypeError, KeyError, RecursionError, zlib.error, SyntaxError):
            continue  # spoilt on its way, or of another edition: the other may be whole
    return None


def _tolk(raa: Mapping[str, Any]) -> Manifest:
    if raa["udgave"] != UDGAVE:
        raise ValueError("another edition")
    steder: dict[str, Post] = {}
    if len(raa["steder"]) > HOEJST_STEDER:
        raise ValueError("too many places")
    for noegle, navn, summer, tal in raa["steder"]:
        if not all(isinstance(t, str) for t in (noegle, navn, *summer, *tal)):
            raise TypeError("no text")
        steder[noegle] = Post(noegle, navn, tuple(summer), tuple(tal))
    return Manifest(Ophav.fra_dict(raa["ophav"]), steder)


def _vores_del(dok: Document) -> Part | None:
    dele = (f.target_part for f in dok.part.rels.values() if _er(f, RT.CUSTOM_XML))
    return next((d for d in dele if NAVNERUM.encode() in d.blob[:400]), None)


def _er(forhold: Any, slags: str) -> bool:
    return forhold.reltype == slags and not forhold.is_external


def _fra_del(dok: Document) -> str | None:
    del_ = _vores_del(dok)
    if del_ is None:
        return None
    if len(del_.blob) > HOEJST_UDPAKKET:
        raise ValueError("too large")
    rod = parse_xml(del_.blob)
    return None if rod.tag != f"{{{NAVNERUM}}}bilag" else rod.text or ""


def _laeg_del(dok: Document, indhold: bytes) -> None:
    gammel = _vores_del(dok)
    if gammel is not None:
        gammel._blob = indhold
        return
    brugte = {str(del_.partname) for del_ in dok.part.package.iter_parts()}
    nr = next(n for n in range(1, len(brugte) + 2) if f"/customXml/item{n}.xml" not in brugte)
    pakke = dok.part.package
    ny = Part(PackURI(f"/customXml/item{nr}.xml"), CT.XML, indhold, pakke)
    om = Part(
        PackURI(f"/customXml/itemProps{nr}.xml"),
        CT.OFC_CUSTOM_XML_PROPERTIES,
        DELENS_EGENSKABER.encode(),
        pakke,
    )
    ny.relate_to(om, RT.CUSTOM_XML_PROPS)
    dok.part.relate_to(ny, RT.CUSTOM_XML)


def _egenskabsdel(dok: Document) -> Part | None:
    forhold = dok.part.package.rels.values()
    return next((f.target_part for f in forhold if _er(f, RT.CUSTOM_PROPERTIES)), None)


def _fra_egenskaber(dok: Document) -> str | None:
    del_ = _egenskabsdel(dok)
    if del_ is None:
        return None
    stykker = {
        int(m[1]): "".join(egen.itertext())
        for egen in parse_xml(del_.blob)
        if (m := EGENSKAB.fullmatch(egen.get("name", "")))
    }
    if not stykker:
        return None
    raa = base64.b64decode("".join(stykker[nr] for nr in sorted(stykker)), validate=True)
    return zlib.decompressobj().decompress(raa, HOEJST_UDPAKKET).decode()


def _laeg_egenskaber(dok: Document, tekst: str) -> None:
    del_ = _egenskabsdel(dok)
    if del_ is None:
        pakke = dok.part.package
        del_ = Part(PackURI(EGENSKABER), CT.OFC_CUSTOM_PROPERTIES, TOMME_EGENSKABER.encode(), pakke)
        pakke.relate_to(del_, RT.CUSTOM_PROPERTIES)
    rod = parse_xml(del_.blob)
    for egen in list(rod):
        if EGENSKAB.fullmatch(egen.get("name", "")):
            rod.remove(egen)
    pid = max((int(egen.get("pid", "1")) for egen in rod), default=1)
    for nr, fra in enumerate(range(0, len(tekst), HOEJST_I_EGENSKAB), start=1):
        ny = rod.makeelement(f"{{{EGENSKABSRUM}}}property")
        rod.append(ny)
        ny.set("fmtid", EGENSKABSSAET)
        ny.set("pid", str(pid + nr))
        ny.set("name", f"Praksiskort {nr:02}")
        vaerdi = rod.makeelement(f"{{{VAERDIRUM}}}lpwstr")
        ny.append(vaerdi)
        vaerdi.text = tekst[fra : fra + HOEJST_I_EGENSKAB]
    del_._blob = serialize_part_xml(rod)
