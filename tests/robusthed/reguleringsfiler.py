"""Regulation by year and speciale, read naively."""

from __future__ import annotations

import re
from pathlib import Path

from data.indgang.proeve import Proeve
from tests.robusthed.doeren import gennem_doeren, plan
from tests.robusthed.klinikfiler import er_note, i_alle_former, ramme_af, rene
from tests.robusthed.tabeller import Raekker, Tabel
from tests.robusthed.tilskudsfiler import laest
from tests.robusthed.variant import Fil, Slags, Tal

HOVED = ("År", "Speciale", "Regulering", "Indeks")


def _tal(celle: str) -> float | None:
    """Return a number as `laest` does, also one with nothing before its comma."""
    ren = celle.strip().removesuffix("%").strip()
    return laest(f"0{ren}" if ren.startswith(",") else ren)


def _regulering(raekker: Raekker | None) -> Tal | None:
    svar: dict[str, float] = {}
    hver: dict[str, set[int]] = {}
    for r in rene(raekker, HOVED) or []:
        if er_note(r, "År"):
            continue
        aar, kode = r["År"].strip(), r["Speciale"].strip()
        givet = {felt: _tal(r[felt]) for felt in ("Regulering", "Indeks")}
        tomme = [felt for felt in givet if r[felt].strip() in ("", "-", "n/a", "x", "?")]
        if not re.fullmatch("202[4-6]", aar) or kode not in ("51", "62") or len(tomme) != 1:
            return None
        (felt,) = set(givet) - set(tomme)
        if (tal := givet[felt]) is None or f"{kode} {aar}" in {n[:7] for n in svar}:
            return None
        svar[f"{kode} {aar} {felt}"] = tal
        hver.setdefault(kode, set()).add(int(aar))
    hele = all(set(range(2025, max(a) + 1)) <= a for a in hver.values())
    return svar or None if hele else None


def reguleringsfiler() -> list[Fil]:
    """Return two years of each speciale, one in percent and the other an index."""
    raekker = (
        *(("2025", "51", "2,4", ""), ("2026", "51", "1,55", "")),
        *(("2025", "62", "", "102,1"), ("2026", "62", "", "104,35")),
    )
    return i_alle_former("regulering", Tabel(HOVED, raekker), _regulering, (2, 3))


def _taget(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    navne = {"pct": "Regulering", "indeks": "Indeks"}
    return {
        f"{r['speciale']} {int(r['aar'])} {navne[felt]}": float(r[felt])
        for _, r in ramme_af(proeve, "regulering", mappe).iterrows()
        for felt in navne
        if r[felt] not in ("", None) and r[felt] == r[felt]
    }


REGULERING = Slags("regulering", reguleringsfiler, gennem_doeren("regulering", plan, _taget))
