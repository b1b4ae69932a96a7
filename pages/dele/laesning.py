"""The measures Overblik can be read by: each its title, sentence, figures, map, bars and table.

One switch drives them all, so that no part of the page says something of another measure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
import pandas as pd

from dansk import IKKE_OPLYST, kapaciteter, omtrent, procent, tal
from kort import lag as kortlag
from kort.farver import ADGANG, AFVIGELSE, BAAND
from kort.klasser import inddel
from pages.dele import tilstand
from pages.dele.diagrammer import mod_regionen
from pages.dele.korthentning import Lagvalg
from planning.adgang import adgang, adgangsspaend
from planning.daekningsbillede import Daekningsbillede, daekningsbillede
from planning.diskretion import diskret_daekning
from planning.plan import Plan
from planning.status import Grundlag, status
from planning.ventetid import ventetid
from saetninger.adgang import adgangsnyhed
from saetninger.daekning import daekningsnyhed, udaekketspaend
from saetninger.maal import TIL_NAERMESTE, aftagentekst
from saetninger.nyhed import statusdom, uger, ventetidsnyhed
from saetninger.spaend import i_parentes
from tabeller.daekning import ADGANGSRESSOURCER, adgangstabel, daekningstabel
from tabeller.kilder import daekningsressourcer, kilde
from tabeller.status import statustabel
from tabeller.tabel import Tabel
from tabeller.ventetid import SPAENDNOTE, ventetidstabel

GRAENSE_MIN = 15
ADGANGSNOTE = (
    "Model: kapacitet pr. 10.000 indbyggere i rækkevidde, afvigelse fra regionen; {aftagen}. "
    "Adgang regnes altid på kliniklisten."
)


@dataclass(frozen=True, eq=False)
class Laesning:
    """What Overblik shows by one measure; `soejler` as `pages.dele.diagrammer.kommunesoejler`.

    `forklaring` heads the map's legend in print, and `lag_ud` are `lag` as they may be printed.
    """

    titel: str
    nyhed: str
    noegletal: Sequence[tuple[str, str]]
    lag: list[folium.FeatureGroup]
    tegn: Sequence[tuple[str, str]]
    kilde: str
    forklaring: str
    soejletitel: str
    soejler: pd.DataFrame
    tabel: Tabel
    lag_ud: Lagvalg | None = None


def _kapacitet(plan: Plan, grundlag: Grundlag) -> Laesning:
    tabellen = status(plan, grundlag)
    tabel = statustabel(plan, tabellen)
    kommuner = tabellen.kommuner.sort_values("afvigelse_pct", ascending=False, na_position="first")
    region = tabellen.region
    return Laesning(
        "Indbyggere pr. kapacitet",
        statusdom(plan, tabellen),
        [
            (tal(region["indbyggere_pr_kapacitet"]), "indbyggere pr. kapacitet"),
            (kapaciteter(region["kapacitet"]), "kapaciteter"),
            (tal(region["indbyggere"]), "indbyggere"),
            (tal(len(plan.klinikker)), "klinikadresser"),
        ],
        [kortlag.afvigelse(tabellen, tilstand.kortomrids()), kortlag.klinikker(plan)],
        [*kortlag.afvigelsestegn(tabellen), kortlag.KLINIKTEGN],
        tabel.kilde,
        "I forhold til regionen",
        "Indbyggere pr. kapacitet, og afvigelse fra regionen",
        mod_regionen(kommuner, "indbyggere_pr_kapacitet", 0, AFVIGELSE),
        tabel,
    )


def _minutter(plan: Plan, grundlag: Grundlag) -> Laesning:
    billede = daekningsbillede(plan, "minutter", GRAENSE_MIN)
    tabel = daekningstabel(plan, billede)
    tegn = (*kortlag.baandtegn(billede), kortlag.HVIDT_DISTRIKT, kortlag.KLINIKTEGN)
    gitter, omrids = tilstand.gitter(), tilstand.kortomrids()

    def lag(vist: Daekningsbillede) -> list[folium.FeatureGroup]:
        return [*kortlag.daekning(vist, gitter, omrids), kortlag.klinikker(plan)]

    uden = billede.uden_for["indbyggere_uden"].reindex(billede.kommuner.index)
    kommuner = billede.kommuner.assign(uden=uden).sort_values("uden", ascending=False)
    return Laesning(
        f"Over {GRAENSE_MIN} minutter til en klinik",
        daekningsnyhed(billede),
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
        f"Indbyggere med over {GRAENSE_MIN} minutter, og andelen inden for",
        pd.DataFrame(
            {
                "kommune": kommuner["kommune"],
                "tal": [omtrent(v) for v in kommuner["uden"]],
                "vaerdi": kommuner["uden"],
                "ved": [procent(v, 0) for v in kommuner["andel_pct"]],
                # As the map has what is beyond the limit.
                "farve": BAAND[2],
            }
        ),
        tabel,
        lambda: (lag(diskret_daekning(plan, "minutter", GRAENSE_MIN)), tegn),
    )


def _adgang(plan: Plan, grundlag: Grundlag) -> Laesning:
    adgangen = adgang(plan, tilstand.aftagen())
    tabel = adgangstabel(plan, adgangen, adgangsspaend(plan, tilstand.aftagen()))
    kommuner = adgangen.kommuner.sort_values("afvigelse_pct", na_position="first")
    note = ADGANGSNOTE.format(aftagen=aftagentekst(tilstand.aftagen()))
    return Laesning(
        "Adgang på tværs af kommunegrænser",
        adgangsnyhed(adgangen.kommuner),
        [(tal(adgangen.region["kapacitet_pr_10000"], 2), "kapaciteter pr. 10.000 i rækkevidde")],
        [kortlag.adgang(adgangen, tilstand.kortomrids()), kortlag.klinikker(plan)],
        [*kortlag.signaturer(ADGANG), kortlag.KLINIKTEGN],
        f"{kilde(plan, *ADGANGSRESSOURCER)} {note}",
        "Adgang i forhold til regionen",
        "Kapaciteter pr. 10.000 i rækkevidde, og afvigelse fra regionen",
        mod_regionen(kommuner, "kapacitet_pr_10000", 2, ADGANG),
        tabel,
    )


def _ventetid(plan: Plan, grundlag: Grundlag) -> Laesning:
    alle = ventetid(plan)
    typen = next(
        (v for v in plan.fag.ventetyper if v.speciale == tilstand.speciale()),
        plan.fag.ventetyper[0],
    )
    klasser = inddel(alle["uger"], "naturlige", enhed="uger")
    ramme = alle[alle["type"] == typen.noegle].sort_values(
        "uger", ascending=False, na_position="last"
    )
    return Laesning(
        f"Ventetid til {typen.i_saetning}",
        ventetidsnyhed(alle, typen.noegle, typen.i_saetning),
        [],
        [
            kortlag.ventetider(plan, typen, klasser, tilstand.kortomrids()),
            kortlag.klinikker(plan, prikker=True),
        ],
        [*kortlag.signaturer(klasser, IKKE_OPLYST), kortlag.KLINIKPRIK],
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
    )


def _midten(raekke: Any) -> str:
    """Return what an interval of answers is drawn as; nothing where there is one figure."""
    if pd.isna(raekke.uger):
        return IKKE_OPLYST
    ens = raekke.uger_min == raekke.uger_max
    return "" if ens else f"i snit {tal(raekke.uger, 1)}"


LAESNINGER: Mapping[str, tuple[str, Callable[[Plan, Grundlag], Laesning]]] = {
    "kapacitet": ("Indbyggere pr. kapacitet", _kapacitet),
    "minutter": ("Minutter", _minutter),
    "adgang": ("Adgang", _adgang),
    "ventetid": ("Ventetid", _ventetid),
}
