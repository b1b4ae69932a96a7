"""A bilag of last year made new in place: ours renewed, the author's words and layout kept.

What is told of it: each figure and sentence that changed, with what it was and is and where; what
the author has changed in ours, which is kept unless asked for otherwise; what cannot be found; and
the author's own sentences with a figure that was ours and is no longer so, which are never changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dansk import Inputfejl, linje
from data.fund import Fund
from eksport.afsnit_scenarie import Vurderet, vurder_scenarie
from eksport.bestilling import NavngivetScenarie
from eksport.dokumentindgang import aabn_bilag
from eksport.figurer import Kortgrundlag
from eksport.indhold import byg_bilag
from eksport.opfriskningsgang import ALT, Aendring, Gang
from eksport.ophav import Ophav
from lager.scenarielager import Lager, UkendtScenarie
from planning.plan import Plan
from saetninger.opfriskning import Slags

__all__ = ["ALT", "Aendring", "Opfrisket", "laes_ophav", "nyeste_scenarier", "opfrisk"]


@dataclass(frozen=True)
class Opfrisket:
    """The new document, the list, how many places are as they were, and what else is to be said."""

    fil: bytes
    aendringer: tuple[Aendring, ...]
    uaendrede: int
    bemaerkninger: tuple[str, ...]

    @property
    def poster(self) -> list[tuple[Slags, str]]:
        """The kind and place of each line: the key, and of an author's sentence the sentence."""
        return [(a.slags, a.foer if a.slags == "egen" else a.noegle) for a in self.aendringer]

    @property
    def rettede(self) -> dict[str, str]:
        """What the author has changed in ours, and is kept: the title of each place by its key."""
        return {a.noegle: a.navn for a in self.aendringer if a.slags == "rettet"}


def laes_ophav(raa: bytes) -> Ophav:
    """Return what a bilag was made of; raises Inputfejl for another file."""
    return aabn_bilag(raa)[1].ophav


def nyeste_scenarier(ophav: Ophav, lager: Lager) -> Ophav:
    """Return an origin with each scenario as it was last saved; as in the bilag where it is not.

    Raises Lagerfejl when the store fails.
    """

    def nyeste(scenarie: NavngivetScenarie) -> NavngivetScenarie:
        try:
            gemt = lager.hent(scenarie.id) if scenarie.id else None
        except UkendtScenarie:
            gemt = None
        return scenarie if gemt is None or gemt.slettet else NavngivetScenarie.af_gemt(gemt)

    return replace(ophav, scenarier=tuple(map(nyeste, ophav.scenarier)))


def opfrisk(
    raa: bytes,
    plan: Plan,
    ophav: Ophav | None = None,
    erstat: Collection[str] = (),
    *,
    grundlag: Kortgrundlag | None = None,
    fund: Sequence[Fund] | None = None,
) -> Opfrisket:
    """Return a bilag with ours as a plan has it now, and what that changed.

    `ophav` are its sections, choices and scenarios, those it was made with unless given. `erstat`
    are the keys of what the author has changed in ours and is to be written anew (`ALT`: all of
    it). `grundlag` and `fund` as of `byg_bilag`. Raises Inputfejl for a file that is not ours, and
    for a bilag of another field.
    """
    dok, manifest = aabn_bilag(raa)
    valgt = ophav or manifest.ophav
    if manifest.ophav.fag != plan.fag.navn:
        raise Inputfejl(
            f"Bilaget er om faget {linje(manifest.ophav.fag, 60)}, og datasættet er om "
            f"{plan.fag.navn}. Vælg bilagets fag, og prøv igen."
        )
    bemaerkninger = list(_om_ophavet(manifest.ophav, valgt, plan))
    vurderede = _vurder(plan, valgt, bemaerkninger)
    bilag = byg_bilag(
        plan,
        afsnit=valgt.afsnit,
        valg=valgt.valg,
        grundlag=grundlag,
        fund=fund,
        vurderede=vurderede,
    )
    gang = Gang(dok, manifest, bilag, erstat)
    gang.koer()
    # A scenario that does not fit this dataset may fit the next.
    nyt = Ophav.af(plan, valgt.afsnit, valgt.valg, valgt.scenarier)
    return Opfrisket(gang.gem(nyt), tuple(gang.aendringer), gang.uaendrede, tuple(bemaerkninger))


def _om_ophavet(gammelt: Ophav, valgt: Ophav, plan: Plan) -> Iterator[str]:
    if gammelt.fingeraftryk == plan.fingeraftryk:
        yield f"Datasættet er det samme som sidst ({plan.fingeraftryk})."
    else:
        yield (
            f"Bilaget var lavet på {linje(gammelt.datasaet, 80)} ({linje(gammelt.fingeraftryk, 20)}"
            f") og er nu på {plan.navn} ({plan.fingeraftryk})."
        )
        if valgt.valg.dato and valgt.valg.dato == gammelt.valg.dato:
            yield "Datoen på forsiden er den samme som sidst. Vælg en ny, hvis den skal skiftes."
    kendte = {s.id: s.version for s in gammelt.scenarier if s.id}
    for s in valgt.scenarier:
        if s.id in kendte and s.version != kendte[s.id]:
            yield (
                f"Scenariet »{linje(s.navn, 80)}« er nu version {s.version}; i bilaget var det "
                f"version {kendte[s.id]}."
            )


def _vurder(plan: Plan, ophav: Ophav, bemaerkninger: list[str]) -> list[Vurderet]:
    """Return the scenarios that still fit, numbered anew; of the others it is said why."""
    ud: list[Vurderet] = []
    if "scenarier" not in ophav.afsnit or not plan.har_klinikker:
        return ud
    for s in ophav.scenarier:
        try:
            ud.append(vurder_scenarie(plan, len(ud) + 1, s, ophav.valg))
        except Inputfejl as fejl:
            bemaerkninger.append(f"{fejl} Dets afsnit er ladt stå, som de var.")
    return ud
