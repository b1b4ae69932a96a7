"""docs/import.md is made of the fields of each kind of input; run this module to write it anew."""

from __future__ import annotations

from pathlib import Path

from data.indgang.art import Art
from data.indgang.arter.liste import ARTER
from tabeller.importen import skematabel

DOKUMENT = Path(__file__).resolve().parents[2] / "docs" / "import.md"
INDLEDNING = """\
# What can be imported

Written by `python -m tests.tabeller.test_importdokumentation` from the fields of each kind
(`data/indgang/arter/`), which also check a file, suggest its columns and make its template.
`python cli.py skabelon ART --gem FIL` writes a template, and so does the page Import. In a
template, the row whose first cell begins with `Eksempel: ` and the sheet `Forklaring` are never
read as data. Columns are known by their heading or one of the words beside it, in any order and
case; a guess is asked about, and other columns may stand beside them.
"""


def dokument() -> str:
    """Return the text of docs/import.md."""
    return "\n".join([INDLEDNING, *map(_afsnit, ARTER)])


def _afsnit(art: Art) -> str:
    tabel = skematabel(art)
    linjer = [f"## {art.titel[0].upper()}{art.titel[1:]} (`{art.noegle}`)", ""]
    linjer += [f"{art.beskrivelse} {tabel.kilde}", ""]
    if art.felter:
        raekker = [
            [k.overskrift for k in tabel.kolonner],
            ["---"] * len(tabel.kolonner),
            *zip(*(tabel.celler(k) for k in tabel.kolonner), strict=True),
        ]
        linjer += [f"| {' | '.join(c.replace('|', chr(92) + '|') for c in r)} |" for r in raekker]
        linjer.append("")
    return "\n".join(linjer)


def test_the_document_is_what_the_fields_say() -> None:
    assert DOKUMENT.read_text("utf-8") == dokument(), (
        "run python -m tests.tabeller.test_importdokumentation"
    )


if __name__ == "__main__":
    DOKUMENT.write_text(dokument(), encoding="utf-8")
