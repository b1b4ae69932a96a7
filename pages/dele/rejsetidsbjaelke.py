"""The bar that follows travel times being made, which is the first time ever."""

from __future__ import annotations

import streamlit as st

from data.afstande import Afstande


def forbered(afstande: Afstande, tekst: str) -> None:
    """Make travel times while a bar follows, and say what is waited for at each step.

    Streamlit takes the words away where a step is told without them.
    """
    bjaelke = st.progress(0.0, text=tekst)
    afstande.forbered(lambda del_: bjaelke.progress(min(del_, 1.0), text=tekst))
    bjaelke.empty()
