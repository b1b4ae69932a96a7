"""Fields to fill in that keep what is in them while another section or page is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from dansk import Inputfejl, laes_tal, skrevet
from pages.dele.tekst import ren
from planning.overenskomst import HOEJST_KR, som_oere

BREDDE = 220


def talfelt(
    etiket: str,
    noegle: str,
    *,
    decimaler: int,
    mindst: Decimal | int = 0,
    hoejst: Decimal | int | None = None,
    foerst: Decimal | int | None = None,
    bredde: int = BREDDE,
    **andet: Any,
) -> Decimal | None:
    """Draw a field for a number in Danish form, and return it; None while it is empty or refused.

    What is read is written back as it was read, and what is not is said under the field. A field
    that has something in it at first (`foerst`) may not be left empty.
    """
    _hent(noegle)
    if foerst is not None:
        st.session_state.setdefault(noegle, skrevet(foerst))
    tekst, vaerdi, fejl = st.session_state.get(noegle, ""), None, None
    if tekst.strip() or foerst is not None:
        try:
            vaerdi = laes_tal(tekst, decimaler, mindst, hoejst)
        except Inputfejl as afvisning:
            fejl = afvisning
    # Written only where it changes: a field that is set is not one that is typed in.
    if vaerdi is not None and (laest := skrevet(vaerdi)) != tekst:
        st.session_state[noegle] = laest
    with st.container(width=bredde, gap="xsmall"):
        _husk(noegle, st.text_input(etiket, key=noegle, **andet))
        if fejl is not None:
            st.error(ren(str(fejl)))
    st.session_state[f"{noegle}_afvist"] = fejl is not None
    return vaerdi


def antalfelt(etiket: str, noegle: str, **andet: Any) -> int | None:
    """Draw a field for a whole number as `talfelt` draws one, and return it."""
    vaerdi = talfelt(etiket, noegle, decimaler=0, **andet)
    return None if vaerdi is None else int(vaerdi)


def beloebfelt(etiket: str, noegle: str, **andet: Any) -> int | None:
    """Draw a field for kroner with oere as `talfelt` draws one, and return whole oere."""
    return som_oere(talfelt(etiket, noegle, decimaler=2, hoejst=HOEJST_KR, **andet))


def er_afvist(*noegler: str) -> bool:
    """Return whether any of these fields has something in it that was refused."""
    return any(st.session_state.get(f"{noegle}_afvist") for noegle in noegler)


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
