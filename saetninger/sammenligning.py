"""The news of scenarios held against each other: which scores highest, and on how much."""

from __future__ import annotations

from collections.abc import Sequence

from dansk import antal, opremsning, score
from planning.scenarie import Vurdering, vundne_kriterier
from saetninger.omraadeord import kriterienavn


def sammenligningsnyhed(vurderinger: Sequence[Vurdering], navne: Sequence[str]) -> str:
    """Return the scenarios by their total effect, and how many criteria each is best on.

    "" for fewer than two. Scores are held against each other as they are written.
    """
    samlet = {nr: v.effekt.samlet for nr, v in enumerate(vurderinger)}
    kendte = sorted((nr for nr in samlet if samlet[nr] == samlet[nr]), key=lambda nr: -samlet[nr])
    if len(vurderinger) < 2 or not kendte:
        return ""
    skrevet = [score(samlet[nr]) for nr in kendte]
    if len(set(skrevet)) == 1:
        foerst = f"Scenarierne har samme samlede effekt, {skrevet[0]}"
    else:
        led = [f"{navne[nr]} ({tal_})" for nr, tal_ in zip(kendte, skrevet, strict=True)]
        foerst = f"Højest samlet effekt har {led[0]}, så {opremsning(led[1:])}"
    vundne = [len(egne) for egne in vundne_kriterier(vurderinger)]
    bedst = [
        f"{navne[nr]} på {antal(vundne[nr], 'kriterium', 'kriterier')}"
        for nr in kendte
        if vundne[nr]
    ]
    rest = f" Alene om at score højest er {opremsning(bedst)}." if bedst else ""
    return f"{foerst}, på en skala fra −100 til +100.{rest}"


def bedst_paa(vurderinger: Sequence[Vurdering]) -> list[str]:
    """Return what each scenario alone scores highest on, by name; "" for fewer than two."""
    if len(vurderinger) < 2:
        return ["" for _ in vurderinger]
    plan = vurderinger[0].plan_foer
    led = [[kriterienavn(plan, k) for k in egne] for egne in vundne_kriterier(vurderinger)]
    return [f"Bedst på: {opremsning(egne)}." if egne else "Alene bedst på intet." for egne in led]
