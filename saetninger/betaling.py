"""Who pays, in Danish: by speciale, what flows between the kommuner, and what a tiltag may do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dansk import antal_kapaciteter, mio_kr, opremsning, procent, tal
from planning.aktivitet import med_aktivitet, nettostroem
from planning.betaling import (
    Budget,
    aftale_med_beloeb,
    budget,
    flytningens_betaling,
    har_udgift,
    kommunens_speciale,
    skifter_retning,
    trykt_udgift,
    udgifter,
    udgiftskontrol,
)
from planning.fag import Fag, Speciale
from planning.plan import REGIONSRAEKKE, Plan
from planning.tiltag import Tiltag
from saetninger.overenskomst import nedsaettelsestekst, overenskomstkilde

#: Who pays, in few words.
BETALER_NAVNE: Mapping[str, str] = {
    "kommune": "bopælskommunen",
    "region_og_patient": "region og patient",
}
#: The payer stays where the patient lives.
UANSET = "uanset hvor klinikken ligger"
OM_KORTET = (
    "Netto ud: flere af kommunens borgere behandles hos andre kommuners klinikker, end der kommer "
    "den anden vej; netto ind: omvendt. Farven er, hvor stor en del "
    "det er af alle behandlede i regionen."
)
OM_UDGIFTSKORTET = (
    "Farven er udgiften pr. indbygger mod regionens, regnet af behandlede borgere og udgift "
    "pr. borger."
)
#: What stands under the names of a map.
TAL_UDGIFT, TAL_STROEM = "tal: kommunens udgift i mio. kr., regnet", "tal: behandlede borgere"
OM_SOEJLERNE = "Kr. pr. indbygger (datasættets folketal), og hvor langt det er fra regionens."
OM_STROEMSOEJLERNE = "Behandlede borgere efter bopæl, og hvor mange der er netto ud eller ind."
OM_STROEMMEN = (
    "Netto ud er flere borgere behandlet hos andre kommuners klinikker, end der kommer den anden "
    "vej; netto ind er omvendt. Det er regnet af to trykte summer."
)
INGEN_PAR = "Kilderne siger ikke, hvem der tog hvorhen, så der er ingen pile mellem kommunerne."
SAMMENLIGNING = (
    "Forbrug er efter, hvor borgeren bor; produktion efter, hvor klinikken ligger. Netto ud er "
    "andel af forbrug mindre andel af produktion: plus er borgere, der behandles hos andre "
    "kommuners klinikker; minus er netto ind, borgere fra andre kommuner. Det sammenligner to "
    "trykte summer, ikke personer: patienter kan krydse begge veje. Det forudsætter lige mange "
    "ydelser pr. patient overalt og siger intet om andre regioner. Andelene er af kommunernes sum."
)
#: The titles of tables 16 and 26 say one thing, and the plan's list of terms another.
I_REGIONEN = (
    "Efter tabellernes overskrifter er det behandling i Region Nordjylland; om behandling i andre "
    "regioner er med, er uklart, for praksisplanens begrebsliste siger det modsatte."
)
SELVFORSYNING = (
    "Selvforsyning er andel af produktion i forhold til andel af forbrug: så stor en del af "
    "borgernes forbrug kunne kommunens egne klinikker have leveret. Over 100 % leverer de mere, "
    "end borgerne bruger. »Højst 100« tæller kun det, borgerne selv kunne bruge; for regionen er "
    "det den største del af forbruget, der kan være fra egen kommune."
)
UDEN_TABELLER = "Datasættet har ingen tabeller over forbrug og produktion."
UDEN_UDGIFT = (
    "Tabellerne har ingen udgift pr. borger for hver kommune på det, kommunerne betaler; importér "
    "datasættet med den."
)
INTET_SCENARIE = (
    "Der er ingen tiltag i scenariet. Læg et tiltag til på siden Flytning, så ses her, hvad det "
    "ændrer ved kommunernes udgift, og hvad det ikke ændrer."
)
UDEN_BETALER = "Datasættet siger ikke, hvem der betaler {titel}."


def betalertekst(speciale: Speciale) -> str:
    """Return who pays for a speciale, in a sentence."""
    if speciale.betaler == "kommune":
        return (
            f"Borgerens bopælskommune betaler hele honoraret for {_i_saetning(speciale)}, {UANSET}."
        )
    if speciale.betaler == "region_og_patient":
        return (
            f"Det offentlige tilskud til {_i_saetning(speciale)} er "
            f"{procent(speciale.tilskud_pct)} af honoraret, og patienten betaler resten; regionen "
            "har myndighedsansvaret."
        )
    return UDEN_BETALER.format(titel=speciale.titel)


def _i_saetning(speciale: Speciale) -> str:
    return _lille(speciale.titel)


def _lille(saetning: str) -> str:
    return f"{saetning[:1].lower()}{saetning[1:]}"


def betalerkilder(fag: Fag, valgt: Speciale) -> str:
    """Return where it stands who pays for a speciale, and who pays for the others of its field."""
    led = [f"Hvem der betaler: {valgt.betalingskilde}."] if valgt.betalingskilde else []
    led += [
        f"{betalertekst(s).removesuffix('.')} ({s.betalingskilde})."
        for s in fag.specialer
        if s.betalingskilde and s != valgt
    ]
    if any(s.betaler == "region_og_patient" for s in fag.specialer):
        led.append("At regionen betaler tilskuddet, siger kilderne ikke med rene ord.")
    return " ".join(led)


def netto_i_ord(borgere: float) -> str:
    """Return a net flow as it is called everywhere: `netto ud 241`, `netto ind 276`."""
    return f"netto {retning_i_ord(borgere)}"


def retning_i_ord(borgere: float) -> str:
    """Return a net flow where all beside it is net: `ud 241`."""
    return f"{'ud' if borgere > 0 else 'ind'} {tal(abs(borgere))}"


def betalingssvar(plan: Plan, speciale: Speciale, aar: int) -> str:
    """Return all that answers who pays, as a document and the command line say it."""
    led = (betalingsnyhed, udgiftsforbehold, stroemnyhed)
    return " ".join(sagt for sig in led if (sagt := sig(plan, speciale, aar)))


def betalingsnyhed(plan: Plan, speciale: Speciale, aar: int) -> str:
    """Return who pays, and where a kommune does, what it is worked out to and who pays most."""
    alle = udgifter(plan, speciale.kode, aar)
    kr = alle.at[REGIONSRAEKKE, "kr"]
    if speciale.betaler != "kommune" or kr != kr:
        return betalertekst(speciale)
    hver = alle.drop(index=REGIONSRAEKKE)["kr_pr_indbygger"].dropna()
    mest = alle.loc[hver.idxmax()]
    return (
        f"{betalertekst(speciale).removesuffix('.')}: regnet til {mio_kr(kr)} i {aar}. "
        f"Mest pr. indbygger betaler {mest['kommune']}: {tal(mest['kr_pr_indbygger'])} kr. mod "
        f"regionens {tal(alle.at[REGIONSRAEKKE, 'kr_pr_indbygger'])}."
    )


def udgiftsforbehold(plan: Plan, speciale: Speciale, aar: int) -> str:
    """Return how the expense is worked out, and that it is not what is printed; "" for none."""
    if speciale.betaler != "kommune" or not har_udgift(plan, speciale.kode):
        return ""
    regnet = (
        "Udgiften er regnet: behandlede borgere gange udgift pr. behandlet, i "
        f"{plan.fag.aktivitetsaar[-1]}-priser."
    )
    k = udgiftskontrol(plan, speciale.kode).loc[aar]
    if k["trykt_kr"] != k["trykt_kr"]:
        return regnet
    if k["som_trykt"]:
        return f"{regnet} Den er som regionens trykte udgift."
    return (
        f"{regnet} Regionens trykte udgift er {mio_kr(k['trykt_kr'])}; kilden forklarer ikke "
        "forskellen."
    )


def stroemnyhed(plan: Plan, speciale: Speciale, aar: int) -> str:
    """Return which kommune most patients leave, net, and which most come to; "" where untold."""
    yderst = _yderst(nettostroem(plan, speciale.kode, aar))
    if yderst is None:
        return ""
    ind, ud = yderst
    return (
        f"{ud['kommune']} har mest netto ud, svarende til {tal(ud['netto_patienter'])} borgere "
        f"behandlet hos andre kommuners klinikker; {ind['kommune']} har mest netto ind, svarende "
        f"til {tal(abs(ind['netto_patienter']))} borgere fra andre kommuner."
    )


def betalingstal(plan: Plan, speciale: Speciale, aar: int) -> list[tuple[str, str]]:
    """Return the key figures of the expense: all of it, and by who is treated and by resident."""
    region = udgifter(plan, speciale.kode, aar).loc[REGIONSRAEKKE]
    regnet, trykt = region["kr"], trykt_udgift(plan, speciale.kode)[aar]
    i_alt = [(mio_kr(regnet), "i alt, regnet")] if regnet == regnet else []
    if not i_alt and trykt == trykt:
        i_alt = [(mio_kr(trykt), "udgift i regionen, som trykt")]
    pris, hver = region["kr_pr_patient"], region["kr_pr_indbygger"]
    return [
        *i_alt,
        *([(f"{tal(pris)} kr.", "pr. behandlet borger")] if pris == pris else []),
        *([(f"{tal(hver)} kr.", "pr. indbygger")] if hver == hver else []),
    ]


def stroemtal(plan: Plan, speciale: Speciale, aar: int) -> list[tuple[str, str]]:
    """Return the key figures of the net flow: the most each way, and what can be from home."""
    stroem = nettostroem(plan, speciale.kode, aar)
    hoejst = (
        procent(stroem.at[REGIONSRAEKKE, "selvforsyning_hoejst_pct"]),
        "i egen kommune, højst",
    )
    yderst = _yderst(stroem)
    if yderst is None:
        return [hoejst]
    ind, ud = yderst
    return [
        (tal(ud["netto_patienter"]), f"netto ud, {ud['kommune']}"),
        (tal(abs(ind["netto_patienter"])), f"netto ind, {ind['kommune']}"),
        hoejst,
    ]


def _yderst(stroem: pd.DataFrame) -> tuple[pd.Series, pd.Series] | None:
    """Return the kommune most come to, net, and the one most leave; None where none is told."""
    kendte = stroem.drop(index=REGIONSRAEKKE).dropna(subset="netto_point")
    if kendte.empty:
        return None
    kendte = kendte.sort_values("netto_point", kind="stable")
    return kendte.iloc[0], kendte.iloc[-1]


def stroemnote(plan: Plan, speciale: Speciale, aar: int) -> str:
    """Return what net flow and self-sufficiency are, who is left out, and how far they hold."""
    stroem = nettostroem(plan, speciale.kode, aar)
    uden = list(stroem.loc[stroem["netto_point"].isna(), "kommune"])
    led = [SAMMENLIGNING, I_REGIONEN, SELVFORSYNING]
    if uden:
        led.append(f"{opremsning(uden)} mangler i tabellerne og er ikke talt med.")
    if har_udgift(plan, speciale.kode):
        skifter = skifter_retning(plan, speciale, aar)
        hvem = opremsning(skifter) if skifter else "ingen kommune"
        led.append(f"Tælles forbruget i kroner i stedet for borgere, skifter {hvem} retning.")
    return " ".join(led)


def udgiftsnote(plan: Plan, koder: Sequence[str], aar: int) -> str:
    """Return how an expense is worked out, and how near it comes to what is printed."""
    led = [
        "Udgiften er regnet: behandlede borgere gange udgiften pr. borger. Pr. indbygger er efter "
        "datasættets folketal i alle år. Regionens borgere og udgift pr. borger er trykt; dens "
        f"udgift er kommunernes sum og ikke de to ganget. {I_REGIONEN}"
    ]
    for kode in koder:
        k = udgiftskontrol(plan, kode).loc[aar]
        regnet = f"På speciale {kode} giver kommunerne {mio_kr(k['regnet_kr'])} tilsammen"
        if k["som_trykt"]:
            led.append(f"{regnet}, som regionens trykte udgift.")
        elif k["trykt_kr"] == k["trykt_kr"]:
            hvor = "højere" if k["forskel_kr"] > 0 else "lavere"
            led.append(
                f"{regnet}; regionens trykte udgift er {mio_kr(k['trykt_kr'])}, "
                f"{procent(abs(k['forskel_pct']))} {hvor}, og kilden forklarer ikke forskellen."
            )
    return " ".join(led)


def budgetnyhed(penge: Budget) -> str:
    """Return what use costs the kommuner, and what it would by the use of others: a model."""
    region, hoejest = penge.kommuner.loc[REGIONSRAEKKE], penge.kommuner.loc[penge.hoejest]
    return (
        f"Borgernes forbrug af {_i_saetning(penge.speciale)} er for {penge.aar} regnet til "
        f"{tal(region['kr_pr_indbygger'])} kr. pr. indbygger i regionen og mest i "
        f"{hoejest['kommune']}, {tal(hoejest['kr_pr_indbygger'])} kr. Brugte alle som dér, var det "
        f"{mio_kr(region['mere_som_hoejest'])} mere om året: en model, ikke en prognose."
    )


def budgetnote(penge: Budget) -> str:
    """Return what the model of use assumes."""
    hoejest = penge.kommuner.at[penge.hoejest, "kommune"]
    return (
        "En model: »som middel« er kommunens indbyggere gange regionens udgift pr. indbygger, »som "
        f"{hoejest}« gange den højeste kommunes, en yderkant. Den kender hverken alder, sygdom "
        "eller kommunens egne tilbud, og hvad nærhed betyder for forbruget, siger hverken den "
        "eller kilderne. Hele kroner, hver kommune afrundet for sig."
    )


def flytningssvar(plan: Plan, tiltag: Sequence[Tiltag]) -> str:
    """Return what tiltag do and do not change for who pays: payer, produktion, and use.

    Raises as `planning.betaling.flytningens_betaling`.
    """
    ramme = flytningens_betaling(plan, tiltag)
    speciale = kommunens_speciale(plan)
    led = ["Scenariet flytter ikke regningen."]
    if speciale is not None:
        led = [f"Scenariet flytter ikke regningen: {_lille(betalertekst(speciale))}"]
    flyttet = [_produktion(r) for _, r in ramme.iterrows() if r["kapacitet"]]
    if flyttet:
        led.append(
            "Det, klinikkerne kan levere for fuldt tilskud om året, ændres højst: "
            f"{'; '.join(flyttet)}."
        )
    else:
        led.append("Ingen kommunes klinikker får mere eller mindre kapacitet.")
    led.append(
        "En kommunes udgift følger, hvad dens borgere bruger, ikke hvor klinikkerne ligger; hvor "
        "meget en nærmere klinik betyder for forbruget, siger kilderne ikke."
    )
    return " ".join(led)


def _produktion(raekke: pd.Series) -> str:
    """Return what the clinics of a kommune gain or lose, in kr. where the agreement has amounts."""
    aendring = raekke["kapacitet"]
    led = [
        f"{tal(abs(kr))} kr. ({navn.removeprefix('hoejst_')})"
        for navn, kr in raekke.filter(regex="^hoejst_").items()
        if kr == kr
    ]
    hvad = opremsning(led, "eller") if led else antal_kapaciteter(abs(aendring))
    return f"i {raekke['kommune']} {hvad} {'mere' if aendring > 0 else 'mindre'}"


def flytningsnote(plan: Plan) -> str:
    """Return what the amounts of a move are, and what no source says of them."""
    aftale, penge = aftale_med_beloeb(plan), budget(plan)
    led = []
    if aftale is not None:
        led.append(
            f"Beløbet er det tilskud, kapaciteten højst giver uden nedsættelse "
            f"({nedsaettelsestekst(aftale)}). Hvor meget klinikkerne leverer, kan være mindre."
        )
        if plan.opgoerelse.faelles:
            led.append(
                f"Datasættets kapacitet er opgjort {plan.opgoerelse.navn} og fælles for "
                "specialerne: beløbet er det ene eller det andet. Hvor meget en kapacitet i timer "
                "blev i beløb, siger kilderne ikke."
            )
        led.append(overenskomstkilde(aftale))
    if penge is not None:
        led.append(f"Udgiften er fra {penge.aar}; de to skal ikke lægges sammen.")
        led.append(budgetnote(penge))
    return " ".join(led)


def betalerlinje(plan: Plan) -> str:
    """Return in few words who pays for what the kommune pays for; "" where nothing is told."""
    if kommunens_speciale(plan) is None:
        return ""
    led = [
        f"{hvem} (speciale {opremsning(koder)})"
        for betaler, hvem in BETALER_NAVNE.items()
        if (koder := [s.kode for s in med_aktivitet(plan) if s.betaler == betaler])
    ]
    return f"Hvem betaler: som før {', '.join(led)}"
