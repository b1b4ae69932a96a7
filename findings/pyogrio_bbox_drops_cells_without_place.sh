#!/usr/bin/env bash
# pyogrio 0.13.0 (PyPI wheel with its own GDAL), by way of geopandas 1.2.0.
#
# Guess: reading a GeoPackage with a bbox around everything gives every feature, or a warning of
# what could not be placed.
# Seen: a feature without a geometry (allowed in a GeoPackage) is left out, without a word. A grid of
# inhabitants with one such cell of 20 loses 20 inhabitants as soon as it is read by an extent, and
# has them when it is read whole. GDAL's own name for the missing, OGR_GEOMETRY IS NULL, does not
# find them either: in a GeoPackage `where` is SQLite's, which knows no such column, and the column's
# real name does (geom IS NULL).
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q geopandas==1.2.0 pyogrio==0.13.0 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cd "$mappe"
"$mappe/venv/bin/python" - <<'PY'
import warnings

import geopandas as gpd
import pyogrio
import shapely

warnings.simplefilter("error")
steder = [shapely.Point(500_000, 6_300_000), None, shapely.Point(500_500, 6_300_500)]
net = gpd.GeoDataFrame({"antal": [10, 20, 30]}, geometry=steder, crs="EPSG:25832")
net.to_file("net.gpkg", layer="net")
hele = gpd.read_file("net.gpkg")
udsnit = gpd.read_file("net.gpkg", bbox=(400_000, 6_000_000, 700_000, 6_500_000))
print("pyogrio", pyogrio.__version__, "GDAL", ".".join(map(str, pyogrio.__gdal_version__)))
print("whole       ", hele["antal"].tolist(), "sum", hele["antal"].sum())
print("bbox        ", udsnit["antal"].tolist(), "sum", udsnit["antal"].sum())
assert hele["antal"].sum() == 60 and udsnit["antal"].sum() == 40, "the behaviour has changed"
try:
    gpd.read_file("net.gpkg", where="OGR_GEOMETRY IS NULL")
except Exception as fejl:
    assert "no such column" in str(fejl), fejl
    print("OGR_GEOMETRY IS NULL:", type(fejl).__name__)
else:
    raise AssertionError("the behaviour has changed")
uden = gpd.read_file("net.gpkg", where="geom IS NULL")["antal"].tolist()
print("geom IS NULL", uden)
assert uden == [20], "the behaviour has changed"
PY
