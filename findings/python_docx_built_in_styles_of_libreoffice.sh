#!/usr/bin/env bash
# python-docx 1.2.0 (PyPI).
#
# Guess: a style that `document.styles` lists by a name is found by that name.
# Seen: LibreOffice writes Word's built-in styles with capitals (Heading 1, TOC 1) where Word writes
# heading 1 and toc 1. python-docx shows either as Heading 1, but looks up heading 1 alone: of a file
# that LibreOffice has saved, styles["Heading 1"] is a KeyError, and so is add_paragraph with it.
set -euo pipefail
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q python-docx==1.2.0 2>/dev/null || {
  echo "the packages could not be installed" >&2
  exit 2
}
cd "$mappe"
"$mappe/venv/bin/python" - <<'PY'
import io

import docx
from docx.oxml.ns import qn

dok = docx.Document()
# As LibreOffice spells it.
dok.styles["Heading 1"].element.find(qn("w:name")).set(qn("w:val"), "Heading 1")
fil = io.BytesIO()
dok.save(fil)
igen = docx.Document(fil)
navne = [s.name for s in igen.styles]
print("python-docx", docx.__version__, "lists Heading 1:", "Heading 1" in navne)
try:
    igen.add_paragraph("Titel", "Heading 1")
except KeyError as fejl:
    print("and does not find it:", fejl)
else:
    raise AssertionError("the behaviour has changed")
PY
