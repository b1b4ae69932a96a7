"""Does a proposal hold when people, weights, waits and travel times are shaken?

Of each draw (`planning.rystelser`) is counted

- whether the proposal as it stands brings all that are held within the tolerance, and who not;
- the fewest moves there, and which moves of the proposal some proposal as short contains
  (`planning.genfinding`): both hang on people alone, as tolerance and exemptions are not shaken;
- which of its clinics are the best in their place: no other of the kommune in the place of one,
  the rest as proposed, has a better total there. That hangs on all four.

What is counted of a range of draws is a sum, and sums of ranges are the sum of all, whatever the
parts, their order and the machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, tal
from planning import effekt as e
from planning.forslagskrav import Krav, Rammer, nye_modtagere, rammer
from planning.forslagsmaal import AF_VEJE, Maal
from planning.forslagsmodel import Forslagsmodel
from planning.forslagssvar import RETNINGER
from planning.genfinding import NYT, Genfundet, Vej, genfind, veje
from planning.husket import husket, uden_husket
from planning.klinikpladser import Klinikpladser
from planning.klinikvalg import Valg
from planning.plan import Plan, Sted
from planning.planomraade import omraade
from planning.rejseklar import rejseklar
from planning.rystelser import RYSTELSER, Rystelse, Traek, efter_omraade, traek
from planning.talraekke import Tal
from planning.tiltag import AfMaengde, afgiver, modtager

#: Draws of a part: some seconds, so that one can be told how far it is, and stop.
PR_DEL = 50
#: Draws at most: far beyond what a share can be told apart by.
HOEJST_VARIANTER = 1_000_000


@dataclass(frozen=True, eq=False)
class Proeve:
    """What is tried: a proposal for a plan, and what of it is shaken. Can be pickled.

    Made by `proeve`. The rest is as `planning.forslag` was asked; `froe` is the seed, `til_aar` as
    `planning.rystelser`.
    """

    plan: Plan = field(repr=False)
    krav: Krav
    tiltag: tuple[AfMaengde, ...]
    maal: Maal
    vaegte: tuple[tuple[str, float], ...]
    graense: float
    speciale: str | None
    rystes: tuple[Rystelse, ...]
    froe: int
    til_aar: int | None

    def __getstate__(self) -> dict[str, object]:
        """What is worked out of it is not sent with it."""
        return uden_husket(self)


@husket()
def proeve(
    plan: Plan,
    krav: Krav,
    tiltag: Sequence[AfMaengde],
    maal: Maal = "lighed",
    vaegte: tuple[tuple[str, float], ...] = tuple(e.STANDARDVAEGTE.items()),
    graense: float = e.STANDARDGRAENSE,
    speciale: str | None = None,
    rystes: Iterable[Rystelse] = RYSTELSER,
    froe: int = 0,
    til_aar: int | None = None,
) -> Proeve:
    """Return what is to be tried of a proposal, which is the `tiltag` of an Udkast.

    Raises Inputfejl as `planning.forslag`, and for something to shake that there is not.
    """
    valgt = tuple(rystes)
    if ukendte := sorted(set(valgt) - set(RYSTELSER)):
        raise Inputfejl(f"Ukendt at ryste: {', '.join(ukendte)}. Vælg {', '.join(RYSTELSER)}.")
    if not rammer(plan, krav, speciale).hele:
        raise Inputfejl(
            f"Om et forslag holder, regnes i hele kapaciteter; her er de opgjort "
            f"{plan.opgoerelse.navn}."
        )
    e.tjek_vaegte(dict(vaegte))
    let = rejseklar(plan)
    return Proeve(
        *(let, krav, tuple(tiltag), maal, vaegte, graense, speciale, valgt, froe, til_aar)
    )


@dataclass(frozen=True, eq=False)
class Optaelling:
    """What was counted of some draws; the sum of two is that of both.

    holder: draws in which the proposal brings all within the tolerance; uden_for: per kommune,
    those in which it is outside; fjernest: per kommune, its largest deviation from the mean in any
    of them, percent (NaN where it is not held). antal: draws by the fewest moves (None where
    nothing will do); sammen: by the most of its capacities that one proposal as short moves too.
    findes: per move, those in which some proposal as short contains it. bedst: per role, those in
    which the clinic is the best in its place. uafklaret: those in which a search was stopped by its
    limit of time.
    """

    varianter: int
    holder: int
    uden_for: NDArray[np.int64]
    fjernest: Tal
    antal: Counter[int | None]
    sammen: Counter[int]
    findes: NDArray[np.int64]
    bedst: NDArray[np.int64]
    uafklaret: int

    def __add__(self, anden: Optaelling) -> Optaelling:
        """Return what was counted of both."""
        return Optaelling(
            self.varianter + anden.varianter,
            self.holder + anden.holder,
            self.uden_for + anden.uden_for,
            np.maximum(self.fjernest, anden.fjernest),
            self.antal + anden.antal,
            self.sammen + anden.sammen,
            self.findes + anden.findes,
            self.bedst + anden.bedst,
            self.uafklaret + anden.uafklaret,
        )


def dele(varianter: int, pr_del: int = PR_DEL) -> tuple[range, ...]:
    """Return the numbers of so many draws in parts; raises Inputfejl for none or far too many."""
    if not 1 <= varianter <= HOEJST_VARIANTER:
        raise Inputfejl(
            f"Antallet af varianter skal være mellem 1 og {tal(HOEJST_VARIANTER)}, ikke "
            f"{tal(varianter)}."
        )
    return tuple(range(n, min(n + pr_del, varianter)) for n in range(0, varianter, pr_del))


def optael(p: Proeve, numre: range) -> Optaelling:
    """Return what is counted of the draws with some numbers."""
    g = _grundlag(p)
    antal: Counter[int | None] = Counter()
    sammen: Counter[int] = Counter()
    holder = uafklaret = 0
    uden_for = np.zeros(len(g.r.koder), np.int64)
    fjernest: Tal = np.where(g.r.holdt, 0.0, np.nan)
    findes = np.zeros(len(g.veje), np.int64)
    bedst = np.zeros(len(g.pladser.roller) if g.pladser else 0, np.int64)
    for nr in numre:
        t = traek(p.plan, p.froe, nr, p.rystes, p.vaegte, p.speciale, p.til_aar)
        r = g.med_folk(t)
        mindst, hoejst = r.graenser(p.krav.tolerance_pct)
        ude = r.holdt & ((g.efter < mindst) | (g.efter > hoejst))
        fundet = g.genfundet(r)
        holder += not ude.any()
        uden_for += ude
        fjernest = np.maximum(fjernest, np.abs(r.afvigelse_pct(g.efter)))
        antal[fundet.antal] += 1
        sammen[fundet.sammen] += 1
        findes += np.array(fundet.findes, bool)
        uafklaret += not fundet.afklaret
        if g.pladser:
            bedst += g.pladser.bedste(t)
    return Optaelling(
        *(len(numre), holder, uden_for, fjernest, antal, sammen, findes, bedst, uafklaret)
    )


@dataclass(frozen=True, eq=False)
class _Grundlag:
    """What draws share: the proposal in numbers, and what was found for earlier ones.

    nye: kommuner where new addresses may get. efter: capacities of each after. pladser: None for a
    proposal with new addresses.
    """

    p: Proeve
    r: Rammer
    nye: NDArray[np.intp]
    model: Forslagsmodel
    veje: tuple[Vej, ...]
    efter: Tal
    pladser: Klinikpladser | None
    # A programme hangs on people by whole steps of capacity: few of many draws differ.
    fundne: dict[bytes, Genfundet] = field(default_factory=dict)

    def med_folk(self, t: Traek) -> Rammer:
        """Return what is asked with the people of a draw."""
        if self.p.krav.vaegt != "indbyggere":
            return self.r
        return self.r.vejet(efter_omraade(self.p.plan, t.indbyggere))

    def genfundet(self, r: Rammer) -> Genfundet:
        """Return what is found again where so many people share."""
        tolerance = self.p.krav.tolerance_pct
        noegle = np.concatenate(self.model.mellem_trin(*r.graenser(tolerance))).tobytes()
        if noegle not in self.fundne:
            self.fundne[noegle] = genfind(Forslagsmodel(r, self.nye), tolerance, self.veje)
        return self.fundne[noegle]


@husket()
def _grundlag(p: Proeve) -> _Grundlag:
    r = rammer(p.plan, p.krav, p.speciale)
    de = veje(p.plan, r, p.tiltag)
    efter = r.kapacitet.copy()
    for vej in de:
        flyttet = vej.antal * r.stoerrelse[vej.art]
        efter[vej.til] += flyttet
        if vej.fra != NYT:
            efter[vej.fra] -= flyttet
    valg = som_valg(p.plan, p.tiltag)
    pladser = valg and Klinikpladser(
        *(p.plan, r, valg, p.maal not in AF_VEJE, p.graense, p.speciale)
    )
    nye = _nye_modtagere(p)
    return _Grundlag(p, r, nye, Forslagsmodel(r, nye), de, efter, pladser)


def _nye_modtagere(p: Proeve) -> NDArray[np.intp]:
    """Return the kommuner where a new address may get, where that was asked for."""
    if not (p.krav.nye_adresser and p.maal in AF_VEJE):
        return np.zeros(0, np.intp)
    koder = {omraade(p.plan, sted) for sted in nye_modtagere(p.plan, p.krav)}
    return np.sort(p.plan.kommuner.index.get_indexer(list(koder)))


def som_valg(plan: Plan, tiltag: Sequence[AfMaengde]) -> Valg | None:
    """Return what clinics give and get (clinics x kinds); None with a new address among them."""
    noegler = [a.noegle for a in plan.opgoerelse.arter if a.taeller]
    giver, faar = (np.zeros((len(plan.klinikker), len(noegler)), np.int64) for _ in range(2))
    for t in tiltag:
        for hvem, sted in ((giver, afgiver(t)), (faar, modtager(t))):
            if isinstance(sted, Sted):
                return None
            if sted is not None:
                nr = plan.klinikker.index.get_loc(sted)
                for noegle, antal in t.maengde.items():
                    hvem[nr, noegler.index(noegle)] += int(antal)
    return giver, faar


@dataclass(frozen=True, eq=False)
class Forslagsrobusthed:
    """How a proposal fares in so many draws, percent of them where nothing else is said.

    holder_pct: it brings all within the tolerance. kommuner: index kode; kommune, uden_for_pct,
    fjernest_pct (its largest deviation from the mean in any draw; NaN where it is not held).
    antal: antal (the fewest moves; NaN where nothing will do) and pct, fewest first. sammen:
    sammen (the most of its capacities that one proposal as short moves too) and pct. flytninger:
    fra and til (codes; fra None of what is new), art, antal, pct (some proposal as short contains
    it). klinikker: klinik_id, retning (giver or faar), art, andre (clinics of the kommune that
    could be in its place) and pct (it is the best in its place); empty with new addresses.
    uafklaret: draws in which a search was stopped by its limit of time.
    """

    varianter: int
    holder_pct: float
    kommuner: pd.DataFrame = field(repr=False)
    antal: pd.DataFrame = field(repr=False)
    sammen: pd.DataFrame = field(repr=False)
    flytninger: pd.DataFrame = field(repr=False)
    klinikker: pd.DataFrame = field(repr=False)
    uafklaret: int

    @property
    def ingen_pct(self) -> float:
        """Percent of draws in which nothing will do, or nothing was found."""
        return float(self.antal.loc[self.antal["antal"].isna(), "pct"].sum())

    @property
    def flyttet(self) -> int:
        """Capacities the proposal moves."""
        return int(self.flytninger["antal"].sum())

    @property
    def alle_sammen_pct(self) -> float:
        """Percent of draws in which one proposal as short as any has all of its moves."""
        return float(self.sammen.loc[self.sammen["sammen"] == self.flyttet, "pct"].sum())


def robusthed(p: Proeve, optalt: Iterable[Optaelling]) -> Forslagsrobusthed:
    """Return how a proposal fares, of what was counted of its draws; raises without any."""
    i_alt = reduce(add, optalt)
    g, noegler = _grundlag(p), [a.noegle for a in p.plan.opgoerelse.arter if a.taeller]

    def pct(antal: Any) -> Any:
        return 100 * antal / i_alt.varianter

    flytninger = pd.DataFrame(
        [
            (None if v.fra == NYT else g.r.koder[v.fra], g.r.koder[v.til], noegler[v.art], v.antal)
            for v in g.veje
        ],
        columns=["fra", "til", "art", "antal"],
    )
    klinikker = pd.DataFrame(
        [
            (p.plan.klinikker.index[klinik], RETNINGER[retning], noegler[art], andre)
            for (retning, klinik, art), andre in (g.pladser.roller.items() if g.pladser else ())
        ],
        columns=["klinik_id", "retning", "art", "andre"],
    )
    return Forslagsrobusthed(
        varianter=i_alt.varianter,
        holder_pct=float(pct(i_alt.holder)),
        kommuner=p.plan.kommuner[["kommune"]].assign(
            uden_for_pct=pct(i_alt.uden_for), fjernest_pct=i_alt.fjernest
        ),
        antal=_fordelt("antal", i_alt.antal, pct),
        sammen=_fordelt("sammen", i_alt.sammen, pct),
        flytninger=flytninger.assign(pct=pct(i_alt.findes)),
        klinikker=klinikker.assign(pct=pct(i_alt.bedst)),
        uafklaret=i_alt.uafklaret,
    )


def _fordelt(navn: str, antal: Counter[Any], pct: Callable[[Any], Any]) -> pd.DataFrame:
    ramme = pd.DataFrame({navn: list(antal), "pct": pct(np.array(list(antal.values())))})
    return ramme.astype(float).sort_values(navn, ignore_index=True)
