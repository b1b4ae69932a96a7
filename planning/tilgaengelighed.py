"""Accessibility: how much capacity a resident shares in, whatever kommune the clinic lies in.

The enhanced two-step floating catchment area method, E2SFCA (Luo & Qi 2009, "An enhanced
two-step floating catchment area (E2SFCA) method for measuring spatial accessibility to primary
care physicians", Health & Place 15(4), 1100-1107):

    step 1    R_j = S_j / D_j    with    D_j = sum_k P_k W_kj
    step 2    A_i = sum_j R_j W_ij

    S_j    capacity of clinic j
    P_k    demand at point k: residents, or residents weighted by need
    W_kj   weight of the distance between them, 0 out of reach (`opland`)
    D_j    demand in the catchment of clinic j
    R_j    capacity per demand of clinic j
    A_i    capacity per demand that point i shares in

D does not depend on S, so W and D are kept. Capacity is
conserved: sum_i P_i A_i is the capacity of all clinics with demand in their catchment.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from dansk import Inputfejl, opremsning
from planning.omraadesum import efter_omraade
from planning.opland import klinikkers_sum, punkters_sum
from planning.talraekke import Tal

if TYPE_CHECKING:
    from scipy.sparse import csc_array

PR_INDBYGGERE = 10_000
AFRUNDING = 1e-12  # a score this small, relative to the one before, is rounding of nothing left

Antal = NDArray[np.integer[Any]] | Tal


@dataclass(frozen=True, eq=False)
class Tilgaengelighed:
    """What a score needs that no moved capacity changes; made by `byg`.

    `vaegte` is W (points x clinics), `behov` P per point, `efterspoergsel` D per clinic.
    """

    vaegte: csc_array
    behov: Tal
    efterspoergsel: Tal

    @classmethod
    def byg(cls, vaegte: csc_array, behov: Antal) -> Self:
        """Return the fixed part of the score from weights and demand per point."""
        behov = np.asarray(behov, dtype=np.float64)
        return cls(vaegte, behov, klinikkers_sum(vaegte, behov))

    def score(self, kapacitet: Antal) -> Tal:
        """Return A, capacity per demand at each point; 0 with no capacity in reach.

        Of states x clinics, states x points.
        """
        forhold = np.asarray(kapacitet, dtype=np.float64) * self._pr_kapacitet
        return punkters_sum(self.vaegte, forhold)

    def uden_opland(self, kapacitet: Antal) -> Tal:
        """Return the capacity of each clinic that reaches no demand, 0 for all other clinics.

        R is 0 for such a clinic: its capacity is in no score, and is to be reported beside them.
        """
        return np.where(self.efterspoergsel == 0, np.asarray(kapacitet, dtype=np.float64), 0.0)

    @property
    def _pr_kapacitet(self) -> Tal:
        """What one capacity adds to R of each clinic: 1 / D, or 0 where D is 0."""
        intet = self.efterspoergsel == 0
        return np.where(intet, 0.0, 1 / np.where(intet, 1.0, self.efterspoergsel))


@dataclass(frozen=True, eq=False)
class Opgoerelse:
    """Accessibility as capacity per 10,000 residents.

    `punkter` per point. `kommuner` is indexed by kommune code, `region` has the same fields:
    `indbyggere`, `kapacitet_pr_10000` (mean over residents; NaN with no residents) and
    `uden_adgang` (residents with no capacity in reach).
    """

    punkter: Tal
    kommuner: pd.DataFrame
    region: dict[str, float]


def opgoer(score: Tal, indbyggere: Antal, kommune: ArrayLike) -> Opgoerelse:
    """Return a score as capacity per 10,000 residents: per point, kommune and region.

    `indbyggere` weights the means. With the demand the score was built on (`behov`), a mean times
    its residents is the capacity they draw on, and the region's is all that reaches anyone.
    """
    punkter = PR_INDBYGGERE * score
    kommuner = efter_omraade(
        kommune,
        {
            "indbyggere": indbyggere,
            "kapacitet_pr_10000": punkter * indbyggere,
            "uden_adgang": indbyggere * (score == 0),
        },
    )
    region = {str(navn): kolonne.to_numpy().sum().item() for navn, kolonne in kommuner.items()}
    region["kapacitet_pr_10000"] /= region["indbyggere"] or math.nan
    kommuner["kapacitet_pr_10000"] /= kommuner["indbyggere"].where(kommuner["indbyggere"] > 0)
    return Opgoerelse(punkter, kommuner, region)


def behov_fra_alder(aldersfordeling: pd.DataFrame, brug_pr_1000: pd.Series[float]) -> Tal:
    """Return residents per point, weighted by how much their age group uses physiotherapy.

    `aldersfordeling`: a row per point, a column per age group, residents. `brug_pr_1000`: patients
    per 1,000 residents by the same age groups (Praksisplan for fysioterapi 2020, table 11 for
    speciale 51, table 19 for speciale 62). Only relative use counts: the weighted residents of
    all points sum to the residents, so a score still reads as capacity per resident. Raises
    Inputfejl when the age groups differ, a figure is missing or negative, or nobody uses any.
    """
    grupper = aldersfordeling.columns
    if forskel := sorted(map(str, set(grupper) ^ set(brug_pr_1000.index))):
        raise Inputfejl(
            f"Aldersgrupperne {opremsning(forskel)} findes kun i aldersfordelingen eller kun i "
            "brugen pr. 1.000. Brug de samme aldersgrupper begge steder."
        )
    antal, brug = aldersfordeling.to_numpy(float), brug_pr_1000[grupper].to_numpy(float)
    forkerte = int((~(antal >= 0)).sum() + (~(brug >= 0)).sum())
    if forkerte or not (antal @ brug).sum() > 0:
        raise Inputfejl(
            f"{forkerte} tal i aldersfordelingen eller brugen pr. 1.000 mangler eller er negative, "
            "eller der er ingen brug. Udfyld alle aldersgrupper med 0 eller mere."
        )
    patienter = antal @ brug
    behov: Tal = patienter * (antal.sum() / patienter.sum())
    return behov
