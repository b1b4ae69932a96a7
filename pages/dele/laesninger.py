"""The measures Overblik can be read by: each its title, sentence, figures, map, bars and table.

One switch drives them all, so that no part of the page says something of another measure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import folium
import pandas as pd

from dansk import IKKE_OPLYST, kapaciteter, omtrent, procent, tal
from kort import daekningslag
from kort import lag as kortlag
from kort.farver import ADGANG, AFVIGELSE
from pages.dele.daekningskort import uden_for
from pages.dele.kommunesoejler import mod_regionen
from pages.dele.kortgrund import gitter, kortomrids
from pages.dele.laesning import Laesning, Valg
from pages.dele.ventetidsdiagrammer import ventetidslagene
from planning.adgang import adgang, adgangsspaend
from planning.daekningsbillede import Daekningsbillede, daekningsbillede
from planning.diskretion import diskret_daekning
from planning.husket import husket
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import status
from planning.ventetid import ventetid
from saetninger.adgang import adgangsnyhed
from saetninger.daekning import daekningsdom, udaekketspaend
from saetninger.maal import TIL_NAERMESTE, aftagentekst
from saetninger.nyhed import statusdom
from saetninger.omraadeord import efter
from saetninger.spaend import i_parentes
from saetninger.ventetid import uger, ventetidsnyhed
from tabeller.daekning import ADGANGSRESSOURCER, adgangstabel, daekningstabel
from tabeller.kilder import daekningsressourcer, kilde
from tabeller.status import statustabel
from tabeller.ventetid import SPAENDNOTE, ventetidstabel

GRAENSE_MIN = 15
#: Why waits are told by kommune alone.
KOMMUNERNES_SVAR = "ventetiden er oplyst for hver kommune."
ADGANGSNOTE = (
    "Model: kapacitet pr. 10.000 indbyggere i rækkevidde, afvigelse fra regionen; {aftagen}. "
    "Adgang regnes altid på kliniklisten."
)


@husket()
def _kapacitet(plan: Plan, valg: Valg) -> Laesning:
    tabellen = status(plan, valg.grundlag)
    tabel = statustabel(plan, tabellen)
    kommuner = tabellen.kommuner.sort_values("afvigelse_pct", ascending=False, na_position="first")
    region = tabellen.region
    return Laesning(
        f"Indbyggere pr. kapacitet{efter(plan)}",
        statusdom(plan, tabellen),
        [
            (tal(region["indbyggere_pr_kapacitet"]), "indbyggere pr. kapacitet"),
            (kapaciteter(region["kapacitet"]), "kapaciteter"),
            (tal(region["indbyggere"]), "indbyggere"),
            (tal(len(plan.klinikker)), "klinikadresser"),
        ],
        [kortlag.afvigelse(tabellen, kortomrids(plan)), kortlag.klinikker(plan)],
        [*kortlag.afvigelsestegn(tabellen), kortlag.KLINIKTEGN],
        tabel.kilde,
        "I forhold til regionen",
        "Indbyggere pr. kapacitet, og afvigelse fra regionen",
        mod_regionen(kommuner, "indbyggere_pr_kapacitet", 0, AFVIGELSE),
        tabel,
    )


@husket()
def _minutter(plan: Plan, valg: Valg) -> Laesning:
    billede = daekningsbillede(plan, "minutter", GRAENSE_MIN)
    tabel = daekningstabel(plan, billede)
    tegn = (*daekningslag.daekningstegn(billede), kortlag.KLINIKTEGN)
    kvadrater, omrids = gitter(plan), kortomrids(plan)

    def lag(vist: Daekningsbillede) -> list[folium.FeatureGroup]:
        return [*daekningslag.daekning(vist, kvadrater, omrids), kortlag.klinikker(plan)]

    return Laesning(
        f"Over {GRAENSE_MIN} minutter til en klinik{efter(plan)}",
        daekningsdom(billede),
        [
            (procent(billede.region["andel_pct"]), f"har højst {GRAENSE_MIN} minutter"),
            (
                omtrent(billede.udaekkede),
                f"indbyggere har længere{i_parentes(udaekketspaend(billede))}",
            ),
        ],
        lag(billede),
        tegn,
        kilde(plan, *daekningsressourcer("minutter")),
        TIL_NAERMESTE["minutter"],
        f"Indbyggere med over {GRAENSE_MIN} minutter, og hvor stor en del det er",
        uden_for(billede),
        tabel,
        lambda: (lag(diskret_daekning(plan, "minutter", GRAENSE_MIN)), tegn),
    )


@husket()
def _adgang(plan: Plan, valg: Valg) -> Laesning:
    adgangen = adgang(plan, valg.aftagen)
    tabel = adgangstabel(plan, adgangen, adgangsspaend(plan, valg.aftagen))
    kommuner = adgangen.kommuner.sort_values("afvigelse_pct", na_position="first")
    note = ADGANGSNOTE.format(aftagen=aftagentekst(valg.aftagen))
    return Laesning(
        f"Adgang på tværs af kommunegrænser{efter(plan)}",
        adgangsnyhed(tabel.ramme.drop(index=REGIONSRAEKKE)),
        [(tal(adgangen.region["kapacitet_pr_10000"], 2), "kapaciteter pr. 10.000 i rækkevidde")],
        [kortlag.adgang(adgangen, kortomrids(plan)), kortlag.klinikker(plan)],
        [*kortlag.signaturer(ADGANG), kortlag.KLINIKTEGN],
        f"{kilde(plan, *ADGANGSRESSOURCER)} {note}",
        "Adgang i forhold til regionen",
        "Kapaciteter pr. 10.000 i rækkevidde, og afvigelse fra regionen",
        mod_regionen(kommuner, "kapacitet_pr_10000", 2, ADGANG),
        tabel,
    )


@husket()
def _ventetid(plan: Plan, valg: Valg) -> Laesning:
    plan = plan.efter_kommune
    alle = ventetid(plan)
    typen = next(
        (v for v in plan.fag.ventetyper if v.speciale == valg.speciale),
        plan.fag.ventetyper[0],
    )
    klasser = kortlag.ventetidsklasser(plan)
    lag, tegn = ventetidslagene(plan, typen.noegle, kortomrids(plan))
    ramme = alle[alle["type"] == typen.noegle].sort_values(
        "uger", ascending=False, na_position="last"
    )
    return Laesning(
        f"Ventetid til {typen.i_saetning}",
        ventetidsnyhed(alle, typen.noegle, typen.i_saetning),
        [],
        lag,
        tegn,
        f"{kilde(plan, 'ventetider')} {SPAENDNOTE}",
        "Oplyst ventetid",
        "Oplyst ventetid i uger; søjlen er gennemsnittet af svarene",
        pd.DataFrame(
            {
                "kommune": ramme["kommune"],
                "tal": [uger(r) for _, r in ramme.iterrows()],
                "vaerdi": ramme["uger"],
                "ved": [_midten(r) for r in ramme.itertuples()],
                "farve": [klasser.farve(v) for v in ramme["uger"]],
            }
        ),
        ventetidstabel(plan),
        efter_kommune=KOMMUNERNES_SVAR,
    )


def _midten(raekke: Any) -> str:
    """Return what an interval of answers is drawn as; nothing where there is one figure."""
    if pd.isna(raekke.uger):
        return IKKE_OPLYST
    ens = raekke.uger_min == raekke.uger_max
    return "" if ens else f"i snit {tal(raekke.uger, 1)}"


LAESNINGER: Mapping[str, tuple[str, Callable[[Plan, Valg], Laesning]]] = {
    "kapacitet": ("Indbyggere pr. kapacitet", _kapacitet),
    "minutter": ("Minutter", _minutter),
    "adgang": ("Adgang", _adgang),
    "ventetid": ("Ventetid", _ventetid),
}
