"""Coverage in Danish: how many, how sure, and where it hides or others may be nearer."""

from __future__ import annotations

import pandas as pd

from dansk import kapaciteter, omtrent, opremsning, procent, tal, to_cifre
from planning.daekningsbillede import MANGE, Daekningsbillede, Filter
from planning.plan import REGIONSRAEKKE, Plan
from saetninger.maal import graensetekst
from saetninger.spaend import i_parentes, spaendtal

#: What a district that a map marks is called.
HVIDT = f"distrikt med mindst {MANGE} indbyggere uden for grænsen"
NABO = "klinik uden for regionen"
#: So many districts are named in one sentence.
HOEJST_SKJULTE = 4


def daekningsnyhed(billede: Daekningsbillede) -> str:
    """Return how many are covered, and where the fewest are."""
    foerst = (
        f"{procent(billede.region['andel_pct'])} af regionens indbyggere har en klinik inden for "
        f"{graensetekst(billede.maal, billede.graense)}"
    )
    if billede.udaekkede == 0:
        return f"{foerst}: alle, i alle kommuner."
    usikkert = intervaltekst(billede.region)
    laengere = (
        f"{foerst}{f' ({usikkert} med modellens usikkerhed)' if usikkert else ''}; "
        f"{omtrent(billede.udaekkede)}{i_parentes(udaekketspaend(billede))} har længere"
    )
    led = [_daekket(r) for _, r in billede.svagest().iterrows()]
    if not led:
        return f"{laengere}. I hvilken kommune færrest er dækket, er for usikkert at sige."
    return f"{laengere}. Færrest er dækket i {opremsning(led)}."


def _daekket(raekke: pd.Series) -> str:
    tal_ = [procent(raekke["andel_pct"], 0), intervaltekst(raekke)]
    return f"{raekke['kommune']} ({'; '.join(d for d in tal_ if d)})"


def intervaltekst(raekke: pd.Series) -> str:
    """Return the range of a share covered, `92 til 97 %`; "" when it has none."""
    spaend = spaendtal(raekke["lav_pct"], raekke["hoej_pct"])
    return f"{spaend} %" if spaend else ""


def udaekketspaend(billede: Daekningsbillede) -> str:
    """Return the range of the region's residents beyond the limit; "" when it has none."""
    region = billede.uden_for.loc[REGIONSRAEKKE]
    return spaendtal(region["indbyggere_uden_lav"], region["indbyggere_uden_hoej"], to_cifre)


def minutspaend(billede: Daekningsbillede, afstand: float) -> str:
    """Return the range of one distance of a coverage; "" when it has none."""
    return spaendtal(*billede.spaend(afstand), lambda v: tal(v, 1))


def skjult_nyhed(billede: Daekningsbillede) -> str:
    """Return which kommuner look well covered and have a district that is not; "" for none."""
    ramme = billede.skjulte()
    if ramme.empty:
        return ""
    led = [
        f"{r.navn} ({r.kommune}, {procent(r.indbyggere_uden_pct, 0)} af {omtrent(r.indbyggere)})"
        for r in ramme.iloc[:HOEJST_SKJULTE].itertuples()
    ]
    blandt = "blandt andre " if len(ramme) > HOEJST_SKJULTE else ""
    return (
        "Også i kommuner, der er dækket mindst som regionen, er der distrikter, hvor de fleste har "
        f"længere: {blandt}{opremsning(led)}."
    )


def naboregionsnyhed(billede: Daekningsbillede) -> str:
    """Return where many beyond the limit live nearer a kommune outside the region; "" for nowhere.

    Its clinics are not in the data, and may be the nearest. Where they are imported: that they are
    counted, or why not.
    """
    if antal := len(billede.plan.naboklinikker):
        hvor = f"{tal(antal)} klinikker uden for regionen (importeret)"
        if not billede.naboer:
            return f"{hvor} er ikke talt med: deres adgang og kapacitet kendes ikke."
        return f"Også {hvor} er talt med; deres kapacitet kendes ikke."
    ramme = billede.uden_for.assign(naermere=billede.ved_graensen)
    ramme = ramme[ramme["naermere"] >= MANGE].sort_values("naermere", ascending=False)
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


def filtertekst(plan: Plan, filtrering: Filter, faerger: bool) -> str:
    """Return in words which clinics counted, and whether one may go by ferry."""
    led = []
    if filtrering.kun_handicapadgang:
        led.append("på klinikker med handicapvenlig adgang")
    if filtrering.mindst > 0:
        led.append(f"på klinikker med mindst {kapaciteter(filtrering.mindst)} kapacitet")
    if filtrering.kommune_kode:
        led.append(f"på klinikker i {plan.kommuner.loc[filtrering.kommune_kode, 'kommune']}")
    if not faerger:
        led.append("uden færger")
    return opremsning(led) or "på alle klinikker"
