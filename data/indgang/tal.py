"""A column of raw cells as numbers, judged as a whole, and what of it is none and why.

Danish text has a decimal comma and thousands with a point, a blank or nothing; programs write a
decimal point. 1.234 is either, and one cell alone cannot tell: the others of the column do, or
the reader is asked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import opremsning
from dansk import tal as skriv

#: Cells that say there is no figure. Two points are another matter: the figure is withheld.
MANGLER = ("", "-", "–", "—", "...", "…", "n/a", "na", "null", "none", "x", "ikke oplyst")
#: A count too small to be told: StatBank's two points, and below a limit.
TILBAGEHOLDT = r"\.\.|[<≤] ?[0-9]+|under [0-9]+|færre end [0-9]+"
#: What may follow a number, and how it is reported.
ENHEDER = {
    "%": "%",
    "pct": "%",
    "pct.": "%",
    "procent": "%",
    "kr": "kr.",
    "kr.": "kr.",
    "dkk": "kr.",
    "stk": "stk.",
    "stk.": "stk.",
    "personer": "personer",
    "borgere": "personer",
    "indbyggere": "personer",
    "patienter": "patienter",
    "ydelser": "ydelser",
    "kapaciteter": "kapaciteter",
    "min": "minutter",
    "min.": "minutter",
    "minutter": "minutter",
    "sek": "sekunder",
    "sek.": "sekunder",
    "sekunder": "sekunder",
    "s": "sekunder",
    "m": "m",
    "meter": "m",
    "km": "km",
    "km.": "km",
    "t": "timer",
    "timer": "timer",
    "dag": "dage",
    "dage": "dage",
    "uge": "uger",
    "uger": "uger",
    "år": "år",
}
#: Written in several ways: no-break, narrow no-break, thin and figure blank, apostrophe, minus.
ENS = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2019": "'", "\u2212": "-"}

HELTAL = r"[+-]?[0-9]+"
#: Thousands by blank or apostrophe, one and the same throughout the number.
DELT = r"[+-]?[0-9]{1,3}(?:(?: [0-9]{3})+|(?:'[0-9]{3})+)"
#: Nothing but a number's own signs, whatever they say.
CIFRE = r"[+-]?[0-9.,' ]*[0-9]"
KAN_VAERE_BEGGE = r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}"
#: By decimal sign: numbers that can only be read with it, and all that can be.
KUN_MED = {
    ",": rf"(?:{DELT}|[+-]?[0-9]*),[0-9]+|[+-]?[0-9]{{1,3}}(?:\.[0-9]{{3}})+,[0-9]+"
    r"|[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}",
    ".": rf"(?:{DELT}|[+-]?[0-9]*)\.[0-9]+|[+-]?[0-9]{{1,3}}(?:,[0-9]{{3}})+\.[0-9]+"
    r"|[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}",
}
MED_ENHED = r"^(?P<tal>[+-]?[0-9.,][0-9 .,']*?) ?(?P<enhed>[^0-9 .,'+-].*)$"
#: Whole numbers below this are exact as floats; beyond, a text would lose digits.
HOEJESTE_TAL = 2.0**53
#: So many cells tell whether a column's texts are mostly different ones.
STIKPROEVE = 10_000


@dataclass(frozen=True)
class Talspoergsmaal:
    """What a column does not tell of itself: the sentence, and an example read either way.

    `laesninger`: decimal sign -> the number `eksempel` then is; NaN where it is none.
    """

    tekst: str
    eksempel: str
    laesninger: Mapping[str, float]


@dataclass(frozen=True)
class Talkolonne:
    """A column as float64, NaN for what is no number, and masks by position of why.

    Each cell is a number or in one of `mangler`, `tilbageholdt` (a count too small to be told),
    `ulaeselig` and `tvetydig` (two readings, see `spoergsmaal`). `som_tekst`: numbers that stood
    as text. `enhed`: the unit after them ("" for none), and `med_enhed` how many had it.
    `decimaltegn`: "," or "." where one was found or given, else "".
    """

    tal: NDArray[np.float64]
    mangler: NDArray[np.bool_]
    tilbageholdt: NDArray[np.bool_]
    ulaeselig: NDArray[np.bool_]
    tvetydig: NDArray[np.bool_]
    som_tekst: int
    enhed: str
    med_enhed: int
    decimaltegn: str
    spoergsmaal: Talspoergsmaal | None


def tolk_tal(kolonne: pd.Series, decimaltegn: str | None = None) -> Talkolonne:
    """Return a column of raw cells as numbers, with decimal sign and thousands found by the whole.

    `decimaltegn`: "," or "." where a person has answered; the other then parts thousands only.
    Without, cells that the column cannot decide are left out, and `spoergsmaal` asks. Raises
    ValueError for another sign.
    """
    if decimaltegn not in (None, ",", "."):
        raise ValueError(f"the decimal sign is a comma or a point, not {decimaltegn!r}")
    raa = kolonne.to_numpy(dtype=object, na_value=None)
    antal = len(raa)
    mangler = np.asarray(pd.isna(raa))
    er_tekst, aegte = _arter(kolonne, raa, mangler)
    svar = np.full(antal, np.nan)
    svar[aegte] = _som_float(raa[aegte])
    koder, unikke = _distinkte(raa[er_tekst])
    tekster = _ens(unikke)
    fundet = _Tekster(tekster, np.bincount(koder, minlength=len(unikke)), decimaltegn)
    del_ = {navn: np.zeros(antal, dtype=bool) for navn in ("mangler", "tilbageholdt", "tvetydig")}
    for navn, maske in del_.items():
        maske[er_tekst] = getattr(fundet, navn)[koder]
    svar[er_tekst] = fundet.tal[koder]
    mangler |= del_["mangler"]
    svar[~np.isfinite(svar)] = np.nan
    kendt = ~np.isnan(svar)
    ulaeselig = ~(kendt | mangler | del_["tilbageholdt"] | del_["tvetydig"])
    return Talkolonne(
        tal=svar,
        mangler=mangler,
        tilbageholdt=del_["tilbageholdt"],
        ulaeselig=ulaeselig,
        tvetydig=del_["tvetydig"],
        som_tekst=int((kendt & er_tekst).sum()),
        enhed=fundet.enhed,
        med_enhed=int(fundet.har_enhed[koder].sum()),
        decimaltegn=fundet.decimaltegn,
        spoergsmaal=fundet.spoergsmaal,
    )


def _arter(
    kolonne: pd.Series, raa: NDArray[np.object_], mangler: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which cells are text, and which true numbers (a bool is neither)."""
    if pd.api.types.is_numeric_dtype(kolonne) and not pd.api.types.is_bool_dtype(kolonne):
        return np.zeros(len(raa), dtype=bool), ~mangler
    if pd.api.types.infer_dtype(raa, skipna=True) in ("string", "empty"):
        return ~mangler, np.zeros(len(raa), dtype=bool)
    er_tekst = np.fromiter((isinstance(v, str) for v in raa), bool, len(raa))
    talarter = (int, float, np.integer, np.floating)
    aegte = np.fromiter(
        (isinstance(v, talarter) and not isinstance(v, bool) for v in raa), bool, len(raa)
    )
    return er_tekst, aegte


def _som_float(tal: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return true numbers as floats; a whole number beyond the largest float as infinite."""
    try:
        return tal.astype(float)
    except OverflowError:
        return np.array([float(v) if abs(v) < 1e308 else math.inf for v in tal])


def _distinkte(tekster: NDArray[np.object_]) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Return a code for each text, and the texts; all of them where few are alike."""
    trin = max(1, len(tekster) // STIKPROEVE)
    if trin > 1 and len(set(tekster[::trin])) > 0.9 * len(tekster[::trin]):
        return np.arange(len(tekster)), tekster
    koder, unikke = pd.factorize(tekster)
    return koder, unikke


def _ens(unikke: NDArray[np.object_]) -> pd.Series:
    """Return texts without blanks around, one kind of minus, blank and apostrophe."""
    tekst = pd.Series(unikke, dtype="str")
    samlet = "".join(unikke)
    if not samlet.isascii():
        for tegn, bliver in ENS.items():
            if tegn in samlet:
                tekst = tekst.str.replace(tegn, bliver, regex=False)
    return tekst.str.strip()


class _Tekster:
    """The distinct texts of a column as numbers; `vaegt`: how many cells have each."""

    def __init__(self, tekst: pd.Series, vaegt: NDArray[np.intp], decimaltegn: str | None) -> None:
        antal = len(tekst)
        self.vaegt = vaegt
        self.tal = np.full(antal, np.nan)
        self.mangler = np.zeros(antal, dtype=bool)
        self.tilbageholdt = self.mangler.copy()
        self.tvetydig = self.mangler.copy()
        self.har_enhed = self.mangler.copy()
        self.enhed = ""
        self.spoergsmaal: Talspoergsmaal | None = None
        hele = _helt(tekst, HELTAL)
        self._laes(hele, tekst, ".")
        alene = np.flatnonzero(~hele & ~_helt(tekst, CIFRE))
        smaa = tekst.iloc[alene].str.lower()
        self.mangler[alene] = smaa.isin(MANGLER)
        self.tilbageholdt[alene] = _helt(smaa, TILBAGEHOLDT)
        alene = alene[~(self.mangler | self.tilbageholdt)[alene]]
        tekst = self._uden_enhed(alene, tekst)
        rest = np.flatnonzero(~(hele | self.mangler | self.tilbageholdt))
        self.decimaltegn = self._laes_rest(rest, tekst, decimaltegn)

    def _uden_enhed(self, rest: NDArray[np.intp], tekst: pd.Series) -> pd.Series:
        """Return all texts, those with the column's unit without it; note which had one."""
        dele = tekst.iloc[rest].str.extract(MED_ENHED)
        enhed = dele["enhed"].str.lower().map(ENHEDER)
        kendt = enhed.notna().to_numpy()
        if not kendt.any():
            return tekst
        med, dele, enhed = rest[kendt], dele[kendt], enhed[kendt]
        antal = pd.Series(self.vaegt[med]).groupby(enhed.to_numpy()).sum()
        self.enhed = str(antal.idxmax())
        valgt = (enhed == self.enhed).to_numpy()
        self.har_enhed[med[valgt]] = True
        ud = tekst.copy()
        ud.iloc[med[valgt]] = dele["tal"][valgt].str.strip().to_numpy()
        return ud

    def _laes_rest(self, rest: NDArray[np.intp], tekst: pd.Series, decimaltegn: str | None) -> str:
        """Read what is not digits alone; return the decimal sign that was found or given."""
        del_ = tekst.iloc[rest]
        hele = _helt(del_, f"{HELTAL}|{DELT}")
        self._laes(rest[hele], tekst, ".")
        rest, del_ = rest[~hele], del_[~hele]
        begge = _helt(del_, KAN_VAERE_BEGGE)
        kun = {tegn: _helt(del_, moenster) & ~begge for tegn, moenster in KUN_MED.items()}
        beviser = [tegn for tegn, hvor in kun.items() if hvor.any()]
        if decimaltegn is None and len(beviser) == 1:
            decimaltegn = beviser[0]
        if decimaltegn is not None:
            gyldig = kun[decimaltegn] | begge
            self._laes(rest[gyldig], tekst, decimaltegn)
            return decimaltegn
        for tegn in beviser:
            self._laes(rest[kun[tegn]], tekst, tegn)
        self.tvetydig[rest[begge]] = True
        if begge.any():
            self.spoergsmaal = _tvetydigt(str(del_[begge].iloc[0]))
        elif beviser:
            self.spoergsmaal = _blandet({t: str(del_[hvor].iloc[0]) for t, hvor in kun.items()})
        return ""

    def _laes(
        self, hvor: NDArray[np.intp] | NDArray[np.bool_], tekst: pd.Series, tegn: str
    ) -> None:
        """Read the texts at `hvor`, of a form that is known to be a number with this sign."""
        tal = _som_tal(tekst.iloc[hvor], tegn)
        self.tal[hvor] = np.where(np.abs(tal) < HOEJESTE_TAL, tal, np.nan)


def _helt(tekst: pd.Series, moenster: str) -> NDArray[np.bool_]:
    return tekst.str.fullmatch(moenster).to_numpy(dtype=bool)


def _som_tal(tekst: pd.Series, decimaltegn: str) -> NDArray[np.float64]:
    """Return texts of a known form as numbers: all but the decimal sign parts thousands."""
    if not len(tekst):
        return np.empty(0)
    samlet = tekst.str.cat()
    for tegn in (" ", "'", "." if decimaltegn == "," else ","):
        if tegn in samlet:
            tekst = tekst.str.replace(tegn, "", regex=False)
    if decimaltegn == ",":
        tekst = tekst.str.replace(",", ".", regex=False)
    return tekst.astype(float).to_numpy()


def _tvetydigt(eksempel: str) -> Talspoergsmaal:
    """Return the question on a column whose separator parts either thousands or decimals."""
    som = {t: float(_som_tal(pd.Series([eksempel], dtype="str"), t)[0]) for t in (",", ".")}
    komma, punktum = (skriv(som[t], 3, fast=False) for t in (",", "."))
    return Talspoergsmaal(
        f"»{eksempel}« kan læses på to måder: som {komma}, hvis decimaltegnet er komma, og som "
        f"{punktum}, hvis det er punktum. Vælg det ene.",
        eksempel,
        som,
    )


def _blandet(eksempler: Mapping[str, str]) -> Talspoergsmaal:
    """Return the question on a column with both decimal signs: with one the others are none."""
    vist = opremsning([f"»{e}«" for e in eksempler.values()])
    som = float(_som_tal(pd.Series([eksempler[","]], dtype="str"), ",")[0])
    return Talspoergsmaal(
        f"Kolonnen har både komma og punktum som decimaltegn ({vist}). Vælg det, der gælder; tal "
        "med det andet kan så ikke læses.",
        eksempler[","],
        {",": som, ".": math.nan},
    )
