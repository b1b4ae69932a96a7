"""Fields that lists of clinics, specialer and amounts have alike."""

from __future__ import annotations

from dataclasses import replace

from data.skema import Felt

KLINIK = Felt(
    *("klinik", "string", "Klinik", "klinikkens navn, ydernummer eller id"),
    kraevet=True,
    eksempel="Aabybro Fysioterapi",
    ord=("praksis", "praksisnavn", "kliniknavn", "navn", "ydernr", "ydernummer", "klinik_id"),
)
#: As a list of clinics with a row each also calls it.
KLINIKKEN = replace(KLINIK, ord=(*KLINIK.ord, "klinikkens navn"))
OMRAADE = Felt(
    *("omraade", "string", "Kommune", "kommunens navn eller kode; skiller ens kliniknavne"),
    eksempel="Jammerbugt",
    ord=("kommunenavn", "kommunekode", "område"),
)
SPECIALE = Felt(
    *("speciale", "string", "Speciale", "specialets kode"),
    kraevet=True,
    eksempel="62",
    ord=("specialekode", "spec"),
)
