"""What to ask about a kommune, in Danish: every question begins with the fact it comes of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from dansk import antal, antal_kapaciteter, fortegn, kapaciteter, omtrent, opremsning, procent, tal
from planning.kommuneark import Kommuneark
from planning.kommunespoergsmaal import Spoergsmaal, spoergsmaal
from saetninger.kommuneark import arkets_graense
from saetninger.laesninger import forklaret, usikkert
from saetninger.ventetid import ventetidstekst

#: So many districts or clinics are named in a question.
HOEJST_NAEVNT = 3


def spoergsmaalstekster(ark: Kommuneark) -> tuple[str, ...]:
    """Return what to ask about, a text a question, in the order of the readings."""
    return tuple(TEKSTER[s.slags](ark, s) for s in spoergsmaal(ark))


def _vaerst(ark: Kommuneark, s: Spoergsmaal) -> str:
    af = tal(ark.plads["af"].max())
    return (
        f"Ringest af de {af} kommuner: {_laesninger(ark, s)}. Hvad er forklaringen, og hvad skal "
        "der til?"
    )


def _under(ark: Kommuneark, s: Spoergsmaal) -> str:
    # Not clear, where another question says that the travel times are too uncertain to tell.
    hvor_meget = "Ringere" if ark.egen["usikre"] else "Tydeligt ringere"
    return (
        f"{hvor_meget} end regionen: {_laesninger(ark, s)}. Hvad skal der til for at nå "
        "regionens niveau?"
    )


def _laesninger(ark: Kommuneark, s: Spoergsmaal) -> str:
    egen = ark.egen
    ord_ = {
        "kapacitet": f"indbyggere pr. kapacitet ({tal(egen['indbyggere_pr_kapacitet'])})",
        "daekning": f"andelen inden for {arkets_graense(ark)} ({procent(egen['andel_pct'])})",
        "adgang": f"adgang ({fortegn(egen['adgang_afvigelse_pct'], 0)} %, model)",
    }
    return opremsning([ord_[navn] for navn in s.fakta["laesninger"]])


def _uenige(ark: Kommuneark, s: Spoergsmaal) -> str:
    forklaring = forklaret(ark.noegletal).at[ark.kode, "forklaring"]
    hvad = forklaring.removeprefix(f"{ark.navn}: ")
    return f"Tallene peger hver sin vej: {hvad.rstrip('.')}. Hvad skal planen gå efter?"


def _usikre(ark: Kommuneark, s: Spoergsmaal) -> str:
    return (
        f"Usikkert: {usikkert(ark.noegletal, ark.kode)}, men det holder ikke, hvis kørslen er "
        "kortere eller længere end modellens. Hvad oplever borgere og klinikker?"
    )


def _ingen_svar(ark: Kommuneark, s: Spoergsmaal) -> str:
    hvem = s.fakta["klinikker"]
    af = f"Ingen af kommunens {tal(hvem)} klinikker" if pd.notna(hvem) else "Ingen klinik"
    return f"{af} har oplyst ventetid. Hvor lang er den?"


def _faa_svar(ark: Kommuneark, s: Spoergsmaal) -> str:
    svar, klinikker = tal(s.fakta["svar"]), tal(s.fakta["klinikker"])
    return f"Kun {svar} af {klinikker} klinikker har oplyst ventetid. Hvor lang er den hos resten?"


def _laengst(ark: Kommuneark, s: Spoergsmaal) -> str:
    return (
        f"Regionens længste oplyste ventetid i gennemsnit: {_ventetider(ark, s)}. Hvad er grunden?"
    )


def _spaend(ark: Kommuneark, s: Spoergsmaal) -> str:
    if any(andet.slags == "laengst" for andet in spoergsmaal(ark)):
        hvad = "Klinikkernes svar på ventetid spreder sig meget"
    else:
        hvad = f"Klinikkernes svar spreder sig: {_ventetider(ark, s)}"
    return f"{hvad}. Hvilke klinikker har plads, og bliver patienterne henvist til dem?"


def _ventetider(ark: Kommuneark, s: Spoergsmaal) -> str:
    return opremsning(
        [
            f"{ark.plan.fag.ventetype(t).i_saetning} ({ventetidstekst(ark.ventetid.loc[t])})"
            for t in s.fakta["typer"]
        ]
    )


def _uden_for(ark: Kommuneark, s: Spoergsmaal) -> str:
    ramme = ark.distrikter.loc[list(s.fakta["distrikter"])]
    led = [f"{r.navn} ({omtrent(r.indbyggere_uden)})" for r in ramme.itertuples()]
    return (
        f"Flest med over {arkets_graense(ark)} bor i {opremsning(led, hoejst=HOEJST_NAEVNT)}. "
        "Hvordan kommer de til behandling?"
    )


def _naboregion(ark: Kommuneark, s: Spoergsmaal) -> str:
    naboer = s.fakta["naboer"]
    hvor = f" ({opremsning(naboer, 'eller')})" if naboer else ""
    return (
        f"Af dem med over {arkets_graense(ark)} bor {omtrent(s.fakta['indbyggere'])} nærmere en "
        f"kommune uden for regionen{hvor} end nærmeste klinik. Bruger de klinikker der?"
    )


def _sidste(ark: Kommuneark, s: Spoergsmaal) -> str:
    return (
        f"Der er kun {antal_kapaciteter(s.fakta['kapacitet'])} i kommunen. Hvad sker der, når en "
        "yder holder op?"
    )


def _en_klinik(ark: Kommuneark, s: Spoergsmaal) -> str:
    navn = ark.klinikker.at[s.fakta["klinik"], "navn"]
    return (
        f"Al kapacitet ligger på én klinik ({navn}). Hvad sker der, hvis den flytter eller lukker?"
    )


def _klinikker(ark: Kommuneark, s: Spoergsmaal) -> str:
    # With the town: two clinics of one owner may have one name.
    navne = [
        f"{r.navn} ({r.by})" for r in ark.klinikker.loc[list(s.fakta["klinikker"])].itertuples()
    ]
    return opremsning(navne, hoejst=HOEJST_NAEVNT)


def _alene(ark: Kommuneark, s: Spoergsmaal) -> str:
    alene, af = len(s.fakta["klinikker"]), s.fakta["af"]
    hvor_mange = f"{tal(alene)} af {tal(af)}" if alene < af else f"Hver af de {tal(af)}"
    return (
        f"{hvor_mange} klinikker har kun én, der praktiserer: {_klinikker(ark, s)}. Hvem er der "
        "at sparre med, og hvem dækker ferie og sygdom?"
    )


def _ingen_adgang(ark: Kommuneark, s: Spoergsmaal) -> str:
    return "Ingen klinik har oplyst handicapvenlig adgang. Hvor kan kørestolsbrugere behandles?"


def _uden_adgang(ark: Kommuneark, s: Spoergsmaal) -> str:
    return f"Uden handicapvenlig adgang: {_klinikker(ark, s)}. Er der planer om at få det?"


def _adgang_ikke_oplyst(ark: Kommuneark, s: Spoergsmaal) -> str:
    return f"Handicapvenlig adgang er ikke oplyst for {_klinikker(ark, s)}. Er der adgang?"


def _grundlag(ark: Kommuneark, s: Spoergsmaal) -> str:
    f, fag = s.fakta, ark.plan.fag
    if f["forskel"]:
        begge = [antal_kapaciteter(f[f"kapacitet_{g}"]) for g in ("klinikliste", "tabel1")]
    else:
        begge = [
            opremsning(
                [f"{kapaciteter(f[f'{a.noegle}_{g}'])} {a.navn}" for a in ark.plan.opgoerelse.arter]
            )
            for g in ("klinikliste", "tabel1")
        ]
    return (
        f"Kilden modsiger sig selv: {fag.klinikliste} har {begge[0]}, praksisplanens tabel 1 "
        f"har {begge[1]}{'' if f['forskel'] else ' (i kapaciteter)'}. Hvad er rigtigt?"
    )


def _klinikantal(ark: Kommuneark, s: Spoergsmaal) -> str:
    spurgte, listen = tal(s.fakta["spurgte"]), antal(s.fakta["listen"], "klinik", "klinikker")
    return (
        f"Kilden modsiger sig selv: {listen} på kliniklisten, {spurgte} i spørgeskemaet om "
        "ventetid. Hvad er rigtigt?"
    )


def _stroemme(ark: Kommuneark, s: Spoergsmaal) -> str:
    model, kilden = fortegn(s.fakta["model"]), fortegn(s.fakta["kilden"])
    return (
        f"Model og kilde er uenige om, hvor borgerne behandles: hentet fra naboer {model} mod "
        f"{kilden} kapaciteter. Hvor går borgerne hen?"
    )


def _udgift(ark: Kommuneark, s: Spoergsmaal) -> str:
    navn = ark.plan.fag.speciale(s.fakta["speciale"]).navn.lower()
    region = s.fakta["region"]
    mod = f" mod {tal(region)} kr. i regionen" if pd.notna(region) else ""
    return (
        f"Regionens højeste udgift pr. borger til {navn}: {tal(s.fakta['kr'])} kr.{mod}. Hvad er "
        "grunden?"
    )


#: The text of each kind of question.
TEKSTER: Mapping[str, Callable[[Kommuneark, Spoergsmaal], str]] = {
    "vaerst": _vaerst,
    "under": _under,
    "uenige": _uenige,
    "usikre": _usikre,
    "ingen_svar": _ingen_svar,
    "faa_svar": _faa_svar,
    "laengst": _laengst,
    "spaend": _spaend,
    "uden_for": _uden_for,
    "naboregion": _naboregion,
    "sidste": _sidste,
    "en_klinik": _en_klinik,
    "alene": _alene,
    "ingen_adgang": _ingen_adgang,
    "uden_adgang": _uden_adgang,
    "adgang_ikke_oplyst": _adgang_ikke_oplyst,
    "grundlag": _grundlag,
    "klinikantal": _klinikantal,
    "stroemme": _stroemme,
    "udgift": _udgift,
}
