"""The door: files become one checked, frozen Plan, or every fault is told at once."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from dansk import Inputfejl, antal, opremsning, personer
from data.afstande import Afstande, Landskab, cachemappe
from data.datapakke import filer as pakkens_filer
from data.fund import Datafejl, Fund
from data.indgang.spoergsmaal import Svar
from data.klinikoplysninger import over
from data.kontrol import fejlfund, laes_rammer
from data.matrix.sammenligning import Model
from data.naboklinikker import laes_naboklinikker
from data.offentlig_transport import Transport, laes_gtfs
from data.omrids import laes_omrids
from data.pakke import PAKKEFIL, laes_pakke
from data.punktlager import hent_eller_byg, punkter_af
from data.rejsematrix import INGEN_SVAR, NOEGLER, laes_rejsematrix
from data.skema import INDBYGGET, Skema, laes_skema
from data.steder import nye_steder
from data.valgfri import importerede
from geo.bysamfund import bysamfund
from geo.distrikter import med_antal, naermeste_distrikt, spred_befolkning
from geo.koordinater import til_meter
from geo.naboer import naboskab
from geo.omraader import samlede_omrids
from geo.rejsetid import VIS_HOEJST, Tur, mellem
from geo.terraen import Parametre
from planning.plan import IMPORTERET as IMPORTERET_KILDE
from planning.plan import Herkomst, Plan

#: The files of a package that its figures come of.
PAKKENS_ENDELSER = {".csv", ".json", ".gpkg", ".tsv", ".parquet", ".geojson", ".zip", ".tif"}
#: The same as files of the package itself, by the resource that holds each.
I_PAKKEN: Mapping[str, str] = {
    "befolkning": "befolkningsnet",
    "matrix": "rejsetidsmatrix",
    "naboklinikker": "naboklinikliste",
    "transport": "koereplan",
}
#: What is read in place of or beside the dataset: the resource it becomes, and its name.
IMPORTERET: Mapping[str, tuple[str, str]] = {
    "befolkning": ("befolkning", "befolkningsnet"),
    "matrix": ("rejsetid", "rejsetidsmatrix"),
    "naboklinikker": ("naboklinikker", "liste over klinikker uden for regionen"),
    "transport": ("transport", "køreplan"),
}


def indlaes(
    mappe: Path = INDBYGGET,
    *,
    faerger: bool = True,
    befolkning: Path | None = None,
    matrix: Path | None = None,
    naboklinikker: Path | None = None,
    transport: Path | None = None,
    svar: Svar = INGEN_SVAR,
) -> Plan:
    """Return the Plan of a dataset folder.

    Without `befolkning` the demand points are the people of the polling districts spread over
    cells, a model; with it they are the cells of a population grid, scaled to each kommune's
    inhabitants, each in the district of the model's nearest cell. Without `matrix` travel times
    are those of the cost surface, with ferries or without; with it they are a matrix computed
    elsewhere and held against them. `naboklinikker` are clinics outside the region, always by the
    times of the surface. `transport` is a timetable (GTFS): the departures near each clinic. `svar`
    answers by key the questions that grid and matrix raise.

    Raises Datafejl with every fault when a file is missing or does not fit its schema or the
    other files, Inputfejl when a grid, matrix or timetable cannot be used or an answer is to no
    question, and of these Ubesvaret when it can be with answers. Contradictions of the source do
    not stop it; `data.kontrol` reports them.
    """
    _kraev_spoergsmaal(svar, matrix, befolkning)
    if fund := _mangler([mappe / PAKKEFIL]):
        raise Datafejl(fund)
    skema = laes_skema(mappe)
    valgt = {
        "befolkning": befolkning,
        "matrix": matrix,
        "naboklinikker": naboklinikker,
        "transport": transport,
    }
    filer = {hvad: fil for hvad, fil in valgt.items() if fil is not None}
    # What the package has itself is part of its own fingerprint, its answers too.
    givet = svar
    egne = {h: skema.ressourcer[r] for h, r in I_PAKKEN.items() if r in skema.ressourcer}
    alle = {hvad: r.fil for hvad, r in egne.items()} | filer
    befolkning, matrix, naboklinikker, transport = map(alle.get, valgt)
    for ressource in egne.values():
        svar = {**ressource.svar, **svar}
    rammer, fund = laes_rammer(mappe)
    fund += _mangler([r.fil for r in skema.ressourcer.values() if not r.felter])
    if not fund:
        fund = fejlfund(rammer, skema)
    if fund:
        raise Datafejl(fund)
    rammer = _uden_linjer(rammer)
    landskab = _landskab(mappe, rammer, faerger)
    kommuner = rammer["kommuner"].set_index("kode")
    oplysninger = rammer["klinikoplysninger"].set_index("klinik_id")
    klinikker, byer = _klinikker(rammer, oplysninger), _byer(rammer["byer"])
    bemaerkninger: list[str] = []
    distrikter = _distrikter(rammer["afstemningsomraader"])
    omrids = landskab.omrids
    lavet_af = kommuner, omrids, rammer["byer"], distrikter
    if befolkning is None:
        punkter = hent_eller_byg(
            lambda: punkter_af(spred_befolkning(*lavet_af), omrids), cachemappe(), *lavet_af
        )
    else:
        # Loaded with the first grid there is: it takes files of many kinds.
        from data.befolkningsnet import laes_befolkningsnet

        lag = spred_befolkning(*lavet_af)
        model = punkter_af(lag, omrids)
        net = laes_befolkningsnet(befolkning, kommuner, omrids, svar, model=model)
        celler = net.punkter.assign(distrikt=naermeste_distrikt(net.punkter, lag))
        lag = med_antal(celler, distrikter)
        bemaerkninger = [*net.bemaerkninger, *_tomme_distrikter(lag, distrikter)]
        punkter = punkter_af(lag, omrids)
    distrikter = distrikter.rename(columns={"sted_lat": "lat", "sted_lon": "lon"})
    distrikter = distrikter.drop(columns=["midt_lat", "midt_lon"])
    steder = punkter[["x", "y"]].to_numpy(), klinikker[["x", "y"]].to_numpy()
    afstande = Afstande(landskab, *steder)
    if matrix is not None:
        importeret, fortalt = laes_rejsematrix(
            matrix,
            list(klinikker.index),
            list(punkter.index),
            svar,
            _model(afstande, punkter, kommuner),
        )
        bemaerkninger += fortalt
        afstande = Afstande(landskab, *steder, importeret)
    koereplan = None
    if transport is not None:
        koereplan = laes_gtfs(transport, klinikker)
        bemaerkninger += koereplan.bemaerkninger
    naboer, mangler = _naboer(naboklinikker, landskab, punkter)
    bemaerkninger += mangler
    if matrix is not None and naboklinikker is not None:
        bemaerkninger.append(
            "Rejsetider til klinikkerne uden for regionen er modellens: de er ikke i matricen."
        )
    if matrix is not None and not faerger:
        bemaerkninger.append(
            "Rejsetiderne er importeret, og »uden færger« ændrer dem ikke: matricen afgør det."
        )
    return Plan(
        navn=skema.navn,
        opgjort=skema.opgjort,
        fingeraftryk=fingeraftryk(mappe, filer, faerger, givet),
        fag=skema.fag,
        kommuner=kommuner,
        tabel1=rammer["tabel1"].set_index("kode"),
        klinikker=klinikker,
        kapaciteter=rammer["kapaciteter"].drop(columns="samlet_publiceret", errors="ignore"),
        ventetider=rammer["ventetider"],
        tabeller=rammer["tabeller"],
        tabelliste=rammer["tabelliste"].set_index("tabel"),
        byer=byer,
        distrikter=distrikter,
        punkter=punkter,
        afstande=afstande,
        afstand_til=afstande.kolonner,
        herkomst=_herkomst(skema, filer, faerger, koereplan),
        model=frozenset(
            navn for navn, fil in (("befolkning", befolkning), ("rejsetid", matrix)) if fil is None
        ),
        omrids=omrids,
        bemaerkninger=tuple(bemaerkninger),
        klinikoplysninger=oplysninger,
        sundhedsraad=rammer["sundhedsraad"].set_index("kode"),
        saml_omrids=samlede_omrids,
        tillaeg_min=Parametre.fra_tabel(rammer["rejseparametre"]).start_og_parkering_min,
        naboskab=cache(lambda: naboskab(landskab.omrids, landskab.forbindelser)),
        **importerede(rammer),
        **naboer,
        **_transport(koereplan),
        **nye_steder(landskab, punkter, klinikker, byer, distrikter),
    )


def rejse(
    fra: tuple[float, float],
    til: tuple[float, float],
    mappe: Path = INDBYGGET,
    *,
    faerger: bool = True,
) -> Tur:
    """Return the trip between two points in WGS84 (lat, lon): minutes, km by road, straight line.

    NaN minutes and km where there is no way. Raises Datafejl for a faulty dataset.
    """
    rammer, fund = laes_rammer(mappe)
    if fund:
        raise Datafejl(fund)
    return mellem(_landskab(mappe, _uden_linjer(rammer), faerger).terraen, fra, til)


def _uden_linjer(rammer: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return frames numbered from 0: which line of a file a row was is for the checks only."""
    return {navn: ramme.reset_index(drop=True) for navn, ramme in rammer.items()}


def _mangler(filer: Iterable[Path]) -> list[Fund]:
    besked = "Filen findes ikke i datasættets mappe. Læg den tilbage."
    return [Fund(fil.name, "", "", "", besked) for fil in filer if not fil.is_file()]


def _landskab(mappe: Path, rammer: Mapping[str, pd.DataFrame], faerger: bool) -> Landskab:
    return Landskab(
        omrids=laes_omrids(laes_skema(mappe).ressourcer["omrids"].fil),
        byer=rammer["byer"],
        hovedveje=rammer["hovedveje"],
        fjordforbindelser=rammer["fjordforbindelser"],
        rejseparametre=rammer["rejseparametre"],
        faerger=faerger,
    )


def _klinikker(rammer: Mapping[str, pd.DataFrame], oplysninger: pd.DataFrame) -> pd.DataFrame:
    ramme = over(rammer["klinikker"].set_index("klinik_id"), oplysninger)
    byer = rammer["byer"]
    xy = til_meter(ramme["lat"], ramme["lon"])
    ramme = ramme.assign(x=xy[:, 0], y=xy[:, 1])
    return ramme.assign(
        bysamfund=bysamfund(
            xy,
            list(ramme["by"]),
            til_meter(byer["lat"], byer["lon"]),
            list(byer["by"]),
            byer["indbyggere"].to_numpy(float),
        )
    )


def _byer(byer: pd.DataFrame) -> pd.DataFrame:
    xy = til_meter(byer["lat"], byer["lon"])
    return pd.DataFrame(
        {
            "by": byer["by"].to_numpy(),
            "kommune_kode": byer["kommunekode"].to_numpy(),
            "indbyggere": byer["indbyggere"].to_numpy(),
            "lat": byer["lat"].to_numpy(),
            "lon": byer["lon"].to_numpy(),
            "x": xy[:, 0],
            "y": xy[:, 1],
        },
        index=pd.Index("by-" + byer["geonameid"], name="by_id"),
    )


def _distrikter(ramme: pd.DataFrame) -> pd.DataFrame:
    return ramme.set_index("omraade_id").rename_axis("distrikt").sort_index()


def _tomme_distrikter(lag: gpd.GeoDataFrame, distrikter: pd.DataFrame) -> Iterable[str]:
    """Yield a sentence when a grid has nobody in some districts: what was counted there is lost."""
    tomme = distrikter[~distrikter.index.isin(lag["distrikt"])]
    if len(tomme):
        aeldre, uden_bil = (personer(tomme[k].sum()) for k in ("personer_70", "husstande_uden_bil"))
        yield (
            f"Nettet har ingen celler i {antal(len(tomme), 'distrikt', 'distrikter')}, først "
            f"{opremsning(list(tomme['navn'][:VIS_HOEJST]))}. De {aeldre} indbyggere der på 70 år "
            f"og derover og {uden_bil} husstande uden bil er ikke regnet med."
        )


def _naboer(
    fil: Path | None, landskab: Landskab, punkter: pd.DataFrame
) -> tuple[dict[str, Any], list[str]]:
    """Return the clinics outside the region and the ways to them, as the fields of a Plan.

    And a sentence on those no road of the region leads to.
    """
    if fil is None:
        return {}, []
    ramme = laes_naboklinikker(fil, landskab.omrids)
    steder = (punkter[["x", "y"]].to_numpy(), ramme[["x", "y"]].to_numpy())
    afstande = Afstande(landskab, *steder)
    uden_vej = ramme["navn"][np.isnan(afstande["minutter"]).all(axis=0)]
    besked = (
        f"Ingen vej i modellen fører fra regionen til {opremsning(list(uden_vej))}, som kun tæller "
        "i luftlinje."
    )
    return {"naboklinikker": ramme, "naboafstande": afstande}, [besked] if len(uden_vej) else []


def _transport(koereplan: Transport | None) -> dict[str, Any]:
    """Return what a timetable says, as the fields of a Plan."""
    if koereplan is None:
        return {}
    return {"transport": koereplan.klinikker, "transport_ved": koereplan.afgange.ved_sted}


def _herkomst(
    skema: Skema, filer: Mapping[str, Path], faerger: bool, koereplan: Transport | None
) -> dict[str, Herkomst]:
    """Return where each resource comes from, and what people and travel times were made of.

    `befolkning` is the demand points, `rejsetid` the minutes and km: the files imported for them,
    or what the models of them are made of. `transport` tells the day its departures are of.
    """
    herkomst = {navn: r.herkomst for navn, r in skema.ressourcer.items()}
    veje = herkomst["hovedveje"]
    uden = "" if faerger else "uden færger"
    herkomst["befolkning"] = dataclasses.replace(
        herkomst["afstemningsomraader"],
        tabel=f"fordelt i distriktet af en model, byer efter {herkomst['byer'].kilde}",
    )
    herkomst["rejsetid"] = dataclasses.replace(
        veje, tabel="; ".join(led for led in (veje.tabel, uden) if led)
    )
    for hvad, i_pakken in I_PAKKEN.items():
        if i_pakken in herkomst:
            herkomst[IMPORTERET[hvad][0]] = herkomst.pop(i_pakken)
    for hvad, fil in filer.items():
        ressource, navn = IMPORTERET[hvad]
        with fil.open("rb") as aaben:
            kontrolsum = hashlib.file_digest(aaben, "sha256").hexdigest()[:12]
        dag = koereplan.opgjort if koereplan is not None and hvad == "transport" else ""
        herkomst[ressource] = Herkomst(
            f"{IMPORTERET_KILDE} {navn} ({fil.name})", "", "", dag, "", f"sha256 {kontrolsum}"
        )
    return herkomst


def _kraev_spoergsmaal(svar: Svar, matrix: Path | None, befolkning: Path | None) -> None:
    """Raise Inputfejl for answers to what is not asked of any file."""
    if svar and matrix is None and befolkning is None:
        raise Inputfejl("Der er svar, men ingen fil at svare om. Udelad svarene.")
    # A grid asks of columns by the names they have in the file, and knows its own questions.
    if befolkning is None and (fremmede := sorted(set(svar) - NOEGLER)):
        raise Inputfejl(
            f"Der er intet spørgsmål om {opremsning(fremmede)}. Der kan svares på "
            f"{opremsning(sorted(NOEGLER))}."
        )


def _model(afstande: Afstande, punkter: pd.DataFrame, kommuner: pd.DataFrame) -> Model:
    """Return what a matrix is held against; the times are not made before they are asked for."""
    return Model(
        minutter=lambda: afstande["minutter"],
        km=lambda: afstande["km"],
        indbyggere=punkter["indbyggere"].to_numpy(float),
        kommuner=punkter["kommune_kode"].map(kommuner["kommune"]).to_numpy(object),
    )


def _pakkens(mappe: Path) -> dict[str, bytes]:
    """Return the files of a package by name; one that shares them has the print of it alone."""
    if laes_pakke(mappe).deler_med:
        return pakkens_filer(mappe)
    return {f.name: f.read_bytes() for f in mappe.iterdir() if f.suffix in PAKKENS_ENDELSER}


def fingeraftryk(
    mappe: Path,
    filer: Mapping[str, Path] | None = None,
    faerger: bool = True,
    svar: Svar = INGEN_SVAR,
) -> str:
    """Return what tells one set of figures from another: the dataset and all read in its place.

    `filer`: of `IMPORTERET`, what is read in place of or beside it. How a file is read is part of
    it: the same file gives other figures by other answers.
    """
    samlet = hashlib.sha256()
    for navn, indhold in sorted(_pakkens(mappe).items()):
        samlet.update(navn.encode())
        samlet.update(indhold)
    for hvad, importeret in (filer or {}).items():
        samlet.update(hvad.encode())
        with importeret.open("rb") as aaben:
            while del_ := aaben.read(1 << 20):
                samlet.update(del_)
    if not faerger:
        samlet.update(b"uden faerger")
    for noegle, vaerdi in sorted(svar.items()):
        samlet.update(f"svar {noegle}={vaerdi}".encode())
    return samlet.hexdigest()[:16]
