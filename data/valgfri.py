"""What a dataset may leave out: tables its field does not have, and what only users import."""

from __future__ import annotations

from collections.abc import Mapping

from data import (
    aldersfordeling,
    klinikoplysninger,
    patienter,
    rammeforbrug,
    regulering,
    sundhedsraad,
    tilskud,
)

#: Resources a package may leave out, since its field has no such tables; read as empty.
VALGFRI: Mapping[str, list[str]] = {
    "tabel1": ["kode", "omraade", "indbyggere", "indbyggere_pr_kapacitet"],
    "tabeller": ["tabel", "speciale", "raekketype", "raekke", "aar", "maal", "vaerdi", "enhed"],
    "tabelliste": ["tabel", "titel", "side", "kilde", "opgjort", "speciale"],
    "klinikoplysninger": list(klinikoplysninger.KOLONNER),
    **aldersfordeling.KOLONNER,
    tilskud.RESSOURCE: tilskud.KOLONNER,
    rammeforbrug.RESSOURCE: rammeforbrug.KOLONNER,
    patienter.RESSOURCE: patienter.KOLONNER,
    regulering.RESSOURCE: regulering.KOLONNER,
    sundhedsraad.RESSOURCE: sundhedsraad.KOLONNER,
    "udsagn": ["nr", "afsnit", "emne", "regning", "tabel", "maal", "raekke", "fra_aar", "aar"],
}
