"""The tables of a kommuneark: one kommune beside its neighbours and the region."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd

from dansk import IKKE_OPLYST, MANGLER, tal
from planning.daekningsbillede import GRUPPER
from planning.kommuneark import Kommuneark
from planning.plan import LAESOE, REGION, REGIONSRAEKKE
from saetninger.diskretion import diskretionstekst
from saetninger.kommuneark import arkets_graense, beslutter, pladstekst, tiltagstekst, udgiftsnote
from saetninger.maal import aftagentekst
from saetninger.ventetid import uger
from tabeller.daekning import (
    ADGANGSRESSOURCER,
    DISTRIKTSNOTE,
    LAESOE_NOTE,
    distriktstabel,
    gruppenote,
)
from tabeller.diskretion import diskret
from tabeller.felter import (
    ADGANG,
    ADGANG_AFVIGELSE,
    AFVIGELSE,
    BY,
    DAEKKET,
    HANDICAPADGANG,
    INDBYGGERE,
    KAPACITET,
    KOMMUNE,
    NAVN,
    NETTO,
    PR_KAPACITET,
)
from tabeller.kilder import daekningsressourcer, kapacitetsressource, kilde, tabelkilde
from tabeller.tabel import MAERKE, Kolonne, Tabel
from tabeller.ventetid import SPAENDNOTE

GRUPPENAVNE = dict(
    zip(GRUPPER, ("Alle indbyggere", "70 år og derover", "Husstande uden bil"), strict=True)
)


def noegletabel(ark: Kommuneark) -> Tabel:
    """Return the key figures of the kommune, its neighbours in the region, and the region."""
    stand = ark.stand
    vist = Tabel(
        f"kommuneark-{ark.kode}-noegletal",
        f"{ark.navn}, naboerne og regionen",
        ark.noegletal,
        (
            KOMMUNE,
            KAPACITET.som("kapacitet", titel="Kapacitet"),
            INDBYGGERE,
            PR_KAPACITET,
            AFVIGELSE,
            DAEKKET,
            ADGANG.som("kapacitet_pr_10000", titel="Adgang, pr. 10.000"),
            ADGANG_AFVIGELSE,
            NETTO,
        ),
        kilde(
            ark.plan,
            *(kapacitetsressource(stand.tabel.grundlag), "kapaciteter"),
            *(*ADGANGSRESSOURCER[1:], "naboklinikker"),
        ),
        f"Dækket: inden for {arkets_graense(ark)}. Adgang er en model og regnes på kliniklisten: "
        f"{aftagentekst(stand.adgangen.aftagen)}. »Hentet fra naboer« er kapaciteter, borgerne "
        "trækker på ud over kommunens egne."
        f"{f' {LAESOE_NOTE}' if LAESOE in ark.noegletal.index else ''} {MAERKE} er {ark.navn}.",
        REGIONSRAEKKE,
        frozenset({ark.kode}),
    )
    return diskret(vist, stand.billede.skjult)


def udentabel(ark: Kommuneark) -> Tabel:
    """Return who in the kommune has no clinic within the limit, beside the region's share."""
    return diskret(
        Tabel(
            f"kommuneark-{ark.kode}-uden-for",
            f"Uden klinik inden for {arkets_graense(ark)}",
            ark.uden_for.assign(gruppe=[GRUPPENAVNE[g] for g in ark.uden_for.index]),
            (
                Kolonne("gruppe", "Hvem", bredde=2.2),
                Kolonne("i_alt", "I alt", art="tal"),
                Kolonne("uden", "Uden for", art="tal"),
                Kolonne("uden_pct", "Andel", "%", "tal", 1),
                Kolonne("region_pct", "Regionen", "%", "tal", 1),
            ),
            kilde(ark.plan, *daekningsressourcer(ark.stand.billede.maal)),
            gruppenote(ark.plan, ark.stand.billede),
        ),
        skjult_uden_for(ark),
    )


def skjult_uden_for(ark: Kommuneark) -> pd.DataFrame:
    """Return what is hidden of `Kommuneark.uden_for`: bool, of the same index and columns."""
    alle = ark.stand.billede.skjult
    return pd.DataFrame(
        {
            "i_alt": [alle.at[ark.kode, g] for g in GRUPPER],
            "uden": [alle.at[ark.kode, f"{g}_uden"] for g in GRUPPER],
            "uden_pct": [alle.at[ark.kode, f"{g}_uden_pct"] for g in GRUPPER],
            "region_pct": [alle.at[REGIONSRAEKKE, f"{g}_uden_pct"] for g in GRUPPER],
        },
        index=list(GRUPPER),
    )


def ventetabel(ark: Kommuneark) -> Tabel:
    """Return the waits as they were reported, who answered, and their place in the region."""
    ramme = ark.ventetid
    tekster = [uger(raekke) for _, raekke in ramme.iterrows()]
    return Tabel(
        f"kommuneark-{ark.kode}-ventetid",
        "Oplyst ventetid for ikke-akutte patienter",
        ramme.assign(
            typenavn=[ark.plan.fag.ventetype(str(t)).titel for t in ramme.index],
            uger_tekst=[IKKE_OPLYST if t == MANGLER else t for t in tekster],
            svarende=[_svarende(r) for r in ramme.itertuples()],
            plads=[pladstekst(r.nr, r.af) or MANGLER for r in ramme.itertuples()],
        ),
        (
            Kolonne("typenavn", "Ventetid til", bredde=2.4),
            Kolonne("uger_tekst", "Oplyst", "uger", "skrevet", bredde=1.2),
            Kolonne("svarende", "Klinikker, der har svaret", art="skrevet", bredde=1.2),
            Kolonne("plads", "Længst i regionen", art="skrevet", bredde=1.2),
        ),
        kilde(ark.plan, "ventetider"),
        SPAENDNOTE,
    )


def _svarende(raekke: Any) -> str:
    if pd.isna(raekke.svar) or pd.isna(raekke.klinikker):
        return MANGLER
    return f"{tal(raekke.svar)} af {tal(raekke.klinikker)}"


def arkets_aktivitet(ark: Kommuneark) -> Tabel:
    """Return activity and expense by speciale, the kommune's and the region's."""
    raekker = [
        {"speciale": ark.plan.fag.speciale(kode).titel, "hvem": hvem, **ramme.loc[indeks]}
        for kode, ramme in ark.aktivitet.items()
        for indeks, hvem in ((ark.kode, ark.navn), (REGIONSRAEKKE, REGION))
    ]
    kolonner = (
        Kolonne("speciale", "Speciale", bredde=2.4),
        Kolonne("hvem", "Område", bredde=1.7),
        Kolonne("patienter", "Borgere behandlet", art="tal"),
        Kolonne("patienter_pr_1000", "pr. 1.000 indbyggere", art="tal", decimaler=1),
        Kolonne("ydelser", "Ydelser leveret", art="tal", bredde=1.1),
        Kolonne("ydelser_pr_kapacitet", "Ydelser pr. kapacitet", art="tal"),
        Kolonne("udgift_kr", "Udgift pr. borger", "kr.", "tal"),
    )
    aar = ark.plan.fag.aktivitetsaar
    return Tabel(
        f"kommuneark-{ark.kode}-aktivitet",
        f"Aktivitet og udgift, {aar[-1]}" if aar else "Aktivitet og udgift",
        pd.DataFrame(raekker, columns=[k.navn for k in kolonner]),
        kolonner,
        tabelkilde(
            ark.plan,
            str(aar[-1]) if aar else "",
            _tabelnumre(ark),
        ),
        f"Borgere er efter bopæl, ydelser efter klinikkens kommune. {udgiftsnote(ark)}".rstrip(),
    )


def arkets_kilde(ark: Kommuneark) -> str:
    """Return where every figure of the ark comes from, in one line."""
    aar = ark.plan.fag.aktivitetsaar
    return tabelkilde(
        ark.plan,
        str(aar[-1]) if aar else "",
        _tabelnumre(ark),
        *(kapacitetsressource(ark.stand.tabel.grundlag), "kapaciteter", "kommuner", "ventetider"),
        *("befolkning", "rejsetid", "naboklinikker", "klinikoplysninger", "omrids"),
    )


def _tabelnumre(ark: Kommuneark) -> tuple[str, ...]:
    specialer = [ark.plan.fag.speciale(kode) for kode in ark.aktivitet]
    numre = [nr for s in specialer for nr in (s.forbrug, s.produktion)]
    numre += [nr for ramme in ark.aktivitet.values() for nr in ramme["udgift_tabel"] if nr]
    return tuple(dict.fromkeys(numre))


def arkets_klinikker(ark: Kommuneark) -> Tabel:
    """Return the clinics of the kommune, the largest first."""
    return Tabel(
        f"kommuneark-{ark.kode}-klinikker",
        f"Klinikkerne i {ark.navn}",
        ark.klinikker,
        (
            NAVN.som("navn", bredde=3.3),
            BY.som("by", bredde=1.6),
            KAPACITET.som("kapacitet", titel="Kapacitet", bredde=1.3),
            HANDICAPADGANG.som("handicapadgang", bredde=2.0),
        ),
        kilde(ark.plan, "klinikker", "kapaciteter", "klinikoplysninger"),
    )


def arkets_distrikter(ark: Kommuneark) -> Tabel:
    """Return the districts of the kommune, most beyond the limit first."""
    alle = distriktstabel(ark.plan, ark.stand.billede, ark.stand.adgangen)
    egne = alle.med_raekker(list(ark.distrikter.index)).uden("kommune")
    skjulte = sum(indeks in egne.ramme.index for indeks, _ in egne.skjult)
    return dataclasses.replace(
        egne,
        noegle=f"kommuneark-{ark.kode}-distrikter",
        note=" ".join(d for d in (DISTRIKTSNOTE, diskretionstekst(skjulte)) if d),
    )


def tiltagstabel(ark: Kommuneark) -> Tabel:
    """Return the tiltag of open scenarios that touch the kommune, and who decides each."""
    return Tabel(
        f"kommuneark-{ark.kode}-tiltag",
        f"Tiltag i åbne scenarier, der berører {ark.navn}",
        pd.DataFrame(
            [
                {
                    "scenarie": b.scenarie,
                    "tiltag": tiltagstekst(b),
                    "kapacitet": b.kapacitet,
                    "beslutter": beslutter(b),
                }
                for b in ark.tiltag
            ],
            columns=["scenarie", "tiltag", "kapacitet", "beslutter"],
        ),
        (
            Kolonne("scenarie", "Scenarie", bredde=1.4),
            Kolonne("tiltag", "Tiltag", bredde=3.2),
            Kolonne("kapacitet", "I kommunen", "kapaciteter", "fortegn", 1, 1.1),
            Kolonne("beslutter", "Hvem beslutter", bredde=2.6),
        ),
        f"Kilde: {ark.plan.fag.praksisplan}, afsnittene om flytning, deling og kapacitet.",
    )
