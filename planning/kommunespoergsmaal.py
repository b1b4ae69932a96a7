"""What to ask about a kommune: facts of its ark that a sundhedschef can be asked to explain.

Nothing is asked that no figure gives rise to; `saetninger.kommunespoergsmaal` says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from planning.daekningsbillede import MANGE
from planning.kommuneark import Kommuneark
from planning.laesninger import TYDELIG_PCT, TYDELIG_POINT
from planning.plan import REGIONSRAEKKE
from planning.status import grundlagsforskelle

#: From here the answers of a kommune's clinics differ so much that one asks which they are, weeks.
STORT_SPAEND_UGER = 4.0
#: Below this a kommune is down to its last capacity.
SIDSTE_KAPACITET = 2.0

Spoergsmaalsart = Literal[
    "vaerst",
    "under",
    "ingen_svar",
    "faa_svar",
    "laengst",
    "spaend",
    "uenige",
    "usikre",
    "uden_for",
    "naboregion",
    "sidste",
    "en_klinik",
    "alene",
    "ingen_adgang",
    "uden_adgang",
    "adgang_ikke_oplyst",
    "grundlag",
    "klinikantal",
    "stroemme",
    "udgift",
]


@dataclass(frozen=True)
class Spoergsmaal:
    """Something to ask about: its kind, and the facts it comes of by name."""

    slags: Spoergsmaalsart
    fakta: Mapping[str, Any] = field(default_factory=dict)


def spoergsmaal(ark: Kommuneark) -> tuple[Spoergsmaal, ...]:
    """Return what there is to ask about a kommune: readings, waits, districts, clinics, sources."""
    led = (_om_laesninger, _om_ventetid, _om_uden_for, _om_klinikker, _om_kilden)
    return tuple(s for om in led for s in om(ark))


def _om_laesninger(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    if vaerst := tuple(ark.plads.index[ark.plads["nr"] == 1]):
        yield Spoergsmaal("vaerst", {"laesninger": vaerst})
    # Too uncertain to tell, it is a question of its own.
    usikker = not ark.egen["uenigheder"] and "ringe_adgang" in ark.egen["usikre"]
    efter = {
        "kapacitet": ark.egen["afvigelse_pct"] > TYDELIG_PCT,
        "daekning": ark.region["andel_pct"] - ark.egen["andel_pct"] > TYDELIG_POINT,
        "adgang": ark.egen["adgang_afvigelse_pct"] < -TYDELIG_PCT and not usikker,
    }
    if under := tuple(navn for navn, er in efter.items() if er and navn not in vaerst):
        yield Spoergsmaal("under", {"laesninger": under})
    if ark.egen["uenigheder"]:
        yield Spoergsmaal("uenige")
    elif ark.egen["usikre"]:
        yield Spoergsmaal("usikre")


def _om_ventetid(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    svar = ark.ventetid
    if svar["uger"].isna().all():
        yield Spoergsmaal("ingen_svar", {"klinikker": svar["klinikker"].max()})
        return
    hvor_mange = svar[["svar", "klinikker"]].dropna()
    if len(hvor_mange) and (hvor_mange["svar"] * 2 <= hvor_mange["klinikker"]).any():
        faerrest = hvor_mange.loc[(hvor_mange["svar"] / hvor_mange["klinikker"]).idxmin()]
        yield Spoergsmaal("faa_svar", faerrest.to_dict())
    if laengst := tuple(svar.index[(svar["nr"] == 1) & (svar["af"] > 1)]):
        yield Spoergsmaal("laengst", {"typer": laengst})
    spredt = svar[svar["uger_max"] - svar["uger_min"] >= STORT_SPAEND_UGER]
    if len(spredt):
        yield Spoergsmaal("spaend", {"typer": tuple(spredt.index)})


def _om_uden_for(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    mange = ark.distrikter[ark.distrikter["indbyggere_uden"] >= MANGE]
    if len(mange):
        yield Spoergsmaal("uden_for", {"distrikter": tuple(mange.index)})
    naermere = ark.stand.billede.ved_graensen[ark.kode]
    if naermere >= MANGE and "naboklinikker" in ark.mangler:
        naboer = ark.naboer.loc[~ark.naboer["i_region"].astype(bool), "navn"]
        yield Spoergsmaal("naboregion", {"indbyggere": naermere, "naboer": tuple(naboer)})


def _om_klinikker(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    med = ark.klinikker[ark.klinikker["kapacitet"] > 0]
    if 0 < ark.egen["kapacitet"] < SIDSTE_KAPACITET:
        yield Spoergsmaal("sidste", {"kapacitet": ark.egen["kapacitet"]})
    elif len(med) == 1:
        yield Spoergsmaal("en_klinik", {"klinik": med.index[0]})
    alene = med[med["rettigheder"] == 1]
    if len(alene) and len(med) > 1:
        yield Spoergsmaal("alene", {"klinikker": tuple(alene.index), "af": len(med)})
    adgang = med["handicapadgang"]
    if len(med) and not (adgang == "ja").any():
        yield Spoergsmaal("ingen_adgang", {"klinikker": len(med)})
    elif (adgang == "nej").any():
        yield Spoergsmaal("uden_adgang", {"klinikker": tuple(med.index[adgang == "nej"])})
    if (adgang == "ikke oplyst").any() and (adgang == "ja").any():
        ukendte = tuple(med.index[adgang == "ikke oplyst"])
        yield Spoergsmaal("adgang_ikke_oplyst", {"klinikker": ukendte})


def _om_kilden(ark: Kommuneark) -> Iterator[Spoergsmaal]:
    plan, kode = ark.plan, ark.kode
    if plan.opgoerelse.hele and not plan.tabel1.empty:
        forskelle = grundlagsforskelle(plan)
        if kode in forskelle.index:
            yield Spoergsmaal("grundlag", forskelle.loc[kode].to_dict())
    spurgte = ark.ventetid["klinikker"].max()
    # A list that is newer than the waits, or they than it, does not contradict them.
    kilder = [plan.herkomst.get(r) for r in ("klinikker", "ventetider")]
    nyere = any(h is not None and h.importeret for h in kilder)
    if not nyere and pd.notna(spurgte) and spurgte != len(ark.klinikker):
        yield Spoergsmaal("klinikantal", {"spurgte": spurgte, "listen": len(ark.klinikker)})
    if ark.stand.stroemme is not None:
        holdt = ark.stand.stroemme.holdt_op(ark.stand.adgangen.aftagen).loc[kode]
        if holdt["modsat"]:
            yield Spoergsmaal("stroemme", holdt.to_dict())
    for speciale, ramme in ark.stand.aktivitet.items():
        kommuner = ramme["udgift_kr"].drop(index=REGIONSRAEKKE)
        if kommuner.notna().any() and kommuner.idxmax() == kode:
            fakta = {"speciale": speciale, "kr": kommuner[kode]}
            yield Spoergsmaal("udgift", fakta | {"region": ramme["udgift_kr"][REGIONSRAEKKE]})
