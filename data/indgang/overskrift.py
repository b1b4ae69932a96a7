"""The table in a sheet as people make them: where its heading is, and what is not data.

A sheet has title rows above the table, a heading of one or two rows, blank rows, totals and a
line of sources. None of it is thrown away in silence: totals are kept apart, and the rest is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, antal, linje, opremsning, tal
from data.indgang.celler import Ark, kolonnebogstav, kort_liste
from data.indgang.hoved import Hoved, find_hoved, fyldt, som_overskrift
from data.indgang.skabelon import eksempeltekst, er_eksempel

#: A first text such as these is a total of the other rows, and never one of them.
TOTAL = r"(?i)(?:(?:.+ )?i ?alt|total(?:t|en)?|sum|hele (?:landet|regionen)) ?[:.]?"
#: These may also be the beginning of a name, so nothing may stand before them in the row.
TOTAL_BEGYNDELSE = r"(?i)(?:alle|region(?:en)?) .*"
KILDE = re.compile(
    r"(?i)\s*(?:(?:kilder?|noter?|anm|anmærkning(?:er)?|bemærk(?:ning)?(?:er)?)\s*(?:[:.].*)?|[*¹].*)",
    re.DOTALL,
)
#: So many columns are looked through for the first text of a row.
TEKSTKOLONNER = 3
#: Notes are looked for among so many of the last rows.
SIDSTE_RAEKKER = 60
VIST_TEKST, VIST_NAVNE = 60, 10
#: The share of rows that may be wider than the headings before it is how the table is made.
FAA_RAEKKER = 0.5
#: A code for each cell (-1 for missing), and the distinct values the codes are positions in.
Distinkte = tuple[NDArray[np.intp], Sequence[object]]


@dataclass(frozen=True)
class Raatabel:
    """The table of a sheet, its cells still raw.

    `kolonner`: unique headings. `data` and `totaler`: frames with those columns, their index
    (raekke) the row number in the file. `kolonnebogstaver`: A, B for a workbook, 1, 2 for text.
    `skjulte`: names of hidden columns. `bemaerkninger`: what was left out or put together, and
    `advarsler` what must be looked at.
    `hovedraekke`: the row number in the file of the heading, its last where it has two.
    `titler`: what stands above and below the table, at its full length.
    `for_brede`: the numbers of rows of text with something beyond the last heading, where few are
    so: a separator stands in a cell, and what is read of them has shifted.
    """

    navn: str
    kolonner: list[str]
    data: pd.DataFrame
    totaler: pd.DataFrame
    kolonnebogstaver: list[str]
    skjulte: list[str]
    bemaerkninger: list[str]
    hovedraekke: int = 1
    for_brede: tuple[int, ...] = ()
    advarsler: tuple[str, ...] = ()
    titler: tuple[str, ...] = ()


def find_tabel(ark: Ark, overskriftsraekke: int | None = None) -> Raatabel:
    """Return the table of a sheet: its heading found, totals kept apart, notes and blanks told.

    `overskriftsraekke`: the row number in the file of the heading, where a person has pointed it
    out. Raises Inputfejl for a sheet with no cells, with nothing under its heading, and for a row
    number that is not there.
    """
    navn = f"Arket {ark.navn}" if ark.navn else "Filen"
    foerste = pd.factorize(ark.celler.iloc[:, 0]) if ark.celler.shape[1] else None
    tomme = _tomme_raekker(ark.celler, foerste)
    if foerste is None or tomme.all():
        raise Inputfejl(f"{navn} er tomt. Vælg et andet, eller gem det med indhold.")
    hoved = find_hoved(ark, _position(ark, overskriftsraekke))
    ark, om_flettede = _flettet_ned(ark, hoved)
    over, om_titler = _titler(ark, hoved)
    bemaerkninger = [*ark.bemaerkninger, *om_titler, *hoved.bemaerkninger, *om_flettede]
    under = ark.celler.iloc[hoved.sidste + 1 :]
    valgt = [
        k
        for k in range(ark.celler.shape[1])
        if hoved.navne[k] or any(map(fyldt, under.iloc[:, k].unique()))
    ]
    bogstaver = [str(k + 1) if ark.tekstfil else kolonnebogstav(k + 1) for k in valgt]
    kolonner = _enestaaende(
        [hoved.navne[k] or f"kolonne {b}" for k, b in zip(valgt, bogstaver, strict=True)]
    )
    bemaerkninger += _uden_navn(
        [b for k, b in zip(valgt, bogstaver, strict=True) if not hoved.navne[k]]
    )
    raekker = np.flatnonzero(~tomme[hoved.sidste + 1 :]) + hoved.sidste + 1
    alle = raekker
    raekker, noter = _noter(ark, raekker, tomme, len(valgt))
    under_tabellen = [str(v) for r in alle[len(raekker) :] for v in ark.celler.iloc[r] if fyldt(v)]
    raekker, gentaget = _gentagne_hoveder(ark, raekker, hoved)
    eksempel = er_eksempel(ark.celler.iloc[raekker])
    om_eksempel = eksempeltekst(ark.raekkenumre[raekker[eksempel]].tolist())
    raekker = raekker[~eksempel]
    if om_eksempel and not len(raekker):
        raise Inputfejl(f"{navn} er en skabelon, der ikke er udfyldt. Skriv rækker i den først.")
    if not len(raekker):
        raise Inputfejl(
            f"{navn} har ingen rækker under overskriften i række "
            f"{tal(int(ark.raekkenumre[hoved.sidste]))}. Er det det rette ark?"
        )
    data = ark.celler.iloc[_udsnit(raekker), _udsnit(np.array(valgt))]
    data = data.set_axis(kolonner, axis="columns")
    data.index = pd.Index(ark.raekkenumre[raekker], name="raekke")
    kendt = (foerste[0][raekker], foerste[1]) if valgt[0] == 0 else None
    totalraekke = _totaler(data, kendt)
    bemaerkninger += om_totaler(data[totalraekke])
    bemaerkninger += _numre(ark, gentaget, "gentager overskriften og er sprunget over")
    bemaerkninger += noter + om_eksempel
    skjulte = [n for k, n in zip(valgt, kolonner, strict=True) if k in ark.skjulte_kolonner]
    if skjulte:
        vist = opremsning(_citeret(skjulte), hoejst=VIST_NAVNE)
        bemaerkninger.append(f"Skjulte kolonner er set igennem som de andre: {vist}.")
    skjulte_raekker = [r for r in raekker.tolist() if r in ark.skjulte_raekker]
    bemaerkninger += _numre(ark, skjulte_raekker, "er skjult i arket, men læst")
    return Raatabel(
        navn=ark.navn,
        kolonner=kolonner,
        data=data[~totalraekke] if totalraekke.any() else data,
        totaler=data[totalraekke],
        kolonnebogstaver=bogstaver,
        skjulte=skjulte,
        bemaerkninger=bemaerkninger,
        hovedraekke=int(ark.raekkenumre[hoved.sidste]),
        for_brede=_for_brede(data, [hoved.navne[k] for k in valgt]) if ark.tekstfil else (),
        advarsler=ark.advarsler,
        titler=(*over, *under_tabellen),
    )


def _flettet_ned(ark: Ark, hoved: Hoved) -> tuple[Ark, list[str]]:
    """Return a sheet with text that is merged down over rows of data in each of them, and how many.

    A number is left where it is: it may be the sum of the rows.
    """
    ned = [
        (r1, k1, r2)
        for r1, k1, r2, _ in ark.flettede
        if r2 > r1 > hoved.sidste and isinstance(ark.celler.iat[r1, k1], str)
    ]
    if not ned or sum(r2 - r1 for r1, _, r2 in ned) > len(ark.celler) * ark.celler.shape[1]:
        return ark, []
    celler = ark.celler.copy()
    for r1, k1, r2 in ned:
        celler.iloc[r1 + 1 : r2 + 1, k1] = celler.iat[r1, k1]
    flere = antal(len(ned), "flettet celle", "flettede celler")
    return replace(ark, celler=celler), [f"{flere} er læst i hver af de rækker, den går over."]


def _for_brede(data: pd.DataFrame, navne: Sequence[str]) -> tuple[int, ...]:
    sidste = max((nr for nr, navn in enumerate(navne) if navn), default=len(navne))
    ude = data.iloc[:, sidste + 1 :]
    brede = np.zeros(len(data), dtype=bool)
    for kolonne in ude:
        koder, unikke = pd.factorize(ude[kolonne])
        brede |= _af(koder, [fyldt(v) for v in unikke])
    return tuple(data.index[brede].tolist()) if brede.mean() <= FAA_RAEKKER else ()


def er_total(navne: pd.Series, *, begyndelse: bool = True) -> NDArray[np.bool_]:
    """Return which cells are a total's name: I alt, Hele landet, Region ..., Alle ...

    Without `begyndelse` the last two, which may also begin a name, are left out.
    """
    koder, unikke = pd.factorize(navne)
    return _af(koder, _er_total(unikke, begyndelse))


def _er_total(unikke: Sequence[object], begyndelse: bool) -> NDArray[np.bool_]:
    tekst = pd.Series([v if isinstance(v, str) else "" for v in unikke], dtype="str")
    tekst = tekst.str.replace("\u00a0", " ", regex=False).str.strip()
    svar = tekst.str.fullmatch(TOTAL)
    if begyndelse:
        svar |= tekst.str.fullmatch(TOTAL_BEGYNDELSE)
    return svar.to_numpy(dtype=bool)


def _af(koder: NDArray[np.intp], svar: Sequence[bool] | NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the answer on each distinct value for each cell; False for missing (-1)."""
    return np.append(np.asarray(svar, dtype=bool), False)[koder]


def _totaler(data: pd.DataFrame, kendt: Distinkte | None) -> NDArray[np.bool_]:
    """Return the rows whose first filled text is a total's name.

    `kendt`: the distinct values of the first column, where they are known.
    """
    svar = np.zeros(len(data), dtype=bool)
    sikre = svar.copy()
    # The rows that have no text yet, and of those the ones that have nothing at all.
    rest, intet = np.arange(len(data)), np.ones(len(data), dtype=bool)
    for nr in range(min(TEKSTKOLONNER, data.shape[1])):
        if not len(rest):
            break
        koder, unikke = kendt if kendt and nr == 0 else pd.factorize(data.iloc[rest, nr])
        fundet = _af(koder, _er_total(unikke, False))
        sikre[rest[fundet]] = True
        svar[rest[fundet | (intet[rest] & _af(koder, _er_total(unikke, True)))]] = True
        intet[rest[_af(koder, [fyldt(v) for v in unikke])]] = False
        rest = rest[~_af(koder, [isinstance(v, str) and fyldt(v) for v in unikke])]
    # A table of regions has no rows but those called Region, with Hele landet or without.
    return sikre & ~sikre.all() if svar.all() else svar


def om_totaler(totaler: pd.DataFrame) -> list[str]:
    """Return the sentence on rows that are kept apart as totals; none for none."""
    if totaler.empty:
        return []
    foerste = totaler.iloc[:5, :TEKSTKOLONNER]
    navne = [
        next((linje(v, VIST_TEKST) for v in raekke if isinstance(v, str) and v.strip()), "")
        for raekke in foerste.to_numpy()
    ]
    flere = " og flere" if len(totaler) > len(navne) else ""
    return [
        f"Række {kort_liste(totaler.index.tolist())} er læst som total og ikke talt med "
        f"({', '.join(_citeret(navne))}{flere})."
    ]


def _tomme_raekker(celler: pd.DataFrame, foerste: Distinkte | None) -> NDArray[np.bool_]:
    """Return which rows have nothing in them; blanks alone are nothing."""
    svar = np.zeros(len(celler), dtype=bool)
    rest = np.arange(len(celler))
    for nr in range(celler.shape[1]):
        if not len(rest):
            break
        koder, unikke = foerste if foerste and nr == 0 else pd.factorize(celler.iloc[rest, nr])
        rest = rest[~_af(koder, [fyldt(v) for v in unikke])]
    svar[rest] = True
    return svar


def _udsnit(positioner: NDArray[np.intp]) -> slice | NDArray[np.intp]:
    """Return positions as a slice where they follow each other, so that nothing is copied."""
    fra, til = int(positioner[0]), int(positioner[-1]) + 1
    return slice(fra, til) if til - fra == len(positioner) else positioner


def _position(ark: Ark, raekkenummer: int | None) -> int | None:
    if raekkenummer is None:
        return None
    fundet = np.flatnonzero(ark.raekkenumre == raekkenummer)
    if not len(fundet):
        raise Inputfejl(f"Der er ingen række {tal(raekkenummer)}. Vælg en anden som overskrift.")
    return int(fundet[0])


def _titler(ark: Ark, hoved: Hoved) -> tuple[list[str], list[str]]:
    """Return what stands above the heading, and the sentence on it."""
    over = [
        (int(ark.raekkenumre[r]), som_overskrift(v) if isinstance(v, date) else str(v))
        for r in range(hoved.foerste)
        for v in ark.celler.iloc[r]
        if fyldt(v)
    ]
    if not over:
        return [], []
    numre = sorted({nr for nr, _ in over})
    vist = [linje(tekst, VIST_TEKST) for _, tekst in over[:4]]
    return [tekst for _, tekst in over], [
        f"Over tabellen står (række {kort_liste(numre)}): "
        f"{'; '.join(_citeret(vist))}{' …' if len(over) > 4 else ''}"
    ]


def _uden_navn(bogstaver: Sequence[str]) -> list[str]:
    if not bogstaver:
        return []
    vist = opremsning(bogstaver, hoejst=VIST_NAVNE)
    return [f"Uden overskrift, og kaldt efter sin plads: kolonne {vist}."]


def _enestaaende(navne: Sequence[str]) -> list[str]:
    """Return the names, the second of two alike as »navn (2)«."""
    brugt: set[str] = set()
    svar = []
    naeste: dict[str, int] = {}
    for navn in navne:
        nyt, nr = navn, naeste.get(navn, 2)
        while nyt in brugt:
            nyt, nr = f"{navn} ({nr})", nr + 1
        naeste[navn] = nr
        brugt.add(nyt)
        svar.append(nyt)
    return svar


def _noter(
    ark: Ark, raekker: NDArray[np.intp], tomme: NDArray[np.bool_], bredde: int
) -> tuple[NDArray[np.intp], list[str]]:
    """Return the rows without the notes below the table, and the sentence on those."""
    sidste = raekker[-SIDSTE_RAEKKER:].tolist()
    antal = {r: sum(map(fyldt, ark.celler.iloc[r])) for r in sidste}
    tekster = {r: next(v for v in ark.celler.iloc[r] if fyldt(v)) for r in sidste}
    note_fra = None
    for nr in range(len(sidste) - 1, -1, -1):
        r, tekst = sidste[nr], tekster[sidste[nr]]
        kilde = isinstance(tekst, str) and KILDE.fullmatch(tekst) and antal[r] <= 2
        if not kilde and not (bredde > 1 and antal[r] == 1 and isinstance(tekst, str)):
            break
        if kilde or (r > 0 and tomme[r - 1]):
            note_fra = nr
    if note_fra is None:
        return raekker, []
    noter = sidste[note_fra:]
    vist = _citeret([linje(tekster[r], VIST_TEKST) for r in noter[:3]])
    numre = kort_liste([int(ark.raekkenumre[r]) for r in noter])
    flere = " …" if len(noter) > 3 else ""
    return (
        raekker[: len(raekker) - len(noter)],
        [f"Under tabellen står (række {numre}): {'; '.join(vist)}{flere}"],
    )


def _gentagne_hoveder(
    ark: Ark, raekker: NDArray[np.intp], hoved: Hoved
) -> tuple[NDArray[np.intp], list[int]]:
    """Return the rows without those that repeat the heading, and those."""
    ens = np.ones(len(raekker), dtype=bool)
    overskrift = ark.celler.iloc[hoved.sidste]
    udfyldte = [(k, v) for k, v in enumerate(overskrift) if fyldt(v)]
    if len(udfyldte) < 2:
        return raekker, []
    for kolonne, vaerdi in udfyldte:
        if not ens.any():
            break
        hvor = np.flatnonzero(ens)
        ens[hvor] = ark.celler.iloc[_udsnit(raekker[hvor]), kolonne].to_numpy() == vaerdi
    return raekker[~ens], raekker[ens].tolist()


def _numre(ark: Ark, positioner: Sequence[int], hvad: str) -> list[str]:
    if not len(positioner):
        return []
    return [f"Række {kort_liste([int(ark.raekkenumre[r]) for r in positioner])} {hvad}."]


def _citeret(tekster: Sequence[str]) -> list[str]:
    return [f"»{t}«" for t in tekster]
