"""Where the clinics lie: a point each, in place of the middle of a town that the list has.

A table with lat and lon, or the points of a map file. A clinic that is not in it keeps its point.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dansk import antal, opremsning, tal
from data import klinikoplysninger
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, TABELFILER, Art, Kilde, Tolkning, har_fejl
from data.indgang.datoer import opgjort
from data.indgang.geofil import GEOFILER
from data.indgang.graenser import HOEJST_KLINIKRAEKKER
from data.indgang.klinikadresse import koordinater, placeringsfund
from data.indgang.klinikkendte import gentaget, kend_navn, ukendte
from data.indgang.listefelter import KLINIKKEN, OMRAADE
from data.indgang.matrixudgang import matrix_udgaar
from data.indgang.overskrift import Raatabel
from data.indgang.punktform import med_grader
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.klinikoplysninger import PUNKT, RESSOURCE
from geo.koordinater import til_meter
from planning.plan import Plan

#: A clinic of the list stands at the middle of its town, within about 1 km: further off is told,
#: and this far is asked about.
BEMAERK_KM, SPOERG_KM = 3.0, 15.0
VIST = 6

FELTER = (
    KLINIKKEN,
    OMRAADE,
    *PUNKT,
)


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the points of the clinics, with those of the file."""
    celler = pd.DataFrame({felt: tabel.data[k] for felt, k in kolonner.items()})
    if not {"lat", "lon"} <= set(celler):
        besked = "Filen har ikke både en kolonne med bredde og en med længde."
        return Tolkning(fund=(kilde.fund(besked),))
    klinik = kend_navn(celler, plan)
    fund = ukendte(celler, klinik, plan, kilde, kolonner["klinik"])
    fund += gentaget(klinik, kilde, kolonner["klinik"])
    punkter, fejl = koordinater(celler, kilde, kolonner)
    fund += fejl
    har = punkter["lat"].notna()
    fund += [
        kilde.fund(
            f"»{celler.at[nr, 'klinik']}« har intet punkt i filen og beholder det, den har.",
            raekke=int(str(nr)),
            alvor=ADVARSEL,
        )
        for nr in punkter.index[(klinik != "") & ~har]
    ]
    med = punkter[(klinik != "") & har]
    kendte = plan.klinikker.loc[klinik[med.index]].set_index(med.index)
    fund += placeringsfund(med.assign(praecision="adresse"), kendte, plan, kilde)
    if har_fejl(fund):
        return Tolkning(fund=tuple(fund))
    langt = _flyttet(med, kendte)
    fund += _om_afstand(langt, kendte, len(plan.klinikker) - len(med), kilde)
    spoergsmaal = _langt_vaek(langt, kendte, svar)
    if spoergsmaal:
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    nye = klinikoplysninger.tomme(plan.klinikker.index)
    nye.update(plan.klinikoplysninger)
    nye.loc[klinik[med.index], ["lat", "lon"]] = med.to_numpy()
    uden, om_matrix = matrix_udgaar(plan, kilde, andre=True, hvad="klinikpunkter")
    fund += om_matrix
    et = kilde.nyt(b"", "klinikpunkter", opgjort(tabel.titler))
    return Tolkning(
        nye={RESSOURCE: klinikoplysninger.nyt(nye, et.kilde, et.dato, et.note)},
        uden=uden,
        fund=tuple(fund),
    )


def _flyttet(punkter: pd.DataFrame, kendte: pd.DataFrame) -> pd.Series:
    """Return how far each point is from where the clinic stands now, km."""
    fra, til = (til_meter(r["lat"], r["lon"]) for r in (kendte, punkter))
    return pd.Series(np.hypot(*(fra - til).T) / 1000, index=punkter.index)


def _om_afstand(langt: pd.Series, kendte: pd.DataFrame, uden: int, kilde: Kilde) -> list[Fund]:
    """Tell how far the points are from those before, and how many clinics have none."""
    fund = [
        kilde.fund(
            f"{antal(len(langt), 'klinik har', 'klinikker har')} fået sit punkt, i midten "
            f"{tal(langt.median(), 1)} km fra det før.",
            alvor=LAEST,
        )
    ]
    if uden:
        besked = f"{antal(uden, 'klinik', 'klinikker')} er ikke i filen og beholder sit punkt."
        fund.append(kilde.fund(besked, alvor=LAEST))
    fund += [
        kilde.fund(
            f"{kendte.at[nr, 'navn']} flytter {tal(km, 1)} km på kortet.",
            raekke=int(str(nr)),
            alvor=ADVARSEL,
        )
        for nr, km in langt[langt > BEMAERK_KM].items()
    ]
    return fund


def _langt_vaek(langt: pd.Series, kendte: pd.DataFrame, svar: Svar) -> list[Spoergsmaal]:
    """Return the question of points too far away to be taken in silence; none when answered."""
    meget = langt[langt > SPOERG_KM].sort_values(ascending=False)
    if meget.empty:
        return []
    hver = [f"{kendte.at[nr, 'navn']} ({tal(km)} km)" for nr, km in meget.iloc[:VIST].items()]
    spoergsmaal = Spoergsmaal(
        "langt",
        f"{antal(len(meget), 'klinik flytter', 'klinikker flytter')} over {tal(SPOERG_KM)} km: "
        f"{opremsning(hver)}{' og andre' if len(meget) > VIST else ''}. Er det rigtigt?",
        (("nej", "nej, filen skal rettes"), ("ja", "ja")),
        "nej",
    )
    return [] if besvaret(svar, spoergsmaal) == "ja" else [spoergsmaal]


ART = Art(
    "klinikpunkter",
    "klinikkernes punkter",
    "Et punkt for hver klinik i stedet for byens midte: bredde og længde, eller en kortfil.",
    FELTER,
    tolk,
    med_grader,
    en_af=("lat", "lon"),
    endelser=(*TABELFILER, *GEOFILER),
    hoejst_raekker=HOEJST_KLINIKRAEKKER,
)
