"""`forslag`: the fewest moves that bring the kommuner within a tolerance, with the proof."""

from __future__ import annotations

import argparse
import dataclasses
import math
from typing import Any, get_args

from dansk import Inputfejl, opremsning
from kommandolinje.forslagsproeve import VALG, proevet, spurgt
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_afsnit, skriv_json, skriv_tabel
from kommandolinje.valg import (
    GRAENSE,
    OMRAADER,
    TOLERANCE,
    VENTESPECIALE,
    inddelt,
    som_kroner,
    som_tal,
    valgt_plan,
)
from planning.forslag import forslag
from planning.forslagsfront import Akse, front
from planning.forslagskrav import TILBAGE, Krav, Middel, Vaegt, loft_i_kr
from planning.forslagsmaal import Maal
from planning.forslagsoptalt import paa_optalt
from planning.forslagssvar import Forslag
from planning.plan import LAESOE, Plan
from planning.scenarie import vurder
from planning.tiltag import som_dict
from saetninger.forslag import (
    bevistekst,
    forslagsnyhed,
    fronttekst,
    hensynstekst,
    hindringstekst,
    kravtekst,
    lige_gode_tekst,
    optalttekst,
    samlettekst,
)
from saetninger.scenarienyhed import tiltagsnyhed
from saetninger.tiltag import beskriv_alle
from tabeller.forslag import fronttabel, trintabel, udkasttabel
from tabeller.scenarie import foer_efter_tabel


def koer(valg: argparse.Namespace) -> int:
    """Print the fewest moves, what proves them, their steps and what they do; or what prevents."""
    plan = inddelt(valg, valgt_plan(valg))
    krav, graense = _krav(plan, valg), som_tal(valg.graense, "--graense")
    maal: Maal = _en_af("--hensyn", valg.hensyn, get_args(Maal))
    varianter = spurgt(valg)
    svar = forslag(plan, krav, maal, graense=graense, speciale=valg.speciale)
    akse: Akse | None = (
        None if valg.front is None else _en_af("--front", valg.front, get_args(Akse))
    )
    kurve = None if akse is None else front(plan, krav, akse, graense, valg.speciale)
    holder = None if varianter is None else proevet(plan, svar, graense, valg.speciale, varianter)
    if valg.json:
        mere: dict[str, Any] = {} if kurve is None else {"front": raekker(kurve.punkter)}
        if holder is not None:
            mere["robusthed"] = holder.som_json()
        return skriv_json(_json(plan, svar) | mere)
    optalt = paa_optalt(plan, krav, svar.tiltag, valg.speciale)
    print(f"{forslagsnyhed(plan, svar)} {optalttekst(plan, optalt)}".strip())
    print(kravtekst(plan, svar.krav))
    if svar.tiltag:
        for linje in (
            samlettekst(svar.udkast[0], svar),
            lige_gode_tekst(svar),
            hensynstekst(maal, svar.udkast[0], graense),
        ):
            if linje:
                print(linje)
        vurdering = vurder(plan, svar.tiltag, ventespeciale=valg.speciale)
        skriv_afsnit(trintabel(vurdering, svar.udkast[0].trin))
        print(f"Alt i alt: {tiltagsnyhed(vurdering)}")
        kommuner = foer_efter_tabel(vurdering)
        skriv_afsnit(kommuner.med_raekker(sorted(map(str, kommuner.fremhaevet))))
        if len(svar.udkast) > 1:
            skriv_afsnit(udkasttabel(plan, svar))
        print(bevistekst(plan))
    if kurve is not None:
        print(fronttekst(kurve, krav))
        skriv_tabel(fronttabel(plan, kurve))
    if holder is not None:
        holder.skriv()
    return 0


def _json(plan: Plan, svar: Forslag) -> dict[str, Any]:
    """Return a proposal as plain values: its tiltag as a scenario's file has them."""
    hindring = None
    if svar.hindring is not None:
        hindring = {
            **dataclasses.asdict(svar.hindring),
            "alene": dict(svar.hindring.alene),
            "forklaring": hindringstekst(plan, svar),
        }
    return {
        "antal": svar.antal,
        "status": svar.status,
        "graense": svar.graense,
        "gab_pct": svar.gab_pct,
        "middel": svar.middel,
        "lige_gode": svar.lige_gode,
        "tiltag": [som_dict(t) for t in svar.tiltag],
        "beskrivelse": beskriv_alle(plan, svar.tiltag),
        "udkast": [
            {
                "tiltag": [som_dict(t) for t in u.tiltag],
                "hensyn": u.hensyn,
                "hensyn_bevist": u.hensyn_bevist,
                "trin": raekker(u.trin),
            }
            for u in svar.udkast
        ],
        "hindring": hindring,
        "krav": dataclasses.asdict(svar.krav) | {"loft": _endeligt(svar.krav.loft)},
        "hensyn": svar.maal,
        "forklaring": forslagsnyhed(plan, svar),
    }


def _endeligt(vaerdi: float) -> float | None:
    return vaerdi if math.isfinite(vaerdi) else None


def _krav(plan: Plan, valg: argparse.Namespace) -> Krav:
    """Return what was typed as what is asked of a proposal."""

    def koder(navne: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(plan.efter_kommune.kommune_kode(navn) for navn in navne))

    if valg.alle and valg.undtag:
        raise Inputfejl("--alle og --undtag siger hver sit. Vælg én af dem.")
    if valg.hoejst and valg.hoejst_kr:
        raise Inputfejl("--hoejst og --hoejst-kr er det samme loft. Vælg én af dem.")
    undtag = koder(valg.undtag) or ((LAESOE,) if not valg.alle else ())
    vaegt: Vaegt = _en_af("--vaegt", valg.vaegt, get_args(Vaegt))
    middel: Middel = _en_af("--middel", valg.middel, get_args(Middel))
    behold = _en_af("--behold", valg.behold, [str(n) for n in TILBAGE])
    return Krav(
        tolerance_pct=som_tal(valg.tolerance, "--tolerance"),
        undtag=undtag,
        giver_ikke=koder(valg.giver_ikke),
        faar_ikke=koder(valg.faar_ikke),
        laaste=tuple(dict.fromkeys(valg.laas)),
        arter=tuple(dict.fromkeys(valg.slags)),
        tilbage=int(behold),
        loft=_loft(plan, valg),
        nye=som_tal(valg.nye, "--nye"),
        nye_adresser=valg.nye_adresser,
        middel=middel,
        vaegt=vaegt,
    )


def _loft(plan: Plan, valg: argparse.Namespace) -> float:
    if valg.hoejst_kr is not None:
        return loft_i_kr(plan, som_kroner(valg.hoejst_kr, "--hoejst-kr"), valg.speciale)
    return math.inf if valg.hoejst is None else som_tal(valg.hoejst, "--hoejst")


def _en_af(navn: str, skrevet: str, mulige: Any) -> Any:
    if skrevet not in mulige:
        raise Inputfejl(f"{navn} er »{skrevet}«. Vælg {opremsning(list(mulige), 'eller')}.")
    return skrevet


def _flere(navn: str, hjaelp: str, form: str) -> Valgmulighed:
    return Valgmulighed(navn, hjaelp, form, gentages=True)


KOMMANDO = Kommando(
    "forslag",
    "de færreste flytninger, der bringer kommunerne inden for en tolerance af middel, med bevis",
    koer,
    (
        TOLERANCE,
        _flere(
            "--undtag", "kommune, der hverken afgiver, modtager eller måles; ellers Læsø", "NAVN"
        ),
        Valgmulighed("--alle", "ingen kommune er undtaget, heller ikke Læsø"),
        _flere("--giver-ikke", "kommune, der ikke afgiver", "NAVN"),
        _flere("--faar-ikke", "kommune, der ikke modtager", "NAVN"),
        _flere("--laas", "klinik, der beholder sin kapacitet", "KLINIK"),
        _flere("--slags", "slags kapacitet, der må flyttes; ellers alle", "SLAGS"),
        Valgmulighed("--behold", "så mange bliver der i en klinik, der afgiver", "0|1|2", "0"),
        Valgmulighed("--hoejst", "så mange kapaciteter må højst flyttes", "TAL"),
        Valgmulighed("--hoejst-kr", "det samme loft i kr., hvor kapacitet er et beløb", "KR"),
        Valgmulighed("--nye", "så mange nye kapaciteter må højst oprettes", "TAL", "0"),
        Valgmulighed("--nye-adresser", "byer og distrikter kan modtage, når --hensyn er af veje"),
        Valgmulighed("--middel", "hvis middel der måles mod", "|".join(get_args(Middel)), "alle"),
        Valgmulighed(
            "--vaegt", "hvem der deles om kapaciteten", "|".join(get_args(Vaegt)), "indbyggere"
        ),
        Valgmulighed(
            "--hensyn",
            "hvad der vælges efter blandt dem, der er lige korte",
            "|".join(get_args(Maal)),
            "lighed",
        ),
        Valgmulighed("--front", "vis også, hvad flere flytninger giver", "|".join(get_args(Akse))),
        *VALG,
        GRAENSE,
        OMRAADER,
        VENTESPECIALE,
    ),
)
