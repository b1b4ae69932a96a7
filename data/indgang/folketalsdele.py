"""Dimensions a file of population has beside kommune, time and age: sex, origin, civil status.

Each inhabitant is counted once: the rows of all are taken, or the parts are added up when it is
said that they are parts.
"""

from __future__ import annotations

import pandas as pd

from dansk import linje, opremsning
from data.fund import Fund
from data.indgang.kolonner import ens
from data.indgang.proeve import LAEST, Kilde
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret

#: Before the heading of such a column in the frame that is read.
DEL = "del:"
#: What all of a dimension is called, as `ens` writes it, and the codes of it.
ALLE = {"i alt", "ialt", "alder i alt", "tot", "total", "alle", "hele befolkningen"}
VIS_HOEJST = 5


def af_alle(ramme: pd.DataFrame, kilde: Kilde) -> tuple[pd.DataFrame, list[Fund]]:
    """Return the rows that are of all in each dimension (`DEL`) that has such, and what is told."""
    med, fund = pd.Series(True, index=range(len(ramme))), []
    for kolonne in _dimensioner(ramme):
        vaerdier = _ord(ramme[kolonne]).reset_index(drop=True)
        unikke = set(vaerdier) - {""}
        if len(unikke) > 1 and (hel := unikke & ALLE):
            navn = kolonne.removeprefix(DEL)
            med &= vaerdier.isin(hel)
            besked = f"Kun rækkerne med {navn} i alt er læst."
            fund.append(kilde.fund(besked, kolonne=navn, alvor=LAEST))
    return ramme[med.to_numpy()], fund


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


def _dimensioner(ramme: pd.DataFrame) -> list[str]:
    return [k for k in ramme if k.startswith(DEL)]


def _ord(kolonne: pd.Series) -> pd.Series:
    return kolonne.map(lambda v: ens(str(v)) if v is not None else "")
