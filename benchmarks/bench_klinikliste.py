"""A list of 500 clinics tried as the page Import does, beside pandas reading the same file alone.

    python benchmarks/bench_klinikliste.py [--gentagelser 5]

A row a clinic with its id, address, kommune and capacities, as a workbook and as CSV: those of the
dataset, and others made up in its towns. Ours ends with what would take the
place of the dataset's clinics, every cell checked; pandas, with the reader we use of a workbook
(openpyxl), ends with a table.

Goal: 1 second and at most 3 times pandas.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parent.parent
ANTAL = 500
FILER = ("klinikker.xlsx", "klinikker.csv")
HOVED = ("Klinik-id", "Klinik", "Adresse", "Postnr.", "By", "Kommune", "Over 30", "Under 30")
#: The list is the whole of the region's, and has more capacities than there are.
BRUG = {"omfang": "hele", "kapacitet": "ja"}
sys.path.insert(0, str(ROD))

from benchmarks.par import ALENE, VORES, Maalsaetning, hoved  # noqa: E402


def skriv_filer(mappe: Path) -> None:
    """Write the list in both shapes."""
    import pandas as pd

    from data.datasaet import indlaes
    from data.skema import INDBYGGET

    plan = indlaes()
    postnumre = pd.read_csv(INDBYGGET / "postnumre.csv", dtype=str)
    # A town of the dataset with a postal code of its own, in one kommune.
    steder = plan.byer.merge(postnumre, on="by").merge(
        plan.kommuner["kommune"], left_on="kommune_kode", right_index=True
    )
    steder = steder[steder["kommuner"] == steder["kommune"]]
    kommune = plan.klinikker["kommune_kode"].map(plan.kommuner["kommune"])
    egne = plan.klinikker.assign(kommune=kommune)[["navn", "adresse", "postnr", "by", "kommune"]]
    raekker = [*egne.itertuples(name=None)]
    for nr in range(len(raekker), ANTAL):
        sted = steder.iloc[nr % len(steder)]
        raekker.append(("", f"Fysioterapi {nr}", f"Vej {nr}", *sted[["postnr", "by", "kommune"]]))
    raekker = [(*r[:3], int(r[3]), *r[4:], 1 + i % 3, i % 2) for i, r in enumerate(raekker)]
    tabel = pd.DataFrame(raekker, columns=list(HOVED))
    tabel.to_excel(mappe / FILER[0], index=False)
    tabel.to_csv(mappe / FILER[1], sep=";", index=False, encoding="utf-8-sig")


def vores(sti: Path) -> Callable[[], Any]:
    """Return what tries the list; the dataset is read before."""
    from data.datasaet import indlaes
    from data.indgang.arter.klinikker import ART
    from data.indgang.proeve import proev

    plan = indlaes()

    def laes() -> None:
        proeve = proev(sti, [ART], lambda: plan, BRUG)
        assert proeve.kan_tages, [*proeve.fejl, *proeve.spoergsmaal]

    return laes


def alene(sti: Path) -> Callable[[], Any]:
    """Return what only reads the file."""
    import pandas as pd

    if sti.suffix == ".csv":
        return lambda: pd.read_csv(sti, sep=";", encoding="utf-8-sig")
    return lambda: pd.read_excel(sti, engine="openpyxl")


if __name__ == "__main__":
    hoved(
        *(__file__, f"A list of {ANTAL} clinics", skriv_filer, FILER),
        {ALENE: alene, VORES: vores},
        Maalsaetning(sekunder=1.0),
    )
