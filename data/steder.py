"""Destinations: what a user writes or picks, as a clinic id or a new address."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from shapely.geometry import Point

from dansk import Inputfejl, tal
from geo.bysamfund import bysamfund
from geo.koordinater import punkt_fra_tekst, til_meter
from planning.plan import Plan, Sted

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
    p = valgt.iloc[0]
    return Sted(
        sted_id=f"ny-{p.name}",
        navn=f"Ny adresse i {by}",
        by=by,
        kommune_kode=kode,
        bysamfund=by,
        lat=float(p["lat"]),
        lon=float(p["lon"]),
        x=float(p["x"]),
        y=float(p["y"]),
    )


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
    by_xy = plan.byer[["x", "y"]].to_numpy()
    naermest = plan.byer.iloc[int(np.hypot(*(by_xy - xy).T).argmin())]["by"]
    samfund = bysamfund(
        xy[None, :],
        [f"{naermest} opland"],
        by_xy,
        list(plan.byer["by"]),
        plan.byer["indbyggere"].to_numpy(float),
    )[0]
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
