"""Neighbours: which kommuner share a border, and which a bridge, a tunnel or a ferry connects."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from geo.koordinater import kraev_meter, til_meter

#: Outlines no further apart than this share a border: those that are imported may have slivers.
GRAENSE_M = 25.0
LATLON = ("lat", "lon")
NABOFELTER = ("kode", "nabo", "navn", "i_region", "graense", "forbindelse")


def naboskab(omrids: gpd.GeoDataFrame, forbindelser: pd.DataFrame) -> pd.DataFrame:
    """Return the neighbours of each kommune of the region, inside the region and outside it.

    `omrids`: kode, navn, i_region, geometry (metres). `forbindelser`: navn, type (bro, tunnel,
    færge), lat1, lon1, lat2, lon2 (WGS84); each end is of the nearest outline. A row a pair: kode,
    nabo (codes), navn (the neighbour's), i_region (bool, whether the neighbour is in the region),
    graense (bool, whether they share a border, on land or in a fjord) and forbindelse (what
    connects them over water, names with their type, "" for none). Raises ValueError for outlines
    that are not in metres.
    """
    kraev_meter(omrids.crs)
    flader, koder = omrids.geometry.to_numpy(), omrids["kode"].to_numpy()
    trae = shapely.STRtree(flader)
    par = trae.query(flader, predicate="dwithin", distance=GRAENSE_M)
    graense = {(koder[a], koder[b]) for a, b in par.T if a != b}
    over: dict[tuple[str, str], list[str]] = {}
    if len(forbindelser):
        ender = [
            koder[
                trae.nearest(shapely.points(til_meter(*(forbindelser[f"{g}{nr}"] for g in LATLON))))
            ]
            for nr in (1, 2)
        ]
        for r, a, b in zip(forbindelser.itertuples(), *ender, strict=True):
            for begge in [(a, b), (b, a)] if a != b else []:
                over.setdefault(begge, []).append(f"{r.navn} ({r.type})")
    navne = omrids.set_index("kode")[["navn", "i_region"]]
    egne = set(koder[omrids["i_region"].to_numpy(bool)])
    return pd.DataFrame(
        [
            (
                *(kode, nabo, navne.at[nabo, "navn"], bool(navne.at[nabo, "i_region"])),
                *((kode, nabo) in graense, ", ".join(over.get((kode, nabo), []))),
            )
            for kode, nabo in sorted(graense | set(over))
            if kode in egne
        ],
        columns=list(NABOFELTER),
    )
