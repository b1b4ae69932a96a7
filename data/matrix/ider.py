"""Which side of a matrix is the clinics, and whether its ids are those of the plan.

Ids are text and keep their zeros. Where all ids of a side are known but for the zeros in front,
as after a spreadsheet has taken them for numbers, it is asked whether they are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import opremsning, tal
from data.fremmedfil import VIS_HOEJST, som_tekst
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.matrix.par import Kendte, Par

NULLER = "nuller"
EGNE_NAVNE = ("klinik_id", "punkt_id")


@dataclass(frozen=True, eq=False)
class Idkolonne:
    """A column of ids: what the file calls it, each id once, and the position of each row's."""

    navn: str
    ids: pd.Index
    kode: NDArray[np.int64]

    @classmethod
    def af(cls, navn: str, raa: pd.Series) -> Idkolonne:
        """Return a column of text, numbers or categories without surrounding spaces."""
        if isinstance(raa.dtype, pd.CategoricalDtype):
            tekster = som_tekst(pd.Series(raa.cat.categories))
            # A missing id has the code -1, the last of these.
            plads, ids = pd.factorize(np.append(tekster.to_numpy(object), ""))
            kode = plads[raa.cat.codes.to_numpy()]
            brugt = np.bincount(kode, minlength=len(ids)) > 0
            return cls(navn, pd.Index(ids, dtype=object)[brugt], (np.cumsum(brugt) - 1)[kode])
        if pd.api.types.is_float_dtype(raa) and (raa.dropna() % 1 == 0).all():
            raa = raa.astype("Int64")
        kode, ids = pd.factorize(som_tekst(raa).to_numpy(object))
        return cls(navn, pd.Index(ids, dtype=object), kode)

    def som_kategorier(self) -> pd.Series:
        """Return the column as categories."""
        return pd.Series(pd.Categorical.from_codes(self.kode, self.ids, validate=False))


def nulloes(tekst: str) -> str:
    """Return an id without the zeros in front."""
    return tekst.lstrip("0") or "0"


def sider(par: Par, kendte: Kendte) -> tuple[Idkolonne, Idkolonne, list[str]]:
    """Return the columns of clinics and of points, and what is told of the way round they were."""
    fra, til = (Idkolonne.af(n, k) for n, k in zip(par.navne, (par.fra, par.til), strict=True))
    som_skrevet = _kendt_del(fra, kendte.klinikker) + _kendt_del(til, kendte.punkter)
    if som_skrevet == 2:  # every id of both is known
        return fra, til, []
    omvendt = _kendt_del(fra, kendte.punkter) + _kendt_del(til, kendte.klinikker)
    egne = par.navne == EGNE_NAVNE
    # Where no id is known, the fewer places are taken for the clinics.
    ukendte = som_skrevet == omvendt and not egne and len(fra.ids) > len(til.ids)
    if omvendt <= som_skrevet and not ukendte:
        return fra, til, []
    sagt = "klinik_id har punkternes id'er og punkt_id klinikkernes; de er læst efter id'erne."
    return til, fra, [sagt] if egne else []


def _kendt_del(kolonne: Idkolonne, kendte: pd.Index) -> float:
    """Return the share of a column's ids that are known, zeros in front or not."""
    if not len(kolonne.ids):
        return 0.0
    kendt = kendte.get_indexer(kolonne.ids) >= 0
    if kendt.all():
        return 1.0
    noegne = set(map(nulloes, kendte.tolist()))
    return sum(nulloes(i) in noegne for i in kolonne.ids.tolist()) / len(kolonne.ids)


def med_nuller(
    kolonne: Idkolonne, kendte: pd.Index, svar: Svar
) -> tuple[Idkolonne, Spoergsmaal | None]:
    """Return a column with the plan's zeros in front of its ids, and the question whether to.

    As it is where all ids are known as they stand, or one is not known without zeros either. While
    the question is open the zeros are put in front, so that the rest can be checked.
    """
    if (kendte.get_indexer(kolonne.ids) >= 0).all():
        return kolonne, None
    noegne: dict[str, str] = {nulloes(i): i for i in kendte.tolist()}
    oversat = [noegne.get(nulloes(i)) for i in kolonne.ids.tolist()]
    if len(noegne) < len(kendte) or None in oversat or len(set(oversat)) < len(oversat):
        return kolonne, None
    forskel = next((a, b) for a, b in zip(kolonne.ids, oversat, strict=True) if a != b)
    spoergsmaal = Spoergsmaal(
        NULLER,
        f"Id'erne i {kolonne.navn} passer kun, når der ses bort fra nuller forrest: "
        f"»{forskel[0]}« i filen er »{forskel[1]}« i planen. Er de de samme?",
        (("ja", "de er de samme"), ("nej", "de er forskellige")),
    )
    valgt = besvaret(svar, spoergsmaal)
    if valgt == "nej":
        return kolonne, None
    fyldt = Idkolonne(kolonne.navn, pd.Index(oversat, dtype=object), kolonne.kode)
    return fyldt, None if valgt else spoergsmaal


def ukendte(kolonne: Idkolonne, kendte: pd.Index, hvad: str) -> list[str]:
    """Return one sentence that counts the ids of a column that are unknown, or none."""
    fremmede: Sequence[str] = [i for i in kolonne.ids[~kolonne.ids.isin(kendte)] if i]
    svar = []
    if fremmede:
        svar.append(
            f"{kolonne.navn} har {tal(len(fremmede))} id'er, som ikke er {hvad}, først "
            f"{opremsning([f'»{i[:60]}«' for i in fremmede[:VIS_HOEJST]])}; "
            f"planens er som »{kendte[0]}«."
        )
    if "" in kolonne.ids:
        svar.append(f"{kolonne.navn} er tom i nogle rækker. Udfyld id'erne.")
    return svar
