"""Styles of the GeoPackage's layers as QGIS reads them: QML in the table `layer_styles`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from eksport.uforanderlig import stempel
from geo.farver import Klasser

QGIS = "3.16"
#: A class without a bound reaches so far.
UENDELIG = 1e12


def flader(felt: str, klasser: Klasser) -> str:
    """Return a style that fills areas by the classes of a field."""
    graenser = [-UENDELIG, *klasser.graenser, UENDELIG]
    intervaller = "".join(
        f'<range lower="{lav!r}" upper="{hoej!r}" symbol="{nr}" label={quoteattr(navn)} '
        'render="true"/>'
        for nr, (lav, hoej, navn) in enumerate(
            zip(graenser[:-1], graenser[1:], klasser.navne, strict=True)
        )
    )
    symboler = "".join(
        _symbol(nr, "fill", "SimpleFill", {"color": farve, "outline_color": "#5a6670"})
        for nr, farve in enumerate(klasser.farver)
    )
    return _qml(
        f'<renderer-v2 type="graduatedSymbol" attr={quoteattr(felt)} graduatedMethod='
        f'"GraduatedColor"><ranges>{intervaller}</ranges><symbols>{symboler}</symbols>'
        "</renderer-v2>"
    )


def punkter(farve: str, kant: str, mm: float) -> str:
    """Return a style of equal circles."""
    egenskaber = {
        "name": "circle",
        "color": farve,
        "outline_color": kant,
        "size": str(mm),
        "size_unit": "MM",
    }
    return _enkelt(_symbol(0, "marker", "SimpleMarker", egenskaber))


def streger(farve: str) -> str:
    """Return a style of lines."""
    return _enkelt(_symbol(0, "line", "SimpleLine", {"line_color": farve, "line_width": "0.8"}))


def stil_tabel(base: sqlite3.Connection, stile: Sequence[tuple[str, str, str]]) -> None:
    """Write styles to an open GeoPackage: (layer, title, QML), each the default of its layer."""
    base.execute(
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
        "f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), "
        "f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, "
        "useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
        "update_time DATETIME)"
    )
    base.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', 'Stile til QGIS', ?)",
        (stempel(),),
    )
    base.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
        "update_time) VALUES ('', '', ?, 'geom', 'praksiskort', ?, '', 1, ?, '', ?)",
        [(lag, qml, titel, stempel()) for lag, titel, qml in stile],
    )


def _qml(renderer: str) -> str:
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="{QGIS}" styleCategories="Symbology">{renderer}</qgis>'
    )


def _enkelt(symbol: str) -> str:
    return _qml(f'<renderer-v2 type="singleSymbol"><symbols>{symbol}</symbols></renderer-v2>')


def _symbol(nummer: int, art: str, klasse: str, egenskaber: dict[str, str]) -> str:
    dele = "".join(
        f'<prop k="{navn}" v="{_rgba(v) if v.startswith("#") else v}"/>'
        for navn, v in egenskaber.items()
    )
    return (
        f'<symbol name="{nummer}" type="{art}" alpha="1"><layer class="{klasse}" enabled="1" '
        f'pass="0" locked="0">{dele}</layer></symbol>'
    )


def _rgba(farve: str) -> str:
    roed, groen, blaa = bytes.fromhex(farve[1:])
    return f"{roed},{groen},{blaa},255"
