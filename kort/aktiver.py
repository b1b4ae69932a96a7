"""Leaflet from this machine: what a web map needs without a request to anyone else.

folium points at a CDN by default, and behind a firewall the map is then blank. The files lie in
a PyPI package instead; they are copied to `static/vendor/`, which Streamlit serves under
`/app/static/vendor/` when `server.enableStaticServing` is on. Run `python -m kort.aktiver` to
copy them by hand.

No map library is loaded here: the guard in front of the server (`vaern.py`) asks where files are.
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from dansk import Inputfejl, opremsning

STATISK = Path(__file__).resolve().parents[1] / "static"
#: The scripts of our own that every page runs: Streamlit's words in Danish, a picture copied.
SCRIPTS = ("dansk.js", "kopi.js")
VENDOR = STATISK / "vendor"
VENDOR_URL = "/app/static/vendor"

#: The one other machine a map may ask, for background tiles, and only when the user wants them.
FLISER_VAERT = "tile.openstreetmap.org"

#: Distribution, folder inside it, and its files, as laid out under `static/vendor/<name>/`.
KILDER: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "leaflet": (
        "django-js-lib-leaflet",
        "js_lib_leaflet/static/js_lib_leaflet",
        (
            "leaflet.js",
            "leaflet.css",
            "images/layers.png",
            "images/layers-2x.png",
            "images/marker-icon.png",
            "images/marker-icon-2x.png",
            "images/marker-shadow.png",
        ),
    ),
}


def sikr_aktiver(mappe: Path = VENDOR) -> list[Path]:
    """Copy what is missing or differs to `mappe`, and return every file's path.

    Nothing is written when all is in place, so it is cheap to call at each start. Raises
    Inputfejl naming the package to install when it or a file of it is not there, and naming the
    folder when it cannot be written.
    """
    return [
        _kopier(_kildefil(pakke, f"{rod}/{fil}"), mappe / navn / fil)
        for navn, (pakke, rod, filer) in KILDER.items()
        for fil in filer
    ]


def _kildefil(pakke: str, sti: str) -> Path:
    """Return where a file of an installed distribution lies on disk, without importing it."""
    try:
        fil = Path(str(metadata.distribution(pakke).locate_file(sti)))
    except metadata.PackageNotFoundError:
        raise Inputfejl(
            f"Kortets filer mangler: pakken {pakke} er ikke installeret. "
            "Kør `make assets` eller `pip install -r requirements.txt`."
        ) from None
    if not fil.is_file():
        raise Inputfejl(
            f"Kortets filer mangler: pakken {pakke} {metadata.version(pakke)} indeholder ikke "
            f"{sti}. Installer den version, der står i requirements.txt."
        )
    return fil


def _kopier(kilde: Path, maal: Path) -> Path:
    """Copy a file unless the same bytes are there; a reader never sees half a file."""
    indhold = kilde.read_bytes()
    try:
        if maal.is_file() and maal.read_bytes() == indhold:
            return maal
        maal.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=maal.parent, delete=False) as midlertidig:
            midlertidig.write(indhold)
        os.chmod(midlertidig.name, 0o644)
        os.replace(midlertidig.name, maal)
    except OSError as fejl:
        raise Inputfejl(
            f"Kortets filer kan ikke lægges i {maal.parent}: {fejl.strerror}. "
            "Giv brugeren, der starter programmet, lov til at skrive i mappen."
        ) from fejl
    return maal


def main() -> int:
    """Copy the assets, say in one line what is there, and return the exit code."""
    try:
        filer = sikr_aktiver()
    except Inputfejl as fejl:
        print(fejl, file=sys.stderr)
        return 1
    print(f"Kortets filer ({opremsning(list(KILDER))}): {len(filer)} filer i {VENDOR}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
