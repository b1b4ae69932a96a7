"""Clinics outside the region, imported: the sources have none, and they may be the nearest.

A table with the columns navn, by, lat and lon, a row for each address. They count where distance
does; their capacity is not known here, so they share in no measure of capacity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from dansk import opremsning
from data.fund import Datafejl, Fund
from data.indgang.ark import laes_ark
from data.indgang.klinikkendte import tekst_af
from data.indgang.kolonner import foreslaa
from data.indgang.overskrift import find_tabel
from data.indgang.punktform import med_grader
from data.klinikoplysninger import PUNKT
from data.skema import Felt, Ressource
from data.tabelfil import typet
from geo.koordinater import MAALE_CRS, til_meter
from planning.plan import IMPORTERET, Herkomst

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
    herkomst=Herkomst(f"{IMPORTERET} klinikker uden for regionen", "", "", "", ""),
)

#: What the columns may be called.
ORD = {
    "navn": ("klinik", "klinikkens navn", "kliniknavn", "praksis", "praksisnavn"),
    "by": ("postby", "bynavn"),
    **{f.navn: (f.titel, *f.ord) for f in PUNKT},
}
FELTER = tuple(replace(f, ord=ORD[f.navn]) for f in RESSOURCE.felter)


def laes_naboklinikker(sti: Path, omrids: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the clinics outside the region: index nabo_id; navn, by, lat, lon (WGS84), x, y.

    x and y are metres, EPSG:25832; the order is that of the file. `omrids` as `Plan.omrids`. Raises
    Datafejl with every fault: what does not fit the columns, a place in the region (its clinics
    are in the clinic list), and one on no land that the map has.
    """
    ramme, fund = _laest(sti)
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


def _laest(sti: Path) -> tuple[pd.DataFrame, list[Fund]]:
    """Return the first table of the file that has the columns, or the faults found in it."""
    tabeller = [med_grader(find_tabel(ark)) for ark in laes_ark(sti)]
    tabel = next((t for t in tabeller if nabokolonner(t.kolonner)), tabeller[0])
    kolonner = _kolonner(tabel.kolonner)
    if mangler := [f.navn for f in FELTER if f.navn not in kolonner]:
        besked = (
            f"Kolonner mangler: {opremsning(mangler)}. Skal være: "
            f"{opremsning([f.navn for f in FELTER])}."
        )
        return pd.DataFrame(), [Fund(sti.name, tabel.navn, tabel.hovedraekke, mangler[0], besked)]
    celler = {felt: tabel.data[k].map(tekst_af) for felt, k in kolonner.items()}
    for led in ("lat", "lon"):
        celler[led] = celler[led].str.replace(",", ".", regex=False)
    indhold = {felt: tekst.to_list() for felt, tekst in celler.items()}
    return typet(sti.name, RESSOURCE, indhold, [int(nr) for nr in tabel.data.index])


def nabokolonner(navne: Sequence[str]) -> set[str]:
    """Return the headings of a list of clinics, those of its towns aside; none without them all.

    Towns are left out, since a list of the region's own clinics with their points may have them.
    """
    kolonner = _kolonner(navne)
    if len(kolonner) < len(FELTER):
        return set()
    return {k for felt, k in kolonner.items() if felt != "by"}


def _kolonner(navne: Sequence[str]) -> dict[str, str]:
    return {f.felt.navn: f.kolonne for f in foreslaa(navne, FELTER) if f.kolonne and f.sikker}


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
