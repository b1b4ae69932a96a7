"""Population by kommune: a table of one's own, or an extract of StatBank's FOLK1A in any shape.

StatBank writes labels or codes, long or with the quarters as columns, with totals among the rows,
by age or sex or neither. What is wanted of it is one number a kommune, of one quarter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd

from dansk import Inputfejl, citat, fortegn, linje, opremsning, tal
from data.datapakke import som_csv
from data.fund import Fund
from data.indgang.folketalsdele import ALLE, DEL, af_alle, dele
from data.indgang.kolonner import ens, uden_nummer
from data.indgang.kommunenavne import kommunekoder
from data.indgang.overskrift import Raatabel
from data.indgang.proeve import ADVARSEL, LAEST, TABELFILER, Art, Kilde, Tolkning
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.indgang.tal import tolk_tal
from data.skema import Felt, laes_skema
from planning.plan import Plan

#: A kommune this far from the dataset's figure is remarked on, and this far is asked about.
BEMAERK_PCT, SPOERG_PCT = 5.0, 20.0
#: Periods or ages listed in a sentence, and faulty rows told one by one; the rest are counted.
VIS_HOEJST, HOEJST_FEJLRAEKKER = 10, 100
PERIODE = re.compile(r"(\d{4})(?:\s?([KkQqMm])\s?(\d{1,2}))?")
#: Codes of StatBank for the country, and for Region Nordjylland.
LANDET, REGIONEN = {"0", "000"}, {"81", "081", "1081"}
REGIONSNAVNE = {"region nordjylland", "nordjylland", "regionen", "regionen i alt"}
AALDER = re.compile(r"(\d{1,3})(?:\s?-\s?(\d{1,3})|\s?\+| og derover| og over)?(?: aar)?")

FELTER = (
    Felt(
        *("omraade", "string", "Kommune", "kommunens navn eller kode"),
        kraevet=True,
        eksempel="Brønderslev eller 0810",
        ord=(
            *("område", "kommunekode", "kode", "kom", "kolonne 1", "bopælskommune"),
            *("kommunenavn", "omraade", "kolonne a", "komkode", "komnr", "kommunenr"),
        ),
    ),
    Felt(
        *("indbyggere", "integer", "Indbyggere", "antal personer", "personer"),
        kraevet=True,
        mindst=1,
        eksempel="36.339",
        ord=("indhold", "folketal", "antal", "personer", "befolkning", "indbyggertal", "value"),
    ),
    Felt(
        *("tid", "string", "Tid", "år eller kvartal, når filen har flere"),
        eksempel="2026K1",
        ord=("kvartal", "år", "periode", "dato"),
    ),
    Felt(
        *("alder", "string", "Alder", "alder eller aldersgruppe, når filen er delt på den"),
        eksempel="0-4 år",
        ord=("aldersgruppe",),
    ),
)


def form(tabel: Raatabel) -> Raatabel:
    """Return a table with the periods as columns as a long one: omraade, tid, indbyggere."""
    perioder = [k for k in tabel.kolonner if PERIODE.fullmatch(uden_nummer(k).strip())]
    andre = [k for k in tabel.kolonner if k not in perioder]
    if not perioder or not andre:
        return tabel
    navne = {"var_name": "tid", "value_name": "indbyggere"}

    def lang(ramme: pd.DataFrame) -> pd.DataFrame:
        # A period that stands twice is two rows of each kommune, which are told.
        ud = ramme.melt(andre, perioder, ignore_index=False, **navne)
        return ud.assign(tid=ud["tid"].map(uden_nummer))

    kolonner = [*andre, "tid", "indbyggere"]
    bogstaver = [tabel.kolonnebogstaver[tabel.kolonner.index(k)] for k in andre]
    return replace(
        tabel,
        kolonner=kolonner,
        data=lang(tabel.data),
        totaler=lang(tabel.totaler),
        kolonnebogstaver=[*bogstaver, "", ""],
    )


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the inhabitants of each kommune, of the quarter that is answered."""
    alle = pd.concat([tabel.data, tabel.totaler])
    rest = {f"{DEL}{k}": alle[k] for k in tabel.kolonner if k not in kolonner.values()}
    ramme = pd.DataFrame({felt: alle[k] for felt, k in kolonner.items()} | rest)
    ramme, fund = af_alle(ramme, kilde)
    ramme, dato, ubesvarede = _tiden(ramme, svar)
    lagt_sammen, om_dele = ([], []) if ubesvarede else dele(ramme, svar)
    ubesvarede += om_dele
    talkolonne = tolk_tal(ramme["indbyggere"], svar.get("decimaltegn"))
    if talkolonne.spoergsmaal is not None:
        s = talkolonne.spoergsmaal
        laest = tuple(
            (tegn, f"{s.eksempel} er {tal(v, 3, fast=False)}") for tegn, v in s.laesninger.items()
        )
        ubesvarede.append(Spoergsmaal("decimaltegn", s.tekst, laest))
    if ubesvarede:
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(ubesvarede))
    ramme = ramme.assign(
        antal=talkolonne.tal,
        kode=kommunekoder(ramme["omraade"], plan.kommuner),
        hvad=ramme["omraade"].map(lambda v: ens(str(v))),
    )
    kolonne = kolonner["indbyggere"]
    if tabel.kolonnebogstaver[tabel.kolonner.index(kolonne)] == "" and len(ramme):
        kolonne = str(ramme["tid"].iloc[0])  # the column of the file that was made a period
    kommuner = ramme[ramme["kode"] != ""]
    kommuner, aldersfejl = _alle_aldre(kommuner, kilde)
    fund += [*_vaerdifejl(kommuner, lagt_sammen, kilde, kolonne), *aldersfejl]
    fund += _manglende(kommuner, plan, kilde)
    andre = ramme[(ramme["kode"] == "") & ~_er_total(ramme)]
    if antal := andre["omraade"].nunique():
        fund.append(
            kilde.fund(
                f"{tal(antal)} andre områder er ikke i datasættet og er ikke læst, fx "
                f"{citat(andre['omraade'].iloc[0])}.",
                alvor=LAEST,
            )
        )
    if fund_har_fejl(fund):
        return Tolkning(fund=tuple(fund))
    nye = kommuner.groupby("kode")["antal"].sum().reindex(plan.kommuner.index).astype("int64")
    fund += _totaler(ramme, nye, kilde)
    foer = plan.kommuner["indbyggere"]
    forskel = _forskel(plan, foer, nye)
    fund += _afvigelser(forskel, kilde)
    spoergsmaal = _rimeligt(forskel, plan, nye)
    if spoergsmaal is not None:
        svaret = besvaret(svar, spoergsmaal)
        if svaret is None:
            return Tolkning(fund=tuple(fund), spoergsmaal=(spoergsmaal,), forskel=forskel)
        if svaret == "nej":
            fund.append(kilde.fund("Tallene er afvist af den, der importerede."))
            return Tolkning(fund=tuple(fund), forskel=forskel)
    ressource = laes_skema().ressourcer["kommuner"]
    indhold = som_csv(plan.kommuner.assign(indbyggere=nye).reset_index(), ressource)
    return Tolkning(
        nye={"kommuner": kilde.nyt(indhold, "folketal", dato)}, fund=tuple(fund), forskel=forskel
    )


def fund_har_fejl(fund: list[Fund]) -> bool:
    """Say whether any finding is a fault."""
    return any(f.alvor == "fejl" for f in fund)


def _tiden(ramme: pd.DataFrame, svar: Svar) -> tuple[pd.DataFrame, str, list[Spoergsmaal]]:
    """Return the rows of one period, how it is said, and the question where there are several."""
    if "tid" not in ramme:
        if "tid" in svar:
            raise Inputfejl(f"Filen har ingen tid, som {citat(svar['tid'])} kan være svar på.")
        return ramme, "ikke oplyst", []
    perioder = sorted({str(v).strip() for v in ramme["tid"].dropna()})
    vist = [linje(p, 30) for p in perioder]
    spoergsmaal = Spoergsmaal(
        "tid",
        f"Filen har {opremsning(vist, hoejst=VIS_HOEJST)}. Hvilken skal bruges?",
        tuple((p, periodeord(p)) for p in perioder),
        perioder[-1] if perioder else "",
    )
    # An answer is of one period there is, also where there is but one.
    valgt = besvaret(svar, spoergsmaal)
    if valgt is None and len(perioder) > 1:
        return ramme, "", [spoergsmaal]
    if valgt is None:
        valgt = (perioder or [""])[0]
    if not valgt:
        return ramme, "ikke oplyst", []
    return ramme[ramme["tid"].astype(str).str.strip() == valgt], periodeord(valgt), []


def periodeord(periode: str) -> str:
    """Return a period as it is said: 2026K1 as `1. kvartal 2026`; what is no period as it is."""
    fundet = PERIODE.fullmatch(periode.strip())
    if not fundet or not fundet[2]:
        return periode
    hvad = "kvartal" if fundet[2].upper() in "KQ" else "måned"
    return f"{int(fundet[3])}. {hvad} {fundet[1]}"


def _er_total(ramme: pd.DataFrame) -> pd.Series:
    koder = ramme["hvad"].str.lstrip("0").replace("", "0")
    i_alt = ramme["hvad"].str.startswith(("region ", "hele ")) | ramme["hvad"].isin(ALLE)
    return i_alt | ramme["hvad"].isin(REGIONSNAVNE) | koder.isin(LANDET | REGIONEN)


def _alle_aldre(kommuner: pd.DataFrame, kilde: Kilde) -> tuple[pd.DataFrame, list[Fund]]:
    """Return the rows to be summed over age: the total where there is one, else every age once."""
    if "alder" not in kommuner or kommuner.empty:
        return kommuner, []
    hvad = kommuner["alder"].map(lambda v: ens(str(v)))
    if hvad.isin(ALLE).any():
        return kommuner[hvad.isin(ALLE)], []
    # `ens` takes the signs away that tell an open group from a single year.
    raa = kommuner["alder"].astype(str).str.strip().str.casefold().str.replace("å", "aa")
    fundet = {v: AALDER.fullmatch(v) for v in raa.unique()}
    if ukendte := [v for v, f in fundet.items() if f is None]:
        return kommuner, [
            kilde.fund(
                f"Alderen {citat(ukendte[0])} kan ikke læses. Skriv fx 0-4 år, 80+ eller i alt.",
                kolonne="alder",
            )
        ]
    grupper = sorted((int(f[1]), _til(v, f)) for v, f in fundet.items() if f is not None)
    huller = [(a, b) for (_, a), (b, _) in pairwise(grupper) if b != a + 1]
    if grupper[0][0] != 0 or huller or np.isfinite(grupper[-1][1]):
        vist = sorted(fundet)
        return kommuner, [
            kilde.fund(
                "Aldersgrupperne er ikke alle aldre én gang: de skal gå fra 0 uden huller og "
                "overlap og ende med en åben gruppe. Her er "
                f"{opremsning(vist, hoejst=VIS_HOEJST)}.",
                kolonne="alder",
            )
        ]
    besked = f"{tal(len(grupper))} aldersgrupper er lagt sammen til hele befolkningen."
    fund = [kilde.fund(besked, kolonne="alder", alvor=LAEST)]
    for _, raekker in kommuner.assign(aldre=raa).groupby("kode"):
        if mangler := sorted(set(raa) - set(raekker["aldre"])):
            sted, uden = linje(raekker["omraade"].iloc[0], 60), [linje(m, 30) for m in mangler]
            fund.append(
                kilde.fund(
                    f"{sted} mangler {opremsning(uden, hoejst=VIS_HOEJST)}. Hver kommune skal have "
                    "alle aldre.",
                    kolonne="alder",
                )
            )
    return kommuner, fund


def _til(alder: str, fundet: re.Match[str]) -> float:
    if fundet[2]:
        return int(fundet[2])
    return np.inf if alder.endswith("+") or "over" in alder else int(fundet[1])


def _vaerdifejl(
    kommuner: pd.DataFrame, dele_: list[str], kilde: Kilde, kolonne: str
) -> Iterator[Fund]:
    forkert = ~(kommuner["antal"] >= 0) | (kommuner["antal"] % 1 != 0)
    for nr, raekke in kommuner[forkert].iloc[:HOEJST_FEJLRAEKKER].iterrows():
        yield kilde.fund(
            f"{citat(raekke['indbyggere'])} er ikke et helt antal personer. Ret tallet i filen.",
            raekke=int(str(nr)),
            kolonne=kolonne,
        )
    noegle = ["kode", *(["alder"] if "alder" in kommuner else []), *dele_]
    gentaget = kommuner[noegle].duplicated()
    for nr, raekke in kommuner[gentaget].iloc[:HOEJST_FEJLRAEKKER].iterrows():
        yield kilde.fund(
            f"{linje(raekke['omraade'], 60)} står også længere oppe. Behold den ene række.",
            raekke=int(str(nr)),
        )
    if (flere := max(forkert.sum(), gentaget.sum()) - HOEJST_FEJLRAEKKER) > 0:
        yield kilde.fund(f"Mindst {tal(flere)} rækker til har de samme fejl. Ret dem i filen.")


def _manglende(kommuner: pd.DataFrame, plan: Plan, kilde: Kilde) -> list[Fund]:
    mangler = plan.kommuner["kommune"][~plan.kommuner.index.isin(kommuner["kode"])]
    if mangler.empty:
        return []
    return [
        kilde.fund(
            f"Filen mangler {opremsning(list(mangler))}. Den skal have alle "
            f"{tal(len(plan.kommuner))} kommuner."
        )
    ]


def _totaler(ramme: pd.DataFrame, nye: pd.Series, kilde: Kilde) -> Iterator[Fund]:
    """Yield whether the kommuner sum to what the file says the region has."""
    koder = ramme["hvad"].str.lstrip("0")
    region = ramme[ramme["hvad"].isin(REGIONSNAVNE) | koder.isin(REGIONEN)]
    if "alder" in region and len(region):
        region = _alle_aldre(region, kilde)[0]
    if region.empty:
        return
    trykt, i_alt = float(region["antal"].sum()), int(nye.sum())
    if trykt == i_alt:
        yield kilde.fund(
            f"Kommunerne giver tilsammen filens tal for regionen, {tal(i_alt)}.", alvor=LAEST
        )
    else:
        yield kilde.fund(
            f"Filen har {tal(trykt)} for regionen, men kommunerne giver {tal(i_alt)}, "
            f"{fortegn(i_alt - trykt, 0)}. Kommunernes tal bruges.",
            alvor=ADVARSEL,
        )


def _forskel(plan: Plan, foer: pd.Series, nye: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "hvad": "indbyggere",
            "foer": foer.to_numpy(),
            "efter": nye.to_numpy(),
            "aendring_pct": (100 * (nye / foer - 1)).to_numpy(),
            "kode": plan.kommuner.index,
        },
        index=pd.Index(plan.kommuner["kommune"], name="navn"),
    )


def _afvigelser(forskel: pd.DataFrame, kilde: Kilde) -> Iterator[Fund]:
    langt = forskel[forskel["aendring_pct"].abs() > BEMAERK_PCT]
    if len(langt):
        hver = [f"{navn} ({fortegn(p)} %)" for navn, p in langt["aendring_pct"].items()]
        yield kilde.fund(
            f"Over {tal(BEMAERK_PCT)} % fra datasættets folketal: {opremsning(hver)}.",
            alvor=ADVARSEL,
        )


def _rimeligt(forskel: pd.DataFrame, plan: Plan, nye: pd.Series) -> Spoergsmaal | None:
    """Return the question of figures too far from the dataset's to be taken in silence."""
    langt = forskel[forskel["aendring_pct"].abs() > SPOERG_PCT]
    if langt.empty:
        return None
    hver = [
        f"{navn} {tal(r['foer'])} til {tal(r['efter'])}" for navn, r in langt.iloc[:4].iterrows()
    ]
    flere = f" og {len(langt) - 4} til" if len(langt) > 4 else ""
    return Spoergsmaal(
        "folketal",
        f"Folketallet ændrer sig over {tal(SPOERG_PCT)} %: {'; '.join(hver)}{flere}. "
        f"{_hvorfor(plan.kommuner['indbyggere'], nye)}Er det rigtigt?",
        (("nej", "nej, filen skal ikke bruges"), ("ja", "ja, brug tallene")),
        "nej",
    )


def _hvorfor(foer: pd.Series, nye: pd.Series) -> str:
    """Return what the figures look like, "" for nothing that is known."""
    forhold = nye / foer
    if 0 < nye.sum() <= 100 * len(nye):
        return "De ligner procenter. "
    for gange in (10, 100, 1000, 0.1, 0.01, 0.001):
        if (forhold / gange - 1).abs().max() < SPOERG_PCT / 100:
            return f"De er alle omkring {tal(gange, 3, fast=False)} gange datasættets. "
    langt = [k for k in forhold.index if abs(forhold[k] - 1) > SPOERG_PCT / 100]
    if len(langt) == 2:
        a, b = langt
        if max(abs(nye[a] / foer[b] - 1), abs(nye[b] / foer[a] - 1)) < SPOERG_PCT / 100:
            return "De to kommuner ser ud til at være byttet om. "
    return ""


ART = Art(
    "folketal",
    "folketal efter kommune",
    "Indbyggere i hver kommune, fx et udtræk af Danmarks Statistiks FOLK1A.",
    FELTER,
    tolk,
    form,
    endelser=(*TABELFILER, ".json"),
)
