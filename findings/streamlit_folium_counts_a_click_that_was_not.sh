#!/usr/bin/env bash
# streamlit-folium 0.27.4 with Streamlit 1.67.0 and folium 0.20.0 (PyPI), in a Chromium of the
# machine's (CHROMIUM, or chromium in PATH), driven by playwright 1.55.0.
#
# Guess: a map that returns last_object_clicked and last_object_clicked_count has the page run again
# for each click, and not before there is one: the two come and go together.
# Seen: with the count the page is run twice before anybody has touched it, without it once. The
# page's own value to begin with has the count None, the map's has 0; the map sends its own, once,
# as soon as it is drawn. That is each visit of each such page, and the second run replaces the
# buttons of the first while somebody may be clicking on them.
set -euo pipefail
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$CHROMIUM" ] || { echo "no Chromium: set CHROMIUM" >&2; exit 2; }
export CHROMIUM
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q streamlit==1.67.0 streamlit-folium==0.27.4 folium==0.20.0 playwright==1.55.0 django-js-lib-leaflet==1.9.4.1 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cat >"$mappe/side.py" <<'PY'
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

hvad = st.query_params["hvad"].split(",")
with Path(f"koersler_{len(hvad)}").open("a") as log:
    log.write("x")
kort = folium.Map([57, 10], zoom_start=8, tiles=None)
folium.Circle([57, 10], 5000).add_to(kort)
st_folium(kort, returned_objects=hvad)
PY
cat >"$mappe/proev.py" <<'PY'
import os
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.metadata import distribution, version
from pathlib import Path

from playwright.sync_api import sync_playwright

KLIK = "last_object_clicked"
LEAFLET = distribution("django-js-lib-leaflet").locate_file(
    "js_lib_leaflet/static/js_lib_leaflet/leaflet.js"
)
with socket.socket() as ledig:
    ledig.bind(("127.0.0.1", 0))
    port = ledig.getsockname()[1]
server = subprocess.Popen(
    [sys.executable, "-m", "streamlit", "run", "side.py", "--server.address=127.0.0.1"]
    + [f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)


def koersler(hvad):
    """Runs of the page when its map has been drawn and five seconds have gone, with no click."""
    side = browser.new_page()
    # The map asks others for its files: it is given Leaflet from PyPI, and does without the rest.
    side.route("**/*", svar)
    side.goto(f"http://127.0.0.1:{port}/?hvad={','.join(hvad)}")
    ramme = side.frame_locator("iframe")
    ramme.locator("path.leaflet-interactive").first.wait_for(state="attached", timeout=60_000)
    time.sleep(5)
    side.close()
    return len(Path(f"koersler_{len(hvad)}").read_text())


def svar(route):
    """Answer for all others than the server."""
    adresse = route.request.url
    if "127.0.0.1" in adresse:
        route.continue_()
    elif adresse.endswith("/leaflet.js"):
        route.fulfill(path=LEAFLET, content_type="text/javascript")
    else:
        route.fulfill(body="")


try:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health").read()
            break
        except OSError:
            time.sleep(0.2)
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        uden, med = koersler([KLIK]), koersler([KLIK, f"{KLIK}_count"])
        browser.close()
finally:
    server.terminate()
    server.wait()
print("streamlit-folium", version("streamlit-folium"), "streamlit", version("streamlit"))
print("runs of a page nobody has touched, without the count:", uden)
print("runs of a page nobody has touched, with the count:   ", med)
assert (uden, med) == (1, 2), "the behaviour has changed"
print("As seen: the count alone costs a run.")
PY
cd "$mappe" && "$mappe/venv/bin/python" proev.py
