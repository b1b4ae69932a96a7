"""Plandokument: what the group concludes as Word, slides, Excel, GIS and print maps."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dansk import Inputfejl, tal
from eksport.bestilling import AFSNIT, NavngivetScenarie, Valg
from eksport.pakke import filer, pak
from pages.dele import arbejde, tilstand
from pages.dele.tekst import Kolonne, nyhed, ren, tabel

SESSIONENS = "Scenariet i sidepanelet"
VISTE_KORT = 4


def vaelg() -> tuple[list[NavngivetScenarie], list[str], bytes | None]:
    """Draw the choices and return scenarios, sections and the template, if there is one."""
    muligheder = {}
    if tilstand.scenarie():
        muligheder[SESSIONENS] = NavngivetScenarie(SESSIONENS, tilstand.scenarie())
    try:
        for gemt in arbejde.lager().find():
            scenarie = NavngivetScenarie.af_gemt(gemt)
            muligheder[f"{scenarie.navn} (version {scenarie.version}, {scenarie.id[:6]})"] = (
                scenarie
            )
    except Inputfejl as fejl:
        st.warning(ren(str(fejl)), icon=":material/warning:")
    venstre, hoejre = st.columns(2, gap="large")
    with venstre:
        scenarier = st.multiselect(
            "Scenarier i dokumentet",
            list(muligheder),
            default=[SESSIONENS] if SESSIONENS in muligheder else [],
            placeholder="Vælg scenarier, eller lad feltet stå tomt",
            key="dokument_scenarier",
        )
        afsnit = st.multiselect(
            "Afsnit",
            list(AFSNIT),
            default=list(AFSNIT),
            format_func=AFSNIT.get,
            placeholder="Vælg afsnit",
            key="dokument_afsnit",
        )
    with hoejre:
        skabelon = st.file_uploader(
            "Egen Word-skabelon (.docx), hvis dokumentet skal have jeres stil",
            type=["docx"],
            key="skabelon",
        )
    return [muligheder[s] for s in scenarier], afsnit, skabelon.getvalue() if skabelon else None


def vis(indhold: dict[str, bytes]) -> None:
    """Draw what was made: the whole as a zip, each file, and the maps as they will print."""
    st.download_button(
        "Hent det hele som zip",
        pak(indhold.items()),
        "plandokument.zip",
        "application/zip",
        type="primary",
        key="hent_zip",
    )
    tabel(
        pd.DataFrame({"fil": list(indhold), "byte": [len(i) for i in indhold.values()]}),
        {"fil": Kolonne("Fil", tekst=True), "byte": Kolonne("Størrelse, byte", tal)},
    )
    kort = [navn for navn in indhold if navn.endswith(".png")][:VISTE_KORT]
    for kolonne, navn in zip(st.columns(VISTE_KORT), kort, strict=False):
        kolonne.image(indhold[navn], caption=ren(navn))


st.title("Plandokument")
nyhed(
    "Et Word-bilag med tabeller og kort, en præsentation, Excel, GIS-filer og et kort til nettet, "
    "alle med de samme tal som siderne."
)
try:
    scenarier, afsnit, skabelon = vaelg()
    if st.button("Lav plandokumentet", type="primary", key="lav", disabled=not afsnit):
        bjaelke = st.progress(0.0, text="Begynder …")
        st.session_state["plandokument"] = filer(
            tilstand.plan(),
            scenarier,
            afsnit,
            skabelon,
            lambda del_, hvad: bjaelke.progress(min(del_, 1.0), text=hvad),
            Valg(grundlag=tilstand.grundlag(), vaegte=tilstand.vaegte()),
        )
        bjaelke.empty()
    if indhold := st.session_state.get("plandokument"):
        vis(indhold)
except Inputfejl as fejl:
    st.error(ren(str(fejl)), icon=":material/error:")
