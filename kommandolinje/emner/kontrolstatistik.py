"""`oekonomi --emne kontrolstatistik`: what a patient costs at each clinic, and who is above."""

from __future__ import annotations

import argparse

from dansk import Inputfejl
from kommandolinje.emner.emne import AAR, Emne, Emnesvar
from kommandolinje.kommando import Valgmulighed
from kommandolinje.terminal import raekker
from kommandolinje.valg import som_aarstal, som_tal
from planning.diskretion import antal_skjulte
from planning.kontrolstatistik import aar_med_patienter, kontrolstatistik
from planning.plan import Plan
from saetninger.diskretion import diskretionstekst
from saetninger.kontrolstatistik import kontrolnyhed
from tabeller.kontrolstatistik import gennemsnitstabel, kontroltabel


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return each clinic's cost per patient in a year; raises Inputfejl without patients."""
    aar = som_aarstal(valg.aar)
    aarene = aar_med_patienter(plan)
    if not aarene and aar is None:
        raise Inputfejl(
            "Datasættet har ingen patienter efter klinik og år. Importér dem: indlaes FIL --art "
            "patienter."
        )
    hoering = None if valg.hoering is None else som_tal(valg.hoering, "--hoering")
    statistik = kontrolstatistik(plan, aarene[0] if aar is None else aar, hoering)
    skjulte = antal_skjulte(statistik.skjult, statistik.klinikker)
    skjulte += antal_skjulte(statistik.skjult_region, statistik.region)
    return Emnesvar(
        kontrolnyhed(plan, statistik),
        [kontroltabel(plan, statistik), gennemsnitstabel(plan, statistik)],
        {
            "aar": statistik.aar,
            "hoeringsgraense_pct": hoering,
            "klinikker": raekker(statistik.ordnet().reset_index()),
            "region": raekker(statistik.region.reset_index()),
            "diskretion": diskretionstekst(skjulte),
        },
    )


EMNE = Emne(
    "kontrolstatistik",
    "hver kliniks omkostning pr. patient i et år",
    svar,
    (
        AAR,
        Valgmulighed(
            "--hoering", "høringsgrænsen: så mange procent over regionens gennemsnit", "PCT"
        ),
    ),
)
