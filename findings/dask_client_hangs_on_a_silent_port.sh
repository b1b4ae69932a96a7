#!/usr/bin/env bash
# distributed 2026.8.0 (PyPI), distributed.Client(address, timeout=...).
#
# Guess: `timeout` is »Timeout duration for initial connection to the scheduler« (its docstring): a
# Client that cannot be made within it raises.
# Seen: it does where nothing listens. Where something takes the connection and says nothing, or
# speaks something else (a web server; the scheduler's own page, one port up; a scheduler that is
# stopped), Client() never returns and never raises: the limit is on opening the socket
# (distributed.comm.core.connect), and the reading of the handshake after it has none, on purpose. One that
# did raise waits 10 s more when it is thrown away, and prints a traceback (»Exception ignored in
# Client.__del__«) where its setting up was not an OSError. A program that must answer needs a
# limit of its own around it, in a thread.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q dask==2026.8.0 distributed==2026.8.0 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
"$mappe/venv/bin/python" - <<'PY'
import socket
import threading
import time
from http.server import HTTPServer, SimpleHTTPRequestHandler

import distributed
from distributed import Client

print("distributed", distributed.__version__)
GRAENSE, VENT = 2, 15


def proev(port):
    """Seconds until Client(timeout=2) raises, None where it has not in 15."""
    svar = []

    def lav():
        start = time.monotonic()
        try:
            Client(f"tcp://127.0.0.1:{port}", timeout=GRAENSE, set_as_default=False)
        except OSError:
            svar.append(time.monotonic() - start)

    traad = threading.Thread(target=lav, daemon=True)
    traad.start()
    traad.join(VENT)
    return svar[0] if svar else None


with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    ingen = s.getsockname()[1]
tavs = socket.socket()
tavs.bind(("127.0.0.1", 0))
tavs.listen()
web = HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
threading.Thread(target=web.serve_forever, daemon=True).start()
tider = {"nothing": proev(ingen), "a silent port": proev(tavs.getsockname()[1])}
for navn, tid in tider.items():
    print(f"{navn}: {'raised after %.1f s' % tid if tid else f'nothing after {VENT} s'}")
assert tider["nothing"] and tider["nothing"] < GRAENSE + 2, "the behaviour has changed"
assert tider["a silent port"] is None, "the behaviour has changed"
print("a web server:", proev(web.server_address[1]) or f"nothing after {VENT} s")
print("As seen: timeout=2 is no limit where somebody takes the connection.")
PY
