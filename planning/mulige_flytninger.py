"""Every single flytning there could be, each scored by every criterion.

One capacity of each kind from each clinic that holds it to each other clinic: some
thousands of plans, none of which is made. What a move changes is two clinics, so each figure is
the one before with those two taken out and put back; `planning.effekt` on the plan after the
move gives the same scores to nine decimals.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numba import njit
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning
from planning import effekt as e
from planning.kriterier import (
    DAARLIGST,
    LOFT_MINUTTER,
    MINDST_TIL_SPARRING,
    Stand,
    Tal,
    niveau,
    oplyst_adgang,
    stand,
)
from planning.plan import Plan
from planning.tilgaengelighed import AFRUNDING, PR_INDBYGGERE
from planning.tiltag import Flytning

Heltal = NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class _Flytninger:
    """The moves as arrays: positions of the two clinics, and how much (capacities)."""

    fra: NDArray[np.intp]
    til: NDArray[np.intp]
    kapacitet: Tal


def mulige_flytninger(
    plan: Plan,
    vaegte: Mapping[str, float] = e.STANDARDVAEGTE,
    graense: float = e.STANDARDGRAENSE,
    speciale: str | None = None,
    undtag: Collection[str] = (),
) -> pd.DataFrame:
    """Return every move of one capacity from a clinic to another, with its scores.

    One row a move, in the order of the clinic list: fra, til (klinik_id), a column for each kind
    of capacity (one of them 1), fra_kode, til_kode (kommune), samlet (-100 to 100) and a column of
    scores for each criterion by its name, NaN without data. `vaegte`, `graense` (minutes)
    and `speciale` are those of `effekt`; kommuner in `undtag` (codes) neither give nor get. Raises
    Inputfejl as `effekt` does, and for capacity as an amount, which has no unit to move.
    """
    opgoerelse = plan.opgoerelse
    if not opgoerelse.hele:
        raise Inputfejl(
            "Mulige flytninger regnes i hele kapaciteter; datasættets kapacitet er opgjort "
            f"{opgoerelse.navn}."
        )
    if ukendte := sorted(set(undtag) - set(plan.kommuner.index)):
        raise Inputfejl(f"Ukendt kommunekode: {opremsning(ukendte)}. Undtag kommuner ved kode.")
    vaegtene, kriterier = e.tjek_vaegte(vaegte), e.gaeldende(plan, graense, speciale)
    brugte = np.array([vaegtene[k.navn] for k in kriterier])
    foer = stand(plan, speciale)
    koder = plan.klinikker["kommune_kode"].to_numpy(object)
    antal = plan.kapaciteter.groupby("klinik_id")[list(opgoerelse.noegler)].sum()
    antal = antal.reindex(plan.klinikker.index, fill_value=0).to_numpy(float)
    med = ~np.isin(koder, list(undtag))
    giver, slags = np.nonzero((antal >= 1) & med[:, None])
    til, enhed = np.meshgrid(np.flatnonzero(med), np.arange(len(giver)))
    anden = giver[enhed] != til
    enhed, til = enhed[anden], til[anden]
    vaerdi = np.array([art.kapaciteter(1.0) for art in opgoerelse.arter])
    f = _Flytninger(giver[enhed], til, vaerdi[slags[enhed]])
    efter = _tal_efter(foer, f, graense)
    score = np.column_stack(
        [k.score(k.tal(foer), efter[k.navn] if k.maal else np.nan * til) for k in kriterier]
    )
    klinik_id = plan.klinikker.index.to_numpy()
    return pd.DataFrame(
        {
            "fra": klinik_id[f.fra],
            "til": klinik_id[f.til],
            **{n: (slags[enhed] == nr).astype(int) for nr, n in enumerate(opgoerelse.noegler)},
            "fra_kode": koder[f.fra],
            "til_kode": koder[f.til],
            "samlet": e.vej_sammen(score, brugte),
            **{k.navn: score[:, nr] for nr, k in enumerate(kriterier)},
        }
    )


def som_flytning(plan: Plan, raekke: pd.Series) -> Flytning:
    """Return the flytning that a row of `mulige_flytninger` is of."""
    antal: dict[str, Any] = {noegle: int(raekke[noegle]) for noegle in plan.opgoerelse.noegler}
    return Flytning(str(raekke["fra"]), str(raekke["til"]), **antal)


def effektive_vaegte(flytninger: pd.DataFrame, vaegte: Mapping[str, float]) -> pd.Series:
    """Return how much of the difference between moves each criterion makes, percent, by its name.

    `flytninger` as `mulige_flytninger` returns them with these weights. The share of the variance
    of the total that comes with the criterion's part of it; they sum to 100. Below 0: it mostly
    pulls against the others. NaN when all totals are the same.
    """
    brugte = {navn: v for navn, v in e.tjek_vaegte(vaegte).items() if navn in flytninger}
    score = flytninger[list(brugte)].to_numpy(float)
    vaegt = np.where(np.isnan(score), 0.0, np.array(list(brugte.values())))
    i_alt = vaegt.sum(axis=1, keepdims=True)
    dele = np.nan_to_num(score) * vaegt / np.where(i_alt > 0, i_alt, 1.0)
    samlet = dele.sum(axis=1)
    afvigelse = samlet - samlet.mean()
    varians = afvigelse @ afvigelse
    andele = (dele - dele.mean(axis=0)).T @ afvigelse / (varians or float("nan"))
    return pd.Series(100 * andele, index=list(brugte))


def gitter(flytninger: pd.DataFrame) -> pd.DataFrame:
    """Return the best total of the moves from one kommune to another.

    Index: the kommune that gives, columns: the one that gets (codes, rising); NaN where there is
    no move, as within a kommune with one clinic.
    """
    koder = np.union1d(flytninger["fra_kode"], flytninger["til_kode"])
    bedst = flytninger.groupby(["fra_kode", "til_kode"])["samlet"].max().unstack()
    return bedst.reindex(index=koder, columns=koder)


def _tal_efter(foer: Stand, f: _Flytninger, graense: float) -> dict[str, Tal]:
    """Return each criterion's figure after each move."""
    minutter, andel = _naermeste(foer, f, graense)
    mangler, ventetid = _kommunetal(foer, f)
    handicap, sparring = _andele_af_kapacitet(foer, f)
    return {
        e.HARMONISERING: mangler,
        e.INDENFOR: _spredning_i_kommunen(foer, f),
        e.HANDICAPADGANG: handicap,
        e.SPARRING: sparring,
        e.NAERHED: minutter,
        e.DAEKNING: andel,
        e.ADGANG: 100 * _daarligst_stillede(foer, f) / (niveau(foer) * PR_INDBYGGERE),
        e.VENTETID: ventetid,
    }


def _kommunetal(foer: Stand, f: _Flytninger) -> tuple[Tal, Tal]:
    """Return what kommuner lack and the wait where capacity is, from capacities."""
    egn, nr = foer.egn, np.arange(len(f.fra))
    kapacitet = np.tile(foer.kommunekapacitet, (len(nr), 1))
    kapacitet[nr, egn.klinik_kommune[f.fra]] -= f.kapacitet
    kapacitet[nr, egn.klinik_kommune[f.til]] += f.kapacitet
    # A flytning leaves the sum as it was, so the level is that of before in every row.
    behov = egn.indbyggere * niveau(foer)
    mangler = 100 * np.maximum(behov - kapacitet, 0.0).sum(axis=1) / behov.sum()
    oplyst = ~np.isnan(egn.uger)
    i_alt = kapacitet[:, oplyst].sum(axis=1)
    uger = kapacitet[:, oplyst] @ egn.uger[oplyst]
    return mangler, np.divide(uger, i_alt, where=i_alt > 0, out=np.full(len(nr), np.nan))


def _andele_af_kapacitet(foer: Stand, f: _Flytninger) -> tuple[Tal, Tal]:
    """Return percent of capacity with an accessible entrance, and with somebody to spar with."""
    i_alt, oplyst = foer.kapacitet.sum(), oplyst_adgang(foer)
    ja = (foer.egn.handicapadgang == "ja").astype(float)
    handicap = foer.kapacitet @ ja + f.kapacitet * (ja[f.til] - ja[f.fra])
    med = foer.kapacitet[oplyst].sum()
    # A move from or to where nothing is reported is not known to be better or worse.
    kendt = oplyst[f.fra] & oplyst[f.til] & (med > 0)
    handicap = np.where(kendt, handicap / (med or 1.0), np.nan)

    def sparrer(klinik: NDArray[np.intp], retning: int) -> Tal:
        flere = foer.rettigheder[klinik] + retning >= MINDST_TIL_SPARRING
        return flere * (foer.kapacitet[klinik] + retning * f.kapacitet)

    nu = foer.kapacitet * (foer.rettigheder >= MINDST_TIL_SPARRING)
    sparring = nu.sum() - nu[f.fra] - nu[f.til] + sparrer(f.fra, -1) + sparrer(f.til, 1)
    return 100 * handicap, 100 * sparring / i_alt


def _naermeste(foer: Stand, f: _Flytninger, graense: float) -> tuple[Tal, Tal]:
    """Return mean minutes to the nearest clinic, and percent within the limit.

    Only a clinic that gives its last capacity and one that gets its first change anyone's way.
    """
    egn, aabne = foer.egn, np.flatnonzero(foer.kapacitet > 0)
    naer = np.full((2, len(egn.personer)), np.inf, dtype=egn.minutter.dtype)
    to = min(2, len(aabne))
    if to:
        naer[:to] = np.partition(egn.minutter[aabne], to - 1, axis=0)[:to]
    lukker = np.where(foer.kapacitet[f.fra] <= f.kapacitet, f.fra, -1)
    aabner = np.where(foer.kapacitet[f.til] > 0, -1, f.til)
    par, nr = np.unique(np.column_stack([lukker, aabner]), axis=0, return_inverse=True)
    personer, i_alt = egn.personer, egn.personer.sum()
    middel, andel = np.empty(len(par)), np.empty(len(par))
    for i, (luk, aabn) in enumerate(par):
        vej = naer[0] if luk < 0 else np.where(egn.minutter[luk] == naer[0], naer[1], naer[0])
        vej = vej if aabn < 0 else np.minimum(vej, egn.minutter[aabn])
        middel[i] = np.minimum(vej, LOFT_MINUTTER).astype(float) @ personer / i_alt
        andel[i] = 100 * (vej <= graense) @ personer / i_alt
    return middel[nr.ravel()], andel[nr.ravel()]


def _spredning_i_kommunen(foer: Stand, f: _Flytninger) -> Tal:
    """Return the mean over residents of each kommune's spread of access.

    Access is linear in the capacities c, so the mean of a kommune is m'c and its variance c'Qc
    with a Q of clinics x clinics: moving a from f to t adds
    2a[(Qc)_t - (Qc)_f] + a^2 [Q_tt + Q_ff - 2 Q_tf] to it.
    """
    egn, a = foer.egn, f.kapacitet
    samlet = np.zeros(len(a))
    for kommune, personer in enumerate(egn.kommune_personer):
        if personer == 0:
            continue
        punkter = egn.punkt_kommune == kommune
        andel = egn.personer[punkter] / personer
        adgang = egn.opland.vaegte[punkter].toarray() * _pr_kapacitet(foer)
        m = andel @ adgang
        fra_middel = adgang - m
        q = fra_middel.T @ (andel[:, None] * fra_middel)
        qc, middel_foer = q @ foer.kapacitet, m @ foer.kapacitet
        middel = middel_foer + a * (m[f.til] - m[f.fra])
        varians = (
            foer.kapacitet @ qc
            + 2 * a * (qc[f.til] - qc[f.fra])
            + a**2 * (q[f.til, f.til] + q[f.fra, f.fra] - 2 * q[f.til, f.fra])
        )
        noget = middel > AFRUNDING * middel_foer
        koefficient = np.sqrt(np.maximum(varians, 0.0)) / np.where(noget, middel, 1.0)
        samlet += np.where(noget, koefficient, 0.0) * personer
    return 100 * samlet / egn.kommune_personer.sum()


def _daarligst_stillede(foer: Stand, f: _Flytninger) -> Tal:
    """Return mean access of the tenth of residents with least."""
    egn = foer.egn
    tillaeg = egn.opland.vaegte.T.toarray() * _pr_kapacitet(foer)[:, None]
    tiendedel = DAARLIGST * egn.personer.sum()
    orden, svar = np.lexsort((f.kapacitet, f.til)), np.empty(len(f.fra))
    flyt = (f.fra[orden], f.til[orden], f.kapacitet[orden])
    svar[orden] = _sum_af_tiendedel(foer.adgang, egn.personer, tiendedel, tillaeg, *flyt)
    return svar / tiendedel


def _pr_kapacitet(foer: Stand) -> Tal:
    """Return what one capacity adds to access next door to each clinic, per 10,000."""
    efterspoergsel = foer.egn.opland.efterspoergsel
    ingen = efterspoergsel == 0
    return np.where(ingen, 0.0, PR_INDBYGGERE / np.where(ingen, 1.0, efterspoergsel))


@njit(cache=True, nogil=True)
def _sum_af_tiendedel(
    foer: Tal, personer: Tal, tiendedel: float, tillaeg: Tal, fra: Heltal, til: Heltal, antal: Tal
) -> Tal:
    """Return, after each move, the access of the lowest `tiendedel` residents, summed.

    `tillaeg` (clinics x points) is what one capacity adds. Moves come sorted by who gets how
    much. What the giver loses only lowers access, so whoever is above the edge of the tenth as it
    is when the getter has got, and stays above it, is not in the tenth.
    """
    svar = np.empty(len(fra))
    vaerdi, vaegt = np.empty(len(foer)), np.empty(len(foer))
    faaet, kant = foer, 0.0
    for nr in range(len(fra)):
        if nr == 0 or til[nr] != til[nr - 1] or antal[nr] != antal[nr - 1]:
            faaet = foer + antal[nr] * tillaeg[til[nr]]
            kant = _sum_af_laveste(faaet.copy(), personer.copy(), tiendedel)[1]
        n = 0
        for i in range(len(faaet)):
            rest = faaet[i] - antal[nr] * tillaeg[fra[nr], i]
            if rest <= kant:
                # What rounding leaves where the last capacity in reach goes is nothing.
                vaerdi[n] = 0.0 if rest < AFRUNDING * faaet[i] else rest
                vaegt[n] = personer[i]
                n += 1
        svar[nr] = _sum_af_laveste(vaerdi[:n], vaegt[:n], tiendedel)[0]
    return svar


@njit(cache=True, nogil=True)
def _sum_af_laveste(vaerdi: Tal, vaegt: Tal, maengde: float) -> tuple[float, float]:
    """Return the weighted sum of the lowest values that fill `maengde`, and the highest of them.

    Quickselect: only the side of the pivot that the edge falls on is looked at again. Both
    arrays are reordered.
    """
    start, slut, rest, i_alt, midt = 0, len(vaerdi), maengde, 0.0, np.inf
    while start < slut:
        a, b, c = vaerdi[start], vaerdi[(start + slut) // 2], vaerdi[slut - 1]
        midt = max(min(a, b), min(max(a, b), c))
        under, over, i = start, slut, start
        vaegt_under, sum_under, vaegt_lig = 0.0, 0.0, 0.0
        while i < over:
            v, p = vaerdi[i], vaegt[i]
            if v < midt:
                vaerdi[i], vaegt[i] = vaerdi[under], vaegt[under]
                vaerdi[under], vaegt[under] = v, p
                vaegt_under += p
                sum_under += p * v
                under += 1
                i += 1
            elif v > midt:
                over -= 1
                vaerdi[i], vaegt[i] = vaerdi[over], vaegt[over]
                vaerdi[over], vaegt[over] = v, p
            else:
                vaegt_lig += p
                i += 1
        if rest <= vaegt_under:
            slut = under
        elif rest <= vaegt_under + vaegt_lig:
            return i_alt + sum_under + (rest - vaegt_under) * midt, midt
        else:
            i_alt += sum_under + vaegt_lig * midt
            rest -= vaegt_under + vaegt_lig
            start = over
    return i_alt, midt
