"""The app behind the nginx of docs/drift.md: pages, maps, an upload, a download and the headers."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from planning.plan import Plan
from tests.koerende import ROD, koerende_app

DRIFT = (ROD / "docs/drift.md").read_text(encoding="utf-8")
#: Debian keeps it where only root looks.
STI = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
KONFIG = re.findall(r"```nginx\n(.*?)```", DRIFT, re.S)[0]


def _ledig() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture(scope="module")
def http_port() -> int:
    return _ledig()


@pytest.fixture(scope="module")
def app_url(
    chromium: str, http_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of nginx, which has the app behind it; takes the place of the app's own."""
    nginx, openssl = shutil.which("nginx", path=STI), shutil.which("openssl")
    if not nginx or not openssl:
        pytest.skip("no nginx or no openssl: install nginx-light and openssl")
    mappe = tmp_path_factory.mktemp("nginx")
    pem, noegle = mappe / "praksiskort.pem", mappe / "praksiskort.key"
    signer = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"]
    filer = ["/CN=localhost", "-keyout", noegle, "-out", pem]
    subprocess.run([openssl, *signer, *filer], check=True, capture_output=True)
    https_port = _ledig()
    with koerende_app(mappe / "log", "--server.allowedHosts=localhost") as bag:
        konfig = KONFIG
        for fra, til in {
            "/etc/ssl/certs/praksiskort.pem": str(pem),
            "/etc/ssl/private/praksiskort.key": str(noegle),
            "http://127.0.0.1:8501": bag,
            "praksiskort.example": "localhost",
            "listen 80;": f"listen 127.0.0.1:{http_port};",
            "listen 443 ": f"listen 127.0.0.1:{https_port} ",
        }.items():
            assert fra in konfig, f"docs/drift.md no longer says {fra}"
            konfig = konfig.replace(fra, til)
        with _nginx(nginx, konfig, mappe, https_port):
            yield f"https://localhost:{https_port}"


@contextmanager
def _nginx(program: str, konfig: str, mappe: Path, port: int) -> Iterator[None]:
    """Run nginx in the foreground with all its files in a folder, until the block ends."""
    fil = mappe / "nginx.conf"
    steder = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temp = "".join(f"{s}_temp_path {mappe}/{s};\n" for s in steder)
    # As root its workers would be somebody who may not read the folder.
    bruger = "user root;\n" if os.geteuid() == 0 else ""
    fil.write_text(
        f"daemon off;\n{bruger}pid {mappe}/pid;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temp}{konfig}\n}}\n"
    )
    fejl = mappe / "fejl.log"
    proces = subprocess.Popen([program, "-p", mappe, "-e", fejl, "-c", fil])
    try:
        for _ in range(100):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if proces.poll() is not None:
                pytest.fail(f"nginx: {fejl.read_text()}", pytrace=False)
            time.sleep(0.1)
        yield
    finally:
        proces.terminate()
        proces.wait(timeout=10)


@pytest.fixture
def befolkning(tmp_path: Path, plan: Plan) -> Path:
    linjer = ["Kommune;Indbyggere"]
    linjer += [f"{r.kommune};{r.indbyggere + 100}" for r in plan.kommuner.itertuples()]
    fil = tmp_path / "befolkning.csv"
    fil.write_text("\n".join(linjer), encoding="utf-8")
    return fil


@pytest.mark.timeout(240)
def test_pages_and_their_maps(side: Any) -> None:
    """A page with a map, one that fetches large tables, and one with a field for a file."""
    side.gaa()
    for navn in ("Dækning", "Forslag", "Plandokument"):
        side.til(navn)
    side.ingen_fremmede()
    side.ingen_fejl()
    assert any(url.startswith("wss:") for url in side.adresser)


@pytest.mark.timeout(240)
def test_an_upload_and_a_download(side: Any, befolkning: Path) -> None:
    side.gaa("indlaes")
    side.page.locator("input[type=file]").set_input_files(befolkning)
    svar = side.page.get_by_role("button", name="Brug svarene")
    tag = side.page.get_by_role("button", name="Tag i brug").first
    expect(svar.or_(tag).first).to_be_visible(timeout=30_000)
    if svar.is_visible():
        svar.click()
    side.page.get_by_label("Dit navn").first.fill("Åse")
    side.page.keyboard.press("Enter")
    expect(tag).to_be_enabled(timeout=30_000)
    tag.click()
    expect(side.page.get_by_text("er taget i brug som datasæt")).to_be_visible(timeout=60_000)
    side.vent()
    with side.page.expect_download(timeout=60_000) as hentet:
        side.page.get_by_role("button", name="Hent som datapakke").click()
    assert hentet.value.path().stat().st_size > 1_000
    side.ingen_fremmede()
    side.ingen_fejl()


def _spoerg(url: str, sti: str, metode: str = "GET", **hoveder: str) -> Any:
    usigneret = ssl._create_unverified_context()
    forbindelse = HTTPSConnection(urlsplit(url).netloc, timeout=20, context=usigneret)
    forbindelse.request(metode, sti, headers=hoveder)
    svar = forbindelse.getresponse()
    svar.read()
    forbindelse.close()
    return svar


def test_the_headers_and_cookies(app_url: str) -> None:
    svar = _spoerg(app_url, "/_stcore/health")
    assert svar.status == 200
    assert svar.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert len(svar.headers.get_all("Content-Security-Policy")) == 1
    assert svar.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    kager = svar.headers.get_all("Set-Cookie")
    assert kager and all("secure" in kage.lower() for kage in kager)


def test_what_is_refused_without_a_proxy_is_refused_behind_one(app_url: str) -> None:
    assert _spoerg(app_url, "/", Origin="https://andet.example").status == 403
    assert _spoerg(app_url, "/", Host="andet.example").status == 421
    assert _spoerg(app_url, "/_stcore/metrics").status == 404
    with (
        socket.create_connection(("127.0.0.1", urlsplit(app_url).port)) as s,
        pytest.raises(ssl.SSLError),
    ):
        ssl._create_unverified_context().wrap_socket(s, server_hostname="andet.example")


def test_an_unencrypted_request_is_sent_on(app_url: str, http_port: int) -> None:
    forbindelse = HTTPConnection(f"localhost:{http_port}", timeout=20)
    forbindelse.request("GET", "/daekning?x=1")
    svar = forbindelse.getresponse()
    assert (svar.status, svar.getheader("Location")) == (301, "https://localhost/daekning?x=1")
    forbindelse.close()


def test_the_largest_upload_is_what_the_app_takes(app_url: str) -> None:
    opsat = tomllib.loads((ROD / ".streamlit/config.toml").read_text("utf-8"))
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", KONFIG)
    assert int(megabytes) == opsat["server"]["maxUploadSize"] + 1
    for stoerrelse, status in ((100 << 20, 100), (102 << 20, 413)):
        svar = _spoerg_stor(app_url, stoerrelse)
        assert f" {status} " in svar, svar


def _spoerg_stor(url: str, stoerrelse: int) -> str:
    """Announce a body of so many bytes and send none of it; return the line of the answer."""
    sti = "/_stcore/upload_file/session/fil"
    usigneret = ssl._create_unverified_context()
    with (
        socket.create_connection(("127.0.0.1", urlsplit(url).port), timeout=20) as raa,
        usigneret.wrap_socket(raa, server_hostname="localhost") as s,
    ):
        hoved = f"PUT {sti} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {stoerrelse}\r\n"
        s.sendall(f"{hoved}Expect: 100-continue\r\n\r\n".encode())
        return s.recv(200).decode().splitlines()[0]
