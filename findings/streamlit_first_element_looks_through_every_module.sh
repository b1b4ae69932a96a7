#!/usr/bin/env bash
# streamlit 1.67.0 (PyPI), run by its own server.
#
# Guess: the first element a server draws costs what the next one does; what is imported beside
# Streamlit costs time when it is imported, and not when a page is drawn.
# Seen: at the first element of a process Streamlit asks whether it is run from a console, by
# inspect.stack(), which finds the lines of source of every frame and for that resolves the path of
# every module that is loaded: with a thousand more modules there are thousands more calls of
# os.lstat, and the first element takes some hundred times as long as the second.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q streamlit==1.67.0 scipy==1.17.1 websockets 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cat >"$mappe/side.py" <<'PY'
import os
import sys
import time

import streamlit as st

if os.environ["MERE"]:
    import scipy.optimize
    import scipy.stats

kald, lstat = [0], os.lstat


def talt(*ord_, **navngivne):
    kald[0] += 1
    return lstat(*ord_, **navngivne)


os.lstat = talt
tider = []
for nr in range(2):
    start = time.perf_counter()
    st.text(f"element {nr}")
    tider.append(time.perf_counter() - start)
os.lstat = lstat
print("MAALT", len(sys.modules), kald[0], *tider, flush=True)
PY
cat >"$mappe/proev.py" <<'PY'
import os
import socket
import subprocess
import sys
import time

from streamlit import __version__
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect


def maal(mere):
    """Start the server, have the page drawn once, and return what it printed."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    ord_ = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    proces = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "side.py", *ord_],
        env=os.environ | {"MERE": mere, "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        koer = BackMsg()
        koer.rerun_script.query_string = ""
        for _ in range(100):
            try:
                forbindelse = connect(
                    f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], proxy=None
                )
                break
            except OSError:
                time.sleep(0.2)
        with forbindelse:
            forbindelse.send(koer.SerializeToString())
            for linje in proces.stdout:
                if linje.startswith("MAALT"):
                    moduler, kald, foerste, anden = map(float, linje.split()[1:])
                    return moduler, kald, foerste, anden
        raise SystemExit("the page was not drawn")
    finally:
        proces.kill()
        proces.wait()


print("streamlit", __version__)
faa, mange = maal(""), maal("1")
for moduler, kald, foerste, anden in (faa, mange):
    print(
        f"{moduler:.0f} modules: os.lstat {kald:.0f} times, "
        f"first element {1000 * foerste:.0f} ms, second {1000 * anden:.2f} ms"
    )
assert mange[1] > faa[1] + 1000, "the behaviour has changed"
assert mange[2] > 20 * mange[3], "the behaviour has changed"
print("As seen: the first element looks through every module that is loaded.")
PY
cd "$mappe" && "$mappe/venv/bin/python" proev.py
