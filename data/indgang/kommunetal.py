"""A table of people by kommune, as StatBank writes it or of one's own: its rows and their faults.

StatBank writes labels or codes, long or with the periods as columns, with totals among the rows,
by age or sex or neither.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from dansk import AABEN, aldersgraenser, antal, citat, fortegn, linje, opremsning, tal
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, Kilde
from data.indgang.datoer import idag
from data.indgang.folketalsdele import ALLE, DEL, af_alle
from data.indgang.kolonner import ens, foreslaa, uden_nummer
from data.indgang.kommunenavne import kommunekoder, regionens_kommuner
from data.indgang.overskrift import Raatabel
from data.indgang.spoergsmaal import Spoergsmaal, Svar
from data.indgang.tal import tolk_tal
from data.indgang.talspoergsmaal import decimalspoergsmaal
from data.skema import Felt
from planning.plan import Plan

#: Periods or ages listed in a sentence, and faulty rows told one by one; the rest are counted.
VIS_HOEJST, HOEJST_FEJLRAEKKER = 10, 100
#: A single year of age.
ALENE = re.compile(r"[0-9]{1,3}(?: ?(?:år|aar))?", re.IGNORECASE)
PERIODE = re.compile(r"([0-9]{4})(?:\s?([KkQqMm])\s?([0-9]{1,2}))?")
#: Codes of StatBank for the country, and for Region Nordjylland.
LANDET, REGIONEN = {"0", "000"}, {"81", "081", "1081"}
REGIONSNAVNE = {"region nordjylland", "nordjylland", "regionen", "regionen i alt"}

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
    """Return a table with periods, ages or kommuner as columns as a long one.

    The columns become tid, alder or omraade, and indbyggere.
    """
    perioder = [k for k in tabel.kolonner if PERIODE.fullmatch(uden_nummer(k).strip())]
    if perioder:
        return _lang(tabel, perioder, "tid")
    aldre = {k: aldersgraenser(uden_nummer(k).strip()) for k in tabel.kolonner}
    grupper = {k: g for k, g in aldre.items() if g is not None}
    if len(grupper) > 1 and hele_aldre(grupper.values()):
        i_alt = [k for k in tabel.kolonner if ens(uden_nummer(k)) in ALLE]
        return _lang(tabel, [*grupper, *i_alt], "alder")
    er_kommune = regionens_kommuner([uden_nummer(k) for k in tabel.kolonner])
    kommuner = [k for k, er in zip(tabel.kolonner, er_kommune, strict=True) if er]
    if len(kommuner) > 1:
        return _lang(tabel, kommuner, "omraade")
    return tabel


def _lang(tabel: Raatabel, brede: list[str], felt: str) -> Raatabel:
    """Return a table with some columns as rows: their headings in a field, and indbyggere."""
    andre = [k for k in tabel.kolonner if k not in brede]
    if not andre:
        return tabel
    navne = {"var_name": felt, "value_name": "indbyggere"}

    def lang(ramme: pd.DataFrame) -> pd.DataFrame:
        # A heading that stands twice is two rows of each kommune, which are told.
        ud = ramme.melt(andre, brede, ignore_index=False, **navne)
        return ud.assign(**{felt: ud[felt].map(uden_nummer)})

    kolonner = [*andre, felt, "indbyggere"]
    bogstaver = [tabel.kolonnebogstaver[tabel.kolonner.index(k)] for k in andre]
    return replace(
        tabel,
        kolonner=kolonner,
        data=lang(tabel.data),
        totaler=lang(tabel.totaler),
        kolonnebogstaver=[*bogstaver, "", ""],
    )


def er_fremskrivning(tabel: Raatabel) -> bool:
    """Say whether a table in this form has several whole years, the last of them still to come."""
    forslag = {f.felt.navn: f.kolonne for f in foreslaa(tabel.kolonner, FELTER) if f.kolonne}
    if "tid" not in forslag:
        return False
    perioder = {str(v).strip() for v in tabel.data[forslag["tid"]].dropna().unique()}
    fundet = [PERIODE.fullmatch(p) for p in perioder]
    aar = [int(f[1]) for f in fundet if f is not None and not f[2]]
    return len(aar) > 1 and len(aar) == len(perioder) and max(aar) > idag().year


@dataclass(frozen=True, eq=False)
class Kommunetal:
    """The rows of a table: omraade, indbyggere (raw), tid and alder where it has them, the number
    (antal), the kommune's kode ("" for none) and what it is called (hvad, as `ens` writes it).

    `fund`: what was found on the way; `spoergsmaal`: what must be answered first.
    """

    ramme: pd.DataFrame
    fund: list[Fund]
    spoergsmaal: list[Spoergsmaal]

    @property
    def kommuner(self) -> pd.DataFrame:
        """The rows of the kommuner of the dataset."""
        return self.ramme[self.ramme["kode"] != ""]


def raekker(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], fund: list[Fund]
) -> pd.DataFrame:
    """Return the rows of a table that are of all, in the dimensions it has beside the known."""
    alle = pd.concat([tabel.data, tabel.totaler])
    rest = {f"{DEL}{k}": alle[k] for k in tabel.kolonner if k not in kolonner.values()}
    ramme, fortalt = af_alle(
        pd.DataFrame({felt: alle[k] for felt, k in kolonner.items()} | rest), kilde
    )
    fund += fortalt
    return ramme


def med_tal(ramme: pd.DataFrame, plan: Plan, svar: Svar, fund: list[Fund]) -> Kommunetal:
    """Return rows with their numbers and their kommuner."""
    talkolonne = tolk_tal(ramme["indbyggere"], svar.get("decimaltegn"))
    spoergsmaal = decimalspoergsmaal(talkolonne)
    ramme = ramme.assign(
        antal=talkolonne.tal,
        kode=kommunekoder(ramme["omraade"], plan.kommuner),
        hvad=ramme["omraade"].map(lambda v: ens(str(v))),
    )
    return Kommunetal(ramme, fund, spoergsmaal)


def andre_omraader(ramme: pd.DataFrame, kilde: Kilde) -> Iterator[Fund]:
    """Yield how many places are neither a kommune of the dataset nor a total."""
    andre = ramme[(ramme["kode"] == "") & ~_er_total(ramme)]
    if flere := andre["omraade"].nunique():
        yield kilde.fund(
            f"{tal(flere)} andre områder er ikke i datasættet og er ikke læst, fx "
            f"{citat(andre['omraade'].iloc[0])}.",
            alvor=LAEST,
        )


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


@dataclass(frozen=True, eq=False)
class Aldersdeling:
    """The rows of a table by age: `hele` sum to all residents, `aldre` are every age once.

    `aldre`: rows with alder_fra and alder_til (NaN for open); empty where the file has none.
    """

    hele: pd.DataFrame
    aldre: pd.DataFrame
    fund: tuple[Fund, ...] = ()

    @property
    def brugte(self) -> pd.DataFrame:
        """The rows whose figures are used, in either way."""
        er_alle = len(self.aldre) == 0 or "alder_fra" in self.hele
        return self.hele if er_alle else pd.concat([self.hele, self.aldre])


def delt_paa_alder(kommuner: pd.DataFrame, kilde: Kilde) -> Aldersdeling:
    """Return the rows to be summed over age, the total where there is one, and those by age."""
    ingen = kommuner.iloc[:0].assign(alder_fra=0, alder_til=float("nan"))
    if "alder" not in kommuner or kommuner.empty:
        return Aldersdeling(kommuner, ingen)
    i_alt = kommuner["alder"].map(lambda v: ens(str(v))).isin(ALLE)
    delte = kommuner[~i_alt]
    if delte.empty:
        return Aldersdeling(kommuner, ingen)
    fundet = {str(v): aldersgraenser(str(v)) for v in delte["alder"].unique()}
    if ukendte := [v for v, f in fundet.items() if f is None]:
        besked = f"Alderen {citat(ukendte[0])} kan ikke læses. Skriv fx 0-4 år, 80+ eller i alt."
        return _uden_aldre(kommuner, i_alt, ingen, besked, kilde)
    par = delte["alder"].map(lambda v: fundet[str(v)])
    aldre = delte.assign(
        alder_fra=[p[0] for p in par], alder_til=[p[1] for p in par], gruppe=list(par)
    )
    if samme := _samme_alder(fundet):
        besked = f"Alderen {opremsning(samme)} er den samme. Behold den ene."
        return Aldersdeling(kommuner, ingen, (kilde.fund(besked, kolonne="alder"),))
    if not hele_aldre(aldre["gruppe"]):
        besked = (
            "Aldersgrupperne er ikke alle aldre én gang: de skal gå fra 0 uden huller og overlap "
            f"og ende med en åben gruppe eller {AABEN} år. Her er "
            f"{opremsning(sorted(fundet), hoejst=VIS_HOEJST)}."
        )
        return _uden_aldre(kommuner, i_alt, ingen, besked, kilde)
    hvem = ["kode", "tid"] if "tid" in kommuner and kommuner["tid"].nunique() > 1 else ["kode"]
    fund = [*_manglende_aldre(kommuner, aldre, hvem, kilde)]
    if not i_alt.any():
        besked = f"{tal(len(fundet))} aldersgrupper er lagt sammen til hele befolkningen."
        fund.insert(0, kilde.fund(besked, kolonne="alder", alvor=LAEST))
    hele = kommuner[i_alt] if i_alt.any() else aldre
    if i_alt.any() and not fund:
        fund += _uens_sum(hele, aldre, hvem, kilde)
    # Ages from here on are one open group, however the file has them.
    aldre = aldre.replace({"alder_til": float("inf")}, float("nan"))
    return Aldersdeling(hele, aldre.drop(columns="gruppe"), tuple(fund))


def hele_aldre(grupper: Iterable[tuple[int, float]]) -> bool:
    """Say whether age groups are every age once, the last of them open."""
    naeste: float = 0
    for fra, til in sorted(set(grupper)):
        if fra != naeste:
            return False
        naeste = til + 1
    return math.isinf(naeste)


def _uden_aldre(
    kommuner: pd.DataFrame, i_alt: pd.Series, ingen: pd.DataFrame, besked: str, kilde: Kilde
) -> Aldersdeling:
    """Return the totals alone where there are any, and else what is wrong with the ages."""
    if not i_alt.any():
        return Aldersdeling(kommuner, ingen, (kilde.fund(besked, kolonne="alder"),))
    fund = kilde.fund(f"{besked} Kun »i alt« er læst.", kolonne="alder", alvor=LAEST)
    return Aldersdeling(kommuner[i_alt], ingen, (fund,))


def _samme_alder(fundet: Mapping[str, tuple[int, float] | None]) -> list[str]:
    """Return names of ages that are of the same one; single years from `AABEN` are not."""
    navne: dict[tuple[int, float] | None, list[str]] = {}
    for navn, par in fundet.items():
        navne.setdefault(par, []).append(navn)
    for par, ens_ in navne.items():
        aabne = par == (AABEN, math.inf) and all(ALENE.fullmatch(n.strip()) for n in ens_)
        if len(ens_) > 1 and not aabne:
            return [citat(n) for n in ens_]
    return []


def _manglende_aldre(
    kommuner: pd.DataFrame, aldre: pd.DataFrame, hvem: list[str], kilde: Kilde
) -> Iterator[Fund]:
    """Yield the kommuner, of each period, that have not every age of the others."""
    alle = set(aldre["alder"].astype(str))
    har = aldre.groupby(hvem)["alder"].agg(lambda v: set(v.astype(str)))
    for noegle, del_ in kommuner.groupby(hvem):
        plads = noegle if len(hvem) > 1 else noegle[0]
        mangler = sorted(alle - (har[plads] if plads in har.index else set()))
        if mangler:
            sted = linje(str(del_["omraade"].iloc[0]), 60)
            i_tiden = f" i {linje(str(noegle[1]), 30)}" if len(hvem) > 1 else ""
            uden = (
                "alle aldre"
                if len(mangler) == len(alle)
                else opremsning([linje(m, 30) for m in mangler], hoejst=VIS_HOEJST)
            )
            yield kilde.fund(
                f"{sted} mangler {uden}{i_tiden}. Hver kommune skal have alle aldre.",
                kolonne="alder",
            )


def _uens_sum(
    hele: pd.DataFrame, aldre: pd.DataFrame, hvem: list[str], kilde: Kilde
) -> Iterator[Fund]:
    """Yield where the ages do not sum to the total beside them."""
    trykt, summen = (r.groupby(hvem)["antal"].sum() for r in (hele, aldre))
    uens = (trykt - summen.reindex(trykt.index)).abs() > 0.5
    if uens.any():
        yield kilde.fund(
            f"I {antal(int(uens.sum()), 'kommune', 'kommuner')} giver aldrene ikke »i alt«: "
            f"{tal(float(summen[trykt.index[uens][0]]))} mod {tal(float(trykt[uens].iloc[0]))} i "
            "den første. Ret filen, eller udelad aldrene.",
            kolonne="alder",
        )


def vaerdifejl(
    kommuner: pd.DataFrame, dele: list[str], kilde: Kilde, kolonne: str, *, hele: bool = True
) -> Iterator[Fund]:
    """Yield the cells that are no number of people, or no whole one, and repeated rows.

    `dele`: the dimensions whose rows are added up, by which rows differ too.
    """
    forkert = ~(kommuner["antal"] >= 0) | (hele & (kommuner["antal"] % 1 != 0))
    for nr, raekke in kommuner[forkert].iloc[:HOEJST_FEJLRAEKKER].iterrows():
        yield kilde.fund(
            f"{citat(raekke['indbyggere'])} er ikke et {'helt ' if hele else ''}antal personer. "
            "Ret tallet i filen.",
            raekke=int(str(nr)),
            kolonne=kolonne,
        )
    noegle = [k for k in ("kode", "alder", "tid", *dele) if k in kommuner]
    gentaget = kommuner[noegle].duplicated()
    for nr, raekke in kommuner[gentaget].iloc[:HOEJST_FEJLRAEKKER].iterrows():
        yield kilde.fund(
            f"{linje(raekke['omraade'], 60)} står også længere oppe. Behold den ene række.",
            raekke=int(str(nr)),
        )
    if (flere := max(forkert.sum(), gentaget.sum()) - HOEJST_FEJLRAEKKER) > 0:
        yield kilde.fund(f"Mindst {tal(flere)} rækker til har de samme fejl. Ret dem i filen.")


def manglende(kommuner: pd.DataFrame, plan: Plan, kilde: Kilde) -> list[Fund]:
    """Return the finding of kommuner that are not in a file; none when all are."""
    mangler = plan.kommuner["kommune"][~plan.kommuner.index.isin(kommuner["kode"])]
    if mangler.empty:
        return []
    return [
        kilde.fund(
            f"Filen mangler {opremsning(list(mangler))}. Den skal have alle "
            f"{tal(len(plan.kommuner))} kommuner."
        )
    ]


def totaler(ramme: pd.DataFrame, nye: pd.Series, kilde: Kilde) -> Iterator[Fund]:
    """Yield whether the kommuner sum to what the file says the region has."""
    koder = ramme["hvad"].str.lstrip("0")
    region = ramme[ramme["hvad"].isin(REGIONSNAVNE) | koder.isin(REGIONEN)]
    if "alder" in region and len(region):
        region = delt_paa_alder(region, kilde).hele
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
