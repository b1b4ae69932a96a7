"""Tables as files have them: written in the ways programs write, and read naively again."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from python_calamine import CalamineWorkbook

#: The rows of a file, each cell as text.
Raekker = list[list[str]]

NAVNERUM = " ".join(
    f'xmlns:{kort}="urn:oasis:names:tc:opendocument:xmlns:{kort}:1.0"'
    for kort in ("office", "table", "text")
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True)
class Tabel:
    """A table as text: its headings, and a cell for each in every row."""

    hoved: tuple[str, ...]
    raekker: tuple[tuple[str, ...], ...]

    @classmethod
    def af(cls, raekker: Iterable[Sequence[str]]) -> Tabel:
        """Return rows, the first of them the headings, as a table."""
        hoved, *resten = [tuple(r) for r in raekker]
        return cls(hoved, tuple(resten))

    def med(self, raekke: int, kolonne: int, celle: str) -> Tabel:
        """Return the table with another text in one cell."""
        ny = list(self.raekker[raekke])
        ny[kolonne] = celle
        raekker = [*self.raekker[:raekke], tuple(ny), *self.raekker[raekke + 1 :]]
        return replace(self, raekker=tuple(raekker))

    def med_kolonner(self, orden: Sequence[int]) -> Tabel:
        """Return the columns at these positions, in this order."""
        return Tabel(
            tuple(self.hoved[k] for k in orden),
            tuple(tuple(r[k] for k in orden) for r in self.raekker),
        )


def skriv_csv(
    tabel: Tabel,
    skille: str = ",",
    kodning: str = "utf-8",
    linjeskift: str = "\n",
    citat: int = csv.QUOTE_MINIMAL,
) -> bytes:
    """Return a table as a text file; signs the encoding does not have become question marks."""
    ud = io.StringIO()
    skriver = csv.writer(ud, delimiter=skille, lineterminator=linjeskift, quoting=citat)
    skriver.writerows([tabel.hoved, *tabel.raekker])
    return ud.getvalue().encode(kodning, "replace")


def skriv_xlsx(tabel: Tabel, talkolonner: Sequence[int] = ()) -> bytes:
    """Return a table as a workbook, whole numbers of some columns as numbers."""
    bog = openpyxl.Workbook()
    for raekke in (tabel.hoved, *tabel.raekker):
        rene = [ILLEGAL_CHARACTERS_RE.sub("", v) for v in raekke]
        bog.active.append(
            [
                int(v) if k in talkolonner and v.isascii() and v.isdigit() and len(v) < 16 else v
                for k, v in enumerate(rene)
            ]
        )
    for raekke in bog.active.iter_rows():
        for celle in raekke:
            if isinstance(celle.value, str):
                celle.data_type = "s"  # text that begins with = is text
    ud = io.BytesIO()
    bog.save(ud)
    return ud.getvalue()


def skriv_ods(tabel: Tabel) -> bytes:
    """Return a table as an OpenDocument spreadsheet, all of it text."""
    raekker = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell {'office:value-type=' + quoteattr('string') if v else ''}>"
            f"{f'<text:p>{escape(v)}</text:p>' if v else ''}</table:table-cell>"
            for v in raekke
        )
        + "</table:table-row>"
        for raekke in (tabel.hoved, *tabel.raekker)
    )
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as pakke:
        pakke.writestr("mimetype", MIMETYPE)
        pakke.writestr("META-INF/manifest.xml", "<manifest/>")
        pakke.writestr(
            "content.xml",
            f"<office:document-content {NAVNERUM}><office:body><office:spreadsheet><table:table "
            f'table:name="A">{raekker}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return ud.getvalue()


def laes_csv(indhold: bytes, skille: str = ",") -> Raekker | None:
    """Return the rows of a text file in UTF-8 or cp1252; None for what is neither, or no CSV."""
    for kodning in ("utf-8-sig", "cp1252"):
        try:
            tekst = indhold.decode(kodning)
            break
        except UnicodeDecodeError:
            continue
    else:
        return None
    try:
        return list(csv.reader(io.StringIO(tekst, newline=""), delimiter=skille, strict=True))
    except csv.Error:
        return None


def laes_bog(indhold: bytes) -> dict[str, Raekker] | None:
    """Return the sheets of a workbook, whole numbers without decimals; None for what is none."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(indhold)) as bog:
            return {
                navn: [
                    [_tekst(v) for v in raekke]
                    for raekke in bog.get_sheet_by_name(navn).to_python(skip_empty_area=False)
                ]
                for navn in bog.sheet_names
            }
    except Exception:
        return None
    except BaseException as fejl:
        if type(fejl).__name__ != "PanicException":
            raise
        return None


def _tekst(celle: object) -> str:
    if isinstance(celle, float) and celle.is_integer():
        return str(int(celle))
    return str(celle)
