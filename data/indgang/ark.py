"""Every sheet of a file as users have them, as raw cells: xlsx, ods, text, and JSON-stat."""

from __future__ import annotations

from pathlib import Path

from data.indgang.beholder import FLAD, ODS, kraev_art
from data.indgang.celler import UDEN_VAERDI, Ark, Cellefejl
from data.indgang.geofil import GEOFILER, laes_geofil
from data.indgang.jsonstat import JSON, laes_jsonstat
from data.indgang.tekstfil import laes_tekstfil

__all__ = ["UDEN_VAERDI", "Ark", "Cellefejl", "laes_ark"]


def laes_ark(sti: Path) -> list[Ark]:
    """Return every sheet of a file, in its order; a text file is one sheet without a name.

    Nothing is interpreted: a formula is its stored value, text that begins with = is text, an
    error is a `Cellefejl`. Raises one Inputfejl that says what, where and what to do for a file
    that is missing, too large, encrypted, damaged, not what its ending says, or beyond a limit of
    `graenser`.
    """
    if sti.suffix.lower() == JSON:
        return [laes_jsonstat(sti)]
    if sti.suffix.lower() in GEOFILER:
        return laes_geofil(sti)
    art = kraev_art(sti)
    if art == FLAD:
        return [laes_tekstfil(sti)]
    # Loaded with the first spreadsheet there is: openpyxl is 10 MB.
    if art == ODS:
        from data.indgang.regneark import laes_regneark

        return laes_regneark(sti)
    from data.indgang.projektmappe import laes_projektmappe

    return laes_projektmappe(sti)
