"""Every command, in the order the help and the README have them."""

from __future__ import annotations

from kommandolinje import (
    befolkning,
    daekning,
    datasaet,
    eksport,
    flyt,
    forslag,
    indlaes,
    klinikker,
    kommuneark,
    kontrol,
    oekonomi,
    opfrisk,
    placering,
    punkter,
    rejsetid,
    skabelon,
    status,
    tilgaengelighed,
    ventetid,
)

KOMMANDOER = tuple(
    modul.KOMMANDO
    for modul in (
        *(status, daekning, rejsetid, tilgaengelighed, ventetid, oekonomi),
        *(
            kommuneark,
            klinikker,
            flyt,
            forslag,
            placering,
            eksport,
            opfrisk,
            punkter,
            skabelon,
            indlaes,
            datasaet,
        ),
        *(befolkning, kontrol),
    )
)
