"""The fewest moves: the map after, what was asked, the answer with its proof, and using it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dansk import linje, rundet_op
from pages.dele import tilstand
from pages.dele.forslag.brug import vis_brug
from pages.dele.forslag.holder import vis_holder
from pages.dele.forslag.krav import TOLERANCE, vaelg_krav
from pages.dele.forslag.kurve import valgt_antal, vis_kurve
from pages.dele.inddelingsvalg import sig_inddeling
from pages.dele.korthentning import forslagsnavn, vist_scenarie
from pages.dele.rum import rum
from pages.dele.scenarielag import Kortvalg
from pages.dele.scenariemaerke import oven_paa, sig_oven_paa
from pages.dele.tekst import nyhed, ren, smaat, vis_tabel
from pages.dele.valgliste import vaelg_knap
from pages.dele.vurderingsvisning import (
    sig_brudte_vilkaar,
    vaelg_kort,
    vis_beslutning,
    vis_scenariekort,
    vurderet,
)
from planning.effekt import STANDARDGRAENSE
from planning.forslag import forslag
from planning.forslagsfront import Akse, Front, flere, front
from planning.forslagsmaal import Maal
from planning.forslagsoptalt import paa_optalt
from planning.forslagsrobusthed import proeve
from planning.forslagssvar import Forslag, Udkast
from planning.plan import Plan
from planning.scenarie import Vurdering
from saetninger.forslag import (
    bevistekst,
    forslagsnyhed,
    fronttekst,
    giver_og_faar,
    hensynstekst,
    kravtekst,
    lige_gode_tekst,
    optalttekst,
    samlettekst,
    trinoverskrift,
    udkastnavn,
)
from saetninger.omraadeord import efter
from saetninger.scenarienyhed import tiltagsnyhed, udgangspunkt
from tabeller.forslag import fronttabel, trintabel, udkasttabel
from tabeller.scenarie import foer_efter_tabel

KORTHOEJDE, KURVEHOEJDE = 300, 190
#: What the curve shows where the second aim is of ways; else how even it is.
AKSER: Mapping[Maal, Akse] = {"minutter": "minutter", "uden_bil": "uden_bil"}


def vis_faerrest(plan: Plan) -> None:
    """Draw the fewest moves of a plan: map and answer beside each other, below what they do.

    Raises Inputfejl for what cannot be asked.
    """
    kortet, svaret = rum()
    with svaret:
        st.title(f"Færrest flytninger{oven_paa()}{efter(plan)}")
        sig_oven_paa()
        krav, maal = vaelg_krav(plan)
    if krav is None:
        _uden_svar(plan, kortet)
        return
    with svaret:
        vaegte = tuple(tilstand.vaegte().items())
        with st.spinner("Søger …"):
            kurve = front(plan, krav, AKSER.get(maal, "afvigelse"), speciale=tilstand.speciale())
            mere = flere(kurve, valgt_antal(kurve))
            svar = forslag(plan, krav, maal, vaegte, speciale=tilstand.speciale(), mere=mere)
        valgt = _svaret(plan, svar)
        vis_kurve(kurve, svar.antal, KURVEHOEJDE)
        st.caption(f"{ren(fronttekst(kurve, krav))} Klik på et punkt for at se det på kortet.")
    tiltag = valgt.tiltag if valgt else ()
    vurdering = vurderet(plan, tiltag)
    with kortet:
        with st.container(horizontal=True):
            kortvalg = vaelg_kort(vurdering)
        vis_scenariekort(vurdering, kortvalg, KORTHOEJDE, forslagsnavn())
    if valgt and tiltag:
        _under(svar, valgt, vurdering)
    _regnet(plan, svar, kurve)
    if valgt and tiltag and svar.hele:
        vis_holder(
            proeve(plan, krav, valgt.tiltag, maal, vaegte, speciale=tilstand.speciale()),
        )


def _uden_svar(plan: Plan, kortet: DeltaGenerator) -> None:
    """Draw the map as it is where a field is refused: nothing is proposed, and none goes blank."""
    vurdering = vurderet(plan, ())
    with kortet:
        vis_scenariekort(vurdering, Kortvalg("foer"), KORTHOEJDE, vist_scenarie())


def _svaret(plan: Plan, svar: Forslag) -> Udkast | None:
    """Write the answer and the choice among those as short, and return the one chosen."""
    bedst = svar.udkast[0].tiltag if svar.udkast else ()
    optalt = paa_optalt(plan, svar.krav, bedst, tilstand.speciale())
    # Who reads only the headline also reads whether it holds.
    nyhed(f"{forslagsnyhed(plan, svar)} {optalttekst(plan, optalt)}".strip())
    sig_inddeling(plan, kort=True)
    i_vejen = svar.hindring
    if i_vejen and i_vejen.tolerance_pct is not None:
        kan = rundet_op(i_vejen.tolerance_pct, 1)
        st.button(
            f"Se forslaget inden for {kan} %", key="brug_tolerance", on_click=_spoerg, args=(kan,)
        )
    if not svar.udkast:
        return None
    numre = range(1, len(svar.udkast) + 1)  # layout: a button a proposal
    efter_nummer = dict(zip(numre, svar.udkast, strict=True))
    nr = 1
    if len(svar.udkast) > 1:
        nr = vaelg_knap("Lige korte", list(numre), "forslag_nr", udkastnavn, skjul_etiket=True)
    valgt = efter_nummer[nr]
    # A line each: who gives and who gets is what is looked for.
    st.markdown("  \n".join(ren(hvem) for hvem in giver_og_faar(plan, valgt)))
    smaat(linje(f"{samlettekst(valgt, svar)} {lige_gode_tekst(svar)}"))
    if valgt.tiltag:
        sig_brudte_vilkaar(vurderet(plan, valgt.tiltag))
    vis_brug(valgt.tiltag)
    return valgt


def _spoerg(tolerance: str) -> None:
    st.session_state[TOLERANCE] = tolerance


def _under(svar: Forslag, valgt: Udkast, vurdering: Vurdering) -> None:
    """Write what a proposal does: all in all, step by step, who decides, who gains and loses."""
    plan = vurdering.plan_foer
    hensyn = hensynstekst(svar.maal, valgt, STANDARDGRAENSE)
    st.caption(ren(f"{tiltagsnyhed(vurdering)} {hensyn}"))
    venstre, hoejre = st.columns([64, 36], gap="medium")
    with venstre:
        st.subheader(trinoverskrift(valgt.trin))
        vis_tabel(trintabel(vurdering, valgt.trin))
    with hoejre:
        st.subheader("Hvem beslutter")
        vis_beslutning(vurdering)
    st.subheader(f"Hvem får mere, og hvem får mindre{efter(plan)}")
    vis_tabel(foer_efter_tabel(vurdering))
    if len(svar.udkast) > 1:
        st.subheader("Forslagene med lige så få, ved siden af hinanden")
        vis_tabel(udkasttabel(plan, svar))


def _regnet(plan: Plan, svar: Forslag, kurve: Front) -> None:
    """Write what was asked, what is proven and what is not."""
    with st.expander("Sådan er det regnet og bevist", icon=":material/functions:"):
        st.markdown(ren(f"{kravtekst(plan, svar.krav)} {bevistekst(plan)}"))
        st.markdown(ren(f"Regnet fra {udgangspunkt(tilstand.scenarie())}."))
        vis_tabel(fronttabel(plan, kurve))
