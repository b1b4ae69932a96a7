"""Who decides a tiltag, read from the tiltag itself and the praksisplan, as facts.

Flytning (2.1.13, p. 11): within one bysamfund it is approved administratively; across bysamfund
in one kommune the Samarbejdsudvalg recommends, region and kommuner decide together; across
kommuner it is a change of the praksisplan, for the Regionsraad and the kommuner concerned.
Deling (2.1.9, p. 10): the Samarbejdsudvalg. Ledig kapacitet (2.1.14, p. 11): advertised, and
applications are treated administratively with a representative of the physiotherapists; filled at
another address it is here a flytning too, since the section does not say where it is to be. New
capacity (3.4.5, p. 21): agreement between the region and the kommuner. Of an ekstra klinikadresse
(2.1.12, p. 10) and an overdragelse the praksisplan does not say who decides, and of a field whose
sources have no rule (`planning.fag.Fag.afsnit`) nothing is known.
`saetninger.beslutningsvej` says it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from planning.plan import Plan, Sted
from planning.regler import REGLER
from planning.tiltag import (
    Deling,
    Ekstraadresse,
    Flytning,
    Nedlaeggelse,
    Opslag,
    Overdragelse,
    Tiltag,
    Udvidelse,
    afgiver,
    modtager,
    sted_id,
)
from planning.vilkaar import Vilkaar, vilkaar

Niveau = Literal["ikke_angivet", "administrativ", "samarbejdsudvalg", "regionsraad", "enighed"]
#: Lowest first; where the praksisplan does not say, whatever it does say of another is higher.
NIVEAUER: tuple[Niveau, ...] = get_args(Niveau)


@dataclass(frozen=True)
class Part:
    """Someone with a part in a decision; `kode` is that of a kommune concerned by itself.

    `rolle` is what the party does, "" where it decides like the others. `ikke_angivet` is whoever
    decides what the praksisplan does not say who decides.
    """

    hvem: Literal[
        "region",
        "regionsraad",
        "samarbejdsudvalg",
        "kommunerne",
        "alle_kommuner",
        "kommune",
        "fysioterapeuterne",
        "ikke_angivet",
    ]
    rolle: Literal["", "indstiller", "administrativt", "inddrages", "orienteres"] = ""
    kode: str = ""


REGIONEN, REGIONSRAADET = Part("region"), Part("regionsraad")
ALLE_KOMMUNER, IKKE_ANGIVET = Part("alle_kommuner"), Part("ikke_angivet")


@dataclass(frozen=True)
class Grund:
    """What sends a tiltag to its level.

    `koder` (kommuner) and `bysamfund` are where it is from and to; `klinik_id` is whose capacity it
    is where that is told, `til_id` where it is used too. `sundhedsraad` are those of the kommuner
    where they are two, else empty.
    """

    slags: Literal[
        "i_bysamfund",
        "mellem_bysamfund",
        "mellem_kommuner",
        "forhaandsgodkendelse",
        "deling",
        "ekstraadresse",
        "ekstraadresse_anden_kommune",
        "overdragelse",
        "opslag",
        "opslag_andet_sted",
        "udvidelse",
        "nedlaeggelse",
        "uden_regel",
    ]
    klinik_id: str = ""
    koder: tuple[str, ...] = ()
    bysamfund: tuple[str, ...] = ()
    til_id: str = ""
    sundhedsraad: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beslutningsvej:
    """The level that decides, the parties, the sections, the reasons and the conditions."""

    niveau: Niveau
    parter: tuple[Part, ...]
    afsnit: tuple[str, ...]
    grunde: tuple[Grund, ...]
    vilkaar: tuple[Vilkaar, ...] = ()


def beslutningsvej(plan: Plan, tiltag: Tiltag) -> Beslutningsvej:
    """Return who decides one tiltag; raises Inputfejl for an unknown clinic.

    What counts as one bysamfund is the rule of `geo.bysamfund`, shown in the user guide.
    """
    for sted in (afgiver(tiltag), modtager(tiltag)):
        if sted is not None:
            plan.bysamfund(sted)  # it raises for a clinic that is not there
    if not plan.fag.afsnit:
        return Beslutningsvej("ikke_angivet", (), (), (Grund("uden_regel"),))
    return replace(VEJE[type(tiltag)](plan, tiltag), vilkaar=vilkaar(plan, tiltag))


def _flytning(plan: Plan, tiltag: Flytning) -> Beslutningsvej:
    vej = _mellem(plan, tiltag.fra, tiltag.til)
    if not tiltag.forhaandsgodkendelse:
        return vej
    return replace(vej, grunde=(*vej.grunde, Grund("forhaandsgodkendelse")))


def _mellem(plan: Plan, fra: str, til: str | Sted) -> Beslutningsvej:
    """Return who decides that capacity goes from one place to another."""
    koder, bysamfund = zip(plan.bysamfund(fra), plan.bysamfund(til), strict=True)
    afsnit = (plan.fag.afsnit["flytning"],)
    if koder[0] != koder[1]:
        beroerte = sorted(koder, key=plan.kommuner["kommune"].get)
        parter = (REGIONSRAADET, *(Part("kommune", kode=k) for k in beroerte))
        raad = tuple(plan.sundhedsraad["sundhedsraad"].reindex(list(koder)).dropna())
        grund = Grund("mellem_kommuner", "", koder, bysamfund)
        if len(set(raad)) > 1:
            grund = replace(grund, sundhedsraad=raad)
        return Beslutningsvej("regionsraad", parter, afsnit, (grund,))
    if bysamfund[0] != bysamfund[1]:
        parter = (Part("samarbejdsudvalg", "indstiller"), REGIONEN, Part("kommunerne"))
        grund = Grund("mellem_bysamfund", "", koder, bysamfund)
        return Beslutningsvej("samarbejdsudvalg", parter, afsnit, (grund,))
    grund = Grund("i_bysamfund", "", koder, bysamfund)
    return Beslutningsvej("administrativ", (Part("region", "administrativt"),), afsnit, (grund,))


def _deling(plan: Plan, tiltag: Deling) -> Beslutningsvej:
    parter, afsnit = (Part("samarbejdsudvalg"),), (plan.fag.afsnit["deling"],)
    return Beslutningsvej("samarbejdsudvalg", parter, afsnit, (Grund("deling", tiltag.fra),))


def _ekstraadresse(plan: Plan, tiltag: Ekstraadresse) -> Beslutningsvej:
    koder = (plan.bysamfund(tiltag.fra)[0], plan.bysamfund(tiltag.til)[0])
    samme = koder[0] == koder[1]
    grund = Grund(
        "ekstraadresse" if samme else "ekstraadresse_anden_kommune",
        tiltag.fra,
        til_id=tiltag.til.sted_id,
    )
    return Beslutningsvej("ikke_angivet", (IKKE_ANGIVET,), _afsnit("ekstraadresse"), (grund,))


def _overdragelse(plan: Plan, tiltag: Overdragelse) -> Beslutningsvej:
    grund = Grund("overdragelse", tiltag.fra)
    return Beslutningsvej("ikke_angivet", (IKKE_ANGIVET,), _afsnit("overdragelse"), (grund,))


def _opslag(plan: Plan, tiltag: Opslag) -> Beslutningsvej:
    parter = (
        Part("region", "administrativt"),
        Part("fysioterapeuterne", "inddrages"),
        Part("samarbejdsudvalg", "orienteres"),
    )
    grund = Grund("opslag", tiltag.fra)
    vej = Beslutningsvej("administrativ", parter, _afsnit("opslag"), (grund,))
    if tiltag.til is None or sted_id(tiltag.til) == tiltag.fra:
        return vej
    flyttet = _mellem(plan, tiltag.fra, tiltag.til)
    grunde = (grund, Grund("opslag_andet_sted"), *flyttet.grunde)
    return replace(hoejeste([flyttet, vej]) or vej, grunde=grunde)


def _nyt_antal(plan: Plan, tiltag: Udvidelse | Nedlaeggelse) -> Beslutningsvej:
    grund = Grund("nedlaeggelse" if isinstance(tiltag, Nedlaeggelse) else "udvidelse")
    afsnit = (plan.fag.afsnit["kapacitet"],)
    return Beslutningsvej("enighed", (REGIONEN, ALLE_KOMMUNER), afsnit, (grund,))


def _afsnit(regel: str) -> tuple[str, ...]:
    """Return the sections of the praksisplan a rule stands in."""
    return tuple(s.afsnit for s in REGLER[regel].steder if s.kilde == "praksisplan")


#: Who decides each kind of tiltag.
VEJE: Mapping[type[Tiltag], Callable[[Plan, Any], Beslutningsvej]] = {
    Flytning: _flytning,
    Ekstraadresse: _ekstraadresse,
    Deling: _deling,
    Overdragelse: _overdragelse,
    Opslag: _opslag,
    Udvidelse: _nyt_antal,
    Nedlaeggelse: _nyt_antal,
}


def hoejeste(veje: Sequence[Beslutningsvej]) -> Beslutningsvej | None:
    """Return the route of a whole scenario: the highest level, every party once, every reason.

    What the highest level decides comes first; the lower levels still have their say. A party
    that has two parts to play is named without them.
    """
    if not veje:
        return None
    ovenfra = sorted(veje, key=lambda v: NIVEAUER.index(v.niveau), reverse=True)
    parter: dict[Part, Part] = {}
    for part in (p for v in ovenfra for p in v.parter):
        uden_rolle = replace(part, rolle="")
        parter[uden_rolle] = part if parter.get(uden_rolle, part) == part else uden_rolle
    if ALLE_KOMMUNER in parter:
        # Each of the kommuner is among them.
        parter = {p: v for p, v in parter.items() if p.hvem not in ("kommune", "kommunerne")}
    if REGIONSRAADET in parter and parter.get(REGIONEN) == REGIONEN:
        del parter[REGIONEN]  # it is the Region that decides in it
    return Beslutningsvej(
        ovenfra[0].niveau,
        tuple(parter.values()),
        tuple(dict.fromkeys(a for v in ovenfra for a in v.afsnit)),
        tuple(g for v in ovenfra for g in v.grunde),
        tuple(dict.fromkeys(betingelse for v in ovenfra for betingelse in v.vilkaar)),
    )
