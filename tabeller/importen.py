"""The tables of an import: how a file was read, what was found in it, and what it changes."""

from __future__ import annotations

import pandas as pd

from data.indgang.proeve import Proeve
from tabeller.tabel import Kolonne, Tabel

#: How serious a finding is, as a reader is told.
ALVOR = {"fejl": "Fejl", "advarsel": "Advarsel", "laest": "Sådan er den læst"}


def kolonnetabel(proeve: Proeve) -> Tabel:
    """Return which column of the file is which, with its unit and the first value."""
    foerste = proeve.tabel.data.iloc[0] if len(proeve.tabel.data) else pd.Series(dtype=object)
    raekker = [
        {
            "felt": felt.titel,
            "betydning": felt.beskrivelse,
            "kolonne": proeve.kolonner.get(felt.navn, "ikke i filen"),
            "enhed": felt.enhed,
            "foerste": str(foerste.get(proeve.kolonner.get(felt.navn), "")),
        }
        for felt in proeve.art.felter
    ]
    return Tabel(
        "import-kolonner",
        "Hvad der er læst som hvad",
        pd.DataFrame(raekker),
        (
            Kolonne("felt", "Felt"),
            Kolonne("kolonne", "Kolonne i filen", bredde=1.4),
            Kolonne("foerste", "Første værdi", bredde=1.2),
            Kolonne("enhed", "Enhed", bredde=0.8),
            Kolonne("betydning", "Betydning", art="note", bredde=2.0),
        ),
        f"Kilde: {proeve.kilde.fil}.",
    )


def importfund(proeve: Proeve) -> Tabel:
    """Return everything that was found in a file, faults first, with its place and remedy."""
    ramme = pd.DataFrame(
        [
            {
                "alvor": ALVOR[f.alvor],
                "ark": f.ark,
                "raekke": str(f.raekke),
                "kolonne": f.kolonne,
                "fejl": f.fejl,
            }
            for f in proeve.fund
        ],
        columns=["alvor", "ark", "raekke", "kolonne", "fejl"],
    )
    return Tabel(
        "import-fund",
        "Hvad der er fundet i filen",
        ramme,
        (
            Kolonne("alvor", "Hvad", bredde=1.2),
            *([Kolonne("ark", "Ark", bredde=1.0)] if ramme["ark"].any() else []),
            Kolonne("raekke", "Række", bredde=0.7),
            Kolonne("kolonne", "Kolonne", bredde=1.2),
            Kolonne("fejl", "Besked", bredde=4.5),
        ),
        f"Kilde: Praksiskorts kontrol af {proeve.kilde.fil}.",
    )


def forskelstabel(proeve: Proeve) -> Tabel:
    """Return what a file changes in the dataset, the greatest change first."""
    ramme = proeve.tolkning.forskel
    orden = ramme["aendring_pct"].abs().sort_values(ascending=False, kind="stable").index
    return Tabel(
        "import-forskel",
        "Hvad der ændrer sig",
        ramme.loc[orden].reset_index(),
        (
            Kolonne("navn", "Kommune", bredde=1.6),
            Kolonne("hvad", "Tal"),
            Kolonne("foer", "I datasættet", "", "tal"),
            Kolonne("efter", "I filen", "", "tal"),
            Kolonne("aendring_pct", "Ændring", "%", "fortegn", 1),
        ),
        f"Kilde: {proeve.kilde.fil} og det datasæt, der er i brug.",
    )
