"""The app as a server of its own, started for a test and stopped again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROD = Path(__file__).resolve().parents[1]
START_SEKUNDER = 90


def i_egen_proces(kode: str, lager: Path) -> list[str]:
    """Run code in a process of its own, and return the lines it prints."""
    svar = subprocess.run(
        [sys.executable, "-c", kode],
        cwd=ROD,
        env=os.environ | {"PRAKSISKORT_DATA": str(lager)},
        capture_output=True,
        text=True,
    )
    assert svar.returncode == 0, svar.stderr
    return svar.stdout.splitlines()


@contextmanager
def koerende_app(log: Path, *flag: str, adresse: str = "127.0.0.1", **miljoe: str) -> Iterator[str]:
    """Start the app on a free port of this machine, give its address, and stop it again.

    `flag` are more of Streamlit's options, `miljoe` more of the environment. What it says is in
    `log`, and the scenarios are saved beside it and nowhere else.
    """
    with socket.socket() as ledig:
        ledig.bind(("127.0.0.1", 0))
        port = ledig.getsockname()[1]
    kommando = [sys.executable, "app.py", f"--server.address={adresse}", f"--server.port={port}"]
    kommando += ["--server.headless=true", *flag]
    url = f"http://127.0.0.1:{port}"
    arvet = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    with log.open("w") as ud:
        app = subprocess.Popen(
            kommando,
            cwd=ROD,
            env=arvet | {"PRAKSISKORT_DATA": str(log.parent)} | miljoe,
            stdout=ud,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _svarer(f"{url}/_stcore/health", app):
                pytest.fail(f"the app did not start:\n{log.read_text()[-3000:]}", pytrace=False)
            yield url
        finally:
            app.terminate()
            try:
                app.wait(timeout=10)
            except subprocess.TimeoutExpired:
                app.kill()
                app.wait()


def _svarer(url: str, app: subprocess.Popen[bytes]) -> bool:
    frist = time.monotonic() + START_SEKUNDER
    direkte = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < frist and app.poll() is None:
        try:
            with direkte.open(url, timeout=2):
                return True
        except urllib.error.HTTPError:
            return True  # it answers, and refuses the name it was asked by
        except OSError:
            time.sleep(0.25)
    return False
