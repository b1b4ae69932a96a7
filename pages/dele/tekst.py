"""Words and figures on the page: news, key figures, legends, source lines and tables.

Everything from a file is escaped here, the one place where the pages write HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dansk import Inputfejl
from planning.plan import Herkomst
from saetninger.kilde import kildelinje


@dataclass(frozen=True)
class Kolonne:
    """A column of a table: its heading, and how a value is written.

    Text stands to the left; a note is text in small print, and short text is never broken.
    """

    titel: str
    skriv: Callable[[Any], str] = str
    tekst: bool = False
    note: bool = False
    kort: bool = False


def ren(tekst: str) -> str:
    """Return text with markdown's signs made harmless: a name from a file draws no image."""
    return re.sub(r"([\\`*_{}\[\]()<>#|~$:&])", r"\\\1", tekst)


@contextmanager
def fejl_vises() -> Iterator[None]:
    """Say bad input where it arose, and go on with the page after it."""
    try:
        yield
    except Inputfejl as fejl:
        st.error(ren(str(fejl)), icon=":material/error:")


def nyhed(saetning: str) -> None:
    """Write the sentence that says the news."""
    # A figure and its percent sign stay on one line.
    st.html(f"<p class='nyhed'>{html.escape(saetning).replace(' %', '&nbsp;%')}</p>")


def post(overskrift: str, tekst: str, note: str) -> None:
    """Write an entry of a list: a heading, a text and a small note."""
    st.html(
        f"<div class='post'><b>{html.escape(overskrift)}</b><br>{html.escape(tekst)}"
        f"<p class='kilde'>{html.escape(note)}</p></div>"
    )


def noegletal(tal: Iterable[tuple[str, str]]) -> None:
    """Write key figures side by side: (figure, what it is)."""
    dele = (f"<div><b>{html.escape(t)}</b><span>{html.escape(n)}</span></div>" for t, n in tal)
    st.html(f"<div class='noegletal'>{''.join(dele)}</div>")


def signatur(tegn: Sequence[tuple[str, str]]) -> None:
    """Write a legend of (colour, name); a colour that begins with `o` is drawn as a circle."""
    dele = []
    for farve, navn in tegn:
        rund, kuloer = (" class='rund'", farve[1:]) if farve.startswith("o") else ("", farve)
        maerke = f"<i{rund} style='background:{html.escape(kuloer)}'></i>"
        dele.append(f"<span>{maerke}{html.escape(navn)}</span>")
    st.html(f"<div class='signatur'>{''.join(dele)}</div>")


def kilde(*herkomst: Herkomst, note: str = "") -> None:
    """Write the source line of a table or chart."""
    smaat(kildetekst(*herkomst, note=note))


def smaat(tekst: str) -> None:
    """Write a line in small print."""
    st.html(f"<p class='kilde'>{html.escape(tekst)}</p>")


def kildetekst(*herkomst: Herkomst, note: str = "") -> str:
    """Return the source line, then a note."""
    return f"{kildelinje(*herkomst)} {note}".strip()


def tabel(
    ramme: pd.DataFrame,
    kolonner: Mapping[str, Kolonne],
    sum_raekke: object = None,
    valgte: Iterable[object] = (),
) -> None:
    """Write a table in the order given, with one row as the total and some highlighted."""
    fremhaevet = set(valgte)
    hoved = "".join(
        f"<th scope='col'{_klasse(k)}>{html.escape(k.titel)}</th>" for k in kolonner.values()
    )
    raekker = []
    for indeks, raekke in ramme.iterrows():
        celler = "".join(
            f"<td{_klasse(k)}>{html.escape(k.skriv(raekke[navn]))}</td>"
            for navn, k in kolonner.items()
        )
        art = "sum" if indeks == sum_raekke else "valgt" if indeks in fremhaevet else ""
        raekker.append(f"<tr class='{art}'>{celler}</tr>")
    st.html(
        f"<div class='rulle'><table class='tabel'><thead><tr>{hoved}</tr></thead>"
        f"<tbody>{''.join(raekker)}</tbody></table></div>"
    )


def _klasse(kolonne: Kolonne) -> str:
    if kolonne.note:
        return " class='tekst note'"
    if kolonne.kort:
        return " class='tekst kort'"
    return " class='tekst'" if kolonne.tekst else ""
