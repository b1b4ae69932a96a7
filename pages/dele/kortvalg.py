"""The choice of which maps stand in the plan document."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from eksport.bestilling import KORT


def vaelg_kort(afsnit: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Draw the choice where maps are asked for; return the sections and the maps of `Valg`.

    All of them are said as none: that is what stands when nothing else is said.
    """
    if "kort" not in afsnit:
        return tuple(afsnit), ()
    valgt = st.pills(
        "Kort i afsnittet Kort",
        list(KORT),
        selection_mode="multi",
        default=list(KORT),
        format_func=KORT.get,
        key="dokument_kort",
        wrap=True,
    )
    if not valgt:
        return tuple(a for a in afsnit if a != "kort"), ()
    return tuple(afsnit), () if len(valgt) == len(KORT) else tuple(k for k in KORT if k in valgt)
