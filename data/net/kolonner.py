"""Which column of a grid's file is which: known by its heading, or asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from dansk import Inputfejl, linje, opremsning
from data.fremmedfil import afvis
from data.indgang.spoergsmaal import Spoergsmaal
from data.net.graenser import VIS_KOLONNER
from data.net.samtale import Samtale

#: Column names (regular expressions, any case) of Danmarks Statistik, SDFI, DAWA and Eurostat.
KOLONNER = {
    "cellenavn": r"kvadratnet|celle(_?id|navn)?|kn(1km|10km|100m)dk|ddkn(_?(km1|km10|m100))?"
    r"|ddkncelle(1km|10km|100m)|grd_id|spatial",
    "lat": r"lat|latitude|bredde(grad)?|wgs84_?lat",
    "lon": r"lon|lng|long|longitude|l(æ|ae)ngde(grad)?|wgs84_?long?",
    "x": r"x|easting|øst|oest|etrs89_?(øst|oest)|utm_x|x_25832",
    "y": r"y|northing|nord|etrs89_?nord|utm_y|y_25832",
    "indbyggere": r"indbyggere|indbyggertal|antal(_?personer)?|befolkning|folketal|personer"
    r"|pop|population|tot_p(_\d{4})?|t|obs_value(_t)?"
    r"|((antal )?(personer|indbyggere|beboere|borgere)|befolkning(en)?|folketal(let)?)?,? ?i alt",
}
#: Column names that may mean it; the user is asked.
MULIGE = {
    "cellenavn": r"kvadrat(_?id|navn)?|felt(_?id)?|(grid|cell|inspire)_?(id|code|cell)",
    "lat": r"breddegrader|nordlig_?bredde|n_?grader|wgs84_?n|lat_?deg|y_?wgs84",
    "lon": r"l(æ|ae)ngdegrader|(ø|oe)stlig_?l(æ|ae)ngde|e_?grader|wgs84_?e|lon_?deg|x_?wgs84",
    "x": r"e|utm_?e|utm32_?e|x_?(koor(d(inat)?)?|utm32|m)|(ø|oe)st_?koordinat|xkoor\w*",
    "y": r"n|utm_?n|utm32_?n|y_?(koor(d(inat)?)?|utm32|m)|nord_?koordinat|ykoor\w*",
    "indbyggere": r"beboere|borgere|folk|mennesker|(antal|sum)_?(beboere|borgere|indbyggere)"
    r"|indb|bef|pers|people|persons|inhabitants|residents|ghs_?pop|v(æ|ae)rdi|value|total",
}
#: Headings of age groups, which are parts of all inhabitants.
ALDER = (
    r"(alder )?\d{1,3} ?(-|–|til|_) ?\d{1,3} ?(år|aar)?"
    r"|\d{1,3} ?(år|aar)? ?(og (derover|ældre)|\+)|(under|over) \d{1,3}( ?(år|aar))?"
)
NAVNE = {
    "indbyggere": "alle indbyggere",
    "cellenavn": "cellens navn",
    "lat": "breddegraden",
    "lon": "længdegraden",
    "x": "østkoordinaten (x)",
    "y": "nordkoordinaten (y)",
}
#: What tells where a cell is, the surest first.
STEDER = (("cellenavn",), ("lat", "lon"), ("x", "y"))
INGEN_STED = (
    "Cellernes sted skal være én kolonne, der hedder fx kvadratnet, celle, KN1kmDK eller "
    "GRD_ID; eller lat og lon; eller x og y (EPSG:25832)."
)


def vaelg_kolonner(
    sti: Path,
    eksempler: Mapping[str, str],
    steder: Sequence[tuple[str, ...]],
    samtale: Samtale,
) -> tuple[str, dict[str, str]]:
    """Return the column of inhabitants, and the columns of the first of `steder` that is there.

    `eksempler`: the columns of the file, in order, each with some of its values in words ("" when
    they are not known). A column that is only guessed, or one of several, is asked about: the key
    is `kolonne:` and what it is for. Raises Inputfejl when nothing can be the cells' place.
    """
    navne = [*eksempler]
    sikre = {hvad: _passer(navne, moenster) for hvad, moenster in KOLONNER.items()}
    for hvad in sikre:
        if (valgt := samtale.svar.get(f"kolonne:{hvad}")) in navne:
            sikre[hvad] = [valgt]
    mulige = {hvad: sikre[hvad] or _passer(navne, m) for hvad, m in MULIGE.items()}
    sted = next((m for m in steder if all(len(sikre[hvad]) == 1 for hvad in m)), None)
    if sted is None:
        sted = next((m for m in steder if all(mulige[hvad] for hvad in m)), None)
    vist = f"Filens kolonner er {opremsning(navne[:VIS_KOLONNER]) or 'ingen'}."
    fundne = {hvad: _valgt(hvad, sikre, mulige, eksempler, vist, samtale) for hvad in sted or ()}
    valgte = {hvad: navn for hvad, navn in fundne.items() if navn is not None}
    brugte = {*valgte.values(), *navne[VIS_KOLONNER:]}
    rest = {navn: vaerdi for navn, vaerdi in eksempler.items() if navn not in brugte}
    if not rest and not sikre["indbyggere"]:
        raise Inputfejl(f"{sti.name} har ingen kolonne med indbyggere. {vist}")
    if sted is None and len(sikre["indbyggere"]) != 1:
        afvis(sti, [_ikke_en("indbyggere", sikre["indbyggere"]), INGEN_STED, vist])
    indbyggere = _valgt("indbyggere", sikre, mulige, rest, vist, samtale)
    if indbyggere is None or len(valgte) < len(fundne):
        samtale.afslut()
    assert indbyggere is not None
    fejl = [] if sted is not None else [INGEN_STED]
    if indbyggere in valgte.values():
        fejl.append(f"{indbyggere} kan ikke være både indbyggere og sted.")
    afvis(sti, fejl and [*fejl, vist])
    return indbyggere, valgte


def netkolonner(navne: Sequence[str]) -> set[str]:
    """Return the headings by which a table is known as a grid; none where it may be another.

    Its place is called just that, and there is a column that may be its inhabitants.
    """
    folk = _passer(navne, KOLONNER["indbyggere"]) or _passer(navne, MULIGE["indbyggere"])
    for sted in STEDER:
        fundne = [_passer(navne, KOLONNER[hvad]) for hvad in sted]
        if folk and all(len(f) == 1 for f in fundne):
            return {*folk, *(navn for f in fundne for navn in f)}
    return set()


def alderskolonner(navne: Sequence[str]) -> list[str]:
    """Return the headings that are age groups, in order."""
    return _passer(navne, ALDER)


def _passer(navne: Sequence[str], moenster: str) -> list[str]:
    return [n for n in navne if re.fullmatch(moenster, " ".join(n.split()).casefold())]


def _ikke_en(hvad: str, fundet: Sequence[str]) -> str:
    if hvad != "indbyggere":
        return INGEN_STED
    return (
        f"{len(fundet) or 'Ingen'} kolonner kan være indbyggere; der skal være én, der hedder fx "
        "indbyggere, antal, personer, »Personer i alt«, TOT_P_2021 eller T."
    )


def _valgt(
    hvad: str,
    sikre: Mapping[str, list[str]],
    mulige: Mapping[str, list[str]],
    eksempler: Mapping[str, str],
    vist: str,
    samtale: Samtale,
) -> str | None:
    """Return the column for something, by its name, the user's answer or a guess."""
    if len(sikre[hvad]) == 1:
        return sikre[hvad][0]
    fundet = mulige[hvad]
    gaettet = len(fundet) == 1
    indledning = (
        f"Er {NAVNE[hvad]} kolonnen »{linje(fundet[0], 40)}«?"
        if gaettet
        else f"{_ikke_en(hvad, fundet)} {vist} Hvilken kolonne er {NAVNE[hvad]}?"
    )
    # The likely ones first; the age groups are parts, and no answer.
    alder = alderskolonner([*eksempler])
    raekke = dict.fromkeys([*fundet, *(n for n in eksempler if n not in alder)])
    valg = tuple((navn, eksempler.get(navn) or "en kolonne") for navn in raekke)
    spoergsmaal = Spoergsmaal(f"kolonne:{hvad}", indledning, valg)
    return samtale.spoerg(spoergsmaal, fundet[0] if gaettet else None)
