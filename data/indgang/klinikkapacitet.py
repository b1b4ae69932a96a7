"""The capacities of clinics in a file: hours or amounts, halves told apart from counts, sums held.

A kapacitet under 30 timer counts a half. A file may count them (2 of them are one kapacitet) or sum
them up (1 is what they are together): a half in the column tells that it is not a count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from dansk import antal_kapaciteter, kapaciteter, opremsning, tal
from data.fund import Fund
from data.indgang.art import ADVARSEL, LAEST, Kilde
from data.indgang.celler import kort_liste
from data.indgang.klinikkendte import tekst_af
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.indgang.tal import tolk_tal
from data.indgang.talspoergsmaal import decimalspoergsmaal
from planning.fag import Fag, Kapacitetsart, Opgoerelse

#: A clinic with more capacities than this is asked about: the largest of the plan has 6.
MANGE = 15.0
#: Amounts that are all below this are asked about: they may be in thousands.
SMAA_BELOEB = 10_000.0
BELOEB = "beloeb_"
#: What a cell says where there are none.
TOMT = ("", "-", "–", "—")
#: Two sums further apart than this are not the same.
UENS = 1e-6


def kapacitetsfelter(fag: Fag) -> dict[str, tuple[Opgoerelse, Kapacitetsart, str]]:
    """Return the columns there can be: its definition, its kind, and the speciale ("" for all)."""
    felter: dict[str, tuple[Opgoerelse, Kapacitetsart, str]] = {}
    for o in fag.opgoerelser:
        for art in o.arter:
            if o.faelles:
                felter[art.noegle] = (o, art, "")
            else:
                felter |= {f"{BELOEB}{s.kode}": (o, art, s.kode) for s in fag.specialer}
    return felter


def opgoerelsen(
    felter: list[str], fag: Fag, svar: Svar
) -> tuple[Opgoerelse | None, Spoergsmaal | None]:
    """Return the definition the file's columns are by, and the question where it has two."""
    kendte = kapacitetsfelter(fag)
    fundne = {kendte[f][0].noegle: kendte[f][0] for f in felter}
    if len(fundne) < 2:
        return next(iter(fundne.values()), None), None
    spoergsmaal = Spoergsmaal(
        "opgoerelse",
        "Filen har kapaciteten opgjort på to måder. Hvilken skal bruges?",
        tuple((o.noegle, f"kapacitet {o.navn}") for o in fundne.values()),
    )
    valgt = besvaret(svar, spoergsmaal)
    return (fundne[valgt], None) if valgt else (None, spoergsmaal)


@dataclass(frozen=True, eq=False)
class Kapacitetslaesning:
    """The amounts of each row by column of `kapacitetsfelter`.

    `maengder` as they are used, `i_filen` as the figures stand; and what is told and asked.
    """

    maengder: pd.DataFrame
    i_filen: pd.DataFrame
    fund: list[Fund]
    spoergsmaal: list[Spoergsmaal]


def laes_kapaciteter(
    ramme: pd.DataFrame,
    opgoerelse: Opgoerelse,
    fag: Fag,
    kilde: Kilde,
    kolonner: Mapping[str, str],
    svar: Svar,
) -> Kapacitetslaesning:
    """Return the amounts of each row of a file, by a definition of capacity.

    A cell without a figure is 0 where another of the row has one. Counts of rights to practise
    are whole; where a column has halves, it is asked whether it is counts or capacities.
    """
    kendte = kapacitetsfelter(fag)
    felter = [f for f in kendte if f in ramme and kendte[f][0] is opgoerelse]
    maengder, fund, spoergsmaal = pd.DataFrame(index=ramme.index), [], []
    for felt in felter:
        kolonne = tolk_tal(ramme[felt], svar.get("decimaltegn"))
        spoergsmaal += (spurgt := decimalspoergsmaal(kolonne))
        tal_ = pd.Series(kolonne.tal, index=ramme.index)
        # A dash is none; another word for nothing may be a mark that somebody has put there.
        # One that can be read in two ways is asked about, and is no fault.
        ord_ = tal_.isna() & ~ramme[felt].map(tekst_af).isin(TOMT) & (not spurgt)
        for nr in ramme.index[kolonne.ulaeselig | kolonne.tilbageholdt | ord_ | (tal_ < 0)]:
            fund.append(
                kilde.fund(
                    f"»{tekst_af(ramme.at[nr, felt])}« er ikke et antal. Ret tallet.",
                    raekke=int(nr),
                    kolonne=kolonner[felt],
                )
            )
        maengder[felt] = tal_
    tomme = maengder.isna().all(axis=1) & (not spoergsmaal)
    for nr in ramme.index[tomme & ~ramme.index.isin([f.raekke for f in fund])]:
        fund.append(
            kilde.fund(
                "Rækken har ingen kapacitet. Skriv 0, hvis klinikken ingen har.",
                raekke=int(nr),
                kolonne=kolonner[felter[0]],
            )
        )
    i_filen = maengder = maengder.fillna(0.0)
    if opgoerelse.hele:
        maengder, flere, spurgt = _hele(maengder, opgoerelse, kilde, kolonner, svar)
    else:
        maengder, flere, spurgt = _beloeb(maengder, kilde, kolonner, svar)
    fund += flere
    spoergsmaal += spurgt
    hver = {s.noegle: s for s in spoergsmaal}
    return Kapacitetslaesning(maengder, i_filen, fund, list(hver.values()))


def _hele(
    maengder: pd.DataFrame,
    opgoerelse: Opgoerelse,
    kilde: Kilde,
    kolonner: Mapping[str, str],
    svar: Svar,
) -> tuple[pd.DataFrame, list[Fund], list[Spoergsmaal]]:
    fund: list[Fund] = []
    spoergsmaal: list[Spoergsmaal] = []
    maengder = maengder.copy()
    for art in opgoerelse.arter:
        if art.noegle not in maengder:
            continue
        antal = maengder[art.noegle]
        pr = art.pr_kapacitet.get("", 1)
        if pr != 1 and (antal % 1 != 0).any() and (antal * pr % 1 == 0).all():
            nr = antal.index[antal % 1 != 0][0]
            s = Spoergsmaal(
                f"taeller:{art.noegle}",
                f"Kolonnen {kolonner[art.noegle]} har {tal(antal[nr], 2, fast=False)} i række "
                f"{nr}. Er tallene antal {art.flertal}, eller hvor mange kapaciteter de er "
                "tilsammen?",
                (
                    (
                        "kapaciteter",
                        f"kapaciteter: {tal(antal[nr], 2, fast=False)} er "
                        f"{tal(antal[nr] * pr, 2, fast=False)} {art.navn}",
                    ),
                    ("antal", "antal (så skal tallet i filen rettes)"),
                ),
                "kapaciteter",
            )
            valgt = besvaret(svar, s)
            if valgt is None:
                spoergsmaal.append(s)
                continue
            if valgt == "kapaciteter":
                maengder[art.noegle] = antal = antal * pr
                besked = f"Tallene er læst som kapaciteter: 1 kapacitet er {tal(pr)} {art.navn}."
                fund.append(kilde.fund(besked, kolonne=kolonner[art.noegle], alvor=LAEST))
        for nr in antal.index[antal % 1 != 0]:
            fund.append(
                kilde.fund(
                    f"{tal(antal[nr], 3, fast=False)} er ikke et helt antal {art.flertal}.",
                    raekke=int(nr),
                    kolonne=kolonner[art.noegle],
                )
            )
    return maengder, fund, spoergsmaal


def _beloeb(
    maengder: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[pd.DataFrame, list[Fund], list[Spoergsmaal]]:
    hoejest = float(maengder.max(axis=None))
    if not 0 < hoejest < SMAA_BELOEB:
        return maengder, [], []
    spoergsmaal = Spoergsmaal(
        "beloebsenhed",
        f"Det højeste beløb er {tal(hoejest)}. Er beløbene i kroner eller i tusinde kroner?",
        (("kr", "kroner"), ("tusinde", f"tusinde kroner: {tal(1000 * hoejest)} kr.")),
        "tusinde",
    )
    valgt = besvaret(svar, spoergsmaal)
    if valgt is None:
        return maengder, [], [spoergsmaal]
    if valgt == "kr":
        return maengder, [], []
    kolonne = opremsning([kolonner[k] for k in maengder])
    return 1000 * maengder, [kilde.fund("Læst i tusinde kr.", kolonne=kolonne, alvor=LAEST)], []


def samlet(maengder: pd.DataFrame, fag: Fag) -> pd.Series:
    """Return how many capacities each row is."""
    kendte = kapacitetsfelter(fag)
    return sum(
        (kendte[f][1].kapaciteter(maengder[f], kendte[f][2]) for f in maengder),
        start=pd.Series(0.0, index=maengder.index),
    )


def store(i_alt: pd.Series, navn: pd.Series, svar: Svar) -> list[Spoergsmaal]:
    """Return the question of clinics with more capacities than one can have; none when answered."""
    mange = i_alt[i_alt > MANGE]
    if mange.empty:
        return []
    hver = opremsning([f"{navn[nr]} ({kapaciteter(v)})" for nr, v in mange.iloc[:4].items()])
    spoergsmaal = Spoergsmaal(
        "mange",
        f"{hver}{' og andre' if len(mange) > 4 else ''} har over {tal(MANGE)} kapaciteter. Er det "
        "rigtigt?",
        (("nej", "nej, filen skal rettes"), ("ja", "ja")),
        "nej",
    )
    return [] if besvaret(svar, spoergsmaal) == "ja" else [spoergsmaal]


def totalfund(
    totaler: pd.DataFrame,
    i_filen: pd.DataFrame,
    kilde: Kilde,
    kolonner: Mapping[str, str],
    gentagne: pd.Index,
) -> Iterator[Fund]:
    """Yield whether the rows of a file sum to its own totals.

    A total is of every row, or of those since the total above it. `gentagne` are rows that are
    counted in the file's sum and not taken.
    """
    foer = 0
    for nr, total in totaler.iterrows():
        raekke = int(str(nr))
        over = (i_filen.index > foer) & (i_filen.index < raekke)
        foer = raekke
        for felt in i_filen:
            (trykt,) = tolk_tal(pd.Series([total[felt]], dtype=object)).tal
            summen = float(i_filen[felt].sum())
            if trykt != trykt:
                continue
            ens = abs(trykt - summen) < UENS
            del_ = over.any() and abs(trykt - float(i_filen.loc[over, felt].sum())) < UENS
            uden = summen - float(i_filen.loc[gentagne, felt].sum())
            for_meget = ens and abs(summen - uden) >= UENS
            besked = (
                f"Filens egen sum, {tal(trykt, 1, fast=False)}, tæller en gentaget klinik med "
                f"(række {kort_liste([*gentagne])}). Tælles den én gang, er summen "
                f"{tal(uden, 1, fast=False)}."
                if for_meget
                else f"Rækkerne giver filens egen sum, {tal(trykt, 1, fast=False)}."
                if ens
                else f"Rækkerne over giver filens delsum, {tal(trykt, 1, fast=False)}."
                if del_
                else f"Filens sum er {tal(trykt, 1, fast=False)}, men rækkerne giver "
                f"{tal(summen, 1, fast=False)}. Rækkerne bruges."
            )
            alvor = LAEST if (ens or del_) and not for_meget else ADVARSEL
            yield kilde.fund(besked, raekke=raekke, kolonne=kolonner[str(felt)], alvor=alvor)


def samletfund(oplyst: pd.Series, i_alt: pd.Series, kilde: Kilde, kolonne: str) -> Iterator[Fund]:
    """Yield the rows whose own sum of capacities is not that of their parts."""
    trykt = pd.Series(tolk_tal(oplyst).tal, index=oplyst.index)
    for nr in trykt.index[trykt.notna() & ((trykt - i_alt).abs() > UENS)]:
        yield kilde.fund(
            f"Samlet kapacitet står som {kapaciteter(trykt[nr])}, men delene giver "
            f"{antal_kapaciteter(i_alt[nr])}. Delene bruges.",
            raekke=int(nr),
            kolonne=kolonne,
            alvor=ADVARSEL,
        )


def samlet_af(kapaciteter_: pd.DataFrame, fag: Fag) -> pd.Series:
    """Return the capacities of each clinic: rows as kapaciteter.csv, index klinik_id."""
    opgoerelse = fag.opgoerelse(frozenset(kapaciteter_["speciale"]))
    hver = [
        opgoerelse.kapaciteter({n: float(r[n]) for n in opgoerelse.noegler}, r["speciale"])
        for r in kapaciteter_.to_dict("records")
    ]
    return pd.Series(hver, index=kapaciteter_["klinik_id"].to_numpy()).groupby(level=0).sum()
