"""The section on a proposal: what was asked, the fewest moves and their proof, and the front."""

from __future__ import annotations

import dataclasses

from dansk import Inputfejl, linje
from eksport.bestilling import AFSNIT, Valg
from eksport.bilag import Afsnit, Led, Tekst
from planning.forslag import forslag
from planning.forslagsfront import front
from planning.forslagsoptalt import paa_optalt
from planning.forslagsrobusthed import dele, optael, proeve, robusthed
from planning.forslagssvar import Forslag
from planning.hensynsrobusthed import hensyn_paa_andre_tider
from planning.plan import Plan
from planning.scenarie import vurder
from saetninger.forslag import (
    BEVIS,
    forslagsnyhed,
    fronttekst,
    giver_og_faar,
    hensynstekst,
    kravtekst,
    lige_gode_tekst,
    optalttekst,
    samlettekst,
    trinoverskrift,
)
from saetninger.forslagsrobusthed import hensynsholdtekst, holdernyhed, rystetekst
from saetninger.scenarienyhed import tiltagsnyhed
from tabeller.forslag import fronttabel, trintabel, udkasttabel
from tabeller.forslagsrobusthed import holdertabeller
from tabeller.scenarie import foer_efter_tabel

NOEGLE = "forslag"
#: So many draws of seed 0: enough to tell a third from a half, and the same bytes each time.
VARIANTER = 200


def forslagsafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return the sections of the proposal that is asked for; none where it cannot be worked out."""
    if forslag_udeladt(plan, valg):
        return []
    svar, kurve = _svar(plan, valg), front(plan, valg.krav, speciale=valg.speciale or None)
    optalt = paa_optalt(plan, svar.krav, svar.tiltag, valg.speciale or None)
    foerst = (
        Tekst(f"{forslagsnyhed(plan, svar)} {optalttekst(plan, optalt)}".strip(), "nyhed"),
        Tekst(kravtekst(plan, svar.krav), noegle="krav"),
        *(_indhold(plan, svar, valg) if svar.tiltag else ()),
        Tekst(BEVIS, "note"),
    )
    afsnit = [Afsnit(NOEGLE, AFSNIT[NOEGLE], 1, foerst)]
    if len(kurve.punkter):
        punkter = (Tekst(fronttekst(kurve, svar.krav)), fronttabel(plan, kurve))
        afsnit.append(Afsnit(NOEGLE, "Hvad flere flytninger giver", 2, punkter))
    if svar.hele and svar.tiltag:
        afsnit.append(Afsnit(NOEGLE, "Holder forslaget?", 2, _holder(plan, svar, valg)))
    return afsnit


def forslag_udeladt(plan: Plan, valg: Valg) -> str:
    """Return why there is no proposal to a plan; "" where there is."""
    try:
        _svar(plan, valg)
    except Inputfejl as fejl:
        return str(fejl)
    return ""


def _svar(plan: Plan, valg: Valg) -> Forslag:
    return forslag(
        plan, valg.krav, valg.hensyn, tuple(valg.vaegte.items()), speciale=valg.speciale or None
    )


def _holder(plan: Plan, svar: Forslag, valg: Valg) -> tuple[Led, ...]:
    p = proeve(
        *(plan, svar.krav, svar.tiltag, svar.maal, tuple(valg.vaegte.items())),
        speciale=valg.speciale or None,
    )
    holder = robusthed(p, [optael(p, numre) for numre in dele(VARIANTER)])
    hensyn = hensynsholdtekst(hensyn_paa_andre_tider(p))
    return (
        Tekst(holdernyhed(p, holder)),
        *((Tekst(hensyn, noegle="hensyn"),) if hensyn else ()),
        Tekst(rystetekst(p), "note"),
        *holdertabeller(p, holder),
    )


def _indhold(plan: Plan, svar: Forslag, valg: Valg) -> tuple[Led, ...]:
    bedst = svar.udkast[0]
    vurdering = vurder(plan, bedst.tiltag, valg.vaegte, ventespeciale=valg.speciale or None)
    foer_efter = foer_efter_tabel(vurdering)
    tekster = {
        "parter": " ".join(giver_og_faar(plan, bedst)),
        "samlet": samlettekst(bedst, svar),
        "lige-gode": lige_gode_tekst(svar),
        "effekt": tiltagsnyhed(vurdering),
        "hensyn": hensynstekst(svar.maal, bedst, valg.graense),
        "trin": f"{trinoverskrift(bedst.trin)}.",
    }
    return (
        *(Tekst(linje(t), noegle=noegle) for noegle, t in tekster.items() if t),
        trintabel(vurdering, bedst.trin),
        dataclasses.replace(
            foer_efter, noegle=f"{NOEGLE}-{foer_efter.noegle}", titel="Forslaget: før og efter"
        ),
        *((udkasttabel(plan, svar),) if len(svar.udkast) > 1 else ()),
    )
