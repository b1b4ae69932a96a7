#!/usr/bin/env bash
# Streamlit 1.67.0 (PyPI), the option runner.postScriptGC, which is true unless it is set.
#
# Guess: what one visitor's click costs is what the script does; collecting garbage after each run
# is, as the comment in the source has it, of low cost, since little is done between runs.
# Seen: the whole heap is walked after every run of every visitor, with the interpreter held. It
# costs by what the process holds (data, imported libraries), not by what the run did: a script of
# one line beside 2 million small dicts that never change makes the next click wait 10 times as long
# or more, whoever clicks. With the option false the same clicks cost what the script does.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q streamlit==1.67.0 tornado==6.5.2 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
mkdir "$mappe/app"
cat > "$mappe/app/main.py" <<'PY'
import streamlit as st


@st.cache_resource
def data() -> list[dict[str, int]]:
    return [{"n": n} for n in range(2_000_000)]


st.write(len(data()))
PY
cat > "$mappe/clicks.py" <<'PY'
import asyncio
import socket
import statistics
import subprocess
import sys
import time

import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tornado.websocket import websocket_connect


async def visitor(port: int):
    for _ in range(240):
        try:
            url = f"ws://127.0.0.1:{port}/_stcore/stream"
            return await websocket_connect(url, subprotocols=["streamlit"])
        except Exception:
            await asyncio.sleep(0.5)
    raise SystemExit("the server did not start")


async def click(ws) -> float:
    ask = BackMsg()
    ask.rerun_script.query_string = ""
    start = time.perf_counter()
    await ws.write_message(ask.SerializeToString(), binary=True)
    while True:
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(ws.read_message(), 120))
        if message.WhichOneof("type") == "script_finished":
            return time.perf_counter() - start


async def two_visitors(port: int) -> float:
    """Return the median seconds of a click made just after another visitor's."""
    one, other = await visitor(port), await visitor(port)
    await click(one)
    await click(other)
    waited = []
    for _ in range(8):
        await asyncio.sleep(1)
        await click(one)
        waited.append(await click(other))
    return statistics.median(waited)


def measure(*choice: str) -> float:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "main.py", "--server.headless=true"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1"]
    command += ["--browser.gatherUsageStats=false", *choice]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return asyncio.run(two_visitors(port))
    finally:
        server.terminate()
        server.wait()


collected, left = measure(), measure("--runner.postScriptGC=false")
print("streamlit", streamlit.__version__)
print(f"a click after another visitor's, as it comes:          {1000 * collected:6.0f} ms")
print(f"the same with runner.postScriptGC=false:               {1000 * left:6.0f} ms")
assert collected > 5 * left, "the behaviour has changed"
print("As seen: every run makes the next one wait for the whole heap to be walked.")
PY
cd "$mappe/app"
"$mappe/venv/bin/python" "$mappe/clicks.py"
