"""How long it takes to drive: travel times and road lengths over the ground, all to all.

Dijkstra on the ground's graph, from the side with the fewer places (the graph is symmetric).
Minutes include `terminal_min`, once for each trip, and the mean wait for a ferry; kilometres are
the length along the fastest path, crossings included, and never less than the straight line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy
import shapely
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning, tal
from geo.koordinater import til_meter
from geo.luftlinje import luftlinje_km
from geo.terraen import KYST_SOEG_M, Terraen, gitterplads

SNAP_MAX_M = 2000  # a place further than this from every land cell has no travel times
VIS_HOEJST = 5  # rows or pairs listed in a sentence

Fremdrift = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class Rejsetid:
    """Travel between every demand point (row) and every clinic (column).

    `minutter` and `km` float32 (n_punkter, n_klinikker); NaN where there is no way or no figure.
    `punkter_uden_vej` and `klinikker_uden_vej` are the positions of places more than
    `SNAP_MAX_M` from land, whose row or column is NaN for that reason.
    """

    minutter: NDArray[np.float32]
    km: NDArray[np.float32]
    punkter_uden_vej: NDArray[np.int64] = field(default_factory=lambda: np.array([], np.int64))
    klinikker_uden_vej: NDArray[np.int64] = field(default_factory=lambda: np.array([], np.int64))


class Tur(NamedTuple):
    """One trip: minutes and kilometres by road, and the straight line in kilometres."""

    minutter: float
    km: float
    luftlinje_km: float


def naermeste_celle(terraen: Terraen, xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the graph node (n,) of the land cell nearest to each place, -1 for none in reach.

    `xy` (n, 2) in EPSG:25832. A place on a land cell takes that cell. Another takes the nearest
    cell centre of the land it is nearest to, within `KYST_SOEG_M`: on a spit that is narrower than
    a cell the nearest may be across the water. Nothing is farther than `SNAP_MAX_M` from its land.
    """
    node = terraen.graf.node
    xy = np.asarray(xy, dtype=float).reshape(-1, 2)
    valgt = np.full(len(xy), -1, dtype=np.int64)
    kendt = np.isfinite(xy).all(axis=1)
    raekke, kolonne = gitterplads(terraen.transform, xy[kendt])
    r, k = np.floor(raekke).astype(np.int64), np.floor(kolonne).astype(np.int64)
    inde = (r >= 0) & (k >= 0) & (r < node.shape[0]) & (k < node.shape[1])
    fundet = np.full(len(r), -1, dtype=np.int64)
    fundet[inde] = node[r[inde], k[inde]]
    mangler = np.flatnonzero(fundet < 0)
    egne = _egne_lande(terraen, xy[kendt][mangler])
    for land in np.unique(egne[egne >= 0]):
        steder = mangler[egne == land]
        celler = np.argwhere((node >= 0) & ((terraen.land == land) if terraen.lande else True))
        afstand, i = scipy.spatial.cKDTree(celler + 0.5).query(
            np.column_stack([raekke, kolonne])[steder]
        )
        hoejst = (KYST_SOEG_M if terraen.lande else SNAP_MAX_M) / terraen.celle_m
        fundet[steder] = np.where(afstand <= hoejst, node[tuple(celler[i].T)], -1)
    valgt[kendt] = fundet
    return valgt


def _egne_lande(terraen: Terraen, xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return which land each place (n, 2) is nearest to, -1 for none within `SNAP_MAX_M`.

    Where the ground has no lands all is one.
    """
    if not terraen.lande:
        return np.zeros(len(xy), dtype=np.int64)
    egne = np.full(len(xy), -1, dtype=np.int64)
    sted, land = shapely.STRtree(terraen.lande).query_nearest(
        shapely.points(xy), max_distance=SNAP_MAX_M, all_matches=False
    )
    egne[sted] = land
    return egne


def beregn(
    terraen: Terraen,
    fra_xy: NDArray[np.float64],
    til_xy: NDArray[np.float64],
    fremdrift: Fremdrift | None = None,
) -> Rejsetid:
    """Return travel times and lengths from places (n, 2) to places (m, 2) in EPSG:25832.

    A place that is not on land is moved to the nearest land cell within `SNAP_MAX_M`; one further
    away gets NaN and is named in the result. A pair without a way (an island without its ferry)
    is NaN. `fremdrift` is called with the share done, 0 to 1.
    """
    fra_xy = np.asarray(fra_xy, dtype=float).reshape(-1, 2)
    til_xy = np.asarray(til_xy, dtype=float).reshape(-1, 2)
    fra, til = naermeste_celle(terraen, fra_xy), naermeste_celle(terraen, til_xy)
    vend = len(np.unique(fra)) < len(np.unique(til))
    kilder, maal = (fra, til) if vend else (til, fra)
    minutter, km = _veje(terraen, kilder, maal, fremdrift or (lambda _: None))
    if not vend:
        minutter, km = minutter.T, km.T
    km = np.where(np.isfinite(km), np.maximum(km, luftlinje_km(fra_xy, til_xy)), np.nan)
    return Rejsetid(
        minutter=np.ascontiguousarray(minutter + terraen.terminal_min, dtype=np.float32),
        km=np.ascontiguousarray(km, dtype=np.float32),
        punkter_uden_vej=np.flatnonzero(fra < 0),
        klinikker_uden_vej=np.flatnonzero(til < 0),
    )


def mellem(terraen: Terraen, fra: tuple[float, float], til: tuple[float, float]) -> Tur:
    """Return the trip between two places given as (lat, lon) in degrees; NaN where no way."""
    xy = til_meter([fra[0], til[0]], [fra[1], til[1]])
    tid = beregn(terraen, xy[:1], xy[1:])
    luftlinje = float(luftlinje_km(xy[:1], xy[1:])[0, 0])
    km = float(tid.km[0, 0])
    if not math.isnan(km):
        km = max(km, luftlinje)  # the matrix is float32 and may round below the straight line
    return Tur(minutter=float(tid.minutter[0, 0]), km=km, luftlinje_km=luftlinje)


def _veje(
    terraen: Terraen,
    kilder: NDArray[np.int64],
    maal: NDArray[np.int64],
    fremdrift: Fremdrift,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return minutes and km (n_kilder, n_maal) along the fastest paths; NaN for no way."""
    minutter = np.full((len(kilder), len(maal)), np.nan)
    km = np.full_like(minutter, np.nan)
    fremdrift(0.0)
    unikke = np.unique(kilder[kilder >= 0])
    naaelige = np.flatnonzero(maal >= 0)
    for nr, kilde in enumerate(unikke):
        tid, forrige = scipy.sparse.csgraph.dijkstra(
            terraen.graf.minutter, indices=int(kilde), return_predecessors=True
        )
        laengde = _laengde(terraen, forrige, int(kilde))
        tid[~np.isfinite(tid)] = np.nan
        raekker = np.flatnonzero(kilder == kilde)
        minutter[np.ix_(raekker, naaelige)] = tid[maal[naaelige]]
        km[np.ix_(raekker, naaelige)] = laengde[maal[naaelige]]
        fremdrift((nr + 1) / len(unikke))
    fremdrift(1.0)
    return minutter, km


def _laengde(terraen: Terraen, forrige: NDArray[np.int32], kilde: int) -> NDArray[np.float64]:
    """Return the km (n_nodes,) along the tree of fastest paths, NaN where it does not reach.

    Each node starts with the step from its predecessor; following the predecessors of the
    predecessors doubles the stretch summed in every round.
    """
    n = len(forrige)
    naaet = np.flatnonzero(forrige >= 0)
    skridt = np.zeros(n)
    skridt[naaet] = terraen.graf.km_mellem(forrige[naaet], naaet)
    naeste = np.where(forrige >= 0, forrige, np.arange(n))
    while True:
        videre = naeste[naeste]
        skridt += np.where(naeste == np.arange(n), 0.0, skridt[naeste])
        if np.array_equal(videre, naeste):
            break
        naeste = videre
    skridt[forrige < 0] = np.nan
    skridt[kilde] = 0.0
    return skridt


def laes_matrix(
    tabel: pd.DataFrame,
    klinik_ids: Sequence[Hashable],
    punkt_ids: Sequence[Hashable],
    sted: Callable[[int], str] | None = None,
) -> tuple[Rejsetid, list[str]]:
    """Return an imported travel matrix in the order of the ids, and what it lacks, in Danish.

    `tabel` is long, one row a pair: `klinik_id`, `punkt_id`, `minutter` and, if known, `km`
    (numbers, or text with a decimal comma or point). Pairs that are not there, or have no
    minutes, are NaN; the sentences count them and name the first. Without `km` all lengths are
    NaN. Ids are compared as text without surrounding spaces; as categories they are compared once
    each. `sted` names the row at a position where it is no row of a file with a header.

    Raises one Inputfejl that lists every fault with its row (the header is row 1): missing
    columns, unknown ids, repeated pairs, and minutes or km that are text, negative or infinite.
    """
    mangler = [k for k in ("klinik_id", "punkt_id", "minutter") if k not in tabel.columns]
    if mangler:
        raise Inputfejl(
            f"Rejsetidsmatricen mangler {opremsning(mangler)}. Den skal have kolonnerne "
            "klinik_id, punkt_id, minutter og gerne km."
        )
    klinikker, punkter = (
        pd.Index([str(i) for i in ids], dtype=object) for ids in (klinik_ids, punkt_ids)
    )
    kolonne = _plads(tabel["klinik_id"], klinikker)
    raekke = _plads(tabel["punkt_id"], punkter)
    fejl = [
        *_raekkefejl(kolonne < 0, "klinik_id findes ikke", "Brug id fra kliniklisten", sted),
        *_raekkefejl(raekke < 0, "punkt_id findes ikke", "Brug id fra befolkningspunkterne", sted),
    ]
    kendt = np.flatnonzero((kolonne >= 0) & (raekke >= 0))
    par = raekke[kendt].astype(np.int64) * len(klinikker) + kolonne[kendt]
    gange = np.bincount(par, minlength=1)
    if gange.max(initial=0) > 1:
        gentaget = np.zeros(len(tabel), dtype=bool)
        gentaget[kendt] = pd.Series(par).duplicated().to_numpy()
        hvad, goer = "parret står også længere oppe", "Behold én række for hvert par"
        fejl += _raekkefejl(gentaget, hvad, goer, sted)

    matricer = {}
    for navn in ("minutter", "km"):
        vaerdier, forkert = _tal_kolonne(tabel, navn)
        hvad = f"{navn} er ikke et tal på 0 eller derover"
        fejl += _raekkefejl(forkert, hvad, "Ret tallet, eller lad det stå tomt", sted)
        matricer[navn] = np.full((len(punkter), len(klinikker)), np.nan, dtype=np.float32)
        matricer[navn].reshape(-1)[par] = vaerdier[kendt]
    if fejl:
        raise Inputfejl("Rejsetidsmatricen kan ikke bruges:\n" + "\n".join(fejl))
    saetninger = []
    for navn, hvad in (("minutter", "rejsetid"), ("km", "længde")):
        if navn in tabel.columns:
            saetninger += _mangler(matricer[navn], hvad, klinikker, punkter)
        else:
            saetninger.append(f"Matricen har ingen kolonne {navn}: afstande ad vej er ukendte.")
    return Rejsetid(minutter=matricer["minutter"], km=matricer["km"]), saetninger


def _plads(kolonne: pd.Series, ids: pd.Index) -> NDArray[np.intp]:
    """Return the position of each id of a column among the known ones, -1 for an unknown."""
    if isinstance(kolonne.dtype, pd.CategoricalDtype):
        kendte = ids.get_indexer([str(i).strip() for i in kolonne.cat.categories.tolist()])
        return np.append(kendte, -1)[kolonne.cat.codes.to_numpy()]  # a missing id has the code -1
    return ids.get_indexer(kolonne.astype(str).str.strip())


def _tal_kolonne(tabel: pd.DataFrame, navn: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return a column's numbers (NaN for empty) and which of its rows are faulty."""
    if navn not in tabel.columns:
        return np.full(len(tabel), np.nan), np.zeros(len(tabel), dtype=bool)
    raa = tabel[navn]
    if isinstance(raa.dtype, np.dtype) and raa.dtype.kind in "fiu":
        vaerdier = raa.to_numpy(dtype=float)
        return vaerdier, ~((vaerdier >= 0) & (vaerdier < np.inf) | np.isnan(vaerdier))
    tom = raa.isna().to_numpy()
    if not pd.api.types.is_numeric_dtype(raa):
        tekst = raa.astype(str).str.strip()
        tom = tom | (tekst == "").to_numpy()
        # Digits of other scripts are no numbers here.
        raa = tekst.str.replace(r"^(-?[0-9]+),([0-9]+)$", r"\1.\2", regex=True)
        raa = raa.where(raa.map(str.isascii), "")
    laest = pd.to_numeric(raa, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    vaerdier = np.where(tom, np.nan, laest)
    return vaerdier, ~tom & ~(np.isfinite(vaerdier) & (vaerdier >= 0))


def _raekkefejl(
    forkert: NDArray[np.bool_], hvad: str, goer: str, sted: Callable[[int], str] | None
) -> list[str]:
    """Return one sentence on the faulty rows (header is row 1), or none."""
    pladser = np.flatnonzero(forkert)
    if not len(pladser):
        return []
    foerste = [int(i) for i in pladser[:VIS_HOEJST]]
    vist = [sted(i) for i in foerste] if sted else [tal(i + 2) for i in foerste]
    flere = f" (og {tal(len(pladser) - VIS_HOEJST)} til)" if len(pladser) > VIS_HOEJST else ""
    return [f"{'' if sted else 'Række '}{opremsning(vist)}{flere}: {hvad}. {goer}."]


def _mangler(
    matrix: NDArray[np.float32], hvad: str, klinikker: pd.Index, punkter: pd.Index
) -> list[str]:
    """Return one sentence that counts the pairs without a figure and names the first, or none."""
    tomme = np.argwhere(np.isnan(matrix))
    if not len(tomme):
        return []
    foerste = [f"{punkter[p]} til {klinikker[k]}" for p, k in tomme[:VIS_HOEJST]]
    return [
        f"{tal(len(tomme))} af {tal(matrix.size)} par har ingen {hvad} og regnes som ukendte, "
        f"først {opremsning(foerste)}."
    ]
