"""Waiting times as clinics have told them: a row a clinic, a column a kind of wait, and the date.

What they wrote becomes an interval of weeks each (`data.indgang.ventetekst`); a kommune has all of
its clinics' answers. A kommune nobody answered in has none: the figures of another year are not
kept beside those of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import product

import pandas as pd

from dansk import antal, opremsning, tal
from data.datapakke import som_csv
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, Art, Kilde, Tolkning, har_fejl
from data.indgang.datoer import dato_af, datotekst, idag, periodetekst
from data.indgang.graenser import HOEJST_KLINIKRAEKKER
from data.indgang.klinikkendte import kend_navn, tekst_af, ukendte
from data.indgang.kommuneforskel import forskel
from data.indgang.listefelter import KLINIKKEN, OMRAADE
from data.indgang.overskrift import Raatabel
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.indgang.venteform import en_kolonne_hver
from data.indgang.ventesvar import (
    Ventecelle,
    besvar,
    gentagne,
    laesninger,
    ulaeselige,
    venteceller,
)
from data.indgang.ventetekst import Ventesvar
from data.skema import Felt, laes_skema
from planning.fag import Fag
from planning.plan import Plan

#: An answer older than this is remarked on (sundhed.dk asks for one every two months) and asked
#: about.
BEMAERK_DAGE, SPOERG_DAGE = 61, 365
VENT = "vent_"


def _felter(fag: Fag) -> tuple[Felt, ...]:
    """Return the columns of waiting times, with those of the kinds of wait of a field."""
    return (
        replace(KLINIKKEN, eksempel=f"Aabybro {fag.navn}"),
        OMRAADE,
        *(
            Felt(
                *(f"{VENT}{v.noegle}", "string", f"Ventetid {v.i_saetning}"),
                "uger, et interval eller ingen",
                eksempel="2-3 uger",
                ord=(
                    *(
                        f"ventetid {o}{enhed}"
                        for o in (v.kort, v.navn, v.i_saetning, v.noegle, f"speciale {v.noegle}")
                        for enhed in ("", " uger", " dage", " i uger", " i dage")
                    ),
                    *(v.navn, v.kort, v.noegle, f"speciale {v.noegle}"),
                ),
            )
            for v in fag.ventetyper
        ),
        Felt(
            *("opdateret", "string", "Opdateret", "den dag, ventetiden er oplyst"),
            eksempel="12-08-2026",
            ord=(
                "dato",
                "oplyst",
                "ajourført",
                "senest opdateret",
                "pr. dato",
                "gælder fra",
                "tidsstempel",
            ),
        ),
    )


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the waits of each kommune, from the clinics' answers."""
    typer = [k.removeprefix(VENT) for k in kolonner if k.startswith(VENT)]
    if not typer:
        navne = opremsning([f.titel for f in _felter(plan.fag) if f.navn.startswith(VENT)], "eller")
        return Tolkning(fund=(kilde.fund(f"Filen har ingen kolonne med {navne}."),))
    ramme = pd.DataFrame({felt: tabel.data[k] for felt, k in kolonner.items()})
    klinik = kend_navn(ramme, plan)
    fund = ukendte(ramme, klinik, plan, kilde, kolonner["klinik"])
    dage, datofejl = _dage(ramme, kilde, kolonner)
    fund += datofejl
    svarkolonner = {t: kolonner[f"{VENT}{t}"] for t in typer}
    svarramme = ramme.rename(columns=lambda k: k.removeprefix(VENT))
    celler, spoergsmaal, laest = besvar([*venteceller(svarramme, svarkolonner, dage)], svar)
    fund += [*ulaeselige(celler, kilde), *gentagne(celler, klinik, kilde)]
    if hver := laesninger(celler):
        laest.append(f"Sådan er ventetiderne læst: {hver}.")
    fund += [kilde.fund(besked, alvor=LAEST) for besked in laest]
    gamle, om_alder = _alder(dage, kilde)
    fund += gamle
    spoergsmaal += [s for s in om_alder if besvaret(svar, s) is None]
    afvist = [s for s in om_alder if besvaret(svar, s) == "nej"]
    if afvist:
        fund.append(kilde.fund("Ventetiderne er for gamle efter den, der importerede."))
    i_filen = {plan.klinikker.at[k, "kommune_kode"] for k in klinik if k}
    behold, om_omfang = _omfang(plan, i_filen, svar)
    fejl = har_fejl(fund)
    # A clinic that is not known may be of any kommune.
    spoergsmaal += [] if fejl else om_omfang
    if spoergsmaal or fejl:
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    nye = _pr_kommune(celler, klinik, plan)
    foer = plan.ventetider[plan.ventetider["kode"].isin(behold)]
    nye = pd.concat([nye[~nye["kode"].isin(behold)], foer[nye.columns]], ignore_index=True)
    if uden := [v.i_saetning for v in plan.fag.ventetyper if v.noegle not in typer]:
        besked = f"Filen har ingen ventetid til {opremsning(uden)}: den står som ikke oplyst."
        fund.append(kilde.fund(besked, alvor=ADVARSEL))
    svarende = nye.groupby("kode", sort=False)["svar"].max()
    tavse = plan.kommuner["kommune"][svarende.index[svarende == 0]]
    if len(tavse):
        fund.append(
            kilde.fund(
                f"Filen har intet svar fra {opremsning(list(tavse))}, som derfor står uden "
                "ventetid, også hvor datasættet før havde en.",
                alvor=ADVARSEL,
            )
        )
    kendte = [d for d in dage.values() if d is not None]
    indhold = som_csv(nye, laes_skema().ressourcer["ventetider"])
    dato = periodetekst(kendte)
    if behold:
        dato = f"{dato}; kommuner uden for filen {plan.herkomst['ventetider'].dato}"
    return Tolkning(
        nye={"ventetider": kilde.nyt(indhold, "ventetider", dato)},
        fund=tuple(fund),
        forskel=_forskel(plan, nye),
    )


def _omfang(plan: Plan, i_filen: set[str], svar: Svar) -> tuple[set[str], list[Spoergsmaal]]:
    """Return the kommuner whose waits of before are kept, and the question whether they are.

    Asked where kommuner with waits have no clinic in the file.
    """
    kendte = plan.ventetider[plan.ventetider["uger_max"].notna()]
    mangler = [k for k in plan.kommuner.index if k in set(kendte["kode"]) - i_filen]
    if not mangler:
        return set(), []
    navne = opremsning([str(plan.kommuner["kommune"][k]) for k in mangler])
    spoergsmaal = Spoergsmaal(
        "omfang",
        f"Filen har ingen klinikker i {navne}, som har ventetider i datasættet. Er filen alle "
        "ventetider, eller kun dem, der er nye?",
        (
            ("hele", "alle: de andre kommuner står uden ventetid"),
            ("aendringer", "kun nye: de andre kommuner beholder den, de har"),
        ),
    )
    valgt = besvaret(svar, spoergsmaal)
    if valgt is None:
        return set(), [spoergsmaal]
    return (set(mangler) if valgt == "aendringer" else set()), []


def _dage(
    ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]
) -> tuple[dict[int, date | None], list[Fund]]:
    """Return the day of each row, and the cells that are no day or one still to come."""
    if "opdateret" not in ramme:
        besked = (
            "Filen har ingen dato for ventetiderne, så det kan ikke siges, hvor gamle de er. "
            "Tilføj helst en kolonne med den dag, de er oplyst."
        )
        return dict.fromkeys(map(int, ramme.index)), [kilde.fund(besked, alvor=ADVARSEL)]
    dage, fund = {}, []
    for nr, celle in ramme["opdateret"].items():
        dage[int(str(nr))] = dag = dato_af(celle)
        tekst = tekst_af(celle)
        if dag is None and tekst not in ("", "-"):
            besked = f"»{tekst}« kan ikke læses som en dato. Skriv fx 12-08-2026."
        elif dag is not None and dag > idag():
            besked = f"{datotekst(dag)} er ikke kommet endnu. Ret datoen."
        else:
            continue
        fund.append(kilde.fund(besked, raekke=int(str(nr)), kolonne=kolonner["opdateret"]))
    return dage, fund


def _alder(dage: Mapping[int, date | None], kilde: Kilde) -> tuple[list[Fund], list[Spoergsmaal]]:
    """Return which answers are old, and the question when any is over a year."""
    kendte = {nr: d for nr, d in dage.items() if d is not None and d <= idag()}
    gamle = {nr: d for nr, d in kendte.items() if idag() - d > timedelta(BEMAERK_DAGE)}
    if not gamle:
        return [], []
    aeldst = min(gamle.values())
    besked = (
        f"{tal(len(gamle))} af {tal(len(dage))} ventetider er mere end to måneder gamle, den "
        f"ældste fra {datotekst(aeldst)}. På sundhed.dk skal de ajourføres hver anden måned."
    )
    fund = [kilde.fund(besked, alvor=ADVARSEL)]
    meget = [d for d in gamle.values() if idag() - d > timedelta(SPOERG_DAGE)]
    if not meget:
        return fund, []
    gamle_ord = antal(len(meget), "ventetid er over et år gammel", "ventetider er over et år gamle")
    tekst = f"{gamle_ord}. Brug {'den' if len(meget) == 1 else 'dem'}?"
    valg = (("nej", "nej, filen skal ikke bruges"), ("ja", "ja, brug dem som de er"))
    return fund, [Spoergsmaal("alder", tekst, valg, "nej")]


def _pr_kommune(celler: list[Ventecelle], klinik: pd.Series, plan: Plan) -> pd.DataFrame:
    """Return the rows of ventetider.csv, a kommune and type each; of no answer, missing.

    A clinic has answered of a type where it says anything of it.
    """
    kommune = plan.klinikker["kommune_kode"]
    alle = kommune.value_counts()
    svarende: dict[tuple[str, str], set[str]] = {}
    givet: dict[tuple[str, str], list[Ventesvar]] = {}
    for c in celler:
        hvem = (kommune[klinik[c.raekke]], c.type)
        if not c.svar.mangler:
            svarende.setdefault(hvem, set()).add(klinik[c.raekke])
        if c.svar.kendt:
            givet.setdefault(hvem, []).append(c.svar)
    raekker = []
    for kode, v in product(plan.kommuner.index, plan.fag.ventetyper):
        svar = givet.get((kode, v.noegle), [])
        raekker.append(
            {
                "kode": kode,
                "type": v.noegle,
                "uger_min": min((s.lav for s in svar), default=None),
                "uger_max": max((s.hoej for s in svar), default=None),
                "opgoerelse": "angivelser" if svar else "",
                "svar_uger": " ".join(s.som_uge() for s in svar),
                "svar": len(svarende.get((kode, v.noegle), ())),
                "klinikker": int(alle.get(kode, 0)),
                "side": "",
                "note": "",
            }
        )
    return pd.DataFrame(raekker)


def _forskel(plan: Plan, nye: pd.DataFrame) -> pd.DataFrame:
    """Return the longest and the shortest wait of each kommune before and after, weeks."""
    foer, efter = (r.set_index(["type", "kode"]) for r in (plan.ventetider, nye))
    return pd.concat(
        [
            forskel(
                plan,
                f"{v.kort}, {ende} (uger)",
                *(r[kolonne].astype(float).xs(v.noegle) for r in (foer, efter)),
            )
            for kolonne, ende in (("uger_max", "længste"), ("uger_min", "korteste"))
            for v in plan.fag.ventetyper
        ]
    )


def art_i(fag: Fag) -> Art:
    """Return the kind as it is in a field of practice."""
    return Art(
        "ventetider",
        "ventetider",
        "Ventetid, som hver klinik har oplyst den, med dato: »2-3 uger«, »10 dage«, »ingen«.",
        felter := _felter(fag),
        tolk,
        partial(en_kolonne_hver, typer=fag.ventetyper),
        en_af=tuple(f.navn for f in felter if f.navn.startswith(VENT)),
        hoejst_raekker=HOEJST_KLINIKRAEKKER,
    )


ART = art_i(laes_skema().fag)
