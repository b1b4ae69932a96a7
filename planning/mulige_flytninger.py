"""Every single flytning there could be, each scored by every criterion.

One capacity of each kind from each clinic that holds it to each other clinic, and to each new
address that is asked of: some ten thousands of plans, none of which is made. Where the capacity is
after each is read, some hundred at a time, by the very criteria that `planning.effekt` reads a plan
by.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning
from planning import effekt as e
from planning.egn import Stande, nyt_sted, stand
from planning.kandidater import veje_til
from planning.plan import Plan, Sted
from planning.planomraade import omraade
from planning.talraekke import Tal
from planning.tiltag import Flytning, Tiltag

Klinik = NDArray[np.intp]

#: Access is held for so many states x nabolag at a time, 4 MiB: what a processor's cache holds.
AD_GANGEN = 1 << 19


def mulige_flytninger(
    plan: Plan,
    vaegte: Mapping[str, float] = e.STANDARDVAEGTE,
    graense: float = e.STANDARDGRAENSE,
    speciale: str | None = None,
    undtag: Collection[str] = (),
    mellem: tuple[str, str] | None = None,
    steder: Sequence[Sted] = (),
) -> pd.DataFrame:
    """Return every move of one capacity from a clinic to another or a new address, with its scores.

    One row a move, in the order of the clinic list, those to each of `steder` (new addresses, as
    `planning.kandidater.nye_adresser` has them) last: fra (klinik_id), til (klinik_id, or the Sted
    of a new address), a column for each kind of capacity (one of them 1), fra_kode, til_kode
    (kommune, or area of a plan by areas), samlet (-100 to 100) and a column of scores for each
    criterion with data by its name, NaN where it is not known what the move does to it: as where
    the access at a new address is not told.
    `vaegte`, `graense` (minutes) and `speciale` are those of `effekt`; kommuner in `undtag` (codes)
    neither give nor get, and of `mellem` the first gives and the second gets. Raises Inputfejl as
    `effekt` does, and for capacity as an amount, which has no unit to move.
    """
    opgoerelse = plan.opgoerelse
    if not opgoerelse.hele:
        raise Inputfejl(
            "Mulige flytninger regnes i hele kapaciteter; datasættets kapacitet er opgjort "
            f"{opgoerelse.navn}."
        )
    kommuneplan = plan.efter_kommune
    if ukendte := sorted({*undtag, *(mellem or ())} - set(kommuneplan.kommuner.index)):
        raise Inputfejl(f"Ukendt kommunekode: {opremsning(ukendte)}. Kommuner nævnes ved kode.")
    vaegtene, foer = e.tjek_vaegte(vaegte), stand(plan, speciale)
    kriterier = e.med_data(e.gaeldende(plan, graense, speciale), foer)
    brugte = np.array([vaegtene[k.navn] for k in kriterier])
    koder = plan.klinikker["kommune_kode"].to_numpy(object)
    kommune = kommuneplan.klinikker["kommune_kode"].to_numpy(object)
    til_steder = [sted for sted in steder if sted.kommune_kode not in undtag]
    antal = plan.kapaciteter.groupby("klinik_id")[list(opgoerelse.noegler)].sum()
    antal = antal.reindex(plan.klinikker.index, fill_value=0).to_numpy(float)
    antal = antal * [art.taeller for art in opgoerelse.arter]
    med = ~np.isin(kommune, list(undtag))
    kan_give, kan_faa = med, med
    if mellem is not None:
        kan_give, kan_faa = (med & (kommune == k) for k in mellem)
        til_steder = [sted for sted in til_steder if sted.kommune_kode == mellem[1]]
    giver, slags = np.nonzero((antal >= 1) & kan_give[:, None])
    maengde = np.array([art.kapaciteter(1.0) for art in opgoerelse.arter])[slags]
    til, enhed = np.meshgrid(np.flatnonzero(kan_faa), np.arange(len(giver)))
    anden = giver[enhed] != til
    enhed, til = enhed[anden], til[anden]
    score = np.concatenate(
        [
            _mellem_klinikker(foer, kriterier, giver[enhed], til, maengde[enhed]),
            _til_nye(plan, foer, kriterier, giver, maengde, til_steder),
        ]
    )
    enhed = np.append(enhed, np.tile(np.arange(len(giver)), len(til_steder)))
    til = np.append(til, np.repeat(len(koder) + np.arange(len(til_steder)), len(giver)))
    klinik_id = plan.klinikker.index.to_numpy(object)
    til_koder = [*koder, *(omraade(plan, sted) for sted in til_steder)]
    return pd.DataFrame(
        {
            "fra": klinik_id[giver[enhed]],
            "til": np.array([*klinik_id, *til_steder], object)[til],
            **{n: (slags[enhed] == nr).astype(int) for nr, n in enumerate(opgoerelse.noegler)},
            "fra_kode": koder[giver[enhed]],
            "til_kode": np.array(til_koder, object)[til],
            "samlet": e.vej_sammen(score, brugte),
            **{k.navn: score[:, nr] for nr, k in enumerate(kriterier)},
        }
    )


def vejet(flytninger: pd.DataFrame, vaegte: Mapping[str, float]) -> pd.DataFrame:
    """Return the moves, as `mulige_flytninger` has them, with the totals of other weights.

    The scores of the criteria are the same by any weights. Raises Inputfejl as `effekt` does.
    """
    brugte = {navn: v for navn, v in e.tjek_vaegte(vaegte).items() if navn in flytninger}
    score, vaegt = flytninger[list(brugte)].to_numpy(float), np.array(list(brugte.values()))
    return flytninger.assign(samlet=e.vej_sammen(score, vaegt))


def som_flytning(plan: Plan, raekke: pd.Series) -> Flytning:
    """Return the flytning that a row of `mulige_flytninger` is of."""
    antal: dict[str, Any] = {noegle: int(raekke[noegle]) for noegle in plan.opgoerelse.noegler}
    return Flytning(str(raekke["fra"]), raekke["til"], **antal)


def bedste(flytninger: pd.DataFrame) -> pd.Series | None:
    """Return the row with the highest total, the first of several; None where there is none."""
    kendte = flytninger["samlet"].dropna()
    return None if kendte.empty else flytninger.loc[kendte.idxmax()]


def bedste_foerst(flytninger: pd.DataFrame) -> pd.DataFrame:
    """Return moves, as `mulige_flytninger` has them, the best first, without a total last."""
    return flytninger.sort_values("samlet", ascending=False, kind="stable")


def bedste_til_hver(flytninger: pd.DataFrame) -> pd.DataFrame:
    """Return the best of the moves to each clinic or new address, the best first."""
    return bedste_foerst(flytninger).drop_duplicates("til")


def til_klinikker(flytninger: pd.DataFrame) -> pd.DataFrame:
    """Return the moves, as `mulige_flytninger` has them, that go to a clinic there is."""
    return flytninger[np.array([not isinstance(til, Sted) for til in flytninger["til"]], bool)]


def med_adgang(
    plan: Plan, raekke: pd.Series, vaegte: Mapping[str, float], speciale: str | None = None
) -> dict[str, float]:
    """Return the total of a move to a new address by each answer on its access: ja and nej.

    `raekke` as `mulige_flytninger` returns it with these weights and this speciale; its own total,
    of what is not told, lies from the one to the other.
    """
    svar = [dataclasses.replace(raekke["til"], handicapadgang=s) for s in ("ja", "nej")]
    ender = plan.efter_kommune.klinik(raekke["fra"])["kommune_kode"], svar[0].kommune_kode
    alle = mulige_flytninger(plan, vaegte, speciale=speciale, mellem=ender, steder=svar)
    ens = ["fra", *plan.opgoerelse.noegler]
    samme = alle[(alle[ens] == raekke[ens]).all(axis=1)].set_index("til")["samlet"]
    return {sted.handicapadgang: float(samme[sted]) for sted in svar}


def skala(flytninger: pd.DataFrame) -> pd.Series:
    """Return what the scores of single moves lie between: daarligst, nedre, oevre and bedst.

    `flytninger` as `mulige_flytninger` returns it. Half of the moves lie from nedre to oevre
    (quartiles); NaN without any.
    """
    kendte = flytninger["samlet"].dropna()
    navne = ["daarligst", "nedre", "oevre", "bedst"]
    return kendte.quantile([0.0, 0.25, 0.75, 1.0]).set_axis(navne)


def er_mellem_klinikker(tiltag: Tiltag) -> bool:
    """Say whether a tiltag is a move from one clinic to another, as those of `til_klinikker`."""
    return isinstance(tiltag, Flytning) and not isinstance(tiltag.til, Sted)


def andel_lavere(flytninger: pd.DataFrame, samlet: float) -> float:
    """Return how many of the moves with a total have a lower one than `samlet`, percent.

    `flytninger` as `mulige_flytninger` returns it; NaN without any, or without a total to compare.
    """
    kendte = flytninger["samlet"].dropna()
    if kendte.empty or np.isnan(samlet):
        return float("nan")
    return 100 * float((kendte < samlet).mean())


def antal_bedre(flytninger: pd.DataFrame) -> int:
    """Return how many moves have a total above 0, as today has; as `mulige_flytninger` has them."""
    return int((flytninger["samlet"] > 0).sum())


def effektive_vaegte(flytninger: pd.DataFrame, vaegte: Mapping[str, float]) -> pd.Series:
    """Return how much of the difference between moves each criterion makes, percent, by its name.

    `flytninger` as `mulige_flytninger` returns them with these weights. The share of the variance
    of the total that comes with the criterion's part of it; they sum to 100. Below 0: it mostly
    pulls against the others. NaN when all totals are the same, or there are none.
    """
    brugte = {navn: v for navn, v in e.tjek_vaegte(vaegte).items() if navn in flytninger}
    if flytninger.empty:
        return pd.Series(float("nan"), index=list(brugte))
    score = flytninger[list(brugte)].to_numpy(float)
    vaegt = np.array(list(brugte.values()))
    dele = np.nan_to_num(score) * vaegt / (vaegt.sum() or 1.0)
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


def _mellem_klinikker(
    foer: Stande, kriterier: Sequence[e.Kriterium], fra: Klinik, til: Klinik, maengde: Tal
) -> Tal:
    """Return the scores, moves x criteria, of so many capacities from each clinic to another."""
    score = np.empty((len(fra), len(kriterier)))
    for del_ in _bidder(foer, len(fra)):
        efter = _flyttet(foer, maengde[del_], (fra[del_], -1), (til[del_], 1))
        score[del_] = e.scorer(kriterier, foer, efter)
    return score


def _til_nye(
    plan: Plan,
    foer: Stande,
    kriterier: Sequence[e.Kriterium],
    fra: Klinik,
    maengde: Tal,
    steder: Sequence[Sted],
) -> Tal:
    """Return the scores of a move from each clinic to each place, place by place.

    What is left behind is the same wherever it went, and is read once for all places. The ground
    with a place is let go of before the next: of some hundred they are some tens of megabytes.
    """
    score = np.empty((len(steder), len(fra), len(kriterier)))
    for del_ in _bidder(foer, len(fra)):
        uden = _flyttet(foer, maengde[del_], (fra[del_], -1))
        for nr, (sted, minutter) in enumerate(zip(steder, veje_til(plan, steder), strict=True)):
            ny = nyt_sted(plan, foer.egn, sted, minutter)
            score[nr, del_] = e.scorer(kriterier, foer, ny.med(uden, maengde[del_]))
    return score.reshape(len(steder) * len(fra), len(kriterier))


def _bidder(foer: Stande, antal: int) -> Iterator[slice]:
    skridt = max(1, AD_GANGEN // len(foer.egn.nabolag_personer))
    return (slice(start, start + skridt) for start in range(0, antal, skridt))


def _flyttet(foer: Stande, maengde: Tal, *ender: tuple[Klinik, int]) -> Stande:
    """Return the states after a right to practise, of so many capacities, has left or come."""
    nr = np.arange(len(maengde))
    kapacitet, rettigheder = (np.tile(a, (len(nr), 1)) for a in (foer.kapacitet, foer.rettigheder))
    for klinik, retning in ender:
        kapacitet[nr, klinik] += retning * maengde
        rettigheder[nr, klinik] += retning
    return Stande(foer.egn, kapacitet, rettigheder)
