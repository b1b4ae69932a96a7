"""The door: files become one checked, frozen Plan, or every fault is told at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.fund import Datafejl
from data.kontrol import krydsfund, laes_rammer
from data.skema import INDBYGGET, laes_skema
from geo.bysamfund import bysamfund
from geo.koordinater import til_meter
from geo.luftlinje import luftlinje_km
from planning.plan import Plan, Sted


def indlaes(mappe: Path = INDBYGGET) -> Plan:
    """Return the Plan of a dataset folder.

    Raises Datafejl with every fault when a file is missing or does not fit its schema or the
    other files. Contradictions of the source do not stop it; `data.kontrol` reports them.
    """
    skema = laes_skema(mappe)
    rammer, fund = laes_rammer(mappe)
    if not fund:
        fund = [f for f in krydsfund(rammer) if f.alvor == "fejl"]
    if fund:
        raise Datafejl(fund)
    klinikker = _klinikker(rammer)
    punkter = _punkter(rammer["byer"])
    punkter_xy = punkter[["x", "y"]].to_numpy()

    def afstand_til(sted: Sted) -> Mapping[str, NDArray[np.float64]]:
        xy = np.array([[sted.x, sted.y]])
        return {"luftlinje": luftlinje_km(punkter_xy, xy)[:, 0]}

    return Plan(
        navn=skema.navn,
        opgjort=skema.opgjort,
        fingeraftryk=_fingeraftryk(mappe),
        kommuner=rammer["kommuner"].set_index("kode"),
        tabel1=rammer["tabel1"].set_index("kode"),
        klinikker=klinikker,
        kapaciteter=rammer["kapaciteter"].drop(columns="samlet_publiceret"),
        ventetider=rammer["ventetider"],
        tabeller=rammer["tabeller"],
        tabelliste=rammer["tabelliste"].set_index("tabel"),
        punkter=punkter,
        afstande={"luftlinje": luftlinje_km(punkter_xy, klinikker[["x", "y"]].to_numpy())},
        afstand_til=afstand_til,
        herkomst={navn: r.herkomst for navn, r in skema.ressourcer.items()},
    )


def _klinikker(rammer: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    ramme = rammer["klinikker"].set_index("klinik_id")
    byer = rammer["byer"]
    xy = til_meter(ramme["lat"], ramme["lon"])
    ramme = ramme.assign(x=xy[:, 0], y=xy[:, 1])
    return ramme.assign(
        bysamfund=bysamfund(
            xy,
            list(ramme["by"]),
            til_meter(byer["lat"], byer["lon"]),
            list(byer["by"]),
            byer["indbyggere"].to_numpy(float),
        )
    )


def _punkter(byer: pd.DataFrame) -> pd.DataFrame:
    xy = til_meter(byer["lat"], byer["lon"])
    return pd.DataFrame(
        {
            "kommune_kode": byer["kommunekode"].to_numpy(),
            "navn": byer["by"].to_numpy(),
            "art": "by",
            "indbyggere": byer["indbyggere"].to_numpy(),
            "x": xy[:, 0],
            "y": xy[:, 1],
            "lat": byer["lat"].to_numpy(),
            "lon": byer["lon"].to_numpy(),
        },
        index=pd.Index("by-" + byer["geonameid"], name="punkt_id"),
    )


def _fingeraftryk(mappe: Path) -> str:
    samlet = hashlib.sha256()
    for fil in sorted(mappe.iterdir()):
        if fil.suffix in {".csv", ".json", ".gpkg"}:
            samlet.update(fil.name.encode())
            samlet.update(fil.read_bytes())
    return samlet.hexdigest()[:16]
