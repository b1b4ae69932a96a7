"""Accessibility and facilities of each clinic: what 2.1.13 asks of a move and no source tells.

A row a clinic, a column each for access, toilet and rooms for holdtræning; ja, nej, or nothing. A
clinic that is not in the file keeps what was told of it before.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import IKKE_OPLYST, antal, opremsning
from data import klinikoplysninger
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, Art, Kilde, Tolkning, har_fejl
from data.indgang.datoer import opgjort
from data.indgang.graenser import HOEJST_KLINIKRAEKKER
from data.indgang.klinikkendte import gentaget, kend_navn, ukendte
from data.indgang.listefelter import KLINIKKEN, OMRAADE
from data.indgang.overskrift import Raatabel
from data.indgang.spoergsmaal import Svar
from data.indgang.svarord import svarord
from data.klinikoplysninger import FACILITETER, RESSOURCE, oplyst
from data.skema import Felt
from planning.plan import Plan

FELTER = (
    KLINIKKEN,
    OMRAADE,
    *FACILITETER,
)
NAVNE = tuple(f.navn for f in FACILITETER)


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return what is known of the clinics, with what the file tells of them."""
    felter = [f for f in FACILITETER if f.navn in kolonner]
    if not felter:
        besked = (
            f"Filen har ingen kolonne med {opremsning([f.titel for f in FACILITETER], 'eller')}."
        )
        return Tolkning(fund=(kilde.fund(besked),))
    celler = pd.DataFrame({felt: tabel.data[k] for felt, k in kolonner.items()})
    klinik = kend_navn(celler, plan)
    fund = ukendte(celler, klinik, plan, kilde, kolonner["klinik"])
    fund += gentaget(klinik, kilde, kolonner["klinik"])
    nye = klinikoplysninger.tomme(plan.klinikker.index)
    nye.update(plan.klinikoplysninger)
    spoergsmaal = []
    for felt in felter:
        laest, fejl, ubesvarede = svarord(celler[felt.navn], kilde, kolonner[felt.navn], svar)
        fund += fejl
        spoergsmaal += ubesvarede
        fund += _beholder(laest, klinik, felt, plan, kilde, kolonner)
        givet = laest.set_axis(klinik)[lambda s: s.isin(["ja", "nej"])]
        givet = givet[(givet.index != "") & ~givet.index.duplicated()]
        nye.loc[givet.index, felt.navn] = givet
    if spoergsmaal or har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    foer, efter = (
        {f.navn: oplyst(plan.klinikker, o, f.navn) for f in felter}
        for o in (plan.klinikoplysninger, nye)
    )
    for felt in felter:
        if uden := int((efter[felt.navn] == IKKE_OPLYST).sum()):
            besked = (
                f"{felt.titel} er ikke oplyst for {antal(uden, 'klinik', 'klinikker')}, som ikke "
                "regnes med."
            )
            fund.append(kilde.fund(besked, kolonne=kolonner[felt.navn], alvor=LAEST))
    et = kilde.nyt(b"", "tilgængelighed og faciliteter", opgjort(tabel.titler))
    return Tolkning(
        nye={RESSOURCE: klinikoplysninger.nyt(nye, et.kilde, et.dato, et.note)},
        fund=tuple(fund),
        forskel=_forskel(felter, foer, efter),
    )


def _beholder(
    laest: pd.Series,
    klinik: pd.Series,
    felt: Felt,
    plan: Plan,
    kilde: Kilde,
    kolonner: Mapping[str, str],
) -> list[Fund]:
    """Tell the clinics that the file tells nothing of, and whose answer from before is kept."""
    kendt = oplyst(plan.klinikker, plan.klinikoplysninger, felt.navn).reindex(klinik)
    uoplyst = (laest == IKKE_OPLYST).to_numpy()
    antal_ = int((uoplyst & kendt.isin(["ja", "nej"]).to_numpy()).sum())
    if not antal_:
        return []
    besked = (
        f"{antal(antal_, 'klinik er', 'klinikker er')} ikke oplyst i filen og beholder det "
        "svar, datasættet har fra før. Skriv ja eller nej, hvis det ikke gælder mere."
    )
    return [kilde.fund(besked, kolonne=kolonner[felt.navn], alvor=ADVARSEL)]


def _forskel(
    felter: list[Felt], foer: Mapping[str, pd.Series], efter: Mapping[str, pd.Series]
) -> pd.DataFrame:
    """Return how many clinics have each, before and after."""
    raekker = [
        (f.titel, svar, int((foer[f.navn] == svar).sum()), int((efter[f.navn] == svar).sum()))
        for f in felter
        for svar in klinikoplysninger.SVAR
    ]
    ramme = pd.DataFrame(raekker, columns=["navn", "hvad", "foer", "efter"]).set_index("navn")
    kendt = ramme["foer"].where(ramme["foer"] > 0)
    return ramme.assign(aendring_pct=100 * (ramme["efter"] / kendt - 1))


ART = Art(
    "tilgaengelighed",
    "tilgængelighed og faciliteter",
    "Handicapvenlig adgang, toilet og lokaler til holdtræning for hver klinik (2.1.13).",
    FELTER,
    tolk,
    en_af=NAVNE,
    hoejst_raekker=HOEJST_KLINIKRAEKKER,
)
