"""Import: a file of one's own tried, asked about and entered; and datasets gone back to."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from arkiv.datasaet import (
    INDBYGGET_NR,
    alle,
    fag_af,
    indbygget,
    indfoer,
    indfoer_pakke,
    navne_i,
    proev_indhold,
    som_pakke,
    tag_i_brug,
)
from dansk import Inputfejl, antal
from data.datapakke import er_pakke
from data.indgang.arter.liste import ENDELSER
from data.indgang.graenser import HOEJST_FILER_I_SESSION
from pages.dele import importsvar, tilstand
from pages.dele.datasaetsammenligning import vis_datasaetsammenligning
from pages.dele.fagvalg import vaelg_fag
from pages.dele.importvisning import (
    vaelg_art,
    vis_dom,
    vis_kolonner,
    vis_proeve,
    vis_skabeloner,
    vis_status,
)
from pages.dele.tekst import fejl_vises, ren, vis_tabel
from saetninger.diskretion import DATAPAKKE
from saetninger.importen import tagettekst, valgttekst
from tabeller.importen import datasaettabel

SELV = "Praksiskort finder selv ud af det"
PAKKE = "datapakke"
IMENS = (
    "En anden har skiftet datasæt, mens du så på filen. Ændringerne ovenfor er nu fra det. Se dem "
    "igen, og tag filen i brug, hvis de er rigtige."
)


def spoerg_hvem(kolonne: DeltaGenerator, noegle: str) -> str:
    """Draw the field of who does it, with the name that was given last, and return the name."""
    if noegle not in st.session_state:
        st.session_state[noegle] = st.session_state.get("hvem", "")
    navn = kolonne.text_input("Dit navn", key=noegle)
    if navn.strip():
        # Kept by itself: a field that is not drawn between two files forgets.
        st.session_state["hvem"] = navn
    return navn


def importer() -> None:
    """Draw the way in: file, kind, questions, preview, and who takes it into use."""
    venstre, hoejre = st.columns([62, 38], gap="medium")
    # A new field when a file has been taken, ready for the next.
    fil = venstre.file_uploader(
        "Fil med egne tal",
        type=[e.removeprefix(".") for e in ENDELSER],
        key=f"importfil_{st.session_state.get('sidst_taget', INDBYGGET_NR)}",
    )
    art = vaelg_art(hoejre, {SELV: SELV, PAKKE: "en datapakke herfra"})
    if fil is None:
        st.info(
            "Vælg en fil. Den bliver tjekket og vist først; intet tages i brug, før du siger ja.",
            icon=":material/upload_file:",
        )
        return
    proevede = st.session_state.setdefault("proevede_filer", set())
    proevede.add(fil.file_id)
    if len(proevede) > HOEJST_FILER_I_SESSION:
        st.error(
            f"Der er prøvet {antal(HOEJST_FILER_I_SESSION, 'fil', 'filer')} her. Genindlæs siden "
            "for at prøve flere.",
            icon=":material/error:",
        )
        return
    if st.session_state.get("importeret_fil") != (fil.file_id, art):
        st.session_state["importeret_fil"] = (fil.file_id, art)
        importsvar.nulstil()
    with fejl_vises():
        if art == PAKKE or (art == SELV and er_pakke(fil)):
            tag_pakke(fil.name, fil.getvalue(), fil.file_id)
            return
        # Before the trial: an answer that cannot be used must be possible to take back.
        sted = st.container()
        importsvar.vis_givne()
        valgt_art, svar = None if art == SELV else art, importsvar.givne()
        fra = tilstand.datasaet()
        proeve = proev_indhold(
            *(fil.name, fil.getvalue(), tilstand.plan, valgt_art, svar), fra.mappe
        )
        with sted:
            vis_dom(proeve)
        if not proeve.fejl:
            importsvar.stil(proeve.spoergsmaal)
        vis_proeve(proeve)
        if proeve.fejl:
            # What must be mended in the file comes first; an answer may wait for the next one.
            importsvar.stil(proeve.spoergsmaal)
        if proeve.kan_tages:
            set_mod = st.session_state.get("set_mod")
            st.session_state["set_mod"] = (fil.file_id, fra.nr)
            hvem, navn, taget = tag_i_brug_felter("Tag i brug", fil.name, fil.file_id)
            if taget and set_mod != (fil.file_id, fra.nr):
                st.warning(IMENS, icon=":material/sync_problem:")
            elif taget:
                ny = indfoer(proeve, fra, navn=navn, hvem=hvem, svar=svar)
                st.session_state["sidst_taget"] = ny.nr
                st.session_state["importbesked"] = tagettekst(
                    ny.navn, ny.nr, [*proeve.tolkning.nye]
                )
                st.rerun()
        vis_kolonner(proeve)


def tag_i_brug_felter(knap: str, filnavn: str, fil_id: str) -> tuple[str, str, bool]:
    """Draw who takes a file into use and what it is called, and return both and whether it is."""
    hvem_kol, navn_kol, knap_kol = st.columns([35, 40, 25], vertical_alignment="bottom")
    hvem = spoerg_hvem(hvem_kol, "importhvem")
    navn = navn_kol.text_input("Datasættets navn", value=Path(filnavn).stem, key=f"navn_{fil_id}")
    taget = knap_kol.button(
        knap, type="primary", disabled=not hvem.strip(), key="tag_i_brug", width="stretch"
    )
    if not hvem.strip():
        st.caption("Skriv dit navn for at tage filen i brug: det gemmes, hvem der gjorde det.")
    return hvem, navn, taget


def tag_pakke(filnavn: str, indhold: bytes, fil_id: str) -> None:
    """Draw the taking into use of a data package, which is checked when it is taken."""
    hvem, navn, taget = tag_i_brug_felter("Tag datapakken i brug", filnavn, fil_id)
    if taget:
        ny = indfoer_pakke(indhold, filnavn, navn=navn, hvem=hvem)
        vaelg_fag(fag_af(ny))
        st.session_state["sidst_taget"] = ny.nr
        st.session_state["importbesked"] = tagettekst(ny.navn, ny.nr, [], kendt=ny.navn != navn)
        st.rerun()


def datasaettene() -> None:
    """Draw the datasets there are, and the ways back and out."""
    i_brug = tilstand.datasaet()
    gemte, nu = alle(i_brug.fag), i_brug.nr
    tabel = datasaettabel(gemte, nu, indbygget(i_brug.fag).navn)
    if not gemte:
        vis_tabel(tabel.kun("nr", "navn", "brug", "hvad"))
        return
    vis_tabel(tabel)
    navne = navne_i(i_brug.fag)
    valg_kol, hvem_kol, brug_kol, hent_kol = st.columns(
        [40, 24, 18, 18], vertical_alignment="bottom"
    )
    # The one in use is the one nobody changes to.
    numre = sorted(navne, key=lambda nr: nr == nu)
    nr = valg_kol.selectbox("Datasæt", numre, format_func=navne.get, key="datasaetvalg")
    hvem = spoerg_hvem(hvem_kol, "skifthvem")
    uden = "" if hvem.strip() else "Skriv dit navn for at skifte: det gemmes, hvem der gjorde det."
    er_i_brug = f"Datasæt nr. {i_brug.vist_nr} er i brug. Vælg et andet for at skifte."
    mangler = er_i_brug if nr == nu else uden
    if brug_kol.button("Skift datasæt", key="skift", disabled=bool(mangler), width="stretch"):
        try:
            taget = tag_i_brug(nr, hvem)
            vaelg_fag(taget.fag)
            st.session_state["importbesked"] = valgttekst(taget.vist_nr, taget.navn)
            st.rerun()
        except Inputfejl as fejl:
            st.error(ren(str(fejl)), icon=":material/error:")
    hent_kol.download_button(
        "Hent som datapakke",
        lambda: som_pakke(nr),
        file_name=f"praksiskort-datasaet-{max(nr, INDBYGGET_NR)}.zip",
        mime="application/zip",
        width="stretch",
    )
    if mangler:
        st.caption(mangler)
    st.caption(DATAPAKKE)


st.title("Import: egne tal")
if besked := st.session_state.pop("importbesked", None):
    st.success(ren(besked), icon=":material/check:")
# In a place of its own: what a file is asked about does not move what stands below it.
with st.container():
    importer()
vis_status()
vis_skabeloner()
st.header("Datasæt")
datasaettene()
vis_datasaetsammenligning()
