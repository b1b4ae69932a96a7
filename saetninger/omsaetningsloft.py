"""The omsætningsloft in words: when it is set and by whom, what is left, and when it goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date

from dansk import antal, tal
from planning.omsaetningsloft import AARETS_MAANEDER, Anledning, Delingsloft, Loftsforbrug
from planning.overenskomst import kroner

LOCALE = "da_DK"
ANLEDNINGSNAVNE: Mapping[Anledning, str] = {
    "deling": "Deling",
    "paragraf_24": "Ansættelse efter § 24 stk. 3",
    "vikar": "Vikar over et år",
}
#: The occasion, to what the sources say of it and where.
ANLEDNINGER: Mapping[Anledning, tuple[str, str]] = {
    "deling": (
        "En kapacitet over 30 timer kan efter ansøgning deles i to under 30 timer; praksisplanen "
        "siger, at Samarbejdsudvalget behandler ansøgningen, vejledningen, at regionen godkender. "
        "Deling giver altid et omsætningsloft: de to dele må tilsammen ikke have større aktivitet "
        "end den, der var.",
        "Praksisplan for fysioterapi 2020, 2.1.9, s. 10; Vejledning om brug af kapacitet",
    ),
    "paragraf_24": (
        "Når ansættelsen giver flere fysioterapeuter end kapaciteter under ydernummeret, "
        "fastsætter regionen og kommunerne et loft efter praksisplanen; efter vejledningen kan "
        "regionen gøre det. Er de ikke flere, kan der ikke fastsættes et, og er der et i forvejen, "
        "regnes der ikke et nyt.",
        "Praksisplan for fysioterapi 2020, 2.1.10, s. 10; Vejledning om brug af kapacitet",
    ),
    "vikar": (
        "Regionen og kommunerne fastsætter et loft, når en vikar bruges, fordi fraværet kun er "
        "delvist, og det varer over et år; så længe kræver vikaren dispensation. En vikar må ikke "
        "få omsætningen til at stige.",
        "Praksisplan for fysioterapi 2020, 2.1.11, s. 10; Vejledning om brug af kapacitet",
    ),
}
#: Of § 24 and a vikar the sources point to bilag 3, of a deling to nothing.
UREGNET = "Kilderne siger ikke, hvordan loftet regnes ud, eller hvad der sker over det"
BILAG_3 = "de henviser til overenskomstens bilag 3, som ikke er blandt dem"
SKRIV_LOFTET = "Skriv det loft, der er fastsat."
LOFTSMODEL = (
    "En model: resten af året går som de kendte måneder. Hjælpepersonales omsætning tæller med i "
    "loftet (Vejledning om brug af kapacitet)."
)
DELINGSMODEL = (
    "En model: klinikkens tilskud i de 12 måneder før, fordelt ligeligt på dens kapaciteter og "
    "rundet ned til hele øre. Kilderne siger kun, at aktiviteten ikke må blive større."
)
UDFYLD = "Skriv loftet og omsætningen i året, så ses det, hvad der er tilbage."


def maanedsnavn(maaned: int) -> str:
    """Return a month by its number: juli."""
    return format_date(date(2000, maaned, 1), "MMMM", LOCALE)


def maanedsaar(maaned: tuple[int, int]) -> str:
    """Return a month (year, month) with its year: juli 2025."""
    return f"{maanedsnavn(maaned[1])} {maaned[0]}"


def anledningstekst(anledning: Anledning) -> str:
    """Return when and by whom a loft is set."""
    return ANLEDNINGER[anledning][0]


def anledningskilde(anledning: Anledning) -> str:
    """Return where that stands, and what is not among the sources."""
    mangler = UREGNET if anledning == "deling" else f"{UREGNET}; {BILAG_3}"
    return f"Kilde: {ANLEDNINGER[anledning][1]}. {mangler}. {SKRIV_LOFTET}"


def paragraf24_svar(kan: bool) -> str:
    """Return whether a new loft can be set at an employment by § 24 stk. 3."""
    if kan:
        return "Der kan fastsættes et omsætningsloft."
    return "Der skal ikke regnes et nyt omsætningsloft."


def delingstekst(loft: Delingsloft) -> str:
    """Return what one capacity turned over before it is split."""
    return (
        f"Fra {maanedsaar(loft.fra)} til {maanedsaar(loft.til)} var klinikkens tilskud "
        f"{_kr(loft.omsaetning)}, og én kapacitets del {_kr(loft.loft)}"
    )


def loftsnyhed(forbrug: Loftsforbrug) -> str:
    """Return what is left of a loft, or how far above it is, and the month it goes."""
    loftet = f"omsætningsloftet på {_kr(forbrug.loft)}"
    if forbrug.over:
        return f"Omsætningen har passeret {loftet} og er {_kr(forbrug.over)} over."
    rest = f"Af {loftet} er der {_kr(forbrug.rest)} tilbage"
    if forbrug.maaneder == AARETS_MAANEDER:
        return f"{rest}, og året er gået."
    kendte = antal(forbrug.maaneder, "kendte måned", "kendte måneder")
    som = f"Går resten af året som {'den' if forbrug.maaneder == 1 else 'de'} {kendte},"
    if forbrug.ventet is None:
        return f"{rest}. {som} holder det året ud."
    return (
        f"{rest}. {som} er det brugt i {maanedsnavn(forbrug.ventet)}, og året ender "
        f"{_kr(forbrug.ventet_over)} over."
    )


def _kr(oere: int) -> str:
    return f"{tal(kroner(oere), 2)} kr."
