"""The tables of the economic frames: all of a year's, one by quarter, and that of kiropraktik."""

from __future__ import annotations

import pandas as pd

from planning.husket import husket
from planning.kiropraktikramme import Kiropraktikramme
from planning.plan import LANDET, REGIONEN, Plan
from planning.ramme import Hvem, Rammer
from planning.rammestilling import kvartaler
from saetninger.kiropraktikramme import DELE, I_ALT, KIROPRAKTIKKILDE, KIROPRAKTIKNOTE
from saetninger.ramme import (
    NIVEAUNAVNE,
    RAMMEKILDE,
    kvartalsnavn,
    periodenavn,
    rammenavn,
    rammenote,
)
from tabeller.kilder import kilde
from tabeller.tabel import Kolonne, Tabel

MAANEDER = Kolonne("maaneder", "Kendte måneder", art="tal", bredde=0.8)
BRUGT = Kolonne("brugt", "Brugt", "kr.", "tal")
AARET_PCT = Kolonne("gaaet_pct", "Del af året", "%", "tal")
LAV, HOEJ = (
    Kolonne("lav", "fra", "kr.", "tal", forklaring="Den lave ende af spændet"),
    Kolonne("hoej", "til", "kr.", "tal", forklaring="Den høje ende af spændet"),
)


@husket()
def rammetabel(plan: Plan, rammer: Rammer) -> Tabel:
    """Return every level and speciale of a year, the country first."""
    ramme = rammer.oversigt().reset_index()
    ramme = ramme.assign(
        niveau=ramme["niveau"].map(NIVEAUNAVNE),
        gaar=[
            "" if pd.isna(fra) else periodenavn(fra, n)
            for fra, n in zip(ramme["fra_maaned"], ramme["gaar_maaneder"], strict=True)
        ],
    )
    ramme.index = pd.Index([rammenavn(hvem) for hvem in rammer.stillinger])
    return Tabel(
        "rammer",
        f"Økonomiske rammer i {rammer.aar}",
        ramme,
        (
            *(Kolonne("niveau", "Niveau"), Kolonne("speciale", "Speciale", bredde=0.7), MAANEDER),
            Kolonne("ramme", "Ramme", "kr.", "tal"),
            BRUGT,
            Kolonne("brugt_pct", "Brugt af rammen", "%", "tal", 1),
            AARET_PCT,
            *(Kolonne("prognose", "Hele året, som det går", "kr.", "tal"), LAV, HOEJ),
            Kolonne("over", "Over rammen", "kr.", "tal"),
            Kolonne("gaar", "Brugt op i", art="skrevet"),
            Kolonne("takstfald_pct", "Lavere takst året efter", "%", "tal", 1),
        ),
        kilde=_kilde(plan, rammer, *rammer.stillinger),
        note=rammenote(rammer, *rammer.stillinger),
        # What is left out can be worked out of what stands: parts of the frame and of the year.
        paa_papir=(
            *("niveau", "speciale", "maaneder", "ramme", "brugt", "prognose", "lav", "hoej"),
            *("gaar", "takstfald_pct"),
        ),
    )


@husket()
def kvartalstabel(plan: Plan, rammer: Rammer, hvem: Hvem) -> Tabel:
    """Return one frame by quarter: what is used, and what there will be since 1 January."""
    ramme = kvartaler(rammer.stillinger[hvem])
    ramme = ramme.assign(kvartal=[kvartalsnavn(nr) for nr in ramme.index])
    return Tabel(
        "ramme_kvartaler",
        f"{rammenavn(hvem)}: forbruget i {rammer.aar} efter kvartal",
        ramme,
        (
            *(Kolonne("kvartal", "Kvartal"), MAANEDER, BRUGT),
            Kolonne("i_alt", "I alt siden 1. januar, kendt eller ventet", "kr.", "tal"),
            *(LAV, HOEJ),
            Kolonne("af_rammen_pct", "Del af rammen", "%", "tal", 1),
            AARET_PCT,
        ),
        kilde=_kilde(plan, rammer, hvem),
        note=rammenote(rammer, hvem),
    )


def _kilde(plan: Plan, rammer: Rammer, *hvem: Hvem) -> str:
    """Return where the use of some frames is from, and where their rules stand."""
    af_klinikker = {n for n, s in hvem if n == REGIONEN and s in rammer.klinikker}
    importeret = any(n == LANDET or s not in rammer.klinikker for n, s in hvem)
    ressourcer = [
        *(["rammeforbrug"] if importeret else []),
        *(["tilskud"] if af_klinikker else []),
    ]
    return f"{kilde(plan, *ressourcer)} Reglerne: {RAMMEKILDE}."


def kiropraktiktabel(ramme: Kiropraktikramme) -> Tabel:
    """Return the parts of the frame of kiropraktik, and their sum."""
    kr = ramme.dele_kr
    raekker = {
        **{noegle: (*DELE[noegle], kr[noegle]) for noegle in DELE},
        "i_alt": (I_ALT, "", ramme.i_alt_kr),
    }
    return Tabel(
        "kiropraktikramme",
        "Rammen for kiropraktik",
        pd.DataFrame.from_dict(raekker, orient="index", columns=["del", "hvad", "kr"]),
        (
            Kolonne("del", "Del"),
            Kolonne("kr", "Beløb", "kr.", "tal", 2),
            Kolonne("hvad", "Hvad aftalen siger", art="note", bredde=2.0),
        ),
        sum_raekke="i_alt",
        kilde=f"Kilde: {KIROPRAKTIKKILDE}.",
        note=KIROPRAKTIKNOTE,
    )
