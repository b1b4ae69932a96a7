"""Scenarios as a file: to a colleague on another server, and back."""

from __future__ import annotations

import streamlit as st

from lager.dokument import Scenarie, eksporter, importer
from pages.dele import arbejde
from pages.dele.tekst import ren


def vis_filer(scenarier: list[Scenarie]) -> None:
    """Draw import and export of scenarios as a JSON file."""
    with st.expander("Til og fra en kollega på en anden server", icon=":material/swap_vert:"):
        _vis_ind_og_ud(scenarier)


def _vis_ind_og_ud(scenarier: list[Scenarie]) -> None:
    ind, ud = st.columns(2, gap="large", vertical_alignment="bottom")
    with ind:
        fil = st.file_uploader("Hent scenarier fra en fil", type=["json"], key="import")
        if fil is not None and st.button("Hent scenarierne", key="importer"):
            udfald = arbejde.lager().indfoer(importer(fil.getvalue().decode("utf-8", "replace")))
            st.success(f"{len(udfald.nye)} importeret.", icon=":material/check:")
            for note in udfald.noter:
                st.info(ren(note))
    with ud:
        st.download_button(
            "Gem de viste i en fil",
            eksporter(scenarier),
            "scenarier.json",
            "application/json",
            key="eksporter",
            disabled=not scenarier,
        )
