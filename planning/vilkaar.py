"""The conditions of a decision: what the rules ask of a tiltag, and whether it is so, as facts.

None of them blocks a tiltag. Where the data tell, a condition is met or not, or it is told that
they do not; what takes a judgement is left to who decides. Praksisplan for fysioterapi 2020,
2.1.8 (p. 9), 2.1.9 and 2.1.12 (p. 10), 2.1.13 and 2.1.14 (p. 11); of a deling also the guidance on
the use of capacity. `saetninger.vilkaar` says them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dansk import IKKE_OPLYST
from planning.flytning import beholdning
from planning.kapacitet import maengde
from planning.kriterier import MINDST_TIL_SPARRING
from planning.plan import Plan, Sted
from planning.regler import har_regler
from planning.tiltag import (
    Deling,
    Ekstraadresse,
    Flytning,
    Opslag,
    Tiltag,
    Udvidelse,
    sted_id,
)

#: Met, not met, the data do not tell, for who decides to judge, or it follows with the decision.
Stand = Literal["opfyldt", "ikke_opfyldt", "ikke_oplyst", "vurderes", "foelger"]
STANDE: tuple[Stand, ...] = get_args(Stand)

Slags = Literal[
    "adgang",
    "ikke_ringere_adgang",
    "over30",
    "omsaetningsloft",
    "delingsgrund",
    "inden_for_kapaciteten",
    "daekning",
    "adgang_paa_ekstra",
    "sparring",
    "opslag",
]
#: The rule of `planning.regler` that asks for each.
REGEL: dict[Slags, str] = {
    "adgang": "adgang",
    "ikke_ringere_adgang": "flytning",
    "over30": "deling",
    "omsaetningsloft": "deling",
    "delingsgrund": "delingsgrund",
    "inden_for_kapaciteten": "ekstraadresse",
    "daekning": "ekstraadresse",
    "adgang_paa_ekstra": "ekstraadresse",
    "sparring": "ekstraadresse",
    "opslag": "opslag",
}


@dataclass(frozen=True)
class Vilkaar:
    """One condition: what is asked, whether it is so, and of which clinic ("" for none).

    `adgang` and `toilet` are what is told of the address (ja, nej, ikke oplyst), `adgang_foer` of
    the one left; "" where it is not asked. `antal`: for daekning the other clinics with capacity in
    the bysamfund, for sparring the persons at the address; None where they are not counted.
    """

    slags: Slags
    stand: Stand
    klinik_id: str = ""
    adgang: str = ""
    toilet: str = ""
    adgang_foer: str = ""
    bysamfund: str = ""
    antal: int | None = None


def adgang_brydes(plan: Plan) -> NDArray[np.bool_]:
    """Return of each clinic whether it is known to lack the access or the toilet a flytning asks of
    the address it ends at; of none where the field has another praksisplan than the rules are of.
    """
    if not har_regler(plan.fag):
        return np.zeros(len(plan.klinikker), bool)
    toilet = plan.klinikoplysninger["handicaptoilet"].reindex(plan.klinikker.index)
    mangler: NDArray[np.bool_] = (
        plan.klinikker["handicapadgang"].eq("nej") | toilet.eq("nej")
    ).to_numpy(bool)
    return mangler


def vilkaar(plan: Plan, tiltag: Tiltag) -> tuple[Vilkaar, ...]:
    """Return the conditions of one tiltag; `plan` is the state it meets.

    None where the field has another praksisplan than the rules are of. Raises Inputfejl for an
    unknown clinic.
    """
    return tuple(_vilkaar(plan, tiltag)) if har_regler(plan.fag) else ()


def _vilkaar(plan: Plan, tiltag: Tiltag) -> Iterator[Vilkaar]:
    if isinstance(tiltag, Deling):
        # What can be split is over 30 hours by the field's definition.
        yield Vilkaar("over30", "opfyldt")
        yield Vilkaar("omsaetningsloft", "foelger")
        yield Vilkaar("delingsgrund", "vurderes")
    if isinstance(tiltag, Ekstraadresse):
        yield from _ekstraadresse(plan, tiltag)
    if isinstance(tiltag, Opslag | Udvidelse):
        yield Vilkaar("opslag", "foelger")
    if isinstance(tiltag, Flytning | Opslag) and tiltag.til is not None:
        yield from _flyttet(plan, tiltag.fra, tiltag.til)


def _flyttet(plan: Plan, fra: str, til: str | Sted) -> Iterator[Vilkaar]:
    if sted_id(til) == fra:
        return
    yield _adgang(plan, "adgang", til)
    if plan.bysamfund(fra) == plan.bysamfund(til):
        yield _ikke_ringere(plan, fra, til)


def _ekstraadresse(plan: Plan, tiltag: Ekstraadresse) -> Iterator[Vilkaar]:
    kode, by = plan.bysamfund(tiltag.til)
    her = tiltag.til.sted_id
    i_byen = plan.klinikker["kommune_kode"].eq(kode) & plan.klinikker["bysamfund"].eq(by)
    aabne = plan.klinikker.index[i_byen.to_numpy() & (maengde(plan) > 0)]
    antal = len(aabne.difference([her]))
    yield Vilkaar("inden_for_kapaciteten", "opfyldt", tiltag.fra)
    yield Vilkaar("daekning", "vurderes", bysamfund=by, antal=antal)
    yield _adgang(plan, "adgang_paa_ekstra", tiltag.til)
    if plan.opgoerelse.hele:
        findes = her in plan.klinikker.index
        foer = sum(beholdning(plan, her).values()) if findes else 0
        personer = int(foer + sum(tiltag.maengde.values()))
        nok = personer >= MINDST_TIL_SPARRING
        yield Vilkaar("sparring", "opfyldt" if nok else "vurderes", her, antal=personer)


def _adgang(plan: Plan, slags: Slags, til: str | Sted) -> Vilkaar:
    adgang, toilet = _handicapadgang(plan, til), IKKE_OPLYST
    if sted_id(til) in plan.klinikoplysninger.index:
        toilet = str(plan.klinikoplysninger.at[sted_id(til), "handicaptoilet"])
    return Vilkaar(slags, _samlet(adgang, toilet), sted_id(til), adgang, toilet)


def _samlet(*svar: str) -> Stand:
    """Both must be there: one that is not breaks it, and one that is not told leaves it open."""
    if "nej" in svar:
        return "ikke_opfyldt"
    return "opfyldt" if set(svar) == {"ja"} else "ikke_oplyst"


def _ikke_ringere(plan: Plan, fra: str, til: str | Sted) -> Vilkaar:
    foer, efter = _handicapadgang(plan, fra), _handicapadgang(plan, til)
    if efter == "ja" or foer == "nej":
        stand: Stand = "opfyldt"
    else:
        stand = "ikke_opfyldt" if (foer, efter) == ("ja", "nej") else "ikke_oplyst"
    return Vilkaar("ikke_ringere_adgang", stand, sted_id(til), efter, adgang_foer=foer)


def _handicapadgang(plan: Plan, sted: str | Sted) -> str:
    if isinstance(sted, Sted) and sted.sted_id not in plan.klinikker.index:
        return sted.handicapadgang
    return str(plan.klinik(sted_id(sted))["handicapadgang"])
