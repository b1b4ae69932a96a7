"""The process Typst runs in: it sets the template in a folder, and writes the PDF to who asked.

By itself, since Typst keeps much of what it has set (40 MB of a bilag, ten times over), and has no
way to be told to let go of it.
"""

from __future__ import annotations

import sys
from typing import Final

#: The template, in the folder with all it reads.
SKABELON = "skabelon.typ"
#: What it must conform to: Typst writes no PDF that does not.
STANDARD: Final = "ua-1"


def saet(rod: str, skriftmappe: str) -> bytes:
    """Return the PDF of the template in a folder, the only one it can read from.

    With the typefaces of another folder and those that Typst has, and no others of the machine.
    """
    import typst

    return typst.compile(
        f"{rod}/{SKABELON}",
        root=rod,
        font_paths=[skriftmappe],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=[STANDARD],
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(saet(*sys.argv[1:]))
