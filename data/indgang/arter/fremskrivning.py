"""A projection of the population: residents by kommune and year, with their ages where it has them.

Danmarks Statistik's FRKM, a region's or a kommune's own. The residents of the dataset stay as they
are: what comes after them is kept beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from dansk import antal, fortegn, opremsning, tal
from data.aldersfordeling import FREMSKRIVNING, nyt
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, TABELFILER, Art, Kilde, Tolkning, har_fejl
from data.indgang.datoer import idag
from data.indgang.folketalsdele import dele, ikke_alle, mangelfulde
from data.indgang.kommuneforskel import afvigelser, forskel, rimeligt
from data.indgang.kommunetal import (
    FELTER,
    PERIODE,
    VIS_HOEJST,
    andre_omraader,
    delt_paa_alder,
    er_fremskrivning,
    form,
    manglende,
    med_tal,
    raekker,
    vaerdifejl,
)
from data.indgang.overskrift import Raatabel
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from planning.plan import Plan

#: Years there can be, as the package declares them.
AAR = 1900, 2200
#: Residents of a kommune change by less than this a year in a projection: more is told, and much
#: more asked about.
SPRING_PCT, STORT_SPRING_PCT = 5.0, 20.0


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the residents of each kommune in every year of a file, by age where it has ages."""
    fund: list[Fund] = []
    ramme = raekker(kilde, tabel, kolonner, fund)
    if har_fejl(fund):
        return Tolkning(fund=tuple(fund))
    if fejl := _aarsfejl(ramme):
        return Tolkning(fund=(kilde.fund(fejl),))
    laest = med_tal(ramme, plan, svar, fund)
    lagt_sammen, om_dele = dele(laest.kommuner, svar)
    om_dele += ikke_alle(laest.kommuner, svar)
    if mangler := mangelfulde(laest.kommuner, kilde):
        return Tolkning(fund=(*fund, *mangler))
    if om_dele or laest.spoergsmaal:
        return Tolkning(fund=tuple(fund), spoergsmaal=(*om_dele, *laest.spoergsmaal))
    kommuner = laest.kommuner.assign(aar=laest.kommuner["tid"].astype(str).str.strip().astype(int))
    delt = delt_paa_alder(kommuner, kilde)
    fund += [
        *vaerdifejl(delt.brugte, lagt_sammen, kilde, kolonner["indbyggere"], hele=False),
        *delt.fund,
    ]
    fund += [*manglende(delt.hele, plan, kilde), *_manglende_aar(delt.hele, plan, kilde)]
    fund += andre_omraader(laest.ramme, kilde)
    if har_fejl(fund):
        return Tolkning(fund=tuple(fund))
    i_alt = delt.hele.groupby(["kode", "aar"])["antal"].sum().unstack("aar")
    i_alt = i_alt.reindex(plan.kommuner.index)
    if not (i_alt > 0).all(axis=None):
        kode, aar_ = (~(i_alt > 0)).stack().idxmax()
        tomt = f"{plan.kommuner['kommune'][kode]} har ingen indbyggere i {aar_}. Ret tallet."
        return Tolkning(fund=(*fund, kilde.fund(tomt)))
    spring = _spring(i_alt)
    fund += _om_spring(spring[spring.abs() <= STORT_SPRING_PCT], plan, kilde)
    foerste, nu = i_alt.iloc[:, 0], plan.kommuner["indbyggere"]
    fra_nu = forskel(plan, "indbyggere", nu, foerste)
    fund += afvigelser(fra_nu, kilde)
    muligt = rimeligt(fra_nu, plan, foerste)
    aendret = forskel(plan, "indbyggere", nu, i_alt.iloc[:, -1])
    aendret["hvad"] = f"indbyggere i {i_alt.columns[-1]}"
    if i_alt.columns[-1] <= idag().year:
        besked = f"Fremskrivningen slutter i {i_alt.columns[-1]}, som ikke er fremme i tiden."
        fund.append(kilde.fund(besked, alvor=ADVARSEL))
    for spoergsmaal in (muligt, _om_store_spring(spring[spring.abs() > STORT_SPRING_PCT], plan)):
        svaret = besvaret(svar, spoergsmaal) if spoergsmaal else "ja"
        if spoergsmaal and svaret is None:
            return Tolkning(fund=tuple(fund), spoergsmaal=(spoergsmaal,), forskel=aendret)
        if svaret == "nej":
            fund.append(kilde.fund("Tallene er afvist af den, der importerede."))
            return Tolkning(fund=tuple(fund), forskel=aendret)
    rest = delt.aldre if len(delt.aldre) else delt.hele.assign(alder_fra=0, alder_til=float("nan"))
    rest = rest.drop(columns="indbyggere").rename(columns={"antal": "indbyggere"})
    aar = f"{i_alt.columns[0]}-{i_alt.columns[-1]}"
    med = "med alder" if len(delt.aldre) else "uden alder"
    besked = f"{antal(i_alt.shape[1], 'år', 'år')}, {aar}, {med}. Datasættets folketal ændres ikke."
    fund.append(kilde.fund(besked, alvor=LAEST))
    et = kilde.nyt(b"", "fremskrivning", aar)
    return Tolkning(
        nye={FREMSKRIVNING: nyt(FREMSKRIVNING, rest.sort_values(["kode", "aar", "alder_fra"]), et)},
        fund=tuple(fund),
        forskel=aendret,
    )


def _aarsfejl(ramme: pd.DataFrame) -> str:
    """Return what is wrong with the years of a file, "" for nothing."""
    if "tid" not in ramme:
        return "Filen har ingen kolonne med år. En fremskrivning har en række for hvert år."
    perioder = sorted({str(v).strip() for v in ramme["tid"].dropna()})
    andre = [p for p in perioder if not (f := PERIODE.fullmatch(p)) or f[2]]
    if andre:
        vist = opremsning([f"»{p}«" for p in andre], hoejst=VIS_HOEJST)
        return f"{vist} er ikke årstal. En fremskrivning har et helt år i hver række."
    if fremmede := [p for p in perioder if not AAR[0] <= int(p) <= AAR[1]]:
        vist = opremsning(fremmede, hoejst=VIS_HOEJST)
        return f"{vist} er ikke et år fra {AAR[0]} til {AAR[1]}. Ret årene i filen."
    if len(perioder) < 2:
        return (
            "Filen har kun ét år. En fremskrivning har mindst to; ét års folketal importeres som "
            "folketal."
        )
    return "" if ramme["tid"].notna().all() else "Nogle rækker har intet år. Udfyld dem."


def _manglende_aar(hele: pd.DataFrame, plan: Plan, kilde: Kilde) -> Iterator[Fund]:
    alle = set(hele["aar"])
    for kode, del_ in hele.groupby("kode"):
        if mangler := sorted(alle - set(del_["aar"])):
            yield kilde.fund(
                f"{plan.kommuner['kommune'][kode]} mangler "
                f"{opremsning([str(a) for a in mangler], hoejst=VIS_HOEJST)}. Hver kommune skal "
                "have alle år."
            )


def _spring(i_alt: pd.DataFrame) -> pd.Series:
    """Return the changes a year that are too large, per cent; index kode and the year they end."""
    pr_aar = 100 * (i_alt / i_alt.shift(axis=1) - 1)
    afstand = pd.Series(i_alt.columns).diff().to_numpy()
    hver = (pr_aar / afstand).stack()
    return hver[hver.abs() > SPRING_PCT]


def _hver(spring: pd.Series, plan: Plan) -> list[str]:
    return [
        f"{plan.kommuner['kommune'][kode]} {fortegn(pct)} % til {aar}"
        for (kode, aar), pct in spring.items()
    ]


def _om_spring(spring: pd.Series, plan: Plan, kilde: Kilde) -> Iterator[Fund]:
    """Yield where residents leap from one year to the next."""
    if len(spring):
        vist = opremsning(_hver(spring, plan), hoejst=VIS_HOEJST)
        besked = f"Folketallet springer: {vist} om året. Se efter, om tallene er rigtige."
        yield kilde.fund(besked, alvor=ADVARSEL)


def _om_store_spring(spring: pd.Series, plan: Plan) -> Spoergsmaal | None:
    """Return the question of leaps that no kommune makes; None for none."""
    if spring.empty:
        return None
    vist = opremsning(_hver(spring, plan), hoejst=VIS_HOEJST)
    return Spoergsmaal(
        "spring",
        f"Folketallet springer over {tal(STORT_SPRING_PCT)} % på et år: {vist}. Er det rigtigt?",
        (("nej", "nej, filen skal rettes"), ("ja", "ja, brug tallene")),
        "nej",
    )


FELTER_PR_AAR = tuple(
    replace(f, kraevet=True, beskrivelse="året, en række for hvert", eksempel="2031")
    if f.navn == "tid"
    else f
    for f in FELTER
)
ART = Art(
    "fremskrivning",
    "fremskrivning af folketal",
    "Folketallet i hver kommune år for år, gerne efter alder, fx Danmarks Statistiks FRKM.",
    FELTER_PR_AAR,
    tolk,
    form,
    ligner=er_fremskrivning,
    endelser=(*TABELFILER, ".json"),
)
