"""What a Danish reader meets: numbers, lists and error sentences in Danish form.

The one module every layer may import; it knows nothing of plans, maps or files.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from babel.numbers import format_decimal

LOCALE = "da_DK"
MANGLER = "–"
#: The smallest group of persons or households that leaves the program (`planning.diskretion`), and
#: what stands for a figure that is hidden.
MINDSTE_GRUPPE, SKJULT = 5, ".."
IKKE_OPLYST = "ikke oplyst"
#: Digits to round with: the largest float has 309 before the comma.
PRAECISION = 400

#: Digits before the comma that are read: more is no amount.
HOEJST_CIFRE = 18
#: A number as Danes type it: thousands parted by points, by blanks or not at all, and a comma.
SKREVET_TAL = re.compile(
    r"(?P<hele>[-+]?(?:[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){1,5}|(?: [0-9]{3}){1,5})"
    rf"|[0-9]{{1,{HOEJST_CIFRE}}}))(?:,(?P<broek>[0-9]+))?"
)
#: As they are copied from a table or a sheet: blanks that break no line, and a minus.
ENS = str.maketrans("\u00a0\u202f\u2009\u2007\u2212", "    -")
KOMMAER_OG_PUNKTUMMER = str.maketrans(",.", ".,")
ANTALSORD = {1: "én decimal", 2: "to decimaler"}

#: What XML cannot hold, and the signs that turn the reading direction of the text after them.
ULOVLIGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


class Inputfejl(ValueError):
    """Bad input, told as a Danish sentence: what is wrong, where, how many, what to do.

    What it cites may come of any file, so that signs which steer a terminal are left out of it.
    """

    #: The part of the message that only holds where a page is open.
    raad = ""

    def __str__(self) -> str:
        """Return the sentence."""
        return rens(super().__str__())


def _afrund(vaerdi: float, decimaler: int) -> Decimal:
    # Half up, as the praksisplan rounds (3704.5 is printed 3.705); Python rounds half to even.
    # Adding zero turns a rounded -0 into 0.
    enhed = Decimal(1).scaleb(-decimaler)
    return Decimal(repr(vaerdi)).quantize(enhed, ROUND_HALF_UP) + 0


def tal(vaerdi: float | int | None, decimaler: int = 0, *, fast: bool = True) -> str:
    """Return a number as Danes write it, 4571 as `4.571` and 1.5 as `1,5`.

    `decimaler` is the number of decimals; with `fast=False` it is the highest number and
    trailing zeros are dropped. None and NaN give an en dash: missing is not zero.
    """
    if vaerdi is None or math.isnan(vaerdi := float(vaerdi)):
        return MANGLER
    if math.isinf(vaerdi):
        return "∞" if vaerdi > 0 else "−∞"
    return _skrevet(vaerdi, decimaler, fast)


# A page writes the same figures each time it runs, and babel takes its time.
@lru_cache(maxsize=20_000)
def _skrevet(vaerdi: float, decimaler: int, fast: bool) -> str:
    moenster = "#,##0" + ("." + ("0" if fast else "#") * decimaler if decimaler else "")
    with localcontext(prec=PRAECISION):
        afrundet = _afrund(vaerdi, decimaler)
        return format_decimal(afrundet, format=moenster, locale=LOCALE).replace("-", "−")


def laes_tal(
    tekst: str, decimaler: int = 0, mindst: Decimal | int = 0, hoejst: Decimal | int | None = None
) -> Decimal:
    """Return a number as it was typed in Danish: 780.000, 780 000, 780000,50 and 1,5.

    A point parts thousands and nothing else, so 60.000 is sixty thousand and 1.5 is refused. Raises
    Inputfejl for what cannot be read for sure, for more than `decimaler` decimals and for what is
    below `mindst` or above `hoejst`.
    """
    ren, vist = tekst.translate(ENS).strip(), citat(tekst, 40)
    fundet = SKREVET_TAL.fullmatch(ren)
    if fundet is None:
        med_komma = re.fullmatch(rf"[-+]?[0-9]{{1,{HOEJST_CIFRE}}}\.([0-9]+)", ren)
        if med_komma and len(med_komma[1]) <= decimaler:
            raise Inputfejl(f"Skriv {ren.replace('.', ',')} i stedet for {vist}.")
        form = "et tal som 1.234,5" if decimaler else "et helt tal som 1.234"
        raise Inputfejl(f"Skriv {form}, ikke {vist}.")
    broek = fundet["broek"] or ""
    if len(broek) > decimaler:
        hvad = ANTALSORD.get(decimaler, f"{decimaler} decimaler")
        krav = f"højst {hvad}" if decimaler else "et helt tal"
        raise Inputfejl(f"Skriv {krav}, ikke {vist}.")
    vaerdi = Decimal(f"{re.sub('[. ]', '', fundet['hele'])}.{broek or 0}")
    if vaerdi < mindst or (hoejst is not None and vaerdi > hoejst):
        til = "eller mere" if hoejst is None else f"til {skrevet(hoejst)}"
        raise Inputfejl(f"Skriv et tal fra {skrevet(mindst)} {til}, ikke {vist}.")
    return vaerdi if broek else Decimal(int(vaerdi))


def skrevet(vaerdi: Decimal | int) -> str:
    """Return a number as `laes_tal` reads it, all of its decimals kept: 780.000,50."""
    return f"{Decimal(vaerdi):,f}".translate(KOMMAER_OG_PUNKTUMMER)


def kapaciteter(vaerdi: float | int | None) -> str:
    """Return a number of capacities with as few decimals as it needs: 4, 0,5, 2,75."""
    return tal(vaerdi, 2, fast=False)


def antal_kapaciteter(vaerdi: float) -> str:
    """Return a number of capacities with its noun: `0,5 kapacitet`, `2 kapaciteter`."""
    return f"{kapaciteter(vaerdi)} {'kapacitet' if abs(vaerdi) < 2 else 'kapaciteter'}"


def fra_til(foer: float, efter: float, decimaler: int = 0, hoejst: int = 3) -> tuple[str, str]:
    """Return before and after with the same decimals, as few as tell them apart.

    At least `decimaler` and at most `hoejst`: 1.01 and 1 are `1,01` and `1,00`.
    """
    for antal in range(decimaler, hoejst + 1):
        par = tal(foer, antal), tal(efter, antal)
        if foer == efter or par[0] != par[1]:
            break
    return par


def omtrent(antal: float) -> str:
    """Return a count of people from a model with two leading digits: 38199 as `omkring 38.000`."""
    antal = round(float(antal))
    return f"omkring {to_cifre(antal)}" if antal >= 100 else personer(antal)


def rundet_op(vaerdi: float, decimaler: int) -> str:
    """Return a number as few decimals tell it, never less than it is: 20,4915 is `20,5`."""
    trin = 10**decimaler
    return tal(math.ceil(round(vaerdi * trin, 6)) / trin, decimaler, fast=False)


def antal(n: float, ental: str, flertal: str) -> str:
    """Return a count with its word: `1 distrikt`, `12 distrikter`."""
    return f"{tal(n)} {ental if n == 1 else flertal}"


def personer(antal: float) -> str:
    """Return a count of people for a sentence: a group too small to tell is `færre end 5`."""
    if 0 < antal < MINDSTE_GRUPPE:
        return f"færre end {MINDSTE_GRUPPE}"
    return tal(antal)


def to_cifre(antal: float) -> str:
    """Return a count of people with its two leading digits alone: 38199 as `38.000`."""
    antal = round(float(antal))
    if antal < 100:
        return personer(antal)
    trin = 10 ** (len(str(antal)) - 2)
    return tal(_afrund(antal / trin, 0) * trin)


def procent(vaerdi: float | int | None, decimaler: int = 1) -> str:
    """Return a percentage given in percent (29.1 is 29.1 %) as `29,1 %`."""
    tekst = tal(vaerdi, decimaler)
    return tekst if tekst == MANGLER else f"{tekst} %"


def mio_kr(kr: float | int | None) -> str:
    """Return kroner in millions with one decimal: `113,2 mio. kr.`; below one `393.000 kr.`."""
    if kr is not None and math.isfinite(kr) and abs(kr) >= 999_999.5:
        return f"{tal(kr / 1e6, 1)} mio. kr."
    tekst = tal(kr)
    return tekst if tekst == MANGLER else f"{tekst} kr."


def fortegn(vaerdi: float | int | None, decimaler: int = 1) -> str:
    """Return a number with its sign, so that a change reads as one: `+29,1`, `−3,0`, `0,0`."""
    tekst = tal(vaerdi, decimaler)
    if vaerdi is None or tekst == MANGLER:
        return MANGLER
    nul = tekst == tal(0, decimaler)
    return tekst if nul or float(vaerdi) < 0 else f"+{tekst}"


def score(vaerdi: float | int | None) -> str:
    """Return a score with its sign and the decimals that tell moves of one capacity apart."""
    return fortegn(vaerdi, 2)


def opremsning(led: Sequence[str], bindeord: str = "og", hoejst: int | None = None) -> str:
    """Return a list as Danish prose: `a`, `a og b`, `a, b og c`; over `hoejst` counted."""
    if not led:
        return ""
    if hoejst is not None and len(led) > hoejst:
        led = [*led[:hoejst], f"{tal(len(led) - hoejst)} til"]
    if len(led) == 1:
        return led[0]
    return f"{', '.join(led[:-1])} {bindeord} {led[-1]}"


def alfabetisk(navn: str) -> str:
    """Return a key that sorts names as Danes do: æ, ø and å last, and Aa as å.

    Aalborg then stands after Vesthimmerland. Use it as `sorted(navne, key=alfabetisk)`.
    """
    return navn.casefold().replace("aa", "å").translate(str.maketrans("æøå", "{|}"))


def rens(tekst: str) -> str:
    """Return text without characters that XML forbids or that change its direction."""
    return ULOVLIGE.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))


def linje(tekst: object, hoejst: int | None = None) -> str:
    """Return text as one clean line, cut with an ellipsis when longer than `hoejst`."""
    ren = " ".join(rens(str(tekst)).split())
    return ren if hoejst is None or len(ren) <= hoejst else f"{ren[: hoejst - 1].rstrip()}…"


def citat(tekst: object, hoejst: int = 60) -> str:
    """Return what stands in a file as a sentence cites it: one clean line in Danish quotes."""
    return f"»{linje(tekst, hoejst)}«"


#: How letters outside a-z are written in a key, and in the name of a file.
BOGSTAVER = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe"})
IKKE_I_NOEGLE = re.compile(r"[^a-z0-9]+")


def slug(tekst: str) -> str:
    """Return a text as a part of a key, or the name of a file: small letters, digits, hyphens."""
    return IKKE_I_NOEGLE.sub("-", linje(tekst).lower().translate(BOGSTAVER)).strip("-")


#: Nobody is told apart from this age on.
AABEN = 100
ALDER = re.compile(
    r"(?P<fra>[0-9]{1,3})(?: ?(?:-|–|til) ?(?P<til>[0-9]{1,3})|(?P<aaben> ?\+| og (?:der)?over))?"
    r"(?: ?(?:år|aar))?(?P<aaben2> og (?:der)?over)?",
    re.IGNORECASE,
)


def aldersgraenser(navn: str) -> tuple[int, float] | None:
    """Return the first and last age of a group as it is called (16-19 år, 80+); None for no age.

    A group that ends at `AABEN` or later is open, its last age infinite.
    """
    fundet = ALDER.fullmatch(" ".join(navn.split()))
    if fundet is None:
        return None
    fra = int(fundet["fra"])
    aaben = fundet["aaben"] or fundet["aaben2"]
    til = math.inf if aaben else int(fundet["til"] or fra)
    if til < fra:
        return None
    return (min(fra, AABEN), math.inf) if til >= AABEN else (fra, til)


def gruppenavn(fra: int, til: float) -> str:
    """Return what a group of ages is called: 7 år, 0-4 år, 80+ år."""
    if math.isinf(til):
        return f"{fra}+ år"
    return f"{fra} år" if til == fra else f"{fra}-{til:.0f} år"
