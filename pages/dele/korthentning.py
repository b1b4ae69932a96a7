"""»Hent kort« by the legend: a map as a picture, a drawing or a print, made when asked for."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import folium
import streamlit as st

from eksport.skaermkort import Kortfil, Skaermkort
from kort.lag import Signaturer
from pages.dele import arbejde, tilstand
from pages.dele.tekst import kopibillede
from planning.plan import Plan

#: The files, their type, and what each is for.
FILER: dict[Kortfil, tuple[str, str]] = {
    "png": ("image/png", "Billede til Word og PowerPoint: 210 mm bredt, 300 dpi"),
    "svg": ("image/svg+xml", "Tegning, der kan gøres større og redigeres"),
    "pdf": ("application/pdf", "Til tryk og udskrift, på én side"),
}
I_HAANDEN = "Højreklik på billedet, vælg »Kopiér billede«, og sæt det ind med Ctrl+V."


#: The layers of a map and its legend, asked for outside of the session when a file is made.
Lagvalg = Callable[[], tuple[Sequence[folium.FeatureGroup], Signaturer]]


@dataclass(frozen=True, eq=False)
class Trykt:
    """What a map says when it stands alone: its title, and what its classes are classes of.

    `scenarie` names the scenario it shows, and `undertitel` says what it does. `kommune` is the
    code of the one it is close up on. `lag` gives the layers and the legend where those of the
    screen hold more than may leave the program. `plan` is the one whose areas it shows, where it
    is not the dataset's by kommune.
    """

    titel: str
    forklaring: str
    undertitel: str = ""
    scenarie: str = ""
    kommune: str = ""
    lag: Lagvalg | None = None
    plan: Plan | None = None


#: What a map of a proposal says of the scenario: nobody has made it theirs.
FORSLAG = "Praksiskorts forslag, ikke gemt"
OVEN_PAA = "{navn}, med Praksiskorts forslag"
#: The same of a tiltag that is tried and not added.
PROEVET = "Et tiltag, der prøves"
MED_PROEVET = "{navn}, med et tiltag, der prøves"


def vist_scenarie() -> str:
    """Return the name of the scenario the pages show, or "" when they show the dataset."""
    return scenarienavn() if tilstand.viser_scenarie() else ""


def scenarienavn() -> str:
    """Return what the session's scenario is called: as it is saved, and whether it is changed."""
    gemt = arbejde.aabent()
    if gemt is None:
        return arbejde.UDEN_NAVN
    return f"{gemt.navn}, med ændringer" if arbejde.er_aendret() else gemt.navn


def forslagsnavn() -> str:
    """Return what a proposal is called on a map: on top of the session's scenario, or alone."""
    return OVEN_PAA.format(navn=scenarienavn()) if tilstand.scenarie() else FORSLAG


def proevenavn() -> str:
    """Return what a tiltag that is tried is called on a map, as `forslagsnavn`."""
    return MED_PROEVET.format(navn=scenarienavn()) if tilstand.scenarie() else PROEVET


def hent_kort(
    lag: Sequence[folium.FeatureGroup], noegle: str, tegn: Signaturer, kilde: str, trykt: Trykt
) -> None:
    """Draw the choice of files for a map of a page; one is made when it is chosen, not before."""
    kort = Skaermkort(
        trykt.plan or tilstand.plan(),
        trykt.lag or (lambda: (lag, tegn)),
        trykt.titel,
        trykt.forklaring,
        kilde,
        datetime.date.today(),
        trykt.undertitel,
        trykt.scenarie,
        trykt.kommune,
    )
    with (
        st.container(key=f"hent_{noegle}", width="content"),
        st.popover("Hent kort", icon=":material/download:", type="tertiary", width="content"),
    ):
        with st.container(horizontal=True):
            for filtype, (mime, hjaelp) in FILER.items():
                st.download_button(
                    filtype.upper(),
                    # Bound now: the name of the loop is another when the file is asked for.
                    lambda filtype=filtype: kort.tegn(filtype),
                    kort.filnavn(filtype),
                    mime,
                    key=f"hent_{noegle}_{filtype}",
                    help=hjaelp,
                    on_click="ignore",
                )
        _kopi(kort, noegle)
        fliser = " Baggrundskortet er ikke med." if st.session_state.get("fliser") else ""
        hele = "hele kommunen" if trykt.kommune else "hele regionen"
        st.caption(
            f"Kortet med titel, signatur, kilde og dato. Det viser {hele}, også når der er "
            f"zoomet ind.{fliser}"
        )


@st.fragment
def _kopi(kort: Skaermkort, noegle: str) -> None:
    """Draw the button that puts the map in the clipboard; only this is run again by it."""
    if st.button("Kopiér som billede", key=f"kopier_{noegle}", icon=":material/content_copy:"):
        kopibillede(kort.tegn("png"), kort.titel, I_HAANDEN)
