"""The table of a projection: residents to come, and the capacity they ask for."""

from __future__ import annotations

from planning.fremskrivning import aar, fremskrivning
from planning.husket import husket
from planning.plan import REGIONSRAEKKE, Plan
from tabeller.felter import INDBYGGERE, KAPACITET, PR_KAPACITET, omraadekolonne
from tabeller.kilder import kapacitetsressource, kilde
from tabeller.tabel import Kolonne, Tabel


@husket()
def fremskrivningstabel(plan: Plan, i_aar: int | None = None, speciale: str | None = None) -> Tabel:
    """Return what a year of the projection asks, the kommune that lacks most first.

    Raises as `planning.fremskrivning.fremskrivning`.
    """
    ramme = fremskrivning(plan, i_aar, speciale)
    aarene = aar(plan)
    valgt = aarene[-1] if i_aar is None else i_aar
    kommuner = ramme.drop(index=REGIONSRAEKKE).sort_values(
        "mangler", ascending=False, na_position="first"
    )
    med_alder = [s for s in plan.fag.specialer if f"patienter_{s.kode}" in ramme]
    kendte = [s for s in med_alder if ramme[f"patienter_{s.kode}"].notna().any()]
    return Tabel(
        "fremskrivning",
        f"Folketal og kapacitet i {valgt}",
        ramme.loc[[*kommuner.index, REGIONSRAEKKE]],
        (
            omraadekolonne(plan),
            Kolonne("indbyggere_foer", f"Indbyggere {aarene[0]}", art="tal"),
            Kolonne("indbyggere", f"Indbyggere {valgt}", art="tal"),
            Kolonne("aendring_pct", "Ændring", "%", "fortegn", 1),
            KAPACITET,
            PR_KAPACITET,
            Kolonne(
                "kapacitet_samme_niveau",
                "Kapacitet ved samme niveau",
                "kapaciteter",
                "tal",
                1,
                1.2,
                "Så mange, at datasættets indbyggere pr. kapacitet holdes",
            ),
            Kolonne("mangler", "Mangler", "kapaciteter", "fortegn", 1),
            *(
                Kolonne(
                    f"patienter_{s.kode}_pct",
                    f"Behov, speciale {s.kode}",
                    "%",
                    "fortegn",
                    1,
                    1.1,
                    f"Borgere behandlet efter alder, ændring fra {aarene[0]}",
                )
                for s in kendte
            ),
        ),
        kilde(plan, "fremskrivning", kapacitetsressource("klinikliste"), "kommuner", "tabeller"),
        f"Kapaciteten er datasættets, som om intet flyttes. {INDBYGGERE.titel} er fremskrivningens."
        + (
            " Behovet er, hvor mange der ville blive behandlet, hvis hver aldersgruppe bruger lige "
            "så meget som i det trykte år; brugen er fra ét år."
            if kendte
            else " Fremskrivningen har ikke de aldersgrupper, som brugen er opgjort efter, så "
            "behovet efter alder er ikke regnet."
        ),
        REGIONSRAEKKE,
    )
