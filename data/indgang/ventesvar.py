"""The cells of a file of waiting times: what each says, what is asked of it, and its faults."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dansk import antal, linje, tal
from data.fund import Fund
from data.indgang.art import Kilde
from data.indgang.datoer import datotekst
from data.indgang.klinikkendte import tekst_af
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.indgang.ventetekst import DAGE_PR_UGE, Ventesvar, laes_ventetid, uger_til

#: A wait of more weeks than this is asked about: it may be days, or a week of the calendar.
MANGE_UGER = 52.0
ENHED_SIDST = re.compile(r"\b(uger|dage)\W*$")
#: A cell is shown with so many letters, and so many readings.
VIST_TEKST, VIST_LAESNINGER = 60, 12


@dataclass(frozen=True)
class Ventecelle:
    """One answer of the file: where it stands, what it says, and when it was given."""

    raekke: int
    kolonne: str
    type: str
    tekst: str
    svar: Ventesvar
    dag: date | None
    er_dato: bool


def venteceller(
    ramme: pd.DataFrame,
    kolonner: Mapping[str, str],
    dage: Mapping[int, date | None],
) -> Iterator[Ventecelle]:
    """Yield the cells of the columns (type -> heading), each with its row's day."""
    for type_, kolonne in kolonner.items():
        for nr, celle in ramme[type_].items():
            raekke = int(str(nr))
            yield Ventecelle(
                *(raekke, kolonne, type_, linje(tekst_af(celle), VIST_TEKST), laes_ventetid(celle)),
                dage[raekke],
                isinstance(celle, date),
            )


def besvar(
    celler: list[Ventecelle], svar: Svar
) -> tuple[list[Ventecelle], list[Spoergsmaal], list[str]]:
    """Return the cells with what was answered of them, the questions left, and what was read.

    Asked is what a number is in that has no unit, nor a heading that ends with one, and what a
    week of the calendar means.
    """
    ubesvarede, laest = [], []
    valgt: str | None = "uger"
    uden_enhed = [c for c in celler if c.svar.uden_enhed and not _overskriftens(c.kolonne)]
    if uden_enhed:
        spoergsmaal = Spoergsmaal(
            "enhed",
            f"{antal(len(uden_enhed), 'ventetid har', 'ventetider har')} ingen enhed, fx "
            f"»{uden_enhed[0].tekst}« i række {uden_enhed[0].raekke}. Hvad er de i?",
            (("uger", "uger"), ("dage", "dage")),
            "uger",
        )
        valgt = besvaret(svar, spoergsmaal)
        if valgt is None:
            ubesvarede.append(spoergsmaal)
        else:
            laest.append(f"{len(uden_enhed)} ventetider uden enhed er læst i {valgt}.")
    nye = []
    for celle in celler:
        enhed = _overskriftens(celle.kolonne) or valgt
        if celle.svar.uden_enhed and enhed == "dage":
            lav, hoej = celle.svar.lav / DAGE_PR_UGE, celle.svar.hoej / DAGE_PR_UGE
            celle = _med(celle, Ventesvar(lav, hoej))
        if celle.svar.kalenderuge:
            spoergsmaal = _om_uge(celle)
            valgt = besvaret(svar, spoergsmaal)
            if valgt is None:
                ubesvarede.append(spoergsmaal)
            else:
                celle = _med(celle, _uge_som(celle, valgt))
                laest.append(f"»{celle.tekst}« i række {celle.raekke} er læst som {valgt}.")
        elif celle.svar.kendt and celle.svar.hoej > MANGE_UGER:
            spoergsmaal = Spoergsmaal(
                f"lang:{celle.raekke}:{celle.type}",
                f"»{celle.tekst}« i række {celle.raekke}, {celle.kolonne}, er over et år. Er det "
                "rigtigt?",
                (("udelad", "nej, udelad det"), ("ja", f"ja, {tal(celle.svar.hoej, 1)} uger")),
                "udelad",
            )
            valgt = besvaret(svar, spoergsmaal)
            if valgt is None:
                ubesvarede.append(spoergsmaal)
            elif valgt == "udelad":
                celle = _med(celle, Ventesvar(mangler=True))
                laest.append(f"»{celle.tekst}« i række {celle.raekke} er udeladt.")
        nye.append(celle)
    return nye, ubesvarede, laest


def _overskriftens(kolonne: str) -> str:
    """The unit that a heading ends with; "" for none."""
    fundet = ENHED_SIDST.search(kolonne.casefold())
    return fundet[1] if fundet else ""


def _med(celle: Ventecelle, svar: Ventesvar) -> Ventecelle:
    return dataclasses.replace(celle, svar=svar)


def _om_uge(celle: Ventecelle) -> Spoergsmaal:
    uge = celle.svar.kalenderuge
    til = uger_til(uge, celle.dag) if celle.dag else None
    kalender = (
        (("kalenderuge", f"uge {uge} i kalenderen: {tal(til, 1)} uger fra {datotekst(celle.dag)}"),)
        if celle.dag and til is not None
        else ()
    )
    return Spoergsmaal(
        f"uge:{celle.raekke}:{celle.type}",
        f"»{celle.tekst}« i række {celle.raekke}, {celle.kolonne}: er det en uge i kalenderen "
        "eller et antal uger?",
        (*kalender, ("uger", f"{uge} ugers ventetid"), ("udelad", "ikke oplyst")),
        "kalenderuge" if kalender else "udelad",
    )


def _uge_som(celle: Ventecelle, valgt: str) -> Ventesvar:
    if valgt == "udelad":
        return Ventesvar(mangler=True)
    uge = celle.svar.kalenderuge
    uger = uger_til(uge, celle.dag) if valgt == "kalenderuge" and celle.dag else float(uge)
    return Ventesvar(mangler=True) if uger is None else Ventesvar(uger, uger)


def ulaeselige(celler: list[Ventecelle], kilde: Kilde) -> Iterator[Fund]:
    """Yield the cells that are no wait, and why."""
    for c in celler:
        if c.svar.kendt or c.svar.mangler or c.svar.kalenderuge:
            continue
        if c.er_dato:
            besked = (
                f"Cellen er en dato ({c.tekst}): et regneark gør »2-3« til den 2. marts. Skriv fx "
                "»2-3 uger«."
            )
        elif c.svar.tvetydig:
            besked = (
                f"»{c.tekst}« kan læses på to måder. Skriv fx »0,5 uge«, hvis det er en halv, og "
                "»1-2 uger«, hvis det er et interval."
            )
        elif c.svar.uden_ende:
            besked = f"»{c.tekst}« har ingen øvre grænse. Skriv et interval, fx 12-16 uger."
        else:
            besked = (
                f"»{c.tekst}« kan ikke læses som en ventetid. Skriv fx »2-3 uger«, »10 dage« eller "
                "»ingen«."
            )
        yield kilde.fund(besked, raekke=c.raekke, kolonne=c.kolonne)


def gentagne(celler: list[Ventecelle], klinik: pd.Series, kilde: Kilde) -> Iterator[Fund]:
    """Yield the rows that say another wait of a clinic than one above."""
    set_foer: dict[tuple[str, str], Ventecelle] = {}
    for c in celler:
        noegle = (klinik[c.raekke], c.type)
        if not noegle[0] or not c.svar.kendt:
            continue
        if noegle in set_foer:
            yield kilde.fund(
                f"Klinikkens ventetid står også i række {set_foer[noegle].raekke}. Behold den ene.",
                raekke=c.raekke,
                kolonne=c.kolonne,
            )
        set_foer.setdefault(noegle, c)


def laesninger(celler: list[Ventecelle]) -> str:
    """Return how each different text was read, the first `VIST_LAESNINGER` of them."""
    hver = {
        c.tekst: f"»{c.tekst}« er {_uger(c.svar)}"
        for c in celler
        if c.svar.kendt and c.tekst not in {tal(c.svar.lav, 2, fast=False)}
    }
    flere = f" og {tal(len(hver) - VIST_LAESNINGER)} til" if len(hver) > VIST_LAESNINGER else ""
    return "; ".join([*hver.values()][:VIST_LAESNINGER]) + flere


def _uger(svar: Ventesvar) -> str:
    ender = dict.fromkeys(tal(e, 2, fast=False) for e in (svar.lav, svar.hoej))
    return f"{' til '.join(ender)} {'uge' if svar.lav == svar.hoej == 1 else 'uger'}"
