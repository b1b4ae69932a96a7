"""Time three ways of finding fastest paths over the region's ground, and the whole travel matrix.

Run from the project's folder: `python benchmarks/bench_rejsetid.py`. Each time is the median of 5
runs. The solvers are scipy's Dijkstra on the sparse graph (the one `geo.rejsetid` uses),
scikit-image's MCP_Geometric on the grid, and a binary heap compiled with numba; the last two are
skipped where they are not installed. MCP knows neither crossings nor the rule of corners, so it
is compared on a ground without crossings, where the rule of corners is the whole difference.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

ROD = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROD))

from data.omrids import laes_omrids  # noqa: E402
from data.rejsetidslager import fingeraftryk, hent_eller_byg  # noqa: E402
from geo.distrikter import spred_befolkning  # noqa: E402
from geo.koordinater import til_meter  # noqa: E402
from geo.rejsetid import beregn, naermeste_celle  # noqa: E402
from geo.terraen import Parametre, Terraen, byg_terraen  # noqa: E402

GENTAGELSER = 5
KILDER = 4  # sources timed by each solver


def median_ms(funktion: Callable[[], object], gentagelser: int = GENTAGELSER) -> float:
    """Return the median time of a call in milliseconds."""
    tider = []
    for _ in range(gentagelser):
        start = time.perf_counter()
        funktion()
        tider.append((time.perf_counter() - start) * 1000)
    return statistics.median(tider)


def grundlag() -> dict:
    """Return the embedded dataset's tables by the names `byg_terraen` has for them."""
    mappe = ROD / "data" / "nordjylland"
    return {
        "omrids": laes_omrids(mappe / "omrids.gpkg"),
        "byer": pd.read_csv(mappe / "byer.csv", dtype={"kommunekode": str}),
        "hovedveje": pd.read_csv(mappe / "hovedveje.csv"),
        "fjordforbindelser": pd.read_csv(mappe / "fjordforbindelser.csv"),
        "parametre": Parametre.fra_tabel(pd.read_csv(mappe / "rejseparametre.csv")),
    }


def loes_scipy(terraen: Terraen, kilder: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return minutes (n_kilder, n_nodes) by scipy's Dijkstra."""
    return dijkstra(terraen.graf.minutter, indices=kilder)


def loes_mcp(terraen: Terraen, kilder: NDArray[np.int64]) -> NDArray[np.float64] | None:
    """Return minutes (n_kilder, n_nodes) by MCP_Geometric, or None without scikit-image."""
    try:
        from skimage.graph import MCP_Geometric
    except ImportError:
        return None
    land = terraen.graf.node >= 0
    celler = np.argwhere(land)
    pris = np.where(land, terraen.minutter_pr_m.astype(float), -1.0)
    return np.array(
        [
            MCP_Geometric(pris).find_costs([tuple(celler[k])])[0][land] * terraen.celle_m
            for k in kilder
        ]
    )


def lav_numba() -> Callable[[Terraen, NDArray[np.int64]], NDArray[np.float64]] | None:
    """Return a solver with a compiled binary heap, or None without numba."""
    try:
        from numba import njit
    except ImportError:
        return None

    @njit
    def hob(start, naboer, vaegt, kilde):  # type: ignore[no-untyped-def]
        n = start.size - 1
        tid = np.full(n, np.inf)
        faerdig = np.zeros(n, np.bool_)
        noegle, node = np.empty(naboer.size + 1), np.empty(naboer.size + 1, np.int64)
        tid[kilde], noegle[0], node[0], antal = 0.0, 0.0, kilde, 1
        while antal > 0:
            u = node[0]
            antal -= 1
            x, xn, i = noegle[antal], node[antal], 0
            while 2 * i + 1 < antal:
                c = 2 * i + 1
                if c + 1 < antal and noegle[c + 1] < noegle[c]:
                    c += 1
                if noegle[c] >= x:
                    break
                noegle[i], node[i] = noegle[c], node[c]
                i = c
            noegle[i], node[i] = x, xn
            if faerdig[u]:
                continue
            faerdig[u] = True
            for e in range(start[u], start[u + 1]):
                v, ny = naboer[e], tid[u] + vaegt[e]
                if ny < tid[v]:
                    tid[v], i = ny, antal
                    antal += 1
                    while i > 0 and noegle[(i - 1) // 2] > ny:
                        noegle[i], node[i] = noegle[(i - 1) // 2], node[(i - 1) // 2]
                        i = (i - 1) // 2
                    noegle[i], node[i] = ny, v
        return tid

    def loes(terraen: Terraen, kilder: NDArray[np.int64]) -> NDArray[np.float64]:
        m = terraen.graf.minutter
        return np.array([hob(m.indptr, m.indices, m.data, k) for k in kilder])

    return loes


def stoerste_forskel(a: NDArray[np.float64], b: NDArray[np.float64]) -> str:
    """Return in words how far two answers are apart."""
    begge = np.isfinite(a) & np.isfinite(b)
    enige = "same reach" if np.array_equal(np.isfinite(a), np.isfinite(b)) else "other reach"
    return f"largest difference {np.abs(a[begge] - b[begge]).max():.1e} min, {enige}"


def maal_loesere(terraen: Terraen, kilder: NDArray[np.int64]) -> None:
    """Print each solver's time for one source, and how it agrees with scipy's."""
    uden = replace(terraen, forbindelser=())
    svar, svar_uden = loes_scipy(terraen, kilder), loes_scipy(uden, kilder)
    n = len(kilder)
    print(
        f"scipy Dijkstra    {median_ms(lambda: loes_scipy(terraen, kilder)) / n:7.0f} ms a source"
    )
    med_vej = median_ms(
        lambda: dijkstra(terraen.graf.minutter, indices=kilder, return_predecessors=True)
    )
    print(f"  with the paths  {med_vej / n:7.0f} ms a source")
    mcp = loes_mcp(uden, kilder)
    if mcp is not None:
        tid = median_ms(lambda: loes_mcp(uden, kilder)) / n
        print(f"MCP_Geometric     {tid:7.0f} ms a source, {stoerste_forskel(mcp, svar_uden)}")
    start = time.perf_counter()
    loes_numba = lav_numba()
    if loes_numba is not None:
        numba = loes_numba(terraen, kilder)
        foerste = time.perf_counter() - start
        tid = median_ms(lambda: loes_numba(terraen, kilder)) / n
        print(
            f"numba heap        {tid:7.0f} ms a source, {stoerste_forskel(numba, svar)}, ", end=""
        )
        print(f"first call {foerste:.1f} s")


def main() -> None:
    """Print all the times."""
    g = grundlag()
    mappe = ROD / "data" / "nordjylland"
    kommuner = pd.read_csv(mappe / "kommuner.csv", dtype={"kode": str}).set_index("kode")
    tekst = {"omraade_id": str, "kommune_kode": str}
    distrikter = pd.read_csv(mappe / "afstemningsomraader.csv", dtype=tekst).set_index("omraade_id")
    klinikker = pd.read_csv(mappe / "klinikker.csv")
    klinik_xy = til_meter(klinikker["lat"], klinikker["lon"])
    klinik_xy = klinik_xy[np.isfinite(klinik_xy).all(axis=1)]
    punkter = spred_befolkning(kommuner, g["omrids"], g["byer"], distrikter)
    punkt_xy = np.column_stack([punkter.geometry.x, punkter.geometry.y])
    terraen = byg_terraen(**g)
    graf = terraen.graf.minutter
    print(f"{terraen.shape[0]} x {terraen.shape[1]} cells of {terraen.celle_m:.0f} m, ", end="")
    print(f"{graf.shape[0]:,} on land, {graf.nnz:,} edges; medians of {GENTAGELSER}")

    maal_loesere(terraen, naermeste_celle(terraen, klinik_xy[:: len(klinik_xy) // KILDER][:KILDER]))

    def spred() -> object:
        return spred_befolkning(kommuner, g["omrids"], g["byer"], distrikter)

    print(f"demand points     {median_ms(spred):7.0f} ms, {len(punkter):,} points")
    print(f"ground            {median_ms(lambda: byg_terraen(**g)):7.0f} ms")
    print(f"graph             {median_ms(lambda: replace(terraen).graf):7.0f} ms")
    tid = beregn(terraen, punkt_xy, klinik_xy)
    alle = median_ms(lambda: beregn(terraen, punkt_xy, klinik_xy))
    print(f"whole matrix      {alle:7.0f} ms, {tid.minutter.shape[0]:,} x {tid.minutter.shape[1]}")
    een = median_ms(lambda: beregn(terraen, punkt_xy, klinik_xy[:1]))
    print(f"one new clinic    {een:7.0f} ms")
    noegle = fingeraftryk(*g.values(), punkter, klinik_xy)
    tryk = median_ms(lambda: fingeraftryk(*g.values(), punkter, klinik_xy))
    print(f"fingerprint       {tryk:7.0f} ms")
    with tempfile.TemporaryDirectory() as mappe:
        hent_eller_byg(noegle, lambda _: tid, Path(mappe))
        laes = median_ms(lambda: hent_eller_byg(noegle, lambda _: tid, Path(mappe)))
    print(f"read from disk    {laes:7.0f} ms")


if __name__ == "__main__":
    main()
