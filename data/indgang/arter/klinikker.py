"""Clinics with their capacities: a register's extract, or a list of one's own.

Each row is a clinic of the dataset, which keeps its id and its point, or a new one. The file is
the whole list, or only what has changed: where much would be gone, that is asked.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import opremsning
from data import klinikoplysninger
from data.fund import Fund
from data.indgang.art import Art, Kilde, Tolkning, har_fejl
from data.indgang.datoer import opgjort
from data.indgang.graenser import HOEJST_KLINIKRAEKKER
from data.indgang.klinikadresse import (
    adressefund,
    adresser,
    kommuner_efter_svar,
    koordinater,
    placer,
)
from data.indgang.klinikaendringer import (
    aendringer,
    gamle_ventetider,
    kapacitetsforskel,
    meget,
    ny_bygning,
    omfang,
    uden_klinik,
)
from data.indgang.klinikdubletter import dubletter
from data.indgang.klinikkapacitet import (
    kapacitetsfelter,
    laes_kapaciteter,
    opgoerelsen,
    samlet,
    samletfund,
    store,
    totalfund,
)
from data.indgang.klinikkendte import kend, kendte_klinikker, ny_id, tekst_af, ydernummer
from data.indgang.klinikramme import klinikrammer
from data.indgang.klinikudgang import udgaar_med
from data.indgang.matrixudgang import matrix_udgaar
from data.indgang.overskrift import Raatabel
from data.indgang.punktform import med_grader
from data.indgang.spoergsmaal import Svar
from data.indgang.svarord import svarord
from data.klinikoplysninger import PUNKT
from data.skema import Felt, fagets_skema, laes_skema
from planning.fag import Fag, Kapacitetsart
from planning.plan import Plan


def _timer(navn: str, art: Kapacitetsart) -> Felt:
    korte = (art.navn.removesuffix("imer"), art.navn.removesuffix(" timer"))  # over 30 t, over 30
    return Felt(
        *(navn, "number", art.kolonne, f"antal {art.flertal}"),
        enhed="antal",
        mindst=0,
        eksempel="2",
        ord=tuple(
            f"{foran}{o}"
            for o in (art.navn, *korte)
            for foran in ("", "antal ", "kapacitet ", "kapaciteter ", "antal kapaciteter ")
        ),
    )


def _beloeb(navn: str, speciale: str) -> Felt:
    return Felt(
        *(navn, "number", f"Beløb, speciale {speciale}", "kapaciteten som beløb om året"),
        enhed="kr.",
        mindst=0,
        eksempel="1.000.000",
        ord=tuple(
            f"{hvad} {o}"
            for hvad in ("beløb", "kapacitet", "knækgrænse")
            for o in (speciale, f"speciale {speciale}", f"{speciale} kr")
        ),
    )


def _felter(fag: Fag) -> tuple[Felt, ...]:
    """Return the columns of a list of clinics, with those of the kinds of capacity of a field."""
    return (
        Felt(
            *("navn", "string", "Klinik", "klinikkens navn"),
            kraevet=True,
            eksempel=f"Aabybro {fag.navn}",
            ord=("praksis", "praksisnavn", "kliniknavn", "klinikkens navn", "navn"),
        ),
        Felt(
            *(
                "ydernr",
                "string",
                "Ydernummer",
                "seks cifre; kender klinikken igen fra fil til fil",
            ),
            eksempel="045671",
            ord=("ydernr", "yder", "ydernummer"),
        ),
        Felt(
            *("klinik_id", "string", "Klinik-id", "klinikkens id i Praksiskort"),
            eksempel=f"brovst-{fag.navn.lower().replace(' ', '-')}",
            ord=("klinik id", "id"),
        ),
        Felt(
            *("adresse", "string", "Adresse", "vej og nummer"),
            eksempel="Storegade 1",
            ord=("klinikadresse", "vej", "gade", "vejnavn"),
        ),
        Felt(
            *("postnr", "string", "Postnr.", "fire cifre"),
            eksempel="9460",
            ord=("postnummer",),
        ),
        Felt(*("by", "string", "By", "postbyen"), eksempel="Brovst", ord=("postby", "bynavn")),
        Felt(
            *("postnr_by", "string", "Postnr. og by", "begge i én kolonne"),
            eksempel="9460 Brovst",
            ord=("postnr by", "postnummer og by", "postnr og by"),
        ),
        Felt(
            *("omraade", "string", "Kommune", "kommunens navn eller kode"),
            eksempel="Jammerbugt",
            ord=("kommunenavn", "kommunekode", "beliggenhedskommune"),
        ),
        *(
            _timer(navn, art) if o.faelles else _beloeb(navn, speciale)
            for navn, (o, art, speciale) in kapacitetsfelter(fag).items()
        ),
        Felt(
            *("samlet", "number", "Samlet kapacitet", "bruges kun til kontrol"),
            enhed="kapaciteter",
            mindst=0,
            eksempel="2,5",
            ord=("kapacitet i alt", "kapaciteter i alt", "samlet"),
        ),
        Felt(
            *("handicapadgang", "string", "Handicapvenlig adgang", "ja, nej eller ikke oplyst"),
            valg=klinikoplysninger.SVAR,
            eksempel="ja",
            ord=("handicapadgang", "adgang for bevægelseshæmmede", "handicapvenlig"),
        ),
        *PUNKT,
    )


def _opgoerelser(fag: Fag) -> str:
    """Return the ways a field counts capacity, in words."""
    return opremsning([o.navn.removesuffix(" pr. speciale") for o in fag.opgoerelser], "eller")


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the clinics and capacities of a file, in place of or over those of the dataset."""
    if fagets_skema(plan.fag.navn) is None:
        besked = f"Klinikker med kapaciteter kan ikke indlæses for {plan.fag.i_saetning}."
        return Tolkning(fund=(kilde.fund(besked),))
    felter = [f for f in kapacitetsfelter(plan.fag) if f in kolonner]
    opgoerelse, spoergsmaal = opgoerelsen(felter, plan.fag, svar)
    if opgoerelse is None:
        besked = f"Filen har ingen kolonne med kapacitet, {_opgoerelser(plan.fag)}."
        fejl = () if spoergsmaal else (kilde.fund(besked),)
        return Tolkning(fund=fejl, spoergsmaal=(spoergsmaal,) if spoergsmaal else ())
    celler = pd.DataFrame({felt: tabel.data[k] for felt, k in kolonner.items()})
    klinik = adresser(celler, plan).assign(
        navn=celler["navn"].map(tekst_af),
        ydernr=celler["ydernr"].map(ydernummer) if "ydernr" in celler else "",
        klinik_id=celler["klinik_id"].map(tekst_af) if "klinik_id" in celler else "",
    )
    # Before a clinic is known again: whose it is, is part of which it is.
    klinik, om_kommune, kommunefejl = kommuner_efter_svar(klinik, plan, kilde, svar)
    kendt = kend(klinik, kendte_klinikker(plan))
    laest = laes_kapaciteter(celler, opgoerelse, plan.fag, kilde, kolonner, svar)
    behold, dobbelte, om_dobbelte = dubletter(klinik, kendt, laest.maengder, kilde, kolonner, svar)
    ubesvarede = [*laest.spoergsmaal, *om_dobbelte, *om_kommune]
    punkter, punktfejl = koordinater(celler, kilde, kolonner)
    totaler = tabel.totaler.rename(columns={k: felt for felt, k in kolonner.items()})
    fund = [
        *_navne(klinik["navn"], kilde, kolonner["navn"]),
        # A row that is counted once is told of once.
        *adressefund(klinik.loc[behold], plan, kilde, kolonner),
        *laest.fund,
        *dobbelte,
        *kommunefejl,
        *punktfejl,
        *totalfund(totaler, laest.i_filen, kilde, kolonner, klinik.index.difference(behold)),
    ]
    if "handicapadgang" in celler:
        adgang, fejl_, om_tomme = svarord(
            celler["handicapadgang"], kilde, kolonner["handicapadgang"], svar
        )
        klinik["handicapadgang"] = adgang
        fund += fejl_
        ubesvarede += om_tomme
    klinik, kendt, maengder = klinik.loc[behold], kendt[behold], laest.maengder.loc[behold]
    i_alt = samlet(maengder, plan.fag)
    if "samlet" in celler:
        fund += samletfund(celler["samlet"].loc[behold], i_alt, kilde, kolonner["samlet"])
    ubesvarede += store(i_alt, klinik["navn"], svar)
    hele, om_omfang = omfang(plan, kendt, svar)
    ubesvarede += om_omfang
    if hele is False and opgoerelse is not plan.opgoerelse:
        besked = (
            f"Filen er opgjort {opgoerelse.navn} og datasættet {plan.opgoerelse.navn}; de kan ikke "
            "blandes. Importér hele kliniklisten."
        )
        fund.append(kilde.fund(besked))
    if not har_fejl(fund):
        steder, om_steder, placeret = placer(klinik, punkter.loc[behold], kendt, plan, kilde, svar)
        ubesvarede += om_steder
        fund += placeret
        klinik = klinik.join(steder)
    if ubesvarede or har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(ubesvarede))
    ider = ny_id(klinik["by"], klinik["navn"], kendt, plan.klinikker.index)
    nye = klinikrammer(
        plan, klinik.set_index(ider), maengder.set_index(ider), opgoerelse, hele=bool(hele)
    )
    aendret = kapacitetsforskel(plan, nye)
    fund += [*aendringer(plan, nye, kilde), *uden_klinik(plan, nye, kilde)]
    fund += [*gamle_ventetider(plan, nye, kilde), *ny_bygning(plan, nye, kilde)]
    uden, om_matrix = matrix_udgaar(plan, kilde, andre=nye.andre_end(plan), hvad="klinikker")
    fund += om_matrix
    deres, uden_deres, om_deres = udgaar_med(plan, nye.klinikker.index, kilde)
    fund += om_deres
    # The first list of a field is no change of what was.
    sammenlignes = plan.har_klinikker and opgoerelse is plan.opgoerelse
    om_meget = meget(aendret, svar) if sammenlignes else []
    if om_meget:
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(om_meget), forskel=aendret)
    return Tolkning(
        nye={
            **nye.ressourcer(
                kilde, opgjort(tabel.titler), "" if hele else plan.herkomst["klinikker"].dato
            ),
            **deres,
        },
        # Tabel 1 counts the clinics of the praksisplan.
        uden=("tabel1", *uden, *uden_deres),
        fund=tuple(fund),
        forskel=aendret,
        fagord={"klinikliste": "den importerede klinikliste"},
    )


def _navne(navn: pd.Series, kilde: Kilde, kolonne: str) -> list[Fund]:
    return [
        kilde.fund("Klinikkens navn mangler.", raekke=int(nr), kolonne=kolonne)
        for nr in navn.index[navn == ""]
    ]


def art_i(fag: Fag) -> Art:
    """Return the kind as it is in a field of practice."""
    return Art(
        "klinikker",
        "klinikker med kapaciteter",
        f"Klinikker med adresse og kapacitet, {_opgoerelser(fag)}, fx et udtræk af yderregisteret.",
        _felter(fag),
        tolk,
        med_grader,
        en_af=tuple(kapacitetsfelter(fag)),
        mere_er_knaphed=False,
        hoejst_raekker=HOEJST_KLINIKRAEKKER,
    )


ART = art_i(laes_skema().fag)
