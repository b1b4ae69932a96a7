"""A shared cost in words: the key's source, and how the last kroner are shared."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import procent, tal
from planning.omkostningsdeling import Noegle

DUT_KILDE = (
    "Baggrundsnotat til praksisplan for almen praksis 2015, bilag 1 (tabel G.1.12, "
    "Kommunalstatistiske Meddelelser 2014). Notatet har ingen enhed; % af landet er læst af, at "
    "0,621 dér giver 621.000 af 100 mio. kr."
)
DELINGSNOTE = (
    "Hele kroner, som giver beløbet. De sidste kroner gives én for én til dem, der har mest i rest."
)
IALT = "I alt"
#: What a cost is shared by, in a sentence.
EFTER: Mapping[Noegle, str] = {
    "indbyggere": "indbyggere",
    "kapacitet": "kapacitet",
    "dut": "DUT-nøglen 2015",
}


def delingsnyhed(delt: pd.DataFrame, noegle: Noegle) -> str:
    """Return who pays most and least; `delt` as `planning.omkostningsdeling.omkostningsdeling`."""
    efter = delt.sort_values("kr", kind="stable")
    mest, mindst = efter.iloc[-1], efter.iloc[0]
    return (
        f"Delt efter {EFTER[noegle]} betaler {mest['kommune']} mest, {tal(mest['kr'])} kr. "
        f"({procent(mest['andel_pct'])}), og {mindst['kommune']} mindst, {tal(mindst['kr'])} kr."
    )
