"""A shared cost in words: the key's source, and how the last kroner are shared."""

from __future__ import annotations

DUT_KILDE = (
    "Baggrundsnotat til praksisplan for almen praksis 2015, bilag 1 (tabel G.1.12, "
    "Kommunalstatistiske Meddelelser 2014). Notatet har ingen enhed; % af landet er læst af, at "
    "0,621 dér giver 621.000 af 100 mio. kr."
)
DELINGSNOTE = (
    "Hele kroner, som giver beløbet. De sidste kroner gives én for én til dem, der har mest i rest."
)
IALT = "I alt"
