"""Overblik: the region by one measure at a time, on a map, in a sentence, in bars and a table."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.afstandsvalg import vaelg_aftagen
from pages.dele.diagramvisning import vis_diagram
from pages.dele.inddelingsvalg import sig_kommunevis
from pages.dele.kommunesoejler import AFKORTET
from pages.dele.kommunevalg import AABNER, aabn_klikket, husk_klik, husk_soejle, vis_links
from pages.dele.kortflade import vis_kort
from pages.dele.korthentning import Trykt, vist_scenarie
from pages.dele.laesning import Valg, kommunesoejlerne
from pages.dele.laesninger import LAESNINGER
from pages.dele.oekonomi.emnevalg import EMNE
from pages.dele.ringest import ringest_stillet, sammen
from pages.dele.rum import rum
from pages.dele.scenariemaerke import sig_scenariet
from pages.dele.tekst import noegletal, nyhed, ren, vis_tabel
from pages.dele.tomt import indikatorafsnit
from planning.aktivitet import med_aktivitet
from planning.borgerstroemme import borgerstroemme
from planning.fag import Klynger
from planning.klynger import klyngedeltagelse
from planning.status import grundlagsforskelle, status
from saetninger.borgerstroemme import stroemnyhed
from saetninger.kilde import aarsforbehold
from saetninger.klynger import klyngenyhed
from saetninger.laesninger import uenighed
from saetninger.nyhed import grundlagsnyhed, hvorfor_klinikliste
from saetninger.omraadeord import omraadeord
from tabeller.borgerstroemme import aftagentabel, stroemtabel
from tabeller.klynger import klyngeraadstabel, klyngetabel
from tabeller.status import aktivitetstabel

KORTHOEJDE = 300
SOEJLER = "overblikssoejler"

aabn_klikket()
plan = tilstand.inddelt(tilstand.vist_plan())
ord_ = omraadeord(plan)
# Tabel 1 has no clinics for a scenario to move capacity between.
grundlag = "klinikliste" if tilstand.viser_scenarie() else tilstand.grundlag()
speciale = tilstand.speciale()
tabellen = status(plan, grundlag)
valg = Valg(grundlag, tilstand.aftagen(), speciale)

kortet, svaret = rum()
with kortet:
    maal = st.segmented_control(
        "Siden viser",
        list(LAESNINGER),
        format_func=lambda m: LAESNINGER[m][0],
        default="kapacitet",
        required=True,
        key="overblikskort",
        label_visibility="collapsed",
    )
    laesning = LAESNINGER[maal][1](plan, valg)
    vis_kort(
        laesning.lag,
        "overblik",
        KORTHOEJDE,
        laesning.tegn,
        laesning.kilde,
        husk_klik,
        AABNER,
        trykt=Trykt(
            laesning.titel,
            laesning.forklaring,
            laesning.nyhed,
            vist_scenarie(),
            lag=laesning.lag_ud,
            plan=None if laesning.efter_kommune else plan,
        ),
    )
with svaret:
    st.title(laesning.titel)
    sig_scenariet()
    nyhed(laesning.nyhed)
    if laesning.efter_kommune:
        sig_kommunevis(laesning.efter_kommune)
    if tilstand.viser_scenarie() and tilstand.grundlag() == "tabel1":
        st.info(ren(hvorfor_klinikliste(plan)), icon=":material/table:")
    if forbehold := aarsforbehold(plan):
        st.caption(ren(forbehold))
    noegletal(laesning.noegletal)
    soejler = kommunesoejlerne(laesning)
    afkortet = any(AFKORTET in tekst for tekst in soejler.data[0].text)
    st.caption(f"{laesning.soejletitel}.{f' {AFKORTET}: søjlen er afkortet.' if afkortet else ''}")
    vis_diagram(
        soejler,
        key=SOEJLER,
        on_select=lambda: husk_soejle(SOEJLER),
        selection_mode="points",
    )
    ringeste = st.empty()

ringeste.markdown(ren(ringest_stillet(plan, valg)))


def kommunerne() -> None:
    """The measure kommune by kommune, and a way to each one's ark."""
    vis_tabel(laesning.tabel)
    if maal == "kapacitet" and not plan.tabel1.empty:
        st.caption(grundlagsnyhed(plan.fag, grundlagsforskelle(plan)))


def tre_laesninger() -> None:
    """The three readings side by side, and why they disagree."""
    tabel = sammen(plan, valg)
    nyhed(uenighed(tabel.ramme, ord_))
    vis_tabel(tabel)


def hentet_fra_naboer() -> None:
    """The model of access held against what patients did, as the source has capacity today."""
    sig_kommunevis("kilden har patienterne efter kommune.")
    nyhed(stroemnyhed(stroemme, tilstand.aftagen()))
    vis_tabel(stroemtabel(tilstand.plan(), stroemme, tilstand.aftagen()))
    with st.expander("Hvordan adgang aftager med afstanden"):
        vaelg_aftagen()
        vis_tabel(aftagentabel(plan, stroemme, tilstand.aftagen()))


def aktiviteten() -> None:
    """Patients and ydelser to a capacity, in the speciale that is chosen."""
    aktivitet = aktivitetstabel(plan, om_specialet, grundlag)
    vis_tabel(aktivitet.med_raekker(tabellen.ordnet().index))


def klyngerne(regel: Klynger) -> None:
    """Who takes part in quality clusters, clinic by clinic."""
    nyhed(klyngenyhed(plan, regel, klyngedeltagelse(plan)))
    if not plan.sundhedsraad.empty:
        vis_tabel(klyngeraadstabel(plan, regel))
    vis_tabel(klyngetabel(plan, regel))


vis_links(plan.efter_kommune)
if not tilstand.plan().fremskrivning.empty:
    st.page_link(
        "pages/oekonomi.py",
        label="Behovet frem: hvad fremskrivningen af folketallet kræver",
        icon=":material/trending_up:",
        query_params={EMNE: "behov"},
    )
afsnit = {
    "kommuner": (ord_.alle, kommunerne),
    "laesninger": ("Tre læsninger af samme kapacitet", tre_laesninger),
}
# Against the dataset itself: the source knows nothing of a scenario.
if stroemme := borgerstroemme(tilstand.plan()):
    afsnit["naboer"] = ("Hentet fra naboer", hentet_fra_naboer)
om_specialet = plan.fag.speciale(speciale)
if om_specialet in med_aktivitet(plan):
    titel = f"Aktivitet: {om_specialet.titel}, {plan.fag.aktivitetsaar[-1]}"
    afsnit["aktivitet"] = (titel, aktiviteten)
if regel := plan.fag.klynger:
    afsnit["klynger"] = ("Kvalitetsklynger", lambda: klyngerne(regel))
vis_afsnit(afsnit | indikatorafsnit(plan), "overbliksafsnit")
