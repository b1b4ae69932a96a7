"""The tables of what residents get outside their kommune: by source and model, and the choices."""

from __future__ import annotations

from planning.adgang import adgangsspaend
from planning.borgerstroemme import Borgerstroemme
from planning.husket import husket
from planning.plan import Plan
from saetninger.borgerstroemme import valgnote
from saetninger.maal import AFTAGENAVNE
from saetninger.spaend import fortegnsspaend
from tabeller.daekning import ADGANGSRESSOURCER, NETTOSPAEND
from tabeller.diskretion import diskret
from tabeller.felter import KOMMUNE, NETTO
from tabeller.kilder import tabelkilde
from tabeller.tabel import MAERKE, Kolonne, Tabel


@husket()
def stroemtabel(plan: Plan, stroemme: Borgerstroemme, aftagen: str) -> Tabel:
    """Return what each kommune gets from others by the model and by the source, most first."""
    ramme = stroemme.kilden.assign(netto=stroemme.model[aftagen])
    spaend = adgangsspaend(plan, aftagen).filter(like="netto").reindex(ramme.index)
    ender = spaend.assign(her=ramme["netto"])
    ramme["netto_spaend"] = [
        fortegnsspaend(lav, hoej, 1)
        for lav, hoej in zip(ender.min(axis=1), ender.max(axis=1), strict=True)
    ]
    middel = stroemme.kilden_middel.sort_values(ascending=False)
    return Tabel(
        "borgerstroemme",
        "Hentet fra naboer: modellen holdt mod, hvad patienterne gjorde",
        ramme.loc[middel.index],
        (
            KOMMUNE,
            NETTO.som("netto", titel="Modellen"),
            *([NETTOSPAEND.som("netto_spaend", titel="Modellens spænd")] if len(spaend.T) else []),
            *(
                Kolonne(
                    kode,
                    f"Kilden, speciale {kode}",
                    "kapaciteter",
                    "fortegn",
                    1,
                    1.2,
                    f"Andel af forbruget mindre andel af produktionen i {kode}, gange regionens "
                    "kapacitet",
                )
                for kode in stroemme.specialer
            ),
        ),
        _kilde(plan, stroemme),
        f"Kilden: kommunens andel af dem, der blev behandlet ({stroemme.aar}), mindre klinikkernes "
        "andel af ydelserne, gange regionens kapacitet. Plus er hentet fra naboer, minus givet til "
        "dem. Det forudsætter, at patienter får lige mange ydelser overalt, og siger intet om "
        "patienter fra og til andre regioner.",
    )


@husket()
def aftagentabel(plan: Plan, stroemme: Borgerstroemme, aftagen: str) -> Tabel:
    """Return the ways access may fade with distance: how near each comes, and what it costs."""
    ramme = stroemme.valg.assign(navn=[AFTAGENAVNE[n] for n in stroemme.valg.index])
    tabel = Tabel(
        "aftagen",
        "Hvordan adgang aftager med afstanden, og hvor nær det kommer patienternes valg",
        ramme.sort_values("afvigelse"),
        (
            Kolonne("navn", "En klinik tæller", bredde=2.6),
            Kolonne("afvigelse", "Afvigelse fra kilden", "kapaciteter", "tal", 2, 1.2),
            Kolonne("valgt", "Nærmest", "gange", "tal"),
            Kolonne("uden_adgang", "Uden kapacitet i rækkevidde", "indbyggere", "tal", 0, 1.3),
        ),
        _kilde(plan, stroemme),
        f"{valgnote(stroemme)} {MAERKE} er den, adgangen er regnet med.",
        fremhaevet=frozenset({aftagen}),
    )
    return diskret(tabel, ramme[["uden_adgang"]].isna())


def _kilde(plan: Plan, stroemme: Borgerstroemme) -> str:
    numre = tuple(
        nr
        for kode in stroemme.specialer
        for nr in (plan.fag.speciale(kode).produktion, plan.fag.speciale(kode).forbrug)
    )
    return tabelkilde(plan, str(stroemme.aar), numre, *ADGANGSRESSOURCER)
