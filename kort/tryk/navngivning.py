"""The names of a printed map: where those of all its layers stand, and what is told below it.

A name there is no room for is a number on the map, or is told below it; none is left out in
silence. Measured in mm on the sheet from its lower left corner.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import shapely
from matplotlib.axes import Axes

from dansk import opremsning
from kort.farver import BLAEK
from kort.tryk.lag import Flade
from kort.tryk.navne import Navn, Placering, navnesatser
from kort.tryk.navneplacering import placer
from kort.tryk.udstyr import NAVNELINJE_MM, PT_MM, UBRUDT, Boks, skriv

UDEN_PLADS = "Uden plads til navn på kortet:"
NUMRE = "Numre på kortet:"
VAERDIER = "Tal uden plads på kortet:"
#: A dearer place than this is no good one: better then the name without its value.
GODT_STED = 1.75
#: So many names may stand beside their kommune with its value, as an island's does.
HOEJST_VED_SIDEN = 4
#: The rank of the kommuner's names among those of the layers.
KOMMUNERANG = 1
#: Where names stand, by their keys.
Sat = dict[str, Placering]


@dataclass(frozen=True, eq=False)
class Tegnet:
    """A drawn panel: what names must keep clear of, and its names.

    `tekster` stand under the kommuner's names and `maerker` by them, by kode; `navne` are the
    layers' own. Kommuner are named when `kommunenavne`.
    """

    flade: Flade
    hindringer: list[Boks]
    tekster: Mapping[str, str]
    maerker: Mapping[str, str]
    navne: list[Navn]
    kommunenavne: bool = True


@dataclass(frozen=True, eq=False)
class Navngivet:
    """Where the names of each panel stand, and the lines that tell what has no room."""

    navne: list[Sat]
    noter: list[str]


def navngiv(paneler: Sequence[Tegnet]) -> Navngivet:
    """Return where the names of all panels stand, and what is told below the map.

    With all values under the kommuner's names, or, when a name with its value has no good place,
    with none: the legend tells them, and a line below those that only some kommuner have.
    """
    foerst = [_flere(p, {}, [n for n in p.navne if n.rang < KOMMUNERANG]) for p in paneler]
    med, uskrevne = list[Sat](), list[str]()
    for panel, sat in zip(paneler, foerst, strict=True):
        med.append(_med_kommuner(panel, sat, panel.tekster))
        if not _gode(panel, med[-1]):
            med = [_med_kommuner(p, s, {}) for p, s in zip(paneler, foerst, strict=True)]
            uskrevne = _kun_nogles(paneler)
            break
    alle = [_med_resten(p, s) for p, s in zip(paneler, med, strict=True)]
    tekster = [
        {n.noegle: n.tekst for n in (*_kommunenavne(p, {}), *p.navne) if n.tekst} for p in paneler
    ]
    uden = [
        tekst
        for egne, sat in zip(tekster, alle, strict=True)
        for noegle, tekst in egne.items()
        if noegle not in sat
    ]
    nummererede, numre = _nummerer(alle, tekster)
    noter = []
    if numre:
        noter.append(f"{NUMRE} {', '.join(f'({nr}) {tekst}' for tekst, nr in numre.items())}.")
    if uskrevne:
        noter.append(f"{VAERDIER} {opremsning(uskrevne)}.")
    if uden:
        noter.append(f"{UDEN_PLADS} {opremsning(list(dict.fromkeys(uden)))}.")
    return Navngivet(nummererede, noter)


def _kun_nogles(paneler: Sequence[Tegnet]) -> list[str]:
    """The values, with their kommuner, of a map alone where not all have one."""
    (panel, *andre) = paneler
    egne = panel.flade.omrids.set_index("kode")["navn"]
    if andre or not panel.kommunenavne or all(map(panel.tekster.get, egne.index)):
        return []
    return [f"{navn} {panel.tekster[k]}" for k, navn in egne.items() if panel.tekster.get(k)]


def _nummerer(
    sat: Sequence[Sat], tekster: Sequence[Mapping[str, str]]
) -> tuple[list[Sat], dict[str, int]]:
    """The places with their numbers in them, from the top of each panel, and what each tells."""
    numre: dict[str, int] = {}
    ud = []
    for panel, alle in zip(sat, tekster, strict=True):
        nye = dict(panel)
        med_nummer = [n for n, p in panel.items() if p.sats.nummer]
        for noegle in sorted(med_nummer, key=lambda n: (-panel[n].boks.y1, panel[n].boks.x0)):
            nr = numre.setdefault(alle[noegle], len(numre) + 1)
            ((_, pt, fed),) = panel[noegle].sats.linjer
            sats = dataclasses.replace(panel[noegle].sats, linjer=((f"({nr})", pt, fed),))
            nye[noegle] = dataclasses.replace(panel[noegle], sats=sats)
        ud.append(nye)
    return ud, numre


def _flere(panel: Tegnet, sat: Sat, navne: Sequence[Navn]) -> Sat:
    """The places there are, and those of more names, clear of them."""
    if not navne:
        return sat
    optaget = [*panel.hindringer, *(boks for p in sat.values() for boks in p.bokse())]
    return sat | placer(navne, ramme(panel.flade.boks), optaget)


def _med_kommuner(panel: Tegnet, sat: Sat, tekster: Mapping[str, str]) -> Sat:
    return _flere(panel, sat, _kommunenavne(panel, tekster))


def _med_resten(panel: Tegnet, sat: Sat) -> Sat:
    resten = sorted((n for n in panel.navne if n.rang >= KOMMUNERANG), key=lambda n: n.rang)
    for _, gruppe in groupby(resten, key=lambda navn: navn.rang):
        sat = _flere(panel, sat, list(gruppe))
    return sat


def _kommunenavne(panel: Tegnet, tekster: Mapping[str, str]) -> list[Navn]:
    if not panel.kommunenavne:
        return []
    pt, mindste = panel.flade.navn_pt, panel.flade.format.mindste_pt
    navne = []
    for r in panel.flade.omrids.itertuples():
        sted = shapely.transform(r.geometry, panel.flade.mm)
        maerke = panel.maerker.get(r.kode, "")
        satser = navnesatser(r.navn, pt, tekster.get(r.kode, ""), mindste, maerke)
        navne.append(Navn(r.kode, sted, satser, f"{r.navn}{UBRUDT}{maerke}".strip(UBRUDT)))
    return navne


def _gode(panel: Tegnet, sat: Sat) -> bool:
    """Whether every kommune is named in a good place, and but a few of them beside their own."""
    if not panel.kommunenavne:
        return True
    egne = panel.flade.omrids.set_index("kode").geometry
    if any(kode not in sat or sat[kode].pris > GODT_STED for kode in egne.index):
        return False
    bokse = shapely.box(*np.array([sat[kode].boks for kode in egne.index]).T)
    flader = shapely.transform(egne.to_numpy(), panel.flade.mm)
    paa = shapely.area(shapely.intersection(bokse, flader)) / shapely.area(bokse)
    return int((paa < 0.5).sum()) <= HOEJST_VED_SIDEN


def ramme(boks: Boks) -> Boks:
    """Return where on a map names may stand."""
    return Boks(boks.x0 + 0.5, boks.y0 + 0.5, boks.x1 - 0.5, boks.y1 - 0.5)


def skriv_navn(ark: Axes, placering: Placering) -> None:
    """Write a name where it stands, with the line to what it names."""
    if placering.streg is not None:
        for farve, pt, zorder in (("#ffffff", 1.6, 13.8), (BLAEK, 0.5, 13.9)):
            x, y = zip(*placering.streg, strict=True)
            ark.plot(x, y, color=farve, linewidth=pt, zorder=zorder, solid_capstyle="butt")
    boks, y_ = placering.boks, placering.boks.y1
    for tekst, pt, fed in placering.sats.linjer:
        y_ -= pt * NAVNELINJE_MM
        x_ = (boks.x0 + boks.x1) / 2
        stil = {"fed": fed, "midt": True, "halo": True, "farve": placering.sats.farve}
        skriv(ark, x_, y_ + 0.26 * pt * PT_MM, tekst, pt, **stil)
