"""What a dataset may leave out: tables its field does not have, and what only users import."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data import aldersfordeling, klinikoplysninger, sundhedsraad
from data.importressource import PATIENTER, RAMMEFORBRUG, REGULERING, TILSKUD

#: Resources a package may leave out, since its field has no such tables; read as empty.
VALGFRI: Mapping[str, list[str]] = {
    "tabel1": ["kode", "omraade", "indbyggere", "indbyggere_pr_kapacitet"],
    "tabeller": ["tabel", "speciale", "raekketype", "raekke", "aar", "maal", "vaerdi", "enhed"],
    "tabelliste": ["tabel", "titel", "side", "kilde", "opgjort", "speciale"],
    "klinikoplysninger": list(klinikoplysninger.KOLONNER),
    **aldersfordeling.KOLONNER,
    **{r.navn: list(r.kolonner) for r in (TILSKUD, RAMMEFORBRUG, PATIENTER, REGULERING)},
    sundhedsraad.RESSOURCE: sundhedsraad.KOLONNER,
    "udsagn": ["nr", "afsnit", "emne", "regning", "tabel", "maal", "raekke", "fra_aar", "aar"],
}
#: Of those, what only a user has, and which of its columns are fractions or may be missing.
_IMPORTERES: Mapping[str, tuple[str, ...]] = {
    aldersfordeling.ALDERSFORDELING: ("alder_til",),
    aldersfordeling.FREMSKRIVNING: ("alder_til",),
    TILSKUD.navn: ("kapaciteter",),
    RAMMEFORBRUG.navn: (),
    PATIENTER.navn: ("oere",),
    REGULERING.navn: ("pct", "indeks"),
}


def importerede(rammer: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return what is imported as a Plan has it, by the Plan's fields; empty without."""
    return {
        navn: rammer[navn].astype(dict.fromkeys(kolonner, float))
        for navn, kolonner in _IMPORTERES.items()
    }
