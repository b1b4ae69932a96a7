"""A list, or buttons, to choose one from, when what there is to choose from may change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st


def sidst_valgt(noegle: str) -> Any:
    """Return what was last chosen from a list, also when it is not on the page; None for never."""
    return st.session_state.get(noegle, st.session_state.get(f"{noegle}_husket"))


def af_dem(muligheder: Sequence[Any], noegle: str) -> Sequence[Any]:
    """Return what a list may be chosen from, and forget a choice that is no longer among them."""
    if st.session_state.get(noegle, muligheder[0]) not in muligheder:
        del st.session_state[noegle]
    return muligheder


def i_menu(noegle: str, standard: Any) -> str:
    """Choose again what is chosen, before a widget in a menu is drawn; return its key.

    What the program chooses, as when a draft is opened, is told to the browser in that run alone,
    and what stands in a closed menu is not there to be told: opened, it shows its first choice and
    makes it with the next click.
    """
    st.session_state[noegle] = st.session_state.get(noegle, standard)
    return noegle


def valgt_af(muligheder: Sequence[Any], noegle: str, foerst: Any = None) -> Any:
    """Return what `vaelg_en` has chosen, or will, before it is drawn."""
    valgt = sidst_valgt(noegle)
    if valgt in muligheder:
        return valgt
    return foerst if foerst in muligheder else muligheder[0]


def vaelg_en(
    etiket: str,
    muligheder: Sequence[Any],
    noegle: str,
    skriv: Callable[[Any], str | None] = str,
    foerst: Any = None,
    *,
    skjul_etiket: bool = False,
) -> Any:
    """Draw the list and return the choice, which is always the one that can be read on the screen.

    The browser keeps what it showed when the choice is no longer among the options, and when it
    is written in another way; only a value put in the state reaches it. A choice that has gone is
    replaced by `foerst`, or the first there is. It is kept while another page is shown, when
    Streamlit forgets it. `skjul_etiket`: the label is read aloud only.
    """
    valgt = valgt_af(muligheder, noegle, foerst)
    skrevet = skriv(valgt)
    if (valgt, skrevet) != (
        st.session_state.get(noegle),
        st.session_state.get(f"{noegle}_skrevet"),
    ):
        st.session_state[noegle] = valgt
    st.session_state[f"{noegle}_skrevet"] = skrevet
    synlig = "collapsed" if skjul_etiket else "visible"
    valgt = st.selectbox(etiket, muligheder, format_func=skriv, key=noegle, label_visibility=synlig)
    st.session_state[f"{noegle}_husket"] = valgt
    return valgt


def vaelg_knap(
    etiket: str,
    muligheder: Sequence[Any],
    noegle: str,
    skriv: Callable[[Any], str] = str,
    foerst: Any = None,
    *,
    skjul_etiket: bool = False,
) -> Any:
    """Draw the options as buttons beside each other and return the choice, kept as by `vaelg_en`.

    By what is chosen, not how it is written: a title changes with what it is of.
    """
    if st.session_state.get(noegle, muligheder[0]) not in muligheder:
        del st.session_state[noegle]
    sidst = st.session_state.get(f"{noegle}_husket")
    valgt = st.segmented_control(
        etiket,
        muligheder,
        format_func=skriv,
        default=sidst if sidst in muligheder else foerst or muligheder[0],
        required=True,
        key=noegle,
        label_visibility="collapsed" if skjul_etiket else "visible",
        wrap=True,
    )
    st.session_state[f"{noegle}_husket"] = valgt
    return valgt
