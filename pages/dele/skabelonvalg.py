"""Choosing a Word template, which is tried at once."""

from __future__ import annotations

import streamlit as st

from pages.dele.tekst import fejl_vises


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
