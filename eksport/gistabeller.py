"""What a GeoPackage has beside its layers: the styles QGIS offers, and what each column means."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from eksport.gisqml import qml
from eksport.gissld import sld
from eksport.gisstil import Stil
from eksport.uforanderlig import stempel


def stil_tabel(base: sqlite3.Connection, stile: Mapping[str, Sequence[Stil]]) -> None:
    """Write the styles of each layer, by its name, to an open GeoPackage; the first is default."""
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
        "update_time) VALUES ('', '', ?, 'geom', ?, ?, ?, ?, ?, '', ?)",
        [
            (lag, s.navn, qml(s), sld(s, lag), nr == 0, s.titel, stempel())
            for lag, egne in stile.items()
            for nr, s in enumerate(egne)
        ],
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
