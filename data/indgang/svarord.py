"""Yes and no as files have them: ja, nej, x, a mark, 1 and 0, and what was not told."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import opremsning
from data.fund import Fund
from data.indgang.art import Kilde
from data.indgang.klinikkendte import tekst_af

IKKE_OPLYST = "ikke oplyst"
ORD: Mapping[str, str] = {
    **dict.fromkeys(("ja", "j", "yes", "y", "x", "1", "sand", "true", *"✓✔☑"), "ja"),
    **dict.fromkeys(("nej", "n", "no", "0", "falsk", "false", *"✗✘☐"), "nej"),
    **dict.fromkeys(("", "-", "?", IKKE_OPLYST, "ved ikke", "uoplyst", "ukendt"), IKKE_OPLYST),
    **dict.fromkeys(("na", "n/a", "null"), IKKE_OPLYST),
}
#: A code with decimals, as SPSS writes 1 and 0.
MED_NULLER = r"([01])[.,]0+"


def svarord(celler: pd.Series, kilde: Kilde, kolonne: str) -> tuple[pd.Series, list[Fund]]:
    """Return a column as ja, nej and ikke oplyst, and the cells that are neither."""
    tekst = celler.map(tekst_af)
    svar = tekst.str.casefold().str.replace(rf"^{MED_NULLER}$", r"\1", regex=True).map(ORD)
    fund = [
        kilde.fund(
            f"»{tekst[nr]}« er ikke et svar. Skriv {opremsning(('ja', 'nej'), 'eller')}, eller lad "
            "cellen stå tom.",
            raekke=int(str(nr)),
            kolonne=kolonne,
        )
        for nr in svar.index[svar.isna()]
    ]
    return svar.fillna(IKKE_OPLYST), fund
