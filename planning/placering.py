"""Siting: where to open the next sites, by the four classic problems of location science.

`p_median` has the least sum of weighted distances (Hakimi 1964), `stoerste_daekning` the most
weight within a limit (MCLP, Church & ReVelle 1974), `fuld_daekning` the fewest sites with all
within it (LSCP, Toregas et al. 1971) and `p_center` the shortest of longest distances. Sites that
are open already (`kendte`) stay open and count; `nye` more are chosen among the others. Each is
exact: points are put together only where the problem cannot tell them apart (`planning.punktsaet`),
and an answer is called proven only where the bound says so, never because a search ended.

Distances are points x sites in minutes or km, NaN or inf out of reach. Points of weight 0 take no
part. Answers are the same every time unless time runs out.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from planning.daekningssag import ENS, Fund
from planning.placeringsloeser import faerrest, stoerst
from planning.punktsaet import punktsaet, radiustrin
from planning.talraekke import Tal

Status = Literal["bevist", "bedste fundne", "umulig", "intet fundet"]
Inden: TypeAlias = "NDArray[np.bool_] | sparse.csr_array"

#: How long is searched unless something else is said.
SEKUNDER = 30.0
#: Nearer than this, as a part of the value, is proven: what floating point and solver can tell.
BEVIST = 1e-7
#: A bound this little short of a whole number is that number.
HELTAL = 1e-3


@dataclass(frozen=True)
class Placering:
    """The sites chosen beside those open already, and how good they are known to be.

    valgte: positions among the sites, rising. vaerdi: what is minimised or maximised, of all sites
    open, computed from the choice alone. skranke: what no choice can better. gab: how far apart the
    two are, as a part of the larger; 0 where the status is »bevist«. »bedste fundne«: time ran out,
    and something better may exist, but nothing beyond the bound. »umulig«: proven
    that no choice will do; value, bound and gap are NaN. »intet fundet«: time ran out without a
    choice that will do; the value is NaN.
    """

    valgte: tuple[int, ...]
    vaerdi: float
    skranke: float
    gab: float
    status: Status


UMULIG = Placering((), float("nan"), float("nan"), float("nan"), "umulig")


def stoerste_daekning(
    inden: Inden, vaegt: Tal, nye: int, kendte: Sequence[int] = (), sekunder: float = SEKUNDER
) -> Placering:
    """Return the `nye` sites that with `kendte` have the most weight within the limit.

    `inden` says which sites are within the limit of each point (points x sites, bool; for large
    ones a sparse csr_array). The value is the weight within it. Raises ValueError for arrays that
    do not fit.
    """
    _tjek(inden, vaegt, nye, kendte)
    slut, andre = time.monotonic() + sekunder, _andre(inden.shape[1], kendte)
    daekket = _noget(_soejler(inden, kendte))
    raekker = punktsaet(_soejler(inden, andre), np.where(daekket, 0.0, vaegt))
    fund = stoerst(raekker, nye, slut - time.monotonic())
    valgte = _oversat(fund, andre)
    vaerdi = float(vaegt[_noget(_soejler(inden, [*kendte, *(valgte or ())]))].sum())
    skranke = float(vaegt[daekket].sum()) + fund.skranke
    if not (vaegt % 1).any():
        # People are whole: so is the most that can be reached.
        skranke = float(np.floor(skranke + HELTAL))
    return _placering(valgte, vaerdi, skranke, float(vaegt.sum()))


def fuld_daekning(
    inden: Inden,
    kendte: Sequence[int] = (),
    vaegt: Tal | None = None,
    sekunder: float = SEKUNDER,
) -> Placering:
    """Return the fewest new sites that with `kendte` leave no point without one within the limit.

    `inden` as in `stoerste_daekning`. The value is how many are new. It cannot be done where a
    point has no site at all within the limit; with `vaegt` points of weight 0 are not asked.
    Raises ValueError for arrays that do not fit.
    """
    med = np.ones(inden.shape[0]) if vaegt is None else vaegt
    _tjek(inden, med, 0, kendte)
    slut, andre = time.monotonic() + sekunder, _andre(inden.shape[1], kendte)
    mangler = (med > 0) & ~_noget(_soejler(inden, kendte))
    if (mangler & ~_noget(inden)).any():
        return UMULIG
    raekker = punktsaet(_soejler(inden, andre), mangler.astype(float))
    fund = faerrest(raekker.saet, slut - time.monotonic())
    valgte = _oversat(fund, andre)
    return _placering(valgte, float(len(valgte or ())), fund.skranke, 0.0)


def p_median(
    afstand: Tal,
    vaegt: Tal,
    nye: int,
    kendte: Sequence[int] = (),
    loft: float = float("inf"),
    sekunder: float = SEKUNDER,
) -> Placering:
    """Return the `nye` sites that with `kendte` give the least sum of weight times distance.

    A point is served by its nearest open site, and pays at most `loft`, also where none is in
    reach. Without a loft every point must have an open site in reach. The value is the sum. Raises
    ValueError for arrays that do not fit.
    """
    _tjek(afstand, vaegt, nye, kendte)
    slut, andre = time.monotonic() + sekunder, _andre(afstand.shape[1], kendte)
    bor = vaegt[vaegt > 0].astype(float)
    alle = _uden_huller(afstand)[vaegt > 0]
    hoejst = np.minimum(_naermest(alle, kendte), loft)
    if np.isinf(np.minimum(_naermest(alle, range(alle.shape[1])), loft)).any():
        return UMULIG
    trin = radiustrin(alle[:, andre], hoejst, bor)
    fund = stoerst(trin.raekker, nye, slut - time.monotonic())
    valgte = _oversat(fund, andre)
    vaerdi = float(bor @ np.minimum(_naermest(alle, [*kendte, *(valgte or ())]), loft))
    skranke = float(np.maximum(trin.i_alt - fund.skranke, 0.0))  # NaN stays NaN
    return _placering(valgte, vaerdi, skranke, trin.i_alt)


def p_center(
    afstand: Tal,
    vaegt: Tal,
    nye: int,
    kendte: Sequence[int] = (),
    sekunder: float = SEKUNDER,
) -> Placering:
    """Return `nye` sites that with `kendte` make the longest distance to a nearest site least.

    The value is that distance, over points of weight above 0: one of those in the table, found by
    halving them and asking of each whether so few sites can have all within it. Raises ValueError
    for arrays that do not fit.
    """
    _tjek(afstand, vaegt, nye, kendte)
    slut, andre = time.monotonic() + sekunder, _andre(afstand.shape[1], kendte)
    alle = _uden_huller(afstand)[vaegt > 0]
    hoejst, vejen = _naermest(alle, kendte), alle[:, andre]
    # Nobody can have less than to the nearest site of all.
    mindst = _naermest(alle, range(alle.shape[1])).max(initial=0.0)
    if nye > len(andre) or np.isinf(mindst):
        return UMULIG
    trin = np.unique(np.append(alle[np.isfinite(alle) & (alle >= mindst)], mindst))
    # Below number `nede` it is proven that nothing will do, and at `oppe` a choice is known.
    nede, oppe, valgte = 0, len(trin), None
    while nede < oppe:
        nr = (nede + oppe) // 2
        raekker = punktsaet(vejen <= trin[nr], (hoejst > trin[nr]).astype(float))
        fund = faerrest(raekker.saet, slut - time.monotonic(), nok=nye)
        if fund.valgte is not None and len(fund.valgte) <= nye:
            valgte, oppe = _oversat(fund, andre), nr
        elif fund.skranke > nye:
            nede = nr + 1
        else:
            break
    if nede == len(trin):
        return UMULIG
    vaerdi = float(_naermest(alle, [*kendte, *(valgte or ())]).max(initial=0.0))
    return _placering(valgte, vaerdi, float(trin[nede]), 0.0)


def _placering(
    valgte: tuple[int, ...] | None, vaerdi: float, skranke: float, i_alt: float
) -> Placering:
    """Return an answer as it is known to be; what is lost in adding up `i_alt` is no gap."""
    if np.isnan(skranke):
        return UMULIG
    if valgte is None:
        return Placering((), float("nan"), skranke, float("inf"), "intet fundet")
    afstand = max(0.0, abs(vaerdi - skranke) - ENS * i_alt)
    gab = afstand / max(abs(vaerdi), abs(skranke), np.finfo(float).tiny)
    if gab > BEVIST:
        return Placering(valgte, vaerdi, skranke, gab, "bedste fundne")
    return Placering(valgte, vaerdi, vaerdi, 0.0, "bevist")


def _oversat(fund: Fund, andre: NDArray[np.intp]) -> tuple[int, ...] | None:
    return None if fund.valgte is None else tuple(int(andre[sted]) for sted in fund.valgte)


def _andre(antal: int, kendte: Sequence[int]) -> NDArray[np.intp]:
    return np.setdiff1d(np.arange(antal), np.asarray(kendte, np.intp))


def _uden_huller(afstand: Tal) -> Tal:
    return np.where(np.isnan(afstand), np.inf, afstand)


def _naermest(afstand: Tal, steder: Sequence[int]) -> Tal:
    return afstand[:, list(steder)].min(axis=1, initial=np.inf)


def _soejler(inden: Inden, steder: Sequence[int] | NDArray[np.intp]) -> Inden:
    return inden if len(steder) == inden.shape[1] else inden[:, np.asarray(steder, np.intp)]


def _noget(inden: Inden) -> NDArray[np.bool_]:
    """Return which points have any site."""
    return np.asarray(inden.sum(axis=1)).ravel() > 0


def _tjek(tabel: Inden | Tal, vaegt: Tal, nye: int, kendte: Sequence[int]) -> None:
    n, m = tabel.shape
    if vaegt.shape != (n,) or not (vaegt >= 0).all() or not np.isfinite(vaegt).all():
        raise ValueError(f"there must be a weight of 0 or more for each of {n} points")
    if nye < 0 or any(not 0 <= sted < m for sted in kendte) or len(set(kendte)) < len(kendte):
        raise ValueError(f"{nye} more sites than {list(kendte)} of {m} is no number to choose")
