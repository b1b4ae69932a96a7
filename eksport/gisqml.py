"""A style as QGIS has it (QML): in the table of styles of a GeoPackage, and beside a GeoJSON."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from eksport.gisstil import SKRAVERING, Regel, Stil

QGIS = "3.16"
TYPER = {"flade": "fill", "punkt": "marker", "streg": "line"}
Lag = tuple[str, dict[str, str]]


def qml(stil: Stil) -> str:
    """Return the QML of a style."""
    symboler = "".join(
        f'<symbol name="{nr}" type="{TYPER[stil.art]}" alpha="1">'
        f"{''.join(map(_lag, _symbol(stil, regel)))}</symbol>"
        for nr, regel in enumerate(stil.regler)
    )
    if stil.felt:
        regler = "".join(
            f'<rule key="regel{nr}" symbol="{nr}" filter={quoteattr(_filter(stil.felt, regel))} '
            f"label={quoteattr(regel.navn)}/>"
            for nr, regel in enumerate(stil.regler)
        )
        tegner = f'type="RuleRenderer" symbollevels="0"><rules key="regler">{regler}</rules>'
    else:
        tegner = 'type="singleSymbol">'
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="{QGIS}" styleCategories="Symbology">'
        f"<renderer-v2 {tegner}<symbols>{symboler}</symbols></renderer-v2></qgis>"
    )


def _filter(felt: str, regel: Regel) -> str:
    if regel.mangler:
        return f'"{felt}" IS NULL'
    led = [f'"{felt}" IS NOT NULL']
    if regel.fra is not None:
        led.append(f'"{felt}" {">=" if regel.fra.til_over else ">"} {regel.fra.tal!r}')
    if regel.til is not None:
        led.append(f'"{felt}" {"<" if regel.til.til_over else "<="} {regel.til.tal!r}')
    return " AND ".join(led)


def _symbol(stil: Stil, regel: Regel) -> list[Lag]:
    """Return the layers of a symbol, from the bottom up: (class, properties)."""
    if stil.art == "streg":
        return [("SimpleLine", {"line_color": regel.farve, "line_width": repr(stil.mm)})]
    if stil.art == "punkt":
        cirkel = {"name": "circle", "color": regel.farve, "outline_color": stil.kant or regel.farve}
        return [("SimpleMarker", cirkel | {"size": repr(stil.mm), "size_unit": "MM"})]
    fyld: list[Lag] = [("SimpleFill", {"color": regel.farve, "outline_color": stil.kant})]
    if regel.mangler:
        skraa = {"color": SKRAVERING, "style": "diagonal_x", "outline_color": stil.kant}
        fyld.append(("SimpleFill", skraa))
    return fyld


def _lag(lag: Lag) -> str:
    klasse, egenskaber = lag
    hver = "".join(
        f'<prop k="{navn}" v="{_rgba(v) if v.startswith("#") else v}"/>'
        for navn, v in egenskaber.items()
    )
    return f'<layer class="{klasse}" enabled="1" pass="0" locked="0">{hver}</layer>'


def _rgba(farve: str) -> str:
    roed, groen, blaa = bytes.fromhex(farve[1:])
    return f"{roed},{groen},{blaa},255"
