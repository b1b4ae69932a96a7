"""A disk cache of printed maps: drawn once, then read, for whoever prints the same map again.

A map depends on what it says, the outlines, how it is printed, and the code and libraries it is
drawn with: all of that is its key, and nothing else is. A file is believed as one of travel times
is (`data.rejsetidslager`). Maps of a scenario are not kept: a scenario is deleted by who made it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from dansk import Inputfejl, linje
from data.afstande import cachemappe
from data.rejsetidslager import fingeraftryk, laes_felter, skriv_felter
from kort.tryk.fil import Filtype, Tryk
from kort.tryk.trykkort import Kortdata
from planning.samme import Samme

#: The variable that says how many MB all maps may take, and how many where it does not; 0 stores
#: none. Those not used for longest go first. The maps of a dataset take 20, each in one format.
MB_VARIABEL, STANDARD_MB = "PRAKSISKORT_KORT_MB", 200
ROD = Path(__file__).resolve().parents[1]
#: What a map is drawn by.
KODE = ("dansk.py", "geo", "kort", "planning", "saetninger")
PAKKER = ("matplotlib", "numpy", "pandas", "pillow", "shapely", "typst")
FIL = "fil"


def noegle(kort: Kortdata, omrids: gpd.GeoDataFrame) -> str | None:
    """Return what a map is stored under; None for one that is not stored.

    `omrids` as `kort.tryk.fil.tegn` takes them. Raises Inputfejl where `MB_VARIABEL` is no number.
    """
    if kort.scenarie or not _hoejst_mb():
        return None
    return fingeraftryk(_tegnet_med(), kort, _omridsets(Samme(omrids)))


# The same of every map of a plan, and the most there is to look at.
@lru_cache(maxsize=2)
def _omridsets(omrids: Samme) -> str:
    return fingeraftryk(omrids.hvad)


def hent(noegle: str, tryk: Tryk) -> dict[Filtype, bytes]:
    """Return those of the files asked for that are stored."""
    fundne: dict[Filtype, bytes] = {}
    for filtype in tryk.filtyper:
        fil, navn = _fil(noegle, filtype, tryk)
        if felter := laes_felter(fil, navn):
            fundne[filtype] = felter[FIL].tobytes()
            with suppress(OSError):
                fil.touch()  # used now
    return fundne


def gem(noegle: str, filer: Mapping[Filtype, bytes], tryk: Tryk) -> None:
    """Store files, and clear away those that are over what maps may take."""
    for filtype, indhold in filer.items():
        fil, navn = _fil(noegle, filtype, tryk)
        skriv_felter(fil, navn, {FIL: np.frombuffer(indhold, np.uint8)})
    _ryd(cachemappe().glob("kort-*.npz"))


def _fil(noegle: str, filtype: Filtype, tryk: Tryk) -> tuple[Path, str]:
    navn = fingeraftryk(noegle, tryk.format, filtype, tryk.dpi)
    return cachemappe() / f"kort-{navn}.npz", navn


def _hoejst_mb() -> int:
    valgt = os.environ.get(MB_VARIABEL, "").strip()
    if valgt and not valgt.isdecimal():
        raise Inputfejl(
            f"{MB_VARIABEL} er »{linje(valgt)}«. Skriv et helt antal MB, fx {STANDARD_MB}, eller 0 "
            "for ikke at gemme kort."
        )
    return int(valgt or STANDARD_MB)


def _ryd(filer: Iterable[Path]) -> None:
    with suppress(OSError):  # another process clears too
        alle = sorted(((fil, fil.stat()) for fil in filer), key=lambda f: f[1].st_mtime)
        for_meget = sum(stat.st_size for _, stat in alle) - _hoejst_mb() * 1_000_000
        for fil, stat in alle:
            if for_meget <= 0:
                break
            fil.unlink(missing_ok=True)
            for_meget -= stat.st_size


@cache
def _tegnet_med() -> list[object]:
    """Return what maps are drawn with: code and libraries, one of which brings the typefaces."""
    koden = sorted(fil for sti in KODE for fil in _py(ROD / sti))
    return [
        shapely.geos_version_string,
        *(version(pakke) for pakke in PAKKER),
        *(fil.read_bytes() for fil in koden),
    ]


def _py(sti: Path) -> Iterable[Path]:
    return [sti] if sti.is_file() else sti.rglob("*.py")
