"""The room of a page: the map, which people point at, and beside it the answer."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

#: The parts of the width that the map and the answer have.
BREDDER = (64, 36)


def rum() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the column of the map and that of the answer; the look is `.st-key-rum` in the style.

    The map is as high as the window leaves it, so that both are seen without scrolling.
    """
    kort, svar = st.container(key="rum").columns(BREDDER, gap="medium")
    return kort, svar
