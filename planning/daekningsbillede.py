"""Coverage of a Plan by one measure and limit: everything a page, a table or a map asks of it.

The one call behind the page Dækning, the command line and the exports.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from dansk import Inputfejl, opremsning
from planning.daekning import (
    ANDELE,
    Naermeste,
    andel,
    daekningskurve,
    daekningsradius,
    hvide_pletter,
    klinikfilter,
    naermeste,
    uden_for,
)
from planning.interval import daekningsinterval, usikkerhed
from planning.kapacitet import klinikkapacitet
from planning.omraadesum import efter_omraade
from planning.plan import MAAL, REGION, REGIONSRAEKKE, Plan

KURVETRIN = 60
#: Who is looked for beyond the limit: all, and those who travel least easily.
GRUPPER = ("indbyggere", "personer_70", "husstande_uden_bil")
#: So many residents of a district beyond the limit are worth a sign on a map, or a sentence.
MANGE = 500


@dataclass(frozen=True)
class Filter:
    """Which clinics count: only accessible ones, of at least a size, of one kommune."""

    kun_handicapadgang: bool = False
    mindst: float = 0.0
    kommune_kode: str | None = None


@dataclass(frozen=True, eq=False)
class Daekningsbillede:
    """Coverage within a limit (inclusive) of `graense` in the unit of `maal`.

    kommuner: index kode; kommune, indbyggere (persons covered), i_alt (persons), andel_pct, and
    lav_pct and hoej_pct: the share when every way is longer or shorter by what the travel times
    may be off (`planning.interval`; the same as andel_pct where they are no model). region: the
    same fields. naermeste and naestnaermeste: distance per demand point and the
    clinic's position. radius: index kode and 'region', columns 50, 80, 90, 95, 99 (percent of
    residents): how far they have. kurve: index distance, columns kode and 'region' (percent).
    hvide_pletter: index punkt_id; distrikt, kommune, indbyggere, afstand (NaN out of reach),
    lat, lon, x, y; most residents first. ved_graensen: index kode; residents beyond the limit who
    have a kommune outside the region, whose clinics are not known, nearer than any clinic, as the
    crow flies. uden_for: index kode and 'region'; kommune, and of each
    of GRUPPER (persons as in kommuner; persons of 70 and households without a car as counted in
    the districts) all, `_uden` a clinic within the limit and `_uden_pct`. distrikter: index
    distrikt; navn, kommune, the columns of uden_for, andel_pct (percent of residents covered) and
    afstand (mean over residents to the nearest clinic; NaN where one is out of reach). valg_pct:
    index kode and 'region'; percent of residents with two clinics within the limit. med: which
    clinics counted, by `filtrering`.
    """

    maal: str
    graense: float
    kommuner: pd.DataFrame
    region: pd.Series
    naermeste: Naermeste
    naestnaermeste: Naermeste
    radius: pd.DataFrame
    kurve: pd.DataFrame
    hvide_pletter: pd.DataFrame
    ved_graensen: pd.Series
    uden_for: pd.DataFrame
    distrikter: pd.DataFrame
    valg_pct: pd.Series
    med: np.ndarray
    filtrering: Filter

    @property
    def baandgraenser(self) -> tuple[float, float, float]:
        """The limits of the bands a map draws: half the limit, the limit, one and a half."""
        return (self.graense / 2, self.graense, 1.5 * self.graense)

    @property
    def udaekkede(self) -> int:
        """Residents with no clinic within the limit."""
        return int(self.region["i_alt"] - self.region["indbyggere"])

    @cached_property
    def hvide_distrikter(self) -> pd.DataFrame:
        """The districts of `distrikter` with anybody beyond the limit, most residents first.

        With afstand_max (the longest way there, NaN where somebody has none) and lat, lon, x, y:
        the middle of those beyond the limit.
        """
        hvide, sted = self.hvide_pletter, ["lat", "lon", "x", "y"]
        vaegtet = hvide[sted].mul(hvide["indbyggere"], axis=0)
        grupper = vaegtet.assign(indbyggere=hvide["indbyggere"]).groupby(hvide["distrikt"]).sum()
        laengst = hvide.groupby("distrikt")["afstand"].agg(lambda a: a.max(skipna=False))
        midte = grupper[sted].div(grupper["indbyggere"], axis=0)
        ramme = self.distrikter.join(midte.assign(afstand_max=laengst), how="inner")
        return ramme.sort_values("indbyggere_uden", ascending=False, kind="stable")

    def skjulte(self) -> pd.DataFrame:
        """Return the districts that their kommune's figure hides, most residents first.

        As `distrikter`, with kommune_andel_pct. In the kommune as many are covered as in the region
        or more, but not half of the district, and at least `MANGE` there are not.
        """
        kommune = self.kommuner.set_index("kommune")["andel_pct"]
        ramme = self.distrikter.assign(
            kommune_andel_pct=self.distrikter["kommune"].map(kommune).astype(float)
        )
        valgt = (
            (ramme["kommune_andel_pct"] >= self.region["andel_pct"])
            & (ramme["andel_pct"] < 50)
            & (ramme["indbyggere_uden"] >= MANGE)
        )
        return ramme[valgt].sort_values("indbyggere_uden", ascending=False, kind="stable")

    def svagest(self) -> pd.DataFrame:
        """Return the kommuner that are among the two least covered, whatever the ways may be.

        Of `kommuner`, least covered first: at the share itself and at both ends of its range. One
        where all are covered is not among them.
        """
        andele = self.kommuner[["andel_pct", "lav_pct", "hoej_pct"]]
        lavest = andele <= andele.apply(lambda a: a.sort_values().iloc[:2].max())
        valgt = lavest.all(axis=1) & (self.kommuner["andel_pct"] < 100)
        return self.kommuner[valgt].sort_values("andel_pct", kind="stable")

    def ordnet(self) -> pd.DataFrame:
        """Return the kommuner, least covered first, and the region last."""
        ramme = self.kommuner.sort_values(["andel_pct", "kommune"], na_position="first")
        return pd.concat([ramme, pd.DataFrame([self.region], index=["region"])])


def daekningsbillede(
    plan: Plan,
    maal: str,
    graense: float,
    filtrering: Filter | None = None,
    speciale: str | None = None,
) -> Daekningsbillede:
    """Return the coverage of a plan.

    `speciale` matters to capacity as an amount only: a clinic counts with an amount of it.
    Raises Inputfejl for an unknown measure, a limit that is not above 0, or a filter that
    leaves no clinic.
    """
    if maal not in plan.afstande:
        kendte = opremsning([m for m in MAAL if m in plan.afstande], "eller")
        raise Inputfejl(f"Ukendt mål: »{maal}«. Vælg {kendte}.")
    matrix = plan.afstande[maal]
    if np.isnan(matrix).all():
        raise Inputfejl(
            f"Der er ingen afstande i {MAAL[maal]} ({maal}): matricen, der er importeret, har dem "
            "ikke. Vælg et andet mål, eller importér en matrix, der har dem."
        )
    personer = plan.punkter["indbyggere"].to_numpy()
    kode = plan.punkter["kommune_kode"].to_numpy()
    med = _filter(plan, filtrering or Filter(), speciale)
    daekning = andel(matrix, personer, kode, graense, med)
    naer, naest = naermeste(matrix, med), naermeste(matrix, med, nr=2)
    navne = plan.kommuner["kommune"]
    usikker = usikkerhed(plan, maal)
    interval = daekningsinterval(naer.afstand, personer, kode, graense, usikker)
    kommuner = daekning.kommuner.join(interval).reindex(plan.kommuner.index)
    kommuner.insert(0, "kommune", navne)
    grupper = plan.punkter[list(GRUPPER)]
    valg = andel(naest.afstand[:, None], personer, kode, graense)
    return Daekningsbillede(
        maal=maal,
        graense=graense,
        kommuner=kommuner,
        region=pd.Series(
            {"kommune": REGION, **daekning.region, **interval.loc[REGIONSRAEKKE].to_dict()}
        ),
        naermeste=naer,
        naestnaermeste=naest,
        radius=daekningsradius(naer.afstand, personer, kode, ANDELE),
        kurve=daekningskurve(naer.afstand, personer, kode, _trin(naer.afstand, graense)),
        hvide_pletter=_hvide(plan, naer.afstand, personer, graense),
        ved_graensen=_ved_graensen(plan, med, naer.afstand, graense),
        uden_for=_med_region(plan, uden_for(naer.afstand, grupper, kode, graense)),
        distrikter=_distrikter(plan, naer.afstand, grupper, graense),
        valg_pct=pd.concat(
            [valg.kommuner["andel_pct"], pd.Series({"region": valg.region["andel_pct"]})]
        ),
        med=med,
        filtrering=filtrering or Filter(),
    )


def _filter(plan: Plan, filtrering: Filter, speciale: str | None) -> np.ndarray:
    med = klinikfilter(
        klinikkapacitet(plan, speciale)["kapacitet"],
        mindst=filtrering.mindst,
        handicapadgang=list(plan.klinikker["handicapadgang"] == "ja")
        if filtrering.kun_handicapadgang
        else None,
        klinik_kommune=plan.klinikker["kommune_kode"] if filtrering.kommune_kode else None,
        kommuner=[filtrering.kommune_kode] if filtrering.kommune_kode else None,
    )
    if not med.any() and filtrering != Filter():
        raise Inputfejl(
            f"Ingen af de {len(plan.klinikker)} klinikker opfylder filtret. Fjern en betingelse "
            "eller sæt mindstekapaciteten ned."
        )
    return med


def _trin(afstand: np.ndarray, graense: float) -> np.ndarray:
    kendte = afstand[np.isfinite(afstand)]
    laengst = float(kendte.max()) if kendte.size else graense
    return np.linspace(0.0, max(laengst, graense), KURVETRIN)


def _hvide(plan: Plan, afstand: np.ndarray, personer: np.ndarray, graense: float) -> pd.DataFrame:
    hvide = hvide_pletter(afstand, personer, graense)
    punkter = plan.punkter.iloc[hvide.index]
    ramme = punkter[["distrikt", "lat", "lon", "x", "y"]].assign(
        kommune=punkter["kommune_kode"].map(plan.kommuner["kommune"]),
        indbyggere=hvide["indbyggere"].to_numpy(),
        afstand=hvide["afstand"].to_numpy(),
    )
    return ramme.sort_values("indbyggere", ascending=False, kind="stable")


def _ved_graensen(plan: Plan, med: np.ndarray, afstand: np.ndarray, graense: float) -> pd.Series:
    luftlinje = naermeste(plan.afstande["luftlinje"], med).afstand
    til_nabo = plan.punkter["til_nabo_km"].to_numpy()
    naermere = ~(afstand <= graense) & (til_nabo < luftlinje)
    personer = plan.punkter["indbyggere"].to_numpy() * naermere
    hver = efter_omraade(plan.punkter["kommune_kode"].to_numpy(), {"indbyggere": personer})
    return hver["indbyggere"].reindex(plan.kommuner.index, fill_value=0.0)


def _med_region(plan: Plan, tabel: pd.DataFrame) -> pd.DataFrame:
    """Return the kommuner in the order of the plan, and the region last; with their names."""
    ramme = tabel.reindex([*plan.kommuner.index, REGIONSRAEKKE])
    ramme.insert(0, "kommune", [*plan.kommuner["kommune"], REGION])
    return ramme


def _distrikter(
    plan: Plan, afstand: np.ndarray, grupper: pd.DataFrame, graense: float
) -> pd.DataFrame:
    distrikt, personer = plan.punkter["distrikt"].to_numpy(), grupper["indbyggere"].to_numpy()
    tabel = uden_for(afstand, grupper, distrikt, graense).drop(index=REGIONSRAEKKE)
    vej = efter_omraade(distrikt, {"afstand": afstand * personer})["afstand"]
    kendt = plan.distrikter.reindex(tabel.index)
    return tabel.assign(
        navn=kendt["navn"],
        kommune=kendt["kommune_kode"].map(plan.kommuner["kommune"]),
        andel_pct=100 - tabel["indbyggere_uden_pct"],
        afstand=vej / tabel["indbyggere"],
    ).rename_axis("distrikt")
