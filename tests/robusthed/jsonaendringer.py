"""JSON documents broken in their values and structure, still JSON or nearly."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.robusthed.variant import BEGGE, NY, SAMME, Aendring, Fil, Slump

VAERDIER = (
    *(
        None,
        True,
        False,
        "",
        "12",
        "x",
        "\u0661",
        -1,
        0,
        1e308,
        10**400,
        1e-9,
        [],
        {},
        [1],
        {"a": 1},
    ),
    *("\x1b[2J", "x" * 50_000),
)


def _steder(dokument: Any) -> list[tuple[Any, Any]]:
    """Return every place of a document as (container, key)."""
    svar: list[tuple[Any, Any]] = []
    rest = [dokument]
    while rest:
        nu = rest.pop()
        par = list(nu.items() if isinstance(nu, dict) else enumerate(nu))
        svar += [(nu, noegle) for noegle, _ in par]
        rest += [v for _, v in par if isinstance(v, (dict, list))]
    return svar


def _vaerdi(slump: Slump, dokument: Any) -> None:
    hvor, noegle = slump.choice(_steder(dokument))
    hvor[noegle] = slump.choice(VAERDIER)


def _tal(slump: Slump, dokument: Any) -> None:
    """Put another number for one."""
    steder = [(h, n) for h, n in _steder(dokument) if type(h[n]) in (int, float)]
    hvor, noegle = slump.choice(steder)
    hvor[noegle] = slump.choice([hvor[noegle] + 1, hvor[noegle] * 2, -hvor[noegle], None, 0])


def _mangler(slump: Slump, dokument: Any) -> None:
    hvor, noegle = slump.choice(_steder(dokument))
    del hvor[noegle]


def _omdoebt(slump: Slump, dokument: Any) -> None:
    steder = [(h, n) for h, n in _steder(dokument) if isinstance(h, dict)]
    hvor, noegle = slump.choice(steder)
    hvor[slump.choice(["andet", noegle.upper(), f" {noegle}", ""])] = hvor.pop(noegle)


def _gentaget(slump: Slump, dokument: Any) -> None:
    lister = [(h, n) for h, n in _steder(dokument) if isinstance(h, list)]
    hvor, nr = slump.choice(lister)
    hvor.insert(nr, json.loads(json.dumps(hvor[nr])))


def _byttet(slump: Slump, dokument: Any) -> None:
    lister = [h[n] for h, n in _steder(dokument) if isinstance(h[n], list) and len(h[n]) > 1]
    valgt = slump.choice(lister)
    a, b = slump.sample(range(len(valgt)), 2)
    valgt[a], valgt[b] = valgt[b], valgt[a]


def _af(goer: Callable[[Slump, Any], None]) -> Callable[[Slump, Fil], bytes]:
    def ny(slump: Slump, fil: Fil) -> bytes:
        dokument = json.loads(fil.indhold)
        goer(slump, dokument)
        return json.dumps(dokument).encode()

    return ny


def _ord_for_tal(slump: Slump, fil: Fil) -> bytes:
    """Return a document with a word that some programs write and JSON does not have."""
    dele = fil.indhold.split(b",")
    nr = slump.randrange(len(dele))
    ord_ = slump.choice(
        [b"NaN", b"Infinity", b"-Infinity", b"01", b"1.", b"'a'", b"/* */", b"1e999"]
    )
    dele[nr] = slump.choice([ord_, dele[nr] + ord_])
    return b",".join(dele)


def _dyb(slump: Slump, fil: Fil) -> bytes:
    dyb = slump.choice([100, 100_000])
    return slump.choice([b"[" * dyb, b'{"a":' * dyb, b"[" * dyb + b"]" * dyb])


JSONEN = (
    Aendring("json: en anden værdi", _af(_vaerdi), NY),
    Aendring("json: et andet tal", _af(_tal), NY),
    Aendring("json: noget mangler", _af(_mangler), NY),
    Aendring("json: omdøbt", _af(_omdoebt), BEGGE),
    Aendring("json: gentaget", _af(_gentaget), NY),
    Aendring("json: byttet", _af(_byttet), NY),
    Aendring("json: ord for tal", _ord_for_tal, BEGGE),
    Aendring("json: dyb", _dyb, SAMME),
    Aendring("json: utf-16", lambda _, f: f.indhold.decode().encode("utf-16"), SAMME),
)
