"""What the first visitor would wait for, made while the server starts and their browser loads."""

from __future__ import annotations

import gc
import importlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # nothing of the house is loaded before the server listens
    from planning.plan import Plan
    from planning.scenarie import Vurdering
    from planning.tiltag import Tiltag

#: The app, first and as one: a page that comes meanwhile waits here for the whole of it, where two
#: who load the same things, each in their own order, could be given halves.
APPEN = "pages.dele.ramme"
#: What the first page does not show is left for so long, and each part of it after the one before:
#: made at once, those who click meanwhile would wait for it.
SENERE_S = 5.0


def varm_op() -> Thread:
    """Begin to load the app, its plan and its first page, beside all else; return the thread.

    Nothing is shown and nothing is needed of it: what fails here fails, and is told, where it is
    used. Travel times that are not made yet are left to the page, which shows how far they are.
    The maps themselves are too: Streamlit does not know a component that is first loaded here.
    """
    # Nearly all that is made until the first page is drawn stays. To look it through for what can
    # go, again and again as it grows, would be a tenth of the start.
    gc.disable()
    traad = Thread(target=_varm_op, name="opvarmning", daemon=True)
    traad.start()
    return traad


def _varm_op() -> None:
    try:
        importlib.import_module(APPEN)
        from pages.dele import laesninger, tilstand
        from pages.dele.alle_flytninger import kendte_flytninger
        from pages.dele.laesning import Valg, kommunesoejlerne
        from planning.adgang import STANDARDAFTAGEN
        from planning.kandidater import nye_adresser
        from planning.plan import LAESOE

        plan = tilstand.foerste_plan()
        if not _gemt(plan.afstande):
            return
        valg = Valg("klinikliste", STANDARDAFTAGEN, plan.fag.ventespeciale)
        foerste, *andre = (laes for _, laes in laesninger.LAESNINGER.values())
        foerste(plan, valg)
        time.sleep(SENERE_S)
        gc.enable()
        for laes in andre:
            kommunesoejlerne(laes(plan, valg))
        if plan.opgoerelse.hele:
            kendte_flytninger(plan, (LAESOE,), valg.speciale)
            if _gemt(plan.stedafstande):
                kendte_flytninger(plan, (LAESOE,), valg.speciale, nye_adresser(plan))
        for goer in SENERE:
            time.sleep(SENERE_S)
            goer(plan)
    except Exception:
        logging.getLogger("praksiskort").debug("opvarmningen blev ikke færdig", exc_info=True)
    finally:
        gc.enable()


def _moduler(_: Plan) -> None:
    """Icons' names, and what draws print maps."""
    for modul in ("streamlit.emojis", "eksport.indhold"):
        importlib.import_module(modul)


def _daekning(plan: Plan) -> None:
    """What Dækning says and draws at first; the layers of its map are written by the page."""
    from pages.dele.afstandsvalg import VALG
    from pages.dele.daekningskort import (
        SOEJLEHOEJDE,
        daekningslagene,
        udenforsoejler,
    )
    from pages.dele.kortgrund import gitter, kortomrids
    from planning.adgang import STANDARDAFTAGEN
    from planning.daekningsbillede import daekningsbillede
    from saetninger.daekning import (
        daekningsdom,
        naboregionsnyhed,
        skjult_nyhed,
        stoerste_distrikter,
    )
    from tabeller.daekning import daekningstabel

    maal = next(iter(VALG))
    billede = daekningsbillede(plan, maal, VALG[maal][1][-1])
    daekningslagene(billede, None, STANDARDAFTAGEN, gitter(plan), kortomrids(plan))
    udenforsoejler(billede, SOEJLEHOEJDE)
    for sig in (daekningsdom, skjult_nyhed, naboregionsnyhed, stoerste_distrikter):
        sig(billede)
    daekningstabel(plan, billede)


def _flytning(plan: Plan) -> None:
    """What Flytning tries at first, and what that does."""
    from pages.dele.alle_flytninger import kendt_bedste
    from pages.dele.kortgrund import kortomrids
    from pages.dele.scenarielag import scenarielag
    from planning.effekt import STANDARDVAEGTE
    from planning.kandidater import nye_adresser
    from planning.mulige_flytninger import som_flytning
    from planning.status import knappest_og_rigest, status
    from saetninger.begrundelse import begrundelse, for_og_imod
    from saetninger.scenarietal import scenarietal
    from tabeller.scenarie import foer_efter_tabel, vurderede_kriterier

    ender = knappest_og_rigest(status(plan))
    if ender is None or not plan.opgoerelse.hele or not _gemt(plan.stedafstande):
        return
    speciale, vaegte = plan.fag.ventespeciale, STANDARDVAEGTE
    mellem = (ender[1], ender[0])
    bedst, _ = kendt_bedste(plan, tuple(vaegte.items()), speciale, mellem, nye_adresser(plan))
    if bedst is not None:
        vurdering = _vurderet(plan, [som_flytning(plan, bedst)])
        scenarietal(vurdering)
        scenarielag(vurdering, "efter", kortomrids(plan))
        for vist in (foer_efter_tabel, vurderede_kriterier, begrundelse, for_og_imod):
            vist(vurdering)


def _kontrol(plan: Plan) -> None:
    """What the sources contradict: Data says it, and the plan document."""
    from data.kontrol import programmets_fund
    from data.skema import fagets_mappe

    programmets_fund(fagets_mappe(plan.fag.navn))


def _tal(plan: Plan) -> None:
    """What Kommune and the plan document begin with: the kommuner beside each other, who pays."""
    from planning.betaling import betalte, udgifter
    from planning.kommuneark import stand

    stand(plan)
    for kode in betalte(plan):
        udgifter(plan, kode, plan.fag.aktivitetsaar[-1])


def _forslag(plan: Plan) -> None:
    """The proposals as they are asked for at first, with the solver they are found by."""
    from planning.foelsomhed import effektspaend
    from planning.forslag import forslag
    from planning.forslagsfront import front
    from planning.forslagskrav import Krav

    if plan.opgoerelse.hele:
        front(plan, Krav(), speciale=plan.fag.ventespeciale)
        svar = forslag(plan, Krav(), speciale=plan.fag.ventespeciale)
        if svar.udkast:
            effektspaend(_vurderet(plan, svar.udkast[0].tiltag))


def _plandokument(plan: Plan) -> None:
    """The plan document as it is offered, and its maps, which a process out of the way prints."""
    from eksport.bestilling import Bestilling, Valg
    from eksport.forud import FORUD
    from eksport.pakke import bestilte_kort
    from pages.dele.bilagsvisning import forhaandsvist

    tilbudt = Bestilling(valg=Valg(dato=date.today()))
    FORUD.begynd(plan.fingeraftryk, bestilte_kort(forhaandsvist(plan, tilbudt), tilbudt))


def _vurderet(plan: Plan, tiltag: Sequence[Tiltag]) -> Vurdering:
    """What some tiltag do, as a session without choices asks for it."""
    from planning.effekt import STANDARDVAEGTE
    from planning.scenarie import vurder

    return vurder(plan, tiltag, STANDARDVAEGTE, ventespeciale=plan.fag.ventespeciale)


#: What is made last, part by part, for pages that are not opened first.
SENERE: tuple[Callable[[Plan], None], ...] = (
    *(_daekning, _flytning),
    *(_moduler, _kontrol, _tal, _forslag, _plandokument),
)


def _gemt(afstande: Mapping[str, Any]) -> bool:
    """Read distances where they are stored, and say whether they need not be made."""
    from data.afstande import Afstande

    return not isinstance(afstande, Afstande) or afstande.laes_gemt()
