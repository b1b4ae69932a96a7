"""Kommuneark: everything there is of one kommune, beside the region and its neighbours.

No figure is computed here that another function has: status, coverage, access, waits and activity
are read for the kommune, with its place among the others. What there is to ask about is in
`planning.kommunespoergsmaal`.
Figures of people are those that may leave the program (`planning.diskretion`): an ark has an
address and is printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from dansk import Inputfejl, alfabetisk, opremsning
from planning.adgang import STANDARDAFTAGEN, Adgang, adgangsspaend
from planning.aktivitet import aktivitet, med_aktivitet, udgift_pr_borger
from planning.beslutningsvej import Beslutningsvej, beslutningsvej
from planning.borgerstroemme import Borgerstroemme
from planning.daekningsbillede import GRUPPER
from planning.diskretion import (
    DiskretDaekning,
    diskret_adgang,
    diskret_daekning,
    diskrete_stroemme,
)
from planning.effekt import STANDARDGRAENSE
from planning.flytning import aendringer, forloeb
from planning.husket import husket
from planning.kapacitet import klinikkapacitet, rettigheder
from planning.laesninger import laesninger
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import Grundlag, Status, status
from planning.tiltag import Tiltag
from planning.ventetid import ventetid

#: The readings a kommune has a place by, and which end of each is the worst.
LAESNINGER: Mapping[str, tuple[str, bool]] = {
    "kapacitet": ("afvigelse_pct", False),
    "daekning": ("andel_pct", True),
    "adgang": ("kapacitet_pr_10000", True),
}

#: Ark kept of a plan: the page and the documents ask for all of them, and no region has more.
HOEJST_ARK = 32


@dataclass(frozen=True, eq=False)
class Stand:
    """What the ark of every kommune are read from, made once for a plan (`stand`).

    laesninger: index kode and 'region', as `planning.laesninger.laesninger`, with kapacitet
    (capacities) and indbyggere (persons). aktivitet: by speciale `planning.aktivitet.aktivitet`
    with udgift_kr (a resident treated, NaN where none is printed) and udgift_tabel (its table).
    """

    plan: Plan = field(repr=False)
    tabel: Status
    billede: DiskretDaekning
    adgangen: Adgang
    laesninger: pd.DataFrame
    ventetid: pd.DataFrame
    aktivitet: Mapping[str, pd.DataFrame]
    stroemme: Borgerstroemme | None


@dataclass(frozen=True, eq=False)
class Beroert:
    """A tiltag of a scenario that changes the capacity of a kommune, and who decides it.

    `nummer` is its place in the scenario from 1; `tiltagene` are the whole scenario's, `plan` what
    they begin from and `efter` the plan after this one. kapacitet: what the kommune gains or
    loses by it (capacities; 0 for a split).
    """

    scenarie: str
    nummer: int
    tiltagene: tuple[Tiltag, ...]
    plan: Plan = field(repr=False)
    efter: Plan = field(repr=False)
    vej: Beslutningsvej
    kapacitet: float


@dataclass(frozen=True, eq=False)
class Kommuneark:
    """One kommune.

    noegletal: index its kode, those of its neighbours in the region and 'region'; as
    `Stand.laesninger`. plads: index `LAESNINGER`; nr (1 is the worst), bagfra (1 is the best) and
    af (kommuner with a figure). naboer: its rows of `Plan.naboskab`, by name. uden_for: index
    `GRUPPER`; i_alt, uden, uden_pct (of the kommune) and region_pct, of who has no clinic within
    the limit; NaN where hidden. ventetid: index type, as `planning.ventetid.ventetid`, with nr (1
    is the longest of those reported) and af. aktivitet: by speciale, its row and the region's.
    klinikker: index klinik_id, as the plan's with kapacitet and rettigheder. distrikter: as
    `Daekningsbillede.distrikter`. tiltag: those of scenarios that touch it. mangler: what the
    dataset does not have, by the name of its resource.
    """

    stand: Stand = field(repr=False)
    kode: str
    navn: str
    noegletal: pd.DataFrame
    plads: pd.DataFrame
    naboer: pd.DataFrame
    uden_for: pd.DataFrame
    ventetid: pd.DataFrame
    aktivitet: Mapping[str, pd.DataFrame]
    klinikker: pd.DataFrame
    distrikter: pd.DataFrame
    tiltag: tuple[Beroert, ...]
    mangler: tuple[str, ...]

    @property
    def plan(self) -> Plan:
        """The plan it is read from."""
        return self.stand.plan

    @property
    def egen(self) -> pd.Series:
        """Its own row of `noegletal`."""
        return self.noegletal.loc[self.kode]

    @property
    def region(self) -> pd.Series:
        """The region's row of `noegletal`."""
        return self.noegletal.loc[REGIONSRAEKKE]


@husket()
def stand(
    plan: Plan,
    grundlag: Grundlag = "klinikliste",
    aftagen: str = STANDARDAFTAGEN,
    graense: float = STANDARDGRAENSE,
) -> Stand:
    """Return what the ark of a plan are read from; `graense` in minutes.

    Raises as `status`, `daekningsbillede` and `adgang` do.
    """
    tabel = status(plan, grundlag)
    billede, adgangen = diskret_daekning(plan, "minutter", graense), diskret_adgang(plan, aftagen)
    samlet = laesninger(tabel, billede, adgangen, adgangsspaend(plan, aftagen))
    kendte = set(plan.tabeller["tabel"])
    return Stand(
        plan=plan,
        tabel=tabel,
        billede=billede,
        adgangen=adgangen,
        laesninger=samlet.join(tabel.ordnet()[["kapacitet", "indbyggere"]]),
        ventetid=ventetid(plan),
        aktivitet={
            s.kode: aktivitet(plan, s.kode, grundlag).join(
                udgift_pr_borger(plan, s.kode)[["kr", "tabel"]].add_prefix("udgift_")
            )
            for s in med_aktivitet(plan)
            if {s.forbrug, s.produktion} <= kendte
        },
        stroemme=diskrete_stroemme(plan),
    )


def find_kommune(plan: Plan, tekst: str) -> str:
    """Return the code of a kommune from its code or name; raises Inputfejl with the nearest."""
    if tekst.strip() in plan.kommuner.index:
        return tekst.strip()
    return plan.kommune_kode(tekst)


def beroerte(
    plan: Plan, kode: str, scenarier: Sequence[tuple[str, Sequence[Tiltag]]]
) -> tuple[Beroert, ...]:
    """Return the tiltag of scenarios (name, tiltag) that change a clinic in a kommune.

    A scenario that does not fit the plan is passed by: `passer_ikke` names it.
    """
    fundne = []
    for navn, tiltagene in scenarier:
        try:
            trin = forloeb(plan, tiltagene)
        except Inputfejl:
            continue
        for nr, tiltag in enumerate(tiltagene, start=1):
            foer, efter = trin[nr - 1], trin[nr]
            koder = efter.klinikker["kommune_kode"]
            her = [a for a in aendringer(foer, tiltag) if koder[a.klinik_id] == kode]
            if her:
                kapacitet = sum(a.kapacitet for a in her)
                vej = beslutningsvej(foer, tiltag)
                fundne.append(Beroert(navn, nr, tuple(tiltagene), plan, efter, vej, kapacitet))
    return tuple(fundne)


def passer_ikke(plan: Plan, scenarier: Sequence[tuple[str, Sequence[Tiltag]]]) -> list[str]:
    """Return the names of the scenarios that do not fit a plan."""
    ud = []
    for navn, tiltagene in scenarier:
        try:
            forloeb(plan, tiltagene)
        except Inputfejl:
            ud.append(navn)
    return ud


def kommuneark(stand: Stand, kode: str, tiltag: Sequence[Beroert] = ()) -> Kommuneark:
    """Return the ark of one kommune; raises Inputfejl for an unknown code."""
    return replace(_uden_tiltag(stand, kode), tiltag=tuple(tiltag))


@husket(HOEJST_ARK)
def _uden_tiltag(stand: Stand, kode: str) -> Kommuneark:
    plan = stand.plan
    if kode not in plan.kommuner.index:
        raise Inputfejl(
            f"Ukendt kommunekode: »{kode}«. Koderne er {opremsning(list(plan.kommuner.index))}."
        )
    naboer = plan.naboskab()
    naboer = naboer[naboer["kode"] == kode].sort_values(
        "navn", key=lambda navne: navne.map(alfabetisk)
    )
    i_region = [str(n) for n in naboer.loc[naboer["i_region"].astype(bool), "nabo"]]
    kapacitet = klinikkapacitet(plan)["kapacitet"]
    klinikker = plan.klinikker.assign(kapacitet=kapacitet, rettigheder=rettigheder(plan))
    distrikter = stand.billede.distrikter
    navn = str(plan.kommuner.at[kode, "kommune"])
    raekker = {s: ramme.loc[[kode, REGIONSRAEKKE]] for s, ramme in stand.aktivitet.items()}
    return Kommuneark(
        stand=stand,
        kode=kode,
        navn=navn,
        noegletal=stand.laesninger.loc[[kode, *i_region, REGIONSRAEKKE]],
        plads=_plads(stand, kode),
        naboer=naboer,
        uden_for=_uden_for(stand, kode),
        ventetid=_ventetid(stand, kode),
        aktivitet=raekker,
        klinikker=klinikker[klinikker["kommune_kode"] == kode].sort_values(
            ["kapacitet", "navn"], ascending=[False, True]
        ),
        distrikter=distrikter[distrikter["kommune"] == navn].sort_values(
            ["indbyggere_uden", "navn"], ascending=[False, True]
        ),
        tiltag=(),
        mangler=_mangler(plan),
    )


def _plads(stand: Stand, kode: str) -> pd.DataFrame:
    raekker = {navn: pladser.loc[kode] for navn, pladser in _pladser(stand).items()}
    return pd.DataFrame.from_dict(raekker, orient="index")


@husket()
def _pladser(stand: Stand) -> Mapping[str, pd.DataFrame]:
    kommuner = stand.laesninger.drop(index=REGIONSRAEKKE)
    return {
        navn: pd.DataFrame(
            {
                "nr": kommuner[felt].rank(method="min", ascending=lavest),
                "bagfra": kommuner[felt].rank(method="min", ascending=not lavest),
                "af": kommuner[felt].notna().sum(),
            }
        )
        for navn, (felt, lavest) in LAESNINGER.items()
    }


def _uden_for(stand: Stand, kode: str) -> pd.DataFrame:
    alle = stand.billede.uden_for
    egen, region = alle.loc[kode], alle.loc[REGIONSRAEKKE]
    return pd.DataFrame(
        [
            {
                "i_alt": egen[g],
                "uden": egen[f"{g}_uden"],
                "uden_pct": egen[f"{g}_uden_pct"],
                "region_pct": region[f"{g}_uden_pct"],
            }
            for g in GRUPPER
        ],
        index=list(GRUPPER),
        dtype=float,
    )


def _ventetid(stand: Stand, kode: str) -> pd.DataFrame:
    alle = _ventepladser(stand)
    return alle[alle["kode"] == kode].set_index("type")


@husket()
def _ventepladser(stand: Stand) -> pd.DataFrame:
    af_typen = stand.ventetid.groupby("type")["uger"]
    return stand.ventetid.assign(
        nr=af_typen.rank(method="min", ascending=False), af=af_typen.transform("count")
    )


def _mangler(plan: Plan) -> tuple[str, ...]:
    rammer = {
        "klinikoplysninger": plan.klinikoplysninger,
        "transport": plan.transport,
        "aldersfordeling": plan.aldersfordeling,
        "fremskrivning": plan.fremskrivning,
        "naboklinikker": plan.naboklinikker,
    }
    return tuple(navn for navn, ramme in rammer.items() if ramme.empty)
