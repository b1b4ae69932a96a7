"""Population by kommune: a table of one's own, or an extract of StatBank's FOLK1A in any shape.

What is wanted of it is one number a kommune, of one quarter; with the ages beside, where it has
every age.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import Inputfejl, citat, linje, opremsning
from data.aldersfordeling import ALDERSFORDELING, nyt
from data.datapakke import som_csv
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, TABELFILER, Art, Kilde, Tolkning, har_fejl
from data.indgang.folketalsdele import dele, ikke_alle, mangelfulde
from data.indgang.kommuneforskel import afvigelser, forskel, rimeligt
from data.indgang.kommunetal import (
    FELTER,
    VIS_HOEJST,
    andre_omraader,
    delt_paa_alder,
    er_fremskrivning,
    form,
    manglende,
    med_tal,
    periodeord,
    raekker,
    totaler,
    vaerdifejl,
)
from data.indgang.matrixudgang import matrix_udgaar
from data.indgang.overskrift import Raatabel
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.skema import laes_skema
from planning.plan import Plan


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the inhabitants of each kommune, of the quarter that is answered, and their ages."""
    fund: list[Fund] = []
    alle = raekker(kilde, tabel, kolonner, fund)
    if har_fejl(fund):
        return Tolkning(fund=tuple(fund))
    ramme, dato, ubesvarede = _tiden(alle, svar)
    laest = med_tal(ramme, plan, svar, fund)
    lagt_sammen, om_dele = ([], []) if ubesvarede else dele(laest.kommuner, svar)
    if not ubesvarede and (fejl := mangelfulde(laest.kommuner, kilde)):
        return Tolkning(fund=(*fund, *fejl))
    ubesvarede += [*om_dele, *([] if ubesvarede else ikke_alle(laest.kommuner, svar))]
    if ubesvarede or laest.spoergsmaal:
        return Tolkning(fund=tuple(fund), spoergsmaal=(*ubesvarede, *laest.spoergsmaal))
    kolonne = kolonner["indbyggere"]
    if tabel.kolonnebogstaver[tabel.kolonner.index(kolonne)] == "" and len(ramme):
        # The column of the file that was made a period; of ages and kommuner there are several.
        kolonne = str(ramme["tid"].iloc[0]) if "tid" in ramme else ""
    delt = delt_paa_alder(laest.kommuner, kilde)
    fejl = [*vaerdifejl(delt.brugte, lagt_sammen, kilde, kolonne)]
    fund += [*fejl, *delt.fund, *manglende(delt.hele, plan, kilde)]
    fund += andre_omraader(laest.ramme, kilde)
    if har_fejl(fund):
        return Tolkning(fund=tuple(fund))
    nye = delt.hele.groupby("kode")["antal"].sum().reindex(plan.kommuner.index).astype("int64")
    fund += totaler(laest.ramme, nye, kilde)
    aendret = forskel(plan, "indbyggere", plan.kommuner["indbyggere"], nye)
    fund += afvigelser(aendret, kilde)
    spoergsmaal = rimeligt(aendret, plan, nye)
    if spoergsmaal is not None:
        svaret = besvaret(svar, spoergsmaal)
        if svaret is None:
            return Tolkning(fund=tuple(fund), spoergsmaal=(spoergsmaal,), forskel=aendret)
        if svaret == "nej":
            fund.append(kilde.fund("Tallene er afvist af den, der importerede."))
            return Tolkning(fund=tuple(fund), forskel=aendret)
    ressource = laes_skema().ressourcer["kommuner"]
    indhold = som_csv(plan.kommuner.assign(indbyggere=nye).reset_index(), ressource)
    ressourcer = {"kommuner": kilde.nyt(indhold, "folketal", dato)}
    if len(delt.aldre):
        aldre = delt.aldre.drop(columns="indbyggere").rename(columns={"antal": "indbyggere"})
        et = kilde.nyt(b"", "folketal efter alder", dato)
        ressourcer[ALDERSFORDELING] = nyt(ALDERSFORDELING, aldre, et)
        besked = (
            "Aldrene gemmes med datasættet. Behovet kan vægtes efter dem, når grupperne går op i "
            "dem, som praksisplanens tabeller har; etårige aldre går altid op."
        )
        fund.append(kilde.fund(besked, kolonne="alder", alvor=LAEST))
    uden, om_matrix = matrix_udgaar(
        plan,
        kilde,
        andre=bool((nye != plan.kommuner["indbyggere"]).any()),
        hvad="befolkningspunkter, som følger folketallet",
    )
    fund += om_matrix
    if not len(delt.aldre) and len(plan.aldersfordeling):
        besked = (
            f"Filen har ingen aldre. Datasættets bliver ({plan.herkomst[ALDERSFORDELING].kilde}), "
            "og vægtes der efter alder, er det efter dem."
        )
        fund.append(kilde.fund(besked, alvor=ADVARSEL))
    return Tolkning(nye=ressourcer, uden=uden, fund=tuple(fund), forskel=aendret)


def _tiden(ramme: pd.DataFrame, svar: Svar) -> tuple[pd.DataFrame, str, list[Spoergsmaal]]:
    """Return the rows of one period, how it is said, and the question where there are several."""
    if "tid" not in ramme:
        if "tid" in svar:
            raise Inputfejl(f"Filen har ingen tid, som {citat(svar['tid'])} kan være svar på.")
        return ramme, "ikke oplyst", []
    perioder = sorted({str(v).strip() for v in ramme["tid"].dropna()})
    vist = [linje(p, 30) for p in perioder]
    spoergsmaal = Spoergsmaal(
        "tid",
        f"Filen har {opremsning(vist, hoejst=VIS_HOEJST)}. Hvilken skal bruges?",
        tuple((p, periodeord(p)) for p in perioder),
        perioder[-1] if perioder else "",
    )
    # An answer is of one period there is, also where there is but one.
    valgt = besvaret(svar, spoergsmaal)
    if valgt is None and len(perioder) > 1:
        return ramme, "", [spoergsmaal]
    if valgt is None:
        valgt = (perioder or [""])[0]
    if not valgt:
        return ramme, "ikke oplyst", []
    return ramme[ramme["tid"].astype(str).str.strip() == valgt], periodeord(valgt), []


ART = Art(
    "folketal",
    "folketal efter kommune",
    "Indbyggere i hver kommune, fx et udtræk af Danmarks Statistiks FOLK1A.",
    FELTER,
    tolk,
    form,
    ligner=lambda tabel: not er_fremskrivning(tabel),
    endelser=(*TABELFILER, ".json"),
)
