"""Praksiskort as a server: the app behind the guard, and one sentence at start on who can reach it.

`python app.py` has `streamlit run` start this file: Streamlit finds `app` in it and reads the flags
of the command line and `.streamlit/config.toml`.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.middleware import Middleware
from streamlit import config, delta_generator
from streamlit.starlette import App

from dansk import Inputfejl
from hentefrist import giv_frist
from pages.dele.login import er_sat_op
from pages.dele.opvarmning import varm_op
from saetninger.drift import hvem_kan_naa
from vaern import Vaern

#: glibc's number for how many heaps there may be, and how many a single interpreter has use for.
M_ARENA_MAX, HEAPS = -8, 2
#: Its number for from how many bytes memory is the system's own, and given back when it is freed.
M_MMAP_THRESHOLD, STORT = -3, 8 << 20
#: Linux' number for whether memory is handed out in pages of 2 MB, of which much is never used.
PR_SET_THP_DISABLE = 41


def hold_paa_hukommelsen() -> None:
    """Let all threads share two heaps of small pages, where the C library is glibc.

    Streamlit runs each click in a thread of its own. glibc gives threads a heap each, up to eight
    to a core, and each keeps what its clicks have freed; the larger what was freed, the larger it
    lets pieces be before it gives them back.
    """
    with suppress(AttributeError, OSError, TypeError):
        glibc = ctypes.CDLL(None)
        glibc.mallopt(M_ARENA_MAX, HEAPS)
        glibc.mallopt(M_MMAP_THRESHOLD, STORT)
        glibc.prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0)


def spoerg_ikke_om_konsol() -> None:
    """Let the first page be drawn without Streamlit looking into whether this is a console.

    It looks once, at the first thing that is drawn, through the files of all that is loaded, and
    the first visitor waits (findings/streamlit_first_element_looks_through_every_module.sh).
    """
    delta_generator._use_warning_has_been_displayed = True


@asynccontextmanager
async def sig_hvem(_: App) -> AsyncIterator[None]:
    """Say who can reach the app, when its address and port are settled."""
    saetning = hvem_kan_naa(
        config.get_option("server.address") or "::",
        config.get_option("server.port"),
        tls=bool(config.get_option("server.sslCertFile")),
        login=MED_LOGIN,
    )
    print(saetning, file=sys.stderr, flush=True)
    varm_op()
    yield


try:
    MED_LOGIN = er_sat_op()
except Inputfejl as fejl:
    sys.exit(str(fejl))

hold_paa_hukommelsen()
spoerg_ikke_om_konsol()
giv_frist()

app = App("app.py", middleware=[Middleware(Vaern)], lifespan=sig_hvem)
