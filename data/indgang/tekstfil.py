"""A text file of a table as raw cells: the encoding, the separator, and the line of each record.

Large files are read by pandas' C engine, whose rows are told apart beforehand by counting
separators in the bytes. Where quotation marks are not where CSV has them, Python's own reader
decides in its strict way, and says on which line.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, tal
from data.indgang import graenser
from data.indgang.celler import Ark, kort_liste, kraev_maal

SKILLETEGN = {"\t": "tabulator", ";": "semikolon", ",": "komma"}
#: As much of a file as the separator is judged by: characters, and records.
PROEVE_TEGN, PROEVE_POSTER = 100_000, 200
LINJESKIFT, CITAT = 10, 34
#: Separates the fields of a file of one column: a control character no text has.
INTET = "\x1f"
#: A letter such as æ in UTF-8; in cp1252 it would be Ã and a sign, which no Danish text has.
UTF8_BOGSTAV = re.compile(b"\xc3[\x80-\xbf]")
DECIMALTAL = re.compile(r"[-+\u2212]?[0-9]+,[0-9]+ ?%?")
KOMMA_UDEN_LUFT = re.compile(r",(?=\S)")


def laes_tekstfil(sti: Path) -> Ark:
    """Return a text file as one sheet without a name; each cell is text, or None where empty.

    Line breaks within a cell become a line feed. Rows with fewer fields than the widest end in
    None; `advarsler` says which have another number than most. Raises Inputfejl for text in
    no known encoding, quotation marks out of place, and more than is read.
    """
    try:
        raa = sti.read_bytes()
    except OSError as fejl:
        raise Inputfejl(f"{sti.name} kan ikke læses. Kontrollér rettighederne.") from fejl
    tekst, kodning = afkodet(sti, raa)
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    if not tekst.strip():
        raise Inputfejl(f"{sti.name} er tom. Gem den igen med indhold, og prøv igen.")
    skilletegn = find_skilletegn(tekst)
    poster = _del_op(tekst.encode("utf-8"), skilletegn or INTET)
    if poster is None:
        celler, antal, linjer = _strengt(sti, tekst, skilletegn or INTET)
    else:
        celler, antal, linjer = _hurtigt(sti, poster, skilletegn or INTET)
    if poster is None or poster.laengst > graenser.HOEJST_TEGN:
        _kraev_korte_celler(sti, celler, linjer)
    return Ark(
        navn="",
        celler=celler,
        raekkenumre=linjer,
        hvordan=f"CSV, {kodning}, {SKILLETEGN[skilletegn] if skilletegn else 'én kolonne'}",
        advarsler=tuple(_skaeve(antal, linjer)),
        tekstfil=True,
    )


def afkodet(sti: Path, raa: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding; Inputfejl for none that is known."""
    try:
        if raa.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            tekst, kodning = raa.decode("utf-16"), "UTF-16"
        elif raa.startswith(codecs.BOM_UTF8):
            tekst, kodning = raa.decode("utf-8-sig"), "UTF-8 med BOM"
        else:
            tekst, kodning = raa.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as fejl:
        tekst, kodning = _cp1252(sti, raa, fejl), "cp1252"
    if "\0" in tekst:
        raise Inputfejl(
            f"{sti.name} har nultegn og er ikke almindelig tekst. Gem den som »CSV UTF-8«, "
            "og prøv igen."
        )
    return tekst, kodning


def _cp1252(sti: Path, raa: bytes, fejl: UnicodeDecodeError) -> str:
    linje = tal(raa.count(b"\n", 0, fejl.start) + 1)
    if fejl.encoding == "utf-8" and not UTF8_BOGSTAV.search(raa):
        try:
            return raa.decode("cp1252")
        except UnicodeDecodeError as anden:
            linje = tal(raa.count(b"\n", 0, anden.start) + 1)
    raise Inputfejl(
        f"{sti.name}, linje {linje}: der er tegn, som hverken er {fejl.encoding.upper()} som "
        "resten af filen eller cp1252. Gem filen som »CSV UTF-8«, og prøv igen."
    )


@dataclass(frozen=True)
class _Forslag:
    tegn: str
    andel: float
    bredde: int


def find_skilletegn(tekst: str) -> str:
    """Return what separates the fields: tab, semicolon or comma; "" for a file of one column.

    The one that divides most of the first records into equally many fields; of two alike the
    rarer in text, tab before semicolon before comma. Lines before the table have no say, and
    decimal commas and the commas of a sentence separate nothing.
    """
    proeve = tekst[:PROEVE_TEGN]
    if len(tekst) > PROEVE_TEGN and "\n" in proeve:
        proeve = proeve[: proeve.rindex("\n") + 1]
    forslag = [f for tegn in SKILLETEGN if (f := _proev(proeve, tegn))]
    return max(forslag, key=lambda f: f.andel).tegn if forslag else ""


def _proev(proeve: str, tegn: str) -> _Forslag | None:
    poster: list[list[str]] = []
    try:
        for post in csv.reader(io.StringIO(proeve), delimiter=tegn):
            if any(felt.strip() for felt in post):
                poster.append(post)
            if len(poster) >= PROEVE_POSTER:
                break
    except csv.Error:
        pass
    antal = [len(p) for p in poster]
    delte = Counter(n for n in antal if n > 1)
    if not delte:
        return None
    bredde, hyppighed = max(delte.items(), key=lambda d: (d[1], d[0]))
    tabel = antal[antal.index(bredde) :]
    if sum(n > 1 for n in tabel) <= len(tabel) / 2:
        return None
    if tegn == "," and _er_prosa([p for p in poster if len(p) > 1]):
        return None
    return _Forslag(tegn, hyppighed / len(antal), bredde)


def _er_prosa(poster: list[list[str]]) -> bool:
    """Return whether the commas of all records are those of decimals or of sentences."""
    linjer = [",".join(p) for p in poster]
    return all(DECIMALTAL.fullmatch(linje.strip()) for linje in linjer) or not any(
        KOMMA_UDEN_LUFT.search(linje) for linje in linjer
    )


@dataclass(frozen=True)
class _Poster:
    """Records told apart in the bytes: the fields and the line of each, and the longest's bytes."""

    data: bytes
    laengst: int
    antal: NDArray[np.int64]
    linjer: NDArray[np.int64]


def _del_op(data: bytes, skilletegn: str) -> _Poster | None:
    """Return the records, or None where quotation marks are not where CSV has them."""
    if not data.endswith(b"\n"):
        data += b"\n"
    tegn = np.frombuffer(data, dtype=np.uint8)
    skel = np.flatnonzero(tegn == ord(skilletegn))
    skift = np.flatnonzero(tegn == LINJESKIFT)
    ender = skift
    if b'"' in data:
        citat = np.flatnonzero(tegn == CITAT)
        if not _citater_staar_ret(tegn, citat, skilletegn):
            return None
        skel = skel[np.searchsorted(citat, skel) % 2 == 0]
        ender = skift[np.searchsorted(citat, skift) % 2 == 0]
    antal = np.diff(np.searchsorted(skel, ender), prepend=0) + 1
    # A record begins on the line after the one the record before ends on.
    foer = np.searchsorted(skift, ender) + 2
    linjer = np.concatenate([[1], foer[:-1]]).astype(np.int64)
    return _Poster(data, int(np.diff(ender, prepend=0).max()), antal.astype(np.int64), linjer)


def _citater_staar_ret(tegn: NDArray[np.uint8], citat: NDArray[np.intp], skilletegn: str) -> bool:
    """Return whether each quotation mark opens a field, closes one or is doubled within one."""
    if len(citat) % 2:
        return False
    graense = np.array([ord(skilletegn), LINJESKIFT, CITAT], dtype=np.uint8)
    aabner, lukker = citat[::2], citat[1::2]
    foer = tegn[np.maximum(aabner - 1, 0)]
    # A mark before an opening one is that of the doubled pair, so it must have closed.
    dobbelt = (foer == CITAT) & np.isin(aabner - 1, lukker)
    ret = (aabner == 0) | np.isin(foer, graense[:2]) | dobbelt
    return bool(ret.all() and np.isin(tegn[lukker + 1], graense).all())


def _hurtigt(
    sti: Path, poster: _Poster, skilletegn: str
) -> tuple[pd.DataFrame, NDArray[np.int64], NDArray[np.int64]]:
    bredde = int(poster.antal.max())
    _kraev_stoerrelse(sti, len(poster.antal), bredde)
    try:
        celler = pd.read_csv(
            io.BytesIO(poster.data),
            sep=skilletegn,
            header=None,
            names=range(bredde),
            index_col=False,
            # Text as Python's own: pandas' "str" would be unpacked cell by cell right after.
            dtype=object,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            encoding="utf-8",
            engine="c",
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeError, OverflowError) as fejl:
        raise _ikke_csv(sti) from fejl
    if len(celler) != len(poster.antal):
        raise _ikke_csv(sti)
    return _uden_tomme(celler), poster.antal, poster.linjer


def _ikke_csv(sti: Path) -> Inputfejl:
    return Inputfejl(
        f"{sti.name} kan ikke deles i rækker. Er der et løst anførselstegn? Ret det, og prøv igen."
    )


def _strengt(
    sti: Path, tekst: str, skilletegn: str
) -> tuple[pd.DataFrame, NDArray[np.int64], NDArray[np.int64]]:
    """Return the cells by Python's reader; raise Inputfejl where a mark is out of place."""
    laeser = csv.reader(io.StringIO(tekst), delimiter=skilletegn, strict=True)
    raekker: list[list[str]] = []
    linjer: list[int] = []
    naeste = 1
    try:
        for raekke in laeser:
            raekker.append(raekke or [""])
            linjer.append(naeste)
            naeste = laeser.line_num + 1
    except csv.Error as fejl:
        raise Inputfejl(
            f"{sti.name}, linje {tal(naeste)}: et anførselstegn åbner et felt, som ikke lukkes, "
            'eller står, hvor et felt skulle slutte. Skriv det dobbelt ("") eller fjern det, og '
            "prøv igen."
        ) from fejl
    antal = np.array([len(r) for r in raekker], dtype=np.int64)
    bredde = int(antal.max())
    _kraev_stoerrelse(sti, len(raekker), bredde)
    felt = np.full((len(raekker), bredde), "", dtype=object)
    for nr, raekke in enumerate(raekker):
        felt[nr, : len(raekke)] = raekke
    return _uden_tomme(pd.DataFrame(felt, dtype=object)), antal, np.array(linjer, dtype=np.int64)


def _uden_tomme(celler: pd.DataFrame) -> pd.DataFrame:
    """Return the cells with None for empty text."""
    kolonner = {}
    for navn in celler:
        raa = celler[navn].to_numpy(copy=True)
        raa[raa == ""] = None
        kolonner[navn] = pd.Series(raa, dtype=object)
    return pd.DataFrame(kolonner)


def _kraev_stoerrelse(sti: Path, raekker: int, bredde: int) -> None:
    kraev_maal(sti.name, "", raekker, bredde)
    if raekker * bredde > graenser.HOEJST_CELLER:
        raise Inputfejl(
            f"{sti.name} har {tal(raekker)} rækker og {tal(bredde)} kolonner; der læses højst "
            f"{tal(graenser.HOEJST_CELLER)} celler. Behold det, der skal bruges, og prøv igen."
        )


def _kraev_korte_celler(sti: Path, celler: pd.DataFrame, linjer: NDArray[np.int64]) -> None:
    for navn in celler:
        for nr, celle in enumerate(celler[navn].to_numpy()):
            if celle is not None and len(celle) > graenser.HOEJST_TEGN:
                raise Inputfejl(
                    f"{sti.name}, linje {tal(int(linjer[nr]))}: en celle har {tal(len(celle))} "
                    f"tegn; der læses højst {tal(graenser.HOEJST_TEGN)}. Er der et løst "
                    "anførselstegn? Ret det, og prøv igen."
                )


def _skaeve(antal: NDArray[np.int64], linjer: NDArray[np.int64]) -> list[str]:
    """Return a sentence on rows with more fields than most, and one on rows with fewer.

    Rows of one field are titles, notes and blank lines.
    """
    flere_felter = antal[antal > 1]
    if not len(flere_felter):
        return []
    vaerdier, hyppighed = np.unique(flere_felter, return_counts=True)
    ventet = int(vaerdier[np.argmax(hyppighed)])
    svar = []
    for skaeve, raad in (
        (antal > ventet, "Står der et skilletegn i en tekst eller et tal"),
        ((antal < ventet) & (antal > 1), "Mangler der noget"),
    ):
        if skaeve.any():
            fundet = sorted({int(n) for n in antal[skaeve]})
            felter = " eller ".join(tal(n) for n in fundet) if len(fundet) < 4 else "andre"
            svar.append(
                f"Linje {kort_liste(linjer[skaeve].tolist())} har {felter} felter, hvor de fleste "
                f"har {tal(ventet)}. {raad}?"
            )
    return svar
