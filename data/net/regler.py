"""Rules of plausibility: a grid held against the kommuner's totals and who is known to live where.

Each rule yields what it finds; one with a key is asked about before the grid is used (`brug` or
`afbryd`), one without is merely told. `MODEL` below is the demand points of the dataset, which
spread the official counts of the polling districts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import scipy
from numpy.typing import NDArray

from dansk import opremsning, procent, tal
from data.indgang.spoergsmaal import Spoergsmaal
from data.net.graenser import Ramme, Sider, Udsnit, i_rammen
from data.net.land import daekket
from geo.befolkning import NAERMESTE_MAX_M

AFVIGER_PCT = 5.0  # a grid this far from a kommune's official total is remarked on
AFVIGER_MEGET_PCT = 50.0  # and this far, asked about
ENS_PCT = 15.0  # points between the kommuner's deviations, when all are off alike
HAV_PCT = 5.0  # of the people, in cells that have no land
RUDE_M = 1000  # the squares in which grids are held against each other
SOEG_KM = 25  # how far a shift is looked for
FORSKUDT_KM = 1.5  # a shorter way is the cells' own size
BEDRE = 0.08  # so much more alike must a grid be when it is moved
LIGNER = 0.4  # a correlation with the districts' counts below that is of other places
MANGLER_PCT = 70.0  # of a kommune's people at least, where the grid has cells
MINDST_DISTRIKTER = 10  # for a correlation that says something

BRUG, AFBRYD = "brug", "afbryd"
VALG = ((BRUG, "brug nettet, som det er"), (AFBRYD, "læs det ikke"))
#: What each question is about, by its key.
OM = {
    "afvigelse": "Indbyggertallene er langt fra de officielle.",
    "sted": "Indbyggerne bor andre steder, end det vides.",
    "daekning": "Der mangler celler, hvor der bor mange.",
}


@dataclass(frozen=True, eq=False)
class Grundlag:
    """What the rules look at.

    `celler`: `x`, `y` (EPSG:25832), `indbyggere` (NaN is not told), those near the region.
    `rapport`: that of `geo.befolkning.afstem`. `kommuner`: index `kode`; `kommune`, `indbyggere`.
    `model`: `x`, `y`, `distrikt`, `indbyggere`, or None when nothing is known.
    """

    celler: pd.DataFrame
    rapport: pd.DataFrame
    kommuner: pd.DataFrame
    udsnit: Udsnit
    sider_m: Sider | None = None
    model: pd.DataFrame | None = None

    @cached_property
    def xy(self) -> NDArray[np.float64]:
        """The places of the cells (n, 2)."""
        return self.celler[["x", "y"]].to_numpy(float)

    @cached_property
    def distrikter(self) -> NDArray[np.object_]:
        """The district of the model's nearest point for each cell (n,); None far from all."""
        assert self.model is not None
        trae = scipy.spatial.cKDTree(self.model[["x", "y"]].to_numpy(float))
        _, naermest = trae.query(self.xy, distance_upper_bound=NAERMESTE_MAX_M)
        navne = np.array([*self.model["distrikt"], None], dtype=object)
        svar: NDArray[np.object_] = navne[naermest]
        return svar


@dataclass(frozen=True)
class Regelfund:
    """What a rule found, in Danish; with the key of the question when it must be answered."""

    tekst: str
    noegle: str = ""


Regel = Callable[[Grundlag], Iterator[Regelfund]]


def summer_afviger(grundlag: Grundlag) -> Iterator[Regelfund]:
    """Find kommuner whose inhabitants are off: told from 5 %, asked from 50 %."""
    alle = grundlag.rapport["afvigelse_pct"].dropna()
    fjern = alle[alle.abs() > AFVIGER_PCT]
    if not len(fjern):
        return
    fjern = fjern.loc[fjern.abs().sort_values(ascending=False, kind="stable").index]
    navne = grundlag.kommuner["kommune"]
    hver = [f"{navne[kode]} ({tal(pct, 1)} %)" for kode, pct in fjern.items()]
    meget = bool((fjern.abs() > AFVIGER_MEGET_PCT).any())
    ens = meget and len(alle) > 2 and alle.max() - alle.min() < ENS_PCT
    yield Regelfund(
        f"Nettet afviger mere end {tal(AFVIGER_PCT)} % fra det officielle indbyggertal i "
        f"{opremsning(hver)}. Kontrollér nettets år og enhed."
        + (
            " Afvigelsen er næsten den samme i alle kommuner: det ligner en anden enhed eller et "
            "udsnit af cellerne."
            if ens
            else ""
        ),
        "afvigelse" if meget else "",
    )


def i_havet(grundlag: Grundlag) -> Iterator[Regelfund]:
    """Find people in the sea: near the region, and in no kommune's outline."""
    xy, folk = grundlag.xy, grundlag.celler["indbyggere"].fillna(0).to_numpy(float)
    naer = i_rammen(xy, grundlag.udsnit.ramme) & (folk > 0)
    halv = max(*(grundlag.sider_m or (0, 0)), RUDE_M) / np.sqrt(2)
    i_vandet = grundlag.udsnit.i_vandet(xy[naer], halv)
    andel = 100 * folk[naer][i_vandet].sum() / max(folk[naer].sum(), 1e-9)
    if andel > HAV_PCT:
        yield Regelfund(
            f"{procent(andel)} af indbyggerne ved regionen bor uden for alle kommuner, altså i "
            f"vandet ({tal(int(i_vandet.sum()))} celler). Kontrollér koordinatsystemet.",
            "sted",
        )


def forskudt(grundlag: Grundlag) -> Iterator[Regelfund]:
    """Find a grid that is more like the known when it is moved some km."""
    if grundlag.model is None:
        return
    net = _ruder(grundlag.celler, grundlag.udsnit.ramme)
    kendt = _ruder(grundlag.model, grundlag.udsnit.ramme)
    if not (net.any() and kendt.any()):
        return
    lighed = _lighed(net, kendt)
    midt = SOEG_KM
    nord, oest = np.unravel_index(int(lighed.argmax()), lighed.shape)
    dn, de = int(nord) - midt, int(oest) - midt
    bedst, nu = float(lighed[nord, oest]), float(lighed[midt, midt])
    if np.hypot(dn, de) >= FORSKUDT_KM and bedst - nu > BEDRE:
        vej = [
            f"{tal(abs(km))} km mod {mod}"
            for km, mod in (
                (dn, "nord" if dn > 0 else "syd"),
                (de, "øst" if de > 0 else "vest"),
            )
            if km
        ]
        yield Regelfund(
            f"Nettet er forskudt: flyttet {opremsning(vej)} ligner det de kendte indbyggertal "
            f"bedre (korrelation {tal(bedst, 2)} mod {tal(nu, 2)}). Kontrollér koordinaterne.",
            "sted",
        )


def andre_distrikter(grundlag: Grundlag) -> Iterator[Regelfund]:
    """Find people in other districts than the counts have them in."""
    if grundlag.model is None:
        return
    talt = grundlag.model.groupby("distrikt")["indbyggere"].sum()
    if len(talt) < MINDST_DISTRIKTER:
        return
    navne = grundlag.distrikter
    folk = grundlag.celler["indbyggere"].fillna(0).groupby(navne).sum().reindex(talt.index)
    folk = folk.fillna(0.0).to_numpy(float)
    korrelation = float(np.corrcoef(folk, talt)[0, 1]) if folk.std() > 0 else 0.0
    if korrelation < LIGNER:
        yield Regelfund(
            f"Nettets indbyggere i de {tal(len(talt))} afstemningsdistrikter ligner ikke dem, der "
            f"er talt op dér (korrelation {tal(korrelation, 2)}; 1 er ens). Kontrollér kolonner "
            "og koordinater.",
            "sted",
        )


def celler_mangler(grundlag: Grundlag) -> Iterator[Regelfund]:
    """Find kommuner where many live at places without cells: a sample of the grid, or a part."""
    model = grundlag.model
    if model is None:
        return
    inde = daekket(model[["x", "y"]].to_numpy(float), grundlag.xy, grundlag.sider_m)
    folk = model["indbyggere"].to_numpy(float)
    kode = model["kommune_kode"].to_numpy()
    alle = pd.Series(folk).groupby(kode).sum()
    pct = 100 * pd.Series(folk * inde).groupby(kode).sum() / alle.where(alle > 0)
    faa = pct[pct < MANGLER_PCT].sort_values(kind="stable")
    if not len(faa):
        return
    navne = grundlag.kommuner["kommune"].reindex(faa.index)
    hver = [f"{navn} ({tal(p)} %)" for navn, p in zip(navne, faa, strict=True)]
    ens = len(faa) == len(pct) and pct.max() - pct.min() < 2 * ENS_PCT
    hvad = "Det ligner et udsnit af cellerne" if ens else "Det ligner et net for en del af regionen"
    yield Regelfund(
        f"Der er ingen celler, hvor mange er kendt at bo. Celler har så stor en del af "
        f"indbyggerne i {opremsning(hver)}. {hvad}.",
        "daekning",
    )


def andel_med_celler(grundlag: Grundlag) -> Iterator[Regelfund]:
    """Tell what share of the region's land, and how many of the known districts, have cells."""
    andel = grundlag.udsnit.land.andel(grundlag.xy, grundlag.sider_m)
    tekst = f"{procent(100 * andel, 0)} af regionens land har celler"
    if grundlag.sider_m is None or min(grundlag.sider_m) < 1000:
        tekst += " (inden for den nærmeste km)"
    if grundlag.model is not None:
        alle, med = grundlag.model["distrikt"].nunique(), pd.Series(grundlag.distrikter).nunique()
        tekst += f", og {tal(med)} af {tal(alle)} afstemningsdistrikter har"
    yield Regelfund(f"{tekst}.")


REGLER: tuple[Regel, ...] = (
    summer_afviger,
    i_havet,
    forskudt,
    andre_distrikter,
    celler_mangler,
    andel_med_celler,
)


def spoergsmaal(fund: list[Regelfund]) -> list[Spoergsmaal]:
    """Return the questions of what was found, one a key."""
    noegler = dict.fromkeys(f.noegle for f in fund if f.noegle)
    return [
        Spoergsmaal(
            noegle,
            " ".join([OM[noegle], *(f.tekst for f in fund if f.noegle == noegle)])
            + " Skal nettet bruges?",
            VALG,
        )
        for noegle in noegler
    ]


def _ruder(steder: pd.DataFrame, ramme: Ramme) -> NDArray[np.float64]:
    """Return the people of each square of the frame (north, east), evened out and less the mean."""
    vest, syd, oest, nord = (int(v // RUDE_M) for v in ramme)
    ud = np.zeros((nord - syd + 1, oest - vest + 1))
    xy = steder[["x", "y"]].to_numpy(float)
    inde = i_rammen(xy, ramme)
    e, n = (xy[inde] // RUDE_M).astype(int).T
    folk = steder["indbyggere"].fillna(0).to_numpy(float)[inde]
    np.add.at(ud, (n - syd, e - vest), folk)
    # Roots: a town of 100,000 is not to decide alone.
    glat: NDArray[np.float64] = scipy.ndimage.uniform_filter(np.sqrt(ud), 3, mode="constant")
    return glat - glat.mean() if glat.any() else glat


def _lighed(net: NDArray[np.float64], kendt: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how alike they are when the net is moved -25 to 25 km (north, east): 1 is the same."""
    # Imported here: it takes half a second, and only an imported grid needs it.

    luft = np.pad(kendt, SOEG_KM)
    svar: NDArray[np.float64] = scipy.signal.fftconvolve(luft, net[::-1, ::-1], mode="valid")
    return svar / np.sqrt((net**2).sum() * (kendt**2).sum())
