"""Import: a file of one's own tried, asked about and entered; and datasets gone back to."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from arkiv.datasaet import (
    INDBYGGET_NR,
    alle,
    indbygget,
    indfoer,
    indfoer_pakke,
    proev_indhold,
    som_pakke,
    tag_i_brug,
)
from dansk import Inputfejl, antal
from data.indgang.arter.liste import ARTER, ENDELSER
from data.indgang.graenser import HOEJST_FILER_I_SESSION
from data.indgang.spoergsmaal import Spoergsmaal
from pages.dele import tilstand
from pages.dele.datasaetsammenligning import vis_datasaetsammenligning
from pages.dele.importvisning import vis_proeve, vis_skabeloner
from pages.dele.stedvalg import vaelg_sted
from pages.dele.tekst import ren, vis_tabel
from saetninger.diskretion import DATAPAKKE
from tabeller.importen import datasaettabel

SELV = "Praksiskort finder selv ud af det"
PAKKE = "datapakke"


def svar_paa(spoergsmaal: Spoergsmaal) -> None:
    """Draw one question, with the likely answer chosen."""
    muligheder = dict(spoergsmaal.valg)
    st.selectbox(
        ren(spoergsmaal.tekst),
        list(muligheder),
        index=list(muligheder).index(spoergsmaal.forslag) if spoergsmaal.forslag else None,
        format_func=lambda v: muligheder[v],
        placeholder="Vælg et svar",
        key=f"svar_{spoergsmaal.noegle}",
    )


def brug_svar(noegler: list[str]) -> None:
    """Keep the answers that were chosen; called before the page is drawn again."""
    for noegle in noegler:
        if (svar := st.session_state.get(f"svar_{noegle}")) is not None:
            st.session_state["importsvar"] = st.session_state["importsvar"] | {noegle: svar}


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
    navne = {SELV: SELV, **{a.noegle: a.titel for a in ARTER}, PAKKE: "en datapakke herfra"}
    art = hoejre.selectbox("Hvad er det?", list(navne), format_func=navne.get, key="importart")
    beskrivelser = {a.noegle: a.beskrivelse for a in ARTER}
    if art in beskrivelser:
        hoejre.caption(ren(beskrivelser[art]))
    with hoejre.expander("Hvad kan importeres"):
        st.markdown("\n".join(f"- {ren(f'{a.titel}: {a.beskrivelse}')}" for a in ARTER))
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
        st.session_state["importsvar"] = {}
    hvem_kol, navn_kol = st.columns(2)
    hvem = spoerg_hvem(hvem_kol, "importhvem")
    navn = navn_kol.text_input(
        "Datasættets navn", value=Path(fil.name).stem, key=f"navn_{fil.file_id}"
    )
    try:
        if art == PAKKE:
            if st.button("Tag datapakken i brug", type="primary", disabled=not hvem.strip()):
                taget = indfoer_pakke(fil.getvalue(), fil.name, navn=navn, hvem=hvem)
                st.success(ren(f"»{taget.navn}« er taget i brug som datasæt nr. {taget.nr}."))
            return
        valgt_art, svar = None if art == SELV else art, st.session_state["importsvar"]
        fra = tilstand.datasaet()
        proeve = proev_indhold(fil.name, fil.getvalue(), tilstand.plan, valgt_art, svar)
    except Inputfejl as fejl:
        st.error(ren(str(fejl)), icon=":material/error:")
        return
    if valg := [s for s in proeve.spoergsmaal if not s.punkt]:
        with st.form("spoergsmaal"):
            st.markdown(f"**{antal(len(valg), 'spørgsmål', 'spørgsmål')} om filen**")
            if steder := [s for s in proeve.spoergsmaal if s.punkt]:
                placeres = antal(len(steder), "klinik", "klinikker")
                st.caption(f"Bagefter skal {placeres} placeres på kortet.")
            for spoergsmaal in valg:
                svar_paa(spoergsmaal)
            st.form_submit_button(
                "Brug svarene",
                type="primary",
                on_click=brug_svar,
                args=([s.noegle for s in valg],),
            )
    elif (steder := [*proeve.spoergsmaal]) and (givet := vaelg_sted(steder[0], len(steder))):
        st.session_state["importsvar"] = svar | givet
        st.rerun()
    vis_proeve(proeve)
    if not proeve.kan_tages:
        return
    if not hvem.strip():
        st.caption("Skriv dit navn for at tage filen i brug: det gemmes, hvem der gjorde det.")
    if st.button("Tag i brug", type="primary", disabled=not hvem.strip(), key="tag_i_brug"):
        try:
            taget = indfoer(proeve, fra, navn=navn, hvem=hvem, svar=svar)
            st.session_state["sidst_taget"] = taget.nr
            st.session_state["importbesked"] = (
                f"»{taget.navn}« er taget i brug som datasæt nr. {taget.nr}. Alle sider viser det."
            )
            st.rerun()
        except Inputfejl as fejl:
            st.error(ren(str(fejl)), icon=":material/error:")


def datasaettene() -> None:
    """Draw the datasets there are, and the ways back and out."""
    gemte, nu = alle(), tilstand.datasaet().nr
    vis_tabel(datasaettabel(gemte, nu, indbygget().navn))
    if not gemte:
        return
    navne = {d.nr: f"nr. {d.nr}: {d.navn}" for d in gemte}
    navne[INDBYGGET_NR] = f"nr. {INDBYGGET_NR}: {indbygget().navn} (indbygget)"
    valg_kol, hvem_kol, brug_kol, hent_kol = st.columns(
        [40, 24, 18, 18], vertical_alignment="bottom"
    )
    # The one in use is the one nobody changes to.
    numre = sorted(navne, key=lambda nr: nr == nu)
    nr = valg_kol.selectbox("Datasæt", numre, format_func=navne.get, key="datasaetvalg")
    hvem = spoerg_hvem(hvem_kol, "skifthvem")
    if brug_kol.button("Skift datasæt", key="skift", disabled=nr == nu or not hvem.strip()):
        try:
            tag_i_brug(nr, hvem)
            st.rerun()
        except Inputfejl as fejl:
            st.error(ren(str(fejl)), icon=":material/error:")
    hent_kol.download_button(
        "Hent som datapakke",
        lambda: som_pakke(nr),
        file_name=f"praksiskort-datasaet-{nr}.zip",
        mime="application/zip",
    )
    st.caption(DATAPAKKE)


st.title("Import: egne tal")
if besked := st.session_state.pop("importbesked", None):
    st.success(ren(besked), icon=":material/check:")
vis_skabeloner()
importer()
st.header("Datasæt")
datasaettene()
vis_datasaetsammenligning()
