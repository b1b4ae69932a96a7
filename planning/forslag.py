"""Forslag: the fewest moves that bring every kommune within a tolerance of the mean, proven.

Asked in order: how few moves will do (`planning.forslagsmodel`, with its proof); of those that are
as few, the best by a second aim, proven too; which clinics, where that is free
(`planning.klinikvalg`, the best found); who gives to whom and in which order
(`planning.forslagstiltag`). A move is one capacity of one kind. Where nothing will do, what is in
the way is found instead.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from planning import effekt as e
from planning.beloebsforslag import beloebsforslag
from planning.forslagshindring import hindring
from planning.forslagskrav import Krav, Rammer, rammer
from planning.forslagsmaal import AF_VEJE, Maal, hensyn, med_modtagere
from planning.forslagsmodel import TID, Loesning
from planning.forslagssvar import RETNINGER, Forslag, Udkast, uden_udkast
from planning.forslagstiltag import i_orden, som_tiltag, trin
from planning.husket import husket
from planning.klinikvalg import bedste_klinikker, uden_brud
from planning.lige_gode import Fordeling, antal_lige_gode, fordeling, naeste_forskellige
from planning.plan import Plan

#: So many equally short proposals are shown, as different as they can be.
VIST = 3


@husket()
def forslag(
    plan: Plan,
    krav: Krav,
    maal: Maal = "lighed",
    vaegte: tuple[tuple[str, float], ...] = tuple(e.STANDARDVAEGTE.items()),
    graense: float = e.STANDARDGRAENSE,
    speciale: str | None = None,
    mere: int = 0,
    tid: float = TID,
) -> Forslag:
    """Return the fewest moves that meet what is asked, with the proof, or what is in the way.

    `maal` chooses among those as few; `vaegte` (pairs of criterion and weight), `graense` (minutes)
    and `speciale` are those of `planning.effekt` and choose among the clinics of a kommune. `mere`
    moves more than the fewest may be used where that is better by `maal`. Of amounts the one that
    moves least is chosen, whatever `maal` is. `tid`: seconds for each search. Raises Inputfejl as
    `rammer` and `effekt`.
    """
    if maal not in AF_VEJE:
        krav = replace(krav, nye_adresser=False)
    r = rammer(plan, krav, speciale)
    if not r.hele:
        return beloebsforslag(plan, r, dict(vaegte), graense, speciale, tid)
    model, steder, minutter_nye = med_modtagere(plan, r, maal)
    faerrest = model.loes(model.antal(), krav.tolerance_pct, tid=tid)
    svar = uden_udkast(r, maal, faerrest)
    if not faerrest.fundet:
        i_vejen = hindring(plan, model, tid) if faerrest.status == "kan_ikke" else None
        return replace(svar, hindring=i_vejen)
    antal = round(faerrest.vaerdi) + mere
    andet = hensyn(plan, model, maal, graense, minutter_nye, antal)
    bedst = model.loes(andet.led, krav.tolerance_pct, antal, tid) if antal else faerrest
    # A search for the second aim that was stopped has the first answer to fall back on.
    fundne = [bedst if bedst.fundet else faerrest]
    antal = int(fundne[0].faar.sum())

    def udkast(fundet: Loesning) -> Udkast:
        valgt = fundet.giver, uden_brud(r, fundet.giver, fundet.faar)
        if not fundet.faar[model.klinikker :].any():
            klinikker = fundet.faar[: model.klinikker]
            valgt = bedste_klinikker(
                *(plan, r, fundet.giver, klinikker, dict(vaegte), graense, speciale),
                bytter_givere=maal not in AF_VEJE,
            )
        tiltag = i_orden(plan, r, som_tiltag(plan, *valgt, steder))
        return Udkast(
            tiltag=tiltag,
            trin=trin(plan, r, tiltag),
            fordeling=_tabel(plan, fordeling(model, fundet.giver, fundet.faar)),
            hensyn=model.pris(andet.led, fundet) + andet.fast,
            hensyn_bevist=fundet is bedst and fundet.status == "bevist",
        )

    while antal and not mere and len(fundne) < VIST:
        kendte = [fordeling(model, f.giver, f.faar) for f in fundne]
        naeste = model.loes(naeste_forskellige(model, kendte), krav.tolerance_pct, antal, tid)
        if not naeste.fundet or naeste.vaerdi > -0.5:
            break
        fundne.append(naeste)
    return replace(
        svar,
        antal=antal,
        gab_pct=faerrest.gab_pct,
        lige_gode=_lige_gode(r, faerrest, antal),
        udkast=tuple(udkast(f) for f in fundne),
    )


def _lige_gode(r: Rammer, faerrest: Loesning, antal: int) -> int | None:
    """Return how many are as short; None where more moves are used than must be, or may be."""
    if faerrest.status != "bevist" or antal != round(faerrest.vaerdi):
        return None
    return antal_lige_gode(r, r.krav.tolerance_pct, antal)


def _tabel(plan: Plan, hvad: Fordeling) -> pd.DataFrame:
    noegler = [a.noegle for a in plan.opgoerelse.arter if a.taeller]
    ramme = plan.kommuner[["kommune"]].copy()
    for art, noegle in enumerate(noegler):
        for retning, navn in enumerate(RETNINGER):
            ramme[f"{noegle}_{navn}"] = hvad[retning, :, art]
    return ramme
