"""The tables of the kontrolstatistik: the clinics', the region's, a limit's years, and tariffs."""

from __future__ import annotations

import pandas as pd

from dansk import linje
from planning.afstandstakst import PR_KM_OERE, TAKSTER
from planning.hoejestegraense import Hoejestegraense
from planning.husket import husket
from planning.kontrolstatistik import Kontrolstatistik
from planning.overenskomst import OERE, kroner
from planning.plan import Plan
from saetninger.afstandstakst import TAKSTKILDE, TAKSTNOTE, taksttekst, tillaegstekst
from saetninger.hoejestegraense import HOEJESTEKILDE, HOEJESTENOTE, aarstekst
from saetninger.kontrolstatistik import KONTROLKILDE, beloebstekst, kontrolnote, overtekst
from tabeller.diskretion import diskret
from tabeller.kilder import kilde
from tabeller.tabel import MAERKE, Kolonne, Tabel

SPECIALE = Kolonne("speciale", "Speciale", bredde=0.7)
PATIENTER = Kolonne("patienter", "Patienter", art="tal", bredde=0.8)
BELOEB = Kolonne("beloeb", "Beløb", "kr.", "tal")
PR_PATIENT = Kolonne("pr_patient", "Pr. patient", "kr.", "tal")
AFVIGELSE = Kolonne("afvigelse_pct", "Afvigelse fra regionen", "%", "fortegn", 1)
OVERNOTE = f"{MAERKE} er over høringsgrænsen."
OVER = Kolonne("over", "Over høringsgrænsen", art="skrevet", bredde=0.9)


@husket()
def kontroltabel(plan: Plan, statistik: Kontrolstatistik) -> Tabel:
    """Return each clinic and speciale, the one furthest above the region's mean first."""
    ramme = statistik.ordnet().reset_index()
    kommuner = plan.klinikker["kommune_kode"].map(plan.kommuner["kommune"])
    ramme = ramme.assign(
        navn=plan.klinikker["navn"].reindex(ramme["klinik_id"]).to_numpy(),
        kommune=kommuner.reindex(ramme["klinik_id"]).to_numpy(),
        over=[overtekst(v) for v in ramme["over"]],
        bemaerkning=[
            beloebstekst(k, m) for k, m in zip(ramme["kilde"], ramme["maaneder"], strict=True)
        ],
    )
    ramme.index = pd.Index(ramme["klinik_id"] + " " + ramme["speciale"])
    skjult = statistik.skjult.set_axis([" ".join(n) for n in statistik.skjult.index])
    kolonner = [
        *(Kolonne("navn", "Klinik", bredde=1.8), Kolonne("kommune", "Kommune"), SPECIALE),
        *(PATIENTER, BELOEB, PR_PATIENT, AFVIGELSE),
    ]
    if statistik.hoering is not None:
        kolonner.append(OVER)
    if ramme["bemaerkning"].any():
        kolonner.append(Kolonne("bemaerkning", "Bemærkning", art="note", bredde=1.6))
    tabel = Tabel(
        "kontrolstatistik",
        f"Omkostning pr. patient i {statistik.aar}",
        ramme,
        tuple(kolonner),
        kilde=_kilde(plan, statistik),
        note=linje(f"{kontrolnote(statistik)} {OVERNOTE if len(statistik.over) else ''}"),
        fremhaevet=frozenset(" ".join(n) for n in statistik.over.index),
    )
    return diskret(tabel, skjult)


@husket()
def gennemsnitstabel(plan: Plan, statistik: Kontrolstatistik) -> Tabel:
    """Return the region's mean of each speciale, and the sums it is made of."""
    ramme = statistik.region.reset_index()
    ramme.index = pd.Index(ramme["speciale"])
    tabel = Tabel(
        "kontrolstatistik_region",
        f"Regionens gennemsnit i {statistik.aar}",
        ramme,
        (
            SPECIALE,
            Kolonne("klinikker", "Klinikker i gennemsnittet", art="tal"),
            *(PATIENTER, BELOEB, PR_PATIENT),
        ),
        kilde=_kilde(plan, statistik),
        note=kontrolnote(statistik),
    )
    return diskret(tabel, statistik.skjult_region)


def _kilde(plan: Plan, statistik: Kontrolstatistik) -> str:
    tilskud = ["tilskud"] if statistik.af_tilskud else []
    return f"{kilde(plan, 'patienter', *tilskud)} Ordningen: {KONTROLKILDE}."


def hoejestegraensetabel(graense: Hoejestegraense) -> Tabel:
    """Return the two years of a højestegrænse, and what is paid back of each."""
    ramme = pd.DataFrame(
        [
            {
                "aaret": aarstekst(a.fra, a.til),
                "patienter": float("nan") if a.patienter is None else a.patienter,
                "beloeb": kroner(a.beloeb),
                "pr_patient": a.pr_patient / OERE,
                "graense": kroner(graense.graense),
                "tilbage": kroner(a.tilbagebetaling),
            }
            for a in graense.aarene
        ]
    )
    return Tabel(
        "hoejestegraense",
        "Tilbagebetaling efter højestegrænsen",
        ramme,
        (
            Kolonne("aaret", "År", bredde=1.6),
            PATIENTER,
            *(BELOEB.som("beloeb", decimaler=2), PR_PATIENT.som("pr_patient", decimaler=2)),
            Kolonne("graense", "Højestegrænse pr. patient", "kr.", "tal", 2),
            Kolonne("tilbage", "Betales tilbage", "kr.", "tal", 2),
        ),
        kilde=HOEJESTEKILDE,
        note=HOEJESTENOTE,
    )


def taksttabel() -> Tabel:
    """Return the distance tariffs of chiropractors, a row each as printed."""
    raekker = [(taksttekst(t), kroner(t.oere)) for t in TAKSTER]
    raekker.append((tillaegstekst(), kroner(PR_KM_OERE)))
    return Tabel(
        "afstandstakster",
        "Kiropraktik: takst for afstand til en konference",
        pd.DataFrame(raekker, columns=["afstand", "kr"]),
        (Kolonne("afstand", "Afstand", bredde=1.6), Kolonne("kr", "Takst", "kr.", "tal", 2)),
        kilde=TAKSTKILDE,
        note=linje(TAKSTNOTE),
    )
