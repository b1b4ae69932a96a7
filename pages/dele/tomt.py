"""A page of a field without clinics: what to import, and what is known by kommune all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import folium
import streamlit as st

from kort import lag as kortlag
from kort.klasser import inddel
from kort.kommuneark import omkring, udsnit
from pages.dele.afsnit import vis_afsnit
from pages.dele.importlink import vis_importlink
from pages.dele.kommunevalg import vaelg_kommune
from pages.dele.kortflade import vis_kort
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import Trykt
from pages.dele.rum import rum
from pages.dele.tekst import nyhed, ren, vis_tabel
from planning.fag import Indikator
from planning.grundtal import grundtal, kolonne
from planning.plan import Plan
from saetninger.grundtal import PR_1000, indikatornyhed, uden_klinikker
from tabeller.grundtal import indbyggertabel, indikatortabel

KORTHOEJDE = 300
#: The pages that are of kommuner, by their titles.
OVERBLIK, KOMMUNE = "Overblik", "Kommune"


def vis_uden_klinikker(titel: str, plan: Plan) -> None:
    """Draw a page by its title: of the kommuner what is known, of all else what it waits for."""
    if titel not in (OVERBLIK, KOMMUNE):
        st.title(titel)
        vis_mangel(plan)
        return
    kode = ""
    kortet, svaret = rum()
    with kortet, st.container(key="kortvalg", horizontal=True, vertical_alignment="center"):
        if titel == KOMMUNE:
            kode = vaelg_kommune(plan)
        indikator = _vaelg_indikator(plan)
    with kortet:
        _kort(plan, indikator, kode)
    with svaret:
        navn = f"{plan.kommuner['kommune'][kode]} Kommune" if kode else plan.fag.navn
        st.title(ren(navn))
        vis_mangel(plan)
    indbyggere = ("Indbyggerne", lambda: vis_tabel(indbyggertabel(plan, kode)))
    vis_afsnit({**indikatorafsnit(plan, kode), "indbyggere": indbyggere}, "grundtalsafsnit")


def vis_mangel(plan: Plan) -> None:
    """Draw that there are no clinics, and the ways to import them."""
    # What an import takes is loaded by no page that has nothing to import.
    from pages.dele.importvisning import vis_skabelonknap

    nyhed(uden_klinikker(plan))
    vis_importlink(f"Importér klinikker i {plan.fag.i_saetning}", "klinikker")
    vis_skabelonknap("klinikker", "Hent skabelonen til klinikkerne")


def indikatorafsnit(plan: Plan, kode: str = "") -> Mapping[str, tuple[str, Callable[[], None]]]:
    """Return a section for each indicator of the field, as `pages.dele.afsnit` draws them.

    `kode`: of the kommune it is about, "" for all.
    """

    def vis(indikator: Indikator) -> None:
        nyhed(indikatornyhed(plan, indikator))
        vis_tabel(indikatortabel(plan, indikator, kode))

    return {i.noegle: (f"{i.navn} i {i.aar}", lambda i=i: vis(i)) for i in plan.fag.indikatorer}


def _vaelg_indikator(plan: Plan) -> Indikator | None:
    egne = {i.noegle: i for i in plan.fag.indikatorer}
    if not egne:
        return None
    valgt = st.segmented_control(
        "Kortet viser",
        list(egne),
        format_func=lambda noegle: egne[noegle].navn,
        default=next(iter(egne)),
        required=True,
        key="indikatorkort",
        label_visibility="collapsed",
    )
    return egne[valgt]


def _kort(plan: Plan, indikator: Indikator | None, kode: str) -> None:
    omrids = kortomrids(plan)
    if indikator is None:
        tegn, tabel = (), indbyggertabel(plan)
        lag, titel, forklaring = kortlag.indbyggere(plan, omrids), "Kommunernes indbyggere", ""
    else:
        klasser = inddel(grundtal(plan)[kolonne(indikator, "pr_1000")], "naturlige")
        tegn, tabel = kortlag.signaturer(klasser), indikatortabel(plan, indikator)
        lag = kortlag.indikator(plan, indikator, klasser, omrids)
        titel, forklaring = tabel.titel, PR_1000
        tegn = (("", forklaring), *tegn)
    lagene: list[folium.FeatureGroup] = [lag]
    hvor = {}
    if kode:
        tips = {str(k): kortlag.tip(navn) for k, navn in plan.kommuner["kommune"].items()}
        lagene.extend(omkring(omrids, kode, tips))
        hvor = {"udsnit": udsnit(omrids, kode)}
    vis_kort(
        lagene,
        f"grundtal_{kode}",
        KORTHOEJDE,
        tegn,
        tabel.kilde,
        trykt=Trykt(titel, forklaring, kommune=kode),
        **hvor,
    )
