"""What Typst sets: a tagged PDF (PDF/UA-1) of a template of ours and the files it reads.

It sees those files and nothing else of the machine, fetches nothing, and refuses what would not be
told to a reader who cannot see. The bytes depend on the input alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kort.tryk import saetter
from kort.tryk.udstyr import SKRIFTMAPPE

ROD = Path(__file__).resolve().parents[2]
KORT = Path(__file__).with_name("kort.typ")
#: What a template of ours reads of what it is to say.
INDHOLD = "indhold.json"
#: The typeface of maps, and of text that goes with them: the one with æ, ø and å, and a minus, that
#: is on every machine. A letter it lacks is shown as a box, and is itself to who reads the file.
SKRIFT = ("DejaVu Sans", "Last Resort High-Efficiency")


def saet(skabelon: Path, indhold: Mapping[str, Any], billeder: Mapping[str, bytes]) -> bytes:
    """Return the PDF of a Typst template: what it says (JSON), and its pictures (SVG) by name."""
    with tempfile.TemporaryDirectory(prefix="praksiskort-") as mappe:
        rod = Path(mappe)
        (rod / saetter.SKABELON).write_bytes(skabelon.read_bytes())
        (rod / INDHOLD).write_text(json.dumps(indhold), encoding="ascii")
        for navn, billede in billeder.items():
            (rod / navn).write_bytes(billede)
        svar = subprocess.run(
            [sys.executable, "-m", saetter.__name__, mappe, str(SKRIFTMAPPE)],
            cwd=ROD,
            capture_output=True,
            check=False,
        )
    if svar.returncode:
        raise RuntimeError(f"{skabelon.name}: {svar.stderr.decode(errors='replace')}")
    return svar.stdout


def kort_pdf(svg: str, maal: tuple[float, float], titel: str, alt: str, program: str) -> bytes:
    """Return a map as a PDF of one page of a size in points: text is text, and lines are lines."""
    om = {"titel": titel, "alt": alt, "program": program, "maal": maal, "skrift": SKRIFT}
    return saet(KORT, om, {"kort.svg": svg.encode()})
