"""What more a page has to say, one section at a time: the rest is a click from the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dansk import linje
from pages.dele.valgliste import vaelg_knap


def vis_afsnit(
    afsnit: Mapping[str, tuple[str, Callable[[], None]]],
    noegle: str,
    foerst: str = "",
    maerker: Mapping[str, str] | None = None,
) -> None:
    """Draw the titles as a choice, and the section that is chosen.

    At first that is `foerst`, or the first there is. A section that is gone, as with another
    dataset, gives way to it. `maerker`: what stands before a title where it is chosen.
    """
    with st.container(key=f"afsnit_{noegle}"):
        valgt = vaelg_knap(
            "Læs mere",
            list(afsnit),
            noegle,
            lambda navn: linje(f"{(maerker or {}).get(navn, '')} {afsnit[navn][0]}"),
            foerst if foerst in afsnit else None,
            skjul_etiket=True,
        )
    titel, vis = afsnit[valgt]
    st.header(titel)
    vis()
