"""The checks at the door: each file against its schema, then the files against each other.

Two kinds of finding. A fault (`fejl`) means the files cannot become a Plan. A contradiction of
the source (`kilde`) is kept as published and reported: the plan's own tables disagree with
each other in places, and a planner must know where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from dansk import Inputfejl, kapaciteter, opremsning, tal
from data.fund import Fund
from data.regulering import reguleringsfund
from data.skema import INDBYGGEDE, INDBYGGET, Ressource, Skema, laes_skema
from data.sundhedsraad import fund as sundhedsraadsfund
from data.tabelfil import laes
from data.tabelkontrol import tabelfund
from data.udsagn import udsagnsfund
from data.valgfri import VALGFRI
from geo.terraen import Parametre
from planning.fag import Opgoerelse

Rammer = Mapping[str, pd.DataFrame]
#: The smallest wait tabel 7 prints: the sums of two roundings may differ by as much.
HALV_UGE = 0.5
#: Resources every package has.
KRAEVEDE = (
    *("kommuner", "klinikker", "kapaciteter", "ventetider", "postnumre", "byer", "omrids"),
    *("afstemningsomraader", "hovedveje", "fjordforbindelser", "rejseparametre"),
)


def laes_rammer(
    mappe: Path = INDBYGGET, erstat: Mapping[str, Path] | None = None
) -> tuple[dict[str, pd.DataFrame], list[Fund]]:
    """Return every tabular resource of a folder as a typed frame, and the faults found.

    `erstat` maps a resource's name to another file to read in its place.
    """
    ressourcer = laes_skema(mappe).ressourcer
    rammer, fund = {}, list(_mangler(ressourcer))
    for navn, ressource in ressourcer.items():
        if ressource.felter:
            sti = (erstat or {}).get(navn, ressource.fil)
            rammer[navn], fejl = laes(sti, ressource)
            fund.extend(fejl)
    for navn, kolonner in VALGFRI.items():
        rammer.setdefault(navn, pd.DataFrame(columns=kolonner))
    return rammer, fund


def _mangler(ressourcer: Mapping[str, Ressource]) -> Iterator[Fund]:
    """Yield the resources that must be there and are not, and the keys that point to none."""
    for navn in KRAEVEDE:
        if navn not in ressourcer:
            besked = f"Pakken mangler ressourcen »{navn}«. Tilføj den, og læg dens fil i mappen."
            yield Fund("datapackage.json", "", "", "", besked)
    for navn, kolonner in _kolonner().items():
        if navn not in ressourcer:
            continue
        typer = {f.navn: f.type for f in ressourcer[navn].felter}
        if mangler := [k for k in kolonner if k not in typer]:
            besked = f"»{navn}« mangler {opremsning(mangler)}. Tilføj dem i pakken og i filen."
            yield Fund("datapackage.json", "", "", mangler[0], besked)
        andre = [k for k, type_ in kolonner.items() if type_ and typer.get(k, type_) != type_]
        if andre:
            besked = f"»{navn}« har en anden type i {opremsning(andre)}. Ret den i pakken."
            yield Fund("datapackage.json", "", "", andre[0], besked)
    for navn, ressource in ressourcer.items():
        for felt, (anden, noegle) in ressource.henvisninger.items():
            felter = {f.navn for f in ressourcer[anden].felter} if anden in ressourcer else set()
            if noegle not in felter:
                besked = f"»{navn}« henviser med {felt} til {anden}.{noegle}, som ikke findes."
                yield Fund("datapackage.json", "", "", felt, besked)


def _kolonner() -> dict[str, dict[str, str]]:
    """Return the columns that a resource must have, whatever the field of the package.

    Each with its type, "" where the embedded dataset has none to tell.
    """
    indbygget = laes_skema().ressourcer
    # What a capacity is differs from field to field, and so do the printed tables of it.
    ens = (navn for navn in KRAEVEDE if navn not in ("kapaciteter", "omrids"))
    typer = {navn: {f.navn: f.type for f in r.felter} for navn, r in indbygget.items()}
    valgfri = {n: {k: typer.get(n, {}).get(k, "") for k in felter} for n, felter in VALGFRI.items()}
    return {navn: typer[navn] for navn in ens} | valgfri


def kontroller(filer: Sequence[Path] = (), mappe: Path = INDBYGGET) -> list[Fund]:
    """Return the findings in the files given, or in a dataset of the program when there are none.

    A file is known by its name (klinikker.csv) and is checked together with the files of the
    dataset that it does not replace. Raises Inputfejl for a name that is no resource's.
    """
    skema = laes_skema(mappe)
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
    rammer, fund = laes_rammer(mappe, {kendte[f.name]: f for f in filer})
    if not fund:
        fund = krydsfund(rammer, skema)
    # A new file can break one it does not replace: that is told, the source's own faults are not.
    return [f for f in fund if not navne or f.fil in navne or f.alvor == "fejl"]


@lru_cache(maxsize=len(INDBYGGEDE))
def programmets_fund(mappe: Path) -> tuple[Fund, ...]:
    """Return the findings in a dataset of the program, which is the same as long as it runs."""
    return tuple(kontroller(mappe=mappe))


def krydsfund(rammer: Rammer, skema: Skema) -> list[Fund]:
    """Return the findings of every rule that holds the files against each other."""
    return [fund for regel in (*REGLER, *KILDEREGLER) for fund in regel(rammer, skema)]


def fejlfund(rammer: Rammer, skema: Skema) -> list[Fund]:
    """Return the faults alone, without the rules that only find what the source contradicts."""
    fundne = (fund for regel in REGLER for fund in regel(rammer, skema))
    return [fund for fund in fundne if fund.alvor == "fejl"]


def _henvisninger(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    for navn, ressource in skema.ressourcer.items():
        for felt, (anden, noegle) in ressource.henvisninger.items():
            kendte = set(rammer[anden][noegle])
            for nr, vaerdi in rammer[navn][felt].items():
                if vaerdi not in kendte:
                    anden_sti = skema.ressourcer[anden].sti
                    yield Fund(
                        ressource.sti, "", int(nr), felt, f"»{vaerdi}« findes ikke i {anden_sti}."
                    )


def _en_definition(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    ramme, fag = rammer["kapaciteter"], skema.fag
    try:
        opgoerelse = fag.opgoerelse(frozenset(ramme["speciale"].unique()))
    except Inputfejl as fejl:
        nr = (ramme["speciale"] != ramme["speciale"].iat[0]).idxmax()
        yield Fund("kapaciteter.csv", "", int(nr), "speciale", f"{fejl} Vælg én opgørelse.")
        return
    for felt in opgoerelse.noegler:
        for nr in ramme.index[ramme[felt].isna()]:
            yield Fund("kapaciteter.csv", "", int(nr), felt, "Tallet mangler for denne opgørelse.")


def _svar(uger: str) -> list[tuple[float, ...]]:
    """Return the clinics' answers, each one figure or the two ends of a range, in weeks."""
    return [tuple(map(float, led.split("-"))) for led in uger.split()]


def _interval(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    ramme = rammer["ventetider"]
    for raekke in ramme.itertuples():
        nr = raekke.Index
        if pd.isna(raekke.uger_min) != pd.isna(raekke.uger_max):
            besked = "Kun den ene ende af ventetiden er angivet. Skriv samme tal i begge."
            yield Fund("ventetider.csv", "", nr, "uger_min", besked)
        elif raekke.uger_min > raekke.uger_max:
            besked = f"{tal(raekke.uger_min, 2)} er mere end uger_max {tal(raekke.uger_max, 2)}."
            yield Fund("ventetider.csv", "", nr, "uger_min", besked)
        svar = _svar(raekke.svar_uger)
        if svar and (min(svar)[0], max(s[-1] for s in svar)) != (raekke.uger_min, raekke.uger_max):
            besked = (
                f"Klinikkernes svar ({raekke.svar_uger}) går ikke fra uger_min til uger_max. Ret "
                "det ene eller det andet."
            )
            yield Fund("ventetider.csv", "", nr, "svar_uger", besked)
        if len(svar) > raekke.svar:
            besked = f"{len(svar)} angivne ventetider fra {raekke.svar} svar kan ikke passe."
            yield Fund("ventetider.csv", "", nr, "svar_uger", besked)
        if raekke.svar > raekke.klinikker:
            besked = f"{raekke.svar} svar fra {raekke.klinikker} klinikker kan ikke passe."
            yield Fund("ventetider.csv", "", nr, "svar", besked)


def _postnumre(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    kendte = rammer["postnumre"].set_index("postnr")
    yield from postnummerfund(
        rammer["klinikker"], kendte, rammer["kommuner"].set_index("kode")["kommune"]
    )


def postnummerfund(
    klinikker: pd.DataFrame, postnumre: pd.DataFrame, kommuner: pd.Series
) -> Iterator[Fund]:
    """Yield the clinics whose postal code is unknown, another town's, or of another kommune.

    `klinikker`: navn, postnr, by, kommune_kode, index the row. `postnumre`: index postnr; by and
    kommuner (names with | between). `kommuner`: the names, index kode.
    """
    kendte = postnumre.to_dict("index")
    rette = postnumre.reset_index().groupby("by")["postnr"].agg(list).to_dict()
    for k in klinikker.itertuples():
        nr, fundet = k.Index, kendte.get(k.postnr)
        if fundet is None:
            besked = f"Postnummer {k.postnr} findes ikke i regionen."
            yield Fund("klinikker.csv", "", nr, "postnr", besked, "kilde")
        elif fundet["by"] != k.by:
            forslag = f"; {k.by} har {opremsning(rette[k.by])}" if k.by in rette else ""
            besked = (
                f"{k.navn} står med {k.postnr} {k.by}, men {k.postnr} er {fundet['by']}{forslag}."
            )
            yield Fund("klinikker.csv", "", nr, "postnr", besked, "kilde")
        elif k.kommune_kode in kommuner and kommuner[k.kommune_kode] not in (
            fundet["kommuner"].split("|")
        ):
            besked = f"{k.postnr} {k.by} ligger ikke i {kommuner[k.kommune_kode]} Kommune."
            yield Fund("klinikker.csv", "", nr, "kommune_kode", besked, "kilde")


def _parametre(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    try:
        Parametre.fra_tabel(rammer["rejseparametre"])
    except Inputfejl as fejl:
        sti = skema.ressourcer["rejseparametre"].sti
        yield from (Fund(sti, "", "", "parameter", besked) for besked in str(fejl).split("\n"))


def _byfolk(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    """Yield the towns that have more inhabitants than their kommune."""
    byer, kommuner = rammer["byer"], rammer["kommuner"].set_index("kode")["indbyggere"]
    for nr, by in byer.iterrows():
        if (alle := kommuner.get(by["kommunekode"])) is not None and by["indbyggere"] > alle:
            besked = (
                f"{by['by']} har {tal(by['indbyggere'])} indbyggere, men kommunen har kun "
                f"{tal(alle)}."
            )
            yield Fund(skema.ressourcer["byer"].sti, "", int(nr), "indbyggere", besked)


def _distrikter(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    """Yield the kommuner without a district, and counts of a district that contain more."""
    ramme, fil = rammer["afstemningsomraader"], skema.ressourcer["afstemningsomraader"].sti
    for nr, k in rammer["kommuner"].iterrows():
        if k["kode"] not in set(ramme["kommune_kode"]):
            besked = f"{k['kommune']} har ingen afstemningsområder i {fil}. Tilføj dem."
            yield Fund(skema.ressourcer["kommuner"].sti, "", int(nr), "kode", besked)
    for del_, hele in (
        (["personer_18"], "personer"),
        (["personer_65_69", "personer_70"], "personer_18"),
        (["husstande_uden_bil"], "husstande"),
    ):
        dele = ramme[del_].sum(axis=1)
        for nr in ramme.index[(dele > ramme[hele]).fillna(False)]:
            besked = (
                f"{ramme.at[nr, 'navn']}: {opremsning(del_)} er {tal(dele[nr])}, men {hele} er "
                f"kun {tal(ramme.at[nr, hele])}."
            )
            yield Fund(fil, "", int(nr), del_[-1], besked)


def _samlet(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    ramme, opgoerelse = rammer["kapaciteter"], _i_hele(rammer, skema)
    if opgoerelse is None or "samlet_publiceret" not in ramme:
        return
    regnet = sum(a.kapaciteter(ramme[a.noegle].astype(float)) for a in opgoerelse.arter)
    trykt = ramme["samlet_publiceret"]
    for i in ramme.index[trykt.notna() & regnet.notna() & (trykt != regnet)]:
        led = opremsning([f"{ramme[a.noegle][i]} {a.navn}" for a in opgoerelse.arter])
        besked = (
            f"Samlet kapacitet er trykt som {kapaciteter(trykt[i])}, men {led} giver "
            f"{kapaciteter(float(regnet[i]))}."
        )
        yield Fund("kapaciteter.csv", "", int(i), "samlet_publiceret", besked, "kilde")


def _i_hele(rammer: Rammer, skema: Skema) -> Opgoerelse | None:
    """Return the definition of the capacities, or None unless it counts rights to practise."""
    try:
        opgoerelse = skema.fag.opgoerelse(frozenset(rammer["kapaciteter"]["speciale"]))
    except Inputfejl:
        return None
    return opgoerelse if opgoerelse.hele else None


def _tabel1(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    trykt = rammer["tabel1"]
    kommuner = rammer["kommuner"].set_index("kode")
    kode = rammer["klinikker"].set_index("klinik_id")["kommune_kode"]
    timer, opgoerelse = rammer["kapaciteter"], _i_hele(rammer, skema)
    arter = opgoerelse.arter if opgoerelse else ()
    i_alt = {
        a.noegle: a.kapaciteter(timer[a.noegle].astype(float)).groupby(timer["klinik_id"].map(kode))
        for a in arter
    }
    antal = {noegle: grupper.sum() for noegle, grupper in i_alt.items()}
    # An imported population is of another day than the printed table, and no contradiction.
    samme_kilde = {
        r.herkomst.kilde for navn, r in skema.ressourcer.items() if navn in ("kommuner", "tabel1")
    }
    samme = len(samme_kilde) == 1
    for nr, raekke in trykt.iterrows():
        k = raekke["kode"]
        if k not in kommuner.index:
            continue
        if samme and raekke["indbyggere"] != kommuner.loc[k, "indbyggere"]:
            besked = (
                f"{raekke['omraade']} har {tal(raekke['indbyggere'])} indbyggere i tabel 1 og "
                f"{tal(kommuner.loc[k, 'indbyggere'])} i kommuner.csv."
            )
            yield Fund("tabel1.csv", "", int(nr), "indbyggere", besked)
        tabel = [float(raekke[a.noegle]) for a in arter]
        liste = [float(antal[a.noegle].get(k, 0.0)) for a in arter]
        if tabel != liste:
            led = " + ".join(
                f"{kapaciteter(v)} {a.navn}" for v, a in zip(tabel, arter, strict=True)
            )
            besked = (
                f"{raekke['omraade']} har {kapaciteter(sum(tabel))} kapaciteter i tabel 1 ({led}) "
                f"og {kapaciteter(sum(liste))} i {skema.fag.klinikliste} "
                f"({' + '.join(map(kapaciteter, liste))})."
            )
            felter = ", ".join(a.noegle for a in arter)
            yield Fund("tabel1.csv", "", int(nr), felter, besked, "kilde")


def _tabel1_summer(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    ramme = rammer["tabel1"]
    dele, region = ramme[ramme["kode"] != "region"], ramme[ramme["kode"] == "region"]
    for i in region.index:
        for felt in (*(a.noegle for a in skema.fag.rettigheder), "indbyggere"):
            if dele[felt].sum() != region.loc[i, felt]:
                besked = (
                    f"Regionen er trykt som {kapaciteter(region.loc[i, felt])}; kommunerne giver "
                    f"tilsammen {kapaciteter(dele[felt].sum())}."
                )
                yield Fund("tabel1.csv", "", int(i), felt, besked, "kilde")


def _tabeller(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    for fund in tabelfund(rammer["tabeller"]):
        yield Fund(**fund)


def _klinikuger(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    """Tabel 7 and bilag 4 come of one questionnaire: the weeks of all clinics together."""
    tabel, svar = rammer["tabeller"], rammer["ventetider"]
    tabel = tabel[(tabel["tabel"] == "7") & (tabel["maal"] == "antal_praksis")]
    svar = svar[(svar["type"] == "62") & svar["uger_min"].notna()]
    if tabel.empty or svar.empty:
        return
    trykt = (pd.to_numeric(tabel["raekke"].str.replace(",", "."), "coerce") * tabel["vaerdi"]).sum()
    middel = svar[["uger_min", "uger_max"]].astype(float).mean(axis=1) * svar["svar"]
    given = svar["svar_uger"].map(lambda uger: sum(sum(s) / len(s) for s in _svar(uger)))
    regnet = float(middel.where(svar["svar_uger"] == "", given).sum())
    if abs(regnet - trykt) > HALV_UGE:
        besked = (
            f"Tabel 7 har {tal(tabel['vaerdi'].sum())} svar, der lagt sammen er {tal(trykt, 1)} "
            f"uger, men bilag 4's {tal(svar['svar'].sum())} svar om speciale 62 er "
            f"{tal(regnet, 2)} uger. Bilagets gennemsnit er afrundede, og »1-3 uger« er her 2."
        )
        yield Fund("tabeller.csv", "tabel 7", "alle rækker", "antal_praksis", besked, "kilde")


def _udsagn(rammer: Rammer, skema: Skema) -> Iterator[Fund]:
    yield from udsagnsfund(rammer)


REGLER: tuple[Callable[[Rammer, Skema], Iterator[Fund]], ...] = (
    _henvisninger,
    _en_definition,
    _interval,
    _postnumre,
    _parametre,
    _byfolk,
    _distrikter,
    sundhedsraadsfund,
    _samlet,
    _tabel1,
    _tabel1_summer,
    reguleringsfund,
)
#: Rules whose findings are never a fault: the published tables against each other and the text.
KILDEREGLER: tuple[Callable[[Rammer, Skema], Iterator[Fund]], ...] = (
    _tabeller,
    _klinikuger,
    _udsagn,
)
