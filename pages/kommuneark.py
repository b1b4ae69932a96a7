"""Kommune: everything there is of one kommune on one page, with an address of its own."""

from __future__ import annotations

import streamlit as st

from dansk import MANGLER, antal, omtrent, procent, tal
from pages.dele import arbejde, tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.arkkort import BAAND, KORTTEMAER, vis_arkets_kort
from pages.dele.kommunevalg import vaelg_kommune
from pages.dele.rum import rum
from pages.dele.scenariemaerke import sig_scenariet
from pages.dele.tekst import noegletal, nyhed, ren, smaat, vis_tabel
from pages.dele.tomt import indikatorafsnit
from planning.kommuneark import Kommuneark, beroerte, kommuneark, passer_ikke, stand
from saetninger.kommuneark import (
    INGEN_TILTAG,
    MED_SCENARIE,
    arkets_graense,
    arknyhed,
    daekningsspaend,
    mangeltekst,
    nabotekst,
    passer_ikke_tekst,
    pladser,
    ventenoter,
)
from saetninger.kommunespoergsmaal import spoergsmaalstekster
from saetninger.spaend import i_parentes
from saetninger.ventetid import ventetidstekst
from tabeller.kommuneark import (
    arkets_aktivitet,
    arkets_distrikter,
    arkets_klinikker,
    noegletabel,
    tiltagstabel,
    udentabel,
    ventetabel,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def hent(ark: Kommuneark) -> bytes:
    """Return the ark on paper, made when it is asked for."""
    # Imported here: what draws takes a second to load.
    from eksport.kommuneark import ark_fil

    return ark_fil(ark, MED_SCENARIE if tilstand.viser_scenarie() else "")


def vis_tal(ark: Kommuneark) -> None:
    """Draw the figures a kommune is known by, and its places among the others."""
    egen = ark.egen
    typen = ark.plan.fag.ventetype(tilstand.speciale())
    vente = ark.ventetid.loc[typen.noegle]
    uden = ark.uden_for.loc["personer_70", "uden"]
    noegletal(
        [
            (tal(egen["indbyggere_pr_kapacitet"]), "indbyggere pr. kapacitet"),
            (
                procent(egen["andel_pct"]),
                f"inden for {arkets_graense(ark)}{i_parentes(daekningsspaend(ark))}",
            ),
            (omtrent(uden) if uden == uden else MANGLER, "ældre (70+) med længere vej"),
            (ventetidstekst(vente), f"ventetid, {typen.i_saetning}"),
        ]
    )
    if plads := pladser(ark):
        smaat(plads)


plan = tilstand.vist_plan()
# Tabel 1 has no clinics for a scenario to move capacity between.
grundlag = "klinikliste" if tilstand.viser_scenarie() else tilstand.grundlag()
kortet, svaret = rum()
with kortet, st.container(key="kortvalg", horizontal=True, vertical_alignment="center"):
    kode = vaelg_kommune(plan)
    tema = st.segmented_control(
        "Kortet viser",
        list(KORTTEMAER),
        format_func=KORTTEMAER.get,
        default=BAAND,
        required=True,
        key="kommunekort",
        label_visibility="collapsed",
    )
aabne = arbejde.aabne()
ark = kommuneark(
    stand(plan, grundlag, tilstand.aftagen()), kode, beroerte(tilstand.plan(), kode, aabne)
)
with kortet:
    vis_arkets_kort(ark, tema)
with svaret:
    st.title(f"{ren(ark.navn)} Kommune")
    sig_scenariet()
    nyhed(arknyhed(ark))
    vis_tal(ark)
    st.download_button(
        "Hent kommuneark (Word, 1 side)",
        lambda: hent(ark),
        f"kommuneark-{ark.kode}.docx",
        WORD,
        key="hent_kommuneark",
        on_click="ignore",
    )
    st.subheader("Hvad der skal spørges om")
    st.markdown("\n".join(f"- {ren(s)}" for s in spoergsmaalstekster(ark)))

st.header("Mod naboerne og regionen")
vis_tabel(noegletabel(ark))
if naboer := nabotekst(ark):
    smaat(naboer)

venstre, hoejre = st.columns(2, gap="large")
with venstre:
    st.header("Hvem har langt")
    vis_tabel(udentabel(ark))
with hoejre:
    st.header("Ventetid")
    vis_tabel(ventetabel(ark))
    if noter := ventenoter(ark):
        smaat(noter)

if ark.aktivitet:
    st.header("Aktivitet og udgift")
    vis_tabel(arkets_aktivitet(ark))

if egne := indikatorafsnit(plan, ark.kode):
    vis_afsnit(egne, "arkets_indikatorer")

st.header(f"Klinikkerne ({antal(len(ark.klinikker), 'adresse', 'adresser')})")
vis_tabel(arkets_klinikker(ark))
with st.expander(f"Distrikterne ({tal(len(ark.distrikter))})"):
    vis_tabel(arkets_distrikter(ark))

st.header("Tiltag i åbne scenarier, og hvem der beslutter dem")
if ark.tiltag:
    vis_tabel(tiltagstabel(ark))
else:
    smaat(INGEN_TILTAG)
if uden := passer_ikke_tekst(passer_ikke(tilstand.plan(), aabne)):
    smaat(uden)
smaat(mangeltekst(ark))
