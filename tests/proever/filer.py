"""Files as other programs write them, and a file's way through the door to what it changes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang.arter.liste import arter
from data.indgang.proeve import Proeve, proev
from data.skema import INDBYGGET
from planning.plan import Plan

Raekke = Sequence[object]
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def gennem(sti: Path, plan: Plan, art: str | None = None, **svar: str) -> Proeve:
    """Return a file tried; a key with a colon is written with two underscores."""
    givet = {noegle.replace("__", ":"): vaerdi for noegle, vaerdi in svar.items()}
    return proev(sti, arter(art), lambda: plan, givet)


def spurgt(proeve: Proeve) -> list[str]:
    """The keys of what is asked, in order."""
    return sorted(s.noegle for s in proeve.spoergsmaal)


def sagt(proeve: Proeve, *ord_: str) -> bool:
    """Whether one finding has all the words."""
    return any(all(o in f.fejl for o in ord_) for f in proeve.fund)


def fejl(proeve: Proeve) -> dict[tuple[int | str, str], str]:
    """The faults by the row and column they are in."""
    return {(f.raekke, f.kolonne): f.fejl for f in proeve.fejl}


def aendret(proeve: Proeve) -> dict[str, float]:
    """How much each name's figure changes; those that do not are left out."""
    assert proeve.kan_tages, [f.fejl for f in proeve.fejl] + [s.linje() for s in proeve.spoergsmaal]
    forskel = proeve.tolkning.forskel
    hver = (forskel["efter"] - forskel["foer"]).groupby(level=0).sum()
    return {str(navn): float(v) for navn, v in hver[hver != 0].items()}


def taget(proeve: Proeve, mappe: Path) -> Plan:
    """Return the plan of the dataset a trial becomes."""
    assert proeve.kan_tages, [f.fejl for f in proeve.fejl] + [s.linje() for s in proeve.spoergsmaal]
    t = proeve.tolkning
    ny_pakke(INDBYGGET, mappe / "taget", t.nye, t.uden, t.fagord)
    return indlaes(mappe / "taget")


def xlsx(sti: Path, raekker: Sequence[Raekke], flet: Sequence[str] = (), filter_: str = "") -> Path:
    """Write a workbook of one sheet, with ranges merged and a filter."""
    bog = Workbook()
    for raekke in raekker:
        bog.active.append(list(raekke))
    for omraade in flet:
        bog.active.merge_cells(omraade)
    bog.active.auto_filter.ref = filter_ or None
    bog.save(sti)
    return sti


def csv(sti: Path, raekker: Sequence[str], kodning: str = "utf-8", skift: str = "\r\n") -> Path:
    """Write lines of text as a program of Windows does."""
    sti.write_bytes((skift.join(raekker) + skift).encode(kodning))
    return sti


def ods(sti: Path, raekker: Sequence[Raekke], stil: Mapping[int, str] | None = None) -> Path:
    """Write a spreadsheet as LibreOffice does.

    Cells and rows that are alike stand once with how often, and the sheet goes on empty to its end.
    `stil`: columns whose numbers are of another type, as `currency`.
    """
    bredde = max(map(len, raekker))
    linjer = [[*r, *[None] * (bredde - len(r))] for r in raekker]
    krop = ""
    for raekke, ens in groupby(linjer):
        celler, plads = "", 0
        for vaerdi, samme in groupby(raekke):
            gange = len([*samme])
            celler += _celle(vaerdi, gange, (stil or {}).get(plads, "float"))
            plads += gange
        celler += _celle(None, 1024 - bredde, "")
        krop += f'<table:table-row table:number-rows-repeated="{len([*ens])}">{celler}'
        krop += "</table:table-row>"
    krop += f'<table:table-row table:number-rows-repeated="{1_048_576 - len(linjer)}">'
    krop += f"{_celle(None, 1024, '')}</table:table-row>"
    rum = " ".join(f'xmlns:{n}="{ODF}:{n}:1.0"' for n in ("office", "table", "text"))
    with zipfile.ZipFile(sti, "w", zipfile.ZIP_DEFLATED) as ud:
        ud.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        ud.writestr("META-INF/manifest.xml", "<manifest/>")
        ud.writestr(
            "content.xml",
            f"<office:document-content {rum}><office:body><office:spreadsheet>"
            f'<table:table table:name="Ark1">{krop}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
    return sti


def _celle(vaerdi: object, gange: int, taltype: str) -> str:
    gentag = f'table:number-columns-repeated="{gange}"'
    if vaerdi is None:
        return f"<table:table-cell {gentag}/>"
    if isinstance(vaerdi, date):
        om = f'office:value-type="date" office:date-value="{vaerdi.isoformat()}"'
    elif isinstance(vaerdi, (int, float)):
        om = f'office:value-type="{taltype}" office:value="{vaerdi}"'
    else:
        om = 'office:value-type="string"'
    tekst = f"<text:p>{escape(str(vaerdi))}</text:p>"
    return f"<table:table-cell {om} {gentag}>{tekst}</table:table-cell>"
