"""The door for a travel matrix from a real routing engine.

A file of any shape of `data.matrix.former` becomes the same long table, goes through one check
(`geo.rejsetid.laes_matrix`) and is held against the program's own times (`data.matrix.regler`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from dansk import Inputfejl, opremsning, tal
from data.fremmedfil import VIS_HOEJST, afvis, raekkefejl
from data.indgang.spoergsmaal import Spoergsmaal, Svar, Ubesvaret, besvaret
from data.matrix import ider, lange, regler, tusindtal
from data.matrix.former import laes_par
from data.matrix.par import LAENGDEENHEDER, TIDSENHEDER, Kendte, Par, Sted, i_enhed
from data.matrix.regler import Bemaerkning, Fejl, Udfald
from data.matrix.sammenligning import Model, Sammenligning, faelles, median_forhold
from data.matrix.tusindtal import Talkolonne, laes_tal
from geo.rejsetid import Rejsetid, laes_matrix

HOEJST_TAL = 10_000  # minutes (a week) or kilometres of one trip
INGEN_SVAR: Svar = MappingProxyType({})
#: The key of every question a matrix can raise.
NOEGLER = regler.NOEGLER | {ider.NULLER, tusindtal.NOEGLE, lange.KOLONNE, lange.PERCENTIL}


def laes_rejsematrix(
    sti: Path,
    klinik_ids: Sequence[str],
    punkt_ids: Sequence[str],
    svar: Svar = INGEN_SVAR,
    model: Model | None = None,
) -> tuple[Rejsetid, list[str]]:
    """Return the travel matrix of a file, in the order of the ids, and what is told of it.

    The shapes are those of `data.matrix.former`: our own (`klinik_id`, `punkt_id`, `minutter` and,
    if known, `km`), r5py, r5r, Conveyal, QGIS' plugins, OpenTripPlanner, Valhalla, OSRM and a wide
    table. `.csv` is UTF-8 with
    comma, semicolon or tab and a decimal point or comma. Pairs that are not there are NaN, and the
    sentences count them. With `model` the matrix is held against the program's own times, which
    are made when the file has passed every other check.

    Raises one Inputfejl, with every faulty row, for a file that cannot be read, is too large or
    empty, for numbers above `HOEJST_TAL`, for what `geo.rejsetid.laes_matrix` refuses and for
    what no answer can mend; Ubesvaret, with every question `svar` does not answer, for what can.
    """
    kendte = Kendte.af(klinik_ids, punkt_ids, svar)
    par = laes_par(sti, kendte)
    if len(par.minutter) == 0:
        raise Inputfejl(f"{sti.name} har ingen rækker. Den skal have én for hvert par.")
    klinik, punkt, sagt = ider.sider(par, kendte)
    klinik, om_klinik = ider.med_nuller(klinik, kendte.klinikker, svar)
    punkt, om_punkt = ider.med_nuller(punkt, kendte.punkter, svar)
    tabel = pd.DataFrame(
        {"klinik_id": klinik.som_kategorier(), "punkt_id": punkt.som_kategorier()}, copy=False
    )
    aabne = [s for s in (om_klinik, om_punkt) if s][:1]
    aabne += _med_tal(tabel, par, kendte, model)
    enhed, laengde = _enheder(par, svar)
    try:
        # A number too large for the matrix is told by _for_store, not by numpy.
        with np.errstate(over="ignore"):
            raa, mangler = laes_matrix(tabel, klinik_ids, punkt_ids, par.sted)
    except Inputfejl as andre:
        fejl = [
            *_for_store(tabel, enhed, laengde, par.sted),
            *ider.ukendte(klinik, kendte.klinikker, "klinikker"),
            *ider.ukendte(punkt, kendte.punkter, "punkter"),
        ]
        raise Inputfejl("\n".join([f"{sti.name}: {andre}", *fejl])) from andre
    udfald: list[Udfald] = [*regler.ingen_tider(raa.minutter), *regler.ens_tider(raa.minutter)]
    if model is not None and not udfald:
        s = Sammenligning(raa.minutter, raa.km, "minutter", "km", kendte, model)
        # The figures as they stand are in the units of the file.
        s = dataclasses.replace(s.laest_som(par.enhed, par.laengde), enhed=par.enhed)
        udfald, s = regler.efterproev(dataclasses.replace(s, laengde=par.laengde))
        rejsetid, enhed, laengde = Rejsetid(s.minutter, s.km), s.enhed, s.laengde
    else:
        rejsetid = Rejsetid(
            i_enhed(raa.minutter, TIDSENHEDER[enhed]), i_enhed(raa.km, LAENGDEENHEDER[laengde])
        )
    aabne += [u for u in udfald if isinstance(u, Spoergsmaal)]
    fejl = [u.tekst for u in udfald if isinstance(u, Fejl)]
    if fejl := [*fejl, *_for_store(tabel, enhed, laengde, par.sted)]:
        afvis(sti, [*fejl, *(s.linje() for s in aabne)])
    if aabne:
        raise Ubesvaret(sti.name, aabne)
    fortalt = [u.tekst for u in udfald if isinstance(u, Bemaerkning)]
    return rejsetid, [*par.bemaerkninger, *sagt, *mangler, *fortalt]


def _enheder(par: Par, svar: Svar) -> tuple[str, str]:
    """Return the units the figures are in: as answered, else as the shape has them."""
    enhed, laengde = svar.get(regler.ENHED, par.enhed), svar.get(regler.LAENGDE, par.laengde)
    return (
        enhed if enhed in TIDSENHEDER else par.enhed,
        laengde if laengde in LAENGDEENHEDER else par.laengde,
    )


def _med_tal(
    tabel: pd.DataFrame, par: Par, kendte: Kendte, model: Model | None
) -> list[Spoergsmaal]:
    """Add the numbers of the pairs to the table; return the question what a point in them is.

    It is not asked where the ambiguous numbers fit the model as decimals. While it is open they
    are thousands where there is a model they do not fit.
    """
    spoergsmaal: dict[str, Spoergsmaal] = {}
    for navn, raa in (("minutter", par.minutter), ("km", par.km)):
        if raa is None:
            continue
        kolonne = laes_tal(raa)
        if kolonne.tvetydig is not None and not _passer_som_decimaler(
            kolonne, navn, tabel, kendte, model
        ):
            om = kolonne.spoergsmaal(navn)
            valgt = besvaret(kendte.svar, om)
            if valgt is None:
                spoergsmaal.setdefault(om.noegle, om)
            if valgt == "tusind" or (valgt is None and model is not None):
                kolonne = kolonne.som_tusinder()
        tabel[navn] = kolonne.vaerdier
    return list(spoergsmaal.values())


def _passer_som_decimaler(
    kolonne: Talkolonne, navn: str, tabel: pd.DataFrame, kendte: Kendte, model: Model | None
) -> bool:
    """Say whether the ambiguous numbers of a column are as the model's when read as decimals."""
    if model is None or kolonne.tvetydig is None:
        return False
    raekker = np.flatnonzero(kolonne.tvetydig)
    plads = [
        kendt.get_indexer(tabel[side].cat.categories)[tabel[side].cat.codes.to_numpy()[raekker]]
        for side, kendt in (("punkt_id", kendte.punkter), ("klinik_id", kendte.klinikker))
    ]
    begge = (plads[0] >= 0) & (plads[1] >= 0)
    matrix = model.minutter() if navn == "minutter" else model.km()
    egne = kolonne.vaerdier[raekker[begge]][None]
    forhold = median_forhold(*faelles(egne, matrix[plads[0][begge], plads[1][begge]][None]))
    return regler.normalt(forhold)


def _for_store(tabel: pd.DataFrame, enhed: str, laengde: str, sted: Sted) -> list[str]:
    """Return a sentence for each of minutes and km with numbers no trip can have."""
    fejl = []
    for navn, pr in (("minutter", TIDSENHEDER[enhed]), ("km", LAENGDEENHEDER[laengde])):
        if navn not in tabel:
            continue
        vaerdier = tabel[navn].to_numpy()
        store = np.flatnonzero((vaerdier > HOEJST_TAL / pr) & np.isfinite(vaerdier))
        hvad = f"{navn} er over {tal(HOEJST_TAL)}"
        goer = "Er det sekunder eller meter? Regn om til minutter og kilometer"
        if sted is None:
            fejl += raekkefejl(store + 2, hvad, goer)
        elif len(store):
            vist = opremsning([sted(int(i)) for i in store[:VIS_HOEJST]])
            fejl.append(f"{vist}: {hvad} ({tal(len(store))} i alt). {goer}.")
    return fejl
