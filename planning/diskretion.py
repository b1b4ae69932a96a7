"""Diskretion: what is left out of figures of people before they leave the program.

A group of 1 to 4 persons or households is not told (primary suppression), nor what it could be
computed from (secondary suppression, Hundepool et al., Statistical Disclosure Control, 2012): its
percentage and range, and as many other figures as the sums of kommune and region, and all less
those within the limit, would give it away by. 0 is told: it is nobody's.

A hidden figure is as safe as its interval: what it can be, by all that is told, reaches to 0 or
`MINDSTE_GRUPPE` below and to all or `MINDSTE_GRUPPE` above it. Files and the command line take
their coverage, access and demand points here and nowhere else; the screen shows the figures
themselves.

By planning areas nothing more is told than by kommune: a reader may have both.

Not hidden is what a reader can reckon by the model from what others publish: within a district it
spreads all groups as the residents, so that the share of residents times the official count of a
group is what the model says of it. That tells nothing of the group but its published count.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from dansk import MINDSTE_GRUPPE
from planning.adgang import STANDARDAFTAGEN, Adgang, adgang
from planning.borgerstroemme import Borgerstroemme, borgerstroemme
from planning.daekningsbillede import (
    ALLE_KLINIKKER,
    GRUPPER,
    HUSKEDE,
    Daekningsbillede,
    Filter,
    daekningsbillede,
)
from planning.husket import husket
from planning.omraadesum import efter_omraade
from planning.plan import REGIONSRAEKKE, Plan

#: Residents of a cell are told to the nearest so many.
CELLETRIN = 10
#: Sums of a model's fractions are this far from the counts they are of.
AFRUNDING = 1e-6
#: A remainder that nobody knows: so large that it is never told from.
UKENDT = 1e9
#: Residents with a clinic within the limit: what `Daekningsbillede.kommuner` calls indbyggere.
DAEKKET = "daekket"

Maske = NDArray[np.bool_]


def er_lille(antal: ArrayLike) -> Maske:
    """Return which counts are of a group too small to tell: above 0 and under `MINDSTE_GRUPPE`."""
    talt = np.asarray(antal, dtype=float)
    return np.asarray((talt > AFRUNDING) & (talt < MINDSTE_GRUPPE - AFRUNDING))


def skjulte(
    tal: pd.Series,
    omraade: pd.Series,
    i_alt: pd.Series | None = None,
    ogsaa: pd.Series | None = None,
) -> pd.Series:
    """Return which figures of a table with sums are hidden.

    `tal`: counts, index the lowest level (districts); `omraade`: the kommune of each. The sums by
    kommune and for the region are told too. `i_alt`: all of the group where the reader knows it, so
    that a small remainder gives as much away. `ogsaa` are figures already hidden, as returned here.

    Index: that of `tal`, the kommuner in order, then 'region'; bool. A sum with a hidden figure
    has others, with `MINDSTE_GRUPPE` at least on both sides of the limit; where a kommune has
    none, its sum is hidden too, and the others are found among other kommuner; where there are
    none, the region's is hidden.
    """
    omr = omraade.loc[tal.index].to_numpy()
    koder = pd.Index(np.unique(omr))
    resten = pd.Series(UKENDT, tal.index) if i_alt is None else i_alt.loc[tal.index] - tal
    sag = _Sag(np.stack([tal.to_numpy(float), resten.to_numpy(float)]), koder.get_indexer(omr))
    indeks = [*tal.index, *koder, REGIONSRAEKKE]
    if ogsaa is not None:
        sag.begynd(ogsaa.loc[indeks].to_numpy(bool))
    return pd.Series(sag.skjul(), index=indeks)


class _Sag:
    """A table under work: two sides of the limit x figures, and what is hidden of them so far."""

    def __init__(self, sider: NDArray[np.float64], omr: NDArray[np.intp]) -> None:
        self.sider, self.omr = sider, omr
        summer = np.stack([np.bincount(omr, side) for side in sider])
        #: How small each figure is, and its kommune's sum: the least of its two sides.
        self.stoerrelse, self.kommunens = sider.min(axis=0), summer.min(axis=0)[omr]
        self.lille: Maske = np.asarray(er_lille(sider).any(axis=0))
        self.lille_sum: Maske = np.asarray(er_lille(summer).any(axis=0))
        self.skjult, self.skjult_sum = self.lille.copy(), self.lille_sum.copy()
        self.skjult_region = bool(er_lille(summer.sum(axis=1)).any())

    def begynd(self, ogsaa: Maske) -> None:
        n, m = len(self.omr), len(self.skjult_sum)
        self.skjult |= ogsaa[:n]
        self.skjult_sum |= ogsaa[n : n + m]
        self.skjult_region |= bool(ogsaa[-1])

    def skjul(self) -> Maske:
        """Hide more until every small figure is safe; return what is hidden, sums last."""
        while any(self._daek(udsat, feltet) for udsat, feltet in self._udsatte()):
            pass
        return np.concatenate([self.skjult, self.skjult_sum, [self.skjult_region]])

    def _udsatte(self) -> Iterator[tuple[Maske, Maske]]:
        """Yield each small figure as the figures it is made of, and those one told sum is of.

        A told sum less what is told of it is the sum of what is hidden: one equation a kommune,
        and one for all kommuner whose sums are hidden.
        """
        uden_sum = self.skjult_sum[self.omr]
        for nr in np.flatnonzero(self.lille):
            udsat = np.arange(len(self.omr)) == nr
            feltet = uden_sum if uden_sum[nr] else self.omr == self.omr[nr]
            if not (uden_sum[nr] and self.skjult_region):
                yield udsat, feltet
        if not self.skjult_region:
            for kode in np.flatnonzero(self.lille_sum):
                yield self.omr == kode, uden_sum

    def _daek(self, udsat: Maske, feltet: Maske) -> bool:
        """Hide one more figure if a small one is not safe; say whether that was needed."""
        andre = feltet & ~udsat
        mangler = MINDSTE_GRUPPE - (self.sider * (andre & self.skjult)).sum(axis=1)
        if (mangler <= AFRUNDING).all():
            return False
        if (valgt := self._naeste(andre, mangler, self.stoerrelse)) is not None:
            self.skjult[valgt] = True
        elif not self.skjult_sum[(kode := self.omr[udsat][0])]:
            self.skjult_sum[kode] = True
        elif (
            valgt := self._naeste(~self.skjult_sum[self.omr], mangler, self.kommunens)
        ) is not None:
            self.skjult[valgt] = self.skjult_sum[self.omr[valgt]] = True
        else:
            self.skjult_region = True
        return True

    def _naeste(
        self, blandt: Maske, mangler: NDArray[np.float64], vaegt: NDArray[np.float64]
    ) -> int | None:
        """Return the lightest figure that is enough, else that which gives the most; None."""
        plads = np.flatnonzero(blandt & ~self.skjult)
        giver = np.minimum(self.sider[:, plads], np.maximum(mangler, 0.0)[:, None]).sum(axis=0)
        if not (giver > AFRUNDING).any():
            return None
        orden = np.lexsort((plads, self.stoerrelse[plads], vaegt[plads], -giver.round(6)))
        return int(plads[orden[0]])


@dataclass(frozen=True, eq=False)
class DiskretDaekning(Daekningsbillede):
    """A coverage as it may leave the program: hidden figures are NaN.

    skjult: index districts, kommuner and 'region'; a column of bool for each column that may be
    hidden, by the names of `Daekningsbillede`; `DAEKKET` is indbyggere of kommuner and region.
    """

    @cached_property
    def uden_for(self) -> pd.DataFrame:
        """As `Daekningsbillede.uden_for`, without what is hidden."""
        return _uden(super().uden_for, self.skjult)

    @cached_property
    def distrikter(self) -> pd.DataFrame:
        """As `Daekningsbillede.distrikter`, without what is hidden."""
        return _uden(super().distrikter, self.skjult)

    @cached_property
    def valg_pct(self) -> pd.Series:
        """As `Daekningsbillede.valg_pct`, without what is hidden."""
        alle: pd.Series = super().valg_pct
        return alle.mask(self.skjult["valg_pct"].reindex(alle.index, fill_value=False))

    @property
    def alle_daekket(self) -> bool:
        """Whether everybody has a clinic within the limit; not where that is hidden."""
        return not pd.isna(self.region["andel_pct"]) and super().alle_daekket

    def ordnet(self) -> pd.DataFrame:
        """Return the kommuner, least covered first, then the hidden ones, and the region last."""
        ramme = self.kommuner.sort_values(["andel_pct", "kommune"])
        return pd.concat([ramme, pd.DataFrame([self.region], index=[REGIONSRAEKKE])])


@husket(HUSKEDE)
def diskret_daekning(
    plan: Plan,
    maal: str,
    graense: float,
    filtrering: Filter = ALLE_KLINIKKER,
    speciale: str | None = None,
) -> DiskretDaekning:
    """Return the coverage of a plan as it may leave the program; raises as `daekningsbillede`."""
    raa = daekningsbillede(plan, maal, graense, filtrering, speciale=speciale)
    skjult = _for_omraader(_skjult_daekning(_kommunevis(raa)), plan)
    af_kommuner = af_daekkede(skjult)
    kommuner = _uden(raa.kommuner, af_kommuner)
    i_region = af_kommuner.loc[REGIONSRAEKKE].reindex(raa.region.index, fill_value=False)
    region = raa.region.mask(i_region)
    felter = {f.name: getattr(raa, f.name) for f in dataclasses.fields(raa)}
    return DiskretDaekning(**felter | {"kommuner": kommuner, "region": region, "skjult": skjult})


def af_daekkede(skjult: pd.DataFrame) -> pd.DataFrame:
    """Return what is hidden by the names of `Daekningsbillede.kommuner`: indbyggere is covered."""
    return skjult.drop(columns="indbyggere", errors="ignore").rename(
        columns={DAEKKET: "indbyggere"}
    )


def _skjult_daekning(raa: Daekningsbillede) -> pd.DataFrame:
    omraade = _kommune_af(raa.plan)
    alle = raa.distrikter
    ud: dict[str, pd.Series] = {}
    for g in GRUPPER:
        uden, i_alt = alle[f"{g}_uden"], alle[g]
        lav, hoej = alle[f"{g}_uden_lav"], alle[f"{g}_uden_hoej"]
        ud[g] = skjulte(i_alt, omraade)
        skjult = skjulte(uden, omraade, i_alt, ud[g])
        # Between the ends of a range and the figure itself are groups of their own.
        ved_lav = skjulte(lav, omraade, uden, skjult)
        ved_hoej = skjulte(hoej - uden, omraade, i_alt - uden, skjult)
        for hvad, maske in (("", skjult), ("_lav", ved_lav), ("_hoej", ved_hoej)):
            ud[f"{g}_uden{hvad}"] = ud[f"{g}_uden_pct{hvad}"] = maske
        ud[f"{g}_uden_spaend"] = ved_lav | ved_hoej
    # Who is covered is all less the others; the shares change ends.
    for navn, fra in (
        ("andel_pct", ""),
        (DAEKKET, ""),
        ("lav_pct", "_hoej"),
        ("hoej_pct", "_lav"),
        ("interval", "_spaend"),
    ):
        ud[navn] = ud[f"indbyggere_uden{fra}"]
    punkter = raa.plan.punkter
    to = punkter["indbyggere"] * (raa.naestnaermeste.afstand <= raa.graense)
    i_distriktet = efter_omraade(punkter["distrikt"], {"to": to})["to"]
    daekket = alle["indbyggere"] - alle["indbyggere_uden"]
    ud["valg_pct"] = skjulte(i_distriktet, omraade, daekket, ud["indbyggere_uden"])
    return pd.DataFrame(ud)


def diskret_adgang(
    plan: Plan,
    aftagen: str = STANDARDAFTAGEN,
    behov: NDArray[np.floating] | None = None,
    speciale: str | None = None,
) -> Adgang:
    """Return the access of a plan as it may leave the program; raises as `adgang`.

    Those with no capacity in reach (uden_adgang) are NaN where they are hidden.
    """
    raa = adgang(plan, aftagen, behov, speciale)
    punkter = plan.punkter
    i_distriktet = efter_omraade(
        punkter["distrikt"],
        {
            "uden": punkter["indbyggere"] * (raa.punkter.to_numpy() == 0),
            "i_alt": punkter["indbyggere"],
        },
    )
    efter_kommune = _kommune_af(plan.efter_kommune)
    uden = skjulte(i_distriktet["uden"], efter_kommune, i_distriktet["i_alt"])
    skjult = _for_omraader(uden.to_frame("uden_adgang"), plan)["uden_adgang"]
    region = raa.region.copy()
    if skjult[REGIONSRAEKKE]:
        region["uden_adgang"] = np.nan
    kommuner = _uden(raa.kommuner, skjult.to_frame("uden_adgang"))
    return dataclasses.replace(raa, kommuner=kommuner, region=region)


def uden_smaa(ramme: pd.DataFrame, *kolonner: str) -> pd.DataFrame:
    """Return a frame whose small counts in these columns are NaN: no sum of them is told."""
    return ramme.assign(**{k: ramme[k].mask(er_lille(ramme[k])) for k in kolonner})


def diskrete_stroemme(plan: Plan) -> Borgerstroemme | None:
    """Return the flows of patients as they may leave the program.

    Those with no capacity in reach (uden_adgang of valg) are NaN where they are few, or few more
    than by another decay. None where `planning.borgerstroemme.borgerstroemme` gives none.
    """
    stroemme = borgerstroemme(plan)
    if stroemme is None:
        return None
    uden = stroemme.valg["uden_adgang"].sort_values()
    fortalt = 0.0
    for navn, antal in uden.items():
        if er_lille(antal - fortalt):
            uden[navn] = np.nan
        else:
            fortalt = antal
    return dataclasses.replace(stroemme, valg=stroemme.valg.assign(uden_adgang=uden))


def antal_skjulte(skjult: pd.DataFrame, *rammer: pd.DataFrame) -> int:
    """Return how many figures of frames are hidden, by index and column of `skjult`."""
    return sum(int(_i_ramme(skjult, r.index, r.columns).to_numpy().sum()) for r in rammer)


def skjulte_felter(skjult: pd.DataFrame, ramme: pd.DataFrame) -> list[str | None]:
    """Return the names of the hidden columns of each row of a frame, with spaces; None for none."""
    maske = _i_ramme(skjult, ramme.index, ramme.columns)
    navne = [" ".join(map(str, maske.columns[r])) for r in maske.to_numpy(bool)]
    return [n or None for n in navne]


def diskrete_celler(celler: pd.DataFrame) -> pd.DataFrame:
    """Return the demand points of a frame as they may leave the program.

    `celler` with indbyggere (persons). Those with a small group are left out, and the others are
    told to the nearest `CELLETRIN`: else the sums of the districts would give away what is left
    out. Parts of the districts' other counts are left out: they say no more than the district's.
    """
    ramme = celler[~er_lille(celler["indbyggere"])]
    afrundet = CELLETRIN * np.floor(ramme["indbyggere"] / CELLETRIN + 0.5)
    return ramme.assign(indbyggere=afrundet.astype(int))


def _kommunevis(raa: Daekningsbillede) -> Daekningsbillede:
    """Return a coverage with the sums of the kommuner; the people and the clinics are the same."""
    return dataclasses.replace(raa, plan=raa.plan.efter_kommune)


def _for_omraader(skjult: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Return what is hidden by areas, of what is by kommune: areas tell nothing kommuner do not.

    The sum of an area with no hidden kommune is that of what is told. Where all hidden ones are in
    one area its sum is that of the region less what is told, and no news where the region's is
    told. Else each area that has one is hidden.
    """
    if plan.inddeling is None:
        return skjult
    koder = plan.inddeling.koder
    kommuner = skjult.loc[skjult.index.isin(list(koder))]
    omraader = kommuner.groupby(kommuner.index.map(koder), sort=True).any()
    omraader &= (omraader.sum() > 1) | skjult.loc[REGIONSRAEKKE]
    andre = skjult.index.difference(kommuner.index, sort=False)
    distrikter = skjult.loc[andre.drop(REGIONSRAEKKE)]
    return pd.concat([distrikter, omraader, skjult.loc[[REGIONSRAEKKE]]]).astype(bool)


def _kommune_af(plan: Plan) -> pd.Series:
    return plan.punkter.groupby("distrikt")["kommune_kode"].first()


def _uden(ramme: pd.DataFrame, skjult: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with NaN where `skjult`, by index and column, says so."""
    maske = _i_ramme(skjult, ramme.index, ramme.columns)
    roerte = maske.columns[maske.any()]
    return ramme.assign(**{k: ramme[k].mask(maske[k]) for k in roerte})


def _i_ramme(skjult: pd.DataFrame, indeks: pd.Index, kolonner: pd.Index) -> pd.DataFrame:
    faelles = [k for k in kolonner if k in skjult.columns]
    return skjult[faelles].reindex(indeks, fill_value=False)
