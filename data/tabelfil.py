"""Reading one CSV file against its schema: typed columns, or every fault with its row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from dansk import citat, opremsning, tal
from data.fund import Fund
from data.skema import Felt, Ressource

HOEJST_BYTES = 50_000_000  # of a table of the dataset; the largest embedded one is 70 kB
#: Whole numbers up to here are exact as floats; no figure of a plan comes near.
HOEJESTE_TAL = 2.0**53
HELT_ELLER_BRUDT = r"[-+]?[0-9]+(\.[0-9]+)?"
DTYPER = {"string": "str", "integer": "Int64", "number": "float64"}


def laes(sti: Path, ressource: Ressource) -> tuple[pd.DataFrame, list[Fund]]:
    """Return the file as a typed frame and the faults found in it.

    The frame has the columns of the schema, in its order, strings with missing as "", integers
    as Int64 (int64 where the column is required) and numbers as float64 with NaN. Its index
    (raekke) is the line of the file each row begins on. With faults the frame is empty: nothing
    of a faulty file is used.
    """
    tekst, fund = _tekst(sti)
    if fund:
        return _tom(ressource), fund
    try:
        raekker, linjer = _raekker(tekst)
    except csv.Error:
        besked = "Filen kan ikke læses som CSV: et anførselstegn er åbent, eller linjer mangler."
        return _tom(ressource), [Fund(sti.name, "", "", "", besked)]
    fund = list(_hovedfejl(sti.name, raekker, ressource))
    if fund:
        return _tom(ressource), fund
    hoved = raekker[0]
    udfyldte = [(nr, r) for nr, r in zip(linjer[1:], raekker[1:], strict=True) if r]
    fund.extend(
        Fund(sti.name, "", nr, "", f"Rækken har {len(r)} felter; hovedet har {len(hoved)}.")
        for nr, r in udfyldte
        if len(r) != len(hoved)
    )
    if fund:
        return _tom(ressource), fund
    numre = [nr for nr, _ in udfyldte]
    indhold = {navn: [r[i].strip() for _, r in udfyldte] for i, navn in enumerate(hoved)}
    return typet(sti.name, ressource, indhold, numre)


def typet(
    fil: str, ressource: Ressource, indhold: Mapping[str, list[str]], numre: list[int]
) -> tuple[pd.DataFrame, list[Fund]]:
    """Return texts by column as `laes` does; `numre`: the row of the file each is in."""
    fund: list[Fund] = []
    for felt in ressource.felter:
        fund.extend(_feltfejl(fil, felt, indhold[felt.navn], numre))
    fund.extend(_noeglefejl(fil, ressource, indhold, numre))
    return (_tom(ressource), fund) if fund else (_typet(ressource, indhold, numre), [])


def _raekker(tekst: str) -> tuple[list[list[str]], list[int]]:
    """Return the rows of a CSV, and the line of the file each begins on."""
    laeser = csv.reader(io.StringIO(tekst))
    raekker, linjer, naeste = [], [], 1
    for raekke in laeser:
        raekker.append(raekke)
        linjer.append(naeste)
        naeste = laeser.line_num + 1
    return raekker, linjer


def _tekst(sti: Path) -> tuple[str, list[Fund]]:
    def fejl(besked: str) -> tuple[str, list[Fund]]:
        return "", [Fund(sti.name, "", "", "", besked)]

    if not sti.is_file():
        return fejl("Filen findes ikke. Kontrollér sti og navn.")
    if sti.stat().st_size > HOEJST_BYTES:
        return fejl(f"Filen er større end {tal(HOEJST_BYTES / 1e6)} MB og læses ikke.")
    try:
        return sti.read_bytes().decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return fejl("Filen er ikke UTF-8. Gem den som »CSV UTF-8 (kommasepareret)« og prøv igen.")
    except OSError:
        return fejl("Filen kan ikke læses. Kontrollér rettighederne.")


def _hovedfejl(fil: str, raekker: list[list[str]], ressource: Ressource) -> Iterator[Fund]:
    if not raekker or not any(raekker[0]):
        yield Fund(fil, "", 1, "", "Filen er tom. Første række skal være kolonnenavnene.")
        return
    hoved, kendte = raekker[0], [f.navn for f in ressource.felter]
    for navn in dict.fromkeys(k for k in hoved if hoved.count(k) > 1):
        yield Fund(fil, "", 1, navn, "Kolonnen står mere end én gang i hovedet.")
    mangler = [k for k in kendte if k not in hoved]
    if mangler and len(hoved) == 1 and ";" in hoved[0]:
        yield Fund(fil, "", 1, "", "Filen er adskilt med semikolon. Gem den adskilt med komma.")
    elif mangler:
        besked = f"Kolonner mangler: {opremsning(mangler)}. Skal være: {opremsning(kendte)}."
        yield Fund(fil, "", 1, mangler[0], besked)
    if not ressource.maa_vaere_tom and not any(r for r in raekker[1:]):
        yield Fund(fil, "", 2, "", "Filen har ingen rækker under hovedet.")


def _feltfejl(fil: str, felt: Felt, vaerdier: list[str], numre: list[int]) -> Iterator[Fund]:
    for nr, vaerdi in zip(numre, vaerdier, strict=True):
        besked = _fejl_i(felt, vaerdi)
        if besked:
            yield Fund(fil, "", nr, felt.navn, besked)
    if felt.enestaaende:
        yield from _gentagelser(fil, felt.navn, [(v,) for v in vaerdier], numre)


def _fejl_i(felt: Felt, vaerdi: str) -> str:
    if vaerdi == "":
        return f"{felt.titel} mangler." if felt.kraevet else ""
    if felt.valg and vaerdi not in felt.valg:
        return f"{citat(vaerdi)} er ikke en mulighed. Vælg {opremsning(list(felt.valg), 'eller')}."
    if felt.moenster and not re.fullmatch(felt.moenster, vaerdi):
        return f"{citat(vaerdi)} har ikke den rette form ({felt.beskrivelse})."
    if felt.type == "string":
        return ""
    # [0-9] and not \d, which takes the digits of every script.
    if not re.fullmatch(r"[-+]?[0-9]+" if felt.type == "integer" else HELT_ELLER_BRUDT, vaerdi):
        art = "et helt tal" if felt.type == "integer" else "et tal med punktum som decimaltegn"
        return f"{citat(vaerdi)} er ikke {art}."
    if not abs(float(vaerdi)) <= HOEJESTE_TAL:
        return f"{vaerdi[:20]} … er for stort et tal."
    if felt.mindst is not None and float(vaerdi) < felt.mindst:
        return f"{vaerdi[:20]} er for lavt; det mindste er {tal(felt.mindst, 2, fast=False)}."
    if felt.hoejst is not None and float(vaerdi) > felt.hoejst:
        return f"{vaerdi[:20]} er for højt; det højeste er {tal(felt.hoejst, 2, fast=False)}."
    return ""


def _noeglefejl(
    fil: str, ressource: Ressource, indhold: Mapping[str, list[str]], numre: list[int]
) -> Iterator[Fund]:
    if len(ressource.noegle) > 1:
        sammensat = list(zip(*(indhold[k] for k in ressource.noegle), strict=True))
        yield from _gentagelser(fil, " + ".join(ressource.noegle), sammensat, numre)


def _gentagelser(
    fil: str, kolonne: str, noegler: list[tuple[str, ...]], numre: list[int]
) -> Iterator[Fund]:
    set_foer: dict[tuple[str, ...], int] = {}
    for nr, noegle in zip(numre, noegler, strict=True):
        if noegle in set_foer:
            vist = citat(" + ".join(noegle))
            yield Fund(fil, "", nr, kolonne, f"{vist} står også i række {set_foer[noegle]}.")
        set_foer.setdefault(noegle, nr)


def _typet(
    ressource: Ressource, indhold: Mapping[str, list[str]], numre: list[int]
) -> pd.DataFrame:
    kolonner = {}
    for felt in ressource.felter:
        serie = pd.Series(indhold[felt.navn], dtype="str")
        if felt.type != "string":
            tal_ = pd.to_numeric(serie.where(serie != "", None))
            serie = tal_.astype(DTYPER[felt.type])
            if felt.type == "integer" and felt.kraevet:
                serie = serie.astype("int64")
        kolonner[felt.navn] = serie
    return pd.DataFrame(kolonner).set_index(pd.Index(numre, name="raekke"))


def _tom(ressource: Ressource) -> pd.DataFrame:
    return pd.DataFrame({f.navn: pd.Series(dtype=DTYPER[f.type]) for f in ressource.felter})
