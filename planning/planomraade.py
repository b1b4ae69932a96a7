"""Planning areas: the plan told by sundhedsraad, or by the user's own grouping of the kommuner.

`efter_planomraade` gives a plan whose kommuner are the areas, so that status, coverage, access,
effect and moves are worked out by the same functions for any grouping. What is by nature of a
kommune is asked of the plan it was made of (`Plan.efter_kommune`): who decides, what to be warned
of, where a new address is, reported waits, and what is hidden of small groups.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec

import pandas as pd

from dansk import Inputfejl, linje, opremsning, tal
from planning.husket import husket
from planning.inddeling import Inddeling, Slags
from planning.plan import (
    INGEN_ALDERSFORDELING,
    REGION,
    REGIONSRAEKKE,
    Plan,
    Sted,
    uden_naboer,
)
from planning.samme import Samme

P = ParamSpec("P")

#: The name of an area is read on a map and in the head of a column.
HOEJST_TEGN = 40
#: What is counted, in the published tables: the sum of the kommuner is that of the area.
TAELLES = ("antal", "aarsvaerk")


def sundhedsraad(plan: Plan) -> Inddeling:
    """Return the grouping by sundhedsraad; raises Inputfejl where the dataset does not tell it."""
    if plan.sundhedsraad.empty:
        raise Inputfejl("Datasættet siger ikke, hvilket sundhedsråd en kommune hører til.")
    return _inddeling(plan, "sundhedsraad", plan.sundhedsraad["sundhedsraad"].to_dict())


def egen_inddeling(plan: Plan, omraader: Mapping[str, str]) -> Inddeling:
    """Return the user's own grouping, of the name of the area of each kommune by code.

    Raises Inputfejl for kommuner that are unknown or have no area, for a name that is too long,
    without a letter, the region's or written in two ways, and for fewer than two areas.
    """
    return _inddeling(plan, "omraade", omraader)


def _inddeling(plan: Plan, slags: Slags, omraader: Mapping[str, str]) -> Inddeling:
    kommuner = plan.efter_kommune.kommuner["kommune"]
    rene = {kode: " ".join(str(navn).split()) for kode, navn in omraader.items()}
    if ukendte := sorted(set(rene) - set(kommuner.index)):
        raise Inputfejl(f"Ukendt kommune: {opremsning([linje(k) for k in ukendte])}.")
    if uden := [navn for kode, navn in kommuner.items() if not rene.get(str(kode))]:
        raise Inputfejl(f"{opremsning(uden)} har intet område. Giv hver kommune ét område.")
    _kontroller_navne(sorted(set(rene.values())))
    return Inddeling(slags, tuple((str(kode), rene[str(kode)]) for kode in kommuner.index))


def _kontroller_navne(navne: Sequence[str]) -> None:
    for navn in navne:
        if len(navn) > HOEJST_TEGN:
            raise Inputfejl(
                f"Et områdes navn er højst {HOEJST_TEGN} tegn; »{linje(navn, HOEJST_TEGN)}« er "
                f"{tal(len(navn))}."
            )
        if not any(tegn.isalpha() for tegn in navn):
            raise Inputfejl(f"»{linje(navn)}« er ikke et navn. Skriv et navn med bogstaver.")
        if navn.casefold() in (REGION.casefold(), REGIONSRAEKKE):
            raise Inputfejl(f"»{navn}« er hele regionen. Kald området noget andet.")
        ens = [f"»{andet}«" for andet in navne if andet.casefold() == navn.casefold()]
        if len(ens) > 1:
            raise Inputfejl(f"{opremsning(ens)} er ét navn skrevet forskelligt. Skriv det ens.")
    if len(navne) < 2:
        raise Inputfejl("Der er kun ét område, og det er regionen. Lav mindst to.")


@husket(4)
def efter_planomraade(plan: Plan, inddeling: Inddeling | None) -> Plan:
    """Return the plan told by areas: its kommuner are those of the grouping.

    None is by kommune. Kommuner (with tabel 1, the projection and the counts of the published
    tables) are summed, clinics, points, districts and towns have the code of their area, and
    outlines are in one. Published shares, changes and kr. per resident, and the ratio tabel 1
    prints, have no figure where an area is several kommuner, and are left out; ages too, as demand
    by age is of a kommune. Waiting times stay by kommune. Raises Inputfejl for a grouping of other
    kommuner.
    """
    plan = plan.efter_kommune
    if inddeling is None:
        return plan
    if set(inddeling.koder) != set(plan.kommuner.index):
        raise Inputfejl(
            "Inddelingen er af andre kommuner end datasættets. Lav den igen, eller vælg kommuner."
        )
    return dataclasses.replace(
        plan,
        kommuner=_kommuner(Samme(plan.kommuner), inddeling),
        tabel1=_tabel1(plan.tabel1, inddeling),
        klinikker=_flyttet(Samme(plan.klinikker), inddeling),
        tabeller=_tabeller(plan.tabeller, plan.kommuner["kommune"], inddeling),
        byer=_flyttet(Samme(plan.byer), inddeling),
        distrikter=_flyttet(Samme(plan.distrikter), inddeling),
        punkter=_flyttet(Samme(plan.punkter), inddeling),
        omrids=_omrids(Samme(plan.omrids), plan.saml_omrids, inddeling),
        aldersfordeling=INGEN_ALDERSFORDELING,
        fremskrivning=_fremskrivning(plan.fremskrivning, inddeling),
        naboskab=uden_naboer,
        inddeling=inddeling,
        kommuneplan=plan,
    )


def omraade(plan: Plan, sted: Sted) -> str:
    """Return the code of the area of a plan that a place lies in: its kommune, by kommune."""
    inddeling = plan.inddeling
    return sted.kommune_kode if inddeling is None else inddeling.koder[sted.kommune_kode]


def foer_inddelingen(
    aendring: Callable[Concatenate[Plan, P], Plan],
) -> Callable[Concatenate[Plan, P], Plan]:
    """Return a function from plan to plan that changes one by areas by kommune, and then groups it.

    What it changes then is the same capacity, address and ground, whatever figures are told by.
    """

    @wraps(aendring)
    def paa_kommuneplanen(plan: Plan, *ord_: P.args, **navngivne: P.kwargs) -> Plan:
        aendret = aendring(plan.efter_kommune, *ord_, **navngivne)
        return efter_planomraade(aendret, plan.inddeling)

    return paa_kommuneplanen


# Plans on the same ground share it by area too: which frame it is says which catchments it has.
@lru_cache(maxsize=16)
def _kommuner(kommuner: Samme, inddeling: Inddeling) -> pd.DataFrame:
    ramme = kommuner.hvad
    kode = ramme.index.map(inddeling.koder).rename("kode")
    ny = pd.DataFrame(
        {
            "kommune": ramme.index.map(inddeling.navne),
            "indbyggere": ramme["indbyggere"].to_numpy(),
        },
        index=kode,
    )
    return ny.groupby(level="kode", sort=False).agg({"kommune": "first", "indbyggere": "sum"})


@lru_cache(maxsize=32)
def _flyttet(ramme: Samme, inddeling: Inddeling) -> pd.DataFrame:
    """Return a frame with the code of the area in place of that of the kommune."""
    koder = ramme.hvad["kommune_kode"]
    return ramme.hvad.assign(kommune_kode=koder.map(inddeling.koder).astype(koder.dtype))


@lru_cache(maxsize=8)
def _omrids(omrids: Samme, saml: Callable[..., pd.DataFrame], inddeling: Inddeling) -> pd.DataFrame:
    omraader = {kode: (inddeling.koder[kode], inddeling.navne[kode]) for kode in inddeling.koder}
    return saml(omrids.hvad, omraader)


def _tabel1(tabel: pd.DataFrame, inddeling: Inddeling) -> pd.DataFrame:
    if tabel.empty:
        return tabel
    kode = tabel.index.map(lambda k: inddeling.koder.get(k, k)).rename(tabel.index.name)
    navn = [inddeling.navne.get(k, navn) for k, navn in tabel["omraade"].items()]
    grupper = tabel.assign(omraade=navn).groupby(kode, sort=False)
    trykt = "indbyggere_pr_kapacitet"
    regler = {k: "sum" for k in tabel} | {"omraade": "first", trykt: "first"}
    samlet = grupper.agg(regler)
    return samlet.assign(**{trykt: samlet[trykt].where(grupper.size() == 1)})


def _tabeller(tabeller: pd.DataFrame, navne: pd.Series, inddeling: Inddeling) -> pd.DataFrame:
    """Return the published tables with the rows of kommuner by area: counts summed."""
    if tabeller.empty:
        return tabeller
    af_navn = {navne[kode]: omraade for kode, omraade in inddeling.navne.items()}
    alene = {navne[kode] for kode, omraade in inddeling.koder.items() if kode == omraade}
    her = (tabeller["raekketype"] == "kommune") & tabeller["raekke"].isin(list(af_navn))
    med_navn = tabeller.assign(
        raekke=tabeller["raekke"].map(af_navn).where(her, tabeller["raekke"])
    )
    uroert = ~her | tabeller["raekke"].isin(list(alene))
    flere = med_navn[~uroert & tabeller["enhed"].isin(TAELLES)]
    noegle = [k for k in tabeller if k not in ("vaerdi", "note")]
    summer = flere.groupby(noegle, sort=False, dropna=False, observed=True)["vaerdi"].agg(
        lambda tal_: tal_.sum(skipna=False)
    )
    nye = summer.reset_index().reindex(columns=tabeller.columns)
    if nye.empty:
        return med_navn[uroert]
    return pd.concat([med_navn[uroert], nye.assign(note="")], ignore_index=True)


def _fremskrivning(ramme: pd.DataFrame, inddeling: Inddeling) -> pd.DataFrame:
    if ramme.empty:
        return ramme
    med_kode = ramme.assign(kode=ramme["kode"].map(inddeling.koder))
    noegle = [k for k in ramme if k != "indbyggere"]
    summer = med_kode.groupby(noegle, sort=False, dropna=False)["indbyggere"].sum()
    return summer.reset_index()[list(ramme.columns)]
