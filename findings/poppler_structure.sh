#!/usr/bin/env bash
# poppler 22.12.0 (Debian), pdfinfo, of a tagged PDF that a checker of PDF/UA-1 finds whole (set by typst 0.15.2, PyPI).
#
# Guess: `pdfinfo -struct-text` says what a reader is told, in UTF-8, without complaint, in about the time pdftotext takes.
# Seen: /MarkInfo with /Suspects false, which means that all is well, is told as an error (»Suspects object is wrong type
# (boolean)«); the name of a heading with letters outside ASCII is written as its first two bytes, FE and FF, which are no UTF-8;
# alternative text is not told; and each piece of text takes 3 ms, since its page is drawn anew for it: 13 s of a report of 19 pages
# that pdftotext reads in 0.3.
set -euo pipefail
command -v pdfinfo >/dev/null || {
  echo "poppler (pdfinfo) is not here" >&2
  exit 2
}
mappe=$(mktemp -d)
trap 'rm -rf "$mappe"' EXIT
python3 -m venv "$mappe/venv"
"$mappe/venv/bin/pip" install -q typst==0.15.2 2>/dev/null || {
  echo "the package could not be installed" >&2
  exit 2
}
"$mappe/venv/bin/python" - "$mappe" <<'PY'
import subprocess
import sys
import time

import typst

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def tid(program, *valg):
    foer = time.perf_counter()
    svar = subprocess.run([program, *valg, fil], capture_output=True, check=True)
    return time.perf_counter() - foer, svar


fil = f"{sys.argv[1]}/t.pdf"
dele = "\n".join(["+ et punkt"] * 1000)
kilde = f"""#set document(title: "T")
= Økonomi
#image(bytes(sys.inputs.svg), format: "svg", alt: "et kort")
{dele}
"""
typst.compile(
    kilde.encode(), output=fil, pdf_standards=["ua-1"], timestamp=0, sys_inputs={"svg": SVG}
)
opbygning, svar = tid("pdfinfo", "-struct-text")
tekst, _ = tid("pdftotext", "-raw")
hvad = svar.stdout
print(subprocess.run(["pdfinfo", "-v"], capture_output=True, text=True).stderr.splitlines()[0])
print(svar.stderr.decode().strip())
print(next(li for li in hvad.splitlines() if b"H1" in li))
print(f"1,000 points: structure {opbygning:.1f} s, text {tekst:.2f} s")
assert b"Suspects object is wrong type (boolean)" in svar.stderr, "the behaviour has changed"
assert b'H1 "\xfe\xff"' in hvad and b"et kort" not in svar.stdout, "the behaviour has changed"
assert opbygning > 10 * tekst, "the behaviour has changed"
PY
