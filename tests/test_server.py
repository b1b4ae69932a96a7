"""The server at start: it asks nobody for anything, and says who can reach it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from saetninger.drift import hvem_kan_naa
from tests.koerende import ROD, i_egen_proces, koerende_app

#: Python reads it at start when it is on the path: it writes down every name asked for and every
#: address spoken to that is not this machine's own.
VAGT = """
import os, sys
EGNE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "")
def vagt(haendelse, givet):
    if haendelse in ("socket.connect", "socket.sendto", "socket.getaddrinfo",
                     "socket.gethostbyname", "socket.gethostbyaddr"):
        sted = givet[1] if haendelse in ("socket.connect", "socket.sendto") else givet[0]
        sted = sted[0] if isinstance(sted, tuple) else sted
        if sted is not None and os.fsdecode(sted) not in EGNE:
            with open(os.environ["VAGTBOG"], "a") as bog:
                bog.write(f"{haendelse} {sted}\\n")
sys.addaudithook(vagt)
"""
ALENE = "no network of its own: unshare -rn is not allowed here"


def _vagt(mappe: Path) -> tuple[Path, dict[str, str]]:
    (mappe / "sitecustomize.py").write_text(VAGT)
    bog = mappe / "vagtbog.txt"
    bog.touch()
    return bog, {"PYTHONPATH": str(mappe), "VAGTBOG": str(bog)}


def _se_en_side(url: str) -> None:
    """Do as a browser does: connect, have the script run, and wait until it is done."""
    stroem = url.replace("http:", "ws:") + "/_stcore/stream"
    koer = BackMsg()
    koer.rerun_script.query_string = ""
    valg = {"subprotocols": ["streamlit"], "proxy": None, "max_size": None}
    with connect(stroem, origin=url, **valg) as forbindelse:
        forbindelse.send(koer.SerializeToString())
        besked = ForwardMsg()
        while besked.WhichOneof("type") != "script_finished":
            besked.ParseFromString(forbindelse.recv(timeout=60))
        assert besked.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


class _Bruger:
    """A browser that sees a page, and clicks on what is to be fetched from it."""

    def __init__(self, forbindelse: Any) -> None:
        self.forbindelse, self.session, self.knap = forbindelse, "", ""

    def _laes_til(self, slags: str) -> ForwardMsg:
        besked = ForwardMsg()
        while besked.WhichOneof("type") != slags:
            besked.ParseFromString(self.forbindelse.recv(timeout=60))
            if besked.WhichOneof("type") == "new_session":
                self.session = besked.new_session.initialize.session_id
            self.knap = besked.delta.new_element.download_button.deferred_file_id or self.knap
        return besked

    def se(self, sti: str) -> None:
        koer = BackMsg()
        koer.rerun_script.page_name = sti
        self.forbindelse.send(koer.SerializeToString())
        self._laes_til("script_finished")

    def hent(self, knap: str) -> str:
        """Return the path of the file, or what is said instead."""
        bed = BackMsg()
        bed.backend_operation_request.request_id = "1"
        bed.backend_operation_request.session_id = self.session
        bed.backend_operation_request.deferred_file.file_id = knap
        self.forbindelse.send(bed.SerializeToString())
        svar = self._laes_til("backend_operation_response").backend_operation_response
        return svar.error_msg or svar.deferred_file.url


def test_a_file_can_be_fetched_from_a_page_that_has_been_drawn_anew(tmp_path: Path) -> None:
    """The button that was clicked is of the run before; two more pages are drawn meanwhile."""
    valg = {"subprotocols": ["streamlit"], "proxy": None, "max_size": None}
    with koerende_app(tmp_path / "log") as url:
        stroem = url.replace("http:", "ws:") + "/_stcore/stream"
        with connect(stroem, origin=url, **valg) as forbindelse:
            bruger = _Bruger(forbindelse)
            bruger.se("scenarier")
            bruger.se("kommuneark")
            klikket = bruger.knap
            bruger.se("kommuneark")
            assert bruger.knap != klikket
            sti = bruger.hent(klikket)
            for _ in range(2):
                bruger.se("scenarier")
            with urllib.request.urlopen(url + sti) as svar:
                assert svar.read(2) == b"PK"


def _fremmed_side(url: str) -> None:
    stroem = url.replace("http:", "ws:") + "/_stcore/stream"
    with pytest.raises(InvalidStatus):
        connect(stroem, origin="https://andet.example", proxy=None)


KONSOL = """
import server
import streamlit as st
from streamlit import env_util
spurgt = []
env_util.is_repl = lambda: spurgt.append("konsol")
st.text("det foerste")
print(spurgt)
"""


def test_the_first_visitor_does_not_wait_to_know_whether_it_is_a_console(tmp_path: Path) -> None:
    """Streamlit would look through the files of all that is loaded, at the first thing drawn."""
    assert i_egen_proces(KONSOL, tmp_path)[-1] == "[]"


@pytest.mark.parametrize("adresse", ["127.0.0.1", "0.0.0.0", "::"])
@pytest.mark.timeout(240)
def test_the_server_asks_nobody(adresse: str, tmp_path: Path) -> None:
    bog, miljoe = _vagt(tmp_path)
    log = tmp_path / "log"
    with koerende_app(log, adresse=adresse, **miljoe) as url:
        _se_en_side(url)
        _fremmed_side(url)
    assert bog.read_text() == ""
    assert "Traceback" not in log.read_text()


def test_the_watch_sees_what_is_asked(tmp_path: Path) -> None:
    """Streamlit's greeting asks; in a network of its own, so that nothing leaves the machine."""
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rn", "true"], capture_output=True).returncode:
        pytest.skip(ALENE)
    bog, miljoe = _vagt(tmp_path)
    hilsen = (
        "from streamlit import net_util; net_util.get_internal_ip(); net_util.get_external_ip()"
    )
    kommando = [unshare, "-rn", sys.executable, "-c", hilsen]
    subprocess.run(kommando, env=os.environ | miljoe, cwd=ROD, capture_output=True, check=True)
    assert "checkip" in bog.read_text() and "8.8.8.8" in bog.read_text()


@pytest.mark.parametrize(
    ("adresse", "alle"), [("127.0.0.1", False), ("0.0.0.0", True)], ids=["loopback", "all"]
)
def test_one_sentence_says_who_can_reach_it(adresse: str, alle: bool, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with koerende_app(log, adresse=adresse) as url:
        port = url.rsplit(":", 1)[1]
    (linje,) = [x for x in log.read_text().splitlines() if x.startswith("Praksiskort er på")]
    assert f":{port}" in linje and "ingen login" in linje
    assert ("over nettet" in linje) is alle
    assert ("kun nås fra denne maskine" in linje) is not alle


@pytest.mark.parametrize(
    ("adresse", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("localhost", "http://localhost:8501"),
        ("::1", "http://[::1]:8501"),
        ("192.0.2.2", "http://192.0.2.2:8501"),
        ("0.0.0.0", "http://localhost:8501"),
        ("::", "http://localhost:8501"),
    ],
)
@pytest.mark.parametrize("login", [True, False])
def test_the_sentence_of_each_address(adresse: str, url: str, login: bool) -> None:
    saetning = hvem_kan_naa(adresse, 8501, tls=False, login=login)
    assert url in saetning.split()
    assert ("nettet" in saetning) is (adresse not in ("127.0.0.1", "localhost", "::1"))
    assert ("ingen login" in saetning) is not login
    assert ("skal logge ind" in saetning) is login
    assert saetning.endswith(".") and saetning.count(". ") == 0
