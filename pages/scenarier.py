"""Scenarier: save, find, compare and share what the group has tried, and log what was decided."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lager.dokument import Scenarie
from lager.raekker import Fundne, Logpost
from lager.scenarielager import HANDLINGER
from pages.dele import arbejde, tilstand
from pages.dele.sammenligning import HOEJST, vis_sammenligning
from pages.dele.scenariefiler import vis_filer
from pages.dele.tekst import fejl_vises, nyhed, post, ren, vis_tabel
from tabeller.tabel import Kolonne, Tabel

VIST_TID = "%d.%m.%Y kl. %H.%M"


def _udgave(s: Scenarie | None) -> str:
    """Return what tells one saving from the next: a choice made for one is not made for both."""
    return f"{s.id}_{s.version}" if s else ""


def vis_gem() -> None:
    """Draw the form that saves the session's work, and say above its button what saving does."""
    nuvaerende = arbejde.aabent()
    # Fields of their own for each saving: one scenario's name never stands on another.
    with st.form("gem"):
        navn, forfatter, formaal = (
            tegn(
                etiket, value=getattr(nuvaerende, felt, ""), key=f"gem_{felt}_{_udgave(nuvaerende)}"
            )
            for etiket, felt, tegn in (
                ("Navn", "navn", st.text_input),
                ("Forfatter", "forfatter", st.text_input),
                ("Formål", "formaal", st.text_area),
            )
        )
        st.caption(ren(arbejde.hvad_gem_goer()))
        if st.form_submit_button("Gem", type="primary"):
            arbejde.gem(navn, forfatter, formaal)
            st.rerun()
        if nuvaerende and st.form_submit_button("Omdøb"):
            arbejde.omdoeb(navn)
            st.rerun()
    if nuvaerende:
        if arbejde.er_aendret():
            st.warning(
                f"Tiltagene i sidepanelet er ikke dem i version {nuvaerende.version}.",
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
        post(s.navn, s.formaal, _undertekst(s))
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


def _undertekst(s: Scenarie, *, kort: bool = False) -> str:
    version = "" if kort else f"version {s.version} · "
    tid = s.gemt.astimezone().strftime(VIST_TID)
    return f"{s.forfatter} · {version}{tid} · {len(s.tiltag)} tiltag"


def vis_fortryd_slet() -> None:
    """Offer to bring back what was just deleted."""
    if slettet := st.session_state.get("slettet"):
        tekst, knap = st.columns([84, 16], vertical_alignment="center")
        tekst.info("Scenariet er slettet.", icon=":material/delete:")
        if knap.button("Fortryd sletning", key="fortryd_slet", width="stretch"):
            arbejde.lager().gendan(slettet)
            del st.session_state["slettet"]
            st.rerun()


def _logtabel(poster: Sequence[Logpost]) -> Tabel:
    ramme = pd.DataFrame(
        [
            {
                "tid": p.tid.astimezone().strftime(VIST_TID),
                "hvem": p.hvem,
                "hvad": f"{HANDLINGER.get(p.handling, p.handling)} (version {p.version})",
                "afgoerelse": p.afgoerelse,
                "begrundelse": p.begrundelse,
            }
            for p in poster
        ]
    )
    navne = ("Hvornår", "Hvem", "Hvad", "Afgørelse", "Begrundelse")
    return Tabel("log", "Log", ramme, tuple(map(Kolonne, ramme.columns, navne)), "")


def vis_log(s: Scenarie) -> None:
    """Draw the versions and the log of the open scenario, and the form for a decision."""
    poster = arbejde.lager().log(s.id)
    for besked in poster.ulaeselige:
        st.warning(ren(besked))
    vis_tabel(_logtabel(poster))
    versioner = {v.version: v for v in arbejde.lager().versioner(s.id)}
    valg, knap = st.columns([40, 60], vertical_alignment="bottom")
    nummer = valg.selectbox(
        "Tidligere versioner",
        list(versioner),
        format_func=lambda n: f"Version {n}, {_undertekst(versioner[n], kort=True)}",
        key="version",
    )
    if knap.button(
        "Åbn versionen",
        key="aabn_version",
        help="Tiltagene kommer i sidepanelet. Gemmes de, bliver de til en ny version.",
        disabled=nummer not in versioner,
    ):
        arbejde.aabn(versioner[nummer], s)
        st.toast(f"Version {nummer} er hentet. Gemmes den, bliver den en ny version.")
        st.rerun()
    with st.form("beslutning"):
        hvem = st.text_input("Hvem beslutter", key="beslut_hvem")
        afgoerelse = st.text_input("Afgørelse", key="beslut_afgoerelse")
        begrundelse = st.text_area("Begrundelse", key="beslut_begrundelse", height=80)
        if st.form_submit_button("Før i loggen"):
            arbejde.lager().beslut(s.id, hvem, afgoerelse, begrundelse, s.version)
            st.rerun()


st.title("Scenarier")
with fejl_vises():
    lager = arbejde.lager()
    venstre, hoejre = st.columns([34, 66], gap="large")
    with venstre:
        st.subheader("Gem det, I har prøvet")
        st.caption(f"Scenariet i sidepanelet har {len(tilstand.scenarie())} tiltag.")
        with fejl_vises():
            vis_gem()
    with hoejre:
        st.subheader("Gemte scenarier")
        soegning = st.text_input("Søg i navn, forfatter og formål", key="soeg")
        vis_fortryd_slet()
        scenarier = lager.find(soegning)
        vis_ulaeselige(scenarier)
        if not scenarier and not scenarier.ulaeselige:
            nyhed(
                "Ingen scenarier endnu." if not soegning else "Ingen scenarier passer på søgningen."
            )
        with fejl_vises():
            vis_liste(scenarier)
        with fejl_vises():
            vis_filer(scenarier)
    if scenarier:
        st.header("Sammenlign")
        kendte = {s.id: s for s in scenarier}
        valgte = st.multiselect(
            f"Vælg op til {HOEJST} scenarier",
            list(kendte),
            format_func=lambda i: kendte[i].navn,
            max_selections=HOEJST,
            placeholder="Vælg scenarier",
            key="sammenlign",
        )
        if valgte:
            vis_sammenligning([kendte[i] for i in valgte])
    if aabent := arbejde.aabent():
        st.header(f"Historie og beslutninger: {ren(aabent.navn)}")
        vis_log(aabent)
