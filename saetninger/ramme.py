"""The economic frame in words: whether it holds, when it goes, and what an overrun costs."""

from __future__ import annotations

import math

import pandas as pd
from babel.dates import get_month_names

from dansk import antal, mio_kr, procent, tal
from planning.plan import LANDET, REGIONEN
from planning.ramme import Hvem, Rammer
from saetninger.knaekgraense import LOCALE

NIVEAUNAVNE = {LANDET: "Landet", REGIONEN: "Regionen"}
RAMMEKILDE = (
    "Det Fælleskommunale Sundhedssekretariats oplæg om overenskomsten for 2024, lysbillederne "
    "»Knækgrænser«, »Kapacitet og styring – national økonomi« og »Overenskomstens økonomiske "
    "rammer«"
)
#: The quarter that begins in a month.
KVARTAL_FRA = {1: 1, 4: 2, 7: 3, 10: 4}


def kvartalsnavn(nr: int) -> str:
    """Return what a quarter is called: 1. kvartal."""
    return f"{nr}. kvartal"


def periodenavn(fra_maaned: float, maaneder: float) -> str:
    """Return what a period is called: december, 4. kvartal."""
    if maaneder == 1:
        return str(get_month_names("wide", locale=LOCALE)[int(fra_maaned)])
    return kvartalsnavn(KVARTAL_FRA[int(fra_maaned)])


def rammenavn(hvem: Hvem) -> str:
    """Return what a frame is of: Landet, speciale 62."""
    return f"{NIVEAUNAVNE[hvem[0]]}, speciale {hvem[1]}"


def uden_forbrug() -> str:
    """Return why there is nothing to hold against a frame, and what to import."""
    return (
        "Importér forbruget af den økonomiske ramme (niveau, speciale, kvartal, forbrug og årets "
        "ramme), så ses, om rammen holder, hvornår den er brugt, og hvad en overskridelse koster; "
        "kilderne har ingen af beløbene."
    )


def rammenyhed(rammer: Rammer) -> str:
    """Return whether each of the country's frames holds, when it goes, and the region's use."""
    alle = [((str(n), str(s)), r) for (n, s), r in rammer.oversigt().iterrows()]
    led = [_landet(rammer, hvem, r) for hvem, r in alle if hvem[0] == LANDET]
    if not led:
        led.append(
            f"Der er intet forbrug for hele landet i {rammer.aar}, så det kan ikke siges, om "
            "landets rammer holder."
        )
    led += [_regionen(rammer, hvem, r) for hvem, r in alle if hvem[0] == REGIONEN]
    return " ".join(led)


def _landet(rammer: Rammer, hvem: Hvem, r: pd.Series) -> str:
    s, hvad = rammer.stillinger[hvem], f"Landets ramme for speciale {hvem[1]}"
    if s.ramme is None:
        return f"{hvad} er ikke importeret for {rammer.aar}."
    brugt = f"{procent(r.brugt_pct)} af den er brugt"
    gaaet = f", og {procent(r.gaaet_pct, 0)} af året er gået" if s.er_prognose else ""
    if s.passeret is None:
        holder = "ventes at holde" if s.er_prognose else "holdt"
        tvivl = (
            f", men spændet når op på {procent(s.af_rammen(s.hoej))} af den"
            if s.er_prognose and r.over_hoej > 0
            else ""
        )
        return f"{hvad} {holder} i {rammer.aar}{tvivl}: {brugt}{gaaet}."
    gik = "blev brugt op i" if s.er_gaaet else "ventes brugt op i"
    hvornaar = f"{periodenavn(r.fra_maaned, r.gaar_maaneder)} {rammer.aar}"
    bliver = "ventes at blive" if s.er_prognose else "er"
    return (
        f"{hvad} {gik} {hvornaar}: {brugt}{gaaet}. Overskridelsen {bliver} {mio_kr(r.over)}"
        f"{_spaend(r) if s.er_prognose else ''}."
    )


def _spaend(r: pd.Series) -> str:
    if math.isnan(r.over_lav):
        return "; et spænd kræver to kendte perioder"
    return f" (fra {mio_kr(r.over_lav)} til {mio_kr(r.over_hoej)})"


def _regionen(rammer: Rammer, hvem: Hvem, r: pd.Series) -> str:
    af = rammer.klinikker.get(hvem[1])
    hvis = "" if af is None else f": det, {_hvor_mange(af, rammer)} får udbetalt"
    ramme = "" if math.isnan(r.ramme) else f", {procent(r.brugt_pct)} af dens ramme"
    return (
        f"Regionens forbrug på speciale {hvem[1]} er {mio_kr(r.brugt)} efter "
        f"{antal(r.maaneder, 'måned', 'måneder')}{ramme}{hvis}."
    )


def _hvor_mange(af: int, rammer: Rammer) -> str:
    if af == rammer.alle_klinikker:
        return f"alle {tal(af)} klinikker"
    return f"{tal(af)} af regionens {tal(rammer.alle_klinikker)} klinikker"


def rammetal(rammer: Rammer, hvem: Hvem) -> list[tuple[str, str]]:
    """Return the key figures of one frame: (figure, what it is)."""
    s, r = rammer.stillinger[hvem], rammer.oversigt().loc[hvem]
    ud = [(procent(r.gaaet_pct, 0), "af året er gået")]
    if s.ramme is not None:
        ud.insert(0, (procent(r.brugt_pct), "af rammen er brugt"))
    if not math.isnan(r.prognose):
        hvad = "hele året, som det går" if s.er_prognose else "hele året"
        med_spaend = s.er_prognose and not math.isnan(r.lav)
        spaend = f" ({mio_kr(r.lav)} til {mio_kr(r.hoej)})" if med_spaend else ""
        ud.append((mio_kr(r.prognose), f"{hvad}{spaend}"))
    if s.ramme is not None:
        ud.append((mio_kr(r.over), "ventes over rammen" if s.er_prognose else "over rammen"))
    return ud


def takstnyhed(rammer: Rammer, hvem: Hvem) -> str:
    """Return what an overrun can do to the rate of the year after; "" where there is none."""
    s, r = rammer.stillinger[hvem], rammer.oversigt().loc[hvem]
    if not s.takstfald:
        return ""
    lav, hoej = procent(r.takstfald_lav_pct), procent(r.takstfald_hoej_pct)
    spaend = f" (fra {lav} til {hoej})" if s.er_prognose and s.takstfald_hoej is not None else ""
    fra, til = rammer.takstaar
    return (
        f"En model: taksten skal være {procent(r.takstfald_pct)}{spaend} lavere fra 1. april {fra} "
        f"til 31. marts {til}, hvis hele overskridelsen skal hentes hjem og aktiviteten er som i "
        f"{rammer.aar}. Det dækker overskridelsen én gang; med samme aktivitet og samme ramme "
        "kommer der en ny. Parterne kan også aftale andre tiltag."
    )


def rammenote(rammer: Rammer, *hvem: Hvem) -> str:
    """Return how years are foreseen, what is no use of them, and whose payments a region's is."""
    stillinger = {h: rammer.stillinger[h] for h in hvem}
    led = []
    if any(s.er_prognose for s in stillinger.values()):
        saeson = (
            ", hver periode med sin del af året før, hvor det kendes"
            if any(s.med_saeson for s in stillinger.values())
            else ""
        )
        led.append(
            f"Det, der ikke kendes endnu, er en model: resten af året går som hidtil{saeson}; fire "
            "af fem år ender inden for spændet, hvis perioderne svinger tilfældigt."
        )
    led.append("Det, der nedsættes over en knækgrænse, udbetales ikke og er ikke et forbrug.")
    if any(n == REGIONEN and s in rammer.klinikker for n, s in hvem):
        led.append(
            "Regionens forbrug er det, klinikkerne får efter nedsættelsen, i de måneder, der "
            "kendes for dem alle. Nedsættelsen er regnet, som klinikkens sum passerer grænsen; "
            "kilden siger kun, at grænsen opgøres årligt."
        )
    if any(h[0] == REGIONEN and s.ramme is None for h, s in stillinger.items()):
        led.append(
            "Kilderne har en ramme for landet og en grænse for hver klinik, ingen for en region."
        )
    return " ".join(led)
