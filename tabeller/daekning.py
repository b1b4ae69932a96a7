"""The tables of distance: coverage, white spots, access, and the three readings."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dansk import antal, omtrent, tal
from planning.adgang import Adgang, distriktsspaend
from planning.daekningsbillede import MANGE, Daekningsbillede
from planning.diskretion import af_daekkede
from planning.husket import husket
from planning.laesninger import laesninger
from planning.plan import LAESOE, MAAL, REGIONSRAEKKE, Plan
from planning.status import Status
from saetninger.daekning import intervaltekst, valgspaend
from saetninger.laesninger import forklaret
from saetninger.maal import aftagentekst, graensetekst
from saetninger.omraadeord import inddelingstekst, omraadeord
from saetninger.spaend import NAAR, PROCENT, fortegnsspaend, i_parentes, spaendtal
from tabeller.diskretion import diskret
from tabeller.felter import (
    ADGANG,
    ADGANG_AFVIGELSE,
    AFVIGELSE,
    DAEKKET,
    INDBYGGERE,
    NETTO,
    PR_KAPACITET,
    omraadekolonne,
)
from tabeller.kilder import daekningsressourcer, kapacitetsressource, kilde
from tabeller.tabel import Art, Kolonne, Tabel

LAESOE_NOTE = "Læsø nås kun med færge; øens tal læses for sig."
DISTRIKT = Kolonne("navn", "Distrikt", bredde=2.2, forklaring="Afstemningsområdets navn")
INTERVAL = Kolonne(
    "interval",
    "Spænd",
    "%",
    "skrevet",
    bredde=1.5,
    forklaring="Dækket, når alle rejsetider er længere og kortere, procent",
)
INTERVALNOTE = (
    f"Spændet er dækningen, {NAAR} end modellens; ni af ti kendte ture er inden for det. "
    f"Minutterne kan selv være {PROCENT} % længere og kortere. "
)
ADGANGSSPAEND = Kolonne(
    "spaend",
    "Spænd",
    "%",
    "skrevet",
    bredde=1.3,
    forklaring=f"Adgang, afvigelse fra regionen, {NAAR}, procent",
)
DISTRIKTSADGANG = ADGANGSSPAEND.som(
    "adgangsspaend", enhed="pr. 10.000", forklaring=f"Adgang, kapaciteter pr. 10.000, {NAAR}"
)
NETTOSPAEND = Kolonne(
    "netto_spaend",
    "Spænd",
    "kapaciteter",
    "skrevet",
    bredde=1.3,
    forklaring=f"Kapaciteter hentet fra naboer, {NAAR}",
)
#: What is told of those beyond the limit: the end of its name, unit, kind, decimals and meaning.
UDEN_FOR_TAL: tuple[tuple[str, str, Art, int, str], ...] = (
    ("", "antal", "tal", 0, "antal"),
    ("_pct", "%", "tal", 1, "procent af gruppen"),
    ("_spaend", "spænd, %", "skrevet", 0, f"{NAAR}, procent af gruppen"),
)
#: What those beyond the limit are called, by the group's name in planning.
UDEN_FOR = tuple(
    Kolonne(f"{navn}_uden{endelse}", titel, enhed, art, decimaler, 1.1, f"{titel} grænsen, {hvad}")
    for navn, titel in (
        ("indbyggere", "Indbyggere uden for"),
        ("personer_70", "70 år og derover uden for"),
        ("husstande_uden_bil", "Husstande uden bil uden for"),
    )
    for endelse, enhed, art, decimaler, hvad in UDEN_FOR_TAL
)
#: Within a district the model spreads all groups alike, and their shares are one.
ENS_I_DISTRIKTET = (
    *("personer_70_uden_pct", "husstande_uden_bil_uden_pct"),
    *("personer_70_uden_spaend", "husstande_uden_bil_uden_spaend"),
)
#: What the counts of the districts are: their own date is not told by the source.
OFFICIELT = "officielle tal for afstemningsområderne, offentliggjort til valget 9. juni 2024"
DISTRIKTSNOTE = (
    "Et distrikt er et afstemningsområde og hedder som sit afstemningssted. Indbyggerne er "
    "distriktets del af praksisplanens tabel 1, 70 år og derover og husstande uden bil de "
    "officielle tal, offentliggjort til valget 9. juni 2024; hvor i det folk bor, og hvor "
    "dets grænse går, er en model, og i et distrikt er andelen uden for grænsen den samme for alle "
    "grupper."
)
ADGANGSRESSOURCER = ("kapaciteter", "kommuner", "befolkning", "rejsetid")


def _steder(plan: Plan) -> str:
    """Return what is to be known of the places: of the island, and which kommuner an area is."""
    oe = LAESOE_NOTE if LAESOE in plan.kommuner.index else ""
    return " ".join(d for d in (oe, inddelingstekst(plan)) if d)


def gruppenote(plan: Plan, billede: Daekningsbillede) -> str:
    """Return what is counted and what is a model of those beyond the limit."""
    tal_op = f"70 år og derover og husstande uden bil er {OFFICIELT}."
    if "befolkning" in plan.model:
        tal_op += (
            " Hvor i distriktet de bor, er en model, hvor alle grupper bor som distriktets "
            "indbyggere."
        )
    vej = (
        ""
        if billede.maal == "luftlinje"
        else " Vejen er regnet i bil også for husstande uden bil, ikke med bus."
    )
    return f"Indbyggere er afstemt med kommunernes folketal; {tal_op}{vej}"


def _med_spaend(ramme: pd.DataFrame, kolonner: Sequence[Kolonne]) -> tuple[pd.DataFrame, list]:
    """Return who is beyond the limit with the ranges written, and the columns; none of no range."""
    skrevet = {
        k.navn: [
            spaendtal(lav, hoej)
            for lav, hoej in zip(
                *(ramme[f"{k.navn.removesuffix('spaend')}pct_{e}"] for e in ("lav", "hoej")),
                strict=True,
            )
        ]
        for k in kolonner
        if k.navn.endswith("_spaend")
    }
    tomme = [navn for navn, celler in skrevet.items() if not any(celler)]
    return ramme.assign(**skrevet), [k for k in kolonner if k.navn not in tomme]


@husket()
def daekningstabel(plan: Plan, billede: Daekningsbillede) -> Tabel:
    """Return who is covered per kommune and how far there is, least covered first."""
    enhed = MAAL[billede.maal]
    ramme = billede.ordnet().join(billede.radius).join(billede.valg_pct.rename("valg_pct"))
    interval = [intervaltekst(r).removesuffix(" %") for _, r in ramme.iterrows()]
    vist = Tabel(
        "daekning",
        f"Indbyggere med en klinik inden for {graensetekst(billede.maal, billede.graense)}, og "
        "hvor langt der er",
        ramme.assign(interval=interval),
        (
            # Beside ten columns of figures the region's name still stands on one line.
            omraadekolonne(plan).som("kommune", bredde=2.7),
            DAEKKET.som("andel_pct", bredde=1.3),
            *([INTERVAL] if any(interval) else []),
            INDBYGGERE.som("indbyggere", titel="Dækket", enhed="antal", bredde=1.3),
            INDBYGGERE.som("i_alt", titel="I alt", enhed="antal", bredde=1.3),
            Kolonne("valg_pct", "To klinikker", "%", "tal", 1, 1.45),
            *(Kolonne(a, f"{a} % har højst", enhed, "tal", 1) for a in billede.radius.columns),
        ),
        kilde(plan, *daekningsressourcer(billede.maal)),
        f"»To klinikker« er andelen med mindst to klinikker inden for grænsen"
        f"{i_parentes(valgspaend(billede))}. "
        f"{INTERVALNOTE if any(interval) else ''}{_steder(plan)}",
        REGIONSRAEKKE,
    )
    return diskret(vist, af_daekkede(billede.skjult))


@husket()
def udenfortabel(plan: Plan, billede: Daekningsbillede) -> Tabel:
    """Return who has no clinic within the limit per kommune: all, the oldest, those without a car.

    Most residents first.
    """
    alle, kolonner = _med_spaend(billede.uden_for, UDEN_FOR)
    ramme = alle.drop(index=REGIONSRAEKKE)
    ramme = ramme.sort_values("indbyggere_uden", ascending=False, kind="stable")
    vist = Tabel(
        "uden-for-graensen",
        f"Uden klinik inden for {graensetekst(billede.maal, billede.graense)}: hvem og hvor mange",
        pd.concat([ramme, alle.loc[[REGIONSRAEKKE]]]),
        (
            omraadekolonne(plan),
            *(k.som(k.navn, titel=k.titel.removesuffix(" uden for")) for k in kolonner),
        ),
        kilde(plan, *daekningsressourcer(billede.maal)),
        gruppenote(plan, billede),
        REGIONSRAEKKE,
    )
    return diskret(vist, billede.skjult)


def distriktstabel(plan: Plan, billede: Daekningsbillede, adgangen: Adgang) -> Tabel:
    """Return coverage, the way to a clinic and access by district, most beyond the limit first."""
    adgangsspaend = distriktsspaend(plan, adgangen.aftagen).add_prefix("adgang_")
    med_adgang = billede.distrikter.join(adgangen.distrikter).join(adgangsspaend)
    ramme, kolonner = _med_spaend(med_adgang, UDEN_FOR)
    ramme["adgangsspaend"] = [
        spaendtal(r.adgang_lav, r.adgang_hoej, lambda v: tal(v, 2)) for r in ramme.itertuples()
    ]
    interval = [intervaltekst(r).removesuffix(" %") for _, r in ramme.iterrows()]
    vist = Tabel(
        "distrikter",
        "Distrikterne (afstemningsområderne): dækning inden for "
        f"{graensetekst(billede.maal, billede.graense)}, afstand og adgang",
        ramme.assign(interval=interval).sort_values(
            ["indbyggere_uden", "navn"], ascending=[False, True], kind="stable"
        ),
        (
            DISTRIKT,
            omraadekolonne(plan),
            INDBYGGERE,
            DAEKKET,
            *([INTERVAL] if any(interval) else []),
            *kolonner,
            Kolonne("afstand", "Til nærmeste klinik, middel", MAAL[billede.maal], "tal", 1),
            ADGANG.som("kapacitet_pr_10000", titel="Adgang, pr. 10.000"),
            *([DISTRIKTSADGANG] if any(ramme["adgangsspaend"]) else []),
        ),
        kilde(plan, *daekningsressourcer(billede.maal), "rejsetid"),
        f"{DISTRIKTSNOTE} Adgang er en model (E2SFCA): {aftagentekst(adgangen.aftagen)}.",
        i_dokument=False,
    )
    return diskret(vist, billede.skjult)


@husket()
def hvide_distrikter(plan: Plan, billede: Daekningsbillede) -> Tabel:
    """Return the districts with many beyond the limit, most first, and the rest in the note."""
    mange, kolonner = _med_spaend(billede.mange_uden_for, UDEN_FOR)
    alle = billede.hvide_distrikter.drop(index=mange.index)
    resten = alle.dropna(subset="indbyggere_uden")
    faa = len(alle) - len(resten)
    note = (
        f"Yderligere {omtrent(resten['indbyggere_uden'].sum())} indbyggere uden for grænsen bor i "
        f"{antal(len(resten), 'andet distrikt', 'andre distrikter')}"
        f"{f'; i {tal(faa)} til er der så få, at tallet er skjult' if faa else ''}."
        if len(resten)
        else ""
    )
    vist = Tabel(
        "hvide-pletter",
        f"Distrikter, hvor mindst {MANGE} indbyggere ikke har en klinik inden for "
        f"{graensetekst(billede.maal, billede.graense)}",
        mange,
        (
            DISTRIKT,
            omraadekolonne(plan),
            *(k for k in kolonner if k.navn not in ENS_I_DISTRIKTET),
            Kolonne("afstand_max", "Længst til nærmeste klinik", MAAL[billede.maal], "tal", 1, 1.2),
        ),
        kilde(plan, *daekningsressourcer(billede.maal)),
        " ".join(d for d in (note, DISTRIKTSNOTE) if d),
    )
    return diskret(vist, billede.skjult)


@husket()
def adgangstabel(plan: Plan, tabel: Adgang, spaend: pd.DataFrame) -> Tabel:
    """Return access (E2SFCA) per kommune beside its own capacity, worst access first.

    `spaend` as `planning.adgang.adgangsspaend` returns it.
    """
    ramme = tabel.ordnet()
    for navn in ("afvigelse_pct", "netto"):
        ender = spaend.filter(like=navn).reindex(ramme.index).assign(her=ramme[navn])
        ramme[f"{navn}_mindst"], ramme[f"{navn}_hoejst"] = ender.min(axis=1), ender.max(axis=1)
    ramme["spaend"] = _spaend(ramme, "afvigelse_pct", 0)
    ramme["netto_spaend"] = _spaend(ramme, "netto", 1)
    return Tabel(
        "adgang",
        f"Adgang på tværs af kommunegrænser: {aftagentekst(tabel.aftagen)}",
        ramme,
        (
            omraadekolonne(plan),
            ADGANG,
            ADGANG_AFVIGELSE.som("afvigelse_pct"),
            *([ADGANGSSPAEND] if any(ramme["spaend"]) else []),
            Kolonne("egen_pr_10000", "Egen kapacitet pr. 10.000", "", "tal", 2),
            NETTO,
            *([NETTOSPAEND] if any(ramme["netto_spaend"]) else []),
        ),
        kilde(plan, *ADGANGSRESSOURCER),
        f"Model (E2SFCA). {_steder(plan)}".rstrip(),
        REGIONSRAEKKE,
    )


def _spaend(ramme: pd.DataFrame, navn: str, decimaler: int) -> list[str]:
    ender = zip(ramme[f"{navn}_mindst"], ramme[f"{navn}_hoejst"], strict=True)
    return [fortegnsspaend(lav, hoej, decimaler) for lav, hoej in ender]


@husket()
def laesningstabel(
    plan: Plan,
    tabel: Status,
    billede: Daekningsbillede,
    adgangen: Adgang,
    spaend: pd.DataFrame,
) -> Tabel:
    """Return the three readings of the same capacity side by side, least access first.

    `spaend` as `planning.adgang.adgangsspaend` returns it.
    """
    ramme = forklaret(laesninger(tabel, billede, adgangen, spaend), omraadeord(plan))
    med_spaend = "adgang_afvigelse_pct_mindst" in ramme
    if med_spaend:
        ramme["spaend"] = _spaend(ramme, "adgang_afvigelse_pct", 0)
    vist = Tabel(
        "laesninger",
        "Tre læsninger af samme kapacitet",
        ramme,
        (
            omraadekolonne(plan),
            PR_KAPACITET,
            AFVIGELSE,
            DAEKKET,
            ADGANG,
            ADGANG_AFVIGELSE,
            *([ADGANGSSPAEND] if med_spaend else []),
            NETTO,
            Kolonne("forklaring", "Hvor læsningerne er uenige"),
        ),
        kilde(
            plan,
            *(kapacitetsressource(tabel.grundlag), "kapaciteter"),
            *(*ADGANGSRESSOURCER[1:], "naboklinikker"),
        ),
        f"Dækket: inden for {graensetekst(billede.maal, billede.graense)}. Adgang regnes altid på "
        f"{plan.fag.klinikliste} og er en model (E2SFCA, Luo og Qi 2009): hver borger deler "
        "kapaciteten inden for rækkevidde med alle andre, der kan nå den, og "
        f"{aftagentekst(adgangen.aftagen)}. »Hentet fra naboer« er kapaciteter, borgerne trækker "
        f"på ud over {omraadeord(plan).bestemt}s egne. {_steder(plan)}".rstrip(),
        REGIONSRAEKKE,
    )
    return diskret(vist, billede.skjult)
