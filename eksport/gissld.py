"""A style as OGC's Styled Layer Descriptor 1.0.0, which GeoServer, QGIS and others read.

The order of elements is the schema's. What is missing is hatched by the mark x, one of the six
that every reader knows.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from eksport.gisstil import SKRAVERING, Graense, Regel, Stil

#: A pixel of SLD is 0.28 mm.
MM_PX = 0.28
SKRAVERING_PX = 8
KANT_PX = 0.7


def sld(stil: Stil, lag: str) -> str:
    """Return the SLD of a style of a layer, by its name in files."""
    regler = "".join(_regel(nr, stil, regel) for nr, regel in enumerate(stil.regler, start=1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" '
        'xmlns:ogc="http://www.opengis.net/ogc">'
        f"<NamedLayer><Name>{escape(lag)}</Name>"
        f"<UserStyle><Name>{escape(stil.navn)}</Name><Title>{escape(stil.titel)}</Title>"
        f"<FeatureTypeStyle>{regler}</FeatureTypeStyle></UserStyle></NamedLayer>"
        "</StyledLayerDescriptor>\n"
    )


def _regel(nr: int, stil: Stil, regel: Regel) -> str:
    return (
        f"<Rule><Name>regel{nr}</Name><Title>{escape(regel.navn)}</Title>"
        f"{_filter(stil.felt, regel)}{_symboler(stil, regel)}</Rule>"
    )


def _filter(felt: str, regel: Regel) -> str:
    if not felt:
        return ""
    navn = f"<ogc:PropertyName>{escape(felt)}</ogc:PropertyName>"
    if regel.mangler:
        led = [f"<ogc:PropertyIsNull>{navn}</ogc:PropertyIsNull>"]
    else:
        led = [
            *_led(navn, regel.fra, "GreaterThanOrEqualTo", "GreaterThan"),
            *_led(navn, regel.til, "LessThan", "LessThanOrEqualTo"),
        ] or [f"<ogc:Not><ogc:PropertyIsNull>{navn}</ogc:PropertyIsNull></ogc:Not>"]
    alle = f"<ogc:And>{''.join(led)}</ogc:And>" if len(led) > 1 else led[0]
    return f"<ogc:Filter>{alle}</ogc:Filter>"


def _led(navn: str, graense: Graense | None, til_over: str, til_under: str) -> list[str]:
    if graense is None:
        return []
    tegn = f"ogc:PropertyIs{til_over if graense.til_over else til_under}"
    return [f"<{tegn}>{navn}<ogc:Literal>{graense.tal!r}</ogc:Literal></{tegn}>"]


def _symboler(stil: Stil, regel: Regel) -> str:
    if stil.art == "streg":
        return f"<LineSymbolizer>{_streg(regel.farve, stil.mm / MM_PX)}</LineSymbolizer>"
    if stil.art == "punkt":
        return (
            "<PointSymbolizer><Graphic><Mark><WellKnownName>circle</WellKnownName>"
            f"{_fyld(regel.farve)}{_streg(stil.kant or regel.farve, KANT_PX)}</Mark>"
            f"<Size>{stil.mm / MM_PX:.1f}</Size></Graphic></PointSymbolizer>"
        )
    flade = (
        f"<PolygonSymbolizer>{_fyld(regel.farve)}{_streg(stil.kant, KANT_PX)}</PolygonSymbolizer>"
    )
    if not regel.mangler:
        return flade
    return (
        f"{flade}<PolygonSymbolizer><Fill><GraphicFill><Graphic><Mark>"
        f"<WellKnownName>x</WellKnownName>{_fyld(SKRAVERING)}{_streg(SKRAVERING, KANT_PX)}</Mark>"
        f"<Size>{SKRAVERING_PX}</Size></Graphic></GraphicFill></Fill></PolygonSymbolizer>"
    )


def _fyld(farve: str) -> str:
    return f'<Fill><CssParameter name="fill">{farve}</CssParameter></Fill>'


def _streg(farve: str, px: float) -> str:
    return (
        f'<Stroke><CssParameter name="stroke">{farve}</CssParameter>'
        f'<CssParameter name="stroke-width">{px:.1f}</CssParameter></Stroke>'
    )
