"""Printed maps: finished figures for a praksisplan, which `kort.tryk.fil` saves as files.

A figure is one or more panels, a panel a stack of layers (`kort.tryk.lag`) over the same base:
sheet, texts, one legend, names, scale bar and north arrow are placed here, for every kind of
map. Nothing is shared between calls, and pyplot is not used.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dansk import Inputfejl, linje, opremsning
from geo.koordinater import kraev_meter
from kort.farver import HAV, KLINIK, MANGLER, NABOLAND
from kort.tryk.lag import Baandlag, Flade, Kliniklag, Kommunelag, Lag, Pillag, Punktlag
from kort.tryk.navne import GODT_STED, Navn, Placering, navnesatser, placer
from kort.tryk.opstilling import LUFT_MM, Indhold, Opstilling, ledigt_sted, opstil
from kort.tryk.udstyr import (
    KANT,
    LINJE_MM,
    MINDSTE_PT,
    NAVNELINJE_MM,
    OM_KORTET,
    PAPIR,
    PT_MM,
    Boks,
    Format,
    Gruppe,
    maalestok_og_nord,
    ombryd,
    ombryd_jaevnt,
    ren,
    skriv,
    skriv_linjer,
)

DPI = 300
MM = 1 / 25.4

FORMATER: Mapping[str, Format] = {
    "a4_staaende": Format("A4 stående", 210, 297, 15, True, 17, 9.5, 8.5, 7, 1.6),
    "a4_liggende": Format("A4 liggende", 297, 210, 15, True, 17, 9.5, 8.5, 7, 1.6),
    "spalte": Format("Spaltebredde", 84, 200, 1, False, 9, 6.8, 6.4, 6, 0.8),
    # So low that two figures with their captions fit on a page of text.
    "tekstbredde": Format("Tekstbredde", 170, 121, 1, False, 12, 8, 7, 6.5, 1.05),
    # A page of text, for more maps than one.
    "tekstside": Format("Tekstside", 170, 224, 1, False, 12, 8, 7, 6.5, 1.05),
    # As wide as a sheet, and no higher than its map: a picture to put into anything.
    "a4_bredde": Format("A4-bredde", 210, 297, 6, False, 14, 9.5, 8.5, 7, 1.3),
    "lysbillede": Format("Lysbillede 16:9", 338.67, 190.5, 12, True, 25, 14, 11.5, 10, 1.4),
}
#: The map of a kommuneark: always of this size, and no choice of anybody's.
ARK = "kommuneark"
ARKFORMAT = Format("Kommuneark", 92, 72, 0.5, True, 9, 6.5, 6.5, 6, 0.95, 24)
#: Outlines are simplified to this on the sheet, mm: finer than print shows.
TOLERANCE_MM = 0.05
#: The scale bar is at most this part of a map's width, one over.
STOK_DEL = 6
#: Title and source shrink by these factors until the map has room.
TEKSTDELE = (1.0, 0.8, 0.65, 0.5)
UDEN_PLADS = "Uden plads til navn på kortet:"


@dataclass(frozen=True)
class Panel:
    """One map of a figure: its layers from the bottom up, and a heading when there are more."""

    lag: tuple[Lag, ...]
    overskrift: str = ""


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
    foer: Kommunelag, efter: Kommunelag, flytninger: pd.DataFrame
) -> tuple[Panel, ...]:
    """Return the maps before and after a scenario, by the same classes, with the moves as arrows.

    `flytninger` as `Pillag` takes them. Raises ValueError when the classes differ.
    """
    if foer.klasser != efter.klasser:
        raise ValueError("before and after must be drawn by the same classes")
    return (Panel((foer,), "Før"), Panel((efter, Pillag(flytninger)), "Efter"))


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


def _fodhoejde(kort: Kortdata, format: Format) -> float:
    return LUFT_MM / 2 + len(_fodlinjer(kort, format)) * LINJE_MM * format.smaa_pt


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


def _opstil(kort: Kortdata, omrids: gpd.GeoDataFrame, format: Format) -> tuple[Format, Opstilling]:
    """The arrangement, and the format with smaller texts when they leave the map too little."""
    over = 1.3 * LINJE_MM * format.tekst_pt if any(p.overskrift for p in kort.paneler) else 0.0
    for del_ in TEKSTDELE:
        titel, smaa = (max(MINDSTE_PT, del_ * pt) for pt in (format.titel_pt, format.smaa_pt))
        mindre = dataclasses.replace(format, titel_pt=titel, smaa_pt=smaa)
        hoejder = (_hovedhoejde(kort, mindre), _fodhoejde(kort, mindre))
        indhold = Indhold(len(kort.paneler), _legende(kort, format), over, *hoejder)
        if stilling := opstil(indhold, mindre, omrids):
            return mindre, stilling
    raise Inputfejl(
        f"Teksten levner ikke plads til kortet på formatet {format.navn}. Forkort titlen "
        f"({len(kort.titel)} tegn), undertitlen ({len(kort.undertitel)}) eller kilden "
        f"({len(kort.kilde)}), eller vælg et større format."
    )


class Tegning(NamedTuple):
    """A drawn figure, its arrangement, and where each panel's names stand.

    `udsnit`: lower and upper edge (mm) of what is left without title and source.
    """

    fig: Figure
    stilling: Opstilling
    navne: list[dict[str, Placering]]
    udsnit: tuple[float, float]


def figur(kort: Kortdata, omrids: gpd.GeoDataFrame, format: Format) -> Tegning:
    """Return a drawn figure.

    `omrids`: kode, navn, i_region, EPSG:25832. A kommune there is no room to name on the map is
    named below it. Raises ValueError for a CRS that is not in metres, and Inputfejl when the
    texts leave too little room for the map.
    """
    kraev_meter(omrids.crs)
    format, stilling = _opstil(kort, omrids, format)
    # A hundredth of a pixel keeps binary fractions from costing a whole one.
    maal = [(round(mm * MM * DPI) + 0.01) / DPI for mm in (format.bredde, stilling.hoejde)]
    fig = Figure(figsize=(maal[0], maal[1]), dpi=DPI, facecolor=PAPIR)
    ark = fig.add_axes((0, 0, 1, 1), zorder=2)
    ark.set(xlim=(0, format.bredde), ylim=(0, stilling.hoejde))
    ark.set_axis_off()
    y = stilling.hoejde - format.margen
    for linjer, pt, fed in _hovedlinjer(kort, format):
        y = skriv_linjer(ark, format.margen, y, linjer, pt, fed=fed, navn=OM_KORTET)
    for gruppe, boks in stilling.legende:
        gruppe.tegn(ark, boks.x0, boks.y1, format.tekst_pt, boks.bredde + 0.01)
    bund = format.margen + _fodhoejde(kort, format) - LUFT_MM / 2
    fod, med = _fodlinjer(kort, format), len(_fodlinjer(kort.bar(), format))
    # The reservation comes first, so that it is not cut from the map.
    under = skriv_linjer(ark, format.margen, bund, fod[:med], format.smaa_pt, farve=KANT)
    andet = {"farve": KANT, "navn": OM_KORTET}
    skriv_linjer(ark, format.margen, under, fod[med:], format.smaa_pt, **andet)
    paneler = [
        _tegn_panel(fig, ark, panel, boks, stilling, omrids, format)
        for panel, boks in zip(kort.paneler, stilling.kort, strict=True)
    ]
    navne = _placer_navne(paneler)
    for placering in (p for panel in navne for p in panel.values()):
        _skriv_navn(ark, placering)
    egne = omrids[omrids["i_region"]].itertuples()
    uden = [r.navn for r in egne if any(r.kode not in panel for panel in navne)]
    if uden and UDEN_PLADS not in kort.forbehold:
        note = f"{kort.forbehold} {UDEN_PLADS} {opremsning(uden)}".strip()
        return figur(dataclasses.replace(kort, forbehold=note), omrids, format)
    # Letters reach a little below their line.
    return Tegning(fig, stilling, navne, (under, y - LUFT_MM / 4))


@dataclass(frozen=True, eq=False)
class _Tegnet:
    """A drawn panel: what names must keep clear of, what stands under them, and its own names."""

    flade: Flade
    hindringer: list[Boks]
    tekster: Mapping[str, str]
    navne: list[Navn]


def _tegn_panel(
    fig: Figure,
    ark: Axes,
    panel: Panel,
    boks: Boks,
    stilling: Opstilling,
    omrids: gpd.GeoDataFrame,
    format: Format,
) -> _Tegnet:
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
        flade.fyld(geometri, facecolor=NABOLAND, edgecolor=PAPIR, linewidth=0.4, zorder=1)
    for geometri in flade.omrids.geometry:
        flade.fyld(geometri, facecolor=PAPIR, zorder=2)
        flade.fyld(geometri, facecolor="none", edgecolor=KANT, linewidth=0.5, zorder=5)
    hindringer, egne_navne = [g for _, g in stilling.legende], list[Navn]()
    tekster: dict[str, str] = {}
    for lag in panel.lag:
        bokse, navne = lag.tegn(flade)
        hindringer, egne_navne = [*hindringer, *bokse], [*egne_navne, *navne]
        tekster |= lag.tekster()
    land = enkel.geometry.to_numpy()
    stok = (mm_pr_m * 1000, format.smaa_pt, boks.bredde / STOK_DEL)
    stokboks, _ = ledigt_sted(boks, maalestok_og_nord(None, boks, *stok), hindringer, udsnit, land)
    maalestok_og_nord(ark, stokboks, *stok)
    if panel.overskrift:
        y = boks.y1 + 1.25 * LINJE_MM * format.tekst_pt
        skriv_linjer(ark, boks.x0, y, [ren(panel.overskrift)], format.tekst_pt, fed=True)
    return _Tegnet(flade, [*hindringer, stokboks], tekster, egne_navne)


def _placer_navne(paneler: Sequence[_Tegnet]) -> list[dict[str, Placering]]:
    """Where the names of all panels stand.

    With all values under them, or, when a name with its value has no good place, with
    none: the legend tells them.
    """
    kommuner = [_placer_kommuner(panel, panel.tekster) for panel in paneler]
    antal = sum(len(panel.flade.omrids) for panel in paneler)
    alle = [p for panel in kommuner for p in panel.values()]
    if len(alle) < antal or any(p.pris > GODT_STED for p in alle):
        kommuner = [_placer_kommuner(panel, {}) for panel in paneler]
    ud = []
    for panel, sat in zip(paneler, kommuner, strict=True):
        optaget = [*panel.hindringer, *(p.boks for p in sat.values())]
        ud.append(sat | placer(panel.navne, _ramme(panel.flade.boks), optaget))
    return ud


def _placer_kommuner(panel: _Tegnet, tekster: Mapping[str, str]) -> dict[str, Placering]:
    pt, mm = panel.flade.navn_pt, panel.flade.mm
    navne = [
        Navn(r.kode, shapely.transform(r.geometry, mm), navnesatser(r.navn, pt, tekst))
        for r in panel.flade.omrids.itertuples()
        for tekst in [tekster.get(r.kode, "")]
    ]
    return placer(navne, _ramme(panel.flade.boks), panel.hindringer)


def _ramme(boks: Boks) -> Boks:
    return Boks(boks.x0 + 0.5, boks.y0 + 0.5, boks.x1 - 0.5, boks.y1 - 0.5)


def _skriv_navn(ark: Axes, placering: Placering) -> None:
    boks, y = placering.boks, placering.boks.y1
    for tekst, pt, fed in placering.sats.linjer:
        y -= pt * NAVNELINJE_MM
        x = (boks.x0 + boks.x1) / 2
        skriv(ark, x, y + 0.26 * pt * PT_MM, tekst, pt, fed=fed, midt=True, halo=True)
