"""The shapes of a travel matrix the program knows, and which of them a file is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from dansk import Inputfejl, opremsning
from data.fremmedfil import kraev_fil
from data.matrix.bred import BRED
from data.matrix.jsonfil import JSON, laes_json
from data.matrix.lange import LANGE
from data.matrix.osrm import OSRM
from data.matrix.par import Kendte, Par
from data.matrix.tabelfil import PARQUET, Tabelfil
from data.matrix.valhalla import VALHALLA

#: The endings that are read, and the most bytes of each; JSON takes some ten times its size.
HOEJST_BYTES: Mapping[str, int] = {
    ".csv": 300_000_000,
    ".tsv": 300_000_000,
    PARQUET: 300_000_000,
    JSON: 150_000_000,
}


class Form(Protocol):
    """A shape: its name in Danish, whether a file is its own, and how it is read."""

    @property
    def navn(self) -> str:
        """What the shape is called."""

    def kender(self, fil: object, kendte: Kendte) -> bool:
        """Say whether a file is of this shape."""

    def laes(self, fil: Any, kendte: Kendte) -> Par:
        """Return the pairs of a file of this shape."""


#: Every shape; the first that knows a file reads it.
FORMER: tuple[Form, ...] = (*LANGE, VALHALLA, OSRM, BRED)


def laes_par(sti: Path, kendte: Kendte) -> Par:
    """Return the pairs of a file of any known shape.

    Raises Inputfejl for a file that cannot be read or is of no shape, Ubesvaret for a question.
    """
    fil = laes_json(sti) if kraev_fil(sti, HOEJST_BYTES) == JSON else Tabelfil(sti)
    form = next((f for f in FORMER if f.kender(fil, kendte)), None)
    former = opremsning([f.navn for f in FORMER], "eller")
    if not isinstance(fil, Tabelfil):
        if form is None:
            raise Inputfejl(f"{sti.name} er ikke en rejsematrix. Den kan være {former}.")
        try:
            return form.laes(fil, kendte)
        except Inputfejl as fejl:  # a document does not know the name of its file
            raise Inputfejl(f"{sti.name}: {fejl}") from fejl
    if form is not None:
        return form.laes(fil, kendte)
    fil.hele()
    mangler = [n for n in ("klinik_id", "punkt_id", "minutter") if n not in fil.ens]
    raise Inputfejl(
        f"{sti.name}: Rejsetidsmatricen mangler {opremsning(mangler)}. Den kan være {former}."
    )
