"""Reading a national population grid side by side with pandas.read_csv and pyogrio alone.

    python benchmarks/bench_net.py [--gentagelser 5]

400,000 cells of 100 m spread over the north of Denmark, synthetic from a fixed seed: a CSV as
Danmarks Statistik writes it (cell name, all inhabitants, three age groups, some withheld), the
same as a GeoPackage of squares, and as GeoParquet. Ours reads, checks and reconciles them with the
region; the peer only reads the file.

Goal: 5 seconds, 1 GB and at most 3 times the peer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
FROE, ANTAL = 20, 400_000
sys.path.insert(0, str(ROD))

from benchmarks.par import ALENE, VORES, Maalsaetning, hoved  # noqa: E402

#: The grid is synthetic, so the rules have questions.
BRUG = dict.fromkeys(("afvigelse", "sted", "daekning"), "brug")


def skriv_filer(mappe: Path) -> None:
    """Write the grid in the three shapes: 100 m cells, one of a 300 m square each."""
    import geopandas as gpd
    import numpy as np
    import pandas as pd
    import shapely

    from data.omrids import laes_omrids
    from data.skema import INDBYGGET

    rng = np.random.default_rng(FROE)
    # As large a share of the region's and its neighbours' land has cells; the rest are far south.
    omrids = laes_omrids(INDBYGGET / "omrids.gpkg").union_all()
    shapely.prepare(omrids)
    nr = np.arange(800 * 1200)
    e, n = 4400 + 3 * (nr % 800), 64_000 - 3 * (nr // 800)
    x, y = e * 100.0 + 50, n * 100.0 + 50
    vaelg = np.flatnonzero(shapely.contains_xy(omrids, x, y) | (y < 6_240_000))[:ANTAL]
    e, n = e[vaelg], n[vaelg]
    folk = rng.poisson(rng.gamma(0.5, 14, ANTAL)) + 1
    skjult = folk < 5
    dele = {
        "0-17 år": folk // 5,
        "18-64 år": folk // 2,
        "65 år og derover": folk - folk // 5 - folk // 2,
    }
    tabel = pd.DataFrame({"KN100mDK": [f"100m_{b}_{a}" for a, b in zip(e, n, strict=True)]})
    for navn, antal in {"Personer i alt": folk, **dele}.items():
        tabel[navn] = np.where(skjult, "..", antal.astype(str))
    tabel.to_csv(mappe / "net.csv", sep=";", index=False, encoding="utf-8-sig")
    x, y = e * 100.0, n * 100.0
    net = gpd.GeoDataFrame(
        {"antal_personer": folk}, geometry=shapely.box(x, y, x + 100, y + 100), crs=25832
    )
    net.to_file(mappe / "net.gpkg")
    net.to_parquet(mappe / "net.parquet")


def vores(sti: Path) -> Callable[[], Any]:
    """Return what reads, checks and reconciles a grid; the dataset is read before."""
    from data.befolkningsnet import laes_befolkningsnet
    from data.datasaet import indlaes

    plan = indlaes()
    return lambda: (
        laes_befolkningsnet(sti, plan.kommuner, plan.omrids, BRUG, model=plan.punkter)
        .rapport["punkter"]
        .sum()
    )


def alene(sti: Path) -> Callable[[], Any]:
    """Return what only reads the file."""
    import geopandas as gpd
    import pandas as pd
    import pyogrio

    if sti.suffix == ".csv":
        return lambda: len(pd.read_csv(sti, sep=";", encoding="utf-8-sig"))
    if sti.suffix == ".gpkg":
        return lambda: len(pyogrio.read_dataframe(sti))
    return lambda: len(gpd.read_parquet(sti))


FILER = ("net.csv", "net.gpkg", "net.parquet")


if __name__ == "__main__":
    hoved(
        *(__file__, f"A population grid of {ANTAL:,} cells", skriv_filer, FILER),
        {ALENE: alene, VORES: vores},
        Maalsaetning(sekunder=5.0),
    )
