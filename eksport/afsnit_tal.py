"""The sections of figures: capacity, activity, coverage and access."""

from __future__ import annotations

from eksport.bestilling import AFSNIT, Valg
from eksport.bilag import REGION, Afsnit, Kolonne, Led, Punkter, Tabel, Tekst
from planning.adgang import AFTAGENAVNE, adgang
from planning.aktivitet import aktivitet
from planning.daekningsbillede import Daekningsbillede, daekningsbillede
from planning.kapacitet import SPECIALER, klinikkapacitet
from planning.laesninger import laesninger, uenighed
from planning.nyhed import (
    daekningsnyhed,
    graensetekst,
    grundlagsnyhed,
    statusnyhed,
)
from planning.plan import MAAL, Plan, kildelinje
from planning.status import grundlagsforskelle, status

IKKE_OPLYST = "ikke oplyst"
LAESOE_NOTE = "Læsø nås kun med færge; øens tal læses for sig."


def kilde(plan: Plan, *ressourcer: str) -> str:
    """Return the source line of resources by name; of those the plan knows."""
    kendte = [plan.herkomst[navn] for navn in ressourcer if navn in plan.herkomst]
    return kildelinje(*kendte) if kendte else f"Kilde: {IKKE_OPLYST}."


def statusafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return capacity and inhabitants per kommune, in the form of tabel 1."""
    tabel = status(plan, valg.grundlag)
    kapacitetskilde = "tabel1" if valg.grundlag == "tabel1" else "kapaciteter"
    ramme = tabel.ordnet().loc[[*tabel.kommuner.index, REGION]]
    led: list[Led] = [
        Tekst(statusnyhed(tabel), "nyhed"),
        Tabel(
            "status",
            "Kapacitet hos privatpraktiserende fysioterapeuter og indbyggere pr. kapacitet",
            ramme,
            (
                Kolonne("kommune", "Kommune", bredde=2.0),
                Kolonne("over30", "Over 30 timer", art="kapacitet"),
                Kolonne("under30", "Under 30 timer*", art="kapacitet"),
                Kolonne("kapacitet", "Kapacitet i alt", art="kapacitet"),
                Kolonne("indbyggere", "Indbyggere", art="tal", bredde=1.1),
                Kolonne("indbyggere_pr_kapacitet", "Indbyggere pr. kapacitet", art="tal"),
                Kolonne("afvigelse_pct", "Afvigelse fra regionen", "%", "fortegn", 1, 1.1),
            ),
            kilde(plan, kapacitetskilde, "kommuner"),
            "*En kapacitet under 30 timer tæller 0,5.",
            REGION,
        ),
    ]
    if plan.definition == "timer":
        led.append(Tekst(grundlagsnyhed(grundlagsforskelle(plan)), "note"))
    led.append(_klinikker(plan))
    return [Afsnit("status", AFSNIT["status"], 1, tuple(led))]


def _klinikker(plan: Plan) -> Tabel:
    ramme = plan.klinikker.join(klinikkapacitet(plan)).rename_axis("klinik_id").reset_index()
    ramme = ramme.assign(kommune=ramme["kommune_kode"].map(plan.kommuner["kommune"]))
    return Tabel(
        "klinikker",
        "Klinikkerne og deres kapacitet",
        ramme,
        (
            Kolonne("klinik_id", "Klinik-id", bredde=2.0),
            Kolonne("navn", "Navn", bredde=2.5),
            Kolonne("adresse", "Adresse", bredde=2.0),
            Kolonne("postnr", "Postnr."),
            Kolonne("by", "By", bredde=1.3),
            Kolonne("kommune", "Kommune", bredde=1.3),
            Kolonne("over30", "Over 30 timer", "antal", "tal"),
            Kolonne("under30", "Under 30 timer", "antal", "tal"),
            Kolonne("kapacitet", "Kapacitet", art="kapacitet"),
            Kolonne("handicapadgang", "Handicapvenlig adgang"),
            Kolonne("bysamfund", "Bysamfund", bredde=1.3),
            Kolonne("lat", "Bredde", "grader, WGS84", "tal", 4),
            Kolonne("lon", "Længde", "grader, WGS84", "tal", 4),
            Kolonne("praecision", "Punktets præcision"),
        ),
        kilde(plan, "klinikker", "kapaciteter"),
        i_dokument=False,
    )


def aktivitetsafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return patients and ydelser per kommune for each speciale."""
    led: list[Led] = []
    for speciale, navn in SPECIALER.items():
        led.append(
            Tabel(
                f"aktivitet-{speciale}",
                f"{navn}: borgere behandlet og ydelser leveret, 2018",
                aktivitet(plan, speciale, valg.grundlag),
                (
                    Kolonne("kommune", "Kommune", bredde=1.9),
                    Kolonne("patienter", "Borgere behandlet", art="tal"),
                    Kolonne("patienter_pr_1000", "pr. 1.000 indbyggere", "", "tal", 1, 1.1),
                    Kolonne("patienter_pr_kapacitet", "Borgere pr. kapacitet", art="tal"),
                    Kolonne("andel_forbrug_pct", "Andel af forbrug", "%", "tal", 1),
                    Kolonne("ydelser", "Ydelser leveret", art="tal"),
                    Kolonne("ydelser_pr_kapacitet", "Ydelser pr. kapacitet", art="tal"),
                    Kolonne("andel_produktion_pct", "Andel af produktion", "%", "tal", 1, 1.1),
                ),
                kilde(plan, "tabeller", "kapaciteter"),
                "Borgere behandlet (forbrug) er efter borgerens bopæl, ydelser leveret "
                "(produktion) efter klinikkens kommune. Kapaciteten er fælles for speciale 51 "
                "og 62.",
                REGION,
            )
        )
    return [Afsnit("aktivitet", AFSNIT["aktivitet"], 1, tuple(led))]


def daekningsafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return coverage and white spots, then access and where the readings disagree."""
    billede = daekningsbillede(plan, valg.maal, valg.graense)
    return [
        Afsnit(
            "daekning",
            AFSNIT["daekning"],
            1,
            (
                Tekst(daekningsnyhed(billede), "nyhed"),
                _daekning(plan, billede),
                *_hvide(plan, billede),
            ),
        ),
        _adgang(plan, valg, billede),
    ]


def _daekning(plan: Plan, billede: Daekningsbillede) -> Tabel:
    enhed = MAAL[billede.maal]
    ramme = billede.ordnet().join(billede.radius).join(billede.valg_pct.rename("valg_pct"))
    return Tabel(
        "daekning",
        f"Indbyggere med en klinik inden for {graensetekst(billede.maal, billede.graense)}, og "
        "hvor langt der er",
        ramme,
        (
            Kolonne("kommune", "Kommune", bredde=2.3),
            Kolonne("andel_pct", "Dækket", "%", "tal", 1),
            Kolonne("indbyggere", "Dækket", "personer", "tal", bredde=1.3),
            Kolonne("i_alt", "I alt", "personer", "tal", bredde=1.3),
            Kolonne("valg_pct", "To klinikker", "%", "tal", 1, 1.2),
            *(Kolonne(a, f"{a} % har højst", enhed, "tal", 1) for a in billede.radius.columns),
        ),
        _daekningskilde(plan),
        f"»To klinikker« er andelen med mindst to klinikker inden for grænsen. {LAESOE_NOTE}",
        REGION,
    )


def _hvide(plan: Plan, billede: Daekningsbillede) -> list[Led]:
    enhed, graense = MAAL[billede.maal], graensetekst(billede.maal, billede.graense)
    byer, land = billede.hvide_byer(), billede.hvidt_land()
    led: list[Led] = []
    if byer.empty:
        led.append(Tekst(f"Alle datasættets byer har en klinik inden for {graense}."))
    else:
        led.append(
            Tabel(
                "hvide-byer",
                f"Byer uden klinik inden for {graense}",
                byer,
                (
                    Kolonne("navn", "By", bredde=2.0),
                    Kolonne("kommune", "Kommune", bredde=2.0),
                    Kolonne("indbyggere", "Indbyggere", art="tal"),
                    Kolonne("afstand", "Til nærmeste klinik", enhed, "tal", 1, 1.3),
                ),
                _daekningskilde(plan),
            )
        )
    if not land.empty:
        led.append(
            Tabel(
                "hvidt-land",
                f"Uden for byerne: indbyggere uden klinik inden for {graense}",
                land,
                (
                    Kolonne("kommune", "Kommune", bredde=2.0),
                    Kolonne("indbyggere", "Indbyggere (model)", art="tal", bredde=1.2),
                    Kolonne("afstand", "Længst til nærmeste klinik", enhed, "tal", 1, 1.5),
                ),
                _daekningskilde(plan),
                "Befolkningen uden for byerne er spredt jævnt over kommunens land.",
            )
        )
    return led


def _daekningskilde(plan: Plan) -> str:
    return kilde(plan, "kommuner", "byer", "klinikker", "hovedveje")


def _adgang(plan: Plan, valg: Valg, billede: Daekningsbillede) -> Afsnit:
    tabel = adgang(plan, valg.aftagen)
    sammen = laesninger(status(plan, valg.grundlag), billede, tabel)
    led: list[Led] = [
        Tekst(uenighed(sammen), "nyhed"),
        Tabel(
            "laesninger",
            "Tre læsninger af samme kapacitet",
            sammen,
            (
                Kolonne("kommune", "Kommune", bredde=2.0),
                Kolonne("indbyggere_pr_kapacitet", "Indbyggere pr. kapacitet", art="tal"),
                Kolonne("afvigelse_pct", "Afvigelse fra regionen", "%", "fortegn", 1),
                Kolonne("andel_pct", "Dækket", "%", "tal", 1),
                Kolonne("kapacitet_pr_10000", "Adgang, kapacitet pr. 10.000", "", "tal", 2, 1.2),
                Kolonne("adgang_afvigelse_pct", "Adgang, fra regionen", "%", "fortegn", 1),
                Kolonne("netto", "Hentet fra naboer", "kapaciteter", "fortegn", 1, 1.2),
            ),
            kilde(plan, "kapaciteter", "kommuner", "byer", "hovedveje"),
            f"Dækket: inden for {graensetekst(billede.maal, billede.graense)}. Adgang "
            f"(model, E2SFCA): {AFTAGENAVNE[tabel.aftagen]}. »Hentet fra naboer« er kapaciteter, "
            f"borgerne trækker på ud over kommunens egne. {LAESOE_NOTE}",
            REGION,
        ),
    ]
    forklaringer = tuple(f for f in sammen["forklaring"] if f)
    if forklaringer:
        led += [Tekst("Hvor læsningerne er uenige:"), Punkter(forklaringer)]
    return Afsnit("daekning", "Adgang på tværs af kommunegrænser", 2, tuple(led))
