"""Choosing templates for Word and PowerPoint, which are tried at once."""

from __future__ import annotations

import streamlit as st

from pages.dele.tekst import fejl_vises, ren, smaat
from saetninger.skabelon import SAADAN


def vaelg_skabelon() -> bytes | None:
    """Draw the field for a template and return the file; say what of it is used, or why none is."""
    fil = st.file_uploader(
        "Egen Word-skabelon, hvis bilaget skal stå i jeres dokument eller have jeres stil",
        type=["docx", "dotx", "docm", "dotm"],
        key="skabelon",
        help=SAADAN,
    )
    if fil is None:
        return None
    from eksport.word_skabelon import skabelonsvar  # loaded with the first template there is

    with fejl_vises():
        svar = skabelonsvar(fil.getvalue())
        for overskrift, saetninger in (
            ("Sådan bruges skabelonen", svar.brugt),
            ("Det har skabelonen ikke, eller det følger ikke med", svar.mangler),
        ):
            st.caption(f"**{overskrift}**\n\n" + "\n".join(f"- {ren(s)}" for s in saetninger))
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
