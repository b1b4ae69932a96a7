"""The themes of the exported map: what is drawn, its legend, and its figures in a table.

The tables are those of the bilag, with the columns there is room for beside a map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import folium
import geopandas as gpd

from dansk import IKKE_OPLYST
from eksport.afsnit_scenarie import Vurderet
from eksport.bestilling import Valg
from eksport.figurer import Kortgrundlag
from kort import aendringslag, daekningslag
from kort import lag as kortlag
from kort.farver import ADGANG, AFVIGELSE
from planning.adgang import adgangsspaend
from planning.diskretion import diskret_adgang, diskret_daekning
from planning.plan import Plan
from planning.status import status
from saetninger.maal import AFTAGENAVNE, graensetekst
from saetninger.scenarienyhed import maalestok, tiltagsnyhed
from tabeller.daekning import adgangstabel, daekningstabel
from tabeller.scenarie import foer_efter_og_aendring
from tabeller.status import statustabel
from tabeller.tabel import Tabel
from tabeller.ventetid import ventetidstabel


@dataclass(frozen=True, eq=False)
class Kortlag:
    """What is drawn, its legend as (colour, name), and a note; `navn` among those of a theme."""

    lag: Sequence[folium.FeatureGroup]
    signaturer: kortlag.Signaturer
    note: str = ""
    navn: str = ""


@dataclass(frozen=True, eq=False)
class Tema:
    """A theme of the map: its name, what it can show, the first where it opens, and its table."""

    navn: str
    kort: tuple[Kortlag, ...]
    tabel: Tabel
    foerst: int = 0


def temaer(
    plan: Plan,
    vurderede: Sequence[Vurderet],
    valg: Valg,
    grund: Kortgrundlag,
    omrids: gpd.GeoDataFrame,
) -> Iterator[Tema]:
    """Yield capacity, access, coverage, each type of wait, and each scenario.

    `omrids` as drawn (EPSG:4326). Raises Inputfejl for an unknown measure or limit.
    """
    yield _kapacitet(plan, valg, omrids)
    yield _adgang(plan, valg, omrids)
    yield _daekning(plan, valg, grund, omrids)
    yield from _ventetider(plan, omrids)
    for vurderet in vurderede:
        yield _scenarie(vurderet, omrids)


def _kapacitet(plan: Plan, valg: Valg, omrids: gpd.GeoDataFrame) -> Tema:
    tabel = status(plan, valg.grundlag)
    vist = Kortlag(
        [kortlag.afvigelse(tabel, omrids), kortlag.klinikker(plan)],
        (*kortlag.signaturer(AFVIGELSE, "ingen kapacitet"), kortlag.KLINIKTEGN),
        "Farven er afvigelsen fra regionens gennemsnit."
        + (" Kapaciteten er efter praksisplanens tabel 1." if valg.grundlag == "tabel1" else ""),
    )
    felter = ("kommune", "kapacitet", "indbyggere", "indbyggere_pr_kapacitet", "afvigelse_pct")
    return Tema("Indbyggere pr. kapacitet", (vist,), statustabel(plan, tabel).kun(*felter))


def _adgang(plan: Plan, valg: Valg, omrids: gpd.GeoDataFrame) -> Tema:
    tabel = diskret_adgang(plan, valg.aftagen)
    vist = Kortlag(
        [kortlag.adgang(tabel, omrids), kortlag.klinikker(plan)],
        (*kortlag.signaturer(ADGANG), kortlag.KLINIKTEGN),
        f"Model (E2SFCA). {AFTAGENAVNE[valg.aftagen]}.",
    )
    alle = adgangstabel(plan, tabel, adgangsspaend(plan, valg.aftagen))
    felter = ("kommune", "kapacitet_pr_10000", "afvigelse_pct", "spaend")
    return Tema("Adgang på tværs af kommunegrænser", (vist,), _kun(alle, felter))


def _daekning(plan: Plan, valg: Valg, grund: Kortgrundlag, omrids: gpd.GeoDataFrame) -> Tema:
    billede = diskret_daekning(plan, valg.maal, valg.graense)
    vist = Kortlag(
        [*daekningslag.daekning(billede, grund.gitter, omrids), kortlag.klinikker(plan)],
        (*daekningslag.baandtegn(billede), daekningslag.HVIDT_DISTRIKT, kortlag.KLINIKTEGN),
        "Afstand til nærmeste klinik (model).",
    )
    alle = daekningstabel(plan, billede)
    felter = ("kommune", "andel_pct", "interval", "indbyggere", "i_alt")
    navn = f"Dækning: {graensetekst(valg.maal, valg.graense)}"
    return Tema(navn, (vist,), _kun(alle, felter))


def _kun(tabel: Tabel, felter: Sequence[str]) -> Tabel:
    """Return a table with these columns, those of them that it has."""
    kendte = [k.navn for k in tabel.kolonner]
    return tabel.kun(*(f for f in felter if f in kendte))


def _ventetider(plan: Plan, omrids: gpd.GeoDataFrame) -> Iterator[Tema]:
    klasser = kortlag.ventetidsklasser(plan)
    for v in plan.fag.ventetyper:
        vist = Kortlag(
            [kortlag.ventetider(plan, v, klasser, omrids)],
            kortlag.signaturer(klasser, IKKE_OPLYST),
            "Farven er gennemsnittet af klinikkernes svar.",
        )
        tabel = ventetidstabel(plan).kun("kommune", v.noegle)
        yield Tema(f"Ventetid: {v.i_saetning}", (vist,), tabel)


def _scenarie(vurderet: Vurderet, omrids: gpd.GeoDataFrame) -> Tema:
    v = vurderet.vurdering
    om = f"{tiltagsnyhed(v)} {maalestok(v)}"
    klinikker = (*kortlag.roertetegn(v), kortlag.KLINIKTEGN)
    afvigelser = (*kortlag.signaturer(AFVIGELSE, "ingen kapacitet"), *klinikker)
    felter = ("indbyggere_pr_kapacitet_foer", "indbyggere_pr_kapacitet_efter", "aendring_pct")
    return Tema(
        f"Scenarie {vurderet.nummer}: {vurderet.navn}",
        (
            Kortlag(kortlag.foer(v, omrids), afvigelser, om, "Før"),
            Kortlag(kortlag.efter(v, omrids), afvigelser, om, "Efter"),
            Kortlag(
                aendringslag.aendret(v, omrids),
                (*aendringslag.aendringstegn(v), *klinikker),
                tiltagsnyhed(v),
                "Ændring",
            ),
        ),
        foer_efter_og_aendring(v).kun("kommune", *felter),
        foerst=1,
    )
