"""What refreshing a bilag of last year came to, in Danish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from dansk import antal, opremsning, tal

Slags = Literal[
    "egen",
    "rettet",
    "tvivl",
    "ikke_fundet",
    "flere",
    "udgaaet",
    "tilfoejet",
    "erstattet",
    "opfrisket",
]
#: What happened at a place, in the order it is told: what the author has to look at first.
SLAGSNAVNE: Mapping[Slags, str] = {
    "egen": "Jeres egen sætning: tallet er nu et andet",
    "rettet": "Rettet af jer og beholdt",
    "tvivl": "Flere mærker peger hver sin vej; ladt stå",
    "ikke_fundet": "Ikke fundet i dokumentet; ikke sat ind igen",
    "flere": "Står flere gange; kun det første er opfrisket",
    "udgaaet": "Ikke i bilaget mere; ladt stå",
    "tilfoejet": "Nyt i bilaget; sat ind",
    "erstattet": "Rettet af jer og erstattet med Praksiskorts",
    "opfrisket": "Opfrisket",
}
NYT_KORT = "kortet er tegnet på ny"
INTET = "Intet er ændret."
#: So many places are told of each kind in the news: (one, several).
I_NYHEDEN: Mapping[Slags, tuple[str, str]] = {
    "opfrisket": ("sted er opfrisket", "steder er opfrisket"),
    "tilfoejet": ("er sat ind", "er sat ind"),
    "erstattet": ("er erstattet", "er erstattet"),
    "rettet": ("er rettet af jer og beholdt", "er rettet af jer og beholdt"),
    "ikke_fundet": ("er ikke fundet", "er ikke fundet"),
    "tvivl": ("er der tvivl om", "er der tvivl om"),
    "flere": ("står flere gange", "står flere gange"),
    "udgaaet": ("er ikke i bilaget mere", "er ikke i bilaget mere"),
}


def opfriskningsnyhed(poster: Sequence[tuple[Slags, str]], uaendrede: int) -> str:
    """Return how many places were refreshed and what is to be looked at.

    `poster` are the kind and the place (its key, of an author's sentence the sentence) of each
    line of the list.
    """
    steder = {slags: len({sted for s, sted in poster if s == slags}) for slags in SLAGSNAVNE}
    led = [antal(steder[s], *ord_) for s, ord_ in I_NYHEDEN.items() if steder[s]]
    uroert = antal(uaendrede, "sted er som før", "steder er som før")
    nyhed = f"{opremsning([*led, uroert])}." if led else f"{INTET} {uroert}."
    if steder["egen"]:
        nyhed += (
            f" {tal(steder['egen'])} af jeres egne sætninger har et tal, der nu er et andet; det "
            "retter I selv."
        )
    return nyhed
