"""A scenario as a value and as a file: its limits, its checks, export and import.

Lengths are in characters (code points), sizes in bytes of UTF-8, times in UTC. The tiltag of a
scenario are plain JSON objects that are kept in order and not interpreted. Text is kept verbatim;
what a database or a file cannot hold (a NUL, half a surrogate pair) is refused, never altered.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from dansk import Inputfejl, opremsning, tal

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

NAVN_MAKS = 200
FORFATTER_MAKS = 200
FORMAAL_MAKS = 5_000
DATASAET_MAKS = 200
AFGOERELSE_MAKS = 500
BEGRUNDELSE_MAKS = 5_000
TILTAG_MAKS = 500
TILTAG_BYTES_MAKS = 1_000_000
DYBDE_MAKS = 32
VERSION_MAKS = 2_147_483_646
#: The years a scenario can be for.
AAR_MINDST, AAR_HOEJST = 2000, 2100
FIL_TEGN_MAKS = 100_000_000
SCENARIER_MAKS = 1_000
#: How many faults a message lists; all of them are in `Importfejl.fejl`.
VISTE_FEJL = 20

FORMAT = "praksiskort-scenarier"
FORMATVERSION = 1
SKEMAFIL = Path(__file__).with_name("scenarie.schema.json")

TYPER = {
    "object": "et objekt {…}",
    "array": "en liste […]",
    "string": "tekst",
    "integer": "et helt tal",
    "number": "et tal",
    "boolean": "true eller false",
    "null": "null",
}


@dataclass(frozen=True)
class Scenarie:
    """One saved version of a scenario; `version` counts from 1, `gemt` is in UTC.

    `datasaet` is the fingerprint of the dataset it was made on, `kopi_af` the id of the scenario
    it was copied from. `aar` is the year it is for, whose agreement it runs under; None where none
    is chosen, as in those of before. `slettet` belongs to the scenario, and is the same for all its
    versions.
    """

    id: str
    navn: str
    forfatter: str
    formaal: str
    tiltag: tuple[dict[str, Any], ...]
    datasaet: str
    version: int
    gemt: datetime
    slettet: bool = False
    kopi_af: str | None = None
    aar: int | None = None


class Indhold(TypedDict):
    """What is saved of a scenario, as `Scenarie` has it."""

    navn: str
    forfatter: str
    formaal: str
    tiltag: Sequence[Mapping[str, Any]]
    datasaet: str
    aar: NotRequired[int | None]


class Importfejl(Inputfejl):
    """A file of scenarios that cannot be read, with every fault and where it is in the file."""

    def __init__(self, fejl: Sequence[str]) -> None:
        self.fejl = tuple(fejl)
        antal = "1 fejl" if len(fejl) == 1 else f"{tal(len(fejl))} fejl"
        vist = self.fejl[:VISTE_FEJL]
        flere = [f"- og {tal(len(fejl) - VISTE_FEJL)} til"] if len(fejl) > VISTE_FEJL else []
        linjer = "\n".join([*(f"- {f}" for f in vist), *flere])
        super().__init__(
            f"Filen med scenarier kan ikke indlæses: {antal}. Intet er importeret. "
            f"Ret filen, eller eksportér den igen, og prøv så på ny.\n{linjer}"
        )


def tjek_indhold(
    navn: str,
    forfatter: str,
    formaal: str,
    tiltag: Sequence[Mapping[str, Any]],
    datasaet: str,
    aar: int | None = None,
) -> str:
    """Return the tiltag as JSON, or raise Inputfejl with every limit the scenario breaks."""
    fejl, tekst = _indholdsfejl(navn, forfatter, formaal, tiltag, datasaet, aar)
    if fejl:
        grunde = " ".join(f"{felt[:1].upper()}{felt[1:]} {grund}." for felt, grund in fejl)
        raise Inputfejl(f"Scenariet er ikke gemt: {grunde} Ret det og gem igen.")
    return tekst


def tjek_felt(
    felt: str, tekst: object, hoejst: int, *, linje: bool = True, tom: bool = False
) -> None:
    """Raise Inputfejl when a text is not text, is empty or too long, or cannot be kept verbatim.

    `linje` asks for one line, `tom` allows an empty text.
    """
    if grund := _tekstfejl(tekst, hoejst, linje, tom):
        raise Inputfejl(f"{felt} {grund}. Ret det og prøv igen.")


def kopinavn(navn: str, tilfoejelse: str) -> str:
    """Return a name with an addition, the name cut where the two would be too long."""
    plads = NAVN_MAKS - len(tilfoejelse) - 1
    return f"{navn if len(navn) <= plads else navn[: plads - 1] + '…'} {tilfoejelse}"


def soegetekst(*felter: str) -> str:
    """Return text as the search compares it: composed (NFC) and case-folded, æøå included."""
    return unicodedata.normalize("NFC", "\n".join(felter)).casefold()


def eksporter(scenarier: Iterable[Scenarie]) -> str:
    """Return scenarios, or versions of them, as the JSON of `scenarie.schema.json`."""
    poster = [
        {
            "id": s.id,
            "version": s.version,
            "navn": s.navn,
            "forfatter": s.forfatter,
            "formaal": s.formaal,
            "tiltag": list(s.tiltag),
            "datasaet": s.datasaet,
            "gemt": s.gemt.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "slettet": s.slettet,
            "kopi_af": s.kopi_af,
            # Left out where none is chosen: then earlier versions read the file too.
            **({} if s.aar is None else {"aar": s.aar}),
        }
        for s in scenarier
    ]
    if len(poster) > SCENARIER_MAKS:
        raise Inputfejl(
            f"Der er {tal(len(poster))} scenarier; en fil kan have {tal(SCENARIER_MAKS)}. "
            "Eksportér dem i flere filer."
        )
    dok = {"format": FORMAT, "formatversion": FORMATVERSION, "scenarier": poster}
    tekst = json.dumps(dok, ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    if len(tekst) > FIL_TEGN_MAKS:
        raise Inputfejl(
            f"Filen bliver på {tal(len(tekst))} tegn; den kan have {tal(FIL_TEGN_MAKS)}. "
            "Eksportér scenarierne i flere filer."
        )
    return tekst


def importer(tekst: str) -> list[Scenarie]:
    """Return the scenarios of an exported file; `Lager.indfoer` puts them in the store.

    Raises Importfejl with every fault and its path when the text is not JSON, does not fit
    `scenarie.schema.json` or breaks a limit.
    """
    dok = _laes_json(tekst)
    fejl = _skemafejl(dok)
    if fejl:
        raise Importfejl(fejl)
    scenarier = []
    for nr, post in enumerate(dok["scenarier"], 1):
        sted = f"scenarier nr. {nr}"
        indhold = {f: post.get(f) for f in Indhold.__annotations__}
        fejl += [f"{sted}, {felt} {grund}" for felt, grund in _indholdsfejl(**indhold)[0]]
        try:
            gemt = datetime.fromisoformat(post["gemt"])
        except ValueError:
            fejl.append(f"{sted}, gemt er ikke et tidspunkt, der findes: {_kort(post['gemt'])}")
            continue
        rettet = {"version": int(post["version"]), "tiltag": tuple(post["tiltag"]), "gemt": gemt}
        if post.get("aar") is not None:
            # JSON Schema takes 1.0 for an integer.
            rettet["aar"] = int(post["aar"])
        scenarier.append(Scenarie(**{**post, **rettet}))
    if fejl:
        raise Importfejl(fejl)
    return scenarier


def _indholdsfejl(
    navn: object,
    forfatter: object,
    formaal: object,
    tiltag: object,
    datasaet: object,
    aar: object = None,
) -> tuple[list[tuple[str, str]], str]:
    """Return (field, what is wrong with it) for each fault, and the tiltag as JSON."""
    grunde = {
        "navn": _tekstfejl(navn, NAVN_MAKS, True, False),
        "forfatter": _tekstfejl(forfatter, FORFATTER_MAKS, True, False),
        "formaal": _tekstfejl(formaal, FORMAAL_MAKS, False, True),
        "datasaet": _tekstfejl(datasaet, DATASAET_MAKS, True, False),
    }
    grunde["tiltag"], tekst = _tiltagfejl(tiltag)
    if not _er_aar(aar):
        grunde["året"] = f"skal være et årstal fra {AAR_MINDST} til {AAR_HOEJST}"
    return [(felt, grund) for felt, grund in grunde.items() if grund], tekst


def _er_aar(aar: object) -> bool:
    """Say whether a value is a year a scenario can be for, or none."""
    # JSON Schema takes 2025.0 for an integer.
    kendt = isinstance(aar, int | float) and not isinstance(aar, bool)
    return aar is None or (kendt and aar in range(AAR_MINDST, AAR_HOEJST + 1))


def _tekstfejl(tekst: object, hoejst: int, linje: bool, tom: bool) -> str:
    if not isinstance(tekst, str):
        return "skal være tekst"
    if len(tekst) > hoejst:
        return f"er på {tal(len(tekst))} tegn; der er plads til {tal(hoejst)}"
    if not tom and not tekst.strip():
        return "mangler"
    if "\0" in tekst:
        return "har et NUL-tegn, som ikke kan gemmes"
    if not _kan_skrives(tekst):
        return "har et halvt tegn (en løs surrogat), som ikke kan gemmes"
    if linje and any(unicodedata.category(tegn) in ("Cc", "Zl", "Zp") for tegn in tekst):
        return "har linjeskift eller styretegn; det skal stå på én linje"
    return ""


def _tiltagfejl(tiltag: object) -> tuple[str, str]:
    """Return (fault, JSON); the fault is empty when the tiltag can be kept as they are."""
    if not isinstance(tiltag, (list, tuple)):
        return "skal være en liste", ""
    if len(tiltag) > TILTAG_MAKS:
        return f"er {tal(len(tiltag))}; der er plads til {tal(TILTAG_MAKS)}", ""
    for nr, et in enumerate(tiltag, 1):
        if not isinstance(et, dict):
            return f"nr. {nr} skal være et objekt", ""
        if grund := _jsonfejl(et):
            return f"nr. {nr} {grund}", ""
    try:
        tekst = json.dumps(list(tiltag), ensure_ascii=False, allow_nan=False)
        stoerrelse = len(tekst.encode())
    except UnicodeEncodeError:
        return "har et halvt tegn (en løs surrogat), som ikke kan gemmes", ""
    except ValueError:
        return "har et tal, som er for langt til at blive gemt", ""
    if stoerrelse > TILTAG_BYTES_MAKS:
        return f"fylder {tal(stoerrelse)} bytes; der er plads til {tal(TILTAG_BYTES_MAKS)}", ""
    return "", tekst


def _jsonfejl(vaerdi: object) -> str:
    """Say why a value would not come back from JSON as it was; empty when it would."""
    rest: list[tuple[object, int]] = [(vaerdi, 1)]
    while rest:
        v, dybde = rest.pop()
        if dybde > DYBDE_MAKS:
            return f"er dybere end {DYBDE_MAKS} niveauer"
        if isinstance(v, dict):
            if not all(isinstance(noegle, str) for noegle in v):
                return "har en nøgle, som ikke er tekst"
            rest += [(under, dybde + 1) for under in v.values()]
        elif isinstance(v, list):
            rest += [(under, dybde + 1) for under in v]
        elif isinstance(v, float) and not math.isfinite(v):
            return "har et tal, som ikke er endeligt (NaN eller uendelig)"
        elif v is not None and not isinstance(v, (bool, int, float, str)):
            return f"har en værdi, JSON ikke kender ({type(v).__name__})"
    return ""


def _kan_skrives(tekst: str) -> bool:
    try:
        tekst.encode()
    except UnicodeEncodeError:
        return False
    return True


def _laes_json(tekst: str) -> Any:
    if len(tekst) > FIL_TEGN_MAKS:
        raise Importfejl([f"filen er på mere end {tal(FIL_TEGN_MAKS)} tegn; del den i flere"])

    def entydig(par: list[tuple[str, Any]]) -> dict[str, Any]:
        objekt = dict(par)
        if len(objekt) < len(par):
            dobbelt = Counter(noegle for noegle, _ in par).most_common(1)[0][0]
            raise Importfejl([f"feltet {_kort(dobbelt)} står to gange i det samme objekt"])
        return objekt

    def uendelig(navn: str) -> Any:
        raise Importfejl([f"{navn} er ikke et tal i JSON"])

    try:
        return json.loads(
            tekst.removeprefix("\ufeff"), object_pairs_hook=entydig, parse_constant=uendelig
        )
    except Importfejl:
        raise
    except json.JSONDecodeError as fejl:
        sted = f"linje {fejl.lineno}, tegn {fejl.colno}"
        raise Importfejl([f"{sted}: filen er ikke JSON (eller er skåret over)"]) from None
    except RecursionError:
        raise Importfejl(["filen har for mange niveauer inden i hinanden"]) from None
    except ValueError:
        raise Importfejl(["filen har et tal, som er for langt"]) from None


@cache
def _skema() -> Draft202012Validator:
    # Loaded with the first file there is: a tenth of a second of every start.
    from jsonschema import Draft202012Validator

    skema = json.loads(SKEMAFIL.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(skema)
    return Draft202012Validator(skema)


def _skemafejl(dok: object) -> list[str]:
    fejl = sorted(_skema().iter_errors(dok), key=lambda f: [str(d).zfill(6) for d in f.path])
    return list(dict.fromkeys(linje for f in fejl for linje in _paa_dansk(f)))


def _paa_dansk(fejl: Any) -> Iterator[str]:
    """Yield a fault of the schema as Danish lines, each beginning with its path."""
    sted = re.sub(r", (nr\. \d+)", r" \1", ", ".join(_led(d) for d in fejl.absolute_path))
    sted = sted or "filen"
    vaerdi, krav = fejl.instance, fejl.validator_value
    if fejl.validator == "required":
        yield from (f"{sted}, {felt} mangler" for felt in krav if felt not in vaerdi)
    elif fejl.validator == "additionalProperties":
        kendte = fejl.schema["properties"]
        ukendte = [_kort(felt) for felt in vaerdi if felt not in kendte]
        yield f"{sted}: {opremsning(ukendte[:VISTE_FEJL])} er ikke et felt, der kendes"
    else:
        sig = SKEMAREGLER.get(fejl.validator, lambda v, k: f"passer ikke: {_kort(v)}")
        yield f"{sted} {sig(vaerdi, krav)}"


SKEMAREGLER: Mapping[str, Callable[[Any, Any], str]] = {
    "type": lambda v, k: f"skal være {TYPER[k]}; der står {_kort(v)}",
    "const": lambda v, k: f"skal være {_kort(k)}; der står {_kort(v)}",
    "anyOf": lambda v, k: f"skal være null eller et id på 32 hexcifre; der står {_kort(v)}",
    "pattern": lambda v, k: f"har ikke den form, feltet skal have ({k}); der står {_kort(v)}",
    "minLength": lambda v, k: f"er på {tal(len(v))} tegn; der skal være mindst {tal(k)}",
    "maxLength": lambda v, k: f"er på {tal(len(v))} tegn; der er plads til {tal(k)}",
    "maxItems": lambda v, k: f"er {tal(len(v))}; der er plads til {tal(k)}",
    "minimum": lambda v, k: f"er {_kort(v)}; det mindste er {tal(k)}",
    "maximum": lambda v, k: f"er {_kort(v)}; det højeste er {tal(k)}",
}


def _led(led: str | int) -> str:
    return led if isinstance(led, str) else f"nr. {led + 1}"


def _kort(vaerdi: object) -> str:
    """Show a value from a file in at most 40 characters, as JSON."""
    tekst = json.dumps(vaerdi, ensure_ascii=True, default=str)
    return tekst if len(tekst) <= 40 else tekst[:39] + "…"
