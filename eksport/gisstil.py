"""What QGIS reads beside the layers of a GeoPackage: styles, and what each column means."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from eksport.uforanderlig import stempel
from kort.farver import MANGLER, Klasser

QGIS = "3.16"
KANT, SKRAVERING = "#5a6670", "#7d8890"


def flader(felt: str, klasser: Klasser, mangler: str) -> str:
    """Return a style that fills areas by the classes of a field; what is missing is hatched.

    By rules: a graduated style draws nothing where there is no value, and puts a value at a break
    in the class below it.
    """
    under = ["", *(f'"{felt}" >= {g!r}' for g in klasser.graenser)]
    over = [*(f'"{felt}" < {g!r}' for g in klasser.graenser), ""]
    filtre = [
        " AND ".join(d for d in (f'"{felt}" IS NOT NULL', a, b) if d)
        for a, b in zip(under, over, strict=True)
    ]
    regler = "".join(
        f'<rule key="regel{nr}" symbol="{nr}" filter={quoteattr(filter_)} label={quoteattr(navn)}/>'
        for nr, (filter_, navn) in enumerate(
            zip([*filtre, f'"{felt}" IS NULL'], [*klasser.navne, mangler], strict=True)
        )
    )
    symboler = "".join(
        _symbol(nr, "fill", ("SimpleFill", {"color": farve, "outline_color": KANT}))
        for nr, farve in enumerate(klasser.farver)
    ) + _symbol(
        len(klasser.farver),
        "fill",
        ("SimpleFill", {"color": MANGLER, "outline_color": KANT}),
        ("SimpleFill", {"color": SKRAVERING, "style": "diagonal_x", "outline_color": KANT}),
    )
    return _qml(
        f'<renderer-v2 type="RuleRenderer" symbollevels="0"><rules key="regler">{regler}</rules>'
        f"<symbols>{symboler}</symbols></renderer-v2>"
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
    return _enkelt(_symbol(0, "marker", ("SimpleMarker", egenskaber)))


def streger(farve: str) -> str:
    """Return a style of lines."""
    return _enkelt(_symbol(0, "line", ("SimpleLine", {"line_color": farve, "line_width": "0.8"})))


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


def kolonne_tabel(base: sqlite3.Connection, lag: Mapping[str, Mapping[str, str]]) -> None:
    """Write what columns mean, by layer and column: the schema extension of GeoPackage."""
    base.execute(
        "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
        "name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
        "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
        "CONSTRAINT gdc_tn UNIQUE (table_name, name))"
    )
    base.execute(
        "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, "
        "constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, "
        "max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
        "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))"
    )
    base.executemany(
        "INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) "
        "VALUES (?, NULL, 'gpkg_schema', "
        "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')",
        [("gpkg_data_columns",), ("gpkg_data_column_constraints",)],
    )
    base.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, description) VALUES (?, ?, ?)",
        [(navn, k, tekst) for navn, kolonner in lag.items() for k, tekst in kolonner.items()],
    )


def _qml(renderer: str) -> str:
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="{QGIS}" styleCategories="Symbology">{renderer}</qgis>'
    )


def _enkelt(symbol: str) -> str:
    return _qml(f'<renderer-v2 type="singleSymbol"><symbols>{symbol}</symbols></renderer-v2>')


def _symbol(nummer: int, art: str, *lag: tuple[str, dict[str, str]]) -> str:
    tegnet = "".join(
        f'<layer class="{klasse}" enabled="1" pass="0" locked="0">{_egenskaber(egenskaber)}</layer>'
        for klasse, egenskaber in lag
    )
    return f'<symbol name="{nummer}" type="{art}" alpha="1">{tegnet}</symbol>'


def _egenskaber(egenskaber: dict[str, str]) -> str:
    return "".join(
        f'<prop k="{navn}" v="{_rgba(v) if v.startswith("#") else v}"/>'
        for navn, v in egenskaber.items()
    )


def _rgba(farve: str) -> str:
    roed, groen, blaa = bytes.fromhex(farve[1:])
    return f"{roed},{groen},{blaa},255"
