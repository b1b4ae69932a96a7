"""Who decides a tiltag, read from the tiltag itself and the praksisplan, as facts.

Flytning (2.1.13, p. 11): within one bysamfund it is approved administratively; across bysamfund
in one kommune the Samarbejdsudvalg recommends, region and kommuner decide together; across
kommuner it is a change of the praksisplan, for the Regionsraad and the kommuner concerned.
Deling (2.1.9, p. 10): the Samarbejdsudvalg, with an omsaetningsloft. New capacity (3.4.5, p. 21):
agreement between the region and the kommuner. `saetninger.beslutningsvej` says it. A field whose
sources have no rule (`planning.fag.Fag.afsnit`) has no known route.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from planning.plan import Plan, Sted
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse

Niveau = Literal["ukendt", "administrativ", "samarbejdsudvalg", "regionsraad", "enighed"]
#: Lowest first.
NIVEAUER: tuple[Niveau, ...] = get_args(Niveau)


@dataclass(frozen=True)
class Part:
    """Someone with a part in a decision; `kode` is that of a kommune concerned by itself.

    `rolle` is what the party does, "" where it decides like the others.
    """

    hvem: Literal[
        "region", "regionsraad", "samarbejdsudvalg", "kommunerne", "alle_kommuner", "kommune"
    ]
    rolle: Literal["", "indstiller", "administrativt"] = ""
    kode: str = ""


REGIONEN, REGIONSRAADET = Part("region"), Part("regionsraad")
ALLE_KOMMUNER = Part("alle_kommuner")


@dataclass(frozen=True)
class Grund:
    """What sends a tiltag to its level.

    `koder` (kommuner) and `bysamfund` are where a flytning is from and to; `klinik_id` is who is
    to be split.
    """

    slags: Literal[
        "i_bysamfund",
        "mellem_bysamfund",
        "mellem_kommuner",
        "deling",
        "udvidelse",
        "nedlaeggelse",
        "uden_regel",
    ]
    klinik_id: str = ""
    koder: tuple[str, ...] = ()
    bysamfund: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beslutningsvej:
    """The level that decides, the parties, the sections of the praksisplan, and the reasons."""

    niveau: Niveau
    parter: tuple[Part, ...]
    afsnit: tuple[str, ...]
    grunde: tuple[Grund, ...]


def beslutningsvej(plan: Plan, tiltag: Tiltag) -> Beslutningsvej:
    """Return who decides one tiltag; raises Inputfejl for an unknown clinic.

    What counts as one bysamfund is the rule of `geo.bysamfund`, shown in the user guide.
    """
    if not plan.fag.afsnit:
        _kommune_og_bysamfund(plan, tiltag.til if isinstance(tiltag, Udvidelse) else tiltag.fra)
        return Beslutningsvej("ukendt", (), (), (Grund("uden_regel"),))
    if isinstance(tiltag, Flytning):
        return _flytning(plan, tiltag)
    # It raises for a clinic that is not there.
    _kommune_og_bysamfund(plan, tiltag.til if isinstance(tiltag, Udvidelse) else tiltag.fra)
    if isinstance(tiltag, Deling):
        parter, afsnit = (Part("samarbejdsudvalg"),), (plan.fag.afsnit["deling"],)
        grund = Grund("deling", klinik_id=tiltag.fra)
        return Beslutningsvej("samarbejdsudvalg", parter, afsnit, (grund,))
    grund = Grund("nedlaeggelse" if isinstance(tiltag, Nedlaeggelse) else "udvidelse")
    afsnit = (plan.fag.afsnit["kapacitet"],)
    return Beslutningsvej("enighed", (REGIONEN, ALLE_KOMMUNER), afsnit, (grund,))


def _flytning(plan: Plan, tiltag: Flytning) -> Beslutningsvej:
    steder = (_kommune_og_bysamfund(plan, s) for s in (tiltag.fra, tiltag.til))
    koder, bysamfund = zip(*steder, strict=True)
    afsnit = (plan.fag.afsnit["flytning"],)
    if koder[0] != koder[1]:
        beroerte = sorted(koder, key=plan.kommuner["kommune"].get)
        parter = (REGIONSRAADET, *(Part("kommune", kode=k) for k in beroerte))
        grund = Grund("mellem_kommuner", "", koder, bysamfund)
        return Beslutningsvej("regionsraad", parter, afsnit, (grund,))
    if bysamfund[0] != bysamfund[1]:
        parter = (Part("samarbejdsudvalg", "indstiller"), REGIONEN, Part("kommunerne"))
        grund = Grund("mellem_bysamfund", "", koder, bysamfund)
        return Beslutningsvej("samarbejdsudvalg", parter, afsnit, (grund,))
    grund = Grund("i_bysamfund", "", koder, bysamfund)
    return Beslutningsvej("administrativ", (Part("region", "administrativt"),), afsnit, (grund,))


def _kommune_og_bysamfund(plan: Plan, sted: str | Sted) -> tuple[str, str]:
    if isinstance(sted, Sted):
        return sted.kommune_kode, sted.bysamfund
    raekke = plan.klinik(sted)
    return str(raekke["kommune_kode"]), str(raekke["bysamfund"])


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
    )
