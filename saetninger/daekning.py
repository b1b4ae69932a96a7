"""Coverage in Danish: how many, how sure, and where it hides or others may be nearer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from dansk import antal, antal_kapaciteter, omtrent, opremsning, procent, tal, to_cifre
from planning.daekningsbillede import MANGE, Daekningsbillede, Filter
from planning.husket import husket
from planning.plan import REGIONSRAEKKE, Plan
from saetninger.maal import graensetekst
from saetninger.omraadeord import Omraadeord, omraadeord
from saetninger.spaend import PROCENT, i_parentes, spaendtal

#: What a district that a map marks is called.
HVIDT = f"distrikt med mindst {MANGE} indbyggere uden for grænsen"
#: What a district is, and why it may be called by a hall.
DISTRIKTSNAVNE = "distrikter er afstemningsområder, nogle kaldt efter afstemningsstedet"
NABO = "klinik uden for regionen"
#: More kommuner than this that are equally little covered are counted, not named.
HOEJST_FAERREST = 3
#: What of the model makes a range, by how the way is measured.
MODELLENS: Mapping[str, str] = {
    "minutter": "Modellens rejsetider",
    "km": "Modellens vejlængder",
}
#: So many districts are named where most live that have farther.
HOEJST_STOERSTE = 3
#: So many districts are named in one sentence.
HOEJST_SKJULTE = 4


@husket()
def daekningsnyhed(billede: Daekningsbillede) -> str:
    """Return how many are covered, and where the fewest are."""
    if hele := _uden_laengere(billede):
        return hele
    usikkert = intervaltekst(billede.region)
    laengere = (
        f"{_andel(billede)}{f' ({usikkert} med modellens usikkerhed)' if usikkert else ''}; "
        f"{omtrent(billede.udaekkede)}{i_parentes(udaekketspaend(billede))} har længere"
    )
    led = [_daekket(r, intervaltekst(r)) for _, r in billede.svagest().iterrows()]
    return f"{laengere}. {_faerrest(led, omraadeord(billede.plan))}."


def _uden_laengere(billede: Daekningsbillede) -> str:
    """Return all there is to say where nobody is known to be beyond the limit; "" where some are.

    There is no clinic, it is hidden how many are covered, or all are.
    """
    if not billede.med.any() and not billede.naboer:
        return "Der er ingen klinik med kapacitet at have længere eller kortere til."
    if pd.isna(billede.region["andel_pct"]):
        return (
            "Hvor mange af regionens indbyggere, der har en klinik inden for "
            f"{graensetekst(billede.maal, billede.graense)}, er skjult af hensyn til diskretion."
        )
    if billede.alle_daekket:
        return f"{_andel(billede)}: alle, i alle {omraadeord(billede.plan).flertal}."
    if not billede.udaekkede:
        hoejst = udaekketspaend(billede).rpartition(" ")[2]
        return (
            f"{_andel(billede)} efter modellens tider: alle. Er vejene {PROCENT} % længere, har "
            f"omkring {hoejst} længere."
        )
    return ""


def _andel(billede: Daekningsbillede) -> str:
    return (
        f"{procent(billede.region['andel_pct'])} af regionens indbyggere har en klinik inden for "
        f"{graensetekst(billede.maal, billede.graense)}"
    )


def _faerrest(led: list[str], ord_: Omraadeord) -> str:
    if not led:
        return "Hvor færrest er dækket, er for usikkert at sige"
    if len(led) > HOEJST_FAERREST:
        return f"Færrest er dækket i {len(led)} {ord_.flertal}, der står lige"
    return f"Færrest er dækket i {opremsning(led)}"


def _daekket(raekke: pd.Series, spaend: str = "") -> str:
    tal_ = [procent(raekke["andel_pct"], 0), spaend]
    return f"{raekke['kommune']} ({'; '.join(d for d in tal_ if d)})"


@husket()
def daekningsdom(billede: Daekningsbillede) -> str:
    """Return what a page says of a coverage: the figures alone, and the range of the first.

    The other ranges stand by the key figures and in the tables.
    """
    if hele := _uden_laengere(billede):
        return hele
    svagest = [_daekket(r) for _, r in billede.svagest().iterrows()]
    flest = [
        f"{r['kommune']} ({omtrent(r['indbyggere_uden'])})"
        for _, r in billede.flest_uden_for().iterrows()
    ]
    kendt = 0 < len(flest) <= HOEJST_FAERREST
    bor = f"; flest med længere vej bor i {opremsning(flest)}" if kendt else ""
    usikkert = intervaltekst(billede.region)
    return (
        f"{_andel(billede)}; {omtrent(billede.udaekkede)} har længere. "
        f"{_faerrest(svagest, omraadeord(billede.plan))}{bor}."
        + (f" {MODELLENS[billede.maal]} er usikre: andelen er {usikkert}." if usikkert else "")
    )


def intervaltekst(raekke: pd.Series) -> str:
    """Return the range of a share covered, `92 til 97 %`; "" when it has none."""
    spaend = spaendtal(raekke["lav_pct"], raekke["hoej_pct"])
    return f"{spaend} %" if spaend else ""


def udaekketspaend(billede: Daekningsbillede) -> str:
    """Return the range of the region's residents beyond the limit; "" when it has none."""
    return udenforspaend(billede.uden_for.loc[REGIONSRAEKKE])


def udenforspaend(raekke: pd.Series) -> str:
    """Return the range of the residents beyond the limit of a row of `uden_for`; "" for none."""
    return spaendtal(raekke["indbyggere_uden_lav"], raekke["indbyggere_uden_hoej"], to_cifre)


@husket()
def valgspaend(billede: Daekningsbillede) -> str:
    """Return the range of the region's residents with two clinics; "" when it has none."""
    spaend = spaendtal(*billede.valg_ender)
    return f"{spaend} %" if spaend else ""


@husket()
def minutspaend(billede: Daekningsbillede, afstand: float) -> str:
    """Return the range of one distance of a coverage; "" when it has none."""
    return spaendtal(*billede.spaend(afstand), lambda v: tal(v, 1))


@husket()
def skjult_nyhed(billede: Daekningsbillede) -> str:
    """Return which kommuner look well covered and have a district that is not; "" for none."""
    ramme = billede.skjulte()
    sikre, usikre = ramme[ramme["sikker"]], ramme[~ramme["sikker"]]
    hvem = [
        f"{k}, {procent(u, 0)} af {omtrent(i)}"
        for k, u, i in zip(
            sikre["kommune"], sikre["indbyggere_uden_pct"], sikre["indbyggere"], strict=True
        )
    ]
    ord_ = omraadeord(billede.plan)
    selv_om = f"selv om {ord_.bestemt} er dækket mindst lige så godt som regionen"
    led = []
    if len(sikre):
        led.append(f"De fleste har længere i {_distrikter(sikre, hvem)}, {selv_om}.")
    if len(usikre):
        hvor = _distrikter(usikre, usikre["kommune"])
        led.append(
            f"Måske gælder det også {hvor}; der er spændet for bredt til at sige det."
            if len(sikre)
            else f"Måske har de fleste længere i {hvor}, {selv_om}; spændet er for bredt til at "
            "sige det."
        )
    return " ".join(led)


@husket()
def stoerste_distrikter(billede: Daekningsbillede) -> str:
    """Return in which districts most live that have farther; "" where none has many."""
    ramme = billede.mange_uden_for.sort_values("indbyggere_uden", ascending=False, kind="stable")
    led = [
        f"{r.navn} ({r.kommune}, {omtrent(r.indbyggere_uden)})"
        for r in ramme.iloc[:HOEJST_STOERSTE].itertuples()
    ]
    hvad = "distrikterne" if len(led) > 1 else "distriktet"
    return f"Flest med længere vej bor i {hvad} {opremsning(led)}; {DISTRIKTSNAVNE}." if led else ""


def _distrikter(ramme: pd.DataFrame, hvem: Iterable[str]) -> str:
    """The first districts by name, with what is told of each, and that there are others."""
    led = [f"{navn} ({tekst})" for navn, tekst in zip(ramme["navn"], hvem, strict=True)]
    andre = ["andre"] if led[HOEJST_SKJULTE:] else []
    return opremsning([*led[:HOEJST_SKJULTE], *andre])


@husket()
def naboregionsnyhed(billede: Daekningsbillede) -> str:
    """Return where many beyond the limit live nearer a kommune outside the region; "" for nowhere.

    Its clinics are not in the data, and may be the nearest. Where they are imported: that they are
    counted, or why not.
    """
    if fundet := len(billede.plan.naboklinikker):
        hvor = f"{antal(fundet, 'klinik', 'klinikker')} uden for regionen (importeret)"
        if not billede.naboer:
            return f"{hvor} er ikke talt med: adgang og kapacitet der kendes ikke."
        return f"Også {hvor} er talt med; kapaciteten der kendes ikke."
    ramme = billede.uden_for.assign(naermere=billede.ved_graensen)
    ramme = ramme[(ramme["naermere"] >= MANGE) & ramme["indbyggere_uden"].notna()]
    ramme = ramme.sort_values("naermere", ascending=False)
    if ramme.empty:
        return ""
    led = [
        f"{omtrent(r.naermere)} af {omtrent(r.indbyggere_uden)} i {r.kommune}"
        for r in ramme.itertuples()
    ]
    return (
        "Klinikker uden for regionen er ikke i data. Af dem, der har længere, bor "
        f"{opremsning(led)} nærmere en kommune uden for regionen end nærmeste klinik (i "
        "luftlinje), og kan have en klinik der."
    )


def forbehold(plan: Plan, billede: Daekningsbillede) -> str:
    """Return what of a coverage is counted, what is a model, and how far off it may be."""
    led = [
        "Officielle tal: indbyggere (afstemt med kommunernes folketal), 70 år og derover og "
        "husstande uden bil i hvert afstemningsområde, offentliggjort til valget 9. juni 2024."
        if "befolkning" in plan.model
        else "Indbyggerne er det importerede nets, afstemt med kommunernes folketal.",
        "Klinikkerne står i byens eller bydelens midte, inden for ca. 1 km.",
    ]
    if "befolkning" in plan.model:
        led.append(
            "Hvor i området folk bor, er en model: netto står omkring 4 % af regionens og 7 % af "
            "Aalborgs indbyggere i et forkert område."
        )
    if billede.maal != "luftlinje" and "rejsetid" in plan.model:
        led.append(
            "Rejsetiden er en model: på 51 kendte ture, hver holdt ude, rammer den i gennemsnit "
            f"6 % ved siden af, ni af ti inden for {PROCENT} %, og det er det, spændet viser. "
            "Spændet dækker ikke, hvor folk og klinikker står."
        )
    if billede.maal == "minutter" and "rejsetid" in plan.model:
        led.append(
            f"Hver tur har et tillæg på {tal(plan.tillaeg_min, 1)} min til start og parkering."
        )
    return " ".join([*led, "Brug tallene til at sammenligne områder, ikke enkelte adresser."])


def filtertekst(plan: Plan, filtrering: Filter, faerger: bool) -> str:
    """Return in words which clinics counted, and whether one may go by ferry."""
    led = []
    if filtrering.kun_handicapadgang:
        led.append("på klinikker med handicapvenlig adgang")
    if filtrering.mindst > 0:
        led.append(f"på klinikker med mindst {antal_kapaciteter(filtrering.mindst)}")
    if filtrering.kommune_kode:
        led.append(f"på klinikker i {plan.kommuner.loc[filtrering.kommune_kode, 'kommune']}")
    if not faerger:
        led.append("uden færger")
    return opremsning(led) or "på alle klinikker"
