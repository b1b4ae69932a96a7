"""A scenario seen whole: before, after, effect, who decides and what to mind.

The one call behind page and command line for what-if.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dansk import Inputfejl
from planning.advarsler import Advarsel, advarsler
from planning.beslutningsvej import Beslutningsvej, beslutningsvej, hoejeste
from planning.effekt import STANDARDGRAENSE, STANDARDVAEGTE, Effekt, effekt
from planning.flytning import aendringer, forloeb, omfang, udfoer
from planning.foelger import Foelger, foelger
from planning.husket import husket
from planning.plan import Plan
from planning.spredning import Spredning, spredning
from planning.status import Status, status
from planning.tiltag import (
    ARTER,
    Deling,
    Opslag,
    Tiltag,
    afgiver,
    fra_dict,
    modtager,
    sted_id,
)


@dataclass(frozen=True, eq=False)
class Vurdering:
    """What a list of tiltag does to a plan, ready to be shown.

    `foer` and `efter` deviate from one figure, the region's before. Of a plan by areas they and
    the effect are by area; routes, warnings and who is left with nothing are by kommune.
    """

    scenarie: tuple[Tiltag, ...]
    plan_foer: Plan
    plan_efter: Plan
    foer: Status
    efter: Status
    spredning_foer: Spredning
    spredning_efter: Spredning
    effekt: Effekt
    beslutningsvej: Beslutningsvej | None
    veje: tuple[Beslutningsvej, ...]
    advarsler: tuple[Advarsel, ...]
    foelger: Foelger


def vurder(
    plan: Plan,
    scenarie: Sequence[Tiltag],
    vaegte: Mapping[str, float] = STANDARDVAEGTE,
    graense: float = STANDARDGRAENSE,
    ventespeciale: str | None = None,
) -> Vurdering:
    """Return the assessment of a scenario; an empty one changes nothing and needs no decision.

    `vaegte` weights the criteria of the effect, `graense` (minutes) is what its coverage counts
    as near, and `ventespeciale` whose waiting times it reads; the field's own unless given.
    Raises Inputfejl that names the first tiltag that does not fit.
    """
    # Each is checked, also where an equal one (a capacity of True for 1) is assessed already.
    forloeb(plan, scenarie)
    return _vurdering(plan, tuple(scenarie), tuple(vaegte.items()), graense, ventespeciale)


# Few are kept: each holds a plan.
@husket(4)
def _vurdering(
    plan: Plan,
    scenarie: tuple[Tiltag, ...],
    vaegte: tuple[tuple[str, float], ...],
    graense: float,
    ventespeciale: str | None,
) -> Vurdering:
    trin = forloeb(plan, scenarie)
    efter = trin[-1]
    kommunevis = [stand.efter_kommune for stand in trin]
    veje = [beslutningsvej(stand, t) for stand, t in zip(kommunevis, scenarie, strict=False)]
    speciale = _speciale(plan, scenarie)
    tabel_foer = status(plan, speciale=speciale)
    tabel_efter = status(efter, speciale=speciale).mod(tabel_foer)
    return Vurdering(
        scenarie=scenarie,
        plan_foer=plan,
        plan_efter=efter,
        foer=tabel_foer,
        efter=tabel_efter,
        spredning_foer=spredning(tabel_foer),
        spredning_efter=spredning(tabel_efter),
        effekt=effekt(plan, efter, dict(vaegte), graense, speciale or ventespeciale),
        beslutningsvej=hoejeste(veje),
        veje=tuple(veje),
        advarsler=advarsler(kommunevis[0], kommunevis[-1], veje),
        foelger=foelger(kommunevis[0], kommunevis[-1], graense, speciale),
    )


def _speciale(plan: Plan, scenarie: Sequence[Tiltag]) -> str | None:
    """Return the speciale a status is read for: none for joint capacity, else the first named."""
    if plan.opgoerelse.faelles:
        return None
    navngivne = (t.speciale for t in scenarie if not isinstance(t, Deling))
    return next(navngivne, plan.fag.ventespeciale)


def sammenstilling(vurdering: Vurdering) -> pd.DataFrame:
    """Return before and after side by side per kommune, and the region last.

    Index kode and 'region', most inhabitants to a capacity before first; kommune, indbyggere,
    and with the suffixes _foer and _efter each kind of capacity, kapacitet (capacities),
    indbyggere_pr_kapacitet (persons) and afvigelse_pct (percent from the region before);
    aendring_pct, how indbyggere_pr_kapacitet changes (NaN where there is none before or after);
    aendret (bool): whether the scenario touches the kommune's capacity.
    """
    foer, efter = vurdering.foer.ordnet(), vurdering.efter.ordnet()
    faelles = ["kommune", "indbyggere"]
    ramme = (
        foer.drop(columns=faelles)
        .add_suffix("_foer")
        .join(efter.drop(columns=faelles).add_suffix("_efter"))
    )
    ramme.insert(0, "kommune", foer["kommune"])
    ramme.insert(1, "indbyggere", foer["indbyggere"])
    opgoerelse = vurdering.plan_foer.opgoerelse
    dele = [*(opgoerelse.noegler if opgoerelse.hele else ()), "kapacitet"]
    aendret = (
        ramme[[f"{d}_foer" for d in dele]].to_numpy()
        != ramme[[f"{d}_efter" for d in dele]].to_numpy()
    ).any(axis=1)
    aendring_pct = _aendring_pct(
        ramme["indbyggere_pr_kapacitet_foer"], ramme["indbyggere_pr_kapacitet_efter"]
    )
    return ramme.assign(aendring_pct=aendring_pct, aendret=aendret)


def kommuneaendring(vurdering: Vurdering) -> pd.DataFrame:
    """Return how indbyggere pr. kapacitet changes in each kommune.

    Index kode; kommune, foer, efter (persons to a capacity, NaN without any) and aendring_pct (NaN
    where a kommune has none before or after).
    """
    foer, efter = (s.kommuner["indbyggere_pr_kapacitet"] for s in (vurdering.foer, vurdering.efter))
    return pd.DataFrame(
        {
            "kommune": vurdering.foer.kommuner["kommune"],
            "foer": foer,
            "efter": efter,
            "aendring_pct": _aendring_pct(foer, efter),
        }
    )


def _aendring_pct(foer: pd.Series, efter: pd.Series) -> pd.Series:
    # What nothing happens to is exactly as it was, and 5 % is not a hair more.
    pct = (100 * (efter / foer - 1)).round(9)
    return pct.where(foer != efter, 0.0).where(foer.notna())


def roerte_klinikker(vurdering: Vurdering) -> dict[str, float]:
    """Return the clinics whose capacity the scenario changes: id -> change in capacities."""
    samlet: dict[str, float] = {}
    for tiltag in vurdering.scenarie:
        for aendring in aendringer(vurdering.plan_foer, tiltag):
            samlet[aendring.klinik_id] = samlet.get(aendring.klinik_id, 0.0) + aendring.kapacitet
    return {klinik: forskel for klinik, forskel in samlet.items() if forskel != 0}


def maengder(vurdering: Vurdering) -> dict[str, tuple[int, float]]:
    """Return for each type of tiltag how many there are, and the capacities they are of."""
    ud: dict[str, tuple[int, float]] = {}
    for tiltag in vurdering.scenarie:
        antal, kapacitet = ud.get(tiltag.noegle, (0, 0.0))
        ud[tiltag.noegle] = (antal + 1, kapacitet + omfang(vurdering.plan_foer, tiltag))
    return ud


def ledig_kapacitet(vurdering: Vurdering) -> float:
    """Return how many capacities a scenario leaves vacant: advertised, and not filled yet."""
    plan = vurdering.plan_foer
    ledige = (t for t in vurdering.scenarie if isinstance(t, Opslag) and t.til is None)
    return sum((omfang(plan, t) for t in ledige), 0.0)


def roerte_kommuner(vurdering: Vurdering) -> tuple[str, ...]:
    """Return the codes of the kommuner with a clinic whose capacity the scenario changes."""
    koder = vurdering.plan_efter.klinikker["kommune_kode"]
    return tuple(sorted({str(koder[klinik]) for klinik in roerte_klinikker(vurdering)}))


def flyttepile(vurdering: Vurdering) -> pd.DataFrame:
    """Return a row a flytning or ekstra klinikadresse: where from, where to, and how much.

    As `tiltagssteder`. Other tiltag move nothing and have no row.
    """
    ramme = tiltagssteder(vurdering)
    pile = [ARTER[art].pil for art in ramme["art"]]
    return ramme.loc[pile].drop(columns=["art", "ny", "lukker"]).reset_index(drop=True)


@husket()
def tiltagssteder(vurdering: Vurdering) -> pd.DataFrame:
    """Return where on a map each tiltag is: where capacity is from, where it is to, how much.

    nummer (in the scenario, from 1), art (key of the kind), fra, til (klinik_id; the same where it
    stays at its address, None for new, vacant and closed), kapacitet (capacities), the ends fra_x,
    fra_y, til_x, til_y (metres, EPSG:25832), fra_lat, fra_lon, til_lat, til_lon (WGS84), ny (bool:
    til is no address before) and lukker (bool: fra has no capacity after). Vacant capacity that is
    filled elsewhere is no move, and has a row for each end.
    """
    plan, foer = vurdering.plan_efter, vurdering.plan_foer.klinikker.index
    raekker = []
    for nr, tiltag in enumerate(vurdering.scenarie, start=1):
        fra, modtaget = afgiver(tiltag), modtager(tiltag)
        til = None if modtaget is None else sted_id(modtaget)
        ender = [(fra, fra if isinstance(tiltag, Deling) else til)]
        if isinstance(tiltag, Opslag) and til not in (None, fra):
            ender = [(fra, None), (None, til)]
        raekker += [(nr, tiltag.noegle, *e, omfang(plan, tiltag)) for e in ender]
    ramme = pd.DataFrame(raekker, columns=["nummer", "art", "fra", "til", "kapacitet"])
    for ende in ("fra", "til"):
        for akse in ("x", "y", "lat", "lon"):
            ramme[f"{ende}_{akse}"] = plan.klinikker[akse].reindex(ramme[ende]).to_numpy(float)
    nye = ramme["til"].notna() & ~ramme["til"].isin(foer)
    return ramme.assign(ny=nye, lukker=ramme["fra"].isin(vurdering.foelger.lukkede))


def vundne_kriterier(vurderinger: Sequence[Vurdering]) -> list[list[str]]:
    """Return the criteria each scenario alone has the highest score of, in hundredths.

    Criteria without a score in one of them are not among them.
    """
    scorer = pd.concat([v.effekt.kriterier["score"] for v in vurderinger], axis=1).dropna()
    navne = vurderinger[0].effekt.kriterier.loc[scorer.index, "kriterium"]
    afrundet = scorer.round(2).to_numpy(float)
    hoejest = afrundet == afrundet.max(axis=1, keepdims=True)
    alene = hoejest & (hoejest.sum(axis=1, keepdims=True) == 1)
    return [list(navne[egne]) for egne in alene.T]


@dataclass(frozen=True)
class Gennemgang:
    """Which tiltag of a saved scenario still fit a plan, in order, and what is wrong with the rest.

    passer: the tiltag that fit when the others are left out. fejl: (number from 1, sentence).
    """

    passer: tuple[Tiltag, ...]
    fejl: tuple[tuple[int, str], ...]


def gennemgaa(plan: Plan, gemte: Sequence[Mapping[str, object]]) -> Gennemgang:
    """Return which of a scenario's saved tiltag (`tiltag.som_dict`) can be applied to a plan."""
    passer: list[Tiltag] = []
    fejl: list[tuple[int, str]] = []
    for nummer, gemt in enumerate(gemte, start=1):
        try:
            tiltag = fra_dict(gemt)
            plan = udfoer(plan, tiltag)
            passer.append(tiltag)
        except Inputfejl as grund:
            fejl.append((nummer, str(grund)))
    return Gennemgang(tuple(passer), tuple(fejl))
