"""Printed maps: finished figures for a praksisplan, which `kort.tryk.fil` saves as files.

A figure is one or more panels, a panel a stack of layers (`kort.tryk.lag`) over the same base:
sheet, texts, one legend, names, scale bar and north arrow are placed here, for every kind of
map. Nothing is shared between calls, and pyplot is not used.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dansk import Inputfejl, linje
from geo.koordinater import kraev_meter
from kort.farver import HAV, KLINIK, KYST, MANGLER, NABOLAND
from kort.tryk.lag import Baandlag, Flade, Kliniklag, Kommunelag, Lag, Punktlag
from kort.tryk.navne import Navn, Placering
from kort.tryk.navngivning import Tegnet, navngiv, skriv_navn
from kort.tryk.opstilling import LUFT_MM, Indhold, Opstilling, ledigt_sted, opstil
from kort.tryk.signatur import Gruppe
from kort.tryk.tiltagslag import OVERSKRIFT, Tiltagslag
from kort.tryk.udstyr import (
    KANT,
    LINJE_MM,
    OM_KORTET,
    PAPIR,
    Boks,
    Format,
    maalestok_og_nord,
    ombryd,
    ombryd_jaevnt,
    ren,
    skriv_linjer,
)

DPI = 300
MM = 1 / 25.4

FORMATER: Mapping[str, Format] = {
    "a4_staaende": Format("A4 stående", 210, 297, 15, True, 17, 9.5, 8.5, 7, 1.6),
    "a4_liggende": Format("A4 liggende", 297, 210, 15, True, 17, 9.5, 8.5, 7, 1.6),
    "a3_staaende": Format("A3 stående", 297, 420, 18, True, 24, 12, 11, 8.5, 2.2),
    "a3_liggende": Format("A3 liggende", 420, 297, 18, True, 24, 12, 11, 8.5, 2.2),
    "spalte": Format("Spaltebredde", 84, 240, 1, False, 9, 7, 7, 7, 0.8),
    # So low that two figures with their captions fit on a page of text.
    "tekstbredde": Format("Tekstbredde", 170, 121, 1, False, 12, 8, 7.5, 7, 1.05),
    # A page of text, for more maps than one.
    "tekstside": Format("Tekstside", 170, 224, 1, False, 12, 8, 7.5, 7, 1.05),
    # As wide as a sheet, and no higher than its map: a picture to put into anything.
    "a4_bredde": Format("A4-bredde", 210, 297, 6, False, 14, 9.5, 8.5, 7, 1.3),
    # On a slide it stands between title, text and source at its full size: 12 points are 12.
    "lysbillede": Format(
        *("Lysbillede 16:9", 338.67, 190.5, 12, True, 25, 13.5, 12.5, 12, 1.5),
        mindste_del=0.4,
        mindste_pt=12,
        bar=(295, 167.5),
    ),
}
#: The map of a kommuneark: always of this size, and no choice of anybody's.
ARK = "kommuneark"
ARKFORMAT = Format("Kommuneark", 92, 72, 0.5, True, 9, 7, 7, 7, 0.95, 24)
#: Outlines are simplified to this on the sheet, mm: finer than print shows.
TOLERANCE_MM = 0.05
#: The width of the region's coast and outer border, points, and the colour of its neighbours'.
KYST_PT, NABOKANT = 0.9, "#8b959d"
#: The scale bar is at most this part of a map's width, one over.
STOK_DEL = 6
#: Title, legend and source shrink by these factors until the map has room.
TEKSTDELE = (1.0, 0.8, 0.65, 0.5)
#: And where that is not enough the map may be so much smaller than it should at least be.
KORTDELE = (1.0, 0.5)
#: What is told below a map takes no more of the sheet than this.
NOTEDEL = 0.15
#: And leaves so much of the map.
MED_NOTER = 0.7
FLERE = "… og flere, som der ikke er plads til at nævne."
IKKE_ALT = "Der er ikke plads til alle navne på kortet."


@dataclass(frozen=True)
class Panel:
    """One map of a figure: its layers from the bottom up, and a heading when there are more.

    `kommunenavne`: whether the kommuner it is of are named on it.
    """

    lag: tuple[Lag, ...]
    overskrift: str = ""
    kommunenavne: bool = True


@dataclass(frozen=True)
class Kortdata:
    """What a figure says. `kilde` and `dato` make the source line; `forbehold` stands by it.

    `alt` is for who cannot see it; `skrift` the first typeface of an SVG, whose text is set by who
    shows it.
    """

    titel: str
    paneler: tuple[Panel, ...]
    kilde: str
    dato: str
    undertitel: str = ""
    datasaet: str = ""
    scenarie: str = ""
    forbehold: str = ""
    alt: str = ""
    skrift: str = ""

    @property
    def beskrivelse(self) -> str:
        """What is said in its place: `alt`, or what it is called when there is none."""
        return linje(self.alt) or linje(f"Kort. {self.titel}. {self.undertitel}")

    def fodnoter(self) -> list[str]:
        """Return the lines under the map: reservation, source and date, dataset and scenario."""
        navne = (("Datasæt", self.datasaet), ("Scenarie", self.scenarie))
        smaat = [f"{navn}: {v}" for navn, v in navne if v]
        linjer = (self.forbehold, f"{self.kilde} {self.dato}", " · ".join(smaat))
        return [ren(linje) for linje in linjer if ren(linje)]

    def bar(self) -> Kortdata:
        """Return the same without title and source; the reservation stays with the map."""
        return Kortdata("", self.paneler, "", "", forbehold=self.forbehold)


def kommunekort(kommuner: Kommunelag, klinikker: pd.DataFrame | None = None) -> tuple[Panel, ...]:
    """Return the map of a value by kommune, with clinics by size (`Kliniklag`) when given."""
    return (Panel((kommuner, *([] if klinikker is None else [Kliniklag(klinikker)]))),)


def daekningskort(
    baand: Baandlag,
    hvide: pd.DataFrame,
    klinikker: pd.DataFrame,
    naboklinikker: pd.DataFrame | None = None,
) -> tuple[Panel, ...]:
    """Return the map of bands of distance, with clinics and where many are beyond the limit.

    `hvide` and `naboklinikker` (outside the region) as `Punktlag` takes them: navn, x, y (metres,
    EPSG:25832).
    """
    # Imported here: who draws what is made already (`eksport.medhjaelper`) need not know of it.
    from saetninger.daekning import HVIDT, NABO

    steder = Punktlag(hvide, HVIDT)
    naboer = (
        [] if naboklinikker is None else [Punktlag(naboklinikker, NABO, MANGLER, navngiv=False)]
    )
    return (Panel((baand, *naboer, steder, Kliniklag(klinikker, stoerrelser=False))),)


def klinikkort(klinikker: pd.DataFrame) -> tuple[Panel, ...]:
    """Return the map of clinics by size: x, y (metres, EPSG:25832), kapacitet."""
    return (Panel((Kliniklag(klinikker, farve=KLINIK, kant=PAPIR),)),)


def foer_efter_kort(
    foer: Kommunelag, efter: Kommunelag, tiltagene: pd.DataFrame | None
) -> tuple[Panel, ...]:
    """Return the maps before and after a scenario, by the same classes, with its tiltag if given.

    `tiltagene` as `kort.aendringslag.tiltagene`. Raises ValueError when the classes differ.
    """
    if foer.klasser != efter.klasser:
        raise ValueError("before and after must be drawn by the same classes")
    lag = () if tiltagene is None else (Tiltagslag(tiltagene, ord=False),)
    return (Panel((foer,), "Før"), Panel((efter, *lag), "Efter"))


def aendringskort(
    kommuner: Kommunelag, klinikker: pd.DataFrame, tiltagene: pd.DataFrame
) -> tuple[Panel, ...]:
    """Return the map of what a scenario changes: the kommuner, the clinics as dots, its tiltag."""
    return (
        Panel(
            (
                kommuner,
                Kliniklag(klinikker, stoerrelser=False, gruppe=OVERSKRIFT),
                Tiltagslag(tiltagene),
            )
        ),
    )


def _hovedlinjer(kort: Kortdata, format: Format) -> list[tuple[list[str], float, bool]]:
    bredde, under = format.bredde - 2 * format.margen, (format.titel_pt + format.tekst_pt) / 2
    return [
        (ombryd_jaevnt(kort.titel, bredde, format.titel_pt, True), format.titel_pt, True),
        (ombryd(kort.undertitel, bredde, under), under, False),
    ]


def _hovedhoejde(kort: Kortdata, format: Format) -> float:
    return LUFT_MM / 2 + sum(len(li) * pt * LINJE_MM for li, pt, _ in _hovedlinjer(kort, format))


def _fodlinjer(kort: Kortdata, format: Format) -> list[str]:
    bredde = format.bredde - 2 * format.margen
    return [li for note in kort.fodnoter() for li in ombryd(note, bredde, format.smaa_pt)]


def _fodhoejde(kort: Kortdata, format: Format, noter: int) -> float:
    linjer = noter + len(_fodlinjer(kort, format))
    return LUFT_MM / 2 + linjer * LINJE_MM * format.smaa_pt


def _legende(kort: Kortdata, format: Format) -> tuple[Gruppe, ...]:
    """The legend of all panels as one: each heading once, each sign once."""
    samlet: dict[str, Gruppe] = {}
    for gruppe in (
        g for panel in kort.paneler for lag in panel.lag for g in lag.forklaring(format)
    ):
        foer = samlet.get(gruppe.overskrift, gruppe)
        tegn = tuple(dict.fromkeys((*foer.signaturer, *gruppe.signaturer)))
        samlet[gruppe.overskrift] = dataclasses.replace(foer, signaturer=tegn)
    return tuple(samlet.values())


def _opstil(
    kort: Kortdata, omrids: gpd.GeoDataFrame, format: Format, noter: int
) -> tuple[Format, Opstilling]:
    """The arrangement, and the format with smaller texts when they leave the map too little.

    With room for so many lines of notes.
    """
    over = 1.3 * LINJE_MM if any(p.overskrift for p in kort.paneler) else 0.0
    for mindst, del_ in product(KORTDELE, TEKSTDELE):
        pt = (format.titel_pt, format.tekst_pt, format.smaa_pt)
        titel, tekst, smaa = (max(format.mindste_pt, del_ * p) for p in pt)
        mindre = dataclasses.replace(format, titel_pt=titel, tekst_pt=tekst, smaa_pt=smaa)
        mindste = (mindst * format.mindste_kort, mindst * format.mindste_del)
        mindre = dataclasses.replace(mindre, mindste_kort=mindste[0], mindste_del=mindste[1])
        hoejder = (_hovedhoejde(kort, mindre), _fodhoejde(kort, mindre, noter))
        legende = _legende(kort, mindre)
        indhold = Indhold(len(kort.paneler), legende, over * mindre.tekst_pt, *hoejder)
        if stilling := opstil(indhold, mindre, omrids):
            return mindre, stilling
    raise Inputfejl(
        f"Teksten levner ikke plads til kortet på formatet {format.navn}. Forkort titlen "
        f"({len(kort.titel)} tegn), undertitlen ({len(kort.undertitel)}) eller kilden "
        f"({len(kort.kilde)}), eller vælg et større format."
    )


def _noteplads(kort: Kortdata, omrids: gpd.GeoDataFrame, format: Format, oensket: int) -> int:
    """How many lines of notes there is room for when the map is to be nearly as large as without.

    One at least.
    """

    def flade(noter: int) -> float:
        _, stilling = _opstil(kort, omrids, format, noter)
        return sum(boks.bredde * (boks.y1 - boks.y0) for boks in stilling.kort)

    uden = flade(0)
    hoejst = int(NOTEDEL * format.hoejde / (LINJE_MM * format.smaa_pt))
    mulige = range(min(oensket, hoejst), 1, -1)
    return next((n for n in mulige if flade(n) >= MED_NOTER * uden), 1)


class Tegning(NamedTuple):
    """A drawn figure, its arrangement, and where each panel's names stand.

    `udsnit`: lower and upper edge (mm) of what is left without title and source.
    """

    fig: Figure
    stilling: Opstilling
    navne: list[dict[str, Placering]]
    udsnit: tuple[float, float]


def figur(kort: Kortdata, omrids: gpd.GeoDataFrame, format: Format, noter: int = 0) -> Tegning:
    """Return a drawn figure.

    `omrids`: kode, navn, i_region, EPSG:25832. A name there is no room for on the map is told
    below it, where there is room for so many lines of `noter`, and for more when they are needed:
    while the map is nearly as large, since lines take of it, and a smaller map needs more of them.
    What goes beyond it is said to be left out.
    Raises ValueError for a CRS that is not in metres, and Inputfejl when the texts leave too little
    room for the map.
    """
    kraev_meter(omrids.crs)
    hele, (format, stilling) = format, _opstil(kort, omrids, format, noter)
    # A hundredth of a pixel keeps binary fractions from costing a whole one.
    maal = [(round(mm * MM * DPI) + 0.01) / DPI for mm in (format.bredde, stilling.hoejde)]
    fig = Figure(figsize=(maal[0], maal[1]), dpi=DPI, facecolor=PAPIR)
    ark = fig.add_axes((0, 0, 1, 1), zorder=2)
    ark.set(xlim=(0, format.bredde), ylim=(0, stilling.hoejde))
    ark.set_axis_off()
    paneler = [
        _tegn_panel(fig, ark, panel, boks, stilling, omrids, format)
        for panel, boks in zip(kort.paneler, stilling.kort, strict=True)
    ]
    sat = navngiv(paneler)
    bredde = format.bredde - 2 * format.margen
    fortalt = [li for note in sat.noter for li in ombryd(note, bredde, format.smaa_pt)]
    if len(fortalt) > noter:
        plads = _noteplads(kort, omrids, hele, len(fortalt))
        if plads > noter:
            return figur(kort, omrids, hele, plads)
        sidst = FLERE if noter > 1 else IKKE_ALT
        fortalt = [*fortalt[: noter - 1], *ombryd(sidst, bredde, format.smaa_pt)[:1]]
    for placering in (p for panel in sat.navne for p in panel.values()):
        skriv_navn(ark, placering)
    y = stilling.hoejde - format.margen
    for linjer, pt, fed in _hovedlinjer(kort, format):
        y = skriv_linjer(ark, format.margen, y, linjer, pt, fed=fed, navn=OM_KORTET)
    for gruppe, boks in stilling.legende:
        gruppe.tegn(ark, boks.x0, boks.y1, format.tekst_pt, boks.bredde + 0.01)
    bund = format.margen + _fodhoejde(kort, format, noter) - LUFT_MM / 2
    fod, med = _fodlinjer(kort, format), len(_fodlinjer(kort.bar(), format))
    # Names and the reservation come first, so that they are not cut from the map.
    bund = skriv_linjer(ark, format.margen, bund, fortalt, format.smaa_pt)
    under = skriv_linjer(ark, format.margen, bund, fod[:med], format.smaa_pt, farve=KANT)
    andet = {"farve": KANT, "navn": OM_KORTET}
    skriv_linjer(ark, format.margen, under, fod[med:], format.smaa_pt, **andet)
    # Letters reach a little below their line.
    return Tegning(fig, stilling, sat.navne, (under, y - LUFT_MM / 4))


def _tegn_panel(
    fig: Figure,
    ark: Axes,
    panel: Panel,
    boks: Boks,
    stilling: Opstilling,
    omrids: gpd.GeoDataFrame,
    format: Format,
) -> Tegnet:
    bredde, udsnit = format.bredde, stilling.udsnit
    plads = (boks.x0 / bredde, boks.y0 / stilling.hoejde)
    akse = fig.add_axes((*plads, boks.bredde / bredde, boks.hoejde / stilling.hoejde), zorder=1)
    akse.set(xlim=udsnit[::2], ylim=udsnit[1::2], xticks=[], yticks=[], facecolor=HAV)
    for kant in akse.spines.values():
        kant.set(color=KANT, linewidth=0.5)
    mm_pr_m = boks.bredde / udsnit.bredde
    enkel = omrids.set_geometry(omrids.geometry.simplify_coverage(TOLERANCE_MM / mm_pr_m))
    flade = Flade(akse, ark, boks, udsnit, enkel[enkel["i_region"]], format)
    for geometri in enkel[~enkel["i_region"]].geometry:
        flade.fyld(geometri, facecolor=NABOLAND, edgecolor=NABOKANT, linewidth=0.4, zorder=1)
    for geometri in flade.omrids.geometry:
        flade.fyld(geometri, facecolor=PAPIR, zorder=2)
        flade.fyld(geometri, facecolor="none", edgecolor=KANT, linewidth=0.5, zorder=5)
    kyst = shapely.coverage_union_all(flade.omrids.geometry.to_numpy())
    flade.fyld(kyst, facecolor="none", edgecolor=KYST, linewidth=KYST_PT, zorder=5.5)
    hindringer, egne_navne = [g for _, g in stilling.legende], list[Navn]()
    tekster: dict[str, str] = {}
    maerker: dict[str, str] = {}
    for lag in panel.lag:
        bokse, navne = lag.tegn(flade)
        hindringer, egne_navne = [*hindringer, *bokse], [*egne_navne, *navne]
        tekster |= lag.tekster()
        maerker |= lag.maerker()
    land = enkel.geometry.to_numpy()
    stok = (mm_pr_m * 1000, format.smaa_pt, boks.bredde / STOK_DEL)
    stokboks, _ = ledigt_sted(boks, maalestok_og_nord(None, boks, *stok), hindringer, udsnit, land)
    maalestok_og_nord(ark, stokboks, *stok)
    if panel.overskrift:
        y = boks.y1 + 1.25 * LINJE_MM * format.tekst_pt
        skriv_linjer(ark, boks.x0, y, [ren(panel.overskrift)], format.tekst_pt, fed=True)
    optaget = [*hindringer, stokboks]
    return Tegnet(flade, optaget, tekster, maerker, egne_navne, panel.kommunenavne)
