"""The bilag as slides: a slide a map with the news as its title, and what each scenario is about.

The look is its own, 16:9, or that of a template the user brings (`eksport.dias_skabelon`).
"""

from __future__ import annotations

import io

import pandas as pd

from dansk import fortegn, linje
from eksport.afsnit_scenarie import HVEM_BESLUTTER, VAER_OPMAERKSOM, VILKAAR
from eksport.bilag import Afsnit, Bilag, Figur, Punkter, Tekst
from eksport.dias_side import Diasskriver
from eksport.dias_skabelon import aabn
from eksport.udseende import SPROG
from eksport.uforanderlig import fast_kontorfil
from planning.plan import REGIONSRAEKKE
from tabeller.scenarie import FOER_EFTER, kun_aendrede
from tabeller.tabel import Tabel

#: What each point of a section begins with, since a slide may have the last of them alone.
OM_PUNKTERNE = {HVEM_BESLUTTER: "Vilkår: ", VAER_OPMAERKSOM: f"{VAER_OPMAERKSOM}: "}


def praesentation(bilag: Bilag, skabelon: bytes | None = None) -> bytes:
    """Return the deck: front, the news, a slide a map, and what each scenario is about.

    Raises Inputfejl when the template is no PowerPoint file that can be used.
    """
    klar = aabn(skabelon)
    navn = bilag.ophav.datasaet if bilag.ophav else ""
    fod = (f"{bilag.titel}. {bilag.undertitel}", bilag.undertitel, bilag.titel, navn)
    dias = Diasskriver(klar, fod)
    dias.forside(bilag.titel, bilag.undertitel, [bilag.datasaet])
    dias.punkter("Det vigtigste", nyheder(bilag), [bilag.datasaet])
    for afsnit in bilag.afsnit:
        er_scenarie = afsnit.id.startswith("scenarie-")
        if er_scenarie and afsnit.niveau == 1:
            _scenarie(dias, bilag, afsnit)
        for led in afsnit.led:
            if isinstance(led, Figur):
                for kort in led.enkelte:
                    dias.kort(kort, [kort.titel, kort.kilde, bilag.datasaet])
            elif isinstance(led, Tabel) and led.noegle == f"{afsnit.id}-{FOER_EFTER}":
                _foer_efter(dias, bilag, led)
        if afsnit.id == "metode" and afsnit.niveau == 2:
            punkter = [p for led in afsnit.led if isinstance(led, Punkter) for p in led.punkter]
            dias.punkter(afsnit.overskrift, punkter, [bilag.datasaet])
    om = klar.dias.core_properties
    om.title, om.subject = linje(bilag.titel, 250), linje(bilag.undertitel, 250)
    om.author = om.last_modified_by = "Praksiskort"
    om.language, om.keywords, om.revision = SPROG, linje(bilag.datasaet, 250), 1
    ud = io.BytesIO()
    klar.dias.save(ud)
    return fast_kontorfil(ud.getvalue())


def nyheder(bilag: Bilag) -> list[str]:
    """Return the sentences that say the news, a scenario's with its name."""
    return [
        f"{linje(a.overskrift)}: {nyhed}" if a.id.startswith("scenarie-") else nyhed
        for a in bilag.afsnit
        for nyhed in a.nyheder
    ]


def _scenarie(dias: Diasskriver, bilag: Bilag, afsnit: Afsnit) -> None:
    """Write what a scenario is: its tiltag, who decides and what to mind; the text in the notes."""
    punkter: list[str] = []
    for del_ in (a for a in bilag.afsnit if a.id == afsnit.id):
        om = OM_PUNKTERNE.get(del_.overskrift, "")
        for led in del_.led:
            if isinstance(led, Punkter):
                punkter += [f"{om}{punkt}" for punkt in led.punkter]
            elif isinstance(led, Tabel):
                punkter += _samlet(led)
            elif (
                isinstance(led, Tekst)
                and del_.overskrift == HVEM_BESLUTTER
                and led.tekst != VILKAAR
            ):
                punkter.append(f"{HVEM_BESLUTTER}: {led.tekst}")
    tekster = [d.tekst for d in afsnit.led if isinstance(d, Tekst) and d.art == "broed"]
    dias.punkter(afsnit.overskrift, punkter, tekster)


def _foer_efter(dias: Diasskriver, bilag: Bilag, hel: Tabel) -> None:
    """Write the kommuner whose capacity a scenario changes, before and after, and the region."""
    tabel = kun_aendrede(hel)
    if len(tabel.ramme) > 1:
        dias.tabel(tabel.titel, tabel, [tabel.titel, tabel.note, tabel.kilde, bilag.datasaet])


def _samlet(tabel: Tabel) -> list[str]:
    """Return the total of a table of effect in a sentence; of another table nothing."""
    if "score" not in tabel.ramme or pd.isna(score := tabel.ramme.at[REGIONSRAEKKE, "score"]):
        return []
    return [f"Samlet effekt: {fortegn(score, 2)} på en skala fra −100 til +100."]
