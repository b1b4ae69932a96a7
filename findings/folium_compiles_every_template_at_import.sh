#!/usr/bin/env bash
# folium 0.20.0 with branca 0.8.2 and Jinja2 3.1.6 (PyPI).
#
# Guess: loading folium and its plugins reads modules; a template is compiled when a map is drawn.
# Seen: each thing that can be drawn has a Jinja template that is compiled as its class is made:
# 84 of them, more than half of what the two imports take once numpy, pandas and requests are
# loaded. Drawing a map with a marker uses less than a fifth of them.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q folium==0.20.0 branca==0.8.2 Jinja2==3.1.6 pandas==3.1.1 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cat >"$mappe/proev.py" <<'PY'
import time
from importlib.metadata import version

import jinja2
import pandas  # noqa: F401  (folium loads them too, and they are not what is measured)
import requests  # noqa: F401

oversat, brugt = [], set()
compile_, render = jinja2.Environment.compile, jinja2.Template.render


def tael(miljoe, kilde, *ord_, **navngivne):
    start = time.process_time()
    try:
        return compile_(miljoe, kilde, *ord_, **navngivne)
    finally:
        oversat.append(time.process_time() - start)


jinja2.Environment.compile = tael
start = time.process_time()
import folium  # noqa: E402
import folium.plugins  # noqa: E402, F401

i_alt = time.process_time() - start
ved_import, sekunder = len(oversat), sum(oversat)


def set_brugt(self, navn):
    if navn in ("module", "render", "root_render_func"):
        brugt.add(id(self))
    return object.__getattribute__(self, navn)


jinja2.Template.__getattribute__ = set_brugt
kort = folium.Map(location=[57.0, 9.9], tiles=None)
folium.Marker([57.0, 9.9], tooltip="Aalborg").add_to(kort)
assert "Aalborg" in kort.get_root().render()
print("folium", version("folium"), "jinja2", version("jinja2"))
print(f"compiled at import: {ved_import}, {1000 * sekunder:.0f} of {1000 * i_alt:.0f} ms")
print(f"used by a map with a marker: {len(brugt)}")
assert ved_import > 80, "the behaviour has changed"
assert sekunder > 0.4 * i_alt, "the behaviour has changed"
assert len(brugt) < ved_import / 5, "the behaviour has changed"
print("As seen: importing folium compiles every template there is.")
PY
cd "$mappe" && "$mappe/venv/bin/python" proev.py
