"""The layer of what a scenario changes on a printed map: arrows, marks and amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from kort.farver import AFGIVER, BLAEK, MODTAGER
from kort.tryk.lag import Flade, Lag, eller_nummer, spred_cirkler
from kort.tryk.navne import Navn, Sats
from kort.tryk.signatur import Gruppe, Signatur, maerke, omfang, pil
from kort.tryk.udstyr import PAPIR, PT_MM, Boks, Format, ren
from planning.tiltag import Deling

#: The radius of a mark and the shortest arrow, of the height of names; how arrows bend.
ENDE, KORTEST_PIL, BUE = 0.47, 1.5, -0.18
#: The head of an arrow, of the size of names, and how far it reaches along and across, of itself.
HOVED, HOVED_LANGS, HOVED_TVAERS = 1.3, 0.75, 0.4
#: How broad a strip names leave along the tail of an arrow, mm.
HALE_MM = 1.0
#: What it costs to tell how much without the words that the legend has too.
PRIS_UDEN_ORD = 5.0
OVERSKRIFT = "Ændringer, antal kapaciteter"
#: The marks there are: form, colour, and what each means, in the order of the legend.
MAERKER = {
    "afgiver": ("minus", AFGIVER, "afgiver kapacitet"),
    "lukker": ("kryds", AFGIVER, "afgiver al sin kapacitet"),
    "modtager": ("plus", MODTAGER, "får kapacitet"),
    "ny": ("ny", MODTAGER, "ny adresse"),
    "uaendret": ("cirkel", BLAEK, "afgiver og får lige meget"),
    "deling": ("halv", BLAEK, "deles på stedet"),
    "paa_stedet": ("ring", BLAEK, "overdrages eller genbesættes på stedet"),
}


def pilebue(fra: NDArray[np.float64], til: NDArray[np.float64], bue: float) -> shapely.LineString:
    """Return the curve that `pil` draws, the quadratic one of matplotlib's arc3."""
    dx, dy = til - fra
    styr = (fra + til) / 2 + bue * np.array([dy, -dx])
    t = np.linspace(0, 1, 41)[:, None]
    return shapely.LineString((1 - t) ** 2 * fra + 2 * t * (1 - t) * styr + t**2 * til)


@dataclass(frozen=True, eq=False)
class Tiltagslag(Lag):
    """The tiltag of a scenario, `tiltagene` as `kort.aendringslag.tiltagene` returns them.

    A move or an ekstra klinikadresse is an arrow, or its two ends alone when it is too short for
    one. Each clinic has a mark of what it gains or loses in all, and another of what happens to
    capacity that stays there; marks at one place are moved apart. By each tiltag stands how much,
    and in words what with `ord`; what there is no room for is a number, and told below the map.
    """

    tiltagene: pd.DataFrame
    ord: bool = True

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Draw the changes."""
        ende_mm = _ende(flade.format)
        tegn = list(dict.fromkeys(self._maerker()))
        radier = np.array([omfang(MAERKER[art][0], ende_mm) for art, _ in tegn])
        xy = flade.mm(np.array([sted for _, sted in tegn]).reshape(-1, 2))
        sat = dict(zip(tegn, spred_cirkler(xy, radier), strict=True))
        bokse = []
        for (art, _), (x, y), r in zip(tegn, sat.values(), radier, strict=True):
            form, farve, _ = MAERKER[art]
            for del_ in maerke(form, float(x), float(y), ende_mm, farve):
                flade.ark.add_artist(del_)
            bokse.append(Boks(x - r, y - r, x + r, y + r))
        navne = []
        for nr, r in enumerate(self.tiltagene.itertuples()):
            sted: shapely.Geometry
            fra, til = (
                None if art is None else sat[art, xy] for art, xy in (_fra_ende(r), _til_ende(r))
            )
            ende = fra if til is None else til
            assert ende is not None, "a tiltag is somewhere"
            sted, radius = shapely.Point(ende), ende_mm
            if (
                fra is not None
                and til is not None
                and np.hypot(*(til - fra)) >= KORTEST_PIL * flade.navn_pt * PT_MM
            ):
                hoved = HOVED * flade.navn_pt
                flade.ark.add_artist(pil(tuple(fra), tuple(til), hoved, BUE, ende_mm / PT_MM))
                sted, radius = pilebue(fra, til, BUE), 0.0
                bokse += _langs(sted, hoved * PT_MM, ende_mm)
            ord_ = (r.skrevet, r.hvor_meget) if self.ord else (r.hvor_meget,)
            navne.append(_navn(nr, ord_, r.tekst, sted, radius, flade.navn_pt))
        return bokse, navne

    def forklaring(self, format: Format) -> list[Gruppe]:
        """Return the signs of the changes there are."""
        brugt = {art for art, _ in self._maerker()}
        tegn = [
            Signatur(navn, form, farve, PAPIR, radius=_ende(format))
            for art, (form, farve, navn) in MAERKER.items()
            if art in brugt
        ]
        pile = self.tiltagene[self.tiltagene["fra"].notna() & self.tiltagene["til"].notna()]
        if (pile["fra"] != pile["til"]).any():
            ekstra = " eller ekstra adresse" if (pile["art"] == "ekstraadresse").any() else ""
            tegn.append(Signatur(f"flytning{ekstra}", "pil", BLAEK))
        return [Gruppe(OVERSKRIFT, tuple(tegn), "" if self.ord else self._note())] if tegn else []

    def _note(self) -> str:
        """What the signs before an amount mean."""
        fra, til = self.tiltagene["fra"].notna(), self.tiltagene["til"].notna()
        noter = (
            (til & ~fra, "+ er ny eller genbesat kapacitet"),
            (fra & ~til, "− er nedlagt eller ledig kapacitet"),
        )
        return ", ".join(tekst for findes, tekst in noter if findes.any())

    def _maerker(self) -> Iterator[tuple[str, tuple[float, float]]]:
        """Yield the marks there are: which, and where (metres); the same one for each tiltag."""
        for r in self.tiltagene.itertuples():
            yield from ((art, xy) for art, xy in (_fra_ende(r), _til_ende(r)) if art is not None)


def _fra_ende(r: Any) -> tuple[str | None, tuple[float, float]]:
    """The mark where a tiltag takes capacity from, or None, and where that is."""
    sted = (r.fra_x, r.fra_y)
    if pd.isna(r.fra) or r.fra == r.til:
        return None, sted
    return _i_alt(r.forskel_fra, "lukker" if r.lukker else "afgiver", "modtager"), sted


def _til_ende(r: Any) -> tuple[str | None, tuple[float, float]]:
    """The mark where a tiltag has capacity afterwards, or None, and where that is."""
    sted = (r.til_x, r.til_y)
    if pd.isna(r.til):
        return None, sted
    if r.fra == r.til:
        return "deling" if r.art == Deling.noegle else "paa_stedet", sted
    return _i_alt(r.forskel_til, "afgiver", "ny" if r.ny else "modtager"), sted


def _i_alt(forskel: float, mindre: str, mere: str) -> str:
    return mindre if forskel < 0 else mere if forskel > 0 else "uaendret"


def _langs(bue: shapely.LineString, hoved: float, luft: float) -> list[Boks]:
    """What names keep clear of along an arrow, mm: its tail, and its head, which is wider."""
    ud, xy = [], shapely.get_coordinates(shapely.segmentize(bue, HALE_MM))
    fra_spids = np.hypot(*(xy - xy[-1]).T) - luft
    for (x, y), ud_til in zip(xy, fra_spids, strict=True):
        halv = HOVED_TVAERS * hoved if ud_til <= HOVED_LANGS * hoved else HALE_MM / 2
        ud.append(Boks(x - halv, y - halv, x + halv, y + halv))
    return ud


def _navn(
    nr: int, ord_: Sequence[str], tekst: str, sted: shapely.Geometry, radius: float, pt: float
) -> Navn:
    hele = [
        Sats(((ren(o), pt, True),), PRIS_UDEN_ORD * i) for i, o in enumerate(dict.fromkeys(ord_))
    ]
    navn = Navn(f"tiltag-{nr}", sted, tuple(hele), ren(tekst), radius, rang=0)
    return eller_nummer(navn)


def _ende(format: Format) -> float:
    """The radius of a mark, mm."""
    return ENDE * format.navn_pt * PT_MM
