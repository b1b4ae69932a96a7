"""Subsidies by clinic, speciale and month, read naively to the oere."""

from __future__ import annotations

import re
from pathlib import Path

from data.indgang.proeve import Proeve
from tests.robusthed.doeren import gennem_doeren, plan
from tests.robusthed.klinikfiler import ens, er_note, i_alle_former, kendte, ramme_af, rene
from tests.robusthed.tabeller import Raekker, Tabel
from tests.robusthed.variant import Fil, Slags, Tal

HOVED = ("Klinik", "Speciale", "Måned", "Tilskud", "Kapaciteter")
MAANEDER = range(1, 5)


def som_tal(celle: str) -> float | None:
    """Return a number written 1.234,5, 1234,5 or 1234; None for anything else."""
    ren = celle.strip()
    if not re.fullmatch(r"-?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]+)?", ren):
        return None
    return float(ren.replace(".", "").replace(",", "."))


def _tilskud(raekker: Raekker | None) -> Tal | None:
    svar: dict[str, float] = {}
    hver: dict[str, set[int]] = {}
    for r in rene(raekker, HOVED) or []:
        klinik = kendte().get(r["Klinik"]) or kendte().get(ens(r["Klinik"]))
        if klinik is None and (er_note(r, "Klinik") or r["Klinik"].startswith("i alt")):
            continue
        maaned = re.fullmatch(r"2025-(0[1-9]|1[0-2])", r["Måned"].strip())
        kr, antal = som_tal(r["Tilskud"]), som_tal(r["Kapaciteter"])
        hvem = f"{klinik} {r['Speciale'].strip()}"
        if klinik is None or not re.fullmatch(r".* (51|62)", hvem) or maaned is None:
            return None
        noegle = f"{hvem} {maaned[1]}"
        if kr is None or antal is None or antal < 0 or f"{noegle} oere" in svar:
            return None
        if abs(100 * kr - round(100 * kr)) > 1e-4 or (kr and not antal):
            return None
        svar[f"{noegle} oere"], svar[f"{noegle} kapaciteter"] = float(round(100 * kr)), antal
        hver.setdefault(hvem, set()).add(int(maaned[1]))
    hele = all(m == set(range(min(m), max(m) + 1)) for m in hver.values())
    return svar or None if hele else None


def tilskudsfiler() -> list[Fil]:
    """Return four months of both specialer for every other clinic."""
    raekker = [
        (
            *(str(klinik), speciale, f"2025-{maaned:02}"),
            f"{20_000 + 137 * nr + 1_000 * maaned},{(7 * nr + maaned) % 100:02}",
            ("0,5", "1", "1,5", "2")[nr % 4],
        )
        for nr, klinik in enumerate(plan().klinikker.index[::2])
        for speciale in ("51", "62")
        for maaned in MAANEDER
    ]
    return i_alle_former("tilskud", Tabel(HOVED, tuple(raekker)), _tilskud, (3, 4))


def _taget(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    svar: dict[str, float] = {}
    for _, r in ramme_af(proeve, "tilskud", mappe).iterrows():
        noegle = f"{r['klinik_id']} {r['speciale']} {int(r['maaned']):02}"
        svar[f"{noegle} oere"] = float(r["oere"])
        svar[f"{noegle} kapaciteter"] = float(r["kapaciteter"])
    return svar


TILSKUD = Slags("tilskud", tilskudsfiler, gennem_doeren("tilskud", plan, _taget))
