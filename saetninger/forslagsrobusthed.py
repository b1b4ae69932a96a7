"""Whether a proposal holds when its ground is shaken, in Danish: shares of draws, not odds."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import antal, opremsning, rundet_op, tal
from planning.forslagsrobusthed import Forslagsrobusthed, Proeve
from planning.rystelser import Rystelse, med_spaend
from saetninger.forslag import VAEGTNAVNE, alle_holdte, tolerancetal
from saetninger.spaend import PROCENT

INGEN_AT_PROEVE = "Der er ingen flytninger at prøve, om holder."
STOPPET = (
    "Prøven blev stoppet, før den var færdig, og det, der var talt, er ikke brugt. "
    "Tryk på »Prøv det« for at begynde forfra."
)
#: What is shaken, by its name in a list, and where between.
RYSTES: Mapping[Rystelse, tuple[str, str]] = {
    "befolkning": (
        "folketal",
        "hver kommunes folketal mellem det i praksisplanens tabel 1 og det, der er talt i dens "
        "afstemningsområder",
    ),
    "vaegte": ("vægte", "kriteriernes vægte som enhver blanding af dem"),
    "ventetid": ("ventesvar", "hver kommunes ventetid mellem det korteste og det længste svar"),
    "rejsetid": (
        "rejsetider",
        f"alle rejsetider på én gang fra {PROCENT} % kortere til {PROCENT} % længere",
    ),
}
#: So many kommuner that fall outside are named in the headline.
HOEJST_NAEVNT = 3


def holdernyhed(p: Proeve, svar: Forslagsrobusthed) -> str:
    """Return in how many draws a proposal holds, who falls outside, and the fewest moves there."""
    holder = (
        f"{_hvad(p)} rystes i {antal(svar.varianter, 'variant', 'varianter')}: "
        f"{_i(svar.holder_pct)} bringer forslaget {alle_holdte(p.plan, p.krav)} inden for "
        f"{tolerancetal(p.krav.tolerance_pct)} af middel."
    )
    dele = (holder, _udenfor(svar), faerresttekst(svar))
    return " ".join(filter(None, dele))


def _hvad(p: Proeve) -> str:
    navne = [RYSTES[r][0] for r in _rystede(p)]
    return opremsning(navne).capitalize() if navne else "Intet"


def _rystede(p: Proeve) -> list[Rystelse]:
    """What is shaken of that which there is a range of."""
    return [r for r in med_spaend(p.plan, p.speciale, p.til_aar) if r in p.rystes]


def _i(pct: float) -> str:
    """A share of draws; what is not all and not none is never written as if it were."""
    if pct in (0, 100):
        return "i ingen" if pct == 0 else "i alle"
    if pct < 1:
        return "i under 1 %"
    return "i over 99 %" if pct > 99 else f"i {tal(pct, 1, fast=False)} %"


def _udenfor(svar: Forslagsrobusthed) -> str:
    ude = svar.kommuner[svar.kommuner["uden_for_pct"] > 0]
    ude = ude.sort_values("uden_for_pct", ascending=False, kind="stable")
    led = [
        f"{k.kommune} {_i(k.uden_for_pct)} (op til {rundet_op(k.fjernest_pct, 1)} % fra middel)"
        for k in ude.itertuples()
    ]
    return f"Udenfor falder {opremsning(led, hoejst=HOEJST_NAEVNT)}." if led else ""


def faerresttekst(svar: Forslagsrobusthed) -> str:
    """Return the fewest moves of the draws, how many the proposal has, and if they are kept."""
    kendte = svar.antal.dropna(subset="antal").sort_values("pct", ascending=False, kind="stable")
    led = [f"{tal(r.antal)} {_i(r.pct)}" for r in kendte.itertuples()]
    tekst = f"De færreste flytninger dér er {opremsning(led)}. " if led else ""
    if svar.ingen_pct:
        kan = "blev ingen flytninger fundet" if svar.uafklaret else "kan ingen flytninger gøre det"
        tekst = f"{tekst}{_i(svar.ingen_pct).capitalize()} {kan}. "
    if svar.flyttet:
        tekst = (
            f"{tekst}Forslaget har selv {tal(svar.flyttet)}; {_i(svar.alle_sammen_pct)} er de alle "
            "med i et af de korteste forslag. "
        )
    if svar.uafklaret:
        stoppet = antal(svar.uafklaret, "variant", "varianter")
        tekst = f"{tekst}I {stoppet} blev en søgning stoppet, før den var færdig."
    return tekst.strip()


def hensynsholdtekst(ramme: pd.DataFrame) -> str:
    """Return if a proposal is still the best of those as short on other travel times; or "".

    `ramme` as `planning.hensynsrobusthed` has it.
    """
    andre = ramme[ramme["faktor"] != 1]
    if andre.empty:
        return ""
    bedst, uvist = list(andre["bedst"]).count(True), len(andre[andre["bedst"].isna()])
    hvor = f"i {tal(bedst)} af de {tal(len(andre))} andre rejsetider, der er prøvet"
    if bedst == len(andre):
        hvor = f"på alle rejsetider fra {PROCENT} % kortere til {PROCENT} % længere, der er prøvet"
    stoppet = f" I {tal(uvist)} blev søgningen stoppet." if uvist else ""
    return f"Efter hensynet er det stadig det bedste af de lige korte {hvor}.{stoppet}"


def rystetekst(p: Proeve) -> str:
    """Return what is shaken and between what, what hangs on what, and that it is no probability."""
    led = [RYSTES[r][1] for r in _rystede(p)]
    rystet = f"Hver variant (frø {p.froe}) trækker jævnt: {'; '.join(led)}. " if led else ""
    uroert = [RYSTES[r][0] for r in p.rystes if r not in _rystede(p)]
    kun_en = f"Der er kun ét tal at regne {opremsning(uroert)} fra. " if uroert else ""
    folk = (
        "Tolerancen og antallet af flytninger afhænger af folketallet alene, klinikkerne af det "
        "hele. "
        if p.krav.vaegt == "indbyggere"
        else f"Tallet på {VAEGTNAVNE[p.krav.vaegt]} har kun én kilde og rystes ikke, så tolerancen "
        "og antallet af flytninger er ens i alle varianter. "
    )
    return (
        f"{rystet}{kun_en}{folk}Det er træk inden for det, kilderne lader stå åbent, ikke "
        f"sandsynligheder: spændet kan være for smalt, og alt i det tæller lige."
    )
