"""The Plan: the one frozen value that flows from the data's door through every calculation.

`data` builds a Plan once and checks it once; everything inside trusts it. Nothing here or
further in mutates a frame of a Plan: a change is a new Plan that shares what did not change.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, alfabetisk, opremsning
from planning.fag import Fag, Opgoerelse
from planning.husket import uden_husket
from planning.inddeling import Inddeling

#: What the region is called, and the row it is in a table by kommune.
REGION, REGIONSRAEKKE = "Region Nordjylland", "region"
#: Measures of distance: name, unit, and how the unit is said.
MAAL: Mapping[str, str] = {"luftlinje": "km", "km": "km", "minutter": "min"}

LAESOE = "0825"

#: No clinics outside the region: one value for all plans, so that they share ground.
INGEN_NABOKLINIKKER = pd.DataFrame(
    columns=["navn", "by", "lat", "lon", "x", "y"], index=pd.Index([], name="nabo_id")
)
INGEN_AFSTANDE: Mapping[str, NDArray[np.floating]] = MappingProxyType({})

#: A departure of public transport is near a place within so many metres in a straight line, and
#: counts on a weekday from the one hour until the other.
GANGAFSTAND_M, AFGANGE_FRA, AFGANGE_TIL = 500, 7, 18
#: Nothing more known of the clinics, and no timetable: one value for all plans, so that they share
#: ground.
INGEN_KLINIKOPLYSNINGER = pd.DataFrame(
    columns=["ydernr", "handicapadgang", "handicaptoilet", "holdtraening", "lat", "lon"],
    index=pd.Index([], dtype=object, name="klinik_id"),
    dtype=object,
)
#: Residents by age and year; alder_til is NaN for an open group.
FREMSKRIVNINGSFELTER = ("kode", "aar", "alder_fra", "alder_til", "indbyggere")
INGEN_FREMSKRIVNING = pd.DataFrame(columns=list(FREMSKRIVNINGSFELTER))
INGEN_ALDERSFORDELING = INGEN_FREMSKRIVNING.drop(columns="aar")
#: Subsidies by month; kapaciteter is NaN where the dataset's own count.
TILSKUDSFELTER = ("klinik_id", "speciale", "aar", "maaned", "oere", "kapaciteter")
INGEN_TILSKUD = pd.DataFrame(columns=list(TILSKUDSFELTER))
#: What a use of the economic frame is of: all of the country, or the region.
LANDET, REGIONEN = "landet", "regionen"
#: Use of the economic frame by quarter or month; ramme is missing where the year's is not known.
RAMMEFELTER = ("niveau", "speciale", "aar", "fra_maaned", "maaneder", "oere", "ramme")
INGEN_RAMMEFORBRUG = pd.DataFrame(columns=list(RAMMEFELTER))
#: Patients by year; oere is NaN where no amount was told.
PATIENTFELTER = ("klinik_id", "speciale", "aar", "patienter", "oere")
INGEN_PATIENTER = pd.DataFrame(columns=list(PATIENTFELTER))
#: Regulation of the amounts of an agreement by year: pct on top of the year before, or indeks.
REGULERINGSFELTER = ("speciale", "aar", "pct", "indeks")
INGEN_REGULERING = pd.DataFrame(columns=list(REGULERINGSFELTER))
#: Which kommuner are neighbours: columns as `geo.naboer.naboskab` has them.
INGEN_NABOER = pd.DataFrame(
    columns=["kode", "nabo", "navn", "i_region", "graense", "forbindelse"], dtype=object
)
#: Which sundhedsraad each kommune belongs to: nothing known of it.
INGEN_SUNDHEDSRAAD = pd.DataFrame(columns=["sundhedsraad"], index=pd.Index([], name="kode"))
INGEN_TRANSPORT = pd.DataFrame(
    columns=["afgange", "stoppesteder", "naermeste_m"],
    index=pd.Index([], name="klinik_id"),
    dtype=float,
)


@dataclass(frozen=True)
class Sted:
    """A place a capacity can move to: a new address, indicative, as a point in a town.

    `x`, `y` are metres in EPSG:25832; `lat`, `lon` WGS84 degrees. `bysamfund` is the built-up
    community the point belongs to by the rule of `geo.bysamfund`. `handicapadgang` (ja, nej, ikke
    oplyst) is asked of a new address: 2.1.8 demands accessible premises at a move.
    """

    sted_id: str
    navn: str
    by: str
    kommune_kode: str
    bysamfund: str
    lat: float
    lon: float
    x: float
    y: float
    handicapadgang: str = "ikke oplyst"


#: Places nearer each other than this, in metres, are one: a minute's drive in a town, less than
#: the travel times are off, and half of what a clinic's indicative point may be.
SAMME_STED_M = 500.0

#: How the source of what a user has imported begins.
IMPORTERET = "Importeret:"


@dataclass(frozen=True)
class Herkomst:
    """Where a resource comes from: source, table, page, date and licence, for captions.

    `note` is how it was got, for who wants to follow it. `titel` is what the resource holds, and
    `fil` its file in the dataset.
    """

    kilde: str
    tabel: str
    side: str
    dato: str
    licens: str
    note: str = ""
    titel: str = ""
    fil: str = ""

    @property
    def importeret(self) -> bool:
        """Whether a user has imported it."""
        # Without the colon too, as datasets of before have it.
        return self.kilde.startswith(IMPORTERET.removesuffix(":"))


Afstandskilde = Callable[[Sted], Mapping[str, NDArray[np.floating]]]
#: What a timetable says of a place, by the columns of `Plan.transport`.
Transportkilde = Callable[[Sted], Mapping[str, float]]
#: Outlines with those of each area in one, of outlines and the area of each code: code and name.
Omridssamler = Callable[[pd.DataFrame, Mapping[str, tuple[str, str]]], pd.DataFrame]


def uden_naboer() -> pd.DataFrame:
    """Return that nobody's neighbours are known."""
    return INGEN_NABOER


def _uden_samling(omrids: pd.DataFrame, omraader: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    navne = {kode: navn for kode, (_, navn) in omraader.items()}
    return omrids.assign(
        navn=omrids["kode"].map(navne).fillna(omrids["navn"]),
        kode=omrids["kode"].map({k: ny for k, (ny, _) in omraader.items()}).fillna(omrids["kode"]),
    )


def _uden_koereplan(sted: Sted) -> Mapping[str, float]:
    return dict.fromkeys(INGEN_TRANSPORT.columns, float("nan"))


@dataclass(frozen=True, eq=False)
class Plan:
    """Practice capacity of a region at one date.

    fag: the field of practice: its specialer, kinds of capacity, tables and words.
    kommuner: index kode; kommune, indbyggere (persons).
    tabel1: index kode and 'region'; omraade, a column of capacities for each kind, indbyggere,
        indbyggere_pr_kapacitet (persons, as printed). Empty where the field has no such table.
    klinikker: index klinik_id; navn, adresse, postnr, by, kommune_kode, handicapadgang
        (ja, nej, ikke oplyst), bysamfund, lat, lon (WGS84), x, y (metres, EPSG:25832),
        praecision, side.
    kapaciteter: klinik_id, speciale, and a column for each kind of capacity of the field, in
        its own unit. A plan holds one of the field's definitions; the kinds of the others are NaN.
    ventetider: kode, type (the field's ventetyper), uger_min, uger_max (weeks; NaN where
        nothing was reported), opgoerelse, svar, klinikker, side, note.
    tabeller: tidy published tables: tabel, speciale, raekketype, raekke, aar, maal, vaerdi,
        enhed, note. tabelliste: index tabel; titel, side, kilde, opgjort, speciale.
    byer: towns, index by_id; by, kommune_kode, indbyggere (persons), lat, lon, x, y.
    distrikter: polling districts, index distrikt; kommune_kode, navn, afstemningssted, lat, lon (of
        the polling place), areal_km2, and what was counted: personer, personer_18,
        personer_65_69, personer_70, husstande, husstande_uden_bil.
    punkter: demand points, index punkt_id; kommune_kode, distrikt, indbyggere (persons), its part
        of the district's personer_65_69, personer_70, husstande and husstande_uden_bil, x, y
        (EPSG:25832), lat, lon, til_nabo_km (straight to the nearest kommune outside the region;
        NaN where there is none).
    afstande: measure -> float array (points x clinics); NaN is out of reach.
    afstand_til: gives the column of each measure for a new address.
    steder: where a new address could be: the point of each town (`sted_id` ny- and its by_id) and
        the polling place of each district (ny-distrikt- and its distrikt), in the order of byer and
        distrikter. Each place once: one within SAMME_STED_M of a clinic, or of one before, is left
        out. Their kommune is a kommune also of a plan by areas.
    stedafstande: measure -> float array (points x steder), as `afstand_til` has their columns.
    herkomst: resource -> where it comes from; `befolkning` is the demand points as they were made,
        `rejsetid` the travel times: imported files or what the models are made of.
    model: which of befolkning and rejsetid are models of the program's, not imported.
    tillaeg_min: minutes the model of travel adds to each trip, for the start and to park.
    bemaerkninger: what an imported grid or matrix lacks, each in a sentence.
    omrids: outlines of the kommuner and of their neighbours, EPSG:25832: kode, navn, i_region
        (bool), geometry.
    naboklinikker: imported clinics outside the region, index nabo_id; navn, by, lat, lon, x, y.
        They count where distance does and have no capacity here.
    naboafstande: measure -> float array (points x naboklinikker); empty without any.
    klinikoplysninger: imported, index klinik_id; ydernr ("" where not told), handicapadgang,
        handicaptoilet and holdtraening (ja, nej, ikke oplyst), lat, lon (a point told since; NaN
        where it is the list's). `klinikker` has access and points as told. Empty without.
    aldersfordeling: imported: kode, alder_fra, alder_til (NaN for open), indbyggere. Empty without.
    fremskrivning: the same by aar (1 January), of a projection. Empty without one.
    transport: of an imported timetable, index klinik_id; afgange (departures on a weekday within
        GANGAFSTAND_M, AFGANGE_FRA to AFGANGE_TIL), stoppesteder (stops and stations they leave
        from), naermeste_m (metres to the nearest, however far; NaN for none). Empty without one.
    transport_ved: says the same of a new address; NaN where it is not known.
    tilskud: imported, a row a clinic, speciale, aar and maaned: oere (int, before any reduction)
        and kapaciteter (that month; NaN where those of the dataset count). Empty without.
    rammeforbrug: imported, a row a niveau (LANDET or REGIONEN), speciale, aar and period:
        fra_maaned (its first month), maaneder (1 or 3), oere (int, what was used in it) and ramme
        (oere, of the whole year; missing where it is not known). Empty without.
    patienter: imported, a row a clinic, speciale and aar: patienter (persons, int) and oere (the
        year's amount; NaN where it was not told). Empty without. Groups of few are in it:
        `planning.kontrolstatistik` is what may leave the program.
    regulering: imported, a row a speciale and aar: pct (on top of the year before) or indeks (of
        the agreement's first year 100); the other is NaN. Empty without.
    naboskab: gives who borders on whom, a row a pair: kode, nabo (codes), navn, i_region, graense
        (bool) and forbindelse (bridges, tunnels and ferries between them). Empty where unknown.
    sundhedsraad: index kode; sundhedsraad (its name), of each kommune. Empty where unknown.
    saml_omrids: gives outlines as `omrids` with the kommuner of an area in one, by the code and
        name of the area of each.
    inddeling, kommuneplan: of a plan told by planning areas (`planning.planomraade`), the grouping
        and the plan by kommune it is of; None where kommuner are kommuner.
    """

    navn: str
    opgjort: str
    fingeraftryk: str
    fag: Fag = field(repr=False)
    kommuner: pd.DataFrame
    tabel1: pd.DataFrame
    klinikker: pd.DataFrame
    kapaciteter: pd.DataFrame
    ventetider: pd.DataFrame
    tabeller: pd.DataFrame
    tabelliste: pd.DataFrame
    byer: pd.DataFrame
    distrikter: pd.DataFrame
    punkter: pd.DataFrame
    afstande: Mapping[str, NDArray[np.floating]]
    afstand_til: Afstandskilde = field(repr=False)
    herkomst: Mapping[str, Herkomst]
    omrids: pd.DataFrame = field(repr=False)
    steder: tuple[Sted, ...] = field(default=(), repr=False)
    stedafstande: Mapping[str, NDArray[np.floating]] = field(
        default_factory=lambda: INGEN_AFSTANDE, repr=False
    )
    model: frozenset[str] = frozenset({"befolkning", "rejsetid"})
    bemaerkninger: tuple[str, ...] = ()
    tillaeg_min: float = float("nan")
    naboklinikker: pd.DataFrame = field(default_factory=lambda: INGEN_NABOKLINIKKER, repr=False)
    naboafstande: Mapping[str, NDArray[np.floating]] = field(
        default_factory=lambda: INGEN_AFSTANDE, repr=False
    )
    klinikoplysninger: pd.DataFrame = field(
        default_factory=lambda: INGEN_KLINIKOPLYSNINGER, repr=False
    )
    aldersfordeling: pd.DataFrame = field(default_factory=lambda: INGEN_ALDERSFORDELING, repr=False)
    fremskrivning: pd.DataFrame = field(default_factory=lambda: INGEN_FREMSKRIVNING, repr=False)
    transport: pd.DataFrame = field(default_factory=lambda: INGEN_TRANSPORT, repr=False)
    transport_ved: Transportkilde = field(default=_uden_koereplan, repr=False)
    tilskud: pd.DataFrame = field(default_factory=lambda: INGEN_TILSKUD, repr=False)
    rammeforbrug: pd.DataFrame = field(default_factory=lambda: INGEN_RAMMEFORBRUG, repr=False)
    patienter: pd.DataFrame = field(default_factory=lambda: INGEN_PATIENTER, repr=False)
    regulering: pd.DataFrame = field(default_factory=lambda: INGEN_REGULERING, repr=False)
    naboskab: Callable[[], pd.DataFrame] = field(default=uden_naboer, repr=False)
    sundhedsraad: pd.DataFrame = field(default_factory=lambda: INGEN_SUNDHEDSRAAD, repr=False)
    saml_omrids: Omridssamler = field(default=_uden_samling, repr=False)
    inddeling: Inddeling | None = None
    kommuneplan: Plan | None = field(default=None, repr=False)

    def __getstate__(self) -> dict[str, object]:
        """What is worked out of a plan is not sent with it."""
        return uden_husket(self)

    @property
    def efter_kommune(self) -> Plan:
        """The plan by kommune, which decisions, warnings and waiting times are told of."""
        return self.kommuneplan or self

    @property
    def har_klinikker(self) -> bool:
        """Whether any clinic is known: the sources of a field may have none."""
        return len(self.klinikker) > 0

    @cached_property
    def opgoerelse(self) -> Opgoerelse:
        """The definition of a kapacitet this plan holds: that of every row, seen at the door."""
        return self.fag.opgoerelse(frozenset(self.kapaciteter["speciale"].iloc[:1]))

    def nabovej(self, maal: str) -> NDArray[np.floating]:
        """Return how far each point has to the nearest clinic outside the region; inf for none."""
        if maal not in self.naboafstande:
            return np.full(len(self.punkter), np.inf)
        return np.nan_to_num(self.naboafstande[maal], nan=np.inf).min(axis=1, initial=np.inf)

    def kommune_kode(self, navn: str) -> str:
        """Return the code of the kommune so named, or raise Inputfejl with the nearest name."""
        treffere = self.kommuner.index[
            self.kommuner["kommune"].str.casefold() == navn.strip().casefold()
        ]
        if len(treffere) == 1:
            return str(treffere[0])
        kendte = sorted(self.kommuner["kommune"], key=alfabetisk)
        raise Inputfejl(
            f"Ukendt kommune: »{navn}«.{_mente(navn, kendte)} "
            f"De {len(kendte)} kommuner er {opremsning(kendte)}."
        )

    def klinik(self, klinik_id: str) -> pd.Series:
        """Return the row of one clinic, or raise Inputfejl with the nearest id."""
        if klinik_id in self.klinikker.index:
            return self.klinikker.loc[klinik_id]
        raise Inputfejl(
            f"Ukendt klinik: »{klinik_id}«.{_mente(klinik_id, self.klinikker.index)} "
            "En klinik angives med sit id, som står i kliniklisten."
        )

    def bysamfund(self, sted: str | Sted) -> tuple[str, str]:
        """Return the kommune (code) and bysamfund of a clinic or a new address.

        Raises Inputfejl for an unknown clinic.
        """
        if isinstance(sted, Sted):
            return sted.kommune_kode, sted.bysamfund
        raekke = self.klinik(sted)
        return str(raekke["kommune_kode"]), str(raekke["bysamfund"])


def _mente(skrevet: str, kendte: Iterable[str]) -> str:
    naere = difflib.get_close_matches(skrevet.casefold(), [k.casefold() for k in kendte], n=1)
    navne = {k.casefold(): k for k in kendte}
    return f" Mente du {navne[naere[0]]}?" if naere else ""
