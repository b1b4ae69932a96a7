"""What a travel matrix must be like to be believed: each rule a function, none silent.

A rule gives outcomes: a fault, a question that can mend it, or a remark. Those of `LAESNINGER` also
settle how the figures are read: while their question is open the likeliest answer is taken, so
that the rules after them speak of the same file and all is told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from dansk import opremsning, procent, tal
from data.indgang.spoergsmaal import Spoergsmaal, besvaret
from data.matrix.par import HENT_STEDER, LAENGDEENHEDER, TIDSENHEDER
from data.matrix.sammenligning import (
    Matrix,
    Sammenligning,
    afvig,
    faelles,
    kommunesum,
    median_forhold,
    spredning,
)

NORMALT = (0.5, 2.0)  # times the model's, in the median
MINDST_RANGORDEN = 0.7
MINDST_ENS = 20  # so many equal times are no chance
SPREDNING_DEL = 0.75  # lengths fit the model's lengths this much closer than its times
NAER_MIN, MINDSTE_NAER_MIN = 30.0, 5.0  # minutes: what a limit of coverage can ask about
MANGLER_HOEJST_PCT = 5.0  # of the near pairs
FORKERT_STED = 0.5, 0.5  # correlation below, and mean |log ratio| above: not where it is
FORKERTE_PUNKTER_PCT = 1.0
#: Times the model's, and minutes below and above it: a pair in another unit. A way round is found
#: oftener than a short cut.
SKILLER_SIG = 10.0, 5.0, 15.0
VIS_HOEJST = 5

JA_NEJ = (("ja", "de er rigtige"), ("nej", "de er forkerte"))
ENHED, LAENGDE, OMBYTTET = "enhed", "laengde", "ombyttet"
AFVIGELSE, KILOMETER, PLACERING = "afvigelse", "kilometer", "placering"


@dataclass(frozen=True)
class Fejl:
    """What makes a matrix of no use, as a sentence."""

    tekst: str


@dataclass(frozen=True)
class Bemaerkning:
    """What is told of a matrix that is used, as a sentence."""

    tekst: str


Udfald = Fejl | Bemaerkning | Spoergsmaal
Laesning = Callable[[Sammenligning], tuple[list[Udfald], Sammenligning]]
Regel = Callable[[Sammenligning], Iterable[Udfald]]


def normalt(forhold: float) -> bool:
    """Say whether a median ratio to the model is one of a real matrix of car trips."""
    return NORMALT[0] <= forhold <= NORMALT[1]


def _gange(forhold: float) -> str:
    return f"{tal(forhold, 1 if forhold >= 0.2 else 3)} gange modellens"


def _naevn(navne: Iterable[object]) -> str:
    alle = [str(n) for n in navne]
    flere = len(alle) - VIS_HOEJST
    return opremsning(alle[:VIS_HOEJST]) + (f" (og {tal(flere)} til)" if flere > 0 else "")


# ------------------------------------------------------------------ without the model


def ingen_tider(minutter: Matrix) -> Iterator[Udfald]:
    """No pair has a time."""
    if not np.isfinite(minutter).any():
        yield Fejl(
            "Ingen par har en rejsetid. Se efter, om beregningen er færdig, og om kolonnen er "
            "den rigtige."
        )


def ens_tider(minutter: Matrix) -> Iterator[Udfald]:
    """Most of the times are one and the same, be it 0."""
    tider = minutter[np.isfinite(minutter)]
    if len(tider) < MINDST_ENS:
        return
    midt = np.partition(tider, len(tider) // 2)[len(tider) // 2]
    andel = float((tider == midt).mean()) * 100
    if andel > 50:
        yield Fejl(
            f"{procent(andel)} af rejsetiderne er {tal(midt, 1, fast=False)}. Så ens er rigtige "
            "tider ikke. Beregn matricen igen."
        )


# ------------------------------------------------------------------ how the figures are read


def ombyttet(s: Sammenligning) -> tuple[list[Udfald], Sammenligning]:
    """The figures fit the model when rows and columns change places."""
    if not s.rangorden < MINDST_RANGORDEN or min(s.minutter.shape) < 2:
        return [], s
    vendt = s.vendt()
    if not vendt.rangorden >= MINDST_RANGORDEN:
        return [], s
    spoergsmaal = Spoergsmaal(
        OMBYTTET,
        "Tiderne passer kun med modellens, når rækker og kolonner bytter plads. Er de byttet om?",
        (("ja", "byt dem"), ("nej", "læs dem, som de står")),
    )
    valgt = besvaret(s.kendte.svar, spoergsmaal)
    if valgt is None:
        return [spoergsmaal], vendt
    if valgt == "nej":
        return [], s
    return [Bemaerkning("Rækker og kolonner er byttet om, som svaret siger.")], vendt


def tidsenhed(s: Sammenligning) -> tuple[list[Udfald], Sammenligning]:
    """The times fit the model's in another unit than the file is taken to have."""
    if np.isnan(s.forhold):
        enhed = s.kendte.svar.get(ENHED, s.enhed)
        return [], s.laest_som(enhed if enhed in TIDSENHEDER else s.enhed, s.laengde)
    som = {e: s.forhold * f / TIDSENHEDER[s.enhed] for e, f in TIDSENHEDER.items()}
    passer = next((e for e, forhold in som.items() if normalt(forhold)), None)
    spoergsmaal = Spoergsmaal(
        ENHED,
        f"Læst som {s.enhed} er tiderne {_gange(s.forhold)}. Hvilken enhed er de i?",
        tuple((e, f"så er de {_gange(forhold)}") for e, forhold in som.items()),
    )
    valgt = besvaret(s.kendte.svar, spoergsmaal)
    if valgt is None:
        spoerg = passer not in (None, s.enhed)
        return [spoergsmaal] if spoerg else [], s.laest_som(passer or s.enhed, s.laengde)
    laest = s.laest_som(valgt, s.laengde)
    if passer not in (None, valgt) and valgt != s.enhed:
        tekst = f"Svaret {ENHED}={valgt} giver tider, der er {_gange(som[valgt])}; som {passer} er "
        return [Fejl(f"{tekst}de {_gange(som[str(passer)])}. Svar {ENHED}={passer}.")], laest
    if valgt == s.enhed:
        return [], laest
    return [Bemaerkning(f"Rejsetiderne er læst som {valgt}, som svaret siger.")], laest


def laengdeenhed(s: Sammenligning) -> tuple[list[Udfald], Sammenligning]:
    """The lengths fit the model's in metres, or do not fit."""
    forhold = s.laengdeforhold
    if np.isnan(forhold):
        return [], s
    muligheder = ("km", "meter")
    som = {e: forhold * LAENGDEENHEDER[e] / LAENGDEENHEDER[s.laengde] for e in muligheder}
    passer = next((e for e, f in som.items() if normalt(f)), None)
    spoergsmaal = Spoergsmaal(
        LAENGDE,
        f"Længderne er {_gange(forhold)}. Hvilken enhed er de i?",
        tuple((e, f"så er de {_gange(f)}") for e, f in som.items()),
    )
    valgt = besvaret(s.kendte.svar, spoergsmaal)
    laest = s.laest_som(s.enhed, valgt or (s.laengde if normalt(forhold) else passer or s.laengde))
    if valgt is None and not normalt(forhold) and passer is not None:
        return [spoergsmaal], laest
    if not normalt(forhold if valgt is None else som[valgt]):
        nu = forhold if valgt is None else som[valgt]
        return [Bemaerkning(f"Længderne er {_gange(nu)} i midten. Se efter, om de er km.")], laest
    return [], laest


LAESNINGER: tuple[Laesning, ...] = (ombyttet, tidsenhed, laengdeenhed)


# ------------------------------------------------------------------ held against the model


def _ligner_laengder(s: Sammenligning, pr_km: float) -> bool:
    """Say whether the times follow the model's kilometres closer than its minutes."""
    tid_og_km = faelles(s.minutter, s.model_km)
    return normalt(median_forhold(*tid_og_km) / pr_km) and (
        spredning(*tid_og_km) < SPREDNING_DEL * spredning(*s.par)
    )


def kilometer_for_minutter(s: Sammenligning) -> Iterator[Udfald]:
    """The times are kilometres, which are about as many as minutes."""
    if not _ligner_laengder(s, 1.0):
        return
    spoergsmaal = Spoergsmaal(
        KILOMETER,
        "Tiderne følger modellens kilometer nærmere end dens minutter. Er de rejsetider?",
        (("nej", "de er rejsetider"), ("ja", "de er kilometer")),
    )
    valgt = besvaret(s.kendte.svar, spoergsmaal)
    if valgt is None:
        yield spoergsmaal
    elif valgt == "ja":
        yield Fejl("Kilometer kan ikke bruges som rejsetider. Beregn matricen med tider.")


def meter_for_minutter(s: Sammenligning) -> Iterator[Udfald]:
    """The times are metres."""
    if _ligner_laengder(s, 1000.0):
        yield Fejl(
            f"Tiderne er {_gange(s.forhold)} og følger dens længder: de ligner meter. Beregn "
            "matricen med tider."
        )


def afvigelse(s: Sammenligning) -> Iterator[Udfald]:
    """The times are far from the model's in any unit."""
    if np.isnan(s.forhold) or normalt(s.forhold) or _ligner_laengder(s, 1000.0):
        return
    spoergsmaal = Spoergsmaal(
        AFVIGELSE,
        f"Tiderne er {_gange(s.forhold)} i midten. Det kan være rigtigt for andet end bil. Er de "
        "rigtige?",
        JA_NEJ,
    )
    valgt = besvaret(s.kendte.svar, spoergsmaal)
    if valgt is None:
        yield spoergsmaal
    elif valgt == "ja":
        yield Bemaerkning(f"Rejsetiderne er {_gange(s.forhold)} i midten.")
    else:
        yield Fejl(f"Rejsetiderne er {_gange(s.forhold)} i midten. Beregn matricen igen.")


def rangorden(s: Sammenligning) -> Iterator[Udfald]:
    """What is far by the model is not far by the matrix: rows or ids are mixed up."""
    if s.rangorden < MINDST_RANGORDEN:
        yield Fejl(
            "Det, der er langt i modellen, er ikke langt i filen (rangkorrelation "
            f"{tal(s.rangorden, 2)}). Er rækker blandet, eller hører id'erne til andre steder? "
            f"{HENT_STEDER}"
        )


def placering(s: Sammenligning) -> Iterator[Udfald]:
    """The times of a few clinics or points are those of other places."""
    if not s.rangorden >= MINDST_RANGORDEN:
        return
    under, over = FORKERT_STED
    klinikker, punkter = (
        np.flatnonzero((korrelation < under) & (afstand > over))
        for korrelation, afstand in afvig(s)
    )
    dele = [f"klinik {_naevn(s.kendte.klinikker[klinikker])}"] if len(klinikker) else []
    if len(punkter):
        dele.append(f"{tal(len(punkter))} punkter (først {s.kendte.punkter[punkter[0]]})")
    if not dele:
        return
    sted = f"Tiderne for {opremsning(dele)} passer ikke med, hvor stedet ligger"
    faa = len(punkter) < len(s.kendte.punkter) * FORKERTE_PUNKTER_PCT / 100
    spoergsmaal = Spoergsmaal(PLACERING, f"{sted}. Er de rigtige?", JA_NEJ)
    valgt = besvaret(s.kendte.svar, spoergsmaal)
    if valgt == "nej":
        yield Fejl(f"{sted}. Beregn dem igen.")
    elif valgt == "ja" or (faa and not len(klinikker)):
        yield Bemaerkning(f"{sted}.")
    else:
        yield spoergsmaal


def enkelte_par(s: Sammenligning) -> Iterator[Udfald]:
    """A few pairs are in another unit than the others, or have a digit too many.

    Nothing where `placering` tells of whole places, whose pairs they then are.
    """
    gange, under, over = SKILLER_SIG
    if not normalt(s.forhold) or any(placering(s)):
        return
    with np.errstate(divide="ignore", invalid="ignore"):
        forhold = s.minutter / (s.model_minutter * np.float32(s.forhold))
        mere = s.minutter - s.model_minutter
        langt = ((forhold > gange) & (mere > over)) | ((forhold < 1 / gange) & (mere < -under))
    if langt.any():
        punkt, klinik = (int(nr[0]) for nr in np.nonzero(langt))
        yield Bemaerkning(
            f"{tal(int(langt.sum()))} par er over {tal(gange)} gange længere eller kortere end i "
            f"modellen, først {s.kendte.punkter[punkt]} til {s.kendte.klinikker[klinik]} "
            f"({tal(float(s.minutter[punkt, klinik]), 1)} minutter mod "
            f"{tal(float(s.model_minutter[punkt, klinik]), 1)}). Se efter, om de er i minutter."
        )


def klinik_uden_tider(s: Sammenligning) -> Iterator[Udfald]:
    """A clinic is reached from nowhere, though the model has a way."""
    uden = np.flatnonzero(~s.har.any(axis=0) & np.isfinite(s.model_minutter).any(axis=0))
    if len(uden):
        yield Fejl(
            f"{tal(len(uden))} af {tal(len(s.kendte.klinikker))} klinikker har ingen rejsetider: "
            f"{_naevn(s.kendte.klinikker[uden])}. Beregn matricen med alle klinikker."
        )


def kommune_uden_tider(s: Sammenligning) -> Iterator[Udfald]:
    """Nobody in a kommune reaches a clinic, though the model has a way."""
    naar = kommunesum(s, np.where(s.har.any(axis=1), s.model.indbyggere, 0))
    modellen = kommunesum(
        s, np.where(np.isfinite(s.model_minutter).any(axis=1), s.model.indbyggere, 0)
    )
    uden = modellen[(naar == 0) & (modellen > 0)]
    if not uden.empty:
        hver = [f"{navn} ({tal(antal)} indbyggere)" for navn, antal in uden.items()]
        yield Fejl(
            f"Ingen når en klinik fra {_naevn(hver)}. Beregn matricen med alle punkter, også med "
            "færger; uden dem vælges --uden-faerger."
        )


def naere_par(s: Sammenligning) -> Iterator[Udfald]:
    """Pairs have no time that the model has within half an hour, and the router's limit.

    A router that leaves out what is farther than its limit has no times above it: pairs that are
    near that limit by the model may be beyond it by the router.
    """
    graense = _graense(s)
    naer = s.model_minutter <= graense
    if not naer.any():
        return
    mangler = naer & ~s.har
    andel = float(mangler.sum() / naer.sum()) * 100
    if andel == 0:
        return
    indbyggere = float(s.model.indbyggere[(mangler.any(axis=1))].sum())
    tekst = (
        f"{procent(andel)} af de par, modellen har inden for {tal(graense, 0)} minutter, har ingen "
        f"rejsetid ({tal(int(mangler.sum()))} par, {tal(indbyggere)} indbyggere)."
    )
    if andel > MANGLER_HOEJST_PCT:
        yield Fejl(f"{tekst} Beregn matricen med alle punkter og klinikker.")
    else:
        yield Bemaerkning(tekst)


def _graense(s: Sammenligning) -> float:
    laengste = float(np.nanmax(s.minutter)) / (s.forhold if s.forhold > 0 else 1.0)
    return float(np.clip(0.8 * laengste, MINDSTE_NAER_MIN, NAER_MIN))


def fjerne_par(s: Sammenligning) -> Iterator[Udfald]:
    """The router left out what is farther than some limit."""
    laengste = float(np.nanmax(s.minutter))
    udeladt = ~s.har & np.isfinite(s.model_minutter)
    if not udeladt.any():
        return
    fjerne = float((s.model_minutter[udeladt] * s.forhold > 0.8 * laengste).mean())
    if fjerne > 0.9:
        yield Bemaerkning(
            f"Filen har ingen rejsetid over {tal(laengste, 0)} minutter. Længere ture er ukendte "
            "og regnes som uden for rækkevidde."
        )


REGLER: tuple[Regel, ...] = (
    kilometer_for_minutter,
    meter_for_minutter,
    afvigelse,
    rangorden,
    placering,
    enkelte_par,
    klinik_uden_tider,
    kommune_uden_tider,
    naere_par,
    fjerne_par,
)


def efterproev(s: Sammenligning) -> tuple[list[Udfald], Sammenligning]:
    """Return the outcome of every rule, and the matrix as it is read."""
    udfald: list[Udfald] = []
    for laesning in LAESNINGER:
        fundet, s = laesning(s)
        udfald += fundet
    for regel in REGLER:
        udfald += regel(s)
    return udfald, s


#: The keys of every question a matrix can raise of its plausibility.
NOEGLER = frozenset({ENHED, LAENGDE, OMBYTTET, AFVIGELSE, KILOMETER, PLACERING})
