"""`oekonomi --emne omsaetningsloft`: what is left of a loft, and the month it goes."""

from __future__ import annotations

import argparse

from dansk import Inputfejl
from kommandolinje.emner.emne import Emne, Emnesvar
from kommandolinje.kommando import Valgmulighed
from kommandolinje.valg import som_antal, som_oerebeloeb
from planning.omsaetningsloft import loftsforbrug
from planning.overenskomst import kroner
from planning.plan import Plan
from saetninger.omsaetningsloft import BILAG_3, LOFTSMODEL, loftsnyhed


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return how a loft is used; raises Inputfejl without it, the turnover and the months."""
    if valg.loft is None or valg.brugt is None or valg.maaneder is None:
        raise Inputfejl("--emne omsaetningsloft kræver --loft KR, --brugt KR og --maaneder N.")
    maaneder = som_antal(valg.maaneder, "--maaneder")
    if not isinstance(maaneder, int):
        raise Inputfejl(f"--maaneder skal være et helt tal, ikke »{valg.maaneder}«.")
    forbrug = loftsforbrug(
        som_oerebeloeb(valg.loft, "--loft"), som_oerebeloeb(valg.brugt, "--brugt"), maaneder
    )
    return Emnesvar(
        f"{loftsnyhed(forbrug)} {LOFTSMODEL} {BILAG_3}",
        [],
        {
            "loft": kroner(forbrug.loft),
            "brugt": kroner(forbrug.brugt),
            "rest": kroner(forbrug.rest),
            "over": kroner(forbrug.over),
            "ventet_maaned": forbrug.ventet,
            "ventet_aaret": kroner(forbrug.aaret),
        },
    )


EMNE = Emne(
    "omsaetningsloft",
    "hvad der er tilbage af et omsætningsloft",
    svar,
    (
        Valgmulighed("--loft", "omsætningsloftet om året", "KR"),
        Valgmulighed("--brugt", "omsætningen i årets kendte måneder", "KR"),
        Valgmulighed("--maaneder", "hvor mange måneder fra januar der er kendt", "N"),
    ),
)
