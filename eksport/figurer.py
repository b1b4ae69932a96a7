"""Printed maps as figures of a bilag: what is drawn on, and the way to `kort.tryk.fil`.

The one module that knows how a printed map becomes a file; the files only ask a Figur for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import geopandas as gpd
import pandas as pd

from dansk import fortegn, linje
from eksport import tegningslager
from eksport.bilag import Figur
from eksport.medhjaelper import Medhjaelper
from eksport.udseende import SKRIFT
from geo.baand import Gitter, baandflader, byg_gitter
from kort.tryk.fil import Filtype, Tryk, tegn
from kort.tryk.trykkort import DPI, FORMATER, Kortdata, Panel
from planning.daekningsbillede import Daekningsbillede
from planning.husket import husket
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from saetninger.kilde import kortforbehold
from tabeller.kilder import kilde

#: The format of a slide, and the share of it that is its margin.
SLIDE = "lysbillede"
#: A map on a slide is shown on a screen: 2667 points across.
SLIDE_DPI = 200
KANT = (
    FORMATER[SLIDE].margen / FORMATER[SLIDE].uden_tekst().bredde,
    FORMATER[SLIDE].margen / FORMATER[SLIDE].uden_tekst().hoejde,
)


#: A printed map has room for no longer title; of a scenario that is saved, it is never longer.
HOEJST_PAA_KORTET = 270


@dataclass(frozen=True, eq=False)
class Kortgrundlag:
    """What maps are drawn on: outlines (EPSG:25832) and the squares that bands are drawn on.

    `skrift` is the typeface that the text of an SVG asks for first.
    """

    omrids: gpd.GeoDataFrame
    gitter: Gitter
    skrift: str = SKRIFT

    @classmethod
    def af_plan(cls, plan: Plan) -> Kortgrundlag:
        """Return a plan's outlines and demand points, made once for each plan."""
        return _af_plan(plan)


@lru_cache(maxsize=2)
def _af_plan(plan: Plan) -> Kortgrundlag:
    omrids = gpd.GeoDataFrame(plan.omrids)
    return Kortgrundlag(omrids, byg_gitter(omrids, plan.punkter[["x", "y"]].to_numpy()))


@husket(2)
def baand(billede: Daekningsbillede, gitter: Gitter) -> gpd.GeoDataFrame:
    """Return the bands of a coverage, as `geo.baand.baandflader`: the same on every map of it."""
    return baandflader(gitter, billede.naermeste.afstand, billede.baandgraenser)


def tjek_tryk(format: str, filtyper: tuple[Filtype, ...]) -> None:
    """Raise Inputfejl for a map format or file type that `kort.tryk.fil` does not have."""
    Tryk(format, filtyper)


@dataclass(frozen=True, eq=False)
class Tegner:
    """Draws a figure. A file asked for twice, as a preview and in a document, is drawn once.

    One that is stored (`eksport.tegningslager`) is not drawn at all.
    """

    data: Kortdata
    omrids: gpd.GeoDataFrame
    _tegnede: dict[tuple[Filtype, str], bytes] = field(default_factory=dict, init=False)
    _bedt: dict[tuple[tuple[Filtype, ...], str], Future[Mapping[Filtype, bytes]]] = field(
        default_factory=dict, init=False
    )

    def __call__(self, filtyper: tuple[Filtype, ...], format: str) -> Mapping[Filtype, bytes]:
        """Return the file types asked for, in a format (`kort.tryk.trykkort`)."""
        bedt = self._bedt.pop((filtyper, format), None)
        if bedt is not None and not bedt.cancel():
            # What fails there is drawn here, where it is told why.
            with suppress(Exception):
                self._gem(_tryk(filtyper, format), bedt.result())
        if nye := self._mangler(filtyper, format):
            self._gem(nye, tegn(self.data, self.omrids, nye))
        return {filtype: self._tegnede[filtype, format] for filtype in filtyper}

    def bed(self, hjaelper: Medhjaelper, filtyper: tuple[Filtype, ...], format: str) -> None:
        """Have files drawn by another process, if it gets to them before they are asked for."""
        if nye := self._mangler(filtyper, format):
            self._bedt[filtyper, format] = hjaelper.bed(self.data, self.omrids, nye)

    def mangler_i_lageret(self, filtyper: tuple[Filtype, ...], format: str) -> Tryk | None:
        """Return what is to be drawn before it can be read from the disk; None for nothing.

        None too for a map that is not stored.
        """
        if not self._noegle:
            return None
        tryk = _tryk(filtyper, format)
        gemt = tegningslager.hent(self._noegle, tryk)
        nye = tuple(f for f in filtyper if f not in gemt)
        return replace(tryk, filtyper=nye) if nye else None

    def gem_forud(self, hjaelper: Medhjaelper, nye: Tryk) -> None:
        """Have another process draw files, and put them on the disk: not in memory.

        `nye` as `mangler_i_lageret` has them. Raises what the process does.
        """
        if self._noegle:
            tegningslager.gem(self._noegle, hjaelper.bed(self.data, self.omrids, nye).result(), nye)

    def _mangler(self, filtyper: tuple[Filtype, ...], format: str) -> Tryk | None:
        """What is to be drawn of it: not what has been, now or before; None for nothing."""
        tryk = _tryk(filtyper, format)
        if (nye := self._nye(tryk)) and self._noegle:
            self._husk(nye, tegningslager.hent(self._noegle, nye))
        return self._nye(tryk)

    def _nye(self, tryk: Tryk) -> Tryk | None:
        nye = tuple(f for f in tryk.filtyper if (f, tryk.format) not in self._tegnede)
        return replace(tryk, filtyper=nye) if nye else None

    def _gem(self, tryk: Tryk, filer: Mapping[Filtype, bytes]) -> None:
        self._husk(tryk, filer)
        if self._noegle:
            tegningslager.gem(self._noegle, filer, tryk)

    def _husk(self, tryk: Tryk, filer: Mapping[Filtype, bytes]) -> None:
        self._tegnede.update({(filtype, tryk.format): fil for filtype, fil in filer.items()})

    @cached_property
    def _noegle(self) -> str | None:
        return tegningslager.noegle(self.data, self.omrids)


def bed(
    hjaelper: Medhjaelper | None, figur: Figur, filtyper: tuple[Filtype, ...], format: str
) -> None:
    """Have a figure's files drawn by another process (`Tegner.bed`), when there is one."""
    if hjaelper is not None and isinstance(figur.tegner, Tegner):
        figur.tegner.bed(hjaelper, filtyper, format)


def _tryk(filtyper: tuple[Filtype, ...], format: str) -> Tryk:
    paa_lysbilledet = (filtyper, format) == (("udsnit",), SLIDE)
    return Tryk(format, filtyper, SLIDE_DPI if paa_lysbilledet else DPI)


def byg_figur(
    plan: Plan,
    grund: Kortgrundlag,
    *,
    noegle: str,
    titel: str,
    nyhed: str,
    alt: str,
    kilder: Sequence[str],
    paneler: tuple[Panel, ...],
    scenarie: str = "",
) -> Figur:
    """Return a figure from its words and panels; `kilder` are resources of the plan by name."""
    data = Kortdata(
        titel=linje(titel, HOEJST_PAA_KORTET),
        paneler=paneler,
        kilde=kilde(plan, *kilder),
        dato="",
        datasaet=f"{plan.navn}, {plan.fingeraftryk}",
        scenarie=linje(scenarie, HOEJST_PAA_KORTET),
        forbehold=kortforbehold(plan),
        alt=alt,
        skrift=grund.skrift,
    )

    return Figur(noegle, linje(titel), nyhed, alt, data.kilde, Tegner(data, grund.omrids))


def skrevet_paa(vaerdier: pd.Series, skriv: Callable[[float], str]) -> dict[str, str]:
    """Return each kommune's value as it is written on the map, by kode."""
    return {str(kode): skriv(vaerdi) for kode, vaerdi in vaerdier.items()}


def skrevet_afvigelse(vaerdi: float) -> str:
    """Return a deviation as it is written on the map."""
    # With the decimal of the tables: 20,3 is in another class than 20.
    return f"{fortegn(vaerdi)} %"


def klinikpunkter(plan: Plan) -> pd.DataFrame:
    """Return the clinics with capacity as maps take them: index klinik_id; x, y, kapacitet."""
    ramme = plan.klinikker[["x", "y"]].join(klinikkapacitet(plan)["kapacitet"])
    return ramme[ramme["kapacitet"] > 0]
