"""Use of the economic frame by level, speciale and quarter, read naively to the oere."""

from __future__ import annotations

import re
from pathlib import Path

from data.indgang.proeve import Proeve
from tests.robusthed.doeren import gennem_doeren, plan
from tests.robusthed.klinikfiler import ens, er_note, i_alle_former, ramme_af, rene
from tests.robusthed.tabeller import Raekker, Tabel
from tests.robusthed.tilskudsfiler import laest
from tests.robusthed.variant import Fil, Slags, Tal

HOVED = ("Niveau", "Speciale", "År", "Kvartal", "Forbrug", "Ramme")
NIVEAUER = {"landet": "landet", "regionen": "regionen", "region": "regionen", "land": "landet"}
#: A file may be without a frame, and a cell may say that it has none.
INGEN = ("", "-", "n/a", "x")
#: What a quarter of the country and of the region is, by speciale, in kr.
STOERRELSE = {"51": (100_000_000, 11_000_000), "62": (260_000_000, 31_000_000)}


def _ramme(raekker: Raekker | None) -> Tal | None:
    svar: dict[str, float] = {}
    rammer: dict[str, set[float]] = {}
    hver: dict[str, set[int]] = {}
    for r in rene(raekker, HOVED[:-1]) or []:
        niveau = NIVEAUER.get(ens(r["Niveau"]))
        if niveau is None and er_note(r, "Niveau"):
            continue
        speciale, aar = r["Speciale"].strip(), r["År"].strip().removesuffix(".0")
        kvartal = re.fullmatch(r"([1-4])\. kvartal", r["Kvartal"].strip())
        rammen = "" if ens(r.get("Ramme", "")) in INGEN else r["Ramme"]
        kr, ramme = laest(r["Forbrug"]), laest(rammen) if rammen else 0.0
        if niveau is None or speciale not in STOERRELSE or not re.fullmatch("20[0-9]{2}", aar):
            return None
        hvem = f"{niveau} {speciale} {aar}"
        if kvartal is None or kr is None or ramme is None or f"{hvem} {kvartal[1]}" in svar:
            return None
        if ramme < 0 or any(abs(100 * v - round(100 * v)) > 1e-3 for v in (kr, ramme)):
            return None
        svar[f"{hvem} {kvartal[1]}"] = float(round(100 * kr))
        hver.setdefault(hvem, set()).add(int(kvartal[1]))
        if rammen:
            rammer.setdefault(hvem, set()).add(float(round(100 * ramme)))
    if any(k != set(range(1, max(k) + 1)) for k in hver.values()):
        return None
    if any(len(v) > 1 for v in rammer.values()):
        return None
    return svar | {f"{hvem} ramme": v.pop() for hvem, v in rammer.items()} or None


def rammefiler() -> list[Fil]:
    """Return three years of both levels and specialer, the last one to September."""
    raekker = [
        (
            *(niveau, speciale, str(aar), f"{kvartal}. kvartal"),
            f"{STOERRELSE[speciale][nr] + 1_000_137 * kvartal},{(7 * aar + kvartal) % 100:02}",
            str(4 * STOERRELSE[speciale][nr] + 1_000_000 * (aar - 2020)),
        )
        for nr, niveau in enumerate(("Landet", "Regionen"))
        for speciale in STOERRELSE
        for aar in (2023, 2024, 2025)
        for kvartal in (range(1, 4) if aar == 2025 else range(1, 5))
    ]
    return i_alle_former("ramme", Tabel(HOVED, tuple(raekker)), _ramme, (2, 4, 5))


def _taget(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    svar: dict[str, float] = {}
    for _, r in ramme_af(proeve, "rammeforbrug", mappe).iterrows():
        hvem = f"{r['niveau']} {r['speciale']} {r['aar']}"
        assert r["maaneder"] == "3"
        svar[f"{hvem} {(int(r['fra_maaned']) + 2) // 3}"] = float(r["oere"])
        if r["ramme"]:
            svar[f"{hvem} ramme"] = float(r["ramme"])
    return svar


RAMME = Slags("ramme", rammefiler, gennem_doeren("ramme", plan, _taget))
