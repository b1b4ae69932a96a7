"""Plandokument: what the group concludes as Word, slides, Excel, GIS and print maps."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import streamlit as st

from dansk import Inputfejl, opremsning, tal
from eksport.bestilling import Bestilling
from eksport.forud import FORUD
from eksport.medhjaelper import Medhjaelper
from eksport.pakke import bestilte_kort, filer, hvad, pak, ventes
from pages.dele import tilstand
from pages.dele.bestillingsraad import sig_det_uden_virkning, sig_tom
from pages.dele.bestillingsvalg import vaelg_bestilling
from pages.dele.bilagsvisning import forhaandsvist, vis_afsnit, vis_indhold
from pages.dele.inddelingsvalg import sig_kommunevis
from pages.dele.opfriskning import vis_opfriskning
from pages.dele.tekst import fejl_vises, nyhed, ren
from saetninger.plandokument import plandokumentnyhed

#: The files offered one by one; the zip has them all.
ENKELTVIS = {
    "bilag.docx": "Word-bilag",
    "bilag.pdf": "PDF-bilag",
    "kommuneark.docx": "Kommuneark",
    "praesentation.pptx": "Præsentation",
    "tabeller.xlsx": "Excel",
    "webkort.html": "Webkort",
    "gis/praksiskort.gpkg": "GeoPackage",
}
MB = 1e6


@dataclass(frozen=True)
class Faerdigt:
    """What was made, of what, and with ferries or without."""

    bestilling: Bestilling
    faerger: bool
    pakke: bytes
    navne: tuple[str, ...]


def lav(bestilling: Bestilling) -> None:
    """Make the files with a progress bar; what was made before stays when they cannot be."""
    bjaelke = st.progress(0.0, text="Begynder …")
    FORUD.stop()
    try:
        with Medhjaelper() as hjaelper:
            indhold = filer(
                tilstand.plan(),
                bestilling,
                lambda del_, tekst: bjaelke.progress(del_, text=ren(tekst)),
                hjaelper=hjaelper,
            )
    except Inputfejl as fejl:
        bjaelke.empty()
        st.error(ren(str(fejl)), icon=":material/error:")
        return
    st.session_state["plandokument"] = Faerdigt(
        bestilling, tilstand.faerger(), pak(indhold.items()), tuple(indhold)
    )
    bjaelke.empty()


def vis_faerdigt(faerdigt: Faerdigt, bestilling: Bestilling) -> None:
    """Draw what was made, whole and file by file; say when the choices have moved on since."""
    if (faerdigt.bestilling, faerdigt.faerger) != (bestilling, tilstand.faerger()):
        st.warning(
            "Valgene er ændret, siden filerne blev lavet. Lav dem igen for at få ændringerne med.",
            icon=":material/update:",
        )
    navne = ren(opremsning([s.navn for s in faerdigt.bestilling.scenarier]))
    med = f"med {navne}" if navne else "uden scenarier"
    st.caption(f"Færdigt: {len(faerdigt.navne)} filer, {med}.")
    st.download_button(
        f"Hent det hele som zip ({tal(len(faerdigt.pakke) / MB)} MB)",  # layout: bytes as MB
        faerdigt.pakke,
        "plandokument.zip",
        "application/zip",
        type="primary",
        key="hent_zip",
        on_click="ignore",
        width="stretch",
    )
    with zipfile.ZipFile(io.BytesIO(faerdigt.pakke)) as arkiv, st.container(horizontal=True):
        for navn in (n for n in ENKELTVIS if n in faerdigt.navne):
            st.download_button(
                ENKELTVIS[navn],
                arkiv.read(navn),
                navn.rpartition("/")[2],
                key=f"hent_{navn}",
                help=hvad(navn),
                on_click="ignore",
            )
    with st.expander("Alle filer"):
        st.markdown("\n".join(f"- `{navn}`" for navn in faerdigt.navne))


st.title("Plandokument")
sig_kommunevis("det er den, praksisplanen planlægger efter.")
nyhed(plandokumentnyhed(tilstand.plan()))
venstre, hoejre = st.columns([36, 64], gap="small")
with fejl_vises():
    with venstre:
        # First, so that it and what is made are in view; what it makes is chosen under it.
        oeverst = st.container()
        bestilling = vaelg_bestilling()
        sig_det_uden_virkning(bestilling)
    with oeverst:
        if st.button("Lav plandokumentet", type="primary", key="lav", disabled=bestilling.er_tom):
            lav(bestilling)
        st.caption(
            f"Det tager omkring {tal(ventes(bestilling))} sekunder. Bliv på siden imens. Når "
            "bilaget åbnes, spørger Word, om felterne skal opdateres: svar ja, så får "
            "indholdsfortegnelsen sidetal."
        )
        if faerdigt := st.session_state.get("plandokument"):
            vis_faerdigt(faerdigt, bestilling)
    with hoejre:
        st.subheader("Forhåndsvisning")
        if bestilling.er_tom:
            sig_tom(bestilling)
        else:
            with st.spinner("Regner forhåndsvisningen …"):
                bilag = forhaandsvist(tilstand.plan(), bestilling)
            kapitel = vis_indhold(bilag)
            with st.container(border=True, height=640, key="forhaandsvisning"):
                vis_afsnit(bilag, kapitel)
            # While it is looked at, and then not waited for.
            if bestilling.skabelon is None:
                noegle = repr((bestilling, tilstand.faerger(), tilstand.plan().fingeraftryk))
                FORUD.begynd(noegle, bestilte_kort(bilag, bestilling))
vis_opfriskning()
