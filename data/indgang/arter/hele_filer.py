"""Kinds of input that are kept as they came, and read anew with their answers: grid, matrix, more.

Each has a reader of its own, which says what is wrong and asks what only the user can tell. What is
entered is the file itself and the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, antal
from data.befolkningsnet import laes_befolkningsnet
from data.datapakke import Nyt
from data.fund import Datafejl
from data.gtfs import er_koereplan
from data.indgang.art import ADVARSEL, LAEST, TABELFILER, Art, Kendes, Kendetegn, Kilde, Tolkning
from data.indgang.kommuneforskel import forskel
from data.indgang.matrixudgang import matrix_udgaar
from data.indgang.spoergsmaal import Svar, Ubesvaret
from data.matrix.lange import matrixkolonner
from data.matrix.sammenligning import Model
from data.naboklinikker import FELTER, laes_naboklinikker, nabokolonner
from data.net.kolonner import netkolonner
from data.offentlig_transport import laes_gtfs
from data.rejsematrix import laes_rejsematrix
from data.skema import Felt
from planning.plan import IMPORTERET, Plan


@dataclass(frozen=True, eq=False)
class Laest:
    """What a reader tells, the first of it how the file was read, and what changes.

    `forskel` as `data.indgang.art.Tolkning` has it. `andre_punkter`: whether people live at other
    points than before.
    """

    fortalt: Iterable[str]
    forskel: pd.DataFrame = field(default_factory=pd.DataFrame)
    andre_punkter: bool = False


Laeser = Callable[[Path, Plan, Svar], Laest]
#: More than this is not kept in the store with the datasets.
HOEJST_BYTES = 150_000_000

NETFELTER = (
    Felt(
        *("kvadratnet", "string", "Celle", "cellens navn i det danske kvadratnet eller Eurostats"),
        eksempel="1km_6323_556",
        ord=("celle", "KN1kmDK", "GRD_ID"),
    ),
    Felt(
        *("lat", "number", "Breddegrad", "cellens midte, WGS84; i stedet for navnet"),
        enhed="grader",
        eksempel="57.0488",
        ord=("latitude", "breddegrad"),
    ),
    Felt(
        *("lon", "number", "Længdegrad", "cellens midte, WGS84; i stedet for navnet"),
        enhed="grader",
        eksempel="9.9217",
        ord=("longitude", "længdegrad"),
    ),
    Felt(
        *("x", "number", "Østkoordinat", "cellens midte, EPSG:25832; i stedet for navnet"),
        enhed="m",
        eksempel="556500",
        ord=("easting", "øst"),
    ),
    Felt(
        *("y", "number", "Nordkoordinat", "cellens midte, EPSG:25832; i stedet for navnet"),
        enhed="m",
        eksempel="6323500",
        ord=("northing", "nord"),
    ),
    Felt(
        *("indbyggere", "number", "Indbyggere", "alle, der bor i cellen"),
        enhed="personer",
        kraevet=True,
        mindst=0,
        eksempel="812",
        ord=("antal", "befolkning", "folketal", "population", "TOT_P"),
    ),
)
MATRIXFELTER = (
    Felt(
        *(
            "punkt_id",
            "string",
            "Befolkningspunkt",
            "punktets id, som det står i de hentede punkter",
        ),
        kraevet=True,
        eksempel="celle-1km-6268-546",
        ord=("from_id", "fromId", "origin"),
    ),
    Felt(
        *("klinik_id", "string", "Klinik", "klinikkens id, som det står i de hentede klinikker"),
        kraevet=True,
        eksempel="broenderslev-inmotus",
        ord=("to_id", "toId", "destination"),
    ),
    Felt(
        *("minutter", "number", "Rejsetid", "tom, når der ingen vej er"),
        enhed="minutter",
        kraevet=True,
        mindst=0,
        eksempel="12.5",
        ord=("travel_time", "travel_time_p50", "time"),
    ),
    Felt(
        *("km", "number", "Længde", "turens længde ad vej"),
        enhed="km",
        mindst=0,
        eksempel="9.8",
    ),
)
NABOEKSEMPEL = {"navn": "Prøveklinik", "by": "Viborg", "lat": "56.452", "lon": "9.402"}
NABOFELTER = tuple(replace(f, eksempel=NABOEKSEMPEL[f.navn]) for f in FELTER)


def _art(
    noegle: str,
    ressource: str,
    titel: str,
    beskrivelse: str,
    endelser: tuple[str, ...],
    laes: Laeser,
    felter: tuple[Felt, ...] = (),
    en_af: tuple[str, ...] = (),
    skabelon: str = "",
    kendes: Kendes | None = None,
    kendetegn: Kendetegn = lambda _: set(),
) -> Art:
    def tolk(kilde: Kilde, sti: Path, plan: Plan, svar: Svar) -> Tolkning:
        try:
            laest = laes(sti, plan, svar)
        except Ubesvaret as fejl:
            return Tolkning(spoergsmaal=fejl.spoergsmaal)
        except Datafejl as fejl:
            return Tolkning(fund=tuple(fejl.fund))
        except Inputfejl as fejl:
            # A line that ends with a colon heads those after it, and is no fault of its own.
            linjer = [linje for linje in str(fejl).splitlines() if not linje.endswith(":")]
            return Tolkning(fund=tuple(map(kilde.fund, linjer or [str(fejl)])))
        if sti.stat().st_size > HOEJST_BYTES:
            besked = (
                "Filen er for stor til at gemmes med datasættet. Klip den til regionen, eller brug "
                "den fra kommandolinjen."
            )
            return Tolkning(fund=(kilde.fund(besked),))
        foerst, *resten = [*laest.fortalt, ""]
        fund = [kilde.fund(foerst, alvor=LAEST)] if foerst else []
        fund += [kilde.fund(besked, alvor=ADVARSEL) for besked in resten if besked]
        uden, om_matrix = matrix_udgaar(
            plan, kilde, andre=laest.andre_punkter, hvad="befolkningspunkter"
        )
        fund += om_matrix
        fil = f"{ressource}{sti.suffix.lower()}"
        nyt = Nyt(
            sti.read_bytes(),
            f"{IMPORTERET} {titel} ({kilde.fil})",
            "",
            f"sha256 {kilde.sha256[:12]}",
            {"path": fil, "title": titel, "format": sti.suffix.lower().removeprefix(".")},
            dict(svar),
        )
        return Tolkning(nye={ressource: nyt}, uden=uden, fund=tuple(fund), forskel=laest.forskel)

    return Art(
        noegle,
        titel,
        beskrivelse,
        felter,
        en_af=en_af,
        hel=tolk,
        kendes=kendes,
        kendetegn=kendetegn,
        endelser=endelser,
        skabelon=skabelon,
    )


def _nettegn(navne: Sequence[str]) -> set[str]:
    return netkolonner(navne) or {n for n in navne if n.casefold().endswith(".shp")}


def _befolkning(sti: Path, plan: Plan, svar: Svar) -> Laest:
    net = laes_befolkningsnet(
        sti, plan.kommuner, plan.omrids, svar, svar.get("lag"), model=plan.punkter
    )
    i_cellerne = net.rapport["net_indbyggere"].astype(float)
    aendret = forskel(plan, "i kommunens celler", plan.kommuner["indbyggere"], i_cellerne)
    andre = set(net.punkter.index) != set(plan.punkter.index)
    return Laest(net.bemaerkninger, aendret, andre_punkter=andre)


def _matrix(sti: Path, plan: Plan, svar: Svar) -> Laest:
    model = Model(
        minutter=lambda: plan.afstande["minutter"],
        km=lambda: plan.afstande["km"],
        indbyggere=plan.punkter["indbyggere"].to_numpy(float),
        kommuner=plan.punkter["kommune_kode"].map(plan.kommuner["kommune"]).to_numpy(object),
    )
    ider = list(plan.klinikker.index), list(plan.punkter.index)
    tid, fortalt = laes_rejsematrix(sti, *ider, svar, model)
    kendte = np.isfinite(tid.minutter)
    laest = f"Læst: {int(kendte.sum()):d} af {kendte.size:d} par af befolkningspunkt og klinik."
    foer, efter = (_middel(m, plan) for m in (model.minutter(), tid.minutter))
    aendret = forskel(plan, "minutter til nærmeste klinik i gennemsnit", foer, efter)
    return Laest([laest, *fortalt], aendret)


def _middel(minutter: NDArray[np.floating], plan: Plan) -> pd.Series:
    """Return the mean minutes to the nearest clinic of each kommune's residents who have a way."""
    naermest = np.where(np.isfinite(minutter), minutter, np.inf).min(axis=1)
    p = plan.punkter[["kommune_kode", "indbyggere"]].assign(minutter=naermest)
    p = p[np.isfinite(p["minutter"])]
    vejet = (p["minutter"] * p["indbyggere"]).groupby(p["kommune_kode"]).sum()
    return vejet / p["indbyggere"].groupby(p["kommune_kode"]).sum()


def _naboer(sti: Path, plan: Plan, svar: Svar) -> Laest:
    ramme = laes_naboklinikker(sti, plan.omrids)
    laest = antal(len(ramme), "klinikadresse", "klinikadresser")
    return Laest([f"Læst: {laest} uden for regionen."])


def _koereplan(sti: Path, plan: Plan, svar: Svar) -> Laest:
    koereplan = laes_gtfs(sti, plan.klinikker)
    return Laest([f"Læst: afgange {koereplan.opgjort}.", *koereplan.bemaerkninger])


ARTER = (
    _art(
        *("befolkning", "befolkningsnet", "befolkningsnet"),
        "Hvor folk bor, i stedet for modellen: et kvadratnet eller punkter.",
        (".csv", ".gpkg", ".geojson", ".zip", ".parquet", ".tif"),
        _befolkning,
        NETFELTER,
        tuple(f.navn for f in NETFELTER if not f.kraevet),
        kendetegn=_nettegn,
    ),
    _art(
        *("matrix", "rejsetidsmatrix", "rejsetidsmatrix"),
        "Rejsetider fra jeres eget ruteprogram, i stedet for modellens.",
        (".csv", ".tsv", ".parquet", ".json"),
        _matrix,
        MATRIXFELTER,
        kendetegn=matrixkolonner,
    ),
    _art(
        *("naboklinikker", "naboklinikliste", "klinikker uden for regionen"),
        "Navn, by og placering: de tæller med i alt om afstand.",
        TABELFILER,
        _naboer,
        NABOFELTER,
        skabelon=".csv",
        kendetegn=nabokolonner,
    ),
    _art(
        *("transport", "koereplan", "køreplan"),
        "Trafikselskabernes køreplan (GTFS): afgange nær klinikkerne tæller med i effekten.",
        (".zip",),
        _koereplan,
        kendes=lambda sti, _: er_koereplan(sti),
    ),
)
