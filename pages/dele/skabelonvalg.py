"""Choosing templates for Word and PowerPoint, which are tried at once."""

from __future__ import annotations

import streamlit as st

from pages.dele.tekst import fejl_vises, smaat


def vaelg_skabelon() -> bytes | None:
    """Draw the field for a template and return the file; say so when it cannot be used."""
    fil = st.file_uploader(
        "Egen Word-skabelon (.docx eller .dotx), hvis dokumentet skal have jeres stil",
        type=["docx", "dotx"],
        key="skabelon",
    )
    if fil is None:
        return None
    from eksport.word_stil import aabn  # loaded with the first template there is

    with fejl_vises():
        aabn(fil.getvalue())
    return fil.getvalue()


def vaelg_diasskabelon() -> bytes | None:
    """Draw the field for a template of slides and return the file; say what it lacks."""
    fil = st.file_uploader(
        "Egen PowerPoint-skabelon (.potx eller .pptx), hvis lysbillederne skal have jeres stil",
        type=["potx", "pptx"],
        key="diasskabelon",
    )
    if fil is None:
        return None
    from eksport.dias_skabelon import aabn  # loaded with the first template there is

    with fejl_vises():
        for bemaerkning in aabn(fil.getvalue()).bemaerkninger:
            smaat(bemaerkning)
    return fil.getvalue()
