"""What GDAL reads of a Shapefile without a word, and is not what the file says.

Rows of its table (.dbf) have a fixed width and no marks between them: a byte too many shifts all
that follow, and a field that is no number comes out as 0. So it is with its shapes (.shp, .shx).
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

import numpy as np

from dansk import Inputfejl, tal
from data.fremmedfil import afvis, raekkefejl

HOVED, FELT = 32, 32  # bytes of the table's header before its fields, and of each of them
LAENGDE = 24  # where the header of shapes says how long the file is, in words of two bytes
#: A number, nothing, or the stars of one that is not known.
TAL = re.compile(rb"\s*[-+]?[0-9]*\.?[0-9]*(?:[eE][-+]?[0-9]+)?[\s\0]*|\**")
TALTYPER = b"NF"


def kraev_hel(shp: Path, fil: Path) -> None:
    """Raise Inputfejl unless the files of shapes are as long as they say; `fil` is the user's."""
    for del_ in (shp, shp.with_suffix(".shx")):
        with del_.open("rb") as aaben:
            (ord_,) = struct.unpack_from(">i", aaben.read(LAENGDE + 4), LAENGDE)
        if 2 * ord_ != del_.stat().st_size:
            raise Inputfejl(
                f"{fil.name}: {del_.suffix}-delen er ikke så lang, som den siger. Den er "
                "beskadiget. Gem laget igen, og prøv igen."
            )


def kraev_tal(shp: Path, fil: Path, plads: int, kolonne: str) -> None:
    """Raise Inputfejl unless the table has its rows, and numbers in the column at a position.

    `fil`: the user's own file, which the sentences name. A column of text is not looked at.
    """
    raa = shp.with_suffix(".dbf").read_bytes()
    antal, hoved, bredde = struct.unpack_from("<IHH", raa, 4)
    if not hoved + antal * bredde <= len(raa) <= hoved + antal * bredde + 1:
        raise Inputfejl(
            f"{fil.name}: tabellen (.dbf) siger, at den har {tal(antal)} rækker, og er ikke så "
            "lang. Den er beskadiget. Gem laget igen, og prøv igen."
        )
    felter = np.frombuffer(raa, np.uint8, HOVED + FELT * (plads + 1))[HOVED:].reshape(-1, FELT)
    if bytes(felter[plads, 11:12]) not in (TALTYPER[:1], TALTYPER[1:]):
        return
    fra = 1 + int(felter[:plads, 16].sum())  # the first byte says whether the row is deleted
    raekker = np.frombuffer(raa, np.uint8, antal * bredde, hoved).reshape(antal, bredde)
    celler = np.ascontiguousarray(raekker[:, fra : fra + felter[plads, 16]])
    forkerte = [nr for nr, celle in enumerate(map(bytes, celler)) if not TAL.fullmatch(celle)]
    afvis(fil, raekkefejl(forkerte, f"{kolonne} er ikke et tal", "Ret laget", "Objekt"))
