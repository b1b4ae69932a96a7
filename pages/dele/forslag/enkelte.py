"""Every single move there could be, scored; one click opens it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dansk import kapaciteter, score, tal
from kort.farver import BAAND
from pages.dele import tilstand, tiltagsraekke
from pages.dele.alle_flytninger import adgang_ved_bedste, alle_flytninger, nye_steder, rang
from pages.dele.bedste_par import vis_flytning
from pages.dele.diagrammer import flyttegitter
from pages.dele.diagramvisning import vis_diagram
from pages.dele.inddelingsvalg import sig_inddeling
from pages.dele.kommunenavne import kommunenavne
from pages.dele.scenariemaerke import oven_paa, sig_oven_paa
from pages.dele.tekst import nyhed, ren, signatur, smaat, vis_tabel
from pages.dele.valgliste import af_dem
from planning.effekt import STANDARDVAEGTE
from planning.mulige_flytninger import (
    bedste_foerst,
    bedste_til_hver,
    effektive_vaegte,
    gitter,
    skala,
    som_flytning,
    til_klinikker,
)
from planning.plan import LAESOE, Plan
from planning.varianter import varianter
from saetninger.flytninger import (
    NYE_HJAELP,
    bedste_flytning,
    bedste_mellem_klinikker,
    endenavn,
    ens_ende,
    hvor_mange_bedre,
    hvorhen,
    om_nye,
    scoremaal,
    uoplyst_adgang,
    vaegttekst,
)
from saetninger.foelsomhed import rangnyhed
from saetninger.nyhed import grundlag_for_flytning
from saetninger.omraadeord import efter, kriterienavn, omraadeord
from saetninger.scenarienyhed import udgangspunkt
from saetninger.tiltag import beskriv
from tabeller.daekning import ADGANGSRESSOURCER
from tabeller.foelsomhed import rangtabel
from tabeller.kilder import kilde

HOEJST_VIST = 200
ALLE = "alle"


def _liste(plan: Plan, valgte: pd.DataFrame) -> None:
    """Draw the list; a row selected can join the scenario, which opens the workbench."""
    arter = plan.opgoerelse.arter
    vist = pd.DataFrame(
        {
            "Samlet": valgte["samlet"],
            # The places first: where there is little room, they are what is not cut.
            "Til": [endenavn(plan, til) for til in valgte["til"]],
            "Fra": [endenavn(plan, fra) for fra in valgte["fra"]],
            **{art.kolonne: valgte[art.noegle] for art in arter},
            **{
                kriterienavn(plan, n): valgte[n]
                for n in STANDARDVAEGTE
                if n in valgte and valgte[n].notna().any()
            },
        }
    ).reset_index(drop=True)
    tekst, antal = {"Fra", "Til"}, {art.kolonne for art in arter}
    former = {k: kapaciteter if k in antal else score for k in vist.columns if k not in tekst}
    svar = st.dataframe(
        vist.style.format(former, na_rep=tal(None)),
        hide_index=True,
        height=420,
        on_select="rerun",
        selection_mode="single-row",
        key="flytteliste",
        column_config={ende: st.column_config.Column(width=270) for ende in ("Fra", "Til")},
    )
    if svar.selection.rows:
        valgt = valgte.iloc[svar.selection.rows[0]]
        flytning = som_flytning(plan, valgt)
        st.markdown(f"Valgt: {ren(beskriv(plan, flytning))}.")
        if st.button("Læg til scenariet og vis på Flytning", type="primary", key="tag_flytning"):
            st.session_state.pop("flytteliste", None)
            tiltagsraekke.tilfoej(flytning)
            vis_flytning(plan, flytning)
            st.switch_page("pages/flytning.py")


def _vaelg_celle() -> None:
    """Show the moves of the cell that was clicked; called before the page is drawn again."""
    valgt = st.session_state["flyttegitter"].selection.points
    if valgt:
        st.session_state["mulig_fra"], st.session_state["mulig_til"] = valgt[0]["customdata"]


def vis_enkelte(plan: Plan) -> None:
    """Draw every single move of a plan: the grid, the list, and whether the best hold.

    Raises Inputfejl where there are none to score.
    """
    ord_ = omraadeord(plan)
    st.title(f"Mulige flytninger{oven_paa()}{efter(plan)}")
    sig_oven_paa()
    sig_inddeling(plan)
    undtag = () if st.session_state.get("med_laesoe") else (LAESOE,)
    steder = nye_steder(plan, vent=True) if st.session_state.get("med_nye", True) else ()
    alle = alle_flytninger(plan, undtag, steder)
    nyhed(bedste_flytning(plan, alle))
    if mellem := bedste_mellem_klinikker(plan, alle):
        st.markdown(ren(mellem))
    om_bedst = (
        f"Samlet effekt går fra −100 til +100. {hvor_mange_bedre(alle)} "
        f"{scoremaal(skala(til_klinikker(alle)))} {uoplyst_adgang(adgang_ved_bedste(plan, alle))}"
    )
    under = st.empty()
    with under:
        smaat(om_bedst)
    kommuner = plan.kommuner["kommune"]
    venstre, hoejre = st.columns([46, 54], gap="medium")
    with venstre:
        with st.container(horizontal=True):
            st.checkbox("Også nye adresser", value=True, key="med_nye", help=NYE_HJAELP)
            st.checkbox(
                "Lad kapacitet flytte til og fra Læsø",
                key="med_laesoe",
                help="En ø betjenes ikke af sin nabo, så øen er som udgangspunkt holdt ude.",
            )
        if alle.empty:
            return
        st.subheader(f"Bedste score fra {ord_.ental} (række) til {ord_.ental} (kolonne)")
        vis_diagram(
            flyttegitter(gitter(alle), kommuner, 470),
            key="flyttegitter",
            on_select=_vaelg_celle,
            selection_mode="points",
        )
        tegn = ((BAAND[0], "bedre end at lade være"), (BAAND[3], "værre end at lade være"))
        signatur(tegn, skraveret=False)
        st.caption("Klik på et felt for at se dets flytninger.")
    with hoejre:
        st.subheader("De enkelte flytninger: vælg en række")
        koder = [ALLE, *kommunenavne(plan).index]
        skriv = lambda k: kommuner.get(k, f"Alle {ord_.flertal}")  # noqa: E731
        fra, til = (
            kolonne.selectbox(navn, af_dem(koder, noegle), format_func=skriv, key=noegle)
            for kolonne, navn, noegle in zip(
                st.columns(2), ("Fra", "Til"), ("mulig_fra", "mulig_til"), strict=True
            )
        )
        med = (alle["fra_kode"].isin([fra]) | (fra == ALLE)) & (
            alle["til_kode"].isin([til]) | (til == ALLE)
        )
        en = st.checkbox("Kun den bedste til hvert sted", value=True, key="en_til_hver")
        valgte = (bedste_til_hver if en else bedste_foerst)(alle[med]).head(HOEJST_VIST)
        _liste(plan, valgte)
        st.caption(
            f"Viser højst {HOEJST_VIST}, de bedste først. Klik på en overskrift for at sortere. "
            f"{ens_ende(plan, valgte)}"
        )
    with st.expander("Sådan er scoren regnet", icon=":material/functions:"):
        st.markdown(
            f"Regnet fra {udgangspunkt(tilstand.scenarie())}. {hvorhen(alle)}, "
            f"med vægtene fra siden Flytning og ventetiden på speciale {tilstand.speciale()}. "
            "Scoren er en hjælp til at finde dem, der er værd at se på; den afgør intet."
        )
        if steder:
            st.markdown(om_nye(plan))
        if tilstand.grundlag() == "tabel1":
            st.markdown(grundlag_for_flytning(tilstand.plan()))
        andele = effektive_vaegte(alle, tilstand.vaegte())
        st.markdown(vaegttekst(andele.rename(lambda navn: kriterienavn(plan, navn))))
        smaat(kilde(plan, *ADGANGSRESSOURCER, "ventetider", "transport"))

    st.header("Holder de bedste flytninger?")
    rangen = rang(plan, undtag, steder)
    holder = rangnyhed(rangen, varianter(plan))
    with under:  # Who reads only what is at the top also reads whether it holds.
        smaat(f"{holder} {om_bedst}")
    vis_tabel(rangtabel(plan, rangen))
