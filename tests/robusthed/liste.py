"""The kinds of input there are, an entry each. A new kind of `data.indgang.arter` is one more."""

from __future__ import annotations

from tests.robusthed.arkene import ARK
from tests.robusthed.folketal import FOLKETAL, FREMSKRIVNING
from tests.robusthed.klinikfiler import KLINIKKER, KLINIKPUNKTER, TILGAENGELIGHED, VENTETIDER
from tests.robusthed.koereplaner import TRANSPORT
from tests.robusthed.lister import ALDRE, NABOKLINIKKER
from tests.robusthed.matrix import MATRIX
from tests.robusthed.net import NET
from tests.robusthed.omrids import OMRIDS
from tests.robusthed.pakker import PAKKER
from tests.robusthed.patientfiler import PATIENTER
from tests.robusthed.rammefiler import RAMME
from tests.robusthed.reguleringsfiler import REGULERING
from tests.robusthed.tilskudsfiler import TILSKUD
from tests.robusthed.variant import Slags

SLAGS: tuple[Slags, ...] = (
    *(FOLKETAL, NET, MATRIX, NABOKLINIKKER, TRANSPORT, ALDRE, PAKKER, ARK),
    *(KLINIKKER, VENTETIDER, TILGAENGELIGHED, KLINIKPUNKTER, FREMSKRIVNING, OMRIDS),
    *(TILSKUD, RAMME, PATIENTER, REGULERING),
)
