"""Praksiskort: the app's entry, its navigation and the line every page shares."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import streamlit as st

from dansk import Inputfejl
from kort.aktiver import sikr_aktiver
from pages.dele import kladde, tilstand
from pages.dele.arbejde import aabn_link
from pages.dele.login import kraev_login
from pages.dele.nyt_datasaet import ved_nyt_datasaet, vis_passer_ikke
from pages.dele.stil import indsaet_stil
from pages.dele.tekst import ren
from pages.dele.toplinje import toplinje

if __name__ == "__main__" and not st.runtime.exists():
    # `python app.py` starts the server (server.py). Streamlit takes a folder named pages/ for its
    # older way of several pages and, until app.py has run once, would show its files raw on a
    # shared link.
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.web import cli

    PagesManager.uses_pages_directory = False
    sys.argv = ["streamlit", "run", str(Path(__file__).with_name("server.py")), *sys.argv[1:]]
    sys.exit(cli.main())

st.set_page_config(page_title="Praksiskort", page_icon="static/ikon.png", layout="wide")
indsaet_stil()

SIDER = [
    st.Page("pages/overblik.py", title="Overblik", default=True),
    st.Page("pages/kommuneark.py", title="Kommune"),
    st.Page("pages/daekning.py", title="Dækning"),
    st.Page("pages/ventetid.py", title="Ventetid"),
    st.Page("pages/flytning.py", title="Flytning"),
    st.Page("pages/forslag.py", title="Forslag"),
    st.Page("pages/mulige_flytninger.py", title="Mulige flytninger"),
    st.Page("pages/scenarier.py", title="Scenarier"),
    st.Page("pages/oekonomi.py", title="Økonomi"),
    st.Page("pages/plandokument.py", title="Plandokument"),
    st.Page("pages/indlaes.py", title="Import"),
    st.Page("pages/data.py", title="Data"),
    st.Page("pages/praesentation.py", title="Præsentation", visibility="hidden"),
]
#: The pages that have something to say of a field without clinics themselves.
OGSAA_UDEN_KLINIKKER = ("Scenarier", "Økonomi", "Plandokument", "Import", "Data")

try:
    kraev_login()
    valgt = st.navigation(SIDER, position="top")
    sikr_aktiver()
    tilstand.find_datasaet()
    kladde.hent()
    ved_nyt_datasaet()
    aabn_link()
    toplinje()
    vis_passer_ikke()
    plan = tilstand.plan()
    if plan.har_klinikker or valgt.title in OGSAA_UDEN_KLINIKKER:
        valgt.run()
    else:
        # Not with the rest: a map's component that is loaded outside of a page is never served
        # (findings/streamlit_component_loaded_outside_a_run.sh).
        from pages.dele.tomt import vis_uden_klinikker

        vis_uden_klinikker(valgt.title, plan)
    kladde.gem()
except Inputfejl as fejl:
    st.error(ren(str(fejl)))
except Exception:
    logging.getLogger("praksiskort").exception("en side kunne ikke vises")
    st.error(
        "Siden kunne ikke vises på grund af en fejl i programmet. Scenariet er bevaret. Prøv igen, "
        "og giv den, der driver Praksiskort, besked: fejlen står i serverens log.",
        icon=":material/error:",
    )
