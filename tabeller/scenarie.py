"""The tables of a scenario: before and after, its effect, who decides, and scenarios compared."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pandas as pd

from dansk import MANGLER, kapaciteter, opremsning, score, tal
from planning.foelsomhed import effektspaend
from planning.husket import husket
from planning.plan import REGIONSRAEKKE
from planning.scenarie import Vurdering, sammenstilling
from saetninger.beslutningsvej import beslutninger
from saetninger.effekt import kriterietabel
from saetninger.omraadeord import inddelingstekst, kriterienavn, omraadeord
from saetninger.scenarienyhed import maalestok
from saetninger.spaend import PROCENT, spaendtal
from saetninger.tiltag import beskriv_alle
from tabeller.felter import (
    AFVIGELSE_EFTER,
    AFVIGELSE_FOER,
    KAPACITET,
    PR_KAPACITET,
    omraadekolonne,
)
from tabeller.kilder import kilde
from tabeller.tabel import MAERKE, Kolonne, Tabel

AENDRING_PCT = Kolonne(
    "aendring_pct",
    "Ændring",
    "%",
    "fortegn",
    1,
    forklaring="Indbyggere pr. kapacitet, ændring fra før til efter scenariet, procent",
)
#: The table of before and after, as files name it.
FOER_EFTER = "foer-efter"
ER_FREMHAEVET, ER_MED = "er fremhævet.", "er med; resten er, som de var."
#: What the signs of marked rows are.
TEGN = f"Ud for navnet er + og − den kapacitet, der kommer og går, {MAERKE} lige så meget som før."
SAMLET = "Samlet effekt (−100 til +100)"
EFFEKTNOTE = (
    "Scoren går fra −100 til +100, og plus er bedre. Den samlede score er gennemsnittet af "
    "kriterierne, vægtet. Den skal læses sammen med sine dele. En streg er et kriterium uden data. "
    f"Spændet er scoren, når alle rejsetider er {PROCENT} % længere og kortere, og når "
    "indbyggerne er afstemningsområdernes i stedet for praksisplanens."
)


@husket()
def foer_efter_tabel(vurdering: Vurdering) -> Tabel:
    """Return the kommuner before and after, those whose capacity is changed marked."""
    ramme, plan = sammenstilling(vurdering), vurdering.plan_foer
    ord_, forskel = omraadeord(plan), ramme["kapacitet_efter"].sub(ramme["kapacitet_foer"])
    return Tabel(
        FOER_EFTER,
        f"{ord_.alle} før og efter",
        ramme,
        (
            omraadekolonne(plan),
            *KAPACITET.som("kapacitet", titel="Kapacitet").foer_og_efter(),
            *PR_KAPACITET.foer_og_efter(),
            AFVIGELSE_FOER,
            AFVIGELSE_EFTER,
        ),
        kilde(plan, "kapaciteter", "kommuner"),
        f"Regnet på {plan.fag.klinikliste}. {ord_.flertal.capitalize()}, hvis kapacitet scenariet "
        f"ændrer, {ER_FREMHAEVET} {TEGN} {maalestok(vurdering)} {inddelingstekst(plan)}".rstrip(),
        REGIONSRAEKKE,
        frozenset(ramme.index[ramme["aendret"]]) - {REGIONSRAEKKE},
        dict(zip(ramme.index, map(_maerke, forskel), strict=True)),
    )


def _maerke(forskel: float) -> str:
    """How much capacity is got or given; "" for what comes to nothing, or to less than is told."""
    skrevet = kapaciteter(forskel)
    return "" if skrevet in ("0", MANGLER) else f"{'+' if forskel > 0 else ''}{skrevet}"


def foer_efter_og_aendring(vurdering: Vurdering) -> Tabel:
    """Return `foer_efter_tabel` with how much indbyggere pr. kapacitet changes beside it."""
    tabel = foer_efter_tabel(vurdering)
    return dataclasses.replace(tabel, kolonner=(*tabel.kolonner, AENDRING_PCT))


def kun_aendrede(tabel: Tabel) -> Tabel:
    """Return `foer_efter_tabel` with the kommuner whose capacity is changed, and the region."""
    med = [i for i in tabel.ramme.index if i in tabel.fremhaevet or i == tabel.sum_raekke]
    return dataclasses.replace(
        tabel.med_raekker(med), note=tabel.note.replace(ER_FREMHAEVET, ER_MED)
    )


@husket()
def effekttabel(vurdering: Vurdering) -> Tabel:
    """Return the effect criterion by criterion, and the total as the last row.

    Criteria that could not be scored come last, in the order of the others.
    """
    kriterier, spaend = kriterietabel(vurdering), effektspaend(vurdering)
    kriterier = kriterier.loc[kriterier["score"].isna().sort_values(kind="stable").index]
    ender = spaend.kriterier.loc[kriterier["kriterium"]]
    kriterier["spaend"] = [
        spaendtal(lav, hoej, score) for lav, hoej in ender.itertuples(index=False)
    ]
    kriterier["kriterium"] = [kriterienavn(vurdering.plan_foer, k) for k in kriterier["kriterium"]]
    i_alt = {
        "kriterium": "Samlet",
        "score": vurdering.effekt.samlet,
        "spaend": spaendtal(spaend.mindst, spaend.hoejst, score),
    }
    samlet = pd.DataFrame(
        [i_alt],
        index=[REGIONSRAEKKE],
        columns=kriterier.columns,
    )
    return Tabel(
        "effekt",
        "Effekt, kriterium for kriterium",
        pd.concat([kriterier, samlet.astype(kriterier.dtypes)]),
        (
            Kolonne("kriterium", "Kriterium", bredde=2.0),
            Kolonne("enhed", "Enhed", bredde=1.8),
            Kolonne("foer", "Før", art="tal", decimaler=2, bredde=0.8),
            Kolonne("efter", "Efter", art="tal", decimaler=2, bredde=0.8),
            Kolonne("score", "Score", art="fortegn", decimaler=2, bredde=0.7),
            Kolonne("spaend", "Spænd", art="skrevet", bredde=1.1),
            Kolonne("vaegt", "Vægt", art="tal", decimaler=1, bredde=0.6),
            Kolonne("bemaerkning", "Bemærkning", art="note", bredde=2.8),
        ),
        kilde(
            vurdering.plan_foer,
            *("kapaciteter", "kommuner", "ventetider", "befolkning", "rejsetid", "naboklinikker"),
            "transport",
        ),
        EFFEKTNOTE,
        REGIONSRAEKKE,
    )


@husket()
def vurderede_kriterier(vurdering: Vurdering) -> Tabel:
    """Return `effekttabel` without the criteria that could not be scored, named in its note."""
    tabel = effekttabel(vurdering)
    uden = tabel.ramme["score"].isna() & (tabel.ramme.index != REGIONSRAEKKE)
    if not uden.any():
        return tabel
    hvorfor = [f"{r.kriterium}: {r.bemaerkning}" for r in tabel.ramme[uden].itertuples()]
    return dataclasses.replace(
        tabel,
        ramme=tabel.ramme[~uden],
        note=f"{tabel.note} Ikke vurderet: {' '.join(hvorfor)}",
    )


def beslutningstabel(vurdering: Vurdering) -> Tabel:
    """Return who decides each tiltag, in order."""
    veje = beslutninger(vurdering)
    return Tabel(
        "beslutning",
        "Beslutningsvej for hvert tiltag",
        pd.DataFrame(
            {
                "tiltag": beskriv_alle(vurdering.plan_foer, vurdering.scenarie),
                "niveau": [w.niveau for w in veje],
                "parter": [", ".join(w.parter) for w in veje],
                "hjemmel": [w.hjemmel for w in veje],
            }
        ),
        (
            Kolonne("tiltag", "Tiltag", bredde=2.6),
            Kolonne("niveau", "Niveau", bredde=1.4),
            Kolonne("parter", "Parter", bredde=1.8),
            Kolonne("hjemmel", "Hjemmel", bredde=1.4),
        ),
        f"Kilde: {opremsning(list(dict.fromkeys(w.hjemmel for w in veje)))}.",
    )


def sammenligningstabel(vurderinger: Sequence[Vurdering], navne: Sequence[str]) -> Tabel:
    """Return scenarios side by side: a row a figure, a column a scenario, and the dataset's.

    The total, the criteria of the effect in their own units, and indbyggere pr. kapacitet per
    kommune and for the region; kommuner and criteria that are as before in all of them are named in
    the note. The last column has the one that scores highest. Two scenarios may have one name, so
    columns go by number.
    """
    plan, kriterier = vurderinger[0].plan_foer, kriterietabel(vurderinger[0])
    stande = [vurderinger[0].foer.ordnet(), *(v.efter.ordnet() for v in vurderinger)]
    samlet = [v.effekt.samlet for v in vurderinger]
    raekker = [[SAMLET, tal(0), *(score(v) for v in samlet), _hoejest(samlet, navne)]]
    af_kommuner, uaendrede = [], []
    for kode, kommune in stande[0]["kommune"].items():
        figurer = [tal(stand.at[kode, "indbyggere_pr_kapacitet"]) for stand in stande]
        if len(set(figurer)) == 1 and kode in plan.kommuner.index:
            uaendrede.append(kommune)
        else:
            af_kommuner.append([f"{kommune}: indbyggere pr. kapacitet", *figurer, ""])
    kriterier["kriterium"] = [kriterienavn(plan, k) for k in kriterier["kriterium"]]
    for nr, k in kriterier[kriterier["score"].notna()].iterrows():
        efter = [v.effekt.kriterier.at[nr, "efter"] for v in vurderinger]
        figurer = [tal(figur, 2, fast=False) for figur in (k["foer"], *efter)]
        if len(set(figurer)) == 1:
            uaendrede.append(k["kriterium"])
            continue
        scorer = [v.effekt.kriterier.at[nr, "score"] for v in vurderinger]
        raekker.append([f"{k['kriterium']} ({k['enhed']})", *figurer, _hoejest(scorer, navne)])
    raekker += af_kommuner
    hoveder = [f"Udgangspunkt ({plan.opgjort})" if plan.opgjort else "Udgangspunkt", *navne]
    return Tabel(
        "sammenligning",
        "Scenarierne side om side",
        pd.DataFrame(raekker, columns=[*(str(nr) for nr in range(len(hoveder) + 1)), "hoejest"]),
        (
            Kolonne("0", "Hvad", bredde=2.6),
            *(Kolonne(str(nr), navn, art="skrevet") for nr, navn in enumerate(hoveder, start=1)),
            Kolonne("hoejest", "Scorer højest", bredde=1.2),
        ),
        kilde(
            plan,
            *("kapaciteter", "kommuner", "ventetider", "befolkning", "rejsetid", "naboklinikker"),
            "transport",
        ),
        f"Uændret i alle: {opremsning(uaendrede)}." if uaendrede else "",
    )


def _hoejest(scorer: Sequence[float], navne: Sequence[str]) -> str:
    """The name of the scenario with the highest score, as it is written; "ens" where all are."""
    skrevet = [score(v) for v in scorer]
    if len(set(skrevet)) == 1:
        return "ens"
    bedst = score(max(v for v in scorer if v == v))
    return opremsning([n for n, s in zip(navne, skrevet, strict=True) if s == bedst])
