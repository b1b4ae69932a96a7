"""What is known of a clinic beside its address: ydernummer, access, toilets, rooms for holdtræning.

The praksisplan has no more for each clinic than its access (bilag 4), though 2.1.13 asks for the
rest too; a dataset that has it has it as a resource of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dansk import IKKE_OPLYST
from data.datapakke import Nyt, csv_erklaering
from data.skema import Felt

RESSOURCE = "klinikoplysninger"
SVAR = ("ja", "nej", IKKE_OPLYST)
FACILITETER = (
    Felt(
        *("handicapadgang", "string", "Handicapvenlig adgang", "Om klinikken har det"),
        valg=SVAR,
        ord=("adgang for bevægelseshæmmede", "handicapvenlig", "niveaufri adgang"),
        eksempel="ja",
    ),
    Felt(
        *("handicaptoilet", "string", "Handicapegnet toilet", "Om klinikken har det"),
        valg=SVAR,
        ord=("handicaptoilet", "handicapvenligt toilet", "toilet", "toiletforhold"),
        eksempel="ja",
    ),
    Felt(
        *("holdtraening", "string", "Holdtræningsfaciliteter", "Om klinikken har lokaler til det"),
        valg=SVAR,
        ord=("holdtræning", "holdtræningslokale", "lokaler til holdtræning", "hold", "træningssal"),
        eksempel="ja",
    ),
)
#: A point of one's own, in place of the one of the clinic list.
PUNKT = (
    Felt(
        *("lat", "number", "Breddegrad", "WGS84, grader"),
        enhed="grader",
        mindst=54,
        hoejst=58.5,
        eksempel="57,0961",
        ord=("bredde", "breddegrad", "latitude", "lat", "wgs84koordinat_bredde"),
    ),
    Felt(
        *("lon", "number", "Længdegrad", "WGS84, grader"),
        enhed="grader",
        mindst=7.5,
        hoejst=15.5,
        eksempel="9,5256",
        ord=("længde", "længdegrad", "longitude", "lng", "lon", "wgs84koordinat_længde"),
    ),
)
KOLONNER = ("klinik_id", "ydernr", *(f.navn for f in (*FACILITETER, *PUNKT)))


def erklaering() -> Mapping[str, Any]:
    """Return how a package declares the resource."""
    svar = {"required": True, "enum": list(SVAR)}
    felter = [
        {
            "name": "klinik_id",
            "type": "string",
            "title": "Klinik-id",
            "description": "Klinikken, oplysningerne er om",
            "constraints": {"required": True, "unique": True},
        },
        {
            "name": "ydernr",
            "type": "string",
            "title": "Ydernummer",
            "description": "Seks cifre; tomt hvor det ikke er oplyst",
            "constraints": {"pattern": "^[0-9]{6}$"},
        },
        *(
            {
                "name": f.navn,
                "type": f.type,
                "title": f.titel,
                "description": f.beskrivelse,
                "constraints": svar,
            }
            for f in FACILITETER
        ),
        *(
            {
                "name": f.navn,
                "type": f.type,
                "title": f.titel,
                "description": "WGS84; tom: klinikken står, hvor kliniklisten har den",
                "unit": f.enhed,
                "constraints": {"minimum": f.mindst, "maximum": f.hoejst},
            }
            for f in PUNKT
        ),
    ]
    titel = "Klinikkernes ydernumre, faciliteter og punkter"
    return csv_erklaering(RESSOURCE, titel, felter, ["klinik_id"], "klinikker")


def nyt(ramme: pd.DataFrame, kilde: str, dato: str, note: str) -> Nyt:
    """Return the resource of a frame: index klinik_id; ydernr and the facilities."""
    indhold = ramme.reset_index()[list(KOLONNER)].to_csv(index=False, lineterminator="\n")
    return Nyt(indhold.encode("utf-8"), kilde, dato, note, erklaering())


def over(klinikker: pd.DataFrame, oplysninger: pd.DataFrame) -> pd.DataFrame:
    """Return the clinics with the access and the points that are told since; index klinik_id."""
    if oplysninger.empty:
        return klinikker
    punkt = oplysninger[["lat", "lon"]].reindex(klinikker.index)
    flyttet = punkt.notna().all(axis=1)
    klinikker = klinikker.assign(
        handicapadgang=oplyst(klinikker, oplysninger, "handicapadgang"),
        praecision=klinikker["praecision"].where(~flyttet, "adresse"),
    )
    return klinikker.assign(**{k: klinikker[k].where(~flyttet, punkt[k]) for k in punkt})


def oplyst(klinikker: pd.DataFrame, oplysninger: pd.DataFrame, felt: str) -> pd.Series:
    """Return ja, nej or ikke oplyst of each clinic: told since, else as the clinics have it."""
    svar = oplysninger[felt].reindex(klinikker.index)
    return svar.where(svar.isin(["ja", "nej"]), klinikker.get(felt, IKKE_OPLYST))


def tomme(klinikker: pd.Index) -> pd.DataFrame:
    """Return a frame of clinics of which nothing is known."""
    ramme = pd.DataFrame({"ydernr": ""}, index=klinikker)
    ramme = ramme.assign(**{f.navn: IKKE_OPLYST for f in FACILITETER})
    return ramme.assign(**{f.navn: float("nan") for f in PUNKT})
