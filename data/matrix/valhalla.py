"""The answer of Valhalla's matrix service: JSON with `sources_to_targets`.

Either rows of objects with from_index, to_index, time (seconds) and distance, or the short form
with the two grids durations and distances. Lengths are in `units`: kilometers or miles; null is no
route. Places have no ids: they must be in the order the program itself writes points and clinics.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dansk import Inputfejl, linje
from data.matrix.jsonfil import gitter
from data.matrix.par import Kendte, Par, par_i_orden

MIL = ("miles", "mi")


class Valhalla:
    """The shape of Valhalla's matrix answer."""

    navn = "Valhallas matrixsvar"

    def kender(self, fil: object, kendte: Kendte) -> bool:
        """Say whether a document is an answer of Valhalla, be it an error."""
        return isinstance(fil, dict) and ("sources_to_targets" in fil or "error_code" in fil)

    def laes(self, fil: dict[str, Any], kendte: Kendte) -> Par:
        """Return the pairs of an answer. Raises Inputfejl for an error and a wrong size."""
        if "sources_to_targets" not in fil:
            raise Inputfejl(f"Svaret er en fejl fra Valhalla: {linje(fil.get('error', ''), 200)}")
        svar = fil["sources_to_targets"]
        if isinstance(svar, dict):
            tider = gitter(svar.get("durations"), "durations")
            km = gitter(svar["distances"], "distances") if svar.get("distances") else None
        else:
            tider, km = _gitre(svar)
        return par_i_orden(
            tider,
            km,
            kendte,
            "sources_to_targets",
            lambda raekke, kolonne: f"from_index {raekke}, to_index {kolonne}",
            enhed="sekunder",
            laengde="mil" if fil.get("units") in MIL else "km",
        )


def _gitre(svar: object) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """Return times and lengths of rows of objects, each where its indices say."""
    raekker = svar if isinstance(svar, list) else []
    celler = [c for raekke in raekker if isinstance(raekke, list) for c in raekke]
    if not celler or not all(isinstance(c, dict) for c in celler):
        raise Inputfejl("sources_to_targets er ikke rækker af par. Hent svaret igen.")
    felter = {
        navn: gitter([[c.get(navn) for c in celler]], navn)[0]
        for navn in ("from_index", "to_index", "time", "distance")
    }
    fra, til = felter["from_index"], felter["to_index"]
    hoejst = len(celler)
    for indeks in (fra, til):
        if not ((indeks >= 0) & (indeks < hoejst) & (indeks == np.floor(indeks))).all():
            raise Inputfejl("from_index eller to_index er ikke hele tal fra 0. Hent svaret igen.")
    form = int(fra.max()) + 1, int(til.max()) + 1
    plads = (fra * form[1] + til).astype(np.int64)
    if form[0] * form[1] != hoejst or len(np.unique(plads)) != hoejst:
        raise Inputfejl(
            f"sources_to_targets har {hoejst} par, men from_index og to_index går til "
            f"{form[0] - 1} og {form[1] - 1}: hvert par skal være der én gang. Hent svaret igen."
        )
    tider, km = (np.empty(hoejst) for _ in range(2))
    tider[plads], km[plads] = felter["time"], felter["distance"]
    return tider.reshape(form), None if np.isnan(km).all() else km.reshape(form)


VALHALLA = Valhalla()
