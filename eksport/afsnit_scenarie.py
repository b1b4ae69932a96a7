"""A scenario as a section: what it is, what it does, who decides, and what to mind."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from dansk import Inputfejl, linje
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.bilag import Afsnit, Figur, Led, Punkter, Tekst
from planning.plan import Plan
from planning.scenarie import Vurdering, vurder
from planning.status import Grundlag
from saetninger.advarsler import advarsler
from saetninger.begrundelse import begrundelse
from saetninger.beslutningsvej import beslutning
from saetninger.nyhed import grundlag_for_flytning
from saetninger.overenskomst import scenarieaftale
from saetninger.scenarienyhed import tiltagsnyhed
from saetninger.tiltag import beskriv_alle
from tabeller.aftalelaesning import TITEL, har_aftalelaesning, laesningstabel, regeltabel
from tabeller.scenarie import beslutningstabel, effekttabel, foer_efter_tabel
from tabeller.tabel import Tabel

VILKAAR = "Vilkår, der følger med eller skal være opfyldt:"
HVEM_BESLUTTER, VAER_OPMAERKSOM = "Hvem beslutter", "Vær opmærksom på"


@dataclass(frozen=True, eq=False)
class Vurderet:
    """A scenario with its number from 1 and what planning says of it."""

    nummer: int
    scenarie: NavngivetScenarie
    vurdering: Vurdering

    @property
    def navn(self) -> str:
        """The scenario's name on one line."""
        return linje(self.scenarie.navn) or f"uden navn {self.nummer}"

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


def scenarieafsnit(
    vurderet: Vurderet, figurer: Sequence[Figur] = (), grundlag: Grundlag = "klinikliste"
) -> list[Afsnit]:
    """Return the sections of one scenario, with its maps when there are any.

    Where the rest of the document is by another basis (`grundlag`) than a scenario can be, it is
    said with the figures that differ.
    """
    v, navn = vurderet.vurdering, vurderet.navn
    plan, s = v.plan_foer, vurderet.scenarie
    tiltag = tuple(linje(t) for t in beskriv_alle(plan, v.scenarie))
    # What comes of it refers to the first of its maps, what is done to the last.
    virkning, gjort = (figurer[nr].noegle if figurer else "" for nr in (0, -1))
    led: list[Led] = [Tekst(tiltagsnyhed(v), "nyhed", figur=virkning)]
    if s.formaal.strip():
        led.append(Tekst(f"Formål: {s.formaal}", noegle="formaal"))
    if grundlag == "tabel1":
        led.append(Tekst(grundlag_for_flytning(plan), "nyhed", noegle="grundlag"))
    if aftale := scenarieaftale(plan, s.aar):
        led.append(Tekst(aftale, noegle="aftale"))
    if tiltag:
        led += [Tekst("Tiltag:", noegle="tiltag"), Punkter(tiltag)]
        if gjort:
            paa_kortet = "Tiltagene er tegnet på kortet med ændringen."
            led.append(Tekst(paa_kortet, noegle="tiltagskort", figur=gjort))
        led.append(Tekst("Sammenfattet i tekst:", noegle="sammenfattet"))
        led.append(Tekst(begrundelse(v), noegle="begrundelse"))
    else:
        led.append(Tekst("Scenariet har ingen tiltag.", noegle="ingen-tiltag"))
    led.append(Tekst(_ophav(vurderet), "note"))
    foer_efter: list[Led] = [_i_dokument(vurderet, foer_efter_tabel(v)), *figurer]
    effekt: list[Led] = [_i_dokument(vurderet, effekttabel(v))]
    dele = [Afsnit(vurderet.noegle, f"Scenarie {vurderet.nummer}: {navn}", 1, tuple(led))]
    dele.append(Afsnit(vurderet.noegle, "Før og efter", 2, tuple(foer_efter)))
    if v.veje:
        dele.append(Afsnit(vurderet.noegle, HVEM_BESLUTTER, 2, tuple(_beslutning(vurderet))))
    if s.aar is not None and har_aftalelaesning(v):
        laest = tuple(_i_dokument(vurderet, t(v, s.aar)) for t in (laesningstabel, regeltabel))
        dele.append(Afsnit(vurderet.noegle, TITEL, 2, laest))
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


def _i_dokument(vurderet: Vurderet, tabel: Tabel) -> Tabel:
    """Return a table of one scenario, told apart from that of another."""
    titel = f"{tabel.titel[:1].lower()}{tabel.titel[1:]}"
    return dataclasses.replace(
        tabel, noegle=f"{vurderet.noegle}-{tabel.noegle}", titel=f"{vurderet.navn}: {titel}"
    )


def _beslutning(vurderet: Vurderet) -> list[Led]:
    v = vurderet.vurdering
    vej = beslutning(v)
    assert vej is not None, "a scenario with routes has a highest one"
    led: list[Led] = [
        Tekst(f"{vej.niveau}. {linje(vej.begrundelse)} ({vej.hjemmel})", noegle="vej")
    ]
    if vej.vilkaar:
        led += [
            Tekst(VILKAAR, noegle="vilkaar"),
            Punkter(tuple(linje(vilkaar) for vilkaar in vej.vilkaar)),
        ]
    if len(v.veje) > 1:
        led.append(_i_dokument(vurderet, beslutningstabel(v)))
    return led
