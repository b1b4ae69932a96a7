"""The guard on a real server: who is answered, what is closed, and what a browser is told."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
from streamlit import config
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from kort.aktiver import SCRIPTS
from tests.koerende import ROD, koerende_app
from vaern import afvisning, sikkerhedshoveder

FREMMEDE = [
    "andet.example",
    "127.0.0.1.andet.example",
    "localhost.andet.example",
    "andet.example:8501",
    "192.0.2.7",
    "[2001:db8::1]",
    "127.0.0.1@andet.example",
    "localhost/andet.example",
    "localhost:x",
    "",
]
STIER = ["/", "/daekning", "/_stcore/health", "/_stcore/host-config", "/app/static/dansk.js"]
STROEM = "/_stcore/stream"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with koerende_app(tmp_path_factory.mktemp("app") / "log") as url:
        yield url


def _spoerg(
    url: str, sti: str, vaert: str | None = None, metode: str = "GET", **hoveder: str
) -> tuple[HTTPResponse, str]:
    forbindelse = HTTPConnection(urlsplit(url).netloc, timeout=20)
    hoveder = {"Host": urlsplit(url).netloc if vaert is None else vaert, **hoveder}
    forbindelse.request(metode, sti, headers=hoveder)
    svar = forbindelse.getresponse()
    tekst = svar.read().decode()
    forbindelse.close()
    return svar, tekst


@pytest.mark.parametrize("sti", STIER)
def test_the_machine_itself_is_answered(url: str, sti: str) -> None:
    port = urlsplit(url).port
    for vaert in (f"127.0.0.1:{port}", f"localhost:{port}", "LOCALHOST", f"[::1]:{port}"):
        assert _spoerg(url, sti, vaert)[0].status == 200, vaert
    assert _spoerg(url, sti, Origin=url)[0].status == 200


@pytest.mark.parametrize("sti", STIER)
def test_a_foreign_name_is_refused(url: str, sti: str) -> None:
    rigtigt = _spoerg(url, sti)[1]
    for vaert in FREMMEDE:
        svar, tekst = _spoerg(url, sti, vaert)
        assert svar.status == 400, vaert
        assert "server.allowedHosts" in tekst and tekst != rigtigt


@pytest.mark.parametrize("metode", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_a_foreign_page_is_refused(url: str, metode: str) -> None:
    """Also a page of this machine on another port, and one that hides where it is from."""
    upload = "/_stcore/upload_file/session/fil"
    for oprindelse in ("https://andet.example", "http://127.0.0.1:1", "http://localhost", "null"):
        svar, _ = _spoerg(url, upload, metode=metode, Origin=oprindelse)
        assert svar.status == 403, oprindelse
        assert svar.getheader("Access-Control-Allow-Origin") is None


def test_an_upload_takes_streamlits_own_token_too(url: str) -> None:
    svar, _ = _spoerg(url, "/_stcore/upload_file/session/fil", metode="PUT", Origin=url)
    assert svar.status == 403


def test_the_websocket_is_for_our_own_page_only(url: str) -> None:
    stroem = url.replace("http:", "ws:") + STROEM
    with connect(stroem, origin=url, subprotocols=["streamlit"], proxy=None) as forbindelse:
        assert forbindelse.protocol.state.name == "OPEN"
    for oprindelse in ("https://andet.example", "http://localhost:1", "null"):
        with pytest.raises(InvalidStatus) as afvist:
            connect(stroem, origin=oprindelse, subprotocols=["streamlit"], proxy=None)
        assert afvist.value.response.status_code == 403


def test_the_websocket_is_refused_by_a_foreign_name(url: str) -> None:
    """Name and Origin agree, as they do when a foreign name has been made to lead here."""
    port = urlsplit(url).port
    with pytest.raises(InvalidStatus) as afvist:
        connect(
            f"ws://andet.example:{port}{STROEM}",
            address=("127.0.0.1", port),
            origin=f"http://andet.example:{port}",
            subprotocols=["streamlit"],
            proxy=None,
        )
    assert afvist.value.response.status_code == 400


@pytest.mark.parametrize("sti", ["", "/", "?families=session_events", "/?x"])
def test_the_figures_of_the_server_are_closed(url: str, sti: str) -> None:
    for metode in ("GET", "OPTIONS", "HEAD"):
        svar, tekst = _spoerg(url, f"/_stcore/metrics{sti}", metode=metode)
        assert svar.status == 404
        assert "TYPE" not in tekst and "bytes" not in tekst


@pytest.mark.parametrize(("sti", "vaert"), [*((s, None) for s in STIER), ("/", "andet.example")])
def test_every_answer_has_the_headers(url: str, sti: str, vaert: str | None) -> None:
    svar, _ = _spoerg(url, sti, vaert)
    assert svar.getheader("X-Content-Type-Options") == "nosniff"
    assert svar.getheader("Referrer-Policy") == "same-origin"
    regler = str(svar.getheader("Content-Security-Policy"))
    assert "frame-ancestors 'self'" in regler and "default-src 'self'" in regler
    (script,) = re.findall(r"script-src ([^;]*)", regler)
    assert "unsafe" not in script and "http" not in script


def test_only_a_component_may_run_scripts_of_its_own(url: str) -> None:
    sti = "/component/streamlit_folium.st_folium/index.html"
    svar, _ = _spoerg(url, sti)
    assert svar.status in (200, 404)  # known once a page has drawn a map
    assert "'unsafe-eval'" in str(svar.getheader("Content-Security-Policy"))
    assert "unsafe-eval" not in sikkerhedshoveder("/daekning")["Content-Security-Policy"]


def test_the_scripts_written_in_the_page_are_the_ones_allowed(url: str) -> None:
    svar, tekst = _spoerg(url, "/")
    scripts = re.findall(r"<script>(.*?)</script>", tekst, re.S)
    assert scripts
    egne = [(ROD / "static" / navn).read_text() for navn in SCRIPTS]
    for script in [*scripts, *egne]:
        sum_ = b64encode(sha256(script.encode()).digest()).decode()
        assert f"'sha256-{sum_}'" in str(svar.getheader("Content-Security-Policy"))


def _svarer(vaert: str, hos: str, *flere: tuple[bytes, bytes]) -> bool:
    hoveder = [(b"host", vaert.encode()), *flere]
    scope = {"type": "http", "path": "/", "headers": hoveder, "server": (hos, 8501)}
    return afvisning(scope) is None


@pytest.mark.parametrize(
    ("vaert", "hos", "svarer"),
    [
        ("192.0.2.2:8501", "192.0.2.2", True),
        ("192.0.2.2", "::ffff:192.0.2.2", True),
        ("[2001:db8::1]:8501", "2001:db8::1", True),
        ("localhost:8501", "172.17.0.2", True),
        ("192.0.2.3:8501", "192.0.2.2", False),
        ("praksiskort.example", "192.0.2.2", False),
    ],
)
def test_on_all_addresses_the_one_it_came_in_at(vaert: str, hos: str, svarer: bool) -> None:
    assert _svarer(vaert, hos) is svarer


def test_two_names_are_none() -> None:
    assert _svarer("localhost", "127.0.0.1")
    assert not _svarer("localhost", "127.0.0.1", (b"host", b"localhost"))


def test_names_that_are_set_are_the_only_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    rigtig = config.get_option
    monkeypatch.setattr(
        config,
        "get_option",
        lambda n: ["praksiskort.example"] if n == "server.allowedHosts" else rigtig(n),
    )
    assert _svarer("praksiskort.example", "127.0.0.1")
    assert _svarer("Praksiskort.example:443", "127.0.0.1")
    assert not _svarer("andet.example", "127.0.0.1")
    assert not _svarer("a.praksiskort.example", "127.0.0.1")
    assert not _svarer("127.0.0.1:8501", "127.0.0.1")


def test_what_was_refused_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert not _svarer("andet.example", "127.0.0.1")
    assert "andet.example" in caplog.text
