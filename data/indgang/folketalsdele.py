"""Dimensions a file of population has beside kommune, time and age: sex, origin, civil status.

Each inhabitant is counted once: the rows of all are taken, or the parts are added up when it is
said that they are parts.
"""

from __future__ import annotations

import re

import pandas as pd

from dansk import citat, linje, opremsning, tal
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, Kilde
from data.indgang.kolonner import ens
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret

#: Before the heading of such a column in the frame that is read.
DEL = "del:"
#: What all of a dimension is called, as `ens` writes it, and the codes of it.
ALLE = {"i alt", "ialt", "alder i alt", "tot", "total", "alle", "hele befolkningen"}
VIS_HOEJST = 5
#: Columns that say how figures are made, and not of whom they are.
OM_TALLENE = {"kilde", "enhed", "note", "noter", "bemaerkning", "dataset", "datasaet", "opdateret"}
#: And those that say where all of the areas are.
OM_STEDET = {"region", "regionsnavn", "regionskode", "landsdel", "land", "aar", "tid"}
#: Half of the inhabitants, by what `ens` makes of the words.
ET_KOEN = ({"maend", "mand"}, {"kvinder", "kvinde"})


def af_alle(ramme: pd.DataFrame, kilde: Kilde) -> tuple[pd.DataFrame, list[Fund]]:
    """Return the rows that are of all in each dimension (`DEL`) that has such, and what is told."""
    med, fund, valgte = pd.Series(True, index=range(len(ramme))), [], []
    for kolonne in _dimensioner(ramme):
        vaerdier = _ord(ramme[kolonne]).reset_index(drop=True)
        unikke = set(vaerdier) - {""}
        if len(unikke) > 1 and (hel := unikke & ALLE):
            navn = kolonne.removeprefix(DEL)
            har = ramme["omraade"][vaerdier.isin(hel).to_numpy()].nunique()
            if har * 2 <= ramme["omraade"].nunique():
                continue  # a word in a note, and no total of each area
            valgte.append(navn)
            med &= vaerdier.isin(hel)
            besked = f"Kun rækkerne med {navn} i alt er læst."
            fund.append(kilde.fund(besked, kolonne=navn, alvor=LAEST))
    laest = ramme[med.to_numpy()]
    if valgte and laest.empty:
        besked = (
            f"Ingen række er i alt i både {opremsning(valgte)}. Hent tallene med en række for hver "
            "kommune, der er i alt i dem alle."
        )
        return ramme, [kilde.fund(besked)]
    return laest, fund + _tabte(ramme, laest, kilde)


def _tabte(ramme: pd.DataFrame, laest: pd.DataFrame, kilde: Kilde) -> list[Fund]:
    """Tell of areas and ages that are in a file, but not in the rows that are of all."""
    fund = []
    uden = [*dict.fromkeys(ramme["omraade"][~ramme["omraade"].isin(set(laest["omraade"]))])]
    if uden:
        hvilke = opremsning([linje(u, 60) for u in uden], hoejst=VIS_HOEJST)
        besked = (
            f"{hvilke} er i filen, men uden en række, der er i alt. Hent tallene med i alt for "
            "hvert område."
        )
        fund.append(kilde.fund(besked, alvor=ADVARSEL))
    if "alder" in ramme and _ord(laest["alder"]).nunique() < 2 <= _ord(ramme["alder"]).nunique():
        besked = (
            "Aldrene er ikke læst: ingen af dem har en række, der er i alt i de andre kolonner. "
            "Hent tallene med i alt for hver alder."
        )
        fund.append(kilde.fund(besked, kolonne="alder", alvor=ADVARSEL))
    return fund


def dele(ramme: pd.DataFrame, svar: Svar) -> tuple[list[str], list[Spoergsmaal]]:
    """Return the dimensions whose rows are to be added up, and the questions whether to.

    `ramme`: omraade, tid and alder where the file has them, and the dimensions. Asked about is one
    that has the same values, and none of all, in every area.
    """
    noegle = [k for k in ("omraade", "tid", "alder") if k in ramme]
    valgte, ubesvarede = [], []
    for kolonne in _dimensioner(ramme):
        hver = ramme.groupby(noegle)[kolonne].agg(lambda v: tuple(sorted(set(_ord(v)))))
        if hver.empty or hver.nunique() > 1 or len(hver.iloc[0]) < 2:
            continue
        navn = kolonne.removeprefix(DEL)
        vist = [linje(v, 30) for v in pd.unique(ramme[kolonne])]
        spoergsmaal = Spoergsmaal(
            f"sum:{navn}",
            f"Kolonnen {navn} har {opremsning(vist, hoejst=VIS_HOEJST)} for hvert område, og ingen "
            "i alt. Er det dele, der skal lægges sammen?",
            (("ja", "ja, læg dem sammen"), ("nej", "nej, filen skal rettes")),
        )
        svaret = besvaret(svar, spoergsmaal)
        if svaret is None:
            ubesvarede.append(spoergsmaal)
        elif svaret == "ja":
            valgte.append(kolonne)
    return valgte, ubesvarede


def mangelfulde(ramme: pd.DataFrame, kilde: Kilde) -> list[Fund]:
    """Return the faults of dimensions by which inhabitants are missing: one sex, or uneven areas.

    `ramme`: as of `dele`.
    """
    fund = []
    noegle = [k for k in ("omraade", "tid", "alder") if k in ramme]
    for kolonne in _dimensioner(ramme):
        navn, ord_ = kolonne.removeprefix(DEL), _ord(ramme[kolonne])
        alle = set(ord_) - {""}
        if sum_ := _er_summen(ramme, noegle, ord_):
            besked = (
                f"»{sum_}« i kolonnen {navn} er summen af de andre rækker for hvert område. Kald "
                "det i alt, eller slet de rækker."
            )
            fund.append(kilde.fund(besked, kolonne=navn))
            continue
        if alle and any(alle <= koen for koen in ET_KOEN):
            besked = (
                f"Kolonnen {navn} har kun {citat(ramme[kolonne].iloc[0])}, så det andet køn "
                "mangler. Hent tallene med i alt eller med begge køn."
            )
            fund.append(kilde.fund(besked, kolonne=navn))
        hver = ord_.groupby([ramme[k] for k in noegle]).agg(lambda v: frozenset(v))
        flest: frozenset[str] = max(hver, key=len, default=frozenset())
        skaeve = hver[[dele_ < flest for dele_ in hver]]
        # What one area alone has is a row too many there, which is told as such.
        if len(flest) > 1 and len(skaeve) and (hver == flest).sum() > 1:
            mangler = [linje(m, 30) for m in sorted(flest - skaeve.iloc[0])]
            andre = f" og {tal(len(skaeve) - 1)} andre" if len(skaeve) > 1 else ""
            besked = (
                f"{_hvilken(skaeve.index[0])}{andre} mangler rækker: "
                f"{opremsning(mangler, hoejst=VIS_HOEJST)} i kolonnen {navn}. Hent tallene, så "
                "hvert område har de samme rækker."
            )
            fund.append(kilde.fund(besked, kolonne=navn))
    return fund


def ikke_alle(ramme: pd.DataFrame, svar: Svar) -> list[Spoergsmaal]:
    """Return the questions of dimensions that have one value only: whether it is everybody.

    `ramme`: as of `dele`. One that only says how the figures are made is not asked about.
    """
    ubesvarede = []
    for kolonne in _dimensioner(ramme):
        navn, alle = kolonne.removeprefix(DEL), set(_ord(ramme[kolonne]))
        raa = str(ramme[kolonne].iloc[0]) if len(ramme) else ""
        # A number with decimals is a figure beside the population, and no part of it.
        er_tal = re.fullmatch(r"[-−]?[0-9]+[.,][0-9]+ ?%?", raa.strip())
        if len(alle) != 1 or er_tal or alle <= ALLE | {""} or ens(navn) in OM_TALLENE | OM_STEDET:
            continue
        spoergsmaal = Spoergsmaal(
            f"alle:{navn}",
            f"Kolonnen {navn} har kun {citat(ramme[kolonne].iloc[0], 30)}. Er det alle indbyggere?",
            (("ja", "ja, tallene er alle indbyggere"), ("nej", "nej, hent tallene igen")),
        )
        if besvaret(svar, spoergsmaal) != "ja":
            ubesvarede.append(spoergsmaal)
    return ubesvarede


def _er_summen(ramme: pd.DataFrame, noegle: list[str], ord_: pd.Series) -> str:
    """Return the value whose rows are the sum of the others of the same area; "" for none."""
    bredt = ramme["antal"].groupby([*(ramme[k] for k in noegle), ord_]).sum().unstack()
    if bredt.shape[1] < 3 or bredt.isna().any(axis=None):
        return ""
    halv = bredt.sum(axis=1) / 2
    return next((str(v) for v in bredt if v and ((bredt[v] - halv).abs() < 0.5).all()), "")


def _hvilken(hvem: object) -> str:
    """The area, and the age where there is one, of a row."""
    dele_ = hvem if isinstance(hvem, tuple) else (hvem,)
    return linje(" ".join(str(d) for d in dele_), 60)


def _dimensioner(ramme: pd.DataFrame) -> list[str]:
    return [k for k in ramme if k.startswith(DEL)]


def _ord(kolonne: pd.Series) -> pd.Series:
    return kolonne.map(lambda v: ens(str(v)) if v is not None else "")
