"""Which of the user's columns is which: suggested from what they are called, never assumed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.skema import Felt

#: The answer that a field has no column.
INGEN = "(ingen)"
#: Headings and names of areas that are remembered as they are compared.
HUSKEDE_NAVNE = 10_000
NOEGLE = "kolonne:"
#: What `data.indgang.overskrift` puts after a heading that is repeated.
NUMMER = re.compile(r" \([0-9]+\)$")


@dataclass(frozen=True)
class Forslag:
    """The column suggested for a field; `kolonne` "" for none. `sikker`: it is called just that."""

    felt: Felt
    kolonne: str
    sikker: bool


@lru_cache(maxsize=HUSKEDE_NAVNE)
def ens(navn: str) -> str:
    """Return a heading as it is compared: small letters and digits, without punctuation.

    Letters with another way of being written (oe for ø) are the same.
    """
    tekst = unicodedata.normalize("NFC", navn).casefold()
    for fra, til in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        tekst = tekst.replace(fra, til)
    return " ".join(re.findall(r"[a-z0-9]+", tekst))


def foreslaa(
    kolonner: Sequence[str], felter: Sequence[Felt], husket: Mapping[str, str] | None = None
) -> list[Forslag]:
    """Return a suggestion for each field, no column for two of them.

    A column called what the field is called, or a word of it, is sure, and so is what was confirmed
    before (`husket`: field -> column). One whose heading has such a word in it is a guess, and so
    is one of several: a heading that is repeated, or two that may both be the same number.
    """
    ledige = {kolonne: ens(kolonne) for kolonne in kolonner}
    fundet: dict[str, tuple[str, bool]] = {}

    def tag(felt: Felt, kolonne: str | None, sikker: bool) -> None:
        if kolonne is not None and felt.navn not in fundet:
            fundet[felt.navn] = (kolonne, sikker)
            ledige.pop(kolonne)

    gange = Counter(map(uden_nummer, kolonner))

    def alene(kolonne: str) -> bool:
        return gange[uden_nummer(kolonne)] == 1

    for felt in felter:
        gammel = (husket or {}).get(felt.navn)
        if gammel is not None and gammel in ledige:
            tag(felt, gammel, alene(gammel))
    for felt in felter:
        hedder = {ens(o) for o in (felt.navn, felt.titel, *felt.ord)}
        mulige = [k for k, e in ledige.items() if e in hedder]
        if mulige:
            tag(felt, mulige[0], alene(mulige[0]) and (felt.type == "string" or len(mulige) == 1))
    for felt in felter:
        ord_ = [ens(o) for o in (felt.titel, *felt.ord)]
        har = next((k for k, e in ledige.items() if any(_i(o, e) for o in ord_)), None)
        tag(felt, har, False)
    return [Forslag(felt, *fundet.get(felt.navn, ("", True))) for felt in felter]


def uden_nummer(kolonne: str) -> str:
    """Return a heading as the file has it, without the number of a repeated one."""
    return NUMMER.sub("", kolonne)


def _i(ord_: str, navn: str) -> bool:
    return len(ord_) > 2 and re.search(rf"\b{re.escape(ord_)}\b", navn) is not None


def vaelg(
    forslag: Sequence[Forslag], kolonner: Sequence[str], svar: Svar
) -> tuple[dict[str, str], list[Spoergsmaal]]:
    """Return the column of each field that has one, and the questions that are left.

    Asked about is a guess, and a required field without a column. Raises Inputfejl for an answer
    that is no column.
    """
    valgt, ubesvarede = {}, []
    muligheder = tuple((k, k) for k in kolonner)
    for f in forslag:
        kan_mangle = () if f.felt.kraevet else ((INGEN, "ingen af dem"),)
        spoergsmaal = Spoergsmaal(
            f"{NOEGLE}{f.felt.navn}",
            f"Hvilken kolonne er {f.felt.titel[:1].lower()}{f.felt.titel[1:]} "
            f"({f.felt.beskrivelse})?",
            (*muligheder, *kan_mangle),
            f.kolonne,
        )
        svaret = besvaret(svar, spoergsmaal)
        if svaret is not None:
            if svaret != INGEN:
                valgt[f.felt.navn] = svaret
        elif f.kolonne and f.sikker:
            valgt[f.felt.navn] = f.kolonne
        elif f.kolonne or f.felt.kraevet:
            ubesvarede.append(spoergsmaal)
    return valgt, ubesvarede
