"""A proposal in words: how few moves will do and what proves it, ties, what is in the way."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from dansk import (
    antal,
    antal_kapaciteter,
    fortegn,
    mio_kr,
    opremsning,
    personer,
    procent,
    rundet_op,
    tal,
)
from planning.forslagsfront import Akse, Front
from planning.forslagshindring import Hindring
from planning.forslagskrav import Krav, Middel, Vaegt
from planning.forslagsmaal import Maal
from planning.forslagsoptalt import Optalt
from planning.forslagssvar import Forslag, Udkast, hver
from planning.plan import LAESOE, Plan
from planning.regler import har_regler
from saetninger.omraadeord import omraadeord

HENSYN: Mapping[Maal, str] = {
    "lighed": "Mest lige mellem kommunerne",
    "mindst": "Færrest kapaciteter flyttet",
    "minutter": "Mindst længere til nærmeste klinik",
    "uden_bil": "Færrest husstande uden bil langt fra en klinik",
}
VAEGTNAVNE: Mapping[Vaegt, str] = {
    "indbyggere": "indbyggere",
    "aeldre": "indbyggere på 70 år og derover",
    "patienter": "behandlede borgere",
}
#: What is left at a clinic that gives, by the number of rights to practise.
BEHOLD: Mapping[int, str] = {
    0: "må afgive alt",
    1: "beholder mindst én",
    2: "beholder mindst to (faglig sparring)",
}
MIDDELNAVNE: Mapping[Middel, str] = {
    "alle": "middel af alle kommuner",
    "deltagere": "middel af dem, der er med",
}
AKSENAVNE: Mapping[Akse, str] = {
    "afvigelse": "Største afvigelse fra middel",
    "minutter": "Længere til nærmeste klinik",
    "uden_bil": "Husstande uden bil uden for grænsen",
}
#: What the search does not know, said wherever a proposal is.
INGEN_KAPACITET = "Der er ingen kapacitet at foreslå noget om. Importér klinikker med kapacitet."
FORBEHOLD = (
    "Forslaget er regnet på kapaciteten alene: om nogen vil flytte, om der er lokaler, og hvad "
    "patienterne vælger, er ikke med."
)
BEVIS = (
    "At færre ikke kan gøre det, er bevist med heltalsprogrammering (HiGHS). Hvilke af en "
    "kommunes klinikker der afgiver og modtager, er de bedst fundne efter den samlede score; det "
    "er ikke bevist."
)
UDEN_BRUD = (
    "En klinik, hvis adgang eller toilet er oplyst som nej, får kun noget, hvor ingen anden i "
    "kommunen kan."
)


def forslagsnyhed(plan: Plan, svar: Forslag) -> str:
    """Return how few moves meet what was asked, what is proven of it, and who is left out."""
    krav = svar.krav
    mod = (
        f"inden for {tal(krav.tolerance_pct, 4, fast=False)} % af middel ({tal(svar.middel)} "
        f"{VAEGTNAVNE[krav.vaegt]} pr. kapacitet)"
    )
    hvem = alle_holdte(plan, krav)
    if svar.antal is None:
        if svar.status == "intet_fundet":
            return (
                f"Søgningen blev stoppet, før den fandt flytninger, der bringer {hvem} {mod}. "
                "Det er ikke vist, at der ingen er."
            )
        return f"Ingen {_hvad(krav)} kan bringe {hvem} {mod}. {hindringstekst(plan, svar)}"
    if svar.antal == 0:
        return f"{hvem[:1].upper()}{hvem[1:]} er allerede {mod}."
    bringer = f"{antal(svar.antal, *_ord(krav))}{_hver(svar)} bringer {hvem} {mod}"
    if svar.antal > svar.mindst and svar.status == "bevist":
        return f"{bringer}; det kan gøres med {tal(svar.mindst)}."
    if svar.status == "bevist":
        return f"{bringer}, og færre kan ikke gøre det."
    return (
        f"{bringer}. Søgningen blev stoppet, før den kunne vise, om færre kan gøre det; "
        f"mindst {tal(svar.mindst)} skal der til."
    )


def _hver(svar: Forslag) -> str:
    return " af én kapacitet" if svar.hele and not svar.krav.nye else ""


def optalttekst(plan: Plan, hvordan: Optalt | None) -> str:
    """Return whether a proposal holds with the districts' count of inhabitants; "" if not asked."""
    if hvordan is None:
        return ""
    navn, afvigelse = _navn(plan, hvordan.kode), f"{fortegn(hvordan.afvigelse_pct)} %"
    folk = "Tælles indbyggerne i afstemningsområderne,"
    if hvordan.holder:
        return f"{folk} holder det også; længst fra middel er {navn} med {afvigelse}."
    if hvordan.antal is None:
        return f"{folk} holder det ikke: {navn} ender på {afvigelse}."
    return f"{folk} skal der {tal(hvordan.antal)} til: {navn} ender ellers på {afvigelse}."


def samlettekst(udkast: Udkast, svar: Forslag) -> str:
    """Return that moves between the same two clinics are one tiltag, where any are; else ""."""
    if len(udkast.tiltag) == svar.antal:
        return ""
    return (
        "Flytninger mellem de samme to klinikker er samlet i ét tiltag, så der er "
        f"{tal(len(udkast.tiltag))} tiltag."
    )


def tolerancetal(tolerance: float) -> str:
    """Return a tolerance, never less than it is: what is at it is within."""
    return f"{rundet_op(tolerance, 1)} %"


def alle_holdte(plan: Plan, krav: Krav) -> str:
    """Return who must be within the tolerance: all, and those who are left out."""
    navne = [plan.kommuner["kommune"].get(k) for k in krav.undtag]
    kendte = [str(n) for n in navne if n is not None]
    undtagen = f" undtagen {opremsning(kendte)}" if kendte else ""
    return f"alle {omraadeord(plan).flertal}{undtagen}"


def _ord(krav: Krav) -> tuple[str, str]:
    return ("tiltag", "tiltag") if krav.nye else ("flytning", "flytninger")


def _hvad(krav: Krav) -> str:
    return f"{_ord(krav)[1]}, der holder kravene," if _betinget(krav) else _ord(krav)[1]


def _betinget(krav: Krav) -> bool:
    return krav != Krav(krav.tolerance_pct, krav.undtag, nye=krav.nye)


def hindringstekst(plan: Plan, svar: Forslag) -> str:
    """Return who cannot be brought within the tolerance, and the least that all can; or ""."""
    i_vejen = svar.hindring
    if i_vejen is None:
        return ""
    led = [_alene(plan, kode, afvigelse) for kode, afvigelse in i_vejen.alene]
    hvem = f"{opremsning(led)}. " if led else "Ikke alle kan nå det på én gang. "
    return f"{hvem}{_tolerance(plan, i_vejen)}"


def _navn(plan: Plan, kode: str) -> str:
    return str(plan.kommuner["kommune"][kode])


def _alene(plan: Plan, kode: str, afvigelse: float) -> str:
    if not math.isfinite(afvigelse):
        return f"{_navn(plan, kode)} kan ikke få kapacitet"
    return f"{_navn(plan, kode)} kan ikke komme nærmere end {fortegn(afvigelse)} %"


def _tolerance(plan: Plan, i_vejen: Hindring) -> str:
    if i_vejen.tolerance_pct is None:
        return "Ingen tolerance kan nås af alle."
    binder = opremsning([_navn(plan, kode) for kode in i_vejen.binder])
    raad = ", eller hold Læsø udenfor" if LAESOE in i_vejen.binder else ""
    return (
        f"Den mindste tolerance, alle kan nå, er {tolerancetal(i_vejen.tolerance_pct)}; det er "
        f"{binder}, der sætter den. Vælg {tolerancetal(i_vejen.tolerance_pct)}{raad}."
    )


def lige_gode_tekst(svar: Forslag) -> str:
    """Return how many distributions are as short, and that those shown are few of many."""
    if not svar.antal or not svar.hele or svar.antal > svar.mindst:
        return ""
    if svar.lige_gode is None:
        return "Hvor mange andre forslag der har lige så få, er ikke talt."
    if svar.lige_gode == 1:
        return "Kun én fordeling mellem kommunerne kan gøre det med så få."
    vist = len(svar.udkast)
    her = f" Her er {tal(vist)}, der ligner hinanden mindst." if vist > 1 else ""
    return f"{tal(svar.lige_gode)} fordelinger mellem kommunerne kan gøre det med så få.{her}"


def hensynstekst(maal: Maal, udkast: Udkast, graense: float) -> str:
    """Return the figure of a proposal by its second aim, and whether none as short has less."""
    foer = udkast.trin["mangler"].iloc[0]
    tekst = {
        "lighed": (
            f"Kommuner under middel mangler bagefter tilsammen {tal(udkast.hensyn, 1)} kapaciteter "
            f"i at nå det ({tal(foer, 1)} før)"
        ),
        "mindst": f"Der flyttes {antal_kapaciteter(udkast.hensyn)}",
        "minutter": _minutter(udkast.hensyn),
        "uden_bil": (
            f"{personer(udkast.hensyn)} husstande uden bil har bagefter over "
            f"{tal(graense, 3, fast=False)} minutters kørsel til nærmeste klinik"
        ),
    }[maal]
    if udkast.hensyn_bevist:
        return f"{tekst}; intet forslag med lige så få giver mindre."
    return f"{tekst}."


def _minutter(personminutter: float) -> str:
    if personminutter < 1:
        return "Ingen får længere til nærmeste klinik"
    return (
        "De, der får længere til nærmeste klinik, får tilsammen "
        f"{tal(personminutter)} minutter længere"
    )


def udkastnavn(nr: int) -> str:
    """Return what one of several proposals is called, by its number from 1."""
    return f"Forslag {tal(nr)}"


def giver_og_faar(plan: Plan, udkast: Udkast) -> list[str]:
    """Return which kommuner give and which get, a sentence each: the losers are named first.

    After each name how many moves, or how much of an amount.
    """
    return [
        f"{navn}: {opremsning([f'{omraade} ({maengde(plan, n)})' for omraade, n in hvem])}."
        for navn, hvem in (("Afgiver", hver(udkast, "giver")), ("Modtager", hver(udkast, "faar")))
        if hvem
    ]


def maengdeenhed(plan: Plan) -> str:
    """Return what `maengde` counts, a move of half a capacity too; "" where it says so itself."""
    return "antal flytninger" if plan.opgoerelse.hele else ""


def maengde(plan: Plan, maengde: float) -> str:
    """Return how many moves of one capacity there are, or how much of an amount."""
    return tal(maengde) if plan.opgoerelse.hele else mio_kr(maengde)


def trinoverskrift(trin: pd.DataFrame) -> str:
    """Return what heads the steps of a proposal: whether each alone makes it more even."""
    if trin["bedre"].iloc[1:].all():
        return "Trin for trin: hver for sig gør de det mere lige"
    return "Trin for trin: ikke hvert trin gør det mere lige alene"


def fronttekst(front: Front, krav: Krav) -> str:
    """Return what the first and the last point of a front are, and what one more move buys."""
    punkter = front.punkter
    if punkter.empty:
        return ""
    foerste, sidste = punkter.iloc[0], punkter.iloc[-1]
    hvad = AKSENAVNE[front.akse]
    tekst = (
        f"{hvad}: {vaerdi(front.akse, foerste['vaerdi'])} med "
        f"{antal(foerste['antal'], *_ord(krav))}"
    )
    if len(punkter) > 1:
        slut = ", og lavere kommer den ikke" if front.helt_ned else ""
        tekst = f"{tekst}; {vaerdi(front.akse, sidste['vaerdi'])} med {tal(sidste['antal'])}{slut}"
    bevis = "Hvert punkt er bevist" if front.bevist else "Ikke alle punkter er bevist"
    return f"{tekst}. {bevis}."


def vaerdi(akse: Akse, tallet: float) -> str:
    """Return the value of a point of a front with its unit."""
    if akse == "afvigelse":
        return procent(tallet)
    if akse == "minutter":
        return f"{tal(tallet)} personminutter"
    return f"{personer(tallet)} husstande"


def bevistekst(plan: Plan) -> str:
    """Return what is proven and what is not, and where nothing is sent by the field's rules."""
    return f"{BEVIS} {UDEN_BRUD}" if har_regler(plan.fag) else BEVIS


def kravtekst(plan: Plan, krav: Krav) -> str:
    """Return what was asked beside the tolerance, in one sentence."""
    klinikker, kommuner = plan.klinikker["navn"], plan.efter_kommune.kommuner["kommune"]
    led = [f"målt mod {MIDDELNAVNE[krav.middel]}"]
    for koder, hvad in ((krav.giver_ikke, "afgiver ikke"), (krav.faar_ikke, "modtager ikke")):
        if koder:
            led.append(f"{opremsning([str(kommuner[k]) for k in koder])} {hvad}")
    if krav.laaste:
        led.append(f"{opremsning([str(klinikker[k]) for k in krav.laaste])} er låst")
    if krav.arter:
        navne = [plan.opgoerelse.art(a).navn for a in krav.arter]
        led.append(f"kun {opremsning(navne)} flyttes")
    if krav.tilbage:
        led.append(f"en klinik, der afgiver, beholder mindst {tal(krav.tilbage)}")
    if math.isfinite(krav.loft):
        led.append(f"højst {antal_kapaciteter(krav.loft)} flyttes")
    if krav.nye:
        led.append(f"højst {antal_kapaciteter(krav.nye)} oprettes")
    if krav.nye_adresser:
        led.append("nye adresser i byer og distrikter kan modtage")
    tekst = opremsning(led)
    return f"{tekst[:1].upper()}{tekst[1:]}."
