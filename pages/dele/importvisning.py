"""What a trial found, drawn: how the file was read, what changes, and the ways to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.indgang.art import ADVARSEL, FEJL, LAEST, Art
from data.indgang.arter.liste import arter, arter_i
from data.indgang.proeve import Proeve
from kort.aendringslag import aendring, aendringsklasser
from kort.lag import signaturer
from pages.dele import tilstand
from pages.dele.importlink import NOEGLE, vaelg_bedt_art
from pages.dele.kortflade import vis_kort
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import Trykt
from pages.dele.tekst import nyhed, ren, vis_tabel
from saetninger.importen import aendringsnavn, importdom, ingen_aendring
from tabeller.importen import forskelstabel, importfund, kolonnetabel, skematabel
from tabeller.importstatus import importstatus, kan_erstattes, kan_tilfoejes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KORTHOEJDE = 340
MATRIX = "matrix"  # computed between places of the dataset


def vaelg_art(hvor: DeltaGenerator, andre: Mapping[str, str]) -> str:
    """Draw the choice of what a file is, with what is known of it, and return it.

    `andre`, by key: what may be chosen beside the kinds of the dataset's field.
    """
    kendte = {art.noegle: art for art in arter_i(tilstand.plan().fag)}
    foerst, *sidst = andre
    vaelg_bedt_art(kendte)
    noegle = hvor.selectbox(
        "Hvad er det?",
        [foerst, *kendte, *sidst],
        format_func=lambda n: kendte[n].titel if n in kendte else andre[n],
        key=NOEGLE,
    )
    with hvor:
        if valgt := kendte.get(noegle):
            st.caption(ren(valgt.beskrivelse))
            if valgt.skabelon:
                vis_skabelonknap(noegle, "Hent skabelonen", "valgt")
    return noegle


def vis_status() -> None:
    """Draw what can be added to the dataset, and what it has: each with what it answers."""
    status = importstatus(tilstand.plan(), arter_i(tilstand.plan().fag))
    for tabel in filter(lambda t: len(t.ramme), (kan_tilfoejes(status), kan_erstattes(status))):
        st.header(tabel.titel)
        vis_tabel(tabel)


def vis_skabeloner() -> None:
    """Draw the columns of each kind of input, and its template where there is one."""
    with st.expander("Skabeloner og kolonner", icon=":material/table_view:"):
        kendte = {art.noegle: art for art in arter_i(tilstand.plan().fag) if art.felter}
        vaelg, hent = st.columns([70, 30], vertical_alignment="bottom")
        noegle = vaelg.selectbox(
            "Hvad skal importeres?",
            list(kendte),
            format_func=lambda n: kendte[n].titel,
            key="skabelonart",
        )
        art = kendte[noegle]
        if art.skabelon:
            with hent:
                vis_skabelonknap(noegle, "Hent skabelon")
        if art.noegle == MATRIX:
            _vis_steder(hent)
        vis_tabel(skematabel(art))


def vis_skabelonknap(noegle: str, tekst: str, sted: str = "") -> None:
    """Draw the way to the template of a kind of input, as it is in the field of the dataset.

    `sted` tells those of one page from each other.
    """
    (art,) = arter(noegle, tilstand.plan().fag)
    st.download_button(
        tekst,
        lambda: _skabelon(art),
        file_name=f"praksiskort-{noegle}{art.skabelon}",
        mime=XLSX if art.skabelon == ".xlsx" else "text/csv",
        key=f"hent_skabelon_{noegle}_{sted}",
        on_click="ignore",
    )


def _vis_steder(hent: DeltaGenerator) -> None:
    """Draw the way to the places a travel matrix is computed between."""
    # Imported here: what writes map files takes a while to load.
    from eksport.rutepunkter import ordenstekst, rutepunkter
    from eksport.uforanderlig import pak

    plan = tilstand.plan()
    hent.download_button(
        "Hent punkter og klinikker",
        lambda: pak(rutepunkter(plan).items()),
        file_name="praksiskort-rutepunkter.zip",
        mime="application/zip",
    )
    st.caption(ren(ordenstekst(plan)))


def _skabelon(art: Art) -> bytes:
    # Imported here: what writes workbooks takes a while to load.
    from eksport.importskabelon import skabelon

    return skabelon(art)


def _fundark(proeve: Proeve) -> bytes:
    from eksport.fundark import fundark

    return fundark(proeve)


def vis_dom(proeve: Proeve) -> None:
    """Draw the verdict on a file: what it is read as, and whether it can be taken into use."""
    steder = [s for s in proeve.spoergsmaal if s.punkt]
    andre = [s for s in proeve.spoergsmaal if not s.punkt]
    antal = (len(proeve.fejl), len(andre), len(steder), len(proeve.advarsler))
    nyhed(importdom(proeve.kilde.fil, proeve.art.titel, *antal))


def vis_proeve(proeve: Proeve) -> None:
    """Draw what a trial found: what must be mended or looked at, and what changes."""
    if proeve.fejl or proeve.advarsler:
        _vis_fund(proeve)
    if not proeve.tolkning.forskel.empty:
        st.header("Hvad der ændrer sig")
        if uaendret := ingen_aendring(proeve.tolkning.forskel):
            st.markdown(ren(uaendret))
        else:
            _vis_aendringer(proeve)


def _vis_fund(proeve: Proeve) -> None:
    st.header("Hvad der skal ses på")
    vis_tabel(importfund(proeve, {FEJL, ADVARSEL}))
    if proeve.ark is not None:
        st.download_button(
            "Hent tabellen med fundene markeret",
            lambda: _fundark(proeve),
            file_name=f"{Path(proeve.kilde.fil).stem}-fund.xlsx",
            mime=XLSX,
            icon=":material/download:",
            help="Cellerne er farvet og har en kommentar. Ret dem, gem, og vælg filen igen.",
        )


def vis_kolonner(proeve: Proeve) -> None:
    """Draw how the file was read: the columns and what was told of it, one click away."""
    laest = [f for f in proeve.fund if f.alvor == LAEST]
    if not proeve.kolonner and not laest:
        return
    with st.expander("Sådan er filen læst", icon=":material/table_view:"):
        if proeve.kolonner:
            vis_tabel(kolonnetabel(proeve))
        if laest:
            vis_tabel(importfund(proeve, {LAEST}))


def _vis_aendringer(proeve: Proeve) -> None:
    """Draw the change of each kommune as a table, and beside it on a map where there is any."""
    kort = proeve.tolkning.pr_kommune()
    if not kort:
        vis_tabel(forskelstabel(proeve))
        return
    tabelside, kortside = st.columns([54, 46], gap="medium")
    with tabelside:
        vis_tabel(forskelstabel(proeve))
    with kortside:
        hvad = next(iter(kort))
        if len(kort) > 1:
            hvad = st.selectbox(
                "Vis på kortet", list(kort), format_func=aendringsnavn, key="aendringskort"
            )
        klasser = aendringsklasser(
            kort[hvad]["aendring_pct"], mere_er_knaphed=proeve.art.mere_er_knaphed
        )
        mangler = "kan ikke siges" if kort[hvad]["aendring_pct"].isna().any() else ""
        st.markdown(f"**{aendringsnavn(hvad)}: ændring**")
        vis_kort(
            [aendring(kort[hvad], klasser, kortomrids(tilstand.plan()), hvad)],
            f"aendring_{hvad}",
            KORTHOEJDE,
            signaturer(klasser, mangler),
            forskelstabel(proeve).kilde,
            trykt=Trykt(f"{aendringsnavn(hvad)}: ændring", "Ændring ved importen"),
        )
