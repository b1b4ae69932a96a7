"""Colours: one meaning each, on every page, map and print, safe for colour-blind readers.

Orange is scarcity (more inhabitants to a capacity, not covered, a long wait), blue is plenty,
grey is land outside the region, and hatching or white with a dashed edge is missing. The steps
are ColorBrewer's PuOr and its single hues, ordered in lightness so they survive greyscale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.foelger import KENDELIG_MIN

#: In greyscale the sea lies between the middle class and the light orange, as far from both, and
#: land outside the region between the sea and the middle class.
HAV = "#c6d8e4"
NABOLAND = "#e4e5e6"
GRAENSE = "#ffffff"
#: Where land meets the sea or another region.
KYST = "#43505b"
MANGLER = "#f7f7f5"
BLAEK = "#1f2d3a"
KLINIK = "#1f2d3a"
AFGIVER = "#b35806"
MODTAGER = "#2b5c8a"


@dataclass(frozen=True)
class Klasser:
    """Class breaks with colours and names, one colour more than there are breaks."""

    graenser: tuple[float, ...]
    farver: tuple[str, ...]
    navne: tuple[str, ...]

    def farve(self, vaerdi: float) -> str:
        """Return the colour of a value; a break belongs to the class above; NaN is missing."""
        return MANGLER if np.isnan(vaerdi) else self.farver[self.nummer(vaerdi)]

    def nummer(self, vaerdi: float) -> int:
        """Return the class of a value, 0 for the lowest."""
        return int(np.searchsorted(self.graenser, vaerdi, side="right"))


#: Deviation of indbyggere pr. kapacitet from the region, percent.
AFVIGELSE = Klasser(
    graenser=(-20.0, -10.0, 10.0, 20.0),
    farver=("#2b5c8a", "#8fb8d8", "#f1efe8", "#f6b26b", "#b35806"),
    navne=(
        "over 20 % færre",
        "10-20 % færre",
        "inden for 10 %",
        "10-20 % flere",
        "over 20 % flere",
    ),
)

#: Change of indbyggere pr. kapacitet, percent; the middle class is what nothing happens to.
AENDRING = Klasser(
    # What is exactly at a break belongs nearer to no change.
    graenser=(-5.0, 0.0, float(np.nextafter(0.0, 1.0)), float(np.nextafter(5.0, 6.0))),
    farver=("#2b5c8a", "#8fb8d8", "#f1efe8", "#f6b26b", "#b35806"),
    navne=(
        "over 5 % færre",
        "op til 5 % færre",
        "uændret",
        "op til 5 % flere",
        "over 5 % flere",
    ),
)

#: Minutes further to the nearest clinic after a scenario than before.
VEJFORSKEL = Klasser(
    graenser=(-5.0, -KENDELIG_MIN, KENDELIG_MIN, 5.0),
    farver=AENDRING.farver,
    navne=(
        "over 5 min kortere",
        "op til 5 min kortere",
        "samme vej",
        "op til 5 min længere",
        "over 5 min længere",
    ),
)

#: Capacities that lack to keep a level; half of one is the least that can move.
BEHOV = Klasser(
    graenser=(-1.0, -0.5, 0.5, 1.0),
    farver=AENDRING.farver,
    navne=(
        "over 1 mere end krævet",
        "0,5-1 mere end krævet",
        "under 0,5 til eller fra",
        "mangler 0,5-1",
        "mangler 1 eller flere",
    ),
)

#: Share of residents covered, percent.
DAEKNING = Klasser(
    graenser=(50.0, 75.0, 90.0, 95.0),
    farver=("#b35806", "#f6b26b", "#f1efe8", "#8fb8d8", "#2b5c8a"),
    navne=("under 50 %", "50-75 %", "75-90 %", "90-95 %", "95 % og derover"),
)

#: Access (E2SFCA), deviation from the region in percent: little access is scarcity.
ADGANG = Klasser(
    graenser=(-20.0, -10.0, 10.0, 20.0),
    farver=("#b35806", "#f6b26b", "#f1efe8", "#8fb8d8", "#2b5c8a"),
    navne=(
        "over 20 % ringere",
        "10-20 % ringere",
        "inden for 10 %",
        "10-20 % bedre",
        "over 20 % bedre",
    ),
)

#: Share of forbrug less share of produktion, points: whose patients go to others' clinics has too
#: little at home.
NETTOSTROEM = Klasser(
    graenser=(-2.0, -0.5, float(np.nextafter(0.5, 1.0)), float(np.nextafter(2.0, 3.0))),
    farver=AFVIGELSE.farver,
    navne=(
        "netto ind, over 2 %",
        "netto ind, 0,5-2 %",
        "højst 0,5 %",
        "netto ud, 0,5-2 %",
        "netto ud, over 2 %",
    ),
)

#: What a resident costs, deviation from the region in percent. Purple is kroner: neither scarcity
#: nor plenty.
UDGIFT = Klasser(
    graenser=(-5.0, float(np.nextafter(5.0, 6.0)), float(np.nextafter(20.0, 21.0))),
    farver=("#f2f0f7", "#b3aed3", "#7468ab", "#54278f"),
    navne=(
        "pr. indbygger: over 5 % under regionen",
        "inden for 5 %",
        "5-20 % over",
        "over 20 % over",
    ),
)

#: Both arms darken away from the middle: in greyscale the blue one, which is plenty, is known by
#: its hatching, and so is what is missing. Colour of an area -> colour of its lines.
SKRAVERING = {
    AFVIGELSE.farver[0]: "#86b0d3",
    AFVIGELSE.farver[1]: "#4f83ad",
    MANGLER: "#a9b2b8",
}

#: Bands of distance: half the limit, the limit, one and a half times it, and beyond.
BAAND = ("#2b5c8a", "#8fb8d8", "#f6b26b", "#b35806")

#: Waiting time, weeks: from short (pale) to long (dark orange).
VENTETID: Sequence[tuple[float, str]] = (
    (0.0, "#eef3f7"),
    (0.25, "#fde6cc"),
    (0.5, "#f6b26b"),
    (0.75, "#d9822b"),
    (1.0, "#8a3f00"),
)


def baggrund(farve: str) -> str:
    """Return a colour as the CSS background of a legend, hatched as the areas of a map are."""
    streg = SKRAVERING.get(farve)
    skraa = f"repeating-linear-gradient(135deg,{streg} 0 1px,transparent 1px 4px),"
    return f"{skraa if streg else ''}{farve}"


def paa(farve: str) -> str:
    """Return white or ink, whichever can best be read on a colour (WCAG's relative luminance)."""
    return max(("#ffffff", BLAEK), key=lambda skrift: kontrast(skrift, farve))


def kontrast(en: str, anden: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    lys, moerk = sorted((_lysstyrke(en), _lysstyrke(anden)), reverse=True)
    return (lys + 0.05) / (moerk + 0.05)


def _lysstyrke(farve: str) -> float:
    trin = np.array([*bytes.fromhex(farve.removeprefix("#"))]) / 255
    lineaer = np.where(trin <= 0.04045, trin / 12.92, ((trin + 0.055) / 1.055) ** 2.4)
    return float(lineaer @ (0.2126, 0.7152, 0.0722))
