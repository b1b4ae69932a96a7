"""The printed maps of a plan: tables of planning as figures, each put where it belongs.

A section says where the map of its news stands; those that no section has put are one of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dansk import IKKE_OPLYST, MANGLER, opremsning, tal
from eksport.bestilling import AFSNIT, TEKSTSIDE, Valg
from eksport.bilag import Afsnit, Figur, Led, Tekst
from eksport.figurer import (
    Kortgrundlag,
    baand,
    byg_figur,
    klinikpunkter,
    skrevet_afvigelse,
    skrevet_paa,
)
from kort.farver import ADGANG, AFVIGELSE, BAAND, Klasser
from kort.klasser import inddel
from kort.lag import ventetidsklasser
from kort.tryk.lag import Baandlag, Kommunelag
from kort.tryk.trykkort import Panel, daekningskort, klinikkort, kommunekort
from planning.diskretion import diskret_adgang, diskret_daekning
from planning.plan import REGION, Plan
from planning.status import Status, status
from planning.ventetid import ventetid
from saetninger.daekning import daekningsnyhed
from saetninger.maal import TIL_NAERMESTE, aftagentekst, baandnavne, graensetekst
from saetninger.nyhed import statusdom
from saetninger.ventetid import uger, ventetidsnyhed
from tabeller.daekning import ADGANGSRESSOURCER
from tabeller.kilder import daekningsressourcer, kapacitetsressource

SPAENDNOTE = "Et spænd er farvet efter gennemsnittet af klinikkernes svar"
AFVIGELSE_OVERSKRIFT = "Indbyggere pr. kapacitet i forhold til regionen"
INGEN_KAPACITET = "ingen kapacitet"


class Temakort:
    """The maps of a plan that are asked for, each put once: where a section says, or at the end.

    `valgte` are keys of `KORT`.
    """

    def __init__(
        self, plan: Plan, valg: Valg, grund: Kortgrundlag | None, valgte: Sequence[str] = ()
    ) -> None:
        self._plan, self._valg, self._grund = plan, valg, grund
        self._ledige = [] if grund is None else list(valgte)

    def ved(self, tekst: Tekst, tema: str, *efter: Led) -> list[Led]:
        """Return a text that refers to the map of what it says, and that after it and `efter`.

        The text and `efter` alone where the map is not asked for.
        """
        figur = self._tag(tema)
        if figur is None:
            return [tekst, *efter]
        return [replace(tekst, figur=figur.noegle), *efter, figur]

    def alene(self, tema: str) -> list[Led]:
        """Return a map with its news before it; nothing where it is not asked for."""
        figur = self._tag(tema)
        return [] if figur is None else _med_nyhed(figur)

    def rest(self) -> list[Afsnit]:
        """Return the maps that no section has put, as a section of their own."""
        led = [d for tema in tuple(self._ledige) for d in self.alene(tema)]
        return [Afsnit("kort", AFSNIT["kort"], 1, tuple(led))] if led else []

    def _tag(self, tema: str) -> Figur | None:
        if self._grund is None or tema not in self._ledige:
            return None
        self._ledige.remove(tema)
        return TEMAER[tema](self._plan, self._valg, self._grund)


def uden_kort(plan: Plan, valg: Valg) -> Temakort:
    """Return that no map is asked for."""
    return Temakort(plan, valg, None)


def _med_nyhed(figur: Figur) -> list[Led]:
    return [Tekst(figur.nyhed, noegle=figur.noegle, figur=figur.noegle), figur]


def _indbyggere(plan: Plan, valg: Valg, grund: Kortgrundlag) -> Figur:
    tabel = status(plan, valg.grundlag)
    indbyggere = tabel.kommuner["indbyggere_pr_kapacitet"]
    nyhed = statusdom(plan, tabel)
    lag = Kommunelag(
        indbyggere,
        inddel(indbyggere, "naturlige"),
        "Indbyggere pr. kapacitet",
        INGEN_KAPACITET,
        f"Regionen: {tal(tabel.region['indbyggere_pr_kapacitet'])}",
        skrevet_paa(indbyggere, tal),
    )
    return byg_figur(
        plan,
        grund,
        noegle="indbyggere-pr-kapacitet",
        titel="Indbyggere pr. kapacitet i kommunerne, og klinikkerne efter kapacitet",
        nyhed=nyhed,
        alt=f"Kort over regionens kommuner, farvet efter indbyggere pr. kapacitet. {nyhed}",
        kilder=(kapacitetsressource(valg.grundlag), "kommuner", "omrids"),
        paneler=kommunekort(lag, klinikpunkter(plan)),
    )


def _fra_regionen(plan: Plan, valg: Valg, grund: Kortgrundlag) -> Figur:
    tabel = status(plan, valg.grundlag)
    afvigelse = tabel.kommuner["afvigelse_pct"]
    skrevet = skrevet_paa(afvigelse, skrevet_afvigelse)
    lag = Kommunelag(afvigelse, AFVIGELSE, AFVIGELSE_OVERSKRIFT, INGEN_KAPACITET, skrevet=skrevet)
    nyhed = _yderst(tabel)
    return byg_figur(
        plan,
        grund,
        noegle="afvigelse",
        titel=f"Indbyggere pr. kapacitet i forhold til {REGION}",
        nyhed=nyhed,
        alt="Kort over regionens kommuner, farvet efter afvigelsen fra regionens indbyggere "
        f"pr. kapacitet. {nyhed}",
        kilder=(kapacitetsressource(valg.grundlag), "kommuner", "omrids"),
        paneler=kommunekort(lag),
    )


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


def _daekning(plan: Plan, valg: Valg, grund: Kortgrundlag) -> Figur:
    billede = diskret_daekning(plan, valg.maal, valg.graense)
    baandlag = Baandlag(
        baand(billede, grund.gitter),
        BAAND,
        baandnavne(billede),
        TIL_NAERMESTE[billede.maal],
    )
    nyhed = daekningsnyhed(billede)
    return byg_figur(
        plan,
        grund,
        noegle="daekning",
        titel="Afstand til nærmeste klinik, og distrikter hvor mange har længere end "
        f"{graensetekst(billede.maal, billede.graense)}",
        nyhed=nyhed,
        alt=f"Kort over regionen, farvet efter afstanden til nærmeste klinik. {nyhed}",
        kilder=(*daekningsressourcer(billede.maal), "omrids"),
        paneler=daekningskort(
            baandlag, billede.mange_uden_for, klinikpunkter(plan), plan.naboklinikker
        ),
    )


def _adgang(plan: Plan, valg: Valg, grund: Kortgrundlag) -> Figur:
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
        skrevet_paa(tabel.kommuner["afvigelse_pct"], skrevet_afvigelse),
    )
    return byg_figur(
        plan,
        grund,
        noegle="adgang",
        titel="Adgang til kapacitet på tværs af kommunegrænser i forhold til regionen",
        nyhed=nyhed,
        alt=f"Kort over regionens kommuner, farvet efter adgangen til kapacitet. {nyhed}",
        kilder=(*ADGANGSRESSOURCER, "omrids"),
        paneler=kommunekort(lag, klinikpunkter(plan)),
    )


def _ventetid(plan: Plan, valg: Valg, grund: Kortgrundlag) -> Figur:
    """Return the waits of each type on a page, by the same classes; each a map of its own too."""
    alle = ventetid(plan)
    klasser = ventetidsklasser(plan)
    typer = plan.fag.ventetyper
    lag = [_ventelag(alle[alle["type"] == v.noegle].set_index("kode"), klasser) for v in typer]
    dele = tuple(
        _af_ventetid(
            plan,
            grund,
            f"ventetid-{v.noegle}",
            f"Oplyst ventetid til {v.i_saetning}, uger",
            ventetidsnyhed(alle, v.noegle, v.i_saetning),
            f"Kort over kommunerne, farvet efter oplyst ventetid til {v.i_saetning}.",
            kommunekort(et),
        )
        for v, et in zip(typer, lag, strict=True)
    )
    if len(dele) == 1:
        return dele[0]
    navne = [v.i_saetning for v in typer]
    samlet = _af_ventetid(
        plan,
        grund,
        "ventetid",
        f"Oplyst ventetid til {opremsning(navne)}, uger",
        dele[-1].nyhed,
        f"{tal(len(dele))} kort over kommunerne, farvet efter oplyst ventetid til "
        f"{opremsning(navne)}. {' '.join(d.nyhed for d in dele[:-1])}",
        tuple(
            Panel((et,), navn[:1].upper() + navn[1:]) for navn, et in zip(navne, lag, strict=True)
        ),
    )
    return replace(samlet, format=TEKSTSIDE, dele=dele)


def _ventelag(ramme: pd.DataFrame, klasser: Klasser) -> Kommunelag:
    svar = {kode: uger(raekke) for kode, raekke in ramme.iterrows()}
    spaend = {kode: IKKE_OPLYST if t == MANGLER else t for kode, t in svar.items()}
    return Kommunelag(ramme["uger"], klasser, "Ventetid", IKKE_OPLYST, SPAENDNOTE, spaend)


def _af_ventetid(
    plan: Plan,
    grund: Kortgrundlag,
    noegle: str,
    titel: str,
    nyhed: str,
    alt: str,
    paneler: tuple[Panel, ...],
) -> Figur:
    return byg_figur(
        plan,
        grund,
        noegle=noegle,
        titel=titel,
        nyhed=nyhed,
        alt=f"{alt} {nyhed}",
        kilder=("ventetider", "omrids"),
        paneler=paneler,
    )


def _klinikker(plan: Plan, valg: Valg, grund: Kortgrundlag) -> Figur:
    nyhed = (
        f"De {tal(len(plan.klinikker))} klinikadresser ligger tættest i byerne; cirklens areal er "
        "klinikkens kapacitet."
    )
    return byg_figur(
        plan,
        grund,
        noegle="klinikker",
        titel="Klinikkerne efter kapacitet",
        nyhed=nyhed,
        alt=f"Kort over regionen med en cirkel for hver klinik. {nyhed}",
        kilder=("klinikker", "kapaciteter", "omrids"),
        paneler=klinikkort(klinikpunkter(plan)),
    )


#: Who draws each of `KORT`.
TEMAER: Mapping[str, Callable[[Plan, Valg, Kortgrundlag], Figur]] = {
    "indbyggere-pr-kapacitet": _indbyggere,
    "afvigelse": _fra_regionen,
    "klinikker": _klinikker,
    "ventetid": _ventetid,
    "daekning": _daekning,
    "adgang": _adgang,
}
