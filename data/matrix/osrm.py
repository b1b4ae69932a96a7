"""The answer of OSRM's table service: JSON with a grid of durations and perhaps one of distances.

Seconds and metres; null is no route. Rows are the sources and columns the destinations of the
request, without ids: they must be in the order the program itself writes points and clinics.
"""

from __future__ import annotations

import pandas as pd

from dansk import Inputfejl, linje, tal
from data.matrix.jsonfil import gitter
from data.matrix.par import Kendte, Par, par_i_orden


class Osrm:
    """The shape of OSRM's table answer."""

    navn = "OSRM's tabelsvar"

    def kender(self, fil: object, kendte: Kendte) -> bool:
        """Say whether a document is an answer of OSRM, be it an error."""
        return isinstance(fil, dict) and ("durations" in fil or isinstance(fil.get("code"), str))

    def laes(self, fil: dict[str, object], kendte: Kendte) -> Par:
        """Return the pairs of a table answer. Raises Inputfejl for an error and a wrong size."""
        if (kode := fil.get("code", "Ok")) != "Ok" or "durations" not in fil:
            raise Inputfejl(
                f"Svaret er en fejl fra OSRM: {linje(kode, 40)} "
                f"{linje(fil.get('message', ''), 200)}"
            )
        tider = gitter(fil["durations"], "durations")
        km = gitter(fil["distances"], "distances") if fil.get("distances") else None
        fra, til = par_i_orden(tider, km, kendte, "durations")
        bredde = tider.shape[1]
        skoennet = fil.get("fallback_speed_cells")
        return Par(
            fra,
            til,
            pd.Series(tider.ravel()),
            None if km is None else pd.Series(km.ravel()),
            enhed="sekunder",
            laengde="meter",
            sted=lambda i: f"Række {i // bredde + 1}, kolonne {i % bredde + 1}",
            bemaerkninger=(
                f"{tal(len(skoennet))} par har ingen vej og er af OSRM skønnet efter luftlinjen.",
            )
            if isinstance(skoennet, list) and skoennet
            else (),
        )


OSRM = Osrm()
