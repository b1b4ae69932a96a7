"""The tables of a shaken proposal: its kommuner, its moves and its clinics, by share of draws."""

from __future__ import annotations

from planning.forslagsrobusthed import Forslagsrobusthed, Proeve
from planning.plan import Plan
from planning.rystelser import befolkningsspaend, efter_omraade
from saetninger.flytninger import endenavn
from saetninger.omraadeord import omraadeord
from tabeller.daekning import ADGANGSRESSOURCER
from tabeller.forslag import RESSOURCER
from tabeller.kilder import kilde
from tabeller.tabel import Kolonne, Tabel

FOLKETAL = (*RESSOURCER, "afstemningsomraader")
ANDEL = Kolonne("pct", "Andel", "% af varianter", "tal", 1, 1.2)
RETNING = {"giver": "afgiver", "faar": "modtager"}
NYT = "ny kapacitet"


def holdertabeller(p: Proeve, svar: Forslagsrobusthed) -> tuple[Tabel, ...]:
    """Return the tables of a shaken proposal in order; without clinics where they are not tried."""
    tabeller = (kommunetabel(p, svar), flyttetabel(p.plan, svar), kliniktabel(p.plan, svar))
    return tuple(t for t in tabeller if len(t.ramme))


def kommunetabel(p: Proeve, svar: Forslagsrobusthed) -> Tabel:
    """Return each kommune that is held: the range of its people, and how often it is outside."""
    plan, spaend = p.plan, befolkningsspaend(p.plan, p.til_aar)
    lav, hoej = (efter_omraade(plan, spaend[ende].to_numpy(float)) for ende in ("lav", "hoej"))
    ramme = svar.kommuner.assign(lav=lav, hoej=hoej).dropna(subset="fjernest_pct")
    folk = (
        Kolonne("lav", "Folketal fra", "", "tal"),
        Kolonne("hoej", "Folketal til", "", "tal"),
    )
    return Tabel(
        "forslag-holder-kommuner",
        f"{omraadeord(plan).alle} i varianterne",
        ramme,
        (
            Kolonne("kommune", omraadeord(plan).overskrift, bredde=1.6),
            *(folk if p.krav.vaegt == "indbyggere" else ()),
            Kolonne("uden_for_pct", "Uden for tolerancen", "% af varianter", "tal", 1, 1.2),
            Kolonne("fjernest_pct", "Længst fra middel", "%", "tal", 1, 1.2),
        ),
        kilde(plan, *FOLKETAL),
    )


def flyttetabel(plan: Plan, svar: Forslagsrobusthed) -> Tabel:
    """Return the moves between kommuner, and how often some shortest proposal contains each."""
    navne = plan.kommuner["kommune"].to_dict()
    arter = {art.noegle: art.kolonne for art in plan.opgoerelse.arter}
    ramme = svar.flytninger.assign(
        fra_navn=svar.flytninger["fra"].map(navne).fillna(NYT),
        til_navn=svar.flytninger["til"].map(navne),
        slags=svar.flytninger["art"].map(arter),
    )
    return Tabel(
        "forslag-holder-flytninger",
        "Flytningerne, der går igen",
        ramme,
        (
            Kolonne("fra_navn", "Fra", bredde=1.6),
            Kolonne("til_navn", "Til", bredde=1.6),
            Kolonne("slags", "Slags", bredde=0.9),
            Kolonne("antal", "Antal", "", "tal"),
            ANDEL,
        ),
        kilde(plan, *FOLKETAL),
        "Andelen er af varianter, hvor et af de korteste forslag har flytningen med.",
    )


def kliniktabel(plan: Plan, svar: Forslagsrobusthed) -> Tabel:
    """Return the clinics, and how often each is the best of its kommune in its place."""
    arter = {art.noegle: art.kolonne for art in plan.opgoerelse.arter}
    k, i_omraadet = svar.klinikker, omraadeord(plan).bestemt
    ramme = k.assign(
        klinik=[endenavn(plan, klinik) for klinik in k["klinik_id"]],
        rolle=k["retning"].map(RETNING),
        slags=k["art"].map(arter),
    )
    return Tabel(
        "forslag-holder-klinikker",
        "Klinikkerne, der er de bedste på deres plads",
        ramme,
        (
            Kolonne("klinik", "Klinik", bredde=2.6),
            Kolonne("rolle", "Rolle", bredde=0.8),
            Kolonne("slags", "Slags", bredde=0.9),
            Kolonne("andre", f"Andre mulige i {i_omraadet}", "", "tal", bredde=1.2),
            ANDEL,
        ),
        kilde(plan, *ADGANGSRESSOURCER, "afstemningsomraader", "ventetider"),
        f"Andelen er af varianter, hvor ingen anden klinik i {i_omraadet} på dens plads giver en "
        "højere samlet score, når resten er som foreslået. Uden andre mulige er den altid bedst.",
    )
