"""Kommuneark of a field without clinics: what is known of each kommune, a page each."""

from __future__ import annotations

import io
from collections.abc import Sequence

from dansk import linje
from eksport.udseende import SPROG
from eksport.uforanderlig import fast_kontorfil
from eksport.word_side import tekstbredde
from eksport.word_stil import nyt_dokument
from eksport.word_tabel import skriv_tabel
from planning.plan import Plan
from saetninger.fagord import opgjorttekst
from saetninger.grundtal import indikatornyhed, uden_klinikker
from tabeller.grundtal import grundtabeller


def grunddokument(plan: Plan, koder: Sequence[str]) -> bytes:
    """Return what is known of kommuner, by their codes, as a Word document with a page for each."""
    dok = nyt_dokument()
    for nr, kode in enumerate(koder):
        navn = str(plan.kommuner.at[kode, "kommune"])
        titel = dok.add_paragraph(linje(f"{navn} Kommune"), "Title")
        titel.paragraph_format.page_break_before = nr > 0
        for tekst, stil in (
            (
                f"{plan.fag.navn}. {opgjorttekst(plan)}. Fingeraftryk {plan.fingeraftryk}",
                "Subtitle",
            ),
            (uden_klinikker(plan), "Normal"),
            *((indikatornyhed(plan, i), "Normal") for i in plan.fag.indikatorer),
        ):
            dok.add_paragraph(linje(tekst), stil)
        for tabel in grundtabeller(plan, kode):
            dok.add_paragraph(linje(tabel.titel), "Caption")
            skriv_tabel(dok, tabel, tekstbredde(dok.sections[0]))
            dok.add_paragraph(linje(f"{tabel.kilde} {tabel.note}"), "Kilde")
    om = dok.core_properties
    navne = ", ".join(str(plan.kommuner.at[kode, "kommune"]) for kode in koder)
    om.title, om.subject = "Kommuneark", linje(navne, 250)
    om.author = om.last_modified_by = "Praksiskort"
    om.language, om.comments, om.revision = SPROG, "", 1
    ud = io.BytesIO()
    dok.save(ud)
    return fast_kontorfil(ud.getvalue())
