#!/usr/bin/env bash
# Streamlit 1.67.0 (PyPI) and a component of the first kind, streamlit-folium 0.27.4.
#
# Guess: a package with a component may be imported anywhere in the server's process, as any other
# package: here in a lifespan hook, that loads what is slow while the server starts. The page that
# shows the component imports it too.
# Seen: components.declare_component registers the component's files only in a thread that runs a
# page (one with a script context). Imported first in a lifespan hook, the module is in sys.modules,
# the page's own import does nothing, and the files are answered 404 after the page has run: its map
# is an empty frame. In a server of its own, imported first by the page, they are answered 200.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q streamlit==1.67.0 streamlit-folium==0.27.4 folium==0.20.0 websockets==15.0.1 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cat >"$mappe/side.py" <<'PY'
import streamlit as st
import streamlit_folium

st.write("ready")
PY
cat >"$mappe/server.py" <<'PY'
import os
from contextlib import asynccontextmanager

from streamlit.starlette import App


@asynccontextmanager
async def lifespan(_):
    if os.environ["FIRST"] == "server":
        import streamlit_folium
    yield


app = App("side.py", lifespan=lifespan)
PY
cat >"$mappe/proev.py" <<'PY'
import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import streamlit
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

STI = "component/streamlit_folium.st_folium/index.html"


async def koer(port):
    """One visitor: the page is run, and its last message read."""
    async with websockets.connect(
        f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None
    ) as ws:
        bed = BackMsg()
        bed.rerun_script.query_string = ""
        await ws.send(bed.SerializeToString())
        while True:
            svar = ForwardMsg()
            svar.ParseFromString(await asyncio.wait_for(ws.recv(), 60))
            if svar.WhichOneof("type") == "script_finished":
                return


def svar(foerst):
    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port = ledig.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "server.py", "--server.address=127.0.0.1"]
        + [f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"],
        env=os.environ | {"FIRST": foerst},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health").read()
                break
            except OSError:
                time.sleep(0.2)
        asyncio.run(koer(port))
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/{STI}").status
        except urllib.error.HTTPError as fejl:
            return fejl.code
    finally:
        server.terminate()
        server.wait()


print("streamlit", streamlit.__version__)
side, server = svar("page"), svar("server")
print("imported first by the page:  ", side)
print("imported first by the server:", server)
assert (side, server) == (200, 404), "the behaviour has changed"
print("As seen: the component is not served.")
PY
cd "$mappe" && "$mappe/venv/bin/python" proev.py
