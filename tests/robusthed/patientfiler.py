"""Patients by clinic, speciale and year, read naively to the person and the oere."""

from __future__ import annotations

import re
from pathlib import Path

from data.indgang.proeve import Proeve
from tests.robusthed.doeren import gennem_doeren, plan
from tests.robusthed.klinikfiler import ens, er_note, i_alle_former, kendte, ramme_af, rene
from tests.robusthed.tabeller import Raekker, Tabel
from tests.robusthed.tilskudsfiler import laest
from tests.robusthed.variant import Fil, Slags, Tal

HOVED = ("Klinik", "Speciale", "År", "Patienter", "Beløb")


#: What stands where no amount does.
INTET = ("", "-", "–", "—", "...", "…", "n/a", "na", "null", "none", "x", "ikke oplyst")


def _patienter(raekker: Raekker | None) -> Tal | None:
    svar: dict[str, float] = {}
    for r in rene(raekker, HOVED[:4]) or []:
        klinik = kendte().get(r["Klinik"]) or kendte().get(ens(r["Klinik"]))
        if klinik is None and (er_note(r, "Klinik") or r["Klinik"].startswith("i alt")):
            continue
        noegle = f"{klinik} {r['Speciale'].strip()} {r['År'].strip()}"
        if klinik is None or not re.fullmatch(r".* (51|62) 20[0-9]{2}", noegle):
            return None
        beloeb = r.get("Beløb", "").strip()
        antal, uden = laest(r["Patienter"]), beloeb.casefold() in INTET
        kr = 0.0 if uden else laest(beloeb)
        if antal is None or antal < 0 or antal != round(antal) or f"{noegle} antal" in svar:
            return None
        if kr is None or kr < 0 or abs(100 * kr - round(100 * kr)) > 1e-4 or (kr and not antal):
            return None
        svar[f"{noegle} antal"] = antal
        if not uden:
            svar[f"{noegle} oere"] = float(round(100 * kr))
    return svar or None


def patientfiler() -> list[Fil]:
    """Return two years of every other clinic, 62 with an amount and 51 with and without."""
    raekker = [
        (
            *(str(klinik), speciale, aar, str(120 + (37 * nr) % 320)),
            "" if speciale == "51" and nr % 3 == 0 else f"{400_000 + 1_357 * nr},{nr % 100:02}",
        )
        for nr, klinik in enumerate(plan().klinikker.index[::2])
        for speciale in ("51", "62")
        for aar in ("2024", "2025")
    ]
    return i_alle_former("patienter", Tabel(HOVED, tuple(raekker)), _patienter, (3, 4))


def _taget(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    svar: dict[str, float] = {}
    for _, r in ramme_af(proeve, "patienter", mappe).iterrows():
        noegle = f"{r['klinik_id']} {r['speciale']} {int(r['aar'])}"
        svar[f"{noegle} antal"] = float(r["patienter"])
        if r["oere"] == r["oere"] and str(r["oere"]).strip():
            svar[f"{noegle} oere"] = float(r["oere"])
    return svar


PATIENTER = Slags("patienter", patientfiler, gennem_doeren("patienter", plan, _taget))
