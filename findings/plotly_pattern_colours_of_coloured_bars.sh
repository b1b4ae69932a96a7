#!/usr/bin/env bash
# plotly 7.1.0 (PyPI; its plotly.js is 4.1.1), in a Chromium of the machine's (CHROMIUM, or chromium in
# PATH).
#
# Guess: marker.pattern.fgcolor and bgcolor are the colours of the lines and of the ground of a hatched
# bar, whether marker.color is one colour or one for each bar.
# Seen: with one colour for all bars both are obeyed. With a list of colours, the same list or another,
# both are passed by without a word: fillmode "replace" draws the lines in the bar's own colour on no
# ground at all, "overlay" draws white lines on the bar's colour. A chart whose bars have colours of
# classes cannot be hatched in the colours of a map beside it.
set -euo pipefail
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$CHROMIUM" ] || { echo "no Chromium: set CHROMIUM" >&2; exit 2; }
export CHROMIUM
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q plotly==7.1.0 2>/dev/null || {
  echo "the package could not be installed" >&2
  exit 2
}
cat >"$mappe/proev.py" <<'PY'
import os
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import plotly.graph_objects as go

BLAA, GROEN, ROED = "rgb(0, 0, 255)", "rgb(0, 255, 0)", "rgb(255, 0, 0)"
HVID = "rgb(255, 255, 255)"


def tegnet(farve, fillmode):
    """The colours of ground and lines of the first bar, as the browser has drawn it."""
    moenster = {"shape": "/", "fgcolor": GROEN, "bgcolor": ROED, "fillmode": fillmode}
    figur = go.Figure(go.Bar(x=["a", "b"], y=[1, 2], marker={"color": farve, "pattern": moenster}))
    figur.write_html("figur.html", include_plotlyjs=True)
    dom = subprocess.run(
        [os.environ["CHROMIUM"], "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
        + ["--virtual-time-budget=20000", Path("figur.html").resolve().as_uri()],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    moenster = re.search(r"<pattern id=.*?</pattern>", dom, re.S)[0]
    grund = re.search(r'<rect [^>]*?fill="(rgb\([^)]*\))"', moenster)
    streg = re.search(r'<path [^>]*?stroke="(rgb\([^)]*\))"', moenster)
    return grund and grund[1], streg and streg[1]


print("plotly", version("plotly"))
svar = {}
for navn, farve in (("one colour", BLAA), ("a colour a bar", [BLAA, BLAA])):
    for fillmode in ("replace", "overlay"):
        svar[navn, fillmode] = tegnet(farve, fillmode)
        grund, streg = svar[navn, fillmode]
        print(f"{navn}, {fillmode}: ground {grund}, lines {streg}")
assert svar["one colour", "replace"] == svar["one colour", "overlay"] == (ROED, GROEN), "changed"
assert svar["a colour a bar", "replace"] == (None, BLAA), "the behaviour has changed"
assert svar["a colour a bar", "overlay"] == (BLAA, HVID), "the behaviour has changed"
print("As seen: with a colour a bar, the colours of the pattern are passed by.")
PY
cd "$mappe" && "$mappe/venv/bin/python" proev.py
