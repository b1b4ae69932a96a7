"""The guard in front of Streamlit: whom the server answers, and what a browser may do with it.

Streamlit holds a foreign Origin and the names it is called by against its settings for a websocket
only, and asks an outside service for the machine's address on the way. Here every request is held
to one rule before Streamlit sees it, so that no web page elsewhere can reach an app that listens on
this machine alone.
"""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from kort.aktiver import FLISER_VAERT, SCRIPTS, STATISK
from saetninger.drift import FREMMED_NAVN, FREMMED_SIDE, LUKKET

#: Figures of memory and sessions, which Streamlit serves to everybody.
LUKKEDE = ("/_stcore/metrics",)
#: Where Streamlit serves a component, such as the map, as a page of its own in a frame.
KOMPONENTER = "/component/"

#: What a page may load and from where. Styles are written by Streamlit as the page is drawn, and
#: its markdown and pictures use data: and blob:. Only background tiles come from elsewhere, and
#: only when the user asks for them. Scripts written in the page: those of `_indskrevne`.
CSP = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": f"'self' data: blob: https://{FLISER_VAERT}",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
#: streamlit-folium runs the map it is given as a script of its frame, and layers by eval().
CSP_KOMPONENT = CSP | {"script-src": "'self' 'unsafe-inline' 'unsafe-eval'"}

HOVEDER = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Vaern:
    """ASGI middleware: refuses a foreign Host or Origin and what is closed, and adds headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that is refused; pass others on, and give their answers headers."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return

        async def med_hoveder(besked: Message) -> None:
            if besked["type"].endswith("response.start"):
                MutableHeaders(scope=besked).update(sikkerhedshoveder(scope["path"]))
            await send(besked)

        await (afvisning(scope) or self._app)(scope, receive, med_hoveder)


def afvisning(scope: Scope) -> PlainTextResponse | None:
    """Return the answer to a request that is refused, in Danish, or None when it is let in."""
    hoveder = Headers(scope=scope)
    vaerter, oprindelser = hoveder.getlist("host"), hoveder.getlist("origin")
    if len(vaerter) != 1 or not _er_egen(vaerter[0], scope):
        status, svar = 400, FREMMED_NAVN
    elif any(urlsplit(o).netloc.lower() != vaerter[0].lower() for o in oprindelser):
        status, svar = 403, FREMMED_SIDE
    elif scope["path"].rstrip("/").endswith(LUKKEDE):
        return PlainTextResponse(LUKKET, 404)
    else:
        return None
    logging.getLogger("praksiskort").warning(
        "afviste en forespørgsel: Host %.200r, Origin %.200r", vaerter, oprindelser
    )
    return PlainTextResponse(svar, status)


def sikkerhedshoveder(sti: str) -> dict[str, str]:
    """Return the headers of every answer, by name; a component's frame may run its own script."""
    if KOMPONENTER in sti:
        regler = CSP_KOMPONENT
    else:
        regler = CSP | {"script-src": " ".join([CSP["script-src"], *_indskrevne()])}
    return HOVEDER | {"Content-Security-Policy": "; ".join(f"{k} {v}" for k, v in regler.items())}


@cache
def _indskrevne() -> tuple[str, ...]:
    """Return the hashes of the scripts that are written in the page: Streamlit's and our own."""
    forside = files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", forside, re.S)
    scripts += [(STATISK / navn).read_text(encoding="utf-8") for navn in SCRIPTS]
    return tuple(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in scripts)


def _er_egen(vaert: str, scope: Scope) -> bool:
    """Return whether a Host is one this server goes by.

    `server.allowedHosts` when it is set. Without it localhost and the address the connection came
    in at, which no name elsewhere can be made to stand for in a browser.
    """
    if config.get_option("server.allowedHosts"):
        return is_host_allowed(vaert)
    try:
        dele = urlsplit(f"//{vaert}")
        navn = dele.hostname if dele.netloc == vaert and dele.username is None else None
        _ = dele.port  # raises when it is no number
    except ValueError:
        return False
    adresse = _adresse(navn)
    return navn == "localhost" or (
        adresse is not None
        and (adresse.is_loopback or adresse == _adresse((scope.get("server") or ("",))[0]))
    )


def _adresse(tekst: str | None) -> IPv4Address | IPv6Address | None:
    """Return an IP address, IPv4 where it is that in IPv6 clothes; None when it is a name."""
    try:
        adresse = ip_address(tekst or "")
    except ValueError:
        return None
    return getattr(adresse, "ipv4_mapped", None) or adresse
