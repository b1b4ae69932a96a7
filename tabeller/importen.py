"""The tables of an import: what may be imported, how a file was read, and what was found in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from dansk import opremsning, tal
from data.indgang.art import Art
from data.indgang.fundsted import cellenavn, find_celle, vaerdi
from data.indgang.proeve import Proeve
from data.skema import Felt
from lager.datasaet import INDBYGGET_NR, Datasaet
from lager.scenarielager import TIDSZONE
from tabeller.tabel import MAERKE, Kolonne, Tabel

#: So many of the words a column is known by are listed.
FLEST_ORD = 5
#: How serious a finding is, as a reader is told.
ALVOR = {"fejl": "Fejl", "advarsel": "Advarsel", "laest": "Sådan er den læst"}


#: Types of a column, as a reader is told.
TYPER = {"string": "tekst", "integer": "helt tal", "number": "tal"}


def skematabel(art: Art) -> Tabel:
    """Return the columns of a kind of input: heading, whether it must be there, and its meaning."""
    raekker = [
        {
            "kolonne": art.overskrift(felt),
            "kraevet": kravtekst(art, felt),
            "type": typetekst(felt),
            "enhed": felt.enhed,
            "betydning": felt.beskrivelse,
            "eksempel": felt.eksempel,
            "ord": _ord(art, felt),
        }
        for felt in art.felter
    ]
    return Tabel(
        f"skema-{art.noegle}",
        f"Kolonnerne i {art.titel}",
        pd.DataFrame(raekker),
        (
            Kolonne("kolonne", "Kolonne", bredde=1.4),
            Kolonne("kraevet", "Skal den med?", bredde=1.2),
            Kolonne("type", "Type", bredde=1.1),
            Kolonne("enhed", "Enhed", bredde=1.0),
            Kolonne("betydning", "Betydning", bredde=2.4),
            Kolonne("eksempel", "Eksempel", bredde=1.4),
            Kolonne("ord", "Kendes også som", art="note", bredde=2.4),
        ),
        f"Filen kan ende på {opremsning(art.endelser, 'eller')}.",
    )


def _ord(art: Art, felt: Felt) -> str:
    """The first words a column is known by, beside its own name."""
    egne = {art.overskrift(felt).casefold()}
    andre = {o.casefold(): o for o in reversed(felt.ord) if o.casefold() not in egne}
    return ", ".join([*reversed(andre.values())][:FLEST_ORD])


def kravtekst(art: Art, felt: Felt) -> str:
    """Return whether a column must be there: yes, one of several, or that it need not."""
    if felt.kraevet:
        return "ja"
    return f"mindst én af disse {len(art.en_af)}" if felt.navn in art.en_af else "nej"


def typetekst(felt: Felt) -> str:
    """Return what may stand in a column: text, a number within its limits, or one of few words."""
    if felt.valg:
        return opremsning(felt.valg, "eller")
    if felt.mindst is None and felt.hoejst is None:
        return TYPER[felt.type]
    ender = (("fra", felt.mindst), ("til", felt.hoejst))
    led = [f"{ord_} {tal(v, 2, fast=False)}" for ord_, v in ender if v is not None]
    return " ".join([TYPER[felt.type], *led])


def kolonnetabel(proeve: Proeve) -> Tabel:
    """Return which column of the file is which, with its unit and the first value."""
    foerste = proeve.tabel.data.iloc[0] if len(proeve.tabel.data) else pd.Series(dtype=object)
    raekker = [
        {
            "felt": felt.titel,
            "betydning": felt.beskrivelse,
            "kolonne": proeve.kolonner.get(felt.navn, "ikke i filen, eller tom"),
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


def importfund(proeve: Proeve, alvor: Collection[str] = tuple(ALVOR)) -> Tabel:
    """Return what was found in a file, faults first, with its place and remedy.

    `alvor`: how serious what is wanted is, of `ALVOR`.
    """
    return fundliste(proeve, alvor).uden("celle", "vaerdi")


def fundliste(proeve: Proeve, alvor: Collection[str] = tuple(ALVOR)) -> Tabel:
    """Return the same with the cell each is of, and what stands in it."""
    fund = [f for f in proeve.fund if f.alvor in alvor]
    celler = [find_celle(proeve, f) for f in fund]
    ramme = pd.DataFrame(
        [
            {
                "alvor": ALVOR[f.alvor],
                "ark": f.ark,
                "raekke": str(f.raekke),
                "kolonne": f.kolonne,
                "celle": cellenavn(celle) if celle else "",
                "vaerdi": vaerdi(proeve, celle) if celle else "",
                "fejl": f.fejl,
            }
            for f, celle in zip(fund, celler, strict=True)
        ],
        columns=["alvor", "ark", "raekke", "kolonne", "celle", "vaerdi", "fejl"],
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
            Kolonne("celle", "Celle", bredde=0.7),
            Kolonne("vaerdi", "Værdi", bredde=1.4),
            Kolonne("fejl", "Hvad er fundet, og hvad der kan gøres", bredde=4.5),
        ),
        f"Kilde: Praksiskorts kontrol af {proeve.kilde.fil}.",
    )


def forskelstabel(proeve: Proeve) -> Tabel:
    """Return what a file changes in the dataset, the greatest change first."""
    ramme = proeve.tolkning.forskel
    hele = ((ramme[["foer", "efter"]] % 1).fillna(0) == 0).all(axis=None)
    et_tal = ramme["hvad"].nunique() == 1
    # By position: a kommune has a row for each kind of wait.
    orden = ramme["aendring_pct"].abs().reset_index(drop=True)
    orden = orden.sort_values(ascending=False, kind="stable").index
    return Tabel(
        "import-forskel",
        "Hvad der ændrer sig",
        ramme.iloc[orden].reset_index(),
        (
            Kolonne("navn", "Kommune" if "kode" in ramme else "Oplysning", bredde=1.6),
            *([] if et_tal else [Kolonne("hvad", "Tal")]),
            Kolonne("foer", "I datasættet", "", "tal", 0 if hele else 1),
            Kolonne("efter", "Efter importen", "", "tal", 0 if hele else 1),
            Kolonne("aendring_pct", "Ændring", "%", "fortegn", 1),
        ),
        f"Kilde: {proeve.kilde.fil} og det datasæt, der er i brug.",
        f"Tallene er {ramme['hvad'].iloc[0]}." if et_tal else "",
    )


def datasaettabel(alle: Sequence[Datasaet], i_brug: int, indbygget: str) -> Tabel:
    """Return the datasets of a field in the store, the newest first, and the program's own last.

    The program's own is number 0, whatever field it is of.
    """
    raekker = [
        {
            "nr": d.nr,
            "navn": d.navn,
            "hvad": d.importeret.get("art", ""),
            "fil": d.importeret.get("fil", ""),
            "oven_paa": max(d.forrige, INDBYGGET_NR),
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
        foerst
        | {"hvem": "", "tid": "", "fingeraftryk": ""}
        | {"brug": "i brug" if i_brug <= INDBYGGET_NR else ""}
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
        ),
        "Kilde: Praksiskorts lager.",
        f"Intet overskrives: et ældre datasæt kan altid tages i brug igen. {MAERKE} er i brug.",
        fremhaevet=frozenset({max(i_brug, INDBYGGET_NR)}),
    )
