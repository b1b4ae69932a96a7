"""The resources that a list of clinics becomes: klinikker, kapaciteter and klinikoplysninger."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import IKKE_OPLYST
from data import klinikoplysninger
from data.datapakke import Nyt, som_csv
from data.indgang.art import Kilde
from data.indgang.klinikkapacitet import kapacitetsfelter
from data.indgang.kolonner import ens
from data.skema import Skema, fagets_skema, laes_skema
from planning.fag import Fag, Opgoerelse
from planning.plan import Plan

#: What is written where the file tells no address.
UDEN_ADRESSE = IKKE_OPLYST


@dataclass(frozen=True, eq=False)
class Klinikrammer:
    """The clinics of a dataset to be: index klinik_id, with what each is known by and holds.

    klinikker: the columns of klinikker.csv. kapaciteter: those of kapaciteter.csv, klinik_id a
    column. oplysninger: ydernr and the facilities. skema: that of the field.
    """

    klinikker: pd.DataFrame
    kapaciteter: pd.DataFrame
    oplysninger: pd.DataFrame
    skema: Skema

    def andre_end(self, plan: Plan) -> bool:
        """Whether the clinics, or their points, are others than those of a plan."""
        felter = ["lat", "lon"]
        if set(self.klinikker.index) != set(plan.klinikker.index):
            return True
        foer = plan.klinikker.loc[self.klinikker.index, felter]
        return bool((foer != self.klinikker[felter].astype(float)).any(axis=None))

    def ressourcer(self, kilde: Kilde, dato: str, resten: str = "") -> dict[str, Nyt]:
        """Return what takes the place of the resources, with the file as the source.

        `resten`: when the clinics that are not in the file are of; "" where it has them all.
        """
        dato = f"{dato}; klinikker uden for filen {resten}" if resten else dato
        nye = {
            navn: kilde.nyt(som_csv(ramme, self.skema.ressourcer[navn]), "klinikliste", dato)
            for navn, ramme in (
                ("klinikker", self.klinikker.rename_axis("klinik_id").reset_index()),
                ("kapaciteter", self.kapaciteter),
            )
        }
        et = nye["klinikker"]
        nye[klinikoplysninger.RESSOURCE] = klinikoplysninger.nyt(
            self.oplysninger, et.kilde, et.dato, et.note
        )
        return nye


def klinikrammer(
    plan: Plan, fil: pd.DataFrame, maengder: pd.DataFrame, opgoerelse: Opgoerelse, *, hele: bool
) -> Klinikrammer:
    """Return the clinics of a file in place of the dataset's, or over them without `hele`.

    `fil`: index klinik_id; navn, adresse, postnr, by, kommune_kode, handicapadgang ("" where the
    file has no such column), lat, lon, praecision and ydernr. `maengder`: the same index, columns
    of `kapacitetsfelter`. What the file does not tell of a clinic of the dataset is kept.
    """
    foer = plan.klinikker.rename_axis("klinik_id")
    skema = fagets_skema(plan.fag.navn) or laes_skema()
    felter = [f.navn for f in skema.ressourcer["klinikker"].felter]
    gamle = foer.reindex(columns=felter).astype(object)
    nye = fil.reindex(columns=felter).astype(object)
    nye["klinik_id"] = nye.index
    kendte = nye.index.intersection(gamle.index)
    # What is told of a building is not so of the next.
    blevet = kendte[~_flyttet(nye.loc[kendte], gamle.loc[kendte])]
    for felt in ("adresse", "postnr", "by", "handicapadgang", "side"):
        samme = blevet if felt == "handicapadgang" else kendte
        egne = nye.loc[samme, felt]
        tomme = samme[(egne.isna() | egne.isin(["", IKKE_OPLYST])).to_numpy(bool)]
        nye.loc[tomme, felt] = gamle.loc[tomme, felt]
    nye["handicapadgang"] = nye["handicapadgang"].replace("", IKKE_OPLYST).fillna(IKKE_OPLYST)
    nye["adresse"] = nye["adresse"].replace("", UDEN_ADRESSE).fillna(UDEN_ADRESSE)
    kapacitet = _kapaciteter(maengder, opgoerelse, plan.fag, skema)
    oplysninger = klinikoplysninger.tomme(nye.index)
    if "ydernr" in fil:
        oplysninger["ydernr"] = fil["ydernr"]
    gamle_oplysninger = klinikoplysninger.tomme(gamle.index)
    gamle_oplysninger.update(plan.klinikoplysninger)
    for felt in oplysninger:
        samme = kendte if felt == "ydernr" else blevet
        oplysninger.loc[samme, felt] = oplysninger.loc[samme, felt].where(
            ~oplysninger.loc[samme, felt].isin(["", IKKE_OPLYST]),
            gamle_oplysninger.loc[samme, felt],
        )
    # The clinics have access and points as they were told, and those of the file are newer.
    nu = {"handicapadgang": IKKE_OPLYST, "lat": float("nan"), "lon": float("nan")}
    oplysninger, gamle_oplysninger = oplysninger.assign(**nu), gamle_oplysninger.assign(**nu)
    if not hele:
        andre = gamle.index.difference(nye.index, sort=False)
        gamle["klinik_id"] = gamle.index
        nye = pd.concat([gamle.loc[andre], nye])
        oplysninger = pd.concat([gamle_oplysninger.loc[andre], oplysninger])
        egne = plan.kapaciteter[plan.kapaciteter["klinik_id"].isin(andre)]
        kapacitet = pd.concat([egne.reindex(columns=kapacitet.columns), kapacitet])
    return Klinikrammer(
        nye.drop(columns="klinik_id"), kapacitet, oplysninger.rename_axis("klinik_id"), skema
    )


def _flyttet(nye: pd.DataFrame, gamle: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which clinics have another house than before, by street and number, or kommune.

    An address that is written in another way is another; one that is not told is the same.
    """
    hus, foer = (r["adresse"].fillna("").astype(str).map(_hus) for r in (nye, gamle))
    andet = (hus != foer) & (hus != "") & (foer != "")
    return (andet | (nye["kommune_kode"] != gamle["kommune_kode"])).to_numpy(bool)


def _hus(adresse: str) -> str:
    """Return street and number of an address as they are compared, without floor and door."""
    if adresse == UDEN_ADRESSE:
        return ""
    fundet = re.match(r"(\D*?) ?(\d+) ?([a-z]\b)?", ens(adresse))
    return "".join(d or "" for d in fundet.groups()) if fundet else ens(adresse)


def _kapaciteter(
    maengder: pd.DataFrame, opgoerelse: Opgoerelse, fag: Fag, skema: Skema
) -> pd.DataFrame:
    """Return the rows of kapaciteter.csv: one a clinic, or one a clinic and speciale."""
    felter = [f.navn for f in skema.ressourcer["kapaciteter"].felter]
    kendte = kapacitetsfelter(fag)
    if opgoerelse.faelles:
        ramme = maengder.reindex(columns=list(opgoerelse.noegler), fill_value=0).astype("int64")
        ramme = ramme.assign(speciale=opgoerelse.faelles)
        return ramme.rename_axis("klinik_id").reset_index().reindex(columns=felter)
    dele = []
    for felt in maengder:
        _, art, speciale = kendte[str(felt)]
        del_ = pd.DataFrame({art.noegle: maengder[felt], "speciale": speciale})
        dele.append(del_.rename_axis("klinik_id").reset_index())
    ramme = pd.concat(dele).reindex(columns=felter)
    return ramme.sort_values(["klinik_id", "speciale"], kind="stable")
