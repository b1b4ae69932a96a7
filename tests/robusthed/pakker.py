"""Data packages from elsewhere: the embedded dataset as a zip, entered and read back each time."""

from __future__ import annotations

import dataclasses
import io
import json
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from arkiv.datasaet import alle, i_brug, indfoer_pakke, valgt
from data.datapakke import filer as pakkens_filer
from data.datapakke import pak as pak_pakke
from data.kontrol import laes_rammer
from data.omrids import LAG
from data.skema import INDBYGGET
from data.valgfri import VALGFRI
from tests.robusthed import jsonaendringer
from tests.robusthed.doeren import THY_OG_MORS, udsnit
from tests.robusthed.oktetter import ZIPPEN, dele_af, pak
from tests.robusthed.tabelaendringer import TABELLEN
from tests.robusthed.tabeller import Tabel, laes_csv, skriv_csv
from tests.robusthed.variant import BEGGE, NY, SAMME, TAGET, Aendring, Dom, Fil, Slags, Slump, Tal

#: The tables whose figures are held against the file, their keys, and the columns that are read.
FIGURER = {
    "kommuner.csv": (("kode",), ("indbyggere",)),
    "klinikker.csv": (("klinik_id",), ("lat", "lon", "postnr")),
    "kapaciteter.csv": (("klinik_id", "speciale"), ("over30", "under30")),
    "ventetider.csv": (("kode", "type"), ("uger_min", "uger_max")),
}

#: The tables of one kommune a row, clinics before what points to them.
KOMMUNEFELTER = {
    "kommuner.csv": "kode",
    "klinikker.csv": "kommune_kode",
    "kapaciteter.csv": "klinik_id",
    "ventetider.csv": "kode",
    "byer.csv": "kommunekode",
    "afstemningsomraader.csv": "kommune_kode",
}


def _tal_af(tekst: str) -> float:
    return float(tekst) if tekst.strip() else float("nan")


def naivt(indhold: bytes) -> Tal | None:
    """Return the figures of the tables in a package, each key once."""
    try:
        with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
            dele = {Path(n).name: pakke.read(n) for n in pakke.namelist()}
        svar: dict[str, float] = {}
        for fil, (noegle, felter) in FIGURER.items():
            raekker = laes_csv(dele[fil]) or []
            hoved = raekker[0]
            if any(hoved.count(f) != 1 for f in (*noegle, *felter)):
                return None
            for r in (dict(zip(hoved, r, strict=True)) for r in raekker[1:] if r):
                hvem = " ".join(r[n].strip() for n in noegle)
                for felt in felter:
                    if f"{fil} {hvem} {felt}" in svar:
                        return None
                    svar[f"{fil} {hvem} {felt}"] = _tal_af(r[felt])
        return {n: v for n, v in svar.items() if v == v}
    except Exception:
        return None


def _figurer(mappe: Path) -> Tal:
    rammer, _ = laes_rammer(mappe)
    return {
        f"{fil} {' '.join(str(r[n]) for n in noegle)} {felt}": float(r[felt])
        for fil, (noegle, felter) in FIGURER.items()
        for _, r in rammer[fil.removesuffix(".csv")].iterrows()
        for felt in felter
        if not pd.isna(r[felt])
    }


def _proev(navn: str, indhold: bytes, fil: Fil) -> Dom:
    foer = [d.nr for d in alle()], i_brug().nr
    try:
        taget = indfoer_pakke(indhold, navn, navn="Prøve", hvem="prøven")
    except Exception:
        assert foer == ([d.nr for d in alle()], i_brug().nr), "a refused package is in the store"
        raise
    return Dom(TAGET, (), _figurer(valgt(taget.nr).mappe))


@cache
def _indbygget() -> bytes:
    return pak_pakke(pakkens_filer(INDBYGGET))


@cache
def _udsnit() -> bytes:
    """Return a package of two kommuner, which is read ten times as fast."""
    indhold = pakkens_filer(INDBYGGET)
    klinikker: set[str] = set()
    for navn, felt in KOMMUNEFELTER.items():
        hoved, *raekker = laes_csv(indhold[navn]) or []
        af = klinikker if felt == "klinik_id" else set(THY_OG_MORS)
        valgt = [r for r in raekker if r and r[hoved.index(felt)] in af]
        if navn == "klinikker.csv":
            klinikker = {r[0] for r in valgt}
        indhold[navn] = skriv_csv(Tabel.af([hoved, *valgt]))
    pakke = json.loads(indhold["datapackage.json"])
    pakke["resources"] = [r for r in pakke["resources"] if r["name"] not in VALGFRI]
    indhold["datapackage.json"] = json.dumps(pakke).encode()
    with tempfile.TemporaryDirectory() as mappe:
        udsnit().omrids.to_file(Path(mappe) / "omrids.gpkg", layer=LAG)
        indhold["omrids.gpkg"] = (Path(mappe) / "omrids.gpkg").read_bytes()
    return pak({n: i for n, i in indhold.items() if n.removesuffix(".csv") not in VALGFRI})


def _en_tabel(aendring: Aendring) -> Aendring:
    """Return a change of a table as one of a table of the package."""

    def goer(slump: Slump, fil: Fil) -> bytes:
        dele = dele_af(fil.indhold)
        navne = [n for n in sorted(dele) if n.endswith(".csv")]
        navn = slump.choice([*FIGURER, *navne])
        tabel = Tabel.af(laes_csv(dele[navn]) or [])
        tal = tuple(
            k for k, celle in enumerate(tabel.raekker[0]) if celle.replace(".", "").isdigit()
        )
        del_ = Fil(navn, dele[navn], lambda _: None, {}, tabel, skriv_csv, tal or (0,), (0,))
        nyt = aendring.goer(slump, del_)
        return pak(dele | {navn: nyt if isinstance(nyt, bytes) else nyt[1]})

    facit = SAMME if aendring.facit == SAMME else NY
    return dataclasses.replace(
        aendring, navn=f"tabel: {aendring.navn}", goer=goer, facit=facit, besked=False
    )


def _skemaet(aendring: Aendring) -> Aendring:
    """Return a change of a JSON document as one of datapackage.json."""

    def goer(slump: Slump, fil: Fil) -> bytes:
        dele = dele_af(fil.indhold)
        navn = "datapackage.json"
        nyt = aendring.goer(slump, dataclasses.replace(fil, indhold=dele[navn]))
        return pak(dele | {navn: nyt if isinstance(nyt, bytes) else nyt[1]})

    return dataclasses.replace(aendring, navn=f"skema {aendring.navn}", goer=goer, facit=BEGGE)


def _ressource(slump: Slump, fil: Fil) -> bytes:
    """Return a package one of whose resources says something else of itself."""
    dele = dele_af(fil.indhold)
    pakke: dict[str, Any] = json.loads(dele["datapackage.json"])
    ressource = slump.choice(pakke["resources"])
    felt = slump.choice(sorted(ressource))
    ressource[felt] = slump.choice([None, [], {}, "", "../x.csv", "/etc/hostname", 1, "x" * 300])
    if slump.random() < 0.3:
        del ressource[felt]
    return pak(dele | {"datapackage.json": json.dumps(pakke).encode()})


def filer() -> list[Fil]:
    """Return a package of two kommuner, three times as often as the whole of the embedded one."""
    egne = (
        *ZIPPEN,
        *map(_en_tabel, TABELLEN),
        *map(_skemaet, jsonaendringer.JSONEN),
        Aendring("ressource anderledes", _ressource, BEGGE),
        Aendring("ressource igen", _ressource, BEGGE),
    )
    lille = Fil("datapakke.zip", _udsnit(), naivt, egne=egne)
    return [lille, lille, lille, Fil("nordjylland.zip", _indbygget(), naivt, egne=egne)]


PAKKER = Slags("datapakke", filer, _proev, gemmer=True)
