"""The sheets of an OpenDocument spreadsheet: values by calamine, the rest by its own XML.

calamine gives neither merged nor hidden cells of an .ods, leaves an error cell empty, and lays
a sheet out to its last repeated cell. So content.xml is walked first: for that, and to stop
before a row said to be there a million times.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

import numpy as np
from python_calamine import CalamineError, CalamineWorkbook

from dansk import Inputfejl, tal
from data.indgang import graenser
from data.indgang.beholder import LAES_ZIP
from data.indgang.celler import (
    UDEN_VAERDI,
    Ark,
    Cellefejl,
    Celleliste,
    Felt,
    kort_liste,
    kraev_maal,
)
from data.indgang.projektmappe import indenfor, kraev_antal_ark, skjult_ark

TABEL = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEKST = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
STIL = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
CELLER = (f"{TABEL} table-cell", f"{TABEL} covered-table-cell")
#: The rows of the largest sheet LibreOffice can have; nothing is there more times.
HOEJST_GENTAGET = 1_048_576 * 16
SKJULT = ("collapse", "filter")
#: expat has a LookupError for an encoding it does not know.
LAESEFEJL = (*LAES_ZIP, expat.ExpatError, LookupError, TypeError, CalamineError, MemoryError)


@dataclass
class _Opbygning:
    """What content.xml says of one sheet; positions from 0."""

    navn: str
    stil: str
    hoejde: int = 0
    bredde: int = 0
    skjulte_kolonner: list[tuple[int, int]] = field(default_factory=list)
    skjulte_raekker: list[tuple[int, int]] = field(default_factory=list)
    flettede: list[Felt] = field(default_factory=list)
    fejl: list[tuple[int, int, str]] = field(default_factory=list)


def laes_regneark(sti: Path) -> list[Ark]:
    """Return every sheet of an .ods, formulas as the values stored with them.

    Raises Inputfejl for a spreadsheet that cannot be read or goes beyond the limits.
    """
    try:
        with zipfile.ZipFile(sti) as beholder, beholder.open("content.xml") as kilde:
            gang = _Gang(sti)
            gang.laes(kilde.read())
        kraev_antal_ark(sti, len(gang.ark))
        _kraev_celler(sti, gang.ark)
        with CalamineWorkbook.from_path(sti) as bog:
            if bog.sheet_names != [o.navn for o in gang.ark]:
                raise ValueError("the sheets are not those of content.xml")
            vaerdier = [
                bog.get_sheet_by_index(nr).to_python(skip_empty_area=False)
                for nr in range(len(gang.ark))
            ]
    except Inputfejl:
        raise
    except LAESEFEJL as fejl:
        raise _ulaeselig(sti) from fejl
    except BaseException as fejl:
        # A panic of calamine is no Exception, and its class is not given out.
        if type(fejl).__name__ != "PanicException":
            raise
        raise _ulaeselig(sti) from fejl
    return [
        _et_ark(sti, opbygning, raekker, opbygning.stil in gang.skjulte_stile)
        for opbygning, raekker in zip(gang.ark, vaerdier, strict=True)
    ]


def _ulaeselig(sti: Path) -> Inputfejl:
    return Inputfejl(
        f"{sti.name} er beskadiget eller ikke et OpenDocument-regneark. Åbn den i sit program, gem "
        "den igen (gerne som Excel-projektmappe), og prøv igen."
    )


def _kraev_celler(sti: Path, ark: list[_Opbygning]) -> None:
    for opbygning in ark:
        kraev_maal(sti.name, opbygning.navn, opbygning.hoejde, opbygning.bredde)
    if sum(o.hoejde * o.bredde for o in ark) > graenser.HOEJST_CELLER_PROJEKTMAPPE:
        stoerst = max(ark, key=lambda o: o.hoejde * o.bredde)
        raise Inputfejl(
            f"{sti.name} har over {tal(graenser.HOEJST_CELLER_PROJEKTMAPPE)} celler, og det er "
            f"flere, end der læses: arket {stoerst.navn} går til række {tal(stoerst.hoejde)} og "
            f"kolonne {tal(stoerst.bredde)}. Slet det, der står langt fra tabellen, eller gem den "
            "som CSV."
        )


def _et_ark(sti: Path, o: _Opbygning, raekker: Sequence[Sequence[object]], skjult: bool) -> Ark:
    celler = Celleliste(sti.name, o.navn)
    fejl = {(r, k): tekst for r, k, tekst in o.fejl}
    for r, raekke in enumerate(raekker):
        for k, vaerdi in enumerate(raekke):
            if (r, k) not in fejl:
                celler.tilfoej(r, k, vaerdi)
    for (r, k), tekst in fejl.items():
        celler.tilfoej(r, k, Cellefejl(tekst))
    ramme = celler.ramme()
    hoejde, bredde = ramme.shape
    uden = sorted({r + 1 for r, _, tekst in o.fejl if tekst == UDEN_VAERDI})
    bemaerkninger = [*skjult_ark(skjult)]
    if uden:
        bemaerkninger.append(
            f"Formler har intet gemt resultat i række {kort_liste(uden)}. Åbn filen i sit "
            "program, gem den, og prøv igen."
        )
    return Ark(
        navn=o.navn,
        celler=ramme,
        raekkenumre=np.arange(1, hoejde + 1, dtype=np.int64),
        hvordan="OpenDocument-regneark",
        skjulte_kolonner=_positioner(o.skjulte_kolonner, bredde),
        skjulte_raekker=_positioner(o.skjulte_raekker, hoejde),
        flettede=indenfor(o.flettede, hoejde, bredde),
        bemaerkninger=tuple(bemaerkninger),
    )


def _positioner(straekninger: list[tuple[int, int]], ende: int) -> frozenset[int]:
    return frozenset(p for fra, til in straekninger for p in range(fra, min(til, ende)))


class _Gang:
    """One walk through content.xml."""

    def __init__(self, sti: Path) -> None:
        self.sti = sti
        self.ark: list[_Opbygning] = []
        self.skjulte_stile: set[str] = set()
        self._stil = ""
        self._dybde = 0  # tables within cells are no sheets
        self._raekke = self._kolonne = self._gentag_raekke = 0
        self._celle: dict[str, str] | None = None
        self._tekst: list[str] | None = None

    def laes(self, xml: bytes) -> None:
        """Walk the document; raise Inputfejl as soon as a sheet goes beyond the limits."""
        laeser = expat.ParserCreate(namespace_separator=" ")
        laeser.StartElementHandler = self._start
        laeser.EndElementHandler = self._slut
        laeser.CharacterDataHandler = self._tegn
        laeser.buffer_text = True
        laeser.Parse(xml, True)

    def _start(self, navn: str, a: dict[str, str]) -> None:
        if navn in CELLER:
            self._start_celle(navn, a)
        elif navn == f"{TABEL} table-row":
            self._kolonne = 0
            self._gentag_raekke = _antal(a, "number-rows-repeated")
            if a.get(f"{TABEL} visibility") in SKJULT and self.ark:
                slut = self._raekke + self._gentag_raekke
                self.ark[-1].skjulte_raekker.append((self._raekke, slut))
        elif navn == f"{TABEL} table-column" and self.ark:
            slut = self._kolonne + _antal(a, "number-columns-repeated")
            if a.get(f"{TABEL} visibility") in SKJULT:
                self.ark[-1].skjulte_kolonner.append((self._kolonne, slut))
            self._kolonne = slut
        elif navn == f"{TABEL} table":
            self._dybde += 1
            if self._dybde == 1:
                self.ark.append(
                    _Opbygning(a.get(f"{TABEL} name", ""), a.get(f"{TABEL} style-name", ""))
                )
                self._raekke = self._kolonne = 0
        elif navn == f"{STIL} style":
            self._stil = a.get(f"{STIL} name", "")
        elif navn == f"{STIL} table-properties" and a.get(f"{TABEL} display") == "false":
            self.skjulte_stile.add(self._stil)
        elif navn == f"{TEKST} p" and self._celle is not None and self._tekst is None:
            self._tekst = []

    def _start_celle(self, navn: str, a: dict[str, str]) -> None:
        if self._dybde != 1:
            return
        self._celle, self._tekst = a, None
        if navn == CELLER[0]:
            bred, hoej = _antal(a, "number-columns-spanned"), _antal(a, "number-rows-spanned")
            if len(self.ark[-1].flettede) >= graenser.HOEJST_FLETTEDE:
                raise ValueError("more merged ranges than are read")
            if bred > 1 or hoej > 1:
                r, k = self._raekke, self._kolonne
                self.ark[-1].flettede.append((r, k, r + hoej - 1, k + bred - 1))

    def _tegn(self, tekst: str) -> None:
        if self._tekst is not None:
            self._tekst.append(tekst)

    def _slut(self, navn: str) -> None:
        if navn in CELLER and self._dybde == 1 and self._celle is not None:
            self._slut_celle(self._celle, None if self._tekst is None else "".join(self._tekst))
            self._celle = self._tekst = None
        elif navn == f"{TABEL} table-row" and self._dybde == 1:
            self._raekke += self._gentag_raekke
        elif navn == f"{TABEL} table":
            self._dybde -= 1

    def _slut_celle(self, a: dict[str, str], tekst: str | None) -> None:
        """Note how far the sheet reaches, and what has an error for a value."""
        ark, gentag = self.ark[-1], _antal(a, "number-columns-repeated")
        r, k = self._raekke, self._kolonne
        self._kolonne += gentag
        fejl = ""
        if a.get(f"{CALC} value-type") == "error":
            fejl = tekst or "#VALUE!"
        elif a.get(f"{TABEL} formula") and f"{OFFICE} value-type" not in a and tekst is None:
            fejl = UDEN_VAERDI
        if not (fejl or tekst or f"{OFFICE} value-type" in a):
            return
        ark.hoejde = max(ark.hoejde, r + self._gentag_raekke)
        ark.bredde = max(ark.bredde, k + gentag)
        _kraev_celler(self.sti, [ark])
        if fejl:
            ark.fejl += [
                (r + i, k + j, fejl) for i in range(self._gentag_raekke) for j in range(gentag)
            ]


def _antal(a: dict[str, str], navn: str) -> int:
    """Return how many times a row or cell is there, or how many it covers."""
    antal = int(a.get(f"{TABEL} {navn}", "1"))
    if not 1 <= antal <= HOEJST_GENTAGET:
        raise ValueError(f"{navn} is {antal}")
    return antal
