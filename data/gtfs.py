"""The tables of a GTFS zip: found, measured and read as text, and times read out of it.

Sizes are looked up in the directory of the zip before anything is unpacked, of the tables that are
there only the columns in use are read, and stop_times, which is nearly all of a feed, some rows at
a time. `data.koereplan` says what the tables mean.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning, tal
from data.rejsematrix import raekkefejl

HOEJST_BYTES = {".zip": 500_000_000}  # of the zip; what is in it has limits of its own
HOEJST_UDPAKKET = 4_000_000_000  # bytes of the tables that are read
HOEJST_FORHOLD = 200  # unpacked to packed; a timetable has 4 to 20, a bomb a thousand
HOEJST_FILER = 1_000  # in the zip; GTFS has some thirty tables
HOEJST_HOVED = 100_000  # bytes of a table's first line
HOEJST_RAEKKER = 30_000_000  # of stop_times; all of Denmark has some 5 million
HOEJST_ANDRE = 3_000_000  # rows of any other table
BID = 250_000  # rows of stop_times at a time
#: A trip may run into later days of its day of service, to 95:59:59.
HOEJST_DOEGN = 4
DOEGN = 86_400

UGEDAGE = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: Of each table the columns it must have, and those it may have.
KOLONNER: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "stops": (("stop_id", "stop_lat", "stop_lon"), ("location_type", "parent_station")),
    "trips": (("trip_id", "service_id"), ()),
    "stop_times": (
        ("trip_id", "stop_id", "stop_sequence", "departure_time"),
        ("arrival_time", "pickup_type"),
    ),
    "calendar": (("service_id", *UGEDAGE, "start_date", "end_date"), ()),
    "calendar_dates": (("service_id", "date", "exception_type"), ()),
    "frequencies": (("trip_id", "start_time", "end_time", "headway_secs"), ()),
}
KRAEVET = ("stops", "trips", "stop_times")
TID = r"([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])"
#: What a time is when it is left out, and when it is no time.
INGEN, FORKERT = -1, -2

Heltal = NDArray[np.int64]


def er_koereplan(sti: Path) -> bool:
    """Return whether a zip has a file called as a table of GTFS is; False for what is no zip."""
    try:
        with ZipFile(sti) as pakke:
            navne = {PurePosixPath(navn).name.lower() for navn in pakke.namelist()}
    except (BadZipFile, OSError, ValueError):
        return False
    return any(f"{tabel}.txt" in navne for tabel in KOLONNER)


def find_tabeller(sti: Path, pakke: ZipFile) -> dict[str, ZipInfo]:
    """Return the tables of the zip by name, once their sizes are seen to be reasonable."""
    alle = [m for m in pakke.infolist() if not m.is_dir()]
    if len(alle) > HOEJST_FILER:
        raise Inputfejl(
            f"{sti.name} har {tal(len(alle))} filer; en køreplan har højst {tal(HOEJST_FILER)}."
        )
    fundne: dict[str, ZipInfo] = {}
    for medlem in alle:
        plads = PurePosixPath(medlem.filename)
        navn = plads.name.lower().removesuffix(".txt")
        if navn not in KOLONNER or plads.suffix.lower() != ".txt" or "__MACOSX" in plads.parts:
            continue
        if navn in fundne:
            raise Inputfejl(f"{sti.name} har {navn}.txt to gange. Pak én køreplan i hver zip-fil.")
        fundne[navn] = medlem
    mangler = [f"{navn}.txt" for navn in KRAEVET if navn not in fundne]
    if not {"calendar", "calendar_dates"} & set(fundne):
        mangler.append("calendar.txt eller calendar_dates.txt")
    if mangler:
        raise Inputfejl(
            f"{sti.name} er ikke en køreplan i GTFS: {opremsning(mangler)} mangler i zip-filen. "
            "Hent den igen, og brug den, som den er."
        )
    stoerrelse = sum(m.file_size for m in fundne.values())
    if stoerrelse > HOEJST_UDPAKKET:
        raise Inputfejl(
            f"{sti.name} fylder {tal(stoerrelse / 1e6)} MB pakket ud; der læses højst "
            f"{tal(HOEJST_UDPAKKET / 1e6)} MB. Klip den til regionen, og prøv igen."
        )
    if any(m.file_size > HOEJST_FORHOLD * max(m.compress_size, 1) for m in fundne.values()):
        raise Inputfejl(
            f"{sti.name} fylder over {tal(HOEJST_FORHOLD)} gange så meget pakket ud. Det gør en "
            "køreplan ikke, og filen læses ikke."
        )
    return fundne


@contextmanager
def _tabelfejl(sti: Path, navn: str) -> Iterator[None]:
    """Turn what reading a table raises into an Inputfejl that names it."""
    try:
        yield
    except UnicodeDecodeError as fejl:
        raise Inputfejl(
            f"{navn}.txt i {sti.name} er ikke UTF-8, som GTFS kræver. Hent køreplanen igen, eller "
            "gem filen som UTF-8."
        ) from fejl
    except pd.errors.ParserError as fejl:
        sted = re.search(r"line (\d+)", str(fejl))
        hvor = f", linje {tal(int(sted[1]))}" if sted else ""
        raise Inputfejl(
            f"{navn}.txt i {sti.name}{hvor}: rækken har flere felter end hovedet, eller et "
            "anførselstegn er åbent. Hent køreplanen igen."
        ) from fejl


def _laeser(
    sti: Path, pakke: ZipFile, navn: str, medlem: ZipInfo
) -> tuple[list[str], dict[str, Any]]:
    """Return the heads to read of a table, as they are written, and how to read them."""
    with _tabelfejl(sti, navn), pakke.open(medlem) as fil:
        foerste = fil.readline(HOEJST_HOVED).decode("utf-8-sig")
    rene = [felt.strip() for felt in next(csv.reader([foerste]), [])]
    kraevede, andre = KOLONNER[navn]
    if mangler := [k for k in kraevede if k not in rene]:
        hvad = "Kolonnen" if len(mangler) == 1 else "Kolonnerne"
        semikolon = " Filen er adskilt med semikolon; GTFS er med komma." if ";" in foerste else ""
        raise Inputfejl(
            f"{navn}.txt i {sti.name}: {hvad} {opremsning(mangler)} mangler.{semikolon} Hent "
            "køreplanen igen."
        )
    if flere := [k for k in (*kraevede, *andre) if rene.count(k) > 1]:
        raise Inputfejl(
            f"{navn}.txt i {sti.name}: {opremsning(flere)} står flere gange i hovedet. Hent "
            "køreplanen igen, eller behold den ene kolonne."
        )
    brugte = [rene.index(k) for k in (*kraevede, *andre) if k in rene]
    valg = {
        "header": None,
        "names": range(len(rene)),
        "skiprows": 1,
        "usecols": brugte,
        "na_filter": False,
        "encoding": "utf-8-sig",
        "index_col": False,
    }
    return rene, valg


def tabel(sti: Path, pakke: ZipFile, navn: str, medlem: ZipInfo) -> pd.DataFrame:
    """Return one of the small tables as text without spaces around; "" where it says nothing."""
    hoved, valg = _laeser(sti, pakke, navn, medlem)
    with _tabelfejl(sti, navn), pakke.open(medlem) as fil:
        try:
            ramme = pd.read_csv(fil, dtype=str, nrows=HOEJST_ANDRE + 1, **valg)
        except pd.errors.EmptyDataError:
            ramme = pd.DataFrame({nr: pd.Series(dtype=str) for nr in sorted(valg["usecols"])})
    if len(ramme) > HOEJST_ANDRE:
        raise Inputfejl(
            f"{navn}.txt i {sti.name} har over {tal(HOEJST_ANDRE)} rækker. Klip køreplanen til "
            "regionen, og prøv igen."
        )
    ramme = ramme.rename(columns=dict(enumerate(hoved)))
    for valgfri in KOLONNER[navn][1]:
        if valgfri not in ramme:
            ramme[valgfri] = ""
    return ramme.fillna("").apply(lambda kolonne: kolonne.str.strip())


def fejlraekker(
    tabel: str, forkerte: NDArray[np.bool_] | pd.Series, hvad: str, forbi: int = 0
) -> list[str]:
    """Return the sentence on faulty rows of a table, numbered as in the file after `forbi` more."""
    numre = np.flatnonzero(np.asarray(forkerte)) + 2 + forbi
    return raekkefejl(numre, hvad, "Hent køreplanen igen, eller ret rækken", f"{tabel}.txt, række")


def stop_times(sti: Path, pakke: ZipFile, medlem: ZipInfo) -> Iterator[pd.DataFrame]:
    """Yield stop_times some rows at a time, its columns as categories; the index counts rows."""
    hoved, valg = _laeser(sti, pakke, "stop_times", medlem)
    with _tabelfejl(sti, "stop_times"), pakke.open(medlem) as fil:
        try:
            # Read as text first: as categories 0012 would be read as 12.
            with pd.read_csv(fil, dtype=str, chunksize=BID, **valg) as laeser:
                for bid in laeser:
                    yield bid.rename(columns=dict(enumerate(hoved))).astype("category")
        except pd.errors.EmptyDataError:
            return


def sekunder(tekst: pd.Series) -> Heltal:
    """Return times (H:MM:SS) as seconds: INGEN where there is none, FORKERT where it is no time."""
    dele = tekst.str.extract(f"^{TID}$").astype(float)
    svar = dele[0] * 3600 + dele[1] * 60 + dele[2]
    svar = svar.where(svar < HOEJST_DOEGN * DOEGN, FORKERT).fillna(FORKERT)
    return svar.where(tekst != "", INGEN).to_numpy(np.int64)
