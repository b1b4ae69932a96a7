"""The tables of a projection: what kommuner and districts ask for, by year, and who is treated."""

from __future__ import annotations

from dansk import alfabetisk
from planning.brugsspaend import brugsspaend
from planning.distriktsbehov import SUM, distriktsbehov
from planning.fag import Speciale
from planning.fremskrivning import aar, fremskrivning, pr_kapacitet_efter_aar, valgt_aar
from planning.husket import husket
from planning.plan import REGION, REGIONSRAEKKE, Plan
from saetninger.fremskrivning import distriktsnote, spaendnote
from tabeller.daekning import DISTRIKT
from tabeller.felter import KAPACITET, KOMMUNE, PR_KAPACITET
from tabeller.kilder import kapacitetsressource, kilde, tabelkilde
from tabeller.tabel import Kolonne, Tabel

RESSOURCER = ("fremskrivning", kapacitetsressource("klinikliste"), "kommuner")


def _indbyggere(foerste: int, valgt: int) -> tuple[Kolonne, Kolonne, Kolonne]:
    return (
        Kolonne("indbyggere_foer", f"Indbyggere {foerste}", art="tal", bredde=1.25),
        Kolonne("indbyggere", f"Indbyggere {valgt}", art="tal", bredde=1.25),
        Kolonne("aendring_pct", "Ændring", "%", "fortegn", 1),
    )


@husket()
def fremskrivningstabel(plan: Plan, i_aar: int | None = None, speciale: str | None = None) -> Tabel:
    """Return what a year of the projection asks, the kommune that lacks most first.

    Raises as `planning.fremskrivning.fremskrivning`.
    """
    ramme, valgt, foerste = (
        fremskrivning(plan, i_aar, speciale),
        valgt_aar(plan, i_aar),
        aar(plan)[0],
    )
    kommuner = ramme.drop(index=REGIONSRAEKKE).sort_values(
        "mangler", ascending=False, na_position="first"
    )
    return Tabel(
        "fremskrivning",
        f"Folketal og kapacitet i {valgt}",
        ramme.loc[[*kommuner.index, REGIONSRAEKKE]],
        (
            KOMMUNE,
            *_indbyggere(foerste, valgt),
            KAPACITET.som("kapacitet", bredde=1.1),
            PR_KAPACITET.som("indbyggere_pr_kapacitet", bredde=1.2),
            Kolonne("kapacitet_samme_niveau", "Kapacitet ved eget niveau", art="tal", decimaler=1),
            Kolonne("mangler_foer", f"Mangler {foerste}, eget niveau", art="fortegn", decimaler=1),
            Kolonne("mangler", f"Mangler {valgt}, eget niveau", art="fortegn", decimaler=1),
            Kolonne(
                "mangler_regionens",
                f"Mangler {valgt}, regionens niveau",
                art="fortegn",
                decimaler=1,
                bredde=1.15,
            ),
        ),
        kilde(plan, *RESSOURCER),
        "Kapaciteten er datasættets, som om intet flyttes. Eget niveau er kommunens indbyggere pr. "
        "kapacitet i datasættet, regionens niveau regionens; et minus er kapaciteter ud over det, "
        f"niveauet kræver. Det, der mangler i {foerste}, mangler, før noget er fremskrevet. Summen "
        "af kommunernes er ikke regionens: den holder ét niveau for alle.",
        REGIONSRAEKKE,
        paa_papir=(
            *("kommune", "indbyggere_foer", "indbyggere", "aendring_pct", "kapacitet"),
            *("indbyggere_pr_kapacitet", "mangler_foer", "mangler", "mangler_regionens"),
        ),
    )


@husket()
def behandledetabel(plan: Plan, i_aar: int | None = None) -> Tabel:
    """Return who would be treated in a year by the printed use by age, with a low and a high.

    No rows where the projection's ages are not those of the use. Raises as `fremskrivning`.
    """
    ramme, valgt, foerste = fremskrivning(plan, i_aar), valgt_aar(plan, i_aar), aar(plan)[0]
    specialer = specialer_med_behov(plan, valgt)
    spaend = [s for s in (brugsspaend(plan, om.kode) for om in specialer) if s]
    numre = tuple(nr for om in specialer for nr in (om.alder, om.forbrug) if nr)
    vokser = [f"patienter_{om.kode}_pct" for om in specialer]
    kommuner = ramme.drop(index=REGIONSRAEKKE).sort_values(vokser, ascending=False)
    return Tabel(
        "behandlede",
        f"Borgere, der behandles i {valgt}, med brugen i det trykte år",
        ramme.loc[[*kommuner.index, REGIONSRAEKKE]] if specialer else ramme.iloc[:0],
        (KOMMUNE, *(k for om in specialer for k in _behandlede(om, foerste))),
        tabelkilde(plan, "", numre, "fremskrivning"),
        "En model: hver aldersgruppe bruger lige så meget, som hele regionens gjorde i det trykte "
        f"år; en kommunes egen brug kan være en anden. {spaendnote(spaend)}",
        REGIONSRAEKKE,
    )


def specialer_med_behov(plan: Plan, i_aar: int) -> tuple[Speciale, ...]:
    """Return the specialer whose use by age can be put on the ages of the projection."""
    ramme = fremskrivning(plan, i_aar)
    return tuple(
        s for s in plan.fag.specialer if s.alder and ramme[f"patienter_{s.kode}"].notna().any()
    )


def _behandlede(om: Speciale, foerste: int) -> tuple[Kolonne, ...]:
    antal = f"patienter_{om.kode}"
    return (
        Kolonne(antal, f"Behandlede, {om.kort}", art="tal", bredde=1.4),
        Kolonne(f"{antal}_pct", f"fra {foerste}", "%", "fortegn", 1, 0.9, "Ændring"),
        Kolonne(f"{antal}_lav", "lav", "", "tal", 0, 0.8, "Den lave læsning"),
        Kolonne(f"{antal}_hoej", "høj", "", "tal", 0, 0.8, "Den høje læsning"),
    )


@husket(20)
def distriktsbehovstabel(
    plan: Plan, i_aar: int | None = None, speciale: str | None = None, kode: str = ""
) -> Tabel:
    """Return the districts in a year of the projection, those that grow by most first.

    Of one kommune when its code is given, with its sum. Raises as
    `planning.fremskrivning.fremskrivning`.
    """
    behov = distriktsbehov(plan, i_aar, speciale)
    ramme = behov.i_kommunen(kode) if kode else behov.ordnet()
    aeldre = (
        Kolonne("aeldre", f"70+ år {behov.aar}", art="tal"),
        Kolonne("aeldre_pct", "Ændring, 70+ år", "%", "fortegn", 1),
    )
    return Tabel(
        "fremskrivning-distrikter",
        f"Distrikterne (afstemningsområderne) i {behov.aar}",
        ramme,
        (
            DISTRIKT,
            *(() if kode else (KOMMUNE,)),
            *_indbyggere(behov.foerste, behov.aar),
            *(aeldre if ramme["aeldre"].notna().any() else ()),
            Kolonne(
                "kapacitet_kommunens", "Kapacitet ved kommunens niveau", art="tal", decimaler=2
            ),
            Kolonne(
                "kapacitet_regionens", "Kapacitet ved regionens niveau", art="tal", decimaler=2
            ),
        ),
        kilde(plan, *RESSOURCER, "afstemningsomraader"),
        f"{distriktsnote(behov)} Kapaciteterne er dem, distriktets indbyggere ville svare til på "
        "datasættets niveau; hvilke klinikker de bruger, siger de ikke.",
        SUM if kode else None,
        i_dokument=False,
    )


@husket()
def udviklingstabel(plan: Plan, speciale: str | None = None) -> Tabel:
    """Return indbyggere pr. kapacitet in each year of the projection, a column a kommune."""
    ramme = pr_kapacitet_efter_aar(plan, speciale)
    navne = plan.kommuner["kommune"].sort_values(key=lambda n: n.map(alfabetisk))
    return Tabel(
        "pr-kapacitet-efter-aar",
        "Indbyggere pr. kapacitet år for år",
        ramme.assign(aar=ramme.index.astype(str)),
        (
            Kolonne("aar", "År"),
            Kolonne(REGIONSRAEKKE, REGION, art="tal"),
            *(Kolonne(str(kode), str(navn), art="tal") for kode, navn in navne.items()),
        ),
        kilde(plan, *RESSOURCER),
        "Fremskrivningens folketal delt med datasættets kapacitet, som om intet flyttes.",
        i_dokument=False,
    )


def behovstabeller(
    plan: Plan, i_aar: int | None = None, speciale: str | None = None
) -> tuple[Tabel, ...]:
    """Return every table of a year of the projection, those without a row left out.

    Raises as `planning.fremskrivning.fremskrivning`.
    """
    alle = (
        fremskrivningstabel(plan, i_aar, speciale),
        behandledetabel(plan, i_aar),
        distriktsbehovstabel(plan, i_aar, speciale),
        udviklingstabel(plan, speciale),
    )
    return tuple(tabel for tabel in alle if not tabel.ramme.empty)
