"""Words and figures on the page: news, key figures, legends, source lines and tables.

Everything from a file is escaped here, the one place where the pages write HTML.
"""

from __future__ import annotations

import html
import re
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from dansk import Inputfejl, linje
from kort.farver import MANGLER, baggrund
from planning.husket import husket
from tabeller.tabel import Kolonne, Tabel

#: What a key figure is, in more signs than four stand beside each other with.
LANGT = 28
#: The space of »85 %«, »10. okt.«, »1,5 mio. kr.« and »s. 7«, which read as one word.
FAST = re.compile(
    r"(?<=\d) (?=%|kr\.|mio\.)|(?<=mio\.) (?=kr\.)|(?<=\bs\.) (?=\d)|(?<=\d\.) (?=[a-zæøå])"
)


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
    st.html(f"<p class='nyhed'>{_sammen(saetning)}</p>")


def _sammen(tekst: str) -> str:
    """The text as HTML that breaks no line before a unit or within a date."""
    return FAST.sub("&nbsp;", html.escape(tekst))


def post(overskrift: str, tekst: str, note: str) -> None:
    """Write an entry of a list: a heading, a text and a small note."""
    st.html(
        f"<div class='post'><b>{html.escape(overskrift)}</b><br>{html.escape(tekst)}"
        f"<p class='kilde'>{html.escape(note)}</p></div>"
    )


def punkter(linjer: Sequence[str]) -> None:
    """Write lines as a list; nothing for none."""
    if linjer:
        dele = "".join(f"<li>{_sammen(linje_)}</li>" for linje_ in linjer)
        st.html(f"<ul class='punkter'>{dele}</ul>")


def noegletal(tal: Sequence[tuple[str, str]]) -> None:
    """Write key figures side by side: (figure, what it is); two by two where words are many."""
    dele = (f"<div><b>{_sammen(t)}</b><span>{_sammen(n)}</span></div>" for t, n in tal)
    lange = " lange" if any(len(n) > LANGT for _, n in tal) else ""
    st.html(f"<div class='noegletal{lange}'>{''.join(dele)}</div>")


def signatur(tegn: Sequence[tuple[str, str]], *, skraveret: bool = True) -> None:
    """Write a legend of (colour, name); a colour that begins with `o` is drawn as a circle.

    Without a colour the name stands alone: it is of all of them. `skraveret`: areas are hatched
    where those of a map are.
    """
    dele = []
    for farve, navn in tegn:
        rund, kuloer = (" class='rund'", farve[1:]) if farve.startswith("o") else ("", farve)
        fyld = baggrund(farve) if skraveret and not rund else kuloer
        # As its edge on a map: what is missing is known by more than a pale colour.
        kant = ";border-style:dashed" if farve == MANGLER else ""
        maerke = f"<i{rund} style='background:{html.escape(fyld)}{kant}'></i>" if farve else ""
        dele.append(f"<span>{maerke}{html.escape(navn)}</span>")
    st.html(f"<div class='signatur'>{''.join(dele)}</div>")


def smaat(tekst: str) -> None:
    """Write a line in small print."""
    st.html(f"<p class='kilde'>{html.escape(tekst)}</p>")


def rulletekst(tekst: str) -> None:
    """Write the first line of a field that scrolls: the keyboard stops there, and arrows scroll."""
    st.html(f"<p class='kilde' tabindex='0'>{html.escape(tekst)}</p>")


def kopibillede(png: bytes, alt: str, svar: str) -> None:
    """Show a picture that static/kopi.js puts in the clipboard; it changes `svar` when it is there.

    The time tells the script that this is the picture just asked for.
    """
    st.html(
        f"<img class='kopi' data-tid='{time.time_ns()}' alt='{html.escape(alt)}' "
        f"src='data:image/png;base64,{b64encode(png).decode()}'>"
        f"<p class='kilde kopisvar' role='status'>{html.escape(svar)}</p>"
    )


def vis_tabel(vist: Tabel, note: str | None = None, *, som_trykt: bool = False) -> None:
    """Write a table with its total and what is marked, and under it its source and note.

    `note` takes the place of the table's own; `som_trykt` writes the figures as a document does.
    """
    st.html(_skrevet(vist, som_trykt))
    if under := linje(f"{vist.kilde} {vist.note if note is None else note}"):
        smaat(under)


@husket()
def _skrevet(vist: Tabel, som_trykt: bool) -> str:
    kolonner = [(k, _klasse(k)) for k in vist.kolonner]
    hoved = "".join(f"<th scope='col'{k}>{html.escape(o.overskrift)}</th>" for o, k in kolonner)
    raekker = []
    celler = zip(*(vist.skrevne(k, faerrest=not som_trykt) for k in vist.kolonner), strict=True)
    for indeks, raekke in zip(vist.ramme.index, celler, strict=True):
        krop = "".join(
            f"<td{klasse}>{_sammen(celle)}</td>"
            for (_, klasse), celle in zip(kolonner, raekke, strict=True)
        )
        art = "sum" if indeks == vist.sum_raekke else "valgt" if indeks in vist.fremhaevet else ""
        raekker.append(f"<tr class='{art}'>{krop}</tr>")
    return (
        f"<div class='rulle'><table class='tabel'><thead><tr>{hoved}</tr></thead>"
        f"<tbody>{''.join(raekker)}</tbody></table></div>"
    )


def _klasse(kolonne: Kolonne) -> str:
    if kolonne.til_hoejre:
        return " class='skrevet'" if kolonne.art == "skrevet" else ""
    if kolonne.art == "note":
        return " class='tekst note'"
    # What is narrow beside the others, as a page, is never broken.
    return " class='tekst kort'" if kolonne.bredde < 1 else " class='tekst'"
