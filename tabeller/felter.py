"""The columns that several tables share, each declared once."""

from __future__ import annotations

from dansk import kapaciteter
from planning.fag import Fag, Opgoerelse
from planning.plan import AFGANGE_FRA, AFGANGE_TIL, GANGAFSTAND_M, Plan
from saetninger.omraadeord import omraadeord
from tabeller.tabel import Art, Kolonne

KODE = Kolonne("kode", "Kommunens kode")
KOMMUNE = Kolonne("kommune", "Kommune", bredde=2.0, forklaring="Kommunens navn")
KAPACITET = Kolonne("kapacitet", "Kapacitet i alt", "", "kapacitet")
INDBYGGERE = Kolonne("indbyggere", "Indbyggere", "", "tal", bredde=1.1)
PR_KAPACITET = Kolonne("indbyggere_pr_kapacitet", "Indbyggere pr. kapacitet", "", "tal")
AFVIGELSE = Kolonne(
    "afvigelse_pct",
    "Afvigelse fra regionen",
    "%",
    "fortegn",
    1,
    1.1,
    "Indbyggere pr. kapacitet, afvigelse fra regionen, procent",
)
#: Both states of a scenario are measured against the region before it.
AFVIGELSE_FOER, AFVIGELSE_EFTER = AFVIGELSE.som(
    AFVIGELSE.navn,
    forklaring="Indbyggere pr. kapacitet, afvigelse fra regionen før scenariet, procent",
).foer_og_efter()
DAEKKET = Kolonne(
    "andel_pct",
    "Dækket",
    "%",
    "tal",
    1,
    forklaring="Indbyggere med en klinik inden for grænsen, procent",
)
ADGANG = Kolonne(
    "kapacitet_pr_10000",
    "Adgang, kapacitet pr. 10.000",
    "",
    "tal",
    2,
    1.2,
    "Adgang (model, E2SFCA), kapaciteter pr. 10.000 indbyggere",
)
ADGANG_AFVIGELSE = Kolonne(
    "adgang_afvigelse_pct",
    "Adgang, afvigelse fra regionen",
    "%",
    "fortegn",
    1,
    forklaring="Adgang (model), afvigelse fra regionen, procent",
)
NETTO = Kolonne(
    "netto",
    "Hentet fra naboer, model",
    "kapaciteter",
    "fortegn",
    1,
    1.2,
    "Kapaciteter, borgerne trækker på ud over kommunens egne (model)",
)
KLINIK_ID = Kolonne("klinik_id", "Klinik-id", bredde=2.0)
NAVN = Kolonne("navn", "Navn", bredde=2.5)
BY = Kolonne("by", "By", bredde=1.3)
HANDICAPADGANG = Kolonne(
    "handicapadgang",
    "Handicapvenlig adgang",
    forklaring="Handicapvenlig adgang: ja, nej eller ikke oplyst",
)
#: What an import tells of a clinic beside its access.
FACILITETER = (
    Kolonne("ydernr", "Ydernr.", forklaring="Ydernummer; tomt, hvor det ikke er oplyst"),
    Kolonne("handicaptoilet", "Handicapegnet toilet", forklaring="Ja, nej eller ikke oplyst"),
    Kolonne("holdtraening", "Lokaler til holdtræning", forklaring="Ja, nej eller ikke oplyst"),
)
#: What an imported timetable says of a clinic, as `planning.plan.Plan.transport`.
TRANSPORT = (
    Kolonne(
        "afgange",
        "Afgange",
        art="tal",
        forklaring=f"Offentlig transport på en hverdag kl. {AFGANGE_FRA}-{AFGANGE_TIL} inden for "
        f"{GANGAFSTAND_M} m i luftlinje",
    ),
    Kolonne(
        "stoppesteder",
        "Stoppesteder",
        art="tal",
        forklaring="Stoppesteder og stationer, afgangene er fra",
    ),
    Kolonne(
        "naermeste_m",
        "Til nærmeste",
        "m",
        "tal",
        forklaring="Luftlinje til nærmeste stoppested med en afgang, uanset hvor langt",
    ),
)


def omraadekolonne(plan: Plan) -> Kolonne:
    """Return the column of names: of kommuner, or of the areas the plan is told by."""
    ord_ = omraadeord(plan)
    navn = f"{ord_.bestemt.capitalize()}s navn"
    return KOMMUNE.som("kommune", titel=ord_.overskrift, forklaring=navn)


def i_kapaciteter(fag: Fag) -> tuple[Kolonne, ...]:
    """Return a column for each kind of capacity, told in capacities."""
    hver = zip(fag.rettigheder, _arter(fag, "", "kapacitet", "i kapaciteter"), strict=True)
    # A kind that is no capacity is told in numbers all the same.
    return tuple(k if a.taeller else k.som(k.navn, enhed="antal", art="tal") for a, k in hver)


def i_antal(fag: Fag, opgoerelse: Opgoerelse) -> tuple[Kolonne, ...]:
    """Return a column for each kind of capacity of a definition, in its own unit."""
    if opgoerelse.hele:
        return _arter(fag, "antal", "tal", "antal")
    return tuple(Kolonne(a.noegle, a.kolonne, "", "tal") for a in opgoerelse.arter)


def _arter(fag: Fag, enhed: str, art: Art, talt: str) -> tuple[Kolonne, ...]:
    return tuple(
        Kolonne(
            a.noegle,
            a.kolonne,
            enhed,
            art,
            forklaring=f"{a.flertal[:1].upper()}{a.flertal[1:]}, "
            + (
                f"{talt} (hver tæller {kapaciteter(a.kapaciteter(1.0))})"
                if a.taeller
                else "antal (tæller ikke som kapacitet)"
            ),
        )
        for a in fag.rettigheder
    )
