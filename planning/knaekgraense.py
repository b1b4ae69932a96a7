"""The knækgrænse of each clinic: how much of it is used, when it is passed and what that costs.

A clinic's capacity in a speciale is an amount a year, and its limit: subsidies above it are paid
with a reduction (`planning.overenskomst`). Money is whole oere everywhere, so that sums are exact.

A limit that changes in the year, as when capacity is given away, counts each month with a twelfth
of the year's amount; the source says only that the limit is made up by the year. What is to come
is a model: that the rest of the year goes as the months known, each month with the share it had
in a year before where one is given.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning
from planning.fag import Fag
from planning.husket import husket
from planning.kapacitet import klinikkapacitet
from planning.overenskomst import (
    OERE,
    Aarsbeloeb,
    Overenskomst,
    aarsbeloeb,
    halvt_op,
    har_graense,
    overenskomst,
)
from planning.plan import INGEN_REGULERING, Plan
from planning.prognose import MAANEDER, aarsprognose, fordelt, passeret

NOEGLE = ["klinik_id", "speciale"]
PENGE = (
    *("graense", "brugt", "over", "nedsat", "prognose", "prognose_lav", "prognose_hoej"),
    *("ventet_over", "ventet_nedsat"),
)


@dataclass(frozen=True, eq=False)
class Knaekgraenser:
    """The limits of a year: `klinikker` a row each clinic and speciale, `region` one a speciale.

    klinikker: index klinik_id, speciale; maaneder (known, from January or the first with
    capacity); in oere graense, brugt, over (brugt above the limit), nedsat (what is not paid of
    it), prognose (of the year), prognose_lav, prognose_hoej (NaN with one month), ventet_over and
    ventet_nedsat (by the forecast); andel_pct (brugt of graense), passeret (the day the limit is
    passed, None), ventet_passeret (the day it will be, as the forecast has it, None).
    region: the same sums by speciale, and the forecast of the sums month by month. `maanedsvis`:
    the subsidies of each month that is known, in oere; `profil` as it was given. `beloeb`: what one
    capacity of each speciale is in the year. `egne_beloeb`: the limits are the amounts of the
    clinics as the dataset has them.
    """

    aar: int
    aftale: Overenskomst = field(repr=False)
    klinikker: pd.DataFrame
    region: pd.DataFrame
    maanedsvis: Mapping[tuple[str, str], pd.Series] = field(repr=False)
    profil: Mapping[str, NDArray[np.float64]] | None = field(repr=False)
    beloeb: tuple[Aarsbeloeb, ...] = field(repr=False)
    egne_beloeb: bool = False

    @property
    def med_saeson(self) -> bool:
        """Whether the forecast has the season of a year before."""
        return self.profil is not None

    @property
    def er_prognose(self) -> bool:
        """Whether there are months of the year that are not known."""
        return any(MAANEDER[-1] not in oere.index for oere in self.maanedsvis.values())

    @property
    def ventet_nedsat_kr(self) -> float:
        """What is not paid to anybody in the year, as it goes, in kr."""
        return float(self.klinikker["ventet_nedsat"].sum()) / OERE

    def kroner(self, ramme: pd.DataFrame) -> pd.DataFrame:
        """Return `klinikker` or `region` with its money in kr."""
        penge = [k for k in PENGE if k in ramme]
        return ramme.assign(**{k: ramme[k].astype(float) / OERE for k in penge})

    def ordnet(self) -> pd.DataFrame:
        """Return `klinikker` in kr., those that most is expected above the limit of first."""
        ramme = self.kroner(self.klinikker)
        return ramme.sort_values(["ventet_over", "andel_pct"], ascending=False, kind="stable")


def knaekgraenser(
    fag: Fag,
    aar: int,
    kapacitet: pd.DataFrame,
    tilskud: pd.DataFrame,
    profil: Mapping[str, NDArray[np.float64]] | None = None,
    regulering: pd.DataFrame = INGEN_REGULERING,
) -> Knaekgraenser:
    """Return where each clinic is to its limit in a year.

    `kapacitet`: klinik_id, speciale, maaned (1 to 12, from which), kapaciteter (from then on).
    `tilskud`: klinik_id, speciale, maaned, oere (int: the subsidies of the month before any
    reduction). `profil`: speciale -> share of a year in each of twelve months. `regulering` as
    `Plan.regulering`: the amounts are those of the year by it. Raises Inputfejl for a year without
    amounts, a clinic without capacity, a month that is missing between others or before the first
    capacity, and one that stands twice.
    """
    aftale = overenskomst(fag, aar)
    beloeb = {b.speciale: b for b in aarsbeloeb(fag, aar, regulering)}
    raekker: dict[tuple[str, str], dict[str, object]] = {}
    maanedsvis: dict[tuple[str, str], pd.Series] = {}
    for noegle, del_ in kapacitet.groupby(NOEGLE, sort=True):
        klinik_id, speciale = map(str, noegle)
        assert aftale.nedsaettelse is not None  # else no amount
        pr_maaned = _pr_maaned(del_, beloeb[fag.speciale(speciale).kode].oere)
        egne = tilskud[(tilskud["klinik_id"] == klinik_id) & (tilskud["speciale"] == speciale)]
        oere = _kendte(egne, pr_maaned, klinik_id)
        andele = _andele(profil, speciale, pr_maaned)
        raekker[klinik_id, speciale] = _stilling(aar, oere, pr_maaned, andele, aftale.nedsaettelse)
        maanedsvis[klinik_id, speciale] = oere
    uden = set(zip(tilskud["klinik_id"], tilskud["speciale"], strict=True)) - set(raekker)
    if uden:
        navne = opremsning(sorted(f"{k} ({s})" for k, s in uden)[:5])
        raise Inputfejl(f"Der er tilskud, men ingen kapacitet, for {navne}.")
    klinikker = pd.DataFrame.from_dict(raekker, orient="index")
    klinikker.index = pd.MultiIndex.from_tuples(klinikker.index, names=NOEGLE)
    region = _summer(klinikker, maanedsvis, profil)
    brugte = tuple(b for kode, b in beloeb.items() if (kapacitet["speciale"] == kode).any())
    return Knaekgraenser(aar, aftale, klinikker, region, maanedsvis, profil, brugte)


def _pr_maaned(kapacitet: pd.DataFrame, beloeb: int) -> list[Fraction]:
    """Return the twelfth of the year's amount that counts in each month."""
    fra = kapacitet.set_index("maaned")["kapaciteter"].sort_index()
    if fra.index.has_duplicates or not set(fra.index) <= set(MAANEDER) or (fra < 0).any():
        raise Inputfejl("Kapaciteten skal gælde fra en måned, 1 til 12, én gang, og ikke under 0.")
    gaelder = fra.reindex(MAANEDER).ffill().fillna(0.0)
    return [Fraction(beloeb) * Fraction(str(antal)) / 12 for antal in gaelder]


def _kendte(tilskud: pd.DataFrame, pr_maaned: list[Fraction], klinik_id: str) -> pd.Series:
    """Return the subsidies of the months that are known, index maaned, without a hole."""
    oere = tilskud.set_index("maaned")["oere"].sort_index()
    foerste = next((nr for nr, m in zip(MAANEDER, pr_maaned, strict=True) if m), 13)
    # Nothing to a clinic that has no capacity yet is no month of its year.
    oere = oere[(oere.index >= foerste) | (oere != 0)]
    if oere.index.has_duplicates:
        igen = [str(m) for m in sorted(set(oere.index[oere.index.duplicated()]))]
        raise Inputfejl(f"{klinik_id} har måned {opremsning(igen)} flere gange.")
    ventede = range(foerste, foerste + len(oere))
    if list(oere.index) != list(ventede):
        if oere.index.min() < foerste:
            raise Inputfejl(f"{klinik_id} har tilskud i måneder uden kapacitet.")
        mangler = sorted(set(range(foerste, max(oere.index) + 1)) - set(oere.index))
        navne = opremsning([str(m) for m in mangler])
        raise Inputfejl(f"{klinik_id} mangler måned {navne}: skriv 0, hvor der intet tilskud er.")
    return oere


def _andele(
    profil: Mapping[str, NDArray[np.float64]] | None, speciale: str, pr_maaned: list[Fraction]
) -> NDArray[np.float64]:
    """Return the share of the year of each month with capacity, 0 in the others."""
    raa = np.ones(12) if profil is None else np.asarray(profil[speciale], float)
    aktive = raa * np.array([float(m > 0) for m in pr_maaned])
    return aktive / aktive.sum() if aktive.sum() else aktive


def _stilling(
    aar: int,
    oere: pd.Series,
    pr_maaned: list[Fraction],
    andele: NDArray[np.float64],
    nedsaettelse: Fraction,
) -> dict[str, object]:
    graense, brugt = halvt_op(sum(pr_maaned, Fraction())), int(oere.sum())
    prognose, lav, hoej = _prognose(oere, andele)
    kendt = math.isfinite(prognose)
    over, ventet_over = max(0, brugt - graense), max(0, round(prognose) - graense) if kendt else 0
    resten = fordelt(prognose - brugt, andele * [m not in oere.index for m in MAANEDER])
    indtil_nu = [float(oere.get(m, 0)) for m in MAANEDER]
    hele_aaret = [a + float(b) for a, b in zip(indtil_nu, resten, strict=True)]
    return {
        "maaneder": len(oere),
        "graense": graense,
        "brugt": brugt,
        "andel_pct": 100 * brugt / graense if graense else math.nan,
        "over": over,
        "nedsat": halvt_op(nedsaettelse * over),
        "passeret": _dag(aar, indtil_nu, graense),
        "prognose": prognose,
        "prognose_lav": lav,
        "prognose_hoej": hoej,
        "ventet_over": ventet_over,
        "ventet_nedsat": halvt_op(nedsaettelse * ventet_over),
        "ventet_passeret": _dag(aar, hele_aaret, graense),
    }


def _prognose(oere: pd.Series, andele: NDArray[np.float64]) -> tuple[float, float, float]:
    return aarsprognose(oere.to_numpy(float), andele[[m - 1 for m in oere.index]])


def _dag(aar: int, pr_maaned: list[float], graense: int) -> date | None:
    """Return the day the sum goes above the limit to stay, a month's amount even over its days."""
    nr = passeret(pr_maaned, graense)
    if nr is None:
        return None
    dage = calendar.monthrange(aar, MAANEDER[nr])[1]
    gaaet = (graense - sum(pr_maaned[:nr])) / pr_maaned[nr]
    return date(aar, MAANEDER[nr], min(dage, math.floor(gaaet * dage) + 1))


def _summer(
    klinikker: pd.DataFrame,
    maanedsvis: Mapping[tuple[str, str], pd.Series],
    profil: Mapping[str, NDArray[np.float64]] | None,
    omraade: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the sums by speciale, or by area and speciale: `omraade` is that of each clinic.

    The forecast is the sum of the clinics'. Its range is as wide, for its size, as that of the sums
    of the months all of them have; missing with fewer than two.
    """
    summer = ["graense", "brugt", "over", "nedsat", "ventet_over", "ventet_nedsat", "prognose"]
    hvem = klinikker.index.get_level_values("klinik_id")
    gruppe = pd.Series("" if omraade is None else hvem.map(dict(omraade)), klinikker.index)
    speciale = klinikker.index.get_level_values("speciale").to_series(klinikker.index)
    grupper = pd.MultiIndex.from_arrays([gruppe, speciale], names=["omraade", "speciale"])
    ud = klinikker[summer].groupby([grupper.get_level_values(0), grupper.get_level_values(1)]).sum()
    for hver in ud.index:
        egne = [maanedsvis[n] for n, g in zip(klinikker.index, grupper, strict=True) if g == hver]
        faelles = pd.concat(egne, axis=1).sort_index().dropna().sum(axis=1)
        andele = _andele(profil, str(hver[1]), [Fraction(1)] * 12)
        aaret, _, hoej = _prognose(faelles, andele)
        ende = ud.loc[hver, "prognose"] * (hoej / aaret - 1) if aaret else math.nan
        ud.loc[hver, "prognose_lav"] = max(ud.loc[hver, "brugt"], ud.loc[hver, "prognose"] - ende)
        ud.loc[hver, "prognose_hoej"] = ud.loc[hver, "prognose"] + ende
        ud.loc[hver, "maaneder"] = len(faelles)
    ud = ud.assign(andel_pct=100 * ud["brugt"] / ud["graense"].where(ud["graense"] > 0))
    return ud if omraade is not None else ud.droplevel(0)


@husket()
def kommunesummer(graenser: Knaekgraenser, plan: Plan) -> pd.DataFrame:
    """Return the sums of each kommune's clinics as `Knaekgraenser.region` has the region's.

    Index omraade (kode) and speciale; of kommuner with a clinic in the subsidies.
    """
    kommune = plan.klinikker["kommune_kode"].astype(str).to_dict()
    return _summer(graenser.klinikker, graenser.maanedsvis, graenser.profil, kommune)


def aar_med_tilskud(plan: Plan) -> list[int]:
    """Return the years a plan has subsidies of and amounts for, the last first."""
    kendte = {int(aar) for aar in plan.tilskud["aar"]}
    return sorted((a for a in kendte if har_graense(plan.fag, a)), reverse=True)


@husket()
def aarets_knaekgraenser(plan: Plan, aar: int) -> Knaekgraenser:
    """Return where each clinic of a plan is to its limit in a year.

    Capacity is that of the month in the subsidies, by the amounts of the year as they are
    regulated; else that of the plan, all year, whose amounts stand as the dataset has them: they
    may be regulated already. The shares of the year before are the season, of the clinics with
    every month of it. Raises as `knaekgraenser`, and Inputfejl for a year without subsidies, or
    without capacity in a plan that counts hours.
    """
    tilskud = plan.tilskud[plan.tilskud["aar"] == aar]
    if tilskud.empty:
        raise Inputfejl(f"Datasættet har intet tilskud for {aar}.")
    kapacitet = tilskud[["klinik_id", "speciale", "maaned", "kapaciteter"]]
    egne_beloeb = bool(kapacitet["kapaciteter"].isna().any())
    if egne_beloeb:
        if plan.opgoerelse.hele:
            raise Inputfejl(
                f"Tilskuddet for {aar} er uden kapacitet, og datasættets er opgjort "
                f"{plan.opgoerelse.navn}. Importér det igen med en kolonne med kapaciteter."
            )
        kapacitet = _planens(plan, tilskud)
    regulering = INGEN_REGULERING if egne_beloeb else plan.regulering
    svar = knaekgraenser(
        plan.fag, aar, kapacitet, tilskud, _saeson(plan, aar - 1), regulering=regulering
    )
    return replace(svar, egne_beloeb=egne_beloeb)


def _planens(plan: Plan, tilskud: pd.DataFrame) -> pd.DataFrame:
    """Return the capacities of a plan that counts in amounts, as from January."""
    dele = []
    for kode in sorted(set(tilskud["speciale"])):
        antal = klinikkapacitet(plan, kode)["kapacitet"]
        dele.append(pd.DataFrame({"klinik_id": antal.index, "kapaciteter": antal.to_numpy()}))
        dele[-1] = dele[-1].assign(speciale=kode, maaned=1)
    alle = pd.concat(dele, ignore_index=True)
    har = set(zip(tilskud["klinik_id"], tilskud["speciale"], strict=True))
    med = [noegle in har for noegle in zip(alle["klinik_id"], alle["speciale"], strict=True)]
    return alle[med]


def _saeson(plan: Plan, aar: int) -> Mapping[str, NDArray[np.float64]] | None:
    """Return each speciale's share of a year in each month, of the clinics with all twelve.

    None where a speciale of the year after has no such clinic.
    """
    foer = plan.tilskud[plan.tilskud["aar"] == aar]
    if foer.empty:
        return None
    hele = foer.groupby(NOEGLE)["maaned"].transform("nunique") == len(MAANEDER)
    if not hele.any():
        return None
    pr_maaned = foer[hele].groupby(["speciale", "maaned"])["oere"].sum().unstack()
    pr_maaned = pr_maaned[pr_maaned.sum(axis=1) > 0]
    andele = pr_maaned.div(pr_maaned.sum(axis=1), axis=0)
    kendte = {str(kode): raekke.to_numpy(float) for kode, raekke in andele.iterrows()}
    specialer = set(plan.tilskud.loc[plan.tilskud["aar"] == aar + 1, "speciale"])
    return kendte if specialer <= set(kendte) else None
