#!/usr/bin/env bash
# distributed 2026.8.0 (PyPI), `dask scheduler` and `dask worker`.
#
# Guess: `dask scheduler --host 127.0.0.1`, and `dask worker tcp://127.0.0.1:PORT`, whose log says
# »Listening to: tcp://127.0.0.1:NNNNN«, can be reached from this machine only.
# Seen: the scheduler's own port is on 127.0.0.1, but its page (--dashboard-address, :8787 unless
# given) is on 0.0.0.0, with --no-dashboard too. The worker's port is on 0.0.0.0 and [::], whatever
# the log says, and so is its page. A worker runs what it is sent, so anybody on the network can
# run programs as the user who started it. With --host 127.0.0.1 on the worker as well, and
# --dashboard-address 127.0.0.1:0 on both, all are on 127.0.0.1.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q dask==2026.8.0 distributed==2026.8.0 psutil==7.2.2 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cd "$mappe"
"$mappe/venv/bin/python" - <<'PY'
import os
import signal
import socket
import subprocess
import sys
import time

import psutil


def ledig():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def lytter(scheduler, worker):
    """What scheduler and worker listen on, and what the worker says it does."""
    port = ledig()
    startet = []
    try:
        for log, ord_ in (
            ("s.log", ["scheduler", "--host", "127.0.0.1", "--port", str(port), *scheduler]),
            ("w.log", ["worker", f"tcp://127.0.0.1:{port}", "--nworkers", "1", *worker]),
        ):
            kommando = [sys.executable, "-m", "dask", *ord_]
            startet.append(
                subprocess.Popen(kommando, stdout=open(log, "w"), stderr=subprocess.STDOUT, start_new_session=True)
            )
            time.sleep(6)
        hvem = [{p.pid, *(b.pid for b in psutil.Process(p.pid).children(recursive=True))} for p in startet]
        aabne = [c for c in psutil.net_connections("tcp") if c.status == psutil.CONN_LISTEN]
        siger = [l.split("Listening to:")[1].strip() for l in open("w.log") if "Listening to:" in l]
        return [sorted({c.laddr.ip for c in aabne if c.pid in pids}) for pids in hvem], siger
    finally:
        for p in startet:
            os.killpg(p.pid, signal.SIGKILL)
            p.wait()


(s, w), siger = lytter(["--no-dashboard"], [])
print("scheduler --host 127.0.0.1 --no-dashboard listens on", s)
print("worker says it listens on", siger, "and listens on", w)
assert s == ["0.0.0.0", "127.0.0.1"], "the behaviour has changed"
assert all("127.0.0.1" in x for x in siger) and {"0.0.0.0", "::"} <= set(w), "the behaviour has changed"
side = ["--dashboard-address", "127.0.0.1:0"]
(s, w), _ = lytter(side, ["--host", "127.0.0.1", *side])
print("with an address for each:", s, w)
assert s == w == ["127.0.0.1"], "the behaviour has changed"
print("As seen: without --host a worker listens everywhere, and says it does not.")
PY
