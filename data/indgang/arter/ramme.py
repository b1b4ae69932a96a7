"""Use of the economic frame by quarter or month, of the country or the region, and the frame.

A row a level, speciale and period; the year's frame on every row of its year or on one. A year of a
level and speciale that is in the file takes the place of that one; others stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from dansk import opremsning, tal
from data.fund import Fund
from data.importressource import RAMMEFORBRUG
from data.indgang.art import ADVARSEL, LAEST, Art, Kilde, Tolkning, har_fejl
from data.indgang.beloeb import tal_af
from data.indgang.graenser import HOEJST_RAMMERAEKKER
from data.indgang.klinikkendte import tekst_af
from data.indgang.kolonner import ens
from data.indgang.kvartaler import er_tal, periode_af, periode_uden_aar
from data.indgang.listefelter import SPECIALE
from data.indgang.overskrift import TEKSTKOLONNER, Raatabel, om_totaler
from data.indgang.rammeregler import AARET, raekkefund, rimelige
from data.indgang.specialer import ukendte_specialer
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.skema import Felt
from planning.plan import LANDET, REGIONEN, Plan

FELTER = (
    Felt(
        *("niveau", "string", "Niveau", "hele landet eller regionen"),
        eksempel="Hele landet",
        ord=("område", "geografi", "landet eller regionen"),
    ),
    SPECIALE,
    Felt(
        *("aar", "integer", "År", "året, hvor perioden ikke selv siger det"),
        eksempel="2025",
        ord=("aar", "regnskabsår", "kalenderår"),
    ),
    Felt(
        *("periode", "string", "Kvartal", "kvartalet eller måneden: 1. kvartal, 2025K1, 2025-03"),
        kraevet=True,
        eksempel="1. kvt. 2025",
        ord=("periode", "kvt", "måned", "maaned", "mdr", "tid"),
    ),
    Felt(
        *("forbrug", "number", "Forbrug", "periodens udgift i kr., uden det, der ikke udbetales"),
        kraevet=True,
        enhed="kr.",
        eksempel="31.250.000",
        ord=("forbrugt", "udgift", "udgifter", "brugt", "forbrug i kr", "udgifter i kr"),
    ),
    Felt(
        *("ramme", "number", "Ramme", "hele årets ramme i kr.; på hver række eller kun på én"),
        mindst=0,
        enhed="kr.",
        eksempel="125.000.000",
        ord=("årets ramme", "økonomisk ramme", "økonomiloft", "loft", "ramme i kr"),
    ),
)
NIVEAUER: Mapping[str, str] = {
    **dict.fromkeys(("landet", "hele landet", "land", "danmark", "national", "nationalt"), LANDET),
    **dict.fromkeys(("nationen", "landsplan", "dk", "000"), LANDET),
    **dict.fromkeys(("regionen", "region", "region nordjylland", "nordjylland"), REGIONEN),
    **dict.fromkeys(("hele regionen", "regional", "regionalt", "1081", "081"), REGIONEN),
}
ANDRE_REGIONER = {
    f"{forled}{navn}"
    for navn in ("hovedstaden", "sjaelland", "syddanmark", "midtjylland", "oestdanmark")
    for forled in ("", "region ")
}
NIVEAUVALG = ((LANDET, "hele landet"), (REGIONEN, "regionen"))


def form(tabel: Raatabel) -> Raatabel:
    """Return a table whose rows of the country or the region are data, though called as totals."""
    tekster = tabel.totaler.iloc[:, :TEKSTKOLONNER].map(lambda v: ens(tekst_af(v)))
    kendte = tekster.isin({*NIVEAUER, *ANDRE_REGIONER}).any(axis=1)
    if not kendte.any():
        return tabel
    rest = tabel.totaler[~kendte]
    sagt = om_totaler(tabel.totaler)
    return replace(
        tabel,
        data=pd.concat([tabel.data, tabel.totaler[kendte]]).sort_index(),
        totaler=rest,
        bemaerkninger=[*(b for b in tabel.bemaerkninger if b not in sagt), *om_totaler(rest)],
    )


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the use of the dataset with the years of the file in place of its own."""
    celler = pd.DataFrame({felt: tabel.data[k] for felt, k in kolonner.items()})
    celler, fund = _uden_andre_regioner(celler, kilde, kolonner)
    niveau, spoergsmaal, fejl = _niveauer(celler, kilde, kolonner, svar)
    fund += fejl
    speciale = celler["speciale"].map(tekst_af)
    fund += ukendte_specialer(speciale, plan, kilde, kolonner["speciale"])
    perioder, flere, fejl = _perioder(celler, kilde, kolonner, svar)
    spoergsmaal += flere
    fund += fejl
    beloeb: dict[str, pd.Series] = {}
    for felt in ("forbrug", "ramme"):
        beloeb[felt], flere, fejl = _kr(celler, felt, kilde, kolonner, svar)
        spoergsmaal += flere
        fund += fejl
    spoergsmaal = list({s.noegle: s for s in spoergsmaal}.values())
    ramme = pd.DataFrame({"niveau": niveau, "speciale": speciale, **perioder, **beloeb})
    if not spoergsmaal and not har_fejl(fund):
        fund += raekkefund(ramme, kilde, kolonner)
    if spoergsmaal or har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    ramme, fejl, spoergsmaal = rimelige(ramme, plan, kilde, kolonner, svar)
    fund += fejl
    if spoergsmaal or har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    return _med(ramme, plan, kilde, fund)


def _med(ramme: pd.DataFrame, plan: Plan, kilde: Kilde, fund: list[Fund]) -> Tolkning:
    """Return the resource with the years of the file in place of the dataset's own."""
    aarene = pd.MultiIndex.from_frame(ramme[AARET])
    gamle = plan.rammeforbrug
    erstattes = pd.MultiIndex.from_frame(gamle[AARET]).isin(aarene)
    nye = pd.concat([gamle[~erstattes], ramme], ignore_index=True) if len(gamle) else ramme
    if erstattes.any():
        navne = opremsning([_navn(n) for n in dict.fromkeys(aarene)], hoejst=4)
        besked = f"Filen træder i stedet for datasættets forbrug for {navne}."
        fund.append(kilde.fund(besked, alvor=ADVARSEL))
    uden = dict.fromkeys(aarene[ramme["ramme"].isna()])
    if uden:
        besked = (
            f"Der er ingen ramme for {opremsning([_navn(n) for n in uden], hoejst=4)}, så "
            "forbruget kan ikke holdes op mod en."
        )
        # The region has none in the agreement.
        mangler = any(niveau == LANDET for niveau, _, _ in uden)
        fund.append(kilde.fund(besked, alvor=ADVARSEL if mangler else LAEST))
    besked = f"Læst er {tal(ramme['oere'].sum() / 100)} kr. i {tal(len(ramme))} perioder."
    fund.append(kilde.fund(besked, alvor=LAEST))
    summer = [r.groupby(AARET)["oere"].sum().astype(float) / 100 for r in (gamle[erstattes], ramme)]
    foer, efter = summer[0].reindex(summer[1].index, fill_value=0.0), summer[1]
    sidst = ramme.sort_values(["aar", "fra_maaned"]).iloc[-1]
    maaned = f"{sidst['aar']}-{sidst['fra_maaned'] + sidst['maaneder'] - 1:02}"
    et = kilde.nyt(b"", "forbrug af rammen", maaned)
    return Tolkning(
        nye={RAMMEFORBRUG.navn: RAMMEFORBRUG.nyt(nye, et)},
        fund=tuple(fund),
        forskel=pd.DataFrame(
            {
                "hvad": "Forbrug i kroner",
                "foer": foer.to_numpy(),
                "efter": efter.to_numpy(),
                "aendring_pct": (100 * (efter / foer.where(foer > 0) - 1)).to_numpy(),
            },
            index=pd.Index([_navn(n) for n in efter.index], name="navn"),
        ),
    )


def _navn(aaret: tuple[str, str, int]) -> str:
    niveau, speciale, aar = aaret
    return f"{niveau}, speciale {speciale}, {int(aar)}"


def _uden_andre_regioner(
    celler: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Fund]]:
    if "niveau" not in celler:
        return celler, []
    andre = celler["niveau"].map(lambda v: ens(tekst_af(v)) in ANDRE_REGIONER).astype(bool)
    if not andre.any() or andre.all():
        return celler, []
    navne = list(dict.fromkeys(celler["niveau"][andre].map(tekst_af)))
    besked = f"{tal(andre.sum())} rækker er af andre regioner og er ikke læst: {opremsning(navne)}."
    fund = kilde.fund(besked, kolonne=kolonner["niveau"], alvor=LAEST)
    return celler[~andre], [fund]


def _niveauer(
    celler: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[pd.Series, list[Spoergsmaal], list[Fund]]:
    """Return the level of each row; one question for all that do not say."""
    tom = pd.Series("", index=celler.index)
    tekst = celler["niveau"].map(tekst_af) if "niveau" in celler else tom
    niveau = tekst.map(lambda v: NIVEAUER.get(ens(v), ""))
    fund = [
        kilde.fund(
            f"»{tekst[nr]}« er hverken landet eller regionen. Skriv et af dem.",
            raekke=int(nr),
            kolonne=kolonner["niveau"],
        )
        for nr in niveau.index[(niveau == "") & (tekst != "")]
    ]
    if not (tekst == "").any():
        return niveau, [], fund
    s = Spoergsmaal("niveau", "Er forbruget hele landets eller regionens?", NIVEAUVALG)
    valgt = besvaret(svar, s)
    return niveau.mask(tekst == "", valgt or ""), [s] if valgt is None else [], fund


def _perioder(
    celler: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[dict[str, list[float]], list[Spoergsmaal], list[Fund]]:
    kolonne = kolonner["periode"]
    kvartal, spoergsmaal = _tal_er_kvartal(celler["periode"], kolonne, svar)
    fund: list[Fund] = []
    ud: dict[str, list[float]] = {"aar": [], "fra_maaned": [], "maaneder": []}
    for nr, celle in celler["periode"].items():
        egen = tekst_af(celler.at[nr, "aar"]) if "aar" in celler else ""
        aar = int(egen) if re.fullmatch(r"[0-9]{4}", egen) else None
        fundet = periode_af(celle, aar, tal_er_kvartal=kvartal)
        if fundet is None and not spoergsmaal:
            uden = aar is None and periode_uden_aar(celle)
            hvad = "har intet år" if uden else "er hverken et kvartal eller en måned"
            fund.append(
                kilde.fund(
                    f"»{tekst_af(celle)}« {hvad}. Skriv 1. kvartal 2025 eller 2025-03.",
                    raekke=int(str(nr)),
                    kolonne=kolonne,
                )
            )
        for navn, v in zip(ud, fundet or (np.nan,) * 3, strict=True):
            ud[navn].append(float(v))
    return ud, spoergsmaal, fund


def _tal_er_kvartal(celler: pd.Series, kolonne: str, svar: Svar) -> tuple[bool, list[Spoergsmaal]]:
    """Return whether numbers alone are quarters: by heading, else by the highest, else asked."""
    alene = [int(tekst_af(v)) for v in celler if er_tal(v)]
    ord_ = ens(kolonne)
    if not alene or max(alene) > 4 or re.search(r"\b(maaned|mdr)", ord_):
        return False, []
    if re.search(r"\b(kvartal|kvt|kv)\b", ord_):
        return True, []
    s = Spoergsmaal(
        "periodetal",
        f"Er tallene i »{kolonne}« kvartaler eller måneder?",
        (("kvartaler", "kvartaler, 1 til 4"), ("maaneder", "måneder, 1 til 12")),
    )
    valgt = besvaret(svar, s)
    return valgt == "kvartaler", [s] if valgt is None else []


def _kr(
    celler: pd.DataFrame, felt: str, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[pd.Series, list[Spoergsmaal], list[Fund]]:
    """Return a column as it stands, NaN for missing; a use that is missing is a fault."""
    if felt not in celler:
        return pd.Series(np.nan, index=celler.index), [], []
    fundet, spoergsmaal, fund = tal_af(celler[felt], kilde, kolonner[felt], svar)
    kr = pd.Series(fundet.tal, index=celler.index)
    mangler = pd.Series(fundet.mangler, index=celler.index)
    forkert = mangler if felt == "forbrug" else kr < 0
    besked = (
        "Rækken har intet forbrug. Slet den, hvis perioden ikke kendes."
        if felt == "forbrug"
        else "Rammen er under 0. Ret den."
    )
    fund += [kilde.fund(besked, raekke=int(nr), kolonne=kolonner[felt]) for nr in kr.index[forkert]]
    return kr, spoergsmaal, fund


ART = Art(
    "ramme",
    "forbrug af den økonomiske ramme",
    "Forbruget kvartal for kvartal, for landet og regionen, og årets økonomiske ramme.",
    FELTER,
    tolk,
    form=form,
    hoejst_raekker=HOEJST_RAMMERAEKKER,
    mere_er_knaphed=False,
)
