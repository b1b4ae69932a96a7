"""Scenarier: save, find, compare and share what the group has tried, and log what was decided."""

from __future__ import annotations

import streamlit as st

from lager.dokument import Scenarie
from lager.raekker import Fundne
from pages.dele import arbejde, tilstand
from pages.dele.sammenligning import HOEJST, vis_sammenligning
from pages.dele.scenariefiler import vis_filer
from pages.dele.scenarielog import undertekst, vis_log
from pages.dele.scenariemaerke import vis_nyt_scenarie
from pages.dele.tekst import fejl_vises, nyhed, post, punkter, ren
from saetninger.overenskomst import scenarieaftale
from saetninger.tiltag import gemte_kort

#: What there is to do before the first scenario is saved: what it is called, and how.
SAADAN = (
    ("1. Prøv", "Flyt en kapacitet, eller brug et forslag. Det lægges i scenariet."),
    ("2. Gem", "Giv det navn og formål til højre. Hver version kan åbnes igen."),
    ("3. Sammenlign", "Med to gemte står kort og tal side om side: hvem er bedst på hvad."),
)
#: So many scenarios are chosen among by a button each, and more from a list.
HOEJST_KNAPPER = 12


def _udgave(s: Scenarie | None) -> str:
    """Return what tells one saving from the next: a choice made for one is not made for both."""
    return f"{s.id}_{s.version}" if s else ""


def vis_gem() -> None:
    """Draw the form that saves the session's work, and say above its button what saving does."""
    nuvaerende = arbejde.aabent()
    foer = {"forfatter": st.session_state.get(arbejde.FORFATTER, "")}
    # Fields of their own for each saving: one scenario's name never stands on another.
    with st.form("gem"):
        navn, forfatter, formaal = (
            tegn(
                etiket,
                value=getattr(nuvaerende, felt, foer.get(felt, "")),
                key=f"gem_{felt}_{_udgave(nuvaerende)}",
            )
            for etiket, felt, tegn in (
                ("Navn", "navn", st.text_input),
                ("Forfatter", "forfatter", st.text_input),
                ("Formål", "formaal", st.text_area),
            )
        )
        st.caption(ren(arbejde.hvad_gem_goer()))
        # The link below stays when the saving is refused.
        with fejl_vises():
            if st.form_submit_button("Gem", type="primary"):
                arbejde.gem(navn, forfatter, formaal)
                st.rerun()
            if nuvaerende and st.form_submit_button("Omdøb"):
                arbejde.omdoeb(navn)
                st.rerun()
    if nuvaerende:
        if arbejde.er_aendret():
            st.warning(
                "Tiltagene eller overenskomsten under Scenarie øverst er ikke dem i version "
                f"{nuvaerende.version}.",
                icon=":material/edit:",
            )
        st.caption(
            f"Åbent: {ren(nuvaerende.navn)}, version {nuvaerende.version}. Link til en kollega "
            "på samme server:"
        )
        st.code(arbejde.link(nuvaerende), language=None, wrap_lines=True)


def vis_liste(scenarier: list[Scenarie]) -> None:
    """Draw the saved scenarios, each with what can be done with it."""
    for s in scenarier:
        post(s.navn, s.formaal, undertekst(tilstand.plan(), s))
        punkter(gemte_kort(tilstand.plan(), s.tiltag))
        with st.container(horizontal=True, gap="small"):
            if st.button("Åbn", key=f"aabn_{s.id}"):
                arbejde.aabn(s)
                st.rerun()
            if st.button("Dupliker", key=f"dupliker_{s.id}"):
                arbejde.lager().dupliker(s.id, s.forfatter)
                st.rerun()
            if st.button("Slet", key=f"slet_{s.id}"):
                arbejde.lager().slet(s.id)
                st.session_state["slettet"] = s.id
                st.rerun()


def vis_ulaeselige(fundne: Fundne[Scenarie]) -> None:
    """Name the scenarios that cannot be read, and offer to take those away that can be."""
    for besked in fundne.ulaeselige:
        st.warning(ren(besked), icon=":material/warning:")
    for id in dict.fromkeys(fundne.kan_slettes):
        if st.button(f"Slet det beskadigede scenarie {ren(id[:6])}", key=f"slet_{id}"):
            arbejde.lager().slet(id)
            st.session_state["slettet"] = id
            st.rerun()


def vis_ingen(soegning: str) -> None:
    """Say that there are no scenarios, and where they come from; or that none is found."""
    if soegning:
        nyhed("Ingen scenarier passer på søgningen.")
        return
    nyhed("Ingen scenarier endnu. Sådan kommer de:")
    for kolonne, (titel, tekst) in zip(st.columns(len(SAADAN)), SAADAN, strict=True):
        with kolonne.container(border=True, height="stretch"):
            st.markdown(f"**{titel}**")
            st.markdown(tekst)
    with st.container(horizontal=True):
        st.page_link("pages/flytning.py", label="Prøv en flytning", icon=":material/swap_horiz:")
        st.page_link("pages/forslag.py", label="Se forslag", icon=":material/lightbulb:")


def vis_fortryd_slet() -> None:
    """Offer to bring back what was just deleted."""
    if slettet := st.session_state.get("slettet"):
        tekst, knap = st.columns([84, 16], vertical_alignment="center")
        tekst.info("Scenariet er slettet.", icon=":material/delete:")
        if knap.button("Fortryd sletning", key="fortryd_slet", width="stretch"):
            arbejde.lager().gendan(slettet)
            del st.session_state["slettet"]
            st.rerun()


def vaelg_sammenlignede(scenarier: list[Scenarie]) -> list[Scenarie]:
    """Draw the choice of scenarios held against each other, and return them as chosen."""
    kendte = {s.id: s for s in scenarier}
    navne = arbejde.entydige({s.id: s.navn for s in scenarier})
    # One that is deleted is chosen no more.
    st.session_state["sammenlign"] = [
        i for i in st.session_state.get("sammenlign", []) if i in kendte
    ]
    tekst = f"Sammenlign: vælg to til {HOEJST} scenarier"
    if len(scenarier) <= HOEJST_KNAPPER:
        valgte = st.pills(
            tekst, list(kendte), selection_mode="multi", format_func=navne.get, key="sammenlign"
        )
    else:
        valgte = st.multiselect(
            tekst,
            list(kendte),
            format_func=navne.get,
            max_selections=HOEJST,
            placeholder="Vælg scenarier",
            key="sammenlign",
        )
    if len(valgte) > HOEJST:
        st.caption(f"Højst {HOEJST} kan stå ved siden af hinanden; de første {HOEJST} er vist.")
    return [kendte[i] for i in valgte][:HOEJST]


st.title("Scenarier")
with fejl_vises():
    lager = arbejde.lager()
    gemte = lager.find()
    if len(gemte) > 1:
        valgte = vaelg_sammenlignede(gemte)
        if len(valgte) > 1:
            vis_sammenligning(valgte)
        elif valgte:
            st.caption("Vælg ét scenarie mere for at se dem ved siden af hinanden.")
    hylden, gemmer = st.columns([62, 38], gap="large")
    with hylden:
        st.subheader("Gemte scenarier")
        soegning = st.text_input("Søg i navn, forfatter og formål", key="soeg") if gemte else ""
        vis_fortryd_slet()
        scenarier = lager.find(soegning)
        vis_ulaeselige(scenarier)
        if not scenarier and not scenarier.ulaeselige:
            vis_ingen(soegning)
        with fejl_vises():
            vis_liste(scenarier)
        with fejl_vises():
            vis_filer(scenarier)
    with gemmer:
        st.subheader("Gem det, I har prøvet")
        st.caption(f"Scenariet, der arbejdes på, har {len(tilstand.scenarie())} tiltag.")
        vis_nyt_scenarie()
        if aftale := scenarieaftale(tilstand.plan(), tilstand.scenarieaar()):
            st.caption(f"{ren(aftale)} Overenskomsten vælges under Scenarie øverst.")
        with fejl_vises():
            vis_gem()
    if aabent := arbejde.aabent():
        st.header(f"Historie og beslutninger: {ren(aabent.navn)}")
        vis_log(aabent)
