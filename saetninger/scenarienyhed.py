"""The news of a scenario: what it is, what it does to whom, and what it comes to."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from dansk import (
    antal_kapaciteter,
    fra_til,
    kapaciteter,
    omtrent,
    opremsning,
    score,
    tal,
    to_cifre,
)
from planning.effekt import HARMONISERING
from planning.foelger import Foelger
from planning.foelsomhed import effektspaend
from planning.husket import husket
from planning.plan import LAESOE, Plan
from planning.scenarie import Vurdering, ledig_kapacitet, maengder
from planning.tiltag import Tiltag
from saetninger.foelsomhed import effektspaendtal, fortegnstekst
from saetninger.omraadeord import omraadeord
from saetninger.spaend import i_parentes, spaendtal
from saetninger.tiltag import ORD, handling


@husket()
def tiltagsnyhed(vurdering: Vurdering) -> str:
    """Return what a scenario is and does, in the order a reader must know it.

    What is moved; what the region gains or loses in all; who is left with nothing or gets
    further; the kommuner it touches; and only then the spread and the total of the effect.
    """
    if not vurdering.scenarie:
        return "Scenariet har ingen tiltag, og intet ændrer sig."
    led = (
        _hvad(vurdering),
        region_i_alt(vurdering),
        *_mister(vurdering),
        _vej(vurdering.foelger),
        _kommuner(vurdering),
        _spredning(vurdering),
    )
    return " ".join(saetning for saetning in led if saetning)


def kort_nyhed(vurdering: Vurdering) -> str:
    """Return what `tiltagsnyhed` says of kommuner and ways alone, for who sees the rest on a map.

    Who is left with nothing, the kommuner it touches, and who gets further.
    """
    led = (*_mister(vurdering), _kommuner(vurdering), _vej(vurdering.foelger))
    return " ".join(saetning for saetning in led if saetning)


def samlet_nyhed(vurdering: Vurdering) -> str:
    """Return what a scenario comes to as a whole, for who has seen its tiltag one by one.

    What the region has in all where that is another, who is left with nothing, the kommune that is
    furthest from the region before and after, what is lacking, and who gets further.
    """
    i_alt = region_i_alt(vurdering) if vurdering.foelger.kapacitet_forskel else ""
    led = (i_alt, *_mister(vurdering), _yderst(vurdering), _spredning(vurdering))
    return " ".join(saetning for saetning in (*led, _vej(vurdering.foelger)) if saetning)


def _yderst(vurdering: Vurdering) -> str:
    """The deviation of the kommune that is furthest from the region; Læsø is no yardstick."""
    foer, efter = (
        stand.kommuner["afvigelse_pct"].drop(index=LAESOE, errors="ignore").abs().max()
        for stand in (vurdering.foer, vurdering.efter)
    )
    if foer != foer or efter != efter:
        return ""
    a, b = fra_til(foer, efter, 1)
    hvor = " uden for Læsø" if LAESOE in vurdering.foer.kommuner.index else ""
    gaar = f"går fra {a} til {b} %" if a != b else f"er {a} % som før"
    return f"Den største afvigelse fra regionens gennemsnit før{hvor} {gaar}."


def eksempeltekst(plan: Plan) -> str:
    """Return where the flytning that is tried before anybody has chosen one is from and to."""
    hvor = " uden for Læsø" if LAESOE in plan.kommuner.index else ""
    return (
        f"Fra {omraadeord(plan).bestemt} med færrest indbyggere pr. kapacitet{hvor} til den med "
        "flest."
    )


def udgangspunkt(scenarie: Sequence[Tiltag]) -> str:
    """Return which state figures are counted from: the dataset, or the scenario worked on."""
    if not scenarie:
        return "datasættet, som det er"
    return f"scenariet, der arbejdes på ({tal(len(scenarie))} tiltag)"


def maalestok(vurdering: Vurdering) -> str:
    """Return what the states before and after are both measured against, for a legend."""
    region = tal(vurdering.foer.region["indbyggere_pr_kapacitet"])
    return f"Før og efter er målt mod regionens gennemsnit før: {region} indbyggere pr. kapacitet."


def vejnyhed(vurdering: Vurdering) -> str:
    """Return what a scenario does to the way to the nearest clinic, and what it ends on."""
    f = vurdering.foelger
    uden_for = omtrent(round(f.uden_for_efter))
    return f"{_vej(f)} Efter har {uden_for} længere end {tal(f.graense, 1, fast=False)} minutter."


def tiltagstitel(vurdering: Vurdering) -> str:
    """Return the first of `tiltagsnyhed`, to where the losers are told, where room is short.

    What the region has in all is told where that is another than before.
    """
    if not vurdering.scenarie:
        return "Scenariet har ingen tiltag, og intet ændrer sig."
    i_alt = region_i_alt(vurdering) if vurdering.foelger.kapacitet_forskel else ""
    led = (_hvad(vurdering), i_alt, *_mister(vurdering), _vej(vurdering.foelger))
    return " ".join(saetning for saetning in led if saetning)


def _hvad(vurdering: Vurdering) -> str:
    if len(vurdering.scenarie) == 1:
        return f"{handling(vurdering.plan_foer, vurdering.scenarie[0])}."
    led = [
        f"{tal(antal)} {ORD[slags].antal[antal > 1]} ({antal_kapaciteter(kapacitet)})"
        for slags, (antal, kapacitet) in maengder(vurdering).items()
    ]
    return f"Scenariet har {tal(len(vurdering.scenarie))} tiltag: {opremsning(led)}."


def region_i_alt(vurdering: Vurdering) -> str:
    """Return what the region has in all after a scenario, gained or lost, and what is vacant."""
    ledig = ledig_kapacitet(vurdering)
    i_alt = _i_alt(vurdering.foelger)
    if not ledig:
        return i_alt
    return (
        f"{i_alt} Ledig, ikke nedlagt, er {antal_kapaciteter(ledig)}; den ledige kapacitet tæller "
        "med igen, når den er besat."
    )


def _i_alt(f: Foelger) -> str:
    if f.kapacitet_foer == f.kapacitet_efter:
        return f"Regionen har {antal_kapaciteter(f.kapacitet_efter)} som før."
    retning = "mister" if f.kapacitet_efter < f.kapacitet_foer else "får"
    return (
        f"Regionen {retning} {antal_kapaciteter(abs(f.kapacitet_forskel))}: fra "
        f"{kapaciteter(f.kapacitet_foer)} til {kapaciteter(f.kapacitet_efter)}."
    )


def _mister(vurdering: Vurdering) -> list[str]:
    """Who is left with nothing: the kommuner, then the clinics elsewhere."""
    plan, f = vurdering.plan_efter.efter_kommune, vurdering.foelger
    saetninger = []
    if f.uden_kapacitet:
        navne = opremsning([plan.kommuner["kommune"][kode] for kode in f.uden_kapacitet])
        saetninger.append(f"{navne} står tilbage uden kapacitet.")
    andre = plan.klinikker.loc[list(f.lukkede)]
    andre = andre[~andre["kommune_kode"].isin(f.uden_kapacitet)]
    if len(andre):
        navne = opremsning([f"{k.navn} i {k.by}" for k in andre.itertuples()])
        saetninger.append(f"{navne} står tilbage uden kapacitet.")
    return saetninger


def _vej(f: Foelger) -> str:
    """Who gets further to the nearest clinic, by number, and the share within the limit."""
    if not f.laengere and not f.kortere:
        return "Ingen får længere til nærmeste klinik."
    mere = f", op til {tal(f.laengst)} minutter mere" if 1 <= f.laengst < math.inf else ""
    usikkert = _flere_spaend(f)
    antal = omtrent(round(f.laengere))
    foerst = f"{antal} får længere til nærmeste klinik{mere}" if f.laengere else ""
    saa = f"{omtrent(round(f.kortere))} får kortere" if f.kortere else ""
    hvem = " og ".join(d for d in (foerst, saa) if d)
    hvem = hvem if f.laengere else f"{hvem} til nærmeste klinik"
    minutter = tal(f.graense, 1, fast=False)
    if f.uden_for_foer == f.uden_for_efter:
        return (
            f"{hvem[:1].upper()}{hvem[1:]}; lige så mange som før har over {minutter} "
            f"minutter{usikkert}."
        )
    a, b = fra_til(f.inden_for_foer_pct, f.inden_for_efter_pct, 1)
    antal = omtrent(round(abs(f.flere_uden_for)))
    retning = "flere" if f.flere_uden_for > 0 else "færre"
    return (
        f"{hvem[:1].upper()}{hvem[1:]}; {antal} {retning} har over {minutter} "
        f"minutter{usikkert}, og andelen "
        f"inden for grænsen går fra {a} til {b} %."
    )


def _flere_spaend(f: Foelger) -> str:
    """How many more or fewer were the ways longer or shorter, in a parenthesis; "" for no range."""
    lav, hoej = f.flere_mindst, f.flere_hoejst
    if lav < 0 < hoej:
        return f" (usikkert: fra {to_cifre(-lav)} færre til {to_cifre(hoej)} flere)"
    lav, hoej = sorted((abs(lav), abs(hoej)))
    return i_parentes(spaendtal(lav, hoej, to_cifre))


def _kommuner(vurdering: Vurdering) -> str:
    foer, efter = vurdering.foer.kommuner, vurdering.efter.kommuner
    roert = efter.index[foer["kapacitet"] != efter["kapacitet"]]
    if roert.empty:
        return ingen_aendring(vurdering)
    # A kommune left without capacity is told of already.
    led = [_fra_til(foer.loc[k], efter.loc[k]) for k in roert if efter.loc[k, "kapacitet"] > 0]
    return f"{opremsning(led)} indbyggere pr. kapacitet." if led else ""


def ingen_aendring(vurdering: Vurdering) -> str:
    """Return that no area has another capacity than before."""
    ord_ = omraadeord(vurdering.plan_foer)
    return f"{ord_.ingen.capitalize()} {ord_.ental}s kapacitet ændrer sig."


def _fra_til(foer: pd.Series, efter: pd.Series) -> str:
    if foer["kapacitet"] == 0:
        return f"{foer['kommune']} får kapacitet: {tal(efter['indbyggere_pr_kapacitet'])}"
    a, b = fra_til(foer["indbyggere_pr_kapacitet"], efter["indbyggere_pr_kapacitet"])
    return f"{foer['kommune']} går fra {a} til {b}"


def _spredning(vurdering: Vurdering) -> str:
    tal_ = vurdering.effekt.kriterier.set_index("kriterium").loc[HARMONISERING]
    a, b, samlet = tal_["foer"], tal_["efter"], vurdering.effekt.samlet
    if a != a:
        return ""
    retning = "mindre end" if b < a else "mere end" if b > a else "lige så meget som"
    foer, efter = fra_til(a, b, 1)
    vist = f"{foer} %" if foer == efter else f"fra {foer} til {efter} %"
    usikkert = i_parentes(effektspaendtal(effektspaend(vurdering)))
    usikkert = f"{usikkert}{fortegnstekst(vurdering.effekt)}"
    effekt = f", og den samlede effekt er {score(samlet)}{usikkert}" if samlet == samlet else ""
    if effekt and vurdering.foelger.kapacitet_forskel:
        effekt += "; den måler fordeling, afstand og adgang, ikke at der bliver mere eller mindre"
    return (
        f"{omraadeord(vurdering.plan_foer).flertal.capitalize()} med færre kapaciteter pr. "
        f"indbygger end regionen mangler {retning} før "
        f"({vist} af kapaciteten){effekt}."
    )
