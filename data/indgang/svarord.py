"""Yes and no as files have them: ja, nej, x, a mark, 1 and 0, and what was not told."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import antal, citat, linje, opremsning
from data.fund import Fund
from data.indgang.art import Kilde
from data.indgang.klinikkendte import tekst_af
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret

IKKE_OPLYST = "ikke oplyst"
ORD: Mapping[str, str] = {
    **dict.fromkeys(("ja", "j", "yes", "y", "x", "1", "sand", "true", *"✓✔☑"), "ja"),
    **dict.fromkeys(("nej", "n", "no", "0", "falsk", "false", *"✗✘☐"), "nej"),
    **dict.fromkeys(("", "-", "?", IKKE_OPLYST, "ved ikke", "uoplyst", "ukendt"), IKKE_OPLYST),
    **dict.fromkeys(("na", "n/a", "null"), IKKE_OPLYST),
}
#: What is put where something is so: where it is not, the cell is left as it is.
MAERKER = {"x", "1", *"✓✔☑"}
#: A heading and a cell are shown with so many letters.
VIST = 40
#: A code with decimals, as SPSS writes 1 and 0.
MED_NULLER = r"([01])[.,]0+"


def svarord(
    celler: pd.Series, kilde: Kilde, kolonne: str, svar: Svar
) -> tuple[pd.Series, list[Fund], list[Spoergsmaal]]:
    """Return a column as ja, nej and ikke oplyst, the cells that are neither, and what is asked.

    Asked is what an empty cell says in a column that has nothing else but marks.
    """
    tekst = celler.map(tekst_af)
    # »Nej.« is a no, and »..« is no answer.
    ord_ = tekst.str.casefold().str.replace(r"(?<=[a-zæøå])\.$", "", regex=True)
    laest = ord_.str.replace(rf"^{MED_NULLER}$", r"\1", regex=True).map(ORD)
    fund = [
        kilde.fund(
            f"»{tekst[nr]}« er ikke et svar. Skriv {opremsning(('ja', 'nej'), 'eller')}, eller lad "
            "cellen stå tom.",
            raekke=int(str(nr)),
            kolonne=kolonne,
        )
        for nr in laest.index[laest.isna()]
    ]
    laest = laest.fillna(IKKE_OPLYST)
    tomme = tekst == ""
    if fund or not tomme.any() or tomme.all() or not set(ord_[~tomme]) <= MAERKER:
        return laest, fund, []
    spoergsmaal = Spoergsmaal(
        f"tomme:{kolonne}",
        f"Kolonnen {linje(kolonne, VIST)} har kun {citat(tekst[~tomme].iloc[0], VIST)} og "
        f"{antal(int(tomme.sum()), 'tom celle', 'tomme celler')}. Hvad betyder en tom celle?",
        (("nej", "nej"), ("ikke_oplyst", "ikke oplyst: det, datasættet har, bliver")),
    )
    valgt = besvaret(svar, spoergsmaal)
    if valgt == "nej":
        laest = laest.where(~tomme, "nej")
    return laest, fund, [] if valgt else [spoergsmaal]
