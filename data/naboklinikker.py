"""Clinics outside the region, imported: the sources have none, and they may be the nearest.

CSV with the columns navn, by, lat and lon, a row for each address. They count where distance
does; their capacity is not known here, so they share in no measure of capacity.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from data.fund import Datafejl, Fund
from data.skema import Felt, Ressource
from data.tabelfil import laes
from geo.koordinater import MAALE_CRS, til_meter
from planning.plan import Herkomst

NAVN = "naboklinikker"


def _felt(navn: str, type_: str, titel: str, beskrivelse: str, **krav: float) -> Felt:
    ender = krav.get("mindst"), krav.get("hoejst")
    return Felt(navn, type_, titel, beskrivelse, "", True, False, *ender, None, ())


RESSOURCE = Ressource(
    navn=NAVN,
    sti="naboklinikker.csv",
    titel="Klinikker uden for regionen",
    felter=(
        _felt("navn", "string", "Navn", "klinikkens navn"),
        _felt("by", "string", "By", "hvor den ligger"),
        _felt("lat", "number", "Bredde", "grader, WGS84", mindst=54.0, hoejst=58.0),
        _felt("lon", "number", "Længde", "grader, WGS84", mindst=7.5, hoejst=15.5),
    ),
    noegle=("navn", "lat", "lon"),
    henvisninger={},
    herkomst=Herkomst("Importeret liste over klinikker uden for regionen", "", "", "", ""),
)


def laes_naboklinikker(sti: Path, omrids: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the clinics outside the region: index nabo_id; navn, by, lat, lon (WGS84), x, y.

    x and y are metres, EPSG:25832; the order is that of the file. `omrids` as `Plan.omrids`. Raises
    Datafejl with every fault: what does not fit the columns, a place in the region (its clinics
    are in the clinic list), and one on no land that the map has.
    """
    ramme, fund = laes(sti, RESSOURCE)
    if fund:
        raise Datafejl(fund)
    xy = til_meter(ramme["lat"], ramme["lon"])
    steder = gpd.GeoSeries(shapely.points(xy), index=ramme.index, crs=MAALE_CRS)
    fund = [
        Fund(sti.name, "", int(str(nr)), "lat", besked)
        for nr, sted in steder.items()
        if (besked := forkert_sted(sted, omrids))
    ]
    if fund:
        raise Datafejl(fund)
    ramme = ramme.assign(x=xy[:, 0], y=xy[:, 1])
    return ramme.set_index(pd.Index([f"nabo-{nr}" for nr in ramme.index], name="nabo_id"))


def forkert_sted(sted: shapely.Point, omrids: gpd.GeoDataFrame) -> str:
    """Return what is wrong with the place (EPSG:25832) of a clinic outside the region, or ""."""
    i_kommune = omrids[omrids.intersects(sted)]
    if i_kommune.empty:
        return (
            "Stedet ligger i vandet eller længere fra regionen, end kortet når. Ret koordinaterne, "
            "eller udelad klinikken."
        )
    if i_kommune["i_region"].astype(bool).any():
        navn = i_kommune["navn"].iloc[0]
        return (
            f"Stedet ligger i {navn}, som er i regionen. Her er kun klinikker uden for den; "
            "regionens egne står i kliniklisten."
        )
    return ""
