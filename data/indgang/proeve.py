"""A trial: a file read as one kind of input, with all there is to say of it, and nothing entered.

`proev` is the one way in for page and command line. What comes of it is shown; only then is it
entered, whole or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from dansk import Inputfejl, antal, linje, opremsning, tal
from data.fund import Fund
from data.indgang.ark import laes_ark
from data.indgang.art import ADVARSEL, FEJL, LAEST, TABELFILER, Art, Hel, Kilde, Tolkning
from data.indgang.beholder import parquetkolonner
from data.indgang.celler import Ark, kort_liste
from data.indgang.geofil import GEOFILER, stedlag
from data.indgang.hoved import fyldt
from data.indgang.jsonstat import JSON, er_jsonstat
from data.indgang.kolonner import foreslaa, vaelg
from data.indgang.overskrift import Raatabel, find_tabel
from data.indgang.skabelon import er_eget
from data.indgang.spoergsmaal import Afhoerte, Spoergsmaal, Svar, besvaret
from planning.plan import Plan

#: Unused columns are named so many, each with so many letters.
VIST_NAVNE, VIST_NAVN = 8, 40
#: Of a file that is read whole.
INGEN_TABEL = Raatabel("", [], pd.DataFrame(), pd.DataFrame(), [], [], [])


class UkendtFil(Inputfejl):
    """A file that cannot be known by its columns: `hvad` says so, `arter` are what it may be.

    The whole sentence leads to the page; a command leads to its own choice.
    """

    def __init__(self, hvad: str, arter: Sequence[Art]) -> None:
        titler = opremsning([a.titel for a in arter], "eller")
        super().__init__(
            f"{hvad} Vælg, hvad den er, på siden Import under »Hvad er det?«, eller hent "
            f"skabelonen der. Den kan være {titler}."
        )
        self.hvad, self.arter = hvad, tuple(arter)


@dataclass(frozen=True, eq=False)
class Proeve:
    """A file tried: of which kind, how it was read, what was found, and what it would change.

    `ark` is the sheet as it stands and `raa` its table before the kind gave it another form; None
    and empty for a file that is read whole. `ubrugte_svar`: keys of answers to what was not asked
    of it.
    """

    art: Art
    kilde: Kilde
    hvordan: str
    tabel: Raatabel
    kolonner: Mapping[str, str]
    tolkning: Tolkning
    spoergsmaal: tuple[Spoergsmaal, ...]
    ark: Ark | None = None
    raa: Raatabel = INGEN_TABEL
    ubrugte_svar: tuple[str, ...] = ()

    @property
    def fund(self) -> tuple[Fund, ...]:
        """Everything that was found, faults first, then warnings, then how it was read."""
        laest = tuple(
            self.kilde.fund(b, alvor=LAEST)
            for b in (self.hvordan, *self.tabel.bemaerkninger, self._ubrugte())
            if b
        )
        raad = tuple(self.kilde.fund(b, alvor=ADVARSEL) for b in self.tabel.advarsler)
        orden = (FEJL, ADVARSEL, LAEST)
        return tuple(
            sorted((*self.tolkning.fund, *raad, *laest), key=lambda f: orden.index(f.alvor))
        )

    def _ubrugte(self) -> str:
        """The sentence on the columns that nothing is read of; "" for none, and with questions."""
        ubrugte = [k for k in self.tabel.kolonner if k not in self.kolonner.values()]
        if not ubrugte or self.spoergsmaal:
            return ""
        vist = opremsning([f"»{linje(k, VIST_NAVN)}«" for k in ubrugte], hoejst=VIST_NAVNE)
        return f"Ikke brugt: {vist}."

    @property
    def fejl(self) -> tuple[Fund, ...]:
        """The faults: with any, nothing can be entered."""
        return tuple(f for f in self.fund if f.alvor == FEJL)

    @property
    def advarsler(self) -> tuple[Fund, ...]:
        """What must be looked at before it is entered."""
        return tuple(f for f in self.fund if f.alvor == ADVARSEL)

    @property
    def kan_tages(self) -> bool:
        """Whether it can be entered: no faults, and every question answered."""
        return not self.fejl and not self.spoergsmaal and bool(self.tolkning.nye)


def proev(
    sti: Path,
    arter: Sequence[Art],
    plan: Callable[[], Plan],
    svar: Svar,
    husket: Mapping[str, Mapping[str, str]] | None = None,
) -> Proeve:
    """Return a file tried as one of the kinds, against the plan it would change.

    `plan` is asked for when the file has been read: one that cannot be is refused at once.

    The kind is the one whose required columns are all called what they are called there; more
    than one sheet with a table is asked about. `husket`: columns that were confirmed before.
    Raises Inputfejl for a file that cannot be read, or is of no kind.
    """
    afhoerte = Afhoerte(svar)
    proeve = _proev(sti, arter, plan, afhoerte, husket)
    return replace(proeve, ubrugte_svar=afhoerte.ubrugte)


def _proev(
    sti: Path,
    arter: Sequence[Art],
    plan: Callable[[], Plan],
    svar: Svar,
    husket: Mapping[str, Mapping[str, str]] | None,
) -> Proeve:
    egnede = [art for art in arter if sti.suffix.lower() in art.endelser]
    if sti.suffix.lower() == JSON:
        # A cube of statistics is a table; any other JSON is read whole.
        terning = er_jsonstat(sti)
        egnede = [art for art in egnede if (art.hel is None) == terning]
    if len(arter) == 1 and not egnede:
        raise Inputfejl(_forkert_endelse(sti, *arter))
    if len(arter) > 1:
        if sti.suffix.lower() in GEOFILER and not stedlag(sti):
            # Polygons, or more points than a list has: read whole.
            egnede = [art for art in egnede if art.hel is not None]
        egnede = _efter_indhold(sti, egnede, plan)
    if len(egnede) == 1 and egnede[0].hel is not None:
        return _hel(sti, egnede[0], egnede[0].hel, plan, svar)
    tabelarter = [art for art in egnede if art.hel is None]
    if not tabelarter:
        kendte = [art for art in egnede if art.kendetegn(parquetkolonner(sti))]
        if len(kendte) == 1 and kendte[0].hel is not None:
            return _hel(sti, kendte[0], kendte[0].hel, plan, svar)
        raise _hvilken(sti, kendte or egnede)
    ark_i_filen, egne = _med_indhold(sti, laes_ark(sti))
    alle = [(ark, find_tabel(ark)) for ark in ark_i_filen]
    hvilket = Spoergsmaal(
        "ark",
        "Hvilket ark skal læses?",
        tuple((ark.navn, antal(len(tabel.data), "række", "rækker")) for ark, tabel in alle),
        alle[0][0].navn,
    )
    valgt = besvaret(svar, hvilket) if len(alle) > 1 else alle[0][0].navn
    ark, raa = next((a, t) for a, t in alle if valgt is None or a.navn == valgt)
    art = arter[0] if len(arter) == 1 else _vaelg_art(sti, tabelarter, egnede, raa)
    if art.hel is not None:
        return _hel(sti, art, art.hel, plan, svar)
    _kraev_raekker(sti, raa, art)
    raa = replace(raa, bemaerkninger=[*raa.bemaerkninger, *egne])
    tabel = art.form(raa)
    kilde = Kilde(sti.name, ark.navn, hashlib.sha256(sti.read_bytes()).hexdigest())
    forslag = foreslaa(tabel.kolonner, art.felter, (husket or {}).get(art.noegle))
    valgte, ubesvarede = vaelg(forslag, tabel.kolonner, svar)
    kolonner = _udfyldte(art, tabel, valgte)
    if valgt is None:
        ubesvarede.insert(0, hvilket)
    tolkning = Tolkning() if ubesvarede else art.tolk(kilde, tabel, kolonner, plan(), svar)
    if tabel.for_brede:
        brede = kilde.fund(
            f"Række {kort_liste(tabel.for_brede)} har flere felter end overskriften, så tallene er "
            "forskudt. Sæt tekster og tal med skilletegn i anførselstegn, eller ret skilletegnet."
        )
        tolkning = replace(tolkning, nye={}, fund=(*tolkning.fund, brede))
    return Proeve(
        art=art,
        kilde=kilde,
        hvordan=f"Læst som {ark.hvordan}: {antal(len(tabel.data), 'række', 'rækker')}.",
        tabel=tabel,
        kolonner=kolonner,
        tolkning=tolkning,
        spoergsmaal=(*ubesvarede, *tolkning.spoergsmaal),
        ark=ark,
        raa=raa,
    )


def _efter_indhold(sti: Path, egnede: Sequence[Art], plan: Callable[[], Plan]) -> list[Art]:
    """Return the kinds without those read whole that a file is not, by what is in it.

    A kind that knows its own files is the one where it knows this, and else is none of them.
    """
    hele = [art for art in egnede if art.hel is not None]
    if len(hele) < 2:
        return list(egnede)
    kendte = [art for art in hele if art.kendes is not None and art.kendes(sti, plan)]
    hele = kendte or [art for art in hele if art.kendes is None]
    return [art for art in egnede if art.hel is None or art in hele]


def _kraev_raekker(sti: Path, raa: Raatabel, art: Art) -> None:
    if len(raa.data) > art.hoejst_raekker:
        raise Inputfejl(
            f"{sti.name} har {tal(len(raa.data))} rækker; der læses højst "
            f"{tal(art.hoejst_raekker)} som {art.titel}. Vælg færre i udtrækket, og prøv igen."
        )


def _udfyldte(art: Art, tabel: Raatabel, kolonner: Mapping[str, str]) -> dict[str, str]:
    """Return the columns without those that need not be there and have nothing in them.

    A template has every column there is, and most are left as they are.
    """
    kraevet = {f.navn for f in art.felter if f.kraevet}
    return {
        felt: k
        for felt, k in kolonner.items()
        if felt in kraevet or any(map(fyldt, tabel.data[k].unique()))
    }


def _med_indhold(sti: Path, ark: Sequence[Ark]) -> tuple[list[Ark], list[str]]:
    """Return the sheets with a table of the user's, and what is told of the program's own."""
    egne = [a.navn for a in ark if er_eget(a)]
    fundet = [a for a in ark if a.navn not in egne and len(a.celler.dropna(how="all")) > 1]
    if not fundet:
        raise Inputfejl(
            f"{sti.name} har ingen tabel. Gem den med en overskrift og mindst én række."
        )
    navne = opremsning([f"»{navn}«" for navn in egne])
    return fundet, [f"Praksiskorts eget ark {navne} er ikke læst."] if egne else []


def _hel(sti: Path, art: Art, laes: Hel, plan: Callable[[], Plan], svar: Svar) -> Proeve:
    if not sti.is_file():
        raise Inputfejl(f"{sti.name} findes ikke. Kontrollér sti og navn.")
    with sti.open("rb") as aaben:
        kilde = Kilde(sti.name, "", hashlib.file_digest(aaben, "sha256").hexdigest())
    tolkning = laes(kilde, sti, plan(), svar)
    return Proeve(art, kilde, "", INGEN_TABEL, {}, tolkning, tolkning.spoergsmaal)


def _vaelg_art(sti: Path, arter: Sequence[Art], egnede: Sequence[Art], raa: Raatabel) -> Art:
    """Return the kind whose required columns are all called what they are called there.

    Of several, the one that knows every column another does, and more. A kind that is read whole
    is one of them where no table is, or one knows its columns too. Where it is none, a map file is
    of the one kind that is read whole.
    """
    passer = {art.noegle: kendte for art in arter if (kendte := _kendte(art, raa))}
    tabeller, hele = [*passer.values()], [art for art in egnede if art.hel is not None]
    for art in hele:
        kendte = art.kendetegn(raa.kolonner)
        if kendte and (not tabeller or any(kendte <= andre for andre in tabeller)):
            passer[art.noegle] = kendte
    bedst = [n for n, k in passer.items() if all(k > a for m, a in passer.items() if m != n)]
    if bedst:
        return next(art for art in egnede if art.noegle == bedst[0])
    if not passer and len(hele) == 1 and sti.suffix.lower() not in TABELFILER:
        return hele[0]
    raise _hvilken(sti, [a for a in egnede if a.noegle in passer] or egnede)


def _kendte(art: Art, raa: Raatabel) -> set[str]:
    """Return the columns a kind is sure of, none where one it requires is not among them."""
    tabel = art.form(raa)
    if not art.ligner(tabel):
        return set()
    forslag = foreslaa(tabel.kolonner, art.felter)
    fundet = {f.felt.navn: f.kolonne for f in forslag if f.kolonne and f.sikker}
    kraevet = {f.navn for f in art.felter if f.kraevet}
    passer = kraevet <= set(fundet) and (not art.en_af or set(art.en_af) & set(fundet))
    return set(fundet.values()) if passer else set()


def _forkert_endelse(sti: Path, art: Art) -> str:
    """The sentence on a file that is not among those the one kind is read from."""
    if sti.suffix.lower() == JSON and JSON in art.endelser:
        # A cube of statistics is a table, and what is read whole is none.
        er = "ikke JSON-stat" if art.hel is None else "JSON-stat, som er statistik"
        return f"{sti.name} er {er}, og kan ikke læses som {art.titel}. Sig, hvad den ellers er."
    endelser = opremsning(art.endelser, "eller")
    return f"{sti.name} kan ikke læses som {art.titel}: det kan filer, der ender på {endelser}."


def _hvilken(sti: Path, egnede: Sequence[Art]) -> Inputfejl:
    """The fault that asks what a file is, among those it may be."""
    if not egnede:
        return Inputfejl(
            f"{sti.name} er ikke en fil, der kan indlæses. Siden Import viser, hvilke der kan."
        )
    if len(egnede) > 1:
        return UkendtFil(f"{sti.name} kan ikke kendes på sine kolonner.", egnede)
    (art,) = egnede
    kraevede = opremsning([f.titel for f in art.felter if f.kraevet])
    return UkendtFil(
        f"{sti.name} har ikke kolonnerne {kraevede}, som {art.titel} har, og andet kan ikke "
        f"indlæses af en {sti.suffix.lower()}-fil.",
        egnede,
    )
