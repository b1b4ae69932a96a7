#!/usr/bin/env bash
# Streamlit 1.67.0 (PyPI), st.navigation in an app that also has a folder named pages/.
#
# Guess: an app that calls st.navigation is always shown through it, and its folder pages/ is only
# files: so says the documentation of st.navigation.
# Seen: until the main script has run once in the process, the folder decides. When the server has
# just started and its first visitor comes by the address of a page (a shared link, a reload after a
# restart), that file is run alone, and nothing of the main script. The next visitor of the same address, after one visit to the front page, gets the
# whole app. A test that opens the front page first never meets it.
set -euo pipefail
mappe=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q streamlit==1.67.0 tornado==6.5.2 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
mkdir "$mappe/app" "$mappe/app/pages"
cat > "$mappe/app/main.py" <<'PY'
import streamlit as st

valgt = st.navigation([st.Page("pages/a.py", title="A", default=True), st.Page("pages/b.py")])
st.write("said by the main script")
valgt.run()
PY
echo 'import streamlit as st; st.write("said by page a")' > "$mappe/app/pages/a.py"
echo 'import streamlit as st; st.write("said by page b")' > "$mappe/app/pages/b.py"
cd "$mappe/app"
PORT=$("$mappe/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export PORT
"$mappe/venv/bin/python" -m streamlit run main.py --server.headless true --server.port "$PORT" \
  --server.address 127.0.0.1 --browser.gatherUsageStats false >"$mappe/log" 2>&1 &
server=$!
"$mappe/venv/bin/python" - <<'PY'
import asyncio
import os

import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tornado.websocket import websocket_connect


PORT = os.environ["PORT"]


async def visit(page: str) -> list[str]:
    """Return what a new visitor who comes by this address is shown."""
    for _ in range(120):
        try:
            ws = await websocket_connect(
                f"ws://127.0.0.1:{PORT}/_stcore/stream", subprotocols=["streamlit"]
            )
            break
        except Exception:
            await asyncio.sleep(0.5)
    else:
        raise SystemExit("the server did not start")
    ask = BackMsg()
    ask.rerun_script.page_name = page
    await ws.write_message(ask.SerializeToString(), binary=True)
    shown = []
    while True:
        answer = await asyncio.wait_for(ws.read_message(), 60)
        message = ForwardMsg()
        message.ParseFromString(answer)
        if message.WhichOneof("type") == "delta":
            if text := message.delta.new_element.markdown.body:
                shown.append(text)
        if message.WhichOneof("type") == "script_finished":
            ws.close()
            return shown


async def main() -> None:
    first = await visit("b")
    await visit("")
    later = await visit("b")
    print("streamlit", streamlit.__version__)
    print("first visitor of /b:        ", first)
    print("visitor of /b after a visit of /:", later)
    assert first == ["said by page b"], "the behaviour has changed"
    assert later == ["said by the main script", "said by page b"], "the behaviour has changed"
    print("As seen: the first visitor gets the page without its app.")


asyncio.run(main())
PY
