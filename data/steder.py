"""Destinations: what a user writes or picks, as a clinic id or a new address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry import Point

from dansk import Inputfejl, tal
from data.afstande import Afstande, Landskab
from geo.bysamfund import bysamfund
from geo.koordinater import punkt_fra_tekst, til_meter
from geo.luftlinje import luftlinje_km
from planning.plan import SAMME_STED_M, Plan, Sted

#: A point may lie this far outside the drawn outlines, which are about 100 m wrong, and miss piers.
UDEN_FOR_OMRIDS_M = 1000.0


def byer(plan: Plan, kode: str) -> list[str]:
    """Return the names of a kommune's towns in the dataset, the largest first."""
    i_kommunen = plan.byer[plan.byer["kommune_kode"] == kode]
    return list(i_kommunen.sort_values("indbyggere", ascending=False)["by"])


def ny_adresse_i_by(plan: Plan, kode: str, by: str) -> Sted:
    """Return a new address at the centre of a town of a kommune.

    Raises Inputfejl when the dataset has no such town there.
    """
    valgt = plan.byer[(plan.byer["kommune_kode"] == kode) & (plan.byer["by"] == by)]
    if len(valgt) != 1:
        raise Inputfejl(
            f"{plan.kommuner.loc[kode, 'kommune']} har ingen by ved navn »{by}« i datasættet. "
            f"Vælg mellem {', '.join(byer(plan, kode))}."
        )
    return _i_by(valgt.iloc[0])


def _i_by(by: pd.Series) -> Sted:
    return Sted(
        sted_id=f"ny-{by.name}",
        navn=f"Ny adresse i {by['by']}",
        by=str(by["by"]),
        kommune_kode=str(by["kommune_kode"]),
        bysamfund=str(by["by"]),
        lat=float(by["lat"]),
        lon=float(by["lon"]),
        x=float(by["x"]),
        y=float(by["y"]),
    )


def ny_adresse_i_distrikt(plan: Plan, distrikt: str) -> Sted:
    """Return a new address at the polling place of a district; KeyError when there is none."""
    (sted,) = _i_distrikter(plan.efter_kommune.distrikter.loc[[distrikt]], plan.byer)
    return sted


def _i_distrikter(distrikter: pd.DataFrame, byer: pd.DataFrame) -> list[Sted]:
    xy = til_meter(distrikter["lat"].to_numpy(float), distrikter["lon"].to_numpy(float))
    _, samfund = _naer(byer, xy)
    felter = ["navn", "kommune_kode", "lat", "lon"]
    return [
        Sted(
            sted_id=f"ny-distrikt-{distrikt}",
            navn=f"Ny adresse i distrikt {navn}",
            by=str(navn),
            kommune_kode=str(kode),
            bysamfund=bysamfund_,
            lat=float(lat),
            lon=float(lon),
            x=x,
            y=y,
        )
        for (distrikt, navn, kode, lat, lon), bysamfund_, (x, y) in zip(
            distrikter[felter].itertuples(name=None), samfund, xy.tolist(), strict=True
        )
    ]


def nye_steder(
    landskab: Landskab,
    punkter: pd.DataFrame,
    klinikker: pd.DataFrame,
    byer: pd.DataFrame,
    distrikter: pd.DataFrame,
) -> dict[str, Any]:
    """Return where a new address could be and the ways there, as the fields of a Plan.

    The frames are those of a Plan. No way is made before it is asked for.
    """
    alle = [_i_by(by) for _, by in byer.iterrows()]
    alle += _i_distrikter(distrikter, byer)
    steder = tuple(_hver_en_gang(alle, klinikker[["x", "y"]].to_numpy(float)))
    xy = np.array([(sted.x, sted.y) for sted in steder]).reshape(-1, 2)
    afstande = Afstande(landskab, punkter[["x", "y"]].to_numpy(), xy, maal=("minutter",))
    return {"steder": steder, "stedafstande": afstande}


def _hver_en_gang(steder: Sequence[Sted], optaget: NDArray[np.float64]) -> Iterator[Sted]:
    """Yield the places that are not one of those that are taken, or one yielded before."""
    for sted in steder:
        xy = np.array([[sted.x, sted.y]])
        if luftlinje_km(xy, optaget).min(initial=np.inf) * 1000 > SAMME_STED_M:
            optaget = np.vstack([optaget, xy])
            yield sted


def _naer(byer: pd.DataFrame, xy: NDArray[np.float64]) -> tuple[list[str], list[str]]:
    """Return the town nearest to each point (n, 2), and the bysamfund of each."""
    by_xy, navne = byer[["x", "y"]].to_numpy(), list(byer["by"])
    fra = by_xy[None] - xy[:, None]
    naermest = [navne[nr] for nr in np.hypot(fra[..., 0], fra[..., 1]).argmin(axis=1)]
    oplande, indbyggere = [f"{by} opland" for by in naermest], byer["indbyggere"].to_numpy(float)
    return naermest, bysamfund(xy, oplande, by_xy, navne, indbyggere)


def ny_adresse_i_punkt(plan: Plan, lat: float, lon: float) -> Sted:
    """Return a new address at a point in WGS84 degrees.

    Raises Inputfejl when the point lies in no kommune of the plan.
    """
    xy = til_meter([lat], [lon])[0]
    egne = plan.omrids[plan.omrids["kode"].isin(plan.kommuner.index)]
    afstand = egne.geometry.distance(Point(*xy))
    if afstand.min() > UDEN_FOR_OMRIDS_M:
        raise Inputfejl(
            f"Punktet {tal(lat, 3)}; {tal(lon, 3)} ligger ikke i en af regionens kommuner, men "
            f"{tal(afstand.min() / 1000, 1)} km fra den nærmeste. Vælg et punkt på land i regionen."
        )
    (naermest,), (samfund,) = _naer(plan.byer, xy[None, :])
    return Sted(
        sted_id=f"ny-{lat:.4f}-{lon:.4f}",
        navn="Ny adresse",
        by=f"ved {naermest}",
        kommune_kode=str(egne.loc[afstand.idxmin(), "kode"]),
        bysamfund=samfund,
        lat=lat,
        lon=lon,
        x=float(xy[0]),
        y=float(xy[1]),
    )


def destination(plan: Plan, tekst: str) -> str | Sted:
    """Return the destination a user wrote: a clinic id, a kommune's name, or `lat,lon`.

    A kommune's name means a new address in its largest town. Raises Inputfejl when the text
    is none of them.
    """
    if tekst in plan.klinikker.index:
        return tekst
    if "," in tekst:
        return ny_adresse_i_punkt(plan, *punkt_fra_tekst(tekst))
    if tekst.strip().casefold() in _navne(plan):
        kode = plan.kommune_kode(tekst)
        return ny_adresse_i_by(plan, kode, byer(plan, kode)[0])
    raise Inputfejl(
        f"»{tekst}« er hverken et klinik-id, en kommune eller et punkt (lat,lon). Skriv fx "
        "hobro-benefit, Rebild eller 56.885,9.838."
    )


def _navne(plan: Plan) -> Sequence[str]:
    return [k.casefold() for k in plan.kommuner["kommune"]]
