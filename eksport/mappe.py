"""Files written to a folder, each whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dansk import Inputfejl


def skriv_til_mappe(mappe: Path, indhold: Mapping[str, bytes]) -> list[Path]:
    """Write files (`filer`) to a folder, which is made, and return their paths.

    Each file is there whole or not at all, and takes the place of one of the same name; other
    files in the folder are left alone. The manifest is written last. Raises Inputfejl when the
    folder cannot be written.
    """
    try:
        return [_skriv(mappe / navn, data) for navn, data in indhold.items()]
    except OSError as fejl:
        raise _kan_ikke_skrives(mappe) from fejl


def tjek_mappe(mappe: Path) -> None:
    """Raise Inputfejl when files cannot be written to a folder, before they are made.

    Nothing is made; a full disk is told when the files are written.
    """
    findes = next(del_ for del_ in (mappe.absolute(), *mappe.absolute().parents) if del_.exists())
    try:
        # Asking is not enough: to a superuser every folder says yes.
        with tempfile.TemporaryFile(dir=findes):
            pass
    except OSError as fejl:
        raise _kan_ikke_skrives(mappe) from fejl


def _kan_ikke_skrives(mappe: Path) -> Inputfejl:
    return Inputfejl(
        f"Filerne kan ikke skrives i »{mappe}«. Vælg en mappe, du må skrive i, og se efter, om "
        "der er plads på disken."
    )


def _skriv(fil: Path, data: bytes) -> Path:
    fil.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=fil.parent, delete=False) as midlertidig:
        try:
            midlertidig.write(data)
            midlertidig.close()
            os.chmod(midlertidig.name, 0o644)
            os.replace(midlertidig.name, fil)
        except OSError:
            os.unlink(midlertidig.name)
            raise
    return fil
