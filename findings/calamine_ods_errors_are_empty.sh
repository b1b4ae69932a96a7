#!/usr/bin/env bash
# python-calamine 0.9.1 (PyPI).
#
# Guess: a cell with an error (#DIV/0!) in an OpenDocument spreadsheet comes back as what it shows, or
# as an error. The sheet here is written by hand, as LibreOffice writes such a cell.
# Seen: from .ods it is the empty text "", which no empty cell is told from. A sum of a column by its
# reader is then of the other cells, and an import that fills the missing with 0 has lost a number.
# The text is in the file: LibreOffice writes value-type string, an empty string-value, and #DIV/0!
# as the paragraph, beside calcext:value-type="error".
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q python-calamine==0.9.1 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cd "$mappe"
"$mappe/venv/bin/python" - <<'PY'
import zipfile
from importlib.metadata import version

from python_calamine import CalamineWorkbook

RUM = "urn:oasis:names:tc:opendocument:xmlns"
INDHOLD = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{RUM}:office:1.0" xmlns:table="{RUM}:table:1.0"
 xmlns:text="{RUM}:text:1.0" office:version="1.2"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet><table:table table:name="Ark">
<table:table-column table:number-columns-repeated="4"/><table:table-row>
<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>
<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""
 calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
<table:table-cell/>
<table:table-cell office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = f"""<?xml version="1.0"?>
<manifest:manifest xmlns:manifest="{RUM}:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
# LibreOffice writes no blanks between the cells.
INDHOLD = INDHOLD.replace(">\n<", "><").replace("\n ", " ")
with zipfile.ZipFile("ark.ods", "w") as arkiv:
    arkiv.writestr("mimetype", TYPE)
    arkiv.writestr("content.xml", INDHOLD)
    arkiv.writestr("META-INF/manifest.xml", MANIFEST)
(raekke,) = CalamineWorkbook.from_path("ark.ods").get_sheet_by_index(0).to_python()
print("python-calamine", version("python-calamine"), "1, #DIV/0!, empty, 2:", raekke)
assert raekke == [1.0, "", "", 2.0], "the behaviour has changed"
PY
