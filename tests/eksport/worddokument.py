"""A Word document as its reader sees it: python-docx looks for nothing inside of a control."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn


def uden_kontroller(dok: Document) -> Document:
    """Return a document with what stands in its controls lifted out of them."""
    kontrol: Any
    for kontrol in list(dok.element.body.iter(qn("w:sdt"))):
        for del_ in list(kontrol.find(qn("w:sdtContent"))):
            kontrol.addprevious(del_)
        kontrol.getparent().remove(kontrol)
    return dok


def laes(fil: bytes) -> Document:
    """Return a document to be read."""
    return uden_kontroller(docx.Document(io.BytesIO(fil)))
