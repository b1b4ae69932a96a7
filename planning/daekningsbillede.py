"""Coverage of a Plan by one measure and limit: everything a page, a table or a map asks of it.

The one call behind the page Dækning, the command line and the exports.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from dansk import Inputfejl, opremsning
from planning.daekning import (
    ANDELE,
    Naermeste,
    andel,
    daekningskurve,
    daekningsradius,
    hvide_pletter,
    klinikfilter,
    naermeste,
    uden_for,
)
from planning.grundtal import kraev_klinikker
from planning.husket import husket
from planning.interval import daekningsinterval, usikkerhed
from planning.kapacitet import klinikkapacitet
from planning.omraadesum import efter_omraade
from planning.plan import MAAL, REGION, REGIONSRAEKKE, Plan

KURVETRIN = 60
#: Who is looked for beyond the limit: all, and those who travel least easily.
GRUPPER = ("indbyggere", "personer_70", "husstande_uden_bil")
#: So many residents of a district beyond the limit are worth a sign on a map, or a sentence.
MANGE = 500
#: Coverages kept of a plan: those who talk of a limit go back and forth between a handful.
HUSKEDE = 16
#: Percent from which most of an area is covered.
HALVDELEN = 50.0


@dataclass(frozen=True)
class Filter:
    """Which clinics count: only accessible ones, of at least a size, of one kommune.

    Those outside the region count when nothing is asked: neither access nor size of them is known.
    """

    kun_handicapadgang: bool = False
    mindst: float = 0.0
    kommune_kode: str | None = None


ALLE_KLINIKKER = Filter()


@dataclass(frozen=True, eq=False)
class Daekningsbillede:
    """Coverage within a limit (inclusive) of `graense` in the unit of `maal`.

    kommuner: index kode; kommune, indbyggere (persons covered), i_alt (persons), andel_pct, and
    lav_pct and hoej_pct: the share when every way is longer or shorter by what the travel times
    may be off (`planning.interval`; the same as andel_pct where they are no model). region: the
    same fields. naermeste: distance per demand point and the clinic's position in `klinik_ider`.
    med: which clinics of the plan counted, by `filtrering`. skjult: what of the figures is hidden
    (`planning.diskretion`); empty here. The rest is read from `plan` when it is first asked for.
    """

    plan: Plan = field(repr=False)
    maal: str
    graense: float
    kommuner: pd.DataFrame
    region: pd.Series
    naermeste: Naermeste
    med: np.ndarray
    filtrering: Filter
    skjult: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)

    @cached_property
    def naestnaermeste(self) -> Naermeste:
        """The second nearest clinic of each demand point, as `naermeste`."""
        return _naermest(self.plan, self.maal, self.med.tobytes(), self.filtrering, nr=2)

    @property
    def klinik_ider(self) -> pd.Index:
        """The ids of the clinics: those of the plan, and then those outside the region."""
        return self.plan.klinikker.index.append(self.plan.naboklinikker.index)

    @property
    def naboer(self) -> int:
        """How many clinics outside the region counted."""
        return len(self.plan.naboklinikker) if self.filtrering == Filter() else 0

    @cached_property
    def valg_pct(self) -> pd.Series:
        """Percent of residents with two clinics within the limit; index kode and 'region'."""
        afstand = self.naestnaermeste.afstand[:, None]
        valg = andel(afstand, self._personer, self._kode, self.graense)
        region = pd.Series({REGIONSRAEKKE: valg.region["andel_pct"]})
        return pd.concat([valg.kommuner["andel_pct"], region])

    @property
    def valg_ender(self) -> tuple[float, float]:
        """The region's `valg_pct` when every way is longer, and when it is shorter."""
        kort, lang = self.ender
        afstand, personer = self.naestnaermeste.afstand, self._personer
        lav, hoej = (personer @ (f * afstand <= self.graense) for f in (lang, kort))
        return 100 * lav / personer.sum(), 100 * hoej / personer.sum()

    @cached_property
    def radius(self) -> pd.DataFrame:
        """How far residents have: index kode and 'region', columns `ANDELE` (percent of them)."""
        return daekningsradius(self.naermeste.afstand, self._personer, self._kode, ANDELE)

    @cached_property
    def kurve(self) -> pd.DataFrame:
        """Percent of residents within a distance: index distance, columns kode and 'region'."""
        trin = _trin(self.naermeste.afstand, self.graense)
        return daekningskurve(self.naermeste.afstand, self._personer, self._kode, trin)

    @cached_property
    def hvide_pletter(self) -> pd.DataFrame:
        """The demand points beyond the limit, most residents first.

        Index punkt_id; distrikt, kommune, indbyggere, afstand (NaN out of reach), lat, lon, x, y.
        """
        hvide = hvide_pletter(self.naermeste.afstand, self._personer, self.graense)
        punkter = self.plan.punkter.iloc[hvide.index]
        ramme = punkter[["distrikt", "lat", "lon", "x", "y"]].assign(
            kommune=punkter["kommune_kode"].map(self.plan.kommuner["kommune"]),
            indbyggere=hvide["indbyggere"].to_numpy(),
            afstand=hvide["afstand"].to_numpy(),
        )
        return ramme.sort_values("indbyggere", ascending=False, kind="stable")

    @cached_property
    def ved_graensen(self) -> pd.Series:
        """Residents beyond the limit who live nearer a kommune outside the region than any clinic.

        As the crow flies; matters where the clinics there are not known. Index kode.
        """
        luftlinje = _naermest(self.plan, "luftlinje", self.med.tobytes(), self.filtrering).afstand
        til_nabo = self.plan.punkter["til_nabo_km"].to_numpy()
        naermere = ~(self.naermeste.afstand <= self.graense) & (til_nabo < luftlinje)
        hver = efter_omraade(self._kode, {"indbyggere": self._personer * naermere})
        return hver["indbyggere"].reindex(self.plan.kommuner.index, fill_value=0.0)

    @cached_property
    def uden_for(self) -> pd.DataFrame:
        """Who has no clinic within the limit: index kode and 'region'.

        kommune, and of each of `GRUPPER` (persons as in kommuner; persons of 70 and households
        without a car as counted in the districts) all, `_uden` a clinic and `_uden_pct`, and both
        with the suffixes `_lav` and `_hoej`: what they are when every way is shorter and longer.
        """
        tabel = self._uden_for(self._kode)
        ramme = tabel.reindex([*self.plan.kommuner.index, REGIONSRAEKKE])
        ramme.insert(0, "kommune", [*self.plan.kommuner["kommune"], REGION])
        return ramme

    @cached_property
    def distrikter(self) -> pd.DataFrame:
        """The districts: index distrikt; navn, kommune and the columns of `uden_for`.

        And andel_pct (percent of residents covered) with lav_pct and hoej_pct, its range, and
        afstand (mean over residents to the nearest clinic; NaN where one is out of reach).
        """
        afstand, distrikt = self.naermeste.afstand, self.plan.punkter["distrikt"].to_numpy()
        tabel = self._uden_for(distrikt).drop(index=REGIONSRAEKKE)
        vej = efter_omraade(distrikt, {"afstand": afstand * self._personer})["afstand"]
        kendt = self.plan.distrikter.reindex(tabel.index)
        return tabel.assign(
            navn=kendt["navn"],
            kommune=kendt["kommune_kode"].map(self.plan.kommuner["kommune"]),
            andel_pct=100 - tabel["indbyggere_uden_pct"],
            lav_pct=100 - tabel["indbyggere_uden_pct_hoej"],
            hoej_pct=100 - tabel["indbyggere_uden_pct_lav"],
            afstand=vej / tabel["indbyggere"],
        ).rename_axis("distrikt")

    def _uden_for(self, omraade: np.ndarray) -> pd.DataFrame:
        """Return `planning.daekning.uden_for` by area, with the ends of the range of each group."""
        ender = dict(zip(("lav", "hoej"), self.ender, strict=True))
        return uden_for(self.naermeste.afstand, self._grupper, omraade, self.graense, ender)

    @property
    def ender(self) -> tuple[float, float]:
        """What every distance is multiplied by to be as short and as long as it may be."""
        usikker = usikkerhed(self.plan, self.maal)
        return 1 - usikker, 1 + usikker

    def spaend(self, afstand: float) -> tuple[float, float]:
        """Return both ends of the range of a distance."""
        kort, lang = self.ender
        return kort * afstand, lang * afstand

    @property
    def _personer(self) -> np.ndarray:
        return self.plan.punkter["indbyggere"].to_numpy()

    @property
    def _kode(self) -> np.ndarray:
        return self.plan.punkter["kommune_kode"].to_numpy()

    @property
    def _grupper(self) -> pd.DataFrame:
        return self.plan.punkter[list(GRUPPER)]

    @property
    def baandgraenser(self) -> tuple[float, float, float]:
        """The limits of the bands a map draws: half the limit, the limit, one and a half."""
        return (self.graense / 2, self.graense, 1.5 * self.graense)

    @property
    def udaekkede(self) -> int:
        """Residents with no clinic within the limit."""
        return int(self.region["i_alt"] - self.region["indbyggere"])

    @property
    def alle_daekket(self) -> bool:
        """Whether everybody has a clinic within the limit, however long the ways may be."""
        return not self.udaekkede and not self.uden_for.loc[REGIONSRAEKKE, "indbyggere_uden_hoej"]

    @cached_property
    def hvide_distrikter(self) -> pd.DataFrame:
        """The districts of `distrikter` with anybody beyond the limit, most residents first.

        With afstand_max (the longest way there, NaN where somebody has none) and lat, lon, x, y:
        the middle of those beyond the limit.
        """
        hvide, sted = self.hvide_pletter, ["lat", "lon", "x", "y"]
        vaegt = {navn: hvide[navn] * hvide["indbyggere"] for navn in sted}
        sum_ = efter_omraade(hvide["distrikt"], vaegt | {"indbyggere": hvide["indbyggere"]})
        # Out of reach is farther than any distance.
        laengst = hvide["afstand"].fillna(np.inf).groupby(hvide["distrikt"].to_numpy()).max()
        midte = sum_[sted].div(sum_["indbyggere"], axis=0)
        midte["afstand_max"] = laengst.replace(np.inf, np.nan)
        ramme = self.distrikter.join(midte, how="inner")
        return ramme.sort_values("indbyggere_uden", ascending=False, kind="stable")

    @property
    def mange_uden_for(self) -> pd.DataFrame:
        """The districts of `hvide_distrikter` with at least `MANGE` residents beyond the limit."""
        hvide = self.hvide_distrikter
        return hvide[hvide["indbyggere_uden"] >= MANGE]

    def skjulte(self) -> pd.DataFrame:
        """Return the districts that their kommune's figure hides, most residents first.

        As `distrikter`, with kommune_andel_pct and sikker. Most of the kommune is covered, and as
        many of it as of the region or more, but not half of the district, and at least `MANGE`
        there are not. What is read of the kommune is its figure as it is shown; it is sikker of
        the district when that holds however short the ways may be.
        """
        kommune = self.kommuner.set_index("kommune")["andel_pct"]
        ramme = self.distrikter.assign(
            kommune_andel_pct=self.distrikter["kommune"].map(kommune).astype(float),
            sikker=self.distrikter["hoej_pct"] < HALVDELEN,
        )
        valgt = (
            (ramme["kommune_andel_pct"] >= max(self.region["andel_pct"], HALVDELEN))
            & (ramme["andel_pct"] < HALVDELEN)
            & (ramme["indbyggere_uden"] >= MANGE)
        )
        return ramme[valgt].sort_values("indbyggere_uden", ascending=False, kind="stable")

    def svagest(self) -> pd.DataFrame:
        """Return the kommuner that are among the two least covered, whatever the ways may be.

        Of `kommuner`, least covered first: at the share itself and at both ends of its range. One
        where all are covered is not among them. Of two areas only one has the fewest.
        """
        sikkert = _yderst(self.kommuner[["andel_pct", "lav_pct", "hoej_pct"]])
        valgt = sikkert & (self.kommuner["andel_pct"] < 100)
        return self.kommuner[valgt].sort_values("andel_pct", kind="stable")

    def flest_uden_for(self) -> pd.DataFrame:
        """Return the kommuner among the two with most residents beyond the limit, as `svagest`.

        Rows of `uden_for`, most first. None where a figure is hidden: it may be the greatest.
        """
        ramme = self.uden_for.drop(index=REGIONSRAEKKE)
        antal = ramme[[f"indbyggere_uden{ende}" for ende in ("", "_lav", "_hoej")]]
        sikkert = _yderst(-antal) & (antal["indbyggere_uden"] > 0) & antal.notna().all(axis=None)
        return ramme[sikkert].sort_values("indbyggere_uden", ascending=False, kind="stable")

    def ordnet(self) -> pd.DataFrame:
        """Return the kommuner, least covered first, and the region last."""
        ramme = self.kommuner.sort_values(["andel_pct", "kommune"], na_position="first")
        return pd.concat([ramme, pd.DataFrame([self.region], index=["region"])])


def _yderst(tal: pd.DataFrame) -> pd.Series:
    """Return which rows are among the two lowest in every column; of two rows one."""
    blandt = max(1, min(2, len(tal) - 1))
    return (tal <= tal.apply(lambda kolonne: kolonne.sort_values().iloc[:blandt].max())).all(axis=1)


@husket(HUSKEDE)
def daekningsbillede(
    plan: Plan,
    maal: str,
    graense: float,
    filtrering: Filter = ALLE_KLINIKKER,
    speciale: str | None = None,
) -> Daekningsbillede:
    """Return the coverage of a plan.

    `speciale` matters to capacity as an amount only: a clinic counts with an amount of it.
    Raises Inputfejl for a plan without clinics, an unknown measure, a limit that is not above 0,
    or a filter that leaves no clinic.
    """
    kraev_klinikker(plan)
    if maal not in plan.afstande:
        kendte = opremsning([m for m in MAAL if m in plan.afstande], "eller")
        raise Inputfejl(f"Ukendt mål: »{maal}«. Vælg {kendte}.")
    if _ukendt(plan, maal):
        raise Inputfejl(
            f"Der er ingen afstande i {MAAL[maal]} ({maal}): matricen, der er importeret, har dem "
            "ikke. Vælg et andet mål, eller importér en matrix, der har dem."
        )
    personer = plan.punkter["indbyggere"].to_numpy()
    kode = plan.punkter["kommune_kode"].to_numpy()
    med = _filter(plan, filtrering, speciale)
    naer = _naermest(plan, maal, med.tobytes(), filtrering)
    daekning = andel(naer.afstand[:, None], personer, kode, graense)
    interval = daekningsinterval(naer.afstand, personer, kode, graense, usikkerhed(plan, maal))
    kommuner = daekning.kommuner.join(interval).reindex(plan.kommuner.index)
    kommuner.insert(0, "kommune", plan.kommuner["kommune"])
    return Daekningsbillede(
        plan=plan,
        maal=maal,
        graense=graense,
        kommuner=kommuner,
        region=pd.Series(
            {"kommune": REGION, **daekning.region, **interval.loc[REGIONSRAEKKE].to_dict()}
        ),
        naermeste=naer,
        med=med,
        filtrering=filtrering,
    )


def _ukendt(plan: Plan, maal: str) -> bool:
    """Say whether a measure is not known, also where only new addresses have it.

    A matrix made elsewhere may have minutes and no km, while those of a new address are the
    model's: then coverage in km would be of the new address alone.
    """
    if maal == "luftlinje":
        return False
    uden = np.isnan(plan.afstande[maal]).all(axis=0)
    return bool((uden & ~np.isnan(plan.afstande["minutter"]).all(axis=0)).any() or uden.all())


def _filter(plan: Plan, filtrering: Filter, speciale: str | None) -> np.ndarray:
    med = klinikfilter(
        klinikkapacitet(plan, speciale)["kapacitet"],
        mindst=filtrering.mindst,
        handicapadgang=list(plan.klinikker["handicapadgang"] == "ja")
        if filtrering.kun_handicapadgang
        else None,
        klinik_kommune=plan.klinikker["kommune_kode"] if filtrering.kommune_kode else None,
        kommuner=[filtrering.kommune_kode] if filtrering.kommune_kode else None,
    )
    if not med.any() and filtrering != Filter():
        raise Inputfejl(
            f"Ingen af de {len(plan.klinikker)} klinikker opfylder filtret. Fjern en betingelse "
            "eller sæt mindstekapaciteten ned."
        )
    return med


# Whatever the limit: it is moved more often than anything else.
@husket()
def _naermest(plan: Plan, maal: str, med: bytes, filtrering: Filter, nr: int = 1) -> Naermeste:
    """Return the nth nearest of the clinics that count (`med`, as bytes) of each point."""
    return naermeste(*_veje(plan, maal, np.frombuffer(med, bool), filtrering), nr=nr)


def _veje(
    plan: Plan, maal: str, med: np.ndarray, filtrering: Filter
) -> tuple[np.ndarray, np.ndarray]:
    """Return distances, points x `klinik_ider`, and which of the clinics count."""
    egne = plan.afstande[maal]
    if maal not in plan.naboafstande:
        return egne, med
    naboer = plan.naboafstande[maal]
    taeller = np.full(naboer.shape[1], filtrering == Filter())
    return np.hstack([egne, naboer]), np.concatenate([med, taeller])


def _trin(afstand: np.ndarray, graense: float) -> np.ndarray:
    kendte = afstand[np.isfinite(afstand)]
    laengst = float(kendte.max()) if kendte.size else graense
    return np.linspace(0.0, max(laengst, graense), KURVETRIN)
