"""The steps of a presentation: the region by each measure, and a scenario tiltag by tiltag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import folium

from dansk import linje
from kort.aendringslag import TITEL
from pages.dele import tilstand
from pages.dele.kortgrund import kortomrids
from pages.dele.korthentning import scenarienavn
from pages.dele.laesning import Valg
from pages.dele.laesninger import LAESNINGER
from pages.dele.ringest import ringest_stillet
from pages.dele.scenarielag import scenarielag, scenarietegn
from pages.dele.vurderingsvisning import vurderet
from planning.flytning import forloeb
from planning.plan import Plan
from planning.scenarie import Vurdering
from planning.tiltag import Tiltag
from saetninger.beslutningsvej import hvem_beslutter
from saetninger.omraadeord import efter
from saetninger.scenarienyhed import kort_nyhed, maalestok, samlet_nyhed, vejnyhed
from saetninger.tiltag import handling, kort_titel
from saetninger.vilkaar import brudte_vilkaar
from tabeller.kilder import kilde

#: What stands before the title of a state that a scenario begins with, and of what comes of it.
FOER, EFTER = "Før:", "Efter:"


@dataclass(frozen=True, eq=False)
class Trin:
    """One step: what it is, what it says, and its map with legend and source."""

    titel: str
    saetning: str
    lag: list[folium.FeatureGroup]
    tegn: Sequence[tuple[str, str]]
    kilde: str


def alle_trin() -> list[Callable[[], Trin]]:
    """Return the steps, made when they are shown: of the scenario, else of the measures."""
    plan, tiltag = tilstand.inddelt(tilstand.plan()), tilstand.scenarie()
    if not tiltag:
        return [partial(_ringest, plan), *(partial(_laesning, plan, maal) for maal in LAESNINGER)]
    hvert = [partial(_tiltag, nr) for nr in range(1, len(tiltag) + 1)]  # layout: steps
    trin = [partial(_laesning, plan, "kapacitet", FOER), *hvert, _samlet]
    vurdering = vurderet(plan, tiltag)
    if vurdering.foelger.aendrer_veje:
        # One after the other, so that the eye sees what moves.
        trin += [
            partial(_laesning, plan, "minutter", FOER),
            partial(_laesning, vurdering.plan_efter, "minutter", EFTER, vejnyhed(vurdering)),
        ]
    return trin


def _ringest(plan: Plan) -> Trin:
    """Who is worst off by each measure, on the map of the first of them."""
    laesning = LAESNINGER["kapacitet"][1](plan, _valg())
    titel = f"Hvem er ringest stillet{efter(plan)}"
    saetning = ringest_stillet(plan, _valg())
    # The title is of all the measures, and the map of one.
    tegn = [*laesning.tegn, ("", f"kortet: {laesning.titel.lower()}")]
    return Trin(titel, saetning, laesning.lag, tegn, laesning.kilde)


def _valg() -> Valg:
    return Valg(tilstand.grundlag(), tilstand.aftagen(), tilstand.speciale())


def _laesning(plan: Plan, maal: str, stand: str = "", foerst: str = "") -> Trin:
    """A plan by one measure, as Overblik reads it, with what is said before its title and news."""
    laesning = LAESNINGER[maal][1](plan, _valg())
    return Trin(
        linje(f"{stand} {laesning.titel}"),
        foerst or laesning.nyhed,
        laesning.lag,
        laesning.tegn,
        laesning.kilde,
    )


def _tiltag(nr: int) -> Trin:
    """The scenario after so many tiltag, and what the last of them does."""
    plan, tiltag = tilstand.inddelt(tilstand.plan()), tilstand.scenarie()[:nr]
    *_, foer, _efter = forloeb(plan, tiltag)
    sidste = vurderet(foer, tiltag[-1:])
    vurdering = _vurderet(tiltag)
    return Trin(
        f"{nr}. {kort_titel(foer, tiltag[-1])}",
        linje(f"{handling(foer, tiltag[-1])}. {_saetning(sidste, nr)}"),
        scenarielag(vurdering, "efter", kortomrids(vurdering.plan_foer)),
        scenarietegn(vurdering, "efter"),
        _kilde(vurdering),
    )


def _samlet() -> Trin:
    """The whole scenario: what it changes in each kommune."""
    vurdering = _vurderet(tilstand.scenarie())
    return Trin(
        f"{scenarienavn()}: {TITEL.lower()}",
        linje(f"{samlet_nyhed(vurdering)} {hvem_beslutter(vurdering)} {brudte_vilkaar(vurdering)}"),
        scenarielag(vurdering, "aendring", kortomrids(vurdering.plan_foer)),
        scenarietegn(vurdering, "aendring"),
        _kilde(vurdering),
    )


def _saetning(vurdering: Vurdering, foerste: int) -> str:
    """What it does, who decides, and what stands in the way; `foerste`: the number of its first."""
    hvem = hvem_beslutter(vurdering)
    return linje(f"{kort_nyhed(vurdering)} {hvem} {brudte_vilkaar(vurdering, foerste)}")


def _vurderet(tiltag: Sequence[Tiltag]) -> Vurdering:
    plan = tilstand.inddelt(tilstand.plan())
    return vurderet(plan, tiltag)


def _kilde(vurdering: Vurdering) -> str:
    return f"{kilde(vurdering.plan_foer, 'kapaciteter', 'kommuner')} {maalestok(vurdering)}"
