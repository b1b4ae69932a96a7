"""The printed maps of a scenario: before and after by the same classes, and what it changes."""

from __future__ import annotations

from eksport.afsnit_scenarie import Vurderet
from eksport.bilag import Figur
from eksport.figurer import (
    Kortgrundlag,
    byg_figur,
    klinikpunkter,
    skrevet_afvigelse,
    skrevet_paa,
)
from kort.aendringslag import OVERSKRIFT, aendringstema, tiltagene
from kort.farver import AFVIGELSE
from kort.tryk.lag import Kommunelag
from kort.tryk.trykkort import aendringskort, foer_efter_kort
from saetninger.aendring import FAERRE, FLERE, MAERKENOTE, aendringsnyhed
from saetninger.scenarienyhed import maalestok, tiltagsnyhed, tiltagstitel

FOER_EFTER_OVERSKRIFT = "Indbyggere pr. kapacitet i forhold til regionen før"
#: With more tiltag than this the map after has none of them on it, but its colours.
HOEJST_PAA_EFTER = 4
TILTAG_FOR_SIG = "Tiltagene er tegnet på kortet over ændringen."
KILDER = ("kapaciteter", "kommuner", "omrids")


def scenariefigurer(vurderet: Vurderet, grund: Kortgrundlag) -> tuple[Figur, ...]:
    """Return the maps of a scenario: before and after, and the change where it has any tiltag."""
    foerst = _foer_efter(vurderet, grund)
    return (foerst, _aendring(vurderet, grund)) if vurderet.vurdering.scenarie else (foerst,)


def _foer_efter(vurderet: Vurderet, grund: Kortgrundlag) -> Figur:
    v = vurderet.vurdering
    maerker = aendringstema(v).maerker
    faa = len(v.scenarie) <= HOEJST_PAA_EFTER
    led = (maalestok(v), f"{MAERKENOTE}." if maerker else "", "" if faa else TILTAG_FOR_SIG)
    note = " ".join(del_ for del_ in led if del_)
    foer, efter = (
        Kommunelag(
            stand.kommuner["afvigelse_pct"],
            AFVIGELSE,
            FOER_EFTER_OVERSKRIFT,
            "ingen kapacitet",
            note,
            skrevet_paa(stand.kommuner["afvigelse_pct"], skrevet_afvigelse),
            maerket,
        )
        for stand, maerket in ((v.foer, {}), (v.efter, maerker))
    )
    return byg_figur(
        v.plan_foer,
        grund,
        noegle=vurderet.noegle,
        titel=f"{vurderet.navn}: indbyggere pr. kapacitet i forhold til regionen før og efter",
        nyhed=tiltagstitel(v),
        alt="To kort over regionens kommuner, farvet efter afvigelsen fra regionens indbyggere "
        f"pr. kapacitet før og efter scenariet {vurderet.navn}. {tiltagsnyhed(v)}",
        kilder=KILDER,
        paneler=foer_efter_kort(foer, efter, tiltagene(v) if faa else None),
        scenarie=_scenarie(vurderet),
    )


def _aendring(vurderet: Vurderet, grund: Kortgrundlag) -> Figur:
    v, tema = vurderet.vurdering, aendringstema(vurderet.vurdering)
    kommuner = Kommunelag(
        tema.vaerdier,
        tema.klasser,
        OVERSKRIFT,
        tema.mangler,
        f"{MAERKENOTE}." if tema.maerker else "",
        tema.skrevet,
        tema.maerker,
    )
    navne = v.foer.kommuner["kommune"]
    flere, faerre = (
        [str(navne[k]) for k, m in tema.maerker.items() if m == maerke]
        for maerke in (FLERE, FAERRE)
    )
    nyhed = aendringsnyhed(flere, faerre)
    return byg_figur(
        v.plan_foer,
        grund,
        noegle=f"{vurderet.noegle}-aendring",
        titel=f"{vurderet.navn}: ændring i indbyggere pr. kapacitet og scenariets tiltag",
        nyhed=nyhed,
        alt="Kort over regionens kommuner, farvet efter ændringen i indbyggere pr. kapacitet med "
        f"scenariet {vurderet.navn}, og hvert tiltag med sit tegn. {nyhed}",
        kilder=("klinikker", *KILDER),
        paneler=aendringskort(kommuner, klinikpunkter(v.plan_efter), tiltagene(v)),
        scenarie=_scenarie(vurderet),
    )


def _scenarie(vurderet: Vurderet) -> str:
    s = vurderet.scenarie
    mrk = ", ".join(d for d in (s.id[:6], f"version {s.version}" if s.version else "") if d)
    return f"{vurderet.navn} ({mrk})" if mrk else vurderet.navn
