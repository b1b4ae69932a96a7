#!/usr/bin/env bash
# Streamlit 1.67.0 (PyPI), st.download_button with a callable.
#
# Guess: what a button of a session is to send is that session's own. While its page is drawn anew
# the button still stands, greyed or not, and a click on it gives the file, as when nothing runs.
# Seen: a run that begins lets go of the session's files, and any run that ends, of any session,
# clears away what nobody holds. While A's page is drawn (3 s here, the button last), the button
# that A still sees gives its file as long as A is alone; when B's page, without a button, is drawn
# in the meantime, A is answered "Failed to generate file for download". Nothing of it was A's doing.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q streamlit==1.67.0 websockets==15.0.1 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cat >"$mappe/side.py" <<'PY'
import time

import streamlit as st

hvem = st.query_params.get("hvem", "")
if hvem == "A-igen":
    time.sleep(3)
if hvem != "B":
    st.download_button("Get", lambda: b"figures", "figures.txt", on_click="ignore")
PY
cat >"$mappe/proev.py" <<'PY'
import asyncio
import socket
import subprocess
import sys
import time
import urllib.request

import streamlit
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Session:
    def __init__(self, ws):
        self.ws, self.id, self.button = ws, "", ""

    async def begin(self, hvem):
        bed = BackMsg()
        bed.rerun_script.query_string = f"hvem={hvem}"
        await self.ws.send(bed.SerializeToString())

    async def read(self, until):
        while True:
            svar = ForwardMsg()
            svar.ParseFromString(await asyncio.wait_for(self.ws.recv(), 60))
            if svar.WhichOneof("type") == "new_session":
                self.id = svar.new_session.initialize.session_id
            if found := svar.delta.new_element.download_button.deferred_file_id:
                self.button = found
            if svar.WhichOneof("type") == until:
                return svar

    async def click(self):
        bed = BackMsg()
        bed.backend_operation_request.request_id = "1"
        bed.backend_operation_request.session_id = self.id
        bed.backend_operation_request.deferred_file.file_id = self.button
        await self.ws.send(bed.SerializeToString())
        svar = (await self.read("backend_operation_response")).backend_operation_response
        return svar.error_msg or "a file"


async def forsoeg(port, med_b):
    til = f"ws://127.0.0.1:{port}/_stcore/stream"
    valg = {"subprotocols": ["streamlit"], "max_size": None}
    async with websockets.connect(til, **valg) as a_ws, websockets.connect(til, **valg) as b_ws:
        a, b = Session(a_ws), Session(b_ws)
        await a.begin("A")
        await a.read("script_finished")
        still = await a.click()
        await a.begin("A-igen")
        await a.read("new_session")
        await asyncio.sleep(0.5)
        if med_b:
            await b.begin("B")
            await b.read("script_finished")
            await asyncio.sleep(0.5)
        return still, await a.click()


with socket.socket() as ledig:
    ledig.bind(("127.0.0.1", 0))
    port = ledig.getsockname()[1]
server = subprocess.Popen(
    [sys.executable, "-m", "streamlit", "run", "side.py", "--server.address=127.0.0.1"]
    + [f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"],
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
    alone, beside = (asyncio.run(forsoeg(port, med_b)) for med_b in (False, True))
finally:
    server.terminate()
    server.wait()
print("streamlit", streamlit.__version__)
print("A alone: page at rest, page being drawn:", *alone, sep="\n  ")
print("B's page drawn meanwhile:", *beside, sep="\n  ")
assert alone == ("a file", "a file"), "the behaviour has changed"
assert beside == ("a file", "Failed to generate file for download"), "the behaviour has changed"
print("As seen: another session's run takes the file away.")
PY
cd "$mappe" && "$mappe/venv/bin/python" proev.py
