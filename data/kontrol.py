"""The checks at the door: each file against its schema, then the files against each other.

Two kinds of finding. A fault (`fejl`) means the files cannot become a Plan. A contradiction of
the source (`kilde`) is kept as published and reported: the plan's own tables disagree with
each other in places, and a planner must know where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from dansk import Inputfejl, kapaciteter, opremsning, tal
from data.fund import Fund
from data.skema import INDBYGGET, laes_skema
from data.tabelfil import laes
from data.tabelkontrol import tabelfund
from planning.plan import TIMER_SPECIALE, VAERDI_OVER30, VAERDI_UNDER30

Rammer = Mapping[str, pd.DataFrame]


def laes_rammer(
    mappe: Path = INDBYGGET, erstat: Mapping[str, Path] | None = None
) -> tuple[dict[str, pd.DataFrame], list[Fund]]:
    """Return every tabular resource of a folder as a typed frame, and the faults found.

    `erstat` maps a resource's name to another file to read in its place.
    """
    rammer, fund = {}, []
    for navn, ressource in laes_skema(mappe).ressourcer.items():
        if ressource.felter:
            sti = (erstat or {}).get(navn, mappe / ressource.sti)
            rammer[navn], fejl = laes(sti, ressource)
            fund.extend(fejl)
    return rammer, fund


def kontroller(filer: Sequence[Path] = ()) -> list[Fund]:
    """Return the findings in the files given, or in the embedded dataset when there are none.

    A file is known by its name (klinikker.csv) and is checked together with the embedded
    files it does not replace. Raises Inputfejl for a name that is no resource's.
    """
    skema = laes_skema()
    kendte = {r.sti: navn for navn, r in skema.ressourcer.items() if r.felter}
    ukendte = [f.name for f in filer if f.name not in kendte]
    if ukendte:
        raise Inputfejl(
            f"Ukendt fil: {opremsning(ukendte)}. En fil kendes på sit navn; datasættets filer er "
            f"{opremsning(sorted(kendte))}."
        )
    navne = [f.name for f in filer]
    if gentagne := sorted({n for n in navne if navne.count(n) > 1}):
        raise Inputfejl(f"{opremsning(gentagne)} er givet flere gange. Giv hver fil én gang.")
    rammer, fund = laes_rammer(erstat={kendte[f.name]: f for f in filer})
    if not fund:
        fund = krydsfund(rammer)
    # A new file can break one it does not replace: that is told, the source's own faults are not.
    return [f for f in fund if not navne or f.fil in navne or f.alvor == "fejl"]


def krydsfund(rammer: Rammer) -> list[Fund]:
    """Return the findings of every rule that holds the files against each other."""
    return [fund for regel in REGLER for fund in regel(rammer)]


def _henvisninger(rammer: Rammer) -> Iterator[Fund]:
    for navn, ressource in laes_skema().ressourcer.items():
        for felt, (anden, noegle) in ressource.henvisninger.items():
            kendte = set(rammer[anden][noegle])
            for nr, vaerdi in enumerate(rammer[navn][felt], start=2):
                if vaerdi not in kendte:
                    anden_sti = laes_skema().ressourcer[anden].sti
                    yield Fund(
                        ressource.sti, "", nr, felt, f"»{vaerdi}« findes ikke i {anden_sti}."
                    )


def _en_definition(rammer: Rammer) -> Iterator[Fund]:
    ramme = rammer["kapaciteter"]
    timer = ramme["speciale"] == TIMER_SPECIALE
    if timer.any() and not timer.all():
        nr = int(timer.to_numpy().argmin()) + 2
        besked = (
            "Filen blander kapacitet i timer (51+62) og som beløb (51 eller 62). Vælg én opgørelse."
        )
        yield Fund("kapaciteter.csv", "", nr, "speciale", besked)
        return
    felter = ("under30", "over30") if timer.all() else ("beloeb_kr",)
    for felt in felter:
        for nr in ramme.index[ramme[felt].isna()] + 2:
            yield Fund("kapaciteter.csv", "", int(nr), felt, "Tallet mangler for denne opgørelse.")


def _interval(rammer: Rammer) -> Iterator[Fund]:
    ramme = rammer["ventetider"]
    for nr, raekke in zip(range(2, len(ramme) + 2), ramme.itertuples(), strict=True):
        if pd.isna(raekke.uger_min) != pd.isna(raekke.uger_max):
            besked = "Kun den ene ende af ventetiden er angivet. Skriv samme tal i begge."
            yield Fund("ventetider.csv", "", nr, "uger_min", besked)
        elif raekke.uger_min > raekke.uger_max:
            besked = f"{tal(raekke.uger_min, 2)} er mere end uger_max {tal(raekke.uger_max, 2)}."
            yield Fund("ventetider.csv", "", nr, "uger_min", besked)
        if raekke.svar > raekke.klinikker:
            besked = f"{raekke.svar} svar fra {raekke.klinikker} klinikker kan ikke passe."
            yield Fund("ventetider.csv", "", nr, "svar", besked)


def _postnumre(rammer: Rammer) -> Iterator[Fund]:
    kendte = rammer["postnumre"].set_index("postnr")
    kommune = rammer["kommuner"].set_index("kode")["kommune"]
    for nr, k in zip(
        range(2, len(rammer["klinikker"]) + 2), rammer["klinikker"].itertuples(), strict=True
    ):
        if k.postnr not in kendte.index:
            besked = f"Postnummer {k.postnr} findes ikke i regionen."
            yield Fund("klinikker.csv", "", nr, "postnr", besked, "kilde")
            continue
        by = kendte.loc[k.postnr, "by"]
        rette = kendte.index[kendte["by"] == k.by]
        if by != k.by:
            forslag = f"; {k.by} har {opremsning(list(rette))}" if len(rette) else ""
            besked = f"{k.navn} står med {k.postnr} {k.by}, men {k.postnr} er {by}{forslag}."
            yield Fund("klinikker.csv", "", nr, "postnr", besked, "kilde")
        elif kommune.get(k.kommune_kode) not in kendte.loc[k.postnr, "kommuner"].split("|"):
            besked = f"{k.postnr} {k.by} ligger ikke i {kommune.get(k.kommune_kode)} Kommune."
            yield Fund("klinikker.csv", "", nr, "kommune_kode", besked, "kilde")


def _samlet(rammer: Rammer) -> Iterator[Fund]:
    ramme = rammer["kapaciteter"]
    regnet = ramme["over30"] * VAERDI_OVER30 + ramme["under30"] * VAERDI_UNDER30
    trykt = ramme["samlet_publiceret"]
    for i in ramme.index[trykt.notna() & regnet.notna() & (trykt != regnet)]:
        besked = (
            f"Samlet kapacitet er trykt som {kapaciteter(trykt[i])}, men {ramme['over30'][i]} over "
            f"og {ramme['under30'][i]} under 30 timer giver {kapaciteter(float(regnet[i]))}."
        )
        yield Fund("kapaciteter.csv", "", int(i) + 2, "samlet_publiceret", besked, "kilde")


def _tabel1(rammer: Rammer) -> Iterator[Fund]:
    trykt = rammer["tabel1"].set_index("kode")
    kommuner = rammer["kommuner"].set_index("kode")
    kode = rammer["klinikker"].set_index("klinik_id")["kommune_kode"]
    timer = rammer["kapaciteter"]
    timer = timer[timer["speciale"] == TIMER_SPECIALE]
    antal = timer[["over30", "under30"]].astype(float).groupby(timer["klinik_id"].map(kode)).sum()
    for nr, (k, raekke) in enumerate(trykt.iterrows(), start=2):
        if k not in kommuner.index:
            continue
        if raekke["indbyggere"] != kommuner.loc[k, "indbyggere"]:
            besked = (
                f"{raekke['omraade']} har {tal(raekke['indbyggere'])} indbyggere i tabel 1 og "
                f"{tal(kommuner.loc[k, 'indbyggere'])} i kommuner.csv."
            )
            yield Fund("tabel1.csv", "", nr, "indbyggere", besked)
        if timer.empty:
            continue
        over30 = antal["over30"].get(k, 0.0) * VAERDI_OVER30
        under30 = antal["under30"].get(k, 0.0) * VAERDI_UNDER30
        if (over30, under30) != (raekke["over30"], raekke["under30"]):
            i_alt = (raekke["over30"] + raekke["under30"], over30 + under30)
            besked = (
                f"{raekke['omraade']} har {kapaciteter(i_alt[0])} kapaciteter i tabel 1 "
                f"({kapaciteter(raekke['over30'])} over + {kapaciteter(raekke['under30'])} under "
                f"30 timer) og {kapaciteter(i_alt[1])} i bilag 4 ({kapaciteter(over30)} + "
                f"{kapaciteter(under30)})."
            )
            yield Fund("tabel1.csv", "", nr, "over30, under30", besked, "kilde")


def _tabel1_summer(rammer: Rammer) -> Iterator[Fund]:
    ramme = rammer["tabel1"]
    dele, region = ramme[ramme["kode"] != "region"], ramme[ramme["kode"] == "region"]
    for i in region.index:
        for felt in ("over30", "under30", "indbyggere"):
            if dele[felt].sum() != region.loc[i, felt]:
                besked = (
                    f"Regionen er trykt som {kapaciteter(region.loc[i, felt])}; kommunerne giver "
                    f"tilsammen {kapaciteter(dele[felt].sum())}."
                )
                yield Fund("tabel1.csv", "", int(i) + 2, felt, besked, "kilde")


def _tabeller(rammer: Rammer) -> Iterator[Fund]:
    for fund in tabelfund(rammer["tabeller"]):
        yield Fund(**fund, alvor="kilde")


REGLER: tuple[Callable[[Rammer], Iterator[Fund]], ...] = (
    _henvisninger,
    _en_definition,
    _interval,
    _postnumre,
    _samlet,
    _tabel1,
    _tabel1_summer,
    _tabeller,
)
