"""Kommuneark in Danish: the news of one kommune, its neighbours, tiltag, and what lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dansk import (
    linje,
    opremsning,
    procent,
    tal,
)
from planning.kommuneark import Beroert, Kommuneark
from saetninger.adgang import ADGANG_ER
from saetninger.beslutningsvej import i_ord
from saetninger.maal import graensetekst
from saetninger.spaend import fortegnsspaend, i_parentes, spaendtal
from saetninger.tiltag import beskriv_alle

#: So long are a scenario's name and a tiltag on a printed sheet, characters.
NAVN_TEGN, TILTAG_TEGN = 40, 150
#: What a dataset may lack, as it is called where it is told.
MANGLER: Mapping[str, str] = {
    "klinikoplysninger": "klinikkernes ydernumre og faciliteter",
    "transport": "køreplaner",
    "aldersfordeling": "indbyggernes alder",
    "fremskrivning": "en fremskrivning af folketallet",
    "naboklinikker": "klinikker uden for regionen",
}
#: What a kommune has a place by, after an "på".
LAESNINGSNAVNE: Mapping[str, str] = {
    "kapacitet": "indbyggere pr. kapacitet",
    "daekning": "andel inden for {graense}",
    "adgang": "adgang",
}
KLIK = "klik på en anden kommune for at se dens ark"
MED_SCENARIE = "Tallene er med scenariet, ikke datasættets, som de er."
VEJEN = "Vejen er regnet i bil, også for husstande uden bil."
INGEN_TILTAG = "Ingen åbne scenarier har tiltag, der ændrer kapaciteten i kommunen."
UDEN_PLAN = "{hvem} passer ikke på datasættet og er ikke med."
TIDSPUNKT = (
    "Datasættet har ét tidspunkt; en udvikling i ventetid kræver flere målinger, der importeres."
)


def arknyhed(ark: Kommuneark) -> str:
    """Return the news of a kommune: capacity, coverage and access against the region."""
    egen, region = ark.egen, ark.region
    if pd.isna(egen["indbyggere_pr_kapacitet"]):
        foerst = f"{ark.navn} har ingen kapacitet"
    else:
        foerst = (
            f"{ark.navn} har {tal(egen['indbyggere_pr_kapacitet'])} indbyggere pr. kapacitet, "
            f"{_mod(egen['afvigelse_pct'], 'flere', 'færre')}"
        )
    spaend = i_parentes(daekningsspaend(ark))
    daekket = (
        f"{procent(egen['andel_pct'])}{spaend} har højst {arkets_graense(ark)} til en klinik mod "
        f"regionens {procent(region['andel_pct'])}"
        if pd.notna(egen["andel_pct"])
        else f"Hvor mange der har højst {arkets_graense(ark)} til en klinik, er skjult"
    )
    adgang = (
        f" Adgangen ({ADGANG_ER}) er {_mod(egen['adgang_afvigelse_pct'], 'bedre', 'ringere')}s"
        f"{i_parentes(adgangsspaend(egen))}."
        if pd.notna(egen["adgang_afvigelse_pct"])
        else ""
    )
    return f"{foerst}. {daekket}.{adgang}"


def daekningsspaend(ark: Kommuneark) -> str:
    """Return between what the coverage lies, with the ways longer and shorter; "" for no range."""
    raekke = ark.stand.billede.kommuner.loc[ark.kode]
    return spaendtal(raekke["lav_pct"], raekke["hoej_pct"])


def adgangsspaend(raekke: pd.Series) -> str:
    """Return between what access is from the region's, `−13 til −2 %`; "" where that is one.

    `raekke` as a row of `planning.laesninger.laesninger`.
    """
    lav, hoej = (
        raekke.get(f"adgang_afvigelse_pct_{n}", float("nan")) for n in ("mindst", "hoejst")
    )
    spaend = fortegnsspaend(lav, hoej)
    return f"{spaend} %" if " til " in spaend else ""


def _mod(afvigelse: float, over: str, under: str) -> str:
    if procent(abs(afvigelse), 0) == procent(0, 0):
        return "som regionen"
    return f"{procent(abs(afvigelse), 0)} {over if afvigelse > 0 else under} end regionen"


def arkets_graense(ark: Kommuneark) -> str:
    """Return the limit an ark reads coverage by, in words."""
    return graensetekst(ark.stand.billede.maal, ark.stand.billede.graense)


def pladstekst(nr: float, af: float) -> str:
    """Return a place among the kommuner: `nr. 3 af 11`; "" where there is none."""
    return "" if pd.isna(nr) else f"nr. {tal(nr)} af {tal(af)}"


def pladser(ark: Kommuneark) -> str:
    """Return the place of the kommune by each reading, 1 for the best; "" where it has none."""
    kendte = ark.plads.dropna(subset="nr")
    if kendte.empty:
        return ""
    # Among how many is said once where it is the same of all.
    flere = kendte["af"].nunique() > 1
    led = [
        f"{pladstekst(r.bagfra, r.af) if flere or nr == 0 else f'nr. {tal(r.bagfra)}'} på "
        f"{LAESNINGSNAVNE[r.Index].format(graense=arkets_graense(ark))}"
        for nr, r in enumerate(kendte.itertuples())
    ]
    saetning = opremsning(led)
    return f"{saetning[:1].upper()}{saetning[1:]} (nr. 1 er bedst stillet)."


def nabotekst(ark: Kommuneark) -> str:
    """Return who the neighbours are, over what, and which have no figures; "" where unknown."""
    if ark.naboer.empty:
        return ""
    inde = [_nabo(r) for r in ark.naboer[ark.naboer["i_region"].astype(bool)].itertuples()]
    ude = [_nabo(r) for r in ark.naboer[~ark.naboer["i_region"].astype(bool)].itertuples()]
    led = [f"Naboer i regionen: {opremsning(inde)}." if inde else "Ingen naboer i regionen."]
    if ude:
        led.append(f"Uden for regionen: {opremsning(ude)}, som datasættet ikke har tal for.")
    return " ".join(led)


def _nabo(raekke: Any) -> str:
    return raekke.navn if raekke.graense else f"{raekke.navn} over {raekke.forbindelse}"


def mangeltekst(ark: Kommuneark) -> str:
    """Return what the dataset does not have of the kommune, and where it is imported."""
    led = [MANGLER[navn] for navn in ark.mangler]
    if not led:
        return TIDSPUNKT
    return (
        f"Ikke i datasættet: {opremsning([*led, 'ventetider over tid'])}. Det er tomt her, til det "
        "importeres på siden Import."
    )


def ventenoter(ark: Kommuneark) -> str:
    """Return what the source says of the answers, each note once with the waits it is of."""
    om: dict[str, list[str]] = {}
    for type_, note in ark.ventetid["note"].dropna().items():
        if note:
            om.setdefault(str(note), []).append(ark.plan.fag.ventetype(str(type_)).i_saetning)
    alle = len(ark.ventetid)
    return " ".join(
        note
        if len(typer) == alle or all(t in note.lower() for t in typer)
        else f"{note.rstrip('.')} ({opremsning(typer)})."
        for note, typer in om.items()
    )


def udgiftsnote(ark: Kommuneark) -> str:
    """Return of which specialer the expense is not printed for the kommune; "" for none."""
    uden = [
        ark.plan.fag.speciale(kode).navn.lower()
        for kode, ramme in ark.aktivitet.items()
        if pd.isna(ramme["udgift_kr"][ark.kode])
    ]
    return (
        f"Udgiften til {opremsning(uden)} er kun trykt for regionen, ikke for kommunerne."
        if uden
        else ""
    )


def beslutter(beroert: Beroert) -> str:
    """Return who decides a tiltag: the level and the parties."""
    vej = i_ord(beroert.efter, beroert.vej)
    return f"{vej.niveau}: {opremsning(vej.parter)}"


def tiltagstekst(beroert: Beroert) -> str:
    """Return a tiltag in one line, read against the state it meets."""
    return beskriv_alle(beroert.plan, beroert.tiltagene[: beroert.nummer])[-1]


def tiltagslinje(beroert: Beroert) -> str:
    """Return a tiltag with its scenario and who decides it, short enough for a printed sheet."""
    navn, hvad = linje(beroert.scenarie, NAVN_TEGN), linje(tiltagstekst(beroert), TILTAG_TEGN)
    hvem = opremsning(i_ord(beroert.efter, beroert.vej).parter)
    return f"»{navn}«: {hvad}. Beslutter: {hvem}."


def passer_ikke_tekst(navne: Sequence[str]) -> str:
    """Return which open scenarios do not fit the dataset; "" for none."""
    return UDEN_PLAN.format(hvem=opremsning([f"»{n}«" for n in navne])) if navne else ""
