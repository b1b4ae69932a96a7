"""Leaflet and jQuery from this machine: what a web map needs without a request to anyone else.

folium points at a CDN by default, and behind a firewall the map is then blank. The files lie in
two PyPI packages instead; they are copied to `static/vendor/`, which Streamlit serves under
`/app/static/vendor/` when `server.enableStaticServing` is on. Run `python -m kort.aktiver` to
copy them by hand.

Only what is built from `tomt_kort` stays on the machine. `folium.plugins`, `folium.Icon` and
branca's colour maps name their own CDN and must not be used (tests/test_arkitektur.py).
"""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

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
    "jquery": ("XStatic-jQuery", "xstatic/pkg/jquery/data", ("jquery.min.js",)),
}

#: What folium calls (name, url) pairs, for `Map.default_js` and `Map.default_css`.
FOLIUM_JS: list[tuple[str, str]] = [
    ("leaflet", f"{VENDOR_URL}/leaflet/leaflet.js"),
    ("jquery", f"{VENDOR_URL}/jquery/jquery.min.js"),
]
FOLIUM_CSS: list[tuple[str, str]] = [("leaflet_css", f"{VENDOR_URL}/leaflet/leaflet.css")]
LEAFLET_BILLEDER_URL = f"{VENDOR_URL}/leaflet/images/"


class _DanskKort(MacroElement):
    """The controls of a map in Danish and metres, and where its marker images are.

    Leaflet guesses the image folder from its stylesheet, and guesses wrong when the stylesheet
    has not arrived yet; so it is told. The prefix of the attribution, a link to leafletjs.com,
    goes: the corner is for the source of the data.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            document.documentElement.lang = "da";
            L.Icon.Default.imagePath = {{ this.billeder|tojson }};
            if ({{ this._parent.get_name() }}.attributionControl) {
                {{ this._parent.get_name() }}.attributionControl.setPrefix(false);
            }
            {%- if this.zoomknapper %}
            L.control.zoom({zoomInTitle: "Zoom ind", zoomOutTitle: "Zoom ud"})
                .addTo({{ this._parent.get_name() }});
            {%- endif %}
            {%- if this.maalestok %}
            L.control.scale({imperial: false}).addTo({{ this._parent.get_name() }});
            {%- endif %}
        {% endmacro %}
        """
    )

    def __init__(self, *, zoomknapper: bool, maalestok: bool) -> None:
        super().__init__()
        self._name = "DanskKort"
        self.billeder = LEAFLET_BILLEDER_URL
        self.zoomknapper = zoomknapper
        self.maalestok = maalestok


def tomt_kort(*, zoom_control: bool = True, control_scale: bool = True, **valg: Any) -> folium.Map:
    """Return a folium map without background that loads only files from this machine.

    `valg` are the arguments of `folium.Map`; `tiles` is None unless given, and a tile layer that
    is given makes the browser ask its server. The zoom buttons have Danish titles and the scale
    is metric. No other folium map is changed.
    """
    kort = folium.Map(**{"tiles": None, **valg, "zoom_control": False})
    kort.default_js = list(FOLIUM_JS)
    kort.default_css = list(FOLIUM_CSS)
    kort.add_child(_DanskKort(zoomknapper=zoom_control, maalestok=control_scale))
    return kort


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
