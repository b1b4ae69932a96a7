"""The reasons for or against a scenario in a few Danish paragraphs, ready for a case document.

Every figure is read from the assessment; nothing is judged beyond the scores. It says what moves,
what that does to the kommuner, what speaks most for and against, whether other weights would turn
it, who decides, what to mind, and what has not been weighed.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dansk import antal_kapaciteter, fra_til, kapaciteter, opremsning, procent, score, tal
from planning.effekt import (
    ADGANG,
    DAEKNING,
    HANDICAPADGANG,
    HARMONISERING,
    HOLD,
    INDENFOR,
    NAERHED,
    SPARRING,
    TRANSPORT,
    UDEN_BIL,
    VENTETID,
)
from planning.foelsomhed import effektspaend
from planning.husket import husket
from planning.scenarie import Vurdering
from planning.vaegtninger import VAEGTNINGER, robusthed
from saetninger.advarsler import advarsler
from saetninger.beslutningsvej import beslutning
from saetninger.effekt import kriterietabel
from saetninger.fagord import datering
from saetninger.foelsomhed import HOLDER_PCT, spaendtekst
from saetninger.omraadeord import Omraadeord, kriterienavn, omraadeord
from saetninger.scenarienyhed import ingen_aendring, region_i_alt
from saetninger.tiltag import beskriv_alle, handling

#: Criteria told of for and against, at most.
HOEJST = 2
#: So many that end with less are named.
HOEJST_FAERRE = 4
#: From here a score shows with two decimals.
KENDELIG = 0.005
TABELLERNES_DECIMALER = 2

#: What a better and a worse figure is in words, and what the figure is called.
ORD: Mapping[str, tuple[str, str, str]] = {
    HARMONISERING: (
        "{flertal} med færre kapaciteter pr. indbygger end regionen kommer til at mangle mindre",
        "{flertal} med færre kapaciteter pr. indbygger end regionen kommer til at mangle mere",
        "{} % af kapaciteten",
    ),
    INDENFOR: (
        "adgangen bliver mere ens inden for {den_enkelte}",
        "adgangen bliver mere uens inden for {den_enkelte}",
        "variationskoefficient {} %",
    ),
    NAERHED: (
        "indbyggerne får kortere til nærmeste klinik",
        "indbyggerne får længere til nærmeste klinik",
        "{} minutter i gennemsnit",
    ),
    DAEKNING: (
        "flere indbyggere får en klinik inden for grænsen",
        "færre indbyggere har en klinik inden for grænsen",
        "{} {enhed}",
    ),
    UDEN_BIL: (
        "flere husstande uden bil får en klinik inden for grænsen",
        "færre husstande uden bil har en klinik inden for grænsen",
        "{} {enhed}",
    ),
    ADGANG: (
        "den tiendedel af indbyggerne, der har dårligst adgang, får bedre adgang",
        "den tiendedel af indbyggerne, der har dårligst adgang, får ringere adgang",
        "{} {enhed}",
    ),
    VENTETID: (
        "mere af kapaciteten ligger, hvor den oplyste ventetid er længere",
        "mere af kapaciteten ligger, hvor den oplyste ventetid er kortere",
        "{} {enhed}",
    ),
    HANDICAPADGANG: (
        "en større del af kapaciteten er på klinikker med oplyst handicapvenlig adgang",
        "en mindre del af kapaciteten er på klinikker med oplyst handicapvenlig adgang",
        "{} {enhed}",
    ),
    TRANSPORT: (
        "mere af kapaciteten ligger, hvor der er afgange med offentlig transport",
        "mindre af kapaciteten ligger, hvor der er afgange med offentlig transport",
        "{} {enhed}",
    ),
    HOLD: (
        "en større del af kapaciteten er på klinikker med oplyste lokaler til holdtræning",
        "en mindre del af kapaciteten er på klinikker med oplyste lokaler til holdtræning",
        "{} {enhed}",
    ),
    SPARRING: (
        "en større del af kapaciteten er på adresser, hvor der er nogen at sparre fagligt med",
        "en mindre del af kapaciteten er på adresser, hvor der er nogen at sparre fagligt med",
        "{} %",
    ),
}


@husket()
def begrundelse(vurdering: Vurdering) -> str:
    """Return the reasons for and against a scenario, paragraphs with an empty line between.

    What speaks for and against is ranked by score times weight; criteria that weigh nothing are
    not told of. An empty scenario has one sentence.
    """
    if not vurdering.scenarie:
        return "Der er ingen tiltag i forslaget, og intet ændrer sig."
    afsnit = (
        (_forslag(vurdering), region_i_alt(vurdering), _kommuner(vurdering)),
        _afvejning(vurdering),
        (_beslutning(vurdering),),
        (_opmaerksomhed(vurdering),),
        (_forbehold(vurdering),),
    )
    return "\n\n".join(" ".join(saetninger) for saetninger in afsnit if any(saetninger))


@husket()
def for_og_imod(vurdering: Vurdering) -> str:
    """Return what speaks for and against a scenario, the total, how sure that is, and who loses."""
    if not vurdering.scenarie:
        return ""
    return " ".join(led for led in (*_afvejning(vurdering), _afgivet(vurdering)) if led)


def _afvejning(vurdering: Vurdering) -> tuple[str, ...]:
    return (*_for_og_imod(vurdering), _samlet(vurdering), spaendtekst(effektspaend(vurdering)))


def _forslag(vurdering: Vurdering) -> str:
    if len(vurdering.scenarie) == 1:
        forslag = handling(vurdering.plan_foer, vurdering.scenarie[0], navneform=True)
        return f"Forslaget er at {forslag}."
    linjer = beskriv_alle(vurdering.plan_foer, vurdering.scenarie)
    nummereret = [f"({nr}) {linje}" for nr, linje in enumerate(linjer, start=1)]
    return f"Forslaget består af {tal(len(linjer))} tiltag: {opremsning(nummereret)}."


def _kommuner(vurdering: Vurdering) -> str:
    foer, efter = vurdering.foer.kommuner, vurdering.efter.kommuner
    roerte = efter.index[foer["kapacitet"] != efter["kapacitet"]]
    if roerte.empty:
        return ingen_aendring(vurdering)
    region = vurdering.foer.region["indbyggere_pr_kapacitet"]
    led = "; ".join(_kommune(foer.loc[kode], efter.loc[kode]) for kode in roerte)
    return f"{led}. Gennemsnittet er regionens før: {tal(region)} indbyggere pr. kapacitet."


def _kommune(foer: pd.Series, efter: pd.Series) -> str:
    navn = efter["kommune"]
    if efter["kapacitet"] <= 0:
        return f"{navn} mister al sin kapacitet (fra {kapaciteter(foer['kapacitet'])} til 0)"
    antal = f"fra {kapaciteter(foer['kapacitet'])} til {antal_kapaciteter(efter['kapacitet'])}"
    ratio = f"{tal(efter['indbyggere_pr_kapacitet'])} indbyggere pr. kapacitet"
    if foer["kapacitet"] <= 0:
        return f"{navn} går {antal} og får {ratio} ({_side(efter)} end gennemsnittet)"
    return (
        f"{navn} går {antal} og fra {tal(foer['indbyggere_pr_kapacitet'])} til {ratio} "
        f"(fra {_side(foer)} til {_side(efter)} end gennemsnittet)"
    )


def _side(raekke: pd.Series) -> str:
    afvigelse = raekke["afvigelse_pct"]
    return f"{procent(abs(afvigelse), 0)} {'flere' if afvigelse > 0 else 'færre'}"


def _for_og_imod(vurdering: Vurdering) -> tuple[str, ...]:
    kriterier = kriterietabel(vurdering)
    bidrag = vurdering.effekt.bidrag[kriterier["score"].abs() >= KENDELIG]
    stigende = bidrag[bidrag != 0].sort_values(kind="stable")
    if stigende.empty:
        return ("Ingen af de kriterier, der vejer med, ændrer sig kendeligt.",)
    ord_ = omraadeord(vurdering.plan_foer)
    for_ = [_at(kriterier.loc[i], ord_) for i in stigende.index[::-1] if stigende[i] > 0]
    imod = [_at(kriterier.loc[i], ord_) for i in stigende.index if stigende[i] < 0]
    return (
        f"For forslaget taler især, {', og '.join(for_[:HOEJST])}."
        if for_
        else "Intet kriterium taler kendeligt for.",
        f"Imod taler især, {', og '.join(imod[:HOEJST])}."
        if imod
        else "Intet kriterium taler kendeligt imod.",
    )


def _afgivet(vurdering: Vurdering) -> str:
    """Return who ends with less capacity, whatever the criteria say; "" where none does."""
    foer, efter = vurdering.foer.kommuner, vurdering.efter.kommuner
    faerre = efter[efter["kapacitet"] < foer["kapacitet"]]
    led = [
        f"{r.kommune} fra {kapaciteter(foer.at[r.Index, 'kapacitet'])} til "
        f"{antal_kapaciteter(r.kapacitet)}"
        for r in faerre.itertuples()
    ]
    return f"Det koster kapacitet: {opremsning(led, hoejst=HOEJST_FAERRE)}." if led else ""


def _at(raekke: pd.Series, omraade: Omraadeord) -> str:
    bedre, vaerre, tallet = ORD[raekke["kriterium"]]
    foer, efter = fra_til(raekke["foer"], raekke["efter"], TABELLERNES_DECIMALER)
    figur = tallet.format(f"fra {foer} til {efter}", enhed=raekke["enhed"])
    ord_ = (bedre if raekke["score"] > 0 else vaerre).format(
        flertal=omraade.flertal, den_enkelte=f"{omraade.den_enkelte} {omraade.ental}"
    )
    return f"at {ord_} ({figur}; score {score(raekke['score'])})"


def _samlet(vurdering: Vurdering) -> str:
    samlet = vurdering.effekt.samlet
    if np.isnan(samlet):
        return "Der er ikke data til en samlet effekt."
    skala = "på en skala fra −100 til +100"
    if abs(samlet) < KENDELIG:
        return f"Samlet er effekten så godt som nul {skala}."
    hvordan = robusthed(vurdering.effekt)
    vaegtninger = f"{tal(VAEGTNINGER)} tilfældige vægtninger af kriterierne"
    if hvordan.samme_fortegn_pct < HOLDER_PCT:
        return (
            f"Samlet er effekten {score(samlet)} {skala}, men det afhænger af, hvordan "
            "kriterierne vægtes: fortegnet er kun det samme ved "
            f"{procent(hvordan.samme_fortegn_pct)} af {vaegtninger}."
        )
    if hvordan.vender is None:
        holder = f"alle {vaegtninger}"
    else:
        # One draw in two thousand that turns is not none, however it is rounded.
        andel = procent(min(hvordan.samme_fortegn_pct, 99.9))
        hvad = kriterienavn(vurdering.plan_foer, hvordan.vender)
        holder = f"{andel} af {vaegtninger}; det vender oftest, når »{hvad}« vejer tungt"
    return f"Samlet er effekten {score(samlet)} {skala}. Fortegnet er det samme ved {holder}."


def _beslutning(vurdering: Vurdering) -> str:
    vej = beslutning(vurdering)
    if vej is None:
        return ""
    hvem = f"Hvem beslutter: {vej.begrundelse.removesuffix('.')} ({vej.hjemmel})."
    vilkaar = " ".join(f"({nr}) {linje}." for nr, linje in enumerate(vej.vilkaar, start=1))
    return f"{hvem} Vilkår: {vilkaar}" if vilkaar else hvem


def _opmaerksomhed(vurdering: Vurdering) -> str:
    linjer = advarsler(vurdering)
    return f"Vær opmærksom på: {' '.join(linjer)}" if linjer else ""


def _forbehold(vurdering: Vurdering) -> str:
    kriterier = kriterietabel(vurdering)
    uden = kriterier[kriterier["score"].isna()]
    grunde = (
        (uden["foer"].isna(), "der ikke er data"),
        (
            uden["foer"].notna(),
            "forslaget rører en klinik, hvor det ikke er oplyst, og tæller som uændret",
        ),
    )
    mangler = "".join(
        f" {opremsning([f'»{navn}«' for navn in uden['kriterium'][med]])} er ikke vurderet, fordi "
        f"{grund}."
        for med, grund in grunde
        if med.any()
    )
    med = kriterier[(kriterier["vaegt"] > 0) & (kriterier["score"] != 0)]
    plan, om = vurdering.plan_foer, med.set_index("kriterium")["bemaerkning"]
    noter = [
        f"»{kriterienavn(plan, navn)}«: {note}"
        for navn, note in om.reindex([HARMONISERING, VENTETID]).dropna().items()
    ]
    return (
        "Forbehold: Effekten er regnet på indbyggere, rejsetid og kapacitet. "
        f"{datering(vurdering.plan_foer)} Patienternes behov og valg og klinikkernes lokaler er "
        f"ikke med.{mangler} {' '.join(noter)}".rstrip()
    )
