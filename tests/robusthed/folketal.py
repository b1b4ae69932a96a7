"""Population by kommune: StatBank's extracts, and tables of one's own as text and workbooks."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pandas as pd

from data.indgang.proeve import Proeve
from tests.robusthed.doeren import PROEVER, gennem_doeren, lagt, plan
from tests.robusthed.oktetter import ZIPPEN
from tests.robusthed.tabelaendringer import TABELLEN, TEKSTEN
from tests.robusthed.tabeller import (
    Raekker,
    Tabel,
    laes_bog,
    laes_csv,
    skriv_csv,
    skriv_ods,
    skriv_xlsx,
)
from tests.robusthed.variant import Fil, Slags, Tal

#: The quarter that is answered where there are several.
KVARTAL = "2026K1"
BAAND = {"0-4", "5-17", "18-64", "65-79", "80+"}


def naivt(raekker: Raekker | None) -> Tal | None:
    """Return the residents of every kommune, each named once in digits; else None."""
    if raekker is None:
        return None
    koder = {str(navn): str(kode) for kode, navn in plan().kommuner["kommune"].items()}
    koder |= {"Vesthimmerlands": "0820"} | {str(int(k)): str(k) for k in koder.values()}
    koder |= {str(k): str(k) for k in plan().kommuner.index}
    steder = ("OMRÅDE", "", "Kommune", "kode")
    for nr, hoved in enumerate(raekker):  # noqa: B007
        tal = [k for k in ("INDHOLD", KVARTAL, "Folketal", "indbyggere") if k in hoved]
        sted = [k for k in steder if k in hoved]
        if tal and sted:
            break
    else:
        return None
    # What stands twice in the head says two things.
    if any(hoved.count(k) > 1 for k in (*tal, *sted)) or len(tal) > 1:
        return None
    fundet: dict[str, dict[str, int]] = {}
    for raekke in raekker[nr + 1 :]:
        if len(raekke) != len(hoved) or not any(raekke):
            continue
        celler = dict(zip(hoved, (c.strip() for c in raekke), strict=True))
        kode, alder = koder.get(celler[sted[0]]), celler.get("ALDER", "")
        if kode is None:
            continue
        # The parts of a whole beside it, and other quarters, are not counted.
        if celler.get("TID", KVARTAL) != KVARTAL or celler.get("KØN", "") not in ("", "I alt"):
            continue
        antal = celler[tal[0]]
        if not (antal.isascii() and antal.isdigit()) or alder in fundet.get(kode, {}):
            return None
        fundet.setdefault(kode, {})[alder] = int(antal)
    grupper = {frozenset(f) for f in fundet.values()}
    alle = {frozenset({""}), frozenset({"Alder i alt"}), frozenset(BAAND)}
    if set(fundet) != set(plan().kommuner.index) or len(grupper) != 1 or not grupper <= alle:
        return None
    return {kode: float(sum(f.values())) for kode, f in fundet.items()}


def _af_tekst(navn: str, skille: str, kodning: str = "utf-8-sig", **svar: str) -> Fil:
    """Return a trial file whose table has titles above it, or is as it is."""
    indhold = (PROEVER / navn).read_bytes()
    raekker = [r for r in laes_csv(indhold, skille) or [] if len(r) > 1]
    hoved, *resten = raekker
    return Fil(
        navn,
        indhold,
        lambda i: naivt(laes_csv(i, skille)),
        svar,
        Tabel.af([hoved, *resten]),
        lambda t: skriv_csv(t, skille, kodning),
        talkolonner=(len(hoved) - 1,),
        idkolonner=(0,),
        egne=(*TABELLEN, *TEKSTEN),
    )


def _egen(navn: str) -> Fil:
    """Return a table of one's own: 2 per cent more in every kommune than the dataset has."""
    kommuner = plan().kommuner
    tabel = Tabel(
        ("Kommune", "Region", "Folketal"),
        tuple(
            (str(r["kommune"]), "Nordjylland", str(round(r["indbyggere"] * 1.02)))
            for _, r in kommuner.iterrows()
        ),
    )
    skriv = partial(skriv_xlsx, talkolonner=(2,)) if navn.endswith(".xlsx") else skriv_ods

    def naiv(indhold: bytes) -> Tal | None:
        ark = laes_bog(indhold)
        return naivt(next(iter(ark.values()))) if ark else None

    return Fil(
        *(navn, skriv(tabel), naiv, {}, tabel, skriv),
        talkolonner=(2,),
        idkolonner=(0,),
        egne=(*TABELLEN, *ZIPPEN),
    )


def filer() -> list[Fil]:
    """Return the whole files."""
    return [
        _af_tekst("folk1a_api.csv", ";"),
        _af_tekst("folk1a_koder.csv", ";"),
        _af_tekst("folk1a_statistikbanken.csv", ";", "cp1252", tid=KVARTAL),
        _egen("folketal.xlsx"),
        _egen("folketal.ods"),
    ]


def _tal(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    ramme = pd.read_csv(
        io.BytesIO(lagt(proeve, "kommuner", mappe).read_bytes()), dtype={"kode": str}
    )
    return dict(zip(ramme["kode"], ramme["indbyggere"].astype(float), strict=True))


FOLKETAL = Slags("folketal", filer, gennem_doeren("folketal", plan, _tal))


# ------------------------------------------------------------------ years to come

AARENE = ("2031", "2032", "2033")
FREMHOVED = ("Kommune", "År", "Folketal")


def naivt_pr_aar(raekker: Raekker | None) -> Tal | None:
    """Return the residents of every kommune in every year, each once in digits; else None."""
    rene = [[c.strip() for c in r] for r in raekker or []]
    nr = next((nr for nr, r in enumerate(rene) if set(FREMHOVED) <= set(r)), None)
    if nr is None or any(rene[nr].count(f) != 1 for f in FREMHOVED):
        return None
    sted, aar, antal = (rene[nr].index(f) for f in FREMHOVED)
    koder = {str(navn): str(kode) for kode, navn in plan().kommuner["kommune"].items()}
    koder |= {k: k for k in koder.values()} | {k.lstrip("0"): k for k in koder.values()}
    svar: dict[str, float] = {}
    for r in rene[nr + 1 :]:
        if len(r) != len(rene[nr]) or r[sted] not in koder:
            continue
        noegle = f"{koder[r[sted]]} {r[aar]}"
        if noegle in svar or not (r[antal].isascii() and r[antal].isdigit()):
            return None
        svar[noegle] = float(r[antal])
    aarene = {n.split(" ")[1] for n in svar}
    if len(svar) != len(aarene) * len(plan().kommuner) or len(aarene) < 2:
        return None
    return svar


def fremskrivninger() -> list[Fil]:
    """Return a projection of three years, as text and as workbooks."""
    raekker = [
        (str(r["kommune"]), aar, str(round(r["indbyggere"] * (1 + nr / 100))))
        for _, r in plan().kommuner.iterrows()
        for nr, aar in enumerate(AARENE)
    ]
    tabel = Tabel(FREMHOVED, tuple(raekker))

    def naiv_bog(indhold: bytes) -> Tal | None:
        ark = laes_bog(indhold)
        return naivt_pr_aar(next(iter(ark.values()))) if ark else None

    former = (
        ("csv", partial(skriv_csv, skille=";", kodning="utf-8-sig"), TEKSTEN),
        ("xlsx", partial(skriv_xlsx, talkolonner=(1, 2)), ZIPPEN),
        ("ods", skriv_ods, ZIPPEN),
    )
    return [
        Fil(
            *(f"fremskrivning.{endelse}", skriv(tabel)),
            (lambda i: naivt_pr_aar(laes_csv(i, ";"))) if endelse == "csv" else naiv_bog,
            *({}, tabel, skriv, (2,), (0,)),
            egne=(*TABELLEN, *egne),
        )
        for endelse, skriv, egne in former
    ]


def _fremtal(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    indhold = lagt(proeve, "fremskrivning", mappe).read_bytes()
    ramme = pd.read_csv(io.BytesIO(indhold), dtype={"kode": str, "aar": str})
    return {f"{k} {a}": float(v) for k, a, v in ramme[["kode", "aar", "indbyggere"]].to_numpy()}


FREMSKRIVNING = Slags(
    "fremskrivning", fremskrivninger, gennem_doeren("fremskrivning", plan, _fremtal)
)
