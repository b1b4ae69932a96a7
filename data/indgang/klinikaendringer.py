"""What a list of clinics changes: who is new, gone or otherwise; asked about when it is much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from dansk import IKKE_OPLYST, antal, antal_kapaciteter, fortegn, kapaciteter, opremsning, tal
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, Kilde
from data.indgang.klinikkapacitet import samlet_af
from data.indgang.klinikramme import Klinikrammer
from data.indgang.kommuneforskel import forskel
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.klinikoplysninger import FACILITETER, oplyst
from planning.plan import Plan

#: More of the dataset's clinics than this not in a file, per cent, and it may be a part of the
#: list; more of its capacity gone or come, and it is asked about.
SPOERG_PCT = 20.0
#: So many clinics are named in a sentence.
VIST = 6


def omfang(plan: Plan, kendt: pd.Series, svar: Svar) -> tuple[bool | None, list[Spoergsmaal]]:
    """Return whether a file is the whole list, and the question where many would be gone."""
    if not plan.har_klinikker:
        return True, []
    mangler = ~plan.klinikker.index.isin(kendt)
    if 100 * mangler.mean() <= SPOERG_PCT:
        return True, []
    spoergsmaal = Spoergsmaal(
        "omfang",
        f"{tal(mangler.sum())} af datasættets {tal(len(mangler))} klinikker er ikke i filen. Er "
        "filen hele kliniklisten, eller kun det, der er ændret?",
        (
            ("hele", f"hele listen: de {tal(mangler.sum())} udgår"),
            ("aendringer", "kun ændringer: de andre klinikker bliver, som de er"),
        ),
    )
    valgt = besvaret(svar, spoergsmaal)
    return (None, [spoergsmaal]) if valgt is None else (valgt == "hele", [])


def _kapacitet(plan: Plan, nye: Klinikrammer) -> tuple[pd.Series, pd.Series]:
    """Return the capacities of each clinic before and after, index klinik_id."""
    foer, efter = (samlet_af(k, plan.fag) for k in (plan.kapaciteter, nye.kapaciteter))
    # A clinic may have no row of its own where it has no amount.
    return (
        foer.reindex(plan.klinikker.index, fill_value=0.0),
        efter.reindex(nye.klinikker.index, fill_value=0.0),
    )


def kapacitetsforskel(plan: Plan, nye: Klinikrammer) -> pd.DataFrame:
    """Return the capacities of each kommune before and after; as `Tolkning.forskel`."""
    foer, efter = _kapacitet(plan, nye)
    a, b = (
        k.groupby(hvor).sum().reindex(plan.kommuner.index, fill_value=0.0)
        for k, hvor in (
            (foer, plan.klinikker["kommune_kode"]),
            (efter, nye.klinikker["kommune_kode"]),
        )
    )
    return forskel(plan, "kapaciteter", a, b)


def aendringer(plan: Plan, nye: Klinikrammer, kilde: Kilde) -> Iterator[Fund]:
    """Yield which clinics are new, gone, at another point, renamed, or hold another amount."""
    foer, efter = plan.klinikker, nye.klinikker
    kap_foer, kap_efter = _kapacitet(plan, nye)
    begge = foer.index.intersection(efter.index)
    a, b = foer.loc[begge], efter.loc[begge]
    ny, vaek = efter.index.difference(foer.index), foer.index.difference(efter.index)
    andet = begge[(kap_foer[begge] - kap_efter[begge]).abs() > 0]
    flyttet = begge[(a["lat"] != b["lat"].astype(float)) | (a["lon"] != b["lon"].astype(float))]
    omdoebt = begge[(a["navn"] != b["navn"]).to_numpy()]
    for en, flere, alvor, navne in (
        ("ny klinik", "nye klinikker", LAEST, _navne(efter, ny)),
        ("klinik udgår", "klinikker udgår", ADVARSEL, _navne(foer, vaek)),
        (
            "klinik flytter på kortet",
            "klinikker flytter på kortet",
            ADVARSEL,
            _navne(efter, flyttet),
        ),
        (
            "klinik hedder noget andet",
            "klinikker hedder noget andet",
            LAEST,
            [f"{a.at[k, 'navn']} hedder nu {b.at[k, 'navn']}" for k in omdoebt],
        ),
        (
            "klinik har en anden kapacitet",
            "klinikker har en anden kapacitet",
            LAEST,
            [
                f"{b.at[k, 'navn']} fra {kapaciteter(kap_foer[k])} til {kapaciteter(kap_efter[k])}"
                for k in andet
            ],
        ),
    ):
        if navne:
            yield kilde.fund(f"{antal(len(navne), en, flere)}: {forste_navne(navne)}.", alvor=alvor)
    i_alt = kap_efter.sum() - kap_foer.sum()
    yield kilde.fund(
        f"Regionen har {antal_kapaciteter(kap_efter.sum())} efter filen ({fortegn(i_alt)}).",
        alvor=LAEST,
    )


def _navne(ramme: pd.DataFrame, ider: pd.Index) -> list[str]:
    return [f"{ramme.at[k, 'navn']} ({ramme.at[k, 'by']})" for k in ider]


def forste_navne(navne: Sequence[str]) -> str:
    """Return the names in a row: the first of them, and how many more."""
    andre = [f"{tal(len(navne) - VIST)} til"] if len(navne) > VIST else []
    return opremsning([*navne[:VIST], *andre])


def uden_klinik(plan: Plan, nye: Klinikrammer, kilde: Kilde) -> Iterator[Fund]:
    """Yield the kommuner that are left without a clinic."""
    har = set(nye.klinikker["kommune_kode"])
    uden = [navn for kode, navn in plan.kommuner["kommune"].items() if kode not in har]
    if uden:
        besked = f"{opremsning(uden)} har ingen klinik i filen og står uden kapacitet."
        yield kilde.fund(besked, alvor=ADVARSEL)


def gamle_ventetider(plan: Plan, nye: Klinikrammer, kilde: Kilde) -> Iterator[Fund]:
    """Yield that the waits stay as they were told, where clinics are gone or in another kommune."""
    if plan.ventetider["uger_max"].isna().all():
        return
    hvor = nye.klinikker["kommune_kode"].reindex(plan.klinikker.index)
    roerte = plan.klinikker.index[(hvor != plan.klinikker["kommune_kode"]).to_numpy()]
    if len(roerte):
        yield kilde.fund(
            "Ventetiderne bliver, som de er oplyst før, også fra klinikker, der udgår eller kommer "
            f"i en anden kommune ({forste_navne(_navne(plan.klinikker, roerte))}). Importér "
            "ventetider igen bagefter.",
            alvor=ADVARSEL,
        )


def ny_bygning(plan: Plan, nye: Klinikrammer, kilde: Kilde) -> Iterator[Fund]:
    """Yield the clinics at a new address whose access and rooms are no longer known."""
    glemt: dict[str, None] = {}
    for felt in FACILITETER:
        foer = oplyst(plan.klinikker, plan.klinikoplysninger, felt.navn)
        efter = oplyst(nye.klinikker, nye.oplysninger, felt.navn).reindex(foer.index)
        glemt |= dict.fromkeys(foer.index[(foer != IKKE_OPLYST) & (efter == IKKE_OPLYST)])
    if glemt:
        ider = pd.Index([*glemt])
        hvem = antal(len(ider), "klinik har", "klinikker har")
        yield kilde.fund(
            f"{hvem} ny adresse, og hvad der er oplyst om adgang og lokaler, var den gamles: "
            f"{forste_navne(_navne(nye.klinikker, ider))}. Det står nu som ikke oplyst.",
            alvor=ADVARSEL,
        )


def meget(aendret: pd.DataFrame, svar: Svar) -> list[Spoergsmaal]:
    """Return the question of a capacity far from the dataset's; none when it is answered."""
    foer, efter = aendret["foer"].sum(), aendret["efter"].sum()
    if foer and abs(100 * (efter / foer - 1)) <= SPOERG_PCT:
        return []
    spoergsmaal = Spoergsmaal(
        "kapacitet",
        f"Regionens kapacitet går fra {kapaciteter(foer)} til {kapaciteter(efter)}. Er det "
        "rigtigt?",
        (("nej", "nej, filen skal ikke bruges"), ("ja", "ja, brug tallene")),
        "nej",
    )
    return [] if besvaret(svar, spoergsmaal) == "ja" else [spoergsmaal]
