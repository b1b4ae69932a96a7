"""Broken files of every kind: each is refused, asked about, or taken for what it says.

PRAKSISKORT_VARIANTER=2000 tries that many of each kind, the counts of docs/robusthed.md; `pytest
-rP` shows them. `python -m tests.robusthed.koersel` tries some of them, and writes one to a file.
"""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pytest

from dansk import Inputfejl
from data.indgang.arter.liste import ARTER
from tests.robusthed.koersel import koer, proevet, tabelraekke
from tests.robusthed.liste import SLAGS
from tests.robusthed.variant import AFVIST, BEGGE, NY, SAMME, TAGET, Aendring, Dom, Fil, Slags

ALLE = 2_000
ANTAL = int(os.environ.get("PRAKSISKORT_VARIANTER", "8"))
#: A few of them, so that every change comes by now and then; the same ones each time.
NUMRE = range(ANTAL) if ANTAL >= ALLE else sorted(random.Random(1).sample(range(ALLE), ANTAL))


@pytest.mark.timeout(120 + 20 * ANTAL)
@pytest.mark.parametrize("slags", [s.navn for s in SLAGS])
def test_a_broken_file_is_refused_asked_about_or_taken_for_what_it_says(slags: str) -> None:
    udfald = list(koer(slags, NUMRE))
    print(tabelraekke(slags, udfald))
    fejl = [f"{u.nr} {u.fil}, {u.aendring}: {u.fejl}" for u in udfald if u.fejl]
    assert not fejl, "\n".join(["", *fejl])
    assert len(udfald) == ANTAL and {u.dom for u in udfald} >= {AFVIST, TAGET}


def test_every_kind_of_input_has_an_entry() -> None:
    mangler = {art.noegle for art in ARTER} - {s.navn for s in SLAGS}
    assert not mangler, f"put {sorted(mangler)} in tests/robusthed/liste.py"


# ------------------------------------------------------------------ that it can fail


def _fil() -> Fil:
    return Fil("a.csv", b"5", lambda i: {"a": float(i)} if i.isdigit() else None)


def _slags(navn: str, proev) -> Slags:
    return Slags(navn, lambda: [_fil()], proev)


def _dom(navn: str, indhold: bytes, fil: Fil) -> Dom:
    """A door that reads only the first digit."""
    if not indhold[:1].isdigit():
        raise Inputfejl("Der er intet tal. Skriv et.")
    return Dom(TAGET, (), {"a": float(indhold[:1])})


def _efterlader(navn: str, indhold: bytes, fil: Fil) -> Dom:
    Path(tempfile.mkdtemp()).joinpath("x").write_bytes(indhold)
    raise Inputfejl("Filen kan ikke læses.")


@pytest.mark.parametrize(
    ("indhold", "facit", "fejl"),
    [
        (b"5", SAMME, ""),
        (b"7", SAMME, "forkert"),
        (b"7", NY, ""),
        (b"7", BEGGE, ""),
        (b"77", NY, "forkert"),  # read as 7
        (b"5x", NY, "forkert"),  # says nothing, and is taken
        (b"5x", BEGGE, ""),  # taken as the whole file
        (b"x", SAMME, ""),  # refused
    ],
)
def test_what_is_taken_wrongly_is_seen(indhold: bytes, facit: str, fejl: str) -> None:
    aendring = Aendring("en", lambda *_: indhold, facit)
    dom, fundet, _ = proevet(_slags("a", _dom), _fil(), aendring, "a.csv", indhold)
    assert dom == (AFVIST if indhold == b"x" else TAGET)
    assert fundet.startswith(fejl) and bool(fundet) is bool(fejl)


def test_other_figures_without_a_word_are_seen() -> None:
    aendring = Aendring("en", lambda *_: b"7", NY, besked=True)

    def doer(*ord_: str) -> Slags:
        def proev(navn: str, indhold: bytes, fil: Fil) -> Dom:
            hel = indhold == fil.indhold
            return Dom(TAGET, (), {"a": float(indhold)}, ("altid", *(() if hel else ord_)))

        return _slags("a", proev)

    tavs, siger = doer(), doer("et andet tal")
    assert "uden et ord" in proevet(tavs, _fil(), aendring, "a.csv", b"7")[1]
    assert not proevet(siger, _fil(), aendring, "a.csv", b"7")[1]


@pytest.mark.parametrize(
    ("sagt", "fejl"),
    [("", "uden et ord"), ("x" * 6_000, "tegn"), ("a\x1b[2J", "styretegn"), ("Ret den.", "")],
)
def test_a_refusal_is_a_sentence(sagt: str, fejl: str) -> None:
    slags = _slags("a", lambda *_: Dom(AFVIST, (sagt,)))
    fundet = proevet(slags, _fil(), Aendring("en", lambda *_: b""), "a.csv", b"")[1]
    assert fejl in fundet and bool(fundet) is bool(fejl)


def test_an_error_of_python_and_a_file_left_behind_are_seen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    aendring = Aendring("en", lambda *_: b"")
    kaster = _slags("a", lambda *_: {}["x"])
    assert "KeyError" in proevet(kaster, _fil(), aendring, "a.csv", b"")[1]
    assert "efterladt" in proevet(_slags("a", _efterlader), _fil(), aendring, "a.csv", b"")[1]


@pytest.mark.parametrize(("slags", "fejl"), [("hænger", "ikke færdig"), ("dør", "kode 3")])
def test_a_hang_and_a_crash_are_seen_and_the_next_is_tried(slags: str, fejl: str) -> None:
    # Variant 1 and 3 are shaken to something else than the whole file.
    foerste, naeste = koer(slags, [1, 3], "tests.robusthed.fejldoere", 1)
    assert fejl in foerste.fejl and fejl in naeste.fejl
