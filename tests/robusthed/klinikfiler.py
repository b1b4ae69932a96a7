"""Files with a row a clinic: lists with capacities, waits, facilities, and points."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd

from data.indgang import datoer
from data.indgang.proeve import Proeve
from planning.kapacitet import klinikkapacitet
from tests.robusthed.doeren import gennem_doeren, lagt, plan
from tests.robusthed.jsonaendringer import JSONEN
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
from tests.robusthed.variant import Dom, Fil, Slags, Tal

#: The answers of the files are of this day.
DAG = date(2026, 10, 1)
ARTER = ("over30", "under30")
VENTER = ("62", "51")
FACILITETER = ("handicapadgang", "handicaptoilet", "holdtraening")
Naiv = Callable[[Raekker | None], Tal | None]


# ------------------------------------------------------------------ naive readings


@cache
def kendte() -> dict[str, str]:
    """Return the klinik_id of every id, and of every name, with its place and alone."""
    navne = plan().klinikker["navn"].map(ens)
    alene = navne[~navne.duplicated(keep=False)]
    steder = plan().klinikker[["kommune_kode", "adresse"]]
    med_sted = {
        f"{navn} {ens(sted)}": str(k) for k, navn in navne.items() for sted in steder.loc[k]
    }
    egne = {str(k): str(k) for k in navne.index}
    return med_sted | {navn: str(k) for k, navn in alene.items()} | egne


def ens(tekst: str) -> str:
    return " ".join(tekst.split()).casefold()


def rene(raekker: Raekker | None, felter: Sequence[str]) -> Iterator[dict[str, str]] | None:
    """Return the rows by heading; None where the head does not have each once.

    The head is the first row that has them all.
    """
    rene = [[c.strip() for c in r] for r in raekker or []]
    nr = next((nr for nr, r in enumerate(rene) if set(felter) <= set(r)), None)
    if nr is None or any(rene[nr].count(f) != 1 for f in felter):
        return None
    hoved, hele = rene[nr], [r for r in rene[nr + 1 :] if any(r)]
    if any(len(r) > len(hoved) for r in hele):
        return None
    # A row that stops early has nothing in the rest of its cells.
    return (dict(zip(hoved, [*r, *[""] * (len(hoved) - len(r))], strict=True)) for r in hele)


def er_note(raekke: dict[str, str], foerste: str) -> bool:
    """Whether a row has words in its first cell alone, or says that it is a total."""
    alene = not any(v for k, v in raekke.items() if k != foerste)
    return raekke[foerste].startswith("i alt") or (bool(raekke[foerste]) and alene)


KLINIKHOVED = ("Klinik-id", "Klinik", "Adresse", "Postnr.", "By", "Kommune", "Over 30", "Under 30")


def _klinikker(raekker: Raekker | None) -> Tal | None:
    """Return the rights to practise of every clinic, by kind, and the kommune it is in."""
    fundne = rene(raekker, ("Klinik", "Kommune", "Over 30", "Under 30"))
    koder = {ens(str(n)): str(k) for k, n in plan().kommuner["kommune"].items()}
    koder |= {k: k for k in koder.values()} | {k.lstrip("0"): k for k in koder.values()}
    svar: dict[str, float] = {}
    for r in fundne or []:
        if er_note(r, next(iter(r))):
            continue
        navn, kode = ens(r["Klinik"]), koder.get(ens(r["Kommune"]), "")
        sted = ens(r.get("Adresse", ""))
        muligt = (r.get("Klinik-id", ""), navn, f"{navn} {sted}", f"{navn} {kode}")
        hvem = next((kendte()[n] for n in muligt if n in kendte()), navn)
        tal = [_helt(r["Over 30"]), _helt(r["Under 30"])]
        if f"{hvem} kommune" in svar or not r["Klinik"] or None in tal or tal == ["", ""]:
            return None
        if not r["Kommune"]:
            kode = str(plan().klinikker["kommune_kode"].get(hvem, ""))
        if not kode:
            return None
        svar[f"{hvem} kommune"] = float(kode)
        for art, antal in zip(ARTER, tal, strict=True):
            svar[f"{hvem} {art}"] = float(antal or 0)
    return svar or None


def _helt(celle: str) -> float | str | None:
    """Return a count, "" for an empty cell, None for what is neither."""
    if celle in ("", "-"):
        return ""
    hel = celle.removesuffix(",0").removesuffix(".0").removeprefix("-" if celle == "-0" else "")
    return float(hel) if hel.isascii() and hel.isdigit() else None


VENTEHOVED = ("Klinik", "Ventetid 62", "Ventetid 51", "Opdateret")


def _ventetider(raekker: Raekker | None) -> Tal | None:
    """Return the answers of each kommune: how many, and the sums of their ends in weeks."""
    fundne = rene(raekker, VENTEHOVED[:1])
    svar: dict[str, float] = {}
    set_foer: set[str] = set()
    for r in fundne or []:
        if er_note(r, "Klinik"):
            continue
        klinik = kendte().get(r["Klinik"]) or kendte().get(ens(r["Klinik"]))
        if klinik is None or klinik in set_foer:
            return None
        set_foer.add(klinik)
        for type_ in VENTER:
            celle = r.get(f"Ventetid {type_}", "")
            if celle in ("", "-", "?", "ukendt", "n/a"):
                continue
            ender = _uger(celle)
            if ender is None:
                return None
            noegle = f"{plan().klinikker.at[klinik, 'kommune_kode']} {type_}"
            for hvad, v in zip(("svar", "lav", "hoej"), (1.0, *ender), strict=True):
                svar[f"{noegle} {hvad}"] = svar.get(f"{noegle} {hvad}", 0.0) + v
    return svar or None


def _uger(celle: str) -> tuple[float, float] | None:
    if celle in ("ingen", "0", "-0"):
        return 0.0, 0.0
    tal = celle.rstrip("abcdefghijklmnopqrstuvwxyz")
    deler = {"uger": 1.0, "uge": 1.0, "dage": 7.0, "dag": 7.0}.get(celle.removeprefix(tal))
    dele = tal.strip().split("-")
    if deler is None or len(dele) > 2 or not all(d.isascii() and d.isdigit() for d in dele):
        return None
    lav, hoej = float(dele[0]) / deler, float(dele[-1]) / deler
    return (lav, hoej) if lav <= hoej else None


FACILITETSHOVED = ("Klinik", "Handicapadgang", "Handicaptoilet", "Hold")
ORD = {
    "ja": 1.0,
    "x": 1.0,
    "1": 1.0,
    "TRUE": 1.0,
    "nej": 0.0,
    "0": 0.0,
    "-": math.nan,
    "": math.nan,
}
ORD |= {"j": 1.0, "n": 0.0, "y": 1.0, "?": math.nan, "ikke oplyst": math.nan, "ukendt": math.nan}
ORD |= dict.fromkeys(("na", "n/a", "null"), math.nan)


def _faciliteter(raekker: Raekker | None) -> Tal | None:
    """Return 1 for yes and 0 for no, by clinic and facility; nothing where it is not told."""
    fundne = rene(raekker, FACILITETSHOVED[:1])
    svar: dict[str, float] = {}
    for r in fundne or []:
        klinik = kendte().get(r["Klinik"]) or kendte().get(ens(r["Klinik"]))
        if klinik is None or er_note(r, "Klinik"):
            if er_note(r, "Klinik") and klinik is None:
                continue
            return None
        for felt, navn in zip(FACILITETER, FACILITETSHOVED[1:], strict=True):
            if r.get(navn, "") not in ORD or f"{klinik} {felt}" in svar:
                return None
            svar[f"{klinik} {felt}"] = ORD[r.get(navn, "")]
    return svar or None


PUNKTHOVED = ("Klinik", "Bredde", "Længde")


def _punkter(raekker: Raekker | None) -> Tal | None:
    """Return the degrees of each clinic's point."""
    fundne = rene(raekker, PUNKTHOVED)
    egne = [r for r in fundne or [] if not r["Klinik"].startswith("i alt")]
    return _steder((r["Klinik"], r["Bredde"], r["Længde"]) for r in egne)


def _steder(fundne: Iterator[tuple[str, str, str]]) -> Tal | None:
    svar: dict[str, float] = {}
    for navn, *sted in fundne:
        if sted == ["", ""]:
            continue
        klinik = kendte().get(navn) or kendte().get(ens(navn))
        grader = [_grader(g) for g in sted]
        if klinik is None or None in grader or f"{klinik} lat" in svar:
            return None
        svar[f"{klinik} lat"], svar[f"{klinik} lon"] = grader  # type: ignore[assignment]
    return svar or None


def _grader(celle: str) -> float | None:
    hel, _, rest = celle.strip().replace(",", ".").partition(".")
    if not all(d.isascii() and d.isdigit() for d in (hel, rest or "0")):
        return None
    return float(f"{hel}.{rest or 0}")


def _har_sted(led: dict[str, Any]) -> bool:
    """Whether a feature has a point of two numbers; one without has no place."""
    geometri = led.get("geometry") if led["type"] == "Feature" else None
    sted = geometri.get("coordinates") if geometri and geometri.get("type") == "Point" else None
    return bool(sted) and all(type(g) in (int, float) for g in sted[:2]) and len(sted) > 1


def _geojson(indhold: bytes) -> Tal | None:
    """Return the degrees of each feature's point."""
    try:
        fundne = [
            (
                str(f["properties"]["klinik"]),
                *(repr(float(g)) for g in f["geometry"]["coordinates"][1::-1]),
            )
            for f in json.loads(indhold)["features"]
            if _har_sted(f)
        ]
        return _steder(iter(fundne))  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError, IndexError, RecursionError):
        return None


# ------------------------------------------------------------------ whole files


def i_alle_former(
    navn: str, tabel: Tabel, naiv: Naiv, talkolonner: tuple[int, ...], **svar: str
) -> list[Fil]:
    """Return a table as text, as a workbook and as an OpenDocument spreadsheet."""

    def af_bog(indhold: bytes) -> Tal | None:
        ark = laes_bog(indhold)
        return naiv(next(iter(ark.values()))) if ark else None

    def af_tekst(indhold: bytes) -> Tal | None:
        return naiv(laes_csv(indhold, ";"))

    former = (
        ("csv", partial(skriv_csv, skille=";", kodning="utf-8-sig"), af_tekst, TEKSTEN),
        ("xlsx", partial(skriv_xlsx, talkolonner=talkolonner), af_bog, ZIPPEN),
        ("ods", skriv_ods, af_bog, ZIPPEN),
    )
    return [
        Fil(
            *(f"{navn}.{endelse}", skriv(tabel), laes, svar, tabel, skriv, talkolonner, (0,)),
            egne=(*TABELLEN, *egne),
        )
        for endelse, skriv, laes, egne in former
    ]


def klinikfiler() -> list[Fil]:
    """Return the clinics of the dataset, one of them with one more right to practise."""
    p = plan()
    kapacitet = klinikkapacitet(p)
    raekker = [
        (
            *(str(k.Index), k.navn, k.adresse, str(k.postnr), k.by),
            p.kommuner["kommune"][k.kommune_kode],
            str(int(kapacitet.at[k.Index, "over30"]) + (nr == 0)),
            str(int(kapacitet.at[k.Index, "under30"])),
        )
        for nr, k in enumerate(p.klinikker.itertuples())
    ]
    return i_alle_former("klinikker", Tabel(KLINIKHOVED, tuple(raekker)), _klinikker, (6, 7))


def ventefiler() -> list[Fil]:
    """Return two clinics' answers in each kommune that has two."""
    svar = ("2-3 uger", "10 dage", "ingen", "1 uge", "4 uger", "3-14 dage", "12-16 uger")
    k = plan().klinikker
    valgte = k.groupby("kommune_kode").head(2)
    raekker = [
        (str(klinik), svar[nr % len(svar)], svar[nr * 3 % len(svar)], "01-09-2026")
        for nr, klinik in enumerate(valgte.index)
    ]
    return i_alle_former("ventetider", Tabel(VENTEHOVED, tuple(raekker)), _ventetider, (1, 2))


def facilitetsfiler() -> list[Fil]:
    """Return what every clinic has."""
    ord_ = ("ja", "nej", "x", "", "0", "1")
    raekker = [
        (str(klinik), *(ord_[(nr * 5 + k) % len(ord_)] for k in range(3)))
        for nr, klinik in enumerate(plan().klinikker.index)
    ]
    return i_alle_former(
        "faciliteter", Tabel(FACILITETSHOVED, tuple(raekker)), _faciliteter, (1, 2, 3)
    )


def punktfiler() -> list[Fil]:
    """Return a point for each clinic, some 200 m from where it stands."""
    k = plan().klinikker
    steder = [
        (str(navn), f"{lat + 0.002:.5f}", f"{lon - 0.001:.5f}")
        for navn, lat, lon in zip(
            k.index, k["lat"].astype(float), k["lon"].astype(float), strict=True
        )
    ]
    raekker = tuple((navn, *(g.replace(".", ",") for g in sted)) for navn, *sted in steder)
    kort = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"klinik": navn},
                "geometry": {"type": "Point", "coordinates": [float(lon), float(lat)]},
            }
            for navn, lat, lon in steder
        ],
    }
    geojson = Fil("punkter.geojson", json.dumps(kort).encode(), _geojson, egne=JSONEN)
    return [*i_alle_former("punkter", Tabel(PUNKTHOVED, raekker), _punkter, (1, 2)), geojson]


# ------------------------------------------------------------------ what was taken


def ramme_af(proeve: Proeve, ressource: str, mappe: Path) -> pd.DataFrame:
    indhold = lagt(proeve, ressource, mappe).read_bytes()
    return pd.read_csv(io.BytesIO(indhold), dtype=str, keep_default_na=False)


def _kliniktal(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    klinikker = ramme_af(proeve, "klinikker", mappe).set_index("klinik_id")
    svar: dict[str, float] = {}
    hvem = {
        k: k if k in plan().klinikker.index else ens(str(klinikker.at[k, "navn"]))
        for k in klinikker.index
    }
    for k, kode in klinikker["kommune_kode"].items():
        svar[f"{hvem[k]} kommune"] = float(kode)
    for _, r in ramme_af(proeve, "kapaciteter", mappe).iterrows():
        for art in ARTER:
            svar[f"{hvem[r['klinik_id']]} {art}"] = float(r[art])
    return svar


def _ventetal(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    svar: dict[str, float] = {}
    for _, r in ramme_af(proeve, "ventetider", mappe).iterrows():
        hver = [[float(e) for e in s.split("-")] for s in r["svar_uger"].split()]
        if hver:
            noegle = f"{r['kode']} {r['type']}"
            svar[f"{noegle} svar"] = float(len(hver))
            svar[f"{noegle} lav"] = sum(e[0] for e in hver)
            svar[f"{noegle} hoej"] = sum(e[-1] for e in hver)
    return svar


def _oplysninger(felter: Sequence[str], proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    ramme = ramme_af(proeve, "klinikoplysninger", mappe).set_index("klinik_id")
    ord_ = {"ja": "1", "nej": "0", "ikke oplyst": "nan", "": "nan"}
    return {
        f"{k} {felt}": float(ord_.get(ramme.at[k, felt], ramme.at[k, felt]))
        for k in ramme.index
        for felt in felter
    }


def _paa_dagen(
    proev: Callable[[str, bytes, Fil], Dom],
) -> Callable[[str, bytes, Fil], Dom]:
    """Return the door as it is on the day the answers are of."""

    def paa(navn: str, indhold: bytes, fil: Fil) -> Dom:
        with (
            patch.object(datoer, "idag", lambda: DAG),
            patch("data.indgang.arter.ventetider.idag", lambda: DAG),
        ):
            return proev(navn, indhold, fil)

    return paa


KLINIKKER = Slags("klinikker", klinikfiler, gennem_doeren("klinikker", plan, _kliniktal))
VENTETIDER = Slags(
    *("ventetider", ventefiler),
    _paa_dagen(gennem_doeren("ventetider", plan, _ventetal)),
    taerskel=1e-3,
)
TILGAENGELIGHED = Slags(
    *("tilgaengelighed", facilitetsfiler),
    gennem_doeren("tilgaengelighed", plan, partial(_oplysninger, FACILITETER)),
)
KLINIKPUNKTER = Slags(
    *("klinikpunkter", punktfiler),
    gennem_doeren("klinikpunkter", plan, partial(_oplysninger, ("lat", "lon"))),
)
