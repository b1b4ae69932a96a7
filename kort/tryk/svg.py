"""A printed map as SVG whose text is text: searchable, mended in a drawing program, read aloud.

It carries no typeface: text is set by who shows it, with the first there is of those it names. A
PDF is made of it too (`kort.tryk.saetning`).
"""

from __future__ import annotations

import io
import re
from xml.sax.saxutils import escape

from matplotlib.figure import Figure

from kort.tryk.udstyr import HALO, OM_KORTET, TEKST

SPROG = "da"
#: What a text is set with where the typeface it should have is missing.
SKRIFTER = ("Arial", "DejaVu Sans")
#: The name of a typeface: what else a template may call one is none.
SKRIFTNAVN = re.compile(r"[\w .+-]{1,60}")
TITEL, BESKRIVELSE = "titel", "beskrivelse"
#: What says to who reads aloud that it is one picture, and where its words are.
LAES = f'<svg lang="{SPROG}" xml:lang="{SPROG}" role="img" aria-labelledby="{TITEL} {BESKRIVELSE}"'
#: How matplotlib writes how large it is, a text that stands around the map, and a halo.
STOERRELSE = re.compile(r'height="[\d.]+pt" viewBox="0 0 ([\d.]+) [\d.]+"')
OM_KORTET_I = re.compile(rf' *<g id="{OM_KORTET}-\d+">.*?</g>\n', re.DOTALL)
HALO_I = re.compile(rf'<g id="{HALO}-(\d+)">.*?(style="[^"]*").*?</g>', re.DOTALL)


def skrifter(foerst: str) -> list[str]:
    """Return the typefaces of a text from the one it should have, if it is a name of any."""
    kendt = [foerst] if SKRIFTNAVN.fullmatch(foerst) else []
    return list(dict.fromkeys([*kendt, *SKRIFTER]))


def tegn_svg(fig: Figure, titel: str, alt: str, program: str) -> str:
    """Return a figure as SVG: its title, what stands in its place, and what program made it.

    Halos are outlines of the letters of the map's own typeface.
    """
    ud = io.StringIO()
    fig.savefig(ud, format="svg", metadata={"Title": titel, "Creator": program, "Date": None})
    svg = ud.getvalue().replace("<svg", LAES, 1).replace("<title>", f'<title id="{TITEL}">', 1)
    beskrevet = f'</title>\n <desc id="{BESKRIVELSE}">{escape(alt)}</desc>'
    return svg.replace("</title>", beskrevet, 1)


def med_egne_haloer(svg: str) -> str:
    """Return an SVG where a halo is the text itself once more, whatever it is set with."""
    return HALO_I.sub(rf'<use xlink:href="#{TEKST}-\1" \2/>', svg)


def beskaaret(svg: str, top: float, bund: float) -> str:
    """Return an SVG cut above and below, pt from its top, without the text around the map."""
    hoejde = f"{bund - top:.4f}"
    hoved = rf'height="{hoejde}pt" viewBox="0 {top:.4f} \1 {hoejde}"'
    return OM_KORTET_I.sub("", STOERRELSE.sub(hoved, svg, count=1))
