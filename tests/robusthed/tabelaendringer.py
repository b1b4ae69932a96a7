"""Tables broken as people and programs break them, each with what may then be taken.

What changes the figures may be taken only as the changed file says (NY), if it says anything;
what only writes the same otherwise may be taken only as the whole file (SAMME).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.robusthed.tabeller import Tabel, skriv_csv
from tests.robusthed.variant import BEGGE, NY, SAMME, Aendring, Fil, Slump

ORD = (
    *("mange", "ca. 5", "#REF!", "=1+1", "ukendt", "n/a", "x", "-", "..", "<5", "i alt", "TRUE"),
    *("\x07", "\u202e12", "\u200b", "\x1b[31m5", "a\nb", "'", '"', "{}", "%s", "<b>1</b>"),
)
TAL = (
    *("nan", "inf", "-inf", "-1", "-0", "1e400", "1e5", "1e-5", "9" * 20, "0x1f", "1_000", "+"),
    *("٣١٢", "１２", "½", "0", "0.5", "1.2.3", "1,2,3", "--5", "5-", "10**9", "∞", "1e308"),
)
SKRALD = ("æøå", "kolonne", "", "  ", "INDHOLD2", "a;b", "\t", "x" * 500, "\x00navn", "Navn\nto")

Tabelaendring = Callable[[Slump, Fil, Tabel], Tabel]


def _raekke(slump: Slump, t: Tabel) -> int:
    return slump.randrange(len(t.raekker))


def _kolonne(slump: Slump, t: Tabel) -> int:
    return slump.randrange(len(t.hoved))


def raekke_mangler(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Drop one row, or several on end."""
    nr, antal = _raekke(slump, t), slump.choice([1, 1, 3])
    return replace(t, raekker=t.raekker[:nr] + t.raekker[nr + antal :])


def raekke_gentaget(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Repeat a row as it is, beside itself or at the end."""
    nr = _raekke(slump, t)
    sted = slump.choice([nr, len(t.raekker)])
    return replace(t, raekker=(*t.raekker[:sted], t.raekker[nr], *t.raekker[sted:]))


def raekke_gentaget_anderledes(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Repeat a row with another number in it."""
    ny = raekke_gentaget(slump, fil, t)
    kolonne = slump.choice(fil.talkolonner)
    nr = next(i for i, r in enumerate(ny.raekker) if ny.raekker.count(r) > 1)
    return ny.med(nr, kolonne, str(slump.randrange(10, 99)))


def celle_tom(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Empty a cell."""
    return t.med(_raekke(slump, t), _kolonne(slump, t), slump.choice(["", " ", "\u00a0"]))


def celle_ord(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Put words, signs or an error where something else should be."""
    return t.med(_raekke(slump, t), _kolonne(slump, t), slump.choice(ORD))


def celle_tal(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Put what is no number, or one of no use, where a number should be."""
    return t.med(_raekke(slump, t), slump.choice(fil.talkolonner), slump.choice(TAL))


def cifre_byttet(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Swap two neighbouring digits of a number."""
    nr, k = _raekke(slump, t), slump.choice(fil.talkolonner)
    tegn = list(t.raekker[nr][k])
    par = [i for i in range(len(tegn) - 1) if tegn[i].isdigit() and tegn[i + 1].isdigit()]
    if par:
        i = slump.choice(par)
        tegn[i], tegn[i + 1] = tegn[i + 1], tegn[i]
    return t.med(nr, k, "".join(tegn))


def ciffer_for_meget(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Double or lose a digit of a number."""
    nr, k = _raekke(slump, t), slump.choice(fil.talkolonner)
    celle = t.raekker[nr][k]
    i = slump.randrange(len(celle) + 1)
    return t.med(
        nr, k, slump.choice([celle[:i] + celle[i : i + 1] * 2, celle[:i]]) + celle[i + 1 :]
    )


def celler_byttet(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Swap the cells of two rows in one column."""
    k, a, b = _kolonne(slump, t), _raekke(slump, t), _raekke(slump, t)
    return t.med(a, k, t.raekker[b][k]).med(b, k, t.raekker[a][k])


def _gange(celle: str, faktor: float) -> str:
    try:
        return f"{float(celle.replace(',', '.')) * faktor:.10g}".replace(
            ".", "," if "," in celle else "."
        )
    except ValueError:
        return celle


def anden_enhed(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Write all numbers in another unit: thousands, per cent, seconds."""
    faktor = slump.choice([0.001, 0.01, 10, 60, 100, 1000])
    raekker = [
        tuple(_gange(c, faktor) if k in fil.talkolonner else c for k, c in enumerate(r))
        for r in t.raekker
    ]
    return replace(t, raekker=tuple(raekker))


def raekke_i_anden_enhed(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Write the numbers of one row in another unit."""
    nr, faktor = _raekke(slump, t), slump.choice([0.001, 60, 1000])
    ny = t
    for k in fil.talkolonner:
        ny = ny.med(nr, k, _gange(t.raekker[nr][k], faktor))
    return ny


def kolonne_mangler(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Drop a column."""
    orden = [*range(len(t.hoved))]
    orden.pop(_kolonne(slump, t))
    return t.med_kolonner(orden)


def kolonne_omdoebt(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Call a column something else."""
    hoved = list(t.hoved)
    hoved[_kolonne(slump, t)] = slump.choice(SKRALD)
    return replace(t, hoved=tuple(hoved))


def overskrifter_byttet(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Swap two headings."""
    hoved = list(t.hoved)
    a, b = _kolonne(slump, t), _kolonne(slump, t)
    hoved[a], hoved[b] = hoved[b], hoved[a]
    return replace(t, hoved=tuple(hoved))


def kolonne_gentaget_anderledes(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Repeat a column of numbers under its own heading, with other numbers."""
    k = slump.choice(fil.talkolonner)
    orden = [*range(len(t.hoved))]
    orden.insert(slump.choice([k, len(orden)]), k)
    ny = t.med_kolonner(orden)
    kopi = max(i for i, o in enumerate(orden) if o == k)
    for nr in range(len(ny.raekker)):
        ny = ny.med(nr, kopi, _gange(ny.raekker[nr][kopi], 1.1 if "." in t.raekker[nr][k] else 2))
    return ny


def hoved_mangler(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Drop the headings."""
    return Tabel(t.raekker[0], t.raekker[1:])


def nuller_tabt(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Take the zeros in front of ids away, or put one more there."""
    raekker = t.raekker
    for k in fil.idkolonner:
        til = (lambda c: c.lstrip("0")) if slump.random() < 0.7 else (lambda c: f"0{c}")
        raekker = tuple(
            tuple(til(c) if i == k and c[:1].isdigit() else c for i, c in enumerate(r))
            for r in raekker
        )
    return replace(t, raekker=raekker)


# ------------------------------------------------------------------ the same, written otherwise


def raekker_blandet(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Write the rows in another order."""
    return replace(t, raekker=tuple(slump.sample(t.raekker, len(t.raekker))))


def kolonner_blandet(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Write the columns in another order, the first of them kept."""
    resten = slump.sample(range(1, len(t.hoved)), len(t.hoved) - 1)
    return t.med_kolonner([0, *resten])


def kolonne_gentaget(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Repeat a column as it is."""
    k = _kolonne(slump, t)
    return t.med_kolonner([*range(len(t.hoved)), k])


def ekstra_kolonne(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Add a column of something else."""
    navn = slump.choice(["Bemærkning", "", "Sort", "id_2", "x" * 300])
    raekker = tuple((*r, slump.choice(["", "se note", "12"])) for r in t.raekker)
    return Tabel((*t.hoved, navn), raekker)


def tomme_raekker(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Put blank rows among the others."""
    raekker = list(t.raekker)
    for _ in range(slump.choice([1, 5, 60])):
        raekker.insert(slump.randrange(len(raekker) + 1), ("",) * len(t.hoved))
    return replace(t, raekker=tuple(raekker))


def luft(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Put blanks around what stands in the cells."""
    om = slump.choice([" ", "  ", "\u00a0", "\t"])
    return replace(t, raekker=tuple(tuple(f"{om}{c}{om}" for c in r) for r in t.raekker))


def titel_over(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Put title rows above the headings."""
    fyld = ("",) * (len(t.hoved) - 1)
    titler = [(slump.choice(["Udtræk", "Opgjort 2026", "Fortroligt"]), *fyld) for _ in range(3)]
    return Tabel(titler[0], (*titler[1:], ("", *fyld), t.hoved, *t.raekker))


def note_under(slump: Slump, fil: Fil, t: Tabel) -> Tabel:
    """Put a blank row and a note below the table."""
    fyld = ("",) * (len(t.hoved) - 1)
    note = slump.choice(["Kilde: Danmarks Statistik", "* foreløbige tal", "Anm.: afrundet"])
    return replace(t, raekker=(*t.raekker, ("", *fyld), (note, *fyld)))


def _skrevet(**valg: object) -> Callable[[Slump, Fil], bytes]:
    return lambda _slump, fil: skriv_csv(fil.tabel, **valg)  # type: ignore[arg-type]


def _i_andre_tegn(slump: Slump, fil: Fil) -> bytes:
    kodning = slump.choice(["cp1252", "utf-16", "utf-8-sig", "mac-roman", "cp437", "utf-32"])
    return skriv_csv(fil.tabel, slump.choice(";,\t|"), kodning)


def _dobbelt_kodet(slump: Slump, fil: Fil) -> bytes:
    return fil.indhold.decode("utf-8", "replace").encode("utf-8").decode("latin-1").encode("utf-8")


def _meget(slump: Slump, fil: Fil) -> bytes:
    """Return a table whose rows are there very many times."""
    gange = slump.choice([2_000, 100_000]) // len(fil.tabel.raekker) + 1
    return skriv_csv(replace(fil.tabel, raekker=fil.tabel.raekker * gange), ";")


def _bred(slump: Slump, fil: Fil) -> bytes:
    """Return a table of very many columns."""
    antal = slump.choice([300, 20_000])
    return skriv_csv(
        Tabel(
            (*fil.tabel.hoved, *(f"k{nr}" for nr in range(antal))),
            tuple((*r, *["1"] * antal) for r in fil.tabel.raekker[:20]),
        ),
        ";",
    )


def _en_lang_celle(slump: Slump, fil: Fil) -> bytes:
    lang = slump.choice(["9", "a", "1 ", "\u200b", "i alt "]) * slump.choice([1_000, 40_000])
    return fil.skriv(fil.tabel.med(_raekke(slump, fil.tabel), _kolonne(slump, fil.tabel), lang))


def _af(goer: Tabelaendring) -> Callable[[Slump, Fil], bytes]:
    return lambda slump, fil: fil.skriv(goer(slump, fil, fil.tabel))


def _alle(goerere: Sequence[Tabelaendring], facit: str, **valg: bool) -> tuple[Aendring, ...]:
    return tuple(
        Aendring(g.__name__.replace("_", " "), _af(g), facit, **valg)  # type: ignore[arg-type]
        for g in goerere
    )


#: Of any table that is written as fil.skriv writes it.
TABELLEN = (
    *_alle(
        (
            *(raekke_mangler, raekke_gentaget, raekke_gentaget_anderledes, celle_tom, celle_ord),
            *(celle_ord, celle_tal, celle_tal, cifre_byttet, ciffer_for_meget, celler_byttet),
            *(kolonne_mangler, kolonne_gentaget_anderledes, hoved_mangler),
        ),
        NY,
    ),
    *_alle((anden_enhed, raekke_i_anden_enhed), NY, besked=True),
    # These may be seen through, or be what the file then says.
    *_alle((kolonne_omdoebt, overskrifter_byttet, nuller_tabt), BEGGE),
    *_alle(
        (
            *(raekker_blandet, kolonner_blandet, kolonne_gentaget, ekstra_kolonne, tomme_raekker),
            *(luft, titel_over, note_under),
        ),
        SAMME,
    ),
    Aendring("lang celle", _en_lang_celle, NY),
)
#: Of a table that is written as text.
TEKSTEN = (
    Aendring("andre tegn", _i_andre_tegn, SAMME),
    Aendring("dobbelt kodet", _dobbelt_kodet, SAMME),
    Aendring("andet skilletegn", lambda s, f: skriv_csv(f.tabel, s.choice(";,\t|: ")), SAMME),
    Aendring("gamle linjeskift", _skrevet(linjeskift="\r"), SAMME),
    Aendring("alt i citat", _skrevet(citat=csv.QUOTE_ALL, linjeskift="\r\n"), SAMME),
    Aendring("meget", _meget, NY),
    Aendring("bred", _bred, BEGGE),
)
