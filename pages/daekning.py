"""Dækning: how far residents have to a clinic, by car round the fjord, by road or by air."""

from __future__ import annotations

import streamlit as st

from dansk import omtrent, procent, tal
from kort import daekningslag
from pages.dele import tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.daekningskort import (
    KURVEHOEJDE,
    SOEJLEHOEJDE,
    daekningslagene,
    kurve,
    udenforsoejler,
)
from pages.dele.daekningsvalg import KORTTEMAER, vaelg_daekning
from pages.dele.diagramvisning import vis_diagram
from pages.dele.inddelingsvalg import sig_inddeling
from pages.dele.kommunenavne import kommunenavne
from pages.dele.kommunevalg import AABNER, aabn_klikket, husk_klik, husk_soejle
from pages.dele.kortflade import vis_kort
from pages.dele.kortgrund import gitter, kortomrids
from pages.dele.korthentning import Trykt, vist_scenarie
from pages.dele.rum import rum
from pages.dele.scenariemaerke import sig_scenariet
from pages.dele.tekst import noegletal, nyhed, ren, smaat, vis_tabel
from pages.dele.valgliste import af_dem
from planning.adgang import adgang
from planning.daekningsbillede import Daekningsbillede, Filter
from planning.diskretion import diskret_daekning
from planning.plan import MAAL, Plan
from saetninger.daekning import (
    daekningsdom,
    daekningsnyhed,
    filtertekst,
    forbehold,
    minutspaend,
    naboregionsnyhed,
    skjult_nyhed,
    stoerste_distrikter,
    udaekketspaend,
    valgspaend,
)
from saetninger.diskretion import PAA_SKAERMEN
from saetninger.maal import TIL_NAERMESTE, graensetekst
from saetninger.omraadeord import omraadeord
from saetninger.spaend import i_parentes
from tabeller.daekning import (
    ENS_I_DISTRIKTET,
    daekningstabel,
    distriktstabel,
    hvide_distrikter,
    udenfortabel,
)
from tabeller.kilder import daekningsressourcer, kilde

ALLE = "alle"
KORTHOEJDE = 300
SOEJLER = "daekningssoejler"


def vis_kortlag(plan: Plan, billede: Daekningsbillede, valgt: str) -> None:
    """Draw the map: bands of distance, or the districts by coverage, distance or access."""
    tema = next((t for t in daekningslag.DISTRIKTSTEMAER if t == valgt), None)
    grund = (tema, tilstand.aftagen(), gitter(plan), kortomrids(plan))
    trykt = Trykt(
        TIL_NAERMESTE[billede.maal] if tema is None else KORTTEMAER[tema],
        f"Grænsen er {graensetekst(billede.maal, billede.graense)}",
        daekningsnyhed(billede),
        vist_scenarie(),
        plan=plan,
        lag=lambda: daekningslagene(
            diskret_daekning(plan, billede.maal, billede.graense, billede.filtrering), *grund
        ),
    )
    lag, tegn = daekningslagene(billede, *grund)
    kilden = kilde(plan, *daekningsressourcer(billede.maal))
    vis_kort(lag, "daekning", KORTHOEJDE, tegn, kilden, husk_klik, AABNER, trykt=trykt)


aabn_klikket()
plan = tilstand.inddelt(tilstand.vist_plan())
ord_ = omraadeord(plan)
navne = kommunenavne(plan)
kortet, svaret = rum()
with kortet:
    billede, tema = vaelg_daekning(plan)
enhed = MAAL[billede.maal]
inden_for = graensetekst(billede.maal, billede.graense)
with svaret:
    st.title("Hvor langt er der til en klinik")
    sig_scenariet()
    nyhed(daekningsdom(billede))
    sig_inddeling(plan, kort=True)
    if billede.filtrering != Filter() or not tilstand.faerger():
        st.caption(f"Regnet {filtertekst(plan, billede.filtrering, tilstand.faerger())}.")
    halvfems = float(billede.radius.loc["region", 90])
    to_at_vaelge = f"har to at vælge imellem{i_parentes(valgspaend(billede))}"
    ni_af_ti = f"har 9 af 10 højst{i_parentes(minutspaend(billede, halvfems))}"
    tallene = [
        (procent(billede.valg_pct["region"]), to_at_vaelge),
        (f"{tal(halvfems, 1)} {enhed}", ni_af_ti),
    ]
    if not billede.alle_daekket:
        laengere = f"har længere{i_parentes(udaekketspaend(billede))}"
        tallene.insert(0, (omtrent(billede.udaekkede), laengere))
    noegletal(tallene)
    if not billede.alle_daekket:
        st.caption(
            f"Indbyggere uden en klinik inden for {inden_for}, og hvor stor en del af "
            f"{ord_.bestemt} det er."
        )
        vis_diagram(
            udenforsoejler(billede, SOEJLEHOEJDE),
            key=SOEJLER,
            on_select=lambda: husk_soejle(SOEJLER),
            selection_mode="points",
        )
        if stoerste := stoerste_distrikter(billede):
            smaat(stoerste)
with kortet:
    vis_kortlag(plan, billede, tema)
for saetning in (skjult_nyhed(billede), naboregionsnyhed(billede)):
    if saetning:
        st.markdown(ren(saetning))
st.caption(f"{forbehold(plan, billede)} {PAA_SKAERMEN}")


def kommunerne() -> None:
    """How many are covered in each kommune, and how far there is."""
    vis_tabel(daekningstabel(plan, billede))


def kurven() -> None:
    """How many are covered within each distance, of the region and of one kommune."""
    kode = st.selectbox(
        "Regionen og",
        af_dem(list(billede.ordnet().index.drop("region")), "kurvekommune"),
        format_func=navne.get,
        key="kurvekommune",
    )
    vis_diagram(kurve(billede, kode, KURVEHOEJDE))
    smaat(kilde(plan, *daekningsressourcer(billede.maal)))


def uden_klinik() -> None:
    """Who has no clinic within the limit."""
    vis_tabel(udenfortabel(plan, billede))


def hvor_de_bor() -> None:
    """The districts with most residents beyond the limit."""
    vis_tabel(hvide)


def distrikterne() -> None:
    """Every district, or those of one kommune."""
    valgt = st.selectbox(
        "Distrikter i",
        af_dem([ALLE, *navne], "distrikter_i"),
        format_func=lambda n: n.replace(ALLE, f"alle {ord_.flertal}"),
        key="distrikter_i",
    )
    distrikter = distriktstabel(plan, billede, adgang(plan, tilstand.aftagen()))
    alle = distrikter.ramme
    viste = alle.index if valgt == ALLE else alle.index[alle["kommune"] == valgt]
    vis_tabel(distrikter.med_raekker(viste).uden(*ENS_I_DISTRIKTET))


afsnit = {"kommuner": (f"{ord_.alle}: andel inden for {inden_for}", kommunerne)}
if billede.alle_daekket:
    st.success("Alle har en klinik inden for grænsen.", icon=":material/check:")
else:
    afsnit["uden"] = ("Hvem har længere", uden_klinik)
    if not (hvide := hvide_distrikter(plan, billede)).ramme.empty:
        afsnit["pletter"] = ("Hvor de bor, der har længere", hvor_de_bor)
afsnit["kurve"] = ("Dækningskurve", kurven)
afsnit["distrikter"] = (f"Alle {len(billede.distrikter)} distrikter", distrikterne)
vis_afsnit(afsnit, "daekningsafsnit")
