"""The tables of a scenario read under each agreement: its tiltag, and the rules that differ."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dansk import linje
from planning.aftalelaesning import Aftalelaesning, aftalelaesning, kan_sammenlignes
from planning.plan import Plan
from planning.scenarie import Vurdering
from planning.tiltag import Tiltag
from saetninger.aftalelaesning import en_kapacitet, laesningsnote, laesningstekst, regler
from saetninger.beslutningsvej import beslutninger
from saetninger.overenskomst import overenskomstkilde, overenskomstnavn
from saetninger.tiltag import beskriv_alle
from tabeller.tabel import Kolonne, Tabel

TITEL = "Læst under de to overenskomster"
#: A hyphen that no line breaks after.
FAST = "\u2011"


def har_aftalelaesning(vurdering: Vurdering) -> bool:
    """Say whether a scenario can be read under more than one agreement."""
    return bool(vurdering.scenarie) and kan_sammenlignes(vurdering.plan_foer.fag)


def laesningstabel(vurdering: Vurdering, aar: int | None) -> Tabel:
    """Return each tiltag of a scenario under each agreement; `aar` is the scenario's."""
    plan = vurdering.plan_foer
    raekker = _laesninger(plan, vurdering.scenarie, aar)
    ramme = pd.DataFrame([{la.aftale.noegle: laesningstekst(la) for la in r} for r in raekker])
    ramme.insert(0, "tiltag", beskriv_alle(plan, vurdering.scenarie))
    kolonner = (Kolonne("tiltag", "Tiltag", bredde=1.6), *_aftaler(raekker[0]))
    return Tabel(
        "overenskomster",
        TITEL,
        ramme,
        kolonner,
        _kilde(raekker[0]),
        laesningsnote(plan, raekker[0]),
    )


def regeltabel(vurdering: Vurdering, aar: int | None) -> Tabel:
    """Return what each agreement says of a move, a row a question."""
    plan = vurdering.plan_foer
    laesninger = _laesninger(plan, vurdering.scenarie[:1], aar)[0]
    svar = {
        la.aftale.noegle: {
            "En kapacitet er": en_kapacitet(plan, la),
            **regler(plan.fag, la.aftale, la.opgoerelse),
            "Hvem beslutter": _hvem(vurdering),
        }
        for la in laesninger
    }
    ramme = pd.DataFrame(svar).rename_axis("hvad").reset_index()
    return Tabel(
        "overenskomstregler",
        "Hvad der gælder under hver overenskomst",
        ramme,
        (Kolonne("hvad", "Hvad"), *_aftaler(laesninger)),
        _kilde(laesninger),
    )


def _hvem(vurdering: Vurdering) -> str:
    """Return who decides the first tiltag, which is the praksisplan's under each agreement."""
    vej = beslutninger(vurdering)[0]
    return f"{vej.niveau} ({vej.hjemmel})"


def _laesninger(
    plan: Plan, scenarie: Sequence[Tiltag], aar: int | None
) -> list[list[Aftalelaesning]]:
    return [aftalelaesning(plan, tiltag, aar) for tiltag in scenarie]


def _aftaler(laesninger: Sequence[Aftalelaesning]) -> list[Kolonne]:
    # The years are not parted where a narrow heading breaks.
    return [
        Kolonne(la.aftale.noegle, overenskomstnavn(la.aftale).replace("-", FAST), bredde=1.8)
        for la in laesninger
    ]


def _kilde(laesninger: Sequence[Aftalelaesning]) -> str:
    steder = [overenskomstkilde(la.aftale).removeprefix("Kilde: ") for la in laesninger]
    return linje(f"Kilde: {' '.join(steder)}")
