"""The tables of an import: how a file was read, what was found in it, and what it changes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.indgang.proeve import Proeve
from lager.datasaet import INDBYGGET_NR, Datasaet
from lager.scenarielager import TIDSZONE
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
    hele = ((ramme[["foer", "efter"]] % 1).fillna(0) == 0).all(axis=None)
    orden = ramme["aendring_pct"].abs().sort_values(ascending=False, kind="stable").index
    return Tabel(
        "import-forskel",
        "Hvad der ændrer sig",
        ramme.loc[orden].reset_index(),
        (
            Kolonne("navn", "Kommune", bredde=1.6),
            Kolonne("hvad", "Tal"),
            Kolonne("foer", "I datasættet", "", "tal", 0 if hele else 1),
            Kolonne("efter", "I filen", "", "tal", 0 if hele else 1),
            Kolonne("aendring_pct", "Ændring", "%", "fortegn", 1),
        ),
        f"Kilde: {proeve.kilde.fil} og det datasæt, der er i brug.",
    )


def datasaettabel(alle: Sequence[Datasaet], i_brug: int, indbygget: str) -> Tabel:
    """Return the datasets of the store, the newest first, and the embedded one last."""
    raekker = [
        {
            "nr": d.nr,
            "navn": d.navn,
            "hvad": d.importeret.get("art", ""),
            "fil": d.importeret.get("fil", ""),
            "oven_paa": d.forrige,
            "hvem": d.hvem,
            "tid": f"{d.tid.astimezone(TIDSZONE):%d.%m.%Y kl. %H.%M}",
            "fingeraftryk": d.fingeraftryk,
            "brug": "i brug" if d.nr == i_brug else "",
        }
        for d in alle
    ]
    foerst = {
        "nr": INDBYGGET_NR,
        "navn": indbygget,
        "hvad": "indbygget",
        "fil": "",
        "oven_paa": None,
    }
    raekker.append(
        foerst | {"hvem": "", "tid": "", "fingeraftryk": "", "brug": "" if i_brug else "i brug"}
    )
    return Tabel(
        "datasaet",
        "Datasæt",
        pd.DataFrame(raekker).set_index("nr", drop=False),
        (
            Kolonne("nr", "Nr.", art="tal", bredde=0.5),
            Kolonne("navn", "Navn", bredde=1.6),
            Kolonne("brug", "Brug", bredde=0.7),
            Kolonne("hvad", "Hvad", bredde=0.9),
            Kolonne("fil", "Fil", bredde=1.6),
            Kolonne("oven_paa", "Oven på nr.", art="tal", bredde=0.7),
            Kolonne("hvem", "Hvem", bredde=1.0),
            Kolonne("tid", "Hvornår", bredde=1.2),
            Kolonne("fingeraftryk", "Fingeraftryk", bredde=1.2),
        ),
        "Kilde: Praksiskorts lager.",
        "Intet overskrives: et ældre datasæt kan altid tages i brug igen.",
        fremhaevet=frozenset({i_brug}),
    )
