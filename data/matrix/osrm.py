"""The answer of OSRM's table service: JSON with a grid of durations and perhaps one of distances.

Seconds and metres; null is no route. Rows are the sources and columns the destinations of the
request, without ids: they must be in the order the program itself writes points and clinics.
"""

from __future__ import annotations

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
        skoennet = fil.get("fallback_speed_cells")
        besked = "par har ingen vej og er af OSRM skønnet efter luftlinjen."
        return par_i_orden(
            tider,
            km,
            kendte,
            "durations",
            lambda raekke, kolonne: f"Række {raekke + 1}, kolonne {kolonne + 1}",
            enhed="sekunder",
            laengde="meter",
            bemaerkninger=(f"{tal(len(skoennet))} {besked}",)
            if isinstance(skoennet, list) and skoennet
            else (),
        )


OSRM = Osrm()
