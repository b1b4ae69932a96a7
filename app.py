"""Praksiskort: the app's entry, which starts the server, and draws the page that is asked for.

Nothing but Streamlit is loaded here: the server listens, and a browser fetches Streamlit's own
files, while the rest is being loaded (`pages.dele.opvarmning`).
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

if "streamlit" not in sys.modules:
    gc.disable()  # until all is loaded (`pages.dele.opvarmning`)
import streamlit as st


def start() -> None:
    """Start the server (server.py) with the flags of the command line, and end when it does.

    Streamlit takes a folder named pages/ for its older way of several pages and, until app.py has
    run once, would show its files raw on a shared link.
    """
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import cli

    PagesManager.uses_pages_directory = False
    sys.argv = ["streamlit", "run", str(Path(__file__).with_name("server.py")), *sys.argv[1:]]
    sys.exit(cli.main())


def vis() -> None:
    """Draw the page that is asked for, in the frame of all of them."""
    st.set_page_config(page_title="Praksiskort", page_icon="static/ikon.png", layout="wide")
    from pages.dele.ramme import vis_i_ramme

    vis_i_ramme(
        [
            st.Page("pages/overblik.py", title="Overblik", default=True),
            st.Page("pages/kommuneark.py", title="Kommune"),
            st.Page("pages/daekning.py", title="Dækning"),
            st.Page("pages/ventetid.py", title="Ventetid"),
            st.Page("pages/flytning.py", title="Flytning"),
            st.Page("pages/forslag.py", title="Forslag"),
            st.Page("pages/scenarier.py", title="Scenarier"),
            st.Page("pages/oekonomi.py", title="Økonomi"),
            st.Page("pages/plandokument.py", title="Plandokument"),
            st.Page("pages/indlaes.py", title="Import"),
            st.Page("pages/data.py", title="Data"),
            st.Page("pages/praesentation.py", title="Præsentation", visibility="hidden"),
        ]
    )


if __name__ == "__main__" and not st.runtime.exists():
    start()
else:
    vis()
