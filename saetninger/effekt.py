"""The effect of a scenario as a table in Danish: what each figure is counted in, and its note."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import antal_kapaciteter, opremsning, personer, tal
from planning.effekt import (
    ADGANG,
    DAEKNING,
    HANDICAPADGANG,
    HARMONISERING,
    HOLD,
    INDENFOR,
    NAERHED,
    SPARRING,
    TRANSPORT,
    UDEN_BIL,
    VENTETID,
    Note,
)
from planning.kriterier import FULD_BETJENING, LOFT_MINUTTER
from planning.plan import AFGANGE_FRA, AFGANGE_TIL, GANGAFSTAND_M
from planning.scenarie import Vurdering
from saetninger.omraadeord import omraadeord

#: What the figure of each criterion is counted in; "" where it has none.
ENHEDER: Mapping[str, str] = {
    HARMONISERING: "% af kapaciteten, der mangler",
    INDENFOR: "% spredning i adgangen (variationskoefficient)",
    HANDICAPADGANG: "% af kapaciteten, hvor det er oplyst",
    TRANSPORT: "% af fuld betjening, hvor kapaciteten er",
    SPARRING: "% af kapaciteten",
    HOLD: "% af kapaciteten, hvor det er oplyst",
    NAERHED: "minutter",
    DAEKNING: "% inden for {graense} min",
    UDEN_BIL: "% inden for {graense} min",
    ADGANG: "% af regionens adgang",
    VENTETID: "ugers ventetid på speciale {speciale}, hvor kapaciteten er; længere er bedre",
}
#: What to import where the plan asks and the data does not answer.
MANGLER: Mapping[str, str] = {
    TRANSPORT: ("Ikke i data. Kræver en køreplan (GTFS, zip), som importeres på siden Import."),
    HOLD: (
        "Ikke i data. Kræver import af, om hver klinik har lokaler til holdtræning (siden Import)."
    ),
    SPARRING: (
        "Kapaciteten er opgjort som beløb. Kræver import af, hvor mange der praktiserer på hver "
        "adresse."
    ),
}
#: The other notes; `uoplyst` and `tavse` are empty where nobody is.
NOTER: Mapping[str, str] = {
    "ingen_kapacitet": "Ingen kapacitet i planen.",
    "beregnet_adgang": "Beregnet adgang: en model (E2SFCA) med oplande på 10, 15 og 20 minutter.",
    "mangler_i_kommuner": (
        "Tallet er det, {flertal} har mindre end regionens niveau før; overskud andre steder "
        "opvejer det ikke. Variationskoefficienten: {foer} % før, {efter} % efter."
    ),
    "adgang_uoplyst": "{uoplyst}Toiletforhold er ikke i data.",
    "adgang_uoplyst_roert": (
        "{uoplyst}Ændringen rører en sådan klinik: den kan ikke vurderes og tæller som uændret. "
        "Toiletforhold er ikke i data."
    ),
    "hold_uoplyst": "{hold_uoplyst}",
    "hold_uoplyst_roert": (
        "{hold_uoplyst}Ændringen rører en sådan klinik: den kan ikke vurderes og tæller som "
        "uændret."
    ),
    "afgange": (
        "{fuld} afgange eller flere på en hverdag kl. {kl_fra}-{kl_til} inden for {meter} m i "
        "luftlinje er fuld betjening: hver halve time i begge retninger; færre tæller i forhold "
        "til det. I gennemsnit {afgange_foer} afgange før og {afgange_efter} efter, hvor "
        "kapaciteten er. {utalt}Klinikkernes punkter er vejledende, og veje og parkering er ikke i "
        "data."
    ),
    "uden_vej": (
        "{antal} indbyggere har over {loft} minutter eller ingen vej og tæller med {loft}."
    ),
    "uden_bil": (
        "Husstande uden bil er de officielle tal for hvert afstemningsområde. Vejen er regnet i "
        "bil som for alle, ikke med bus."
    ),
    "ventetid": (
        "Plus er, at mere af kapaciteten ligger, hvor ventetiden er lang. {tavse}Ventetiden er "
        "gennemsnittet af klinikkernes svar, hvor de er kendt."
    ),
    "for_faa_ventetider": (
        "Ventetid er oplyst i færre end to kommuner. Importér ventetider for flere."
    ),
}
UTALT = "Afgange er ikke talt for klinikker med {}, som ikke regnes med. "
UOPLYST = "Adgangen er ikke oplyst for klinikker med {}, som ikke regnes med. "
HOLD_UOPLYST = "Det er ikke oplyst for klinikker med {}, som ikke regnes med. "
TAVSE = "{} har ikke oplyst ventetid og indgår ikke. "


def kriterietabel(vurdering: Vurdering) -> pd.DataFrame:
    """Return the effect criterion by criterion: kriterium, enhed, foer, efter, score and vaegt.

    As `planning.effekt.Effekt` has them, with the unit and, last, bemaerkning: what the figure
    leaves out or lacks; may be empty.
    """
    virkning, kendt = vurdering.effekt, vurdering.plan_foer.fag.bemaerkninger
    ramme = virkning.kriterier.drop(columns="note")
    graense = tal(virkning.graense, 1, fast=False)
    flertal = omraadeord(vurdering.plan_foer).flertal
    enheder = [
        ENHEDER[navn].format(graense=graense, speciale=virkning.speciale)
        for navn in ramme["kriterium"]
    ]
    ramme.insert(1, "enhed", enheder)
    return ramme.assign(
        bemaerkning=[
            _bemaerkning(navn, note, kendt.get(navn, ""), flertal)
            for navn, note in zip(ramme["kriterium"], virkning.kriterier["note"], strict=True)
        ]
    )


def _bemaerkning(kriterium: str, note: Note | None, kendt: str, flertal: str) -> str:
    if note is None:
        return kendt
    saetninger = _note(kriterium, note, flertal)
    if note.slags == "ingen_kapacitet":
        return saetninger
    return f"{saetninger.rstrip()} {kendt}".strip()


def _note(kriterium: str, note: Note, flertal: str) -> str:
    return (NOTER.get(note.slags) or MANGLER[kriterium]).format(
        flertal=flertal,
        foer=tal(note.foer, 2),
        efter=tal(note.efter, 2),
        antal=personer(note.antal),
        afgange_foer=tal(note.foer, 1),
        afgange_efter=tal(note.efter, 1),
        fuld=tal(FULD_BETJENING),
        meter=tal(GANGAFSTAND_M),
        kl_fra=tal(AFGANGE_FRA),
        kl_til=tal(AFGANGE_TIL),
        loft=tal(LOFT_MINUTTER),
        utalt=UTALT.format(antal_kapaciteter(note.antal)) if note.antal else "",
        uoplyst=UOPLYST.format(antal_kapaciteter(note.antal)) if note.antal else "",
        hold_uoplyst=HOLD_UOPLYST.format(antal_kapaciteter(note.antal)) if note.antal else "",
        tavse=TAVSE.format(opremsning(note.kommuner)) if note.kommuner else "",
    )
