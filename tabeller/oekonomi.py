"""The tables of the knækgrænse: each clinic's, and the sums by speciale."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import linje
from planning.husket import husket
from planning.knaekgraense import Knaekgraenser, kommunesummer
from planning.omkostningsdeling import Noegle, omkostningsdeling
from planning.plan import REGIONSRAEKKE, Plan
from saetninger.delvist import delvist
from saetninger.knaekgraense import dagtekst, graenseniveau
from saetninger.omkostningsdeling import DELINGSNOTE, DUT_KILDE, IALT
from saetninger.overenskomst import nedsaettelsestekst, overenskomstkilde
from tabeller.felter import KOMMUNE
from tabeller.kilder import kilde
from tabeller.tabel import Kolonne, Tabel

#: What is above, of a sum: it is not the sum of the year less the sum of the limits.
HVER_FOR_SIG = (
    "»Over grænsen« er klinikkernes hver for sig: det, én ikke bruger, kan en anden ikke få."
)
SPECIALE = Kolonne("speciale", "Speciale", bredde=0.95)
MAANEDER = Kolonne("maaneder", "Kendte måneder", art="tal", bredde=0.8)
GRAENSE = Kolonne("graense", "Knækgrænse", "kr.", "tal", bredde=1.4)
BRUGT = Kolonne("brugt", "Brugt", "kr.", "tal")
ANDEL = Kolonne("andel_pct", "Brugt af grænsen", "%", "tal", 1)
PROGNOSE = Kolonne("prognose", "Hele året, som det går", "kr.", "tal", bredde=1.1)
LAV, HOEJ = (
    Kolonne("prognose_lav", "fra", "kr.", "tal", 0, 1.1, "Årets sum, den lave ende"),
    Kolonne("prognose_hoej", "til", "kr.", "tal", 0, 1.1, "Årets sum, den høje ende"),
)
PASSERET = Kolonne("dag", "Passerer grænsen", art="skrevet", bredde=1.45)
OVER = Kolonne("ventet_over", "Over grænsen", "kr.", "tal", bredde=1.1)
NEDSAT = Kolonne("ventet_nedsat", "Udbetales ikke", "kr.", "tal", bredde=1.15)
SUMMER = (GRAENSE, BRUGT, ANDEL, PROGNOSE, LAV, HOEJ, OVER, NEDSAT)
NOTE = (
    "»Hele året« er en model: resten af året går som de kendte måneder{saeson}; fire af fem år "
    "ender mellem »fra« og »til«, hvis månederne svinger tilfældigt. Det, der udbetales, er regnet "
    "i hele øre for hver klinik: {nedsat}. Skifter en kliniks kapacitet i året, tæller hver måned "
    "en tolvtedel af sin; kilden siger kun, at grænsen opgøres årligt."
)


@husket()
def kliniktabel(plan: Plan, graenser: Knaekgraenser) -> Tabel:
    """Return each clinic and speciale, the one expected furthest above its limit first."""
    ramme = graenser.ordnet().reset_index()
    navne = plan.klinikker["navn"].reindex(ramme["klinik_id"])
    kommuner = plan.klinikker["kommune_kode"].map(plan.kommuner["kommune"])
    ramme = ramme.assign(
        navn=navne.to_numpy(),
        kommune=kommuner.reindex(ramme["klinik_id"]).to_numpy(),
        dag=[
            dagtekst(p, v) for p, v in zip(ramme["passeret"], ramme["ventet_passeret"], strict=True)
        ],
    )
    ramme.index = pd.Index(ramme["klinik_id"] + " " + ramme["speciale"])
    kolonner = (
        *(Kolonne("navn", "Klinik", bredde=2.0), Kolonne("kommune", "Kommune"), SPECIALE),
        *(GRAENSE, BRUGT, ANDEL, PASSERET, PROGNOSE, LAV, HOEJ, OVER, NEDSAT),
    )
    titel = f"Klinikkernes knækgrænser i {graenser.aar}"
    return _tabel(
        plan, graenser, "knaekgraenser", titel, ramme, kolonner, ("kommune", "ventet_over")
    )


@husket()
def regionstabel(plan: Plan, graenser: Knaekgraenser) -> Tabel:
    """Return the sums of the clinics by speciale."""
    ramme = graenser.kroner(graenser.region).reset_index()
    ramme.index = pd.Index(ramme["speciale"])
    titel = f"Klinikkerne i alt i {graenser.aar}"
    kolonner = (SPECIALE, MAANEDER, *SUMMER)
    return _tabel(
        plan,
        graenser,
        "knaekgraenser_region",
        titel,
        ramme,
        kolonner,
        note=linje(f"{delvist(plan, graenser.klinikker)} {HVER_FOR_SIG}"),
    )


@husket()
def kommunetabel(plan: Plan, graenser: Knaekgraenser) -> Tabel:
    """Return the sums of each kommune's clinics, the one expected furthest above first."""
    ramme = graenser.kroner(kommunesummer(graenser, plan)).reset_index()
    ramme = ramme.assign(kommune=ramme["omraade"].map(plan.kommuner["kommune"]))
    ramme = ramme.sort_values(["ventet_over", "andel_pct"], ascending=False, kind="stable")
    ramme.index = pd.Index(ramme["omraade"] + " " + ramme["speciale"])
    titel = f"Kommunernes klinikker i {graenser.aar}"
    kolonner = (KOMMUNE, SPECIALE, *SUMMER)
    return _tabel(
        plan,
        graenser,
        "knaekgraenser_kommuner",
        titel,
        ramme,
        kolonner,
        note=linje(f"{delvist(plan, graenser.klinikker)} {HVER_FOR_SIG}"),
    )


def _tabel(
    plan: Plan,
    graenser: Knaekgraenser,
    noegle: str,
    titel: str,
    ramme: pd.DataFrame,
    kolonner: tuple[Kolonne, ...],
    kun_i_regneark: tuple[str, ...] = (),
    note: str = "",
) -> Tabel:
    aftale = graenser.aftale
    saeson = ", hver måned med sin del af året før" if graenser.med_saeson else ""
    model = NOTE.format(saeson=saeson, nedsat=nedsaettelsestekst(aftale))
    kilden = overenskomstkilde(aftale).removeprefix("Kilde: ")
    med = any(b.niveau.faktor != 1 for b in graenser.beloeb)
    reguleret = kilde(plan, "regulering").replace("Kilde:", "Reguleringen:") if med else ""
    return Tabel(
        noegle,
        titel,
        ramme,
        kolonner,
        kilde=linje(f"{kilde(plan, 'tilskud')} Grænsen: {kilden} {reguleret}"),
        note=linje(f"{note} {graenseniveau(graenser)} {model}"),
        paa_papir=tuple(k.navn for k in kolonner if k.navn not in kun_i_regneark),
    )


#: The keys a cost can be shared by: what each is called, and its figure's heading and decimals.
NOEGLETAL: Mapping[Noegle, tuple[str, Kolonne]] = {
    "indbyggere": ("Indbyggere", Kolonne("noegletal", "Indbyggere", art="tal")),
    "kapacitet": ("Kapacitet", Kolonne("noegletal", "Kapacitet", art="tal", decimaler=1)),
    "dut": (
        "DUT-nøgle 2015",
        Kolonne("noegletal", "DUT-nøgle 2015", "% af landet", "tal", 3),
    ),
}


@husket()
def delingstabel(plan: Plan, kr: int, noegle: Noegle) -> Tabel:
    """Return what each kommune pays of a cost, and the sum; raises as `omkostningsdeling`."""
    delt = omkostningsdeling(plan, kr, noegle).sort_values("kr", ascending=False, kind="stable")
    i_alt = {"kommune": IALT, **delt[["noegletal", "andel_pct", "kr"]].sum().to_dict()}
    ramme = pd.concat([delt, pd.DataFrame([i_alt], index=[REGIONSRAEKKE])])
    kilder = {
        "indbyggere": kilde(plan, "kommuner"),
        "kapacitet": kilde(plan, "kapaciteter"),
        "dut": f"Kilde: {DUT_KILDE}.",
    }
    return Tabel(
        "omkostningsdeling",
        "En udgift delt mellem kommunerne",
        ramme,
        (
            KOMMUNE,
            NOEGLETAL[noegle][1],
            Kolonne("andel_pct", "Andel", "%", "tal", 2),
            Kolonne("kr", "Betaler", "kr.", "tal"),
        ),
        sum_raekke=REGIONSRAEKKE,
        kilde=kilder[noegle],
        note=DELINGSNOTE,
    )
