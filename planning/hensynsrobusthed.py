"""Whether a proposal is still the best by its second aim when all ways are longer or shorter.

`minutter` and `uden_bil` are read from travel times, which may be off; `lighed` is not. The fewest
moves hang on no travel time, so only the choice among those as short can be another.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from planning.forslagskrav import rammer
from planning.forslagsmaal import AF_VEJE, hensyn
from planning.forslagsmodel import GAB, Forslagsmodel
from planning.forslagsrobusthed import Proeve, som_valg
from planning.husket import husket
from planning.varianter import paa_andre_tider

FELTER = ("faktor", "hensyn", "mindst", "bedst")


@husket()
def hensyn_paa_andre_tider(p: Proeve) -> pd.DataFrame:
    """Return the second aim of a proposal on all travel times, and the least there is.

    A row a factor of `planning.interval`, 1 among them: faktor, hensyn (the proposal's figure),
    mindst (of any as short, proven; NaN where the search was stopped) and bedst (whether the
    proposal's is that; None where it was stopped). Empty where the aim hangs on no travel time or
    the times are imported, and where new addresses may get: a plan that can be sent knows no ways
    to them.
    """
    valg = som_valg(p.plan, p.tiltag)
    raekker: list[tuple[float, float, float, bool | None]] = []
    grunde = dict(paa_andre_tider(p.plan))
    if p.maal not in AF_VEJE or p.krav.nye_adresser or not grunde or valg is None:
        return pd.DataFrame(columns=list(FELTER))
    giver, faar = valg
    ingen = np.zeros((0, len(p.plan.punkter)))
    model, antal = Forslagsmodel(rammer(p.plan, p.krav)), int(faar.sum())
    for faktor, plan in sorted({1.0: p.plan, **grunde}.items()):
        andet = hensyn(plan, model, p.maal, p.graense, ingen, antal)
        mindst = model.loes(andet.led, p.krav.tolerance_pct, antal)
        eget = model.pris(andet.led, replace(mindst, giver=giver, faar=faar))
        if mindst.status == "bevist":
            bedst = eget - mindst.vaerdi <= GAB * max(1.0, abs(eget))
            raekker.append((faktor, eget + andet.fast, mindst.vaerdi + andet.fast, bedst))
        else:
            raekker.append((faktor, eget + andet.fast, float("nan"), None))
    return pd.DataFrame(raekker, columns=list(FELTER))
