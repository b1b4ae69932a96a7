"""The kontrolstatistik in words: who is above the hearing limit, and what the figures are of."""

from __future__ import annotations

from dansk import fortegn, linje, opremsning, tal
from planning.kontrolstatistik import HELE_AARET, Kontrolstatistik
from planning.plan import Plan
from saetninger.delvist import delvist

#: So many clinics are named.
NAEVNES = 3
KONTROLKILDE = (
    "Det Fælleskommunale Sundhedssekretariats oplæg om overenskomsten for 2024, lysbilledet »Den "
    "årlige kontrolstatistik«"
)
GENNEMSNITSNOTE = (
    "Pr. patient er årets beløb delt med årets patienter. Regionens gennemsnit er alle beløb delt "
    "med alle patienter hos de klinikker, der har begge dele; kilden siger ikke, hvordan det gøres "
    "op."
)
GRAENSENOTE = (
    "Kilden siger heller ikke, hvor stor høringsgrænsen er: den er skrevet af den, der spørger. "
    "Afvigelsen er holdt op mod den uden afrunding, og en klinik på grænsen er ikke over den."
)
UDEN_GRAENSE = "Kilden siger heller ikke, hvor stor høringsgrænsen er. Uden den er ingen vurderet."
SKJULTNOTE = "En klinik, hvis tal er skjult, er ikke vurderet."
TILSKUDSNOTE = "Hvor filen ikke har et beløb, er det klinikkens tilskud for årets 12 måneder."


def uden_patienter() -> str:
    """Return why there is no kontrolstatistik, and what to do."""
    return (
        "Importér klinikkernes patienter (klinik, speciale, år og patienter), så ses, hvad en "
        "patient koster hos hver klinik, og hvem der er over høringsgrænsen; kilderne har dem ikke."
    )


def kontrolnyhed(plan: Plan, statistik: Kontrolstatistik) -> str:
    """Return who is above the hearing limit; without one what a patient costs on average."""
    if not statistik.vurderede:
        return f"Ingen klinik kan vurderes i {statistik.aar}: {_hvorfor_ingen(statistik)}."
    if statistik.hoering is None:
        led = [
            f"{tal(r.pr_patient)} kr. på speciale {r.Index}"
            for r in statistik.region.itertuples()
            if r.pr_patient == r.pr_patient
        ]
        svar = f"En patient koster i {statistik.aar} i gennemsnit {opremsning(led)}."
        return linje(f"{svar} {delvist(plan, statistik.klinikker)}")
    over = statistik.over
    hvor_mange = tal(len(over)) if len(over) else "ingen"
    i_hvor_mange = f"{hvor_mange} af de {tal(statistik.vurderede)} tilfælde"
    svar = (
        f"En patient koster i {statistik.aar} mere end {_pct(statistik.hoering)} "
        f"over regionens gennemsnit i {i_hvor_mange} (klinik og "
        "speciale), der kan vurderes"
    )
    alle = delvist(plan, statistik.klinikker)
    if over.empty:
        return linje(f"{svar}. {alle}")
    navne = [
        f"{plan.klinikker.at[klinik, 'navn']} ({speciale}) {fortegn(v)} %"
        for (klinik, speciale), v in over["afvigelse_pct"].items()
    ]
    return linje(f"{svar}: {opremsning(navne, hoejst=NAEVNES)}. {alle}")


def _hvorfor_ingen(statistik: Kontrolstatistik) -> str:
    if statistik.antal_skjulte:
        return "de få, der har patienter og beløb, er skjult af hensyn til diskretion"
    if statistik.uden_beloeb:
        return "der er ingen beløb. Importér dem, eller tilskuddet for alle årets 12 måneder"
    return "ingen klinik har patienter"


def gennemsnit(statistik: Kontrolstatistik) -> list[tuple[str, str]]:
    """Return for each speciale what a patient costs on average, and how many are above."""
    koster = [
        (f"{tal(r.pr_patient)} kr.", f"pr. patient, speciale {r.Index}")
        for r in statistik.region.itertuples()
    ]
    if statistik.hoering is None:
        return koster
    return [*koster, (tal(len(statistik.over)), f"mere end {_pct(statistik.hoering)} over")]


def overtekst(over: bool | None) -> str:
    """Return a cell on whether a clinic is above the limit; None where it is not judged."""
    return "ikke vurderet" if over is None else ("ja" if over else "nej")


def beloebstekst(kilde: str, maaneder: int) -> str:
    """Return where a clinic's amount is from, or why it has none; "" for that of the file."""
    return {
        "fil": "",
        "tilskud": "beløbet er årets tilskud",
        "intet_tilskud": "intet beløb, og intet tilskud for året",
        "ikke_hele_aaret": f"intet beløb; tilskud for {tal(maaneder)} af {HELE_AARET} måneder",
        "ingen_patienter": "ingen patienter; ikke i gennemsnittet",
    }[kilde]


def kontrolnote(statistik: Kontrolstatistik) -> str:
    """Return what the figures are of, and what the source does not say."""
    return " ".join(
        [
            GENNEMSNITSNOTE,
            *([TILSKUDSNOTE] if statistik.af_tilskud else []),
            UDEN_GRAENSE if statistik.hoering is None else GRAENSENOTE,
            *([SKJULTNOTE] if statistik.antal_skjulte and statistik.hoering is not None else []),
        ]
    )


def _pct(vaerdi: float) -> str:
    return f"{tal(vaerdi, 2, fast=False)} %"
