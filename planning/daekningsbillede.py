"""Coverage of a Plan by one measure and limit: everything a page, a table or a map asks of it.

The one call behind the page Dækning, the command line and the exports.
"""

from __future__ import annotations

from dataclasses import dataclass

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
)
from planning.kapacitet import klinikkapacitet
from planning.plan import MAAL, Plan

KURVETRIN = 60


@dataclass(frozen=True)
class Filter:
    """Which clinics count: only accessible ones, of at least a size, of one kommune."""

    kun_handicapadgang: bool = False
    mindst: float = 0.0
    kommune_kode: str | None = None


@dataclass(frozen=True, eq=False)
class Daekningsbillede:
    """Coverage within a limit (inclusive) of `graense` in the unit of `maal`.

    kommuner: index kode; kommune, indbyggere (persons covered), i_alt (persons), andel_pct.
    region: the same fields. naermeste and naestnaermeste: distance per demand point and the
    clinic's position. radius: index kode and 'region', columns 50, 80, 90, 95, 99 (percent of
    residents): how far they have. kurve: index distance, columns kode and 'region' (percent).
    hvide_pletter: index punkt_id; navn, art, kommune, indbyggere, afstand (NaN out of reach),
    lat, lon; most residents first. valg_pct: index kode and 'region'; percent of residents with two
    clinics within the limit. med: which clinics counted, by `filtrering`.
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

    def hvide_byer(self) -> pd.DataFrame:
        """Return the towns among the white spots: navn, kommune, indbyggere, afstand, lat, lon."""
        return self.hvide_pletter[self.hvide_pletter["art"] == "by"]

    def hvidt_land(self) -> pd.DataFrame:
        """Return the white spots outside towns by kommune: kommune, indbyggere, afstand (largest).

        Most residents first.
        """
        land = self.hvide_pletter[self.hvide_pletter["art"] != "by"]
        samlet = land.groupby("kommune").agg(
            indbyggere=("indbyggere", "sum"), afstand=("afstand", "max")
        )
        return samlet.sort_values("indbyggere", ascending=False).reset_index()

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
    kommuner = daekning.kommuner.reindex(plan.kommuner.index)
    kommuner.insert(0, "kommune", navne)
    valg = andel(naest.afstand[:, None], personer, kode, graense)
    return Daekningsbillede(
        maal=maal,
        graense=graense,
        kommuner=kommuner,
        region=pd.Series({"kommune": "Region Nordjylland", **daekning.region}),
        naermeste=naer,
        naestnaermeste=naest,
        radius=daekningsradius(naer.afstand, personer, kode, ANDELE),
        kurve=daekningskurve(naer.afstand, personer, kode, _trin(naer.afstand, graense)),
        hvide_pletter=_hvide(plan, naer.afstand, personer, graense),
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
    ramme = punkter[["navn", "art", "lat", "lon"]].assign(
        kommune=punkter["kommune_kode"].map(plan.kommuner["kommune"]),
        indbyggere=hvide["indbyggere"].to_numpy(),
        afstand=hvide["afstand"].to_numpy(),
    )
    return ramme.sort_values("indbyggere", ascending=False, kind="stable")
