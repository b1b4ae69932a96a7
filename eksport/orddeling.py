"""Where the long words of our tables may be parted, so that a narrow column breaks none inside."""

from __future__ import annotations

import re

#: A soft hyphen: it shows where a line ends at it.
BLOED = "\u00ad"
BOGSTAVER = re.compile(r"[^\W\d_]{7,}")
#: The words of the tables' headings, and the names that stand under them, with where they part: at
#: the joint of a word of two, else by Danish rules; no part has fewer than three letters.
DELTE = """
afvi-gelse bag-efter behand-lede behand-let bemærk-ning beslut-nings-vej beslut-ter der-over
flyt-ninger folke-tal fysio-terapi gennem-snit gennem-snit-tet hjemme-behand-ling hus-stande
indbyg-ger indbyg-gere kapa-citet kapa-citeter klinik-kens klinik-ker knæk-grænse kommu-nen
kommu-nens kommu-ner krite-rium model-len model-lens mod-tager nær-meste overens-komst passe-rer
patien-ter produk-tion regio-nen regio-nens række-vidde selv-forsy-ning speci-ale sundheds-råd
svar-procent tole-rance tole-rancen udbe-tales varian-ter veder-lags-fri
Brønders-lev Frede-riks-havn Jammer-bugt Mariager-fjord Nord-jyl-land Vest-himmer-land
"""
EFTER_ORD = {ord_.replace("-", "").casefold(): ord_ for ord_ in DELTE.split()}


def med_delepunkter(tekst: str) -> str:
    """Return a text with a soft hyphen wherever one of its long words may be parted."""
    return BOGSTAVER.sub(lambda fundet: _delt(fundet[0]), tekst)


def _delt(ord_: str) -> str:
    """Return a word with soft hyphens, its own capitals kept."""
    dele, naaet = [], 0
    for del_ in EFTER_ORD.get(ord_.casefold(), ord_).split("-"):
        dele.append(ord_[naaet : naaet + len(del_)])
        naaet += len(del_)
    return BLOED.join(dele)
