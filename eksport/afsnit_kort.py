"""The section of printed maps, and a scenario's before and after: tables of planning on maps."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pandas as pd

from dansk import IKKE_OPLYST, MANGLER, fortegn, opremsning, tal
from eksport.afsnit_scenarie import Vurderet
from eksport.bestilling import AFSNIT, Valg
from eksport.bilag import Afsnit, Figur
from eksport.figurer import Kortgrundlag, baand, byg_figur
from kort.farver import ADGANG, AFVIGELSE, BAAND
from kort.klasser import inddel
from kort.tryk.lag import Baandlag, Kommunelag
from kort.tryk.trykkort import daekningskort, foer_efter_kort, klinikkort, kommunekort
from planning.diskretion import diskret_adgang, diskret_daekning
from planning.flytning import aendringer
from planning.kapacitet import klinikkapacitet
from planning.plan import REGION, Plan
from planning.scenarie import Vurdering, flyttepile
from planning.status import Status, status
from planning.ventetid import ventetid
from saetninger.daekning import daekningsnyhed
from saetninger.maal import TIL_NAERMESTE, aftagentekst, baandnavne, graensetekst
from saetninger.nyhed import maalestok, statusdom, tiltagsnyhed, tiltagstitel, uger, ventetidsnyhed
from tabeller.daekning import ADGANGSRESSOURCER
from tabeller.kilder import daekningsressourcer, kapacitetsressource

SPAENDNOTE = "Et spænd er farvet efter gennemsnittet af klinikkernes svar"
AFVIGELSE_OVERSKRIFT = "Indbyggere pr. kapacitet i forhold til regionen"
FOER_EFTER_OVERSKRIFT = f"{AFVIGELSE_OVERSKRIFT} før"
ENDER = ["fra_x", "fra_y", "til_x", "til_y"]


def kortafsnit(plan: Plan, valg: Valg, grund: Kortgrundlag) -> list[Afsnit]:
    """Return the maps of a plan: capacity, deviation, coverage, access, waits, clinics."""
    byggere: tuple[Callable[[Plan, Valg, Kortgrundlag], Sequence[Figur]], ...] = (
        _status,
        _daekning,
        _adgang,
        _ventetid,
        _klinikker,
    )
    figurer = [figur for byg in byggere for figur in byg(plan, valg, grund)]
    return [Afsnit("kort", AFSNIT["kort"], 1, tuple(figurer))]


def scenariefigur(vurderet: Vurderet, grund: Kortgrundlag) -> Figur:
    """Return the maps before and after a scenario, by the same classes."""
    v = vurderet.vurdering
    plan = v.plan_foer
    foer, efter = (
        Kommunelag(
            stand.kommuner["afvigelse_pct"],
            AFVIGELSE,
            FOER_EFTER_OVERSKRIFT,
            note=maalestok(v),
            skrevet=_skrevet(stand.kommuner["afvigelse_pct"], _afvigelse),
        )
        for stand in (v.foer, v.efter)
    )
    s = vurderet.scenarie
    mrk = ", ".join(d for d in (s.id[:6], f"version {s.version}" if s.version else "") if d)
    return byg_figur(
        plan,
        grund,
        noegle=vurderet.noegle,
        titel=f"{vurderet.navn}: indbyggere pr. kapacitet i forhold til regionen før og efter",
        nyhed=tiltagstitel(v),
        alt="To kort over regionens kommuner, farvet efter afvigelsen fra regionens indbyggere "
        f"pr. kapacitet før og efter scenariet {vurderet.navn}. {tiltagsnyhed(v)}",
        kilder=("kapaciteter", "kommuner", "omrids"),
        paneler=foer_efter_kort(foer, efter, aendringer_paa_kortet(v)),
        scenarie=f"{vurderet.navn} ({mrk})" if mrk else vurderet.navn,
    )


def aendringer_paa_kortet(v: Vurdering) -> pd.DataFrame:
    """Return every change of capacity as `kort.tryk.lag.Pillag` takes it: moved, new and closed."""
    steder = v.plan_efter.klinikker[["x", "y"]]
    uden = (math.nan, math.nan)
    raekker = []
    for tiltag in v.scenarie:
        for a in [] if tiltag.pil else aendringer(v.plan_foer, tiltag):
            sted = tuple(steder.loc[a.klinik_id])
            if a.kapacitet:  # a deling moves none
                ender = (*uden, *sted) if a.kapacitet > 0 else (*sted, *uden)
                raekker.append((*ender, abs(a.kapacitet)))
    flyttet = flyttepile(v)[[*ENDER, "kapacitet"]]
    andre = pd.DataFrame(raekker, columns=flyttet.columns)
    return pd.concat([del_ for del_ in (flyttet, andre) if len(del_)] or [flyttet])


def _skrevet(vaerdier: pd.Series, skriv: Callable[[float], str]) -> dict[str, str]:
    """Return each kommune's value as it is written on the map, by kode."""
    return {str(kode): skriv(vaerdi) for kode, vaerdi in vaerdier.items()}


def _afvigelse(vaerdi: float) -> str:
    # With the decimal of the tables: 20,3 is in another class than 20.
    return f"{fortegn(vaerdi)} %"


def _status(plan: Plan, valg: Valg, grund: Kortgrundlag) -> list[Figur]:
    tabel = status(plan, valg.grundlag)
    indbyggere = tabel.kommuner["indbyggere_pr_kapacitet"]
    nyhed = statusdom(plan, tabel)
    resurser = (kapacitetsressource(valg.grundlag), "kommuner", "omrids")
    raa = Kommunelag(
        indbyggere,
        inddel(indbyggere, "naturlige"),
        "Indbyggere pr. kapacitet",
        "ingen kapacitet",
        f"Regionen: {tal(tabel.region['indbyggere_pr_kapacitet'])}",
        _skrevet(indbyggere, tal),
    )
    fra = Kommunelag(
        tabel.kommuner["afvigelse_pct"],
        AFVIGELSE,
        AFVIGELSE_OVERSKRIFT,
        "ingen kapacitet",
        skrevet=_skrevet(tabel.kommuner["afvigelse_pct"], _afvigelse),
    )
    return [
        byg_figur(
            plan,
            grund,
            noegle="indbyggere-pr-kapacitet",
            titel="Indbyggere pr. kapacitet i kommunerne, og klinikkerne efter kapacitet",
            nyhed=nyhed,
            alt=f"Kort over regionens kommuner, farvet efter indbyggere pr. kapacitet. {nyhed}",
            kilder=resurser,
            paneler=kommunekort(raa, _klinikpunkter(plan)),
        ),
        byg_figur(
            plan,
            grund,
            noegle="afvigelse",
            titel=f"Indbyggere pr. kapacitet i forhold til {REGION}",
            nyhed=_yderst(tabel),
            alt="Kort over regionens kommuner, farvet efter afvigelsen fra regionens indbyggere "
            f"pr. kapacitet. {_yderst(tabel)}",
            kilder=resurser,
            paneler=kommunekort(fra),
        ),
    ]


def _yderst(tabel: Status) -> str:
    """Return which kommuner are in the outermost classes, in a sentence."""
    ramme = tabel.kommuner.dropna(subset="afvigelse_pct")
    ramme = ramme.sort_values("afvigelse_pct", ascending=False)
    klasse = ramme["afvigelse_pct"].map(AFVIGELSE.nummer)
    led = [
        f"{opremsning(list(ramme['kommune'][klasse == nr]))} har {AFVIGELSE.navne[nr]}"
        for nr in (len(AFVIGELSE.navne) - 1, 0)
        if (klasse == nr).any()
    ]
    if not led:
        return "Ingen kommune ligger over 20 % fra regionens indbyggere pr. kapacitet."
    return f"{led[0]} indbyggere pr. kapacitet end regionen{''.join(f'; {d}' for d in led[1:])}."


def _daekning(plan: Plan, valg: Valg, grund: Kortgrundlag) -> list[Figur]:
    billede = diskret_daekning(plan, valg.maal, valg.graense)
    baandlag = Baandlag(
        baand(billede, grund.gitter),
        BAAND,
        baandnavne(billede),
        TIL_NAERMESTE[billede.maal],
    )
    nyhed = daekningsnyhed(billede)
    return [
        byg_figur(
            plan,
            grund,
            noegle="daekning",
            titel="Afstand til nærmeste klinik, og distrikter hvor mange har længere end "
            f"{graensetekst(billede.maal, billede.graense)}",
            nyhed=nyhed,
            alt=f"Kort over regionen, farvet efter afstanden til nærmeste klinik. {nyhed}",
            kilder=(*daekningsressourcer(billede.maal), "omrids"),
            paneler=daekningskort(
                baandlag, billede.mange_uden_for, _klinikpunkter(plan), plan.naboklinikker
            ),
        )
    ]


def _adgang(plan: Plan, valg: Valg, grund: Kortgrundlag) -> list[Figur]:
    tabel = diskret_adgang(plan, valg.aftagen)
    ordnet = tabel.kommuner.dropna(subset="kapacitet_pr_10000").sort_values("kapacitet_pr_10000")
    nyhed = (
        f"Ringest er adgangen i {ordnet['kommune'].iloc[0]} Kommune og bedst i "
        f"{ordnet['kommune'].iloc[-1]} Kommune, når kapaciteten deles på tværs af kommunegrænser."
    )
    lag = Kommunelag(
        tabel.kommuner["afvigelse_pct"],
        ADGANG,
        "Adgang i forhold til regionen",
        "ingen adgang",
        f"Model: {aftagentekst(tabel.aftagen)}",
        _skrevet(tabel.kommuner["afvigelse_pct"], _afvigelse),
    )
    return [
        byg_figur(
            plan,
            grund,
            noegle="adgang",
            titel="Adgang til kapacitet på tværs af kommunegrænser i forhold til regionen",
            nyhed=nyhed,
            alt=f"Kort over regionens kommuner, farvet efter adgangen til kapacitet. {nyhed}",
            kilder=(*ADGANGSRESSOURCER, "omrids"),
            paneler=kommunekort(lag, _klinikpunkter(plan)),
        )
    ]


def _ventetid(plan: Plan, valg: Valg, grund: Kortgrundlag) -> list[Figur]:
    alle = ventetid(plan)
    klasser = inddel(alle["uger"], "naturlige", enhed="uger")
    figurer = []
    for v in plan.fag.ventetyper:
        type_, navn = v.noegle, v.i_saetning
        ramme = alle[alle["type"] == type_].set_index("kode")
        svar = {kode: uger(raekke) for kode, raekke in ramme.iterrows()}
        spaend = {kode: IKKE_OPLYST if t == MANGLER else t for kode, t in svar.items()}
        lag = Kommunelag(ramme["uger"], klasser, "Ventetid", IKKE_OPLYST, SPAENDNOTE, spaend)
        nyhed = ventetidsnyhed(alle, type_, navn)
        figurer.append(
            byg_figur(
                plan,
                grund,
                noegle=f"ventetid-{type_}",
                titel=f"Oplyst ventetid til {navn}, uger",
                nyhed=nyhed,
                alt=f"Kort over kommunerne, farvet efter oplyst ventetid til {navn}. {nyhed}",
                kilder=("ventetider", "omrids"),
                paneler=kommunekort(lag),
            )
        )
    return figurer


def _klinikker(plan: Plan, valg: Valg, grund: Kortgrundlag) -> list[Figur]:
    nyhed = (
        f"De {tal(len(plan.klinikker))} klinikadresser ligger tættest i byerne; cirklens areal er "
        "klinikkens kapacitet."
    )
    return [
        byg_figur(
            plan,
            grund,
            noegle="klinikker",
            titel="Klinikkerne efter kapacitet",
            nyhed=nyhed,
            alt=f"Kort over regionen med en cirkel for hver klinik. {nyhed}",
            kilder=("klinikker", "kapaciteter", "omrids"),
            paneler=klinikkort(_klinikpunkter(plan)),
        )
    ]


def _klinikpunkter(plan: Plan) -> pd.DataFrame:
    ramme = plan.klinikker[["x", "y"]].join(klinikkapacitet(plan)["kapacitet"])
    return ramme[ramme["kapacitet"] > 0]
