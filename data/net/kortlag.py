"""The layers of a map file: GeoPackage, GeoJSON, a Shapefile, or those of a zip.

A zip is judged by its central directory before anything is unpacked, and nothing of it is written
under its own name.
"""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from dansk import Inputfejl, linje, opremsning, tal
from data import gdal
from data.fremmedfil import laesefejl
from data.net.geopakke import kraev_tabeller
from data.net.graenser import HOEJST_I_ZIP, VIS_HOEJST, kraev_udpakket

#: The files of one Shapefile; the others of a zip are not unpacked.
DELE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
LAESBAR = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Kortlag:
    """A layer: the file it is read from, its name there and to the user, and the user's file."""

    sti: Path
    lag: str
    navn: str
    fil: Path


@contextmanager
def kortlag(sti: Path) -> Iterator[list[Kortlag]]:
    """Give the layers of a map file that have a geometry; those of a zip while it is entered.

    Raises Inputfejl for a file that cannot be opened, a GeoPackage with a view for a layer, and a
    zip that is broken, locked, unpacks to too much or has no Shapefile.
    """
    if sti.suffix.lower() == ".zip":
        with TemporaryDirectory() as mappe:
            with laesefejl(sti), zipfile.ZipFile(sti) as arkiv:
                lagene = _udpak(sti, arkiv, Path(mappe))
            yield lagene
        return
    with laesefejl(sti):
        if sti.suffix.lower() == ".gpkg":
            kraev_tabeller(sti)
        lagene = [Kortlag(sti, str(n), str(n), sti) for n, g in gdal.list_layers(sti) if g]
    yield lagene


def _udpak(sti: Path, arkiv: zipfile.ZipFile, mappe: Path) -> list[Kortlag]:
    """Unpack the parts of each Shapefile under names of our own."""
    filer = arkiv.infolist()
    if len(filer) > HOEJST_I_ZIP:
        raise Inputfejl(
            f"{sti.name} har {tal(len(filer))} filer; der læses højst {tal(HOEJST_I_ZIP)}. "
            "Pak laget for sig."
        )
    kraev_udpakket(sti, sum(fil.file_size for fil in filer))
    dele: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for fil in filer:
        navn = PurePosixPath(fil.filename)
        if navn.suffix.lower() in DELE and not navn.name.startswith("."):
            if stat.S_ISLNK(fil.external_attr >> 16):
                raise Inputfejl(f"{sti.name} har en genvej i stedet for {linje(navn.name, 60)}.")
            egne = dele.setdefault(str(navn.with_suffix("")), {})
            if navn.suffix.lower() in egne:
                raise Inputfejl(f"{sti.name} har to gange {linje(navn.name, 60)}. Pak laget igen.")
            egne[navn.suffix.lower()] = fil
    lag = {stamme: d for stamme, d in sorted(dele.items()) if ".shp" in d}
    if not lag:
        vist = opremsning([linje(fil.filename, 60) for fil in filer[:VIS_HOEJST]]) or "intet"
        raise Inputfejl(f"{sti.name} skal have en Shapefile (.shp); den har {vist}.")
    ud = []
    for nr, (stamme, egne) in enumerate(lag.items()):
        if mangler := [led for led in DELE[:3] if led not in egne]:
            raise Inputfejl(
                f"{sti.name} mangler {opremsning(mangler)} til {linje(stamme, 60)}. Pak alle "
                "Shapefilens dele i zip-filen."
            )
        for endelse, fil in egne.items():
            if fil.flag_bits & 1 or fil.compress_type not in LAESBAR:
                raise Inputfejl(f"{sti.name} er låst eller pakket på en anden måde. Pak den igen.")
            with arkiv.open(fil) as fra, (mappe / f"lag{nr}{endelse}").open("wb") as til:
                shutil.copyfileobj(fra, til, 1 << 20)
        shp = mappe / f"lag{nr}.shp"
        ud.append(Kortlag(shp, f"lag{nr}", linje(PurePosixPath(stamme).name, 60), sti))
    return ud
