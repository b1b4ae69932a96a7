"""Coverage: how many residents live within a limit of a clinic, and how far the others have.

Distances come as a matrix `afstand`, points x clinics, in minutes or km; NaN is out of reach.
A limit is inclusive: who lives at exactly the limit is covered. Limits are compared in the
precision of the distances, so 7.3 read into a float32 matrix is still within 7.3.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from dansk import Inputfejl, opremsning, tal
from planning.omraadesum import efter_omraade
from planning.plan import REGIONSRAEKKE
from planning.talraekke import Tal

ANDELE = (50, 80, 90, 95, 99)
MINDSTE_GRAENSE, HOEJESTE_GRAENSE = 0.01, 1e30

Maske = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Daekning:
    """Coverage within a limit, per kommune and for the region as a whole.

    `kommuner` is indexed by kommune code, `region` has the same fields: `indbyggere` (covered
    residents), `i_alt` (all residents) and `andel_pct` (covered, percent; NaN with no residents).
    A kommune without a single point has no row.
    """

    kommuner: pd.DataFrame
    region: dict[str, float]


@dataclass(frozen=True, eq=False)
class Naermeste:
    """The nth nearest clinic of each point, in the order of the points.

    `afstand` is NaN and `klinik` (position among the clinics) NA where fewer clinics than that
    are within reach. Of clinics equally far away the first one counts as the nearer.
    """

    afstand: Tal
    klinik: pd.api.extensions.ExtensionArray


def tjek_graense(graense: float) -> float:
    """Return a distance limit as a float; Inputfejl unless it is a number that can be written.

    From `MINDSTE_GRAENSE`, which is the least that two decimals show, to `HOEJESTE_GRAENSE`.
    """
    er_tal = isinstance(graense, int | float | np.number) and not isinstance(graense, bool)
    if not (er_tal and math.isfinite(graense) and graense > 0):
        fik = tal(graense, 2, fast=False) if er_tal else repr(graense)
        raise Inputfejl(
            f"Grænsen skal være et tal større end 0 (minutter eller km), men er {fik}. "
            "Angiv for eksempel 15."
        )
    if not MINDSTE_GRAENSE <= graense <= HOEJESTE_GRAENSE:
        raise Inputfejl(
            f"Grænsen skal være mindst {tal(MINDSTE_GRAENSE, 2, fast=False)} (minutter eller km) "
            "og til at regne med. Angiv for eksempel 15."
        )
    return float(graense)


def klinikfilter(
    kapacitet: ArrayLike,
    *,
    mindst: float = 0.0,
    handicapadgang: Sequence[bool | None] | NDArray[Any] | None = None,
    klinik_kommune: ArrayLike | None = None,
    kommuner: Collection[str] | None = None,
) -> Maske:
    """Return which clinics count: every criterion given must hold, one left out is not asked.

    An open clinic (capacity above 0) with at least `mindst` capacities; with `handicapadgang`
    (true, false or missing per clinic) only those where access is reported; with `kommuner` only
    clinics whose `klinik_kommune` is among them. Missing capacity or access does not count.
    Raises Inputfejl when `mindst` is not a number of 0 or more, TypeError when only one of
    `klinik_kommune` and `kommuner` is given.
    """
    if not (math.isfinite(mindst) and mindst >= 0):
        raise Inputfejl(
            f"Mindste kapacitet skal være 0 eller mere, men er {tal(mindst, 2, fast=False)}. "
            "Angiv for eksempel 2."
        )
    if (klinik_kommune is None) != (kommuner is None):
        raise TypeError("klinik_kommune and kommuner belong together: give both or neither")
    antal = np.asarray(kapacitet, dtype=float)
    med: Maske = (antal > 0) & (antal >= mindst)
    if handicapadgang is not None:
        med &= pd.array(handicapadgang, dtype="boolean").to_numpy(dtype=bool, na_value=False)
    if kommuner is not None:
        med &= np.isin(np.asarray(klinik_kommune), list(kommuner))
    return med


def andel(
    afstand: Tal,
    indbyggere: NDArray[np.integer[Any]],
    kommune: ArrayLike,
    graense: float,
    med: Maske | None = None,
) -> Daekning:
    """Return the share of residents with a clinic within the limit, each resident counted once.

    `indbyggere` and `kommune` follow the rows of `afstand`; `med` says which of its columns
    count (all when left out). With no clinic in reach nobody is covered. Raises Inputfejl on a
    bad limit.
    """
    taellende = afstand if med is None else afstand[:, med]
    daekket = (taellende <= tjek_graense(graense)).any(axis=1)
    kommuner = efter_omraade(kommune, {"indbyggere": indbyggere * daekket, "i_alt": indbyggere})
    kommuner = kommuner.astype(indbyggere.dtype)
    region = {str(navn): kolonne.to_numpy().sum().item() for navn, kolonne in kommuner.items()}
    kommuner["andel_pct"] = _pct(kommuner["indbyggere"], kommuner["i_alt"])
    region["andel_pct"] = float(_pct(region["indbyggere"], region["i_alt"]))
    return Daekning(kommuner, region)


def naermeste(afstand: Tal, med: Maske | None = None, nr: int = 1) -> Naermeste:
    """Return the distance to the nth nearest clinic of each point, and which clinic it is.

    `med` says which columns of `afstand` count (all when left out). The second nearest tells
    whether there is a real choice. Raises Inputfejl unless `nr` is a whole number of 1 or more.
    """
    if not isinstance(nr, int | np.integer) or nr < 1:
        raise Inputfejl(f"Nærmeste nummer skal være 1, 2, 3 ..., men er {nr!r}. Angiv 1 eller 2.")
    n_punkter, n_klinikker = afstand.shape
    taeller = ~np.isnan(afstand) & (True if med is None else med)
    rest = np.full((n_punkter, n_klinikker + 1), np.inf, dtype=afstand.dtype)
    rest[:, :-1][taeller] = afstand[taeller]
    punkt = np.arange(n_punkter)
    for _ in range(min(int(nr), n_klinikker + 1) - 1):
        rest[punkt, rest.argmin(axis=1)] = np.inf
    klinik = rest.argmin(axis=1)
    fundet = rest[punkt, klinik]
    uden = np.isinf(fundet)
    return Naermeste(np.where(uden, np.nan, fundet), pd.arrays.IntegerArray(klinik, mask=uden))


def daekningsradius(
    afstand_naermeste: Tal,
    indbyggere: NDArray[np.integer[Any]],
    kommune: ArrayLike,
    andele: Sequence[float] = ANDELE,
) -> pd.DataFrame:
    """Return how far one must go for that share of the residents to have a clinic.

    Index: kommune codes, then "region". Columns: `andele` in percent. The value is the smallest
    distance within which at least that share lives, in the unit of the distances; NaN when too
    many are out of reach of any clinic, or nobody lives there. Raises Inputfejl on a share that
    is not above 0 and at most 100.
    """
    if forkerte := [a for a in andele if not 0 < a <= 100]:
        raise Inputfejl(
            "Andele skal være procenter over 0 og højst 100, men her er "
            f"{opremsning([tal(a, 2, fast=False) for a in forkerte])}. Angiv for eksempel 50 og 90."
        )
    return pd.DataFrame.from_dict(
        {
            navn: np.append(afstand, np.nan)[np.searchsorted(pct[1:], andele)]
            for navn, afstand, pct in _fordelinger(afstand_naermeste, indbyggere, kommune)
        },
        orient="index",
        columns=pd.Index(andele, name="andel_pct"),
    ).rename_axis("kode")


def daekningskurve(
    afstand_naermeste: Tal,
    indbyggere: NDArray[np.integer[Any]],
    kommune: ArrayLike,
    grid: ArrayLike,
) -> pd.DataFrame:
    """Return the share of residents (percent) within each distance of `grid`.

    Index: `grid`. Columns: kommune codes, then "region". Rises with distance and ends below 100
    where some are out of reach of any clinic; NaN where nobody lives.
    """
    trin = np.asarray(grid, dtype=afstand_naermeste.dtype)
    return pd.DataFrame(
        {
            navn: pct[np.searchsorted(afstand, trin, side="right")]
            for navn, afstand, pct in _fordelinger(afstand_naermeste, indbyggere, kommune)
        },
        index=pd.Index(np.asarray(grid), name="afstand"),
    )


def hvide_pletter(
    afstand_naermeste: Tal, indbyggere: NDArray[np.integer[Any]], graense: float
) -> pd.DataFrame:
    """Return the inhabited points with no clinic within the limit.

    Index `punkt`: the position of the point. Columns: `indbyggere` and `afstand` to the nearest
    clinic, NaN where none is in reach. Raises Inputfejl on a bad limit.
    """
    uden = ~(afstand_naermeste <= tjek_graense(graense)) & (indbyggere > 0)
    return pd.DataFrame(
        {"indbyggere": indbyggere[uden], "afstand": afstand_naermeste[uden]},
        index=pd.Index(np.flatnonzero(uden), name="punkt"),
    )


def uden_for(
    afstand_naermeste: Tal,
    grupper: pd.DataFrame,
    omraade: ArrayLike,
    graense: float,
    ender: Mapping[str, float] = MappingProxyType({}),
) -> pd.DataFrame:
    """Return how many of each group have no clinic within the limit, by area.

    `grupper`: a row per point, a column per group (persons or households). `ender`: what else every
    distance is multiplied by, by the end of a name. Index: the codes of `omraade`, rising, then
    "region"; for each group `<group>` (all), `<group>_uden` (those without a clinic within the
    limit) and `<group>_uden_pct` (percent of all; NaN where there are none), and the last two again
    with each end of `ender`. Raises Inputfejl on a bad limit.
    """
    graense = tjek_graense(graense)
    alle = {str(navn): grupper[navn].to_numpy() for navn in grupper.columns}
    trin = {"": 1.0} | {f"_{ende}": faktor for ende, faktor in ender.items()}
    ude = {ende: ~(faktor * afstand_naermeste <= graense) for ende, faktor in trin.items()}
    uden = {f"{navn}_uden{ende}": v * u for navn, v in alle.items() for ende, u in ude.items()}
    ud = efter_omraade(omraade, alle | uden)
    ud.loc[REGIONSRAEKKE] = ud.sum()
    pct = {
        f"{navn}_uden_pct{ende}": _pct(ud[f"{navn}_uden{ende}"], ud[navn])
        for navn in alle
        for ende in trin
    }
    orden = [
        k
        for navn in alle
        for k in (navn, *(f"{navn}_uden{hvad}{e}" for e in trin for hvad in ("", "_pct")))
    ]
    return ud.assign(**pct)[orden]


def _pct(del_: Any, hele: Any) -> Any:
    """Return a part in percent of a whole, NaN where the whole is 0."""
    return 100 * del_ / np.where(hele > 0, hele, np.nan)


def _fordelinger(
    afstand: Tal, indbyggere: NDArray[np.integer[Any]], kommune: ArrayLike
) -> Iterator[tuple[Any, Tal, Tal]]:
    """Yield name, rising distances in reach, and the share (percent) living within each.

    The shares begin with that of no distance at all, 0, so they are one longer; NaN where nobody
    lives. One for each kommune in the order of the codes, then one for the region.
    """
    nr, koder = pd.factorize(np.asarray(kommune), sort=True)
    orden = np.argsort(afstand, kind="stable")
    orden = orden[~np.isnan(afstand[orden]) & (indbyggere[orden] > 0)]
    i_alt = np.bincount(nr, indbyggere, len(koder))
    for navn, naaet, alle in (
        *((kode, orden[nr[orden] == n], i_alt[n]) for n, kode in enumerate(koder)),
        (REGIONSRAEKKE, orden, i_alt.sum()),
    ):
        yield navn, afstand[naaet], _pct(np.append(0, indbyggere[naaet].cumsum()), alle)
