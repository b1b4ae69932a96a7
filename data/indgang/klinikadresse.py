"""The address of a clinic in a file: postal code and town apart, and the point it is placed at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from dansk import alfabetisk, antal, opremsning, tal
from data.fund import Fund
from data.indgang.art import ADVARSEL, Kilde
from data.indgang.klinikkendte import tekst_af
from data.indgang.kolonner import ens
from data.indgang.kommunenavne import kommunekoder
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret, punkt_af
from data.kontrol import postnummerfund
from data.skema import laes_skema
from data.steder import UDEN_FOR_OMRIDS_M
from data.tabelfil import laes
from geo.koordinater import til_meter
from planning.plan import Plan

POSTBY = re.compile(r"(?:DK[- ]?)?([0-9]{4})\b[ ,.]*(.*)")
#: What tells one town's name from another's in a postal address: Hurup Thy, Nykøbing M.
TILNAVN = re.compile(r" (?:j|m|thy)$")
#: Where Denmark is, degrees: what tells latitude from longitude.
BREDDER, LAENGDER = (54.0, 58.5), (7.5, 15.5)
#: A point this far from the kommune the clinic is listed under is remarked on; outlines are drawn
#: within about 100 m.
UDEN_FOR_KOMMUNEN_M = 1000.0
#: A point and how near it is: lat, lon, praecision.
Sted = tuple[float, float, str]
#: With more clinics than this nowhere to place, the file is another region's, or lacks its towns.
HOEJST_UDEN_STED = 30
#: So many clinics whose town is another kommune's are named.
VIST_STRID = 5


@cache
def postnumre() -> pd.DataFrame:
    """Return the postal codes of the region: postnr, by, kommuner (names with | between)."""
    ressource = laes_skema().ressourcer["postnumre"]
    return laes(ressource.fil, ressource)[0]


def adresser(ramme: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Return adresse, postnr, by and kommune_kode of each row, "" for what is not told.

    `ramme`: adresse, postnr, by, postnr_by (both in one) and omraade, those the file has. The
    kommune is the one that stands there, else the one that the postal code lies in alone.
    """
    tekst = {k: ramme[k].map(tekst_af) for k in ramme}
    tom = pd.Series("", index=ramme.index)
    postby = tekst.get("postnr_by", tom).map(lambda t: POSTBY.fullmatch(t))
    # In a column of its own, or after the street.
    adresse = tekst.get("adresse", tom)
    efter = adresse.map(lambda t: re.fullmatch(r"(.*?),? *((?:DK[- ]?)?[0-9]{4}\b.*)", t))
    if "postnr_by" not in ramme and "postnr" not in ramme:
        postby = efter.map(lambda m: POSTBY.fullmatch(m[2]) if m else None)
        adresse = adresse.where(efter.isna(), efter.map(lambda m: m[1] if m else ""))
    postnr = tekst["postnr"] if "postnr" in tekst else postby.map(lambda m: m[1] if m else "")
    by = tekst["by"] if "by" in tekst else postby.map(lambda m: m[2].strip() if m else "")
    kendte = postnumre().set_index("postnr")
    by = by.where(by != "", postnr.map(kendte["by"]).fillna(""))
    # A town is the town however it is written: SKAGEN, skagen.
    skrivemaader = {ens(navn): navn for navn in (*plan.byer["by"], *kendte["by"])}
    by = by.map(lambda navn: skrivemaader.get(ens(navn), navn))
    eneste = kendte["kommuner"][~kendte["kommuner"].str.contains("|", regex=False)]
    kode = kommunekoder(
        tekst.get("omraade", tom).where(lambda t: t != "", postnr.map(eneste)), plan.kommuner
    )
    return pd.DataFrame({"adresse": adresse, "postnr": postnr, "by": by, "kommune_kode": kode})


def adressefund(
    klinik: pd.DataFrame, plan: Plan, kilde: Kilde, kolonner: Mapping[str, str]
) -> Iterator[Fund]:
    """Yield what an address lacks, and a postal code of another town."""
    kolonne = next((kolonner[k] for k in ("postnr_by", "postnr", "adresse") if k in kolonner), "")
    med = klinik[klinik["postnr"] != ""]
    kommuner = plan.kommuner["kommune"]
    for fund in postnummerfund(med, postnumre().set_index("postnr"), kommuner):
        yield kilde.fund(
            f"{fund.fejl} Adressen bruges, som den står.",
            raekke=fund.raekke,
            kolonne=kolonne,
            alvor=ADVARSEL,
        )
    for nr in klinik.index[klinik["postnr"] == ""]:
        besked = "Postnummeret mangler. Skriv fire cifre."
        yield kilde.fund(besked, raekke=int(nr), kolonne=kolonne)
    for nr in klinik.index[klinik["kommune_kode"] == ""]:
        hvem = klinik.at[nr, "navn"] or "klinikken"
        yield kilde.fund(
            f"Det kan ikke ses, hvilken af regionens kommuner {hvem} ligger i. "
            "Skriv kommunen i en kolonne.",
            raekke=int(nr),
            kolonne=kolonner.get("omraade", ""),
        )


def kommuner_efter_svar(
    klinik: pd.DataFrame, plan: Plan, kilde: Kilde, svar: Svar
) -> tuple[pd.DataFrame, list[Spoergsmaal], list[Fund]]:
    """Return clinics with the kommune that is answered, the question of those in doubt, and faults.

    In doubt is a town that lies in another kommune than stands there, where the postal code does
    not settle it: whose capacity it is, is at stake. A village is known by the dataset's towns.
    """
    hvor = postnumre().groupby("by")["kommuner"].agg("|".join).str.split("|").to_dict()
    navne = plan.kommuner["kommune"]
    landsbyer = {
        navn: [navne[kode] for kode, _ in steder if kode in navne]
        for navn, steder in _byer(plan).items()
    }
    postby = dict(zip(postnumre()["postnr"], postnumre()["by"], strict=True))
    koder = {navn: kode for kode, navn in navne.items()}
    strid: dict[tuple[str, str, str], str] = {}
    tvivl: dict[int, str] = {}
    for a in klinik[klinik["kommune_kode"] != ""].itertuples():
        kommune = navne[a.kommune_kode]
        kendte = [*dict.fromkeys(hvor.get(a.by) or landsbyer.get(ens(a.by), []))]
        if not kendte or kommune in kendte or postby.get(a.postnr) == a.by:
            continue
        # A row that stands twice is one clinic.
        strid.setdefault(
            (a.navn, a.by, kommune),
            f"{a.navn} (række {a.Index}) står i {kommune}, og {a.by} ligger i "
            f"{opremsning(kendte, 'eller')}",
        )
        tvivl[a.Index] = koder.get(kendte[0], "") if len(kendte) == 1 else ""
    if not strid:
        return klinik, [], []
    # A town of several kommuner cannot settle it; the others are moved all the same.
    nogle = "" if all(tvivl.values()) else ", hvor byen kun ligger i én"
    byens = [("by", f"i byens kommune{nogle}")] if any(tvivl.values()) else []
    spoergsmaal = Spoergsmaal(
        "byens_kommune",
        f"{opremsning([*strid.values()][:VIST_STRID])}"
        f"{' og flere' if len(strid) > VIST_STRID else ''}. "
        "Hvor tæller kapaciteten?",
        (("fil", "i den kommune, der står i filen"), *byens, ("nej", "filen skal rettes")),
    )
    valgt = besvaret(svar, spoergsmaal)
    if valgt == "by":
        nye = pd.Series({nr: kode for nr, kode in tvivl.items() if kode}, dtype=object)
        koden = nye.reindex(klinik.index).fillna(klinik["kommune_kode"])
        return klinik.assign(kommune_kode=koden), [], []
    if valgt == "nej":
        hvilke = opremsning([*strid.values()])
        besked = f"Du har svaret, at filen skal rettes. Ret kommunen eller byen: {hvilke}."
        return klinik, [], [kilde.fund(besked)]
    return klinik, [] if valgt == "fil" else [spoergsmaal], []


def koordinater(
    ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Fund]]:
    """Return lat and lon in degrees, NaN where the file has none, and the cells that are none.

    A coordinate can only be read in one way that puts it in Denmark, whatever its decimal sign.
    """
    punkter = pd.DataFrame({"lat": np.nan, "lon": np.nan}, index=ramme.index)
    fund: list[Fund] = []
    for navn, (mindst, hoejst) in (("lat", BREDDER), ("lon", LAENGDER)):
        if navn not in ramme:
            continue
        anden = LAENGDER if navn == "lat" else BREDDER
        for nr, celle in ramme[navn].items():
            tekst = tekst_af(celle)
            grader = _grader(tekst)
            if grader is not None and mindst <= grader <= hoejst:
                punkter.loc[nr, navn] = grader
                continue
            if tekst in ("", "-"):
                continue
            hvad = "en bredde" if navn == "lat" else "en længde"
            byttet = grader is not None and anden[0] <= grader <= anden[1]
            besked = (
                f"»{tekst}« er ikke {hvad} i Danmark, men kan være en "
                f"{'længde' if navn == 'lat' else 'bredde'}. Er de to kolonner byttet om?"
                if byttet
                else f"»{tekst}« er ikke {hvad} i grader i Danmark ({tal(mindst, 1)} til "
                f"{tal(hoejst, 1)})."
            )
            fund.append(kilde.fund(besked, raekke=int(str(nr)), kolonne=kolonner[navn]))
    halve = punkter.isna().sum(axis=1) == 1
    uden_fejl = halve & ~halve.index.isin([f.raekke for f in fund])
    for nr in punkter.index[uden_fejl]:
        besked = "Punktet har kun den ene af bredde og længde. Skriv begge eller ingen."
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonner.get("lat", "")))
    return punkter, fund


def _grader(tekst: str) -> float | None:
    tekst = tekst.replace("\u2212", "-").replace(" ", "").rstrip("°NEne")
    if not re.fullmatch(r"-?[0-9]{1,2}(?:[.,][0-9]+)?", tekst):
        return None
    return float(tekst.replace(",", "."))


def placer(
    klinik: pd.DataFrame,
    punkter: pd.DataFrame,
    kendt: pd.Series,
    plan: Plan,
    kilde: Kilde,
    svar: Svar,
) -> tuple[pd.DataFrame, list[Spoergsmaal], list[Fund]]:
    """Return lat, lon and praecision of each clinic, and what is asked and told of the rest.

    A point of the file is used as it is, and that of a clinic of the dataset (`kendt`, its
    klinik_id) which has not moved. Else it is the middle of its town, where the dataset has a town
    of that name in the kommune; otherwise it is asked for.
    """
    steder = punkter.assign(praecision=np.where(punkter["lat"].notna(), "adresse", ""))
    byer, foer = _byer(plan), plan.klinikker.to_dict("index")
    spoergsmaal: list[Spoergsmaal] = []
    ved_byen: list[str] = []
    fundne: dict[int, Sted] = {}
    for a in klinik[steder["praecision"] == ""].itertuples():
        klinik_id = kendt[a.Index]
        sted = _samme_sted(foer.get(klinik_id), a) or _byens_midte(byer, a)
        if sted is None:
            s = _hvor(plan, a)
            givet = besvaret(svar, s)
            if givet is None:
                spoergsmaal.append(s)
                continue
            sted = _svarets_sted(byer, a, givet)
        elif sted[2] == "by" and not klinik_id:
            ved_byen.append(a.navn)
        fundne[a.Index] = sted
    if fundne:
        steder.loc[list(fundne)] = pd.DataFrame.from_dict(
            fundne, orient="index", columns=["lat", "lon", "praecision"]
        )
    fund = [*placeringsfund(steder, klinik, plan, kilde)]
    if ved_byen:
        fund.append(
            kilde.fund(
                f"{antal(len(ved_byen), 'ny klinik er', 'nye klinikker er')} sat ved byens midte "
                "(inden for ca. 1 km): "
                f"{opremsning(ved_byen[:5])}{' og andre' if len(ved_byen) > 5 else ''}. Skriv lat "
                "og lon i filen for at sætte dem nøjagtigt.",
                alvor=ADVARSEL,
            )
        )
    if len(spoergsmaal) > HOEJST_UDEN_STED:
        fund.append(
            kilde.fund(
                f"{tal(len(spoergsmaal))} klinikker kan ikke sættes på kortet: deres byer er ikke "
                "i datasættet. Skriv breddegrad og længdegrad i filen, eller ret kolonnen med byen."
            )
        )
        spoergsmaal = []
    return steder, spoergsmaal, fund


def _byer(plan: Plan) -> dict[str, list[tuple[str, Sted]]]:
    """Return the towns of each name, as names are compared: kommune and middle.

    A polling district named as no town is one too, at its polling place, unless it is the kommune.
    """
    byer: dict[str, list[tuple[str, Sted]]] = {}
    for b in plan.byer.itertuples():
        sted = (float(b.lat), float(b.lon), "by")
        byer.setdefault(ens(b.by), []).append((b.kommune_kode, sted))
    kendte = {*byer, *plan.kommuner["kommune"].map(ens)}
    for d in plan.distrikter.itertuples():
        if (navn := ens(d.navn)) not in kendte:
            sted = (float(d.lat), float(d.lon), "by")
            byer.setdefault(navn, []).append((d.kommune_kode, sted))
    return byer


def _samme_sted(foer: Mapping[str, Any] | None, a: Any) -> Sted | None:
    """The point of a clinic of the dataset, unless the file has another address for it."""
    if foer is None or a.kommune_kode != foer["kommune_kode"]:
        return None
    if a.adresse and ens(a.adresse) != ens(foer["adresse"]):
        return None
    return float(foer["lat"]), float(foer["lon"]), str(foer["praecision"])


def _byens_midte(byer: Mapping[str, list[tuple[str, Sted]]], a: Any) -> Sted | None:
    """The middle of a town, where only one of the name is in the kommune, or in the region."""
    navn = ens(a.by)
    alle = byer.get(navn) or byer.get(TILNAVN.sub("", navn), [])
    egne = [sted for kode, sted in alle if kode == a.kommune_kode]
    valgt = egne or [sted for _, sted in alle]
    return valgt[0] if len(valgt) == 1 else None


def _hvor(plan: Plan, a: Any) -> Spoergsmaal:
    byer = sorted(plan.byer["by"][plan.byer["kommune_kode"] == a.kommune_kode], key=alfabetisk)
    kommune = plan.kommuner["kommune"].get(a.kommune_kode, "regionen")
    hvor = ", ".join(d for d in (a.adresse, f"{a.postnr} {a.by}".strip()) if d)
    return Spoergsmaal(
        f"sted:{a.Index}",
        f"Hvor ligger {a.navn} ({hvor or 'uden adresse'}) i række {a.Index}? Byen er ikke i "
        f"datasættet: vælg en by i {kommune}, eller giv et punkt.",
        tuple((f"by:{b}", f"{b} (byens midte)") for b in byer),
        punkt=True,
    )


def _svarets_sted(byer: Mapping[str, list[tuple[str, Sted]]], a: Any, givet: str) -> Sted:
    if (punkt := punkt_af(givet)) is not None:
        return (*punkt, "adresse")
    navn = ens(givet.removeprefix("by:"))
    return next(sted for kode, sted in byer[navn] if kode == a.kommune_kode)


def placeringsfund(
    steder: pd.DataFrame, klinik: pd.DataFrame, plan: Plan, kilde: Kilde
) -> Iterator[Fund]:
    """Yield the points that lie in the sea or abroad, and those in another kommune than told.

    `steder`: lat, lon and praecision of each row; `klinik`: its navn and kommune_kode.
    """
    med = steder[steder["praecision"] == "adresse"].dropna()
    if med.empty:
        return
    omrids = plan.omrids.set_index("kode").geometry
    punkter = gpd.GeoSeries(
        [Point(*xy) for xy in til_meter(med["lat"], med["lon"])], index=med.index, crs=omrids.crs
    )
    region = omrids[omrids.index.isin(plan.kommuner.index)]
    for nr, punkt in punkter.items():
        afstand = region.distance(punkt)
        kode, navn = klinik.loc[nr, ["kommune_kode", "navn"]]
        if afstand.min() > UDEN_FOR_OMRIDS_M:
            yield kilde.fund(
                f"Punktet for {navn} ligger {tal(afstand.min() / 1000, 1)} km uden for "
                "regionens kommuner, i vandet eller i en anden region. Ret punktet.",
                raekke=int(str(nr)),
            )
        elif kode in afstand and afstand[kode] > UDEN_FOR_KOMMUNEN_M:
            i = plan.kommuner["kommune"][str(afstand.idxmin())]
            yield kilde.fund(
                f"Punktet for {navn} ligger i {i}, men klinikken står under "
                f"{plan.kommuner['kommune'][kode]}. Er punktet forkert, så ret det; ellers tæller "
                "kapaciteten i den kommune, der står i filen.",
                raekke=int(str(nr)),
                alvor=ADVARSEL,
            )
