"""A bilag of last year on Plandokument: upload it, see what changed, and fetch it made new."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.dele import arbejde, tilstand
from pages.dele.tekst import fejl_vises, nyhed, ren, rulletekst, smaat, vis_tabel
from saetninger.opfriskning import opfriskningsnyhed
from tabeller.opfriskning import opfriskningstabel

if TYPE_CHECKING:  # what reads Word is loaded with the first document there is: 10 MB
    from eksport.opfriskning import Opfrisket
    from eksport.ophav import Ophav

HVAD = (
    "Et bilag, I har skrevet videre på i Word eller LibreOffice, får årets tal: Praksiskorts "
    "tabeller, kort og sætninger skiftes, hvor de står nu, og jeres egne ord og jeres opsætning "
    "bliver."
)
UDEN_FAERGER = "Bilaget er lavet {}, og her regnes der {}. Vælg det samme øverst til højre."
#: What is kept of the last bilag that was refreshed in the session: its file, and what came of it.
OPFRISKET = "opfrisket_bilag"


def vis_opfriskning() -> None:
    """Draw the field for a bilag, and what refreshing it came to."""
    st.subheader("Opfrisk et bilag fra sidste år", anchor=False)
    st.caption(HVAD)
    fil = st.file_uploader("Bilaget, som det er nu (.docx)", type=["docx"], key="opfrisk_fil")
    if fil is not None:
        with fejl_vises():
            _vis(fil)


def _vis(fil: Any) -> None:
    from eksport.opfriskning import laes_ophav, nyeste_scenarier

    ophav = nyeste_scenarier(laes_ophav(fil.getvalue()), arbejde.lager())
    smaat(f"Bilaget er lavet på {ophav.datasaet} ({ophav.fingeraftryk}).")
    if ophav.faerger != tilstand.faerger():
        ord_ = ("uden færger", "med færger")
        besked = UDEN_FAERGER.format(ord_[ophav.faerger], ord_[tilstand.faerger()])
        st.warning(besked, icon=":material/warning:")
    if ophav.valg.dato:
        dato = st.date_input(
            "Dato på forsiden", datetime.date.today(), format="DD.MM.YYYY", key="opfrisk_dato"
        )
        ophav = replace(ophav, valg=replace(ophav.valg, dato=dato))
    if st.button("Opfrisk bilaget", key="opfrisk"):
        _opfrisk(fil, ophav)
    nr, svar = st.session_state.get(OPFRISKET, ("", None))
    if svar is not None and nr == fil.file_id:
        _vis_svar(fil, ophav, svar)


def _opfrisk(fil: Any, ophav: Ophav, erstat: Collection[str] = ()) -> None:
    from eksport.opfriskning import opfrisk

    with st.spinner("Opfrisker bilaget …"):
        svar = opfrisk(fil.getvalue(), tilstand.plan(), ophav, erstat)
    st.session_state[OPFRISKET] = (fil.file_id, svar)


def _vis_svar(fil: Any, ophav: Ophav, svar: Opfrisket) -> None:
    nyhed(opfriskningsnyhed(svar.poster, svar.uaendrede))
    smaat(" ".join(svar.bemaerkninger))
    st.download_button(
        "Hent det opfriskede bilag",
        svar.fil,
        "bilag-opfrisket.docx",
        type="primary",
        key="hent_opfrisket",
        on_click="ignore",
    )
    if svar.rettede:
        valgte = st.multiselect(
            "Rettet af jer: erstat med Praksiskorts",
            list(svar.rettede),
            format_func=lambda noegle: ren(svar.rettede[noegle]),
            placeholder="Jeres beholdes, hvor intet er valgt",
            key="opfrisk_erstat",
        )
        if st.button("Opfrisk igen", key="opfrisk_igen", disabled=not valgte):
            _opfrisk(fil, ophav, valgte)
            st.rerun()
    if svar.aendringer:
        with st.container(border=True, height=480, key="opfriskning"):
            rulletekst("Listen over, hvad der er ændret.")
            vis_tabel(opfriskningstabel([asdict(a) for a in svar.aendringer]))
