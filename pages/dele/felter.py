"""Fields to fill in that keep what is in them while another section or page is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

BREDDE = 220


def talfelt(etiket: str, noegle: str, **andet: Any) -> Any:
    """Draw a field for a number, empty at first, and return it; None while it is empty."""
    _hent(noegle)
    svar = st.number_input(etiket, value=None, key=noegle, **({"width": BREDDE} | andet))
    return _husk(noegle, svar)


def datofelt(etiket: str, noegle: str) -> date | None:
    """Draw a field for a day, empty at first, and return it; None while it is empty."""
    _hent(noegle)
    svar = st.date_input(etiket, value=None, key=noegle, format="DD-MM-YYYY", width=BREDDE)
    return _husk(noegle, svar)


def jafelt(etiket: str, noegle: str) -> bool:
    """Draw a field to tick, and return whether it is."""
    _hent(noegle)
    return bool(_husk(noegle, st.checkbox(etiket, key=noegle)))


def _hent(noegle: str) -> None:
    """Put back what Streamlit has forgotten of a field that was not drawn."""
    if noegle not in st.session_state and (husket := f"{noegle}_husket") in st.session_state:
        st.session_state[noegle] = st.session_state[husket]


def _husk(noegle: str, svar: Any) -> Any:
    st.session_state[f"{noegle}_husket"] = svar
    return svar
