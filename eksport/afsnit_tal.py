"""The sections of figures: capacity, activity, coverage and access."""

from __future__ import annotations

from eksport.bestilling import AFSNIT, Valg
from eksport.bilag import Afsnit, Led, Punkter, Tekst
from planning.adgang import adgang
from planning.aktivitet import med_aktivitet
from planning.daekningsbillede import Daekningsbillede, daekningsbillede
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import grundlagsforskelle, status
from saetninger.laesninger import uenighed
from saetninger.nyhed import daekningsnyhed, graensetekst, grundlagsnyhed, statusdom
from tabeller.daekning import daekningstabel, hvide_byer, hvidt_land, laesningstabel
from tabeller.status import aktivitetstabel, kliniktabel, statustabel


def statusafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return capacity and inhabitants per kommune, in the form of tabel 1."""
    tabel = status(plan, valg.grundlag)
    led: list[Led] = [
        Tekst(statusdom(plan, tabel), "nyhed"),
        statustabel(plan, tabel).med_raekker([*plan.kommuner.index, REGIONSRAEKKE]),
    ]
    if plan.opgoerelse.hele and not plan.tabel1.empty:
        led.append(Tekst(grundlagsnyhed(plan.fag, grundlagsforskelle(plan)), "note"))
    led.append(kliniktabel(plan))
    return [Afsnit("status", AFSNIT["status"], 1, tuple(led))]


def aktivitetsafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return patients and ydelser per kommune for each speciale."""
    led = tuple(aktivitetstabel(plan, s, valg.grundlag) for s in med_aktivitet(plan))
    return [Afsnit("aktivitet", AFSNIT["aktivitet"], 1, led)]


def daekningsafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return coverage and white spots, then access and where the readings disagree."""
    billede = daekningsbillede(plan, valg.maal, valg.graense)
    nyhed = Tekst(daekningsnyhed(billede), "nyhed")
    led = (nyhed, daekningstabel(plan, billede), *_hvide(plan, billede))
    return [Afsnit("daekning", AFSNIT["daekning"], 1, led), _adgang(plan, valg, billede)]


def _hvide(plan: Plan, billede: Daekningsbillede) -> list[Led]:
    byer, land = hvide_byer(plan, billede), hvidt_land(plan, billede)
    graense = graensetekst(billede.maal, billede.graense)
    ingen = Tekst(f"Alle datasættets byer har en klinik inden for {graense}.")
    led: list[Led] = [ingen if byer.ramme.empty else byer]
    return led if land.ramme.empty else [*led, land]


def _adgang(plan: Plan, valg: Valg, billede: Daekningsbillede) -> Afsnit:
    tabel = laesningstabel(plan, status(plan, valg.grundlag), billede, adgang(plan, valg.aftagen))
    led: list[Led] = [Tekst(uenighed(tabel.ramme), "nyhed"), tabel.uden("forklaring")]
    forklaringer = tuple(f for f in tabel.ramme["forklaring"] if f)
    if forklaringer:
        led += [Tekst("Hvor læsningerne er uenige:"), Punkter(forklaringer)]
    return Afsnit("daekning", "Adgang på tværs af kommunegrænser", 2, tuple(led))
