"""The frame of kiropraktik in words: what its parts are, and what a year's expenditure leads to."""

from __future__ import annotations

import math

from dansk import mio_kr, procent, tal
from planning.kiropraktikramme import (
    FORUDSATTE_PATIENTER,
    INDEKS,
    Kiropraktikopgoerelse,
    Kiropraktikramme,
)
from planning.overenskomst import kroner
from planning.rammestilling import Rammestilling

KIROPRAKTIKKILDE = "Aftale om kiropraktik 2025, »Økonomiprotokollat«, s. 21-22"
KIROPRAKTIKNOTE = (
    "Hver del er rundet til hele øre. Kun selve rammen følger her reguleringen af løn og priser: "
    "aftalen siger ikke, at de to tillæg gør. Rammen er hele landets og følger kalenderåret. Hvad "
    "der sker ved flere end 15.000 patienter, og med mere end 1,351 mio. kr. under rammen, siger "
    "den ikke: her er tillægget ikke større, og højst 1,351 mio. kr. går til fonden."
)


def kiropraktiknyhed(ramme: Kiropraktikramme) -> str:
    """Return how much the frame is, and what it is worked out of."""
    return (
        f"Rammen for kiropraktik er {mio_kr(ramme.i_alt_kr)} med {tal(ramme.patienter)} patienter "
        f"på speciale 64 og reguleringsindeks {tal(ramme.indeks, 2, fast=False)}."
    )


def opgoerelsesnyhed(opgoerelse: Kiropraktikopgoerelse) -> str:
    """Return what a year's expenditure leads to: a set-off, or money to the fund."""
    if opgoerelse.over:
        fald = (
            f"En model: tilskud og honorar skal være {procent(opgoerelse.fald_pct)} lavere i ét "
            "halvt år, fra april eller oktober, hvis det halve år ellers koster halvdelen af året; "
            "det, patienterne betaler, ændres ikke. Derefter bortfalder nedsættelsen."
            if opgoerelse.fald < 1
            else "Det er mere, end ét halvt år kan betale tilbage."
        )
        return f"Udgiften er {mio_kr(opgoerelse.over_kr)} over rammen. {fald}"
    if not opgoerelse.under:
        return "Udgiften er præcis rammen."
    return (
        f"Udgiften er {mio_kr(opgoerelse.under_kr)} under rammen. Af det går "
        f"{mio_kr(opgoerelse.til_fonden_kr)} til fonden."
    )


def kvartalsnyhed(stilling: Rammestilling) -> str:
    """Return what is used of the frame beside the year that has gone, and where the year ends."""
    brugt = (
        f"{mio_kr(kroner(stilling.brugt))} er brugt, {procent(stilling.brugt_pct)} af rammen, og "
        f"{procent(stilling.gaaet_pct, 0)} af året er gået."
    )
    if not stilling.er_prognose:
        return brugt
    i_alt = f"Som det går, ender året på {mio_kr(kroner(stilling.prognose))}"
    if math.isfinite(stilling.lav):
        i_alt += f" (fra {mio_kr(kroner(stilling.lav))} til {mio_kr(kroner(stilling.hoej))})"
    over = stilling.over[0]
    holder = f", {mio_kr(kroner(over))} over rammen" if over else ", inden for rammen"
    return f"{brugt} {i_alt}{holder}: en model."


#: Each part of the frame: what it is, and how much it is.
DELE = {
    "grund": ("Rammen", f"146,52 mio. kr. i niveau oktober 2024 (indeks {INDEKS}), reguleret"),
    "genanvendelse": (
        "Genanvendelsesmidler",
        "1,351 mio. kr.; det, der ikke bruges af dem, går til fonden",
    ),
    "forloeb": (
        "Prolaps- og stenoseforløb",
        f"6,1 mio. kr. ved {tal(FORUDSATTE_PATIENTER)} patienter på speciale 64, forholdsmæssigt "
        "mindre ved færre; her ikke mere ved flere",
    ),
}
I_ALT = "Rammen i alt"
