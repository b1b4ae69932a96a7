"""What every page shares, beside the navigation: the scenario, and the dataset's choices."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from dansk import Inputfejl, linje
from kort.aktiver import FLISER_VAERT
from pages.dele import tilstand, tiltagsraekke
from pages.dele.fagvalg import vis_fagvalg
from pages.dele.inddelingsvalg import sig_fejl, vaelg_inddeling
from pages.dele.login import vis_log_ud
from pages.dele.tekst import ren
from pages.dele.valgliste import af_dem, i_menu
from planning.aktivitet import med_aktivitet
from planning.overenskomst import overenskomstaar
from planning.status import Grundlag
from saetninger.fagord import faellestekst
from saetninger.overenskomst import aftalevalg
from saetninger.tiltag import beskriv_alle

#: So much of a dataset's name there is room for beside the navigation.
VIST_NAVN = 24


def toplinje() -> None:
    """Draw the two choices; what is chosen is read back through `pages.dele.tilstand`."""
    plan = tilstand.plan()
    valgt = tilstand.datasaet()
    eget = "" if valgt.er_indbygget else f" · datasæt nr. {valgt.nr}: {valgt.navn}"
    antal = len(tilstand.scenarie())
    with st.container(key="toplinje", horizontal=True):
        if st.button(
            "Vis",
            key="vis_praesentation",
            icon=":material/slideshow:",
            help="Kort, signatur og én sætning i stor skrift; piletasterne skifter trin.",
        ):
            st.switch_page("pages/praesentation.py")
        with st.popover(f"Scenarie ({antal})" if antal else "Scenarie", width="content"):
            _scenarie()
        nummeret = f"Datasæt nr. {valgt.nr}: {linje(valgt.navn, VIST_NAVN)}"
        with st.popover(plan.navn if valgt.er_indbygget else ren(nummeret), width="content"):
            vis_fagvalg()
            opgjort = f" · opgjort {plan.opgjort}" if plan.opgjort else ""
            st.caption(ren(f"{plan.navn}{opgjort}{eget}"))
            st.page_link(
                "pages/indlaes.py",
                label="Importér egne tal, eller skift datasæt",
                icon=":material/database:",
            )
            vaelg_inddeling()
            _indstillinger()
            vis_log_ud()
    sig_fejl()
    # On the page: what opens at the top is closed, and nobody would see it there.
    if besked := st.session_state.pop("besked", None):
        st.error(ren(besked), icon=":material/error:")


def _indstillinger() -> None:
    plan = tilstand.plan()
    if not plan.tabel1.empty:
        st.radio(
            "Grundlag for kapacitet",
            list(get_args(Grundlag)),
            format_func={"klinikliste": plan.fag.klinikliste_foerst, "tabel1": "Tabel 1"}.get,
            key=i_menu("grundlag", "klinikliste"),
            help="Tabel 1 og kliniklisten har samme sum, men er ikke enige i alle kommuner. "
            "Flytninger regnes altid på kliniklisten.",
        )
    if len({v.speciale for v in plan.fag.ventetyper}) > 1 or len(med_aktivitet(plan)) > 1:
        st.selectbox(
            "Speciale (aktivitet og ventetid)",
            af_dem(list(plan.fag.koder), "speciale"),
            format_func=lambda kode: plan.fag.speciale(kode).valg,
            key=i_menu("speciale", plan.fag.ventespeciale),
            help=f"{faellestekst(plan)} Valget gælder patienter og ydelser, "
            "og hvis ventetid en flytnings effekt regner på.",
        )
    st.toggle(
        "Rejsetid med færger",
        key=i_menu("faerger", True),
        help="Broer og Limfjordstunnelen er altid med. Færger tæller med overfart og "
        "gennemsnitlig ventetid. Uden færger nås Læsø ikke fra fastlandet.",
    )
    st.checkbox(
        f"Hent kortfliser fra {FLISER_VAERT}",
        key=i_menu("fliser", False),
        help="Slået fra sender Praksiskort intet ud af maskinen.",
    )
    st.caption(
        f"Slås det til, henter din browser kortbilleder hos {FLISER_VAERT}, som så kan se "
        "din IP-adresse og det udsnit, du ser på."
    )


def _scenarie() -> None:
    st.markdown("**Scenarie**")
    tiltag = tilstand.scenarie()
    st.page_link(
        "pages/scenarier.py", label="Gem, åbn og sammenlign scenarier", icon=":material/save:"
    )
    if not tiltag:
        st.caption("Ingen tiltag endnu. De lægges til på siden Flytning.")
    try:
        linjer = beskriv_alle(tilstand.plan(), tiltag)
    except Inputfejl as fejl:
        st.error(ren(str(fejl)), icon=":material/error:")
        linjer = []
    for plads, tekst in enumerate(linjer):
        linje, knap = st.columns([86, 14], gap="small")
        linje.caption(ren(tekst))
        knap.button(
            "✕",
            key=f"fjern_{plads}",
            help=f"Fjern: {ren(tekst)}",
            type="tertiary",
            on_click=tiltagsraekke.fjern,
            args=(plads,),
        )
    _overenskomst()
    kolonner = st.columns(3, gap="small")
    kolonner[0].button(
        "Fortryd",
        help="Fortryd det sidste tiltag",
        key="fortryd",
        on_click=tiltagsraekke.fortryd,
        disabled=not tiltag,
        width="stretch",
    )
    kolonner[1].button(
        "Gentag",
        help="Gentag det fortrudte tiltag",
        key="gentag",
        on_click=tiltagsraekke.gentag,
        disabled=not tiltagsraekke.kan_gentage(),
        width="stretch",
    )
    kolonner[2].button(
        "Ryd",
        help="Ryd scenariet (kan gentages)",
        key="ryd",
        on_click=tiltagsraekke.ryd,
        disabled=not tiltag,
        width="stretch",
    )
    if tiltag:
        st.toggle(
            "Vis scenariet på alle sider",
            key=i_menu("vis_scenarie", False),
            help="Slået fra viser siderne datasættet, som det er.",
        )


def _overenskomst() -> None:
    """Draw the choice of the year a scenario is for; where there is only one agreement, none."""
    plan, valgt = tilstand.plan(), tilstand.scenarieaar()
    aarene = overenskomstaar(plan.fag, plan.opgoerelse, valgt)
    if not aarene:
        return
    # 0 is the dataset's own: None is no choice to Streamlit. A key of its own for each year: a
    # scenario that is opened brings its own.
    muligheder = [0, *aarene]
    noegle = f"vaelg_scenarieaar_{valgt}"
    st.selectbox(
        "Overenskomst, scenariet læses under",
        muligheder,
        index=muligheder.index(valgt if valgt in aarene else 0),
        format_func=lambda aar: aftalevalg(plan, aar or None),
        key=noegle,
        on_change=lambda: st.session_state.update(scenarieaar=st.session_state[noegle] or None),
        help="Valget gemmes med scenariet. Tallene er altid regnet i datasættets egen opgørelse.",
    )
