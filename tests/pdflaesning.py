"""What a reader finds in a PDF: its text, its structure, its bookmarks, and what a checker says."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from functools import cache
from html import unescape
from pathlib import Path

from page import validate_pdf_bytes

from tests.eksport.conftest import paakraevet

#: What is packed in a PDF, from its first byte.
PAKKET = re.compile(rb"stream\r?\n(?=\x78)")
SAGT = re.compile(r'^ *"(.*)"$')


def _poppler(program: str, *hvad: str | Path) -> str:
    if shutil.which(program) is None:
        paakraevet(f"no {program}: install poppler", "PRAKSISKORT_KONTOR")
    svar = subprocess.run([program, *map(str, hvad)], capture_output=True, check=True)
    # The name of a heading may be no UTF-8 (findings/poppler_structure.sh).
    return svar.stdout.decode(errors="replace")


def fejl(fil: bytes) -> list[str]:
    """Return what keeps a PDF from being PDF/UA-1."""
    return [f"{f.rule_id}: {f.message}" for f in validate_pdf_bytes(fil, profile="ua1").failures]


def om(sti: Path) -> dict[str, str]:
    """Return what a PDF says of itself."""
    linjer = (li.partition(":") for li in _poppler("pdfinfo", sti).splitlines())
    return {navn: vaerdi.strip() for navn, _, vaerdi in linjer}


def sider(sti: Path) -> list[str]:
    """Return the text of each page, laid out as it stands."""
    return _poppler("pdftotext", "-layout", sti, "-").split("\f")[:-1]


def skrevet(sti: Path) -> str:
    """Return what stands on the paper in the order it is set, without blanks."""
    return "".join(_poppler("pdftotext", "-raw", sti, "-").split())


@cache  # it takes its time (findings/poppler_structure.sh)
def struktur(sti: Path) -> list[str]:
    """Return the lines of the structure with its text, in the order it is read."""
    return _poppler("pdfinfo", "-struct-text", sti).splitlines()


def oplaest(sti: Path) -> str:
    """Return all that is read aloud, without blanks: where a line ends is nobody's business."""
    sagt = (SAGT.fullmatch(linje) for linje in struktur(sti))
    return "".join("".join(m[1] for m in sagt if m).split())


def bogmaerker(sti: Path) -> list[tuple[str, int]]:
    """Return the bookmarks in order, each with its page."""
    xml = _poppler("pdftohtml", "-xml", "-i", "-stdout", sti)
    fundne = re.findall(r'<item page="(\d+)">(.*?)</item>', xml)
    return [(unescape(tekst), int(side)) for side, tekst in fundne]


def indmad(fil: bytes) -> bytes:
    """Return the file with what is packed in it unpacked."""
    return fil + b"".join(
        zlib.decompressobj().decompress(fil[m.end() :]) for m in PAKKET.finditer(fil)
    )


def staar_som_tekst(tekst: str, fil: bytes) -> bool:
    """Say whether a string is among those of a PDF, other than what is drawn on its pages."""
    som_hex = f"<feff{tekst.encode('utf-16-be').hex()}>".encode()
    alt = indmad(fil)
    return som_hex in alt.lower() or (tekst.isascii() and f"({tekst})".encode() in alt)
