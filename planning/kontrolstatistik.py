"""The kontrolstatistik of a year: what a patient costs at each clinic, beside the region's mean.

The agreement sets hearing limits (høringsgrænser) for how far a clinic's cost per patient is from
the mean of the region's clinics (»Overenskomst for vederlagsfri fysioterapi«, the joint municipal
secretariat's slides of November 2023, »Den årlige kontrolstatistik«). How much it is no source
has: whoever asks sets it, and without it no clinic is marked. Nor do the sources say how the mean
is made: here amounts summed over patients summed, of the clinics that have both. Sums are exact, in
oere and Fractions; floats are for showing.

A clinic with 1 to 4 patients has no figures, and as many others are hidden as the region's sums
would give it away by (`planning.diskretion`). There is no way here to the figures themselves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from dansk import Inputfejl
from planning.diskretion import er_lille, skjulte
from planning.husket import husket
from planning.overenskomst import OERE, kroner
from planning.plan import REGIONSRAEKKE, Plan

NOEGLE = ["klinik_id", "speciale"]
#: A year is whole with so many months.
HELE_AARET = 12
#: What is hidden of a clinic with few patients: all that is told of it.
SKJULES = ("patienter", "beloeb", "pr_patient", "afvigelse_pct", "over")
#: So far above the mean is no limit.
HOEJST_PCT = 1_000

#: Where an amount is from, and why there is none, or why a clinic is not in the mean.
Beloebskilde = Literal["fil", "tilskud", "intet_tilskud", "ikke_hele_aaret", "ingen_patienter"]
I_GENNEMSNIT = ("fil", "tilskud")


@dataclass(frozen=True, eq=False)
class Kontrolstatistik:
    """A year's cost per patient, as it may leave the program: hidden figures are NaN.

    `hoering`: the hearing limit in percent above the mean; None where none is set.
    klinikker: index klinik_id, speciale; patienter (persons), beloeb and pr_patient (kr.; NaN where
    there is no amount, or nobody), afvigelse_pct (of pr_patient from the region's), over (above the
    hearing limit; None where there is none, or no figure), kilde (a `Beloebskilde`), maaneder (of
    subsidies known, where those are asked).
    region: index speciale, of the clinics in the mean: klinikker (how many), patienter, beloeb,
    pr_patient.
    skjult, skjult_region: the same indices; a column of bool for each that may be hidden.
    """

    aar: int
    hoering: float | None
    klinikker: pd.DataFrame
    region: pd.DataFrame
    skjult: pd.DataFrame
    skjult_region: pd.DataFrame

    def ordnet(self) -> pd.DataFrame:
        """Return `klinikker`, furthest above the mean first, those without a figure last."""
        return self.klinikker.sort_values(["afvigelse_pct"], ascending=False, kind="stable")

    @property
    def over(self) -> pd.DataFrame:
        """The clinics above the hearing limit, furthest first."""
        alle = self.ordnet()
        return alle[[v is True for v in alle["over"]]]

    @property
    def vurderede(self) -> int:
        """How many clinics and specialer have a deviation to be judged by."""
        return int(self.klinikker["afvigelse_pct"].notna().sum())

    @property
    def antal_skjulte(self) -> int:
        """How many clinics and specialer are hidden."""
        return int(self.skjult["patienter"].sum())

    @property
    def uden_beloeb(self) -> int:
        """How many clinics and specialer have patients and no amount."""
        return int(self.klinikker["kilde"].isin(["intet_tilskud", "ikke_hele_aaret"]).sum())

    @property
    def af_tilskud(self) -> int:
        """How many clinics and specialer have the year's subsidies for their amount."""
        return int((self.klinikker["kilde"] == "tilskud").sum())


def aar_med_patienter(plan: Plan) -> list[int]:
    """Return the years a plan has patients of, the last first."""
    return sorted({int(aar) for aar in plan.patienter["aar"]}, reverse=True)


@husket()
def kontrolstatistik(plan: Plan, aar: int, hoering: float | None = None) -> Kontrolstatistik:
    """Return what a patient costs at each clinic in a year, as it may leave the program.

    A clinic is above the hearing limit when it is more than so many percent above the mean; at the
    limit it is not. An amount that was not imported is the clinic's subsidies of all 12 months.
    Raises Inputfejl for a year without patients, and a limit that is no percentage from 0.
    """
    if hoering is not None and not (math.isfinite(hoering) and 0 <= hoering <= HOEJST_PCT):
        raise Inputfejl(f"Høringsgrænsen skal være en procent fra 0 til {HOEJST_PCT}.")
    raa = plan.patienter[plan.patienter["aar"] == aar]
    if raa.empty:
        raise Inputfejl(f"Datasættet har ingen patienter for {aar}.")
    graense = None if hoering is None else Fraction(str(hoering))
    raekker = _med_beloeb(plan, raa, aar)
    dele = [_et_speciale(del_, graense) for _, del_ in raekker.groupby("speciale", sort=True)]
    klinikker, region, skjult, skjult_region = (pd.concat(hver) for hver in zip(*dele, strict=True))
    return Kontrolstatistik(aar, hoering, klinikker, region, skjult, skjult_region)


def _med_beloeb(plan: Plan, raa: pd.DataFrame, aar: int) -> pd.DataFrame:
    """Return the rows of a year with oere (int, None for none), kilde and maaneder."""
    tilskud = plan.tilskud[plan.tilskud["aar"] == aar].groupby(NOEGLE)["oere"]
    summer, maaneder = tilskud.sum().to_dict(), tilskud.size().to_dict()
    raekker: list[dict[str, Any]] = []
    for r in raa.sort_values(NOEGLE).itertuples():
        noegle = (str(r.klinik_id), str(r.speciale))
        kendte, oere = int(maaneder.get(noegle, 0)), None
        if not pd.isna(r.oere):
            kilde, oere = "fil", int(r.oere)
        elif kendte == HELE_AARET:
            kilde, oere = "tilskud", int(summer[noegle])
        else:
            kilde = "ikke_hele_aaret" if kendte else "intet_tilskud"
        if not r.patienter:
            kilde, oere = "ingen_patienter", None
        raekker.append(
            {
                **dict(zip(NOEGLE, noegle, strict=True)),
                **{"patienter": int(r.patienter), "oere": oere},
                **{"kilde": kilde, "maaneder": kendte},
            }
        )
    return pd.DataFrame(raekker).astype({"oere": object}).set_index(NOEGLE)


def _et_speciale(
    ramme: pd.DataFrame, graense: Fraction | None
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the clinics of one speciale, its region, and what is hidden of both."""
    med = ramme["kilde"].isin(I_GENNEMSNIT)
    regnet = ramme[med]
    patienter, oere = int(regnet["patienter"].sum()), sum(map(int, regnet["oere"]))
    middel = Fraction(oere, patienter) if patienter else Fraction()
    pr_patient = {
        n: Fraction(int(v), int(antal))
        for n, v, antal in zip(regnet.index, regnet["oere"], regnet["patienter"], strict=True)
    }
    afvigelse = {n: 100 * (v / middel - 1) for n, v in pr_patient.items()} if middel > 0 else {}
    # A clinic without an amount is in no sum, so that only its own count gives it away.
    skjult = pd.Series(er_lille(ramme["patienter"]), ramme.index)
    skjult_sum = False
    if med.any():
        fundet = skjulte(
            regnet["patienter"].set_axis(range(len(regnet))), pd.Series("", range(len(regnet)))
        )
        skjult[med] = fundet.iloc[: len(regnet)].to_numpy(bool)
        skjult_sum = bool(fundet[REGIONSRAEKKE])
    over = [
        None if graense is None or skjult[n] or n not in afvigelse else afvigelse[n] > graense
        for n in ramme.index
    ]
    klinikker = pd.DataFrame(
        {
            "patienter": ramme["patienter"].astype(float),
            "beloeb": [kroner(v) for v in ramme["oere"]],
            "pr_patient": [float(pr_patient.get(n, math.nan)) / OERE for n in ramme.index],
            "afvigelse_pct": [float(afvigelse.get(n, math.nan)) for n in ramme.index],
        },
        index=ramme.index,
    ).mask(skjult)
    klinikker = klinikker.assign(
        over=pd.Series(over, ramme.index, dtype=object),
        kilde=ramme["kilde"],
        maaneder=ramme["maaneder"],
    )
    indeks = pd.Index([ramme.index[0][1]], name="speciale")
    region = pd.DataFrame(
        {
            "klinikker": [int(med.sum())],
            "patienter": [float(patienter)],
            "beloeb": [kroner(oere)],
            "pr_patient": [float(middel) / OERE if patienter else math.nan],
        },
        index=indeks,
    )
    summer = [k for k in region if k != "klinikker"]
    if skjult_sum:
        region[summer] = math.nan
    skjult_region = pd.DataFrame(skjult_sum, indeks, summer)
    return klinikker, region, pd.DataFrame({k: skjult for k in SKJULES}), skjult_region
