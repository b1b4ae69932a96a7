"""A scenario as a section: what it is, what it does, who decides, and what to mind."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dansk import Inputfejl, linje
from eksport.afsnit_tal import kilde
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.bilag import REGION, Afsnit, Figur, Kolonne, Led, Punkter, Tabel, Tekst
from planning.plan import Plan
from planning.scenarie import Vurdering, sammenstilling, vurder
from saetninger.advarsler import advarsler
from saetninger.begrundelse import begrundelse
from saetninger.beslutningsvej import beslutning, beslutninger
from saetninger.effekt import kriterietabel
from saetninger.nyhed import maalestok, tiltagsnyhed
from saetninger.tiltag import beskriv_alle

NAVN_I_OVERSKRIFT = 120
HVEM_BESLUTTER, VAER_OPMAERKSOM = "Hvem beslutter", "Vær opmærksom på"
EFFEKTNOTE = (
    "Scoren går fra −100 til +100, og plus er bedre. Den samlede score er gennemsnittet af "
    "kriterierne, vægtet. Den skal læses sammen med sine dele. En streg er et kriterium uden data."
)


@dataclass(frozen=True, eq=False)
class Vurderet:
    """A scenario with its number from 1 and what planning says of it."""

    nummer: int
    scenarie: NavngivetScenarie
    vurdering: Vurdering

    @property
    def navn(self) -> str:
        """The scenario's name on one line."""
        return linje(self.scenarie.navn, NAVN_I_OVERSKRIFT) or f"uden navn {self.nummer}"

    @property
    def noegle(self) -> str:
        """What the scenario's tables and figures are called in files."""
        return f"scenarie-{self.nummer}"


def vurder_scenarie(plan: Plan, nummer: int, scenarie: NavngivetScenarie, valg: Valg) -> Vurderet:
    """Return a scenario assessed; raises Inputfejl naming it when a tiltag does not fit."""
    try:
        vurdering = vurder(plan, scenarie.tiltag, valg.vaegte, ventespeciale=valg.speciale or None)
        return Vurderet(nummer, scenarie, vurdering)
    except Inputfejl as fejl:
        raise Inputfejl(f"Scenariet »{linje(scenarie.navn, 80)}« passer ikke. {fejl}") from fejl


def scenarieafsnit(vurderet: Vurderet, figur: Figur | None = None) -> list[Afsnit]:
    """Return the sections of one scenario, with its map when there is one."""
    v, navn = vurderet.vurdering, vurderet.navn
    plan, s = v.plan_foer, vurderet.scenarie
    tiltag = tuple(linje(t) for t in beskriv_alle(plan, v.scenarie))
    led: list[Led] = [Tekst(tiltagsnyhed(v), "nyhed")]
    if s.formaal.strip():
        led.append(Tekst(f"Formål: {s.formaal}"))
    led += [Tekst("Tiltag:"), Punkter(tiltag)] if tiltag else [Tekst("Scenariet har ingen tiltag.")]
    led += [Tekst("Sammenfattet i tekst:"), Tekst(begrundelse(v))] if tiltag else []
    led.append(Tekst(_ophav(vurderet), "note"))
    foer_efter: list[Led] = [_foer_efter(vurderet), *([figur] if figur else [])]
    effekt: list[Led] = [_effekt(vurderet), Tekst(EFFEKTNOTE, "note")]
    dele = [Afsnit(vurderet.noegle, f"Scenarie {vurderet.nummer}: {navn}", 1, tuple(led))]
    dele.append(Afsnit(vurderet.noegle, "Før og efter", 2, tuple(foer_efter)))
    if v.veje:
        dele.append(Afsnit(vurderet.noegle, HVEM_BESLUTTER, 2, tuple(_beslutning(vurderet))))
    dele.append(Afsnit(vurderet.noegle, "Effekt", 2, tuple(effekt)))
    if v.advarsler:
        mind = Punkter(tuple(linje(a) for a in advarsler(v)))
        dele.append(Afsnit(vurderet.noegle, VAER_OPMAERKSOM, 2, (mind,)))
    return dele


def _ophav(vurderet: Vurderet) -> str:
    s = vurderet.scenarie
    dele = [
        f"Udarbejdet af {linje(s.forfatter)}" if s.forfatter.strip() else "",
        f"version {s.version}" if s.version else "",
        f"scenarie-id {linje(s.id[:6])}" if s.id else "",
        f"regnet på {vurderet.vurdering.plan_foer.fag.klinikliste}",
    ]
    tekst = ", ".join(d for d in dele if d)
    return f"{tekst[0].upper()}{tekst[1:]}."


def _foer_efter(vurderet: Vurderet) -> Tabel:
    ramme = sammenstilling(vurderet.vurdering)
    return Tabel(
        f"{vurderet.noegle}-foer-efter",
        f"{vurderet.navn}: kommunerne før og efter",
        ramme,
        (
            Kolonne("kommune", "Kommune", bredde=2.0),
            Kolonne("kapacitet_foer", "Kapacitet før", art="kapacitet"),
            Kolonne("kapacitet_efter", "Kapacitet efter", art="kapacitet"),
            Kolonne("indbyggere_pr_kapacitet_foer", "Indbyggere pr. kapacitet før", art="tal"),
            Kolonne("indbyggere_pr_kapacitet_efter", "Indbyggere pr. kapacitet efter", art="tal"),
            Kolonne("afvigelse_pct_foer", "Afvigelse før", "%", "fortegn", 1),
            Kolonne("afvigelse_pct_efter", "Afvigelse efter", "%", "fortegn", 1),
        ),
        kilde(vurderet.vurdering.plan_foer, "kapaciteter", "kommuner"),
        f"Kommuner, hvis kapacitet scenariet ændrer, er fremhævet. {maalestok(vurderet.vurdering)}",
        REGION,
        frozenset(ramme.index[ramme["aendret"]]) - {REGION},
    )


def _beslutning(vurderet: Vurderet) -> list[Led]:
    v = vurderet.vurdering
    vej = beslutning(v)
    assert vej is not None, "a scenario with routes has a highest one"
    led: list[Led] = [Tekst(f"{vej.niveau}. {linje(vej.begrundelse)} ({vej.hjemmel})")]
    if len(veje := beslutninger(v)) > 1:
        tiltag = beskriv_alle(v.plan_foer, v.scenarie)
        ramme = pd.DataFrame(
            {
                "tiltag": tiltag,
                "niveau": [w.niveau for w in veje],
                "parter": [", ".join(w.parter) for w in veje],
                "hjemmel": [w.hjemmel for w in veje],
            }
        )
        led.append(
            Tabel(
                f"{vurderet.noegle}-beslutning",
                f"{vurderet.navn}: beslutningsvej for hvert tiltag",
                ramme,
                (
                    Kolonne("tiltag", "Tiltag", bredde=2.6),
                    Kolonne("niveau", "Niveau", bredde=1.4),
                    Kolonne("parter", "Parter", bredde=1.8),
                    Kolonne("hjemmel", "Hjemmel", bredde=1.4),
                ),
                f"Kilde: {vej.hjemmel}.",
            )
        )
    return led


def _effekt(vurderet: Vurderet) -> Tabel:
    virkning = vurderet.vurdering.effekt
    kriterier = kriterietabel(vurderet.vurdering)
    samlet = pd.DataFrame(
        [{"kriterium": "Samlet", "score": virkning.samlet}],
        index=[REGION],
        columns=kriterier.columns,
    )
    ramme = pd.concat([kriterier, samlet.astype(kriterier.dtypes)])
    plan = vurderet.vurdering.plan_foer
    return Tabel(
        f"{vurderet.noegle}-effekt",
        f"{vurderet.navn}: effekt, kriterium for kriterium",
        ramme,
        (
            Kolonne("kriterium", "Kriterium", bredde=2.0),
            Kolonne("enhed", "Enhed", bredde=1.8),
            Kolonne("foer", "Før", art="tal", decimaler=2, bredde=0.8),
            Kolonne("efter", "Efter", art="tal", decimaler=2, bredde=0.8),
            Kolonne("score", "Score", art="fortegn", decimaler=2, bredde=0.7),
            Kolonne("vaegt", "Vægt", art="tal", decimaler=1, bredde=0.6),
            Kolonne("bemaerkning", "Bemærkning", bredde=2.8),
        ),
        kilde(plan, "kapaciteter", "kommuner", "ventetider", "befolkning", "rejsetid"),
        sum_raekke=REGION,
    )
