"""Kommuneark: everything there is of one kommune, beside the region and its neighbours.

No figure is computed here that another function has: status, coverage, access, waits and activity
are read for the kommune, with its place among the others and what there is to ask about.
Figures of people are those that may leave the program (`planning.diskretion`): an ark has an
address and is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from weakref import WeakKeyDictionary

import pandas as pd

from dansk import Inputfejl, alfabetisk, opremsning
from planning.adgang import STANDARDAFTAGEN, Adgang, adgangsspaend
from planning.aktivitet import aktivitet, med_aktivitet, udgift_pr_borger
from planning.beslutningsvej import Beslutningsvej, beslutningsvej
from planning.borgerstroemme import Borgerstroemme
from planning.daekningsbillede import GRUPPER, MANGE
from planning.diskretion import (
    DiskretDaekning,
    diskret_adgang,
    diskret_daekning,
    diskrete_stroemme,
)
from planning.effekt import STANDARDGRAENSE
from planning.flytning import aendringer, forloeb
from planning.kapacitet import klinikkapacitet, rettigheder
from planning.laesninger import TYDELIG_PCT, TYDELIG_POINT, laesninger
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import Grundlag, Status, grundlagsforskelle, status
from planning.tiltag import Tiltag
from planning.ventetid import ventetid

#: The readings a kommune has a place by, and which end of each is the worst.
LAESNINGER: Mapping[str, tuple[str, bool]] = {
    "kapacitet": ("afvigelse_pct", False),
    "daekning": ("andel_pct", True),
    "adgang": ("kapacitet_pr_10000", True),
}
#: From here the answers of a kommune's clinics differ so much that one asks which they are, weeks.
STORT_SPAEND_UGER = 4.0
#: Below this a kommune is down to its last capacity.
SIDSTE_KAPACITET = 2.0

Spoergsmaalsart = Literal[
    "vaerst",
    "under",
    "ingen_svar",
    "faa_svar",
    "laengst",
    "spaend",
    "uenige",
    "usikre",
    "uden_for",
    "naboregion",
    "sidste",
    "en_klinik",
    "alene",
    "ingen_adgang",
    "uden_adgang",
    "adgang_ikke_oplyst",
    "grundlag",
    "klinikantal",
    "stroemme",
    "udgift",
]


@dataclass(frozen=True)
class Spoergsmaal:
    """Something to ask about: its kind, and the facts it comes of by name."""

    slags: Spoergsmaalsart
    fakta: Mapping[str, Any] = field(default_factory=dict)


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
    `Stand.laesninger`. plads: index `LAESNINGER`; nr (1 is the worst) and af (kommuner with a
    figure). naboer: its rows of `Plan.naboskab`, by name. uden_for: index `GRUPPER`; i_alt, uden,
    uden_pct (of the kommune) and region_pct, of who has no clinic within the limit; NaN where
    hidden. ventetid: index type, as `planning.ventetid.ventetid`, with nr (1 is the longest of
    those reported) and af. aktivitet: by speciale, its row and the region's. klinikker: index
    klinik_id, as the plan's with kapacitet and rettigheder. distrikter: as
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
    spoergsmaal: tuple[Spoergsmaal, ...]

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


# A Plan never changes, so neither does what its ark are read from; forgotten with the plan.
_KENDTE: WeakKeyDictionary[Plan, dict[tuple[str, str, float], Stand]] = WeakKeyDictionary()


def stand(
    plan: Plan,
    grundlag: Grundlag = "klinikliste",
    aftagen: str = STANDARDAFTAGEN,
    graense: float = STANDARDGRAENSE,
) -> Stand:
    """Return what the ark of a plan are read from; `graense` in minutes.

    Raises as `status`, `daekningsbillede` and `adgang` do.
    """
    kendte = _KENDTE.setdefault(plan, {})
    if (grundlag, aftagen, graense) not in kendte:
        kendte[grundlag, aftagen, graense] = _stand(plan, grundlag, aftagen, graense)
    return kendte[grundlag, aftagen, graense]


def _stand(plan: Plan, grundlag: Grundlag, aftagen: str, graense: float) -> Stand:
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
    ark = Kommuneark(
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
        tiltag=tuple(tiltag),
        mangler=_mangler(plan),
        spoergsmaal=(),
    )
    return _med_spoergsmaal(ark)


def _plads(stand: Stand, kode: str) -> pd.DataFrame:
    kommuner = stand.laesninger.drop(index=REGIONSRAEKKE)
    raekker = {}
    for navn, (felt, lavest) in LAESNINGER.items():
        orden = kommuner[felt].rank(method="min", ascending=lavest)
        raekker[navn] = {"nr": orden[kode], "af": kommuner[felt].notna().sum()}
    return pd.DataFrame.from_dict(raekker, orient="index")


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
    alle = stand.ventetid
    af_typen = alle.groupby("type")["uger"]
    alle = alle.assign(
        nr=af_typen.rank(method="min", ascending=False), af=af_typen.transform("count")
    )
    return alle[alle["kode"] == kode].set_index("type")


def _mangler(plan: Plan) -> tuple[str, ...]:
    rammer = {
        "klinikoplysninger": plan.klinikoplysninger,
        "transport": plan.transport,
        "aldersfordeling": plan.aldersfordeling,
        "fremskrivning": plan.fremskrivning,
        "naboklinikker": plan.naboklinikker,
    }
    return tuple(navn for navn, ramme in rammer.items() if ramme.empty)


def _med_spoergsmaal(ark: Kommuneark) -> Kommuneark:
    led = (_om_laesninger, _om_ventetid, _om_uden_for, _om_klinikker, _om_kilden)
    felter = {f: getattr(ark, f) for f in ark.__dataclass_fields__}
    return Kommuneark(**felter | {"spoergsmaal": tuple(s for om in led for s in om(ark))})


def _om_laesninger(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    if vaerst := tuple(ark.plads.index[ark.plads["nr"] == 1]):
        yield Spoergsmaal("vaerst", {"laesninger": vaerst})
    efter = {
        "kapacitet": ark.egen["afvigelse_pct"] > TYDELIG_PCT,
        "daekning": ark.region["andel_pct"] - ark.egen["andel_pct"] > TYDELIG_POINT,
        "adgang": ark.egen["adgang_afvigelse_pct"] < -TYDELIG_PCT,
    }
    if under := tuple(navn for navn, er in efter.items() if er and navn not in vaerst):
        yield Spoergsmaal("under", {"laesninger": under})
    if ark.egen["uenigheder"]:
        yield Spoergsmaal("uenige")
    elif ark.egen["usikre"]:
        yield Spoergsmaal("usikre")


def _om_ventetid(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    svar = ark.ventetid
    if svar["uger"].isna().all():
        yield Spoergsmaal("ingen_svar", {"klinikker": svar["klinikker"].max()})
        return
    hvor_mange = svar[["svar", "klinikker"]].dropna()
    if len(hvor_mange) and (hvor_mange["svar"] * 2 <= hvor_mange["klinikker"]).any():
        faerrest = hvor_mange.loc[(hvor_mange["svar"] / hvor_mange["klinikker"]).idxmin()]
        yield Spoergsmaal("faa_svar", faerrest.to_dict())
    if laengst := tuple(svar.index[(svar["nr"] == 1) & (svar["af"] > 1)]):
        yield Spoergsmaal("laengst", {"typer": laengst})
    spredt = svar[svar["uger_max"] - svar["uger_min"] >= STORT_SPAEND_UGER]
    if len(spredt):
        yield Spoergsmaal("spaend", {"typer": tuple(spredt.index)})


def _om_uden_for(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    mange = ark.distrikter[ark.distrikter["indbyggere_uden"] >= MANGE]
    if len(mange):
        yield Spoergsmaal("uden_for", {"distrikter": tuple(mange.index)})
    naermere = ark.stand.billede.ved_graensen[ark.kode]
    if naermere >= MANGE and "naboklinikker" in ark.mangler:
        naboer = ark.naboer.loc[~ark.naboer["i_region"].astype(bool), "navn"]
        yield Spoergsmaal("naboregion", {"indbyggere": naermere, "naboer": tuple(naboer)})


def _om_klinikker(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    med = ark.klinikker[ark.klinikker["kapacitet"] > 0]
    if ark.egen["kapacitet"] < SIDSTE_KAPACITET:
        yield Spoergsmaal("sidste", {"kapacitet": ark.egen["kapacitet"]})
    elif len(med) == 1:
        yield Spoergsmaal("en_klinik", {"klinik": med.index[0]})
    alene = med[med["rettigheder"] == 1]
    if len(alene) and len(med) > 1:
        yield Spoergsmaal("alene", {"klinikker": tuple(alene.index), "af": len(med)})
    adgang = med["handicapadgang"]
    if len(med) and not (adgang == "ja").any():
        yield Spoergsmaal("ingen_adgang", {"klinikker": len(med)})
    elif (adgang == "nej").any():
        yield Spoergsmaal("uden_adgang", {"klinikker": tuple(med.index[adgang == "nej"])})
    if (adgang == "ikke oplyst").any() and (adgang == "ja").any():
        ukendte = tuple(med.index[adgang == "ikke oplyst"])
        yield Spoergsmaal("adgang_ikke_oplyst", {"klinikker": ukendte})


def _om_kilden(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    plan, kode = ark.plan, ark.kode
    if plan.opgoerelse.hele and not plan.tabel1.empty:
        forskelle = grundlagsforskelle(plan)
        if kode in forskelle.index:
            yield Spoergsmaal("grundlag", forskelle.loc[kode].to_dict())
    spurgte = ark.ventetid["klinikker"].max()
    if pd.notna(spurgte) and spurgte != len(ark.klinikker):
        yield Spoergsmaal("klinikantal", {"spurgte": spurgte, "listen": len(ark.klinikker)})
    if ark.stand.stroemme is not None:
        holdt = ark.stand.stroemme.holdt_op(ark.stand.adgangen.aftagen).loc[kode]
        if holdt["modsat"]:
            yield Spoergsmaal("stroemme", holdt.to_dict())
    for speciale, ramme in ark.stand.aktivitet.items():
        kommuner = ramme["udgift_kr"].drop(index=REGIONSRAEKKE)
        if kommuner.notna().any() and kommuner.idxmax() == kode:
            fakta = {"speciale": speciale, "kr": kommuner[kode]}
            yield Spoergsmaal("udgift", fakta | {"region": ramme["udgift_kr"][REGIONSRAEKKE]})
