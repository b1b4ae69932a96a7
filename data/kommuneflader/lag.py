"""Which layer of a map file has the kommuner, and which kommune each of its rows is.

A row is known by its code or its name, whatever the columns are called in DAGI, Danmarks Adressers
Web API or GISCO. Only columns are read here; what is a kommune of the dataset has its area read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from dansk import Inputfejl, linje, opremsning, tal
from data import gdal
from data.fremmedfil import laesefejl
from data.indgang.klinikkendte import tekst_af
from data.indgang.kolonner import NOEGLE, ens
from data.indgang.kommunenavne import kommunekoder
from data.indgang.spoergsmaal import Spoergsmaal
from data.net.graenser import HOEJST_LAG, VIS_KOLONNER, kraev_kolonner
from data.net.kortlag import Kortlag
from data.net.samtale import Samtale
from data.net.shapefil import kraev_hel, kraev_tal
from data.skema import Felt
from planning.plan import Plan

#: Areas of a layer; more are no kommuner, nor the parishes or islands they are made of.
HOEJST_FLADER = 50_000
FLADETYPER = ("Unknown", "GeometryCollection", "Polygon", "MultiPolygon")
#: So many of the region's kommuner, at the least, are in what is guessed to be a file of them.
HALVDELEN = 0.5
#: A file of kommuner has no more areas than this for each: their islands, or their parishes.
FLADER_PR_KOMMUNE = 100
#: So many places in another layer may be the cells of a population grid.
SOM_ET_NET = 1_000
VIS_NAVNE = 6

KODE, NAVN = (
    Felt(
        *("kommunekode", "string", "Kommunekode", "kommunens kode, med eller uden nul forrest"),
        eksempel="0810",
        ord=(
            *("komkode", "kom_kode", "kode", "kommune_kode", "komnr", "kommunenr"),
            *("LAU_ID", "LAU_CODE", "GISCO_ID"),
        ),
    ),
    Felt(
        *("kommunenavn", "string", "Kommunenavn", "kommunens navn; i stedet for koden"),
        eksempel="Brønderslev",
        ord=("navn", "komnavn", "kom_navn", "kommune", "LAU_NAME", "LAU_NAME_LATN", "name"),
    ),
)
#: The column of Eurostat that says which country a code is of, and what it says of Denmark.
LANDE, DANMARK = ("cntr code", "cntr id"), "DK"
#: What Eurostat puts before a code.
LANDEKODE = re.compile(r"^DK[-_ ]?(?=[0-9])")


@dataclass(frozen=True, eq=False)
class Raekker:
    """The rows of a layer that are kommuner: index the feature's number; kode, kaldt (its name).

    `kolonner`: what they were known by; `andre`: rows that are no kommune of the dataset.
    `modsigelser`: sentences on rows that say two things. `lag`: where they are.
    """

    lag: Kortlag
    tabel: pd.DataFrame
    kolonner: tuple[str, ...]
    andre: int
    modsigelser: tuple[str, ...]


def vaelg_raekker(
    lagene: Sequence[Kortlag], kommuner: pd.DataFrame, egne: Iterable[str], samtale: Samtale
) -> Raekker:
    """Return the rows of the one layer that has the kommuner; which is asked when there are more.

    `kommuner`: index kode; kommune, of all outlines the dataset has; `egne`: codes of the region.
    Raises Inputfejl for a file without such a layer, with too many areas or columns, or no column
    with the kommune; Ubesvaret when a layer or column must be told before more can be read.
    """
    fil = lagene[0].fil if lagene else None
    med_flader = [lag for lag in lagene[:HOEJST_LAG] if _kan_have_flader(lag)]
    if fil is None or not med_flader:
        raise Inputfejl(
            f"{samtale.fil} har intet lag med flader (polygoner). Gem kommunerne som flader."
        )
    egne = frozenset(egne)
    if len(med_flader) == 1:
        return laes_raekker(med_flader[0], kommuner, samtale)
    antal = {lag.navn: genkendte(lag, kommuner, egne) for lag in med_flader}
    # The one with fewest areas is likelier kommuner than what they are made of.
    mulige = [
        lag.navn
        for lag in sorted(med_flader, key=_antal_flader)
        if antal[lag.navn] >= HALVDELEN * len(egne)
    ]
    spoergsmaal = Spoergsmaal(
        "lag",
        f"{samtale.fil} har {len(med_flader)} lag med flader. Hvilket er kommunerne?",
        tuple((navn, f"{n} af regionens {len(egne)} kommuner") for navn, n in antal.items()),
        mulige[0] if mulige else "",
    )
    if len(mulige) == 1 and "lag" not in samtale.svar:
        valgt = mulige[0]
    else:
        valgt = samtale.kraev(spoergsmaal, mulige[0] if mulige else None)
    return laes_raekker(next(lag for lag in med_flader if lag.navn == valgt), kommuner, samtale)


def _kan_have_flader(lag: Kortlag) -> bool:
    with laesefejl(lag.fil):
        typen = str(gdal.read_info(lag.sti, layer=lag.lag)["geometry_type"] or "")
    return typen.removeprefix("2.5D ").split(" ")[0] in FLADETYPER


def _antal_flader(lag: Kortlag) -> int:
    with laesefejl(lag.fil):
        return int(gdal.read_info(lag.sti, layer=lag.lag)["features"])


def genkendte(lag: Kortlag, kommuner: pd.DataFrame, egne: frozenset[str]) -> int:
    """Return how many of the region's kommuner the columns of a layer name; 0 where none can."""
    try:
        raekker = laes_raekker(lag, kommuner, Samtale(lag.fil.name, {}))
    except Inputfejl:
        return 0
    return len(egne & {*raekker.tabel["kode"]})


def har_kommuner(lagene: Sequence[Kortlag], plan: Callable[[], Plan]) -> bool:
    """Return whether one of the layers is areas, not too many, that name half of the region.

    Not where another layer has as many places as a population grid: which is meant is then asked.
    `plan` is asked for where a layer has a column called as one of kommuner is.
    """
    hedder = {ens(o) for felt in (KODE, NAVN) for o in (felt.navn, felt.titel, *felt.ord)}
    fundet = False
    for lag in lagene[:HOEJST_LAG]:
        with laesefejl(lag.fil):
            info = gdal.read_info(lag.sti, layer=lag.lag)
        if len(lagene) > 1 and info["features"] >= SOM_ET_NET:
            return False
        if not _kan_have_flader(lag) or not hedder & {ens(str(f)) for f in info["fields"]}:
            continue
        omrids = plan().omrids
        egne = frozenset(omrids.loc[omrids["i_region"].astype(bool), "kode"])
        navne = omrids.set_index("kode")[["navn"]].rename(columns={"navn": "kommune"})
        if info["features"] <= FLADER_PR_KOMMUNE * len(omrids) and genkendte(
            lag, navne, egne
        ) >= HALVDELEN * len(egne):
            fundet = True
    return fundet


def fremmede_navne(kaldt: pd.Series, navne: pd.Series) -> pd.Series:
    """Return the names (index kode) that are not what the kommune is called, as names are known."""
    kommuner = navne.to_frame("kommune")
    return kaldt[kommunekoder(kaldt, kommuner) == ""]


def laes_raekker(lag: Kortlag, kommuner: pd.DataFrame, samtale: Samtale) -> Raekker:
    """Return the rows of a layer that are kommuner; raises as `vaelg_raekker`."""
    with laesefejl(lag.fil):
        info = gdal.read_info(lag.sti, layer=lag.lag)
        felter = [str(felt) for felt in info["fields"]]
        kraev_kolonner(lag.fil, len(felter))
        if info["features"] > HOEJST_FLADER:
            raise Inputfejl(
                f"{lag.fil.name}, laget {lag.navn} har {tal(info['features'])} flader; der læses "
                f"højst {tal(HOEJST_FLADER)}. Gem kommunerne som et lag for sig."
            )
        if lag.sti.suffix == ".shp":
            kraev_hel(lag.sti, lag.fil)
            for plads, felt in enumerate(felter):
                kraev_tal(lag.sti, lag.fil, plads, felt)
        tabel = gdal.read_dataframe(
            lag.sti, layer=lag.lag, read_geometry=False, fid_as_index=True
        ).astype(object)
    tabel.columns = tabel.columns.astype(str)
    tabel = tabel.map(tekst_af)
    kode_i, navn_i = _kolonner(lag, tabel, kommuner, samtale)
    land = next((k for k in tabel if ens(k) in LANDE), None)
    if land is not None and (tabel[land] == DANMARK).any():
        tabel = tabel[tabel[land] == DANMARK]
    tom = pd.Series("", index=tabel.index)
    koder = tabel[kode_i].str.replace(LANDEKODE, "", regex=True) if kode_i else tom
    navne = tabel[navn_i] if navn_i else tom
    efter_kode, efter_navn = kommunekoder(koder, kommuner), kommunekoder(navne, kommuner)
    if navn_i and (efter_navn[efter_kode != ""] != "").mean() < HALVDELEN:
        # The names are of what the areas are within the kommuner: parishes, polling districts.
        navn_i, navne, efter_navn = "", tom, tom
    fundet = pd.DataFrame(
        {"kode": efter_kode.where(koder != "", efter_navn), "kaldt": navne, "skrevet": koder}
    )
    uenige = (efter_navn != "") & (koder != "") & (efter_kode != efter_navn)
    kendte = fundet[fundet["kode"] != ""]
    return Raekker(
        lag,
        kendte[["kode", "kaldt"]],
        tuple(k for k in (kode_i, navn_i) if k),
        len(fundet) - len(kendte),
        (*_uenige(fundet[uenige]), *_to_navne(kendte, kommuner)),
    )


def _kolonner(
    lag: Kortlag, tabel: pd.DataFrame, kommuner: pd.DataFrame, samtale: Samtale
) -> tuple[str, str]:
    """Return the columns of the code and of the name, "" for one that is not there.

    Of several that may be it, the one that names most kommuner. A column of another heading that
    names them is asked about, and may have either.
    """
    kender = {k: _kender(tabel[k], kommuner) for k in tabel}
    fundne = []
    for felt in (KODE, NAVN):
        hedder = {ens(o) for o in (felt.navn, felt.titel, *felt.ord)}
        mulige = [k for k in tabel if ens(k) in hedder and kender[k]]
        fundne.append(max(mulige, key=lambda k: kender[k], default=""))
    if any(fundne) and f"{NOEGLE}kommune" not in samtale.svar:
        return fundne[0], fundne[1]
    gaet = max(kender, key=lambda k: kender[k], default="")
    vist = opremsning([linje(k, 40) for k in list(tabel)[:VIS_KOLONNER]])
    if not gaet or not kender[gaet]:
        raise Inputfejl(
            f"{lag.fil.name}, laget {lag.navn} har ingen kolonne med kommunernes koder eller "
            f"navne (dens kolonner er {vist or 'ingen'}). Tilføj koden, fx 0810, til hver flade."
        )
    spoergsmaal = Spoergsmaal(
        f"{NOEGLE}kommune",
        f"Hvilken kolonne i laget {lag.navn} har kommunens kode eller navn?",
        tuple((k, f"{kender[k]} af kommunerne") for k in tabel),
        gaet,
    )
    return "", samtale.kraev(spoergsmaal, gaet)


def _kender(kolonne: pd.Series, kommuner: pd.DataFrame) -> int:
    koder = kommunekoder(kolonne.str.replace(LANDEKODE, "", regex=True), kommuner)
    return int(koder[koder != ""].nunique())


def _uenige(raekker: pd.DataFrame) -> Iterable[str]:
    """Yield a sentence on the rows whose code is of one kommune and whose name of another."""
    hver = [f"objekt {nr}: {r.skrevet} {r.kaldt}" for nr, r in raekker.head(VIS_NAVNE).iterrows()]
    if hver:
        yield (
            f"{tal(len(raekker))} flader har en kode og et navn, der ikke er af samme kommune "
            f"({linje('; '.join(hver), 300)}). Ret koden eller navnet."
        )


def _to_navne(raekker: pd.DataFrame, kommuner: pd.DataFrame) -> Iterable[str]:
    """Yield a sentence on each code that stands with different names."""
    for kode, kaldt in raekker.groupby("kode")["kaldt"]:
        navne = {ens(navn).removesuffix("s"): navn for navn in kaldt if navn}
        if len(navne) > 1:
            vist = opremsning([f"»{linje(n, 40)}«" for n in list(navne.values())[:VIS_NAVNE]])
            yield (
                f"Koden {kode} ({kommuner['kommune'][kode]}) står med {len(navne)} navne: {vist}. "
                "Ret koden på dem, der er en anden kommune."
            )
