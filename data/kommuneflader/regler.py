"""What outlines must be like to be believed: each rule a function, none silent.

A rule yields findings (`data.fund.Fund`) and questions. What a person can mend is a fault; what may
be right is told, and asked about where it is much.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import geopandas as gpd
import pandas as pd
import shapely

from dansk import Inputfejl, fortegn, opremsning, procent, tal
from data.afstande import Afstande
from data.fund import Fund
from data.indgang.art import ADVARSEL, Kilde
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.naboklinikker import forkert_sted
from planning.plan import Plan

#: An area so far from the dataset's is told, and so far is asked about, percent.
AREAL_PCT, SPOERG_AREAL_PCT = 5.0, 20.0
#: So much of the smaller of two editions of a kommune lies in the other, where it is in its place.
SAMME_STED = 0.5
#: Drawn so coarsely for that, metres: of a million corners, so that it takes no time.
GROFT_M = 100.0
#: So far outside the dataset's outlines no kommune goes, metres.
LANGT_M = 20_000.0
#: Two kommuner may share so much of the smaller, percent: borders are drawn in many ways.
OVERLAP_PCT = 1.0
#: So many clinics and towns may fall outside their kommune before it is asked about.
UDENFOR = 3
#: A point is outside from here: a border is drawn within about 100 m, in either edition.
UDENFOR_M = 100.0
VIS_HOEJST = 8

AREAL, STEDER = "areal", "udenfor"
JA_NEJ = (("nej", "nej, filen skal rettes"), ("ja", "ja"))


@dataclass(frozen=True, eq=False)
class Grundlag:
    """What the rules look at.

    `foer`: the dataset's outlines (index kode; navn, i_region, geometry); `nye`: the file's areas
    (index kode, EPSG:25832); `alle`: what would be the dataset's, as `Plan.omrids`.
    """

    kilde: Kilde
    plan: Plan
    foer: gpd.GeoDataFrame
    nye: gpd.GeoSeries
    alle: gpd.GeoDataFrame
    svar: Svar

    @property
    def egne(self) -> list[str]:
        """The codes of the region's kommuner that the file has."""
        return [k for k in self.foer.index[self.foer["i_region"]] if k in self.nye.index]

    def navn(self, kode: str) -> str:
        """Return what a kommune is called."""
        return str(self.foer.at[kode, "navn"])


Udfald = Fund | Spoergsmaal
Regel = Callable[[Grundlag], Iterator[Udfald]]


def areal_km2(flader: gpd.GeoSeries) -> pd.Series:
    """Return the area of each outline (EPSG:25832), km2."""
    return flader.area / 1e6


def mangler(g: Grundlag) -> Iterator[Udfald]:
    """Every kommune of the region has an area."""
    uden = [g.navn(k) for k in g.foer.index[g.foer["i_region"]] if k not in g.nye.index]
    if uden:
        yield g.kilde.fund(
            f"{tal(len(uden))} af regionens kommuner er ikke i filen: {opremsning(uden)}. Tilføj "
            "dem, eller kontrollér deres koder og navne."
        )


def udstraekning(g: Grundlag) -> Iterator[Udfald]:
    """No corner is far from the region: the ground of travel times is a grid over all of it."""
    vest, syd, oest, nord = g.foer.total_bounds
    ramme = shapely.box(vest - LANGT_M, syd - LANGT_M, oest + LANGT_M, nord + LANGT_M)
    for kode in g.egne:
        if not shapely.box(*g.nye[kode].bounds).within(ramme):
            yield g.kilde.fund(
                f"{g.navn(kode)} når over {tal(LANGT_M / 1000)} km uden for regionen og dens "
                "naboer. Et hjørne ligger forkert, eller en anden flade har dens kode. Ret filen."
            )


def sted(g: Grundlag) -> Iterator[Udfald]:
    """A kommune lies where the dataset has it."""
    groft = [f[g.egne].simplify(GROFT_M) for f in (g.nye, g.foer.geometry)]
    for kode, ny, gammel in zip(g.egne, *groft, strict=True):
        if ny.intersection(gammel).area >= SAMME_STED * min(ny.area, gammel.area):
            continue
        km = ny.representative_point().distance(gammel.representative_point()) / 1000
        yield g.kilde.fund(
            f"{g.navn(kode)} ligger et andet sted end i datasættet, {tal(km, 1)} km derfra. Er "
            "koderne byttet om, eller er fladen en anden kommunes? Ret filen."
        )


def areal(g: Grundlag) -> Iterator[Udfald]:
    """A kommune is about as large as the dataset has it."""
    foer, efter = areal_km2(g.foer.geometry[g.egne]), areal_km2(g.nye[g.egne])
    pct = 100 * (efter / foer - 1)
    for kode in pct.index[pct.abs() > AREAL_PCT]:
        yield g.kilde.fund(
            f"{g.navn(kode)} er {procent(abs(pct[kode]))} "
            f"{'større' if pct[kode] > 0 else 'mindre'} end i datasættet: {tal(efter[kode], 1)} "
            f"mod {tal(foer[kode], 1)} km². Er fjord eller hav regnet med, eller mangler der øer?",
            alvor=ADVARSEL,
        )
    meget = pct[pct.abs() > SPOERG_AREAL_PCT]
    if len(meget):
        hver = [f"{g.navn(str(k))} ({fortegn(p)} %)" for k, p in meget.items()]
        yield Spoergsmaal(
            AREAL,
            f"Arealet er over {procent(SPOERG_AREAL_PCT, 0)} fra datasættets i "
            f"{opremsning(hver, hoejst=VIS_HOEJST)}. Er det rigtigt?",
            JA_NEJ,
            "nej",
        )


def udenfor(g: Grundlag) -> Iterator[Udfald]:
    """Clinics and towns lie in their kommune still."""
    ude = steder_udenfor(g.plan, g.nye[g.egne])
    ude = ude[~ude.index.isin(steder_udenfor(g.plan, g.foer.geometry[g.egne]).index)]
    if ude.empty:
        return
    hver = [f"{r.navn} ({g.navn(r.kode)}, {tal(r.km, 1)} km)" for r in ude.itertuples()]
    vist = opremsning(hver, hoejst=VIS_HOEJST)
    yield g.kilde.fund(
        f"{tal(len(ude))} klinikker og byer falder uden for deres kommune: {vist}.", alvor=ADVARSEL
    )
    if len(ude) > UDENFOR:
        yield Spoergsmaal(
            STEDER,
            f"{tal(len(ude))} klinikker og byer falder uden for deres kommune: {vist}. Er det "
            "rigtigt?",
            JA_NEJ,
            "nej",
        )


def steder_udenfor(plan: Plan, flader: gpd.GeoSeries) -> pd.DataFrame:
    """Return the clinics and towns outside the area of their kommune: navn, kode, km; index id.

    `flader`: index kode, EPSG:25832; those of other kommuner are left out.
    """
    felter = ["navn", "kommune_kode", "x", "y"]
    steder = pd.concat([plan.klinikker[felter], plan.byer.rename(columns={"by": "navn"})[felter]])
    steder = steder[steder["kommune_kode"].isin(flader.index)]
    egne = flader[steder["kommune_kode"]].to_numpy()
    meter = shapely.distance(egne, shapely.points(steder[["x", "y"]].to_numpy(float)))
    ud = steder.rename(columns={"kommune_kode": "kode"})[["navn", "kode"]].assign(km=meter / 1000)
    return ud[meter > UDENFOR_M]


def overlap(g: Grundlag) -> Iterator[Udfald]:
    """Two kommuner do not have the same land."""
    for a, b in combinations(g.nye.index, 2):
        mindst = min(g.nye[a].area, g.nye[b].area)
        faelles = g.nye[a].intersection(g.nye[b]).area
        if faelles > OVERLAP_PCT / 100 * mindst:
            yield g.kilde.fund(
                f"{g.navn(a)} og {g.navn(b)} overlapper hinanden med {tal(faelles / 1e6, 1)} km², "
                f"{procent(100 * faelles / mindst)} af den mindste. Ret grænsen i filen."
            )


def forbindelser(g: Grundlag) -> Iterator[Udfald]:
    """The bridges and ferries of the dataset have a shore at each end: travel times need both."""
    if not isinstance(g.plan.afstande, Afstande):
        return
    try:
        dataclasses.replace(g.plan.afstande.landskab, omrids=g.alle).terraen  # noqa: B018
    except Inputfejl as fejl:
        yield g.kilde.fund(
            f"Rejsetiderne kan ikke beregnes på disse omrids. {fejl} Er fjord og hav regnet med "
            "til kommunerne, så brug en udgave, der følger kysten."
        )


def naboklinikker(g: Grundlag) -> Iterator[Udfald]:
    """The clinics outside the region that the dataset has are on land outside it still."""
    for n in g.plan.naboklinikker.itertuples():
        if besked := forkert_sted(shapely.Point(n.x, n.y), g.alle):
            yield g.kilde.fund(f"{n.navn} (klinikker uden for regionen): {besked}")


#: A fault of the first leaves the next with nothing to look at.
REGLER: tuple[tuple[Regel, ...], ...] = (
    (mangler, udstraekning),
    (sted,),
    (areal, udenfor, overlap, naboklinikker, forbindelser),
)


def efterproevet(g: Grundlag) -> tuple[list[Fund], list[Spoergsmaal]]:
    """Return what the rules find, and what they ask that is not answered with a yes."""
    if g.nye.is_empty.any():
        # Nothing is left of an area that crosses itself, which is told.
        return [], []
    udfald: list[Udfald] = []
    for regler in REGLER:
        if not udfald:
            udfald = [u for regel in regler for u in regel(g)]
    fund = [u for u in udfald if isinstance(u, Fund)]
    return fund, [
        u for u in udfald if isinstance(u, Spoergsmaal) and besvaret(g.svar, u) != JA_NEJ[1][0]
    ]
