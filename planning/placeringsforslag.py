"""Where the next clinics go: the siting question asked of a plan, and its answer as tiltag.

Clinics with capacity are kept, and so are those outside the region, which count where distance
does. Each of the next gets one capacity, new (an udvidelse) or from a clinic that is named (a
flytning). What is best is one of `MAAL`, of one of `HVEM`; `planning.placering` proves it.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from dansk import Inputfejl, opremsning, tal
from planning import placering
from planning.daekning import tjek_graense
from planning.effekt import STANDARDGRAENSE
from planning.fag import Kapacitetsart
from planning.flytning import beholdning, udfoer
from planning.kandidater import Kandidat, Slags, kandidater, minutter_til
from planning.kapacitet import klinikkapacitet
from planning.kriterier import LOFT_MINUTTER
from planning.placering import SEKUNDER, Placering, Status
from planning.plan import Plan, Sted
from planning.talraekke import Tal
from planning.tiltag import Dele, Flytning, Nedlaeggelse, Udvidelse

#: What is best: most within the limit (MCLP), least minutes on average (p-median), or the least
#: largest time (p-center), and of those with the same the least on average; or the fewest with whom
#: all are within it (LSCP).
Maal = Literal["flest", "middel", "laengst", "alle"]
MAAL: tuple[Maal, ...] = ("flest", "middel", "laengst", "alle")
#: Whom it is asked of, and their column of `Plan.punkter`.
Hvem = Literal["indbyggere", "over70", "uden_bil"]
HVEM: Mapping[Hvem, str] = {
    "indbyggere": "indbyggere",
    "over70": "personer_70",
    "uden_bil": "husstande_uden_bil",
}
SLAGS: tuple[Slags, ...] = ("klinik", "by", "distrikt", "punkt")


@dataclass(frozen=True)
class Stilling:
    """How far people have: what is asked of where the capacity is.

    middel: minutes to the nearest clinic, the mean, nobody with more than LOFT_MINUTTER. inden, of
    i_alt: how many have one within the limit. laengst: the largest time, of those who have a way to
    any clinic or place that could get one; inf where one of them has none yet, 0 for nobody.
    """

    middel: float
    inden: float
    i_alt: float
    laengst: float

    @property
    def andel_pct(self) -> float:
        """How many are within the limit, percent; NaN of nobody."""
        return 100 * self.inden / self.i_alt if self.i_alt else float("nan")


@dataclass(frozen=True)
class Valg:
    """A place chosen, the tiltag that opens it, and how it is with it and those before it."""

    kandidat: Kandidat
    tiltag: Udvidelse | Flytning
    efter: Stilling


@dataclass(frozen=True)
class Placeringsforslag:
    """The next places, the one that does most first, and how good they are known to be.

    vaerdi and skranke are in the unit of `maal`: how many within the limit, minutes on average, or
    minutes. skranke is what no choice among the `kandidater` places can better, gab how far they
    are apart as a part of the larger, 0 where status is »bevist« (`planning.placering`). uden_vej:
    how many no place has a way to. mindste_graense: the least limit (minutes) that all others could
    be within, with every place open. foer is how it is before, without what a named clinic gives.
    """

    maal: Maal
    hvem: Hvem
    graense: float
    kandidater: int
    valg: tuple[Valg, ...]
    foer: Stilling
    vaerdi: float
    skranke: float
    gab: float
    status: Status
    uden_vej: float
    mindste_graense: float

    @property
    def gab_pct(self) -> float:
        """How far value and bound are apart, percent of the larger."""
        return 100 * self.gab

    @property
    def flere(self) -> float:
        """How many more have one within the limit with all of them."""
        return self.efter.inden - self.foer.inden

    @property
    def efter(self) -> Stilling:
        """How it is with all of them."""
        return self.valg[-1].efter if self.valg else self.foer

    @property
    def tiltag(self) -> tuple[Udvidelse | Flytning, ...]:
        """The tiltag, in order."""
        return tuple(valg.tiltag for valg in self.valg)


def placeringsforslag(
    plan: Plan,
    maal: Maal,
    nye: int,
    hvem: Hvem = "indbyggere",
    graense: float = STANDARDGRAENSE,
    *,
    fra: str | None = None,
    slags: Collection[Slags] = SLAGS,
    punkter: Sequence[Sted] = (),
    speciale: str | None = None,
    sekunder: float = SEKUNDER,
) -> Placeringsforslag:
    """Return where the next `nye` clinics of a plan go, each with one capacity.

    alle: as many as it takes, whatever `nye` is, and of new capacity alone.

    `fra` is the clinic that gives it; else it is new. Places are those of `slags` (a klinik is one
    without capacity), with the user's own `punkter`. `graense` is minutes, inclusive, and
    `speciale` whose capacity where each has its own; the field's unless given. Raises Inputfejl for
    what is unknown, more than there are places, or more than `fra` has.
    """
    tjek_spurgt(plan, maal, nye, hvem, slags)
    if maal == "alle" and fra is not None:
        raise Inputfejl(
            "Hvor mange der skal til, for at alle er inden for grænsen, regnes med ny kapacitet. "
            "Nævn ikke en klinik, der afgiver."
        )
    graense, speciale = tjek_graense(graense), speciale or plan.fag.ventespeciale
    egen = "" if plan.opgoerelse.faelles else speciale
    dele = en_kapacitet(plan, egen, fra, nye)
    har = klinikkapacitet(plan, speciale)["kapacitet"].copy()
    if fra is not None:
        gives = tuple((noegle, nye * antal) for noegle, antal in dele)
        udfoer(plan, Nedlaeggelse(fra, speciale=egen, dele=gives))  # it has so much, or this raises
        har[fra] -= plan.opgoerelse.kapaciteter(dict(gives), egen)
    aabne = har.index[har.to_numpy() > 0]
    steder = [k for k in ledige_steder(plan, aabne, slags, punkter) if k.sted.sted_id != fra]
    if nye > len(steder) and maal != "alle":
        raise Inputfejl(
            f"Der er {tal(len(steder))} steder at vælge imellem, og der er bedt om {tal(nye)}. "
            "Vælg færre, eller tag flere slags steder med."
        )
    har_nu, til = veje(plan, aabne, steder)
    alle = plan.punkter[HVEM[hvem]].to_numpy()
    naermest = np.minimum(har_nu, til.min(axis=1, initial=np.inf))
    naas = np.isfinite(naermest)
    bor = np.where(naas, alle, 0)
    svar = _loest(maal, np.column_stack([har_nu, til]), alle, bor, nye, graense, sekunder)
    stillinger = _i_orden(maal, har_nu, til, [nr - 1 for nr in svar.valgte], alle, bor, graense)
    enhed = float(alle.sum()) or 1.0 if maal == "middel" else 1.0
    return Placeringsforslag(
        maal=maal,
        hvem=hvem,
        graense=graense,
        kandidater=len(steder),
        valg=tuple(
            Valg(steder[nr], _tiltag(plan, steder[nr], dele, egen, fra), efter)
            for nr, efter in stillinger
        ),
        foer=stilling(har_nu, alle, bor, graense),
        vaerdi=svar.vaerdi / enhed,
        skranke=svar.skranke / enhed,
        gab=svar.gab,
        status=svar.status,
        uden_vej=float(alle[~naas].sum()),
        mindste_graense=float(naermest[bor > 0].max(initial=0.0)),
    )


def ledige_steder(
    plan: Plan, aabne: Collection[str], slags: Collection[Slags], punkter: Sequence[Sted]
) -> list[Kandidat]:
    """Return the places of some kinds that have no capacity; `aabne` are the clinics that have."""
    return [
        k for k in kandidater(plan, punkter) if k.slags in slags and k.sted.sted_id not in aabne
    ]


def veje(plan: Plan, aabne: Collection[str], steder: Sequence[Kandidat]) -> tuple[Tal, Tal]:
    """Return the minutes of each point to the nearest open clinic, and to each place; inf for none.

    One outside the region is open too.
    """
    minutter = _uden_huller(plan.afstande["minutter"][:, plan.klinikker.index.isin(aabne)])
    # In one precision, which the limit is compared in.
    har_nu = np.minimum(
        minutter.min(axis=1, initial=np.inf), plan.nabovej("minutter").astype(minutter.dtype)
    )
    til = _uden_huller(minutter_til(plan, [k.sted for k in steder])).astype(minutter.dtype)
    return har_nu, til


def stilling(vej: Tal, alle: Tal, bor: Tal, graense: float) -> Stilling:
    """Return how it is for people (`alle`, per point) who have so far (`vej`, inf for no way).

    `bor` are those whom the largest time is asked of.
    """
    i_alt = float(alle.sum())
    return Stilling(
        middel=float(alle @ np.minimum(vej, LOFT_MINUTTER)) / i_alt if i_alt else float("nan"),
        inden=float(alle[vej <= graense].sum()),
        i_alt=i_alt,
        laengst=float(vej[bor > 0].max(initial=0.0)),
    )


def en_kapacitet(plan: Plan, speciale: str, fra: str | None = None, gange: int = 1) -> Dele:
    """Return how much one capacity of a plan is: of the first kind that comes to one.

    Of those that the clinic `fra` has `gange` of, where it has any. `speciale` is "" where a
    capacity is joint. Raises Inputfejl for an unknown clinic.
    """
    opgoerelse = plan.opgoerelse

    def antal(art: Kapacitetsart) -> float:
        return 1.0 / float(art.kapaciteter(1.0, speciale))

    arter = [a for a in opgoerelse.arter if a.taeller]
    arter = [a for a in arter if not opgoerelse.hele or antal(a) % 1 == 0]
    har = {} if fra is None else beholdning(plan, fra, speciale)
    nok = [a for a in arter if fra is None or har[a.noegle] >= gange * antal(a)]
    if fra is not None and not nok:
        hoejst = max(int(har[a.noegle] // antal(a)) for a in arter)
        klinik = plan.klinik(fra)
        raise Inputfejl(
            f"{klinik['navn']} ({klinik['by']}) har {tal(hoejst)} af samme slags, der er én "
            f"kapacitet, og der er bedt om {tal(gange)}. Vælg færre, eller en anden klinik."
        )
    art = (nok or arter)[0]
    return ((art.noegle, int(antal(art)) if opgoerelse.hele else antal(art)),)


def _loest(
    maal: Maal, veje: Tal, alle: Tal, bor: Tal, nye: int, graense: float, sekunder: float
) -> Placering:
    """Return the answer where column 0 is what is open and the others are the places."""
    if maal == "flest":
        return placering.stoerste_daekning(veje <= graense, alle, nye, [0], sekunder)
    if maal == "middel":
        return placering.p_median(veje, alle, nye, [0], LOFT_MINUTTER, sekunder)
    if maal == "alle":
        return placering.fuld_daekning(veje <= graense, [0], bor, sekunder)
    slut = time.monotonic() + sekunder
    center = placering.p_center(veje, bor, nye, [0], sekunder)
    # Many choices have the same largest time: of those the one with the least mean.
    inden = np.where(veje <= center.vaerdi, veje, np.inf)
    lige = placering.p_median(inden, bor, nye, [0], sekunder=slut - time.monotonic())
    return replace(center, valgte=lige.valgte) if lige.valgte else center


def _i_orden(
    maal: Maal, har_nu: Tal, til: Tal, valgte: list[int], alle: Tal, bor: Tal, graense: float
) -> list[tuple[int, Stilling]]:
    """Return the places in the order in which each does most, and how it is after each.

    Of those that do as much by `maal`, the one that brings the mean lowest.
    """
    ud: list[tuple[int, Stilling]] = []
    vej, rest = har_nu, list(valgte)
    while rest:
        efter = {nr: stilling(np.minimum(vej, til[:, nr]), alle, bor, graense) for nr in rest}
        naeste = min(rest, key=lambda nr: (*_vaegt(maal, efter[nr]), efter[nr].middel, nr))
        vej = np.minimum(vej, til[:, naeste])
        ud.append((naeste, efter[naeste]))
        rest.remove(naeste)
    return ud


def _vaegt(maal: Maal, s: Stilling) -> tuple[float]:
    return (s.middel if maal == "middel" else s.laengst if maal == "laengst" else -s.inden,)


def _tiltag(
    plan: Plan, kandidat: Kandidat, dele: Dele, speciale: str, fra: str | None
) -> Udvidelse | Flytning:
    til = kandidat.sted.sted_id if kandidat.slags == "klinik" else kandidat.sted
    if fra is None:
        return Udvidelse(til, speciale=speciale, dele=dele)
    return Flytning(fra, til, speciale=speciale, dele=dele)


def _uden_huller(minutter: Tal) -> Tal:
    return np.where(np.isnan(minutter), np.inf, minutter)


def tjek_spurgt(plan: Plan, maal: str, nye: int, hvem: str, slags: Collection[str]) -> None:
    """Raise Inputfejl, with what to choose, for what cannot be asked of a plan."""
    for navn, valgt, kendte in (
        ("mål", [maal], MAAL),
        ("gruppe", [hvem], HVEM),
        ("slags sted", list(slags), SLAGS),
    ):
        if ukendte := [v for v in valgt if v not in kendte]:
            raise Inputfejl(f"Ukendt {navn}: »{ukendte[0]}«. Kendte er {opremsning(list(kendte))}.")
    if not isinstance(nye, int) or isinstance(nye, bool) or nye < 1:
        raise Inputfejl(f"Antallet af nye steder skal være 1, 2, 3 ..., men er {nye!r}.")
    if not plan.har_klinikker:
        raise Inputfejl(
            f"Datasættet for {plan.fag.praksisplan} har ingen klinikker, så der er ingen kapacitet "
            "at placere. Importér klinikkerne på siden Import."
        )
