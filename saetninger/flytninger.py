"""Every single flytning there could be, in words: the best, the best of a pair, what weighs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import antal, procent, score, tal
from planning.mulige_flytninger import antal_bedre, som_flytning, til_klinikker
from planning.plan import SAMME_STED_M, Plan, Sted
from saetninger.tiltag import beskriv

#: So many of a list are what a reader sees of it.
FOERSTE = 10
#: Which new addresses there are.
NYE_HJAELP = (
    f"Byer og afstemningssteder uden en klinik inden for {tal(SAMME_STED_M)} meter, og det punkt, "
    "der er klikket på på kortet."
)
#: What is to be known of one that is offered.
NYT_HJAELP = (
    "Fra den klinik, der giver mest. En ny adresse er ét punkt og kun vejledende; om adgangen er "
    "handicapvenlig, er ikke oplyst og tæller som uændret."
)


def endenavn(plan: Plan, ende: str | Sted) -> str:
    """Return one end of a move in a list, after the town of a clinic: `Hobro: Benefit`.

    A new address is told by its name, and where that is when the name does not say it.
    """
    if not isinstance(ende, Sted):
        return f"{plan.klinikker['by'][ende]}: {plan.klinikker['navn'][ende]}"
    return _navn(plan, ende)


def _navn(plan: Plan, ende: str | Sted) -> str:
    if not isinstance(ende, Sted):
        return str(plan.klinikker["navn"][ende])
    return ende.navn if ende.by in ende.navn else f"{ende.navn}, {ende.by}"


def _navn_og_by(plan: Plan, ende: str | Sted) -> str:
    navn = _navn(plan, ende)
    by = "" if isinstance(ende, Sted) else str(plan.klinikker["by"][ende])
    return f"{navn}, {by}" if by and by not in navn else navn


def bedste_flytning(plan: Plan, alle: pd.DataFrame) -> str:
    """Return the best single move in words, and the next after it.

    `alle` as `mulige_flytninger` returns it. Of a best to a new address it is told how sure the
    place is.
    """
    kendte = alle.dropna(subset=["samlet"]).sort_values("samlet", ascending=False, kind="stable")
    if kendte.empty:
        return "Der er ingen flytning at regne på."
    bedst, *rest = (kendte.iloc[nr] for nr in range(min(2, len(kendte))))
    led = [
        f"Højest scorer {_med_score(plan, bedst)}",
        *(_naest(plan, bedst, naest) for naest in rest),
    ]
    nyt = bedst["til"]
    om = f" {_navn(plan, nyt)} er ét punkt og kun vejledende." if isinstance(nyt, Sted) else ""
    return f"{'; '.join(led)}.{om}"


def bedste_mellem_klinikker(plan: Plan, alle: pd.DataFrame) -> str:
    """Return the best move between clinics where a new address is better; "" where none is.

    `alle` as `mulige_flytninger` returns it.
    """
    kendte = alle.dropna(subset=["samlet"]).sort_values("samlet", ascending=False, kind="stable")
    klinikker = til_klinikker(kendte)
    if klinikker.empty or not isinstance(kendte["til"].iloc[0], Sted):
        return ""
    return f"Mellem klinikker scorer højest {_med_score(plan, klinikker.iloc[0])}."


def hvor_mange_bedre(alle: pd.DataFrame) -> str:
    """Return how many moves are better than none; `alle` as `mulige_flytninger` returns it."""
    kendte = alle.dropna(subset=["samlet"])
    if kendte.empty:
        return ""
    return f"{tal(antal_bedre(kendte))} af {tal(len(kendte))} flytninger er bedre end at lade være."


def _med_score(plan: Plan, raekke: pd.Series) -> str:
    return f"{beskriv(plan, som_flytning(plan, raekke))}: {score(raekke['samlet'])}"


def uoplyst_adgang(med_adgang: Mapping[str, float] | None) -> str:
    """Return what a best move to a new address scores by each answer on its access; "" for none.

    `med_adgang` as `planning.mulige_flytninger.med_adgang` returns it.
    """
    if med_adgang is None:
        return ""
    return (
        "Om der er handicapvenlig adgang på den nye adresse, er ikke oplyst og tæller som uændret. "
        f"Er der, bliver scoren {score(med_adgang['ja'])}; er der ikke, "
        f"{score(med_adgang['nej'])}."
    )


def _naest(plan: Plan, bedst: pd.Series, naest: pd.Series) -> str:
    """The move that comes second, by the end in which it is another."""
    fra_samme = naest["fra"] == bedst["fra"]
    if fra_samme or naest["til"] == bedst["til"]:
        ende = "til" if fra_samme else "fra"
        hvad = f"den samme {ende} {_navn_og_by(plan, naest[ende])}"
    else:
        hvad = beskriv(plan, som_flytning(plan, naest))
    ens = score(naest["samlet"]) == score(bedst["samlet"])
    return f"lige så højt scorer {hvad}" if ens else f"så {hvad}: {score(naest['samlet'])}"


def hvorhen(alle: pd.DataFrame) -> str:
    """Return how many moves are scored, and where to; `alle` as `mulige_flytninger` returns it."""
    nye = {til for til in alle["til"] if isinstance(til, Sted)}
    til_nye = f" og til hver af {antal(len(nye), 'ny adresse', 'nye adresser')}" if nye else ""
    return f"{tal(len(alle))} flytninger af én kapacitet, hver til hver anden klinik{til_nye}"


def om_nye(plan: Plan) -> str:
    """Return what is to be known of the scores of moves to new addresses."""
    tider = (
        ""
        if "rejsetid" in plan.model
        else " Rejsetiderne dertil er modellens; dem til klinikkerne er importeret."
    )
    return (
        "En ny adresse er en bys midte eller et distrikts afstemningssted: ét punkt, og kun "
        f"vejledende. Steder inden for {tal(SAMME_STED_M)} meter af hinanden er ét, og en klinik "
        "går forud. Om adgangen er handicapvenlig, er ikke oplyst, og det kriterium tæller som "
        f"uændret.{tider}"
    )


def vaegttekst(andele: pd.Series) -> str:
    """Return how much each criterion in fact weighs; `andele` as `effektive_vaegte` has them."""
    kendte = andele[andele.round() != 0].sort_values(ascending=False)
    if kendte.isna().all():
        return "Alle flytninger scorer det samme."
    led = [f"{navn} {procent(andel, 0)}" for navn, andel in kendte.items()]
    return (
        f"Så meget af forskellen mellem flytningerne kommer fra hvert kriterium: {'; '.join(led)}."
    )


def ens_ende(plan: Plan, flytninger: pd.DataFrame) -> str:
    """Return which place the first of a list all go from or to, where it is one; else "".

    `flytninger`: rows as `mulige_flytninger` returns them, the best first.
    """
    foerste = flytninger.head(FOERSTE)
    led = [
        f"{retning} {_navn(plan, foerste[ende].iloc[0])}"
        for ende, retning in (("fra", "fra"), ("til", "til"))
        if len(foerste) == FOERSTE and foerste[ende].nunique() == 1
    ]
    return f"De {FOERSTE} første er alle {led[0]}." if len(led) == 1 else ""


def scoredom(samlet: float, lavere_pct: float) -> str:
    """Return a score beside those of single moves between clinics; "" where there are none.

    `lavere_pct` as `planning.mulige_flytninger.andel_lavere` returns it.
    """
    if lavere_pct != lavere_pct:
        return ""
    # It is one of them, or might be: never higher than all, however it is rounded.
    andel = procent(min(lavere_pct, 99.9))
    hvad = "de enkelte flytninger mellem klinikker"
    if score(samlet) == score(0):
        mod_nu = "som i dag"
    else:
        mod_nu = f"{'bedre' if samlet > 0 else 'ringere'} end i dag (0)"
    return f"Samlet effekt {score(samlet)} er højere end {andel} af {hvad}, og {mod_nu}."


def scoremaal(skala: pd.Series) -> str:
    """Return how great a score is: what single moves between clinics give; "" for none.

    `skala` as `planning.mulige_flytninger.skala` returns it.
    """
    if skala.isna().any():
        return ""
    return (
        f"Til sammenligning giver den bedste enkelte flytning mellem klinikker "
        f"{score(skala['bedst'])} og den dårligste {score(skala['daarligst'])}; halvdelen af dem "
        f"ligger mellem {score(skala['nedre'])} og {score(skala['oevre'])}."
    )


def parnyhed(bedst: pd.Series) -> str:
    """Return that no move between clinics of its two kommuner is better than what is chosen.

    `bedst`: its row as `mulige_flytninger` returns it.
    """
    tallet = score(bedst["samlet"])
    return f"Ingen flytning mellem klinikker i de to kommuner scorer højere ({tallet})."


def bedste_par(plan: Plan, bedst: pd.Series) -> str:
    """Return the move that scores highest between clinics of two kommuner, as an offer.

    `bedst`: a row as `mulige_flytninger` returns it.
    """
    return (
        f"Prøv {_navn(plan, bedst['fra'])} til {_navn(plan, bedst['til'])}: "
        f"højest mellem klinikker i de to kommuner ({score(bedst['samlet'])})"
    )


def nyt_par(plan: Plan, ny: pd.Series) -> str:
    """Return a move to a new address that scores higher than all between clinics, as an offer.

    `ny`: a row as `mulige_flytninger` returns it.
    """
    return f"Prøv {_navn(plan, ny['til'])}: scorer højere ({score(ny['samlet'])})"
